// str: 1, 2 or 4 bytes a character, whichever the widest character needs. 'abc' is 24 bytes.
#ifndef OURO_TYPES_STR_H
#define OURO_TYPES_STR_H

#include "object/rt.h"

enum ouro_str_kind { OURO_STR_ASCII, OURO_STR_LATIN1, OURO_STR_UCS2, OURO_STR_UCS4 };

// hash_kind: bits 0-1 enum ouro_str_kind (the narrowest that fits, always), bit 2 zero, bits 3-31 hash (0: not computed).
// Text is followed by one zero character. Flag OURO_F_A: interned.
typedef struct ouro_str {
    ouro_obj head;
    uint32_t length; // characters
    uint32_t hash_kind;
    uint8_t text[];
} ouro_str;

OURO_INLINE bool ouro_str_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_str) || (ouro_type_of(rt, o)->flags & OURO_TF_STR);
}
OURO_INLINE uint32_t ouro_str_length(ouro_borrowed o) { return ((const ouro_str *)o)->length; }
OURO_INLINE enum ouro_str_kind ouro_str_kind(ouro_borrowed o) {
    return (enum ouro_str_kind)(((const ouro_str *)o)->hash_kind & 3);
}
OURO_INLINE bool ouro_str_is_ascii(ouro_borrowed o) { return ouro_str_kind(o) == OURO_STR_ASCII; }
OURO_INLINE bool ouro_str_interned(ouro_borrowed o) { return (o->tf & OURO_F_A) != 0; }
OURO_INLINE const uint8_t *ouro_str_text(ouro_borrowed o) { return ((const ouro_str *)o)->text; }
OURO_INLINE const char *ouro_str_ascii(ouro_borrowed o) { return (const char *)((const ouro_str *)o)->text; }
OURO_INLINE unsigned ouro_str_width(ouro_borrowed o) { // bytes a character: 1, 1, 2, 4
    return (0x4211u >> (4 * ouro_str_kind(o))) & 15;
}
OURO_INLINE uint32_t ouro_str_at(ouro_borrowed o, size_t i) {
    const uint8_t *t = ouro_str_text(o);
    switch (ouro_str_kind(o)) {
    case OURO_STR_UCS2: return ((const uint16_t *)t)[i];
    case OURO_STR_UCS4: return ((const uint32_t *)t)[i];
    default: return t[i];
    }
}

// Hash of 29 bits, cached. Never 0.
uint32_t ouro_str_hash_slow(ouro_rt *rt, ouro_borrowed o);
OURO_INLINE uint32_t ouro_str_hash32(ouro_rt *rt, ouro_borrowed o) {
    uint32_t h = ((const ouro_str *)o)->hash_kind >> 3;
    return OURO_LIKELY(h != 0) ? h : ouro_str_hash_slow(rt, o);
}
bool ouro_str_equal_slow(ouro_borrowed a, ouro_borrowed b);
OURO_INLINE bool ouro_str_equal(ouro_borrowed a, ouro_borrowed b) { return a == b || ouro_str_equal_slow(a, b); }
int ouro_str_compare(ouro_borrowed a, ouro_borrowed b); // -1, 0, 1 by code point
bool ouro_str_equal_ascii(ouro_borrowed a, const char *text);

// Room for `length` characters no wider than `max_char`, text uninitialised except the final zero. The caller fills it
// and must use a character above the next narrower kind (else use ouro_str_from_ucs4). Result for length 0 and single
// latin-1 characters is NOT shared. NULL: MemoryError/OverflowError.
ouro_owned ouro_str_new_raw(ouro_rt *rt, size_t length, uint32_t max_char);
ouro_owned ouro_str_from_ascii(ouro_rt *rt, const char *text, size_t len); // text is known to be ASCII
ouro_owned ouro_str_from_latin1(ouro_rt *rt, const uint8_t *text, size_t len);
ouro_owned ouro_str_from_ucs2(ouro_rt *rt, const uint16_t *text, size_t len); // narrows
ouro_owned ouro_str_from_ucs4(ouro_rt *rt, const uint32_t *text, size_t len); // narrows
ouro_owned ouro_str_from_char(ouro_rt *rt, uint32_t c); // shared for latin-1
// Strict UTF-8 (UnicodeDecodeError); `_wtf8` accepts encoded surrogates; `_lossy` replaces errors with U+FFFD.
ouro_owned ouro_str_from_utf8(ouro_rt *rt, const char *text, size_t len);
ouro_owned ouro_str_from_wtf8(ouro_rt *rt, const char *text, size_t len);
ouro_owned ouro_str_from_utf8_lossy(ouro_rt *rt, const char *text, size_t len);
ouro_owned ouro_str_from_cstring(ouro_rt *rt, const char *utf8); // lossy
ouro_owned ouro_str_interned_cstring(ouro_rt *rt, const char *ascii);
// Returns the interned string equal to *s: replaces the owned reference in *s. Exact str only. 0 or -1 MemoryError.
int ouro_str_intern(ouro_rt *rt, ouro_obj **s);
void ouro_str_intern_forget(ouro_rt *rt, ouro_obj *s); // at deallocation

// A formatted str: the conversions of ouro_raise.
ouro_owned ouro_str_formatted(ouro_rt *rt, const char *format, ...);

// UTF-8 of a string. ASCII strings give their own text (*owned NULL); others a raw block to ouro_raw_free(*owned).
// Surrogates: error UnicodeEncodeError unless `surrogates` (WTF-8) is true. NULL: error pending.
const char *ouro_str_utf8(ouro_rt *rt, ouro_borrowed s, size_t *len, char **owned, bool surrogates);

ouro_owned ouro_str_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
// s += t: resizes in place when `s` is the only reference and not interned. Steals s, but not on failure (NULL).
ouro_owned ouro_str_append(ouro_rt *rt, ouro_owned s, ouro_borrowed t);
ouro_owned ouro_str_slice(ouro_rt *rt, ouro_borrowed s, size_t from, size_t to); // 0 <= from <= to <= length
// Joins n strings without separator (f-strings). parts borrowed, each a str.
ouro_owned ouro_str_join_parts(ouro_rt *rt, ouro_obj *const *parts, size_t n);
ouro_owned ouro_str_join(ouro_rt *rt, ouro_borrowed sep, ouro_borrowed iterable);
int64_t ouro_str_find(ouro_borrowed s, ouro_borrowed sub, size_t from, size_t to); // index or -1
ouro_owned ouro_str_repr(ouro_rt *rt, ouro_borrowed s);
bool ouro_str_is_identifier(ouro_borrowed s);

// A growing text: for reprs, joins, formatting. Starts on the stack; `finish` gives the str and frees the buffer.
typedef struct ouro_builder {
    ouro_rt *rt;
    void *data;       // raw block, NULL at first
    size_t length, capacity; // characters
    uint32_t width;   // 1, 2, 4
    uint32_t max_char;
    bool failed;      // MemoryError pending; everything later is ignored
} ouro_builder;
void ouro_builder_init(ouro_builder *b, ouro_rt *rt);
void ouro_builder_char(ouro_builder *b, uint32_t c);
void ouro_builder_ascii(ouro_builder *b, const char *text); // NUL-ended
void ouro_builder_bytes(ouro_builder *b, const char *ascii, size_t len);
void ouro_builder_str(ouro_builder *b, ouro_borrowed s);
void ouro_builder_slice(ouro_builder *b, ouro_borrowed s, size_t from, size_t to);
void ouro_builder_fill(ouro_builder *b, uint32_t c, size_t n);
ouro_owned ouro_builder_finish(ouro_builder *b); // NULL if failed (error pending)
void ouro_builder_drop(ouro_builder *b);

#endif
