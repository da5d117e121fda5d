// functools.lru_cache: results of a function by its arguments, the least recently used ones forgotten.
//
// The dict holds a link for each key. Links are also in a chain, the least recently used one first, which holds a reference
// to each: the dict alone would let go of them too early when both are found dead. In the unbounded cache the dict holds
// the results themselves.
#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/int.h"

typedef struct link {
    ouro_obj head;
    struct link *previous, *next; // not counted
    ouro_obj *key, *result;
    bool chained;
} link;

typedef struct cache {
    ouro_obj head;
    ouro_obj *function, *dict, *info_type;
    int64_t max; // -1: no bound
    uint64_t hits, misses;
    link *oldest, *newest; // each link of the chain is owned once
    bool typed;
} cache;

static link *link_of(ouro_borrowed o) { return (link *)(uintptr_t)o; }
static cache *cache_of(ouro_borrowed o) { return (cache *)(uintptr_t)o; }

// ---- links -----------------------------------------------------------------------------------------------------------

// Moves the chain's reference out.
static ouro_owned link_take_out(cache *c, link *l) {
    if (l->previous)
        l->previous->next = l->next;
    else if (c->oldest == l)
        c->oldest = l->next;
    if (l->next)
        l->next->previous = l->previous;
    else if (c->newest == l)
        c->newest = l->previous;
    l->previous = l->next = NULL;
    l->chained = false;
    return &l->head;
}

static void link_put_last(cache *c, ouro_owned o) {
    link *l = link_of(o);
    l->previous = c->newest;
    l->next = NULL;
    l->chained = true;
    if (c->newest)
        c->newest->next = l;
    else
        c->oldest = l;
    c->newest = l;
}

static void link_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &link_of(self)->key);
    ouro_slot_clear(rt, self, &link_of(self)->result);
}
static int link_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(link_of(self)->key);
    OURO_VISIT(link_of(self)->result);
    return 0;
}
const ouro_type_spec ouro_native_spec__lru_list_elem = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(link),
    .name = "functools._lru_list_elem",
    .slots = {.dealloc = link_clear, .traverse = link_traverse},
};

// ---- calls -----------------------------------------------------------------------------------------------------------

// One str or int is its own key. Otherwise a tuple: the arguments; a mark, names and values; then the types.
static ouro_owned make_key(ouro_rt *rt, const cache *c, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    size_t n_keywords = ouro_keyword_count(kwnames);
    if (!c->typed && n_keywords == 0 && nargs == 1 && (ouro_is(args[0], OURO_T_str) || ouro_is(args[0], OURO_T_int)))
        return ouro_ref(rt, args[0]);
    size_t n = nargs + (n_keywords ? 1 + 2 * n_keywords : 0) + (c->typed ? nargs + n_keywords : 0);
    ouro_obj *key = ouro_tuple_new(rt, n);
    if (!key || n == 0) return key;
    ouro_obj **to = ((ouro_tuple *)key)->items;
    for (size_t i = 0; i < nargs; i++) ouro_slot_init(rt, key, to++, ouro_ref(rt, args[i]));
    // The mark is an object that no argument is.
    if (n_keywords) ouro_slot_init(rt, key, to++, ouro_ref(rt, &ouro_native_type(rt, OURO_NT__lru_list_elem)->head));
    for (size_t i = 0; i < n_keywords; i++) {
        ouro_slot_init(rt, key, to++, ouro_ref(rt, ouro_tuple_peek(kwnames, i)));
        ouro_slot_init(rt, key, to++, ouro_ref(rt, args[nargs + i]));
    }
    for (size_t i = 0; c->typed && i < nargs + n_keywords; i++)
        ouro_slot_init(rt, key, to++, ouro_ref(rt, &ouro_type_of(rt, args[i])->head));
    return key;
}

static ouro_owned unbounded(ouro_rt *rt, cache *c, ouro_borrowed key, ouro_obj *const *args, size_t nargs,
                            ouro_borrowed kwnames) {
    ouro_obj *result = ouro_dict_get(rt, c->dict, key);
    if (result) c->hits++;
    if (result || ouro_error_pending(rt)) return result;
    c->misses++;
    result = ouro_call(rt, c->function, args, nargs, kwnames);
    if (result && ouro_dict_set(rt, c->dict, key, result) < 0) {
        ouro_release(rt, result);
        return NULL;
    }
    return result;
}

// Forgets the least recently used entry.
static int forget_oldest(ouro_rt *rt, cache *c) {
    ouro_obj *o = link_take_out(c, c->oldest);
    int r = ouro_dict_delete(rt, c->dict, link_of(o)->key);
    ouro_release(rt, o);
    return r < 0 ? -1 : 0;
}

static int remember(ouro_rt *rt, cache *c, ouro_borrowed key, ouro_borrowed result) {
    while (c->oldest && (int64_t)ouro_dict_length(c->dict) >= c->max)
        if (forget_oldest(rt, c) < 0) return -1;
    ouro_obj *o = ouro_new_zeroed(rt, ouro_native_type(rt, OURO_NT__lru_list_elem), sizeof(link));
    if (!o) return -1;
    ouro_slot_init(rt, o, &link_of(o)->key, ouro_ref(rt, key));
    ouro_slot_init(rt, o, &link_of(o)->result, ouro_ref(rt, result));
    int r = ouro_dict_set(rt, c->dict, key, o);
    if (r == 0)
        link_put_last(c, o);
    else
        ouro_release(rt, o);
    return r;
}

static ouro_owned bounded(ouro_rt *rt, cache *c, ouro_borrowed key, ouro_obj *const *args, size_t nargs,
                          ouro_borrowed kwnames) {
    ouro_borrowed found = ouro_dict_peek(rt, c->dict, key);
    if (found) {
        link *l = link_of(found);
        if (l->chained && l != c->newest) link_put_last(c, link_take_out(c, l));
        c->hits++;
        return ouro_ref(rt, l->result);
    }
    if (ouro_error_pending(rt)) return NULL;
    c->misses++;
    ouro_obj *result = ouro_call(rt, c->function, args, nargs, kwnames);
    if (!result) return NULL;
    int there = ouro_dict_contains(rt, c->dict, key); // the call itself may have added it
    if (there < 0 || (there == 0 && remember(rt, c, key, result) < 0)) {
        ouro_release(rt, result);
        return NULL;
    }
    return result;
}

static ouro_owned call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    cache *c = cache_of(self);
    if (c->max == 0) {
        c->misses++;
        return ouro_call(rt, c->function, args, nargs, kwnames);
    }
    ouro_obj *held = ouro_ref(rt, self), *key = make_key(rt, c, args, nargs, kwnames), *result = NULL;
    if (key) result = (c->max < 0 ? unbounded : bounded)(rt, c, key, args, nargs, kwnames);
    ouro_xrelease(rt, key);
    ouro_release(rt, held);
    return result;
}

// ---- the object ------------------------------------------------------------------------------------------------------

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"user_function", "maxsize", "typed", "cache_info_type"};
    ouro_obj *a[4];
    int64_t max = -1;
    if (ouro_args(rt, "lru_cache", args, nargs, kwnames, names, 4, 4, 4, a) < 0) return NULL;
    if (!ouro_callable(rt, a[0])) {
        ouro_raise(rt, OURO_TypeError, "the first argument must be callable");
        return NULL;
    }
    if (a[1] != rt->none) {
        if (!ouro_type_of(rt, a[1])->slots.index) {
            ouro_raise(rt, OURO_TypeError, "maxsize should be integer or None");
            return NULL;
        }
        if (!ouro_index_i64(rt, a[1], OURO_OverflowError, &max)) return NULL;
        if (max < 0) max = 0;
    }
    int typed = ouro_truth(rt, a[2]);
    if (typed < 0 || !ouro_native_type(rt, OURO_NT__lru_list_elem)) return NULL;
    ouro_obj *o = ouro_native_instance(rt, cls), *dict = o ? ouro_dict_new(rt) : NULL;
    if (!dict) {
        ouro_xrelease(rt, o);
        return NULL;
    }
    cache *c = cache_of(o);
    ouro_slot_init(rt, o, &c->dict, dict);
    ouro_slot_init(rt, o, &c->function, ouro_ref(rt, a[0]));
    ouro_slot_init(rt, o, &c->info_type, ouro_ref(rt, a[3]));
    c->max = max;
    c->typed = typed;
    return o;
}

static void forget_all(ouro_rt *rt, cache *c) {
    while (c->oldest) ouro_release(rt, link_take_out(c, c->oldest));
    if (c->dict) ouro_dict_clear(rt, c->dict);
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    forget_all(rt, cache_of(self));
    ouro_instance_clear(rt, self);
}
static void dealloc(ouro_rt *rt, ouro_obj *self) {
    cache *c = cache_of(self);
    while (c->oldest) ouro_release(rt, link_take_out(c, c->oldest));
    ouro_instance_drop(rt, self);
    ouro_slot_clear(rt, self, &c->dict);
    ouro_slot_clear(rt, self, &c->function);
    ouro_slot_clear(rt, self, &c->info_type);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(cache_of(self)->dict);
    OURO_VISIT(cache_of(self)->function);
    OURO_VISIT(cache_of(self)->info_type);
    for (link *l = cache_of(self)->oldest; l; l = l->next) OURO_VISIT(&l->head);
    return ouro_instance_traverse(rt, self, visit, arg);
}

static ouro_owned get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    return obj && obj != rt->none ? ouro_method_new(rt, self, obj) : ouro_ref(rt, self);
}

METHOD(cache_info) {
    const cache *c = cache_of(self);
    ouro_obj *n[4] = {ouro_int_from_u64(rt, c->hits), ouro_int_from_u64(rt, c->misses), NULL,
                      ouro_int_from_i64(rt, ouro_dict_length(c->dict))};
    n[2] = c->max < 0 ? ouro_none(rt) : ouro_int_from_i64(rt, c->max);
    ouro_obj *result = n[0] && n[1] && n[2] && n[3] ? ouro_call(rt, c->info_type, n, 4, NULL) : NULL;
    for (size_t i = 0; i < 4; i++) ouro_xrelease(rt, n[i]);
    return result;
}

METHOD(cache_clear) {
    cache *c = cache_of(self);
    c->hits = c->misses = 0;
    forget_all(rt, c);
    return ouro_none(rt);
}

METHOD(reduce) { return ouro_getattr(rt, self, OURO_NAME(rt, __qualname__)); }
METHOD(itself) { return ouro_ref(rt, self); }

static const ouro_method_def methods[] = {
    {"cache_info", cache_info, 0, 0, 0, "cache_info($self, /)\n--\n\nFigures of the cache."},
    {"cache_clear", cache_clear, 0, 0, 0, "cache_clear($self, /)\n--\n\nForgets all results and figures."},
    {"__reduce__", reduce, 0, 0, 0, NULL},
    {"__copy__", itself, 0, 0, 0, NULL},
    {"__deepcopy__", itself, 1, 1, 0, NULL},
    {0},
};
static const ouro_getset_def getsets[] = {OURO_NATIVE_DICT, {0}};

const ouro_type_spec ouro_native_spec__lru_cache_wrapper = {
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE | OURO_TF_WEAK | OURO_TF_METHOD,
    .size = sizeof(cache),
    .name = "functools._lru_cache_wrapper",
    .doc = "A function and what it returned for which arguments.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = dealloc,
              .traverse = traverse,
              .clear = clear,
              .call = call,
              .descr_get = get,
              .create = create},
};
