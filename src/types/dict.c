// dict: the table. Its layout is described in types/dict.h. (Insertion order and the compact table: R. Hettinger, 2012;
// probing with the high bits of the hash stirred in: T. Peters, 2000.)
#include "types/dict.h"

#include "types/abstract.h"

#include <string.h>

#define DICT_MAX ((size_t)1 << 31)

// ---- sizes
OURO_INLINE unsigned dict_bits(const ouro_dict *d) {
    return d->layout & DICT_BITS_MASK;
}
// log2 of the bytes of one index number.
OURO_INLINE unsigned index_width(unsigned bits) {
    return bits <= 8 ? 0 : bits <= 16 ? 1 : 2;
}
static size_t index_bytes(unsigned bits) {
    return bits ? (size_t)1 << (bits + index_width(bits)) : 0;
}

// The smallest index that n entries fill to at most two thirds.
static unsigned bits_for(size_t n) {
    if (n <= DICT_LINEAR) return 0;
    unsigned bits = 4;
    while (((size_t)2 << bits) / 3 < n) bits++;
    return bits;
}

// The next capacity that holds n entries: 2 4 6 8, 10, then two steps a doubling of the index, and four for large ones,
// where the block grows in place. Chosen so that on average a tenth of the entries is spare.
static size_t step_capacity(size_t n) {
    if (n <= DICT_LINEAR) return (n + 1) & ~(size_t)1;
    unsigned bits = bits_for(n);
    size_t whole = (size_t)1 << bits;
    if (bits > 16 && n <= whole * 5 / 12) return whole * 5 / 12;
    if (n <= whole / 2) return whole / 2;
    if (bits > 16 && n <= whole * 7 / 12) return whole * 7 / 12;
    return whole * 2 / 3;
}

// ---- index
OURO_INLINE void *index_of(const ouro_dict *d) {
    return (char *)d->block + d->capacity * dict_stride(d);
}

OURO_INLINE size_t index_get(const void *index, unsigned width, size_t i) {
    switch (width) {
    case 0: return ((const uint8_t *)index)[i];
    case 1: return ((const uint16_t *)index)[i];
    default: return ((const uint32_t *)index)[i];
    }
}
OURO_INLINE void index_set(void *index, unsigned width, size_t i, size_t number) {
    switch (width) {
    case 0: ((uint8_t *)index)[i] = (uint8_t)number; break;
    case 1: ((uint16_t *)index)[i] = (uint16_t)number; break;
    default: ((uint32_t *)index)[i] = (uint32_t)number; break;
    }
}

// Place in the index that holds `number` (0: the first free one) on the path of `hash`.
static size_t index_place(const ouro_dict *d, int64_t hash, size_t number) {
    unsigned bits = dict_bits(d), width = index_width(bits);
    size_t mask = ((size_t)1 << bits) - 1, i = (size_t)hash & mask;
    const void *index = index_of(d);
    for (uint64_t perturb = (uint64_t)hash; index_get(index, width, i) != number;) {
        perturb >>= 5;
        i = (i * 5 + (size_t)perturb + 1) & mask;
    }
    return i;
}

static void index_add(ouro_dict *d, int64_t hash, size_t entry) {
    index_set(index_of(d), index_width(dict_bits(d)), index_place(d, hash, 0), entry + 1);
}

static void index_rebuild(ouro_dict *d) {
    memset(index_of(d), 0, index_bytes(dict_bits(d)));
    for (size_t i = 0; i < d->filled; i++) index_add(d, dict_entry_hash(d, dict_entry_at(d, i)), i);
}

// ---- lookup without Python code
// Two strings with hashes are equal only if length, hash and kind are: one word.
OURO_INLINE uint64_t str_word(ouro_borrowed s) {
    uint64_t w;
    memcpy(&w, &((const ouro_str *)s)->length, sizeof w);
    return w;
}
OURO_INLINE bool same_str(ouro_borrowed k, ouro_borrowed key, uint64_t word) {
    return str_word(k) == word && ouro_is(k, OURO_T_str) && ouro_str_equal_slow(k, key);
}

OURO_INLINE int64_t probe_str(const ouro_dict *d, ouro_borrowed key, uint32_t hash, unsigned bits, unsigned width) {
    ouro_obj *const *entries = d->block;
    const void *index = index_of(d);
    size_t mask = ((size_t)1 << bits) - 1, i = hash & mask;
    uint64_t perturb = hash, word = str_word(key);
    for (;;) {
        size_t n = index_get(index, width, i);
        if (n == 0) return -1;
        ouro_borrowed k = entries[(n - 1) * 2];
        if (k == key || (k && same_str(k, key, word))) return (int64_t)(n - 1);
        perturb >>= 5;
        i = (i * 5 + (size_t)perturb + 1) & mask;
    }
}

// key is an exact str whose hash is known, d has plain keys only.
static int64_t find_str(const ouro_dict *d, ouro_borrowed key, uint32_t hash) {
    unsigned bits = dict_bits(d);
    if (bits == 0) {
        ouro_obj *const *e = d->block;
        size_t n = d->filled * 2;
        for (size_t i = 0; i < n; i += 2) {
            if (e[i] == key) return (int64_t)(i / 2);
        }
        uint64_t word = str_word(key);
        for (size_t i = 0; i < n; i += 2) {
            if (e[i] && same_str(e[i], key, word)) return (int64_t)(i / 2);
        }
        return -1;
    }
    switch (index_width(bits)) {
    case 0: return probe_str(d, key, hash, bits, 0);
    case 1: return probe_str(d, key, hash, bits, 1);
    default: return probe_str(d, key, hash, bits, 2);
    }
}

OURO_INLINE bool same_word(ouro_borrowed k, int64_t value) {
    return ouro_int_is_word(k) && ouro_int_word(k) == value;
}

OURO_INLINE int64_t probe_word(const ouro_dict *d, int64_t value, int64_t hash, unsigned bits, unsigned width) {
    ouro_obj *const *e = d->block;
    const void *index = index_of(d);
    size_t mask = ((size_t)1 << bits) - 1, i = (size_t)hash & mask;
    for (uint64_t perturb = (uint64_t)hash;;) {
        size_t n = index_get(index, width, i);
        if (n == 0) return -1;
        ouro_borrowed k = e[(n - 1) * 2];
        if (k && same_word(k, value)) return (int64_t)(n - 1);
        perturb >>= 5;
        i = (i * 5 + (size_t)perturb + 1) & mask;
    }
}

// The key is an int of a machine word, d has plain keys only.
static int64_t find_word(const ouro_dict *d, int64_t value, int64_t hash) {
    unsigned bits = dict_bits(d);
    if (bits == 0) {
        ouro_obj *const *e = d->block;
        for (size_t i = 0, n = d->filled * 2; i < n; i += 2) {
            if (e[i] && same_word(e[i], value)) return (int64_t)(i / 2);
        }
        return -1;
    }
    switch (index_width(bits)) {
    case 0: return probe_word(d, value, hash, bits, 0);
    case 1: return probe_word(d, value, hash, bits, 1);
    default: return probe_word(d, value, hash, bits, 2);
    }
}

// ---- lookup of any key
// Compares entry i, whose hash is that of `key`. 1: it is the key, 0: it is not, -1: error, 2: the table changed.
static int same_key(ouro_rt *rt, const ouro_dict *d, size_t i, ouro_borrowed key) {
    ouro_obj *k = dict_entry_at(d, i)->key;
    if (k == key) return 1;
    if (ouro_is(k, OURO_T_str) && ouro_is(key, OURO_T_str)) return ouro_str_equal_slow(k, key);
    if (ouro_int_is_word(k) && ouro_int_is_word(key)) return ouro_int_word(k) == ouro_int_word(key);
    const void *block = d->block;
    uint32_t capacity = d->capacity, layout = d->layout;
    ouro_ref(rt, k);
    int same = ouro_compare_bool(rt, k, key, OURO_EQ);
    bool changed = d->block != block || d->capacity != capacity || d->layout != layout || i >= d->filled ||
                   dict_entry_at(d, i)->key != k;
    ouro_release(rt, k);
    if (same < 0) return -1;
    return changed ? 2 : same;
}

static int64_t find_any(ouro_rt *rt, const ouro_dict *d, ouro_borrowed key, int64_t hash) {
again:;
    unsigned bits = dict_bits(d);
    if (bits == 0) {
        for (size_t i = 0; i < d->filled; i++) {
            const dict_entry *e = dict_entry_at(d, i);
            if (!e->key || dict_entry_hash(d, e) != hash) continue;
            int same = same_key(rt, d, i, key);
            if (same == 1) return (int64_t)i;
            if (same < 0) return -2;
            if (same == 2) goto again;
        }
        return -1;
    }
    unsigned width = index_width(bits);
    size_t mask = ((size_t)1 << bits) - 1, at = (size_t)hash & mask;
    for (uint64_t perturb = (uint64_t)hash;;) {
        size_t n = index_get(index_of(d), width, at);
        if (n == 0) return -1;
        const dict_entry *e = dict_entry_at(d, n - 1);
        if (e->key && dict_entry_hash(d, e) == hash) {
            int same = same_key(rt, d, n - 1, key);
            if (same == 1) return (int64_t)n - 1;
            if (same < 0) return -2;
            if (same == 2) goto again;
        }
        perturb >>= 5;
        at = (at * 5 + (size_t)perturb + 1) & mask;
    }
}

int64_t ouro_dict_key_hash(ouro_rt *rt, ouro_borrowed key) {
    if (OURO_LIKELY(ouro_is(key, OURO_T_str))) return ouro_str_hash32(rt, key);
    if (ouro_int_is_word(key)) return dict_word_hash(ouro_int_word(key));
    return ouro_hash(rt, key);
}

int64_t ouro_dict_find(ouro_rt *rt, const ouro_dict *d, ouro_borrowed key, int64_t hash) {
    if (d->used == 0) return -1;
    if (!(d->layout & DICT_STORED_HASH)) {
        if (OURO_LIKELY(ouro_is(key, OURO_T_str))) return find_str(d, key, (uint32_t)hash);
        if (ouro_int_is_word(key)) return find_word(d, ouro_int_word(key), hash);
    }
    return find_any(rt, d, key, hash);
}

// ---- room
// Moves live entries down over deleted ones.
static void squeeze(ouro_dict *d) {
    size_t stride = dict_stride(d), to = 0;
    for (size_t i = 0; i < d->filled; i++) {
        if (!dict_entry_at(d, i)->key) continue;
        if (i != to) memcpy(dict_entry_at(d, to), dict_entry_at(d, i), stride);
        to++;
    }
    d->filled = (uint32_t)to;
}

// A table of `capacity` >= used entries, deleted ones gone. -1: MemoryError, nothing changed.
static int resize(ouro_rt *rt, ouro_dict *d, size_t capacity, bool stored_hash) {
    if (capacity > DICT_MAX) {
        ouro_raise_memory(rt);
        return -1;
    }
    unsigned bits = bits_for(capacity), old_bits = dict_bits(d);
    size_t stride = stored_hash ? 24 : 16, old_stride = dict_stride(d);
    size_t bytes = capacity * stride + index_bytes(bits);
    if (stride == old_stride && d->used == d->filled && capacity > d->capacity) { // grows, perhaps in place
        char *block = ouro_raw_realloc(rt, d->block, bytes);
        if (!block) return -1;
        size_t old_capacity = d->capacity;
        d->block = block;
        d->capacity = (uint32_t)capacity;
        d->layout = (d->layout & ~(DICT_KEYS_ADDED - 1u)) | bits | (stored_hash ? DICT_STORED_HASH : 0);
        if (bits && bits == old_bits)
            memmove(block + capacity * stride, block + old_capacity * stride, index_bytes(bits));
        else if (bits)
            index_rebuild(d);
        return 0;
    }
    char *block = ouro_raw_alloc(rt, bytes);
    if (!block) return -1;
    dict_entry *to = (dict_entry *)block;
    for (size_t i = 0; i < d->filled; i++) {
        const dict_entry *e = dict_entry_at(d, i);
        if (!e->key) continue;
        to->key = e->key;
        to->value = e->value;
        if (stored_hash) to->hash = dict_entry_hash(d, e);
        to = (dict_entry *)((char *)to + stride);
    }
    ouro_raw_free(rt, d->block);
    d->block = block;
    d->filled = d->used;
    d->capacity = (uint32_t)capacity;
    d->layout = (d->layout & ~(DICT_KEYS_ADDED - 1u)) | bits | (stored_hash ? DICT_STORED_HASH : 0);
    if (bits) index_rebuild(d);
    return 0;
}

// Room for one more entry, with a stored hash if so wanted.
static int make_room(ouro_rt *rt, ouro_dict *d, bool stored_hash) {
    bool convert = stored_hash && !(d->layout & DICT_STORED_HASH);
    stored_hash |= (d->layout & DICT_STORED_HASH) != 0;
    size_t spare = d->filled - d->used;
    if (spare * 4 >= d->filled && spare && !convert) { // a quarter is deleted: that room is enough
        if (d->capacity > 2 * DICT_LINEAR && d->used < d->capacity / 3)
            return resize(rt, d, step_capacity(d->used + d->used / 2 + 1), stored_hash);
        squeeze(d);
        if (dict_bits(d)) index_rebuild(d);
        return 0;
    }
    if (convert && d->filled < d->capacity) return resize(rt, d, d->capacity, true);
    return resize(rt, d, step_capacity((size_t)d->used + 1), stored_hash);
}

int ouro_dict_reserve(ouro_rt *rt, ouro_dict *d, size_t n) {
    if (n <= d->capacity) return 0;
    return resize(rt, d, n <= DICT_LINEAR ? (n + 1) & ~(size_t)1 : n, (d->layout & DICT_STORED_HASH) != 0);
}

// ---- insertion and removal
OURO_INLINE void maybe_track(ouro_rt *rt, ouro_dict *d, ouro_borrowed key, ouro_borrowed value) {
    if (!ouro_tracked(&d->head) && (ouro_may_cycle(rt, value) || ouro_may_cycle(rt, key))) ouro_track(rt, &d->head);
}

// Adds a key that is not in the table.
static int insert(ouro_rt *rt, ouro_dict *d, ouro_borrowed key, int64_t hash, ouro_owned value) {
    bool stored_hash = !dict_plain_key(key);
    if ((d->filled == d->capacity || (stored_hash && !(d->layout & DICT_STORED_HASH))) &&
        make_room(rt, d, stored_hash) < 0) {
        ouro_release(rt, value);
        return -1;
    }
    size_t i = d->filled;
    dict_entry *e = dict_entry_at(d, i);
    if (d->layout & DICT_STORED_HASH) e->hash = hash;
    ouro_slot_init(rt, &d->head, &e->key, ouro_ref(rt, key));
    ouro_slot_init(rt, &d->head, &e->value, value);
    if (dict_bits(d)) index_add(d, hash, i);
    d->filled++;
    d->used++;
    d->layout += DICT_KEYS_ADDED;
    maybe_track(rt, d, key, value);
    return 0;
}

int ouro_dict_set_hashed_steal(ouro_rt *rt, ouro_dict *d, ouro_borrowed key, int64_t hash, ouro_owned value) {
    int64_t i = ouro_dict_find(rt, d, key, hash);
    if (i == -1) return insert(rt, d, key, hash, value);
    if (i < 0) {
        ouro_release(rt, value);
        return -1;
    }
    maybe_track(rt, d, value, value);
    ouro_slot_set(rt, &d->head, &dict_entry_at(d, (size_t)i)->value, value);
    return 0;
}

// Empties the table without releasing: the block is the caller's.
static void forget(ouro_dict *d) {
    d->block = NULL;
    d->used = d->filled = d->capacity = 0;
    d->layout &= ~(DICT_KEYS_ADDED - 1u);
}

void ouro_dict_take_entry(ouro_rt *rt, ouro_dict *d, size_t i, ouro_obj **key, ouro_obj **value) {
    dict_entry *e = dict_entry_at(d, i);
    int64_t hash = dict_entry_hash(d, e);
    *key = ouro_slot_take(rt, &d->head, &e->key);
    *value = ouro_slot_take(rt, &d->head, &e->value);
    if (!(d->layout & DICT_STORED_HASH)) e->value = (ouro_obj *)(intptr_t)hash;
    unsigned bits = dict_bits(d);
    if (--d->used == 0) {
        d->filled = 0;
        if (bits) {
            ouro_raw_free(rt, d->block);
            forget(d);
        }
        return;
    }
    // Undo insertions from the end: no chain goes through the place of the last entry.
    while (d->filled > 0 && !(e = dict_entry_at(d, d->filled - 1))->key) {
        if (bits) index_set(index_of(d), index_width(bits), index_place(d, dict_entry_hash(d, e), d->filled), 0);
        d->filled--;
    }
}

static void release_entries(ouro_rt *rt, ouro_dict *d, void *block, size_t filled, size_t stride) {
    for (size_t i = 0; i < filled; i++) {
        dict_entry *e = (dict_entry *)((char *)block + i * stride);
        if (!e->key) continue;
        ouro_slot_clear(rt, &d->head, &e->key);
        ouro_slot_clear(rt, &d->head, &e->value);
    }
    ouro_raw_free(rt, block);
}

void ouro_dict_clear(ouro_rt *rt, ouro_borrowed dict) {
    ouro_dict *d = ouro_dict_cast(dict);
    void *block = d->block;
    size_t filled = d->filled, stride = dict_stride(d);
    if (!block) return;
    forget(d); // what is released can run code that uses the dict
    release_entries(rt, d, block, filled, stride);
}

// ---- making dicts
ouro_owned ouro_dict_new(ouro_rt *rt) {
    ouro_dict *d = (ouro_dict *)ouro_new_fixed(rt, OURO_T_dict, sizeof(ouro_dict));
    if (d) forget(d);
    return (ouro_obj *)d;
}

ouro_owned ouro_dict_new_sized(ouro_rt *rt, size_t entries) {
    ouro_dict *d = (ouro_dict *)ouro_dict_new(rt);
    if (!d || entries == 0) return (ouro_obj *)d;
    if (entries > DICT_LINEAR) {
        if (ouro_dict_reserve(rt, d, entries) == 0) return &d->head;
    } else {
        d->block = ouro_raw_alloc(rt, entries * 16); // plain keys, no index
        d->capacity = (uint32_t)entries;
        if (d->block) return &d->head;
    }
    d->capacity = 0;
    ouro_release(rt, &d->head);
    return NULL;
}

int ouro_dict_copy_into(ouro_rt *rt, ouro_dict *d, ouro_dict *src) {
    if (src->used == 0) return 0;
    bool stored_hash = (src->layout & DICT_STORED_HASH) != 0;
    if (src->used == src->filled && src->capacity - src->used <= src->used / 8 + 2) { // the whole block as it is
        size_t bytes = src->capacity * dict_stride(src) + index_bytes(dict_bits(src));
        void *block = ouro_raw_alloc(rt, bytes);
        if (!block) return -1;
        memcpy(block, src->block, bytes);
        ouro_raw_free(rt, d->block);
        d->block = block;
        d->capacity = src->capacity;
        d->layout = (d->layout & ~(DICT_KEYS_ADDED - 1u)) | (src->layout & (DICT_KEYS_ADDED - 1u));
        d->layout += DICT_KEYS_ADDED;
        d->used = d->filled = src->used;
        for (size_t i = 0; i < d->filled; i++) {
            dict_entry *e = dict_entry_at(d, i);
            ouro_slot_init(rt, &d->head, &e->key, ouro_ref(rt, e->key));
            ouro_slot_init(rt, &d->head, &e->value, ouro_ref(rt, e->value));
        }
    } else {
        if (resize(rt, d, src->used <= DICT_LINEAR ? (src->used + 1u) & ~1u : src->used, stored_hash) < 0) return -1;
        for (size_t i = 0; i < src->filled; i++) {
            const dict_entry *from = dict_entry_at(src, i);
            if (!from->key) continue;
            dict_entry *e = dict_entry_at(d, d->filled);
            ouro_slot_init(rt, &d->head, &e->key, ouro_ref(rt, from->key));
            ouro_slot_init(rt, &d->head, &e->value, ouro_ref(rt, from->value));
            if (stored_hash) e->hash = from->hash;
            d->filled++;
        }
        d->used = d->filled;
        if (dict_bits(d)) index_rebuild(d);
    }
    if (ouro_tracked(&src->head) && !ouro_tracked(&d->head)) ouro_track(rt, &d->head);
    return 0;
}

ouro_owned ouro_dict_copy(ouro_rt *rt, ouro_borrowed dict) {
    ouro_dict *d = (ouro_dict *)ouro_dict_new(rt);
    if (d && ouro_dict_copy_into(rt, d, ouro_dict_cast(dict)) < 0) {
        ouro_release(rt, &d->head);
        return NULL;
    }
    return (ouro_obj *)d;
}

// ---- what C code calls
ouro_borrowed ouro_dict_peek(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    ouro_dict *d = ouro_dict_cast(dict);
    int64_t hash = ouro_dict_key_hash(rt, key);
    if (hash == -1) return NULL;
    int64_t i = ouro_dict_find(rt, d, key, hash);
    return i < 0 ? NULL : dict_entry_at(d, (size_t)i)->value;
}

ouro_owned ouro_dict_get(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    return ouro_xref(rt, ouro_dict_peek(rt, dict, key));
}

ouro_borrowed ouro_dict_peek_str(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    ouro_dict *d = ouro_dict_cast(dict);
    int64_t i = ouro_dict_find(rt, d, key, ouro_str_hash32(rt, key));
    return i < 0 ? NULL : dict_entry_at(d, (size_t)i)->value;
}

ouro_borrowed ouro_dict_peek_ascii(ouro_rt *rt, ouro_borrowed dict, const char *key) {
    // While all keys are plain, no code runs that could keep the key: it needs no memory of the heap, so that this does
    // not fail.
    union {
        ouro_str str;
        uint8_t room[sizeof(ouro_str) + 48];
    } on_stack = {.str = {.head = {.rc = INT32_MIN / 2, .tf = OURO_T_str}}};
    size_t n = strlen(key);
    if (!(ouro_dict_cast(dict)->layout & DICT_STORED_HASH) && n < 48) {
        on_stack.str.length = (uint32_t)n;
        memcpy(on_stack.room + sizeof(ouro_str), key, n + 1);
        return ouro_dict_peek(rt, dict, &on_stack.str.head);
    }
    ouro_obj *s = ouro_str_from_ascii(rt, key, n);
    if (!s) return NULL;
    ouro_borrowed value = ouro_dict_peek(rt, dict, s);
    ouro_release(rt, s);
    return value;
}

int ouro_dict_set_steal(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key, ouro_owned value) {
    int64_t hash = ouro_dict_key_hash(rt, key);
    if (hash == -1) {
        ouro_release(rt, value);
        return -1;
    }
    return ouro_dict_set_hashed_steal(rt, ouro_dict_cast(dict), key, hash, value);
}

int ouro_dict_set(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key, ouro_borrowed value) {
    return ouro_dict_set_steal(rt, dict, key, ouro_ref(rt, value));
}

int ouro_dict_set_ascii(ouro_rt *rt, ouro_borrowed dict, const char *key, ouro_borrowed value) {
    ouro_obj *s = ouro_str_interned_cstring(rt, key);
    if (!s) return -1;
    int result = ouro_dict_set(rt, dict, s, value);
    ouro_release(rt, s);
    return result;
}

ouro_owned ouro_dict_take(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    ouro_dict *d = ouro_dict_cast(dict);
    int64_t hash = ouro_dict_key_hash(rt, key);
    if (hash == -1) return NULL;
    int64_t i = ouro_dict_find(rt, d, key, hash);
    if (i < 0) return NULL;
    ouro_obj *k, *value;
    ouro_dict_take_entry(rt, d, (size_t)i, &k, &value);
    ouro_release(rt, k);
    return value;
}

int ouro_dict_delete(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    ouro_obj *value = ouro_dict_take(rt, dict, key);
    if (!value) return ouro_error_pending(rt) ? -1 : 1;
    ouro_release(rt, value);
    return 0;
}

int ouro_dict_contains(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    int64_t hash = ouro_dict_key_hash(rt, key);
    if (hash == -1) return -1;
    int64_t i = ouro_dict_find(rt, ouro_dict_cast(dict), key, hash);
    return i >= 0 ? 1 : i == -1 ? 0 : -1;
}

ouro_borrowed ouro_dict_setdefault_peek(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key, ouro_borrowed value) {
    ouro_dict *d = ouro_dict_cast(dict);
    int64_t hash = ouro_dict_key_hash(rt, key);
    if (hash == -1) return NULL;
    int64_t i = ouro_dict_find(rt, d, key, hash);
    if (i >= 0) return dict_entry_at(d, (size_t)i)->value;
    if (i == -2 || insert(rt, d, key, hash, ouro_ref(rt, value)) < 0) return NULL;
    return value;
}

bool ouro_dict_next(ouro_borrowed dict, size_t *pos, ouro_obj **key, ouro_obj **value) {
    const ouro_dict *d = ouro_dict_cast(dict);
    while (*pos < d->filled) {
        const dict_entry *e = dict_entry_at(d, (*pos)++);
        if (!e->key) continue;
        if (key) *key = e->key;
        if (value) *value = e->value;
        return true;
    }
    return false;
}

int64_t ouro_dict_entry_of_str(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key) {
    const ouro_dict *d = ouro_dict_cast(dict);
    if (d->layout & DICT_STORED_HASH) return -1;
    int64_t i = ouro_dict_find(rt, d, key, ouro_str_hash32(rt, key));
    return i >= 0 && dict_entry_at(d, (size_t)i)->key == key ? i : -1;
}

ouro_borrowed ouro_dict_entry_peek(ouro_borrowed dict, size_t entry, ouro_borrowed key) {
    const ouro_dict *d = ouro_dict_cast(dict);
    if (entry >= d->filled) return NULL;
    const dict_entry *e = dict_entry_at(d, entry);
    return e->key == key ? e->value : NULL;
}

bool ouro_dict_entry_replace(ouro_rt *rt, ouro_borrowed dict, size_t entry, ouro_borrowed key, ouro_owned value) {
    ouro_dict *d = ouro_dict_cast(dict);
    if (entry >= d->filled) return false;
    dict_entry *e = dict_entry_at(d, entry);
    if (e->key != key) return false;
    maybe_track(rt, d, value, value);
    ouro_slot_set(rt, &d->head, &e->value, value);
    return true;
}
