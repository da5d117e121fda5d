// bytearray: a raw block that grows by an eighth. While buffers are out (exports > 0) its size does not change.
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/format.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str_methods.h"

#define NATIVE(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

OURO_INLINE ouro_bytearray *array(ouro_borrowed o) {
    return (ouro_bytearray *)o;
}

static bool resizable(ouro_rt *rt, const ouro_bytearray *a) {
    if (a->exports == 0) return true;
    ouro_raise(rt, OURO_BufferError, "Existing exports of data: object cannot be re-sized");
    return false;
}

// Makes the length `length`; new bytes are not set. The block always has one byte more than the length.
static int resize(ouro_rt *rt, ouro_bytearray *a, size_t length) {
    if (length == a->length) return 0;
    if (!resizable(rt, a)) return -1;
    if (length > OURO_BYTES_MAX_LENGTH) {
        ouro_raise_memory(rt);
        return -1;
    }
    if (length == 0) {
        ouro_raw_free(rt, a->data);
        a->data = NULL;
        a->capacity = 0;
    } else if (length >= a->capacity || length < a->capacity / 2) {
        size_t capacity = length >= a->capacity && a->capacity ? length + length / 8 + 8 : length + 1;
        if (capacity > UINT32_MAX) capacity = UINT32_MAX;
        uint8_t *moved = ouro_raw_realloc(rt, a->data, capacity);
        if (!moved) return -1;
        a->data = moved;
        a->capacity = (uint32_t)capacity;
    }
    a->length = (uint32_t)length;
    if (a->data) a->data[length] = 0;
    return 0;
}

static ouro_obj *new_empty(ouro_rt *rt, ouro_type *cls) {
    ouro_obj *o = cls->number == OURO_T_bytearray ? ouro_new_fixed(rt, OURO_T_bytearray, sizeof(ouro_bytearray))
                                                  : ouro_new_sized(rt, cls, sizeof(ouro_bytearray));
    if (!o) return NULL;
    ouro_bytearray *a = array(o);
    a->data = NULL;
    a->length = a->capacity = a->exports = 0;
    return o;
}

ouro_owned ouro_bytearray_new(ouro_rt *rt, const void *data, size_t length) {
    ouro_obj *o = new_empty(rt, rt->types[OURO_T_bytearray]);
    if (!o) return NULL;
    if (length && resize(rt, array(o), length) < 0) {
        ouro_release(rt, o);
        return NULL;
    }
    if (length && data)
        memcpy(array(o)->data, data, length);
    else if (length)
        memset(array(o)->data, 0, length);
    return o;
}

// Replaces the bytes [from, to) by n bytes at data, which must not lie in the array.
static int splice(ouro_rt *rt, ouro_bytearray *a, size_t from, size_t to, const uint8_t *data, size_t n) {
    size_t old = a->length, length = old - (to - from) + n;
    if (length < old) {
        if (!resizable(rt, a)) return -1;
        memmove(a->data + from + n, a->data + to, old - to);
        if (resize(rt, a, length) < 0) { // could not give memory back: keeps it
            ouro_error_clear(rt);
            a->length = (uint32_t)length;
            a->data[length] = 0;
        }
    } else if (length > old) {
        if (resize(rt, a, length) < 0) return -1;
        memmove(a->data + from + n, a->data + to, old - to);
    }
    if (n) memcpy(a->data + from, data, n);
    return 0;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return new_empty(rt, cls);
}

static int append_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    ouro_bytearray *a = ctx;
    int byte = ouro_byte_argument(rt, item, "byte");
    if (byte < 0 || resize(rt, a, (size_t)a->length + 1) < 0) return -1;
    a->data[a->length - 1] = (uint8_t)byte;
    return 0;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_byte_buffer b;
    ouro_obj *exact;
    if (array(self)->length && resize(rt, array(self), 0) < 0) return -1;
    if (nargs == 1 && !kwnames && !ouro_str_check(rt, args[0]) && !ouro_type_of(rt, args[0])->slots.index &&
        !ouro_type_of(rt, args[0])->slots.get_buffer) { // grows as the items come, which may see it
        ouro_obj *it = ouro_iter(rt, args[0]);
        if (!it) {
            if (ouro_error_is(rt, OURO_TypeError))
                ouro_raise(rt, OURO_TypeError, "cannot convert '%T' object to bytearray", args[0]);
            return -1;
        }
        int result = ouro_each(rt, it, append_item, array(self));
        ouro_release(rt, it);
        return result;
    }
    if (ouro_bytes_from_arguments(rt, "bytearray", args, nargs, kwnames, &b, &exact) < 0) return -1;
    ouro_span s = exact ? ouro_span_of(rt, exact) : (ouro_span){b.data, b.length};
    int result = splice(rt, array(self), 0, array(self)->length, s.data, s.length);
    ouro_xrelease(rt, exact);
    ouro_raw_free(rt, b.data);
    return result;
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_raw_free(rt, array(self)->data);
    array(self)->data = NULL;
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return ouro_heap_usable(rt->heap, self) + (array(self)->data ? ouro_heap_usable(rt->heap, array(self)->data) : 0);
}

// ---- slots

static int get_buffer(ouro_rt *rt, ouro_borrowed self, ouro_buffer *out, int flags) {
    ouro_bytearray *a = array(self);
    *out = (ouro_buffer){.data = a->data, .length = a->length, .item_size = 1};
    if (!a->data) out->data = (uint8_t *)&a->exports; // an address, of no bytes
    out->owner = ouro_ref(rt, self);
    a->exports++;
    return 0;
}
static void release_buffer(ouro_rt *rt, ouro_borrowed self, ouro_buffer *b) {
    array(self)->exports--;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, ouro_type_of(rt, self)->cname);
    ouro_builder_char(&b, '(');
    ouro_bytes_repr_into(&b, ouro_span_of(rt, self), true);
    ouro_builder_char(&b, ')');
    return ouro_builder_finish(&b);
}

static int64_t length(ouro_rt *rt, ouro_borrowed self) {
    return array(self)->length;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    ouro_buffer x, y;
    if (!ouro_type_of(rt, a)->slots.get_buffer || !ouro_type_of(rt, b)->slots.get_buffer)
        return ouro_not_implemented(rt);
    if (ouro_get_buffer(rt, a, &x, OURO_BUFFER_READ) < 0) {
        ouro_error_clear(rt);
        return ouro_not_implemented(rt);
    }
    if (ouro_get_buffer(rt, b, &y, OURO_BUFFER_READ) < 0) {
        ouro_release_buffer(rt, &x);
        ouro_error_clear(rt);
        return ouro_not_implemented(rt);
    }
    ouro_obj *r = ouro_bytes_compare_spans(rt, (ouro_span){x.data, x.length}, (ouro_span){y.data, y.length}, op);
    ouro_release_buffer(rt, &x);
    ouro_release_buffer(rt, &y);
    return r;
}

// The index a key stands for. False: error pending.
static bool index_of(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, size_t *at) {
    int64_t i;
    if (ouro_int_is_word(key))
        i = ouro_int_word(key);
    else if (!ouro_type_of(rt, key)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "bytearray indices must be integers or slices, not %T", key);
        return false;
    } else if (!ouro_index_i64(rt, key, OURO_IndexError, &i))
        return false;
    if (i < 0) i += array(self)->length;
    if (i >= 0 && i < array(self)->length) {
        *at = (size_t)i;
        return true;
    }
    ouro_raise(rt, OURO_IndexError, "bytearray index out of range");
    return false;
}

static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    size_t i;
    if (!ouro_is(key, OURO_T_slice))
        return index_of(rt, self, key, &i) ? ouro_int_from_i64(rt, array(self)->data[i]) : NULL;
    int64_t start, stop, step, count;
    if (!ouro_slice_bounds(rt, key, array(self)->length, &start, &stop, &step, &count)) return NULL;
    if (start > array(self)->length || (count > 0 && start + (count - 1) * step >= array(self)->length)) count = 0;
    if (count <= 0) return ouro_bytearray_new(rt, NULL, 0);
    if (step == 1) return ouro_bytearray_new(rt, array(self)->data + start, (size_t)count);
    ouro_obj *r = ouro_bytearray_new(rt, NULL, (size_t)count);
    if (!r) return NULL;
    for (int64_t k = 0; k < count; k++) array(r)->data[k] = array(self)->data[start + k * step];
    return r;
}

static ouro_owned index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    if ((uint64_t)i < array(self)->length) return ouro_int_from_i64(rt, array(self)->data[i]);
    ouro_raise(rt, OURO_IndexError, "bytearray index out of range");
    return NULL;
}

static int delete_steps(ouro_rt *rt, ouro_bytearray *a, int64_t start, int64_t step, int64_t count) {
    if (!resizable(rt, a)) return -1;
    if (step < 0) { // the same places from the left
        start += (count - 1) * step;
        step = -step;
    }
    size_t to = (size_t)start;
    for (size_t at = (size_t)start, next = (size_t)start, left = (size_t)count; at < a->length; at++) {
        if (left && at == next) {
            next += (size_t)step;
            left--;
        } else
            a->data[to++] = a->data[at];
    }
    return splice(rt, a, to, a->length, NULL, 0);
}

static int set_slice(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, const uint8_t *data, size_t n) {
    int64_t start, stop, step, count;
    ouro_bytearray *a = array(self);
    if (!ouro_slice_bounds(rt, key, a->length, &start, &stop, &step, &count)) return -1;
    if (step == 1) {
        if (start > a->length) start = a->length;
        if (start + count > a->length) count = a->length - start;
        return splice(rt, a, (size_t)start, (size_t)(start + (count < 0 ? 0 : count)), data, n);
    }
    if (n == 0) return count > 0 ? delete_steps(rt, a, start, step, count) : 0;
    if ((int64_t)n != count) {
        ouro_raise(rt, OURO_ValueError, "attempt to assign bytes of size %zu to extended slice of size %lld", n,
                   (long long)count);
        return -1;
    }
    for (int64_t k = 0; k < count; k++) a->data[start + k * step] = data[k];
    return 0;
}

static int set_slice_to(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    ouro_byte_buffer copy = {0};
    int64_t start, stop, step, count;
    int result = -1;
    if (!ouro_slice_bounds(rt, key, array(self)->length, &start, &stop, &step, &count)) return -1;
    if (ouro_type_of(rt, value)->slots.get_buffer) {
        ouro_buffer view;
        if (ouro_get_buffer(rt, value, &view, OURO_BUFFER_READ) < 0) return -1;
        if (view.owner != self && view.data != array(self)->data) {
            result = set_slice(rt, self, key, view.data, view.length);
            ouro_release_buffer(rt, &view);
            return result;
        }
        result = ouro_byte_buffer_put(rt, &copy, view.data, view.length);
        ouro_release_buffer(rt, &view);
    } else if (ouro_type_of(rt, value)->slots.index || ouro_str_check(rt, value))
        ouro_raise(rt, OURO_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    else
        result = ouro_byte_buffer_extend(rt, &copy, value, "byte", "bytearray");
    if (result == 0) result = set_slice(rt, self, key, copy.data, copy.length);
    ouro_raw_free(rt, copy.data);
    return result;
}

static int setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    if (ouro_is(key, OURO_T_slice))
        return value ? set_slice_to(rt, self, key, value) : set_slice(rt, self, key, NULL, 0);
    size_t i;
    int byte = 0; // read before the bounds are checked: it may change the array
    if (value && ouro_type_of(rt, key)->slots.index && (byte = ouro_byte_argument(rt, value, "byte")) < 0) return -1;
    if (!index_of(rt, self, key, &i)) return -1;
    if (!value) return splice(rt, array(self), i, i + 1, NULL, 0);
    array(self)->data[i] = (uint8_t)byte;
    return 0;
}

// Appends the contents of anything with a buffer, itself included.
static int append_buffer(ouro_rt *rt, ouro_borrowed self, ouro_borrowed other) {
    ouro_buffer view;
    if (ouro_get_buffer(rt, other, &view, OURO_BUFFER_READ) < 0) return -1;
    size_t at = array(self)->length, n = view.length;
    int result;
    if (view.owner == self) { // its own buffer must not keep it from growing
        ouro_release_buffer(rt, &view);
        result = resize(rt, array(self), at + n);
        if (result == 0 && n) memcpy(array(self)->data + at, array(self)->data, n);
        return result;
    }
    result = splice(rt, array(self), at, at, view.data, n);
    ouro_release_buffer(rt, &view);
    return result;
}

static ouro_owned iconcat(ouro_rt *rt, ouro_borrowed self, ouro_borrowed other) {
    if (!ouro_type_of(rt, other)->slots.get_buffer) {
        ouro_raise(rt, OURO_TypeError, "can't concat %T to %T", other, self);
        return NULL;
    }
    return append_buffer(rt, self, other) < 0 ? NULL : ouro_ref(rt, self);
}

static ouro_owned irepeat(ouro_rt *rt, ouro_borrowed self, int64_t n) {
    ouro_bytearray *a = array(self);
    size_t old = a->length, total;
    if (n < 0) n = 0;
    if (__builtin_mul_overflow(old, (size_t)n, &total)) {
        ouro_raise_memory(rt);
        return NULL;
    }
    if (resize(rt, a, total) < 0) return NULL;
    for (size_t done = old; done < total; done += old) memcpy(a->data + done, a->data, old);
    return ouro_ref(rt, self);
}

static ouro_owned mod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return ouro_bytearray_check(rt, a) ? ouro_bytes_percent(rt, a, b) : ouro_not_implemented(rt);
}

// ---- methods

NATIVE(array_append) {
    int byte = ouro_byte_argument(rt, args[0], "byte");
    if (byte < 0 || resize(rt, array(self), (size_t)array(self)->length + 1) < 0) return NULL;
    array(self)->data[array(self)->length - 1] = (uint8_t)byte;
    return ouro_none(rt);
}
NATIVE(array_insert) {
    int64_t i;
    if (!ouro_size_argument(rt, args[0], &i)) return NULL;
    int byte = ouro_byte_argument(rt, args[1], "byte");
    if (byte < 0) return NULL;
    int64_t n = array(self)->length;
    if (i < 0) i = i + n < 0 ? 0 : i + n;
    if (i > n) i = n;
    if (splice(rt, array(self), (size_t)i, (size_t)i, &(uint8_t){(uint8_t)byte}, 1) < 0) return NULL;
    return ouro_none(rt);
}
NATIVE(array_pop) {
    int64_t i = -1;
    if (nargs && !ouro_size_argument(rt, args[0], &i)) return NULL;
    int64_t n = array(self)->length;
    if (n == 0) {
        ouro_raise(rt, OURO_IndexError, "pop from empty bytearray");
        return NULL;
    }
    if (i < 0) i += n;
    if (i < 0 || i >= n) {
        ouro_raise(rt, OURO_IndexError, "pop index out of range");
        return NULL;
    }
    uint8_t byte = array(self)->data[i];
    if (splice(rt, array(self), (size_t)i, (size_t)i + 1, NULL, 0) < 0) return NULL;
    return ouro_int_from_i64(rt, byte);
}
NATIVE(array_remove) {
    int byte = ouro_byte_argument(rt, args[0], "byte");
    if (byte < 0) return NULL;
    ouro_span s = ouro_span_of(rt, self);
    const uint8_t *p = memchr(s.data, byte, s.length);
    if (!p) {
        ouro_raise(rt, OURO_ValueError, "value not found in bytearray");
        return NULL;
    }
    size_t at = (size_t)(p - s.data);
    return splice(rt, array(self), at, at + 1, NULL, 0) < 0 ? NULL : ouro_none(rt);
}
NATIVE(array_extend) {
    if (ouro_type_of(rt, args[0])->slots.get_buffer) return append_buffer(rt, self, args[0]) < 0 ? NULL : ouro_none(rt);
    ouro_byte_buffer b = {0};
    ouro_obj *it = ouro_iter(rt, args[0]);
    if (!it) {
        if (ouro_error_is(rt, OURO_TypeError))
            ouro_raise(rt, OURO_TypeError, "can't extend bytearray with %T", args[0]);
        return NULL;
    }
    int result = ouro_byte_buffer_extend(rt, &b, it, "byte", NULL);
    ouro_release(rt, it);
    size_t at = array(self)->length;
    if (result == 0) result = splice(rt, array(self), at, at, b.data, b.length);
    ouro_raw_free(rt, b.data);
    return result < 0 ? NULL : ouro_none(rt);
}
NATIVE(array_clear) {
    return resize(rt, array(self), 0) < 0 ? NULL : ouro_none(rt);
}
NATIVE(array_copy) {
    return ouro_bytearray_new(rt, array(self)->data, array(self)->length);
}
NATIVE(array_reverse) {
    ouro_bytearray *a = array(self);
    for (size_t i = 0; i < a->length / 2; i++) {
        uint8_t t = a->data[i];
        a->data[i] = a->data[a->length - 1 - i];
        a->data[a->length - 1 - i] = t;
    }
    return ouro_none(rt);
}
NATIVE(array_alloc) {
    return ouro_int_from_i64(rt, array(self)->capacity);
}

// (class, (contents,), __dict__ or None)
NATIVE(array_reduce_ex) {
    int protocol = 2;
    if (nargs && !ouro_int_argument(rt, args[0], &protocol)) return NULL;
    ouro_span s = ouro_span_of(rt, self);
    ouro_obj *contents =
        protocol < 3 ? ouro_str_from_latin1(rt, s.data, s.length) : ouro_bytes_new(rt, s.data, s.length);
    ouro_obj *encoding = contents && protocol < 3 ? ouro_str_from_ascii(rt, "latin-1", 7) : NULL;
    ouro_obj *inner = !contents       ? NULL
                      : protocol >= 3 ? ouro_tuple_pack(rt, 1, contents)
                      : encoding      ? ouro_tuple_pack(rt, 2, contents, encoding)
                                      : NULL;
    ouro_obj *state = inner ? ouro_getattr_quiet(rt, self, OURO_NAME(rt, __dict__)) : NULL;
    ouro_obj *r = NULL;
    if (inner && !(state == NULL && ouro_error_pending(rt)))
        r = ouro_tuple_pack(rt, 3, &ouro_type_of(rt, self)->head, inner, state ? state : rt->none);
    ouro_xrelease(rt, state);
    ouro_xrelease(rt, inner);
    ouro_xrelease(rt, encoding);
    ouro_xrelease(rt, contents);
    return r;
}

static const ouro_method_def methods[] = {
    OURO_BYTES_METHOD_TABLE,
    {"append", array_append, 1, 1, 0, "append($self, item, /)\n--\n\n"},
    {"clear", array_clear, 0, 0, 0, "clear($self, /)\n--\n\n"},
    {"copy", array_copy, 0, 0, 0, "copy($self, /)\n--\n\n"},
    {"extend", array_extend, 1, 1, 0, "extend($self, iterable_of_ints, /)\n--\n\n"},
    {"insert", array_insert, 2, 2, 0, "insert($self, index, item, /)\n--\n\n"},
    {"pop", array_pop, 0, 1, 0, "pop($self, index=-1, /)\n--\n\n"},
    {"remove", array_remove, 1, 1, 0, "remove($self, value, /)\n--\n\n"},
    {"reverse", array_reverse, 0, 0, 0, "reverse($self, /)\n--\n\n"},
    {"__alloc__", array_alloc, 0, 0, 0, "B.__alloc__() -> int"},
    {"__reduce__", array_reduce_ex, 0, 0, 0, "__reduce__($self, /)\n--\n\n"},
    {"__reduce_ex__", array_reduce_ex, 0, 1, 0, "__reduce_ex__($self, proto=0, /)\n--\n\n"},
    {0},
};

const ouro_type_spec ouro_spec_bytearray = {
    .number = OURO_T_bytearray,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_bytearray),
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytearray of zeros\n"
           "bytearray() -> empty bytearray",
    .methods = methods,
    .slots = {.dealloc = dealloc,
              .size_of = size_of,
              .repr = repr,
              .compare = compare,
              .iter = ouro_bytes_iter,
              .create = create,
              .init = init,
              .get_buffer = get_buffer,
              .release_buffer = release_buffer,
              .length = length,
              .getitem = getitem,
              .setitem = setitem,
              .index_get = index_get,
              .contains = ouro_bytes_contains,
              .concat = ouro_bytes_concat,
              .repeat = ouro_bytes_repeat,
              .iconcat = iconcat,
              .irepeat = irepeat,
              .mod = mod},
};
