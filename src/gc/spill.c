// Counts that do not fit the byte beside an object. Few objects are referred to from more than 255 places, classes and
// their like, so a small table is enough.
#include <string.h>

#include "gc/private.h"

static size_t home(const struct gc_spills *s, const ouro_obj *o) {
    return (size_t)(((uint64_t)(uintptr_t)o * 0x9e3779b97f4a7c15u) >> 40) & s->mask;
}

static struct gc_spill *find(const struct gc_spills *s, const ouro_obj *o) {
    size_t i = home(s, o);
    while (s->entries[i].object && s->entries[i].object != o)
        i = (i + 1) & s->mask;
    return &s->entries[i];
}

static void release(ouro_rt *rt, struct gc_spills *s) {
    if (s->entries != s->fixed)
        ouro_heap_free(rt->heap, s->entries);
}

static bool grow(ouro_rt *rt, struct gc_spills *s) {
    struct gc_spills old = *s;
    size_t capacity = (s->mask + 1) * 4;
    rt->deaths_held++; // what was counted must not change under the count
    struct gc_spill *entries = ouro_heap_calloc(rt->heap, capacity, sizeof *entries);
    rt->deaths_held--;
    if (!entries)
        return false;
    const struct gc_spill *from = s->entries;
    s->entries = entries;
    s->mask = capacity - 1;
    for (size_t i = 0; i <= old.mask; i++)
        if (from[i].object)
            *find(s, from[i].object) = from[i];
    if (from != s->fixed)
        ouro_heap_free(rt->heap, old.entries);
    return true;
}

bool gc_spill_add(ouro_rt *rt, struct gc_spills *s, const ouro_obj *o) {
    struct gc_spill *e = find(s, o);
    if (!e->object) {
        if (s->used * 4 >= (s->mask + 1) * 3) {
            if (!grow(rt, s))
                return false;
            e = find(s, o);
        }
        e->object = o;
        s->used++;
    }
    e->times++;
    return true;
}

size_t gc_spill_get(const struct gc_spills *s, const ouro_obj *o) { return s->used ? find(s, o)->times : 0; }

void gc_spill_reset(ouro_rt *rt, struct gc_spills *s) {
    release(rt, s);
    s->entries = s->fixed;
    s->mask = SPILLS_FIXED - 1;
    if (s->used)
        memset(s->fixed, 0, sizeof s->fixed);
    s->used = 0;
}
