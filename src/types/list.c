// list: the items lie in one raw block. What leaves the block is taken out first and released afterwards, since a
// release can run Python code that uses the list.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"

#include <string.h>

#define LIST_MAX ((size_t)UINT32_MAX - 64)

static ouro_list *list_of(ouro_borrowed o) {
    return (ouro_list *)o;
}

// ---- room
static int list_set_capacity(ouro_rt *rt, ouro_list *l, size_t capacity) {
    if (capacity == 0) {
        ouro_raw_free(rt, l->items);
        l->items = NULL;
        l->capacity = 0;
        return 0;
    }
    if (capacity > UINT32_MAX) {
        ouro_raise_memory(rt);
        return -1;
    }
    ouro_obj **items = ouro_raw_realloc(rt, l->items, capacity * sizeof(ouro_obj *));
    if (!items) return -1;
    l->items = items;
    l->capacity = (uint32_t)capacity;
    return 0;
}

// Room for n items and an eighth more: appending costs constant time on average.
static size_t roomy(size_t n) {
    return (n + (n >> 3) + 6) & ~(size_t)3;
}

int ouro_list_grow(ouro_rt *rt, ouro_borrowed list, size_t at_least) {
    ouro_list *l = list_of(list);
    if (at_least <= l->capacity) return 0;
    if (at_least > LIST_MAX) {
        ouro_raise_memory(rt);
        return -1;
    }
    return list_set_capacity(rt, l, l->capacity == 0 && at_least > 1 ? at_least : roomy(at_least));
}

// After items were removed. Never fails: a block that cannot shrink stays.
static void list_shrunk(ouro_rt *rt, ouro_list *l) {
    if (l->length == 0) {
        (void)list_set_capacity(rt, l, 0);
    } else if (l->length < l->capacity / 2 && l->capacity > 8) {
        size_t capacity = roomy(l->length);
        ouro_obj **items =
            capacity < l->capacity ? ouro_heap_realloc(rt->heap, l->items, capacity * sizeof *items) : NULL;
        if (items) {
            l->items = items;
            l->capacity = (uint32_t)capacity;
        }
    }
}

void ouro_list_fit(ouro_rt *rt, ouro_borrowed list) {
    ouro_list *l = list_of(list);
    if (l->capacity - l->length <= l->length / 8) return;
    if (l->length == 0) {
        (void)list_set_capacity(rt, l, 0);
        return;
    }
    ouro_obj **items = ouro_heap_realloc(rt->heap, l->items, l->length * sizeof *items);
    if (items) {
        l->items = items;
        l->capacity = l->length;
    }
}

// ---- making lists
ouro_owned ouro_list_new(ouro_rt *rt, size_t capacity) {
    ouro_list *l = (ouro_list *)ouro_new_fixed_gc(rt, OURO_T_list, sizeof(ouro_list));
    if (!l) return NULL;
    l->items = NULL;
    l->length = l->capacity = 0;
    if (capacity) {
        l->items = capacity > UINT32_MAX ? NULL : ouro_heap_alloc(rt->heap, capacity * sizeof *l->items);
        if (!l->items) {
            ouro_raise_memory(rt);
            ouro_release(rt, &l->head);
            return NULL;
        }
        l->capacity = (uint32_t)capacity;
    }
    return &l->head;
}

ouro_owned ouro_list_from(ouro_rt *rt, ouro_obj *const *items, size_t n) {
    ouro_list *l = (ouro_list *)ouro_list_new(rt, n);
    if (!l) return NULL;
    ouro_obj **to = l->items;
    for (size_t i = 0; i < n; i++) ouro_slot_init(rt, &l->head, &to[i], ouro_ref(rt, items[i]));
    l->length = (uint32_t)n;
    return &l->head;
}

ouro_owned ouro_list_from_steal(ouro_rt *rt, ouro_obj **items, size_t n) {
    ouro_list *l = (ouro_list *)ouro_list_new(rt, n);
    if (!l) {
        for (size_t i = 0; i < n; i++) ouro_release(rt, items[i]);
        return NULL;
    }
    for (size_t i = 0; i < n; i++) ouro_slot_init(rt, &l->head, &l->items[i], items[i]);
    l->length = (uint32_t)n;
    return &l->head;
}

ouro_owned ouro_list_of(ouro_rt *rt, ouro_borrowed iterable) {
    ouro_obj *list = ouro_list_new(rt, 0);
    if (list && ouro_list_extend(rt, list, iterable) < 0) {
        ouro_release(rt, list);
        return NULL;
    }
    return list;
}

ouro_owned ouro_list_as_tuple(ouro_rt *rt, ouro_borrowed list) {
    return ouro_tuple_from(rt, list_of(list)->items, list_of(list)->length);
}

static ouro_owned list_slice(ouro_rt *rt, ouro_borrowed list, int64_t start, int64_t step, int64_t count) {
    if (count == 0) return ouro_list_new(rt, 0);
    if (step == 1) return ouro_list_from(rt, list_of(list)->items + start, (size_t)count);
    ouro_list *made = (ouro_list *)ouro_list_new(rt, (size_t)count);
    if (!made) return NULL;
    ouro_obj **src = list_of(list)->items + start;
    for (int64_t i = 0; i < count; i++, src += step)
        ouro_slot_init(rt, &made->head, &made->items[i], ouro_ref(rt, *src));
    made->length = (uint32_t)count;
    return &made->head;
}

// ---- changing
int ouro_list_append_steal(ouro_rt *rt, ouro_borrowed list, ouro_owned item) {
    ouro_list *l = list_of(list);
    if (OURO_UNLIKELY(l->length == l->capacity) && ouro_list_grow(rt, list, (size_t)l->length + 1) < 0) {
        ouro_release(rt, item);
        return -1;
    }
    ouro_slot_init(rt, list, &l->items[l->length], item);
    l->length++;
    return 0;
}

int ouro_list_set_steal(ouro_rt *rt, ouro_borrowed list, size_t i, ouro_owned item) {
    ouro_slot_set(rt, list, &list_of(list)->items[i], item);
    return 0;
}

int ouro_list_insert(ouro_rt *rt, ouro_borrowed list, int64_t i, ouro_borrowed item) {
    ouro_list *l = list_of(list);
    if (l->length == l->capacity && ouro_list_grow(rt, list, (size_t)l->length + 1) < 0) return -1;
    if (i < 0) i += l->length;
    if (i < 0) i = 0;
    if (i > l->length) i = l->length;
    memmove(&l->items[i + 1], &l->items[i], (l->length - (size_t)i) * sizeof *l->items);
    ouro_slot_init(rt, list, &l->items[i], ouro_ref(rt, item));
    l->length++;
    return 0;
}

// Appends n items of `src`, which may be those of the list itself.
static int list_append_array(ouro_rt *rt, ouro_list *l, ouro_borrowed source, size_t n) {
    if (n > LIST_MAX - l->length) {
        ouro_raise_memory(rt);
        return -1;
    }
    if (ouro_list_grow(rt, &l->head, l->length + n) < 0) return -1;
    ouro_obj *const *src = ouro_tuple_check(rt, source) ? ((const ouro_tuple *)source)->items : list_of(source)->items;
    for (size_t i = 0; i < n; i++) ouro_slot_init(rt, &l->head, &l->items[l->length + i], ouro_ref(rt, src[i]));
    l->length += (uint32_t)n;
    return 0;
}

int ouro_list_extend(ouro_rt *rt, ouro_borrowed list, ouro_borrowed iterable) {
    ouro_list *l = list_of(list);
    if (iterable == list || ouro_is(iterable, OURO_T_list))
        return list_append_array(rt, l, iterable, list_of(iterable)->length);
    if (ouro_is(iterable, OURO_T_tuple)) return list_append_array(rt, l, iterable, ouro_tuple_length(iterable));

    ouro_obj *it = ouro_iter(rt, iterable);
    if (!it) return -1;
    int64_t hint = ouro_length_hint(rt, iterable, 8);
    if (hint < 0) goto fail;
    if (hint > 0 && l->length + (uint64_t)hint > l->capacity) {
        if ((uint64_t)hint > LIST_MAX - l->length) {
            ouro_raise_memory(rt);
            goto fail;
        }
        if (list_set_capacity(rt, l, l->length + (size_t)hint) < 0) goto fail;
    }
    ouro_next_slot next = ouro_type_of(rt, it)->slots.next;
    if (ouro_type_of(rt, it)->flags & OURO_TF_HEAP) next = NULL; // may raise StopIteration: ask ouro_next
    for (;;) {
        ouro_obj *item = next ? next(rt, it) : ouro_next(rt, it);
        if (!item) {
            if (!ouro_error_pending(rt)) break;
            if (!ouro_error_is(rt, OURO_StopIteration)) goto fail;
            ouro_error_clear(rt);
            break;
        }
        if (ouro_list_append_steal(rt, list, item) < 0) goto fail;
    }
    ouro_release(rt, it);
    ouro_list_fit(rt, list);
    return 0;
fail:
    ouro_release(rt, it);
    return -1;
}

// Takes [from, to) out and releases it, last item first. -1: MemoryError, nothing changed.
static int list_remove_range(ouro_rt *rt, ouro_list *l, size_t from, size_t to) {
    size_t n = to - from;
    if (n == 0) return 0;
    if (n == l->length) {
        ouro_obj **items = l->items;
        l->items = NULL;
        l->length = l->capacity = 0;
        for (size_t i = n; i-- > 0;) ouro_slot_clear(rt, &l->head, &items[i]);
        ouro_raw_free(rt, items);
        return 0;
    }
    ouro_obj *few[8], **out = few;
    if (n > 8 && !(out = ouro_raw_alloc(rt, n * sizeof *out))) return -1;
    for (size_t i = 0; i < n; i++) out[i] = ouro_slot_take(rt, &l->head, &l->items[from + i]);
    memmove(&l->items[from], &l->items[to], (l->length - to) * sizeof *l->items);
    l->length -= (uint32_t)n;
    list_shrunk(rt, l);
    for (size_t i = n; i-- > 0;) ouro_release(rt, out[i]);
    if (out != few) ouro_raw_free(rt, out);
    return 0;
}

// Takes item i out: owned.
static ouro_owned list_take(ouro_rt *rt, ouro_list *l, size_t i) {
    ouro_obj *item = ouro_slot_take(rt, &l->head, &l->items[i]);
    memmove(&l->items[i], &l->items[i + 1], (l->length - i - 1) * sizeof *l->items);
    l->length--;
    list_shrunk(rt, l);
    return item;
}

// list[from:to] = the n items of `values`.
static int list_replace_range(ouro_rt *rt, ouro_list *l, size_t from, size_t to, ouro_obj *const *values, size_t n) {
    size_t old = to - from;
    ouro_obj *few[8], **out = few;
    if (old > 8 && !(out = ouro_raw_alloc(rt, old * sizeof *out))) return -1;
    if (n > old) {
        if (n - old > LIST_MAX - l->length) {
            ouro_raise_memory(rt);
            goto fail;
        }
        if (ouro_list_grow(rt, &l->head, l->length + n - old) < 0) goto fail;
    }
    for (size_t i = 0; i < old; i++) out[i] = ouro_slot_take(rt, &l->head, &l->items[from + i]);
    memmove(&l->items[from + n], &l->items[to], (l->length - to) * sizeof *l->items);
    for (size_t i = 0; i < n; i++) ouro_slot_init(rt, &l->head, &l->items[from + i], ouro_ref(rt, values[i]));
    l->length = (uint32_t)(l->length + n - old);
    if (n < old) list_shrunk(rt, l);
    for (size_t i = old; i-- > 0;) ouro_release(rt, out[i]);
    if (out != few) ouro_raw_free(rt, out);
    return 0;
fail:
    if (out != few) ouro_raw_free(rt, out);
    return -1;
}

// A list or tuple of the items of `o`, owned; *items and *n are its contents. TypeError `message` if not iterable.
static ouro_owned fast_sequence(ouro_rt *rt, ouro_borrowed o, const char *message, ouro_obj *const **items, size_t *n) {
    ouro_obj *seq;
    if (ouro_is(o, OURO_T_list) || ouro_is(o, OURO_T_tuple)) {
        seq = ouro_ref(rt, o);
    } else {
        ouro_obj *it = ouro_iter(rt, o);
        if (!it) {
            if (ouro_error_is(rt, OURO_TypeError)) {
                ouro_error_clear(rt);
                ouro_raise(rt, OURO_TypeError, "%s", message);
            }
            return NULL;
        }
        seq = ouro_list_of(rt, it);
        ouro_release(rt, it);
        if (!seq) return NULL;
    }
    if (ouro_is(seq, OURO_T_tuple)) {
        *items = ((ouro_tuple *)seq)->items;
        *n = ouro_tuple_length(seq);
    } else {
        *items = list_of(seq)->items;
        *n = ouro_list_length(seq);
    }
    return seq;
}

// del list[start::step] of `count` items, step > 1.
static int list_delete_stepped(ouro_rt *rt, ouro_list *l, size_t start, size_t step, size_t count) {
    ouro_obj **out = ouro_raw_alloc(rt, count * sizeof *out);
    if (!out) return -1;
    size_t to = start, next = start, taken = 0;
    for (size_t i = start; i < l->length; i++) {
        if (i == next && taken < count) {
            out[taken++] = ouro_slot_take(rt, &l->head, &l->items[i]);
            next += step;
        } else {
            l->items[to++] = l->items[i];
        }
    }
    l->length = (uint32_t)to;
    list_shrunk(rt, l);
    for (size_t i = 0; i < count; i++) ouro_release(rt, out[i]);
    ouro_raw_free(rt, out);
    return 0;
}

static int list_set_slice(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    ouro_list *l = list_of(self);
    int64_t start, stop, step, count;
    if (!ouro_slice_unpack(rt, key, &start, &stop, &step)) return -1;
    if (!value) {
        count = ouro_slice_adjust(l->length, &start, &stop, step);
        if (count == 0) return 0;
        if (step == 1) return list_remove_range(rt, l, (size_t)start, (size_t)(start + count));
        if (step < 0) {
            start += (count - 1) * step;
            step = -step;
        }
        return list_delete_stepped(rt, l, (size_t)start, (size_t)step, (size_t)count);
    }
    ouro_obj *const *items;
    size_t n;
    ouro_obj *copy = NULL;
    if (value == self && !(copy = list_slice(rt, self, 0, 1, l->length))) return -1;
    const char *message = step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice";
    ouro_obj *seq = fast_sequence(rt, copy ? copy : value, message, &items, &n);
    ouro_xrelease(rt, copy);
    if (!seq) return -1;
    count = ouro_slice_adjust(l->length, &start, &stop, step); // making the sequence can have changed the list
    if (step == 1) {
        if (list_replace_range(rt, l, (size_t)start, (size_t)(start + count), items, n) < 0) goto fail;
    } else if (n != (size_t)count) {
        ouro_raise(rt, OURO_ValueError, "attempt to assign sequence of size %zu to extended slice of size %lld", n,
                   (long long)count);
        goto fail;
    } else if (n > 0) {
        ouro_obj **out = ouro_raw_alloc(rt, n * sizeof *out);
        if (!out) goto fail;
        for (size_t i = 0; i < n; i++) {
            ouro_obj **slot = &l->items[start + (int64_t)i * step];
            out[i] = ouro_slot_take(rt, self, slot);
            ouro_slot_init(rt, self, slot, ouro_ref(rt, items[i]));
        }
        for (size_t i = 0; i < n; i++) ouro_release(rt, out[i]);
        ouro_raw_free(rt, out);
    }
    ouro_release(rt, seq);
    return 0;
fail:
    ouro_release(rt, seq);
    return -1;
}

int ouro_list_reverse(ouro_rt *rt, ouro_borrowed list) {
    ouro_list *l = list_of(list);
    for (size_t i = 0, j = l->length; i + 1 < j; i++) {
        j--;
        ouro_obj *x = l->items[i];
        l->items[i] = l->items[j];
        l->items[j] = x;
    }
    return 0;
}

// ---- slots
static void list_clear_slot(ouro_rt *rt, ouro_obj *self) {
    ouro_list *l = (ouro_list *)self;
    (void)list_remove_range(rt, l, 0, l->length); // cannot fail: everything goes
    if (l->length == 0) (void)list_set_capacity(rt, l, 0);
}

static void list_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_list *l = (ouro_list *)self;
    if (OURO_UNLIKELY(l->length > OURO_DEALLOC_PART) && ouro_is(self, OURO_T_list) && ouro_dealloc_in_parts(rt)) {
        for (int i = 0; i < OURO_DEALLOC_PART; i++) ouro_slot_clear(rt, self, &l->items[--l->length]);
        ouro_dealloc_rest_later(rt, self);
        return;
    }
    for (size_t i = l->length; i-- > 0;) ouro_slot_clear(rt, self, &l->items[i]);
    ouro_raw_free(rt, l->items);
}

static int list_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_list *l = (ouro_list *)self;
    for (size_t i = l->length; i-- > 0;) OURO_VISIT(l->items[i]);
    return 0;
}

static size_t list_size_of(ouro_rt *rt, ouro_borrowed self) {
    return ouro_type_of(rt, self)->size + list_of(self)->capacity * sizeof(ouro_obj *);
}

static ouro_borrowed list_item(ouro_borrowed l, size_t i) {
    return i < ((const ouro_list *)l)->length ? ((const ouro_list *)l)->items[i] : NULL;
}

static ouro_owned list_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_repr_items(rt, self, "[", "]", "[...]", list_item);
}

static ouro_owned list_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_list_check(rt, a) || !ouro_list_check(rt, b)) return ouro_not_implemented(rt);
    if (list_of(a)->length != list_of(b)->length && (op == OURO_EQ || op == OURO_NE))
        return ouro_bool(rt, op == OURO_NE);
    return ouro_compare_items(rt, a, b, op, list_item);
}

static int64_t list_length(ouro_rt *rt, ouro_borrowed self) {
    return list_of(self)->length;
}

static ouro_owned list_index_get(ouro_rt *rt, ouro_borrowed self, int64_t i) {
    ouro_list *l = list_of(self);
    if (i < 0 || i >= l->length) {
        ouro_raise(rt, OURO_IndexError, "list index out of range");
        return NULL;
    }
    return ouro_ref(rt, l->items[i]);
}

static ouro_owned list_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    ouro_list *l = list_of(self);
    if (ouro_has_index(rt, key)) {
        int64_t i;
        // __index__ can change the list: the length is read after it.
        if (!ouro_int_is_word(key)) {
            if (!ouro_index_i64(rt, key, OURO_IndexError, &i)) return NULL;
        } else {
            i = ouro_int_word(key);
        }
        return list_index_get(rt, self, i < 0 ? i + l->length : i);
    }
    if (!ouro_is(key, OURO_T_slice)) {
        ouro_raise(rt, OURO_TypeError, "list indices must be integers or slices, not %T", key);
        return NULL;
    }
    int64_t start, stop, step;
    if (!ouro_slice_unpack(rt, key, &start, &stop, &step)) return NULL;
    int64_t count = ouro_slice_adjust(l->length, &start, &stop, step);
    return list_slice(rt, self, start, step, count);
}

static int list_setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    ouro_list *l = list_of(self);
    if (ouro_has_index(rt, key)) {
        int64_t i;
        if (!ouro_index_i64(rt, key, OURO_IndexError, &i)) return -1;
        if (i < 0) i += l->length;
        if (i < 0 || i >= l->length) {
            ouro_raise(rt, OURO_IndexError, "list assignment index out of range");
            return -1;
        }
        if (value)
            ouro_slot_set(rt, self, &l->items[i], ouro_ref(rt, value));
        else
            ouro_release(rt, list_take(rt, l, (size_t)i));
        return 0;
    }
    if (!ouro_is(key, OURO_T_slice)) {
        ouro_raise(rt, OURO_TypeError, "list indices must be integers or slices, not %T", key);
        return -1;
    }
    return list_set_slice(rt, self, key, value);
}

static int list_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    ouro_list *l = list_of(self);
    for (size_t i = 0; i < l->length; i++) {
        if (l->items[i] == x) return 1;
        ouro_obj *item = ouro_ref(rt, l->items[i]);
        int same = ouro_compare_bool(rt, item, x, OURO_EQ);
        ouro_release(rt, item);
        if (same) return same;
    }
    return 0;
}

static ouro_owned list_concat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_list_check(rt, b)) {
        ouro_raise(rt, OURO_TypeError, "can only concatenate list (not \"%T\") to list", b);
        return NULL;
    }
    ouro_obj *made = ouro_list_new(rt, (size_t)list_of(a)->length + list_of(b)->length);
    if (!made) return NULL;
    if (list_append_array(rt, list_of(made), a, list_of(a)->length) < 0 ||
        list_append_array(rt, list_of(made), b, list_of(b)->length) < 0) {
        ouro_release(rt, made);
        return NULL;
    }
    return made;
}

static ouro_owned list_iconcat(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return ouro_list_extend(rt, a, b) < 0 ? NULL : ouro_ref(rt, a);
}

// Repeats the first `unit` items until there are `total`; room is there.
static void list_fill(ouro_rt *rt, ouro_list *l, ouro_obj *const *items, size_t unit, size_t total) {
    for (size_t i = l->length, k = unit ? i % unit : 0; i < total; i++) {
        ouro_slot_init(rt, &l->head, &l->items[i], ouro_ref(rt, items[k]));
        if (++k == unit) k = 0;
    }
    l->length = (uint32_t)total;
}

static bool list_repeat_size(ouro_rt *rt, size_t unit, int64_t n, size_t *total) {
    if (unit && (uint64_t)n > LIST_MAX / unit) {
        ouro_raise_memory(rt);
        return false;
    }
    *total = unit * (size_t)n;
    return true;
}

static ouro_owned list_repeat(ouro_rt *rt, ouro_borrowed a, int64_t n) {
    ouro_list *l = list_of(a);
    size_t total;
    if (!list_repeat_size(rt, l->length, n < 0 ? 0 : n, &total)) return NULL;
    ouro_obj *made = ouro_list_new(rt, total);
    if (made) list_fill(rt, list_of(made), l->items, l->length, total);
    return made;
}

static ouro_owned list_irepeat(ouro_rt *rt, ouro_borrowed a, int64_t n) {
    ouro_list *l = list_of(a);
    size_t total;
    if (n <= 0) {
        list_clear_slot(rt, &l->head);
    } else {
        if (!list_repeat_size(rt, l->length, n, &total) || ouro_list_grow(rt, a, total) < 0) return NULL;
        list_fill(rt, l, l->items, l->length, total);
    }
    return ouro_ref(rt, a);
}

static ouro_owned list_iter(ouro_rt *rt, ouro_borrowed self) {
    ouro_list_iterator *it =
        (ouro_list_iterator *)ouro_new_fixed_gc(rt, OURO_T_list_iterator, sizeof(ouro_list_iterator));
    if (!it) return NULL;
    ouro_slot_init(rt, &it->head, &it->sequence, ouro_ref(rt, self));
    it->index = 0;
    return &it->head;
}

static ouro_owned list_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return cls->number == OURO_T_list ? ouro_list_new(rt, 0) : ouro_new_zeroed(rt, cls, sizeof(ouro_list));
}

static int list_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    // A derived class with a __new__ of its own may take keywords there.
    if (ouro_type_of(rt, self)->slots.create != rt->types[OURO_T_list]->slots.create) kwnames = NULL;
    if (ouro_args_count(rt, "list", nargs, kwnames, 0, 1) < 0) return -1;
    if (list_of(self)->items) list_clear_slot(rt, (ouro_obj *)self);
    return nargs ? ouro_list_extend(rt, self, args[0]) : 0;
}

// ---- methods
#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(list_m_append) {
    return ouro_list_append(rt, self, args[0]) < 0 ? NULL : ouro_none(rt);
}

METHOD(list_m_clear) {
    list_clear_slot(rt, (ouro_obj *)self);
    return ouro_none(rt);
}

METHOD(list_m_copy) {
    return list_slice(rt, self, 0, 1, list_of(self)->length);
}

METHOD(list_m_extend) {
    return ouro_list_extend(rt, self, args[0]) < 0 ? NULL : ouro_none(rt);
}

METHOD(list_m_insert) {
    int64_t i;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &i)) return NULL;
    return ouro_list_insert(rt, self, i, args[1]) < 0 ? NULL : ouro_none(rt);
}

METHOD(list_m_pop) {
    ouro_list *l = list_of(self);
    int64_t i = -1;
    if (nargs && !ouro_index_i64(rt, args[0], OURO_IndexError, &i)) return NULL;
    if (l->length == 0) {
        ouro_raise(rt, OURO_IndexError, "pop from empty list");
        return NULL;
    }
    if (i < 0) i += l->length;
    if (i < 0 || i >= l->length) {
        ouro_raise(rt, OURO_IndexError, "pop index out of range");
        return NULL;
    }
    return list_take(rt, l, (size_t)i);
}

METHOD(list_m_remove) {
    ouro_list *l = list_of(self);
    for (size_t i = 0; i < l->length; i++) {
        ouro_obj *item = ouro_ref(rt, l->items[i]);
        int same = ouro_compare_bool(rt, item, args[0], OURO_EQ);
        ouro_release(rt, item);
        if (same < 0) return NULL;
        if (same) {
            if (i < l->length) ouro_release(rt, list_take(rt, l, i));
            return ouro_none(rt);
        }
    }
    ouro_raise(rt, OURO_ValueError, "list.remove(x): x not in list");
    return NULL;
}

METHOD(list_m_index) {
    ouro_list *l = list_of(self);
    int64_t from, to;
    if (!ouro_search_bounds(rt, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL, l->length, &from, &to))
        return NULL;
    for (int64_t i = from; i < to && i < l->length; i++) {
        ouro_obj *item = ouro_ref(rt, l->items[i]);
        int same = ouro_compare_bool(rt, item, args[0], OURO_EQ);
        ouro_release(rt, item);
        if (same < 0) return NULL;
        if (same) return ouro_int_from_i64(rt, i);
    }
    ouro_raise(rt, OURO_ValueError, "%R is not in list", args[0]);
    return NULL;
}

METHOD(list_m_count) {
    ouro_list *l = list_of(self);
    int64_t n = 0;
    for (size_t i = 0; i < l->length; i++) {
        ouro_obj *item = l->items[i];
        if (item == args[0]) {
            n++;
            continue;
        }
        ouro_ref(rt, item);
        int same = ouro_compare_bool(rt, item, args[0], OURO_EQ);
        ouro_release(rt, item);
        if (same < 0) return NULL;
        n += same;
    }
    return ouro_int_from_i64(rt, n);
}

METHOD(list_m_reverse) {
    (void)ouro_list_reverse(rt, self);
    return ouro_none(rt);
}

METHOD(list_m_sort) {
    static const char *const names[] = {"key", "reverse"};
    ouro_obj *out[2];
    if (ouro_args(rt, "sort", args, nargs, kwnames, names, 2, 0, 0, out) < 0) return NULL;
    int64_t reverse = 0;
    if (out[1]) {
        if (!ouro_has_index(rt, out[1])) {
            ouro_raise(rt, OURO_TypeError, "'%T' object cannot be interpreted as an integer", out[1]);
            return NULL;
        }
        if (!ouro_index_i64(rt, out[1], OURO_OverflowError, &reverse)) return NULL;
    }
    ouro_obj *key = out[0] == rt->none ? NULL : out[0];
    return ouro_list_sort(rt, self, key, reverse != 0) < 0 ? NULL : ouro_none(rt);
}

METHOD(list_m_reversed) {
    ouro_list_iterator *it =
        (ouro_list_iterator *)ouro_new_fixed_gc(rt, OURO_T_list_reverseiterator, sizeof(ouro_list_iterator));
    if (!it) return NULL;
    ouro_slot_init(rt, &it->head, &it->sequence, ouro_ref(rt, self));
    it->index = list_of(self)->length; // one more than the item to come
    return &it->head;
}

static const ouro_method_def list_methods[] = {
    {"append", list_m_append, 1, 1, 0, "append($self, object, /)\n--\n\nAdds object at the end."},
    {"clear", list_m_clear, 0, 0, 0, "clear($self, /)\n--\n\nRemoves all items."},
    {"copy", list_m_copy, 0, 0, 0, "copy($self, /)\n--\n\nA new list of the same items."},
    {"count", list_m_count, 1, 1, 0, "count($self, value, /)\n--\n\nHow many items equal value."},
    {"extend", list_m_extend, 1, 1, 0, "extend($self, iterable, /)\n--\n\nAdds each item of iterable at the end."},
    {"index", list_m_index, 1, 3, 0,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nPosition of the first item that equals value."},
    {"insert", list_m_insert, 2, 2, 0, "insert($self, index, object, /)\n--\n\nPuts object before the item at index."},
    {"pop", list_m_pop, 0, 1, 0, "pop($self, index=-1, /)\n--\n\nRemoves the item at index and returns it."},
    {"remove", list_m_remove, 1, 1, 0, "remove($self, value, /)\n--\n\nRemoves the first item that equals value."},
    {"reverse", list_m_reverse, 0, 0, 0, "reverse($self, /)\n--\n\nReverses the order in place."},
    {"sort", list_m_sort, 0, 0, OURO_M_KEYWORDS,
     "sort($self, /, *, key=None, reverse=False)\n--\n\nSorts in place; equal items keep their order."},
    {"__reversed__", list_m_reversed, 0, 0, 0, "__reversed__($self, /)\n--\n\nAn iterator from the end to the start."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585."},
    {0},
};

const ouro_type_spec ouro_spec_list = {
    .number = OURO_T_list,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_SEQUENCE | OURO_TF_MATCH_SELF | OURO_TF_LIST,
    .size = sizeof(ouro_list),
    .name = "list",
    .doc = "list(iterable=(), /)\n--\n\nA mutable sequence.",
    .methods = list_methods,
    .slots =
        {
            .dealloc = list_dealloc,
            .traverse = list_traverse,
            .clear = list_clear_slot,
            .size_of = list_size_of,
            .repr = list_repr,
            .hash = ouro_hash_unhashable,
            .compare = list_compare,
            .iter = list_iter,
            .create = list_create,
            .init = list_init,
            .length = list_length,
            .getitem = list_getitem,
            .setitem = list_setitem,
            .index_get = list_index_get,
            .contains = list_contains,
            .concat = list_concat,
            .repeat = list_repeat,
            .iconcat = list_iconcat,
            .irepeat = list_irepeat,
        },
};
