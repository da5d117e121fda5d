// What the files of the compiler share. Failure is sticky: after the first error `failed` is set, emitting does
// nothing more, and the whole is thrown away at the end.
#ifndef OURO_LANG_COMPILE_INTERNAL_H
#define OURO_LANG_COMPILE_INTERNAL_H

#include "lang/compile.h"
#include "lang/opcodes.h"
#include "lang/scope.h"
#include "types/code.h"

typedef struct operand {
    uint16_t x; // register, or constant with OURO_CONSTANT
    bool temp;  // a temporary of the caller's to release
} operand;

typedef uint32_t label;

typedef enum block_kind {
    BLOCK_LOOP,          // while
    BLOCK_FOR,           // for: the iterator is a temporary
    BLOCK_TRY,           // body of try ... except
    BLOCK_FINALLY,       // body of try ... finally
    BLOCK_HANDLER,       // inside an except clause or the exceptional copy of a finally clause
    BLOCK_NAMED_HANDLER, // `except ... as name`: the name is to be cleared
    BLOCK_WITH,
    BLOCK_STAR_HANDLER, // except*
} block_kind;

typedef struct block {
    block_kind kind;
    bool covered; // has an open range of the exception table
    bool reopen;  // closed for a way out; goes on after it
    bool async;
    uint32_t range_start;
    label handler;
    uint16_t depth; // first temporary that belongs to the handler
    label on_break, on_continue;
    uint16_t reg;              // FOR: iterator; HANDLER: exception, saved in reg + 1; WITH: exit function
    const lang_stmt_seq *body; // FINALLY: what to run on the way out
    lang_name *name;           // NAMED_HANDLER
    lang_pos pos;
} block;

typedef struct raw_handler {
    uint32_t from, to;
    label handler;
    uint16_t depth, target;
} raw_handler;

// One code object in the making.
typedef struct unit {
    struct unit *outer;
    lang_scope *scope;
    ouro_obj *qualname;     // str
    ouro_instruction *code; // the arrays are in the arena
    ouro_position *positions;
    uint32_t n, cap;
    uint32_t *labels; // positions
    uint32_t n_labels, cap_labels;
    raw_handler *handlers;
    uint32_t n_handlers, cap_handlers;
    block *blocks;
    uint32_t n_blocks, cap_blocks;
    ouro_obj *constants, *constant_index; // list; dict of (kind, value) -> number
    ouro_obj *names, *name_index;
    uint32_t *sites;
    uint32_t n_sites, cap_sites;
    ouro_obj *self_names; // list or NULL
    lang_name *self_name; // first parameter, while names are gathered
    uint32_t nlocals, cell_base, temp_base, next_temp, max_reg;
    uint32_t n_cells, n_free;
    uint64_t *bound; // locals that are bound here for sure
    uint32_t bound_words;
    bool has_walrus; // locals may change inside an expression
    bool interactive;
    bool dead; // what follows cannot be reached
    lang_pos pos;
    block no_block; // stands in after a failure
} unit;

typedef struct compiler {
    ouro_rt *rt;
    lang_arena *arena;
    const lang_input *input;
    lang_error *error;
    lang_scopes scopes;
    unit *u;
    ouro_obj *filename;
    int optimize;
    bool future_allowed; // only the documentation string and other imports from __future__ came before
    bool doc_seen;
    bool failed;
} compiler;

// ---- compile.c: units, instructions, labels, constants, names
void c_error(compiler *c, lang_pos pos, const char *format, ...);
void c_no_memory(compiler *c);
bool c_deep(compiler *c, lang_pos pos); // guard of recursion: true: failed
void *c_alloc(compiler *c, size_t size);
uint32_t emit(compiler *c, unsigned op, unsigned a, unsigned b, unsigned cc);
void emit_jump(compiler *c, unsigned op, unsigned a, label to);
label new_label(compiler *c);
void place(compiler *c, label l);
uint16_t temp(compiler *c);
void free_temps(compiler *c, uint32_t mark);     // next_temp = mark
operand constant(compiler *c, ouro_owned value); // steals
operand constant_none(compiler *c);
operand constant_str(compiler *c, lang_name *name);
ouro_obj *name_str(compiler *c, const lang_name *name); // interned, owned
uint16_t name_number(compiler *c, const lang_name *name);
uint16_t site(compiler *c, const lang_name *name);
uint16_t site_ascii(compiler *c, const char *name);
lang_name *ascii_name(compiler *c, const char *name);
lang_name *mangled(compiler *c, lang_name *name);
unit *unit_open(compiler *c, lang_scope *scope, ouro_owned qualname);
// Closes the innermost unit: its code object (owned), NULL if failed.
ouro_obj *unit_close(compiler *c, const char *name, uint32_t first_line, uint32_t flags);
ouro_obj *child_qualname(compiler *c, const char *name, lang_scope *child);
void range_open(compiler *c, block *b);
void range_close(compiler *c, block *b);
block *block_push(compiler *c, block_kind kind);
void block_pop(compiler *c);
uint64_t *bound_save(compiler *c);
void bound_restore(compiler *c, const uint64_t *saved);
void bound_meet(compiler *c, uint64_t *into); // into = into & now
void bound_set(compiler *c, uint32_t local);
bool bound_get(compiler *c, uint32_t local);

// ---- compile_name.c
operand load_name(compiler *c, lang_name *name, int dst);     // dst -1: anywhere
void store_name(compiler *c, lang_name *name, operand value); // releases value if temp
void delete_name(compiler *c, lang_name *name);
int local_register(compiler *c, lang_name *name); // plain local of a function, else -1

// ---- compile_expr.c
operand expr(compiler *c, const lang_expr *e);                               // any place
operand expr_stable(compiler *c, const lang_expr *e, const lang_expr *next); // stays as it is while `next` is computed
void expr_to(compiler *c, const lang_expr *e, uint16_t dst);
uint16_t expr_temp(compiler *c, const lang_expr *e); // into a new temporary
void effect(compiler *c, const lang_expr *e);        // value unused
void jump_if(compiler *c, const lang_expr *e, bool sense, label to);
void store(compiler *c, const lang_expr *target, operand value);
void assign(compiler *c, const lang_expr *target, const lang_expr *value);
ouro_obj *fold(compiler *c, const lang_expr *e); // owned constant or NULL
void call(compiler *c, const lang_expr *e, uint16_t base, int dst, unsigned leading, const lang_expr_seq *args,
          const lang_keyword_seq *keywords);
void emit_await(compiler *c, uint16_t reg, unsigned how); // awaits what is in reg, result there
void move_to(compiler *c, uint16_t dst, operand v);
void release(compiler *c, operand v); // gives a temporary up
unsigned rel_b(operand v);
unsigned rel_c(operand v);
uint16_t tuple_of_names(compiler *c, const lang_keyword_seq *keywords);

// ---- compile_function.c
void function_to(compiler *c, lang_scope *scope, const char *name, const lang_arguments *args, const lang_expr *returns,
                 const lang_stmt_seq *body, const lang_expr *lambda_body, uint32_t first_line, uint16_t dst);
void class_to(compiler *c, const lang_stmt *s, uint16_t dst);
void comprehension_to(compiler *c, const lang_expr *e, uint16_t dst);
void make_closure(compiler *c, ouro_owned code, unsigned flags, uint16_t pieces, uint16_t dst);

// ---- compile_stmt.c, compile_try.c, compile_match.c
void stmts(compiler *c, const lang_stmt_seq *seq);
void body_stmts(compiler *c, const lang_stmt_seq *seq, uint32_t from);
bool docstring(const lang_stmt_seq *body, const lang_const **doc);
void stmt_try(compiler *c, const lang_stmt *s);
void stmt_try_star(compiler *c, const lang_stmt *s);
void stmt_with(compiler *c, const lang_withitem_seq *items, uint32_t at, const lang_stmt_seq *body, bool async,
               lang_pos pos);
void stmt_match(compiler *c, const lang_stmt *s);
// Emits the way out of the blocks from number `keep` up, for return, break and continue: their ranges are closed, and
// only the blocks below `keep` remain. wound_back: what follows is inside all n blocks again.
void unwind(compiler *c, uint32_t keep);
void wound_back(compiler *c, uint32_t n);

#endif
