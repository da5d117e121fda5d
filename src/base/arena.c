#include "base/arena.h"

#include <stdlib.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 18 };

static void *libc_alloc(void *ctx, size_t size) {
    return malloc(size);
}
static void libc_free(void *ctx, void *block, size_t size) {
    free(block);
}

ouro_allocator ouro_allocator_libc(void) {
    return (ouro_allocator){.alloc = libc_alloc, .free = libc_free};
}

void ouro_arena_init(ouro_arena *a, ouro_allocator allocator) {
    *a = (ouro_arena){.chunk_size = FIRST_CHUNK, .allocator = allocator};
}

void ouro_arena_free(ouro_arena *a) {
    ouro_arena_chunk *chunk = a->chunks;
    while (chunk) {
        ouro_arena_chunk *prev = chunk->prev;
        a->allocator.free(a->allocator.ctx, chunk, chunk->size);
        chunk = prev;
    }
    ouro_arena_init(a, a->allocator);
}

static ouro_arena_chunk *chunk_new(ouro_arena *a, size_t size) {
    ouro_arena_chunk *chunk = a->allocator.alloc(a->allocator.ctx, size);
    if (!chunk) return NULL;
    chunk->size = size;
    a->held += size;
    return chunk;
}

void *ouro_arena_alloc_slow(ouro_arena *a, size_t size) {
    enum { HEAD = (sizeof(ouro_arena_chunk) + OURO_ARENA_ALIGN - 1) & ~(OURO_ARENA_ALIGN - 1) };
    if (size > SIZE_MAX / 2) return NULL;
    size = (size + OURO_ARENA_ALIGN - 1) & ~(size_t)(OURO_ARENA_ALIGN - 1);

    if (size > a->chunk_size / 4 && a->chunks) {
        // A large block gets a chunk of its own, below the current one, which stays in use.
        ouro_arena_chunk *chunk = chunk_new(a, HEAD + size);
        if (!chunk) return NULL;
        chunk->prev = a->chunks->prev;
        a->chunks->prev = chunk;
        return (char *)chunk + HEAD;
    }
    size_t want = a->chunk_size > HEAD + size ? a->chunk_size : HEAD + size;
    ouro_arena_chunk *chunk = chunk_new(a, want);
    if (!chunk) return NULL;
    chunk->prev = a->chunks;
    a->chunks = chunk;
    if (a->chunk_size < LARGEST_CHUNK) a->chunk_size *= 2;
    a->next = (char *)chunk + HEAD + size;
    a->end = (char *)chunk + want;
    return (char *)chunk + HEAD;
}

char *ouro_arena_copy(ouro_arena *a, const char *bytes, size_t n) {
    char *copy = ouro_arena_alloc(a, n + 1);
    if (!copy) return NULL;
    memcpy(copy, bytes, n);
    copy[n] = 0;
    return copy;
}
