// How objects tell copy and pickle what they are made of.
#ifndef OURO_TYPES_REDUCE_H
#define OURO_TYPES_REDUCE_H

#include "types/spec.h"

ouro_owned ouro_object_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw);
ouro_owned ouro_object_reduce_ex(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw);
ouro_owned ouro_object_getstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw);

#endif
