// Module _contextvars (PEP 567): variables whose values belong to a context. A context holds its values in a dict that is
// copied when the context is; `current` of the module is the one that runs.
#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/exception.h"

typedef struct context {
    ouro_obj head;
    ouro_obj *values; // dict of variable: value
    bool entered;
} context;
typedef struct variable {
    ouro_obj head;
    ouro_obj *name, *fallback; // fallback NULL: none
} variable;
typedef struct token {
    ouro_obj head;
    ouro_obj *variable, *context, *old; // old NULL: there was none
    bool used;
} token;

static context *context_of(ouro_borrowed o) { return (context *)(uintptr_t)o; }
static variable *variable_of(ouro_borrowed o) { return (variable *)(uintptr_t)o; }
static token *token_of(ouro_borrowed o) { return (token *)(uintptr_t)o; }

static ouro_owned new_object(ouro_rt *rt, enum ouro_native_type which, size_t size) {
    ouro_type *type = ouro_native_type(rt, which);
    return type ? ouro_new_zeroed(rt, type, size) : NULL;
}

// ---- contexts --------------------------------------------------------------------------------------------------------

// Steals the values.
static ouro_owned context_new(ouro_rt *rt, ouro_owned values) {
    ouro_obj *o = values ? new_object(rt, OURO_NT_Context, sizeof(context)) : NULL;
    if (o)
        ouro_slot_init(rt, o, &context_of(o)->values, values);
    else
        ouro_xrelease(rt, values);
    return o;
}

// The context that runs; the first is made when it is asked for.
static ouro_borrowed current_peek(ouro_rt *rt) {
    ouro_obj **slot = &rt->modules->context;
    if (!*slot) *slot = context_new(rt, ouro_dict_new(rt));
    return *slot;
}

static ouro_owned context_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs || kwnames) {
        ouro_raise(rt, OURO_TypeError, "Context() does not accept any arguments");
        return NULL;
    }
    return context_new(rt, ouro_dict_new(rt));
}
METHOD(context_copy) { return context_new(rt, ouro_dict_copy(rt, context_of(self)->values)); }
METHOD(copy_context) {
    ouro_borrowed c = current_peek(rt);
    return c ? context_new(rt, ouro_dict_copy(rt, context_of(c)->values)) : NULL;
}

METHOD(context_run) {
    if (nargs < 1) {
        ouro_raise(rt, OURO_TypeError, "run() missing 1 required positional argument");
        return NULL;
    }
    if (context_of(self)->entered) {
        ouro_raise(rt, OURO_RuntimeError, "cannot enter context: %R is already entered", self);
        return NULL;
    }
    if (!current_peek(rt)) return NULL;
    ouro_obj *outer = rt->modules->context;
    rt->modules->context = ouro_ref(rt, self);
    context_of(self)->entered = true;
    ouro_obj *result = ouro_call(rt, args[0], args + 1, nargs - 1, kwnames);
    context_of(self)->entered = false;
    ouro_obj *inner = rt->modules->context;
    rt->modules->context = outer;
    ouro_xrelease(rt, inner);
    return result;
}

static bool is_variable(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_native_is(rt, o, OURO_NT_ContextVar)) return true;
    ouro_raise(rt, OURO_TypeError, "a ContextVar key was expected, got %R", o);
    return false;
}
static ouro_owned context_getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    if (!is_variable(rt, key)) return NULL;
    ouro_obj *value = ouro_dict_get(rt, context_of(self)->values, key);
    if (!value && !ouro_error_pending(rt)) ouro_raise_kind_object(rt, OURO_KeyError, key);
    return value;
}
static int context_contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    return is_variable(rt, key) ? ouro_dict_contains(rt, context_of(self)->values, key) : -1;
}
static int64_t context_length(ouro_rt *rt, ouro_borrowed self) { return ouro_dict_length(context_of(self)->values); }
static ouro_owned context_iter(ouro_rt *rt, ouro_borrowed self) { return ouro_iter(rt, context_of(self)->values); }
METHOD(context_get) {
    if (!is_variable(rt, args[0])) return NULL;
    ouro_obj *value = ouro_dict_get(rt, context_of(self)->values, args[0]);
    return value || ouro_error_pending(rt) ? value : ouro_ref(rt, nargs > 1 ? args[1] : rt->none);
}
METHOD(context_keys) { return ouro_call_method0(rt, context_of(self)->values, OURO_NAME(rt, keys)); }
METHOD(context_values) { return ouro_call_method0(rt, context_of(self)->values, OURO_NAME(rt, values)); }
METHOD(context_items) { return ouro_call_method0(rt, context_of(self)->values, OURO_NAME(rt, items)); }

static void context_clear(ouro_rt *rt, ouro_obj *self) {
    if (context_of(self)->values) ouro_dict_clear(rt, context_of(self)->values);
}
static void context_dealloc(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &context_of(self)->values); }
static int context_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(context_of(self)->values);
    return 0;
}
static const ouro_method_def context_methods[] = {
    {"run", context_run, 0, 0, OURO_M_KEYWORDS, "Calls a function in the context."},
    {"copy", context_copy, 0, 0, 0, "A context with the same values."},
    {"get", context_get, 1, 2, 0, "The value of a variable, or the default."},
    {"keys", context_keys, 0, 0, 0, "The variables."},
    {"values", context_values, 0, 0, 0, "Their values."},
    {"items", context_items, 0, 0, 0, "Pairs of both."},
    {0},
};
const ouro_type_spec ouro_native_spec_Context = {
    .flags = OURO_TF_GC | OURO_TF_WEAK,
    .size = sizeof(context),
    .name = "_contextvars.Context",
    .methods = context_methods,
    .slots = {.dealloc = context_dealloc,
              .traverse = context_traverse,
              .clear = context_clear,
              .iter = context_iter,
              .create = context_create,
              .length = context_length,
              .getitem = context_getitem,
              .contains = context_contains},
};

// ---- variables -------------------------------------------------------------------------------------------------------

static ouro_owned variable_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"", "default"};
    ouro_obj *a[2];
    if (ouro_args(rt, "ContextVar", args, nargs, kwnames, names, 2, 1, 1, a) < 0) return NULL;
    if (!ouro_str_check(rt, a[0])) {
        ouro_raise(rt, OURO_TypeError, "context variable name must be a str");
        return NULL;
    }
    ouro_obj *o = ouro_new_zeroed(rt, cls, sizeof(variable));
    if (!o) return NULL;
    ouro_slot_init(rt, o, &variable_of(o)->name, ouro_ref(rt, a[0]));
    ouro_slot_init(rt, o, &variable_of(o)->fallback, ouro_xref(rt, a[1]));
    return o;
}
METHOD(variable_get) {
    ouro_borrowed c = current_peek(rt);
    ouro_obj *value = c ? ouro_dict_get(rt, context_of(c)->values, self) : NULL;
    if (value || ouro_error_pending(rt)) return value;
    if (nargs) return ouro_ref(rt, args[0]);
    if (variable_of(self)->fallback) return ouro_ref(rt, variable_of(self)->fallback);
    ouro_raise_kind_object(rt, OURO_LookupError, self);
    return NULL;
}
METHOD(variable_set) {
    ouro_borrowed c = current_peek(rt);
    ouro_obj *o = c ? new_object(rt, OURO_NT_Token, sizeof(token)) : NULL;
    if (!o) return NULL;
    ouro_slot_init(rt, o, &token_of(o)->variable, ouro_ref(rt, self));
    ouro_slot_init(rt, o, &token_of(o)->context, ouro_ref(rt, c));
    ouro_slot_init(rt, o, &token_of(o)->old, ouro_dict_get(rt, context_of(c)->values, self));
    if (!ouro_error_pending(rt) && ouro_dict_set(rt, context_of(c)->values, self, args[0]) == 0) return o;
    ouro_release(rt, o);
    return NULL;
}
METHOD(variable_reset) {
    if (!ouro_native_is(rt, args[0], OURO_NT_Token)) {
        ouro_raise(rt, OURO_TypeError, "expected an instance of Token, got %R", args[0]);
        return NULL;
    }
    token *t = token_of(args[0]);
    const char *wrong = t->used ? "has already been used once"
                        : t->variable != self ? "was created by a different ContextVar"
                        : t->context != current_peek(rt) ? "was created in a different Context"
                                                         : NULL;
    if (wrong) {
        ouro_raise(rt, t->used ? OURO_RuntimeError : OURO_ValueError, "%R %s", args[0], wrong);
        return NULL;
    }
    t->used = true;
    ouro_borrowed values = context_of(t->context)->values;
    int r = t->old ? ouro_dict_set(rt, values, self, t->old) : ouro_dict_delete(rt, values, self);
    return r < 0 ? NULL : ouro_none(rt);
}
static ouro_owned variable_repr(ouro_rt *rt, ouro_borrowed self) {
    const variable *v = variable_of(self);
    if (!v->fallback) return ouro_str_formatted(rt, "<ContextVar name=%R at %p>", v->name, (const void *)self);
    return ouro_str_formatted(rt, "<ContextVar name=%R default=%R at %p>", v->name, v->fallback, (const void *)self);
}
static void variable_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &variable_of(self)->name);
    ouro_slot_clear(rt, self, &variable_of(self)->fallback);
}
static void variable_clear(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &variable_of(self)->fallback); }
static int variable_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(variable_of(self)->fallback);
    return 0;
}
static const ouro_method_def variable_methods[] = {
    {"get", variable_get, 0, 1, 0, "The value in the context that runs, or the default."},
    {"set", variable_set, 1, 1, 0, "Sets the value in the context that runs; the token resets it."},
    {"reset", variable_reset, 1, 1, 0, "Puts back what was there before set()."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
static const ouro_member_def variable_members[] = {{"name", OURO_MEMBER_OBJ, offsetof(variable, name), false}, {0}};
const ouro_type_spec ouro_native_spec_ContextVar = {
    .flags = OURO_TF_GC,
    .size = sizeof(variable),
    .name = "_contextvars.ContextVar",
    .methods = variable_methods,
    .members = variable_members,
    .slots = {.dealloc = variable_dealloc,
              .traverse = variable_traverse,
              .clear = variable_clear,
              .repr = variable_repr,
              .create = variable_create},
};

// ---- tokens ----------------------------------------------------------------------------------------------------------

static ouro_owned token_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_raise(rt, OURO_RuntimeError, "Tokens can only be created by ContextVars");
    return NULL;
}
static ouro_owned token_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<Token%s var=%R at %p>", token_of(self)->used ? " used" : "", token_of(self)->variable,
                              (const void *)self);
}
static ouro_owned token_var(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, token_of(self)->variable); }
static ouro_owned missing(ouro_rt *rt) {
    ouro_type *type = ouro_native_type(rt, OURO_NT_Token);
    return type ? ouro_getattr_ascii(rt, &type->head, "MISSING") : NULL;
}
static ouro_owned token_old(ouro_rt *rt, ouro_borrowed self) {
    return token_of(self)->old ? ouro_ref(rt, token_of(self)->old) : missing(rt);
}
static void token_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &token_of(self)->variable);
    ouro_slot_clear(rt, self, &token_of(self)->context);
    ouro_slot_clear(rt, self, &token_of(self)->old);
}
static int token_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(token_of(self)->variable);
    OURO_VISIT(token_of(self)->context);
    OURO_VISIT(token_of(self)->old);
    return 0;
}
static const ouro_getset_def token_getsets[] = {{"var", token_var, NULL, NULL}, {"old_value", token_old, NULL, NULL}, {0}};
static const ouro_method_def token_methods[] = {
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"}, {0}};
const ouro_type_spec ouro_native_spec_Token = {
    .flags = OURO_TF_GC,
    .size = sizeof(token),
    .name = "_contextvars.Token",
    .methods = token_methods,
    .getsets = token_getsets,
    .slots = {.dealloc = token_dealloc, .traverse = token_traverse, .repr = token_repr, .create = token_create},
};

// Token.MISSING: stands for "there was no value".
static ouro_owned missing_repr(ouro_rt *rt, ouro_borrowed self) { return ouro_str_from_cstring(rt, "<Token.MISSING>"); }
const ouro_type_spec ouro_native_spec_TokenMissing = {
    .flags = OURO_TF_NO_NEW,
    .size = sizeof(ouro_obj),
    .name = "Token.MISSING",
    .slots = {.repr = missing_repr},
};

static const ouro_method_def functions[] = {
    {"copy_context", copy_context, 0, 0, 0, "copy_context($module, /)\n--\n\nA copy of the context that runs."},
    {0},
};

ouro_owned ouro_module__contextvars(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_contextvars", "Context variables.", functions);
    if (!m) return NULL;
    int r = ouro_native_add_type(rt, m, OURO_NT_Context);
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT_ContextVar);
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT_Token);
    if (r == 0) {
        ouro_type *type = ouro_native_type(rt, OURO_NT_Token);
        if (!ouro_dict_peek_ascii(rt, type->dict, "MISSING")) {
            ouro_obj *o = new_object(rt, OURO_NT_TokenMissing, sizeof(ouro_obj));
            r = o ? ouro_dict_set_ascii(rt, type->dict, "MISSING", o) : -1;
            ouro_xrelease(rt, o);
        }
    }
    return ouro_native_module_done(rt, m, r);
}
