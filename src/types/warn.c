// Warnings raised by native code: the module warnings decides what becomes of them.
#include "types/warn.h"

#include "types/abstract.h"
#include "types/containers.h"
#include "types/state.h"

// The module, imported if need be. NULL: error pending, or there is no import yet.
static ouro_owned warnings_module(ouro_rt *rt) {
    if (!rt->ty->modules || !rt->ty->builtins)
        return NULL;
    ouro_borrowed there = ouro_dict_peek_str(rt, rt->ty->modules, OURO_NAME(rt, warnings));
    if (there)
        return ouro_ref(rt, there);
    ouro_borrowed import = ouro_dict_peek_str(rt, rt->ty->builtins, OURO_NAME(rt, __import__));
    ouro_obj *module = import ? ouro_call1(rt, import, OURO_NAME(rt, warnings)) : NULL;
    if (!module && ouro_error_is(rt, OURO_ImportError)) // no standard library: nobody to warn
        ouro_error_clear(rt);
    return module;
}

int ouro_warn(ouro_rt *rt, uint32_t category, ouro_owned message) {
    if (!message)
        return -1;
    ouro_obj *module = warnings_module(rt), *warn = NULL;
    if (module && module != rt->none)
        warn = ouro_getattr(rt, module, OURO_NAME(rt, warn));
    if (warn)
        ouro_xrelease(rt, ouro_call2(rt, warn, message, &rt->types[category]->head));
    ouro_release(rt, message);
    ouro_xrelease(rt, module);
    ouro_xrelease(rt, warn);
    return ouro_error_pending(rt) ? -1 : 0;
}
