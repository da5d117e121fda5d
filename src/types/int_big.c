// Runs of digits: the linear operations; and the ints made of them.
#include "types/int_digits.h"

#include <string.h>

// ---- objects -----------------------------------------------------------------------------------------------------

ouro_bigint *ouro_big_new(ouro_rt *rt, size_t n) {
    if (n > OURO_DIGITS_MAX) {
        ouro_raise(rt, OURO_OverflowError, "too many digits in integer");
        return NULL;
    }
    if (n < 3)
        n = 3; // room for any machine word
    ouro_bigint *b = (ouro_bigint *)ouro_heap_alloc_object(rt->heap, sizeof(ouro_bigint) + n * sizeof(uint32_t));
    if (OURO_UNLIKELY(!b)) {
        ouro_raise_memory(rt);
        return NULL;
    }
    b->head.rc = 1;
    b->head.tf = OURO_T_int | OURO_F_A;
    b->size = (int32_t)n;
    return b;
}

// Does a normal run fit in int64_t?
static bool as_word(const uint32_t *d, size_t n, bool negative, int64_t *out) {
    if (n > 3 || (n == 3 && d[2] > 8))
        return false;
    uint64_t v = 0;
    if (n == 3) {
        if (d[2] == 8 && !(negative && d[1] == 0 && d[0] == 0))
            return false;
        v = (uint64_t)d[2] << 60;
    }
    if (n > 1)
        v |= (uint64_t)d[1] << 30;
    if (n > 0)
        v |= d[0];
    *out = (int64_t)(negative ? -v : v);
    return true;
}

ouro_owned ouro_big_finish(ouro_rt *rt, ouro_bigint *b, size_t n, bool negative) {
    size_t had = (size_t)b->size;
    n = ouro_digits_normal(b->digits, n);
    int64_t word;
    if (as_word(b->digits, n, negative, &word)) {
        ouro_discard(rt, &b->head);
        return ouro_int_from_i64(rt, word);
    }
    b->size = negative ? -(int32_t)n : (int32_t)n;
    if (had - n > 1 + had / 8)
        return ouro_resize(rt, &b->head, sizeof(ouro_bigint) + n * sizeof(uint32_t));
    return &b->head;
}

ouro_owned ouro_int_from_run(ouro_rt *rt, const uint32_t *digits, size_t n, bool negative) {
    n = ouro_digits_normal(digits, n);
    int64_t word;
    if (as_word(digits, n, negative, &word))
        return ouro_int_from_i64(rt, word);
    ouro_bigint *b = ouro_big_new(rt, n);
    if (!b)
        return NULL;
    memcpy(b->digits, digits, n * sizeof *digits);
    b->size = negative ? -(int32_t)n : (int32_t)n;
    return &b->head;
}

ouro_owned ouro_int_from_i128(ouro_rt *rt, ouro_i128 v) {
    if ((int64_t)v == v)
        return ouro_int_from_i64(rt, (int64_t)v);
    ouro_u128 u = v < 0 ? -(ouro_u128)v : (ouro_u128)v;
    int32_t n = u >> 120 ? 5 : u >> 90 ? 4 : 3;
    ouro_bigint *b = ouro_big_new(rt, (size_t)n);
    if (!b)
        return NULL;
    for (int32_t i = 0; i < n; i++, u >>= OURO_DIGIT_BITS)
        b->digits[i] = (uint32_t)u & OURO_DIGIT_MASK;
    b->size = v < 0 ? -n : n;
    return &b->head;
}

ouro_owned ouro_int_from_u64(ouro_rt *rt, uint64_t v) {
    return v <= INT64_MAX ? ouro_int_from_i64(rt, (int64_t)v) : ouro_int_from_i128(rt, v);
}

ouro_owned ouro_int_of_class(ouro_rt *rt, ouro_type *cls, ouro_owned value) {
    if (cls->number == OURO_T_int)
        return value;
    ouro_obj *o;
    if (ouro_int_is_big(value)) {
        const ouro_bigint *from = (const ouro_bigint *)value;
        size_t n = (size_t)(from->size < 0 ? -from->size : from->size);
        o = ouro_new_sized(rt, cls, sizeof(ouro_bigint) + n * sizeof(uint32_t));
        if (o) {
            ouro_bigint *to = (ouro_bigint *)o;
            o->tf |= OURO_F_A;
            to->size = from->size;
            memcpy(to->digits, from->digits, n * sizeof(uint32_t));
        }
    } else {
        o = ouro_new_sized(rt, cls, sizeof(ouro_int));
        if (o)
            ((ouro_int *)o)->value = ouro_int_word(value);
    }
    ouro_release(rt, value);
    return o;
}

ouro_owned ouro_int_exact(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_int))
        return ouro_ref(rt, o);
    if (!ouro_int_is_big(o))
        return ouro_int_from_i64(rt, ouro_int_word(o));
    ouro_int_view v;
    ouro_int_view_of(o, &v);
    return ouro_int_from_run(rt, v.digits, v.n, v.negative);
}

// ---- runs --------------------------------------------------------------------------------------------------------

int ouro_digits_compare(const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    if (na != nb)
        return na < nb ? -1 : 1;
    while (na-- > 0)
        if (a[na] != b[na])
            return a[na] < b[na] ? -1 : 1;
    return 0;
}

uint32_t ouro_digits_add(uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint32_t carry = 0;
    size_t i = 0;
    for (; i < nb; i++) {
        carry += a[i] + b[i];
        r[i] = carry & OURO_DIGIT_MASK;
        carry >>= OURO_DIGIT_BITS;
    }
    for (; i < na; i++) {
        carry += a[i];
        r[i] = carry & OURO_DIGIT_MASK;
        carry >>= OURO_DIGIT_BITS;
    }
    return carry;
}

uint32_t ouro_digits_sub(uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint32_t borrow = 0;
    size_t i = 0;
    for (; i < nb; i++) {
        borrow = a[i] - b[i] - borrow;
        r[i] = borrow & OURO_DIGIT_MASK;
        borrow >>= 31;
    }
    for (; i < na; i++) {
        borrow = a[i] - borrow;
        r[i] = borrow & OURO_DIGIT_MASK;
        borrow >>= 31;
    }
    return borrow;
}

uint32_t ouro_digits_shift_left(uint32_t *r, const uint32_t *a, size_t n, unsigned bits) {
    uint64_t carry = 0;
    for (size_t i = 0; i < n; i++) {
        carry |= (uint64_t)a[i] << bits;
        r[i] = (uint32_t)carry & OURO_DIGIT_MASK;
        carry >>= OURO_DIGIT_BITS;
    }
    return (uint32_t)carry;
}

uint32_t ouro_digits_shift_right(uint32_t *r, const uint32_t *a, size_t n, unsigned bits) {
    uint64_t above = 0;
    uint32_t mask = (1u << bits) - 1, out = 0;
    while (n-- > 0) {
        out = a[n] & mask;
        r[n] = (uint32_t)((above | a[n]) >> bits) & OURO_DIGIT_MASK;
        above = (uint64_t)a[n] << OURO_DIGIT_BITS;
    }
    return out;
}

size_t ouro_digits_bits(const uint32_t *a, size_t n) {
    return n == 0 ? 0 : n * OURO_DIGIT_BITS - (size_t)(__builtin_clz(a[n - 1]) - (32 - OURO_DIGIT_BITS));
}

uint64_t ouro_digits_top64(const uint32_t *a, size_t n) {
    unsigned have = 32 - (unsigned)__builtin_clz(a[n - 1]);
    uint64_t top = (uint64_t)a[n - 1] << (64 - have);
    uint32_t rest = 0; // bits of the last digit used that did not fit
    size_t i = n - 1;
    while (have < 64 && i > 0) {
        uint32_t d = a[--i];
        unsigned room = 64 - have;
        if (room >= OURO_DIGIT_BITS) {
            top |= (uint64_t)d << (room - OURO_DIGIT_BITS);
        } else {
            top |= d >> (OURO_DIGIT_BITS - room);
            rest = d & ((1u << (OURO_DIGIT_BITS - room)) - 1);
        }
        have += OURO_DIGIT_BITS;
    }
    while (rest == 0 && i > 0)
        rest = a[--i];
    return top | (rest != 0);
}

uint32_t ouro_digits_div1(uint32_t *q, const uint32_t *a, size_t n, uint32_t d) {
    uint64_t rem = 0;
    while (n-- > 0) {
        rem = rem << OURO_DIGIT_BITS | a[n];
        uint32_t digit = (uint32_t)(rem / d);
        if (q)
            q[n] = digit;
        rem -= (uint64_t)digit * d;
    }
    return (uint32_t)rem;
}

uint32_t ouro_digits_mul1(uint32_t *a, size_t n, uint32_t m, uint32_t c) {
    uint64_t carry = c;
    for (size_t i = 0; i < n; i++) {
        carry += (uint64_t)a[i] * m;
        a[i] = (uint32_t)carry & OURO_DIGIT_MASK;
        carry >>= OURO_DIGIT_BITS;
    }
    return (uint32_t)carry;
}
