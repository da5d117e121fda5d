// Pages: blocks of one size, a free list each, last in first out.
//
// A page is active (blocks are allocated from it), full (on no list), or in a bin by how full it is. `base` and `trip`
// are set so that a free reaches the slow way only where the page changes its place: an active page never does.
#include <string.h>

#include "heap/private.h"

unsigned heap_class_size(unsigned size_class) {
    if (size_class <= 64) return size_class * 8;
    unsigned k = (size_class - 65) / 8 + 9;
    return (9 + (size_class - 65) % 8) << (k - 3);
}

static int page_kind(const page_t *page) {
    return page->state == OURO_PAGE_OBJECT ? OBJECT : RAW;
}

// ---- Classes that are lodged in the page of a larger one -----------------------------------------------------------
//
// Most classes are hardly used, and a page for each would cost more than rounding their few blocks up. A class has
// pages of its own once it asked for blocks more often.

enum { ASKED_SMALL = 4, ASKED_LARGE = 16 };

// The class whose pages `size_class` uses at first: 16, 24, 32, 40 and 48 bytes, then steps of 16 to
// 96, of 32 to 192, of 64 to 512, and above two to a doubling. 0 and 1 are places for sizes up to 8
// in the tables of the fast path (ouro_heap_slot_of).
static unsigned host_class(unsigned size_class) {
    if (size_class <= 2) return 2;
    if (size_class <= 6) return size_class;
    if (size_class <= 12) return (size_class + 1) & ~1u;
    if (size_class <= 24) return (size_class + 3) & ~3u;
    if (size_class <= 64) return (size_class + 7) & ~7u;
    return ((size_class - 1) | 3) + 1;
}

static unsigned used_class(heap *h, int kind, unsigned size_class) {
    bool own = h->asked[kind][size_class] >= (size_class <= 64 ? ASKED_SMALL : ASKED_LARGE);
    return own ? size_class : host_class(size_class);
}

static void set_fast_slot(heap *h, int kind, unsigned size_class) {
    page_t *page = h->slow_alloc ? NULL : h->active[kind][used_class(h, kind, size_class)];
    page_t **slot = kind == OBJECT ? h->pub.object_page : h->pub.raw_page;
    slot[size_class] = page ? page : &h->none;
}

// After a change of the active page of `size_class`: for it, and for those lodged with it.
static void set_fast_slots(heap *h, int kind, unsigned size_class) {
    set_fast_slot(h, kind, size_class);
    for (unsigned c = size_class; c-- > 0 && host_class(c) == size_class;) set_fast_slot(h, kind, c);
}

// ---- Lists ---------------------------------------------------------------------------------------------------------

static unsigned bin_of(const page_t *page, int32_t live) {
    return ((unsigned)live - 1) * BINS / page->capacity;
}

static void bin_unlink(heap *h, page_t *page) {
    if (page->list == BIN_NONE) return;
    if (page->prev)
        page_at(h, page->prev)->next = page->next;
    else
        h->bin[page_kind(page)][page->size_class][page->list] = page->next;
    if (page->next) page_at(h, page->next)->prev = page->prev;
    page->next = page->prev = 0;
    page->list = BIN_NONE;
}

static void bin_push(heap *h, page_t *page, unsigned bin) {
    uint32_t *head = &h->bin[page_kind(page)][page->size_class][bin], number = page_number(page);
    page->prev = 0;
    page->next = *head;
    if (*head) page_at(h, *head)->prev = number;
    *head = number;
    page->list = (uint8_t)bin;
}

// Sets base and trip so that the page is looked at again when its place may change.
void heap_page_retrip(heap *h, page_t *page, int32_t live) {
    if (h->slow_free)
        page->base = live - 1;
    else if (page->flags & PAGE_ACTIVE)
        page->base = -1;
    else if (page->list == BIN_NONE)
        page->base = live - 1;
    else
        page->base = (int32_t)(bin_of(page, live) * page->capacity / BINS);
    page->trip = live - page->base;
}

static void activate(heap *h, page_t *page) {
    int kind = page_kind(page);
    int32_t live = page_live(page);
    page->flags |= PAGE_ACTIVE;
    heap_page_retrip(h, page, live);
    h->active[kind][page->size_class] = page;
    set_fast_slots(h, kind, page->size_class);
    if (kind == OBJECT) heap_young_push(h, page);
}

static void deactivate(heap *h, page_t *page) { // leaves it on no list: full, or the caller finds a place
    int kind = page_kind(page);
    int32_t live = page_live(page);
    page->flags &= (uint8_t)~PAGE_ACTIVE;
    heap_page_retrip(h, page, live);
    h->active[kind][page->size_class] = NULL;
    set_fast_slots(h, kind, page->size_class);
}

static void place(heap *h, page_t *page, int32_t live) {
    if (live == 0) {
        bin_unlink(h, page);
        heap_slices_free(h, page, 1);
        return;
    }
    unsigned bin = bin_of(page, live);
    if (bin != page->list) {
        bin_unlink(h, page);
        bin_push(h, page, bin);
    }
    heap_page_retrip(h, page, live);
}

void heap_page_retire_active(heap *h) {
    for (int kind = RAW; kind <= OBJECT; kind++) {
        for (unsigned c = 0; c < OURO_HEAP_CLASSES; c++) {
            page_t *page = h->active[kind][c];
            // One without a free block is about to be carved by the caller, or full.
            if (!page || !page->free || page_live(page) != 0) continue;
            h->asked[kind][c] = 0;
            h->filled[kind][c] = false;
            deactivate(h, page);
            place(h, page, 0);
        }
    }
}

// ---- Pages taken into use ------------------------------------------------------------------------------------------

static void clear_if_set(uint64_t *bits) { // reading does not make memory of it
    for (unsigned i = 0; i < 64; i++)
        if (bits[i]) bits[i] = 0;
}

bool heap_page_begin(heap *h, page_t *page, int kind) {
    page->gc_link = page->gc_state = 0;
    if (kind == RAW) return true;
    if (!ouro_heap_region_of(page)->huge && !heap_pay_bits(h, page)) return false;
    if (page->flags & PAGE_USED) {
        clear_if_set(ouro_heap_page_marks(page));
        clear_if_set(ouro_heap_page_greys(page));
    }
    return true;
}

// Makes free blocks up to the next 4 KiB boundary, one at least. False if their memory is refused.
static bool carve(heap *h, page_t *page, bool *fresh) {
    uint32_t size = page->block_size, start = page->carved * size;
    uint32_t boundary = (start & ~(uint32_t)(UNIT - 1)) + UNIT;
    uint32_t count = (boundary - start) / size;
    if (count == 0) count = 1;
    if (count > page->capacity - page->carved) count = page->capacity - page->carved;
    size_t end = units_of(start + count * size);
    bool untouched = start >= (uint32_t)page->committed << UNIT_SHIFT;
    if (end > page->committed) {
        h->growing = page;
        bool paid = heap_charge(h, end - page->committed);
        h->growing = NULL;
        if (!paid) return false;
        page->committed = (uint16_t)end;
    }
    *fresh = untouched;
    uint32_t first = block_offset(ouro_heap_page_start(page)) + start, offset = first;
    char *block = (char *)ouro_heap_region_of(page) + offset;
    uint32_t skip = h->pub.fences && page->carved == 0; // the first block is the fence before the second
    for (uint32_t i = skip; i < count; i++) {
        uint32_t next = i + 1 < count ? first + (i + 1) * size : 0;
        ouro_heap_link_set(block + (size_t)i * size, next);
        if (!h->pub.fences) OURO_HEAP_POISON(block + (size_t)i * size, size);
    }
    if (h->pub.fences) heap_fence_carved(page, page->carved, count);
    page->free = count > skip ? first + skip * size : 0;
    page->carved += count;
    return true;
}

static page_t *new_page(heap *h, unsigned size_class, int kind) {
    page_t *page = heap_slice_take(h, h->filled[kind][size_class]);
    if (!page) return NULL;
    if (!heap_page_begin(h, page, kind)) {
        heap_slices_free(h, page, 1);
        return NULL;
    }
    page->block_size = heap_class_size(size_class);
    page->capacity = OURO_HEAP_SLICE_SIZE / page->block_size;
    page->reciprocal = (uint32_t)((((uint64_t)1 << 32) + page->block_size - 1) / page->block_size);
    page->size_class = (uint8_t)size_class;
    page->state = kind == OBJECT ? OURO_PAGE_OBJECT : OURO_PAGE_RAW;
    page->list = BIN_NONE;
    page->slices = 1;
    page->free = page->carved = 0;
    page->base = page->trip = 0;
    OURO_HEAP_UNPOISON(ouro_heap_page_start(page), OURO_HEAP_SLICE_SIZE);
    return page;
}

// ---- Allocating ----------------------------------------------------------------------------------------------------

static void *pop(heap *h, page_t *page) {
    if (h->pub.fences) heap_fence_pop(h, page);
    char *block = (char *)ouro_heap_region_of(page) + page->free;
    page->free = ((const ouro_heap_link *)block)->next;
    if (h->slow_free)
        page->base++;
    else
        page->trip++;
    OURO_HEAP_UNPOISON(block, page->block_size);
    return block;
}

static page_t *fullest(heap *h, unsigned size_class, int kind) {
    for (unsigned bin = BINS; bin-- > 0;)
        if (h->bin[kind][size_class][bin]) return page_at(h, h->bin[kind][size_class][bin]);
    return NULL;
}

static page_t *any_free(heap *h, unsigned size_class, int kind) {
    for (unsigned bin = BINS; bin-- > 0;)
        for (page_t *page = page_at(h, h->bin[kind][size_class][bin]); page; page = page_at(h, page->next))
            if (page->free) return page;
    return NULL;
}

void *heap_class_alloc(heap *h, unsigned size_class, int kind, bool *fresh) {
    *fresh = false;
    if (h->asked[kind][size_class] < ASKED_LARGE && ++h->asked[kind][size_class] >= ASKED_SMALL)
        set_fast_slot(h, kind, size_class);
    size_class = used_class(h, kind, size_class);
    page_t *page = h->active[kind][size_class];
    if (page && page->free) return pop(h, page);
    if (page && page->carved == page->capacity && !page->holes) {
        h->filled[kind][size_class] = true;
        deactivate(h, page);
        page = NULL;
    }
    if (!page) page = fullest(h, size_class, kind);
    bool is_new = !page;
    if (is_new) page = new_page(h, size_class, kind);
    if (!page) return NULL;
    // A lone fence fills the first unit of a page of large blocks: then carve again.
    while (!page->free) {
        if (page->holes ? heap_fill_hole(h, page) : page->carved < page->capacity && carve(h, page, fresh)) continue;
        if (is_new) heap_slices_free(h, page, 1);
        // At the limit: a page of this class that needs no more memory.
        page_t *other = any_free(h, size_class, kind);
        if (!other) return NULL;
        page_t *active = h->active[kind][size_class];
        if (active) {
            int32_t live = page_live(active);
            deactivate(h, active);
            place(h, active, live);
        }
        page = other;
    }
    if (!(page->flags & PAGE_ACTIVE)) {
        bin_unlink(h, page);
        activate(h, page);
    }
    return pop(h, page);
}

void heap_block_release(heap *h, void *block, page_t *page) {
    int32_t live = page_live(page);
    ouro_heap_link_set(block, page->free);
    page->free = block_offset(block);
    if (!h->pub.fences) OURO_HEAP_POISON(block, page->block_size); // those are read to check them
    if (page->flags & PAGE_ACTIVE)
        heap_page_retrip(h, page, live);
    else
        place(h, page, live);
}

// ---- Fast paths, young pages ---------------------------------------------------------------------------------------

void heap_fast_paths(heap *h, bool slow_alloc, bool slow_free) {
    h->slow_alloc = slow_alloc;
    for (int kind = RAW; kind <= OBJECT; kind++)
        for (unsigned c = 0; c < OURO_HEAP_CLASSES; c++) set_fast_slot(h, kind, c);
    if (h->slow_free == slow_free) return;
    h->slow_free = slow_free;
    for (uint32_t r = 0; r < h->region_count; r++) {
        region_t *region = h->region[r];
        for (uint32_t i = region ? region->first_slice : 0; region && i < region->end_slice; i++) {
            page_t *page = region_page(region, i);
            if (!region->huge && i >= region->top) break;
            if (page_is_used(page) && !page_is_large(page)) heap_page_retrip(h, page, page_live(page));
        }
    }
}

void heap_young_push(heap *h, page_t *page) {
    if (page->flags & PAGE_YOUNG) return;
    page->flags |= PAGE_YOUNG;
    page->young_next = h->young;
    h->young = page_number(page);
}

void heap_young_unlink(heap *h, page_t *page) {
    if (!(page->flags & PAGE_YOUNG)) return;
    uint32_t number = page_number(page), *at = &h->young;
    while (*at != number) at = &page_at(h, *at)->young_next;
    *at = page->young_next;
    page->flags &= (uint8_t)~PAGE_YOUNG;
}
