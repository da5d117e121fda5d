// __format__ of int, float and complex: the mini-language of PEP 3101.
#include "types/abstract.h"
#include "types/float.h"
#include "types/format.h"
#include "types/format_spec.h"
#include "types/int.h"
#include "types/str.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static bool refuse(ouro_rt *rt, const char *message) {
    ouro_raise(rt, OURO_ValueError, "%s", message);
    return false;
}

// What goes before the digits of a number that is not negative.
static size_t positive_sign(char sign, char *out) {
    if (sign != '+' && sign != ' ')
        return 0;
    *out = sign;
    return 1;
}

// ---- float ---------------------------------------------------------------------------------------------------------

// How a double is shown, from a specifier.
typedef struct style {
    char type; // e f g r, or a capital
    int precision;
    bool add_dot, percent;
} style;

// False: ValueError.
static bool float_style(ouro_rt *rt, const ouro_format_spec *spec, style *out) {
    *out = (style){.type = spec->type == 0 ? 'r' : spec->type == 'n' ? 'g' : spec->type == '%' ? 'f' : (char)spec->type,
                   .add_dot = spec->type == 0,
                   .percent = spec->type == '%'};
    if (spec->precision > INT_MAX)
        return refuse(rt, "precision too big");
    if (spec->precision >= 0) {
        out->precision = (int)spec->precision;
        if (out->type == 'r')
            out->type = 'g';
    } else {
        out->precision = out->type == 'r' ? 0 : 6;
    }
    return true;
}

static bool shows_zero(const char *text) {
    for (; *text && (*text | 0x20) != 'e'; text++)
        if ((*text >= '1' && *text <= '9') || *text >= 'A')
            return false;
    return true;
}

static ouro_owned show(ouro_rt *rt, const ouro_format_spec *spec, const style *s, double v) {
    char *text;
    size_t n;
    if (!ouro_double_format(rt, s->percent ? v * 100.0 : v, s->type, s->precision, false, spec->alt, s->add_dot, &text,
                            &n))
        return NULL;
    char sign[1] = {'-'};
    size_t from = text[0] == '-', digits = from;
    bool negative = from && !(spec->z && shows_zero(text + 1));
    size_t n_sign = negative ? 1 : positive_sign(spec->sign, sign);
    if (s->percent)
        text[n++] = '%'; // in place of the final zero
    while (digits < n && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    ouro_obj *r = ouro_format_number(rt, spec, sign, n_sign, text + from, digits - from, text + digits, n - digits, 3);
    ouro_raw_free(rt, text);
    return r;
}

static bool float_type(uint32_t t) { return t == 0 || (t < 128 && strchr("eEfFgGn%", (int)t)); }

static ouro_owned format_double(ouro_rt *rt, const ouro_format_spec *spec, double v) {
    style s;
    return float_style(rt, spec, &s) ? show(rt, spec, &s, v) : NULL;
}

ouro_owned ouro_float_format(ouro_rt *rt, ouro_borrowed self, ouro_borrowed text) {
    if (!text || ouro_str_length(text) == 0)
        return ouro_str_of(rt, self);
    ouro_format_spec spec;
    if (!ouro_format_spec_parse(rt, text, self, &spec, 0, '>'))
        return NULL;
    if (!float_type(spec.type)) {
        ouro_format_unknown_type(rt, &spec, self);
        return NULL;
    }
    return format_double(rt, &spec, ouro_float_value(self));
}

// ---- int -----------------------------------------------------------------------------------------------------------

static ouro_owned format_char(ouro_rt *rt, ouro_borrowed self, const ouro_format_spec *spec) {
    int overflow;
    int64_t c = ouro_int_clip(self, &overflow);
    if (spec->sign) {
        refuse(rt, "Sign not allowed with integer format specifier 'c'");
        return NULL;
    }
    if (spec->alt) {
        refuse(rt, "Alternate form (#) not allowed with integer format specifier 'c'");
        return NULL;
    }
    if (overflow) {
        ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C long");
        return NULL;
    }
    if (c < 0 || c > 0x10ffff) {
        ouro_raise(rt, OURO_OverflowError, "%%c arg not in range(0x110000)");
        return NULL;
    }
    ouro_obj *one = ouro_str_from_char(rt, (uint32_t)c);
    if (!one)
        return NULL;
    ouro_obj *r = ouro_format_pad(rt, spec, one, 0);
    ouro_release(rt, one);
    return r;
}

static ouro_owned format_integer(ouro_rt *rt, ouro_borrowed self, const ouro_format_spec *spec) {
    if (spec->precision >= 0) {
        refuse(rt, "Precision not allowed in integer format specifier");
        return NULL;
    }
    if (spec->z) {
        refuse(rt, "Negative zero coercion (z) not allowed in integer format specifier");
        return NULL;
    }
    if (spec->type == 'c')
        return format_char(rt, self, spec);
    int base = spec->type == 'b' ? 2 : spec->type == 'o' ? 8 : (spec->type | 0x20) == 'x' ? 16 : 10;
    ouro_obj *text = ouro_int_to_str(rt, self, base, false); // not seen by anyone else, unless it is shared
    if (!text)
        return NULL;
    const char *digits = ouro_str_ascii(text);
    size_t n = ouro_str_length(text), n_prefix;
    char prefix[4], *upper = NULL;
    if (*digits == '-') {
        prefix[0] = '-';
        n_prefix = 1;
        digits++;
        n--;
    } else {
        n_prefix = positive_sign(spec->sign, prefix);
    }
    if (spec->alt && base != 10) {
        prefix[n_prefix++] = '0';
        prefix[n_prefix++] = (char)spec->type;
    }
    if (spec->type == 'X') {
        upper = ouro_raw_alloc(rt, n);
        if (!upper) {
            ouro_release(rt, text);
            return NULL;
        }
        for (size_t i = 0; i < n; i++)
            upper[i] = (char)(digits[i] >= 'a' ? digits[i] - 0x20 : digits[i]);
        digits = upper;
    }
    ouro_obj *r = ouro_format_number(rt, spec, prefix, n_prefix, digits, n, "", 0, base == 10 ? 3 : 4);
    ouro_raw_free(rt, upper);
    ouro_release(rt, text);
    return r;
}

ouro_owned ouro_int_format(ouro_rt *rt, ouro_borrowed self, ouro_borrowed text) {
    if (!text || ouro_str_length(text) == 0)
        return ouro_str_of(rt, self);
    ouro_format_spec spec;
    if (!ouro_format_spec_parse(rt, text, self, &spec, 'd', '>'))
        return NULL;
    if (spec.type < 128 && strchr("bcdnoxX", (int)spec.type))
        return format_integer(rt, self, &spec);
    if (!float_type(spec.type)) {
        ouro_format_unknown_type(rt, &spec, self);
        return NULL;
    }
    bool ok;
    double v = ouro_int_to_double(rt, self, &ok);
    return ok ? format_double(rt, &spec, v) : NULL;
}

// ---- complex -------------------------------------------------------------------------------------------------------

ouro_owned ouro_complex_format(ouro_rt *rt, ouro_borrowed self, ouro_borrowed text) {
    if (!text || ouro_str_length(text) == 0)
        return ouro_str_of(rt, self);
    ouro_format_spec spec;
    if (!ouro_format_spec_parse(rt, text, self, &spec, 0, '>'))
        return NULL;
    if (!float_type(spec.type) || spec.type == '%') {
        ouro_format_unknown_type(rt, &spec, self);
        return NULL;
    }
    style s;
    if (spec.fill == '0') {
        refuse(rt, "Zero padding is not allowed in complex format specifier");
        return NULL;
    }
    if (spec.align == '=') {
        refuse(rt, "'=' alignment flag is not allowed in complex format specifier");
        return NULL;
    }
    if (!float_style(rt, &spec, &s))
        return NULL;
    s.add_dot = false;
    const ouro_complex *c = (const ouro_complex *)self;
    bool like_str = spec.type == 0, skip_real = like_str && c->real == 0.0 && !signbit(c->real);
    ouro_format_spec part = spec;
    part.width = -1;
    ouro_obj *real = skip_real ? NULL : show(rt, &part, &s, c->real);
    if (!real && !skip_real)
        return NULL;
    if (!skip_real)
        part.sign = '+';
    ouro_obj *imag = show(rt, &part, &s, c->imag), *r = NULL;
    if (imag) {
        bool parentheses = like_str && !skip_real;
        ouro_builder b;
        ouro_builder_init(&b, rt);
        if (parentheses)
            ouro_builder_char(&b, '(');
        if (real)
            ouro_builder_str(&b, real);
        ouro_builder_str(&b, imag);
        ouro_builder_ascii(&b, parentheses ? "j)" : "j");
        ouro_obj *whole = ouro_builder_finish(&b);
        if (whole) {
            r = ouro_format_pad(rt, &spec, whole, 0);
            ouro_release(rt, whole);
        }
        ouro_release(rt, imag);
    }
    ouro_xrelease(rt, real);
    return r;
}
