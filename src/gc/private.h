// The collector's own state, and what its files ask of each other.
#ifndef OURO_GC_PRIVATE_H
#define OURO_GC_PRIVATE_H

#include <ouro/gc.h>

#include "object/rt.h"

// Invariants:
// - Between collections all mark bits, grey bits and scratch counts are 0.
// - While dead objects are being finalized and deleted, the mark bit of an object says that it is one of them.
// - A collection allocates nothing but room for spilled counts; when it gets none it ends without having done anything.

enum { // ouro_heap_page.gc_state, beside OURO_PAGE_AGED; the rest is the number of the next page with grey objects
    PAGE_IN_SET = 2,
    PAGE_GREY = 4,
    PAGE_COUNTED = 8, // its scratch counts are in use
    PAGE_LINK_SHIFT = 6,
};

enum { MARK_STACK = 1024, AHEAD = 16, LISTED = 2048, SPILLS_FIXED = 64 };

// How often the scratch count of an object, a byte, passed 255.
struct gc_spill {
    const ouro_obj *object;
    size_t times;
};
struct gc_spills {
    struct gc_spill *entries; // open addressing
    size_t mask, used;
    struct gc_spill fixed[SPILLS_FIXED];
};

// Kinds of tracing. What differs is which objects are still to be reached, and what reaching one does.
enum gc_mode {
    GC_PARTIAL, // ages 1..limit; reached: gets the next age
    GC_FULL,    // every age; reached: mark bit set, old
    GC_AGAIN,   // those with the mark bit, after finalizers ran; reached: mark bit cleared, next age
};

typedef struct ouro_gc_work {
    int generation;
    uint32_t limit;      // highest age that is collected
    uint32_t next_age;   // of survivors, shifted
    uint32_t pages;      // the set of pages, linked through gc_link; later: those with dead objects
    uint32_t grey_pages; // linked through gc_state
    bool failed;         // no room to count
    bool has_weak, has_finalizer, has_weakref; // what is among the dead objects
    size_t candidates, survivors, dead;
    size_t hidden;       // of the dead: they are not told
    size_t counted_pages;
    bool automatic;      // not asked for by the program: its pauses are recorded
    uint64_t began, began_cpu; // clocks when the current pause began
    struct gc_spills spills;
    size_t depth;
    uint32_t ahead_at;
    ouro_obj *ahead[AHEAD]; // a ring; all NULL between passes
    ouro_obj *stack[MARK_STACK];
    ouro_obj *listed[LISTED]; // the candidates of a partial collection, if they are not more
} gc_work;

// ---- trace.c ----
bool gc_find_dead(ouro_rt *rt, gc_work *w, int generation); // false: no room, nothing changed
bool gc_find_dead_again(ouro_rt *rt, gc_work *w);           // takes what finalizers made reachable out of the dead
// ---- finish.c ----
size_t gc_finish_dead(ouro_rt *rt, gc_work *w); // finalizes and deletes; returns how many objects
// ---- pause.c ----
void gc_pause_start(ouro_rt *rt, gc_work *w);
void gc_pause_stop(ouro_rt *rt, gc_work *w);
// ---- spill.c ----
bool gc_spill_add(ouro_rt *rt, struct gc_spills *s, const ouro_obj *o);
size_t gc_spill_get(const struct gc_spills *s, const ouro_obj *o);
void gc_spill_reset(ouro_rt *rt, struct gc_spills *s);

static inline ouro_heap_page *gc_page_after(ouro_rt *rt, const ouro_heap_page *page) {
    return ouro_heap_page_numbered(rt->heap, page->gc_link);
}

// The blocks of a page: for (char *at = r.at; at < r.end; at += r.step).
struct gc_blocks {
    char *at, *end;
    size_t step;
};
static inline struct gc_blocks gc_blocks_of(const ouro_heap_page *page) {
    char *at = ouro_heap_page_start(page);
    if (OURO_UNLIKELY(page->block_size == 0)) // one large block
        return (struct gc_blocks){at, at + 1, 1};
    return (struct gc_blocks){at, at + (size_t)page->carved * page->block_size, page->block_size};
}
static inline size_t gc_bit_words(const ouro_heap_page *page) { return page->block_size ? 64 : 1; }

// The object whose bit is number `bit` in the bitmaps of the page: the last block that begins in that granule or before.
static inline ouro_obj *gc_object_at(const ouro_heap_page *page, size_t bit) {
    char *start = ouro_heap_page_start(page);
    if (page->block_size == 0)
        return (ouro_obj *)start;
    size_t index = (size_t)((uint64_t)(bit * 16 + 15) * page->reciprocal >> 32);
    return (ouro_obj *)(start + index * page->block_size);
}

// Tracked and not frozen.
static inline bool gc_collectable(uint32_t tf) {
    return (tf & (uint32_t)OURO_AGE_MASK) != 0 && !(tf & OURO_F_QUEUED);
}

#endif
