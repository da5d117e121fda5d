// Module sys: its functions.
#include "modules/sys.h"

#include <ouro/gc.h>

#include "modules/show.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/structseq.h"
#include "vm/import.h"
#include "vm/import_internal.h"
#include "vm/vm.h"

ouro_borrowed ouro_sys_peek(ouro_rt *rt, const char *name) {
    return rt->modules && rt->modules->sys_dict ? ouro_dict_peek_ascii(rt, rt->modules->sys_dict, name) : NULL;
}

int ouro_sys_set(ouro_rt *rt, const char *name, ouro_owned value) {
    int r = value ? ouro_dict_set_ascii(rt, rt->modules->sys_dict, name, value) : -1;
    ouro_xrelease(rt, value);
    return r;
}

// ---- objects -------------------------------------------------------------------------------------------------------------

// The reference that the call itself holds is counted, as everywhere.
METHOD(getrefcount) {
    ouro_deaths_finish(rt);
    return ouro_int_from_i64(rt, ouro_immortal(args[0]) ? 1 << 30 : args[0]->rc);
}
METHOD(getsizeof) {
    static const char *const names[] = {"object", "default"};
    ouro_obj *a[2];
    int64_t n;
    if (ouro_args(rt, "getsizeof", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    ouro_obj *method = ouro_special_lookup(rt, a[0], OURO_NAME(rt, __sizeof__)), *r = method ? ouro_call0(rt, method) : NULL;
    ouro_xrelease(rt, method);
    if (!method && !ouro_error_pending(rt)) ouro_raise(rt, OURO_TypeError, "Type %T doesn't define __sizeof__", a[0]);
    if (r && !ouro_int_check(rt, r)) {
        ouro_raise(rt, OURO_TypeError, "'%T' object cannot be interpreted as an integer", r);
    } else if (r && (!ouro_int_to_i64(rt, r, &n) || n < 0)) {
        ouro_raise(rt, OURO_ValueError, "__sizeof__() should return >= 0");
    }
    if (r && !ouro_error_pending(rt)) return r;
    ouro_xrelease(rt, r);
    if (!a[1] || !ouro_error_is(rt, OURO_TypeError)) return NULL;
    ouro_error_clear(rt);
    return ouro_ref(rt, a[1]);
}
METHOD(intern) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "intern() argument must be str, not %T", args[0]);
        return NULL;
    }
    if (!ouro_is(args[0], OURO_T_str)) {
        ouro_raise(rt, OURO_TypeError, "can't intern %T", args[0]);
        return NULL;
    }
    ouro_obj *s = ouro_ref(rt, args[0]);
    if (ouro_str_intern(rt, &s) == 0) return s;
    ouro_release(rt, s);
    return NULL;
}
METHOD(getallocatedblocks) {
    ouro_heap_statistics s;
    ouro_deaths_finish(rt);
    ouro_heap_stats(rt->heap, &s);
    return ouro_int_from_i64(rt, (int64_t)(s.live_objects + s.live_raw_blocks));
}

// ---- exceptions and frames -----------------------------------------------------------------------------------------------

METHOD(exc_info) {
    ouro_borrowed e = ouro_handled_peek(rt);
    if (!e) return ouro_tuple_pack(rt, 3, rt->none, rt->none, rt->none);
    ouro_obj *tb = ((const ouro_exception *)e)->traceback;
    return ouro_tuple_pack(rt, 3, &ouro_type_of(rt, e)->head, e, tb ? tb : rt->none);
}
METHOD(exception) {
    ouro_borrowed e = ouro_handled_peek(rt);
    return ouro_ref(rt, e ? e : rt->none);
}
METHOD(do_exit) {
    // None gives no arguments, a tuple is the arguments.
    ouro_obj *status = nargs ? args[0] : rt->none;
    ouro_obj *t = status == rt->none               ? ouro_tuple_new(rt, 0)
                  : ouro_is(status, OURO_T_tuple) ? ouro_ref(rt, status)
                                                   : ouro_tuple_pack(rt, 1, status);
    ouro_obj *e = t ? ouro_exception_make(rt, &rt->types[OURO_SystemExit]->head, t) : NULL;
    if (e) ouro_raise_object(rt, e, NULL);
    ouro_xrelease(rt, t);
    ouro_xrelease(rt, e);
    return NULL;
}
METHOD(getframe) {
    int64_t depth = 0;
    if (nargs && !ouro_index_i64(rt, args[0], OURO_OverflowError, &depth)) return NULL;
    vm_frame *f = rt->vm->top;
    for (; f && depth > 0; depth--) f = f->prev;
    if (!f) {
        ouro_raise(rt, OURO_ValueError, "call stack is not deep enough");
        return NULL;
    }
    return ouro_xref(rt, vm_frame_object_peek(rt, f));
}
METHOD(current_frames) {
    ouro_obj *d = ouro_dict_new(rt);
    ouro_borrowed f = d && rt->vm->top ? vm_frame_object_peek(rt, rt->vm->top) : NULL;
    if (f && ouro_dict_set(rt, d, rt->small_ints[1], f) < 0) ouro_error_clear(rt);
    return d;
}
METHOD(getrecursionlimit) { return ouro_int_from_i64(rt, rt->depth_limit); }
METHOD(setrecursionlimit) {
    int64_t n;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &n)) return NULL;
    if (n < 1) {
        ouro_raise(rt, OURO_ValueError, "recursion limit must be greater or equal than 1");
        return NULL;
    }
    if (rt->depth >= n) {
        ouro_raise(rt, OURO_RecursionError,
                   "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low", (long long)n,
                   rt->depth);
        return NULL;
    }
    rt->depth_limit = n > INT32_MAX ? INT32_MAX : (uint32_t)n;
    return ouro_none(rt);
}

METHOD(excepthook) {
    ouro_borrowed e = args[1];
    if (!(ouro_type_of(rt, e)->flags & OURO_TF_EXC)) {
        ouro_show s;
        ouro_show_start(&s, rt, NULL);
        ouro_show_text(&s, "TypeError: print_exception(): Exception expected for value, ");
        ouro_show_text(&s, ouro_type_of(rt, e)->cname);
        ouro_show_text(&s, " found\n");
        return ouro_show_end(&s) < 0 && ouro_error_pending(rt) ? NULL : ouro_none(rt);
    }
    ouro_exception *x = (ouro_exception *)(uintptr_t)e;
    if (!x->traceback && ouro_is(args[2], OURO_T_traceback)) ouro_slot_set(rt, e, &x->traceback, ouro_ref(rt, args[2]));
    ouro_show_exception(rt, e);
    return ouro_none(rt);
}

static const char *const unraisable_fields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};

ouro_owned ouro_unraisable_args(ouro_rt *rt, ouro_borrowed e, const char *where, ouro_borrowed obj) {
    ouro_obj *o = ouro_structseq_new(rt, rt->modules->hook_args);
    ouro_obj *tb = ((const ouro_exception *)e)->traceback;
    if (!o) return NULL;
    ouro_structseq_set(rt, o, 0, ouro_ref(rt, &ouro_type_of(rt, e)->head));
    ouro_structseq_set(rt, o, 1, ouro_ref(rt, e));
    ouro_structseq_set(rt, o, 2, ouro_ref(rt, tb ? tb : rt->none));
    ouro_obj *message = where ? ouro_str_from_cstring(rt, where) : ouro_none(rt);
    if (message) ouro_structseq_set(rt, o, 3, message);
    ouro_structseq_set(rt, o, 4, ouro_ref(rt, obj ? obj : rt->none));
    if (message) return o;
    ouro_release(rt, o);
    return NULL;
}

METHOD(unraisablehook) {
    ouro_obj *a[5];
    if (!rt->modules->hook_args || ouro_type_of(rt, args[0]) != rt->modules->hook_args) {
        ouro_raise(rt, OURO_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
        return NULL;
    }
    for (size_t i = 0; i < 5; i++) a[i] = ((ouro_tuple *)args[0])->items[i];
    int r = ouro_show_unraisable_text(rt, a[1], a[2], a[3] == rt->none ? NULL : a[3], a[4]);
    return r < 0 && ouro_error_pending(rt) ? NULL : ouro_none(rt);
}

METHOD(displayhook) {
    ouro_borrowed builtins = rt->ty->builtins;
    if (!builtins) {
        ouro_raise(rt, OURO_RuntimeError, "lost builtins module");
        return NULL;
    }
    if (args[0] == rt->none) return ouro_none(rt);
    if (ouro_dict_set_ascii(rt, builtins, "_", rt->none) < 0) return NULL;
    ouro_borrowed out = ouro_sys_peek(rt, "stdout");
    if (!out || out == rt->none) {
        ouro_raise(rt, OURO_RuntimeError, "lost sys.stdout");
        return NULL;
    }
    ouro_obj *file = ouro_ref(rt, out), *text = ouro_repr(rt, args[0]), *line = NULL, *r = NULL;
    if (text) line = ouro_str_formatted(rt, "%S\n", text);
    if (line) r = ouro_call_method1(rt, file, OURO_NAME(rt, write), line);
    ouro_xrelease(rt, line);
    ouro_xrelease(rt, text);
    ouro_release(rt, file);
    if (!r) return NULL;
    ouro_release(rt, r);
    return ouro_dict_set_ascii(rt, builtins, "_", args[0]) < 0 ? NULL : ouro_none(rt);
}

METHOD(breakpointhook) {
    ouro_obj *pdb = ouro_import_module(rt, "pdb"), *f = pdb ? ouro_getattr_ascii(rt, pdb, "set_trace") : NULL;
    ouro_obj *r = f ? ouro_call(rt, f, args, nargs, kwnames) : NULL;
    ouro_xrelease(rt, f);
    ouro_xrelease(rt, pdb);
    return r;
}

// ---- settings ------------------------------------------------------------------------------------------------------------

METHOD(get_int_max_str_digits) { return ouro_int_from_i64(rt, ouro_int_digit_limit(rt)); }
METHOD(set_int_max_str_digits) {
    static const char *const names[] = {"maxdigits"};
    ouro_obj *a[1];
    int64_t n;
    if (ouro_args(rt, "set_int_max_str_digits", args, nargs, kwnames, names, 1, 1, 1, a) < 0) return NULL;
    if (!ouro_index_i64(rt, a[0], OURO_OverflowError, &n)) return NULL;
    if (n != 0 && (n < 640 || n > INT32_MAX)) {
        ouro_raise(rt, OURO_ValueError, "maxdigits must be 0 or larger than 640");
        return NULL;
    }
    ouro_int_set_digit_limit(rt, (int32_t)n);
    return ouro_none(rt);
}
METHOD(getswitchinterval) { return ouro_float_new(rt, 0.005); }
METHOD(setswitchinterval) {
    double v;
    if (!ouro_to_double(rt, args[0], &v)) return NULL;
    if (v > 0) return ouro_none(rt);
    ouro_raise(rt, OURO_ValueError, "switch interval must be strictly positive");
    return NULL;
}
METHOD(getdefaultencoding) { return ouro_str_interned_cstring(rt, "utf-8"); }
METHOD(getfilesystemencodeerrors) { return ouro_str_interned_cstring(rt, "surrogateescape"); }
METHOD(is_finalizing) { return ouro_bool(rt, rt->modules && rt->modules->finalizing); }
METHOD(nothing) { return ouro_none(rt); }
METHOD(zero) { return ouro_int_from_i64(rt, 0); }
METHOD(dlopenflags) { return ouro_int_from_i64(rt, 2); }
METHOD(get_asyncgen_hooks) { return ouro_tuple_pack(rt, 2, rt->none, rt->none); }
METHOD(call_tracing) { return ouro_call_tuple(rt, args[0], args[1], NULL); }

// Attributes that are made when somebody asks for them.
METHOD(late_attribute) {
    if (ouro_str_check(rt, args[0]) && ouro_str_equal_ascii(args[0], "stdlib_module_names")) {
        ouro_obj *names = ouro_sys_stdlib_names(rt);
        if (names && ouro_sys_set(rt, "stdlib_module_names", ouro_ref(rt, names)) < 0) ouro_error_clear(rt);
        return names;
    }
    ouro_raise(rt, OURO_AttributeError, "module 'sys' has no attribute '%S'", args[0]);
    ouro_attribute_error_set(rt, self, args[0]);
    return NULL;
}

static const ouro_method_def functions[] = {
    {"addaudithook", nothing, 1, 1, 0, NULL},
    {"audit", nothing, 1, OURO_MANY, 0, NULL},
    {"breakpointhook", breakpointhook, 0, 0, OURO_M_KEYWORDS, NULL},
    {"_clear_type_cache", nothing, 0, 0, 0, NULL},
    {"_current_frames", current_frames, 0, 0, 0, NULL},
    {"displayhook", displayhook, 1, 1, 0, "Print an object to sys.stdout and also save it in builtins._"},
    {"exception", exception, 0, 0, 0, "Return the current exception."},
    {"exc_info", exc_info, 0, 0, 0, "Return current exception information: (type, value, traceback)."},
    {"excepthook", excepthook, 3, 3, 0, "Handle an exception by displaying it with a traceback on sys.stderr."},
    {"exit", do_exit, 0, 1, 0, "Exit the interpreter by raising SystemExit(status)."},
    {"getdefaultencoding", getdefaultencoding, 0, 0, 0, NULL},
    {"getdlopenflags", dlopenflags, 0, 0, 0, NULL},
    {"setdlopenflags", nothing, 1, 1, 0, NULL},
    {"getallocatedblocks", getallocatedblocks, 0, 0, 0, "Return the number of memory blocks currently allocated."},
    {"getfilesystemencoding", getdefaultencoding, 0, 0, 0, NULL},
    {"getfilesystemencodeerrors", getfilesystemencodeerrors, 0, 0, 0, NULL},
    {"getrefcount", getrefcount, 1, 1, 0, "Return the reference count of object."},
    {"getrecursionlimit", getrecursionlimit, 0, 0, 0, NULL},
    {"setrecursionlimit", setrecursionlimit, 1, 1, 0, NULL},
    {"getsizeof", getsizeof, 0, 0, OURO_M_KEYWORDS, "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes."},
    {"_getframe", getframe, 0, 1, 0, "Return a frame object from the call stack."},
    {"intern", intern, 1, 1, 0, "``Intern'' the given string."},
    {"is_finalizing", is_finalizing, 0, 0, 0, NULL},
    {"getswitchinterval", getswitchinterval, 0, 0, 0, NULL},
    {"setswitchinterval", setswitchinterval, 1, 1, 0, NULL},
    {"settrace", nothing, 1, 1, 0, NULL},
    {"gettrace", nothing, 0, 0, 0, NULL},
    {"setprofile", nothing, 1, 1, 0, NULL},
    {"getprofile", nothing, 0, 0, 0, NULL},
    {"call_tracing", call_tracing, 2, 2, 0, NULL},
    {"set_coroutine_origin_tracking_depth", nothing, 1, 1, 0, NULL},
    {"get_coroutine_origin_tracking_depth", zero, 0, 0, 0, NULL},
    {"set_asyncgen_hooks", nothing, 0, 0, OURO_M_KEYWORDS, NULL},
    {"get_asyncgen_hooks", get_asyncgen_hooks, 0, 0, 0, NULL},
    {"unraisablehook", unraisablehook, 1, 1, 0, "Handle an unraisable exception."},
    {"get_int_max_str_digits", get_int_max_str_digits, 0, 0, 0, NULL},
    {"set_int_max_str_digits", set_int_max_str_digits, 0, 0, OURO_M_KEYWORDS, NULL},
    {"__getattr__", late_attribute, 1, 1, 0, NULL},
    {0}};

// ---- the module ----------------------------------------------------------------------------------------------------------

static int add_hooks(ouro_rt *rt, ouro_borrowed m) {
    static const char *const names[][2] = {{"displayhook", "__displayhook__"},
                                           {"excepthook", "__excepthook__"},
                                           {"breakpointhook", "__breakpointhook__"},
                                           {"unraisablehook", "__unraisablehook__"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ouro_borrowed hook = ouro_dict_peek_ascii(rt, ouro_module_dict_peek(m), names[i][0]);
        if (!hook || ouro_module_add(rt, m, names[i][1], ouro_ref(rt, hook)) < 0) return -1;
    }
    rt->modules->hook_args = ouro_structseq_type_new(rt, "UnraisableHookArgs", unraisable_fields, 5, 5);
    if (!rt->modules->hook_args) return -1;
    ouro_structseq_forbid_new(rt->modules->hook_args);
    return ouro_module_add(rt, m, "UnraisableHookArgs", ouro_ref(rt, &rt->modules->hook_args->head));
}

static int add_finders(ouro_rt *rt, ouro_borrowed m) {
    ouro_obj *list = ouro_list_new(rt, VM_FINDERS);
    for (int i = 0; list && i < VM_FINDERS; i++) {
        ouro_obj *f = vm_finder_class(rt, (enum vm_finder)i);
        if (!f || ouro_list_append_steal(rt, list, f) < 0) {
            ouro_release(rt, list);
            return -1;
        }
    }
    if (ouro_module_add(rt, m, "meta_path", list) < 0) return -1;
    if (ouro_module_add(rt, m, "path_importer_cache", ouro_dict_new(rt)) < 0) return -1;
    return ouro_module_add(rt, m, "path_hooks", ouro_list_new(rt, 0));
}

ouro_owned ouro_module_sys(ouro_rt *rt) {
    if (rt->modules->sys) return ouro_ref(rt, rt->modules->sys); // there is only one
    ouro_obj *m = ouro_native_module_new(rt, "sys", "This module provides access to the interpreter.", functions);
    if (!m) return NULL;
    int r = ouro_module_add(rt, m, "modules", ouro_ref(rt, rt->ty->modules));
    if (r == 0) r = add_hooks(rt, m);
    if (r == 0) r = add_finders(rt, m);
    if (r == 0) r = ouro_sys_add_info(rt, m);
    if (r == 0) r = ouro_sys_add_paths(rt, m);
    return ouro_native_module_done(rt, m, r);
}
