// weakref.ref, weakref.proxy: the objects over the weak references of the object layer.
#include "types/weakref.h"

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"
#include "types/type.h"

static const ouro_weakref *of(ouro_borrowed self) { return (const ouro_weakref *)self; }

void ouro_weakref_call_back(ouro_rt *rt, ouro_borrowed weakref, ouro_borrowed callback) {
    ouro_obj *result = ouro_call1(rt, callback, weakref);
    if (result)
        ouro_release(rt, result);
    else
        ouro_unraisable(rt, NULL, callback);
}

// ---- making --------------------------------------------------------------------------------------------------------

// The shared one of this exact class without callback, if there is one: borrowed.
static ouro_weakref *shared(ouro_rt *rt, ouro_borrowed o, uint32_t number) {
    for (ouro_weakref *wr = ouro_weak_first(rt, o); wr; wr = wr->next)
        if (!wr->callback && ouro_is(&wr->head, number) && wr->head.rc > 0)
            return wr;
    return NULL;
}

static ouro_owned make(ouro_rt *rt, ouro_type *cls, ouro_borrowed o, ouro_borrowed callback) {
    if (!(ouro_type_of(rt, o)->flags & OURO_TF_WEAK)) {
        ouro_raise(rt, OURO_TypeError, "cannot create weak reference to '%T' object", o);
        return NULL;
    }
    if (callback == rt->none)
        callback = NULL;
    ouro_weakref *old = callback || (cls->flags & OURO_TF_HEAP) ? NULL : shared(rt, o, cls->number);
    if (old)
        return ouro_ref(rt, &old->head);
    ouro_weakref *wr = (ouro_weakref *)ouro_new_zeroed(rt, cls, sizeof *wr);
    if (!wr)
        return NULL;
    wr->hash = -1;
    ouro_slot_init(rt, &wr->head, &wr->callback, ouro_xref(rt, callback));
    if (ouro_weak_link(rt, wr, o) < 0) {
        ouro_release(rt, &wr->head);
        return NULL;
    }
    return &wr->head;
}

ouro_owned ouro_weakref_new(ouro_rt *rt, ouro_borrowed o, ouro_borrowed callback) {
    return make(rt, rt->types[OURO_T_weakref], o, callback);
}

ouro_owned ouro_weakproxy_new(ouro_rt *rt, ouro_borrowed o, ouro_borrowed callback) {
    return make(rt, rt->types[ouro_callable(rt, o) ? OURO_T_weakcallableproxy : OURO_T_weakproxy], o, callback);
}

// The shared ones come first: 0 the reference, 1 the proxy, 2 all others.
static int rank(const ouro_weakref *wr) {
    if (wr->callback || ouro_type_number((ouro_borrowed)&wr->head) >= OURO_TYPE_NUMBERS_FIXED)
        return 2;
    return ouro_is((ouro_borrowed)&wr->head, OURO_T_weakref) ? 0 : 1;
}

ouro_owned ouro_weakref_list(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *list = ouro_list_new(rt, 0);
    for (int wanted = 0; wanted < 3; wanted++)
        for (ouro_weakref *wr = ouro_weak_first(rt, o); list && wr; wr = wr->next)
            if (wr->head.rc > 0 && rank(wr) == wanted && ouro_list_append(rt, list, &wr->head) < 0) {
                ouro_release(rt, list);
                return NULL;
            }
    return list;
}

ouro_borrowed ouro_weakref_first_peek(ouro_rt *rt, ouro_borrowed o) {
    const ouro_weakref *first = NULL;
    for (ouro_weakref *wr = ouro_weak_first(rt, o); wr; wr = wr->next)
        if (wr->head.rc > 0 && (!first || rank(wr) < rank(first)))
            first = wr;
    return (ouro_borrowed)(first ? &first->head : NULL);
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    // Keywords are for the __init__ of derived classes.
    if (kwnames && !(cls->flags & OURO_TF_HEAP)) {
        ouro_raise(rt, OURO_TypeError, "ref() takes no keyword arguments");
        return NULL;
    }
    if (ouro_args_count(rt, "__new__", nargs, NULL, 1, 2) < 0)
        return NULL;
    return make(rt, cls, args[0], nargs == 2 ? args[1] : NULL);
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_args_count(rt, "__init__", nargs, kwnames, 1, 2);
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_weakref *wr = (ouro_weakref *)self;
    ouro_weak_unlink(rt, wr);
    ouro_slot_clear(rt, self, &wr->callback);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_weakref *)self)->callback);
    return 0;
}

static void clear(ouro_rt *rt, ouro_obj *self) { dealloc(rt, self); }

// ---- ref -----------------------------------------------------------------------------------------------------------

static ouro_owned call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "weakref", nargs, kwnames, 0, 0) < 0)
        return NULL;
    ouro_obj *o = ouro_weak_get(rt, of(self));
    return o ? o : ouro_none(rt);
}

// As the referent's, remembered: it stays the same when the referent is dead.
static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    ouro_weakref *wr = (ouro_weakref *)(uintptr_t)self;
    if (wr->hash != -1)
        return wr->hash;
    ouro_obj *o = ouro_weak_get(rt, wr);
    if (!o) {
        ouro_raise(rt, OURO_TypeError, "weak object has gone away");
        return -1;
    }
    wr->hash = ouro_hash(rt, o);
    ouro_release(rt, o);
    return wr->hash;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is_a(rt, a, OURO_T_weakref) || !ouro_is_a(rt, b, OURO_T_weakref))
        return ouro_not_implemented(rt);
    ouro_obj *x = ouro_weak_get(rt, of(a)), *y = ouro_weak_get(rt, of(b));
    ouro_obj *result = x && y ? ouro_compare(rt, x, y, op) : ouro_bool(rt, (a == b) == (op == OURO_EQ));
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return result;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = ouro_weak_get(rt, of(self));
    if (!o)
        return ouro_str_formatted(rt, "<weakref at %p; dead>", (const void *)self);
    ouro_obj *name = ouro_getattr_quiet(rt, o, OURO_NAME(rt, __name__)), *text = NULL;
    if (name && ouro_str_check(rt, name))
        text = ouro_str_formatted(rt, "<weakref at %p; to '%T' at %p (%S)>", (const void *)self, o, (void *)o, name);
    else if (!ouro_error_pending(rt))
        text = ouro_str_formatted(rt, "<weakref at %p; to '%T' at %p>", (const void *)self, o, (void *)o);
    ouro_xrelease(rt, name);
    ouro_release(rt, o);
    return text;
}

static ouro_owned get_callback(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->referent && of(self)->callback ? of(self)->callback : rt->none);
}

static const ouro_getset_def getsets[] = {{"__callback__", get_callback, NULL, NULL}, {0}};
static const ouro_method_def methods[] = {{"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
                                          {0}};

const ouro_type_spec ouro_spec_weakref = {
    .number = OURO_T_weakref,
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(ouro_weakref),
    .name = "weakref.ReferenceType",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = create, .init = init, .dealloc = dealloc, .traverse = traverse, .clear = clear, .call = call,
              .hash = hash, .compare = compare, .repr = repr},
};

// ---- proxies: everything goes to the referent ----------------------------------------------------------------------

static bool is_proxy(ouro_borrowed o) { return ouro_is(o, OURO_T_weakproxy) || ouro_is(o, OURO_T_weakcallableproxy); }

// What `o` stands for: the referent of a proxy, or itself. NULL: ReferenceError.
static ouro_owned unwrap(ouro_rt *rt, ouro_borrowed o) {
    if (!is_proxy(o))
        return ouro_ref(rt, o);
    ouro_obj *referent = ouro_weak_get(rt, of(o));
    if (!referent)
        ouro_raise(rt, OURO_ReferenceError, "weakly-referenced object no longer exists");
    return referent;
}

#define UNARY(name, expression)                                                                                        \
    static ouro_owned proxy_##name(ouro_rt *rt, ouro_borrowed self) {                                                  \
        ouro_obj *o = unwrap(rt, self);                                                                                \
        ouro_obj *result = o ? (expression) : NULL;                                                                    \
        ouro_xrelease(rt, o);                                                                                          \
        return result;                                                                                                 \
    }
UNARY(str, ouro_str_of(rt, o))
UNARY(iter, ouro_iter(rt, o))
UNARY(neg, ouro_neg(rt, o))
UNARY(pos, ouro_pos(rt, o))
UNARY(abs, ouro_abs(rt, o))
UNARY(invert, ouro_invert(rt, o))
UNARY(to_int, ouro_to_int(rt, o))
UNARY(to_float, ouro_to_float(rt, o))
UNARY(index, ouro_index(rt, o))

#define BINARY(name, expression)                                                                                       \
    static ouro_owned proxy_##name(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {                                    \
        ouro_obj *x = unwrap(rt, a), *y = x ? unwrap(rt, b) : NULL;                                                    \
        ouro_obj *result = y ? (expression) : NULL;                                                                    \
        ouro_xrelease(rt, x);                                                                                          \
        ouro_xrelease(rt, y);                                                                                          \
        return result;                                                                                                 \
    }
#define OPERATOR(name, op) BINARY(name, ouro_binary(rt, op, x, y)) BINARY(i##name, ouro_inplace(rt, op, x, y))
OPERATOR(add, OURO_OP_ADD)
OPERATOR(sub, OURO_OP_SUB)
OPERATOR(mul, OURO_OP_MUL)
OPERATOR(truediv, OURO_OP_TRUEDIV)
OPERATOR(floordiv, OURO_OP_FLOORDIV)
OPERATOR(mod, OURO_OP_MOD)
OPERATOR(matmul, OURO_OP_MATMUL)
OPERATOR(lshift, OURO_OP_LSHIFT)
OPERATOR(rshift, OURO_OP_RSHIFT)
OPERATOR(and, OURO_OP_AND)
OPERATOR(or, OURO_OP_OR)
OPERATOR(xor, OURO_OP_XOR)
BINARY(divmod, ouro_divmod(rt, x, y))
BINARY(getitem, ouro_getitem(rt, x, y))

static ouro_owned proxy_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    ouro_obj *x = unwrap(rt, a), *y = x ? unwrap(rt, b) : NULL, *z = y ? unwrap(rt, m) : NULL;
    ouro_obj *result = z ? ouro_pow3(rt, x, y, z) : NULL;
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    ouro_xrelease(rt, z);
    return result;
}

static ouro_owned proxy_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = ouro_weak_get(rt, of(self));
    ouro_obj *text = ouro_str_formatted(rt, "<weakproxy at %p to %s at %p>", (const void *)self,
                                        o ? ouro_type_of(rt, o)->cname : "NoneType", (const void *)(o ? o : rt->none));
    ouro_xrelease(rt, o);
    return text;
}

static ouro_owned proxy_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_obj *o = unwrap(rt, self), *value = o ? ouro_getattr(rt, o, name) : NULL;
    ouro_xrelease(rt, o);
    return value;
}

#define STATUS(o, expression)                                                                                          \
    int status = o ? (expression) : -1;                                                                                \
    ouro_xrelease(rt, o);                                                                                              \
    return status

static int proxy_setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_obj *o = unwrap(rt, self);
    STATUS(o, ouro_setattr(rt, o, name, value));
}

static int proxy_setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    ouro_obj *o = unwrap(rt, self);
    STATUS(o, ouro_setitem(rt, o, key, value));
}

static int proxy_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    ouro_obj *o = unwrap(rt, self);
    STATUS(o, ouro_contains(rt, o, x));
}

static int proxy_truth(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = unwrap(rt, self);
    STATUS(o, ouro_truth(rt, o));
}

static int64_t proxy_length(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = unwrap(rt, self);
    int64_t length = o ? ouro_length(rt, o) : -1;
    ouro_xrelease(rt, o);
    return length;
}

static ouro_owned proxy_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    ouro_obj *x = unwrap(rt, a), *y = x ? unwrap(rt, b) : NULL, *result = y ? ouro_compare(rt, x, y, op) : NULL;
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return result;
}

static ouro_owned proxy_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = unwrap(rt, self), *item = NULL;
    if (o && !ouro_type_of(rt, o)->slots.next)
        ouro_raise(rt, OURO_TypeError, "Weakref proxy referenced a non-iterator '%T' object", o);
    else if (o)
        item = ouro_next(rt, o);
    ouro_xrelease(rt, o);
    return item;
}

static ouro_owned proxy_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    ouro_obj *o = unwrap(rt, self), *result = o ? ouro_call(rt, o, args, nargs, kwnames) : NULL;
    ouro_xrelease(rt, o);
    return result;
}

static ouro_owned proxy_bytes(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    ouro_obj *o = unwrap(rt, self), *result = o ? ouro_call_method0(rt, o, OURO_NAME(rt, __bytes__)) : NULL;
    ouro_xrelease(rt, o);
    return result;
}
static ouro_owned proxy_reversed(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames) {
    ouro_obj *o = unwrap(rt, self), *result = o ? ouro_call_method0(rt, o, OURO_NAME(rt, __reversed__)) : NULL;
    ouro_xrelease(rt, o);
    return result;
}
static const ouro_method_def proxy_methods[] = {{"__bytes__", proxy_bytes, 0, 0, 0, NULL},
                                                {"__reversed__", proxy_reversed, 0, 0, 0, NULL},
                                                {0}};

#define PROXY_SLOTS                                                                                                    \
    .dealloc = dealloc, .traverse = traverse, .clear = clear, .repr = proxy_repr, .str = proxy_str,                    \
    .getattr = proxy_getattr, .setattr = proxy_setattr, .compare = proxy_compare, .iter = proxy_iter, .next = proxy_next, \
    .length = proxy_length, .getitem = proxy_getitem, .setitem = proxy_setitem, .contains = proxy_contains,            \
    .truth = proxy_truth, .to_int = proxy_to_int, .to_float = proxy_to_float, .index = proxy_index, .neg = proxy_neg,  \
    .pos = proxy_pos, .abs = proxy_abs, .invert = proxy_invert, .add = proxy_add, .sub = proxy_sub, .mul = proxy_mul,  \
    .truediv = proxy_truediv, .floordiv = proxy_floordiv, .mod = proxy_mod, .matmul = proxy_matmul,                    \
    .lshift = proxy_lshift, .rshift = proxy_rshift, .and = proxy_and, .or = proxy_or, .xor = proxy_xor,                \
    .divmod = proxy_divmod, .pow = proxy_pow, .iadd = proxy_iadd, .isub = proxy_isub, .imul = proxy_imul,              \
    .itruediv = proxy_itruediv, .ifloordiv = proxy_ifloordiv, .imod = proxy_imod, .imatmul = proxy_imatmul,            \
    .ilshift = proxy_ilshift, .irshift = proxy_irshift, .iand = proxy_iand, .ior = proxy_ior, .ixor = proxy_ixor

const ouro_type_spec ouro_spec_weakproxy = {
    .number = OURO_T_weakproxy,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(ouro_weakref),
    .name = "weakref.ProxyType",
    .methods = proxy_methods,
    .slots = {PROXY_SLOTS},
};

const ouro_type_spec ouro_spec_weakcallableproxy = {
    .number = OURO_T_weakcallableproxy,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(ouro_weakref),
    .name = "weakref.CallableProxyType",
    .methods = proxy_methods,
    .slots = {PROXY_SLOTS, .call = proxy_call},
};
