// Module _operator: operators as functions; the callable objects are in operator_getters.c.
#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/bytes.h"
#include "types/int.h"

#define BINARY(name, op)                                                                                               \
    METHOD(name) { return ouro_binary(rt, OURO_OP_##op, args[0], args[1]); }                                           \
    METHOD(i##name) { return ouro_inplace(rt, OURO_OP_##op, args[0], args[1]); }
BINARY(add, ADD)
BINARY(sub, SUB)
BINARY(mul, MUL)
BINARY(truediv, TRUEDIV)
BINARY(floordiv, FLOORDIV)
BINARY(mod, MOD)
BINARY(matmul, MATMUL)
BINARY(lshift, LSHIFT)
BINARY(rshift, RSHIFT)
BINARY(and, AND)
BINARY(or, OR)
BINARY(xor, XOR)
METHOD(power) { return ouro_pow3(rt, args[0], args[1], rt->none); }
METHOD(ipow) { return ouro_inplace(rt, OURO_OP_POW, args[0], args[1]); }

METHOD(neg) { return ouro_neg(rt, args[0]); }
METHOD(pos) { return ouro_pos(rt, args[0]); }
METHOD(absolute) { return ouro_abs(rt, args[0]); }
METHOD(invert) { return ouro_invert(rt, args[0]); }
METHOD(as_index) { return ouro_index(rt, args[0]); }

METHOD(lt) { return ouro_compare(rt, args[0], args[1], OURO_LT); }
METHOD(le) { return ouro_compare(rt, args[0], args[1], OURO_LE); }
METHOD(eq) { return ouro_compare(rt, args[0], args[1], OURO_EQ); }
METHOD(ne) { return ouro_compare(rt, args[0], args[1], OURO_NE); }
METHOD(gt) { return ouro_compare(rt, args[0], args[1], OURO_GT); }
METHOD(ge) { return ouro_compare(rt, args[0], args[1], OURO_GE); }
METHOD(is) { return ouro_bool(rt, args[0] == args[1]); }
METHOD(is_not) { return ouro_bool(rt, args[0] != args[1]); }

METHOD(truth) {
    int r = ouro_truth(rt, args[0]);
    return r < 0 ? NULL : ouro_bool(rt, r);
}
METHOD(not) {
    int r = ouro_truth(rt, args[0]);
    return r < 0 ? NULL : ouro_bool(rt, !r);
}

// ---- sequences -------------------------------------------------------------------------------------------------------

static bool is_sequence(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_type_of(rt, o)->slots.getitem && !ouro_dict_check(rt, o);
}

static ouro_owned join(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, bool in_place) {
    const ouro_slots *s = &ouro_type_of(rt, a)->slots;
    ouro_binary_slot slot = in_place && s->iconcat ? s->iconcat : s->concat;
    if (slot) return slot(rt, a, b);
    if (is_sequence(rt, a) && is_sequence(rt, b))
        return in_place ? ouro_inplace(rt, OURO_OP_ADD, a, b) : ouro_binary(rt, OURO_OP_ADD, a, b);
    ouro_raise(rt, OURO_TypeError, "'%T' object can't be concatenated", a);
    return NULL;
}
METHOD(concat) { return join(rt, args[0], args[1], false); }
METHOD(iconcat) { return join(rt, args[0], args[1], true); }

METHOD(contains) {
    int r = ouro_contains(rt, args[0], args[1]);
    return r < 0 ? NULL : ouro_bool(rt, r);
}

typedef struct search {
    ouro_borrowed wanted;
    int64_t at, count;
    bool first;
} search;

static int search_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    search *s = ctx;
    int same = ouro_compare_bool(rt, item, s->wanted, OURO_EQ);
    if (same < 0) return -1;
    s->count += same;
    if (same && s->first) return 2;
    s->at++;
    return 0;
}

static int search_all(ouro_rt *rt, ouro_borrowed o, search *s) {
    ouro_obj *it = ouro_iter(rt, o);
    if (!it) {
        if (ouro_error_is(rt, OURO_TypeError)) {
            ouro_error_clear(rt);
            ouro_raise(rt, OURO_TypeError, "argument of type '%T' is not iterable", o);
        }
        return -1;
    }
    int r = ouro_each(rt, it, search_item, s);
    ouro_release(rt, it);
    return r;
}

METHOD(index_of) {
    search s = {.wanted = args[1], .first = true};
    int r = search_all(rt, args[0], &s);
    if (r == 2) return ouro_int_from_i64(rt, s.at);
    if (r == 0) ouro_raise(rt, OURO_ValueError, "sequence.index(x): x not in sequence");
    return NULL;
}
METHOD(count_of) {
    search s = {.wanted = args[1]};
    return search_all(rt, args[0], &s) < 0 ? NULL : ouro_int_from_i64(rt, s.count);
}

METHOD(getitem) { return ouro_getitem(rt, args[0], args[1]); }
METHOD(setitem) { return ouro_setitem(rt, args[0], args[1], args[2]) < 0 ? NULL : ouro_none(rt); }
METHOD(delitem) { return ouro_setitem(rt, args[0], args[1], NULL) < 0 ? NULL : ouro_none(rt); }

METHOD(length_hint) {
    int64_t fallback = 0;
    if (nargs == 2 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &fallback)) return NULL;
    int64_t n = ouro_length_hint(rt, args[0], fallback);
    return n == -1 && ouro_error_pending(rt) ? NULL : ouro_int_from_i64(rt, n);
}

// ---- others ----------------------------------------------------------------------------------------------------------

METHOD(call) {
    if (nargs < 1) {
        ouro_raise(rt, OURO_TypeError, "call expected at least 1 argument, got 0");
        return NULL;
    }
    return ouro_call(rt, args[0], args + 1, nargs - 1, kwnames);
}

// Compares everything whatever it finds, so that the time tells nothing about where two texts differ.
static ouro_owned same_bytes(ouro_rt *rt, const uint8_t *a, size_t a_length, const uint8_t *b, size_t b_length) {
    volatile uint8_t differs = a_length != b_length;
    const uint8_t *other = a_length == b_length ? a : b;
    for (size_t i = 0; i < b_length; i++) differs |= other[i] ^ b[i];
    return ouro_bool(rt, !differs);
}

METHOD(compare_digest) {
    if (ouro_str_check(rt, args[0]) && ouro_str_check(rt, args[1])) {
        if (ouro_str_is_ascii(args[0]) && ouro_str_is_ascii(args[1]))
            return same_bytes(rt, ouro_str_text(args[0]), ouro_str_length(args[0]), ouro_str_text(args[1]),
                              ouro_str_length(args[1]));
        ouro_raise(rt, OURO_TypeError, "comparing strings with non-ASCII characters is not supported");
        return NULL;
    }
    ouro_buffer a, b;
    bool first_is_str = ouro_str_check(rt, args[0]);
    if (first_is_str || ouro_str_check(rt, args[1])) {
        ouro_raise(rt, OURO_TypeError, "a bytes-like object is required, not '%T'", args[first_is_str ? 0 : 1]);
        return NULL;
    }
    if (ouro_get_buffer(rt, args[0], &a, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *result = NULL;
    if (ouro_get_buffer(rt, args[1], &b, OURO_BUFFER_READ) == 0) {
        result = same_bytes(rt, a.data, a.length, b.data, b.length);
        ouro_release_buffer(rt, &b);
    }
    ouro_release_buffer(rt, &a);
    return result;
}

#define TWO(name, fn, text) {name, fn, 2, 2, 0, name "($module, a, b, /)\n--\n\n" text}
#define ONE(name, fn, text) {name, fn, 1, 1, 0, name "($module, a, /)\n--\n\n" text}
static const ouro_method_def functions[] = {
    ONE("truth", truth, "bool(a)"),
    TWO("contains", contains, "b in a"),
    TWO("indexOf", index_of, "The index of b in a."),
    TWO("countOf", count_of, "How many items of a are equal to b."),
    TWO("is_", is, "a is b"),
    TWO("is_not", is_not, "a is not b"),
    TWO("add", add, "a + b"),
    TWO("sub", sub, "a - b"),
    TWO("mul", mul, "a * b"),
    TWO("matmul", matmul, "a @ b"),
    TWO("floordiv", floordiv, "a // b"),
    TWO("truediv", truediv, "a / b"),
    TWO("mod", mod, "a % b"),
    ONE("neg", neg, "-a"),
    ONE("pos", pos, "+a"),
    ONE("abs", absolute, "abs(a)"),
    ONE("inv", invert, "~a"),
    ONE("invert", invert, "~a"),
    TWO("lshift", lshift, "a << b"),
    TWO("rshift", rshift, "a >> b"),
    ONE("not_", not, "not a"),
    TWO("and_", and, "a & b"),
    TWO("xor", xor, "a ^ b"),
    TWO("or_", or, "a | b"),
    TWO("iadd", iadd, "a += b"),
    TWO("isub", isub, "a -= b"),
    TWO("imul", imul, "a *= b"),
    TWO("imatmul", imatmul, "a @= b"),
    TWO("ifloordiv", ifloordiv, "a //= b"),
    TWO("itruediv", itruediv, "a /= b"),
    TWO("imod", imod, "a %= b"),
    TWO("ilshift", ilshift, "a <<= b"),
    TWO("irshift", irshift, "a >>= b"),
    TWO("iand", iand, "a &= b"),
    TWO("ixor", ixor, "a ^= b"),
    TWO("ior", ior, "a |= b"),
    TWO("concat", concat, "a + b, for sequences."),
    TWO("iconcat", iconcat, "a += b, for sequences."),
    TWO("getitem", getitem, "a[b]"),
    {"setitem", setitem, 3, 3, 0, "setitem($module, a, b, c, /)\n--\n\na[b] = c"},
    TWO("delitem", delitem, "del a[b]"),
    TWO("pow", power, "a ** b"),
    TWO("ipow", ipow, "a **= b"),
    TWO("eq", eq, "a == b"),
    TWO("ne", ne, "a != b"),
    TWO("lt", lt, "a < b"),
    TWO("le", le, "a <= b"),
    TWO("gt", gt, "a > b"),
    TWO("ge", ge, "a >= b"),
    ONE("index", as_index, "a.__index__()"),
    {"length_hint", length_hint, 1, 2, 0,
     "length_hint($module, obj, default=0, /)\n--\n\nHow many items an object has or will give, as far as is known."},
    {"call", call, 0, 0, OURO_M_KEYWORDS, "call($module, obj, /, *args, **kwargs)\n--\n\nobj(*args, **kwargs)"},
    TWO("_compare_digest", compare_digest, "a == b, in a time that does not depend on where they differ."),
    {0},
};

ouro_owned ouro_module__operator(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_operator", "Operators as functions.", functions);
    if (!m) return NULL;
    int r = ouro_native_add_type(rt, m, OURO_NT_itemgetter);
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT_attrgetter);
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT_methodcaller);
    return ouro_native_module_done(rt, m, r);
}
