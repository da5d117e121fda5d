// Warnings raised by native code.
#ifndef OURO_TYPES_WARN_H
#define OURO_TYPES_WARN_H

#include "object/rt.h"

// DeprecationWarning at the Python code that runs now. Steals the message; NULL: its making failed. -1: the warning
// became an error, or it could not be made.
int ouro_warn_deprecated(ouro_rt *rt, ouro_owned message);
// "__int__ returned non-int (type X). ...": the same, of a method that must return an exact `type`. The owner is named
// before the method.
int ouro_warn_subclass(ouro_rt *rt, ouro_borrowed owner_or_null, const char *method, const char *type,
                       ouro_borrowed result);

#endif
