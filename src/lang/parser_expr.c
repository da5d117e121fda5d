// Expressions, from the loosest binding to the tightest.
#include "lang/parser_diagnose.h"

static const bool starts[LANG_TOK_COUNT] = {
    [LANG_TOK_NAME] = true,  [LANG_TOK_NUMBER] = true, [LANG_TOK_STRING] = true, [LANG_TOK_LPAR] = true,
    [LANG_TOK_LSQB] = true,  [LANG_TOK_LBRACE] = true, [LANG_TOK_MINUS] = true,  [LANG_TOK_PLUS] = true,
    [LANG_TOK_TILDE] = true, [LANG_TOK_NOT] = true,    [LANG_TOK_LAMBDA] = true, [LANG_TOK_AWAIT] = true,
    [LANG_TOK_NONE] = true,  [LANG_TOK_TRUE] = true,   [LANG_TOK_FALSE] = true,  [LANG_TOK_ELLIPSIS] = true,
};

bool lang_parser_starts_expression(lang_token_kind kind) {
    return starts[kind];
}

// ---- primaries ----

static lang_expr *attribute(lang_parser *p, lang_expr *value, lang_place start) {
    take(p);
    if (peek_kind(p) != LANG_TOK_NAME) return NULL;
    lang_name *name = peek(p)->name;
    take(p);
    lang_expr *e = lang_parser_expr(p, LANG_Attribute, start);
    if (!e) return NULL;
    e->as.Attribute.value = value;
    e->as.Attribute.attr = name;
    e->as.Attribute.ctx = LANG_Load;
    return e;
}

static lang_expr *subscript(lang_parser *p, lang_expr *value, lang_place start) {
    uint32_t open = p->at;
    if (OURO_UNLIKELY(dead_end(p, open, LANG_AS_SUBSCRIPT))) return NULL;
    take(p);
    lang_expr *slice = lang_parser_slices(p);
    if (!slice || !take_if(p, LANG_TOK_RSQB)) {
        mark_dead_end(p, open, LANG_AS_SUBSCRIPT);
        return NULL;
    }
    lang_expr *e = lang_parser_expr(p, LANG_Subscript, start);
    if (!e) return NULL;
    e->as.Subscript.value = value;
    e->as.Subscript.slice = slice;
    e->as.Subscript.ctx = LANG_Load;
    return e;
}

// A trailer has failed, or there is none: `kind` is what comes next.
static bool primary_end(lang_parser *p, lang_token_kind kind, lang_mark m) {
    if (OURO_LIKELY(!p->second)) return kind != LANG_TOK_DOT && kind != LANG_TOK_LPAR && kind != LANG_TOK_LSQB;
    if (p->diagnose && !dead(p) && (kind == LANG_TOK_LSQB || kind == LANG_TOK_LBRACE)) {
        rewind_to(p, m);
        lang_diagnose_display(p, m);
    }
    return give_back(p, m);
}

lang_expr *lang_parser_primary(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *e = lang_parser_atom(p);
    while (e) {
        lang_expr *more;
        lang_token_kind kind = peek_kind(p);
        lang_mark m = here(p);
        switch (kind) {
        case LANG_TOK_DOT: more = attribute(p, e, start); break;
        case LANG_TOK_LPAR: more = lang_parser_call(p, e, start); break;
        case LANG_TOK_LSQB: more = subscript(p, e, start); break;
        default: more = NULL; break;
        }
        if (OURO_UNLIKELY(!more)) return primary_end(p, kind, m) ? e : NULL;
        e = more;
    }
    return NULL;
}

// ---- operators ----

static lang_expr *factor(lang_parser *p);

static lang_expr *binary_node(lang_parser *p, lang_place start, lang_expr *left, lang_op op, lang_expr *right) {
    lang_expr *e = lang_parser_expr(p, LANG_BinOp, start);
    if (!e) return NULL;
    e->as.BinOp.left = left;
    e->as.BinOp.op = op;
    e->as.BinOp.right = right;
    return e;
}

static lang_expr *unary(lang_parser *p, lang_op op, lang_expr *(*operand)(lang_parser *)) {
    lang_place start = peek_place(p);
    take(p);
    if (!enter(p)) return NULL;
    lang_expr *value = operand(p);
    leave(p);
    if (!value) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_UnaryOp, start);
    if (!e) return NULL;
    e->as.UnaryOp.op = op;
    e->as.UnaryOp.operand = value;
    return e;
}

static lang_expr *await(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *value = lang_parser_primary(p);
    if (!value) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Await, start);
    if (!e) return NULL;
    e->as.Await.value = value;
    return e;
}

static lang_expr *factor(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *e;
    switch (peek_kind(p)) {
    case LANG_TOK_PLUS: return unary(p, LANG_UAdd, factor);
    case LANG_TOK_MINUS: return unary(p, LANG_USub, factor);
    case LANG_TOK_TILDE: return unary(p, LANG_Invert, factor);
    case LANG_TOK_AWAIT: e = await(p); break;
    default: e = lang_parser_primary(p); break;
    }
    if (!e || peek_kind(p) != LANG_TOK_DOUBLESTAR) return e;
    lang_mark m = here(p);
    take(p);
    if (!enter(p)) return NULL;
    lang_expr *right = factor(p);
    leave(p);
    if (!right) return give_back(p, m) ? e : NULL;
    return binary_node(p, start, e, LANG_Pow, right);
}

typedef struct binary_op {
    uint8_t precedence, op;
} binary_op;

static const binary_op binary_ops[LANG_TOK_COUNT] = {
    [LANG_TOK_VBAR] = {1, LANG_BitOr},
    [LANG_TOK_CIRCUMFLEX] = {2, LANG_BitXor},
    [LANG_TOK_AMPER] = {3, LANG_BitAnd},
    [LANG_TOK_LEFTSHIFT] = {4, LANG_LShift},
    [LANG_TOK_RIGHTSHIFT] = {4, LANG_RShift},
    [LANG_TOK_PLUS] = {5, LANG_Add},
    [LANG_TOK_MINUS] = {5, LANG_Sub},
    [LANG_TOK_STAR] = {6, LANG_Mult},
    [LANG_TOK_SLASH] = {6, LANG_Div},
    [LANG_TOK_PERCENT] = {6, LANG_Mod},
    [LANG_TOK_DOUBLESLASH] = {6, LANG_FloorDiv},
    [LANG_TOK_AT] = {6, LANG_MatMult},
};

// Operators of at least this precedence, to the left; at most 6 calls deep.
static lang_expr *binary(lang_parser *p, unsigned precedence) {
    lang_place start = peek_place(p);
    lang_expr *left = factor(p);
    while (left) {
        binary_op op = binary_ops[peek_kind(p)];
        if (op.precedence < precedence || !op.precedence) return left;
        lang_mark m = here(p);
        take(p);
        lang_expr *right = binary(p, op.precedence + 1u);
        if (!right) return give_back(p, m) ? left : NULL;
        left = binary_node(p, start, left, (lang_op)op.op, right);
    }
    return NULL;
}

lang_expr *lang_parser_bitwise_or(lang_parser *p) {
    return binary(p, 1);
}

static const bool compares[LANG_TOK_COUNT] = {
    [LANG_TOK_EQEQUAL] = true, [LANG_TOK_NOTEQUAL] = true,     [LANG_TOK_LESS] = true,
    [LANG_TOK_GREATER] = true, [LANG_TOK_GREATEREQUAL] = true, [LANG_TOK_LESSEQUAL] = true,
    [LANG_TOK_IN] = true,      [LANG_TOK_NOT] = true,          [LANG_TOK_IS] = true,
};

// Takes a comparison operator if one is next.
static bool compare_op(lang_parser *p, lang_op *op) {
    switch (peek_kind(p)) {
    case LANG_TOK_EQEQUAL: *op = LANG_Eq; break;
    case LANG_TOK_NOTEQUAL: *op = LANG_NotEq; break;
    case LANG_TOK_LESS: *op = LANG_Lt; break;
    case LANG_TOK_LESSEQUAL: *op = LANG_LtE; break;
    case LANG_TOK_GREATER: *op = LANG_Gt; break;
    case LANG_TOK_GREATEREQUAL: *op = LANG_GtE; break;
    case LANG_TOK_IN: *op = LANG_In; break;
    case LANG_TOK_NOT:
        if (lang_parser_peek2(p)->kind != LANG_TOK_IN) return false;
        take(p);
        *op = LANG_NotIn;
        break;
    case LANG_TOK_IS:
        take(p);
        *op = take_if(p, LANG_TOK_NOT) ? LANG_IsNot : LANG_Is;
        return true;
    default: return false;
    }
    take(p);
    return true;
}

static lang_expr *compare_node(lang_parser *p, lang_expr *left, lang_place start, uint32_t base, const uint8_t *ops) {
    lang_expr *e = lang_parser_expr(p, LANG_Compare, start);
    uint32_t n = height(p) - base;
    if (!e) return NULL;
    e->as.Compare.left = left;
    e->as.Compare.ops.n = n;
    e->as.Compare.ops.items = lang_parser_alloc(p, n);
    if (!e->as.Compare.ops.items) return NULL;
    memcpy(e->as.Compare.ops.items, ops, n);
    return POP(p, base, &e->as.Compare.comparators) ? e : NULL;
}

// Comparisons chain: `a < b < c` is one node.
static lang_expr *compare_chain(lang_parser *p, lang_expr *left, lang_place start) {
    uint32_t base = height(p), n = 0, room = 8;
    uint8_t few[8], *ops = few;
    for (;; n++) {
        lang_mark m = here(p);
        lang_op op;
        if (!compare_op(p, &op)) {
            break;
        }
        if (n == room) {
            uint8_t *more = ouro_arena_alloc(&p->scratch, room * 2);
            if (!more) return lang_parser_no_memory(p);
            memcpy(more, ops, n);
            ops = more;
            room *= 2;
        }
        ops[n] = (uint8_t)op;
        if (lang_parser_push(p, lang_parser_bitwise_or(p))) continue;
        if (!give_back(p, m)) return NULL;
        break;
    }
    return n ? compare_node(p, left, start, base, ops) : left;
}

static lang_expr *comparison(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *left = lang_parser_bitwise_or(p);
    if (!left || !compares[peek_kind(p)]) return left;
    return compare_chain(p, left, start);
}

static lang_expr *inversion(lang_parser *p) {
    if (peek_kind(p) == LANG_TOK_NOT) return unary(p, LANG_Not, inversion);
    return comparison(p);
}

static lang_expr *bool_rest(lang_parser *p, lang_expr *first, lang_place start, lang_op op, lang_token_kind word,
                            lang_expr *(*operand)(lang_parser *)) {
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return NULL;
    for (;;) {
        lang_mark m = here(p);
        if (!take_if(p, word)) break;
        if (lang_parser_push(p, operand(p))) continue;
        if (!give_back(p, m)) return NULL;
        break;
    }
    if (height(p) == base + 1) {
        p->stack_count = base;
        return first;
    }
    lang_expr *e = lang_parser_expr(p, LANG_BoolOp, start);
    if (!e) return NULL;
    e->as.BoolOp.op = op;
    return POP(p, base, &e->as.BoolOp.values) ? e : NULL;
}

static lang_expr *conjunction(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *e = inversion(p);
    if (!e || peek_kind(p) != LANG_TOK_AND) return e;
    return bool_rest(p, e, start, LANG_And, LANG_TOK_AND, inversion);
}

static lang_expr *disjunction(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *e = conjunction(p);
    if (!e || peek_kind(p) != LANG_TOK_OR) return e;
    return bool_rest(p, e, start, LANG_Or, LANG_TOK_OR, conjunction);
}

// In the second pass, what has once been read without looking for mistakes is not looked into again:
// CPython remembers what it found there, and so reports no mistake.
static lang_expr *remembered(lang_parser *p, lang_reading how, lang_expr *(*read)(lang_parser *)) {
    bool diagnose = p->diagnose;
    uint32_t at = p->at;
    (void)peek(p);
    if (p->tokens[at].dead_ends & how) p->diagnose = false;
    lang_expr *e = read(p);
    if (!p->diagnose) p->tokens[at].dead_ends |= (uint8_t)how;
    p->diagnose = diagnose;
    return e;
}

lang_expr *lang_parser_disjunction(lang_parser *p) {
    if (OURO_LIKELY(!p->second)) return disjunction(p);
    return remembered(p, LANG_PLAIN_DISJUNCTION, disjunction);
}

// ---- conditional expressions and lambda ----

static lang_expr *lambda(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    lang_arguments *args = lang_parser_parameters(p, true);
    if (!args || !take_if(p, LANG_TOK_COLON)) return NULL;
    lang_expr *body = lang_parser_expression(p);
    if (!body) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Lambda, start);
    if (!e) return NULL;
    e->as.Lambda.args = args;
    e->as.Lambda.body = body;
    return e;
}

static lang_expr *conditional(lang_parser *p, lang_expr *body, lang_place start) {
    lang_mark m = here(p);
    take(p);
    lang_expr *test = lang_parser_disjunction(p), *orelse = NULL;
    if (test && take_if(p, LANG_TOK_ELSE)) orelse = lang_parser_expression(p);
    if (!orelse) return give_back(p, m) ? body : NULL;
    lang_expr *e = lang_parser_expr(p, LANG_IfExp, start);
    if (!e) return NULL;
    e->as.IfExp.test = test;
    e->as.IfExp.body = body;
    e->as.IfExp.orelse = orelse;
    return e;
}

static lang_expr *expression(lang_parser *p) {
    if (peek_kind(p) == LANG_TOK_LAMBDA) return lambda(p);
    lang_place start = peek_place(p);
    lang_mark m = here(p);
    lang_expr *e = lang_parser_disjunction(p);
    if (OURO_UNLIKELY(p->diagnose) && !dead(p)) {
        lang_diagnose_after(p, m, e);
        if (dead(p)) return NULL;
    }
    if (!e || peek_kind(p) != LANG_TOK_IF) return e;
    return conditional(p, e, start);
}

lang_expr *lang_parser_expression(lang_parser *p) {
    if (!enter(p)) return NULL;
    lang_expr *e = NULL;
    if (OURO_LIKELY(!p->second)) {
        e = expression(p);
    } else if (p->effort) { // else enough has been tried
        p->effort--;
        e = remembered(p, LANG_PLAIN_EXPRESSION, expression);
    }
    leave(p);
    return e;
}

lang_expr *lang_parser_longest_expression(lang_parser *p) {
    bool second = p->second;
    if (!second) {
        p->second = true;
        p->effort = UINT32_MAX;
    }
    lang_expr *e = lang_parser_expression(p);
    p->second = second;
    return e;
}

lang_expr *lang_parser_plain_expression(lang_parser *p) {
    if (!enter(p)) return NULL;
    p->diagnose = false;
    lang_expr *e = expression(p);
    p->diagnose = true;
    leave(p);
    return e;
}

lang_expr *lang_parser_named_expression(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_mark m = here(p);
    lang_expr *e = lang_parser_expression(p);
    if (!e) return NULL;
    if (OURO_UNLIKELY(p->diagnose)) {
        lang_diagnose_named(p, m, e);
        if (dead(p)) return NULL;
    }
    if (OURO_LIKELY(peek_kind(p) != LANG_TOK_COLONEQUAL)) return e;
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

// ---- stars, commas, yield ----

static lang_expr *starred(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *value = lang_parser_bitwise_or(p);
    if (!value) return NULL;
    lang_expr *e = lang_parser_expr(p, LANG_Starred, start);
    if (!e) return NULL;
    e->as.Starred.value = value;
    e->as.Starred.ctx = LANG_Load;
    return e;
}

lang_expr *lang_parser_star_expression(lang_parser *p) {
    return peek_kind(p) == LANG_TOK_STAR ? starred(p) : lang_parser_expression(p);
}

lang_expr *lang_parser_star_named_expression(lang_parser *p) {
    return peek_kind(p) == LANG_TOK_STAR ? starred(p) : lang_parser_named_expression(p);
}

static lang_expr *comma_list(lang_parser *p, lang_expr *(*item)(lang_parser *), bool stars) {
    lang_place start = peek_place(p);
    lang_expr *first = item(p);
    if (!first || peek_kind(p) != LANG_TOK_COMMA) return first;
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return NULL;
    while (take_if(p, LANG_TOK_COMMA)) {
        lang_token_kind kind = peek_kind(p);
        if (!starts[kind] && !(stars && kind == LANG_TOK_STAR)) break;
        lang_mark m = here(p);
        if (lang_parser_push(p, item(p))) continue;
        if (!give_back(p, m)) return NULL;
        break;
    }
    lang_expr *e = lang_parser_expr(p, LANG_Tuple, start);
    if (!e) return NULL;
    e->as.Tuple.ctx = LANG_Load;
    return POP(p, base, &e->as.Tuple.elts) ? e : NULL;
}

lang_expr *lang_parser_star_expressions(lang_parser *p) {
    return comma_list(p, lang_parser_star_expression, true);
}

lang_expr *lang_parser_expressions(lang_parser *p) {
    return comma_list(p, lang_parser_expression, false);
}

lang_expr *lang_parser_yield(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *value = NULL;
    lang_expr_kind kind = LANG_Yield;
    if (take_if(p, LANG_TOK_FROM)) {
        kind = LANG_YieldFrom;
        value = lang_parser_expression(p);
        if (!value) return NULL;
    } else if (starts_star_expression(peek_kind(p))) {
        lang_mark m = here(p);
        value = lang_parser_star_expressions(p);
        if (!value && !give_back(p, m)) return NULL;
    }
    lang_expr *e = lang_parser_expr(p, kind, start);
    if (!e) return NULL;
    if (kind == LANG_Yield) {
        e->as.Yield.value = value;
    } else {
        e->as.YieldFrom.value = value;
    }
    return e;
}

lang_expr *lang_parser_yield_or_star(lang_parser *p) {
    return peek_kind(p) == LANG_TOK_YIELD ? lang_parser_yield(p) : lang_parser_star_expressions(p);
}
