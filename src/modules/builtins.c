// Module builtins: its types, constants and functions.
#include "modules/builtins.h"

#include "modules/modules.h"
#include "modules/native.h"

static const uint32_t types[] = {
    OURO_T_bool,     OURO_T_bytearray, OURO_T_bytes,    OURO_T_classmethod, OURO_T_complex,      OURO_T_dict,
    OURO_T_enumerate, OURO_T_filter,   OURO_T_float,    OURO_T_frozenset,   OURO_T_int,          OURO_T_list,
    OURO_T_map,      OURO_T_memoryview, OURO_T_object,  OURO_T_property,    OURO_T_range,        OURO_T_reversed,
    OURO_T_set,      OURO_T_slice,     OURO_T_staticmethod, OURO_T_str,     OURO_T_super,        OURO_T_tuple,
    OURO_T_type,     OURO_T_zip,
};

static int add_type(ouro_rt *rt, ouro_borrowed m, const char *name, uint32_t number) {
    return rt->types[number] ? ouro_module_add(rt, m, name, ouro_ref(rt, &rt->types[number]->head)) : 0;
}

static int add_types(ouro_rt *rt, ouro_borrowed m) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (rt->types[types[i]] && add_type(rt, m, rt->types[types[i]]->cname, types[i]) < 0) return -1;
    for (uint32_t n = OURO_BaseException; n < OURO_TYPE_NUMBERS_FIXED; n++)
        if (rt->types[n] && add_type(rt, m, rt->types[n]->cname, n) < 0) return -1;
    if (add_type(rt, m, "EnvironmentError", OURO_OSError) < 0) return -1;
    return add_type(rt, m, "IOError", OURO_OSError);
}

static int add_constants(ouro_rt *rt, ouro_borrowed m) {
    const ouro_options *options = rt->modules ? rt->modules->options : NULL;
    if (ouro_module_add(rt, m, "None", ouro_none(rt)) < 0) return -1;
    if (ouro_module_add(rt, m, "Ellipsis", ouro_ref(rt, rt->ellipsis)) < 0) return -1;
    if (ouro_module_add(rt, m, "NotImplemented", ouro_ref(rt, rt->notimpl)) < 0) return -1;
    if (ouro_module_add(rt, m, "False", ouro_bool(rt, false)) < 0) return -1;
    if (ouro_module_add(rt, m, "True", ouro_bool(rt, true)) < 0) return -1;
    return ouro_module_add(rt, m, "__debug__", ouro_bool(rt, !options || options->optimize == 0));
}

ouro_owned ouro_module_builtins(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "builtins", "Functions, types and constants that every module sees.",
                                     ouro_builtins_object);
    if (!m) return NULL;
    bool ok = ouro_module_add_functions(rt, m, ouro_builtins_each) == 0 &&
              ouro_module_add_functions(rt, m, ouro_builtins_code) == 0 &&
              ouro_module_add_functions(rt, m, ouro_builtins_io) == 0 && add_constants(rt, m) == 0 &&
              add_types(rt, m) == 0 && ouro_builtins_site(rt, m) == 0;
    return ouro_native_module_done(rt, m, ok ? 0 : -1);
}
