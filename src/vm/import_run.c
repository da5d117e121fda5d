// Programs: a file or a module run as __main__; and the end of all modules.
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <ouro/gc.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "types/weakref.h"
#include "vm/import_internal.h"

static ouro_borrowed main_peek(ouro_rt *rt) {
    ouro_borrowed m = ouro_dict_peek_str(rt, rt->ty->modules, OURO_NAME(rt, __main__));
    if (!m) ouro_raise(rt, OURO_RuntimeError, "lost __main__");
    return m;
}

static int set_text(ouro_rt *rt, ouro_borrowed module, const char *name, ouro_owned value) {
    int r = value ? ouro_setattr_ascii(rt, module, name, value) : -1;
    ouro_xrelease(rt, value);
    return r;
}

static int run_code(ouro_rt *rt, ouro_borrowed code, ouro_borrowed module) {
    ouro_obj *dict = ouro_getattr(rt, module, OURO_NAME(rt, __dict__));
    ouro_obj *r = dict ? ouro_vm_exec(rt, code, dict, NULL, NULL) : NULL;
    ouro_xrelease(rt, dict);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

// Ends the program with "EXECUTABLE: MESSAGE", as runpy does.
static int refuse(ouro_rt *rt, ouro_owned message) {
    ouro_borrowed program = vm_sys_peek(rt, "executable");
    ouro_obj *text = message ? ouro_str_formatted(rt, "%S: %S", program ? program : rt->empty_str, message) : NULL;
    ouro_xrelease(rt, message);
    if (text) ouro_raise_kind_object(rt, OURO_SystemExit, text);
    ouro_xrelease(rt, text);
    return -1;
}

// The folder of the script, links followed, comes first in sys.path.
static int put_folder(ouro_rt *rt, const char *path) {
    ouro_borrowed list = vm_sys_peek(rt, "path");
    if (!list || !ouro_list_check(rt, list)) return 0;
    char *real = realpath(path, NULL);
    ouro_obj *whole = ouro_str_from_cstring(rt, real ? real : path);
    free(real);
    ouro_obj *folder = whole ? vm_folder_of(rt, whole) : NULL;
    int r = folder ? ouro_list_insert(rt, list, 0, folder) : -1;
    ouro_xrelease(rt, folder);
    ouro_xrelease(rt, whole);
    return r;
}

// A folder with a __main__.py is run as that, with the folder itself in sys.path.
static int run_folder(ouro_rt *rt, const char *path) {
    ouro_borrowed list = vm_sys_peek(rt, "path");
    ouro_obj *folder = vm_full_path(rt, path, strlen(path));
    if (!folder || (list && ouro_list_check(rt, list) && ouro_list_insert(rt, list, 0, folder) < 0)) {
        ouro_xrelease(rt, folder);
        return -1;
    }
    ouro_obj *file = ouro_str_formatted(rt, "%S/__main__.py", folder);
    struct stat st;
    char *owned = NULL;
    const char *name = file ? ouro_str_utf8(rt, file, &(size_t){0}, &owned, true) : NULL;
    int r = -1;
    if (name && stat(name, &st) != 0)
        refuse(rt, ouro_str_formatted(rt, "can't find '__main__' module in %R", folder));
    else if (name) {
        ouro_borrowed m = main_peek(rt);
        ouro_obj *code = m ? vm_compile_file(rt, file, true) : NULL;
        if (code && set_text(rt, m, "__file__", ouro_ref(rt, file)) == 0 &&
            set_text(rt, m, "__package__", ouro_ref(rt, rt->empty_str)) == 0)
            r = run_code(rt, code, m);
        ouro_xrelease(rt, code);
    }
    if (owned) ouro_raw_free(rt, owned);
    ouro_xrelease(rt, file);
    ouro_release(rt, folder);
    return r;
}

int ouro_run_file(ouro_rt *rt, const char *path) {
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return run_folder(rt, path);
    ouro_borrowed m = main_peek(rt);
    ouro_obj *name = m ? ouro_str_from_cstring(rt, path) : NULL, *full = NULL, *code = NULL, *loader = NULL;
    int r = -1;
    if (!name || (!rt->vm->safe_path && put_folder(rt, path) < 0)) goto done;
    full = vm_full_path(rt, path, strlen(path));
    loader = full ? vm_source_loader(rt, OURO_NAME(rt, __main__), full) : NULL;
    if (!loader || set_text(rt, m, "__file__", ouro_ref(rt, full)) < 0 || set_text(rt, m, "__cached__", ouro_none(rt)) < 0 ||
        ouro_setattr_ascii(rt, m, "__loader__", loader) < 0)
        goto done;
    code = vm_compile_file(rt, full, true);
    if (code) r = run_code(rt, code, m);
done:
    ouro_xrelease(rt, code);
    ouro_xrelease(rt, loader);
    ouro_xrelease(rt, full);
    ouro_xrelease(rt, name);
    return r;
}

// ---- python -m ---------------------------------------------------------------------------------------------------------

// Finds `name`, its parents imported. 1, 0, -1.
static int locate(ouro_rt *rt, ouro_borrowed name, vm_found *f) {
    size_t dot = ouro_str_length(name);
    while (dot > 0 && ouro_str_at(name, dot - 1) != '.') dot--;
    if (dot == 0) return vm_find(rt, name, rt->none, f);
    ouro_obj *parent = ouro_str_slice(rt, name, 0, dot - 1);
    ouro_obj *m = parent ? vm_import_absolute(rt, parent) : NULL;
    if (!m && parent && (ouro_error_is(rt, OURO_ImportError) || ouro_error_is(rt, OURO_AttributeError) ||
                         ouro_error_is(rt, OURO_TypeError) || ouro_error_is(rt, OURO_ValueError))) {
        ouro_obj *error = ouro_error_take(rt), *why = ouro_str_of(rt, error);
        ouro_obj *text = why ? ouro_str_formatted(rt, "Error while finding module specification for %R (%T: %S)", name, error,
                                                  why)
                             : NULL;
        ouro_xrelease(rt, error);
        ouro_xrelease(rt, why);
        refuse(rt, text);
    }
    ouro_xrelease(rt, parent);
    ouro_obj *path = m ? ouro_getattr_quiet(rt, m, OURO_NAME(rt, __path__)) : NULL;
    int r = path ? vm_find(rt, name, path, f) : ouro_error_pending(rt) ? -1 : 0;
    ouro_xrelease(rt, path);
    ouro_xrelease(rt, m);
    return r;
}

static int run_found(ouro_rt *rt, ouro_borrowed name, const vm_found *f) {
    ouro_borrowed m = main_peek(rt), argv = vm_sys_peek(rt, "argv");
    ouro_obj *spec = m ? vm_spec_of_found(rt, name, f) : NULL, *code = NULL;
    int r = -1;
    if (spec && vm_module_setup(rt, m, f, spec) == 0) code = vm_compile_file(rt, f->file, false);
    if (code && argv && ouro_list_check(rt, argv) && ouro_list_length(argv) > 0 &&
        ouro_list_set_steal(rt, argv, 0, ouro_ref(rt, f->file)) < 0)
        goto done;
    if (code) r = run_code(rt, code, m);
done:
    ouro_xrelease(rt, code);
    ouro_xrelease(rt, spec);
    return r;
}

int ouro_run_module(ouro_rt *rt, const char *name) {
    vm_found f = {0}, inner = {0};
    ouro_obj *s = ouro_str_from_cstring(rt, name), *full = NULL;
    int r = s ? locate(rt, s, &f) : -1;
    if (r == 0) {
        r = refuse(rt, ouro_str_formatted(rt, "No module named %S", s));
    } else if (r > 0 && f.locations) {
        full = ouro_str_formatted(rt, "%S.__main__", s);
        r = full ? locate(rt, full, &inner) : -1;
        if (r > 0) r = run_found(rt, full, &inner);
        else if (r == 0)
            r = refuse(rt, ouro_str_formatted(rt, "No module named %S.__main__; %R is a package and cannot be directly executed",
                                              s, s));
    } else if (r > 0) {
        r = f.file ? run_found(rt, s, &f) : refuse(rt, ouro_str_formatted(rt, "No code object available for %S", s));
    }
    vm_found_drop(rt, &inner);
    vm_found_drop(rt, &f);
    ouro_xrelease(rt, full);
    ouro_xrelease(rt, s);
    return r;
}

// ---- the end -----------------------------------------------------------------------------------------------------------

static bool special(ouro_rt *rt, ouro_borrowed name) {
    return ouro_str_check(rt, name) && (ouro_str_equal_ascii(name, "sys") || ouro_str_equal_ascii(name, "builtins"));
}

// Every value of the dict goes, names that begin with one underscore first; __builtins__ stays. In the order of the
// names; what finalizers add meanwhile may stay.
static void empty_dict(ouro_rt *rt, ouro_borrowed dict) {
    ouro_obj *names = ouro_list_of(rt, dict);
    ouro_error_clear(rt);
    for (int pass = 0; names && pass < 2; pass++)
        for (size_t i = 0; i < ouro_list_length(names); i++) {
            ouro_borrowed name = ouro_list_peek(names, i);
            if (!ouro_str_check(rt, name)) continue;
            size_t n = ouro_str_length(name);
            bool private = n > 0 && ouro_str_at(name, 0) == '_' && (n == 1 || ouro_str_at(name, 1) != '_');
            if ((pass == 0 && !private) || ouro_str_equal_ascii(name, "__builtins__")) continue;
            if (ouro_dict_contains(rt, dict, name) > 0) (void)ouro_dict_set(rt, dict, name, rt->none);
            ouro_error_clear(rt);
        }
    ouro_xrelease(rt, names);
    if (!names) ouro_dict_clear(rt, dict);
}

static void forget_in_sys(ouro_rt *rt) {
    static const char *const names[] = {"path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback",
                                        "path_hooks", "path_importer_cache", "meta_path", "__interactivehook__"};
    ouro_borrowed sys = ouro_dict_peek_ascii(rt, rt->ty->modules, "sys");
    ouro_borrowed dict = sys && ouro_is(sys, OURO_T_module) ? ouro_module_dict_peek(sys) : NULL;
    for (size_t i = 0; dict && i < sizeof names / sizeof *names; i++) {
        (void)ouro_dict_set_ascii(rt, dict, names[i], rt->none);
        ouro_error_clear(rt);
    }
    if (rt->ty->builtins && ouro_dict_peek_ascii(rt, rt->ty->builtins, "_"))
        (void)ouro_dict_set_ascii(rt, rt->ty->builtins, "_", rt->none);
    ouro_error_clear(rt);
}

// Weak references to the modules, in the order of sys.modules.
static ouro_owned weak_list(ouro_rt *rt, ouro_borrowed modules) {
    ouro_obj *list = ouro_list_new(rt, ouro_dict_length(modules)), *key, *value;
    size_t at = 0;
    while (list && ouro_dict_next(modules, &at, &key, &value))
        if (ouro_is(value, OURO_T_module) && !special(rt, key)) {
            ouro_obj *weak = ouro_weakref_new(rt, value, NULL);
            if (!weak || ouro_list_append_steal(rt, list, weak) < 0) break;
        }
    ouro_error_clear(rt);
    return list;
}

static void unname_modules(ouro_rt *rt, ouro_borrowed modules) {
    ouro_obj *names = ouro_list_of(rt, modules);
    for (size_t i = 0; names && i < ouro_list_length(names); i++) {
        if (!special(rt, ouro_list_peek(names, i))) (void)ouro_dict_set(rt, modules, ouro_list_peek(names, i), rt->none);
        ouro_error_clear(rt);
    }
    ouro_error_clear(rt);
    ouro_xrelease(rt, names);
}

static void drop_modules(ouro_rt *rt, ouro_borrowed modules) {
    forget_in_sys(rt);
    ouro_obj *weak = weak_list(rt, modules);
    ouro_obj *last[2] = {ouro_xref(rt, ouro_dict_peek_ascii(rt, modules, "sys")),
                         ouro_xref(rt, ouro_dict_peek_ascii(rt, modules, "builtins"))};
    unname_modules(rt, modules);
    ouro_dict_clear(rt, modules);
    (void)ouro_gc_collect(rt, 2);
    // Modules that somebody still holds are emptied, those imported last first.
    for (size_t i = weak ? ouro_list_length(weak) : 0; i-- > 0;) {
        ouro_obj *m = ouro_weak_get(rt, (const ouro_weakref *)ouro_list_peek(weak, i));
        if (m) empty_dict(rt, ouro_module_dict_peek(m));
        ouro_xrelease(rt, m);
    }
    ouro_xrelease(rt, weak);
    for (int i = 0; i < 2; i++)
        if (last[i] && ouro_is(last[i], OURO_T_module)) empty_dict(rt, ouro_module_dict_peek(last[i]));
    for (int i = 0; i < 2; i++) ouro_xrelease(rt, last[i]);
    ouro_error_clear(rt);
    (void)ouro_gc_collect(rt, 2);
}

void ouro_import_finish(ouro_rt *rt) {
    struct vm_imports *im = rt->vm ? rt->vm->imports : NULL;
    if (rt->ty && rt->ty->modules) drop_modules(rt, rt->ty->modules);
    if (!im) return;
    rt->vm->imports = NULL;
    ouro_raw_free(rt, im);
}
