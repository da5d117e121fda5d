// Between the files of the parser: its state, tokens, nodes and errors.
//
// Recursive descent over tokens that are read when they are first looked at. A function that parses
// something returns NULL when it does not fit, or when an error has been set; either way nothing
// else will fit, except where the caller tries alternatives and rewinds.
//
// Parsing has two passes. The first knows nothing of error messages and stops at the token that
// fits nowhere. The second, `diagnose`, reads the same text again and looks, in every place where
// people go wrong, for what they may have meant; if it finds nothing, it is "invalid syntax" at the
// token where the first pass stopped. In the second pass what is optional is given back when it does
// not fit (`give_back`), so that what stands before it can be looked at.
#ifndef OURO_LANG_PARSER_INTERNAL_H
#define OURO_LANG_PARSER_INTERNAL_H

#include "lang/lexer.h"

typedef struct lang_place {
    uint32_t lineno, col;
} lang_place;

typedef struct lang_parser {
    lang_token *tokens; // those of the statement being parsed
    uint32_t at, count, room;
    uint32_t held;   // while above 0, tokens before `at` may be wanted again
    lang_place last; // end of the last token taken that has text
    uint32_t depth;
    bool second;        // this is the second pass
    bool diagnose;      // it is, and mistakes are looked for
    uint32_t effort;    // expressions still to be tried in the second pass, all repetitions included
    bool fstring;       // the text is an expression inside an f-string
    bool started;       // LANG_SINGLE: tokens have come since the last made-up newline
    uint32_t read_line; // of the last token read when the error was set
    lang_token far;     // where the first pass stopped
    void **stack;       // items of unfinished sequences
    uint32_t stack_count, stack_room;
    lang_lexer lx;
    lang_arena *arena;
    ouro_arena scratch;
    const lang_input *in;
    lang_error *err;
    uint32_t quiet_before; // offset of the text whose literals have been warned about
    uint32_t first_col;    // of an f-string's expression: what its first line's columns count from
} lang_parser;

// ---- tokens ----

OURO_COLD bool lang_parser_fill(lang_parser *p);

OURO_INLINE lang_token *peek(lang_parser *p) {
    if (OURO_UNLIKELY(p->at == p->count)) (void)lang_parser_fill(p);
    return &p->tokens[p->at];
}
OURO_INLINE lang_token_kind peek_kind(lang_parser *p) {
    return (lang_token_kind)peek(p)->kind;
}
OURO_INLINE lang_place peek_place(lang_parser *p) {
    lang_token *t = peek(p);
    return (lang_place){t->lineno, t->col};
}
// The token after the next; valid until more are read.
lang_token *lang_parser_peek2(lang_parser *p);

// Takes the next token, which has been peeked at.
OURO_INLINE void take(lang_parser *p) {
    lang_token *t = &p->tokens[p->at++];
    if (OURO_LIKELY(t->kind < LANG_TOK_NEWLINE)) p->last = (lang_place){t->end_lineno, t->end_col};
}
OURO_INLINE bool take_if(lang_parser *p, lang_token_kind kind) {
    if (peek_kind(p) != kind) return false;
    take(p);
    return true;
}

typedef struct lang_mark {
    uint32_t at, stack_count, depth;
    lang_place last;
} lang_mark;

// A place to rewind to while the tokens are held; `mark` holds them until `release`.
OURO_INLINE lang_mark here(const lang_parser *p) {
    return (lang_mark){p->at, p->stack_count, p->depth, p->last};
}
OURO_INLINE lang_mark mark(lang_parser *p) {
    p->held++;
    return here(p);
}
OURO_INLINE void release(lang_parser *p) {
    p->held--;
}
OURO_INLINE void rewind_to(lang_parser *p, lang_mark m) {
    p->at = m.at;
    p->stack_count = m.stack_count;
    p->depth = m.depth;
    p->last = m.last;
}

// Nothing before the next token will be wanted again.
void lang_parser_forget(lang_parser *p);

// Is there an error, so that trying alternatives is pointless?
OURO_INLINE bool dead(lang_parser *p) {
    return p->err->kind != LANG_OK;
}

// In the second pass, returns to before something optional that has failed.
OURO_INLINE bool give_back(lang_parser *p, lang_mark m) {
    if (OURO_LIKELY(!p->second) || dead(p)) return false;
    rewind_to(p, m);
    return true;
}

// Ways of reading an opening bracket. In the second pass those that fail are noted, so that nested
// brackets are not tried again for each of the brackets around them.
typedef enum lang_reading {
    LANG_AS_ATOM = 1,
    LANG_AS_CALL = 4,
    LANG_AS_SUBSCRIPT = 16,
    // Not a bracket, but any token: what starts here has been read without looking for mistakes in it,
    // and that is remembered.
    LANG_PLAIN_EXPRESSION = 64,
    LANG_PLAIN_DISJUNCTION = 128,
} lang_reading;

OURO_INLINE bool dead_end(const lang_parser *p, uint32_t at, lang_reading how) {
    return p->second && (p->tokens[at].dead_ends & how << p->diagnose);
}
OURO_INLINE void mark_dead_end(lang_parser *p, uint32_t at, lang_reading how) {
    if (p->second) p->tokens[at].dead_ends |= (uint8_t)(how << p->diagnose);
}

// ---- depth ----

// Nested this deep a source is too complex: a level takes up to half a kilobyte of C stack.
enum { LANG_MAX_DEPTH = 2900 };

// Parses an expression that is the whole of a text of its own, as f-strings have them. The columns of
// the first line count from `col`. `text[len]` must be 0.
lang_expr *lang_parser_nested(lang_parser *outer, const char *text, size_t len, uint32_t lineno, uint32_t col,
                              bool quiet);

OURO_COLD void lang_parser_too_deep(lang_parser *p);
OURO_INLINE bool enter(lang_parser *p) {
    if (OURO_LIKELY(++p->depth < LANG_MAX_DEPTH)) return true;
    lang_parser_too_deep(p);
    return false;
}
OURO_INLINE void leave(lang_parser *p) {
    p->depth--;
}

// ---- errors ----
// All set the error if there is none yet, and return NULL. Columns count bytes, from 0.

// At the last token read.
OURO_COLD void *lang_parser_fail(lang_parser *p, lang_error_kind kind, const char *format, ...) OURO_PRINTF(3, 4);
OURO_COLD void *lang_parser_fail_at(lang_parser *p, lang_pos pos, const char *format, ...) OURO_PRINTF(3, 4);
OURO_COLD void *lang_parser_fail_token(lang_parser *p, const lang_token *t, const char *format, ...) OURO_PRINTF(3, 4);
// From a token to the last byte read.
OURO_COLD void *lang_parser_fail_from(lang_parser *p, const lang_token *t, const char *format, ...) OURO_PRINTF(3, 4);
OURO_COLD void *lang_parser_no_memory(lang_parser *p);

OURO_INLINE lang_pos span(lang_pos from, lang_pos to) {
    return (lang_pos){from.lineno, from.col_offset, to.end_lineno, to.end_col_offset};
}
OURO_INLINE lang_pos token_pos(const lang_token *t) {
    return (lang_pos){t->lineno, t->col, t->end_lineno, t->end_col};
}

// ---- nodes ----

OURO_INLINE void *lang_parser_alloc(lang_parser *p, size_t size) {
    void *block = ouro_arena_alloc(&p->arena->mem, size);
    return OURO_LIKELY(block) ? block : lang_parser_no_memory(p);
}

// From `start` to the end of the last token taken.
OURO_INLINE lang_pos pos_from(const lang_parser *p, lang_place start) {
    return (lang_pos){start.lineno, start.col, p->last.lineno, p->last.col};
}

// Zeroed, of the size the kind needs.
lang_expr *lang_parser_expr(lang_parser *p, lang_expr_kind kind, lang_place start);
lang_stmt *lang_parser_stmt(lang_parser *p, lang_stmt_kind kind, lang_place start);
lang_pattern *lang_parser_pattern_new(lang_parser *p, lang_pattern_kind kind, lang_place start);

// Sequences are collected on a stack: note its height, push items, and pop what is above the height.
bool lang_parser_push(lang_parser *p, const void *item); // false for NULL too
bool lang_parser_push_hole(lang_parser *p);
OURO_INLINE uint32_t height(const lang_parser *p) {
    return p->stack_count;
}
// Makes the items above `base` a sequence; `seq` is any lang_*_seq.
void *lang_parser_pop(lang_parser *p, uint32_t base, uint32_t *n); // NULL: none, or failed
#define POP(p, base, seq) ((seq)->items = lang_parser_pop(p, base, &(seq)->n), !dead(p))

lang_name *lang_parser_new_name(lang_parser *p, const char *utf8, size_t len);

// ---- the grammar; each where its name says ----

// expressions: parser_expr.c
lang_expr *lang_parser_expression(lang_parser *p);
lang_expr *lang_parser_plain_expression(lang_parser *p); // without looking for mistakes
// As in the second pass: as much as makes an expression, whatever comes after it.
lang_expr *lang_parser_longest_expression(lang_parser *p);
lang_expr *lang_parser_disjunction(lang_parser *p);
lang_expr *lang_parser_bitwise_or(lang_parser *p);
lang_expr *lang_parser_primary(lang_parser *p);
lang_expr *lang_parser_named_expression(lang_parser *p);
lang_expr *lang_parser_star_expression(lang_parser *p);
lang_expr *lang_parser_star_named_expression(lang_parser *p);
lang_expr *lang_parser_star_expressions(lang_parser *p); // a tuple if there are commas
lang_expr *lang_parser_expressions(lang_parser *p);      // the same without stars
lang_expr *lang_parser_yield(lang_parser *p);
lang_expr *lang_parser_yield_or_star(lang_parser *p);
bool lang_parser_starts_expression(lang_token_kind kind);
OURO_INLINE bool starts_star_expression(lang_token_kind kind) {
    return kind == LANG_TOK_STAR || lang_parser_starts_expression(kind);
}

// displays, comprehensions, literals: parser_atom.c
lang_expr *lang_parser_atom(lang_parser *p);
bool lang_parser_comprehensions(lang_parser *p, lang_comprehension_seq *out);
OURO_INLINE bool starts_comprehension(lang_parser *p) {
    lang_token_kind kind = peek_kind(p);
    return kind == LANG_TOK_FOR || (kind == LANG_TOK_ASYNC && lang_parser_peek2(p)->kind == LANG_TOK_FOR);
}

// calls, subscripts and parameters: parser_call.c
bool lang_parser_arguments(lang_parser *p, lang_expr_seq *args, lang_keyword_seq *keywords);
lang_expr *lang_parser_call(lang_parser *p, lang_expr *func, lang_place start);
lang_expr *lang_parser_slices(lang_parser *p);
lang_arguments *lang_parser_parameters(lang_parser *p, bool lambda); // up to `)` or `:`

// assignment targets: parser_target.c
typedef enum lang_target { LANG_STAR_TARGET, LANG_FOR_TARGET, LANG_DEL_TARGET } lang_target;
bool lang_parser_is_target(const lang_expr *e, lang_target use);
void lang_parser_set_context(lang_expr *e, lang_op ctx);
lang_expr *lang_parser_star_target(lang_parser *p);
lang_expr *lang_parser_star_targets(lang_parser *p);

// simple statements: parser_simple.c; compound ones: parser_stmt.c; match: parser_match.c
bool lang_parser_simple_stmts(lang_parser *p); // pushes them
bool lang_parser_statement(lang_parser *p);    // pushes it or them
bool lang_parser_block(lang_parser *p, lang_stmt_seq *out);
lang_stmt *lang_parser_match(lang_parser *p, bool *is_match);

// literals: parser_number.c, parser_string.c, fstring.c
lang_expr *lang_parser_number(lang_parser *p);
lang_expr *lang_parser_strings(lang_parser *p);

// warnings about what is allowed but surely a mistake: parser_warn.c
bool lang_parser_warn(const lang_input *in, const lang_mod *mod, lang_arena *arena, lang_error *err);

#endif
