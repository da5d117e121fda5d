// Types that native modules make at run time.
#ifndef OURO_MODULES_NATIVE_TYPES_H
#define OURO_MODULES_NATIVE_TYPES_H

#include "types/spec.h"

enum ouro_native_type {
#define NATIVE_TYPE(name) OURO_NT_##name,
#include "modules/native_types.def"
#undef NATIVE_TYPE
    OURO_NATIVE_TYPES
};

#define NATIVE_TYPE(name) extern const ouro_type_spec ouro_native_spec_##name;
#include "modules/native_types.def"
#undef NATIVE_TYPE

// The type, made when it is asked for first. It lives as long as the runtime. NULL: MemoryError.
ouro_type *ouro_native_type(ouro_rt *rt, enum ouro_native_type which);
// Is `o` an instance of the type or of a class derived from it?
bool ouro_native_is(const ouro_rt *rt, ouro_borrowed o, enum ouro_native_type which);
// Adds the type to a module, under its name without the module's. -1: error pending.
int ouro_native_add_type(ouro_rt *rt, ouro_borrowed module, enum ouro_native_type which);

#endif
