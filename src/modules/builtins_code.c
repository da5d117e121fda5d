// Builtin functions about code and names: compile, eval, exec, __import__, globals, locals, vars, dir.
#include "modules/builtins.h"
#include "modules/modules.h"
#include "modules/native.h"

#include <string.h>

#include "lang/compile.h"
#include "types/bytes.h"
#include "types/code.h"
#include "types/int.h"
#include "vm/import.h"
#include "vm/vm.h"

// ---- names ---------------------------------------------------------------------------------------------------------

static ouro_borrowed globals_peek(ouro_rt *rt) {
    return rt->vm && rt->vm->top ? rt->vm->top->function->globals : NULL;
}

static bool have_frame(ouro_rt *rt) {
    if (rt->vm && rt->vm->top) return true;
    ouro_raise(rt, OURO_SystemError, "frame does not exist");
    return false;
}

METHOD(globals) { return have_frame(rt) ? ouro_ref(rt, globals_peek(rt)) : NULL; }
METHOD(locals) { return have_frame(rt) ? vm_locals(rt, rt->vm->top) : NULL; }

METHOD(vars) {
    if (nargs == 0) return locals(rt, self, args, nargs, kwnames);
    ouro_obj *dict = ouro_getattr_quiet(rt, args[0], OURO_NAME(rt, __dict__));
    if (!dict && !ouro_error_pending(rt)) ouro_raise(rt, OURO_TypeError, "vars() argument must have __dict__ attribute");
    return dict;
}

static ouro_owned names_here(ouro_rt *rt) {
    if (!have_frame(rt)) return NULL;
    ouro_obj *names = vm_locals(rt, rt->vm->top);
    if (!names) return NULL;
    ouro_obj *keys = ouro_is(names, OURO_T_dict) ? ouro_ref(rt, names) : ouro_call_method0(rt, names, OURO_NAME(rt, keys));
    ouro_release(rt, names);
    return keys;
}

METHOD(dir) {
    ouro_obj *names = NULL;
    if (nargs == 0) {
        names = names_here(rt);
    } else {
        ouro_obj *f = ouro_special_lookup(rt, args[0], OURO_NAME(rt, __dir__));
        if (f) {
            names = ouro_call0(rt, f);
            ouro_release(rt, f);
        } else if (!ouro_error_pending(rt)) {
            ouro_raise(rt, OURO_TypeError, "object does not provide __dir__");
        }
    }
    ouro_obj *list = names ? ouro_list_of(rt, names) : NULL;
    ouro_xrelease(rt, names);
    if (list && ouro_list_sort(rt, list, NULL, false) < 0) {
        ouro_release(rt, list);
        return NULL;
    }
    return list;
}

// ---- source --------------------------------------------------------------------------------------------------------

// The text of source code: UTF-8 of a str, or the bytes of anything that has a buffer.
typedef struct source {
    const char *text;
    size_t length;
    bool is_text;
    char *owned;        // raw block or NULL
    ouro_buffer buffer; // owner NULL: none
} source;

static void source_close(ouro_rt *rt, source *s) {
    if (s->owned) ouro_raw_free(rt, s->owned);
    if (s->buffer.owner) ouro_release_buffer(rt, &s->buffer);
}

static bool source_open(ouro_rt *rt, ouro_borrowed o, const char *function, const char *what, source *s) {
    *s = (source){0};
    if (ouro_str_check(rt, o)) {
        s->is_text = true;
        s->text = ouro_str_utf8(rt, o, &s->length, &s->owned, false);
        if (!s->text) return false;
    } else if (ouro_type_of(rt, o)->slots.get_buffer) {
        if (ouro_get_buffer(rt, o, &s->buffer, OURO_BUFFER_READ) < 0) {
            s->buffer.owner = NULL;
            return false;
        }
        s->text = (const char *)s->buffer.data;
        s->length = s->buffer.length;
    } else {
        ouro_raise(rt, OURO_TypeError, "%s() arg 1 must be a %s object", function, what);
        return false;
    }
    if (s->length == 0) s->text = "";
    if (!memchr(s->text, 0, s->length)) return true;
    ouro_raise(rt, OURO_ValueError, "source code string cannot contain null bytes");
    source_close(rt, s);
    return false;
}

static ouro_compile_options options_here(ouro_rt *rt, bool inherit) {
    const ouro_options *o = rt->modules ? rt->modules->options : NULL;
    const vm_frame *f = rt->vm ? rt->vm->top : NULL;
    return (ouro_compile_options){
        .optimize = o ? o->optimize : 0,
        .future_annotations = inherit && f && (vm_code(f)->flags & OURO_CO_FUTURE_ANNOTATIONS),
    };
}

// ---- compile -------------------------------------------------------------------------------------------------------

enum compile_flags {
    FUTURE_FLAGS = 0x1fe0010, // of __future__, compiler_flag
    ONLY_AST = 0x400,
    KNOWN_FLAGS = FUTURE_FLAGS | 0x7f00,
};

// The name of a file, as os.fsdecode() gives it.
static ouro_owned file_name(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_str_check(rt, o)) return ouro_ref(rt, o);
    if (ouro_bytes_check(rt, o)) {
        const ouro_bytes *b = (const ouro_bytes *)o;
        return ouro_bytes_decode(rt, b->data, b->length, "utf-8", "surrogateescape");
    }
    ouro_obj *f = ouro_special_lookup(rt, o, OURO_NAME(rt, __fspath__));
    if (!f) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "expected str, bytes or os.PathLike object, not %T", o);
        return NULL;
    }
    ouro_obj *path = ouro_call0(rt, f), *name = NULL;
    ouro_release(rt, f);
    if (!path) return NULL;
    if (ouro_str_check(rt, path) || ouro_bytes_check(rt, path))
        name = file_name(rt, path);
    else
        ouro_raise(rt, OURO_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", o, path);
    ouro_release(rt, path);
    return name;
}

static bool int_argument(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (!o) return true;
    if (!ouro_index_i64(rt, o, OURO_OverflowError, out)) return false;
    if (*out == (int32_t)*out) return true;
    ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
    return false;
}

static bool mode_of(ouro_rt *rt, ouro_borrowed o, lang_mode *mode) {
    if (!ouro_str_check(rt, o)) {
        ouro_raise(rt, OURO_TypeError, "compile() argument 'mode' must be str, not %T", o);
        return false;
    }
    if (ouro_str_equal_ascii(o, "exec"))
        *mode = LANG_EXEC;
    else if (ouro_str_equal_ascii(o, "eval"))
        *mode = LANG_EVAL;
    else if (ouro_str_equal_ascii(o, "single"))
        *mode = LANG_SINGLE;
    else {
        ouro_raise(rt, OURO_ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
        return false;
    }
    return true;
}

METHOD(compile) {
    static const char *const names[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize",
                                        "_feature_version"};
    ouro_obj *a[7];
    int64_t flags = 0, optimize = -1, ignored = 0;
    if (ouro_args(rt, "compile", args, nargs, kwnames, names, 7, 3, 6, a) < 0) return NULL;
    int dont_inherit = a[4] ? ouro_truth(rt, a[4]) : 0;
    lang_mode mode;
    if (dont_inherit < 0 || !int_argument(rt, a[3], &flags) || !int_argument(rt, a[5], &optimize) ||
        !int_argument(rt, a[6], &ignored))
        return NULL;
    if (flags & ~(int64_t)KNOWN_FLAGS) {
        ouro_raise(rt, OURO_ValueError, "compile(): unrecognised flags");
        return NULL;
    }
    if (optimize < -1 || optimize > 2) {
        ouro_raise(rt, OURO_ValueError, "compile(): invalid optimize value");
        return NULL;
    }
    if (!mode_of(rt, a[2], &mode)) return NULL;
    if (flags & ONLY_AST) {
        ouro_raise(rt, OURO_NotImplementedError, "compile(): syntax trees are not available");
        return NULL;
    }
    ouro_compile_options options = options_here(rt, !dont_inherit);
    if (flags & OURO_CO_FUTURE_ANNOTATIONS) options.future_annotations = true;
    if (optimize >= 0) options.optimize = (int)optimize;
    ouro_obj *name = file_name(rt, a[1]), *code = NULL;
    source s;
    if (name && source_open(rt, a[0], "compile", "string, bytes or AST", &s)) {
        code = ouro_compile_source(rt, s.text, s.length, s.is_text, name, mode, &options, NULL);
        source_close(rt, &s);
    }
    ouro_xrelease(rt, name);
    return code;
}

// ---- eval, exec ----------------------------------------------------------------------------------------------------

static int add_builtins(ouro_rt *rt, ouro_borrowed globals) {
    int there = ouro_dict_contains(rt, globals, OURO_NAME(rt, __builtins__));
    if (there) return there < 0 ? -1 : 0;
    ouro_borrowed builtins = rt->vm && rt->vm->top ? rt->vm->top->function->builtins : NULL;
    if (!builtins) builtins = rt->ty->builtins;
    return ouro_dict_set(rt, globals, OURO_NAME(rt, __builtins__), builtins);
}

static bool is_mapping(const ouro_rt *rt, ouro_borrowed o) { return ouro_type_of(rt, o)->slots.getitem != NULL; }

static ouro_owned run_source(ouro_rt *rt, ouro_borrowed text, const char *function, lang_mode mode,
                             ouro_borrowed globals, ouro_borrowed locals) {
    source s;
    if (!source_open(rt, text, function, "string, bytes or code", &s)) return NULL;
    const char *start = s.text;
    size_t length = s.length;
    while (mode == LANG_EVAL && length && (*start == ' ' || *start == '\t')) start++, length--;
    ouro_compile_options options = options_here(rt, true);
    ouro_obj *name = ouro_str_interned_cstring(rt, "<string>"), *code = NULL, *result = NULL;
    if (name) code = ouro_compile_source(rt, start, length, s.is_text, name, mode, &options, NULL);
    source_close(rt, &s);
    if (code) result = ouro_vm_exec(rt, code, globals, locals, NULL);
    ouro_xrelease(rt, name);
    ouro_xrelease(rt, code);
    return result;
}

// The namespaces of eval() and exec(): *locals comes out owned.
static bool namespaces(ouro_rt *rt, ouro_borrowed given_globals, ouro_borrowed given_locals, ouro_borrowed *globals,
                       ouro_obj **locals) {
    if (given_globals) {
        *globals = given_globals;
        *locals = ouro_ref(rt, given_locals ? given_locals : given_globals);
    } else {
        if (!globals_peek(rt)) {
            ouro_raise(rt, OURO_SystemError, "globals and locals cannot be NULL");
            return false;
        }
        *globals = globals_peek(rt);
        *locals = given_locals ? ouro_ref(rt, given_locals) : vm_locals(rt, rt->vm->top);
        if (!*locals) return false;
    }
    if (add_builtins(rt, *globals) == 0) return true;
    ouro_release(rt, *locals);
    return false;
}

static ouro_borrowed argument(const ouro_rt *rt, ouro_obj *const *args, size_t nargs, size_t i) {
    return i < nargs && args[i] != rt->none ? args[i] : NULL;
}

METHOD(eval) {
    ouro_borrowed g = argument(rt, args, nargs, 1), l = argument(rt, args, nargs, 2), globals;
    if (l && !is_mapping(rt, l)) {
        ouro_raise(rt, OURO_TypeError, "locals must be a mapping");
        return NULL;
    }
    if (g && !ouro_dict_check(rt, g)) {
        ouro_raise(rt, OURO_TypeError, is_mapping(rt, g) ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                                        : "globals must be a dict");
        return NULL;
    }
    ouro_obj *locals, *result = NULL;
    if (!namespaces(rt, g, l, &globals, &locals)) return NULL;
    ouro_obj *held = ouro_ref(rt, globals);
    if (!ouro_is(args[0], OURO_T_code))
        result = run_source(rt, args[0], "eval", LANG_EVAL, globals, locals);
    else if (ouro_tuple_length(((const ouro_code *)args[0])->freevars))
        ouro_raise(rt, OURO_TypeError, "code object passed to eval() may not contain free variables");
    else
        result = ouro_vm_exec(rt, args[0], globals, locals, NULL);
    ouro_release(rt, held);
    ouro_release(rt, locals);
    return result;
}

static bool cells_only(ouro_borrowed tuple) {
    for (size_t i = 0; i < ouro_tuple_length(tuple); i++)
        if (!ouro_is(ouro_tuple_peek(tuple, i), OURO_T_cell)) return false;
    return true;
}

static ouro_owned exec_code(ouro_rt *rt, ouro_borrowed code, ouro_borrowed globals, ouro_borrowed locals,
                            ouro_borrowed closure) {
    size_t n_free = ouro_tuple_length(((const ouro_code *)code)->freevars);
    if (n_free == 0) {
        if (closure) {
            ouro_raise(rt, OURO_TypeError, "cannot use a closure with this code object");
            return NULL;
        }
    } else if (!closure || !ouro_is(closure, OURO_T_tuple) || ouro_tuple_length(closure) != n_free || !cells_only(closure)) {
        ouro_raise(rt, OURO_TypeError, "code object requires a closure of exactly length %zu", n_free);
        return NULL;
    }
    return ouro_vm_exec(rt, code, globals, locals, closure);
}

METHOD(exec) {
    static const char *const names[] = {"", "", "", "closure"};
    ouro_obj *a[4];
    if (ouro_args(rt, "exec", args, nargs, kwnames, names, 4, 1, 3, a) < 0) return NULL;
    ouro_borrowed g = argument(rt, a, 4, 1), l = argument(rt, a, 4, 2), closure = argument(rt, a, 4, 3), globals;
    if (g && !ouro_dict_check(rt, g)) {
        ouro_raise(rt, OURO_TypeError, "exec() globals must be a dict, not %T", g);
        return NULL;
    }
    if (l && !is_mapping(rt, l)) {
        ouro_raise(rt, OURO_TypeError, "locals must be a mapping or None, not %T", l);
        return NULL;
    }
    ouro_obj *locals, *result = NULL;
    if (!namespaces(rt, g, l, &globals, &locals)) return NULL;
    ouro_obj *held = ouro_ref(rt, globals);
    if (ouro_is(a[0], OURO_T_code))
        result = exec_code(rt, a[0], globals, locals, closure);
    else if (closure)
        ouro_raise(rt, OURO_TypeError, "closure can only be used when source is a code object");
    else
        result = run_source(rt, a[0], "exec", LANG_EXEC, globals, locals);
    ouro_release(rt, held);
    ouro_release(rt, locals);
    if (!result) return NULL;
    ouro_release(rt, result);
    return ouro_none(rt);
}

// ---- __import__ ----------------------------------------------------------------------------------------------------

METHOD(import) {
    static const char *const names[] = {"name", "globals", "locals", "fromlist", "level"};
    ouro_obj *a[5];
    int64_t level = 0;
    if (ouro_args(rt, "__import__", args, nargs, kwnames, names, 5, 1, 5, a) < 0 || !int_argument(rt, a[4], &level))
        return NULL;
    return ouro_import(rt, a[0], a[1], a[3], level);
}

const ouro_method_def ouro_builtins_code[] = {
    {"__build_class__", ouro_build_class, 0, 0, OURO_M_KEYWORDS, "What a class statement calls."},
    {"__import__", import, 0, 0, OURO_M_KEYWORDS,
     "__import__($module, /, name, globals=None, locals=None, fromlist=(), level=0)\n--\n\n"
     "What an import statement calls."},
    {"compile", compile, 0, 0, OURO_M_KEYWORDS,
     "compile($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)"
     "\n--\n\nA code object of source text."},
    {"dir", dir, 0, 1, 0, "The names of the attributes of an object, or of the variables here."},
    {"eval", eval, 1, 3, 0,
     "eval($module, source, globals=None, locals=None, /)\n--\n\nThe value of an expression, as text or code object."},
    {"exec", exec, 0, 0, OURO_M_KEYWORDS,
     "exec($module, source, globals=None, locals=None, /, *, closure=None)\n--\n\nRuns statements."},
    {"globals", globals, 0, 0, 0, "globals($module, /)\n--\n\nThe dict of the global variables here."},
    {"locals", locals, 0, 0, 0, "locals($module, /)\n--\n\nA dict of the local variables here."},
    {"vars", vars, 0, 1, 0, "The __dict__ of an object, or locals()."},
    {0},
};
