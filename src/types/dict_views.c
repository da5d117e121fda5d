// keys(), values() and items() of a dict, and the iterators of the three.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/dict.h"
#include "types/state.h"

typedef struct dict_view {
    ouro_obj head;
    ouro_obj *dict;
} dict_view;

typedef struct dict_iterator {
    ouro_obj head;
    ouro_obj *dict; // NULL: exhausted
    ouro_obj *pair; // items: the tuple given out last, used again if nobody else has it
    uint32_t used;  // length of the dict at the start; UINT32_MAX after an error
    uint32_t left;
    int64_t pos;         // entry to look at next
    const ouro_obj *key; // of the entry looked at last, only compared
} dict_iterator;

static ouro_dict *dict_of(ouro_borrowed view) {
    return ouro_dict_cast(((const dict_view *)view)->dict);
}

ouro_owned ouro_dict_view(ouro_rt *rt, ouro_borrowed dict, uint32_t type) {
    dict_view *v = (dict_view *)ouro_new_fixed_gc(rt, type, sizeof(dict_view));
    if (!v) return NULL;
    ouro_slot_init(rt, &v->head, &v->dict, ouro_ref(rt, dict));
    return &v->head;
}

// ---- iterators
ouro_owned ouro_dict_iterator_new(ouro_rt *rt, ouro_borrowed dict, uint32_t type) {
    dict_iterator *it = (dict_iterator *)ouro_new_fixed_gc(rt, type, sizeof(dict_iterator));
    if (!it) return NULL;
    const ouro_dict *d = ouro_dict_cast(dict);
    ouro_slot_init(rt, &it->head, &it->dict, ouro_ref(rt, dict));
    it->pair = NULL;
    it->key = NULL;
    it->used = it->left = d->used;
    it->pos = type >= OURO_T_dict_reversekeyiterator ? (int64_t)d->filled - 1 : 0;
    return &it->head;
}

// Did entries move since the last step? Then the one looked at last is another one.
static bool entries_moved(const dict_iterator *it, const ouro_dict *d, int64_t last) {
    if (!it->key || last >= d->filled) return false;
    ouro_borrowed key = dict_entry_at(d, (size_t)last)->key;
    return key && key != it->key;
}

// The next entry, NULL: the end or an error.
OURO_INLINE dict_entry *iterator_step(ouro_rt *rt, dict_iterator *it, bool reverse) {
    if (!it->dict) return NULL;
    const ouro_dict *d = ouro_dict_cast(it->dict);
    if (OURO_UNLIKELY(it->used != d->used)) {
        ouro_raise(rt, OURO_RuntimeError, "dictionary changed size during iteration");
        it->used = UINT32_MAX; // and so for ever
        return NULL;
    }
    if (OURO_UNLIKELY(entries_moved(it, d, reverse ? it->pos + 1 : it->pos - 1))) {
        ouro_raise(rt, OURO_RuntimeError, "dictionary keys changed during iteration");
        goto end;
    }
    dict_entry *e = NULL;
    if (reverse) {
        if (it->pos >= d->filled) it->pos = (int64_t)d->filled - 1;
        while (it->pos >= 0 && !(e = dict_entry_at(d, (size_t)it->pos))->key) it->pos--;
        if (it->pos < 0) goto end;
        it->pos--;
        it->left -= it->left > 0;
    } else {
        while (it->pos < d->filled && !(e = dict_entry_at(d, (size_t)it->pos))->key) it->pos++;
        if (it->pos >= d->filled) goto end;
        if (OURO_UNLIKELY(it->left == 0)) {
            ouro_raise(rt, OURO_RuntimeError, "dictionary keys changed during iteration");
            goto end;
        }
        it->pos++;
        it->left--;
    }
    it->key = e->key;
    return e;
end:
    ouro_slot_clear(rt, &it->head, &it->dict);
    return NULL;
}

static ouro_owned key_next(ouro_rt *rt, ouro_borrowed self) {
    dict_entry *e = iterator_step(rt, (dict_iterator *)self, false);
    return e ? ouro_ref(rt, e->key) : NULL;
}
static ouro_owned value_next(ouro_rt *rt, ouro_borrowed self) {
    dict_entry *e = iterator_step(rt, (dict_iterator *)self, false);
    return e ? ouro_ref(rt, e->value) : NULL;
}

static ouro_owned make_pair(ouro_rt *rt, dict_iterator *it, const dict_entry *e) {
    ouro_obj *items[2] = {ouro_ref(rt, e->key), ouro_ref(rt, e->value)};
    return ouro_pair_again(rt, &it->head, &it->pair, items);
}
static ouro_owned item_next(ouro_rt *rt, ouro_borrowed self) {
    dict_entry *e = iterator_step(rt, (dict_iterator *)self, false);
    return e ? make_pair(rt, (dict_iterator *)self, e) : NULL;
}
static ouro_owned reverse_key_next(ouro_rt *rt, ouro_borrowed self) {
    dict_entry *e = iterator_step(rt, (dict_iterator *)self, true);
    return e ? ouro_ref(rt, e->key) : NULL;
}
static ouro_owned reverse_value_next(ouro_rt *rt, ouro_borrowed self) {
    dict_entry *e = iterator_step(rt, (dict_iterator *)self, true);
    return e ? ouro_ref(rt, e->value) : NULL;
}
static ouro_owned reverse_item_next(ouro_rt *rt, ouro_borrowed self) {
    dict_entry *e = iterator_step(rt, (dict_iterator *)self, true);
    return e ? make_pair(rt, (dict_iterator *)self, e) : NULL;
}

static void iterator_dealloc(ouro_rt *rt, ouro_obj *self) {
    dict_iterator *it = (dict_iterator *)self;
    if (it->dict) ouro_slot_clear(rt, self, &it->dict);
    if (it->pair) ouro_slot_clear(rt, self, &it->pair);
}

static int iterator_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    dict_iterator *it = (dict_iterator *)self;
    OURO_VISIT(it->dict);
    OURO_VISIT(it->pair);
    return 0;
}

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(iterator_length_hint) {
    const dict_iterator *it = (const dict_iterator *)self;
    return ouro_int_from_i64(rt, it->dict && it->used == ouro_dict_length(it->dict) ? it->left : 0);
}

// iter(list of what is left), without moving the iterator.
METHOD(iterator_reduce) {
    dict_iterator copy = *(const dict_iterator *)self;
    copy.head.rc = 1;
    copy.pair = NULL;
    ouro_next_slot next = ouro_type_of(rt, self)->slots.next;
    ouro_obj *list = ouro_list_new(rt, 0);
    if (!list) return NULL;
    if (copy.dict) ouro_ref(rt, copy.dict);
    ouro_obj *item;
    while ((item = next(rt, &copy.head))) {
        if (ouro_list_append_steal(rt, list, item) < 0) break;
    }
    ouro_xrelease(rt, copy.dict);
    ouro_xrelease(rt, copy.pair);
    if (ouro_error_pending(rt)) {
        ouro_release(rt, list);
        return NULL;
    }
    return ouro_reduce_iter(rt, list);
}

static const ouro_method_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, 0, 0, "How many items are to come, as far as is known."},
    {"__reduce__", iterator_reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

#define ITERATOR(type, step)                                                                                           \
    const ouro_type_spec ouro_spec_##type = {                                                                          \
        .number = OURO_T_##type,                                                                                       \
        .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,                                                      \
        .size = sizeof(dict_iterator),                                                                                 \
        .name = #type,                                                                                                 \
        .methods = iterator_methods,                                                                                   \
        .slots = {.dealloc = iterator_dealloc, .traverse = iterator_traverse, .iter = ouro_self_iter, .next = step},   \
    }
ITERATOR(dict_keyiterator, key_next);
ITERATOR(dict_valueiterator, value_next);
ITERATOR(dict_itemiterator, item_next);
ITERATOR(dict_reversekeyiterator, reverse_key_next);
ITERATOR(dict_reversevalueiterator, reverse_value_next);
ITERATOR(dict_reverseitemiterator, reverse_item_next);

// ---- views
static void view_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &((dict_view *)self)->dict);
}

static int view_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((dict_view *)self)->dict);
    return 0;
}

static int64_t view_length(ouro_rt *rt, ouro_borrowed self) {
    return dict_of(self)->used;
}

static ouro_owned keys_iter(ouro_rt *rt, ouro_borrowed self) {
    return ouro_dict_iterator_new(rt, &dict_of(self)->head, OURO_T_dict_keyiterator);
}
static ouro_owned values_iter(ouro_rt *rt, ouro_borrowed self) {
    return ouro_dict_iterator_new(rt, &dict_of(self)->head, OURO_T_dict_valueiterator);
}
static ouro_owned items_iter(ouro_rt *rt, ouro_borrowed self) {
    return ouro_dict_iterator_new(rt, &dict_of(self)->head, OURO_T_dict_itemiterator);
}

static ouro_owned view_repr(ouro_rt *rt, ouro_borrowed self) {
    int seen = ouro_repr_enter(rt, self);
    if (seen < 0) return NULL;
    if (seen) return ouro_str_from_cstring(rt, "...");
    ouro_obj *list = ouro_list_of(rt, self);
    ouro_obj *text = list ? ouro_str_formatted(rt, "%T(%R)", self, list) : NULL;
    ouro_xrelease(rt, list);
    ouro_repr_leave(rt, self);
    return text;
}

static int keys_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    return ouro_dict_contains(rt, &dict_of(self)->head, x);
}

static int items_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) {
    if (!ouro_tuple_check(rt, x) || ouro_tuple_length(x) != 2) return 0;
    ouro_obj *found = ouro_dict_get(rt, &dict_of(self)->head, ouro_tuple_peek(x, 0));
    if (!found) return ouro_error_pending(rt) ? -1 : 0;
    int same = ouro_compare_bool(rt, found, ouro_tuple_peek(x, 1), OURO_EQ);
    ouro_release(rt, found);
    return same;
}

static bool is_set(ouro_rt *rt, ouro_borrowed o) {
    return ouro_is_a(rt, o, OURO_T_set) || ouro_is_a(rt, o, OURO_T_frozenset);
}
static bool is_view(ouro_borrowed o) {
    return ouro_is(o, OURO_T_dict_keys) || ouro_is(o, OURO_T_dict_items);
}

static int contained(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    int found = ouro_contains(rt, (ouro_obj *)ctx, item);
    return found < 0 ? -1 : !found;
}
// Is each item of a in b? -1 error.
static int all_in(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    int missing = ouro_each(rt, a, contained, (void *)b);
    return missing < 0 ? -1 : !missing;
}

static ouro_owned view_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!is_set(rt, b) && !is_view(b)) return ouro_not_implemented(rt);
    int64_t n = ouro_length(rt, a), m = ouro_length(rt, b);
    if (n < 0 || m < 0) return NULL;
    int result = 0;
    switch (op) {
    case OURO_EQ:
    case OURO_NE:
        result = n == m ? all_in(rt, a, b) : 0;
        if (result >= 0 && op == OURO_NE) result = !result;
        break;
    case OURO_LT: result = n < m ? all_in(rt, a, b) : 0; break;
    case OURO_LE: result = n <= m ? all_in(rt, a, b) : 0; break;
    case OURO_GT: result = n > m ? all_in(rt, b, a) : 0; break;
    case OURO_GE: result = n >= m ? all_in(rt, b, a) : 0; break;
    }
    return result < 0 ? NULL : ouro_bool(rt, result);
}

static int discard_item(ouro_rt *rt, ouro_borrowed item, void *set) {
    return ouro_set_discard(rt, (ouro_obj *)set, item) < 0 ? -1 : 0;
}
static int toggle_item(ouro_rt *rt, ouro_borrowed item, void *set) {
    int found = ouro_set_discard(rt, (ouro_obj *)set, item);
    return found < 0 ? -1 : found ? 0 : ouro_set_add(rt, (ouro_obj *)set, item);
}
struct common {
    ouro_obj *set;
    ouro_borrowed in;
};
static int add_common(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    struct common *c = ctx;
    int found = ouro_contains(rt, c->in, item);
    return found <= 0 ? found : ouro_set_add(rt, c->set, item);
}

static ouro_owned set_of_each(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b,
                              int (*fn)(ouro_rt *rt, ouro_borrowed item, void *ctx)) {
    ouro_obj *set = ouro_set_new(rt, a);
    if (set && ouro_each(rt, b, fn, set) < 0) {
        ouro_release(rt, set);
        return NULL;
    }
    return set;
}

static ouro_owned view_sub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return set_of_each(rt, a, b, discard_item);
}

static ouro_owned view_or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *set = ouro_set_new(rt, a);
    if (set && ouro_set_update(rt, set, b) < 0) {
        ouro_release(rt, set);
        return NULL;
    }
    return set;
}

static ouro_owned view_and(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!is_view(a)) { // the view is the second operand
        ouro_borrowed t = a;
        a = b;
        b = t;
    }
    int64_t n = dict_of(a)->used;
    if (is_view(b) && dict_of(b)->used > n) {
        ouro_borrowed t = a;
        a = b;
        b = t;
    }
    if (ouro_is(b, OURO_T_set) && ouro_set_length(b) >= n) { // the larger one is asked
        ouro_borrowed t = a;
        a = b;
        b = t;
    }
    struct common c = {ouro_set_new(rt, NULL), a};
    if (c.set && ouro_each(rt, b, add_common, &c) < 0) {
        ouro_release(rt, c.set);
        return NULL;
    }
    return c.set;
}

static ouro_owned view_xor(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *other = ouro_set_new(rt, b); // an item that comes twice must not toggle twice
    if (!other) return NULL;
    ouro_obj *set = set_of_each(rt, a, other, toggle_item);
    ouro_release(rt, other);
    return set;
}

static int found_in(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    return ouro_contains(rt, (ouro_obj *)ctx, item);
}

METHOD(view_isdisjoint) {
    ouro_borrowed other = args[0], self_ = self;
    if (is_set(rt, other) || is_view(other)) { // walk through the shorter one
        int64_t n = ouro_length(rt, other);
        if (n < 0) return NULL;
        if (n > dict_of(self)->used) {
            self_ = other;
            other = self;
        }
    }
    int common = ouro_each(rt, other, found_in, (void *)self_);
    return common < 0 ? NULL : ouro_bool(rt, !common);
}

METHOD(keys_reversed) {
    return ouro_dict_iterator_new(rt, &dict_of(self)->head, OURO_T_dict_reversekeyiterator);
}
METHOD(values_reversed) {
    return ouro_dict_iterator_new(rt, &dict_of(self)->head, OURO_T_dict_reversevalueiterator);
}
METHOD(items_reversed) {
    return ouro_dict_iterator_new(rt, &dict_of(self)->head, OURO_T_dict_reverseitemiterator);
}

static ouro_owned view_mapping(ouro_rt *rt, ouro_borrowed self) {
    return ouro_mappingproxy_new(rt, &dict_of(self)->head);
}

static const ouro_getset_def view_getsets[] = {
    {"mapping", view_mapping, NULL, "The dict, as a read-only proxy."},
    {0},
};
static const ouro_method_def keys_methods[] = {
    {"isdisjoint", view_isdisjoint, 1, 1, 0, "True if no item is in the other iterable too."},
    {"__reversed__", keys_reversed, 0, 0, 0, "An iterator of the keys from the last."},
    {0},
};
static const ouro_method_def values_methods[] = {
    {"__reversed__", values_reversed, 0, 0, 0, "An iterator of the values from the last."},
    {0},
};
static const ouro_method_def items_methods[] = {
    {"isdisjoint", view_isdisjoint, 1, 1, 0, "True if no item is in the other iterable too."},
    {"__reversed__", items_reversed, 0, 0, 0, "An iterator of the items from the last."},
    {0},
};

#define SET_LIKE(type, it, has, table)                                                                                 \
    const ouro_type_spec ouro_spec_##type = {                                                                          \
        .number = OURO_T_##type,                                                                                       \
        .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,                                                      \
        .size = sizeof(dict_view),                                                                                     \
        .name = #type,                                                                                                 \
        .methods = table,                                                                                              \
        .getsets = view_getsets,                                                                                       \
        .slots = {.dealloc = view_dealloc,                                                                             \
                  .traverse = view_traverse,                                                                           \
                  .repr = view_repr,                                                                                   \
                  .hash = ouro_hash_unhashable,                                                                        \
                  .compare = view_compare,                                                                             \
                  .iter = it,                                                                                          \
                  .length = view_length,                                                                               \
                  .contains = has,                                                                                     \
                  .sub = view_sub,                                                                                     \
                  .and = view_and,                                                                                     \
                  .or = view_or,                                                                                       \
                  .xor = view_xor},                                                                                    \
    }
SET_LIKE(dict_keys, keys_iter, keys_contains, keys_methods);
SET_LIKE(dict_items, items_iter, items_contains, items_methods);

const ouro_type_spec ouro_spec_dict_values = {
    .number = OURO_T_dict_values,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(dict_view),
    .name = "dict_values",
    .methods = values_methods,
    .getsets = view_getsets,
    .slots = {.dealloc = view_dealloc,
              .traverse = view_traverse,
              .repr = view_repr,
              .iter = values_iter,
              .length = view_length},
};
