// Module posix: what the system knows about files.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "modules/posix.h"

#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/structseq.h"

enum { VISIBLE = 10, ALL = 19, NANO = 1000000000 };
static const char *const fields[ALL] = {
    "st_mode",  "st_ino",   "st_dev",      "st_nlink",    "st_uid",      "st_gid",     "st_size",   NULL,     NULL, NULL,
    "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"};

ouro_type *ouro_posix_stat_type(ouro_rt *rt) { return ouro_structseq_type_new(rt, "os.stat_result", fields, VISIBLE, ALL); }

ouro_owned ouro_posix_stat_new(ouro_rt *rt, ouro_type *type, const struct stat *st) {
    const struct timespec *const times[3] = {&st->st_atim, &st->st_mtim, &st->st_ctim};
    ouro_obj *o = ouro_structseq_new(rt, type);
    for (size_t i = 0; o && i < ALL; i++) {
        ouro_obj *v;
        const struct timespec *t = times[(i + 2) % 3]; // of fields 7-9, 10-12, 13-15
        switch (i) {
        case 0: v = ouro_int_from_u64(rt, st->st_mode); break;
        case 1: v = ouro_int_from_u64(rt, st->st_ino); break;
        case 2: v = ouro_int_from_u64(rt, st->st_dev); break;
        case 3: v = ouro_int_from_u64(rt, st->st_nlink); break;
        case 4: v = ouro_int_from_u64(rt, st->st_uid); break;
        case 5: v = ouro_int_from_u64(rt, st->st_gid); break;
        case 6: v = ouro_int_from_i64(rt, st->st_size); break;
        case 7: case 8: case 9: v = ouro_int_from_i64(rt, t->tv_sec); break;
        case 10: case 11: case 12: v = ouro_float_new(rt, (double)t->tv_sec + 1e-9 * (double)t->tv_nsec); break;
        case 13: case 14: case 15: v = ouro_int_from_i64(rt, (int64_t)t->tv_sec * NANO + t->tv_nsec); break;
        case 16: v = ouro_int_from_i64(rt, st->st_blksize); break;
        case 17: v = ouro_int_from_i64(rt, st->st_blocks); break;
        default: v = ouro_int_from_u64(rt, st->st_rdev); break;
        }
        if (!v) {
            ouro_release(rt, o);
            return NULL;
        }
        ouro_structseq_set(rt, o, i, v);
    }
    return o;
}

METHOD(stat_path) {
    static const char *const names[] = {"path", "dir_fd", "follow_symlinks"};
    ouro_obj *a[3];
    ouro_path p;
    struct stat st;
    if (ouro_args(rt, "stat", args, nargs, kwnames, names, 3, 1, 1, a) < 0 || !ouro_posix_no_dir_fd(rt, a[1])) return NULL;
    int follow = a[2] ? ouro_truth(rt, a[2]) : 1;
    if (follow < 0 || !ouro_path_open(rt, a[0], "stat", "path", OURO_PATH_FD, &p)) return NULL;
    int r = p.fd >= 0 ? fstat(p.fd, &st) : follow ? stat(p.text, &st) : lstat(p.text, &st);
    if (r < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_posix_stat_new(rt, ouro_posix_state_of(self)->stat_result, &st);
}

METHOD(lstat_path) {
    static const char *const names[] = {"path", "dir_fd"};
    ouro_obj *a[2];
    ouro_path p;
    struct stat st;
    if (ouro_args(rt, "lstat", args, nargs, kwnames, names, 2, 1, 1, a) < 0 || !ouro_posix_no_dir_fd(rt, a[1]) ||
        !ouro_path_open(rt, a[0], "lstat", "path", 0, &p))
        return NULL;
    if (lstat(p.text, &st) < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_posix_stat_new(rt, ouro_posix_state_of(self)->stat_result, &st);
}

METHOD(fstat_fd) {
    static const char *const names[] = {"fd"};
    ouro_obj *a;
    int fd;
    struct stat st;
    if (ouro_args(rt, "fstat", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 || !ouro_posix_int(rt, a, &fd)) return NULL;
    if (fstat(fd, &st) == 0) return ouro_posix_stat_new(rt, ouro_posix_state_of(self)->stat_result, &st);
    ouro_raise_errno(rt, errno, NULL);
    return NULL;
}

METHOD(access_path) {
    static const char *const names[] = {"path", "mode", "dir_fd", "effective_ids", "follow_symlinks"};
    ouro_obj *a[5];
    ouro_path p;
    int mode;
    if (ouro_args(rt, "access", args, nargs, kwnames, names, 5, 2, 2, a) < 0 || !ouro_posix_no_dir_fd(rt, a[2]) ||
        !ouro_posix_int(rt, a[1], &mode))
        return NULL;
    int effective = a[3] ? ouro_truth(rt, a[3]) : 0, follow = a[4] ? ouro_truth(rt, a[4]) : 1;
    if (effective < 0 || follow < 0 || !ouro_path_open(rt, a[0], "access", "path", 0, &p)) return NULL;
    int r = faccessat(AT_FDCWD, p.text, mode, (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW));
    ouro_path_close(rt, &p);
    return ouro_bool(rt, r == 0);
}

METHOD(chmod_path) {
    static const char *const names[] = {"path", "mode", "dir_fd", "follow_symlinks"};
    ouro_obj *a[4];
    ouro_path p;
    int mode;
    if (ouro_args(rt, "chmod", args, nargs, kwnames, names, 4, 2, 2, a) < 0 || !ouro_posix_no_dir_fd(rt, a[2]) ||
        !ouro_posix_int(rt, a[1], &mode) || !ouro_path_open(rt, a[0], "chmod", "path", OURO_PATH_FD, &p))
        return NULL;
    int r = p.fd >= 0 ? fchmod(p.fd, (mode_t)mode) : chmod(p.text, (mode_t)mode);
    if (r < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_none(rt);
}

static bool seconds(ouro_rt *rt, ouro_borrowed o, struct timespec *t) {
    if (ouro_float_check(rt, o)) {
        double d = ouro_float_value(o), whole = floor(d);
        if (!(whole > -9e18 && whole < 9e18)) {
            ouro_raise(rt, OURO_OverflowError, "timestamp out of range for platform time_t");
            return false;
        }
        *t = (struct timespec){(time_t)whole, (long)((d - whole) * 1e9)};
        return true;
    }
    int64_t n;
    if (!ouro_index_i64(rt, o, OURO_OverflowError, &n)) return false;
    *t = (struct timespec){n, 0};
    return true;
}
static bool nanoseconds(ouro_rt *rt, ouro_borrowed o, struct timespec *t) {
    int64_t n;
    if (!ouro_index_i64(rt, o, OURO_OverflowError, &n)) return false;
    int64_t whole = n / NANO - (n % NANO < 0);
    *t = (struct timespec){whole, n - whole * NANO};
    return true;
}

METHOD(utime_path) {
    static const char *const names[] = {"path", "times", "ns", "dir_fd", "follow_symlinks"};
    ouro_obj *a[5];
    ouro_path p;
    struct timespec t[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    if (ouro_args(rt, "utime", args, nargs, kwnames, names, 5, 1, 2, a) < 0 || !ouro_posix_no_dir_fd(rt, a[3])) return NULL;
    ouro_borrowed times = a[1] && a[1] != rt->none ? a[1] : NULL, pair = times ? times : a[2];
    if (times && a[2]) {
        ouro_raise(rt, OURO_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
        return NULL;
    }
    if (pair && (!ouro_tuple_check(rt, pair) || ouro_tuple_length(pair) != 2)) {
        ouro_raise(rt, OURO_TypeError, "utime: '%s' must be %sa tuple of two ints%s", times ? "times" : "ns",
                   times ? "either " : "", times ? " or None" : "");
        return NULL;
    }
    for (size_t i = 0; pair && i < 2; i++)
        if (!(times ? seconds : nanoseconds)(rt, ouro_tuple_peek(pair, i), &t[i])) return NULL;
    int follow = a[4] ? ouro_truth(rt, a[4]) : 1;
    if (follow < 0 || !ouro_path_open(rt, a[0], "utime", "path", OURO_PATH_FD, &p)) return NULL;
    int r = p.fd >= 0 ? futimens(p.fd, t) : utimensat(AT_FDCWD, p.text, t, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    if (r < 0) {
        ouro_raise_errno(rt, errno, NULL);
        ouro_path_close(rt, &p);
        return NULL;
    }
    ouro_path_close(rt, &p);
    return ouro_none(rt);
}

const ouro_method_def ouro_posix_stat_functions[] = {
    {"stat", stat_path, 0, 0, OURO_M_KEYWORDS,
     "stat($module, /, path, *, dir_fd=None, follow_symlinks=True)\n--\n\nWhat the system knows about a file."},
    {"lstat", lstat_path, 0, 0, OURO_M_KEYWORDS,
     "lstat($module, /, path, *, dir_fd=None)\n--\n\nThe same about a symbolic link itself."},
    {"fstat", fstat_fd, 0, 0, OURO_M_KEYWORDS, "fstat($module, /, fd)\n--\n\nThe same about an open file."},
    {"access", access_path, 0, 0, OURO_M_KEYWORDS,
     "access($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)\n--\n\n"
     "May the file be used so?"},
    {"chmod", chmod_path, 0, 0, OURO_M_KEYWORDS,
     "chmod($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)\n--\n\nSets who may do what with a file."},
    {"utime", utime_path, 0, 0, OURO_M_KEYWORDS,
     "utime($module, /, path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)\n--\n\nSets the times of a file."},
    {0},
};
