// The runtime layer's own state.
#ifndef OURO_RUNTIME_RUNTIME_H
#define OURO_RUNTIME_RUNTIME_H

#include <ouro/ouro.h>

#include "object/rt.h"

// The options of a runtime, in one raw block with the strings behind; rt->options points here.
struct ouro_runtime {
    ouro_options options;
    char strings[];
};
struct ouro_runtime *ouro_runtime_options_copy(ouro_rt *rt, const ouro_options *options); // NULL: MemoryError
uint64_t ouro_runtime_hash_seed(const ouro_options *options);
// Lowest address the C stack may reach in this thread.
char *ouro_runtime_stack_limit(size_t wanted);

#endif
