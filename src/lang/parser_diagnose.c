#include "lang/parser_diagnose.h"

static const char *constant_described(const lang_const *c) {
    switch ((lang_const_tag)c->tag) {
    case LANG_CONST_NONE: return "None";
    case LANG_CONST_FALSE: return "False";
    case LANG_CONST_TRUE: return "True";
    case LANG_CONST_ELLIPSIS: return "ellipsis";
    default: return "literal";
    }
}

// How messages call an expression.
static const char *described(const lang_expr *e) {
    switch (e->kind) {
    case LANG_Attribute: return "attribute";
    case LANG_Subscript: return "subscript";
    case LANG_Starred: return "starred";
    case LANG_Name: return "name";
    case LANG_List: return "list";
    case LANG_Tuple: return "tuple";
    case LANG_Lambda: return "lambda";
    case LANG_Call: return "function call";
    case LANG_BoolOp:
    case LANG_BinOp:
    case LANG_UnaryOp: return "expression";
    case LANG_GeneratorExp: return "generator expression";
    case LANG_Yield:
    case LANG_YieldFrom: return "yield expression";
    case LANG_Await: return "await expression";
    case LANG_ListComp: return "list comprehension";
    case LANG_SetComp: return "set comprehension";
    case LANG_DictComp: return "dict comprehension";
    case LANG_Dict: return "dict literal";
    case LANG_Set: return "set display";
    case LANG_JoinedStr:
    case LANG_FormattedValue: return "f-string expression";
    case LANG_Constant: return constant_described(&e->as.Constant.value);
    case LANG_Compare: return "comparison";
    case LANG_IfExp: return "conditional expression";
    case LANG_NamedExpr: return "named expression";
    default: return "expression";
    }
}

// ---- targets ----

static const lang_expr *bad_part(const lang_expr *e, lang_target use);

static const lang_expr *bad_element(lang_expr_seq elts, lang_target use) {
    for (uint32_t i = 0; i < elts.n; i++) {
        const lang_expr *bad = bad_part(elts.items[i], use);
        if (bad) return bad;
    }
    return NULL;
}

// The first part of `e` that can not be a target.
static const lang_expr *bad_part(const lang_expr *e, lang_target use) {
    switch (e->kind) {
    case LANG_List: return bad_element(e->as.List.elts, use);
    case LANG_Tuple: return bad_element(e->as.Tuple.elts, use);
    case LANG_Starred: return use == LANG_DEL_TARGET ? e : bad_part(e->as.Starred.value, use);
    case LANG_Compare:
        // `for f() in x` has been read as a comparison
        if (use != LANG_FOR_TARGET) return e;
        return e->as.Compare.ops.items[0] == LANG_In ? bad_part(e->as.Compare.left, use) : NULL;
    case LANG_Name:
    case LANG_Attribute:
    case LANG_Subscript: return NULL;
    default: return e;
    }
}

static void bad_target(lang_parser *p, const lang_expr *e, lang_target use) {
    const lang_expr *bad = bad_part(e, use);
    if (!bad) return;
    lang_parser_fail_at(p, bad->pos, use == LANG_DEL_TARGET ? "cannot delete %s" : "cannot assign to %s",
                        described(bad));
}

void lang_diagnose_targets(lang_parser *p, lang_mark start, lang_target use) {
    rewind_to(p, start);
    lang_expr *e = lang_parser_star_expressions(p);
    if (e) bad_target(p, e, use);
}

void lang_diagnose_with_target(lang_parser *p, lang_mark start) {
    rewind_to(p, start);
    lang_expr *e = lang_parser_expression(p);
    if (!e) return;
    lang_token_kind kind = peek_kind(p);
    if (kind == LANG_TOK_COMMA || kind == LANG_TOK_RPAR || kind == LANG_TOK_COLON) bad_target(p, e, LANG_STAR_TARGET);
}

// ---- expressions ----

// A soft keyword; 3.11 takes the beginning of one for it too.
static bool is_soft_keyword(const lang_token *t) {
    if (t->kind != LANG_TOK_NAME) return false;
    const char *s = t->name->utf8;
    return strcmp(s, "_") == 0 || strncmp("case", s, t->name->len) == 0 || strncmp("match", s, t->name->len) == 0;
}

// `print` and `exec` were statements once.
static bool was_statement(const lang_name *name) {
    return name->id == LANG_ID_PRINT || name->id == LANG_ID_EXEC;
}

// Two expressions that have nothing between them, inside brackets.
static void no_comma(lang_parser *p, const lang_expr *e) {
    lang_expr *next = lang_parser_plain_expression(p);
    if (!next) return;
    if (e->kind == LANG_Name && was_statement(e->as.Name.id)) return;
    if (p->tokens[p->at - 1].level == 0) return;
    lang_parser_fail_at(p, span(e->pos, next->pos), "invalid syntax. Perhaps you forgot a comma?");
}

// A name and what could be the operand of a statement that it might have been. For any other name the
// operand's own mistakes are found.
static void no_parentheses(lang_parser *p, const lang_token *word) {
    if (p->depth > LANG_MAX_DEPTH / 4) return; // prose: each word waits for the next
    take(p);
    if (peek_kind(p) == LANG_TOK_LPAR || !starts_star_expression(peek_kind(p))) return;
    lang_expr *e = lang_parser_star_expressions(p);
    if (e && was_statement(word->name))
        lang_parser_fail_at(p, span(token_pos(word), e->pos),
                            "Missing parentheses in call to '%s'. Did you mean %s(...)?", word->name->utf8,
                            word->name->utf8);
}

// `body if test` and no `else`.
static void no_else(lang_parser *p, const lang_expr *body) {
    take(p);
    lang_expr *test = lang_parser_disjunction(p);
    lang_token_kind next = peek_kind(p);
    if (test && next != LANG_TOK_ELSE && next != LANG_TOK_COLON)
        lang_parser_fail_at(p, span(body->pos, test->pos), "expected 'else' after 'if' expression");
}

void lang_diagnose_after(lang_parser *p, lang_mark start, const lang_expr *e) {
    lang_mark end = here(p);
    lang_token first = p->tokens[start.at];
    if (e && lang_parser_starts_expression(peek_kind(p))) {
        bool prefix =
            first.kind == LANG_TOK_NAME && start.at + 1 < p->count && p->tokens[start.at + 1].kind == LANG_TOK_STRING;
        if (!prefix && !is_soft_keyword(&first)) no_comma(p, e);
    } else if (e && peek_kind(p) == LANG_TOK_IF) {
        no_else(p, e);
    }
    if (dead(p)) return;
    if (first.kind == LANG_TOK_NAME) {
        rewind_to(p, start);
        no_parentheses(p, &first);
        if (dead(p)) return;
    }
    rewind_to(p, end);
}

// Is this an expression that binds at least as tightly as `|`?
static bool is_bitwise_or(const lang_expr *e) {
    if (e->parens) return true;
    switch (e->kind) {
    case LANG_BoolOp:
    case LANG_Compare:
    case LANG_IfExp:
    case LANG_Lambda:
    case LANG_NamedExpr: return false;
    case LANG_UnaryOp: return e->as.UnaryOp.op != LANG_Not;
    default: return true;
    }
}

// What starts with a list, a tuple, a generator or one of the names of constants says it in another
// way when it is assigned to.
static bool starts_like_target(lang_parser *p, lang_mark start) {
    lang_mark end = here(p);
    lang_token_kind kind = (lang_token_kind)p->tokens[start.at].kind;
    if (kind == LANG_TOK_TRUE || kind == LANG_TOK_FALSE || kind == LANG_TOK_NONE) return true;
    if (kind != LANG_TOK_LSQB && kind != LANG_TOK_LPAR) return false;
    rewind_to(p, start);
    lang_expr *e = lang_parser_atom(p);
    rewind_to(p, end);
    if (!e || e->parens) return false;
    return e->kind == LANG_List || e->kind == LANG_Tuple || e->kind == LANG_GeneratorExp;
}

// `=` where only `==` or `:=` makes sense.
static void equal_sign(lang_parser *p, lang_mark start, const lang_expr *e) {
    bool name = e->kind == LANG_Name && !e->parens;
    if (!name && (!is_bitwise_or(e) || starts_like_target(p, start))) return;
    take(p);
    lang_expr *value = lang_parser_bitwise_or(p);
    lang_token_kind next = peek_kind(p);
    if (!value || dead(p) || next == LANG_TOK_EQUAL || next == LANG_TOK_COLONEQUAL) return;
    if (name) {
        lang_parser_fail_at(p, span(e->pos, value->pos),
                            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    } else {
        lang_parser_fail_at(p, e->pos, "cannot assign to %s here. Maybe you meant '==' instead of '='?", described(e));
    }
}

void lang_diagnose_named(lang_parser *p, lang_mark start, const lang_expr *e) {
    lang_mark end = here(p);
    if (peek_kind(p) == LANG_TOK_COLONEQUAL) {
        if (e->kind == LANG_Name && !e->parens) return;
        take(p);
        if (lang_parser_expression(p))
            lang_parser_fail_at(p, e->pos, "cannot use assignment expressions with %s", described(e));
    } else if (peek_kind(p) == LANG_TOK_EQUAL) {
        equal_sign(p, start, e);
    }
    if (!dead(p)) rewind_to(p, end);
}

// ---- assignments ----

// `: annotation`
static bool annotation(lang_parser *p) {
    return take_if(p, LANG_TOK_COLON) && lang_parser_expression(p);
}

static void annotated_list(lang_parser *p) {
    lang_token_kind kind = peek_kind(p);
    if (kind != LANG_TOK_LSQB && kind != LANG_TOK_LPAR) return;
    lang_expr *e = lang_parser_atom(p);
    if (e && (e->kind == LANG_List || e->kind == LANG_Tuple) && annotation(p))
        lang_parser_fail_at(p, e->pos, "only single target (not %s) can be annotated", described(e));
}

static void annotated_tuple(lang_parser *p) {
    lang_expr *first = lang_parser_star_named_expression(p);
    if (!first || !take_if(p, LANG_TOK_COMMA)) return;
    while (starts_star_expression(peek_kind(p))) {
        lang_mark m = here(p);
        if (!lang_parser_star_named_expression(p)) {
            if (!give_back(p, m)) return;
            break;
        }
        (void)take_if(p, LANG_TOK_COMMA);
    }
    if (annotation(p)) lang_parser_fail_at(p, first->pos, "only single target (not tuple) can be annotated");
}

static void annotated_other(lang_parser *p) {
    lang_expr *e = lang_parser_expression(p);
    if (e && annotation(p)) lang_parser_fail_at(p, e->pos, "illegal target for annotation");
}

// Passes `target =` as often as there is one.
static void pass_targets(lang_parser *p) {
    for (;;) {
        lang_mark m = here(p);
        lang_expr *e = lang_parser_star_targets(p);
        if (e && take_if(p, LANG_TOK_EQUAL)) continue;
        if (!dead(p)) rewind_to(p, m);
        return;
    }
}

static void assigned(lang_parser *p) {
    pass_targets(p);
    if (dead(p)) return;
    if (peek_kind(p) == LANG_TOK_YIELD) {
        lang_expr *e = lang_parser_yield(p);
        if (e && peek_kind(p) == LANG_TOK_EQUAL)
            lang_parser_fail_at(p, e->pos, "assignment to yield expression not possible");
        return;
    }
    lang_expr *e = lang_parser_star_expressions(p);
    if (e && peek_kind(p) == LANG_TOK_EQUAL) bad_target(p, e, LANG_STAR_TARGET);
}

static bool is_augmented(lang_token_kind kind) {
    return kind >= LANG_TOK_PLUSEQUAL && kind <= LANG_TOK_RIGHTSHIFTEQUAL;
}

static void augmented(lang_parser *p) {
    lang_expr *e = lang_parser_star_expressions(p);
    if (!e || !is_augmented(peek_kind(p))) return;
    take(p);
    if (lang_parser_yield_or_star(p))
        lang_parser_fail_at(p, e->pos, "'%s' is an illegal expression for augmented assignment", described(e));
}

void lang_diagnose_assignment(lang_parser *p, lang_mark start) {
    void (*const mistakes[])(lang_parser *) = {annotated_list, annotated_tuple, annotated_other, assigned, augmented};
    lang_mark end = here(p);
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && !dead(p); i++) {
        rewind_to(p, start);
        mistakes[i](p);
    }
    if (!dead(p)) rewind_to(p, end);
}
