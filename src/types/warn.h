// Warnings raised by native code.
#ifndef OURO_TYPES_WARN_H
#define OURO_TYPES_WARN_H

#include "object/rt.h"

// warnings.warn(message, category), shown at the Python code that runs now. Steals the message; NULL: its making failed.
// -1: the warning became an error, or it could not be made.
int ouro_warn(ouro_rt *rt, uint32_t category, ouro_owned message);

#endif
