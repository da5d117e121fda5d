// memoryview: a window of one dimension on the bytes of another object, with items of a native format. Each view holds
// a buffer of its own from the object, so that releasing one leaves the others as they are.
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/int.h"
#include "types/str_methods.h"

typedef struct {
    ouro_obj head;
    ouro_buffer source; // owner NULL: released
    uint8_t *data;      // first item
    int64_t length;     // items
    int64_t stride;     // bytes from one item to the next
    int64_t hash;       // -1: not known
    uint32_t exports;   // buffers of this view that are out
    uint8_t item_size;
    bool readonly;
    char format[3]; // "B" or "@B"
} view;

#define NATIVE(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)
#define GETTER(name) static ouro_owned name(ouro_rt *rt, ouro_borrowed self)

OURO_INLINE view *as_view(ouro_borrowed o) {
    return (view *)o;
}
OURO_INLINE char code(const view *v) {
    return v->format[0] == '@' ? v->format[1] : v->format[0];
}
OURO_INLINE bool contiguous(const view *v) {
    return v->length <= 1 || v->stride == v->item_size;
}

static bool usable(ouro_rt *rt, const view *v) {
    if (v->source.owner) return true;
    ouro_raise(rt, OURO_ValueError, "operation forbidden on released memoryview object");
    return false;
}

static unsigned size_of_format(char c) {
    switch (c) {
    case 'c':
    case 'b':
    case 'B':
    case '?': return 1;
    case 'h':
    case 'H': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'd':
    case 'P': return 8;
    default: return 0;
    }
}

// ---- items

static ouro_owned unpack(ouro_rt *rt, const uint8_t *p, char format) {
    union {
        int16_t h;
        uint16_t H;
        int32_t i;
        uint32_t I;
        int64_t q;
        uint64_t Q;
        float f;
        double d;
    } u;
    switch (format) {
    case 'c': return ouro_bytes_new(rt, p, 1);
    case 'b': return ouro_int_from_i64(rt, (int8_t)*p);
    case 'B': return ouro_int_from_i64(rt, *p);
    case '?': return ouro_bool(rt, *p != 0);
    case 'h': memcpy(&u.h, p, 2); return ouro_int_from_i64(rt, u.h);
    case 'H': memcpy(&u.H, p, 2); return ouro_int_from_i64(rt, u.H);
    case 'i': memcpy(&u.i, p, 4); return ouro_int_from_i64(rt, u.i);
    case 'I': memcpy(&u.I, p, 4); return ouro_int_from_i64(rt, u.I);
    case 'f': memcpy(&u.f, p, 4); return ouro_float_new(rt, (double)u.f);
    case 'd': memcpy(&u.d, p, 8); return ouro_float_new(rt, u.d);
    case 'l':
    case 'q':
    case 'n': memcpy(&u.q, p, 8); return ouro_int_from_i64(rt, u.q);
    default: memcpy(&u.Q, p, 8); return ouro_int_from_u64(rt, u.Q);
    }
}

static int wrong(ouro_rt *rt, bool type, const char *format) {
    ouro_raise(rt, type ? OURO_TypeError : OURO_ValueError, "memoryview: invalid %s for format '%s'",
               type ? "type" : "value", format);
    return -1;
}

static int pack_int(ouro_rt *rt, const view *v, ouro_borrowed value, uint8_t *out) {
    ouro_obj *i = ouro_index(rt, value);
    if (!i) return ouro_error_is(rt, OURO_TypeError) ? wrong(rt, true, v->format) : -1;
    char c = code(v);
    bool is_unsigned = c == 'P' || (c >= 'A' && c <= 'Z');
    unsigned bits = 8u * v->item_size;
    int overflow = 0;
    int64_t word = ouro_int_clip(i, &overflow);
    uint64_t raw = (uint64_t)word;
    bool fits;
    if (is_unsigned && bits == 64) {
        fits = ouro_int_to_u64(rt, i, &raw);
        if (!fits) ouro_error_clear(rt);
    } else if (is_unsigned)
        fits = !overflow && word >= 0 && (raw >> bits) == 0;
    else
        fits = !overflow && (bits == 64 || (word >= -(INT64_C(1) << (bits - 1)) && word < INT64_C(1) << (bits - 1)));
    ouro_release(rt, i);
    if (!fits) return wrong(rt, false, v->format);
    for (unsigned k = 0; k < v->item_size; k++) out[k] = (uint8_t)(raw >> 8 * k);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (unsigned k = 0; k < v->item_size / 2u; k++) {
        uint8_t t = out[k];
        out[k] = out[v->item_size - 1 - k];
        out[v->item_size - 1 - k] = t;
    }
#endif
    return 0;
}

// The item's bytes for `value`, into out[8].
static int pack(ouro_rt *rt, const view *v, ouro_borrowed value, uint8_t *out) {
    switch (code(v)) {
    case 'c':
        if (!ouro_bytes_check(rt, value)) return wrong(rt, true, v->format);
        if (ouro_span_of(rt, value).length != 1) return wrong(rt, false, v->format);
        *out = ouro_span_of(rt, value).data[0];
        return 0;
    case '?': {
        int truth = ouro_truth(rt, value);
        *out = truth > 0;
        return truth < 0 ? -1 : 0;
    }
    case 'f':
    case 'd': {
        double d;
        if (!ouro_to_double(rt, value, &d)) return ouro_error_is(rt, OURO_TypeError) ? wrong(rt, true, v->format) : -1;
        float f = (float)d;
        memcpy(out, v->item_size == 4 ? (void *)&f : (void *)&d, v->item_size);
        return 0;
    }
    default: return pack_int(rt, v, value, out);
    }
}

// ---- making and releasing

// A view that holds a buffer of `owner`, all of it as bytes.
static view *view_on(ouro_rt *rt, ouro_borrowed owner) {
    ouro_buffer b;
    if (ouro_get_buffer(rt, owner, &b, OURO_BUFFER_READ) < 0) return NULL;
    view *v = (view *)ouro_new_fixed_gc(rt, OURO_T_memoryview, sizeof *v);
    if (!v) {
        ouro_release_buffer(rt, &b);
        return NULL;
    }
    ouro_obj *held = b.owner;
    v->source = b;
    v->source.owner = NULL;
    ouro_slot_init(rt, &v->head, &v->source.owner, held);
    ouro_end_shows_add(rt); // what it looks at can be resized when it is gone
    v->data = b.data;
    v->item_size = (uint8_t)(b.item_size ? b.item_size : 1);
    v->length = (int64_t)(b.length / v->item_size);
    v->stride = v->item_size;
    v->hash = -1;
    v->exports = 0;
    v->readonly = b.readonly;
    v->format[0] = b.format ? b.format[0] : 'B';
    v->format[1] = b.format ? b.format[1] : 0;
    v->format[2] = 0;
    return v;
}

// Another view on the same items.
static view *derived(ouro_rt *rt, const view *from) {
    if (!usable(rt, from)) return NULL;
    view *v = view_on(rt, from->source.owner);
    if (!v) return NULL;
    v->data = from->data;
    v->length = from->length;
    v->stride = from->stride;
    v->item_size = from->item_size;
    v->readonly = from->readonly;
    memcpy(v->format, from->format, sizeof v->format);
    return v;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"object"};
    ouro_obj *out[1];
    if (ouro_args(rt, "memoryview", args, nargs, kwnames, names, 1, 1, 1, out) < 0) return NULL;
    view *v = NULL;
    if (ouro_is(out[0], OURO_T_memoryview))
        v = derived(rt, as_view(out[0]));
    else if (ouro_type_of(rt, out[0])->slots.get_buffer)
        v = view_on(rt, out[0]);
    else
        ouro_raise(rt, OURO_TypeError, "memoryview: a bytes-like object is required, not '%T'", out[0]);
    return v ? &v->head : NULL;
}

static void let_go(ouro_rt *rt, ouro_obj *self) {
    view *v = as_view(self);
    if (!v->source.owner || v->exports) return;
    ouro_buffer b = v->source;
    b.owner = ouro_slot_take(rt, self, &v->source.owner);
    ouro_end_shows_drop(rt);
    ouro_release_buffer(rt, &b);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(as_view(self)->source.owner);
    return 0;
}

NATIVE(view_release) {
    view *v = as_view(self);
    if (v->exports) {
        ouro_raise(rt, OURO_BufferError, "memoryview has %u exported buffer%s", v->exports, v->exports == 1 ? "" : "s");
        return NULL;
    }
    let_go(rt, &v->head);
    return ouro_none(rt);
}
NATIVE(view_enter) {
    return usable(rt, as_view(self)) ? ouro_ref(rt, self) : NULL;
}

// ---- its own buffer: not contiguous items are given as a copy

static void copy_out(const view *v, uint8_t *to) {
    if (contiguous(v)) {
        if (v->length) memcpy(to, v->data, (size_t)v->length * v->item_size);
        return;
    }
    for (int64_t i = 0; i < v->length; i++) memcpy(to + i * v->item_size, v->data + i * v->stride, v->item_size);
}

static int get_buffer(ouro_rt *rt, ouro_borrowed self, ouro_buffer *out, int flags) {
    view *v = as_view(self);
    if (!usable(rt, v)) return -1;
    if (flags & OURO_BUFFER_WRITE && (v->readonly || !contiguous(v))) {
        ouro_raise(rt, OURO_BufferError,
                   v->readonly ? "memoryview: underlying buffer is not writable"
                               : "memoryview: underlying buffer is not C-contiguous");
        return -1;
    }
    size_t size = (size_t)v->length * v->item_size;
    *out = (ouro_buffer){
        .data = v->data, .length = size, .readonly = v->readonly, .format = v->format, .item_size = v->item_size};
    if (!contiguous(v)) {
        out->data = ouro_raw_alloc(rt, size);
        if (!out->data) return -1;
        copy_out(v, out->data);
    }
    v->exports++;
    out->owner = ouro_ref(rt, self);
    return 0;
}
static void release_buffer(ouro_rt *rt, ouro_borrowed self, ouro_buffer *b) {
    view *v = as_view(self);
    if (!contiguous(v)) ouro_raw_free(rt, b->data);
    v->exports--;
}

// ---- slots

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<%smemory at %p>", as_view(self)->source.owner ? "" : "released ",
                              (const void *)self);
}
static int64_t length(ouro_rt *rt, ouro_borrowed self) {
    return usable(rt, as_view(self)) ? as_view(self)->length : -1;
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    view *v = as_view(self);
    if (v->hash != -1) return v->hash;
    if (!usable(rt, v)) return -1;
    if (!v->readonly) {
        ouro_raise(rt, OURO_ValueError, "cannot hash writable memoryview object");
        return -1;
    }
    if (v->item_size != 1 || code(v) == '?') {
        ouro_raise(rt, OURO_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        return -1;
    }
    if (ouro_hash(rt, v->source.owner) == -1 || !usable(rt, v)) return -1;
    if (contiguous(v)) return v->hash = ouro_bytes_hash(rt, v->data, (size_t)v->length);
    uint8_t *copy = ouro_raw_alloc(rt, (size_t)v->length);
    if (!copy) return -1;
    copy_out(v, copy);
    v->hash = ouro_bytes_hash(rt, copy, (size_t)v->length);
    ouro_raw_free(rt, copy);
    return v->hash;
}

// 1, 0, -1.
static int equal_items(ouro_rt *rt, const view *a, const view *b) {
    if (a->length != b->length) return 0;
    bool raw = code(a) == code(b) && code(a) != 'f' && code(a) != 'd' && code(a) != '?';
    if (raw && contiguous(a) && contiguous(b))
        return a->length == 0 || memcmp(a->data, b->data, (size_t)a->length * a->item_size) == 0;
    for (int64_t i = 0; i < a->length; i++) {
        const uint8_t *p = a->data + i * a->stride, *q = b->data + i * b->stride;
        if (raw) {
            if (memcmp(p, q, a->item_size) != 0) return 0;
            continue;
        }
        ouro_obj *x = unpack(rt, p, code(a)), *y = x ? unpack(rt, q, code(b)) : NULL;
        ouro_obj *same = y ? ouro_compare(rt, x, y, OURO_EQ) : NULL;
        int equal = same ? ouro_truth(rt, same) : -1;
        ouro_xrelease(rt, same);
        ouro_xrelease(rt, x);
        ouro_xrelease(rt, y);
        if (equal <= 0) return equal;
    }
    return 1;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (op != OURO_EQ && op != OURO_NE) return ouro_not_implemented(rt);
    if (!ouro_is(a, OURO_T_memoryview) || !ouro_type_of(rt, b)->slots.get_buffer) return ouro_not_implemented(rt);
    int equal;
    bool other_view = ouro_is(b, OURO_T_memoryview);
    if (!as_view(a)->source.owner || (other_view && !as_view(b)->source.owner))
        equal = a == b;
    else {
        view *other = other_view ? derived(rt, as_view(b)) : view_on(rt, b);
        if (!other) {
            ouro_error_clear(rt);
            return ouro_not_implemented(rt);
        }
        equal = equal_items(rt, as_view(a), other);
        ouro_release(rt, &other->head);
    }
    return equal < 0 ? NULL : ouro_bool(rt, equal == (op == OURO_EQ));
}

// Where the item of an index is; NULL: error pending.
static uint8_t *item_at(ouro_rt *rt, const view *v, ouro_borrowed key) {
    int64_t i;
    if (!ouro_index_i64(rt, key, OURO_IndexError, &i) || !usable(rt, v)) return NULL;
    if (i < 0) i += v->length;
    if (i >= 0 && i < v->length) return v->data + i * v->stride;
    ouro_raise(rt, OURO_IndexError, "index out of bounds on dimension 1");
    return NULL;
}

// A tuple as key: (i,) is i. False: error pending.
static bool plain_key(ouro_rt *rt, ouro_borrowed *key) {
    size_t n = ouro_tuple_length(*key), slices = 0, indices = 0;
    for (size_t i = 0; i < n; i++) {
        ouro_borrowed k = ouro_tuple_peek(*key, i);
        slices += ouro_is(k, OURO_T_slice);
        indices += ouro_type_of(rt, k)->slots.index != NULL;
    }
    if (indices == 1 && n == 1) {
        *key = ouro_tuple_peek(*key, 0);
        return true;
    }
    if (n == 0)
        ouro_raise(rt, OURO_NotImplementedError, "sub-views are not implemented");
    else if (indices == n)
        ouro_raise(rt, OURO_TypeError, "cannot index 1-dimension view with %zu-element tuple", n);
    else if (slices == n)
        ouro_raise(rt, OURO_NotImplementedError, "multi-dimensional slicing is not implemented");
    else
        ouro_raise(rt, OURO_TypeError, "memoryview: invalid slice key");
    return false;
}

static view *sliced(ouro_rt *rt, const view *from, ouro_borrowed key) {
    int64_t start, stop, step, count;
    view *v = derived(rt, from); // first: reading the bounds may release the other
    if (!v) return NULL;
    if (!ouro_slice_bounds(rt, key, v->length, &start, &stop, &step, &count)) {
        ouro_release(rt, &v->head);
        return NULL;
    }
    v->length = count < 0 ? 0 : count;
    if (v->length) v->data += start * v->stride;
    v->stride = (int64_t)((uint64_t)v->stride * (uint64_t)step); // of no use when there is one item at most
    return v;
}

static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    view *v = as_view(self);
    if (!usable(rt, v) || (ouro_tuple_check(rt, key) && !plain_key(rt, &key))) return NULL;
    if (ouro_is(key, OURO_T_slice)) {
        view *part = sliced(rt, v, key);
        return part ? &part->head : NULL;
    }
    if (!ouro_type_of(rt, key)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "memoryview: invalid slice key");
        return NULL;
    }
    const uint8_t *item = item_at(rt, v, key);
    return item ? unpack(rt, item, code(v)) : NULL;
}

static ouro_owned index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    view *v = as_view(self);
    if (!usable(rt, v)) return NULL;
    if (i >= 0 && i < v->length) return unpack(rt, v->data + i * v->stride, code(v));
    ouro_raise(rt, OURO_IndexError, "index out of bounds on dimension 1");
    return NULL;
}

static int set_slice(ouro_rt *rt, const view *v, ouro_borrowed key, ouro_borrowed value) {
    int result = -1;
    uint8_t *copy = NULL;
    view *part = NULL, *from = ouro_is(value, OURO_T_memoryview) ? derived(rt, as_view(value)) : view_on(rt, value);
    if (!from || !(part = sliced(rt, v, key))) goto done;
    if (part->length != from->length || code(part) != code(from)) {
        ouro_raise(rt, OURO_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
        goto done;
    }
    copy = ouro_raw_alloc(rt, (size_t)from->length * from->item_size); // the two may overlap
    if (!copy) goto done;
    copy_out(from, copy);
    for (int64_t i = 0; i < part->length; i++)
        memcpy(part->data + i * part->stride, copy + i * part->item_size, part->item_size);
    result = 0;
done:
    ouro_raw_free(rt, copy);
    ouro_xrelease(rt, part ? &part->head : NULL);
    ouro_xrelease(rt, from ? &from->head : NULL);
    return result;
}

static int setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    view *v = as_view(self);
    if (!usable(rt, v)) return -1;
    if (v->readonly || !value) {
        ouro_raise(rt, OURO_TypeError, v->readonly ? "cannot modify read-only memory" : "cannot delete memory");
        return -1;
    }
    if (ouro_tuple_check(rt, key) && !plain_key(rt, &key)) return -1;
    if (ouro_is(key, OURO_T_slice)) return set_slice(rt, v, key, value);
    if (!ouro_type_of(rt, key)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "memoryview: invalid slice key");
        return -1;
    }
    uint8_t bytes[8];
    uint8_t *item = item_at(rt, v, key);
    if (!item || pack(rt, v, value, bytes) < 0 || !usable(rt, v)) return -1;
    memcpy(item, bytes, v->item_size);
    return 0;
}

// ---- methods

static ouro_owned to_bytes(ouro_rt *rt, const view *v) {
    ouro_obj *r = ouro_bytes_new_raw(rt, (size_t)v->length * v->item_size);
    if (r) copy_out(v, ouro_bytes_buffer(r));
    return r;
}
NATIVE(view_tobytes) {
    static const char *const names[] = {"order"};
    ouro_obj *out[1];
    if (ouro_args(rt, "tobytes", args, nargs, kwnames, names, 1, 0, 1, out) < 0 || !usable(rt, as_view(self)))
        return NULL;
    if (out[0] && out[0] != rt->none) {
        const char *order = ouro_codec_argument(rt, "tobytes", "order", out[0]);
        if (!order) return NULL;
        if (strcmp(order, "C") != 0 && strcmp(order, "F") != 0 && strcmp(order, "A") != 0) {
            ouro_raise(rt, OURO_ValueError, "order must be 'C', 'F' or 'A'");
            return NULL;
        }
    }
    return to_bytes(rt, as_view(self));
}

NATIVE(view_tolist) {
    view *v = as_view(self);
    if (!usable(rt, v)) return NULL;
    ouro_obj *list = ouro_list_new(rt, (size_t)v->length);
    for (int64_t i = 0; list && i < v->length; i++) {
        ouro_obj *item = unpack(rt, v->data + i * v->stride, code(v));
        if (!item || ouro_list_append_steal(rt, list, item) < 0) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

NATIVE(view_hex) {
    int sep, group;
    view *v = as_view(self);
    if (!ouro_bytes_hex_arguments(rt, args, nargs, kwnames, &sep, &group) || !usable(rt, v)) return NULL;
    ouro_obj *b = to_bytes(rt, v);
    if (!b) return NULL;
    ouro_obj *r = ouro_bytes_hex(rt, ouro_span_of(rt, b), sep, group);
    ouro_release(rt, b);
    return r;
}

NATIVE(view_toreadonly) {
    view *v = derived(rt, as_view(self));
    if (!v) return NULL;
    v->readonly = true;
    return &v->head;
}

// The only dimension of cast's shape: -1 error.
static int64_t one_dimension(ouro_rt *rt, ouro_borrowed shape) {
    if (!ouro_is(shape, OURO_T_list) && !ouro_is(shape, OURO_T_tuple)) {
        ouro_raise(rt, OURO_TypeError, "shape must be a list or a tuple");
        return -1;
    }
    int64_t n = ouro_length(rt, shape), value;
    if (n != 1) {
        ouro_raise(rt, OURO_NotImplementedError, "memoryview: views have one dimension");
        return -1;
    }
    ouro_obj *item = ouro_sequence_item(rt, shape, 0);
    if (!item) return -1;
    bool ok = ouro_int_check(rt, item) && ouro_index_i64(rt, item, OURO_OverflowError, &value);
    if (!ouro_int_check(rt, item))
        ouro_raise(rt, OURO_TypeError, "memoryview.cast(): elements of shape must be integers");
    ouro_release(rt, item);
    if (ok && value <= 0) {
        ouro_raise(rt, OURO_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
        return -1;
    }
    return ok ? value : -1;
}

NATIVE(view_cast) {
    static const char *const names[] = {"format", "shape"};
    ouro_obj *out[2];
    view *from = as_view(self);
    if (ouro_args(rt, "cast", args, nargs, kwnames, names, 2, 1, 2, out) < 0 || !usable(rt, from)) return NULL;
    const char *format = ouro_codec_argument(rt, "cast", "format", out[0]);
    if (!format) return NULL;
    char c = format[0] == '@' ? format[1] : format[0];
    unsigned size = c && (format[0] == '@' ? format[2] : format[1]) == 0 ? size_of_format(c) : 0;
    int64_t items = 0;
    if (!contiguous(from)) {
        ouro_raise(rt, OURO_TypeError, "memoryview: casts are restricted to C-contiguous views");
        return NULL;
    }
    if (size == 0) {
        ouro_raise(rt, OURO_ValueError,
                   "memoryview: destination format must be a native single character format "
                   "prefixed with an optional '@'");
        return NULL;
    }
    bool is_bytes = c == 'b' || c == 'B' || c == 'c',
         was_bytes = code(from) == 'b' || code(from) == 'B' || code(from) == 'c';
    int64_t total = from->length * from->item_size;
    if (!is_bytes && !was_bytes) {
        ouro_raise(rt, OURO_TypeError, "memoryview: cannot cast between two non-byte formats");
        return NULL;
    }
    if (total % size) {
        ouro_raise(rt, OURO_TypeError, "memoryview: length is not a multiple of itemsize");
        return NULL;
    }
    if (out[1] && (items = one_dimension(rt, out[1])) < 0) return NULL;
    if (out[1] && (items > total || items * size != total)) {
        ouro_raise(rt, OURO_TypeError, "memoryview: product(shape) * itemsize != buffer size");
        return NULL;
    }
    view *v = derived(rt, from);
    if (!v) return NULL;
    v->item_size = (uint8_t)size;
    v->stride = size;
    v->length = total / size;
    memset(v->format, 0, sizeof v->format);
    memcpy(v->format, format, format[0] == '@' ? 2 : 1);
    return &v->head;
}

// ---- attributes

GETTER(get_obj) {
    return usable(rt, as_view(self)) ? ouro_ref(rt, as_view(self)->source.owner) : NULL;
}
GETTER(get_nbytes) {
    const view *v = as_view(self);
    return usable(rt, v) ? ouro_int_from_i64(rt, v->length * v->item_size) : NULL;
}
GETTER(get_readonly) {
    return usable(rt, as_view(self)) ? ouro_bool(rt, as_view(self)->readonly) : NULL;
}
GETTER(get_itemsize) {
    return usable(rt, as_view(self)) ? ouro_int_from_i64(rt, as_view(self)->item_size) : NULL;
}
GETTER(get_format) {
    const char *format = as_view(self)->format;
    return usable(rt, as_view(self)) ? ouro_str_from_ascii(rt, format, strlen(format)) : NULL;
}
GETTER(get_ndim) {
    return usable(rt, as_view(self)) ? ouro_int_from_i64(rt, 1) : NULL;
}
static ouro_owned one_tuple(ouro_rt *rt, int64_t value) {
    ouro_obj *item = ouro_int_from_i64(rt, value);
    return item ? ouro_tuple_from_steal(rt, &item, 1) : NULL;
}
GETTER(get_shape) {
    return usable(rt, as_view(self)) ? one_tuple(rt, as_view(self)->length) : NULL;
}
GETTER(get_strides) {
    return usable(rt, as_view(self)) ? one_tuple(rt, as_view(self)->stride) : NULL;
}
GETTER(get_suboffsets) {
    return usable(rt, as_view(self)) ? ouro_tuple_new(rt, 0) : NULL;
}
GETTER(get_contiguous) {
    return usable(rt, as_view(self)) ? ouro_bool(rt, contiguous(as_view(self))) : NULL;
}

static const ouro_getset_def getsets[] = {
    {"obj", get_obj, NULL, "The underlying object of the memoryview."},
    {"nbytes", get_nbytes, NULL,
     "The amount of space in bytes that the array would use in a contiguous representation."},
    {"readonly", get_readonly, NULL, "A bool indicating whether the memory is read only."},
    {"itemsize", get_itemsize, NULL, "The size in bytes of each element of the memoryview."},
    {"format", get_format, NULL, "The format of each element in the view, in the style of the struct module."},
    {"ndim", get_ndim, NULL, "How many dimensions the memory has."},
    {"shape", get_shape, NULL, "A tuple of the lengths of the dimensions."},
    {"strides", get_strides, NULL, "A tuple of the bytes from one element to the next, for each dimension."},
    {"suboffsets", get_suboffsets, NULL, "Always an empty tuple."},
    {"c_contiguous", get_contiguous, NULL, "A bool indicating whether the memory is C contiguous."},
    {"f_contiguous", get_contiguous, NULL, "A bool indicating whether the memory is Fortran contiguous."},
    {"contiguous", get_contiguous, NULL, "A bool indicating whether the memory is contiguous."},
    {0},
};
static const ouro_method_def methods[] = {
    {"release", view_release, 0, 0, 0, "release($self, /)\n--\n\n"},
    {"cast", view_cast, 1, 2, OURO_M_KEYWORDS, "cast($self, /, format, shape=<unrepresentable>)\n--\n\n"},
    {"hex", view_hex, 0, 2, OURO_M_KEYWORDS, "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\n"},
    {"tobytes", view_tobytes, 0, 1, OURO_M_KEYWORDS, "tobytes($self, /, order='C')\n--\n\n"},
    {"tolist", view_tolist, 0, 0, 0, "tolist($self, /)\n--\n\n"},
    {"toreadonly", view_toreadonly, 0, 0, 0, "toreadonly($self, /)\n--\n\n"},
    {"__enter__", view_enter, 0, 0, 0, NULL},
    {"__exit__", view_release, 0, OURO_MANY, 0, NULL},
    {0},
};

const ouro_type_spec ouro_spec_memoryview = {
    .number = OURO_T_memoryview,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_WEAK | OURO_TF_SEQUENCE,
    .size = sizeof(view),
    .name = "memoryview",
    .doc = "memoryview(object)\n--\n\nA view on the memory of an object that gives out its buffer.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = let_go,
              .traverse = traverse,
              .clear = let_go,
              .repr = repr,
              .hash = hash,
              .compare = compare,
              .create = create,
              .get_buffer = get_buffer,
              .release_buffer = release_buffer,
              .length = length,
              .getitem = getitem,
              .setitem = setitem,
              .index_get = index_get},
};
