// The encodings unicode_escape and raw_unicode_escape: Latin-1 with the escapes of string literals.
#include "base/unicode_name.h"
#include "types/codec.h"

#include <string.h>

static int hex_value(uint8_t c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

// \xXX, \uXXXX, \UXXXXXXXX at the backslash p.
static const char *read_hex(const uint8_t *p, size_t left, uint32_t *c, size_t *used) {
    unsigned digits = p[1] == 'x' ? 2 : p[1] == 'u' ? 4 : 8;
    uint32_t value = 0;
    for (*used = 2; *used < 2 + digits; ++*used) {
        int digit = *used < left ? hex_value(p[*used]) : -1;
        if (digit < 0)
            return digits == 2   ? "truncated \\xXX escape"
                   : digits == 4 ? "truncated \\uXXXX escape"
                                 : "truncated \\UXXXXXXXX escape";
        value = value << 4 | (uint32_t)digit;
    }
    *c = value;
    return value > 0x10ffff ? "illegal Unicode character" : NULL;
}

static const char *read_name(const uint8_t *p, size_t left, uint32_t *c, size_t *used) {
    const uint8_t *end = left > 2 && p[2] == '{' ? memchr(p + 3, '}', left - 3) : NULL;
    if (!end || end == p + 3) {
        *used = left > 2 && p[2] == '{' ? (end ? 3 : left) : 2;
        return "malformed \\N character escape";
    }
    *used = (size_t)(end - p) + 1;
    return ouro_unicode_by_name((const char *)p + 3, *used - 4, c) ? NULL : "unknown Unicode character name";
}

// Is the backslash at `at` the second of a pair? Raw text has no other escapes, but pairs it leaves alone.
static bool is_paired(const uint8_t *data, size_t at) {
    size_t before = at;
    while (before > 0 && data[before - 1] == '\\') before--;
    return (at - before) & 1;
}

const char *ouro_escape_read(const uint8_t *data, size_t length, size_t at, bool raw, uint32_t *c, size_t *used) {
    const uint8_t *p = data + at;
    size_t left = length - at;
    *c = *p;
    *used = 1;
    if (*p != '\\') return NULL;
    if (raw) {
        if (left > 1 && (p[1] == 'u' || p[1] == 'U') && !is_paired(data, at)) {
            const char *reason = read_hex(p, left, c, used);
            return reason && *reason == 'i' ? "\\Uxxxxxxxx out of range" : reason;
        }
        return NULL;
    }
    if (left < 2) return "\\ at end of string";
    static const char simple[] = "abfnrtv\\'\"", values[] = "\a\b\f\n\r\t\v\\'\"";
    const char *found = p[1] ? strchr(simple, p[1]) : NULL;
    if (found) {
        *c = (uint8_t)values[found - simple];
        *used = 2;
    } else if (p[1] == '\n') {
        *c = OURO_ESCAPE_NOTHING;
        *used = 2;
    } else if (p[1] >= '0' && p[1] <= '7') {
        for (*c = 0; *used < 4 && *used < left && p[*used] >= '0' && p[*used] <= '7'; ++*used)
            *c = *c << 3 | (uint32_t)(p[*used] - '0');
    } else if (p[1] == 'x' || p[1] == 'u' || p[1] == 'U')
        return read_hex(p, left, c, used);
    else if (p[1] == 'N')
        return read_name(p, left, c, used);
    return NULL; // an unknown escape stays as it is
}

size_t ouro_escape_write(uint32_t c, bool raw, char out[12]) {
    size_t n = 0;
    if (raw ? c < 0x100 : c >= ' ' && c < 127 && c != '\\') {
        out[n++] = (char)c;
        return n;
    }
    out[n++] = '\\';
    if (!raw && (c == '\\' || c == '\t' || c == '\n' || c == '\r')) {
        out[n++] = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\';
        return n;
    }
    unsigned digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out[n++] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    while (digits-- > 0) out[n++] = "0123456789abcdef"[c >> 4 * digits & 15];
    return n;
}
