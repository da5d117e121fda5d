// The parameters of functions and lambdas.
#include "lang/parser_diagnose.h"

// Parameters are collected on the stack as pairs: the parameter, and its default or NULL.
typedef struct params {
    lang_arguments *args;
    uint32_t base; // of the pairs collected since the last `/` or `*`
    bool lambda, slash, star, defaults;
} params;

static bool ends_params(const params *s, lang_token_kind kind) {
    return kind == (s->lambda ? LANG_TOK_COLON : LANG_TOK_RPAR);
}

static lang_arg *param(lang_parser *p, const params *s, bool starred) {
    if (peek_kind(p) != LANG_TOK_NAME) return NULL;
    lang_place start = peek_place(p);
    lang_name *name = peek(p)->name;
    take(p);
    lang_expr *annotation = NULL;
    if (!s->lambda && take_if(p, LANG_TOK_COLON)) {
        annotation = starred ? lang_parser_star_expression(p) : lang_parser_expression(p);
        if (!annotation) return NULL;
    }
    lang_arg *a = lang_parser_alloc(p, sizeof *a);
    if (!a) return NULL;
    *a = (lang_arg){.pos = pos_from(p, start), .arg = name, .annotation = annotation};
    return a;
}

// Moves the collected parameters to `out`.
static bool flush(lang_parser *p, params *s, lang_arg_seq *out) {
    uint32_t n = (height(p) - s->base) / 2;
    *out = (lang_arg_seq){0};
    if (!n) return true;
    out->items = lang_parser_alloc(p, n * sizeof *out->items);
    if (!out->items) return false;
    out->n = n;
    for (uint32_t i = 0; i < n; i++) out->items[i] = p->stack[s->base + 2 * i];
    return true;
}

// Adds the defaults there are among the collected parameters, all of them `with_holes`.
static bool flush_defaults(lang_parser *p, params *s, lang_expr_seq *out, bool with_holes) {
    uint32_t n = (height(p) - s->base) / 2, count = 0;
    for (uint32_t i = 0; i < n; i++) count += with_holes || p->stack[s->base + 2 * i + 1];
    if (!count) return true;
    lang_expr **items = lang_parser_alloc(p, (out->n + count) * sizeof *items);
    if (!items) return false;
    if (out->n) memcpy(items, out->items, out->n * sizeof *items);
    for (uint32_t i = 0; i < n; i++) {
        lang_expr *value = p->stack[s->base + 2 * i + 1];
        if (value || with_holes) items[out->n++] = value;
    }
    out->items = items;
    return true;
}

static bool flush_positional(lang_parser *p, params *s, lang_arg_seq *out) {
    bool ok = flush(p, s, out) && flush_defaults(p, s, &s->args->defaults, false);
    p->stack_count = s->base;
    return ok;
}

// `name`, `name: annotation`, `name = default`.
static bool plain(lang_parser *p, params *s) {
    lang_arg *a = param(p, s, false);
    if (!a) return false;
    lang_expr *value = NULL;
    if (take_if(p, LANG_TOK_EQUAL)) {
        value = lang_parser_expression(p);
        if (!value) return false;
        s->defaults = true;
    } else if (s->defaults && !s->star) {
        return false;
    }
    return lang_parser_push(p, a) && (value ? lang_parser_push(p, value) : lang_parser_push_hole(p));
}

static bool slash(lang_parser *p, params *s) {
    if (s->slash || s->star || height(p) == s->base) return false;
    take(p);
    s->slash = true;
    return flush_positional(p, s, &s->args->posonlyargs);
}

static bool star(lang_parser *p, params *s) {
    if (s->star) return false;
    take(p);
    s->star = true;
    if (!flush_positional(p, s, &s->args->args)) return false;
    if (peek_kind(p) == LANG_TOK_COMMA) return lang_parser_peek2(p)->kind == LANG_TOK_NAME;
    s->args->vararg = param(p, s, true);
    return s->args->vararg;
}

static bool parameters(lang_parser *p, params *s) {
    while (!ends_params(s, peek_kind(p))) {
        bool last = false, ok;
        switch (peek_kind(p)) {
        case LANG_TOK_SLASH: ok = slash(p, s); break;
        case LANG_TOK_STAR: ok = star(p, s); break;
        case LANG_TOK_DOUBLESTAR:
            take(p);
            ok = last = (s->args->kwarg = param(p, s, false));
            break;
        default: ok = plain(p, s); break;
        }
        if (!ok) return false;
        if (!take_if(p, LANG_TOK_COMMA) || last) return ends_params(s, peek_kind(p));
    }
    return true;
}

lang_arguments *lang_parser_parameters(lang_parser *p, bool lambda) {
    lang_arguments *args = lang_parser_alloc(p, sizeof *args);
    if (!args) return NULL;
    *args = (lang_arguments){0};
    params s = {.args = args, .base = height(p), .lambda = lambda};
    if (ends_params(&s, peek_kind(p))) return args;
    lang_mark m = here(p);
    if (!parameters(p, &s)) {
        if (p->diagnose && !dead(p)) lang_diagnose_parameters(p, m, lambda);
        return NULL;
    }
    if (!s.star) return flush_positional(p, &s, &args->args) ? args : NULL;
    bool ok = flush(p, &s, &args->kwonlyargs) && flush_defaults(p, &s, &args->kw_defaults, true);
    p->stack_count = s.base;
    return ok ? args : NULL;
}
