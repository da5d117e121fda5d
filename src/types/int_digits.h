// Numbers as runs of digits base 2^30, least first, and how ints are made from them. What the files of int share.
//
// A run may have zeros at its top unless a function says "normal": then its last digit is not zero (no digits: 0).
#ifndef OURO_TYPES_INT_DIGITS_H
#define OURO_TYPES_INT_DIGITS_H

#include "types/int.h"
#include "types/spec.h"

#define OURO_DIGIT_BITS 30
#define OURO_DIGIT_MASK ((1u << OURO_DIGIT_BITS) - 1)
#define OURO_DIGITS_MAX ((size_t)INT32_MAX)

typedef __int128 ouro_i128;
typedef unsigned __int128 ouro_u128;

// Sign and digits of an int of any class, normal. `digits` points into the object or to `word`.
typedef struct ouro_int_view {
    const uint32_t *digits;
    size_t n;
    bool negative;
    uint32_t word[3];
} ouro_int_view;

OURO_INLINE size_t ouro_digits_normal(const uint32_t *d, size_t n) {
    while (n > 0 && d[n - 1] == 0)
        n--;
    return n;
}
OURO_INLINE size_t ouro_digits_put_u64(uint32_t d[3], uint64_t v) {
    d[0] = (uint32_t)v & OURO_DIGIT_MASK;
    d[1] = (uint32_t)(v >> OURO_DIGIT_BITS) & OURO_DIGIT_MASK;
    d[2] = (uint32_t)(v >> 2 * OURO_DIGIT_BITS);
    return v == 0 ? 0 : v <= OURO_DIGIT_MASK ? 1 : d[2] == 0 ? 2 : 3;
}
OURO_INLINE void ouro_int_view_of(ouro_borrowed o, ouro_int_view *v) {
    if (ouro_int_is_big(o)) {
        const ouro_bigint *b = (const ouro_bigint *)o;
        v->negative = b->size < 0;
        v->n = (size_t)(b->size < 0 ? -b->size : b->size);
        v->digits = b->digits;
    } else {
        int64_t w = ouro_int_word(o);
        v->negative = w < 0;
        v->n = ouro_digits_put_u64(v->word, w < 0 ? -(uint64_t)w : (uint64_t)w);
        v->digits = v->word;
    }
}
// Is it small enough (up to four digits) to be computed with in 128 bits? Sums, differences and bitwise operations of
// two such values cannot overflow.
OURO_INLINE bool ouro_int_as_i128(ouro_borrowed o, ouro_i128 *out) {
    if (!ouro_int_is_big(o)) {
        *out = ouro_int_word(o);
        return true;
    }
    const ouro_bigint *b = (const ouro_bigint *)o;
    int32_t n = b->size < 0 ? -b->size : b->size;
    if (n > 4)
        return false;
    ouro_i128 v = n == 4 ? (ouro_i128)b->digits[3] << 90 : 0; // never fewer than three
    v += ((ouro_i128)b->digits[2] << 60) + ((int64_t)b->digits[1] << 30) + b->digits[0];
    *out = b->size < 0 ? -v : v;
    return true;
}

// ---- objects (types/int_big.c)
ouro_owned ouro_int_from_i128(ouro_rt *rt, ouro_i128 v);
// A big int object to be filled with n digits and handed to ouro_big_finish: nobody may see it before.
// NULL: MemoryError, or OverflowError for more digits than there can be.
ouro_bigint *ouro_big_new(ouro_rt *rt, size_t n);
// Makes an int of it: a machine word if it fits. Steals `b`, whose first n digits count.
ouro_owned ouro_big_finish(ouro_rt *rt, ouro_bigint *b, size_t n, bool negative);
ouro_owned ouro_int_from_run(ouro_rt *rt, const uint32_t *digits, size_t n, bool negative);
// An instance of `cls` (int or a class derived from it) with the value of the exact int `value`, which is stolen.
ouro_owned ouro_int_of_class(ouro_rt *rt, ouro_type *cls, ouro_owned value);

// ---- runs (types/int_big.c)
int ouro_digits_compare(const uint32_t *a, size_t na, const uint32_t *b, size_t nb); // both normal
// r = a + b, na >= nb; returns the carry. r may be a or b.
uint32_t ouro_digits_add(uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
// r = a - b, na >= nb; returns the borrow (1: a < b). r may be a or b.
uint32_t ouro_digits_sub(uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
// By less than a digit: returns the bits shifted out (at the bottom of the word). r may be a.
uint32_t ouro_digits_shift_left(uint32_t *r, const uint32_t *a, size_t n, unsigned bits);
uint32_t ouro_digits_shift_right(uint32_t *r, const uint32_t *a, size_t n, unsigned bits);
size_t ouro_digits_bits(const uint32_t *a, size_t n); // bit length, normal
// The most significant 64 bits of a (not zero, normal), the top one set; the last is also set if any bit below is.
uint64_t ouro_digits_top64(const uint32_t *a, size_t n);
// q = a / d, returns a % d. q may be a, or NULL.
uint32_t ouro_digits_div1(uint32_t *q, const uint32_t *a, size_t n, uint32_t d);
// a = a * m + c, returns the carry. m, c < 2^30.
uint32_t ouro_digits_mul1(uint32_t *a, size_t n, uint32_t m, uint32_t c);

// ---- types/int_mul.c: r = a * b, na + nb digits, r apart from a and b. False: MemoryError.
bool ouro_digits_mul(ouro_rt *rt, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);

// ---- types/int_div.c: a = q * b + r; na >= nb >= 1, both normal. q has room for na - nb + 1 digits, r for nb; either
// may be NULL. False: MemoryError.
bool ouro_digits_divide(ouro_rt *rt, uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b,
                        size_t nb);

// ---- operators on ints for the other files (types/int.c)
// Quotient and remainder rounded down (or, with `truncate`, towards zero); b is not zero; either may be NULL. False:
// MemoryError and nothing stored.
bool ouro_int_divide(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, bool truncate, ouro_obj **q, ouro_obj **r);
ouro_owned ouro_int_shift_left(ouro_rt *rt, ouro_borrowed a, uint64_t bits);
ouro_owned ouro_int_shift_right(ouro_rt *rt, ouro_borrowed a, uint64_t bits);
ouro_owned ouro_int_gcd(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);

extern const ouro_method_def ouro_int_methods[];
extern const ouro_getset_def ouro_int_getsets[];

#endif
