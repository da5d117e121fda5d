// Warnings raised by native code: the module _warnings decides what becomes of them.
#include "types/warn.h"

#include "types/abstract.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"

// NULL without an error pending: there is no import yet.
static ouro_owned warnings_module(ouro_rt *rt) {
    ouro_borrowed import =
        rt->ty->builtins ? ouro_dict_peek_str(rt, rt->ty->builtins, OURO_NAME(rt, __import__)) : NULL;
    ouro_obj *name = import ? ouro_str_interned_cstring(rt, "_warnings") : NULL, *module = NULL;
    if (name) {
        module = ouro_call1(rt, import, name);
        ouro_release(rt, name);
    }
    return module;
}

int ouro_warn_deprecated(ouro_rt *rt, ouro_owned message) {
    if (!message)
        return -1;
    ouro_obj *module = warnings_module(rt), *warn = module ? ouro_getattr(rt, module, OURO_NAME(rt, warn)) : NULL;
    if (warn)
        ouro_xrelease(rt, ouro_call2(rt, warn, message, &rt->types[OURO_DeprecationWarning]->head));
    ouro_release(rt, message);
    ouro_xrelease(rt, module);
    ouro_xrelease(rt, warn);
    return ouro_error_pending(rt) ? -1 : 0;
}

int ouro_warn_subclass(ouro_rt *rt, ouro_borrowed owner, const char *method, const char *type, ouro_borrowed result) {
    return ouro_warn_deprecated(
        rt, ouro_str_formatted(rt,
                               "%s%s%s returned non-%s (type %T).  The ability to return an instance of a strict "
                               "subclass of %s is deprecated, and may be removed in a future version of Python.",
                               owner ? ouro_type_of(rt, owner)->cname : "", owner ? "." : "", method, type, result,
                               type));
}
