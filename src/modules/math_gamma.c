// The gamma function and its logarithm, by the approximation of C. Lanczos (1964) with the published coefficients for
// g = 6.0246..., 13 terms: the same results everywhere, to within a few units in the last place.
#include "modules/math.h"

#include <math.h>

#define PI 3.141592653589793238462643383279502884
#define LOG_PI 1.144729885849400174143427351353058711647
#define TERMS 13
#define G 6.024680040776729583740234375
#define G_LESS_HALF 5.524680040776729583740234375

static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
// (x + 1)(x + 2)...(x + 11)x
static const double denominator[TERMS] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                          45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                          1925.0,     66.0,       1.0};

static double lanczos_sum(double x) {
    double above = 0.0, below = 0.0;
    if (x < 5.0) {
        for (int i = TERMS; i-- > 0;) {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }
    } else { // divided through by x^12, so that nothing overflows
        for (int i = 0; i < TERMS; i++) {
            above = above / x + numerator[i];
            below = below / x + denominator[i];
        }
    }
    return above / below;
}

// sin(pi * x), exact where x is whole.
static double sin_pi(double x) {
    double y = fmod(fabs(x), 2.0), r = 0.0;
    switch ((int)round(2.0 * y)) {
    case 0: r = sin(PI * y); break;
    case 1: r = cos(PI * (y - 0.5)); break;
    case 2: r = sin(PI * (1.0 - y)); break; // not sin(pi * (y - 1)): keeps the sign of zero
    case 3: r = -cos(PI * (y - 1.5)); break;
    default: r = sin(PI * (y - 2.0));
    }
    return copysign(1.0, x) * r;
}

// x is finite, neither zero nor a negative whole number.
static double gamma_at(double x) {
    double size = fabs(x);
    if (x == floor(x) && x <= 23.0) { // exact
        double r = 1.0;
        for (double i = 2.0; i < x; i += 1.0) r *= i;
        return r;
    }
    if (size < 1e-20) return 1.0 / x;
    if (size > 200.0) return x < 0.0 ? 0.0 / sin_pi(x) : HUGE_VAL;
    // y is rounded: z is the relative error that makes in what follows.
    double y = size + G_LESS_HALF, z;
    if (size > G_LESS_HALF)
        z = y - size - G_LESS_HALF;
    else
        z = y - G_LESS_HALF - size;
    z = z * G / y;
    double r, half_power = size < 140.0 ? 0.0 : pow(y, size / 2.0 - 0.25); // the whole power could overflow
    if (x < 0.0) {
        r = -PI / sin_pi(size) / size * exp(y) / lanczos_sum(size);
        r -= z * r;
        return size < 140.0 ? r / pow(y, size - 0.5) : r / half_power / half_power;
    }
    r = lanczos_sum(size) / exp(y);
    r += z * r;
    return size < 140.0 ? r * pow(y, size - 0.5) : r * half_power * half_power;
}

MATH(gamma) {
    double x;
    if (!ouro_to_double(rt, args[0], &x)) return NULL;
    if (isnan(x) || (isinf(x) && x > 0)) return ouro_float_new(rt, x);
    if (isinf(x) || x == 0.0 || (x < 0.0 && x == floor(x))) return ouro_math_domain(rt);
    double r = gamma_at(x);
    return isinf(r) ? ouro_math_range(rt) : ouro_float_new(rt, r);
}

MATH(lgamma) {
    double x;
    if (!ouro_to_double(rt, args[0], &x)) return NULL;
    if (!isfinite(x)) return ouro_float_new(rt, fabs(x));
    if (x == floor(x) && x <= 2.0) return x <= 0.0 ? ouro_math_domain(rt) : ouro_float_new(rt, 0.0);
    double size = fabs(x), r;
    if (size < 1e-20) return ouro_float_new(rt, -log(size));
    r = log(lanczos_sum(size)) - G;
    r += (size - 0.5) * (log(size + G - 0.5) - 1.0);
    if (x < 0.0) r = LOG_PI - log(fabs(sin_pi(size))) - log(size) - r; // reflected
    return isinf(r) ? ouro_math_range(rt) : ouro_float_new(rt, r);
}
