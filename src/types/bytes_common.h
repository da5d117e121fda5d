// What bytes, bytearray and memoryview share.
#ifndef OURO_TYPES_BYTES_COMMON_H
#define OURO_TYPES_BYTES_COMMON_H

#include "types/bytes.h"
#include "types/spec.h"
#include "types/str.h"

#include <string.h>

#define OURO_BYTES_MAX_LENGTH ((size_t)UINT32_MAX - 32)

// The bytes of an object. Valid until Python code can run, for a bytearray.
typedef struct ouro_span {
    const uint8_t *data;
    size_t length;
} ouro_span;

OURO_INLINE bool ouro_bytearray_check(const ouro_rt *rt, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_bytearray)) return true;
    const ouro_type *t = ouro_type_of(rt, o);
    while (t && t->number != OURO_T_bytearray) t = t->base;
    return t != NULL;
}
// o: bytes or bytearray, or of a class derived from them.
OURO_INLINE ouro_span ouro_span_of(const ouro_rt *rt, ouro_borrowed o) {
    if (ouro_bytes_check(rt, o)) return (ouro_span){((const ouro_bytes *)o)->data, ((const ouro_bytes *)o)->length};
    const ouro_bytearray *a = (const ouro_bytearray *)o;
    return (ouro_span){a->length ? a->data : (const uint8_t *)"", a->length};
}
OURO_INLINE uint8_t *ouro_bytes_buffer(ouro_obj *b) { return ((ouro_bytes *)b)->data; }

// New exact bytes with uninitialised data (but the final zero).
ouro_owned ouro_bytes_new_raw(ouro_rt *rt, size_t length);
ouro_owned ouro_bytearray_new(ouro_rt *rt, const void *data_or_null, size_t length);
// bytes or bytearray, whichever `model` is.
ouro_owned ouro_bytes_like(ouro_rt *rt, ouro_borrowed model, const void *data_or_null, size_t length);
uint8_t *ouro_bytes_like_buffer(const ouro_rt *rt, ouro_obj *b);
int64_t ouro_bytes_hash(ouro_rt *rt, const void *data, size_t length);
ouro_owned ouro_bytes_compare_spans(ouro_rt *rt, ouro_span a, ouro_span b, int op);

// A growing run of bytes.
typedef struct ouro_byte_buffer {
    uint8_t *data; // raw block
    size_t length, capacity;
} ouro_byte_buffer;
int ouro_byte_buffer_put(ouro_rt *rt, ouro_byte_buffer *b, const void *data, size_t n);
// Adds the items of an iterable of ints. `what` is "bytes" or "byte" of the ValueError; `target` is named in the TypeError
// for what is not iterable: "cannot convert 'float' object to bytes" (NULL: the one of iter stays).
int ouro_byte_buffer_extend(ouro_rt *rt, ouro_byte_buffer *b, ouro_borrowed iterable, const char *what,
                            const char *target);
// An int in range(0, 256), or -1: TypeError of __index__, ValueError "byte must be in range(0, 256)".
int ouro_byte_argument(ouro_rt *rt, ouro_borrowed o, const char *what);

// The constructor's work, bytes(source, encoding, errors): an exact bytes object in *exact, or the contents in `b`.
int ouro_bytes_from_arguments(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames, ouro_byte_buffer *b, ouro_obj **exact);

// repr of the contents: b'...'. `always_apostrophe`: escapes ' whichever the quote is, and never " (bytearray).
void ouro_bytes_repr_into(ouro_builder *out, ouro_span s, bool always_apostrophe);

// Arguments of hex(): *sep -1 when there is none.
bool ouro_bytes_hex_arguments(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames, int *sep,
                              int *group);
ouro_owned ouro_bytes_hex(ouro_rt *rt, ouro_span s, int sep, int group);

// Slots of bytes that bytearray has too.
int ouro_bytes_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x);
ouro_owned ouro_bytes_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
ouro_owned ouro_bytes_repeat(ouro_rt *rt, ouro_borrowed self, int64_t n);
ouro_owned ouro_bytes_iter(ouro_rt *rt, ouro_borrowed self);

extern const ouro_method_def ouro_bytes_methods[];
// Methods that bytearray takes over from bytes.
#define OURO_BYTES_METHODS(M)                                                                                          \
    M(capitalize) M(center) M(count) M(decode_method) M(endswith) M(expandtabs) M(find) M(hex_method) M(index)          \
    M(isalnum) M(isalpha)                                                                                              \
    M(isascii) M(isdigit) M(islower) M(isspace) M(istitle) M(isupper) M(join) M(ljust) M(lower) M(lstrip) M(maketrans)  \
    M(partition) M(removeprefix) M(removesuffix) M(replace) M(rfind) M(rindex) M(rjust) M(rpartition) M(rsplit)         \
    M(rstrip) M(split) M(splitlines) M(startswith) M(strip) M(swapcase) M(title) M(translate) M(upper) M(zfill)
#define OURO_BYTES_METHOD(name)                                                                                        \
    ouro_owned ouro_bytes_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                 \
                                 ouro_borrowed kwnames);
OURO_BYTES_METHODS(OURO_BYTES_METHOD)
#undef OURO_BYTES_METHOD
ouro_owned ouro_bytes_fromhex(ouro_rt *rt, ouro_borrowed cls, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames);
// Table entries of these methods.
#define OURO_BYTES_METHOD_TABLE                                                                                        \
    {"capitalize", ouro_bytes_capitalize, 0, 0, 0, "B.capitalize() -> copy of B"},                                     \
    {"center", ouro_bytes_center, 1, 2, 0, "center($self, width, fillchar=b' ', /)\n--\n\n"},                          \
    {"count", ouro_bytes_count, 0, OURO_MANY, OURO_M_KEYWORDS, "B.count(sub[, start[, end]]) -> int"},                     \
    {"decode", ouro_bytes_decode_method, 0, 2, OURO_M_KEYWORDS,                                                        \
     "decode($self, /, encoding='utf-8', errors='strict')\n--\n\n"},                                                   \
    {"endswith", ouro_bytes_endswith, 0, OURO_MANY, OURO_M_KEYWORDS, "B.endswith(suffix[, start[, end]]) -> bool"},        \
    {"expandtabs", ouro_bytes_expandtabs, 0, 1, OURO_M_KEYWORDS, "expandtabs($self, /, tabsize=8)\n--\n\n"},           \
    {"find", ouro_bytes_find, 0, OURO_MANY, OURO_M_KEYWORDS, "B.find(sub[, start[, end]]) -> int"},                        \
    {"fromhex", ouro_bytes_fromhex, 1, 1, OURO_M_CLASS, "fromhex($type, string, /)\n--\n\n"},                          \
    {"hex", ouro_bytes_hex_method, 0, 2, OURO_M_KEYWORDS, "B.hex([sep[, bytes_per_sep]]) -> str"},                     \
    {"index", ouro_bytes_index, 0, OURO_MANY, OURO_M_KEYWORDS, "B.index(sub[, start[, end]]) -> int"},                     \
    {"isalnum", ouro_bytes_isalnum, 0, 0, 0, "B.isalnum() -> bool"},                                                   \
    {"isalpha", ouro_bytes_isalpha, 0, 0, 0, "B.isalpha() -> bool"},                                                   \
    {"isascii", ouro_bytes_isascii, 0, 0, 0, "B.isascii() -> bool"},                                                   \
    {"isdigit", ouro_bytes_isdigit, 0, 0, 0, "B.isdigit() -> bool"},                                                   \
    {"islower", ouro_bytes_islower, 0, 0, 0, "B.islower() -> bool"},                                                   \
    {"isspace", ouro_bytes_isspace, 0, 0, 0, "B.isspace() -> bool"},                                                   \
    {"istitle", ouro_bytes_istitle, 0, 0, 0, "B.istitle() -> bool"},                                                   \
    {"isupper", ouro_bytes_isupper, 0, 0, 0, "B.isupper() -> bool"},                                                   \
    {"join", ouro_bytes_join, 1, 1, 0, "join($self, iterable_of_bytes, /)\n--\n\n"},                                   \
    {"ljust", ouro_bytes_ljust, 1, 2, 0, "ljust($self, width, fillchar=b' ', /)\n--\n\n"},                             \
    {"lower", ouro_bytes_lower, 0, 0, 0, "B.lower() -> copy of B"},                                                    \
    {"lstrip", ouro_bytes_lstrip, 0, 1, 0, "lstrip($self, bytes=None, /)\n--\n\n"},                                    \
    {"maketrans", ouro_bytes_maketrans, 2, 2, OURO_M_STATIC, "maketrans(frm, to, /)\n--\n\n"},                         \
    {"partition", ouro_bytes_partition, 1, 1, 0, "partition($self, sep, /)\n--\n\n"},                                  \
    {"removeprefix", ouro_bytes_removeprefix, 1, 1, 0, "removeprefix($self, prefix, /)\n--\n\n"},                      \
    {"removesuffix", ouro_bytes_removesuffix, 1, 1, 0, "removesuffix($self, suffix, /)\n--\n\n"},                      \
    {"replace", ouro_bytes_replace, 2, 3, 0, "replace($self, old, new, count=-1, /)\n--\n\n"},                         \
    {"rfind", ouro_bytes_rfind, 0, OURO_MANY, OURO_M_KEYWORDS, "B.rfind(sub[, start[, end]]) -> int"},                     \
    {"rindex", ouro_bytes_rindex, 0, OURO_MANY, OURO_M_KEYWORDS, "B.rindex(sub[, start[, end]]) -> int"},                  \
    {"rjust", ouro_bytes_rjust, 1, 2, 0, "rjust($self, width, fillchar=b' ', /)\n--\n\n"},                             \
    {"rpartition", ouro_bytes_rpartition, 1, 1, 0, "rpartition($self, sep, /)\n--\n\n"},                               \
    {"rsplit", ouro_bytes_rsplit, 0, 2, OURO_M_KEYWORDS, "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\n"},           \
    {"rstrip", ouro_bytes_rstrip, 0, 1, 0, "rstrip($self, bytes=None, /)\n--\n\n"},                                    \
    {"split", ouro_bytes_split, 0, 2, OURO_M_KEYWORDS, "split($self, /, sep=None, maxsplit=-1)\n--\n\n"},              \
    {"splitlines", ouro_bytes_splitlines, 0, 1, OURO_M_KEYWORDS, "splitlines($self, /, keepends=False)\n--\n\n"},      \
    {"startswith", ouro_bytes_startswith, 0, OURO_MANY, OURO_M_KEYWORDS, "B.startswith(prefix[, start[, end]]) -> bool"},  \
    {"strip", ouro_bytes_strip, 0, 1, 0, "strip($self, bytes=None, /)\n--\n\n"},                                       \
    {"swapcase", ouro_bytes_swapcase, 0, 0, 0, "B.swapcase() -> copy of B"},                                           \
    {"title", ouro_bytes_title, 0, 0, 0, "B.title() -> copy of B"},                                                    \
    {"translate", ouro_bytes_translate, 1, 2, OURO_M_KEYWORDS, "translate($self, table, /, delete=b'')\n--\n\n"},      \
    {"upper", ouro_bytes_upper, 0, 0, 0, "B.upper() -> copy of B"},                                                    \
    {"zfill", ouro_bytes_zfill, 1, 1, 0, "zfill($self, width, /)\n--\n\n"}

#endif
