// The iterators of itertools: most of them are the same four references and a few numbers.
#ifndef OURO_MODULES_LAZY_H
#define OURO_MODULES_LAZY_H

#include "modules/native.h"
#include "modules/native_types.h"

#include "types/container_util.h"
#include "types/int.h"

typedef struct ouro_lazy {
    ouro_obj head;
    ouro_obj *source;   // iterator that the items come from; NULL when it is over
    ouro_obj *function; // called with items
    ouro_obj *value;    // kept from one step to the next
    ouro_obj *other;
    int64_t at, stop, step;
    uint64_t state; // what kind of iterator it is decides the meaning
} ouro_lazy;

void ouro_lazy_dealloc(ouro_rt *rt, ouro_obj *self);
int ouro_lazy_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg);
void ouro_lazy_clear(ouro_rt *rt, ouro_obj *self);
// A new one of class cls. Steals both references, of which each may be NULL: then an error is pending when `source` is.
ouro_owned ouro_lazy_new(ouro_rt *rt, ouro_type *cls, ouro_owned source, ouro_owned function_or_null);
OURO_INLINE ouro_lazy *ouro_lazy_cast(ouro_borrowed o) { return (ouro_lazy *)(uintptr_t)o; }
// The next item of the source, which stays alive meanwhile whatever the code that runs does to `self`.
ouro_owned ouro_lazy_take(ouro_rt *rt, ouro_borrowed self);
void ouro_lazy_end(ouro_rt *rt, ouro_borrowed self); // lets go of the source

// Is the class made by a class statement, with an __init__ of its own? Then keywords are for that to judge.
bool ouro_lazy_own_init(const ouro_type *cls);
// As ouro_args_count, for constructors without keywords.
int ouro_lazy_count(ouro_rt *rt, const ouro_type *cls, const char *name, size_t nargs, ouro_borrowed kwnames, size_t min,
                    size_t max);

#define OURO_LAZY_SPEC(id, create_slot, next_slot, method_table, text)                                                 \
    const ouro_type_spec ouro_native_spec_##id = {                                                                     \
        .flags = OURO_TF_GC | OURO_TF_BASE,                                                                            \
        .size = sizeof(ouro_lazy),                                                                                     \
        .name = "itertools." #id,                                                                                      \
        .doc = text,                                                                                                   \
        .methods = method_table,                                                                                       \
        .slots = {.dealloc = ouro_lazy_dealloc,                                                                        \
                  .traverse = ouro_lazy_traverse,                                                                      \
                  .clear = ouro_lazy_clear,                                                                            \
                  .iter = ouro_self_iter,                                                                              \
                  .create = create_slot,                                                                               \
                  .next = next_slot},                                                                                  \
    }

// (type(self), args) and (type(self), args, state). Steal their arguments, NULL: an error is pending.
ouro_owned ouro_reduced(ouro_rt *rt, ouro_borrowed self, ouro_owned args);
ouro_owned ouro_reduced_state(ouro_rt *rt, ouro_borrowed self, ouro_owned args, ouro_owned state);

#endif
