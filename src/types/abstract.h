// Operations on any object: what Python's syntax means, through the slots. Messages are CPython 3.11's.
#ifndef OURO_TYPES_ABSTRACT_H
#define OURO_TYPES_ABSTRACT_H

#include "object/rt.h"

enum ouro_binary_op {
    OURO_OP_ADD, OURO_OP_SUB, OURO_OP_MUL, OURO_OP_TRUEDIV, OURO_OP_FLOORDIV, OURO_OP_MOD, OURO_OP_MATMUL,
    OURO_OP_LSHIFT, OURO_OP_RSHIFT, OURO_OP_AND, OURO_OP_OR, OURO_OP_XOR, OURO_OP_POW
};

// ---- attributes (types/attribute.c)
ouro_owned ouro_getattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
// NULL without an error pending when there is no such attribute (AttributeError is swallowed, cheaply).
ouro_owned ouro_getattr_quiet(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
ouro_owned ouro_getattr_ascii(ouro_rt *rt, ouro_borrowed o, const char *name);
int ouro_setattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value_or_null);
int ouro_setattr_ascii(ouro_rt *rt, ouro_borrowed o, const char *name, ouro_borrowed value_or_null);
// object.__getattribute__ and __setattr__.
ouro_owned ouro_generic_getattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
int ouro_generic_setattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value_or_null);
// NULL without an error pending when there is no such attribute.
ouro_owned ouro_generic_getattr_quiet(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
// AttributeError "'%T' object has no attribute '%S'" (of a type or module as CPython words it), with name and obj set.
void ouro_attribute_error(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
void ouro_attribute_error_set(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name); // of a pending one: name and obj
// For a call o.name(...): either a bound attribute (*self_or_null = NULL) or an unbound method and o as *self (borrowed).
ouro_owned ouro_getmethod(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_obj **self_or_null);
// A special method looked up on the type, bound to o. NULL without error when the type has none.
ouro_owned ouro_special_lookup(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);

// ---- calls (types/call.c)
ouro_owned ouro_call(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
ouro_owned ouro_call0(ouro_rt *rt, ouro_borrowed callee);
ouro_owned ouro_call1(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed a);
ouro_owned ouro_call2(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_call3(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed a, ouro_borrowed b, ouro_borrowed c);
// callee(first, args..., kwnames...)
ouro_owned ouro_call_prepend(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed first, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames);
// callee(*tuple, **dict)
ouro_owned ouro_call_tuple(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed args, ouro_borrowed kwargs_or_null);
// o.name(args...): args[0] must be o.
ouro_owned ouro_call_method(ouro_rt *rt, ouro_borrowed name, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
ouro_owned ouro_call_method0(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name);
ouro_owned ouro_call_method1(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed a);
bool ouro_callable(ouro_rt *rt, ouro_borrowed o);
// Keyword arguments of native functions. format like CPython's: "O|OO$O:name" is not used; instead names in order, the
// first `positional_only` are "" ; `required` of them must be given; at most `positional` may be positional. out[i] gets
// the borrowed value or NULL. -1: TypeError as CPython words it.
int ouro_args(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
              const char *const *names, size_t n_names, size_t required, size_t positional, ouro_obj **out);
// TypeError "f() takes no keyword arguments" when kwnames is not empty; then checks the count.
int ouro_args_count(ouro_rt *rt, const char *function, size_t nargs, ouro_borrowed kwnames, size_t min, size_t max);

// ---- numbers (types/number.c)
ouro_owned ouro_binary(ouro_rt *rt, enum ouro_binary_op op, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_inplace(ouro_rt *rt, enum ouro_binary_op op, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_pow3(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m_or_none);
ouro_owned ouro_divmod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_neg(ouro_rt *rt, ouro_borrowed a);
ouro_owned ouro_pos(ouro_rt *rt, ouro_borrowed a);
ouro_owned ouro_abs(ouro_rt *rt, ouro_borrowed a);
ouro_owned ouro_invert(ouro_rt *rt, ouro_borrowed a);
ouro_owned ouro_to_int(ouro_rt *rt, ouro_borrowed o);   // int(o) with one argument
ouro_owned ouro_to_float(ouro_rt *rt, ouro_borrowed o); // float(o)
int ouro_truth(ouro_rt *rt, ouro_borrowed o);           // 1, 0, -1

// ---- comparison, hash, text (types/compare.c)
ouro_owned ouro_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op);
int ouro_compare_bool(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op); // 1, 0, -1; identity first for EQ, NE
int64_t ouro_hash(ouro_rt *rt, ouro_borrowed o);                              // -1 error
ouro_owned ouro_repr(ouro_rt *rt, ouro_borrowed o);
ouro_owned ouro_str_of(ouro_rt *rt, ouro_borrowed o); // str(o)
ouro_owned ouro_ascii(ouro_rt *rt, ouro_borrowed o);
// Containers whose repr is running: 1 = o is already on the list (print "[...]"), 0 = entered, -1 = error.
int ouro_repr_enter(ouro_rt *rt, ouro_borrowed o);
void ouro_repr_leave(ouro_rt *rt, ouro_borrowed o);
// hash() and == that every number type shares: equal numbers hash equal. Modulus 2^61-1.
int64_t ouro_hash_pointer(const void *p);

// ---- iteration, items (types/sequence.c)
ouro_owned ouro_iter(ouro_rt *rt, ouro_borrowed o);
// Next item; NULL at the end (no error pending; a StopIteration is swallowed) or on error.
ouro_owned ouro_next(ouro_rt *rt, ouro_borrowed it);
ouro_owned ouro_getitem(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key);
int ouro_setitem(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key, ouro_borrowed value_or_null);
ouro_owned ouro_sequence_item(ouro_rt *rt, ouro_borrowed o, int64_t i);
int64_t ouro_length(ouro_rt *rt, ouro_borrowed o); // len(o), -1 error
int64_t ouro_length_hint(ouro_rt *rt, ouro_borrowed o, int64_t fallback);
int ouro_contains(ouro_rt *rt, ouro_borrowed o, ouro_borrowed x);
// Runs fn for each item until it returns non-zero (returned) or the end (0); -1 error. The item is borrowed.
int ouro_each(ouro_rt *rt, ouro_borrowed iterable, int (*fn)(ouro_rt *rt, ouro_borrowed item, void *ctx), void *ctx);

// ---- classes
bool ouro_subtype(const ouro_type *a, const ouro_type *b); // a is b or derives from it (exact, no hooks)
bool ouro_is_a(const ouro_rt *rt, ouro_borrowed o, uint32_t number); // instance of builtin type, exactly or derived
int ouro_isinstance(ouro_rt *rt, ouro_borrowed o, ouro_borrowed classinfo); // with hooks; 1, 0, -1
int ouro_issubclass(ouro_rt *rt, ouro_borrowed c, ouro_borrowed classinfo);
int ouro_recursive_isinstance(ouro_rt *rt, ouro_borrowed o, ouro_borrowed cls); // type.__instancecheck__
int ouro_recursive_issubclass(ouro_rt *rt, ouro_borrowed c, ouro_borrowed cls); // type.__subclasscheck__
ouro_owned ouro_union_of(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);        // a | b of types; NotImplemented

#endif
