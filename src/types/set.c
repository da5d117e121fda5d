// set and frozenset: the table. Its layout is described in types/set.h.
#include "types/set.h"

#include "types/abstract.h"

#include <string.h>

enum { NEAR = 9 }; // places looked at in a row before jumping

// ---- places
static void place_set(ouro_set *s, size_t mask, size_t i, size_t number) {
    if (mask == 7) {
        s->places = (s->places & ~(15u << (4 * i))) | (uint32_t)number << (4 * i);
        return;
    }
    switch (set_width(mask)) {
    case 0: ((uint8_t *)s->block)[i] = (uint8_t)number; break;
    case 1: ((uint16_t *)s->block)[i] = (uint16_t)number; break;
    default: ((uint32_t *)s->block)[i] = (uint32_t)number; break;
    }
}

// A walk along the places of a hash.
typedef struct walk {
    size_t mask, start, at, last;
    uint64_t perturb;
} walk;
OURO_INLINE void walk_row(walk *w) {
    w->at = w->start;
    w->last = w->start + NEAR <= w->mask ? w->start + NEAR : w->start;
}
OURO_INLINE walk walk_begin(const ouro_set *s, int64_t hash) {
    walk w = {.mask = set_mask(s), .perturb = (uint64_t)hash};
    w.start = (size_t)hash & w.mask;
    walk_row(&w);
    return w;
}
OURO_INLINE void walk_on(walk *w) {
    if (w->at < w->last) {
        w->at++;
        return;
    }
    w->perturb >>= 5;
    w->start = (w->start * 5 + 1 + (size_t)w->perturb) & w->mask;
    walk_row(w);
}

static size_t free_place(const ouro_set *s, int64_t hash) {
    walk w = walk_begin(s, hash);
    while (set_place(s, w.mask, w.at)) walk_on(&w);
    return w.at;
}

// ---- lookup
// 1 the key, 0 another, -1 error, 2 the table changed.
static int same_key(ouro_rt *rt, const ouro_set *s, size_t entry, ouro_borrowed key) {
    ouro_obj *k = set_entry_at(s, entry)->key;
    if (k == key) return 1;
    if (ouro_is(k, OURO_T_str) && ouro_is(key, OURO_T_str)) return ouro_str_equal_slow(k, key);
    if (ouro_int_is_word(k) && ouro_int_is_word(key)) return ouro_int_word(k) == ouro_int_word(key);
    const void *block = s->block;
    uint32_t mask = s->mask;
    ouro_ref(rt, k);
    int same = ouro_compare_bool(rt, k, key, OURO_EQ);
    bool changed = s->block != block || s->mask != mask || entry >= s->filled || set_entry_at(s, entry)->key != k;
    ouro_release(rt, k);
    if (same < 0) return -1;
    return changed ? 2 : same;
}

// The key is plain and so are all in the set. One copy for each width of place and kind of key.
OURO_INLINE int64_t probe(const ouro_set *s, ouro_borrowed key, int64_t hash, const unsigned width, const bool is_str) {
    const void *places = s->block;
    size_t mask = set_mask(s);
    ouro_obj *const *keys = (ouro_obj *const *)((const char *)s->block + set_places_bytes(mask));
    int64_t value = is_str ? 0 : ouro_int_word(key);
    for (walk w = walk_begin(s, hash);; walk_on(&w)) {
        size_t n;
        switch (width) {
        case 0: n = ((const uint8_t *)places)[w.at]; break;
        case 1: n = ((const uint16_t *)places)[w.at]; break;
        case 2: n = ((const uint32_t *)places)[w.at]; break;
        default: n = s->places >> (4 * w.at) & 15; break;
        }
        if (n == 0) return -1;
        ouro_borrowed k = keys[n - 1];
        if (k == key) return (int64_t)n - 1;
        if (!k) continue;
        if (is_str ? ouro_is(k, OURO_T_str) && dict_plain_hash(k) == hash && ouro_str_equal_slow(k, key)
                   : ouro_int_is_word(k) && ouro_int_word(k) == value)
            return (int64_t)n - 1;
    }
}

static int64_t find_plain(const ouro_set *s, ouro_borrowed key, int64_t hash) {
    bool is_str = ouro_is(key, OURO_T_str);
    size_t mask = set_mask(s);
    switch (mask == 7 ? 3 : set_width(mask)) {
    case 0: return is_str ? probe(s, key, hash, 0, true) : probe(s, key, hash, 0, false);
    case 1: return is_str ? probe(s, key, hash, 1, true) : probe(s, key, hash, 1, false);
    case 2: return is_str ? probe(s, key, hash, 2, true) : probe(s, key, hash, 2, false);
    default: return is_str ? probe(s, key, hash, 3, true) : probe(s, key, hash, 3, false);
    }
}

int64_t ouro_set_find(ouro_rt *rt, const ouro_set *s, ouro_borrowed key, int64_t hash) {
again:
    if (s->used == 0) return -1;
    if (!(s->mask & SET_STORED_HASH) && dict_plain_key(key)) return find_plain(s, key, hash);
    for (walk w = walk_begin(s, hash);; walk_on(&w)) {
        size_t n = set_place(s, w.mask, w.at);
        if (n == 0) return -1;
        const set_entry *e = set_entry_at(s, n - 1);
        if (!e->key || set_entry_hash(s, e) != hash) continue;
        int same = same_key(rt, s, n - 1, key);
        if (same == 1) return (int64_t)n - 1;
        if (same < 0) return -2;
        if (same == 2) goto again;
    }
}

// ---- room
// Entries that fit, for a table of 8 places: as many as were written, in steps.
static size_t entry_room(const ouro_set *s) {
    if (!s->block) return 0;
    if (set_mask(s) == 7) return s->filled <= 2 ? 2 : 4;
    return s->places;
}

static size_t roomy(size_t n, size_t mask) {
    size_t room = n + n / 8 + 2, most = mask * 3 / 5 + 1; // more entries than that the table never gets
    return room < most || n > most ? room : most;
}

// An own copy of the entries in a new table of more than `least` places, in the order of the old places, with `extra`
// (unless NULL) as if it were at place `at`.
static int new_table(ouro_rt *rt, ouro_set *s, size_t least, bool stored_hash, ouro_borrowed extra, int64_t hash,
                     size_t at) {
    size_t size = 8;
    while (size <= least) size <<= 1;
    size_t n = s->used + (extra != NULL), mask = size - 1;
    if (size > (size_t)1 << 30) {
        ouro_raise_memory(rt);
        return -1;
    }
    size_t room = mask == 7 ? n <= 2 ? 2 : 4 : roomy(n, mask);
    stored_hash |= (s->mask & SET_STORED_HASH) != 0;
    void *block = ouro_raw_alloc(rt, set_places_bytes(mask) + room * (stored_hash ? 16 : 8));
    if (!block) return -1;
    memset(block, 0, set_places_bytes(mask));
    ouro_set old = *s;
    s->block = block;
    s->mask = (uint32_t)mask | (stored_hash ? SET_STORED_HASH : 0);
    s->places = mask == 7 ? 0 : (uint32_t)room;
    s->filled = 0;
    size_t old_mask = set_mask(&old);
    for (size_t i = 0; i <= old_mask; i++) {
        ouro_obj *key = NULL;
        int64_t h = hash;
        if (extra && i == at) {
            key = ouro_ref(rt, extra);
        } else {
            size_t number = old.block || old_mask == 7 ? set_place(&old, old_mask, i) : 0;
            if (number) {
                const set_entry *e = set_entry_at(&old, number - 1);
                key = e->key;
                if (key) h = set_entry_hash(&old, e);
            }
        }
        if (!key) continue;
        set_entry *e = set_entry_at(s, s->filled);
        ouro_slot_init(rt, &s->head, &e->key, key);
        if (stored_hash) e->hash = h;
        s->filled++;
        place_set(s, mask, free_place(s, h), s->filled);
    }
    s->used = s->filled;
    ouro_raw_free(rt, old.block);
    return 0;
}

// Room for one more entry in the same table.
static int make_entry_room(ouro_rt *rt, ouro_set *s, bool stored_hash) {
    size_t mask = set_mask(s), places = set_places_bytes(mask), stride = set_stride(s);
    size_t room = entry_room(s);
    bool convert = stored_hash && stride == 8;
    if (s->filled >= room) room = mask == 7 ? s->filled < 2 ? 2 : 4 : roomy((size_t)s->filled + 1, mask);
    if (!convert) {
        void *block = ouro_raw_realloc(rt, s->block, places + room * stride);
        if (!block) return -1;
        s->block = block;
    } else {
        char *block = ouro_raw_alloc(rt, places + room * 16);
        if (!block) return -1;
        if (places) memcpy(block, s->block, places);
        for (size_t i = 0; i < s->filled; i++) {
            const set_entry *from = set_entry_at(s, i);
            set_entry *e = (set_entry *)(block + places + i * 16);
            e->key = from->key;
            e->hash = from->key ? dict_plain_hash(from->key) : 0;
        }
        ouro_raw_free(rt, s->block);
        s->block = block;
        s->mask = (uint32_t)mask | SET_STORED_HASH;
    }
    if (mask != 7) s->places = (uint32_t)room;
    return 0;
}

// Adds a key that is not there: at the last place of its walk whose entry was removed, otherwise at the free one.
static int insert(ouro_rt *rt, ouro_set *s, ouro_borrowed key, int64_t hash) {
    size_t mask = set_mask(s), removed = 0, n;
    bool stored_hash = !dict_plain_key(key), convert = stored_hash && set_stride(s) == 8;
    walk w = walk_begin(s, hash);
    for (; (n = set_place(s, w.mask, w.at)); walk_on(&w)) {
        if (!set_entry_at(s, n - 1)->key) removed = n;
    }
    if (!removed && ((size_t)s->filled + 1) * 5 >= mask * 3) {
        size_t used = (size_t)s->used + 1;
        return new_table(rt, s, used > 50000 ? used * 2 : used * 4, stored_hash, key, hash, w.at);
    }
    if (((!removed && s->filled == entry_room(s)) || convert) && make_entry_room(rt, s, stored_hash) < 0) return -1;
    set_entry *e = set_entry_at(s, removed ? removed - 1 : s->filled);
    ouro_slot_init(rt, &s->head, &e->key, ouro_ref(rt, key));
    if (s->mask & SET_STORED_HASH) e->hash = hash;
    s->used++;
    if (!removed) place_set(s, mask, w.at, ++s->filled);
    return 0;
}

int ouro_set_add_hashed(ouro_rt *rt, ouro_set *s, ouro_borrowed key, int64_t hash) {
    int64_t i = ouro_set_find(rt, s, key, hash);
    if (i >= 0) return 0;
    return i == -1 ? insert(rt, s, key, hash) : -1;
}

ouro_owned ouro_set_take_entry(ouro_rt *rt, ouro_set *s, size_t entry) {
    s->used--;
    return ouro_slot_take(rt, &s->head, &set_entry_at(s, entry)->key);
}

int ouro_set_discard_hashed(ouro_rt *rt, ouro_set *s, ouro_borrowed key, int64_t hash) {
    int64_t i = ouro_set_find(rt, s, key, hash);
    if (i < 0) return i == -1 ? 0 : -1;
    ouro_release(rt, ouro_set_take_entry(rt, s, (size_t)i));
    return 1;
}

static void forget(ouro_set *s) {
    s->block = NULL;
    s->used = s->filled = s->mask = s->places = 0;
}

void ouro_set_clear(ouro_rt *rt, ouro_set *s) {
    ouro_set old = *s;
    if (!s->block) return;
    forget(s); // what is released can run code that uses the set
    for (size_t pos = 0;;) {
        set_entry *e = set_step(&old, &pos);
        if (!e) break;
        ouro_slot_clear(rt, &s->head, &e->key);
    }
    ouro_raw_free(rt, old.block);
}

void ouro_set_swap(ouro_set *a, ouro_set *b) {
    ouro_set x = *a;
    a->used = b->used, a->filled = b->filled, a->block = b->block, a->mask = b->mask, a->places = b->places;
    b->used = x.used, b->filled = x.filled, b->block = x.block, b->mask = x.mask, b->places = x.places;
}

int ouro_set_tidy(ouro_rt *rt, ouro_set *s) {
    if (s->filled - s->used <= set_mask(s) / 4) return 0;
    return new_table(rt, s, s->used > 50000 ? (size_t)s->used * 2 : (size_t)s->used * 4, false, NULL, 0, 0);
}

// Room as CPython makes it before many keys come. 0 or -1.
static int expect(ouro_rt *rt, ouro_set *s, size_t more) {
    if ((s->filled + more) * 5 < set_mask(s) * 3) return 0;
    return new_table(rt, s, (s->used + more) * 2, false, NULL, 0, 0);
}

int ouro_set_merge(ouro_rt *rt, ouro_set *s, ouro_set *other) {
    if (s == other || other->used == 0) return 0;
    if (expect(rt, s, other->used) < 0) return -1;
    bool fresh = s->filled == 0;                                                   // no key of `other` can be there
    if (fresh && set_mask(s) == set_mask(other) && other->filled == other->used) { // the same table
        size_t mask = set_mask(other), bytes = set_places_bytes(mask) + entry_room(other) * set_stride(other);
        void *block = ouro_raw_alloc(rt, bytes);
        if (!block) return -1;
        memcpy(block, other->block, bytes);
        ouro_raw_free(rt, s->block);
        s->block = block;
        s->mask = other->mask;
        s->places = other->places;
        s->used = s->filled = other->used;
        for (size_t i = 0; i < s->filled; i++) {
            set_entry *e = set_entry_at(s, i);
            ouro_slot_init(rt, &s->head, &e->key, ouro_ref(rt, e->key));
        }
        return 0;
    }
    for (size_t pos = 0;;) {
        const set_entry *e = set_step(other, &pos);
        if (!e) return 0;
        int64_t hash = set_entry_hash(other, e);
        if (fresh) {
            if (insert(rt, s, e->key, hash) < 0) return -1;
            continue;
        }
        ouro_obj *key = ouro_ref(rt, e->key);
        int result = ouro_set_add_hashed(rt, s, key, hash);
        ouro_release(rt, key);
        if (result < 0) return -1;
    }
}

// ---- what C code calls
int ouro_set_add(ouro_rt *rt, ouro_borrowed set, ouro_borrowed key) {
    int64_t hash = ouro_dict_key_hash(rt, key);
    return hash == -1 ? -1 : ouro_set_add_hashed(rt, ouro_set_cast(set), key, hash);
}

int ouro_set_contains(ouro_rt *rt, ouro_borrowed set, ouro_borrowed key) {
    int64_t hash = ouro_dict_key_hash(rt, key);
    if (hash == -1) return -1;
    int64_t i = ouro_set_find(rt, ouro_set_cast(set), key, hash);
    return i >= 0 ? 1 : i == -1 ? 0 : -1;
}

int ouro_set_discard(ouro_rt *rt, ouro_borrowed set, ouro_borrowed key) {
    int64_t hash = ouro_dict_key_hash(rt, key);
    return hash == -1 ? -1 : ouro_set_discard_hashed(rt, ouro_set_cast(set), key, hash);
}

static int add_item(ouro_rt *rt, ouro_borrowed item, void *set) {
    return ouro_set_add(rt, (ouro_obj *)set, item);
}

int ouro_set_update(ouro_rt *rt, ouro_borrowed set, ouro_borrowed iterable) {
    ouro_set *s = ouro_set_cast(set);
    if (ouro_any_set(rt, iterable)) return ouro_set_merge(rt, s, ouro_set_cast(iterable));
    if (!ouro_is(iterable, OURO_T_dict)) return ouro_each(rt, iterable, add_item, s);
    ouro_dict *d = ouro_dict_cast(iterable);
    if (d->used && expect(rt, s, d->used) < 0) return -1;
    for (size_t i = 0; i < d->filled; i++) {
        const dict_entry *e = dict_entry_at(d, i);
        if (!e->key) continue;
        int64_t hash = dict_entry_hash(d, e);
        ouro_obj *key = ouro_ref(rt, e->key);
        int result = ouro_set_add_hashed(rt, s, key, hash);
        ouro_release(rt, key);
        if (result < 0) return -1;
    }
    return 0;
}

static ouro_owned make(ouro_rt *rt, uint32_t type, int64_t hash, ouro_borrowed iterable) {
    ouro_set *s = (ouro_set *)ouro_new_fixed_gc(rt, type, sizeof(ouro_set));
    if (!s) return NULL;
    forget(s);
    s->hash = hash;
    if (iterable && ouro_set_update(rt, &s->head, iterable) < 0) {
        ouro_release(rt, &s->head);
        return NULL;
    }
    return &s->head;
}

ouro_owned ouro_set_new(ouro_rt *rt, ouro_borrowed iterable) {
    return make(rt, OURO_T_set, 0, iterable);
}

// A new one even when it is empty: it may be filled with ouro_set_add before anybody sees it.
ouro_owned ouro_frozenset_new(ouro_rt *rt, ouro_borrowed iterable) {
    if (iterable && ouro_is(iterable, OURO_T_frozenset)) return ouro_ref(rt, iterable);
    return make(rt, OURO_T_frozenset, -1, iterable);
}

bool ouro_set_next(ouro_borrowed set, size_t *pos, ouro_obj **key) {
    const set_entry *e = set_step(ouro_set_cast(set), pos);
    if (!e) return false;
    *key = e->key;
    return true;
}
