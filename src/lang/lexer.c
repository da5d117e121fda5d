// Tokens: lines, indentation, names, operators and the extent of strings. Numbers: lexer_number.c.
#include "lang/lexer_internal.h"

#include <stdio.h>

// Character classes.
enum { NAME_START = 1, NAME_PART = 2 };
static const uint8_t classes[256] = {
    ['a' ... 'z'] = NAME_START | NAME_PART, ['A' ... 'Z'] = NAME_START | NAME_PART,
    ['_'] = NAME_START | NAME_PART,         ['0' ... '9'] = NAME_PART,
    [128 ... 255] = NAME_START | NAME_PART,
};

bool lang_lexer_name_part(char c) {
    return classes[(unsigned char)c] & NAME_PART;
}

void lang_lexer_init(lang_lexer *lx, const char *text, size_t len, uint32_t lineno, const lang_input *in,
                     lang_arena *arena, lang_error *err) {
    memset(lx, 0, offsetof(lang_lexer, columns));
    lx->columns[0] = lx->alt_columns[0] = 0;
    lx->text = lx->cur = lx->line_start = lx->buffered = text;
    lx->end = text + len;
    lx->lineno = lineno;
    lx->first_lineno = lineno + 1;
    lx->at_line_start = true;
    lx->arena = arena;
    lx->in = in;
    lx->err = err;
}

// ---- errors ----

static size_t line_length(const lang_lexer *lx, const char *line) {
    const char *newline = memchr(line, '\n', (size_t)(lx->end - line));
    return (size_t)((newline ? newline : lx->end) - line);
}

bool lang_lexer_fail_range(lang_lexer *lx, int first, int last) {
    lx->failed = lx->misread = true;
    size_t len = line_length(lx, lx->line_start);
    int offset = lang_error_chars(lx->line_start, len, first);
    int end = lang_error_chars(lx->line_start, len, last);
    lang_error_place(lx->err, (int)lx->lineno, offset, (int)lx->lineno, end);
    lang_error_text(lx->err, lx->arena, lx->line_start, len);
    return false;
}

bool lang_lexer_fail_here(lang_lexer *lx) {
    int column = (int)(lx->cur - lx->line_start);
    return lang_lexer_fail_range(lx, column, column);
}

bool lang_lexer_no_memory(lang_lexer *lx) {
    lx->failed = true;
    lang_error_set(lx->err, LANG_MEMORY_ERROR, "%s", "");
    return false;
}

bool lang_lexer_warn(lang_lexer *lx, lang_warning_kind kind, const char *message, uint32_t lineno) {
    if (!lx->in->warn || (lx->quiet_before && lx->cur <= lx->quiet_before)) return true;
    bool as_syntax_error = false;
    if (lx->in->warn(lx->in->ctx, kind, message, lineno, &as_syntax_error)) return true;
    lang_error_set(lx->err, as_syntax_error ? LANG_SYNTAX_ERROR : LANG_CALLBACK_ERROR, "%s", message);
    if (as_syntax_error) return lang_lexer_fail_here(lx);
    lx->failed = lx->warned = true;
    return false;
}

bool lang_lexer_fail_unclosed(lang_lexer *lx) {
    lx->failed = true;
    unsigned top = lx->level - 1u;
    uint32_t lineno = lx->brackets[top].lineno, col = lx->brackets[top].col;
    lang_error_set(lx->err, LANG_SYNTAX_ERROR, "'%c' was never closed", lx->brackets[top].c);
    const char *line = lx->buffered;
    size_t len = (size_t)(lx->line_start - line) + line_length(lx, lx->line_start);
    if (lineno < lx->lineno) {
        line = lang_lexer_line(lx, lineno);
        len = line_length(lx, line);
    }
    lang_error_place(lx->err, (int)lineno, lang_error_chars(line, len, (int)col + 1), (int)lineno, 0);
    lang_error_text(lx->err, lx->arena, line, len);
    return false;
}

const char *lang_lexer_line(const lang_lexer *lx, uint32_t lineno) {
    if (lineno == lx->lineno) return lx->line_start;
    const char *line = lx->text;
    for (uint32_t n = lx->first_lineno; n < lineno; n++) {
        const char *newline = memchr(line, '\n', (size_t)(lx->end - line));
        if (!newline || newline + 1 > lx->end) break;
        line = newline + 1;
    }
    return line;
}

static bool fail_eof(lang_lexer *lx) {
    lx->at_end = true;
    lx->cur = lx->end;
    if (lx->level) return lang_lexer_fail_unclosed(lx);
    lang_error_set(lx->err, LANG_SYNTAX_ERROR, "unexpected EOF while parsing");
    lang_lexer_fail_here(lx);
    lx->misread = false;
    lx->err->end_offset = -1;
    lang_error_text(lx->err, lx->arena, lx->buffered, (size_t)(lx->end - lx->buffered));
    return false;
}

static bool fail_tabs(lang_lexer *lx) {
    lx->failed = true;
    lx->cur = lx->line_start + line_length(lx, lx->line_start);
    lang_error_set(lx->err, LANG_TAB_ERROR, "inconsistent use of tabs and spaces in indentation");
    lang_error_place(lx->err, (int)lx->lineno, 1, (int)lx->lineno, 0);
    lang_error_text(lx->err, lx->arena, lx->line_start, line_length(lx, lx->line_start) + 1);
    return false;
}

// ---- lines ----

// Starts the next line if there is one. `fresh`: not inside a token or after a continued line.
static inline void begin_line(lang_lexer *lx, bool fresh) {
    if (lx->cur >= lx->end) return;
    lx->lineno++;
    lx->line_start = lx->cur;
    if (fresh) lx->buffered = lx->cur;
}

// After a backslash: passes the newline that must follow and starts the next line.
static bool continue_line(lang_lexer *lx, bool fresh) {
    if (*lx->cur != '\n') {
        if (lx->cur < lx->end) lx->cur++;
        lx->failed = true;
        lang_error_set(lx->err, LANG_SYNTAX_ERROR, "unexpected character after line continuation character");
        int column = (int)(lx->cur - lx->buffered);
        size_t len = (size_t)(lx->line_start - lx->buffered) + line_length(lx, lx->line_start) + 1;
        if (lx->buffered + len > lx->end) len = (size_t)(lx->end - lx->buffered);
        if (column == 0) column = 1;
        lang_error_place(lx->err, (int)lx->lineno, lang_error_chars(lx->buffered, len, column), (int)lx->lineno, 0);
        lang_error_text(lx->err, lx->arena, lx->buffered, len);
        return false;
    }
    lx->cur++;
    if (lx->cur == lx->end) return fail_eof(lx);
    begin_line(lx, fresh);
    return true;
}

static bool change_indent(lang_lexer *lx, uint32_t column, uint32_t alt) {
    uint32_t now = lx->columns[lx->indents];
    if (column > now) {
        if (lx->indents + 1 >= LANG_MAX_INDENT) {
            lx->failed = true;
            lang_error_set(lx->err, LANG_INDENTATION_ERROR, "too many levels of indentation");
            lang_error_place(lx->err, (int)lx->lineno, 1, (int)lx->lineno, 0);
            lang_error_text(lx->err, lx->arena, lx->line_start, line_length(lx, lx->line_start));
            return false;
        }
        if (alt <= lx->alt_columns[lx->indents]) return fail_tabs(lx);
        lx->pending++;
        lx->indents++;
        lx->columns[lx->indents] = column;
        lx->alt_columns[lx->indents] = alt;
        return true;
    }
    while (lx->indents > 0 && column < lx->columns[lx->indents]) {
        lx->pending--;
        lx->indents--;
    }
    if (column != lx->columns[lx->indents]) {
        lx->failed = true;
        lx->cur = lx->line_start + line_length(lx, lx->line_start);
        if (lx->cur < lx->end) lx->cur++;
        lang_error_set(lx->err, LANG_INDENTATION_ERROR, "unindent does not match any outer indentation level");
        size_t len = (size_t)(lx->cur - lx->line_start);
        lang_error_place(lx->err, (int)lx->lineno, lang_error_chars(lx->line_start, len, (int)len), (int)lx->lineno,
                         -1);
        lang_error_text(lx->err, lx->arena, lx->line_start, len);
        return false;
    }
    return alt == lx->alt_columns[lx->indents] || fail_tabs(lx);
}

// The white space a line starts with. `*blank`: the line has nothing else, but perhaps a comment.
static bool start_of_line(lang_lexer *lx, bool *blank) {
    begin_line(lx, true);
    lx->at_line_start = false;
    lx->at_end = lx->cur == lx->end;
    uint32_t column = 0, alt = 0, continued = 0;
    for (;;) {
        char c = *lx->cur;
        if (c == ' ') {
            column++;
            alt++;
        } else if (c == '\t') {
            column = (column / 8 + 1) * 8;
            alt++;
        } else if (c == '\f') {
            column = alt = 0;
        } else if (c == '\\') {
            // Indentation does not continue over a backslash: that of the first line counts.
            if (!continued) continued = column;
            lx->cur++;
            if (!continue_line(lx, true)) return false;
            continue;
        } else {
            break;
        }
        lx->cur++;
    }
    *blank = *lx->cur == '#' || *lx->cur == '\n';
    if (*blank || lx->level) return true;
    if (continued) column = alt = continued;
    if (column == lx->columns[lx->indents]) return alt == lx->alt_columns[lx->indents] || fail_tabs(lx);
    return change_indent(lx, column, alt);
}

// ---- tokens ----

static inline void open_token(lang_lexer *lx, lang_token *tok) {
    tok->has_place = true;
    tok->dead_ends = 0;
    tok->name = NULL;
    tok->start = (uint32_t)(lx->cur - lx->text);
    tok->lineno = lx->lineno;
    tok->col = (uint32_t)(lx->cur - lx->line_start);
}

static inline bool close_token(lang_lexer *lx, lang_token *tok, lang_token_kind kind) {
    tok->kind = (uint8_t)kind;
    tok->level = lx->level;
    tok->end = (uint32_t)(lx->cur - lx->text);
    tok->end_lineno = lx->lineno;
    tok->end_col = (uint32_t)(lx->cur - lx->line_start);
    return true;
}

// A token without text of its own.
static bool mark_token(lang_lexer *lx, lang_token *tok, lang_token_kind kind) {
    open_token(lx, tok);
    tok->has_place = false;
    return close_token(lx, tok, kind);
}

static bool string(lang_lexer *lx, lang_token *tok) {
    const char *start = lx->text + tok->start, *first_line = lx->line_start;
    char quote = *lx->cur;
    int size = 1;
    lx->cur++;
    if (lx->cur[0] == quote) {
        if (lx->cur[1] != quote) { // empty
            lx->cur++;
            return close_token(lx, tok, LANG_TOK_STRING);
        }
        lx->cur += 2;
        size = 3;
    }
    int quotes = 0;
    while (quotes != size) {
        char c = *lx->cur;
        if ((c == '\n' && size == 1) || (c == '\0' && lx->cur == lx->end)) {
            uint32_t last = lx->lineno;
            if (c == '\0') lx->at_end = true;
            lx->cur = start + 1;
            lx->line_start = first_line;
            lx->lineno = tok->lineno;
            lang_error_set(lx->err, LANG_SYNTAX_ERROR, "unterminated %sstring literal (detected at line %u)",
                           size == 3 ? "triple-quoted " : "", last);
            return lang_lexer_fail_here(lx);
        }
        lx->cur++;
        if (c == quote) {
            quotes++;
            continue;
        }
        quotes = 0;
        if (c == '\\') {
            if (lx->cur == lx->end) continue;
            c = *lx->cur++;
        }
        if (c == '\n') begin_line(lx, false);
    }
    return close_token(lx, tok, LANG_TOK_STRING);
}

// Letters before a quote that make it a prefix: at most one each of r and of b, u or f; u alone.
static bool string_prefix(const char *s, const char *end) {
    bool raw = false, kind = false, u = false;
    for (; s < end; s++) {
        char c = *s | 32;
        if (c == 'r' && !raw && !u) {
            raw = true;
        } else if ((c == 'b' || c == 'f') && !kind && !u) {
            kind = true;
        } else if (c == 'u' && !kind && !raw && !u) {
            u = true;
        } else {
            return false;
        }
    }
    return true;
}

static bool name(lang_lexer *lx, lang_token *tok) {
    const char *start = lx->cur;
    const char *s = start;
    unsigned char any = 0;
    while (classes[(unsigned char)*s] & NAME_PART) any |= (unsigned char)*s++;
    size_t len = (size_t)(s - start);
    lx->cur = s;
    if ((*s == '"' || *s == '\'') && len <= 2 && string_prefix(start, s)) return string(lx, tok);
    if (OURO_UNLIKELY(any >= 128)) {
        uint32_t bad;
        size_t good = lang_lexer_identifier(start, len, &bad);
        if (good < len) {
            lx->cur = start + good + 1;
            while (((unsigned char)*lx->cur & 0xC0) == 0x80) lx->cur++;
            if (lang_lexer_printable(bad)) {
                size_t n = (size_t)(lx->cur - start) - good;
                lang_error_set(lx->err, LANG_SYNTAX_ERROR, "invalid character '%.*s' (U+%04X)", (int)n, start + good,
                               bad);
            } else {
                lang_error_set(lx->err, LANG_SYNTAX_ERROR, "invalid non-printable character U+%04X", bad);
            }
            return lang_lexer_fail_here(lx);
        }
        tok->name = lang_lexer_name(lx->arena, start, len);
    } else {
        tok->name = lang_arena_name(lx->arena, start, len);
    }
    if (OURO_UNLIKELY(!tok->name)) return lang_lexer_no_memory(lx);
    // A word that only normalises to a keyword is none.
    bool keyword = tok->name->id < LANG_KEYWORD_COUNT && any < 128;
    return close_token(lx, tok, keyword ? (lang_token_kind)tok->name->id : LANG_TOK_NAME);
}

static bool open_bracket(lang_lexer *lx, lang_token *tok, lang_token_kind kind) {
    if (lx->level >= LANG_MAX_BRACKETS) {
        lang_error_set(lx->err, LANG_SYNTAX_ERROR, "too many nested parentheses");
        return lang_lexer_fail_here(lx);
    }
    lx->brackets[lx->level].c = lx->cur[-1];
    lx->brackets[lx->level].lineno = lx->lineno;
    lx->brackets[lx->level].col = tok->col;
    lx->level++;
    return close_token(lx, tok, kind);
}

static bool close_bracket(lang_lexer *lx, lang_token *tok, char open, lang_token_kind kind) {
    char c = lx->cur[-1];
    if (!lx->level) {
        lang_error_set(lx->err, LANG_SYNTAX_ERROR, "unmatched '%c'", c);
        return lang_lexer_fail_here(lx);
    }
    lx->level--;
    char opened = lx->brackets[lx->level].c;
    if (opened != open) {
        uint32_t lineno = lx->brackets[lx->level].lineno;
        char where[32] = "";
        if (lineno != lx->lineno) snprintf(where, sizeof where, " on line %u", lineno);
        lang_error_set(lx->err, LANG_SYNTAX_ERROR, "closing parenthesis '%c' does not match opening parenthesis '%c'%s",
                       c, opened, where);
        return lang_lexer_fail_here(lx);
    }
    return close_token(lx, tok, kind);
}

// An operator of one character, perhaps followed by `=`.
static inline bool with_equal(lang_lexer *lx, lang_token *tok, lang_token_kind plain, lang_token_kind equal) {
    if (*lx->cur != '=') return close_token(lx, tok, plain);
    lx->cur++;
    return close_token(lx, tok, equal);
}

// An operator that may be doubled, and either way followed by `=`.
static bool doubled(lang_lexer *lx, lang_token *tok, char c, lang_token_kind one, lang_token_kind one_equal,
                    lang_token_kind two, lang_token_kind two_equal) {
    if (*lx->cur != c) return with_equal(lx, tok, one, one_equal);
    lx->cur++;
    return with_equal(lx, tok, two, two_equal);
}

static bool punctuation(lang_lexer *lx, lang_token *tok) {
    char c = *lx->cur++;
    switch (c) {
    case '(': return open_bracket(lx, tok, LANG_TOK_LPAR);
    case '[': return open_bracket(lx, tok, LANG_TOK_LSQB);
    case '{': return open_bracket(lx, tok, LANG_TOK_LBRACE);
    case ')': return close_bracket(lx, tok, '(', LANG_TOK_RPAR);
    case ']': return close_bracket(lx, tok, '[', LANG_TOK_RSQB);
    case '}': return close_bracket(lx, tok, '{', LANG_TOK_RBRACE);
    case ',': return close_token(lx, tok, LANG_TOK_COMMA);
    case ';': return close_token(lx, tok, LANG_TOK_SEMI);
    case '~': return close_token(lx, tok, LANG_TOK_TILDE);
    case ':': return with_equal(lx, tok, LANG_TOK_COLON, LANG_TOK_COLONEQUAL);
    case '=': return with_equal(lx, tok, LANG_TOK_EQUAL, LANG_TOK_EQEQUAL);
    case '+': return with_equal(lx, tok, LANG_TOK_PLUS, LANG_TOK_PLUSEQUAL);
    case '%': return with_equal(lx, tok, LANG_TOK_PERCENT, LANG_TOK_PERCENTEQUAL);
    case '@': return with_equal(lx, tok, LANG_TOK_AT, LANG_TOK_ATEQUAL);
    case '&': return with_equal(lx, tok, LANG_TOK_AMPER, LANG_TOK_AMPEREQUAL);
    case '|': return with_equal(lx, tok, LANG_TOK_VBAR, LANG_TOK_VBAREQUAL);
    case '^': return with_equal(lx, tok, LANG_TOK_CIRCUMFLEX, LANG_TOK_CIRCUMFLEXEQUAL);
    case '!': return with_equal(lx, tok, LANG_TOK_UNKNOWN, LANG_TOK_NOTEQUAL);
    case '*':
        return doubled(lx, tok, c, LANG_TOK_STAR, LANG_TOK_STAREQUAL, LANG_TOK_DOUBLESTAR, LANG_TOK_DOUBLESTAREQUAL);
    case '/':
        return doubled(lx, tok, c, LANG_TOK_SLASH, LANG_TOK_SLASHEQUAL, LANG_TOK_DOUBLESLASH,
                       LANG_TOK_DOUBLESLASHEQUAL);
    case '>':
        return doubled(lx, tok, c, LANG_TOK_GREATER, LANG_TOK_GREATEREQUAL, LANG_TOK_RIGHTSHIFT,
                       LANG_TOK_RIGHTSHIFTEQUAL);
    case '<':
        if (*lx->cur == '>') { // one token, but an operator of no grammar
            lx->cur++;
            return close_token(lx, tok, LANG_TOK_UNKNOWN);
        }
        return doubled(lx, tok, c, LANG_TOK_LESS, LANG_TOK_LESSEQUAL, LANG_TOK_LEFTSHIFT, LANG_TOK_LEFTSHIFTEQUAL);
    case '-':
        if (*lx->cur == '>') {
            lx->cur++;
            return close_token(lx, tok, LANG_TOK_ARROW);
        }
        return with_equal(lx, tok, LANG_TOK_MINUS, LANG_TOK_MINEQUAL);
    case '.':
        if (lx->cur[0] == '.' && lx->cur[1] == '.') {
            lx->cur += 2;
            return close_token(lx, tok, LANG_TOK_ELLIPSIS);
        }
        return close_token(lx, tok, LANG_TOK_DOT);
    default: break;
    }
    if ((unsigned char)c < ' ' || c == 0x7F) {
        lang_error_set(lx->err, LANG_SYNTAX_ERROR, "invalid non-printable character U+%04X", c);
        return lang_lexer_fail_here(lx);
    }
    return close_token(lx, tok, LANG_TOK_UNKNOWN);
}

static bool end_of_text(lang_lexer *lx, lang_token *tok) {
    lx->at_end = true;
    if (lx->level) return lang_lexer_fail_unclosed(lx);
    return mark_token(lx, tok, LANG_TOK_END);
}

static bool next(lang_lexer *lx, lang_token *tok) {
    bool blank = false;
    for (;;) {
        if (lx->at_line_start && !start_of_line(lx, &blank)) return false;
        if (OURO_UNLIKELY(lx->pending)) {
            bool indent = lx->pending > 0;
            lx->pending += indent ? -1 : 1;
            return mark_token(lx, tok, indent ? LANG_TOK_INDENT : LANG_TOK_DEDENT);
        }
        while (*lx->cur == ' ' || *lx->cur == '\t' || *lx->cur == '\f') lx->cur++;
        const char *content = lx->cur; // a NEWLINE starts where the comment before it does
        if (*lx->cur == '#') {
            const char *newline = memchr(lx->cur, '\n', (size_t)(lx->end - lx->cur));
            lx->cur = newline ? newline : lx->end;
        }
        char c = *lx->cur;
        if (c == '\n') {
            lx->at_line_start = true;
            if (blank || lx->level) {
                lx->cur++;
                blank = false;
                continue;
            }
            open_token(lx, tok);
            tok->start -= (uint32_t)(lx->cur - content);
            tok->col -= (uint32_t)(lx->cur - content);
            close_token(lx, tok, LANG_TOK_NEWLINE);
            lx->cur++;
            return true;
        }
        if (OURO_UNLIKELY(c == '\0' && lx->cur == lx->end)) return end_of_text(lx, tok);
        if (c == '\\') {
            lx->cur++;
            if (!continue_line(lx, false)) return false;
            continue;
        }
        open_token(lx, tok);
        if (classes[(unsigned char)c] & NAME_START) return name(lx, tok);
        if ((c >= '0' && c <= '9') || (c == '.' && lx->cur[1] >= '0' && lx->cur[1] <= '9'))
            return lang_lexer_number(lx) && close_token(lx, tok, LANG_TOK_NUMBER);
        if (c == '"' || c == '\'') return string(lx, tok);
        return punctuation(lx, tok);
    }
}

bool lang_lexer_next(lang_lexer *lx, lang_token *tok) {
    if (OURO_LIKELY(!lx->failed && next(lx, tok))) return true;
    mark_token(lx, tok, LANG_TOK_ERROR);
    return false;
}
