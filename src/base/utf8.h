// UTF-8 (RFC 3629), one character at a time. Encoded surrogates are an error of their own kind, so that callers can
// accept them (WTF-8).
#ifndef OURO_BASE_UTF8_H
#define OURO_BASE_UTF8_H

#include <ouro/base.h>

enum ouro_utf8_status {
    OURO_UTF8_OK,
    OURO_UTF8_BAD_START,        // a byte that begins no character
    OURO_UTF8_BAD_CONTINUATION, // what follows does not continue the character
    OURO_UTF8_TRUNCATED,        // the text ends within a character
};

// Reads the character at p < end into *c; *used is how many bytes it has. On an error *used is the length of the longest
// prefix that could begin a character, at least 1 (Unicode 14, 3.9 "substitution of maximal subparts").
enum ouro_utf8_status ouro_utf8_read(const uint8_t *p, const uint8_t *end, uint32_t *c, size_t *used);
// Is there an encoded surrogate (three bytes, ED A0..BF 80..BF) at p? Then *c is it.
bool ouro_utf8_surrogate(const uint8_t *p, const uint8_t *end, uint32_t *c);

// Bytes of c in UTF-8 (surrogates: 3).
OURO_INLINE size_t ouro_utf8_size(uint32_t c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}
// Writes c (surrogates too) and returns how many bytes.
OURO_INLINE size_t ouro_utf8_write(uint8_t *out, uint32_t c) {
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (uint8_t)(0xc0 | c >> 6);
        out[1] = (uint8_t)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (uint8_t)(0xe0 | c >> 12);
        out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | c >> 18);
    out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (c & 0x3f));
    return 4;
}

// Length of the run of ASCII at the beginning.
size_t ouro_ascii_prefix(const void *text, size_t n);

#endif
