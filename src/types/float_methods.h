// Methods of float, for its type.
#ifndef OURO_TYPES_FLOAT_METHODS_H
#define OURO_TYPES_FLOAT_METHODS_H

#include "types/spec.h"

extern const ouro_method_def ouro_float_methods[];
extern const ouro_getset_def ouro_float_getsets[];
ouro_owned ouro_float_exact(ouro_rt *rt, ouro_borrowed a); // a itself, or a float equal to it

#endif
