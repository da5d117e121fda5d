// Blocks above the largest class: runs of slices, and regions of their own for the biggest.
#include <string.h>

#include "heap/private.h"

enum { MOVE_UNITS = 64 }; // from here on moving pages is cheaper than copying and touching new ones

static uint32_t slices_of(size_t units) {
    return (uint32_t)((units + SLICE_UNITS - 1) / SLICE_UNITS);
}

static void dress(page_t *page, size_t units, int kind) {
    page->block_size = 0;
    page->size_class = 0;
    page->capacity = page->carved = 1;
    page->reciprocal = (uint32_t)units;
    page->base = 0;
    page->trip = 1;
    page->free = 0;
    page->list = BIN_NONE;
    page->state = kind == OBJECT ? OURO_PAGE_OBJECT : OURO_PAGE_RAW;
}

static void dress_inside(page_t *head, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        head[i].state = OURO_PAGE_INSIDE;
        head[i].slices = i;
    }
    head->slices = to;
}

// A free run for `units`, paid for; with fences the slice before it is a guard.
static page_t *take_run(heap *h, size_t units, int kind, bool zero) {
    uint32_t count = slices_of(units), guard = h->pub.fences ? 1 : 0;
    page_t *first = heap_slices_take(h, count + guard);
    if (!first) return NULL;
    page_t *head = first + guard;
    OURO_HEAP_UNPOISON(ouro_heap_page_start(first), (count + guard) * OURO_HEAP_SLICE_SIZE);
    if (!heap_page_begin(h, head, kind) || !heap_run_commit(h, head, 0, units, zero) ||
        (guard && !heap_run_commit(h, first, 0, SLICE_UNITS, false))) {
        heap_slices_free(h, first, count + guard);
        return NULL;
    }
    if (guard) first->state = OURO_PAGE_GUARD;
    dress_inside(head, 1, count);
    return head;
}

void *heap_large_alloc(heap *h, size_t size, int kind, bool zero) {
    if (size > PTRDIFF_MAX - OURO_HEAP_REGION_MASK) return NULL;
    size_t units = units_of(size);
    page_t *page = NULL;
    if (size <= h->region_size / 4) page = take_run(h, units, kind, zero);
    if (!page) {
        page = heap_huge_take(h, units);
        if (!page) return NULL;
        (void)heap_page_begin(h, page, kind); // fails for no huge page
    }
    dress(page, units, kind);
    if (kind == OBJECT) heap_young_push(h, page);
    void *block = ouro_heap_page_start(page);
    if (!zero) ouro_heap_link_set(block, 0);
    return block;
}

void heap_large_free(heap *h, page_t *page) {
    if (ouro_heap_region_of(page)->huge) {
        heap_huge_free(h, page);
        return;
    }
    uint32_t guard = h->pub.fences ? 1 : 0, count = page->slices;
    OURO_HEAP_POISON(ouro_heap_page_start(page), (size_t)page->reciprocal << UNIT_SHIFT);
    heap_slices_free(h, page - guard, count + guard);
}

static void *resize_huge(heap *h, page_t *page, size_t units) {
    page_t *old = page;
    if (!heap_huge_resize(h, &page, units)) return NULL;
    if (page != old) {
        int kind = old->state == OURO_PAGE_OBJECT ? OBJECT : RAW;
        (void)heap_page_begin(h, page, kind);
        dress(page, units, kind);
        if (kind == OBJECT) {
            heap_young_push(h, page);
            heap_copy_side(h, ouro_heap_page_start(page), ouro_heap_page_start(old));
        }
        heap_huge_free(h, old);
    }
    return ouro_heap_page_start(page);
}

// Takes another place for a run and moves its memory there, page by page, without a copy.
static void *move_run(heap *h, page_t *page, size_t units) {
    size_t old = page->reciprocal;
    int kind = page->state == OURO_PAGE_OBJECT ? OBJECT : RAW;
    if (old < MOVE_UNITS || units << UNIT_SHIFT > h->region_size / 4) return NULL;
    page_t *to = heap_slices_take(h, slices_of(units));
    if (!to) return NULL;
    uint32_t whole = (uint32_t)(old / SLICE_UNITS), count = slices_of(units), old_count = page->slices;
    size_t tail = old - (size_t)whole * SLICE_UNITS;
    OURO_HEAP_UNPOISON(ouro_heap_page_start(to), count * OURO_HEAP_SLICE_SIZE);
    // Only whole slices move; the rest is copied. What was in the target goes, so it is given back first.
    size_t gone = 0;
    for (uint32_t i = 0; i < whole; i++) gone += to[i].committed;
    if (gone) heap_os_discard(ouro_heap_page_start(to), (size_t)whole << OURO_HEAP_SLICE_SHIFT);
    heap_uncharge(h, gone);
    for (uint32_t i = 0; i < whole; i++) to[i].committed = 0;
    if (!heap_page_begin(h, to, kind) || !heap_run_commit(h, to, (size_t)whole * SLICE_UNITS, units, false)) {
        heap_slices_free(h, to, count);
        return NULL;
    }
    char *target = ouro_heap_page_start(to), *source = ouro_heap_page_start(page);
    if (!heap_os_move(target, source, (size_t)whole << OURO_HEAP_SLICE_SHIFT)) {
        heap_slices_free(h, to, count);
        return NULL;
    }
    for (uint32_t i = 0; i < whole; i++) {
        to[i].committed = page[i].committed;
        page[i].committed = 0;
    }
    size_t moved = (size_t)whole << OURO_HEAP_SLICE_SHIFT;
    memcpy(target + moved, source + moved, tail << UNIT_SHIFT);
    dress_inside(to, 1, count);
    dress(to, units, kind);
    if (kind == OBJECT) {
        heap_young_push(h, to);
        heap_copy_side(h, target, source);
    }
    OURO_HEAP_POISON(source, old << UNIT_SHIFT);
    heap_slices_free(h, page, old_count);
    return target;
}

void *heap_large_resize(heap *h, page_t *page, size_t size) {
    size_t units = units_of(size), old = page->reciprocal;
    uint32_t count = page->slices, wanted = slices_of(units);
    if (ouro_heap_region_of(page)->huge) return resize_huge(h, page, units);
    void *block = ouro_heap_page_start(page);
    if (size > PTRDIFF_MAX - OURO_HEAP_REGION_MASK) return NULL;
    if (units <= old) {
        if (wanted < count) {
            page->slices = wanted;
            OURO_HEAP_POISON(ouro_heap_page_start(page + wanted), (count - wanted) * OURO_HEAP_SLICE_SIZE);
            heap_slices_free(h, page + wanted, count - wanted);
        }
        page->reciprocal = (uint32_t)units;
        return block;
    }
    if (units << UNIT_SHIFT > h->region_size / 4) return NULL;
    if (wanted > count && !heap_slices_extend(h, page, count, wanted)) return move_run(h, page, units);
    if (!heap_run_commit(h, page, old, units, false)) {
        if (wanted > count) heap_slices_free(h, page + count, wanted - count);
        return NULL;
    }
    OURO_HEAP_UNPOISON(block, units << UNIT_SHIFT);
    dress_inside(page, count, wanted);
    page->slices = wanted;
    page->reciprocal = (uint32_t)units;
    return block;
}
