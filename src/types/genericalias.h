// list[int] and int | str.
#ifndef OURO_TYPES_GENERICALIAS_H
#define OURO_TYPES_GENERICALIAS_H

#include "types/spec.h"
#include "types/str.h"

typedef struct ouro_union {
    ouro_obj head;
    ouro_obj *args; // tuple
} ouro_union;
OURO_INLINE ouro_borrowed ouro_union_args_peek(ouro_borrowed u) { return ((const ouro_union *)u)->args; }
ouro_owned ouro_generic_alias_new(ouro_rt *rt, ouro_borrowed origin, ouro_borrowed args); // args: a tuple or one thing
// A type as it is written in an annotation: "int", "list[int]", "mod.Class". -1: error.
int ouro_type_expression(ouro_builder *b, ouro_borrowed o);
ouro_owned ouro_type_parameters(ouro_rt *rt, ouro_borrowed args); // the type variables in args: tuple
// args with `parameters` replaced by what stands in the brackets. TypeError if there are none or the counts differ.
ouro_owned ouro_type_substitute(ouro_rt *rt, ouro_borrowed self, ouro_borrowed args, ouro_borrowed parameters,
                                ouro_borrowed key);

#endif
