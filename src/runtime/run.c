// Running code in __main__, and errors as the host sees them.
#include <string.h>

#include "lang/compile.h"
#include "modules/modules.h"
#include "runtime/runtime.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/import.h"
#include "vm/vm.h"

static ouro_borrowed main_dict(ouro_rt *rt) {
    ouro_borrowed m = rt->ty->modules ? ouro_dict_peek_str(rt, rt->ty->modules, OURO_NAME(rt, __main__)) : NULL;
    if (m && ouro_is(m, OURO_T_module)) return ouro_module_dict_peek(m);
    ouro_raise(rt, OURO_RuntimeError, "lost __main__");
    return NULL;
}

static ouro_owned compiled(ouro_rt *rt, const char *source, size_t len, const char *filename, lang_mode mode,
                           bool *incomplete) {
    ouro_compile_options options = {.optimize = rt->vm->optimize};
    // A host can have code run that frees memory when there is none left.
    ouro_heap_emergency_begin(rt->heap);
    ouro_obj *name = ouro_str_from_cstring(rt, filename);
    ouro_obj *code = name ? ouro_compile_source(rt, source, len, true, name, mode, &options, incomplete) : NULL;
    ouro_xrelease(rt, name);
    ouro_heap_emergency_end(rt->heap);
    return code;
}

static ouro_owned run(ouro_rt *rt, ouro_owned code) {
    ouro_obj *globals = code ? ouro_xref(rt, main_dict(rt)) : NULL;
    ouro_obj *result = globals ? ouro_vm_exec(rt, code, globals, NULL, NULL) : NULL;
    ouro_xrelease(rt, globals);
    ouro_xrelease(rt, code);
    return result;
}

static int done(ouro_rt *rt, ouro_owned result) {
    ouro_xrelease(rt, result);
    return result ? 0 : -1;
}

int ouro_run_string(ouro_rt *rt, const char *source, const char *filename) {
    ouro_error_clear(rt);
    return done(rt, run(rt, compiled(rt, source, strlen(source), filename, LANG_EXEC, NULL)));
}

ouro_owned ouro_eval(ouro_rt *rt, const char *expression) {
    ouro_error_clear(rt);
    return run(rt, compiled(rt, expression, strlen(expression), "<string>", LANG_EVAL, NULL));
}

// Does the text begin with a statement that has a block? At a prompt a blank line ends it, there may be an else.
static bool has_block(const char *text) {
    static const char *const words[] = {"if", "while", "for", "try", "with", "def", "class", "async", "match"};
    size_t n = 0;
    while (*text == ' ' || *text == '\t') text++;
    if (*text == '@') return true;
    while (text[n] >= 'a' && text[n] <= 'z') n++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && !memcmp(text, words[i], n)) return i < 8 || strchr(text, ':');
    return false;
}

static bool ends_blank(const char *text, size_t len) {
    while (len > 0 && text[len - 1] != '\n') len--;
    for (size_t i = len; i-- > 1;) {
        if (text[i - 1] == '\n') return true;
        if (text[i - 1] != ' ' && text[i - 1] != '\t') return false;
    }
    return true;
}

int ouro_run_interactive(ouro_rt *rt, const char *source, size_t len, const char *filename, bool last_chance) {
    bool incomplete;
    ouro_error_clear(rt);
    ouro_obj *code = compiled(rt, source, len, filename, LANG_SINGLE, &incomplete);
    if (!code && incomplete && !last_chance) {
        ouro_error_clear(rt);
        return 1;
    }
    if (code && !last_chance && has_block(source) && !ends_blank(source, len)) {
        ouro_release(rt, code);
        return 1;
    }
    return code ? done(rt, run(rt, code)) : -1;
}

int ouro_run_stdin(ouro_rt *rt) {
    ouro_error_clear(rt);
    ouro_borrowed in = ouro_sys_peek(rt, "stdin");
    ouro_obj *text = in && in != rt->none ? ouro_call_method0(rt, in, OURO_NAME(rt, read)) : NULL;
    if (!text) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_RuntimeError, "lost sys.stdin");
        return -1;
    }
    size_t n;
    char *owned = NULL;
    const char *utf8 = ouro_str_check(rt, text) ? ouro_str_utf8(rt, text, &n, &owned, true) : NULL;
    ouro_obj *name = utf8 ? ouro_str_from_cstring(rt, "<stdin>") : NULL;
    if (!name || ouro_global_set(rt, "__file__", name) < 0) utf8 = NULL;
    ouro_xrelease(rt, name);
    ouro_obj *code = utf8 ? compiled(rt, utf8, n, "<stdin>", LANG_EXEC, NULL) : NULL;
    if (owned) ouro_raw_free(rt, owned);
    ouro_release(rt, text);
    return done(rt, run(rt, code));
}

ouro_owned ouro_import_named(ouro_rt *rt, const char *module) {
    ouro_error_clear(rt);
    return ouro_import_module(rt, module);
}

// ---- errors ------------------------------------------------------------------------------------------------------------

bool ouro_error_matches(ouro_rt *rt, uint32_t type_number) { return ouro_error_is(rt, type_number); }

static void put(char *buffer, size_t size, size_t *at, const char *text) {
    size_t n = strlen(text), room = size - 1 - *at;
    if (n > room) {
        n = room;
        while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80) n--;
    }
    memcpy(buffer + *at, text, n);
    *at += n;
    buffer[*at] = 0;
}

const char *ouro_error_text(ouro_rt *rt, char *buffer, size_t size) {
    size_t at = 0;
    if (size == 0) return "";
    buffer[0] = 0;
    if (!ouro_error_pending(rt)) return buffer;
    struct ouro_saved_error saved;
    ouro_error_save(rt, &saved);
    put(buffer, size, &at, saved.kind < rt->types_len && rt->types[saved.kind] ? rt->types[saved.kind]->cname : "error");
    if (saved.exception) {
        ouro_heap_emergency_begin(rt->heap);
        char *text = ouro_as_text(rt, saved.exception, NULL);
        ouro_heap_emergency_end(rt->heap);
        if (text && *text) {
            put(buffer, size, &at, ": ");
            put(buffer, size, &at, text);
        }
        ouro_text_release(rt, text);
    } else if (saved.text[0]) {
        put(buffer, size, &at, ": ");
        put(buffer, size, &at, saved.text);
    }
    ouro_error_put_back(rt, &saved);
    return buffer;
}

void ouro_set_inspect(ouro_rt *rt, bool on) { rt->modules->inspect = on; }

int ouro_report_error(ouro_rt *rt) { return ouro_error_pending(rt) ? ouro_show_pending(rt) : 0; }
