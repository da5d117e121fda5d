// Multiplication. Digits are paired into limbs of 60 bits: a column of up to 255 products fits in 128 bits, so carries
// are taken once a column. Schoolbook for short runs, Karatsuba above. (4 times fewer products than base 2^30.)
#include "types/int_digits.h"

#include <string.h>

#define LIMB_BITS 60
#define LIMB_MASK (((uint64_t)1 << LIMB_BITS) - 1)
#define KARATSUBA 40 // limbs
#define STACK_LIMBS 192

static void limbs_from_digits(uint64_t *l, const uint32_t *d, size_t n) {
    for (size_t i = 0; i + 1 < n; i += 2)
        *l++ = d[i] | (uint64_t)d[i + 1] << OURO_DIGIT_BITS;
    if (n & 1)
        *l = d[n - 1];
}

static void digits_from_limbs(uint32_t *d, size_t n, const uint64_t *l) {
    for (size_t i = 0; i + 1 < n; i += 2, l++) {
        d[i] = (uint32_t)*l & OURO_DIGIT_MASK;
        d[i + 1] = (uint32_t)(*l >> OURO_DIGIT_BITS);
    }
    if (n & 1)
        d[n - 1] = (uint32_t)*l;
}

// r = a * b, na >= nb >= 1, nb <= 255.
static void school(uint64_t *restrict r, const uint64_t *a, size_t na, const uint64_t *b, size_t nb) {
    ouro_u128 sum = 0;
    for (size_t k = 0; k + 1 < na + nb; k++) {
        size_t i = k < nb ? 0 : k - nb + 1, to = k < na ? k : na - 1;
        const uint64_t *y = b + k;
        for (; i <= to; i++)
            sum += (ouro_u128)a[i] * y[-(ptrdiff_t)i];
        r[k] = (uint64_t)sum & LIMB_MASK;
        sum >>= LIMB_BITS;
    }
    r[na + nb - 1] = (uint64_t)sum;
}

// r = a * a, n <= 127: each product of two different limbs is made once.
static void school_square(uint64_t *restrict r, const uint64_t *a, size_t n) {
    ouro_u128 carry = 0;
    for (size_t k = 0; k + 1 < 2 * n; k++) {
        ouro_u128 sum = 0;
        size_t i = k < n ? 0 : k - n + 1;
        for (size_t j = k - i; i < j; i++, j--)
            sum += (ouro_u128)a[i] * a[j];
        sum += sum;
        if (!(k & 1))
            sum += (ouro_u128)a[k / 2] * a[k / 2];
        carry += sum;
        r[k] = (uint64_t)carry & LIMB_MASK;
        carry >>= LIMB_BITS;
    }
    r[2 * n - 1] = (uint64_t)carry;
}

// r = |a - b|, na >= nb; true if a < b.
static bool difference(uint64_t *r, const uint64_t *a, size_t na, const uint64_t *b, size_t nb) {
    uint64_t borrow = 0;
    for (size_t i = 0; i < na; i++) {
        borrow = a[i] - (i < nb ? b[i] : 0) - borrow;
        r[i] = borrow & LIMB_MASK;
        borrow >>= 63;
    }
    if (!borrow)
        return false;
    uint64_t carry = 1; // two's complement
    for (size_t i = 0; i < na; i++) {
        carry += ~r[i] & LIMB_MASK;
        r[i] = carry & LIMB_MASK;
        carry >>= LIMB_BITS;
    }
    return true;
}

// r += a, whatever carry there is ends within r.
static void add_into(uint64_t *r, const uint64_t *a, size_t na) {
    uint64_t carry = 0;
    size_t i = 0;
    for (; i < na; i++) {
        carry += r[i] + a[i];
        r[i] = carry & LIMB_MASK;
        carry >>= LIMB_BITS;
    }
    for (; carry; i++) {
        carry += r[i];
        r[i] = carry & LIMB_MASK;
        carry >>= LIMB_BITS;
    }
}

// Limbs of scratch that `karatsuba` needs: the sum of 2m + 1 over the halvings.
static size_t scratch_size(size_t n) { return 2 * n + 256; }

// r = a * b, n limbs each. (a0 - a1)(b0 - b1) makes the middle part from one product instead of two.
static void karatsuba(uint64_t *r, const uint64_t *a, const uint64_t *b, size_t n, uint64_t *scratch) {
    if (n < KARATSUBA) {
        if (a == b)
            school_square(r, a, n);
        else
            school(r, a, n, b, n);
        return;
    }
    size_t m = (n + 1) / 2, h = n - m;
    uint64_t *mid = scratch, *rest = scratch + 2 * m + 1;
    bool negative = false;
    if (a == b) {
        difference(r, a, m, a + m, h);
        karatsuba(mid, r, r, m, rest);
    } else {
        negative = difference(r, a, m, a + m, h) != difference(r + m, b, m, b + m, h);
        karatsuba(mid, r, r + m, m, rest);
    }
    karatsuba(r, a, b, m, rest);
    karatsuba(r + 2 * m, a + m, b + m, h, rest);
    // mid = low + high -+ mid; never negative.
    int64_t carry = 0;
    for (size_t i = 0; i < 2 * m; i++) {
        int64_t x = (int64_t)(r[i] + (i < 2 * h ? r[2 * m + i] : 0));
        carry += negative ? x + (int64_t)mid[i] : x - (int64_t)mid[i];
        mid[i] = (uint64_t)carry & LIMB_MASK;
        carry >>= LIMB_BITS;
    }
    mid[2 * m] = (uint64_t)carry;
    // The top of mid may reach past r only with zeros.
    size_t length = 2 * m + 1;
    while (length > 0 && mid[length - 1] == 0)
        length--;
    add_into(r + m, mid, length);
}

// The lengths of the recursion in `multiply` fall as Euclid's remainders do: together less than 2.62 times the first.
static size_t scratch_of(size_t na, size_t nb) {
    if (nb < KARATSUBA)
        return 0;
    return na == nb ? scratch_size(nb) : 8 * nb + 256;
}

// r = a * b, na >= nb >= 1. The longer one is cut into pieces as long as the shorter.
static void multiply(uint64_t *r, const uint64_t *a, size_t na, const uint64_t *b, size_t nb, uint64_t *scratch) {
    if (nb < KARATSUBA && a == b && na == nb) {
        school_square(r, a, na);
    } else if (nb < KARATSUBA) {
        school(r, a, na, b, nb);
    } else if (na == nb) {
        karatsuba(r, a, b, nb, scratch);
    } else {
        uint64_t *piece = scratch, *rest = scratch + 2 * nb;
        memset(r, 0, (na + nb) * sizeof *r);
        for (size_t i = 0; i < na; i += nb) {
            size_t n = na - i < nb ? na - i : nb;
            if (n == nb)
                karatsuba(piece, a + i, b, nb, rest);
            else
                multiply(piece, b, nb, a + i, n, rest);
            add_into(r + i, piece, n + nb);
        }
    }
}

bool ouro_digits_mul(ouro_rt *rt, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    if (na < nb) {
        const uint32_t *t = a;
        a = b, b = t;
        size_t n = na;
        na = nb, nb = n;
    }
    if (nb == 0) {
        memset(r, 0, na * sizeof *r);
        return true;
    }
    size_t la = (na + 1) / 2, lb = (nb + 1) / 2;
    bool square = a == b && na == nb;
    uint64_t stack[STACK_LIMBS], *block = NULL, *x = stack;
    size_t need = 2 * (la + lb) + scratch_of(la, lb);
    if (need > STACK_LIMBS) {
        x = block = ouro_raw_alloc(rt, need * sizeof *block);
        if (!block)
            return false;
    }
    uint64_t *y = square ? x : x + la, *z = x + la + lb;
    limbs_from_digits(x, a, na);
    if (!square)
        limbs_from_digits(y, b, nb);
    multiply(z, x, la, y, lb, z + la + lb);
    digits_from_limbs(r, na + nb, z);
    if (block)
        ouro_raw_free(rt, block);
    return true;
}
