// Making native modules.
#include "modules/native.h"

#include <string.h>

#include "modules/modules.h"
#include "modules/native_types.h"
#include "types/type.h"

ouro_owned ouro_native_module_new(ouro_rt *rt, const char *name, const char *doc, const ouro_method_def *functions) {
    ouro_obj *m = ouro_module_new(rt, name, doc);
    return m ? ouro_native_module_done(rt, m, functions ? ouro_module_add_functions(rt, m, functions) : 0) : NULL;
}

ouro_owned ouro_native_module_done(ouro_rt *rt, ouro_owned module, int status) {
    if (status >= 0) return module;
    ouro_release(rt, module);
    return NULL;
}

static const ouro_type_spec *const specs[] = {
#define NATIVE_TYPE(name) &ouro_native_spec_##name,
#include "modules/native_types.def"
#undef NATIVE_TYPE
};

ouro_type *ouro_native_type(ouro_rt *rt, enum ouro_native_type which) {
    ouro_type **slot = &rt->modules->types[which];
    if (!*slot) *slot = ouro_type_from_spec(rt, specs[which]);
    return *slot;
}

bool ouro_native_is(const ouro_rt *rt, ouro_borrowed o, enum ouro_native_type which) {
    const ouro_type *type = rt->modules->types[which];
    return type && (ouro_is(o, type->number) || ouro_subtype(ouro_type_of(rt, o), type));
}

int ouro_native_add_type(ouro_rt *rt, ouro_borrowed module, enum ouro_native_type which) {
    ouro_type *type = ouro_native_type(rt, which);
    if (!type) return -1;
    const char *dot = strrchr(type->cname, '.');
    return ouro_module_add(rt, module, dot ? dot + 1 : type->cname, ouro_ref(rt, &type->head));
}

// ---- instances -------------------------------------------------------------------------------------------------------

ouro_owned ouro_native_dict_get(ouro_rt *rt, ouro_borrowed self) {
    return ouro_xref(rt, ouro_instance_dict_peek(rt, self));
}

int ouro_native_dict_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return ouro_instance_set_dict(rt, self, value);
}

ouro_owned ouro_native_instance(ouro_rt *rt, ouro_type *cls) {
    return ouro_new_zeroed(rt, cls, ouro_native_base(cls)->size);
}

const char *ouro_native_short_name(const ouro_rt *rt, ouro_borrowed o) {
    const char *name = ouro_type_of(rt, o)->cname, *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

ouro_owned ouro_keywords_dict(ouro_rt *rt, ouro_obj *const *values, ouro_borrowed kwnames) {
    ouro_obj *dict = ouro_dict_new(rt);
    for (size_t i = 0; dict && i < ouro_keyword_count(kwnames); i++)
        if (ouro_dict_set(rt, dict, ouro_tuple_peek(kwnames, i), values[i]) < 0) {
            ouro_release(rt, dict);
            return NULL;
        }
    return dict;
}
