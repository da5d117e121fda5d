// enumerate(iterable, start=0).
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

typedef struct enumerate {
    ouro_obj head;
    ouro_obj *it;
    ouro_obj *pair;  // given out last, used again if nobody else has it
    ouro_obj *index; // exact int beyond a machine word, otherwise NULL
    int64_t count;
} enumerate;

// The arguments as CPython reads them. False: TypeError.
static bool arguments(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames, ouro_obj **out) {
    size_t nkw = kwnames ? ouro_tuple_length(kwnames) : 0;
    out[0] = nargs > 0 ? args[0] : NULL;
    out[1] = nargs > 1 ? args[1] : NULL;
    if (nargs + nkw > 2) {
        ouro_raise(rt, OURO_TypeError, "enumerate() takes at most 2 arguments (%zu given)", nargs + nkw);
        return false;
    }
    for (size_t i = 0; i < nkw; i++) {
        ouro_borrowed name = ouro_tuple_peek(kwnames, i);
        bool first = !out[0] && ouro_str_equal_ascii(name, "iterable");
        if (!first && ((nargs + nkw == 1) || out[1] || !ouro_str_equal_ascii(name, "start"))) {
            ouro_raise(rt, OURO_TypeError, "'%S' is an invalid keyword argument for enumerate()", name);
            return false;
        }
        out[first ? 0 : 1] = args[nargs + i];
    }
    if (!out[0]) ouro_raise(rt, OURO_TypeError, "enumerate() missing required argument 'iterable'");
    return out[0] != NULL;
}

static ouro_owned enumerate_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    ouro_obj *given[2], *index = NULL, *it = NULL;
    int64_t count = 0;
    if (!arguments(rt, args, nargs, kwnames, given)) return NULL;
    if (given[1]) {
        index = ouro_exact_index(rt, given[1]);
        if (!index) return NULL;
        if (ouro_int_is_word(index)) {
            count = ouro_int_word(index);
            ouro_release(rt, index);
            index = NULL;
        }
    }
    it = ouro_iter(rt, given[0]);
    if (!it) goto fail;
    enumerate *e = cls->number == OURO_T_enumerate
                       ? (enumerate *)ouro_new_fixed_gc(rt, OURO_T_enumerate, sizeof(enumerate))
                       : (enumerate *)ouro_new_zeroed(rt, cls, sizeof(enumerate));
    if (!e) goto fail;
    ouro_slot_init(rt, &e->head, &e->it, it);
    ouro_slot_init(rt, &e->head, &e->index, index);
    e->pair = NULL;
    e->count = count;
    return &e->head;
fail:
    ouro_xrelease(rt, it);
    ouro_xrelease(rt, index);
    return NULL;
}

static ouro_owned enumerate_next(ouro_rt *rt, ouro_borrowed self) {
    enumerate *e = (enumerate *)self;
    ouro_obj *items[2];
    items[1] = ouro_next_inline(rt, e->it);
    if (!items[1]) return NULL;
    if (OURO_LIKELY(!e->index)) {
        items[0] = ouro_int_from_i64(rt, e->count);
        if (items[0] && e->count == INT64_MAX) {
            ouro_obj *next = ouro_int_add(rt, items[0], rt->small_ints[1]);
            if (!next) {
                ouro_release(rt, items[0]);
                items[0] = NULL;
            } else {
                ouro_slot_init(rt, self, &e->index, next);
            }
        } else if (items[0]) {
            e->count++;
        }
    } else {
        ouro_obj *next = ouro_int_add(rt, e->index, rt->small_ints[1]);
        items[0] = next ? ouro_slot_take(rt, self, &e->index) : NULL;
        if (next) ouro_slot_init(rt, self, &e->index, next);
    }
    if (!items[0]) {
        ouro_release(rt, items[1]);
        return NULL;
    }
    return ouro_pair_again(rt, self, &e->pair, items);
}

static void enumerate_dealloc(ouro_rt *rt, ouro_obj *self) {
    enumerate *e = (enumerate *)self;
    if (e->it) ouro_slot_clear(rt, self, &e->it);
    if (e->pair) ouro_slot_clear(rt, self, &e->pair);
    if (e->index) ouro_slot_clear(rt, self, &e->index);
}

static int enumerate_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    enumerate *e = (enumerate *)self;
    OURO_VISIT(e->it);
    OURO_VISIT(e->pair);
    OURO_VISIT(e->index);
    return 0;
}

static ouro_owned enumerate_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    enumerate *e = (enumerate *)self;
    ouro_obj *index = e->index ? ouro_ref(rt, e->index) : ouro_int_from_i64(rt, e->count);
    ouro_obj *state = index ? ouro_tuple_pack(rt, 2, e->it, index) : NULL;
    ouro_obj *result = state ? ouro_tuple_pack(rt, 2, ouro_type_of(rt, self), state) : NULL;
    ouro_xrelease(rt, index);
    ouro_xrelease(rt, state);
    return result;
}

static const ouro_method_def enumerate_methods[] = {
    {"__reduce__", enumerate_reduce, 0, 0, 0, "For copying and pickling."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585."},
    {0},
};

const ouro_type_spec ouro_spec_enumerate = {
    .number = OURO_T_enumerate,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(enumerate),
    .name = "enumerate",
    .doc = "enumerate(iterable, start=0)\n--\n\nPairs (number, item), counting from start.",
    .methods = enumerate_methods,
    .slots = {.dealloc = enumerate_dealloc,
              .traverse = enumerate_traverse,
              .iter = ouro_self_iter,
              .create = enumerate_create,
              .next = enumerate_next},
};
