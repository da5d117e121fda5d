// Inline caches: what an attribute access found, kept beside the instruction for the next object of the same kind.
#include "vm/vm.h"

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"

enum { WARM_CALLS = 2 };

void vm_code_warm(ouro_rt *rt, ouro_code *code) {
    if (++code->calls < WARM_CALLS) return;
    ouro_cache *c = ouro_raw_alloc_quiet(rt, code->n_caches * sizeof *c);
    if (!c) return;
    for (uint32_t i = 0; i < code->n_caches; i++) c[i] = (ouro_cache){0};
    code->caches = c;
}

ouro_borrowed vm_plain_init(ouro_rt *rt, const ouro_type *type) {
    const uint32_t wanted = OURO_TF_HEAP | OURO_TF_INSTANCE;
    if ((type->flags & (wanted | OURO_TF_ABSTRACT)) != wanted) return NULL;
    if (type->slots.create != rt->types[OURO_T_object]->slots.create) return NULL;
    return ouro_type_lookup(rt, type, OURO_NAME(rt, __init__));
}

static bool has_get(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_type_of(rt, o)->slots.descr_get != NULL;
}
static bool is_data(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_type_of(rt, o)->slots.descr_set != NULL;
}

static bool is_method(ouro_borrowed o) {
    return ouro_is(o, OURO_T_function) || ouro_is(o, OURO_T_method_descriptor);
}

void vm_cache_attr(ouro_rt *rt, ouro_cache *c, ouro_borrowed o, ouro_borrowed name, bool method) {
    const ouro_type *type = ouro_type_of(rt, o);
    c->kind = VM_CACHE_NONE;
    c->version = 0;
    if (ouro_is(o, OURO_T_module)) {
        if (ouro_type_lookup(rt, type, name)) return;
        int64_t entry = ouro_dict_entry_of_str(rt, ouro_module_dict_peek(o), name);
        if (entry < 0) return;
        c->index = (uint32_t)entry;
        c->kind = VM_CACHE_MODULE;
        c->version = type->version;
        return;
    }
    if (ouro_is(o, OURO_T_type)) { // attribute of a class whose metaclass is type
        if (method) return;
        const ouro_type *cls = (const ouro_type *)o;
        if (ouro_type_lookup(rt, type, name)) return;
        ouro_borrowed v = ouro_type_lookup(rt, cls, name);
        if (!v) return;
        if (has_get(rt, v) && !ouro_is(v, OURO_T_function)) return; // a function of a class is itself
        c->pointer = v;
        c->kind = VM_CACHE_TYPE;
        c->version = cls->version;
        return;
    }
    if (!(type->flags & OURO_TF_DEFAULT_GETATTR)) return;
    ouro_borrowed v = ouro_type_lookup(rt, type, name);
    uint32_t shape = 0;
    if (type->flags & OURO_TF_INSTANCE) {
        if (!type->attrs_offset) return;
        shape = ouro_attrs_of(type, o)->shape;
        if (!shape) return; // __dict__
    }
    c->misses = (uint16_t)type->attrs_offset;
    c->shape = shape;
    if (v && is_data(rt, v)) {
        if (ouro_is(v, OURO_T_member_descriptor)) {
            const ouro_descriptor *d = (const ouro_descriptor *)v;
            if (d->def) return; // of a builtin type
            c->index = (uint32_t)(uintptr_t)d->slot;
            c->kind = VM_CACHE_MEMBER;
            c->version = type->version;
        }
        return;
    }
    int32_t slot = shape ? ouro_shape_find(rt, shape, name) : -1;
    if (slot >= 0) {
        c->index = (uint32_t)slot;
        c->kind = VM_CACHE_SLOT;
        c->version = type->version;
        return;
    }
    if (!v) return;
    if (is_method(v)) {
        if (!method) return; // a bound method is a new object each time
        c->kind = VM_CACHE_METHOD;
    } else {
        if (has_get(rt, v) || method) return;
        c->kind = VM_CACHE_VALUE;
    }
    c->pointer = v;
    c->version = type->version;
}

void vm_cache_set(ouro_rt *rt, ouro_cache *c, ouro_borrowed o, ouro_borrowed name, uint32_t before) {
    const ouro_type *type = ouro_type_of(rt, o);
    c->kind = VM_CACHE_NONE;
    c->version = 0;
    if (!(type->flags & OURO_TF_DEFAULT_SETATTR) || ouro_is(o, OURO_T_type) || ouro_is(o, OURO_T_module)) return;
    ouro_borrowed v = ouro_type_lookup(rt, type, name);
    if (v && is_data(rt, v)) {
        if (ouro_is(v, OURO_T_member_descriptor)) {
            const ouro_descriptor *d = (const ouro_descriptor *)v;
            if (d->def) return;
            c->index = (uint32_t)(uintptr_t)d->slot;
            c->kind = VM_CACHE_MEMBER;
            c->version = type->version;
        }
        return;
    }
    if (!(type->flags & OURO_TF_INSTANCE) || !type->attrs_offset || !before) return;
    uint32_t after = ouro_attrs_of(type, o)->shape;
    if (!after) return;
    int32_t slot = ouro_shape_find(rt, after, name);
    if (slot < 0) return;
    c->misses = (uint16_t)type->attrs_offset;
    c->version = type->version;
    c->shape = before;
    if (after == before) {
        c->index = (uint32_t)slot;
        c->kind = VM_CACHE_SLOT;
    } else if ((uint32_t)slot == ouro_shape_length(rt, before)) {
        c->index = after;
        c->pointer = (const void *)(uintptr_t)slot;
        c->kind = VM_CACHE_ADD;
    } else {
        c->version = 0;
    }
}
