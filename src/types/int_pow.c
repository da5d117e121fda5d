// Powers of ints, plain and modulo.
#include "types/abstract.h"
#include "types/float.h"
#include "types/int_digits.h"

#include <string.h>

#define WINDOW 5        // bits of the exponent taken at a time
#define WINDOW_FROM 240 // exponents of fewer bits go bit by bit

static bool bit(const ouro_int_view *v, size_t i) {
    return v->digits[i / OURO_DIGIT_BITS] >> i % OURO_DIGIT_BITS & 1;
}

// *z = *z * x; *z is released, and NULL after a failure.
static bool step(ouro_rt *rt, ouro_obj **z, ouro_borrowed x) {
    ouro_obj *product = ouro_int_mul(rt, *z, x);
    ouro_release(rt, *z);
    *z = product;
    return product != NULL;
}

// ---- plain ---------------------------------------------------------------------------------------------------------

// a ** e for a positive e, left to right: the second factor stays short.
static ouro_owned power(ouro_rt *rt, ouro_borrowed a, uint64_t e) {
    ouro_obj *z = ouro_int_exact(rt, a);
    for (int i = 62 - __builtin_clzll(e); z && i >= 0; i--)
        if (step(rt, &z, z) && (e >> i & 1))
            (void)step(rt, &z, a);
    return z;
}

static ouro_owned plain_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_int_is_big(a)) {
        int64_t x = ouro_int_word(a);
        if (x >= -1 && x <= 1) {
            ouro_int_view e;
            ouro_int_view_of(b, &e);
            return ouro_int_from_i64(rt, e.n == 0 ? 1 : x < 0 && !(e.digits[0] & 1) ? 1 : x);
        }
    }
    if (ouro_int_is_big(b)) {
        ouro_raise_memory(rt);
        return NULL;
    }
    uint64_t e = (uint64_t)ouro_int_word(b);
    if (e == 0)
        return ouro_int_from_i64(rt, 1);
    if (e > OURO_DIGITS_MAX * OURO_DIGIT_BITS / (ouro_int_bit_length(a) - 1)) {
        ouro_raise_memory(rt);
        return NULL;
    }
    if (ouro_int_is_big(a))
        return power(rt, a, e);
    int64_t x = ouro_int_word(a), z = 1, square = x;
    bool fits = true;
    for (uint64_t i = e; fits && i; i >>= 1) {
        if (i & 1)
            fits = !__builtin_mul_overflow(z, square, &z);
        if (fits && i > 1)
            fits = !__builtin_mul_overflow(square, square, &square);
    }
    if (fits)
        return ouro_int_from_i64(rt, z);
    // The factors of two are a shift.
    unsigned twos = (unsigned)__builtin_ctzll((uint64_t)x);
    ouro_obj *odd = ouro_int_from_i64(rt, x >> twos);
    if (!odd)
        return NULL;
    ouro_obj *r;
    if (x >> twos == 1 || x >> twos == -1)
        r = ouro_int_from_i64(rt, x < 0 && (e & 1) ? -1 : 1);
    else
        r = power(rt, odd, e);
    ouro_release(rt, odd);
    if (!r || !twos)
        return r;
    ouro_obj *shifted = ouro_int_shift_left(rt, r, e * twos);
    ouro_release(rt, r);
    return shifted;
}

// ---- modulo --------------------------------------------------------------------------------------------------------

// a ** e % m, 0 <= a < m, machine words.
static int64_t word_power(uint64_t a, const ouro_int_view *e, uint64_t m) {
    uint64_t z = 1 % m;
    for (size_t i = ouro_digits_bits(e->digits, e->n); i-- > 0;) {
        if (m <= UINT32_MAX) {
            z = z * z % m;
            if (bit(e, i))
                z = z * a % m;
        } else {
            z = (uint64_t)((ouro_u128)z * z % m);
            if (bit(e, i))
                z = (uint64_t)((ouro_u128)z * a % m);
        }
    }
    return (int64_t)z;
}

// Numbers below a big modulus: runs of as many digits as it has.
typedef struct residues {
    ouro_rt *rt;
    const ouro_int_view *m;
    uint32_t *product; // room for two of them
} residues;

// z = x * y % m; z may be x or y.
static bool multiply(const residues *s, uint32_t *z, const uint32_t *x, const uint32_t *y) {
    size_t n = s->m->n, length = 2 * n;
    if (!ouro_digits_mul(s->rt, s->product, x, n, y, n))
        return false;
    length = ouro_digits_normal(s->product, length);
    if (length >= n)
        return ouro_digits_divide(s->rt, NULL, z, s->product, length, s->m->digits, n);
    memcpy(z, s->product, n * sizeof *z);
    return true;
}

static ouro_owned big_power(ouro_rt *rt, ouro_borrowed a, const ouro_int_view *e, ouro_borrowed m) {
    ouro_int_view modulus, base;
    ouro_int_view_of(m, &modulus);
    ouro_int_view_of(a, &base);
    size_t n = modulus.n, bits = ouro_digits_bits(e->digits, e->n);
    unsigned window = bits < WINDOW_FROM ? 1 : WINDOW, odds = 1u << (window - 1);
    uint32_t *block = ouro_raw_calloc(rt, (odds + 4) * n * sizeof *block);
    if (!block)
        return NULL;
    uint32_t *z = block, *square = z + n, *odd = z + 2 * n; // odd: a^1, a^3, a^5 ...
    residues s = {rt, &modulus, odd + odds * n};
    bool ok = true;
    z[0] = 1;
    memcpy(odd, base.digits, base.n * sizeof *odd);
    if (window > 1)
        ok = multiply(&s, square, odd, odd);
    for (size_t i = 1; ok && i < odds; i++)
        ok = multiply(&s, odd + i * n, odd + (i - 1) * n, square);
    for (size_t i = bits; ok && i > 0;) {
        if (!bit(e, i - 1)) {
            ok = multiply(&s, z, z, z);
            i--;
            continue;
        }
        size_t length = i < window ? i : window; // the next bits, the last of them set
        while (!bit(e, i - length))
            length--;
        unsigned value = 0;
        for (size_t j = 0; ok && j < length; j++) {
            value = value << 1 | bit(e, --i);
            ok = multiply(&s, z, z, z);
        }
        ok = ok && multiply(&s, z, z, odd + value / 2 * n);
    }
    ouro_obj *r = ok ? ouro_int_from_run(rt, z, n, false) : NULL;
    ouro_raw_free(rt, block);
    return r;
}

// x with a * x % m == 1, m > 1, 0 <= a < m. Euclid's algorithm, keeping the factor of a only.
static ouro_owned inverse(ouro_rt *rt, ouro_borrowed a, ouro_borrowed m) {
    ouro_obj *r = ouro_ref(rt, m), *s = ouro_ref(rt, a);
    ouro_obj *x = ouro_int_from_i64(rt, 0), *y = ouro_int_from_i64(rt, 1);
    while (x && y && ouro_int_sign(s) != 0) {
        ouro_obj *q, *rest, *next = NULL;
        if (!ouro_int_divide(rt, r, s, false, &q, &rest))
            goto fail;
        ouro_release(rt, r);
        r = s;
        s = rest;
        ouro_obj *qy = ouro_int_mul(rt, q, y);
        ouro_release(rt, q);
        if (qy) {
            next = ouro_int_sub(rt, x, qy);
            ouro_release(rt, qy);
        }
        ouro_release(rt, x);
        x = y;
        y = next;
    }
    if (!x || !y)
        goto fail;
    if (ouro_int_is_big(r) || ouro_int_word(r) != 1) {
        ouro_raise(rt, OURO_ValueError, "base is not invertible for the given modulus");
        goto fail;
    }
    ouro_release(rt, r);
    ouro_release(rt, s);
    ouro_release(rt, y);
    if (ouro_int_sign(x) < 0) {
        ouro_obj *sum = ouro_int_add(rt, x, m);
        ouro_release(rt, x);
        x = sum;
    }
    return x;
fail:
    ouro_release(rt, r);
    ouro_release(rt, s);
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return NULL;
}

static ouro_owned mod_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed modulus) {
    if (ouro_int_sign(modulus) == 0) {
        ouro_raise(rt, OURO_ValueError, "pow() 3rd argument cannot be 0");
        return NULL;
    }
    bool negative = ouro_int_sign(modulus) < 0;
    ouro_obj *m = negative ? ouro_int_neg(rt, modulus) : ouro_int_exact(rt, modulus), *base = NULL, *r = NULL;
    if (!m || !ouro_int_divide(rt, a, m, false, NULL, &base))
        goto done;
    if (m == rt->small_ints[1]) {
        r = ouro_int_from_i64(rt, 0);
        goto done;
    }
    ouro_int_view e;
    ouro_int_view_of(b, &e);
    if (e.negative) {
        ouro_obj *inverted = inverse(rt, base, m);
        if (!inverted)
            goto done;
        ouro_release(rt, base);
        base = inverted;
    }
    if (ouro_int_is_big(m))
        r = big_power(rt, base, &e, m);
    else
        r = ouro_int_from_i64(rt, word_power((uint64_t)ouro_int_word(base), &e, (uint64_t)ouro_int_word(m)));
    if (r && negative && ouro_int_sign(r) != 0) {
        ouro_obj *difference = ouro_int_sub(rt, r, m);
        ouro_release(rt, r);
        r = difference;
    }
done:
    ouro_xrelease(rt, m);
    ouro_xrelease(rt, base);
    return r;
}

ouro_owned ouro_int_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    if (!ouro_int_check(rt, a) || !ouro_int_check(rt, b) || (m != rt->none && !ouro_int_check(rt, m)))
        return ouro_not_implemented(rt);
    if (m != rt->none)
        return mod_pow(rt, a, b, m);
    if (ouro_int_sign(b) >= 0)
        return plain_pow(rt, a, b);
    bool ok, ok2;
    double x = ouro_int_to_double(rt, a, &ok), y = ok ? ouro_int_to_double(rt, b, &ok2) : 0.0, z;
    if (!ok || !ok2 || !ouro_float_power(rt, x, y, &z))
        return NULL;
    return ouro_float_new(rt, z);
}
