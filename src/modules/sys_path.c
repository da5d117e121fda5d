// Module sys: where things are.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/sys.h"
#include "types/bytes.h"

// Bytes of the system as a str; those that are not UTF-8 as surrogates.
static ouro_owned text(ouro_rt *rt, const char *s, size_t n) {
    return ouro_bytes_decode(rt, (const uint8_t *)s, n, "utf-8", "surrogateescape");
}
static ouro_owned whole(ouro_rt *rt, const char *s) { return text(rt, s, strlen(s)); }

static int append(ouro_rt *rt, ouro_borrowed list, ouro_owned item) {
    return item ? ouro_list_append_steal(rt, list, item) : -1;
}

static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool has_library(const char *folder) {
    char path[4096];
    return (size_t)snprintf(path, sizeof path, "%s/os.py", folder) < sizeof path && access(path, R_OK) == 0;
}

// Folder of the standard library: as told, or where systems put it. NULL: there is none.
static const char *library(const ouro_options *o, char *buffer, size_t size) {
    static const char *const usual[] = {"/usr/lib/python3.11", "/usr/local/lib/python3.11", "/opt/python3.11/lib/python3.11"};
    const char *home = o->isolated || o->ignore_environment ? NULL : getenv("PYTHONHOME");
    if (o->stdlib) return o->stdlib;
    if (home && *home && (size_t)snprintf(buffer, size, "%s/lib/python3.11", home) < size && has_library(buffer)) return buffer;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (has_library(usual[i])) return usual[i];
    return NULL;
}

static int add_environment(ouro_rt *rt, ouro_borrowed list, const char *paths) {
    for (const char *s = paths; s;) {
        const char *colon = strchr(s, ':');
        if (append(rt, list, text(rt, s, colon ? (size_t)(colon - s) : strlen(s))) < 0) return -1;
        s = colon ? colon + 1 : NULL;
    }
    return 0;
}

static ouro_owned search_path(ouro_rt *rt, const char *stdlib) {
    const ouro_options *o = rt->modules->options;
    const char *environment = o->isolated || o->ignore_environment ? NULL : getenv("PYTHONPATH");
    static const char *const sites[] = {"/usr/local/lib/python3.11/dist-packages", "/usr/lib/python3/dist-packages"};
    ouro_obj *list = ouro_list_new(rt, 4);
    int r = list ? 0 : -1;
    if (r == 0 && o->path0 && !o->safe_path) r = append(rt, list, whole(rt, o->path0));
    if (r == 0 && environment && *environment) r = add_environment(rt, list, environment);
    if (r == 0 && stdlib) r = append(rt, list, whole(rt, stdlib));
    for (size_t i = 0; r == 0 && !o->no_site && i < 2; i++)
        if (is_folder(sites[i])) r = append(rt, list, whole(rt, sites[i]));
    if (r == 0) return list;
    ouro_xrelease(rt, list);
    return NULL;
}

static ouro_owned arguments(ouro_rt *rt) {
    const ouro_options *o = rt->modules->options;
    ouro_obj *list = ouro_list_new(rt, (size_t)o->argc + 1);
    int r = list ? 0 : -1;
    for (int i = 0; r == 0 && i < o->argc; i++) r = append(rt, list, whole(rt, o->argv[i]));
    if (r == 0 && o->argc == 0) r = append(rt, list, ouro_ref(rt, rt->empty_str));
    if (r == 0) return list;
    ouro_xrelease(rt, list);
    return NULL;
}

// What PYTHONWARNINGS says, then the options -W: those that come last win.
static ouro_owned warnoptions(ouro_rt *rt) {
    const ouro_options *o = rt->modules->options;
    const char *const *all = o->warnoptions;
    const char *environment = o->isolated || o->ignore_environment ? NULL : getenv("PYTHONWARNINGS");
    ouro_obj *list = ouro_list_new(rt, 0);
    int r = list ? 0 : -1;
    for (const char *s = environment && *environment ? environment : NULL; r == 0 && s;) {
        const char *comma = strchr(s, ',');
        r = append(rt, list, text(rt, s, comma ? (size_t)(comma - s) : strlen(s)));
        s = comma ? comma + 1 : NULL;
    }
    for (size_t i = 0; r == 0 && all && all[i]; i++) r = append(rt, list, whole(rt, all[i]));
    if (r == 0) return list;
    ouro_xrelease(rt, list);
    return NULL;
}

// -X key=value: {key: value}; without a value True.
static ouro_owned xoptions(ouro_rt *rt, const char *const *all) {
    ouro_obj *d = ouro_dict_new(rt);
    for (size_t i = 0; d && all && all[i]; i++) {
        const char *eq = strchr(all[i], '=');
        ouro_obj *key = text(rt, all[i], eq ? (size_t)(eq - all[i]) : strlen(all[i]));
        ouro_obj *value = eq ? whole(rt, eq + 1) : ouro_bool(rt, true);
        int r = key && value ? ouro_dict_set(rt, d, key, value) : -1;
        ouro_xrelease(rt, key);
        ouro_xrelease(rt, value);
        if (r < 0) {
            ouro_release(rt, d);
            return NULL;
        }
    }
    return d;
}

// The command as a full path: as it was called, or as PATH finds it.
static ouro_owned executable(ouro_rt *rt, const char *program) {
    char path[4096];
    if (strchr(program, '/')) {
        char cwd[2048];
        if (program[0] == '/' || !getcwd(cwd, sizeof cwd)) return whole(rt, program);
        while (program[0] == '.' && program[1] == '/') program += 2;
        return (size_t)snprintf(path, sizeof path, "%s/%s", cwd, program) < sizeof path ? whole(rt, path) : whole(rt, program);
    }
    for (const char *s = *program ? getenv("PATH") : NULL; s;) {
        const char *colon = strchr(s, ':');
        int n = colon ? (int)(colon - s) : (int)strlen(s);
        if ((size_t)snprintf(path, sizeof path, "%.*s/%s", n, s, program) < sizeof path && access(path, X_OK) == 0)
            return whole(rt, path);
        s = colon ? colon + 1 : NULL;
    }
    return whole(rt, program);
}

int ouro_sys_add_paths(ouro_rt *rt, ouro_borrowed m) {
    const ouro_options *o = rt->modules->options;
    char buffer[4096], prefix[4096] = "/usr";
    const char *stdlib = library(o, buffer, sizeof buffer), *tail = stdlib ? strstr(stdlib, "/lib/python3") : NULL;
    if (tail) (void)snprintf(prefix, sizeof prefix, "%.*s", (int)(tail - stdlib), stdlib);
    int r = ouro_module_add(rt, m, "path", search_path(rt, stdlib));
    if (r == 0) r = ouro_module_add(rt, m, "argv", arguments(rt));
    if (r == 0) r = ouro_module_add(rt, m, "warnoptions", warnoptions(rt));
    if (r == 0) r = ouro_module_add(rt, m, "_xoptions", xoptions(rt, o->xoptions));
    if (r == 0) r = ouro_module_add(rt, m, "_stdlib_dir", stdlib ? whole(rt, stdlib) : ouro_none(rt));
    if (r == 0) r = ouro_module_add(rt, m, "executable", executable(rt, o->program));
    static const char *const prefixes[] = {"prefix", "base_prefix", "exec_prefix", "base_exec_prefix"};
    for (size_t i = 0; r == 0 && i < 4; i++) r = ouro_module_add(rt, m, prefixes[i], whole(rt, prefix));
    ouro_borrowed argv = r == 0 ? ouro_dict_peek_ascii(rt, ouro_module_dict_peek(m), "argv") : NULL;
    if (argv) r = ouro_module_add(rt, m, "orig_argv", ouro_list_of(rt, argv));
    return r;
}
