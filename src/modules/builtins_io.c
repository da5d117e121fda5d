// print, input, breakpoint: they leave the work to sys and its files.
#include "modules/builtins.h"
#include "modules/modules.h"
#include "modules/native.h"


// sys.<name>, held; NULL: RuntimeError "<prefix>lost sys.<name>".
static ouro_owned stream(ouro_rt *rt, const char *prefix, const char *name) {
    ouro_borrowed file = ouro_sys_peek(rt, name);
    if (file && file != rt->none) return ouro_ref(rt, file);
    if (file && !*prefix) return ouro_none(rt);
    if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_RuntimeError, "%slost sys.%s", prefix, name);
    return NULL;
}

static int finished(ouro_rt *rt, ouro_owned result) {
    ouro_xrelease(rt, result);
    return result ? 0 : -1;
}

static int flush(ouro_rt *rt, ouro_borrowed file) {
    return finished(rt, ouro_call_method0(rt, file, OURO_NAME(rt, flush)));
}

// file.write(str(o)); text NULL: the character `otherwise`.
static int write_one(ouro_rt *rt, ouro_borrowed file, ouro_borrowed o, uint32_t otherwise) {
    ouro_obj *write = ouro_getattr(rt, file, OURO_NAME(rt, write));
    ouro_obj *text = !write ? NULL : o ? ouro_str_of(rt, o) : ouro_str_from_char(rt, otherwise);
    int r = text ? finished(rt, ouro_call1(rt, write, text)) : -1;
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, write);
    return r;
}

static bool text_or_none(ouro_rt *rt, const char *name, ouro_obj **o) {
    if (*o == rt->none) *o = NULL;
    if (!*o || ouro_str_check(rt, *o)) return true;
    ouro_raise(rt, OURO_TypeError, "%s must be None or a string, not %T", name, *o);
    return false;
}

METHOD(print) {
    static const char *const names[] = {"sep", "end", "file", "flush"};
    ouro_obj *a[4] = {0}, *file;
    if (kwnames && ouro_args(rt, "print", args + nargs, 0, kwnames, names, 4, 0, 0, a) < 0) return NULL;
    file = a[2] && a[2] != rt->none ? ouro_ref(rt, a[2]) : stream(rt, "", "stdout");
    if (!file || file == rt->none) return file;
    bool ok = text_or_none(rt, "sep", &a[0]) && text_or_none(rt, "end", &a[1]);
    for (size_t i = 0; ok && i < nargs; i++) {
        if (i > 0) ok = write_one(rt, file, a[0], ' ') == 0;
        if (ok) ok = write_one(rt, file, args[i], 0) == 0;
    }
    if (ok) ok = write_one(rt, file, a[1], '\n') == 0;
    int wanted = ok && a[3] ? ouro_truth(rt, a[3]) : 0;
    if (wanted < 0 || (wanted > 0 && flush(rt, file) < 0)) ok = false;
    ouro_release(rt, file);
    return ok ? ouro_none(rt) : NULL;
}

// The line without its newline. Steals it.
static ouro_owned input_line(ouro_rt *rt, ouro_owned line) {
    ouro_obj *result = NULL;
    if (!line) return NULL;
    if (!ouro_str_check(rt, line)) {
        ouro_raise(rt, OURO_TypeError, "object.readline() returned non-string");
    } else if (ouro_str_length(line) == 0) {
        ouro_raise(rt, OURO_EOFError, "EOF when reading a line");
    } else {
        size_t n = ouro_str_length(line);
        result = ouro_str_slice(rt, line, 0, n - (ouro_str_at(line, n - 1) == '\n'));
    }
    ouro_release(rt, line);
    return result;
}

METHOD(input) {
    ouro_obj *in = stream(rt, "input(): ", "stdin"), *out = NULL, *err = NULL, *line = NULL;
    if (in) out = stream(rt, "input(): ", "stdout");
    if (out) err = stream(rt, "input(): ", "stderr");
    if (err && flush(rt, err) < 0) ouro_error_clear(rt);
    if (err && (nargs == 0 || write_one(rt, out, args[0], 0) == 0)) {
        if (flush(rt, out) < 0) ouro_error_clear(rt);
        line = input_line(rt, ouro_call_method0(rt, in, OURO_NAME(rt, readline)));
    }
    ouro_xrelease(rt, in);
    ouro_xrelease(rt, out);
    ouro_xrelease(rt, err);
    return line;
}

METHOD(breakpoint) {
    ouro_borrowed hook = ouro_sys_peek(rt, "breakpointhook");
    if (!hook) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_RuntimeError, "lost sys.breakpointhook");
        return NULL;
    }
    ouro_obj *f = ouro_ref(rt, hook), *result = ouro_call(rt, f, args, nargs, kwnames);
    ouro_release(rt, f);
    return result;
}

const ouro_method_def ouro_builtins_io[] = {
    {"breakpoint", breakpoint, 0, 0, OURO_M_KEYWORDS, "breakpoint(*args, **kws)\n\nCalls sys.breakpointhook."},
    {"input", input, 0, 1, 0, "input($module, prompt='', /)\n--\n\nReads a line from standard input, without its newline."},
    {"print", print, 0, 0, OURO_M_KEYWORDS,
     "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)\n--\n\nWrites values as text."},
    {0},
};
