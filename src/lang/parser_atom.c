// Atoms: names, literals, brackets and comprehensions.
#include "lang/parser_diagnose.h"

static lang_expr *constant(lang_parser *p, lang_const_tag tag) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *e = lang_parser_expr(p, LANG_Constant, start);
    if (e) e->as.Constant.value.tag = (uint8_t)tag;
    return e;
}

static lang_expr *name(lang_parser *p) {
    lang_token *t = peek(p);
    lang_place start = {t->lineno, t->col};
    lang_name *id = t->name;
    take(p);
    lang_expr *e = lang_parser_expr(p, LANG_Name, start);
    if (!e) return NULL;
    e->as.Name.id = id;
    e->as.Name.ctx = LANG_Load;
    return e;
}

// ---- comprehensions ----

static lang_comprehension *one_for(lang_parser *p) {
    bool is_async = take_if(p, LANG_TOK_ASYNC);
    if (!take_if(p, LANG_TOK_FOR)) return NULL;
    lang_mark start = here(p);
    lang_expr *target = lang_parser_star_targets(p);
    if (!target || !take_if(p, LANG_TOK_IN)) {
        if (p->diagnose && !dead(p)) lang_diagnose_targets(p, start, LANG_FOR_TARGET);
        return NULL;
    }
    lang_expr *iter = lang_parser_disjunction(p);
    if (!iter) return NULL;
    uint32_t base = height(p);
    while (take_if(p, LANG_TOK_IF))
        if (!lang_parser_push(p, lang_parser_disjunction(p))) return NULL;
    lang_comprehension *c = lang_parser_alloc(p, sizeof *c);
    if (!c) return NULL;
    c->target = target;
    c->iter = iter;
    c->is_async = is_async;
    return POP(p, base, &c->ifs) ? c : NULL;
}

bool lang_parser_comprehensions(lang_parser *p, lang_comprehension_seq *out) {
    uint32_t base = height(p);
    do {
        if (!lang_parser_push(p, one_for(p))) return false;
    } while (starts_comprehension(p));
    return POP(p, base, out);
}

static lang_expr *comprehension(lang_parser *p, lang_expr_kind kind, lang_expr *elt, lang_token_kind close,
                                lang_place start) {
    lang_comprehension_seq generators;
    if (elt->kind == LANG_Starred || !lang_parser_comprehensions(p, &generators) || !take_if(p, close)) return NULL;
    lang_expr *e = lang_parser_expr(p, kind, start);
    if (!e) return NULL;
    // ListComp, SetComp and GeneratorExp have the same fields.
    e->as.ListComp.elt = elt;
    e->as.ListComp.generators = generators;
    return e;
}

// ---- parentheses ----

// Items after the first, and the closing bracket.
static bool more_items(lang_parser *p, lang_expr *first, lang_token_kind close, lang_expr_seq *out) {
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return false;
    while (take_if(p, LANG_TOK_COMMA)) {
        if (!starts_star_expression(peek_kind(p))) break;
        if (!lang_parser_push(p, lang_parser_star_named_expression(p))) return false;
    }
    return take_if(p, close) && POP(p, base, out);
}

static lang_expr *tuple(lang_parser *p, lang_expr *first, lang_place start) {
    lang_expr_seq elts = {0};
    if (first && !more_items(p, first, LANG_TOK_RPAR, &elts)) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Tuple, start);
    if (!e) return NULL;
    e->as.Tuple.elts = elts;
    e->as.Tuple.ctx = LANG_Load;
    return e;
}

static lang_expr *parentheses(lang_parser *p, lang_place start) {
    if (take_if(p, LANG_TOK_RPAR)) return tuple(p, NULL, start);
    lang_expr *e;
    if (peek_kind(p) == LANG_TOK_YIELD) {
        e = lang_parser_yield(p);
    } else {
        e = lang_parser_star_named_expression(p);
        if (!e) return NULL;
        if (peek_kind(p) == LANG_TOK_COMMA) return tuple(p, e, start);
        if (starts_comprehension(p)) return comprehension(p, LANG_GeneratorExp, e, LANG_TOK_RPAR, start);
    }
    if (!e || e->kind == LANG_Starred || !take_if(p, LANG_TOK_RPAR)) return NULL;
    e->parens = true;
    return e;
}

// ---- lists, sets, dicts ----

static lang_expr *list(lang_parser *p, lang_place start) {
    lang_expr_seq elts = {0};
    if (!take_if(p, LANG_TOK_RSQB)) {
        lang_expr *first = lang_parser_star_named_expression(p);
        if (!first) return NULL;
        if (starts_comprehension(p)) return comprehension(p, LANG_ListComp, first, LANG_TOK_RSQB, start);
        if (!more_items(p, first, LANG_TOK_RSQB, &elts)) return NULL;
    }
    lang_expr *e = lang_parser_expr(p, LANG_List, start);
    if (!e) return NULL;
    e->as.List.elts = elts;
    e->as.List.ctx = LANG_Load;
    return e;
}

static lang_expr *dict_comprehension(lang_parser *p, lang_expr *key, lang_expr *value, lang_place start) {
    lang_comprehension_seq generators;
    if (!lang_parser_comprehensions(p, &generators) || !take_if(p, LANG_TOK_RBRACE)) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_DictComp, start);
    if (!e) return NULL;
    e->as.DictComp.key = key;
    e->as.DictComp.value = value;
    e->as.DictComp.generators = generators;
    return e;
}

// Keys and values from the stack, where they alternate.
static lang_expr *dict_node(lang_parser *p, uint32_t base, lang_place start) {
    lang_expr *e = lang_parser_expr(p, LANG_Dict, start);
    uint32_t n = (height(p) - base) / 2;
    if (!e) return NULL;
    if (n) {
        lang_expr **keys = lang_parser_alloc(p, n * sizeof *keys);
        lang_expr **values = lang_parser_alloc(p, n * sizeof *values);
        if (!keys || !values) return NULL;
        for (uint32_t i = 0; i < n; i++) {
            keys[i] = p->stack[base + 2 * i];
            values[i] = p->stack[base + 2 * i + 1];
        }
        e->as.Dict.keys = (lang_expr_seq){n, keys};
        e->as.Dict.values = (lang_expr_seq){n, values};
    }
    p->stack_count = base;
    return e;
}

static bool double_starred(lang_parser *p) {
    take(p);
    return lang_parser_push_hole(p) && lang_parser_push(p, lang_parser_bitwise_or(p));
}

// From after the first key, or from `**`, to the closing brace.
static lang_expr *dict(lang_parser *p, lang_expr *key, lang_place start) {
    uint32_t base = height(p);
    if (key) {
        if (!take_if(p, LANG_TOK_COLON)) return NULL;
        lang_expr *value = lang_parser_expression(p);
        if (!value) return NULL;
        if (starts_comprehension(p)) return dict_comprehension(p, key, value, start);
        if (!lang_parser_push(p, key) || !lang_parser_push(p, value)) return NULL;
    } else if (!double_starred(p)) {
        return NULL;
    }
    while (take_if(p, LANG_TOK_COMMA)) {
        lang_token_kind kind = peek_kind(p);
        if (kind == LANG_TOK_DOUBLESTAR) {
            if (!double_starred(p)) return NULL;
        } else if (lang_parser_starts_expression(kind)) {
            if (!lang_parser_push(p, lang_parser_expression(p)) || !take_if(p, LANG_TOK_COLON) ||
                !lang_parser_push(p, lang_parser_expression(p)))
                return NULL;
        } else {
            break;
        }
    }
    return take_if(p, LANG_TOK_RBRACE) ? dict_node(p, base, start) : NULL;
}

static lang_expr *set_rest(lang_parser *p, lang_expr *first, lang_place start) {
    lang_expr_seq elts;
    if (!more_items(p, first, LANG_TOK_RBRACE, &elts)) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Set, start);
    if (e) e->as.Set.elts = elts;
    return e;
}

static lang_expr *braces(lang_parser *p, lang_place start) {
    if (take_if(p, LANG_TOK_RBRACE)) return dict_node(p, height(p), start);
    if (peek_kind(p) == LANG_TOK_DOUBLESTAR) return dict(p, NULL, start);
    lang_expr *first = lang_parser_star_named_expression(p);
    if (!first) return NULL;
    if (peek_kind(p) == LANG_TOK_COLON) {
        bool key = first->kind != LANG_Starred && (first->kind != LANG_NamedExpr || first->parens);
        return key ? dict(p, first, start) : NULL;
    }
    if (starts_comprehension(p)) return comprehension(p, LANG_SetComp, first, LANG_TOK_RBRACE, start);
    return set_rest(p, first, start);
}

// ---- atoms ----

// Pairs that are not whole are reported in either pass.
static void bad_dict(lang_parser *p, lang_mark open) {
    bool second = p->second;
    if (!second) {
        p->second = true;
        p->effort = UINT32_MAX;
    }
    lang_diagnose_dict(p, open);
    p->second = second;
}

static lang_expr *bracketed(lang_parser *p, lang_token_kind open) {
    if (OURO_UNLIKELY(dead_end(p, p->at, LANG_AS_ATOM)) || !enter(p)) return NULL;
    lang_place start = peek_place(p);
    lang_mark m = here(p);
    lang_expr *e;
    if (open == LANG_TOK_LPAR) {
        take(p);
        e = parentheses(p, start);
    } else if (open == LANG_TOK_LSQB) {
        take(p);
        e = list(p, start);
    } else {
        m = mark(p);
        take(p);
        e = braces(p, start);
        if (!e && !dead(p)) bad_dict(p, m);
        release(p);
    }
    if (OURO_UNLIKELY(!e && p->second && !dead(p))) {
        if (p->diagnose && open == LANG_TOK_LBRACE) lang_diagnose_dict_comprehension(p, m);
        if (p->diagnose && open == LANG_TOK_LPAR) lang_diagnose_group(p, m);
        if (p->diagnose) lang_diagnose_display(p, m);
        mark_dead_end(p, m.at, LANG_AS_ATOM);
    }
    leave(p);
    return e;
}

lang_expr *lang_parser_atom(lang_parser *p) {
    lang_token_kind kind = peek_kind(p);
    switch (kind) {
    case LANG_TOK_NAME: return name(p);
    case LANG_TOK_NUMBER: return lang_parser_number(p);
    case LANG_TOK_STRING: return lang_parser_strings(p);
    case LANG_TOK_LPAR:
    case LANG_TOK_LSQB:
    case LANG_TOK_LBRACE: return bracketed(p, kind);
    case LANG_TOK_NONE: return constant(p, LANG_CONST_NONE);
    case LANG_TOK_TRUE: return constant(p, LANG_CONST_TRUE);
    case LANG_TOK_FALSE: return constant(p, LANG_CONST_FALSE);
    case LANG_TOK_ELLIPSIS: return constant(p, LANG_CONST_ELLIPSIS);
    default: return NULL;
    }
}
