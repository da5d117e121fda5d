// The iterators of collections.deque, in both directions.
#include "modules/deque.h"

#include "types/container_util.h"
#include "types/int.h"

typedef struct deque_iterator {
    ouro_obj head;
    ouro_obj *deque;
    uint32_t at, left, changes;
} deque_iterator;
static deque_iterator *of(ouro_borrowed o) { return (deque_iterator *)(uintptr_t)o; }

static ouro_owned iterator_new(ouro_rt *rt, ouro_type *type, ouro_borrowed deque) {
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(deque_iterator)) : NULL;
    if (!o) return NULL;
    ouro_slot_init(rt, o, &of(o)->deque, ouro_ref(rt, deque));
    of(o)->left = ouro_deque_cast(deque)->length;
    of(o)->changes = ouro_deque_cast(deque)->changes;
    return o;
}
ouro_owned ouro_deque_iter(ouro_rt *rt, ouro_borrowed self) {
    return iterator_new(rt, ouro_native_type(rt, OURO_NT__deque_iterator), self);
}
ouro_owned ouro_deque_reversed(ouro_rt *rt, ouro_borrowed self) {
    return iterator_new(rt, ouro_native_type(rt, OURO_NT__deque_reverse_iterator), self);
}

static ouro_owned step(ouro_rt *rt, ouro_borrowed self, bool backwards) {
    deque_iterator *it = of(self);
    const ouro_deque *d = ouro_deque_cast(it->deque);
    if (!d) return NULL;
    if (d->changes != it->changes) {
        it->left = 0;
        ouro_raise(rt, OURO_RuntimeError, "deque mutated during iteration");
        return NULL;
    }
    if (it->left == 0) return NULL;
    it->left--;
    uint32_t i = it->at++;
    return ouro_ref(rt, *ouro_deque_place(d, backwards ? d->length - 1 - i : i));
}
static ouro_owned forward_next(ouro_rt *rt, ouro_borrowed self) { return step(rt, self, false); }
static ouro_owned reverse_next(ouro_rt *rt, ouro_borrowed self) { return step(rt, self, true); }

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    int64_t at = 0;
    if (nargs < 1 || nargs > 2) {
        ouro_raise(rt, OURO_TypeError, "function takes at %s argument%s (%zu given)", nargs ? "most 2" : "least 1",
                   nargs ? "s" : "", nargs);
        return NULL;
    }
    if (!ouro_native_is(rt, args[0], OURO_NT_deque)) {
        ouro_raise(rt, OURO_TypeError, "argument 1 must be collections.deque, not %T", args[0]);
        return NULL;
    }
    if (nargs == 2 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &at)) return NULL;
    ouro_obj *o = iterator_new(rt, cls, args[0]);
    if (!o) return NULL;
    uint32_t skip = at < 0 ? 0 : at > of(o)->left ? of(o)->left : (uint32_t)at;
    of(o)->at = skip;
    of(o)->left -= skip;
    return o;
}

METHOD(length_hint) { return ouro_int_from_i64(rt, of(self)->left); }
METHOD(reduce) {
    const deque_iterator *it = of(self);
    ouro_obj *at = ouro_int_from_i64(rt, (int64_t)ouro_deque_cast(it->deque)->length - it->left), *result = NULL;
    ouro_obj *pair = at ? ouro_tuple_pack(rt, 2, it->deque, at) : NULL;
    if (pair) result = ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, pair);
    ouro_xrelease(rt, pair);
    ouro_xrelease(rt, at);
    return result;
}
static const ouro_method_def methods[] = {
    {"__length_hint__", length_hint, 0, 0, 0, "How many items are to come."},
    {"__reduce__", reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

static void dealloc(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &of(self)->deque); }
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->deque);
    return 0;
}

#define ITERATOR(id, next_slot)                                                                                        \
    const ouro_type_spec ouro_native_spec_##id = {                                                                     \
        .flags = OURO_TF_GC,                                                                                           \
        .size = sizeof(deque_iterator),                                                                                \
        .name = "_collections." #id,                                                                                   \
        .methods = methods,                                                                                            \
        .slots = {.dealloc = dealloc,                                                                                  \
                  .traverse = traverse,                                                                                \
                  .iter = ouro_self_iter,                                                                              \
                  .create = create,                                                                                    \
                  .next = next_slot},                                                                                  \
    }
ITERATOR(_deque_iterator, forward_next);
ITERATOR(_deque_reverse_iterator, reverse_next);
