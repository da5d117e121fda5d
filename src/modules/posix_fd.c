// Module posix: file descriptors.
#define _GNU_SOURCE // pipe2, dup3
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "modules/io.h"
#include "modules/posix.h"

#include "types/bytes.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/structseq.h"

static ouro_owned fail(ouro_rt *rt) {
    ouro_raise_errno(rt, errno, NULL);
    return NULL;
}
static ouro_owned done(ouro_rt *rt, int result) { return result < 0 ? fail(rt) : ouro_none(rt); }

METHOD(open_file) {
    static const char *const names[] = {"path", "flags", "mode", "dir_fd"};
    ouro_obj *a[4];
    ouro_path p;
    int flags, mode = 0777, fd;
    if (ouro_args(rt, "open", args, nargs, kwnames, names, 4, 2, 3, a) < 0 || !ouro_posix_no_dir_fd(rt, a[3]) ||
        !ouro_posix_int(rt, a[1], &flags) || (a[2] && !ouro_posix_int(rt, a[2], &mode)) ||
        !ouro_path_open(rt, a[0], "open", "path", 0, &p))
        return NULL;
    do fd = open(p.text, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR && !ouro_io_signal(rt));
    if (fd < 0 && ouro_error_pending(rt)) {
        ouro_path_close(rt, &p);
        return NULL;
    }
    if (fd < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_int_from_i64(rt, fd);
}

METHOD(close_fd) {
    static const char *const names[] = {"fd"};
    ouro_obj *a;
    int fd;
    if (ouro_args(rt, "close", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 || !ouro_posix_int(rt, a, &fd)) return NULL;
    return done(rt, close(fd));
}

METHOD(closerange) {
    int from, to;
    if (!ouro_posix_int(rt, args[0], &from) || !ouro_posix_int(rt, args[1], &to)) return NULL;
    for (int fd = from; fd < to; fd++) (void)close(fd);
    return ouro_none(rt);
}

METHOD(read_fd) {
    int fd;
    int64_t size;
    if (!ouro_posix_int(rt, args[0], &fd) || !ouro_index_i64(rt, args[1], OURO_OverflowError, &size)) return NULL;
    if (size < 0) {
        errno = EINVAL;
        return fail(rt);
    }
    if (size > INT32_MAX - 4096) size = INT32_MAX - 4096;
    uint8_t *buffer = ouro_raw_alloc(rt, (size_t)size);
    if (!buffer) return NULL;
    ssize_t n;
    do n = read(fd, buffer, (size_t)size);
    while (n < 0 && errno == EINTR && !ouro_io_signal(rt));
    ouro_obj *result = n >= 0 ? ouro_bytes_new(rt, buffer, (size_t)n) : ouro_error_pending(rt) ? NULL : fail(rt);
    ouro_raw_free(rt, buffer);
    return result;
}

METHOD(write_fd) {
    int fd;
    ouro_buffer b;
    if (!ouro_posix_int(rt, args[0], &fd) || ouro_get_buffer(rt, args[1], &b, OURO_BUFFER_READ) < 0) return NULL;
    ssize_t n;
    do n = write(fd, b.data, b.length);
    while (n < 0 && errno == EINTR && !ouro_io_signal(rt));
    int error = errno;
    ouro_release_buffer(rt, &b);
    errno = error;
    return n >= 0 ? ouro_int_from_i64(rt, n) : ouro_error_pending(rt) ? NULL : fail(rt);
}

METHOD(lseek_fd) {
    int fd, how;
    int64_t position;
    if (!ouro_posix_int(rt, args[0], &fd) || !ouro_index_i64(rt, args[1], OURO_OverflowError, &position) ||
        !ouro_posix_int(rt, args[2], &how))
        return NULL;
    off_t at = lseek(fd, position, how);
    return at < 0 ? fail(rt) : ouro_int_from_i64(rt, at);
}

METHOD(isatty_fd) {
    int fd;
    return ouro_posix_int(rt, args[0], &fd) ? ouro_bool(rt, isatty(fd)) : NULL;
}
METHOD(fsync_fd) {
    int fd;
    return ouro_posix_int(rt, args[0], &fd) ? done(rt, fsync(fd)) : NULL;
}
METHOD(ftruncate_fd) {
    int fd;
    int64_t length;
    if (!ouro_posix_int(rt, args[0], &fd) || !ouro_index_i64(rt, args[1], OURO_OverflowError, &length)) return NULL;
    return done(rt, ftruncate(fd, length));
}
METHOD(truncate_path) {
    static const char *const names[] = {"path", "length"};
    ouro_obj *a[2];
    ouro_path p;
    int64_t length;
    if (ouro_args(rt, "truncate", args, nargs, kwnames, names, 2, 2, 2, a) < 0 ||
        !ouro_index_i64(rt, a[1], OURO_OverflowError, &length) ||
        !ouro_path_open(rt, a[0], "truncate", "path", OURO_PATH_FD, &p))
        return NULL;
    if ((p.fd >= 0 ? ftruncate(p.fd, length) : truncate(p.text, length)) < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_none(rt);
}

METHOD(dup_fd) {
    int fd;
    if (!ouro_posix_int(rt, args[0], &fd)) return NULL;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? fail(rt) : ouro_int_from_i64(rt, copy);
}
METHOD(dup2_fd) {
    static const char *const names[] = {"fd", "fd2", "inheritable"};
    ouro_obj *a[3];
    int fd, fd2;
    if (ouro_args(rt, "dup2", args, nargs, kwnames, names, 3, 2, 3, a) < 0 || !ouro_posix_int(rt, a[0], &fd) ||
        !ouro_posix_int(rt, a[1], &fd2))
        return NULL;
    int inheritable = a[2] ? ouro_truth(rt, a[2]) : 1;
    if (inheritable < 0) return NULL;
    int r = inheritable || fd == fd2 ? dup2(fd, fd2) : dup3(fd, fd2, O_CLOEXEC);
    return r < 0 ? fail(rt) : ouro_int_from_i64(rt, r);
}

static ouro_owned pair(ouro_rt *rt, int64_t a, int64_t b) {
    ouro_obj *x = ouro_int_from_i64(rt, a), *y = ouro_int_from_i64(rt, b);
    ouro_obj *result = x && y ? ouro_tuple_pack(rt, 2, x, y) : NULL;
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return result;
}
METHOD(make_pipe) {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0) return fail(rt);
    ouro_obj *result = pair(rt, fds[0], fds[1]);
    if (!result) (void)close(fds[0]), (void)close(fds[1]);
    return result;
}

METHOD(get_inheritable) {
    int fd;
    if (!ouro_posix_int(rt, args[0], &fd)) return NULL;
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? fail(rt) : ouro_bool(rt, !(flags & FD_CLOEXEC));
}
METHOD(set_inheritable) {
    int fd, wanted;
    if (!ouro_posix_int(rt, args[0], &fd) || !ouro_posix_int(rt, args[1], &wanted)) return NULL;
    int flags = fcntl(fd, F_GETFD);
    return done(rt, flags < 0 ? -1 : fcntl(fd, F_SETFD, wanted ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}
METHOD(get_blocking) {
    int fd;
    if (!ouro_posix_int(rt, args[0], &fd)) return NULL;
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? fail(rt) : ouro_bool(rt, !(flags & O_NONBLOCK));
}
METHOD(device_encoding) {
    int fd;
    if (!ouro_posix_int(rt, args[0], &fd)) return NULL;
    return isatty(fd) ? ouro_str_from_ascii(rt, "UTF-8", 5) : ouro_none(rt);
}

METHOD(get_terminal_size) {
    int fd = 1;
    struct winsize w;
    if (nargs && !ouro_posix_int(rt, args[0], &fd)) return NULL;
    if (ioctl(fd, TIOCGWINSZ, &w) < 0) return fail(rt);
    ouro_obj *o = ouro_structseq_new(rt, ouro_posix_state_of(self)->terminal_size);
    for (size_t i = 0; o && i < 2; i++) {
        ouro_obj *n = ouro_int_from_i64(rt, i ? w.ws_row : w.ws_col);
        if (!n) {
            ouro_release(rt, o);
            return NULL;
        }
        ouro_structseq_set(rt, o, i, n);
    }
    return o;
}

const ouro_method_def ouro_posix_fd_functions[] = {
    {"open", open_file, 0, 0, OURO_M_KEYWORDS,
     "open($module, /, path, flags, mode=511, *, dir_fd=None)\n--\n\nOpens a file, returns its descriptor."},
    {"close", close_fd, 0, 0, OURO_M_KEYWORDS, "close($module, /, fd)\n--\n\nCloses a descriptor."},
    {"closerange", closerange, 2, 2, 0, "closerange($module, fd_low, fd_high, /)\n--\n\nCloses descriptors."},
    {"read", read_fd, 2, 2, 0, "read($module, fd, length, /)\n--\n\nReads bytes from a descriptor."},
    {"write", write_fd, 2, 2, 0, "write($module, fd, data, /)\n--\n\nWrites bytes to a descriptor."},
    {"lseek", lseek_fd, 3, 3, 0, "lseek($module, fd, position, how, /)\n--\n\nSets the position of a descriptor."},
    {"isatty", isatty_fd, 1, 1, 0, "isatty($module, fd, /)\n--\n\nIs it a terminal?"},
    {"fsync", fsync_fd, 1, 1, 0, "fsync($module, fd)\n--\n\nForces what was written to the disk."},
    {"ftruncate", ftruncate_fd, 2, 2, 0, "ftruncate($module, fd, length, /)\n--\n\nSets the length of a file."},
    {"truncate", truncate_path, 0, 0, OURO_M_KEYWORDS,
     "truncate($module, /, path, length)\n--\n\nSets the length of a file."},
    {"dup", dup_fd, 1, 1, 0, "dup($module, fd, /)\n--\n\nAnother descriptor of the same file."},
    {"dup2", dup2_fd, 0, 0, OURO_M_KEYWORDS,
     "dup2($module, /, fd, fd2, inheritable=True)\n--\n\nMakes fd2 another descriptor of the file."},
    {"pipe", make_pipe, 0, 0, 0, "pipe($module, /)\n--\n\nA pair of descriptors: what is written to one is read from the other."},
    {"get_inheritable", get_inheritable, 1, 1, 0, NULL},
    {"set_inheritable", set_inheritable, 2, 2, 0, NULL},
    {"get_blocking", get_blocking, 1, 1, 0, NULL},
    {"device_encoding", device_encoding, 1, 1, 0, NULL},
    {"get_terminal_size", get_terminal_size, 0, 1, 0, "Columns and lines of the terminal."},
    {0},
};
