// Python functions as objects. What is rare (documentation set by hand, annotations, attributes) is in `extra`, a dict
// that most functions never have: keys "__doc__" "__module__" "__annotations__" "__dict__".
#include "types/abstract.h"
#include "types/class.h"
#include "types/code.h"
#include "types/containers.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"

ouro_owned ouro_function_new(ouro_rt *rt, ouro_borrowed code, ouro_borrowed globals) {
    ouro_borrowed builtins = ouro_is(globals, OURO_T_dict) ? ouro_dict_peek_str(rt, globals, OURO_NAME(rt, __builtins__))
                                                          : ouro_dict_peek(rt, globals, OURO_NAME(rt, __builtins__));
    if (!builtins && ouro_error_pending(rt)) return NULL;
    if (builtins && ouro_is(builtins, OURO_T_module)) builtins = ouro_module_dict_peek(builtins);
    if (!builtins) builtins = rt->ty->builtins;
    ouro_function *f = (ouro_function *)ouro_new_fixed_gc(rt, OURO_T_function, sizeof *f);
    if (!f) return NULL;
    *f = (ouro_function){.head = f->head};
    ouro_slot_init(rt, &f->head, &f->code, ouro_ref(rt, code));
    ouro_slot_init(rt, &f->head, &f->globals, ouro_ref(rt, globals));
    ouro_slot_init(rt, &f->head, &f->builtins, ouro_xref(rt, builtins));
    return &f->head;
}

static ouro_function *function(ouro_borrowed o) { return (ouro_function *)o; }
static ouro_code *code_of(ouro_borrowed o) { return (ouro_code *)function(o)->code; }

static void function_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_function *f = function(self);
    ouro_slot_clear(rt, self, &f->globals);
    ouro_slot_clear(rt, self, &f->builtins);
    ouro_slot_clear(rt, self, &f->closure);
    ouro_slot_clear(rt, self, &f->defaults);
    ouro_slot_clear(rt, self, &f->kwdefaults);
    ouro_slot_clear(rt, self, &f->extra);
}
static void function_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_function *f = function(self);
    function_clear(rt, self);
    ouro_slot_clear(rt, self, &f->name);
    ouro_slot_clear(rt, self, &f->qualname);
    ouro_slot_clear(rt, self, &f->code);
}
// A function found in a dead cycle may still be called by a finalizer of another member: code, globals and builtins
// stay until it is freed; the cycle breaks at what a program can put into it.
static void function_break(ouro_rt *rt, ouro_obj *self) {
    ouro_function *f = function(self);
    ouro_slot_clear(rt, self, &f->closure);
    ouro_slot_clear(rt, self, &f->defaults);
    ouro_slot_clear(rt, self, &f->kwdefaults);
    ouro_slot_clear(rt, self, &f->extra);
}
static int function_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_function *f = function(self);
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

static ouro_owned function_call(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return rt->ty->call_function(rt, callee, args, nargs, kwnames);
}
static ouro_owned function_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    if (!obj || obj == rt->none) return obj && type && type != &rt->types[OURO_T_NoneType]->head ? ouro_ref(rt, self) : obj ? ouro_method_new(rt, self, obj) : ouro_ref(rt, self);
    return ouro_method_new(rt, self, obj);
}
static ouro_owned function_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *q = function(self)->qualname;
    return ouro_str_formatted(rt, "<function %S at %p>", q ? q : code_of(self)->qualname, (const void *)self);
}

// ---- rare attributes -------------------------------------------------------------------------------------------------------

static ouro_borrowed extra_peek(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    ouro_obj *d = function(self)->extra;
    return d ? ouro_dict_peek_str(rt, d, key) : NULL;
}
static int extra_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key, ouro_borrowed value) {
    ouro_function *f = function(self);
    if (!f->extra) {
        ouro_obj *d = ouro_dict_new(rt);
        if (!d) return -1;
        ouro_slot_set(rt, self, &f->extra, d);
    }
    return ouro_dict_set(rt, f->extra, key, value);
}

static ouro_owned get_doc(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed v = extra_peek(rt, self, OURO_NAME(rt, __doc__));
    if (v) return ouro_ref(rt, v);
    const ouro_code *c = code_of(self);
    return ouro_ref(rt, c->flags & OURO_CO_HAS_DOC ? ouro_tuple_peek(c->constants, 0) : rt->none);
}
static int set_doc(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return extra_set(rt, self, OURO_NAME(rt, __doc__), value ? value : rt->none);
}
static ouro_owned get_module(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed v = extra_peek(rt, self, OURO_NAME(rt, __module__));
    if (!v && function(self)->globals) v = ouro_dict_peek(rt, function(self)->globals, OURO_NAME(rt, __name__));
    if (!v && ouro_error_pending(rt)) return NULL;
    return ouro_ref(rt, v ? v : rt->none);
}
static int set_module(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return extra_set(rt, self, OURO_NAME(rt, __module__), value ? value : rt->none);
}
static ouro_owned get_annotations(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed v = extra_peek(rt, self, OURO_NAME(rt, __annotations__));
    if (v) return ouro_ref(rt, v);
    ouro_obj *d = ouro_dict_new(rt);
    if (d && extra_set(rt, self, OURO_NAME(rt, __annotations__), d)) {
        ouro_release(rt, d);
        return NULL;
    }
    return d;
}
static int set_annotations(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (value && value != rt->none && !ouro_dict_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "__annotations__ must be set to a dict object");
        return -1;
    }
    if (value && value != rt->none) return extra_set(rt, self, OURO_NAME(rt, __annotations__), value);
    if (function(self)->extra && ouro_dict_delete(rt, function(self)->extra, OURO_NAME(rt, __annotations__)) < 0) return -1;
    return 0;
}
// The function's own __dict__: borrowed; NULL with an error pending when it cannot be made, without when it does not exist.
static ouro_borrowed own_dict(ouro_rt *rt, ouro_borrowed self, bool make) {
    ouro_borrowed v = extra_peek(rt, self, OURO_NAME(rt, __dict__));
    if (v || !make) return v;
    ouro_obj *d = ouro_dict_new(rt);
    if (!d) return NULL;
    int r = extra_set(rt, self, OURO_NAME(rt, __dict__), d);
    ouro_release(rt, d);
    return r ? NULL : d;
}
static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) { return ouro_xref(rt, own_dict(rt, self, true)); }
static int set_dict(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value || !ouro_dict_check(rt, value)) {
        if (!value) ouro_raise(rt, OURO_TypeError, "cannot delete __dict__");
        else ouro_raise(rt, OURO_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
        return -1;
    }
    return extra_set(rt, self, OURO_NAME(rt, __dict__), value);
}

// ---- attributes --------------------------------------------------------------------------------------------------------------

static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, function(self)->code); }
static int set_code(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_function *f = function(self);
    if (!value || !ouro_is(value, OURO_T_code)) {
        ouro_raise(rt, OURO_TypeError, "__code__ must be set to a code object");
        return -1;
    }
    size_t have = f->closure ? ouro_tuple_length(f->closure) : 0, want = ouro_tuple_length(((ouro_code *)value)->freevars);
    if (have != want) {
        ouro_raise(rt, OURO_ValueError, "%S() requires a code object with %zu free vars, not %zu",
                   f->name ? f->name : code_of(self)->name, have, want);
        return -1;
    }
    // Names that came from the old code stay.
    if (!f->name) ouro_slot_set(rt, self, &f->name, ouro_ref(rt, code_of(self)->name));
    if (!f->qualname) ouro_slot_set(rt, self, &f->qualname, ouro_ref(rt, code_of(self)->qualname));
    ouro_slot_set(rt, self, &f->code, ouro_ref(rt, value));
    f->version = 0;
    return 0;
}
static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *n = function(self)->name;
    return ouro_ref(rt, n ? n : code_of(self)->name);
}
static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *n = function(self)->qualname;
    return ouro_ref(rt, n ? n : code_of(self)->qualname);
}
static int set_text(ouro_rt *rt, ouro_borrowed self, ouro_obj **slot, ouro_borrowed value, const char *what) {
    if (!value || !ouro_str_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "%s must be set to a string object", what);
        return -1;
    }
    ouro_slot_set(rt, self, slot, ouro_ref(rt, value));
    return 0;
}
static int set_name(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed v) {
    return set_text(rt, self, &function(self)->name, v, "__name__");
}
static int set_qualname(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed v) {
    return set_text(rt, self, &function(self)->qualname, v, "__qualname__");
}
static ouro_owned optional(ouro_rt *rt, ouro_obj *o) { return ouro_ref(rt, o ? o : rt->none); }
static ouro_owned get_defaults(ouro_rt *rt, ouro_borrowed self) { return optional(rt, function(self)->defaults); }
static int set_defaults(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (value == rt->none) value = NULL;
    if (value && !ouro_tuple_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "__defaults__ must be set to a tuple object");
        return -1;
    }
    ouro_slot_set(rt, self, &function(self)->defaults, ouro_xref(rt, value));
    return 0;
}
static ouro_owned get_kwdefaults(ouro_rt *rt, ouro_borrowed self) { return optional(rt, function(self)->kwdefaults); }
static int set_kwdefaults(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (value == rt->none) value = NULL;
    if (value && !ouro_dict_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "__kwdefaults__ must be set to a dict object");
        return -1;
    }
    ouro_slot_set(rt, self, &function(self)->kwdefaults, ouro_xref(rt, value));
    return 0;
}
static ouro_owned get_closure(ouro_rt *rt, ouro_borrowed self) { return optional(rt, function(self)->closure); }
static ouro_owned get_globals(ouro_rt *rt, ouro_borrowed self) { return optional(rt, function(self)->globals); }
static ouro_owned get_builtins(ouro_rt *rt, ouro_borrowed self) { return optional(rt, function(self)->builtins); }

static ouro_owned function_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    ouro_borrowed own = ouro_type_lookup(rt, rt->types[OURO_T_function], name);
    if (!own && function(self)->extra) {
        ouro_borrowed d = own_dict(rt, self, false), v = d ? ouro_dict_peek(rt, d, name) : NULL;
        if (v) return ouro_ref(rt, v);
    }
    return ouro_generic_getattr(rt, self, name);
}
static int function_setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_borrowed own = ouro_type_lookup(rt, rt->types[OURO_T_function], name);
    if (own && ouro_type_of(rt, own)->slots.descr_set) return ouro_generic_setattr(rt, self, name, value);
    ouro_borrowed d = own_dict(rt, self, value != NULL);
    if (value) return d ? ouro_dict_set(rt, d, name, value) : -1;
    int r = d ? ouro_dict_delete(rt, d, name) : 1;
    if (r == 1) return ouro_generic_setattr(rt, self, name, NULL); // its AttributeError
    return r;
}

// FunctionType(code, globals, name=None, argdefs=None, closure=None)
static ouro_owned function_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure"};
    ouro_obj *v[5];
    if (ouro_args(rt, "function", args, nargs, kwnames, names, 5, 2, 5, v)) return NULL;
    if (!ouro_is(v[0], OURO_T_code)) {
        ouro_raise(rt, OURO_TypeError, "function() argument 'code' must be code, not %T", v[0]);
        return NULL;
    }
    if (!ouro_dict_check(rt, v[1])) {
        ouro_raise(rt, OURO_TypeError, "function() argument 'globals' must be dict, not %T", v[1]);
        return NULL;
    }
    for (int i = 2; i < 5; i++)
        if (v[i] == rt->none) v[i] = NULL;
    if (v[2] && !ouro_str_check(rt, v[2])) {
        ouro_raise(rt, OURO_TypeError, "arg 3 (name) must be None or string");
        return NULL;
    }
    if (v[3] && !ouro_tuple_check(rt, v[3])) {
        ouro_raise(rt, OURO_TypeError, "arg 4 (defaults) must be None or tuple");
        return NULL;
    }
    size_t want = ouro_tuple_length(((ouro_code *)v[0])->freevars);
    if (v[4] ? !ouro_tuple_check(rt, v[4]) : want > 0) {
        ouro_raise(rt, OURO_TypeError, v[4] ? "arg 5 (closure) must be None or tuple" : "arg 5 (closure) must be tuple");
        return NULL;
    }
    if (v[4] && ouro_tuple_length(v[4]) != want) {
        ouro_raise(rt, OURO_ValueError, "%S requires closure of length %zu, not %u", ((ouro_code *)v[0])->name, want, ouro_tuple_length(v[4]));
        return NULL;
    }
    for (size_t i = 0; v[4] && i < want; i++)
        if (!ouro_is(ouro_tuple_peek(v[4], i), OURO_T_cell)) {
            ouro_raise(rt, OURO_TypeError, "arg 5 (closure) expected cell, found %T", ouro_tuple_peek(v[4], i));
            return NULL;
        }
    ouro_obj *o = ouro_function_new(rt, v[0], v[1]);
    if (!o) return NULL;
    ouro_function *f = function(o);
    ouro_slot_init(rt, o, &f->name, ouro_xref(rt, v[2]));
    ouro_slot_init(rt, o, &f->defaults, ouro_xref(rt, v[3]));
    ouro_slot_init(rt, o, &f->closure, ouro_xref(rt, v[4]));
    return o;
}

static const ouro_getset_def getsets[] = {
    {"__code__", get_code, set_code, NULL},           {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL}, {"__doc__", get_doc, set_doc, NULL},
    {"__module__", get_module, set_module, NULL},     {"__annotations__", get_annotations, set_annotations, NULL},
    {"__dict__", get_dict, set_dict, NULL},           {"__defaults__", get_defaults, set_defaults, NULL},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL}, {"__closure__", get_closure, NULL, NULL},
    {"__globals__", get_globals, NULL, NULL},         {"__builtins__", get_builtins, NULL, NULL},
    {NULL, NULL, NULL, NULL}};

const ouro_type_spec ouro_spec_function = {
    .number = OURO_T_function,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_WEAK | OURO_TF_METHOD,
    .size = sizeof(ouro_function),
    .name = "function",
    .getsets = getsets,
    .slots = {.dealloc = function_dealloc, .traverse = function_traverse, .clear = function_break, .call = function_call,
              .descr_get = function_get, .repr = function_repr, .getattr = function_getattr, .setattr = function_setattr,
              .create = function_create},
};
