// Operators on any two objects: which operand's type is asked, and in what order.
#include "types/abstract.h"
#include "types/bytes.h"
#include "types/class.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/number_text.h"
#include "types/state.h"
#include "types/str.h"
#include "types/warn.h"

typedef struct operator {
    const char *sign;
    uint16_t slot, inplace; // offsets in ouro_slots
} operator;

#define OPERATOR(sign_, name) {sign_, offsetof(ouro_slots, name), offsetof(ouro_slots, i##name)}
static const operator operators[] = {
    [OURO_OP_ADD] = OPERATOR("+", add),           [OURO_OP_SUB] = OPERATOR("-", sub),
    [OURO_OP_MUL] = OPERATOR("*", mul),           [OURO_OP_TRUEDIV] = OPERATOR("/", truediv),
    [OURO_OP_FLOORDIV] = OPERATOR("//", floordiv), [OURO_OP_MOD] = OPERATOR("%", mod),
    [OURO_OP_MATMUL] = OPERATOR("@", matmul),     [OURO_OP_LSHIFT] = OPERATOR("<<", lshift),
    [OURO_OP_RSHIFT] = OPERATOR(">>", rshift),    [OURO_OP_AND] = OPERATOR("&", and),
    [OURO_OP_OR] = OPERATOR("|", or),             [OURO_OP_XOR] = OPERATOR("^", xor),
    [OURO_OP_POW] = OPERATOR("** or pow()", pow),
};

OURO_INLINE ouro_binary_slot binary_slot(const ouro_type *type, size_t offset) {
    return *(const ouro_binary_slot *)((const char *)&type->slots + offset);
}

// ---- the order -----------------------------------------------------------------------------------------------------

// The left operand's slot, then the right one's; the right one's first if its type derives from the left one's. The
// same function is asked once. NotImplemented if nobody knows.
static ouro_owned try_binary(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, size_t offset) {
    ouro_type *ta = ouro_type_of(rt, a), *tb = ouro_type_of(rt, b);
    ouro_binary_slot left = binary_slot(ta, offset), right = ta == tb ? NULL : binary_slot(tb, offset);
    if (right == left)
        right = NULL;
    ouro_obj *r;
    if (left) {
        if (right && ouro_subtype(tb, ta)) {
            r = right(rt, a, b);
            if (r != rt->notimpl)
                return r;
            ouro_release(rt, r);
            right = NULL;
        }
        r = left(rt, a, b);
        if (r != rt->notimpl || !right)
            return r;
        ouro_release(rt, r);
    }
    return right ? right(rt, a, b) : ouro_not_implemented(rt);
}

// The same for pow, whose modulus is asked last.
static ouro_owned try_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    ouro_type *ta = ouro_type_of(rt, a), *tb = ouro_type_of(rt, b), *tm = ouro_type_of(rt, m);
    ouro_ternary_slot left = ta->slots.pow, right = ta == tb ? NULL : tb->slots.pow, third = tm->slots.pow;
    if (right == left)
        right = NULL;
    if (third == left || third == right)
        third = NULL;
    bool right_first = left && right && ouro_subtype(tb, ta);
    ouro_ternary_slot order[3] = {right_first ? right : left, right_first ? left : right, third};
    for (int i = 0; i < 3; i++) {
        if (!order[i])
            continue;
        ouro_obj *r = order[i](rt, a, b, m);
        if (r != rt->notimpl)
            return r;
        ouro_release(rt, r);
    }
    return ouro_not_implemented(rt);
}

static OURO_COLD ouro_owned unsupported(ouro_rt *rt, const char *sign, const char *assign, ouro_borrowed a,
                                        ouro_borrowed b) {
    ouro_raise(rt, OURO_TypeError, "unsupported operand type(s) for %s%s: '%T' and '%T'", sign, assign, a, b);
    return NULL;
}

// print >>sys.stderr, "..." of Python 2.
static bool is_print(ouro_rt *rt, ouro_borrowed a) {
    if (!ouro_is(a, OURO_T_builtin_function))
        return false;
    const ouro_method_def *def = ((const ouro_builtin_function *)a)->def;
    const char *name = def->name, *want = "print";
    while (*want && *name == *want)
        name++, want++;
    return !*want && !*name;
}

// ---- sequences, which are asked after numbers ----------------------------------------------------------------------

static ouro_owned repeat(ouro_rt *rt, ouro_index_slot slot, ouro_borrowed sequence, ouro_borrowed times) {
    if (!ouro_int_check(rt, times) && !ouro_type_of(rt, times)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "can't multiply sequence by non-int of type '%T'", times);
        return NULL;
    }
    int64_t n;
    return ouro_index_i64(rt, times, OURO_OverflowError, &n) ? slot(rt, sequence, n) : NULL;
}

static ouro_owned sequence_binary(ouro_rt *rt, enum ouro_binary_op op, ouro_borrowed a, ouro_borrowed b,
                                  const char *assign) {
    const ouro_slots *left = &ouro_type_of(rt, a)->slots, *right = &ouro_type_of(rt, b)->slots;
    if (op == OURO_OP_ADD && left->concat)
        return left->concat(rt, a, b);
    if (op == OURO_OP_MUL) {
        if (left->repeat)
            return repeat(rt, left->repeat, a, b);
        if (right->repeat)
            return repeat(rt, right->repeat, b, a);
    }
    if (op == OURO_OP_RSHIFT && !*assign && is_print(rt, a)) {
        ouro_raise(rt, OURO_TypeError,
                   "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean \"print(<message>, "
                   "file=<output_stream>)\"?",
                   a, b);
        return NULL;
    }
    return unsupported(rt, *assign && op == OURO_OP_POW ? "**" : operators[op].sign, assign, a, b);
}

// ---- operators -----------------------------------------------------------------------------------------------------

ouro_owned ouro_binary(ouro_rt *rt, enum ouro_binary_op op, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *r = op == OURO_OP_POW ? try_pow(rt, a, b, rt->none) : try_binary(rt, a, b, operators[op].slot);
    if (OURO_LIKELY(r != rt->notimpl))
        return r;
    ouro_release(rt, r);
    return sequence_binary(rt, op, a, b, "");
}

static ouro_owned try_inplace(ouro_rt *rt, enum ouro_binary_op op, ouro_borrowed a, ouro_borrowed b) {
    ouro_type *type = ouro_type_of(rt, a);
    ouro_obj *r = NULL;
    if (op == OURO_OP_POW) {
        if (!type->slots.ipow)
            return try_pow(rt, a, b, rt->none);
        r = type->slots.ipow(rt, a, b, rt->none);
    } else {
        ouro_binary_slot slot = binary_slot(type, operators[op].inplace);
        if (!slot)
            return try_binary(rt, a, b, operators[op].slot);
        r = slot(rt, a, b);
    }
    if (r != rt->notimpl)
        return r;
    ouro_release(rt, r);
    return op == OURO_OP_POW ? try_pow(rt, a, b, rt->none) : try_binary(rt, a, b, operators[op].slot);
}

ouro_owned ouro_inplace(ouro_rt *rt, enum ouro_binary_op op, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *r = try_inplace(rt, op, a, b);
    if (OURO_LIKELY(r != rt->notimpl))
        return r;
    ouro_release(rt, r);
    const ouro_slots *slots = &ouro_type_of(rt, a)->slots;
    if (op == OURO_OP_ADD && slots->iconcat)
        return slots->iconcat(rt, a, b);
    if (op == OURO_OP_MUL && slots->irepeat)
        return repeat(rt, slots->irepeat, a, b);
    return sequence_binary(rt, op, a, b, "=");
}

ouro_owned ouro_pow3(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m) {
    if (m == rt->none)
        return ouro_binary(rt, OURO_OP_POW, a, b);
    ouro_obj *r = try_pow(rt, a, b, m);
    if (r != rt->notimpl)
        return r;
    ouro_release(rt, r);
    ouro_raise(rt, OURO_TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, m);
    return NULL;
}

ouro_owned ouro_divmod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *r = try_binary(rt, a, b, offsetof(ouro_slots, divmod));
    if (r != rt->notimpl)
        return r;
    ouro_release(rt, r);
    return unsupported(rt, "divmod()", "", a, b);
}

static ouro_owned unary(ouro_rt *rt, ouro_borrowed a, ouro_unary_slot slot, const char *name) {
    if (OURO_LIKELY(slot != NULL))
        return slot(rt, a);
    ouro_raise(rt, OURO_TypeError, "bad operand type for %s: '%T'", name, a);
    return NULL;
}

ouro_owned ouro_neg(ouro_rt *rt, ouro_borrowed a) { return unary(rt, a, ouro_type_of(rt, a)->slots.neg, "unary -"); }
ouro_owned ouro_pos(ouro_rt *rt, ouro_borrowed a) { return unary(rt, a, ouro_type_of(rt, a)->slots.pos, "unary +"); }
ouro_owned ouro_abs(ouro_rt *rt, ouro_borrowed a) { return unary(rt, a, ouro_type_of(rt, a)->slots.abs, "abs()"); }
ouro_owned ouro_invert(ouro_rt *rt, ouro_borrowed a) {
    return unary(rt, a, ouro_type_of(rt, a)->slots.invert, "unary ~");
}

int ouro_truth(ouro_rt *rt, ouro_borrowed o) {
    if (o == rt->true_)
        return 1;
    if (o == rt->false_ || o == rt->none)
        return 0;
    const ouro_slots *slots = &ouro_type_of(rt, o)->slots;
    if (slots->truth)
        return slots->truth(rt, o);
    if (!slots->length)
        return 1;
    int64_t n = slots->length(rt, o);
    return n < 0 ? -1 : n > 0;
}

// ---- conversions ---------------------------------------------------------------------------------------------------

// A result of `method` that must be an int, made exact. Steals r.
static ouro_owned exact_int(ouro_rt *rt, ouro_owned r, const char *method) {
    if (!r || ouro_is(r, OURO_T_int))
        return r;
    ouro_obj *exact = NULL;
    if (!ouro_int_check(rt, r))
        ouro_raise(rt, OURO_TypeError, "%s returned non-int (type %T)", method, r);
    else if (ouro_warn_subclass(rt, NULL, method, "int", r) == 0)
        exact = ouro_int_exact(rt, r);
    ouro_release(rt, r);
    return exact;
}

// Steals an int, made exact.
static ouro_owned quietly_exact(ouro_rt *rt, ouro_owned i) {
    ouro_obj *exact = i ? ouro_int_exact(rt, i) : NULL;
    ouro_xrelease(rt, i);
    return exact;
}

// __trunc__, which may give anything with __index__. Steals the method.
static ouro_owned truncated(ouro_rt *rt, ouro_owned method) {
    if (ouro_warn_deprecated(rt, ouro_str_formatted(rt, "The delegation of int() to __trunc__ is deprecated.")) < 0) {
        ouro_release(rt, method);
        return NULL;
    }
    ouro_obj *r = ouro_call0(rt, method);
    ouro_release(rt, method);
    if (!r || ouro_int_check(rt, r))
        return quietly_exact(rt, r);
    if (!ouro_type_of(rt, r)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "__trunc__ returned non-Integral (type %T)", r);
        ouro_release(rt, r);
        return NULL;
    }
    ouro_obj *i = ouro_index(rt, r);
    ouro_release(rt, r);
    return quietly_exact(rt, i);
}

ouro_owned ouro_to_int(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_int))
        return ouro_ref(rt, o);
    const ouro_slots *slots = &ouro_type_of(rt, o)->slots;
    if (slots->to_int)
        return exact_int(rt, slots->to_int(rt, o), "__int__");
    if (slots->index)
        return quietly_exact(rt, ouro_index(rt, o));
    ouro_obj *trunc = ouro_special_lookup(rt, o, OURO_NAME(rt, __trunc__));
    if (trunc)
        return truncated(rt, trunc);
    if (ouro_error_pending(rt))
        return NULL;
    if (ouro_str_check(rt, o) || ouro_bytes_check(rt, o))
        return ouro_int_parse(rt, o, 10);
    if (slots->get_buffer)
        return ouro_int_of_buffer(rt, o);
    ouro_raise(rt, OURO_TypeError,
               "int() argument must be a string, a bytes-like object or a real number, not '%T'", o);
    return NULL;
}

ouro_owned ouro_to_float(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_float))
        return ouro_ref(rt, o);
    if (ouro_is(o, OURO_T_str))
        return ouro_float_parse(rt, o);
    const ouro_slots *slots = &ouro_type_of(rt, o)->slots;
    if (slots->to_float)
        return ouro_float_by_method(rt, o);
    if (slots->index) {
        double v;
        return ouro_to_double(rt, o, &v) ? ouro_float_new(rt, v) : NULL;
    }
    return ouro_float_parse(rt, o);
}
