// What the container types share.
#include "types/container_util.h"

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"

bool ouro_key_position(ouro_rt *rt, ouro_borrowed key, int64_t length, const char *out_of_range, int64_t *out) {
    int64_t i;
    if (OURO_LIKELY(ouro_int_is_word(key)))
        i = ouro_int_word(key);
    else if (!ouro_index_i64(rt, key, OURO_IndexError, &i))
        return false;
    if (i < 0) i += length;
    if (OURO_UNLIKELY(i < 0 || i >= length)) {
        ouro_raise(rt, OURO_IndexError, "%s", out_of_range);
        return false;
    }
    *out = i;
    return true;
}

ouro_owned ouro_exact_index(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *i = ouro_index(rt, o);
    if (!i || ouro_is(i, OURO_T_int)) return i;
    ouro_obj *exact = ouro_int_exact(rt, i); // bool, or a derived class
    ouro_release(rt, i);
    return exact;
}

static bool search_bound(ouro_rt *rt, ouro_borrowed o, int64_t length, int64_t *out) {
    if (!ouro_has_index(rt, o)) {
        ouro_raise(rt, OURO_TypeError, "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (!ouro_index_i64(rt, o, 0, out)) return false;
    if (*out < 0) {
        *out += length;
        if (*out < 0) *out = 0;
    }
    return true;
}

bool ouro_search_bounds(ouro_rt *rt, ouro_borrowed start, ouro_borrowed stop, int64_t length, int64_t *from,
                        int64_t *to) {
    *from = 0;
    *to = INT64_MAX;
    return (!start || search_bound(rt, start, length, from)) && (!stop || search_bound(rt, stop, length, to));
}

ouro_owned ouro_compare_items(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op,
                              ouro_borrowed (*item)(ouro_borrowed seq, size_t i)) {
    ouro_obj *x, *y;
    for (size_t i = 0;; i++) {
        x = (ouro_obj *)item(a, i);
        y = (ouro_obj *)item(b, i);
        if (!x || !y) break;
        if (x == y) continue;
        ouro_ref(rt, x);
        ouro_ref(rt, y);
        int same = ouro_compare_bool(rt, x, y, OURO_EQ);
        if (same <= 0) {
            ouro_obj *result = NULL;
            if (same == 0 && op == OURO_EQ)
                result = ouro_bool(rt, false);
            else if (same == 0 && op == OURO_NE)
                result = ouro_bool(rt, true);
            else if (same == 0)
                result = ouro_compare(rt, x, y, op);
            ouro_release(rt, x);
            ouro_release(rt, y);
            return result;
        }
        ouro_release(rt, x);
        ouro_release(rt, y);
    }
    int order = (x != NULL) - (y != NULL); // the longer one is greater
    bool result = false;
    switch (op) {
    case OURO_LT: result = order < 0; break;
    case OURO_LE: result = order <= 0; break;
    case OURO_EQ: result = order == 0; break;
    case OURO_NE: result = order != 0; break;
    case OURO_GT: result = order > 0; break;
    case OURO_GE: result = order >= 0; break;
    }
    return ouro_bool(rt, result);
}

ouro_owned ouro_repr_items(ouro_rt *rt, ouro_borrowed o, const char *open, const char *close, const char *recursive,
                           ouro_borrowed (*item)(ouro_borrowed seq, size_t i)) {
    int seen = ouro_repr_enter(rt, o);
    if (seen < 0) return NULL;
    if (seen) return ouro_str_from_cstring(rt, recursive);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, open);
    for (size_t i = 0;; i++) {
        ouro_borrowed x = item(o, i);
        if (!x) break;
        ouro_obj *held = ouro_ref(rt, x);
        ouro_obj *text = ouro_repr(rt, held);
        ouro_release(rt, held);
        if (!text) {
            ouro_builder_drop(&b);
            ouro_repr_leave(rt, o);
            return NULL;
        }
        if (i > 0) ouro_builder_ascii(&b, ", ");
        ouro_builder_str(&b, text);
        ouro_release(rt, text);
    }
    ouro_builder_ascii(&b, close);
    ouro_repr_leave(rt, o);
    return ouro_builder_finish(&b);
}

ouro_owned ouro_self_iter(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, self);
}

ouro_owned ouro_pair_again(ouro_rt *rt, ouro_borrowed owner, ouro_obj **cache, ouro_obj *items[2]) {
    ouro_tuple *t = (ouro_tuple *)*cache;
    if (t && t->head.rc == 1) {
        ouro_obj *old[2] = {ouro_slot_take(rt, &t->head, &t->items[0]), ouro_slot_take(rt, &t->head, &t->items[1])};
        ouro_slot_init(rt, &t->head, &t->items[0], items[0]);
        ouro_slot_init(rt, &t->head, &t->items[1], items[1]);
        if (!ouro_tracked(&t->head) && (ouro_may_cycle(rt, items[0]) || ouro_may_cycle(rt, items[1])))
            ouro_track(rt, &t->head);
        ouro_obj *result = ouro_ref(rt, &t->head);
        ouro_release(rt, old[0]);
        ouro_release(rt, old[1]);
        return result;
    }
    ouro_obj *made = ouro_tuple_from_steal(rt, items, 2);
    if (made && !t) ouro_slot_set(rt, owner, cache, ouro_ref(rt, made));
    return made;
}

ouro_owned ouro_tuple_iters(ouro_rt *rt, ouro_obj *const *objects, size_t n) {
    // iter() runs Python code, which must not get to see half a tuple.
    ouro_obj *few[8], **its = few, *result = NULL;
    if (n > 8 && !(its = ouro_raw_alloc(rt, n * sizeof *its))) return NULL;
    size_t made = 0;
    while (made < n && (its[made] = ouro_iter(rt, objects[made]))) made++;
    if (made == n)
        result = ouro_tuple_from_steal(rt, its, n);
    else
        while (made > 0) ouro_release(rt, its[--made]);
    if (its != few) ouro_raw_free(rt, its);
    return result;
}

ouro_owned ouro_reduce_iter_state(ouro_rt *rt, const char *builtin, ouro_owned sequence, ouro_owned state) {
    ouro_borrowed fn = NULL;
    ouro_obj *args = NULL, *result = NULL;
    if (!sequence) goto end;
    fn = rt->ty->builtins ? ouro_dict_peek_ascii(rt, rt->ty->builtins, builtin) : NULL;
    if (!fn) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_AttributeError, "%s", builtin);
        goto end;
    }
    args = ouro_tuple_pack(rt, 1, sequence);
    if (args) result = ouro_tuple_pack(rt, state ? 3 : 2, fn, args, state);
end:
    ouro_xrelease(rt, args);
    ouro_xrelease(rt, sequence);
    ouro_xrelease(rt, state);
    return result;
}

ouro_owned ouro_reduce_iter(ouro_rt *rt, ouro_owned sequence) {
    return ouro_reduce_iter_state(rt, "iter", sequence, NULL);
}
