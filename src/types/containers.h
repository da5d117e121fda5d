// tuple, list, dict, set, range, slice: layouts and the operations C code uses.
#ifndef OURO_TYPES_CONTAINERS_H
#define OURO_TYPES_CONTAINERS_H

#include "object/rt.h"

// Can the collector ever find a cycle through `o`? False for atoms, for tuples of such and for code. A dict or tuple that
// holds only such values is not tracked.
OURO_INLINE bool ouro_may_cycle(const ouro_rt *rt, ouro_borrowed o) {
    uint32_t n = ouro_type_number(o);
    if (n <= OURO_T_str) return false;
    if (n == OURO_T_tuple || n == OURO_T_code) return ouro_tracked(o);
    return (rt->types[n]->flags & OURO_TF_GC) != 0;
}

// ---- tuple
typedef struct ouro_tuple {
    ouro_obj head;
    uint32_t length;
    uint32_t unused;
    ouro_obj *items[];
} ouro_tuple;
OURO_INLINE bool ouro_tuple_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_tuple) || (ouro_type_of(rt, o)->flags & OURO_TF_TUPLE);
}
OURO_INLINE uint32_t ouro_tuple_length(ouro_borrowed o) { return ((const ouro_tuple *)o)->length; }
OURO_INLINE ouro_borrowed ouro_tuple_peek(ouro_borrowed o, size_t i) { return ((const ouro_tuple *)o)->items[i]; }
// Tuples made from known items are tracked only if an item may be part of a cycle.
// n items all NULL; the caller sets each with ouro_slot_init before anyone sees it. n == 0: the shared empty tuple.
ouro_owned ouro_tuple_new(ouro_rt *rt, size_t n);
// A tuple of ouro_tuple_new has got all its items: if they are atoms, the collector need not see it.
OURO_INLINE void ouro_tuple_filled(ouro_rt *rt, ouro_obj *tuple) {
    const ouro_tuple *t = (const ouro_tuple *)tuple;
    for (size_t i = 0; i < t->length; i++) {
        if (ouro_may_cycle(rt, t->items[i])) return;
    }
    if (!ouro_tracked(tuple)) return;
    ouro_untrack(tuple);
    rt->young_count--;
}
ouro_owned ouro_tuple_from(ouro_rt *rt, ouro_obj *const *items, size_t n); // takes new references
ouro_owned ouro_tuple_from_steal(ouro_rt *rt, ouro_obj **items, size_t n); // steals each item, also on failure
ouro_owned ouro_tuple_pack(ouro_rt *rt, size_t n, ...);                    // n borrowed references
ouro_owned ouro_tuple_of(ouro_rt *rt, ouro_borrowed iterable);             // tuple(iterable)
ouro_owned ouro_tuple_slice(ouro_rt *rt, ouro_borrowed t, size_t from, size_t to);

// ---- list: 24 bytes and a raw block
typedef struct ouro_list {
    ouro_obj head;
    ouro_obj **items; // raw block, NULL when capacity is 0
    uint32_t length, capacity;
} ouro_list;
OURO_INLINE bool ouro_list_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_list) || (ouro_type_of(rt, o)->flags & OURO_TF_LIST);
}
OURO_INLINE uint32_t ouro_list_length(ouro_borrowed o) { return ((const ouro_list *)o)->length; }
OURO_INLINE ouro_borrowed ouro_list_peek(ouro_borrowed o, size_t i) { return ((const ouro_list *)o)->items[i]; }
ouro_owned ouro_list_new(ouro_rt *rt, size_t capacity);
ouro_owned ouro_list_from(ouro_rt *rt, ouro_obj *const *items, size_t n);       // takes new references
ouro_owned ouro_list_from_steal(ouro_rt *rt, ouro_obj **items, size_t n);       // steals each item, also on failure
ouro_owned ouro_list_of(ouro_rt *rt, ouro_borrowed iterable);                   // list(iterable)
int ouro_list_grow(ouro_rt *rt, ouro_borrowed list, size_t at_least);           // room for at_least items
// Gives back spare room, when that is at least an eighth: for a list that will not grow soon. Never fails.
void ouro_list_fit(ouro_rt *rt, ouro_borrowed list);
int ouro_list_append_steal(ouro_rt *rt, ouro_borrowed list, ouro_owned item);
OURO_INLINE int ouro_list_append(ouro_rt *rt, ouro_borrowed list, ouro_borrowed item) {
    return ouro_list_append_steal(rt, list, ouro_ref(rt, item));
}
int ouro_list_extend(ouro_rt *rt, ouro_borrowed list, ouro_borrowed iterable);
int ouro_list_insert(ouro_rt *rt, ouro_borrowed list, int64_t i, ouro_borrowed item);
int ouro_list_set_steal(ouro_rt *rt, ouro_borrowed list, size_t i, ouro_owned item); // 0 <= i < length
int ouro_list_sort(ouro_rt *rt, ouro_borrowed list, ouro_borrowed key_or_null, bool reverse);
int ouro_list_reverse(ouro_rt *rt, ouro_borrowed list);
ouro_owned ouro_list_as_tuple(ouro_rt *rt, ouro_borrowed list);

// ---- dict: 32 bytes and one compact raw block. Keys that are all exact str have no stored hash (16 bytes an entry),
// others {hash, key, value}; at most 8 entries have no index. Insertion order.
typedef struct ouro_dict {
    ouro_obj head;
    uint32_t used;    // live entries
    uint32_t filled;  // entries written, deleted ones included
    void *block;      // entries, then index; NULL when empty
    uint32_t capacity;// entries that fit
    uint32_t layout;  // log2 of index size, kind of keys, width of index (types/dict.c)
} ouro_dict;
OURO_INLINE bool ouro_dict_check(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_is(o, OURO_T_dict) || (ouro_type_of(rt, o)->flags & OURO_TF_DICT);
}
OURO_INLINE uint32_t ouro_dict_length(ouro_borrowed o) { return ((const ouro_dict *)o)->used; }
ouro_owned ouro_dict_new(ouro_rt *rt);
ouro_owned ouro_dict_new_sized(ouro_rt *rt, size_t entries);
// Looks up: borrowed value, or NULL with (error in hash/eq) or without (missing) an error pending. Compares with
// __eq__, so any Python code may run for keys that are not str/int.
ouro_borrowed ouro_dict_peek(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key);
ouro_owned ouro_dict_get(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key); // new reference, else as _peek
// key is an exact str: never runs Python code when the dict has only str keys, never fails then.
ouro_borrowed ouro_dict_peek_str(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key);
ouro_borrowed ouro_dict_peek_ascii(ouro_rt *rt, ouro_borrowed dict, const char *key);
int ouro_dict_set(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key, ouro_borrowed value); // 0, -1
int ouro_dict_set_steal(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key, ouro_owned value);
int ouro_dict_set_ascii(ouro_rt *rt, ouro_borrowed dict, const char *key, ouro_borrowed value);
int ouro_dict_delete(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key); // 0 deleted, 1 missing (no error), -1 error
// Removes and returns the value (owned); NULL: missing (no error pending) or error.
ouro_owned ouro_dict_take(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key);
int ouro_dict_contains(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key); // 1, 0, -1
// Value if present, else inserts `value`: borrowed result, NULL error.
ouro_borrowed ouro_dict_setdefault_peek(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key, ouro_borrowed value);
void ouro_dict_clear(ouro_rt *rt, ouro_borrowed dict);
ouro_owned ouro_dict_copy(ouro_rt *rt, ouro_borrowed dict);
// Mapping or iterable of pairs into dict. override: 1 replace, 0 keep, 2 KeyError on a duplicate.
int ouro_dict_merge(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, int override);
// The same for mappings only ({**x}): TypeError "'X' object is not a mapping" when it has no keys().
int ouro_dict_merge_mapping(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, int override);
// Iteration without Python code: *pos starts at 0. Borrowed key and value. The dict must not change meanwhile
// (values may be replaced).
bool ouro_dict_next(ouro_borrowed dict, size_t *pos, ouro_obj **key, ouro_obj **value);
// Inline caches of global variables: the entry number of a str key in a dict of str keys (or -1), and the value in it
// (NULL when that entry no longer holds `key`). O(1), no Python code.
int64_t ouro_dict_entry_of_str(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed key);
ouro_borrowed ouro_dict_entry_peek(ouro_borrowed dict, size_t entry, ouro_borrowed key);
bool ouro_dict_entry_replace(ouro_rt *rt, ouro_borrowed dict, size_t entry, ouro_borrowed key, ouro_owned value); // false: not that key, value NOT stolen
ouro_owned ouro_dict_view(ouro_rt *rt, ouro_borrowed dict, uint32_t view_type); // OURO_T_dict_keys ...

// ---- set, frozenset
typedef struct ouro_set {
    ouro_obj head;
    uint32_t used, filled; // live; live and deleted
    void *block;           // places, then entries (types/set.h)
    uint32_t mask;
    uint32_t places;       // the places of a small table, otherwise the number of entries that fit
    int64_t hash;          // frozenset: -1 unknown; set: where pop() goes on
} ouro_set;
ouro_owned ouro_set_new(ouro_rt *rt, ouro_borrowed iterable_or_null);
ouro_owned ouro_frozenset_new(ouro_rt *rt, ouro_borrowed iterable_or_null);
int ouro_set_add(ouro_rt *rt, ouro_borrowed set, ouro_borrowed key);      // also a frozenset being made
int ouro_set_contains(ouro_rt *rt, ouro_borrowed set, ouro_borrowed key); // 1, 0, -1
int ouro_set_discard(ouro_rt *rt, ouro_borrowed set, ouro_borrowed key);  // 1 removed, 0 missing, -1
int ouro_set_update(ouro_rt *rt, ouro_borrowed set, ouro_borrowed iterable);
bool ouro_set_next(ouro_borrowed set, size_t *pos, ouro_obj **key);
OURO_INLINE uint32_t ouro_set_length(ouro_borrowed o) { return ((const ouro_set *)o)->used; }

// ---- slice, range
typedef struct ouro_slice {
    ouro_obj head;
    ouro_obj *start, *stop, *step;
} ouro_slice;
ouro_owned ouro_slice_new(ouro_rt *rt, ouro_borrowed start, ouro_borrowed stop, ouro_borrowed step); // NULL: None
// The bounds as machine words (clipped), before a length is known; may run __index__. False: error pending.
bool ouro_slice_unpack(ouro_rt *rt, ouro_borrowed slice, int64_t *start, int64_t *stop, int64_t *step);
// Clips unpacked bounds to `length`; returns the number of items.
int64_t ouro_slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step);
// slice.indices() with ints of any size: three new references in out. length: an exact int, not negative.
bool ouro_slice_indices_big(ouro_rt *rt, ouro_borrowed slice, ouro_borrowed length, ouro_obj *out[3]);
// Both at once, for a length that __index__ cannot change: clipped bounds and the number of items.
bool ouro_slice_bounds(ouro_rt *rt, ouro_borrowed slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step,
                       int64_t *count);
typedef struct ouro_range {
    ouro_obj head;
    ouro_obj *start, *stop, *step, *length; // exact ints
} ouro_range;
// range(start, stop, step) of exact ints; stop alone: start NULL. ValueError for a step of 0.
ouro_owned ouro_range_new(ouro_rt *rt, ouro_borrowed start_or_null, ouro_borrowed stop, ouro_borrowed step_or_null);
ouro_owned ouro_range_iterator_new(ouro_rt *rt, int64_t next, int64_t step, int64_t left);
// The iterator of a range whose bounds fit a machine word: the VM steps it inline.
typedef struct ouro_range_iterator {
    ouro_obj head;
    int64_t next, step, left; // left items still to come
} ouro_range_iterator;
// Iterators of list and tuple: sequence is NULL once exhausted. The VM steps them inline.
typedef struct ouro_list_iterator {
    ouro_obj head;
    ouro_obj *sequence;
    uint64_t index;
} ouro_list_iterator;
typedef ouro_list_iterator ouro_tuple_iterator;
ouro_owned ouro_seq_iterator_new(ouro_rt *rt, ouro_borrowed sequence);                        // o[0], o[1], ...
ouro_owned ouro_callable_iterator_new(ouro_rt *rt, ouro_borrowed callable, ouro_borrowed end); // iter(callable, end)

#endif
