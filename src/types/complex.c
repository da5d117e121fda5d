// complex: pairs of floats.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int.h"
#include "types/number_text.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"
#include "types/warn.h"

#include <math.h>
#include <string.h>

typedef struct pair {
    double re, im;
} pair;

static pair value_of(ouro_borrowed o) {
    const ouro_complex *c = (const ouro_complex *)o;
    return (pair){c->real, c->imag};
}

ouro_owned ouro_complex_new(ouro_rt *rt, double real, double imag) {
    ouro_obj *o = ouro_new_fixed(rt, OURO_T_complex, sizeof(ouro_complex));
    if (o) {
        ((ouro_complex *)o)->real = real;
        ((ouro_complex *)o)->imag = imag;
    }
    return o;
}

static ouro_owned made(ouro_rt *rt, pair p) { return ouro_complex_new(rt, p.re, p.im); }

// ---- arithmetic ----------------------------------------------------------------------------------------------------

// A complex, float or int operand. 1, 0 (none of them), -1 (OverflowError).
static int operand(ouro_rt *rt, ouro_borrowed o, pair *out) {
    out->im = 0.0;
    if (ouro_is_a(rt, o, OURO_T_complex)) {
        *out = value_of(o);
        return 1;
    }
    if (ouro_int_check(rt, o)) {
        bool ok;
        out->re = ouro_int_to_double(rt, o, &ok);
        return ok ? 1 : -1;
    }
    if (!ouro_float_check(rt, o))
        return 0;
    out->re = ouro_float_value(o);
    return 1;
}

static int operands(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, pair *x, pair *y) {
    int got = operand(rt, a, x);
    return got == 1 ? operand(rt, b, y) : got;
}
static ouro_owned refuse(ouro_rt *rt, int got) { return got == 0 ? ouro_not_implemented(rt) : NULL; }

static pair product(pair x, pair y) { return (pair){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re}; }

// Divides by the larger part of y first, which neither overflows nor loses what could be saved. False: y is zero.
static bool quotient(pair x, pair y, pair *out) {
    if (fabs(y.re) >= fabs(y.im)) {
        if (y.re == 0.0)
            return false;
        double ratio = y.im / y.re, denominator = y.re + y.im * ratio;
        *out = (pair){(x.re + x.im * ratio) / denominator, (x.im - x.re * ratio) / denominator};
    } else if (fabs(y.im) >= fabs(y.re)) {
        double ratio = y.re / y.im, denominator = y.re * ratio + y.im;
        *out = (pair){(x.re * ratio + x.im) / denominator, (x.im * ratio - x.re) / denominator};
    } else { // a part of y is NaN
        *out = (pair){NAN, NAN};
    }
    return true;
}

static ouro_owned complex_add(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    pair x, y;
    int got = operands(rt, a, b, &x, &y);
    return got == 1 ? ouro_complex_new(rt, x.re + y.re, x.im + y.im) : refuse(rt, got);
}
static ouro_owned complex_sub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    pair x, y;
    int got = operands(rt, a, b, &x, &y);
    return got == 1 ? ouro_complex_new(rt, x.re - y.re, x.im - y.im) : refuse(rt, got);
}
static ouro_owned complex_mul(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    pair x, y;
    int got = operands(rt, a, b, &x, &y);
    return got == 1 ? made(rt, product(x, y)) : refuse(rt, got);
}
static ouro_owned complex_truediv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    pair x, y, z;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    if (!quotient(x, y, &z)) {
        ouro_raise(rt, OURO_ZeroDivisionError, "complex division by zero");
        return NULL;
    }
    return made(rt, z);
}

static pair whole_power(pair x, unsigned n) {
    pair r = {1.0, 0.0};
    for (unsigned bit = 1; bit <= n; bit <<= 1) {
        if (n & bit)
            r = product(r, x);
        x = product(x, x);
    }
    return r;
}

static ouro_owned zero_to_power(ouro_rt *rt) {
    ouro_raise(rt, OURO_ZeroDivisionError, "0.0 to a negative or complex power");
    return NULL;
}

ouro_owned ouro_complex_power(ouro_rt *rt, double a, double b, double c, double d) {
    pair x = {a, b}, z = {0.0, 0.0};
    if (d == 0.0 && c == floor(c) && fabs(c) <= 100.0) { // exact as long as the products are
        z = whole_power(x, (unsigned)fabs(c));
        if (c < 0 && !quotient((pair){1.0, 0.0}, z, &z))
            return zero_to_power(rt);
    } else if (a == 0.0 && b == 0.0) {
        if (d != 0.0 || c < 0.0)
            return zero_to_power(rt);
    } else {
        double size = hypot(a, b), angle = atan2(b, a), length = pow(size, c), phase = angle * c;
        if (d != 0.0) {
            length /= exp(angle * d);
            phase += d * log(size);
        }
        if (isinf(phase)) // has no cosine: CPython calls that by the same name
            return zero_to_power(rt);
        z = (pair){length * cos(phase), length * sin(phase)};
    }
    if (isinf(z.re) || isinf(z.im)) {
        ouro_raise(rt, OURO_OverflowError, "complex exponentiation");
        return NULL;
    }
    return made(rt, z);
}

static ouro_owned complex_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    pair x, y;
    int got = operands(rt, a, b, &x, &y);
    if (got != 1)
        return refuse(rt, got);
    if (m != rt->none) {
        ouro_raise(rt, OURO_ValueError, "complex modulo");
        return NULL;
    }
    return ouro_complex_power(rt, x.re, x.im, y.re, y.im);
}

static ouro_owned complex_neg(ouro_rt *rt, ouro_borrowed a) {
    pair x = value_of(a);
    return ouro_complex_new(rt, -x.re, -x.im);
}
static ouro_owned complex_pos(ouro_rt *rt, ouro_borrowed a) {
    return ouro_is(a, OURO_T_complex) ? ouro_ref(rt, a) : made(rt, value_of(a));
}
static int complex_truth(ouro_rt *rt, ouro_borrowed a) {
    pair x = value_of(a);
    return x.re != 0.0 || x.im != 0.0;
}

static ouro_owned complex_abs(ouro_rt *rt, ouro_borrowed a) {
    pair x = value_of(a);
    double r = hypot(x.re, x.im);
    if (isinf(r) && isfinite(x.re) && isfinite(x.im)) {
        ouro_raise(rt, OURO_OverflowError, "absolute value too large");
        return NULL;
    }
    return ouro_float_new(rt, r);
}

// ---- comparison, hash, text ----------------------------------------------------------------------------------------

static ouro_owned complex_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (op != OURO_EQ && op != OURO_NE)
        return ouro_not_implemented(rt);
    pair x = value_of(a);
    bool equal;
    if (ouro_is_a(rt, b, OURO_T_complex)) {
        pair y = value_of(b);
        equal = x.re == y.re && x.im == y.im;
    } else if (ouro_int_check(rt, b)) {
        equal = x.im == 0.0 && !isnan(x.re) && ouro_int_compare_double(b, x.re) == 0;
    } else if (ouro_float_check(rt, b)) {
        equal = x.re == ouro_float_value(b) && x.im == 0.0;
    } else {
        return ouro_not_implemented(rt);
    }
    return ouro_bool(rt, equal == (op == OURO_EQ));
}

static int64_t complex_hash(ouro_rt *rt, ouro_borrowed a) {
    pair x = value_of(a);
    uint64_t re = (uint64_t)(isnan(x.re) ? ouro_hash_pointer(a) : ouro_double_hash(x.re));
    uint64_t im = (uint64_t)(isnan(x.im) ? ouro_hash_pointer(a) : ouro_double_hash(x.im));
    int64_t h = (int64_t)(re + 1000003u * im);
    return h == -1 ? -2 : h;
}

// repr of a float without ".0".
static size_t part_text(double v, bool always_sign, char *out) {
    char text[32];
    ouro_double_repr(v, text);
    size_t n = strlen(text), sign = 0;
    if (n > 2 && text[n - 1] == '0' && text[n - 2] == '.')
        n -= 2;
    if (always_sign && text[0] != '-')
        out[sign++] = '+';
    memcpy(out + sign, text, n);
    return sign + n;
}

static ouro_owned complex_repr(ouro_rt *rt, ouro_borrowed a) {
    pair x = value_of(a);
    char text[80];
    size_t n = 0;
    bool imaginary = x.re == 0.0 && !signbit(x.re);
    if (!imaginary) {
        text[n++] = '(';
        n += part_text(x.re, false, text + n);
    }
    n += part_text(x.im, !imaginary, text + n);
    text[n++] = 'j';
    if (!imaginary)
        text[n++] = ')';
    return ouro_str_from_ascii(rt, text, n);
}

// ---- reading -------------------------------------------------------------------------------------------------------

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// [re][+im j], perhaps in parentheses, without spaces around.
static bool read_pair(const char *p, const char *end, pair *out) {
    if (p < end && *p == '(') {
        if (end[-1] != ')' || end - p < 2)
            return false;
        p++;
        end--;
        while (p < end && space(*p))
            p++;
        while (p < end && space(end[-1]))
            end--;
    }
    *out = (pair){0.0, 0.0};
    double v;
    size_t n = ouro_double_parse_prefix(p, (size_t)(end - p), &v);
    p += n;
    if (n && p == end) {
        out->re = v;
        return true;
    }
    if (n && (*p == '+' || *p == '-')) { // the first was the real part
        out->re = v;
        n = ouro_double_parse_prefix(p, (size_t)(end - p), &v);
        p += n;
    }
    if (!n) { // the imaginary part is a sign, or nothing
        v = 1.0;
        if (p < end && (*p == '+' || *p == '-'))
            v = *p++ == '-' ? -1.0 : 1.0;
    }
    out->im = v;
    return end - p == 1 && (*p == 'j' || *p == 'J');
}

static bool parse_text(ouro_rt *rt, ouro_borrowed o, pair *out) {
    ouro_number_text t;
    if (ouro_number_text_of(rt, o, &t) < 0)
        return false;
    const char *from, *to;
    char *plain = NULL;
    ouro_number_text_strip(&t, &from, &to);
    bool ok = false, underscores = memchr(from, '_', (size_t)(to - from)) != NULL;
    if (underscores) {
        plain = ouro_raw_alloc(rt, (size_t)(to - from));
        if (!plain)
            goto done;
        int64_t n = ouro_number_text_join(from, to, plain);
        if (n < 0) {
            ouro_obj *repr = ouro_repr(rt, o);
            if (repr) {
                ouro_raise(rt, OURO_ValueError, "could not convert string to complex: %S", repr);
                ouro_release(rt, repr);
            }
            goto done;
        }
        from = plain;
        to = plain + n;
    }
    ok = from < to && read_pair(from, to, out);
    if (!ok)
        ouro_raise(rt, OURO_ValueError, "complex() arg is a malformed string");
done:
    ouro_raw_free(rt, plain);
    ouro_number_text_drop(rt, &t);
    return ok;
}

// ---- making --------------------------------------------------------------------------------------------------------

// 1: o has __complex__, and *out is its value; 0: it has none; -1: error.
static int from_method(ouro_rt *rt, ouro_borrowed o, pair *out) {
    if (ouro_is(o, OURO_T_complex)) {
        *out = value_of(o);
        return 1;
    }
    ouro_obj *method = ouro_special_lookup(rt, o, OURO_NAME(rt, __complex__));
    if (!method)
        return ouro_error_pending(rt) ? -1 : 0;
    ouro_obj *r = ouro_call0(rt, method);
    ouro_release(rt, method);
    if (!r)
        return -1;
    bool ok = ouro_is_a(rt, r, OURO_T_complex);
    if (!ok)
        ouro_raise(rt, OURO_TypeError, "__complex__ returned non-complex (type %T)", r);
    else if (!ouro_is(r, OURO_T_complex))
        ok = ouro_warn_subclass(rt, NULL, "__complex__", "complex", r) == 0;
    if (ok)
        *out = value_of(r);
    ouro_release(rt, r);
    return ok ? 1 : -1;
}

bool ouro_to_complex(ouro_rt *rt, ouro_borrowed o, double *real, double *imag) {
    pair p = {0.0, 0.0};
    int got = from_method(rt, o, &p);
    if (got < 0 || (got == 0 && !ouro_to_double(rt, o, &p.re)))
        return false;
    *real = p.re;
    *imag = p.im;
    return true;
}

static bool is_number(ouro_rt *rt, ouro_borrowed o) {
    const ouro_slots *slots = &ouro_type_of(rt, o)->slots;
    return slots->to_float || slots->index || ouro_is_a(rt, o, OURO_T_complex);
}

// One argument of complex(): *is_complex if it was more than a real number.
static bool argument(ouro_rt *rt, ouro_borrowed o, bool first, pair *out, bool *is_complex) {
    *out = (pair){0.0, 0.0};
    int got = first ? from_method(rt, o, out) : 0;
    if (got < 0)
        return false;
    *is_complex = got == 1;
    if (got)
        return true;
    if (!is_number(rt, o)) {
        ouro_raise(rt, OURO_TypeError,
                   first ? "complex() first argument must be a string or a number, not '%T'"
                         : "complex() second argument must be a number, not '%T'",
                   o);
        return false;
    }
    if (ouro_is_a(rt, o, OURO_T_complex)) {
        *out = value_of(o);
        *is_complex = true;
        return true;
    }
    return ouro_to_double(rt, o, &out->re);
}

static bool from_arguments(ouro_rt *rt, ouro_borrowed r, ouro_borrowed i, pair *out) {
    if (r && ouro_str_check(rt, r)) {
        if (i) {
            ouro_raise(rt, OURO_TypeError, "complex() can't take second arg if first is a string");
            return false;
        }
        return parse_text(rt, r, out);
    }
    if (i && ouro_str_check(rt, i)) {
        ouro_raise(rt, OURO_TypeError, "complex() second arg can't be a string");
        return false;
    }
    pair x = {0.0, 0.0}, y = {0.0, 0.0};
    bool x_complex = false, y_complex = false;
    if (i && !is_number(rt, i) && (!r || is_number(rt, r)))
        return argument(rt, i, false, &y, &y_complex);
    if ((r && !argument(rt, r, true, &x, &x_complex)) || (i && !argument(rt, i, false, &y, &y_complex)))
        return false;
    if (!i) {
        *out = x;
        return true;
    }
    *out = (pair){y_complex ? x.re - y.im : x.re, x_complex ? y.re + x.im : y.re};
    return true;
}

static ouro_owned complex_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames) {
    static const char *const names[] = {"real", "imag"};
    ouro_obj *given[2];
    pair p = {0.0, 0.0};
    if (ouro_args(rt, "complex", args, nargs, kwnames, names, 2, 0, 2, given) < 0)
        return NULL;
    bool exact = cls->number == OURO_T_complex;
    if (exact && given[0] && !given[1] && ouro_is(given[0], OURO_T_complex))
        return ouro_ref(rt, given[0]);
    if (!from_arguments(rt, given[0], given[1], &p))
        return NULL;
    if (exact)
        return made(rt, p);
    ouro_obj *o = ouro_new_sized(rt, cls, sizeof(ouro_complex));
    if (o) {
        ((ouro_complex *)o)->real = p.re;
        ((ouro_complex *)o)->imag = p.im;
    }
    return o;
}

// ---- methods -------------------------------------------------------------------------------------------------------

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(complex_conjugate) {
    pair x = value_of(self);
    return ouro_complex_new(rt, x.re, -x.im);
}

METHOD(complex_itself) { return complex_pos(rt, self); }

METHOD(complex_getnewargs) {
    pair x = value_of(self);
    ouro_obj *parts[2] = {ouro_float_new(rt, x.re), NULL};
    if (!parts[0])
        return NULL;
    parts[1] = ouro_float_new(rt, x.im);
    if (!parts[1]) {
        ouro_release(rt, parts[0]);
        return NULL;
    }
    return ouro_tuple_from_steal(rt, parts, 2);
}

METHOD(complex_format) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "__format__() argument must be str, not %T", args[0]);
        return NULL;
    }
    return ouro_complex_format(rt, self, args[0]);
}

static ouro_owned complex_real(ouro_rt *rt, ouro_borrowed self) { return ouro_float_new(rt, value_of(self).re); }
static ouro_owned complex_imag(ouro_rt *rt, ouro_borrowed self) { return ouro_float_new(rt, value_of(self).im); }

static const ouro_getset_def getsets[] = {
    {"real", complex_real, NULL, "the real part of a complex number"},
    {"imag", complex_imag, NULL, "the imaginary part of a complex number"},
    {0},
};

static const ouro_method_def methods[] = {
    {"conjugate", complex_conjugate, 0, 0, 0,
     "conjugate($self, /)\n--\n\nReturn the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
    {"__complex__", complex_itself, 0, 0, 0,
     "__complex__($self, /)\n--\n\nConvert this value to exact type complex."},
    {"__getnewargs__", complex_getnewargs, 0, 0, 0, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", complex_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nConvert to a string according to format_spec."},
    {0},
};

const ouro_type_spec ouro_spec_complex = {
    .number = OURO_T_complex,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_complex),
    .name = "complex",
    .doc = "complex(real=0, imag=0)\n--\n\nCreate a complex number from a real part and an optional imaginary part.\n\n"
           "This is equivalent to (real + imag*1j) where imag defaults to 0.",
    .methods = methods,
    .getsets = getsets,
    .slots =
        {
            .repr = complex_repr,
            .hash = complex_hash,
            .compare = complex_compare,
            .create = complex_create,
            .truth = complex_truth,
            .neg = complex_neg,
            .pos = complex_pos,
            .abs = complex_abs,
            .add = complex_add,
            .sub = complex_sub,
            .mul = complex_mul,
            .truediv = complex_truediv,
            .pow = complex_pow,
        },
};
