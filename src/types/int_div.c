// Division: Knuth's algorithm D on digits (The Art of Computer Programming 4.3.1); above some length the recursion of
// Burnikel and Ziegler (Fast Recursive Division, 1998), which costs a few multiplications.
#include "types/int_digits.h"

#include <string.h>

#define RECURSIVE 50 // digits of the divisor and of the quotient (measured: from 40 to 120 the same); more than 2

// a has na + 1 digits, b nb >= 2 digits with its top bit set, a / b < base^(na - nb + 1). Leaves the remainder in the
// low nb digits of a, zeros above, and the quotient of na - nb + 1 digits in q (may be NULL).
static void knuth(uint32_t *q, uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint64_t top = b[nb - 1], next = b[nb - 2];
    for (size_t j = na - nb + 1; j-- > 0;) {
        uint64_t head = (uint64_t)a[j + nb] << OURO_DIGIT_BITS | a[j + nb - 1];
        uint64_t guess = head / top, rest = head - guess * top;
        while (guess >> OURO_DIGIT_BITS || next * guess > (rest << OURO_DIGIT_BITS | a[j + nb - 2])) {
            guess--;
            rest += top;
            if (rest >> OURO_DIGIT_BITS)
                break;
        }
        int64_t borrow = 0;
        for (size_t i = 0; i < nb; i++) {
            borrow += (int64_t)a[i + j] - (int64_t)(guess * b[i]);
            a[i + j] = (uint32_t)borrow & OURO_DIGIT_MASK;
            borrow >>= OURO_DIGIT_BITS;
        }
        borrow += a[j + nb];
        if (borrow < 0) {
            guess--;
            ouro_digits_add(a + j, a + j, nb, b, nb);
        }
        a[j + nb] = 0;
        if (q)
            q[j] = (uint32_t)guess;
    }
}

typedef struct divider {
    ouro_rt *rt;
    uint32_t *scratch; // for products: as many digits as the divisor has
} divider;

static bool two_by_one(divider *d, uint32_t *q, uint32_t *a, const uint32_t *b, size_t n);

// a (3h digits) / b (2h digits, top bit set), a < b * base^h: h digits to q, the remainder to the low 2h digits of a.
static bool three_by_two(divider *d, uint32_t *q, uint32_t *a, const uint32_t *b, size_t h) {
    uint32_t *r = a + h;
    if (ouro_digits_compare(a + 2 * h, h, b + h, h) < 0) {
        if (!two_by_one(d, q, r, b + h, h))
            return false;
    } else { // the heads are equal: take base^h - 1, which is right or one or two too much
        for (size_t i = 0; i < h; i++)
            q[i] = OURO_DIGIT_MASK;
        memset(r + h, 0, h * sizeof *r);
        r[h] = ouro_digits_add(r, r, h, b + h, h);
    }
    uint32_t *product = d->scratch;
    if (!ouro_digits_mul(d->rt, product, q, h, b, h))
        return false;
    uint32_t borrow = ouro_digits_sub(a, a, 3 * h, product, 2 * h);
    while (borrow) {
        uint32_t one = 1;
        ouro_digits_sub(q, q, h, &one, 1);
        borrow -= ouro_digits_add(a, a, 3 * h, b, 2 * h);
    }
    return true;
}

// a (2n digits) / b (n digits, top bit set), a < b * base^n: n digits to q, the remainder to the low n digits of a,
// zeros above.
static bool two_by_one(divider *d, uint32_t *q, uint32_t *a, const uint32_t *b, size_t n) {
    if (n & 1 || n < RECURSIVE) {
        knuth(q, a, 2 * n - 1, b, n);
        return true;
    }
    size_t h = n / 2;
    return three_by_two(d, q + h, a + h, b, h) && three_by_two(d, q, a, b, h);
}

// Both shifted so that b's top bit is set; b brought to a length that halves well by zeros below it.
static bool recursive(ouro_rt *rt, uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
                      unsigned shift) {
    size_t step = 1;
    while (nb / step >= RECURSIVE)
        step *= 2;
    size_t n = (nb + step - 1) / step * step, pad = n - nb;
    // The quotient's digits from the top: `first`, then blocks of n.
    size_t nq = na - nb + 1, first = nq % n, blocks = nq / n;
    size_t room = pad + na + 1 + n; // as many zeros above as a first block of n takes
    uint32_t *block = ouro_raw_calloc(rt, (n + room + n + nq + n) * sizeof *block);
    if (!block)
        return false;
    uint32_t *y = block, *x = y + n, *scratch = x + room, *quotient = scratch + n;
    ouro_digits_shift_left(y + pad, b, nb, shift);
    x[pad + na] = ouro_digits_shift_left(x + pad, a, na, shift);
    divider d = {rt, scratch};
    bool ok = true;
    if (first > 0 && first < RECURSIVE)
        knuth(quotient + blocks * n, x + blocks * n, n + first - 1, y, n);
    else if (first > 0)
        ok = two_by_one(&d, quotient + blocks * n, x + blocks * n, y, n);
    for (size_t i = blocks; ok && i-- > 0;)
        ok = two_by_one(&d, quotient + i * n, x + i * n, y, n);
    if (ok && q)
        memcpy(q, quotient, nq * sizeof *q);
    if (ok && r)
        ouro_digits_shift_right(r, x + pad, nb, shift);
    ouro_raw_free(rt, block);
    return ok;
}

bool ouro_digits_divide(ouro_rt *rt, uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b,
                        size_t nb) {
    if (nb == 1) {
        uint32_t rest = ouro_digits_div1(q, a, na, b[0]);
        if (r)
            r[0] = rest;
        return true;
    }
    unsigned shift = (unsigned)__builtin_clz(b[nb - 1]) - (32 - OURO_DIGIT_BITS);
    if (nb >= RECURSIVE && na - nb >= RECURSIVE / 2)
        return recursive(rt, q, r, a, na, b, nb, shift);
    uint32_t stack[96], *x = stack;
    size_t need = na + 1 + nb;
    if (need > sizeof stack / sizeof *stack) {
        x = ouro_raw_alloc(rt, need * sizeof *x);
        if (!x)
            return false;
    }
    uint32_t *y = x + na + 1;
    ouro_digits_shift_left(y, b, nb, shift);
    x[na] = ouro_digits_shift_left(x, a, na, shift);
    knuth(q, x, na, y, nb);
    if (r)
        ouro_digits_shift_right(r, x, nb, shift);
    if (x != stack)
        ouro_raw_free(rt, x);
    return true;
}
