// The import statement: names to modules.
#include <string.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/import_internal.h"

int ouro_import_set_natives(ouro_rt *rt, const ouro_native_module *table) {
    struct vm_imports *im = rt->vm->imports;
    if (!im && !(im = ouro_raw_calloc(rt, sizeof *im))) return -1;
    rt->vm->imports = im;
    im->natives = table;
    return 0;
}

void vm_found_drop(ouro_rt *rt, vm_found *f) {
    ouro_xrelease(rt, f->file);
    ouro_xrelease(rt, f->locations);
    ouro_xrelease(rt, f->spec);
    *f = (vm_found){0};
}

ouro_borrowed vm_sys_peek(ouro_rt *rt, const char *name) {
    ouro_borrowed sys = rt->ty->modules ? ouro_dict_peek_ascii(rt, rt->ty->modules, "sys") : NULL;
    return sys && ouro_is(sys, OURO_T_module) ? ouro_dict_peek_ascii(rt, ouro_module_dict_peek(sys), name) : NULL;
}

// ImportError with its name and path.
static void raise_import(ouro_rt *rt, uint32_t kind, ouro_borrowed name, ouro_borrowed path, ouro_owned message) {
    if (message) ouro_raise(rt, kind, "%S", message);
    ouro_xrelease(rt, message);
    ouro_obj *e = rt->pending;
    if (!e || !ouro_is(e, kind)) return;
    ouro_exception *x = (ouro_exception *)e;
    if (name) ouro_slot_set(rt, e, &x->fields[1], ouro_ref(rt, name));
    if (path) ouro_slot_set(rt, e, &x->fields[2], ouro_ref(rt, path));
}

// Position of the last dot, or -1.
static int64_t last_dot(ouro_borrowed name) {
    for (size_t n = ouro_str_length(name); n > 0; n--)
        if (ouro_str_at(name, n - 1) == '.') return (int64_t)n - 1;
    return -1;
}

static int forget(ouro_rt *rt, ouro_borrowed name) {
    struct ouro_saved_error why;
    ouro_error_save(rt, &why);
    ouro_obj *old = ouro_dict_take(rt, rt->ty->modules, name);
    ouro_xrelease(rt, old);
    ouro_error_put_back(rt, &why);
    return -1;
}

// ---- finding ---------------------------------------------------------------------------------------------------------

int vm_find_native(ouro_rt *rt, ouro_borrowed name, vm_found *out) {
    const ouro_native_module *n = rt->vm->imports->natives;
    for (; n && n->name; n++)
        if (ouro_str_equal_ascii(name, n->name)) {
            out->native = n;
            return 1;
        }
    return 0;
}

int vm_find_source(ouro_rt *rt, ouro_borrowed name, ouro_borrowed path, vm_found *out) {
    ouro_borrowed where = path == rt->none ? vm_sys_peek(rt, "path") : path;
    if (!where) return 0;
    ouro_obj *folders = ouro_ref(rt, where);
    int64_t dot = last_dot(name);
    ouro_obj *tail = ouro_str_slice(rt, name, (size_t)(dot + 1), ouro_str_length(name));
    int r = tail ? vm_find_in_path(rt, folders, tail, out) : -1;
    ouro_xrelease(rt, tail);
    ouro_release(rt, folders);
    return r;
}

// A finder written in Python.
static int ask(ouro_rt *rt, ouro_borrowed finder, ouro_borrowed name, ouro_borrowed path, vm_found *out) {
    ouro_obj *find = ouro_getattr_ascii(rt, finder, "find_spec");
    if (!find) {
        if (!ouro_error_is(rt, OURO_AttributeError)) return -1;
        ouro_error_clear(rt);
        return 0;
    }
    ouro_obj *spec = ouro_call3(rt, find, name, path, rt->none);
    ouro_release(rt, find);
    if (!spec) return -1;
    if (spec == rt->none) {
        ouro_release(rt, spec);
        return 0;
    }
    out->spec = spec;
    return 1;
}

int vm_find(ouro_rt *rt, ouro_borrowed name, ouro_borrowed path, vm_found *out) {
    struct vm_imports *im = rt->vm->imports;
    ouro_borrowed meta = vm_sys_peek(rt, "meta_path");
    if (!meta || !ouro_list_check(rt, meta)) {
        int r = vm_find_native(rt, name, out);
        return r ? r : vm_find_source(rt, name, path, out);
    }
    int r = 0;
    ouro_obj *finders = ouro_list_as_tuple(rt, meta);
    if (!finders) return -1;
    for (size_t i = 0; r == 0 && i < ouro_tuple_length(finders); i++) {
        ouro_borrowed f = ouro_tuple_peek(finders, i);
        if (im->finders[VM_FINDER_BUILTIN] && f == &im->finders[VM_FINDER_BUILTIN]->head) r = vm_find_native(rt, name, out);
        else if (im->finders[VM_FINDER_PATH] && f == &im->finders[VM_FINDER_PATH]->head)
            r = vm_find_source(rt, name, path, out);
        else if (im->finders[VM_FINDER_FROZEN] && f == &im->finders[VM_FINDER_FROZEN]->head) continue;
        else r = ask(rt, f, name, path, out);
    }
    ouro_release(rt, finders);
    return r;
}

ouro_owned vm_spec_of_found(ouro_rt *rt, ouro_borrowed name, const vm_found *f) {
    if (f->spec) return ouro_ref(rt, f->spec);
    ouro_obj *loader = NULL, *origin = NULL, *spec = NULL;
    if (f->native) {
        loader = vm_finder_class(rt, VM_FINDER_BUILTIN);
        origin = ouro_str_from_cstring(rt, "built-in");
    } else {
        loader = f->file ? vm_source_loader(rt, name, f->file) : ouro_none(rt);
        origin = f->file ? ouro_ref(rt, f->file) : ouro_none(rt);
    }
    if (loader && origin) spec = vm_spec_new(rt, name, loader, origin, f->locations, f->file != NULL);
    ouro_xrelease(rt, loader);
    ouro_xrelease(rt, origin);
    return spec;
}

// ---- loading ---------------------------------------------------------------------------------------------------------

static int set_from(ouro_rt *rt, ouro_borrowed module, const char *name, ouro_borrowed spec, const char *attr) {
    ouro_obj *value = ouro_getattr_ascii(rt, spec, attr);
    int r = value ? ouro_setattr_ascii(rt, module, name, value) : -1;
    ouro_xrelease(rt, value);
    return r;
}

int vm_module_setup(ouro_rt *rt, ouro_borrowed module, const vm_found *f, ouro_borrowed spec) {
    if (ouro_setattr_ascii(rt, module, "__spec__", spec) < 0 || set_from(rt, module, "__loader__", spec, "loader") < 0 ||
        set_from(rt, module, "__package__", spec, "parent") < 0)
        return -1;
    if (f->locations && ouro_setattr_ascii(rt, module, "__path__", f->locations) < 0) return -1;
    if (f->file && (ouro_setattr_ascii(rt, module, "__file__", f->file) < 0 ||
                    set_from(rt, module, "__cached__", spec, "cached") < 0))
        return -1;
    if (!f->spec) return 0;
    ouro_obj *locations = ouro_getattr_ascii(rt, spec, "submodule_search_locations");
    int r = !locations ? -1 : locations == rt->none ? 0 : ouro_setattr_ascii(rt, module, "__path__", locations);
    ouro_xrelease(rt, locations);
    ouro_obj *has = r == 0 ? ouro_getattr_ascii(rt, spec, "has_location") : NULL;
    int located = has ? ouro_truth(rt, has) : -1;
    ouro_xrelease(rt, has);
    if (located > 0) r = set_from(rt, module, "__file__", spec, "origin");
    return located < 0 ? -1 : r;
}

int vm_exec_found(ouro_rt *rt, ouro_borrowed module, const vm_found *f) {
    if (!f->file) return 0;
    ouro_obj *dict = ouro_getattr(rt, module, OURO_NAME(rt, __dict__));
    ouro_obj *code = dict ? vm_compile_file(rt, f->file, false) : NULL, *r = NULL;
    if (code && ouro_dict_setdefault_peek(rt, dict, OURO_NAME(rt, __builtins__), rt->ty->builtins))
        r = ouro_vm_exec(rt, code, dict, NULL, NULL);
    ouro_xrelease(rt, code);
    ouro_xrelease(rt, dict);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

static ouro_owned new_module(ouro_rt *rt, ouro_borrowed name) {
    char *owned;
    const char *text = ouro_str_utf8(rt, name, &(size_t){0}, &owned, true);
    ouro_obj *m = text ? ouro_module_new(rt, text, NULL) : NULL;
    if (owned) ouro_raw_free(rt, owned);
    return m;
}

static ouro_owned create(ouro_rt *rt, ouro_borrowed name, const vm_found *f, ouro_borrowed spec, ouro_borrowed loader) {
    if (f->native) return f->native->make(rt);
    if (f->spec && loader != rt->none) {
        ouro_obj *make = ouro_getattr_ascii(rt, loader, "create_module");
        if (!make && !ouro_error_is(rt, OURO_AttributeError)) return NULL;
        ouro_error_clear(rt);
        ouro_obj *m = make ? ouro_call1(rt, make, spec) : ouro_none(rt);
        ouro_xrelease(rt, make);
        if (!m || m != rt->none) return m;
        ouro_release(rt, m);
    }
    return new_module(rt, name);
}

static int exec(ouro_rt *rt, ouro_borrowed module, const vm_found *f, ouro_borrowed loader) {
    if (!f->spec) return vm_exec_found(rt, module, f);
    if (loader == rt->none) return 0; // a namespace package
    ouro_obj *run = ouro_getattr_ascii(rt, loader, "exec_module");
    ouro_obj *r = run ? ouro_call1(rt, run, module) : NULL;
    ouro_xrelease(rt, run);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

// The module may have put another in its place. Those loaded last come last in sys.modules.
static ouro_owned settle(ouro_rt *rt, ouro_borrowed name) {
    ouro_obj *m = ouro_dict_take(rt, rt->ty->modules, name);
    if (!m) {
        if (!ouro_error_pending(rt)) ouro_raise_kind_object(rt, OURO_KeyError, name);
        return NULL;
    }
    if (ouro_dict_set(rt, rt->ty->modules, name, m) == 0) return m;
    ouro_release(rt, m);
    return NULL;
}

ouro_owned vm_module_load(ouro_rt *rt, ouro_borrowed name, const vm_found *f) {
    ouro_obj *spec = vm_spec_of_found(rt, name, f), *loader = NULL, *m = NULL, *result = NULL;
    if (!spec || !(loader = ouro_getattr_ascii(rt, spec, "loader"))) goto done;
    m = create(rt, name, f, spec, loader);
    if (!m || vm_module_setup(rt, m, f, spec) < 0) goto done;
    if (ouro_dict_set(rt, rt->ty->modules, name, m) < 0) goto done;
    vm_spec_begin(rt, spec, true);
    int r = exec(rt, m, f, loader);
    vm_spec_begin(rt, spec, false);
    if (r < 0) forget(rt, name);
    else result = f->native ? ouro_ref(rt, m) : settle(rt, name);
done:
    ouro_xrelease(rt, m);
    ouro_xrelease(rt, loader);
    ouro_xrelease(rt, spec);
    return result;
}

static void raise_not_found(ouro_rt *rt, ouro_borrowed name, ouro_borrowed not_package) {
    ouro_obj *text = not_package ? ouro_str_formatted(rt, "No module named %R; %R is not a package", name, not_package)
                                 : ouro_str_formatted(rt, "No module named %R", name);
    raise_import(rt, OURO_ModuleNotFoundError, name, NULL, text);
}

// The module in sys.modules: new reference. NULL: not there, or an error (None stands for "halted").
static ouro_owned known(ouro_rt *rt, ouro_borrowed name) {
    ouro_obj *m = ouro_dict_get(rt, rt->ty->modules, name);
    if (m != rt->none) return m;
    ouro_release(rt, m);
    raise_import(rt, OURO_ModuleNotFoundError, name, NULL,
                 ouro_str_formatted(rt, "import of %S halted; None in sys.modules", name));
    return NULL;
}

// `parent.tail` has been loaded: it becomes an attribute of the parent.
static int bind_to_parent(ouro_rt *rt, ouro_borrowed parent, ouro_borrowed name, size_t dot, ouro_borrowed m) {
    ouro_obj *tail = ouro_str_slice(rt, name, dot + 1, ouro_str_length(name));
    int r = tail && ouro_str_intern(rt, &tail) == 0 ? ouro_setattr(rt, parent, tail, m) : -1;
    ouro_xrelease(rt, tail);
    if (r < 0 && ouro_error_is(rt, OURO_AttributeError)) {
        ouro_error_clear(rt);
        return 0;
    }
    return r;
}

static ouro_owned find_and_load(ouro_rt *rt, ouro_borrowed name) {
    int64_t dot = last_dot(name);
    vm_found f = {0};
    ouro_obj *parent_name = NULL, *parent = NULL, *path = NULL, *m = NULL;
    if (dot >= 0) {
        parent_name = ouro_str_slice(rt, name, 0, (size_t)dot);
        parent = parent_name ? vm_import_absolute(rt, parent_name) : NULL;
        if (!parent) goto done;
        m = known(rt, name); // the parent may have loaded it
        if (m || ouro_error_pending(rt)) goto done;
        path = ouro_getattr_quiet(rt, parent, OURO_NAME(rt, __path__));
        if (!path) {
            if (!ouro_error_pending(rt)) raise_not_found(rt, name, parent_name);
            goto done;
        }
    } else {
        path = ouro_none(rt);
    }
    int r = vm_find(rt, name, path, &f);
    if (r > 0) m = vm_module_load(rt, name, &f);
    else if (r == 0) raise_not_found(rt, name, NULL);
    if (m && parent && bind_to_parent(rt, parent, name, (size_t)dot, m) < 0) {
        ouro_release(rt, m);
        m = NULL;
    }
done:
    vm_found_drop(rt, &f);
    ouro_xrelease(rt, path);
    ouro_xrelease(rt, parent);
    ouro_xrelease(rt, parent_name);
    return m;
}

ouro_owned vm_import_absolute(ouro_rt *rt, ouro_borrowed name) {
    if (!rt->ty->modules || !rt->vm->imports) {
        ouro_raise(rt, OURO_ImportError, "sys.meta_path is None, Python is likely shutting down");
        return NULL;
    }
    ouro_obj *m = known(rt, name);
    if (m || ouro_error_pending(rt)) return m;
    if (!ouro_enter(rt, " during an import")) return NULL;
    m = find_and_load(rt, name);
    ouro_leave(rt);
    return m;
}

ouro_owned ouro_import_module(ouro_rt *rt, const char *name) {
    ouro_obj *s = ouro_str_from_cstring(rt, name);
    ouro_obj *m = s ? vm_import_absolute(rt, s) : NULL;
    ouro_xrelease(rt, s);
    return m;
}

// ---- __import__ ------------------------------------------------------------------------------------------------------

static ouro_borrowed global_peek(ouro_rt *rt, ouro_borrowed globals, ouro_borrowed name) {
    ouro_borrowed v = ouro_dict_peek_str(rt, globals, name);
    return v == rt->none ? NULL : v;
}

// The package in which code with these globals stands, for relative imports.
static ouro_owned package_of(ouro_rt *rt, ouro_borrowed globals) {
    if (!globals || globals == rt->none || !ouro_dict_check(rt, globals)) {
        if (globals && globals != rt->none) ouro_raise(rt, OURO_TypeError, "globals must be a dict");
        else ouro_raise(rt, OURO_KeyError, "'__name__' not in globals");
        return NULL;
    }
    ouro_borrowed package = global_peek(rt, globals, OURO_NAME(rt, __package__));
    if (package) {
        if (ouro_str_check(rt, package)) return ouro_ref(rt, package);
        ouro_raise(rt, OURO_TypeError, "__package__ must be a string");
        return NULL;
    }
    ouro_borrowed spec = global_peek(rt, globals, OURO_NAME(rt, __spec__));
    if (spec) {
        ouro_obj *parent = ouro_getattr_ascii(rt, spec, "parent");
        if (!parent || ouro_str_check(rt, parent)) return parent;
        ouro_release(rt, parent);
        ouro_raise(rt, OURO_TypeError, "__spec__.parent must be a string");
        return NULL;
    }
    ouro_borrowed name = ouro_dict_peek_str(rt, globals, OURO_NAME(rt, __name__));
    if (!name) {
        ouro_raise(rt, OURO_KeyError, "'__name__' not in globals");
        return NULL;
    }
    if (!ouro_str_check(rt, name)) {
        ouro_raise(rt, OURO_TypeError, "__name__ must be a string");
        return NULL;
    }
    if (ouro_dict_peek_str(rt, globals, OURO_NAME(rt, __path__))) return ouro_ref(rt, name);
    int64_t dot = last_dot(name);
    return ouro_str_slice(rt, name, 0, dot < 0 ? 0 : (size_t)dot);
}

static ouro_owned resolve(ouro_rt *rt, ouro_borrowed name, ouro_borrowed globals, int64_t level) {
    ouro_obj *package = package_of(rt, globals), *base = NULL, *result = NULL;
    if (!package) return NULL;
    size_t n = ouro_str_length(package);
    if (n == 0) {
        ouro_raise(rt, OURO_ImportError, "attempted relative import with no known parent package");
        goto done;
    }
    for (int64_t up = level - 1; up > 0; up--) {
        while (n > 0 && ouro_str_at(package, n - 1) != '.') n--;
        if (n == 0) {
            ouro_raise(rt, OURO_ImportError, "attempted relative import beyond top-level package");
            goto done;
        }
        n--;
    }
    base = ouro_str_slice(rt, package, 0, n);
    if (base) result = ouro_str_length(name) ? ouro_str_formatted(rt, "%S.%S", base, name) : ouro_ref(rt, base);
done:
    ouro_xrelease(rt, base);
    ouro_release(rt, package);
    return result;
}

static int import_items(ouro_rt *rt, ouro_borrowed m, ouro_borrowed items, bool recursive);

// `item` of `from m import item` when m is a package: it may be a module of it that is not loaded yet.
static int import_item(ouro_rt *rt, ouro_borrowed m, ouro_borrowed item, bool recursive) {
    if (!ouro_str_check(rt, item)) {
        ouro_obj *name = ouro_getattr(rt, m, OURO_NAME(rt, __name__));
        if (name && recursive) ouro_raise(rt, OURO_TypeError, "Item in %S.__all__ must be str, not %T", name, item);
        else if (name) ouro_raise(rt, OURO_TypeError, "Item in ``from list'' must be str, not %T", item);
        ouro_xrelease(rt, name);
        return -1;
    }
    if (ouro_str_equal_ascii(item, "*")) {
        ouro_obj *all = recursive ? NULL : ouro_getattr_quiet(rt, m, OURO_NAME(rt, __all__));
        int r = all ? import_items(rt, m, all, true) : ouro_error_pending(rt) ? -1 : 0;
        ouro_xrelease(rt, all);
        return r;
    }
    ouro_obj *have = ouro_getattr_quiet(rt, m, item);
    if (have || ouro_error_pending(rt)) {
        ouro_xrelease(rt, have);
        return have ? 0 : -1;
    }
    ouro_obj *package = ouro_getattr(rt, m, OURO_NAME(rt, __name__));
    ouro_obj *name = package ? ouro_str_formatted(rt, "%S.%S", package, item) : NULL;
    ouro_obj *sub = name ? vm_import_absolute(rt, name) : NULL;
    int r = sub ? 0 : -1;
    if (!sub && name && ouro_error_is(rt, OURO_ModuleNotFoundError)) {
        // Not found: `from` will say so. Something it imports was not found: that is the error.
        ouro_borrowed missing = ouro_exception_field_peek(rt->pending, 1);
        if (missing && ouro_str_check(rt, missing) && ouro_compare_bool(rt, missing, name, OURO_EQ) > 0 &&
            ouro_dict_peek(rt, rt->ty->modules, name) != rt->none) {
            ouro_error_clear(rt);
            r = 0;
        }
    }
    ouro_xrelease(rt, sub);
    ouro_xrelease(rt, name);
    ouro_xrelease(rt, package);
    return r;
}

static int import_items(ouro_rt *rt, ouro_borrowed m, ouro_borrowed items, bool recursive) {
    ouro_obj *list = ouro_tuple_of(rt, items);
    int r = list ? 0 : -1;
    for (size_t i = 0; r == 0 && i < ouro_tuple_length(list); i++)
        r = import_item(rt, m, ouro_tuple_peek(list, i), recursive);
    ouro_xrelease(rt, list);
    return r;
}

// What `import a.b.c` binds: a.
static ouro_owned front_of(ouro_rt *rt, ouro_borrowed name, ouro_borrowed absolute, int64_t level, ouro_owned m) {
    size_t n = ouro_str_length(name), front = 0;
    while (front < n && ouro_str_at(name, front) != '.') front++;
    if (front == n) return m;
    ouro_release(rt, m);
    size_t keep = level == 0 ? front : ouro_str_length(absolute) - (n - front);
    ouro_obj *top = ouro_str_slice(rt, absolute, 0, keep);
    ouro_obj *found = top ? ouro_dict_get(rt, rt->ty->modules, top) : NULL;
    if (top && !found && !ouro_error_pending(rt)) {
        if (level == 0) found = vm_import_absolute(rt, top);
        else ouro_raise(rt, OURO_KeyError, "%R not in sys.modules as expected", top);
    }
    ouro_xrelease(rt, top);
    return found;
}

ouro_owned ouro_import(ouro_rt *rt, ouro_borrowed name, ouro_borrowed globals, ouro_borrowed fromlist, int64_t level) {
    if (!ouro_str_check(rt, name)) {
        ouro_raise(rt, OURO_TypeError, "module name must be a string");
        return NULL;
    }
    if (level < 0) {
        ouro_raise(rt, OURO_ValueError, "level must be >= 0");
        return NULL;
    }
    if (level == 0 && ouro_str_length(name) == 0) {
        ouro_raise(rt, OURO_ValueError, "Empty module name");
        return NULL;
    }
    ouro_obj *absolute = level > 0 ? resolve(rt, name, globals, level) : ouro_ref(rt, name);
    ouro_obj *m = absolute ? vm_import_absolute(rt, absolute) : NULL;
    int has_from = m && fromlist && fromlist != rt->none ? ouro_truth(rt, fromlist) : 0;
    if (m && has_from == 0 && ouro_str_length(name)) {
        m = front_of(rt, name, absolute, level, m);
    } else if (m && has_from > 0) {
        ouro_obj *path = ouro_getattr_quiet(rt, m, OURO_NAME(rt, __path__));
        int r = path ? import_items(rt, m, fromlist, false) : ouro_error_pending(rt) ? -1 : 0;
        ouro_xrelease(rt, path);
        if (r < 0) has_from = -1;
    }
    if (m && has_from < 0) {
        ouro_release(rt, m);
        m = NULL;
    }
    ouro_xrelease(rt, absolute);
    return m;
}

// ---- from m import name ----------------------------------------------------------------------------------------------

static bool initializing(ouro_rt *rt, ouro_borrowed module) {
    ouro_obj *spec = ouro_getattr_quiet(rt, module, OURO_NAME(rt, __spec__));
    ouro_obj *flag = spec && spec != rt->none ? ouro_getattr_ascii(rt, spec, "_initializing") : NULL;
    bool is = flag && ouro_truth(rt, flag) > 0;
    ouro_error_clear(rt);
    ouro_xrelease(rt, flag);
    ouro_xrelease(rt, spec);
    return is;
}

static ouro_owned text_attribute(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    ouro_obj *v = ouro_getattr_quiet(rt, o, name);
    if (v && ouro_str_check(rt, v)) return v;
    ouro_xrelease(rt, v);
    ouro_error_clear(rt);
    return NULL;
}

ouro_owned ouro_import_from_failed(ouro_rt *rt, ouro_borrowed module, ouro_borrowed name) {
    ouro_obj *package = text_attribute(rt, module, OURO_NAME(rt, __name__));
    if (package) {
        ouro_obj *full = ouro_str_formatted(rt, "%S.%S", package, name);
        ouro_obj *m = full ? ouro_dict_get(rt, rt->ty->modules, full) : NULL;
        ouro_xrelease(rt, full);
        if (m || ouro_error_pending(rt)) {
            ouro_release(rt, package);
            return m;
        }
    }
    ouro_obj *shown = package ? ouro_ref(rt, package) : ouro_str_from_cstring(rt, "<unknown module name>"), *text = NULL;
    ouro_obj *path = text_attribute(rt, module, OURO_NAME(rt, __file__));
    if (shown && !path)
        text = ouro_str_formatted(rt, "cannot import name %R from %R (unknown location)", name, shown);
    else if (shown && initializing(rt, module))
        text = ouro_str_formatted(rt,
                                  "cannot import name %R from partially initialized module %R (most likely due to a "
                                  "circular import) (%S)",
                                  name, shown, path);
    else if (shown)
        text = ouro_str_formatted(rt, "cannot import name %R from %R (%S)", name, shown, path);
    raise_import(rt, OURO_ImportError, package, path, text);
    ouro_xrelease(rt, shown);
    ouro_xrelease(rt, path);
    ouro_xrelease(rt, package);
    return NULL;
}
