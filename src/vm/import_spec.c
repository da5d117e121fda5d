// Module specs and loaders (PEP 451), the little that programs see of them.
#include <errno.h>
#include <sys/stat.h>

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/import_internal.h"

// ---- ModuleSpec ------------------------------------------------------------------------------------------------------

typedef struct spec {
    ouro_obj head;
    ouro_obj *name, *loader, *origin, *locations, *state, *cached, *pending;
    uint32_t has_location, initializing;
} spec;

static spec *spec_of(ouro_borrowed o) { return (spec *)(uintptr_t)o; }

static void spec_clear(ouro_rt *rt, ouro_obj *self) {
    spec *s = spec_of(self);
    ouro_slot_clear(rt, self, &s->name);
    ouro_slot_clear(rt, self, &s->loader);
    ouro_slot_clear(rt, self, &s->origin);
    ouro_slot_clear(rt, self, &s->locations);
    ouro_slot_clear(rt, self, &s->state);
    ouro_slot_clear(rt, self, &s->cached);
    ouro_slot_clear(rt, self, &s->pending);
}
static int spec_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    spec *s = spec_of(self);
    OURO_VISIT(s->name);
    OURO_VISIT(s->loader);
    OURO_VISIT(s->origin);
    OURO_VISIT(s->locations);
    OURO_VISIT(s->state);
    OURO_VISIT(s->cached);
    OURO_VISIT(s->pending);
    return 0;
}

static int spec_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"name", "loader", "origin", "loader_state", "is_package"};
    ouro_obj *out[5];
    if (ouro_args(rt, "ModuleSpec", args, nargs, kwnames, names, 5, 2, 2, out) < 0) return -1;
    int package = out[4] ? ouro_truth(rt, out[4]) : 0;
    ouro_obj *locations = package > 0 ? ouro_list_new(rt, 0) : NULL;
    if (package < 0 || (package && !locations)) return -1;
    spec *s = spec_of(self);
    ouro_slot_set(rt, self, &s->name, ouro_ref(rt, out[0]));
    ouro_slot_set(rt, self, &s->loader, ouro_ref(rt, out[1]));
    ouro_slot_set(rt, self, &s->origin, ouro_xref(rt, out[2]));
    ouro_slot_set(rt, self, &s->state, ouro_xref(rt, out[3]));
    ouro_slot_set(rt, self, &s->locations, locations);
    return 0;
}

static ouro_owned spec_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}

static ouro_owned spec_repr(ouro_rt *rt, ouro_borrowed self) {
    const spec *s = spec_of(self);
    ouro_obj *text = ouro_str_formatted(rt, "ModuleSpec(name=%R, loader=%R", s->name ? s->name : rt->none,
                                        s->loader ? s->loader : rt->none);
    for (int i = 0; text && i < 3; i++) {
        ouro_obj *more = i == 2                  ? ouro_str_from_cstring(rt, ")")
                         : i == 0 && s->origin   ? ouro_str_formatted(rt, ", origin=%R", s->origin)
                         : i == 1 && s->locations ? ouro_str_formatted(rt, ", submodule_search_locations=%R", s->locations)
                                                  : ouro_ref(rt, rt->empty_str);
        ouro_obj *whole = more ? ouro_str_append(rt, text, more) : NULL;
        if (!whole) ouro_release(rt, text);
        ouro_xrelease(rt, more);
        text = whole;
    }
    return text;
}

static ouro_owned spec_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || ouro_type_of(rt, a) != ouro_type_of(rt, b)) return ouro_not_implemented(rt);
    const spec *x = spec_of(a), *y = spec_of(b);
    ouro_obj *const xs[] = {x->name, x->loader, x->origin, x->locations, x->cached};
    ouro_obj *const ys[] = {y->name, y->loader, y->origin, y->locations, y->cached};
    int same = x->has_location == y->has_location;
    for (size_t i = 0; same > 0 && i < 5; i++)
        same = xs[i] && ys[i] ? ouro_compare_bool(rt, xs[i], ys[i], OURO_EQ) : xs[i] == ys[i];
    return same < 0 ? NULL : ouro_bool(rt, same == (op == OURO_EQ));
}

// Name of the package: the module itself if it is one.
static ouro_owned spec_parent(ouro_rt *rt, ouro_borrowed self) {
    const spec *s = spec_of(self);
    if (!s->name || !ouro_str_check(rt, s->name)) return ouro_none(rt);
    if (s->locations && s->locations != rt->none) return ouro_ref(rt, s->name);
    size_t n = ouro_str_length(s->name);
    while (n > 0 && ouro_str_at(s->name, n - 1) != '.') n--;
    return ouro_str_slice(rt, s->name, 0, n ? n - 1 : 0);
}

static ouro_owned spec_get_location(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, spec_of(self)->has_location); }
static int spec_set_location(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    int truth = value ? ouro_truth(rt, value) : 0;
    if (truth >= 0) spec_of(self)->has_location = (uint32_t)truth;
    return truth < 0 ? -1 : 0;
}
static ouro_owned spec_get_initializing(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bool(rt, spec_of(self)->initializing);
}
static int spec_set_initializing(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    int truth = value ? ouro_truth(rt, value) : 0;
    if (truth >= 0) spec_of(self)->initializing = (uint32_t)truth;
    return truth < 0 ? -1 : 0;
}

static const ouro_member_def spec_members[] = {
    {"name", OURO_MEMBER_OBJ, offsetof(spec, name), true},
    {"loader", OURO_MEMBER_OBJ, offsetof(spec, loader), true},
    {"origin", OURO_MEMBER_OBJ, offsetof(spec, origin), true},
    {"submodule_search_locations", OURO_MEMBER_OBJ, offsetof(spec, locations), true},
    {"loader_state", OURO_MEMBER_OBJ, offsetof(spec, state), true},
    {"cached", OURO_MEMBER_OBJ, offsetof(spec, cached), true},
    {"_cached", OURO_MEMBER_OBJ, offsetof(spec, cached), true},
    {"_uninitialized_submodules", OURO_MEMBER_OBJ, offsetof(spec, pending), true},
    {0}};
static const ouro_getset_def spec_getsets[] = {{"parent", spec_parent, NULL, NULL},
                                               {"has_location", spec_get_location, spec_set_location, NULL},
                                               {"_set_fileattr", spec_get_location, spec_set_location, NULL},
                                               {"_initializing", spec_get_initializing, spec_set_initializing, NULL},
                                               {0}};

static const ouro_type_spec spec_spec = {
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(spec),
    .name = "_frozen_importlib.ModuleSpec",
    .doc = "The specification for a module, used for loading.",
    .members = spec_members,
    .getsets = spec_getsets,
    .slots = {.create = spec_create, .init = spec_init, .dealloc = spec_clear, .clear = spec_clear,
              .traverse = spec_traverse, .repr = spec_repr, .compare = spec_compare},
};

// Types live as long as the runtime; made when first needed.
static ouro_type *type_once(ouro_rt *rt, ouro_type **slot, const ouro_type_spec *from) {
    if (!*slot) *slot = ouro_type_from_spec(rt, from);
    return *slot;
}

ouro_owned vm_spec_type(ouro_rt *rt) {
    ouro_type *t = type_once(rt, &rt->vm->imports->spec, &spec_spec);
    return t ? ouro_ref(rt, &t->head) : NULL;
}

ouro_owned vm_spec_new(ouro_rt *rt, ouro_borrowed name, ouro_borrowed loader, ouro_borrowed origin,
                       ouro_borrowed locations, bool has_location) {
    ouro_type *type = type_once(rt, &rt->vm->imports->spec, &spec_spec);
    spec *s = type ? (spec *)ouro_new_zeroed(rt, type, sizeof *s) : NULL;
    if (!s) return NULL;
    ouro_slot_init(rt, &s->head, &s->name, ouro_ref(rt, name));
    ouro_slot_init(rt, &s->head, &s->loader, ouro_xref(rt, loader));
    ouro_slot_init(rt, &s->head, &s->origin, ouro_xref(rt, origin));
    ouro_slot_init(rt, &s->head, &s->locations, ouro_xref(rt, locations));
    s->has_location = has_location;
    if (has_location && origin) {
        s->cached = vm_cached_name(rt, origin);
        if (!s->cached) {
            ouro_release(rt, &s->head);
            return NULL;
        }
    }
    return &s->head;
}

bool vm_spec_begin(ouro_rt *rt, ouro_borrowed o, bool initializing) {
    bool is = rt->vm->imports->spec && ouro_type_of(rt, o) == rt->vm->imports->spec;
    if (is) spec_of(o)->initializing = initializing;
    return is;
}

// ---- loaders ---------------------------------------------------------------------------------------------------------

typedef struct loader {
    ouro_obj head;
    ouro_obj *name, *path;
} loader;

static loader *loader_of(ouro_borrowed o) { return (loader *)(uintptr_t)o; }
static void loader_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &loader_of(self)->name);
    ouro_slot_clear(rt, self, &loader_of(self)->path);
}
static int loader_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(loader_of(self)->name);
    OURO_VISIT(loader_of(self)->path);
    return 0;
}
static ouro_owned loader_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, cls->size);
}
static int loader_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"fullname", "path"};
    ouro_obj *out[2];
    if (ouro_args(rt, "SourceFileLoader", args, nargs, kwnames, names, 2, 2, 2, out) < 0) return -1;
    ouro_slot_set(rt, self, &loader_of(self)->name, ouro_ref(rt, out[0]));
    ouro_slot_set(rt, self, &loader_of(self)->path, ouro_ref(rt, out[1]));
    return 0;
}

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(get_filename) { return ouro_ref(rt, loader_of(self)->path); }
METHOD(get_data) {
    size_t n;
    char *bytes = vm_read_file(rt, args[0], &n);
    ouro_obj *o = bytes ? ouro_bytes_new(rt, bytes, n) : NULL;
    if (bytes) ouro_raw_free(rt, bytes);
    return o;
}
METHOD(get_source) {
    size_t n;
    char *bytes = vm_read_file(rt, loader_of(self)->path, &n);
    ouro_obj *o = bytes ? ouro_str_from_utf8(rt, bytes, n) : NULL;
    if (bytes) ouro_raw_free(rt, bytes);
    return o;
}
METHOD(get_code) {
    if (ouro_type_of(rt, self) == rt->vm->imports->source) return vm_compile_file(rt, loader_of(self)->path, false);
    ouro_obj *get = ouro_getattr_ascii(rt, self, "get_data"), *make = ouro_getattr_ascii(rt, self, "source_to_code");
    ouro_obj *data = get && make ? ouro_call1(rt, get, loader_of(self)->path) : NULL;
    ouro_obj *code = data ? ouro_call2(rt, make, data, loader_of(self)->path) : NULL;
    ouro_xrelease(rt, get);
    ouro_xrelease(rt, make);
    ouro_xrelease(rt, data);
    return code;
}
METHOD(is_package) {
    ouro_borrowed path = loader_of(self)->path;
    static const char tail[] = "/__init__.py";
    size_t n = ouro_str_length(path), m = sizeof tail - 1;
    bool is = n >= m;
    for (size_t i = 0; is && i < m; i++) is = ouro_str_at(path, n - m + i) == (uint32_t)tail[i];
    return ouro_bool(rt, is);
}
METHOD(create_module) { return ouro_none(rt); }
// A class derived from this one may have its own way to get at the code.
METHOD(exec_module) {
    vm_found f = {.file = loader_of(self)->path};
    if (ouro_type_of(rt, self) == rt->vm->imports->source) return vm_exec_found(rt, args[0], &f) < 0 ? NULL : ouro_none(rt);
    ouro_obj *get = ouro_getattr_ascii(rt, self, "get_code"), *dict = get ? ouro_getattr(rt, args[0], OURO_NAME(rt, __dict__)) : NULL;
    ouro_obj *code = dict ? ouro_call1(rt, get, loader_of(self)->name) : NULL, *r = NULL;
    if (code && !ouro_is(code, OURO_T_code)) ouro_raise(rt, OURO_ImportError, "cannot load module %R", loader_of(self)->name);
    else if (code && ouro_dict_setdefault_peek(rt, dict, OURO_NAME(rt, __builtins__), rt->ty->builtins))
        r = ouro_vm_exec(rt, code, dict, NULL, NULL);
    ouro_xrelease(rt, code);
    ouro_xrelease(rt, dict);
    ouro_xrelease(rt, get);
    if (!r) return NULL;
    ouro_release(rt, r);
    return ouro_none(rt);
}
// Source bytes to code; a derived class may change them first.
METHOD(source_to_code) {
    static const char *const names[] = {"data", "path", "_optimize"};
    ouro_obj *a[3];
    if (ouro_args(rt, "source_to_code", args, nargs, kwnames, names, 3, 2, 2, a) < 0) return NULL;
    ouro_borrowed compile = ouro_dict_peek_ascii(rt, rt->ty->builtins, "compile");
    ouro_obj *mode = compile ? ouro_str_from_cstring(rt, "exec") : NULL;
    ouro_obj *code = mode ? ouro_call3(rt, compile, a[0], a[1], mode) : NULL;
    ouro_xrelease(rt, mode);
    return code;
}
METHOD(load_module) { return vm_import_absolute(rt, nargs ? args[0] : loader_of(self)->name); }
METHOD(path_stats) {
    struct stat st;
    size_t n;
    char *owned = NULL;
    const char *path = ouro_str_check(rt, args[0]) ? ouro_str_utf8(rt, args[0], &n, &owned, true) : NULL;
    int why = path && stat(path, &st) < 0 ? errno : 0;
    if (path && owned) ouro_raw_free(rt, owned);
    if (!path || why) {
        if (!ouro_error_pending(rt)) ouro_raise_errno(rt, why ? why : EINVAL, args[0]);
        return NULL;
    }
    ouro_obj *d = ouro_dict_new(rt), *size = ouro_int_from_i64(rt, st.st_size), *time = ouro_float_new(rt, (double)st.st_mtime);
    bool whole = d && size && time && ouro_dict_set_ascii(rt, d, "mtime", time) == 0 &&
                 ouro_dict_set_ascii(rt, d, "size", size) == 0;
    ouro_xrelease(rt, size);
    ouro_xrelease(rt, time);
    if (whole) return d;
    ouro_xrelease(rt, d);
    return NULL;
}
METHOD(get_resource_reader) {
    ouro_obj *m = ouro_import_module(rt, "importlib.readers"), *cls = m ? ouro_getattr_ascii(rt, m, "FileReader") : NULL;
    ouro_obj *r = cls ? ouro_call1(rt, cls, self) : NULL;
    ouro_xrelease(rt, cls);
    ouro_xrelease(rt, m);
    return r;
}

static const ouro_method_def loader_methods[] = {
    {"get_filename", get_filename, 0, 1, 0, NULL},   {"get_data", get_data, 1, 1, 0, NULL},
    {"get_source", get_source, 0, 1, 0, NULL},       {"get_code", get_code, 0, 1, 0, NULL},
    {"is_package", is_package, 0, 1, 0, NULL},       {"create_module", create_module, 1, 1, 0, NULL},
    {"exec_module", exec_module, 1, 1, 0, NULL},     {"source_to_code", source_to_code, 0, 0, OURO_M_KEYWORDS, NULL},
    {"load_module", load_module, 0, 1, 0, NULL},     {"path_stats", path_stats, 1, 1, 0, NULL},
    {"get_resource_reader", get_resource_reader, 0, 1, 0, NULL}, {0}};
static const ouro_member_def loader_members[] = {{"name", OURO_MEMBER_OBJ, offsetof(loader, name), true},
                                                 {"path", OURO_MEMBER_OBJ, offsetof(loader, path), true},
                                                 {0}};
static const ouro_type_spec loader_spec = {
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(loader),
    .name = "_frozen_importlib_external.SourceFileLoader",
    .doc = "Concrete implementation of SourceLoader using the file system.",
    .methods = loader_methods,
    .members = loader_members,
    .slots = {.create = loader_create, .init = loader_init, .dealloc = loader_dealloc, .clear = loader_dealloc,
              .traverse = loader_traverse},
};

ouro_owned vm_source_loader_type(ouro_rt *rt) {
    ouro_type *t = type_once(rt, &rt->vm->imports->source, &loader_spec);
    return t ? ouro_ref(rt, &t->head) : NULL;
}

ouro_owned vm_source_loader(ouro_rt *rt, ouro_borrowed name, ouro_borrowed path) {
    ouro_type *type = type_once(rt, &rt->vm->imports->source, &loader_spec);
    loader *l = type ? (loader *)ouro_new_zeroed(rt, type, sizeof *l) : NULL;
    if (!l) return NULL;
    ouro_slot_init(rt, &l->head, &l->name, ouro_ref(rt, name));
    ouro_slot_init(rt, &l->head, &l->path, ouro_ref(rt, path));
    return &l->head;
}

// ---- finders ---------------------------------------------------------------------------------------------------------
// What stands in sys.meta_path: classes, asked without an instance.

static ouro_owned find(ouro_rt *rt, ouro_obj *const *args, size_t nargs, enum vm_finder which) {
    vm_found f = {0};
    if (!ouro_str_check(rt, args[0]) || !rt->vm->imports) return ouro_none(rt);
    int r = which == VM_FINDER_BUILTIN ? vm_find_native(rt, args[0], &f)
                                       : vm_find_source(rt, args[0], nargs > 1 ? args[1] : rt->none, &f);
    ouro_obj *spec = r < 0 ? NULL : r ? vm_spec_of_found(rt, args[0], &f) : ouro_none(rt);
    vm_found_drop(rt, &f);
    return spec;
}
METHOD(builtin_find) { return find(rt, args, nargs, VM_FINDER_BUILTIN); }
METHOD(path_find) { return find(rt, args, nargs, VM_FINDER_PATH); }
METHOD(no_package) { return ouro_bool(rt, false); }
METHOD(nothing) { return ouro_none(rt); }
METHOD(builtin_create) {
    ouro_obj *name = ouro_getattr(rt, args[0], OURO_NAME(rt, name)), *m = NULL;
    vm_found f = {0};
    int r = name ? vm_find_native(rt, name, &f) : -1;
    if (r > 0) m = f.native->make(rt);
    else if (r == 0) ouro_raise(rt, OURO_ImportError, "%R is not a built-in module", name);
    ouro_xrelease(rt, name);
    return m;
}
static const ouro_method_def builtin_methods[] = {{"find_spec", builtin_find, 1, 3, OURO_M_STATIC, NULL},
                                                  {"create_module", builtin_create, 1, 1, OURO_M_STATIC, NULL},
                                                  {"exec_module", nothing, 1, 1, OURO_M_STATIC, NULL},
                                                  {"get_code", nothing, 1, 1, OURO_M_STATIC, NULL},
                                                  {"get_source", nothing, 1, 1, OURO_M_STATIC, NULL},
                                                  {"is_package", no_package, 1, 1, OURO_M_STATIC, NULL},
                                                  {0}};
static const ouro_method_def frozen_methods[] = {{"find_spec", nothing, 1, 3, OURO_M_STATIC, NULL}, {0}};
static const ouro_method_def path_methods[] = {{"find_spec", path_find, 1, 3, OURO_M_STATIC, NULL},
                                               {"invalidate_caches", nothing, 0, 0, OURO_M_STATIC, NULL},
                                               {0}};
static const ouro_type_spec finder_specs[VM_FINDERS] = {
    [VM_FINDER_BUILTIN] = {.flags = OURO_TF_BASE,
                           .size = 16,
                           .name = "_frozen_importlib.BuiltinImporter",
                           .doc = "Meta path import for built-in modules.",
                           .methods = builtin_methods},
    [VM_FINDER_FROZEN] = {.flags = OURO_TF_BASE,
                          .size = 16,
                          .name = "_frozen_importlib.FrozenImporter",
                          .doc = "Meta path import for frozen modules.",
                          .methods = frozen_methods},
    [VM_FINDER_PATH] = {.flags = OURO_TF_BASE,
                        .size = 16,
                        .name = "_frozen_importlib_external.PathFinder",
                        .doc = "Meta path finder for sys.path and package __path__ attributes.",
                        .methods = path_methods},
};

ouro_owned vm_finder_class(ouro_rt *rt, enum vm_finder which) {
    ouro_type *t = type_once(rt, &rt->vm->imports->finders[which], &finder_specs[which]);
    return t ? ouro_ref(rt, &t->head) : NULL;
}
