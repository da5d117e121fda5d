// format(): the specifier, padding, text of numbers, and str.__format__.
#include "types/format.h"

#include "types/abstract.h"
#include "types/format_spec.h"
#include "types/int.h"
#include "types/state.h"
#include "types/text.h"
#include "types/unicode.h"

// ---- reading a specifier

static bool is_align(uint32_t c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

// Digits at *at: 1 number read, 0 none there, -1 ValueError.
static int read_number(ouro_rt *rt, ouro_borrowed s, size_t *at, int64_t *out) {
    size_t n = ouro_str_length(s), from = *at;
    int64_t value = 0;
    for (; *at < n; ++*at) {
        int digit = ouro_char_decimal(ouro_str_at(s, *at));
        if (digit < 0) break;
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit, &value)) {
            ouro_raise(rt, OURO_ValueError, "Too many decimal digits in format string");
            return -1;
        }
    }
    *out = value;
    return *at > from;
}

static bool both_groupings(ouro_rt *rt) {
    ouro_raise(rt, OURO_ValueError, "Cannot specify both ',' and '_'.");
    return false;
}

static bool read_grouping(ouro_rt *rt, ouro_borrowed s, size_t *at, ouro_format_spec *out) {
    size_t n = ouro_str_length(s);
    if (*at < n && ouro_str_at(s, *at) == ',') {
        out->grouping = ',';
        ++*at;
    }
    if (*at < n && ouro_str_at(s, *at) == '_') {
        if (out->grouping) return both_groupings(rt);
        out->grouping = '_';
        ++*at;
    }
    if (*at < n && ouro_str_at(s, *at) == ',' && out->grouping == '_') return both_groupings(rt);
    return true;
}

static bool grouping_allowed(ouro_rt *rt, const ouro_format_spec *spec) {
    uint32_t t = spec->type;
    if (t == 0 || (t < 128 && strchr("defgEG%F", (int)t))) return true;
    if (spec->grouping == '_' && t < 128 && strchr("boxX", (int)t)) return true;
    if (t > 32 && t < 128)
        ouro_raise(rt, OURO_ValueError, "Cannot specify '%c' with '%c'.", spec->grouping, (int)t);
    else
        ouro_raise(rt, OURO_ValueError, "Cannot specify '%c' with '\\x%x'.", spec->grouping, t);
    return false;
}

bool ouro_format_spec_parse(ouro_rt *rt, ouro_borrowed s, ouro_borrowed value, ouro_format_spec *out, char default_type,
                            char default_align) {
    *out = (ouro_format_spec){
        .fill = ' ', .type = (uint8_t)default_type, .width = -1, .precision = -1, .align = default_align};
    size_t n = ouro_str_length(s), at = 0;
    bool fill_given = false, align_given = false;
#define PEEK(k) (at + (k) < n ? ouro_str_at(s, at + (k)) : 0)
    if (n >= 2 && is_align(PEEK(1))) {
        out->fill = PEEK(0);
        out->align = (char)PEEK(1);
        fill_given = align_given = true;
        at = 2;
    } else if (is_align(PEEK(0))) {
        out->align = (char)PEEK(0);
        align_given = true;
        at = 1;
    }
    if (PEEK(0) == '+' || PEEK(0) == '-' || PEEK(0) == ' ') out->sign = (char)ouro_str_at(s, at++);
    if (PEEK(0) == 'z') {
        out->z = true;
        at++;
    }
    if (PEEK(0) == '#') {
        out->alt = true;
        at++;
    }
    if (!fill_given && PEEK(0) == '0') {
        out->fill = '0';
        out->zero = true;
        if (!align_given && default_align == '>') out->align = '=';
        at++;
    }
    int64_t number;
    int has = read_number(rt, s, &at, &number);
    if (has < 0) return false;
    if (has) out->width = number;
    if (!read_grouping(rt, s, &at, out)) return false;
    if (PEEK(0) == '.') {
        at++;
        has = read_number(rt, s, &at, &number);
        if (has < 0) return false;
        if (!has) {
            ouro_raise(rt, OURO_ValueError, "Format specifier missing precision");
            return false;
        }
        out->precision = number;
    }
#undef PEEK
    if (n - at > 1) {
        ouro_raise(rt, OURO_ValueError, "Invalid format specifier '%S' for object of type '%T'", s, value);
        return false;
    }
    if (n - at == 1) {
        out->type = ouro_str_at(s, at);
        if (out->type == 0) out->type = UINT32_MAX; // a given NUL is not "no type"
    }
    return !out->grouping || grouping_allowed(rt, out);
}

void ouro_format_unknown_type(ouro_rt *rt, const ouro_format_spec *spec, ouro_borrowed value) {
    uint32_t t = spec->type == UINT32_MAX ? 0 : spec->type;
    if (t > 32 && t < 128)
        ouro_raise(rt, OURO_ValueError, "Unknown format code '%c' for object of type '%T'", (int)t, value);
    else
        ouro_raise(rt, OURO_ValueError, "Unknown format code '\\x%x' for object of type '%T'", t, value);
}

// ---- padding

// How many fill characters go before, after the prefix, and behind. False: MemoryError.
static bool distribute(ouro_rt *rt, const ouro_format_spec *spec, size_t length, size_t *left, size_t *inner,
                       size_t *right) {
    size_t pad = spec->width > 0 && (size_t)spec->width > length ? (size_t)spec->width - length : 0;
    *left = *inner = *right = 0;
    if (pad > OURO_TEXT_MAX_LENGTH) {
        ouro_raise_memory(rt);
        return false;
    }
    if (spec->align == '>')
        *left = pad;
    else if (spec->align == '=')
        *inner = pad;
    else if (spec->align == '^') {
        *left = pad / 2;
        *right = pad - pad / 2;
    } else
        *right = pad;
    return true;
}

ouro_owned ouro_format_pad(ouro_rt *rt, const ouro_format_spec *spec, ouro_borrowed text, size_t prefix) {
    size_t n = ouro_str_length(text), left, inner, right;
    if (spec->width <= (int64_t)n) return ouro_str_exact(rt, text);
    if (!distribute(rt, spec, n, &left, &inner, &right)) return NULL;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_fill(&b, spec->fill, left);
    ouro_builder_slice(&b, text, 0, prefix);
    ouro_builder_fill(&b, spec->fill, inner);
    ouro_builder_slice(&b, text, prefix, n);
    ouro_builder_fill(&b, spec->fill, right);
    return ouro_builder_finish(&b);
}

// Digits with separators, at least min_width characters by zeros in front. Written backwards to end at `end`, unless
// that is NULL. Returns the length.
static size_t group_digits(char *end, const char *digits, size_t n, size_t min_width, unsigned group, char separator) {
    size_t length = 0, left = n;
    for (unsigned in_group = 0; left > 0 || length < min_width || length == 0; in_group++) {
        if (in_group == group) {
            length++;
            if (end) end[-(ptrdiff_t)length] = separator;
            in_group = 0;
        }
        char digit = left > 0 ? digits[--left] : '0';
        length++;
        if (end) end[-(ptrdiff_t)length] = digit;
    }
    return length;
}

ouro_owned ouro_format_number(ouro_rt *rt, const ouro_format_spec *spec, const char *prefix, size_t n_prefix,
                              const char *digits, size_t n_digits, const char *rest, size_t n_rest, unsigned group) {
    size_t min_width = 0, grouped = n_digits;
    bool grouping = spec->grouping && n_digits > 0;
    if (grouping) {
        int64_t others = (int64_t)(n_prefix + n_rest);
        if (spec->width > (int64_t)OURO_TEXT_MAX_LENGTH) {
            ouro_raise_memory(rt);
            return NULL;
        }
        if (spec->fill == '0' && spec->align == '=' && spec->width > others) min_width = (size_t)(spec->width - others);
        grouped = group_digits(NULL, digits, n_digits, min_width, group, spec->grouping);
    }
    size_t n = n_prefix + grouped + n_rest, left, inner, right;
    if (!distribute(rt, spec, n, &left, &inner, &right)) return NULL;
    ouro_obj *s = ouro_str_new_raw(rt, n + left + inner + right, left + inner + right ? spec->fill : 0x7f);
    if (!s) return NULL;
    unsigned w = ouro_str_width(s);
    char *out = ouro_str_buffer(s);
    ouro_text_fill(out, w, spec->fill, left);
    out += left * w;
    ouro_text_copy(out, w, prefix, 1, n_prefix);
    out += n_prefix * w;
    ouro_text_fill(out, w, spec->fill, inner);
    out += inner * w;
    if (grouping && w == 1)
        group_digits(out + grouped, digits, n_digits, min_width, group, spec->grouping);
    else if (grouping) {
        char *narrow = ouro_raw_alloc(rt, grouped);
        if (!narrow) {
            ouro_release(rt, s);
            return NULL;
        }
        group_digits(narrow + grouped, digits, n_digits, min_width, group, spec->grouping);
        ouro_text_copy(out, w, narrow, 1, grouped);
        ouro_raw_free(rt, narrow);
    } else
        ouro_text_copy(out, w, digits, 1, n_digits);
    out += grouped * w;
    ouro_text_copy(out, w, rest, 1, n_rest);
    ouro_text_fill(out + n_rest * w, w, spec->fill, right);
    return s;
}

// ---- str.__format__

ouro_owned ouro_str_format_spec(ouro_rt *rt, ouro_borrowed self, ouro_borrowed spec) {
    if (!spec || ouro_str_length(spec) == 0) return ouro_str_of(rt, self);
    ouro_format_spec f;
    if (!ouro_format_spec_parse(rt, spec, self, &f, 's', '<')) return NULL;
    const char *refused = NULL;
    if (f.type != 's') {
        ouro_format_unknown_type(rt, &f, self);
        return NULL;
    }
    if (f.sign)
        refused = f.sign == ' ' ? "Space not allowed in string format specifier"
                                : "Sign not allowed in string format specifier";
    else if (f.z)
        refused = "Negative zero coercion (z) not allowed in string format specifier";
    else if (f.alt)
        refused = "Alternate form (#) not allowed in string format specifier";
    else if (f.align == '=')
        refused = "'=' alignment not allowed in string format specifier";
    if (refused) {
        ouro_raise(rt, OURO_ValueError, "%s", refused);
        return NULL;
    }
    if (f.precision >= 0 && f.precision < (int64_t)ouro_str_length(self)) {
        ouro_obj *cut = ouro_str_slice(rt, self, 0, (size_t)f.precision);
        if (!cut) return NULL;
        ouro_obj *r = ouro_format_pad(rt, &f, cut, 0);
        ouro_release(rt, cut);
        return r;
    }
    return ouro_format_pad(rt, &f, self, 0);
}

// ---- format(value, spec)

ouro_owned ouro_format(ouro_rt *rt, ouro_borrowed value, ouro_borrowed spec) {
    bool plain = !spec || ouro_str_length(spec) == 0;
    switch (ouro_type_number(value)) {
    case OURO_T_str: return plain ? ouro_ref(rt, value) : ouro_str_format_spec(rt, value, spec);
    case OURO_T_int: return plain ? ouro_int_to_str(rt, value, 10, false) : ouro_int_format(rt, value, spec);
    case OURO_T_bool: return plain ? ouro_str_of(rt, value) : ouro_int_format(rt, value, spec);
    case OURO_T_float: return plain ? ouro_str_of(rt, value) : ouro_float_format(rt, value, spec);
    default: break;
    }
    ouro_obj *method = ouro_special_lookup(rt, value, OURO_NAME(rt, __format__));
    if (!method) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_TypeError, "Type %T doesn't define __format__", value);
        return NULL;
    }
    ouro_obj *r = ouro_call1(rt, method, spec ? spec : rt->empty_str);
    ouro_release(rt, method);
    if (r && !ouro_str_check(rt, r)) {
        ouro_raise(rt, OURO_TypeError, "__format__ must return a str, not %T", r);
        ouro_release(rt, r);
        return NULL;
    }
    return r;
}
