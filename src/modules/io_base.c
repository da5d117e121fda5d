// The classes that files derive from: what can be said about a file through its own methods.
#include "modules/io.h"

#include <string.h>

#include "types/bytes.h"
#include "types/exception.h"
#include "types/int.h"
#include "vm/vm.h"

// ---- common ------------------------------------------------------------------------------------------------------------

bool ouro_io_raise_closed(ouro_rt *rt, const char *text) {
    ouro_raise(rt, OURO_ValueError, "%s", text);
    return false;
}

ouro_owned ouro_io_unsupported(ouro_rt *rt, const char *text) {
    struct ouro_modules_state *s = rt->modules;
    if (!s->unsupported) {
        ouro_obj *bases = ouro_tuple_pack(rt, 2, &rt->types[OURO_OSError]->head, &rt->types[OURO_ValueError]->head);
        ouro_obj *name = bases ? ouro_str_from_cstring(rt, "UnsupportedOperation") : NULL;
        ouro_obj *ns = name ? ouro_dict_new(rt) : NULL, *module = ns ? ouro_str_from_cstring(rt, "io") : NULL;
        if (module && ouro_dict_set(rt, ns, OURO_NAME(rt, __module__), module) == 0) {
            ouro_obj *args[3] = {name, bases, ns};
            s->unsupported = ouro_call(rt, &rt->types[OURO_T_type]->head, args, 3, NULL);
        }
        ouro_xrelease(rt, module);
        ouro_xrelease(rt, ns);
        ouro_xrelease(rt, name);
        ouro_xrelease(rt, bases);
    }
    if (!text || !s->unsupported) return ouro_xref(rt, s->unsupported);
    ouro_obj *message = ouro_str_from_cstring(rt, text);
    ouro_obj *e = message ? ouro_call1(rt, s->unsupported, message) : NULL;
    if (e) ouro_raise_object(rt, e, NULL);
    ouro_xrelease(rt, e);
    ouro_xrelease(rt, message);
    return NULL;
}

ouro_owned ouro_io_call(ouro_rt *rt, ouro_borrowed file, const char *method, ouro_borrowed arg) {
    ouro_obj *f = ouro_getattr_ascii(rt, file, method);
    ouro_obj *r = !f ? NULL : arg ? ouro_call1(rt, f, arg) : ouro_call0(rt, f);
    ouro_xrelease(rt, f);
    return r;
}

static int truth_of(ouro_rt *rt, ouro_owned o) {
    int r = o ? ouro_truth(rt, o) : -1;
    ouro_xrelease(rt, o);
    return r;
}

int ouro_io_closed(ouro_rt *rt, ouro_borrowed file) { return truth_of(rt, ouro_getattr_ascii(rt, file, "closed")); }

bool ouro_io_size(ouro_rt *rt, size_t nargs, ouro_obj *const *args, int64_t *out) {
    *out = -1;
    if (nargs == 0 || args[0] == rt->none) return true;
    if (!ouro_type_of(rt, args[0])->slots.index) {
        ouro_raise(rt, OURO_TypeError, "argument should be integer or None, not '%T'", args[0]);
        return false;
    }
    return ouro_index_i64(rt, args[0], OURO_OverflowError, out);
}

bool ouro_io_signal(ouro_rt *rt) {
    if (!rt->vm->signal_pending) return false;
    rt->vm->signal_pending = 0;
    ouro_raise(rt, OURO_KeyboardInterrupt, "%s", "");
    return true;
}

// False: it is closed, ValueError.
static bool open_or_raise(ouro_rt *rt, ouro_borrowed self) {
    int closed = ouro_io_closed(rt, self);
    return closed == 0 || (closed > 0 && ouro_io_raise_closed(rt, "I/O operation on closed file."));
}

void ouro_io_finalize(ouro_rt *rt, ouro_obj *self) {
    if (rt->closing || !rt->modules) return;
    int closed = ouro_io_closed(rt, self);
    if (closed == 0) ouro_xrelease(rt, ouro_call_method0(rt, self, OURO_NAME(rt, close)));
    ouro_error_clear(rt);
}

ouro_owned ouro_io_self(ouro_rt *rt, ouro_borrowed self) { return open_or_raise(rt, self) ? ouro_ref(rt, self) : NULL; }

static ouro_owned next_line(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *line = ouro_call_method0(rt, self, OURO_NAME(rt, readline));
    int64_t n = line ? ouro_length(rt, line) : -1;
    if (n > 0) return line;
    ouro_xrelease(rt, line);
    return NULL;
}

ouro_owned ouro_io_readlines(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    int64_t hint, total = 0;
    if (!ouro_io_size(rt, nargs, args, &hint)) return NULL;
    ouro_obj *lines = ouro_list_new(rt, 0), *it = lines ? ouro_iter(rt, self) : NULL, *line = NULL;
    while (it && (hint <= 0 || total < hint) && (line = ouro_next(rt, it))) {
        int64_t n = hint > 0 ? ouro_length(rt, line) : 0;
        total += n;
        if (n < 0 || ouro_list_append_steal(rt, lines, line) < 0) break;
    }
    ouro_xrelease(rt, it);
    if (!ouro_error_pending(rt)) return lines;
    ouro_xrelease(rt, lines);
    return NULL;
}

// ---- IOBase ------------------------------------------------------------------------------------------------------------

typedef struct base {
    ouro_obj head;
} base;

static void base_drop(ouro_rt *rt, ouro_obj *self) { ouro_instance_drop(rt, self); }
static void base_clear(ouro_rt *rt, ouro_obj *self) { ouro_instance_clear(rt, self); }
static int base_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    return ouro_instance_traverse(rt, self, visit, arg);
}
static ouro_owned base_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}

static const char closed_mark[] = "__IOBase_closed";

METHOD(base_close) {
    ouro_obj *mark = ouro_str_interned_cstring(rt, closed_mark);
    ouro_obj *was = mark ? ouro_getattr_quiet(rt, self, mark) : NULL;
    if (was || ouro_error_pending(rt)) {
        ouro_xrelease(rt, mark);
        ouro_xrelease(rt, was);
        return was ? ouro_none(rt) : NULL;
    }
    ouro_obj *flushed = ouro_call_method0(rt, self, OURO_NAME(rt, flush));
    struct ouro_saved_error why;
    ouro_error_save(rt, &why);
    int r = ouro_setattr(rt, self, mark, rt->true_);
    if (!flushed) ouro_error_put_back(rt, &why);
    ouro_release(rt, mark);
    ouro_xrelease(rt, flushed);
    return r < 0 || !flushed ? NULL : ouro_none(rt);
}
static ouro_owned base_get_closed(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *mark = ouro_str_interned_cstring(rt, closed_mark);
    ouro_obj *was = mark ? ouro_getattr_quiet(rt, self, mark) : NULL;
    ouro_xrelease(rt, mark);
    if (!was && ouro_error_pending(rt)) return NULL;
    bool closed = was != NULL;
    ouro_xrelease(rt, was);
    return ouro_bool(rt, closed);
}
METHOD(base_flush) {
    ouro_obj *closed = base_get_closed(rt, self);
    int r = truth_of(rt, closed);
    if (r > 0) ouro_io_raise_closed(rt, "I/O operation on closed file.");
    return r ? NULL : ouro_none(rt);
}
METHOD(base_seek) { return ouro_io_unsupported(rt, "seek"); }
METHOD(base_truncate) { return ouro_io_unsupported(rt, "truncate"); }
METHOD(base_fileno) { return ouro_io_unsupported(rt, "fileno"); }
METHOD(base_tell) {
    ouro_obj *seek = ouro_getattr_ascii(rt, self, "seek");
    ouro_obj *r = seek ? ouro_call2(rt, seek, rt->small_ints[0], rt->small_ints[1]) : NULL;
    ouro_xrelease(rt, seek);
    return r;
}
METHOD(base_no) { return ouro_bool(rt, false); }
METHOD(base_isatty) { return open_or_raise(rt, self) ? ouro_bool(rt, false) : NULL; }
METHOD(base_check_closed) { return open_or_raise(rt, self) ? ouro_none(rt) : NULL; }
static ouro_owned check(ouro_rt *rt, ouro_borrowed self, const char *method, const char *text) {
    int r = truth_of(rt, ouro_io_call(rt, self, method, NULL));
    return r < 0 ? NULL : r ? ouro_bool(rt, true) : ouro_io_unsupported(rt, text);
}
METHOD(base_check_readable) { return check(rt, self, "readable", "File or stream is not readable."); }
METHOD(base_check_writable) { return check(rt, self, "writable", "File or stream is not writable."); }
METHOD(base_check_seekable) { return check(rt, self, "seekable", "File or stream is not seekable."); }
METHOD(base_enter) { return open_or_raise(rt, self) ? ouro_ref(rt, self) : NULL; }
METHOD(base_exit) { return ouro_call_method0(rt, self, OURO_NAME(rt, close)); }

// Byte by byte, but for what peek() shows.
METHOD(base_readline) {
    int64_t limit;
    if (!ouro_io_size(rt, nargs, args, &limit)) return NULL;
    ouro_obj *line = ouro_bytes_new(rt, NULL, 0), *name = ouro_str_interned_cstring(rt, "peek");
    ouro_obj *peek = name ? ouro_getattr_quiet(rt, self, name) : NULL;
    ouro_xrelease(rt, name);
    if (!peek && ouro_error_pending(rt)) goto fail;
    while (line && (limit < 0 || (int64_t)((ouro_bytes *)line)->length < limit)) {
        int64_t want = 1;
        if (peek) {
            ouro_obj *ahead = ouro_call1(rt, peek, rt->small_ints[1]);
            if (!ahead) goto fail;
            if (ouro_is(ahead, OURO_T_bytes) && ((ouro_bytes *)ahead)->length) {
                const ouro_bytes *b = (const ouro_bytes *)ahead;
                const uint8_t *nl = memchr(b->data, '\n', b->length);
                want = nl ? nl - b->data + 1 : b->length;
                if (limit >= 0 && want > limit - (int64_t)((ouro_bytes *)line)->length)
                    want = limit - (int64_t)((ouro_bytes *)line)->length;
            }
            ouro_release(rt, ahead);
        }
        ouro_obj *size = ouro_int_from_i64(rt, want), *more = size ? ouro_io_call(rt, self, "read", size) : NULL;
        ouro_xrelease(rt, size);
        if (!more) goto fail;
        if (!ouro_is(more, OURO_T_bytes)) {
            ouro_raise(rt, OURO_OSError, "read() should have returned a bytes object, not '%T'", more);
            ouro_release(rt, more);
            goto fail;
        }
        const ouro_bytes *b = (const ouro_bytes *)more;
        bool last = b->length == 0 || b->data[b->length - 1] == '\n';
        ouro_obj *whole = ouro_binary(rt, OURO_OP_ADD, line, more);
        ouro_release(rt, more);
        ouro_release(rt, line);
        line = whole;
        if (last) break;
    }
    ouro_xrelease(rt, peek);
    return line;
fail:
    ouro_xrelease(rt, peek);
    ouro_xrelease(rt, line);
    return NULL;
}

METHOD(base_writelines) {
    if (!open_or_raise(rt, self)) return NULL;
    ouro_obj *it = ouro_iter(rt, args[0]), *line;
    while (it && (line = ouro_next(rt, it))) {
        ouro_obj *r = ouro_call_method1(rt, self, OURO_NAME(rt, write), line);
        ouro_release(rt, line);
        if (!r) break;
        ouro_release(rt, r);
    }
    ouro_xrelease(rt, it);
    return ouro_error_pending(rt) ? NULL : ouro_none(rt);
}

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) { return ouro_xref(rt, ouro_instance_dict_peek(rt, self)); }

static const ouro_method_def base_methods[] = {
    {"close", base_close, 0, 0, 0, "Flush and close the IO object."},
    {"flush", base_flush, 0, 0, 0, "Flush write buffers, if applicable."},
    {"seek", base_seek, 1, 2, 0, "Change stream position."},
    {"tell", base_tell, 0, 0, 0, "Return current stream position."},
    {"truncate", base_truncate, 0, 1, 0, "Truncate file to size bytes."},
    {"fileno", base_fileno, 0, 0, 0, "Returns underlying file descriptor if one exists."},
    {"seekable", base_no, 0, 0, 0, "Return whether object supports random access."},
    {"readable", base_no, 0, 0, 0, "Return whether object was opened for reading."},
    {"writable", base_no, 0, 0, 0, "Return whether object was opened for writing."},
    {"isatty", base_isatty, 0, 0, 0, "Return whether this is an 'interactive' stream."},
    {"readline", base_readline, 0, 1, 0, "Read and return a line from the stream."},
    {"readlines", ouro_io_readlines, 0, 1, 0, "Return a list of lines from the stream."},
    {"writelines", base_writelines, 1, 1, 0, "Write a list of lines to stream."},
    {"_checkClosed", base_check_closed, 0, 1, 0, NULL},
    {"_checkReadable", base_check_readable, 0, 1, 0, NULL},
    {"_checkWritable", base_check_writable, 0, 1, 0, NULL},
    {"_checkSeekable", base_check_seekable, 0, 1, 0, NULL},
    {"__enter__", base_enter, 0, 0, 0, NULL},
    {"__exit__", base_exit, 0, OURO_MANY, 0, NULL},
    {0}};
static const ouro_getset_def base_getsets[] = {{"closed", base_get_closed, NULL, NULL}, {"__dict__", get_dict, NULL, NULL}, {0}};

const ouro_type_spec ouro_io_spec_base = {
    .flags = OURO_IO_FLAGS,
    .size = sizeof(base),
    .name = "_io._IOBase",
    .doc = "The abstract base class for all I/O classes.",
    .methods = base_methods,
    .getsets = base_getsets,
    .slots = {.create = base_create, .dealloc = base_drop, .traverse = base_traverse, .clear = base_clear,
              .iter = ouro_io_self, .next = next_line, .finalize = ouro_io_finalize},
};

// ---- RawIOBase -----------------------------------------------------------------------------------------------------------

METHOD(raw_readall) {
    ouro_obj *all = ouro_bytes_new(rt, NULL, 0), *size = ouro_int_from_i64(rt, OURO_IO_BUFFER);
    while (all && size) {
        ouro_obj *more = ouro_io_call(rt, self, "read", size);
        if (more == rt->none && ((ouro_bytes *)all)->length == 0) {
            ouro_release(rt, all);
            all = more;
            break;
        }
        bool last = more == rt->none || (more && ouro_is(more, OURO_T_bytes) && ((ouro_bytes *)more)->length == 0);
        if (more && !last && !ouro_is(more, OURO_T_bytes)) ouro_raise(rt, OURO_TypeError, "read() should return bytes");
        ouro_obj *whole = !last && more && !ouro_error_pending(rt) ? ouro_binary(rt, OURO_OP_ADD, all, more) : NULL;
        ouro_xrelease(rt, more);
        if (last) break;
        ouro_release(rt, all);
        all = whole;
    }
    ouro_xrelease(rt, size);
    return all;
}

METHOD(raw_read) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n)) return NULL;
    if (n < 0) return ouro_io_call(rt, self, "readall", NULL);
    ouro_obj *size = ouro_int_from_i64(rt, n), *result = NULL;
    ouro_obj *b = size ? ouro_call1(rt, &rt->types[OURO_T_bytearray]->head, size) : NULL;
    ouro_obj *got = b ? ouro_io_call(rt, self, "readinto", b) : NULL;
    int64_t m;
    if (got == rt->none) result = ouro_ref(rt, got);
    else if (got && ouro_index_i64(rt, got, OURO_ValueError, &m)) {
        const ouro_bytearray *a = (const ouro_bytearray *)b;
        if (m < 0 || m > (int64_t)a->length) ouro_raise(rt, OURO_ValueError, "readinto returned %lld outside buffer size %u", (long long)m, a->length);
        else result = ouro_bytes_new(rt, a->data, (size_t)m);
    }
    ouro_xrelease(rt, got);
    ouro_xrelease(rt, b);
    ouro_xrelease(rt, size);
    return result;
}
METHOD(raw_unimplemented) {
    ouro_raise(rt, OURO_NotImplementedError, "%s", "");
    return NULL;
}

static const ouro_method_def raw_methods[] = {{"read", raw_read, 0, 1, 0, NULL},
                                              {"readall", raw_readall, 0, 0, 0, "Read until EOF, using multiple read() call."},
                                              {"readinto", raw_unimplemented, 1, 1, 0, NULL},
                                              {"write", raw_unimplemented, 1, 1, 0, NULL},
                                              {0}};
const ouro_type_spec ouro_io_spec_raw_base = {.flags = OURO_IO_FLAGS,
                                              .size = sizeof(base),
                                              .name = "_io._RawIOBase",
                                              .doc = "Base class for raw binary I/O.",
                                              .methods = raw_methods};

// ---- BufferedIOBase ------------------------------------------------------------------------------------------------------

static ouro_owned readinto(ouro_rt *rt, ouro_borrowed self, ouro_borrowed to, const char *method) {
    ouro_buffer b;
    if (ouro_get_buffer(rt, to, &b, OURO_BUFFER_WRITE) < 0) return NULL;
    ouro_obj *size = ouro_int_from_i64(rt, (int64_t)b.length), *got = size ? ouro_io_call(rt, self, method, size) : NULL;
    ouro_obj *result = NULL;
    if (got && !ouro_is(got, OURO_T_bytes)) {
        ouro_raise(rt, OURO_TypeError, "read() should return bytes");
    } else if (got && ((ouro_bytes *)got)->length > b.length) {
        ouro_raise(rt, OURO_ValueError, "read() returned too much data: %zu bytes requested, %u returned", b.length,
                   ((ouro_bytes *)got)->length);
    } else if (got) {
        memcpy(b.data, ((ouro_bytes *)got)->data, ((ouro_bytes *)got)->length);
        result = ouro_int_from_i64(rt, ((ouro_bytes *)got)->length);
    }
    ouro_xrelease(rt, got);
    ouro_xrelease(rt, size);
    ouro_release_buffer(rt, &b);
    return result;
}
METHOD(buffered_readinto) { return readinto(rt, self, args[0], "read"); }
METHOD(buffered_readinto1) { return readinto(rt, self, args[0], "read1"); }
METHOD(no_read) { return ouro_io_unsupported(rt, "read"); }
METHOD(no_read1) { return ouro_io_unsupported(rt, "read1"); }
METHOD(no_write) { return ouro_io_unsupported(rt, "write"); }
METHOD(no_detach) { return ouro_io_unsupported(rt, "detach"); }
METHOD(no_readline) { return ouro_io_unsupported(rt, "readline"); }

static const ouro_method_def buffered_methods[] = {
    {"read", no_read, 0, 1, 0, NULL},        {"read1", no_read1, 0, 1, 0, NULL},
    {"write", no_write, 1, 1, 0, NULL},      {"detach", no_detach, 0, 0, 0, NULL},
    {"readinto", buffered_readinto, 1, 1, 0, NULL}, {"readinto1", buffered_readinto1, 1, 1, 0, NULL},
    {0}};
const ouro_type_spec ouro_io_spec_buffered_base = {.flags = OURO_IO_FLAGS,
                                                   .size = sizeof(base),
                                                   .name = "_io._BufferedIOBase",
                                                   .doc = "Base class for buffered IO objects.",
                                                   .methods = buffered_methods};

// ---- TextIOBase ----------------------------------------------------------------------------------------------------------

static ouro_owned get_none(ouro_rt *rt, ouro_borrowed self) { return ouro_none(rt); }
static const ouro_method_def text_methods[] = {{"read", no_read, 0, 1, 0, NULL},
                                               {"readline", no_readline, 0, 1, 0, NULL},
                                               {"write", no_write, 1, 1, 0, NULL},
                                               {"detach", no_detach, 0, 0, 0, NULL},
                                               {0}};
static const ouro_getset_def text_getsets[] = {{"encoding", get_none, NULL, NULL},
                                               {"newlines", get_none, NULL, NULL},
                                               {"errors", get_none, NULL, NULL},
                                               {0}};
const ouro_type_spec ouro_io_spec_text_base = {.flags = OURO_IO_FLAGS,
                                               .size = sizeof(base),
                                               .name = "_io._TextIOBase",
                                               .doc = "Base class for text I/O.",
                                               .methods = text_methods,
                                               .getsets = text_getsets};
