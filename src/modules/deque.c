// collections.deque.
#include "modules/deque.h"

#include <string.h>

#include "types/container_util.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/type.h"

static ouro_deque *of(ouro_borrowed o) { return ouro_deque_cast(o); }

// ---- the ring --------------------------------------------------------------------------------------------------------

enum { LEAST = 8 };

// A ring of another size, item 0 at place 0. -1: MemoryError, nothing changed.
static int resize(ouro_rt *rt, ouro_deque *d, uint32_t capacity) {
    ouro_obj **items = capacity ? ouro_raw_alloc(rt, capacity * sizeof *items) : NULL;
    if (capacity && !items) return -1;
    for (uint32_t i = 0; i < d->length; i++) items[i] = *ouro_deque_place(d, i);
    ouro_obj **old = d->items;
    d->items = items;
    d->capacity = capacity;
    d->first = 0;
    if (old) ouro_raw_free(rt, old);
    return 0;
}

static int room(ouro_rt *rt, ouro_deque *d) {
    if (d->length < d->capacity) return 0;
    if (d->capacity > UINT32_MAX / 2 - 16) {
        ouro_raise_memory(rt);
        return -1;
    }
    return resize(rt, d, d->capacity ? d->capacity * 2 : LEAST);
}

// Gives memory back when little of it is used; without memory for a smaller ring it stays.
static void fit(ouro_rt *rt, ouro_deque *d) {
    if (d->capacity <= 4 * LEAST || d->length >= d->capacity / 4) return;
    if (resize(rt, d, d->capacity / 2) < 0) ouro_error_clear(rt);
}

static ouro_owned take_first(ouro_rt *rt, ouro_borrowed self) {
    ouro_deque *d = of(self);
    ouro_obj *item = ouro_slot_take(rt, self, ouro_deque_place(d, 0));
    d->first = (d->first + 1) & (d->capacity - 1);
    d->length--;
    d->changes++;
    fit(rt, d);
    return item;
}
static ouro_owned take_last(ouro_rt *rt, ouro_borrowed self) {
    ouro_deque *d = of(self);
    ouro_obj *item = ouro_slot_take(rt, self, ouro_deque_place(d, d->length - 1));
    d->length--;
    d->changes++;
    fit(rt, d);
    return item;
}

int ouro_deque_append(ouro_rt *rt, ouro_borrowed self, ouro_owned item) {
    ouro_deque *d = of(self);
    if (d->max == 0) {
        ouro_release(rt, item);
        return 0;
    }
    if (room(rt, d) < 0) {
        ouro_release(rt, item);
        return -1;
    }
    d->length++;
    d->changes++;
    ouro_slot_init(rt, self, ouro_deque_place(d, d->length - 1), item);
    if (d->max >= 0 && d->length > d->max) ouro_release(rt, take_first(rt, self));
    return 0;
}
int ouro_deque_append_left(ouro_rt *rt, ouro_borrowed self, ouro_owned item) {
    ouro_deque *d = of(self);
    if (d->max == 0) {
        ouro_release(rt, item);
        return 0;
    }
    if (room(rt, d) < 0) {
        ouro_release(rt, item);
        return -1;
    }
    d->first = (d->first - 1) & (d->capacity - 1);
    d->length++;
    d->changes++;
    ouro_slot_init(rt, self, ouro_deque_place(d, 0), item);
    if (d->max >= 0 && d->length > d->max) ouro_release(rt, take_last(rt, self));
    return 0;
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    ouro_deque *d = of(self);
    ouro_deque old = *d; // releasing the items can change the deque
    d->items = NULL;
    d->length = d->capacity = d->first = 0;
    d->changes++;
    for (uint32_t i = 0; i < old.length; i++) ouro_release(rt, *ouro_deque_place(&old, i));
    if (old.items) ouro_raw_free(rt, old.items);
}

static void deque_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_deque *d = of(self);
    if (OURO_LIKELY(d->length <= OURO_DEALLOC_PART) || ouro_type_of(rt, self)->flags & OURO_TF_HEAP ||
        !ouro_dealloc_in_parts(rt)) {
        clear(rt, self);
        return;
    }
    for (int i = 0; i < OURO_DEALLOC_PART; i++) ouro_release(rt, *ouro_deque_place(d, --d->length));
    ouro_dealloc_rest_later(rt, self);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    const ouro_deque *d = of(self);
    for (uint32_t i = 0; i < d->length; i++) OURO_VISIT(*ouro_deque_place(d, i));
    return 0;
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return sizeof(ouro_deque) + of(self)->capacity * sizeof(ouro_obj *);
}

// Turns it by n places to the right.
static void rotate_by(ouro_rt *rt, ouro_borrowed self, int64_t n) {
    ouro_deque *d = of(self);
    if (d->length < 2) return;
    n %= d->length;
    if (n == 0) return;
    d->changes++;
    if (d->length == d->capacity) { // a full ring turns by where it begins
        d->first = (uint32_t)(d->first - n) & (d->capacity - 1);
        return;
    }
    if (n < 0) n += d->length;
    bool right = n <= d->length / 2;
    for (int64_t i = right ? n : d->length - n; i > 0; i--) {
        uint32_t last = d->length - 1;
        ouro_obj *moved = *ouro_deque_place(d, right ? last : 0);
        if (right) {
            d->first = (d->first - 1) & (d->capacity - 1);
            *ouro_deque_place(d, 0) = moved;
        } else {
            d->first = (d->first + 1) & (d->capacity - 1);
            *ouro_deque_place(d, last) = moved;
        }
    }
}

// ---- making ----------------------------------------------------------------------------------------------------------

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *o = ouro_native_instance(rt, cls);
    if (o) of(o)->max = -1;
    return o;
}

static int extend_item(ouro_rt *rt, ouro_borrowed item, void *ctx) { return ouro_deque_append(rt, ctx, ouro_ref(rt, item)); }
static int extend_left_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    return ouro_deque_append_left(rt, ctx, ouro_ref(rt, item));
}

static int extend_with(ouro_rt *rt, ouro_borrowed self, ouro_borrowed iterable,
                       int (*add)(ouro_rt *rt, ouro_borrowed item, void *ctx)) {
    if (iterable != self) return ouro_each(rt, iterable, add, of(self));
    ouro_obj *copy = ouro_list_of(rt, iterable);
    int r = copy ? ouro_each(rt, copy, add, of(self)) : -1;
    ouro_xrelease(rt, copy);
    return r;
}
int ouro_deque_extend(ouro_rt *rt, ouro_borrowed self, ouro_borrowed iterable) {
    return extend_with(rt, self, iterable, extend_item);
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"iterable", "maxlen"};
    ouro_obj *a[2];
    int64_t max = -1;
    if (ouro_args(rt, "deque", args, nargs, kwnames, names, 2, 0, 2, a) < 0) return -1;
    if (a[1] && a[1] != rt->none) {
        if (!ouro_int_check(rt, a[1])) {
            ouro_raise(rt, OURO_TypeError, "an integer is required");
            return -1;
        }
        if (!ouro_int_to_i64(rt, a[1], &max)) return -1;
        if (max < 0) {
            ouro_raise(rt, OURO_ValueError, "maxlen must be non-negative");
            return -1;
        }
    }
    of(self)->max = max;
    clear(rt, &of(self)->head);
    return a[0] ? ouro_deque_extend(rt, self, a[0]) : 0;
}

// A deque of the same class with the same items and bound.
ouro_owned ouro_deque_copy(ouro_rt *rt, ouro_borrowed self) {
    ouro_type *type = ouro_type_of(rt, self);
    ouro_obj *copy;
    if (!(type->flags & OURO_TF_HEAP)) {
        copy = create(rt, type, NULL, 0, NULL);
        if (copy) of(copy)->max = of(self)->max;
        if (copy && ouro_deque_extend(rt, copy, self) < 0) {
            ouro_release(rt, copy);
            copy = NULL;
        }
        return copy;
    }
    if (of(self)->max < 0) return ouro_call1(rt, &type->head, self);
    ouro_obj *max = ouro_int_from_i64(rt, of(self)->max);
    copy = max ? ouro_call2(rt, &type->head, self, max) : NULL;
    ouro_xrelease(rt, max);
    return copy;
}

// ---- methods ---------------------------------------------------------------------------------------------------------

METHOD(append) { return ouro_deque_append(rt, self, ouro_ref(rt, args[0])) < 0 ? NULL : ouro_none(rt); }
METHOD(appendleft) { return ouro_deque_append_left(rt, self, ouro_ref(rt, args[0])) < 0 ? NULL : ouro_none(rt); }
METHOD(extend) { return ouro_deque_extend(rt, self, args[0]) < 0 ? NULL : ouro_none(rt); }
METHOD(extendleft) { return extend_with(rt, self, args[0], extend_left_item) < 0 ? NULL : ouro_none(rt); }
METHOD(copy) { return ouro_deque_copy(rt, self); }

static bool not_empty(ouro_rt *rt, ouro_borrowed self) {
    if (of(self)->length) return true;
    ouro_raise(rt, OURO_IndexError, "pop from an empty deque");
    return false;
}
METHOD(pop) { return not_empty(rt, self) ? take_last(rt, self) : NULL; }
METHOD(popleft) { return not_empty(rt, self) ? take_first(rt, self) : NULL; }

METHOD(clear_all) {
    clear(rt, &of(self)->head);
    return ouro_none(rt);
}

METHOD(rotate) {
    int64_t n = 1;
    if (nargs && !ouro_index_i64(rt, args[0], OURO_OverflowError, &n)) return NULL;
    rotate_by(rt, self, n);
    return ouro_none(rt);
}

METHOD(reverse) {
    ouro_deque *d = of(self);
    for (uint32_t i = 0, n = d->length; i < n / 2; i++) {
        ouro_obj **a = ouro_deque_place(d, i), **b = ouro_deque_place(d, n - 1 - i), *t = *a;
        *a = *b;
        *b = t;
    }
    return ouro_none(rt);
}

// Is item i equal to `wanted`? 1, 0; -1: an error, or the comparison changed the deque (`kind` is raised).
static int equals(ouro_rt *rt, ouro_borrowed self, size_t i, ouro_borrowed wanted, uint32_t kind) {
    ouro_deque *d = of(self);
    uint32_t changes = d->changes;
    ouro_obj *item = ouro_ref(rt, *ouro_deque_place(d, i));
    int same = ouro_compare_bool(rt, item, wanted, OURO_EQ);
    ouro_release(rt, item);
    if (same >= 0 && d->changes != changes) {
        ouro_raise(rt, kind, "deque mutated during iteration");
        return -1;
    }
    return same;
}

// The index of the first item equal to `wanted` in [from, to), -1 none, -2 error.
static int64_t find(ouro_rt *rt, ouro_borrowed self, ouro_borrowed wanted, int64_t from, int64_t to, uint32_t kind) {
    for (int64_t i = from; i < to; i++) {
        int same = equals(rt, self, (size_t)i, wanted, kind);
        if (same) return same < 0 ? -2 : i;
    }
    return -1;
}

METHOD(count) {
    int64_t n = 0;
    for (uint32_t i = 0; i < of(self)->length; i++) {
        int same = equals(rt, self, i, args[0], OURO_RuntimeError);
        if (same < 0) return NULL;
        n += same;
    }
    return ouro_int_from_i64(rt, n);
}

METHOD(index_of) {
    int64_t length = of(self)->length, from, to;
    if (nargs < 1 || nargs > 3) {
        ouro_raise(rt, OURO_TypeError, "index() takes at %s argument%s (%zu given)", nargs ? "most 3" : "least 1",
                   nargs ? "s" : "", nargs);
        return NULL;
    }
    if (!ouro_search_bounds(rt, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL, length, &from, &to)) return NULL;
    if (to > length) to = length;
    int64_t i = find(rt, self, args[0], from, to, OURO_RuntimeError);
    if (i >= 0) return ouro_int_from_i64(rt, i);
    if (i == -1) ouro_raise(rt, OURO_ValueError, "%R is not in deque", args[0]);
    return NULL;
}

static void delete_at(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    rotate_by(rt, self, -i);
    ouro_obj *item = take_first(rt, self);
    rotate_by(rt, self, i);
    ouro_release(rt, item);
}

METHOD(remove_item) {
    int64_t i = find(rt, self, args[0], 0, of(self)->length, OURO_IndexError);
    if (i >= 0) {
        delete_at(rt, self, i);
        return ouro_none(rt);
    }
    if (i == -1) ouro_raise(rt, OURO_ValueError, "%R is not in deque", args[0]);
    return NULL;
}

METHOD(insert) {
    ouro_deque *d = of(self);
    int64_t i, n = d->length;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &i)) return NULL;
    if (d->max >= 0 && n >= d->max) {
        ouro_raise(rt, OURO_IndexError, "deque already at its maximum size");
        return NULL;
    }
    if (i < -n || i == 0) return appendleft(rt, self, args + 1, 1, NULL);
    if (i >= n) return append(rt, self, args + 1, 1, NULL);
    rotate_by(rt, self, -i);
    int r = i < 0 ? ouro_deque_append(rt, self, ouro_ref(rt, args[1])) : ouro_deque_append_left(rt, self, ouro_ref(rt, args[1]));
    rotate_by(rt, self, i);
    return r < 0 ? NULL : ouro_none(rt);
}

METHOD(reduce) {
    ouro_obj *state = (ouro_type_of(rt, self)->flags & OURO_TF_INSTANCE) ? ouro_native_dict_get(rt, self) : ouro_none(rt);
    if (state && state != rt->none && ouro_dict_length(state) == 0) {
        ouro_release(rt, state);
        state = ouro_none(rt);
    }
    ouro_obj *it = state ? ouro_iter(rt, self) : NULL, *max = NULL, *first = NULL, *result = NULL;
    if (it && of(self)->max >= 0) {
        max = ouro_int_from_i64(rt, of(self)->max);
        first = max ? ouro_tuple_pack(rt, 2, rt->empty_tuple, max) : NULL;
    } else if (it) {
        first = ouro_ref(rt, rt->empty_tuple);
    }
    if (first) result = ouro_tuple_pack(rt, 4, &ouro_type_of(rt, self)->head, first, state, it);
    ouro_xrelease(rt, first);
    ouro_xrelease(rt, max);
    ouro_xrelease(rt, it);
    ouro_xrelease(rt, state);
    return result;
}

METHOD(reversed) { return ouro_deque_reversed(rt, self); }

// ---- as a sequence ---------------------------------------------------------------------------------------------------

static int64_t length(ouro_rt *rt, ouro_borrowed self) { return of(self)->length; }

static bool position(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, int64_t *i) {
    if (!ouro_has_index(rt, key)) {
        ouro_raise(rt, OURO_TypeError, "sequence index must be integer, not '%T'", key);
        return false;
    }
    return ouro_key_position(rt, key, of(self)->length, "deque index out of range", i);
}
static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    int64_t i;
    return position(rt, self, key, &i) ? ouro_ref(rt, *ouro_deque_place(of(self), (size_t)i)) : NULL;
}
static ouro_owned index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    if (i >= 0 && i < of(self)->length) return ouro_ref(rt, *ouro_deque_place(of(self), (size_t)i));
    ouro_raise(rt, OURO_IndexError, "deque index out of range");
    return NULL;
}
static int setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    int64_t i;
    if (!position(rt, self, key, &i)) return -1;
    if (value)
        ouro_slot_set(rt, self, ouro_deque_place(of(self), (size_t)i), ouro_ref(rt, value));
    else
        delete_at(rt, self, i);
    return 0;
}
static int contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    int64_t i = find(rt, self, x, 0, of(self)->length, OURO_RuntimeError);
    return i == -2 ? -1 : i >= 0;
}

static ouro_owned concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_native_is(rt, b, OURO_NT_deque)) {
        ouro_raise(rt, OURO_TypeError, "can only concatenate deque (not \"%T\") to deque", b);
        return NULL;
    }
    ouro_obj *sum = ouro_deque_copy(rt, a);
    if (sum && ouro_deque_extend(rt, sum, b) < 0) {
        ouro_release(rt, sum);
        return NULL;
    }
    return sum;
}
static ouro_owned iconcat(ouro_rt *rt, ouro_borrowed self, ouro_borrowed other) {
    return ouro_deque_extend(rt, self, other) < 0 ? NULL : ouro_ref(rt, self);
}

static ouro_owned irepeat(ouro_rt *rt, ouro_borrowed self, int64_t n) {
    ouro_deque *d = of(self);
    uint32_t size = d->length;
    if (n <= 0 || size == 0) {
        clear(rt, &d->head);
        return ouro_ref(rt, self);
    }
    if (n > UINT32_MAX / 2 / size && d->max < 0) {
        ouro_raise_memory(rt);
        return NULL;
    }
    if (d->max >= 0 && n > d->max / size + 2) n = d->max / size + 2; // enough to fill it, and the same in the end
    ouro_obj *items = ouro_list_of(rt, self);
    if (!items) return NULL;
    // A bounded one drops items of earlier rounds: the last are what a longer run would leave when they come in whole rounds.
    for (int64_t i = 1; i < n; i++)
        if (ouro_deque_extend(rt, self, items) < 0) {
            ouro_release(rt, items);
            return NULL;
        }
    ouro_release(rt, items);
    return ouro_ref(rt, self);
}
static ouro_owned repeat(ouro_rt *rt, ouro_borrowed self, int64_t n) {
    ouro_obj *copy = ouro_deque_copy(rt, self);
    ouro_obj *result = copy ? irepeat(rt, copy, n) : NULL;
    ouro_xrelease(rt, copy);
    return result;
}

static ouro_borrowed item_peek(ouro_borrowed seq, size_t i) {
    return i < of(seq)->length ? *ouro_deque_place(of(seq), i) : NULL;
}
static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_native_is(rt, a, OURO_NT_deque) || !ouro_native_is(rt, b, OURO_NT_deque)) return ouro_not_implemented(rt);
    return ouro_compare_items(rt, a, b, op, item_peek);
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    int active = ouro_repr_enter(rt, self);
    if (active) return active < 0 ? NULL : ouro_str_from_ascii(rt, "[...]", 5);
    const char *name = ouro_native_short_name(rt, self);
    ouro_obj *list = ouro_list_of(rt, self), *items = list ? ouro_repr(rt, list) : NULL, *text = NULL;
    if (items && of(self)->max >= 0)
        text = ouro_str_formatted(rt, "%s(%S, maxlen=%lld)", name, items, (long long)of(self)->max);
    else if (items)
        text = ouro_str_formatted(rt, "%s(%S)", name, items);
    ouro_xrelease(rt, items);
    ouro_xrelease(rt, list);
    ouro_repr_leave(rt, self);
    return text;
}

static ouro_owned get_maxlen(ouro_rt *rt, ouro_borrowed self) {
    return of(self)->max < 0 ? ouro_none(rt) : ouro_int_from_i64(rt, of(self)->max);
}

static const ouro_method_def methods[] = {
    {"append", append, 1, 1, 0, "Adds an item at the right end."},
    {"appendleft", appendleft, 1, 1, 0, "Adds an item at the left end."},
    {"clear", clear_all, 0, 0, 0, "Removes all items."},
    {"__copy__", copy, 0, 0, 0, "A deque with the same items."},
    {"copy", copy, 0, 0, 0, "A deque with the same items."},
    {"count", count, 1, 1, 0, "D.count(value) -- how many items are equal to value"},
    {"extend", extend, 1, 1, 0, "Adds items at the right end."},
    {"extendleft", extendleft, 1, 1, 0, "Adds items at the left end, one after the other."},
    {"index", index_of, 0, OURO_MANY, 0, "D.index(value, [start, [stop]]) -- the first place of value"},
    {"insert", insert, 2, 2, 0, "D.insert(index, object) -- inserts before index"},
    {"pop", pop, 0, 0, 0, "Removes and returns the rightmost item."},
    {"popleft", popleft, 0, 0, 0, "Removes and returns the leftmost item."},
    {"__reduce__", reduce, 0, 0, 0, "For copying and pickling."},
    {"remove", remove_item, 1, 1, 0, "D.remove(value) -- removes the first item equal to value"},
    {"__reversed__", reversed, 0, 0, 0, "D.__reversed__() -- an iterator from right to left"},
    {"reverse", reverse, 0, 0, 0, "D.reverse() -- turns the order of the items round"},
    {"rotate", rotate, 0, 1, 0, "Moves n items (by default 1) from the right end to the left; n < 0: the other way."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
static const ouro_getset_def getsets[] = {{"maxlen", get_maxlen, NULL, "the most items it holds, or None"}, {0}};

const ouro_type_spec ouro_native_spec_deque = {
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_WEAK | OURO_TF_SEQUENCE,
    .size = sizeof(ouro_deque),
    .name = "collections.deque",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA sequence that grows and shrinks at both ends.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = deque_dealloc,
              .traverse = traverse,
              .clear = clear,
              .size_of = size_of,
              .repr = repr,
              .hash = ouro_hash_unhashable,
              .compare = compare,
              .iter = ouro_deque_iter,
              .create = create,
              .init = init,
              .length = length,
              .getitem = getitem,
              .setitem = setitem,
              .index_get = index_get,
              .contains = contains,
              .concat = concat,
              .repeat = repeat,
              .iconcat = iconcat,
              .irepeat = irepeat},
};
