// The methods and attributes of int.
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/containers.h"
#include "types/format.h"
#include "types/int_digits.h"
#include "types/state.h"
#include "types/str.h"

#include <string.h>

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(int_itself) { return ouro_int_exact(rt, self); }

METHOD(int_bit_length) { return ouro_int_from_i64(rt, (int64_t)ouro_int_bit_length(self)); }

METHOD(int_bit_count) {
    ouro_int_view v;
    ouro_int_view_of(self, &v);
    int64_t n = 0;
    for (size_t i = 0; i < v.n; i++)
        n += __builtin_popcount(v.digits[i]);
    return ouro_int_from_i64(rt, n);
}

METHOD(int_as_integer_ratio) {
    ouro_obj *pair[2] = {ouro_int_exact(rt, self), ouro_int_from_i64(rt, 1)};
    if (!pair[0]) {
        ouro_release(rt, pair[1]);
        return NULL;
    }
    return ouro_tuple_from_steal(rt, pair, 2);
}

METHOD(int_getnewargs) {
    ouro_obj *value = ouro_int_exact(rt, self);
    return value ? ouro_tuple_from_steal(rt, &value, 1) : NULL;
}

METHOD(int_format) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "__format__() argument must be str, not %T", args[0]);
        return NULL;
    }
    return ouro_int_format(rt, self, args[0]);
}

// self to the nearest multiple of 10^places, a tie to the even one: self - (r or r - 10^places).
static ouro_owned round_to(ouro_rt *rt, ouro_borrowed self, int64_t places) {
    if ((size_t)places > ouro_int_bit_length(self) / 3 + 2) // 10^places > 2 * |self|
        return ouro_int_from_i64(rt, 0);
    ouro_obj *result = NULL, *power = NULL, *q = NULL, *r = NULL, *twice = NULL;
    ouro_obj *exponent = ouro_int_from_i64(rt, places);
    if (!exponent)
        return NULL;
    power = ouro_int_pow(rt, rt->small_ints[10], exponent, rt->none);
    ouro_release(rt, exponent);
    if (!power || !ouro_int_divide(rt, self, power, false, &q, &r))
        goto done;
    twice = ouro_int_shift_left(rt, r, 1);
    if (!twice)
        goto done;
    int c = ouro_int_compare(twice, power);
    ouro_int_view v;
    ouro_int_view_of(q, &v);
    bool odd = v.n > 0 && (v.digits[0] & 1);
    ouro_obj *down = ouro_int_sub(rt, self, r);
    if (down && (c > 0 || (c == 0 && odd))) {
        result = ouro_int_add(rt, down, power);
        ouro_release(rt, down);
    } else {
        result = down;
    }
done:
    ouro_xrelease(rt, power);
    ouro_xrelease(rt, q);
    ouro_xrelease(rt, r);
    ouro_xrelease(rt, twice);
    return result;
}

METHOD(int_round) {
    if (nargs == 0)
        return ouro_int_exact(rt, self);
    ouro_obj *digits = ouro_index(rt, args[0]);
    if (!digits)
        return NULL;
    int overflow;
    int64_t n = ouro_int_clip(digits, &overflow);
    ouro_release(rt, digits);
    if (n >= 0)
        return ouro_int_exact(rt, self);
    return round_to(rt, self, n == INT64_MIN ? INT64_MAX : -n);
}

// ---- bytes ---------------------------------------------------------------------------------------------------------

// 1 little, 0 big, -1 error. NULL: big.
static int byte_order(ouro_rt *rt, const char *function, ouro_borrowed order) {
    if (!order)
        return 0;
    if (!ouro_str_check(rt, order)) {
        ouro_raise(rt, OURO_TypeError, "%s() argument 'byteorder' must be str, not %T", function, order);
        return -1;
    }
    if (ouro_str_equal_ascii(order, "little"))
        return 1;
    if (ouro_str_equal_ascii(order, "big"))
        return 0;
    ouro_raise(rt, OURO_ValueError, "byteorder must be either 'little' or 'big'");
    return -1;
}

METHOD(int_to_bytes) {
    static const char *const names[] = {"length", "byteorder", "signed"};
    ouro_obj *given[3];
    if (ouro_args(rt, "to_bytes", args, nargs, kwnames, names, 3, 0, 2, given) < 0)
        return NULL;
    int64_t length = 1;
    if (given[0] && !ouro_index_i64(rt, given[0], OURO_OverflowError, &length))
        return NULL;
    int little = byte_order(rt, "to_bytes", given[1]);
    int with_sign = little < 0 ? -1 : given[2] ? ouro_truth(rt, given[2]) : 0;
    if (with_sign < 0)
        return NULL;
    if (length < 0) {
        ouro_raise(rt, OURO_ValueError, "length argument must be non-negative");
        return NULL;
    }
    ouro_int_view v;
    ouro_int_view_of(self, &v);
    if (v.negative && !with_sign) {
        ouro_raise(rt, OURO_OverflowError, "can't convert negative int to unsigned");
        return NULL;
    }
    // A signed number of b bits (of -1 - x when negative) needs b + 1.
    size_t bits = ouro_digits_bits(v.digits, v.n), need = bits + (with_sign ? 1 : 0);
    if (v.negative) {
        uint32_t top = v.digits[v.n - 1];
        need -= (top & (top - 1)) == 0 && ouro_digits_normal(v.digits, v.n - 1) == 0;
    }
    if (v.n > 0 && (need + 7) / 8 > (size_t)length) {
        ouro_raise(rt, OURO_OverflowError, "int too big to convert");
        return NULL;
    }
    ouro_obj *bytes = ouro_bytes_new(rt, NULL, (size_t)length);
    if (!bytes)
        return NULL;
    uint8_t *out = ((ouro_bytes *)bytes)->data;
    uint64_t word = 0;
    unsigned have = 0, carry = 1;
    size_t at = 0;
    for (size_t i = 0; i < (size_t)length; i++) {
        if (have < 8 && at < v.n) {
            word |= (uint64_t)v.digits[at++] << have;
            have += OURO_DIGIT_BITS;
        }
        unsigned b = word & 255;
        word >>= 8;
        have = have > 8 ? have - 8 : 0;
        if (v.negative) {
            carry += ~b & 255;
            b = carry & 255;
            carry >>= 8;
        }
        out[little ? i : (size_t)length - 1 - i] = (uint8_t)b;
    }
    return bytes;
}

static ouro_owned int_of_bytes(ouro_rt *rt, const uint8_t *data, size_t length, bool little, bool with_sign) {
    bool negative = with_sign && length > 0 && (data[little ? length - 1 : 0] & 128);
    if (length <= 8) {
        uint64_t v = negative ? ~(uint64_t)0 : 0;
        for (size_t i = 0; i < length; i++)
            v = v << 8 | data[little ? length - 1 - i : i];
        return negative ? ouro_int_from_i64(rt, (int64_t)v) : ouro_int_from_u64(rt, v);
    }
    ouro_bigint *r = ouro_big_new(rt, length * 8 / OURO_DIGIT_BITS + 1);
    if (!r)
        return NULL;
    uint64_t word = 0;
    unsigned have = 0, carry = 1;
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned b = data[little ? i : length - 1 - i];
        if (negative) {
            carry += ~b & 255;
            b = carry & 255;
            carry >>= 8;
        }
        word |= (uint64_t)b << have;
        have += 8;
        if (have >= OURO_DIGIT_BITS) {
            r->digits[n++] = (uint32_t)word & OURO_DIGIT_MASK;
            word >>= OURO_DIGIT_BITS;
            have -= OURO_DIGIT_BITS;
        }
    }
    if (have)
        r->digits[n++] = (uint32_t)word;
    return ouro_big_finish(rt, r, n, negative);
}

// The same of what bytes(o) would give, without the meaning that bytes(5) has.
static ouro_owned int_of_object(ouro_rt *rt, ouro_borrowed o, bool little, bool with_sign) {
    if (ouro_bytes_check(rt, o)) {
        const ouro_bytes *b = (const ouro_bytes *)o;
        return int_of_bytes(rt, b->data, b->length, little, with_sign);
    }
    ouro_obj *special = ouro_special_lookup(rt, o, OURO_NAME(rt, __bytes__));
    if (special) {
        ouro_obj *bytes = ouro_call0(rt, special), *value = NULL;
        ouro_release(rt, special);
        if (bytes && !ouro_bytes_check(rt, bytes))
            ouro_raise(rt, OURO_TypeError, "__bytes__ returned non-bytes (type %T)", bytes);
        else if (bytes)
            value = int_of_object(rt, bytes, little, with_sign);
        ouro_xrelease(rt, bytes);
        return value;
    }
    if (ouro_error_pending(rt))
        return NULL;
    if (ouro_type_of(rt, o)->slots.get_buffer) {
        ouro_buffer view;
        if (ouro_get_buffer(rt, o, &view, OURO_BUFFER_READ) < 0)
            return NULL;
        ouro_obj *value = int_of_bytes(rt, view.data, view.length, little, with_sign);
        ouro_release_buffer(rt, &view);
        return value;
    }
    if (ouro_str_check(rt, o)) {
        ouro_raise(rt, OURO_TypeError, "cannot convert '%T' object to bytes", o);
        return NULL;
    }
    ouro_byte_buffer buffer = {0};
    ouro_obj *value = NULL;
    if (ouro_byte_buffer_extend(rt, &buffer, o, "bytes", "bytes") == 0)
        value = int_of_bytes(rt, buffer.data, buffer.length, little, with_sign);
    ouro_raw_free(rt, buffer.data);
    return value;
}

METHOD(int_from_bytes) {
    static const char *const names[] = {"bytes", "byteorder", "signed"};
    ouro_obj *given[3];
    if (ouro_args(rt, "from_bytes", args, nargs, kwnames, names, 3, 1, 2, given) < 0)
        return NULL;
    int little = byte_order(rt, "from_bytes", given[1]);
    int with_sign = little < 0 ? -1 : given[2] ? ouro_truth(rt, given[2]) : 0;
    if (with_sign < 0)
        return NULL;
    ouro_obj *value = int_of_object(rt, given[0], little, with_sign);
    if (!value || self == &rt->types[OURO_T_int]->head)
        return value;
    ouro_obj *instance = ouro_call1(rt, self, value);
    ouro_release(rt, value);
    return instance;
}

// ---- attributes ----------------------------------------------------------------------------------------------------

static ouro_owned zero(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, 0); }
static ouro_owned one(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, 1); }

const ouro_getset_def ouro_int_getsets[] = {
    {"real", ouro_int_exact, NULL, "the real part of a complex number"},
    {"imag", zero, NULL, "the imaginary part of a complex number"},
    {"numerator", ouro_int_exact, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", one, NULL, "the denominator of a rational number in lowest terms"},
    {0},
};

const ouro_method_def ouro_int_methods[] = {
    {"conjugate", int_itself, 0, 0, 0, "Returns self, the complex conjugate of any int."},
    {"bit_length", int_bit_length, 0, 0, 0,
     "bit_length($self, /)\n--\n\nNumber of bits necessary to represent self in binary.\n\n"
     ">>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6"},
    {"bit_count", int_bit_count, 0, 0, 0,
     "bit_count($self, /)\n--\n\nNumber of ones in the binary representation of the absolute value of self."},
    {"to_bytes", int_to_bytes, 0, 2, OURO_M_KEYWORDS,
     "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\n"
     "Return an array of bytes representing an integer."},
    {"from_bytes", int_from_bytes, 1, 2, OURO_M_KEYWORDS | OURO_M_CLASS,
     "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\n"
     "Return the integer represented by the given array of bytes."},
    {"as_integer_ratio", int_as_integer_ratio, 0, 0, 0,
     "as_integer_ratio($self, /)\n--\n\nReturn integer ratio: the pair (self, 1)."},
    {"__trunc__", int_itself, 0, 0, 0, "Truncating an Integral returns itself."},
    {"__floor__", int_itself, 0, 0, 0, "Flooring an Integral returns itself."},
    {"__ceil__", int_itself, 0, 0, 0, "Ceiling of an Integral returns itself."},
    {"__round__", int_round, 0, 1, 0,
     "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer."},
    {"__getnewargs__", int_getnewargs, 0, 0, 0, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", int_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nDefault object formatter."},
    {0},
};
