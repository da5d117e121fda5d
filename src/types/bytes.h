// bytes, bytearray, memoryview and the buffer protocol between them.
#ifndef OURO_TYPES_BYTES_H
#define OURO_TYPES_BYTES_H

#include "object/rt.h"

typedef struct ouro_bytes {
    ouro_obj head;
    uint32_t length;
    uint32_t hash; // 0: not computed
    uint8_t data[]; // followed by one zero
} ouro_bytes;

typedef struct ouro_bytearray {
    ouro_obj head;
    uint8_t *data; // raw block
    uint32_t length, capacity;
    uint32_t exports; // buffers out: no resizing while > 0
} ouro_bytearray;

// A view of contiguous bytes. owner is a new reference.
struct ouro_buffer {
    uint8_t *data;
    size_t length;
    bool readonly;
    const char *format; // struct code of an item, NULL for "B"
    size_t item_size;
    ouro_obj *owner;
};
enum { OURO_BUFFER_READ = 0, OURO_BUFFER_WRITE = 1 };

OURO_INLINE bool ouro_bytes_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_bytes) || (ouro_type_of(rt, o)->flags & OURO_TF_BYTES);
}
ouro_owned ouro_bytes_new(ouro_rt *rt, const void *data_or_null, size_t length);
// 0, or -1 with TypeError "a bytes-like object is required, not '%T'".
int ouro_get_buffer(ouro_rt *rt, ouro_borrowed o, ouro_buffer *out, int flags);
void ouro_release_buffer(ouro_rt *rt, ouro_buffer *b);
ouro_owned ouro_bytes_repr(ouro_rt *rt, ouro_borrowed s);
// codecs of str.encode / bytes.decode: utf-8, ascii, latin-1, utf-16/32 variants; errors strict ignore replace
// surrogateescape surrogatepass backslashreplace xmlcharrefreplace namereplace. encoding/errors NULL: utf-8, strict.
ouro_owned ouro_str_encode(ouro_rt *rt, ouro_borrowed s, const char *encoding, const char *errors);
ouro_owned ouro_bytes_decode(ouro_rt *rt, const uint8_t *data, size_t len, const char *encoding, const char *errors);

#endif
