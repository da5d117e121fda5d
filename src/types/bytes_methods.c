// Methods that bytes and bytearray share. A result is of the kind of self; bytes that nothing changes are returned as
// they are. Arguments are read before the bytes of self, because reading an argument may run Python code.
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str_methods.h"
#include "types/text.h"
#include "types/unicode.h"

#define METHOD(name)                                                                                                   \
    ouro_owned ouro_bytes_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                 \
                                 ouro_borrowed kwnames)

ouro_owned ouro_bytes_like(ouro_rt *rt, ouro_borrowed model, const void *data, size_t length) {
    return ouro_bytes_check(rt, model) ? ouro_bytes_new(rt, data, length) : ouro_bytearray_new(rt, data, length);
}
uint8_t *ouro_bytes_like_buffer(const ouro_rt *rt, ouro_obj *b) {
    return ouro_is(b, OURO_T_bytes) ? ((ouro_bytes *)b)->data : ((ouro_bytearray *)b)->data;
}

// self[from:to]; exact bytes as a whole are themselves.
static ouro_owned part(ouro_rt *rt, ouro_borrowed self, size_t from, size_t to) {
    ouro_span s = ouro_span_of(rt, self);
    if (from == 0 && to == s.length && ouro_is(self, OURO_T_bytes)) return ouro_ref(rt, self);
    return ouro_bytes_like(rt, self, s.data + from, to - from);
}

static bool is_space(uint8_t c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

// ---- searching

// An __index__ that ran after `to` was bounded may have made self shorter.
static void clip(const ouro_rt *rt, ouro_borrowed self, size_t *to) {
    size_t length = ouro_span_of(rt, self).length;
    if (*to > length) *to = length;
}

// What find, count... look for: bytes-like or an int. `view.owner` is NULL for an int, kept in `byte`.
typedef struct {
    ouro_buffer view;
    uint8_t byte;
    size_t from, to;
} needle;

static bool needle_open(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                        ouro_borrowed kwnames, needle *n) {
    if (!ouro_find_arguments(rt, name, args, nargs, kwnames, ouro_span_of(rt, self).length, &n->from, &n->to))
        return false;
    ouro_borrowed sub = args[0];
    if (ouro_type_of(rt, sub)->slots.get_buffer) {
        if (ouro_get_buffer(rt, sub, &n->view, OURO_BUFFER_READ) < 0) return false;
        clip(rt, self, &n->to);
        return true;
    }
    if (!ouro_type_of(rt, sub)->slots.index) {
        ouro_raise(rt, OURO_TypeError, "argument should be integer or bytes-like object, not '%T'", sub);
        return false;
    }
    int byte = ouro_byte_argument(rt, sub, "byte");
    if (byte < 0) return false;
    n->byte = (uint8_t)byte;
    n->view = (ouro_buffer){.data = &n->byte, .length = 1};
    clip(rt, self, &n->to);
    return true;
}

static int64_t find_any(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                        ouro_borrowed kwnames, bool last) {
    needle n;
    if (!needle_open(rt, name, self, args, nargs, kwnames, &n)) return -2;
    int64_t at = -1;
    if (n.from <= n.to) {
        ouro_span s = ouro_span_of(rt, self);
        at = last ? ouro_text_rfind(s.data + n.from, 1, n.to - n.from, n.view.data, 1, n.view.length)
                  : ouro_text_find(s.data + n.from, 1, n.to - n.from, n.view.data, 1, n.view.length);
        if (at >= 0) at += (int64_t)n.from;
    }
    ouro_release_buffer(rt, &n.view);
    return at;
}
static ouro_owned found(ouro_rt *rt, int64_t at, bool must) {
    if (at >= 0 || (at == -1 && !must)) return ouro_int_from_i64(rt, at);
    if (at == -1) ouro_raise(rt, OURO_ValueError, "subsection not found");
    return NULL;
}
METHOD(find) {
    return found(rt, find_any(rt, "find", self, args, nargs, kwnames, false), false);
}
METHOD(rfind) {
    return found(rt, find_any(rt, "rfind", self, args, nargs, kwnames, true), false);
}
METHOD(index) {
    return found(rt, find_any(rt, "index", self, args, nargs, kwnames, false), true);
}
METHOD(rindex) {
    return found(rt, find_any(rt, "rindex", self, args, nargs, kwnames, true), true);
}
METHOD(count) {
    needle n;
    if (!needle_open(rt, "count", self, args, nargs, kwnames, &n)) return NULL;
    size_t count = 0;
    if (n.from <= n.to)
        count = ouro_text_count(ouro_span_of(rt, self).data + n.from, 1, n.to - n.from, n.view.data, 1, n.view.length,
                                SIZE_MAX);
    ouro_release_buffer(rt, &n.view);
    return ouro_int_from_i64(rt, (int64_t)count);
}

// 1, 0, -1 error.
static int has_at(ouro_rt *rt, ouro_borrowed self, size_t from, size_t to, ouro_borrowed sub, bool end) {
    ouro_buffer b;
    if (ouro_get_buffer(rt, sub, &b, OURO_BUFFER_READ) < 0) return -1;
    const uint8_t *data = ouro_span_of(rt, self).data;
    clip(rt, self, &to);
    bool has =
        from <= to && to - from >= b.length && memcmp(data + (end ? to - b.length : from), b.data, b.length) == 0;
    ouro_release_buffer(rt, &b);
    return has;
}
static ouro_owned starts_or_ends(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames, bool end) {
    size_t from, to;
    if (!ouro_find_arguments(rt, name, args, nargs, kwnames, ouro_span_of(rt, self).length, &from, &to)) return NULL;
    int has = 0;
    if (ouro_tuple_check(rt, args[0])) {
        for (size_t i = 0; has == 0 && i < ouro_tuple_length(args[0]); i++)
            has = has_at(rt, self, from, to, ouro_tuple_peek(args[0], i), end);
    } else if (!ouro_type_of(rt, args[0])->slots.get_buffer) {
        ouro_raise(rt, OURO_TypeError, "%s first arg must be bytes or a tuple of bytes, not %T", name, args[0]);
        return NULL;
    } else
        has = has_at(rt, self, from, to, args[0], end);
    return has < 0 ? NULL : ouro_bool(rt, has);
}
METHOD(startswith) {
    return starts_or_ends(rt, "startswith", self, args, nargs, kwnames, false);
}
METHOD(endswith) {
    return starts_or_ends(rt, "endswith", self, args, nargs, kwnames, true);
}
METHOD(removeprefix) {
    ouro_buffer b;
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
    ouro_span s = ouro_span_of(rt, self);
    size_t cut = s.length >= b.length && memcmp(s.data, b.data, b.length) == 0 ? b.length : 0;
    ouro_release_buffer(rt, &b);
    return part(rt, self, cut, s.length);
}
METHOD(removesuffix) {
    ouro_buffer b;
    if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
    ouro_span s = ouro_span_of(rt, self);
    size_t cut = s.length >= b.length && memcmp(s.data + s.length - b.length, b.data, b.length) == 0 ? b.length : 0;
    ouro_release_buffer(rt, &b);
    return part(rt, self, 0, s.length - cut);
}

// ---- trimming, padding

static ouro_owned strip(ouro_rt *rt, ouro_borrowed self, ouro_borrowed set, bool left, bool right) {
    ouro_buffer b = {0};
    bool space = !set || set == rt->none;
    if (!space && ouro_get_buffer(rt, set, &b, OURO_BUFFER_READ) < 0) return NULL;
    ouro_span s = ouro_span_of(rt, self);
    size_t from = 0, to = s.length;
#define DROPPED(c) (space ? is_space(c) : b.length && memchr(b.data, c, b.length) != NULL)
    if (left)
        while (from < to && DROPPED(s.data[from])) from++;
    if (right)
        while (to > from && DROPPED(s.data[to - 1])) to--;
#undef DROPPED
    ouro_release_buffer(rt, &b);
    return part(rt, self, from, to);
}
METHOD(strip) {
    return strip(rt, self, nargs ? args[0] : NULL, true, true);
}
METHOD(lstrip) {
    return strip(rt, self, nargs ? args[0] : NULL, true, false);
}
METHOD(rstrip) {
    return strip(rt, self, nargs ? args[0] : NULL, false, true);
}

static ouro_owned padded(ouro_rt *rt, ouro_borrowed self, size_t left, size_t right, uint8_t fill) {
    ouro_span s = ouro_span_of(rt, self);
    if (left == 0 && right == 0) return part(rt, self, 0, s.length);
    if (left > OURO_BYTES_MAX_LENGTH || right > OURO_BYTES_MAX_LENGTH) {
        ouro_raise_memory(rt);
        return NULL;
    }
    ouro_obj *r = ouro_bytes_like(rt, self, NULL, left + s.length + right);
    if (!r) return NULL;
    uint8_t *to = ouro_bytes_like_buffer(rt, r);
    memset(to, fill, left);
    memcpy(to + left, s.data, s.length);
    memset(to + left + s.length, fill, right);
    return r;
}
static bool pad_arguments(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                          size_t *pad, uint8_t *fill) {
    int64_t width;
    *fill = ' ';
    if (!ouro_size_argument(rt, args[0], &width)) return false;
    if (nargs > 1) {
        bool is_bytes = ouro_bytes_check(rt, args[1]) || ouro_bytearray_check(rt, args[1]);
        if (!is_bytes || ouro_span_of(rt, args[1]).length != 1) {
            ouro_raise(rt, OURO_TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name,
                       ouro_argument_type(rt, args[1]));
            return false;
        }
        *fill = ouro_span_of(rt, args[1]).data[0];
    }
    size_t length = ouro_span_of(rt, self).length;
    *pad = width > (int64_t)length ? (size_t)width - length : 0;
    return true;
}
METHOD(center) {
    size_t pad;
    uint8_t fill;
    if (!pad_arguments(rt, "center", self, args, nargs, &pad, &fill)) return NULL;
    size_t left = pad / 2 + (pad & (pad + ouro_span_of(rt, self).length) & 1);
    return padded(rt, self, left, pad - left, fill);
}
METHOD(ljust) {
    size_t pad;
    uint8_t fill;
    return pad_arguments(rt, "ljust", self, args, nargs, &pad, &fill) ? padded(rt, self, 0, pad, fill) : NULL;
}
METHOD(rjust) {
    size_t pad;
    uint8_t fill;
    return pad_arguments(rt, "rjust", self, args, nargs, &pad, &fill) ? padded(rt, self, pad, 0, fill) : NULL;
}
METHOD(zfill) {
    size_t pad;
    uint8_t fill;
    if (!pad_arguments(rt, "zfill", self, args, 1, &pad, &fill)) return NULL;
    ouro_obj *r = padded(rt, self, pad, 0, '0');
    if (!r || pad == 0) return r;
    uint8_t *to = ouro_bytes_like_buffer(rt, r);
    if (ouro_span_of(rt, r).length > pad && (to[pad] == '+' || to[pad] == '-')) {
        to[0] = to[pad];
        to[pad] = '0';
    }
    return r;
}

METHOD(expandtabs) {
    static const char *const names[] = {"tabsize"};
    ouro_obj *out[1];
    int tab = 8;
    if (ouro_args(rt, "expandtabs", args, nargs, kwnames, names, 1, 0, 1, out) < 0) return NULL;
    if (out[0] && !ouro_int_argument(rt, out[0], &tab)) return NULL;
    ouro_span s = ouro_span_of(rt, self);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    size_t column = 0;
    for (size_t i = 0; i < s.length; i++) {
        uint8_t c = s.data[i];
        if (c == '\t') {
            size_t fill = tab > 0 ? (size_t)tab - column % (size_t)tab : 0;
            ouro_builder_fill(&b, ' ', fill);
            column += fill;
        } else {
            ouro_builder_char(&b, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    ouro_obj *r = b.failed ? NULL : ouro_bytes_like(rt, self, b.data, b.length);
    ouro_builder_drop(&b);
    return r;
}

// ---- replacing, translating

static ouro_owned replace(ouro_rt *rt, ouro_borrowed self, ouro_span old, ouro_span new, size_t limit) {
    ouro_span s = ouro_span_of(rt, self);
    size_t count = old.length > s.length ? 0 : ouro_text_count(s.data, 1, s.length, old.data, 1, old.length, limit);
    if (count == 0) return part(rt, self, 0, s.length);
    size_t rest = s.length - count * old.length, added;
    if (__builtin_mul_overflow(count, new.length, &added) || added > INT64_MAX - rest) {
        ouro_raise(rt, OURO_OverflowError, "replace bytes is too long");
        return NULL;
    }
    ouro_obj *r = ouro_bytes_like(rt, self, NULL, rest + added);
    if (!r || rest + added == 0) return r;
    uint8_t *to = ouro_bytes_like_buffer(rt, r);
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        if (old.length) at = from + (size_t)ouro_text_find(s.data + from, 1, s.length - from, old.data, 1, old.length);
        memcpy(to, s.data + from, at - from);
        to += at - from;
        if (new.length) memcpy(to, new.data, new.length);
        to += new.length;
        from = at + old.length;
    }
    memcpy(to, s.data + from, s.length - from);
    return r;
}
METHOD(replace) {
    int64_t limit = -1;
    ouro_buffer old, new;
    if (ouro_get_buffer(rt, args[0], &old, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *r = NULL;
    if (ouro_get_buffer(rt, args[1], &new, OURO_BUFFER_READ) == 0) {
        if (nargs < 3 || ouro_size_argument(rt, args[2], &limit))
            r = replace(rt, self, (ouro_span){old.data, old.length}, (ouro_span){new.data, new.length},
                        limit < 0 ? SIZE_MAX : (size_t)limit);
        ouro_release_buffer(rt, &new);
    }
    ouro_release_buffer(rt, &old);
    return r;
}

METHOD(maketrans) {
    ouro_buffer from, to;
    if (ouro_get_buffer(rt, args[0], &from, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *r = NULL;
    if (ouro_get_buffer(rt, args[1], &to, OURO_BUFFER_READ) == 0) {
        if (from.length != to.length)
            ouro_raise(rt, OURO_ValueError, "maketrans arguments must have same length");
        else if ((r = ouro_bytes_new_raw(rt, 256)) != NULL) {
            for (size_t i = 0; i < 256; i++) ouro_bytes_buffer(r)[i] = (uint8_t)i;
            for (size_t i = 0; i < from.length; i++) ouro_bytes_buffer(r)[from.data[i]] = to.data[i];
        }
        ouro_release_buffer(rt, &to);
    }
    ouro_release_buffer(rt, &from);
    return r;
}

METHOD(translate) {
    static const char *const names[] = {"", "delete"};
    ouro_obj *out[2];
    ouro_buffer table = {0}, removed = {0};
    if (ouro_args(rt, "translate", args, nargs, kwnames, names, 2, 1, 2, out) < 0) return NULL;
    if (out[0] != rt->none && ouro_get_buffer(rt, out[0], &table, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *r = NULL;
    if (table.owner && table.length != 256) {
        ouro_raise(rt, OURO_ValueError, "translation table must be 256 characters long");
        goto done;
    }
    if (out[1] && ouro_get_buffer(rt, out[1], &removed, OURO_BUFFER_READ) < 0) goto done;
    bool drop[256] = {false};
    for (size_t i = 0; i < removed.length; i++) drop[removed.data[i]] = true;
    ouro_span s = ouro_span_of(rt, self);
    size_t kept = 0;
    bool same = true;
    for (size_t i = 0; i < s.length; i++) {
        kept += !drop[s.data[i]];
        same &= !drop[s.data[i]] && (!table.owner || table.data[s.data[i]] == s.data[i]);
    }
    if (same)
        r = part(rt, self, 0, s.length);
    else if ((r = ouro_bytes_like(rt, self, NULL, kept)) != NULL && kept) {
        uint8_t *to = ouro_bytes_like_buffer(rt, r);
        for (size_t i = 0; i < s.length; i++) {
            if (!drop[s.data[i]]) *to++ = table.owner ? table.data[s.data[i]] : s.data[i];
        }
    }
done:
    ouro_release_buffer(rt, &table);
    ouro_release_buffer(rt, &removed);
    return r;
}

// ---- splitting and joining

static bool add(ouro_rt *rt, ouro_parts *list, ouro_borrowed self, size_t from, size_t to) {
    return ouro_parts_add(list, part(rt, self, from, to));
}

static bool split_space(ouro_rt *rt, ouro_parts *list, ouro_borrowed self, size_t limit) {
    ouro_span s = ouro_span_of(rt, self);
    size_t i = 0, n = s.length;
    for (;;) {
        while (i < n && is_space(s.data[i])) i++;
        if (i == n) return true;
        size_t from = i;
        if (limit-- == 0) return add(rt, list, self, from, n);
        while (i < n && !is_space(s.data[i])) i++;
        if (!add(rt, list, self, from, i)) return false;
    }
}
static bool rsplit_space(ouro_rt *rt, ouro_parts *list, ouro_borrowed self, size_t limit) {
    ouro_span s = ouro_span_of(rt, self);
    size_t i = s.length;
    for (;;) {
        while (i > 0 && is_space(s.data[i - 1])) i--;
        if (i == 0) return true;
        size_t to = i;
        if (limit-- == 0) return add(rt, list, self, 0, to);
        while (i > 0 && !is_space(s.data[i - 1])) i--;
        if (!add(rt, list, self, i, to)) return false;
    }
}
static bool split_at(ouro_rt *rt, ouro_parts *list, ouro_borrowed self, ouro_span sep, size_t limit, bool right) {
    ouro_span s = ouro_span_of(rt, self);
    size_t from = 0, to = s.length;
    for (; limit > 0; limit--) {
        int64_t at = right ? ouro_text_rfind(s.data, 1, to, sep.data, 1, sep.length)
                           : ouro_text_find(s.data + from, 1, to - from, sep.data, 1, sep.length);
        if (at < 0) break;
        if (!(right ? add(rt, list, self, (size_t)at + sep.length, to) : add(rt, list, self, from, from + (size_t)at)))
            return false;
        if (right)
            to = (size_t)at;
        else
            from += (size_t)at + sep.length;
    }
    return add(rt, list, self, from, to);
}
static ouro_owned split_any(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                            ouro_borrowed kwnames, bool right) {
    static const char *const names[] = {"sep", "maxsplit"};
    ouro_obj *out[2] = {NULL};
    int64_t max = -1;
    ouro_buffer sep = {0};
    if ((nargs || kwnames) && ouro_args(rt, name, args, nargs, kwnames, names, 2, 0, 2, out) < 0) return NULL;
    if (out[1] && !ouro_size_argument(rt, out[1], &max)) return NULL;
    size_t limit = max < 0 ? SIZE_MAX : (size_t)max;
    bool space = !out[0] || out[0] == rt->none;
    if (!space && ouro_get_buffer(rt, out[0], &sep, OURO_BUFFER_READ) < 0) return NULL;
    ouro_obj *list = NULL;
    if (!space && sep.length == 0)
        ouro_raise(rt, OURO_ValueError, "empty separator");
    else {
        ouro_parts parts;
        ouro_parts_init(&parts, rt);
        bool ok = !space  ? split_at(rt, &parts, self, (ouro_span){sep.data, sep.length}, limit, right)
                  : right ? rsplit_space(rt, &parts, self, limit)
                          : split_space(rt, &parts, self, limit);
        list = ouro_parts_finish(&parts, ok, right);
    }
    ouro_release_buffer(rt, &sep);
    return list;
}
METHOD(split) {
    return split_any(rt, "split", self, args, nargs, kwnames, false);
}
METHOD(rsplit) {
    return split_any(rt, "rsplit", self, args, nargs, kwnames, true);
}

METHOD(splitlines) {
    static const char *const names[] = {"keepends"};
    ouro_obj *out[1];
    int keep = 0;
    if (ouro_args(rt, "splitlines", args, nargs, kwnames, names, 1, 0, 1, out) < 0) return NULL;
    if (out[0] && !ouro_int_argument(rt, out[0], &keep)) return NULL;
    ouro_parts parts;
    ouro_parts_init(&parts, rt);
    ouro_span s = ouro_span_of(rt, self);
    for (size_t from = 0; from < s.length;) {
        size_t to = from;
        while (to < s.length && s.data[to] != '\n' && s.data[to] != '\r') to++;
        size_t next = to;
        if (next < s.length) next += s.data[to] == '\r' && to + 1 < s.length && s.data[to + 1] == '\n' ? 2 : 1;
        if (!add(rt, &parts, self, from, keep ? next : to)) return ouro_parts_finish(&parts, false, false);
        from = next;
    }
    return ouro_parts_finish(&parts, true, false);
}

static ouro_owned partition_any(ouro_rt *rt, ouro_borrowed self, ouro_borrowed given, bool right) {
    ouro_buffer sep;
    if (ouro_get_buffer(rt, given, &sep, OURO_BUFFER_READ) < 0) return NULL;
    if (sep.length == 0) {
        ouro_release_buffer(rt, &sep);
        ouro_raise(rt, OURO_ValueError, "empty separator");
        return NULL;
    }
    ouro_span s = ouro_span_of(rt, self);
    int64_t found = right ? ouro_text_rfind(s.data, 1, s.length, sep.data, 1, sep.length)
                          : ouro_text_find(s.data, 1, s.length, sep.data, 1, sep.length);
    ouro_obj *parts[3];
    if (found < 0) {
        parts[right ? 2 : 0] = part(rt, self, 0, s.length);
        parts[1] = ouro_bytes_like(rt, self, NULL, 0);
        parts[right ? 0 : 2] = ouro_bytes_like(rt, self, NULL, 0);
    } else {
        parts[0] = part(rt, self, 0, (size_t)found);
        parts[1] = ouro_bytes_check(rt, self) ? ouro_ref(rt, given) : ouro_bytes_like(rt, self, sep.data, sep.length);
        parts[2] = part(rt, self, (size_t)found + sep.length, s.length);
    }
    ouro_release_buffer(rt, &sep);
    if (parts[0] && parts[1] && parts[2]) return ouro_tuple_from_steal(rt, parts, 3);
    for (size_t i = 0; i < 3; i++) ouro_xrelease(rt, parts[i]);
    return NULL;
}
METHOD(partition) {
    return partition_any(rt, self, args[0], false);
}
METHOD(rpartition) {
    return partition_any(rt, self, args[0], true);
}

METHOD(join) {
    ouro_obj *list = ouro_list_for(rt, args[0], "can only join an iterable");
    if (!list) return NULL;
    size_t n = ouro_list_length(list), taken = 0, sep_length = ouro_span_of(rt, self).length, total = 0;
    ouro_obj *r = NULL;
    if (n == 1 && ouro_is(self, OURO_T_bytes) && ouro_is(ouro_list_peek(list, 0), OURO_T_bytes)) {
        r = ouro_ref(rt, ouro_list_peek(list, 0));
        ouro_release(rt, list);
        return r;
    }
    ouro_buffer *views = ouro_raw_alloc(rt, (n ? n : 1) * sizeof *views);
    if (!views) goto done;
    for (; taken < n; taken++) {
        ouro_borrowed item = ouro_list_peek(list, taken);
        if (!ouro_type_of(rt, item)->slots.get_buffer) {
            ouro_raise(rt, OURO_TypeError, "sequence item %zu: expected a bytes-like object, %T found", taken, item);
            goto done;
        }
        if (ouro_get_buffer(rt, item, &views[taken], OURO_BUFFER_READ) < 0) goto done;
        total += views[taken].length + (taken ? sep_length : 0);
        if (total > OURO_BYTES_MAX_LENGTH) {
            taken++;
            ouro_raise_memory(rt);
            goto done;
        }
    }
    r = ouro_bytes_like(rt, self, NULL, total);
    if (r && total) {
        uint8_t *to = ouro_bytes_like_buffer(rt, r);
        const uint8_t *sep = ouro_span_of(rt, self).data;
        for (size_t i = 0; i < n; i++) {
            if (i) {
                memcpy(to, sep, sep_length);
                to += sep_length;
            }
            if (views[i].length) memcpy(to, views[i].data, views[i].length);
            to += views[i].length;
        }
    }
done:
    while (taken > 0) ouro_release_buffer(rt, &views[--taken]);
    ouro_raw_free(rt, views);
    ouro_release(rt, list);
    return r;
}

// ---- case and kinds: ASCII only

enum mapping { LOWER, UPPER, SWAP, TITLE, CAPITAL };
static ouro_owned map(ouro_rt *rt, ouro_borrowed self, enum mapping mapping) {
    ouro_span s = ouro_span_of(rt, self);
    ouro_obj *r = ouro_bytes_like(rt, self, NULL, s.length);
    if (!r || s.length == 0) return r;
    uint8_t *to = ouro_bytes_like_buffer(rt, r);
    bool inside = false;
    for (size_t i = 0; i < s.length; i++) {
        uint8_t c = s.data[i];
        bool up = (uint8_t)(c - 'A') < 26, low = (uint8_t)(c - 'a') < 26;
        bool want_upper = mapping == UPPER || (mapping == SWAP && low) || (mapping == TITLE && !inside) ||
                          (mapping == CAPITAL && i == 0);
        to[i] = want_upper ? (low ? (uint8_t)(c - 32) : c) : (up ? (uint8_t)(c + 32) : c);
        inside = up || low;
    }
    return r;
}
METHOD(lower) {
    return map(rt, self, LOWER);
}
METHOD(upper) {
    return map(rt, self, UPPER);
}
METHOD(swapcase) {
    return map(rt, self, SWAP);
}
METHOD(title) {
    return map(rt, self, TITLE);
}
METHOD(capitalize) {
    return map(rt, self, CAPITAL);
}

static ouro_owned all_of(ouro_rt *rt, ouro_borrowed self, uint32_t classes) {
    ouro_span s = ouro_span_of(rt, self);
    for (size_t i = 0; i < s.length; i++) {
        if (s.data[i] >= 128 || !(ouro_char_ascii_class[s.data[i]] & classes)) return ouro_bool(rt, false);
    }
    return ouro_bool(rt, s.length > 0);
}
METHOD(isalnum) {
    return all_of(rt, self, OURO_CHAR_ALNUM);
}
METHOD(isalpha) {
    return all_of(rt, self, OURO_CHAR_ALPHA);
}
METHOD(isdigit) {
    return all_of(rt, self, OURO_CHAR_DIGIT);
}
METHOD(isspace) {
    ouro_span s = ouro_span_of(rt, self);
    for (size_t i = 0; i < s.length; i++) {
        if (!is_space(s.data[i])) return ouro_bool(rt, false);
    }
    return ouro_bool(rt, s.length > 0);
}
METHOD(isascii) {
    ouro_span s = ouro_span_of(rt, self);
    return ouro_bool(rt, ouro_text_bits(s.data, 1, s.length) < 128);
}
static ouro_owned one_case(ouro_rt *rt, ouro_borrowed self, uint8_t wanted, uint8_t other) {
    ouro_span s = ouro_span_of(rt, self);
    bool any = false;
    for (size_t i = 0; i < s.length; i++) {
        if ((uint8_t)(s.data[i] - other) < 26) return ouro_bool(rt, false);
        any |= (uint8_t)(s.data[i] - wanted) < 26;
    }
    return ouro_bool(rt, any);
}
METHOD(islower) {
    return one_case(rt, self, 'a', 'A');
}
METHOD(isupper) {
    return one_case(rt, self, 'A', 'a');
}
METHOD(istitle) {
    ouro_span s = ouro_span_of(rt, self);
    bool any = false, inside = false;
    for (size_t i = 0; i < s.length; i++) {
        bool up = (uint8_t)(s.data[i] - 'A') < 26, low = (uint8_t)(s.data[i] - 'a') < 26;
        if ((up && inside) || (low && !inside)) return ouro_bool(rt, false);
        inside = up || low;
        any |= inside;
    }
    return ouro_bool(rt, any);
}

// ---- as text

METHOD(decode_method) {
    static const char *const names[] = {"encoding", "errors"};
    ouro_obj *out[2] = {NULL};
    const char *text[2] = {NULL};
    if ((nargs || kwnames) && ouro_args(rt, "decode", args, nargs, kwnames, names, 2, 0, 2, out) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (out[i] && !(text[i] = ouro_codec_argument(rt, "decode", names[i], out[i]))) return NULL;
    }
    ouro_span s = ouro_span_of(rt, self);
    return ouro_bytes_decode(rt, s.data, s.length, text[0], text[1]);
}

bool ouro_bytes_hex_arguments(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames, int *sep,
                              int *group) {
    static const char *const names[] = {"sep", "bytes_per_sep"};
    ouro_obj *out[2];
    *sep = -1;
    *group = 1;
    if (ouro_args(rt, "hex", args, nargs, kwnames, names, 2, 0, 2, out) < 0) return false;
    if (out[1] && !ouro_int_argument(rt, out[1], group)) return false;
    if (!out[0]) return true;
    int64_t length = ouro_length(rt, out[0]);
    if (length < 0) return false;
    bool is_str = ouro_str_check(rt, out[0]);
    if (length != 1)
        ouro_raise(rt, OURO_ValueError, "sep must be length 1.");
    else if (!is_str && !ouro_bytes_check(rt, out[0]))
        ouro_raise(rt, OURO_TypeError, "sep must be str or bytes.");
    else {
        uint32_t c = is_str ? ouro_str_at(out[0], 0) : ouro_span_of(rt, out[0]).data[0];
        if (c < 128) {
            *sep = (int)c;
            return true;
        }
        ouro_raise(rt, OURO_ValueError, "sep must be ASCII.");
    }
    return false;
}

ouro_owned ouro_bytes_hex(ouro_rt *rt, ouro_span s, int sep, int group) {
    // Groups are counted from the right, from the left when negative.
    size_t each = group < 0 ? (size_t) - (int64_t)group : (size_t)group;
    if (sep < 0 || each >= s.length) each = 0;
    size_t seps = each ? (s.length - 1) / each : 0;
    if (s.length == 0) return ouro_ref(rt, rt->empty_str);
    ouro_obj *r = ouro_str_new_raw(rt, s.length * 2 + seps, 0x7f);
    if (!r) return NULL;
    uint8_t *to = ouro_str_buffer(r);
    size_t phase = each && group > 0 ? (each - s.length % each) % each : 0;
    for (size_t i = 0; i < s.length; i++) {
        if (each && i && (i + phase) % each == 0) *to++ = (uint8_t)sep;
        *to++ = (uint8_t) "0123456789abcdef"[s.data[i] >> 4];
        *to++ = (uint8_t) "0123456789abcdef"[s.data[i] & 15];
    }
    return r;
}
METHOD(hex_method) {
    int sep, group;
    if (!ouro_bytes_hex_arguments(rt, args, nargs, kwnames, &sep, &group)) return NULL;
    return ouro_bytes_hex(rt, ouro_span_of(rt, self), sep, group);
}

static int hex_value(uint32_t c) {
    return c >= '0' && c <= '9' ? (int)c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (int)(c | 32) - 'a' + 10 : -1;
}
METHOD(fromhex) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "fromhex() argument must be str, not %s", ouro_argument_type(rt, args[0]));
        return NULL;
    }
    ouro_borrowed text = args[0];
    size_t n = ouro_str_length(text), length = 0;
    uint8_t *data = ouro_raw_alloc(rt, n / 2 + 1);
    if (!data) return NULL;
    ouro_obj *r = NULL;
    for (size_t i = 0; i < n && !ouro_str_is_ascii(text); i++) { // such a character is the one to blame
        if (ouro_str_at(text, i) < 128) continue;
        ouro_raise(rt, OURO_ValueError, "non-hexadecimal number found in fromhex() arg at position %zu", i);
        goto done;
    }
    for (size_t i = 0; i < n;) {
        uint32_t c = ouro_str_at(text, i);
        if (c < 128 && is_space((uint8_t)c)) {
            i++;
            continue;
        }
        int high = hex_value(c), low = high >= 0 && i + 1 < n ? hex_value(ouro_str_at(text, i + 1)) : -1;
        if (low < 0) {
            ouro_raise(rt, OURO_ValueError, "non-hexadecimal number found in fromhex() arg at position %zu",
                       high < 0 ? i : i + 1);
            goto done;
        }
        data[length++] = (uint8_t)(high << 4 | low);
        i += 2;
    }
    uint32_t number = ((const ouro_type *)self)->number;
    bool array = ouro_subtype((const ouro_type *)self, rt->types[OURO_T_bytearray]);
    r = array ? ouro_bytearray_new(rt, data, length) : ouro_bytes_new(rt, data, length);
    if (r && number != OURO_T_bytes && number != OURO_T_bytearray) {
        ouro_obj *derived = ouro_call1(rt, self, r);
        ouro_release(rt, r);
        r = derived;
    }
done:
    ouro_raw_free(rt, data);
    return r;
}

static ouro_owned getnewargs(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    ouro_span s = ouro_span_of(rt, self);
    ouro_obj *exact = ouro_bytes_new(rt, s.data, s.length);
    return exact ? ouro_tuple_from_steal(rt, &exact, 1) : NULL;
}
static ouro_owned dunder_bytes(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    ouro_span s = ouro_span_of(rt, self);
    return ouro_is(self, OURO_T_bytes) ? ouro_ref(rt, self) : ouro_bytes_new(rt, s.data, s.length);
}

const ouro_method_def ouro_bytes_methods[] = {
    OURO_BYTES_METHOD_TABLE,
    {"__bytes__", dunder_bytes, 0, 0, 0, "Convert this value to exact type bytes."},
    {"__getnewargs__", getnewargs, 0, 0, 0, NULL},
    {0},
};
