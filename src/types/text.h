// Runs of characters 1, 2 or 4 bytes wide: what the files of str share.
#ifndef OURO_TYPES_TEXT_H
#define OURO_TYPES_TEXT_H

#include "types/str.h"

#include <string.h>

#define OURO_TEXT_MAX_LENGTH ((size_t)UINT32_MAX - 16)

OURO_INLINE enum ouro_str_kind ouro_text_kind(uint32_t max_char) {
    return max_char < 0x80      ? OURO_STR_ASCII
           : max_char < 0x100   ? OURO_STR_LATIN1
           : max_char < 0x10000 ? OURO_STR_UCS2
                                : OURO_STR_UCS4;
}
OURO_INLINE unsigned ouro_text_width(enum ouro_str_kind kind) { return (0x4211u >> (4 * kind)) & 15; }
// A character that stands for all of a kind.
OURO_INLINE uint32_t ouro_kind_max(enum ouro_str_kind kind) {
    return kind == OURO_STR_ASCII    ? 0x7f
           : kind == OURO_STR_LATIN1 ? 0xff
           : kind == OURO_STR_UCS2   ? 0xffff
                                     : 0x10ffff;
}
OURO_INLINE uint32_t ouro_str_max(ouro_borrowed s) { return ouro_kind_max(ouro_str_kind(s)); }

OURO_INLINE uint32_t ouro_text_at(const void *text, unsigned width, size_t i) {
    return width == 1   ? ((const uint8_t *)text)[i]
           : width == 2 ? ((const uint16_t *)text)[i]
                        : ((const uint32_t *)text)[i];
}
OURO_INLINE void ouro_text_put(void *text, unsigned width, size_t i, uint32_t c) {
    if (width == 1)
        ((uint8_t *)text)[i] = (uint8_t)c;
    else if (width == 2)
        ((uint16_t *)text)[i] = (uint16_t)c;
    else
        ((uint32_t *)text)[i] = c;
}

// n characters from src (width sw) to dst (width dw): every one must fit.
void ouro_text_copy(void *dst, unsigned dw, const void *src, unsigned sw, size_t n);
void ouro_text_fill(void *dst, unsigned width, uint32_t c, size_t n);
// All characters or'ed together: tells the kind they need.
uint32_t ouro_text_bits(const void *text, unsigned width, size_t n);
// First or last i in [from, to) with text[i] == c; -1 if none.
int64_t ouro_text_index(const void *text, unsigned width, size_t from, size_t to, uint32_t c);
int64_t ouro_text_rindex(const void *text, unsigned width, size_t from, size_t to, uint32_t c);
// First or last place of needle (m characters) in hay (n); -1 if none. Linear (the last: quadratic at worst).
int64_t ouro_text_find(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m);
int64_t ouro_text_rfind(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m);
// Places that do not overlap, at most `limit`. An empty needle is at every place: n + 1.
size_t ouro_text_count(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m, size_t limit);
// Are the n characters at a and b the same?
bool ouro_text_equal(const void *a, unsigned aw, const void *b, unsigned bw, size_t n);

void ouro_builder_text(ouro_builder *b, const void *text, unsigned width, size_t n);

// Case of ASCII text, eight bytes at a time.
void ouro_ascii_lower(uint8_t *out, const uint8_t *text, size_t n);
void ouro_ascii_upper(uint8_t *out, const uint8_t *text, size_t n);

// Collects the parts of a split: the list is made when their number is known.
typedef struct ouro_parts {
    ouro_rt *rt;
    ouro_obj *list; // NULL while the parts fit in `first`
    size_t n;
    ouro_obj *first[32];
} ouro_parts;
OURO_INLINE void ouro_parts_init(ouro_parts *p, ouro_rt *rt) { // leaves `first` as it is
    p->rt = rt;
    p->list = NULL;
    p->n = 0;
}
bool ouro_parts_add(ouro_parts *p, ouro_owned part_or_null); // false: error pending
ouro_owned ouro_parts_finish(ouro_parts *p, bool ok, bool reversed); // NULL if not ok: everything released

// str from characters of a known width; narrows. Shares empty and one-character strings.
ouro_owned ouro_str_from_text(ouro_rt *rt, const void *text, unsigned width, size_t n);
OURO_INLINE void *ouro_str_buffer(ouro_obj *s) { return ((ouro_str *)s)->text; }
OURO_INLINE const void *ouro_str_address(ouro_borrowed s, size_t i) { return ouro_str_text(s) + i * ouro_str_width(s); }
// The text of an exact str equal to s: s itself when it is exact.
ouro_owned ouro_str_exact(ouro_rt *rt, ouro_borrowed s);
// s repeated n times; n <= 0: empty.
ouro_owned ouro_str_repeat(ouro_rt *rt, ouro_borrowed s, int64_t n);

#endif
