// What sys says about the interpreter and the machine.
#include <float.h>
#include <string.h>
#include <unistd.h>

#include "modules/modules.h"
#include "modules/sys.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"
#include "types/structseq.h"

static ouro_owned text(ouro_rt *rt, const char *s) { return ouro_str_from_cstring(rt, s); }
static ouro_owned word(ouro_rt *rt, int64_t v) { return ouro_int_from_i64(rt, v); }

// A named tuple of `n` new values; releases them on failure.
static ouro_owned record(ouro_rt *rt, const char *name, const char *const *fields, size_t n, ouro_obj **values) {
    ouro_obj *o = NULL;
    bool complete = true;
    for (size_t i = 0; i < n; i++)
        complete &= values[i] != NULL;
    ouro_type *type = complete ? ouro_structseq_type_new(rt, name, fields, n, n) : NULL;
    if (type) {
        ouro_structseq_forbid_new(type);
        o = ouro_structseq_new(rt, type);
    }
    for (size_t i = 0; i < n; i++) {
        if (o) ouro_structseq_set(rt, o, i, values[i]);
        else ouro_xrelease(rt, values[i]);
    }
    return o;
}

enum { HEXVERSION = 0x030b02f0 };

static ouro_owned version_info(ouro_rt *rt) {
    static const char *const fields[] = {"major", "minor", "micro", "releaselevel", "serial"};
    ouro_obj *v[] = {word(rt, 3), word(rt, 11), word(rt, 2), text(rt, "final"), word(rt, 0)};
    return record(rt, "sys.version_info", fields, 5, v);
}

static ouro_owned flags(ouro_rt *rt, const ouro_options *o) {
    static const char *const fields[] = {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
                                         "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet",
                                         "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding",
                                         "safe_path", "int_max_str_digits"};
    ouro_obj *v[] = {word(rt, 0), word(rt, o->inspect), word(rt, o->interactive), word(rt, o->optimize),
                     word(rt, o->dont_write_bytecode), word(rt, o->no_user_site || o->isolated), word(rt, o->no_site),
                     word(rt, o->ignore_environment || o->isolated), word(rt, o->verbose), word(rt, 0), word(rt, o->quiet),
                     word(rt, 1), word(rt, o->isolated), ouro_bool(rt, false), word(rt, 0), word(rt, 0),
                     ouro_bool(rt, o->safe_path || o->isolated), word(rt, 4300)};
    return record(rt, "sys.flags", fields, sizeof fields / sizeof *fields, v);
}

static ouro_owned float_info(ouro_rt *rt) {
    static const char *const fields[] = {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                         "dig", "mant_dig", "epsilon", "radix", "rounds"};
    ouro_obj *v[] = {ouro_float_new(rt, DBL_MAX), word(rt, DBL_MAX_EXP), word(rt, DBL_MAX_10_EXP), ouro_float_new(rt, DBL_MIN),
                     word(rt, DBL_MIN_EXP), word(rt, DBL_MIN_10_EXP), word(rt, DBL_DIG), word(rt, DBL_MANT_DIG),
                     ouro_float_new(rt, DBL_EPSILON), word(rt, FLT_RADIX), word(rt, 1)};
    return record(rt, "sys.float_info", fields, 11, v);
}
static ouro_owned int_info(ouro_rt *rt) {
    static const char *const fields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"};
    ouro_obj *v[] = {word(rt, 30), word(rt, 4), word(rt, 4300), word(rt, 640)};
    return record(rt, "sys.int_info", fields, 4, v);
}
static ouro_owned hash_info(ouro_rt *rt) {
    static const char *const fields[] = {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"};
    ouro_obj *v[] = {word(rt, 64), word(rt, (1ll << 61) - 1), word(rt, 314159), word(rt, 0), word(rt, 1000003),
                     text(rt, "siphash13"), word(rt, 64), word(rt, 128), word(rt, 0)};
    return record(rt, "sys.hash_info", fields, 9, v);
}
static ouro_owned thread_info(ouro_rt *rt) {
    static const char *const fields[] = {"name", "lock", "version"};
    ouro_obj *v[] = {text(rt, "pthread"), text(rt, "semaphore"), ouro_none(rt)};
    return record(rt, "sys.thread_info", fields, 3, v);
}

static ouro_owned implementation(ouro_rt *rt, ouro_borrowed version) {
    ouro_obj *d = ouro_dict_new(rt), *values[] = {text(rt, "ouro"), text(rt, "ouro-311"), ouro_xref(rt, version), word(rt, HEXVERSION)}, *r = NULL;
    static const char *const keys[] = {"name", "cache_tag", "version", "hexversion"};
    bool ok = d != NULL;
    for (size_t i = 0; i < 4; i++) {
        ok = ok && values[i] && !ouro_dict_set_ascii(rt, d, keys[i], values[i]);
        ouro_xrelease(rt, values[i]);
    }
    if (ok) r = ouro_namespace_new(rt, d);
    ouro_xrelease(rt, d);
    return r;
}

static ouro_owned strings(ouro_rt *rt, const char *const *items) {
    ouro_obj *list = ouro_list_new(rt, 0);
    for (; list && items && *items; items++) {
        ouro_obj *s = text(rt, *items);
        if (!s || ouro_list_append_steal(rt, list, s)) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

static ouro_owned as_tuple(ouro_rt *rt, ouro_owned list) {
    ouro_obj *t = list ? ouro_list_as_tuple(rt, list) : NULL;
    ouro_xrelease(rt, list);
    return t;
}

static ouro_owned argv(ouro_rt *rt, const ouro_options *o) {
    static const char *const none[] = {"", NULL};
    if (!o->argc) return strings(rt, none);
    ouro_obj *list = ouro_list_new(rt, (size_t)o->argc);
    for (int i = 0; list && i < o->argc; i++) {
        ouro_obj *s = text(rt, o->argv[i]);
        if (!s || ouro_list_append_steal(rt, list, s)) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

// {name: True or the text after =}
static ouro_owned xoptions(ouro_rt *rt, const char *const *items) {
    ouro_obj *d = ouro_dict_new(rt);
    for (; d && items && *items; items++) {
        const char *eq = strchr(*items, '=');
        ouro_obj *key = ouro_str_from_utf8_lossy(rt, *items, eq ? (size_t)(eq - *items) : strlen(*items));
        ouro_obj *value = eq ? text(rt, eq + 1) : ouro_bool(rt, true);
        bool ok = key && value && !ouro_dict_set(rt, d, key, value);
        ouro_xrelease(rt, key);
        ouro_xrelease(rt, value);
        if (!ok) {
            ouro_release(rt, d);
            return NULL;
        }
    }
    return d;
}

static ouro_owned path(ouro_rt *rt, const ouro_options *o) {
    const char *lib = o->stdlib ? o->stdlib : "/usr/lib/python3.11";
    const char *items[4] = {NULL};
    size_t n = 0;
    if (o->path0) items[n++] = o->path0;
    if (o->stdlib || access(lib, R_OK) == 0) items[n++] = lib;
    return strings(rt, items);
}

static ouro_owned native_names(ouro_rt *rt) {
    static const char *const names[] = {
#define NATIVE(name) #name,
#include "modules/natives.def"
#undef NATIVE
        NULL};
    ouro_obj *list = strings(rt, names);
    if (list && ouro_list_sort(rt, list, NULL, false)) {
        ouro_release(rt, list);
        list = NULL;
    }
    return as_tuple(rt, list);
}

int ouro_sys_add_info(ouro_rt *rt, ouro_borrowed sys) {
    static const ouro_options plain;
    const ouro_options *o = rt->modules && rt->modules->options ? rt->modules->options : &plain;
    ouro_obj *version = version_info(rt);
    if (!version) return -1;
    int failed = 0;
#define ADD(name, value) failed = failed || ouro_module_add(rt, sys, name, value)
    ADD("version_info", ouro_ref(rt, version));
    ADD("implementation", implementation(rt, version));
    ouro_release(rt, version);
    ADD("version", text(rt, OURO_PYTHON_VERSION " (ouro " OURO_VERSION ")"));
    ADD("hexversion", word(rt, HEXVERSION));
    ADD("api_version", word(rt, 1013));
    ADD("copyright", text(rt, "Copyright (c) 2026 The Ouro authors."));
    ADD("platform", text(rt, "linux"));
    ADD("byteorder", text(rt, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big"));
    ADD("maxsize", word(rt, INT64_MAX));
    ADD("maxunicode", word(rt, 0x10ffff));
    ADD("flags", flags(rt, o));
    ADD("float_info", float_info(rt));
    ADD("int_info", int_info(rt));
    ADD("hash_info", hash_info(rt));
    ADD("thread_info", thread_info(rt));
    ADD("float_repr_style", text(rt, "short"));
    ADD("argv", argv(rt, o));
    ADD("orig_argv", argv(rt, o));
    ADD("path", path(rt, o));
    ADD("executable", text(rt, o->program ? o->program : ""));
    ADD("_base_executable", text(rt, o->program ? o->program : ""));
    ADD("prefix", text(rt, "/usr"));
    ADD("base_prefix", text(rt, "/usr"));
    ADD("exec_prefix", text(rt, "/usr"));
    ADD("base_exec_prefix", text(rt, "/usr"));
    ADD("platlibdir", text(rt, "lib"));
    ADD("pycache_prefix", ouro_none(rt));
    ADD("abiflags", text(rt, ""));
    ADD("warnoptions", strings(rt, o->warnoptions));
    ADD("_xoptions", xoptions(rt, o->xoptions));
    ADD("dont_write_bytecode", ouro_bool(rt, true)); // no bytecode is ever written
    ADD("builtin_module_names", native_names(rt));
    ADD("stdlib_module_names", ouro_frozenset_new(rt, NULL));
    ADD("meta_path", ouro_list_new(rt, 0));
    ADD("path_hooks", ouro_list_new(rt, 0));
    ADD("path_importer_cache", ouro_dict_new(rt));
    ADD("_switchinterval", ouro_float_new(rt, 0.005));
    ADD("_framework", text(rt, ""));
    ADD("_git", ouro_tuple_new(rt, 0));
#undef ADD
    return failed ? -1 : 0;
}
