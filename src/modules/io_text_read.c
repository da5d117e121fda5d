// TextIOWrapper: reading, and where in the file it stands.
#include <stdio.h>
#include <string.h>

#include "modules/io_text.h"

#include "types/bytes.h"
#include "types/int.h"

static ouro_io_text *of(ouro_borrowed o) { return (ouro_io_text *)(uintptr_t)o; }

// ---- newlines ------------------------------------------------------------------------------------------------------------

ouro_owned ouro_io_newlines(ouro_rt *rt, unsigned seen) {
    static const char *const texts[] = {"\r", "\n", "\r\n"}; // in the order of the tuple
    static const unsigned bits[] = {2, 1, 4};
    ouro_obj *found[3], *r = NULL;
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        if (seen & bits[i]) {
            if (!(found[n] = ouro_str_from_cstring(rt, texts[i]))) goto done;
            n++;
        }
    r = n == 0 ? ouro_none(rt) : n == 1 ? ouro_ref(rt, found[0]) : ouro_tuple_from(rt, found, n);
done:
    while (n > 0) ouro_release(rt, found[--n]);
    return r;
}

int64_t ouro_io_line_end(ouro_borrowed s, size_t at, unsigned ends_with, bool translated) {
    const void *text = ouro_str_text(s);
    unsigned w = ouro_str_width(s);
    size_t n = ouro_str_length(s);
    if (translated || ends_with == 1) {
        int64_t nl = ouro_text_index(text, w, at, n, '\n');
        return nl < 0 ? -1 : nl + 1;
    }
    if (ends_with == 2) {
        int64_t cr = ouro_text_index(text, w, at, n, '\r');
        return cr < 0 ? -1 : cr + 1;
    }
    for (size_t i = at; i < n; i++) {
        uint32_t c = ouro_text_at(text, w, i);
        bool crlf = c == '\r' && i + 1 < n && ouro_text_at(text, w, i + 1) == '\n';
        if (ends_with == 3) {
            if (crlf) return (int64_t)i + 2;
        } else if (c == '\n' || c == '\r') {
            return (int64_t)i + 1 + crlf;
        }
    }
    return -1;
}

ouro_owned ouro_io_translate(ouro_rt *rt, ouro_owned s, bool translate, uint8_t *seen) {
    const void *text = ouro_str_text(s);
    unsigned w = ouro_str_width(s);
    size_t n = ouro_str_length(s);
    if (ouro_text_index(text, w, 0, n, '\r') < 0) {
        if (!(*seen & 1) && ouro_text_index(text, w, 0, n, '\n') >= 0) *seen |= 1;
        return s;
    }
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (size_t i = 0; i < n; i++) {
        uint32_t c = ouro_text_at(text, w, i);
        bool crlf = c == '\r' && i + 1 < n && ouro_text_at(text, w, i + 1) == '\n';
        *seen |= crlf ? 4 : c == '\r' ? 2 : c == '\n' ? 1 : 0;
        i += crlf;
        if (translate) ouro_builder_char(&b, c == '\r' ? '\n' : c);
    }
    if (!translate) {
        ouro_builder_drop(&b);
        return s;
    }
    ouro_release(rt, s);
    return ouro_builder_finish(&b);
}

// ---- decoding ------------------------------------------------------------------------------------------------------------

// Bytes at the end that must wait for more: part of a character, or a "\r".
static size_t unfinished(const ouro_io_text *t, const uint8_t *bytes, size_t n) {
    if (n && bytes[n - 1] == '\r' && t->ends_with == 0) return 1;
    if (t->kind != OURO_IO_UTF8) return 0;
    for (size_t k = 1; k <= 3 && k <= n; k++) {
        uint8_t c = bytes[n - k];
        if ((c & 0xc0) == 0x80) continue;
        size_t whole = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
        return whole > k ? k : 0;
    }
    return 0;
}

static ouro_owned decode_by_method(ouro_rt *rt, ouro_io_text *t, const uint8_t *bytes, size_t n) {
    ouro_obj *b = ouro_bytes_new(rt, bytes, n), *decode = b ? ouro_str_interned_cstring(rt, "decode") : NULL;
    ouro_obj *args[3] = {b, t->encoding, t->errors};
    ouro_obj *s = decode ? ouro_call_method(rt, decode, args, 3, NULL) : NULL;
    ouro_xrelease(rt, decode);
    ouro_xrelease(rt, b);
    if (s && !ouro_is(s, OURO_T_str)) {
        ouro_raise(rt, OURO_TypeError, "decoder should return a string result, not '%T'", s);
        ouro_release(rt, s);
        return NULL;
    }
    return s;
}

static ouro_owned decode(ouro_rt *rt, ouro_io_text *t, const uint8_t *bytes, size_t n) {
    ouro_obj *s;
    if (t->kind == OURO_IO_UTF8 && t->strict) s = ouro_str_from_utf8(rt, (const char *)bytes, n);
    else if (t->kind == OURO_IO_LATIN1) s = ouro_str_from_latin1(rt, bytes, n);
    else s = decode_by_method(rt, t, bytes, n);
    return s && t->ends_with == 0 ? ouro_io_translate(rt, s, t->translate_in, &t->seen) : s;
}

// What the buffer gives at once: a bytes object. Empty at the end.
static ouro_owned next_bytes(ouro_rt *rt, ouro_io_text *t) {
    ouro_obj *held = ouro_ref(rt, t->buffer), *b = NULL;
    if (t->plain && t->kind != OURO_IO_OTHER) {
        uint8_t chunk[OURO_IO_BUFFER];
        int64_t n = ((ouro_io_buffered *)held)->readable ? ouro_io_buffered_read1(rt, held, chunk, sizeof chunk)
                                                         : (ouro_xrelease(rt, ouro_io_unsupported(rt, "not readable")), -1);
        b = n < 0 ? NULL : ouro_bytes_new(rt, chunk, (size_t)n);
    } else if (t->kind == OURO_IO_OTHER) { // decoded at one go
        b = ouro_io_call(rt, held, "read", NULL);
    } else {
        ouro_obj *size = ouro_int_from_i64(rt, OURO_IO_BUFFER);
        b = size ? ouro_io_call(rt, held, t->has_read1 ? "read1" : "read", size) : NULL;
        ouro_xrelease(rt, size);
    }
    ouro_release(rt, held);
    if (b && !ouro_bytes_check(rt, b)) {
        ouro_raise(rt, OURO_TypeError, "underlying read1() should have returned a bytes-like object, not '%T'", b);
        ouro_release(rt, b);
        return NULL;
    }
    return b;
}

// The partial bytes and `more` as one bytes object. Steals more.
static ouro_owned with_partial(ouro_rt *rt, ouro_io_text *t, ouro_owned more) {
    if (!more || !t->n_partial) return more;
    const ouro_bytes *m = (const ouro_bytes *)more;
    ouro_obj *all = ouro_bytes_new(rt, NULL, (size_t)t->n_partial + m->length);
    if (all) {
        memcpy(((ouro_bytes *)all)->data, t->partial, t->n_partial);
        memcpy(((ouro_bytes *)all)->data + t->n_partial, m->data, m->length);
    }
    ouro_release(rt, more);
    return all;
}

// Sets `decoded` to the next characters. 1, 0 at the end, -1.
static int fill(ouro_rt *rt, ouro_borrowed self) {
    ouro_io_text *t = of(self);
    for (;;) {
        ouro_obj *more = next_bytes(rt, t);
        if (!more) return -1;
        bool last = ((ouro_bytes *)more)->length == 0;
        ouro_obj *all = with_partial(rt, t, more);
        if (!all) return -1;
        const ouro_bytes *b = (const ouro_bytes *)all;
        size_t n = b->length, rest = last ? 0 : unfinished(t, b->data, n);
        ouro_obj *s = decode(rt, t, b->data, n - rest);
        if (!s) {
            ouro_release(rt, all);
            return -1;
        }
        t->n_partial = (uint8_t)rest;
        memcpy(t->partial, b->data + n - rest, rest);
        t->at = 0;
        ouro_slot_set(rt, self, &t->decoded, s);
        ouro_slot_set(rt, self, &t->snapshot, all);
        if (last || ouro_str_length(s)) return ouro_str_length(s) ? 1 : 0;
    }
}

static size_t left(const ouro_io_text *t) { return t->decoded ? ouro_str_length(t->decoded) - t->at : 0; }

static ouro_owned take(ouro_rt *rt, ouro_io_text *t, size_t n) {
    ouro_obj *s = n ? ouro_str_slice(rt, t->decoded, t->at, t->at + n) : ouro_ref(rt, rt->empty_str);
    if (s) t->at += (uint32_t)n;
    return s;
}

// Text written goes out before reading. False: error pending.
static bool begin(ouro_rt *rt, ouro_borrowed self) {
    if (!ouro_io_text_open(rt, self)) return false;
    return of(self)->n_pending == 0 || ouro_io_text_flush(rt, self) == 0;
}

// ---- lines ---------------------------------------------------------------------------------------------------------------

static ouro_owned read_line(ouro_rt *rt, ouro_borrowed self, int64_t limit) {
    ouro_io_text *t = of(self);
    ouro_obj *line = NULL; // what was found in earlier chunks
    int r = 1;
    while (limit != 0) {
        if (!left(t) && (r = fill(rt, self)) != 1) break;
        int64_t end = ouro_io_line_end(t->decoded, t->at, t->ends_with, t->translate_in);
        // Where "\r\n" ends lines, a "\r" may be the last of this chunk: it is joined with the next.
        bool found = end >= 0;
        size_t n = found ? (size_t)end - t->at : left(t);
        bool cut = limit > 0 && n >= (size_t)limit;
        if (cut && n > (size_t)limit) n = (size_t)limit;
        ouro_obj *piece = take(rt, t, n), *whole = piece;
        if (piece && line) {
            whole = ouro_str_concat(rt, line, piece);
            ouro_release(rt, piece);
        }
        ouro_xrelease(rt, line);
        line = whole;
        if (!line) return NULL;
        if (limit > 0) limit -= (int64_t)n;
        if (found || cut) return line;
        if (t->ends_with == 3 && ouro_str_at(line, ouro_str_length(line) - 1) == '\r') {
            if (!left(t) && (r = fill(rt, self)) != 1) break;
            if (ouro_str_at(t->decoded, t->at) == '\n' && limit != 0) limit = 1;
        }
    }
    if (r == -1) {
        ouro_xrelease(rt, line);
        return NULL;
    }
    return line ? line : ouro_ref(rt, rt->empty_str);
}

TEXT_METHOD(ouro_io_text_readline) {
    int64_t limit;
    if (!ouro_io_size(rt, nargs, args, &limit) || !begin(rt, self)) return NULL;
    return read_line(rt, self, limit < 0 ? -1 : limit);
}

ouro_owned ouro_io_text_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_io_text *t = of(self);
    ouro_obj *line;
    t->no_telling = true;
    if (ouro_io_is_exactly(rt, self, OURO_IO_TEXT)) {
        if (!begin(rt, self)) return NULL;
        line = read_line(rt, self, -1);
    } else {
        line = ouro_call_method0(rt, self, OURO_NAME(rt, readline));
        if (line && !ouro_str_check(rt, line)) {
            ouro_raise(rt, OURO_OSError, "readline() should have returned a str object, not '%T'", line);
            ouro_release(rt, line);
            return NULL;
        }
    }
    if (!line || ouro_str_length(line)) return line;
    ouro_release(rt, line);
    t->no_telling = false;
    return NULL;
}

// ---- read ----------------------------------------------------------------------------------------------------------------

static ouro_owned read_all(ouro_rt *rt, ouro_borrowed self) {
    ouro_io_text *t = of(self);
    ouro_obj *held = ouro_ref(rt, t->buffer), *b = with_partial(rt, t, ouro_io_call(rt, held, "read", NULL));
    ouro_release(rt, held);
    if (!b) return NULL;
    if (!ouro_bytes_check(rt, b)) {
        ouro_raise(rt, OURO_TypeError, "underlying read() should have returned a bytes-like object, not '%T'", b);
        ouro_release(rt, b);
        return NULL;
    }
    ouro_obj *s = decode(rt, t, ((ouro_bytes *)b)->data, ((ouro_bytes *)b)->length), *head, *all;
    ouro_release(rt, b);
    if (!s || !left(t)) {
        all = s;
    } else {
        head = take(rt, t, left(t));
        all = head ? ouro_str_concat(rt, head, s) : NULL;
        ouro_xrelease(rt, head);
        ouro_release(rt, s);
    }
    if (all) {
        t->n_partial = 0;
        t->at = 0;
        ouro_slot_clear(rt, self, &t->decoded);
        ouro_slot_clear(rt, self, &t->snapshot);
    }
    return all;
}

TEXT_METHOD(ouro_io_text_read) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n) || !begin(rt, self)) return NULL;
    ouro_io_text *t = of(self);
    if (n < 0) return read_all(rt, self);
    ouro_obj *text = ouro_ref(rt, rt->empty_str);
    while (text && n > 0) {
        int r = left(t) ? 1 : fill(rt, self);
        if (r != 1) {
            if (r == 0) break;
            ouro_release(rt, text);
            return NULL;
        }
        ouro_obj *piece = take(rt, t, left(t) < (size_t)n ? left(t) : (size_t)n);
        ouro_obj *whole = piece ? ouro_str_concat(rt, text, piece) : NULL;
        if (piece) n -= ouro_str_length(piece);
        ouro_xrelease(rt, piece);
        ouro_release(rt, text);
        text = whole;
    }
    return text;
}

// ---- place ---------------------------------------------------------------------------------------------------------------

// How many bytes of the snapshot the first `at` characters came from.
static size_t bytes_before(const ouro_io_text *t) {
    const ouro_bytes *b = (const ouro_bytes *)t->snapshot;
    size_t i = 0;
    for (uint32_t k = 0; k < t->at && i < b->length; k++) {
        uint8_t c = b->data[i++];
        if (c == '\r' && t->translate_in && i < b->length && b->data[i] == '\n') i++;
        if (t->kind == OURO_IO_UTF8)
            while (c >= 0xc0 && i < b->length && (b->data[i] & 0xc0) == 0x80) i++;
    }
    return i;
}

static bool place_of(ouro_rt *rt, ouro_owned o, int64_t *out) {
    bool ok = o && ouro_index_i64(rt, o, OURO_OverflowError, out);
    ouro_xrelease(rt, o);
    return ok;
}

static ouro_owned flushed(ouro_rt *rt, ouro_borrowed self) { return ouro_call_method0(rt, self, OURO_NAME(rt, flush)); }

static bool can_seek(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = ouro_io_call(rt, of(self)->buffer, "seekable", NULL);
    int yes = o ? ouro_truth(rt, o) : -1;
    ouro_xrelease(rt, o);
    if (yes == 0) (void)ouro_io_unsupported(rt, "underlying stream is not seekable");
    return yes > 0;
}

TEXT_METHOD(ouro_io_text_tell) {
    ouro_io_text *t = of(self);
    int64_t at;
    if (!ouro_io_text_open(rt, self) || !can_seek(rt, self)) return NULL;
    if (t->no_telling) {
        ouro_raise(rt, OURO_OSError, "telling position disabled by next() call");
        return NULL;
    }
    ouro_obj *r = flushed(rt, self);
    ouro_xrelease(rt, r);
    if (!r || !place_of(rt, ouro_io_call(rt, t->buffer, "tell", NULL), &at)) return NULL;
    if (t->snapshot && left(t)) at -= (int64_t)((ouro_bytes *)t->snapshot)->length - (int64_t)bytes_before(t);
    else at -= t->n_partial;
    return ouro_int_from_i64(rt, at);
}

TEXT_METHOD(ouro_io_text_seek) {
    ouro_io_text *t = of(self);
    int64_t to, whence = 0;
    if (!ouro_io_text_open(rt, self)) return NULL;
    if (nargs > 1 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &whence)) return NULL;
    if (!can_seek(rt, self) || !ouro_index_i64(rt, args[0], OURO_OverflowError, &to)) return NULL;
    if (whence == SEEK_CUR && to != 0) return ouro_io_unsupported(rt, "can't do nonzero cur-relative seeks");
    if (whence == SEEK_END && to != 0) return ouro_io_unsupported(rt, "can't do nonzero end-relative seeks");
    if (whence < 0 || whence > 2) {
        ouro_raise(rt, OURO_ValueError, "invalid whence (%lld, should be 0, 1 or 2)", (long long)whence);
        return NULL;
    }
    if (whence == SEEK_CUR) {
        t->no_telling = false;
        if (!place_of(rt, ouro_io_call(rt, self, "tell", NULL), &to)) return NULL;
    }
    if (whence == SEEK_SET && to < 0) {
        ouro_raise(rt, OURO_ValueError, "negative seek position %lld", (long long)to);
        return NULL;
    }
    ouro_obj *r = flushed(rt, self);
    ouro_xrelease(rt, r);
    ouro_obj *seek = r ? ouro_getattr_ascii(rt, t->buffer, "seek") : NULL, *place = seek ? ouro_int_from_i64(rt, to) : NULL;
    ouro_obj *result = place ? ouro_call2(rt, seek, place, rt->small_ints[whence == SEEK_END ? 2 : 0]) : NULL;
    ouro_xrelease(rt, place);
    ouro_xrelease(rt, seek);
    if (result) {
        t->n_partial = 0;
        t->at = 0;
        t->no_telling = false;
        ouro_slot_clear(rt, self, &t->decoded);
        ouro_slot_clear(rt, self, &t->snapshot);
    }
    return result;
}

TEXT_METHOD(ouro_io_text_truncate) {
    if (!ouro_io_text_open(rt, self)) return NULL;
    ouro_obj *r = flushed(rt, self), *size = NULL;
    ouro_xrelease(rt, r);
    if (!r) return NULL;
    size = nargs && args[0] != rt->none ? ouro_ref(rt, args[0]) : ouro_io_text_tell(rt, self, NULL, 0, NULL);
    r = size ? ouro_io_call(rt, of(self)->buffer, "truncate", size) : NULL;
    ouro_xrelease(rt, size);
    return r;
}
