// Compound statements and blocks.
#include "lang/parser_diagnose.h"

// ---- blocks ----

// Statements up to the end of an indented block, or those on the rest of the line.
bool lang_parser_block(lang_parser *p, lang_stmt_seq *out) {
    uint32_t base = height(p);
    if (take_if(p, LANG_TOK_NEWLINE)) {
        if (!take_if(p, LANG_TOK_INDENT)) return false;
        do {
            if (!lang_parser_statement(p)) return false;
        } while (peek_kind(p) != LANG_TOK_DEDENT);
        take(p);
    } else if (!lang_parser_simple_stmts(p)) {
        return false;
    }
    return POP(p, base, out);
}

// The block after a colon; `what` and `lineno` say whose it is, for when it is missing.
static bool block_of(lang_parser *p, lang_stmt_seq *out, const char *what, uint32_t lineno) {
    if (OURO_UNLIKELY(p->diagnose) && peek_kind(p) == LANG_TOK_NEWLINE) {
        lang_token_kind after = (lang_token_kind)lang_parser_peek2(p)->kind;
        if (after != LANG_TOK_INDENT)
            return lang_parser_fail(p, LANG_INDENTATION_ERROR, "expected an indented block after %s on line %u", what,
                                    lineno);
    }
    return lang_parser_block(p, out);
}

// A colon. Where it is `forced`, nothing else could follow at all.
static bool colon(lang_parser *p, bool forced) {
    if (OURO_LIKELY(peek_kind(p) == LANG_TOK_COLON)) {
        take(p);
        return true;
    }
    if (forced && peek_kind(p) != LANG_TOK_ERROR) {
        lang_token t = *peek(p);
        if (!t.has_place) return lang_parser_fail(p, LANG_SYNTAX_ERROR, "expected ':'");
        return lang_parser_fail_token(p, &t, "expected ':'");
    }
    if (p->diagnose && peek_kind(p) == LANG_TOK_NEWLINE) return lang_parser_fail(p, LANG_SYNTAX_ERROR, "expected ':'");
    return false;
}

// ---- if, while, for ----

static bool else_block(lang_parser *p, lang_stmt_seq *out) {
    *out = (lang_stmt_seq){0};
    uint32_t lineno = peek(p)->lineno;
    if (!take_if(p, LANG_TOK_ELSE)) return true;
    return colon(p, true) && block_of(p, out, "'else' statement", lineno);
}

// A chain of `if` and `elif`, without recursion: it can be long. Ends are filled in backwards.
static lang_stmt *if_stmt(lang_parser *p) {
    lang_stmt *first = NULL, *last = NULL;
    uint32_t base = height(p);
    do {
        lang_place start = peek_place(p);
        const char *what = last ? "'elif' statement" : "'if' statement";
        take(p);
        lang_expr *test = lang_parser_named_expression(p);
        if (!test || !colon(p, false)) return NULL;
        lang_stmt_seq body;
        if (!block_of(p, &body, what, start.lineno)) return NULL;
        lang_stmt *s = lang_parser_stmt(p, LANG_If, start);
        if (!s) return NULL;
        s->as.If.test = test;
        s->as.If.body = body;
        if (last) {
            last->as.If.orelse.items = lang_parser_alloc(p, sizeof(lang_stmt *));
            if (!last->as.If.orelse.items) return NULL;
            last->as.If.orelse.items[0] = s;
            last->as.If.orelse.n = 1;
        }
        if (!first) first = s;
        last = s;
        lang_parser_forget(p);
    } while (peek_kind(p) == LANG_TOK_ELIF);
    if (!else_block(p, &last->as.If.orelse)) return NULL;
    for (lang_stmt *s = first;; s = s->as.If.orelse.items[0]) {
        s->pos.end_lineno = p->last.lineno;
        s->pos.end_col_offset = p->last.col;
        if (s == last) break;
    }
    p->stack_count = base;
    return first;
}

static lang_stmt *while_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    take(p);
    lang_expr *test = lang_parser_named_expression(p);
    lang_stmt_seq body, orelse;
    if (!test || !colon(p, false) || !block_of(p, &body, "'while' statement", start.lineno) || !else_block(p, &orelse))
        return NULL;
    lang_stmt *s = lang_parser_stmt(p, LANG_While, start);
    if (!s) return NULL;
    s->as.While.test = test;
    s->as.While.body = body;
    s->as.While.orelse = orelse;
    return s;
}

// Statements that may be async take where `async` stood; their plain and async nodes are alike.
static lang_stmt *for_stmt(lang_parser *p, lang_place start, bool is_async) {
    uint32_t lineno = peek(p)->lineno;
    take(p);
    lang_mark targets = here(p);
    lang_expr *target = lang_parser_star_targets(p);
    if (!target || !take_if(p, LANG_TOK_IN)) {
        if (p->diagnose && !dead(p)) lang_diagnose_targets(p, targets, LANG_FOR_TARGET);
        return NULL;
    }
    lang_expr *iter = lang_parser_star_expressions(p);
    lang_stmt_seq body, orelse;
    if (!iter || !colon(p, false) || !block_of(p, &body, "'for' statement", lineno) || !else_block(p, &orelse))
        return NULL;
    lang_stmt *s = lang_parser_stmt(p, is_async ? LANG_AsyncFor : LANG_For, start);
    if (!s) return NULL;
    s->as.For.target = target;
    s->as.For.iter = iter;
    s->as.For.body = body;
    s->as.For.orelse = orelse;
    return s;
}

// ---- with ----

static bool ends_with_item(lang_parser *p) {
    lang_token_kind kind = peek_kind(p);
    return kind == LANG_TOK_COMMA || kind == LANG_TOK_RPAR || kind == LANG_TOK_COLON ||
           (kind == LANG_TOK_NEWLINE && p->diagnose); // where a colon is missing
}

static lang_withitem *with_item(lang_parser *p) {
    lang_expr *context = lang_parser_expression(p), *vars = NULL;
    if (!context) return NULL;
    if (take_if(p, LANG_TOK_AS)) {
        lang_mark target = here(p);
        vars = lang_parser_star_target(p);
        if (!vars || !ends_with_item(p)) {
            if (p->diagnose && !dead(p)) lang_diagnose_with_target(p, target);
            return NULL;
        }
    }
    lang_withitem *item = lang_parser_alloc(p, sizeof *item);
    if (!item) return NULL;
    *item = (lang_withitem){context, vars};
    return item;
}

// `(item, item as name)` up to the colon.
static bool items_in_parentheses(lang_parser *p, lang_withitem_seq *out) {
    uint32_t base = height(p);
    take(p);
    do {
        if (height(p) > base && peek_kind(p) == LANG_TOK_RPAR) break;
        if (!lang_parser_push(p, with_item(p))) return false;
    } while (take_if(p, LANG_TOK_COMMA));
    return take_if(p, LANG_TOK_RPAR) &&
           (peek_kind(p) == LANG_TOK_COLON || (p->diagnose && peek_kind(p) == LANG_TOK_NEWLINE)) && POP(p, base, out);
}

static bool with_items(lang_parser *p, lang_withitem_seq *out) {
    if (peek_kind(p) == LANG_TOK_LPAR) {
        // Perhaps the parentheses are around the items; perhaps the first item starts with them.
        lang_mark m = mark(p);
        bool ok = items_in_parentheses(p, out);
        if (!ok && !dead(p)) rewind_to(p, m);
        release(p);
        if (ok || dead(p)) return ok;
    }
    uint32_t base = height(p);
    do {
        if (!lang_parser_push(p, with_item(p))) return false;
    } while (take_if(p, LANG_TOK_COMMA));
    return POP(p, base, out);
}

static lang_stmt *with_stmt(lang_parser *p, lang_place start, bool is_async) {
    uint32_t lineno = peek(p)->lineno;
    lang_withitem_seq items;
    lang_stmt_seq body;
    take(p);
    if (!with_items(p, &items) || !colon(p, false) || !block_of(p, &body, "'with' statement", lineno)) return NULL;
    lang_stmt *s = lang_parser_stmt(p, is_async ? LANG_AsyncWith : LANG_With, start);
    if (!s) return NULL;
    s->as.With.items = items;
    s->as.With.body = body;
    return s;
}

// ---- try ----

typedef enum handler_form { FORM_NONE, FORM_PLAIN, FORM_STAR } handler_form;

// `except A, B:`
static void diagnose_except(lang_parser *p, lang_token first) {
    lang_mark m = here(p);
    take(p);
    if (lang_parser_starts_expression(peek_kind(p)) && lang_parser_expressions(p)) {
        bool ok = !take_if(p, LANG_TOK_AS) || take_if(p, LANG_TOK_NAME);
        if (ok && peek_kind(p) == LANG_TOK_COLON)
            lang_parser_fail_from(p, &first, "multiple exception types must be parenthesized");
    }
    if (!dead(p)) rewind_to(p, m);
}

// The head of a handler up to its colon.
static bool except_head(lang_parser *p, handler_form form, lang_expr **type, lang_name **name) {
    *type = NULL;
    *name = NULL;
    if (!lang_parser_starts_expression(peek_kind(p))) {
        lang_token_kind kind = peek_kind(p);
        if (form == FORM_STAR) {
            if (p->diagnose && (kind == LANG_TOK_COLON || kind == LANG_TOK_NEWLINE))
                lang_parser_fail(p, LANG_SYNTAX_ERROR, "expected one or more exception types");
            return false;
        }
        return colon(p, false);
    }
    lang_token first = *peek(p);
    *type = lang_parser_expression(p);
    if (!*type) return false;
    if (p->diagnose && peek_kind(p) == LANG_TOK_COMMA) diagnose_except(p, first);
    if (take_if(p, LANG_TOK_AS)) {
        if (peek_kind(p) != LANG_TOK_NAME) return false;
        *name = peek(p)->name;
        take(p);
    }
    return colon(p, false);
}

static lang_excepthandler *handler(lang_parser *p, handler_form *form) {
    lang_place start = peek_place(p);
    lang_pos word = token_pos(peek(p));
    take(p);
    handler_form this = FORM_PLAIN;
    if (peek_kind(p) == LANG_TOK_STAR) {
        this = FORM_STAR;
        word = span(word, token_pos(peek(p)));
        take(p);
    }
    bool mixed = *form != FORM_NONE && *form != this;
    if (mixed && !p->diagnose) return NULL;
    lang_expr *type;
    lang_name *name;
    lang_stmt_seq body;
    const char *what = this == FORM_STAR ? "'except*' statement" : "'except' statement";
    if (!except_head(p, this, &type, &name)) return NULL;
    if (mixed) return lang_parser_fail_at(p, word, "cannot have both 'except' and 'except*' on the same 'try'");
    if (!block_of(p, &body, what, start.lineno)) return NULL;
    *form = this;
    lang_excepthandler *h = lang_parser_alloc(p, sizeof *h);
    if (!h) return NULL;
    h->pos = pos_from(p, start);
    h->kind = LANG_ExceptHandler;
    h->as.ExceptHandler.type = type;
    h->as.ExceptHandler.name = name;
    h->as.ExceptHandler.body = body;
    return h;
}

static bool finally_block(lang_parser *p, lang_stmt_seq *out) {
    uint32_t lineno = peek(p)->lineno;
    *out = (lang_stmt_seq){0};
    if (!take_if(p, LANG_TOK_FINALLY)) return true;
    return colon(p, true) && block_of(p, out, "'finally' statement", lineno);
}

// The body is not there, or not right: the handlers may have mistakes all the same.
static void diagnose_handlers(lang_parser *p, lang_mark after_colon) {
    handler_form form = FORM_NONE;
    rewind_to(p, after_colon);
    while (peek_kind(p) == LANG_TOK_EXCEPT && handler(p, &form)) {
    }
}

static lang_stmt *try_stmt(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_stmt_seq body, orelse = {0}, finalbody;
    lang_excepthandler_seq handlers = {0};
    handler_form form = FORM_NONE;
    take(p);
    if (!colon(p, true)) return NULL;
    lang_mark after_colon = here(p);
    if (!block_of(p, &body, "'try' statement", start.lineno)) {
        if (p->diagnose && !dead(p)) diagnose_handlers(p, after_colon);
        return NULL;
    }
    uint32_t base = height(p);
    while (peek_kind(p) == LANG_TOK_EXCEPT) {
        lang_parser_forget(p);
        if (!lang_parser_push(p, handler(p, &form))) return NULL;
    }
    if (!POP(p, base, &handlers)) return NULL;
    if (handlers.n && !else_block(p, &orelse)) return NULL;
    bool has_finally = peek_kind(p) == LANG_TOK_FINALLY;
    if (!handlers.n && !has_finally) {
        if (p->diagnose) lang_parser_fail(p, LANG_SYNTAX_ERROR, "expected 'except' or 'finally' block");
        return NULL;
    }
    if (!finally_block(p, &finalbody)) return NULL;
    lang_stmt *s = lang_parser_stmt(p, form == FORM_STAR ? LANG_TryStar : LANG_Try, start);
    if (!s) return NULL;
    s->as.Try.body = body;
    s->as.Try.handlers = handlers;
    s->as.Try.orelse = orelse;
    s->as.Try.finalbody = finalbody;
    return s;
}

// ---- functions and classes ----

// `-> expression`, if it is there. What does not fit is left for the colon to complain about.
static bool return_annotation(lang_parser *p, lang_expr **out) {
    *out = NULL;
    if (peek_kind(p) != LANG_TOK_ARROW) return true;
    lang_mark arrow = mark(p);
    take(p);
    *out = lang_parser_expression(p);
    if (!*out && !dead(p)) {
        rewind_to(p, arrow);
        take(p);
        *out = lang_parser_longest_expression(p);
        if (!*out && !dead(p)) rewind_to(p, arrow);
    }
    release(p);
    return !dead(p);
}

static lang_stmt *function(lang_parser *p, lang_place start, bool is_async, lang_expr_seq decorators) {
    uint32_t lineno = peek(p)->lineno;
    take(p);
    if (peek_kind(p) != LANG_TOK_NAME) return NULL;
    lang_name *name = peek(p)->name;
    take(p);
    if (!take_if(p, LANG_TOK_LPAR)) {
        lang_token t = *peek(p);
        if (t.kind == LANG_TOK_ERROR) return NULL;
        return lang_parser_fail_token(p, &t, "expected '('");
    }
    lang_arguments *args = lang_parser_parameters(p, false);
    lang_expr *returns = NULL;
    lang_stmt_seq body;
    if (!args || !take_if(p, LANG_TOK_RPAR)) return NULL;
    if (!return_annotation(p, &returns) || !colon(p, true) || !block_of(p, &body, "function definition", lineno))
        return NULL;
    lang_stmt *s = lang_parser_stmt(p, is_async ? LANG_AsyncFunctionDef : LANG_FunctionDef, start);
    if (!s) return NULL;
    s->as.FunctionDef.name = name;
    s->as.FunctionDef.args = args;
    s->as.FunctionDef.body = body;
    s->as.FunctionDef.decorator_list = decorators;
    s->as.FunctionDef.returns = returns;
    return s;
}

static lang_stmt *class_stmt(lang_parser *p, lang_expr_seq decorators) {
    lang_place start = peek_place(p);
    take(p);
    if (peek_kind(p) != LANG_TOK_NAME) return NULL;
    lang_name *name = peek(p)->name;
    take(p);
    lang_expr_seq bases = {0};
    lang_keyword_seq keywords = {0};
    lang_stmt_seq body;
    if (take_if(p, LANG_TOK_LPAR) && (!lang_parser_arguments(p, &bases, &keywords) || !take_if(p, LANG_TOK_RPAR)))
        return NULL;
    if (!colon(p, false) || !block_of(p, &body, "class definition", start.lineno)) return NULL;
    lang_stmt *s = lang_parser_stmt(p, LANG_ClassDef, start);
    if (!s) return NULL;
    s->as.ClassDef.name = name;
    s->as.ClassDef.bases = bases;
    s->as.ClassDef.keywords = keywords;
    s->as.ClassDef.body = body;
    s->as.ClassDef.decorator_list = decorators;
    return s;
}

static lang_stmt *async_stmt(lang_parser *p, lang_expr_seq decorators) {
    lang_place start = peek_place(p);
    take(p);
    switch (peek_kind(p)) {
    case LANG_TOK_DEF: return function(p, start, true, decorators);
    case LANG_TOK_WITH: return decorators.n ? NULL : with_stmt(p, start, true);
    case LANG_TOK_FOR: return decorators.n ? NULL : for_stmt(p, start, true);
    default: return NULL;
    }
}

static lang_stmt *decorated(lang_parser *p) {
    uint32_t base = height(p);
    while (take_if(p, LANG_TOK_AT)) {
        if (!lang_parser_push(p, lang_parser_named_expression(p)) || !take_if(p, LANG_TOK_NEWLINE)) return NULL;
    }
    lang_expr_seq decorators;
    if (!POP(p, base, &decorators)) return NULL;
    switch (peek_kind(p)) {
    case LANG_TOK_DEF: return function(p, peek_place(p), false, decorators);
    case LANG_TOK_CLASS: return class_stmt(p, decorators);
    case LANG_TOK_ASYNC: return async_stmt(p, decorators);
    default: return NULL;
    }
}

// ---- statements ----

static bool starts_compound(lang_token_kind kind) {
    switch (kind) {
    case LANG_TOK_IF:
    case LANG_TOK_DEF:
    case LANG_TOK_FOR:
    case LANG_TOK_CLASS:
    case LANG_TOK_WITH:
    case LANG_TOK_TRY:
    case LANG_TOK_WHILE:
    case LANG_TOK_AT:
    case LANG_TOK_ASYNC: return true;
    default: return false;
    }
}

static lang_stmt *compound(lang_parser *p, lang_token_kind kind) {
    const lang_expr_seq undecorated = {0};
    switch (kind) {
    case LANG_TOK_IF: return if_stmt(p);
    case LANG_TOK_DEF: return function(p, peek_place(p), false, undecorated);
    case LANG_TOK_FOR: return for_stmt(p, peek_place(p), false);
    case LANG_TOK_CLASS: return class_stmt(p, undecorated);
    case LANG_TOK_WITH: return with_stmt(p, peek_place(p), false);
    case LANG_TOK_TRY: return try_stmt(p);
    case LANG_TOK_WHILE: return while_stmt(p);
    case LANG_TOK_AT: return decorated(p);
    default: return async_stmt(p, undecorated);
    }
}

bool lang_parser_statement(lang_parser *p) {
    lang_parser_forget(p);
    lang_token_kind kind = peek_kind(p);
    bool compound_word = starts_compound(kind);
    bool perhaps_match = kind == LANG_TOK_NAME && peek(p)->name->id == LANG_ID_MATCH;
    if (OURO_LIKELY(!compound_word && !perhaps_match)) return lang_parser_simple_stmts(p);
    if (!enter(p)) return false;
    bool ok;
    if (compound_word) {
        ok = lang_parser_push(p, compound(p, kind));
    } else {
        bool is_match = false;
        lang_stmt *s = lang_parser_match(p, &is_match);
        ok = s ? lang_parser_push(p, s) : !is_match && lang_parser_simple_stmts(p);
    }
    leave(p);
    return ok;
}
