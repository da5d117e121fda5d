// Module sys: what its files share.
#ifndef OURO_MODULES_SYS_H
#define OURO_MODULES_SYS_H

#include "modules/modules.h"
#include "modules/native.h"

int ouro_sys_add_info(ouro_rt *rt, ouro_borrowed module);  // constants and named tuples: sys_info.c
int ouro_sys_add_paths(ouro_rt *rt, ouro_borrowed module); // path, argv, executable, prefix: sys_path.c
ouro_owned ouro_sys_stdlib_names(ouro_rt *rt);             // frozenset sys.stdlib_module_names: sys_names.c

#endif
