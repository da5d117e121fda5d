// collections.deque: a ring of references in one raw block.
#ifndef OURO_MODULES_DEQUE_H
#define OURO_MODULES_DEQUE_H

#include "modules/native.h"
#include "modules/native_types.h"

typedef struct ouro_deque {
    ouro_obj head;
    ouro_obj **items;       // raw block of `capacity` places (a power of two), NULL when that is 0
    uint32_t length, capacity;
    uint32_t first;         // place of item 0
    uint32_t changes;       // of its length or order: iterators notice
    int64_t max;            // -1: no bound
} ouro_deque;

OURO_INLINE ouro_deque *ouro_deque_cast(ouro_borrowed o) { return (ouro_deque *)(uintptr_t)o; }
OURO_INLINE ouro_obj **ouro_deque_place(const ouro_deque *d, size_t i) {
    return &d->items[(d->first + i) & (d->capacity - 1)];
}
int ouro_deque_append(ouro_rt *rt, ouro_borrowed self, ouro_owned item); // -1: the item is released
int ouro_deque_append_left(ouro_rt *rt, ouro_borrowed self, ouro_owned item);
int ouro_deque_extend(ouro_rt *rt, ouro_borrowed self, ouro_borrowed iterable);
ouro_owned ouro_deque_copy(ouro_rt *rt, ouro_borrowed self);
ouro_owned ouro_deque_iter(ouro_rt *rt, ouro_borrowed self); // deque_iterator.c
ouro_owned ouro_deque_reversed(ouro_rt *rt, ouro_borrowed self);

#endif
