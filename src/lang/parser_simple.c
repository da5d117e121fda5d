// Simple statements, and the lines they stand on.
#include "lang/parser_diagnose.h"

// ---- assignments ----

static const uint8_t augmented[LANG_TOK_COUNT] = {
    [LANG_TOK_PLUSEQUAL] = LANG_Add,
    [LANG_TOK_MINEQUAL] = LANG_Sub,
    [LANG_TOK_STAREQUAL] = LANG_Mult,
    [LANG_TOK_SLASHEQUAL] = LANG_Div,
    [LANG_TOK_DOUBLESLASHEQUAL] = LANG_FloorDiv,
    [LANG_TOK_PERCENTEQUAL] = LANG_Mod,
    [LANG_TOK_ATEQUAL] = LANG_MatMult,
    [LANG_TOK_DOUBLESTAREQUAL] = LANG_Pow,
    [LANG_TOK_AMPEREQUAL] = LANG_BitAnd,
    [LANG_TOK_VBAREQUAL] = LANG_BitOr,
    [LANG_TOK_CIRCUMFLEXEQUAL] = LANG_BitXor,
    [LANG_TOK_LEFTSHIFTEQUAL] = LANG_LShift,
    [LANG_TOK_RIGHTSHIFTEQUAL] = LANG_RShift,
};

static bool single_target(const lang_expr *e) {
    return e->kind == LANG_Name || e->kind == LANG_Attribute || e->kind == LANG_Subscript;
}

static lang_stmt *annotated(lang_parser *p, lang_expr *target, lang_place start) {
    if (!single_target(target)) return NULL;
    take(p);
    lang_expr *annotation = lang_parser_expression(p), *value = NULL;
    if (!annotation) return NULL;
    lang_mark m = here(p);
    if (take_if(p, LANG_TOK_EQUAL) && !(value = lang_parser_yield_or_star(p)) && !give_back(p, m)) return NULL;
    lang_parser_set_context(target, LANG_Store);
    lang_stmt *s = lang_parser_stmt(p, LANG_AnnAssign, start);
    if (!s) return NULL;
    s->as.AnnAssign.target = target;
    s->as.AnnAssign.annotation = annotation;
    s->as.AnnAssign.value = value;
    s->as.AnnAssign.simple = target->kind == LANG_Name && !target->parens;
    return s;
}

static lang_stmt *augmented_assignment(lang_parser *p, lang_expr *target, lang_place start) {
    if (!single_target(target)) return NULL;
    lang_op op = (lang_op)augmented[peek_kind(p)];
    take(p);
    lang_expr *value = lang_parser_yield_or_star(p);
    if (!value) return NULL;
    lang_parser_set_context(target, LANG_Store);
    lang_stmt *s = lang_parser_stmt(p, LANG_AugAssign, start);
    if (!s) return NULL;
    s->as.AugAssign.target = target;
    s->as.AugAssign.op = op;
    s->as.AugAssign.value = value;
    return s;
}

static lang_stmt *assignment(lang_parser *p, lang_expr *value, lang_place start) {
    uint32_t base = height(p);
    while (peek_kind(p) == LANG_TOK_EQUAL) {
        if (!lang_parser_is_target(value, LANG_STAR_TARGET)) return NULL;
        take(p);
        lang_parser_set_context(value, LANG_Store);
        if (!lang_parser_push(p, value)) return NULL;
        value = lang_parser_yield_or_star(p);
        if (!value) return NULL;
    }
    lang_stmt *s = lang_parser_stmt(p, LANG_Assign, start);
    if (!s) return NULL;
    s->as.Assign.value = value;
    return POP(p, base, &s->as.Assign.targets) ? s : NULL;
}

static lang_stmt *expression_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *e = lang_parser_yield_or_star(p);
    if (!e) return NULL;
    lang_token_kind kind = peek_kind(p);
    if (kind == LANG_TOK_EQUAL) return assignment(p, e, start);
    if (kind == LANG_TOK_COLON) return annotated(p, e, start);
    if (augmented[kind]) return augmented_assignment(p, e, start);
    lang_stmt *s = lang_parser_stmt(p, LANG_Expr, start);
    if (s) s->as.Expr.value = e;
    return s;
}

// An assignment that fits is left alone, whatever comes after it.
static lang_stmt *diagnosed_expression_stmt(lang_parser *p) {
    lang_mark m = here(p);
    lang_stmt *s = expression_stmt(p);
    lang_token_kind kind = peek_kind(p);
    bool fits = s && (s->kind != LANG_Expr || kind == LANG_TOK_NEWLINE || kind == LANG_TOK_SEMI);
    if (!fits && !dead(p)) lang_diagnose_assignment(p, m);
    return dead(p) ? NULL : s;
}

// ---- import ----

// `a.b.c` as one name.
static lang_name *dotted_name(lang_parser *p) {
    if (peek_kind(p) != LANG_TOK_NAME) return NULL;
    lang_name *first = peek(p)->name;
    take(p);
    if (peek_kind(p) != LANG_TOK_DOT) return first;
    uint32_t base = height(p);
    size_t len = first->len;
    if (!lang_parser_push(p, first)) return NULL;
    while (take_if(p, LANG_TOK_DOT)) {
        if (peek_kind(p) != LANG_TOK_NAME) return NULL;
        lang_name *part = peek(p)->name;
        take(p);
        if (!lang_parser_push(p, part)) return NULL;
        len += 1 + part->len;
    }
    char *text = ouro_arena_alloc(&p->scratch, len);
    if (!text) return lang_parser_no_memory(p);
    char *to = text;
    for (uint32_t i = base; i < height(p); i++) {
        const lang_name *part = p->stack[i];
        if (i > base) *to++ = '.';
        memcpy(to, part->utf8, part->len);
        to += part->len;
    }
    p->stack_count = base;
    return lang_parser_new_name(p, text, len);
}

static bool push_alias(lang_parser *p, lang_place start, lang_name *name, lang_name *asname) {
    if (!name) return false;
    lang_alias *a = lang_parser_alloc(p, sizeof *a);
    if (!a) return false;
    *a = (lang_alias){.pos = pos_from(p, start), .name = name, .asname = asname};
    return lang_parser_push(p, a);
}

// An imported name and what it is to be called.
static bool push_imported(lang_parser *p, lang_place start, lang_name *name) {
    lang_name *asname = NULL;
    if (name && take_if(p, LANG_TOK_AS)) {
        if (peek_kind(p) != LANG_TOK_NAME) return false;
        asname = peek(p)->name;
        take(p);
    }
    return push_alias(p, start, name, asname);
}

static lang_stmt *import(lang_parser *p) {
    lang_place start = peek_place(p);
    uint32_t base = height(p);
    take(p);
    do {
        lang_place at = peek_place(p);
        if (!push_imported(p, at, dotted_name(p))) return NULL;
    } while (take_if(p, LANG_TOK_COMMA));
    lang_stmt *s = lang_parser_stmt(p, LANG_Import, start);
    return s && POP(p, base, &s->as.Import.names) ? s : NULL;
}

static bool push_imported_names(lang_parser *p) {
    lang_place at = peek_place(p);
    if (take_if(p, LANG_TOK_STAR)) return push_alias(p, at, lang_parser_new_name(p, "*", 1), NULL);
    bool parens = take_if(p, LANG_TOK_LPAR);
    for (;;) {
        if (peek_kind(p) != LANG_TOK_NAME) return false;
        at = peek_place(p);
        lang_name *name = peek(p)->name;
        take(p);
        if (!push_imported(p, at, name)) return false;
        if (!take_if(p, LANG_TOK_COMMA)) break;
        if (parens && peek_kind(p) == LANG_TOK_RPAR) break;
        if (!parens && p->diagnose && peek_kind(p) == LANG_TOK_NEWLINE)
            return lang_parser_fail(p, LANG_SYNTAX_ERROR, "trailing comma not allowed without surrounding parentheses");
    }
    return !parens || take_if(p, LANG_TOK_RPAR);
}

static lang_stmt *import_from(lang_parser *p) {
    lang_place start = peek_place(p);
    int level = 0;
    take(p);
    for (;;) {
        if (take_if(p, LANG_TOK_DOT)) {
            level++;
        } else if (take_if(p, LANG_TOK_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    lang_name *module = NULL;
    if (!level || peek_kind(p) == LANG_TOK_NAME) {
        module = dotted_name(p);
        if (!module) return NULL;
    }
    uint32_t base = height(p);
    if (!take_if(p, LANG_TOK_IMPORT) || !push_imported_names(p)) return NULL;
    lang_stmt *s = lang_parser_stmt(p, LANG_ImportFrom, start);
    if (!s) return NULL;
    s->as.ImportFrom.module = module;
    s->as.ImportFrom.level = level;
    return POP(p, base, &s->as.ImportFrom.names) ? s : NULL;
}

// ---- the others ----

static lang_stmt *keyword_stmt(lang_parser *p, lang_stmt_kind kind) {
    lang_place start = peek_place(p);
    take(p);
    return lang_parser_stmt(p, kind, start);
}

static lang_stmt *return_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *value = NULL;
    take(p);
    if (starts_star_expression(peek_kind(p)) && !(value = lang_parser_star_expressions(p))) return NULL;
    lang_stmt *s = lang_parser_stmt(p, LANG_Return, start);
    if (s) s->as.Return.value = value;
    return s;
}

static lang_stmt *raise_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *exc = NULL, *cause = NULL;
    take(p);
    if (lang_parser_starts_expression(peek_kind(p))) {
        exc = lang_parser_expression(p);
        if (!exc) return NULL;
        if (take_if(p, LANG_TOK_FROM) && !(cause = lang_parser_expression(p))) return NULL;
    }
    lang_stmt *s = lang_parser_stmt(p, LANG_Raise, start);
    if (!s) return NULL;
    s->as.Raise.exc = exc;
    s->as.Raise.cause = cause;
    return s;
}

static lang_stmt *assert_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *test = lang_parser_expression(p), *msg = NULL;
    if (!test || (take_if(p, LANG_TOK_COMMA) && !(msg = lang_parser_expression(p)))) return NULL;
    lang_stmt *s = lang_parser_stmt(p, LANG_Assert, start);
    if (!s) return NULL;
    s->as.Assert.test = test;
    s->as.Assert.msg = msg;
    return s;
}

static bool push_del_targets(lang_parser *p) {
    do {
        if (!lang_parser_starts_expression(peek_kind(p))) break;
        lang_expr *e = lang_parser_primary(p);
        if (!e || !lang_parser_is_target(e, LANG_DEL_TARGET)) return false;
        lang_parser_set_context(e, LANG_Del);
        if (!lang_parser_push(p, e)) return false;
    } while (take_if(p, LANG_TOK_COMMA));
    return peek_kind(p) == LANG_TOK_SEMI || peek_kind(p) == LANG_TOK_NEWLINE;
}

static lang_stmt *del_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    uint32_t base = height(p);
    take(p);
    lang_mark targets = here(p);
    if (!push_del_targets(p) || height(p) == base) {
        if (p->diagnose && !dead(p)) lang_diagnose_targets(p, targets, LANG_DEL_TARGET);
        return NULL;
    }
    lang_stmt *s = lang_parser_stmt(p, LANG_Delete, start);
    return s && POP(p, base, &s->as.Delete.targets) ? s : NULL;
}

// `global` and `nonlocal`, whose nodes have the same fields.
static lang_stmt *names_stmt(lang_parser *p, lang_stmt_kind kind) {
    lang_place start = peek_place(p);
    uint32_t base = height(p);
    take(p);
    do {
        if (peek_kind(p) != LANG_TOK_NAME) return NULL;
        lang_name *name = peek(p)->name;
        take(p);
        if (!lang_parser_push(p, name)) return NULL;
    } while (take_if(p, LANG_TOK_COMMA));
    lang_stmt *s = lang_parser_stmt(p, kind, start);
    return s && POP(p, base, &s->as.Global.names) ? s : NULL;
}

static lang_stmt *simple_stmt(lang_parser *p) {
    lang_token_kind kind = peek_kind(p);
    switch (kind) {
    case LANG_TOK_RETURN: return return_stmt(p);
    case LANG_TOK_IMPORT: return import(p);
    case LANG_TOK_FROM: return import_from(p);
    case LANG_TOK_RAISE: return raise_stmt(p);
    case LANG_TOK_PASS: return keyword_stmt(p, LANG_Pass);
    case LANG_TOK_DEL: return del_stmt(p);
    case LANG_TOK_ASSERT: return assert_stmt(p);
    case LANG_TOK_BREAK: return keyword_stmt(p, LANG_Break);
    case LANG_TOK_CONTINUE: return keyword_stmt(p, LANG_Continue);
    case LANG_TOK_GLOBAL: return names_stmt(p, LANG_Global);
    case LANG_TOK_NONLOCAL: return names_stmt(p, LANG_Nonlocal);
    default: break;
    }
    if (kind != LANG_TOK_YIELD && !starts_star_expression(kind)) return NULL;
    return OURO_UNLIKELY(p->diagnose) ? diagnosed_expression_stmt(p) : expression_stmt(p);
}

bool lang_parser_simple_stmts(lang_parser *p) {
    for (;;) {
        lang_parser_forget(p);
        if (!lang_parser_push(p, simple_stmt(p))) return false;
        if (!take_if(p, LANG_TOK_SEMI)) break;
        if (peek_kind(p) == LANG_TOK_NEWLINE) break;
    }
    return take_if(p, LANG_TOK_NEWLINE);
}
