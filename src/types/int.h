// int and bool. A machine word to 64 bits (16 bytes); own digits above.
#ifndef OURO_TYPES_INT_H
#define OURO_TYPES_INT_H

#include "object/rt.h"

// An int that fits in int64_t always has this form. bool has it too. Subclasses of int also (attributes follow).
typedef struct ouro_int {
    ouro_obj head;
    int64_t value;
} ouro_int;

// Ints outside int64_t: flag OURO_F_A is set in the header. size < 0: negative. Digits base 2^30, least first.
typedef struct ouro_bigint {
    ouro_obj head;
    int32_t size;
    uint32_t digits[];
} ouro_bigint;

OURO_INLINE bool ouro_int_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_int) || (ouro_type_of(rt, o)->flags & OURO_TF_INT);
}
// Exactly int (not bool, not a subclass) and in a machine word: one compare.
OURO_INLINE bool ouro_int_is_word(ouro_borrowed o) {
    return (o->tf & (OURO_TYPE_NUMBER_MASK | OURO_F_A)) == OURO_T_int;
}
OURO_INLINE bool ouro_int_is_big(ouro_borrowed o) { return (o->tf & OURO_F_A) != 0; } // o is an int of any class
OURO_INLINE int64_t ouro_int_word(ouro_borrowed o) { return ((const ouro_int *)o)->value; }

OURO_INLINE ouro_owned ouro_int_from_i64(ouro_rt *rt, int64_t v) {
    if ((uint64_t)v + 5 < 262)
        return rt->small_ints[v]; // immortal
    ouro_obj *o = ouro_new_fixed(rt, OURO_T_int, sizeof(ouro_int));
    if (OURO_LIKELY(o != NULL))
        ((ouro_int *)o)->value = v;
    return o;
}
ouro_owned ouro_int_from_u64(ouro_rt *rt, uint64_t v);
ouro_owned ouro_int_from_double(ouro_rt *rt, double d); // truncates; OverflowError/ValueError for inf/nan
// Digits of `base` (2..36), already without prefix, sign and underscores; ASCII.
ouro_owned ouro_int_from_digits(ouro_rt *rt, const char *digits, size_t len, int base, bool negative);
// int(text, base) as Python: spaces, sign, prefix, underscores; base 0 guesses. ValueError as int() gives.
ouro_owned ouro_int_parse(ouro_rt *rt, ouro_borrowed str_or_bytes, int base);
ouro_owned ouro_int_of_buffer(ouro_rt *rt, ouro_borrowed o); // base 10, from any object with a buffer
// The most decimal figures that conversions between int and str take (sys.set_int_max_str_digits); 0: no limit.
int32_t ouro_int_digit_limit(const ouro_rt *rt);
void ouro_int_set_digit_limit(ouro_rt *rt, int32_t limit);

// o is an int of any class. -1 with error pending possible: check ouro_error_pending. `what` names the C type in
// "Python int too large to convert to C %s".
bool ouro_int_to_i64(ouro_rt *rt, ouro_borrowed o, int64_t *out); // false: OverflowError
bool ouro_int_to_u64(ouro_rt *rt, ouro_borrowed o, uint64_t *out);
// Clipped to the range, no error; *overflow -1, 0, 1.
int64_t ouro_int_clip(ouro_borrowed o, int *overflow);
double ouro_int_to_double(ouro_rt *rt, ouro_borrowed o, bool *ok); // false: OverflowError "int too large to convert to float"
int ouro_int_sign(ouro_borrowed o);
size_t ouro_int_bit_length(ouro_borrowed o);
ouro_owned ouro_int_to_str(ouro_rt *rt, ouro_borrowed o, int base, bool prefix); // base 2..36
int ouro_int_compare(ouro_borrowed a, ouro_borrowed b); // -1, 0, 1 for ints of any class
int ouro_int_compare_double(ouro_borrowed a, double b); // -1, 0, 1, exact; b is not a NaN
int64_t ouro_int_hash(ouro_borrowed o);
// An exact int with the value of o (an int of any class).
ouro_owned ouro_int_exact(ouro_rt *rt, ouro_borrowed o);

// Operators on ints of any class (exact results). Also the slots of int; the machine-word cases are inline in the VM.
ouro_owned ouro_int_add(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_sub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_mul(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_floordiv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_mod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_divmod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_truediv(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_pow(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed m_or_none);
ouro_owned ouro_int_lshift(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_rshift(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_int_neg(ouro_rt *rt, ouro_borrowed a);
ouro_owned ouro_int_invert(ouro_rt *rt, ouro_borrowed a);

// Any object with __index__ to an int (TypeError "'%T' object cannot be interpreted as an integer").
ouro_owned ouro_index(ouro_rt *rt, ouro_borrowed o);
// The same to int64; out of range: error class `overflow` (OURO_IndexError "cannot fit '%T' into an index-sized
// integer", OURO_OverflowError ...), or clipped when overflow is 0. False: error pending.
bool ouro_index_i64(ouro_rt *rt, ouro_borrowed o, uint32_t overflow, int64_t *out);

#endif
