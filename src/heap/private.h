// The heap's private state, and what its files ask of each other.
#ifndef OURO_HEAP_PRIVATE_H
#define OURO_HEAP_PRIVATE_H

#include <ouro/heap.h>

typedef ouro_heap_page page_t;
typedef ouro_heap_region region_t;

enum {
    UNIT_SHIFT = 12, // memory is counted in units of 4 KiB
    UNIT = 1 << UNIT_SHIFT,
    SLICE_UNITS = 16,
    SLICE_BITS = 14, // a page number is region number << 14 | slice
    REGIONS_MAX = 4096,
    THIN_UNITS = 4, // "little": a class that needs few blocks starts in such a slice or in an untouched one
    BINS = 4,
    BIN_NONE = 255,
    WINDOWS = 1 << 18,  // 48-bit addresses in regions of 1 GiB
    HEAP_OFFSET = UNIT, // of the heap in its first region
    HUGE_SLICE = 2,     // where the block of a huge region begins
    QUARANTINE_MAX = 1024,
    QUARANTINE_DEFAULT = 256,
};

enum { RAW = 0, OBJECT = 1 };

enum {               // page_t.flags
    PAGE_YOUNG = 1,  // on the list of young pages; outlives the page's use
    PAGE_BITS = 2,   // on the first slice of eight: their mark and grey bits are paid for
    PAGE_ACTIVE = 4, // blocks are being allocated from it
    PAGE_USED = 8,   // was in use before: stale bits are possible
};

typedef struct heap {
    ouro_heap pub;
    page_t none; // has no free block: what pub.*_page point at when the fast path must not be taken

    page_t *active[2][OURO_HEAP_CLASSES];     // NULL: none
    bool filled[2][OURO_HEAP_CLASSES];        // filled a page before
    uint8_t asked[2][OURO_HEAP_CLASSES];      // times it took the slow path
    uint32_t bin[2][OURO_HEAP_CLASSES][BINS]; // partly used pages by quarters of live blocks
    struct {                                  // free slices that hold memory, latest first
        uint32_t head, tail;
    } empty[2]; // [1]: those that hold little of it
    uint32_t young;
    uint32_t region_count;

    size_t committed, peak;     // units
    size_t next_peak;           // beyond this, give back before taking more
    size_t pressure;            // in units: beyond this on_pressure is called, 0: not armed
    uint32_t holes_skip, holes_wait; // searches for holes at the limit to leave out, after ones that found nothing
    size_t empty_units;         // of committed, in the list of empty slices
    size_t limit, reserve;      // units; limit 0: none
    size_t mapped, mapped_peak; // bytes
    size_t reserved;
    size_t region_size; // to ask for next

    uint32_t clock;      // milliseconds, as of the last time slices became free
    uint32_t idle_clock; // when ouro_heap_idle last looked
    uint32_t emergency;  // depth
    page_t *reserve_run; // slices held for the emergency, NULL if none
    page_t *growing;     // is being given memory: its tail is not to be taken meanwhile

    ouro_heap_hooks hooks;
    bool slow_alloc, slow_free; // the fast paths are closed
    bool counting;              // OURO_HEAP_STATS
    bool in_limit_hook;
    bool tell_refill; // call hooks.on_refill
    bool fail_armed, fail_forever;
    uint64_t fail_n, requests;
    uint64_t allocations, frees, slow_allocations, given_back;

    // Fences: what is live, as requested, and the blocks held back from reuse.
    size_t fence_blocks[2], fence_bytes[2];
    uint32_t quarantine_limit, quarantine_head, quarantine_count;
    size_t corruptions;
    void *quarantine[QUARANTINE_MAX];

    uint16_t *window; // region number + 1 of each 1 GiB of the address space
    region_t *region[REGIONS_MAX];
} heap;

_Static_assert(sizeof(page_t) == 64, "a page descriptor is one cache line");
_Static_assert(sizeof(region_t) <= 2048, "the bitmap of free slices is in the second half of the page");
_Static_assert(HEAP_OFFSET + sizeof(heap) <= OURO_HEAP_TABLE, "the heap fits before the table");

// ---- os.c: what is asked of the system ----
void *heap_os_reserve(size_t size, size_t align);     // addresses without access; NULL
bool heap_os_reserve_at(void *at, size_t size);       // exactly there
bool heap_os_commit(void *at, size_t size);           // makes them readable and writable
void heap_os_discard(void *at, size_t size);          // gives the memory back, contents become zero
void heap_os_release(void *at, size_t size);          // unmaps
bool heap_os_move(void *to, void *from, size_t size); // moves pages to accessible addresses; `from` reads zero after

size_t heap_os_address_limit(void);  // SIZE_MAX: none
uint64_t heap_os_milliseconds(void); // a coarse clock

// ---- region.c: regions and slices ----
bool heap_region_first(size_t size, heap **out);
page_t *heap_slices_take(heap *h, uint32_t count); // free slices, their memory not paid for; NULL
page_t *heap_slice_take(heap *h, bool much);       // one, for a page that will use much of it, or little
size_t heap_keep_units(heap *h);                   // empty memory that is worth keeping
bool heap_slices_extend(heap *h, page_t *head, uint32_t from, uint32_t to); // takes those that follow a run
void heap_slices_free(heap *h, page_t *first, uint32_t count);
bool heap_run_commit(heap *h, page_t *first, size_t from, size_t to, bool zero); // units of a run
page_t *heap_huge_take(heap *h, size_t units);
void heap_huge_free(heap *h, page_t *page);
bool heap_huge_resize(heap *h, page_t **page, size_t units);
void heap_huge_drop_retired(heap *h);
bool heap_charge(heap *h, size_t units); // counts memory about to be touched; false at the limit
void heap_uncharge(heap *h, size_t units);
size_t heap_give_back(heap *h, size_t units, uint32_t min_age); // returns units
size_t heap_give_back_tails(heap *h);
bool heap_pay_bits(heap *h, page_t *page);

// ---- page.c: pages of blocks of one size ----
void *heap_class_alloc(heap *h, unsigned size_class, int kind, bool *fresh);
void heap_block_release(heap *h, void *block, page_t *page); // trip was taken down to 0 by the caller
bool heap_page_begin(heap *h, page_t *page, int kind);       // pays for and clears its bits, lists it as young
void heap_page_retire_active(heap *h);                       // empties among the active pages become free slices
void heap_page_retrip(heap *h, page_t *page, int32_t live);
void heap_fast_paths(heap *h, bool slow_alloc, bool slow_free);
unsigned heap_class_size(unsigned size_class);
void heap_young_push(heap *h, page_t *page);
void heap_young_unlink(heap *h, page_t *page);

// ---- holes.c ----
bool heap_block_is_lost(const page_t *page, uint32_t index); // free, but on no list
size_t heap_give_back_holes(heap *h);
bool heap_fill_hole(heap *h, page_t *page);

// ---- large.c ----
void *heap_large_alloc(heap *h, size_t size, int kind, bool zero);
void heap_large_free(heap *h, page_t *page);
void *heap_large_resize(heap *h, page_t *page, size_t size); // in place or by moving pages; NULL: cannot

// ---- heap.c ----
void heap_drop(heap *h, void *block, page_t *page); // frees without hooks, counts and checks
void heap_copy_side(heap *h, void *to, void *from); // bits and count; the old count becomes 0

// ---- walk.c ----
page_t *heap_find(heap *h, const void *ptr, size_t *offset); // page in use and offset in it; NULL

// ---- fence.c ----
void *heap_fence_alloc(heap *h, size_t size, int kind, bool zero);
void heap_fence_carved(page_t *page, uint32_t first, uint32_t count); // blocks whose links are written
void heap_fence_pop(heap *h, page_t *page);                           // the first free block is about to be used
size_t heap_fence_requested(const page_t *page, const void *block);
bool heap_fence_is_live(const page_t *page, const void *block);
page_t *heap_fence_verify(heap *h, void *ptr, int kind); // reports; NULL: it cannot be freed
void heap_fence_free(heap *h, void *ptr, page_t *page);  // verified
void heap_fence_shrink(heap *h, void *ptr, page_t *page, size_t size);
bool heap_fence_flush(heap *h); // empties the quarantine; false: it was empty

static inline heap *heap_of(ouro_heap *pub) {
    return (heap *)pub;
}

static inline uint32_t page_number(const page_t *page) {
    return ouro_heap_region_of(page)->number << SLICE_BITS | ouro_heap_page_index(page);
}

static inline page_t *region_page(region_t *region, uint32_t slice) {
    return (page_t *)((char *)region + OURO_HEAP_TABLE) + slice;
}

static inline page_t *page_at(heap *h, uint32_t number) { // 0: none
    return number ? region_page(h->region[number >> SLICE_BITS], number & ((1u << SLICE_BITS) - 1)) : NULL;
}

static inline uint64_t *region_free_bits(region_t *region) {
    return (uint64_t *)((char *)region + 2048);
}

static inline bool page_is_used(const page_t *page) {
    return page->state == OURO_PAGE_RAW || page->state == OURO_PAGE_OBJECT;
}

static inline bool page_is_large(const page_t *page) {
    return page->block_size == 0;
}

static inline int32_t page_live(const page_t *page) {
    return page->base + page->trip;
}

static inline uint32_t block_offset(const void *block) {
    return (uint32_t)((uintptr_t)block & OURO_HEAP_REGION_MASK);
}

static inline size_t block_bytes(const page_t *page) {
    return page->block_size ? page->block_size : (size_t)page->reciprocal << UNIT_SHIFT;
}

static inline size_t units_of(size_t bytes) {
    return (bytes + UNIT - 1) >> UNIT_SHIFT;
}

#endif
