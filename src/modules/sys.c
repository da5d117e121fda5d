// Module sys: the functions. What describes the interpreter is in sys_info.c.
#include <string.h>

#include <ouro/gc.h>

#include "modules/modules.h"
#include "modules/sys.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/vm.h"

ouro_borrowed ouro_sys_peek(ouro_rt *rt, const char *name) {
    return rt->modules && rt->modules->sys_dict ? ouro_dict_peek_ascii(rt, rt->modules->sys_dict, name) : NULL;
}

int ouro_sys_set(ouro_rt *rt, const char *name, ouro_owned value) {
    int r = value ? ouro_dict_set_ascii(rt, rt->modules->sys_dict, name, value) : -1;
    ouro_xrelease(rt, value);
    return r;
}

#define FUNCTION(name)                                                                                                 \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)

FUNCTION(sys_exit) {
    ouro_raise_kind_object(rt, OURO_SystemExit, nargs ? args[0] : NULL);
    return NULL;
}

// ---- memory ----------------------------------------------------------------------------------------------------------

// As CPython counts: the argument itself is one more reference. Here it is borrowed from the caller's register, which
// counts when the argument was moved there; so the count is that of the object as it stands.
FUNCTION(getrefcount) {
    return ouro_int_from_i64(rt, ouro_immortal(args[0]) ? 1000000000 : args[0]->rc);
}

FUNCTION(getsizeof) {
    static const char *const names[] = {"object", "default"};
    ouro_obj *v[2];
    if (ouro_args(rt, "getsizeof", args, nargs, kwnames, names, 2, 1, 2, v)) return NULL;
    ouro_obj *m = ouro_special_lookup(rt, v[0], OURO_NAME(rt, __sizeof__));
    ouro_obj *r = m ? ouro_call0(rt, m) : NULL;
    ouro_xrelease(rt, m);
    if (r && ouro_int_check(rt, r)) {
        if (ouro_int_sign(r) >= 0) return r;
        ouro_raise(rt, OURO_ValueError, "__sizeof__() should return >= 0");
    } else if (r) {
        ouro_raise(rt, OURO_TypeError, "'%T' object cannot be interpreted as an integer", r);
    } else if (!ouro_error_pending(rt)) {
        ouro_raise(rt, OURO_TypeError, "Type %T doesn't define __sizeof__", v[0]);
    }
    ouro_xrelease(rt, r);
    if (!v[1] || !ouro_error_is(rt, OURO_TypeError)) return NULL;
    ouro_error_clear(rt);
    return ouro_ref(rt, v[1]);
}

FUNCTION(getallocatedblocks) {
    ouro_heap_statistics s;
    ouro_heap_stats(rt->heap, &s);
    return ouro_int_from_u64(rt, s.live_objects + s.live_raw_blocks);
}

FUNCTION(intern) {
    if (!ouro_is(args[0], OURO_T_str)) {
        if (ouro_str_check(rt, args[0])) ouro_raise(rt, OURO_TypeError, "can't intern %.400T", args[0]);
        else ouro_raise(rt, OURO_TypeError, "intern() argument must be str, not %T", args[0]);
        return NULL;
    }
    ouro_obj *s = ouro_ref(rt, args[0]);
    if (ouro_str_intern(rt, &s)) {
        ouro_release(rt, s);
        return NULL;
    }
    return s;
}

// ---- limits ----------------------------------------------------------------------------------------------------------

FUNCTION(getrecursionlimit) { return ouro_int_from_i64(rt, rt->depth_limit); }

FUNCTION(setrecursionlimit) {
    int64_t n;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &n)) return NULL;
    if (n > INT32_MAX || n < INT32_MIN) {
        ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
        return NULL;
    }
    if (n < 1) {
        ouro_raise(rt, OURO_ValueError, "recursion limit must be greater or equal than 1");
        return NULL;
    }
    if (n <= rt->depth) {
        ouro_raise(rt, OURO_RecursionError, "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                   (long long)n, rt->depth);
        return NULL;
    }
    rt->depth_limit = (uint32_t)n;
    return ouro_none(rt);
}

FUNCTION(get_int_max_str_digits) {
    int32_t n = rt->ty->int_digit_limit;
    return ouro_int_from_i64(rt, n == 0 ? 4300 : n < 0 ? 0 : n);
}
FUNCTION(set_int_max_str_digits) {
    static const char *const names[] = {"maxdigits"};
    ouro_obj *v[1];
    int64_t n;
    if (ouro_args(rt, "set_int_max_str_digits", args, nargs, kwnames, names, 1, 1, 1, v)) return NULL;
    if (!ouro_index_i64(rt, v[0], OURO_OverflowError, &n)) return NULL;
    if (n != 0 && (n < 640 || n > INT32_MAX)) {
        ouro_raise(rt, OURO_ValueError, "maxdigits must be 0 or larger than 640");
        return NULL;
    }
    rt->ty->int_digit_limit = n == 0 ? -1 : (int32_t)n;
    return ouro_none(rt);
}

FUNCTION(getswitchinterval) {
    ouro_borrowed v = ouro_sys_peek(rt, "_switchinterval");
    return ouro_ref(rt, v ? v : rt->none);
}
FUNCTION(setswitchinterval) {
    double d;
    if (!ouro_to_double(rt, args[0], &d)) return NULL;
    if (!(d > 0)) {
        ouro_raise(rt, OURO_ValueError, "switch interval must be strictly positive");
        return NULL;
    }
    ouro_obj *f = ouro_float_new(rt, d);
    return f && !ouro_sys_set(rt, "_switchinterval", f) ? ouro_none(rt) : NULL;
}

// ---- exceptions, frames ------------------------------------------------------------------------------------------------

FUNCTION(exc_info) {
    ouro_borrowed e = ouro_handled_peek(rt);
    if (!e) return ouro_tuple_pack(rt, 3, rt->none, rt->none, rt->none);
    ouro_obj *tb = ((const ouro_exception *)e)->traceback;
    return ouro_tuple_pack(rt, 3, &ouro_type_of(rt, e)->head, e, tb ? tb : rt->none);
}
FUNCTION(exception) {
    ouro_borrowed e = ouro_handled_peek(rt);
    return ouro_ref(rt, e ? e : rt->none);
}

FUNCTION(getframe) {
    int64_t depth = 0;
    if (nargs && !ouro_index_i64(rt, args[0], OURO_OverflowError, &depth)) return NULL;
    vm_frame *f = rt->vm->top;
    while (f && depth-- > 0)
        f = f->prev;
    if (!f) {
        ouro_raise(rt, OURO_ValueError, "call stack is not deep enough");
        return NULL;
    }
    return ouro_xref(rt, vm_frame_object_peek(rt, f));
}

FUNCTION(current_frames) {
    ouro_obj *d = ouro_dict_new(rt), *key = ouro_int_from_i64(rt, 1);
    ouro_borrowed f = rt->vm->top ? vm_frame_object_peek(rt, rt->vm->top) : rt->none;
    if (!d || !key || !f || ouro_dict_set(rt, d, key, f)) {
        ouro_xrelease(rt, d);
        d = NULL;
    }
    ouro_xrelease(rt, key);
    return d;
}

FUNCTION(excepthook) {
    ouro_obj *e = args[1];
    if (!ouro_is_a(rt, e, OURO_BaseException)) {
        ouro_borrowed file = ouro_sys_peek(rt, "stderr");
        ouro_obj *text = ouro_str_formatted(rt, "TypeError: print_exception(): Exception expected for value, %T found\n", e);
        ouro_obj *r = text && file ? ouro_call_method1(rt, file, OURO_NAME(rt, write), text) : NULL;
        ouro_xrelease(rt, text);
        ouro_xrelease(rt, r);
        return ouro_error_pending(rt) ? NULL : ouro_none(rt);
    }
    ouro_show_exception(rt, e);
    return ouro_none(rt);
}

// The default for what displayhook shows at the prompt.
FUNCTION(displayhook) {
    ouro_obj *value = args[0];
    ouro_borrowed builtins = rt->ty->builtins;
    if (value == rt->none) return ouro_none(rt);
    if (!builtins) {
        ouro_raise(rt, OURO_RuntimeError, "lost builtins module");
        return NULL;
    }
    if (ouro_dict_set_ascii(rt, builtins, "_", rt->none)) return NULL;
    ouro_borrowed out = ouro_sys_peek(rt, "stdout");
    if (!out || out == rt->none) {
        ouro_raise(rt, OURO_RuntimeError, "lost sys.stdout");
        return NULL;
    }
    ouro_obj *file = ouro_ref(rt, out), *text = ouro_repr(rt, value), *newline = NULL, *a = NULL, *b = NULL;
    if (text) a = ouro_call_method1(rt, file, OURO_NAME(rt, write), text);
    if (!a && text && ouro_error_is(rt, OURO_UnicodeEncodeError)) { // what the terminal cannot show is escaped
        ouro_error_clear(rt);
        ouro_obj *ascii = ouro_ascii(rt, value);
        a = ascii ? ouro_call_method1(rt, file, OURO_NAME(rt, write), ascii) : NULL;
        ouro_xrelease(rt, ascii);
    }
    if (a) newline = ouro_str_from_char(rt, '\n');
    if (newline) b = ouro_call_method1(rt, file, OURO_NAME(rt, write), newline);
    bool ok = b && !ouro_dict_set_ascii(rt, builtins, "_", value);
    ouro_xrelease(rt, text), ouro_xrelease(rt, newline), ouro_xrelease(rt, a), ouro_xrelease(rt, b);
    ouro_release(rt, file);
    return ok ? ouro_none(rt) : NULL;
}

// The default hook shows what the runtime would show without one.
FUNCTION(unraisablehook) {
    ouro_obj *e = ouro_getattr_ascii(rt, args[0], "exc_value"), *obj = NULL, *message = NULL;
    if (e) obj = ouro_getattr_ascii(rt, args[0], "object");
    if (obj) message = ouro_getattr_ascii(rt, args[0], "err_msg");
    if (message) {
        char *owned = NULL;
        size_t len;
        const char *where = message != rt->none && ouro_str_check(rt, message) ? ouro_str_utf8(rt, message, &len, &owned, true) : NULL;
        ouro_obj *hook = ouro_xref(rt, ouro_sys_peek(rt, "unraisablehook")), *plain = ouro_xref(rt, ouro_sys_peek(rt, "__unraisablehook__"));
        // Shown natively: the hook of the program is put aside meanwhile.
        if (plain) (void)ouro_sys_set(rt, "unraisablehook", ouro_ref(rt, plain));
        if (ouro_is_a(rt, e, OURO_BaseException)) ouro_error_restore(rt, ouro_ref(rt, e));
        if (ouro_error_pending(rt)) ouro_show_unraisable(rt, where, obj == rt->none ? NULL : obj);
        if (hook) (void)ouro_sys_set(rt, "unraisablehook", ouro_ref(rt, hook));
        ouro_xrelease(rt, hook);
        ouro_xrelease(rt, plain);
        if (owned) ouro_raw_free(rt, owned);
    }
    bool ok = message != NULL;
    ouro_xrelease(rt, e), ouro_xrelease(rt, obj), ouro_xrelease(rt, message);
    return ok ? ouro_none(rt) : NULL;
}

// ---- small answers -----------------------------------------------------------------------------------------------------

static ouro_owned text(ouro_rt *rt, const char *s) { return ouro_str_from_ascii(rt, s, strlen(s)); }
FUNCTION(getdefaultencoding) { return text(rt, "utf-8"); }
FUNCTION(getfilesystemencodeerrors) { return text(rt, "surrogateescape"); }
FUNCTION(is_finalizing) { return ouro_bool(rt, rt->modules && rt->modules->finalizing); }
FUNCTION(none) { return ouro_none(rt); }
FUNCTION(is_stack_trampoline_active) { return ouro_bool(rt, false); }

static const ouro_method_def functions[] = {
    {"exit", sys_exit, 0, 1, 0, "exit($module, status=None, /)\n--\n\nExit the interpreter by raising SystemExit(status)."},
    {"getrefcount", getrefcount, 1, 1, 0, "getrefcount($module, object, /)\n--\n\nReturn the reference count of object."},
    {"getsizeof", getsizeof, 0, OURO_MANY, OURO_M_KEYWORDS, "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes."},
    {"getallocatedblocks", getallocatedblocks, 0, 0, 0, "getallocatedblocks($module, /)\n--\n\nReturn the number of memory blocks currently allocated."},
    {"intern", intern, 1, 1, 0, "intern($module, string, /)\n--\n\n``Intern'' the given string."},
    {"getrecursionlimit", getrecursionlimit, 0, 0, 0, "getrecursionlimit($module, /)\n--\n\nReturn the current value of the recursion limit."},
    {"setrecursionlimit", setrecursionlimit, 1, 1, 0, "setrecursionlimit($module, limit, /)\n--\n\nSet the maximum depth of the Python interpreter stack to n."},
    {"get_int_max_str_digits", get_int_max_str_digits, 0, 0, 0, NULL},
    {"set_int_max_str_digits", set_int_max_str_digits, 0, OURO_MANY, OURO_M_KEYWORDS, NULL},
    {"getswitchinterval", getswitchinterval, 0, 0, 0, NULL},
    {"setswitchinterval", setswitchinterval, 1, 1, 0, NULL},
    {"exc_info", exc_info, 0, 0, 0, "exc_info($module, /)\n--\n\nReturn current exception information: (type, value, traceback)."},
    {"exception", exception, 0, 0, 0, "exception($module, /)\n--\n\nReturn the current exception."},
    {"_getframe", getframe, 0, 1, 0, "_getframe($module, depth=0, /)\n--\n\nReturn a frame object from the call stack."},
    {"_current_frames", current_frames, 0, 0, 0, NULL},
    {"excepthook", excepthook, 3, 3, 0, "excepthook($module, exctype, value, traceback, /)\n--\n\nHandle an exception by displaying it with a traceback on sys.stderr."},
    {"__excepthook__", excepthook, 3, 3, 0, NULL},
    {"displayhook", displayhook, 1, 1, 0, "displayhook($module, object, /)\n--\n\nPrint an object to sys.stdout and also save it in builtins._"},
    {"__displayhook__", displayhook, 1, 1, 0, NULL},
    {"unraisablehook", unraisablehook, 1, 1, 0, "unraisablehook($module, unraisable, /)\n--\n\nHandle an unraisable exception."},
    {"__unraisablehook__", unraisablehook, 1, 1, 0, NULL},
    {"getdefaultencoding", getdefaultencoding, 0, 0, 0, NULL},
    {"getfilesystemencoding", getdefaultencoding, 0, 0, 0, NULL},
    {"getfilesystemencodeerrors", getfilesystemencodeerrors, 0, 0, 0, NULL},
    {"is_finalizing", is_finalizing, 0, 0, 0, NULL},
    {"is_stack_trampoline_active", is_stack_trampoline_active, 0, 0, 0, NULL},
    {"gettrace", none, 0, 0, 0, NULL},
    {"settrace", none, 1, 1, 0, NULL},
    {"getprofile", none, 0, 0, 0, NULL},
    {"setprofile", none, 1, 1, 0, NULL},
    {"audit", none, 1, OURO_MANY, 0, NULL},
    {"addaudithook", none, 1, 1, 0, NULL},
    {"_clear_type_cache", none, 0, 0, 0, NULL},
    {NULL, NULL, 0, 0, 0, NULL}};

ouro_owned ouro_module_sys(ouro_rt *rt) {
    ouro_obj *m = ouro_module_new(rt, "sys", "This module provides access to some objects used or maintained by the\n"
                                             "interpreter and to functions that interact strongly with the interpreter.");
    if (!m) return NULL;
    if (ouro_module_add_functions(rt, m, functions) || ouro_sys_add_info(rt, m)) {
        ouro_release(rt, m);
        return NULL;
    }
    return m;
}
