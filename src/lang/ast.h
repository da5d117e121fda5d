// The syntax tree: C structs made from ast.def, which is the reference for kinds and fields.
//
//   lang_stmt, lang_expr, lang_pattern, lang_excepthandler, lang_mod: a kind and a union,
//       `e->kind == LANG_BinOp`, `e->as.BinOp.left`
//   lang_arg, lang_keyword, lang_alias, lang_comprehension, ...: plain structs
//   operators: LANG_Add, LANG_NotIn, LANG_Store, ...
//
// Nodes live in a lang_arena and are no longer than their kind needs: copy them by kind, not with `*`.
#ifndef OURO_LANG_AST_H
#define OURO_LANG_AST_H

#include "lang/arena.h"

// Lines count from 1, columns from 0 in bytes of UTF-8.
typedef struct lang_pos {
    uint32_t lineno, col_offset;
    uint32_t end_lineno, end_col_offset;
} lang_pos;

typedef struct lang_mod lang_mod;
typedef struct lang_stmt lang_stmt;
typedef struct lang_expr lang_expr;
typedef struct lang_pattern lang_pattern;
typedef struct lang_excepthandler lang_excepthandler;
typedef struct lang_comprehension lang_comprehension;
typedef struct lang_arguments lang_arguments;
typedef struct lang_arg lang_arg;
typedef struct lang_keyword lang_keyword;
typedef struct lang_alias lang_alias;
typedef struct lang_withitem lang_withitem;
typedef struct lang_match_case lang_match_case;
typedef struct lang_type_ignore lang_type_ignore;

#define LANG_SEQ_TYPE(type)                                                                        \
    typedef struct lang_##type##_seq {                                                             \
        uint32_t n;                                                                                \
        lang_##type **items; /* NULL when n is 0 */                                                \
    } lang_##type##_seq;
LANG_SEQ_TYPE(stmt)
LANG_SEQ_TYPE(expr)
LANG_SEQ_TYPE(pattern)
LANG_SEQ_TYPE(excepthandler)
LANG_SEQ_TYPE(comprehension)
LANG_SEQ_TYPE(arg)
LANG_SEQ_TYPE(keyword)
LANG_SEQ_TYPE(alias)
LANG_SEQ_TYPE(withitem)
LANG_SEQ_TYPE(match_case)
LANG_SEQ_TYPE(type_ignore)
LANG_SEQ_TYPE(name)
#undef LANG_SEQ_TYPE

// All operators of all families share one numbering; a family is a range of it.
typedef enum lang_op {
#define LANG_OPERATOR(family, name, symbol) LANG_##name,
#include "lang/ast.def"
#undef LANG_OPERATOR
    LANG_OP_COUNT
} lang_op;

typedef struct lang_op_seq {
    uint32_t n;
    uint8_t *items; // lang_op each
} lang_op_seq;

typedef enum lang_const_tag {
    LANG_CONST_NONE,
    LANG_CONST_FALSE,
    LANG_CONST_TRUE,
    LANG_CONST_ELLIPSIS,
    LANG_CONST_INT,
    LANG_CONST_FLOAT,   // `real`
    LANG_CONST_COMPLEX, // `real` is the imaginary part; the real part is 0
    LANG_CONST_STR,
    LANG_CONST_BYTES,
} lang_const_tag;

// A str is UTF-8 in which each surrogate code point has its own three bytes (two that follow each
// other stay two: "generalised" UTF-8). `text` is 0-terminated, and may contain zeros before `len`.
typedef struct lang_const {
    uint8_t tag;     // lang_const_tag
    uint8_t base;    // INT: 2, 8, 10 or 16
    bool fits;       // INT: `small` holds the value
    bool ascii;      // STR: every character below 128
    double real;     // FLOAT, COMPLEX
    int64_t small;   // INT, when `fits`
    const char *text; // INT: digits in `base`, lower case, no prefix or `_`; STR, BYTES: contents
    size_t len;      // of `text`
    size_t chars;    // STR: code points
} lang_const;

#define REQ(type, name)    lang_##type *name;
#define OPT(type, name)    lang_##type *name;
#define SEQ(type, name)    lang_##type##_seq name;
#define HOLES(type, name)  lang_##type##_seq name;
#define NAME(name)         lang_name *name;
#define OPTNAME(name)      lang_name *name;
#define NAMES(name)        lang_name_seq name;
#define OP(family, name)   lang_op name;
#define OPS(family, name)  lang_op_seq name;
#define CONST(name)        lang_const name;
#define NUM(name)          int32_t name;
#define OPTSTR(name)       const char *name;

#define LANG_KIND(kind, fields) LANG_##kind,
#define LANG_MEMBER(kind, fields) struct { fields } kind;

#define LANG_MOD LANG_KIND
typedef enum lang_mod_kind {
#include "lang/ast.def"
} lang_mod_kind;
#undef LANG_MOD
#define LANG_STMT LANG_KIND
typedef enum lang_stmt_kind {
#include "lang/ast.def"
    LANG_STMT_COUNT
} lang_stmt_kind;
#undef LANG_STMT
#define LANG_EXPR LANG_KIND
typedef enum lang_expr_kind {
#include "lang/ast.def"
    LANG_EXPR_COUNT
} lang_expr_kind;
#undef LANG_EXPR
#define LANG_PATTERN LANG_KIND
typedef enum lang_pattern_kind {
#include "lang/ast.def"
    LANG_PATTERN_COUNT
} lang_pattern_kind;
#undef LANG_PATTERN
#define LANG_HANDLER LANG_KIND
typedef enum lang_handler_kind {
#include "lang/ast.def"
} lang_handler_kind;
#undef LANG_HANDLER

struct lang_mod {
    lang_mod_kind kind;
    union {
#define LANG_MOD LANG_MEMBER
#include "lang/ast.def"
#undef LANG_MOD
    } as;
};

struct lang_stmt {
    lang_pos pos;
    lang_stmt_kind kind;
    union {
#define LANG_STMT LANG_MEMBER
#include "lang/ast.def"
#undef LANG_STMT
    } as;
};

struct lang_expr {
    lang_pos pos;
    lang_expr_kind kind : 8;
    bool parens; // written in parentheses of its own (no part of the tree)
    union {
#define LANG_EXPR LANG_MEMBER
#include "lang/ast.def"
#undef LANG_EXPR
    } as;
};

struct lang_pattern {
    lang_pos pos;
    lang_pattern_kind kind;
    union {
#define LANG_PATTERN LANG_MEMBER
#include "lang/ast.def"
#undef LANG_PATTERN
    } as;
};

struct lang_excepthandler {
    lang_pos pos;
    lang_handler_kind kind;
    union {
#define LANG_HANDLER LANG_MEMBER
#include "lang/ast.def"
#undef LANG_HANDLER
    } as;
};

#define LANG_PLAIN(name, fields) struct lang_##name { fields };
#include "lang/ast.def"
#undef LANG_PLAIN
#define LANG_PLACED(name, fields) struct lang_##name { lang_pos pos; fields };
#include "lang/ast.def"
#undef LANG_PLACED

#undef LANG_KIND
#undef LANG_MEMBER
#undef REQ
#undef OPT
#undef SEQ
#undef HOLES
#undef NAME
#undef OPTNAME
#undef NAMES
#undef OP
#undef OPS
#undef CONST
#undef NUM
#undef OPTSTR

// "BinOp", "NotIn": the name the ast module gives.
const char *lang_stmt_kind_name(lang_stmt_kind kind);
const char *lang_expr_kind_name(lang_expr_kind kind);
const char *lang_op_name(lang_op op);
const char *lang_op_symbol(lang_op op); // "+", "not in"; "" for contexts

#endif
