// Inside of a dict: what dict.c, dict_methods.c and dict_views.c share.
//
// The block holds `capacity` entries and then the index. Entries are in the order of insertion. While every key is an
// exact str or an exact int of a machine word ("plain" keys: hash and equality need no Python code), an entry is
// {key, value}; otherwise {key, value, hash}. A deleted entry has key NULL; of a plain one the value holds the hash.
// Up to DICT_LINEAR entries there is no index. Above it, the index is a table of 2^bits numbers of entries plus one, 0
// for free; bits tells the width of a number. A deleted entry keeps its place in the index, so chains stay whole, until
// the last entries go: then everything behind them is undone, which is why popitem() and reinsertion cost no space.
#ifndef OURO_TYPES_DICT_H
#define OURO_TYPES_DICT_H

#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

enum {
    DICT_LINEAR = 8,
    DICT_BITS_MASK = 0x3f,   // of layout: log2 of the size of the index, 0 without one
    DICT_STORED_HASH = 0x40, // of layout: keys are not all plain
    DICT_KEYS_ADDED = 0x80,  // the bits from here count the keys added: inline caches of builtins see a new global
};

typedef struct dict_entry {
    ouro_obj *key, *value;
    int64_t hash; // only with DICT_STORED_HASH
} dict_entry;

OURO_INLINE ouro_dict *ouro_dict_cast(ouro_borrowed o) {
    return (ouro_dict *)o;
}
OURO_INLINE size_t dict_stride(const ouro_dict *d) {
    return d->layout & DICT_STORED_HASH ? 24 : 16;
}
OURO_INLINE dict_entry *dict_entry_at(const ouro_dict *d, size_t i) {
    return (dict_entry *)((char *)d->block + i * dict_stride(d));
}

OURO_INLINE bool dict_plain_key(ouro_borrowed key) {
    return ouro_is(key, OURO_T_str) || ouro_int_is_word(key);
}

// hash(int): the remainder by 2^61 - 1 with the sign of v, -2 in place of -1.
OURO_INLINE int64_t dict_word_hash(int64_t v) {
    if (OURO_UNLIKELY((uint64_t)v + (1ull << 60) >= (1ull << 61))) {
        const uint64_t m = (1ull << 61) - 1;
        uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
        u = (u & m) + (u >> 61);
        if (u >= m) u -= m;
        v = v < 0 ? -(int64_t)u : (int64_t)u;
    }
    return v == -1 ? -2 : v;
}
// Hash of a plain key that is in a dict: computed before, so nothing can fail.
OURO_INLINE int64_t dict_plain_hash(ouro_borrowed key) {
    return ouro_is(key, OURO_T_str) ? (int64_t)(((const ouro_str *)key)->hash_kind >> 3)
                                    : dict_word_hash(ouro_int_word(key));
}
OURO_INLINE int64_t dict_entry_hash(const ouro_dict *d, const dict_entry *e) {
    if (d->layout & DICT_STORED_HASH) return e->hash;
    return e->key ? dict_plain_hash(e->key) : (int64_t)(intptr_t)e->value;
}

// Hash of any key, -1: error. Exact str and int without a call of their slots.
int64_t ouro_dict_key_hash(ouro_rt *rt, ouro_borrowed key);
// Number of the entry with the key, -1: none, -2: error. Can run Python code; valid until the next such thing.
int64_t ouro_dict_find(ouro_rt *rt, const ouro_dict *d, ouro_borrowed key, int64_t hash);
// As ouro_dict_set_steal when the hash is known.
int ouro_dict_set_hashed_steal(ouro_rt *rt, ouro_dict *d, ouro_borrowed key, int64_t hash, ouro_owned value);
// Takes entry i out: *key and *value are owned by the caller afterwards.
void ouro_dict_take_entry(ouro_rt *rt, ouro_dict *d, size_t i, ouro_obj **key, ouro_obj **value);
// All pairs of src into the empty dict d. -1: MemoryError, d is as it was. Runs no Python code.
int ouro_dict_copy_into(ouro_rt *rt, ouro_dict *d, ouro_dict *src);
// Room for n entries in all. Never makes it smaller. -1: MemoryError.
int ouro_dict_reserve(ouro_rt *rt, ouro_dict *d, size_t n);

// Iterators of dicts and their views (dict_views.c).
ouro_owned ouro_dict_iterator_new(ouro_rt *rt, ouro_borrowed dict, uint32_t type);

#endif
