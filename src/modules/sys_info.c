// Module sys: what it says about the implementation.
#include <float.h>
#include <string.h>

#include "modules/sys.h"
#include "types/float.h"
#include "types/int.h"
#include "types/structseq.h"

#if defined(__x86_64__)
#define MACHINE "x86_64"
#elif defined(__aarch64__)
#define MACHINE "aarch64"
#else
#define MACHINE "unknown"
#endif
#ifdef __clang__
#define COMPILER "Clang " __clang_version__
#else
#define COMPILER "GCC " __VERSION__
#endif

static ouro_owned text(ouro_rt *rt, const char *s) { return ouro_str_from_cstring(rt, s); }

// A named tuple of one type made here. Items: i an int, f a double, s a string, b a bool; n values follow in `items`.
typedef struct item {
    char kind;
    int64_t i;
    double f;
    const char *s;
} item;

static ouro_owned value(ouro_rt *rt, const item *v) {
    switch (v->kind) {
    case 'f': return ouro_float_new(rt, v->f);
    case 's': return text(rt, v->s);
    case 'b': return ouro_bool(rt, v->i != 0);
    default: return ouro_int_from_i64(rt, v->i);
    }
}

static ouro_owned named(ouro_rt *rt, const char *name, const char *const *fields, const item *items, size_t n) {
    ouro_type *type = ouro_structseq_type_new(rt, name, fields, n, n);
    ouro_obj *o = type ? ouro_structseq_new(rt, type) : NULL;
    for (size_t i = 0; o && i < n; i++) {
        ouro_obj *v = value(rt, &items[i]);
        if (!v) {
            ouro_release(rt, o);
            return NULL;
        }
        ouro_structseq_set(rt, o, i, v);
    }
    if (type) ouro_structseq_forbid_new(type);
    return o;
}

#define INT(v)  {'i', (v), 0, NULL}
#define REAL(v) {'f', 0, (v), NULL}
#define TEXT(v) {'s', 0, 0, (v)}
#define BOOL(v) {'b', (v), 0, NULL}

static ouro_owned version_info(ouro_rt *rt) {
    static const char *const fields[] = {"major", "minor", "micro", "releaselevel", "serial"};
    static const item items[] = {INT(3), INT(11), INT(2), TEXT("final"), INT(0)};
    return named(rt, "sys.version_info", fields, items, 5);
}
static ouro_owned float_info(ouro_rt *rt) {
    static const char *const fields[] = {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                         "dig", "mant_dig", "epsilon", "radix", "rounds"};
    static const item items[] = {REAL(DBL_MAX), INT(DBL_MAX_EXP), INT(DBL_MAX_10_EXP), REAL(DBL_MIN), INT(DBL_MIN_EXP),
                                 INT(DBL_MIN_10_EXP), INT(DBL_DIG), INT(DBL_MANT_DIG), REAL(DBL_EPSILON), INT(FLT_RADIX), INT(1)};
    return named(rt, "sys.float_info", fields, items, 11);
}
static ouro_owned int_info(ouro_rt *rt) {
    static const char *const fields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"};
    static const item items[] = {INT(30), INT(4), INT(4300), INT(640)};
    return named(rt, "sys.int_info", fields, items, 4);
}
static ouro_owned hash_info(ouro_rt *rt) {
    static const char *const fields[] = {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"};
    static const item items[] = {INT(64), INT((1ll << 61) - 1), INT(314159), INT(0), INT(1000003), TEXT("ouro"), INT(29), INT(64), INT(0)};
    return named(rt, "sys.hash_info", fields, items, 9);
}
static ouro_owned thread_info(ouro_rt *rt) {
    static const char *const fields[] = {"name", "lock", "version"};
    static const item items[] = {TEXT("pthread"), TEXT("semaphore"), TEXT("NPTL")};
    return named(rt, "sys.thread_info", fields, items, 3);
}
static ouro_owned flags(ouro_rt *rt) {
    static const char *const fields[] = {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
                                         "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet",
                                         "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding",
                                         "safe_path", "int_max_str_digits"};
    const ouro_options *o = rt->modules->options;
    const item items[] = {INT(0), INT(o->inspect), INT(o->interactive), INT(o->optimize), INT(o->dont_write_bytecode),
                          INT(o->no_user_site), INT(o->no_site), INT(o->ignore_environment), INT(o->verbose), INT(0),
                          INT(o->quiet), INT(rt->ty->hash_seed != 0), INT(o->isolated), BOOL(0), INT(0), INT(0),
                          BOOL(o->safe_path), INT(-1)};
    return named(rt, "sys.flags", fields, items, 18);
}

static ouro_owned implementation(ouro_rt *rt, ouro_borrowed version) {
    ouro_obj *d = ouro_dict_new(rt), *r = NULL;
    ouro_obj *parts[] = {text(rt, "ouro"), text(rt, "ouro-311"), ouro_xref(rt, version), ouro_int_from_i64(rt, 0x030b02f0),
                         text(rt, MACHINE "-linux-gnu")};
    static const char *const names[] = {"name", "cache_tag", "version", "hexversion", "_multiarch"};
    int status = d ? 0 : -1;
    for (size_t i = 0; i < 5; i++) {
        if (status == 0) status = parts[i] ? ouro_dict_set_ascii(rt, d, names[i], parts[i]) : -1;
        ouro_xrelease(rt, parts[i]);
    }
    if (status == 0) r = ouro_namespace_new(rt, d);
    ouro_xrelease(rt, d);
    return r;
}

static ouro_owned native_names(ouro_rt *rt) {
    static const char *const names[] = {
#define NATIVE(name) #name,
#include "modules/natives.def"
#undef NATIVE
    };
    ouro_obj *list = ouro_list_new(rt, 0);
    for (size_t i = 0; list && i < sizeof names / sizeof *names; i++) {
        ouro_obj *s = text(rt, names[i]);
        if (!s || ouro_list_append_steal(rt, list, s) < 0) goto fail;
    }
    if (list && ouro_list_sort(rt, list, NULL, false) < 0) goto fail;
    ouro_obj *tuple = list ? ouro_list_as_tuple(rt, list) : NULL;
    ouro_xrelease(rt, list);
    return tuple;
fail:
    ouro_release(rt, list);
    return NULL;
}

int ouro_sys_add_info(ouro_rt *rt, ouro_borrowed m) {
    ouro_obj *version = version_info(rt);
    int r = version ? ouro_module_add(rt, m, "implementation", implementation(rt, version)) : -1;
    if (r == 0) r = ouro_module_add(rt, m, "version_info", version);
    else ouro_xrelease(rt, version);
    const struct {
        const char *name, *value;
    } texts[] = {{"version", OURO_PYTHON_VERSION " (ouro " OURO_VERSION ") [" COMPILER "]"},
                 {"copyright", "Copyright (c) the Ouro authors."},
                 {"platform", "linux"},
                 {"byteorder", __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big"},
                 {"float_repr_style", "short"},
                 {"platlibdir", "lib"},
                 {"abiflags", ""},
                 {"_framework", ""}};
    for (size_t i = 0; r == 0 && i < sizeof texts / sizeof *texts; i++)
        r = ouro_module_add(rt, m, texts[i].name, text(rt, texts[i].value));
    const struct {
        const char *name;
        int64_t value;
    } ints[] = {{"hexversion", 0x030b02f0}, {"api_version", 1013}, {"maxsize", INT64_MAX}, {"maxunicode", 0x10ffff}};
    for (size_t i = 0; r == 0 && i < sizeof ints / sizeof *ints; i++)
        r = ouro_module_add(rt, m, ints[i].name, ouro_int_from_i64(rt, ints[i].value));
    if (r == 0) r = ouro_module_add(rt, m, "float_info", float_info(rt));
    if (r == 0) r = ouro_module_add(rt, m, "int_info", int_info(rt));
    if (r == 0) r = ouro_module_add(rt, m, "hash_info", hash_info(rt));
    if (r == 0) r = ouro_module_add(rt, m, "thread_info", thread_info(rt));
    if (r == 0) r = ouro_module_add(rt, m, "flags", flags(rt));
    if (r == 0) r = ouro_module_add(rt, m, "dont_write_bytecode", ouro_bool(rt, true));
    if (r == 0) r = ouro_module_add(rt, m, "pycache_prefix", ouro_none(rt));
    if (r == 0) r = ouro_module_add(rt, m, "builtin_module_names", native_names(rt));
    return r;
}
