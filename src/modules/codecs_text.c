// Module _codecs: the functions that encode and decode text, one pair for each encoding that is built in, and those of
// character maps.
#include "modules/codecs.h"

#include <string.h>

#include "types/codec.h"
#include "types/int.h"

// The optional `errors` of a function: NULL for "strict". *owned is to be freed.
static bool errors_argument(ouro_rt *rt, ouro_obj *const *args, size_t nargs, size_t i, const char **errors, char **owned) {
    *errors = NULL;
    *owned = NULL;
    if (nargs <= i || args[i] == rt->none) return true;
    size_t n;
    if (ouro_str_check(rt, args[i])) return (*errors = ouro_str_utf8(rt, args[i], &n, owned, true)) != NULL;
    ouro_raise(rt, OURO_TypeError, "argument %zu must be str or None, not %T", i + 1, args[i]);
    return false;
}

// (result, length). Steals the result.
static ouro_owned counted(ouro_rt *rt, ouro_owned result, size_t length) {
    ouro_obj *n = result ? ouro_int_from_u64(rt, length) : NULL, *pair = n ? ouro_tuple_pack(rt, 2, result, n) : NULL;
    ouro_xrelease(rt, result);
    ouro_xrelease(rt, n);
    return pair;
}

static ouro_owned encoded(ouro_rt *rt, const char *function, const char *encoding, ouro_obj *const *args, size_t nargs) {
    const char *errors;
    char *owned;
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "%s() argument 1 must be str, not %T", function, args[0]);
        return NULL;
    }
    if (!errors_argument(rt, args, nargs, 1, &errors, &owned)) return NULL;
    ouro_obj *bytes = ouro_str_encode(rt, args[0], encoding, errors);
    if (owned) ouro_raw_free(rt, owned);
    return counted(rt, bytes, ouro_str_length(args[0]));
}

// How many of n bytes make whole characters, when more may come.
static size_t whole(const char *encoding, const uint8_t *data, size_t n) {
    if (strncmp(encoding, "utf-16", 6) == 0) {
        n &= ~(size_t)1;
        bool big = encoding[6] && encoding[7] == 'b';
        if (n >= 2 && (data[n - (big ? 2 : 1)] & 0xfc) == 0xd8) n -= 2; // the first half of a pair
        return n;
    }
    if (strncmp(encoding, "utf-32", 6) == 0) return n & ~(size_t)3;
    if (strcmp(encoding, "utf-8") != 0) return n;
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        uint8_t c = data[n - back];
        if ((c & 0xc0) == 0x80) continue;
        size_t needed = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 1;
        return needed > back ? n - back : n;
    }
    return n;
}

static ouro_owned decoded(ouro_rt *rt, const char *encoding, ouro_obj *const *args, size_t nargs, bool always_final) {
    const char *errors;
    char *owned;
    ouro_buffer b;
    if (ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "a bytes-like object is required, not 'str'");
        return NULL;
    }
    int final = nargs > 2 ? ouro_truth(rt, args[2]) : always_final;
    if (final < 0 || !errors_argument(rt, args, nargs, 1, &errors, &owned)) return NULL;
    ouro_obj *text = NULL;
    size_t n = 0;
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) == 0) {
        n = final || always_final ? b.length : whole(encoding, b.data, b.length);
        text = ouro_bytes_decode(rt, b.data, n, encoding, errors);
        ouro_release_buffer(rt, &b);
    }
    if (owned) ouro_raw_free(rt, owned);
    return counted(rt, text, n);
}

#define CODEC(id, encoding, always_final)                                                                              \
    METHOD(id##_encode) { return encoded(rt, #id "_encode", encoding, args, nargs); }                                  \
    METHOD(id##_decode) { return decoded(rt, encoding, args, nargs, always_final); }
CODEC(utf_8, "utf-8", false)
CODEC(latin_1, "latin-1", true)
CODEC(ascii, "ascii", true)
CODEC(utf_16, "utf-16", false)
CODEC(utf_16_le, "utf-16-le", false)
CODEC(utf_16_be, "utf-16-be", false)
CODEC(utf_32, "utf-32", false)
CODEC(utf_32_le, "utf-32-le", false)
CODEC(utf_32_be, "utf-32-be", false)
CODEC(unicode_escape, "unicode_escape", true)
CODEC(raw_unicode_escape, "raw_unicode_escape", true)

// utf_16_ex_decode(data, errors, byteorder, final) -> (text, length, byteorder): -1 little, 1 big, 0 by the mark.
static ouro_owned decoded_order(ouro_rt *rt, bool wide, ouro_obj *const *args, size_t nargs) {
    int64_t order = 0;
    ouro_buffer b;
    if (nargs > 2 && !ouro_index_i64(rt, args[2], OURO_OverflowError, &order)) return NULL;
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
    const uint8_t *d = b.data;
    size_t unit = wide ? 4 : 2;
    int found = order < 0 ? -1 : order > 0 ? 1 : 0;
    if (found == 0 && b.length >= unit) {
        bool little = d[0] == 0xff && d[1] == 0xfe && (!wide || (d[2] == 0 && d[3] == 0));
        bool big = wide ? d[0] == 0 && d[1] == 0 && d[2] == 0xfe && d[3] == 0xff : d[0] == 0xfe && d[1] == 0xff;
        found = little ? -1 : big ? 1 : 0;
    }
    ouro_release_buffer(rt, &b);
    const char *encoding = order == 0  ? (wide ? "utf-32" : "utf-16")
                           : order < 0 ? (wide ? "utf-32-le" : "utf-16-le")
                                       : (wide ? "utf-32-be" : "utf-16-be");
    ouro_obj *rest[] = {args[0], nargs > 1 ? args[1] : rt->none, nargs > 3 ? args[3] : rt->false_};
    ouro_obj *pair = decoded(rt, encoding, rest, 3, false), *which = pair ? ouro_int_from_i64(rt, found) : NULL;
    ouro_obj *result = which ? ouro_tuple_pack(rt, 3, ouro_tuple_peek(pair, 0), ouro_tuple_peek(pair, 1), which) : NULL;
    ouro_xrelease(rt, which);
    ouro_xrelease(rt, pair);
    return result;
}
METHOD(utf_16_ex_decode) { return decoded_order(rt, false, args, nargs); }
METHOD(utf_32_ex_decode) { return decoded_order(rt, true, args, nargs); }

METHOD(readbuffer_encode) {
    if (ouro_str_check(rt, args[0])) return encoded(rt, "readbuffer_encode", "utf-8", args, 1);
    ouro_buffer b;
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *bytes = ouro_bytes_new(rt, b.data, b.length);
    size_t n = b.length;
    ouro_release_buffer(rt, &b);
    return counted(rt, bytes, n);
}

// ---- character maps ----------------------------------------------------------------------------------------------------

METHOD(charmap_build) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "charmap_build() argument must be str, not %T", args[0]);
        return NULL;
    }
    ouro_obj *map = ouro_dict_new(rt);
    for (size_t i = 0; map && i < ouro_str_length(args[0]); i++) {
        uint32_t c = ouro_str_at(args[0], i);
        if (c == 0xfffe) continue; // stands for "undefined"
        ouro_obj *key = ouro_int_from_i64(rt, c), *value = ouro_int_from_i64(rt, (int64_t)i);
        int r = key && value ? ouro_dict_set(rt, map, key, value) : -1;
        ouro_xrelease(rt, key);
        ouro_xrelease(rt, value);
        if (r < 0) {
            ouro_release(rt, map);
            return NULL;
        }
    }
    return map;
}

// map[key], NULL without an error pending when there is none (or None).
static ouro_owned mapped(ouro_rt *rt, ouro_borrowed map, uint32_t key) {
    ouro_obj *k = ouro_int_from_i64(rt, key), *value = k ? ouro_getitem(rt, map, k) : NULL;
    ouro_xrelease(rt, k);
    if (!value && ouro_error_pending(rt) && ouro_error_is(rt, OURO_LookupError)) ouro_error_clear(rt);
    if (value != rt->none) return value;
    ouro_release(rt, value);
    return NULL;
}

enum policy { STRICT, IGNORE, REPLACE };
static enum policy policy_of(const char *errors) {
    if (errors && strcmp(errors, "ignore") == 0) return IGNORE;
    return errors && strcmp(errors, "replace") == 0 ? REPLACE : STRICT;
}

// Appends what a character is mapped to, to bytes in a list of bytes objects. 1, 0 when it is undefined, -1.
static int add_encoded(ouro_rt *rt, ouro_borrowed map, uint32_t c, ouro_borrowed parts) {
    ouro_obj *value = mapped(rt, map, c), *bytes = NULL;
    if (!value) return ouro_error_pending(rt) ? -1 : 0;
    if (ouro_bytes_check(rt, value)) {
        bytes = ouro_ref(rt, value);
    } else if (ouro_int_check(rt, value)) {
        int overflow;
        int64_t n = ouro_int_clip(value, &overflow);
        uint8_t byte = (uint8_t)n;
        if (overflow || n < 0 || n > 255)
            ouro_raise(rt, OURO_TypeError, "character mapping must be in range(256)");
        else
            bytes = ouro_bytes_new(rt, &byte, 1);
    } else {
        ouro_raise(rt, OURO_TypeError, "character mapping must return integer, bytes or None, not %T", value);
    }
    ouro_release(rt, value);
    return bytes && ouro_list_append_steal(rt, parts, bytes) == 0 ? 1 : -1;
}

METHOD(charmap_encode) {
    const char *errors;
    char *owned;
    if (nargs < 3 || args[2] == rt->none) return encoded(rt, "charmap_encode", "latin-1", args, nargs > 1 ? 2 : 1);
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "charmap_encode() argument 1 must be str, not %T", args[0]);
        return NULL;
    }
    if (!errors_argument(rt, args, nargs, 1, &errors, &owned)) return NULL;
    enum policy policy = policy_of(errors);
    if (owned) ouro_raw_free(rt, owned);
    ouro_obj *parts = ouro_list_new(rt, 0), *bytes = NULL;
    int r = parts ? 1 : -1;
    for (size_t i = 0; r > 0 && i < ouro_str_length(args[0]); i++) {
        r = add_encoded(rt, args[2], ouro_str_at(args[0], i), parts);
        if (r == 0 && policy == REPLACE) r = add_encoded(rt, args[2], '?', parts);
        if (r == 0 && policy == IGNORE) r = 1;
        if (r == 0) ouro_raise_encode(rt, "charmap", args[0], i, i + 1, "character maps to <undefined>");
    }
    if (r > 0) bytes = ouro_call_method1(rt, rt->empty_bytes, OURO_NAME(rt, join), parts);
    ouro_xrelease(rt, parts);
    return counted(rt, bytes, ouro_str_length(args[0]));
}

// Appends what a byte is mapped to. 1, 0 when it is undefined, -1.
static int add_decoded(ouro_rt *rt, ouro_borrowed map, uint8_t byte, ouro_builder *out) {
    if (ouro_str_check(rt, map)) {
        uint32_t c = byte < ouro_str_length(map) ? ouro_str_at(map, byte) : 0xfffe;
        if (c != 0xfffe) ouro_builder_char(out, c);
        return c != 0xfffe;
    }
    ouro_obj *value = mapped(rt, map, byte);
    if (!value) return ouro_error_pending(rt) ? -1 : 0;
    int r = 1, overflow;
    if (ouro_str_check(rt, value)) {
        if (ouro_str_length(value) == 1 && ouro_str_at(value, 0) == 0xfffe)
            r = 0;
        else
            ouro_builder_str(out, value);
    } else if (ouro_int_check(rt, value)) {
        int64_t c = ouro_int_clip(value, &overflow);
        if (overflow || c < 0 || c > 0x10ffff) {
            ouro_raise(rt, OURO_TypeError, "character mapping must be in range(0x110000)");
            r = -1;
        } else if (c == 0xfffe) {
            r = 0;
        } else {
            ouro_builder_char(out, (uint32_t)c);
        }
    } else {
        ouro_raise(rt, OURO_TypeError, "character mapping must return integer, None or str");
        r = -1;
    }
    ouro_release(rt, value);
    return r;
}

METHOD(charmap_decode) {
    const char *errors;
    char *owned;
    ouro_buffer b;
    if (nargs < 3 || args[2] == rt->none) return decoded(rt, "latin-1", args, nargs > 1 ? 2 : 1, true);
    if (!errors_argument(rt, args, nargs, 1, &errors, &owned)) return NULL;
    enum policy policy = policy_of(errors);
    if (owned) ouro_raw_free(rt, owned);
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
    ouro_builder out;
    ouro_builder_init(&out, rt);
    int r = 1;
    for (size_t i = 0; r > 0 && i < b.length; i++) {
        r = add_decoded(rt, args[2], b.data[i], &out);
        if (r != 0) continue;
        if (policy == STRICT) {
            ouro_raise_decode(rt, "charmap", b.data, b.length, i, i + 1, "character maps to <undefined>");
            r = -1;
        } else {
            if (policy == REPLACE) ouro_builder_char(&out, 0xfffd);
            r = 1;
        }
    }
    size_t n = b.length;
    ouro_release_buffer(rt, &b);
    if (r > 0) return counted(rt, ouro_builder_finish(&out), n);
    ouro_builder_drop(&out);
    return NULL;
}

#define BOTH(id)                                                                                                       \
    {#id "_encode", id##_encode, 1, 2, 0, #id "_encode($module, str, errors=None, /)\n--\n\n"},                        \
    {#id "_decode", id##_decode, 1, 3, 0, #id "_decode($module, data, errors=None, final=False, /)\n--\n\n"}
const ouro_method_def ouro_codecs_text_functions[] = {
    BOTH(utf_8),
    BOTH(latin_1),
    BOTH(ascii),
    BOTH(utf_16),
    BOTH(utf_16_le),
    BOTH(utf_16_be),
    BOTH(utf_32),
    BOTH(utf_32_le),
    BOTH(utf_32_be),
    BOTH(unicode_escape),
    BOTH(raw_unicode_escape),
    {"utf_16_ex_decode", utf_16_ex_decode, 1, 4, 0, NULL},
    {"utf_32_ex_decode", utf_32_ex_decode, 1, 4, 0, NULL},
    {"readbuffer_encode", readbuffer_encode, 1, 2, 0, NULL},
    {"charmap_build", charmap_build, 1, 1, 0, NULL},
    {"charmap_encode", charmap_encode, 1, 3, 0, NULL},
    {"charmap_decode", charmap_decode, 1, 3, 0, NULL},
    {0},
};
