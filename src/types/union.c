// types.UnionType: int | str (PEP 604).
#include "types/abstract.h"
#include "types/containers.h"
#include "types/genericalias.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

// What may stand in a union: None, types, aliases, unions and anything typing gives __or__ to (which comes first).
static bool allowed(const ouro_rt *rt, ouro_borrowed o) {
    return o == rt->none || ouro_type_check(rt, o) || ouro_is_a(rt, o, OURO_T_GenericAlias) || ouro_is(o, OURO_T_UnionType);
}

static int add(ouro_rt *rt, ouro_borrowed list, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_UnionType)) {
        ouro_borrowed args = ouro_union_args_peek(o);
        for (size_t i = 0; i < ouro_tuple_length(args); i++)
            if (add(rt, list, ouro_tuple_peek(args, i)) < 0)
                return -1;
        return 0;
    }
    if (o == rt->none)
        o = &rt->types[OURO_T_NoneType]->head;
    for (size_t i = 0; i < ouro_list_length(list); i++) {
        ouro_borrowed other = ouro_list_peek(list, i);
        bool alias = ouro_is_a(rt, o, OURO_T_GenericAlias) && ouro_is_a(rt, other, OURO_T_GenericAlias);
        int same = alias ? ouro_compare_bool(rt, o, other, OURO_EQ) : o == other;
        if (same)
            return same < 0 ? -1 : 0;
    }
    return ouro_list_append(rt, list, o);
}

static ouro_owned from_list(ouro_rt *rt, ouro_owned list) {
    ouro_obj *args = ouro_list_as_tuple(rt, list), *result = NULL;
    ouro_release(rt, list);
    if (args && ouro_tuple_length(args) == 1) {
        result = ouro_ref(rt, ouro_tuple_peek(args, 0));
        ouro_release(rt, args);
        return result;
    }
    ouro_union *u = args ? (ouro_union *)ouro_new_fixed_gc(rt, OURO_T_UnionType, sizeof *u) : NULL;
    if (!u) {
        ouro_xrelease(rt, args);
        return NULL;
    }
    ouro_slot_init(rt, &u->head, &u->args, args);
    return &u->head;
}

ouro_owned ouro_union_of(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!allowed(rt, a) || !allowed(rt, b))
        return ouro_not_implemented(rt);
    ouro_obj *list = ouro_list_new(rt, 2);
    if (!list || add(rt, list, a) < 0 || add(rt, list, b) < 0) {
        ouro_xrelease(rt, list);
        return NULL;
    }
    return from_list(rt, list);
}

static void drop(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((ouro_union *)self)->args); }

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_union *)self)->args);
    return 0;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed args = ouro_union_args_peek(self);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (size_t i = 0; i < ouro_tuple_length(args); i++) {
        if (i)
            ouro_builder_ascii(&b, " | ");
        if (ouro_type_expression(&b, ouro_tuple_peek(args, i)) < 0) {
            ouro_builder_drop(&b);
            return NULL;
        }
    }
    return ouro_builder_finish(&b);
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *set = ouro_frozenset_new(rt, ouro_union_args_peek(self));
    int64_t h = set ? ouro_hash(rt, set) : -1;
    ouro_xrelease(rt, set);
    return h;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(a, OURO_T_UnionType) || !ouro_is(b, OURO_T_UnionType))
        return ouro_not_implemented(rt);
    ouro_obj *x = ouro_set_new(rt, ouro_union_args_peek(a)), *y = x ? ouro_set_new(rt, ouro_union_args_peek(b)) : NULL;
    ouro_obj *result = y ? ouro_compare(rt, x, y, op) : NULL;
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return result;
}

static ouro_owned get_parameters(ouro_rt *rt, ouro_borrowed self) {
    return ouro_type_parameters(rt, ouro_union_args_peek(self));
}

static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    ouro_obj *parameters = get_parameters(rt, self), *list = NULL;
    ouro_obj *args = parameters ? ouro_type_substitute(rt, self, ouro_union_args_peek(self), parameters, key) : NULL;
    ouro_xrelease(rt, parameters);
    if (args && (list = ouro_list_new(rt, 2)))
        for (size_t i = 0; list && i < ouro_tuple_length(args); i++)
            if (add(rt, list, ouro_tuple_peek(args, i)) < 0) {
                ouro_release(rt, list);
                list = NULL;
            }
    ouro_xrelease(rt, args);
    return list ? from_list(rt, list) : NULL;
}

static ouro_owned check(ouro_rt *rt, ouro_borrowed self, ouro_borrowed o, bool instance) {
    ouro_borrowed args = ouro_union_args_peek(self);
    int found = 0;
    for (size_t i = 0; i < ouro_tuple_length(args); i++)
        if (ouro_is_a(rt, ouro_tuple_peek(args, i), OURO_T_GenericAlias)) {
            ouro_raise(rt, OURO_TypeError, "%s() argument 2 cannot be a parameterized generic",
                       instance ? "isinstance" : "issubclass");
            return NULL;
        }
    for (size_t i = 0; found == 0 && i < ouro_tuple_length(args); i++)
        found = instance ? ouro_isinstance(rt, o, ouro_tuple_peek(args, i)) : ouro_issubclass(rt, o, ouro_tuple_peek(args, i));
    return found < 0 ? NULL : ouro_bool(rt, found);
}
static ouro_owned instancecheck(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    return check(rt, self, args[0], true);
}
static ouro_owned subclasscheck(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    return check(rt, self, args[0], false);
}

static ouro_owned or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) { return ouro_union_of(rt, a, b); }

static const ouro_method_def methods[] = {
    {"__instancecheck__", instancecheck, 1, 1, 0, NULL}, {"__subclasscheck__", subclasscheck, 1, 1, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {
    {"__parameters__", get_parameters, NULL, NULL}, {0}};
static const ouro_member_def members[] = {{"__args__", OURO_MEMBER_OBJ, offsetof(ouro_union, args), false}, {0}};

const ouro_type_spec ouro_spec_UnionType = {
    .number = OURO_T_UnionType,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(ouro_union),
    .name = "types.UnionType",
    .doc = "One of several types (PEP 604).",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.dealloc = drop, .traverse = traverse, .clear = drop, .repr = repr, .hash = hash, .compare = compare,
              .getitem = getitem, .or = or},
};
