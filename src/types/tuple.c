// tuple: the items follow the head. A tuple of atoms is never seen by the collector.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"

#include <stdarg.h>
#include <string.h>

#define TUPLE_MAX ((size_t)UINT32_MAX)

static size_t tuple_bytes(size_t n) {
    return sizeof(ouro_tuple) + n * sizeof(ouro_obj *);
}

// An exact tuple, not tracked, items not initialised; n > 0.
static ouro_tuple *tuple_alloc(ouro_rt *rt, size_t n) {
    ouro_tuple *t;
    switch (n) { // the size is known: inline allocation
    case 1: t = (ouro_tuple *)ouro_new_fixed(rt, OURO_T_tuple, sizeof(ouro_tuple) + 8); break;
    case 2: t = (ouro_tuple *)ouro_new_fixed(rt, OURO_T_tuple, sizeof(ouro_tuple) + 16); break;
    case 3: t = (ouro_tuple *)ouro_new_fixed(rt, OURO_T_tuple, sizeof(ouro_tuple) + 24); break;
    default:
        t = n > TUPLE_MAX ? NULL : ouro_heap_alloc_object(rt->heap, tuple_bytes(n));
        if (!t) {
            ouro_raise_memory(rt);
            return NULL;
        }
        t->head.rc = 1;
        t->head.tf = OURO_T_tuple;
    }
    if (!t) return NULL;
    t->length = (uint32_t)n;
    t->unused = 0;
    return t;
}

static void tuple_track(ouro_rt *rt, ouro_tuple *t) {
    t->head.tf |= OURO_AGE_YOUNG;
    rt->young_count++;
}

ouro_owned ouro_tuple_new(ouro_rt *rt, size_t n) {
    if (n == 0 && rt->empty_tuple) return ouro_ref(rt, rt->empty_tuple);
    ouro_tuple *t;
    if (n == 0) { // start-up: the one that will be shared
        t = (ouro_tuple *)ouro_new_fixed(rt, OURO_T_tuple, sizeof(ouro_tuple));
        if (t) t->length = t->unused = 0;
        return (ouro_obj *)t;
    }
    t = tuple_alloc(rt, n);
    if (!t) return NULL;
    memset(t->items, 0, n * sizeof(ouro_obj *));
    tuple_track(rt, t);
    return &t->head;
}

ouro_owned ouro_tuple_from(ouro_rt *rt, ouro_obj *const *items, size_t n) {
    if (n == 0) return ouro_ref(rt, rt->empty_tuple);
    ouro_tuple *t = tuple_alloc(rt, n);
    if (!t) return NULL;
    bool cycle = false;
    for (size_t i = 0; i < n; i++) {
        ouro_slot_init(rt, &t->head, &t->items[i], ouro_ref(rt, items[i]));
        cycle |= ouro_may_cycle(rt, items[i]);
    }
    if (cycle) tuple_track(rt, t);
    return &t->head;
}

ouro_owned ouro_tuple_from_steal(ouro_rt *rt, ouro_obj **items, size_t n) {
    if (n == 0) return ouro_ref(rt, rt->empty_tuple);
    ouro_tuple *t = tuple_alloc(rt, n);
    if (!t) {
        for (size_t i = 0; i < n; i++) ouro_release(rt, items[i]);
        return NULL;
    }
    bool cycle = false;
    for (size_t i = 0; i < n; i++) {
        ouro_slot_init(rt, &t->head, &t->items[i], items[i]);
        cycle |= ouro_may_cycle(rt, items[i]);
    }
    if (cycle) tuple_track(rt, t);
    return &t->head;
}

ouro_owned ouro_tuple_pack(ouro_rt *rt, size_t n, ...) {
    if (n == 0) return ouro_ref(rt, rt->empty_tuple);
    ouro_tuple *t = tuple_alloc(rt, n);
    if (!t) return NULL;
    bool cycle = false;
    va_list args;
    va_start(args, n);
    for (size_t i = 0; i < n; i++) {
        ouro_obj *item = va_arg(args, ouro_obj *);
        ouro_slot_init(rt, &t->head, &t->items[i], ouro_ref(rt, item));
        cycle |= ouro_may_cycle(rt, item);
    }
    va_end(args);
    if (cycle) tuple_track(rt, t);
    return &t->head;
}

ouro_owned ouro_tuple_of(ouro_rt *rt, ouro_borrowed iterable) {
    if (ouro_is(iterable, OURO_T_tuple)) return ouro_ref(rt, iterable);
    if (ouro_is(iterable, OURO_T_list)) return ouro_list_as_tuple(rt, iterable);
    ouro_obj *list = ouro_list_of(rt, iterable);
    if (!list) return NULL;
    // The list is ours alone: its items move.
    ouro_list *l = (ouro_list *)list;
    ouro_obj *t;
    if (l->length == 0) {
        t = ouro_ref(rt, rt->empty_tuple);
    } else {
        ouro_tuple *made = tuple_alloc(rt, l->length);
        if (made) {
            bool cycle = false;
            for (size_t i = 0; i < l->length; i++) {
                ouro_slot_init(rt, &made->head, &made->items[i], ouro_slot_take(rt, list, &l->items[i]));
                cycle |= ouro_may_cycle(rt, made->items[i]);
            }
            l->length = 0;
            if (cycle) tuple_track(rt, made);
        }
        t = (ouro_obj *)made;
    }
    ouro_release(rt, list);
    return t;
}

ouro_owned ouro_tuple_slice(ouro_rt *rt, ouro_borrowed t, size_t from, size_t to) {
    const ouro_tuple *src = (const ouro_tuple *)t;
    if (from == 0 && to == src->length && ouro_is(t, OURO_T_tuple)) return ouro_ref(rt, t);
    return ouro_tuple_from(rt, src->items + from, to - from);
}

// ---- slots
static void tuple_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_tuple *t = (ouro_tuple *)self;
    size_t end = 0;
    if (OURO_UNLIKELY(t->length > OURO_DEALLOC_PART) && ouro_is(self, OURO_T_tuple) && ouro_dealloc_in_parts(rt))
        end = t->length - OURO_DEALLOC_PART;
    for (size_t i = t->length; i-- > end;) {
        if (t->items[i]) ouro_slot_clear(rt, self, &t->items[i]);
    }
    t->length = end;
    if (OURO_UNLIKELY(end > 0)) ouro_dealloc_rest_later(rt, self);
}

static int tuple_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_tuple *t = (ouro_tuple *)self;
    for (size_t i = t->length; i-- > 0;) OURO_VISIT(t->items[i]);
    return 0;
}

static size_t tuple_size_of(ouro_rt *rt, ouro_borrowed self) {
    return ouro_type_of(rt, self)->size + ((const ouro_tuple *)self)->length * sizeof(ouro_obj *);
}

static ouro_borrowed tuple_item(ouro_borrowed t, size_t i) {
    return i < ((const ouro_tuple *)t)->length ? ((const ouro_tuple *)t)->items[i] : NULL;
}

static ouro_owned tuple_repr(ouro_rt *rt, ouro_borrowed self) {
    const char *close = ouro_tuple_length(self) == 1 ? ",)" : ")";
    return ouro_repr_items(rt, self, "(", close, "(...)", tuple_item);
}

// The mixing of xxHash (Y. Collet), as CPython uses it since 3.8, so that sets of tuples print in the same order.
static int64_t tuple_hash(ouro_rt *rt, ouro_borrowed self) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    uint64_t acc = 2870177450012600261u;
    for (size_t i = 0; i < t->length; i++) {
        int64_t lane = ouro_hash(rt, t->items[i]);
        if (lane == -1) return -1;
        acc += (uint64_t)lane * 14029467366897019727u;
        acc = (acc << 31) | (acc >> 33);
        acc *= 11400714785074694791u;
    }
    acc += t->length ^ (2870177450012600261u ^ 3527539u);
    return acc == (uint64_t)-1 ? 1546275796 : (int64_t)acc;
}

static ouro_owned tuple_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_tuple_check(rt, a) || !ouro_tuple_check(rt, b)) return ouro_not_implemented(rt);
    return ouro_compare_items(rt, a, b, op, tuple_item);
}

static int64_t tuple_length(ouro_rt *rt, ouro_borrowed self) {
    return ouro_tuple_length(self);
}

static ouro_owned tuple_index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    if (i < 0 || i >= t->length) {
        ouro_raise(rt, OURO_IndexError, "tuple index out of range");
        return NULL;
    }
    return ouro_ref(rt, t->items[i]);
}

static ouro_owned tuple_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    if (ouro_has_index(rt, key)) {
        int64_t i;
        if (!ouro_key_position(rt, key, t->length, "tuple index out of range", &i)) return NULL;
        return ouro_ref(rt, t->items[i]);
    }
    if (!ouro_is(key, OURO_T_slice)) {
        ouro_raise(rt, OURO_TypeError, "tuple indices must be integers or slices, not %T", key);
        return NULL;
    }
    int64_t start, stop, step, count;
    if (!ouro_slice_bounds(rt, key, t->length, &start, &stop, &step, &count)) return NULL;
    if (step == 1) return ouro_tuple_slice(rt, self, (size_t)start, (size_t)(start + count));
    if (count == 0) return ouro_ref(rt, rt->empty_tuple);
    ouro_tuple *made = tuple_alloc(rt, (size_t)count);
    if (!made) return NULL;
    bool cycle = false;
    for (int64_t i = 0; i < count; i++) {
        ouro_obj *item = t->items[start + i * step];
        ouro_slot_init(rt, &made->head, &made->items[i], ouro_ref(rt, item));
        cycle |= ouro_may_cycle(rt, item);
    }
    if (cycle) tuple_track(rt, made);
    return &made->head;
}

static int tuple_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    int found = 0;
    for (size_t i = 0; found == 0 && i < t->length; i++) found = ouro_compare_bool(rt, t->items[i], x, OURO_EQ);
    return found;
}

static ouro_owned tuple_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_tuple_check(rt, b)) {
        ouro_raise(rt, OURO_TypeError, "can only concatenate tuple (not \"%T\") to tuple", b);
        return NULL;
    }
    const ouro_tuple *x = (const ouro_tuple *)a, *y = (const ouro_tuple *)b;
    if (x->length == 0 && ouro_is(b, OURO_T_tuple)) return ouro_ref(rt, b);
    if (y->length == 0 && ouro_is(a, OURO_T_tuple)) return ouro_ref(rt, a);
    size_t n = (size_t)x->length + y->length;
    if (n == 0) return ouro_ref(rt, rt->empty_tuple);
    ouro_tuple *made = tuple_alloc(rt, n);
    if (!made) return NULL;
    bool cycle = false;
    for (size_t i = 0; i < n; i++) {
        ouro_obj *item = i < x->length ? x->items[i] : y->items[i - x->length];
        ouro_slot_init(rt, &made->head, &made->items[i], ouro_ref(rt, item));
        cycle |= ouro_may_cycle(rt, item);
    }
    if (cycle) tuple_track(rt, made);
    return &made->head;
}

static ouro_owned tuple_repeat(ouro_rt *rt, ouro_borrowed a, int64_t n) {
    const ouro_tuple *x = (const ouro_tuple *)a;
    if (n <= 0 || x->length == 0) return ouro_ref(rt, rt->empty_tuple);
    if (n == 1 && ouro_is(a, OURO_T_tuple)) return ouro_ref(rt, a);
    if ((uint64_t)n > TUPLE_MAX / x->length) {
        ouro_raise_memory(rt);
        return NULL;
    }
    size_t total = (size_t)n * x->length;
    ouro_tuple *made = tuple_alloc(rt, total);
    if (!made) return NULL;
    bool cycle = false;
    for (size_t i = 0, k = 0; i < total; i++) {
        ouro_slot_init(rt, &made->head, &made->items[i], ouro_ref(rt, x->items[k]));
        if (i < x->length) cycle |= ouro_may_cycle(rt, x->items[k]);
        if (++k == x->length) k = 0;
    }
    if (cycle) tuple_track(rt, made);
    return &made->head;
}

static ouro_owned tuple_iter(ouro_rt *rt, ouro_borrowed self) {
    ouro_tuple_iterator *it =
        (ouro_tuple_iterator *)ouro_new_fixed_gc(rt, OURO_T_tuple_iterator, sizeof(ouro_tuple_iterator));
    if (!it) return NULL;
    ouro_slot_init(rt, &it->head, &it->sequence, ouro_ref(rt, self));
    it->index = 0;
    return &it->head;
}

// ---- construction from Python
static ouro_owned tuple_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    if (!ouro_plain_init(rt, cls, OURO_T_tuple)) kwnames = NULL;
    if (ouro_args_count(rt, "tuple", nargs, kwnames, 0, 1) < 0) return NULL;
    ouro_obj *items = nargs ? ouro_tuple_of(rt, args[0]) : ouro_ref(rt, rt->empty_tuple);
    if (!items || cls->number == OURO_T_tuple) return items;
    const ouro_tuple *src = (const ouro_tuple *)items;
    ouro_tuple *made = (ouro_tuple *)ouro_new_zeroed(rt, cls, tuple_bytes(src->length));
    if (made) {
        made->length = src->length;
        for (size_t i = 0; i < src->length; i++)
            ouro_slot_init(rt, &made->head, &made->items[i], ouro_ref(rt, src->items[i]));
    }
    ouro_release(rt, items);
    return (ouro_obj *)made;
}

// ---- methods
static ouro_owned tuple_count(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    int64_t n = 0;
    for (size_t i = 0; i < t->length; i++) {
        int same = ouro_compare_bool(rt, t->items[i], args[0], OURO_EQ);
        if (same < 0) return NULL;
        n += same;
    }
    return ouro_int_from_i64(rt, n);
}

static ouro_owned tuple_index(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    int64_t from, to;
    if (!ouro_search_bounds(rt, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL, t->length, &from, &to))
        return NULL;
    for (int64_t i = from; i < to && i < t->length; i++) {
        int same = ouro_compare_bool(rt, t->items[i], args[0], OURO_EQ);
        if (same < 0) return NULL;
        if (same) return ouro_int_from_i64(rt, i);
    }
    ouro_raise(rt, OURO_ValueError, "tuple.index(x): x not in tuple");
    return NULL;
}

static ouro_owned tuple_getnewargs(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    const ouro_tuple *t = (const ouro_tuple *)self;
    ouro_obj *copy = ouro_tuple_from(rt, t->items, t->length);
    return copy ? ouro_tuple_from_steal(rt, &copy, 1) : NULL;
}

static const ouro_method_def tuple_methods[] = {
    {"__getnewargs__", tuple_getnewargs, 0, 0, 0, "__getnewargs__($self, /)\n--\n\nArguments of __new__ for a copy."},
    {"index", tuple_index, 1, 3, 0,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nPosition of the first item that equals value."},
    {"count", tuple_count, 1, 1, 0, "count($self, value, /)\n--\n\nHow many items equal value."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585."},
    {0},
};

const ouro_type_spec ouro_spec_tuple = {
    .number = OURO_T_tuple,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_VARSIZE | OURO_TF_SEQUENCE | OURO_TF_MATCH_SELF |
             OURO_TF_TUPLE,
    .size = sizeof(ouro_tuple),
    .item_size = sizeof(ouro_obj *),
    .name = "tuple",
    .doc = "tuple(iterable=(), /)\n--\n\nAn immutable sequence.",
    .methods = tuple_methods,
    .slots =
        {
            .dealloc = tuple_dealloc,
            .traverse = tuple_traverse,
            .size_of = tuple_size_of,
            .repr = tuple_repr,
            .hash = tuple_hash,
            .compare = tuple_compare,
            .iter = tuple_iter,
            .create = tuple_create,
            .length = tuple_length,
            .getitem = tuple_getitem,
            .index_get = tuple_index_get,
            .contains = tuple_contains,
            .concat = tuple_concat,
            .repeat = tuple_repeat,
        },
};
