// repr of str.
#include "types/text.h"
#include "types/unicode.h"

// How many characters the escape of c has; 0: it stands for itself.
OURO_INLINE unsigned escape_length(uint32_t c, uint32_t quote) {
    if (c < 127) {
        if (c >= ' ') return c == quote || c == '\\' ? 2 : 0;
        return c == '\n' || c == '\r' || c == '\t' ? 2 : 4;
    }
    if (c == 127) return 4;
    if (ouro_char_printable(c)) return 0;
    return c < 0x100 ? 4 : c < 0x10000 ? 6 : 10;
}

OURO_INLINE size_t put_escape(void *out, unsigned w, size_t at, uint32_t c, unsigned length) {
    ouro_text_put(out, w, at++, '\\');
    if (length == 2) {
        ouro_text_put(out, w, at++, c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c);
        return at;
    }
    ouro_text_put(out, w, at++, length == 4 ? 'x' : length == 6 ? 'u' : 'U');
    for (unsigned digits = length - 2; digits > 0; digits--)
        ouro_text_put(out, w, at++, (uint8_t) "0123456789abcdef"[c >> (4 * (digits - 1)) & 15]);
    return at;
}

ouro_owned ouro_str_repr(ouro_rt *rt, ouro_borrowed s) {
    size_t n = ouro_str_length(s), size = n + 2;
    unsigned w = ouro_str_width(s);
    const void *text = ouro_str_text(s);
    uint32_t quote = '\'', bits = 0;
    if (ouro_text_index(text, w, 0, n, '\'') >= 0 && ouro_text_index(text, w, 0, n, '"') < 0) quote = '"';
    bool escapes = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = ouro_text_at(text, w, i);
        unsigned length = escape_length(c, quote);
        if (length) {
            size += length - 1;
            escapes = true;
        } else
            bits |= c;
    }
    ouro_obj *r = ouro_str_new_raw(rt, size, bits);
    if (!r) return NULL;
    unsigned rw = ouro_str_width(r);
    void *out = ouro_str_buffer(r);
    ouro_text_put(out, rw, 0, quote);
    ouro_text_put(out, rw, size - 1, quote);
    if (!escapes) {
        ouro_text_copy((char *)out + rw, rw, text, w, n);
        return r;
    }
    for (size_t i = 0, at = 1; i < n; i++) {
        uint32_t c = ouro_text_at(text, w, i);
        unsigned length = escape_length(c, quote);
        if (length)
            at = put_escape(out, rw, at, c, length);
        else
            ouro_text_put(out, rw, at++, c);
    }
    return r;
}
