// Module sys.
#include "modules/modules.h"

#include "types/class.h"
#include "types/containers.h"
#include "types/str.h"

ouro_borrowed ouro_sys_peek(ouro_rt *rt, const char *name) {
    return rt->modules && rt->modules->sys_dict ? ouro_dict_peek_ascii(rt, rt->modules->sys_dict, name) : NULL;
}

int ouro_sys_set(ouro_rt *rt, const char *name, ouro_owned value) {
    int r = value ? ouro_dict_set_ascii(rt, rt->modules->sys_dict, name, value) : -1;
    ouro_xrelease(rt, value);
    return r;
}

ouro_owned ouro_module_sys(ouro_rt *rt) { return ouro_module_new(rt, "sys", NULL); }
