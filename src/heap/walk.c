// What is this pointer, which blocks are live, and the bits beside them.
#include <string.h>

#include "heap/private.h"

enum {
    BLOCKS_MAX = OURO_HEAP_SLICE_SIZE / 16,
    ZERO_SLICES = 256, // up to so many slices, zero the counts rather than give them back
};

// ---- Pointers ------------------------------------------------------------------------------------------------------

static region_t *region_at(heap *h, const void *ptr) {
    uintptr_t window = (uintptr_t)ptr >> OURO_HEAP_REGION_SHIFT;
    if (window >= WINDOWS || h->window[window] == 0) return NULL;
    region_t *region = h->region[h->window[window] - 1];
    return (size_t)((const char *)ptr - (char *)region) < region->size ? region : NULL;
}

page_t *heap_find(heap *h, const void *ptr, size_t *offset) {
    region_t *region = region_at(h, ptr);
    if (!region) return NULL;
    size_t slice = (size_t)((const char *)ptr - (char *)region) >> OURO_HEAP_SLICE_SHIFT;
    if (region->huge) {
        if (slice < HUGE_SLICE) return NULL;
        slice = HUGE_SLICE;
    }
    if (slice < region->first_slice || slice >= (region->huge ? region->end_slice : region->top)) return NULL;
    page_t *page = region_page(region, (uint32_t)slice);
    if (page->state == OURO_PAGE_INSIDE) page -= page->slices;
    if (!page_is_used(page)) return NULL;
    *offset = (size_t)((const char *)ptr - ouro_heap_page_start(page));
    return page;
}

bool ouro_heap_contains(ouro_heap *pub, const void *ptr) {
    heap *h = heap_of(pub);
    region_t *region = region_at(h, ptr);
    if (!region) return false;
    size_t slice = (size_t)((const char *)ptr - (char *)region) >> OURO_HEAP_SLICE_SHIFT;
    return slice >= region->first_slice && (region->huge || slice < region->ready);
}

static bool raw_is_live(const page_t *page, const char *block, uint32_t index) {
    if (heap_block_is_lost(page, index)) return false;
    char *region = (char *)ouro_heap_region_of(page);
    for (uint32_t at = page->free; at; at = ((const ouro_heap_link *)(region + at))->next)
        if (region + at == block) return false;
    return true;
}

static bool is_live(heap *h, const page_t *page, const char *block, uint32_t index) {
    if (h->pub.fences && !heap_fence_is_live(page, block)) return false;
    if (page->state == OURO_PAGE_OBJECT) return ((const ouro_heap_link *)block)->zero != 0;
    return page_is_large(page) || h->pub.fences || raw_is_live(page, block, index);
}

void *ouro_heap_block_start(ouro_heap *pub, const void *ptr, bool *is_object) {
    heap *h = heap_of(pub);
    size_t offset;
    page_t *page = heap_find(h, ptr, &offset);
    if (!page) return NULL;
    char *block = ouro_heap_page_start(page);
    uint32_t index = 0;
    if (page_is_large(page)) {
        if (offset >= block_bytes(page)) return NULL;
    } else {
        index = (uint32_t)((uint64_t)offset * page->reciprocal >> 32);
        if (index >= page->carved) return NULL;
        block += (size_t)index * page->block_size;
    }
    if (!is_live(h, page, block, index)) return NULL;
    if (is_object) *is_object = page->state == OURO_PAGE_OBJECT;
    return block;
}

// ---- Walking -------------------------------------------------------------------------------------------------------

static page_t *page_from(heap *h, uint32_t number, uint32_t slice, bool raw_too) {
    for (; number < h->region_count; number++, slice = 0) {
        region_t *region = h->region[number];
        if (!region) continue;
        if (slice < region->first_slice) slice = region->first_slice;
        for (uint32_t end = region->huge ? region->end_slice : region->top; slice < end; slice++) {
            page_t *page = region_page(region, slice);
            if (page->state == OURO_PAGE_OBJECT || (raw_too && page->state == OURO_PAGE_RAW)) return page;
        }
    }
    return NULL;
}

static page_t *page_after(heap *h, const page_t *page, bool raw_too) {
    return page_from(h, ouro_heap_region_of(page)->number, ouro_heap_page_index(page) + 1, raw_too);
}

ouro_heap_page *ouro_heap_page_first(ouro_heap *pub) {
    return page_from(heap_of(pub), 0, 0, false);
}

ouro_heap_page *ouro_heap_page_next(ouro_heap *pub, ouro_heap_page *page) {
    return page_after(heap_of(pub), page, false);
}

bool ouro_heap_each_object(ouro_heap *pub, bool (*fn)(void *ctx, void *object), void *ctx) {
    for (page_t *page = ouro_heap_page_first(pub); page; page = ouro_heap_page_next(pub, page)) {
        uint32_t cursor = 0;
        for (void *object; (object = ouro_heap_page_objects(page, &cursor));)
            if (!fn(ctx, object)) return false;
    }
    return true;
}

typedef bool block_fn(void *ctx, void *block, size_t size, bool is_object);

static bool each_raw(heap *h, page_t *page, block_fn *fn, void *ctx) {
    uint64_t is_free[BLOCKS_MAX / 64] = {0};
    char *start = ouro_heap_page_start(page), *region = (char *)ouro_heap_region_of(page);
    uint32_t size = page->block_size, carved = page->carved;
    for (uint32_t at = page->free; at; at = ((const ouro_heap_link *)(region + at))->next) {
        uint32_t index = (uint32_t)((uint64_t)(region + at - start) * page->reciprocal >> 32);
        is_free[index / 64] |= (uint64_t)1 << index % 64;
    }
    for (uint32_t i = 0; i < carved && page->state == OURO_PAGE_RAW; i++) {
        if (is_free[i / 64] >> i % 64 & 1 || heap_block_is_lost(page, i)) continue;
        char *block = start + (size_t)i * size;
        if (h->pub.fences && !heap_fence_is_live(page, block)) continue;
        if (!fn(ctx, block, ouro_heap_usable(&h->pub, block), false)) return false;
    }
    return true;
}

bool ouro_heap_each_block(ouro_heap *pub, block_fn *fn, void *ctx) {
    heap *h = heap_of(pub);
    for (page_t *page = page_from(h, 0, 0, true); page; page = page_after(h, page, true)) {
        if (page->state == OURO_PAGE_RAW) {
            if (!each_raw(h, page, fn, ctx)) return false;
            continue;
        }
        uint32_t cursor = 0;
        for (void *object; (object = ouro_heap_page_objects(page, &cursor));)
            if (!fn(ctx, object, ouro_heap_usable(pub, object), true)) return false;
    }
    return true;
}

// ---- Young pages ---------------------------------------------------------------------------------------------------

static page_t *young_from(heap *h, uint32_t number) {
    for (page_t *page = page_at(h, number); page; page = page_at(h, page->young_next))
        if (page->state == OURO_PAGE_OBJECT) return page;
    return NULL;
}

ouro_heap_page *ouro_heap_young_page_first(ouro_heap *pub) {
    return young_from(heap_of(pub), heap_of(pub)->young);
}

ouro_heap_page *ouro_heap_young_page_next(ouro_heap *pub, ouro_heap_page *page) {
    return young_from(heap_of(pub), page->young_next);
}

bool ouro_heap_page_is_young(const ouro_heap_page *page) { return (page->flags & PAGE_YOUNG) != 0; }

void ouro_heap_young_pages_reset(ouro_heap *pub) {
    heap *h = heap_of(pub);
    for (page_t *page = page_at(h, h->young); page; page = page_at(h, page->young_next))
        page->flags &= (uint8_t)~PAGE_YOUNG;
    h->young = 0;
    for (unsigned c = 0; c < OURO_HEAP_CLASSES; c++)
        if (h->active[OBJECT][c]) heap_young_push(h, h->active[OBJECT][c]);
}

// ---- Side bits and counts ------------------------------------------------------------------------------------------

static bool zero_words(uint64_t *words, size_t count) { // writes only where something is set
    bool any = false;
    for (size_t i = 0; i < count; i += 8) {
        uint64_t *w = words + i;
        if (!(w[0] | w[1] | w[2] | w[3] | w[4] | w[5] | w[6] | w[7])) continue;
        memset(w, 0, 8 * sizeof *w);
        any = true;
    }
    return any;
}

void ouro_heap_marks_clear_all(ouro_heap *pub) {
    for (page_t *page = ouro_heap_page_first(pub); page; page = ouro_heap_page_next(pub, page))
        (void)zero_words(ouro_heap_page_marks(page), 64);
}

void ouro_heap_greys_clear_all(ouro_heap *pub) {
    for (page_t *page = ouro_heap_page_first(pub); page; page = ouro_heap_page_next(pub, page))
        (void)zero_words(ouro_heap_page_greys(page), 64);
}

void ouro_heap_scratch_release(ouro_heap *pub) {
    heap *h = heap_of(pub);
    for (uint32_t i = 0; i < h->region_count; i++) {
        region_t *region = h->region[i];
        if (!region) continue;
        if (region->huge) {
            region->count[(HUGE_SLICE << OURO_HEAP_SLICE_SHIFT) >> 4] = 0;
            continue;
        }
        // Giving it back costs a page fault each when it is next used.
        size_t from = (size_t)region->first_slice << UNIT_SHIFT, bytes = ((size_t)region->top << UNIT_SHIFT) - from;
        if (region->top - region->first_slice <= ZERO_SLICES)
            (void)zero_words((uint64_t *)(region->count + from), bytes / sizeof(uint64_t));
        else
            heap_os_discard(region->count + from, bytes);
    }
}
