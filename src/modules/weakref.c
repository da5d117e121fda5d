// Module _weakref, on which the standard library's weakref.py stands.
#include "types/weakref.h"

#include "modules/modules.h"
#include "modules/native.h"

#include "types/int.h"

METHOD(getweakrefcount) { return ouro_int_from_i64(rt, (int64_t)ouro_weak_count(rt, args[0])); }
METHOD(getweakrefs) { return ouro_weakref_list(rt, args[0]); }

METHOD(proxy) { return ouro_weakproxy_new(rt, args[0], nargs == 2 && args[1] != rt->none ? args[1] : NULL); }

// Deletes dict[key] if its value is a weak reference that is dead. Finding and deleting is one step: no other code may
// have put a living one there in between.
METHOD(remove_dead_weakref) {
    if (!ouro_is(args[0], OURO_T_dict) && !ouro_dict_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", args[0]);
        return NULL;
    }
    ouro_borrowed value = ouro_dict_peek(rt, args[0], args[1]);
    if (!value) return ouro_error_pending(rt) ? NULL : ouro_none(rt);
    if (!ouro_is_a(rt, value, OURO_T_weakref)) {
        ouro_raise(rt, OURO_TypeError, "not a weakref");
        return NULL;
    }
    ouro_obj *alive = ouro_weak_get(rt, (const ouro_weakref *)value);
    if (alive)
        ouro_release(rt, alive);
    else if (ouro_dict_delete(rt, args[0], args[1]) < 0)
        return NULL;
    return ouro_none(rt);
}

static const ouro_method_def functions[] = {
    {"getweakrefcount", getweakrefcount, 1, 1, 0,
     "getweakrefcount($module, object, /)\n--\n\nHow many weak references and proxies there are to an object."},
    {"getweakrefs", getweakrefs, 1, 1, 0,
     "getweakrefs($module, object, /)\n--\n\nA list of the weak references and proxies to an object."},
    {"proxy", proxy, 1, 2, 0, "proxy($module, object, callback=None, /)\n--\n\nA weak reference that acts as the object."},
    {"_remove_dead_weakref", remove_dead_weakref, 2, 2, 0,
     "_remove_dead_weakref($module, dct, key, /)\n--\n\nDeletes dct[key] if it is a weak reference that is dead."},
    {0},
};

ouro_owned ouro_module__weakref(ouro_rt *rt) {
    static const struct {
        const char *name;
        uint32_t type;
    } types[] = {{"ref", OURO_T_weakref},
                 {"ReferenceType", OURO_T_weakref},
                 {"ProxyType", OURO_T_weakproxy},
                 {"CallableProxyType", OURO_T_weakcallableproxy}};
    ouro_obj *m = ouro_native_module_new(rt, "_weakref", "Weak references.", functions);
    int r = 0;
    for (size_t i = 0; m && r == 0 && i < sizeof types / sizeof *types; i++)
        r = ouro_module_add(rt, m, types[i].name, ouro_ref(rt, &rt->types[types[i].type]->head));
    return m ? ouro_native_module_done(rt, m, r) : NULL;
}
