// Instances of classes: attributes in slots, their __dict__, __class__, death.
#include <string.h>

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/shape.h"
#include "types/str.h"
#include "types/type.h"
#include "types/weakref.h"

enum { HINT_MAX = 64 };

// ---- where the attributes are --------------------------------------------------------------------------------------

size_t ouro_instance_data_size(const ouro_type *type, ouro_borrowed o) {
    size_t size = type->members_to;
    if (type->flags & OURO_TF_INT) {
        int32_t n = ((const ouro_bigint *)o)->size;
        size = ouro_int_is_big(o) ? sizeof(ouro_bigint) + (size_t)(n < 0 ? -n : n) * sizeof(uint32_t) : sizeof(ouro_int);
    } else if (type->flags & OURO_TF_STR) {
        size = sizeof(ouro_str) + ((size_t)ouro_str_length(o) + 1) * ouro_str_width(o);
    } else if (type->flags & OURO_TF_BYTES) {
        size = sizeof(ouro_bytes) + ((const ouro_bytes *)o)->length + 1;
    } else if (type->flags & OURO_TF_TUPLE) {
        size = sizeof(ouro_tuple) + (size_t)ouro_tuple_length(o) * sizeof(ouro_obj *);
    }
    return (size + 7) & ~(size_t)7;
}

ouro_attrs *ouro_attrs_of_any(const ouro_type *type, ouro_borrowed o) {
    if (OURO_LIKELY(type->attrs_offset != 0))
        return ouro_attrs_of(type, o);
    return (ouro_attrs *)((char *)(uintptr_t)o + ouro_instance_data_size(type, o));
}

// The same, with room for attributes: the first look at an instance that a builtin's create slot made.
static ouro_attrs *attrs_ready(ouro_rt *rt, const ouro_type *type, ouro_borrowed o) {
    ouro_attrs *a = ouro_attrs_of_any(type, o);
    if (OURO_UNLIKELY(a->capacity == 0)) {
        size_t before = (size_t)((char *)a->slots - (const char *)o);
        a->capacity = (uint32_t)((ouro_heap_usable(rt->heap, o) - before) / sizeof(ouro_obj *));
        if (a->capacity > HINT_MAX)
            a->capacity = HINT_MAX;
        a->shape = type->root_shape;
    }
    return a;
}

static bool in_dict_mode(const ouro_attrs *a) { return a->shape == 0 && a->capacity != 0; }
static uint32_t filled(const ouro_rt *rt, const ouro_attrs *a) { return a->shape ? ouro_shape_length(rt, a->shape) : 0; }

// ---- making --------------------------------------------------------------------------------------------------------

ouro_owned ouro_instance_new(ouro_rt *rt, ouro_type *cls) {
    bool attributes = cls->flags & OURO_TF_INSTANCE;
    uint32_t hint = attributes ? cls->slots_hint : 0;
    size_t head = attributes ? cls->attrs_offset : cls->size;
    ouro_obj *o = ouro_new_plain(rt, cls, attributes ? head + sizeof(ouro_attrs) + hint * sizeof(ouro_obj *) : head);
    if (OURO_UNLIKELY(!o))
        return NULL;
    if (head > sizeof *o)
        memset(o + 1, 0, head - sizeof *o);
    if (attributes) {
        ouro_attrs *a = ouro_attrs_of(cls, o);
        a->shape = cls->root_shape;
        a->capacity = hint;
    }
    if (cls->flags & OURO_TF_HEAP)
        (void)ouro_ref(rt, &cls->head);
    return o;
}

ouro_obj *ouro_instance_new_of_builtin(ouro_rt *rt, ouro_type *type, size_t size) {
    size_t total = (size + 7) & ~(size_t)7;
    if (total < type->members_to)
        total = type->members_to;
    if (total < 16)
        total = 16;
    if (type->flags & OURO_TF_INSTANCE) {
        size_t room = sizeof(ouro_attrs) + type->slots_hint * sizeof(ouro_obj *);
        total = type->attrs_offset ? type->attrs_offset + room : total + room;
    }
    ouro_obj *o = ouro_new_plain(rt, type, total);
    if (!o)
        return NULL;
    memset(o + 1, 0, total - sizeof *o);
    if (type->attrs_offset)
        *ouro_attrs_of(type, o) = (ouro_attrs){type->root_shape, type->slots_hint};
    (void)ouro_ref(rt, &type->head);
    return o;
}

// ---- attributes ----------------------------------------------------------------------------------------------------

ouro_borrowed ouro_instance_peek(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    const ouro_attrs *a = ouro_attrs_of_any(ouro_type_of(rt, o), o);
    if (a->shape) {
        int32_t i = ouro_shape_find(rt, a->shape, name);
        return i < 0 ? NULL : a->slots[i];
    }
    return a->capacity && a->slots[0] ? ouro_dict_peek_str(rt, a->slots[0], name) : NULL;
}

// The attributes move into a dict. -1: MemoryError, nothing changed.
static int to_dict(ouro_rt *rt, ouro_borrowed o, ouro_attrs *a) {
    uint32_t n = ouro_shape_length(rt, a->shape);
    ouro_obj *names[HINT_MAX];
    ouro_shape_names(rt, a->shape, names);
    ouro_obj *dict = ouro_dict_new_sized(rt, n + 1);
    if (!dict)
        return -1;
    for (uint32_t i = 0; i < n; i++)
        if (ouro_dict_set(rt, dict, names[i], a->slots[i]) < 0) {
            ouro_release(rt, dict);
            return -1;
        }
    ouro_obj *values[HINT_MAX];
    for (uint32_t i = 0; i < n; i++)
        values[i] = ouro_slot_take(rt, o, &a->slots[i]);
    a->shape = 0;
    ouro_slot_init(rt, o, &a->slots[0], dict);
    for (uint32_t i = 0; i < n; i++) // the dict holds each of them: nothing dies
        ouro_release(rt, values[i]);
    return 0;
}

// Its dict, hidden as long as only the instance itself uses it.
static ouro_obj *own_dict(ouro_rt *rt, ouro_borrowed o) {
    ouro_attrs *a = attrs_ready(rt, ouro_type_of(rt, o), o);
    if (a->shape) {
        if (to_dict(rt, o, a) < 0)
            return NULL;
        a->slots[0]->tf |= OURO_DICT_HIDDEN;
    }
    if (!a->slots[0]) { // the collector has cleared it
        ouro_obj *dict = ouro_dict_new(rt);
        if (!dict)
            return NULL;
        ouro_slot_init(rt, o, &a->slots[0], dict);
    }
    return a->slots[0];
}

ouro_borrowed ouro_instance_dict_peek(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *dict = own_dict(rt, o);
    if (dict)
        dict->tf &= ~(uint32_t)OURO_DICT_HIDDEN;
    return dict;
}

static int set_in_dict(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value) {
    ouro_borrowed dict = own_dict(rt, o);
    if (!dict)
        return -1;
    return value ? ouro_dict_set(rt, dict, name, value) : ouro_dict_delete(rt, dict, name);
}

// Later instances get room for one more attribute, and some.
static void learn(ouro_type *type, uint32_t length) {
    uint32_t wanted = length + 1 + length / 4;
    if ((type->flags & OURO_TF_HEAP) && wanted > type->slots_hint)
        type->slots_hint = wanted < HINT_MAX ? wanted : HINT_MAX;
}

static int add(ouro_rt *rt, ouro_borrowed o, ouro_attrs *a, ouro_borrowed name, ouro_borrowed value) {
    uint32_t n = ouro_shape_length(rt, a->shape);
    if (n >= a->capacity) {
        learn(ouro_type_of(rt, o), n);
        return set_in_dict(rt, o, name, value);
    }
    bool dict_mode;
    uint32_t shape = ouro_shape_add(rt, a->shape, name, &dict_mode);
    if (!shape)
        return dict_mode ? set_in_dict(rt, o, name, value) : -1;
    ouro_slot_init(rt, o, &a->slots[n], ouro_ref(rt, value));
    a->shape = shape;
    return 0;
}

// Takes slot i out, keeping the order of the others.
static int drop_slot(ouro_rt *rt, ouro_borrowed o, ouro_attrs *a, uint32_t i, ouro_borrowed name) {
    uint32_t n = ouro_shape_length(rt, a->shape);
    ouro_obj *names[HINT_MAX];
    ouro_shape_names(rt, a->shape, names);
    uint32_t shape = a->shape;
    for (uint32_t k = n; k > i; k--)
        shape = ouro_shape_parent(rt, shape);
    for (uint32_t k = i + 1; k < n && shape; k++) {
        bool dict_mode;
        shape = ouro_shape_add(rt, shape, names[k], &dict_mode);
        if (!shape)
            return dict_mode ? set_in_dict(rt, o, name, NULL) : -1;
    }
    ouro_obj *old = ouro_slot_take(rt, o, &a->slots[i]);
    for (uint32_t k = i + 1; k < n; k++)
        ouro_slot_init(rt, o, &a->slots[k - 1], ouro_slot_take(rt, o, &a->slots[k]));
    a->shape = shape;
    ouro_release(rt, old);
    return 0;
}

int ouro_instance_set(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value) {
    ouro_attrs *a = attrs_ready(rt, ouro_type_of(rt, o), o);
    if (!a->shape)
        return set_in_dict(rt, o, name, value);
    int32_t i = ouro_shape_find(rt, a->shape, name);
    if (i < 0)
        return value ? add(rt, o, a, name, value) : 1;
    if (!value)
        return drop_slot(rt, o, a, (uint32_t)i, name);
    ouro_slot_set(rt, o, &a->slots[i], ouro_ref(rt, value));
    return 0;
}

int ouro_instance_set_dict(ouro_rt *rt, ouro_borrowed o, ouro_borrowed dict) {
    if (!dict) {
        ouro_raise(rt, OURO_TypeError, "cannot delete __dict__");
        return -1;
    }
    if (!ouro_dict_check(rt, dict)) {
        ouro_raise(rt, OURO_TypeError, "__dict__ must be set to a dictionary, not a '%T'", dict);
        return -1;
    }
    ouro_attrs *a = attrs_ready(rt, ouro_type_of(rt, o), o);
    if (a->shape && to_dict(rt, o, a) < 0)
        return -1;
    ouro_slot_set(rt, o, &a->slots[0], ouro_ref(rt, dict));
    return 0;
}

// ---- traversal, death ----------------------------------------------------------------------------------------------

int ouro_instance_traverse(ouro_rt *rt, ouro_obj *o, ouro_visit visit, void *arg) {
    ouro_type *type = ouro_type_of(rt, o);
    if (type->flags & OURO_TF_INSTANCE) {
        ouro_attrs *a = ouro_attrs_of_any(type, o);
        uint32_t n = in_dict_mode(a) ? 1 : filled(rt, a);
        for (uint32_t i = 0; i < n; i++)
            OURO_VISIT(a->slots[i]);
    }
    if (type->flags & OURO_TF_HEAP)
        OURO_VISIT(&type->head);
    return 0;
}

void ouro_instance_drop(ouro_rt *rt, ouro_obj *o) {
    ouro_type *type = ouro_type_of(rt, o);
    if (!(type->flags & OURO_TF_INSTANCE))
        return;
    ouro_attrs *a = ouro_attrs_of_any(type, o);
    uint32_t n = in_dict_mode(a) ? 1 : filled(rt, a);
    if (!n)
        return;
    ouro_obj *values[HINT_MAX];
    for (uint32_t i = 0; i < n; i++)
        values[i] = ouro_slot_take(rt, o, &a->slots[i]);
    if (a->shape)
        a->shape = type->root_shape;
    for (uint32_t i = 0; i < n; i++)
        ouro_xrelease(rt, values[i]);
}

void ouro_instance_clear(ouro_rt *rt, ouro_obj *o) { ouro_instance_drop(rt, o); }

static ouro_obj **members(const ouro_type *type, ouro_obj *o, size_t *n) {
    *n = (type->members_to - type->members_from) / sizeof(ouro_obj *);
    return (ouro_obj **)((char *)o + type->members_from);
}

static void drop_members(ouro_rt *rt, const ouro_type *type, ouro_obj *o) {
    size_t n;
    ouro_obj **slots = members(type, o, &n);
    for (size_t i = 0; i < n; i++)
        ouro_slot_clear(rt, o, &slots[i]);
}

void ouro_subtype_dealloc(ouro_rt *rt, ouro_obj *o) {
    ouro_type *type = ouro_type_of(rt, o), *native = ouro_native_base(type);
    drop_members(rt, type, o);
    // The builtin's part last: the place of attributes may depend on it.
    ouro_instance_drop(rt, o);
    if (native->slots.dealloc)
        native->slots.dealloc(rt, o);
    ouro_release(rt, &type->head);
}

int ouro_subtype_traverse(ouro_rt *rt, ouro_obj *o, ouro_visit visit, void *arg) {
    ouro_type *type = ouro_type_of(rt, o), *native = ouro_native_base(type);
    size_t n;
    ouro_obj **slots = members(type, o, &n);
    for (size_t i = 0; i < n; i++)
        OURO_VISIT(slots[i]);
    if (!(native->flags & OURO_TF_INSTANCE)) { // else its own traverse does this
        int result = ouro_instance_traverse(rt, o, visit, arg);
        if (result)
            return result;
    }
    return native->slots.traverse ? native->slots.traverse(rt, o, visit, arg) : 0;
}

void ouro_subtype_clear(ouro_rt *rt, ouro_obj *o) {
    ouro_type *type = ouro_type_of(rt, o), *native = ouro_native_base(type);
    drop_members(rt, type, o);
    ouro_instance_drop(rt, o);
    if (native->slots.clear)
        native->slots.clear(rt, o);
}

size_t ouro_subtype_size_of(ouro_rt *rt, ouro_borrowed o) {
    const ouro_type *type = ouro_type_of(rt, o), *native = ouro_native_base(type);
    size_t own = (type->members_to - type->members_from);
    if (type->flags & OURO_TF_INSTANCE) {
        const ouro_attrs *a = ouro_attrs_of_any(type, o);
        own += sizeof *a + (a->capacity ? a->capacity : type->slots_hint) * sizeof(ouro_obj *);
    }
    if (native->number == OURO_T_object)
        return own + sizeof(ouro_obj) < 16 ? 16 : own + sizeof(ouro_obj);
    return own + (native->slots.size_of ? native->slots.size_of(rt, o) : native->size);
}

// ---- __dict__, __weakref__, __class__ ------------------------------------------------------------------------------

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed o) {
    if (!(ouro_type_of(rt, o)->flags & OURO_TF_INSTANCE)) {
        ouro_attribute_error(rt, o, OURO_NAME(rt, __dict__));
        return NULL;
    }
    return ouro_xref(rt, ouro_instance_dict_peek(rt, o));
}

static int set_dict(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value) {
    if (!(ouro_type_of(rt, o)->flags & OURO_TF_INSTANCE)) {
        ouro_attribute_error(rt, o, OURO_NAME(rt, __dict__));
        return -1;
    }
    if (value)
        return ouro_instance_set_dict(rt, o, value);
    ouro_obj *empty = ouro_dict_new(rt); // deleted: the attributes go
    int status = empty ? ouro_instance_set_dict(rt, o, empty) : -1;
    ouro_xrelease(rt, empty);
    return status;
}

static ouro_owned get_weakref(ouro_rt *rt, ouro_borrowed o) {
    ouro_borrowed first = ouro_weakref_first_peek(rt, o);
    return ouro_ref(rt, first ? first : rt->none);
}

const ouro_getset_def ouro_instance_dict_getset = {"__dict__", get_dict, set_dict,
                                                   NULL};
const ouro_getset_def ouro_instance_weakref_getset = {"__weakref__", get_weakref, NULL,
                                                      NULL};

static bool same_members(const ouro_type *a, const ouro_type *b) {
    if (a->members_to != b->members_to || ouro_native_base(a) != ouro_native_base(b))
        return false;
    for (;;) { // down to the builtin base: the same names in the same places
        while ((a->flags & OURO_TF_HEAP) && (!a->slot_names || !ouro_tuple_length(a->slot_names)))
            a = a->base;
        while ((b->flags & OURO_TF_HEAP) && (!b->slot_names || !ouro_tuple_length(b->slot_names)))
            b = b->base;
        if (a == b)
            return true;
        if (!(a->flags & OURO_TF_HEAP) || !(b->flags & OURO_TF_HEAP) ||
            ouro_tuple_length(a->slot_names) != ouro_tuple_length(b->slot_names))
            return false;
        for (size_t i = 0; i < ouro_tuple_length(a->slot_names); i++)
            if (ouro_tuple_peek(a->slot_names, i) != ouro_tuple_peek(b->slot_names, i))
                return false;
        a = a->base;
        b = b->base;
    }
}

// The shape of the other class that has the same names; 0: none, use a dict.
static uint32_t same_shape(ouro_rt *rt, uint32_t shape, const ouro_type *cls) {
    ouro_obj *names[HINT_MAX];
    uint32_t n = ouro_shape_length(rt, shape), result = cls->root_shape;
    ouro_shape_names(rt, shape, names);
    for (uint32_t i = 0; i < n && result; i++) {
        bool dict_mode;
        result = ouro_shape_add(rt, result, names[i], &dict_mode);
        if (!result && !dict_mode)
            ouro_error_clear(rt);
    }
    return result;
}

int ouro_instance_set_class(ouro_rt *rt, ouro_borrowed o, ouro_type *cls) {
    ouro_type *old = ouro_type_of(rt, o);
    if (old == cls)
        return 0;
    bool modules = ouro_subtype(cls, rt->types[OURO_T_module]) && ouro_subtype(old, rt->types[OURO_T_module]);
    if (!modules && (!(cls->flags & OURO_TF_HEAP) || !(old->flags & OURO_TF_HEAP))) {
        ouro_raise(rt, OURO_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
        return -1;
    }
    uint32_t differs = (old->flags ^ cls->flags) & (OURO_TF_INSTANCE | OURO_TF_WEAK);
    if (!modules && (differs || !same_members(old, cls))) {
        ouro_raise(rt, OURO_TypeError, "__class__ assignment: '%N' object layout differs from '%N'", cls, old);
        return -1;
    }
    if (modules && (cls->size > old->size || (differs & OURO_TF_INSTANCE))) {
        ouro_raise(rt, OURO_TypeError, "__class__ assignment: '%N' object layout differs from '%N'", cls, old);
        return -1;
    }
    if (old->flags & OURO_TF_INSTANCE) {
        ouro_attrs *a = ouro_attrs_of_any(old, o);
        uint32_t shape = a->shape ? same_shape(rt, a->shape, cls) : 0;
        if (shape)
            a->shape = shape;
        else if (a->shape && to_dict(rt, o, a) < 0)
            return -1;
    }
    ouro_obj *x = (ouro_obj *)(uintptr_t)o;
    if (cls->flags & OURO_TF_HEAP)
        (void)ouro_ref(rt, &cls->head);
    x->tf = (x->tf & ~(uint32_t)OURO_TYPE_NUMBER_MASK) | cls->number;
    if (cls->slots.finalize && !old->slots.finalize)
        ouro_birth_note(rt, x);
    if (ouro_end_shows(cls) && !ouro_end_shows(old))
        ouro_end_shows_add(rt);
    else if (ouro_end_shows(old) && !ouro_end_shows(cls))
        ouro_end_shows_drop(rt);
    if (old->flags & OURO_TF_HEAP)
        ouro_release(rt, &old->head);
    return 0;
}
