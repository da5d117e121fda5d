// Warnings about what is allowed but surely a mistake: a literal that is called or indexed, or compared
// with `is`; an assertion that is a tuple.
#include "lang/parser_internal.h"

#include <stdio.h>

typedef struct walker {
    const lang_input *in;
    lang_arena *arena;
    lang_error *err;
} walker;

static bool warn(walker *w, const lang_pos *pos, const char *message) {
    bool as_syntax_error = false;
    if (w->in->warn(w->in->ctx, LANG_SYNTAX_WARNING, message, pos->lineno, &as_syntax_error)) return true;
    lang_error_set(w->err, as_syntax_error ? LANG_SYNTAX_ERROR : LANG_CALLBACK_ERROR, "%s", message);
    if (as_syntax_error)
        lang_error_place(w->err, (int)pos->lineno, (int)pos->col_offset + 1, (int)pos->end_lineno,
                         (int)pos->end_col_offset + 1);
    return false;
}

static const char *constant_type(const lang_const *c) {
    switch ((lang_const_tag)c->tag) {
    case LANG_CONST_NONE: return "NoneType";
    case LANG_CONST_FALSE:
    case LANG_CONST_TRUE: return "bool";
    case LANG_CONST_ELLIPSIS: return "ellipsis";
    case LANG_CONST_INT: return "int";
    case LANG_CONST_FLOAT: return "float";
    case LANG_CONST_COMPLEX: return "complex";
    case LANG_CONST_STR: return "str";
    case LANG_CONST_BYTES: return "bytes";
    }
    return NULL;
}

// The name of the type an expression is sure to have, or NULL.
static const char *type_of(const lang_expr *e) {
    switch (e->kind) {
    case LANG_Tuple: return "tuple";
    case LANG_List:
    case LANG_ListComp: return "list";
    case LANG_Dict:
    case LANG_DictComp: return "dict";
    case LANG_Set:
    case LANG_SetComp: return "set";
    case LANG_GeneratorExp: return "generator";
    case LANG_Lambda: return "function";
    case LANG_JoinedStr:
    case LANG_FormattedValue: return "str";
    case LANG_Constant: return constant_type(&e->as.Constant.value);
    default: return NULL;
    }
}

static bool is_number(const lang_expr *e) {
    if (e->kind == LANG_UnaryOp) return e->as.UnaryOp.op != LANG_Not && is_number(e->as.UnaryOp.operand);
    return e->kind == LANG_Constant && e->as.Constant.value.tag >= LANG_CONST_INT &&
           e->as.Constant.value.tag <= LANG_CONST_COMPLEX;
}

// A constant, also one that is still to be folded.
static bool is_constant(const lang_expr *e) {
    if (e->kind == LANG_Constant || is_number(e)) return true;
    if (e->kind == LANG_BinOp) return is_number(e->as.BinOp.left) && is_number(e->as.BinOp.right);
    if (e->kind != LANG_Tuple) return false;
    for (uint32_t i = 0; i < e->as.Tuple.elts.n; i++)
        if (!is_constant(e->as.Tuple.elts.items[i])) return false;
    return true;
}

// None, True, False and `...` are there once each: `is` is right for them.
static bool is_literal(const lang_expr *e) {
    return is_constant(e) && (e->kind != LANG_Constant || e->as.Constant.value.tag >= LANG_CONST_INT);
}

static bool check_compare(walker *w, const lang_expr *e) {
    const lang_expr *left = e->as.Compare.left;
    for (uint32_t i = 0; i < e->as.Compare.ops.n; i++) {
        const lang_expr *right = e->as.Compare.comparators.items[i];
        lang_op op = (lang_op)e->as.Compare.ops.items[i];
        if ((op == LANG_Is || op == LANG_IsNot) && (is_literal(left) || is_literal(right)))
            return warn(w, &e->pos,
                        op == LANG_Is ? "\"is\" with a literal. Did you mean \"==\"?"
                                      : "\"is not\" with a literal. Did you mean \"!=\"?");
        left = right;
    }
    return true;
}

static bool check_call(walker *w, const lang_expr *e) {
    const lang_expr *func = e->as.Call.func;
    const char *type = func->kind == LANG_Lambda ? NULL : type_of(func);
    char message[100];
    if (!type) return true;
    snprintf(message, sizeof message, "'%s' object is not callable; perhaps you missed a comma?", type);
    return warn(w, &e->pos, message);
}

static bool has_items(const lang_expr *e) {
    switch (e->kind) {
    case LANG_Set:
    case LANG_SetComp:
    case LANG_GeneratorExp:
    case LANG_Lambda: return false;
    case LANG_Constant: return e->as.Constant.value.tag >= LANG_CONST_STR;
    default: return true;
    }
}

static bool has_indices(const lang_expr *e) {
    switch (e->kind) {
    case LANG_Constant: return e->as.Constant.value.tag >= LANG_CONST_STR;
    case LANG_Tuple:
    case LANG_List:
    case LANG_ListComp:
    case LANG_JoinedStr:
    case LANG_FormattedValue: return true;
    default: return false;
    }
}

static bool check_subscript(walker *w, const lang_expr *e) {
    const lang_expr *value = e->as.Subscript.value, *index = e->as.Subscript.slice;
    char message[120];
    if (e->as.Subscript.ctx != LANG_Load) return true;
    if (!has_items(value)) {
        snprintf(message, sizeof message, "'%s' object is not subscriptable; perhaps you missed a comma?",
                 type_of(value));
        if (!warn(w, &e->pos, message)) return false;
    }
    const char *type = type_of(index);
    if (!type || strcmp(type, "int") == 0 || strcmp(type, "bool") == 0 || !has_indices(value)) return true;
    snprintf(message, sizeof message, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
             type_of(value), type);
    return warn(w, &e->pos, message);
}

static bool check_expr(walker *w, const lang_expr *e) {
    switch (e->kind) {
    case LANG_Compare: return check_compare(w, e);
    case LANG_Call: return check_call(w, e);
    case LANG_Subscript: return check_subscript(w, e);
    default: return true;
    }
}

static bool check_stmt(walker *w, const lang_stmt *s) {
    if (s->kind != LANG_Assert) return true;
    const lang_expr *test = s->as.Assert.test;
    if (test->kind != LANG_Tuple || !test->as.Tuple.elts.n) return true;
    return warn(w, &s->pos, "assertion is always true, perhaps remove parentheses?");
}

// ---- the walk: each node before what it contains ----

static bool walk_mod(walker *w, const lang_mod *x);
static bool walk_stmt(walker *w, const lang_stmt *x);
static bool walk_expr(walker *w, const lang_expr *x);
static bool walk_pattern(walker *w, const lang_pattern *x);
static bool walk_excepthandler(walker *w, const lang_excepthandler *x);
#define LANG_PLAIN(type, fields) static bool walk_##type(walker *w, const lang_##type *n);
#define LANG_PLACED              LANG_PLAIN
#include "lang/ast.def"
#undef LANG_PLAIN
#undef LANG_PLACED

#define REQ(type, name)                                                                                                \
    if (!walk_##type(w, n->name)) return false;
#define OPT(type, name)                                                                                                \
    if (n->name && !walk_##type(w, n->name)) return false;
#define SEQ(type, name)                                                                                                \
    for (uint32_t i = 0; i < n->name.n; i++)                                                                           \
        if (!walk_##type(w, n->name.items[i])) return false;
#define HOLES(type, name)                                                                                              \
    for (uint32_t i = 0; i < n->name.n; i++)                                                                           \
        if (n->name.items[i] && !walk_##type(w, n->name.items[i])) return false;
#define NAME(name)
#define OPTNAME(name)
#define NAMES(name)
#define OP(family, name)
#define OPS(family, name)
#define CONST(name)
#define NUM(name)
#define OPTSTR(name)
#define KIND(kind_name, fields)                                                                                        \
    case LANG_##kind_name: {                                                                                           \
        const __typeof__(x->as.kind_name) *n = &x->as.kind_name;                                                       \
        (void)n;                                                                                                       \
        fields return true;                                                                                            \
    }

static bool walk_mod(walker *w, const lang_mod *x) {
    switch (x->kind) {
#define LANG_MOD KIND
#include "lang/ast.def"
#undef LANG_MOD
    }
    return true;
}

static bool walk_stmt(walker *w, const lang_stmt *x) {
    if (!check_stmt(w, x)) return false;
    switch (x->kind) {
#define LANG_STMT KIND
#include "lang/ast.def"
#undef LANG_STMT
    case LANG_STMT_COUNT: break;
    }
    return true;
}

static bool walk_expr(walker *w, const lang_expr *x) {
    if (!check_expr(w, x)) return false;
    // A long sum leans to the left: walk down its spine without recursion.
    if (x->kind == LANG_BinOp) {
        while (x->kind == LANG_BinOp) {
            if (!walk_expr(w, x->as.BinOp.right)) return false;
            x = x->as.BinOp.left;
        }
        return walk_expr(w, x);
    }
    switch (x->kind) {
#define LANG_EXPR KIND
#include "lang/ast.def"
#undef LANG_EXPR
    case LANG_EXPR_COUNT: break;
    }
    return true;
}

static bool walk_pattern(walker *w, const lang_pattern *x) {
    switch (x->kind) {
#define LANG_PATTERN KIND
#include "lang/ast.def"
#undef LANG_PATTERN
    case LANG_PATTERN_COUNT: break;
    }
    return true;
}

static bool walk_excepthandler(walker *w, const lang_excepthandler *x) {
    switch (x->kind) {
#define LANG_HANDLER KIND
#include "lang/ast.def"
#undef LANG_HANDLER
    }
    return true;
}

#define LANG_PLAIN(type, fields)                                                                                       \
    static bool walk_##type(walker *w, const lang_##type *n) {                                                         \
        fields return true;                                                                                            \
    }
#define LANG_PLACED LANG_PLAIN
#include "lang/ast.def"
#undef LANG_PLAIN
#undef LANG_PLACED

bool lang_parser_warn(const lang_input *in, const lang_mod *mod, lang_arena *arena, lang_error *err) {
    walker w = {in, arena, err};
    return walk_mod(&w, mod);
}
