// Debug blocks. Layout of a block of n bytes, for `size` requested:
//
//     size bytes | fence, at least 8 bytes | trailer, 16 bytes
//
// so that an object still begins its block. What precedes a block is the trailer of the one before it; a page's first
// block is never handed out and holds nothing but its trailer; before a large block lies a guard slice that ends in
// fence.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap/private.h"

enum {
    ALLOCATED = 0xCB, // fills of new and of free blocks
    FREED = 0xDB,
    FENCE = 0xFB,
    FENCE_MIN = 8,
    GUARD = 64, // bytes of fence before a large block
    MAGIC = 0x6F75726F,
    HELD_LINK = 0x5B5B5B5B, // where a free block has its link, while it is held back
};

enum { // trailer states
    STATE_NEW = 0x77656E21,
    STATE_RAW = 0x77617221,
    STATE_OBJECT = 0x6A626F21,
    STATE_HELD = 0x646C6821,
    STATE_FREE = 0x65726621,
};

typedef struct {
    uint32_t size_low;
    uint32_t extra; // live: upper half of the size; free: a copy of the link
    uint32_t state;
    uint32_t magic;
} trailer_t;

static trailer_t *trailer_of(const page_t *page, const void *block) {
    return (trailer_t *)((char *)block + block_bytes(page) - sizeof(trailer_t));
}

static size_t live_size(const trailer_t *t) {
    return (size_t)((uint64_t)t->extra << 32 | t->size_low);
}

static bool state_is_live(uint32_t state) {
    return state == STATE_RAW || state == STATE_OBJECT;
}

static bool state_is_known(uint32_t state) {
    return state_is_live(state) || state == STATE_NEW || state == STATE_HELD || state == STATE_FREE;
}

static uint32_t block_index(const page_t *page, const void *block) {
    size_t offset = (size_t)((const char *)block - ouro_heap_page_start(page));
    return page_is_large(page) ? 0 : (uint32_t)((uint64_t)offset * page->reciprocal >> 32);
}

static size_t payload_max(const page_t *page) {
    return block_bytes(page) - sizeof(trailer_t) - FENCE_MIN;
}

// ---- Reporting -----------------------------------------------------------------------------------------------------

static void report(heap *h, ouro_heap_corruption_kind kind, const void *address, size_t size) {
    static const char *const what[] = {
        [OURO_HEAP_UNDERRUN] = "bytes before the block were written",
        [OURO_HEAP_OVERRUN] = "bytes after the block were written",
        [OURO_HEAP_DOUBLE_FREE] = "the block is already free",
        [OURO_HEAP_FOREIGN_FREE] = "not the start of a block of this heap",
        [OURO_HEAP_USE_AFTER_FREE] = "a free block was written to",
        [OURO_HEAP_WRONG_KIND] = "object and raw memory are mixed up",
    };
    char text[128];
    snprintf(text, sizeof text, "heap corruption at %p (%zu bytes): %s", address, size, what[kind]);
    h->corruptions++;
    if (!h->hooks.on_corruption) {
        fprintf(stderr, "ouro: %s\n", text);
        abort();
    }
    ouro_heap_corruption corruption = {kind, address, size, text};
    h->hooks.on_corruption(h->hooks.ctx, &corruption);
}

// ---- Checks --------------------------------------------------------------------------------------------------------

static bool bytes_are(const void *from, unsigned char byte, size_t count) {
    const unsigned char *p = from;
    for (size_t i = 0; i < count; i++)
        if (p[i] != byte) return false;
    return true;
}

// Fence and trailer of a live block. False if its size is no longer known.
static bool check_after(heap *h, page_t *page, char *block) {
    trailer_t *t = trailer_of(page, block);
    size_t size = live_size(t);
    if (t->magic != MAGIC || !state_is_live(t->state) || size > payload_max(page)) {
        report(h, OURO_HEAP_OVERRUN, block, 0);
        return false;
    }
    size_t fence = block_bytes(page) - sizeof *t - size;
    if (!bytes_are(block + size, FENCE, fence)) {
        report(h, OURO_HEAP_OVERRUN, block, size);
        memset(block + size, FENCE, fence);
    }
    return true;
}

static void check_before(heap *h, page_t *page, char *block) {
    if (page_is_large(page)) {
        if (bytes_are(block - GUARD, FENCE, GUARD)) return;
        memset(block - GUARD, FENCE, GUARD);
    } else {
        trailer_t *t = (trailer_t *)block - 1;
        if (t->magic == MAGIC && state_is_known(t->state)) return;
        t->magic = MAGIC; // if more than that is lost, the block before tells of it
        if (block_index(page, block) == 1) t->state = STATE_NEW;
    }
    report(h, OURO_HEAP_UNDERRUN, block, live_size(trailer_of(page, block)));
}

static void check_free(heap *h, page_t *page, char *block, uint32_t link) {
    trailer_t *t = trailer_of(page, block);
    const ouro_heap_link *head = (const ouro_heap_link *)block;
    size_t size = t->size_low;
    if (page_is_large(page)) size = live_size(t);
    bool intact = t->magic == MAGIC && size <= payload_max(page) && head->next == link && head->zero == 0;
    if (intact && size > 8) intact = bytes_are(block + 8, FREED, size - 8);
    if (intact) return;
    report(h, OURO_HEAP_USE_AFTER_FREE, block, t->magic == MAGIC ? size : 0);
    t->magic = MAGIC;
    ouro_heap_link_set(block, link);
}

page_t *heap_fence_verify(heap *h, void *ptr, int kind) {
    size_t offset;
    page_t *page = heap_find(h, ptr, &offset);
    char *block = ptr;
    bool starts = page && (page_is_large(page) ? offset == 0
                                               : offset % page->block_size == 0 && offset != 0 &&
                                                     offset / page->block_size < page->carved);
    if (!starts) {
        report(h, OURO_HEAP_FOREIGN_FREE, ptr, 0);
        return NULL;
    }
    trailer_t *t = trailer_of(page, block);
    if (t->magic == MAGIC && state_is_known(t->state) && !state_is_live(t->state)) {
        report(h, t->state == STATE_NEW ? OURO_HEAP_FOREIGN_FREE : OURO_HEAP_DOUBLE_FREE, ptr,
               t->state == STATE_NEW ? 0 : t->size_low);
        return NULL;
    }
    check_before(h, page, block);
    if (!check_after(h, page, block)) return NULL;
    if (t->state != (kind == OBJECT ? STATE_OBJECT : STATE_RAW)) {
        report(h, OURO_HEAP_WRONG_KIND, ptr, live_size(t));
        return NULL;
    }
    return page;
}

// ---- Allocating ----------------------------------------------------------------------------------------------------

void heap_fence_carved(page_t *page, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count; i++) {
        char *block = ouro_heap_page_start(page) + (size_t)i * page->block_size;
        uint32_t link = i == 0 ? 0 : ((const ouro_heap_link *)block)->next;
        if (i == 0) ouro_heap_link_set(block, 0);
        *trailer_of(page, block) = (trailer_t){0, link, STATE_NEW, MAGIC};
    }
}

void heap_fence_pop(heap *h, page_t *page) {
    char *block = (char *)ouro_heap_region_of(page) + page->free;
    check_free(h, page, block, trailer_of(page, block)->extra);
}

void *heap_fence_alloc(heap *h, size_t size, int kind, bool zero) {
    if (size > PTRDIFF_MAX / 2) return NULL;
    if (kind == OBJECT && size < sizeof(ouro_heap_link)) size = sizeof(ouro_heap_link);
    size_t total = size + FENCE_MIN + sizeof(trailer_t);
    bool fresh;
    char *block = total > OURO_HEAP_CLASS_MAX ? heap_large_alloc(h, (total + 7) & ~(size_t)7, kind, false)
                                              : heap_class_alloc(h, ouro_heap_class_of(total), kind, &fresh);
    if (!block) return NULL;
    page_t *page = ouro_heap_page_of(block);
    if (page_is_large(page)) memset(block - GUARD, FENCE, GUARD);
    trailer_t *t = trailer_of(page, block);
    *t =
        (trailer_t){(uint32_t)size, (uint32_t)((uint64_t)size >> 32), kind == OBJECT ? STATE_OBJECT : STATE_RAW, MAGIC};
    memset(block, zero ? 0 : ALLOCATED, size);
    memset(block + size, FENCE, (size_t)((char *)t - block) - size);
    if (kind == OBJECT) ouro_heap_link_set(block, 0); // "not live yet", as without fences
    h->fence_blocks[kind]++;
    h->fence_bytes[kind] += size;
    return block;
}

size_t heap_fence_requested(const page_t *page, const void *block) {
    size_t size = live_size(trailer_of(page, block));
    return size <= payload_max(page) ? size : 0;
}

bool heap_fence_is_live(const page_t *page, const void *block) {
    return state_is_live(trailer_of(page, block)->state);
}

// ---- Freeing -------------------------------------------------------------------------------------------------------

static void let_go(heap *h, char *block) { // the end of the quarantine
    page_t *page = ouro_heap_page_of(block);
    check_free(h, page, block, HELD_LINK);
    if (page_is_large(page)) {
        heap_large_free(h, page);
        return;
    }
    trailer_t *t = trailer_of(page, block);
    t->state = STATE_FREE;
    t->extra = page->free;
    if (t->size_low > 8) memset(block + 8, FREED, t->size_low - 8); // also where a write was reported
    page->trip--;                                                   // with fences it is always 1
    heap_block_release(h, block, page);
}

static void let_go_oldest(heap *h) {
    char *block = h->quarantine[h->quarantine_head];
    h->quarantine_head = (h->quarantine_head + 1) % QUARANTINE_MAX;
    h->quarantine_count--;
    let_go(h, block);
}

void heap_fence_free(heap *h, void *ptr, page_t *page) {
    trailer_t *t = trailer_of(page, ptr);
    size_t size = live_size(t);
    int kind = t->state == STATE_OBJECT ? OBJECT : RAW;
    h->fence_blocks[kind]--;
    h->fence_bytes[kind] -= size;
    memset(ptr, FREED, size);
    ouro_heap_link_set(ptr, HELD_LINK);
    t->state = STATE_HELD;
    h->quarantine[(h->quarantine_head + h->quarantine_count++) % QUARANTINE_MAX] = ptr;
    if (h->quarantine_count >= h->quarantine_limit) let_go_oldest(h);
}

void heap_fence_shrink(heap *h, void *ptr, page_t *page, size_t size) {
    trailer_t *t = trailer_of(page, ptr);
    size_t old = live_size(t);
    h->fence_bytes[t->state == STATE_OBJECT] -= old - size;
    memset((char *)ptr + size, FENCE, old - size);
    t->size_low = (uint32_t)size;
    t->extra = (uint32_t)((uint64_t)size >> 32);
}

bool heap_fence_flush(heap *h) {
    if (h->quarantine_count == 0) return false;
    while (h->quarantine_count) let_go_oldest(h);
    return true;
}

// ---- The whole heap ------------------------------------------------------------------------------------------------

static void check_page(heap *h, page_t *page) {
    bool large = page_is_large(page);
    for (uint32_t i = large ? 0 : 1; i < page->carved; i++) {
        char *block = ouro_heap_page_start(page) + (size_t)i * page->block_size;
        trailer_t *t = trailer_of(page, block);
        check_before(h, page, block);
        if (t->state == STATE_HELD)
            check_free(h, page, block, HELD_LINK);
        else if (t->state == STATE_FREE || t->state == STATE_NEW)
            check_free(h, page, block, t->extra);
        else
            (void)check_after(h, page, block);
    }
}

size_t ouro_heap_check(ouro_heap *pub) {
    heap *h = heap_of(pub);
    if (!pub->fences) return 0;
    size_t before = h->corruptions;
    for (uint32_t r = 0; r < h->region_count; r++) {
        region_t *region = h->region[r];
        if (!region) continue;
        uint32_t end = region->huge ? region->end_slice : region->top;
        for (uint32_t i = region->first_slice; i < end; i++)
            if (page_is_used(region_page(region, i))) check_page(h, region_page(region, i));
    }
    return h->corruptions - before;
}
