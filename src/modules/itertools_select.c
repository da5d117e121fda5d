// itertools: iterators that choose from the items of another, or change them one by one.
#include "modules/lazy.h"

// ---- filterfalse, takewhile, dropwhile -------------------------------------------------------------------------------

static ouro_owned predicate_create(ouro_rt *rt, ouro_type *cls, const char *name, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    if (ouro_lazy_count(rt, cls, name, nargs, kwnames, 2, 2) < 0) return NULL;
    return ouro_lazy_new(rt, cls, ouro_iter(rt, args[1]), ouro_ref(rt, args[0]));
}

// Is function(item) true? 1, 0, -1.
static int holds(ouro_rt *rt, ouro_borrowed function, ouro_borrowed item) {
    ouro_obj *r = ouro_call1(rt, function, item);
    if (!r) return -1;
    int truth = r == rt->true_ ? 1 : r == rt->false_ ? 0 : ouro_truth(rt, r);
    ouro_release(rt, r);
    return truth;
}

static ouro_owned filterfalse_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return predicate_create(rt, cls, "filterfalse", args, nargs, kw);
}
static ouro_owned filterfalse_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    for (ouro_obj *item; (item = ouro_lazy_take(rt, self));) {
        bool plain = z->function == rt->none || z->function == &rt->types[OURO_T_bool]->head;
        int truth = plain ? ouro_truth(rt, item) : holds(rt, z->function, item);
        if (truth == 0) return item;
        ouro_release(rt, item);
        if (truth < 0) return NULL;
    }
    return NULL;
}

// The state of the two that follow: 1 after the first item that decides.
static ouro_owned takewhile_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return predicate_create(rt, cls, "takewhile", args, nargs, kw);
}
static ouro_owned takewhile_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (z->state) return NULL;
    ouro_obj *item = ouro_lazy_take(rt, self);
    if (!item) return NULL;
    int truth = holds(rt, z->function, item);
    if (truth > 0) return item;
    ouro_release(rt, item);
    if (truth == 0) z->state = 1;
    return NULL;
}

static ouro_owned dropwhile_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return predicate_create(rt, cls, "dropwhile", args, nargs, kw);
}
static ouro_owned dropwhile_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    for (ouro_obj *item; (item = ouro_lazy_take(rt, self));) {
        if (z->state) return item;
        int truth = holds(rt, z->function, item);
        if (truth == 0) {
            z->state = 1;
            return item;
        }
        ouro_release(rt, item);
        if (truth < 0) return NULL;
    }
    return NULL;
}

static ouro_owned function_and_source(ouro_rt *rt, const ouro_lazy *z) {
    return ouro_tuple_pack(rt, 2, z->function, z->source ? z->source : rt->empty_tuple);
}
METHOD(plain_reduce) { return ouro_reduced(rt, self, function_and_source(rt, ouro_lazy_cast(self))); }
METHOD(state_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    return ouro_reduced_state(rt, self, function_and_source(rt, z), ouro_int_from_i64(rt, (int64_t)z->state));
}
METHOD(set_state) {
    int truth = ouro_truth(rt, args[0]);
    if (truth < 0) return NULL;
    ouro_lazy_cast(self)->state = (uint64_t)truth;
    return ouro_none(rt);
}
static const ouro_method_def plain_methods[] = {{"__reduce__", plain_reduce, 0, 0, 0, "For copying and pickling."}, {0}};
static const ouro_method_def state_methods[] = {{"__reduce__", state_reduce, 0, 0, 0, "For copying and pickling."},
                                                {"__setstate__", set_state, 1, 1, 0, "For copying and pickling."},
                                                {0}};

OURO_LAZY_SPEC(filterfalse, filterfalse_create, filterfalse_next, plain_methods,
               "filterfalse(function, iterable, /)\n--\n\nThe items for which function(item) is false.");
OURO_LAZY_SPEC(takewhile, takewhile_create, takewhile_next, state_methods,
               "takewhile(predicate, iterable, /)\n--\n\nItems as long as the predicate is true of each.");
OURO_LAZY_SPEC(dropwhile, dropwhile_create, dropwhile_next, state_methods,
               "dropwhile(predicate, iterable, /)\n--\n\nEverything from the first item of which the predicate is false.");

// ---- starmap ---------------------------------------------------------------------------------------------------------

static ouro_owned starmap_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return predicate_create(rt, cls, "starmap", args, nargs, kw);
}
static ouro_owned starmap_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *item = ouro_lazy_take(rt, self);
    if (item && !ouro_is(item, OURO_T_tuple)) {
        ouro_obj *tuple = ouro_tuple_of(rt, item);
        ouro_release(rt, item);
        item = tuple;
    }
    if (!item) return NULL;
    ouro_obj *result = ouro_call_tuple(rt, ouro_lazy_cast(self)->function, item, NULL);
    ouro_release(rt, item);
    return result;
}
OURO_LAZY_SPEC(starmap, starmap_create, starmap_next, plain_methods,
               "starmap(function, iterable, /)\n--\n\nfunction(*args) for each item args.");

// ---- compress --------------------------------------------------------------------------------------------------------

static ouro_owned compress_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"data", "selectors"};
    ouro_obj *a[2];
    if (ouro_args(rt, "compress", args, nargs, kwnames, names, 2, 2, 2, a) < 0) return NULL;
    ouro_obj *data = ouro_iter(rt, a[0]), *selectors = data ? ouro_iter(rt, a[1]) : NULL;
    if (!selectors) {
        ouro_xrelease(rt, data);
        return NULL;
    }
    return ouro_lazy_new(rt, cls, data, selectors);
}
static ouro_owned compress_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    for (ouro_obj *item; (item = ouro_lazy_take(rt, self));) {
        ouro_obj *selectors = ouro_ref(rt, z->function), *selector = ouro_next(rt, selectors);
        ouro_release(rt, selectors);
        int truth = selector ? ouro_truth(rt, selector) : -1;
        ouro_xrelease(rt, selector);
        if (truth > 0) return item;
        ouro_release(rt, item);
        if (truth < 0) return NULL;
    }
    return NULL;
}
METHOD(compress_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    return ouro_reduced(rt, self, ouro_tuple_pack(rt, 2, z->source, z->function));
}
static const ouro_method_def compress_methods[] = {{"__reduce__", compress_reduce, 0, 0, 0, "For copying and pickling."},
                                                   {0}};
OURO_LAZY_SPEC(compress, compress_create, compress_next, compress_methods,
               "compress(data, selectors)\n--\n\nThe items of data whose selector is true.");

// ---- islice ----------------------------------------------------------------------------------------------------------

// `at` counts the items taken, `state` is the number of the next one wanted, `stop` -1 without end.
#define SIZES ": 0 <= x <= sys.maxsize."

static bool slice_bound(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (!o || o == rt->none) return true;
    if (ouro_index_i64(rt, o, OURO_OverflowError, out) && *out >= 0) return true;
    ouro_error_clear(rt);
    return false;
}

static ouro_owned islice_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_lazy_count(rt, cls, "islice", nargs, kwnames, 2, 4) < 0) return NULL;
    int64_t start = 0, stop = -1, step = 1;
    ouro_borrowed stop_object = nargs == 2 ? args[1] : args[2];
    if (!slice_bound(rt, stop_object, &stop)) {
        bool negative = nargs > 2 && ouro_int_check(rt, stop_object);
        ouro_raise(rt, OURO_ValueError, "%s for islice() must be None or an integer" SIZES,
                   negative ? "Indices" : "Stop argument");
        return NULL;
    }
    if (nargs > 2 && !slice_bound(rt, args[1], &start)) {
        ouro_raise(rt, OURO_ValueError, "Indices for islice() must be None or an integer" SIZES);
        return NULL;
    }
    if (nargs == 4 && (!slice_bound(rt, args[3], &step) || step < 1)) {
        ouro_raise(rt, OURO_ValueError, "Step for islice() must be a positive integer or None.");
        return NULL;
    }
    ouro_obj *o = ouro_lazy_new(rt, cls, ouro_iter(rt, args[0]), NULL);
    if (!o) return NULL;
    ouro_lazy *z = ouro_lazy_cast(o);
    z->state = (uint64_t)start;
    z->stop = stop;
    z->step = step;
    return o;
}

static ouro_owned islice_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *item;
    while ((uint64_t)z->at < z->state) {
        if (!(item = ouro_lazy_take(rt, self))) goto over;
        z->at++;
        ouro_release(rt, item);
    }
    if (z->stop != -1 && z->at >= z->stop) goto over;
    if (!(item = ouro_lazy_take(rt, self))) goto over;
    z->at++;
    z->state += (uint64_t)z->step;
    if (z->state > INT64_MAX || (z->stop != -1 && z->state > (uint64_t)z->stop))
        z->state = z->stop == -1 ? INT64_MAX : (uint64_t)z->stop;
    return item;
over:
    ouro_lazy_end(rt, self);
    return NULL;
}

METHOD(islice_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *n[4] = {z->source ? ouro_ref(rt, z->source) : ouro_iter(rt, rt->empty_tuple)};
    n[1] = ouro_int_from_i64(rt, (int64_t)z->state);
    n[2] = z->stop == -1 ? ouro_none(rt) : ouro_int_from_i64(rt, z->stop);
    n[3] = ouro_int_from_i64(rt, z->step);
    ouro_obj *all = n[0] && n[1] && n[2] && n[3] ? ouro_tuple_from(rt, n, 4) : NULL;
    for (size_t i = 0; i < 4; i++) ouro_xrelease(rt, n[i]);
    return ouro_reduced_state(rt, self, all, ouro_int_from_i64(rt, z->at));
}
METHOD(islice_setstate) {
    int64_t at;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &at)) return NULL;
    ouro_lazy_cast(self)->at = at;
    return ouro_none(rt);
}
static const ouro_method_def islice_methods[] = {{"__reduce__", islice_reduce, 0, 0, 0, "For copying and pickling."},
                                                 {"__setstate__", islice_setstate, 1, 1, 0, "For copying and pickling."},
                                                 {0}};
OURO_LAZY_SPEC(islice, islice_create, islice_next, islice_methods,
               "islice(iterable, stop)\nislice(iterable, start, stop[, step])\n\nThe items a slice would give.");

// ---- pairwise --------------------------------------------------------------------------------------------------------

static ouro_owned pairwise_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_lazy_count(rt, cls, "pairwise", nargs, kwnames, 1, 1) < 0) return NULL;
    return ouro_lazy_new(rt, cls, ouro_iter(rt, args[0]), NULL);
}
static ouro_owned pairwise_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (!z->source) return NULL;
    ouro_obj *old = ouro_xref(rt, z->value);
    if (!old) {
        old = ouro_lazy_take(rt, self);
        if (!old) {
            ouro_lazy_end(rt, self);
            return NULL;
        }
        ouro_slot_set(rt, self, &z->value, ouro_ref(rt, old));
        if (!z->source) {
            ouro_release(rt, old);
            return NULL;
        }
    }
    ouro_obj *new = ouro_lazy_take(rt, self), *pair = NULL;
    if (new) {
        pair = ouro_tuple_pack(rt, 2, old, new);
        ouro_slot_set(rt, self, &z->value, new);
    } else {
        ouro_lazy_end(rt, self);
        ouro_slot_clear(rt, self, &z->value);
    }
    ouro_release(rt, old);
    return pair;
}
OURO_LAZY_SPEC(pairwise, pairwise_create, pairwise_next, NULL,
               "pairwise(iterable, /)\n--\n\nPairs of an item and the one after it.");

// ---- accumulate ------------------------------------------------------------------------------------------------------

// `value` is the total so far, `other` the initial value that is still to come.
static ouro_owned accumulate_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                    ouro_borrowed kwnames) {
    static const char *const names[] = {"iterable", "func", "initial"};
    ouro_obj *a[3];
    if (ouro_args(rt, "accumulate", args, nargs, kwnames, names, 3, 1, 2, a) < 0) return NULL;
    ouro_obj *o = ouro_lazy_new(rt, cls, ouro_iter(rt, a[0]), a[1] && a[1] != rt->none ? ouro_ref(rt, a[1]) : NULL);
    if (o && a[2] && a[2] != rt->none) ouro_slot_init(rt, o, &ouro_lazy_cast(o)->other, ouro_ref(rt, a[2]));
    return o;
}
static ouro_owned accumulate_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    ouro_obj *total;
    if (z->other) {
        total = ouro_slot_take(rt, self, &z->other);
    } else {
        ouro_obj *item = ouro_lazy_take(rt, self);
        if (!item) return NULL;
        if (!z->value) {
            total = item;
        } else {
            ouro_obj *old = ouro_ref(rt, z->value);
            total = z->function ? ouro_call2(rt, z->function, old, item) : ouro_binary(rt, OURO_OP_ADD, old, item);
            ouro_release(rt, old);
            ouro_release(rt, item);
            if (!total) return NULL;
        }
    }
    ouro_slot_set(rt, self, &z->value, ouro_ref(rt, total));
    return total;
}
METHOD(accumulate_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    ouro_borrowed total = z->other ? z->other : z->value;
    ouro_obj *pair = ouro_tuple_pack(rt, 2, z->source, z->function ? z->function : rt->none);
    return ouro_reduced_state(rt, self, pair, ouro_ref(rt, total ? total : rt->none));
}
METHOD(accumulate_setstate) {
    ouro_slot_set(rt, self, &ouro_lazy_cast(self)->value, args[0] == rt->none ? NULL : ouro_ref(rt, args[0]));
    return ouro_none(rt);
}
static const ouro_method_def accumulate_methods[] = {
    {"__reduce__", accumulate_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", accumulate_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};
OURO_LAZY_SPEC(accumulate, accumulate_create, accumulate_next, accumulate_methods,
               "accumulate(iterable, func=None, *, initial=None)\n--\n\nThe sums of the items so far, or what func makes of them.");

// ---- chain -----------------------------------------------------------------------------------------------------------

// `source` gives the iterables, `other` is the iterator of the current one.
static ouro_owned chain_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_lazy_count(rt, cls, "chain", 0, kwnames, 0, 0) < 0) return NULL;
    ouro_obj *all = ouro_tuple_from(rt, args, nargs), *it = all ? ouro_iter(rt, all) : NULL;
    ouro_xrelease(rt, all);
    return ouro_lazy_new(rt, cls, it, NULL);
}
METHOD(chain_from_iterable) {
    return ouro_lazy_new(rt, (ouro_type *)(uintptr_t)self, ouro_iter(rt, args[0]), NULL);
}
static ouro_owned chain_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    while (z->source) {
        if (!z->other) {
            ouro_obj *iterable = ouro_lazy_take(rt, self), *it = iterable ? ouro_iter(rt, iterable) : NULL;
            ouro_xrelease(rt, iterable);
            if (!it) {
                ouro_lazy_end(rt, self);
                return NULL;
            }
            ouro_slot_set(rt, self, &z->other, it);
        }
        ouro_obj *current = ouro_ref(rt, z->other), *item = ouro_next(rt, current);
        ouro_release(rt, current);
        if (item || ouro_error_pending(rt)) return item;
        ouro_slot_clear(rt, self, &z->other);
    }
    return NULL;
}
METHOD(chain_reduce) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    if (!z->source) return ouro_reduced(rt, self, ouro_ref(rt, rt->empty_tuple));
    ouro_obj *state = z->other ? ouro_tuple_pack(rt, 2, z->source, z->other) : ouro_tuple_pack(rt, 1, z->source);
    return ouro_reduced_state(rt, self, ouro_ref(rt, rt->empty_tuple), state);
}
METHOD(chain_setstate) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (!ouro_tuple_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "state is not a tuple");
        return NULL;
    }
    size_t n = ouro_tuple_length(args[0]);
    for (size_t i = 0; i < n && n <= 2; i++)
        if (!ouro_type_of(rt, ouro_tuple_peek(args[0], i))->slots.next) n = 3;
    if (n < 1 || n > 2) {
        ouro_raise(rt, OURO_TypeError, "Arguments must be iterators.");
        return NULL;
    }
    ouro_slot_set(rt, self, &z->source, ouro_ref(rt, ouro_tuple_peek(args[0], 0)));
    ouro_slot_set(rt, self, &z->other, n == 2 ? ouro_ref(rt, ouro_tuple_peek(args[0], 1)) : NULL);
    return ouro_none(rt);
}
static const ouro_method_def chain_methods[] = {
    {"from_iterable", chain_from_iterable, 1, 1, OURO_M_CLASS,
     "from_iterable($type, iterable, /)\n--\n\nThe items of the iterables that an iterable gives."},
    {"__reduce__", chain_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", chain_setstate, 1, 1, 0, "For copying and pickling."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
OURO_LAZY_SPEC(chain, chain_create, chain_next, chain_methods,
               "chain(*iterables)\n--\n\nThe items of the first iterable, then of the second, and so on.");
