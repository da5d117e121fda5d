// None, Ellipsis and NotImplemented.
#include "types/abstract.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"

static ouro_owned only(ouro_rt *rt, ouro_type *cls, size_t nargs, ouro_borrowed kwnames, ouro_borrowed value) {
    if (nargs == 0 && !kwnames)
        return ouro_ref(rt, value);
    ouro_raise(rt, OURO_TypeError, "%N takes no arguments", cls);
    return NULL;
}

#define CREATE(name, field)                                                                                            \
    static ouro_owned name(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {  \
        return only(rt, cls, nargs, kwnames, rt->field);                                                               \
    }
CREATE(none_create, none)
CREATE(ellipsis_create, ellipsis)
CREATE(notimpl_create, notimpl)

static ouro_owned none_repr(ouro_rt *rt, ouro_borrowed self) { return ouro_str_interned_cstring(rt, "None"); }
static ouro_owned ellipsis_repr(ouro_rt *rt, ouro_borrowed self) { return ouro_str_interned_cstring(rt, "Ellipsis"); }
static ouro_owned notimpl_repr(ouro_rt *rt, ouro_borrowed self) { return ouro_str_interned_cstring(rt, "NotImplemented"); }

static int none_truth(ouro_rt *rt, ouro_borrowed self) { return 0; }

// The truth of NotImplemented is deprecated but still true.
static int notimpl_truth(ouro_rt *rt, ouro_borrowed self) { return 1; }

// One value for all runs of a program, as sets of such things are printed in the order of their hashes.
static int64_t none_hash(ouro_rt *rt, ouro_borrowed self) { return 0xfca86420; }

static ouro_owned ellipsis_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames) {
    return ellipsis_repr(rt, self);
}
static ouro_owned notimpl_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames) {
    return notimpl_repr(rt, self);
}
static const ouro_method_def ellipsis_methods[] = {{"__reduce__", ellipsis_reduce, 0, 0, 0, NULL}, {0}};
static const ouro_method_def notimpl_methods[] = {{"__reduce__", notimpl_reduce, 0, 0, 0, NULL}, {0}};

const ouro_type_spec ouro_spec_NoneType = {
    .number = OURO_T_NoneType,
    .flags = OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_obj),
    .name = "NoneType",
    .slots = {.create = none_create, .repr = none_repr, .truth = none_truth, .hash = none_hash},
};
const ouro_type_spec ouro_spec_ellipsis = {
    .number = OURO_T_ellipsis,
    .flags = OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_obj),
    .name = "ellipsis",
    .methods = ellipsis_methods,
    .slots = {.create = ellipsis_create, .repr = ellipsis_repr},
};
const ouro_type_spec ouro_spec_NotImplementedType = {
    .number = OURO_T_NotImplementedType,
    .flags = OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_obj),
    .name = "NotImplementedType",
    .methods = notimpl_methods,
    .slots = {.create = notimpl_create, .repr = notimpl_repr, .truth = notimpl_truth},
};
