// isinstance() and issubclass(), with their hooks and with classes that are no types.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/genericalias.h"
#include "types/state.h"
#include "types/type.h"

// cls.__bases__ if it is a tuple. NULL with no error pending: not a class.
static ouro_owned bases_of(ouro_rt *rt, ouro_borrowed cls) {
    ouro_obj *bases = ouro_getattr_quiet(rt, cls, OURO_NAME(rt, __bases__));
    if (bases && !ouro_tuple_check(rt, bases)) {
        ouro_release(rt, bases);
        return NULL;
    }
    return bases;
}

// Walks __bases__ of anything that has them.
static int derives(ouro_rt *rt, ouro_borrowed derived, ouro_borrowed cls) {
    if (derived == cls)
        return 1;
    ouro_obj *bases = bases_of(rt, derived);
    if (!bases)
        return ouro_error_pending(rt) ? -1 : 0;
    bool entered = ouro_enter(rt, " in __issubclass__");
    int result = entered ? 0 : -1;
    for (size_t i = 0; result == 0 && i < ouro_tuple_length(bases); i++)
        result = derives(rt, ouro_tuple_peek(bases, i), cls);
    if (entered)
        ouro_leave(rt);
    ouro_release(rt, bases);
    return result;
}

static bool is_class(ouro_rt *rt, ouro_borrowed cls, const char *message) {
    if (ouro_type_check(rt, cls))
        return true;
    ouro_obj *bases = bases_of(rt, cls);
    if (!bases && !ouro_error_pending(rt))
        ouro_raise(rt, OURO_TypeError, "%s", message);
    ouro_xrelease(rt, bases);
    return bases != NULL;
}

int ouro_recursive_isinstance(ouro_rt *rt, ouro_borrowed o, ouro_borrowed cls) {
    bool type = ouro_type_check(rt, cls);
    if (type && ouro_subtype(ouro_type_of(rt, o), (const ouro_type *)cls))
        return 1;
    if (!type && !is_class(rt, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
        return -1;
    ouro_obj *own = ouro_getattr_quiet(rt, o, OURO_NAME(rt, __class__)); // proxies lie about it
    if (!own)
        return ouro_error_pending(rt) ? -1 : 0;
    int result = 0;
    if (!type)
        result = derives(rt, own, cls);
    else if (own != &ouro_type_of(rt, o)->head && ouro_type_check(rt, own))
        result = ouro_subtype((const ouro_type *)own, (const ouro_type *)cls);
    ouro_release(rt, own);
    return result;
}

int ouro_recursive_issubclass(ouro_rt *rt, ouro_borrowed c, ouro_borrowed cls) {
    if (ouro_type_check(rt, c) && ouro_type_check(rt, cls))
        return ouro_subtype((const ouro_type *)c, (const ouro_type *)cls);
    if (!is_class(rt, c, "issubclass() arg 1 must be a class") ||
        !is_class(rt, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
        return -1;
    return derives(rt, c, cls);
}

typedef int (*check)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed cls);

static int any_of(ouro_rt *rt, ouro_borrowed a, ouro_borrowed classes, check one, const char *what) {
    if (!ouro_enter(rt, what))
        return -1;
    ouro_obj *held = ouro_ref(rt, classes);
    int result = 0;
    for (size_t i = 0; result == 0 && i < ouro_tuple_length(held); i++)
        result = one(rt, a, ouro_tuple_peek(held, i));
    ouro_release(rt, held);
    ouro_leave(rt);
    return result;
}

static int ask(ouro_rt *rt, ouro_borrowed a, ouro_borrowed cls, ouro_borrowed hook, check without, const char *what) {
    ouro_obj *f = ouro_special_lookup(rt, cls, hook);
    if (!f)
        return ouro_error_pending(rt) ? -1 : without(rt, a, cls);
    int result = -1;
    if (ouro_enter(rt, what)) {
        ouro_obj *answer = ouro_call1(rt, f, a);
        ouro_leave(rt);
        result = answer ? ouro_truth(rt, answer) : -1;
        ouro_xrelease(rt, answer);
    }
    ouro_release(rt, f);
    return result;
}

int ouro_isinstance(ouro_rt *rt, ouro_borrowed o, ouro_borrowed cls) {
    if (&ouro_type_of(rt, o)->head == cls)
        return 1;
    if (ouro_is(cls, OURO_T_type))
        return ouro_recursive_isinstance(rt, o, cls);
    if (ouro_is(cls, OURO_T_UnionType))
        cls = ouro_union_args_peek(cls);
    if (ouro_tuple_check(rt, cls))
        return any_of(rt, o, cls, ouro_isinstance, " in __instancecheck__");
    return ask(rt, o, cls, OURO_NAME(rt, __instancecheck__), ouro_recursive_isinstance, " in __instancecheck__");
}

int ouro_issubclass(ouro_rt *rt, ouro_borrowed c, ouro_borrowed cls) {
    if (ouro_is(cls, OURO_T_type))
        return c == cls ? 1 : ouro_recursive_issubclass(rt, c, cls);
    if (ouro_is(cls, OURO_T_UnionType))
        cls = ouro_union_args_peek(cls);
    if (ouro_tuple_check(rt, cls))
        return any_of(rt, c, cls, ouro_issubclass, " in __subclasscheck__");
    return ask(rt, c, cls, OURO_NAME(rt, __subclasscheck__), ouro_recursive_issubclass, " in __subclasscheck__");
}
