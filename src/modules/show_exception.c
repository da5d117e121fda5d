// Exceptions as the interpreter shows them: chains, groups, syntax errors, notes; and how one ends a program.
#include "modules/show.h"

#include <string.h>

#include "modules/io.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/vm.h"

enum { GROUP_WIDTH = 15, GROUP_DEPTH = 10 };

static const ouro_exception *exc(ouro_borrowed e) { return (const ouro_exception *)e; }
static bool is_group(ouro_rt *rt, ouro_borrowed e) { return ouro_is_a(rt, e, OURO_BaseExceptionGroup); }

// ---- one exception -----------------------------------------------------------------------------------------------------

static void show_class(ouro_show *s, ouro_type *type, const char *unknown) {
    ouro_rt *rt = s->rt;
    ouro_obj *module = ouro_getattr_quiet(rt, &type->head, OURO_NAME(rt, __module__));
    ouro_error_clear(rt);
    if (!module || !ouro_str_check(rt, module)) {
        ouro_show_text(s, unknown);
    } else if (!ouro_str_equal_ascii(module, "builtins") && !ouro_str_equal_ascii(module, "__main__")) {
        ouro_show_str(s, module);
        ouro_show_text(s, ".");
    }
    ouro_xrelease(rt, module);
    if (type->qualname) ouro_show_str(s, type->qualname);
    else ouro_show_text(s, type->cname);
}

static void show_failed(ouro_show *s, const char *text) {
    ouro_error_clear(s->rt);
    ouro_show_text(s, text);
}

// A str that may have several lines, each behind the margin.
static void show_lines(ouro_show *s, ouro_borrowed text) {
    ouro_rt *rt = s->rt;
    ouro_obj *split = ouro_str_interned_cstring(rt, "splitlines");
    ouro_obj *lines = split ? ouro_call_method0(rt, text, split) : NULL;
    ouro_xrelease(rt, split);
    if (!lines) {
        ouro_error_clear(rt);
        ouro_show_margin(s);
        ouro_show_str(s, text);
        ouro_show_text(s, "\n");
        return;
    }
    for (size_t i = 0; i < ouro_list_length(lines); i++) {
        ouro_show_margin(s);
        ouro_show_str(s, ouro_list_peek(lines, i));
        ouro_show_text(s, "\n");
    }
    if (ouro_list_length(lines) == 0) {
        ouro_show_margin(s);
        ouro_show_text(s, "\n");
    }
    ouro_release(rt, lines);
}

static void show_notes(ouro_show *s, ouro_borrowed e) {
    ouro_rt *rt = s->rt;
    ouro_obj *notes = ouro_getattr_quiet(rt, e, OURO_NAME(rt, __notes__));
    ouro_error_clear(rt);
    if (!notes) return;
    if (!ouro_list_check(rt, notes) && !ouro_tuple_check(rt, notes)) {
        ouro_obj *text = ouro_repr(rt, notes);
        ouro_show_margin(s);
        if (text) ouro_show_str(s, text);
        else show_failed(s, "<__notes__ repr() failed>");
        ouro_show_text(s, "\n");
        ouro_xrelease(rt, text);
    } else {
        ouro_obj *all = ouro_tuple_of(rt, notes);
        for (size_t i = 0; all && i < ouro_tuple_length(all); i++) {
            ouro_borrowed note = ouro_tuple_peek(all, i);
            ouro_obj *text = ouro_str_of(rt, note);
            if (text) {
                show_lines(s, text);
            } else {
                ouro_show_margin(s);
                show_failed(s, "<note str() failed>\n");
            }
            ouro_xrelease(rt, text);
        }
        ouro_error_clear(rt);
        ouro_xrelease(rt, all);
    }
    ouro_release(rt, notes);
}

// The text after the class. A MemoryError has none, as a rule: it needs no memory to be shown.
static void show_message(ouro_show *s, ouro_borrowed value) {
    ouro_rt *rt = s->rt;
    if (value == rt->none) return;
    if (ouro_is(value, OURO_MemoryError) && exc(value)->args && ouro_tuple_length(exc(value)->args) == 0) return;
    ouro_obj *text = ouro_str_of(rt, value);
    if (!text) {
        show_failed(s, ": <exception str() failed>");
        return;
    }
    if (ouro_str_length(text)) {
        ouro_show_text(s, ": ");
        ouro_show_str(s, text);
    }
    ouro_release(rt, text);
}

static void show_suggestion(ouro_show *s, ouro_borrowed e) {
    ouro_obj *name = ouro_suggestion(s->rt, e);
    if (!name) return;
    ouro_show_text(s, ". Did you mean: '");
    ouro_show_str(s, name);
    ouro_show_text(s, "'?");
    ouro_release(s->rt, name);
}

// ---- syntax errors -------------------------------------------------------------------------------------------------------

enum { MSG, FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET };

static bool number(ouro_rt *rt, ouro_borrowed o, int64_t none, int64_t *out) {
    *out = none;
    if (!o || o == rt->none) return none != INT64_MIN;
    int overflow;
    if (!ouro_int_check(rt, o)) return false;
    *out = ouro_int_clip(o, &overflow);
    return true;
}

static void show_error_line(ouro_show *s, int64_t offset, int64_t end_offset, const char *text) {
    int64_t carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    offset--;
    while (*text == ' ' || *text == '\t' || *text == '\f') text++, offset--;
    int64_t len = (int64_t)strlen(text);
    if (len > 0 && text[len - 1] == '\n') len--;
    if (offset > len) offset = len;
    for (const char *nl; (nl = strchr(text, '\n')) && nl - text < offset;) { // lines before the one with the error
        offset -= nl + 1 - text;
        len -= nl + 1 - text;
        text = nl + 1;
    }
    ouro_show_margin(s);
    ouro_show_text(s, "    ");
    ouro_show_text(s, text);
    if (text[len] != '\n') ouro_show_text(s, "\n");
    if (offset < 0) return;
    ouro_show_margin(s);
    ouro_show_spaces(s, 4 + (size_t)offset);
    while (carets-- > 0) ouro_show_text(s, "^");
    ouro_show_text(s, "\n");
}

// File, line and text of a SyntaxError. True: its message is what is left to show.
static bool show_place(ouro_show *s, ouro_borrowed e) {
    ouro_rt *rt = s->rt;
    if (!ouro_is_a(rt, e, OURO_SyntaxError) || exc(e)->n_fields <= END_OFFSET) return false;
    ouro_obj *const *f = exc(e)->fields;
    int64_t lineno, offset, end_lineno, end_offset;
    if (!number(rt, f[LINENO], INT64_MIN, &lineno) || !number(rt, f[OFFSET], -1, &offset) ||
        !number(rt, f[END_LINENO], lineno, &end_lineno) || !number(rt, f[END_OFFSET], -1, &end_offset))
        return false;
    if (!ouro_is(e, OURO_SyntaxError)) end_offset = -1, end_lineno = lineno; // as CPython: one mark for its subclasses
    ouro_show_margin(s);
    ouro_show_text(s, "  File \"");
    if (f[FILENAME] && ouro_str_check(rt, f[FILENAME])) ouro_show_str(s, f[FILENAME]);
    else ouro_show_text(s, "<string>");
    ouro_show_text(s, "\", line ");
    ouro_show_number(s, lineno);
    ouro_show_text(s, "\n");
    if (!f[TEXT] || !ouro_str_check(rt, f[TEXT])) return true;
    size_t n;
    char *owned;
    const char *text = ouro_str_utf8(rt, f[TEXT], &n, &owned, true);
    if (text) show_error_line(s, offset, end_lineno > lineno ? (int64_t)n : end_offset, text);
    if (text && owned) ouro_raw_free(rt, owned);
    ouro_error_clear(rt);
    return true;
}

// ---- chains and groups -----------------------------------------------------------------------------------------------------

// Exceptions on the way to the one being shown: a chain in a circle ends.
typedef struct seen {
    const struct seen *outer;
    ouro_borrowed exception;
} seen;

static bool was_seen(const seen *chain, ouro_borrowed e) {
    for (; chain; chain = chain->outer)
        if (chain->exception == e) return true;
    return false;
}

static void show_any(ouro_show *s, ouro_borrowed e, const seen *outer);

static void show_one(ouro_show *s, ouro_borrowed e) {
    ouro_rt *rt = s->rt;
    if (exc(e)->traceback) {
        bool group = is_group(rt, e);
        const char *margin = group && s->depth == 1 ? "+ " : s->depth ? "| " : "";
        ouro_obj *traceback = ouro_ref(rt, exc(e)->traceback);
        ouro_show_traceback(s, traceback, margin,
                            group ? "Exception Group Traceback (most recent call last):\n"
                                  : "Traceback (most recent call last):\n");
        ouro_release(rt, traceback);
    }
    bool placed = show_place(s, e);
    ouro_show_margin(s);
    show_class(s, ouro_type_of(rt, e), "<unknown>.");
    ouro_borrowed msg = placed ? exc(e)->fields[MSG] : NULL;
    if (placed && msg) show_message(s, msg);
    else if (!placed) show_message(s, e);
    show_suggestion(s, e);
    ouro_show_text(s, "\n");
    show_notes(s, e);
}

static void show_bar(ouro_show *s, bool first, const char *before, int64_t n, const char *after) {
    ouro_show_spaces(s, 2 * (size_t)s->depth);
    ouro_show_text(s, first ? "+-" : "  ");
    ouro_show_text(s, before);
    if (n) ouro_show_number(s, n);
    ouro_show_text(s, after);
}

static void show_group(ouro_show *s, ouro_borrowed e, const seen *chain) {
    ouro_rt *rt = s->rt;
    if (s->depth > GROUP_DEPTH) {
        ouro_show_margin(s);
        ouro_show_text(s, "... (max_group_depth is 10)\n");
        return;
    }
    if (s->depth == 0) s->depth = 1;
    show_one(s, e);
    ouro_borrowed members = exc(e)->n_fields > 1 ? exc(e)->fields[1] : NULL;
    size_t count = members && ouro_tuple_check(rt, members) ? ouro_tuple_length(members) : 0;
    size_t n = count <= GROUP_WIDTH ? count : GROUP_WIDTH + 1;
    s->need_close = false;
    for (size_t i = 0; i < n; i++) {
        if (i == n - 1) s->need_close = true; // a member that is a group may close it
        if (i < GROUP_WIDTH) show_bar(s, i == 0, "+---------------- ", (int64_t)i + 1, " ----------------\n");
        else show_bar(s, i == 0, "+---------------- ...", 0, " ----------------\n");
        s->depth++;
        if (i < GROUP_WIDTH) {
            show_any(s, ouro_tuple_peek(members, i), chain);
        } else {
            ouro_show_margin(s);
            ouro_show_text(s, "and ");
            ouro_show_number(s, (int64_t)(count - GROUP_WIDTH));
            ouro_show_text(s, count - GROUP_WIDTH > 1 ? " more exceptions\n" : " more exception\n");
        }
        if (i == n - 1 && s->need_close) {
            ouro_show_spaces(s, 2 * (size_t)s->depth);
            ouro_show_text(s, "+------------------------------------\n");
            s->need_close = false;
        }
        s->depth--;
    }
    if (s->depth == 1) s->depth = 0;
}

static void show_chained(ouro_show *s, ouro_borrowed e, const seen *chain, const char *text) {
    bool need_close = s->need_close;
    show_any(s, e, chain);
    s->need_close = need_close;
    ouro_show_margin(s);
    ouro_show_text(s, "\n");
    ouro_show_margin(s);
    ouro_show_text(s, text);
    ouro_show_margin(s);
    ouro_show_text(s, "\n");
}

static void show_any(ouro_show *s, ouro_borrowed e, const seen *outer) {
    ouro_rt *rt = s->rt;
    if (s->failed || !ouro_enter(rt, " in print_exception_recursive")) {
        ouro_error_clear(rt);
        return;
    }
    seen chain = {outer, e};
    ouro_obj *held = ouro_ref(rt, e), *cause = ouro_xref(rt, exc(e)->cause), *context = ouro_xref(rt, exc(e)->context);
    if (cause) {
        if (!was_seen(&chain, cause))
            show_chained(s, cause, &chain, "The above exception was the direct cause of the following exception:\n");
    } else if (context && !exc(e)->suppress_context && !was_seen(&chain, context)) {
        show_chained(s, context, &chain, "During handling of the above exception, another exception occurred:\n");
    }
    if (is_group(rt, e)) show_group(s, e, &chain);
    else show_one(s, e);
    ouro_xrelease(rt, cause);
    ouro_xrelease(rt, context);
    ouro_release(rt, held);
    ouro_leave(rt);
}

// ---- entry points ----------------------------------------------------------------------------------------------------------

static void flush_stdout(ouro_rt *rt) {
    ouro_borrowed out = ouro_sys_peek(rt, "stdout");
    if (!out || out == rt->none) return;
    ouro_obj *file = ouro_ref(rt, out);
    ouro_xrelease(rt, ouro_call_method0(rt, file, OURO_NAME(rt, flush)));
    ouro_error_clear(rt);
    ouro_release(rt, file);
}

// With room above the memory limit, and on the C stack a little deeper than the program may go.
static int show_to(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed file) {
    ouro_show s;
    ouro_obj *held = ouro_ref(rt, exception);
    uint32_t limit = rt->depth_limit;
    rt->depth_limit = rt->depth + 200 > limit ? rt->depth + 200 : limit;
    ouro_heap_emergency_begin(rt->heap);
    ouro_show_start(&s, rt, file);
    show_any(&s, held, NULL);
    int r = ouro_show_end(&s);
    ouro_heap_emergency_end(rt->heap);
    rt->depth_limit = limit;
    ouro_release(rt, held);
    return r;
}

void ouro_show_exception(ouro_rt *rt, ouro_borrowed exception) {
    ouro_error_clear(rt);
    (void)show_to(rt, exception, NULL);
    ouro_error_clear(rt);
}

int ouro_show_exception_to(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed file) {
    return show_to(rt, exception, file) < 0 && ouro_error_pending(rt) ? -1 : 0;
}

static void say(ouro_rt *rt, const char *text, ouro_borrowed str_or_null) {
    ouro_show s;
    ouro_show_start(&s, rt, NULL);
    ouro_show_text(&s, text);
    if (str_or_null) {
        ouro_show_str(&s, str_or_null);
        ouro_show_text(&s, "\n");
    }
    (void)ouro_show_end(&s);
    ouro_error_clear(rt);
}

// What SystemExit says. `e` stays.
static int exit_status(ouro_rt *rt, ouro_borrowed e) {
    ouro_obj *code = exc(e)->n_fields ? ouro_xref(rt, exc(e)->fields[0]) : NULL;
    int status = 0, overflow;
    flush_stdout(rt);
    if (code && code != rt->none) {
        if (ouro_int_check(rt, code)) {
            int64_t n = ouro_int_clip(code, &overflow);
            status = overflow ? 255 : (int)(n & 0xff);
        } else {
            ouro_obj *text = ouro_str_of(rt, code);
            ouro_error_clear(rt);
            if (text) say(rt, "", text);
            ouro_xrelease(rt, text);
            status = 1;
        }
    }
    ouro_xrelease(rt, code);
    return status;
}

static void remember(ouro_rt *rt, ouro_borrowed e, ouro_borrowed traceback) {
    (void)ouro_sys_set(rt, "last_type", ouro_ref(rt, &ouro_type_of(rt, e)->head));
    ouro_error_clear(rt);
    (void)ouro_sys_set(rt, "last_value", ouro_ref(rt, e));
    ouro_error_clear(rt);
    (void)ouro_sys_set(rt, "last_traceback", ouro_ref(rt, traceback));
    ouro_error_clear(rt);
}

// Through a hook written in Python. The exit status when that has raised SystemExit, else 1.
static int show_by(ouro_rt *rt, ouro_borrowed hook, ouro_borrowed e, ouro_borrowed traceback) {
    ouro_obj *r = ouro_call3(rt, hook, &ouro_type_of(rt, e)->head, e, traceback);
    ouro_obj *error = r ? NULL : ouro_error_take(rt);
    int status = 1;
    if (error && ouro_is_a(rt, error, OURO_SystemExit)) {
        status = exit_status(rt, error);
    } else if (error) {
        flush_stdout(rt);
        say(rt, "Error in sys.excepthook:\n", NULL);
        ouro_show_exception(rt, error);
        say(rt, "\nOriginal exception was:\n", NULL);
        ouro_show_exception(rt, e);
    }
    ouro_xrelease(rt, error);
    ouro_xrelease(rt, r);
    return status;
}

int ouro_show_pending(ouro_rt *rt) {
    uint32_t kind = rt->pending_kind;
    ouro_obj *e = ouro_error_take(rt);
    if (!e) { // no memory for an object, not even for one made ready
        say(rt, kind == OURO_MemoryError ? "MemoryError\n" : "error\n", NULL);
        return 1;
    }
    int status = 1;
    if (ouro_is_a(rt, e, OURO_SystemExit) && !rt->modules->inspect) {
        status = exit_status(rt, e);
    } else {
        ouro_obj *traceback = ouro_ref(rt, exc(e)->traceback ? exc(e)->traceback : rt->none);
        ouro_obj *hook = ouro_xref(rt, ouro_sys_peek(rt, "excepthook"));
        remember(rt, e, traceback);
        flush_stdout(rt);
        if (hook && hook != ouro_sys_peek(rt, "__excepthook__")) {
            status = show_by(rt, hook, e, traceback);
        } else {
            if (!hook) say(rt, "sys.excepthook is missing\n", NULL);
            ouro_show_exception(rt, e);
        }
        ouro_xrelease(rt, hook);
        ouro_release(rt, traceback);
    }
    ouro_release(rt, e);
    return status;
}

// ---- exceptions that nobody can receive ------------------------------------------------------------------------------------

int ouro_show_unraisable_text(ouro_rt *rt, ouro_borrowed e, ouro_borrowed traceback, ouro_borrowed message, ouro_borrowed obj) {
    ouro_show s;
    ouro_heap_emergency_begin(rt->heap);
    ouro_show_start(&s, rt, NULL);
    if (obj && obj != rt->none) {
        if (message) ouro_show_str(&s, message);
        ouro_show_text(&s, message ? ": " : "Exception ignored in: ");
        ouro_obj *text = ouro_repr(rt, obj);
        if (text) ouro_show_str(&s, text);
        else show_failed(&s, "<object repr() failed>");
        ouro_xrelease(rt, text);
        ouro_show_text(&s, "\n");
    } else if (message) {
        ouro_show_str(&s, message);
        ouro_show_text(&s, ":\n");
    }
    if (traceback && traceback != rt->none)
        ouro_show_traceback(&s, traceback, "", "Traceback (most recent call last):\n");
    if (e && e != rt->none) {
        show_class(&s, ouro_type_of(rt, e), "<unknown>");
        ouro_show_text(&s, ": ");
        bool plain = ouro_is(e, OURO_MemoryError);
        ouro_obj *text = plain ? NULL : ouro_str_of(rt, e);
        if (text) ouro_show_str(&s, text);
        else if (!plain) show_failed(&s, "<exception str() failed>");
        ouro_xrelease(rt, text);
        ouro_show_text(&s, "\n");
    }
    int r = ouro_show_end(&s);
    ouro_heap_emergency_end(rt->heap);
    return r;
}

// Calls a hook that the program has set. False: it could not even be called.
static bool unraisable_by(ouro_rt *rt, ouro_borrowed hook, ouro_borrowed e, const char *where, ouro_borrowed obj) {
    ouro_obj *args = rt->modules->hook_args ? ouro_unraisable_args(rt, e, where, obj) : NULL;
    ouro_obj *r = args ? ouro_call1(rt, hook, args) : NULL;
    ouro_xrelease(rt, args);
    if (!args) ouro_error_clear(rt);
    if (args && !r) {
        ouro_obj *error = ouro_error_take(rt), *message = ouro_str_from_cstring(rt, "Exception ignored in sys.unraisablehook");
        if (error) (void)ouro_show_unraisable_text(rt, error, exc(error)->traceback, message, hook);
        ouro_error_clear(rt);
        ouro_xrelease(rt, message);
        ouro_xrelease(rt, error);
    }
    ouro_xrelease(rt, r);
    return args != NULL;
}

void ouro_show_unraisable(ouro_rt *rt, const char *where, ouro_borrowed obj) {
    // An error of native code has no traceback: it happened in the frame that runs.
    if (rt->pending && rt->vm && rt->vm->top && ouro_is_a(rt, rt->pending, OURO_BaseException) && !exc(rt->pending)->traceback)
        vm_traceback_add(rt, rt->vm->top);
    ouro_obj *e = ouro_error_take(rt);
    if (!e) return;
    ouro_obj *held = ouro_xref(rt, obj), *hook = ouro_xref(rt, ouro_sys_peek(rt, "unraisablehook"));
    bool shown = false;
    if (rt->modules && hook && hook != rt->none && hook != ouro_sys_peek(rt, "__unraisablehook__"))
        shown = unraisable_by(rt, hook, e, where, held);
    if (!shown) {
        ouro_obj *message = where && strncmp(where, "in ", 3) ? ouro_str_from_cstring(rt, where) : NULL;
        (void)ouro_show_unraisable_text(rt, e, exc(e)->traceback, message, held);
        ouro_xrelease(rt, message);
    }
    ouro_error_clear(rt);
    ouro_xrelease(rt, hook);
    ouro_xrelease(rt, held);
    ouro_release(rt, e);
}
