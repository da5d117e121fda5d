// list[int] and int | str.
#ifndef OURO_TYPES_GENERICALIAS_H
#define OURO_TYPES_GENERICALIAS_H

#include "types/spec.h"

typedef struct ouro_union {
    ouro_obj head;
    ouro_obj *args; // tuple
} ouro_union;
OURO_INLINE ouro_borrowed ouro_union_args_peek(ouro_borrowed u) { return ((const ouro_union *)u)->args; }
ouro_owned ouro_generic_alias_new(ouro_rt *rt, ouro_borrowed origin, ouro_borrowed args); // args: a tuple or one thing

#endif
