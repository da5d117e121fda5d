// Classes from class statements and type(name, bases, namespace).
#include "types/class.h"

#include <string.h>

#include "types/abstract.h"
#include "types/code.h"
#include "types/containers.h"
#include "types/descriptor.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/str.h"
#include "types/type.h"

enum { HINT_UNKNOWN = 2, HINT_MAX = 64 };

// ---- which metaclass, which base -----------------------------------------------------------------------------------

ouro_type *ouro_metaclass(ouro_rt *rt, ouro_type *meta, ouro_borrowed bases) {
    for (size_t i = 0; i < ouro_tuple_length(bases); i++) {
        ouro_type *other = ouro_type_of(rt, ouro_tuple_peek(bases, i));
        if (ouro_subtype(meta, other))
            continue;
        if (!ouro_subtype(other, meta)) {
            ouro_raise(rt, OURO_TypeError,
                       "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                       "metaclasses of all its bases");
            return NULL;
        }
        meta = other;
    }
    return meta;
}

// (The spec tells: the size of a type is at least 16.)
static bool adds_layout(const ouro_type *type) {
    if (type->flags & OURO_TF_HEAP)
        return type->members_to > (type->base->members_to ? type->base->members_to : type->members_from);
    if (!type->base)
        return true;
    return type->spec->size > type->base->spec->size || type->item_size != type->base->item_size;
}

// The nearest type of the base chain whose instances hold more than those of its base.
static const ouro_type *solid_base(const ouro_type *type) {
    while (type->base && !adds_layout(type))
        type = type->base;
    return type;
}

// The base whose layout the class continues. NULL: TypeError.
static ouro_type *best_base(ouro_rt *rt, ouro_borrowed bases) {
    ouro_type *best = NULL;
    const ouro_type *winner = NULL;
    for (size_t i = 0; i < ouro_tuple_length(bases); i++) {
        ouro_borrowed b = ouro_tuple_peek(bases, i);
        if (!ouro_type_check(rt, b)) {
            ouro_raise(rt, OURO_TypeError, "bases must be types");
            return NULL;
        }
        ouro_type *base = (ouro_type *)(uintptr_t)b;
        if (!(base->flags & OURO_TF_BASE)) {
            ouro_raise(rt, OURO_TypeError, "type '%N' is not an acceptable base type", base);
            return NULL;
        }
        const ouro_type *candidate = solid_base(base);
        if (!winner || (candidate != winner && ouro_subtype(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!ouro_subtype(winner, candidate)) {
            ouro_raise(rt, OURO_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

// ---- __slots__ -----------------------------------------------------------------------------------------------------

// What instances of the new class have beside those of the base.
typedef struct layout {
    ouro_obj *names; // owned tuple of the names that get a member, or NULL
    bool dict, weak;
    bool may_dict, may_weak;
} layout;

ouro_owned ouro_mangle(ouro_rt *rt, ouro_borrowed class_name, ouro_borrowed name) {
    size_t n = ouro_str_length(name), skip = 0, k = ouro_str_length(class_name);
    while (skip < k && ouro_str_at(class_name, skip) == '_')
        skip++;
    if (n < 2 || ouro_str_at(name, 0) != '_' || ouro_str_at(name, 1) != '_' || skip == k ||
        (ouro_str_at(name, n - 1) == '_' && ouro_str_at(name, n - 2) == '_'))
        return ouro_ref(rt, name);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_char(&b, '_');
    ouro_builder_slice(&b, class_name, skip, k);
    ouro_builder_str(&b, name);
    return ouro_builder_finish(&b);
}

// One of __slots__: into `list`, unless it is __dict__ or __weakref__.
static int slot_name(ouro_rt *rt, layout *out, ouro_borrowed list, ouro_borrowed item, ouro_borrowed class_name,
                     ouro_borrowed ns) {
    if (!ouro_str_check(rt, item)) {
        ouro_raise(rt, OURO_TypeError, "__slots__ items must be strings, not '%T'", item);
        return -1;
    }
    if (!ouro_str_is_identifier(item)) {
        ouro_raise(rt, OURO_TypeError, "__slots__ must be identifiers");
        return -1;
    }
    if (ouro_str_equal(item, OURO_NAME(rt, __dict__))) {
        if (!out->may_dict || out->dict) {
            ouro_raise(rt, OURO_TypeError, "__dict__ slot disallowed: we already got one");
            return -1;
        }
        out->dict = true;
        return 0;
    }
    if (ouro_str_equal(item, OURO_NAME(rt, __weakref__))) {
        if (!out->may_weak || out->weak) {
            ouro_raise(rt, OURO_TypeError,
                       "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
            return -1;
        }
        out->weak = true;
        return 0;
    }
    ouro_obj *name = ouro_mangle(rt, class_name, item);
    if (!name || ouro_str_intern(rt, &name) < 0) {
        ouro_xrelease(rt, name);
        return -1;
    }
    int clash = ouro_dict_contains(rt, ns, name);
    if (clash > 0 && !ouro_str_equal(name, OURO_NAME(rt, __qualname__)) &&
        !ouro_str_equal(name, OURO_NAME(rt, __classcell__))) {
        ouro_raise(rt, OURO_ValueError, "%R in __slots__ conflicts with class variable", name);
        clash = -1;
    }
    if (clash < 0) {
        ouro_release(rt, name);
        return -1;
    }
    return ouro_list_append_steal(rt, list, name);
}

static int read_slots(ouro_rt *rt, layout *out, const ouro_type *base, ouro_borrowed slots, ouro_borrowed class_name,
                      ouro_borrowed ns) {
    ouro_obj *items = ouro_str_check(rt, slots) ? ouro_tuple_pack(rt, 1, slots) : ouro_tuple_of(rt, slots);
    ouro_obj *list = items ? ouro_list_new(rt, ouro_tuple_length(items)) : NULL;
    int status = list ? 0 : -1;
    bool variable = (base->flags & (OURO_TF_VARSIZE | OURO_TF_TYPE)) && !(base->flags & OURO_TF_STR);
    if (list && ouro_tuple_length(items) > 0 && variable) {
        ouro_raise(rt, OURO_TypeError, "nonempty __slots__ not supported for subtype of '%N'", base);
        status = -1;
    }
    for (size_t i = 0; status == 0 && i < ouro_tuple_length(items); i++)
        status = slot_name(rt, out, list, ouro_tuple_peek(items, i), class_name, ns);
    if (status == 0 && ouro_list_length(list) > 1)
        status = ouro_list_sort(rt, list, NULL, false);
    if (status == 0 && ouro_list_length(list) && (base->flags & OURO_TF_STR))
        out->dict = out->may_dict; // no place for members behind a text: they become attributes
    else if (status == 0 && !(out->names = ouro_list_as_tuple(rt, list)))
        status = -1;
    ouro_xrelease(rt, items);
    ouro_xrelease(rt, list);
    return status;
}

static int make_layout(ouro_rt *rt, layout *out, const ouro_type *base, ouro_borrowed bases, ouro_borrowed class_name,
                       ouro_borrowed ns) {
    const ouro_type *native = ouro_native_base(base); // a module has a dict of its own
    *out = (layout){.may_dict = !(base->flags & (OURO_TF_INSTANCE | OURO_TF_TYPE)) &&
                                !ouro_dict_peek_str(rt, native->dict, OURO_NAME(rt, __dict__)),
                    .may_weak = !(base->flags & OURO_TF_WEAK) && (!base->item_size || (base->flags & OURO_TF_STR))};
    ouro_borrowed slots = ouro_dict_peek_str(rt, ns, OURO_NAME(rt, __slots__));
    if (!slots) {
        out->dict = out->may_dict;
        out->weak = out->may_weak;
        return 0;
    }
    ouro_obj *held = ouro_ref(rt, slots);
    int status = read_slots(rt, out, base, held, class_name, ns);
    ouro_release(rt, held);
    if (status < 0)
        return -1;
    for (size_t i = 0; i < ouro_tuple_length(bases); i++) { // what another base brings
        const ouro_type *other = (const ouro_type *)ouro_tuple_peek(bases, i);
        if (other == base)
            continue;
        out->dict |= out->may_dict && (other->flags & OURO_TF_INSTANCE);
        out->weak |= out->may_weak && (other->flags & OURO_TF_WEAK);
    }
    return 0;
}

// Where things are in instances: the builtin base's part, members of __slots__ of all the classes, attributes.
static void place(ouro_type *type, const layout *lay) {
    const ouro_type *base = type->base, *native = ouro_native_base(base);
    bool plain = native->number == OURO_T_object;
    uint32_t from = plain ? (uint32_t)sizeof(ouro_obj)
                          : native->flags & OURO_TF_INSTANCE ? native->attrs_offset : (native->size + 7) & ~7u;
    uint32_t to = base->flags & OURO_TF_HEAP ? base->members_to : from;
    if (lay->names)
        to += ouro_tuple_length(lay->names) * (uint32_t)sizeof(ouro_obj *);
    type->members_from = from;
    type->members_to = to;
    type->size = to;
    type->item_size = base->item_size;
    if (type->flags & OURO_TF_INSTANCE) {
        type->attrs_offset = native->flags & OURO_TF_VARSIZE && !(native->flags & OURO_TF_TYPE) ? 0 : to;
        if (type->attrs_offset)
            type->size = to + (uint32_t)sizeof(ouro_attrs);
    }
    if (type->size < 16)
        type->size = 16;
}

// ---- what __init__ tells about the number of attributes ---------------------------------------------------------

static uint32_t assigned_by_init(ouro_rt *rt, const ouro_type *type) {
    ouro_borrowed init = ouro_dict_peek_str(rt, type->dict, OURO_NAME(rt, __init__));
    if (!init || !ouro_is(init, OURO_T_function))
        return 0;
    const ouro_code *code = (const ouro_code *)((const ouro_function *)init)->code;
    return code && code->self_names ? ouro_tuple_length(code->self_names) : 0;
}

static uint32_t first_hint(ouro_rt *rt, const ouro_type *type) {
    uint32_t known = 0, of_base = type->base->flags & OURO_TF_HEAP ? type->base->slots_hint : 0;
    for (const ouro_type *t = type->base; (t->flags & OURO_TF_HEAP) && t->dict; t = t->base)
        known += assigned_by_init(rt, t);
    uint32_t hint = assigned_by_init(rt, type) + known;
    if (of_base > known && of_base > HINT_UNKNOWN) // its instances were seen to have more
        hint += of_base - known;
    return !hint ? HINT_UNKNOWN : hint < HINT_MAX ? hint : HINT_MAX;
}

// ---- the namespace becomes the dict --------------------------------------------------------------------------------

static int wrap_method(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed name, uint32_t wrapper) {
    ouro_borrowed f = ouro_dict_peek_str(rt, dict, name);
    if (!f || !ouro_is(f, OURO_T_function))
        return 0;
    ouro_obj *args[1] = {(ouro_obj *)(uintptr_t)f};
    ouro_obj *wrapped = ouro_call(rt, &rt->types[wrapper]->head, args, 1, NULL);
    return wrapped ? ouro_dict_set_steal(rt, dict, name, wrapped) : -1;
}

static int default_module(ouro_rt *rt, ouro_borrowed dict) {
    if (ouro_dict_peek_str(rt, dict, OURO_NAME(rt, __module__)))
        return 0;
    ouro_borrowed globals = rt->ty->globals_peek ? rt->ty->globals_peek(rt) : NULL;
    ouro_borrowed name = globals ? ouro_dict_peek_str(rt, globals, OURO_NAME(rt, __name__)) : NULL;
    return name ? ouro_dict_set(rt, dict, OURO_NAME(rt, __module__), name) : 0;
}

static int take_qualname(ouro_rt *rt, ouro_type *type) {
    ouro_obj *given = ouro_dict_take(rt, type->dict, OURO_NAME(rt, __qualname__));
    if (!given) {
        if (ouro_error_pending(rt))
            return -1;
        given = ouro_ref(rt, type->name);
    }
    if (!ouro_str_check(rt, given)) {
        ouro_raise(rt, OURO_TypeError, "type __qualname__ must be a str, not %T", given);
        ouro_release(rt, given);
        return -1;
    }
    ouro_slot_init(rt, &type->head, &type->qualname, given);
    return 0;
}

static int set_owned(ouro_rt *rt, ouro_borrowed dict, const char *name, ouro_owned value) {
    int status = ouro_dict_set_ascii(rt, dict, name, value);
    ouro_release(rt, value);
    return status;
}

static int put_static(ouro_rt *rt, ouro_type *type, const ouro_getset_def *def) {
    ouro_obj *d = ouro_descriptor_getset(rt, type, def);
    return d ? set_owned(rt, type->dict, def->name, d) : -1;
}

static int fill_dict(ouro_rt *rt, ouro_type *type, const layout *lay, uint32_t first_member) {
    if (default_module(rt, type->dict) < 0 || take_qualname(rt, type) < 0)
        return -1;
    if (wrap_method(rt, type->dict, OURO_NAME(rt, __new__), OURO_T_staticmethod) < 0 ||
        wrap_method(rt, type->dict, OURO_NAME(rt, __init_subclass__), OURO_T_classmethod) < 0 ||
        wrap_method(rt, type->dict, OURO_NAME(rt, __class_getitem__), OURO_T_classmethod) < 0)
        return -1;
    for (size_t i = 0; lay->names && i < ouro_tuple_length(lay->names); i++) {
        ouro_borrowed name = ouro_tuple_peek(lay->names, i);
        uint32_t offset = first_member + (uint32_t)(i * sizeof(ouro_obj *));
        ouro_obj *d = ouro_descriptor_slot_member(rt, type, name, offset);
        if (!d || ouro_dict_set_steal(rt, type->dict, name, d) < 0)
            return -1;
    }
    if (lay->dict && put_static(rt, type, &ouro_instance_dict_getset) < 0)
        return -1;
    if (lay->weak && put_static(rt, type, &ouro_instance_weakref_getset) < 0)
        return -1;
    if (!ouro_dict_peek_str(rt, type->dict, OURO_NAME(rt, __doc__)) &&
        ouro_dict_set(rt, type->dict, OURO_NAME(rt, __doc__), rt->none) < 0)
        return -1;
    if (ouro_dict_peek_str(rt, type->dict, OURO_NAME(rt, __eq__)) &&
        !ouro_dict_peek_str(rt, type->dict, OURO_NAME(rt, __hash__)))
        return ouro_dict_set(rt, type->dict, OURO_NAME(rt, __hash__), rt->none);
    return 0;
}

// The cell behind super() and __class__ in the methods.
static int fill_class_cell(ouro_rt *rt, ouro_type *type) {
    ouro_obj *cell = ouro_dict_take(rt, type->dict, OURO_NAME(rt, __classcell__));
    if (!cell)
        return ouro_error_pending(rt) ? -1 : 0;
    int status = 0;
    if (ouro_is(cell, OURO_T_cell)) {
        ouro_slot_set(rt, cell, &((ouro_cell *)cell)->value, ouro_ref(rt, &type->head));
    } else {
        ouro_raise(rt, OURO_TypeError, "__classcell__ must be a nonlocal cell, not %R", &ouro_type_of(rt, cell)->head);
        status = -1;
    }
    ouro_release(rt, cell);
    return status;
}

static bool good_name(ouro_rt *rt, ouro_borrowed name, char **utf8) {
    size_t n;
    const char *text = ouro_str_utf8(rt, name, &n, utf8, false);
    if (!text)
        return false;
    if (strlen(text) == n)
        return true;
    ouro_raise(rt, OURO_ValueError, "type name must not contain null characters");
    ouro_raw_free(rt, *utf8);
    *utf8 = NULL;
    return false;
}

int ouro_type_set_name(ouro_rt *rt, ouro_type *type, ouro_borrowed name) {
    char *utf8 = NULL;
    if (!ouro_str_check(rt, name)) {
        ouro_raise(rt, OURO_TypeError, "can only assign string to %N.__name__, not '%T'", type, name);
        return -1;
    }
    if (!good_name(rt, name, &utf8))
        return -1;
    const char *old = type->name && type->cname != ouro_str_ascii(type->name) ? type->cname : NULL;
    type->cname = utf8 ? utf8 : ouro_str_ascii(name);
    ouro_raw_free(rt, (char *)(uintptr_t)old);
    ouro_slot_set(rt, &type->head, &type->name, ouro_ref(rt, name));
    return 0;
}

// ---- making the class ----------------------------------------------------------------------------------------------

static uint32_t class_flags(const ouro_type *base, const layout *lay) {
    uint32_t flags = base->flags & ~(uint32_t)(OURO_TF_IMMUTABLE | OURO_TF_NO_NEW | OURO_TF_ABSTRACT | OURO_TF_METHOD);
    flags |= OURO_TF_HEAP | OURO_TF_BASE | OURO_TF_READY | OURO_TF_GC; // an instance refers to its class
    if (lay->dict)
        flags |= OURO_TF_INSTANCE;
    if (lay->weak)
        flags |= OURO_TF_WEAK;
    return flags;
}

static ouro_type *new_class(ouro_rt *rt, ouro_type *meta, ouro_borrowed name, ouro_borrowed bases, ouro_type *base,
                            ouro_borrowed ns, const layout *lay) {
    ouro_type *type = (ouro_type *)ouro_new_zeroed(rt, meta, sizeof *type);
    if (!type)
        return NULL;
    type->cname = "?";
    type->flags = class_flags(base, lay);
    type->base = (ouro_type *)ouro_ref(rt, &base->head);
    ouro_slot_init(rt, &type->head, &type->bases, ouro_ref(rt, bases));
    ouro_slot_init(rt, &type->head, &type->slot_names, ouro_xref(rt, lay->names));
    uint32_t first_member = 0;
    if (ouro_type_set_name(rt, type, name) < 0 || ouro_type_enter(rt, type, 0) < 0)
        goto fail;
    place(type, lay);
    first_member = type->members_to - (lay->names ? ouro_tuple_length(lay->names) * (uint32_t)sizeof(ouro_obj *) : 0);
    type->slots = base->slots;
    type->slots.dealloc = ouro_subtype_dealloc;
    type->slots.traverse = ouro_subtype_traverse;
    type->slots.clear = ouro_subtype_clear;
    type->slots.size_of = ouro_subtype_size_of;
    ouro_obj *dict = ouro_dict_copy(rt, ns);
    if (!dict)
        goto fail;
    ouro_slot_init(rt, &type->head, &type->dict, dict);
    if (fill_dict(rt, type, lay, first_member) < 0 || fill_class_cell(rt, type) < 0)
        goto fail;
    ouro_obj *mro = ouro_mro_compute(rt, type);
    if (!mro)
        goto fail;
    ouro_slot_set(rt, &type->head, &type->mro, mro);
    for (size_t i = 1; i < ouro_tuple_length(mro); i++) // for match statements
        if (!(type->flags & (OURO_TF_SEQUENCE | OURO_TF_MAPPING)))
            type->flags |= ((const ouro_type *)ouro_tuple_peek(mro, i))->flags & (OURO_TF_SEQUENCE | OURO_TF_MAPPING);
    if (type->flags & OURO_TF_INSTANCE) {
        type->slots_hint = first_hint(rt, type);
        if (!(type->root_shape = ouro_shape_new_root(rt, type)))
            goto fail;
    }
    ouro_type_new_version(rt, type);
    ouro_slots_update(rt, type, NULL);
    for (size_t i = 0; i < ouro_tuple_length(bases); i++)
        if (ouro_type_add_subclass(rt, (ouro_type *)(uintptr_t)ouro_tuple_peek(bases, i), type) < 0)
            goto fail;
    return type;
fail:
    ouro_release(rt, &type->head);
    return NULL;
}

// Tells each value of the namespace that wants to know under which name it is in the class (PEP 487).
static int set_names(ouro_rt *rt, ouro_type *type) {
    ouro_obj *names = ouro_dict_copy(rt, type->dict);
    if (!names)
        return -1;
    size_t at = 0;
    ouro_obj *key, *value;
    int status = 0;
    while (status == 0 && ouro_dict_next(names, &at, &key, &value)) {
        ouro_obj *f = ouro_special_lookup(rt, value, OURO_NAME(rt, __set_name__));
        if (!f) {
            status = ouro_error_pending(rt) ? -1 : 0;
            continue;
        }
        ouro_obj *result = ouro_call2(rt, f, &type->head, key);
        ouro_release(rt, f);
        if (result) {
            ouro_release(rt, result);
            continue;
        }
        ouro_obj *error = ouro_error_take(rt);
        ouro_obj *text = ouro_str_formatted(rt, "Error calling __set_name__ on '%T' instance %R in '%N'", value, key, type);
        if (text)
            ouro_error_restore(rt, error);
        else
            ouro_xrelease(rt, error);
        ouro_raise_from_pending(rt, OURO_RuntimeError, text);
        status = -1;
    }
    ouro_release(rt, names);
    return status;
}

// super(type, type).__init_subclass__(**kw)
static int init_subclass(ouro_rt *rt, ouro_type *type, ouro_borrowed kwnames, ouro_obj *const *kwvalues) {
    ouro_obj *args[2] = {&type->head, &type->head};
    ouro_obj *super = ouro_call(rt, &rt->types[OURO_T_super]->head, args, 2, NULL);
    ouro_obj *f = super ? ouro_getattr(rt, super, OURO_NAME(rt, __init_subclass__)) : NULL;
    ouro_obj *result = f ? ouro_call(rt, f, kwvalues, 0, kwnames) : NULL;
    ouro_xrelease(rt, super);
    ouro_xrelease(rt, f);
    ouro_xrelease(rt, result);
    return result ? 0 : -1;
}

ouro_owned ouro_class_new(ouro_rt *rt, ouro_type *meta, ouro_borrowed name, ouro_borrowed bases, ouro_borrowed ns,
                          ouro_borrowed kwnames, ouro_obj *const *kwvalues) {
    ouro_obj *all = ouro_tuple_length(bases) ? ouro_ref(rt, bases)
                                             : ouro_tuple_pack(rt, 1, &rt->types[OURO_T_object]->head);
    if (!all)
        return NULL;
    ouro_type *type = NULL, *base = best_base(rt, all);
    layout lay = {0};
    if (base && make_layout(rt, &lay, base, all, name, ns) == 0)
        type = new_class(rt, meta, name, all, base, ns, &lay);
    ouro_xrelease(rt, lay.names);
    ouro_release(rt, all);
    if (type && (set_names(rt, type) < 0 || init_subclass(rt, type, kwnames, kwvalues) < 0)) {
        ouro_release(rt, &type->head);
        return NULL;
    }
    return type ? &type->head : NULL;
}

// ---- type.__new__, type.__init__ -----------------------------------------------------------------------------------

static bool check_arguments(ouro_rt *rt, ouro_obj *const *args, size_t nargs) {
    static const struct {
        uint32_t number;
        const char *name;
    } wanted[] = {{OURO_T_str, "str"}, {OURO_T_tuple, "tuple"}, {OURO_T_dict, "dict"}};
    if (nargs != 3) {
        ouro_raise(rt, OURO_TypeError, "type.__new__() takes exactly 3 arguments (%zu given)", nargs);
        return false;
    }
    for (size_t i = 0; i < 3; i++)
        if (!ouro_is_a(rt, args[i], wanted[i].number)) {
            ouro_raise(rt, OURO_TypeError, "type.__new__() argument %zu must be %s, not %T", i + 1, wanted[i].name, args[i]);
            return false;
        }
    return true;
}

// A base that is no type, but would stand for others in a class statement?
static bool check_entries(ouro_rt *rt, ouro_borrowed bases) {
    for (size_t i = 0; i < ouro_tuple_length(bases); i++) {
        ouro_borrowed base = ouro_tuple_peek(bases, i);
        if (ouro_type_check(rt, base))
            continue;
        ouro_obj *f = ouro_getattr_quiet(rt, base, OURO_NAME(rt, __mro_entries__));
        if (f) {
            ouro_release(rt, f);
            ouro_raise(rt, OURO_TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
        }
        if (ouro_error_pending(rt))
            return false;
    }
    return true;
}

ouro_owned ouro_type_create(ouro_rt *rt, ouro_type *meta, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (!check_arguments(rt, args, nargs) || !check_entries(rt, args[1]))
        return NULL;
    ouro_type *winner = ouro_metaclass(rt, meta, args[1]);
    if (!winner)
        return NULL;
    if (winner != meta && winner->slots.create != ouro_type_create)
        return winner->slots.create(rt, winner, args, nargs, kwnames);
    return ouro_class_new(rt, winner, args[0], args[1], args[2], kwnames, args + nargs);
}

int ouro_type_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (kwnames && nargs == 1)
        ouro_raise(rt, OURO_TypeError, "type.__init__() takes no keyword arguments");
    else if (nargs != 1 && nargs != 3)
        ouro_raise(rt, OURO_TypeError, "type.__init__() takes 1 or 3 arguments");
    else
        return 0;
    return -1;
}

// ---- __bases__ = ... -----------------------------------------------------------------------------------------------

static bool same_layout(const ouro_type *a, const ouro_type *b) {
    return ouro_native_base(a) == ouro_native_base(b) && a->members_to == b->members_to &&
           ((a->flags ^ b->flags) & OURO_TF_INSTANCE) == 0;
}

static int recompute_mro(ouro_rt *rt, ouro_type *type, void *unused) {
    ouro_obj *mro = ouro_mro_compute(rt, type);
    if (!mro)
        return -1;
    ouro_slot_set(rt, &type->head, &type->mro, mro);
    return ouro_type_each_subclass(rt, type, recompute_mro, NULL);
}

int ouro_type_set_bases(ouro_rt *rt, ouro_type *type, ouro_borrowed bases) {
    if (!ouro_is_a(rt, bases, OURO_T_tuple)) {
        ouro_raise(rt, OURO_TypeError, "can only assign tuple to %N.__bases__, not %T", type, bases);
        return -1;
    }
    if (ouro_tuple_length(bases) == 0) {
        ouro_raise(rt, OURO_TypeError, "can only assign non-empty tuple to %N.__bases__, not ()", type);
        return -1;
    }
    for (size_t i = 0; i < ouro_tuple_length(bases); i++) {
        ouro_borrowed b = ouro_tuple_peek(bases, i);
        if (!ouro_type_check(rt, b)) {
            ouro_raise(rt, OURO_TypeError, "%N.__bases__ must be tuple of classes, not '%T'", type, b);
            return -1;
        }
        if (ouro_subtype((const ouro_type *)b, type)) {
            ouro_raise(rt, OURO_TypeError, "a __bases__ item causes an inheritance cycle");
            return -1;
        }
    }
    ouro_type *base = best_base(rt, bases);
    if (!base)
        return -1;
    const ouro_type *old = type->base;
    bool plain = old->flags & OURO_TF_HEAP && base->flags & OURO_TF_HEAP ? same_layout(old, base) : old == base;
    if (!plain) {
        const char *what = old->flags & base->flags & OURO_TF_HEAP ? "object layout" : "deallocator";
        ouro_raise(rt, OURO_TypeError, "__bases__ assignment: '%N' %s differs from '%N'", base, what, old);
        return -1;
    }
    ouro_obj *old_bases = type->bases;
    type->bases = ouro_ref(rt, bases);
    ouro_type *old_base = type->base;
    type->base = (ouro_type *)ouro_ref(rt, &base->head);
    int status = recompute_mro(rt, type, NULL);
    if (status < 0) { // as before; what fails now cannot be told
        ouro_obj *error = ouro_error_take(rt);
        ouro_slot_set(rt, &type->head, &type->bases, old_bases);
        type->base = old_base;
        ouro_release(rt, &base->head);
        (void)recompute_mro(rt, type, NULL);
        ouro_error_clear(rt);
        ouro_error_restore(rt, error);
        return -1;
    }
    for (size_t i = 0; i < ouro_tuple_length(old_bases); i++)
        ouro_type_remove_subclass(rt, (ouro_type *)(uintptr_t)ouro_tuple_peek(old_bases, i), type);
    for (size_t i = 0; status == 0 && i < ouro_tuple_length(bases); i++)
        status = ouro_type_add_subclass(rt, (ouro_type *)(uintptr_t)ouro_tuple_peek(bases, i), type);
    ouro_release(rt, old_bases);
    ouro_release(rt, &old_base->head);
    return ouro_type_modified(rt, type, NULL) < 0 ? -1 : status;
}

// ---- exception classes of native modules ---------------------------------------------------------------------------

ouro_owned ouro_exception_class_new(ouro_rt *rt, const char *name, ouro_borrowed base, const char *doc) {
    const char *dot = strrchr(name, '.');
    ouro_obj *text = ouro_str_from_cstring(rt, dot ? dot + 1 : name);
    ouro_obj *module = dot ? ouro_str_from_utf8(rt, name, (size_t)(dot - name)) : NULL;
    ouro_obj *doc_text = doc ? ouro_str_from_cstring(rt, doc) : ouro_none(rt);
    ouro_obj *bases = ouro_tuple_pack(rt, 1, base), *ns = ouro_dict_new(rt), *cls = NULL;
    if (text && (module || !dot) && doc_text && bases && ns &&
        (!module || ouro_dict_set(rt, ns, OURO_NAME(rt, __module__), module) == 0) &&
        ouro_dict_set(rt, ns, OURO_NAME(rt, __doc__), doc_text) == 0)
        cls = ouro_class_new(rt, rt->types[OURO_T_type], text, bases, ns, NULL, NULL);
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, module);
    ouro_xrelease(rt, doc_text);
    ouro_xrelease(rt, bases);
    ouro_xrelease(rt, ns);
    return cls;
}
