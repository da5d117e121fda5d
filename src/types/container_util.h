// What the container types share: keys as positions, repr of items, checks of arguments.
#ifndef OURO_TYPES_CONTAINER_UTIL_H
#define OURO_TYPES_CONTAINER_UTIL_H

#include "object/rt.h"
#include "types/abstract.h"
#include "types/containers.h"

// a[key] of a sequence that counts from 0 to length - 1: the position in *out. Negative keys count from the end.
// False: IndexError `out_of_range`; `key` must have __index__ (OURO_HAS_INDEX).
bool ouro_key_position(ouro_rt *rt, ouro_borrowed key, int64_t length, const char *out_of_range, int64_t *out);
OURO_INLINE bool ouro_has_index(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_int) || ouro_type_of(rt, o)->slots.index != NULL;
}
// ouro_index, but always an exact int.
ouro_owned ouro_exact_index(ouro_rt *rt, ouro_borrowed o);
// The optional bounds of index(): start (0 when NULL) and stop (INT64_MAX when NULL), clipped to machine words. False:
// TypeError "slice indices must be integers or have an __index__ method".
bool ouro_search_bounds(ouro_rt *rt, ouro_borrowed start, ouro_borrowed stop, int64_t length, int64_t *from,
                        int64_t *to);
// Comparison of list and tuple, item by item: `items` are read again after each step, since the comparison of items can
// change a list.
ouro_owned ouro_compare_items(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op,
                              ouro_borrowed (*item)(ouro_borrowed seq, size_t i));
// "[1, 2]": open and close are text, `empty` what an empty one gives. Items are fetched by `item`, NULL at the end.
ouro_owned ouro_repr_items(ouro_rt *rt, ouro_borrowed o, const char *open, const char *close, const char *recursive,
                           ouro_borrowed (*item)(ouro_borrowed seq, size_t i));
// Is the constructor of `cls`, a subclass of builtin type `number`, to refuse keywords? (It has no __init__ of its
// own.)
OURO_INLINE bool ouro_plain_init(const ouro_rt *rt, const ouro_type *cls, uint32_t number) {
    return cls->number == number || cls->slots.init == rt->types[number]->slots.init;
}

// ouro_next with the commonest iterator inline.
OURO_INLINE ouro_owned ouro_next_inline(ouro_rt *rt, ouro_borrowed it) {
    if (ouro_is(it, OURO_T_list_iterator)) {
        ouro_list_iterator *l = (ouro_list_iterator *)it;
        if (l->sequence && l->index < ouro_list_length(l->sequence))
            return ouro_ref(rt, ouro_list_peek(l->sequence, l->index++));
    }
    return ouro_next(rt, it);
}
// iter(x) is x.
ouro_owned ouro_self_iter(ouro_rt *rt, ouro_borrowed self);
// A pair given out by an iterator: *cache is taken again if only the iterator holds it. Steals both items, also on
// failure. `owner` is the iterator, *cache a slot of it.
ouro_owned ouro_pair_again(ouro_rt *rt, ouro_borrowed owner, ouro_obj **cache, ouro_obj *items[2]);
// A tuple of iter(x) for each of n objects.
ouro_owned ouro_tuple_iters(ouro_rt *rt, ouro_obj *const *objects, size_t n);
// What __reduce__ of iterators gives: (iter, (sequence,)), and the state when it is not NULL. Steal their arguments.
ouro_owned ouro_reduce_iter(ouro_rt *rt, ouro_owned sequence);
ouro_owned ouro_reduce_iter_state(ouro_rt *rt, const char *builtin, ouro_owned sequence, ouro_owned state_or_null);

#endif
