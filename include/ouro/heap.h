// The private heap: one owner, one reserved range of addresses, objects and raw memory on pages apart.
//
// A heap belongs to one thread at a time and shares nothing with other heaps. Everything it ever handed out goes
// away with ouro_heap_close. Every function that can fail returns NULL and leaves its arguments as they were; the
// heap raises no errors and, but for the default of on_corruption, never prints and never ends the process.
//
// Terms: a *region* is a reserved range aligned to 1 GiB; it begins with its bookkeeping and is cut into *slices* of
// 64 KiB. A *page* is a slice that holds blocks of one size, or a run of slices that holds one large block. Page
// descriptors, mark bits and counts lie in the head of the region, never among the blocks.
#ifndef OURO_HEAP_H
#define OURO_HEAP_H

#include <ouro/base.h>

#if defined(__SANITIZE_ADDRESS__)
#define OURO_HEAP_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OURO_HEAP_ASAN 1
#endif
#endif
#ifdef OURO_HEAP_ASAN
#include <sanitizer/asan_interface.h>
// The first eight bytes of a free block stay readable: the link, and the zero that says "not live".
#define OURO_HEAP_POISON(p, n)   __asan_poison_memory_region((char *)(p) + 8, (n)-8)
#define OURO_HEAP_UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#else
#define OURO_HEAP_POISON(p, n)   ((void)(p), (void)(n))
#define OURO_HEAP_UNPOISON(p, n) ((void)(p), (void)(n))
#endif

#ifndef OURO_HEAP_CHECKED // the inlined free asks whether fences are on before it trusts the pointer
#ifdef OURO_CHECKS
#define OURO_HEAP_CHECKED 1
#else
#define OURO_HEAP_CHECKED 0
#endif
#endif

OURO_BEGIN

typedef struct ouro_heap ouro_heap;
typedef struct ouro_heap_page ouro_heap_page;
typedef struct ouro_heap_region ouro_heap_region;

// ---- Opening and closing ------------------------------------------------------------------------------------------

enum {
    OURO_HEAP_STATS = 1,  // count allocations and frees exactly (every one takes the slow path)
    OURO_HEAP_FENCES = 2, // debug blocks: fences, fill patterns, quarantine, checks at every free (implies STATS)
};

typedef enum {
    OURO_HEAP_UNDERRUN = 1,   // bytes before the block were written
    OURO_HEAP_OVERRUN,        // bytes after the requested size were written
    OURO_HEAP_DOUBLE_FREE,    // the block is already free
    OURO_HEAP_FOREIGN_FREE,   // not the start of a block of this heap
    OURO_HEAP_USE_AFTER_FREE, // a free block was written to
    OURO_HEAP_WRONG_KIND,     // an object freed as raw memory, or raw memory as an object
} ouro_heap_corruption_kind;

typedef struct {
    ouro_heap_corruption_kind kind;
    const void *address; // the block (the pointer given, for a foreign free)
    size_t size;         // bytes requested for it, 0 when unknown
    const char *text;    // one line, without the newline; valid during the call
} ouro_heap_corruption;

typedef enum { OURO_HEAP_TRACE_ALLOC, OURO_HEAP_TRACE_FREE, OURO_HEAP_TRACE_REALLOC } ouro_heap_event;

typedef struct {
    void *ctx; // first argument of the hooks below
    // The limit is about to refuse `size` bytes, once for each refused request. May free and trim, and may
    // allocate (a refusal inside does not call it again). True: try once more.
    bool (*on_limit)(void *ctx, size_t size);
    // Half of what was left below the limit when ouro_heap_arm_pressure was last called has been taken. Called once;
    // must not use the heap.
    void (*on_pressure)(void *ctx);
    // Between ouro_heap_tell_refill(heap, true) and (heap, false): an allocation of `size` bytes is about to need a page.
    // May free, and allocate.
    void (*on_refill)(void *ctx, size_t size);
    // A debug check failed. NULL: one line on stderr, then abort. If it returns, the heap goes on: the
    // damaged block is repaired or leaked, never handed out again as it is.
    void (*on_corruption)(void *ctx, const ouro_heap_corruption *what);
    // After an allocation, before a free, after a realloc in place (one that moves is an ALLOC and a FREE). Must not
    // use the heap. Sends every operation through the slow path.
    void (*on_trace)(void *ctx, ouro_heap_event event, const void *ptr, size_t size);
} ouro_heap_hooks;

typedef struct {
    unsigned flags;     // OURO_HEAP_STATS, OURO_HEAP_FENCES
    size_t limit;       // as ouro_heap_set_limit; 0: none
    size_t emergency;   // as ouro_heap_reserve_emergency
    size_t region_size; // address space to reserve at a time: 0 for the default (1 GiB, less if refused)
    size_t quarantine;  // with fences: freed blocks held back from reuse; 0 for the default (256, at most 1024)
    ouro_heap_hooks hooks;
} ouro_heap_options;

// Opens a heap; NULL options mean all defaults. NULL if the system has no addresses or memory for it.
OURO_API ouro_heap *ouro_heap_open(const ouro_heap_options *options) OURO_MUST_USE;
// Unmaps everything. Blocks still live are gone. NULL is allowed.
OURO_API void ouro_heap_close(ouro_heap *heap);
// Replaces the hooks (and starts or stops sending every operation through the slow path if on_trace changes).
OURO_API void ouro_heap_set_hooks(ouro_heap *heap, const ouro_heap_hooks *hooks);
OURO_API void ouro_heap_tell_refill(ouro_heap *heap, bool tell);

// ---- Objects ------------------------------------------------------------------------------------------------------
//
// Contract with the owner of the object header: bytes 4..7 of a live object, read as uint32_t, have a bit set
// in the low 24 (the type number); in a free block they are 0. The block returned here has them 0 already: it is "not
// live yet", no walk shows it, until the caller writes the header. Bytes 0..3 hold no particular value.
// Blocks are aligned to 8 bytes, at least 16 bytes long, and start at least 16 bytes apart.

OURO_API void *ouro_heap_alloc_object(ouro_heap *heap, size_t size) OURO_MUST_USE;
// Contents up to the smaller size, mark bit, grey bit and count move with the object. NULL: the old one is untouched.
// Making it smaller never fails.
OURO_API void *ouro_heap_realloc_object(ouro_heap *heap, void *object, size_t size) OURO_MUST_USE;
OURO_INLINE void *ouro_heap_alloc_object_fast(ouro_heap *heap, size_t constant_size);
OURO_INLINE void ouro_heap_free_object(ouro_heap *heap, void *object); // not NULL

// ---- Raw memory ---------------------------------------------------------------------------------------------------
//
// Aligned to 8 bytes; to 16 if the size is a multiple of 16 or above 512. Size 0 gives a pointer of its own. free and
// realloc accept NULL. realloc to a smaller size never fails; it stays in place down to 3/4 of the block.

OURO_API void *ouro_heap_alloc(ouro_heap *heap, size_t size) OURO_MUST_USE;
OURO_API void *ouro_heap_calloc(ouro_heap *heap, size_t count, size_t size) OURO_MUST_USE;
OURO_API void *ouro_heap_realloc(ouro_heap *heap, void *ptr, size_t size) OURO_MUST_USE;
OURO_API void ouro_heap_free(ouro_heap *heap, void *ptr);
// Bytes that may be used at a live block, object or raw (with fences: exactly those requested).
OURO_API size_t ouro_heap_usable(ouro_heap *heap, const void *ptr);

// ---- What is this pointer? ----------------------------------------------------------------------------------------

// Is it an address inside memory this heap manages (live or not)? Any value may be asked. O(1).
OURO_API bool ouro_heap_contains(ouro_heap *heap, const void *ptr);
// Start of the live block that contains `ptr`, NULL if there is none; *is_object (if not NULL) tells its kind. Any
// value may be asked. O(1) for objects; for raw blocks it looks through the free list of one page (at most 4096 steps).
OURO_API void *ouro_heap_block_start(ouro_heap *heap, const void *ptr, bool *is_object);

// ---- Walking ------------------------------------------------------------------------------------------------------
//
// Walks allocate nothing. While one goes on, objects may be freed and allocated, in the callback or between two steps,
// whole pages may empty and be reused; ouro_heap_trim, ouro_heap_idle and ouro_heap_close are not allowed.
// An object that is live from the beginning of the walk to the end is visited exactly once; one that is freed before
// its turn is not visited; one that is allocated meanwhile is visited at most once.

// Every live object. Stops when fn returns false; returns false then.
OURO_API bool ouro_heap_each_object(ouro_heap *heap, bool (*fn)(void *ctx, void *object), void *ctx);
// Every live block, raw or object. Raw blocks are taken page by page: of the page being walked, a raw block freed by
// the callback may still be visited, so the callback should free none but the one it was given.
OURO_API bool ouro_heap_each_block(ouro_heap *heap, bool (*fn)(void *ctx, void *block, size_t size, bool is_object),
                                   void *ctx);

// Object pages, in address order: for (p = first(h); p; p = next(h, p)).
OURO_API ouro_heap_page *ouro_heap_page_first(ouro_heap *heap);
OURO_API ouro_heap_page *ouro_heap_page_next(ouro_heap *heap, ouro_heap_page *page);
// Next live object of the page at or after index *cursor, which moves past it; NULL at the end. Begin with *cursor = 0.
OURO_INLINE void *ouro_heap_page_objects(const ouro_heap_page *page, uint32_t *cursor);

// Young pages: each object page from which a block was allocated since the last reset (and perhaps a few more),
// latest first. The pages being allocated from are listed again at once by the reset. A page that is listed while a
// walk goes on is not part of that walk.
OURO_API ouro_heap_page *ouro_heap_young_page_first(ouro_heap *heap);
OURO_API ouro_heap_page *ouro_heap_young_page_next(ouro_heap *heap, ouro_heap_page *page);
OURO_API void ouro_heap_young_pages_reset(ouro_heap *heap);
OURO_API bool ouro_heap_page_is_young(const ouro_heap_page *page); // on that list

// ---- Side bits and counts of objects ------------------------------------------------------------------------------
//
// They belong to the block: allocation and free leave them as they are. A page taken into use begins with all bits
// clear. `object` is the start of an object block. A few instructions each, no check. The memory behind them is
// touched when first written.

OURO_INLINE bool ouro_heap_mark_get(ouro_heap *heap, const void *object);
OURO_INLINE void ouro_heap_mark_set(ouro_heap *heap, const void *object);
OURO_INLINE void ouro_heap_mark_clear(ouro_heap *heap, const void *object);
OURO_INLINE bool ouro_heap_grey_get(ouro_heap *heap, const void *object);
OURO_INLINE void ouro_heap_grey_set(ouro_heap *heap, const void *object);
OURO_INLINE void ouro_heap_grey_clear(ouro_heap *heap, const void *object);
OURO_API void ouro_heap_marks_clear_all(ouro_heap *heap);
OURO_API void ouro_heap_greys_clear_all(ouro_heap *heap);
// One byte for each 16-byte granule, for the collector; all zero after opening and after ouro_heap_scratch_release,
// which gives the memory back. Free and allocation leave it alone, a page taken into use does too. Not counted against
// the limit: it is there during a collection only, at most 1/16 of the object pages.
OURO_INLINE uint8_t *ouro_heap_count_slot(ouro_heap *heap, const void *object);
OURO_API void ouro_heap_scratch_release(ouro_heap *heap);

// ---- Limits, giving back ------------------------------------------------------------------------------------------

// No more than `bytes` of memory in use by the heap, bookkeeping included: exact to one 4 KiB page. 0: no limit. A
// limit below what is in use now refuses all growth until enough was given back.
OURO_API void ouro_heap_set_limit(ouro_heap *heap, size_t bytes);
OURO_API size_t ouro_heap_limit(ouro_heap *heap);
// Arms the hook on_pressure anew (after a collection, say). Without a limit it does nothing.
OURO_API void ouro_heap_arm_pressure(ouro_heap *heap);
// Keeps `bytes` below the limit for those between emergency_begin and emergency_end (these nest). Requests made there
// call neither on_limit nor the failure injection. False if the reserve does not fit under the limit.
OURO_API bool ouro_heap_reserve_emergency(ouro_heap *heap, size_t bytes);
OURO_API void ouro_heap_emergency_begin(ouro_heap *heap);
OURO_API void ouro_heap_emergency_end(ouro_heap *heap);
// Gives every unused page back to the system now. Returns the bytes given back.
OURO_API size_t ouro_heap_trim(ouro_heap *heap);
// To be called after a collection and when idle, as often as one likes (it looks ten times a second at most): of the
// empty pages beyond max(2 MiB, 1/8 of what is in use), those that stayed unused since the last look go, half of them
// at a time.
OURO_API size_t ouro_heap_idle(ouro_heap *heap);

// ---- Statistics ---------------------------------------------------------------------------------------------------

// Size classes: 8-byte steps from 16 to 512, then eight to a doubling up to 32 KiB. Number 0 stands for larger blocks.
enum { OURO_HEAP_CLASSES = 113, OURO_HEAP_SMALL_MAX = 512, OURO_HEAP_CLASS_MAX = 32768 };

typedef struct {
    size_t live_objects;      // exact; blocks handed out, header written or not
    size_t live_object_bytes; // sizes of their blocks (with fences: requested)
    size_t live_raw_blocks;
    size_t live_raw_bytes;
    size_t mapped_bytes; // address space made accessible for blocks
    size_t peak_mapped;
    size_t reserved_bytes;  // address space held
    size_t committed_bytes; // memory in use now, bookkeeping included: what the limit counts
    size_t peak_bytes;      // the highest it ever was
    size_t empty_bytes;     // of it: empty pages kept for reuse
    bool counted;           // the next two are exact (OURO_HEAP_STATS); else 0
    uint64_t allocations;   // successful; a realloc counts as neither, but for realloc(NULL)
    uint64_t frees;
    uint64_t slow_allocations;                // that took the slow path
    uint64_t pages_given_back;                // slices
    uint32_t object_pages[OURO_HEAP_CLASSES]; // pages in use by class
    uint32_t raw_pages[OURO_HEAP_CLASSES];
} ouro_heap_statistics;

// Walks the page descriptors, not the blocks.
OURO_API void ouro_heap_stats(ouro_heap *heap, ouro_heap_statistics *out);
// The two that are wanted often, without the walk.
OURO_API size_t ouro_heap_committed(ouro_heap *heap);
OURO_API size_t ouro_heap_peak(ouro_heap *heap);
// Size in bytes of the blocks of a class.
OURO_API size_t ouro_heap_class_size(unsigned size_class);

// ---- Failure injection --------------------------------------------------------------------------------------------

// The n-th request from now on (1 is the next) returns NULL, and if `forever` every one after it too. Requests are
// alloc, calloc, alloc_object, and a realloc that needs a larger block. n = UINT64_MAX only counts.
OURO_API void ouro_heap_fail_at(ouro_heap *heap, uint64_t n, bool forever);
OURO_API void ouro_heap_fail_clear(ouro_heap *heap);
// Requests since ouro_heap_fail_at (also after fail_clear, where it stops counting).
OURO_API uint64_t ouro_heap_alloc_counter(ouro_heap *heap);

// With fences: looks at every block and reports what is damaged. Returns the number of reports (0 without fences).
OURO_API size_t ouro_heap_check(ouro_heap *heap);

// ---- Addresses in 32 bits -----------------------------------------------------------------------------------------

// A live block of the first 32 regions as a number, never 0; others: 0. For links kept inside small objects.
OURO_INLINE uint32_t ouro_heap_compress(ouro_heap *heap, const void *block);
OURO_API void *ouro_heap_expand(ouro_heap *heap, uint32_t compressed);
// A page as a number below 2^26, never 0, good as long as the page is in use; and back.
OURO_INLINE uint32_t ouro_heap_page_number(const ouro_heap_page *page);
OURO_API ouro_heap_page *ouro_heap_page_numbered(ouro_heap *heap, uint32_t number);

// ==== What the inlined paths need; not for direct use ==============================================================

#define OURO_HEAP_REGION_SHIFT 30
#define OURO_HEAP_REGION_MASK  (((uintptr_t)1 << OURO_HEAP_REGION_SHIFT) - 1)
#define OURO_HEAP_SLICE_SHIFT  16
#define OURO_HEAP_SLICE_SIZE   ((size_t)1 << OURO_HEAP_SLICE_SHIFT)
#define OURO_HEAP_TABLE        0x10000 // offset of the page descriptors in a region

enum { // ouro_heap_page.state
    OURO_PAGE_FREE = 0,
    OURO_PAGE_RAW,
    OURO_PAGE_OBJECT,
    OURO_PAGE_INSIDE, // second and later slices of a run
    OURO_PAGE_GUARD,  // fences: the slice before a large block
};

// One for each slice. Live blocks = base + trip, always. An allocation adds one to trip; a free takes one off and goes
// the slow way when it reaches zero, so that one counter tells "was full", "emptier by a quarter" and "now empty".
struct ouro_heap_page {
    uint32_t free; // first free block, as an offset in the region; 0: none
    int32_t trip;
    int32_t base;
    uint32_t carved;     // blocks that were ever made; those above have never been touched
    uint32_t capacity;   // blocks
    uint32_t block_size; // bytes; a large block: 0
    uint32_t reciprocal; // ceil(2^32 / block_size); a large block: its length in 4 KiB units
    uint8_t size_class;
    uint8_t state;
    uint8_t flags;       // private
    uint8_t list;        // private
    uint32_t slices;     // run length; for OURO_PAGE_INSIDE: distance to the first slice
    uint16_t committed;  // 4 KiB units of this slice that hold memory, but for
    uint16_t holes;      // a bit for each that was given back; no block that touches one is in use
    uint32_t next, prev; // page numbers, private
    uint32_t young_next; // private
    uint32_t age;        // private
    uint32_t gc_link;    // these two belong to the collector; 0 when a page is taken into use
    uint32_t gc_state;
};

struct ouro_heap_region { // at the start of each region
    ouro_heap *heap;
    uint8_t *mark; // one bit for each 16-byte granule of the region
    uint8_t *grey;
    uint8_t *count; // one byte for each granule
    size_t size;    // bytes reserved
    uint32_t number;
    uint32_t first_slice; // slices before it are bookkeeping
    uint32_t ready;       // slices below it are accessible
    uint32_t end_slice;
    uint32_t free_slices; // free ones in [first_slice, end_slice)
    uint32_t search;      // no free slice below this
    uint32_t top;         // slices from here on were never used
    bool huge;            // holds one block of its own
};

struct ouro_heap { // the public head of the private structure
    ouro_heap_page *object_page[OURO_HEAP_CLASSES];
    ouro_heap_page *raw_page[OURO_HEAP_CLASSES];
    unsigned fences;
};

typedef struct {
    uint32_t next; // offset in the region, 0 at the end
    uint32_t zero; // where a live object has its type number
} __attribute__((may_alias)) ouro_heap_link;
typedef uint64_t __attribute__((may_alias)) ouro_heap_word;

// Makes a free block of `block`: both halves of the link in one store.
OURO_INLINE void ouro_heap_link_set(void *block, uint32_t next) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    *(ouro_heap_word *)block = (uint64_t)next << 32;
#else
    *(ouro_heap_word *)block = next;
#endif
}

OURO_API void *ouro_heap_alloc_object_slow(ouro_heap *heap, size_t size) OURO_MUST_USE;
OURO_API void ouro_heap_free_slow(ouro_heap *heap, void *ptr, ouro_heap_page *page);
OURO_API void ouro_heap_free_checked(ouro_heap *heap, void *ptr, bool is_object);

OURO_INLINE ouro_heap_region *ouro_heap_region_of(const void *ptr) {
    return (ouro_heap_region *)((uintptr_t)ptr & ~OURO_HEAP_REGION_MASK);
}

// The descriptor of the slice `ptr` points into: for a run, only right for its first slice. Memory of a heap only.
OURO_INLINE ouro_heap_page *ouro_heap_page_of(const void *ptr) {
    uintptr_t index = ((uintptr_t)ptr & OURO_HEAP_REGION_MASK) >> OURO_HEAP_SLICE_SHIFT;
    return (ouro_heap_page *)((char *)ouro_heap_region_of(ptr) + OURO_HEAP_TABLE) + index;
}

OURO_INLINE uint32_t ouro_heap_page_index(const ouro_heap_page *page) {
    return (uint32_t)((((uintptr_t)page & OURO_HEAP_REGION_MASK) - OURO_HEAP_TABLE) / sizeof *page);
}

// First byte of the page's blocks.
OURO_INLINE char *ouro_heap_page_start(const ouro_heap_page *page) {
    return (char *)ouro_heap_region_of(page) + ((size_t)ouro_heap_page_index(page) << OURO_HEAP_SLICE_SHIFT);
}

// The page's mark and grey bits: 512 bytes, bit k for a block that starts in granule k (16 bytes) of the slice.
OURO_INLINE uint64_t *ouro_heap_page_marks(const ouro_heap_page *page) {
    return (uint64_t *)(ouro_heap_region_of(page)->mark + (size_t)ouro_heap_page_index(page) * 512);
}
OURO_INLINE uint64_t *ouro_heap_page_greys(const ouro_heap_page *page) {
    return (uint64_t *)(ouro_heap_region_of(page)->grey + (size_t)ouro_heap_page_index(page) * 512);
}

OURO_INLINE uint32_t ouro_heap_page_number(const ouro_heap_page *page) {
    return ouro_heap_region_of(page)->number << 14 | ouro_heap_page_index(page);
}

OURO_INLINE uint32_t ouro_heap_compress(ouro_heap *heap, const void *block) {
    uint32_t region = ouro_heap_region_of(block)->number;
    (void)heap;
    return region < 32 ? region << 27 | (uint32_t)(((uintptr_t)block & OURO_HEAP_REGION_MASK) >> 3) : 0;
}

OURO_INLINE void *ouro_heap_page_objects(const ouro_heap_page *page, uint32_t *cursor) {
    if (OURO_UNLIKELY(page->state != OURO_PAGE_OBJECT)) return NULL;
    for (uint32_t i = *cursor; i < page->carved; i++) {
        char *block = ouro_heap_page_start(page) + (size_t)i * page->block_size;
        if (((const ouro_heap_link *)block)->zero != 0) {
            *cursor = i + 1;
            return block;
        }
    }
    *cursor = page->carved;
    return NULL;
}

OURO_INLINE unsigned ouro_heap_class_of(size_t size) { // 1..OURO_HEAP_CLASS_MAX
    if (size <= OURO_HEAP_SMALL_MAX) return size <= 16 ? 2 : (unsigned)((size + 7) >> 3);
    unsigned k = 63u - (unsigned)__builtin_clzll((unsigned long long)(size - 1));
    return 65 + (k - 9) * 8 + (unsigned)(((size - 1) >> (k - 3)) & 7);
}

// Where object_page and raw_page have the page for a size: as above, but for entries 0 and 1, which mean class 2 there.
OURO_INLINE unsigned ouro_heap_slot_of(size_t size) { // 0..OURO_HEAP_CLASS_MAX
    if (OURO_LIKELY(size <= OURO_HEAP_SMALL_MAX)) return (unsigned)((size + 7) >> 3);
    return ouro_heap_class_of(size);
}

OURO_INLINE void *ouro_heap_alloc_object_fast(ouro_heap *heap, size_t constant_size) {
    if (constant_size > OURO_HEAP_SMALL_MAX) return ouro_heap_alloc_object(heap, constant_size);
    ouro_heap_page *page = heap->object_page[ouro_heap_slot_of(constant_size)];
    uint32_t offset = page->free;
    if (OURO_UNLIKELY(offset == 0)) return ouro_heap_alloc_object_slow(heap, constant_size);
    char *block = (char *)ouro_heap_region_of(page) + offset;
    page->free = ((const ouro_heap_link *)block)->next;
    page->trip++;
    OURO_HEAP_UNPOISON(block, page->block_size);
    return block;
}

OURO_INLINE void ouro_heap_free_object(ouro_heap *heap, void *object) {
#if OURO_HEAP_CHECKED
    if (OURO_UNLIKELY(heap->fences)) {
        ouro_heap_free_checked(heap, object, true);
        return;
    }
#endif
    ouro_heap_page *page = ouro_heap_page_of(object);
    if (OURO_UNLIKELY(--page->trip == 0)) {
        ouro_heap_free_slow(heap, object, page);
        return;
    }
    ouro_heap_link_set(object, page->free);
    page->free = (uint32_t)((uintptr_t)object & OURO_HEAP_REGION_MASK);
    OURO_HEAP_POISON(object, page->block_size);
}

#define OURO_HEAP_BIT_FUNCTIONS(name)                                                                                  \
    OURO_INLINE bool ouro_heap_##name##_get(ouro_heap *heap, const void *object) {                                     \
        uintptr_t at = ((uintptr_t)object & OURO_HEAP_REGION_MASK) >> 4;                                               \
        return ouro_heap_region_of(object)->name[at >> 3] >> (at & 7) & 1;                                             \
    }                                                                                                                  \
    OURO_INLINE void ouro_heap_##name##_set(ouro_heap *heap, const void *object) {                                     \
        uintptr_t at = ((uintptr_t)object & OURO_HEAP_REGION_MASK) >> 4;                                               \
        ouro_heap_region_of(object)->name[at >> 3] |= (uint8_t)(1u << (at & 7));                                       \
    }                                                                                                                  \
    OURO_INLINE void ouro_heap_##name##_clear(ouro_heap *heap, const void *object) {                                   \
        uintptr_t at = ((uintptr_t)object & OURO_HEAP_REGION_MASK) >> 4;                                               \
        ouro_heap_region_of(object)->name[at >> 3] &= (uint8_t) ~(1u << (at & 7));                                     \
    }
OURO_HEAP_BIT_FUNCTIONS(mark)
OURO_HEAP_BIT_FUNCTIONS(grey)
#undef OURO_HEAP_BIT_FUNCTIONS

OURO_INLINE uint8_t *ouro_heap_count_slot(ouro_heap *heap, const void *object) {
    return ouro_heap_region_of(object)->count + (((uintptr_t)object & OURO_HEAP_REGION_MASK) >> 4);
}

OURO_END

#endif
