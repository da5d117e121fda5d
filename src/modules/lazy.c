// What the iterators of itertools share.
#include "modules/lazy.h"

void ouro_lazy_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_lazy *z = ouro_lazy_cast(self);
    ouro_slot_clear(rt, self, &z->source);
    ouro_slot_clear(rt, self, &z->function);
    ouro_slot_clear(rt, self, &z->value);
    ouro_slot_clear(rt, self, &z->other);
}

void ouro_lazy_dealloc(ouro_rt *rt, ouro_obj *self) { ouro_lazy_clear(rt, self); }

int ouro_lazy_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    const ouro_lazy *z = ouro_lazy_cast(self);
    OURO_VISIT(z->source);
    OURO_VISIT(z->function);
    OURO_VISIT(z->value);
    OURO_VISIT(z->other);
    return 0;
}

ouro_owned ouro_lazy_new(ouro_rt *rt, ouro_type *cls, ouro_owned source, ouro_owned function) {
    ouro_obj *o = source ? ouro_new_zeroed(rt, cls, sizeof(ouro_lazy)) : NULL;
    if (!o) {
        ouro_xrelease(rt, source);
        ouro_xrelease(rt, function);
        return NULL;
    }
    ouro_slot_init(rt, o, &ouro_lazy_cast(o)->source, source);
    ouro_slot_init(rt, o, &ouro_lazy_cast(o)->function, function);
    return o;
}

ouro_owned ouro_lazy_take(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *source = ouro_lazy_cast(self)->source;
    if (!source) return NULL;
    ouro_ref(rt, source);
    ouro_obj *item = ouro_next(rt, source);
    ouro_release(rt, source);
    return item;
}

void ouro_lazy_end(ouro_rt *rt, ouro_borrowed self) { ouro_slot_clear(rt, self, &ouro_lazy_cast(self)->source); }

bool ouro_lazy_own_init(const ouro_type *cls) {
    return (cls->flags & OURO_TF_HEAP) && cls->base && cls->slots.init != cls->base->slots.init;
}

int ouro_lazy_count(ouro_rt *rt, const ouro_type *cls, const char *name, size_t nargs, ouro_borrowed kwnames, size_t min,
                    size_t max) {
    return ouro_args_count(rt, name, nargs, ouro_lazy_own_init(cls) ? NULL : kwnames, min, max);
}

ouro_owned ouro_reduced(ouro_rt *rt, ouro_borrowed self, ouro_owned args) {
    ouro_obj *result = args ? ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, args) : NULL;
    ouro_xrelease(rt, args);
    return result;
}

ouro_owned ouro_reduced_state(ouro_rt *rt, ouro_borrowed self, ouro_owned args, ouro_owned state) {
    ouro_obj *result = args && state ? ouro_tuple_pack(rt, 3, &ouro_type_of(rt, self)->head, args, state) : NULL;
    ouro_xrelease(rt, args);
    ouro_xrelease(rt, state);
    return result;
}
