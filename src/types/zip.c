// zip(*iterables, strict=False).
#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/str.h"

typedef struct zip {
    ouro_obj head;
    ouro_obj *its;  // tuple of iterators
    ouro_obj *last; // tuple given out last, used again if nobody else has it
    bool strict;
} zip;

static ouro_owned zip_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    int strict = 0;
    size_t nkw = kwnames ? ouro_tuple_length(kwnames) : 0;
    if (nkw > 1) {
        ouro_raise(rt, OURO_TypeError, "zip() takes at most 1 keyword argument (%zu given)", nkw);
        return NULL;
    }
    if (nkw) {
        if (!ouro_str_equal_ascii(ouro_tuple_peek(kwnames, 0), "strict")) {
            ouro_raise(rt, OURO_TypeError, "'%S' is an invalid keyword argument for zip()",
                       ouro_tuple_peek(kwnames, 0));
            return NULL;
        }
        strict = ouro_truth(rt, args[nargs]);
        if (strict < 0) return NULL;
    }
    ouro_obj *its = ouro_tuple_iters(rt, args, nargs);
    if (!its) return NULL;
    zip *z = cls->number == OURO_T_zip ? (zip *)ouro_new_fixed_gc(rt, OURO_T_zip, sizeof(zip))
                                       : (zip *)ouro_new_zeroed(rt, cls, sizeof(zip));
    if (!z) {
        ouro_release(rt, its);
        return NULL;
    }
    ouro_slot_init(rt, &z->head, &z->its, its);
    z->last = NULL;
    z->strict = strict;
    return &z->head;
}

// Iterator i ended before those in front of it. With strict: an error, unless it is the first and all others end too.
static void check_end(ouro_rt *rt, const ouro_tuple *its, size_t i) {
    if (i > 0) {
        ouro_raise(rt, OURO_ValueError, "zip() argument %zu is shorter than argument%s%zu", i + 1,
                   i == 1 ? " " : "s 1-", i);
        return;
    }
    for (i = 1; i < its->length; i++) {
        ouro_obj *item = ouro_next(rt, its->items[i]);
        if (item) {
            ouro_release(rt, item);
            ouro_raise(rt, OURO_ValueError, "zip() argument %zu is longer than argument%s%zu", i + 1,
                       i == 1 ? " " : "s 1-", i);
            return;
        }
        if (ouro_error_pending(rt)) return;
    }
}

static ouro_owned zip_next(ouro_rt *rt, ouro_borrowed self) {
    zip *z = (zip *)self;
    const ouro_tuple *its = (const ouro_tuple *)z->its;
    size_t n = its->length, i = 0;
    if (n == 0) return NULL;
    ouro_obj *few[6], **items = few, *result = NULL;
    if (n > 6 && !(items = ouro_raw_alloc(rt, n * sizeof *items))) return NULL;
    while (i < n && (items[i] = ouro_next_inline(rt, its->items[i]))) i++;
    if (i < n) {
        size_t ended = i;
        while (i > 0) ouro_release(rt, items[--i]);
        if (z->strict && !ouro_error_pending(rt)) check_end(rt, its, ended);
    } else if (n == 2) {
        result = ouro_pair_again(rt, self, &z->last, items);
    } else {
        result = ouro_tuple_from_steal(rt, items, n);
    }
    if (items != few) ouro_raw_free(rt, items);
    return result;
}

static void zip_dealloc(ouro_rt *rt, ouro_obj *self) {
    zip *z = (zip *)self;
    if (z->its) ouro_slot_clear(rt, self, &z->its);
    if (z->last) ouro_slot_clear(rt, self, &z->last);
}

static int zip_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((zip *)self)->its);
    OURO_VISIT(((zip *)self)->last);
    return 0;
}

static ouro_owned zip_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    zip *z = (zip *)self;
    return ouro_tuple_pack(rt, z->strict ? 3 : 2, ouro_type_of(rt, self), z->its, rt->true_);
}

static ouro_owned zip_setstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    int strict = ouro_truth(rt, args[0]);
    if (strict < 0) return NULL;
    ((zip *)self)->strict = strict;
    return ouro_none(rt);
}

static const ouro_method_def zip_methods[] = {
    {"__reduce__", zip_reduce, 0, 0, 0, "For copying and pickling."},
    {"__setstate__", zip_setstate, 1, 1, 0, "For copying and pickling."},
    {0},
};

const ouro_type_spec ouro_spec_zip = {
    .number = OURO_T_zip,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(zip),
    .name = "zip",
    .doc = "zip(*iterables, strict=False) --> tuples of an item of each iterable",
    .methods = zip_methods,
    .slots = {.dealloc = zip_dealloc,
              .traverse = zip_traverse,
              .iter = ouro_self_iter,
              .create = zip_create,
              .next = zip_next},
};
