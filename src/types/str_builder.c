// The growing text. It starts one byte wide and widens once or twice as wider characters come.
#include "types/text.h"

void ouro_builder_init(ouro_builder *b, ouro_rt *rt) {
    *b = (ouro_builder){.rt = rt, .width = 1};
}

// Room for `more` characters whose bits are in `bits`. False: failed.
static OURO_NOINLINE bool reserve_slow(ouro_builder *b, size_t more, uint32_t bits) {
    if (b->failed) return false;
    unsigned width = ouro_text_width(ouro_text_kind(b->max_char | bits));
    size_t need = b->length + more, capacity = b->capacity;
    if (need > OURO_TEXT_MAX_LENGTH) {
        ouro_raise_memory(b->rt);
        goto fail;
    }
    if (need > capacity) {
        capacity = need + need / 2;
        if (capacity < 56) capacity = 56;
    }
    if (width == b->width || !b->data) {
        void *grown = ouro_raw_realloc(b->rt, b->data, capacity * width);
        if (!grown) goto fail;
        b->data = grown;
    } else {
        void *wider = ouro_raw_alloc(b->rt, capacity * width);
        if (!wider) goto fail;
        ouro_text_copy(wider, width, b->data, b->width, b->length);
        ouro_raw_free(b->rt, b->data);
        b->data = wider;
    }
    b->width = width;
    b->capacity = capacity;
    b->max_char |= bits;
    return true;
fail:
    b->failed = true;
    return false;
}

OURO_INLINE bool reserve(ouro_builder *b, size_t more, uint32_t bits) {
    static const uint32_t limit[5] = {0, 0xff, 0xffff, 0, 0xffffffff};
    if (OURO_UNLIKELY(more > b->capacity - b->length || bits > limit[b->width] || b->failed))
        return reserve_slow(b, more, bits);
    b->max_char |= bits;
    return true;
}

void ouro_builder_char(ouro_builder *b, uint32_t c) {
    if (reserve(b, 1, c)) ouro_text_put(b->data, b->width, b->length++, c);
}

void ouro_builder_bytes(ouro_builder *b, const char *ascii, size_t len) {
    if (len == 0 || !reserve(b, len, 0)) return;
    ouro_text_copy((char *)b->data + b->length * b->width, b->width, ascii, 1, len);
    b->length += len;
}

void ouro_builder_ascii(ouro_builder *b, const char *text) {
    ouro_builder_bytes(b, text, strlen(text));
}

void ouro_builder_text(ouro_builder *b, const void *text, unsigned width, size_t n) {
    if (n == 0 || !reserve(b, n, ouro_text_bits(text, width, n))) return;
    ouro_text_copy((char *)b->data + b->length * b->width, b->width, text, width, n);
    b->length += n;
}

void ouro_builder_slice(ouro_builder *b, ouro_borrowed s, size_t from, size_t to) {
    size_t n = to - from;
    if (n == 0) return;
    unsigned w = ouro_str_width(s);
    const void *text = ouro_str_address(s, from);
    bool whole = n == ouro_str_length(s);
    uint32_t bits = ouro_str_is_ascii(s) ? 0 : whole ? ouro_str_max(s) : ouro_text_bits(text, w, n);
    if (!reserve(b, n, bits)) return;
    ouro_text_copy((char *)b->data + b->length * b->width, b->width, text, w, n);
    b->length += n;
}

void ouro_builder_str(ouro_builder *b, ouro_borrowed s) {
    ouro_builder_slice(b, s, 0, ouro_str_length(s));
}

void ouro_builder_fill(ouro_builder *b, uint32_t c, size_t n) {
    if (n == 0 || !reserve(b, n, c)) return;
    ouro_text_fill((char *)b->data + b->length * b->width, b->width, c, n);
    b->length += n;
}

ouro_owned ouro_builder_finish(ouro_builder *b) {
    ouro_obj *s = NULL;
    if (!b->failed) {
        if (b->length <= 1)
            s = ouro_str_from_text(b->rt, b->data, b->width, b->length);
        else if ((s = ouro_str_new_raw(b->rt, b->length, b->max_char)) != NULL)
            ouro_text_copy(ouro_str_buffer(s), ouro_str_width(s), b->data, b->width, b->length);
    }
    ouro_builder_drop(b);
    return s;
}

void ouro_builder_drop(ouro_builder *b) {
    ouro_raw_free(b->rt, b->data);
    b->data = NULL;
    b->length = b->capacity = 0;
}
