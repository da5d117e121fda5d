// TextIOWrapper: making, writing, and what it tells of itself. Reading is in io_text_read.c.
#include <stdlib.h>
#include <string.h>

#include "modules/io_text.h"

#include "types/bytes.h"
#include "types/exception.h"
#include "types/int.h"

static ouro_io_text *of(ouro_borrowed o) { return (ouro_io_text *)(uintptr_t)o; }

bool ouro_io_text_ready(ouro_rt *rt, ouro_borrowed self) {
    const ouro_io_text *t = of(self);
    if (t->detached) return ouro_io_raise_closed(rt, "underlying buffer has been detached");
    return t->buffer || ouro_io_raise_closed(rt, "I/O operation on uninitialized object");
}

// Is it ready, and its buffer open?
bool ouro_io_text_open(ouro_rt *rt, ouro_borrowed self) {
    if (!ouro_io_text_ready(rt, self)) return false;
    const ouro_io_text *t = of(self);
    if (t->plain) {
        const ouro_io_buffered *b = (const ouro_io_buffered *)t->buffer;
        const ouro_io_raw *raw = (const ouro_io_raw *)b->raw;
        if (raw && raw->fd >= 0) return true;
    }
    int closed = ouro_io_closed(rt, t->buffer);
    return closed == 0 || (closed > 0 && ouro_io_raise_closed(rt, "I/O operation on closed file."));
}

// ---- encodings and newlines ----------------------------------------------------------------------------------------------

static enum ouro_io_encoding kind_of(ouro_borrowed encoding) {
    char low[24];
    size_t n = 0;
    for (size_t i = 0; i < ouro_str_length(encoding); i++) {
        uint32_t c = ouro_str_at(encoding, i);
        if (c >= 'A' && c <= 'Z') c |= 32;
        if (c == '-' || c == '_' || c == ' ') continue;
        if (c >= 0x80 || n + 1 == sizeof low) return OURO_IO_OTHER;
        low[n++] = (char)c;
    }
    low[n] = 0;
    static const struct {
        const char *name;
        enum ouro_io_encoding kind;
    } known[] = {{"utf8", OURO_IO_UTF8},       {"u8", OURO_IO_UTF8},         {"cp65001", OURO_IO_UTF8},
                 {"ascii", OURO_IO_ASCII},     {"usascii", OURO_IO_ASCII},   {"646", OURO_IO_ASCII},
                 {"latin1", OURO_IO_LATIN1},   {"iso88591", OURO_IO_LATIN1}, {"l1", OURO_IO_LATIN1},
                 {"latin", OURO_IO_LATIN1},    {"8859", OURO_IO_LATIN1}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(low, known[i].name)) return known[i].kind;
    return OURO_IO_OTHER;
}

// None, "", "\n", "\r" or "\r\n". False: error pending.
static bool set_newline(ouro_rt *rt, ouro_io_text *t, ouro_borrowed newline) {
    t->translate_in = false;
    t->translate_out = t->ends_with = 0;
    if (!newline || newline == rt->none) {
        t->translate_in = true;
        return true;
    }
    if (!ouro_str_check(rt, newline)) {
        ouro_raise(rt, OURO_TypeError, "newline must be str or None, not %T", newline);
        return false;
    }
    static const char *const known[] = {"", "\n", "\r", "\r\n"};
    for (uint8_t i = 0; i < 4; i++)
        if (ouro_str_equal_ascii(newline, known[i])) {
            t->ends_with = i;
            t->translate_out = i >= 2 ? i : 0;
            return true;
        }
    ouro_raise(rt, OURO_ValueError, "illegal newline value: %S", newline);
    return false;
}

static bool set_encoding(ouro_rt *rt, ouro_borrowed self, ouro_borrowed encoding, ouro_borrowed errors) {
    ouro_io_text *t = of(self);
    if ((encoding && !ouro_str_check(rt, encoding)) || (errors && !ouro_str_check(rt, errors))) {
        bool first = encoding && !ouro_str_check(rt, encoding);
        ouro_raise(rt, OURO_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %T",
                   first ? "encoding" : "errors", first ? encoding : errors);
        return false;
    }
    bool locale = !encoding || ouro_str_equal_ascii(encoding, "locale");
    ouro_obj *e = locale ? ouro_str_interned_cstring(rt, "UTF-8") : ouro_ref(rt, encoding);
    ouro_obj *r = errors ? ouro_ref(rt, errors) : ouro_ref(rt, OURO_NAME(rt, strict));
    enum ouro_io_encoding kind = e ? kind_of(e) : OURO_IO_UTF8;
    if (e && kind == OURO_IO_OTHER) { // is there such an encoding?
        ouro_obj *args[2] = {rt->empty_str, e}, *encode = ouro_str_interned_cstring(rt, "encode");
        ouro_obj *empty = encode ? ouro_call_method(rt, encode, args, 2, NULL) : NULL;
        ouro_xrelease(rt, encode);
        ouro_xrelease(rt, empty);
        if (!empty) {
            ouro_release(rt, e);
            e = NULL;
        }
    }
    if (!e) {
        ouro_release(rt, r);
        return false;
    }
    t->kind = (uint8_t)kind;
    t->strict = ouro_str_equal_ascii(r, "strict");
    ouro_slot_set(rt, self, &t->encoding, e);
    ouro_slot_set(rt, self, &t->errors, r);
    return true;
}

// ---- making --------------------------------------------------------------------------------------------------------------

static bool plain_buffer(ouro_rt *rt, ouro_borrowed buffer) {
    bool ours = ouro_io_is_exactly(rt, buffer, OURO_IO_READER) || ouro_io_is_exactly(rt, buffer, OURO_IO_WRITER) ||
                ouro_io_is_exactly(rt, buffer, OURO_IO_RANDOM);
    ouro_borrowed raw = ours ? ((const ouro_io_buffered *)buffer)->raw : NULL;
    return raw && ouro_io_is_exactly(rt, raw, OURO_IO_FILE);
}

static int set_up(ouro_rt *rt, ouro_borrowed self, ouro_borrowed buffer, ouro_borrowed encoding, ouro_borrowed errors,
                  ouro_borrowed newline, bool line_buffering, bool write_through) {
    ouro_io_text *t = of(self);
    if (!set_newline(rt, t, newline) || !set_encoding(rt, self, encoding, errors)) return -1;
    bool plain = plain_buffer(rt, buffer);
    t->has_read1 = plain;
    if (!plain) {
        ouro_obj *name = ouro_str_interned_cstring(rt, "read1");
        ouro_obj *read1 = name ? ouro_getattr_quiet(rt, buffer, name) : NULL;
        t->has_read1 = read1 != NULL;
        ouro_xrelease(rt, read1);
        ouro_xrelease(rt, name);
        if (ouro_error_pending(rt)) return -1;
    }
    t->plain = plain;
    t->line_buffering = line_buffering;
    t->write_through = write_through;
    t->n_pending = t->n_partial = t->at = t->seen = 0;
    t->detached = t->no_telling = false;
    ouro_slot_clear(rt, self, &t->decoded);
    ouro_slot_clear(rt, self, &t->snapshot);
    ouro_slot_set(rt, self, &t->buffer, ouro_ref(rt, buffer));
    return 0;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through"};
    ouro_obj *a[6];
    if (ouro_args(rt, "TextIOWrapper", args, nargs, kwnames, names, 6, 1, 6, a) < 0) return -1;
    for (size_t i = 1; i < 4; i++)
        if (a[i] == rt->none) a[i] = NULL;
    int line = a[4] ? ouro_truth(rt, a[4]) : 0, through = a[5] ? ouro_truth(rt, a[5]) : 0;
    if (line < 0 || through < 0) return -1;
    return set_up(rt, self, a[0], a[1], a[2], a[3], line > 0, through > 0);
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}

ouro_owned ouro_io_text_new(ouro_rt *rt, ouro_borrowed buffer, ouro_borrowed encoding, ouro_borrowed errors,
                            ouro_borrowed newline, bool line_buffering, bool write_through) {
    ouro_type *type = ouro_io_type(rt, OURO_IO_TEXT);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, type->size) : NULL;
    if (o && set_up(rt, o, buffer, encoding, errors, newline, line_buffering, write_through) == 0) return o;
    ouro_xrelease(rt, o);
    return NULL;
}

// ---- writing -------------------------------------------------------------------------------------------------------------

static int hand_over(ouro_rt *rt, ouro_io_text *t, const void *bytes, size_t n) {
    ouro_borrowed buffer = t->buffer;
    if (ouro_io_is_exactly(rt, buffer, OURO_IO_WRITER) || ouro_io_is_exactly(rt, buffer, OURO_IO_RANDOM))
        return ouro_io_buffered_write(rt, buffer, bytes, n);
    ouro_obj *held = ouro_ref(rt, buffer), *b = ouro_bytes_new(rt, bytes, n);
    ouro_obj *r = b ? ouro_call_method1(rt, held, OURO_NAME(rt, write), b) : NULL;
    ouro_xrelease(rt, b);
    ouro_xrelease(rt, r);
    ouro_release(rt, held);
    return r ? 0 : -1;
}

// What is pending goes to the buffer. When that fails it is gone, as in CPython.
static int push(ouro_rt *rt, ouro_io_text *t) {
    uint32_t n = t->n_pending;
    t->n_pending = 0;
    return n ? hand_over(rt, t, t->pending, n) : 0;
}

static int flush_buffer(ouro_rt *rt, ouro_io_text *t) {
    if (t->plain && ((ouro_io_buffered *)t->buffer)->writable) return ouro_io_buffered_flush(rt, t->buffer);
    ouro_obj *held = ouro_ref(rt, t->buffer), *r = ouro_call_method0(rt, held, OURO_NAME(rt, flush));
    ouro_xrelease(rt, r);
    ouro_release(rt, held);
    return r ? 0 : -1;
}

int ouro_io_text_flush(ouro_rt *rt, ouro_borrowed self) {
    if (!ouro_io_text_open(rt, self)) return -1;
    return push(rt, of(self)) < 0 ? -1 : flush_buffer(rt, of(self));
}

static int put_bytes(ouro_rt *rt, ouro_io_text *t, const uint8_t *bytes, size_t n) {
    if (n > OURO_IO_BUFFER - t->n_pending && push(rt, t) < 0) return -1;
    if (n >= OURO_IO_BUFFER) return hand_over(rt, t, bytes, n);
    if (!t->pending && !(t->pending = ouro_raw_alloc(rt, OURO_IO_BUFFER))) return -1;
    memcpy(t->pending + t->n_pending, bytes, n);
    t->n_pending += (uint32_t)n;
    return 0;
}

static ouro_owned encoded(ouro_rt *rt, ouro_io_text *t, ouro_borrowed s) {
    ouro_obj *args[3] = {(ouro_obj *)(uintptr_t)s, t->encoding, t->errors};
    ouro_obj *encode = ouro_str_interned_cstring(rt, "encode");
    ouro_obj *b = encode ? ouro_call_method(rt, encode, args, 3, NULL) : NULL;
    ouro_xrelease(rt, encode);
    return b;
}

static int put_str(ouro_rt *rt, ouro_io_text *t, ouro_borrowed s) {
    if (ouro_str_is_ascii(s) && t->kind != OURO_IO_OTHER) return put_bytes(rt, t, ouro_str_text(s), ouro_str_length(s));
    if (t->kind == OURO_IO_UTF8 && t->strict) {
        size_t n;
        char *owned;
        const char *utf8 = ouro_str_utf8(rt, s, &n, &owned, false);
        int r = utf8 ? put_bytes(rt, t, (const uint8_t *)utf8, n) : -1;
        if (utf8 && owned) ouro_raw_free(rt, owned);
        return r;
    }
    ouro_obj *b = encoded(rt, t, s);
    int r = b ? put_bytes(rt, t, ((ouro_bytes *)b)->data, ((ouro_bytes *)b)->length) : -1;
    ouro_xrelease(rt, b);
    return r;
}

static bool has_char(ouro_borrowed s, uint32_t c) { return ouro_text_index(ouro_str_text(s), ouro_str_width(s), 0, ouro_str_length(s), c) >= 0; }

// The text with "\n" as it is to be written: itself, or with another newline.
static ouro_owned with_newlines(ouro_rt *rt, const ouro_io_text *t, ouro_borrowed s) {
    if (!t->translate_out || !has_char(s, '\n')) return ouro_ref(rt, s);
    ouro_obj *replace = ouro_str_interned_cstring(rt, "replace"), *from = ouro_str_from_char(rt, '\n');
    ouro_obj *to = ouro_str_from_cstring(rt, t->translate_out == 2 ? "\r" : "\r\n"), *r = NULL;
    ouro_obj *args[3] = {(ouro_obj *)(uintptr_t)s, from, to};
    if (replace && from && to) r = ouro_call_method(rt, replace, args, 3, NULL);
    ouro_xrelease(rt, replace);
    ouro_xrelease(rt, from);
    ouro_xrelease(rt, to);
    return r;
}

int ouro_io_text_write(ouro_rt *rt, ouro_borrowed self, ouro_borrowed s) {
    ouro_io_text *t = of(self);
    if (!ouro_io_text_open(rt, self)) return -1;
    ouro_obj *text = with_newlines(rt, t, s);
    if (!text) return -1;
    bool flush = t->line_buffering && (has_char(s, '\n') || has_char(s, '\r'));
    int r = put_str(rt, t, text);
    ouro_release(rt, text);
    if (r == 0 && (t->write_through || flush)) r = push(rt, t);
    if (r == 0 && flush) r = flush_buffer(rt, t);
    if (t->decoded) { // reading goes on from where the buffer stands
        ouro_slot_clear(rt, self, &t->decoded);
        ouro_slot_clear(rt, self, &t->snapshot);
        t->at = t->n_partial = 0;
    }
    return r;
}

int ouro_io_descriptor(ouro_rt *rt, ouro_borrowed file) {
    if (!ouro_io_is_exactly(rt, file, OURO_IO_TEXT) || !of(file)->plain) return -1;
    const ouro_io_text *t = of(file);
    const ouro_io_raw *raw = (const ouro_io_raw *)((const ouro_io_buffered *)t->buffer)->raw;
    if (!raw || raw->fd < 0 || !raw->writable) return -1;
    if (ouro_io_text_flush(rt, file) == 0) return raw->fd;
    ouro_error_clear(rt);
    return -1;
}

METHOD(do_write) {
    if (!ouro_io_text_ready(rt, self)) return NULL;
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "write() argument must be str, not %T", args[0]);
        return NULL;
    }
    return ouro_io_text_write(rt, self, args[0]) < 0 ? NULL : ouro_int_from_i64(rt, ouro_str_length(args[0]));
}
METHOD(do_flush) {
    of(self)->no_telling = false;
    return ouro_io_text_flush(rt, self) < 0 ? NULL : ouro_none(rt);
}

// ---- the rest ------------------------------------------------------------------------------------------------------------

static ouro_owned ask_buffer(ouro_rt *rt, ouro_borrowed self, const char *method) {
    if (!ouro_io_text_ready(rt, self)) return NULL;
    ouro_obj *held = ouro_ref(rt, of(self)->buffer), *r = ouro_io_call(rt, held, method, NULL);
    ouro_release(rt, held);
    return r;
}
METHOD(do_fileno) { return ask_buffer(rt, self, "fileno"); }
METHOD(do_isatty) { return ask_buffer(rt, self, "isatty"); }
METHOD(do_readable) { return ask_buffer(rt, self, "readable"); }
METHOD(do_writable) { return ask_buffer(rt, self, "writable"); }
METHOD(do_seekable) { return ask_buffer(rt, self, "seekable"); }

METHOD(do_close) {
    if (!ouro_io_text_ready(rt, self)) return NULL;
    ouro_obj *buffer = ouro_ref(rt, of(self)->buffer);
    int closed = ouro_io_closed(rt, buffer);
    if (closed) {
        ouro_release(rt, buffer);
        return closed < 0 ? NULL : ouro_none(rt);
    }
    ouro_obj *flushed = ouro_call_method0(rt, self, OURO_NAME(rt, flush));
    struct ouro_saved_error why;
    ouro_error_save(rt, &why);
    ouro_obj *r = ouro_call_method0(rt, buffer, OURO_NAME(rt, close));
    if (!flushed) ouro_error_put_back(rt, &why);
    bool ok = flushed && r;
    ouro_xrelease(rt, flushed);
    ouro_xrelease(rt, r);
    ouro_release(rt, buffer);
    return ok ? ouro_none(rt) : NULL;
}

METHOD(do_detach) {
    ouro_obj *r = ouro_call_method0(rt, self, OURO_NAME(rt, flush));
    if (!r) return NULL;
    ouro_release(rt, r);
    if (!ouro_io_text_ready(rt, self)) return NULL;
    of(self)->detached = true;
    of(self)->plain = false;
    rt->deaths_all_show = true; // the runtime may have held it by what held it
    return ouro_slot_take(rt, self, &of(self)->buffer);
}

METHOD(do_reconfigure) {
    static const char *const names[] = {"encoding", "errors", "newline", "line_buffering", "write_through"};
    ouro_obj *a[5];
    ouro_io_text *t = of(self);
    if (ouro_args(rt, "reconfigure", args, nargs, kwnames, names, 5, 0, 0, a) < 0 || !ouro_io_text_ready(rt, self))
        return NULL;
    bool newline_given = a[2] != NULL;
    for (size_t i = 0; i < 5; i++)
        if (a[i] == rt->none) a[i] = NULL;
    if (t->decoded && (a[0] || a[1] || newline_given))
        return ouro_io_unsupported(rt, "It is not possible to set the encoding or newline of stream after the first read");
    int line = a[3] ? ouro_truth(rt, a[3]) : t->line_buffering, through = a[4] ? ouro_truth(rt, a[4]) : t->write_through;
    if (line < 0 || through < 0 || ouro_io_text_flush(rt, self) < 0) return NULL;
    if (newline_given && !set_newline(rt, t, a[2])) return NULL;
    if ((a[0] || a[1]) && !set_encoding(rt, self, a[0] ? a[0] : t->encoding, a[1] ? a[1] : a[0] ? NULL : t->errors)) return NULL;
    t->line_buffering = line > 0;
    t->write_through = through > 0;
    return ouro_none(rt);
}

static ouro_owned buffer_attribute(ouro_rt *rt, ouro_borrowed self, const char *name) {
    return ouro_io_text_ready(rt, self) ? ouro_getattr_ascii(rt, of(self)->buffer, name) : NULL;
}
static ouro_owned or_none(ouro_rt *rt, ouro_borrowed o) { return ouro_ref(rt, o ? o : rt->none); }
static ouro_owned get_closed(ouro_rt *rt, ouro_borrowed self) { return buffer_attribute(rt, self, "closed"); }
static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) { return buffer_attribute(rt, self, "name"); }
static ouro_owned get_buffer(ouro_rt *rt, ouro_borrowed self) { return or_none(rt, of(self)->buffer); }
static ouro_owned get_encoding(ouro_rt *rt, ouro_borrowed self) { return or_none(rt, of(self)->encoding); }
static ouro_owned get_errors(ouro_rt *rt, ouro_borrowed self) { return or_none(rt, of(self)->errors); }
static ouro_owned get_line(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, of(self)->line_buffering); }
static ouro_owned get_through(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, of(self)->write_through); }
static ouro_owned get_chunk(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, OURO_IO_BUFFER); }
static int set_chunk(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) { return 0; }
static ouro_owned get_newlines(ouro_rt *rt, ouro_borrowed self) { return ouro_io_newlines(rt, of(self)->seen); }

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *parts[2] = {NULL, NULL}, *r = NULL;
    if (!ouro_io_text_ready(rt, self)) return NULL;
    for (int i = 0; i < 2; i++) {
        ouro_obj *v = ouro_getattr_quiet(rt, self, i ? OURO_NAME(rt, mode) : OURO_NAME(rt, name));
        ouro_error_clear(rt);
        parts[i] = v ? ouro_str_formatted(rt, i ? " mode=%R" : " name=%R", v) : ouro_ref(rt, rt->empty_str);
        ouro_xrelease(rt, v);
    }
    if (parts[0] && parts[1])
        r = ouro_str_formatted(rt, "<_io.TextIOWrapper%S%S encoding=%R>", parts[0], parts[1], of(self)->encoding);
    ouro_xrelease(rt, parts[0]);
    ouro_xrelease(rt, parts[1]);
    return r;
}

static void finalize(ouro_rt *rt, ouro_obj *self) {
    if (of(self)->buffer) ouro_io_finalize(rt, self);
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    ouro_io_text *t = of(self);
    t->plain = false;
    ouro_slot_clear(rt, self, &t->buffer);
    ouro_slot_clear(rt, self, &t->decoded);
    ouro_slot_clear(rt, self, &t->snapshot);
    ouro_instance_clear(rt, self);
}
static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_io_text *t = of(self);
    ouro_slot_clear(rt, self, &t->buffer);
    ouro_slot_clear(rt, self, &t->encoding);
    ouro_slot_clear(rt, self, &t->errors);
    ouro_slot_clear(rt, self, &t->decoded);
    ouro_slot_clear(rt, self, &t->snapshot);
    if (t->pending) ouro_raw_free(rt, t->pending);
    t->pending = NULL;
    ouro_instance_drop(rt, self);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_io_text *t = of(self);
    OURO_VISIT(t->buffer);
    OURO_VISIT(t->encoding);
    OURO_VISIT(t->errors);
    OURO_VISIT(t->decoded);
    OURO_VISIT(t->snapshot);
    return ouro_instance_traverse(rt, self, visit, arg);
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return ouro_type_of(rt, self)->size + (of(self)->pending ? OURO_IO_BUFFER : 0);
}

static const ouro_method_def methods[] = {
    {"write", do_write, 1, 1, 0, "Write string s to stream."},
    {"flush", do_flush, 0, 0, 0, NULL},
    {"read", ouro_io_text_read, 0, 1, 0, NULL},
    {"readline", ouro_io_text_readline, 0, 1, 0, NULL},
    {"seek", ouro_io_text_seek, 1, 2, 0, NULL},
    {"tell", ouro_io_text_tell, 0, 0, 0, NULL},
    {"truncate", ouro_io_text_truncate, 0, 1, 0, NULL},
    {"fileno", do_fileno, 0, 0, 0, NULL},
    {"isatty", do_isatty, 0, 0, 0, NULL},
    {"readable", do_readable, 0, 0, 0, NULL},
    {"writable", do_writable, 0, 0, 0, NULL},
    {"seekable", do_seekable, 0, 0, 0, NULL},
    {"close", do_close, 0, 0, 0, NULL},
    {"detach", do_detach, 0, 0, 0, NULL},
    {"reconfigure", do_reconfigure, 0, 0, OURO_M_KEYWORDS, "Reconfigure the text stream with new parameters."},
    {0}};
static const ouro_getset_def getsets[] = {{"closed", get_closed, NULL, NULL},
                                          {"name", get_name, NULL, NULL},
                                          {"buffer", get_buffer, NULL, NULL},
                                          {"encoding", get_encoding, NULL, NULL},
                                          {"errors", get_errors, NULL, NULL},
                                          {"newlines", get_newlines, NULL, NULL},
                                          {"line_buffering", get_line, NULL, NULL},
                                          {"write_through", get_through, NULL, NULL},
                                          {"_CHUNK_SIZE", get_chunk, set_chunk, NULL},
                                          {0}};
const ouro_type_spec ouro_io_spec_text = {
    .flags = OURO_IO_FLAGS,
    .size = sizeof(ouro_io_text),
    .name = "_io.TextIOWrapper",
    .doc = "Character and line based layer over a BufferedIOBase object, buffer.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = create, .init = init, .dealloc = drop, .clear = clear, .traverse = traverse, .repr = repr,
              .size_of = size_of, .finalize = finalize, .next = ouro_io_text_next},
};
