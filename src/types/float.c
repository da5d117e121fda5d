// float: the operators and slots.
#include "types/float.h"

#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/float_methods.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/str.h"
#include "types/warn.h"

#include <errno.h>
#include <math.h>

// A float or int operand as double. 1: *out is set; 0: it is neither; -1: OverflowError.
OURO_INLINE int operand(ouro_rt *rt, ouro_borrowed o, double *out) {
    if (OURO_LIKELY(ouro_is(o, OURO_T_float))) {
        *out = ouro_float_value(o);
        return 1;
    }
    if (ouro_int_check(rt, o)) {
        bool ok;
        *out = ouro_int_to_double(rt, o, &ok);
        return ok ? 1 : -1;
    }
    if (ouro_float_check(rt, o)) {
        *out = ouro_float_value(o);
        return 1;
    }
    return 0;
}
static int operands(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, double *x, double *y) {
    int got = operand(rt, a, x);
    return got == 1 ? operand(rt, b, y) : got;
}
// What a slot returns when `operands` gave no 1.
static ouro_owned refuse(ouro_rt *rt, int got) { return got == 0 ? ouro_not_implemented(rt) : NULL; }

static ouro_owned float_add(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y;
    int got = operands(rt, a, b, &x, &y);
    return got == 1 ? ouro_float_new(rt, x + y) : refuse(rt, got);
}
static ouro_owned float_sub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y;
    int got = operands(rt, a, b, &x, &y);
    return got == 1 ? ouro_float_new(rt, x - y) : refuse(rt, got);
}
static ouro_owned float_mul(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y;
    int got = operands(rt, a, b, &x, &y);
    return got == 1 ? ouro_float_new(rt, x * y) : refuse(rt, got);
}

static ouro_owned by_zero(ouro_rt *rt, const char *message) {
    ouro_raise(rt, OURO_ZeroDivisionError, "%s", message);
    return NULL;
}

static ouro_owned float_truediv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    return y == 0.0 ? by_zero(rt, "float division by zero") : ouro_float_new(rt, x / y);
}

void ouro_float_divmod(double a, double b, double *div, double *mod) {
    double m = fmod(a, b), d = (a - m) / b; // nearly whole
    if (m != 0.0) {
        if ((b < 0) != (m < 0)) {
            m += b;
            d -= 1.0;
        }
    } else {
        m = copysign(0.0, b);
    }
    *mod = m;
    if (d != 0.0) {
        double whole = floor(d);
        *div = d - whole > 0.5 ? whole + 1.0 : whole;
    } else {
        *div = copysign(0.0, a / b);
    }
}

static ouro_owned float_floordiv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y, div, mod;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    if (y == 0.0)
        return by_zero(rt, "float floor division by zero");
    ouro_float_divmod(x, y, &div, &mod);
    return ouro_float_new(rt, div);
}

static ouro_owned float_mod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    if (y == 0.0)
        return by_zero(rt, "float modulo");
    double m = fmod(x, y);
    if (m == 0.0)
        m = copysign(0.0, y);
    else if ((y < 0) != (m < 0))
        m += y;
    return ouro_float_new(rt, m);
}

static ouro_owned float_divmod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    double x, y, div, mod;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    if (y == 0.0)
        return by_zero(rt, "float divmod()");
    ouro_float_divmod(x, y, &div, &mod);
    ouro_obj *pair[2] = {ouro_float_new(rt, div), NULL};
    if (!pair[0])
        return NULL;
    pair[1] = ouro_float_new(rt, mod);
    if (!pair[1]) {
        ouro_release(rt, pair[0]);
        return NULL;
    }
    return ouro_tuple_from_steal(rt, pair, 2);
}

// ---- powers --------------------------------------------------------------------------------------------------------

void ouro_raise_range(ouro_rt *rt) {
    ouro_obj *args[2] = {ouro_int_from_i64(rt, ERANGE), ouro_str_from_cstring(rt, "Numerical result out of range")};
    if (!args[0] || !args[1]) {
        ouro_xrelease(rt, args[0]);
        ouro_xrelease(rt, args[1]);
        return;
    }
    ouro_obj *tuple = ouro_tuple_from_steal(rt, args, 2);
    if (!tuple)
        return;
    ouro_obj *e = ouro_exception_make(rt, &rt->types[OURO_OverflowError]->head, tuple);
    ouro_release(rt, tuple);
    if (e) {
        ouro_raise_object(rt, e, NULL);
        ouro_release(rt, e);
    }
}

bool ouro_float_power(ouro_rt *rt, double x, double y, double *out) {
    // The C library's answers to the special cases are not relied upon.
    bool odd = fmod(fabs(y), 2.0) == 1.0;
    if (y == 0.0 || x == 1.0) {
        *out = 1.0;
    } else if (isnan(x) || isnan(y)) {
        *out = isnan(x) ? x : y;
    } else if (isinf(y)) {
        x = fabs(x);
        *out = x == 1.0 ? 1.0 : (y > 0.0) == (x > 1.0) ? fabs(y) : 0.0;
    } else if (isinf(x)) {
        *out = y > 0.0 ? (odd ? x : fabs(x)) : odd ? copysign(0.0, x) : 0.0;
    } else if (x == 0.0) {
        if (y < 0.0) {
            ouro_raise(rt, OURO_ZeroDivisionError, "0.0 cannot be raised to a negative power");
            return false;
        }
        *out = odd ? x : 0.0;
    } else {
        double z = pow(fabs(x), y);
        if (isinf(z)) {
            ouro_raise_range(rt);
            return false;
        }
        *out = x < 0.0 && odd ? -z : z;
    }
    return true;
}

static ouro_owned float_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    if (m != rt->none) {
        ouro_raise(rt, OURO_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
        return NULL;
    }
    double x, y, z;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    if (x < 0.0 && isfinite(x) && isfinite(y) && y != floor(y))
        return ouro_complex_power(rt, x, 0.0, y, 0.0);
    return ouro_float_power(rt, x, y, &z) ? ouro_float_new(rt, z) : NULL;
}

// ---- one operand ---------------------------------------------------------------------------------------------------

static ouro_owned float_neg(ouro_rt *rt, ouro_borrowed a) { return ouro_float_new(rt, -ouro_float_value(a)); }
static ouro_owned float_abs(ouro_rt *rt, ouro_borrowed a) { return ouro_float_new(rt, fabs(ouro_float_value(a))); }
ouro_owned ouro_float_exact(ouro_rt *rt, ouro_borrowed a) {
    return ouro_is(a, OURO_T_float) ? ouro_ref(rt, a) : ouro_float_new(rt, ouro_float_value(a));
}
static ouro_owned float_to_int(ouro_rt *rt, ouro_borrowed a) { return ouro_int_from_double(rt, ouro_float_value(a)); }
static int float_truth(ouro_rt *rt, ouro_borrowed a) { return ouro_float_value(a) != 0.0; }

static ouro_owned float_repr(ouro_rt *rt, ouro_borrowed a) {
    char text[32];
    ouro_double_repr(ouro_float_value(a), text);
    return ouro_str_from_cstring(rt, text);
}

#define HASH_BITS 61
#define HASH_PRIME (((uint64_t)1 << HASH_BITS) - 1)

// The value modulo 2^61 - 1, as for an equal int or fraction.
int64_t ouro_double_hash(double v) {
    if (-0x1p60 < v && v < 0x1p60 && v == (double)(int64_t)v)
        return v == -1.0 ? -2 : (int64_t)v;
    if (!isfinite(v))
        return isnan(v) ? 0 : v > 0 ? 314159 : -314159;
    int exponent;
    double m = frexp(fabs(v), &exponent);
    uint64_t x = 0;
    while (m != 0.0) { // 28 bits at a time
        x = (x << 28 & HASH_PRIME) | x >> (HASH_BITS - 28);
        m *= 0x1p28;
        exponent -= 28;
        uint64_t part = (uint64_t)m;
        m -= (double)part;
        x += part;
        if (x >= HASH_PRIME)
            x -= HASH_PRIME;
    }
    exponent = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    x = (x << exponent & HASH_PRIME) | x >> (HASH_BITS - exponent);
    int64_t h = v < 0 ? -(int64_t)x : (int64_t)x;
    return h == -1 ? -2 : h;
}

static int64_t float_hash(ouro_rt *rt, ouro_borrowed a) {
    double v = ouro_float_value(a);
    return isnan(v) ? ouro_hash_pointer(a) : ouro_double_hash(v);
}

static ouro_owned float_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    double x = ouro_float_value(a);
    bool less, equal;
    if (ouro_float_check(rt, b)) {
        double y = ouro_float_value(b);
        less = x < y;
        equal = x == y;
        if (isnan(x) || isnan(y))
            return ouro_bool(rt, op == OURO_NE);
    } else if (ouro_int_check(rt, b)) {
        if (isnan(x))
            return ouro_bool(rt, op == OURO_NE);
        int c = -ouro_int_compare_double(b, x);
        less = c < 0;
        equal = c == 0;
    } else {
        return ouro_not_implemented(rt);
    }
    bool r = false;
    switch ((enum ouro_compare_op)op) {
    case OURO_LT: r = less; break;
    case OURO_LE: r = less || equal; break;
    case OURO_EQ: r = equal; break;
    case OURO_NE: r = !equal; break;
    case OURO_GT: r = !less && !equal; break;
    case OURO_GE: r = !less; break;
    }
    return ouro_bool(rt, r);
}

// ---- making --------------------------------------------------------------------------------------------------------

ouro_owned ouro_float_by_method(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *r = ouro_type_of(rt, o)->slots.to_float(rt, o), *exact = NULL;
    if (!r || ouro_is(r, OURO_T_float))
        return r;
    if (!ouro_float_check(rt, r))
        ouro_raise(rt, OURO_TypeError, "%T.__float__ returned non-float (type %T)", o, r);
    else if (ouro_warn_subclass(rt, o, "__float__", "float", r) == 0)
        exact = ouro_float_new(rt, ouro_float_value(r));
    ouro_release(rt, r);
    return exact;
}

bool ouro_to_double(ouro_rt *rt, ouro_borrowed o, double *out) {
    int got = operand(rt, o, out);
    if (got != 0)
        return got == 1;
    const ouro_slots *slots = &ouro_type_of(rt, o)->slots;
    if (!slots->to_float && !slots->index) {
        ouro_raise(rt, OURO_TypeError, "must be real number, not %T", o);
        return false;
    }
    ouro_obj *r = slots->to_float ? ouro_float_by_method(rt, o) : ouro_index(rt, o);
    if (!r)
        return false;
    bool ok = operand(rt, r, out) == 1;
    ouro_release(rt, r);
    return ok;
}

static ouro_owned float_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    bool exact = cls->number == OURO_T_float;
    bool keywords = kwnames && ouro_tuple_length(kwnames) > 0;
    if (keywords && !exact && cls->slots.init != rt->types[OURO_T_float]->slots.init)
        keywords = false; // for the __init__ of the class
    if (ouro_args_count(rt, "float", nargs, keywords ? kwnames : NULL, 0, 1) < 0)
        return NULL;
    ouro_obj *value = nargs ? ouro_to_float(rt, args[0]) : ouro_float_new(rt, 0.0);
    if (!value || exact)
        return value;
    ouro_obj *o = ouro_new_sized(rt, cls, sizeof(ouro_float));
    if (o)
        ((ouro_float *)o)->value = ouro_float_value(value);
    ouro_release(rt, value);
    return o;
}

const ouro_type_spec ouro_spec_float = {
    .number = OURO_T_float,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_FLOAT | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_float),
    .name = "float",
    .doc = "float(x=0, /)\n--\n\nConvert a string or number to a floating point number, if possible.",
    .methods = ouro_float_methods,
    .getsets = ouro_float_getsets,
    .slots =
        {
            .repr = float_repr,
            .hash = float_hash,
            .compare = float_compare,
            .create = float_create,
            .truth = float_truth,
            .to_int = float_to_int,
            .to_float = ouro_float_exact,
            .neg = float_neg,
            .pos = ouro_float_exact,
            .abs = float_abs,
            .add = float_add,
            .sub = float_sub,
            .mul = float_mul,
            .truediv = float_truediv,
            .floordiv = float_floordiv,
            .mod = float_mod,
            .divmod = float_divmod,
            .pow = float_pow,
        },
};
