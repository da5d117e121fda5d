// itertools: groupby, tee, zip_longest.
#include "modules/lazy.h"

// ---- groupby ---------------------------------------------------------------------------------------------------------

// `source` and `function` (the key function or NULL) are as usual.
typedef struct groupby {
    ouro_lazy lazy;
    ouro_obj *target;         // key of the current group, NULL before the first
    ouro_obj *key, *value;    // of the item taken last; value NULL: it was given out
    ouro_borrowed group;      // the living iterator of the current group, for comparing only
} groupby;
typedef struct grouper {
    ouro_obj head;
    ouro_obj *parent; // groupby
    ouro_obj *target;
} grouper;

static groupby *groupby_of(ouro_borrowed o) { return (groupby *)(uintptr_t)o; }
static grouper *grouper_of(ouro_borrowed o) { return (grouper *)(uintptr_t)o; }

static ouro_owned groupby_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"iterable", "key"};
    ouro_obj *a[2];
    if (ouro_args(rt, "groupby", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    ouro_obj *it = ouro_iter(rt, a[0]), *o = it ? ouro_new_zeroed(rt, cls, sizeof(groupby)) : NULL;
    if (!o) {
        ouro_xrelease(rt, it);
        return NULL;
    }
    ouro_slot_init(rt, o, &groupby_of(o)->lazy.source, it);
    if (a[1] && a[1] != rt->none) ouro_slot_init(rt, o, &groupby_of(o)->lazy.function, ouro_ref(rt, a[1]));
    return o;
}

static void groupby_clear(ouro_rt *rt, ouro_obj *self) {
    groupby *g = groupby_of(self);
    ouro_lazy_clear(rt, self);
    ouro_slot_clear(rt, self, &g->target);
    ouro_slot_clear(rt, self, &g->key);
    ouro_slot_clear(rt, self, &g->value);
}
static int groupby_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(groupby_of(self)->target);
    OURO_VISIT(groupby_of(self)->key);
    OURO_VISIT(groupby_of(self)->value);
    return ouro_lazy_traverse(rt, self, visit, arg);
}

// Takes the next item and its key. False: the end, or an error is pending.
static bool groupby_step(ouro_rt *rt, ouro_borrowed self) {
    groupby *g = groupby_of(self);
    ouro_obj *value = ouro_lazy_take(rt, self);
    if (!value) return false;
    ouro_obj *key = g->lazy.function ? ouro_call1(rt, g->lazy.function, value) : ouro_ref(rt, value);
    if (!key) {
        ouro_release(rt, value);
        return false;
    }
    ouro_slot_set(rt, self, &g->value, value);
    ouro_slot_set(rt, self, &g->key, key);
    return true;
}

static int same_key(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *x = ouro_ref(rt, a), *y = ouro_ref(rt, b);
    int r = ouro_compare_bool(rt, x, y, OURO_EQ);
    ouro_release(rt, x);
    ouro_release(rt, y);
    return r;
}

static ouro_owned grouper_new(ouro_rt *rt, ouro_type *type, ouro_borrowed parent, ouro_borrowed target) {
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(grouper)) : NULL;
    if (!o) return NULL;
    ouro_slot_init(rt, o, &grouper_of(o)->parent, ouro_ref(rt, parent));
    ouro_slot_init(rt, o, &grouper_of(o)->target, ouro_ref(rt, target));
    groupby_of(parent)->group = o;
    return o;
}

static ouro_owned groupby_next(ouro_rt *rt, ouro_borrowed self) {
    groupby *g = groupby_of(self);
    g->group = NULL;
    for (;;) { // skip what is left of the current group
        if (g->key) {
            int same = g->target ? same_key(rt, g->target, g->key) : 0;
            if (same < 0) return NULL;
            if (same == 0) break;
        }
        if (!groupby_step(rt, self)) return NULL;
    }
    ouro_slot_set(rt, self, &g->target, ouro_ref(rt, g->key));
    ouro_obj *key = ouro_ref(rt, g->key);
    ouro_obj *group = grouper_new(rt, ouro_native_type(rt, OURO_NT__grouper), self, g->target);
    ouro_obj *pair = group ? ouro_tuple_pack(rt, 2, key, group) : NULL;
    ouro_xrelease(rt, group);
    ouro_release(rt, key);
    return pair;
}

static ouro_owned grouper_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_lazy_count(rt, cls, "_grouper", nargs, kwnames, 2, 2) < 0) return NULL;
    if (ouro_native_is(rt, args[0], OURO_NT_groupby)) return grouper_new(rt, cls, args[0], args[1]);
    ouro_raise(rt, OURO_TypeError, "_grouper() argument 1 must be itertools.groupby, not %T", args[0]);
    return NULL;
}

static ouro_owned grouper_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *parent = grouper_of(self)->parent;
    groupby *g = groupby_of(parent);
    if (!parent || g->group != self) return NULL;
    if (!g->value && !groupby_step(rt, parent)) return NULL;
    int same = same_key(rt, grouper_of(self)->target, g->key);
    if (same <= 0 || !g->value) return NULL;
    ouro_slot_clear(rt, parent, &g->key);
    return ouro_slot_take(rt, parent, &g->value);
}

static void grouper_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &grouper_of(self)->parent);
    ouro_slot_clear(rt, self, &grouper_of(self)->target);
}
static int grouper_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(grouper_of(self)->parent);
    OURO_VISIT(grouper_of(self)->target);
    return 0;
}
static void grouper_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_obj *parent = grouper_of(self)->parent;
    if (parent && groupby_of(parent)->group == self) groupby_of(parent)->group = NULL;
    grouper_clear(rt, self);
}

const ouro_type_spec ouro_native_spec_groupby = {
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(groupby),
    .name = "itertools.groupby",
    .doc = "groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the items that follow each other with it.",
    .slots = {.dealloc = groupby_clear,
              .traverse = groupby_traverse,
              .clear = groupby_clear,
              .iter = ouro_self_iter,
              .create = groupby_create,
              .next = groupby_next},
};
const ouro_type_spec ouro_native_spec__grouper = {
    .flags = OURO_TF_GC,
    .size = sizeof(grouper),
    .name = "itertools._grouper",
    .slots = {.dealloc = grouper_dealloc,
              .traverse = grouper_traverse,
              .clear = grouper_clear,
              .iter = ouro_self_iter,
              .create = grouper_create,
              .next = grouper_next},
};

// ---- tee -------------------------------------------------------------------------------------------------------------

// Items wait in blocks that are linked; a block dies when the last iterator has left it. Only the last block, which is
// not full, takes items from the source.
enum { TEE_ITEMS = 57 };
typedef struct tee_block {
    ouro_obj head;
    ouro_obj *source, *next;
    uint32_t n;
    bool running;
    ouro_obj *items[TEE_ITEMS];
} tee_block;
typedef struct tee_iterator {
    ouro_obj head;
    ouro_obj *block;
    uint32_t at;
} tee_iterator;

static tee_block *block_of(ouro_borrowed o) { return (tee_block *)(uintptr_t)o; }
static tee_iterator *tee_of(ouro_borrowed o) { return (tee_iterator *)(uintptr_t)o; }

static ouro_owned block_new(ouro_rt *rt, ouro_borrowed source) {
    ouro_type *type = ouro_native_type(rt, OURO_NT__tee_dataobject);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(tee_block)) : NULL;
    if (o) ouro_slot_init(rt, o, &block_of(o)->source, ouro_ref(rt, source));
    return o;
}
static void block_clear(ouro_rt *rt, ouro_obj *self) {
    tee_block *b = block_of(self);
    ouro_slot_clear(rt, self, &b->source);
    for (uint32_t i = 0, n = b->n; i < n; i++) ouro_slot_clear(rt, self, &b->items[i]);
    ouro_slot_clear(rt, self, &b->next);
}
static int block_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    const tee_block *b = block_of(self);
    OURO_VISIT(b->source);
    for (uint32_t i = 0; i < b->n; i++) OURO_VISIT(b->items[i]);
    OURO_VISIT(b->next);
    return 0;
}

// Item i of the block, taken from the source when it is the next one.
static ouro_owned block_item(ouro_rt *rt, ouro_borrowed self, uint32_t i) {
    tee_block *b = block_of(self);
    if (i < b->n) return ouro_xref(rt, b->items[i]);
    if (b->running) {
        ouro_raise(rt, OURO_RuntimeError, "cannot re-enter the tee iterator");
        return NULL;
    }
    if (!b->source) return NULL;
    b->running = true;
    ouro_obj *source = ouro_ref(rt, b->source), *item = ouro_next(rt, source);
    ouro_release(rt, source);
    b->running = false;
    if (!item) return NULL;
    ouro_slot_init(rt, self, &b->items[b->n++], ouro_ref(rt, item));
    return item;
}

static ouro_owned tee_at(ouro_rt *rt, ouro_type *type, ouro_owned block, uint32_t at) {
    ouro_obj *o = block && type ? ouro_new_zeroed(rt, type, sizeof(tee_iterator)) : NULL;
    if (!o) {
        ouro_xrelease(rt, block);
        return NULL;
    }
    ouro_slot_init(rt, o, &tee_of(o)->block, block);
    tee_of(o)->at = at;
    return o;
}

static ouro_owned tee_next(ouro_rt *rt, ouro_borrowed self) {
    tee_iterator *t = tee_of(self);
    if (!t->block) return NULL;
    if (t->at == TEE_ITEMS) {
        tee_block *b = block_of(t->block);
        if (!b->next) {
            ouro_obj *next = b->source ? block_new(rt, b->source) : NULL;
            if (!next) return NULL;
            ouro_slot_set(rt, t->block, &b->next, next);
        }
        ouro_slot_set(rt, self, &t->block, ouro_ref(rt, b->next));
        t->at = 0;
    }
    ouro_obj *block = ouro_ref(rt, t->block), *item = block_item(rt, block, t->at);
    ouro_release(rt, block);
    if (item) t->at++;
    return item;
}

static ouro_owned tee_from(ouro_rt *rt, ouro_type *type, ouro_borrowed iterable) {
    ouro_obj *it = ouro_iter(rt, iterable), *result = NULL;
    if (it && ouro_native_is(rt, it, OURO_NT__tee))
        result = tee_at(rt, type, ouro_ref(rt, tee_of(it)->block), tee_of(it)->at);
    else if (it)
        result = tee_at(rt, type, block_new(rt, it), 0);
    ouro_xrelease(rt, it);
    return result;
}

static ouro_owned tee_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "_tee", nargs, kwnames, 1, 1) < 0) return NULL;
    return tee_from(rt, cls, args[0]);
}
METHOD(tee_copy) {
    const tee_iterator *t = tee_of(self);
    return tee_at(rt, ouro_native_type(rt, OURO_NT__tee), ouro_ref(rt, t->block), t->at);
}
static void tee_clear(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &tee_of(self)->block); }
static int tee_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(tee_of(self)->block);
    return 0;
}
static const ouro_method_def tee_methods[] = {{"__copy__", tee_copy, 0, 0, 0, "An independent iterator."}, {0}};

const ouro_type_spec ouro_native_spec__tee = {
    .flags = OURO_TF_GC | OURO_TF_WEAK,
    .size = sizeof(tee_iterator),
    .name = "itertools._tee",
    .methods = tee_methods,
    .slots = {.dealloc = tee_clear,
              .traverse = tee_traverse,
              .clear = tee_clear,
              .iter = ouro_self_iter,
              .create = tee_create,
              .next = tee_next},
};
const ouro_type_spec ouro_native_spec__tee_dataobject = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(tee_block),
    .name = "itertools._tee_dataobject",
    .slots = {.dealloc = block_clear, .traverse = block_traverse, .clear = block_clear},
};

METHOD(tee) {
    int64_t n = 2;
    if (nargs == 2 && !ouro_index_i64(rt, args[1], OURO_OverflowError, &n)) return NULL;
    if (n < 0) {
        ouro_raise(rt, OURO_ValueError, "n must be >= 0");
        return NULL;
    }
    ouro_type *type = ouro_native_type(rt, OURO_NT__tee);
    ouro_obj *list = type ? ouro_list_new(rt, 0) : NULL, *result = NULL;
    if (list && n > 0) {
        // An iterator that can be copied is copied: the first of the results is itself.
        ouro_obj *it = ouro_iter(rt, args[0]), *first = NULL, *copy = NULL;
        if (it) copy = ouro_getattr_quiet(rt, it, OURO_NAME(rt, __copy__));
        if (copy)
            first = ouro_ref(rt, it);
        else if (it && !ouro_error_pending(rt)) {
            first = tee_from(rt, type, it);
            if (first) copy = ouro_getattr(rt, first, OURO_NAME(rt, __copy__));
        }
        ouro_xrelease(rt, it);
        bool ok = first && copy && ouro_list_append(rt, list, first) == 0;
        for (int64_t i = 1; ok && i < n; i++) {
            ouro_obj *another = ouro_call0(rt, copy);
            ok = another && ouro_list_append_steal(rt, list, another) == 0;
        }
        ouro_xrelease(rt, copy);
        ouro_xrelease(rt, first);
        if (!ok) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    if (list) result = ouro_list_as_tuple(rt, list);
    ouro_xrelease(rt, list);
    return result;
}

const ouro_method_def ouro_itertools_functions[] = {
    {"tee", tee, 1, 2, 0, "tee($module, iterable, n=2, /)\n--\n\nA tuple of n iterators over the same items."},
    {0},
};

// ---- zip_longest -----------------------------------------------------------------------------------------------------

// `source` is a tuple of iterators, None for those that are over; `value` fills; `at` counts those that go on.
static ouro_owned longest_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_borrowed fill = rt->none;
    size_t n = ouro_keyword_count(kwnames);
    if (n == 1 && ouro_str_equal_ascii(ouro_tuple_peek(kwnames, 0), "fillvalue")) {
        fill = args[nargs];
    } else if (n && !ouro_lazy_own_init(cls)) {
        ouro_raise(rt, OURO_TypeError, "zip_longest() got an unexpected keyword argument");
        return NULL;
    }
    ouro_obj *o = ouro_lazy_new(rt, cls, ouro_tuple_iters(rt, args, nargs), NULL);
    if (!o) return NULL;
    ouro_slot_init(rt, o, &ouro_lazy_cast(o)->value, ouro_ref(rt, fill));
    ouro_lazy_cast(o)->at = (int64_t)nargs;
    return o;
}

static ouro_owned longest_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    if (!z->source || z->at == 0) return NULL;
    ouro_obj *its = ouro_ref(rt, z->source);
    size_t n = ouro_tuple_length(its);
    ouro_obj *items = ouro_tuple_new(rt, n);
    for (size_t i = 0; items && i < n; i++) {
        ouro_obj *it = ouro_ref(rt, ouro_tuple_peek(its, i)), *item = it == rt->none ? NULL : ouro_next(rt, it);
        if (!item && it != rt->none) {
            bool failed = ouro_error_pending(rt);
            z->at = failed ? 0 : z->at - 1;
            if (z->at == 0) {
                ouro_release(rt, items);
                items = NULL;
            } else {
                ouro_slot_set(rt, its, &((ouro_tuple *)its)->items[i], ouro_none(rt));
            }
        }
        ouro_release(rt, it);
        if (items) ouro_slot_init(rt, items, &((ouro_tuple *)items)->items[i], item ? item : ouro_ref(rt, z->value));
    }
    ouro_release(rt, its);
    return items;
}
OURO_LAZY_SPEC(zip_longest, longest_create, longest_next, NULL,
               "zip_longest(*iterables, fillvalue=None)\n\nTuples of an item of each, as long as one of them goes on.");
