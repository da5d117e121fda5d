// What the rarer instructions do: names, unpacking, calls with * and **, functions, with, raise, displays.
#include <string.h>

#include "lang/opcodes.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/import.h"
#include "vm/vm.h"

// ---- names
// -------------------------------------------------------------------------------------------------------------

// NameError with its name attribute, which suggestions are made from.
static void raise_name_error(ouro_rt *rt, ouro_borrowed name) {
    ouro_raise(rt, OURO_NameError, "name '%S' is not defined", name);
    ouro_obj *e = rt->pending;
    if (e && ouro_is(e, OURO_NameError) && ((ouro_exception *)e)->n_fields)
        ouro_slot_set(rt, e, &((ouro_exception *)e)->fields[0], ouro_ref(rt, name));
}

ouro_owned vm_get_global(ouro_rt *rt, vm_frame *f, ouro_borrowed name) {
    ouro_function *fn = f->function;
    ouro_obj *v = ouro_is(fn->globals, OURO_T_dict) ? ouro_xref(rt, ouro_dict_peek_str(rt, fn->globals, name))
                                                    : ouro_dict_get(rt, fn->globals, name);
    if (v || ouro_error_pending(rt)) return v;
    if (ouro_dict_check(rt, fn->builtins)) {
        v = ouro_dict_get(rt, fn->builtins, name);
    } else {
        v = ouro_getitem(rt, fn->builtins, name);
        if (!v && ouro_error_is(rt, OURO_KeyError)) ouro_error_clear(rt);
    }
    if (!v && !ouro_error_pending(rt)) raise_name_error(rt, name);
    return v;
}

ouro_owned vm_get_name(ouro_rt *rt, vm_frame *f, ouro_borrowed name) {
    if (f->locals) {
        ouro_obj *v;
        if (ouro_is(f->locals, OURO_T_dict)) {
            v = ouro_dict_get(rt, f->locals, name);
        } else {
            v = ouro_getitem(rt, f->locals, name);
            if (!v && ouro_error_is(rt, OURO_KeyError)) ouro_error_clear(rt);
        }
        if (v || ouro_error_pending(rt)) return v;
    }
    return vm_get_global(rt, f, name);
}

int vm_set_name(ouro_rt *rt, vm_frame *f, ouro_borrowed name, ouro_borrowed value) {
    ouro_obj *ns = f->locals ? f->locals : f->function->globals;
    if (ouro_is(ns, OURO_T_dict)) {
        if (value) return ouro_dict_set(rt, ns, name, value);
        int r = ouro_dict_delete(rt, ns, name);
        if (r == 1) raise_name_error(rt, name);
        return r ? -1 : 0;
    }
    int r = ouro_setitem(rt, ns, name, value);
    if (r && !value && ouro_error_is(rt, OURO_KeyError)) {
        ouro_error_clear(rt);
        raise_name_error(rt, name);
    }
    return r;
}

void vm_raise_unbound(ouro_rt *rt, vm_frame *f, unsigned reg) {
    ouro_code *code = vm_code(f);
    uint32_t cells = ouro_tuple_length(code->cellvars);
    if (reg < code->nlocals) {
        ouro_raise(rt, OURO_UnboundLocalError,
                   "cannot access local variable '%S' where it is not associated with a value",
                   ouro_tuple_peek(code->varnames, reg));
    } else if (reg < code->cell_base + cells) {
        ouro_raise(rt, OURO_UnboundLocalError,
                   "cannot access local variable '%S' where it is not associated with a value",
                   ouro_tuple_peek(code->cellvars, reg - code->cell_base));
    } else {
        ouro_raise(rt, OURO_NameError,
                   "cannot access free variable '%S' where it is not associated with a value in enclosing scope",
                   ouro_tuple_peek(code->freevars, reg - code->cell_base - cells));
    }
}

int vm_setup_annotations(ouro_rt *rt, vm_frame *f) {
    ouro_obj *ns = f->locals ? f->locals : f->function->globals, *name = OURO_NAME(rt, __annotations__);
    int has = ouro_contains(rt, ns, name);
    if (has) return has < 0 ? -1 : 0;
    ouro_obj *d = ouro_dict_new(rt);
    if (!d) return -1;
    int r = ouro_setitem(rt, ns, name, d);
    ouro_release(rt, d);
    return r;
}

// ---- unpacking
// -----------------------------------------------------------------------------------------------------------

static void drop_targets(ouro_rt *rt, ouro_obj **to, size_t n) {
    for (size_t i = 0; i < n; i++) {
        ouro_obj *o = to[i];
        to[i] = NULL;
        ouro_xrelease(rt, o);
    }
}

static ouro_owned unpack_iter(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *it = ouro_iter(rt, o);
    if (!it && ouro_error_is(rt, OURO_TypeError) && !ouro_type_of(rt, o)->slots.iter &&
        !ouro_type_of(rt, o)->slots.getitem) {
        ouro_error_clear(rt);
        ouro_raise(rt, OURO_TypeError, "cannot unpack non-iterable %T object", o);
    }
    return it;
}

int vm_unpack(ouro_rt *rt, ouro_borrowed o, ouro_obj **to, size_t n) {
    ouro_obj *it = unpack_iter(rt, o);
    if (!it) return -1;
    size_t i = 0;
    for (; i < n; i++) {
        ouro_obj *v = ouro_next(rt, it);
        if (!v) break;
        ouro_obj *old = to[i];
        to[i] = v;
        ouro_xrelease(rt, old);
    }
    if (i < n) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_ValueError, "not enough values to unpack (expected %zu, got %zu)", n, i);
        goto fail;
    }
    ouro_obj *more = ouro_next(rt, it);
    if (more) {
        ouro_release(rt, more);
        ouro_raise(rt, OURO_ValueError, "too many values to unpack (expected %zu)", n);
        goto fail;
    }
    if (ouro_error_pending(rt)) goto fail;
    ouro_release(rt, it);
    return 0;
fail:
    ouro_release(rt, it);
    drop_targets(rt, to, i);
    return -1;
}

int vm_unpack_ex(ouro_rt *rt, ouro_borrowed o, ouro_obj **to, size_t before, size_t after) {
    ouro_obj *it = unpack_iter(rt, o);
    if (!it) return -1;
    size_t i = 0;
    ouro_obj *rest = NULL;
    for (; i < before; i++) {
        to[i] = ouro_next(rt, it);
        if (to[i]) continue;
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_ValueError, "not enough values to unpack (expected at least %zu, got %zu)",
                       before + after, i);
        goto fail;
    }
    rest = ouro_list_of(rt, it);
    if (!rest) goto fail;
    size_t n = ouro_list_length(rest);
    if (n < after) {
        ouro_raise(rt, OURO_ValueError, "not enough values to unpack (expected at least %zu, got %zu)", before + after,
                   before + n);
        goto fail;
    }
    ouro_list *l = (ouro_list *)rest;
    for (size_t k = 0; k < after; k++) to[before + 1 + k] = ouro_slot_take(rt, rest, &l->items[n - after + k]);
    l->length = (uint32_t)(n - after);
    to[before] = rest;
    ouro_release(rt, it);
    return 0;
fail:
    ouro_xrelease(rt, rest);
    ouro_release(rt, it);
    drop_targets(rt, to, i);
    return -1;
}

// ---- calls
// -----------------------------------------------------------------------------------------------------------------

// "f()" or "mod.f()" as messages name a function.
static ouro_owned function_text(ouro_rt *rt, ouro_borrowed function) {
    ouro_obj *q = ouro_getattr_quiet(rt, function, OURO_NAME(rt, __qualname__)), *m = NULL, *text;
    if (!q || !ouro_str_check(rt, q)) {
        ouro_xrelease(rt, q);
        ouro_error_clear(rt);
        return ouro_str_of(rt, function);
    }
    m = ouro_getattr_quiet(rt, function, OURO_NAME(rt, __module__));
    if (!m) ouro_error_clear(rt);
    if (m && ouro_str_check(rt, m) && !ouro_str_equal_ascii(m, "builtins"))
        text = ouro_str_formatted(rt, "%S.%S()", m, q);
    else
        text = ouro_str_formatted(rt, "%S()", q);
    ouro_xrelease(rt, m);
    ouro_release(rt, q);
    return text;
}

int vm_dict_merge(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, ouro_borrowed function) {
    if (!ouro_dict_check(rt, other)) {
        ouro_obj *keys = ouro_getattr_quiet(rt, other, OURO_NAME(rt, keys));
        if (!keys) {
            if (ouro_error_pending(rt)) return -1;
            ouro_obj *text = function_text(rt, function);
            if (text) ouro_raise(rt, OURO_TypeError, "%S argument after ** must be a mapping, not %T", text, other);
            ouro_xrelease(rt, text);
            return -1;
        }
        ouro_release(rt, keys);
    }
    if (!ouro_dict_merge(rt, dict, other, 2)) return 0;
    if (ouro_error_is(rt, OURO_KeyError)) {
        ouro_obj *e = ouro_error_take(rt), *args = ((ouro_exception *)e)->args;
        ouro_obj *key = args && ouro_tuple_length(args) == 1 ? ouro_ref(rt, ouro_tuple_peek(args, 0)) : NULL;
        if (!key) {
            ouro_error_restore(rt, e);
            return -1;
        }
        ouro_release(rt, e);
        ouro_obj *text = function_text(rt, function);
        if (text && ouro_str_check(rt, key))
            ouro_raise(rt, OURO_TypeError, "%S got multiple values for keyword argument '%S'", text, key);
        else if (text)
            ouro_raise(rt, OURO_TypeError, "keywords must be strings");
        ouro_xrelease(rt, text);
        ouro_release(rt, key);
    }
    return -1;
}

ouro_owned vm_call_ex(ouro_rt *rt, ouro_borrowed function, ouro_borrowed args, ouro_borrowed kwargs) {
    ouro_obj *t = NULL;
    if (ouro_is(args, OURO_T_tuple)) {
        t = ouro_ref(rt, args);
    } else {
        const ouro_type *type = ouro_type_of(rt, args);
        if (!type->slots.iter && !type->slots.getitem) {
            ouro_obj *text = function_text(rt, function);
            if (text) ouro_raise(rt, OURO_TypeError, "%S argument after * must be an iterable, not %T", text, args);
            ouro_xrelease(rt, text);
            return NULL;
        }
        t = ouro_tuple_of(rt, args);
        if (!t) return NULL;
    }
    ouro_obj *r = ouro_call_tuple(rt, function, t, kwargs && ouro_dict_length(kwargs) ? kwargs : NULL);
    ouro_release(rt, t);
    return r;
}

// ---- functions, with, raise
// ------------------------------------------------------------------------------------------------

ouro_owned vm_make_function(ouro_rt *rt, vm_frame *f, ouro_borrowed code, unsigned flags, ouro_obj **p) {
    ouro_obj *o = ouro_function_new(rt, code, f->function->globals);
    if (!o) return NULL;
    ouro_function *fn = (ouro_function *)o;
    if (flags & OURO_FN_DEFAULTS) {
        ouro_slot_set(rt, o, &fn->defaults, *p);
        *p++ = NULL;
    }
    if (flags & OURO_FN_KWDEFAULTS) {
        ouro_slot_set(rt, o, &fn->kwdefaults, *p);
        *p++ = NULL;
    }
    ouro_obj *annotations = NULL;
    if (flags & OURO_FN_ANNOTATIONS) {
        annotations = *p;
        *p++ = NULL;
    }
    if (flags & OURO_FN_CLOSURE) {
        ouro_slot_set(rt, o, &fn->closure, *p);
        *p++ = NULL;
    }
    if (annotations) {
        int r = ouro_setattr(rt, o, OURO_NAME(rt, __annotations__), annotations);
        ouro_release(rt, annotations);
        if (r) {
            ouro_release(rt, o);
            return NULL;
        }
    }
    return o;
}

int vm_with_enter(ouro_rt *rt, ouro_borrowed m, bool async, ouro_obj **exit, ouro_obj **value) {
    const char *kind = async ? "asynchronous context manager" : "context manager";
    ouro_obj *enter = ouro_special_lookup(rt, m, async ? OURO_NAME(rt, __aenter__) : OURO_NAME(rt, __enter__));
    if (!enter) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "'%T' object does not support the %s protocol", m, kind);
        return -1;
    }
    ouro_obj *leave = ouro_special_lookup(rt, m, async ? OURO_NAME(rt, __aexit__) : OURO_NAME(rt, __exit__));
    if (!leave) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "'%T' object does not support the %s protocol (missed %s method)", m, kind,
                       async ? "__aexit__" : "__exit__");
        ouro_release(rt, enter);
        return -1;
    }
    *value = ouro_call0(rt, enter);
    ouro_release(rt, enter);
    if (!*value) {
        ouro_release(rt, leave);
        return -1;
    }
    *exit = leave;
    return 0;
}

void vm_raise(ouro_rt *rt, unsigned n, ouro_borrowed exception, ouro_borrowed cause) {
    ouro_raise_object(rt, exception, n == 2 ? cause : NULL);
}

int vm_print_value(ouro_rt *rt, ouro_borrowed value) {
    ouro_borrowed modules = rt->ty->modules, sys = modules ? ouro_dict_peek_ascii(rt, modules, "sys") : NULL;
    ouro_obj *hook = sys ? ouro_getattr_quiet(rt, sys, OURO_NAME(rt, displayhook)) : NULL;
    if (!hook) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_RuntimeError, "lost sys.displayhook");
        return -1;
    }
    ouro_obj *r = ouro_call1(rt, hook, value);
    ouro_release(rt, hook);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

// ---- import
// ------------------------------------------------------------------------------------------------------------------

ouro_owned vm_import(ouro_rt *rt, vm_frame *f, ouro_borrowed name, ouro_borrowed level, ouro_borrowed fromlist) {
    ouro_obj *builtins = f->function->builtins;
    ouro_obj *import = ouro_dict_check(rt, builtins) ? ouro_dict_get(rt, builtins, OURO_NAME(rt, __import__))
                                                     : ouro_getitem(rt, builtins, OURO_NAME(rt, __import__));
    if (!import) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_ImportError, "__import__ not found");
        return NULL;
    }
    ouro_obj *locals = f->locals ? f->locals : vm_code(f)->flags & OURO_CO_OPTIMIZED ? rt->none : f->function->globals;
    ouro_obj *args[5] = {(ouro_obj *)name, f->function->globals, locals, (ouro_obj *)fromlist, (ouro_obj *)level};
    ouro_obj *m = ouro_call(rt, import, args, 5, NULL);
    ouro_release(rt, import);
    return m;
}

ouro_owned vm_import_from(ouro_rt *rt, ouro_borrowed module, ouro_borrowed name) {
    ouro_obj *v = ouro_getattr_quiet(rt, module, name);
    if (v || ouro_error_pending(rt)) return v;
    return ouro_import_from_failed(rt, module, name);
}

int vm_import_star(ouro_rt *rt, vm_frame *f, ouro_borrowed module) {
    ouro_obj *all = ouro_getattr_quiet(rt, module, OURO_NAME(rt, __all__)), *dict = NULL;
    if (!all && ouro_error_pending(rt)) return -1;
    bool skip = !all;
    if (!all) {
        dict = ouro_getattr_quiet(rt, module, OURO_NAME(rt, __dict__));
        if (!dict) {
            if (!ouro_error_pending(rt))
                ouro_raise(rt, OURO_ImportError, "from-import-* object has no __dict__ and no __all__");
            return -1;
        }
        all = ouro_list_of(rt, dict);
        ouro_release(rt, dict);
        if (!all) return -1;
    }
    int result = -1;
    for (int64_t i = 0;; i++) {
        ouro_obj *name = ouro_sequence_item(rt, all, i);
        if (!name) {
            if (!ouro_error_is(rt, OURO_IndexError)) break;
            ouro_error_clear(rt);
            result = 0;
            break;
        }
        if (!ouro_str_check(rt, name)) {
            ouro_raise(rt, OURO_TypeError, "%s in %S.__all__ must be str, not %T", "Item",
                       ouro_module_dict_peek(module), name);
            ouro_release(rt, name);
            break;
        }
        if (skip && ouro_str_length(name) && ouro_str_at(name, 0) == '_') {
            ouro_release(rt, name);
            continue;
        }
        ouro_obj *v = ouro_getattr(rt, module, name);
        int r = v ? vm_set_name(rt, f, name, v) : -1;
        ouro_xrelease(rt, v);
        ouro_release(rt, name);
        if (r) break;
    }
    ouro_release(rt, all);
    return result;
}
