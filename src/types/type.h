// Type objects as such: what class.c (class statements), start.c and the object `type` share.
#ifndef OURO_TYPES_TYPE_H
#define OURO_TYPES_TYPE_H

#include "types/class.h"
#include "types/state.h"

// One entry of the cache of attributes found along the MRO of types. `name` is owned, `value` is valid as long as the
// type has this version.
typedef struct ouro_lookup_entry {
    uint32_t version;
    ouro_obj *name, *value;
} ouro_lookup_entry;
int ouro_lookup_start(ouro_rt *rt);
void ouro_lookup_finish(ouro_rt *rt);

// The two halves of ouro_type_from_spec: a type with number and slots, then names, MRO and dict. The first makes no
// other object, so that start-up can make all types before the first str, tuple or dict.
ouro_type *ouro_type_shell(ouro_rt *rt, const ouro_type_spec *spec);
int ouro_type_fill(ouro_rt *rt, ouro_type *type, ouro_borrowed bases_or_null);
// Gives up everything that the type holds (at the end of the runtime); its slots still work.
void ouro_type_drop_contents(ouro_rt *rt, ouro_type *type);

// C3 linearisation of a type whose `bases` are set, with what metaclass.mro() says about it. New tuple.
ouro_owned ouro_mro_compute(ouro_rt *rt, ouro_type *type);
ouro_owned ouro_mro_c3(ouro_rt *rt, ouro_type *type); // a list: type.mro()
int ouro_type_add_subclass(ouro_rt *rt, ouro_type *base, ouro_type *type);
void ouro_type_remove_subclass(ouro_rt *rt, ouro_type *base, ouro_type *type);
// Calls fn for each living subclass until it returns non-zero.
int ouro_type_each_subclass(ouro_rt *rt, ouro_type *type, int (*fn)(ouro_rt *rt, ouro_type *sub, void *ctx), void *ctx);

ouro_owned ouro_type_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name);
ouro_owned ouro_type_getattr_quiet(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name);
int ouro_type_merge_names(ouro_rt *rt, ouro_borrowed dict, const ouro_type *type); // for dir()
int ouro_type_setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value);
ouro_owned ouro_type_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
ouro_owned ouro_type_create(ouro_rt *rt, ouro_type *meta, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
int ouro_type_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
extern const ouro_getset_def ouro_type_getsets[];
// Name and bases setters (class.c).
int ouro_type_set_name(ouro_rt *rt, ouro_type *type, ouro_borrowed name);
int ouro_type_set_bases(ouro_rt *rt, ouro_type *type, ouro_borrowed bases);
// Most derived of `meta` and the types of `bases`; NULL: TypeError "metaclass conflict".
ouro_type *ouro_metaclass(ouro_rt *rt, ouro_type *meta, ouro_borrowed bases);

OURO_INLINE bool ouro_type_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_type) || (ouro_type_of(rt, o)->flags & OURO_TF_TYPE);
}
// First type of the base chain that is not made by a class statement: it owns the layout.
OURO_INLINE ouro_type *ouro_native_base(const ouro_type *type) {
    while ((type->flags & OURO_TF_HEAP) && type->base)
        type = type->base;
    return (ouro_type *)(uintptr_t)type;
}

// Slots of the instances of classes made by class statements (instance.c).
void ouro_subtype_dealloc(ouro_rt *rt, ouro_obj *self);
int ouro_subtype_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg);
void ouro_subtype_clear(ouro_rt *rt, ouro_obj *self);
size_t ouro_subtype_size_of(ouro_rt *rt, ouro_borrowed self);
extern const ouro_getset_def ouro_instance_dict_getset, ouro_instance_weakref_getset;
// Layout check of __class__ assignment, also moves the attributes. -1: TypeError.
int ouro_instance_set_class(ouro_rt *rt, ouro_borrowed o, ouro_type *cls);
ouro_obj *ouro_instance_new_of_builtin(ouro_rt *rt, ouro_type *type, size_t size); // hooks.new_instance

#endif
