// Module itertools. Here: count, cycle, repeat, and the module; the other iterators are in itertools_*.c.
#include "modules/lazy.h"
#include "modules/modules.h"

// ---- count -----------------------------------------------------------------------------------------------------------

// State 1: `at` and `step` count in machine words; the object `value` takes over when the sum does not fit, or from the
// start when either is no such int. `other` is the step as it was given, NULL for 1.
enum { OBJECTS = 0, WORDS = 1 };

static bool is_number(const ouro_rt *rt, ouro_borrowed o) {
    const ouro_slots *s = &ouro_type_of(rt, o)->slots;
    return s->index || s->to_int || s->to_float || ouro_is_a(rt, o, OURO_T_complex);
}

static ouro_owned count_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"start", "step"};
    ouro_obj *a[2];
    if (ouro_args(rt, "count", args, nargs, kwnames, names, 2, 0, 2, a) < 0) return NULL;
    if ((a[0] && !is_number(rt, a[0])) || (a[1] && !is_number(rt, a[1]))) {
        ouro_raise(rt, OURO_TypeError, "a number is required");
        return NULL;
    }
    ouro_lazy *z = ouro_lazy_cast(ouro_new_zeroed(rt, cls, sizeof *z));
    if (!z) return NULL;
    bool words = (!a[0] || (ouro_int_check(rt, a[0]) && !ouro_int_is_big(a[0]))) && (!a[1] || ouro_int_is_word(a[1]));
    z->step = a[1] && words ? ouro_int_word(a[1]) : 1;
    if (a[1] && !(words && z->step == 1)) ouro_slot_init(rt, &z->head, &z->other, ouro_ref(rt, a[1]));
    if (words) {
        z->state = WORDS;
        z->at = a[0] ? ouro_int_word(a[0]) : 0;
    } else {
        ouro_obj *start = a[0] ? ouro_ref(rt, a[0]) : ouro_int_from_i64(rt, 0);
        ouro_slot_init(rt, &z->head, &z->value, start);
    }
    return &z->head;
}

static ouro_owned count_value(ouro_rt *rt, const ouro_lazy *z) {
    return z->state == WORDS ? ouro_int_from_i64(rt, z->at) : ouro_ref(rt, z->value);
}
static ouro_owned count_step(ouro_rt *rt, const ouro_lazy *z) {
    return z->other ? ouro_ref(rt, z->other) : ouro_int_from_i64(rt, 1);
}

static ouro_owned count_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *value = count_value(rt, z);
    int64_t next;
    if (!value) return NULL;
    if (z->state == WORDS && !__builtin_add_overflow(z->at, z->step, &next)) {
        z->at = next;
        return value;
    }
    ouro_obj *step = count_step(rt, z), *sum = step ? ouro_binary(rt, OURO_OP_ADD, value, step) : NULL;
    ouro_xrelease(rt, step);
    if (!sum) {
        ouro_release(rt, value);
        return NULL;
    }
    z->state = OBJECTS;
    ouro_slot_set(rt, self, &z->value, sum);
    return value;
}

static ouro_owned count_repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *value = count_value(rt, z), *text = NULL;
    if (value && z->other)
        text = ouro_str_formatted(rt, "%s(%R, %R)", ouro_native_short_name(rt, self), value, z->other);
    else if (value)
        text = ouro_str_formatted(rt, "%s(%R)", ouro_native_short_name(rt, self), value);
    ouro_xrelease(rt, value);
    return text;
}

METHOD(count_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *value = count_value(rt, z), *step = value ? count_step(rt, z) : NULL, *pair = NULL;
    bool alone = !z->other && (z->state == WORDS || (value && ouro_int_check(rt, value)));
    if (step) pair = alone ? ouro_tuple_pack(rt, 1, value) : ouro_tuple_pack(rt, 2, value, step);
    ouro_xrelease(rt, step);
    ouro_xrelease(rt, value);
    return ouro_reduced(rt, self, pair);
}

static const ouro_method_def count_methods[] = {{"__reduce__", count_reduce, 0, 0, 0, "For copying and pickling."}, {0}};

const ouro_type_spec ouro_native_spec_count = {
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(ouro_lazy),
    .name = "itertools.count",
    .doc = "count(start=0, step=1)\n--\n\nstart, start + step, start + 2*step and so on for ever.",
    .methods = count_methods,
    .slots = {.dealloc = ouro_lazy_dealloc,
              .traverse = ouro_lazy_traverse,
              .clear = ouro_lazy_clear,
              .repr = count_repr,
              .iter = ouro_self_iter,
              .create = count_create,
              .next = count_next},
};

// ---- cycle -----------------------------------------------------------------------------------------------------------

// `value` is the list of the items seen, `at` the one to come next; `state` tells that they are no longer added to it.

static ouro_owned cycle_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_lazy_count(rt, cls, "cycle", nargs, kwnames, 1, 1) < 0) return NULL;
    ouro_obj *o = ouro_lazy_new(rt, cls, ouro_iter(rt, args[0]), NULL);
    ouro_obj *seen = o ? ouro_list_new(rt, 0) : NULL;
    if (seen)
        ouro_slot_init(rt, o, &ouro_lazy_cast(o)->value, seen);
    else if (o)
        ouro_release(rt, o);
    return seen ? o : NULL;
}

static ouro_owned cycle_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (z->source) {
        ouro_obj *item = ouro_lazy_take(rt, self);
        if (item) {
            if (!z->state && ouro_list_append(rt, z->value, item) < 0) {
                ouro_release(rt, item);
                return NULL;
            }
            return item;
        }
        if (ouro_error_pending(rt)) return NULL;
        ouro_lazy_end(rt, self);
    }
    size_t n = ouro_list_length(z->value);
    if (n == 0) return NULL;
    if ((uint64_t)z->at >= n) z->at = 0;
    ouro_obj *item = ouro_ref(rt, ouro_list_peek(z->value, (size_t)z->at));
    z->at = z->at + 1 == (int64_t)n ? 0 : z->at + 1;
    return item;
}

METHOD(cycle_reduce) {
    ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *source = z->source ? ouro_ref(rt, z->source) : ouro_iter(rt, z->value);
    for (int64_t i = 0; source && !z->source && i < z->at; i++) { // it goes on in the middle of the list
        ouro_obj *item = ouro_next(rt, source);
        if (!item) break;
        ouro_release(rt, item);
    }
    bool full = !z->source;
    ouro_obj *args_ = source ? ouro_tuple_pack(rt, 1, source) : NULL;
    ouro_obj *state = args_ ? ouro_tuple_pack(rt, 2, z->value, ouro_bool_peek(rt, full || z->state)) : NULL;
    ouro_xrelease(rt, source);
    return ouro_reduced_state(rt, self, args_, state);
}

METHOD(cycle_setstate) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (!ouro_tuple_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "state is not a tuple");
        return NULL;
    }
    if (ouro_tuple_length(args[0]) != 2 || !ouro_is(ouro_tuple_peek(args[0], 0), OURO_T_list)) {
        ouro_raise(rt, OURO_TypeError, "state is not a pair of a list and a number");
        return NULL;
    }
    int full = ouro_truth(rt, ouro_tuple_peek(args[0], 1));
    if (full < 0) return NULL;
    z->state = (uint64_t)full;
    z->at = 0;
    ouro_slot_set(rt, self, &z->value, ouro_ref(rt, ouro_tuple_peek(args[0], 0)));
    return ouro_none(rt);
}

static const ouro_method_def cycle_methods[] = {{"__reduce__", cycle_reduce, 0, 0, 0, "For copying and pickling."},
                                                {"__setstate__", cycle_setstate, 1, 1, 0, "For copying and pickling."},
                                                {0}};
OURO_LAZY_SPEC(cycle, cycle_create, cycle_next, cycle_methods, "cycle(iterable, /)\n--\n\nThe items again and again.");

// ---- repeat ----------------------------------------------------------------------------------------------------------

// `stop` is how often it is still to come; -1 for ever.

static ouro_owned repeat_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"object", "times"};
    ouro_obj *a[2];
    int64_t times = -1;
    if (ouro_args(rt, "repeat", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    if (a[1]) {
        if (!ouro_index_i64(rt, a[1], OURO_OverflowError, &times)) return NULL;
        if (times < 0) times = 0;
    }
    ouro_lazy *z = ouro_lazy_cast(ouro_new_zeroed(rt, cls, sizeof *z));
    if (!z) return NULL;
    ouro_slot_init(rt, &z->head, &z->value, ouro_ref(rt, a[0]));
    z->stop = times;
    return &z->head;
}

static ouro_owned repeat_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (z->stop == 0) return NULL;
    if (z->stop > 0) z->stop--;
    return ouro_ref(rt, z->value);
}

static ouro_owned repeat_repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    if (z->stop < 0) return ouro_str_formatted(rt, "%s(%R)", ouro_native_short_name(rt, self), z->value);
    return ouro_str_formatted(rt, "%s(%R, %lld)", ouro_native_short_name(rt, self), z->value, (long long)z->stop);
}

METHOD(repeat_length_hint) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    if (z->stop >= 0) return ouro_int_from_i64(rt, z->stop);
    ouro_raise(rt, OURO_TypeError, "len() of unsized object");
    return NULL;
}

METHOD(repeat_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    if (z->stop < 0) return ouro_reduced(rt, self, ouro_tuple_pack(rt, 1, z->value));
    ouro_obj *n = ouro_int_from_i64(rt, z->stop);
    ouro_obj *pair = n ? ouro_tuple_pack(rt, 2, z->value, n) : NULL;
    ouro_xrelease(rt, n);
    return ouro_reduced(rt, self, pair);
}

static const ouro_method_def repeat_methods[] = {
    {"__length_hint__", repeat_length_hint, 0, 0, 0, "How often it is still to come."},
    {"__reduce__", repeat_reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_native_spec_repeat = {
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(ouro_lazy),
    .name = "itertools.repeat",
    .doc = "repeat(object [,times])\n\nThe object so many times, or for ever.",
    .methods = repeat_methods,
    .slots = {.dealloc = ouro_lazy_dealloc,
              .traverse = ouro_lazy_traverse,
              .clear = ouro_lazy_clear,
              .repr = repeat_repr,
              .iter = ouro_self_iter,
              .create = repeat_create,
              .next = repeat_next},
};

// ---- the module ------------------------------------------------------------------------------------------------------

extern const ouro_method_def ouro_itertools_functions[]; // itertools_group.c

ouro_owned ouro_module_itertools(ouro_rt *rt) {
    static const enum ouro_native_type types[] = {
        OURO_NT_accumulate, OURO_NT_chain,     OURO_NT_combinations, OURO_NT_combinations_with_replacement,
        OURO_NT_compress,   OURO_NT_count,     OURO_NT_cycle,        OURO_NT_dropwhile,
        OURO_NT_filterfalse, OURO_NT_groupby,  OURO_NT__grouper,     OURO_NT_islice,
        OURO_NT_pairwise,   OURO_NT_permutations, OURO_NT_product,   OURO_NT_repeat,
        OURO_NT_starmap,    OURO_NT_takewhile, OURO_NT__tee,         OURO_NT__tee_dataobject,
        OURO_NT_zip_longest,
    };
    ouro_obj *m = ouro_native_module_new(rt, "itertools", "Iterators that are made from iterators.", ouro_itertools_functions);
    int r = 0;
    for (size_t i = 0; m && r == 0 && i < sizeof types / sizeof *types; i++) r = ouro_native_add_type(rt, m, types[i]);
    return m ? ouro_native_module_done(rt, m, r) : NULL;
}
