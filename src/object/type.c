// Types by number, and the versions that caches of attributes are checked against.
#include <string.h>

#include "object/rt.h"

static bool grow(ouro_rt *rt, uint32_t wanted) {
    uint32_t cap = rt->types_cap ? rt->types_cap : 256;
    while (cap <= wanted)
        cap *= 2;
    if (cap > OURO_TYPE_NUMBER_MASK) {
        ouro_raise_memory(rt);
        return false;
    }
    ouro_type **types = ouro_raw_realloc(rt, rt->types, cap * sizeof *types);
    if (!types)
        return false;
    rt->types = types;
    uint32_t *versions = ouro_raw_realloc(rt, rt->versions, cap * sizeof *versions);
    if (!versions)
        return false;
    rt->versions = versions;
    memset(types + rt->types_cap, 0, (cap - rt->types_cap) * sizeof *types);
    memset(versions + rt->types_cap, 0, (cap - rt->types_cap) * sizeof *versions);
    rt->types_cap = cap;
    return true;
}

static bool is_weakref_number(uint32_t number) {
    return number == OURO_T_weakref || number == OURO_T_weakproxy || number == OURO_T_weakcallableproxy;
}

int ouro_type_enter(ouro_rt *rt, ouro_type *type, uint32_t wanted) {
    uint32_t number = wanted;
    if (number == 0)
        number = rt->free_type_number;
    bool reused = number != 0 && wanted == 0;
    if (number == 0)
        number = rt->types_len > OURO_TYPE_NUMBERS_FIXED ? rt->types_len : OURO_TYPE_NUMBERS_FIXED;
    if (number >= rt->types_cap && !grow(rt, number))
        return -1;
    if (reused)
        rt->free_type_number = rt->versions[number];
    if (number >= rt->types_len)
        rt->types_len = number + 1;
    if (is_weakref_number(number) || (type->base && (type->base->flags & OURO_TF_WEAKREF)))
        type->flags |= OURO_TF_WEAKREF;
    rt->types[number] = type;
    type->number = number;
    (void)ouro_type_new_version(rt, type);
    return 0;
}

// No object of the type is left, so nothing compares its number any more: the next type may have it. Fixed numbers
// stay with their builtin types.
void ouro_type_leave(ouro_rt *rt, ouro_type *type) {
    uint32_t number = type->number;
    if (number == 0 || number >= rt->types_len || rt->types[number] != type)
        return;
    rt->types[number] = NULL;
    rt->versions[number] = 0;
    type->number = 0;
    if (number >= OURO_TYPE_NUMBERS_FIXED) {
        rt->versions[number] = rt->free_type_number;
        rt->free_type_number = number;
    }
}

// Versions are never used twice: a cache holds a version and is right as long as the type still has it. When 2^32 of them
// are used up every later one is 0, which caches must take for "do not cache".
uint32_t ouro_type_new_version(ouro_rt *rt, ouro_type *type) {
    uint32_t version = rt->next_version;
    if (version != 0)
        rt->next_version = version + 1;
    type->version = version;
    rt->versions[type->number] = version;
    return version;
}
