// Calls, class arguments and subscripts.
#include "lang/parser_diagnose.h"

// Positional and keyword arguments come mixed; on the stack a keyword carries this bit.
enum { KEYWORD_BIT = 1 };

static bool push_keyword(lang_parser *p, lang_name *name, lang_expr *value, lang_place start) {
    if (!value) return false;
    lang_keyword *k = lang_parser_alloc(p, sizeof *k);
    if (!k) return false;
    k->pos = pos_from(p, start);
    k->arg = name;
    k->value = value;
    return lang_parser_push(p, (char *)k + KEYWORD_BIT);
}

static bool pop_arguments(lang_parser *p, uint32_t base, lang_expr_seq *args, lang_keyword_seq *keywords) {
    uint32_t count = height(p) - base, n = 0;
    for (uint32_t i = 0; i < count; i++) n += (uintptr_t)p->stack[base + i] & KEYWORD_BIT;
    *args = (lang_expr_seq){0};
    *keywords = (lang_keyword_seq){0};
    if (count > n && !(args->items = lang_parser_alloc(p, (count - n) * sizeof *args->items))) return false;
    if (n && !(keywords->items = lang_parser_alloc(p, n * sizeof *keywords->items))) return false;
    for (uint32_t i = 0; i < count; i++) {
        char *item = p->stack[base + i];
        if ((uintptr_t)item & KEYWORD_BIT) {
            keywords->items[keywords->n++] = (lang_keyword *)(item - KEYWORD_BIT);
        } else {
            args->items[args->n++] = (lang_expr *)item;
        }
    }
    p->stack_count = base;
    return true;
}

static lang_expr *star_argument(lang_parser *p, lang_place start) {
    lang_expr *value = lang_parser_expression(p);
    if (!value) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Starred, start);
    if (!e) return NULL;
    e->as.Starred.value = value;
    e->as.Starred.ctx = LANG_Load;
    return e;
}

// A positional argument, with `:=` allowed.
static lang_expr *positional(lang_parser *p, lang_place start) {
    lang_expr *e = lang_parser_expression(p);
    if (!e || OURO_LIKELY(peek_kind(p) != LANG_TOK_COLONEQUAL)) return e;
    if (e->kind != LANG_Name || e->parens) return NULL;
    take(p);
    lang_expr *value = lang_parser_expression(p);
    if (!value) return NULL;
    e->as.Name.ctx = LANG_Store;
    lang_expr *named = lang_parser_expr(p, LANG_NamedExpr, start);
    if (!named) return NULL;
    named->as.NamedExpr.target = e;
    named->as.NamedExpr.value = value;
    return named;
}

// What has been seen decides what may come: positional arguments before keywords, `*` before `**`.
typedef struct seen {
    bool keyword, doubled;
} seen;

static bool argument(lang_parser *p, seen *s) {
    lang_place start = peek_place(p);
    if (take_if(p, LANG_TOK_STAR)) return !s->doubled && lang_parser_push(p, star_argument(p, start));
    if (take_if(p, LANG_TOK_DOUBLESTAR)) {
        s->keyword = s->doubled = true;
        return push_keyword(p, NULL, lang_parser_expression(p), start);
    }
    if (s->keyword && !p->diagnose) { // no need to read more than this
        bool name = peek_kind(p) == LANG_TOK_NAME;
        if (!name || lang_parser_peek2(p)->kind != LANG_TOK_EQUAL) return false;
    }
    lang_expr *e = positional(p, start);
    if (!e) return false;
    if (peek_kind(p) == LANG_TOK_EQUAL) {
        if (p->diagnose) lang_diagnose_keyword(p, e);
        if (dead(p)) return false;
        if (e->kind != LANG_Name || e->parens) return false;
        take(p);
        s->keyword = true;
        return push_keyword(p, e->as.Name.id, lang_parser_expression(p), start);
    }
    return !s->keyword && lang_parser_push(p, e);
}

static bool starts_argument(lang_token_kind kind) {
    return kind == LANG_TOK_DOUBLESTAR || starts_star_expression(kind);
}

// Up to the closing parenthesis.
static bool arguments(lang_parser *p) {
    seen s = {0};
    do {
        if (!starts_argument(peek_kind(p))) break;
        if (!argument(p, &s)) return false;
    } while (take_if(p, LANG_TOK_COMMA));
    return peek_kind(p) == LANG_TOK_RPAR;
}

bool lang_parser_arguments(lang_parser *p, lang_expr_seq *args, lang_keyword_seq *keywords) {
    *args = (lang_expr_seq){0};
    *keywords = (lang_keyword_seq){0};
    if (peek_kind(p) == LANG_TOK_RPAR) return true;
    lang_mark m = here(p);
    if (arguments(p)) return pop_arguments(p, m.stack_count, args, keywords);
    if (p->diagnose && !dead(p)) lang_diagnose_arguments(p, m);
    return false;
}

// `f(x for x in y)`: the generator has the parentheses for itself.
static bool sole_generator(lang_parser *p, lang_place open, lang_expr *elt, lang_expr_seq *args) {
    lang_comprehension_seq generators;
    if (!lang_parser_comprehensions(p, &generators) || !take_if(p, LANG_TOK_RPAR)) return false;
    lang_expr *e = lang_parser_expr(p, LANG_GeneratorExp, open);
    if (!e) return false;
    e->as.GeneratorExp.elt = elt;
    e->as.GeneratorExp.generators = generators;
    args->items = lang_parser_alloc(p, sizeof *args->items);
    if (!args->items) return false;
    args->items[0] = e;
    args->n = 1;
    return true;
}

static bool call_rest(lang_parser *p, lang_place open, lang_expr_seq *args, lang_keyword_seq *keywords) {
    uint32_t base = height(p);
    seen s = {0};
    *args = (lang_expr_seq){0};
    *keywords = (lang_keyword_seq){0};
    if (take_if(p, LANG_TOK_RPAR)) return true;
    do {
        if (!starts_argument(peek_kind(p))) break;
        if (!argument(p, &s)) return false;
        lang_expr *first = p->stack[base];
        bool sole = height(p) == base + 1 && !((uintptr_t)first & KEYWORD_BIT) && first->kind != LANG_Starred;
        if (sole && OURO_UNLIKELY(starts_comprehension(p))) {
            p->stack_count = base;
            return sole_generator(p, open, first, args);
        }
    } while (take_if(p, LANG_TOK_COMMA));
    return take_if(p, LANG_TOK_RPAR) && pop_arguments(p, base, args, keywords);
}

lang_expr *lang_parser_call(lang_parser *p, lang_expr *func, lang_place start) {
    lang_place open = peek_place(p);
    if (OURO_UNLIKELY(dead_end(p, p->at, LANG_AS_CALL))) return NULL;
    lang_mark outer = here(p);
    take(p);
    lang_mark inner = here(p);
    lang_expr_seq args;
    lang_keyword_seq keywords;
    if (OURO_LIKELY(call_rest(p, open, &args, &keywords))) {
        lang_expr *e = lang_parser_expr(p, LANG_Call, start);
        if (!e) return NULL;
        e->as.Call.func = func;
        e->as.Call.args = args;
        e->as.Call.keywords = keywords;
        return e;
    }
    if (p->second && !dead(p)) {
        if (p->diagnose) lang_diagnose_display(p, outer);
        if (p->diagnose && !dead(p)) lang_diagnose_arguments(p, inner);
        mark_dead_end(p, outer.at, LANG_AS_CALL);
    }
    return NULL;
}

// ---- subscripts ----

static bool ends_slice(lang_token_kind kind) {
    return kind == LANG_TOK_COMMA || kind == LANG_TOK_RSQB;
}

// From the first colon on.
static lang_expr *slice_rest(lang_parser *p, lang_expr *lower, lang_place start) {
    lang_expr *upper = NULL, *step = NULL;
    take(p);
    if (lang_parser_starts_expression(peek_kind(p)) && !(upper = lang_parser_expression(p))) return NULL;
    if (take_if(p, LANG_TOK_COLON) && lang_parser_starts_expression(peek_kind(p)) &&
        !(step = lang_parser_expression(p)))
        return NULL;
    if (!ends_slice(peek_kind(p))) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Slice, start);
    if (!e) return NULL;
    e->as.Slice.lower = lower;
    e->as.Slice.upper = upper;
    e->as.Slice.step = step;
    return e;
}

static lang_expr *slice(lang_parser *p) {
    lang_place start = peek_place(p);
    if (peek_kind(p) == LANG_TOK_COLON) return slice_rest(p, NULL, start);
    if (take_if(p, LANG_TOK_STAR)) return star_argument(p, start);
    lang_expr *e = lang_parser_named_expression(p);
    if (!e || OURO_LIKELY(peek_kind(p) != LANG_TOK_COLON)) return e;
    return e->kind != LANG_NamedExpr || e->parens ? slice_rest(p, e, start) : NULL;
}

lang_expr *lang_parser_slices(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *first = slice(p);
    if (!first || (peek_kind(p) != LANG_TOK_COMMA && first->kind != LANG_Starred)) return first;
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return NULL;
    while (take_if(p, LANG_TOK_COMMA)) {
        if (peek_kind(p) == LANG_TOK_RSQB) break;
        if (!lang_parser_push(p, slice(p))) return NULL;
    }
    lang_expr *e = lang_parser_expr(p, LANG_Tuple, start);
    if (!e) return NULL;
    e->as.Tuple.ctx = LANG_Load;
    return POP(p, base, &e->as.Tuple.elts) ? e : NULL;
}
