// slice objects, and bounds clipped to a length.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

static ouro_slice *slice_of(ouro_borrowed o) {
    return (ouro_slice *)o;
}

ouro_owned ouro_slice_new(ouro_rt *rt, ouro_borrowed start, ouro_borrowed stop, ouro_borrowed step) {
    ouro_slice *s = (ouro_slice *)ouro_new_fixed_gc(rt, OURO_T_slice, sizeof(ouro_slice));
    if (!s) return NULL;
    ouro_slot_init(rt, &s->head, &s->start, ouro_ref(rt, start ? start : rt->none));
    ouro_slot_init(rt, &s->head, &s->stop, ouro_ref(rt, stop ? stop : rt->none));
    ouro_slot_init(rt, &s->head, &s->step, ouro_ref(rt, step ? step : rt->none));
    return &s->head;
}

static bool slice_word(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (OURO_LIKELY(ouro_int_is_word(o))) {
        *out = ouro_int_word(o);
        return true;
    }
    if (!ouro_has_index(rt, o)) {
        ouro_raise(rt, OURO_TypeError, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return ouro_index_i64(rt, o, 0, out);
}

bool ouro_slice_unpack(ouro_rt *rt, ouro_borrowed slice, int64_t *start, int64_t *stop, int64_t *step) {
    ouro_slice *s = slice_of(slice);
    *step = 1;
    if (s->step != rt->none) {
        if (!slice_word(rt, s->step, step)) return false;
        if (*step == 0) {
            ouro_raise(rt, OURO_ValueError, "slice step cannot be zero");
            return false;
        }
        if (*step == INT64_MIN) *step = -INT64_MAX; // so that it can be negated
    }
    *start = *step < 0 ? INT64_MAX : 0;
    *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    return (s->start == rt->none || slice_word(rt, s->start, start)) &&
           (s->stop == rt->none || slice_word(rt, s->stop, stop));
}

static int64_t clip(int64_t i, int64_t length, bool backward) {
    if (i < 0) {
        i += length;
        return i >= 0 ? i : backward ? -1 : 0;
    }
    return i < length ? i : backward ? length - 1 : length;
}

int64_t ouro_slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step) {
    *start = clip(*start, length, step < 0);
    *stop = clip(*stop, length, step < 0);
    if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

bool ouro_slice_bounds(ouro_rt *rt, ouro_borrowed slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step,
                       int64_t *count) {
    if (!ouro_slice_unpack(rt, slice, start, stop, step)) return false;
    *count = ouro_slice_adjust(length, start, stop, *step);
    return true;
}

// ---- indices(): with ints of any size
// An exact int of a bound, `absent` (borrowed) when it is None. NULL: TypeError.
static ouro_owned big_bound(ouro_rt *rt, ouro_borrowed o, ouro_borrowed absent) {
    if (o == rt->none) return ouro_ref(rt, absent);
    if (!ouro_has_index(rt, o)) {
        ouro_raise(rt, OURO_TypeError, "slice indices must be integers or None or have an __index__ method");
        return NULL;
    }
    return ouro_exact_index(rt, o);
}

// Clips the bound as slicing does: lower and upper are the least and the greatest result.
static ouro_owned big_clip(ouro_rt *rt, ouro_owned i, ouro_borrowed length, ouro_borrowed lower, ouro_borrowed upper) {
    if (i && ouro_int_sign(i) < 0) {
        ouro_obj *moved = ouro_int_add(rt, i, length);
        ouro_release(rt, i);
        i = moved;
    }
    if (!i) return NULL;
    if (ouro_int_compare(i, lower) < 0) {
        ouro_release(rt, i);
        return ouro_ref(rt, lower);
    }
    if (ouro_int_compare(i, upper) > 0) {
        ouro_release(rt, i);
        return ouro_ref(rt, upper);
    }
    return i;
}

bool ouro_slice_indices_big(ouro_rt *rt, ouro_borrowed slice, ouro_borrowed length, ouro_obj *out[3]) {
    ouro_slice *s = slice_of(slice);
    ouro_obj *one = rt->small_ints[1], *zero = rt->small_ints[0];
    ouro_obj *lower = NULL, *upper = NULL, *start = NULL, *stop = NULL;
    ouro_obj *step = big_bound(rt, s->step, one);
    if (!step) return false;
    int sign = ouro_int_sign(step);
    if (sign == 0) {
        ouro_raise(rt, OURO_ValueError, "slice step cannot be zero");
        goto fail;
    }
    lower = sign < 0 ? ouro_int_from_i64(rt, -1) : ouro_ref(rt, zero);
    upper = sign < 0 ? ouro_int_sub(rt, length, one) : ouro_ref(rt, length);
    if (!lower || !upper) goto fail;
    if (s->start == rt->none) {
        start = ouro_ref(rt, sign < 0 ? upper : lower);
    } else {
        start = big_bound(rt, s->start, zero);
        if (!start || !(start = big_clip(rt, start, length, lower, upper))) goto fail;
    }
    if (s->stop == rt->none) {
        stop = ouro_ref(rt, sign < 0 ? lower : upper);
    } else {
        stop = big_bound(rt, s->stop, zero);
        if (!stop || !(stop = big_clip(rt, stop, length, lower, upper))) goto fail;
    }
    ouro_release(rt, lower);
    ouro_release(rt, upper);
    out[0] = start;
    out[1] = stop;
    out[2] = step;
    return true;
fail:
    ouro_xrelease(rt, lower);
    ouro_xrelease(rt, upper);
    ouro_xrelease(rt, start);
    ouro_xrelease(rt, stop);
    ouro_release(rt, step);
    return false;
}

static ouro_owned slice_indices(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    ouro_obj *length = ouro_exact_index(rt, args[0]);
    if (!length) return NULL;
    ouro_obj *out[3], *result = NULL;
    if (ouro_int_sign(length) < 0)
        ouro_raise(rt, OURO_ValueError, "length should not be negative");
    else if (ouro_slice_indices_big(rt, self, length, out))
        result = ouro_tuple_from_steal(rt, out, 3);
    ouro_release(rt, length);
    return result;
}

// ---- slots
static void slice_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slice *s = slice_of(self);
    ouro_slot_clear(rt, self, &s->step);
    ouro_slot_clear(rt, self, &s->start);
    ouro_slot_clear(rt, self, &s->stop);
}

static int slice_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_slice *s = slice_of(self);
    OURO_VISIT(s->start);
    OURO_VISIT(s->stop);
    OURO_VISIT(s->step);
    return 0;
}

static ouro_owned slice_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_slice *s = slice_of(self);
    return ouro_str_formatted(rt, "slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static ouro_owned slice_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_is(a, OURO_T_slice) || !ouro_is(b, OURO_T_slice)) return ouro_not_implemented(rt);
    if (a == b) return ouro_bool(rt, op == OURO_EQ || op == OURO_LE || op == OURO_GE);
    ouro_slice *x = slice_of(a), *y = slice_of(b);
    ouro_obj *left = ouro_tuple_pack(rt, 3, x->start, x->stop, x->step);
    if (!left) return NULL;
    ouro_obj *right = ouro_tuple_pack(rt, 3, y->start, y->stop, y->step);
    ouro_obj *result = right ? ouro_compare(rt, left, right, op) : NULL;
    ouro_release(rt, left);
    ouro_xrelease(rt, right);
    return result;
}

static ouro_owned slice_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "slice", nargs, kwnames, 1, 3) < 0) return NULL;
    if (nargs == 1) return ouro_slice_new(rt, NULL, args[0], NULL);
    return ouro_slice_new(rt, args[0], args[1], nargs > 2 ? args[2] : NULL);
}

static ouro_owned slice_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    ouro_slice *s = slice_of(self);
    ouro_obj *bounds = ouro_tuple_pack(rt, 3, s->start, s->stop, s->step);
    if (!bounds) return NULL;
    ouro_obj *result = ouro_tuple_pack(rt, 2, rt->types[OURO_T_slice], bounds);
    ouro_release(rt, bounds);
    return result;
}

static const ouro_method_def slice_methods[] = {
    {"indices", slice_indices, 1, 1, 0,
     "S.indices(len) -> (start, stop, stride)\n\nThe bounds of the slice of a sequence of length len."},
    {"__reduce__", slice_reduce, 0, 0, 0, NULL},
    {0},
};

static const ouro_member_def slice_members[] = {
    {"start", OURO_MEMBER_OBJ, offsetof(ouro_slice, start), false},
    {"stop", OURO_MEMBER_OBJ, offsetof(ouro_slice, stop), false},
    {"step", OURO_MEMBER_OBJ, offsetof(ouro_slice, step), false},
    {0},
};

const ouro_type_spec ouro_spec_slice = {
    .number = OURO_T_slice,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_slice),
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nThe bounds of a[start:stop:step].",
    .methods = slice_methods,
    .members = slice_members,
    .slots =
        {
            .dealloc = slice_dealloc,
            .traverse = slice_traverse,
            .repr = slice_repr,
            .hash = ouro_hash_unhashable,
            .compare = slice_compare,
            .create = slice_create,
        },
};
