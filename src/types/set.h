// Inside of a set: what set.c and set_methods.c share.
//
// A set is a table of 2^n places, probed exactly as CPython 3.11 does and grown at the same moments, so that sets of
// ints print in the same order. The places hold numbers of entries plus one, 0 for free; the entries lie densely in the
// order of insertion: {key} while every key is plain (types/dict.h), {key, hash} otherwise. The block holds the places
// and then the entries. A table of 8 places has them as 4-bit numbers in the object itself (`places`).
// A removed entry has key NULL and keeps its place until another key takes it or the table is made anew.
#ifndef OURO_TYPES_SET_H
#define OURO_TYPES_SET_H

#include "types/containers.h"
#include "types/dict.h"

#define SET_STORED_HASH 0x80000000u // in mask

OURO_INLINE ouro_set *ouro_set_cast(ouro_borrowed o) {
    return (ouro_set *)o;
}
// A set just made has mask 0, which means 7 too.
OURO_INLINE size_t set_mask(const ouro_set *s) {
    return (s->mask & ~SET_STORED_HASH) | 7;
}
OURO_INLINE size_t set_stride(const ouro_set *s) {
    return s->mask & SET_STORED_HASH ? 16 : 8;
}
OURO_INLINE unsigned set_width(size_t mask) {
    return mask < 256 ? 0 : mask < 65536 ? 1 : 2;
}
OURO_INLINE size_t set_places_bytes(size_t mask) {
    return mask == 7 ? 0 : (mask + 1) << set_width(mask);
}

typedef struct set_entry {
    ouro_obj *key;
    int64_t hash; // only with SET_STORED_HASH
} set_entry;
OURO_INLINE set_entry *set_entry_at(const ouro_set *s, size_t i) {
    return (set_entry *)((char *)s->block + set_places_bytes(set_mask(s)) + i * set_stride(s));
}
// Entry number plus one at a place, 0: free.
OURO_INLINE size_t set_place(const ouro_set *s, size_t mask, size_t i) {
    if (mask == 7) return s->places >> (4 * i) & 15;
    switch (set_width(mask)) {
    case 0: return ((const uint8_t *)s->block)[i];
    case 1: return ((const uint16_t *)s->block)[i];
    default: return ((const uint32_t *)s->block)[i];
    }
}
OURO_INLINE int64_t set_entry_hash(const ouro_set *s, const set_entry *e) {
    return s->mask & SET_STORED_HASH ? e->hash : dict_plain_hash(e->key);
}
// The entry at place *pos or behind it, *pos moves past it. NULL at the end.
OURO_INLINE set_entry *set_step(const ouro_set *s, size_t *pos) {
    size_t mask = set_mask(s);
    for (size_t i = *pos; i <= mask; i++) {
        size_t n = set_place(s, mask, i);
        if (n && set_entry_at(s, n - 1)->key) {
            *pos = i + 1;
            return set_entry_at(s, n - 1);
        }
    }
    *pos = mask + 1;
    return NULL;
}
OURO_INLINE bool ouro_any_set(const ouro_rt *rt, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_set) || ouro_is(o, OURO_T_frozenset)) return true;
    return (ouro_type_of(rt, o)->flags & OURO_TF_HEAP) &&
           (ouro_is_a(rt, o, OURO_T_set) || ouro_is_a(rt, o, OURO_T_frozenset));
}

// With the hash known. Find: entry number, -1 missing, -2 error.
int64_t ouro_set_find(ouro_rt *rt, const ouro_set *s, ouro_borrowed key, int64_t hash);
int ouro_set_add_hashed(ouro_rt *rt, ouro_set *s, ouro_borrowed key, int64_t hash);
int ouro_set_discard_hashed(ouro_rt *rt, ouro_set *s, ouro_borrowed key, int64_t hash); // 1, 0, -1
ouro_owned ouro_set_take_entry(ouro_rt *rt, ouro_set *s, size_t entry);                 // the key, owned
int ouro_set_merge(ouro_rt *rt, ouro_set *s, ouro_set *other);                          // from another set
void ouro_set_clear(ouro_rt *rt, ouro_set *s);
void ouro_set_swap(ouro_set *a, ouro_set *b); // contents
// If many removed entries lie about, a new table.
int ouro_set_tidy(ouro_rt *rt, ouro_set *s);

#endif
