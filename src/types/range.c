// range: four ints of any size. Its iterator counts in machine words when everything fits.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

static ouro_range *range_of(ouro_borrowed o) {
    return (ouro_range *)o;
}

// ---- arithmetic
// a + b * c, owned.
static ouro_owned add_product(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed c) {
    int64_t product, sum;
    if (ouro_int_is_word(a) && ouro_int_is_word(b) && ouro_int_is_word(c) &&
        !__builtin_mul_overflow(ouro_int_word(b), ouro_int_word(c), &product) &&
        !__builtin_add_overflow(ouro_int_word(a), product, &sum))
        return ouro_int_from_i64(rt, sum);
    ouro_obj *p = ouro_int_mul(rt, b, c);
    if (!p) return NULL;
    ouro_obj *result = ouro_int_add(rt, a, p);
    ouro_release(rt, p);
    return result;
}

static uint64_t word_length(int64_t start, int64_t stop, int64_t step) {
    if (step > 0) return start < stop ? ((uint64_t)stop - (uint64_t)start - 1) / (uint64_t)step + 1 : 0;
    return start > stop ? ((uint64_t)start - (uint64_t)stop - 1) / (0 - (uint64_t)step) + 1 : 0;
}

static ouro_owned range_length(ouro_rt *rt, ouro_borrowed start, ouro_borrowed stop, ouro_borrowed step) {
    if (ouro_int_is_word(start) && ouro_int_is_word(stop) && ouro_int_is_word(step))
        return ouro_int_from_u64(rt, word_length(ouro_int_word(start), ouro_int_word(stop), ouro_int_word(step)));
    bool up = ouro_int_sign(step) > 0;
    int order = ouro_int_compare(start, stop);
    if (up ? order >= 0 : order <= 0) return ouro_int_from_i64(rt, 0);
    // (|stop - start| - 1) // |step| + 1
    ouro_obj *one = rt->small_ints[1], *result = NULL;
    ouro_obj *distance = up ? ouro_int_sub(rt, stop, start) : ouro_int_sub(rt, start, stop);
    ouro_obj *size = up ? ouro_ref(rt, step) : ouro_int_neg(rt, step);
    ouro_obj *less = distance ? ouro_int_sub(rt, distance, one) : NULL;
    ouro_obj *whole = less && size ? ouro_int_floordiv(rt, less, size) : NULL;
    if (whole) result = ouro_int_add(rt, whole, one);
    ouro_xrelease(rt, distance);
    ouro_xrelease(rt, size);
    ouro_xrelease(rt, less);
    ouro_xrelease(rt, whole);
    return result;
}

// Steals the three.
static ouro_owned make(ouro_rt *rt, ouro_owned start, ouro_owned stop, ouro_owned step) {
    ouro_range *r = NULL;
    ouro_obj *length = NULL;
    if (start && stop && step) {
        if (ouro_int_sign(step) == 0)
            ouro_raise(rt, OURO_ValueError, "range() arg 3 must not be zero");
        else
            length = range_length(rt, start, stop, step);
        if (length) r = (ouro_range *)ouro_new_fixed(rt, OURO_T_range, sizeof(ouro_range));
    }
    if (!r) {
        ouro_xrelease(rt, start);
        ouro_xrelease(rt, stop);
        ouro_xrelease(rt, step);
        ouro_xrelease(rt, length);
        return NULL;
    }
    ouro_slot_init(rt, &r->head, &r->start, start);
    ouro_slot_init(rt, &r->head, &r->stop, stop);
    ouro_slot_init(rt, &r->head, &r->step, step);
    ouro_slot_init(rt, &r->head, &r->length, length);
    return &r->head;
}

ouro_owned ouro_range_new(ouro_rt *rt, ouro_borrowed start, ouro_borrowed stop, ouro_borrowed step) {
    return make(rt, start ? ouro_ref(rt, start) : ouro_int_from_i64(rt, 0), ouro_ref(rt, stop),
                step ? ouro_ref(rt, step) : ouro_int_from_i64(rt, 1));
}

static ouro_owned range_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "range", nargs, kwnames, 1, 3) < 0) return NULL;
    ouro_obj *start = nargs > 1 ? ouro_exact_index(rt, args[0]) : ouro_int_from_i64(rt, 0);
    if (!start) return NULL;
    ouro_obj *stop = ouro_exact_index(rt, args[nargs > 1]);
    ouro_obj *step = !stop ? NULL : nargs > 2 ? ouro_exact_index(rt, args[2]) : ouro_int_from_i64(rt, 1);
    return make(rt, start, stop, step);
}

// ---- iterators
ouro_owned ouro_range_iterator_new(ouro_rt *rt, int64_t next, int64_t step, int64_t left) {
    ouro_range_iterator *it =
        (ouro_range_iterator *)ouro_new_fixed(rt, OURO_T_range_iterator, sizeof(ouro_range_iterator));
    if (!it) return NULL;
    it->next = next;
    it->step = step;
    it->left = left;
    return &it->head;
}

typedef struct longrange_iterator {
    ouro_obj head;
    ouro_obj *next, *step, *left; // exact ints
} longrange_iterator;

// Steals next, step and left; NULL if one of them is.
static ouro_owned longrange_new(ouro_rt *rt, ouro_owned next, ouro_owned step, ouro_owned left) {
    longrange_iterator *it = NULL;
    if (next && step && left)
        it = (longrange_iterator *)ouro_new_fixed(rt, OURO_T_longrange_iterator, sizeof(longrange_iterator));
    if (!it) {
        ouro_xrelease(rt, next);
        ouro_xrelease(rt, step);
        ouro_xrelease(rt, left);
        return NULL;
    }
    ouro_slot_init(rt, &it->head, &it->next, next);
    ouro_slot_init(rt, &it->head, &it->step, step);
    ouro_slot_init(rt, &it->head, &it->left, left);
    return &it->head;
}

static bool word_range(const ouro_range *r) {
    return ouro_int_is_word(r->start) && ouro_int_is_word(r->stop) && ouro_int_is_word(r->step) &&
           ouro_int_is_word(r->length);
}

static ouro_owned range_iter(ouro_rt *rt, ouro_borrowed self) {
    ouro_range *r = range_of(self);
    if (OURO_LIKELY(word_range(r)))
        return ouro_range_iterator_new(rt, ouro_int_word(r->start), ouro_int_word(r->step), ouro_int_word(r->length));
    return longrange_new(rt, ouro_ref(rt, r->start), ouro_ref(rt, r->step), ouro_ref(rt, r->length));
}

METHOD(range_reversed) {
    ouro_range *r = range_of(self);
    if (word_range(r)) {
        int64_t start = ouro_int_word(r->start), step = ouro_int_word(r->step), length = ouro_int_word(r->length);
        if (step != INT64_MIN) {
            uint64_t last = (uint64_t)start + (uint64_t)(length - 1) * (uint64_t)step;
            return ouro_range_iterator_new(rt, length ? (int64_t)last : start, -step, length);
        }
    }
    ouro_obj *before = ouro_int_sub(rt, r->length, rt->small_ints[1]);
    if (!before) return NULL;
    ouro_obj *last = add_product(rt, r->start, before, r->step);
    ouro_release(rt, before);
    return longrange_new(rt, last, ouro_int_neg(rt, r->step), ouro_ref(rt, r->length));
}

static ouro_owned range_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_range_iterator *it = (ouro_range_iterator *)self;
    if (it->left <= 0) return NULL;
    ouro_obj *item = ouro_int_from_i64(rt, it->next);
    if (!item) return NULL;
    it->next = (int64_t)((uint64_t)it->next + (uint64_t)it->step); // past the last one it may wrap
    it->left--;
    return item;
}

static ouro_owned longrange_next(ouro_rt *rt, ouro_borrowed self) {
    longrange_iterator *it = (longrange_iterator *)self;
    if (ouro_int_sign(it->left) <= 0) return NULL;
    ouro_obj *next = ouro_int_add(rt, it->next, it->step);
    ouro_obj *left = next ? ouro_int_sub(rt, it->left, rt->small_ints[1]) : NULL;
    if (!left) {
        ouro_xrelease(rt, next);
        return NULL;
    }
    ouro_obj *item = ouro_slot_take(rt, self, &it->next);
    ouro_slot_init(rt, self, &it->next, next);
    ouro_slot_set(rt, self, &it->left, left);
    return item;
}

METHOD(range_iterator_hint) {
    return ouro_int_from_i64(rt, ((ouro_range_iterator *)self)->left);
}
METHOD(longrange_hint) {
    return ouro_ref(rt, ((longrange_iterator *)self)->left);
}

// (iter, (range of what is left,), 0); steals.
static ouro_owned reduce(ouro_rt *rt, ouro_owned next, ouro_owned step, ouro_borrowed left) {
    ouro_obj *stop = next && step ? add_product(rt, next, left, step) : NULL;
    return ouro_reduce_iter_state(rt, "iter", make(rt, next, stop, step), ouro_int_from_i64(rt, 0));
}
METHOD(range_iterator_reduce) {
    ouro_range_iterator *it = (ouro_range_iterator *)self;
    ouro_obj *left = ouro_int_from_i64(rt, it->left);
    if (!left) return NULL;
    ouro_obj *result = reduce(rt, ouro_int_from_i64(rt, it->next), ouro_int_from_i64(rt, it->step), left);
    ouro_release(rt, left);
    return result;
}
METHOD(longrange_reduce) {
    longrange_iterator *it = (longrange_iterator *)self;
    return reduce(rt, ouro_ref(rt, it->next), ouro_ref(rt, it->step), it->left);
}

METHOD(range_iterator_setstate) {
    ouro_range_iterator *it = (ouro_range_iterator *)self;
    int64_t skip;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &skip)) return NULL;
    if (skip < 0) skip = 0;
    if (skip > it->left) skip = it->left;
    it->next = (int64_t)((uint64_t)it->next + (uint64_t)it->step * (uint64_t)skip);
    it->left -= skip;
    return ouro_none(rt);
}
METHOD(longrange_setstate) {
    longrange_iterator *it = (longrange_iterator *)self;
    ouro_obj *skip = ouro_exact_index(rt, args[0]);
    if (!skip) return NULL;
    if (ouro_int_sign(skip) < 0 || ouro_int_compare(skip, it->left) > 0) {
        ouro_borrowed limit = ouro_int_sign(skip) < 0 ? rt->small_ints[0] : it->left;
        ouro_release(rt, skip);
        skip = ouro_ref(rt, limit);
    }
    ouro_obj *next = add_product(rt, it->next, skip, it->step);
    ouro_obj *left = next ? ouro_int_sub(rt, it->left, skip) : NULL;
    ouro_release(rt, skip);
    if (!left) {
        ouro_xrelease(rt, next);
        return NULL;
    }
    ouro_slot_set(rt, self, &it->next, next);
    ouro_slot_set(rt, self, &it->left, left);
    return ouro_none(rt);
}

static void longrange_dealloc(ouro_rt *rt, ouro_obj *self) {
    longrange_iterator *it = (longrange_iterator *)self;
    ouro_slot_clear(rt, self, &it->next);
    ouro_slot_clear(rt, self, &it->step);
    ouro_slot_clear(rt, self, &it->left);
}

static const ouro_method_def range_iterator_methods[] = {
    {"__length_hint__", range_iterator_hint, 0, 0, 0, "How many items are to come."},
    {"__reduce__", range_iterator_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", range_iterator_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};
static const ouro_method_def longrange_methods[] = {
    {"__length_hint__", longrange_hint, 0, 0, 0, "How many items are to come."},
    {"__reduce__", longrange_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", longrange_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_range_iterator = {
    .number = OURO_T_range_iterator,
    .flags = OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(ouro_range_iterator),
    .name = "range_iterator",
    .methods = range_iterator_methods,
    .slots = {.iter = ouro_self_iter, .next = range_next},
};
const ouro_type_spec ouro_spec_longrange_iterator = {
    .number = OURO_T_longrange_iterator,
    .flags = OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(longrange_iterator),
    .name = "longrange_iterator",
    .methods = longrange_methods,
    .slots = {.dealloc = longrange_dealloc, .iter = ouro_self_iter, .next = longrange_next},
};

// ---- slots of range
static void range_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_range *r = range_of(self);
    ouro_slot_clear(rt, self, &r->start);
    ouro_slot_clear(rt, self, &r->stop);
    ouro_slot_clear(rt, self, &r->step);
    ouro_slot_clear(rt, self, &r->length);
}

static ouro_owned range_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_range *r = range_of(self);
    if (ouro_int_is_word(r->step) && ouro_int_word(r->step) == 1)
        return ouro_str_formatted(rt, "range(%R, %R)", r->start, r->stop);
    return ouro_str_formatted(rt, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

static int64_t range_len(ouro_rt *rt, ouro_borrowed self) {
    ouro_range *r = range_of(self);
    if (ouro_int_is_word(r->length)) return ouro_int_word(r->length);
    ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C ssize_t");
    return -1;
}

static int range_truth(ouro_rt *rt, ouro_borrowed self) {
    return ouro_int_sign(range_of(self)->length) != 0;
}

static ouro_owned out_of_range(ouro_rt *rt) {
    ouro_raise(rt, OURO_IndexError, "range object index out of range");
    return NULL;
}

static ouro_owned range_index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    ouro_range *r = range_of(self);
    if (i < 0 || (ouro_int_is_word(r->length) && i >= ouro_int_word(r->length))) return out_of_range(rt);
    ouro_obj *index = ouro_int_from_i64(rt, i);
    if (!index) return NULL;
    ouro_obj *item = add_product(rt, r->start, index, r->step);
    ouro_release(rt, index);
    return item;
}

static ouro_owned range_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    ouro_range *r = range_of(self);
    if (ouro_has_index(rt, key)) {
        ouro_obj *i = ouro_exact_index(rt, key);
        if (i && ouro_int_sign(i) < 0) {
            ouro_obj *from_end = ouro_int_add(rt, i, r->length);
            ouro_release(rt, i);
            i = from_end;
        }
        if (!i) return NULL;
        bool inside = ouro_int_sign(i) >= 0 && ouro_int_compare(i, r->length) < 0;
        ouro_obj *item = inside ? add_product(rt, r->start, i, r->step) : out_of_range(rt);
        ouro_release(rt, i);
        return item;
    }
    if (!ouro_is(key, OURO_T_slice)) {
        ouro_raise(rt, OURO_TypeError, "range indices must be integers or slices, not %T", key);
        return NULL;
    }
    ouro_obj *bounds[3];
    if (!ouro_slice_indices_big(rt, key, r->length, bounds)) return NULL;
    ouro_obj *start = add_product(rt, r->start, bounds[0], r->step);
    ouro_obj *stop = add_product(rt, r->start, bounds[1], r->step);
    ouro_obj *step = ouro_int_mul(rt, r->step, bounds[2]);
    for (int i = 0; i < 3; i++) ouro_release(rt, bounds[i]);
    return make(rt, start, stop, step);
}

static bool plain_int(ouro_borrowed o) {
    return ouro_is(o, OURO_T_int) || ouro_is(o, OURO_T_bool);
}

// Position of an int: owned; NULL without an error if it is not in the range.
static ouro_owned position(ouro_rt *rt, ouro_range *r, ouro_borrowed x) {
    bool up = ouro_int_sign(r->step) > 0;
    if (up ? ouro_int_compare(x, r->start) < 0 || ouro_int_compare(x, r->stop) >= 0
           : ouro_int_compare(x, r->start) > 0 || ouro_int_compare(x, r->stop) <= 0)
        return NULL;
    ouro_obj *distance = ouro_int_sub(rt, x, r->start);
    if (!distance) return NULL;
    ouro_obj *rest = ouro_int_mod(rt, distance, r->step), *at = NULL;
    if (rest && ouro_int_sign(rest) == 0) at = ouro_int_floordiv(rt, distance, r->step);
    ouro_xrelease(rt, rest);
    ouro_release(rt, distance);
    return at;
}

static int range_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    ouro_range *r = range_of(self);
    if (plain_int(x)) {
        if (word_range(r) && !ouro_int_is_big(x)) {
            int64_t v = ((const ouro_int *)x)->value, start = ouro_int_word(r->start), stop = ouro_int_word(r->stop);
            int64_t step = ouro_int_word(r->step);
            if (step > 0) return v >= start && v < stop && ((uint64_t)v - (uint64_t)start) % (uint64_t)step == 0;
            return v <= start && v > stop && ((uint64_t)start - (uint64_t)v) % (0 - (uint64_t)step) == 0;
        }
        ouro_obj *at = position(rt, r, x);
        if (!at) return ouro_error_pending(rt) ? -1 : 0;
        ouro_release(rt, at);
        return 1;
    }
    ouro_obj *it = range_iter(rt, self);
    if (!it) return -1;
    int same = 0;
    while (same == 0) {
        ouro_obj *item = ouro_next(rt, it);
        if (!item) {
            if (ouro_error_pending(rt)) same = -1;
            break;
        }
        same = ouro_compare_bool(rt, item, x, OURO_EQ);
        ouro_release(rt, item);
    }
    ouro_release(rt, it);
    return same;
}

static int same_range(const ouro_range *a, const ouro_range *b) {
    if (ouro_int_compare(a->length, b->length) != 0) return 0;
    if (ouro_int_sign(a->length) == 0) return 1;
    if (ouro_int_compare(a->start, b->start) != 0) return 0;
    return (ouro_int_is_word(a->length) && ouro_int_word(a->length) == 1) || ouro_int_compare(a->step, b->step) == 0;
}

static ouro_owned range_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_is(b, OURO_T_range) || (op != OURO_EQ && op != OURO_NE)) return ouro_not_implemented(rt);
    return ouro_bool(rt, same_range(range_of(a), range_of(b)) == (op == OURO_EQ));
}

static int64_t range_hash(ouro_rt *rt, ouro_borrowed self) {
    ouro_range *r = range_of(self);
    bool empty = ouro_int_sign(r->length) == 0;
    bool single = ouro_int_is_word(r->length) && ouro_int_word(r->length) == 1;
    ouro_obj *key =
        ouro_tuple_pack(rt, 3, r->length, empty ? rt->none : r->start, empty || single ? rt->none : r->step);
    if (!key) return -1;
    int64_t hash = ouro_hash(rt, key);
    ouro_release(rt, key);
    return hash;
}

// ---- methods of range
struct count {
    ouro_borrowed x;
    int64_t n;
};
static int count_equal(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    struct count *c = ctx;
    int same = ouro_compare_bool(rt, item, c->x, OURO_EQ);
    c->n += same > 0;
    return same < 0 ? -1 : 0;
}

METHOD(range_m_count) {
    if (plain_int(args[0])) {
        int in = range_contains(rt, self, args[0]);
        return in < 0 ? NULL : ouro_int_from_i64(rt, in);
    }
    struct count c = {args[0], 0};
    return ouro_each(rt, self, count_equal, &c) < 0 ? NULL : ouro_int_from_i64(rt, c.n);
}

METHOD(range_m_index) {
    if (plain_int(args[0])) {
        ouro_obj *at = position(rt, range_of(self), args[0]);
        if (!at && !ouro_error_pending(rt)) ouro_raise(rt, OURO_ValueError, "%R is not in range", args[0]);
        return at;
    }
    ouro_obj *it = range_iter(rt, self);
    if (!it) return NULL;
    ouro_obj *result = NULL;
    for (int64_t i = 0;; i++) {
        ouro_obj *item = ouro_next(rt, it);
        if (!item) {
            if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_ValueError, "sequence.index(x): x not in sequence");
            break;
        }
        int same = ouro_compare_bool(rt, item, args[0], OURO_EQ);
        ouro_release(rt, item);
        if (same) {
            if (same > 0) result = ouro_int_from_i64(rt, i);
            break;
        }
    }
    ouro_release(rt, it);
    return result;
}

METHOD(range_reduce) {
    ouro_range *r = range_of(self);
    ouro_obj *bounds = ouro_tuple_pack(rt, 3, r->start, r->stop, r->step);
    ouro_obj *result = bounds ? ouro_tuple_pack(rt, 2, rt->types[OURO_T_range], bounds) : NULL;
    ouro_xrelease(rt, bounds);
    return result;
}

static const ouro_method_def range_methods[] = {
    {"__reversed__", range_reversed, 0, 0, 0, "An iterator from the end to the start."},
    {"__reduce__", range_reduce, 0, 0, 0, NULL},
    {"count", range_m_count, 1, 1, 0, "rangeobject.count(value) -> integer\n\nHow often value occurs."},
    {"index", range_m_index, 1, 1, 0,
     "rangeobject.index(value) -> integer\n\nPosition of value; ValueError if absent."},
    {0},
};

static const ouro_member_def range_members[] = {
    {"start", OURO_MEMBER_OBJ, offsetof(ouro_range, start), false},
    {"stop", OURO_MEMBER_OBJ, offsetof(ouro_range, stop), false},
    {"step", OURO_MEMBER_OBJ, offsetof(ouro_range, step), false},
    {0},
};

const ouro_type_spec ouro_spec_range = {
    .number = OURO_T_range,
    .flags = OURO_TF_IMMUTABLE | OURO_TF_SEQUENCE,
    .size = sizeof(ouro_range),
    .name = "range",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nInts from start to before stop.",
    .methods = range_methods,
    .members = range_members,
    .slots =
        {
            .dealloc = range_dealloc,
            .repr = range_repr,
            .hash = range_hash,
            .compare = range_compare,
            .iter = range_iter,
            .create = range_create,
            .length = range_len,
            .getitem = range_getitem,
            .index_get = range_index_get,
            .contains = range_contains,
            .truth = range_truth,
        },
};
