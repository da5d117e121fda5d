// float, complex, and the text of numbers.
#ifndef OURO_TYPES_FLOAT_H
#define OURO_TYPES_FLOAT_H

#include "object/rt.h"

typedef struct ouro_float {
    ouro_obj head;
    double value;
} ouro_float;

typedef struct ouro_complex {
    ouro_obj head;
    double real, imag;
} ouro_complex;

OURO_INLINE bool ouro_float_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_float) || (ouro_type_of(rt, o)->flags & OURO_TF_FLOAT);
}
OURO_INLINE double ouro_float_value(ouro_borrowed o) { return ((const ouro_float *)o)->value; }
OURO_INLINE ouro_owned ouro_float_new(ouro_rt *rt, double v) {
    ouro_obj *o = ouro_new_fixed(rt, OURO_T_float, sizeof(ouro_float));
    if (OURO_LIKELY(o != NULL))
        ((ouro_float *)o)->value = v;
    return o;
}
ouro_owned ouro_complex_new(ouro_rt *rt, double real, double imag);
// Any real number (float, __float__, __index__) as double. False: TypeError "must be real number, not %T" pending.
bool ouro_to_double(ouro_rt *rt, ouro_borrowed o, double *out);
// Calls the slot to_float, which o must have; the result is an exact float.
ouro_owned ouro_float_by_method(ouro_rt *rt, ouro_borrowed o);
bool ouro_to_complex(ouro_rt *rt, ouro_borrowed o, double *real, double *imag);
int64_t ouro_double_hash(double v);
// x ** y of Python's floats; a negative x needs a whole y. False: ZeroDivisionError, OverflowError.
bool ouro_float_power(ouro_rt *rt, double x, double y, double *out);
// OverflowError(34, 'Numerical result out of range').
void ouro_raise_range(ouro_rt *rt);
ouro_owned ouro_complex_power(ouro_rt *rt, double a, double b, double c, double d); // (a+bj) ** (c+dj)
// v rounded to `digits` decimals (negative: tens), exact, half to even. False: OverflowError.
bool ouro_double_round(ouro_rt *rt, double v, int64_t digits, double *out);
// float(o) of a str, bytes or other buffer. NULL: ValueError, or TypeError.
ouro_owned ouro_float_parse(ouro_rt *rt, ouro_borrowed o);
// Python's float floor division and modulo. b != 0.
void ouro_float_divmod(double a, double b, double *div, double *mod);
// Shortest text that reads back as v ("0.1", "1e+16", "nan"), NUL-ended, at most 32 bytes; `add_dot` as repr does.
void ouro_double_repr(double v, char out[32]);
// printf-like conversion for formats: type one of e f g r (and capitals), writes into a raw block (*out, ouro_raw_free).
// The text is followed by a zero, in whose place there is room for one more character.
// False: MemoryError.
bool ouro_double_format(ouro_rt *rt, double v, char type, int precision, bool always_sign, bool alternate, bool add_dot,
                        char **out, size_t *len);
// Reads a float like float(text) does from ASCII text without spaces/underscores; false if not a float.
bool ouro_double_parse(const char *text, size_t len, double *out);
// The number that text begins with: how many characters it has, 0 if there is none.
size_t ouro_double_parse_prefix(const char *text, size_t len, double *out);

#endif
