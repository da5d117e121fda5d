// Module cmath: functions of complex numbers. Finite arguments by the formulas of W. Kahan, "Branch Cuts for Complex
// Elementary Functions" (1987), which lose neither precision nor the sign of a zero; for the others the C library has the
// values of C99, annex G.
#include "modules/modules.h"
#include "modules/native.h"

#include "types/float.h"
#include "types/int.h"

#include <assert.h>
#include <complex.h>
#include <float.h>
#include <math.h>
#include <string.h>

#define PI 3.141592653589793238462643383279502884
#define LN_2 0.6931471805599453094
#define LN_10 2.3025850929940456840
#define LARGE (DBL_MAX / 4.0)
#define SQRT_LARGE 6.703903964971298e+153
#define LOG_LARGE 708.3964185322641
#define SQRT_LEAST 1.4916681462400413e-154 // of DBL_MIN

typedef struct number {
    double re, im;
} number;
enum failure { NONE, DOMAIN, RANGE };

static bool finite_(number z) { return isfinite(z.re) && isfinite(z.im); }
static bool large(number z) { return fabs(z.re) > LARGE || fabs(z.im) > LARGE; }
static number annex(double complex (*f)(double complex), number z) {
    double complex c; // laid out as its two parts
    static_assert(sizeof c == sizeof z, "a double complex is two doubles");
    memcpy(&c, &z, sizeof c);
    c = f(c);
    memcpy(&z, &c, sizeof z);
    return z;
}
// Annex G leaves the sign of some zeros and infinities open: then Python's is plus, whatever the library has.
static double plus(bool open, double x) { return open ? fabs(x) : x; }
// i * z and -i * z.
static number turned(number z) { return (number){-z.im, z.re}; }
static number turned_back(number z) { return (number){z.im, -z.re}; }
// log(|z| / 2) of a large z.
static double half_log(number z) { return log(hypot(z.re / 2.0, z.im / 2.0)); }

// ---- roots and logarithms ------------------------------------------------------------------------------------------

static number root(number z) {
    if (!finite_(z)) return annex(csqrt, z);
    if (z.re == 0.0 && z.im == 0.0) return (number){0.0, z.im};
    double x = fabs(z.re), y = fabs(z.im), s;
    if (x < DBL_MIN && y < DBL_MIN) { // subnormal: scaled by 2^53
        x = ldexp(x, 53);
        s = ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27);
    } else {
        x /= 8.0;
        s = 2.0 * sqrt(x + hypot(x, y / 8.0));
    }
    double d = y / (2.0 * s);
    return z.re >= 0.0 ? (number){s, copysign(d, z.im)} : (number){d, copysign(s, z.im)};
}

static number f_sqrt(number z, enum failure *why) { return root(z); }

static number f_log(number z, enum failure *why) {
    if (!finite_(z)) return annex(clog, z);
    double x = fabs(z.re), y = fabs(z.im), angle = atan2(z.im, z.re);
    if (large(z)) return (number){half_log(z) + LN_2, angle};
    if (x < DBL_MIN && y < DBL_MIN) {
        if (x > 0.0 || y > 0.0) return (number){log(hypot(ldexp(x, 53), ldexp(y, 53))) - 53 * LN_2, angle};
        *why = DOMAIN;
        return (number){-HUGE_VAL, angle};
    }
    double size = hypot(x, y);
    if (size < 0.71 || size > 1.73) return (number){log(size), angle};
    double more = fmax(x, y), less = fmin(x, y); // near 1
    return (number){log1p((more - 1.0) * (more + 1.0) + less * less) / 2.0, angle};
}

static number f_log10(number z, enum failure *why) {
    number r = f_log(z, why);
    return (number){r.re / LN_10, r.im / LN_10};
}

static number f_exp(number z, enum failure *why) {
    if (!finite_(z)) {
        if (isinf(z.im) && (isfinite(z.re) || z.re > 0.0)) *why = DOMAIN;
        if (isinf(z.re) && z.re < 0.0 && !isfinite(z.im)) return (number){0.0, 0.0};
        return annex(cexp, z);
    }
    bool big = z.re > LOG_LARGE; // by a factor of e less, which comes last
    double size = exp(big ? z.re - 1.0 : z.re);
    number r = {size * cos(z.im), size * sin(z.im)};
    if (big) r = (number){r.re * M_E, r.im * M_E};
    if (isinf(r.re) || isinf(r.im)) *why = RANGE;
    return r;
}

// ---- hyperbolic functions; the others are theirs turned ------------------------------------------------------------

static number f_cosh(number z, enum failure *why) {
    if (!finite_(z)) {
        if (isinf(z.im) && !isnan(z.re)) *why = DOMAIN;
        number r = annex(ccosh, z);
        return (number){r.re, plus(isnan(z.re) && z.im == 0.0, r.im)};
    }
    number r;
    if (fabs(z.re) > LOG_LARGE) {
        double x = z.re - copysign(1.0, z.re);
        r = (number){cos(z.im) * cosh(x) * M_E, sin(z.im) * sinh(x) * M_E};
    } else {
        r = (number){cos(z.im) * cosh(z.re), sin(z.im) * sinh(z.re)};
    }
    if (isinf(r.re) || isinf(r.im)) *why = RANGE;
    return r;
}

static number f_sinh(number z, enum failure *why) {
    if (!finite_(z)) {
        if (isinf(z.im) && !isnan(z.re)) *why = DOMAIN;
        number r = annex(csinh, z);
        return (number){plus(isnan(z.im) && z.re == 0.0, r.re), r.im};
    }
    number r;
    if (fabs(z.re) > LOG_LARGE) {
        double x = z.re - copysign(1.0, z.re);
        r = (number){cos(z.im) * sinh(x) * M_E, sin(z.im) * cosh(x) * M_E};
    } else {
        r = (number){cos(z.im) * sinh(z.re), sin(z.im) * cosh(z.re)};
    }
    if (isinf(r.re) || isinf(r.im)) *why = RANGE;
    return r;
}

static number f_tanh(number z, enum failure *why) {
    if (!finite_(z)) {
        if (isinf(z.im) && isfinite(z.re)) *why = DOMAIN;
        if (z.re == 0.0 && isnan(z.im)) return (number){NAN, NAN};
        number r = annex(ctanh, z);
        return (number){r.re, plus(isinf(z.re) && isinf(z.im), r.im)};
    }
    if (fabs(z.re) > LOG_LARGE)
        return (number){copysign(1.0, z.re), 4.0 * sin(z.im) * cos(z.im) * exp(-2.0 * fabs(z.re))};
    double x = tanh(z.re), y = tan(z.im), c = 1.0 / cosh(z.re), xy = x * y, d = 1.0 + xy * xy;
    return (number){x * (1.0 + y * y) / d, ((y / d) * c) * c};
}

static number f_cos(number z, enum failure *why) { return f_cosh(turned(z), why); }
static number f_sin(number z, enum failure *why) { return turned_back(f_sinh(turned(z), why)); }
static number f_tan(number z, enum failure *why) { return turned_back(f_tanh(turned(z), why)); }

// ---- inverses ------------------------------------------------------------------------------------------------------

static number f_acos(number z, enum failure *why) {
    if (!finite_(z)) {
        number r = annex(cacos, z);
        return (number){r.re, plus(isinf(z.re) && isnan(z.im), r.im)};
    }
    if (large(z)) {
        double size = half_log(z) + 2.0 * LN_2;
        return (number){atan2(fabs(z.im), z.re), z.re < 0.0 ? -copysign(size, z.im) : copysign(size, -z.im)};
    }
    number a = root((number){1.0 - z.re, -z.im}), b = root((number){1.0 + z.re, z.im});
    return (number){2.0 * atan2(a.re, b.re), asinh(b.re * a.im - b.im * a.re)};
}

static number f_acosh(number z, enum failure *why) {
    if (z.re == 0.0 && isnan(z.im)) return (number){NAN, NAN};
    if (!finite_(z)) return annex(cacosh, z);
    if (large(z)) return (number){half_log(z) + 2.0 * LN_2, atan2(z.im, z.re)};
    number a = root((number){z.re - 1.0, z.im}), b = root((number){z.re + 1.0, z.im});
    return (number){asinh(a.re * b.re + a.im * b.im), 2.0 * atan2(a.im, b.re)};
}

static number f_asinh(number z, enum failure *why) {
    if (!finite_(z)) {
        number r = annex(casinh, z);
        return (number){plus(isnan(z.re) && isinf(z.im), r.re), r.im};
    }
    if (large(z)) {
        double size = half_log(z) + 2.0 * LN_2;
        return (number){z.im >= 0.0 ? copysign(size, z.re) : -copysign(size, -z.re), atan2(z.im, fabs(z.re))};
    }
    number a = root((number){1.0 + z.im, -z.re}), b = root((number){1.0 - z.im, z.re});
    return (number){asinh(a.re * b.im - b.re * a.im), atan2(z.im, a.re * b.re - a.im * b.im)};
}

static number f_atanh(number z, enum failure *why) {
    if (!finite_(z)) {
        number r = annex(catanh, z);
        return (number){plus(isnan(z.re) && isinf(z.im), r.re), r.im};
    }
    if (signbit(z.re)) { // odd
        number r = f_atanh((number){-z.re, -z.im}, why);
        return (number){-r.re, -r.im};
    }
    double y = fabs(z.im);
    if (z.re > SQRT_LARGE || y > SQRT_LARGE) {
        double half = hypot(z.re / 2.0, z.im / 2.0);
        return (number){z.re / 4.0 / half / half, -copysign(PI / 2.0, -z.im)};
    }
    if (z.re == 1.0 && y < SQRT_LEAST) {
        if (y != 0.0) return (number){-log(sqrt(y) / sqrt(hypot(y, 2.0))), copysign(atan2(2.0, -y) / 2.0, z.im)};
        *why = DOMAIN;
        return (number){HUGE_VAL, z.im};
    }
    double x = 1.0 - z.re;
    return (number){log1p(4.0 * z.re / (x * x + y * y)) / 4.0, -atan2(-2.0 * z.im, x * (1.0 + z.re) - y * y) / 2.0};
}

static number f_asin(number z, enum failure *why) { return turned_back(f_asinh(turned(z), why)); }
static number f_atan(number z, enum failure *why) { return turned_back(f_atanh(turned(z), why)); }

// ---- Python --------------------------------------------------------------------------------------------------------

static bool failed(ouro_rt *rt, enum failure why) {
    if (why == DOMAIN) ouro_raise(rt, OURO_ValueError, "math domain error");
    if (why == RANGE) ouro_raise(rt, OURO_OverflowError, "math range error");
    return why != NONE;
}

static bool argument(ouro_rt *rt, ouro_borrowed o, number *z) { return ouro_to_complex(rt, o, &z->re, &z->im); }

static ouro_owned apply(ouro_rt *rt, ouro_borrowed o, number (*f)(number, enum failure *)) {
    number z;
    enum failure why = NONE;
    if (!argument(rt, o, &z)) return NULL;
    z = f(z, &why);
    return failed(rt, why) ? NULL : ouro_complex_new(rt, z.re, z.im);
}

#define FUNCTION(name)                                                                                                 \
    METHOD(cmath_##name) { return apply(rt, args[0], f_##name); }
FUNCTION(acos)
FUNCTION(acosh)
FUNCTION(asin)
FUNCTION(asinh)
FUNCTION(atan)
FUNCTION(atanh)
FUNCTION(cos)
FUNCTION(cosh)
FUNCTION(exp)
FUNCTION(log10)
FUNCTION(sin)
FUNCTION(sinh)
FUNCTION(sqrt)
FUNCTION(tan)
FUNCTION(tanh)

METHOD(cmath_log) {
    if (nargs == 1) return apply(rt, args[0], f_log);
    number z, base;
    enum failure pole = NONE, why = NONE; // -infinity over a logarithm is an infinity
    if (!argument(rt, args[0], &z) || !argument(rt, args[1], &base)) return NULL;
    z = f_log(z, &pole);
    base = f_log(base, &why);
    if (base.re == 0.0 && base.im == 0.0) why = DOMAIN;
    if (failed(rt, why)) return NULL;
    ouro_obj *above = ouro_complex_new(rt, z.re, z.im), *below = ouro_complex_new(rt, base.re, base.im), *r = NULL;
    if (above && below) r = ouro_binary(rt, OURO_OP_TRUEDIV, above, below);
    ouro_xrelease(rt, above);
    ouro_xrelease(rt, below);
    return r;
}

METHOD(cmath_phase) {
    number z;
    return argument(rt, args[0], &z) ? ouro_float_new(rt, atan2(z.im, z.re)) : NULL;
}

METHOD(cmath_polar) {
    number z;
    if (!argument(rt, args[0], &z)) return NULL;
    double size = hypot(z.re, z.im);
    if (isinf(size) && finite_(z)) {
        (void)failed(rt, RANGE);
        return NULL;
    }
    ouro_obj *pair[2] = {ouro_float_new(rt, size), ouro_float_new(rt, atan2(z.im, z.re))};
    if (pair[0] && pair[1]) return ouro_tuple_from_steal(rt, pair, 2);
    ouro_xrelease(rt, pair[0]);
    ouro_xrelease(rt, pair[1]);
    return NULL;
}

METHOD(cmath_rect) {
    double r, phi;
    if (!ouro_to_double(rt, args[0], &r) || !ouro_to_double(rt, args[1], &phi)) return NULL;
    if (isinf(phi) && r != 0.0 && !isnan(r)) {
        (void)failed(rt, DOMAIN);
        return NULL;
    }
    if (phi == 0.0) return ouro_complex_new(rt, r, isfinite(r) ? r * phi : isnan(r) ? 0.0 : copysign(1.0, r) * phi);
    if (isinf(r) && isfinite(phi)) {
        double re = copysign(r, cos(phi)), im = copysign(r, sin(phi));
        return r > 0.0 ? ouro_complex_new(rt, re, im) : ouro_complex_new(rt, -re, -im);
    }
    if (r == 0.0 && !isfinite(phi)) return ouro_complex_new(rt, 0.0, 0.0);
    if (isinf(r)) return ouro_complex_new(rt, HUGE_VAL, NAN);
    return ouro_complex_new(rt, r * cos(phi), r * sin(phi));
}

METHOD(cmath_isfinite) {
    number z;
    return argument(rt, args[0], &z) ? ouro_bool(rt, finite_(z)) : NULL;
}
METHOD(cmath_isinf) {
    number z;
    return argument(rt, args[0], &z) ? ouro_bool(rt, isinf(z.re) || isinf(z.im)) : NULL;
}
METHOD(cmath_isnan) {
    number z;
    return argument(rt, args[0], &z) ? ouro_bool(rt, isnan(z.re) || isnan(z.im)) : NULL;
}

METHOD(cmath_isclose) {
    static const char *const names[] = {"a", "b", "rel_tol", "abs_tol"};
    ouro_obj *given[4];
    if (ouro_args(rt, "isclose", args, nargs, kwnames, names, 4, 2, 2, given) < 0) return NULL;
    number a, b;
    double relative = 1e-9, absolute = 0.0;
    if (!argument(rt, given[0], &a) || !argument(rt, given[1], &b) ||
        (given[2] && !ouro_to_double(rt, given[2], &relative)) ||
        (given[3] && !ouro_to_double(rt, given[3], &absolute)))
        return NULL;
    if (relative < 0.0 || absolute < 0.0) {
        ouro_raise(rt, OURO_ValueError, "tolerances must be non-negative");
        return NULL;
    }
    if (a.re == b.re && a.im == b.im) return ouro_bool(rt, true);
    if (isinf(a.re) || isinf(a.im) || isinf(b.re) || isinf(b.im)) return ouro_bool(rt, false);
    double apart = hypot(a.re - b.re, a.im - b.im);
    return ouro_bool(rt, apart <= relative * hypot(b.re, b.im) || apart <= relative * hypot(a.re, a.im) ||
                             apart <= absolute);
}

#define ONE(name, text) {#name, cmath_##name, 1, 1, 0, #name "($module, z, /)\n--\n\n" text}

static const ouro_method_def functions[] = {
    ONE(acos, "Return the arc cosine of z."),
    ONE(acosh, "Return the inverse hyperbolic cosine of z."),
    ONE(asin, "Return the arc sine of z."),
    ONE(asinh, "Return the inverse hyperbolic sine of z."),
    ONE(atan, "Return the arc tangent of z."),
    ONE(atanh, "Return the inverse hyperbolic tangent of z."),
    ONE(cos, "Return the cosine of z."),
    ONE(cosh, "Return the hyperbolic cosine of z."),
    ONE(exp, "Return the exponential value e**z."),
    {"isclose", cmath_isclose, 0, 0, OURO_M_KEYWORDS,
     "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\n"
     "Determine whether two complex numbers are close in value."},
    ONE(isfinite, "Return True if both the real and imaginary parts of z are finite, else False."),
    ONE(isinf, "Checks if the real or imaginary part of z is infinite."),
    ONE(isnan, "Checks if the real or imaginary part of z not a number (NaN)."),
    {"log", cmath_log, 1, 2, 0,
     "log($module, z, base=<unrepresentable>, /)\n--\n\nlog(z[, base]) -> the logarithm of z to the given base, by "
     "default e."},
    ONE(log10, "Return the base-10 logarithm of z."),
    ONE(phase, "Return argument, also known as the phase angle, of a complex."),
    ONE(polar, "Convert a complex from rectangular coordinates to polar coordinates."),
    {"rect", cmath_rect, 2, 2, 0,
     "rect($module, r, phi, /)\n--\n\nConvert from polar coordinates to rectangular coordinates."},
    ONE(sin, "Return the sine of z."),
    ONE(sinh, "Return the hyperbolic sine of z."),
    ONE(sqrt, "Return the square root of z."),
    ONE(tan, "Return the tangent of z."),
    ONE(tanh, "Return the hyperbolic tangent of z."),
    {0},
};

ouro_owned ouro_module_cmath(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(
        rt, "cmath", "This module provides access to mathematical functions for complex\nnumbers.", functions);
    if (!m) return NULL;
    int status = ouro_module_add(rt, m, "pi", ouro_float_new(rt, PI)) < 0 ||
                 ouro_module_add(rt, m, "e", ouro_float_new(rt, M_E)) < 0 ||
                 ouro_module_add(rt, m, "tau", ouro_float_new(rt, 2 * PI)) < 0 ||
                 ouro_module_add(rt, m, "inf", ouro_float_new(rt, HUGE_VAL)) < 0 ||
                 ouro_module_add(rt, m, "infj", ouro_complex_new(rt, 0.0, HUGE_VAL)) < 0 ||
                 ouro_module_add(rt, m, "nan", ouro_float_new(rt, NAN)) < 0 ||
                 ouro_module_add(rt, m, "nanj", ouro_complex_new(rt, 0.0, NAN)) < 0;
    return ouro_native_module_done(rt, m, -status);
}
