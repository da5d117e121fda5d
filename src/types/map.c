// map(function, iterable, ...).
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"

typedef struct map {
    ouro_obj head;
    ouro_obj *function;
    ouro_obj *its; // tuple of iterators
} map;

static ouro_owned map_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (!ouro_plain_init(rt, cls, OURO_T_map)) kwnames = NULL;
    if (ouro_args_count(rt, "map", 0, kwnames, 0, 0) < 0) return NULL;
    if (nargs < 2) {
        ouro_raise(rt, OURO_TypeError, "map() must have at least two arguments.");
        return NULL;
    }
    ouro_obj *its = ouro_tuple_iters(rt, args + 1, nargs - 1);
    if (!its) return NULL;
    map *m = cls->number == OURO_T_map ? (map *)ouro_new_fixed_gc(rt, OURO_T_map, sizeof(map))
                                       : (map *)ouro_new_zeroed(rt, cls, sizeof(map));
    if (!m) {
        ouro_release(rt, its);
        return NULL;
    }
    ouro_slot_init(rt, &m->head, &m->function, ouro_ref(rt, args[0]));
    ouro_slot_init(rt, &m->head, &m->its, its);
    return &m->head;
}

static ouro_owned map_next(ouro_rt *rt, ouro_borrowed self) {
    map *m = (map *)self;
    const ouro_tuple *its = (const ouro_tuple *)m->its;
    if (OURO_LIKELY(its->length == 1)) {
        ouro_obj *item = ouro_next_inline(rt, its->items[0]);
        if (!item) return NULL;
        ouro_obj *result = ouro_call1(rt, m->function, item);
        ouro_release(rt, item);
        return result;
    }
    ouro_obj *few[6], **items = few, *result = NULL;
    if (its->length > 6 && !(items = ouro_raw_alloc(rt, its->length * sizeof *items))) return NULL;
    size_t n = 0;
    while (n < its->length && (items[n] = ouro_next_inline(rt, its->items[n]))) n++;
    if (n == its->length) result = ouro_call(rt, m->function, items, n, NULL);
    while (n > 0) ouro_release(rt, items[--n]);
    if (items != few) ouro_raw_free(rt, items);
    return result;
}

static void map_dealloc(ouro_rt *rt, ouro_obj *self) {
    map *m = (map *)self;
    if (m->its) ouro_slot_clear(rt, self, &m->its);
    if (m->function) ouro_slot_clear(rt, self, &m->function);
}

static int map_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((map *)self)->function);
    OURO_VISIT(((map *)self)->its);
    return 0;
}

static ouro_owned map_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    map *m = (map *)self;
    ouro_obj *first = ouro_tuple_pack(rt, 1, m->function), *all = NULL, *result = NULL;
    if (first) all = rt->types[OURO_T_tuple]->slots.concat(rt, first, m->its);
    if (all) result = ouro_tuple_pack(rt, 2, ouro_type_of(rt, self), all);
    ouro_xrelease(rt, first);
    ouro_xrelease(rt, all);
    return result;
}

static const ouro_method_def map_methods[] = {
    {"__reduce__", map_reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_map = {
    .number = OURO_T_map,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(map),
    .name = "map",
    .doc = "map(func, *iterables) --> map object\n\nThe results of func called with an item of each iterable.",
    .methods = map_methods,
    .slots = {.dealloc = map_dealloc,
              .traverse = map_traverse,
              .iter = ouro_self_iter,
              .create = map_create,
              .next = map_next},
};
