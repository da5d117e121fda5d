// BaseExceptionGroup and ExceptionGroup (PEP 654).
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception_specs.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

enum { MESSAGE, EXCEPTIONS, FIELDS };

static bool is_exception(const ouro_rt *rt, ouro_borrowed o) { return ouro_type_of(rt, o)->flags & OURO_TF_EXC; }
static bool is_group(const ouro_rt *rt, ouro_borrowed o) {
    return is_exception(rt, o) && ouro_subtype(ouro_type_of(rt, o), rt->types[OURO_BaseExceptionGroup]);
}

// ---- making --------------------------------------------------------------------------------------------------------

// The members as a tuple. NULL: error.
static ouro_owned members_of(ouro_rt *rt, ouro_borrowed exceptions, bool *any_base) {
    const ouro_type *type = ouro_type_of(rt, exceptions);
    *any_base = false;
    if (!type->slots.getitem || (type->flags & OURO_TF_DICT)) {
        ouro_raise(rt, OURO_TypeError, "second argument (exceptions) must be a sequence");
        return NULL;
    }
    ouro_obj *all = ouro_tuple_of(rt, exceptions);
    if (!all)
        return NULL;
    size_t n = ouro_tuple_length(all);
    if (!n)
        ouro_raise(rt, OURO_ValueError, "second argument (exceptions) must be a non-empty sequence");
    for (size_t i = 0; i < n; i++) {
        ouro_borrowed e = ouro_tuple_peek(all, i);
        if (!is_exception(rt, e)) {
            ouro_raise(rt, OURO_ValueError, "Item %zu of second argument (exceptions) is not an exception", i);
            break;
        }
        *any_base |= !ouro_subtype(ouro_type_of(rt, e), rt->types[OURO_Exception]);
    }
    if (!ouro_error_pending(rt))
        return all;
    ouro_release(rt, all);
    return NULL;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs != 2) {
        ouro_raise(rt, OURO_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", nargs);
        return NULL;
    }
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[0]);
        return NULL;
    }
    bool any_base;
    ouro_obj *members = members_of(rt, args[1], &any_base);
    if (!members)
        return NULL;
    if (cls->number == OURO_BaseExceptionGroup && !any_base)
        cls = rt->types[OURO_ExceptionGroup];
    if (any_base && cls->number == OURO_ExceptionGroup) {
        ouro_raise(rt, OURO_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    } else if (any_base && ouro_subtype(cls, rt->types[OURO_Exception])) {
        ouro_raise(rt, OURO_TypeError, "Cannot nest BaseExceptions in '%N'", cls);
    }
    ouro_obj *e = ouro_error_pending(rt) ? NULL : ouro_exc_create(rt, cls, args, nargs, NULL);
    if (!e) {
        ouro_release(rt, members);
        return NULL;
    }
    ouro_exc_set(rt, e, MESSAGE, args[0]);
    ouro_slot_set(rt, e, &ouro_exc(e)->fields[EXCEPTIONS], members);
    return e;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_exc_init(rt, self, args, nargs, kwnames);
}

static ouro_owned str(ouro_rt *rt, ouro_borrowed self) {
    const ouro_exception *e = ouro_exc(self);
    size_t n = e->fields[EXCEPTIONS] ? ouro_tuple_length(e->fields[EXCEPTIONS]) : 0;
    return ouro_str_formatted(rt, "%S (%zu sub-exception%s)", e->fields[MESSAGE] ? e->fields[MESSAGE] : rt->none, n,
                              n == 1 ? "" : "s");
}

// ---- taking apart --------------------------------------------------------------------------------------------------

static ouro_owned derive(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *both[2] = {ouro_exc(self)->fields[MESSAGE], args[0]};
    return ouro_call(rt, &rt->types[OURO_BaseExceptionGroup]->head, both, 2, NULL);
}

static int copy_notes(ouro_rt *rt, ouro_borrowed from, ouro_borrowed to) {
    ouro_obj *notes = ouro_getattr_quiet(rt, from, OURO_NAME(rt, __notes__));
    if (!notes)
        return ouro_error_pending(rt) ? -1 : 0;
    ouro_obj *copy = ouro_type_of(rt, notes)->slots.getitem ? ouro_list_of(rt, notes) : NULL;
    int status = copy ? ouro_setattr(rt, to, OURO_NAME(rt, __notes__), copy) : ouro_error_pending(rt) ? -1 : 0;
    ouro_xrelease(rt, copy);
    ouro_release(rt, notes);
    return status;
}

// A group like `group` of the exceptions in `list`; None if there are none.
static ouro_owned subset(ouro_rt *rt, ouro_borrowed group, ouro_borrowed list) {
    if (!ouro_list_length(list))
        return ouro_none(rt);
    ouro_obj *f = ouro_getattr_ascii(rt, group, "derive"), *made = f ? ouro_call1(rt, f, list) : NULL;
    ouro_xrelease(rt, f);
    if (!made)
        return NULL;
    if (!is_group(rt, made)) {
        ouro_raise(rt, OURO_TypeError, "derive must return an instance of BaseExceptionGroup");
        ouro_release(rt, made);
        return NULL;
    }
    const ouro_exception *from = ouro_exc(group);
    ouro_slot_set(rt, made, &ouro_exc(made)->traceback, ouro_xref(rt, from->traceback));
    ouro_slot_set(rt, made, &ouro_exc(made)->context, ouro_xref(rt, from->context));
    ouro_slot_set(rt, made, &ouro_exc(made)->cause, ouro_xref(rt, from->cause));
    ouro_exc(made)->suppress_context = from->suppress_context;
    if (copy_notes(rt, group, made) < 0) {
        ouro_release(rt, made);
        return NULL;
    }
    return made;
}

// Does `e` meet the condition: a class, a tuple of classes, or a function?
static int meets(ouro_rt *rt, ouro_borrowed e, ouro_borrowed condition) {
    if (ouro_type_check(rt, condition) || ouro_tuple_check(rt, condition))
        return ouro_exception_matches(rt, e, condition);
    ouro_obj *answer = ouro_call1(rt, condition, e);
    int truth = answer ? ouro_truth(rt, answer) : -1;
    ouro_xrelease(rt, answer);
    return truth;
}

static int split_members(ouro_rt *rt, ouro_borrowed e, ouro_borrowed condition, ouro_borrowed matching,
                         ouro_borrowed others) {
    ouro_obj *all = ouro_ref(rt, ouro_exc(e)->fields[EXCEPTIONS]);
    int status = 0;
    for (size_t i = 0; status == 0 && i < ouro_tuple_length(all); i++) {
        ouro_obj *match, *rest;
        status = ouro_exception_split(rt, ouro_tuple_peek(all, i), condition, &match, &rest);
        if (status < 0)
            break;
        if (match != rt->none)
            status = ouro_list_append(rt, matching, match);
        if (status == 0 && rest != rt->none)
            status = ouro_list_append(rt, others, rest);
        ouro_release(rt, match);
        ouro_release(rt, rest);
    }
    ouro_release(rt, all);
    return status;
}

int ouro_exception_split(ouro_rt *rt, ouro_borrowed e, ouro_borrowed condition, ouro_obj **match, ouro_obj **rest) {
    *match = *rest = NULL;
    int met = meets(rt, e, condition);
    if (met < 0)
        return -1;
    if (met || !is_group(rt, e)) {
        *match = ouro_ref(rt, met ? e : rt->none);
        *rest = ouro_ref(rt, met ? rt->none : e);
        return 0;
    }
    if (!ouro_enter(rt, " in exceptiongroup_split_recursive"))
        return -1;
    ouro_obj *matching = ouro_list_new(rt, 0), *others = matching ? ouro_list_new(rt, 0) : NULL;
    if (others && split_members(rt, e, condition, matching, others) == 0) {
        *match = subset(rt, e, matching);
        *rest = *match ? subset(rt, e, others) : NULL;
        if (*match && !*rest) {
            ouro_release(rt, *match);
            *match = NULL;
        }
    }
    ouro_xrelease(rt, matching);
    ouro_xrelease(rt, others);
    ouro_leave(rt);
    return *match ? 0 : -1;
}

static bool good_condition(ouro_rt *rt, ouro_borrowed condition) {
    bool good = ouro_type_check(rt, condition) ? (((const ouro_type *)condition)->flags & OURO_TF_EXC) != 0
                : ouro_tuple_check(rt, condition) ? true
                                                  : ouro_callable(rt, condition);
    for (size_t i = 0; good && ouro_tuple_check(rt, condition) && i < ouro_tuple_length(condition); i++) {
        ouro_borrowed c = ouro_tuple_peek(condition, i);
        good = ouro_type_check(rt, c) && (((const ouro_type *)c)->flags & OURO_TF_EXC);
    }
    if (!good)
        ouro_raise(rt, OURO_TypeError, "expected a function, exception type or tuple of exception types");
    return good;
}

static ouro_owned split(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *both[2], *pair;
    if (!good_condition(rt, args[0]) || ouro_exception_split(rt, self, args[0], &both[0], &both[1]) < 0)
        return NULL;
    pair = ouro_tuple_from_steal(rt, both, 2);
    return pair;
}

static ouro_owned subgroup(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *match, *rest;
    if (!good_condition(rt, args[0]) || ouro_exception_split(rt, self, args[0], &match, &rest) < 0)
        return NULL;
    ouro_release(rt, rest);
    return match;
}

static const ouro_method_def methods[] = {{"derive", derive, 1, 1, 0, NULL},
                                          {"split", split, 1, 1, 0, NULL},
                                          {"subgroup", subgroup, 1, 1, 0, NULL},
                                          {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
                                          {0}};
static const ouro_member_def members[] = {
    {"message", OURO_MEMBER_OBJ, offsetof(ouro_exception, fields) + MESSAGE * sizeof(ouro_obj *), false},
    {"exceptions", OURO_MEMBER_OBJ, offsetof(ouro_exception, fields) + EXCEPTIONS * sizeof(ouro_obj *), false},
    {0}};

const ouro_type_spec ouro_spec_BaseExceptionGroup = {
    .number = OURO_BaseExceptionGroup,
    .base = OURO_BaseException,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(FIELDS),
    .name = "BaseExceptionGroup",
    .doc = "Several exceptions raised together.",
    .methods = methods,
    .members = members,
    .slots = {.create = create, .init = init, .str = str},
};
const ouro_type_spec ouro_spec_ExceptionGroup = {
    .number = OURO_ExceptionGroup,
    .base = OURO_BaseExceptionGroup,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(FIELDS),
    .name = "ExceptionGroup",
};
