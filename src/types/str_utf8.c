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

// One character, errors handled. False: not to be handled; *used is the length of the bad bytes and *status what is wrong.
OURO_INLINE bool read_one(const uint8_t *p, const uint8_t *end, enum errors errors, uint32_t *c, size_t *used,
                          enum ouro_utf8_status *status) {
    *status = ouro_utf8_read(p, end, c, used);
    if (OURO_LIKELY(*status == OURO_UTF8_OK)) return true;
    if (errors == SURROGATES && ouro_utf8_surrogate(p, end, c)) {
        *used = 3;
        return true;
    }
    *c = 0xfffd;
    return errors == LOSSY;
}

static ouro_owned decode(ouro_rt *rt, const char *text, size_t len, enum errors errors) {
    size_t ascii = ouro_ascii_prefix(text, len);
    if (ascii == len) return ouro_str_from_ascii(rt, text, len);
    const uint8_t *start = (const uint8_t *)text, *end = start + len;
    size_t length = ascii, used;
    uint32_t bits = 0, c;
    enum ouro_utf8_status status;
    for (const uint8_t *p = start + ascii; p < end; p += used, length++) {
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
    const uint8_t *p = start + ascii;
    for (size_t i = ascii; i < length; i++, p += used) {
        read_one(p, end, errors, &c, &used, &status);
        ouro_text_put(out, w, i, c);
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

const char *ouro_str_utf8(ouro_rt *rt, ouro_borrowed s, size_t *len, char **owned, bool surrogates) {
    size_t n = ouro_str_length(s), size = 0;
    *owned = NULL;
    if (ouro_str_is_ascii(s)) {
        *len = n;
        return ouro_str_ascii(s);
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t c = ouro_str_at(s, i);
        if (OURO_UNLIKELY(c - 0xd800 < 0x800) && !surrogates) {
            size_t end = i + 1;
            while (end < n && ouro_str_at(s, end) - 0xd800 < 0x800) end++;
            ouro_raise_encode(rt, "utf-8", s, i, end, "surrogates not allowed");
            return NULL;
        }
        size += ouro_utf8_size(c);
    }
    uint8_t *out = ouro_raw_alloc(rt, size + 1);
    if (!out) return NULL;
    size_t at = 0;
    for (size_t i = 0; i < n; i++) at += ouro_utf8_write(out + at, ouro_str_at(s, i));
    out[at] = 0;
    *len = size;
    *owned = (char *)out;
    return (const char *)out;
}
