#include "base/utf8.h"

#include <string.h>

OURO_INLINE bool continues(const uint8_t *p) {
    return (*p & 0xc0) == 0x80;
}

enum ouro_utf8_status ouro_utf8_read(const uint8_t *p, const uint8_t *end, uint32_t *c, size_t *used) {
    uint8_t first = *p;
    *used = 1;
    if (first < 0x80) {
        *c = first;
        return OURO_UTF8_OK;
    }
    if (first < 0xc2 || first > 0xf4) return OURO_UTF8_BAD_START;
    size_t need = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    // The second byte has a narrower range after some first bytes: no overlong forms, no surrogates, not above 10FFFF.
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (end - p < 2) return OURO_UTF8_TRUNCATED;
    if (p[1] < low || p[1] > high) return OURO_UTF8_BAD_CONTINUATION;
    uint32_t value = first & (0x7fu >> need);
    value = value << 6 | (p[1] & 0x3f);
    for (size_t i = 2; i < need; i++) {
        *used = i;
        if ((size_t)(end - p) <= i) return OURO_UTF8_TRUNCATED;
        if (!continues(p + i)) return OURO_UTF8_BAD_CONTINUATION;
        value = value << 6 | (p[i] & 0x3f);
    }
    *used = need;
    *c = value;
    return OURO_UTF8_OK;
}

bool ouro_utf8_surrogate(const uint8_t *p, const uint8_t *end, uint32_t *c) {
    if (end - p < 3 || p[0] != 0xed || p[1] < 0xa0 || p[1] > 0xbf || !continues(p + 2)) return false;
    *c = 0xd000u | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    return true;
}

size_t ouro_ascii_prefix(const void *text, size_t n) {
    const uint8_t *p = text;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        uint64_t a, b;
        memcpy(&a, p + i, 8);
        memcpy(&b, p + i + 8, 8);
        if ((a | b) & 0x8080808080808080u) break;
    }
    while (i < n && p[i] < 0x80) i++;
    return i;
}
