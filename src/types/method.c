// Bound methods of Python functions (and of anything callable).
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static const ouro_method *of(ouro_borrowed self) { return (const ouro_method *)self; }

ouro_owned ouro_method_new(ouro_rt *rt, ouro_borrowed function, ouro_borrowed self) {
    ouro_method *m = (ouro_method *)ouro_new_fixed_gc(rt, OURO_T_method, sizeof *m);
    if (!m)
        return NULL;
    ouro_slot_init(rt, &m->head, &m->function, ouro_ref(rt, function));
    ouro_slot_init(rt, &m->head, &m->self, ouro_ref(rt, self));
    return &m->head;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "method", nargs, kwnames, 2, 2) < 0)
        return NULL;
    if (!ouro_callable(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "first argument must be callable");
        return NULL;
    }
    if (args[1] == rt->none) {
        ouro_raise(rt, OURO_TypeError, "instance must not be None");
        return NULL;
    }
    return ouro_method_new(rt, args[0], args[1]);
}

static ouro_owned call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_call_prepend(rt, of(self)->function, of(self)->self, args, nargs, kwnames);
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_method *m = (ouro_method *)self;
    ouro_slot_clear(rt, self, &m->function);
    ouro_slot_clear(rt, self, &m->self);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_method *)self)->function);
    OURO_VISIT(((ouro_method *)self)->self);
    return 0;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *name = ouro_getattr_quiet(rt, of(self)->function, OURO_NAME(rt, __qualname__));
    if (!name && !ouro_error_pending(rt))
        name = ouro_getattr_quiet(rt, of(self)->function, OURO_NAME(rt, __name__));
    if (ouro_error_pending(rt))
        return NULL;
    ouro_obj *text = name && ouro_str_check(rt, name)
                         ? ouro_str_formatted(rt, "<bound method %S of %R>", name, of(self)->self)
                         : ouro_str_formatted(rt, "<bound method ? of %R>", of(self)->self);
    ouro_xrelease(rt, name);
    return text;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(a, OURO_T_method) || !ouro_is(b, OURO_T_method))
        return ouro_not_implemented(rt);
    int same = of(a)->self == of(b)->self ? ouro_compare_bool(rt, of(a)->function, of(b)->function, OURO_EQ) : 0;
    return same < 0 ? NULL : ouro_bool(rt, same == (op == OURO_EQ));
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    int64_t h = ouro_hash(rt, of(self)->function);
    if (h == -1)
        return -1;
    h ^= ouro_hash_pointer(of(self)->self);
    return h == -1 ? -2 : h;
}

// Attributes of the type first, then those of the function.
static ouro_owned getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_borrowed found = ouro_type_lookup(rt, rt->types[OURO_T_method], name);
    if (!found)
        return ouro_getattr(rt, of(self)->function, name);
    ouro_descr_get_slot get = ouro_type_of(rt, found)->slots.descr_get;
    return get ? get(rt, found, self, &rt->types[OURO_T_method]->head) : ouro_ref(rt, found);
}

static ouro_owned get_doc(ouro_rt *rt, ouro_borrowed self) {
    return ouro_getattr(rt, of(self)->function, OURO_NAME(rt, __doc__));
}

static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_borrowed get = rt->ty->builtins ? ouro_dict_peek_ascii(rt, rt->ty->builtins, "getattr") : NULL;
    ouro_obj *name = ouro_getattr(rt, of(self)->function, OURO_NAME(rt, __name__));
    ouro_obj *target = name ? ouro_tuple_pack(rt, 2, of(self)->self, name) : NULL;
    ouro_obj *result = target && get ? ouro_tuple_pack(rt, 2, get, target) : NULL;
    if (target && !get)
        ouro_raise(rt, OURO_RuntimeError, "getattr is not there");
    ouro_xrelease(rt, name);
    ouro_xrelease(rt, target);
    return result;
}

static const ouro_method_def methods[] = {{"__reduce__", reduce, 0, 0, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {{"__doc__", get_doc, NULL, NULL}, {0}};
static const ouro_member_def members[] = {{"__func__", OURO_MEMBER_OBJ, offsetof(ouro_method, function), false},
                                          {"__self__", OURO_MEMBER_OBJ, offsetof(ouro_method, self), false},
                                          {0}};

const ouro_type_spec ouro_spec_method = {
    .number = OURO_T_method,
    .flags = OURO_TF_GC | OURO_TF_WEAK,
    .size = sizeof(ouro_method),
    .name = "method",
    .doc = "method(function, instance): calls function with instance before its arguments.",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .call = call, .dealloc = dealloc, .traverse = traverse, .repr = repr, .compare = compare,
              .hash = hash, .getattr = getattr},
};
