// Figures about the heap, gathered from its page descriptors when somebody asks.
#include "heap/private.h"

size_t ouro_heap_committed(ouro_heap *pub) {
    return heap_of(pub)->committed << UNIT_SHIFT;
}

size_t ouro_heap_peak(ouro_heap *pub) {
    return heap_of(pub)->peak << UNIT_SHIFT;
}

size_t ouro_heap_class_size(unsigned size_class) {
    return size_class < OURO_HEAP_CLASSES ? heap_class_size(size_class) : 0;
}

static void add_page(const page_t *page, ouro_heap_statistics *out) {
    size_t live = (size_t)page_live(page), bytes = live * block_bytes(page);
    if (page->state == OURO_PAGE_OBJECT) {
        out->object_pages[page->size_class]++;
        out->live_objects += live;
        out->live_object_bytes += bytes;
    } else {
        out->raw_pages[page->size_class]++;
        out->live_raw_blocks += live;
        out->live_raw_bytes += bytes;
    }
}

void ouro_heap_stats(ouro_heap *pub, ouro_heap_statistics *out) {
    heap *h = heap_of(pub);
    *out = (ouro_heap_statistics){
        .mapped_bytes = h->mapped,
        .peak_mapped = h->mapped_peak,
        .reserved_bytes = h->reserved,
        .committed_bytes = h->committed << UNIT_SHIFT,
        .peak_bytes = h->peak << UNIT_SHIFT,
        .empty_bytes = h->empty_units << UNIT_SHIFT,
        .counted = h->counting,
        .allocations = h->allocations,
        .frees = h->frees,
        .slow_allocations = h->slow_allocations,
        .pages_given_back = h->given_back,
    };
    for (uint32_t r = 0; r < h->region_count; r++) {
        region_t *region = h->region[r];
        if (!region) continue;
        uint32_t end = region->huge ? region->end_slice : region->top;
        for (uint32_t i = region->first_slice; i < end; i++)
            if (page_is_used(region_page(region, i))) add_page(region_page(region, i), out);
    }
    if (!h->pub.fences) return;
    out->live_objects = h->fence_blocks[OBJECT]; // without what waits in the quarantine
    out->live_object_bytes = h->fence_bytes[OBJECT];
    out->live_raw_blocks = h->fence_blocks[RAW];
    out->live_raw_bytes = h->fence_bytes[RAW];
}
