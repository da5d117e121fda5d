// dict: merging, methods and the type.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/state.h"

// ---- merging
// 0 keep, 1 replace, 2 KeyError on a duplicate. Steals value.
static int put(ouro_rt *rt, ouro_dict *d, ouro_borrowed key, int64_t hash, ouro_owned value, int override) {
    if (override != 1) {
        int64_t i = ouro_dict_find(rt, d, key, hash);
        if (i != -1) {
            ouro_release(rt, value);
            if (i >= 0 && override == 2) ouro_raise_kind_object(rt, OURO_KeyError, key);
            return i >= 0 && override == 0 ? 0 : -1;
        }
    }
    return ouro_dict_set_hashed_steal(rt, d, key, hash, value);
}

// From a dict whose __iter__ is the ordinary one.
static int merge_dict(ouro_rt *rt, ouro_dict *d, ouro_dict *other, int override) {
    if (d == other || other->used == 0) return 0;
    if (d->used == 0) return ouro_dict_copy_into(rt, d, other);
    // Room at once if most keys are probably new.
    if ((size_t)d->used * 2 < other->used && ouro_dict_reserve(rt, d, (size_t)d->used + other->used) < 0) return -1;
    for (size_t i = 0; i < other->filled; i++) {
        const dict_entry *e = dict_entry_at(other, i);
        if (!e->key) continue;
        uint32_t used = other->used, filled = other->filled;
        int64_t hash = dict_entry_hash(other, e);
        ouro_obj *key = ouro_ref(rt, e->key);
        int result = put(rt, d, key, hash, ouro_ref(rt, e->value), override);
        ouro_release(rt, key);
        if (result < 0) return -1;
        if (used != other->used || filled != other->filled) {
            ouro_raise(rt, OURO_RuntimeError, "dict mutated during update");
            return -1;
        }
    }
    return 0;
}

static int merge_keys(ouro_rt *rt, ouro_dict *d, ouro_borrowed other, ouro_borrowed keys_method, int override) {
    ouro_obj *keys = ouro_call0(rt, keys_method);
    if (!keys) return -1;
    ouro_obj *it = ouro_iter(rt, keys);
    if (!it && ouro_error_is(rt, OURO_TypeError) && !ouro_type_of(rt, keys)->slots.iter) {
        ouro_error_clear(rt);
        ouro_raise(rt, OURO_TypeError, "%T.keys() returned a non-iterable (type %T)", other, keys);
    }
    ouro_release(rt, keys);
    if (!it) return -1;
    int result = 0;
    while (result == 0) {
        ouro_obj *key = ouro_next(rt, it);
        if (!key) {
            if (ouro_error_pending(rt)) result = -1;
            break;
        }
        int64_t hash = ouro_dict_key_hash(rt, key);
        ouro_obj *value = hash == -1 ? NULL : ouro_getitem(rt, other, key);
        result = value ? put(rt, d, key, hash, value, override) : -1;
        ouro_release(rt, key);
    }
    ouro_release(rt, it);
    return result;
}

static int merge_pairs(ouro_rt *rt, ouro_dict *d, ouro_borrowed pairs, int override) {
    ouro_obj *it = ouro_iter(rt, pairs);
    if (!it) return -1;
    for (size_t i = 0;; i++) {
        ouro_obj *pair = ouro_next(rt, it);
        if (!pair) break;
        ouro_obj *list;
        if (ouro_is(pair, OURO_T_tuple) || ouro_is(pair, OURO_T_list)) {
            list = pair;
        } else {
            list = ouro_list_of(rt, pair);
            if (!list && ouro_error_is(rt, OURO_TypeError)) {
                ouro_error_clear(rt);
                ouro_raise(rt, OURO_TypeError, "cannot convert dictionary update sequence element #%zu to a sequence",
                           i);
            }
            ouro_release(rt, pair);
            if (!list) break;
        }
        bool tuple = ouro_is(list, OURO_T_tuple);
        size_t n = tuple ? ouro_tuple_length(list) : ouro_list_length(list);
        int result = -1;
        if (n != 2) {
            ouro_raise(rt, OURO_ValueError, "dictionary update sequence element #%zu has length %zu; 2 is required", i,
                       n);
        } else {
            ouro_obj *key = ouro_ref(rt, tuple ? ouro_tuple_peek(list, 0) : ouro_list_peek(list, 0));
            ouro_obj *value = ouro_ref(rt, tuple ? ouro_tuple_peek(list, 1) : ouro_list_peek(list, 1));
            int64_t hash = ouro_dict_key_hash(rt, key);
            if (hash == -1)
                ouro_release(rt, value);
            else
                result = put(rt, d, key, hash, value, override);
            ouro_release(rt, key);
        }
        ouro_release(rt, list);
        if (result < 0) break;
    }
    ouro_release(rt, it);
    return ouro_error_pending(rt) ? -1 : 0;
}

static bool plain_dict(ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_dict) ||
           (ouro_dict_check(rt, o) && ouro_type_of(rt, o)->slots.iter == rt->types[OURO_T_dict]->slots.iter);
}

static int merge(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, int override, bool pairs) {
    ouro_dict *d = ouro_dict_cast(dict);
    if (plain_dict(rt, other)) return merge_dict(rt, d, ouro_dict_cast(other), override);
    ouro_obj *keys = ouro_getattr_quiet(rt, other, OURO_NAME(rt, keys));
    if (keys) {
        int result = merge_keys(rt, d, other, keys, override);
        ouro_release(rt, keys);
        return result;
    }
    if (ouro_error_pending(rt)) return -1;
    if (pairs) return merge_pairs(rt, d, other, override);
    ouro_raise(rt, OURO_TypeError, "'%T' object is not a mapping", other);
    return -1;
}

int ouro_dict_merge(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, int override) {
    return merge(rt, dict, other, override, true);
}

int ouro_dict_merge_mapping(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, int override) {
    return merge(rt, dict, other, override, false);
}

// ---- slots
static void dict_clear_slot(ouro_rt *rt, ouro_obj *self) {
    ouro_dict_clear(rt, self);
}

static void dict_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_dict *d = ouro_dict_cast(self);
    if (OURO_LIKELY(d->filled <= OURO_DEALLOC_PART) || !ouro_is(self, OURO_T_dict) || !ouro_dealloc_in_parts(rt)) {
        ouro_dict_clear(rt, self);
        return;
    }
    for (int i = 0; i < OURO_DEALLOC_PART; i++) { // its index is not used any more
        dict_entry *e = dict_entry_at(d, --d->filled);
        if (!e->key) continue;
        ouro_slot_clear(rt, self, &e->key);
        ouro_slot_clear(rt, self, &e->value);
    }
    ouro_dealloc_rest_later(rt, self);
}

static int dict_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    const ouro_dict *d = ouro_dict_cast(self);
    for (size_t i = 0; i < d->filled; i++) {
        const dict_entry *e = dict_entry_at(d, i);
        if (!e->key) continue;
        OURO_VISIT(e->key);
        OURO_VISIT(e->value);
    }
    return 0;
}

static size_t dict_size_of(ouro_rt *rt, ouro_borrowed self) {
    const ouro_dict *d = ouro_dict_cast(self);
    return ouro_type_of(rt, self)->size + (d->block ? ouro_heap_usable(rt->heap, d->block) : 0);
}

static ouro_owned dict_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_dict *d = ouro_dict_cast(self);
    if (d->used == 0) return ouro_str_from_cstring(rt, "{}");
    int seen = ouro_repr_enter(rt, self);
    if (seen < 0) return NULL;
    if (seen) return ouro_str_from_cstring(rt, "{...}");
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_char(&b, '{');
    bool first = true;
    for (size_t i = 0; i < d->filled; i++) {
        const dict_entry *e = dict_entry_at(d, i);
        if (!e->key) continue;
        ouro_obj *key = ouro_ref(rt, e->key), *value = ouro_ref(rt, e->value); // repr() can change the dict
        ouro_obj *text = ouro_repr(rt, key), *value_text = NULL;
        if (text) value_text = ouro_repr(rt, value);
        ouro_release(rt, key);
        ouro_release(rt, value);
        if (!value_text) {
            ouro_xrelease(rt, text);
            ouro_repr_leave(rt, self);
            ouro_builder_drop(&b);
            return NULL;
        }
        if (!first) ouro_builder_ascii(&b, ", ");
        first = false;
        ouro_builder_str(&b, text);
        ouro_builder_ascii(&b, ": ");
        ouro_builder_str(&b, value_text);
        ouro_release(rt, text);
        ouro_release(rt, value_text);
    }
    ouro_builder_char(&b, '}');
    ouro_repr_leave(rt, self);
    return ouro_builder_finish(&b);
}

// 1 equal, 0 not, -1 error.
static int dict_equal(ouro_rt *rt, ouro_dict *a, ouro_dict *b) {
    if (a->used != b->used) return 0;
    for (size_t i = 0; i < a->filled; i++) {
        const dict_entry *e = dict_entry_at(a, i);
        if (!e->key) continue;
        int64_t hash = dict_entry_hash(a, e);
        ouro_obj *key = ouro_ref(rt, e->key), *value = ouro_ref(rt, e->value);
        int64_t k = ouro_dict_find(rt, b, key, hash);
        int same = k == -2 ? -1 : 0;
        if (k >= 0) {
            ouro_obj *other = ouro_ref(rt, dict_entry_at(b, (size_t)k)->value);
            same = ouro_compare_bool(rt, value, other, OURO_EQ);
            ouro_release(rt, other);
        }
        ouro_release(rt, key);
        ouro_release(rt, value);
        if (same <= 0) return same;
    }
    return 1;
}

static ouro_owned dict_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_dict_check(rt, a) || !ouro_dict_check(rt, b))
        return ouro_not_implemented(rt);
    int same = dict_equal(rt, ouro_dict_cast(a), ouro_dict_cast(b));
    return same < 0 ? NULL : ouro_bool(rt, same == (op == OURO_EQ));
}

static int64_t dict_length(ouro_rt *rt, ouro_borrowed self) {
    return ouro_dict_length(self);
}

static ouro_owned dict_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    ouro_borrowed value = ouro_dict_peek(rt, self, key);
    if (OURO_LIKELY(value != NULL)) return ouro_ref(rt, value);
    if (ouro_error_pending(rt)) return NULL;
    if (!ouro_is(self, OURO_T_dict)) {
        ouro_obj *missing = ouro_special_lookup(rt, self, OURO_NAME(rt, __missing__));
        if (missing) {
            ouro_obj *result = ouro_call1(rt, missing, key);
            ouro_release(rt, missing);
            return result;
        }
        if (ouro_error_pending(rt)) return NULL;
    }
    ouro_raise_kind_object(rt, OURO_KeyError, key);
    return NULL;
}

static int dict_setitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    if (value) return ouro_dict_set(rt, self, key, value);
    int result = ouro_dict_delete(rt, self, key);
    if (result > 0) ouro_raise_kind_object(rt, OURO_KeyError, key);
    return result ? -1 : 0;
}

static int dict_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    return ouro_dict_contains(rt, self, key);
}

static ouro_owned dict_or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_dict_check(rt, a) || !ouro_dict_check(rt, b)) return ouro_not_implemented(rt);
    ouro_obj *made = ouro_dict_copy(rt, a);
    if (made && ouro_dict_merge(rt, made, b, 1) < 0) {
        ouro_release(rt, made);
        return NULL;
    }
    return made;
}

static ouro_owned dict_ior(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return ouro_dict_merge(rt, a, b, 1) < 0 ? NULL : ouro_ref(rt, a);
}

static ouro_owned dict_iter(ouro_rt *rt, ouro_borrowed self) {
    return ouro_dict_iterator_new(rt, self, OURO_T_dict_keyiterator);
}

static ouro_owned dict_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return cls->number == OURO_T_dict ? ouro_dict_new(rt) : ouro_new_zeroed(rt, cls, sizeof(ouro_dict));
}

static int update(ouro_rt *rt, const char *name, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                  ouro_borrowed kwnames) {
    if (ouro_args_count(rt, name, nargs, NULL, 0, 1) < 0) return -1;
    if (nargs && ouro_dict_merge(rt, self, args[0], 1) < 0) return -1;
    size_t n = kwnames ? ouro_tuple_length(kwnames) : 0;
    for (size_t i = 0; i < n; i++) {
        if (ouro_dict_set(rt, self, ouro_tuple_peek(kwnames, i), args[nargs + i]) < 0) return -1;
    }
    return 0;
}

static int dict_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return update(rt, "dict", self, args, nargs, kwnames);
}

// ---- methods
#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

METHOD(dict_m_clear) {
    ouro_dict_clear(rt, self);
    return ouro_none(rt);
}

METHOD(dict_m_copy) {
    return ouro_dict_copy(rt, self);
}

METHOD(dict_m_fromkeys) {
    ouro_borrowed value = nargs > 1 ? args[1] : rt->none;
    ouro_obj *d = ouro_call0(rt, self);
    if (!d) return NULL;
    ouro_obj *it = ouro_iter(rt, args[0]);
    if (!it) goto fail;
    bool exact = ouro_is(d, OURO_T_dict);
    if (exact && ouro_dict_length(d) == 0 && (ouro_is(args[0], OURO_T_dict) || ouro_is(args[0], OURO_T_set)) &&
        ouro_dict_reserve(rt, ouro_dict_cast(d), (size_t)ouro_length(rt, args[0])) < 0)
        goto fail;
    for (;;) {
        ouro_obj *key = ouro_next(rt, it);
        if (!key) break;
        int result = exact ? ouro_dict_set(rt, d, key, value) : ouro_setitem(rt, d, key, value);
        ouro_release(rt, key);
        if (result < 0) break;
    }
    if (ouro_error_pending(rt)) goto fail;
    ouro_release(rt, it);
    return d;
fail:
    ouro_xrelease(rt, it);
    ouro_release(rt, d);
    return NULL;
}

METHOD(dict_m_get) {
    ouro_borrowed value = ouro_dict_peek(rt, self, args[0]);
    if (!value) {
        if (ouro_error_pending(rt)) return NULL;
        value = nargs > 1 ? args[1] : rt->none;
    }
    return ouro_ref(rt, value);
}

METHOD(dict_m_setdefault) {
    ouro_borrowed value = ouro_dict_setdefault_peek(rt, self, args[0], nargs > 1 ? args[1] : rt->none);
    return value ? ouro_ref(rt, value) : NULL;
}

METHOD(dict_m_pop) {
    ouro_obj *value = ouro_dict_take(rt, self, args[0]);
    if (value || ouro_error_pending(rt)) return value;
    if (nargs > 1) return ouro_ref(rt, args[1]);
    ouro_raise_kind_object(rt, OURO_KeyError, args[0]);
    return NULL;
}

METHOD(dict_m_popitem) {
    ouro_dict *d = ouro_dict_cast(self);
    if (d->used == 0) {
        ouro_raise(rt, OURO_KeyError, "popitem(): dictionary is empty");
        return NULL;
    }
    ouro_tuple *pair = (ouro_tuple *)ouro_tuple_new(rt, 2); // before anything changes
    if (!pair) return NULL;
    size_t i = d->filled;
    while (!dict_entry_at(d, --i)->key) {
    }
    ouro_obj *key, *value;
    ouro_dict_take_entry(rt, d, i, &key, &value);
    ouro_slot_init(rt, &pair->head, &pair->items[0], key);
    ouro_slot_init(rt, &pair->head, &pair->items[1], value);
    return &pair->head;
}

METHOD(dict_m_update) {
    return update(rt, "update", self, args, nargs, kwnames) < 0 ? NULL : ouro_none(rt);
}

METHOD(dict_m_keys) {
    return ouro_dict_view(rt, self, OURO_T_dict_keys);
}
METHOD(dict_m_values) {
    return ouro_dict_view(rt, self, OURO_T_dict_values);
}
METHOD(dict_m_items) {
    return ouro_dict_view(rt, self, OURO_T_dict_items);
}
METHOD(dict_m_reversed) {
    return ouro_dict_iterator_new(rt, self, OURO_T_dict_reversekeyiterator);
}

static const ouro_method_def dict_methods[] = {
    {"get", dict_m_get, 1, 2, 0, "get($self, key, default=None, /)\n--\n\nThe value of key, or default."},
    {"setdefault", dict_m_setdefault, 1, 2, 0,
     "setdefault($self, key, default=None, /)\n--\n\nThe value of key, which becomes default if it is missing."},
    {"pop", dict_m_pop, 1, 2, 0, "D.pop(k[,d]) -> v\n\nRemoves the key and returns its value; d if it is missing."},
    {"popitem", dict_m_popitem, 0, 0, 0, "popitem($self, /)\n--\n\nRemoves the last pair and returns it."},
    {"keys", dict_m_keys, 0, 0, 0, "D.keys() -> a view of the keys"},
    {"items", dict_m_items, 0, 0, 0, "D.items() -> a view of the pairs (key, value)"},
    {"values", dict_m_values, 0, 0, 0, "D.values() -> a view of the values"},
    {"update", dict_m_update, 0, OURO_MANY, OURO_M_KEYWORDS,
     "D.update([E, ]**F) -> None\n\nPuts in the pairs of the mapping or iterable E, then F."},
    {"fromkeys", dict_m_fromkeys, 1, 2, OURO_M_CLASS,
     "fromkeys($type, iterable, value=None, /)\n--\n\nA dict with the keys of iterable, all with the same value."},
    {"clear", dict_m_clear, 0, 0, 0, "D.clear() -> None\n\nRemoves all pairs."},
    {"copy", dict_m_copy, 0, 0, 0, "D.copy() -> a new dict with the same pairs"},
    {"__reversed__", dict_m_reversed, 0, 0, 0, "__reversed__($self, /)\n--\n\nAn iterator of the keys from the last."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585."},
    {0},
};

const ouro_type_spec ouro_spec_dict = {
    .number = OURO_T_dict,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_MAPPING | OURO_TF_MATCH_SELF | OURO_TF_DICT,
    .size = sizeof(ouro_dict),
    .name = "dict",
    .doc = "dict() -> new empty dict\ndict(mapping), dict(iterable of pairs), dict(**kwargs)",
    .methods = dict_methods,
    .slots =
        {
            .dealloc = dict_dealloc,
            .traverse = dict_traverse,
            .clear = dict_clear_slot,
            .size_of = dict_size_of,
            .repr = dict_repr,
            .hash = ouro_hash_unhashable,
            .compare = dict_compare,
            .iter = dict_iter,
            .create = dict_create,
            .init = dict_init,
            .length = dict_length,
            .getitem = dict_getitem,
            .setitem = dict_setitem,
            .contains = dict_contains,
            .or = dict_or,
            .ior = dict_ior,
        },
};
