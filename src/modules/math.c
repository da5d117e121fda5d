// Module math: functions of floats.
#include "modules/math.h"

#include "modules/modules.h"
#include "modules/native.h"

#include "types/int_digits.h"

#include <float.h>
#include <limits.h>
#include <math.h>

ouro_owned ouro_math_domain(ouro_rt *rt) {
    ouro_raise(rt, OURO_ValueError, "math domain error");
    return NULL;
}

ouro_owned ouro_math_range(ouro_rt *rt) {
    ouro_raise(rt, OURO_OverflowError, "math range error");
    return NULL;
}

// ---- one argument --------------------------------------------------------------------------------------------------

// A NaN from a number is outside the domain; an infinity from a finite number is too large, or a pole.
static ouro_owned result(ouro_rt *rt, double x, double r, bool grows) {
    if (OURO_UNLIKELY(isnan(r)) && !isnan(x)) return ouro_math_domain(rt);
    if (OURO_UNLIKELY(isinf(r)) && isfinite(x)) return grows ? ouro_math_range(rt) : ouro_math_domain(rt);
    return ouro_float_new(rt, r);
}

#define FUNCTION(name, call, grows)                                                                                    \
    METHOD(math_##name) {                                                                                              \
        double x;                                                                                                      \
        return ouro_to_double(rt, args[0], &x) ? result(rt, x, call(x), grows) : NULL;                                 \
    }
FUNCTION(acos, acos, false)
FUNCTION(acosh, acosh, false)
FUNCTION(asin, asin, false)
FUNCTION(asinh, asinh, false)
FUNCTION(atan, atan, false)
FUNCTION(atanh, atanh, false)
FUNCTION(cbrt, cbrt, false)
FUNCTION(cos, cos, false)
FUNCTION(cosh, cosh, true)
FUNCTION(erf, erf, false)
FUNCTION(erfc, erfc, false)
FUNCTION(exp, exp, true)
FUNCTION(exp2, exp2, true)
FUNCTION(expm1, expm1, true)
FUNCTION(fabs, fabs, false)
FUNCTION(log1p, log1p, false)
FUNCTION(sin, sin, false)
FUNCTION(sinh, sinh, true)
FUNCTION(sqrt, sqrt, false)
FUNCTION(tan, tan, false)
FUNCTION(tanh, tanh, false)

#define PI 3.141592653589793238462643383279502884
static double to_degrees(double x) { return x * (180.0 / PI); }
static double to_radians(double x) { return x * (PI / 180.0); }
METHOD(math_degrees) {
    double x;
    return ouro_to_double(rt, args[0], &x) ? ouro_float_new(rt, to_degrees(x)) : NULL;
}
METHOD(math_radians) {
    double x;
    return ouro_to_double(rt, args[0], &x) ? ouro_float_new(rt, to_radians(x)) : NULL;
}

#define QUESTION(name, call)                                                                                           \
    METHOD(math_##name) {                                                                                              \
        double x;                                                                                                      \
        return ouro_to_double(rt, args[0], &x) ? ouro_bool(rt, call(x)) : NULL;                                        \
    }
QUESTION(isfinite, isfinite)
QUESTION(isinf, isinf)
QUESTION(isnan, isnan)

// The unit in the last place.
METHOD(math_ulp) {
    double x;
    if (!ouro_to_double(rt, args[0], &x)) return NULL;
    x = fabs(x);
    if (isfinite(x)) {
        double above = nextafter(x, HUGE_VAL);
        x = isinf(above) ? x - nextafter(x, 0.0) : above - x;
    }
    return ouro_float_new(rt, x);
}

// ---- to int --------------------------------------------------------------------------------------------------------

// floor and ceil: floats directly, others by the special method, or as what they are as float.
static ouro_owned rounded(ouro_rt *rt, ouro_borrowed o, enum ouro_name name, double (*round_)(double)) {
    if (!ouro_is(o, OURO_T_float)) {
        ouro_obj *method = ouro_special_lookup(rt, o, rt->ty->names[name]);
        if (method) {
            ouro_obj *r = ouro_call0(rt, method);
            ouro_release(rt, method);
            return r;
        }
        if (ouro_error_pending(rt)) return NULL;
    }
    double x;
    return ouro_to_double(rt, o, &x) ? ouro_int_from_double(rt, round_(x)) : NULL;
}

METHOD(math_ceil) { return rounded(rt, args[0], OURO_N___ceil__, ceil); }
METHOD(math_floor) { return rounded(rt, args[0], OURO_N___floor__, floor); }

METHOD(math_trunc) {
    if (ouro_is(args[0], OURO_T_float)) return ouro_int_from_double(rt, ouro_float_value(args[0]));
    ouro_obj *method = ouro_special_lookup(rt, args[0], OURO_NAME(rt, __trunc__));
    if (!method) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "type %T doesn't define __trunc__ method", args[0]);
        return NULL;
    }
    ouro_obj *r = ouro_call0(rt, method);
    ouro_release(rt, method);
    return r;
}

// ---- two arguments -------------------------------------------------------------------------------------------------

static bool two(ouro_rt *rt, ouro_obj *const *args, double *x, double *y) {
    return ouro_to_double(rt, args[0], x) && ouro_to_double(rt, args[1], y);
}

METHOD(math_atan2) {
    double y, x;
    return two(rt, args, &y, &x) ? ouro_float_new(rt, atan2(y, x)) : NULL;
}

METHOD(math_copysign) {
    double x, y;
    return two(rt, args, &x, &y) ? ouro_float_new(rt, copysign(x, y)) : NULL;
}

METHOD(math_nextafter) {
    double x, y;
    return two(rt, args, &x, &y) ? ouro_float_new(rt, nextafter(x, y)) : NULL;
}

METHOD(math_fmod) {
    double x, y;
    if (!two(rt, args, &x, &y)) return NULL;
    if (isinf(y) && isfinite(x)) return ouro_float_new(rt, x);
    double r = fmod(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? ouro_math_domain(rt) : ouro_float_new(rt, r);
}

METHOD(math_remainder) {
    double x, y;
    if (!two(rt, args, &x, &y)) return NULL;
    double r = remainder(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? ouro_math_domain(rt) : ouro_float_new(rt, r);
}

// pow where an operand is infinite or no number.
static double special_power(double x, double y) {
    if (isnan(x)) return y == 0.0 ? 1.0 : x;
    if (isnan(y)) return x == 1.0 ? 1.0 : y;
    if (isinf(x)) {
        bool odd = isfinite(y) && fmod(fabs(y), 2.0) == 1.0;
        if (y == 0.0) return 1.0;
        return y > 0.0 ? (odd ? x : fabs(x)) : odd ? copysign(0.0, x) : 0.0;
    }
    if (fabs(x) == 1.0) return 1.0;
    return (y > 0.0) == (fabs(x) > 1.0) ? fabs(y) : 0.0;
}

METHOD(math_pow) {
    double x, y;
    if (!two(rt, args, &x, &y)) return NULL;
    if (!isfinite(x) || !isfinite(y)) return ouro_float_new(rt, special_power(x, y));
    double r = pow(x, y);
    if (isnan(r) || (isinf(r) && x == 0.0)) return ouro_math_domain(rt);
    return isinf(r) ? ouro_math_range(rt) : ouro_float_new(rt, r);
}

METHOD(math_isclose) {
    static const char *const names[] = {"a", "b", "rel_tol", "abs_tol"};
    ouro_obj *given[4];
    if (ouro_args(rt, "isclose", args, nargs, kwnames, names, 4, 2, 2, given) < 0) return NULL;
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!two(rt, given, &a, &b) || (given[2] && !ouro_to_double(rt, given[2], &relative)) ||
        (given[3] && !ouro_to_double(rt, given[3], &absolute)))
        return NULL;
    if (relative < 0.0 || absolute < 0.0) {
        ouro_raise(rt, OURO_ValueError, "tolerances must be non-negative");
        return NULL;
    }
    if (a == b) return ouro_bool(rt, true);
    if (isinf(a) || isinf(b)) return ouro_bool(rt, false);
    double apart = fabs(b - a);
    return ouro_bool(rt, apart <= fabs(relative * b) || apart <= fabs(relative * a) || apart <= absolute);
}

// ---- parts of a number ---------------------------------------------------------------------------------------------

static ouro_owned pair(ouro_rt *rt, ouro_owned first, ouro_owned second) {
    ouro_obj *items[2] = {first, second};
    if (first && second) return ouro_tuple_from_steal(rt, items, 2);
    ouro_xrelease(rt, first);
    ouro_xrelease(rt, second);
    return NULL;
}

METHOD(math_frexp) {
    double x;
    if (!ouro_to_double(rt, args[0], &x)) return NULL;
    int exponent = 0;
    double m = isfinite(x) ? frexp(x, &exponent) : x;
    return pair(rt, ouro_float_new(rt, m), ouro_int_from_i64(rt, exponent));
}

METHOD(math_modf) {
    double x, whole;
    if (!ouro_to_double(rt, args[0], &x)) return NULL;
    double fraction = modf(x, &whole);
    return pair(rt, ouro_float_new(rt, fraction), ouro_float_new(rt, whole));
}

METHOD(math_ldexp) {
    double x;
    if (!ouro_to_double(rt, args[0], &x)) return NULL;
    if (!ouro_int_check(rt, args[1])) {
        ouro_raise(rt, OURO_TypeError, "Expected an int as second argument to ldexp.");
        return NULL;
    }
    int overflow;
    int64_t exponent = ouro_int_clip(args[1], &overflow);
    if (x != 0.0 && isfinite(x))
        x = ldexp(x, exponent > INT_MAX ? INT_MAX : exponent < INT_MIN ? INT_MIN : (int)exponent);
    else
        return ouro_float_new(rt, x);
    return isinf(x) ? ouro_math_range(rt) : ouro_float_new(rt, x);
}

// ---- logarithms ----------------------------------------------------------------------------------------------------

// Of any positive number, ints beyond the range of floats too.
static bool logarithm(ouro_rt *rt, ouro_borrowed o, double (*log_)(double), double *out) {
    double x;
    if (ouro_int_check(rt, o) && ouro_int_is_big(o)) {
        ouro_int_view v;
        ouro_int_view_of(o, &v);
        if (v.negative) {
            ouro_math_domain(rt);
            return false;
        }
        size_t bits = ouro_digits_bits(v.digits, v.n);
        double m = ldexp((double)ouro_digits_top64(v.digits, v.n), -64);
        if (m == 1.0) { // rounded up
            m = 0.5;
            bits++;
        }
        if (bits > DBL_MAX_EXP) {
            *out = log_(m) + log_(2.0) * (double)bits;
            return true;
        }
    }
    if (!ouro_to_double(rt, o, &x)) return false;
    if (!(x > 0.0) && !isnan(x)) {
        ouro_math_domain(rt);
        return false;
    }
    *out = isfinite(x) ? log_(x) : x;
    return true;
}

METHOD(math_log) {
    if (nargs < 1 || nargs > 2) {
        ouro_raise(rt, OURO_TypeError, "math.log requires 1 to 2 arguments");
        return NULL;
    }
    double x, base;
    if (!logarithm(rt, args[0], log, &x)) return NULL;
    if (nargs == 1) return ouro_float_new(rt, x);
    if (!logarithm(rt, args[1], log, &base)) return NULL;
    if (base == 0.0) {
        ouro_raise(rt, OURO_ZeroDivisionError, "float division by zero");
        return NULL;
    }
    return ouro_float_new(rt, x / base);
}

METHOD(math_log2) {
    double x;
    return logarithm(rt, args[0], log2, &x) ? ouro_float_new(rt, x) : NULL;
}

METHOD(math_log10) {
    double x;
    return logarithm(rt, args[0], log10, &x) ? ouro_float_new(rt, x) : NULL;
}

// ---- the module ----------------------------------------------------------------------------------------------------

#define ONE(name, text) {#name, math_##name, 1, 1, 0, #name "($module, x, /)\n--\n\n" text}

static const ouro_method_def functions[] = {
    ONE(acos, "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi."),
    ONE(acosh, "Return the inverse hyperbolic cosine of x."),
    ONE(asin, "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
    ONE(asinh, "Return the inverse hyperbolic sine of x."),
    ONE(atan, "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
    {"atan2", math_atan2, 2, 2, 0,
     "atan2($module, y, x, /)\n--\n\nReturn the arc tangent (measured in radians) of y/x, whose quadrant the signs "
     "tell."},
    ONE(atanh, "Return the inverse hyperbolic tangent of x."),
    ONE(cbrt, "Return the cube root of x."),
    ONE(ceil, "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."),
    {"comb", ouro_math_comb, 2, 2, 0,
     "comb($module, n, k, /)\n--\n\nNumber of ways to choose k of n items, without repetition and without order."},
    {"copysign", math_copysign, 2, 2, 0,
     "copysign($module, x, y, /)\n--\n\nReturn a float with the magnitude of x and the sign of y."},
    ONE(cos, "Return the cosine of x (measured in radians)."),
    ONE(cosh, "Return the hyperbolic cosine of x."),
    ONE(degrees, "Convert angle x from radians to degrees."),
    {"dist", ouro_math_dist, 2, 2, 0, "dist($module, p, q, /)\n--\n\nReturn the Euclidean distance of two points."},
    ONE(erf, "Error function at x."),
    ONE(erfc, "Complementary error function at x."),
    ONE(exp, "Return e raised to the power of x."),
    ONE(exp2, "Return 2 raised to the power of x."),
    ONE(expm1, "Return exp(x)-1, exactly also for small x."),
    ONE(fabs, "Return the absolute value of the float x."),
    {"factorial", ouro_math_factorial, 1, 1, 0, "factorial($module, n, /)\n--\n\nFind n!."},
    ONE(floor, "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."),
    {"fmod", math_fmod, 2, 2, 0, "fmod($module, x, y, /)\n--\n\nReturn fmod(x, y), according to platform C."},
    {"frexp", math_frexp, 1, 1, 0,
     "frexp($module, x, /)\n--\n\nReturn the mantissa and exponent of x, as pair (m, e): x = m * 2.**e."},
    {"fsum", ouro_math_fsum, 1, 1, 0,
     "fsum($module, seq, /)\n--\n\nReturn an accurate floating point sum of values in the iterable seq."},
    {"gamma", ouro_math_gamma, 1, 1, 0, "gamma($module, x, /)\n--\n\nGamma function at x."},
    {"gcd", ouro_math_gcd, 0, OURO_MANY, 0, "gcd($module, *integers)\n--\n\nGreatest Common Divisor."},
    {"hypot", ouro_math_hypot, 0, OURO_MANY, 0,
     "hypot(*coordinates) -> value\n\nEuclidean distance of the point from the origin."},
    {"isclose", math_isclose, 0, 0, OURO_M_KEYWORDS,
     "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\n"
     "Determine whether two floating point numbers are close in value."},
    ONE(isfinite, "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    ONE(isinf, "Return True if x is a positive or negative infinity, and False otherwise."),
    ONE(isnan, "Return True if x is a NaN (not a number), and False otherwise."),
    {"isqrt", ouro_math_isqrt, 1, 1, 0, "isqrt($module, n, /)\n--\n\nReturn the integer part of the square root of n."},
    {"lcm", ouro_math_lcm, 0, OURO_MANY, 0, "lcm($module, *integers)\n--\n\nLeast Common Multiple."},
    {"ldexp", math_ldexp, 2, 2, 0, "ldexp($module, x, i, /)\n--\n\nReturn x * (2**i)."},
    {"lgamma", ouro_math_lgamma, 1, 1, 0,
     "lgamma($module, x, /)\n--\n\nNatural logarithm of absolute value of Gamma function at x."},
    {"log", math_log, 0, OURO_MANY, 0,
     "log(x, [base=math.e])\nReturn the logarithm of x to the given base, by default e."},
    ONE(log10, "Return the base 10 logarithm of x."),
    ONE(log1p, "Return the natural logarithm of 1+x (base e), exactly also for small x."),
    ONE(log2, "Return the base 2 logarithm of x."),
    ONE(modf, "Return the fractional and integer parts of x, both with its sign."),
    {"nextafter", math_nextafter, 2, 2, 0,
     "nextafter($module, x, y, /)\n--\n\nReturn the next floating-point value after x towards y."},
    {"perm", ouro_math_perm, 1, 2, 0,
     "perm($module, n, k=None, /)\n--\n\nNumber of ways to choose k of n items, without repetition and with order."},
    {"pow", math_pow, 2, 2, 0, "pow($module, x, y, /)\n--\n\nReturn x**y (x to the power of y)."},
    {"prod", ouro_math_prod, 0, 0, OURO_M_KEYWORDS,
     "prod($module, iterable, /, *, start=1)\n--\n\nCalculate the product of all the elements in the input iterable."},
    ONE(radians, "Convert angle x from degrees to radians."),
    {"remainder", math_remainder, 2, 2, 0,
     "remainder($module, x, y, /)\n--\n\nDifference between x and the closest integer multiple of y."},
    ONE(sin, "Return the sine of x (measured in radians)."),
    ONE(sinh, "Return the hyperbolic sine of x."),
    ONE(sqrt, "Return the square root of x."),
    ONE(tan, "Return the tangent of x (measured in radians)."),
    ONE(tanh, "Return the hyperbolic tangent of x."),
    ONE(trunc, "Truncates the Real x to the nearest Integral toward 0."),
    ONE(ulp, "Return the value of the least significant bit of the float x."),
    {0},
};

ouro_owned ouro_module_math(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(
        rt, "math", "This module provides access to the mathematical functions\ndefined by the C standard.", functions);
    if (!m) return NULL;
    int status = ouro_module_add(rt, m, "pi", ouro_float_new(rt, PI)) < 0 ||
                 ouro_module_add(rt, m, "e", ouro_float_new(rt, 2.7182818284590452354)) < 0 ||
                 ouro_module_add(rt, m, "tau", ouro_float_new(rt, 2 * PI)) < 0 ||
                 ouro_module_add(rt, m, "inf", ouro_float_new(rt, HUGE_VAL)) < 0 ||
                 ouro_module_add(rt, m, "nan", ouro_float_new(rt, NAN)) < 0;
    return ouro_native_module_done(rt, m, -status);
}
