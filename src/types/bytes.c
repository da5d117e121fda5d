// bytes: making, slots, iterators; and the buffer protocol.
#include "types/bytes.h"

#include "base/hash.h"
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/containers.h"
#include "types/format.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str_methods.h"
#include "types/text.h"

// ---- buffers

int ouro_get_buffer(ouro_rt *rt, ouro_borrowed o, ouro_buffer *out, int flags) {
    ouro_buffer_slot slot = ouro_type_of(rt, o)->slots.get_buffer;
    if (slot) return slot(rt, o, out, flags);
    ouro_raise(rt, OURO_TypeError, "a bytes-like object is required, not '%T'", o);
    return -1;
}

void ouro_release_buffer(ouro_rt *rt, ouro_buffer *b) {
    if (!b->owner) return;
    ouro_release_buffer_slot slot = ouro_type_of(rt, b->owner)->slots.release_buffer;
    if (slot) slot(rt, b->owner, b);
    ouro_release(rt, b->owner);
    b->owner = NULL;
}

static int get_buffer(ouro_rt *rt, ouro_borrowed self, ouro_buffer *out, int flags) {
    if (flags & OURO_BUFFER_WRITE) {
        ouro_raise(rt, OURO_BufferError, "Object is not writable.");
        return -1;
    }
    ouro_bytes *b = (ouro_bytes *)self;
    *out = (ouro_buffer){.data = b->data, .length = b->length, .readonly = true, .item_size = 1};
    out->owner = ouro_ref(rt, self);
    return 0;
}

// ---- making

ouro_owned ouro_bytes_new_raw(ouro_rt *rt, size_t length) {
    if (length > OURO_BYTES_MAX_LENGTH) {
        ouro_raise_memory(rt);
        return NULL;
    }
    ouro_bytes *b = (ouro_bytes *)ouro_new_fixed(rt, OURO_T_bytes, sizeof *b + length + 1);
    if (!b) return NULL;
    b->length = (uint32_t)length;
    b->hash = 0;
    b->data[length] = 0;
    return &b->head;
}

ouro_owned ouro_bytes_new(ouro_rt *rt, const void *data, size_t length) {
    if (length == 0 && rt->empty_bytes) return ouro_ref(rt, rt->empty_bytes);
    ouro_obj *b = ouro_bytes_new_raw(rt, length);
    if (b && data)
        memcpy(ouro_bytes_buffer(b), data, length);
    else if (b)
        memset(ouro_bytes_buffer(b), 0, length);
    return b;
}

int ouro_byte_buffer_put(ouro_rt *rt, ouro_byte_buffer *b, const void *data, size_t n) {
    if (n > b->capacity - b->length) {
        if (n > OURO_BYTES_MAX_LENGTH - b->length) {
            ouro_raise_memory(rt);
            return -1;
        }
        size_t capacity = b->length + n + (b->length + n) / 2 + 16;
        uint8_t *grown = ouro_raw_realloc(rt, b->data, capacity);
        if (!grown) return -1;
        b->data = grown;
        b->capacity = capacity;
    }
    if (n) memcpy(b->data + b->length, data, n);
    b->length += n;
    return 0;
}

int ouro_byte_argument(ouro_rt *rt, ouro_borrowed o, const char *what) {
    int64_t v = -1;
    if (ouro_int_is_word(o))
        v = ouro_int_word(o);
    else {
        ouro_obj *i = ouro_index(rt, o);
        if (!i) return -1;
        int overflow = 0;
        v = ouro_int_clip(i, &overflow);
        ouro_release(rt, i);
    }
    if (v >= 0 && v < 256) return (int)v;
    ouro_raise(rt, OURO_ValueError, "%s must be in range(0, 256)", what);
    return -1;
}

typedef struct {
    ouro_byte_buffer *buffer;
    const char *what;
} extend_context;
static int put_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    extend_context *c = ctx;
    int byte = ouro_byte_argument(rt, item, c->what);
    return byte < 0 ? -1 : ouro_byte_buffer_put(rt, c->buffer, &(uint8_t){(uint8_t)byte}, 1);
}

int ouro_byte_buffer_extend(ouro_rt *rt, ouro_byte_buffer *b, ouro_borrowed iterable, const char *what,
                            const char *target) {
    ouro_obj *it = ouro_iter(rt, iterable);
    if (!it) {
        if (target && ouro_error_is(rt, OURO_TypeError))
            ouro_raise(rt, OURO_TypeError, "cannot convert '%T' object to %s", iterable, target);
        return -1;
    }
    int result = ouro_each(rt, it, put_item, &(extend_context){b, what});
    ouro_release(rt, it);
    return result;
}

// bytes(x) for x with __bytes__: 1 done, 0 has none, -1 error.
static int from_dunder(ouro_rt *rt, ouro_borrowed source, ouro_obj **exact) {
    if (ouro_bytes_check(rt, source) && ouro_is(source, OURO_T_bytes)) {
        *exact = ouro_ref(rt, source);
        return 1;
    }
    ouro_obj *method = ouro_special_lookup(rt, source, OURO_NAME(rt, __bytes__));
    if (!method) return ouro_error_pending(rt) ? -1 : 0;
    ouro_obj *result = ouro_call0(rt, method);
    ouro_release(rt, method);
    if (!result) return -1;
    if (!ouro_bytes_check(rt, result)) {
        ouro_raise(rt, OURO_TypeError, "__bytes__ returned non-bytes (type %T)", result);
        ouro_release(rt, result);
        return -1;
    }
    *exact = result;
    return 1;
}

static int from_source(ouro_rt *rt, ouro_borrowed source, ouro_byte_buffer *b, bool is_bytes) {
    if (ouro_type_of(rt, source)->slots.index) {
        int64_t n;
        if (ouro_index_i64(rt, source, OURO_OverflowError, &n)) {
            if (n < 0) {
                ouro_raise(rt, OURO_ValueError, "negative count");
                return -1;
            }
            if ((size_t)n > OURO_BYTES_MAX_LENGTH) {
                ouro_raise_memory(rt);
                return -1;
            }
            b->data = ouro_raw_calloc(rt, (size_t)n);
            b->length = b->capacity = (size_t)n;
            return b->data || n == 0 ? 0 : -1;
        }
        if (!ouro_error_is(rt, OURO_TypeError)) return -1;
        ouro_error_clear(rt);
    }
    if (ouro_type_of(rt, source)->slots.get_buffer) {
        ouro_buffer view;
        if (ouro_get_buffer(rt, source, &view, OURO_BUFFER_READ) < 0) return -1;
        int result = ouro_byte_buffer_put(rt, b, view.data, view.length);
        ouro_release_buffer(rt, &view);
        return result;
    }
    return ouro_byte_buffer_extend(rt, b, source, is_bytes ? "bytes" : "byte", is_bytes ? "bytes" : "bytearray");
}

int ouro_bytes_from_arguments(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames, ouro_byte_buffer *b, ouro_obj **exact) {
    static const char *const names[] = {"source", "encoding", "errors"};
    ouro_obj *out[3];
    const char *text[3] = {NULL};
    *b = (ouro_byte_buffer){0};
    *exact = NULL;
    if (ouro_args(rt, function, args, nargs, kwnames, names, 3, 0, 3, out) < 0) return -1;
    for (int i = 1; i < 3; i++) {
        if (out[i] && !(text[i] = ouro_codec_argument(rt, function, names[i], out[i]))) return -1;
    }
    bool is_str = out[0] && ouro_str_check(rt, out[0]);
    if ((text[1] || text[2]) && !is_str) {
        ouro_raise(rt, OURO_TypeError, "%s without a string argument", text[1] ? "encoding" : "errors");
        return -1;
    }
    if (!out[0]) return 0;
    bool is_bytes = function[4] == 's';
    int done = is_bytes && !text[1] && !text[2] ? from_dunder(rt, out[0], exact) : 0;
    if (done) return done < 0 ? -1 : 0;
    if (is_str) {
        if (!text[1]) {
            ouro_raise(rt, OURO_TypeError, "string argument without an encoding");
            return -1;
        }
        *exact = ouro_str_encode(rt, out[0], text[1], text[2]);
        return *exact ? 0 : -1;
    }
    if (from_source(rt, out[0], b, is_bytes) == 0) return 0;
    ouro_raw_free(rt, b->data);
    *b = (ouro_byte_buffer){0};
    return -1;
}

static ouro_owned bytes_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    ouro_byte_buffer b;
    ouro_obj *exact, *result = NULL;
    if (ouro_bytes_from_arguments(rt, "bytes", args, nargs, kwnames, &b, &exact) < 0) return NULL;
    ouro_span s = exact ? ouro_span_of(rt, exact) : (ouro_span){b.data, b.length};
    if (cls->number == OURO_T_bytes && exact)
        result = ouro_ref(rt, exact);
    else if (cls->number == OURO_T_bytes)
        result = ouro_bytes_new(rt, s.data, s.length);
    else if ((result = ouro_new_sized(rt, cls, sizeof(ouro_bytes) + s.length + 1)) != NULL) {
        ouro_bytes *r = (ouro_bytes *)result;
        r->length = (uint32_t)s.length;
        r->hash = 0;
        if (s.length) memcpy(r->data, s.data, s.length);
        r->data[s.length] = 0;
    }
    ouro_xrelease(rt, exact);
    ouro_raw_free(rt, b.data);
    return result;
}

// ---- slots

void ouro_bytes_repr_into(ouro_builder *out, ouro_span s, bool always_apostrophe) {
    bool single = memchr(s.data, '\'', s.length) && !memchr(s.data, '"', s.length);
    uint8_t quote = single ? '"' : '\'', escaped = always_apostrophe ? '\'' : quote;
    ouro_builder_char(out, 'b');
    ouro_builder_char(out, quote);
    for (size_t i = 0; i < s.length; i++) {
        uint8_t c = s.data[i];
        if (c >= ' ' && c < 127 && c != '\\' && c != escaped)
            ouro_builder_char(out, c);
        else {
            ouro_builder_char(out, '\\');
            if (c == '\\' || c == escaped)
                ouro_builder_char(out, c);
            else if (c == '\t' || c == '\n' || c == '\r')
                ouro_builder_char(out, c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
            else {
                ouro_builder_char(out, 'x');
                ouro_builder_char(out, (uint8_t) "0123456789abcdef"[c >> 4]);
                ouro_builder_char(out, (uint8_t) "0123456789abcdef"[c & 15]);
            }
        }
    }
    ouro_builder_char(out, quote);
}

ouro_owned ouro_bytes_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_bytes_repr_into(&b, ouro_span_of(rt, self), false);
    return ouro_builder_finish(&b);
}

int64_t ouro_bytes_hash(ouro_rt *rt, const void *data, size_t length) {
    uint32_t h = (uint32_t)(ouro_hash_bytes(rt->ty->hash_seed, data, length) >> 32);
    return h ? h : 1;
}

static int64_t bytes_hash(ouro_rt *rt, ouro_borrowed self) {
    ouro_bytes *b = (ouro_bytes *)self;
    if (b->hash == 0) b->hash = (uint32_t)ouro_bytes_hash(rt, b->data, b->length);
    return b->hash;
}

static int64_t bytes_length(ouro_rt *rt, ouro_borrowed self) {
    return ((const ouro_bytes *)self)->length;
}

ouro_owned ouro_bytes_compare_spans(ouro_rt *rt, ouro_span a, ouro_span b, int op) {
    if (op == OURO_EQ || op == OURO_NE) {
        bool equal = a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
        return ouro_bool(rt, equal == (op == OURO_EQ));
    }
    int order = memcmp(a.data, b.data, a.length < b.length ? a.length : b.length);
    if (order == 0) order = a.length < b.length ? -1 : a.length > b.length;
    return ouro_bool(rt, op == OURO_LT   ? order < 0
                         : op == OURO_LE ? order <= 0
                         : op == OURO_GT ? order > 0
                                         : order >= 0);
}

static ouro_owned bytes_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_bytes_check(rt, a) || !ouro_bytes_check(rt, b)) return ouro_not_implemented(rt);
    return ouro_bytes_compare_spans(rt, ouro_span_of(rt, a), ouro_span_of(rt, b), op);
}

static ouro_owned bytes_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    const ouro_bytes *b = (const ouro_bytes *)self;
    int64_t length = b->length;
    if (!ouro_is(key, OURO_T_slice)) {
        int64_t i;
        if (ouro_int_is_word(key))
            i = ouro_int_word(key);
        else if (!ouro_type_of(rt, key)->slots.index) {
            ouro_raise(rt, OURO_TypeError, "byte indices must be integers or slices, not %T", key);
            return NULL;
        } else if (!ouro_index_i64(rt, key, OURO_IndexError, &i))
            return NULL;
        if (i < 0) i += length;
        if (i < 0 || i >= length) {
            ouro_raise(rt, OURO_IndexError, "index out of range");
            return NULL;
        }
        return ouro_int_from_i64(rt, b->data[i]);
    }
    int64_t start, stop, step, count;
    if (!ouro_slice_bounds(rt, key, length, &start, &stop, &step, &count)) return NULL;
    if (count <= 0) return ouro_bytes_new(rt, NULL, 0);
    if (step == 1 && count == length && ouro_is(self, OURO_T_bytes)) return ouro_ref(rt, self);
    if (step == 1) return ouro_bytes_new(rt, b->data + start, (size_t)count);
    ouro_obj *r = ouro_bytes_new_raw(rt, (size_t)count);
    if (!r) return NULL;
    for (int64_t i = 0; i < count; i++) ouro_bytes_buffer(r)[i] = b->data[start + i * step];
    return r;
}

static ouro_owned bytes_index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    const ouro_bytes *b = (const ouro_bytes *)self;
    if ((uint64_t)i < b->length) return ouro_int_from_i64(rt, b->data[i]);
    ouro_raise(rt, OURO_IndexError, "index out of range");
    return NULL;
}

int ouro_bytes_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    if (ouro_type_of(rt, x)->slots.index) {
        int byte = ouro_byte_argument(rt, x, "byte");
        if (byte < 0) return -1;
        ouro_span s = ouro_span_of(rt, self);
        return memchr(s.data, byte, s.length) != NULL;
    }
    ouro_buffer b;
    if (ouro_get_buffer(rt, x, &b, OURO_BUFFER_READ) < 0) return -1;
    ouro_span s = ouro_span_of(rt, self);
    bool found = ouro_text_find(s.data, 1, s.length, b.data, 1, b.length) >= 0;
    ouro_release_buffer(rt, &b);
    return found;
}

ouro_owned ouro_bytes_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_buffer right;
    if (!ouro_type_of(rt, b)->slots.get_buffer) {
        ouro_raise(rt, OURO_TypeError, "can't concat %T to %T", b, a);
        return NULL;
    }
    if (ouro_is(b, OURO_T_bytes) && ouro_span_of(rt, a).length == 0 && ouro_bytes_check(rt, a)) return ouro_ref(rt, b);
    if (ouro_get_buffer(rt, b, &right, OURO_BUFFER_READ) < 0) return NULL;
    ouro_span left = ouro_span_of(rt, a);
    ouro_obj *r = ouro_bytes_like(rt, a, NULL, left.length + right.length);
    if (r) {
        uint8_t *to = ouro_bytes_like_buffer(rt, r);
        if (left.length) memcpy(to, left.data, left.length);
        if (right.length) memcpy(to + left.length, right.data, right.length);
    }
    ouro_release_buffer(rt, &right);
    return r;
}

ouro_owned ouro_bytes_repeat(ouro_rt *rt, ouro_borrowed self, int64_t n) {
    ouro_span s = ouro_span_of(rt, self);
    size_t total;
    if (n <= 0) return ouro_bytes_like(rt, self, NULL, 0);
    if (n == 1 && ouro_is(self, OURO_T_bytes)) return ouro_ref(rt, self);
    if (__builtin_mul_overflow(s.length, (size_t)n, &total) || total > INT64_MAX) {
        if (ouro_bytes_check(rt, self))
            ouro_raise(rt, OURO_OverflowError, "repeated bytes are too long");
        else
            ouro_raise_memory(rt);
        return NULL;
    }
    ouro_obj *r = ouro_bytes_like(rt, self, NULL, total);
    if (!r || total == 0) return r;
    uint8_t *to = ouro_bytes_like_buffer(rt, r);
    memcpy(to, s.data, s.length);
    for (size_t done = s.length; done < total;) {
        size_t more = done < total - done ? done : total - done;
        memcpy(to + done, to, more);
        done += more;
    }
    return r;
}

static ouro_owned bytes_mod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return ouro_bytes_check(rt, a) ? ouro_bytes_percent(rt, a, b) : ouro_not_implemented(rt);
}
static size_t bytes_size_of(ouro_rt *rt, ouro_borrowed self) {
    return ouro_heap_usable(rt->heap, self);
}

// ---- iterators: of bytes and of bytearray

typedef struct {
    ouro_obj head;
    ouro_obj *bytes; // owned; NULL once exhausted
    uint64_t index;
} bytes_iterator;

ouro_owned ouro_bytes_iter(ouro_rt *rt, ouro_borrowed self) {
    bool is_bytes = ouro_bytes_check(rt, self);
    uint32_t number = is_bytes ? OURO_T_bytes_iterator : OURO_T_bytearray_iterator;
    bytes_iterator *it = (bytes_iterator *)ouro_new_fixed(rt, number, sizeof *it);
    if (!it) return NULL;
    it->index = 0;
    ouro_slot_init(rt, &it->head, &it->bytes, ouro_ref(rt, self));
    if (!ouro_is(self, OURO_T_bytes) && !ouro_is(self, OURO_T_bytearray)) ouro_track(rt, &it->head);
    return &it->head;
}
static ouro_owned iter_next(ouro_rt *rt, ouro_borrowed self) {
    bytes_iterator *it = (bytes_iterator *)self;
    if (!it->bytes) return NULL;
    ouro_span s = ouro_span_of(rt, it->bytes);
    if (it->index < s.length) return ouro_int_from_i64(rt, s.data[it->index++]);
    ouro_slot_clear(rt, self, &it->bytes);
    return NULL;
}
static ouro_owned iter_self(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, self);
}
static void iter_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &((bytes_iterator *)self)->bytes);
}
static int iter_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((bytes_iterator *)self)->bytes);
    return 0;
}
static ouro_owned iter_length_hint(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    const bytes_iterator *it = (const bytes_iterator *)self;
    size_t length = it->bytes ? ouro_span_of(rt, it->bytes).length : 0;
    return ouro_int_from_i64(rt, it->bytes && it->index < length ? (int64_t)(length - it->index) : 0);
}
static ouro_owned iter_setstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    bytes_iterator *it = (bytes_iterator *)self;
    int64_t i;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &i)) return NULL;
    if (it->bytes) it->index = i < 0 ? 0 : (uint64_t)i;
    return ouro_none(rt);
}
static const ouro_method_def iter_methods[] = {
    {"__length_hint__", iter_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__setstate__", iter_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};
#define ITERATOR(kind)                                                                                                 \
    const ouro_type_spec ouro_spec_##kind = {                                                                          \
        .number = OURO_T_##kind,                                                                                       \
        .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,                                                      \
        .size = sizeof(bytes_iterator),                                                                                \
        .name = #kind,                                                                                                 \
        .methods = iter_methods,                                                                                       \
        .slots = {.dealloc = iter_clear,                                                                               \
                  .traverse = iter_traverse,                                                                           \
                  .clear = iter_clear,                                                                                 \
                  .iter = iter_self,                                                                                   \
                  .next = iter_next},                                                                                  \
    }
ITERATOR(bytes_iterator);
ITERATOR(bytearray_iterator);

const ouro_type_spec ouro_spec_bytes = {
    .number = OURO_T_bytes,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_VARSIZE | OURO_TF_BYTES | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_bytes),
    .item_size = 1,
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes of that many zeros\n"
           "bytes() -> empty bytes",
    .methods = ouro_bytes_methods,
    .slots = {.size_of = bytes_size_of,
              .repr = ouro_bytes_repr,
              .hash = bytes_hash,
              .compare = bytes_compare,
              .iter = ouro_bytes_iter,
              .create = bytes_create,
              .get_buffer = get_buffer,
              .length = bytes_length,
              .getitem = bytes_getitem,
              .index_get = bytes_index_get,
              .contains = ouro_bytes_contains,
              .concat = ouro_bytes_concat,
              .repeat = ouro_bytes_repeat,
              .mod = bytes_mod},
};
