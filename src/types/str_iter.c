// Iterators over str: one for ASCII text, one for any.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str_methods.h"
#include "types/text.h"

typedef struct {
    ouro_obj head;
    ouro_obj *text; // owned; NULL once exhausted
    uint64_t index;
} str_iterator;

ouro_owned ouro_str_iter(ouro_rt *rt, ouro_borrowed s) {
    uint32_t number = ouro_str_is_ascii(s) ? OURO_T_str_ascii_iterator : OURO_T_str_iterator;
    str_iterator *it = (str_iterator *)ouro_new_fixed(rt, number, sizeof *it);
    if (!it) return NULL;
    it->index = 0;
    ouro_slot_init(rt, &it->head, &it->text, ouro_ref(rt, s));
    if (!ouro_is(s, OURO_T_str)) ouro_track(rt, &it->head); // an exact str is never part of a cycle
    return &it->head;
}

static ouro_owned iter_next(ouro_rt *rt, ouro_borrowed self) {
    str_iterator *it = (str_iterator *)self;
    if (!it->text) return NULL;
    if (it->index < ouro_str_length(it->text)) return ouro_str_from_char(rt, ouro_str_at(it->text, it->index++));
    ouro_slot_clear(rt, self, &it->text);
    return NULL;
}

static ouro_owned iter_self(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, self);
}
static void iter_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &((str_iterator *)self)->text);
}
static int iter_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((str_iterator *)self)->text);
    return 0;
}

static ouro_owned iter_length_hint(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    const str_iterator *it = (const str_iterator *)self;
    return ouro_int_from_i64(rt, it->text ? (int64_t)(ouro_str_length(it->text) - it->index) : 0);
}

static ouro_owned iter_setstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    str_iterator *it = (str_iterator *)self;
    int64_t i;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &i)) return NULL;
    if (it->text) it->index = i < 0 ? 0 : i > ouro_str_length(it->text) ? ouro_str_length(it->text) : (uint64_t)i;
    return ouro_none(rt);
}

// (iter, (text,), index): how to make it again.
static ouro_owned iter_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    const str_iterator *it = (const str_iterator *)self;
    ouro_obj *index = ouro_int_from_i64(rt, (int64_t)it->index), *iter = NULL, *inner = NULL, *result = NULL;
    if (!index) return NULL;
    iter = rt->ty->builtins ? ouro_xref(rt, ouro_dict_peek_ascii(rt, rt->ty->builtins, "iter")) : NULL;
    if (!iter) goto done;
    inner = ouro_tuple_pack(rt, 1, it->text ? it->text : rt->empty_str);
    if (!inner) goto done;
    result = it->text ? ouro_tuple_pack(rt, 3, iter, inner, index) : ouro_tuple_pack(rt, 2, iter, inner);
done:
    ouro_xrelease(rt, iter);
    ouro_xrelease(rt, inner);
    ouro_release(rt, index);
    return result;
}

static const ouro_method_def iter_methods[] = {
    {"__length_hint__", iter_length_hint, 0, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iter_reduce, 0, 0, 0, "Return state information for pickling."},
    {"__setstate__", iter_setstate, 1, 1, 0, "Set state information for unpickling."},
    {0},
};

#define ITERATOR(kind)                                                                                                 \
    const ouro_type_spec ouro_spec_##kind = {                                                                          \
        .number = OURO_T_##kind,                                                                                       \
        .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,                                                      \
        .size = sizeof(str_iterator),                                                                                  \
        .name = #kind,                                                                                                 \
        .methods = iter_methods,                                                                                       \
        .slots = {.dealloc = iter_dealloc,                                                                             \
                  .traverse = iter_traverse,                                                                           \
                  .clear = iter_dealloc,                                                                               \
                  .iter = iter_self,                                                                                   \
                  .next = iter_next},                                                                                  \
    }
ITERATOR(str_iterator);
ITERATOR(str_ascii_iterator);
