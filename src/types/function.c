// Python functions as objects. The interpreter calls them.
#include "types/abstract.h"
#include "types/class.h"
#include "types/code.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static ouro_function *of(ouro_borrowed self) { return (ouro_function *)(uintptr_t)self; }
static const ouro_code *code_of(ouro_borrowed self) { return (const ouro_code *)of(self)->code; }

// ---- making --------------------------------------------------------------------------------------------------------

static void changed(ouro_rt *rt, ouro_borrowed self) { of(self)->version = ++rt->ty->function_version; }

// The builtins that code with these globals sees (borrowed, or NULL).
static ouro_borrowed builtins_of(ouro_rt *rt, ouro_borrowed globals) {
    ouro_borrowed own = ouro_dict_peek_str(rt, globals, OURO_NAME(rt, __builtins__));
    if (own && ouro_subtype(ouro_type_of(rt, own), rt->types[OURO_T_module]))
        return ouro_module_dict_peek(own);
    if (own && ouro_dict_check(rt, own))
        return own;
    return rt->ty->builtins;
}

ouro_owned ouro_function_new(ouro_rt *rt, ouro_borrowed code, ouro_borrowed globals) {
    ouro_function *f = (ouro_function *)ouro_new_fixed_gc(rt, OURO_T_function, sizeof *f);
    if (!f)
        return NULL;
    ouro_obj head = f->head;
    *f = (ouro_function){.head = head};
    ouro_slot_init(rt, &f->head, &f->code, ouro_ref(rt, code));
    ouro_slot_init(rt, &f->head, &f->globals, ouro_ref(rt, globals));
    ouro_slot_init(rt, &f->head, &f->builtins, ouro_xref(rt, builtins_of(rt, globals)));
    changed(rt, &f->head);
    return &f->head;
}

static bool good_closure(ouro_rt *rt, const ouro_code *code, ouro_borrowed closure) {
    uint32_t wanted = ouro_tuple_length(code->freevars);
    if (!ouro_tuple_check(rt, closure)) {
        if (wanted && closure == rt->none)
            ouro_raise(rt, OURO_TypeError, "arg 5 (closure) must be tuple");
        else if (closure != rt->none)
            ouro_raise(rt, OURO_TypeError, "arg 5 (closure) must be %stuple", wanted ? "" : "None or ");
        return !ouro_error_pending(rt);
    }
    if (ouro_tuple_length(closure) != wanted) {
        ouro_raise(rt, OURO_ValueError, "%S requires closure of length %u, not %u", code->name, wanted,
                   ouro_tuple_length(closure));
        return false;
    }
    for (uint32_t i = 0; i < wanted; i++)
        if (!ouro_is(ouro_tuple_peek(closure, i), OURO_T_cell)) {
            ouro_raise(rt, OURO_TypeError, "arg 5 (closure) expected cell, found %T", ouro_tuple_peek(closure, i));
            return false;
        }
    return true;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure"};
    ouro_obj *in[5];
    if (ouro_args(rt, "function", args, nargs, kwnames, names, 5, 2, 5, in) < 0)
        return NULL;
    for (size_t i = 2; i < 5; i++)
        if (!in[i])
            in[i] = rt->none;
    if (!ouro_is(in[0], OURO_T_code))
        ouro_raise(rt, OURO_TypeError, "function() argument 'code' must be code, not %T", in[0]);
    else if (!ouro_dict_check(rt, in[1]))
        ouro_raise(rt, OURO_TypeError, "function() argument 'globals' must be dict, not %T", in[1]);
    else if (in[2] != rt->none && !ouro_str_check(rt, in[2]))
        ouro_raise(rt, OURO_TypeError, "arg 3 (name) must be None or string");
    else if (in[3] != rt->none && !ouro_tuple_check(rt, in[3]))
        ouro_raise(rt, OURO_TypeError, "arg 4 (defaults) must be None or tuple");
    if (ouro_error_pending(rt) || !good_closure(rt, (const ouro_code *)in[0], in[4]))
        return NULL;
    ouro_obj *f = ouro_function_new(rt, in[0], in[1]);
    if (!f)
        return NULL;
    if (in[2] != rt->none)
        ouro_slot_init(rt, f, &of(f)->name, ouro_ref(rt, in[2]));
    if (in[3] != rt->none)
        ouro_slot_init(rt, f, &of(f)->defaults, ouro_ref(rt, in[3]));
    if (in[4] != rt->none && ouro_tuple_length(in[4]))
        ouro_slot_init(rt, f, &of(f)->closure, ouro_ref(rt, in[4]));
    return f;
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_function *f = of(self);
    ouro_slot_clear(rt, self, &f->defaults);
    ouro_slot_clear(rt, self, &f->kwdefaults);
    ouro_slot_clear(rt, self, &f->closure);
    ouro_slot_clear(rt, self, &f->extra);
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_function *f = of(self);
    drop(rt, self);
    ouro_slot_clear(rt, self, &f->code);
    ouro_slot_clear(rt, self, &f->globals);
    ouro_slot_clear(rt, self, &f->builtins);
    ouro_slot_clear(rt, self, &f->name);
    ouro_slot_clear(rt, self, &f->qualname);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_function *f = of(self);
    OURO_VISIT(f->code);
    OURO_VISIT(f->globals);
    OURO_VISIT(f->builtins);
    OURO_VISIT(f->closure);
    OURO_VISIT(f->defaults);
    OURO_VISIT(f->kwdefaults);
    OURO_VISIT(f->name);
    OURO_VISIT(f->qualname);
    OURO_VISIT(f->extra);
    return 0;
}

// ---- rare attributes -------------------------------------------------------------------------------------------------

static ouro_borrowed extra_peek(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    return of(self)->extra ? ouro_dict_peek_str(rt, of(self)->extra, name) : NULL;
}

static int extra_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!of(self)->extra) {
        ouro_obj *dict = ouro_dict_new(rt);
        if (!dict)
            return -1;
        ouro_slot_init(rt, self, &of(self)->extra, dict);
    }
    return ouro_dict_set(rt, of(self)->extra, name, value);
}

static ouro_owned get_doc(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed own = extra_peek(rt, self, OURO_NAME(rt, __doc__));
    if (own)
        return ouro_ref(rt, own);
    const ouro_code *code = code_of(self);
    if ((code->flags & OURO_CO_HAS_DOC) && ouro_tuple_length(code->constants))
        return ouro_ref(rt, ouro_tuple_peek(code->constants, 0));
    return ouro_none(rt);
}
static int set_doc(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return extra_set(rt, self, OURO_NAME(rt, __doc__), value ? value : rt->none);
}

static ouro_owned get_module(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed own = extra_peek(rt, self, OURO_NAME(rt, __module__));
    if (!own)
        own = ouro_dict_peek_str(rt, of(self)->globals, OURO_NAME(rt, __name__));
    return ouro_ref(rt, own ? own : rt->none);
}
static int set_module(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return extra_set(rt, self, OURO_NAME(rt, __module__), value ? value : rt->none);
}

static ouro_owned get_annotations(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed own = extra_peek(rt, self, OURO_NAME(rt, __annotations__));
    if (own && !ouro_tuple_check(rt, own))
        return ouro_ref(rt, own);
    ouro_obj *dict = ouro_dict_new(rt);
    // The interpreter may hand them over as a tuple of names and values.
    for (size_t i = 0; dict && own && i + 1 < ouro_tuple_length(own); i += 2)
        if (ouro_dict_set(rt, dict, ouro_tuple_peek(own, i), ouro_tuple_peek(own, i + 1)) < 0) {
            ouro_release(rt, dict);
            dict = NULL;
        }
    if (dict && extra_set(rt, self, OURO_NAME(rt, __annotations__), dict) < 0) {
        ouro_release(rt, dict);
        return NULL;
    }
    return dict;
}
static int set_annotations(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (value && value != rt->none && !ouro_dict_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "__annotations__ must be set to a dict object");
        return -1;
    }
    if (value && value != rt->none)
        return extra_set(rt, self, OURO_NAME(rt, __annotations__), value);
    if (of(self)->extra && ouro_dict_delete(rt, of(self)->extra, OURO_NAME(rt, __annotations__)) < 0)
        return -1;
    return 0;
}

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed own = extra_peek(rt, self, OURO_NAME(rt, __dict__));
    if (own)
        return ouro_ref(rt, own);
    ouro_obj *dict = ouro_dict_new(rt);
    if (dict && extra_set(rt, self, OURO_NAME(rt, __dict__), dict) < 0) {
        ouro_release(rt, dict);
        return NULL;
    }
    return dict;
}
static int set_dict(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value) {
        ouro_raise(rt, OURO_TypeError, "cannot delete __dict__");
        return -1;
    }
    if (!ouro_dict_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
        return -1;
    }
    return extra_set(rt, self, OURO_NAME(rt, __dict__), value);
}

// ---- attributes ----------------------------------------------------------------------------------------------------

static bool must_be(ouro_rt *rt, bool good, const char *name, const char *what) {
    if (!good)
        ouro_raise(rt, OURO_TypeError, "%s must be set to a %s object", name, what);
    return good;
}

static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->name ? of(self)->name : code_of(self)->name);
}
static int set_name(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!must_be(rt, value && ouro_str_check(rt, value), "__name__", "string"))
        return -1;
    ouro_slot_set(rt, self, &of(self)->name, ouro_ref(rt, value));
    return 0;
}

static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->qualname ? of(self)->qualname : code_of(self)->qualname);
}
static int set_qualname(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!must_be(rt, value && ouro_str_check(rt, value), "__qualname__", "string"))
        return -1;
    ouro_slot_set(rt, self, &of(self)->qualname, ouro_ref(rt, value));
    return 0;
}

static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, of(self)->code); }
static int set_code(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!must_be(rt, value && ouro_is(value, OURO_T_code), "__code__", "code"))
        return -1;
    uint32_t cells = of(self)->closure ? ouro_tuple_length(of(self)->closure) : 0;
    uint32_t wanted = ouro_tuple_length(((const ouro_code *)value)->freevars);
    if (cells != wanted) {
        ouro_raise(rt, OURO_ValueError, "%S() requires a code object with %u free vars, not %u",
                   of(self)->name ? of(self)->name : code_of(self)->name, cells, wanted);
        return -1;
    }
    if (rt->ty->function_in_use && rt->ty->function_in_use(rt, self)) { // its frames read registers as the code says
        ouro_raise(rt, OURO_RuntimeError, "cannot set __code__ of a function that is running");
        return -1;
    }
    // The names are the function's own: they stay.
    if (!of(self)->name)
        ouro_slot_init(rt, self, &of(self)->name, ouro_ref(rt, code_of(self)->name));
    if (!of(self)->qualname)
        ouro_slot_init(rt, self, &of(self)->qualname, ouro_ref(rt, code_of(self)->qualname));
    ouro_slot_set(rt, self, &of(self)->code, ouro_ref(rt, value));
    changed(rt, self);
    return 0;
}

static ouro_owned get_defaults(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->defaults ? of(self)->defaults : rt->none);
}
static int set_defaults(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    bool none = !value || value == rt->none;
    if (!must_be(rt, none || ouro_tuple_check(rt, value), "__defaults__", "tuple"))
        return -1;
    ouro_slot_set(rt, self, &of(self)->defaults, none ? NULL : ouro_ref(rt, value));
    changed(rt, self);
    return 0;
}

static ouro_owned get_kwdefaults(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->kwdefaults ? of(self)->kwdefaults : rt->none);
}
static int set_kwdefaults(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    bool none = !value || value == rt->none;
    if (!must_be(rt, none || ouro_dict_check(rt, value), "__kwdefaults__", "dict"))
        return -1;
    ouro_slot_set(rt, self, &of(self)->kwdefaults, none ? NULL : ouro_ref(rt, value));
    changed(rt, self);
    return 0;
}

// Attributes that are not the type's are in the __dict__, which most functions never get.
static ouro_owned getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_type *type = rt->types[OURO_T_function];
    ouro_borrowed found = ouro_type_lookup(rt, type, name);
    ouro_descr_get_slot get = found ? ouro_type_of(rt, found)->slots.descr_get : NULL;
    if (get && ouro_type_of(rt, found)->slots.descr_set)
        return get(rt, found, self, &type->head);
    ouro_borrowed dict = extra_peek(rt, self, OURO_NAME(rt, __dict__));
    ouro_borrowed own = dict ? ouro_dict_peek_str(rt, dict, name) : NULL;
    if (own || ouro_error_pending(rt))
        return ouro_xref(rt, own);
    if (get)
        return get(rt, found, self, &type->head);
    if (!found)
        ouro_attribute_error(rt, self, name);
    return ouro_xref(rt, found);
}

static int setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_borrowed found = ouro_type_lookup(rt, rt->types[OURO_T_function], name);
    ouro_set_slot set = found ? ouro_type_of(rt, found)->slots.descr_set : NULL;
    if (set)
        return set(rt, found, self, value);
    ouro_obj *dict = get_dict(rt, self);
    if (!dict)
        return -1;
    int status = value ? ouro_dict_set(rt, dict, name, value) : ouro_dict_delete(rt, dict, name);
    ouro_release(rt, dict);
    if (status != 1)
        return status;
    ouro_attribute_error(rt, self, name);
    return -1;
}

// ---- slots ---------------------------------------------------------------------------------------------------------

static ouro_owned call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (rt->ty->call_function)
        return rt->ty->call_function(rt, self, args, nargs, kwnames);
    ouro_raise(rt, OURO_SystemError, "no interpreter");
    return NULL;
}

static ouro_owned descr_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    return obj ? ouro_method_new(rt, self, obj) : ouro_ref(rt, self);
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<function %S at %p>", of(self)->qualname ? of(self)->qualname : code_of(self)->qualname,
                              (const void *)self);
}

static const ouro_getset_def getsets[] = {{"__code__", get_code, set_code, NULL},
                                          {"__defaults__", get_defaults, set_defaults, NULL},
                                          {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL},
                                          {"__annotations__", get_annotations, set_annotations, NULL},
                                          {"__dict__", get_dict, set_dict, NULL},
                                          {"__name__", get_name, set_name, NULL},
                                          {"__qualname__", get_qualname, set_qualname, NULL},
                                          {"__doc__", get_doc, set_doc, NULL},
                                          {"__module__", get_module, set_module, NULL},
                                          {0}};
static const ouro_member_def members[] = {{"__closure__", OURO_MEMBER_OBJ, offsetof(ouro_function, closure), false},
                                          {"__globals__", OURO_MEMBER_OBJ, offsetof(ouro_function, globals), false},
                                          {"__builtins__", OURO_MEMBER_OBJ, offsetof(ouro_function, builtins), false},
                                          {0}};

const ouro_type_spec ouro_spec_function = {
    .number = OURO_T_function,
    .flags = OURO_TF_GC | OURO_TF_METHOD | OURO_TF_WEAK,
    .size = sizeof(ouro_function),
    .name = "function",
    .doc = "function(code, globals, name=None, argdefs=None, closure=None): a function that runs code.",
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .call = call, .descr_get = descr_get, .dealloc = dealloc, .traverse = traverse,
              .clear = drop, .getattr = getattr, .setattr = setattr, .repr = repr},
};
