#include "lang/ast.h"

const char *lang_stmt_kind_name(lang_stmt_kind kind) {
    static const char *const names[LANG_STMT_COUNT] = {
#define LANG_STMT(kind, fields) #kind,
#include "lang/ast.def"
#undef LANG_STMT
    };
    return names[kind];
}

const char *lang_expr_kind_name(lang_expr_kind kind) {
    static const char *const names[LANG_EXPR_COUNT] = {
#define LANG_EXPR(kind, fields) #kind,
#include "lang/ast.def"
#undef LANG_EXPR
    };
    return names[kind];
}

const char *lang_op_name(lang_op op) {
    static const char *const names[LANG_OP_COUNT] = {
#define LANG_OPERATOR(family, name, symbol) #name,
#include "lang/ast.def"
#undef LANG_OPERATOR
    };
    return names[op];
}

const char *lang_op_symbol(lang_op op) {
    static const char *const symbols[LANG_OP_COUNT] = {
#define LANG_OPERATOR(family, name, symbol) symbol,
#include "lang/ast.def"
#undef LANG_OPERATOR
    };
    return symbols[op];
}
