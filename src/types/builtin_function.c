// builtin_function_or_method: a native function with the object it was taken from.
#include <string.h>

#include "types/abstract.h"
#include "types/descriptor.h"
#include "types/state.h"
#include "types/str.h"

ouro_owned ouro_builtin_function_new(ouro_rt *rt, const ouro_method_def *def, ouro_borrowed self,
                                     ouro_borrowed module) {
    ouro_builtin_function *f = (ouro_builtin_function *)ouro_new_fixed_gc(rt, OURO_T_builtin_function, sizeof *f);
    if (!f)
        return NULL;
    f->def = def;
    ouro_slot_init(rt, &f->head, &f->self, ouro_xref(rt, self));
    ouro_slot_init(rt, &f->head, &f->module, ouro_xref(rt, module));
    return &f->head;
}

static const ouro_builtin_function *fields(ouro_borrowed o) { return (const ouro_builtin_function *)o; }

static bool is_module(const ouro_rt *rt, ouro_borrowed self) {
    return !self || ouro_subtype(ouro_type_of(rt, self), rt->types[OURO_T_module]);
}

static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) { return ouro_str_from_cstring(rt, fields(self)->def->name); }

static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) {
    const ouro_builtin_function *f = fields(self);
    if (is_module(rt, f->self))
        return get_name(rt, self);
    ouro_borrowed type = ouro_type_of(rt, f->self)->flags & OURO_TF_TYPE ? f->self : &ouro_type_of(rt, f->self)->head;
    ouro_obj *owner = ouro_getattr(rt, type, OURO_NAME(rt, __qualname__));
    if (!owner)
        return NULL;
    ouro_obj *text = ouro_str_formatted(rt, "%S.%s", owner, f->def->name);
    ouro_release(rt, owner);
    return text;
}

static ouro_owned get_self(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed o = fields(self)->self;
    return ouro_ref(rt, o ? o : rt->none);
}

static ouro_owned get_module(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed module = fields(self)->module;
    return ouro_ref(rt, module ? module : rt->none);
}

static ouro_owned get_doc(ouro_rt *rt, ouro_borrowed self) {
    return ouro_doc_text(rt, fields(self)->def->doc, fields(self)->def->name);
}

static ouro_owned get_signature(ouro_rt *rt, ouro_borrowed self) {
    return ouro_doc_signature(rt, fields(self)->def->doc, fields(self)->def->name);
}

ouro_owned ouro_native_full_name(ouro_rt *rt, ouro_borrowed callee) {
    ouro_obj *name;
    if (ouro_is(callee, OURO_T_builtin_function)) {
        name = get_qualname(rt, callee);
    } else {
        const ouro_descriptor *d = (const ouro_descriptor *)callee;
        name = ouro_str_formatted(rt, "%S.%S", d->owner->qualname, d->name);
    }
    ouro_borrowed module = ouro_is(callee, OURO_T_builtin_function) ? fields(callee)->module : NULL;
    if (!name || !module || !ouro_str_check(rt, module) || ouro_str_equal_ascii(module, "builtins"))
        return name;
    ouro_obj *full = ouro_str_formatted(rt, "%S.%S", module, name);
    ouro_release(rt, name);
    return full;
}

ouro_owned ouro_native_call_error(ouro_rt *rt, ouro_borrowed callee, const ouro_method_def *def, size_t nargs,
                                  ouro_borrowed kwnames) {
    if (!kwnames && def->max > 1) {
        size_t limit = nargs < def->min ? def->min : def->max;
        ouro_raise(rt, OURO_TypeError, "%s expected %s%zu argument%s, got %zu", def->name,
                   def->min == def->max ? "" : nargs < def->min ? "at least " : "at most ", limit,
                   limit == 1 ? "" : "s", nargs);
        return NULL;
    }
    ouro_obj *name = ouro_native_full_name(rt, callee);
    if (!name)
        return NULL;
    if (kwnames)
        ouro_raise(rt, OURO_TypeError, "%S() takes no keyword arguments", name);
    else if (def->max == 0)
        ouro_raise(rt, OURO_TypeError, "%S() takes no arguments (%zu given)", name, nargs);
    else if (def->min == 1)
        ouro_raise(rt, OURO_TypeError, "%S() takes exactly one argument (%zu given)", name, nargs);
    else
        ouro_raise(rt, OURO_TypeError, "%s expected at most 1 argument, got %zu", def->name, nargs);
    ouro_release(rt, name);
    return NULL;
}

static ouro_owned call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_builtin_function *f = fields(self);
    return ouro_native_call(rt, self, f->def, f->self, args, nargs, kwnames);
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_builtin_function *f = fields(self);
    if (is_module(rt, f->self))
        return ouro_str_formatted(rt, "<built-in function %s>", f->def->name);
    return ouro_str_formatted(rt, "<built-in method %s of %T object at %p>", f->def->name, f->self,
                              (const void *)f->self);
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(a, OURO_T_builtin_function) ||
        !ouro_is(b, OURO_T_builtin_function))
        return ouro_not_implemented(rt);
    bool same = fields(a)->self == fields(b)->self && fields(a)->def->fn == fields(b)->def->fn;
    return ouro_bool(rt, same == (op == OURO_EQ));
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    int64_t h = ouro_hash_pointer(fields(self)->self) ^ ouro_hash_pointer((const void *)fields(self)->def);
    return h == -1 ? -2 : h;
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_builtin_function *f = (ouro_builtin_function *)self;
    ouro_slot_clear(rt, self, &f->self);
    ouro_slot_clear(rt, self, &f->module);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_builtin_function *)self)->self);
    OURO_VISIT(((ouro_builtin_function *)self)->module);
    return 0;
}

// A function of a module is pickled by its name, a method as getattr(self, name).
static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_builtin_function *f = fields(self);
    ouro_obj *name = get_name(rt, self);
    if (!name || is_module(rt, f->self))
        return name;
    ouro_borrowed get = rt->ty->builtins ? ouro_dict_peek_ascii(rt, rt->ty->builtins, "getattr") : NULL;
    ouro_obj *target = get ? ouro_tuple_pack(rt, 2, f->self, name) : NULL;
    ouro_obj *result = target ? ouro_tuple_pack(rt, 2, get, target) : NULL;
    if (!get && !ouro_error_pending(rt))
        ouro_raise(rt, OURO_RuntimeError, "getattr is not there");
    ouro_xrelease(rt, target);
    ouro_release(rt, name);
    return result;
}

static const ouro_method_def methods[] = {{"__reduce__", reduce, 0, 0, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {{"__name__", get_name, NULL, NULL},
                                          {"__qualname__", get_qualname, NULL, NULL},
                                          {"__self__", get_self, NULL, NULL},
                                          {"__module__", get_module, NULL, NULL},
                                          {"__doc__", get_doc, NULL, NULL},
                                          {"__text_signature__", get_signature, NULL, NULL},
                                          {0}};

const ouro_type_spec ouro_spec_builtin_function = {
    .number = OURO_T_builtin_function,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_WEAK | OURO_TF_NO_NEW,
    .size = sizeof(ouro_builtin_function),
    .name = "builtin_function_or_method",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = dealloc, .traverse = traverse, .repr = repr, .call = call, .compare = compare, .hash = hash},
};
