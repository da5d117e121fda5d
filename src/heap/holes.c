// Units of 4 KiB inside pages that hold nothing but free blocks: their memory can be given back though the page lives.
//
// A block that touches a hole is lost: free, but on no list. Its header still reads as "not live". When the page's list
// runs out, the holes are filled again one by one.
#include "heap/private.h"

enum { BLOCKS_MAX = OURO_HEAP_SLICE_SIZE / 16 };

static unsigned units_touched(const page_t *page, uint32_t index) { // by a block: a bit for each unit
    uint32_t from = index * page->block_size, to = from + page->block_size - 1;
    return ((2u << (to >> UNIT_SHIFT)) - 1) & ~((1u << (from >> UNIT_SHIFT)) - 1);
}

bool heap_block_is_lost(const page_t *page, uint32_t index) {
    return page->holes && (units_touched(page, index) & page->holes);
}

static void discard_units(page_t *page, unsigned units) {
    char *start = ouro_heap_page_start(page);
    while (units) {
        unsigned from = (unsigned)__builtin_ctz(units), count = (unsigned)__builtin_ctz(~(units >> from));
        heap_os_discard(start + ((size_t)from << UNIT_SHIFT), (size_t)count << UNIT_SHIFT);
        units &= ~(((1u << count) - 1) << from);
    }
}

// Marks the units that a live block or one never carved touches; returns the others that hold memory.
static unsigned empty_units(const page_t *page, const uint64_t *is_free) {
    uint32_t carved_units =
        page->carved == page->capacity ? page->committed : (page->carved * page->block_size) >> UNIT_SHIFT;
    unsigned empty = ((1u << carved_units) - 1) & ~(unsigned)page->holes;
    for (uint32_t i = 0; i < page->carved && empty; i++)
        if (!(is_free[i / 64] >> i % 64 & 1) && !heap_block_is_lost(page, i)) empty &= ~units_touched(page, i);
    return empty;
}

static size_t make_holes(heap *h, page_t *page) {
    uint64_t is_free[BLOCKS_MAX / 64] = {0};
    char *start = ouro_heap_page_start(page), *region = (char *)ouro_heap_region_of(page);
    for (uint32_t at = page->free; at; at = ((const ouro_heap_link *)(region + at))->next) {
        uint32_t index = (uint32_t)((uint64_t)(region + at - start) * page->reciprocal >> 32);
        is_free[index / 64] |= (uint64_t)1 << index % 64;
    }
    unsigned empty = empty_units(page, is_free);
    if (!empty) return 0;
    page->holes |= (uint16_t)empty;
    page->free = 0;
    for (uint32_t i = page->carved; i-- > 0;) {
        if (!(is_free[i / 64] >> i % 64 & 1)) continue;
        char *block = start + (size_t)i * page->block_size;
        ouro_heap_link_set(block, heap_block_is_lost(page, i) ? 0 : page->free);
        if (!heap_block_is_lost(page, i)) page->free = block_offset(block);
    }
    discard_units(page, empty);
    size_t units = (size_t)__builtin_popcount(empty);
    heap_uncharge(h, units);
    return units;
}

size_t heap_give_back_holes(heap *h) {
    size_t units = 0;
    if (h->pub.fences) return 0; // their blocks are checked while free
    for (uint32_t r = 0; r < h->region_count; r++) {
        region_t *region = h->region[r];
        if (!region || region->huge) continue;
        for (uint32_t i = region->first_slice; i < region->top; i++) {
            page_t *page = region_page(region, i);
            if (!page_is_used(page) || page_is_large(page) || page == h->growing || !page->free) continue;
            size_t unused = (page->carved - (uint32_t)page_live(page)) * page->block_size;
            if (unused >= UNIT) units += make_holes(h, page);
        }
    }
    return units;
}

// Makes free blocks of those that were lost to one hole. False if its memory is refused.
bool heap_fill_hole(heap *h, page_t *page) {
    unsigned unit = (unsigned)__builtin_ctz(page->holes);
    h->growing = page;
    bool paid = heap_charge(h, 1);
    h->growing = NULL;
    if (!paid) return false;
    page->holes &= (uint16_t) ~(1u << unit);
    uint32_t first = (unit << UNIT_SHIFT) / page->block_size;
    char *start = ouro_heap_page_start(page);
    for (uint32_t i = first; i < page->carved && i * page->block_size < (unit + 1) << UNIT_SHIFT; i++) {
        if (heap_block_is_lost(page, i)) continue; // to another hole
        char *block = start + (size_t)i * page->block_size;
        ouro_heap_link_set(block, page->free);
        page->free = block_offset(block);
    }
    return true;
}
