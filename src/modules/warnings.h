// Warnings from native code.
#ifndef OURO_MODULES_WARNINGS_H
#define OURO_MODULES_WARNINGS_H

#include "modules/modules.h"

// warnings.warn(text, category): of the Python code that runs (level 1), or of its caller ... -1: it became an error.
int ouro_warn(ouro_rt *rt, uint32_t category, int64_t level, const char *text);
int ouro_warn_object(ouro_rt *rt, ouro_borrowed category, ouro_borrowed message, int64_t level, ouro_borrowed source_or_null);
// A warning about no line of Python code: it is said to be in line 0 of `module`.
int ouro_warn_of_module(ouro_rt *rt, uint32_t category, const char *module, const char *text);

#endif
