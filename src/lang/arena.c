#include "lang/arena.h"

#include "lang/token.h"

void lang_arena_init(lang_arena *a, ouro_allocator allocator) {
    *a = (lang_arena){0};
    ouro_arena_init(&a->mem, allocator);
}

void lang_arena_free(lang_arena *a) {
    ouro_arena_free(&a->mem);
    a->slots = NULL;
    a->slot_count = a->name_count = 0;
}

// FNV-1a: names are short.
static uint32_t hash_of(const char *s, size_t n) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 16777619u;
    return h ^ (h >> 15);
}

// The table doubles inside the arena; the old ones stay behind and add up to less than the new one.
static bool grow(lang_arena *a, uint32_t count) {
    lang_name **slots = ouro_arena_zalloc(&a->mem, count * sizeof *slots);
    if (!slots) return false;
    for (uint32_t i = 0; i < a->slot_count; i++) {
        lang_name *name = a->slots[i];
        if (!name) continue;
        uint32_t at = name->hash & (count - 1);
        while (slots[at]) at = (at + 1) & (count - 1);
        slots[at] = name;
    }
    a->slots = slots;
    a->slot_count = count;
    return true;
}

static lang_name *name_of(lang_arena *a, const char *utf8, size_t len) {
    uint32_t hash = hash_of(utf8, len);
    uint32_t mask = a->slot_count - 1;
    uint32_t at = hash & mask;
    for (lang_name *name; (name = a->slots[at]); at = (at + 1) & mask)
        if (name->hash == hash && name->len == len && memcmp(name->utf8, utf8, len) == 0) return name;
    lang_name *name = ouro_arena_alloc(&a->mem, sizeof *name + len + 1);
    if (!name) return NULL;
    name->hash = hash;
    name->id = a->name_count;
    name->len = (uint32_t)len;
    memcpy(name->utf8, utf8, len);
    name->utf8[len] = 0;
    a->slots[at] = name;
    a->name_count++;
    return name;
}

// The words of token.def come first, so that their ids are known.
static bool first_names(lang_arena *a) {
    static const char *const words[LANG_ID_COUNT] = {
#define LANG_KEYWORD(kind, text) text,
#define LANG_SOFT                LANG_KEYWORD
#include "lang/token.def"
#undef LANG_KEYWORD
#undef LANG_SOFT
    };
    while (a->name_count < LANG_ID_COUNT) {
        const char *word = words[a->name_count];
        if (!name_of(a, word, strlen(word))) return false;
    }
    return true;
}

lang_name *lang_arena_name(lang_arena *a, const char *utf8, size_t len) {
    if (len > UINT32_MAX / 2) return NULL;
    if (a->name_count >= a->slot_count / 2) {
        if (!grow(a, a->slot_count ? a->slot_count * 2 : 256)) return NULL;
    }
    if (OURO_UNLIKELY(a->name_count < LANG_ID_COUNT) && !first_names(a)) return NULL;
    return name_of(a, utf8, len);
}
