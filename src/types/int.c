// int: the operators and slots. Values of up to 64 bits are machine words, up to 120 bits are computed in 128.
#include "types/int.h"

#include "types/abstract.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int_digits.h"
#include "types/spec.h"
#include "types/warn.h"

#include <float.h>
#include <math.h>
#include <string.h>

// Slots get operands in source order; either may be no int.
OURO_INLINE bool ints(const ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return OURO_LIKELY(ouro_int_check(rt, a) && ouro_int_check(rt, b));
}
OURO_INLINE bool words(ouro_borrowed a, ouro_borrowed b) { return ouro_int_is_word(a) && ouro_int_is_word(b); }

// ---- sum, difference, product --------------------------------------------------------------------------------------

static OURO_NOINLINE ouro_owned add_general(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, bool subtract) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    ouro_i128 x, y;
    if (ouro_int_as_i128(a, &x) && ouro_int_as_i128(b, &y))
        return ouro_int_from_i128(rt, subtract ? x - y : x + y);
    ouro_int_view v, w;
    ouro_int_view_of(a, &v);
    ouro_int_view_of(b, &w);
    w.negative ^= subtract;
    const ouro_int_view *big = &v, *small = &w;
    if (v.n < w.n)
        big = &w, small = &v;
    ouro_bigint *r = ouro_big_new(rt, big->n + 1);
    if (!r)
        return NULL;
    if (v.negative == w.negative) {
        r->digits[big->n] = ouro_digits_add(r->digits, big->digits, big->n, small->digits, small->n);
        return ouro_big_finish(rt, r, big->n + 1, v.negative);
    }
    bool negative = big->negative;
    if (ouro_digits_compare(big->digits, big->n, small->digits, small->n) < 0) {
        const ouro_int_view *t = big;
        big = small;
        small = t;
        negative = !negative;
    }
    ouro_digits_sub(r->digits, big->digits, big->n, small->digits, small->n);
    return ouro_big_finish(rt, r, big->n, negative);
}

ouro_owned ouro_int_add(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    int64_t r;
    if (OURO_LIKELY(words(a, b)) && OURO_LIKELY(!__builtin_add_overflow(ouro_int_word(a), ouro_int_word(b), &r)))
        return ouro_int_from_i64(rt, r);
    return add_general(rt, a, b, false);
}

ouro_owned ouro_int_sub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    int64_t r;
    if (OURO_LIKELY(words(a, b)) && OURO_LIKELY(!__builtin_sub_overflow(ouro_int_word(a), ouro_int_word(b), &r)))
        return ouro_int_from_i64(rt, r);
    return add_general(rt, a, b, true);
}

static OURO_NOINLINE ouro_owned mul_general(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    if (!ouro_int_is_big(a) && !ouro_int_is_big(b))
        return ouro_int_from_i128(rt, (ouro_i128)ouro_int_word(a) * ouro_int_word(b));
    ouro_int_view v, w;
    ouro_int_view_of(a, &v);
    if (a == b)
        w = v;
    else
        ouro_int_view_of(b, &w);
    if (v.n == 0 || w.n == 0)
        return ouro_int_from_i64(rt, 0);
    ouro_bigint *r = ouro_big_new(rt, v.n + w.n);
    if (!r)
        return NULL;
    if (w.n == 1 || v.n == 1) {
        const ouro_int_view *big = w.n == 1 ? &v : &w, *small = w.n == 1 ? &w : &v;
        memcpy(r->digits, big->digits, big->n * sizeof *r->digits);
        r->digits[big->n] = ouro_digits_mul1(r->digits, big->n, small->digits[0], 0);
    } else if (!ouro_digits_mul(rt, r->digits, v.digits, v.n, w.digits, w.n)) {
        ouro_discard(rt, &r->head);
        return NULL;
    }
    return ouro_big_finish(rt, r, v.n + w.n, v.negative != w.negative);
}

ouro_owned ouro_int_mul(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    int64_t r;
    if (OURO_LIKELY(words(a, b)) && OURO_LIKELY(!__builtin_mul_overflow(ouro_int_word(a), ouro_int_word(b), &r)))
        return ouro_int_from_i64(rt, r);
    return mul_general(rt, a, b);
}

// ---- quotient and remainder ----------------------------------------------------------------------------------------

// Two results or none: stores them, or releases what there is.
static bool store_pair(ouro_rt *rt, ouro_obj **q, ouro_obj **r, ouro_owned quotient, ouro_owned remainder) {
    if ((q && !quotient) || (r && !remainder)) {
        ouro_xrelease(rt, quotient);
        ouro_xrelease(rt, remainder);
        return false;
    }
    if (q)
        *q = quotient;
    if (r)
        *r = remainder;
    return true;
}

static bool divide_runs(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, bool truncate, ouro_obj **q, ouro_obj **r) {
    ouro_int_view v, w;
    ouro_int_view_of(a, &v);
    ouro_int_view_of(b, &w);
    bool floor = !truncate && v.negative != w.negative;
    ouro_bigint *quotient = NULL, *remainder = NULL;
    size_t nq = v.n < w.n ? 1 : v.n - w.n + 1, nr = w.n;
    quotient = q ? ouro_big_new(rt, nq + 1) : NULL;
    remainder = ouro_big_new(rt, nr);
    if ((q && !quotient) || !remainder)
        goto fail;
    if (ouro_digits_compare(v.digits, v.n, w.digits, w.n) < 0) {
        if (q)
            quotient->digits[0] = 0;
        nq = 1;
        memcpy(remainder->digits, v.digits, v.n * sizeof(uint32_t));
        memset(remainder->digits + v.n, 0, (nr - v.n) * sizeof(uint32_t));
    } else if (!ouro_digits_divide(rt, q ? quotient->digits : NULL, remainder->digits, v.digits, v.n, w.digits, w.n)) {
        goto fail;
    }
    bool negative = v.negative;
    if (floor && ouro_digits_normal(remainder->digits, nr) > 0) {
        uint32_t one = 1;
        if (q) {
            quotient->digits[nq] = ouro_digits_add(quotient->digits, quotient->digits, nq, &one, 1);
            nq++;
        }
        ouro_digits_sub(remainder->digits, w.digits, nr, remainder->digits, nr);
        negative = w.negative;
    }
    ouro_obj *first = q ? ouro_big_finish(rt, quotient, nq, v.negative != w.negative) : NULL;
    if (!r) {
        ouro_discard(rt, &remainder->head);
        return store_pair(rt, q, NULL, first, NULL);
    }
    return store_pair(rt, q, r, first, ouro_big_finish(rt, remainder, nr, negative));
fail:
    if (quotient)
        ouro_discard(rt, &quotient->head);
    if (remainder)
        ouro_discard(rt, &remainder->head);
    return false;
}

bool ouro_int_divide(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, bool truncate, ouro_obj **q, ouro_obj **r) {
    ouro_i128 x, y;
    if (!ouro_int_as_i128(a, &x) || !ouro_int_as_i128(b, &y))
        return divide_runs(rt, a, b, truncate, q, r);
    ouro_i128 quotient, remainder;
    if ((int64_t)x == x && (int64_t)y == y && y != -1) { // the divisions of 128 bits are slow
        quotient = (int64_t)x / (int64_t)y;
        remainder = (int64_t)x % (int64_t)y;
    } else {
        quotient = x / y;
        remainder = x - quotient * y;
    }
    if (!truncate && remainder != 0 && (remainder < 0) != (y < 0)) {
        quotient--;
        remainder += y;
    }
    return store_pair(rt, q, r, q ? ouro_int_from_i128(rt, quotient) : NULL,
                      r ? ouro_int_from_i128(rt, remainder) : NULL);
}

ouro_owned ouro_int_floordiv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    if (ouro_int_sign(b) == 0) {
        ouro_raise(rt, OURO_ZeroDivisionError, "integer division or modulo by zero");
        return NULL;
    }
    if (words(a, b) && ouro_int_word(b) != -1) {
        int64_t x = ouro_int_word(a), y = ouro_int_word(b), q = x / y;
        if ((x < 0) != (y < 0) && q * y != x)
            q--;
        return ouro_int_from_i64(rt, q);
    }
    ouro_obj *q;
    return ouro_int_divide(rt, a, b, false, &q, NULL) ? q : NULL;
}

ouro_owned ouro_int_mod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    if (ouro_int_sign(b) == 0) {
        ouro_raise(rt, OURO_ZeroDivisionError, "integer modulo by zero");
        return NULL;
    }
    if (words(a, b)) {
        int64_t x = ouro_int_word(a), y = ouro_int_word(b), m = y == -1 ? 0 : x % y;
        if (m != 0 && (m < 0) != (y < 0))
            m += y;
        return ouro_int_from_i64(rt, m);
    }
    ouro_obj *r;
    return ouro_int_divide(rt, a, b, false, NULL, &r) ? r : NULL;
}

ouro_owned ouro_int_divmod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    if (ouro_int_sign(b) == 0) {
        ouro_raise(rt, OURO_ZeroDivisionError, "integer division or modulo by zero");
        return NULL;
    }
    ouro_obj *pair[2];
    if (!ouro_int_divide(rt, a, b, false, &pair[0], &pair[1]))
        return NULL;
    return ouro_tuple_from_steal(rt, pair, 2);
}

// top * 2^exponent, top >= 2^63, rounded half to even; HUGE_VAL: too large.
static double round_to_double(uint64_t top, int64_t exponent) {
    int64_t drop = 64 - DBL_MANT_DIG, least = DBL_MIN_EXP - DBL_MANT_DIG;
    if (exponent + drop < least) // subnormal: fewer bits
        drop = least - exponent;
    if (drop > 64)
        return 0.0;
    uint64_t half = (uint64_t)1 << (drop - 1), keep = drop == 64 ? 0 : top >> drop;
    uint64_t below = drop == 64 ? top : top & (half + half - 1);
    if (below > half || (below == half && (keep & 1)))
        keep++;
    return ldexp((double)keep, (int)(exponent + drop));
}

// The quotient of two positive runs rounded to a double, half to even; HUGE_VAL: too large. False: MemoryError.
static bool divide_to_double(ouro_rt *rt, const ouro_int_view *v, const ouro_int_view *w, double *out) {
    int64_t bits = (int64_t)ouro_digits_bits(v->digits, v->n) - (int64_t)ouro_digits_bits(w->digits, w->n);
    if (bits > DBL_MAX_EXP || bits < DBL_MIN_EXP - DBL_MANT_DIG - 1) { // 2^(bits-1) < quotient < 2^(bits+1)
        *out = bits > 0 ? HUGE_VAL : 0.0;
        return true;
    }
    // a * 2^shift / b has 64 or 65 bits: enough to round once, with "something below" in the last one.
    int64_t shift = 64 - bits;
    size_t up = shift > 0 ? (size_t)shift : 0, down = shift < 0 ? (size_t)-shift : 0;
    size_t na = v->n + up / OURO_DIGIT_BITS + 1, nb = w->n + down / OURO_DIGIT_BITS + 1;
    uint32_t *x = ouro_raw_calloc(rt, (na + 2 * nb + (na + 1)) * sizeof *x);
    if (!x)
        return false;
    uint32_t *y = x + na, *r = y + nb, *q = r + nb;
    size_t skip = up / OURO_DIGIT_BITS;
    x[skip + v->n] = ouro_digits_shift_left(x + skip, v->digits, v->n, up % OURO_DIGIT_BITS);
    skip = down / OURO_DIGIT_BITS;
    y[skip + w->n] = ouro_digits_shift_left(y + skip, w->digits, w->n, down % OURO_DIGIT_BITS);
    na = ouro_digits_normal(x, na);
    nb = ouro_digits_normal(y, nb);
    bool ok = ouro_digits_divide(rt, q, r, x, na, y, nb);
    if (ok) {
        size_t nq = ouro_digits_normal(q, na - nb + 1);
        int64_t exponent = (int64_t)ouro_digits_bits(q, nq) - 64 - shift;
        uint64_t top = ouro_digits_top64(q, nq) | (ouro_digits_normal(r, nb) > 0);
        *out = round_to_double(top, exponent);
    }
    ouro_raw_free(rt, x);
    return ok;
}

ouro_owned ouro_int_truediv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    if (ouro_int_sign(b) == 0) {
        ouro_raise(rt, OURO_ZeroDivisionError, "division by zero");
        return NULL;
    }
    const int64_t exact = (int64_t)1 << DBL_MANT_DIG;
    if (!ouro_int_is_big(a) && !ouro_int_is_big(b)) {
        int64_t x = ouro_int_word(a), y = ouro_int_word(b);
        if (-exact <= x && x <= exact && -exact <= y && y <= exact)
            return ouro_float_new(rt, (double)x / (double)y);
    }
    ouro_int_view v, w;
    ouro_int_view_of(a, &v);
    ouro_int_view_of(b, &w);
    double d = 0.0;
    if (v.n > 0 && !divide_to_double(rt, &v, &w, &d))
        return NULL;
    if (isinf(d)) {
        ouro_raise(rt, OURO_OverflowError, "integer division result too large for a float");
        return NULL;
    }
    return ouro_float_new(rt, v.negative != w.negative ? -d : d);
}

// ---- shifts --------------------------------------------------------------------------------------------------------

ouro_owned ouro_int_shift_left(ouro_rt *rt, ouro_borrowed a, uint64_t bits) {
    ouro_int_view v;
    ouro_int_view_of(a, &v);
    if (v.n == 0)
        return ouro_int_from_i64(rt, 0);
    if (v.n <= 2 && bits < 64) {
        ouro_i128 x = (ouro_i128)v.digits[0] | (v.n > 1 ? (ouro_i128)v.digits[1] << 30 : 0);
        x <<= bits;
        return ouro_int_from_i128(rt, v.negative ? -x : x);
    }
    uint64_t skip = bits / OURO_DIGIT_BITS;
    if (skip > OURO_DIGITS_MAX - v.n) {
        ouro_raise_memory(rt);
        return NULL;
    }
    ouro_bigint *r = ouro_big_new(rt, v.n + skip + 1);
    if (!r)
        return NULL;
    memset(r->digits, 0, skip * sizeof *r->digits);
    r->digits[skip + v.n] = ouro_digits_shift_left(r->digits + skip, v.digits, v.n, bits % OURO_DIGIT_BITS);
    return ouro_big_finish(rt, r, v.n + skip + 1, v.negative);
}

ouro_owned ouro_int_shift_right(ouro_rt *rt, ouro_borrowed a, uint64_t bits) {
    ouro_i128 x;
    if (ouro_int_as_i128(a, &x))
        return ouro_int_from_i128(rt, x >> (bits > 127 ? 127 : bits));
    ouro_int_view v;
    ouro_int_view_of(a, &v);
    size_t skip = bits / OURO_DIGIT_BITS;
    if (bits / OURO_DIGIT_BITS >= v.n)
        return ouro_int_from_i64(rt, v.negative ? -1 : 0);
    size_t n = v.n - skip;
    ouro_bigint *r = ouro_big_new(rt, n + 1);
    if (!r)
        return NULL;
    uint32_t lost = ouro_digits_shift_right(r->digits, v.digits + skip, n, bits % OURO_DIGIT_BITS);
    r->digits[n] = 0;
    if (v.negative && (lost || ouro_digits_normal(v.digits, skip) > 0)) { // rounded down
        uint32_t one = 1;
        r->digits[n] = ouro_digits_add(r->digits, r->digits, n, &one, 1);
    }
    return ouro_big_finish(rt, r, n + 1, v.negative);
}

static bool shift_count(ouro_rt *rt, ouro_borrowed b, uint64_t *out) {
    if (ouro_int_sign(b) < 0) {
        ouro_raise(rt, OURO_ValueError, "negative shift count");
        return false;
    }
    *out = ouro_int_is_big(b) ? UINT64_MAX : (uint64_t)ouro_int_word(b);
    return true;
}

ouro_owned ouro_int_lshift(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    uint64_t bits;
    if (!shift_count(rt, b, &bits))
        return NULL;
    if (ouro_int_is_word(a) && bits < 63) {
        int64_t x = ouro_int_word(a), r = (int64_t)((uint64_t)x << bits);
        if (r >> bits == x)
            return ouro_int_from_i64(rt, r);
    }
    return ouro_int_shift_left(rt, a, bits);
}

ouro_owned ouro_int_rshift(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    uint64_t bits;
    if (!shift_count(rt, b, &bits))
        return NULL;
    if (ouro_int_is_word(a))
        return ouro_int_from_i64(rt, ouro_int_word(a) >> (bits > 63 ? 63 : bits));
    return ouro_int_shift_right(rt, a, bits);
}

// ---- bitwise: as if in two's complement without end ----------------------------------------------------------------

// Digits of a value in two's complement, one after the other.
typedef struct digit_stream {
    const ouro_int_view *v;
    uint32_t carry;
} digit_stream;
OURO_INLINE uint32_t stream_next(digit_stream *s, size_t i) {
    uint32_t d = i < s->v->n ? s->v->digits[i] : 0;
    if (!s->v->negative)
        return d;
    s->carry += ~d & OURO_DIGIT_MASK;
    d = s->carry & OURO_DIGIT_MASK;
    s->carry >>= OURO_DIGIT_BITS;
    return d;
}

OURO_INLINE ouro_owned bitwise(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, char op) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    ouro_i128 x, y;
    if (ouro_int_as_i128(a, &x) && ouro_int_as_i128(b, &y))
        return ouro_int_from_i128(rt, op == '&' ? x & y : op == '|' ? x | y : x ^ y);
    ouro_int_view v, w;
    ouro_int_view_of(a, &v);
    ouro_int_view_of(b, &w);
    size_t n = (v.n > w.n ? v.n : w.n) + 1;
    if (op == '&' && !v.negative && v.n < n - 1) // a mask: no more digits than it has
        n = v.n + 1;
    if (op == '&' && !w.negative && w.n < n - 1)
        n = w.n + 1;
    ouro_bigint *r = ouro_big_new(rt, n);
    if (!r)
        return NULL;
    digit_stream s = {&v, 1}, t = {&w, 1};
    bool negative = op == '&'   ? v.negative && w.negative
                    : op == '|' ? v.negative || w.negative
                                : v.negative != w.negative;
    uint32_t carry = 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t d = stream_next(&s, i), e = stream_next(&t, i);
        d = op == '&' ? d & e : op == '|' ? d | e : d ^ e;
        if (negative) {
            carry += ~d & OURO_DIGIT_MASK;
            d = carry & OURO_DIGIT_MASK;
            carry >>= OURO_DIGIT_BITS;
        }
        r->digits[i] = d;
    }
    return ouro_big_finish(rt, r, n, negative);
}

static ouro_owned int_and(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (OURO_LIKELY(words(a, b)))
        return ouro_int_from_i64(rt, ouro_int_word(a) & ouro_int_word(b));
    return bitwise(rt, a, b, '&');
}
static ouro_owned int_or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (OURO_LIKELY(words(a, b)))
        return ouro_int_from_i64(rt, ouro_int_word(a) | ouro_int_word(b));
    return bitwise(rt, a, b, '|');
}
static ouro_owned int_xor(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (OURO_LIKELY(words(a, b)))
        return ouro_int_from_i64(rt, ouro_int_word(a) ^ ouro_int_word(b));
    return bitwise(rt, a, b, '^');
}

ouro_owned ouro_int_invert(ouro_rt *rt, ouro_borrowed a) {
    if (!ouro_int_is_big(a))
        return ouro_int_from_i64(rt, ~ouro_int_word(a));
    ouro_obj *one = ouro_int_from_i64(rt, 1);
    ouro_obj *sum = ouro_int_add(rt, a, one);
    ouro_release(rt, one);
    if (!sum)
        return NULL;
    ouro_obj *r = ouro_int_neg(rt, sum);
    ouro_release(rt, sum);
    return r;
}

// ---- signs ---------------------------------------------------------------------------------------------------------

ouro_owned ouro_int_neg(ouro_rt *rt, ouro_borrowed a) {
    if (!ouro_int_is_big(a) && ouro_int_word(a) != INT64_MIN)
        return ouro_int_from_i64(rt, -ouro_int_word(a));
    ouro_int_view v;
    ouro_int_view_of(a, &v);
    return ouro_int_from_run(rt, v.digits, v.n, !v.negative);
}

static ouro_owned int_abs(ouro_rt *rt, ouro_borrowed a) {
    return ouro_int_sign(a) < 0 ? ouro_int_neg(rt, a) : ouro_int_exact(rt, a);
}

int ouro_int_sign(ouro_borrowed o) {
    if (ouro_int_is_big(o))
        return ((const ouro_bigint *)o)->size < 0 ? -1 : 1;
    return (ouro_int_word(o) > 0) - (ouro_int_word(o) < 0);
}

size_t ouro_int_bit_length(ouro_borrowed o) {
    ouro_int_view v;
    ouro_int_view_of(o, &v);
    return ouro_digits_bits(v.digits, v.n);
}

// ---- comparison and hash -------------------------------------------------------------------------------------------

int ouro_int_compare(ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_int_is_big(a) && !ouro_int_is_big(b)) {
        int64_t x = ouro_int_word(a), y = ouro_int_word(b);
        return (x > y) - (x < y);
    }
    ouro_int_view v, w;
    ouro_int_view_of(a, &v);
    ouro_int_view_of(b, &w);
    if (v.negative != w.negative)
        return v.negative ? -1 : 1;
    int c = ouro_digits_compare(v.digits, v.n, w.digits, w.n);
    return v.negative ? -c : c;
}

static ouro_owned int_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ints(rt, a, b))
        return ouro_not_implemented(rt);
    int c = a == b ? 0 : ouro_int_compare(a, b);
    bool r = false;
    switch ((enum ouro_compare_op)op) {
    case OURO_LT: r = c < 0; break;
    case OURO_LE: r = c <= 0; break;
    case OURO_EQ: r = c == 0; break;
    case OURO_NE: r = c != 0; break;
    case OURO_GT: r = c > 0; break;
    case OURO_GE: r = c >= 0; break;
    }
    return ouro_bool(rt, r);
}

int ouro_int_compare_double(ouro_borrowed o, double d) {
    int sign = ouro_int_sign(o);
    if (isinf(d))
        return d > 0 ? -1 : 1;
    int other = (d > 0) - (d < 0);
    if (sign != other)
        return sign < other ? -1 : 1;
    if (!ouro_int_is_big(o)) {
        int64_t x = ouro_int_word(o);
        if (d >= 0x1p63)
            return -1;
        if (d < -0x1p63)
            return 1;
        int64_t y = (int64_t)d; // towards zero; both have the same sign
        if (x != y)
            return x < y ? -1 : 1;
        double fraction = d - (double)y;
        return (fraction < 0) - (fraction > 0);
    }
    // Both above 2^63 - 1 or the double is smaller in size: compare lengths, then the bits of the double.
    ouro_int_view v;
    ouro_int_view_of(o, &v);
    int exponent;
    double mantissa = frexp(fabs(d), &exponent);
    int64_t bits = (int64_t)ouro_digits_bits(v.digits, v.n);
    int c;
    if (bits != exponent) {
        c = bits < exponent ? -1 : 1;
    } else {
        uint64_t top = ouro_digits_top64(v.digits, v.n), want = (uint64_t)(mantissa * 0x1p64);
        c = (top > want) - (top < want);
    }
    return sign < 0 ? -c : c;
}

#define HASH_BITS 61
#define HASH_PRIME (((int64_t)1 << HASH_BITS) - 1)

int64_t ouro_int_hash(ouro_borrowed o) {
    if (!ouro_int_is_big(o)) {
        int64_t x = ouro_int_word(o) % HASH_PRIME;
        return x == -1 ? -2 : x;
    }
    ouro_int_view v;
    ouro_int_view_of(o, &v);
    uint64_t x = 0;
    for (size_t i = v.n; i-- > 0;) { // times 2^30 is a rotation of 61 bits
        x = (x << OURO_DIGIT_BITS & HASH_PRIME) | x >> (HASH_BITS - OURO_DIGIT_BITS);
        x += v.digits[i];
        if (x >= (uint64_t)HASH_PRIME)
            x -= (uint64_t)HASH_PRIME;
    }
    int64_t h = v.negative ? -(int64_t)x : (int64_t)x;
    return h == -1 ? -2 : h;
}

static int64_t int_hash(ouro_rt *rt, ouro_borrowed o) { return ouro_int_hash(o); }

// ---- to C numbers --------------------------------------------------------------------------------------------------

int64_t ouro_int_clip(ouro_borrowed o, int *overflow) {
    if (!ouro_int_is_big(o)) {
        *overflow = 0;
        return ouro_int_word(o);
    }
    *overflow = ouro_int_sign(o);
    return *overflow < 0 ? INT64_MIN : INT64_MAX;
}

bool ouro_int_to_i64(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (ouro_int_is_big(o)) {
        ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C long");
        return false;
    }
    *out = ouro_int_word(o);
    return true;
}

bool ouro_int_to_u64(ouro_rt *rt, ouro_borrowed o, uint64_t *out) {
    if (ouro_int_sign(o) < 0) {
        ouro_raise(rt, OURO_OverflowError, "can't convert negative value to unsigned int");
        return false;
    }
    if (ouro_int_is_big(o) && ouro_int_bit_length(o) > 64) {
        ouro_raise(rt, OURO_OverflowError, "int too big to convert");
        return false;
    }
    ouro_i128 v = 0;
    ouro_int_as_i128(o, &v); // 64 bits are three digits
    *out = (uint64_t)v;
    return true;
}

double ouro_int_to_double(ouro_rt *rt, ouro_borrowed o, bool *ok) {
    *ok = true;
    if (!ouro_int_is_big(o))
        return (double)ouro_int_word(o);
    ouro_int_view v;
    ouro_int_view_of(o, &v);
    size_t bits = ouro_digits_bits(v.digits, v.n);
    double d = bits > DBL_MAX_EXP ? HUGE_VAL
                                  : ldexp((double)ouro_digits_top64(v.digits, v.n), (int)bits - 64);
    if (isinf(d)) {
        ouro_raise(rt, OURO_OverflowError, "int too large to convert to float");
        *ok = false;
        return -1.0;
    }
    return v.negative ? -d : d;
}

ouro_owned ouro_int_from_double(ouro_rt *rt, double d) {
    if (-0x1p63 <= d && d < 0x1p63)
        return ouro_int_from_i64(rt, (int64_t)d);
    if (isnan(d)) {
        ouro_raise(rt, OURO_ValueError, "cannot convert float NaN to integer");
        return NULL;
    }
    if (isinf(d)) {
        ouro_raise(rt, OURO_OverflowError, "cannot convert float infinity to integer");
        return NULL;
    }
    int exponent;
    double mantissa = frexp(fabs(d), &exponent);
    uint32_t word[3];
    size_t n = ouro_digits_put_u64(word, (uint64_t)(mantissa * 0x1p53));
    size_t shift = (size_t)(exponent - 53), skip = shift / OURO_DIGIT_BITS;
    ouro_bigint *r = ouro_big_new(rt, n + skip + 1);
    if (!r)
        return NULL;
    memset(r->digits, 0, skip * sizeof *r->digits);
    r->digits[n + skip] = ouro_digits_shift_left(r->digits + skip, word, n, shift % OURO_DIGIT_BITS);
    return ouro_big_finish(rt, r, n + skip + 1, d < 0);
}

// ---- index ---------------------------------------------------------------------------------------------------------

ouro_owned ouro_index(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_int_check(rt, o))
        return ouro_ref(rt, o);
    ouro_unary_slot index = ouro_type_of(rt, o)->slots.index;
    if (!index) {
        ouro_raise(rt, OURO_TypeError, "'%T' object cannot be interpreted as an integer", o);
        return NULL;
    }
    ouro_obj *r = index(rt, o);
    if (!r || ouro_is(r, OURO_T_int))
        return r;
    if (!ouro_int_check(rt, r))
        ouro_raise(rt, OURO_TypeError, "__index__ returned non-int (type %T)", r);
    else if (ouro_warn_subclass(rt, NULL, "__index__", "int", r) == 0)
        return r;
    ouro_release(rt, r);
    return NULL;
}

bool ouro_index_i64(ouro_rt *rt, ouro_borrowed o, uint32_t overflow, int64_t *out) {
    if (OURO_LIKELY(ouro_int_is_word(o))) {
        *out = ouro_int_word(o);
        return true;
    }
    ouro_obj *i = ouro_index(rt, o);
    if (!i)
        return false;
    int over;
    *out = ouro_int_clip(i, &over);
    ouro_release(rt, i);
    if (over && overflow) {
        ouro_raise(rt, overflow, "cannot fit '%T' into an index-sized integer", o);
        return false;
    }
    return true;
}

// ---- the type ------------------------------------------------------------------------------------------------------

static int int_truth(ouro_rt *rt, ouro_borrowed a) { return ouro_int_sign(a) != 0; }

static ouro_owned int_to_float(ouro_rt *rt, ouro_borrowed a) {
    bool ok;
    double d = ouro_int_to_double(rt, a, &ok);
    return ok ? ouro_float_new(rt, d) : NULL;
}

static ouro_owned int_repr(ouro_rt *rt, ouro_borrowed a) { return ouro_int_to_str(rt, a, 10, false); }

static size_t int_size_of(ouro_rt *rt, ouro_borrowed a) {
    if (!ouro_int_is_big(a))
        return sizeof(ouro_int);
    int32_t n = ((const ouro_bigint *)a)->size;
    return sizeof(ouro_bigint) + (size_t)(n < 0 ? -n : n) * sizeof(uint32_t);
}

static ouro_owned int_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"", "base"};
    ouro_obj *given[2], *value;
    if (nargs == 1 && !kwnames) {
        value = ouro_to_int(rt, args[0]);
    } else {
        if (ouro_args(rt, "int", args, nargs, kwnames, names, 2, 0, 2, given) < 0)
            return NULL;
        if (!given[1]) {
            value = given[0] ? ouro_to_int(rt, given[0]) : ouro_int_from_i64(rt, 0);
        } else if (!given[0]) {
            ouro_raise(rt, OURO_TypeError, "int() missing string argument");
            return NULL;
        } else {
            int64_t base;
            if (!ouro_index_i64(rt, given[1], 0, &base))
                return NULL;
            if ((base != 0 && base < 2) || base > 36) {
                ouro_raise(rt, OURO_ValueError, "int() base must be >= 2 and <= 36, or 0");
                return NULL;
            }
            value = ouro_int_parse(rt, given[0], (int)base);
        }
    }
    return value ? ouro_int_of_class(rt, cls, value) : NULL;
}

const ouro_type_spec ouro_spec_int = {
    .number = OURO_T_int,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_VARSIZE | OURO_TF_INT | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_int),
    .item_size = sizeof(uint32_t),
    .name = "int",
    .doc = "int([x]) -> integer\n"
           "int(x, base=10) -> integer\n\n"
           "The integer that x, a number, is or begins with, or that the text x says in the base given.\n"
           "Base 0 reads the prefix of a literal: int('0b100', base=0) is 4.",
    .methods = ouro_int_methods,
    .getsets = ouro_int_getsets,
    .slots =
        {
            .size_of = int_size_of,
            .repr = int_repr,
            .hash = int_hash,
            .compare = int_compare,
            .create = int_create,
            .truth = int_truth,
            .to_int = ouro_int_exact,
            .to_float = int_to_float,
            .index = ouro_int_exact,
            .neg = ouro_int_neg,
            .pos = ouro_int_exact,
            .abs = int_abs,
            .invert = ouro_int_invert,
            .add = ouro_int_add,
            .sub = ouro_int_sub,
            .mul = ouro_int_mul,
            .truediv = ouro_int_truediv,
            .floordiv = ouro_int_floordiv,
            .mod = ouro_int_mod,
            .lshift = ouro_int_lshift,
            .rshift = ouro_int_rshift,
            .and = int_and,
            .or = int_or,
            .xor = int_xor,
            .divmod = ouro_int_divmod,
            .pow = ouro_int_pow,
        },
};
