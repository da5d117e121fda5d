// The public entry points: opening, requests, reallocation, limits, failure injection.
#include <string.h>

#include "heap/private.h"

enum { IDLE_MILLISECONDS = 100 }; // ouro_heap_idle looks no more often

// ---- Opening and closing -------------------------------------------------------------------------------------------

static void close_paths_as_needed(heap *h) {
    bool watched = h->counting || h->pub.fences || h->hooks.on_trace;
    heap_fast_paths(h, watched || h->fail_armed, watched);
}

ouro_heap *ouro_heap_open(const ouro_heap_options *options) {
    static const ouro_heap_options defaults = {0};
    const ouro_heap_options *o = options ? options : &defaults;
    heap *h;
    if (!heap_region_first(o->region_size, &h)) return NULL;
    h->pub.fences = o->flags & OURO_HEAP_FENCES;
    h->counting = o->flags & (OURO_HEAP_STATS | OURO_HEAP_FENCES);
    h->hooks = o->hooks;
    h->quarantine_limit = o->quarantine == 0               ? QUARANTINE_DEFAULT
                          : o->quarantine > QUARANTINE_MAX ? QUARANTINE_MAX
                                                           : (uint32_t)o->quarantine;
    close_paths_as_needed(h);
    ouro_heap_set_limit(&h->pub, o->limit);
    if (o->emergency && !ouro_heap_reserve_emergency(&h->pub, o->emergency)) {
        ouro_heap_close(&h->pub);
        return NULL;
    }
    return &h->pub;
}

void ouro_heap_close(ouro_heap *pub) {
    if (!pub) return;
    heap *h = heap_of(pub);
    for (uint32_t i = h->region_count; i-- > 0;) { // the first region, which holds the heap, last
        region_t *region = h->region[i];
        if (!region) continue;
        size_t used = region->huge ? region->size : (size_t)region->top << OURO_HEAP_SLICE_SHIFT;
        OURO_HEAP_UNPOISON(region, used);
        heap_os_release(region, region->size);
    }
}

void ouro_heap_set_hooks(ouro_heap *pub, const ouro_heap_hooks *hooks) {
    heap *h = heap_of(pub);
    h->hooks = *hooks;
    close_paths_as_needed(h);
}

void ouro_heap_tell_refill(ouro_heap *pub, bool tell) { heap_of(pub)->tell_refill = tell; }

// ---- Requests ------------------------------------------------------------------------------------------------------

static void *obtain(heap *h, size_t size, int kind, bool zero) {
    if (OURO_UNLIKELY(h->pub.fences)) return heap_fence_alloc(h, size, kind, zero);
    if (size > OURO_HEAP_CLASS_MAX) return heap_large_alloc(h, size, kind, zero);
    bool fresh;
    void *block = heap_class_alloc(h, ouro_heap_class_of(size), kind, &fresh);
    if (zero && block) {
        if (fresh)
            ouro_heap_link_set(block, 0);
        else
            memset(block, 0, size);
    }
    return block;
}

static bool injected_failure(heap *h) {
    if (OURO_LIKELY(!h->fail_armed) || h->emergency) return false;
    h->requests++;
    return h->requests == h->fail_n || (h->fail_forever && h->requests > h->fail_n);
}

static void *attempt(heap *h, size_t size, int kind, bool zero) {
    void *block = obtain(h, size, kind, zero);
    if (OURO_LIKELY(block != NULL)) return block;
    if (h->pub.fences && heap_fence_flush(h)) block = obtain(h, size, kind, zero);
    if (block || !h->hooks.on_limit || h->in_limit_hook || h->emergency) return block;
    h->in_limit_hook = true;
    bool retry = h->hooks.on_limit(h->hooks.ctx, size);
    h->in_limit_hook = false;
    return retry ? obtain(h, size, kind, zero) : NULL;
}

static void trace(heap *h, ouro_heap_event event, const void *ptr, size_t size) {
    if (OURO_UNLIKELY(h->hooks.on_trace != NULL)) h->hooks.on_trace(h->hooks.ctx, event, ptr, size);
}

static OURO_NOINLINE void *request(ouro_heap *pub, size_t size, int kind, bool zero) {
    heap *h = heap_of(pub);
    if (OURO_UNLIKELY(h->tell_refill) && h->hooks.on_refill) h->hooks.on_refill(h->hooks.ctx, size);
    if (injected_failure(h)) return NULL;
    void *block = attempt(h, size, kind, zero);
    h->slow_allocations++;
    if (!block) return NULL;
    h->allocations += h->counting;
    trace(h, OURO_HEAP_TRACE_ALLOC, block, size);
    return block;
}

// The fast path: the first free block of the class's active page; NULL if it has none.
OURO_INLINE void *pop(page_t *page) {
    uint32_t offset = page->free;
    if (OURO_UNLIKELY(offset == 0)) return NULL;
    char *block = (char *)ouro_heap_region_of(page) + offset;
    page->free = ((const ouro_heap_link *)block)->next;
    page->trip++;
    OURO_HEAP_UNPOISON(block, page->block_size);
    return block;
}

void *ouro_heap_alloc_object(ouro_heap *pub, size_t size) {
    if (OURO_LIKELY(size <= OURO_HEAP_CLASS_MAX)) {
        void *block = pop(pub->object_page[ouro_heap_slot_of(size)]);
        if (OURO_LIKELY(block != NULL)) return block;
    }
    return request(pub, size, OBJECT, false);
}

void *ouro_heap_alloc_object_slow(ouro_heap *pub, size_t size) {
    return request(pub, size, OBJECT, false);
}

void *ouro_heap_alloc(ouro_heap *pub, size_t size) {
    if (OURO_LIKELY(size <= OURO_HEAP_CLASS_MAX)) {
        void *block = pop(pub->raw_page[ouro_heap_slot_of(size)]);
        if (OURO_LIKELY(block != NULL)) return block;
    }
    return request(pub, size, RAW, false);
}

void *ouro_heap_calloc(ouro_heap *pub, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    if (OURO_LIKELY(bytes <= OURO_HEAP_CLASS_MAX)) {
        void *block = pop(pub->raw_page[ouro_heap_slot_of(bytes)]);
        if (OURO_LIKELY(block != NULL)) return memset(block, 0, bytes);
    }
    return request(pub, bytes, RAW, true);
}

// ---- Freeing -------------------------------------------------------------------------------------------------------

void ouro_heap_free_slow(ouro_heap *pub, void *ptr, page_t *page) {
    heap *h = heap_of(pub);
    if (OURO_UNLIKELY(h->pub.fences)) { // an inlined free that did not ask
        page->trip++;
        ouro_heap_free_checked(pub, ptr, true);
        return;
    }
    if (OURO_UNLIKELY(h->slow_free)) {
        h->frees += h->counting;
        trace(h, OURO_HEAP_TRACE_FREE, ptr, block_bytes(page));
    }
    if (page_is_large(page))
        heap_large_free(h, page);
    else
        heap_block_release(h, ptr, page);
}

OURO_INLINE void push(ouro_heap *pub, void *ptr) {
    page_t *page = ouro_heap_page_of(ptr);
    if (OURO_UNLIKELY(--page->trip == 0)) {
        ouro_heap_free_slow(pub, ptr, page);
        return;
    }
    ouro_heap_link_set(ptr, page->free);
    page->free = block_offset(ptr);
    OURO_HEAP_POISON(ptr, page->block_size);
}

void ouro_heap_free(ouro_heap *pub, void *ptr) {
    if (!ptr) return;
    if (OURO_UNLIKELY(pub->fences))
        ouro_heap_free_checked(pub, ptr, false);
    else
        push(pub, ptr);
}

void ouro_heap_free_checked(ouro_heap *pub, void *ptr, bool is_object) {
    heap *h = heap_of(pub);
    page_t *page = heap_fence_verify(h, ptr, is_object ? OBJECT : RAW);
    if (!page) return;
    h->frees++;
    trace(h, OURO_HEAP_TRACE_FREE, ptr, heap_fence_requested(page, ptr));
    heap_fence_free(h, ptr, page);
}

void heap_drop(heap *h, void *block, page_t *page) {
    if (page_is_large(page)) {
        heap_large_free(h, page);
    } else if (--page->trip == 0) {
        heap_block_release(h, block, page);
    } else {
        ouro_heap_link_set(block, page->free);
        page->free = block_offset(block);
        OURO_HEAP_POISON(block, page->block_size);
    }
}

// ---- Reallocating --------------------------------------------------------------------------------------------------

void heap_copy_side(heap *h, void *to, void *from) {
    ouro_heap *pub = &h->pub;
    if (ouro_heap_mark_get(pub, from))
        ouro_heap_mark_set(pub, to);
    else if (ouro_heap_mark_get(pub, to))
        ouro_heap_mark_clear(pub, to);
    if (ouro_heap_grey_get(pub, from))
        ouro_heap_grey_set(pub, to);
    else if (ouro_heap_grey_get(pub, to))
        ouro_heap_grey_clear(pub, to);
    uint8_t count = *ouro_heap_count_slot(pub, from);
    if (*ouro_heap_count_slot(pub, to) != count) *ouro_heap_count_slot(pub, to) = count;
    if (count) *ouro_heap_count_slot(pub, from) = 0;
}

static void *moved(heap *h, void *to, size_t size, void *from, size_t from_size) {
    trace(h, OURO_HEAP_TRACE_ALLOC, to, size);
    trace(h, OURO_HEAP_TRACE_FREE, from, from_size);
    return to;
}

static void *resize_fenced(heap *h, void *ptr, size_t size, int kind) {
    page_t *page = heap_fence_verify(h, ptr, kind);
    if (!page) return NULL;
    size_t old = heap_fence_requested(page, ptr);
    if (size == old) return ptr;
    if (size > old && injected_failure(h)) return NULL;
    void *block = attempt(h, size, kind, false);
    if (!block) {
        if (size > old) return NULL;
        heap_fence_shrink(h, ptr, page, size);
        return ptr;
    }
    memcpy(block, ptr, size < old ? size : old);
    if (kind == OBJECT) heap_copy_side(h, block, ptr);
    moved(h, block, size, ptr, old);
    heap_fence_free(h, ptr, page);
    return block;
}

static void *resize(heap *h, void *ptr, size_t size, int kind) {
    if (OURO_UNLIKELY(h->pub.fences)) return resize_fenced(h, ptr, size, kind);
    page_t *page = ouro_heap_page_of(ptr);
    size_t old = block_bytes(page);
    void *block;
    if (size <= old) {
        bool stays = page_is_large(page) ? size > OURO_HEAP_CLASS_MAX && heap_large_resize(h, page, size)
                                         : size >= old / 4 * 3 || ouro_heap_class_of(size) == page->size_class;
        block = stays ? NULL : obtain(h, size, kind, false);
        if (!block) {
            trace(h, OURO_HEAP_TRACE_REALLOC, ptr, size);
            return ptr;
        }
    } else {
        if (injected_failure(h)) return NULL;
        block = page_is_large(page) ? heap_large_resize(h, page, size) : NULL;
        if (block == ptr)
            trace(h, OURO_HEAP_TRACE_REALLOC, ptr, size);
        else if (block)
            moved(h, block, size, ptr, old);
        if (block) return block;
        block = attempt(h, size, kind, false);
        if (!block) return NULL;
    }
    memcpy(block, ptr, size < old ? size : old);
    if (kind == OBJECT) heap_copy_side(h, block, ptr);
    moved(h, block, size, ptr, old);
    heap_drop(h, ptr, page);
    return block;
}

void *ouro_heap_realloc(ouro_heap *pub, void *ptr, size_t size) {
    if (!ptr) return ouro_heap_alloc(pub, size);
    return resize(heap_of(pub), ptr, size, RAW);
}

void *ouro_heap_realloc_object(ouro_heap *pub, void *object, size_t size) {
    if (!object) return ouro_heap_alloc_object(pub, size);
    return resize(heap_of(pub), object, size, OBJECT);
}

size_t ouro_heap_usable(ouro_heap *pub, const void *ptr) {
    page_t *page = ouro_heap_page_of(ptr);
    return pub->fences ? heap_fence_requested(page, ptr) : block_bytes(page);
}

// ---- Limits --------------------------------------------------------------------------------------------------------

void ouro_heap_set_limit(ouro_heap *pub, size_t bytes) {
    heap_of(pub)->limit = bytes == 0 ? 0 : bytes < UNIT ? 1 : bytes >> UNIT_SHIFT;
    ouro_heap_arm_pressure(pub);
}

void ouro_heap_arm_pressure(ouro_heap *pub) {
    heap *h = heap_of(pub);
    size_t used = h->committed - h->empty_units;
    h->pressure = h->limit > used + 1 ? used + (h->limit - used) / 2 : 0;
}

size_t ouro_heap_limit(ouro_heap *pub) {
    return heap_of(pub)->limit << UNIT_SHIFT;
}

// Slices kept so that addresses are there in an emergency even if the system refuses more; they hold no memory.
static bool reserve_slices(heap *h) {
    if (h->reserve == 0 || h->reserve_run) return true;
    uint32_t count = (uint32_t)((h->reserve + SLICE_UNITS - 1) / SLICE_UNITS) + 1;
    page_t *run = heap_slices_take(h, count);
    if (!run) return false;
    heap_os_discard(ouro_heap_page_start(run), count * OURO_HEAP_SLICE_SIZE);
    for (uint32_t i = 0; i < count; i++) {
        heap_uncharge(h, run[i].committed);
        run[i].committed = 0;
        run[i].state = OURO_PAGE_GUARD;
    }
    run->slices = count;
    h->reserve_run = run;
    return true;
}

static void release_slices(heap *h) {
    page_t *run = h->reserve_run;
    h->reserve_run = NULL;
    if (run) heap_slices_free(h, run, run->slices);
}

bool ouro_heap_reserve_emergency(ouro_heap *pub, size_t bytes) {
    heap *h = heap_of(pub);
    size_t units = units_of(bytes), old = h->reserve;
    if (h->limit && h->committed + units > h->limit) return false;
    if (units > h->region_size / 2 >> UNIT_SHIFT) return false;
    release_slices(h);
    h->reserve = units;
    if (h->emergency || reserve_slices(h)) return true;
    h->reserve = old;
    (void)reserve_slices(h);
    return false;
}

void ouro_heap_emergency_begin(ouro_heap *pub) {
    heap *h = heap_of(pub);
    if (h->emergency++ == 0) release_slices(h);
}

void ouro_heap_emergency_end(ouro_heap *pub) {
    heap *h = heap_of(pub);
    if (--h->emergency == 0) (void)reserve_slices(h); // if not now, then by a later one
}

// ---- Giving back ---------------------------------------------------------------------------------------------------

size_t ouro_heap_trim(ouro_heap *pub) {
    heap *h = heap_of(pub);
    heap_fence_flush(h);
    heap_page_retire_active(h);
    heap_huge_drop_retired(h);
    size_t units = heap_give_back(h, h->empty_units, 0);
    units += heap_give_back_tails(h);
    units += heap_give_back_holes(h);
    return units << UNIT_SHIFT;
}

size_t ouro_heap_idle(ouro_heap *pub) {
    heap *h = heap_of(pub);
    uint32_t before = h->idle_clock;
    h->clock = (uint32_t)heap_os_milliseconds();
    if (h->clock - before < IDLE_MILLISECONDS) return 0;
    h->idle_clock = h->clock;
    heap_page_retire_active(h);
    size_t keep = heap_keep_units(h);
    if (h->empty_units <= keep) return 0;
    // Half of the excess at a time: what is needed again soon is not lost as a whole.
    return heap_give_back(h, (h->empty_units - keep + 1) / 2, h->clock - before) << UNIT_SHIFT;
}

// ---- Failure injection ---------------------------------------------------------------------------------------------

void ouro_heap_fail_at(ouro_heap *pub, uint64_t n, bool forever) {
    heap *h = heap_of(pub);
    h->fail_armed = true;
    h->fail_forever = forever;
    h->fail_n = n;
    h->requests = 0;
    close_paths_as_needed(h);
}

void ouro_heap_fail_clear(ouro_heap *pub) {
    heap *h = heap_of(pub);
    h->fail_armed = false;
    close_paths_as_needed(h);
}

uint64_t ouro_heap_alloc_counter(ouro_heap *pub) {
    return heap_of(pub)->requests;
}
