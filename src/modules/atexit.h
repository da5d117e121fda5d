// Functions to call when the program ends.
#ifndef OURO_MODULES_ATEXIT_H
#define OURO_MODULES_ATEXIT_H

#include "object/rt.h"

// Calls and forgets all functions, the one registered last first. Errors go to sys.unraisablehook; none is pending after.
void ouro_atexit_run(ouro_rt *rt);

#endif
