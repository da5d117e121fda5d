// itertools: product, permutations, combinations, combinations_with_replacement. They choose from pools by numbers that
// they step through in lexicographic order.
#include <string.h>

#include "modules/lazy.h"

typedef struct choice {
    ouro_obj head;
    ouro_obj *pools;  // tuple: of pools for product, the one pool for the others
    int64_t r, n;     // how many are chosen, from how many (not for product)
    int64_t *indices; // raw block: r of them (n for permutations), then r `cycles` for permutations
    bool started, over;
} choice;

static choice *choice_of(ouro_borrowed o) { return (choice *)(uintptr_t)o; }

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    choice *c = choice_of(self);
    int64_t *indices = c->indices;
    c->indices = NULL;
    c->over = true;
    if (indices) ouro_raw_free(rt, indices);
    ouro_slot_clear(rt, self, &c->pools);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(choice_of(self)->pools);
    return 0;
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    const choice *c = choice_of(self);
    return ouro_type_of(rt, self)->size + (c->indices ? (size_t)c->r * sizeof *c->indices : 0);
}

// Steals pools (NULL: an error is pending). All indices are zero.
static ouro_owned choice_new(ouro_rt *rt, ouro_type *cls, ouro_owned pools, int64_t n, int64_t r, size_t n_indices) {
    ouro_obj *o = pools ? ouro_new_zeroed(rt, cls, sizeof(choice)) : NULL;
    if (!o) {
        ouro_xrelease(rt, pools);
        return NULL;
    }
    choice *c = choice_of(o);
    ouro_slot_init(rt, o, &c->pools, pools);
    c->n = n;
    c->r = r;
    c->indices = n_indices < PTRDIFF_MAX / 16 ? ouro_raw_calloc(rt, (n_indices + 1) * sizeof *c->indices) : NULL;
    if (c->indices) return o;
    if (!ouro_error_pending(rt)) ouro_raise_memory(rt);
    ouro_release(rt, o);
    return NULL;
}

static ouro_owned chosen(ouro_rt *rt, const choice *c) {
    ouro_obj *t = ouro_tuple_new(rt, (size_t)c->r);
    for (size_t i = 0; t && i < (size_t)c->r; i++)
        ouro_slot_init(rt, t, &((ouro_tuple *)t)->items[i],
                       ouro_ref(rt, ouro_tuple_peek(c->pools, (size_t)c->indices[i])));
    return t;
}

// iterable and r of the three that have one pool.
static ouro_owned one_pool(ouro_rt *rt, ouro_borrowed iterable, ouro_borrowed r_object, int64_t *n, int64_t *r) {
    ouro_obj *pool = ouro_tuple_of(rt, iterable);
    if (!pool) return NULL;
    *n = *r = ouro_tuple_length(pool);
    if (r_object && !ouro_index_i64(rt, r_object, OURO_OverflowError, r)) goto fail;
    if (*r >= 0) return pool;
    ouro_raise(rt, OURO_ValueError, "r must be non-negative");
fail:
    ouro_release(rt, pool);
    return NULL;
}

#define CHOICE_SPEC(id, text)                                                                                          \
    const ouro_type_spec ouro_native_spec_##id = {                                                                     \
        .flags = OURO_TF_GC | OURO_TF_BASE,                                                                            \
        .size = sizeof(choice),                                                                                        \
        .name = "itertools." #id,                                                                                      \
        .doc = text,                                                                                                   \
        .slots = {.dealloc = dealloc,                                                                                  \
                  .traverse = traverse,                                                                                \
                  .size_of = size_of,                                                                                  \
                  .iter = ouro_self_iter,                                                                              \
                  .create = id##_create,                                                                               \
                  .next = id##_next},                                                                                  \
    }

// ---- product ---------------------------------------------------------------------------------------------------------

static ouro_owned product_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"repeat"};
    ouro_obj *a = NULL;
    int64_t repeat = 1, total;
    if (!ouro_lazy_own_init(cls) && ouro_args(rt, "product", args + nargs, 0, kwnames, names, 1, 0, 0, &a) < 0) return NULL;
    if (a && !ouro_index_i64(rt, a, OURO_OverflowError, &repeat)) return NULL;
    if (repeat < 0) {
        ouro_raise(rt, OURO_ValueError, "repeat argument cannot be negative");
        return NULL;
    }
    if (nargs == 0) repeat = 0;
    if (__builtin_mul_overflow(repeat, (int64_t)nargs * 8, &total) || total / 8 > UINT32_MAX - 16) {
        ouro_raise(rt, OURO_OverflowError, "repeat argument too large");
        return NULL;
    }
    total /= 8;
    ouro_obj *pools = ouro_tuple_new(rt, (size_t)total);
    bool empty = false;
    for (size_t i = 0; pools && i < nargs && repeat > 0; i++) {
        ouro_obj *pool = ouro_tuple_of(rt, args[i]);
        if (!pool) {
            ouro_release(rt, pools);
            return NULL;
        }
        empty |= ouro_tuple_length(pool) == 0;
        for (size_t k = i; k < (size_t)total; k += nargs)
            ouro_slot_init(rt, pools, &((ouro_tuple *)pools)->items[k], ouro_ref(rt, pool));
        ouro_release(rt, pool);
    }
    ouro_obj *o = choice_new(rt, cls, pools, 0, total, (size_t)total);
    if (o) choice_of(o)->over = empty;
    return o;
}

static ouro_owned product_next(ouro_rt *rt, ouro_borrowed self) {
    choice *c = choice_of(self);
    if (c->over) return NULL;
    if (c->started) {
        int64_t i = c->r - 1; // like an odometer, the last wheel turns fastest
        for (; i >= 0; i--) {
            if (++c->indices[i] < ouro_tuple_length(ouro_tuple_peek(c->pools, (size_t)i))) break;
            c->indices[i] = 0;
        }
        if (i < 0) {
            c->over = true;
            return NULL;
        }
    }
    c->started = true;
    ouro_obj *t = ouro_tuple_new(rt, (size_t)c->r);
    for (size_t i = 0; t && i < (size_t)c->r; i++)
        ouro_slot_init(rt, t, &((ouro_tuple *)t)->items[i],
                       ouro_ref(rt, ouro_tuple_peek(ouro_tuple_peek(c->pools, i), (size_t)c->indices[i])));
    return t;
}
CHOICE_SPEC(product, "product(*iterables, repeat=1)\n--\n\nTuples of one item of each: nested for loops.");

// ---- permutations ----------------------------------------------------------------------------------------------------

static ouro_owned permutations_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                      ouro_borrowed kwnames) {
    static const char *const names[] = {"iterable", "r"};
    ouro_obj *a[2];
    int64_t n = 0, r = 0;
    if (ouro_args(rt, "permutations", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    ouro_borrowed r_object = a[1] && a[1] != rt->none ? a[1] : NULL;
    if (r_object && !ouro_int_check(rt, r_object)) {
        ouro_raise(rt, OURO_TypeError, "Expected int as r");
        return NULL;
    }
    ouro_obj *pool = one_pool(rt, a[0], r_object, &n, &r);
    ouro_obj *o = choice_new(rt, cls, pool, n, r, r > n ? 0 : (size_t)(n + r));
    if (!o) return NULL;
    choice *c = choice_of(o);
    c->over = r > n;
    for (int64_t i = 0; i < n && !c->over; i++) c->indices[i] = i;
    for (int64_t i = 0; i < r && !c->over; i++) c->indices[n + i] = n - i;
    return o;
}

// cycles[i] counts how many items place i has still to show before those behind it start again.
static ouro_owned permutations_next(ouro_rt *rt, ouro_borrowed self) {
    choice *c = choice_of(self);
    if (c->over) return NULL;
    if (c->started) {
        int64_t *indices = c->indices, *cycles = indices + c->n, i = c->r - 1;
        for (; i >= 0; i--) {
            if (--cycles[i] == 0) {
                int64_t first = indices[i];
                memmove(&indices[i], &indices[i + 1], (size_t)(c->n - 1 - i) * sizeof *indices);
                indices[c->n - 1] = first;
                cycles[i] = c->n - i;
            } else {
                int64_t j = c->n - cycles[i], other = indices[j];
                indices[j] = indices[i];
                indices[i] = other;
                break;
            }
        }
        if (i < 0) {
            c->over = true;
            return NULL;
        }
    }
    c->started = true;
    return chosen(rt, c);
}
CHOICE_SPEC(permutations, "permutations(iterable, r=None)\n--\n\nAll arrangements of r of the items.");

// ---- combinations ----------------------------------------------------------------------------------------------------

static ouro_owned combinations_of(ouro_rt *rt, ouro_type *cls, const char *name, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames, bool repeated) {
    static const char *const names[] = {"iterable", "r"};
    ouro_obj *a[2];
    int64_t n = 0, r = 0;
    if (ouro_args(rt, name, args, nargs, kwnames, names, 2, 2, 2, a) < 0) return NULL;
    ouro_obj *pool = one_pool(rt, a[0], a[1], &n, &r);
    bool over = pool && (repeated ? n == 0 && r > 0 : r > n);
    ouro_obj *o = choice_new(rt, cls, pool, n, r, over ? 0 : (size_t)r);
    if (!o) return NULL;
    choice_of(o)->over = over;
    for (int64_t i = 0; i < r && !over && !repeated; i++) choice_of(o)->indices[i] = i;
    return o;
}

static ouro_owned combinations_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                      ouro_borrowed kwnames) {
    return combinations_of(rt, cls, "combinations", args, nargs, kwnames, false);
}
static ouro_owned combinations_next(ouro_rt *rt, ouro_borrowed self) {
    choice *c = choice_of(self);
    if (c->over) return NULL;
    if (c->started) {
        int64_t i = c->r - 1; // the last that can go up; those behind it follow it closely
        while (i >= 0 && c->indices[i] == i + c->n - c->r) i--;
        if (i < 0) {
            c->over = true;
            return NULL;
        }
        c->indices[i]++;
        while (++i < c->r) c->indices[i] = c->indices[i - 1] + 1;
    }
    c->started = true;
    return chosen(rt, c);
}
CHOICE_SPEC(combinations, "combinations(iterable, r)\n--\n\nAll choices of r of the items, in their order.");

static ouro_owned combinations_with_replacement_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                                       ouro_borrowed kwnames) {
    return combinations_of(rt, cls, "combinations_with_replacement", args, nargs, kwnames, true);
}
static ouro_owned combinations_with_replacement_next(ouro_rt *rt, ouro_borrowed self) {
    choice *c = choice_of(self);
    if (c->over) return NULL;
    if (c->started) {
        int64_t i = c->r - 1;
        while (i >= 0 && c->indices[i] == c->n - 1) i--;
        if (i < 0) {
            c->over = true;
            return NULL;
        }
        int64_t up = c->indices[i] + 1;
        for (; i < c->r; i++) c->indices[i] = up;
    }
    c->started = true;
    return chosen(rt, c);
}
CHOICE_SPEC(combinations_with_replacement,
            "combinations_with_replacement(iterable, r)\n--\n\nAll choices of r items, each as often as one likes.");
