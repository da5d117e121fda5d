// Iterators of list, tuple, any sequence, and iter(callable, sentinel).
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

static ouro_list_iterator *iterator_of(ouro_borrowed o) {
    return (ouro_list_iterator *)o;
}

static void iterator_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_list_iterator *it = iterator_of(self);
    if (it->sequence) ouro_slot_clear(rt, self, &it->sequence);
}

static int iterator_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(iterator_of(self)->sequence);
    return 0;
}

// ---- list and tuple
static ouro_owned list_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return NULL;
    if (it->index < ouro_list_length(it->sequence)) return ouro_ref(rt, ouro_list_peek(it->sequence, it->index++));
    ouro_slot_clear(rt, self, &it->sequence);
    return NULL;
}

static ouro_owned tuple_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return NULL;
    if (it->index < ouro_tuple_length(it->sequence)) return ouro_ref(rt, ouro_tuple_peek(it->sequence, it->index++));
    ouro_slot_clear(rt, self, &it->sequence);
    return NULL;
}

// index is one more than the item to come.
static ouro_owned list_reverse_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return NULL;
    if (it->index > 0 && it->index <= ouro_list_length(it->sequence))
        return ouro_ref(rt, ouro_list_peek(it->sequence, --it->index));
    it->index = 0;
    ouro_slot_clear(rt, self, &it->sequence);
    return NULL;
}

METHOD(forward_length_hint) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return ouro_int_from_i64(rt, 0);
    int64_t left = ouro_length(rt, it->sequence);
    if (left < 0) return NULL;
    return ouro_int_from_i64(rt, left > (int64_t)it->index ? left - (int64_t)it->index : 0);
}

METHOD(reverse_length_hint) {
    ouro_list_iterator *it = iterator_of(self);
    bool live = it->sequence && it->index <= ouro_list_length(it->sequence);
    return ouro_int_from_i64(rt, live ? (int64_t)it->index : 0);
}

METHOD(forward_reduce) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence)
        return ouro_reduce_iter(rt, ouro_is(self, OURO_T_list_iterator) ? ouro_list_new(rt, 0) : ouro_tuple_new(rt, 0));
    ouro_obj *index = ouro_int_from_i64(rt, (int64_t)it->index);
    return index ? ouro_reduce_iter_state(rt, "iter", ouro_ref(rt, it->sequence), index) : NULL;
}

METHOD(reverse_reduce) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return ouro_reduce_iter(rt, ouro_list_new(rt, 0));
    ouro_obj *index = ouro_int_from_i64(rt, (int64_t)it->index - 1);
    return index ? ouro_reduce_iter_state(rt, "reversed", ouro_ref(rt, it->sequence), index) : NULL;
}

static bool state_index(ouro_rt *rt, ouro_borrowed state, int64_t *out) {
    return ouro_index_i64(rt, state, OURO_OverflowError, out);
}

METHOD(forward_setstate) {
    ouro_list_iterator *it = iterator_of(self);
    int64_t i;
    if (!state_index(rt, args[0], &i)) return NULL;
    if (it->sequence) it->index = i < 0 ? 0 : (uint64_t)i;
    if (it->sequence && ouro_is(self, OURO_T_tuple_iterator) && it->index > ouro_tuple_length(it->sequence))
        it->index = ouro_tuple_length(it->sequence);
    return ouro_none(rt);
}

METHOD(reverse_setstate) {
    ouro_list_iterator *it = iterator_of(self);
    int64_t i;
    if (!state_index(rt, args[0], &i)) return NULL;
    if (it->sequence) {
        int64_t length = ouro_list_length(it->sequence);
        it->index = (uint64_t)((i < -1 ? -1 : i > length - 1 ? length - 1 : i) + 1);
    }
    return ouro_none(rt);
}

static const ouro_method_def forward_methods[] = {
    {"__length_hint__", forward_length_hint, 0, 0, 0, "How many items are to come, as far as is known."},
    {"__reduce__", forward_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", forward_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};
static const ouro_method_def reverse_methods[] = {
    {"__length_hint__", reverse_length_hint, 0, 0, 0, "How many items are to come, as far as is known."},
    {"__reduce__", reverse_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", reverse_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};

#define ITERATOR(type, table, step)                                                                                    \
    const ouro_type_spec ouro_spec_##type = {                                                                          \
        .number = OURO_T_##type,                                                                                       \
        .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,                                                      \
        .size = sizeof(ouro_list_iterator),                                                                            \
        .name = #type,                                                                                                 \
        .methods = table,                                                                                              \
        .slots = {.dealloc = iterator_dealloc, .traverse = iterator_traverse, .iter = ouro_self_iter, .next = step},   \
    }
ITERATOR(list_iterator, forward_methods, list_next);
ITERATOR(list_reverseiterator, reverse_methods, list_reverse_next);
ITERATOR(tuple_iterator, forward_methods, tuple_next);

// ---- o[0], o[1], ... until IndexError or StopIteration
ouro_owned ouro_seq_iterator_new(ouro_rt *rt, ouro_borrowed sequence) {
    ouro_list_iterator *it =
        (ouro_list_iterator *)ouro_new_fixed_gc(rt, OURO_T_seq_iterator, sizeof(ouro_list_iterator));
    if (!it) return NULL;
    ouro_slot_init(rt, &it->head, &it->sequence, ouro_ref(rt, sequence));
    it->index = 0;
    return &it->head;
}

static ouro_owned seq_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return NULL;
    if (it->index == INT64_MAX) {
        ouro_raise(rt, OURO_OverflowError, "iter index too large");
        return NULL;
    }
    ouro_obj *sequence = ouro_ref(rt, it->sequence);
    ouro_obj *item = ouro_sequence_item(rt, sequence, (int64_t)it->index);
    ouro_release(rt, sequence);
    if (item) {
        it->index++;
    } else if (ouro_error_is(rt, OURO_IndexError) || ouro_error_is(rt, OURO_StopIteration)) {
        ouro_error_clear(rt);
        if (it->sequence) ouro_slot_clear(rt, self, &it->sequence);
    }
    return item;
}

METHOD(seq_length_hint) {
    ouro_list_iterator *it = iterator_of(self);
    if (it->sequence && !ouro_type_of(rt, it->sequence)->slots.length) return ouro_not_implemented(rt);
    return forward_length_hint(rt, self, args, nargs, kwnames);
}

METHOD(seq_reduce) {
    ouro_list_iterator *it = iterator_of(self);
    if (!it->sequence) return ouro_reduce_iter(rt, ouro_tuple_new(rt, 0));
    return forward_reduce(rt, self, args, nargs, kwnames);
}

static const ouro_method_def seq_methods[] = {
    {"__length_hint__", seq_length_hint, 0, 0, 0, "How many items are to come, as far as is known."},
    {"__reduce__", seq_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", forward_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_seq_iterator = {
    .number = OURO_T_seq_iterator,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(ouro_list_iterator),
    .name = "iterator",
    .methods = seq_methods,
    .slots = {.dealloc = iterator_dealloc, .traverse = iterator_traverse, .iter = ouro_self_iter, .next = seq_next},
};

// ---- iter(callable, sentinel)
typedef struct callable_iterator {
    ouro_obj head;
    ouro_obj *callable; // NULL: exhausted
    ouro_obj *end;
} callable_iterator;

ouro_owned ouro_callable_iterator_new(ouro_rt *rt, ouro_borrowed callable, ouro_borrowed end) {
    callable_iterator *it =
        (callable_iterator *)ouro_new_fixed_gc(rt, OURO_T_callable_iterator, sizeof(callable_iterator));
    if (!it) return NULL;
    ouro_slot_init(rt, &it->head, &it->callable, ouro_ref(rt, callable));
    ouro_slot_init(rt, &it->head, &it->end, ouro_ref(rt, end));
    return &it->head;
}

static void callable_finish(ouro_rt *rt, ouro_obj *self) {
    callable_iterator *it = (callable_iterator *)self;
    if (it->callable) ouro_slot_clear(rt, self, &it->callable);
    if (it->end) ouro_slot_clear(rt, self, &it->end);
}

static int callable_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((callable_iterator *)self)->callable);
    OURO_VISIT(((callable_iterator *)self)->end);
    return 0;
}

static ouro_owned callable_next(ouro_rt *rt, ouro_borrowed self) {
    callable_iterator *it = (callable_iterator *)self;
    if (!it->callable) return NULL;
    ouro_obj *callable = ouro_ref(rt, it->callable), *end = ouro_ref(rt, it->end);
    ouro_obj *item = ouro_call0(rt, callable);
    ouro_release(rt, callable);
    bool finished = false;
    if (item) {
        int same = ouro_compare_bool(rt, end, item, OURO_EQ);
        finished = same > 0;
        if (same != 0) {
            ouro_release(rt, item);
            item = NULL;
        }
    } else if (ouro_error_is(rt, OURO_StopIteration)) {
        ouro_error_clear(rt);
        finished = true;
    }
    ouro_release(rt, end);
    if (finished) callable_finish(rt, &it->head);
    return item;
}

METHOD(callable_reduce) {
    callable_iterator *it = (callable_iterator *)self;
    if (!it->callable) return ouro_reduce_iter(rt, ouro_tuple_new(rt, 0));
    ouro_obj *whole = ouro_reduce_iter(rt, ouro_ref(rt, it->callable)); // (iter, (callable,))
    if (!whole) return NULL;
    ouro_obj *args_ = ouro_tuple_pack(rt, 2, it->callable, it->end);
    ouro_obj *result = args_ ? ouro_tuple_pack(rt, 2, ouro_tuple_peek(whole, 0), args_) : NULL;
    ouro_release(rt, whole);
    ouro_xrelease(rt, args_);
    return result;
}

static const ouro_method_def callable_methods[] = {
    {"__reduce__", callable_reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_callable_iterator = {
    .number = OURO_T_callable_iterator,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(callable_iterator),
    .name = "callable_iterator",
    .methods = callable_methods,
    .slots = {.dealloc = callable_finish, .traverse = callable_traverse, .iter = ouro_self_iter, .next = callable_next},
};
