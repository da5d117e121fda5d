// The types layer's part of a runtime: interned names, shapes, the table of interned strings.
#ifndef OURO_TYPES_STATE_H
#define OURO_TYPES_STATE_H

#include "object/rt.h"

enum ouro_name {
#define NAME(x) OURO_N_##x,
#include "types/names.def"
#undef NAME
    OURO_NAME_COUNT
};

struct ouro_shape_table; // types/shape.c

struct ouro_types_state {
    ouro_obj *names[OURO_NAME_COUNT]; // interned, immortal
    ouro_obj **intern;                // open-addressing table of interned strings (not counted references)
    uint32_t intern_used, intern_mask;
    struct ouro_shape_table *shapes;
    ouro_obj *builtins;               // dict of module builtins (owned); NULL until it exists
    ouro_obj *modules;                // dict sys.modules (owned)
    uint64_t hash_seed;
    ouro_obj *repr_active;            // stack of containers whose repr runs: see types/abstract.h ouro_repr_enter
    void *spare_lists;                // reserved for free lists
    struct ouro_lookup_entry *lookup; // cache of attributes of types, types/type.c
    ouro_call_slot call_function;     // calls a Python function; set by the interpreter
    // The rest of the interpreter's: runs the body of a class statement in `ns`, returns its __class__ cell or None; the
    // global names of the innermost Python frame, or NULL.
    ouro_owned (*run_class_body)(ouro_rt *rt, ouro_borrowed function, ouro_borrowed ns);
    ouro_borrowed (*globals_peek)(ouro_rt *rt);
    // Does a frame run this function, or may a suspended generator go on in it?
    bool (*function_in_use)(ouro_rt *rt, ouro_borrowed function);
    int32_t int_digit_limit;          // types/int_text.c: 0 the default, -1 none
    struct ouro_structseq *structseqs; // descriptions of named tuples, types/structseq.c
    // super() without arguments: the class of the running method and its first argument (both owned). -1: error.
    int (*super_arguments)(ouro_rt *rt, ouro_obj **cls, ouro_obj **self);
    uint32_t function_version;        // last number given to ouro_function.version
};

// Interned str `x` (borrowed, immortal).
#define OURO_NAME(rt, x) ((rt)->ty->names[OURO_N_##x])

// Start and end of the layer: makes shared objects, builtin types, exception classes. -1: MemoryError (nothing kept).
int ouro_types_start(ouro_rt *rt);
// Optional, before it: the seed of the hashes of str and bytes (else 0).
int ouro_types_prepare(ouro_rt *rt, uint64_t hash_seed);
// First: drops caches and everything that can hold references to Python objects. Second: frees types and singletons.
void ouro_types_finish(ouro_rt *rt);

#endif
