// f-strings as Python 3.11 has them: found inside a string token, their expressions parsed as texts of
// their own (PEP 498).
#include "lang/parser_string.h"

typedef struct reader {
    lang_strings *s;
    const char *at, *end;
    const lang_token *t; // the literal
    bool raw;
} reader;

static bool parts(reader *r, int depth);

static bool fail(reader *r, const char *message) {
    return lang_parser_fail(r->s->p, LANG_SYNTAX_ERROR, "f-string: %s", message);
}

// ---- text ----

// After a backslash: passes what must not be taken for a brace.
static bool pass_escape(reader *r) {
    char c = *r->at;
    if (c == 'N') {
        r->at++;
        if (r->at < r->end && *r->at++ == '{')
            while (r->at < r->end && *r->at++ != '}') {
            }
        return true;
    }
    if (c == '{') return lang_strings_warn_escape(r->s, r->at, r->t);
    if (c != '}') r->at++;
    return true;
}

// Text up to a brace that means something. At the outermost level doubled braces stand for
// themselves; in a format they do not.
static bool text(reader *r, int depth) {
    const char *start = r->at;
    while (r->at < r->end) {
        char c = *r->at;
        if (c == '\\' && !r->raw && r->at + 1 < r->end) {
            r->at++;
            if (!pass_escape(r)) return false;
            continue;
        }
        if (c == '{' || c == '}') {
            if (depth > 0) break;
            if (r->at + 1 < r->end && r->at[1] == c) {
                if (!lang_strings_decode(r->s, start, r->at + 1, r->raw, r->t)) return false;
                r->at += 2;
                start = r->at;
                continue;
            }
            if (c == '}') return fail(r, "single '}' is not allowed");
            break;
        }
        r->at++;
    }
    return lang_strings_decode(r->s, start, r->at, r->raw, r->t);
}

// ---- expressions ----

typedef struct nesting {
    char quote; // of the string we are in, or 0
    bool triple;
    unsigned depth;
    char open[LANG_MAX_BRACKETS];
} nesting;

static bool is_triple(const reader *r) {
    return r->end - r->at > 2 && r->at[1] == *r->at && r->at[2] == *r->at;
}

static bool close_bracket(reader *r, nesting *n, char c) {
    lang_parser *p = r->s->p;
    if (!n->depth) return lang_parser_fail(p, LANG_SYNTAX_ERROR, "f-string: unmatched '%c'", c);
    char open = n->open[--n->depth];
    if (c == (open == '(' ? ')' : open == '[' ? ']' : '}')) return true;
    return lang_parser_fail(p, LANG_SYNTAX_ERROR,
                            "f-string: closing parenthesis '%c' does not match opening "
                            "parenthesis '%c'",
                            c, open);
}

static void in_string(reader *r, nesting *n) {
    if (*r->at == n->quote && (!n->triple || is_triple(r))) {
        r->at += n->triple ? 3 : 1;
        n->quote = 0;
    } else {
        r->at++;
    }
}

// Does the character end an expression that is not inside brackets?
static bool ends_expression(reader *r, bool *passed) {
    char c = *r->at;
    *passed = false;
    if (!memchr("!:}=<>", c, 6)) return false;
    if (r->at + 1 < r->end && r->at[1] == '=' && memchr("!=<>", c, 4)) {
        *passed = true; // a comparison
        r->at += 2;
        return false;
    }
    return c != '<' && c != '>';
}

// Finds the end of the expression that starts here.
static bool find_end(reader *r) {
    nesting n;
    n.quote = 0;
    n.depth = 0;
    while (r->at < r->end) {
        char c = *r->at;
        if (c == '\\')
            return lang_parser_fail(r->s->p, LANG_SYNTAX_ERROR, "f-string expression part cannot include a backslash");
        if (n.quote) {
            in_string(r, &n);
            continue;
        }
        bool passed = false;
        if (c == '\'' || c == '"') {
            n.quote = c;
            n.triple = is_triple(r);
            r->at += n.triple ? 3 : 1;
            continue;
        }
        if (c == '(' || c == '[' || c == '{') {
            if (n.depth >= LANG_MAX_BRACKETS) return fail(r, "too many nested parenthesis");
            n.open[n.depth++] = c;
        } else if (c == '#') {
            return lang_parser_fail(r->s->p, LANG_SYNTAX_ERROR, "f-string expression part cannot include '#'");
        } else if (!n.depth && ends_expression(r, &passed)) {
            break;
        } else if (!passed && (c == ')' || c == ']' || c == '}')) {
            if (!close_bracket(r, &n, c)) return false;
        }
        if (!passed) r->at++;
    }
    if (n.quote) return fail(r, "unterminated string");
    if (n.depth) return lang_parser_fail(r->s->p, LANG_SYNTAX_ERROR, "f-string: unmatched '%c'", n.open[n.depth - 1]);
    return r->at < r->end || fail(r, "expecting '}'");
}

// Where the expression after the brace at `brace` stands. Columns of its first line count from
// `*col`. As in 3.11, they count from 0 where only the lines after the first have anything.
static uint32_t locate(const reader *r, const char *brace, uint32_t *col) {
    const char *literal = r->s->p->lx.text + r->t->start;
    uint32_t lines = 0, cols = 0;
    const char *s = brace + 1;
    while (*s == ' ' || *s == '\t' || *s == '\f') s++;
    if (*s != '\n' && *s != '}') {
        for (s = brace; s > literal && s[-1] != '\n';) s--;
        cols = (uint32_t)(brace - s);
    }
    for (s = literal; s < brace; s++) lines += *s == '\n';
    *col = lines ? cols : r->t->col + cols;
    return r->t->lineno + lines;
}

static lang_expr *expression(reader *r, const char *start, const char *end) {
    lang_parser *p = r->s->p;
    const char *s = start;
    while (s < end && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\f')) s++;
    if (s == end) {
        if (*end == '}') {
            fail(r, "empty expression not allowed");
        } else {
            lang_parser_fail(p, LANG_SYNTAX_ERROR, "f-string: expression required before '%c'", *end);
        }
        return NULL;
    }
    // In parentheses, so that it may start with space and contain newlines.
    size_t len = (size_t)(end - start);
    char *copy = ouro_arena_alloc(&p->scratch, len + 4);
    if (!copy) return lang_parser_no_memory(p);
    copy[0] = '(';
    memcpy(copy + 1, start, len);
    memcpy(copy + 1 + len, ")\n", 3);
    uint32_t col, lineno = locate(r, start - 1, &col);
    return lang_parser_nested(p, copy, len + 3, lineno, col, r->s->quiet);
}

// `!r`
static bool conversion(reader *r, int32_t *out) {
    if (*r->at != '!') return true;
    r->at++;
    if (r->at >= r->end) return fail(r, "expecting '}'");
    char c = *r->at++;
    *out = c;
    if (c == 's' || c == 'r' || c == 'a') return true;
    return fail(r, "invalid conversion character: expected 's', 'r', or 'a'");
}

static lang_expr *joined(lang_strings *s, uint32_t base) {
    lang_expr *e = lang_parser_expr(s->p, LANG_JoinedStr, s->start);
    if (!e) return NULL;
    e->pos = s->pos;
    return POP(s->p, base, &e->as.JoinedStr.values) ? e : NULL;
}

// Pending text becomes a part.
static bool flush(lang_strings *s) {
    if (s->out == s->pending) return true;
    return lang_parser_push(s->p, lang_strings_constant(s, LANG_CONST_STR));
}

// The nodes of a format stand where their literal does; those outside, where all of them do.
static lang_expr *format_spec(reader *r, int depth) {
    lang_strings *s = r->s;
    uint32_t base = height(s->p);
    lang_pos outer = s->pos;
    lang_expr *e = NULL;
    r->at++;
    s->pos = token_pos(r->t);
    if (r->at >= r->end) {
        fail(r, "expecting '}'");
    } else if (parts(r, depth + 1) && flush(s)) {
        e = joined(s, base);
    }
    s->pos = outer;
    return e;
}

// From `{` to after `}`.
static bool replacement(reader *r, int depth) {
    lang_strings *s = r->s;
    if (depth >= 2) return fail(r, "expressions nested too deeply");
    const char *start = ++r->at;
    if (!find_end(r)) return false;
    lang_expr *value = expression(r, start, r->at), *spec = NULL;
    if (!value) return false;
    int32_t conv = -1;
    bool debug = *r->at == '=';
    if (debug) {
        r->at++;
        while (r->at < r->end && memchr(" \t\n\r\f\v", *r->at, 6)) r->at++;
        if (!lang_strings_decode(s, start, r->at, true, r->t)) return false;
    }
    if (!flush(s)) return false;
    if (r->at >= r->end) return fail(r, "expecting '}'");
    if (!conversion(r, &conv)) return false;
    if (r->at < r->end && *r->at == ':' && !(spec = format_spec(r, depth))) return false;
    if (r->at >= r->end || *r->at != '}') return fail(r, "expecting '}'");
    r->at++;
    if (debug && !spec && conv == -1) conv = 'r';
    lang_expr *e = lang_parser_expr(s->p, LANG_FormattedValue, s->start);
    if (!e) return false;
    e->pos = s->pos;
    e->as.FormattedValue.value = value;
    e->as.FormattedValue.conversion = conv;
    e->as.FormattedValue.format_spec = spec;
    return lang_parser_push(s->p, e);
}

// Text and expressions up to the end, or in a format up to its closing brace.
static bool parts(reader *r, int depth) {
    for (;;) {
        if (!text(r, depth)) return false;
        if (r->at >= r->end || *r->at == '}') break;
        if (!replacement(r, depth)) return false;
    }
    return !depth || r->at < r->end || fail(r, "expecting '}'");
}

bool lang_fstring_add(lang_strings *s, const char *start, const char *end, bool raw, const lang_token *t) {
    reader r = {.s = s, .at = start, .end = end, .t = t, .raw = raw};
    s->joined = true;
    return parts(&r, 0);
}

lang_expr *lang_fstring_finish(lang_strings *s) {
    return flush(s) ? joined(s, s->base) : NULL;
}
