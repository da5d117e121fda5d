// super: attributes of the classes after one in the MRO of an object's class.
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

typedef struct super {
    ouro_obj head;
    ouro_obj *cls;      // where to begin: after this class; NULL before __init__
    ouro_obj *obj;      // NULL: unbound
    ouro_obj *obj_type; // whose MRO
} super;

static super *of(ouro_borrowed self) { return (super *)(uintptr_t)self; }

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, sizeof(super));
}

// The class whose MRO counts. NULL: TypeError.
static ouro_owned check(ouro_rt *rt, const ouro_type *cls, ouro_borrowed obj) {
    if (ouro_type_check(rt, obj) && ouro_subtype((const ouro_type *)obj, cls))
        return ouro_ref(rt, obj);
    ouro_type *type = ouro_type_of(rt, obj);
    if (ouro_subtype(type, cls))
        return ouro_ref(rt, &type->head);
    ouro_obj *claimed = ouro_getattr_quiet(rt, obj, OURO_NAME(rt, __class__));
    if (claimed && ouro_type_check(rt, claimed) && ouro_subtype((const ouro_type *)claimed, cls))
        return claimed;
    ouro_xrelease(rt, claimed);
    if (!ouro_error_pending(rt))
        ouro_raise(rt, OURO_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    return NULL;
}

// cls (stolen), obj (stolen, may be NULL or None).
static int bind(ouro_rt *rt, ouro_borrowed self, ouro_owned cls, ouro_owned obj) {
    if (obj == rt->none) {
        ouro_release(rt, obj);
        obj = NULL;
    }
    ouro_obj *obj_type = obj ? check(rt, (const ouro_type *)cls, obj) : NULL;
    if (obj && !obj_type) {
        ouro_release(rt, cls);
        ouro_release(rt, obj);
        return -1;
    }
    ouro_slot_set(rt, self, &of(self)->cls, cls);
    ouro_slot_set(rt, self, &of(self)->obj, obj);
    ouro_slot_set(rt, self, &of(self)->obj_type, obj_type);
    return 0;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (kwnames) {
        ouro_raise(rt, OURO_TypeError, "super() takes no keyword arguments");
        return -1;
    }
    if (ouro_args_count(rt, "super()", nargs, NULL, 0, 2) < 0)
        return -1;
    ouro_obj *cls = nargs ? ouro_ref(rt, args[0]) : NULL, *obj = nargs == 2 ? ouro_ref(rt, args[1]) : NULL;
    if (!nargs) {
        if (!rt->ty->super_arguments) {
            ouro_raise(rt, OURO_RuntimeError, "super(): no current frame");
            return -1;
        }
        if (rt->ty->super_arguments(rt, &cls, &obj) < 0)
            return -1;
    }
    if (!ouro_type_check(rt, cls)) {
        ouro_raise(rt, OURO_TypeError, "super() argument 1 must be a type, not %T", cls);
        ouro_release(rt, cls);
        ouro_xrelease(rt, obj);
        return -1;
    }
    return bind(rt, self, cls, obj);
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->obj);
    ouro_slot_clear(rt, self, &of(self)->cls);
    ouro_slot_clear(rt, self, &of(self)->obj_type);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->obj);
    OURO_VISIT(of(self)->cls);
    OURO_VISIT(of(self)->obj_type);
    return 0;
}

// The attribute on a class after s->cls; held by the caller. NULL: none.
static ouro_owned find(ouro_rt *rt, const ouro_type *type, ouro_borrowed after, ouro_borrowed name) {
    if (!type->mro)
        return NULL;
    ouro_obj *mro = ouro_ref(rt, type->mro), *found = NULL;
    size_t i = 0, n = ouro_tuple_length(mro);
    while (i < n && ouro_tuple_peek(mro, i) != after)
        i++;
    for (i++; i < n && !found; i++) {
        const ouro_type *t = (const ouro_type *)ouro_tuple_peek(mro, i);
        found = t->dict ? ouro_xref(rt, ouro_dict_peek_str(rt, t->dict, name)) : NULL;
    }
    ouro_release(rt, mro);
    return found;
}

static ouro_owned lookup(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed obj, ouro_borrowed obj_type, ouro_borrowed name) {
    ouro_obj *found = find(rt, (const ouro_type *)obj_type, cls, name);
    ouro_descr_get_slot get = found ? ouro_type_of(rt, found)->slots.descr_get : NULL;
    if (!get)
        return found;
    ouro_obj *value = get(rt, found, obj == obj_type ? NULL : obj, obj_type);
    ouro_release(rt, found);
    return value;
}

static ouro_owned getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    const super *s = of(self);
    if (s->obj_type && ouro_str_check(rt, name) && !ouro_str_equal(name, OURO_NAME(rt, __class__))) {
        ouro_obj *held = ouro_ref(rt, s->obj_type);
        ouro_obj *value = lookup(rt, s->cls, s->obj, held, name);
        ouro_release(rt, held);
        if (value || ouro_error_pending(rt))
            return value;
    }
    return ouro_generic_getattr(rt, self, name);
}

ouro_owned ouro_super_getattr(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed obj, ouro_borrowed name) {
    ouro_obj *obj_type = check(rt, (const ouro_type *)cls, obj);
    if (!obj_type)
        return NULL;
    ouro_obj *value = lookup(rt, cls, obj, obj_type, name);
    ouro_release(rt, obj_type);
    if (!value && !ouro_error_pending(rt)) {
        ouro_raise(rt, OURO_AttributeError, "'super' object has no attribute '%S'", name);
    }
    return value;
}

static ouro_owned descr_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    const super *s = of(self);
    if (!obj || obj == rt->none || s->obj || !s->cls)
        return ouro_ref(rt, self);
    if (!ouro_is(self, OURO_T_super)) {
        ouro_obj *args[2] = {s->cls, (ouro_obj *)(uintptr_t)obj};
        return ouro_call(rt, &ouro_type_of(rt, self)->head, args, 2, NULL);
    }
    ouro_obj *made = create(rt, rt->types[OURO_T_super], NULL, 0, NULL);
    if (made && bind(rt, made, ouro_ref(rt, s->cls), ouro_ref(rt, obj)) < 0) {
        ouro_release(rt, made);
        return NULL;
    }
    return made;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const super *s = of(self);
    const char *name = s->cls ? ((const ouro_type *)s->cls)->cname : "NULL";
    if (s->obj_type)
        return ouro_str_formatted(rt, "<super: <class '%s'>, <%s object>>", name, ((const ouro_type *)s->obj_type)->cname);
    return ouro_str_formatted(rt, "<super: <class '%s'>, NULL>", name);
}

static const ouro_member_def members[] = {{"__thisclass__", OURO_MEMBER_OBJ, offsetof(super, cls), false},
                                          {"__self__", OURO_MEMBER_OBJ, offsetof(super, obj), false},
                                          {"__self_class__", OURO_MEMBER_OBJ, offsetof(super, obj_type), false},
                                          {0}};

const ouro_type_spec ouro_spec_super = {
    .number = OURO_T_super,
    .flags = OURO_TF_GC | OURO_TF_BASE,
    .size = sizeof(super),
    .name = "super",
    .doc = "super(type, obj): attributes of the classes after type in the MRO of obj.\nsuper(): of the class and the first "
           "argument of the running method.",
    .members = members,
    .slots = {.create = create, .init = init, .dealloc = drop, .traverse = traverse, .clear = drop, .getattr = getattr,
              .descr_get = descr_get, .repr = repr},
};
