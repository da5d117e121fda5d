// Methods of str: searching, trimming, padding, replacing; and the table of all methods.
#include "types/str_methods.h"

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/format.h"
#include "types/int.h"
#include "types/text.h"
#include "types/unicode.h"

#define NATIVE(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

// ---- arguments

ouro_owned ouro_list_for(ouro_rt *rt, ouro_borrowed iterable, const char *message) {
    if (ouro_is(iterable, OURO_T_list)) return ouro_ref(rt, iterable);
    ouro_obj *it = ouro_iter(rt, iterable);
    if (!it) {
        if (ouro_error_is(rt, OURO_TypeError)) ouro_raise(rt, OURO_TypeError, "%s", message);
        return NULL;
    }
    ouro_obj *list = ouro_list_of(rt, it);
    ouro_release(rt, it);
    return list;
}

bool ouro_size_argument(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (OURO_LIKELY(ouro_int_is_word(o))) {
        *out = ouro_int_word(o);
        return true;
    }
    ouro_obj *i = ouro_index(rt, o);
    if (!i) return false;
    int overflow = 0;
    *out = ouro_int_clip(i, &overflow);
    ouro_release(rt, i);
    if (overflow) ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C ssize_t");
    return !overflow;
}

bool ouro_int_argument(ouro_rt *rt, ouro_borrowed o, int *out) {
    ouro_obj *i = ouro_index(rt, o);
    if (!i) return false;
    int overflow = 0;
    int64_t v = ouro_int_clip(i, &overflow);
    ouro_release(rt, i);
    if (overflow || v != (int)v) {
        ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
        return false;
    }
    *out = (int)v;
    return true;
}

static bool slice_index(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (ouro_int_is_word(o)) {
        *out = ouro_int_word(o);
        return true;
    }
    if (!ouro_type_of(rt, o)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return ouro_index_i64(rt, o, 0, out);
}

bool ouro_range_arguments(ouro_rt *rt, ouro_borrowed start, ouro_borrowed end, size_t length, size_t *from,
                          size_t *to) {
    int64_t a = 0, b = (int64_t)length, len = (int64_t)length;
    if (start && start != rt->none && !slice_index(rt, start, &a)) return false;
    if (end && end != rt->none && !slice_index(rt, end, &b)) return false;
    if (b > len)
        b = len;
    else if (b < 0)
        b = b + len < 0 ? 0 : b + len;
    if (a < 0) a = a + len < 0 ? 0 : a + len;
    *from = (size_t)a;
    *to = (size_t)b;
    return true;
}

const char *ouro_codec_argument(ouro_rt *rt, const char *function, const char *name, ouro_borrowed value) {
    if (!ouro_str_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "%s() argument '%s' must be str, not %s", function, name,
                   ouro_argument_type(rt, value));
        return NULL;
    }
    if (ouro_text_index(ouro_str_text(value), ouro_str_width(value), 0, ouro_str_length(value), 0) >= 0) {
        ouro_raise(rt, OURO_ValueError, "embedded null character");
        return NULL;
    }
    if (!ouro_str_is_ascii(value)) { // no encoding or handler has such a name
        ouro_raise(rt, OURO_LookupError, name[1] == 'n' ? "unknown encoding: %S" : "unknown error handler name '%S'",
                   value);
        return NULL;
    }
    return ouro_str_ascii(value);
}

bool ouro_find_arguments(ouro_rt *rt, const char *name, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
                         size_t length, size_t *from, size_t *to) {
    if (kwnames && ouro_tuple_length(kwnames)) {
        ouro_raise(rt, OURO_TypeError, "%s() takes no keyword arguments", name);
        return false;
    }
    if (nargs < 1 || nargs > 3) {
        ouro_raise(rt, OURO_TypeError, "%s() takes at %s %d argument%s (%zu given)", name, nargs ? "most" : "least",
                   nargs ? 3 : 1, nargs ? "s" : "", nargs);
        return false;
    }
    return ouro_range_arguments(rt, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL, length, from, to);
}
const char *ouro_argument_type(const ouro_rt *rt, ouro_borrowed o) {
    return o == rt->none ? "None" : ouro_type_of(rt, o)->cname;
}
static bool must_be_str(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_str_check(rt, o)) return true;
    ouro_raise(rt, OURO_TypeError, "must be str, not %T", o);
    return false;
}
static bool argument_str(ouro_rt *rt, const char *function, const char *which, ouro_borrowed o) {
    if (ouro_str_check(rt, o)) return true;
    ouro_raise(rt, OURO_TypeError, "%s() argument %smust be str, not %s", function, which, ouro_argument_type(rt, o));
    return false;
}

// ---- searching

// -2: error pending.
static int64_t find_any(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                        ouro_borrowed kwnames, bool last) {
    size_t from, to;
    if (!ouro_find_arguments(rt, name, args, nargs, kwnames, ouro_str_length(self), &from, &to) ||
        !must_be_str(rt, args[0]))
        return -2;
    if (from > to) return -1;
    if (!last) return ouro_str_find(self, args[0], from, to);
    int64_t at = ouro_text_rfind(ouro_str_address(self, from), ouro_str_width(self), to - from, ouro_str_text(args[0]),
                                 ouro_str_width(args[0]), ouro_str_length(args[0]));
    return at < 0 ? -1 : at + (int64_t)from;
}
static ouro_owned found(ouro_rt *rt, int64_t at, bool must) {
    if (at >= 0 || (at == -1 && !must)) return ouro_int_from_i64(rt, at);
    if (at == -1) ouro_raise(rt, OURO_ValueError, "substring not found");
    return NULL;
}
NATIVE(str_find) {
    return found(rt, find_any(rt, "find", self, args, nargs, kwnames, false), false);
}
NATIVE(str_rfind) {
    return found(rt, find_any(rt, "rfind", self, args, nargs, kwnames, true), false);
}
NATIVE(str_index) {
    return found(rt, find_any(rt, "index", self, args, nargs, kwnames, false), true);
}
NATIVE(str_rindex) {
    return found(rt, find_any(rt, "rindex", self, args, nargs, kwnames, true), true);
}

NATIVE(str_count) {
    size_t from, to;
    if (!ouro_find_arguments(rt, "count", args, nargs, kwnames, ouro_str_length(self), &from, &to) ||
        !must_be_str(rt, args[0]))
        return NULL;
    if (from > to) return ouro_int_from_i64(rt, 0);
    ouro_borrowed sub = args[0];
    return ouro_int_from_i64(rt, (int64_t)ouro_text_count(ouro_str_address(self, from), ouro_str_width(self), to - from,
                                                          ouro_str_text(sub), ouro_str_width(sub), ouro_str_length(sub),
                                                          SIZE_MAX));
}

static bool has_at(ouro_borrowed s, size_t from, size_t to, ouro_borrowed sub, bool end) {
    size_t m = ouro_str_length(sub);
    if (from > to || to - from < m) return false;
    return ouro_text_equal(ouro_str_address(s, end ? to - m : from), ouro_str_width(s), ouro_str_text(sub),
                           ouro_str_width(sub), m);
}
static ouro_owned starts_or_ends(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames, bool end) {
    size_t from, to;
    if (!ouro_find_arguments(rt, name, args, nargs, kwnames, ouro_str_length(self), &from, &to)) return NULL;
    if (ouro_str_check(rt, args[0])) return ouro_bool(rt, has_at(self, from, to, args[0], end));
    if (!ouro_tuple_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "%s first arg must be str or a tuple of str, not %T", name, args[0]);
        return NULL;
    }
    for (size_t i = 0; i < ouro_tuple_length(args[0]); i++) {
        ouro_borrowed sub = ouro_tuple_peek(args[0], i);
        if (!ouro_str_check(rt, sub)) {
            ouro_raise(rt, OURO_TypeError, "tuple for %s must only contain str, not %T", name, sub);
            return NULL;
        }
        if (has_at(self, from, to, sub, end)) return ouro_bool(rt, true);
    }
    return ouro_bool(rt, false);
}
NATIVE(str_startswith) {
    return starts_or_ends(rt, "startswith", self, args, nargs, kwnames, false);
}
NATIVE(str_endswith) {
    return starts_or_ends(rt, "endswith", self, args, nargs, kwnames, true);
}

NATIVE(str_removeprefix) {
    if (!argument_str(rt, "removeprefix", "", args[0])) return NULL;
    size_t n = ouro_str_length(self);
    return ouro_str_slice(rt, self, has_at(self, 0, n, args[0], false) ? ouro_str_length(args[0]) : 0, n);
}
NATIVE(str_removesuffix) {
    if (!argument_str(rt, "removesuffix", "", args[0])) return NULL;
    size_t n = ouro_str_length(self);
    return ouro_str_slice(rt, self, 0, has_at(self, 0, n, args[0], true) ? n - ouro_str_length(args[0]) : n);
}

// ---- trimming

static bool in_text(ouro_borrowed set, uint32_t c) {
    return ouro_text_index(ouro_str_text(set), ouro_str_width(set), 0, ouro_str_length(set), c) >= 0;
}
static ouro_owned strip(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_borrowed set, bool left, bool right) {
    size_t from = 0, to = ouro_str_length(self);
    if (set == rt->none) set = NULL;
    if (set && !ouro_str_check(rt, set)) {
        ouro_raise(rt, OURO_TypeError, "%s arg must be None or str", name);
        return NULL;
    }
#define DROPPED(i) (set ? in_text(set, ouro_str_at(self, i)) : ouro_char_is_space(ouro_str_at(self, i)))
    if (left)
        while (from < to && DROPPED(from)) from++;
    if (right)
        while (to > from && DROPPED(to - 1)) to--;
#undef DROPPED
    return ouro_str_slice(rt, self, from, to);
}
NATIVE(str_strip) {
    return strip(rt, "strip", self, nargs ? args[0] : NULL, true, true);
}
NATIVE(str_lstrip) {
    return strip(rt, "lstrip", self, nargs ? args[0] : NULL, true, false);
}
NATIVE(str_rstrip) {
    return strip(rt, "rstrip", self, nargs ? args[0] : NULL, false, true);
}

// ---- padding

static ouro_owned padded(ouro_rt *rt, ouro_borrowed self, size_t left, size_t right, uint32_t fill) {
    size_t n = ouro_str_length(self);
    if (left == 0 && right == 0) return ouro_str_exact(rt, self);
    if (left > OURO_TEXT_MAX_LENGTH || right > OURO_TEXT_MAX_LENGTH) {
        ouro_raise_memory(rt);
        return NULL;
    }
    ouro_obj *s = ouro_str_new_raw(rt, left + n + right, ouro_str_max(self) | fill);
    if (!s) return NULL;
    unsigned w = ouro_str_width(s);
    char *out = ouro_str_buffer(s);
    ouro_text_fill(out, w, fill, left);
    ouro_text_copy(out + left * w, w, ouro_str_text(self), ouro_str_width(self), n);
    ouro_text_fill(out + (left + n) * w, w, fill, right);
    return s;
}
// Width and fill character of center, ljust, rjust; *pad is how many to add.
static bool pad_arguments(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, size_t *pad,
                          uint32_t *fill) {
    int64_t width;
    *fill = ' ';
    if (!ouro_size_argument(rt, args[0], &width)) return false;
    if (nargs > 1) {
        if (!ouro_str_check(rt, args[1])) {
            ouro_raise(rt, OURO_TypeError, "The fill character must be a unicode character, not %T", args[1]);
            return false;
        }
        if (ouro_str_length(args[1]) != 1) {
            ouro_raise(rt, OURO_TypeError, "The fill character must be exactly one character long");
            return false;
        }
        *fill = ouro_str_at(args[1], 0);
    }
    *pad = width > (int64_t)ouro_str_length(self) ? (size_t)width - ouro_str_length(self) : 0;
    return true;
}
NATIVE(str_center) {
    size_t pad;
    uint32_t fill;
    if (!pad_arguments(rt, self, args, nargs, &pad, &fill)) return NULL;
    // An odd place goes to the left when the width is odd.
    size_t left = pad / 2 + (pad & (pad + ouro_str_length(self)) & 1);
    return padded(rt, self, left, pad - left, fill);
}
NATIVE(str_ljust) {
    size_t pad;
    uint32_t fill;
    return pad_arguments(rt, self, args, nargs, &pad, &fill) ? padded(rt, self, 0, pad, fill) : NULL;
}
NATIVE(str_rjust) {
    size_t pad;
    uint32_t fill;
    return pad_arguments(rt, self, args, nargs, &pad, &fill) ? padded(rt, self, pad, 0, fill) : NULL;
}
NATIVE(str_zfill) {
    size_t pad, n = ouro_str_length(self);
    uint32_t fill;
    if (!pad_arguments(rt, self, args, 1, &pad, &fill)) return NULL;
    ouro_obj *s = padded(rt, self, pad, 0, '0');
    if (!s || pad == 0 || n == 0) return s;
    unsigned w = ouro_str_width(s);
    uint32_t sign = ouro_str_at(s, pad);
    if (sign == '+' || sign == '-') {
        ouro_text_put(ouro_str_buffer(s), w, 0, sign);
        ouro_text_put(ouro_str_buffer(s), w, pad, '0');
    }
    return s;
}

NATIVE(str_expandtabs) {
    static const char *const names[] = {"tabsize"};
    ouro_obj *out[1];
    int tab = 8;
    if (ouro_args(rt, "expandtabs", args, nargs, kwnames, names, 1, 0, 1, out) < 0) return NULL;
    if (out[0] && !ouro_int_argument(rt, out[0], &tab)) return NULL;
    size_t n = ouro_str_length(self), column = 0, from = 0;
    unsigned w = ouro_str_width(self);
    const void *text = ouro_str_text(self);
    if (ouro_text_index(text, w, 0, n, '\t') < 0) return ouro_str_exact(rt, self);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (size_t i = 0; i < n; i++) {
        uint32_t c = ouro_text_at(text, w, i);
        if (c == '\t') {
            ouro_builder_slice(&b, self, from, i);
            from = i + 1;
            if (tab > 0) {
                size_t fill = (size_t)tab - column % (size_t)tab;
                ouro_builder_fill(&b, ' ', fill);
                column += fill;
            }
        } else
            column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    ouro_builder_slice(&b, self, from, n);
    return ouro_builder_finish(&b);
}

// ---- replacing

// One character for another of the same width, in a copy.
static ouro_owned replace_char(ouro_rt *rt, ouro_borrowed self, uint32_t old, uint32_t new, size_t limit) {
    size_t n = ouro_str_length(self);
    unsigned w = ouro_str_width(self);
    int64_t first = ouro_text_index(ouro_str_text(self), w, 0, n, old);
    if (first < 0 || limit == 0) return ouro_str_exact(rt, self);
    ouro_obj *s = ouro_str_new_raw(rt, n, ouro_str_max(self));
    if (!s) return NULL;
    void *out = ouro_str_buffer(s);
    memcpy(out, ouro_str_text(self), n * w);
    if (w == 1 && limit >= n) {
        uint8_t *t = out;
        for (size_t i = (size_t)first; i < n; i++) t[i] = t[i] == old ? (uint8_t) new : t[i];
    } else
        for (; first >= 0 && limit > 0; limit--, first = ouro_text_index(out, w, (size_t)first + 1, n, old))
            ouro_text_put(out, w, (size_t)first, new);
    return s;
}

enum { PLACES = 32 };
// Places of `old` as ouro_text_count counts them; the first PLACES are written down.
static size_t find_places(const char *text, unsigned w, size_t n, ouro_borrowed old, size_t limit, uint32_t *places) {
    size_t m = ouro_str_length(old), count = 0, from = 0;
    if (m == 0) return ouro_text_count(text, w, n, NULL, 1, 0, limit);
    for (; count < PLACES && count < limit && from + m <= n; count++) {
        int64_t at = ouro_text_find(text + from * w, w, n - from, ouro_str_text(old), ouro_str_width(old), m);
        if (at < 0) return count;
        places[count] = (uint32_t)(from + (size_t)at);
        from += (size_t)at + m;
    }
    if (count < PLACES || count == limit || from + m > n) return count;
    return count +
           ouro_text_count(text + from * w, w, n - from, ouro_str_text(old), ouro_str_width(old), m, limit - count);
}

ouro_owned ouro_str_replace(ouro_rt *rt, ouro_borrowed self, ouro_borrowed old, ouro_borrowed new, size_t limit) {
    size_t n = ouro_str_length(self), m = ouro_str_length(old), k = ouro_str_length(new);
    unsigned w = ouro_str_width(self), wo = ouro_str_width(old);
    const char *text = (const char *)ouro_str_text(self);
    if (m == 1 && k == 1 && ouro_str_is_ascii(self) && ouro_str_is_ascii(new)) {
        if (!ouro_str_is_ascii(old)) return ouro_str_exact(rt, self);
        return replace_char(rt, self, ouro_str_at(old, 0), ouro_str_at(new, 0), limit);
    }
    uint32_t places[PLACES];
    size_t count = m > n ? 0 : find_places(text, w, n, old, limit, places);
    if (count == 0) return ouro_str_exact(rt, self);
    size_t rest = n - count * m, added;
    if (__builtin_mul_overflow(count, k, &added) || added > INT64_MAX - rest) {
        ouro_raise(rt, OURO_OverflowError, "replace string is too long");
        return NULL;
    }
    // The kind is known when nothing that was cut away could have decided it.
    uint32_t bits = ouro_str_max(new) | (ouro_str_kind(old) < ouro_str_kind(self) ? ouro_str_max(self) : 0);
    if (ouro_str_kind(old) >= ouro_str_kind(self) && ouro_str_kind(new) < ouro_str_kind(self)) {
        ouro_builder b; // rare: measures what stays
        ouro_builder_init(&b, rt);
        size_t from = 0;
        for (size_t i = 0; i < count; i++) {
            size_t at = from + (size_t)ouro_text_find(text + from * w, w, n - from, ouro_str_text(old), wo, m);
            ouro_builder_slice(&b, self, from, at);
            ouro_builder_str(&b, new);
            from = at + m;
        }
        ouro_builder_slice(&b, self, from, n);
        return ouro_builder_finish(&b);
    }
    if (rest + added == 0) return ouro_ref(rt, rt->empty_str);
    ouro_obj *s = ouro_str_new_raw(rt, rest + added, bits);
    if (!s) return NULL;
    unsigned ws = ouro_str_width(s), wn = ouro_str_width(new);
    char *out = ouro_str_buffer(s);
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = i; // nothing is before every character and at the end
        if (m > 0 && i < PLACES)
            at = places[i];
        else if (m > 0)
            at = from + (size_t)ouro_text_find(text + from * w, w, n - from, ouro_str_text(old), wo, m);
        ouro_text_copy(out, ws, text + from * w, w, at - from);
        out += (at - from) * ws;
        ouro_text_copy(out, ws, ouro_str_text(new), wn, k);
        out += k * ws;
        from = at + m;
    }
    ouro_text_copy(out, ws, text + from * w, w, n - from);
    return s;
}

NATIVE(str_replace) {
    int64_t limit = -1;
    if (!argument_str(rt, "replace", "1 ", args[0]) || !argument_str(rt, "replace", "2 ", args[1])) return NULL;
    if (nargs > 2 && !ouro_size_argument(rt, args[2], &limit)) return NULL;
    return ouro_str_replace(rt, self, args[0], args[1], limit < 0 ? SIZE_MAX : (size_t)limit);
}

// ---- the rest

NATIVE(str_join) {
    return ouro_str_join(rt, self, args[0]);
}

NATIVE(str_encode) {
    static const char *const names[] = {"encoding", "errors"};
    ouro_obj *out[2] = {NULL};
    const char *text[2] = {NULL};
    if ((nargs || kwnames) && ouro_args(rt, "encode", args, nargs, kwnames, names, 2, 0, 2, out) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (out[i] && !(text[i] = ouro_codec_argument(rt, "encode", names[i], out[i]))) return NULL;
    }
    return ouro_str_encode(rt, self, text[0], text[1]);
}

NATIVE(str_format) {
    return ouro_str_format_method(rt, self, args, nargs, kwnames, NULL);
}
NATIVE(str_format_map) {
    return ouro_str_format_method(rt, self, NULL, 0, NULL, args[0]);
}
NATIVE(str_dunder_format) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "__format__() argument must be str, not %s", ouro_argument_type(rt, args[0]));
        return NULL;
    }
    return ouro_str_format_spec(rt, self, args[0]);
}
NATIVE(str_getnewargs) { // a copy, even of an exact str
    ouro_obj *exact = ouro_str_from_text(rt, ouro_str_text(self), ouro_str_width(self), ouro_str_length(self));
    return exact ? ouro_tuple_from_steal(rt, &exact, 1) : NULL;
}

const ouro_method_def ouro_str_methods[] = {
    {"capitalize", ouro_str_capitalize, 0, 0, 0, "capitalize($self, /)\n--\n\n"},
    {"casefold", ouro_str_casefold, 0, 0, 0, "casefold($self, /)\n--\n\n"},
    {"center", str_center, 1, 2, 0, "center($self, width, fillchar=' ', /)\n--\n\n"},
    {"count", str_count, 0, OURO_MANY, OURO_M_KEYWORDS, "S.count(sub[, start[, end]]) -> int"},
    {"encode", str_encode, 0, 2, OURO_M_KEYWORDS, "encode($self, /, encoding='utf-8', errors='strict')\n--\n\n"},
    {"endswith", str_endswith, 0, OURO_MANY, OURO_M_KEYWORDS, "S.endswith(suffix[, start[, end]]) -> bool"},
    {"expandtabs", str_expandtabs, 0, 1, OURO_M_KEYWORDS, "expandtabs($self, /, tabsize=8)\n--\n\n"},
    {"find", str_find, 0, OURO_MANY, OURO_M_KEYWORDS, "S.find(sub[, start[, end]]) -> int"},
    {"format", str_format, 0, OURO_MANY, OURO_M_KEYWORDS, "S.format(*args, **kwargs) -> str"},
    {"format_map", str_format_map, 1, 1, 0, "S.format_map(mapping) -> str"},
    {"index", str_index, 0, OURO_MANY, OURO_M_KEYWORDS, "S.index(sub[, start[, end]]) -> int"},
    {"isalnum", ouro_str_isalnum, 0, 0, 0, "isalnum($self, /)\n--\n\n"},
    {"isalpha", ouro_str_isalpha, 0, 0, 0, "isalpha($self, /)\n--\n\n"},
    {"isascii", ouro_str_isascii, 0, 0, 0, "isascii($self, /)\n--\n\n"},
    {"isdecimal", ouro_str_isdecimal, 0, 0, 0, "isdecimal($self, /)\n--\n\n"},
    {"isdigit", ouro_str_isdigit, 0, 0, 0, "isdigit($self, /)\n--\n\n"},
    {"isidentifier", ouro_str_isidentifier, 0, 0, 0, "isidentifier($self, /)\n--\n\n"},
    {"islower", ouro_str_islower, 0, 0, 0, "islower($self, /)\n--\n\n"},
    {"isnumeric", ouro_str_isnumeric, 0, 0, 0, "isnumeric($self, /)\n--\n\n"},
    {"isprintable", ouro_str_isprintable, 0, 0, 0, "isprintable($self, /)\n--\n\n"},
    {"isspace", ouro_str_isspace, 0, 0, 0, "isspace($self, /)\n--\n\n"},
    {"istitle", ouro_str_istitle, 0, 0, 0, "istitle($self, /)\n--\n\n"},
    {"isupper", ouro_str_isupper, 0, 0, 0, "isupper($self, /)\n--\n\n"},
    {"join", str_join, 1, 1, 0, "join($self, iterable, /)\n--\n\n"},
    {"ljust", str_ljust, 1, 2, 0, "ljust($self, width, fillchar=' ', /)\n--\n\n"},
    {"lower", ouro_str_lower, 0, 0, 0, "lower($self, /)\n--\n\n"},
    {"lstrip", str_lstrip, 0, 1, 0, "lstrip($self, chars=None, /)\n--\n\n"},
    {"maketrans", ouro_str_maketrans, 1, 3, OURO_M_STATIC,
     "maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)\n--\n\n"},
    {"partition", ouro_str_partition, 1, 1, 0, "partition($self, sep, /)\n--\n\n"},
    {"removeprefix", str_removeprefix, 1, 1, 0, "removeprefix($self, prefix, /)\n--\n\n"},
    {"removesuffix", str_removesuffix, 1, 1, 0, "removesuffix($self, suffix, /)\n--\n\n"},
    {"replace", str_replace, 2, 3, 0, "replace($self, old, new, count=-1, /)\n--\n\n"},
    {"rfind", str_rfind, 0, OURO_MANY, OURO_M_KEYWORDS, "S.rfind(sub[, start[, end]]) -> int"},
    {"rindex", str_rindex, 0, OURO_MANY, OURO_M_KEYWORDS, "S.rindex(sub[, start[, end]]) -> int"},
    {"rjust", str_rjust, 1, 2, 0, "rjust($self, width, fillchar=' ', /)\n--\n\n"},
    {"rpartition", ouro_str_rpartition, 1, 1, 0, "rpartition($self, sep, /)\n--\n\n"},
    {"rsplit", ouro_str_rsplit, 0, 2, OURO_M_KEYWORDS, "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\n"},
    {"rstrip", str_rstrip, 0, 1, 0, "rstrip($self, chars=None, /)\n--\n\n"},
    {"split", ouro_str_split, 0, 2, OURO_M_KEYWORDS, "split($self, /, sep=None, maxsplit=-1)\n--\n\n"},
    {"splitlines", ouro_str_splitlines, 0, 1, OURO_M_KEYWORDS, "splitlines($self, /, keepends=False)\n--\n\n"},
    {"startswith", str_startswith, 0, OURO_MANY, OURO_M_KEYWORDS, "S.startswith(prefix[, start[, end]]) -> bool"},
    {"strip", str_strip, 0, 1, 0, "strip($self, chars=None, /)\n--\n\n"},
    {"swapcase", ouro_str_swapcase, 0, 0, 0, "swapcase($self, /)\n--\n\n"},
    {"title", ouro_str_title, 0, 0, 0, "title($self, /)\n--\n\n"},
    {"translate", ouro_str_translate, 1, 1, 0, "translate($self, table, /)\n--\n\n"},
    {"upper", ouro_str_upper, 0, 0, 0, "upper($self, /)\n--\n\n"},
    {"zfill", str_zfill, 1, 1, 0, "zfill($self, width, /)\n--\n\n"},
    {"__format__", str_dunder_format, 1, 1, 0, "__format__($self, format_spec, /)\n--\n\n"},
    {"__getnewargs__", str_getnewargs, 0, 0, 0, NULL},
    {0},
};
