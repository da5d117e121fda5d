// Which name means what: symbol tables of a module and all blocks in it (functions, classes, lambdas,
// comprehensions), with CPython's rules and SyntaxErrors.
#ifndef OURO_LANG_SCOPE_H
#define OURO_LANG_SCOPE_H

#include "lang/parser.h"

typedef enum lang_scope_kind {
    LANG_SCOPE_MODULE,
    LANG_SCOPE_CLASS,
    LANG_SCOPE_FUNCTION,
    LANG_SCOPE_LAMBDA,
    LANG_SCOPE_COMPREHENSION, // list, set, dict comprehensions and generator expressions
} lang_scope_kind;

// How a symbol got into its block.
enum lang_symbol_flags {
    LANG_SYM_GLOBAL = 1, // global x
    LANG_SYM_LOCAL = 2,  // assigned, imported, defined ...
    LANG_SYM_PARAM = 4,
    LANG_SYM_NONLOCAL = 8,
    LANG_SYM_USE = 16,
    LANG_SYM_ANNOT = 32,
    LANG_SYM_COMP_ITER = 64,   // target of a comprehension
    LANG_SYM_FREE_CLASS = 128, // class block: bound here, and free for blocks inside
    LANG_SYM_DELETED = 256,    // del x: never surely bound
    LANG_SYM_NAMED = 512,      // bound by := in a comprehension
};
#define LANG_SYM_BOUND (LANG_SYM_LOCAL | LANG_SYM_PARAM)

typedef enum lang_place {
    LANG_PLACE_UNKNOWN,
    LANG_PLACE_LOCAL,
    LANG_PLACE_CELL, // local, and used by blocks inside
    LANG_PLACE_FREE,
    LANG_PLACE_GLOBAL_EXPLICIT,
    LANG_PLACE_GLOBAL_IMPLICIT,
} lang_place;

typedef struct lang_symbol {
    lang_name *name;
    uint16_t flags;
    uint8_t place;
    uint32_t index; // for the compiler: register of the local or cell
} lang_symbol;

typedef struct lang_scope {
    lang_scope_kind kind;
    const void *node; // the tree node it was made for
    struct lang_scope *parent;
    struct lang_scope **children;
    uint32_t n_children, cap_children, cursor;
    lang_symbol *symbols; // in order of first sight
    uint32_t n_symbols, cap_symbols;
    uint32_t *hash; // open addressing of symbol number + 1; NULL for few symbols
    uint32_t hash_mask;
    lang_name *class_name; // of the class whose names are mangled here, or NULL
    bool is_function;      // function, lambda, comprehension
    bool is_generator, is_coroutine, has_yield_value;
    bool has_walrus;       // := binds a name of this very block
    bool needs_class_cell; // class: a block inside uses __class__ or super
    bool in_iterable;      // while visiting: inside the iterable of a comprehension
    bool is_generator_expr;
    uint8_t comp_kind; // lang_expr_kind of a comprehension
    uint32_t n_params;
} lang_scope;

typedef struct lang_scopes {
    lang_arena *arena;
    const lang_input *input;
    lang_error *error;
    lang_scope *top, *now;
    char *stack_limit;
    bool future_annotations;
    lang_name *name_class, *name_super, *name_dot0;
} lang_scopes;

// Builds the tables for a module. False: *error is filled in. All memory in `arena`. stack_limit: lowest address the C
// stack may reach.
bool lang_scopes_build(lang_scopes *s, const lang_input *input, lang_arena *arena, const lang_mod *mod,
                       char *stack_limit, lang_error *error);
lang_scope *lang_scope_of(lang_scope *parent, const void *node);
lang_symbol *lang_scope_find(const lang_scope *scope, const lang_name *name); // NULL if absent
// `__x` in a class C becomes `_C__x`. NULL: out of memory.
lang_name *lang_mangle(lang_arena *arena, lang_name *class_name, lang_name *name);
// Fills in a SyntaxError (or another kind) at a position, with the line of source. Returns false.
bool lang_error_at(lang_error *error, lang_arena *arena, const lang_input *input, lang_error_kind kind, lang_pos pos,
                   const char *format, ...);

#endif
