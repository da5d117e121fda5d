// FileIO: a file descriptor.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/io.h"

#include "types/bytes.h"
#include "types/exception.h"
#include "types/int.h"

static ouro_io_raw *of(ouro_borrowed o) { return (ouro_io_raw *)(uintptr_t)o; }
static const char closed_text[] = "I/O operation on closed file";

static bool is_open(ouro_rt *rt, ouro_borrowed self) {
    return of(self)->fd >= 0 || ouro_io_raise_closed(rt, closed_text);
}

static const char *mode_text(const ouro_io_raw *f) {
    if (f->created) return f->readable ? "xb+" : "xb";
    if (f->appending) return f->readable ? "ab+" : "ab";
    if (f->readable) return f->writable ? "rb+" : "rb";
    return "wb";
}

// ---- opening -------------------------------------------------------------------------------------------------------------

// Flags of open(2), or -1: ValueError.
static int parse_mode(ouro_rt *rt, ouro_io_raw *f, const char *mode) {
    int flags = O_CLOEXEC, kinds = 0, plus = 0;
    for (const char *s = mode; *s; s++) {
        if (*s == 'x') kinds++, f->created = f->writable = true, flags |= O_EXCL | O_CREAT;
        else if (*s == 'r') kinds++, f->readable = true;
        else if (*s == 'w') kinds++, f->writable = true, flags |= O_CREAT | O_TRUNC;
        else if (*s == 'a') kinds++, f->writable = f->appending = true, flags |= O_APPEND | O_CREAT;
        else if (*s == '+') plus++, f->readable = f->writable = true;
        else if (*s != 'b') {
            ouro_raise(rt, OURO_ValueError, "invalid mode: %s", mode);
            return -1;
        }
    }
    if (kinds != 1 || plus > 1) {
        ouro_raise(rt, OURO_ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
        return -1;
    }
    return flags | (f->readable && f->writable ? O_RDWR : f->readable ? O_RDONLY : O_WRONLY);
}

// The bytes of a path (str, bytes or with __fspath__) as an object; `file` may be replaced by what __fspath__ gave.
static ouro_owned path_bytes(ouro_rt *rt, ouro_borrowed file) {
    ouro_obj *path = ouro_ref(rt, file), *bytes;
    if (!ouro_str_check(rt, path) && !ouro_bytes_check(rt, path)) {
        ouro_obj *fspath = ouro_special_lookup(rt, path, OURO_NAME(rt, __fspath__));
        ouro_obj *given = fspath ? ouro_call0(rt, fspath) : NULL;
        ouro_xrelease(rt, fspath);
        ouro_release(rt, path);
        if (!given) {
            if (!ouro_error_pending(rt))
                ouro_raise(rt, OURO_TypeError, "expected str, bytes or os.PathLike object, not %T", file);
            return NULL;
        }
        path = given;
    }
    bytes = ouro_str_check(rt, path) ? ouro_str_encode(rt, path, "utf-8", "surrogateescape") : ouro_ref(rt, path);
    if (bytes && !ouro_bytes_check(rt, bytes)) {
        ouro_raise(rt, OURO_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", file, bytes);
        ouro_release(rt, bytes);
        bytes = NULL;
    }
    if (bytes && memchr(((ouro_bytes *)bytes)->data, 0, ((ouro_bytes *)bytes)->length)) {
        ouro_raise(rt, OURO_ValueError, "embedded null byte");
        ouro_release(rt, bytes);
        bytes = NULL;
    }
    ouro_release(rt, path);
    return bytes;
}

static int open_path(ouro_rt *rt, ouro_borrowed file, int flags) {
    ouro_obj *path = path_bytes(rt, file);
    if (!path) return -1;
    int fd;
    do {
        fd = open((const char *)((ouro_bytes *)path)->data, flags, 0666);
    } while (fd < 0 && errno == EINTR && !ouro_io_signal(rt));
    if (fd < 0 && !ouro_error_pending(rt)) ouro_raise_errno(rt, errno, file);
    ouro_release(rt, path);
    return fd;
}

static int open_by(ouro_rt *rt, ouro_borrowed opener, ouro_borrowed file, int flags) {
    ouro_obj *f = ouro_int_from_i64(rt, flags), *r = f ? ouro_call2(rt, opener, file, f) : NULL;
    int64_t fd = -1;
    ouro_xrelease(rt, f);
    if (!r) return -1;
    if (!ouro_int_check(rt, r)) ouro_raise(rt, OURO_TypeError, "expected integer from opener");
    else if (ouro_index_i64(rt, r, OURO_OverflowError, &fd) && fd < 0)
        ouro_raise(rt, OURO_ValueError, "opener returned %lld", (long long)fd);
    ouro_release(rt, r);
    return ouro_error_pending(rt) ? -1 : (int)fd;
}

static void close_fd(ouro_io_raw *f) {
    if (f->fd >= 0 && !f->keep_open) (void)close(f->fd);
    f->fd = -1;
}

static int set_up(ouro_rt *rt, ouro_borrowed self, ouro_borrowed file, const char *mode, bool closefd, ouro_borrowed opener) {
    ouro_io_raw *f = of(self);
    close_fd(f);
    f->readable = f->writable = f->appending = f->created = false;
    f->seekable = -1;
    f->keep_open = !closefd;
    int flags = parse_mode(rt, f, mode);
    if (flags < 0) return -1;
    int64_t fd = -1;
    bool given = ouro_int_check(rt, file);
    if (given) {
        if (!ouro_index_i64(rt, file, OURO_OverflowError, &fd)) return -1;
        if (fd < 0) {
            ouro_raise(rt, OURO_ValueError, "negative file descriptor");
            return -1;
        }
    } else if (!closefd) {
        ouro_raise(rt, OURO_ValueError, "Cannot use closefd=False with file name");
        return -1;
    } else {
        fd = opener && opener != rt->none ? open_by(rt, opener, file, flags) : open_path(rt, file, flags);
        if (fd < 0) return -1;
    }
    struct stat st;
    int why = fstat((int)fd, &st) < 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
    f->fd = (int)fd;
    if (why) {
        if (given) f->fd = -1; // it is the caller's
        else close_fd(f);
        ouro_raise_errno(rt, why, given && why != EISDIR ? NULL : file);
        return -1;
    }
    if (f->appending) (void)lseek(f->fd, 0, SEEK_END);
    return ouro_setattr(rt, self, OURO_NAME(rt, name), file);
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"file", "mode", "closefd", "opener"};
    ouro_obj *a[4];
    if (ouro_args(rt, "FileIO", args, nargs, kwnames, names, 4, 1, 4, a) < 0) return -1;
    int closefd = a[2] ? ouro_truth(rt, a[2]) : 1;
    if (closefd < 0) return -1;
    if (ouro_is_a(rt, a[0], OURO_T_float)) {
        ouro_raise(rt, OURO_TypeError, "integer argument expected, got float");
        return -1;
    }
    char *owned = NULL;
    const char *mode = "r";
    if (a[1] && !ouro_str_check(rt, a[1])) {
        ouro_raise(rt, OURO_TypeError, "FileIO() argument 'mode' must be str, not %T", a[1]);
        return -1;
    }
    if (a[1] && !(mode = ouro_str_utf8(rt, a[1], &(size_t){0}, &owned, true))) return -1;
    int r = set_up(rt, self, a[0], mode, closefd != 0, a[3]);
    if (owned) ouro_raw_free(rt, owned);
    return r;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *o = ouro_new_zeroed(rt, cls, cls->size);
    if (o) of(o)->fd = -1;
    return o;
}

static ouro_owned make(ouro_rt *rt) {
    ouro_type *type = ouro_io_type(rt, OURO_IO_FILE);
    return type ? create(rt, type, NULL, 0, NULL) : NULL;
}

ouro_owned ouro_io_file_open(ouro_rt *rt, ouro_borrowed file, const char *mode, bool closefd, ouro_borrowed opener) {
    ouro_obj *o = make(rt);
    if (o && set_up(rt, o, file, mode, closefd, opener) < 0) {
        ouro_release(rt, o);
        return NULL;
    }
    return o;
}

ouro_owned ouro_io_file_of_fd(ouro_rt *rt, int fd, const char *mode, ouro_borrowed name) {
    ouro_obj *o = make(rt);
    if (!o) return NULL;
    (void)parse_mode(rt, of(o), mode);
    of(o)->fd = fd;
    of(o)->seekable = -1;
    of(o)->keep_open = true;
    if (ouro_setattr(rt, o, OURO_NAME(rt, name), name) == 0) return o;
    ouro_release(rt, o);
    return NULL;
}

// ---- system calls ----------------------------------------------------------------------------------------------------------

// Result of a call that gave n: -1 with the error raised, -2 would block, or try again (false).
static bool settled(ouro_rt *rt, int64_t *n) {
    if (*n >= 0) return true;
    if (errno == EINTR) return ouro_io_signal(rt);
    if (errno == EAGAIN) *n = -2;
    else ouro_raise_errno(rt, errno, NULL);
    return true;
}

enum { MOST = 0x7ffff000 }; // what Linux transfers at once

static int64_t read_fd(ouro_rt *rt, int fd, void *to, size_t n) {
    int64_t got;
    do {
        got = read(fd, to, n < MOST ? n : MOST);
    } while (!settled(rt, &got));
    return got;
}

static int64_t write_fd(ouro_rt *rt, int fd, const void *from, size_t n) {
    int64_t put;
    do {
        put = write(fd, from, n < MOST ? n : MOST);
    } while (!settled(rt, &put));
    return put;
}

static bool native(ouro_rt *rt, ouro_borrowed raw) { return ouro_io_is_exactly(rt, raw, OURO_IO_FILE); }

// An int that a method of a raw file written in Python gave: None is -2.
static int64_t count_of(ouro_rt *rt, ouro_owned r, size_t most, const char *what) {
    int64_t n = -1;
    if (!r) return -1;
    if (r == rt->none) n = -2;
    else if (ouro_index_i64(rt, r, OURO_ValueError, &n) && (n < 0 || n > (int64_t)most)) {
        ouro_raise(rt, OURO_OSError, "raw %s returned invalid length %lld (should have been between 0 and %zu)", what,
                   (long long)n, most);
        n = -1;
    } else if (ouro_error_pending(rt)) {
        n = -1;
    }
    ouro_release(rt, r);
    return n;
}

int64_t ouro_io_raw_read(ouro_rt *rt, ouro_borrowed raw, void *to, size_t n) {
    if (native(rt, raw)) {
        if (!is_open(rt, raw)) return -1;
        if (!of(raw)->readable) {
            (void)ouro_io_unsupported(rt, "File not open for reading");
            return -1;
        }
        return read_fd(rt, of(raw)->fd, to, n);
    }
    ouro_obj *size = ouro_int_from_i64(rt, (int64_t)n);
    ouro_obj *b = size ? ouro_call1(rt, &rt->types[OURO_T_bytearray]->head, size) : NULL;
    int64_t got = b ? count_of(rt, ouro_io_call(rt, raw, "readinto", b), n, "readinto()") : -1;
    if (got > 0 && ((ouro_bytearray *)b)->length >= (size_t)got) memcpy(to, ((ouro_bytearray *)b)->data, (size_t)got);
    ouro_xrelease(rt, b);
    ouro_xrelease(rt, size);
    return got;
}

int64_t ouro_io_raw_write(ouro_rt *rt, ouro_borrowed raw, const void *from, size_t n) {
    if (native(rt, raw)) {
        if (!is_open(rt, raw)) return -1;
        if (!of(raw)->writable) {
            (void)ouro_io_unsupported(rt, "File not open for writing");
            return -1;
        }
        return write_fd(rt, of(raw)->fd, from, n);
    }
    ouro_obj *b = ouro_bytes_new(rt, from, n);
    int64_t put = b ? count_of(rt, ouro_call_method1(rt, raw, OURO_NAME(rt, write), b), n, "write()") : -1;
    ouro_xrelease(rt, b);
    return put;
}

static int64_t seek_fd(ouro_rt *rt, ouro_io_raw *f, int64_t offset, int whence) {
    int64_t at = lseek(f->fd, offset, whence);
    if (at < 0) ouro_raise_errno(rt, errno, NULL);
    if (f->seekable < 0) f->seekable = at >= 0;
    return at;
}

int64_t ouro_io_raw_seek(ouro_rt *rt, ouro_borrowed raw, int64_t offset, int whence) {
    if (native(rt, raw)) return is_open(rt, raw) ? seek_fd(rt, of(raw), offset, whence) : -1;
    ouro_obj *o = ouro_int_from_i64(rt, offset), *f = o ? ouro_getattr_ascii(rt, raw, "seek") : NULL;
    ouro_obj *r = f ? ouro_call2(rt, f, o, rt->small_ints[whence]) : NULL;
    int64_t at = -1;
    if (r && ouro_index_i64(rt, r, OURO_ValueError, &at) && at < 0)
        ouro_raise(rt, OURO_OSError, "Raw stream returned invalid position %lld", (long long)at);
    ouro_xrelease(rt, r);
    ouro_xrelease(rt, f);
    ouro_xrelease(rt, o);
    return ouro_error_pending(rt) ? -1 : at;
}

// ---- methods -----------------------------------------------------------------------------------------------------------------

METHOD(do_close) {
    ouro_io_raw *f = of(self);
    int fd = f->fd;
    f->fd = -1;
    if (fd >= 0 && !f->keep_open && close(fd) < 0) {
        ouro_raise_errno(rt, errno, NULL);
        return NULL;
    }
    return ouro_none(rt);
}

static ouro_owned read_all(ouro_rt *rt, ouro_io_raw *f) {
    struct stat st;
    int64_t here = lseek(f->fd, 0, SEEK_CUR), n = 0;
    size_t room = OURO_IO_BUFFER;
    if (here >= 0 && fstat(f->fd, &st) == 0 && st.st_size > here) room = (size_t)(st.st_size - here) + 1;
    uint8_t *block = ouro_raw_alloc(rt, room);
    while (block) {
        int64_t got = read_fd(rt, f->fd, block + n, room - (size_t)n);
        if (got == -2 && n == 0) {
            ouro_raw_free(rt, block);
            return ouro_none(rt);
        }
        if (got == -1) break;
        if (got <= 0) return ouro_io_bytes_joined(rt, block, (size_t)n);
        n += got;
        if ((size_t)n < room) continue;
        uint8_t *more = ouro_raw_realloc(rt, block, room + room / 2 + OURO_IO_BUFFER);
        if (!more) break;
        block = more;
        room += room / 2 + OURO_IO_BUFFER;
    }
    if (block) ouro_raw_free(rt, block);
    return NULL;
}

static bool can_read(ouro_rt *rt, ouro_borrowed self) {
    if (!is_open(rt, self)) return false;
    if (!of(self)->readable) (void)ouro_io_unsupported(rt, "File not open for reading");
    return of(self)->readable;
}

METHOD(do_readall) { return can_read(rt, self) ? read_all(rt, of(self)) : NULL; }
METHOD(do_read) {
    int64_t n;
    if (!can_read(rt, self) || !ouro_io_size(rt, nargs, args, &n)) return NULL;
    if (n < 0) return read_all(rt, of(self));
    uint8_t *block = ouro_raw_alloc(rt, n ? (size_t)n : 1);
    int64_t got = block ? read_fd(rt, of(self)->fd, block, (size_t)n) : -1;
    ouro_obj *result = got >= 0 ? ouro_bytes_new(rt, block, (size_t)got) : got == -2 ? ouro_none(rt) : NULL;
    if (block) ouro_raw_free(rt, block);
    return result;
}
METHOD(do_readinto) {
    ouro_buffer b;
    if (!can_read(rt, self) || ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_WRITE) < 0) return NULL;
    int64_t got = read_fd(rt, of(self)->fd, b.data, b.length);
    ouro_release_buffer(rt, &b);
    return got >= 0 ? ouro_int_from_i64(rt, got) : got == -2 ? ouro_none(rt) : NULL;
}
METHOD(do_write) {
    ouro_buffer b;
    if (!is_open(rt, self)) return NULL;
    if (!of(self)->writable) return ouro_io_unsupported(rt, "File not open for writing");
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
    int64_t put = write_fd(rt, of(self)->fd, b.data, b.length);
    ouro_release_buffer(rt, &b);
    return put >= 0 ? ouro_int_from_i64(rt, put) : put == -2 ? ouro_none(rt) : NULL;
}
METHOD(do_seek) {
    int64_t offset, whence = 0;
    if (!is_open(rt, self) || !ouro_index_i64(rt, args[0], OURO_OverflowError, &offset)) return NULL;
    if (nargs > 1 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &whence)) return NULL;
    int64_t at = seek_fd(rt, of(self), offset, (int)whence);
    return at < 0 ? NULL : ouro_int_from_i64(rt, at);
}
METHOD(do_tell) {
    int64_t at = is_open(rt, self) ? seek_fd(rt, of(self), 0, SEEK_CUR) : -1;
    return at < 0 ? NULL : ouro_int_from_i64(rt, at);
}
METHOD(do_truncate) {
    int64_t size;
    if (!is_open(rt, self)) return NULL;
    if (!of(self)->writable) return ouro_io_unsupported(rt, "File not open for writing");
    if (nargs == 0 || args[0] == rt->none) size = seek_fd(rt, of(self), 0, SEEK_CUR);
    else if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &size)) return NULL;
    if (ouro_error_pending(rt)) return NULL;
    if (ftruncate(of(self)->fd, size) < 0) {
        ouro_raise_errno(rt, errno, NULL);
        return NULL;
    }
    return ouro_int_from_i64(rt, size);
}
METHOD(do_fileno) { return is_open(rt, self) ? ouro_int_from_i64(rt, of(self)->fd) : NULL; }
METHOD(do_isatty) { return is_open(rt, self) ? ouro_bool(rt, isatty(of(self)->fd)) : NULL; }
METHOD(do_readable) { return is_open(rt, self) ? ouro_bool(rt, of(self)->readable) : NULL; }
METHOD(do_writable) { return is_open(rt, self) ? ouro_bool(rt, of(self)->writable) : NULL; }
METHOD(do_seekable) {
    ouro_io_raw *f = of(self);
    if (!is_open(rt, self)) return NULL;
    if (f->seekable < 0) f->seekable = lseek(f->fd, 0, SEEK_CUR) >= 0;
    return ouro_bool(rt, f->seekable > 0);
}

static ouro_owned get_closed(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, of(self)->fd < 0); }
static ouro_owned get_closefd(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, !of(self)->keep_open); }
static ouro_owned get_mode(ouro_rt *rt, ouro_borrowed self) { return ouro_str_from_cstring(rt, mode_text(of(self))); }
static ouro_owned get_blksize(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, OURO_IO_BUFFER); }

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_io_raw *f = of(self);
    if (f->fd < 0) return ouro_str_from_cstring(rt, "<_io.FileIO [closed]>");
    ouro_obj *name = ouro_getattr_quiet(rt, self, OURO_NAME(rt, name));
    const char *closefd = f->keep_open ? "False" : "True";
    if (!name && ouro_error_pending(rt)) return NULL;
    ouro_obj *r = name ? ouro_str_formatted(rt, "<_io.FileIO name=%R mode='%s' closefd=%s>", name, mode_text(f), closefd)
                       : ouro_str_formatted(rt, "<_io.FileIO fd=%d mode='%s' closefd=%s>", f->fd, mode_text(f), closefd);
    ouro_xrelease(rt, name);
    return r;
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    close_fd(of(self));
    ouro_instance_drop(rt, self);
}
static void clear(ouro_rt *rt, ouro_obj *self) { ouro_instance_clear(rt, self); }
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    return ouro_instance_traverse(rt, self, visit, arg);
}
// Deallocation closes it; only what a subclass says in close() needs to be called.
static void finalize(ouro_rt *rt, ouro_obj *self) {
    if (rt->modules && !ouro_io_is_exactly(rt, self, OURO_IO_FILE)) ouro_io_finalize(rt, self);
}

static const ouro_method_def methods[] = {
    {"close", do_close, 0, 0, 0, "Close the file."},
    {"read", do_read, 0, 1, 0, "Read at most size bytes, returned as bytes."},
    {"readall", do_readall, 0, 0, 0, "Read all data from the file, returned as bytes."},
    {"readinto", do_readinto, 1, 1, 0, "Same as RawIOBase.readinto()."},
    {"write", do_write, 1, 1, 0, "Write buffer b to file, return number of bytes written."},
    {"seek", do_seek, 1, 2, 0, "Move to new file position and return the file position."},
    {"tell", do_tell, 0, 0, 0, "Current file position."},
    {"truncate", do_truncate, 0, 1, 0, "Truncate the file to at most size bytes and return the truncated size."},
    {"fileno", do_fileno, 0, 0, 0, "Return the underlying file descriptor (an integer)."},
    {"isatty", do_isatty, 0, 0, 0, "True if the file is connected to a TTY device."},
    {"readable", do_readable, 0, 0, 0, "True if file was opened in a read mode."},
    {"writable", do_writable, 0, 0, 0, "True if file was opened in a write mode."},
    {"seekable", do_seekable, 0, 0, 0, "True if file supports random-access."},
    {0}};
static const ouro_getset_def getsets[] = {{"closed", get_closed, NULL, "True if the file is closed"},
                                          {"closefd", get_closefd, NULL, NULL},
                                          {"mode", get_mode, NULL, "String giving the file mode"},
                                          {"_blksize", get_blksize, NULL, NULL},
                                          {0}};
const ouro_type_spec ouro_io_spec_file = {
    .flags = OURO_IO_FLAGS,
    .size = sizeof(ouro_io_raw),
    .name = "_io.FileIO",
    .doc = "Open a file.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = create, .init = init, .dealloc = drop, .clear = clear, .traverse = traverse, .repr = repr,
              .finalize = finalize},
};
