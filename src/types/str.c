// str: making, comparing, joining and cutting strings, and the type's slots. Invariant: the kind of a string is always
// the narrowest that holds its characters, so equal strings have equal bytes.
#include "types/str.h"

#include "base/hash.h"
#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/format.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str_methods.h"
#include "types/text.h"

// ---- runs of characters

void ouro_text_copy(void *dst, unsigned dw, const void *src, unsigned sw, size_t n) {
    if (dw == sw) {
        memcpy(dst, src, n * sw);
        return;
    }
    switch (dw * 8 + sw) {
    case 2 * 8 + 1:
        for (size_t i = 0; i < n; i++) ((uint16_t *)dst)[i] = ((const uint8_t *)src)[i];
        break;
    case 4 * 8 + 1:
        for (size_t i = 0; i < n; i++) ((uint32_t *)dst)[i] = ((const uint8_t *)src)[i];
        break;
    case 4 * 8 + 2:
        for (size_t i = 0; i < n; i++) ((uint32_t *)dst)[i] = ((const uint16_t *)src)[i];
        break;
    case 1 * 8 + 2:
        for (size_t i = 0; i < n; i++) ((uint8_t *)dst)[i] = (uint8_t)((const uint16_t *)src)[i];
        break;
    case 1 * 8 + 4:
        for (size_t i = 0; i < n; i++) ((uint8_t *)dst)[i] = (uint8_t)((const uint32_t *)src)[i];
        break;
    default:
        for (size_t i = 0; i < n; i++) ((uint16_t *)dst)[i] = (uint16_t)((const uint32_t *)src)[i];
    }
}

void ouro_text_fill(void *dst, unsigned width, uint32_t c, size_t n) {
    if (width == 1)
        memset(dst, (int)c, n);
    else
        for (size_t i = 0; i < n; i++) ouro_text_put(dst, width, i, c);
}

uint32_t ouro_text_bits(const void *text, unsigned width, size_t n) {
    uint32_t bits = 0;
    if (width == 1) {
        size_t ascii = 0;
        const uint8_t *t = text;
        uint64_t word, any = 0;
        for (; ascii + 8 <= n; ascii += 8) {
            memcpy(&word, t + ascii, 8);
            any |= word;
        }
        for (; ascii < n; ascii++) bits |= t[ascii];
        return bits | (any & 0x8080808080808080u ? 0xff : 0);
    }
    if (width == 2)
        for (size_t i = 0; i < n; i++) bits |= ((const uint16_t *)text)[i];
    else
        for (size_t i = 0; i < n; i++) bits |= ((const uint32_t *)text)[i];
    return bits;
}

// ---- making

OURO_INLINE size_t size_for(enum ouro_str_kind kind, size_t length) {
    return sizeof(ouro_str) + (length + 1) * ouro_text_width(kind);
}

OURO_INLINE ouro_obj *new_kind(ouro_rt *rt, size_t length, enum ouro_str_kind kind) {
    if (OURO_UNLIKELY(length > OURO_TEXT_MAX_LENGTH)) {
        ouro_raise_memory(rt);
        return NULL;
    }
    ouro_str *s = (ouro_str *)ouro_new_fixed(rt, OURO_T_str, size_for(kind, length));
    if (OURO_UNLIKELY(!s)) return NULL;
    s->length = (uint32_t)length;
    s->hash_kind = kind;
    ouro_text_put(s->text, ouro_text_width(kind), length, 0);
    return &s->head;
}

ouro_owned ouro_str_new_raw(ouro_rt *rt, size_t length, uint32_t max_char) {
    return new_kind(rt, length, ouro_text_kind(max_char));
}

OURO_INLINE ouro_owned empty(ouro_rt *rt) {
    return rt->empty_str ? ouro_ref(rt, rt->empty_str) : new_kind(rt, 0, OURO_STR_ASCII);
}

static OURO_NOINLINE ouro_owned new_shared_char(ouro_rt *rt, uint32_t c) {
    ouro_obj *s = new_kind(rt, 1, ouro_text_kind(c));
    if (!s) return NULL;
    ((ouro_str *)s)->text[0] = (uint8_t)c;
    if (rt->latin1) {
        ouro_make_immortal(s);
        rt->latin1[c] = s;
    }
    return s;
}

ouro_owned ouro_str_from_char(ouro_rt *rt, uint32_t c) {
    if (OURO_LIKELY(c < 0x100)) {
        if (OURO_LIKELY(rt->latin1 && rt->latin1[c])) return rt->latin1[c]; // immortal
        return new_shared_char(rt, c);
    }
    ouro_obj *s = new_kind(rt, 1, ouro_text_kind(c));
    if (s) ouro_text_put(ouro_str_buffer(s), c < 0x10000 ? 2 : 4, 0, c);
    return s;
}

ouro_owned ouro_str_from_ascii(ouro_rt *rt, const char *text, size_t len) {
    if (len <= 1) return len ? ouro_str_from_char(rt, (uint8_t)*text) : empty(rt);
    ouro_obj *s = new_kind(rt, len, OURO_STR_ASCII);
    if (s) memcpy(ouro_str_buffer(s), text, len);
    return s;
}

ouro_owned ouro_str_from_text(ouro_rt *rt, const void *text, unsigned width, size_t n) {
    if (n <= 1) return n ? ouro_str_from_char(rt, ouro_text_at(text, width, 0)) : empty(rt);
    enum ouro_str_kind kind = ouro_text_kind(ouro_text_bits(text, width, n));
    ouro_obj *s = new_kind(rt, n, kind);
    if (s) ouro_text_copy(ouro_str_buffer(s), ouro_text_width(kind), text, width, n);
    return s;
}

ouro_owned ouro_str_from_latin1(ouro_rt *rt, const uint8_t *text, size_t len) {
    return ouro_str_from_text(rt, text, 1, len);
}
ouro_owned ouro_str_from_ucs2(ouro_rt *rt, const uint16_t *text, size_t len) {
    return ouro_str_from_text(rt, text, 2, len);
}
ouro_owned ouro_str_from_ucs4(ouro_rt *rt, const uint32_t *text, size_t len) {
    return ouro_str_from_text(rt, text, 4, len);
}

ouro_owned ouro_str_exact(ouro_rt *rt, ouro_borrowed s) {
    if (ouro_is(s, OURO_T_str)) return ouro_ref(rt, s);
    return ouro_str_from_text(rt, ouro_str_text(s), ouro_str_width(s), ouro_str_length(s));
}

// ---- hash and comparison

uint32_t ouro_str_hash_slow(ouro_rt *rt, ouro_borrowed o) {
    ouro_str *s = (ouro_str *)o;
    uint32_t h = (uint32_t)(ouro_hash_bytes(rt->ty->hash_seed, s->text, (size_t)s->length * ouro_str_width(o)) >> 35);
    if (h == 0) h = 1;
    s->hash_kind = h << 3 | (s->hash_kind & 3);
    return h;
}

bool ouro_str_equal_slow(ouro_borrowed a, ouro_borrowed b) {
    const ouro_str *x = (const ouro_str *)a, *y = (const ouro_str *)b;
    if (x->length != y->length) return false;
    if (x->hash_kind != y->hash_kind && ((x->hash_kind ^ y->hash_kind) & 3 || (x->hash_kind > 7 && y->hash_kind > 7)))
        return false;
    return memcmp(x->text, y->text, (size_t)x->length * ouro_str_width(a)) == 0;
}

int ouro_str_compare(ouro_borrowed a, ouro_borrowed b) {
    size_t na = ouro_str_length(a), nb = ouro_str_length(b), n = na < nb ? na : nb;
    unsigned wa = ouro_str_width(a), wb = ouro_str_width(b);
    const void *ta = ouro_str_text(a), *tb = ouro_str_text(b);
    if (wa == 1 && wb == 1) {
        int order = memcmp(ta, tb, n);
        if (order) return order < 0 ? -1 : 1;
    } else {
        for (size_t i = 0; i < n; i++) {
            uint32_t x = ouro_text_at(ta, wa, i), y = ouro_text_at(tb, wb, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return na < nb ? -1 : na > nb;
}

bool ouro_str_equal_ascii(ouro_borrowed a, const char *text) {
    size_t n = ouro_str_length(a);
    return ouro_str_is_ascii(a) && strlen(text) == n && memcmp(ouro_str_text(a), text, n) == 0;
}

// ---- joining and cutting

ouro_owned ouro_str_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    size_t na = ouro_str_length(a), nb = ouro_str_length(b);
    if (nb == 0 && ouro_is(a, OURO_T_str)) return ouro_ref(rt, a);
    if (na == 0) return ouro_str_exact(rt, b);
    enum ouro_str_kind kind = ouro_str_kind(a) > ouro_str_kind(b) ? ouro_str_kind(a) : ouro_str_kind(b);
    ouro_obj *s = new_kind(rt, na + nb, kind);
    if (!s) return NULL;
    unsigned w = ouro_text_width(kind);
    uint8_t *to = ouro_str_buffer(s);
    ouro_text_copy(to, w, ouro_str_text(a), ouro_str_width(a), na);
    ouro_text_copy(to + na * w, w, ouro_str_text(b), ouro_str_width(b), nb);
    return s;
}

ouro_owned ouro_str_append(ouro_rt *rt, ouro_owned s, ouro_borrowed t) {
    size_t ns = ouro_str_length(s), nt = ouro_str_length(t);
    unsigned w = ouro_str_width(s);
    if (s->rc != 1 || !ouro_is(s, OURO_T_str) || ouro_str_interned(s) || ouro_str_width(t) > w || nt == 0 || s == t ||
        ns + nt > OURO_TEXT_MAX_LENGTH) {
        ouro_obj *sum = ouro_str_concat(rt, s, t);
        if (sum) ouro_release(rt, s);
        return sum;
    }
    size_t need = sizeof(ouro_str) + (ns + nt + 1) * w;
    if (need > ouro_heap_usable(rt->heap, s)) { // an eighth more than needed: appending in a loop stays linear
        ouro_obj *grown = ouro_resize(rt, s, need > 64 ? need + need / 8 : need);
        if (!grown) return NULL;
        s = grown;
    }
    ouro_str *x = (ouro_str *)s;
    ouro_text_copy(x->text + ns * w, w, ouro_str_text(t), ouro_str_width(t), nt);
    x->length = (uint32_t)(ns + nt);
    ouro_text_put(x->text, w, ns + nt, 0);
    x->hash_kind = ouro_str_kind(s) > ouro_str_kind(t) ? ouro_str_kind(s) : ouro_str_kind(t);
    return s;
}

ouro_owned ouro_str_slice(ouro_rt *rt, ouro_borrowed s, size_t from, size_t to) {
    if (from == 0 && to == ouro_str_length(s)) return ouro_str_exact(rt, s);
    if (ouro_str_is_ascii(s)) return ouro_str_from_ascii(rt, ouro_str_ascii(s) + from, to - from);
    return ouro_str_from_text(rt, ouro_str_address(s, from), ouro_str_width(s), to - from);
}

ouro_owned ouro_str_repeat(ouro_rt *rt, ouro_borrowed s, int64_t n) {
    size_t len = ouro_str_length(s);
    if (n <= 0 || len == 0) return empty(rt);
    if (n == 1) return ouro_str_exact(rt, s);
    size_t total;
    if (__builtin_mul_overflow(len, (size_t)n, &total) || total > INT64_MAX) {
        ouro_raise(rt, OURO_OverflowError, "repeated string is too long");
        return NULL;
    }
    ouro_obj *r = new_kind(rt, total, ouro_str_kind(s));
    if (!r) return NULL;
    unsigned w = ouro_str_width(s);
    if (len == 1) {
        ouro_text_fill(ouro_str_buffer(r), w, ouro_str_at(s, 0), total);
        return r;
    }
    uint8_t *to = ouro_str_buffer(r);
    size_t bytes = total * w, done = len * w;
    memcpy(to, ouro_str_text(s), done);
    while (done < bytes) { // doubles what is there
        size_t more = done < bytes - done ? done : bytes - done;
        memcpy(to + done, to, more);
        done += more;
    }
    return r;
}

ouro_owned ouro_str_join_parts(ouro_rt *rt, ouro_obj *const *parts, size_t n) {
    size_t total = 0;
    enum ouro_str_kind kind = OURO_STR_ASCII;
    for (size_t i = 0; i < n; i++) {
        total += ouro_str_length(parts[i]);
        if (ouro_str_kind(parts[i]) > kind) kind = ouro_str_kind(parts[i]);
    }
    if (total == 0) return empty(rt);
    ouro_obj *s = new_kind(rt, total, kind);
    if (!s) return NULL;
    unsigned w = ouro_text_width(kind);
    uint8_t *to = ouro_str_buffer(s);
    for (size_t i = 0; i < n; i++) {
        size_t len = ouro_str_length(parts[i]);
        ouro_text_copy(to, w, ouro_str_text(parts[i]), ouro_str_width(parts[i]), len);
        to += len * w;
    }
    return s;
}

// The items of a list or tuple (their own array) joined. An item may be of any type.
static ouro_owned join_items(ouro_rt *rt, ouro_borrowed sep, ouro_obj *const *items, size_t n) {
    if (n == 0) return empty(rt);
    size_t total = 0, nsep = ouro_str_length(sep);
    enum ouro_str_kind kind = n > 1 ? ouro_str_kind(sep) : OURO_STR_ASCII;
    for (size_t i = 0; i < n; i++) {
        if (!ouro_str_check(rt, items[i])) {
            ouro_raise(rt, OURO_TypeError, "sequence item %zd: expected str instance, %T found", i, items[i]);
            return NULL;
        }
        total += ouro_str_length(items[i]);
        if (ouro_str_kind(items[i]) > kind) kind = ouro_str_kind(items[i]);
    }
    if (n == 1) return ouro_str_exact(rt, items[0]);
    total += nsep * (n - 1);
    if (total == 0) return empty(rt);
    if (nsep == 0) return ouro_str_join_parts(rt, items, n);
    ouro_obj *s = new_kind(rt, total, kind);
    if (!s) return NULL;
    unsigned w = ouro_text_width(kind), ws = ouro_str_width(sep);
    uint8_t *to = ouro_str_buffer(s);
    for (size_t i = 0; i < n; i++) {
        if (i) {
            ouro_text_copy(to, w, ouro_str_text(sep), ws, nsep);
            to += nsep * w;
        }
        size_t len = ouro_str_length(items[i]);
        ouro_text_copy(to, w, ouro_str_text(items[i]), ouro_str_width(items[i]), len);
        to += len * w;
    }
    return s;
}

ouro_owned ouro_str_join(ouro_rt *rt, ouro_borrowed sep, ouro_borrowed iterable) {
    if (ouro_is(iterable, OURO_T_list))
        return join_items(rt, sep, ((const ouro_list *)iterable)->items, ouro_list_length(iterable));
    if (ouro_is(iterable, OURO_T_tuple))
        return join_items(rt, sep, ((const ouro_tuple *)iterable)->items, ouro_tuple_length(iterable));
    ouro_obj *list = ouro_list_for(rt, iterable, "can only join an iterable");
    if (!list) return NULL;
    ouro_obj *s = join_items(rt, sep, ((const ouro_list *)list)->items, ouro_list_length(list));
    ouro_release(rt, list);
    return s;
}

// ---- slots

static ouro_owned str_repr(ouro_rt *rt, ouro_borrowed a) {
    return ouro_str_repr(rt, a);
}
static ouro_owned str_str(ouro_rt *rt, ouro_borrowed a) {
    return ouro_str_exact(rt, a);
}
static int64_t str_hash(ouro_rt *rt, ouro_borrowed a) {
    return ouro_str_hash32(rt, a);
}
static int64_t str_len(ouro_rt *rt, ouro_borrowed a) {
    return ouro_str_length(a);
}

static ouro_owned str_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_str_check(rt, a) || !ouro_str_check(rt, b)) return ouro_not_implemented(rt);
    if (op == OURO_EQ || op == OURO_NE) return ouro_bool(rt, ouro_str_equal(a, b) == (op == OURO_EQ));
    int order = ouro_str_compare(a, b);
    return ouro_bool(rt, op == OURO_LT   ? order < 0
                         : op == OURO_LE ? order <= 0
                         : op == OURO_GT ? order > 0
                                         : order >= 0);
}

static ouro_owned str_getitem(ouro_rt *rt, ouro_borrowed a, ouro_borrowed key) {
    size_t len = ouro_str_length(a);
    if (OURO_LIKELY(!ouro_is(key, OURO_T_slice))) {
        int64_t i;
        if (OURO_LIKELY(ouro_int_is_word(key)))
            i = ouro_int_word(key);
        else if (!ouro_type_of(rt, key)->slots.index) {
            ouro_raise(rt, OURO_TypeError, "string indices must be integers, not '%T'", key);
            return NULL;
        } else if (!ouro_index_i64(rt, key, OURO_IndexError, &i))
            return NULL;
        if (i < 0) i += (int64_t)len;
        if ((uint64_t)i >= len) {
            ouro_raise(rt, OURO_IndexError, "string index out of range");
            return NULL;
        }
        return ouro_str_from_char(rt, ouro_str_at(a, (size_t)i));
    }
    int64_t start, stop, step, count;
    if (!ouro_slice_bounds(rt, key, (int64_t)len, &start, &stop, &step, &count)) return NULL;
    if (count <= 0) return empty(rt);
    if (step == 1) return ouro_str_slice(rt, a, (size_t)start, (size_t)(start + count));
    if (count == 1) return ouro_str_from_char(rt, ouro_str_at(a, (size_t)start));
    uint32_t bits = 0;
    for (int64_t i = 0; i < count; i++) bits |= ouro_str_at(a, (size_t)(start + i * step));
    ouro_obj *s = ouro_str_new_raw(rt, (size_t)count, bits);
    if (!s) return NULL;
    unsigned w = ouro_str_width(s);
    for (int64_t i = 0; i < count; i++)
        ouro_text_put(ouro_str_buffer(s), w, (size_t)i, ouro_str_at(a, (size_t)(start + i * step)));
    return s;
}

static ouro_owned str_index_get(ouro_rt *rt, ouro_borrowed a, int64_t i) {
    if ((uint64_t)i >= ouro_str_length(a)) {
        ouro_raise(rt, OURO_IndexError, "string index out of range");
        return NULL;
    }
    return ouro_str_from_char(rt, ouro_str_at(a, (size_t)i));
}

static int str_contains(ouro_rt *rt, ouro_borrowed a, ouro_borrowed x) {
    if (!ouro_str_check(rt, x)) {
        ouro_raise(rt, OURO_TypeError, "'in <string>' requires string as left operand, not %T", x);
        return -1;
    }
    return ouro_str_find(a, x, 0, ouro_str_length(a)) >= 0;
}

static ouro_owned str_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_str_check(rt, b)) {
        ouro_raise(rt, OURO_TypeError, "can only concatenate str (not \"%T\") to str", b);
        return NULL;
    }
    return ouro_str_concat(rt, a, b);
}

static ouro_owned str_mod(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_str_check(rt, a)) return ouro_not_implemented(rt);
    return ouro_str_percent(rt, a, b);
}

static size_t str_size_of(ouro_rt *rt, ouro_borrowed a) {
    return ouro_heap_usable(rt->heap, a);
}

static void str_dealloc(ouro_rt *rt, ouro_obj *self) {
    if (ouro_str_interned(self)) ouro_str_intern_forget(rt, self);
}

// ---- str(object, encoding, errors)

static ouro_owned decode_argument(ouro_rt *rt, ouro_borrowed object, const char *encoding, const char *errors) {
    if (ouro_str_check(rt, object)) {
        ouro_raise(rt, OURO_TypeError, "decoding str is not supported");
        return NULL;
    }
    if (!ouro_type_of(rt, object)->slots.get_buffer) {
        ouro_raise(rt, OURO_TypeError, "decoding to str: need a bytes-like object, %T found", object);
        return NULL;
    }
    ouro_buffer b;
    if (ouro_get_buffer(rt, object, &b, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *s = ouro_bytes_decode(rt, b.data, b.length, encoding, errors);
    ouro_release_buffer(rt, &b);
    return s;
}

static ouro_owned new_exact(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs == 1 && !kwnames) return ouro_str_of(rt, args[0]);
    static const char *const names[] = {"object", "encoding", "errors"};
    ouro_obj *out[3];
    if (ouro_args(rt, "str", args, nargs, kwnames, names, 3, 0, 3, out) < 0) return NULL;
    const char *text[3] = {NULL};
    for (int i = 1; i < 3; i++) {
        if (out[i] && !(text[i] = ouro_codec_argument(rt, "str", names[i], out[i]))) return NULL;
    }
    if (!out[0]) return empty(rt);
    return text[1] || text[2] ? decode_argument(rt, out[0], text[1], text[2]) : ouro_str_of(rt, out[0]);
}

static ouro_owned str_new(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *exact = new_exact(rt, args, nargs, kwnames);
    if (!exact || cls->number == OURO_T_str) return exact;
    size_t length = ouro_str_length(exact);
    ouro_obj *s = ouro_new_sized(rt, cls, size_for(ouro_str_kind(exact), length));
    if (s) {
        ouro_str *x = (ouro_str *)s;
        x->length = (uint32_t)length;
        x->hash_kind = ((const ouro_str *)exact)->hash_kind;
        memcpy(x->text, ouro_str_text(exact), (length + 1) * ouro_str_width(exact));
    }
    ouro_release(rt, exact);
    return s;
}

const ouro_type_spec ouro_spec_str = {
    .number = OURO_T_str,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_VARSIZE | OURO_TF_STR | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_str),
    .item_size = 1,
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Text made from an object, or decoded from bytes.",
    .methods = ouro_str_methods,
    .slots = {.dealloc = str_dealloc,
              .size_of = str_size_of,
              .repr = str_repr,
              .str = str_str,
              .hash = str_hash,
              .compare = str_compare,
              .iter = ouro_str_iter,
              .create = str_new,
              .length = str_len,
              .getitem = str_getitem,
              .index_get = str_index_get,
              .contains = str_contains,
              .concat = str_concat,
              .repeat = ouro_str_repeat,
              .mod = str_mod},
};
