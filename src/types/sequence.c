// Iteration, items, lengths and membership of any object.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/state.h"

// Does iter() fall back on o[0], o[1], ...? True of builtin sequences and of classes with __getitem__.
static bool indexable(const ouro_type *type) {
    if (type->slots.index_get) return true;
    return type->slots.getitem && (type->flags & OURO_TF_HEAP) && !(type->flags & OURO_TF_DICT);
}

ouro_owned ouro_iter(ouro_rt *rt, ouro_borrowed o) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (OURO_LIKELY(type->slots.iter != NULL)) {
        ouro_obj *it = type->slots.iter(rt, o);
        if (it && OURO_UNLIKELY(!ouro_type_of(rt, it)->slots.next)) {
            ouro_raise(rt, OURO_TypeError, "iter() returned non-iterator of type '%T'", it);
            ouro_release(rt, it);
            return NULL;
        }
        return it;
    }
    if (indexable(type)) return ouro_seq_iterator_new(rt, o);
    ouro_raise(rt, OURO_TypeError, "'%T' object is not iterable", o);
    return NULL;
}

ouro_owned ouro_next(ouro_rt *rt, ouro_borrowed it) {
    ouro_next_slot next = ouro_type_of(rt, it)->slots.next;
    if (OURO_UNLIKELY(!next)) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not an iterator", it);
        return NULL;
    }
    ouro_obj *item = next(rt, it);
    if (!item && OURO_UNLIKELY(ouro_error_pending(rt)) && ouro_error_is(rt, OURO_StopIteration)) ouro_error_clear(rt);
    return item;
}

ouro_owned ouro_getitem(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (OURO_LIKELY(type->slots.getitem != NULL)) return type->slots.getitem(rt, o, key);
    if (type->slots.index_get) {
        if (!ouro_has_index(rt, key)) {
            ouro_raise(rt, OURO_TypeError, "sequence index must be integer, not '%T'", key);
            return NULL;
        }
        int64_t i;
        return ouro_index_i64(rt, key, OURO_IndexError, &i) ? ouro_sequence_item(rt, o, i) : NULL;
    }
    if (type->flags & OURO_TF_TYPE) return ouro_type_getitem(rt, o, key);
    ouro_raise(rt, OURO_TypeError, "'%T' object is not subscriptable", o);
    return NULL;
}

// Has it any operation of sequences? (The message of a failed deletion depends on it.)
static bool sequence_like(const ouro_type *type) {
    const ouro_slots *s = &type->slots;
    return (type->flags & OURO_TF_HEAP) || s->length || s->contains || s->concat || s->index_get;
}

int ouro_setitem(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key, ouro_borrowed value) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (OURO_LIKELY(type->slots.setitem != NULL)) return type->slots.setitem(rt, o, key, value);
    if (value)
        ouro_raise(rt, OURO_TypeError, "'%T' object does not support item assignment", o);
    else if (ouro_has_index(rt, key) && sequence_like(type))
        ouro_raise(rt, OURO_TypeError, "'%T' object doesn't support item deletion", o);
    else
        ouro_raise(rt, OURO_TypeError, "'%T' object does not support item deletion", o);
    return -1;
}

ouro_owned ouro_sequence_item(ouro_rt *rt, ouro_borrowed o, int64_t i) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (type->slots.index_get) {
        if (i < 0 && type->slots.length) {
            int64_t length = type->slots.length(rt, o);
            if (length < 0) return NULL;
            i += length;
        }
        return type->slots.index_get(rt, o, i);
    }
    if (!indexable(type)) {
        if (type->slots.getitem)
            ouro_raise(rt, OURO_TypeError, "%T is not a sequence", o);
        else
            ouro_raise(rt, OURO_TypeError, "'%T' object does not support indexing", o);
        return NULL;
    }
    ouro_obj *key = ouro_int_from_i64(rt, i);
    if (!key) return NULL;
    ouro_obj *item = type->slots.getitem(rt, o, key);
    ouro_release(rt, key);
    return item;
}

int64_t ouro_length(ouro_rt *rt, ouro_borrowed o) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (OURO_LIKELY(type->slots.length != NULL)) return type->slots.length(rt, o);
    ouro_raise(rt, OURO_TypeError, "object of type '%T' has no len()", o);
    return -1;
}

// Is the pending error a TypeError? Then it is dropped.
static bool drop_type_error(ouro_rt *rt) {
    if (!ouro_error_is(rt, OURO_TypeError)) return false;
    ouro_error_clear(rt);
    return true;
}

int64_t ouro_length_hint(ouro_rt *rt, ouro_borrowed o, int64_t fallback) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (type->slots.length) {
        int64_t length = type->slots.length(rt, o);
        if (length >= 0 || !drop_type_error(rt)) return length;
    }
    ouro_obj *hint = ouro_special_lookup(rt, o, OURO_NAME(rt, __length_hint__));
    if (!hint) return ouro_error_pending(rt) ? -1 : fallback;
    ouro_obj *result = ouro_call0(rt, hint);
    ouro_release(rt, hint);
    if (!result) return drop_type_error(rt) ? fallback : -1;
    int64_t n = -1;
    if (result == rt->notimpl) {
        n = fallback;
    } else if (!ouro_int_check(rt, result)) {
        ouro_raise(rt, OURO_TypeError, "__length_hint__ must be an integer, not %T", result);
    } else if (ouro_int_to_i64(rt, result, &n)) {
        if (n < 0) {
            ouro_raise(rt, OURO_ValueError, "__length_hint__() should return >= 0");
            n = -1;
        }
    } else {
        n = -1;
    }
    ouro_release(rt, result);
    return n;
}

int ouro_contains(ouro_rt *rt, ouro_borrowed o, ouro_borrowed x) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (OURO_LIKELY(type->slots.contains != NULL)) return type->slots.contains(rt, o, x);
    ouro_obj *it = ouro_iter(rt, o);
    if (!it) {
        if (drop_type_error(rt)) ouro_raise(rt, OURO_TypeError, "argument of type '%T' is not iterable", o);
        return -1;
    }
    int found = 0;
    while (found == 0) {
        ouro_obj *item = ouro_next(rt, it);
        if (!item) {
            if (ouro_error_pending(rt)) found = -1;
            break;
        }
        found = ouro_compare_bool(rt, item, x, OURO_EQ);
        ouro_release(rt, item);
    }
    ouro_release(rt, it);
    return found;
}

int ouro_each(ouro_rt *rt, ouro_borrowed iterable, int (*fn)(ouro_rt *rt, ouro_borrowed item, void *ctx), void *ctx) {
    int result = 0;
    if (ouro_is(iterable, OURO_T_list)) {
        // fn can change the list: its length is read each time, and the item is held.
        for (size_t i = 0; result == 0 && i < ouro_list_length(iterable); i++) {
            ouro_obj *item = ouro_ref(rt, ouro_list_peek(iterable, i));
            result = fn(rt, item, ctx);
            ouro_release(rt, item);
        }
        return result;
    }
    if (ouro_is(iterable, OURO_T_tuple)) {
        for (size_t i = 0; result == 0 && i < ouro_tuple_length(iterable); i++)
            result = fn(rt, ouro_tuple_peek(iterable, i), ctx);
        return result;
    }
    ouro_obj *it = ouro_iter(rt, iterable);
    if (!it) return -1;
    while (result == 0) {
        ouro_obj *item = ouro_next(rt, it);
        if (!item) {
            if (ouro_error_pending(rt)) result = -1;
            break;
        }
        result = fn(rt, item, ctx);
        ouro_release(rt, item);
    }
    ouro_release(rt, it);
    return result;
}
