// Bound methods of Python functions and other callables.
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"

#include <string.h>

ouro_owned ouro_method_new(ouro_rt *rt, ouro_borrowed function, ouro_borrowed self) {
    ouro_method *m = (ouro_method *)ouro_new_fixed_gc(rt, OURO_T_method, sizeof *m);
    if (!m) return NULL;
    ouro_slot_init(rt, &m->head, &m->function, ouro_ref(rt, function));
    ouro_slot_init(rt, &m->head, &m->self, ouro_ref(rt, self));
    return &m->head;
}

static void method_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_method *m = (ouro_method *)self;
    ouro_slot_clear(rt, self, &m->function);
    ouro_slot_clear(rt, self, &m->self);
}
static int method_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_method *m = (ouro_method *)self;
    OURO_VISIT(m->function);
    OURO_VISIT(m->self);
    return 0;
}

static ouro_owned method_call(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_method *m = (ouro_method *)callee;
    size_t total = nargs + (kwnames ? ouro_tuple_length(kwnames) : 0);
    ouro_obj *few[9], **all = few;
    if (total + 1 > 9 && !(all = ouro_raw_alloc(rt, (total + 1) * sizeof *all))) return NULL;
    // The method may be dropped while it runs: what it holds must stay.
    ouro_obj *function = ouro_ref(rt, m->function);
    all[0] = ouro_ref(rt, m->self);
    if (total) memcpy(all + 1, args, total * sizeof *all);
    ouro_obj *r = ouro_call(rt, function, all, nargs + 1, kwnames);
    ouro_release(rt, function);
    ouro_release(rt, all[0]);
    if (all != few) ouro_raw_free(rt, all);
    return r;
}

static ouro_owned method_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    // Attributes of the method itself first, then those of the function.
    ouro_borrowed own = ouro_type_lookup(rt, rt->types[OURO_T_method], name);
    if (own) return ouro_generic_getattr(rt, self, name);
    return ouro_getattr(rt, ((ouro_method *)self)->function, name);
}

static ouro_owned method_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_method *m = (ouro_method *)self;
    ouro_obj *name = ouro_getattr_quiet(rt, m->function, OURO_NAME(rt, __qualname__));
    if (!name && !ouro_error_pending(rt)) name = ouro_getattr_quiet(rt, m->function, OURO_NAME(rt, __name__));
    if (!name && ouro_error_pending(rt)) return NULL;
    ouro_obj *r = name && ouro_str_check(rt, name) ? ouro_str_formatted(rt, "<bound method %S of %R>", name, m->self)
                                                   : ouro_str_formatted(rt, "<bound method ? of %R>", m->self);
    ouro_xrelease(rt, name);
    return r;
}
static ouro_owned method_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(b, OURO_T_method)) return ouro_not_implemented(rt);
    ouro_method *x = (ouro_method *)a, *y = (ouro_method *)b;
    int same = x->self == y->self ? ouro_compare_bool(rt, x->function, y->function, OURO_EQ) : 0;
    if (same < 0) return NULL;
    return ouro_bool(rt, same == (op == OURO_EQ));
}
static int64_t method_hash(ouro_rt *rt, ouro_borrowed self) {
    ouro_method *m = (ouro_method *)self;
    int64_t f = ouro_hash(rt, m->function);
    if (f == -1) return -1;
    int64_t h = f ^ ouro_hash_pointer(m->self);
    return h == -1 ? -2 : h;
}
static ouro_owned method_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "method", nargs, kwnames, 2, 2)) return NULL;
    if (!ouro_callable(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "first argument must be callable");
        return NULL;
    }
    if (args[1] == rt->none) {
        ouro_raise(rt, OURO_TypeError, "self must not be None");
        return NULL;
    }
    return ouro_method_new(rt, args[0], args[1]);
}
static ouro_owned get_function(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, ((ouro_method *)self)->function); }
static ouro_owned get_self(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, ((ouro_method *)self)->self); }
static ouro_owned get_doc(ouro_rt *rt, ouro_borrowed self) {
    return ouro_getattr(rt, ((ouro_method *)self)->function, OURO_NAME(rt, __doc__));
}
static ouro_owned descr_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) { return ouro_ref(rt, self); }
static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_method *m = (ouro_method *)self;
    ouro_borrowed get = rt->ty->builtins ? ouro_dict_peek_ascii(rt, rt->ty->builtins, "getattr") : NULL;
    ouro_obj *name = ouro_getattr(rt, m->function, OURO_NAME(rt, __name__));
    ouro_obj *inner = name ? ouro_tuple_pack(rt, 2, m->self, name) : NULL;
    ouro_obj *r = inner && get ? ouro_tuple_pack(rt, 2, get, inner) : NULL;
    ouro_xrelease(rt, name);
    ouro_xrelease(rt, inner);
    return r;
}

static const ouro_getset_def getsets[] = {{"__func__", get_function, NULL, NULL}, {"__self__", get_self, NULL, NULL},
                                          {"__doc__", get_doc, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const ouro_method_def methods[] = {{"__reduce__", reduce, 0, 0, 0, NULL}, {NULL, NULL, 0, 0, 0, NULL}};

const ouro_type_spec ouro_spec_method = {
    .number = OURO_T_method,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_WEAK,
    .size = sizeof(ouro_method),
    .name = "method",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = method_dealloc, .traverse = method_traverse, .call = method_call, .getattr = method_getattr, .repr = method_repr,
              .compare = method_compare, .hash = method_hash, .create = method_create, .descr_get = descr_get},
};
