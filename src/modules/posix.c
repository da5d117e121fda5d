// Module posix: the environment, the process, and the module; files are in posix_*.c.
#include "modules/posix.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "modules/modules.h"
#include "modules/native_types.h"

#include "types/bytes.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/structseq.h"

extern char **environ;

bool ouro_posix_int(ouro_rt *rt, ouro_borrowed o, int *out) {
    int64_t n;
    if (!ouro_index_i64(rt, o, 0, &n)) return false;
    *out = (int)n;
    if (n == (int32_t)n) return true;
    ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
    return false;
}

bool ouro_posix_no_dir_fd(ouro_rt *rt, ouro_borrowed o) {
    if (!o || o == rt->none) return true;
    if (!ouro_type_of(rt, o)->slots.index)
        ouro_raise(rt, OURO_TypeError, "argument should be integer or None, not %T", o);
    else
        ouro_raise(rt, OURO_NotImplementedError, "dir_fd unavailable on this platform");
    return false;
}

static ouro_owned fail(ouro_rt *rt) {
    ouro_raise_errno(rt, errno, NULL);
    return NULL;
}

// ---- the environment -------------------------------------------------------------------------------------------------

static ouro_owned environment(ouro_rt *rt) {
    ouro_obj *dict = ouro_dict_new(rt);
    for (char **e = environ; dict && e && *e; e++) {
        const char *equals = strchr(*e, '=');
        if (!equals || equals == *e) continue;
        ouro_obj *name = ouro_bytes_new(rt, *e, (size_t)(equals - *e)), *value = ouro_path_name(rt, equals + 1, true);
        int r = name && value ? ouro_dict_setdefault_peek(rt, dict, name, value) ? 0 : -1 : -1;
        ouro_xrelease(rt, name);
        ouro_xrelease(rt, value);
        if (r < 0) {
            ouro_release(rt, dict);
            return NULL;
        }
    }
    return dict;
}

// The text of a name or value of the environment.
static bool variable_text(ouro_rt *rt, ouro_borrowed o, ouro_path *p) {
    if (ouro_str_check(rt, o) || ouro_bytes_check(rt, o)) return ouro_path_open(rt, o, "", "", 0, p);
    ouro_raise(rt, OURO_TypeError, "expected str, bytes or os.PathLike object, not %T", o);
    return false;
}
METHOD(put_env) {
    ouro_path name, value;
    if (!variable_text(rt, args[0], &name)) return NULL;
    ouro_obj *result = NULL;
    if (variable_text(rt, args[1], &value)) {
        if (strchr(name.text, '='))
            ouro_raise(rt, OURO_ValueError, "illegal environment variable name");
        else
            result = setenv(name.text, value.text, 1) < 0 ? fail(rt) : ouro_none(rt);
        ouro_path_close(rt, &value);
    }
    ouro_path_close(rt, &name);
    return result;
}
METHOD(unset_env) {
    ouro_path name;
    if (!variable_text(rt, args[0], &name)) return NULL;
    ouro_obj *result = unsetenv(name.text) < 0 ? fail(rt) : ouro_none(rt);
    ouro_path_close(rt, &name);
    return result;
}

// ---- the process -----------------------------------------------------------------------------------------------------

#define NUMBER(name, call)                                                                                             \
    METHOD(name) { return ouro_int_from_i64(rt, (int64_t)call()); }
NUMBER(get_pid, getpid)
NUMBER(get_ppid, getppid)
NUMBER(get_uid, getuid)
NUMBER(get_euid, geteuid)
NUMBER(get_gid, getgid)
NUMBER(get_egid, getegid)

METHOD(cpu_count) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? ouro_none(rt) : ouro_int_from_i64(rt, n);
}
METHOD(set_umask) {
    int mask;
    return ouro_posix_int(rt, args[0], &mask) ? ouro_int_from_i64(rt, (int64_t)umask((mode_t)mask)) : NULL;
}
METHOD(error_text) {
    int code;
    char text[128];
    if (!ouro_posix_int(rt, args[0], &code)) return NULL;
    if (strerror_r(code, text, sizeof text) != 0) (void)strcpy(text, "Unknown error");
    return ouro_str_from_cstring(rt, text);
}

// os.system() of CPython runs the command while the interpreter goes on; here it waits.
METHOD(run_command) {
    static const char *const names[] = {"command"};
    ouro_obj *a;
    ouro_path p;
    if (ouro_args(rt, "system", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 || !variable_text(rt, a, &p)) return NULL;
    int status = system(p.text);
    ouro_path_close(rt, &p);
    return ouro_int_from_i64(rt, status);
}

METHOD(exit_now) {
    static const char *const names[] = {"status"};
    ouro_obj *a;
    int status;
    if (ouro_args(rt, "_exit", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 || !ouro_posix_int(rt, a, &status)) return NULL;
    _exit(status);
}

METHOD(urandom) {
    int64_t size;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &size)) return NULL;
    if (size < 0) {
        ouro_raise(rt, OURO_ValueError, "negative argument not allowed");
        return NULL;
    }
    ouro_obj *bytes = ouro_bytes_new(rt, NULL, (size_t)size);
    for (int64_t done = 0; bytes && done < size;) {
        size_t part = (size_t)(size - done) < 256 ? (size_t)(size - done) : 256;
        ssize_t n = getrandom(((ouro_bytes *)bytes)->data + done, part, 0);
        if (n > 0) {
            done += n;
        } else if (errno != EINTR) {
            ouro_release(rt, bytes);
            return fail(rt);
        }
    }
    return bytes;
}

// ---- what the system is ----------------------------------------------------------------------------------------------

// Puts values (stolen) into a new structseq; NULL among them: an error is pending.
static ouro_owned filled(ouro_rt *rt, const ouro_type *type, ouro_obj **values, size_t n) {
    ouro_obj *o = ouro_structseq_new(rt, type);
    for (size_t i = 0; i < n; i++) {
        if (o && values[i]) {
            ouro_structseq_set(rt, o, i, values[i]);
            continue;
        }
        ouro_xrelease(rt, values[i]);
        ouro_xrelease(rt, o);
        o = NULL;
    }
    return o;
}

METHOD(system_name) {
    struct utsname u;
    if (uname(&u) < 0) return fail(rt);
    ouro_obj *v[] = {ouro_path_name(rt, u.sysname, false), ouro_path_name(rt, u.nodename, false),
                     ouro_path_name(rt, u.release, false), ouro_path_name(rt, u.version, false),
                     ouro_path_name(rt, u.machine, false)};
    return filled(rt, ouro_posix_state_of(self)->uname_result, v, 5);
}
METHOD(process_times) {
    struct tms t;
    clock_t elapsed = times(&t);
    if (elapsed == (clock_t)-1) return fail(rt);
    double ticks = (double)sysconf(_SC_CLK_TCK);
    ouro_obj *v[] = {ouro_float_new(rt, (double)t.tms_utime / ticks), ouro_float_new(rt, (double)t.tms_stime / ticks),
                     ouro_float_new(rt, (double)t.tms_cutime / ticks), ouro_float_new(rt, (double)t.tms_cstime / ticks),
                     ouro_float_new(rt, (double)elapsed / ticks)};
    return filled(rt, ouro_posix_state_of(self)->times_result, v, 5);
}

static const ouro_method_def functions[] = {
    {"putenv", put_env, 2, 2, 0, "putenv($module, name, value, /)\n--\n\nSets a variable of the environment."},
    {"unsetenv", unset_env, 1, 1, 0, "unsetenv($module, name, /)\n--\n\nRemoves a variable of the environment."},
    {"getpid", get_pid, 0, 0, 0, "getpid($module, /)\n--\n\nThe number of the process."},
    {"getppid", get_ppid, 0, 0, 0, "getppid($module, /)\n--\n\nThe number of its parent."},
    {"getuid", get_uid, 0, 0, 0, NULL},
    {"geteuid", get_euid, 0, 0, 0, NULL},
    {"getgid", get_gid, 0, 0, 0, NULL},
    {"getegid", get_egid, 0, 0, 0, NULL},
    {"cpu_count", cpu_count, 0, 0, 0, "cpu_count($module, /)\n--\n\nHow many processors there are."},
    {"umask", set_umask, 1, 1, 0, "umask($module, mask, /)\n--\n\nSets which permissions new files lack."},
    {"strerror", error_text, 1, 1, 0, "strerror($module, code, /)\n--\n\nThe text of an error number."},
    {"system", run_command, 0, 0, OURO_M_KEYWORDS, "system($module, /, command)\n--\n\nRuns a command in a shell."},
    {"_exit", exit_now, 0, 0, OURO_M_KEYWORDS, "_exit($module, /, status)\n--\n\nEnds the process at once."},
    {"urandom", urandom, 1, 1, 0, "urandom($module, size, /)\n--\n\nRandom bytes."},
    {"uname", system_name, 0, 0, 0, "uname($module, /)\n--\n\nWhat the system is."},
    {"times", process_times, 0, 0, 0, "times($module, /)\n--\n\nTimes of the process, in seconds."},
    {0},
};

// ---- the module ------------------------------------------------------------------------------------------------------

static int make_types(ouro_rt *rt, ouro_posix_state *s) {
    static const char *const size_fields[] = {"columns", "lines"};
    static const char *const uname_fields[] = {"sysname", "nodename", "release", "version", "machine"};
    static const char *const times_fields[] = {"user", "system", "children_user", "children_system", "elapsed"};
    s->stat_result = ouro_posix_stat_type(rt);
    if (s->stat_result) s->terminal_size = ouro_structseq_type_new(rt, "os.terminal_size", size_fields, 2, 2);
    if (s->terminal_size) s->uname_result = ouro_structseq_type_new(rt, "posix.uname_result", uname_fields, 5, 5);
    if (s->uname_result) s->times_result = ouro_structseq_type_new(rt, "posix.times_result", times_fields, 5, 5);
    return s->times_result ? 0 : -1;
}

static int add_types(ouro_rt *rt, ouro_borrowed m, const ouro_posix_state *s) {
    if (ouro_module_add(rt, m, "stat_result", ouro_ref(rt, &s->stat_result->head)) < 0) return -1;
    if (ouro_module_add(rt, m, "terminal_size", ouro_ref(rt, &s->terminal_size->head)) < 0) return -1;
    if (ouro_module_add(rt, m, "uname_result", ouro_ref(rt, &s->uname_result->head)) < 0) return -1;
    if (ouro_module_add(rt, m, "times_result", ouro_ref(rt, &s->times_result->head)) < 0) return -1;
    return ouro_native_add_type(rt, m, OURO_NT_DirEntry);
}

// What os.py asks to know which functions take descriptors or leave symbolic links alone.
static ouro_owned have_functions(ouro_rt *rt) {
    static const char *const names[] = {"HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FDOPENDIR", "HAVE_FTRUNCATE", "HAVE_FUTIMENS",
                                        "HAVE_LSTAT"};
    ouro_obj *list = ouro_list_new(rt, 0);
    for (size_t i = 0; list && i < sizeof names / sizeof *names; i++) {
        ouro_obj *name = ouro_str_interned_cstring(rt, names[i]);
        if (!name || ouro_list_append_steal(rt, list, name) < 0) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

ouro_owned ouro_module_posix(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "posix", "What POSIX systems offer.", functions);
    if (!m) return NULL;
    ouro_posix_state *s = ouro_raw_calloc(rt, sizeof *s);
    ((ouro_module *)m)->state = s;
    bool ok = s && make_types(rt, s) == 0 && add_types(rt, m, s) == 0 &&
              ouro_module_add_functions(rt, m, ouro_posix_stat_functions) == 0 &&
              ouro_module_add_functions(rt, m, ouro_posix_tree_functions) == 0 &&
              ouro_module_add_functions(rt, m, ouro_posix_fd_functions) == 0 &&
              ouro_module_add(rt, m, "environ", environment(rt)) == 0 &&
              ouro_module_add(rt, m, "_have_functions", have_functions(rt)) == 0 &&
              ouro_module_add(rt, m, "error", ouro_ref(rt, &rt->types[OURO_OSError]->head)) == 0 &&
              ouro_posix_add_constants(rt, m) == 0;
    return ouro_native_module_done(rt, m, ok ? 0 : -1);
}
