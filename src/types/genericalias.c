// types.GenericAlias: list[int] (PEP 585).
#include "types/genericalias.h"

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

typedef struct alias {
    ouro_obj head;
    ouro_obj *origin;
    ouro_obj *args;       // tuple
    ouro_obj *parameters; // tuple, NULL until asked for
    bool starred;         // *tuple[int]
} alias;

static alias *of(ouro_borrowed self) { return (alias *)(uintptr_t)self; }

static ouro_owned make(ouro_rt *rt, ouro_type *cls, ouro_borrowed origin, ouro_borrowed args) {
    ouro_obj *tuple = ouro_tuple_check(rt, args) ? ouro_ref(rt, args) : ouro_tuple_pack(rt, 1, args);
    alias *a = tuple ? (alias *)ouro_new_zeroed(rt, cls, sizeof *a) : NULL;
    if (!a) {
        ouro_xrelease(rt, tuple);
        return NULL;
    }
    ouro_slot_init(rt, &a->head, &a->origin, ouro_ref(rt, origin));
    ouro_slot_init(rt, &a->head, &a->args, tuple);
    return &a->head;
}

ouro_owned ouro_generic_alias_new(ouro_rt *rt, ouro_borrowed origin, ouro_borrowed args) {
    return make(rt, rt->types[OURO_T_GenericAlias], origin, args);
}

ouro_owned ouro_class_getitem(ouro_rt *rt, ouro_borrowed cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_generic_alias_new(rt, cls, args[0]);
}

ouro_owned ouro_type_getitem(ouro_rt *rt, ouro_borrowed type, ouro_borrowed key) {
    if (type == &rt->types[OURO_T_type]->head) // type[int]
        return ouro_generic_alias_new(rt, type, key);
    ouro_obj *f = ouro_getattr_quiet(rt, type, OURO_NAME(rt, __class_getitem__));
    if (!f) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "type '%N' is not subscriptable", (const ouro_type *)type);
        return NULL;
    }
    ouro_obj *result = ouro_call1(rt, f, key);
    ouro_release(rt, f);
    return result;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (kwnames) {
        ouro_raise(rt, OURO_TypeError, "GenericAlias() takes no keyword arguments");
        return NULL;
    }
    if (ouro_args_count(rt, "GenericAlias", nargs, NULL, 2, 2) < 0)
        return NULL;
    return make(rt, cls, args[0], args[1]);
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->origin);
    ouro_slot_clear(rt, self, &of(self)->args);
    ouro_slot_clear(rt, self, &of(self)->parameters);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->origin);
    OURO_VISIT(of(self)->args);
    OURO_VISIT(of(self)->parameters);
    return 0;
}

// ---- text ----------------------------------------------------------------------------------------------------------

int ouro_type_expression(ouro_builder *b, ouro_borrowed o) {
    ouro_rt *rt = b->rt;
    ouro_obj *text = NULL;
    if (o == rt->ellipsis)
        text = ouro_str_from_ascii(rt, "...", 3);
    else if (o == &rt->types[OURO_T_NoneType]->head)
        text = ouro_str_from_ascii(rt, "None", 4);
    if (!text && !ouro_error_pending(rt) && !ouro_is_a(rt, o, OURO_T_GenericAlias)) {
        ouro_obj *qualname = ouro_getattr_quiet(rt, o, OURO_NAME(rt, __qualname__));
        ouro_obj *module = qualname ? ouro_getattr_quiet(rt, o, OURO_NAME(rt, __module__)) : NULL;
        if (qualname && module && module != rt->none)
            text = ouro_str_check(rt, module) && ouro_str_equal_ascii(module, "builtins")
                       ? ouro_str_of(rt, qualname)
                       : ouro_str_formatted(rt, "%S.%S", module, qualname);
        ouro_xrelease(rt, qualname);
        ouro_xrelease(rt, module);
    }
    if (!text && !ouro_error_pending(rt))
        text = ouro_repr(rt, o);
    if (!text)
        return -1;
    ouro_builder_str(b, text);
    ouro_release(rt, text);
    return 0;
}

// An item of the brackets: lists are written out, as in Callable[[int], str].
static int item_text(ouro_builder *b, ouro_borrowed o) {
    if (!ouro_is(o, OURO_T_list))
        return ouro_type_expression(b, o);
    ouro_builder_char(b, '[');
    for (size_t i = 0; i < ouro_list_length(o); i++) {
        if (i)
            ouro_builder_ascii(b, ", ");
        if (ouro_type_expression(b, ouro_list_peek(o, i)) < 0)
            return -1;
    }
    ouro_builder_char(b, ']');
    return 0;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_builder b;
    ouro_builder_init(&b, rt);
    if (of(self)->starred)
        ouro_builder_char(&b, '*');
    ouro_borrowed args = of(self)->args;
    size_t n = ouro_tuple_length(args);
    int status = ouro_type_expression(&b, of(self)->origin);
    ouro_builder_char(&b, '[');
    for (size_t i = 0; status == 0 && i < n; i++) {
        if (i)
            ouro_builder_ascii(&b, ", ");
        status = item_text(&b, ouro_tuple_peek(args, i));
    }
    ouro_builder_ascii(&b, n ? "]" : "()]");
    if (status == 0)
        return ouro_builder_finish(&b);
    ouro_builder_drop(&b);
    return NULL;
}

// ---- parameters and substitution -----------------------------------------------------------------------------------

static bool is_parameter(ouro_rt *rt, ouro_borrowed o) {
    return !ouro_type_check(rt, o) &&
           ouro_type_lookup(rt, ouro_type_of(rt, o), OURO_NAME(rt, __typing_subst__)) != NULL;
}

static int add_once(ouro_rt *rt, ouro_borrowed list, ouro_borrowed o) {
    for (size_t i = 0; i < ouro_list_length(list); i++)
        if (ouro_list_peek(list, i) == o)
            return 0;
    return ouro_list_append(rt, list, o);
}

ouro_owned ouro_type_parameters(ouro_rt *rt, ouro_borrowed args) {
    ouro_obj *list = ouro_list_new(rt, 0);
    int status = list ? 0 : -1;
    for (size_t i = 0; status == 0 && i < ouro_tuple_length(args); i++) {
        ouro_borrowed o = ouro_tuple_peek(args, i);
        if (ouro_type_check(rt, o))
            continue;
        if (is_parameter(rt, o)) {
            status = add_once(rt, list, o);
            continue;
        }
        ouro_obj *inner = ouro_getattr_quiet(rt, o, OURO_NAME(rt, __parameters__));
        if (!inner && ouro_error_pending(rt))
            status = -1;
        if (inner && ouro_tuple_check(rt, inner))
            for (size_t k = 0; status == 0 && k < ouro_tuple_length(inner); k++)
                status = add_once(rt, list, ouro_tuple_peek(inner, k));
        ouro_xrelease(rt, inner);
    }
    ouro_obj *tuple = status == 0 ? ouro_list_as_tuple(rt, list) : NULL;
    ouro_xrelease(rt, list);
    return tuple;
}

static ouro_owned get_parameters(ouro_rt *rt, ouro_borrowed self) {
    if (!of(self)->parameters) {
        ouro_obj *parameters = ouro_type_parameters(rt, of(self)->args);
        if (!parameters)
            return NULL;
        ouro_slot_set(rt, self, &of(self)->parameters, parameters);
    }
    return ouro_ref(rt, of(self)->parameters);
}

// What stands for parameter `o`: the item of `values` at its place in `parameters` (borrowed), or NULL.
static ouro_borrowed value_for(ouro_borrowed parameters, ouro_borrowed values, ouro_borrowed o) {
    for (size_t i = 0; i < ouro_tuple_length(parameters); i++)
        if (ouro_tuple_peek(parameters, i) == o)
            return ouro_tuple_peek(values, i);
    return NULL;
}

// `o` with its parameters replaced.
static ouro_owned substitute(ouro_rt *rt, ouro_borrowed o, ouro_borrowed parameters, ouro_borrowed values) {
    if (ouro_type_check(rt, o))
        return ouro_ref(rt, o);
    if (is_parameter(rt, o)) {
        ouro_borrowed value = value_for(parameters, values, o);
        return ouro_call_method1(rt, o, OURO_NAME(rt, __typing_subst__), value ? value : rt->none);
    }
    ouro_obj *inner = ouro_getattr_quiet(rt, o, OURO_NAME(rt, __parameters__));
    if (!inner)
        return ouro_error_pending(rt) ? NULL : ouro_ref(rt, o);
    ouro_obj *result = NULL, *key = NULL;
    if (!ouro_tuple_check(rt, inner) || !ouro_tuple_length(inner)) {
        result = ouro_ref(rt, o);
    } else if ((key = ouro_tuple_new(rt, ouro_tuple_length(inner)))) {
        for (size_t i = 0; i < ouro_tuple_length(inner); i++) {
            ouro_borrowed p = ouro_tuple_peek(inner, i), value = value_for(parameters, values, p);
            ouro_slot_init(rt, key, &((ouro_tuple *)key)->items[i], ouro_ref(rt, value ? value : p));
        }
        result = ouro_getitem(rt, o, key);
    }
    ouro_xrelease(rt, key);
    ouro_release(rt, inner);
    return result;
}

ouro_owned ouro_type_substitute(ouro_rt *rt, ouro_borrowed self, ouro_borrowed args, ouro_borrowed parameters,
                                ouro_borrowed key) {
    size_t wanted = ouro_tuple_length(parameters), n = ouro_tuple_length(args);
    if (!wanted) {
        ouro_raise(rt, OURO_TypeError, "%R is not a generic class", self);
        return NULL;
    }
    ouro_obj *values = ouro_tuple_check(rt, key) ? ouro_ref(rt, key) : ouro_tuple_pack(rt, 1, key);
    if (!values)
        return NULL;
    size_t given = ouro_tuple_length(values);
    ouro_obj *result = NULL;
    if (given != wanted) {
        ouro_raise(rt, OURO_TypeError, "Too %s arguments for %R; actual %zu, expected %zu", given > wanted ? "many" : "few",
                   self, given, wanted);
    } else if ((result = ouro_tuple_new(rt, n))) {
        for (size_t i = 0; result && i < n; i++) {
            ouro_obj *item = substitute(rt, ouro_tuple_peek(args, i), parameters, values);
            if (!item) {
                ouro_release(rt, result);
                result = NULL;
            } else {
                ouro_slot_init(rt, result, &((ouro_tuple *)result)->items[i], item);
            }
        }
    }
    ouro_release(rt, values);
    return result;
}

static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    ouro_obj *parameters = get_parameters(rt, self);
    ouro_obj *args = parameters ? ouro_type_substitute(rt, self, of(self)->args, parameters, key) : NULL;
    ouro_xrelease(rt, parameters);
    ouro_obj *result = args ? ouro_generic_alias_new(rt, of(self)->origin, args) : NULL;
    ouro_xrelease(rt, args);
    if (result)
        of(result)->starred = of(self)->starred;
    return result;
}

// ---- behaving as the origin ----------------------------------------------------------------------------------------

static ouro_owned call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *o = ouro_call(rt, of(self)->origin, args, nargs, kwnames);
    if (o && ouro_setattr_ascii(rt, o, "__orig_class__", self) < 0) {
        if (!ouro_error_is(rt, OURO_AttributeError) && !ouro_error_is(rt, OURO_TypeError)) {
            ouro_release(rt, o);
            return NULL;
        }
        ouro_error_clear(rt);
    }
    return o;
}

static ouro_owned getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    static const char *const own[] = {"__class__", "__origin__", "__args__", "__parameters__", "__unpacked__",
                                      "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__",
                                      "__reduce__", "__copy__", "__deepcopy__"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (ouro_str_equal_ascii(name, own[i]))
            return ouro_generic_getattr(rt, self, name);
    return ouro_getattr(rt, of(self)->origin, name);
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    int64_t a = ouro_hash(rt, of(self)->origin), b = a == -1 ? -1 : ouro_hash(rt, of(self)->args);
    if (b == -1)
        return -1;
    return (a ^ b) == -1 ? -2 : a ^ b;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is_a(rt, a, OURO_T_GenericAlias) ||
        !ouro_is_a(rt, b, OURO_T_GenericAlias))
        return ouro_not_implemented(rt);
    int same = of(a)->starred == of(b)->starred ? ouro_compare_bool(rt, of(a)->origin, of(b)->origin, OURO_EQ) : 0;
    if (same > 0)
        same = ouro_compare_bool(rt, of(a)->args, of(b)->args, OURO_EQ);
    return same < 0 ? NULL : ouro_bool(rt, same == (op == OURO_EQ));
}

static ouro_owned iter(ouro_rt *rt, ouro_borrowed self) { // one item: the alias with a star
    ouro_obj *starred = make(rt, ouro_type_of(rt, self), of(self)->origin, of(self)->args);
    if (!starred)
        return NULL;
    of(starred)->starred = true;
    ouro_obj *one = ouro_tuple_pack(rt, 1, starred), *it = one ? ouro_iter(rt, one) : NULL;
    ouro_xrelease(rt, one);
    ouro_release(rt, starred);
    return it;
}

static ouro_owned or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) { return ouro_union_of(rt, a, b); }

static ouro_owned mro_entries(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    return ouro_tuple_pack(rt, 1, of(self)->origin);
}
static ouro_owned no_check(ouro_rt *rt, const char *function) {
    ouro_raise(rt, OURO_TypeError, "%s() argument 2 cannot be a parameterized generic", function);
    return NULL;
}
static ouro_owned instancecheck(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    return no_check(rt, "isinstance");
}
static ouro_owned subclasscheck(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    return no_check(rt, "issubclass");
}
static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *pair = ouro_tuple_pack(rt, 2, of(self)->origin, of(self)->args);
    ouro_obj *result = pair ? ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, pair) : NULL;
    ouro_xrelease(rt, pair);
    return result;
}
static ouro_owned dir(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *list = ouro_call_method0(rt, of(self)->origin, OURO_NAME(rt, __dir__));
    if (list && ouro_list_check(rt, list) && ouro_list_append(rt, list, OURO_NAME(rt, __args__)) == 0 &&
        ouro_list_append(rt, list, OURO_NAME(rt, __origin__)) == 0 &&
        ouro_list_append(rt, list, OURO_NAME(rt, __parameters__)) == 0)
        return list;
    ouro_xrelease(rt, list);
    return NULL;
}

static ouro_owned get_unpacked(ouro_rt *rt, ouro_borrowed self) { return ouro_bool(rt, of(self)->starred); }
static ouro_owned get_unpacked_args(ouro_rt *rt, ouro_borrowed self) {
    bool tuple = of(self)->starred && of(self)->origin == &rt->types[OURO_T_tuple]->head;
    return ouro_ref(rt, tuple ? of(self)->args : rt->none);
}

static const ouro_method_def methods[] = {{"__mro_entries__", mro_entries, 1, 1, 0, NULL},
                                          {"__instancecheck__", instancecheck, 1, 1, 0, NULL},
                                          {"__subclasscheck__", subclasscheck, 1, 1, 0, NULL},
                                          {"__reduce__", reduce, 0, 0, 0, NULL},
                                          {"__dir__", dir, 0, 0, 0, NULL},
                                          {0}};
static const ouro_getset_def getsets[] = {{"__parameters__", get_parameters, NULL, NULL},
                                          {"__unpacked__", get_unpacked, NULL, NULL},
                                          {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL},
                                          {0}};
static const ouro_member_def members[] = {{"__origin__", OURO_MEMBER_OBJ, offsetof(alias, origin), false},
                                          {"__args__", OURO_MEMBER_OBJ, offsetof(alias, args), false},
                                          {0}};

const ouro_type_spec ouro_spec_GenericAlias = {
    .number = OURO_T_GenericAlias,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_WEAK,
    .size = sizeof(alias),
    .name = "types.GenericAlias",
    .doc = "A class with types in brackets (PEP 585).",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .dealloc = drop, .traverse = traverse, .clear = drop, .repr = repr, .getitem = getitem,
              .call = call, .getattr = getattr, .hash = hash, .compare = compare, .iter = iter, .or = or},
};
