// StringIO: a text file in memory; and the decoder of newlines.
#include <stdio.h>
#include <string.h>

#include "modules/io_text.h"

#include "types/int.h"

// text[0, length) holds the characters, `width` bytes each.
typedef struct string_io {
    ouro_obj head;
    void *text; // raw block
    size_t length, capacity, at;
    uint8_t width; // 0: not made, or closed
    uint8_t ends_with, translate_out, seen; // as in ouro_io_text
    bool translate_in, closed;
} string_io;

static string_io *of(ouro_borrowed o) { return (string_io *)(uintptr_t)o; }

static bool is_open(ouro_rt *rt, ouro_borrowed self) {
    if (of(self)->width) return true;
    return ouro_io_raise_closed(rt, of(self)->closed ? "I/O operation on closed file" : "I/O operation on uninitialized object");
}

// Room for n characters of width w, what is there kept.
static bool reserve(ouro_rt *rt, string_io *s, size_t n, unsigned w) {
    if (w < s->width) w = s->width;
    if (n <= s->capacity && w == s->width) return true;
    size_t room = n > s->capacity ? n + n / 8 + 16 : s->capacity;
    if (room > SIZE_MAX / 4 || n > UINT32_MAX - 16) {
        ouro_raise(rt, OURO_OverflowError, "new position too large");
        return false;
    }
    if (w == s->width) {
        void *text = ouro_raw_realloc(rt, s->text, room * w);
        if (!text) return false;
        s->text = text;
    } else {
        void *text = ouro_raw_alloc(rt, room * w);
        if (!text) return false;
        ouro_text_copy(text, w, s->text, s->width, s->length);
        if (s->text) ouro_raw_free(rt, s->text);
        s->text = text;
        s->width = (uint8_t)w;
    }
    s->capacity = room;
    return true;
}

static ouro_owned replaced(ouro_rt *rt, ouro_borrowed text, const char *to) {
    ouro_obj *replace = ouro_str_interned_cstring(rt, "replace"), *from = ouro_str_from_char(rt, '\n');
    ouro_obj *t = ouro_str_from_cstring(rt, to), *r = NULL;
    ouro_obj *args[3] = {(ouro_obj *)(uintptr_t)text, from, t};
    if (replace && from && t) r = ouro_call_method(rt, replace, args, 3, NULL);
    ouro_xrelease(rt, replace);
    ouro_xrelease(rt, from);
    ouro_xrelease(rt, t);
    return r;
}

static int put(ouro_rt *rt, string_io *s, ouro_borrowed given) {
    ouro_obj *text = ouro_ref(rt, given);
    if (s->ends_with == 0) text = ouro_io_translate(rt, text, s->translate_in, &s->seen);
    if (text && s->translate_out) {
        ouro_obj *r = replaced(rt, text, s->translate_out == 2 ? "\r" : "\r\n");
        ouro_release(rt, text);
        text = r;
    }
    if (!text) return -1;
    size_t n = ouro_str_length(text), end = s->at + n;
    bool ok = n == 0 || reserve(rt, s, end, ouro_str_width(text));
    if (ok && n) {
        if (s->at > s->length) ouro_text_fill((char *)s->text + s->length * s->width, s->width, 0, s->at - s->length);
        ouro_text_copy((char *)s->text + s->at * s->width, s->width, ouro_str_text(text), ouro_str_width(text), n);
        s->at = end;
        if (end > s->length) s->length = end;
    }
    ouro_release(rt, text);
    return ok ? 0 : -1;
}

static bool set_newline(ouro_rt *rt, string_io *s, ouro_borrowed newline, bool given) {
    static const char *const known[] = {"", "\n", "\r", "\r\n"};
    s->translate_in = false;
    s->translate_out = 0;
    s->ends_with = 1;
    if (!given) return true;
    if (newline == rt->none) {
        s->ends_with = 0;
        s->translate_in = true;
        return true;
    }
    if (!ouro_str_check(rt, newline)) {
        ouro_raise(rt, OURO_TypeError, "newline must be str or None, not %T", newline);
        return false;
    }
    for (uint8_t i = 0; i < 4; i++)
        if (ouro_str_equal_ascii(newline, known[i])) {
            s->ends_with = i;
            s->translate_out = i >= 2 ? i : 0;
            return true;
        }
    ouro_raise(rt, OURO_ValueError, "illegal newline value: %R", newline);
    return false;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"initial_value", "newline"};
    ouro_obj *a[2];
    string_io *s = of(self);
    if (ouro_args(rt, "StringIO", args, nargs, kwnames, names, 2, 0, 2, a) < 0) return -1;
    if (!set_newline(rt, s, a[1], a[1] != NULL)) return -1;
    if (a[0] && a[0] != rt->none && !ouro_str_check(rt, a[0])) {
        ouro_raise(rt, OURO_TypeError, "initial_value must be str or None, not %T", a[0]);
        return -1;
    }
    if (!s->width) s->width = 1;
    s->closed = false;
    s->at = s->length = 0;
    s->seen = 0;
    if (a[0] && a[0] != rt->none && put(rt, s, a[0]) < 0) return -1;
    s->at = 0;
    return 0;
}
static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}

static size_t left(const string_io *s) { return s->at < s->length ? s->length - s->at : 0; }
static ouro_owned take(ouro_rt *rt, string_io *s, size_t n) {
    ouro_obj *o = ouro_str_from_text(rt, (char *)s->text + s->at * s->width, s->width, n);
    if (o) s->at += n;
    return o;
}

METHOD(do_read) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n) || !is_open(rt, self)) return NULL;
    string_io *s = of(self);
    size_t some = n < 0 || (size_t)n > left(s) ? left(s) : (size_t)n;
    return some ? take(rt, s, some) : ouro_ref(rt, rt->empty_str);
}

// Characters from `at` to the end of the line.
static size_t line_length(const string_io *s) {
    size_t n = left(s);
    unsigned w = s->width;
    if (s->translate_in || s->ends_with == 1 || s->ends_with == 2) {
        int64_t nl = ouro_text_index(s->text, w, s->at, s->length, s->ends_with == 2 ? '\r' : '\n');
        return nl < 0 ? n : (size_t)nl - s->at + 1;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t c = ouro_text_at(s->text, w, s->at + i);
        bool crlf = c == '\r' && i + 1 < n && ouro_text_at(s->text, w, s->at + i + 1) == '\n';
        if (crlf) return i + 2;
        if (s->ends_with == 0 && (c == '\n' || c == '\r')) return i + 1;
    }
    return n;
}

METHOD(do_readline) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n) || !is_open(rt, self)) return NULL;
    string_io *s = of(self);
    if (!left(s) || n == 0) return ouro_ref(rt, rt->empty_str);
    size_t line = line_length(s);
    return take(rt, s, n >= 0 && (size_t)n < line ? (size_t)n : line);
}
static ouro_owned next_line(ouro_rt *rt, ouro_borrowed self) {
    if (!is_open(rt, self)) return NULL;
    if (ouro_io_is_exactly(rt, self, OURO_IO_STRING)) return left(of(self)) ? take(rt, of(self), line_length(of(self))) : NULL;
    ouro_obj *line = ouro_call_method0(rt, self, OURO_NAME(rt, readline));
    if (!line || (ouro_str_check(rt, line) && ouro_str_length(line))) return line;
    if (!ouro_str_check(rt, line))
        ouro_raise(rt, OURO_OSError, "readline() should have returned a str object, not '%T'", line);
    ouro_release(rt, line);
    return NULL;
}
METHOD(do_write) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "string argument expected, got '%T'", args[0]);
        return NULL;
    }
    if (!is_open(rt, self) || put(rt, of(self), args[0]) < 0) return NULL;
    return ouro_int_from_i64(rt, ouro_str_length(args[0]));
}
METHOD(do_seek) {
    int64_t to, whence = 0;
    if (!is_open(rt, self) || !ouro_index_i64(rt, args[0], OURO_OverflowError, &to)) return NULL;
    if (nargs > 1 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &whence)) return NULL;
    string_io *s = of(self);
    if (whence < 0 || whence > 2) {
        ouro_raise(rt, OURO_ValueError, "Invalid whence (%lld, should be 0, 1 or 2)", (long long)whence);
        return NULL;
    }
    if (whence == SEEK_SET && to < 0) {
        ouro_raise(rt, OURO_ValueError, "Negative seek position %lld", (long long)to);
        return NULL;
    }
    if (whence != SEEK_SET && to != 0) {
        ouro_raise(rt, OURO_OSError, "Can't do nonzero cur-relative seeks");
        return NULL;
    }
    if (whence == SEEK_SET) s->at = (size_t)to;
    else if (whence == SEEK_END) s->at = s->length;
    return ouro_int_from_i64(rt, (int64_t)s->at);
}
METHOD(do_tell) { return is_open(rt, self) ? ouro_int_from_i64(rt, (int64_t)of(self)->at) : NULL; }
METHOD(do_truncate) {
    if (!is_open(rt, self)) return NULL;
    int64_t n = (int64_t)of(self)->at;
    if (nargs && args[0] != rt->none && !ouro_index_i64(rt, args[0], OURO_OverflowError, &n)) return NULL;
    if (n < 0) {
        ouro_raise(rt, OURO_ValueError, "Negative size value %lld", (long long)n);
        return NULL;
    }
    if ((size_t)n < of(self)->length) of(self)->length = (size_t)n;
    return ouro_int_from_i64(rt, n);
}
METHOD(do_getvalue) {
    if (!is_open(rt, self)) return NULL;
    return ouro_str_from_text(rt, of(self)->text, of(self)->width, of(self)->length);
}
static void give_up(ouro_rt *rt, string_io *s) {
    if (s->text) ouro_raw_free(rt, s->text);
    s->text = NULL;
    s->length = s->capacity = s->at = s->width = 0;
}
METHOD(do_close) {
    give_up(rt, of(self));
    of(self)->closed = true;
    return ouro_none(rt);
}
METHOD(do_yes) { return is_open(rt, self) ? ouro_bool(rt, true) : NULL; }
METHOD(do_no) { return is_open(rt, self) ? ouro_bool(rt, false) : NULL; }
METHOD(do_nothing) { return is_open(rt, self) ? ouro_none(rt) : NULL; }
static ouro_owned get_closed(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, of(self)->width == 0); }
static ouro_owned get_newlines(ouro_rt *rt, ouro_borrowed self) {
    if (!is_open(rt, self)) return NULL;
    return of(self)->ends_with == 0 ? ouro_io_newlines(rt, of(self)->seen) : ouro_none(rt);
}
static ouro_owned get_false(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, false); }

static void drop(ouro_rt *rt, ouro_obj *self) {
    give_up(rt, of(self));
    ouro_instance_drop(rt, self);
}
static void clear(ouro_rt *rt, ouro_obj *self) { ouro_instance_clear(rt, self); }
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    return ouro_instance_traverse(rt, self, visit, arg);
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return ouro_type_of(rt, self)->size + of(self)->capacity * of(self)->width;
}
static void finalize(ouro_rt *rt, ouro_obj *self) {}

static const ouro_method_def methods[] = {
    {"read", do_read, 0, 1, 0, NULL},         {"readline", do_readline, 0, 1, 0, NULL},
    {"write", do_write, 1, 1, 0, NULL},       {"seek", do_seek, 1, 2, 0, NULL},
    {"tell", do_tell, 0, 0, 0, NULL},         {"truncate", do_truncate, 0, 1, 0, NULL},
    {"getvalue", do_getvalue, 0, 0, 0, NULL}, {"close", do_close, 0, 0, 0, NULL},
    {"readable", do_yes, 0, 0, 0, NULL},      {"writable", do_yes, 0, 0, 0, NULL},
    {"seekable", do_yes, 0, 0, 0, NULL},      {"isatty", do_no, 0, 0, 0, NULL},
    {"flush", do_nothing, 0, 0, 0, NULL},     {0}};
static const ouro_getset_def getsets[] = {{"closed", get_closed, NULL, NULL},
                                          {"newlines", get_newlines, NULL, NULL},
                                          {"line_buffering", get_false, NULL, NULL},
                                          {0}};
const ouro_type_spec ouro_io_spec_string = {
    .flags = OURO_IO_FLAGS | OURO_TF_QUIET_END,
    .size = sizeof(string_io),
    .name = "_io.StringIO",
    .doc = "Text I/O implementation using an in-memory buffer.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = create, .init = init, .dealloc = drop, .clear = clear, .traverse = traverse, .finalize = finalize,
              .size_of = size_of, .next = next_line},
};

// ---- IncrementalNewlineDecoder -----------------------------------------------------------------------------------------------

typedef struct newline_decoder {
    ouro_obj head;
    ouro_obj *decoder; // or NULL: what comes is text
    bool translate, held; // held: a "\r" that may have a "\n" behind
    uint8_t seen;
} newline_decoder;
static newline_decoder *nd(ouro_borrowed o) { return (newline_decoder *)(uintptr_t)o; }

static int decoder_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"decoder", "translate", "errors"};
    ouro_obj *a[3];
    if (ouro_args(rt, "IncrementalNewlineDecoder", args, nargs, kwnames, names, 3, 2, 3, a) < 0) return -1;
    int translate = ouro_truth(rt, a[1]);
    if (translate < 0) return -1;
    nd(self)->translate = translate > 0;
    ouro_slot_set(rt, self, &nd(self)->decoder, a[0] == rt->none ? NULL : ouro_ref(rt, a[0]));
    return 0;
}
METHOD(decoder_decode) {
    static const char *const names[] = {"input", "final"};
    newline_decoder *d = nd(self);
    ouro_obj *a[2], *s;
    if (ouro_args(rt, "decode", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    int final = a[1] ? ouro_truth(rt, a[1]) : 0;
    if (final < 0) return NULL;
    if (d->decoder) {
        ouro_obj *decode = ouro_getattr_ascii(rt, d->decoder, "decode");
        s = decode ? ouro_call2(rt, decode, a[0], final ? rt->true_ : rt->false_) : NULL;
        ouro_xrelease(rt, decode);
    } else {
        s = ouro_ref(rt, a[0]);
    }
    if (s && !ouro_str_check(rt, s)) {
        ouro_raise(rt, OURO_TypeError, "decoder should return a string result, not '%T'", s);
        ouro_release(rt, s);
        return NULL;
    }
    if (s && d->held && (ouro_str_length(s) || final)) {
        ouro_obj *cr = ouro_str_from_char(rt, '\r'), *whole = cr ? ouro_str_concat(rt, cr, s) : NULL;
        ouro_xrelease(rt, cr);
        ouro_release(rt, s);
        s = whole;
        d->held = false;
    }
    size_t n = s ? ouro_str_length(s) : 0;
    if (n && !final && ouro_str_at(s, n - 1) == '\r') {
        ouro_obj *head = ouro_str_slice(rt, s, 0, n - 1);
        ouro_release(rt, s);
        s = head;
        d->held = true;
    }
    return s ? ouro_io_translate(rt, s, d->translate, &d->seen) : NULL;
}
METHOD(decoder_reset) {
    nd(self)->held = false;
    nd(self)->seen = 0;
    return nd(self)->decoder ? ouro_io_call(rt, nd(self)->decoder, "reset", NULL) : ouro_none(rt);
}
static ouro_owned decoder_newlines(ouro_rt *rt, ouro_borrowed self) { return ouro_io_newlines(rt, nd(self)->seen); }
static void decoder_drop(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &nd(self)->decoder); }
static int decoder_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(nd(self)->decoder);
    return 0;
}
static const ouro_method_def decoder_methods[] = {{"decode", decoder_decode, 0, 0, OURO_M_KEYWORDS, NULL},
                                                  {"reset", decoder_reset, 0, 0, 0, NULL},
                                                  {0}};
static const ouro_getset_def decoder_getsets[] = {{"newlines", decoder_newlines, NULL, NULL}, {0}};
const ouro_type_spec ouro_io_spec_decoder = {
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(newline_decoder),
    .name = "_io.IncrementalNewlineDecoder",
    .doc = "Codec used when reading a file in universal newlines mode.",
    .methods = decoder_methods,
    .getsets = decoder_getsets,
    .slots = {.create = create, .init = decoder_init, .dealloc = decoder_drop, .clear = decoder_drop,
              .traverse = decoder_traverse},
};
