// What the files of module math share.
#ifndef OURO_MODULES_MATH_H
#define OURO_MODULES_MATH_H

#include "types/float.h"
#include "types/int.h"
#include "types/spec.h"

// ValueError "math domain error", OverflowError "math range error".
ouro_owned ouro_math_domain(ouro_rt *rt);
ouro_owned ouro_math_range(ouro_rt *rt);

// Head of a function of another file.
#define MATH(name)                                                                                                     \
    ouro_owned ouro_math_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                  \
                                ouro_borrowed kwnames)
// math_int.c
MATH(comb);
MATH(factorial);
MATH(gcd);
MATH(isqrt);
MATH(lcm);
MATH(perm);
// math_sum.c
MATH(dist);
MATH(fsum);
MATH(hypot);
MATH(prod);
// math_gamma.c
MATH(gamma);
MATH(lgamma);

#endif
