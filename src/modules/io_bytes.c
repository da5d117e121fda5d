// BytesIO: a file in memory.
#include <stdio.h>
#include <string.h>

#include "modules/io.h"

#include "types/bytes.h"
#include "types/int.h"

// data[0, length) is what the file holds. `view` is not NULL while a memoryview of it (getbuffer) may be alive.
typedef struct bytes_io {
    ouro_obj head;
    ouro_obj *content; // bytearray; NULL when closed
    size_t at;
    bool closed, ready;
} bytes_io;

static bytes_io *of(ouro_borrowed o) { return (bytes_io *)(uintptr_t)o; }
static ouro_bytearray *content(const bytes_io *b) { return (ouro_bytearray *)b->content; }

static bool is_open(ouro_rt *rt, ouro_borrowed self) {
    if (of(self)->content) return true;
    return ouro_io_raise_closed(rt, of(self)->closed ? "I/O operation on closed file." : "I/O operation on uninitialized object");
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"initial_bytes"};
    ouro_obj *a[1];
    if (ouro_args(rt, "BytesIO", args, nargs, kwnames, names, 1, 0, 1, a) < 0) return -1;
    ouro_obj *class = &rt->types[OURO_T_bytearray]->head, *fresh;
    if (a[0] && a[0] != rt->none) {
        ouro_buffer b;
        if (ouro_get_buffer(rt, a[0], &b, OURO_BUFFER_READ) < 0) return -1;
        ouro_release_buffer(rt, &b);
        fresh = ouro_call1(rt, class, a[0]);
    } else {
        fresh = ouro_call0(rt, class);
    }
    if (!fresh) return -1;
    of(self)->at = 0;
    of(self)->closed = false;
    ouro_slot_set(rt, self, &of(self)->content, fresh);
    return 0;
}
static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}

static size_t left(const bytes_io *b) {
    size_t n = content(b)->length;
    return b->at < n ? n - b->at : 0;
}

static ouro_owned take(ouro_rt *rt, bytes_io *b, size_t n) {
    ouro_obj *o = ouro_bytes_new(rt, n ? content(b)->data + b->at : NULL, n);
    if (o) b->at += n;
    return o;
}

METHOD(do_read) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n) || !is_open(rt, self)) return NULL;
    bytes_io *b = of(self);
    return take(rt, b, n < 0 || (size_t)n > left(b) ? left(b) : (size_t)n);
}
METHOD(do_readline) {
    int64_t n;
    if (!ouro_io_size(rt, nargs, args, &n) || !is_open(rt, self)) return NULL;
    bytes_io *b = of(self);
    size_t most = n < 0 || (size_t)n > left(b) ? left(b) : (size_t)n;
    const uint8_t *from = most ? content(b)->data + b->at : NULL, *nl = most ? memchr(from, '\n', most) : NULL;
    return take(rt, b, nl ? (size_t)(nl - from) + 1 : most);
}
static ouro_owned next_line(ouro_rt *rt, ouro_borrowed self) {
    if (!is_open(rt, self)) return NULL;
    return left(of(self)) ? do_readline(rt, self, NULL, 0, NULL) : NULL;
}
METHOD(do_readinto) {
    ouro_buffer to;
    if (!is_open(rt, self) || ouro_get_buffer(rt, args[0], &to, OURO_BUFFER_WRITE) < 0) return NULL;
    bytes_io *b = of(self);
    size_t n = to.length < left(b) ? to.length : left(b);
    if (n) memcpy(to.data, content(b)->data + b->at, n);
    b->at += n;
    ouro_release_buffer(rt, &to);
    return ouro_int_from_i64(rt, (int64_t)n);
}

// Changes the length; new bytes are zero. False: BufferError (a view is out), MemoryError.
static bool resize(ouro_rt *rt, bytes_io *b, size_t n) {
    ouro_bytearray *c = content(b);
    if (c->exports) {
        ouro_raise(rt, OURO_BufferError, "Existing exports of data: object cannot be re-sized");
        return false;
    }
    if (n > UINT32_MAX - 64) {
        ouro_raise(rt, OURO_OverflowError, "new buffer size too large");
        return false;
    }
    if (n + 1 > c->capacity) {
        size_t room = n + n / 8 + 64;
        uint8_t *data = ouro_raw_realloc(rt, c->data, room);
        if (!data) return false;
        c->data = data;
        c->capacity = (uint32_t)room;
    }
    if (n > c->length) memset(c->data + c->length, 0, n - c->length);
    c->length = (uint32_t)n;
    c->data[n] = 0;
    return true;
}

METHOD(do_write) {
    ouro_buffer from;
    if (!is_open(rt, self) || ouro_get_buffer(rt, args[0], &from, OURO_BUFFER_READ) < 0) return NULL;
    bytes_io *b = of(self);
    size_t n = from.length, end = b->at + n;
    bool ok = n == 0 || end <= content(b)->length || resize(rt, b, end);
    if (ok && content(b)->exports && from.owner == b->content) memmove(content(b)->data + b->at, from.data, n);
    else if (ok && n) memcpy(content(b)->data + b->at, from.data, n);
    if (ok) b->at += n;
    ouro_release_buffer(rt, &from);
    return ok ? ouro_int_from_i64(rt, (int64_t)n) : NULL;
}
METHOD(do_seek) {
    int64_t to, whence = 0;
    if (!is_open(rt, self) || !ouro_index_i64(rt, args[0], OURO_OverflowError, &to)) return NULL;
    if (nargs > 1 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &whence)) return NULL;
    bytes_io *b = of(self);
    if (whence == SEEK_SET && to < 0) {
        ouro_raise(rt, OURO_ValueError, "negative seek value %lld", (long long)to);
        return NULL;
    }
    if (whence < 0 || whence > 2) {
        ouro_raise(rt, OURO_ValueError, "invalid whence (%lld, should be 0, 1 or 2)", (long long)whence);
        return NULL;
    }
    to += whence == SEEK_CUR ? (int64_t)b->at : whence == SEEK_END ? (int64_t)content(b)->length : 0;
    b->at = to < 0 ? 0 : (size_t)to;
    return ouro_int_from_i64(rt, (int64_t)b->at);
}
METHOD(do_tell) { return is_open(rt, self) ? ouro_int_from_i64(rt, (int64_t)of(self)->at) : NULL; }
METHOD(do_truncate) {
    if (!is_open(rt, self)) return NULL;
    int64_t n = (int64_t)of(self)->at;
    if (nargs && args[0] != rt->none && !ouro_index_i64(rt, args[0], OURO_OverflowError, &n)) return NULL;
    if (n < 0) {
        ouro_raise(rt, OURO_ValueError, "negative size value %lld", (long long)n);
        return NULL;
    }
    if ((size_t)n < content(of(self))->length && !resize(rt, of(self), (size_t)n)) return NULL;
    return ouro_int_from_i64(rt, n);
}
METHOD(do_getvalue) {
    if (!is_open(rt, self)) return NULL;
    return ouro_bytes_new(rt, content(of(self))->data, content(of(self))->length);
}
METHOD(do_getbuffer) {
    return is_open(rt, self) ? ouro_call1(rt, &rt->types[OURO_T_memoryview]->head, of(self)->content) : NULL;
}
METHOD(do_close) {
    bytes_io *b = of(self);
    if (b->content && content(b)->exports) {
        ouro_raise(rt, OURO_BufferError, "Existing exports of data: object cannot be re-sized");
        return NULL;
    }
    b->closed = true;
    ouro_slot_clear(rt, self, &b->content);
    return ouro_none(rt);
}
METHOD(do_yes) { return is_open(rt, self) ? ouro_bool(rt, true) : NULL; }
METHOD(do_no) { return is_open(rt, self) ? ouro_bool(rt, false) : NULL; }
METHOD(do_nothing) { return is_open(rt, self) ? ouro_none(rt) : NULL; }
static ouro_owned get_closed(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, !of(self)->content); }

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->content);
    ouro_instance_drop(rt, self);
}
static void clear(ouro_rt *rt, ouro_obj *self) { ouro_instance_clear(rt, self); }
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->content);
    return ouro_instance_traverse(rt, self, visit, arg);
}
static void finalize(ouro_rt *rt, ouro_obj *self) {}

static const ouro_method_def methods[] = {
    {"read", do_read, 0, 1, 0, NULL},         {"read1", do_read, 0, 1, 0, NULL},
    {"readline", do_readline, 0, 1, 0, NULL}, {"readinto", do_readinto, 1, 1, 0, NULL},
    {"write", do_write, 1, 1, 0, NULL},       {"seek", do_seek, 1, 2, 0, NULL},
    {"tell", do_tell, 0, 0, 0, NULL},         {"truncate", do_truncate, 0, 1, 0, NULL},
    {"getvalue", do_getvalue, 0, 0, 0, NULL}, {"getbuffer", do_getbuffer, 0, 0, 0, NULL},
    {"close", do_close, 0, 0, 0, NULL},       {"readable", do_yes, 0, 0, 0, NULL},
    {"writable", do_yes, 0, 0, 0, NULL},      {"seekable", do_yes, 0, 0, 0, NULL},
    {"isatty", do_no, 0, 0, 0, NULL},         {"flush", do_nothing, 0, 0, 0, NULL},
    {0}};
static const ouro_getset_def getsets[] = {{"closed", get_closed, NULL, "True if the file is closed."}, {0}};
const ouro_type_spec ouro_io_spec_bytes = {
    .flags = OURO_IO_FLAGS | OURO_TF_QUIET_END,
    .size = sizeof(bytes_io),
    .name = "_io.BytesIO",
    .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = create, .init = init, .dealloc = drop, .clear = clear, .traverse = traverse, .finalize = finalize,
              .iter = ouro_io_self, .next = next_line},
};
