// list.sort: a stable merge sort of natural runs. Runs are merged in the order of their "power" (J. I. Munro and S.
// Wild, "Nearly-Optimal Mergesorts", ESA 2018); short ones are first lengthened by binary insertion (T. Peters, 2002).
//
// What is sorted is an array of 16-byte records. When all keys are ints, floats or strs, the record holds the key
// itself or its beginning as an unsigned number of the same order, and comparing reads nothing else.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/int.h"
#include "types/str.h"

#include <string.h>

typedef struct record {
    uint64_t k;  // ordered number, or pointer to the key
    ouro_obj *v; // the item, owned
} record;

enum kind {
    BY_NUMBER, // k decides
    BY_PREFIX, // k, then the strings v
    BY_STR,    // k points to a str
    BY_OBJECT, // k points to any object
};

typedef struct sorter {
    ouro_rt *rt;
    record *spare; // room for half of the records: the list's own block, which is written again at the end
} sorter;

// ---- comparison: 1 a < b, 0 not, -1 error
static int object_less(ouro_rt *rt, ouro_obj *a, ouro_obj *b) {
    // Tuples that differ in their first items, both ints or strs: the commonest compound key.
    if (ouro_is(a, OURO_T_tuple) && ouro_is(b, OURO_T_tuple) && ouro_tuple_length(a) && ouro_tuple_length(b)) {
        ouro_borrowed x = ouro_tuple_peek(a, 0), y = ouro_tuple_peek(b, 0);
        if (ouro_int_is_word(x) && ouro_int_is_word(y) && ouro_int_word(x) != ouro_int_word(y))
            return ouro_int_word(x) < ouro_int_word(y);
        if (ouro_is(x, OURO_T_str) && ouro_is(y, OURO_T_str)) {
            int order = ouro_str_compare(x, y);
            if (order) return order < 0;
        }
    }
    ouro_obj *result = ouro_compare(rt, a, b, OURO_LT);
    if (!result) return -1;
    int truth = result == rt->true_ ? 1 : result == rt->false_ ? 0 : ouro_truth(rt, result);
    ouro_release(rt, result);
    return truth;
}

OURO_INLINE int less(ouro_rt *rt, const record *a, const record *b, const enum kind kind) {
    switch (kind) {
    case BY_NUMBER: return a->k < b->k;
    case BY_PREFIX: return a->k != b->k ? a->k < b->k : ouro_str_compare(a->v, b->v) < 0;
    case BY_STR: return ouro_str_compare((ouro_obj *)(uintptr_t)a->k, (ouro_obj *)(uintptr_t)b->k) < 0;
    default: return object_less(rt, (ouro_obj *)(uintptr_t)a->k, (ouro_obj *)(uintptr_t)b->k);
    }
}

// ---- runs
static void reverse(record *a, size_t n) {
    for (size_t i = 0, j = n; i + 1 < j; i++) {
        j--;
        record x = a[i];
        a[i] = a[j];
        a[j] = x;
    }
}

// Length of the run at the start of a[0..n), n >= 1; a strictly descending one is reversed. 0: error.
OURO_INLINE size_t natural_run(sorter *s, record *a, size_t n, const enum kind kind) {
    if (n == 1) return 1;
    int down = less(s->rt, &a[1], &a[0], kind);
    if (down < 0) return 0;
    size_t i = 2;
    for (; i < n; i++) {
        int l = less(s->rt, &a[i], &a[i - 1], kind);
        if (l < 0) return 0;
        if (l != down) break;
    }
    if (down) reverse(a, i);
    return i;
}

// a[0..sorted) is sorted: makes a[0..n) so. -1: error, a holds the same records.
OURO_INLINE int insertion_sort(sorter *s, record *a, size_t sorted, size_t n, const enum kind kind) {
    for (; sorted < n; sorted++) {
        record x = a[sorted];
        size_t lo = 0, hi = sorted;
        while (lo < hi) {
            size_t mid = lo + (hi - lo) / 2;
            int l = less(s->rt, &x, &a[mid], kind);
            if (l < 0) return -1;
            if (l)
                hi = mid;
            else
                lo = mid + 1;
        }
        memmove(&a[lo + 1], &a[lo], (sorted - lo) * sizeof *a);
        a[lo] = x;
    }
    return 0;
}

// ---- merging
// How many records of a[0..n) come before x (those equal to x too, if `after_equal`). Searches in growing steps from
// the start, or from the end. SIZE_MAX: error.
OURO_INLINE size_t rank(sorter *s, const record *x, const record *a, size_t n, bool after_equal, bool from_end,
                        const enum kind kind) {
    size_t lo = 0, hi = n, step = 1;
    while (lo < hi) {
        size_t mid;
        if (step && step < hi - lo) { // still in growing steps
            mid = from_end ? hi - step : lo + step - 1;
        } else {
            mid = lo + (hi - lo) / 2;
            step = 0;
        }
        int before; // a[mid] comes before x
        if (after_equal) {
            int l = less(s->rt, x, &a[mid], kind);
            before = l < 0 ? -1 : !l;
        } else {
            before = less(s->rt, &a[mid], x, kind);
        }
        if (before < 0) return SIZE_MAX;
        if (before)
            lo = mid + 1;
        else
            hi = mid;
        step = (before != 0) == from_end ? 0 : step * 2; // passed the place: halve from now on
    }
    return lo;
}

// Merges a[0..n) and a[n..n+m), both sorted. -1: error, a holds the same records.
OURO_INLINE int merge(sorter *s, record *a, size_t n, size_t m, const enum kind kind) {
    size_t skip = rank(s, &a[n], a, n, true, false, kind);
    if (skip == SIZE_MAX) return -1;
    a += skip;
    n -= skip;
    if (n == 0) return 0;
    m = rank(s, &a[n - 1], a + n, m, false, true, kind);
    if (m == SIZE_MAX) return -1;
    if (m == 0) return 0;
    record *room = s->spare;
    int l = 0;
    if (n <= m) { // the left part goes aside; merge forward
        memcpy(room, a, n * sizeof *a);
        record *x = room, *x_end = room + n, *y = a + n, *y_end = y + m, *to = a;
        while (x < x_end && y < y_end) {
            l = less(s->rt, y, x, kind);
            if (l < 0) break;
            if (kind == BY_NUMBER) { // no branch on the outcome
                *to++ = *(l ? y : x);
                y += l;
                x += !l;
            } else if (l) {
                *to++ = *y++;
            } else {
                *to++ = *x++;
            }
        }
        memcpy(to, x, (size_t)(x_end - x) * sizeof *a);
    } else { // the right part goes aside; merge backward
        memcpy(room, a + n, m * sizeof *a);
        record *x = a + n, *y = room + m, *to = a + n + m; // one past the next of each
        while (x > a && y > room) {
            l = less(s->rt, y - 1, x - 1, kind);
            if (l < 0) break;
            if (kind == BY_NUMBER) {
                *--to = *(l ? x - 1 : y - 1);
                x -= l;
                y -= !l;
            } else if (l) {
                *--to = *--x;
            } else {
                *--to = *--y;
            }
        }
        size_t left = (size_t)(y - room);
        memcpy(to - left, room, left * sizeof *a);
    }
    return l < 0 ? -1 : 0;
}

// Depth in the ideal merge tree of the border between runs [b, b+n) and [b+n, b+n+m) of an array of `total`.
static unsigned power(size_t b, size_t n, size_t m, size_t total) {
    size_t left = 2 * b + n, right = left + n + m; // twice the middles
    unsigned p = 0;
    for (;;) {
        p++;
        if (left >= total) { // both in the upper half
            left -= total;
            right -= total;
        } else if (right >= total) {
            return p;
        }
        left *= 2;
        right *= 2;
    }
}

OURO_INLINE int sort_records(sorter *s, record *a, size_t n, const enum kind kind) {
    struct {
        size_t base, length;
        unsigned power;
    } stack[72];
    size_t depth = 0, least = n;
    for (size_t odd = 0; least >= 64; least = (least + odd) / 2) odd = least & 1; // 32..64
    for (size_t at = 0; at < n;) {
        size_t run = natural_run(s, a + at, n - at, kind);
        if (run == 0) return -1;
        if (run < least) {
            size_t wanted = least < n - at ? least : n - at;
            if (insertion_sort(s, a + at, run, wanted, kind) < 0) return -1;
            run = wanted;
        }
        unsigned p = depth ? power(stack[depth - 1].base, stack[depth - 1].length, run, n) : 0;
        while (depth > 1 && stack[depth - 1].power > p) {
            depth--;
            if (merge(s, a + stack[depth - 1].base, stack[depth - 1].length, stack[depth].length, kind) < 0) return -1;
            stack[depth - 1].length += stack[depth].length;
        }
        stack[depth].base = at;
        stack[depth].length = run;
        stack[depth].power = p;
        depth++;
        at += run;
    }
    for (; depth > 1; depth--) {
        if (merge(s, a + stack[depth - 2].base, stack[depth - 2].length, stack[depth - 1].length, kind) < 0) return -1;
        stack[depth - 2].length += stack[depth - 1].length;
    }
    return 0;
}

static int sort_numbers(sorter *s, record *a, size_t n) {
    return sort_records(s, a, n, BY_NUMBER);
}
static int sort_prefixes(sorter *s, record *a, size_t n) {
    return sort_records(s, a, n, BY_PREFIX);
}
static int sort_strings(sorter *s, record *a, size_t n) {
    return sort_records(s, a, n, BY_STR);
}
static int sort_objects(sorter *s, record *a, size_t n) {
    return sort_records(s, a, n, BY_OBJECT);
}

// ---- keys
static uint64_t double_order(double d) {
    uint64_t bits;
    if (d == 0) d = 0; // -0.0 equals 0.0
    memcpy(&bits, &d, sizeof bits);
    return bits >> 63 ? ~bits : bits | 1ull << 63;
}

static uint64_t narrow_prefix(ouro_borrowed s) {
    uint64_t k = 0;
    size_t n = ouro_str_length(s) < 8 ? ouro_str_length(s) : 8;
    for (size_t i = 0; i < n; i++) k |= (uint64_t)ouro_str_text(s)[i] << (56 - 8 * i);
    return k;
}
static uint64_t wide_prefix(ouro_borrowed s) {
    uint64_t first = ouro_str_length(s) > 0 ? ouro_str_at(s, 0) : 0,
             second = ouro_str_length(s) > 1 ? ouro_str_at(s, 1) : 0;
    return first << 32 | second;
}

// The keys are in k as pointers; puts in what the kind wants.
static enum kind prepare(record *a, size_t n, bool separate) {
    ouro_obj *first = (ouro_obj *)(uintptr_t)a[0].k;
    bool ints = ouro_int_is_word(first), floats = ouro_is(first, OURO_T_float), strs = ouro_is(first, OURO_T_str);
    bool wide = false;
    for (size_t i = 0; i < n && (ints || floats || strs); i++) {
        ouro_obj *k = (ouro_obj *)(uintptr_t)a[i].k;
        ints = ints && ouro_int_is_word(k);
        floats = floats && ouro_is(k, OURO_T_float) && ouro_float_value(k) == ouro_float_value(k);
        strs = strs && ouro_is(k, OURO_T_str);
        wide |= strs && ouro_str_width(k) > 1;
    }
    if (strs && separate) return BY_STR;
    if (!ints && !floats && !strs) return BY_OBJECT;
    for (size_t i = 0; i < n; i++) {
        ouro_obj *k = (ouro_obj *)(uintptr_t)a[i].k;
        if (ints)
            a[i].k = (uint64_t)ouro_int_word(k) ^ 1ull << 63;
        else if (floats)
            a[i].k = double_order(ouro_float_value(k));
        else
            a[i].k = wide ? wide_prefix(k) : narrow_prefix(k);
    }
    return strs ? BY_PREFIX : BY_NUMBER;
}

int ouro_list_sort(ouro_rt *rt, ouro_borrowed list, ouro_borrowed key, bool descending) {
    ouro_list *l = (ouro_list *)list;
    size_t n = l->length;
    if (n < 2 && !key) return 0;
    // The list is empty while Python code may look at it; the items are ours.
    ouro_obj **items = l->items, **keys = NULL;
    uint32_t capacity = l->capacity;
    l->items = NULL;
    l->length = l->capacity = 0;
    record few[16], *a = few;
    sorter s = {rt, (record *)(void *)items};
    int result = -1;
    size_t made = 0;
    if (n > 16 && !(a = ouro_raw_alloc(rt, n * sizeof *a))) goto restore;
    if (key) {
        keys = ouro_raw_alloc(rt, (n ? n : 1) * sizeof *keys);
        if (!keys) goto restore;
        for (; made < n; made++) {
            keys[made] = ouro_call1(rt, key, items[made]);
            if (!keys[made]) goto restore;
        }
    }
    for (size_t i = 0; i < n; i++) {
        size_t from = descending ? n - 1 - i : i; // reversed before and after: equal items keep their order
        a[i].k = (uint64_t)(uintptr_t)(keys ? keys : items)[from];
        a[i].v = items[from];
    }
    if (n < 2) {
        result = 0;
    } else {
        switch (prepare(a, n, key != NULL)) {
        case BY_NUMBER: result = sort_numbers(&s, a, n); break;
        case BY_PREFIX: result = sort_prefixes(&s, a, n); break;
        case BY_STR: result = sort_strings(&s, a, n); break;
        case BY_OBJECT: result = sort_objects(&s, a, n); break;
        }
    }
    for (size_t i = 0; i < n; i++) items[descending ? n - 1 - i : i] = a[i].v;
restore:
    if (a != few) ouro_raw_free(rt, a);
    for (size_t i = 0; i < made; i++) ouro_release(rt, keys[i]);
    ouro_raw_free(rt, keys);
    ouro_obj **strange = l->items;
    size_t strange_length = l->length;
    if (strange && result == 0) {
        ouro_raise(rt, OURO_ValueError, "list modified during sort");
        result = -1;
        strange = l->items; // the error is an object too
        strange_length = l->length;
    }
    l->items = items;
    l->length = (uint32_t)n;
    l->capacity = capacity;
    for (size_t i = strange_length; i-- > 0;) ouro_slot_clear(rt, list, &strange[i]);
    ouro_raw_free(rt, strange);
    return result;
}
