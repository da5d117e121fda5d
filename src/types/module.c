// Modules.
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static ouro_module *of(ouro_borrowed self) { return (ouro_module *)(uintptr_t)self; }

// ---- making --------------------------------------------------------------------------------------------------------

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *m = ouro_new_zeroed(rt, cls, sizeof(ouro_module));
    ouro_obj *dict = m ? ouro_dict_new(rt) : NULL;
    if (dict)
        ouro_slot_init(rt, m, &of(m)->dict, dict);
    else if (m)
        ouro_release(rt, m);
    return dict ? m : NULL;
}

static int fill(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed name, ouro_borrowed doc) {
    ouro_obj *const empty[] = {OURO_NAME(rt, __package__), OURO_NAME(rt, __loader__), OURO_NAME(rt, __spec__)};
    if (ouro_dict_set(rt, dict, OURO_NAME(rt, __name__), name) < 0 ||
        ouro_dict_set(rt, dict, OURO_NAME(rt, __doc__), doc ? doc : rt->none) < 0)
        return -1;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (ouro_dict_set(rt, dict, empty[i], rt->none) < 0)
            return -1;
    return 0;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"name", "doc"};
    ouro_obj *in[2];
    if (ouro_args(rt, "module", args, nargs, kwnames, names, 2, 1, 2, in) < 0)
        return -1;
    if (!ouro_str_check(rt, in[0])) {
        ouro_raise(rt, OURO_TypeError, "module() argument 'name' must be str, not %T", in[0]);
        return -1;
    }
    return fill(rt, of(self)->dict, in[0], in[1]);
}

ouro_owned ouro_module_new(ouro_rt *rt, const char *name, const char *doc) {
    ouro_obj *m = create(rt, rt->types[OURO_T_module], NULL, 0, NULL);
    ouro_obj *text = ouro_str_interned_cstring(rt, name);
    ouro_obj *doc_text = doc ? ouro_str_from_cstring(rt, doc) : ouro_none(rt);
    if (m && (!text || !doc_text || fill(rt, of(m)->dict, text, doc_text) < 0)) {
        ouro_release(rt, m);
        m = NULL;
    }
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, doc_text);
    return m;
}

int ouro_module_add(ouro_rt *rt, ouro_borrowed module, const char *name, ouro_owned value) {
    if (!value)
        return -1;
    ouro_obj *key = ouro_str_interned_cstring(rt, name);
    int status = key ? ouro_dict_set(rt, of(module)->dict, key, value) : -1;
    ouro_xrelease(rt, key);
    ouro_release(rt, value);
    return status;
}

int ouro_module_add_functions(ouro_rt *rt, ouro_borrowed module, const ouro_method_def *defs) {
    ouro_obj *name = ouro_xref(rt, ouro_dict_peek_str(rt, of(module)->dict, OURO_NAME(rt, __name__)));
    int status = 0;
    for (; status == 0 && defs->name; defs++)
        status = ouro_module_add(rt, module, defs->name, ouro_builtin_function_new(rt, defs, module, name));
    ouro_xrelease(rt, name);
    return status;
}

// ---- attributes ----------------------------------------------------------------------------------------------------

// Is the module being imported just now?
static bool initializing(ouro_rt *rt, ouro_borrowed dict) {
    ouro_borrowed spec = ouro_dict_peek_str(rt, dict, OURO_NAME(rt, __spec__));
    if (!spec || spec == rt->none)
        return false;
    ouro_obj *held = ouro_ref(rt, spec), *key = ouro_str_interned_cstring(rt, "_initializing");
    ouro_obj *mark = key ? ouro_getattr_quiet(rt, held, key) : NULL;
    int truth = mark ? ouro_truth(rt, mark) : 0;
    ouro_error_clear(rt);
    ouro_xrelease(rt, mark);
    ouro_xrelease(rt, key);
    ouro_release(rt, held);
    return truth > 0;
}

static OURO_COLD void no_attribute(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_borrowed dict = of(self)->dict, own = ouro_dict_peek_str(rt, dict, OURO_NAME(rt, __name__));
    if (!own || !ouro_str_check(rt, own)) {
        ouro_raise(rt, OURO_AttributeError, "module has no attribute '%S'", name);
    } else {
        ouro_obj *held = ouro_ref(rt, own);
        if (initializing(rt, dict))
            ouro_raise(rt, OURO_AttributeError,
                       "partially initialized module '%S' has no attribute '%S' (most likely due to a circular import)",
                       held, name);
        else
            ouro_raise(rt, OURO_AttributeError, "module '%S' has no attribute '%S'", held, name);
        ouro_release(rt, held);
    }
    ouro_attribute_error_set(rt, self, name);
}

static ouro_owned getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_type *type = ouro_type_of(rt, self);
    ouro_obj *found = ouro_xref(rt, ouro_type_lookup(rt, type, name)), *value;
    ouro_descr_get_slot get = found ? ouro_type_of(rt, found)->slots.descr_get : NULL;
    if (get && ouro_type_of(rt, found)->slots.descr_set) {
        value = get(rt, found, self, &type->head);
        ouro_release(rt, found);
        return value;
    }
    value = ouro_xref(rt, ouro_dict_peek_str(rt, of(self)->dict, name));
    if (value || ouro_error_pending(rt)) {
        ouro_xrelease(rt, found);
        return value;
    }
    if (get) {
        value = get(rt, found, self, &type->head);
        ouro_release(rt, found);
        return value;
    }
    if (found)
        return found;
    ouro_obj *hook = ouro_xref(rt, ouro_dict_peek_str(rt, of(self)->dict, OURO_NAME(rt, __getattr__)));
    if (hook) {
        value = ouro_call1(rt, hook, name);
        ouro_release(rt, hook);
        return value;
    }
    no_attribute(rt, self, name);
    return NULL;
}

static int setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_obj *found = ouro_xref(rt, ouro_type_lookup(rt, ouro_type_of(rt, self), name));
    ouro_set_slot set = found ? ouro_type_of(rt, found)->slots.descr_set : NULL;
    int status;
    if (set) {
        status = set(rt, found, self, value);
    } else if (value) {
        ouro_obj *key = ouro_ref(rt, name);
        status = ouro_is(key, OURO_T_str) ? ouro_str_intern(rt, &key) : 0;
        if (status == 0)
            status = ouro_dict_set(rt, of(self)->dict, key, value);
        ouro_release(rt, key);
    } else {
        status = ouro_dict_delete(rt, of(self)->dict, name);
        if (status == 1) {
            ouro_attribute_error(rt, self, name);
            status = -1;
        }
    }
    ouro_xrelease(rt, found);
    return status;
}

// ---- repr ----------------------------------------------------------------------------------------------------------

// The attribute, NULL for None and for one that is not there.
static ouro_owned quiet(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_obj *value = ouro_getattr_quiet(rt, self, name);
    if (value != rt->none)
        return value;
    ouro_release(rt, value);
    return NULL;
}

static ouro_owned repr_without_spec(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_obj *file = ouro_getattr_quiet(rt, self, OURO_NAME(rt, __file__)), *text = NULL;
    ouro_obj *loader = ouro_error_pending(rt) ? NULL : quiet(rt, self, OURO_NAME(rt, __loader__));
    if (!ouro_error_pending(rt))
        text = file     ? ouro_str_formatted(rt, "<module %R from %R>", name, file)
               : loader ? ouro_str_formatted(rt, "<module %R (%R)>", name, loader)
                        : ouro_str_formatted(rt, "<module %R>", name);
    ouro_xrelease(rt, file);
    ouro_xrelease(rt, loader);
    return text;
}

static ouro_owned repr_with_spec(ouro_rt *rt, ouro_borrowed spec) {
    ouro_obj *name = ouro_getattr_ascii(rt, spec, "name"), *text = NULL;
    ouro_obj *origin = name ? ouro_getattr_ascii(rt, spec, "origin") : NULL;
    ouro_obj *loader = origin ? ouro_getattr_ascii(rt, spec, "loader") : NULL;
    ouro_obj *location = loader ? ouro_getattr_ascii(rt, spec, "has_location") : NULL;
    int has_location = location ? ouro_truth(rt, location) : -1;
    if (has_location >= 0) {
        if (origin == rt->none)
            text = loader == rt->none ? ouro_str_formatted(rt, "<module %R>", name)
                                      : ouro_str_formatted(rt, "<module %R (%R)>", name, loader);
        else
            text = has_location ? ouro_str_formatted(rt, "<module %R from %R>", name, origin)
                                : ouro_str_formatted(rt, "<module %R (%S)>", name, origin);
    }
    ouro_xrelease(rt, name);
    ouro_xrelease(rt, origin);
    ouro_xrelease(rt, loader);
    ouro_xrelease(rt, location);
    return text;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *spec = quiet(rt, self, OURO_NAME(rt, __spec__)), *text;
    if (spec) {
        text = repr_with_spec(rt, spec);
        ouro_release(rt, spec);
        return text;
    }
    ouro_obj *name = ouro_error_pending(rt) ? NULL : ouro_getattr_quiet(rt, self, OURO_NAME(rt, __name__));
    if (!name && (ouro_error_pending(rt) || !(name = ouro_str_from_ascii(rt, "?", 1))))
        return NULL;
    text = repr_without_spec(rt, self, name);
    ouro_release(rt, name);
    return text;
}

// ---- the rest ------------------------------------------------------------------------------------------------------

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_module *m = of(self);
    if (m->finish)
        m->finish(rt, self);
    ouro_slot_clear(rt, self, &m->dict);
    ouro_raw_free(rt, m->state);
    m->state = NULL;
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    if (of(self)->dict)
        ouro_dict_clear(rt, of(self)->dict);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->dict);
    return 0;
}

static ouro_owned dir(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *dict = ouro_getattr(rt, self, OURO_NAME(rt, __dict__)), *result = NULL;
    if (!dict)
        return NULL;
    if (!ouro_dict_check(rt, dict)) {
        ouro_raise(rt, OURO_TypeError, "%R.__dict__ is not a dictionary", self);
    } else {
        ouro_obj *hook = ouro_xref(rt, ouro_dict_peek_str(rt, dict, OURO_NAME(rt, __dir__)));
        result = hook ? ouro_call0(rt, hook) : ouro_list_of(rt, dict);
        ouro_xrelease(rt, hook);
    }
    ouro_release(rt, dict);
    return result;
}

static ouro_owned get_annotations(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed found = ouro_dict_peek_str(rt, of(self)->dict, OURO_NAME(rt, __annotations__));
    if (found)
        return ouro_ref(rt, found);
    ouro_obj *dict = ouro_dict_new(rt);
    if (dict && ouro_dict_set(rt, of(self)->dict, OURO_NAME(rt, __annotations__), dict) < 0) {
        ouro_release(rt, dict);
        return NULL;
    }
    return dict;
}

static int set_annotations(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (value)
        return ouro_dict_set(rt, of(self)->dict, OURO_NAME(rt, __annotations__), value);
    int status = ouro_dict_delete(rt, of(self)->dict, OURO_NAME(rt, __annotations__));
    if (status == 1)
        ouro_raise(rt, OURO_AttributeError, "__annotations__");
    return status ? -1 : 0;
}

static const ouro_method_def methods[] = {
    {"__dir__", dir, 0, 0, 0, "Names of the module."}, {0}};
static const ouro_getset_def getsets[] = {{"__annotations__", get_annotations, set_annotations, NULL}, {0}};
static const ouro_member_def members[] = {{"__dict__", OURO_MEMBER_OBJ, offsetof(ouro_module, dict), false}, {0}};

const ouro_type_spec ouro_spec_module = {
    .number = OURO_T_module,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_WEAK,
    .size = sizeof(ouro_module),
    .name = "module",
    .doc = "module(name, doc=None)\n--\n\nAn empty module.",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .init = init, .dealloc = dealloc, .traverse = traverse, .clear = clear,
              .getattr = getattr, .setattr = setattr, .repr = repr},
};
