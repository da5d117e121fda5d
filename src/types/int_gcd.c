// Greatest common divisors: Euclid's algorithm for machine words; above, Lehmer's, which does many of its steps on the
// leading 60 bits and then applies them to the whole numbers at once (The Art of Computer Programming 4.5.2, L).
#include "types/int_digits.h"

#include <string.h>

static uint64_t word_gcd(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

static uint64_t low_word(const uint32_t *d, size_t n) {
    uint64_t v = 0;
    while (n-- > 0)
        v = v << OURO_DIGIT_BITS | d[n];
    return v;
}

// 60 bits of d below bit position `top` (a multiple of nothing in particular).
static uint64_t bits_below(const uint32_t *d, size_t n, size_t top) {
    size_t from = top - 60, i = from / OURO_DIGIT_BITS;
    unsigned shift = from % OURO_DIGIT_BITS;
    ouro_u128 v = 0;
    for (size_t j = 3; j-- > 0;)
        v = v << OURO_DIGIT_BITS | (i + j < n ? d[i + j] : 0);
    return (uint64_t)(v >> shift) & (((uint64_t)1 << 60) - 1);
}

// One round of Lehmer's steps: coefficients of what they do to a and b. False: not one step is certain.
static bool leading_steps(uint64_t x, uint64_t y, int64_t k[4]) {
    int64_t a = 1, b = 0, c = 0, d = 1, u = (int64_t)x, v = (int64_t)y;
    for (;;) {
        if (v + c == 0 || v + d == 0)
            break;
        int64_t q = (u + a) / (v + c);
        if (q != (u + b) / (v + d) || q >> 30)
            break;
        int64_t na = c, nc = a - q * c, nb = d, nd = b - q * d, nv = u - q * v;
        if (nc >> 29 != 0 && nc >> 29 != -1) // the coefficients must stay in a digit
            break;
        if (nd >> 29 != 0 && nd >> 29 != -1)
            break;
        a = na, c = nc, b = nb, d = nd;
        u = v, v = nv;
    }
    k[0] = a, k[1] = b, k[2] = c, k[3] = d;
    return b != 0;
}

// gcd of two runs of room `n` digits, a >= b; both are destroyed; the result is left in *a.
static bool lehmer(ouro_rt *rt, uint32_t **pa, size_t *pna, uint32_t **pb, size_t nb, uint32_t *spare) {
    uint32_t *a = *pa, *b = *pb;
    size_t na = *pna;
    while (nb > 2) {
        size_t top = ouro_digits_bits(a, na);
        int64_t k[4];
        if (na - nb <= 1 && leading_steps(bits_below(a, na, top), bits_below(b, nb, top), k)) {
            int64_t carry = 0, carry2 = 0;
            for (size_t i = 0; i < na; i++) {
                int64_t x = a[i], y = i < nb ? b[i] : 0;
                carry += k[0] * x + k[1] * y;
                carry2 += k[2] * x + k[3] * y;
                a[i] = (uint32_t)carry & OURO_DIGIT_MASK;
                b[i] = (uint32_t)carry2 & OURO_DIGIT_MASK;
                carry >>= OURO_DIGIT_BITS;
                carry2 >>= OURO_DIGIT_BITS;
            }
            nb = ouro_digits_normal(b, na);
            na = ouro_digits_normal(a, na);
        } else { // a, b = b, a % b
            if (!ouro_digits_divide(rt, NULL, spare, a, na, b, nb))
                return false;
            uint32_t *t = a;
            a = b;
            b = spare;
            spare = t;
            na = nb;
            nb = ouro_digits_normal(b, nb);
        }
        if (ouro_digits_compare(a, na, b, nb) < 0) {
            uint32_t *t = a;
            a = b;
            b = t;
            size_t n = na;
            na = nb;
            nb = n;
        }
    }
    *pa = a;
    *pna = na;
    if (nb == 0)
        return true;
    // b is a word: one division, then words.
    uint64_t y = low_word(b, nb);
    if (na > 2) {
        if (!ouro_digits_divide(rt, NULL, spare, a, na, b, nb))
            return false;
        *pna = ouro_digits_put_u64(a, word_gcd(y, low_word(spare, nb)));
    } else {
        *pna = ouro_digits_put_u64(a, word_gcd(low_word(a, na), y));
    }
    return true;
}

ouro_owned ouro_int_gcd(ouro_rt *rt, ouro_borrowed x, ouro_borrowed y) {
    if (!ouro_int_is_big(x) && !ouro_int_is_big(y)) {
        int64_t a = ouro_int_word(x), b = ouro_int_word(y);
        return ouro_int_from_u64(rt, word_gcd(a < 0 ? -(uint64_t)a : (uint64_t)a, b < 0 ? -(uint64_t)b : (uint64_t)b));
    }
    ouro_int_view v, w;
    ouro_int_view_of(x, &v);
    ouro_int_view_of(y, &w);
    if (ouro_digits_compare(v.digits, v.n, w.digits, w.n) < 0) {
        ouro_int_view_of(y, &v);
        ouro_int_view_of(x, &w);
    }
    size_t n = v.n;
    uint32_t *block = ouro_raw_calloc(rt, 3 * n * sizeof *block);
    if (!block)
        return NULL;
    uint32_t *a = block, *b = block + n;
    memcpy(a, v.digits, v.n * sizeof *a);
    memcpy(b, w.digits, w.n * sizeof *b);
    ouro_obj *r = NULL;
    if (lehmer(rt, &a, &n, &b, w.n, block + 2 * n))
        r = ouro_int_from_run(rt, a, n, false);
    ouro_raw_free(rt, block);
    return r;
}
