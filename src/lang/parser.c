// The parser's two passes over a text, its tokens and its errors.
#include "lang/parser_internal.h"

#include <stdarg.h>
#include <stdio.h>

// ---- tokens ----

static bool make_room(lang_parser *p) {
    if (p->count < p->room) return true;
    uint32_t room = p->room ? p->room * 2 : 64;
    lang_token *tokens = ouro_arena_alloc(&p->scratch, room * sizeof *tokens);
    if (!tokens) return false;
    if (p->count) memcpy(tokens, p->tokens, p->count * sizeof *tokens);
    p->tokens = tokens;
    p->room = room;
    return true;
}

// At a prompt the end of the text ends the line, and the blocks that are open.
static void end_single(lang_parser *p, lang_token *t) {
    if (t->kind != LANG_TOK_END || !p->started) {
        p->started = true;
        return;
    }
    p->started = false;
    t->kind = LANG_TOK_NEWLINE;
    if (p->lx.indents && !p->in->allow_incomplete) {
        p->lx.pending = -(int)p->lx.indents;
        p->lx.indents = 0;
    }
}

bool lang_parser_fill(lang_parser *p) {
    if (!make_room(p)) {
        // The last token makes place for one that fits nowhere; `room` is at least 1 here, since the
        // parser starts with a table.
        lang_parser_no_memory(p);
        p->at = --p->count;
        p->tokens[p->count++].kind = LANG_TOK_ERROR;
        return false;
    }
    lang_token *t = &p->tokens[p->count++];
    bool ok = lang_lexer_next(&p->lx, t);
    if (OURO_UNLIKELY(p->in->mode == LANG_SINGLE) && ok && !p->fstring) end_single(p, t);
    if (OURO_UNLIKELY(p->first_col)) {
        if (t->lineno == p->lx.first_lineno) t->col += p->first_col;
        if (t->end_lineno == p->lx.first_lineno) t->end_col += p->first_col;
    }
    return ok;
}

lang_token *lang_parser_peek2(lang_parser *p) {
    (void)peek(p);
    if (p->at + 1 == p->count) (void)lang_parser_fill(p);
    return &p->tokens[p->at + 1 < p->count ? p->at + 1 : p->at];
}

void lang_parser_forget(lang_parser *p) {
    if (p->held) return;
    p->count -= p->at;
    if (p->count) memmove(p->tokens, p->tokens + p->at, p->count * sizeof *p->tokens);
    p->at = 0;
}

// ---- errors ----

static const char *line_end(const lang_parser *p, const char *line) {
    const char *newline = memchr(line, '\n', (size_t)(p->lx.end - line));
    return newline ? newline : p->lx.end;
}

// Columns are byte columns from 1, 0 or -1 for unknown.
static void place_error(lang_parser *p, int lineno, int col, int end_lineno, int end_col) {
    p->read_line = p->count ? p->tokens[p->count - 1].lineno : p->lx.lineno;
    const char *line, *end;
    if ((int)p->lx.lineno <= lineno) {
        line = p->lx.buffered;
        end = line_end(p, p->lx.line_start);
        if (end < p->lx.end) end++;
    } else {
        line = lang_lexer_line(&p->lx, (uint32_t)lineno);
        end = line_end(p, line);
    }
    size_t len = (size_t)(end - line);
    if (p->fstring) { // offsets are those in the expression's own text, and in bytes
        col -= (int)p->first_col;
        end_col -= (int)p->first_col;
        char message[sizeof p->err->message];
        memcpy(message, p->err->message, sizeof message);
        lang_error_set(p->err, p->err->kind, "f-string: %s", message);
    } else {
        col = lang_error_chars(line, len, col);
        if (end_col > 0) end_col = lang_error_chars(line, len, end_col); // on whatever line it is
    }
    lang_error_place(p->err, lineno, col, end_lineno, end_col);
    lang_error_text(p->err, p->arena, line, len);
}

#define FORMAT_MESSAGE(p, kind, format)                                                                                \
    do {                                                                                                               \
        char message[sizeof(p)->err->message];                                                                         \
        va_list args;                                                                                                  \
        va_start(args, format);                                                                                        \
        vsnprintf(message, sizeof message, format, args);                                                              \
        va_end(args);                                                                                                  \
        lang_error_set((p)->err, kind, "%s", message);                                                                 \
    } while (0)

// In the second pass: reads on to where the first one stopped.
static void catch_up(lang_parser *p) {
    if (!p->diagnose) return;
    (void)peek(p);
    while (p->tokens[p->count - 1].start < p->far.start && !p->lx.failed &&
           p->tokens[p->count - 1].kind != LANG_TOK_END)
        if (!lang_parser_fill(p)) return;
}

void *lang_parser_fail(lang_parser *p, lang_error_kind kind, const char *format, ...) {
    if (dead(p)) return NULL;
    catch_up(p);
    if (p->count == 0) (void)peek(p);
    if (dead(p)) return NULL;
    FORMAT_MESSAGE(p, kind, format);
    lang_token *t = &p->tokens[p->count - 1];
    int col = t->has_place ? (int)t->col + 1 : (int)(p->lx.cur - p->lx.line_start);
    place_error(p, (int)t->lineno, col, (int)t->end_lineno, t->has_place ? (int)t->end_col + 1 : -1);
    return NULL;
}

void *lang_parser_fail_at(lang_parser *p, lang_pos pos, const char *format, ...) {
    if (dead(p)) return NULL;
    FORMAT_MESSAGE(p, LANG_SYNTAX_ERROR, format);
    place_error(p, (int)pos.lineno, (int)pos.col_offset + 1, (int)pos.end_lineno,
                pos.end_col_offset == UINT32_MAX ? 0 : (int)pos.end_col_offset + 1);
    return NULL;
}

void *lang_parser_fail_token(lang_parser *p, const lang_token *t, const char *format, ...) {
    if (dead(p)) return NULL;
    FORMAT_MESSAGE(p, LANG_SYNTAX_ERROR, format);
    place_error(p, (int)t->lineno, (int)t->col + 1, (int)t->end_lineno, (int)t->end_col + 1);
    return NULL;
}

void *lang_parser_fail_from(lang_parser *p, const lang_token *t, const char *format, ...) {
    if (dead(p)) return NULL;
    int lineno = (int)t->lineno, col = (int)t->col + 1;
    catch_up(p);
    if (dead(p)) return NULL;
    FORMAT_MESSAGE(p, LANG_SYNTAX_ERROR, format);
    place_error(p, lineno, col, (int)p->lx.lineno, (int)(p->lx.cur - p->lx.line_start) + (int)p->first_col);
    return NULL;
}

void *lang_parser_no_memory(lang_parser *p) {
    lang_error_set(p->err, LANG_MEMORY_ERROR, "%s", "");
    p->lx.failed = true;
    return NULL;
}

void lang_parser_too_deep(lang_parser *p) {
    if (!dead(p)) lang_parser_no_memory(p);
}

// ---- whole texts ----

// What the first pass could not read and the second has no message for.
static void plain_error(lang_parser *p) {
    if (p->far.kind == LANG_TOK_INDENT) {
        lang_parser_fail(p, LANG_INDENTATION_ERROR, "unexpected indent");
    } else if (p->far.kind == LANG_TOK_DEDENT) {
        lang_parser_fail(p, LANG_INDENTATION_ERROR, "unexpected unindent");
    } else {
        lang_token far = p->far;
        int col = far.has_place ? (int)far.col + 1 : 0;
        int end = far.has_place ? (int)far.end_col + 1 : 0;
        catch_up(p);
        if (dead(p)) return;
        lang_error_set(p->err, LANG_SYNTAX_ERROR, "invalid syntax");
        place_error(p, (int)far.lineno, col, (int)far.end_lineno, end);
    }
}

// An error in the characters further on, or a bracket left open before this line, says more about
// what is wrong than the parser's complaint.
static void look_further(lang_parser *p) {
    if (p->lx.failed || p->fstring) return;
    lang_error parsed = *p->err;
    *p->err = (lang_error){0};
    lang_token t = {0};
    while (lang_lexer_next(&p->lx, &t) && t.kind != LANG_TOK_END) {
    }
    if (p->lx.failed && (p->lx.misread || p->err->kind == LANG_MEMORY_ERROR || p->lx.warned)) return;
    if (p->lx.level && p->read_line > p->lx.brackets[p->lx.level - 1].lineno) {
        *p->err = (lang_error){0};
        lang_lexer_fail_unclosed(&p->lx);
        return;
    }
    *p->err = parsed;
}

static lang_mod *mod_new(lang_parser *p, lang_mod_kind kind) {
    lang_mod *mod = lang_parser_alloc(p, sizeof *mod);
    if (!mod) return NULL;
    *mod = (lang_mod){.kind = kind};
    return mod;
}

static lang_mod *exec_input(lang_parser *p) {
    lang_mod *mod = mod_new(p, LANG_Module);
    if (!mod) return NULL;
    uint32_t base = height(p);
    while (peek_kind(p) != LANG_TOK_END)
        if (!lang_parser_statement(p)) return NULL;
    return POP(p, base, &mod->as.Module.body) ? mod : NULL;
}

// Is there anything but space and comments after the statement?
static bool more_text(const lang_parser *p) {
    const char *s = p->lx.cur;
    for (;; s++) {
        if (*s == '#') s = line_end(p, s);
        if (s == p->lx.end) return false;
        if (!memchr(" \t\n\f", *s, 4)) return true;
    }
}

// At a prompt a compound statement ends with an empty line.
static bool is_compound(lang_stmt_kind kind) {
    switch (kind) {
    case LANG_FunctionDef:
    case LANG_AsyncFunctionDef:
    case LANG_ClassDef:
    case LANG_For:
    case LANG_AsyncFor:
    case LANG_While:
    case LANG_If:
    case LANG_With:
    case LANG_AsyncWith:
    case LANG_Match:
    case LANG_Try:
    case LANG_TryStar: return true;
    default: return false;
    }
}

static lang_mod *single_input(lang_parser *p) {
    lang_mod *mod = mod_new(p, LANG_Interactive);
    if (!mod) return NULL;
    uint32_t base = height(p);
    lang_place start = peek_place(p);
    if (take_if(p, LANG_TOK_NEWLINE)) {
        lang_stmt *pass = lang_parser_stmt(p, LANG_Pass, start);
        if (!pass) return NULL;
        pass->pos.end_lineno = start.lineno;
        pass->pos.end_col_offset = start.col;
        if (!lang_parser_push(p, pass)) return NULL;
    } else {
        if (!lang_parser_statement(p)) return NULL;
        const lang_stmt *s = p->stack[base];
        if (is_compound(s->kind) && !take_if(p, LANG_TOK_NEWLINE)) return NULL;
    }
    if (!POP(p, base, &mod->as.Interactive.body)) return NULL;
    if (more_text(p))
        return lang_parser_fail(p, LANG_SYNTAX_ERROR, "multiple statements found while compiling a single statement");
    return mod;
}

static lang_mod *eval_input(lang_parser *p) {
    lang_mod *mod = mod_new(p, LANG_Expression);
    if (!mod) return NULL;
    mod->as.Expression.body = lang_parser_expressions(p);
    if (!mod->as.Expression.body) return NULL;
    while (take_if(p, LANG_TOK_NEWLINE)) {
    }
    return peek_kind(p) == LANG_TOK_END ? mod : NULL;
}

static void *whole(lang_parser *p) {
    if (p->fstring) return lang_parser_star_expressions(p);
    switch (p->in->mode) {
    case LANG_SINGLE: return single_input(p);
    case LANG_EVAL: return eval_input(p);
    case LANG_EXEC: break;
    }
    return exec_input(p);
}

// Has the lexer looked past the last byte? After a name, a number or an operator it has.
static bool has_seen_end(const lang_parser *p) {
    lang_token_kind last = (lang_token_kind)p->tokens[p->count - 1].kind;
    return p->lx.at_end ||
           (p->lx.cur == p->lx.end && last != LANG_TOK_STRING && last != LANG_TOK_NEWLINE && last != LANG_TOK_ERROR);
}

// Both passes.
static void *run(lang_parser *p, const char *text, size_t len, uint32_t lineno) {
    lang_lexer_init(&p->lx, text, len, lineno - 1, p->in, p->arena, p->err);
    uint32_t depth = p->depth;
    void *result = whole(p);
    if (OURO_LIKELY(result && !dead(p))) return result;
    bool incomplete = p->count && has_seen_end(p), indented = false;
    if (!dead(p)) {
        p->far = p->tokens[p->count - 1];
        p->second = p->diagnose = true;
        p->effort = 100000 + (uint32_t)len;
        p->quiet_before = 0;
        p->at = p->count = p->stack_count = 0;
        p->held = 1; // for good: anything may be looked at again
        p->depth = depth;
        p->last = (lang_place){0};
        p->started = false;
        const char *read = p->lx.cur;
        lang_lexer_init(&p->lx, text, len, lineno - 1, p->in, p->arena, p->err);
        p->lx.quiet_before = read;
        (void)whole(p);
        indented = !dead(p) && (p->far.kind == LANG_TOK_INDENT || p->far.kind == LANG_TOK_DEDENT);
        if (!dead(p)) plain_error(p);
    }
    bool syntax = p->err->kind == LANG_SYNTAX_ERROR || p->err->kind == LANG_INDENTATION_ERROR;
    if (syntax && !indented) look_further(p);
    p->err->incomplete = incomplete && p->in->allow_incomplete && !p->fstring;
    return NULL;
}

lang_expr *lang_parser_nested(lang_parser *outer, const char *text, size_t len, uint32_t lineno, uint32_t col,
                              bool quiet) {
    lang_parser p = {.in = outer->in,
                     .arena = outer->arena,
                     .err = outer->err,
                     .depth = outer->depth,
                     .fstring = true,
                     .quiet_before = quiet ? UINT32_MAX : 0,
                     .first_col = col};
    ouro_arena_init(&p.scratch, outer->scratch.allocator);
    lang_expr *e = make_room(&p) ? run(&p, text, len, lineno) : lang_parser_no_memory(&p);
    ouro_arena_free(&p.scratch);
    if (!e) outer->lx.failed = outer->lx.failed || p.err->kind == LANG_MEMORY_ERROR;
    return e;
}

bool lang_parse(const lang_input *in, lang_arena *arena, lang_mod **out, lang_error *err) {
    *out = NULL;
    *err = (lang_error){0};
    if (in->len && memchr(in->text, 0, in->len)) {
        lang_error_set(err, LANG_VALUE_ERROR, "source code string cannot contain null bytes");
        return false;
    }
    lang_parser p = {.in = in, .arena = arena, .err = err};
    ouro_arena_init(&p.scratch, arena->mem.allocator);
    // A copy that ends in a newline and a 0: the lexer needs no other bound.
    char *text = in->len < INT32_MAX ? ouro_arena_alloc(&p.scratch, in->len + 2) : NULL;
    if (text && make_room(&p)) {
        size_t len = in->len;
        if (len) memcpy(text, in->text, len);
        if (in->mode == LANG_EXEC && (len == 0 || text[len - 1] != '\n')) text[len++] = '\n';
        text[len] = 0;
        *out = run(&p, text, len, 1);
    } else {
        lang_parser_no_memory(&p);
    }
    ouro_arena_free(&p.scratch);
    if (*out && in->warn && !lang_parser_warn(in, *out, arena, err)) *out = NULL;
    return *out != NULL;
}
