// The match statement and its patterns (PEP 634).
#include "lang/parser_diagnose.h"

static lang_pattern *pattern(lang_parser *p);
static lang_pattern *or_pattern(lang_parser *p);
static lang_pattern *open_pattern(lang_parser *p);

static bool at_name(lang_parser *p, unsigned id) {
    lang_token *t = peek(p);
    return t->kind == LANG_TOK_NAME && t->name->id == id;
}

// ---- values ----

static lang_expr *value_new(lang_parser *p, lang_expr *left, lang_op op, lang_expr *right, lang_place start) {
    lang_expr *e = lang_parser_expr(p, LANG_BinOp, start);
    if (!e) return NULL;
    e->as.BinOp.left = left;
    e->as.BinOp.op = op;
    e->as.BinOp.right = right;
    return e;
}

static lang_expr *signed_number(lang_parser *p) {
    lang_place start = peek_place(p);
    bool minus = take_if(p, LANG_TOK_MINUS);
    if (peek_kind(p) != LANG_TOK_NUMBER) return NULL;
    lang_expr *number = lang_parser_number(p);
    if (!number || !minus) return number;
    lang_expr *e = lang_parser_expr(p, LANG_UnaryOp, start);
    if (!e) return NULL;
    e->as.UnaryOp.op = LANG_USub;
    e->as.UnaryOp.operand = number;
    return e;
}

static bool is_imaginary(const lang_expr *e) {
    if (e->kind == LANG_UnaryOp) e = e->as.UnaryOp.operand;
    return e->as.Constant.value.tag == LANG_CONST_COMPLEX;
}

// A number with a sign, perhaps of two parts: `-1`, `3 + 4j`.
static lang_expr *number_value(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *real = signed_number(p);
    if (!real) return NULL;
    lang_token_kind kind = peek_kind(p);
    if (kind != LANG_TOK_PLUS && kind != LANG_TOK_MINUS) return real;
    if (is_imaginary(real)) return lang_parser_fail_at(p, real->pos, "real number required in complex literal");
    take(p);
    if (peek_kind(p) != LANG_TOK_NUMBER) return NULL;
    lang_expr *imaginary = lang_parser_number(p);
    if (!imaginary) return NULL;
    if (!is_imaginary(imaginary))
        return lang_parser_fail_at(p, imaginary->pos, "imaginary number required in complex literal");
    return value_new(p, real, kind == LANG_TOK_PLUS ? LANG_Add : LANG_Sub, imaginary, start);
}

// `name` or `name.name...`
static lang_expr *name_or_attribute(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_name *id = peek(p)->name;
    take(p);
    lang_expr *e = lang_parser_expr(p, LANG_Name, start);
    if (!e) return NULL;
    e->as.Name.id = id;
    e->as.Name.ctx = LANG_Load;
    while (take_if(p, LANG_TOK_DOT)) {
        if (peek_kind(p) != LANG_TOK_NAME) return NULL;
        lang_name *attr = peek(p)->name;
        take(p);
        lang_expr *outer = lang_parser_expr(p, LANG_Attribute, start);
        if (!outer) return NULL;
        outer->as.Attribute.value = e;
        outer->as.Attribute.attr = attr;
        outer->as.Attribute.ctx = LANG_Load;
        e = outer;
    }
    return e;
}

static lang_pattern *value_pattern(lang_parser *p, lang_expr *value, lang_place start) {
    if (!value) return NULL;
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchValue, start);
    if (n) n->as.MatchValue.value = value;
    return n;
}

static lang_pattern *singleton(lang_parser *p, lang_const_tag tag, lang_place start) {
    take(p);
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchSingleton, start);
    if (n) n->as.MatchSingleton.value.tag = (uint8_t)tag;
    return n;
}

// ---- sequences ----

static lang_pattern *star_pattern(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    if (peek_kind(p) != LANG_TOK_NAME) return NULL;
    lang_name *name = at_name(p, LANG_ID_UNDERSCORE) ? NULL : peek(p)->name;
    take(p);
    lang_token_kind next = peek_kind(p);
    if (name && (next == LANG_TOK_DOT || next == LANG_TOK_LPAR || next == LANG_TOK_EQUAL)) return NULL;
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchStar, start);
    if (n) n->as.MatchStar.name = name;
    return n;
}

static lang_pattern *maybe_star(lang_parser *p) {
    return peek_kind(p) == LANG_TOK_STAR ? star_pattern(p) : pattern(p);
}

static bool starts_pattern(lang_token_kind kind) {
    switch (kind) {
    case LANG_TOK_NAME:
    case LANG_TOK_NUMBER:
    case LANG_TOK_STRING:
    case LANG_TOK_MINUS:
    case LANG_TOK_NONE:
    case LANG_TOK_TRUE:
    case LANG_TOK_FALSE:
    case LANG_TOK_LPAR:
    case LANG_TOK_LSQB:
    case LANG_TOK_LBRACE:
    case LANG_TOK_STAR: return true;
    default: return false;
    }
}

// Patterns with commas between, pushed; the first one may have been pushed already.
static bool push_patterns(lang_parser *p, bool first_done) {
    if (first_done && !take_if(p, LANG_TOK_COMMA)) return true;
    do {
        if (!starts_pattern(peek_kind(p))) break;
        if (!lang_parser_push(p, maybe_star(p))) return false;
    } while (take_if(p, LANG_TOK_COMMA));
    return true;
}

static lang_pattern *sequence_new(lang_parser *p, uint32_t base, lang_place start) {
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchSequence, start);
    return n && POP(p, base, &n->as.MatchSequence.patterns) ? n : NULL;
}

static lang_pattern *brackets(lang_parser *p, lang_place start) {
    uint32_t base = height(p);
    take(p);
    if (!push_patterns(p, false) || !take_if(p, LANG_TOK_RSQB)) return NULL;
    return sequence_new(p, base, start);
}

// `(a)` is a group; `()`, `(a,)` and `(*a,)` are sequences.
static lang_pattern *parentheses(lang_parser *p, lang_place start) {
    uint32_t base = height(p);
    take(p);
    if (!take_if(p, LANG_TOK_RPAR)) {
        lang_pattern *first = maybe_star(p);
        if (!first) return NULL;
        if (peek_kind(p) == LANG_TOK_RPAR && first->kind != LANG_MatchStar) {
            take(p);
            return first;
        }
        if (peek_kind(p) != LANG_TOK_COMMA || !lang_parser_push(p, first) || !push_patterns(p, true) ||
            !take_if(p, LANG_TOK_RPAR))
            return NULL;
    }
    return sequence_new(p, base, start);
}

// ---- mappings and classes ----

static lang_expr *constant_key(lang_parser *p, lang_const_tag tag) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *e = lang_parser_expr(p, LANG_Constant, start);
    if (e) e->as.Constant.value.tag = (uint8_t)tag;
    return e;
}

static lang_expr *key(lang_parser *p) {
    switch (peek_kind(p)) {
    case LANG_TOK_NUMBER:
    case LANG_TOK_MINUS: return number_value(p);
    case LANG_TOK_STRING: return lang_parser_strings(p);
    case LANG_TOK_NONE: return constant_key(p, LANG_CONST_NONE);
    case LANG_TOK_TRUE: return constant_key(p, LANG_CONST_TRUE);
    case LANG_TOK_FALSE: return constant_key(p, LANG_CONST_FALSE);
    case LANG_TOK_NAME: break;
    default: return NULL;
    }
    lang_expr *e = name_or_attribute(p);
    return e && e->kind == LANG_Attribute ? e : NULL;
}

// Splits the pairs on the stack above `base`.
static bool split(lang_parser *p, uint32_t base, uint32_t *n, void ***evens, void ***odds) {
    *n = (height(p) - base) / 2;
    if (!*n) return true;
    *evens = lang_parser_alloc(p, *n * sizeof(void *));
    *odds = lang_parser_alloc(p, *n * sizeof(void *));
    if (!*evens || !*odds) return false;
    for (uint32_t i = 0; i < *n; i++) {
        (*evens)[i] = p->stack[base + 2 * i];
        (*odds)[i] = p->stack[base + 2 * i + 1];
    }
    p->stack_count = base;
    return true;
}

static lang_pattern *mapping(lang_parser *p, lang_place start) {
    uint32_t base = height(p);
    lang_name *rest = NULL;
    take(p);
    while (peek_kind(p) != LANG_TOK_RBRACE) {
        if (take_if(p, LANG_TOK_DOUBLESTAR)) {
            if (peek_kind(p) != LANG_TOK_NAME || at_name(p, LANG_ID_UNDERSCORE)) return NULL;
            rest = peek(p)->name;
            take(p);
            (void)take_if(p, LANG_TOK_COMMA);
            break;
        }
        if (!lang_parser_push(p, key(p)) || !take_if(p, LANG_TOK_COLON) || !lang_parser_push(p, pattern(p)))
            return NULL;
        if (!take_if(p, LANG_TOK_COMMA)) break;
    }
    if (!take_if(p, LANG_TOK_RBRACE)) return NULL;
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchMapping, start);
    void **keys = NULL, **patterns = NULL;
    uint32_t count;
    if (!n || !split(p, base, &count, &keys, &patterns)) return NULL;
    n->as.MatchMapping.keys = (lang_expr_seq){count, (lang_expr **)keys};
    n->as.MatchMapping.patterns = (lang_pattern_seq){count, (lang_pattern **)patterns};
    n->as.MatchMapping.rest = rest;
    return n;
}

// Positional patterns stand after keyword patterns: says so if they are otherwise right.
static void diagnose_positional(lang_parser *p) {
    lang_pos first = {0}, last = {0};
    while (peek_kind(p) != LANG_TOK_RPAR) {
        if (peek_kind(p) == LANG_TOK_NAME && lang_parser_peek2(p)->kind == LANG_TOK_EQUAL) break;
        lang_pattern *n = pattern(p);
        if (!n) return;
        if (!first.lineno) first = n->pos;
        last = n->pos;
        if (!take_if(p, LANG_TOK_COMMA)) break;
    }
    if (first.lineno) lang_parser_fail_at(p, span(first, last), "positional patterns follow keyword patterns");
}

static bool keyword_patterns(lang_parser *p) {
    while (peek_kind(p) == LANG_TOK_NAME && lang_parser_peek2(p)->kind == LANG_TOK_EQUAL) {
        lang_name *name = peek(p)->name;
        take(p);
        take(p);
        if (!lang_parser_push(p, name) || !lang_parser_push(p, pattern(p))) return false;
        if (!take_if(p, LANG_TOK_COMMA)) return true;
    }
    if (p->diagnose && peek_kind(p) != LANG_TOK_RPAR) diagnose_positional(p);
    return true;
}

static lang_pattern *class_pattern(lang_parser *p, lang_expr *cls, lang_place start) {
    uint32_t base = height(p);
    lang_pattern_seq patterns = {0};
    bool more = true;
    take(p);
    while (more && peek_kind(p) != LANG_TOK_RPAR &&
           !(peek_kind(p) == LANG_TOK_NAME && lang_parser_peek2(p)->kind == LANG_TOK_EQUAL)) {
        if (!lang_parser_push(p, pattern(p))) return NULL;
        more = take_if(p, LANG_TOK_COMMA);
    }
    if (!POP(p, base, &patterns)) return NULL;
    if (more && !keyword_patterns(p)) return NULL;
    if (!take_if(p, LANG_TOK_RPAR)) return NULL;
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchClass, start);
    void **names = NULL, **values = NULL;
    uint32_t count;
    if (!n || !split(p, base, &count, &names, &values)) return NULL;
    n->as.MatchClass.cls = cls;
    n->as.MatchClass.patterns = patterns;
    n->as.MatchClass.kwd_attrs = (lang_name_seq){count, (lang_name **)names};
    n->as.MatchClass.kwd_patterns = (lang_pattern_seq){count, (lang_pattern **)values};
    return n;
}

// ---- patterns ----

static lang_pattern *capture(lang_parser *p, lang_pattern *inner, lang_name *name, lang_place start) {
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchAs, start);
    if (!n) return NULL;
    n->as.MatchAs.pattern = inner;
    n->as.MatchAs.name = name;
    return n;
}

static lang_pattern *name_pattern(lang_parser *p, lang_place start) {
    if (at_name(p, LANG_ID_UNDERSCORE)) {
        take(p);
        return capture(p, NULL, NULL, start);
    }
    lang_expr *e = name_or_attribute(p);
    if (!e) return NULL;
    if (peek_kind(p) == LANG_TOK_LPAR) return class_pattern(p, e, start);
    if (e->kind == LANG_Attribute) return value_pattern(p, e, start);
    return peek_kind(p) == LANG_TOK_EQUAL ? NULL : capture(p, NULL, e->as.Name.id, start);
}

static lang_pattern *closed_pattern(lang_parser *p) {
    lang_place start = peek_place(p);
    switch (peek_kind(p)) {
    case LANG_TOK_NUMBER:
    case LANG_TOK_MINUS: return value_pattern(p, number_value(p), start);
    case LANG_TOK_STRING: return value_pattern(p, lang_parser_strings(p), start);
    case LANG_TOK_NONE: return singleton(p, LANG_CONST_NONE, start);
    case LANG_TOK_TRUE: return singleton(p, LANG_CONST_TRUE, start);
    case LANG_TOK_FALSE: return singleton(p, LANG_CONST_FALSE, start);
    case LANG_TOK_NAME: return name_pattern(p, start);
    case LANG_TOK_LPAR: return parentheses(p, start);
    case LANG_TOK_LSQB: return brackets(p, start);
    case LANG_TOK_LBRACE: return mapping(p, start);
    default: return NULL;
    }
}

static lang_pattern *or_pattern(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_pattern *first = closed_pattern(p);
    if (!first || peek_kind(p) != LANG_TOK_VBAR) return first;
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return NULL;
    while (take_if(p, LANG_TOK_VBAR))
        if (!lang_parser_push(p, closed_pattern(p))) return NULL;
    lang_pattern *n = lang_parser_pattern_new(p, LANG_MatchOr, start);
    return n && POP(p, base, &n->as.MatchOr.patterns) ? n : NULL;
}

// After `as`: what is no name to capture in.
static void diagnose_as(lang_parser *p) {
    if (at_name(p, LANG_ID_UNDERSCORE)) {
        lang_token t = *peek(p);
        lang_parser_fail_token(p, &t, "cannot use '_' as a target");
    } else if (peek_kind(p) != LANG_TOK_NAME && lang_parser_starts_expression(peek_kind(p))) {
        lang_expr *e = lang_parser_expression(p);
        if (e) lang_parser_fail_at(p, e->pos, "invalid pattern target");
    }
}

static lang_pattern *as_pattern(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_pattern *inner = or_pattern(p);
    if (!inner || !take_if(p, LANG_TOK_AS)) return inner;
    lang_name *name = peek_kind(p) == LANG_TOK_NAME ? peek(p)->name : NULL;
    if (!name || name->id == LANG_ID_UNDERSCORE) {
        if (p->diagnose) diagnose_as(p);
        return NULL;
    }
    take(p);
    lang_token_kind next = peek_kind(p);
    if (next == LANG_TOK_DOT || next == LANG_TOK_LPAR || next == LANG_TOK_EQUAL) return NULL;
    return capture(p, inner, name, start);
}

static lang_pattern *pattern(lang_parser *p) {
    if (!enter(p)) return NULL;
    lang_pattern *n = as_pattern(p);
    leave(p);
    return n;
}

// The pattern of a case: a sequence may stand without brackets.
static lang_pattern *open_pattern(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_pattern *first = maybe_star(p);
    if (!first) return NULL;
    if (peek_kind(p) != LANG_TOK_COMMA) return first->kind == LANG_MatchStar ? NULL : first;
    uint32_t base = height(p);
    if (!lang_parser_push(p, first) || !push_patterns(p, true)) return NULL;
    return sequence_new(p, base, start);
}

// ---- the statement ----

static bool head_end(lang_parser *p, const char *what, uint32_t lineno) {
    if (!take_if(p, LANG_TOK_COLON)) {
        if (p->diagnose && peek_kind(p) == LANG_TOK_NEWLINE) lang_parser_fail(p, LANG_SYNTAX_ERROR, "expected ':'");
        return false;
    }
    if (p->diagnose && peek_kind(p) == LANG_TOK_NEWLINE && lang_parser_peek2(p)->kind != LANG_TOK_INDENT)
        lang_parser_fail(p, LANG_INDENTATION_ERROR, "expected an indented block after %s on line %u", what, lineno);
    return !dead(p);
}

static lang_match_case *case_block(lang_parser *p) {
    uint32_t lineno = peek(p)->lineno;
    if (!at_name(p, LANG_ID_CASE)) return NULL;
    take(p);
    lang_pattern *matched = open_pattern(p);
    if (!matched) return NULL;
    lang_expr *guard = NULL;
    if (take_if(p, LANG_TOK_IF) && !(guard = lang_parser_named_expression(p))) return NULL;
    lang_match_case *c = lang_parser_alloc(p, sizeof *c);
    if (!c) return NULL;
    c->pattern = matched;
    c->guard = guard;
    return head_end(p, "'case' statement", lineno) && lang_parser_block(p, &c->body) ? c : NULL;
}

static lang_expr *subject(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *first = lang_parser_star_named_expression(p);
    if (!first) return NULL;
    if (peek_kind(p) != LANG_TOK_COMMA) return first->kind == LANG_Starred ? NULL : first;
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return NULL;
    while (take_if(p, LANG_TOK_COMMA)) {
        if (!starts_star_expression(peek_kind(p))) break;
        if (!lang_parser_push(p, lang_parser_star_named_expression(p))) return NULL;
    }
    lang_expr *e = lang_parser_expr(p, LANG_Tuple, start);
    if (!e) return NULL;
    e->as.Tuple.ctx = LANG_Load;
    return POP(p, base, &e->as.Tuple.elts) ? e : NULL;
}

// `match x:` up to its newline; then it can be nothing else.
static lang_expr *head(lang_parser *p, uint32_t lineno) {
    take(p);
    if (!starts_star_expression(peek_kind(p))) return NULL;
    lang_expr *e = subject(p);
    if (!e || !head_end(p, "'match' statement", lineno)) return NULL;
    if (!take_if(p, LANG_TOK_NEWLINE) || !take_if(p, LANG_TOK_INDENT)) return NULL;
    return e;
}

// `match` may be an ordinary name: then *is_match is false, and nothing has been taken.
lang_stmt *lang_parser_match(lang_parser *p, bool *is_match) {
    lang_place start = peek_place(p);
    lang_mark m = mark(p);
    lang_expr *e = head(p, start.lineno);
    release(p);
    *is_match = e || dead(p);
    if (!e) {
        if (!dead(p)) rewind_to(p, m);
        return NULL;
    }
    uint32_t base = height(p);
    do {
        lang_parser_forget(p);
        if (!lang_parser_push(p, case_block(p))) return NULL;
    } while (peek_kind(p) != LANG_TOK_DEDENT);
    take(p);
    lang_stmt *s = lang_parser_stmt(p, LANG_Match, start);
    if (!s) return NULL;
    s->as.Match.subject = e;
    return POP(p, base, &s->as.Match.cases) ? s : NULL;
}
