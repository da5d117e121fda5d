// Source bytes to code objects, with the errors and warnings that Python shows.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE // memmem
#endif
#include <string.h>
#include <unistd.h>

#include "base/unicode_name.h"
#include "lang/compile.h"
#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"

typedef struct source {
    ouro_rt *rt;
    ouro_borrowed filename;
    const char *text; // decoded
    size_t len;
    bool parsed;
    bool undeclared; // bytes that do not say what encoding they are in
} source;

static void *arena_take(void *ctx, size_t size) { return ouro_raw_alloc_quiet(ctx, size); }
static void arena_give(void *ctx, void *block, size_t size) { ouro_raw_free(ctx, block); }

// Line `lineno` of the text without its newline; false: there is none.
static bool find_line(const source *s, uint32_t lineno, const char **line, size_t *len) {
    const char *at = s->text, *end = s->text + s->len;
    for (uint32_t i = 1; at && at < end; i++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (i == lineno) {
            *line = at;
            *len = (size_t)((stop ? stop : end) - at);
            return true;
        }
        at = stop ? stop + 1 : NULL;
    }
    return false;
}

// Is the source a file? Only then are lines of it shown where the parser has not kept them.
static bool is_file(const source *s) {
    char *owned;
    const char *name = ouro_str_utf8(s->rt, s->filename, &(size_t){0}, &owned, true);
    bool readable = name && access(name, R_OK) == 0;
    if (name && owned) ouro_raw_free(s->rt, owned);
    ouro_error_clear(s->rt);
    return readable;
}

// ---- warnings --------------------------------------------------------------------------------------------------------

static int write_str(ouro_rt *rt, ouro_borrowed file, ouro_owned text) {
    ouro_obj *args[2] = {(ouro_obj *)(uintptr_t)file, text};
    ouro_obj *r = text ? ouro_call_method(rt, OURO_NAME(rt, write), args, 2, NULL) : NULL;
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

// What the warnings module does with its default filters, while nobody has imported it.
static int warn_plainly(source *s, lang_warning_kind kind, const char *message, uint32_t lineno) {
    ouro_rt *rt = s->rt;
    ouro_borrowed sys = ouro_dict_peek_ascii(rt, rt->ty->modules, "sys");
    if (kind != LANG_SYNTAX_WARNING || !sys) return 0;
    ouro_obj *file = ouro_getattr_quiet(rt, sys, OURO_NAME(rt, stderr));
    if (!file || file == rt->none) {
        ouro_xrelease(rt, file);
        return ouro_error_pending(rt) ? -1 : 0;
    }
    int r = write_str(rt, file, ouro_str_formatted(rt, "%S:%u: SyntaxWarning: %s\n", s->filename, lineno, message));
    const char *line;
    size_t len;
    if (r == 0 && find_line(s, lineno, &line, &len) && is_file(s)) {
        while (len && (*line == ' ' || *line == '\t' || *line == '\f')) line++, len--;
        ouro_obj *text = ouro_str_from_wtf8(rt, line, len);
        r = write_str(rt, file, text ? ouro_str_formatted(rt, "  %S\n", text) : NULL);
        ouro_xrelease(rt, text);
    }
    ouro_release(rt, file);
    return r;
}

static int warn_explicit(source *s, ouro_borrowed warnings, uint32_t category, const char *message, uint32_t lineno) {
    ouro_rt *rt = s->rt;
    ouro_obj *fn = ouro_getattr_ascii(rt, warnings, "warn_explicit"), *r = NULL;
    ouro_obj *args[4] = {ouro_str_from_cstring(rt, message), &rt->types[category]->head,
                         (ouro_obj *)(uintptr_t)s->filename, ouro_int_from_i64(rt, lineno)};
    if (fn && args[0] && args[3]) r = ouro_call(rt, fn, args, 4, NULL);
    ouro_xrelease(rt, fn);
    ouro_xrelease(rt, args[0]);
    ouro_xrelease(rt, args[3]);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

static bool warn(void *ctx, lang_warning_kind kind, const char *message, uint32_t lineno, bool *as_syntax_error) {
    source *s = ctx;
    ouro_rt *rt = s->rt;
    uint32_t category = kind == LANG_SYNTAX_WARNING ? OURO_SyntaxWarning : OURO_DeprecationWarning;
    ouro_borrowed warnings = rt->ty->modules ? ouro_dict_peek_ascii(rt, rt->ty->modules, "warnings") : NULL;
    if (!rt->ty->modules) return true;
    int r = warnings && warnings != rt->none ? warn_explicit(s, warnings, category, message, lineno)
                                             : warn_plainly(s, kind, message, lineno);
    if (r == 0) return true;
    *as_syntax_error = ouro_error_is(rt, category);
    if (*as_syntax_error) ouro_error_clear(rt);
    return false;
}

// ---- errors ----------------------------------------------------------------------------------------------------------

static ouro_owned number_or_none(ouro_rt *rt, bool some, int n) { return some ? ouro_int_from_i64(rt, n) : ouro_none(rt); }

// The source line as the error shows it; None where CPython has none: the compiler looks into the file, not the text.
static ouro_owned error_line(source *s, const lang_error *error) {
    ouro_rt *rt = s->rt;
    if (error->text && !s->parsed) return ouro_str_from_wtf8(rt, error->text, error->text_len);
    const char *line;
    size_t len;
    if (error->lineno < 1 || !find_line(s, (uint32_t)error->lineno, &line, &len) || !is_file(s)) return ouro_none(rt);
    return ouro_str_from_wtf8(rt, line, len + (line + len < s->text + s->len));
}

// Errors that CPython's tokenizer finds count characters whatever the source.
static bool of_tokenizer(const char *message) {
    static const char *const begins[] = {"invalid character", "invalid non-printable", "unterminated", "invalid decimal",
                                         "invalid hexadecimal", "invalid digit", "invalid octal", "invalid binary",
                                         "invalid imaginary", "unexpected character", "unmatched", "closing parenthesis",
                                         "leading zeros", "too many nested"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (!strncmp(message, begins[i], strlen(begins[i]))) return true;
    return false;
}

// The same place in bytes: `offset` counts characters from 1.
static int in_bytes(const source *s, int lineno, int offset) {
    const char *line;
    size_t len, at = 0;
    if (offset < 1 || lineno < 1 || !find_line(s, (uint32_t)lineno, &line, &len)) return offset;
    int more = 0;
    for (int i = 1; i < offset && at < len; i++)
        for (at++; at < len && ((unsigned char)line[at] & 0xc0) == 0x80; at++) more++;
    return offset + more;
}

static void raise_syntax(source *s, lang_error *error) {
    ouro_rt *rt = s->rt;
    if (s->undeclared && !s->parsed && error->has_place && !of_tokenizer(error->message)) {
        error->offset = in_bytes(s, error->lineno, error->offset);
        error->end_offset = in_bytes(s, error->end_lineno, error->end_offset);
    }
    uint32_t kind = error->kind == LANG_TAB_ERROR           ? OURO_TabError
                    : error->kind == LANG_INDENTATION_ERROR ? OURO_IndentationError
                                                            : OURO_SyntaxError;
    if (!error->has_place) {
        ouro_raise(rt, kind, "%s", error->message);
        return;
    }
    bool ends = error->end_lineno != 0;
    ouro_obj *parts[6] = {ouro_ref(rt, s->filename), ouro_int_from_i64(rt, error->lineno),
                          ouro_int_from_i64(rt, error->offset), error_line(s, error),
                          number_or_none(rt, ends, error->end_lineno), number_or_none(rt, ends, error->end_offset)};
    bool whole = true;
    for (size_t i = 0; i < 6; i++) whole = whole && parts[i];
    ouro_obj *place = whole ? ouro_tuple_from(rt, parts, 6) : NULL;
    for (size_t i = 0; i < 6; i++) ouro_xrelease(rt, parts[i]);
    ouro_obj *message = place ? ouro_str_from_cstring(rt, error->message) : NULL;
    ouro_obj *args = message ? ouro_tuple_pack(rt, 2, message, place) : NULL;
    ouro_obj *e = args ? ouro_exception_make(rt, &rt->types[kind]->head, args) : NULL;
    if (e) ouro_raise_object(rt, e, NULL);
    ouro_xrelease(rt, e);
    ouro_xrelease(rt, args);
    ouro_xrelease(rt, message);
    ouro_xrelease(rt, place);
}

static void raise(source *s, lang_error *error) {
    ouro_rt *rt = s->rt;
    if (ouro_error_pending(rt)) return;
    switch (error->kind) {
    case LANG_RECURSION_ERROR: ouro_raise(rt, OURO_RecursionError, "%s", error->message); break;
    case LANG_VALUE_ERROR: ouro_raise(rt, OURO_ValueError, "%s", error->message); break;
    case LANG_OK: // where nothing is said, there was no memory to say it
    case LANG_MEMORY_ERROR: ouro_raise_memory(rt); break;
    case LANG_CALLBACK_ERROR: ouro_raise(rt, OURO_SystemError, "compilation failed without an error"); break;
    default: raise_syntax(s, error); break;
    }
}

// ---- the whole -------------------------------------------------------------------------------------------------------

// A byte order mark or, in one of the first two lines, something like a coding cookie.
static bool declares_encoding(const char *bytes, size_t len) {
    if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) return true;
    size_t end = 0;
    for (int lines = 0; end < len && lines < 2; end++) lines += bytes[end] == '\n';
    const char *hash = memchr(bytes, '#', end), *found = hash ? memmem(hash, (size_t)(bytes + end - hash), "coding", 6) : NULL;
    return found && (found[6] == ':' || found[6] == '=');
}

static int char_by_name(void *ctx, const char *name, size_t len, uint32_t out[8]) {
    return ouro_unicode_by_name(name, len, out);
}

// In the file of a script a line ends where a NUL byte stands. False: no memory.
static bool cut_at_nuls(source *s, lang_arena *arena) {
    if (s->len == 0 || !memchr(s->text, 0, s->len)) return true;
    char *copy = ouro_arena_alloc(&arena->mem, s->len + 1), *to = copy;
    bool skip = false;
    for (size_t i = 0; copy && i < s->len; i++) {
        skip = s->text[i] != '\n' && (skip || !s->text[i]);
        if (!skip) *to++ = s->text[i];
    }
    if (!copy) return false;
    *to = 0;
    s->text = copy;
    s->len = (size_t)(to - copy);
    return true;
}

ouro_owned ouro_compile_source(ouro_rt *rt, const char *bytes, size_t len, bool is_text, ouro_borrowed filename,
                               lang_mode mode, const ouro_compile_options *options, bool *incomplete) {
    source s = {.rt = rt, .filename = filename, .undeclared = !is_text && !declares_encoding(bytes, len)};
    lang_error error = {0};
    lang_arena arena;
    ouro_obj *code = NULL;
    char *owned = NULL;
    if (incomplete) *incomplete = false;
    lang_arena_init(&arena, (ouro_allocator){.ctx = rt, .alloc = arena_take, .free = arena_give});
    const char *name = ouro_str_utf8(rt, filename, &(size_t){0}, &owned, true);
    if (!name) return NULL;
    lang_source from = is_text                                  ? LANG_SOURCE_STR
                       : options && options->script             ? LANG_SOURCE_FILE
                                                                : LANG_SOURCE_BYTES;
    lang_mod *mod = NULL;
    lang_input input = {.filename = name, .mode = mode, .allow_incomplete = incomplete != NULL, .ctx = &s, .warn = warn,
                        .char_by_name = char_by_name};
    input.max_int_digits = (uint32_t)ouro_int_digit_limit(rt);
    bool decoded = lang_decode_source(bytes, len, name, from, &arena, &s.text, &s.len, &error);
    if (decoded && from == LANG_SOURCE_FILE && !cut_at_nuls(&s, &arena)) {
        error.kind = LANG_MEMORY_ERROR;
    } else if (decoded) {
        input.text = s.text;
        input.len = s.len;
        s.parsed = lang_parse(&input, &arena, &mod, &error);
        if (s.parsed)
            code = ouro_compile_tree(rt, &input, mod, &arena, filename, options, &error);
    }
    if (!code) {
        if (incomplete) *incomplete = error.incomplete;
        raise(&s, &error);
    }
    lang_arena_free(&arena);
    if (owned) ouro_raw_free(rt, owned);
    return code;
}
