// Code objects, functions: what the compiler makes and the interpreter runs.
#ifndef OURO_TYPES_CODE_H
#define OURO_TYPES_CODE_H

#include "object/rt.h"

// One instruction: 64 bits. `op` low byte opcode, high byte flags. Meaning of a, b, c by opcode: vm/opcodes.def.
typedef struct ouro_instruction {
    uint16_t op;
    uint16_t a, b, c;
} ouro_instruction;

// Source position of one instruction, CPython's co_positions. Stored delta-coded in `positions`; decode with
// ouro_code_position. Lines from 1, columns from 0 in UTF-8 bytes, -1 unknown.
typedef struct ouro_position {
    int32_t line, end_line, column, end_column;
} ouro_position;

// Exceptions raised at instructions [from, to) go to `handler`. Temporaries at registers >= depth are released first.
// Entries are sorted so that the first that covers an instruction is the innermost.
typedef struct ouro_handler {
    uint32_t from, to, handler;
    uint16_t depth;  // first register to release
    uint16_t target; // register that receives the exception object
} ouro_handler;

// Inline cache of one instruction; meaning by opcode (vm/cache.h).
typedef struct ouro_cache {
    uint32_t version; // type version, dict layout version...; 0: empty
    uint32_t shape;
    uint32_t index;   // slot or entry
    uint16_t kind;
    uint16_t misses;
    const void *pointer; // borrowed, valid while `version` matches
} ouro_cache;

enum ouro_code_flags { // CPython's co_flags
    OURO_CO_OPTIMIZED = 1, OURO_CO_NEWLOCALS = 2, OURO_CO_VARARGS = 4, OURO_CO_VARKEYWORDS = 8, OURO_CO_NESTED = 16,
    OURO_CO_GENERATOR = 32, OURO_CO_COROUTINE = 128, OURO_CO_ITERABLE_COROUTINE = 256, OURO_CO_ASYNC_GENERATOR = 512,
    OURO_CO_FUTURE_ANNOTATIONS = 0x1000000,
    OURO_CO_HAS_DOC = 0x4000000, // constants[0] is the documentation string
};

typedef struct ouro_code {
    ouro_obj head;
    ouro_obj *name, *qualname, *filename;          // str
    ouro_obj *constants;                           // tuple
    ouro_obj *names;                               // tuple of interned str: attributes, globals
    ouro_obj *varnames, *cellvars, *freevars;      // tuples of interned str
    ouro_instruction *code;                        // raw block
    ouro_cache *caches;                            // raw block of n_caches; NULL until the code is warm
    uint32_t *site_names;                          // raw block: index in names of each of n_caches sites
    ouro_handler *handlers;                        // raw block or NULL
    uint8_t *positions;                            // raw block, delta-coded
    uint32_t n_code, n_caches, n_handlers, n_positions;
    uint32_t flags;
    uint32_t first_line;
    uint32_t argcount, posonly, kwonly; // as co_argcount (includes positional-only), ...
    uint32_t nlocals;    // varnames: parameters first, then *args, **kwargs, then locals
    uint32_t nregs;      // registers of a frame: locals, cells, free variables, temporaries
    uint32_t cell_base;  // first register of cellvars; freevars follow
    uint32_t temp_base;  // first temporary
    uint32_t calls;      // times entered, until warm
    ouro_obj *self_names;// tuple of names assigned as self.X in the body (methods), or NULL: hint of instance size
} ouro_code;

typedef struct ouro_function {
    ouro_obj head;
    ouro_obj *code;       // ouro_code
    ouro_obj *globals;    // dict
    ouro_obj *builtins;   // dict
    ouro_obj *closure;    // tuple of cells or NULL
    ouro_obj *defaults;   // tuple or NULL
    ouro_obj *kwdefaults; // dict or NULL
    ouro_obj *name, *qualname; // str; NULL: the code's
    ouro_obj *extra;      // dict of rare things: __doc__ __module__ __annotations__ __dict__ ; NULL until needed
    uint32_t version;     // changes with code/defaults; 0 none
    uint32_t flags;
} ouro_function;

ouro_owned ouro_function_new(ouro_rt *rt, ouro_borrowed code, ouro_borrowed globals);
ouro_position ouro_code_position(const ouro_code *code, uint32_t instruction);
uint32_t ouro_code_line(const ouro_code *code, uint32_t instruction);
// Encodes n positions into a raw block (*out, *len). -1: MemoryError.
int ouro_positions_encode(ouro_rt *rt, const ouro_position *p, uint32_t n, uint8_t **out, uint32_t *len);
// An empty code object: everything NULL or zero; the compiler fills it.
ouro_owned ouro_code_new(ouro_rt *rt);

#endif
