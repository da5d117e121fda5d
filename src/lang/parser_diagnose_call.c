// Mistakes inside brackets: displays, comprehensions, arguments, parameters.
#include "lang/parser_diagnose.h"

// ---- displays ----

// `*expression`
static lang_expr *starred(lang_parser *p) {
    lang_place start = peek_place(p);
    if (!take_if(p, LANG_TOK_STAR)) return NULL;
    lang_expr *value = lang_parser_expression(p);
    if (!value) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Starred, start);
    if (e) e->as.Starred.value = value;
    return e;
}

static bool clauses(lang_parser *p, lang_comprehension_seq *out) {
    return starts_comprehension(p) && lang_parser_comprehensions(p, out);
}

void lang_diagnose_group(lang_parser *p, lang_mark open) {
    rewind_to(p, open);
    take(p);
    lang_token first = *peek(p);
    if (first.kind == LANG_TOK_STAR) {
        lang_expr *e = starred(p);
        if (e && peek_kind(p) == LANG_TOK_RPAR) lang_parser_fail_at(p, e->pos, "cannot use starred expression here");
    } else if (take_if(p, LANG_TOK_DOUBLESTAR)) {
        if (lang_parser_expression(p) && peek_kind(p) == LANG_TOK_RPAR)
            lang_parser_fail_token(p, &first, "cannot use double starred expression here");
    }
}

// `[a, b for ...]`: a target that lacks parentheses.
static void bare_target(lang_parser *p) {
    lang_comprehension_seq ignored;
    lang_expr *first = lang_parser_star_named_expression(p);
    if (!first || peek_kind(p) != LANG_TOK_COMMA) return;
    lang_pos last = token_pos(peek(p));
    take(p);
    while (starts_star_expression(peek_kind(p))) {
        lang_expr *e = lang_parser_star_named_expression(p);
        if (!e) return;
        last = e->pos;
        if (!take_if(p, LANG_TOK_COMMA)) break;
    }
    if (clauses(p, &ignored))
        lang_parser_fail_at(p, span(first->pos, last), "did you forget parentheses around the comprehension target?");
}

void lang_diagnose_display(lang_parser *p, lang_mark open) {
    if (dead(p)) return;
    lang_comprehension_seq ignored;
    rewind_to(p, open);
    bool parenthesis = peek_kind(p) == LANG_TOK_LPAR;
    take(p);
    lang_mark inside = here(p);
    lang_expr *e = peek_kind(p) == LANG_TOK_STAR ? starred(p) : NULL;
    if (e && clauses(p, &ignored)) lang_parser_fail_at(p, e->pos, "iterable unpacking cannot be used in comprehension");
    if (parenthesis || dead(p)) return;
    rewind_to(p, inside);
    bare_target(p);
}

// ---- dicts ----

// A pair that is not whole: `key`, `key: *value`, `key:`. `alone` is also wrong.
static void bad_pair(lang_parser *p, bool alone) {
    lang_expr *key = lang_parser_expression(p);
    if (!key) return;
    if (peek_kind(p) != LANG_TOK_COLON) {
        if (!alone) return;
        lang_pos at = key->pos;
        at.col_offset = at.end_col_offset - 1;
        at.end_col_offset = UINT32_MAX;
        lang_parser_fail_at(p, at, "':' expected after dictionary key");
        return;
    }
    lang_token colon = *peek(p);
    take(p);
    lang_token value = *peek(p);
    if (value.kind == LANG_TOK_STAR) {
        take(p);
        if (lang_parser_bitwise_or(p))
            lang_parser_fail_from(p, &value, "cannot use a starred expression in a dictionary value");
    } else if (value.kind == LANG_TOK_RBRACE || value.kind == LANG_TOK_COMMA) {
        lang_parser_fail_token(p, &colon, "expression expected after dictionary key and ':'");
    }
}

static bool pair(lang_parser *p) {
    if (take_if(p, LANG_TOK_DOUBLESTAR)) return lang_parser_bitwise_or(p);
    return lang_parser_expression(p) && take_if(p, LANG_TOK_COLON) && lang_parser_expression(p);
}

void lang_diagnose_dict(lang_parser *p, lang_mark open) {
    rewind_to(p, open);
    take(p);
    lang_mark m = here(p);
    bool some = false;
    while (pair(p)) {
        some = true;
        m = here(p);
        if (!take_if(p, LANG_TOK_COMMA)) break;
    }
    if (dead(p)) return;
    rewind_to(p, m);
    if (!some || take_if(p, LANG_TOK_COMMA)) bad_pair(p, some);
    if (dead(p)) return;
    if (some) { // the first pair may be wrong, if only for what follows it
        rewind_to(p, open);
        take(p);
        bad_pair(p, false);
    }
}

void lang_diagnose_dict_comprehension(lang_parser *p, lang_mark open) {
    if (dead(p)) return;
    rewind_to(p, open);
    take(p);
    lang_token stars = *peek(p);
    lang_comprehension_seq ignored;
    if (take_if(p, LANG_TOK_DOUBLESTAR) && lang_parser_bitwise_or(p) && clauses(p, &ignored) &&
        peek_kind(p) == LANG_TOK_RBRACE)
        lang_parser_fail_token(p, &stars, "dict unpacking cannot be used in dict comprehension");
}

// ---- arguments ----

// As many arguments as fit together.
typedef struct args {
    lang_pos pos;        // of all
    uint32_t positional; // how many, `*` included
    lang_expr *last_positional;
    bool keywords, doubled; // there is a keyword; the last one is a `**`
} args;

typedef enum phase { POSITIONAL, KEYWORD_OR_STAR, KEYWORD_OR_DOUBLED } phase;

static bool at_keyword(lang_parser *p) {
    return peek_kind(p) == LANG_TOK_NAME && lang_parser_peek2(p)->kind == LANG_TOK_EQUAL;
}

static lang_expr *one_positional(lang_parser *p) {
    if (peek_kind(p) == LANG_TOK_STAR) return starred(p);
    if (peek_kind(p) == LANG_TOK_NAME && lang_parser_peek2(p)->kind == LANG_TOK_COLONEQUAL)
        return lang_parser_named_expression(p);
    lang_expr *e = lang_parser_expression(p);
    lang_token_kind next = peek_kind(p);
    return next == LANG_TOK_EQUAL || next == LANG_TOK_COLONEQUAL ? NULL : e;
}

// Where a keyword may stand: something else that is followed by `=`.
static void bad_keyword(lang_parser *p) {
    lang_mark m = here(p);
    if (!lang_parser_starts_expression(peek_kind(p))) return;
    lang_expr *e = lang_parser_expression(p);
    if (e && peek_kind(p) == LANG_TOK_EQUAL) lang_diagnose_keyword(p, e);
    if (!dead(p)) rewind_to(p, m);
}

static bool one_argument(lang_parser *p, phase when, args *a) {
    if (when == POSITIONAL || (when == KEYWORD_OR_STAR && peek_kind(p) == LANG_TOK_STAR)) {
        lang_expr *e = one_positional(p);
        if (!e) return false;
        a->positional++;
        a->last_positional = e;
        return true;
    }
    if (when == KEYWORD_OR_DOUBLED && take_if(p, LANG_TOK_DOUBLESTAR)) {
        if (!lang_parser_expression(p)) return false;
        a->keywords = a->doubled = true;
        return true;
    }
    bad_keyword(p);
    if (dead(p) || !at_keyword(p)) return false;
    take(p);
    take(p);
    if (!lang_parser_expression(p)) return false;
    a->keywords = true;
    a->doubled = false;
    return true;
}

static bool some_args(lang_parser *p, args *a) {
    lang_place start = peek_place(p);
    bool some = false;
    *a = (args){0};
    for (phase when = POSITIONAL; when <= KEYWORD_OR_DOUBLED; when++) {
        for (;;) {
            lang_mark m = here(p);
            if ((!some || take_if(p, LANG_TOK_COMMA)) && one_argument(p, when, a)) {
                some = true;
                continue;
            }
            if (dead(p)) return false;
            rewind_to(p, m);
            break;
        }
    }
    a->pos = pos_from(p, start);
    return some;
}

static lang_pos last_of(const lang_comprehension *c) {
    return c->ifs.n ? c->ifs.items[c->ifs.n - 1]->pos : c->iter->pos;
}

static const char bare_generator[] = "Generator expression must be parenthesized";

static void star_after_doubled(lang_parser *p) {
    args a;
    if (some_args(p, &a) && take_if(p, LANG_TOK_COMMA) && peek_kind(p) == LANG_TOK_STAR)
        lang_parser_fail_at(p, a.pos, "iterable argument unpacking follows keyword argument unpacking");
}

static void first_generator(lang_parser *p) {
    lang_comprehension_seq c;
    lang_expr *e = lang_parser_expression(p);
    if (!e || !clauses(p, &c) || !take_if(p, LANG_TOK_COMMA)) return;
    lang_pos last = last_of(c.items[c.n - 1]);
    args ignored;
    (void)some_args(p, &ignored);
    lang_parser_fail_at(p, span(e->pos, last), bare_generator);
}

static void keyword_generator(lang_parser *p) {
    lang_comprehension_seq c;
    if (!at_keyword(p)) return;
    lang_pos name = token_pos(peek(p));
    take(p);
    lang_pos equal = token_pos(peek(p));
    take(p);
    if (lang_parser_expression(p) && clauses(p, &c))
        lang_parser_fail_at(p, span(name, equal), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

static void last_generator(lang_parser *p) {
    lang_comprehension_seq c;
    args a;
    if (some_args(p, &a) && clauses(p, &c) && a.positional > 1)
        lang_parser_fail_at(p, span(a.last_positional->pos, last_of(c.items[c.n - 1])), bare_generator);
}

static void generator_after(lang_parser *p) {
    lang_comprehension_seq c;
    args a;
    if (!some_args(p, &a) || !take_if(p, LANG_TOK_COMMA)) return;
    lang_expr *e = lang_parser_expression(p);
    if (e && clauses(p, &c)) lang_parser_fail_at(p, span(e->pos, c.items[c.n - 1]->target->pos), bare_generator);
}

static void positional_after(lang_parser *p) {
    args a, more;
    if (!some_args(p, &a) || !take_if(p, LANG_TOK_COMMA) || !some_args(p, &more)) return;
    lang_parser_fail(p, LANG_SYNTAX_ERROR, "positional argument follows keyword argument%s",
                     a.keywords && a.doubled ? " unpacking" : "");
}

void lang_diagnose_arguments(lang_parser *p, lang_mark start) {
    void (*const mistakes[])(lang_parser *) = {star_after_doubled, first_generator, keyword_generator,
                                               last_generator,     generator_after, positional_after};
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && !dead(p); i++) {
        rewind_to(p, start);
        mistakes[i](p);
    }
}

void lang_diagnose_keyword(lang_parser *p, const lang_expr *e) {
    lang_mark m = here(p);
    lang_pos both = span(e->pos, token_pos(peek(p)));
    lang_token before = p->tokens[p->at - 1];
    if (e->kind == LANG_Name && !e->parens) {
        lang_comprehension_seq ignored;
        take(p);
        if (lang_parser_expression(p) && clauses(p, &ignored))
            lang_parser_fail_at(p, both, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        if (!dead(p)) rewind_to(p, m);
        return;
    }
    if (e->kind == LANG_NamedExpr && !e->parens) return;
    bool word = e->kind == LANG_Constant && !e->parens &&
                (before.kind == LANG_TOK_TRUE || before.kind == LANG_TOK_FALSE || before.kind == LANG_TOK_NONE);
    if (word) {
        lang_parser_fail_at(p, both, "cannot assign to %s", lang_token_text((lang_token_kind)before.kind));
    } else {
        lang_parser_fail_at(p, both, "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
}

// ---- parameters ----

typedef struct scan {
    lang_parser *p;
    bool lambda;
    lang_token_kind end; // what stands after the last parameter
} scan;

static bool bare(scan *s) {
    if (!take_if(s->p, LANG_TOK_NAME)) return false;
    if (s->lambda || !take_if(s->p, LANG_TOK_COLON)) return true;
    return lang_parser_expression(s->p);
}

static bool separator(scan *s) {
    if (!take_if(s->p, LANG_TOK_COMMA)) return peek_kind(s->p) == s->end;
    return peek_kind(s->p) != LANG_TOK_ERROR;
}

static bool default_value(scan *s) {
    lang_parser *p = s->p;
    lang_token equal = *peek(p);
    if (!take_if(p, LANG_TOK_EQUAL)) return false;
    lang_token_kind next = peek_kind(p);
    if (next == LANG_TOK_RPAR || next == LANG_TOK_COMMA)
        return lang_parser_fail_token(p, &equal, "expected default value expression");
    return lang_parser_expression(p);
}

typedef enum want { NO_DEFAULT, WITH_DEFAULT, MAYBE_DEFAULT } want;

// One parameter and what separates it from the next; nothing is taken if it is not there.
static bool one(scan *s, want w) {
    lang_mark m = here(s->p);
    if (bare(s)) {
        bool equal = peek_kind(s->p) == LANG_TOK_EQUAL;
        bool fits = w == MAYBE_DEFAULT || equal == (w == WITH_DEFAULT);
        if (fits && (!equal || default_value(s)) && separator(s)) return true;
    }
    if (!dead(s->p)) rewind_to(s->p, m);
    return false;
}

static uint32_t many(scan *s, want w) {
    uint32_t n = 0;
    while (one(s, w)) n++;
    return n;
}

// Parameters, those with defaults last, and a `/`.
static bool slashed(scan *s) {
    lang_mark m = here(s->p);
    uint32_t n = many(s, NO_DEFAULT);
    n += many(s, WITH_DEFAULT);
    if (n && take_if(s->p, LANG_TOK_SLASH) && separator(s)) return true;
    if (!dead(s->p)) rewind_to(s->p, m);
    return false;
}

static void default_before(scan *s) {
    many(s, NO_DEFAULT);
    lang_mark m = here(s->p);
    bool helper = slashed(s);
    if (!helper && !dead(s->p)) {
        rewind_to(s->p, m);
        helper = many(s, WITH_DEFAULT) > 0;
    }
    if (!helper || dead(s->p)) return;
    lang_place start = peek_place(s->p);
    if (peek_kind(s->p) != LANG_TOK_NAME || !bare(s)) return;
    lang_pos pos = pos_from(s->p, start);
    if (separator(s)) lang_parser_fail_at(s->p, pos, "non-default argument follows default argument");
}

static void parenthesized(scan *s) {
    lang_parser *p = s->p;
    many(s, NO_DEFAULT);
    lang_pos open = token_pos(peek(p));
    if (!take_if(p, LANG_TOK_LPAR)) return;
    lang_token_kind outer = s->end;
    s->end = LANG_TOK_RPAR;
    bool some = many(s, NO_DEFAULT) > 0;
    s->end = outer;
    if (!some) return;
    (void)take_if(p, LANG_TOK_COMMA);
    if (peek_kind(p) == LANG_TOK_RPAR)
        lang_parser_fail_at(p, span(open, token_pos(peek(p))), "%s cannot be parenthesized",
                            s->lambda ? "Lambda expression parameters" : "Function parameters");
}

static void slash_first(scan *s) {
    lang_token t = *peek(s->p);
    if (take_if(s->p, LANG_TOK_SLASH) && peek_kind(s->p) == LANG_TOK_COMMA)
        lang_parser_fail_token(s->p, &t, "at least one argument must precede /");
}

static void slash_twice(scan *s) {
    if (!slashed(s)) return;
    many(s, MAYBE_DEFAULT);
    lang_token t = *peek(s->p);
    if (t.kind == LANG_TOK_SLASH) lang_parser_fail_token(s->p, &t, "/ may appear only once");
}

static void slash_after_star(scan *s) {
    lang_parser *p = s->p;
    (void)slashed(s);
    many(s, MAYBE_DEFAULT);
    if (!take_if(p, LANG_TOK_STAR)) return;
    if (!take_if(p, LANG_TOK_COMMA) && !one(s, NO_DEFAULT)) return;
    many(s, MAYBE_DEFAULT);
    lang_token t = *peek(p);
    if (t.kind == LANG_TOK_SLASH) lang_parser_fail_token(p, &t, "/ must be ahead of *");
}

static void slash_star(scan *s) {
    if (!many(s, MAYBE_DEFAULT) || !take_if(s->p, LANG_TOK_SLASH)) return;
    lang_token t = *peek(s->p);
    if (t.kind == LANG_TOK_STAR) lang_parser_fail_token(s->p, &t, "expected comma between / and *");
}

// Passes what may stand before a `*` or `**`.
static void to_stars(scan *s) {
    (void)slashed(s);
    many(s, MAYBE_DEFAULT);
}

static void lone_star(scan *s) {
    lang_parser *p = s->p;
    to_stars(s);
    lang_token t = *peek(p);
    if (!take_if(p, LANG_TOK_STAR)) return;
    bool comma = take_if(p, LANG_TOK_COMMA);
    lang_token_kind next = peek_kind(p);
    if (next != s->end && !(comma && next == LANG_TOK_DOUBLESTAR)) return;
    if (s->lambda) {
        lang_parser_fail(p, LANG_SYNTAX_ERROR, "named arguments must follow bare *");
    } else {
        lang_parser_fail_token(p, &t, "named arguments must follow bare *");
    }
}

static void star_default(scan *s) {
    to_stars(s);
    if (!take_if(s->p, LANG_TOK_STAR) || !bare(s)) return;
    lang_token t = *peek(s->p);
    if (t.kind == LANG_TOK_EQUAL) lang_parser_fail_token(s->p, &t, "var-positional argument cannot have default value");
}

static void star_twice(scan *s) {
    lang_parser *p = s->p;
    to_stars(s);
    if (!take_if(p, LANG_TOK_STAR)) return;
    if (!take_if(p, LANG_TOK_COMMA) && !one(s, NO_DEFAULT)) return;
    many(s, MAYBE_DEFAULT);
    lang_token t = *peek(p);
    if (take_if(p, LANG_TOK_STAR) && (take_if(p, LANG_TOK_COMMA) || one(s, NO_DEFAULT)))
        lang_parser_fail_token(p, &t, "* argument may appear only once");
}

static void after_doubled(scan *s) {
    lang_parser *p = s->p;
    to_stars(s);
    if (take_if(p, LANG_TOK_STAR)) {
        if (!take_if(p, LANG_TOK_COMMA) && !one(s, NO_DEFAULT)) return;
        many(s, MAYBE_DEFAULT);
    }
    if (!take_if(p, LANG_TOK_DOUBLESTAR) || !bare(s)) return;
    lang_token t = *peek(p);
    if (t.kind == LANG_TOK_EQUAL) {
        lang_parser_fail_token(p, &t, "var-keyword argument cannot have default value");
        return;
    }
    if (!take_if(p, LANG_TOK_COMMA)) return;
    t = *peek(p);
    lang_place start = {t.lineno, t.col};
    if (t.kind == LANG_TOK_NAME && bare(s)) {
        lang_parser_fail_at(p, pos_from(p, start), "arguments cannot follow var-keyword argument");
    } else if (t.kind == LANG_TOK_STAR || t.kind == LANG_TOK_DOUBLESTAR || t.kind == LANG_TOK_SLASH) {
        lang_parser_fail_token(p, &t, "arguments cannot follow var-keyword argument");
    }
}

void lang_diagnose_parameters(lang_parser *p, lang_mark start, bool lambda) {
    void (*const mistakes[])(scan *) = {default_before, parenthesized, slash_first,  slash_twice, slash_after_star,
                                        slash_star,     lone_star,     star_default, star_twice,  after_doubled};
    scan s = {p, lambda, lambda ? LANG_TOK_COLON : LANG_TOK_RPAR};
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && !dead(p); i++) {
        rewind_to(p, start);
        mistakes[i](&s);
    }
}
