// reversed(sequence).
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/state.h"

typedef struct reversed {
    ouro_obj head;
    ouro_obj *sequence; // NULL: exhausted
    int64_t index;      // of the item to come
} reversed;

static ouro_owned reversed_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames) {
    if (!ouro_plain_init(rt, cls, OURO_T_reversed)) kwnames = NULL;
    if (ouro_args_count(rt, "reversed", nargs, kwnames, 1, 1) < 0) return NULL;
    ouro_obj *method = ouro_special_lookup(rt, args[0], OURO_NAME(rt, __reversed__));
    if (method && method != rt->none) {
        ouro_obj *result = ouro_call0(rt, method);
        ouro_release(rt, method);
        return result;
    }
    if (!method && ouro_error_pending(rt)) return NULL;
    const ouro_type *type = ouro_type_of(rt, args[0]);
    bool sequence =
        type->slots.index_get || ((type->flags & OURO_TF_HEAP) && type->slots.getitem && !(type->flags & OURO_TF_DICT));
    if (method || !sequence) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not reversible", args[0]);
        return NULL;
    }
    int64_t length = ouro_length(rt, args[0]);
    if (length < 0) return NULL;
    reversed *r = cls->number == OURO_T_reversed ? (reversed *)ouro_new_fixed_gc(rt, OURO_T_reversed, sizeof(reversed))
                                                 : (reversed *)ouro_new_zeroed(rt, cls, sizeof(reversed));
    if (!r) return NULL;
    ouro_slot_init(rt, &r->head, &r->sequence, ouro_ref(rt, args[0]));
    r->index = length - 1;
    return &r->head;
}

static ouro_owned reversed_next(ouro_rt *rt, ouro_borrowed self) {
    reversed *r = (reversed *)self;
    if (!r->sequence) return NULL;
    if (r->index >= 0) {
        ouro_obj *sequence = ouro_ref(rt, r->sequence);
        ouro_obj *item = ouro_sequence_item(rt, sequence, r->index);
        ouro_release(rt, sequence);
        if (item) {
            r->index--;
            return item;
        }
        if (!ouro_error_is(rt, OURO_IndexError) && !ouro_error_is(rt, OURO_StopIteration)) return NULL;
        ouro_error_clear(rt);
    }
    r->index = -1;
    if (r->sequence) ouro_slot_clear(rt, self, &r->sequence);
    return NULL;
}

static void reversed_dealloc(ouro_rt *rt, ouro_obj *self) {
    reversed *r = (reversed *)self;
    if (r->sequence) ouro_slot_clear(rt, self, &r->sequence);
}

static int reversed_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((reversed *)self)->sequence);
    return 0;
}

static ouro_owned reversed_hint(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    reversed *r = (reversed *)self;
    if (!r->sequence) return ouro_int_from_i64(rt, 0);
    int64_t length = ouro_length(rt, r->sequence);
    if (length < 0) return NULL;
    return ouro_int_from_i64(rt, length < r->index + 1 ? 0 : r->index + 1);
}

static ouro_owned reversed_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames) {
    reversed *r = (reversed *)self;
    ouro_obj *sequence = r->sequence ? ouro_ref(rt, r->sequence) : ouro_tuple_new(rt, 0);
    ouro_obj *from = sequence ? ouro_tuple_pack(rt, 1, sequence) : NULL;
    ouro_obj *index = from ? ouro_int_from_i64(rt, r->index) : NULL;
    ouro_obj *result = index ? ouro_tuple_pack(rt, r->sequence ? 3 : 2, ouro_type_of(rt, self), from, index) : NULL;
    ouro_xrelease(rt, sequence);
    ouro_xrelease(rt, from);
    ouro_xrelease(rt, index);
    return result;
}

static ouro_owned reversed_setstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                    ouro_borrowed kwnames) {
    reversed *r = (reversed *)self;
    int64_t i;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &i)) return NULL;
    if (r->sequence) {
        int64_t length = ouro_length(rt, r->sequence);
        if (length < 0) return NULL;
        r->index = i < -1 ? -1 : i > length - 1 ? length - 1 : i;
    }
    return ouro_none(rt);
}

static const ouro_method_def reversed_methods[] = {
    {"__length_hint__", reversed_hint, 0, 0, 0, "How many items are to come, as far as is known."},
    {"__reduce__", reversed_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", reversed_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_reversed = {
    .number = OURO_T_reversed,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(reversed),
    .name = "reversed",
    .doc = "reversed(sequence, /)\n--\n\nThe items from the last to the first.",
    .methods = reversed_methods,
    .slots = {.dealloc = reversed_dealloc,
              .traverse = reversed_traverse,
              .iter = ouro_self_iter,
              .create = reversed_create,
              .next = reversed_next},
};
