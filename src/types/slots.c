// The table of special method names, and the slot functions of classes that define them in Python.
#include "types/slots.h"

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/slot_wrap.h"
#include "types/str.h"

#define ARG(o) ((ouro_obj *)(o))

ouro_owned ouro_call_special(ouro_rt *rt, enum ouro_name name, ouro_obj *const *args, size_t nargs) {
    ouro_borrowed self = args[0];
    ouro_type *type = ouro_type_of(rt, self);
    ouro_borrowed found = ouro_type_lookup(rt, type, rt->ty->names[name]);
    if (!found)
        return NULL;
    ouro_obj *f = ouro_ref(rt, found);
    ouro_type *kind = ouro_type_of(rt, f);
    ouro_obj *result;
    if (kind->flags & OURO_TF_METHOD) {
        result = ouro_call(rt, f, args, nargs, NULL);
    } else {
        if (kind->slots.descr_get) {
            ouro_obj *bound = kind->slots.descr_get(rt, f, self, &type->head);
            ouro_release(rt, f);
            f = bound;
        }
        result = f ? ouro_call(rt, f, args + 1, nargs - 1, NULL) : NULL;
    }
    ouro_xrelease(rt, f);
    return result;
}

// The same, where the class is known to have (had) the method: it may be gone by now.
static ouro_owned call_named(ouro_rt *rt, enum ouro_name name, ouro_obj *const *args, size_t nargs) {
    ouro_obj *result = ouro_call_special(rt, name, args, nargs);
    if (!result && !ouro_error_pending(rt))
        ouro_raise(rt, OURO_AttributeError, "%S", rt->ty->names[name]);
    return result;
}

static ouro_owned call_unary(ouro_rt *rt, enum ouro_name name, ouro_borrowed self) {
    ouro_obj *args[1] = {ARG(self)};
    return call_named(rt, name, args, 1);
}

static ouro_owned call_binary(ouro_rt *rt, enum ouro_name name, ouro_borrowed self, ouro_borrowed other) {
    ouro_obj *args[2] = {ARG(self), ARG(other)};
    return call_named(rt, name, args, 2);
}

// The result thrown away: 0, or -1.
static int call_for_effect(ouro_rt *rt, enum ouro_name name, ouro_obj *const *args, size_t nargs) {
    ouro_obj *result = call_named(rt, name, args, nargs);
    if (!result)
        return -1;
    ouro_release(rt, result);
    return 0;
}

// ---- operators ---------------------------------------------------------------------------------------------------

// NotImplemented stands for a missing method too.
static ouro_owned call_operator(ouro_rt *rt, enum ouro_name name, ouro_borrowed self, ouro_borrowed other) {
    ouro_obj *args[2] = {ARG(self), ARG(other)};
    ouro_obj *result = ouro_call_special(rt, name, args, 2);
    if (!result && !ouro_error_pending(rt))
        return ouro_not_implemented(rt);
    return result;
}

// Does b's class have another reflected method than a's?
static bool overrides(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, enum ouro_name reflected) {
    ouro_borrowed theirs = ouro_type_lookup(rt, ouro_type_of(rt, b), rt->ty->names[reflected]);
    return theirs && theirs != ouro_type_lookup(rt, ouro_type_of(rt, a), rt->ty->names[reflected]);
}

// a OP b where one of the two classes defines the operator in Python. `mine` is the slot function that asks.
static ouro_owned binary(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, size_t offset, void *mine, enum ouro_name name,
                         enum ouro_name reflected) {
    ouro_type *ta = ouro_type_of(rt, a), *tb = ouro_type_of(rt, b);
    bool other = ta != tb && *ouro_slot_at(tb, offset) == mine;
    if (*ouro_slot_at(ta, offset) == mine) {
        if (other && ouro_subtype(tb, ta) && overrides(rt, a, b, reflected)) {
            ouro_obj *result = call_operator(rt, reflected, b, a);
            if (result != rt->notimpl)
                return result;
            ouro_release(rt, result);
            other = false;
        }
        ouro_obj *result = call_operator(rt, name, a, b);
        if (result != rt->notimpl || !other)
            return result;
        ouro_release(rt, result);
    }
    return other ? call_operator(rt, reflected, b, a) : ouro_not_implemented(rt);
}

#define BINARY(slot)                                                                                                   \
    static ouro_owned slot_##slot(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {                                     \
        return binary(rt, a, b, offsetof(ouro_slots, slot), (void *)slot_##slot, OURO_N___##slot##__,                  \
                      OURO_N___r##slot##__);                                                                           \
    }
#define INPLACE(slot)                                                                                                  \
    static ouro_owned slot_##slot(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {                                     \
        return call_binary(rt, OURO_N___##slot##__, a, b);                                                             \
    }
#define UNARY(slot)                                                                                                    \
    static ouro_owned slot_##slot(ouro_rt *rt, ouro_borrowed a) { return call_unary(rt, OURO_N___##slot##__, a); }

BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(truediv)
BINARY(floordiv)
BINARY(mod)
BINARY(matmul)
BINARY(lshift)
BINARY(rshift)
BINARY(and)
BINARY(or)
BINARY(xor)
BINARY(divmod)
INPLACE(iadd)
INPLACE(isub)
INPLACE(imul)
INPLACE(itruediv)
INPLACE(ifloordiv)
INPLACE(imod)
INPLACE(imatmul)
INPLACE(ilshift)
INPLACE(irshift)
INPLACE(iand)
INPLACE(ior)
INPLACE(ixor)
UNARY(neg)
UNARY(pos)
UNARY(abs)
UNARY(invert)
UNARY(index)
UNARY(aiter)
UNARY(anext)
UNARY(await)

static ouro_owned slot_to_int(ouro_rt *rt, ouro_borrowed a) { return call_unary(rt, OURO_N___int__, a); }
static ouro_owned slot_to_float(ouro_rt *rt, ouro_borrowed a) { return call_unary(rt, OURO_N___float__, a); }

static ouro_owned slot_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    if (m == rt->none)
        return binary(rt, a, b, offsetof(ouro_slots, pow), (void *)slot_pow, OURO_N___pow__, OURO_N___rpow__);
    // Three arguments: only the first operand's method is asked.
    if (*ouro_slot_at(ouro_type_of(rt, a), offsetof(ouro_slots, pow)) != (void *)slot_pow)
        return ouro_not_implemented(rt);
    ouro_obj *args[3] = {ARG(a), ARG(b), ARG(m)};
    ouro_obj *result = ouro_call_special(rt, OURO_N___pow__, args, 3);
    if (!result && !ouro_error_pending(rt))
        return ouro_not_implemented(rt);
    return result;
}

static ouro_owned slot_ipow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    (void)m;
    return call_binary(rt, OURO_N___ipow__, a, b);
}

static int slot_truth(ouro_rt *rt, ouro_borrowed a) {
    ouro_obj *args[1] = {ARG(a)};
    ouro_obj *result = call_named(rt, OURO_N___bool__, args, 1);
    if (!result)
        return -1;
    int truth = result == rt->true_ ? 1 : result == rt->false_ ? 0 : -1;
    if (truth < 0)
        ouro_raise(rt, OURO_TypeError, "__bool__ should return bool, returned %T", result);
    ouro_release(rt, result);
    return truth;
}

// ---- text, hash, comparison ----------------------------------------------------------------------------------------

static ouro_owned slot_repr(ouro_rt *rt, ouro_borrowed a) { return call_unary(rt, OURO_N___repr__, a); }
static ouro_owned slot_str(ouro_rt *rt, ouro_borrowed a) { return call_unary(rt, OURO_N___str__, a); }

static int64_t slot_hash(ouro_rt *rt, ouro_borrowed a) {
    ouro_borrowed found = ouro_type_lookup(rt, ouro_type_of(rt, a), OURO_NAME(rt, __hash__));
    if (!found || found == rt->none)
        return ouro_hash_unhashable(rt, a);
    ouro_obj *args[1] = {ARG(a)};
    ouro_obj *result = call_named(rt, OURO_N___hash__, args, 1);
    if (!result)
        return -1;
    int64_t hash = -1;
    if (!ouro_int_check(rt, result)) {
        ouro_raise(rt, OURO_TypeError, "__hash__ method should return an integer");
    } else {
        hash = ouro_int_is_big(result) ? ouro_int_hash(result) : ouro_int_word(result);
        if (hash == -1)
            hash = -2;
    }
    ouro_release(rt, result);
    return hash;
}

static ouro_owned slot_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    static const enum ouro_name names[] = {OURO_N___lt__, OURO_N___le__, OURO_N___eq__,
                                           OURO_N___ne__, OURO_N___gt__, OURO_N___ge__};
    return call_operator(rt, names[op], a, b);
}

// ---- calls, attributes ---------------------------------------------------------------------------------------------

static ouro_owned slot_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                            ouro_borrowed kwnames) {
    ouro_obj *f = ouro_special_lookup(rt, self, OURO_NAME(rt, __call__));
    if (!f) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "'%T' object is not callable", self);
        return NULL;
    }
    ouro_obj *result = ouro_call(rt, f, args, nargs, kwnames);
    ouro_release(rt, f);
    return result;
}

// Classes with __getattr__, or with a __getattribute__ of their own.
static ouro_owned slot_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_type *type = ouro_type_of(rt, self);
    ouro_borrowed get = ouro_type_lookup(rt, type, OURO_NAME(rt, __getattribute__));
    bool hook = ouro_type_lookup(rt, type, OURO_NAME(rt, __getattr__)) != NULL;
    ouro_obj *result;
    ouro_obj *args[2] = {ARG(self), ARG(name)};
    if (get && ouro_is(get, OURO_T_wrapper_descriptor) &&
        ((const ouro_descriptor *)get)->slot == (void *)ouro_generic_getattr) {
        if (!hook)
            return ouro_generic_getattr(rt, self, name);
        result = ouro_generic_getattr_quiet(rt, self, name);
        if (result || ouro_error_pending(rt))
            return result;
    } else {
        result = call_named(rt, OURO_N___getattribute__, args, 2);
        if (result || !hook || !ouro_error_is(rt, OURO_AttributeError))
            return result;
        ouro_error_clear(rt);
    }
    return call_named(rt, OURO_N___getattr__, args, 2);
}

static int slot_setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_obj *args[3] = {ARG(self), ARG(name), ARG(value)};
    return value ? call_for_effect(rt, OURO_N___setattr__, args, 3) : call_for_effect(rt, OURO_N___delattr__, args, 2);
}

static ouro_owned slot_descr_get(ouro_rt *rt, ouro_borrowed descr, ouro_borrowed obj, ouro_borrowed type) {
    ouro_obj *args[3] = {ARG(descr), ARG(obj ? obj : rt->none), ARG(type ? type : rt->none)};
    ouro_obj *result = ouro_call_special(rt, OURO_N___get__, args, 3);
    if (!result && !ouro_error_pending(rt))
        return ouro_ref(rt, descr);
    return result;
}

static int slot_descr_set(ouro_rt *rt, ouro_borrowed descr, ouro_borrowed obj, ouro_borrowed value) {
    ouro_obj *args[3] = {ARG(descr), ARG(obj), ARG(value)};
    return value ? call_for_effect(rt, OURO_N___set__, args, 3) : call_for_effect(rt, OURO_N___delete__, args, 2);
}

// ---- making and unmaking -------------------------------------------------------------------------------------------

static ouro_owned slot_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *f = ouro_getattr(rt, &cls->head, OURO_NAME(rt, __new__));
    if (!f)
        return NULL;
    ouro_obj *result = ouro_call_prepend(rt, f, &cls->head, args, nargs, kwnames);
    ouro_release(rt, f);
    return result;
}

bool ouro_slots_python_new(const ouro_type *type) { return type->slots.create == slot_create; }

static int slot_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_borrowed found = ouro_type_lookup(rt, ouro_type_of(rt, self), OURO_NAME(rt, __init__));
    if (!found)
        return 0;
    ouro_obj *f = ouro_ref(rt, found), *result;
    ouro_type *kind = ouro_type_of(rt, f);
    if (kind->flags & OURO_TF_METHOD) {
        result = ouro_call_prepend(rt, f, self, args, nargs, kwnames);
    } else {
        if (kind->slots.descr_get) {
            ouro_obj *bound = kind->slots.descr_get(rt, f, self, &ouro_type_of(rt, self)->head);
            ouro_release(rt, f);
            f = bound;
        }
        result = f ? ouro_call(rt, f, args, nargs, kwnames) : NULL;
    }
    ouro_xrelease(rt, f);
    if (!result)
        return -1;
    bool ok = result == rt->none;
    if (!ok)
        ouro_raise(rt, OURO_TypeError, "__init__() should return None, not '%T'", result);
    ouro_release(rt, result);
    return ok ? 0 : -1;
}

// __del__. No error is pending; one that it raises goes to the unraisable hook.
static void slot_finalize(ouro_rt *rt, ouro_obj *self) {
    ouro_obj *f = ouro_xref(rt, ouro_type_lookup(rt, ouro_type_of(rt, self), OURO_NAME(rt, __del__)));
    if (f) {
        ouro_obj *args[1] = {self};
        ouro_obj *result = ouro_call_special(rt, OURO_N___del__, args, 1);
        if (result)
            ouro_release(rt, result);
        else if (ouro_error_pending(rt))
            ouro_unraisable(rt, NULL, f);
        ouro_release(rt, f);
    }
}

// ---- iteration, items ----------------------------------------------------------------------------------------------

static ouro_owned slot_iter(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed found = ouro_type_lookup(rt, ouro_type_of(rt, self), OURO_NAME(rt, __iter__));
    if (found == rt->none) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not iterable", self);
        return NULL;
    }
    return call_unary(rt, OURO_N___iter__, self);
}

static ouro_owned slot_next(ouro_rt *rt, ouro_borrowed self) { return call_unary(rt, OURO_N___next__, self); }

static int64_t slot_length(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *result = call_unary(rt, OURO_N___len__, self);
    if (!result)
        return -1;
    int64_t length = -1;
    if (OURO_LIKELY(ouro_int_is_word(result)) && ouro_int_word(result) >= 0) {
        length = ouro_int_word(result);
        ouro_release(rt, result);
        return length;
    }
    ouro_obj *n = ouro_index(rt, result);
    ouro_release(rt, result);
    if (!n)
        return -1;
    if (ouro_int_sign(n) < 0)
        ouro_raise(rt, OURO_ValueError, "__len__() should return >= 0");
    else if (!ouro_index_i64(rt, n, OURO_OverflowError, &length))
        length = -1;
    ouro_release(rt, n);
    return length;
}

static ouro_owned slot_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    return call_binary(rt, OURO_N___getitem__, self, key);
}

static int slot_setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    ouro_obj *args[3] = {ARG(self), ARG(key), ARG(value)};
    return value ? call_for_effect(rt, OURO_N___setitem__, args, 3) : call_for_effect(rt, OURO_N___delitem__, args, 2);
}

static int slot_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    ouro_borrowed found = ouro_type_lookup(rt, ouro_type_of(rt, self), OURO_NAME(rt, __contains__));
    if (found == rt->none) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not a container", self);
        return -1;
    }
    ouro_obj *result = call_binary(rt, OURO_N___contains__, self, x);
    if (!result)
        return -1;
    int truth = ouro_truth(rt, result);
    ouro_release(rt, result);
    return truth;
}

// ---- the table -----------------------------------------------------------------------------------------------------

#define ROW(n, slot, wrapper, fn, text)                                                                                \
    {.name = OURO_N_##n, .offset = offsetof(ouro_slots, slot), .wrap = wrapper, .generic = (void *)fn, .doc = text},
#define ROW_OP(n, o, text)                                                                                             \
    {.name = OURO_N_##n, .offset = offsetof(ouro_slots, compare), .op = o, .wrap = ouro_wrap_compare,                   \
     .generic = (void *)slot_compare, .doc = text},
#define ROW_KW(n, slot, wrapper, fn, text)                                                                             \
    {.name = OURO_N_##n, .offset = offsetof(ouro_slots, slot), .keywords = true, .wrap = wrapper,                       \
     .generic = (void *)fn, .doc = text},
#define ROW_BINARY(slot, sign)                                                                                         \
    ROW(__##slot##__, slot, ouro_wrap_binary, slot_##slot, "__" #slot "__($self, value, /)\n--\n\nself " sign " value.")                          \
    ROW(__r##slot##__, slot, ouro_wrap_reflected, slot_##slot, "__r" #slot "__($self, value, /)\n--\n\nvalue " sign " self.")
#define ROW_INPLACE(slot, sign)                                                                                        \
    ROW(__##slot##__, slot, ouro_wrap_binary, slot_##slot, "__" #slot "__($self, value, /)\n--\n\nself " sign " value.")
#define ROW_UNARY(slot, text) ROW(__##slot##__, slot, ouro_wrap_unary, slot_##slot, "__" #slot "__($self, /)\n--\n\n" text)

const ouro_slot_def ouro_slot_defs[] = {
    ROW(__del__, finalize, ouro_wrap_finalize, slot_finalize, "")
    ROW(__repr__, repr, ouro_wrap_unary, slot_repr, "__repr__($self, /)\n--\n\nWhat repr(self) gives.")
    ROW(__hash__, hash, ouro_wrap_hash, slot_hash, "__hash__($self, /)\n--\n\nWhat hash(self) gives.")
    ROW_KW(__call__, call, ouro_wrap_call, slot_call,
           "__call__($self, /, *args, **kwargs)\n--\n\nself(*args, **kwargs).")
    ROW(__str__, str, ouro_wrap_unary, slot_str, "__str__($self, /)\n--\n\nWhat str(self) gives.")
    ROW(__getattribute__, getattr, ouro_wrap_getattr, slot_getattr,
        "__getattribute__($self, name, /)\n--\n\nThe attribute called name.")
    ROW(__getattr__, getattr, NULL, slot_getattr, NULL)
    ROW(__setattr__, setattr, ouro_wrap_setattr, slot_setattr,
        "__setattr__($self, name, value, /)\n--\n\nself.name = value.")
    ROW(__delattr__, setattr, ouro_wrap_delattr, slot_setattr,
        "__delattr__($self, name, /)\n--\n\ndel self.name.")
    ROW_OP(__lt__, OURO_LT, "__lt__($self, value, /)\n--\n\nself < value.")
    ROW_OP(__le__, OURO_LE, "__le__($self, value, /)\n--\n\nself <= value.")
    ROW_OP(__eq__, OURO_EQ, "__eq__($self, value, /)\n--\n\nself == value.")
    ROW_OP(__ne__, OURO_NE, "__ne__($self, value, /)\n--\n\nself != value.")
    ROW_OP(__gt__, OURO_GT, "__gt__($self, value, /)\n--\n\nself > value.")
    ROW_OP(__ge__, OURO_GE, "__ge__($self, value, /)\n--\n\nself >= value.")
    ROW(__iter__, iter, ouro_wrap_unary, slot_iter, "__iter__($self, /)\n--\n\nAn iterator over self.")
    ROW(__next__, next, ouro_wrap_next, slot_next, "__next__($self, /)\n--\n\nThe next item; StopIteration at the end.")
    ROW(__get__, descr_get, ouro_wrap_descr_get, slot_descr_get,
        "__get__($self, instance, owner=None, /)\n--\n\nThe value of this descriptor for instance, or for owner.")
    ROW(__set__, descr_set, ouro_wrap_descr_set, slot_descr_set,
        "__set__($self, instance, value, /)\n--\n\nGives the attribute of instance this value.")
    ROW(__delete__, descr_set, ouro_wrap_descr_delete, slot_descr_set,
        "__delete__($self, instance, /)\n--\n\nRemoves the attribute of instance.")
    ROW_KW(__init__, init, ouro_wrap_init, slot_init,
           "__init__($self, /, *args, **kwargs)\n--\n\nPrepares a new object for use.")
    ROW(__new__, create, NULL, slot_create, NULL)
    ROW_UNARY(await, "The iterator that await goes through.")
    ROW_UNARY(aiter, "The asynchronous iterator that async for goes through.")
    ROW_UNARY(anext, "The next item, or StopAsyncIteration.")
    ROW_BINARY(add, "+")
    ROW_BINARY(sub, "-")
    ROW_BINARY(mul, "*")
    ROW_BINARY(mod, "%")
    ROW_BINARY(divmod, "// and %")
    ROW(__pow__, pow, ouro_wrap_pow, slot_pow, "__pow__($self, value, mod=None, /)\n--\n\nself ** value, modulo mod if given.")
    ROW(__rpow__, pow, ouro_wrap_rpow, slot_pow,
        "__rpow__($self, value, mod=None, /)\n--\n\nvalue ** self, modulo mod if given.")
    ROW_UNARY(neg, "-self.")
    ROW_UNARY(pos, "+self.")
    ROW_UNARY(abs, "The absolute value.")
    ROW(__bool__, truth, ouro_wrap_truth, slot_truth, "__bool__($self, /)\n--\n\nThe truth of self.")
    ROW_UNARY(invert, "~self.")
    ROW_BINARY(lshift, "<<")
    ROW_BINARY(rshift, ">>")
    ROW_BINARY(and, "&")
    ROW_BINARY(xor, "^")
    ROW_BINARY(or, "|")
    ROW(__int__, to_int, ouro_wrap_unary, slot_to_int, "__int__($self, /)\n--\n\nself as an int.")
    ROW(__float__, to_float, ouro_wrap_unary, slot_to_float, "__float__($self, /)\n--\n\nself as a float.")
    ROW_INPLACE(iadd, "+=")
    ROW_INPLACE(isub, "-=")
    ROW_INPLACE(imul, "*=")
    ROW_INPLACE(imod, "%=")
    ROW(__ipow__, ipow, ouro_wrap_ipow, slot_ipow, "__ipow__($self, value, /)\n--\n\nself **= value.")
    ROW_INPLACE(ilshift, "<<=")
    ROW_INPLACE(irshift, ">>=")
    ROW_INPLACE(iand, "&=")
    ROW_INPLACE(ixor, "^=")
    ROW_INPLACE(ior, "|=")
    ROW_BINARY(floordiv, "//")
    ROW_BINARY(truediv, "/")
    ROW_INPLACE(ifloordiv, "//=")
    ROW_INPLACE(itruediv, "/=")
    ROW(__index__, index, ouro_wrap_unary, slot_index,
        "__index__($self, /)\n--\n\nself as an int that can be an index.")
    ROW_BINARY(matmul, "@")
    ROW_INPLACE(imatmul, "@=")
    ROW(__len__, length, ouro_wrap_length, slot_length, "__len__($self, /)\n--\n\nThe number of items.")
    ROW(__getitem__, getitem, ouro_wrap_binary, slot_getitem, "__getitem__($self, key, /)\n--\n\nself[key].")
    ROW(__setitem__, setitem, ouro_wrap_setitem, slot_setitem,
        "__setitem__($self, key, value, /)\n--\n\nself[key] = value.")
    ROW(__delitem__, setitem, ouro_wrap_delitem, slot_setitem, "__delitem__($self, key, /)\n--\n\ndel self[key].")
    ROW(__contains__, contains, ouro_wrap_contains, slot_contains,
        "__contains__($self, key, /)\n--\n\nkey in self.")
    ROW(__add__, concat, ouro_wrap_binary, NULL, "__add__($self, value, /)\n--\n\nself + value.")
    ROW(__mul__, repeat, ouro_wrap_repeat, NULL, "__mul__($self, value, /)\n--\n\nself * value.")
    ROW(__rmul__, repeat, ouro_wrap_repeat, NULL, "__rmul__($self, value, /)\n--\n\nvalue * self.")
    ROW(__iadd__, iconcat, ouro_wrap_binary, NULL, "__iadd__($self, value, /)\n--\n\nself += value.")
    ROW(__imul__, irepeat, ouro_wrap_repeat, NULL, "__imul__($self, value, /)\n--\n\nself *= value.")
};
const size_t ouro_slot_defs_len = sizeof ouro_slot_defs / sizeof *ouro_slot_defs;

// ---- which function a class gets -----------------------------------------------------------------------------------

bool ouro_slots_special_name(ouro_rt *rt, ouro_borrowed name) {
    for (size_t i = 0; i < ouro_slot_defs_len; i++)
        if (rt->ty->names[ouro_slot_defs[i].name] == name)
            return true;
    return false;
}

// Finds the function for the slot whose rows are [from, to): the C function when every name found leads to the same one
// and the class may use it, else the generic one.
static void update_one(ouro_rt *rt, ouro_type *type, size_t from, size_t to) {
    size_t offset = ouro_slot_defs[from].offset;
    void *specific = NULL, *generic = NULL;
    bool use_generic = false;
    for (size_t i = from; i < to; i++) {
        const ouro_slot_def *row = &ouro_slot_defs[i];
        ouro_borrowed found = ouro_type_lookup(rt, type, rt->ty->names[row->name]);
        if (!found)
            continue;
        if (ouro_is(found, OURO_T_wrapper_descriptor)) {
            const ouro_descriptor *d = (const ouro_descriptor *)found;
            const ouro_slot_def *its = d->def;
            if (its->name == row->name) {
                if (its->offset != row->offset)
                    continue; // the other slot of the same name
                generic = row->generic;
                if ((!specific || specific == d->slot) && ouro_subtype(type, d->owner))
                    specific = d->slot;
                else
                    use_generic = true;
                continue;
            }
        } else if (offset == offsetof(ouro_slots, create) && ouro_is(found, OURO_T_builtin_function) &&
                   ((const ouro_builtin_function *)found)->def == &ouro_new_method_def) {
            const ouro_type *maker = (const ouro_type *)((const ouro_builtin_function *)found)->self;
            specific = (void *)maker->slots.create;
            continue;
        } else if (offset == offsetof(ouro_slots, hash) && found == rt->none) {
            specific = (void *)ouro_hash_unhashable;
            continue;
        }
        use_generic = true;
        generic = row->generic;
    }
    *ouro_slot_at(type, offset) = specific && !use_generic ? specific : generic;
    if (offset == offsetof(ouro_slots, finalize) && !generic && !specific && type->base)
        type->slots.finalize = type->base->slots.finalize;
}

void ouro_slots_flags(ouro_type *type) {
    uint32_t flags = type->flags & ~(uint32_t)(OURO_TF_DEFAULT_GETATTR | OURO_TF_DEFAULT_SETATTR | OURO_TF_HAS_DEL);
    if (type->slots.getattr == ouro_generic_getattr)
        flags |= OURO_TF_DEFAULT_GETATTR;
    if (type->slots.setattr == ouro_generic_setattr)
        flags |= OURO_TF_DEFAULT_SETATTR;
    if (type->slots.finalize == slot_finalize)
        flags |= OURO_TF_HAS_DEL;
    type->flags = flags;
}

void ouro_slots_update(ouro_rt *rt, ouro_type *type, ouro_borrowed name) {
    for (size_t from = 0, to; from < ouro_slot_defs_len; from = to) {
        bool wanted = !name;
        for (to = from; to < ouro_slot_defs_len && ouro_slot_defs[to].offset == ouro_slot_defs[from].offset; to++)
            wanted |= rt->ty->names[ouro_slot_defs[to].name] == name;
        if (wanted)
            update_one(rt, type, from, to);
    }
    // a[i] by number is a[i] by key only while the class keeps its base's __getitem__.
    type->slots.index_get = NULL;
    for (const ouro_type *t = type->base; t; t = t->base)
        if (!(t->flags & OURO_TF_HEAP) && t->slots.getitem && t->slots.getitem == type->slots.getitem)
            type->slots.index_get = t->slots.index_get;
    ouro_slots_flags(type);
}

void ouro_slots_inherit(ouro_type *type) {
    const ouro_type *base = type->base;
    if (!base)
        return;
    bool comparison = !type->slots.hash && !type->slots.compare;
    bool made_here = base->number != OURO_T_object || (type->flags & OURO_TF_BASE);
#define INHERIT(name, signature)                                                                                       \
    if (!type->slots.name && (offsetof(ouro_slots, name) != offsetof(ouro_slots, hash) || comparison) &&               \
        (offsetof(ouro_slots, name) != offsetof(ouro_slots, compare) || comparison) &&                                 \
        (offsetof(ouro_slots, name) != offsetof(ouro_slots, create) || made_here))                                     \
        type->slots.name = base->slots.name;
    OURO_SLOTS(INHERIT)
#undef INHERIT
    if (!type->slots.hash)
        type->slots.hash = ouro_hash_unhashable;
    ouro_slots_flags(type);
}
