// The text of numbers, as the constructors of int, float and complex read it.
#include "types/number_text.h"

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/str.h"
#include "types/unicode.h"

#include <string.h>

static char *room(ouro_rt *rt, ouro_number_text *t, size_t length) {
    t->block = NULL;
    t->length = length;
    if (length < sizeof t->first)
        return t->first;
    return t->block = ouro_raw_alloc(rt, length + 1);
}

int ouro_number_text_of(ouro_rt *rt, ouro_borrowed o, ouro_number_text *out) {
    out->block = NULL;
    if (ouro_str_check(rt, o)) {
        size_t n = ouro_str_length(o);
        if (ouro_str_is_ascii(o)) {
            out->text = ouro_str_ascii(o);
            out->length = n;
            return 1;
        }
        char *text = room(rt, out, n);
        if (!text)
            return -1;
        for (size_t i = 0; i < n; i++) {
            uint32_t c = ouro_str_at(o, i);
            int digit = c < 128 ? -1 : ouro_char_decimal(c);
            text[i] = c < 128 ? (char)c : ouro_char_is_space(c) ? ' ' : digit >= 0 ? (char)('0' + digit) : '?';
        }
        text[n] = 0;
        out->text = text;
        return 1;
    }
    if (ouro_bytes_check(rt, o)) { // ended by a zero
        out->text = (const char *)((const ouro_bytes *)o)->data;
        out->length = ((const ouro_bytes *)o)->length;
        return 1;
    }
    if (!ouro_type_of(rt, o)->slots.get_buffer)
        return 0;
    ouro_buffer b;
    if (ouro_get_buffer(rt, o, &b, OURO_BUFFER_READ) < 0)
        return -1;
    char *text = room(rt, out, b.length);
    if (text) {
        memcpy(text, b.data, b.length);
        text[b.length] = 0;
        out->text = text;
    }
    ouro_release_buffer(rt, &b);
    return text ? 1 : -1;
}

void ouro_number_text_drop(ouro_rt *rt, ouro_number_text *t) {
    if (t->block)
        ouro_raw_free(rt, t->block);
}

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void ouro_number_text_strip(const ouro_number_text *t, const char **from, const char **to) {
    const char *a = t->text, *b = a + t->length;
    while (a < b && space(*a))
        a++;
    while (a < b && space(b[-1]))
        b--;
    *from = a;
    *to = b;
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

int64_t ouro_number_text_join(const char *from, const char *to, char *out) {
    char *end = out, before = 0;
    for (const char *p = from; p < to; before = *p++) {
        if (*p != '_') {
            if (before == '_' && !digit(*p))
                return -1;
            *end++ = *p;
        } else if (!digit(before)) {
            return -1;
        }
    }
    return before == '_' ? -1 : end - out;
}

void ouro_raise_number_text(ouro_rt *rt, const char *format, ouro_borrowed o) {
    ouro_obj *text = ouro_repr(rt, o);
    if (text && ouro_str_length(text) > 200) {
        ouro_obj *cut = ouro_str_slice(rt, text, 0, 200);
        ouro_release(rt, text);
        text = cut;
    }
    if (!text)
        return;
    ouro_raise(rt, OURO_ValueError, format, text);
    ouro_release(rt, text);
}
