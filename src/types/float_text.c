// float to text and back.
//
// repr: the shortest decimal that reads back as the same double, by the method of R. Giulietti, "The Schubfach way to
// render doubles" (2021), in exact integer arithmetic of 128 bits. A given number of digits: from the C library's
// printf, which is exact. Reading: one operation where that is exact, else strtod of a text without a point, so that
// neither depends on the locale.
#include "types/float.h"

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/float_powers.h"
#include "types/number_text.h"
#include "types/str.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 u128;

// ---- shortest ------------------------------------------------------------------------------------------------------

// floor of log10(2^e), log10(3/4 * 2^e) and log2(10^e), right for all exponents of doubles.
static int log10_of_power_2(int e) { return (int)((int64_t)e * 1262611 >> 22); }
static int log10_of_three_quarters(int e) { return (int)(((int64_t)e * 1262611 - 524031) >> 22); }
static int log2_of_power_10(int e) { return (int)((int64_t)e * 1741647 >> 19); }

// g * x / 2^128 rounded to odd: the last bit says whether anything was cut off.
static uint64_t scaled(const uint64_t g[2], uint64_t x) {
    u128 low = (u128)g[1] * x, high = (u128)g[0] * x + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

// The digits of the positive finite v as a number, *exponent what power of ten it counts.
static uint64_t shortest(double v, int *exponent) {
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    uint64_t c = bits & (((uint64_t)1 << 52) - 1);
    int q = (int)(bits >> 52 & 2047);
    bool narrow = c == 0 && q > 1; // a power of two: the double below is nearer
    if (q)
        c |= (uint64_t)1 << 52;
    q = (q ? q : 1) - 1075;
    if (q <= 0 && q > -53 && (c & (((uint64_t)1 << -q) - 1)) == 0) { // whole and below 2^53
        *exponent = 0;
        return c >> -q;
    }
    // v and the ends of what rounds to it, four times as large.
    uint64_t odd = c & 1, left = 4 * c - (narrow ? 1 : 2), right = 4 * c + 2;
    int k = narrow ? log10_of_three_quarters(q) : log10_of_power_2(q);
    int h = q + log2_of_power_10(-k) + 1;
    const uint64_t *g = ouro_powers_of_ten[-k - OURO_POWER_MIN];
    left = scaled(g, left << h) + odd; // the ends themselves round to even mantissas
    uint64_t middle = scaled(g, 4 * c << h);
    right = scaled(g, right << h) - odd;
    uint64_t s = middle / 4;
    *exponent = k;
    if (s >= 10) {
        uint64_t shorter = s / 10;
        bool down = left <= 40 * shorter, up = 40 * shorter + 40 <= right;
        if (down != up) {
            *exponent = k + 1;
            return shorter + up;
        }
    }
    bool down = left <= 4 * s, up = 4 * s + 4 <= right;
    if (down != up)
        return s + up;
    return s + (middle > 4 * s + 2 || (middle == 4 * s + 2 && (s & 1)));
}

// ---- digits --------------------------------------------------------------------------------------------------------

// No double has more decimals than this, nor more digits before the point.
#define MOST_DECIMALS 1074
#define MOST_WHOLE 309

// v = 0.d1d2d3... * 10^point; n digits without zeros at the end.
typedef struct decimal {
    int n, point;
    char digits[MOST_WHOLE + MOST_DECIMALS + 40];
} decimal;

static void drop_zeros(decimal *d) {
    while (d->n > 0 && d->digits[d->n - 1] == '0')
        d->n--;
    if (d->n == 0) { // zero
        d->digits[0] = '0';
        d->n = 1;
        d->point = 1;
    }
}

static void decimal_shortest(decimal *d, double v) {
    int exponent = 0;
    uint64_t x = v == 0.0 ? 0 : shortest(v, &exponent);
    char *end = d->digits + 24, *p = end;
    do {
        *--p = (char)('0' + x % 10);
        x /= 10;
    } while (x);
    d->n = (int)(end - p);
    d->point = d->n + exponent;
    memmove(d->digits, p, (size_t)d->n);
    drop_zeros(d);
}

// `n` >= 1 significant digits.
static void decimal_significant(decimal *d, double v, int n) {
    if (n > MOST_DECIMALS)
        n = MOST_DECIMALS;
    int length = snprintf(d->digits, sizeof d->digits, "%.*e", n - 1, v);
    char *e = memchr(d->digits, 'e', (size_t)length);
    d->point = atoi(e + 1) + 1;
    d->n = 1;
    for (char *p = d->digits + 1; p < e; p++) // what is no digit is the locale's point
        if (*p >= '0' && *p <= '9')
            d->digits[d->n++] = *p;
    drop_zeros(d);
}

// `n` >= 0 digits after the point.
static void decimal_fixed(decimal *d, double v, int n) {
    if (n > MOST_DECIMALS)
        n = MOST_DECIMALS;
    int length = snprintf(d->digits, sizeof d->digits, "%.*f", n, v);
    d->point = length - n;
    d->n = 0;
    for (int i = 0; i < length; i++) {
        if (d->digits[i] >= '0' && d->digits[i] <= '9')
            d->digits[d->n++] = d->digits[i];
    }
    d->point = d->n - n;
    int zeros = 0;
    while (zeros < d->n - 1 && d->digits[zeros] == '0')
        zeros++;
    memmove(d->digits, d->digits + zeros, (size_t)(d->n - zeros));
    d->n -= zeros;
    d->point -= zeros;
    drop_zeros(d);
}

// ---- text ----------------------------------------------------------------------------------------------------------

// Where the parts of a number's text go; positions count from the first digit.
typedef struct layout {
    const decimal *d;
    int from, to; // digits shown: from <= 0 are zeros before the first one, to >= n zeros after the last
    int point;    // digits before the point
    int exponent; // INT32_MIN: none
} layout;

static layout lay_out(const decimal *d, char type, int precision, bool alternate, bool add_dot) {
    layout l = {.d = d, .to = d->n, .point = d->point, .exponent = INT32_MIN};
    bool scientific = false;
    switch (type) {
    case 'e':
        scientific = true;
        l.to = precision + 1;
        break;
    case 'f': l.to = d->point + precision; break;
    case 'g':
        scientific = d->point <= -4 || d->point > precision - (add_dot ? 1 : 0);
        if (alternate)
            l.to = precision;
        break;
    default: scientific = d->point <= -4 || d->point > 16;
    }
    if (scientific) {
        l.exponent = d->point - 1;
        l.point = 1;
    }
    l.from = l.point <= 0 ? l.point - 1 : 0;
    if (l.to < d->n)
        l.to = d->n;
    int least = add_dot && !scientific ? l.point + 1 : l.point;
    if (l.to < least)
        l.to = least;
    return l;
}

static size_t write_text(const layout *l, bool upper, bool alternate, char *out) {
    char *p = out;
    for (int i = l->from; i < l->to; i++) {
        if (i == l->point)
            *p++ = '.';
        *p++ = i >= 0 && i < l->d->n ? l->d->digits[i] : '0';
    }
    if (alternate && l->to <= l->point)
        *p++ = '.';
    if (l->exponent != INT32_MIN) {
        int e = l->exponent < 0 ? -l->exponent : l->exponent;
        *p++ = upper ? 'E' : 'e';
        *p++ = l->exponent < 0 ? '-' : '+';
        if (e >= 100)
            *p++ = (char)('0' + e / 100);
        *p++ = (char)('0' + e / 10 % 10);
        *p++ = (char)('0' + e % 10);
    }
    return (size_t)(p - out);
}

// "inf" or "nan", with the sign of an infinity.
static size_t write_special(double v, bool upper, bool always_sign, char *out) {
    char *p = out;
    if (!isnan(v) && v < 0)
        *p++ = '-';
    else if (always_sign)
        *p++ = '+';
    memcpy(p, isnan(v) ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf", 3);
    return (size_t)(p + 3 - out);
}

void ouro_double_repr(double v, char out[32]) {
    if (!isfinite(v)) {
        out[write_special(v, false, false, out)] = 0;
        return;
    }
    decimal d;
    char *p = out;
    if (signbit(v))
        *p++ = '-';
    decimal_shortest(&d, fabs(v));
    layout l = lay_out(&d, 'r', 0, false, true);
    p[write_text(&l, false, false, p)] = 0;
}

bool ouro_double_format(ouro_rt *rt, double v, char type, int precision, bool always_sign, bool alternate, bool add_dot,
                        char **out, size_t *len) {
    bool upper = type >= 'A' && type <= 'Z';
    type |= 0x20;
    char special[8];
    if (!isfinite(v)) {
        *len = write_special(v, upper, always_sign, special);
        *out = ouro_raw_alloc(rt, *len + 2);
        if (!*out)
            return false;
        memcpy(*out, special, *len);
        (*out)[*len] = 0;
        return true;
    }
    decimal d;
    double size = fabs(v);
    if (type == 'g' && precision == 0)
        precision = 1;
    if (type == 'e')
        decimal_significant(&d, size, precision < MOST_DECIMALS ? precision + 1 : MOST_DECIMALS);
    else if (type == 'g')
        decimal_significant(&d, size, precision);
    else if (type == 'f')
        decimal_fixed(&d, size, precision);
    else
        decimal_shortest(&d, size);
    layout l = lay_out(&d, type, precision, alternate, add_dot);
    char *text = *out = ouro_raw_alloc(rt, (size_t)(l.to - l.from) + 12);
    if (!text)
        return false;
    if (signbit(v))
        *text++ = '-';
    else if (always_sign)
        *text++ = '+';
    text += write_text(&l, upper, alternate, text);
    *text = 0;
    *len = (size_t)(text - *out);
    return true;
}

// ---- reading -------------------------------------------------------------------------------------------------------

static bool digit(char c) { return c >= '0' && c <= '9'; }

// The word at p, in any case: how many characters it has, 0 if it is another one.
static size_t word_at(const char *p, const char *end, const char *word) {
    size_t n = 0;
    for (; word[n]; n++)
        if (p + n >= end || (p[n] | 0x20) != word[n])
            return 0;
    return n;
}

static size_t special_at(const char *p, const char *end, double *out) {
    size_t n = word_at(p, end, "infinity");
    if (!n)
        n = word_at(p, end, "inf");
    if (n) {
        *out = HUGE_VAL;
        return n;
    }
    n = word_at(p, end, "nan");
    if (n)
        *out = NAN;
    return n;
}

// A halfway case between doubles has at most 767 significant digits: of those beyond this number it only matters
// whether one is not zero.
#define DIGITS_KEPT 790

// The digits of a number that was read, and its exponent.
typedef struct reading {
    uint64_t value;    // of the first 19
    size_t n, dropped; // significant digits kept; others
    int64_t exponent;  // the last digit kept counts 10^exponent
    bool sticky;       // some dropped digit is not zero
    char digits[DIGITS_KEPT + 32];
} reading;

static void take_digit(reading *r, char c, bool fraction) {
    if (r->n == 0 && c == '0') {
        r->exponent -= fraction;
    } else if (r->n < DIGITS_KEPT) {
        if (r->n < 19)
            r->value = r->value * 10 + (uint64_t)(c - '0');
        r->digits[r->n++] = c;
        r->exponent -= fraction;
    } else {
        r->sticky |= c != '0';
        r->exponent += !fraction;
    }
}

static double reading_value(reading *r) {
    static const double exact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (r->n == 0)
        return 0.0;
    if (r->n <= 19 && r->value <= (uint64_t)1 << 53 && r->exponent >= -22 && r->exponent <= 22) {
        double v = (double)r->value; // both operands are exact: rounded once
        return r->exponent < 0 ? v / exact[-r->exponent] : v * exact[r->exponent];
    }
    if (r->exponent > 400 + DIGITS_KEPT)
        return HUGE_VAL;
    if (r->exponent < -400 - DIGITS_KEPT)
        return 0.0;
    char *p = r->digits + r->n;
    if (r->sticky) {
        *p++ = '1';
        r->exponent--;
    }
    (void)snprintf(p, 24, "e%d", (int)r->exponent);
    return strtod(r->digits, NULL);
}

// Reads the number that begins at p: how many characters it has, 0 if none does.
static size_t read_number(const char *p, const char *end, double *out) {
    const char *start = p;
    bool negative = false;
    if (p < end && (*p == '-' || *p == '+'))
        negative = *p++ == '-';
    size_t n = special_at(p, end, out);
    if (n) {
        if (negative)
            *out = -*out;
        return (size_t)(p - start) + n;
    }
    reading r;
    r.value = 0, r.n = 0, r.exponent = 0, r.sticky = false;
    bool any = false;
    for (; p < end && digit(*p); p++, any = true)
        take_digit(&r, *p, false);
    if (p < end && *p == '.')
        for (p++; p < end && digit(*p); p++, any = true)
            take_digit(&r, *p, true);
    if (!any)
        return 0;
    if (p < end && (*p == 'e' || *p == 'E')) {
        const char *q = p + 1;
        bool minus = false;
        if (q < end && (*q == '-' || *q == '+'))
            minus = *q++ == '-';
        if (q < end && digit(*q)) {
            int64_t e = 0;
            for (; q < end && digit(*q); q++)
                if (e < INT64_MAX / 16)
                    e = e * 10 + (*q - '0');
            r.exponent += minus ? -e : e;
            p = q;
        }
    }
    *out = reading_value(&r);
    if (negative)
        *out = -*out;
    return (size_t)(p - start);
}

size_t ouro_double_parse_prefix(const char *text, size_t len, double *out) {
    return read_number(text, text + len, out);
}

bool ouro_double_parse(const char *text, size_t len, double *out) {
    return len > 0 && read_number(text, text + len, out) == len;
}

ouro_owned ouro_float_parse(ouro_rt *rt, ouro_borrowed o) {
    ouro_number_text t;
    int got = ouro_number_text_of(rt, o, &t);
    if (got < 0)
        return NULL;
    if (got == 0) {
        ouro_raise(rt, OURO_TypeError, "float() argument must be a string or a real number, not '%T'", o);
        return NULL;
    }
    const char *from, *to;
    ouro_number_text_strip(&t, &from, &to);
    double v;
    bool ok = ouro_double_parse(from, (size_t)(to - from), &v);
    if (!ok && memchr(from, '_', (size_t)(to - from))) {
        char *plain = ouro_raw_alloc(rt, (size_t)(to - from));
        if (!plain) {
            ouro_number_text_drop(rt, &t);
            return NULL;
        }
        int64_t n = ouro_number_text_join(from, to, plain);
        ok = n > 0 && ouro_double_parse(plain, (size_t)n, &v);
        ouro_raw_free(rt, plain);
    }
    ouro_number_text_drop(rt, &t);
    if (ok)
        return ouro_float_new(rt, v);
    ouro_obj *repr = ouro_repr(rt, o);
    if (repr) {
        ouro_raise(rt, OURO_ValueError, "could not convert string to float: %S", repr);
        ouro_release(rt, repr);
    }
    return NULL;
}

// ---- rounding ------------------------------------------------------------------------------------------------------

static double decimal_value(decimal *d) {
    (void)snprintf(d->digits + d->n, 16, "e%d", d->point - d->n);
    return strtod(d->digits, NULL);
}

// To a multiple of 10^places (places > 0), from the exact digits.
static double round_whole(double v, int64_t places) {
    decimal d;
    decimal_significant(&d, v, MOST_DECIMALS);
    int64_t keep = d.point - places;
    if (keep < 0)
        return 0.0;
    if (keep > 0) {
        decimal_significant(&d, v, (int)keep);
        return decimal_value(&d);
    }
    // Below 10^places: it or zero, zero in the middle.
    if (d.digits[0] < '5' || (d.digits[0] == '5' && d.n == 1))
        return 0.0;
    d = (decimal){.n = 1, .point = d.point + 1, .digits = "1"};
    return decimal_value(&d);
}

bool ouro_double_round(ouro_rt *rt, double v, int64_t digits, double *out) {
    if (!isfinite(v) || v == 0.0 || digits > MOST_DECIMALS) {
        *out = v;
        return true;
    }
    if (digits < -MOST_WHOLE) {
        *out = copysign(0.0, v);
        return true;
    }
    double r;
    if (digits < 0) {
        r = round_whole(fabs(v), -digits);
    } else {
        decimal d;
        decimal_fixed(&d, fabs(v), (int)digits);
        r = decimal_value(&d);
    }
    if (isinf(r)) {
        ouro_raise(rt, OURO_OverflowError, "rounded value too large to represent");
        return false;
    }
    *out = copysign(r, v);
    return true;
}
