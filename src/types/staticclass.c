// staticmethod and classmethod.
#include "types/abstract.h"
#include "types/class.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static ouro_wrapped *of(ouro_borrowed self) { return (ouro_wrapped *)(uintptr_t)self; }

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    // Room for the attributes that are copied from the function.
    return ouro_new_zeroed(rt, cls, ouro_native_base(cls)->size + 4 * sizeof(ouro_obj *));
}

// The wrapper looks like what it wraps, as functools.wraps would make it.
static int copy_attributes(ouro_rt *rt, ouro_borrowed self, ouro_borrowed callable) {
    ouro_obj *const names[] = {OURO_NAME(rt, __module__), OURO_NAME(rt, __name__), OURO_NAME(rt, __qualname__),
                               OURO_NAME(rt, __doc__), OURO_NAME(rt, __annotations__)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ouro_obj *value = ouro_getattr_quiet(rt, callable, names[i]);
        if (!value) {
            if (ouro_error_pending(rt))
                return -1;
            continue;
        }
        int status = ouro_setattr(rt, self, names[i], value);
        ouro_release(rt, value);
        if (status < 0)
            return -1;
    }
    return 0;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const char *name = ouro_is_a(rt, self, OURO_T_staticmethod) ? "staticmethod" : "classmethod";
    if (ouro_args_count(rt, name, nargs, kwnames, 1, 1) < 0)
        return -1;
    ouro_slot_set(rt, self, &of(self)->callable, ouro_ref(rt, args[0]));
    return copy_attributes(rt, self, args[0]);
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_instance_drop(rt, self);
    ouro_slot_clear(rt, self, &of(self)->callable);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->callable);
    return ouro_instance_traverse(rt, self, visit, arg);
}

static bool initialized(ouro_rt *rt, ouro_borrowed self) {
    if (of(self)->callable)
        return true;
    ouro_raise(rt, OURO_RuntimeError, "uninitialized %s object",
               ouro_is_a(rt, self, OURO_T_staticmethod) ? "staticmethod" : "classmethod");
    return false;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const char *name = ouro_is_a(rt, self, OURO_T_staticmethod) ? "staticmethod" : "classmethod";
    return ouro_str_formatted(rt, "<%s(%R)>", name, of(self)->callable ? of(self)->callable : rt->none);
}

static ouro_owned get_abstract(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *mark = of(self)->callable ? ouro_getattr_quiet(rt, of(self)->callable, OURO_NAME(rt, __isabstractmethod__))
                                        : NULL;
    int truth = mark ? ouro_truth(rt, mark) : ouro_error_pending(rt) ? -1 : 0;
    ouro_xrelease(rt, mark);
    return truth < 0 ? NULL : ouro_bool(rt, truth);
}

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) { return ouro_xref(rt, ouro_instance_dict_peek(rt, self)); }
static int set_dict(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return ouro_instance_set_dict(rt, self, value);
}

static ouro_owned static_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    return initialized(rt, self) ? ouro_ref(rt, of(self)->callable) : NULL;
}

static ouro_owned static_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    return initialized(rt, self) ? ouro_call(rt, of(self)->callable, args, nargs, kwnames) : NULL;
}

static ouro_owned class_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!initialized(rt, self))
        return NULL;
    if (!type)
        type = &ouro_type_of(rt, obj)->head;
    ouro_borrowed callable = of(self)->callable;
    ouro_descr_get_slot get = ouro_type_of(rt, callable)->slots.descr_get;
    if (get && !ouro_is(callable, OURO_T_function)) // a property, for one
        return get(rt, callable, type, type);
    return ouro_method_new(rt, callable, type);
}

static const ouro_getset_def getsets[] = {
    {"__isabstractmethod__", get_abstract, NULL, NULL}, {"__dict__", get_dict, set_dict, NULL}, {0}};
static const ouro_member_def members[] = {{"__func__", OURO_MEMBER_OBJ, offsetof(ouro_wrapped, callable), false},
                                          {"__wrapped__", OURO_MEMBER_OBJ, offsetof(ouro_wrapped, callable), false},
                                          {0}};

const ouro_type_spec ouro_spec_staticmethod = {
    .number = OURO_T_staticmethod,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE,
    .size = sizeof(ouro_wrapped),
    .name = "staticmethod",
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .init = init, .dealloc = drop, .traverse = traverse, .clear = drop, .repr = repr,
              .descr_get = static_get, .call = static_call},
};

const ouro_type_spec ouro_spec_classmethod = {
    .number = OURO_T_classmethod,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE,
    .size = sizeof(ouro_wrapped),
    .name = "classmethod",
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .init = init, .dealloc = drop, .traverse = traverse, .clear = drop, .repr = repr,
              .descr_get = class_get},
};
