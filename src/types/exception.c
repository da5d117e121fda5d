// BaseException, the exceptions that add little to it, and raising.
#include "types/exception.h"

#include <stdarg.h>
#include <string.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception_specs.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

// ---- instances -----------------------------------------------------------------------------------------------------

ouro_owned ouro_exc_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_type *native = ouro_native_base(cls);
    ouro_exception *e = (ouro_exception *)ouro_new_zeroed(rt, cls, native->size);
    if (!e)
        return NULL;
    e->n_fields = (uint32_t)((native->attrs_offset - sizeof *e) / sizeof(ouro_obj *));
    ouro_obj *tuple = ouro_tuple_from(rt, args, nargs);
    if (!tuple) {
        ouro_release(rt, &e->head);
        return NULL;
    }
    ouro_slot_init(rt, &e->head, &e->args, tuple);
    return &e->head;
}

int ouro_exc_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (kwnames) {
        ouro_raise(rt, OURO_TypeError, "%T() takes no keyword arguments", self);
        return -1;
    }
    const ouro_tuple *old = (const ouro_tuple *)ouro_exc(self)->args;
    if (old && old->length == nargs && (!nargs || !memcmp(old->items, args, nargs * sizeof *args)))
        return 0; // what __new__ has put there
    ouro_obj *tuple = ouro_tuple_from(rt, args, nargs);
    if (!tuple)
        return -1;
    ouro_slot_set(rt, self, &ouro_exc(self)->args, tuple);
    return 0;
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_exception *e = ouro_exc(self);
    ouro_instance_drop(rt, self);
    ouro_slot_clear(rt, self, &e->args);
    ouro_slot_clear(rt, self, &e->traceback);
    ouro_slot_clear(rt, self, &e->cause);
    ouro_slot_clear(rt, self, &e->context);
    for (uint32_t i = 0; i < e->n_fields; i++)
        ouro_slot_clear(rt, self, &e->fields[i]);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_exception *e = ouro_exc(self);
    OURO_VISIT(e->args);
    OURO_VISIT(e->traceback);
    OURO_VISIT(e->cause);
    OURO_VISIT(e->context);
    for (uint32_t i = 0; i < e->n_fields; i++)
        OURO_VISIT(e->fields[i]);
    return ouro_instance_traverse(rt, self, visit, arg);
}

// ---- text ----------------------------------------------------------------------------------------------------------

ouro_owned ouro_exc_str(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *args = ouro_xref(rt, ouro_exc(self)->args), *text;
    if (!args || !ouro_tuple_length(args))
        text = ouro_ref(rt, rt->empty_str);
    else
        text = ouro_str_of(rt, ouro_tuple_length(args) == 1 ? ouro_tuple_peek(args, 0) : args);
    ouro_xrelease(rt, args);
    return text;
}

static ouro_owned exc_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *args = ouro_ref(rt, ouro_exc(self)->args ? ouro_exc(self)->args : rt->empty_tuple);
    const char *name = ouro_type_of(rt, self)->cname, *dot = strrchr(name, '.');
    bool one = ouro_tuple_length(args) == 1;
    ouro_obj *text = ouro_repr(rt, one ? ouro_tuple_peek(args, 0) : args), *result = NULL;
    if (text)
        result = ouro_str_formatted(rt, one ? "%s(%S)" : "%s%S", dot ? dot + 1 : name, text);
    ouro_xrelease(rt, text);
    ouro_release(rt, args);
    return result;
}

static ouro_owned key_error_str(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed args = ouro_exc(self)->args;
    if (!args || ouro_tuple_length(args) != 1)
        return ouro_exc_str(rt, self);
    ouro_obj *key = ouro_ref(rt, ouro_tuple_peek(args, 0)), *text = ouro_repr(rt, key);
    ouro_release(rt, key);
    return text;
}

// ---- attributes ----------------------------------------------------------------------------------------------------

static ouro_owned get_args(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ouro_exc(self)->args ? ouro_exc(self)->args : rt->none);
}
static int set_args(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value) {
        ouro_raise(rt, OURO_TypeError, "args may not be deleted");
        return -1;
    }
    ouro_obj *tuple = ouro_tuple_of(rt, value);
    if (!tuple)
        return -1;
    ouro_slot_set(rt, self, &ouro_exc(self)->args, tuple);
    return 0;
}

static ouro_owned get_traceback(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ouro_exc(self)->traceback ? ouro_exc(self)->traceback : rt->none);
}
static int set_traceback(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value)
        ouro_raise(rt, OURO_TypeError, "__traceback__ may not be deleted");
    else if (value != rt->none && !ouro_is(value, OURO_T_traceback))
        ouro_raise(rt, OURO_TypeError, "__traceback__ must be a traceback or None");
    if (ouro_error_pending(rt))
        return -1;
    ouro_slot_set(rt, self, &ouro_exc(self)->traceback, value == rt->none ? NULL : ouro_ref(rt, value));
    return 0;
}

static bool is_exception(const ouro_rt *rt, ouro_borrowed o) { return ouro_type_of(rt, o)->flags & OURO_TF_EXC; }

static bool good_link(ouro_rt *rt, ouro_borrowed value, const char *name, const char *what) {
    if (!value)
        ouro_raise(rt, OURO_TypeError, "%s may not be deleted", name);
    else if (value != rt->none && !is_exception(rt, value))
        ouro_raise(rt, OURO_TypeError, "exception %s must be None or derive from BaseException", what);
    return !ouro_error_pending(rt);
}

static ouro_owned get_context(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ouro_exc(self)->context ? ouro_exc(self)->context : rt->none);
}
static int set_context(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!good_link(rt, value, "__context__", "context"))
        return -1;
    ouro_slot_set(rt, self, &ouro_exc(self)->context, value == rt->none ? NULL : ouro_ref(rt, value));
    return 0;
}

static ouro_owned get_cause(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ouro_exc(self)->cause ? ouro_exc(self)->cause : rt->none);
}
static void put_cause(ouro_rt *rt, ouro_borrowed self, ouro_owned cause_or_null) {
    ouro_exc(self)->suppress_context = 1;
    ouro_slot_set(rt, self, &ouro_exc(self)->cause, cause_or_null);
}
static int set_cause(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!good_link(rt, value, "__cause__", "cause"))
        return -1;
    put_cause(rt, self, value == rt->none ? NULL : ouro_ref(rt, value));
    return 0;
}

static ouro_owned get_suppress(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bool(rt, ouro_exc(self)->suppress_context);
}
static int set_suppress(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value || (value != rt->true_ && value != rt->false_)) {
        ouro_raise(rt, OURO_TypeError, value ? "attribute value type must be bool" : "can't delete numeric/char attribute");
        return -1;
    }
    ouro_exc(self)->suppress_context = value == rt->true_;
    return 0;
}

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) { return ouro_xref(rt, ouro_instance_dict_peek(rt, self)); }
static int set_dict(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return ouro_instance_set_dict(rt, self, value);
}

// ---- methods -------------------------------------------------------------------------------------------------------

static ouro_owned with_traceback(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames) {
    return set_traceback(rt, self, NULL, args[0]) < 0 ? NULL : ouro_ref(rt, self);
}

static ouro_owned add_note(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "note must be a str, not '%T'", args[0]);
        return NULL;
    }
    ouro_obj *notes = ouro_getattr_quiet(rt, self, OURO_NAME(rt, __notes__));
    if (!notes) {
        if (ouro_error_pending(rt) || !(notes = ouro_list_new(rt, 1)))
            return NULL;
        if (ouro_setattr(rt, self, OURO_NAME(rt, __notes__), notes) < 0) {
            ouro_release(rt, notes);
            return NULL;
        }
    }
    int status = -1;
    if (ouro_list_check(rt, notes))
        status = ouro_list_append(rt, notes, args[0]);
    else
        ouro_raise(rt, OURO_TypeError, "Cannot add note: __notes__ is not a list");
    ouro_release(rt, notes);
    return status < 0 ? NULL : ouro_none(rt);
}

ouro_owned ouro_exc_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *cls = &ouro_type_of(rt, self)->head, *own = ouro_exc(self)->args ? ouro_exc(self)->args : rt->empty_tuple;
    ouro_borrowed dict = ouro_instance_dict_peek(rt, self);
    if (!dict)
        return NULL;
    return ouro_dict_length(dict) ? ouro_tuple_pack(rt, 3, cls, own, dict) : ouro_tuple_pack(rt, 2, cls, own);
}

static ouro_owned setstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (args[0] == rt->none)
        return ouro_none(rt);
    if (!ouro_dict_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "state is not a dictionary");
        return NULL;
    }
    ouro_obj *copy = ouro_dict_copy(rt, args[0]), *key, *value;
    size_t at = 0;
    int status = copy ? 0 : -1;
    while (status == 0 && ouro_dict_next(copy, &at, &key, &value))
        status = ouro_setattr(rt, self, key, value);
    ouro_xrelease(rt, copy);
    return status < 0 ? NULL : ouro_none(rt);
}

static const ouro_method_def base_methods[] = {
    {"__reduce__", ouro_exc_reduce, 0, 0, 0, NULL},
    {"__setstate__", setstate, 1, 1, 0, NULL},
    {"with_traceback", with_traceback, 1, 1, 0,
     "Sets __traceback__ and gives the exception back."},
    {"add_note", add_note, 1, 1, 0, "Appends a str to __notes__."},
    {0}};
static const ouro_getset_def base_getsets[] = {{"args", get_args, set_args, NULL},
                                               {"__traceback__", get_traceback, set_traceback, NULL},
                                               {"__context__", get_context, set_context, NULL},
                                               {"__cause__", get_cause, set_cause, NULL},
                                               {"__suppress_context__", get_suppress, set_suppress, NULL},
                                               {"__dict__", get_dict, set_dict, NULL},
                                               {0}};

const ouro_type_spec ouro_spec_BaseException = {
    .number = OURO_BaseException,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(0),
    .name = "BaseException",
    .doc = "What all exceptions derive from.",
    .methods = base_methods,
    .getsets = base_getsets,
    .slots = {.create = ouro_exc_create, .init = ouro_exc_init, .dealloc = drop, .traverse = traverse, .clear = drop,
              .repr = exc_repr, .str = ouro_exc_str},
};

// ---- StopIteration, SystemExit -------------------------------------------------------------------------------------

static int stop_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_exc_init(rt, self, args, nargs, kwnames) < 0)
        return -1;
    ouro_exc_set(rt, self, 0, nargs ? args[0] : rt->none);
    return 0;
}
static const ouro_member_def stop_members[] = {OURO_EXC_MEMBER("value", 0), {0}};
const ouro_type_spec ouro_spec_StopIteration = {
    .number = OURO_StopIteration,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(1),
    .name = "StopIteration",
    .doc = "An iterator has no more items.",
    .members = stop_members,
    .slots = {.create = ouro_exc_create, .init = stop_init},
};

static int exit_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_exc_init(rt, self, args, nargs, kwnames) < 0)
        return -1;
    if (nargs)
        ouro_exc_set(rt, self, 0, nargs == 1 ? args[0] : ouro_exc(self)->args);
    return 0;
}
static const ouro_member_def exit_members[] = {OURO_EXC_MEMBER("code", 0), {0}};
const ouro_type_spec ouro_spec_SystemExit = {
    .number = OURO_SystemExit,
    .base = OURO_BaseException,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(1),
    .name = "SystemExit",
    .doc = "The program asks to end.",
    .members = exit_members,
    .slots = {.create = ouro_exc_create, .init = exit_init},
};

// ---- ImportError, NameError, AttributeError: keywords --------------------------------------------------------------

// Sets the fields [first, first + n) from keywords of these names.
static int keywords_init(ouro_rt *rt, ouro_borrowed self, const char *what, ouro_obj *const *args, size_t nargs,
                         ouro_borrowed kwnames, const char *const *names, size_t n, size_t first) {
    ouro_obj *out[2] = {NULL, NULL};
    if (ouro_exc_init(rt, self, args, nargs, NULL) < 0)
        return -1;
    if (kwnames && ouro_args(rt, what, args + nargs, 0, kwnames, names, n, 0, 0, out) < 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        ouro_exc_set(rt, self, first + i, out[i]);
    return 0;
}

static int import_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"name", "path"};
    if (keywords_init(rt, self, "ImportError", args, nargs, kwnames, names, 2, 1) < 0)
        return -1;
    ouro_exc_set(rt, self, 0, nargs == 1 ? args[0] : NULL);
    return 0;
}
static ouro_owned import_str(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *msg = ouro_exc(self)->fields[0];
    return msg && ouro_is(msg, OURO_T_str) ? ouro_ref(rt, msg) : ouro_exc_str(rt, self);
}
static ouro_owned import_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    const ouro_exception *e = ouro_exc(self);
    ouro_obj *dict = ouro_xref(rt, ouro_instance_dict_peek(rt, self));
    ouro_obj *state = dict ? ouro_dict_copy(rt, dict) : NULL, *result = NULL;
    ouro_xrelease(rt, dict);
    if (state && (!e->fields[1] || ouro_dict_set(rt, state, OURO_NAME(rt, name), e->fields[1]) == 0) &&
        (!e->fields[2] || ouro_dict_set(rt, state, OURO_NAME(rt, path), e->fields[2]) == 0))
        result = ouro_dict_length(state) ? ouro_tuple_pack(rt, 3, &ouro_type_of(rt, self)->head, e->args, state)
                                         : ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, e->args);
    ouro_xrelease(rt, state);
    return result;
}
static const ouro_method_def import_methods[] = {{"__reduce__", import_reduce, 0, 0, 0, NULL}, {0}};
static const ouro_member_def import_members[] = {OURO_EXC_MEMBER("msg", 0), OURO_EXC_MEMBER("name", 1),
                                                 OURO_EXC_MEMBER("path", 2), {0}};
const ouro_type_spec ouro_spec_ImportError = {
    .number = OURO_ImportError,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(3),
    .name = "ImportError",
    .doc = "A module, or a name in one, could not be imported.",
    .methods = import_methods,
    .members = import_members,
    .slots = {.create = ouro_exc_create, .init = import_init, .str = import_str},
};

static int name_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"name"};
    return keywords_init(rt, self, "NameError", args, nargs, kwnames, names, 1, 0);
}
static const ouro_member_def name_members[] = {OURO_EXC_MEMBER("name", 0), {0}};
const ouro_type_spec ouro_spec_NameError = {
    .number = OURO_NameError,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(1),
    .name = "NameError",
    .doc = "There is no variable of this name.",
    .members = name_members,
    .slots = {.create = ouro_exc_create, .init = name_init},
};

static int attribute_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"name", "obj"};
    return keywords_init(rt, self, "AttributeError", args, nargs, kwnames, names, 2, 0);
}
static const ouro_member_def attribute_members[] = {OURO_EXC_MEMBER("name", 0), OURO_EXC_MEMBER("obj", 1), {0}};
const ouro_type_spec ouro_spec_AttributeError = {
    .number = OURO_AttributeError,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(2),
    .name = "AttributeError",
    .doc = "The object has no such attribute.",
    .members = attribute_members,
    .slots = {.create = ouro_exc_create, .init = attribute_init},
};

const ouro_type_spec ouro_spec_KeyError = {
    .number = OURO_KeyError,
    .base = OURO_LookupError,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(0),
    .name = "KeyError",
    .doc = "The mapping has no such key.",
    .slots = {.create = ouro_exc_create, .init = ouro_exc_init, .str = key_error_str},
};

// An instance that dies goes back to the ready-made ones.
static void memory_error_finalize(ouro_rt *rt, ouro_obj *self) {
    if (!ouro_is(self, OURO_MemoryError) || rt->closing ||
        rt->memory_errors_len >= sizeof rt->memory_errors / sizeof *rt->memory_errors)
        return;
    ouro_exception *e = ouro_exc(self);
    drop(rt, self);
    e->suppress_context = 0;
    ouro_slot_init(rt, self, &e->args, ouro_ref(rt, rt->empty_tuple));
    self->tf &= ~(uint32_t)OURO_F_FINALIZED;
    if (rt->memory_errors_len < sizeof rt->memory_errors / sizeof *rt->memory_errors) // drop() may run Python code
        rt->memory_errors[rt->memory_errors_len++] = ouro_ref(rt, self);
}
const ouro_type_spec ouro_spec_MemoryError = {
    .number = OURO_MemoryError,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS | OURO_TF_QUIET_END,
    .size = OURO_EXC_SIZE(0),
    .name = "MemoryError",
    .doc = "There is no memory left.",
    .slots = {.create = ouro_exc_create, .init = ouro_exc_init, .finalize = memory_error_finalize},
};

// ---- the classes -----------------------------------------------------------------------------------------------------

#define OURO_object OURO_T_object
#define EXC(cls, parent)                                                                                               \
    {.number = OURO_##cls, .base = OURO_##parent, .flags = OURO_EXC_FLAGS, .size = OURO_EXC_SIZE(0), .name = #cls,       \
     .doc = NULL, .slots = {.create = NULL}},
static const ouro_type_spec plain[] = {
#include <ouro/typenumbers.def>
};
#undef OURO_object

const ouro_type_spec *ouro_exception_spec(uint32_t number) {
    static const ouro_type_spec *const special[] = {
        &ouro_spec_BaseException, &ouro_spec_StopIteration, &ouro_spec_SystemExit, &ouro_spec_ImportError,
        &ouro_spec_NameError, &ouro_spec_AttributeError, &ouro_spec_KeyError, &ouro_spec_MemoryError, &ouro_spec_OSError,
        &ouro_spec_SyntaxError, &ouro_spec_UnicodeDecodeError, &ouro_spec_UnicodeEncodeError,
        &ouro_spec_UnicodeTranslateError, &ouro_spec_BaseExceptionGroup, &ouro_spec_ExceptionGroup};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (special[i]->number == number)
            return special[i];
    return &plain[number - OURO_BaseException];
}
