// Module math: sums and products of many numbers.
#include "modules/math.h"

#include "modules/native.h"

#include "types/abstract.h"

#include <math.h>
#include <string.h>

// ---- fsum ----------------------------------------------------------------------------------------------------------

// The sum so far, exactly: doubles that do not overlap, least first (J. Shewchuk, Adaptive Precision Floating-Point
// Arithmetic, 1997). At least one bit lies between two of them, so that there are at most 2098 / 2.
#define PARTS 1100

typedef struct exact_sum {
    size_t n;
    double parts[PARTS];
    double special; // sum of what is not finite
    double infinities;
} exact_sum;

static int add_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    exact_sum *s = ctx;
    double x, given;
    if (!ouro_to_double(rt, item, &x)) return -1;
    given = x;
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        double y = s->parts[i];
        if (fabs(x) < fabs(y)) {
            double t = x;
            x = y;
            y = t;
        }
        double high = x + y, low = y - (high - x);
        if (low != 0.0) s->parts[n++] = low;
        x = high;
    }
    s->n = n;
    if (x == 0.0) return 0;
    if (isfinite(x)) {
        s->parts[s->n++] = x;
        return 0;
    }
    if (isfinite(given)) {
        ouro_raise(rt, OURO_OverflowError, "intermediate overflow in fsum");
        return -1;
    }
    if (isinf(given)) s->infinities += given;
    s->special += given;
    s->n = 0;
    return 0;
}

// The parts to one double, rounded once, half to even.
static double rounded_sum(const exact_sum *s) {
    if (s->n == 0) return 0.0;
    size_t i = s->n - 1;
    double high = s->parts[i], low = 0.0;
    while (i > 0) {
        double x = high, y = s->parts[--i];
        high = x + y;
        low = y - (high - x);
        if (low != 0.0) break;
    }
    // In the middle between two doubles the parts below decide.
    if (i > 0 && ((low < 0.0 && s->parts[i - 1] < 0.0) || (low > 0.0 && s->parts[i - 1] > 0.0))) {
        double y = low * 2.0, x = high + y;
        if (y == x - high) high = x;
    }
    return high;
}

MATH(fsum) {
    exact_sum s;
    s.n = 0;
    s.special = s.infinities = 0.0;
    if (ouro_each(rt, args[0], add_item, &s) < 0) return NULL;
    if (s.special == 0.0) return ouro_float_new(rt, rounded_sum(&s));
    if (isnan(s.infinities)) {
        ouro_raise(rt, OURO_ValueError, "-inf + inf in fsum");
        return NULL;
    }
    return ouro_float_new(rt, s.special);
}

// ---- Euclidean length ----------------------------------------------------------------------------------------------

// x * x = *high + *low exactly, |x| < 2^500 (halves of 26 bits: T. Dekker 1971).
static void exact_square(double x, double *high, double *low) {
    double t = x * 134217729.0, a = t - (t - x), b = x - a; // 2^27 + 1
    *high = x * x;
    *low = ((a * a - *high) + 2.0 * a * b) + b * b;
}

// sqrt of the sum of squares, computed to twice the precision after scaling by a power of two.
static double length(const double *v, size_t n) {
    double max = 0.0;
    bool nan = false;
    for (size_t i = 0; i < n; i++) {
        double x = fabs(v[i]);
        nan |= isnan(x) != 0;
        if (x > max) max = x;
    }
    if (isinf(max)) return max;
    if (nan) return NAN;
    if (max == 0.0) return 0.0;
    int exponent;
    (void)frexp(max, &exponent);
    double high = 0.0, low = 0.0;
    for (size_t i = 0; i < n; i++) {
        double square, rest;
        exact_square(ldexp(v[i], -exponent), &square, &rest);
        double sum = high + square, part = sum - high;
        low += ((high - (sum - part)) + (square - part)) + rest;
        high = sum;
    }
    double root = sqrt(high + low), square, rest;
    exact_square(root, &square, &rest);
    root += (((high - square) - rest) + low) / (2.0 * root);
    return ldexp(root, exponent);
}

#define FEW 16

// Room for n numbers: `few` or a raw block.
static double *room(ouro_rt *rt, size_t n, double *few) {
    return n <= FEW ? few : ouro_raw_alloc(rt, n * sizeof(double));
}

MATH(hypot) {
    double few[FEW], *v = room(rt, nargs, few);
    if (!v) return NULL;
    ouro_obj *r = NULL;
    for (size_t i = 0; i < nargs; i++)
        if (!ouro_to_double(rt, args[i], &v[i])) goto done;
    r = ouro_float_new(rt, length(v, nargs));
done:
    if (v != few) ouro_raw_free(rt, v);
    return r;
}

MATH(dist) {
    ouro_obj *p = ouro_tuple_of(rt, args[0]), *q = p ? ouro_tuple_of(rt, args[1]) : NULL, *r = NULL;
    double few[FEW], *v = NULL;
    if (!q) goto done;
    size_t n = ouro_tuple_length(p);
    if (ouro_tuple_length(q) != n) {
        ouro_raise(rt, OURO_ValueError, "both points must have the same number of dimensions");
        goto done;
    }
    v = room(rt, n, few);
    if (!v) goto done;
    for (size_t i = 0; i < n; i++) {
        double x, y;
        if (!ouro_to_double(rt, ouro_tuple_peek(p, i), &x) || !ouro_to_double(rt, ouro_tuple_peek(q, i), &y)) goto done;
        v[i] = x - y;
    }
    r = ouro_float_new(rt, length(v, n));
done:
    if (v != few) ouro_raw_free(rt, v);
    ouro_xrelease(rt, p);
    ouro_xrelease(rt, q);
    return r;
}

// ---- prod ----------------------------------------------------------------------------------------------------------

static int multiply_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    ouro_obj **product = ctx, *next = ouro_binary(rt, OURO_OP_MUL, *product, item);
    if (!next) return -1;
    ouro_release(rt, *product);
    *product = next;
    return 0;
}

MATH(prod) {
    static const char *const names[] = {"", "start"};
    ouro_obj *given[2];
    if (ouro_args(rt, "prod", args, nargs, kwnames, names, 2, 1, 1, given) < 0) return NULL;
    ouro_obj *product = given[1] ? ouro_ref(rt, given[1]) : ouro_int_from_i64(rt, 1);
    if (ouro_each(rt, given[0], multiply_item, &product) == 0) return product;
    ouro_release(rt, product);
    return NULL;
}
