// Module math: functions of ints.
#include "modules/math.h"

#include "modules/native.h"

#include "types/int_digits.h"

#include <math.h>

// Replaces the owned *z by the result of `fn`, releasing it; false: an error is pending and *z is NULL.
static bool replace(ouro_rt *rt, ouro_obj **z, ouro_owned result) {
    ouro_release(rt, *z);
    *z = result;
    return result != NULL;
}

// An argument as exact int. NULL: TypeError.
static ouro_owned integer(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *i = ouro_index(rt, o);
    if (!i || ouro_is(i, OURO_T_int)) return i;
    ouro_obj *exact = ouro_int_exact(rt, i);
    ouro_release(rt, i);
    return exact;
}

static ouro_owned absolute(ouro_rt *rt, ouro_owned i) {
    if (!i || ouro_int_sign(i) >= 0) return i;
    ouro_obj *r = ouro_int_neg(rt, i);
    ouro_release(rt, i);
    return r;
}

// ---- divisors ------------------------------------------------------------------------------------------------------

MATH(gcd) {
    ouro_obj *r = ouro_int_from_i64(rt, 0);
    for (size_t i = 0; r && i < nargs; i++) {
        ouro_obj *x = integer(rt, args[i]);
        if (!x) {
            ouro_release(rt, r);
            return NULL;
        }
        replace(rt, &r, ouro_int_gcd(rt, r, x));
        ouro_release(rt, x);
    }
    return r;
}

static ouro_owned lcm(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (ouro_int_sign(a) == 0 || ouro_int_sign(b) == 0) return ouro_int_from_i64(rt, 0);
    ouro_obj *g = ouro_int_gcd(rt, a, b), *q = NULL;
    if (!g) return NULL;
    if (ouro_int_divide(rt, a, g, false, &q, NULL) && replace(rt, &q, ouro_int_mul(rt, q, b))) q = absolute(rt, q);
    ouro_release(rt, g);
    return q;
}

MATH(lcm) {
    ouro_obj *r = ouro_int_from_i64(rt, 1);
    for (size_t i = 0; r && i < nargs; i++) {
        ouro_obj *x = integer(rt, args[i]);
        if (!x) {
            ouro_release(rt, r);
            return NULL;
        }
        replace(rt, &r, lcm(rt, r, x));
        ouro_release(rt, x);
    }
    return r;
}

// ---- products of ranges --------------------------------------------------------------------------------------------

// from * (from + step) * ... of n terms, up to last; halves are multiplied, so that the factors are of like size.
static ouro_owned range_product(ouro_rt *rt, uint64_t from, uint64_t n, uint64_t step) {
    if (n == 0) return ouro_int_from_i64(rt, 1);
    uint64_t last = from + (n - 1) * step, bits = 64 - (uint64_t)__builtin_clzll(last | 1);
    if (n <= 64 / bits) {
        uint64_t r = from;
        for (uint64_t i = 1; i < n; i++) r *= from + i * step;
        return ouro_int_from_u64(rt, r);
    }
    uint64_t half = n / 2;
    ouro_obj *low = range_product(rt, from, half, step);
    if (!low) return NULL;
    ouro_obj *high = range_product(rt, from + half * step, n - half, step);
    if (!high) {
        ouro_release(rt, low);
        return NULL;
    }
    replace(rt, &low, ouro_int_mul(rt, low, high));
    ouro_release(rt, high);
    return low;
}

// n! without its factors of two: for each power of two, the odd numbers up to n over it.
static ouro_owned odd_factorial(ouro_rt *rt, uint64_t n) {
    ouro_obj *inner = ouro_int_from_i64(rt, 1), *outer = ouro_int_from_i64(rt, 1);
    uint64_t done = 1; // odd numbers up to this one are in inner
    bool ok = true;
    for (int i = 62 - __builtin_clzll(n | 1); ok && i >= 0; i--) {
        uint64_t upto = n >> i;
        upto -= !(upto & 1);
        if (upto > done) {
            ouro_obj *more = range_product(rt, done + 2, (upto - done) / 2, 2);
            ok = more && replace(rt, &inner, ouro_int_mul(rt, inner, more));
            ouro_xrelease(rt, more);
            done = upto;
        }
        ok = ok && replace(rt, &outer, ouro_int_mul(rt, outer, inner));
    }
    ouro_xrelease(rt, inner);
    if (ok) return outer;
    ouro_xrelease(rt, outer);
    return NULL;
}

static ouro_owned factorial(ouro_rt *rt, uint64_t n) {
    ouro_obj *odd = odd_factorial(rt, n);
    if (odd) replace(rt, &odd, ouro_int_shift_left(rt, odd, n - (uint64_t)__builtin_popcountll(n)));
    return odd;
}

MATH(factorial) {
    ouro_obj *n = integer(rt, args[0]), *r = NULL;
    if (!n) return NULL;
    if (ouro_int_sign(n) < 0)
        ouro_raise(rt, OURO_ValueError, "factorial() not defined for negative values");
    else if (ouro_int_is_big(n))
        ouro_raise(rt, OURO_OverflowError, "factorial() argument should not exceed %lld", (long long)INT64_MAX);
    else
        r = factorial(rt, (uint64_t)ouro_int_word(n));
    ouro_release(rt, n);
    return r;
}

// n * (n - 1) * ... of k terms, for an n of any size.
static ouro_owned falling(ouro_rt *rt, ouro_borrowed n, uint64_t k) {
    if (!ouro_int_is_big(n)) return range_product(rt, (uint64_t)ouro_int_word(n) - k + 1, k, 1);
    if (k == 0) return ouro_int_from_i64(rt, 1);
    if (k == 1) return ouro_ref(rt, n);
    ouro_obj *half = ouro_int_from_u64(rt, k / 2), *rest = NULL, *low = NULL, *high = NULL;
    if (half && (rest = ouro_int_sub(rt, n, half)) && (high = falling(rt, n, k / 2)) &&
        (low = falling(rt, rest, k - k / 2)))
        replace(rt, &high, ouro_int_mul(rt, high, low));
    else if (high)
        replace(rt, &high, NULL);
    ouro_xrelease(rt, half);
    ouro_xrelease(rt, rest);
    ouro_xrelease(rt, low);
    return high;
}

// n and k of comb and perm. False: error pending, nothing stored.
static bool two_counts(ouro_rt *rt, ouro_obj *const *args, ouro_obj **n, ouro_obj **k) {
    *n = integer(rt, args[0]);
    if (!*n) return false;
    *k = integer(rt, args[1]);
    if (*k && ouro_int_sign(*n) >= 0 && ouro_int_sign(*k) >= 0) return true;
    if (*k)
        ouro_raise(rt, OURO_ValueError, "%s must be a non-negative integer", ouro_int_sign(*n) < 0 ? "n" : "k");
    ouro_release(rt, *n);
    ouro_xrelease(rt, *k);
    return false;
}

MATH(perm) {
    ouro_obj *n, *k, *r = NULL;
    if (nargs == 1 || args[1] == rt->none) return ouro_math_factorial(rt, self, args, 1, NULL);
    if (!two_counts(rt, args, &n, &k)) return NULL;
    if (ouro_int_compare(n, k) < 0)
        r = ouro_int_from_i64(rt, 0);
    else if (ouro_int_is_big(k))
        ouro_raise(rt, OURO_OverflowError, "k must not exceed %lld", (long long)INT64_MAX);
    else
        r = falling(rt, n, (uint64_t)ouro_int_word(k));
    ouro_release(rt, n);
    ouro_release(rt, k);
    return r;
}

// False: does not fit in 64 bits on the way.
static bool small_comb(uint64_t n, uint64_t k, uint64_t *out) {
    uint64_t r = 1;
    for (uint64_t i = 0; i < k; i++) {
        ouro_u128 next = (ouro_u128)r * (n - i) / (i + 1); // exact: a binomial coefficient
        if (next >> 64) return false;
        r = (uint64_t)next;
    }
    *out = r;
    return true;
}

static ouro_owned comb(ouro_rt *rt, ouro_borrowed n, uint64_t k) {
    uint64_t small;
    if (!ouro_int_is_big(n) && small_comb((uint64_t)ouro_int_word(n), k, &small)) return ouro_int_from_u64(rt, small);
    ouro_obj *top = falling(rt, n, k), *bottom = top ? factorial(rt, k) : NULL, *q = NULL;
    if (bottom && !ouro_int_divide(rt, top, bottom, false, &q, NULL)) q = NULL;
    ouro_xrelease(rt, top);
    ouro_xrelease(rt, bottom);
    return q;
}

MATH(comb) {
    ouro_obj *n, *k, *r = NULL;
    if (!two_counts(rt, args, &n, &k)) return NULL;
    ouro_obj *other = ouro_int_sub(rt, n, k);
    if (other && ouro_int_sign(other) < 0) {
        r = ouro_int_from_i64(rt, 0);
    } else if (other) {
        ouro_borrowed least = ouro_int_compare(k, other) < 0 ? k : other;
        if (ouro_int_is_big(least))
            ouro_raise(rt, OURO_OverflowError, "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
        else
            r = comb(rt, n, (uint64_t)ouro_int_word(least));
    }
    ouro_release(rt, n);
    ouro_release(rt, k);
    ouro_xrelease(rt, other);
    return r;
}

// ---- square root ---------------------------------------------------------------------------------------------------

static uint64_t word_isqrt(uint64_t n) {
    uint64_t r = (uint64_t)sqrt((double)n);
    while (r > UINT32_MAX || r * r > n) r--;
    while (r < UINT32_MAX && (r + 1) * (r + 1) <= n) r++;
    return r;
}

// The root of a big n by Newton's method, each step with as many bits as will be right after it: a is the root of the
// leading bits, at most one too large (an algorithm of M. Dickinson's).
static ouro_owned big_isqrt(ouro_rt *rt, ouro_borrowed n) {
    uint64_t c = (ouro_int_bit_length(n) - 1) / 2, d = 0;
    ouro_obj *a = ouro_int_from_i64(rt, 1);
    for (int s = 63 - __builtin_clzll(c); a && s >= 0; s--) {
        uint64_t e = d;
        d = c >> s;
        ouro_obj *lead = ouro_int_shift_right(rt, n, 2 * c - e - d + 1), *q = NULL;
        if (!lead || !ouro_int_divide(rt, lead, a, false, &q, NULL)) {
            ouro_xrelease(rt, lead);
            replace(rt, &a, NULL);
            break;
        }
        ouro_release(rt, lead);
        if (replace(rt, &a, ouro_int_shift_left(rt, a, d - e - 1))) replace(rt, &a, ouro_int_add(rt, a, q));
        ouro_release(rt, q);
    }
    if (!a) return NULL;
    ouro_obj *square = ouro_int_mul(rt, a, a);
    if (!square)
        replace(rt, &a, NULL);
    else if (ouro_int_compare(square, n) > 0)
        replace(rt, &a, ouro_int_sub(rt, a, rt->small_ints[1]));
    ouro_xrelease(rt, square);
    return a;
}

MATH(isqrt) {
    ouro_obj *n = integer(rt, args[0]), *r = NULL;
    if (!n) return NULL;
    if (ouro_int_sign(n) < 0)
        ouro_raise(rt, OURO_ValueError, "isqrt() argument must be nonnegative");
    else if (ouro_int_is_big(n))
        r = big_isqrt(rt, n);
    else
        r = ouro_int_from_u64(rt, word_isqrt((uint64_t)ouro_int_word(n)));
    ouro_release(rt, n);
    return r;
}
