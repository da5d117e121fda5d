// property.
#include "types/abstract.h"
#include "types/class.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static ouro_property *of(ouro_borrowed self) { return (ouro_property *)(uintptr_t)self; }

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, rt->types[OURO_T_property]->size);
}

static void set(ouro_rt *rt, ouro_borrowed self, ouro_obj **slot, ouro_borrowed value) {
    ouro_slot_set(rt, self, slot, value && value != rt->none ? ouro_ref(rt, value) : NULL);
}

// A derived class has a __dict__: the doc goes there, as its own __doc__ hides property's.
static int put_doc(ouro_rt *rt, ouro_borrowed self, ouro_borrowed doc) {
    if (ouro_is(self, OURO_T_property)) {
        set(rt, self, &of(self)->doc, doc);
        return 0;
    }
    return ouro_setattr(rt, self, OURO_NAME(rt, __doc__), doc);
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"fget", "fset", "fdel", "doc"};
    ouro_obj *in[4];
    if (ouro_args(rt, "property", args, nargs, kwnames, names, 4, 0, 4, in) < 0)
        return -1;
    ouro_property *p = of(self);
    set(rt, self, &p->get, in[0]);
    set(rt, self, &p->set, in[1]);
    set(rt, self, &p->del, in[2]);
    ouro_slot_clear(rt, self, &p->doc);
    ouro_slot_clear(rt, self, &p->name);
    p->getter_doc = false;
    if (in[3] && in[3] != rt->none)
        return put_doc(rt, self, in[3]);
    ouro_obj *doc = p->get ? ouro_getattr_quiet(rt, p->get, OURO_NAME(rt, __doc__)) : NULL;
    if (!doc)
        return ouro_error_pending(rt) ? -1 : 0;
    p->getter_doc = doc != rt->none;
    int status = put_doc(rt, self, doc);
    ouro_release(rt, doc);
    return status;
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_property *p = of(self);
    ouro_slot_clear(rt, self, &p->get);
    ouro_slot_clear(rt, self, &p->set);
    ouro_slot_clear(rt, self, &p->del);
    ouro_slot_clear(rt, self, &p->doc);
    ouro_slot_clear(rt, self, &p->name);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_property *p = of(self);
    OURO_VISIT(p->get);
    OURO_VISIT(p->set);
    OURO_VISIT(p->del);
    OURO_VISIT(p->doc);
    OURO_VISIT(p->name);
    return 0;
}

static void missing(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, const char *what) {
    ouro_type *type = ouro_type_of(rt, obj);
    ouro_obj *qualname = ouro_getattr_quiet(rt, &type->head, OURO_NAME(rt, __qualname__));
    ouro_error_clear(rt);
    if (of(self)->name && qualname)
        ouro_raise(rt, OURO_AttributeError, "property %R of %R object has no %s", of(self)->name, qualname, what);
    else if (qualname)
        ouro_raise(rt, OURO_AttributeError, "property of %R object has no %s", qualname, what);
    else
        ouro_raise(rt, OURO_AttributeError, "property has no %s", what);
    ouro_xrelease(rt, qualname);
}

static ouro_owned descr_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!obj || obj == rt->none)
        return ouro_ref(rt, self);
    if (!of(self)->get) {
        missing(rt, self, obj, "getter");
        return NULL;
    }
    ouro_obj *f = ouro_ref(rt, of(self)->get), *value = ouro_call1(rt, f, obj);
    ouro_release(rt, f);
    return value;
}

static int descr_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed value) {
    ouro_obj *f = ouro_xref(rt, value ? of(self)->set : of(self)->del);
    if (!f) {
        missing(rt, self, obj, value ? "setter" : "deleter");
        return -1;
    }
    ouro_obj *result = value ? ouro_call2(rt, f, obj, value) : ouro_call1(rt, f, obj);
    ouro_release(rt, f);
    ouro_xrelease(rt, result);
    return result ? 0 : -1;
}

// property(...) with some of the three functions replaced.
static ouro_owned copy(ouro_rt *rt, ouro_borrowed self, ouro_borrowed get, ouro_borrowed set_, ouro_borrowed del) {
    const ouro_property *p = of(self);
    ouro_borrowed functions[3] = {get && get != rt->none ? get : p->get, set_ && set_ != rt->none ? set_ : p->set,
                                  del && del != rt->none ? del : p->del};
    ouro_borrowed doc = p->getter_doc && functions[0] && functions[0] != rt->none ? NULL : p->doc;
    ouro_obj *args[4];
    for (size_t i = 0; i < 3; i++)
        args[i] = (ouro_obj *)(uintptr_t)(functions[i] ? functions[i] : rt->none);
    args[3] = (ouro_obj *)(uintptr_t)(doc ? doc : rt->none);
    ouro_obj *made = ouro_call(rt, &ouro_type_of(rt, self)->head, args, 4, NULL);
    if (made && ouro_is_a(rt, made, OURO_T_property) && p->name)
        ouro_slot_set(rt, made, &of(made)->name, ouro_ref(rt, p->name));
    return made;
}

static ouro_owned getter(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return copy(rt, self, args[0], NULL, NULL);
}
static ouro_owned setter(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return copy(rt, self, NULL, args[0], NULL);
}
static ouro_owned deleter(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return copy(rt, self, NULL, NULL, args[0]);
}

static ouro_owned set_name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs != 2) {
        ouro_raise(rt, OURO_TypeError, "__set_name__() takes 2 positional arguments but %zu were given", nargs);
        return NULL;
    }
    ouro_slot_set(rt, self, &of(self)->name, ouro_ref(rt, args[1]));
    return ouro_none(rt);
}

// Abstract when one of its functions is.
static ouro_owned get_abstract(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed functions[3] = {of(self)->get, of(self)->set, of(self)->del};
    for (size_t i = 0; i < 3; i++) {
        ouro_obj *mark = functions[i] ? ouro_getattr_quiet(rt, functions[i], OURO_NAME(rt, __isabstractmethod__)) : NULL;
        int truth = mark ? ouro_truth(rt, mark) : ouro_error_pending(rt) ? -1 : 0;
        ouro_xrelease(rt, mark);
        if (truth < 0)
            return NULL;
        if (truth)
            return ouro_bool(rt, true);
    }
    return ouro_bool(rt, false);
}

static const ouro_method_def methods[] = {
    {"getter", getter, 1, 1, 0, "The same property with another getter."},
    {"setter", setter, 1, 1, 0, "The same property with another setter."},
    {"deleter", deleter, 1, 1, 0, "The same property with another deleter."},
    {"__set_name__", set_name, 0, OURO_MANY, 0, NULL},
    {0}};
static const ouro_getset_def getsets[] = {{"__isabstractmethod__", get_abstract, NULL, NULL}, {0}};
static const ouro_member_def members[] = {{"fget", OURO_MEMBER_OBJ, offsetof(ouro_property, get), false},
                                          {"fset", OURO_MEMBER_OBJ, offsetof(ouro_property, set), false},
                                          {"fdel", OURO_MEMBER_OBJ, offsetof(ouro_property, del), false},
                                          {"__doc__", OURO_MEMBER_OBJ, offsetof(ouro_property, doc), true},
                                          {0}};

const ouro_type_spec ouro_spec_property = {
    .number = OURO_T_property,
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(ouro_property),
    .name = "property",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .init = init, .dealloc = drop, .traverse = traverse, .clear = drop,
              .descr_get = descr_get, .descr_set = descr_set},
};
