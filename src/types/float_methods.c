// The methods of float; its hexadecimal text.
#include "types/float_methods.h"

#include "types/abstract.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int.h"
#include "types/number_text.h"
#include "types/str.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(float_conjugate) { return ouro_float_exact(rt, self); }
METHOD(float_trunc) { return ouro_int_from_double(rt, ouro_float_value(self)); }
METHOD(float_floor) { return ouro_int_from_double(rt, floor(ouro_float_value(self))); }
METHOD(float_ceil) { return ouro_int_from_double(rt, ceil(ouro_float_value(self))); }

METHOD(float_is_integer) {
    double v = ouro_float_value(self);
    return ouro_bool(rt, isfinite(v) && floor(v) == v);
}

METHOD(float_getnewargs) {
    ouro_obj *v = ouro_float_new(rt, ouro_float_value(self));
    return v ? ouro_tuple_from_steal(rt, &v, 1) : NULL;
}

METHOD(float_format) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "__format__() argument must be str, not %T", args[0]);
        return NULL;
    }
    return ouro_float_format(rt, self, args[0]);
}

METHOD(float_round) {
    double v = ouro_float_value(self);
    if (nargs == 0 || args[0] == rt->none) {
        double r = round(v); // halves go away from zero: to even instead
        if (fabs(v - r) == 0.5)
            r = 2.0 * round(v / 2.0);
        return ouro_int_from_double(rt, r);
    }
    ouro_obj *digits = ouro_index(rt, args[0]);
    if (!digits)
        return NULL;
    int overflow;
    int64_t n = ouro_int_clip(digits, &overflow);
    ouro_release(rt, digits);
    double r;
    return ouro_double_round(rt, v, n, &r) ? ouro_float_new(rt, r) : NULL;
}

METHOD(float_as_integer_ratio) {
    double v = ouro_float_value(self);
    if (!isfinite(v)) {
        if (isnan(v))
            ouro_raise(rt, OURO_ValueError, "cannot convert NaN to integer ratio");
        else
            ouro_raise(rt, OURO_OverflowError, "cannot convert Infinity to integer ratio");
        return NULL;
    }
    int exponent;
    double m = frexp(v, &exponent);
    while (m != floor(m)) {
        m *= 2.0;
        exponent--;
    }
    ouro_obj *pair[2] = {ouro_int_from_double(rt, m), ouro_int_from_i64(rt, 1)};
    ouro_obj *shift = ouro_int_from_i64(rt, exponent < 0 ? -exponent : exponent);
    if (pair[0] && shift && m != 0.0) {
        ouro_obj **scaled = &pair[exponent < 0], *was = *scaled;
        *scaled = ouro_int_lshift(rt, was, shift);
        ouro_release(rt, was);
    }
    if (pair[0] && pair[1] && shift) {
        ouro_release(rt, shift);
        return ouro_tuple_from_steal(rt, pair, 2);
    }
    ouro_xrelease(rt, pair[0]);
    ouro_xrelease(rt, pair[1]);
    ouro_xrelease(rt, shift);
    return NULL;
}

METHOD(float_getformat) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "__getformat__() argument must be str, not %T", args[0]);
        return NULL;
    }
    if (!ouro_str_equal_ascii(args[0], "double") && !ouro_str_equal_ascii(args[0], "float")) {
        ouro_raise(rt, OURO_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
        return NULL;
    }
    const uint16_t one = 1;
    return ouro_str_from_cstring(rt, *(const uint8_t *)&one ? "IEEE, little-endian" : "IEEE, big-endian");
}

// ---- hexadecimal ---------------------------------------------------------------------------------------------------

METHOD(float_hex) {
    double v = ouro_float_value(self);
    char text[40], *p = text;
    if (!isfinite(v)) {
        ouro_double_repr(v, text);
        return ouro_str_from_cstring(rt, text);
    }
    if (signbit(v))
        *p++ = '-';
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    int exponent = (int)(bits >> 52 & 2047);
    *p++ = '0';
    *p++ = 'x';
    *p++ = exponent ? '1' : '0';
    *p++ = '.';
    if (v == 0.0) {
        *p++ = '0';
        exponent = 1023;
    } else {
        for (int shift = 48; shift >= 0; shift -= 4)
            *p++ = "0123456789abcdef"[bits >> shift & 15];
        exponent += !exponent;
    }
    exponent -= 1023;
    *p++ = 'p';
    *p++ = exponent < 0 ? '-' : '+';
    unsigned e = (unsigned)(exponent < 0 ? -exponent : exponent);
    for (unsigned scale = e >= 1000 ? 1000 : e >= 100 ? 100 : e >= 10 ? 10 : 1; scale; scale /= 10)
        *p++ = (char)('0' + e / scale % 10);
    return ouro_str_from_ascii(rt, text, (size_t)(p - text));
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Digits, point and exponent of [p, end). 1: *out is set; 0: no number; -1: too large.
static int read_hex(const char *p, const char *end, double *out) {
    if (end - p > 1 && *p == '0' && (p[1] | 0x20) == 'x')
        p += 2;
    // 64 bits of the number and whether any below is set; the value is top * 2^exponent.
    uint64_t top = 0;
    int64_t exponent = 0;
    bool sticky = false, any = false, fraction = false;
    for (; p < end; p++) {
        int h = hex_value(*p);
        if (h < 0) {
            if (*p != '.' || fraction)
                break;
            fraction = true;
            continue;
        }
        any = true;
        if (top >> 60) {
            sticky |= h != 0;
            exponent += 4;
        } else {
            top = top << 4 | (uint64_t)h;
        }
        if (fraction)
            exponent -= 4;
    }
    if (!any)
        return 0;
    if (p < end && (*p | 0x20) == 'p') {
        p++;
        bool minus = p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+'))
            p++;
        if (p == end || *p < '0' || *p > '9')
            return 0;
        int64_t e = 0;
        for (; p < end && *p >= '0' && *p <= '9'; p++)
            if (e < INT64_MAX / 16)
                e = e * 10 + (*p - '0');
        exponent += minus ? -e : e;
    }
    if (p != end)
        return 0;
    *out = 0.0;
    if (top == 0)
        return 1;
    int shift = __builtin_clzll(top);
    top = top << shift | sticky;
    exponent -= shift;
    if (exponent > DBL_MAX_EXP - 64)
        return -1;
    if (exponent < DBL_MIN_EXP - DBL_MANT_DIG - 64)
        return 1;
    int64_t drop = 64 - DBL_MANT_DIG, least = DBL_MIN_EXP - DBL_MANT_DIG;
    if (exponent + drop < least)
        drop = least - exponent;
    uint64_t keep = drop >= 64 ? 0 : top >> drop, half = (uint64_t)1 << (drop - 1);
    uint64_t below = drop >= 64 ? top : top & (2 * half - 1);
    if (below > half || (below == half && (keep & 1)))
        keep++;
    *out = ldexp((double)keep, (int)(exponent + drop));
    return isinf(*out) ? -1 : 1;
}

METHOD(float_fromhex) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "bad argument type for built-in operation");
        return NULL;
    }
    ouro_number_text t;
    if (ouro_number_text_of(rt, args[0], &t) < 0)
        return NULL;
    const char *p, *end;
    ouro_number_text_strip(&t, &p, &end);
    bool minus = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    double v;
    int got = 1;
    if (p < end && ((*p | 0x20) == 'i' || (*p | 0x20) == 'n'))
        got = ouro_double_parse(p, (size_t)(end - p), &v);
    else
        got = read_hex(p, end, &v);
    if (!ouro_str_is_ascii(args[0])) // digits of other scripts do not count
        got = 0;
    ouro_number_text_drop(rt, &t);
    if (got <= 0) {
        if (got == 0)
            ouro_raise(rt, OURO_ValueError, "invalid hexadecimal floating-point string");
        else
            ouro_raise(rt, OURO_OverflowError, "hexadecimal value too large to represent as a float");
        return NULL;
    }
    ouro_obj *value = ouro_float_new(rt, minus ? -v : v);
    if (!value || self == &rt->types[OURO_T_float]->head)
        return value;
    ouro_obj *instance = ouro_call1(rt, self, value);
    ouro_release(rt, value);
    return instance;
}

static ouro_owned zero(ouro_rt *rt, ouro_borrowed self) { return ouro_float_new(rt, 0.0); }

const ouro_getset_def ouro_float_getsets[] = {
    {"real", ouro_float_exact, NULL, "the real part of a complex number"},
    {"imag", zero, NULL, "the imaginary part of a complex number"},
    {0},
};

const ouro_method_def ouro_float_methods[] = {
    {"conjugate", float_conjugate, 0, 0, 0,
     "conjugate($self, /)\n--\n\nReturn self, the complex conjugate of any float."},
    {"__trunc__", float_trunc, 0, 0, 0,
     "__trunc__($self, /)\n--\n\nReturn the Integral closest to x between 0 and x."},
    {"__floor__", float_floor, 0, 0, 0, "__floor__($self, /)\n--\n\nReturn the floor as an Integral."},
    {"__ceil__", float_ceil, 0, 0, 0, "__ceil__($self, /)\n--\n\nReturn the ceiling as an Integral."},
    {"__round__", float_round, 0, 1, 0,
     "__round__($self, ndigits=None, /)\n--\n\nReturn the Integral closest to x, rounding half toward even.\n\n"
     "When an argument is passed, work like built-in round(x, ndigits)."},
    {"as_integer_ratio", float_as_integer_ratio, 0, 0, 0,
     "as_integer_ratio($self, /)\n--\n\nReturn a pair of integers whose ratio is exactly the float."},
    {"fromhex", float_fromhex, 1, 1, OURO_M_CLASS,
     "fromhex($type, string, /)\n--\n\nCreate a floating-point number from a hexadecimal string."},
    {"hex", float_hex, 0, 0, 0,
     "hex($self, /)\n--\n\nReturn a hexadecimal representation of a floating-point number."},
    {"is_integer", float_is_integer, 0, 0, 0, "is_integer($self, /)\n--\n\nReturn True if the float is an integer."},
    {"__getnewargs__", float_getnewargs, 0, 0, 0, "__getnewargs__($self, /)\n--\n\n"},
    {"__getformat__", float_getformat, 1, 1, OURO_M_CLASS,
     "__getformat__($type, typestr, /)\n--\n\nHow this machine stores a 'double' or a 'float'."},
    {"__format__", float_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nFormats the float according to format_spec."},
    {0},
};
