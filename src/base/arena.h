// Bump arena: many small allocations, freed together. Memory comes from an allocator the owner
// supplies, so a runtime's memory limit covers it. Every allocation can fail with NULL.
#ifndef OURO_BASE_ARENA_H
#define OURO_BASE_ARENA_H

#include <ouro/base.h>
#include <string.h>

typedef struct ouro_allocator {
    void *ctx;
    void *(*alloc)(void *ctx, size_t size);
    void (*free)(void *ctx, void *block, size_t size); // `size` is what alloc was asked for
} ouro_allocator;

// The C library's allocator.
ouro_allocator ouro_allocator_libc(void);

typedef struct ouro_arena_chunk {
    struct ouro_arena_chunk *prev;
    size_t size; // whole chunk, header included
} ouro_arena_chunk;

typedef struct ouro_arena {
    char *next, *end; // free part of the newest chunk
    ouro_arena_chunk *chunks;
    size_t chunk_size; // of the next ordinary chunk; grows
    size_t held;       // bytes asked of the allocator
    ouro_allocator allocator;
} ouro_arena;

#define OURO_ARENA_ALIGN 8

void ouro_arena_init(ouro_arena *a, ouro_allocator allocator);
void ouro_arena_free(ouro_arena *a); // gives everything back; the arena can be used again
OURO_MUST_USE void *ouro_arena_alloc_slow(ouro_arena *a, size_t size);

OURO_MUST_USE OURO_INLINE void *ouro_arena_alloc(ouro_arena *a, size_t size) {
    if (OURO_UNLIKELY(size > (size_t)(a->end - a->next))) return ouro_arena_alloc_slow(a, size);
    char *block = a->next;
    size_t room = (size_t)(a->end - block);
    size = (size + OURO_ARENA_ALIGN - 1) & ~(size_t)(OURO_ARENA_ALIGN - 1);
    a->next += size < room ? size : room;
    return block;
}

OURO_MUST_USE OURO_INLINE void *ouro_arena_zalloc(ouro_arena *a, size_t size) {
    void *block = ouro_arena_alloc(a, size);
    return block ? memset(block, 0, size) : NULL;
}

// A copy of bytes with a 0 after them.
OURO_MUST_USE char *ouro_arena_copy(ouro_arena *a, const char *bytes, size_t n);

#endif
