// filter(function or None, iterable).
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"

typedef struct filter {
    ouro_obj head;
    ouro_obj *function;
    ouro_obj *it;
} filter;

static ouro_owned filter_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    if (!ouro_plain_init(rt, cls, OURO_T_filter)) kwnames = NULL;
    if (ouro_args_count(rt, "filter", nargs, kwnames, 2, 2) < 0) return NULL;
    ouro_obj *it = ouro_iter(rt, args[1]);
    if (!it) return NULL;
    filter *f = cls->number == OURO_T_filter ? (filter *)ouro_new_fixed_gc(rt, OURO_T_filter, sizeof(filter))
                                             : (filter *)ouro_new_zeroed(rt, cls, sizeof(filter));
    if (!f) {
        ouro_release(rt, it);
        return NULL;
    }
    ouro_slot_init(rt, &f->head, &f->function, ouro_ref(rt, args[0]));
    ouro_slot_init(rt, &f->head, &f->it, it);
    return &f->head;
}

static ouro_owned filter_next(ouro_rt *rt, ouro_borrowed self) {
    filter *f = (filter *)self;
    bool itself = f->function == rt->none || f->function == &rt->types[OURO_T_bool]->head;
    for (;;) {
        ouro_obj *item = ouro_next_inline(rt, f->it);
        if (!item) return NULL;
        int keep;
        if (itself) {
            keep = ouro_truth(rt, item);
        } else {
            ouro_obj *result = ouro_call1(rt, f->function, item);
            keep = result ? ouro_truth(rt, result) : -1;
            ouro_xrelease(rt, result);
        }
        if (keep > 0) return item;
        ouro_release(rt, item);
        if (keep < 0) return NULL;
    }
}

static void filter_dealloc(ouro_rt *rt, ouro_obj *self) {
    filter *f = (filter *)self;
    if (f->function) ouro_slot_clear(rt, self, &f->function);
    if (f->it) ouro_slot_clear(rt, self, &f->it);
}

static int filter_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((filter *)self)->function);
    OURO_VISIT(((filter *)self)->it);
    return 0;
}

static ouro_owned filter_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    filter *f = (filter *)self;
    ouro_obj *pair = ouro_tuple_pack(rt, 2, f->function, f->it);
    ouro_obj *result = pair ? ouro_tuple_pack(rt, 2, ouro_type_of(rt, self), pair) : NULL;
    ouro_xrelease(rt, pair);
    return result;
}

static const ouro_method_def filter_methods[] = {
    {"__reduce__", filter_reduce, 0, 0, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_filter = {
    .number = OURO_T_filter,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(filter),
    .name = "filter",
    .doc =
        "filter(function or None, iterable) --> filter object\n\nThe items for which function (or the item) is true.",
    .methods = filter_methods,
    .slots = {.dealloc = filter_dealloc,
              .traverse = filter_traverse,
              .iter = ouro_self_iter,
              .create = filter_create,
              .next = filter_next},
};
