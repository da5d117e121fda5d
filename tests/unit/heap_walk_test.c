// Pointers into blocks, walks during which the heap changes, young pages, side bits.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ouro/heap.h>

static int set_up(void **state) {
    *state = ouro_heap_open(NULL);
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    ouro_heap_close(*state);
    return 0;
}

static void *new_object(ouro_heap *heap, size_t size) {
    uint32_t *o = ouro_heap_alloc_object(heap, size);
    assert_non_null(o);
    assert_int_equal(o[1], 0);
    o[1] = 3;
    return o;
}

static void classes(void **state) {
    for (size_t size = 1; size <= OURO_HEAP_CLASS_MAX; size++) {
        unsigned c = ouro_heap_class_of(size);
        assert_true(c < OURO_HEAP_CLASSES);
        assert_true(ouro_heap_class_size(c) >= size);
        assert_true(size <= 16 || ouro_heap_class_size(c - 1) < size);
        assert_true(size <= 128 || ouro_heap_class_size(c) * 8 <= size * 9 + 64);
    }
}

// Every address of a page, for every class: exactly the bytes of live blocks belong to them.
static void block_start_is_exact(void **state) {
    ouro_heap *heap = *state;
    for (unsigned c = 2; c < OURO_HEAP_CLASSES; c++) {
        for (int is_object = 0; is_object < 2; is_object++) {
            size_t size = ouro_heap_class_size(c), fits = OURO_HEAP_SLICE_SIZE / size;
            char *first;
            do first = is_object ? new_object(heap, size) : ouro_heap_alloc(heap, size);
            while (ouro_heap_page_of(first)->block_size != size || // lodged with a larger class at first
                   ouro_heap_page_start(ouro_heap_page_of(first)) != first);
            char *start = ouro_heap_page_start(ouro_heap_page_of(first));
            size_t made = fits - fits / 4;
            for (size_t i = 1; i < made; i++) (void)(is_object ? new_object(heap, size) : ouro_heap_alloc(heap, size));
            for (size_t i = 0; i < made; i += 3) // every third is free
                is_object ? ouro_heap_free_object(heap, start + i * size) : ouro_heap_free(heap, start + i * size);
            size_t step = size > 600 || !is_object ? size / 7 + 1 : 1;
            for (size_t at = 0; at < OURO_HEAP_SLICE_SIZE; at += at % size >= size - 2 || at % size < 2 ? 1 : step) {
                size_t index = at / size;
                bool live = index < made && index % 3 != 0, kind = !is_object;
                void *found = ouro_heap_block_start(heap, start + at, &kind);
                if (found != (live ? start + index * size : NULL)) fail_msg("class %zu, offset %zu", size, at);
                if (live) assert_int_equal(kind, is_object);
                if (at % size == 0 && at + step > OURO_HEAP_SLICE_SIZE - 4096) step = 1;
            }
            assert_true(ouro_heap_contains(heap, start) && ouro_heap_contains(heap, start + 65535));
        }
    }
}

static void block_start_of_large_blocks(void **state) {
    ouro_heap *heap = *state;
    for (size_t size = 32769; size < 400000; size += 4093) {
        char *p = ouro_heap_alloc(heap, size), *o = new_object(heap, size);
        bool is_object;
        for (size_t at = 0; at < size; at += at < 70000 && at > 60000 ? 1 : 977) {
            assert_ptr_equal(ouro_heap_block_start(heap, p + at, &is_object), p);
            assert_false(is_object);
            assert_ptr_equal(ouro_heap_block_start(heap, o + at, &is_object), o);
            assert_true(is_object);
        }
        size_t end = ouro_heap_usable(heap, p);
        assert_ptr_equal(ouro_heap_block_start(heap, p + end - 1, NULL), p);
        assert_ptr_not_equal(ouro_heap_block_start(heap, p + end, NULL), p);
        ouro_heap_free(heap, p);
        assert_null(ouro_heap_block_start(heap, p + 40000 % size, NULL));
        ouro_heap_free_object(heap, o);
        assert_null(ouro_heap_block_start(heap, o, NULL));
    }
}

static void other_pointers(void **state) {
    ouro_heap *heap = *state, *other = ouro_heap_open(NULL);
    int local;
    char *theirs = ouro_heap_alloc(other, 64);
    const void *wrong[] = {NULL,
                           (void *)1,
                           &local,
                           malloc,
                           heap,
                           theirs,
                           theirs + 1,
                           (void *)(uintptr_t)-1,
                           (void *)(uintptr_t)-64,
                           (void *)((uintptr_t)1 << 47),
                           (void *)((uintptr_t)1 << 63)};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(ouro_heap_contains(heap, wrong[i]));
        assert_null(ouro_heap_block_start(heap, wrong[i], NULL));
    }
    assert_true(ouro_heap_contains(other, theirs));
    // Bookkeeping is not memory that was handed out.
    ouro_heap_region *region = ouro_heap_region_of(heap);
    for (size_t at = 0; at < (size_t)region->first_slice << 16; at += 4093)
        assert_false(ouro_heap_contains(heap, (char *)region + at));
    assert_false(ouro_heap_contains(heap, (char *)region + region->size));
    ouro_heap_close(other);
}

enum { COUNT = 20000 };

typedef struct {
    ouro_heap *heap;
    uint32_t **all;
    uint32_t visited, allocated;
    uint32_t size;
} walk;

static uint32_t object_size(uint32_t i) {
    return i % 50 == 0 ? 40000 + i : 16 + i % 61 * 8;
}

static walk *make_objects(ouro_heap *heap) {
    walk *w = calloc(1, sizeof *w);
    w->heap = heap;
    w->all = calloc(COUNT, sizeof *w->all);
    for (uint32_t i = 0; i < COUNT; i++) {
        w->all[i] = new_object(heap, object_size(i));
        w->all[i][2] = i;
        w->all[i][3] = 0; // visits
    }
    return w;
}

static bool free_some(void *ctx, void *object) { // each visit frees two others and allocates
    walk *w = ctx;
    uint32_t *o = object, i = o[2];
    if (i == UINT32_MAX) return true; // made during the walk
    if (!w->all[i]) fail_msg("a dead object was visited");
    assert_ptr_equal(w->all[i], o);
    assert_int_equal(o[3]++, 0);
    w->visited++;
    for (uint32_t k = 1; k < 3; k++) {
        uint32_t victim = (i * 7919u + k * 104729u) % COUNT;
        if (!w->all[victim] || victim % 4 == 0) continue; // every fourth lives
        ouro_heap_free_object(w->heap, w->all[victim]);
        w->all[victim] = NULL;
    }
    if (w->allocated++ < 5000) {
        uint32_t *fresh = new_object(w->heap, object_size(i + 1));
        fresh[2] = UINT32_MAX;
    }
    return true;
}

static void walks_while_the_heap_changes(void **state) {
    walk *w = make_objects(*state);
    assert_true(ouro_heap_each_object(w->heap, free_some, w));
    uint32_t survivors = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        if (!w->all[i]) continue;
        survivors++;
        assert_int_equal(w->all[i][3], 1);
    }
    assert_true(survivors >= COUNT / 4 && survivors < w->visited);
    free(w->all);
    free(w);
}

static bool free_it(void *ctx, void *object) {
    walk *w = ctx;
    w->visited++;
    ouro_heap_free_object(w->heap, object);
    return true;
}

static bool free_block(void *ctx, void *block, size_t size, bool is_object) {
    walk *w = ctx;
    w->visited++;
    if (is_object)
        ouro_heap_free_object(w->heap, block);
    else
        ouro_heap_free(w->heap, block);
    return true;
}

static bool stop(void *ctx, void *object) {
    return ++*(int *)ctx < 10;
}

static void walks_that_free_everything(void **state) {
    walk *w = make_objects(*state);
    uint32_t *huge = new_object(*state, 300 << 20);
    huge[2] = 0;
    int seen = 0;
    assert_false(ouro_heap_each_object(w->heap, stop, &seen));
    assert_int_equal(seen, 10);
    assert_true(ouro_heap_each_object(w->heap, free_it, w));
    assert_int_equal(w->visited, COUNT + 1);
    free(w->all);
    free(w);
    w = make_objects(*state);
    for (uint32_t i = 0; i < COUNT; i++) assert_non_null(ouro_heap_alloc(w->heap, object_size(i)));
    assert_true(ouro_heap_each_block(w->heap, free_block, w));
    assert_int_equal(w->visited, 2 * COUNT);
    ouro_heap_statistics st;
    ouro_heap_stats(w->heap, &st);
    assert_int_equal(st.live_objects + st.live_raw_blocks, 0);
    free(w->all);
    free(w);
}

static bool is_young(ouro_heap *heap, void *object) {
    unsigned times = 0;
    for (ouro_heap_page *p = ouro_heap_young_page_first(heap); p; p = ouro_heap_young_page_next(heap, p))
        times += p == ouro_heap_page_of(object);
    assert_true(times <= 1);
    return times == 1;
}

static void young_pages(void **state) {
    ouro_heap *heap = *state;
    walk *w = make_objects(heap);
    for (uint32_t i = 0; i < COUNT; i += 7) assert_true(is_young(heap, w->all[i]));
    ouro_heap_young_pages_reset(heap);
    unsigned pages = 0;
    for (ouro_heap_page *p = ouro_heap_young_page_first(heap); p; p = ouro_heap_young_page_next(heap, p)) pages++;
    assert_true(pages <= 61); // the active ones only
    for (uint32_t i = 0; i < COUNT; i++)
        if (i % 3) ouro_heap_free_object(heap, w->all[i]);
    for (uint32_t i = 0; i < COUNT / 2; i++) {
        uint32_t size = object_size(i + 3);
        void *o = size == 32 ? ouro_heap_alloc_object_fast(heap, 32) : ouro_heap_alloc_object(heap, size);
        assert_true(is_young(heap, o));
        void *raw = ouro_heap_alloc(heap, size);
        assert_false(is_young(heap, raw));
        if (i % 1000 == 0) ouro_heap_young_pages_reset(heap);
    }
    void *huge = new_object(heap, 300 << 20);
    assert_true(is_young(heap, huge));
    ouro_heap_free_object(heap, huge);
    ouro_heap_trim(heap);
    for (ouro_heap_page *p = ouro_heap_young_page_first(heap); p; p = ouro_heap_young_page_next(heap, p))
        assert_int_equal(p->state, OURO_PAGE_OBJECT);
    free(w->all);
    free(w);
}

static void side_bits(void **state) {
    ouro_heap *heap = *state;
    walk *w = make_objects(heap);
    for (uint32_t i = 0; i < COUNT; i++) {
        if (i % 2) ouro_heap_mark_set(heap, w->all[i]);
        if (i % 3) ouro_heap_grey_set(heap, w->all[i]);
        *ouro_heap_count_slot(heap, w->all[i]) = (uint8_t)(i % 251);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_int_equal(ouro_heap_mark_get(heap, w->all[i]), i % 2 != 0);
        assert_int_equal(ouro_heap_grey_get(heap, w->all[i]), i % 3 != 0);
        assert_int_equal(*ouro_heap_count_slot(heap, w->all[i]), i % 251);
        ouro_heap_page *page = ouro_heap_page_of(w->all[i]);
        size_t granule = (size_t)((char *)w->all[i] - ouro_heap_page_start(page)) / 16;
        assert_int_equal(ouro_heap_page_marks(page)[granule / 64] >> granule % 64 & 1, i % 2 != 0);
        if (i % 5 == 0) ouro_heap_mark_clear(heap, w->all[i]);
        if (i % 5 == 0) assert_false(ouro_heap_mark_get(heap, w->all[i]));
    }
    ouro_heap_greys_clear_all(heap);
    for (uint32_t i = 0; i < COUNT; i++) assert_false(ouro_heap_grey_get(heap, w->all[i]));
    ouro_heap_scratch_release(heap);
    for (uint32_t i = 0; i < COUNT; i++) assert_int_equal(*ouro_heap_count_slot(heap, w->all[i]), 0);
    // A page taken into use again, for another class, has no bits left.
    for (uint32_t i = 0; i < COUNT; i++) {
        ouro_heap_mark_set(heap, w->all[i]);
        ouro_heap_free_object(heap, w->all[i]);
    }
    ouro_heap_trim(heap);
    for (uint32_t i = 0; i < COUNT; i++) {
        void *o = ouro_heap_alloc_object(heap, 16 + (i * 37) % 3000);
        assert_false(ouro_heap_mark_get(heap, o));
    }
    ouro_heap_marks_clear_all(heap);
    free(w->all);
    free(w);
}

typedef struct {
    size_t live;
    unsigned events[3];
} watcher;

static void on_trace(void *ctx, ouro_heap_event event, const void *ptr, size_t size) {
    watcher *w = ctx;
    assert_non_null(ptr);
    w->events[event]++;
    w->live += event == OURO_HEAP_TRACE_ALLOC;
    w->live -= event == OURO_HEAP_TRACE_FREE;
}

static void tracing(void **state) {
    ouro_heap *heap = *state;
    void *before = ouro_heap_alloc(heap, 24);
    watcher w = {0};
    ouro_heap_hooks hooks = {.ctx = &w, .on_trace = on_trace}, none = {0};
    ouro_heap_set_hooks(heap, &hooks);
    ouro_heap_free(heap, before);
    assert_int_equal(w.events[OURO_HEAP_TRACE_FREE], 1);
    w.live = 0;
    void *blocks[3000];
    for (int i = 0; i < 3000; i++)
        blocks[i] = i % 2 ? ouro_heap_alloc_object_fast(heap, 48) : ouro_heap_alloc(heap, 24);
    assert_int_equal(w.live, 3000);
    for (int i = 0; i < 3000; i += 2) blocks[i] = ouro_heap_realloc(heap, blocks[i], 23);
    assert_int_equal(w.events[OURO_HEAP_TRACE_REALLOC], 1500);
    for (int i = 0; i < 3000; i += 2) blocks[i] = ouro_heap_realloc(heap, blocks[i], 230000);
    assert_int_equal(w.live, 3000);
    for (int i = 0; i < 1000; i++) i % 2 ? ouro_heap_free_object(heap, blocks[i]) : ouro_heap_free(heap, blocks[i]);
    assert_int_equal(w.live, 2000);
    ouro_heap_set_hooks(heap, &none);
    for (int i = 1000; i < 3000; i++) i % 2 ? ouro_heap_free_object(heap, blocks[i]) : ouro_heap_free(heap, blocks[i]);
    assert_int_equal(w.live, 2000);
    ouro_heap_statistics st;
    ouro_heap_stats(heap, &st);
    assert_int_equal(st.live_objects + st.live_raw_blocks, 0);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes),
        test(block_start_is_exact),
        test(block_start_of_large_blocks),
        test(other_pointers),
        test(walks_while_the_heap_changes),
        test(walks_that_free_everything),
        test(young_pages),
        test(side_bits),
        test(tracing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
