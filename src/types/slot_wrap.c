// Calls of slots by their special names: int.__add__(1, 2), (1).__add__(2).
#include "types/slot_wrap.h"

#include "types/abstract.h"
#include "types/int.h"
#include "types/str.h"

static bool count(ouro_rt *rt, size_t nargs, size_t wanted) {
    if (nargs == wanted)
        return true;
    ouro_raise(rt, OURO_TypeError, "expected %zu argument%s, got %zu", wanted, wanted == 1 ? "" : "s", nargs);
    return false;
}

// Where CPython names a function without a name: the space stands behind it.
static bool count_unnamed(ouro_rt *rt, size_t nargs, size_t min, size_t max) {
    return ouro_args_count(rt, "", nargs, NULL, min, max) == 0;
}

static ouro_owned none_or_error(ouro_rt *rt, int status) { return status < 0 ? NULL : ouro_none(rt); }

OURO_WRAP(unary) {
    if (!count(rt, nargs, 0))
        return NULL;
    return ((ouro_unary_slot)slot)(rt, self);
}

OURO_WRAP(binary) {
    if (!count(rt, nargs, 1))
        return NULL;
    return ((ouro_binary_slot)slot)(rt, self, args[0]);
}

OURO_WRAP(reflected) {
    if (!count(rt, nargs, 1))
        return NULL;
    return ((ouro_binary_slot)slot)(rt, args[0], self);
}

OURO_WRAP(pow) {
    if (!count_unnamed(rt, nargs, 1, 2))
        return NULL;
    return ((ouro_ternary_slot)slot)(rt, self, args[0], nargs == 2 ? args[1] : rt->none);
}

OURO_WRAP(rpow) {
    if (!count_unnamed(rt, nargs, 1, 2))
        return NULL;
    return ((ouro_ternary_slot)slot)(rt, args[0], self, nargs == 2 ? args[1] : rt->none);
}

OURO_WRAP(ipow) {
    if (!count(rt, nargs, 1))
        return NULL;
    return ((ouro_ternary_slot)slot)(rt, self, args[0], rt->none);
}

OURO_WRAP(truth) {
    if (!count(rt, nargs, 0))
        return NULL;
    int truth = ((ouro_inquiry_slot)slot)(rt, self);
    return truth < 0 ? NULL : ouro_bool(rt, truth);
}

OURO_WRAP(hash) {
    if (!count(rt, nargs, 0))
        return NULL;
    int64_t hash = ((ouro_hash_slot)slot)(rt, self);
    return hash == -1 && ouro_error_pending(rt) ? NULL : ouro_int_from_i64(rt, hash);
}

OURO_WRAP(compare) {
    if (!count(rt, nargs, 1))
        return NULL;
    return ((ouro_compare_slot)slot)(rt, self, args[0], def->op);
}

OURO_WRAP(call) { return ((ouro_call_slot)slot)(rt, self, args, nargs, kwnames); }

OURO_WRAP(init) { return none_or_error(rt, ((ouro_init_slot)slot)(rt, self, args, nargs, kwnames)); }

OURO_WRAP(finalize) {
    if (!count(rt, nargs, 0))
        return NULL;
    ((ouro_finalize_slot)slot)(rt, (ouro_obj *)self);
    return ouro_none(rt);
}

OURO_WRAP(getattr) {
    if (!count(rt, nargs, 1))
        return NULL;
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "attribute name must be string, not '%T'", args[0]);
        return NULL;
    }
    return ((ouro_getattr_slot)slot)(rt, self, args[0]);
}

// object.__setattr__ must not get around the rules of a builtin type that has its own.
static ouro_owned set_attribute(ouro_rt *rt, void *slot, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    const ouro_type *type = ouro_type_of(rt, self);
    while ((type->flags & OURO_TF_HEAP) && type->base)
        type = type->base;
    if (type->slots.setattr != (ouro_set_slot)slot) {
        ouro_raise(rt, OURO_TypeError, "can't apply this %s to %N object", value ? "__setattr__" : "__delattr__", type);
        return NULL;
    }
    if (!ouro_str_check(rt, name)) {
        ouro_raise(rt, OURO_TypeError, "attribute name must be string, not '%T'", name);
        return NULL;
    }
    return none_or_error(rt, ((ouro_set_slot)slot)(rt, self, name, value));
}

OURO_WRAP(setattr) {
    if (!count_unnamed(rt, nargs, 2, 2))
        return NULL;
    return set_attribute(rt, slot, self, args[0], args[1]);
}

OURO_WRAP(delattr) {
    if (!count(rt, nargs, 1))
        return NULL;
    return set_attribute(rt, slot, self, args[0], NULL);
}

OURO_WRAP(next) {
    if (!count(rt, nargs, 0))
        return NULL;
    ouro_obj *item = ((ouro_next_slot)slot)(rt, self);
    if (!item && !ouro_error_pending(rt))
        ouro_raise(rt, OURO_StopIteration, "");
    return item;
}

OURO_WRAP(descr_get) {
    if (!count_unnamed(rt, nargs, 1, 2))
        return NULL;
    ouro_borrowed obj = args[0] == rt->none ? NULL : args[0];
    ouro_borrowed type = nargs == 2 && args[1] != rt->none ? args[1] : NULL;
    if (!obj && !type) {
        ouro_raise(rt, OURO_TypeError, "__get__(None, None) is invalid");
        return NULL;
    }
    return ((ouro_descr_get_slot)slot)(rt, self, obj, type);
}

OURO_WRAP(descr_set) {
    if (!count_unnamed(rt, nargs, 2, 2))
        return NULL;
    return none_or_error(rt, ((ouro_set_slot)slot)(rt, self, args[0], args[1]));
}

OURO_WRAP(descr_delete) {
    if (!count(rt, nargs, 1))
        return NULL;
    return none_or_error(rt, ((ouro_set_slot)slot)(rt, self, args[0], NULL));
}

OURO_WRAP(length) {
    if (!count(rt, nargs, 0))
        return NULL;
    int64_t length = ((ouro_length_slot)slot)(rt, self);
    return length < 0 ? NULL : ouro_int_from_i64(rt, length);
}

OURO_WRAP(setitem) {
    if (!count_unnamed(rt, nargs, 2, 2))
        return NULL;
    return none_or_error(rt, ((ouro_set_slot)slot)(rt, self, args[0], args[1]));
}

OURO_WRAP(delitem) {
    if (!count(rt, nargs, 1))
        return NULL;
    return none_or_error(rt, ((ouro_set_slot)slot)(rt, self, args[0], NULL));
}

OURO_WRAP(contains) {
    if (!count(rt, nargs, 1))
        return NULL;
    int found = ((ouro_contains_slot)slot)(rt, self, args[0]);
    return found < 0 ? NULL : ouro_bool(rt, found);
}

OURO_WRAP(repeat) {
    int64_t n;
    if (!count_unnamed(rt, nargs, 1, 1) || !ouro_index_i64(rt, args[0], OURO_OverflowError, &n))
        return NULL;
    return ((ouro_index_slot)slot)(rt, self, n);
}
