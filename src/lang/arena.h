// The arena of one parse: nodes, strings, and the table that makes every name unique.
#ifndef OURO_LANG_ARENA_H
#define OURO_LANG_ARENA_H

#include "base/arena.h"

// An identifier, NFKC-normalised UTF-8, 0-terminated. Interned: in one arena, equal names are equal
// pointers. `id` counts from 0 in order of first sight, so a table indexed by it is dense.
typedef struct lang_name {
    uint32_t hash;
    uint32_t id;
    uint32_t len;
    char utf8[];
} lang_name;

typedef struct lang_arena {
    ouro_arena mem;
    lang_name **slots; // open addressing, a power of two, at most half full
    uint32_t slot_count;
    uint32_t name_count;
} lang_arena;

void lang_arena_init(lang_arena *a, ouro_allocator allocator);
void lang_arena_free(lang_arena *a);

// The unique name of these bytes; NULL when out of memory.
OURO_MUST_USE lang_name *lang_arena_name(lang_arena *a, const char *utf8, size_t len);

#endif
