// set and frozenset: operations, methods, types, and their iterator.
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/exception.h"
#include "types/set.h"
#include "types/state.h"

#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

static bool is_frozen(ouro_rt *rt, ouro_borrowed o) {
    return ouro_is_a(rt, o, OURO_T_frozenset);
}

// A new set or frozenset, whichever `like` is.
static ouro_owned make_like(ouro_rt *rt, ouro_borrowed like, ouro_borrowed iterable) {
    return is_frozen(rt, like) ? ouro_frozenset_new(rt, iterable) : ouro_set_new(rt, iterable);
}

static ouro_owned copy(ouro_rt *rt, ouro_borrowed self) {
    return make_like(rt, self, self);
}

// Walks a set while code may run: items are held, and a change of the table ends the walk safely.
// fn: 0 go on, 1 stop, -1 error; the result is that of the last call.
typedef int (*entry_fn)(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx);
static int each_entry(ouro_rt *rt, ouro_borrowed set, entry_fn fn, void *ctx) {
    ouro_set *s = ouro_set_cast(set);
    int result = 0;
    for (size_t pos = 0; result == 0;) {
        const set_entry *e = set_step(s, &pos);
        if (!e) break;
        int64_t hash = set_entry_hash(s, e);
        ouro_obj *key = ouro_ref(rt, e->key);
        result = fn(rt, key, hash, ctx);
        ouro_release(rt, key);
    }
    return result;
}

// The same for any iterable; hashes are computed, or taken from sets and dicts.
struct hashed {
    entry_fn fn;
    void *ctx;
};
static int hash_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    struct hashed *h = ctx;
    int64_t hash = ouro_dict_key_hash(rt, item);
    return hash == -1 ? -1 : h->fn(rt, item, hash, h->ctx);
}
static int each_hashed(ouro_rt *rt, ouro_borrowed iterable, entry_fn fn, void *ctx) {
    if (ouro_any_set(rt, iterable)) return each_entry(rt, iterable, fn, ctx);
    struct hashed h = {fn, ctx};
    return ouro_each(rt, iterable, hash_item, &h);
}

struct pair {
    ouro_set *into, *other;
    ouro_borrowed dict;
};
static int found(ouro_rt *rt, ouro_set *s, ouro_borrowed key, int64_t hash) {
    int64_t i = ouro_set_find(rt, s, key, hash);
    return i >= 0 ? 1 : i == -1 ? 0 : -1;
}
static int add_if_in(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx) {
    struct pair *p = ctx;
    int in = found(rt, p->other, key, hash);
    return in <= 0 ? in : ouro_set_add_hashed(rt, p->into, key, hash);
}
static int add_if_not_in(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx) {
    struct pair *p = ctx;
    int in = p->other ? found(rt, p->other, key, hash) : ouro_dict_contains(rt, p->dict, key);
    return in < 0 ? -1 : in ? 0 : ouro_set_add_hashed(rt, p->into, key, hash);
}
static int discard(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx) {
    return ouro_set_discard_hashed(rt, ctx, key, hash) < 0 ? -1 : 0;
}
static int toggle(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx) {
    int removed = ouro_set_discard_hashed(rt, ctx, key, hash);
    return removed < 0 ? -1 : removed ? 0 : ouro_set_add_hashed(rt, ctx, key, hash);
}
static int is_in(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx) {
    return found(rt, ctx, key, hash);
}
static int is_not_in(ouro_rt *rt, ouro_borrowed key, int64_t hash, void *ctx) {
    int in = found(rt, ctx, key, hash);
    return in < 0 ? -1 : !in;
}

static ouro_owned checked(ouro_rt *rt, ouro_owned set, int result) {
    if (set && result < 0) {
        ouro_release(rt, set);
        return NULL;
    }
    return set;
}

// ---- operations. The order of walks is CPython's, so that results print in the same order.
static ouro_owned intersection(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (a == b) return copy(rt, a);
    ouro_obj *made = make_like(rt, a, NULL);
    if (!made) return NULL;
    if (ouro_any_set(rt, b) && ouro_set_length(b) > ouro_set_length(a)) {
        ouro_borrowed t = a;
        a = b;
        b = t;
    }
    struct pair p = {ouro_set_cast(made), ouro_set_cast(a), NULL};
    ouro_obj *hold = ouro_ref(rt, a);
    made = checked(rt, made, each_hashed(rt, b, add_if_in, &p));
    ouro_release(rt, hold);
    return made;
}

static int difference_update(ouro_rt *rt, ouro_borrowed self, ouro_borrowed other) {
    ouro_set *s = ouro_set_cast(self);
    if (self == other) {
        ouro_set_clear(rt, s);
        return 0;
    }
    ouro_obj *common = NULL;
    if (ouro_any_set(rt, other) && ouro_set_length(other) >> 3 > s->used) { // the few that matter
        common = intersection(rt, self, other);
        if (!common) return -1;
        other = common;
    }
    int result = each_hashed(rt, other, discard, s);
    ouro_xrelease(rt, common);
    return result < 0 ? -1 : ouro_set_tidy(rt, s);
}

static ouro_owned difference(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    bool set = ouro_any_set(rt, b), dict = ouro_dict_check(rt, b);
    if ((!set && !dict) || ouro_set_length(a) >> 2 > (set ? ouro_set_length(b) : ouro_dict_length(b))) {
        ouro_obj *made = copy(rt, a);
        if (made == a) { // a frozenset is its own copy
            ouro_release(rt, made);
            made = ouro_frozenset_new(rt, NULL);
            made = made ? checked(rt, made, ouro_set_merge(rt, ouro_set_cast(made), ouro_set_cast(a))) : NULL;
        }
        return made ? checked(rt, made, difference_update(rt, made, b)) : NULL;
    }
    ouro_obj *made = make_like(rt, a, NULL);
    if (!made) return NULL;
    struct pair p = {ouro_set_cast(made), set ? ouro_set_cast(b) : NULL, b};
    return checked(rt, made, each_entry(rt, a, add_if_not_in, &p));
}

// A copy that nobody else has, also of a frozenset.
static ouro_owned own_copy(ouro_rt *rt, ouro_borrowed like, ouro_borrowed iterable) {
    ouro_obj *made = make_like(rt, like, NULL);
    return made ? checked(rt, made, ouro_set_update(rt, made, iterable)) : NULL;
}

static int symmetric_update(ouro_rt *rt, ouro_borrowed self, ouro_borrowed other) {
    if (self == other) {
        ouro_set_clear(rt, ouro_set_cast(self));
        return 0;
    }
    if (ouro_is(other, OURO_T_dict)) return each_hashed(rt, other, toggle, ouro_set_cast(self));
    ouro_obj *set = ouro_any_set(rt, other) ? ouro_ref(rt, other) : own_copy(rt, self, other);
    if (!set) return -1;
    int result = each_entry(rt, set, toggle, ouro_set_cast(self));
    ouro_release(rt, set);
    return result;
}

static ouro_owned symmetric_difference(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *made = own_copy(rt, a, b);
    return made ? checked(rt, made, symmetric_update(rt, made, a)) : NULL;
}

static int subset(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (ouro_set_length(a) > ouro_set_length(b)) return 0;
    int missing = each_entry(rt, a, is_not_in, ouro_set_cast(b));
    return missing < 0 ? -1 : !missing;
}

// ---- slots
static ouro_owned set_sub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, a) || !ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return difference(rt, a, b);
}
static ouro_owned set_and(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, a) || !ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return intersection(rt, a, b);
}
static ouro_owned set_xor(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, a) || !ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return symmetric_difference(rt, a, b);
}
static ouro_owned set_or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, a) || !ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    if (a == b) return copy(rt, a);
    ouro_obj *made = own_copy(rt, a, a);
    return made ? checked(rt, made, ouro_set_update(rt, made, b)) : NULL;
}
static ouro_owned set_isub(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return difference_update(rt, a, b) < 0 ? NULL : ouro_ref(rt, a);
}
static int intersection_update(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *common = intersection(rt, a, b);
    if (!common) return -1;
    ouro_set_swap(ouro_set_cast(a), ouro_set_cast(common));
    ouro_release(rt, common);
    return 0;
}
static ouro_owned set_iand(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return intersection_update(rt, a, b) < 0 ? NULL : ouro_ref(rt, a);
}
static ouro_owned set_ixor(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return symmetric_update(rt, a, b) < 0 ? NULL : ouro_ref(rt, a);
}
static ouro_owned set_ior(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    return ouro_set_update(rt, a, b) < 0 ? NULL : ouro_ref(rt, a);
}

static ouro_owned set_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_any_set(rt, b)) return ouro_not_implemented(rt);
    uint32_t n = ouro_set_length(a), m = ouro_set_length(b);
    int result = 0;
    switch (op) {
    case OURO_EQ:
    case OURO_NE:
        result = n == m ? subset(rt, a, b) : 0;
        if (result >= 0 && op == OURO_NE) result = !result;
        break;
    case OURO_LT: result = n < m ? subset(rt, a, b) : 0; break;
    case OURO_LE: result = subset(rt, a, b); break;
    case OURO_GT: result = n > m ? subset(rt, b, a) : 0; break;
    case OURO_GE: result = subset(rt, b, a); break;
    }
    return result < 0 ? NULL : ouro_bool(rt, result);
}

// Each hash is stirred and they are joined by xor, so that the order does not matter: the same number as CPython's,
// since sets of frozensets shall print in the same order.
static int64_t frozenset_hash(ouro_rt *rt, ouro_borrowed self) {
    ouro_set *s = ouro_set_cast(self);
    if (s->hash != -1) return s->hash;
    uint64_t h = 0;
    for (size_t pos = 0;;) {
        const set_entry *e = set_step(s, &pos);
        if (!e) break;
        uint64_t x = (uint64_t)set_entry_hash(s, e);
        h ^= (x ^ 89869747u ^ x << 16) * 3644798167u;
    }
    h ^= ((uint64_t)s->used + 1) * 1927868237u;
    h ^= (h >> 11) ^ (h >> 25);
    h = h * 69069u + 907133923u;
    s->hash = h == (uint64_t)-1 ? 590923713 : (int64_t)h;
    return s->hash;
}

static void set_finish(ouro_rt *rt, ouro_obj *self) {
    ouro_set_clear(rt, ouro_set_cast(self));
}

static void set_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_set *s = ouro_set_cast(self);
    bool exact = ouro_is(self, OURO_T_set) || ouro_is(self, OURO_T_frozenset);
    if (!s->block) return;
    size_t end = 0;
    if (OURO_UNLIKELY(s->filled > OURO_DEALLOC_PART) && exact && ouro_dealloc_in_parts(rt))
        end = s->filled - OURO_DEALLOC_PART;
    for (; s->filled > end; s->filled--) { // its index is not used any more
        set_entry *e = set_entry_at(s, s->filled - 1);
        if (e->key) ouro_slot_clear(rt, self, &e->key);
    }
    if (end > 0) {
        ouro_dealloc_rest_later(rt, self);
    } else {
        ouro_raw_free(rt, s->block);
        s->block = NULL;
    }
}

static int set_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    const ouro_set *s = ouro_set_cast(self);
    for (size_t i = 0; i < s->filled; i++) OURO_VISIT(set_entry_at(s, i)->key);
    return 0;
}

static size_t set_size_of(ouro_rt *rt, ouro_borrowed self) {
    const ouro_set *s = ouro_set_cast(self);
    return ouro_type_of(rt, self)->size + (s->block ? ouro_heap_usable(rt->heap, s->block) : 0);
}

static int64_t set_length(ouro_rt *rt, ouro_borrowed self) {
    return ouro_set_length(self);
}

static ouro_owned set_repr(ouro_rt *rt, ouro_borrowed self) {
    if (ouro_set_length(self) == 0) return ouro_str_formatted(rt, "%T()", self);
    int seen = ouro_repr_enter(rt, self);
    if (seen < 0) return NULL;
    if (seen) return ouro_str_formatted(rt, "%T(...)", self);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    bool plain = ouro_is(self, OURO_T_set);
    if (!plain) {
        ouro_builder_ascii(&b, ouro_type_of(rt, self)->cname);
        ouro_builder_char(&b, '(');
    }
    ouro_builder_char(&b, '{');
    ouro_obj *list = ouro_list_of(rt, self), *text = NULL; // repr() can change the set
    for (size_t i = 0; list && i < ouro_list_length(list); i++) {
        text = ouro_repr(rt, ouro_list_peek(list, i));
        if (!text) break;
        if (i) ouro_builder_ascii(&b, ", ");
        ouro_builder_str(&b, text);
        ouro_release(rt, text);
    }
    ouro_builder_ascii(&b, plain ? "}" : "})");
    ouro_xrelease(rt, list);
    ouro_repr_leave(rt, self);
    if (!text) {
        ouro_builder_drop(&b);
        return NULL;
    }
    return ouro_builder_finish(&b);
}

// Lookup where a set as key stands for a frozenset: the key to use, owned; NULL when the pending error is to be kept.
static ouro_owned set_as_key(ouro_rt *rt, ouro_borrowed key) {
    if (!ouro_error_is(rt, OURO_TypeError) || !ouro_is_a(rt, key, OURO_T_set)) return NULL;
    ouro_error_clear(rt);
    return ouro_frozenset_new(rt, key);
}

static int set_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    int result = ouro_set_contains(rt, self, key);
    if (result >= 0) return result;
    ouro_obj *frozen = set_as_key(rt, key);
    if (!frozen) return -1;
    result = ouro_set_contains(rt, self, frozen);
    ouro_release(rt, frozen);
    return result;
}

static int discard_any(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    int result = ouro_set_discard(rt, self, key);
    if (result >= 0) return result;
    ouro_obj *frozen = set_as_key(rt, key);
    if (!frozen) return -1;
    result = ouro_set_discard(rt, self, frozen);
    ouro_release(rt, frozen);
    return result;
}

static ouro_owned set_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return cls->number == OURO_T_set ? ouro_set_new(rt, NULL) : ouro_new_zeroed(rt, cls, sizeof(ouro_set));
}

static int set_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "set", nargs, kwnames, 0, 1) < 0) return -1;
    ouro_set_clear(rt, ouro_set_cast(self));
    return nargs ? ouro_set_update(rt, self, args[0]) : 0;
}

static ouro_owned frozenset_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    if (!ouro_plain_init(rt, cls, OURO_T_frozenset)) kwnames = NULL;
    if (ouro_args_count(rt, "frozenset", nargs, kwnames, 0, 1) < 0) return NULL;
    if (cls->number == OURO_T_frozenset) {
        if (nargs == 0 && rt->empty_frozenset) return ouro_ref(rt, rt->empty_frozenset);
        ouro_obj *made = ouro_frozenset_new(rt, nargs ? args[0] : NULL);
        if (made && ouro_set_length(made) == 0 && rt->empty_frozenset) {
            ouro_release(rt, made);
            made = ouro_ref(rt, rt->empty_frozenset);
        }
        return made;
    }
    ouro_obj *made = ouro_new_zeroed(rt, cls, sizeof(ouro_set));
    if (!made) return NULL;
    ouro_set_cast(made)->hash = -1;
    return nargs ? checked(rt, made, ouro_set_update(rt, made, args[0])) : made;
}

// ---- methods
METHOD(m_copy) {
    return copy(rt, self);
}

METHOD(m_union) {
    ouro_obj *made = own_copy(rt, self, self);
    for (size_t i = 0; made && i < nargs; i++) {
        if (args[i] != self) made = checked(rt, made, ouro_set_update(rt, made, args[i]));
    }
    return made;
}

static ouro_owned intersect_all(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs) {
    if (nargs == 0) return copy(rt, self);
    ouro_obj *made = ouro_ref(rt, self);
    for (size_t i = 0; made && i < nargs; i++) {
        ouro_obj *next = intersection(rt, made, args[i]);
        ouro_release(rt, made);
        made = next;
    }
    return made;
}
METHOD(m_intersection) {
    return intersect_all(rt, self, args, nargs);
}

METHOD(m_intersection_update) {
    ouro_obj *common = intersect_all(rt, self, args, nargs);
    if (!common) return NULL;
    ouro_set_swap(ouro_set_cast(self), ouro_set_cast(common));
    ouro_release(rt, common);
    return ouro_none(rt);
}

METHOD(m_difference) {
    if (nargs == 0) return copy(rt, self);
    ouro_obj *made = difference(rt, self, args[0]);
    for (size_t i = 1; made && i < nargs; i++) made = checked(rt, made, difference_update(rt, made, args[i]));
    return made;
}

METHOD(m_difference_update) {
    for (size_t i = 0; i < nargs; i++) {
        if (difference_update(rt, self, args[i]) < 0) return NULL;
    }
    return ouro_none(rt);
}

METHOD(m_symmetric_difference) {
    return symmetric_difference(rt, self, args[0]);
}

METHOD(m_symmetric_difference_update) {
    return symmetric_update(rt, self, args[0]) < 0 ? NULL : ouro_none(rt);
}

METHOD(m_isdisjoint) {
    ouro_borrowed a = self, b = args[0];
    if (a == b) return ouro_bool(rt, ouro_set_length(a) == 0);
    if (ouro_any_set(rt, b) && ouro_set_length(b) > ouro_set_length(a)) {
        a = b;
        b = self;
    }
    int common = each_hashed(rt, b, is_in, ouro_set_cast(a));
    return common < 0 ? NULL : ouro_bool(rt, !common);
}

METHOD(m_issubset) {
    int result;
    if (ouro_any_set(rt, args[0])) {
        result = subset(rt, self, args[0]);
    } else {
        ouro_obj *common = intersection(rt, self, args[0]);
        if (!common) return NULL;
        result = ouro_set_length(common) == ouro_set_length(self);
        ouro_release(rt, common);
    }
    return result < 0 ? NULL : ouro_bool(rt, result);
}

METHOD(m_issuperset) {
    int result;
    if (ouro_any_set(rt, args[0])) {
        result = subset(rt, args[0], self);
    } else {
        int missing = each_hashed(rt, args[0], is_not_in, ouro_set_cast(self));
        result = missing < 0 ? -1 : !missing;
    }
    return result < 0 ? NULL : ouro_bool(rt, result);
}

METHOD(m_update) {
    for (size_t i = 0; i < nargs; i++) {
        if (ouro_set_update(rt, self, args[i]) < 0) return NULL;
    }
    return ouro_none(rt);
}

METHOD(m_add) {
    return ouro_set_add(rt, self, args[0]) < 0 ? NULL : ouro_none(rt);
}

METHOD(m_discard) {
    return discard_any(rt, self, args[0]) < 0 ? NULL : ouro_none(rt);
}

METHOD(m_remove) {
    int removed = discard_any(rt, self, args[0]);
    if (removed == 0) ouro_raise_kind_object(rt, OURO_KeyError, args[0]);
    return removed > 0 ? ouro_none(rt) : NULL;
}

METHOD(m_clear) {
    ouro_set_clear(rt, ouro_set_cast(self));
    return ouro_none(rt);
}

METHOD(m_pop) {
    ouro_set *s = ouro_set_cast(self);
    if (s->used == 0) {
        ouro_raise(rt, OURO_KeyError, "pop from an empty set");
        return NULL;
    }
    size_t mask = set_mask(s), i = (size_t)s->hash & mask;
    for (;; i = (i + 1) & mask) {
        size_t n = set_place(s, mask, i);
        if (!n || !set_entry_at(s, n - 1)->key) continue;
        s->hash = (int64_t)i + 1;
        return ouro_set_take_entry(rt, s, n - 1);
    }
}

METHOD(m_reduce) {
    ouro_obj *state = ouro_call_method0(rt, self, OURO_NAME(rt, __getstate__));
    ouro_obj *list = state ? ouro_list_of(rt, self) : NULL;
    ouro_obj *items = list ? ouro_tuple_pack(rt, 1, list) : NULL;
    ouro_obj *result = items ? ouro_tuple_pack(rt, 3, ouro_type_of(rt, self), items, state) : NULL;
    ouro_xrelease(rt, items);
    ouro_xrelease(rt, list);
    ouro_xrelease(rt, state);
    return result;
}

#define COMMON_METHODS                                                                                                 \
    {"copy", m_copy, 0, 0, 0, "A copy with the same items."},                                                          \
        {"difference", m_difference, 0, OURO_MANY, 0, "The items that are in no other."},                              \
        {"intersection", m_intersection, 0, OURO_MANY, 0, "The items that are in all others."},                        \
        {"isdisjoint", m_isdisjoint, 1, 1, 0, "True if no item is in the other."},                                     \
        {"issubset", m_issubset, 1, 1, 0, "True if each item is in the other."},                                       \
        {"issuperset", m_issuperset, 1, 1, 0, "True if each item of the other is in this set."},                       \
        {"symmetric_difference", m_symmetric_difference, 1, 1, 0, "The items that are in exactly one of the two."},    \
        {"union", m_union, 0, OURO_MANY, 0, "The items of all."},                                                      \
        {"__reduce__", m_reduce, 0, 0, 0, "For copying and pickling."}, {                                              \
        "__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585."                                    \
    }

static const ouro_method_def frozenset_methods[] = {COMMON_METHODS, {0}};
static const ouro_method_def set_methods[] = {
    COMMON_METHODS,
    {"add", m_add, 1, 1, 0, "Adds an item."},
    {"clear", m_clear, 0, 0, 0, "Removes all items."},
    {"discard", m_discard, 1, 1, 0, "Removes an item if it is there."},
    {"difference_update", m_difference_update, 0, OURO_MANY, 0, "Removes the items of the others."},
    {"intersection_update", m_intersection_update, 0, OURO_MANY, 0, "Keeps the items that are in all others."},
    {"pop", m_pop, 0, 0, 0, "Removes some item and returns it."},
    {"remove", m_remove, 1, 1, 0, "Removes an item; KeyError if it is not there."},
    {"symmetric_difference_update", m_symmetric_difference_update, 1, 1, 0,
     "Keeps the items that are in exactly one of the two."},
    {"update", m_update, 0, OURO_MANY, 0, "Adds the items of all."},
    {0},
};

// ---- iterator
typedef struct set_iterator {
    ouro_obj head;
    ouro_obj *set; // NULL: exhausted
    size_t pos;
    uint32_t used, left; // used UINT32_MAX: changed meanwhile
} set_iterator;

static ouro_owned set_iter(ouro_rt *rt, ouro_borrowed self) {
    set_iterator *it = (set_iterator *)ouro_new_fixed_gc(rt, OURO_T_set_iterator, sizeof(set_iterator));
    if (!it) return NULL;
    ouro_slot_init(rt, &it->head, &it->set, ouro_ref(rt, self));
    it->pos = 0;
    it->used = it->left = ouro_set_length(self);
    return &it->head;
}

static ouro_owned iterator_next(ouro_rt *rt, ouro_borrowed self) {
    set_iterator *it = (set_iterator *)self;
    if (!it->set) return NULL;
    ouro_set *s = ouro_set_cast(it->set);
    if (it->used != s->used) {
        ouro_raise(rt, OURO_RuntimeError, "Set changed size during iteration");
        it->used = UINT32_MAX; // and so for ever
        return NULL;
    }
    const set_entry *e = set_step(s, &it->pos);
    if (e) {
        it->left -= it->left > 0;
        return ouro_ref(rt, e->key);
    }
    ouro_slot_clear(rt, self, &it->set);
    return NULL;
}

static void iterator_dealloc(ouro_rt *rt, ouro_obj *self) {
    set_iterator *it = (set_iterator *)self;
    if (it->set) ouro_slot_clear(rt, self, &it->set);
}

static int iterator_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((set_iterator *)self)->set);
    return 0;
}

METHOD(iterator_length_hint) {
    set_iterator *it = (set_iterator *)self;
    return ouro_int_from_i64(rt, it->set && it->used == ouro_set_length(it->set) ? it->left : 0);
}

// iter(list of what is left), without moving the iterator.
METHOD(iterator_reduce) {
    set_iterator *it = (set_iterator *)self;
    ouro_obj *list = ouro_list_new(rt, 0);
    if (list && it->set) {
        if (it->used != ouro_set_length(it->set)) {
            ouro_raise(rt, OURO_RuntimeError, "Set changed size during iteration");
            ouro_release(rt, list);
            return NULL;
        }
        size_t pos = it->pos;
        for (ouro_obj *key; ouro_set_next(it->set, &pos, &key);) {
            if (ouro_list_append(rt, list, key) < 0) {
                ouro_release(rt, list);
                return NULL;
            }
        }
    }
    return ouro_reduce_iter(rt, list);
}

static const ouro_method_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, 0, 0, 0, "How many items are to come, as far as is known."},
    {"__reduce__", iterator_reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_set_iterator = {
    .number = OURO_T_set_iterator,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(set_iterator),
    .name = "set_iterator",
    .methods = iterator_methods,
    .slots = {.dealloc = iterator_dealloc,
              .traverse = iterator_traverse,
              .iter = ouro_self_iter,
              .next = iterator_next},
};

const ouro_type_spec ouro_spec_set = {
    .number = OURO_T_set,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_WEAK | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_set),
    .name = "set",
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\nAn unordered collection of unique items.",
    .methods = set_methods,
    .slots =
        {
            .dealloc = set_dealloc,
            .traverse = set_traverse,
            .clear = set_finish,
            .size_of = set_size_of,
            .repr = set_repr,
            .hash = ouro_hash_unhashable,
            .compare = set_compare,
            .iter = set_iter,
            .create = set_create,
            .init = set_init,
            .length = set_length,
            .contains = set_contains,
            .sub = set_sub,
            .and = set_and,
            .or = set_or,
            .xor = set_xor,
            .isub = set_isub,
            .iand = set_iand,
            .ior = set_ior,
            .ixor = set_ixor,
        },
};

const ouro_type_spec ouro_spec_frozenset = {
    .number = OURO_T_frozenset,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE | OURO_TF_WEAK | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_set),
    .name = "frozenset",
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nAn immutable set.",
    .methods = frozenset_methods,
    .slots =
        {
            .dealloc = set_dealloc,
            .traverse = set_traverse,
            .clear = set_finish,
            .size_of = set_size_of,
            .repr = set_repr,
            .hash = frozenset_hash,
            .compare = set_compare,
            .iter = set_iter,
            .create = frozenset_create,
            .length = set_length,
            .contains = set_contains,
            .sub = set_sub,
            .and = set_and,
            .or = set_or,
            .xor = set_xor,
        },
};
