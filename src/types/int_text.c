// int to text and back. Long decimal numbers are cut in halves by powers of ten, so that the cost is that of a few
// multiplications; Python's limit on their length is kept here too.
#include "types/abstract.h"
#include "types/bytes.h"
#include "types/int_digits.h"
#include "types/number_text.h"
#include "types/state.h"
#include "types/str.h"

#include <string.h>

#define SIMPLE_DIGITS 300 // longer runs are halved when written
#define SIMPLE_CHARS 3000 // longer texts are halved when read
#define DEFAULT_LIMIT 4300

static const char figures[] = "0123456789abcdefghijklmnopqrstuvwxyz";

int32_t ouro_int_digit_limit(const ouro_rt *rt) {
    int32_t n = rt->ty->int_digit_limit;
    return n == 0 ? DEFAULT_LIMIT : n < 0 ? 0 : n;
}

void ouro_int_set_digit_limit(ouro_rt *rt, int32_t limit) { rt->ty->int_digit_limit = limit == 0 ? -1 : limit; }

// ---- powers of a base ----------------------------------------------------------------------------------------------

// level[k] is base^width, widths doubling from level to level.
typedef struct power {
    uint32_t *digits; // raw block, normal
    size_t n, width;
} power;
typedef struct powers {
    ouro_rt *rt;
    power level[40];
    unsigned count;
} powers;

static void powers_drop(powers *p) {
    for (unsigned i = 0; i < p->count; i++)
        ouro_raw_free(p->rt, p->level[i].digits);
}

static bool powers_square(powers *p) {
    const power *last = &p->level[p->count - 1];
    power *next = &p->level[p->count];
    next->digits = ouro_raw_alloc(p->rt, 2 * last->n * sizeof *next->digits);
    if (!next->digits)
        return false;
    p->count++;
    next->width = 2 * last->width;
    if (!ouro_digits_mul(p->rt, next->digits, last->digits, last->n, last->digits, last->n))
        return false;
    next->n = ouro_digits_normal(next->digits, 2 * last->n);
    return true;
}

// The first level: the largest power that is a digit.
static bool powers_begin(powers *p, ouro_rt *rt, unsigned base) {
    p->rt = rt;
    p->count = 0;
    power *first = &p->level[0];
    first->digits = ouro_raw_alloc(rt, sizeof *first->digits);
    if (!first->digits)
        return false;
    p->count = 1;
    uint32_t v = base;
    first->n = first->width = 1;
    for (; (uint64_t)v * base <= OURO_DIGIT_MASK; v *= base)
        first->width++;
    first->digits[0] = v;
    return true;
}

// ---- to text -------------------------------------------------------------------------------------------------------

// The decimal figures of v, right-aligned before `end`; returns where they begin.
static char *word_chars(char *end, uint64_t v) {
    do {
        *--end = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    return end;
}

#define PART 1000000000000000000u // 10^18
#define PART_FIGURES 18

// z / 10^18 for z < 10^18 * 2^60. The reciprocal is 2^123 / 10^18, rounded down; the estimate is right or one too small.
static uint64_t divide_by_part(ouro_u128 z, uint64_t *rest) {
    uint64_t q = (uint64_t)((ouro_u128)(uint64_t)(z >> 56) * 10633823966279326983u >> 67);
    uint64_t r = (uint64_t)z - q * PART;
    if (r >= PART) {
        r -= PART;
        q++;
    }
    *rest = r;
    return q;
}

// Writes a run of at most SIMPLE_DIGITS in exactly `width` figures, zeros first. Two digits are taken at a time.
static void simple_chars(const uint32_t *digits, size_t n, char *out, size_t width) {
    uint64_t parts[SIMPLE_DIGITS * 904 / 100 / PART_FIGURES + 2]; // 9.04 figures in a digit
    size_t used = 0;
    for (size_t i = (n + 1) / 2; i-- > 0;) {
        uint64_t carry = digits[2 * i] | (2 * i + 1 < n ? (uint64_t)digits[2 * i + 1] << OURO_DIGIT_BITS : 0);
        for (size_t j = 0; j < used; j++)
            carry = divide_by_part((ouro_u128)parts[j] << 60 | carry, &parts[j]);
        if (carry >= PART) {
            parts[used++] = carry - PART; // less than 2^60, which is less than 2 * 10^18
            carry = 1;
        }
        if (carry)
            parts[used++] = carry;
    }
    char *end = out + width;
    for (size_t j = 0; j < used; j++) {
        uint64_t v = parts[j];
        for (int i = 0; i < PART_FIGURES && end > out; i++, v /= 10)
            *--end = (char)('0' + v % 10);
    }
    memset(out, '0', (size_t)(end - out));
}

static bool run_chars(powers *p, unsigned level, const uint32_t *digits, size_t n, char *out, size_t width) {
    n = ouro_digits_normal(digits, n);
    if (n <= SIMPLE_DIGITS) {
        simple_chars(digits, n, out, width);
        return true;
    }
    while (ouro_digits_compare(digits, n, p->level[level].digits, p->level[level].n) < 0)
        level--; // the first level is shorter than SIMPLE_DIGITS
    const power *by = &p->level[level];
    size_t nq = n - by->n + 1;
    uint32_t *q = ouro_raw_alloc(p->rt, (nq + by->n) * sizeof *q);
    if (!q)
        return false;
    bool ok = ouro_digits_divide(p->rt, q, q + nq, digits, n, by->digits, by->n) &&
              run_chars(p, level, q, nq, out, width - by->width) &&
              run_chars(p, level, q + nq, by->n, out + (width - by->width), by->width);
    ouro_raw_free(p->rt, q);
    return ok;
}

static void raise_too_long(ouro_rt *rt) {
    ouro_raise(rt, OURO_ValueError,
               "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to "
               "increase the limit",
               (int)ouro_int_digit_limit(rt));
}

static ouro_owned big_decimal(ouro_rt *rt, const ouro_int_view *v) {
    size_t limit = (size_t)ouro_int_digit_limit(rt), bits = ouro_digits_bits(v->digits, v->n);
    size_t width = (size_t)((double)bits * 0.30102999566398120) + 2; // log10(2): at least enough
    if (limit && width > limit + 2) {
        raise_too_long(rt);
        return NULL;
    }
    char stack[512], *chars = stack;
    if (width + 1 > sizeof stack) {
        chars = ouro_raw_alloc(rt, width + 1);
        if (!chars)
            return NULL;
    }
    ouro_obj *result = NULL;
    bool ok = true;
    if (v->n <= SIMPLE_DIGITS) {
        simple_chars(v->digits, v->n, chars + 1, width);
    } else {
        powers p;
        ok = powers_begin(&p, rt, 10);
        while (ok && p.level[p.count - 1].n <= (v->n + 1) / 2)
            ok = powers_square(&p);
        ok = ok && run_chars(&p, p.count - 1, v->digits, v->n, chars + 1, width);
        powers_drop(&p);
    }
    if (ok) {
        char *from = chars + 1, *end = from + width;
        while (*from == '0')
            from++;
        if (limit && (size_t)(end - from) > limit) {
            raise_too_long(rt);
        } else {
            if (v->negative)
                *--from = '-';
            result = ouro_str_from_ascii(rt, from, (size_t)(end - from));
        }
    }
    if (chars != stack)
        ouro_raw_free(rt, chars);
    return result;
}

// Bases 2, 4, 8, 16, 32.
static void binary_chars(const ouro_int_view *v, unsigned bits, char *end) {
    uint64_t word = 0;
    unsigned have = 0;
    size_t i = 0, left = (ouro_digits_bits(v->digits, v->n) + bits - 1) / bits;
    do {
        if (have < bits && i < v->n) {
            word |= (uint64_t)v->digits[i++] << have;
            have += OURO_DIGIT_BITS;
        }
        *--end = figures[word & ((1u << bits) - 1)];
        word >>= bits;
        have = have > bits ? have - bits : 0;
    } while (left > 0 && --left > 0);
}

static ouro_owned other_base(ouro_rt *rt, const ouro_int_view *v, unsigned base, bool prefix) {
    bool binary = (base & (base - 1)) == 0;
    unsigned bits = (unsigned)__builtin_ctz(base);
    size_t most = ouro_digits_bits(v->digits, v->n);
    most = binary ? (most + bits - 1) / bits : most; // more than enough for other bases
    if (most == 0)
        most = 1;
    char stack[160], *chars = stack;
    if (most + 3 > sizeof stack) {
        chars = ouro_raw_alloc(rt, most + 3);
        if (!chars)
            return NULL;
    }
    char *end = chars + most + 3, *from;
    if (binary) {
        binary_chars(v, bits, end);
        from = end - most;
    } else {
        uint32_t *rest = ouro_raw_alloc(rt, (v->n + 1) * sizeof *rest);
        if (!rest) {
            if (chars != stack)
                ouro_raw_free(rt, chars);
            return NULL;
        }
        memcpy(rest, v->digits, v->n * sizeof *rest);
        size_t n = v->n;
        from = end;
        do {
            *--from = figures[ouro_digits_div1(rest, rest, n, base)];
            n = ouro_digits_normal(rest, n);
        } while (n > 0);
        ouro_raw_free(rt, rest);
    }
    if (prefix && (base == 2 || base == 8 || base == 16)) {
        *--from = base == 2 ? 'b' : base == 8 ? 'o' : 'x';
        *--from = '0';
    }
    if (v->negative)
        *--from = '-';
    ouro_obj *result = ouro_str_from_ascii(rt, from, (size_t)(end - from));
    if (chars != stack)
        ouro_raw_free(rt, chars);
    return result;
}

ouro_owned ouro_int_to_str(ouro_rt *rt, ouro_borrowed o, int base, bool prefix) {
    if (base == 10 && !ouro_int_is_big(o)) {
        int64_t w = ouro_int_word(o);
        char chars[24], *end = chars + sizeof chars, *from = word_chars(end, w < 0 ? -(uint64_t)w : (uint64_t)w);
        if (w < 0)
            *--from = '-';
        return ouro_str_from_ascii(rt, from, (size_t)(end - from));
    }
    ouro_int_view v;
    ouro_int_view_of(o, &v);
    return base == 10 ? big_decimal(rt, &v) : other_base(rt, &v, (unsigned)base, prefix);
}

// ---- from text -----------------------------------------------------------------------------------------------------

// Value of a figure, 36 or more for what is none.
static unsigned figure_value(char c) {
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 10 : 99;
}

// Digits enough for `len` figures.
static size_t digits_room(size_t len, unsigned base) {
    unsigned bits = 32 - (unsigned)__builtin_clz(base - 1);
    double need = base == 10 ? (double)len * 3.3219280948873627 : (double)len * bits; // log2(10)
    return (size_t)(need / OURO_DIGIT_BITS) + 2;
}

// Figures to a run of as many digits as it takes; returns how many. Works with two digits at a time.
static size_t simple_run(uint32_t *r, const char *text, size_t len, unsigned base) {
    uint64_t limbs[SIMPLE_CHARS * 26 / 300 + 2]; // 5.17 bits in a figure of base 36
    size_t n = 0;
    uint64_t full = base; // base^figures < 2^60
    size_t figures_ = 1, take = 0;
    for (uint64_t most = ((uint64_t)1 << 60) / base; full < most; full *= base)
        figures_++;
    for (size_t i = 0; i < len; i += take) {
        uint64_t carry = 0, scale = full;
        take = len - i < figures_ ? len - i : figures_;
        for (size_t j = 0; j < take; j++)
            carry = carry * base + figure_value(text[i + j]);
        for (size_t j = take; j < figures_; j++)
            scale /= base;
        for (size_t j = 0; j < n; j++) {
            ouro_u128 z = (ouro_u128)limbs[j] * scale + carry;
            limbs[j] = (uint64_t)z & (((uint64_t)1 << 60) - 1);
            carry = (uint64_t)(z >> 60);
        }
        if (carry)
            limbs[n++] = carry;
    }
    for (size_t j = 0; j < n; j++) {
        r[2 * j] = (uint32_t)limbs[j] & OURO_DIGIT_MASK;
        r[2 * j + 1] = (uint32_t)(limbs[j] >> OURO_DIGIT_BITS);
    }
    return ouro_digits_normal(r, 2 * n);
}

// The same for any length: high * base^width + low. r has room for digits_room(len) + 2.
static bool long_run(powers *p, unsigned level, uint32_t *r, size_t *n, const char *text, size_t len, unsigned base) {
    if (len <= SIMPLE_CHARS) {
        *n = simple_run(r, text, len, base);
        return true;
    }
    while (p->level[level].width >= len)
        level--;
    const power *by = &p->level[level];
    size_t nh, nl, room = digits_room(len - by->width, base) + 2;
    uint32_t *high = ouro_raw_alloc(p->rt, (room + room + by->n) * sizeof *high), *product = high + room;
    if (!high)
        return false;
    bool ok = long_run(p, level, high, &nh, text, len - by->width, base) &&
              long_run(p, level, r, &nl, text + (len - by->width), by->width, base) &&
              ouro_digits_mul(p->rt, product, by->digits, by->n, high, nh);
    if (ok) {
        size_t np = ouro_digits_normal(product, by->n + nh);
        uint32_t carry;
        if (np >= nl) {
            carry = ouro_digits_add(r, product, np, r, nl);
            *n = np;
        } else { // the high part was all zeros
            carry = ouro_digits_add(r, r, nl, product, np);
            *n = nl;
        }
        if (carry)
            r[(*n)++] = carry;
    }
    ouro_raw_free(p->rt, high);
    return ok;
}

static ouro_owned from_binary(ouro_rt *rt, const char *text, size_t len, unsigned bits, bool negative) {
    ouro_bigint *b = ouro_big_new(rt, len * bits / OURO_DIGIT_BITS + 1);
    if (!b)
        return NULL;
    uint64_t word = 0;
    unsigned have = 0;
    size_t n = 0;
    while (len-- > 0) {
        word |= (uint64_t)figure_value(text[len]) << have;
        have += bits;
        if (have >= OURO_DIGIT_BITS) {
            b->digits[n++] = (uint32_t)word & OURO_DIGIT_MASK;
            word >>= OURO_DIGIT_BITS;
            have -= OURO_DIGIT_BITS;
        }
    }
    if (have)
        b->digits[n++] = (uint32_t)word;
    return ouro_big_finish(rt, b, n, negative);
}

ouro_owned ouro_int_from_digits(ouro_rt *rt, const char *digits, size_t len, int base_, bool negative) {
    unsigned base = (unsigned)base_;
    if (len <= 12 || (base <= 10 && len <= 18)) { // 36^12 < 2^63
        int64_t v = 0;
        for (size_t i = 0; i < len; i++)
            v = v * base_ + (int64_t)figure_value(digits[i]);
        return ouro_int_from_i64(rt, negative ? -v : v);
    }
    if ((base & (base - 1)) == 0)
        return from_binary(rt, digits, len, (unsigned)__builtin_ctz(base), negative);
    size_t limit = (size_t)ouro_int_digit_limit(rt);
    if (limit && len > limit) {
        ouro_raise(rt, OURO_ValueError,
                   "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; use "
                   "sys.set_int_max_str_digits() to increase the limit",
                   (int)limit, len);
        return NULL;
    }
    ouro_bigint *b = ouro_big_new(rt, digits_room(len, base) + 2);
    if (!b)
        return NULL;
    size_t n = 0;
    if (len <= SIMPLE_CHARS) {
        n = simple_run(b->digits, digits, len, base);
    } else {
        powers p;
        bool ok = powers_begin(&p, rt, base);
        while (ok && p.level[p.count - 1].width * 2 < len)
            ok = powers_square(&p);
        ok = ok && long_run(&p, p.count - 1, b->digits, &n, digits, len, base);
        powers_drop(&p);
        if (!ok) {
            ouro_discard(rt, &b->head);
            return NULL;
        }
    }
    return ouro_big_finish(rt, b, n, negative);
}

static void raise_invalid(ouro_rt *rt, ouro_borrowed o, int base) {
    char format[64] = "invalid literal for int() with base ";
    char number[4], *end = number + sizeof number;
    *--end = 0;
    strcat(format, word_chars(end, (uint64_t)base));
    strcat(format, ": %S");
    if (ouro_str_check(rt, o) || ouro_bytes_check(rt, o)) {
        ouro_raise_number_text(rt, format, o);
        return;
    }
    ouro_buffer b; // shown as bytes
    if (ouro_get_buffer(rt, o, &b, OURO_BUFFER_READ) < 0)
        return;
    ouro_obj *bytes = ouro_bytes_new(rt, b.data, b.length);
    ouro_release_buffer(rt, &b);
    if (!bytes)
        return;
    ouro_raise_number_text(rt, format, bytes);
    ouro_release(rt, bytes);
}

// Sign, prefix and figures of [p, end). *invalid: no number. NULL otherwise: error pending.
static ouro_owned parse_text(ouro_rt *rt, const char *p, const char *end, int base, bool *invalid) {
    *invalid = true;
    bool negative = false, guessed = base == 0;
    if (p < end && (*p == '-' || *p == '+'))
        negative = *p++ == '-';
    char mark = p + 1 < end && *p == '0' ? (char)(p[1] | 0x20) : 0;
    if (base == 0)
        base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if ((base == 16 && mark == 'x') || (base == 8 && mark == 'o') || (base == 2 && mark == 'b')) {
        p += 2;
        if (p < end && *p == '_')
            p++;
    }
    const char *from = p;
    size_t underscores = 0;
    char before = '_';
    bool zeros = true;
    for (; p < end; p++) {
        if (*p == '_') {
            if (before == '_')
                return NULL;
            underscores++;
        } else {
            if (figure_value(*p) >= (unsigned)base)
                break;
            zeros &= *p == '0';
        }
        before = *p;
    }
    size_t count = (size_t)(p - from) - underscores;
    if (before == '_' || p < end || (guessed && base == 10 && *from == '0' && !zeros)) {
        // A number that is too long is refused before what follows it is looked at.
        size_t limit = (size_t)ouro_int_digit_limit(rt);
        if (before == '_' || !limit || count <= limit || (base & (base - 1)) == 0)
            return NULL;
    }
    *invalid = false;
    if (underscores == 0)
        return ouro_int_from_digits(rt, from, count, base, negative);
    char *plain = ouro_raw_alloc(rt, count);
    if (!plain)
        return NULL;
    char *to = plain;
    for (; from < p; from++)
        if (*from != '_')
            *to++ = *from;
    ouro_obj *r = ouro_int_from_digits(rt, plain, count, base, negative);
    ouro_raw_free(rt, plain);
    return r;
}

ouro_owned ouro_int_parse(ouro_rt *rt, ouro_borrowed o, int base) {
    ouro_number_text t;
    bool text = ouro_str_check(rt, o) || ouro_bytes_check(rt, o) || ouro_is_a(rt, o, OURO_T_bytearray);
    int got = text ? ouro_number_text_of(rt, o, &t) : 0;
    if (got < 0)
        return NULL;
    if (got == 0) {
        ouro_raise(rt, OURO_TypeError, "int() can't convert non-string with explicit base");
        return NULL;
    }
    const char *from, *to;
    ouro_number_text_strip(&t, &from, &to);
    bool invalid;
    ouro_obj *r = parse_text(rt, from, to, base, &invalid);
    ouro_number_text_drop(rt, &t);
    if (invalid)
        raise_invalid(rt, o, base);
    return r;
}

ouro_owned ouro_int_of_buffer(ouro_rt *rt, ouro_borrowed o) {
    ouro_number_text t;
    if (ouro_number_text_of(rt, o, &t) < 0)
        return NULL;
    const char *from, *to;
    ouro_number_text_strip(&t, &from, &to);
    bool invalid;
    ouro_obj *r = parse_text(rt, from, to, 10, &invalid);
    ouro_number_text_drop(rt, &t);
    if (invalid)
        raise_invalid(rt, o, 10);
    return r;
}
