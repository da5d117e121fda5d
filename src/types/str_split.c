// split, rsplit, splitlines, partition, rpartition of str.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str_methods.h"
#include "types/text.h"
#include "types/unicode.h"

#define METHOD(name)                                                                                                   \
    ouro_owned ouro_str_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                   \
                               ouro_borrowed kwnames)

bool ouro_parts_add(ouro_parts *p, ouro_owned part) {
    if (!part) return false;
    if (!p->list && p->n < sizeof p->first / sizeof *p->first) {
        p->first[p->n++] = part;
        return true;
    }
    if (!p->list) {
        size_t n = p->n;
        p->n = 0;
        p->list = ouro_list_from_steal(p->rt, p->first, n);
        if (!p->list) {
            ouro_release(p->rt, part);
            return false;
        }
    }
    return ouro_list_append_steal(p->rt, p->list, part) == 0;
}

ouro_owned ouro_parts_finish(ouro_parts *p, bool ok, bool reversed) {
    ouro_obj *list = p->list;
    if (ok && !list) list = ouro_list_from_steal(p->rt, p->first, p->n);
    if (!ok && !list)
        for (size_t i = 0; i < p->n; i++) ouro_release(p->rt, p->first[i]);
    if (list && (!ok || (reversed && ouro_list_reverse(p->rt, list) < 0))) {
        ouro_release(p->rt, list);
        return NULL;
    }
    return list;
}

static bool add(ouro_rt *rt, ouro_parts *list, ouro_borrowed s, size_t from, size_t to) {
    return ouro_parts_add(list, ouro_str_slice(rt, s, from, to));
}

// ---- at white space. `w` is a constant where these are called, so each width has its own loop.

OURO_INLINE bool split_space(ouro_rt *rt, ouro_parts *list, ouro_borrowed s, unsigned w, size_t limit) {
    const void *t = ouro_str_text(s);
    size_t n = ouro_str_length(s), i = 0;
    for (;;) {
        while (i < n && ouro_char_is_space(ouro_text_at(t, w, i))) i++;
        if (i == n) return true;
        if (limit-- == 0) return add(rt, list, s, i, n);
        size_t from = i;
        while (i < n && !ouro_char_is_space(ouro_text_at(t, w, i))) i++;
        if (!add(rt, list, s, from, i)) return false;
    }
}

OURO_INLINE bool rsplit_space(ouro_rt *rt, ouro_parts *list, ouro_borrowed s, unsigned w, size_t limit) {
    const void *t = ouro_str_text(s);
    size_t i = ouro_str_length(s);
    for (;;) {
        while (i > 0 && ouro_char_is_space(ouro_text_at(t, w, i - 1))) i--;
        if (i == 0) return true;
        if (limit-- == 0) return add(rt, list, s, 0, i);
        size_t to = i;
        while (i > 0 && !ouro_char_is_space(ouro_text_at(t, w, i - 1))) i--;
        if (!add(rt, list, s, i, to)) return false;
    }
}

// ---- at a separator

static bool split_at(ouro_rt *rt, ouro_parts *list, ouro_borrowed s, ouro_borrowed sep, size_t limit) {
    size_t n = ouro_str_length(s), m = ouro_str_length(sep), from = 0;
    unsigned w = ouro_str_width(s), ws = ouro_str_width(sep);
    for (; limit > 0; limit--) {
        int64_t at = ouro_text_find(ouro_str_address(s, from), w, n - from, ouro_str_text(sep), ws, m);
        if (at < 0) break;
        if (!add(rt, list, s, from, from + (size_t)at)) return false;
        from += (size_t)at + m;
    }
    return add(rt, list, s, from, n);
}

static bool rsplit_at(ouro_rt *rt, ouro_parts *list, ouro_borrowed s, ouro_borrowed sep, size_t limit) {
    size_t to = ouro_str_length(s), m = ouro_str_length(sep);
    unsigned w = ouro_str_width(s), ws = ouro_str_width(sep);
    for (; limit > 0; limit--) {
        int64_t at = ouro_text_rfind(ouro_str_text(s), w, to, ouro_str_text(sep), ws, m);
        if (at < 0) break;
        if (!add(rt, list, s, (size_t)at + m, to)) return false;
        to = (size_t)at;
    }
    return add(rt, list, s, 0, to);
}

static ouro_owned split_any(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                            ouro_borrowed kwnames, bool right) {
    static const char *const names[] = {"sep", "maxsplit"};
    ouro_obj *out[2] = {NULL};
    int64_t max = -1;
    if ((nargs || kwnames) && ouro_args(rt, name, args, nargs, kwnames, names, 2, 0, 2, out) < 0) return NULL;
    if (out[1] && !ouro_size_argument(rt, out[1], &max)) return NULL;
    size_t limit = max < 0 ? SIZE_MAX : (size_t)max;
    ouro_borrowed sep = out[0] == rt->none ? NULL : out[0];
    if (sep && !ouro_str_check(rt, sep)) {
        ouro_raise(rt, OURO_TypeError, "must be str or None, not %T", sep);
        return NULL;
    }
    if (sep && ouro_str_length(sep) == 0) {
        ouro_raise(rt, OURO_ValueError, "empty separator");
        return NULL;
    }
    ouro_parts parts, *list = &parts;
    ouro_parts_init(&parts, rt);
    bool ok;
    if (sep)
        ok = right ? rsplit_at(rt, list, self, sep, limit) : split_at(rt, list, self, sep, limit);
    else if (right)
        switch (ouro_str_width(self)) {
        case 1: ok = rsplit_space(rt, list, self, 1, limit); break;
        case 2: ok = rsplit_space(rt, list, self, 2, limit); break;
        default: ok = rsplit_space(rt, list, self, 4, limit);
        }
    else
        switch (ouro_str_width(self)) {
        case 1: ok = split_space(rt, list, self, 1, limit); break;
        case 2: ok = split_space(rt, list, self, 2, limit); break;
        default: ok = split_space(rt, list, self, 4, limit);
        }
    return ouro_parts_finish(list, ok, right);
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
    size_t n = ouro_str_length(self), from = 0;
    while (from < n) {
        size_t to = from;
        while (to < n && !ouro_char_is_line(ouro_str_at(self, to))) to++;
        size_t next = to;
        if (next < n) next += ouro_str_at(self, to) == '\r' && to + 1 < n && ouro_str_at(self, to + 1) == '\n' ? 2 : 1;
        if (!add(rt, &parts, self, from, keep ? next : to)) return ouro_parts_finish(&parts, false, false);
        from = next;
    }
    return ouro_parts_finish(&parts, true, false);
}

// (before, sep, after); not found: the whole at one end.
static ouro_owned partition_any(ouro_rt *rt, ouro_borrowed self, ouro_borrowed sep, bool right) {
    if (!ouro_str_check(rt, sep)) {
        ouro_raise(rt, OURO_TypeError, "must be str, not %T", sep);
        return NULL;
    }
    size_t n = ouro_str_length(self), m = ouro_str_length(sep);
    if (m == 0) {
        ouro_raise(rt, OURO_ValueError, "empty separator");
        return NULL;
    }
    unsigned w = ouro_str_width(self), ws = ouro_str_width(sep);
    int64_t found = right ? ouro_text_rfind(ouro_str_text(self), w, n, ouro_str_text(sep), ws, m)
                          : ouro_text_find(ouro_str_text(self), w, n, ouro_str_text(sep), ws, m);
    ouro_obj *parts[3];
    if (found < 0) {
        parts[right ? 2 : 0] = ouro_str_exact(rt, self);
        parts[1] = ouro_ref(rt, rt->empty_str);
        parts[right ? 0 : 2] = ouro_ref(rt, rt->empty_str);
    } else {
        parts[0] = ouro_str_slice(rt, self, 0, (size_t)found);
        parts[1] = ouro_ref(rt, sep);
        parts[2] = ouro_str_slice(rt, self, (size_t)found + m, n);
    }
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
