// BufferedReader, BufferedWriter, BufferedRandom.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "modules/io.h"

#include "types/bytes.h"
#include "types/exception.h"
#include "types/int.h"

static ouro_io_buffered *of(ouro_borrowed o) { return (ouro_io_buffered *)(uintptr_t)o; }

// The object is in use: raw file there, no call under way. False: error pending. `leave` ends it.
static bool enter(ouro_rt *rt, ouro_borrowed self) {
    ouro_io_buffered *b = of(self);
    if (b->detached) return ouro_io_raise_closed(rt, "raw stream has been detached");
    if (!b->raw) return ouro_io_raise_closed(rt, "I/O operation on uninitialized object");
    if (b->busy) {
        ouro_raise(rt, OURO_RuntimeError, "reentrant call inside %R", self);
        return false;
    }
    b->busy = true;
    return true;
}
static void leave(ouro_borrowed self) { of(self)->busy = false; }

// enter() for what a closed file refuses.
static bool enter_open(ouro_rt *rt, ouro_borrowed self, const char *what) {
    if (!enter(rt, self)) return false;
    ouro_obj *raw = of(self)->raw;
    int closed = ouro_io_is_exactly(rt, raw, OURO_IO_FILE) ? ((ouro_io_raw *)raw)->fd < 0 : ouro_io_closed(rt, raw);
    if (closed == 0) return true;
    leave(self);
    if (closed > 0) ouro_raise(rt, OURO_ValueError, "%s of closed file", what);
    return false;
}

static size_t ahead(const ouro_io_buffered *b) { return b->end - b->pos; }

// ---- within enter and leave ------------------------------------------------------------------------------------------

static int write_out(ouro_rt *rt, ouro_io_buffered *b) {
    size_t done = 0;
    int r = 0;
    while (done < b->pending) {
        int64_t n = ouro_io_raw_write(rt, b->raw, b->data + done, b->pending - done);
        if (n == -2) {
            ouro_raise_errno(rt, EAGAIN, NULL);
            n = -1;
        }
        if (n < 0) {
            r = -1;
            break;
        }
        done += (size_t)n;
    }
    memmove(b->data, b->data + done, b->pending - done);
    b->pending -= done;
    return r;
}

// Forgets what was read ahead: the raw file stands where the reader does.
static int drop_ahead(ouro_rt *rt, ouro_io_buffered *b) {
    size_t n = ahead(b);
    b->pos = b->end = 0;
    return n && ouro_io_raw_seek(rt, b->raw, -(int64_t)n, SEEK_CUR) < 0 ? -1 : 0;
}

static int write_all(ouro_rt *rt, ouro_io_buffered *b, const uint8_t *bytes, size_t n) {
    if (b->end && drop_ahead(rt, b) < 0) return -1;
    if (n <= b->size - b->pending) {
        memcpy(b->data + b->pending, bytes, n);
        b->pending += n;
        return 0;
    }
    if (write_out(rt, b) < 0) return -1;
    while (n > b->size) {
        int64_t put = ouro_io_raw_write(rt, b->raw, bytes, n);
        if (put == -2) ouro_raise_errno(rt, EAGAIN, NULL);
        if (put < 0) return -1;
        bytes += put;
        n -= (size_t)put;
    }
    memcpy(b->data, bytes, n);
    b->pending = n;
    return 0;
}

// Reads ahead once when nothing is left. 1 there is something, 0 the end, -1 error, -2 would block.
static int fill(ouro_rt *rt, ouro_io_buffered *b) {
    if (ahead(b)) return 1;
    if (b->pending && write_out(rt, b) < 0) return -1;
    b->pos = b->end = 0;
    int64_t n = ouro_io_raw_read(rt, b->raw, b->data, b->size);
    if (n <= 0) return (int)n;
    b->end = (size_t)n;
    return 1;
}

static size_t take(ouro_io_buffered *b, void *to, size_t n) {
    if (n > ahead(b)) n = ahead(b);
    memcpy(to, b->data + b->pos, n);
    b->pos += n;
    return n;
}

// Up to n bytes, fewer only at the end (or when that would block: *blocked). -1 error.
static int64_t read_full(ouro_rt *rt, ouro_io_buffered *b, uint8_t *to, size_t n, bool *blocked) {
    size_t got = take(b, to, n);
    if (b->pending && write_out(rt, b) < 0) return -1;
    while (got < n) {
        int64_t more;
        if (n - got >= b->size) {
            more = ouro_io_raw_read(rt, b->raw, to + got, n - got);
        } else {
            int r = fill(rt, b);
            more = r == 1 ? (int64_t)take(b, to + got, n - got) : r;
        }
        *blocked = more == -2;
        if (more == -1) return -1;
        if (more <= 0) break;
        got += (size_t)more;
    }
    return (int64_t)got;
}

// ---- for other files ---------------------------------------------------------------------------------------------------

ouro_owned ouro_io_bytes_joined(ouro_rt *rt, uint8_t *block, size_t n) {
    ouro_obj *o = ouro_bytes_new(rt, block, n);
    ouro_raw_free(rt, block);
    return o;
}

int ouro_io_buffered_write(ouro_rt *rt, ouro_borrowed self, const void *bytes, size_t n) {
    if (!enter_open(rt, self, "write")) return -1;
    int r = write_all(rt, of(self), bytes, n);
    leave(self);
    return r;
}

int ouro_io_buffered_flush(ouro_rt *rt, ouro_borrowed self) {
    if (!enter_open(rt, self, "flush")) return -1;
    int r = write_out(rt, of(self));
    leave(self);
    return r;
}

int64_t ouro_io_buffered_read1(ouro_rt *rt, ouro_borrowed self, void *to, size_t n) {
    if (!enter_open(rt, self, "read")) return -1;
    int r = fill(rt, of(self));
    int64_t got = r == 1 ? (int64_t)take(of(self), to, n) : r == -2 ? 0 : r;
    leave(self);
    return got;
}

// ---- making --------------------------------------------------------------------------------------------------------------

static int set_up(ouro_rt *rt, ouro_borrowed self, ouro_borrowed raw, size_t size, bool reads, bool writes) {
    ouro_io_buffered *b = of(self);
    static const char *const asks[] = {"seekable", "readable", "writable"};
    bool needed[] = {reads && writes, reads, writes};
    if (b->busy) {
        ouro_raise(rt, OURO_RuntimeError, "reentrant call inside %R", self);
        return -1;
    }
    for (size_t i = 0; i < 3; i++) {
        if (!needed[i]) continue;
        ouro_obj *r = ouro_io_call(rt, raw, asks[i], NULL);
        int yes = r ? ouro_truth(rt, r) : -1;
        ouro_xrelease(rt, r);
        if (yes > 0) continue;
        static const char *const lacks[] = {"File or stream is not seekable.", "File or stream is not readable.",
                                            "File or stream is not writable."};
        if (yes == 0) (void)ouro_io_unsupported(rt, lacks[i]);
        return -1;
    }
    uint8_t *data = ouro_raw_alloc(rt, size);
    if (!data) return -1;
    ouro_raw_free(rt, b->data);
    b->data = data;
    b->size = size;
    b->pos = b->end = b->pending = 0;
    b->readable = reads;
    b->writable = writes;
    b->detached = false;
    ouro_slot_set(rt, self, &b->raw, ouro_ref(rt, raw));
    return 0;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"raw", "buffer_size"};
    bool random = ouro_io_is(rt, self, OURO_IO_RANDOM), writer = ouro_io_is(rt, self, OURO_IO_WRITER);
    ouro_obj *a[2];
    int64_t size = OURO_IO_BUFFER;
    if (ouro_args(rt, ouro_type_of(rt, self)->cname, args, nargs, kwnames, names, 2, 1, 2, a) < 0) return -1;
    if (a[1] && !ouro_index_i64(rt, a[1], OURO_OverflowError, &size)) return -1;
    if (size <= 0) {
        ouro_raise(rt, OURO_ValueError, "buffer size must be strictly positive");
        return -1;
    }
    return set_up(rt, self, a[0], (size_t)size, random || !writer, random || writer);
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}

ouro_owned ouro_io_buffered_new(ouro_rt *rt, enum ouro_io_type which, ouro_borrowed raw, size_t size) {
    ouro_type *type = ouro_io_type(rt, which);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, type->size) : NULL;
    if (o && set_up(rt, o, raw, size, which != OURO_IO_WRITER, which != OURO_IO_READER) == 0) return o;
    ouro_xrelease(rt, o);
    return NULL;
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_io_buffered *b = of(self);
    ouro_slot_clear(rt, self, &b->raw);
    if (b->data) ouro_raw_free(rt, b->data);
    b->data = NULL;
    b->pos = b->end = b->pending = b->size = 0;
    ouro_instance_drop(rt, self);
}
// The buffer stays for calls under way; without the raw file nothing uses it.
static void clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->raw);
    ouro_instance_clear(rt, self);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->raw);
    return ouro_instance_traverse(rt, self, visit, arg);
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) { return ouro_type_of(rt, self)->size + of(self)->size; }

// ---- reading -----------------------------------------------------------------------------------------------------------

static ouro_owned read_to_end(ouro_rt *rt, ouro_io_buffered *b) {
    if (b->pending && write_out(rt, b) < 0) return NULL;
    ouro_obj *rest = ouro_io_call(rt, b->raw, "readall", NULL), *head = NULL, *all = NULL;
    if (!rest && ouro_error_is(rt, OURO_AttributeError)) {
        ouro_error_clear(rt);
        rest = ouro_io_call(rt, b->raw, "read", NULL);
    }
    if (!rest) return NULL;
    if (rest == rt->none && ahead(b) == 0) return rest;
    if (rest != rt->none && !ouro_is(rest, OURO_T_bytes)) {
        ouro_raise(rt, OURO_OSError, "read() should return bytes");
        ouro_release(rt, rest);
        return NULL;
    }
    if (ahead(b) == 0) return rest;
    head = ouro_bytes_new(rt, b->data + b->pos, ahead(b));
    b->pos = b->end = 0;
    if (head) all = rest == rt->none ? ouro_ref(rt, head) : ouro_binary(rt, OURO_OP_ADD, head, rest);
    ouro_xrelease(rt, head);
    ouro_release(rt, rest);
    return all;
}

METHOD(do_read) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n)) return NULL;
    if (n < -1) {
        ouro_raise(rt, OURO_ValueError, "read length must be non-negative or -1");
        return NULL;
    }
    if (!enter_open(rt, self, "read")) return NULL;
    ouro_io_buffered *b = of(self);
    ouro_obj *result = NULL;
    if (n < 0) {
        result = read_to_end(rt, b);
    } else if ((size_t)n <= ahead(b)) {
        result = ouro_bytes_new(rt, b->data + b->pos, (size_t)n);
        if (result) b->pos += (size_t)n;
    } else {
        bool blocked = false;
        uint8_t *block = ouro_raw_alloc(rt, (size_t)n);
        int64_t got = block ? read_full(rt, b, block, (size_t)n, &blocked) : -1;
        if (got >= 0) result = got == 0 && blocked ? ouro_none(rt) : ouro_bytes_new(rt, block, (size_t)got);
        if (block) ouro_raw_free(rt, block);
    }
    leave(self);
    return result;
}

METHOD(do_read1) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n) || !enter_open(rt, self, "read")) return NULL;
    ouro_io_buffered *b = of(self);
    if (n < 0) n = (int64_t)b->size;
    int r = n == 0 ? 0 : fill(rt, b);
    ouro_obj *result = r == -1 ? NULL : ouro_bytes_new(rt, b->data + b->pos, (size_t)n < ahead(b) ? (size_t)n : ahead(b));
    if (result) b->pos += ((ouro_bytes *)result)->length;
    leave(self);
    return result;
}

METHOD(do_peek) {
    if (!enter_open(rt, self, "peek")) return NULL;
    ouro_io_buffered *b = of(self);
    ouro_obj *result = fill(rt, b) == -1 ? NULL : ouro_bytes_new(rt, b->data + b->pos, ahead(b));
    leave(self);
    return result;
}

static ouro_owned readinto(ouro_rt *rt, ouro_borrowed self, ouro_borrowed to, bool once) {
    ouro_buffer out;
    if (ouro_get_buffer(rt, to, &out, OURO_BUFFER_WRITE) < 0) return NULL;
    ouro_obj *result = NULL;
    if (enter_open(rt, self, "readinto")) {
        bool blocked = false;
        int64_t got;
        if (once) {
            int r = out.length ? fill(rt, of(self)) : 0;
            got = r == -1 ? -1 : (int64_t)take(of(self), out.data, out.length);
            blocked = r == -2;
        } else {
            got = read_full(rt, of(self), out.data, out.length, &blocked);
        }
        if (got >= 0) result = got == 0 && blocked ? ouro_none(rt) : ouro_int_from_i64(rt, got);
        leave(self);
    }
    ouro_release_buffer(rt, &out);
    return result;
}
METHOD(do_readinto) { return readinto(rt, self, args[0], false); }
METHOD(do_readinto1) { return readinto(rt, self, args[0], true); }

// A line of at most `limit` bytes (-1: no limit); empty at the end.
static ouro_owned read_line(ouro_rt *rt, ouro_io_buffered *b, int64_t limit) {
    uint8_t *block = NULL;
    size_t n = 0;
    int r = 1;
    while (limit < 0 || n < (size_t)limit) {
        if ((r = fill(rt, b)) != 1) break;
        size_t some = ahead(b);
        if (limit >= 0 && some > (size_t)limit - n) some = (size_t)limit - n;
        const uint8_t *nl = memchr(b->data + b->pos, '\n', some);
        if (nl) some = (size_t)(nl - (b->data + b->pos)) + 1;
        if (!block && (nl || (limit >= 0 && some == (size_t)limit))) { // the common case: all in the buffer
            ouro_obj *line = ouro_bytes_new(rt, b->data + b->pos, some);
            if (line) b->pos += some;
            return line;
        }
        uint8_t *more = ouro_raw_realloc(rt, block, n + some);
        if (!more) {
            r = -1;
            break;
        }
        block = more;
        n += take(b, block + n, some);
        if (nl) break;
    }
    if (r == -1) {
        if (block) ouro_raw_free(rt, block);
        return NULL;
    }
    return block ? ouro_io_bytes_joined(rt, block, n) : ouro_bytes_new(rt, NULL, 0);
}

METHOD(do_readline) {
    int64_t limit;
    if (!ouro_io_size(rt, nargs, args, &limit) || !enter_open(rt, self, "readline")) return NULL;
    ouro_obj *line = read_line(rt, of(self), limit);
    leave(self);
    return line;
}

static ouro_owned next_line(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *line;
    if (ouro_io_is_exactly(rt, self, OURO_IO_READER) || ouro_io_is_exactly(rt, self, OURO_IO_RANDOM)) {
        line = do_readline(rt, self, NULL, 0, NULL);
    } else {
        line = ouro_call_method0(rt, self, OURO_NAME(rt, readline));
        if (line && !ouro_is(line, OURO_T_bytes)) {
            ouro_raise(rt, OURO_OSError, "readline() should have returned a bytes object, not '%T'", line);
            ouro_release(rt, line);
            return NULL;
        }
    }
    if (!line || ((ouro_bytes *)line)->length) return line;
    ouro_release(rt, line);
    return NULL;
}

// ---- writing -----------------------------------------------------------------------------------------------------------

METHOD(do_write) {
    ouro_buffer in;
    if (ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "a bytes-like object is required, not 'str'");
        return NULL;
    }
    if (ouro_get_buffer(rt, args[0], &in, OURO_BUFFER_READ) < 0) return NULL;
    size_t n = in.length;
    int r = -1;
    if (enter(rt, self)) {
        leave(self);
        int closed = ouro_io_closed(rt, self);
        if (closed > 0) ouro_io_raise_closed(rt, "write to closed file");
        else if (closed == 0) r = ouro_io_buffered_write(rt, self, in.data, n);
    }
    ouro_release_buffer(rt, &in);
    return r < 0 ? NULL : ouro_int_from_i64(rt, (int64_t)n);
}

static bool needs_open(ouro_rt *rt, ouro_borrowed self, const char *what) {
    bool ok = enter_open(rt, self, what);
    if (ok) leave(self);
    return ok;
}

METHOD(do_flush) {
    if (of(self)->writable) return ouro_io_buffered_flush(rt, self) < 0 ? NULL : ouro_none(rt);
    return needs_open(rt, self, "flush") ? ouro_io_call(rt, of(self)->raw, "flush", NULL) : NULL;
}

// ---- place -------------------------------------------------------------------------------------------------------------

METHOD(do_tell) {
    if (!enter(rt, self)) return NULL;
    ouro_io_buffered *b = of(self);
    int64_t at = ouro_io_raw_seek(rt, b->raw, 0, SEEK_CUR);
    leave(self);
    if (at < 0) return NULL;
    at += (int64_t)b->pending - (int64_t)ahead(b);
    return ouro_int_from_i64(rt, at < 0 ? 0 : at);
}

METHOD(do_seek) {
    int64_t offset, whence = 0;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &offset)) return NULL;
    if (nargs > 1 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &whence)) return NULL;
    if (whence < 0 || whence > 2) {
        ouro_raise(rt, OURO_ValueError, "whence value %lld unsupported", (long long)whence);
        return NULL;
    }
    if (!enter_open(rt, self, "seek")) return NULL;
    ouro_io_buffered *b = of(self);
    int64_t at = -1;
    if (!b->pending || write_out(rt, b) == 0) {
        if (whence == SEEK_CUR) offset -= (int64_t)ahead(b);
        b->pos = b->end = 0;
        at = ouro_io_raw_seek(rt, b->raw, offset, (int)whence);
    }
    leave(self);
    return at < 0 ? NULL : ouro_int_from_i64(rt, at);
}

METHOD(do_truncate) {
    if (!of(self)->writable) return ouro_io_unsupported(rt, "truncate");
    if (!enter_open(rt, self, "truncate")) return NULL;
    ouro_io_buffered *b = of(self);
    ouro_obj *r = NULL;
    if (write_out(rt, b) == 0 && drop_ahead(rt, b) == 0) r = ouro_io_call(rt, b->raw, "truncate", nargs ? args[0] : NULL);
    leave(self);
    return r;
}

// ---- what the raw file says ----------------------------------------------------------------------------------------------

static ouro_owned ask_raw(ouro_rt *rt, ouro_borrowed self, const char *method) {
    if (!enter(rt, self)) return NULL;
    ouro_obj *raw = ouro_ref(rt, of(self)->raw);
    leave(self);
    ouro_obj *r = ouro_io_call(rt, raw, method, NULL);
    ouro_release(rt, raw);
    return r;
}
METHOD(do_fileno) { return ask_raw(rt, self, "fileno"); }
METHOD(do_isatty) { return ask_raw(rt, self, "isatty"); }
METHOD(do_readable) { return of(self)->readable ? ask_raw(rt, self, "readable") : ouro_bool(rt, false); }
METHOD(do_writable) { return of(self)->writable ? ask_raw(rt, self, "writable") : ouro_bool(rt, false); }
METHOD(do_seekable) { return ask_raw(rt, self, "seekable"); }

METHOD(do_close) {
    if (!enter(rt, self)) return NULL;
    leave(self);
    int closed = ouro_io_closed(rt, self);
    if (closed) return closed < 0 ? NULL : ouro_none(rt);
    ouro_obj *flushed = ouro_call_method0(rt, self, OURO_NAME(rt, flush));
    struct ouro_saved_error why;
    ouro_error_save(rt, &why);
    ouro_obj *r = of(self)->raw ? ouro_call_method0(rt, of(self)->raw, OURO_NAME(rt, close)) : ouro_none(rt);
    of(self)->pos = of(self)->end = 0;
    if (!flushed) ouro_error_put_back(rt, &why);
    bool ok = flushed && r;
    ouro_xrelease(rt, flushed);
    ouro_xrelease(rt, r);
    return ok ? ouro_none(rt) : NULL;
}

METHOD(do_detach) {
    ouro_obj *r = ouro_call_method0(rt, self, OURO_NAME(rt, flush));
    if (!r) return NULL;
    ouro_release(rt, r);
    if (!enter(rt, self)) return NULL;
    leave(self);
    of(self)->detached = true;
    rt->deaths_all_show = true; // the runtime may have held it by what held it
    return ouro_slot_take(rt, self, &of(self)->raw);
}

static ouro_owned raw_attribute(ouro_rt *rt, ouro_borrowed self, const char *name) {
    if (!enter(rt, self)) return NULL;
    leave(self);
    return ouro_getattr_ascii(rt, of(self)->raw, name);
}
static ouro_owned get_closed(ouro_rt *rt, ouro_borrowed self) { return raw_attribute(rt, self, "closed"); }
static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) { return raw_attribute(rt, self, "name"); }
static ouro_owned get_mode(ouro_rt *rt, ouro_borrowed self) { return raw_attribute(rt, self, "mode"); }
static ouro_owned get_raw(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, of(self)->raw ? of(self)->raw : rt->none); }

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const char *cls = ouro_type_of(rt, self)->cname;
    ouro_obj *name = of(self)->raw ? ouro_getattr_quiet(rt, of(self)->raw, OURO_NAME(rt, name)) : NULL;
    ouro_error_clear(rt);
    ouro_obj *r = name ? ouro_str_formatted(rt, "<%s name=%R>", cls, name) : ouro_str_formatted(rt, "<%s>", cls);
    ouro_xrelease(rt, name);
    return r;
}

static void finalize(ouro_rt *rt, ouro_obj *self) {
    if (of(self)->raw) ouro_io_finalize(rt, self);
}

#define PLACE_METHODS                                                                                                  \
    {"seek", do_seek, 1, 2, 0, NULL}, {"tell", do_tell, 0, 0, 0, NULL}, {"truncate", do_truncate, 0, 1, 0, NULL},       \
        {"fileno", do_fileno, 0, 0, 0, NULL}, {"isatty", do_isatty, 0, 0, 0, NULL}, {"close", do_close, 0, 0, 0, NULL}, \
        {"detach", do_detach, 0, 0, 0, NULL}, {"readable", do_readable, 0, 0, 0, NULL},                                 \
        {"writable", do_writable, 0, 0, 0, NULL}, {"seekable", do_seekable, 0, 0, 0, NULL},                             \
        {"flush", do_flush, 0, 0, 0, NULL}
#define READ_METHODS                                                                                                   \
    {"read", do_read, 0, 1, 0, NULL}, {"read1", do_read1, 0, 1, 0, NULL}, {"peek", do_peek, 0, 1, 0, NULL},             \
        {"readinto", do_readinto, 1, 1, 0, NULL}, {"readinto1", do_readinto1, 1, 1, 0, NULL},                           \
        {"readline", do_readline, 0, 1, 0, NULL}
static const ouro_method_def reader_methods[] = {PLACE_METHODS, READ_METHODS, {0}};
static const ouro_method_def writer_methods[] = {PLACE_METHODS, {"write", do_write, 1, 1, 0, NULL}, {0}};
static const ouro_method_def random_methods[] = {PLACE_METHODS, READ_METHODS, {"write", do_write, 1, 1, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {{"closed", get_closed, NULL, NULL}, {"name", get_name, NULL, NULL},
                                          {"mode", get_mode, NULL, NULL},     {"raw", get_raw, NULL, NULL},
                                          {0}};

#define SPEC(id, title, text, table, step)                                                                             \
    const ouro_type_spec ouro_io_spec_##id = {                                                                         \
        .flags = OURO_IO_FLAGS, .size = sizeof(ouro_io_buffered), .name = title, .doc = text, .methods = table,        \
        .getsets = getsets,                                                                                            \
        .slots = {.create = create, .init = init, .dealloc = drop, .clear = clear, .traverse = traverse, .repr = repr, \
                  .size_of = size_of, .finalize = finalize, step},                                                     \
    }
SPEC(reader, "_io.BufferedReader", "Create a new buffered reader using the given readable raw IO object.", reader_methods,
     .next = next_line);
SPEC(writer, "_io.BufferedWriter", "A buffer for a writeable sequential RawIO object.", writer_methods, .next = NULL);
SPEC(random, "_io.BufferedRandom", "A buffered interface to random access streams.", random_methods, .next = next_line);
