// What the files of the native modules share.
#ifndef OURO_MODULES_NATIVE_H
#define OURO_MODULES_NATIVE_H

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"

// Head of every native function and method.
#define METHOD(name)                                                                                                   \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

OURO_INLINE size_t ouro_keyword_count(ouro_borrowed kwnames) { return kwnames ? ouro_tuple_length(kwnames) : 0; }

// A module of the functions, documented by `doc` (may be NULL).
ouro_owned ouro_native_module_new(ouro_rt *rt, const char *name, const char *doc, const ouro_method_def *functions);
// The same as the end of making a module: steals it. status < 0: releases it and gives NULL, the error stays pending.
ouro_owned ouro_native_module_done(ouro_rt *rt, ouro_owned module, int status);

// The __dict__ of instances whose native type has attributes (OURO_TF_INSTANCE): a row of its getsets.
ouro_owned ouro_native_dict_get(ouro_rt *rt, ouro_borrowed self);
int ouro_native_dict_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value);
#define OURO_NATIVE_DICT {"__dict__", ouro_native_dict_get, ouro_native_dict_set, NULL}
// A new instance of cls (of a native type, or of a class derived from it), all zero.
ouro_owned ouro_native_instance(ouro_rt *rt, ouro_type *cls);
// Name of the type of `o` without its module.
const char *ouro_native_short_name(const ouro_rt *rt, ouro_borrowed o);
// A dict of the keyword arguments of a native function.
ouro_owned ouro_keywords_dict(ouro_rt *rt, ouro_obj *const *values, ouro_borrowed kwnames);

#endif
