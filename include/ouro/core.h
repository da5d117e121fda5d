// A runtime without the Python on top: heap, objects, collector. For builders of other languages.
#ifndef OURO_CORE_H
#define OURO_CORE_H

#include <ouro/gc.h>
#include <ouro/heap.h>
#include <ouro/object.h>

OURO_BEGIN

typedef struct ouro_core_options {
    size_t memory_limit; // bytes, 0 for none
    uint32_t heap_flags; // OURO_HEAP_STATS, OURO_HEAP_FENCES
    const ouro_hooks *hooks; // copied; may be NULL
} ouro_core_options;

// Opens a runtime with no types. NULL when there is no memory. Close it with ouro_core_close.
OURO_API ouro_rt *ouro_core_open(const ouro_core_options *options);
// Frees the runtime and everything in it. Returns the number of objects still alive (leaked) before the heap went.
OURO_API size_t ouro_core_close(ouro_rt *rt);
OURO_API ouro_hooks *ouro_core_hooks(ouro_rt *rt);
OURO_API ouro_heap *ouro_core_heap(ouro_rt *rt);
OURO_API uint32_t ouro_pending_kind(const ouro_rt *rt); // 0: no error pending

OURO_END
#endif
