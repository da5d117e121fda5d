// types.SimpleNamespace.
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, ouro_native_base(cls)->size + 2 * sizeof(ouro_obj *));
}

ouro_owned ouro_namespace_new(ouro_rt *rt, ouro_borrowed dict) {
    ouro_obj *o = create(rt, rt->types[OURO_T_SimpleNamespace], NULL, 0, NULL);
    ouro_borrowed own = o && dict ? ouro_instance_dict_peek(rt, o) : NULL;
    if (o && dict && (!own || ouro_dict_merge(rt, own, dict, 1) < 0)) {
        ouro_release(rt, o);
        return NULL;
    }
    return o;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs) {
        ouro_raise(rt, OURO_TypeError, "no positional arguments expected");
        return -1;
    }
    for (size_t i = 0; kwnames && i < ouro_tuple_length(kwnames); i++)
        if (ouro_generic_setattr(rt, self, ouro_tuple_peek(kwnames, i), args[i]) < 0)
            return -1;
    return 0;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const char *name = ouro_is(self, OURO_T_SimpleNamespace) ? "namespace" : ouro_type_of(rt, self)->cname;
    int state = ouro_repr_enter(rt, self);
    if (state)
        return state < 0 ? NULL : ouro_str_formatted(rt, "%s(...)", name);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, name);
    ouro_builder_char(&b, '(');
    ouro_obj *dict = ouro_xref(rt, ouro_instance_dict_peek(rt, self)), *keys = dict ? ouro_list_of(rt, dict) : NULL;
    bool ok = keys != NULL, first = true;
    for (size_t i = 0; ok && i < ouro_list_length(keys); i++) {
        ouro_borrowed key = ouro_list_peek(keys, i);
        if (!ouro_str_check(rt, key) || !ouro_str_length(key))
            continue;
        ouro_obj *value = ouro_dict_get(rt, dict, key), *text = value ? ouro_repr(rt, value) : NULL;
        ok = text || !ouro_error_pending(rt);
        if (text) {
            ouro_builder_ascii(&b, first ? "" : ", ");
            ouro_builder_str(&b, key);
            ouro_builder_char(&b, '=');
            ouro_builder_str(&b, text);
            first = false;
        }
        ouro_xrelease(rt, value);
        ouro_xrelease(rt, text);
    }
    ouro_xrelease(rt, dict);
    ouro_xrelease(rt, keys);
    ouro_repr_leave(rt, self);
    ouro_builder_char(&b, ')');
    if (ok)
        return ouro_builder_finish(&b);
    ouro_builder_drop(&b);
    return NULL;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_is_a(rt, a, OURO_T_SimpleNamespace) || !ouro_is_a(rt, b, OURO_T_SimpleNamespace))
        return ouro_not_implemented(rt);
    ouro_obj *x = ouro_xref(rt, ouro_instance_dict_peek(rt, a)), *y = ouro_xref(rt, ouro_instance_dict_peek(rt, b));
    ouro_obj *result = x && y ? ouro_compare(rt, x, y, op) : NULL;
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return result;
}

static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *dict = ouro_xref(rt, ouro_instance_dict_peek(rt, self)), *result = NULL;
    if (dict)
        result = ouro_tuple_pack(rt, 3, &ouro_type_of(rt, self)->head, rt->empty_tuple, dict);
    ouro_xrelease(rt, dict);
    return result;
}

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) { return ouro_xref(rt, ouro_instance_dict_peek(rt, self)); }

static const ouro_method_def methods[] = {{"__reduce__", reduce, 0, 0, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {{"__dict__", get_dict, NULL, NULL}, {0}};

const ouro_type_spec ouro_spec_SimpleNamespace = {
    .number = OURO_T_SimpleNamespace,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE,
    .size = sizeof(ouro_obj),
    .name = "types.SimpleNamespace",
    .doc = "SimpleNamespace(**attributes): an object with these attributes.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = create, .init = init, .repr = repr, .compare = compare, .dealloc = ouro_instance_drop,
              .traverse = ouro_instance_traverse, .clear = ouro_instance_clear},
};
