// The type `object`: what everything can do.
#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/descriptor.h"
#include "types/int.h"
#include "types/reduce.h"
#include "types/str.h"
#include "types/type.h"

// ---- making --------------------------------------------------------------------------------------------------------

static int object_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);

static OURO_COLD void abstract_error(ouro_rt *rt, ouro_type *cls) {
    ouro_obj *set = ouro_getattr(rt, &cls->head, OURO_NAME(rt, __abstractmethods__));
    ouro_obj *names = set ? ouro_list_of(rt, set) : NULL;
    ouro_obj *comma = names ? ouro_str_from_ascii(rt, ", ", 2) : NULL;
    ouro_obj *text = comma && ouro_list_sort(rt, names, NULL, false) == 0 ? ouro_str_join(rt, comma, names) : NULL;
    if (text)
        ouro_raise(rt, OURO_TypeError, "Can't instantiate abstract class %N with abstract method%s %S", cls,
                   ouro_list_length(names) > 1 ? "s" : "", text);
    ouro_xrelease(rt, set);
    ouro_xrelease(rt, names);
    ouro_xrelease(rt, comma);
    ouro_xrelease(rt, text);
}

static ouro_owned object_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    if (OURO_UNLIKELY(nargs || kwnames)) {
        if (cls->slots.create != object_create) {
            ouro_raise(rt, OURO_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
            return NULL;
        }
        if (cls->slots.init == object_init) {
            ouro_raise(rt, OURO_TypeError, "%N() takes no arguments", cls);
            return NULL;
        }
    }
    if (OURO_UNLIKELY(cls->flags & OURO_TF_ABSTRACT)) {
        abstract_error(rt, cls);
        return NULL;
    }
    return ouro_instance_new(rt, cls);
}

static int object_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (OURO_LIKELY(!nargs && !kwnames))
        return 0;
    const ouro_type *type = ouro_type_of(rt, self);
    if (type->slots.init != object_init)
        ouro_raise(rt, OURO_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    else if (type->slots.create == object_create)
        ouro_raise(rt, OURO_TypeError, "%N.__init__() takes exactly one argument (the instance to initialize)", type);
    else
        return 0;
    return -1;
}

// ---- text, comparison ----------------------------------------------------------------------------------------------

static ouro_owned object_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_type *type = ouro_type_of(rt, self);
    ouro_obj *module = ouro_getattr_quiet(rt, &type->head, OURO_NAME(rt, __module__));
    if (!module && ouro_error_pending(rt))
        return NULL;
    ouro_obj *text;
    if (module && ouro_str_check(rt, module) && !ouro_str_equal_ascii(module, "builtins"))
        text = ouro_str_formatted(rt, "<%S.%S object at %p>", module, type->qualname, (const void *)self);
    else
        text = ouro_str_formatted(rt, "<%N object at %p>", type, (const void *)self);
    ouro_xrelease(rt, module);
    return text;
}

static ouro_owned object_str(ouro_rt *rt, ouro_borrowed self) { return ouro_type_of(rt, self)->slots.repr(rt, self); }

static int64_t object_hash(ouro_rt *rt, ouro_borrowed self) { return ouro_hash_pointer(self); }

static ouro_owned object_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (op == OURO_EQ)
        return a == b ? ouro_bool(rt, true) : ouro_not_implemented(rt);
    if (op != OURO_NE)
        return ouro_not_implemented(rt);
    ouro_compare_slot compare = ouro_type_of(rt, a)->slots.compare; // != is the opposite of a class's own ==
    ouro_obj *equal = compare ? compare(rt, a, b, OURO_EQ) : ouro_not_implemented(rt);
    if (!equal || equal == rt->notimpl)
        return equal;
    int truth = ouro_truth(rt, equal);
    ouro_release(rt, equal);
    return truth < 0 ? NULL : ouro_bool(rt, !truth);
}

// ---- methods -------------------------------------------------------------------------------------------------------

static ouro_owned object_format(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "__format__() argument must be str, not %T", args[0]);
        return NULL;
    }
    if (ouro_str_length(args[0]) > 0) {
        ouro_raise(rt, OURO_TypeError, "unsupported format string passed to %T.__format__", self);
        return NULL;
    }
    return ouro_str_of(rt, self);
}

static ouro_owned object_dir(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    ouro_obj *own = ouro_getattr_quiet(rt, self, OURO_NAME(rt, __dict__));
    ouro_obj *names = own || !ouro_error_pending(rt) ? ouro_dict_new(rt) : NULL, *list = NULL;
    ouro_obj *cls = names ? ouro_getattr_quiet(rt, self, OURO_NAME(rt, __class__)) : NULL;
    if (names && !ouro_error_pending(rt) &&
        (!own || !ouro_dict_check(rt, own) || ouro_dict_merge(rt, names, own, 1) == 0) &&
        (!cls || !ouro_type_check(rt, cls) || ouro_type_merge_names(rt, names, (const ouro_type *)cls) == 0))
        list = ouro_list_of(rt, names);
    ouro_xrelease(rt, own);
    ouro_xrelease(rt, names);
    ouro_xrelease(rt, cls);
    return list;
}

static ouro_owned object_sizeof(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    const ouro_type *type = ouro_type_of(rt, self);
    size_t size = type->slots.size_of ? type->slots.size_of(rt, self) : type->size;
    return ouro_int_from_i64(rt, (int64_t)size);
}

static ouro_owned object_init_subclass(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                       ouro_borrowed kwnames) {
    return ouro_none(rt);
}

static ouro_owned object_subclasshook(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                      ouro_borrowed kwnames) {
    return ouro_not_implemented(rt);
}

static ouro_owned get_class(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, &ouro_type_of(rt, self)->head); }

static int set_class(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value) {
        ouro_raise(rt, OURO_TypeError, "can't delete __class__ attribute");
        return -1;
    }
    if (!ouro_type_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "__class__ must be set to a class, not '%T' object", value);
        return -1;
    }
    return ouro_instance_set_class(rt, self, (ouro_type *)(uintptr_t)value);
}

static const ouro_method_def methods[] = {
    {"__reduce_ex__", ouro_object_reduce_ex, 1, 1, 0, "__reduce_ex__($self, protocol, /)\n--\n\nHow copy and pickle take the object apart."},
    {"__reduce__", ouro_object_reduce, 0, 0, 0, "__reduce__($self, /)\n--\n\nHow copy and pickle take the object apart."},
    {"__getstate__", ouro_object_getstate, 0, 0, 0, "__getstate__($self, /)\n--\n\nHow copy and pickle take the object apart."},
    {"__subclasshook__", object_subclasshook, 0, OURO_MANY, OURO_M_CLASS,
     "Asked by classes with ABCMeta: is this a subclass? True, False or NotImplemented."},
    {"__init_subclass__", object_init_subclass, 0, 0, OURO_M_CLASS,
     "Called with each new subclass; this one does nothing."},
    {"__format__", object_format, 1, 1, 0, "__format__($self, format_spec, /)\n--\n\nstr(self); format_spec must be empty."},
    {"__sizeof__", object_sizeof, 0, 0, 0, "__sizeof__($self, /)\n--\n\nBytes of memory the object takes."},
    {"__dir__", object_dir, 0, 0, 0, "__dir__($self, /)\n--\n\nNames of attributes."},
    {0}};
static const ouro_getset_def getsets[] = {{"__class__", get_class, set_class, NULL}, {0}};

const ouro_type_spec ouro_spec_object = {
    .number = OURO_T_object,
    .flags = OURO_TF_BASE | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_obj),
    .name = "object",
    .doc = "object()\n--\n\nWhat all classes derive from. An object() has no attributes of its own and can be given none.",
    .methods = methods,
    .getsets = getsets,
    .slots = {.create = object_create, .init = object_init, .repr = object_repr, .str = object_str, .hash = object_hash,
              .compare = object_compare, .getattr = ouro_generic_getattr, .setattr = ouro_generic_setattr},
};
