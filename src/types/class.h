// Classes: making types from specs and class statements, looking names up along the MRO, instances and shapes.
#ifndef OURO_TYPES_CLASS_H
#define OURO_TYPES_CLASS_H

#include "object/rt.h"
#include "types/spec.h"

// An attribute on the type or its bases (MRO order): borrowed, NULL (no error) if none. Cached per (version, name).
ouro_borrowed ouro_type_lookup(ouro_rt *rt, const ouro_type *type, ouro_borrowed name);
ouro_type *ouro_type_from_spec(ouro_rt *rt, const ouro_type_spec *spec); // entered, attributes made; NULL: MemoryError
// type(name, bases, namespace): what a class statement calls in the end. meta is the most derived metaclass.
ouro_owned ouro_class_new(ouro_rt *rt, ouro_type *meta, ouro_borrowed name, ouro_borrowed bases, ouro_borrowed ns,
                          ouro_borrowed kwnames, ouro_obj *const *kwvalues);
// The builtin __build_class__(func, name, *bases, metaclass=..., **kw): func runs the body in a namespace.
ouro_owned ouro_build_class(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
// An attribute of the type was set or deleted: new versions for it and its subclasses, slots updated when the name is
// that of a special method (NULL: all).
int ouro_type_modified(ouro_rt *rt, ouro_type *type, ouro_borrowed name_or_null);
// A native exception class or type made at run time (modules): name "mod.Name".
ouro_owned ouro_exception_class_new(ouro_rt *rt, const char *name, ouro_borrowed base, const char *doc);

// name as it is inside class `class_name` (private names).
ouro_owned ouro_mangle(ouro_rt *rt, ouro_borrowed class_name, ouro_borrowed name);

// Instance of an OURO_TF_INSTANCE type with room for type->slots_hint attributes. For object.__new__.
ouro_owned ouro_instance_new(ouro_rt *rt, ouro_type *cls);
// type[key]: __class_getitem__, or TypeError "type 'X' is not subscriptable".
ouro_owned ouro_type_getitem(ouro_rt *rt, ouro_borrowed type, ouro_borrowed key);
// Native `__class_getitem__` (flags OURO_M_CLASS) that makes a types.GenericAlias: list[int].
ouro_owned ouro_class_getitem(ouro_rt *rt, ouro_borrowed cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);

// ---- attributes of instances: shape and slots
// An instance has at `type->attrs_offset` (or, when 0, after its variable data) this head, then `capacity` slots. shape == 0: dict
// mode, slot[0] is the __dict__ (owned dict). Otherwise the shape tells which name is in which slot.
typedef struct ouro_attrs {
    uint32_t shape;
    uint32_t capacity;
    ouro_obj *slots[];
} ouro_attrs;
OURO_INLINE ouro_attrs *ouro_attrs_of(const ouro_type *type, ouro_borrowed o) {
    return (ouro_attrs *)((char *)o + type->attrs_offset);
}
// The same for any OURO_TF_INSTANCE type, also where attributes follow variable data. {0, 0}: no attribute yet (the memory
// of a new instance of a class derived from a builtin); the first one set gives it its capacity.
ouro_attrs *ouro_attrs_of_any(const ouro_type *type, ouro_borrowed o);
// Bytes of the variable-size or fixed part of an instance of a builtin base, before attributes.
size_t ouro_instance_data_size(const ouro_type *type, ouro_borrowed o);
// hash slot of unhashable types: a spec with compare and no hash gets it, and __hash__ = None.
int64_t ouro_hash_unhashable(ouro_rt *rt, ouro_borrowed o);
// Shapes form a tree per class; numbers are unique and never reused while an inline cache can hold them.
// Slot of `name` in shape, or -1.
int32_t ouro_shape_find(const ouro_rt *rt, uint32_t shape, ouro_borrowed name);
uint32_t ouro_shape_length(const ouro_rt *rt, uint32_t shape);
// The shape after adding `name` (interned): the cached child, or a new one. 0: MemoryError pending or too many (then
// *dict_mode is set and no error is pending).
uint32_t ouro_shape_add(ouro_rt *rt, uint32_t shape, ouro_borrowed name, bool *dict_mode);
ouro_borrowed ouro_shape_name_peek(const ouro_rt *rt, uint32_t shape, uint32_t slot);
uint32_t ouro_shape_new_root(ouro_rt *rt, ouro_type *type); // 0: MemoryError
void ouro_shape_free_tree(ouro_rt *rt, uint32_t root);
int ouro_shapes_traverse(ouro_rt *rt, uint32_t root, ouro_visit visit, void *arg); // the names that the tree holds
// The attribute in the instance itself: borrowed, NULL (no error) if absent.
ouro_borrowed ouro_instance_peek(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
int ouro_instance_set(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value_or_null); // 1: absent (delete)
// Its __dict__: changes the instance to dict mode for good. Borrowed.
ouro_borrowed ouro_instance_dict_peek(ouro_rt *rt, ouro_borrowed o);
int ouro_instance_set_dict(ouro_rt *rt, ouro_borrowed o, ouro_borrowed dict);
int ouro_instance_traverse(ouro_rt *rt, ouro_obj *o, ouro_visit visit, void *arg); // attributes and the class
void ouro_instance_clear(ouro_rt *rt, ouro_obj *o);
void ouro_instance_drop(ouro_rt *rt, ouro_obj *o); // at deallocation
// Names assigned as self.NAME = ... in a class's __init__, counted when the class is made (types/class.c asks the code
// object): initial slots_hint.

// ---- descriptors and callables of native code (types/descriptor.c, types/builtin_function.c)
typedef struct ouro_builtin_function {
    ouro_obj head;
    const ouro_method_def *def;
    ouro_obj *self;   // owned or NULL
    ouro_obj *module; // owned str or NULL
} ouro_builtin_function;
typedef struct ouro_descriptor { // method_descriptor, classmethod_descriptor, getset, member, wrapper
    ouro_obj head;
    ouro_type *owner; // owned
    ouro_obj *name;   // owned str
    const void *def;  // ouro_method_def, ouro_getset_def, ouro_member_def, or the slot description
    void *slot;       // wrapper_descriptor: the wrapped C slot function
} ouro_descriptor;
typedef struct ouro_method { // bound method
    ouro_obj head;
    ouro_obj *function, *self;
} ouro_method;
typedef struct ouro_property {
    ouro_obj head;
    ouro_obj *get, *set, *del, *doc, *name;
    bool getter_doc;
} ouro_property;
typedef struct ouro_wrapped { // staticmethod, classmethod; attributes follow
    ouro_obj head;
    ouro_obj *callable;
} ouro_wrapped;
typedef struct ouro_cell {
    ouro_obj head;
    ouro_obj *value; // NULL: empty
} ouro_cell;
typedef struct ouro_module {
    ouro_obj head;
    ouro_obj *dict; // owned
    void (*finish)(ouro_rt *rt, ouro_obj *module); // native modules; may be NULL
    void *state;    // native modules: raw block, freed at deallocation
} ouro_module;
ouro_owned ouro_builtin_function_new(ouro_rt *rt, const ouro_method_def *def, ouro_borrowed self, ouro_borrowed module);
ouro_owned ouro_method_new(ouro_rt *rt, ouro_borrowed function, ouro_borrowed self);
ouro_owned ouro_cell_new(ouro_rt *rt, ouro_borrowed value_or_null);
ouro_owned ouro_module_new(ouro_rt *rt, const char *name, const char *doc_or_null);
int ouro_module_add(ouro_rt *rt, ouro_borrowed module, const char *name, ouro_owned value); // steals; NULL value: -1
int ouro_module_add_functions(ouro_rt *rt, ouro_borrowed module, const ouro_method_def *defs);
OURO_INLINE ouro_borrowed ouro_module_dict_peek(ouro_borrowed m) { return ((const ouro_module *)m)->dict; }
ouro_owned ouro_mappingproxy_new(ouro_rt *rt, ouro_borrowed mapping);
// super(cls, obj).name without making the super object. cls is a type.
ouro_owned ouro_super_getattr(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed obj, ouro_borrowed name);
ouro_owned ouro_namespace_new(ouro_rt *rt, ouro_borrowed dict); // types.SimpleNamespace

#endif
