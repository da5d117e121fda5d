// The descriptors that make native methods, attributes and slots reachable as attributes of types.
#include "types/descriptor.h"

#include <string.h>

#include "types/abstract.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/str.h"

static const char *def_name(ouro_borrowed o) { return ouro_str_ascii(((const ouro_descriptor *)o)->name); }

static ouro_owned descriptor_new(ouro_rt *rt, uint32_t number, ouro_type *owner, ouro_borrowed name, const void *def,
                                 void *slot) {
    ouro_descriptor *d = (ouro_descriptor *)ouro_new_fixed_gc(rt, number, sizeof *d);
    if (!d)
        return NULL;
    d->owner = (ouro_type *)ouro_ref(rt, &owner->head);
    d->name = ouro_ref(rt, name);
    d->def = def;
    d->slot = slot;
    if (ouro_immortal(&owner->head)) // no cycle can go through it
        ouro_untrack(&d->head);
    return &d->head;
}

static ouro_owned named(ouro_rt *rt, uint32_t number, ouro_type *owner, const char *name, const void *def, void *slot) {
    ouro_obj *text = ouro_str_interned_cstring(rt, name);
    if (!text)
        return NULL;
    ouro_obj *d = descriptor_new(rt, number, owner, text, def, slot);
    ouro_release(rt, text);
    return d;
}

ouro_owned ouro_descriptor_method(ouro_rt *rt, ouro_type *owner, const ouro_method_def *def) {
    if (def->flags & OURO_M_STATIC) {
        ouro_obj *f = ouro_builtin_function_new(rt, def, &owner->head, NULL);
        if (!f)
            return NULL;
        ouro_wrapped *w = (ouro_wrapped *)ouro_new_zeroed(rt, rt->types[OURO_T_staticmethod],
                                                          rt->types[OURO_T_staticmethod]->size);
        if (!w) {
            ouro_release(rt, f);
            return NULL;
        }
        ouro_slot_init(rt, &w->head, &w->callable, f);
        return &w->head;
    }
    uint32_t number = def->flags & OURO_M_CLASS ? OURO_T_classmethod_descriptor : OURO_T_method_descriptor;
    return named(rt, number, owner, def->name, def, NULL);
}

ouro_owned ouro_descriptor_getset(ouro_rt *rt, ouro_type *owner, const ouro_getset_def *def) {
    return named(rt, OURO_T_getset_descriptor, owner, def->name, def, NULL);
}

ouro_owned ouro_descriptor_member(ouro_rt *rt, ouro_type *owner, const ouro_member_def *def) {
    return named(rt, OURO_T_member_descriptor, owner, def->name, def, NULL);
}

ouro_owned ouro_descriptor_wrapper(ouro_rt *rt, ouro_type *owner, const ouro_slot_def *def, void *slot) {
    return descriptor_new(rt, OURO_T_wrapper_descriptor, owner, rt->ty->names[def->name], def, slot);
}

ouro_owned ouro_descriptor_slot_member(ouro_rt *rt, ouro_type *owner, ouro_borrowed name, uint32_t offset) {
    return descriptor_new(rt, OURO_T_member_descriptor, owner, name, NULL, (void *)(uintptr_t)offset);
}

static void descriptor_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_descriptor *d = (ouro_descriptor *)self;
    ouro_obj *owner = &d->owner->head;
    ouro_release(rt, d->name);
    ouro_release(rt, owner);
}

static int descriptor_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_descriptor *d = (ouro_descriptor *)self;
    OURO_VISIT(&d->owner->head);
    OURO_VISIT(d->name);
    return 0;
}

// ---- attributes they share -----------------------------------------------------------------------------------------

static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((const ouro_descriptor *)self)->name);
}

static ouro_owned get_objclass(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, &((const ouro_descriptor *)self)->owner->head);
}

static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    ouro_obj *owner = ouro_getattr(rt, &d->owner->head, OURO_NAME(rt, __qualname__));
    if (!owner)
        return NULL;
    ouro_obj *text = ouro_str_formatted(rt, "%S.%S", owner, d->name);
    ouro_release(rt, owner);
    return text;
}

static size_t signature_length(const char *doc, const char *name) {
    size_t n = strlen(name);
    if (!doc || strncmp(doc, name, n) != 0 || doc[n] != '(')
        return 0;
    const char *end = strstr(doc + n, ")\n--\n\n");
    return end ? (size_t)(end - doc) + 1 : 0;
}

ouro_owned ouro_doc_text(ouro_rt *rt, const char *doc, const char *name) {
    if (!doc)
        return ouro_none(rt);
    size_t n = signature_length(doc, name);
    const char *text = doc + (n ? n + 5 : 0);
    return *text ? ouro_str_from_cstring(rt, text) : ouro_none(rt);
}

ouro_owned ouro_doc_signature(ouro_rt *rt, const char *doc, const char *name) {
    size_t n = signature_length(doc, name), skip = strlen(name);
    return n ? ouro_str_from_utf8(rt, doc + skip, n - skip) : ouro_none(rt);
}

static const char *method_doc(ouro_borrowed self) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    if (ouro_is(self, OURO_T_wrapper_descriptor))
        return ((const ouro_slot_def *)d->def)->doc;
    return ((const ouro_method_def *)d->def)->doc;
}

static ouro_owned get_method_doc(ouro_rt *rt, ouro_borrowed self) {
    return ouro_doc_text(rt, method_doc(self), def_name(self));
}

static ouro_owned get_method_signature(ouro_rt *rt, ouro_borrowed self) {
    return ouro_doc_signature(rt, method_doc(self), def_name(self));
}

static ouro_owned get_getset_doc(ouro_rt *rt, ouro_borrowed self) {
    const ouro_getset_def *def = ((const ouro_descriptor *)self)->def;
    return def->doc ? ouro_str_from_cstring(rt, def->doc) : ouro_none(rt);
}

static ouro_owned get_member_doc(ouro_rt *rt, ouro_borrowed self) { return ouro_none(rt); }

static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_borrowed get = rt->ty->builtins ? ouro_dict_peek_ascii(rt, rt->ty->builtins, "getattr") : NULL;
    if (!get) {
        ouro_raise(rt, OURO_RuntimeError, "getattr is not there");
        return NULL;
    }
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    ouro_obj *target = ouro_tuple_pack(rt, 2, &d->owner->head, d->name);
    if (!target)
        return NULL;
    ouro_obj *result = ouro_tuple_pack(rt, 2, get, target);
    ouro_release(rt, target);
    return result;
}

#define REDUCE {"__reduce__", reduce, 0, 0, 0, NULL}
static const ouro_method_def descriptor_methods[] = {REDUCE, {0}};
#define COMMON {"__name__", get_name, NULL, NULL}, {"__objclass__", get_objclass, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL}
static const ouro_getset_def method_getsets[] = {
    COMMON, {"__doc__", get_method_doc, NULL, NULL}, {"__text_signature__", get_method_signature, NULL, NULL}, {0}};
static const ouro_getset_def getset_getsets[] = {COMMON, {"__doc__", get_getset_doc, NULL, NULL}, {0}};
static const ouro_getset_def member_getsets[] = {COMMON, {"__doc__", get_member_doc, NULL, NULL}, {0}};

static ouro_owned repr_as(ouro_rt *rt, ouro_borrowed self, const char *what) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    return ouro_str_formatted(rt, "<%s '%S' of '%N' objects>", what, d->name, d->owner);
}

static bool check_self(ouro_rt *rt, ouro_borrowed descr, ouro_borrowed obj) {
    const ouro_descriptor *d = (const ouro_descriptor *)descr;
    if (OURO_LIKELY(ouro_subtype(ouro_type_of(rt, obj), d->owner)))
        return true;
    ouro_raise(rt, OURO_TypeError, "descriptor '%S' for '%N' objects doesn't apply to a '%T' object", d->name, d->owner,
               obj);
    return false;
}

// ---- method_descriptor: list.append --------------------------------------------------------------------------------

static ouro_owned method_repr(ouro_rt *rt, ouro_borrowed self) { return repr_as(rt, self, "method"); }

static ouro_owned method_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    if (OURO_UNLIKELY(nargs == 0)) {
        ouro_raise(rt, OURO_TypeError, "unbound method %N.%S() needs an argument", d->owner, d->name);
        return NULL;
    }
    if (!check_self(rt, self, args[0]))
        return NULL;
    return ouro_native_call(rt, self, d->def, args[0], args + 1, nargs - 1, kwnames);
}

static ouro_owned method_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!obj)
        return ouro_ref(rt, self);
    if (!check_self(rt, self, obj))
        return NULL;
    return ouro_builtin_function_new(rt, ((const ouro_descriptor *)self)->def, obj, NULL);
}

const ouro_type_spec ouro_spec_method_descriptor = {
    .number = OURO_T_method_descriptor,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_METHOD | OURO_TF_NO_NEW,
    .size = sizeof(ouro_descriptor),
    .name = "method_descriptor",
    .methods = descriptor_methods,
    .getsets = method_getsets,
    .slots = {.dealloc = descriptor_dealloc, .traverse = descriptor_traverse, .repr = method_repr, .call = method_call,
              .descr_get = method_get},
};

// ---- classmethod_descriptor: dict.fromkeys -------------------------------------------------------------------------

static ouro_owned classmethod_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    if (!type) {
        if (!obj) {
            ouro_raise(rt, OURO_TypeError, "descriptor '%S' for type '%N' needs either an object or a type", d->name,
                       d->owner);
            return NULL;
        }
        type = &ouro_type_of(rt, obj)->head;
    }
    if (!(ouro_type_of(rt, type)->flags & OURO_TF_TYPE)) {
        ouro_raise(rt, OURO_TypeError, "descriptor '%S' for type '%N' needs a type, not a '%T' as arg 2", d->name,
                   d->owner, type);
        return NULL;
    }
    if (!ouro_subtype((const ouro_type *)type, d->owner)) {
        ouro_raise(rt, OURO_TypeError, "descriptor '%S' requires a subtype of '%N' but received '%N'", d->name, d->owner,
                   (const ouro_type *)type);
        return NULL;
    }
    return ouro_builtin_function_new(rt, d->def, type, NULL);
}

static ouro_owned classmethod_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    if (nargs == 0) {
        ouro_raise(rt, OURO_TypeError, "descriptor '%S' of '%N' object needs an argument", d->name, d->owner);
        return NULL;
    }
    ouro_obj *bound = classmethod_get(rt, self, NULL, args[0]);
    if (!bound)
        return NULL;
    ouro_obj *result = ouro_native_call(rt, bound, d->def, args[0], args + 1, nargs - 1, kwnames);
    ouro_release(rt, bound);
    return result;
}

const ouro_type_spec ouro_spec_classmethod_descriptor = {
    .number = OURO_T_classmethod_descriptor,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(ouro_descriptor),
    .name = "classmethod_descriptor",
    .getsets = method_getsets,
    .slots = {.dealloc = descriptor_dealloc, .traverse = descriptor_traverse, .repr = method_repr,
              .call = classmethod_call, .descr_get = classmethod_get},
};

// ---- wrapper_descriptor: int.__add__ -------------------------------------------------------------------------------

static ouro_owned wrapper_repr(ouro_rt *rt, ouro_borrowed self) { return repr_as(rt, self, "slot wrapper"); }

static ouro_owned wrapper_apply(ouro_rt *rt, const ouro_descriptor *d, ouro_borrowed obj, ouro_obj *const *args,
                                size_t nargs, ouro_borrowed kwnames) {
    const ouro_slot_def *def = d->def;
    if (kwnames && ouro_tuple_length(kwnames) == 0)
        kwnames = NULL;
    if (kwnames && !def->keywords) {
        ouro_raise(rt, OURO_TypeError, "wrapper %S() takes no keyword arguments", d->name);
        return NULL;
    }
    return def->wrap(rt, def, d->slot, obj, args, nargs, kwnames);
}

static ouro_owned wrapper_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                               ouro_borrowed kwnames) {
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    if (nargs == 0) {
        ouro_raise(rt, OURO_TypeError, "descriptor '%S' of '%N' object needs an argument", d->name, d->owner);
        return NULL;
    }
    if (!ouro_subtype(ouro_type_of(rt, args[0]), d->owner)) {
        ouro_raise(rt, OURO_TypeError, "descriptor '%S' requires a '%N' object but received a '%T'", d->name, d->owner,
                   args[0]);
        return NULL;
    }
    return wrapper_apply(rt, d, args[0], args + 1, nargs - 1, kwnames);
}

typedef struct method_wrapper {
    ouro_obj head;
    ouro_obj *descriptor, *self;
} method_wrapper;

static ouro_owned wrapper_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!obj)
        return ouro_ref(rt, self);
    if (!check_self(rt, self, obj))
        return NULL;
    method_wrapper *w = (method_wrapper *)ouro_new_fixed_gc(rt, OURO_T_method_wrapper, sizeof *w);
    if (!w)
        return NULL;
    ouro_slot_init(rt, &w->head, &w->descriptor, ouro_ref(rt, self));
    ouro_slot_init(rt, &w->head, &w->self, ouro_ref(rt, obj));
    return &w->head;
}

const ouro_type_spec ouro_spec_wrapper_descriptor = {
    .number = OURO_T_wrapper_descriptor,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_METHOD | OURO_TF_NO_NEW,
    .size = sizeof(ouro_descriptor),
    .name = "wrapper_descriptor",
    .methods = descriptor_methods,
    .getsets = method_getsets,
    .slots = {.dealloc = descriptor_dealloc, .traverse = descriptor_traverse, .repr = wrapper_repr, .call = wrapper_call,
              .descr_get = wrapper_get},
};

// ---- method-wrapper: (1).__add__ -----------------------------------------------------------------------------------

static void bound_dealloc(ouro_rt *rt, ouro_obj *self) {
    method_wrapper *w = (method_wrapper *)self;
    ouro_slot_clear(rt, self, &w->self);
    ouro_slot_clear(rt, self, &w->descriptor);
}

static int bound_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    method_wrapper *w = (method_wrapper *)self;
    OURO_VISIT(w->descriptor);
    OURO_VISIT(w->self);
    return 0;
}

static ouro_owned bound_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    const method_wrapper *w = (const method_wrapper *)self;
    return wrapper_apply(rt, (const ouro_descriptor *)w->descriptor, w->self, args, nargs, kwnames);
}

static ouro_owned bound_repr(ouro_rt *rt, ouro_borrowed self) {
    const method_wrapper *w = (const method_wrapper *)self;
    const ouro_descriptor *d = (const ouro_descriptor *)w->descriptor;
    return ouro_str_formatted(rt, "<method-wrapper '%S' of %T object at %p>", d->name, w->self, (const void *)w->self);
}

static ouro_owned bound_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(a, OURO_T_method_wrapper) || !ouro_is(b, OURO_T_method_wrapper))
        return ouro_not_implemented(rt);
    const method_wrapper *x = (const method_wrapper *)a, *y = (const method_wrapper *)b;
    return ouro_bool(rt, (x->descriptor == y->descriptor && x->self == y->self) == (op == OURO_EQ));
}

static int64_t bound_hash(ouro_rt *rt, ouro_borrowed self) {
    const method_wrapper *w = (const method_wrapper *)self;
    int64_t hash = ouro_hash_pointer(w->self) ^ ouro_hash_pointer(w->descriptor);
    return hash == -1 ? -2 : hash;
}

static ouro_owned bound_self(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, ((const method_wrapper *)self)->self); }
#define OF_DESCRIPTOR(name)                                                                                            \
    static ouro_owned bound_##name(ouro_rt *rt, ouro_borrowed self) {                                                  \
        return name(rt, ((const method_wrapper *)self)->descriptor);                                                   \
    }
OF_DESCRIPTOR(get_name)
OF_DESCRIPTOR(get_objclass)
OF_DESCRIPTOR(get_qualname)
OF_DESCRIPTOR(get_method_doc)
OF_DESCRIPTOR(get_method_signature)

static const ouro_getset_def bound_getsets[] = {{"__self__", bound_self, NULL, NULL},
                                                {"__name__", bound_get_name, NULL, NULL},
                                                {"__objclass__", bound_get_objclass, NULL, NULL},
                                                {"__qualname__", bound_get_qualname, NULL, NULL},
                                                {"__doc__", bound_get_method_doc, NULL, NULL},
                                                {"__text_signature__", bound_get_method_signature, NULL, NULL},
                                                {0}};

const ouro_type_spec ouro_spec_method_wrapper = {
    .number = OURO_T_method_wrapper,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(method_wrapper),
    .name = "method-wrapper",
    .getsets = bound_getsets,
    .slots = {.dealloc = bound_dealloc, .traverse = bound_traverse, .repr = bound_repr, .call = bound_call,
              .compare = bound_compare, .hash = bound_hash},
};

// ---- getset_descriptor ---------------------------------------------------------------------------------------------

static ouro_owned getset_repr(ouro_rt *rt, ouro_borrowed self) { return repr_as(rt, self, "attribute"); }

static ouro_owned getset_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!obj)
        return ouro_ref(rt, self);
    if (!check_self(rt, self, obj))
        return NULL;
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    const ouro_getset_def *def = d->def;
    if (!def->get) {
        ouro_raise(rt, OURO_AttributeError, "attribute '%S' of '%N' objects is not readable", d->name, d->owner);
        return NULL;
    }
    return def->get(rt, obj);
}

static int getset_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed value) {
    if (!check_self(rt, self, obj))
        return -1;
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    const ouro_getset_def *def = d->def;
    if (!def->set) {
        ouro_raise(rt, OURO_AttributeError, "attribute '%S' of '%N' objects is not writable", d->name, d->owner);
        return -1;
    }
    return def->set(rt, obj, NULL, value);
}

const ouro_type_spec ouro_spec_getset_descriptor = {
    .number = OURO_T_getset_descriptor,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(ouro_descriptor),
    .name = "getset_descriptor",
    .getsets = getset_getsets,
    .slots = {.dealloc = descriptor_dealloc, .traverse = descriptor_traverse, .repr = getset_repr,
              .descr_get = getset_get, .descr_set = getset_set},
};

// ---- member_descriptor: fields of C structures, names in __slots__ -------------------------------------------------

static ouro_owned member_repr(ouro_rt *rt, ouro_borrowed self) { return repr_as(rt, self, "member"); }

static ouro_owned member_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!obj)
        return ouro_ref(rt, self);
    if (!check_self(rt, self, obj))
        return NULL;
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    const ouro_member_def *def = d->def;
    uint32_t kind = def ? def->kind : OURO_MEMBER_OBJ_EX;
    const void *at = (const char *)obj + (def ? def->offset : (uintptr_t)d->slot);
    switch (kind) {
    case OURO_MEMBER_U32: return ouro_int_from_i64(rt, *(const uint32_t *)at);
    case OURO_MEMBER_I64: return ouro_int_from_i64(rt, *(const int64_t *)at);
    case OURO_MEMBER_BOOL: return ouro_bool(rt, *(const bool *)at);
    default: break;
    }
    ouro_obj *value = *(ouro_obj *const *)at;
    if (value)
        return ouro_ref(rt, value);
    if (kind == OURO_MEMBER_OBJ)
        return ouro_none(rt);
    ouro_attribute_error(rt, obj, d->name);
    return NULL;
}

static int member_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed value) {
    if (!check_self(rt, self, obj))
        return -1;
    const ouro_descriptor *d = (const ouro_descriptor *)self;
    const ouro_member_def *def = d->def;
    if (def && (!def->writable || def->kind > OURO_MEMBER_OBJ_EX)) {
        ouro_raise(rt, OURO_AttributeError, "readonly attribute");
        return -1;
    }
    ouro_obj **at = (ouro_obj **)((char *)(uintptr_t)obj + (def ? def->offset : (uintptr_t)d->slot));
    if (value) {
        ouro_slot_set(rt, obj, at, ouro_ref(rt, value));
        return 0;
    }
    if (!*at && !(def && def->kind == OURO_MEMBER_OBJ)) {
        ouro_raise(rt, OURO_AttributeError, "%S", d->name);
        return -1;
    }
    ouro_slot_clear(rt, obj, at);
    return 0;
}

const ouro_type_spec ouro_spec_member_descriptor = {
    .number = OURO_T_member_descriptor,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_NO_NEW,
    .size = sizeof(ouro_descriptor),
    .name = "member_descriptor",
    .methods = descriptor_methods,
    .getsets = member_getsets,
    .slots = {.dealloc = descriptor_dealloc, .traverse = descriptor_traverse, .repr = member_repr,
              .descr_get = member_get, .descr_set = member_set},
};
