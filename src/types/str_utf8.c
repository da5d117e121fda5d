// str from UTF-8 and back.
#include "base/utf8.h"
#include "types/codec.h"
#include "types/text.h"

enum errors { STRICT, SURROGATES, LOSSY };

static const char *reason_of(enum ouro_utf8_status status) {
    return status == OURO_UTF8_BAD_START          ? "invalid start byte"
           : status == OURO_UTF8_BAD_CONTINUATION ? "invalid continuation byte"
                                                  : "unexpected end of data";
}

// Reads what is not plain valid UTF-8. False: not to be handled; *used is the length of the bad bytes and *status why.
static OURO_NOINLINE bool read_slow(const uint8_t *p, const uint8_t *end, enum errors errors, uint32_t *c, size_t *used,
                                    enum ouro_utf8_status *status) {
    *status = ouro_utf8_read(p, end, c, used);
    if (*status == OURO_UTF8_OK) return true;
    if (errors == SURROGATES && ouro_utf8_surrogate(p, end, c)) {
        *used = 3;
        return true;
    }
    *c = 0xfffd;
    return errors == LOSSY;
}
OURO_INLINE bool read_one(const uint8_t *p, const uint8_t *end, enum errors errors, uint32_t *c, size_t *used,
                          enum ouro_utf8_status *status) {
    if (*p < 0x80) {
        *c = *p;
        *used = 1;
        return true;
    }
    if (end - p >= 2 && p[0] >= 0xc2 && p[0] < 0xe0 && (p[1] & 0xc0) == 0x80) {
        *c = (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
        *used = 2;
        return true;
    }
    // E0 and ED are left to the slow way, which knows what may follow them.
    if (end - p >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
        *c = (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
        *used = 3;
        return true;
    }
    return read_slow(p, end, errors, c, used, status);
}

// The characters of text that was read before, from `start` on: one loop for each width.
OURO_INLINE void fill(void *out, unsigned w, size_t i, size_t length, const uint8_t *p, const uint8_t *end,
                      enum errors errors) {
    for (; i < length; i++) {
        uint32_t c;
        size_t used;
        enum ouro_utf8_status status;
        (void)read_one(p, end, errors, &c, &used, &status);
        ouro_text_put(out, w, i, c);
        p += used;
    }
}

static ouro_owned decode(ouro_rt *rt, const char *text, size_t len, enum errors errors) {
    size_t ascii = ouro_ascii_prefix(text, len);
    if (ascii == len) return ouro_str_from_ascii(rt, text, len);
    const uint8_t *start = (const uint8_t *)text, *end = start + len, *p = start + ascii;
    size_t length = ascii, used;
    uint32_t bits = 0, c = 0;
    for (; p < end; p += used, length++) {
        enum ouro_utf8_status status;
        if (!read_one(p, end, errors, &c, &used, &status)) {
            size_t at = (size_t)(p - start);
            ouro_raise_decode(rt, "utf-8", start, len, at, at + used, reason_of(status));
            return NULL;
        }
        bits |= c;
    }
    if (length == 1) return ouro_str_from_char(rt, c);
    ouro_obj *s = ouro_str_new_raw(rt, length, bits);
    if (!s) return NULL;
    unsigned w = ouro_str_width(s);
    void *out = ouro_str_buffer(s);
    ouro_text_copy(out, w, text, 1, ascii);
    switch (w) {
    case 1: fill(out, 1, ascii, length, start + ascii, end, errors); break;
    case 2: fill(out, 2, ascii, length, start + ascii, end, errors); break;
    default: fill(out, 4, ascii, length, start + ascii, end, errors);
    }
    return s;
}

ouro_owned ouro_str_from_utf8(ouro_rt *rt, const char *text, size_t len) {
    return decode(rt, text, len, STRICT);
}
ouro_owned ouro_str_from_wtf8(ouro_rt *rt, const char *text, size_t len) {
    return decode(rt, text, len, SURROGATES);
}
ouro_owned ouro_str_from_utf8_lossy(ouro_rt *rt, const char *text, size_t len) {
    return decode(rt, text, len, LOSSY);
}
ouro_owned ouro_str_from_cstring(ouro_rt *rt, const char *utf8) {
    return decode(rt, utf8, strlen(utf8), LOSSY);
}

OURO_INLINE size_t measure(const void *text, unsigned w, size_t n, uint32_t *surrogates) {
    size_t size = 0;
    uint32_t any = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = ouro_text_at(text, w, i);
        size += 1 + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000);
        any |= c - 0xd800 < 0x800;
    }
    *surrogates = any;
    return size;
}
size_t ouro_utf8_measure(ouro_borrowed s, bool *surrogates) {
    const void *text = ouro_str_text(s);
    size_t n = ouro_str_length(s), size;
    uint32_t any;
    switch (ouro_str_width(s)) {
    case 1: size = measure(text, 1, n, &any); break;
    case 2: size = measure(text, 2, n, &any); break;
    default: size = measure(text, 4, n, &any);
    }
    *surrogates = any;
    return size;
}

OURO_INLINE void put_all(uint8_t *out, const void *text, unsigned w, size_t n) {
    for (size_t i = 0; i < n; i++) out += ouro_utf8_write(out, ouro_text_at(text, w, i));
}
void ouro_utf8_put_str(uint8_t *out, ouro_borrowed s) {
    const void *text = ouro_str_text(s);
    size_t n = ouro_str_length(s);
    switch (ouro_str_width(s)) {
    case 1: put_all(out, text, 1, n); break;
    case 2: put_all(out, text, 2, n); break;
    default: put_all(out, text, 4, n);
    }
}

const char *ouro_str_utf8(ouro_rt *rt, ouro_borrowed s, size_t *len, char **owned, bool surrogates) {
    *owned = NULL;
    if (ouro_str_is_ascii(s)) {
        *len = ouro_str_length(s);
        return ouro_str_ascii(s);
    }
    bool any;
    size_t size = ouro_utf8_measure(s, &any);
    if (any && !surrogates) {
        size_t start = 0, n = ouro_str_length(s);
        while (ouro_str_at(s, start) - 0xd800 >= 0x800) start++;
        size_t end = start + 1;
        while (end < n && ouro_str_at(s, end) - 0xd800 < 0x800) end++;
        ouro_raise_encode(rt, "utf-8", s, start, end, "surrogates not allowed");
        return NULL;
    }
    uint8_t *out = ouro_raw_alloc(rt, size + 1);
    if (!out) return NULL;
    ouro_utf8_put_str(out, s);
    out[size] = 0;
    *len = size;
    *owned = (char *)out;
    return (const char *)out;
}
