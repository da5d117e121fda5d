// Case and kinds of characters: upper, lower, title..., isalpha, isdigit...
#include "types/spec.h"
#include "types/str_methods.h"
#include "types/text.h"
#include "types/unicode.h"

#define METHOD(name)                                                                                                   \
    ouro_owned ouro_str_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                   \
                               ouro_borrowed kwnames)

// ---- mappings

// Lowercase of a capital sigma depends on its place: final form at the end of a word (Unicode 14, 3.13 Final_Sigma).
static uint32_t lower_sigma(ouro_borrowed s, size_t i) {
    size_t n = ouro_str_length(s), before = i, after = i + 1;
    while (before > 0 && ouro_char_case_ignorable(ouro_str_at(s, before - 1))) before--;
    if (before == 0 || !(ouro_char_class(ouro_str_at(s, before - 1)) & OURO_CHAR_CASED)) return 0x3c3;
    while (after < n && ouro_char_case_ignorable(ouro_str_at(s, after))) after++;
    return after < n && (ouro_char_class(ouro_str_at(s, after)) & OURO_CHAR_CASED) ? 0x3c3 : 0x3c2;
}

static size_t lower_in(ouro_borrowed s, size_t i, uint32_t out[3]) {
    uint32_t c = ouro_str_at(s, i);
    if (c != 0x3a3) return ouro_char_lower(c, out);
    out[0] = lower_sigma(s, i);
    return 1;
}
static size_t upper_in(ouro_borrowed s, size_t i, uint32_t out[3]) {
    return ouro_char_upper(ouro_str_at(s, i), out);
}
static size_t fold_in(ouro_borrowed s, size_t i, uint32_t out[3]) {
    return ouro_char_fold(ouro_str_at(s, i), out);
}
static size_t swap_in(ouro_borrowed s, size_t i, uint32_t out[3]) {
    uint32_t class = ouro_char_class(ouro_str_at(s, i));
    if (class & OURO_CHAR_UPPER) return lower_in(s, i, out);
    if (class & OURO_CHAR_LOWER) return upper_in(s, i, out);
    out[0] = ouro_str_at(s, i);
    return 1;
}
static size_t capital_in(ouro_borrowed s, size_t i, uint32_t out[3]) {
    return i == 0 ? ouro_char_title(ouro_str_at(s, 0), out) : lower_in(s, i, out);
}
static size_t title_in(ouro_borrowed s, size_t i, uint32_t out[3]) {
    bool inside = i > 0 && (ouro_char_class(ouro_str_at(s, i - 1)) & OURO_CHAR_CASED);
    return inside ? lower_in(s, i, out) : ouro_char_title(ouro_str_at(s, i), out);
}

enum { ROOM = 128 };

// A character may become three: for short texts the room for that is on the stack.
static ouro_owned map(ouro_rt *rt, ouro_borrowed s, size_t (*mapping)(ouro_borrowed s, size_t i, uint32_t out[3])) {
    uint32_t room[3 * ROOM], *out = room;
    room[0] = 0;
    size_t n = ouro_str_length(s), length = 0;
    if (n > ROOM && !(out = ouro_raw_alloc(rt, 3 * n * sizeof *out))) return NULL;
    for (size_t i = 0; i < n; i++) length += mapping(s, i, out + length);
    ouro_obj *r = ouro_str_from_ucs4(rt, out, length);
    if (out != room) ouro_raw_free(rt, out);
    return r;
}

static ouro_owned ascii_copy(ouro_rt *rt, ouro_borrowed s) {
    return ouro_str_new_raw(rt, ouro_str_length(s), 0x7f);
}

// In each byte: 0x20 where an ASCII letter from `first` on stands. No byte carries into the next, as all are below
// 0x80.
OURO_INLINE uint64_t letters(uint64_t word, uint8_t first) {
    const uint64_t ones = 0x0101010101010101u;
    uint64_t from = word + (0x80u - first) * ones, beyond = word + (0x80u - first - 26) * ones;
    return (from & ~beyond & 0x80 * ones) >> 2;
}
OURO_INLINE void ascii_map(uint8_t *out, const uint8_t *text, size_t n, uint8_t first) {
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        word ^= letters(word, first);
        memcpy(out + i, &word, 8);
    }
    for (; i < n; i++) out[i] = (uint8_t)(text[i] ^ ((uint8_t)(text[i] - first) < 26) << 5);
}
void ouro_ascii_lower(uint8_t *out, const uint8_t *text, size_t n) {
    ascii_map(out, text, n, 'A');
}
void ouro_ascii_upper(uint8_t *out, const uint8_t *text, size_t n) {
    ascii_map(out, text, n, 'a');
}
OURO_INLINE uint8_t ascii_lower(uint8_t c) {
    return (uint8_t)(c | ((uint8_t)(c - 'A') < 26) << 5);
}
OURO_INLINE uint8_t ascii_upper(uint8_t c) {
    return (uint8_t)(c ^ ((uint8_t)(c - 'a') < 26) << 5);
}

static ouro_owned ascii_lowered(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *s = ascii_copy(rt, self);
    if (s) ouro_ascii_lower(ouro_str_buffer(s), ouro_str_text(self), ouro_str_length(self));
    return s;
}
METHOD(lower) {
    return ouro_str_is_ascii(self) ? ascii_lowered(rt, self) : map(rt, self, lower_in);
}
METHOD(casefold) {
    return ouro_str_is_ascii(self) ? ascii_lowered(rt, self) : map(rt, self, fold_in);
}
METHOD(upper) {
    if (!ouro_str_is_ascii(self)) return map(rt, self, upper_in);
    ouro_obj *s = ascii_copy(rt, self);
    if (s) ouro_ascii_upper(ouro_str_buffer(s), ouro_str_text(self), ouro_str_length(self));
    return s;
}
METHOD(swapcase) {
    if (!ouro_str_is_ascii(self)) return map(rt, self, swap_in);
    ouro_obj *s = ascii_copy(rt, self);
    if (!s) return NULL;
    const uint8_t *t = ouro_str_text(self);
    uint8_t *out = ouro_str_buffer(s);
    for (size_t i = 0, n = ouro_str_length(self); i < n; i++)
        out[i] = (uint8_t)(t[i] ^ ((uint8_t)((t[i] | 32) - 'a') < 26) << 5);
    return s;
}
METHOD(capitalize) {
    if (!ouro_str_is_ascii(self)) return map(rt, self, capital_in);
    ouro_obj *s = ascii_lowered(rt, self);
    if (s && ouro_str_length(s)) *(uint8_t *)ouro_str_buffer(s) = ascii_upper(*ouro_str_text(s));
    return s;
}
METHOD(title) {
    if (!ouro_str_is_ascii(self)) return map(rt, self, title_in);
    ouro_obj *s = ascii_copy(rt, self);
    if (!s) return NULL;
    const uint8_t *t = ouro_str_text(self);
    uint8_t *out = ouro_str_buffer(s);
    bool inside = false;
    for (size_t i = 0, n = ouro_str_length(self); i < n; i++) {
        out[i] = inside ? ascii_lower(t[i]) : ascii_upper(t[i]);
        inside = (uint8_t)((t[i] | 32) - 'a') < 26;
    }
    return s;
}

// ---- questions

// Not empty, and every character has one of `classes`.
static ouro_owned all_of(ouro_rt *rt, ouro_borrowed s, uint32_t classes, bool when_empty) {
    size_t n = ouro_str_length(s);
    if (n == 0) return ouro_bool(rt, when_empty);
    for (size_t i = 0; i < n; i++) {
        if (!(ouro_char_class(ouro_str_at(s, i)) & classes)) return ouro_bool(rt, false);
    }
    return ouro_bool(rt, true);
}
METHOD(isalnum) {
    return all_of(rt, self, OURO_CHAR_ALNUM, false);
}
METHOD(isalpha) {
    return all_of(rt, self, OURO_CHAR_ALPHA, false);
}
METHOD(isdecimal) {
    return all_of(rt, self, OURO_CHAR_DECIMAL, false);
}
METHOD(isdigit) {
    return all_of(rt, self, OURO_CHAR_DIGIT, false);
}
METHOD(isnumeric) {
    return all_of(rt, self, OURO_CHAR_NUMERIC, false);
}
METHOD(isspace) {
    return all_of(rt, self, OURO_CHAR_SPACE, false);
}
METHOD(isprintable) {
    return all_of(rt, self, OURO_CHAR_PRINTABLE, true);
}
METHOD(isascii) {
    return ouro_bool(rt, ouro_str_is_ascii(self));
}

// At least one cased character, and none of the others.
static ouro_owned one_case(ouro_rt *rt, ouro_borrowed s, uint32_t wanted, uint32_t others) {
    bool any = false;
    for (size_t i = 0, n = ouro_str_length(s); i < n; i++) {
        uint32_t class = ouro_char_class(ouro_str_at(s, i));
        if (class & others) return ouro_bool(rt, false);
        any |= (class & wanted) != 0;
    }
    return ouro_bool(rt, any);
}
METHOD(islower) {
    return one_case(rt, self, OURO_CHAR_LOWER, OURO_CHAR_UPPER | OURO_CHAR_TITLE);
}
METHOD(isupper) {
    return one_case(rt, self, OURO_CHAR_UPPER, OURO_CHAR_LOWER | OURO_CHAR_TITLE);
}
METHOD(istitle) {
    bool any = false, inside = false;
    for (size_t i = 0, n = ouro_str_length(self); i < n; i++) {
        uint32_t class = ouro_char_class(ouro_str_at(self, i));
        bool big = (class & (OURO_CHAR_UPPER | OURO_CHAR_TITLE)) != 0, small = (class & OURO_CHAR_LOWER) && !big;
        if ((big && inside) || (small && !inside)) return ouro_bool(rt, false);
        inside = big || small;
        any |= inside;
    }
    return ouro_bool(rt, any);
}

bool ouro_str_is_identifier(ouro_borrowed s) {
    size_t n = ouro_str_length(s);
    if (n == 0 || !ouro_char_identifier_start(ouro_str_at(s, 0))) return false;
    for (size_t i = 1; i < n; i++) {
        if (!ouro_char_identifier_continue(ouro_str_at(s, i))) return false;
    }
    return true;
}
METHOD(isidentifier) {
    return ouro_bool(rt, ouro_str_is_identifier(self));
}
