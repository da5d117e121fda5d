#ifndef OURO_MODULES_SYS_H
#define OURO_MODULES_SYS_H

#include "object/rt.h"

// Adds what describes the interpreter: versions, flags, paths, figures of the number types. -1: error pending.
int ouro_sys_add_info(ouro_rt *rt, ouro_borrowed sys);

#endif
