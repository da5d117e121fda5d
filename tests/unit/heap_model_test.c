// Random streams of heap operations against a model that knows what must be live, of which size, with which contents.
// The seed is printed; OURO_TEST_SEED replays it, OURO_TEST_STEPS makes the streams longer.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "heap/private.h"

enum { SLOTS = 4096 };

typedef struct {
    unsigned char *block; // NULL: slot is free
    size_t size;
    bool is_object;
    unsigned char fill;
} slot;

typedef struct {
    ouro_heap *heap;
    uint64_t random;
    bool fences;
    size_t limit;
    slot slots[SLOTS];
    size_t objects, raws;
    size_t bytes[2]; // requested, raw and object
    uint64_t allocations, frees;
} model;

static uint64_t seed_of_run;

static uint64_t next_random(model *m) {
    m->random ^= m->random << 13;
    m->random ^= m->random >> 7;
    m->random ^= m->random << 17;
    return m->random * 0x2545F4914F6CDD1Du;
}

static size_t below(model *m, size_t n) {
    return (size_t)((next_random(m) >> 11) % n);
}

static size_t some_size(model *m, bool is_object) {
    size_t least = is_object ? 8 : 0;
    switch (below(m, 32)) {
    case 0: return least + below(m, 300000);
    case 1:
    case 2: return least + below(m, 40000);
    case 3:
    case 4:
    case 5: return least + below(m, 4000);
    case 6: return is_object ? 16 : 0;
    case 7: return 504 + below(m, 24);
    default: return least + below(m, 200);
    }
}

// An object begins with a count and a type number; the rest, and all of a raw block, is a pattern.
static void write_contents(slot *s) {
    size_t from = 0;
    if (s->is_object) {
        uint32_t header[2] = {1, 7};
        memcpy(s->block, header, 8);
        from = 8;
    }
    memset(s->block + from, s->fill, s->size - from);
}

static void check_contents(const slot *s, size_t size) {
    size_t from = 0;
    if (s->is_object) {
        uint32_t header[2];
        memcpy(header, s->block, 8);
        assert_int_equal(header[1], 7);
        from = 8;
    }
    for (size_t i = from; i < size; i++)
        if (s->block[i] != s->fill) fail_msg("byte %zu of %zu at %p is damaged", i, s->size, (void *)s->block);
}

static void entered(model *m, slot *s) {
    if (s->is_object)
        m->objects++;
    else
        m->raws++;
    m->bytes[s->is_object] += s->size;
    assert_true(((uintptr_t)s->block & 7) == 0);
    assert_true(ouro_heap_usable(m->heap, s->block) >= s->size);
    assert_true(ouro_heap_contains(m->heap, s->block));
}

static void left(model *m, slot *s) {
    if (s->is_object)
        m->objects--;
    else
        m->raws--;
    m->bytes[s->is_object] -= s->size;
}

static void op_alloc(model *m, slot *s) {
    s->is_object = below(m, 2);
    s->size = some_size(m, s->is_object);
    s->fill = (unsigned char)next_random(m);
    bool zeroed = !s->is_object && below(m, 3) == 0;
    if (zeroed)
        s->block = ouro_heap_calloc(m->heap, s->size, 1);
    else if (!s->is_object)
        s->block = ouro_heap_alloc(m->heap, s->size);
    else if (s->size == 32)
        s->block = ouro_heap_alloc_object_fast(m->heap, 32);
    else
        s->block = ouro_heap_alloc_object(m->heap, s->size);
    if (!s->block) {
        assert_true(m->limit != 0);
        return;
    }
    if (zeroed)
        for (size_t i = 0; i < s->size; i++) assert_int_equal(s->block[i], 0);
    if (s->is_object) assert_int_equal(((uint32_t *)s->block)[1], 0);
    m->allocations++;
    write_contents(s);
    entered(m, s);
}

static void op_free(model *m, slot *s) {
    check_contents(s, s->size);
    bool is_object;
    size_t inner = s->size ? below(m, s->size) : 0;
    assert_ptr_equal(ouro_heap_block_start(m->heap, s->block + inner, &is_object), s->block);
    assert_int_equal(is_object, s->is_object);
    left(m, s);
    if (s->is_object)
        ouro_heap_free_object(m->heap, s->block);
    else
        ouro_heap_free(m->heap, s->block);
    m->frees++;
    assert_ptr_not_equal(ouro_heap_block_start(m->heap, s->block, NULL), s->block);
    s->block = NULL;
}

static void op_realloc(model *m, slot *s) {
    size_t size = below(m, 3) ? s->size + below(m, s->size + 64) : some_size(m, s->is_object);
    if (size > 4000000) size = 100;
    bool marked = s->is_object && below(m, 2);
    if (s->is_object) {
        if (marked)
            ouro_heap_mark_set(m->heap, s->block);
        else
            ouro_heap_mark_clear(m->heap, s->block);
        *ouro_heap_count_slot(m->heap, s->block) = s->fill;
    }
    unsigned char *block =
        s->is_object ? ouro_heap_realloc_object(m->heap, s->block, size) : ouro_heap_realloc(m->heap, s->block, size);
    if (!block) {
        assert_true(m->limit != 0 && size > s->size);
        check_contents(s, s->size);
        return;
    }
    left(m, s);
    s->block = block;
    check_contents(s, size < s->size ? size : s->size);
    s->size = size;
    if (s->is_object) {
        assert_int_equal(ouro_heap_mark_get(m->heap, block), marked);
        assert_int_equal(*ouro_heap_count_slot(m->heap, block), s->fill);
        *ouro_heap_count_slot(m->heap, block) = 0;
    }
    write_contents(s);
    entered(m, s);
}

static void check_counters(model *m) {
    ouro_heap_statistics st;
    ouro_heap_stats(m->heap, &st);
    assert_int_equal(st.live_objects, m->objects);
    assert_int_equal(st.live_raw_blocks, m->raws);
    if (m->fences) {
        assert_int_equal(st.live_object_bytes, m->bytes[1]);
        assert_int_equal(st.live_raw_bytes, m->bytes[0]);
    } else {
        assert_true(st.live_object_bytes >= m->bytes[1]);
        assert_true(st.live_raw_bytes >= m->bytes[0]);
    }
    if (st.counted) {
        assert_int_equal(st.allocations, m->allocations);
        assert_int_equal(st.frees, m->frees);
    }
    assert_true(st.committed_bytes <= st.peak_bytes);
    assert_true(st.empty_bytes <= st.committed_bytes);
    if (m->limit) assert_true(st.committed_bytes <= m->limit);
}

// The books of the heap itself: memory by slices, lists, and the place of every page.
static void check_structure(model *m) {
    heap *h = heap_of(m->heap);
    size_t units = 0, empty = 0, overhead, listed = 0;
    for (uint32_t r = 0; r < h->region_count; r++) {
        region_t *region = h->region[r];
        if (!region) continue;
        uint32_t free_here = 0;
        if (region->huge)
            units += region_page(region, HUGE_SLICE)->state ? region_page(region, HUGE_SLICE)->reciprocal : 0;
        for (uint32_t i = region->first_slice; i < region->end_slice && !region->huge; i++) {
            page_t *page = region_page(region, i);
            bool is_free = region_free_bits(region)[i / 64] >> i % 64 & 1;
            if (is_free != (page->state == OURO_PAGE_FREE)) fail_msg("slice %u: free bit %d", i, is_free);
            units += page->committed - (size_t)__builtin_popcount(page->holes);
            free_here += is_free;
            if (is_free) empty += page->committed;
            if (!page_is_used(page) || page_is_large(page)) continue;
            int kind = page->state == OURO_PAGE_OBJECT;
            bool active = h->active[kind][page->size_class] == page;
            assert_int_equal(active, (page->flags & PAGE_ACTIVE) != 0);
            int32_t live = page_live(page), blocks = 0;
            for (uint32_t at = page->free; at; at = ((ouro_heap_link *)((char *)region + at))->next) blocks++;
            for (uint32_t b = 0; b < page->carved; b++) blocks += heap_block_is_lost(page, b);
            assert_int_equal(blocks + live + (m->fences && page->carved), page->carved);
            if (page->list == BIN_NONE)
                assert_true(active || (page->free == 0 && !page->holes) || live * 4 > (int)page->capacity * 3);
            else
                listed++;
            assert_true(page->trip > 0 && page->base >= -1);
        }
        assert_int_equal(free_here, region->huge ? 0 : region->free_slices);
    }
    overhead = h->committed - units;
    assert_true(overhead >= 5 && overhead < 20 + (h->mapped_peak >> 16) / 3 + 10 * h->region_count);
    assert_int_equal(empty, h->empty_units);
    for (int kind = 0; kind < 2; kind++)
        for (unsigned c = 0; c < OURO_HEAP_CLASSES; c++)
            for (unsigned bin = 0; bin < BINS; bin++)
                for (page_t *p = page_at(h, h->bin[kind][c][bin]); p; p = page_at(h, p->next), listed--)
                    assert_int_equal(p->list, bin);
    assert_int_equal(listed, 0);
    for (int thin = 0; thin < 2; thin++)
        for (page_t *p = page_at(h, h->empty[thin].head); p; p = page_at(h, p->next)) empty -= p->committed;
    assert_int_equal(empty, 0);
}

typedef struct {
    model *m;
    size_t objects, raws;
    uint64_t sum;
} census;

static bool count_block(void *ctx, void *block, size_t size, bool is_object) {
    census *c = ctx;
    assert_true(size == ouro_heap_usable(c->m->heap, block));
    if (is_object)
        c->objects++;
    else
        c->raws++;
    c->sum += (uintptr_t)block;
    return true;
}

static bool count_object(void *ctx, void *object) {
    census *c = ctx;
    c->objects++;
    c->sum += (uintptr_t)object;
    return true;
}

static void check_walks(model *m) {
    check_structure(m);
    census all = {.m = m}, objects = {.m = m}, pages = {.m = m};
    uint64_t sum = 0, object_sum = 0;
    for (slot *s = m->slots; s < m->slots + SLOTS; s++) {
        if (!s->block) continue;
        sum += (uintptr_t)s->block;
        if (s->is_object) object_sum += (uintptr_t)s->block;
    }
    assert_true(ouro_heap_each_block(m->heap, count_block, &all));
    assert_int_equal(all.objects, m->objects);
    assert_int_equal(all.raws, m->raws);
    assert_true(all.sum == sum);
    assert_true(ouro_heap_each_object(m->heap, count_object, &objects));
    assert_int_equal(objects.objects, m->objects);
    assert_true(objects.sum == object_sum);
    for (ouro_heap_page *p = ouro_heap_page_first(m->heap); p; p = ouro_heap_page_next(m->heap, p)) {
        uint32_t cursor = 0;
        for (void *o; (o = ouro_heap_page_objects(p, &cursor));) count_object(&pages, o);
    }
    assert_true(pages.sum == object_sum);
}

static void run(unsigned flags, size_t limit, size_t region_size, size_t steps, uint64_t salt) {
    model *m = calloc(1, sizeof *m);
    ouro_heap_options options = {.flags = flags, .limit = limit, .region_size = region_size};
    m->heap = ouro_heap_open(&options);
    assert_non_null(m->heap);
    m->random = (seed_of_run ^ salt * 0x9E3779B97F4A7C15u) | 1;
    m->fences = flags & OURO_HEAP_FENCES;
    m->limit = limit;
    size_t live_target = SLOTS / 2;
    for (size_t i = 0; i < steps; i++) {
        slot *s = &m->slots[below(m, SLOTS)];
        if (below(m, 5000) == 0) live_target = below(m, SLOTS); // grow and shrink in turns
        bool crowded = m->objects + m->raws > live_target;
        if (!s->block) {
            if (!crowded || below(m, 4) == 0) op_alloc(m, s);
        } else if (crowded || below(m, 3) == 0) {
            op_free(m, s);
        } else {
            op_realloc(m, s);
        }
        switch (below(m, 4000)) {
        case 0: ouro_heap_trim(m->heap); break;
        case 1: ouro_heap_idle(m->heap); break;
        case 2: check_walks(m); break;
        case 3: ouro_heap_scratch_release(m->heap); break;
        case 4: ouro_heap_young_pages_reset(m->heap); break;
        case 5: assert_int_equal(ouro_heap_check(m->heap), 0); break;
        case 6: ouro_heap_marks_clear_all(m->heap); break;
        case 7:
            ouro_heap_fail_at(m->heap, 1, false);
            assert_null(ouro_heap_alloc(m->heap, 10));
            ouro_heap_fail_clear(m->heap);
            break;
        default: break;
        }
        if (i % 16 == 0) check_counters(m);
    }
    check_walks(m);
    for (slot *s = m->slots; s < m->slots + SLOTS; s++)
        if (s->block) op_free(m, s);
    check_counters(m);
    ouro_heap_trim(m->heap);
    ouro_heap_statistics st;
    ouro_heap_stats(m->heap, &st);
    assert_int_equal(st.live_objects + st.live_raw_blocks, 0);
    assert_int_equal(st.live_object_bytes + st.live_raw_bytes, 0);
    assert_int_equal(st.empty_bytes, 0);
    for (unsigned c = 0; c < OURO_HEAP_CLASSES; c++) assert_int_equal(st.object_pages[c] + st.raw_pages[c], 0);
    assert_true(st.committed_bytes < 60000 + st.peak_mapped / 40); // bookkeeping of the slices once used
    ouro_heap_close(m->heap);
    free(m);
}

static size_t steps(void) {
    const char *text = getenv("OURO_TEST_STEPS");
    return text ? (size_t)strtoull(text, NULL, 0) : 60000;
}

static void plain(void **state) {
    run(0, 0, 0, steps(), 1);
}
static void counted(void **state) {
    run(OURO_HEAP_STATS, 0, 0, steps(), 2);
}
static void fenced(void **state) {
    run(OURO_HEAP_FENCES, 0, 0, steps() / 2, 3);
}
static void limited(void **state) {
    run(0, 8 << 20, 0, steps(), 4);
}
static void limited_and_fenced(void **state) {
    run(OURO_HEAP_FENCES, 8 << 20, 0, steps() / 2, 5);
}
static void small_regions(void **state) {
    run(0, 0, 4 << 20, steps(), 6);
}
static void small_regions_counted(void **state) {
    run(OURO_HEAP_STATS, 0, 16 << 20, steps(), 7);
}

int main(void) {
    const char *text = getenv("OURO_TEST_SEED");
    seed_of_run = text ? strtoull(text, NULL, 0) : (uint64_t)time(NULL) * 2654435761u;
    printf("OURO_TEST_SEED=%llu\n", (unsigned long long)seed_of_run);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain),
        cmocka_unit_test(counted),
        cmocka_unit_test(fenced),
        cmocka_unit_test(limited),
        cmocka_unit_test(small_regions),
        cmocka_unit_test(small_regions_counted),
        cmocka_unit_test(limited_and_fenced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
