// Module atexit: functions to call when the program ends. They are a list of (function, args, kwargs or None).
#include "modules/atexit.h"

#include "modules/modules.h"
#include "modules/native.h"

#include "types/int.h"

METHOD(register_function) {
    if (nargs == 0) {
        ouro_raise(rt, OURO_TypeError, "register() takes at least 1 argument (0 given)");
        return NULL;
    }
    if (!ouro_callable(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "the first argument must be callable");
        return NULL;
    }
    ouro_obj **list = &rt->modules->atexit;
    if (!*list && !(*list = ouro_list_new(rt, 0))) return NULL;
    ouro_obj *keywords = kwnames ? ouro_dict_new(rt) : ouro_none(rt), *positional = NULL, *entry = NULL;
    for (size_t i = 0; keywords && i < ouro_keyword_count(kwnames); i++)
        if (ouro_dict_set(rt, keywords, ouro_tuple_peek(kwnames, i), args[nargs + i]) < 0) goto fail;
    if (keywords) positional = ouro_tuple_from(rt, args + 1, nargs - 1);
    if (positional) entry = ouro_tuple_pack(rt, 3, args[0], positional, keywords);
    if (!entry || ouro_list_append(rt, *list, entry) < 0) goto fail;
    ouro_release(rt, entry);
    ouro_release(rt, positional);
    ouro_release(rt, keywords);
    return ouro_ref(rt, args[0]);
fail:
    ouro_xrelease(rt, entry);
    ouro_xrelease(rt, positional);
    ouro_xrelease(rt, keywords);
    return NULL;
}

// Entries are replaced by None rather than taken out: comparing functions can run any code, this module's included.
METHOD(unregister) {
    ouro_obj *list = rt->modules->atexit ? ouro_ref(rt, rt->modules->atexit) : NULL;
    if (!list) return ouro_none(rt);
    int same = 0;
    for (size_t i = 0; same >= 0 && i < ouro_list_length(list); i++) {
        ouro_obj *entry = ouro_ref(rt, ouro_list_peek(list, i));
        same = entry == rt->none ? 0 : ouro_compare_bool(rt, args[0], ouro_tuple_peek(entry, 0), OURO_EQ);
        if (same > 0 && i < ouro_list_length(list) && ouro_list_peek(list, i) == entry)
            (void)ouro_list_set_steal(rt, list, i, ouro_none(rt));
        ouro_release(rt, entry);
    }
    ouro_release(rt, list);
    return same < 0 ? NULL : ouro_none(rt);
}

METHOD(clear) {
    ouro_obj *list = rt->modules->atexit;
    rt->modules->atexit = NULL;
    ouro_xrelease(rt, list);
    return ouro_none(rt);
}

METHOD(ncallbacks) {
    ouro_borrowed list = rt->modules->atexit;
    int64_t n = 0;
    for (size_t i = 0; list && i < ouro_list_length(list); i++) n += ouro_list_peek(list, i) != rt->none;
    return ouro_int_from_i64(rt, n);
}

void ouro_atexit_run(ouro_rt *rt) {
    struct ouro_modules_state *s = rt->modules;
    while (s->atexit && ouro_list_length(s->atexit) > 0) {
        ouro_list *list = (ouro_list *)s->atexit; // functions may register more
        ouro_obj *entry = ouro_slot_take(rt, s->atexit, &list->items[--list->length]);
        if (entry != rt->none) {
            ouro_borrowed function = ouro_tuple_peek(entry, 0), keywords = ouro_tuple_peek(entry, 2);
            ouro_obj *r = ouro_call_tuple(rt, function, ouro_tuple_peek(entry, 1), keywords == rt->none ? NULL : keywords);
            if (!r) ouro_unraisable(rt, "in atexit callback", function);
            ouro_xrelease(rt, r);
        }
        ouro_release(rt, entry);
    }
    ouro_obj *list = s->atexit;
    s->atexit = NULL;
    ouro_xrelease(rt, list);
}

METHOD(run_exitfuncs) {
    ouro_atexit_run(rt);
    return ouro_none(rt);
}

static const ouro_method_def functions[] = {
    {"register", register_function, 0, 0, OURO_M_KEYWORDS, "Registers a function, with arguments, to call at the end."},
    {"_clear", clear, 0, 0, 0, "_clear() -> None\n\nForgets all functions."},
    {"unregister", unregister, 1, 1, 0, "unregister(func) -> None\n\nForgets a function."},
    {"_run_exitfuncs", run_exitfuncs, 0, 0, 0, "_run_exitfuncs() -> None\n\nCalls all functions, last first."},
    {"_ncallbacks", ncallbacks, 0, 0, 0, "_ncallbacks() -> int\n\nHow many functions are registered."},
    {0},
};

ouro_owned ouro_module_atexit(ouro_rt *rt) {
    return ouro_native_module_new(rt, "atexit", "Functions to call when the program ends.", functions);
}
