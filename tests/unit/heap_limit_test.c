// Limits, the emergency reserve, injected failures, giving memory back, and what the system refuses.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ouro/heap.h>

static size_t resident(void) { // bytes of this process in memory
    unsigned long size, pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%lu %lu", &size, &pages) != 2) fail();
    fclose(f);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static ouro_heap *limited(size_t limit) {
    ouro_heap_options o = {.limit = limit};
    ouro_heap *heap = ouro_heap_open(&o);
    assert_non_null(heap);
    return heap;
}

// Fills the heap with blocks of one size, touched; returns the chain.
static void **fill(ouro_heap *heap, size_t size, size_t *count) {
    void **chain = NULL;
    for (*count = 0;; ++*count) {
        void **block = ouro_heap_alloc(heap, size);
        if (!block) return chain;
        memset(block, 1, size);
        *block = chain;
        chain = block;
    }
}

static void free_chain(ouro_heap *heap, void **chain) {
    while (chain) {
        void **next = *chain;
        ouro_heap_free(heap, chain);
        chain = next;
    }
}

static void limit_is_exact(void **state) {
    static const size_t sizes[] = {16, 24, 200, 512, 1000, 4096, 10000, 32768, 40000, 65536, 100000, 1 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t limit = (8 << 20) + 4096 * i, count;
        size_t before = resident();
        (void)before;
        ouro_heap *heap = limited(limit);
        void **chain = fill(heap, sizes[i], &count);
        size_t used = ouro_heap_committed(heap);
        assert_true(used <= limit);
        assert_true(used + sizes[i] + 65536 > limit); // and not refused early
#ifndef OURO_HEAP_ASAN
        size_t now = resident();
        if (now > before + limit + (512 << 10))
            fail_msg("resident %zu, limit %zu, blocks of %zu", now - before, limit, sizes[i]);
#endif
        assert_null(ouro_heap_alloc(heap, sizes[i]));
        // All that is freed can be had again, in blocks of any other size.
        free_chain(heap, chain);
        size_t again;
        chain = fill(heap, sizes[(i + 5) % 12], &again);
        assert_true(ouro_heap_committed(heap) <= limit);
        assert_true(again * sizes[(i + 5) % 12] > count * sizes[i] / 2);
        free_chain(heap, chain);
        chain = fill(heap, sizes[i], &again);
        if (again + again / 16 < count) fail_msg("%zu of %zu blocks of %zu", again, count, sizes[i]);
        free_chain(heap, chain);
        ouro_heap_close(heap);
    }
}

static void limit_below_what_is_used(void **state) {
    ouro_heap *heap = limited(0);
    void *p = ouro_heap_alloc(heap, 1 << 20);
    ouro_heap_set_limit(heap, 1 << 20);
    assert_int_equal(ouro_heap_limit(heap), 1 << 20);
    assert_null(ouro_heap_alloc(heap, 1 << 16));
    ouro_heap_free(heap, p);
    p = ouro_heap_alloc(heap, 1 << 16);
    assert_non_null(p);
    ouro_heap_set_limit(heap, 0);
    assert_non_null(ouro_heap_alloc(heap, 1 << 24));
    ouro_heap_close(heap);
}

typedef struct {
    ouro_heap *heap;
    void *spare;
    int calls;
    bool retry;
} helper;

static bool on_limit(void *ctx, size_t size) {
    helper *help = ctx;
    help->calls++;
    assert_int_equal(size, 300000);
    assert_null(ouro_heap_alloc(help->heap, 2 << 20)); // does not call itself
    ouro_heap_free(help->heap, help->spare);
    help->spare = NULL;
    return help->retry;
}

static void the_hook_is_asked_once(void **state) {
    helper help = {0};
    ouro_heap_options o = {.limit = 1 << 20};
    o.hooks.ctx = &help;
    o.hooks.on_limit = on_limit;
    help.heap = ouro_heap_open(&o);
    help.spare = ouro_heap_alloc(help.heap, 900000);
    assert_null(ouro_heap_alloc(help.heap, 300000)); // the hook freed, but said no
    assert_int_equal(help.calls, 1);
    help.retry = true;
    help.spare = ouro_heap_alloc(help.heap, 900000);
    void *p = ouro_heap_alloc(help.heap, 300000);
    assert_non_null(p);
    assert_int_equal(help.calls, 2);
    ouro_heap_close(help.heap);
}

static void the_reserve_is_for_emergencies(void **state) {
    ouro_heap *heap = limited(4 << 20);
    assert_false(ouro_heap_reserve_emergency(heap, 8 << 20));
    assert_true(ouro_heap_reserve_emergency(heap, 64 << 10));
    size_t count;
    void **chain = fill(heap, 1000, &count);
    assert_null(ouro_heap_alloc(heap, 1000));
    ouro_heap_emergency_begin(heap);
    ouro_heap_emergency_begin(heap);
    void *p = ouro_heap_alloc(heap, 40000);
    assert_non_null(p);
    ouro_heap_emergency_end(heap);
    assert_non_null(ouro_heap_alloc(heap, 1000));
    ouro_heap_emergency_end(heap);
    assert_null(ouro_heap_alloc(heap, 40000));
    free_chain(heap, chain);
    assert_non_null(ouro_heap_alloc(heap, 40000));
    assert_true(ouro_heap_committed(heap) <= 4 << 20);
    ouro_heap_close(heap);
}

static void failures_are_injected(void **state) {
    ouro_heap *heap = ouro_heap_open(NULL);
    void *old = ouro_heap_alloc(heap, 100), *object = ouro_heap_alloc_object(heap, 100);
    for (uint64_t n = 1; n <= 6; n++) {
        ouro_heap_fail_at(heap, n, n == 2);
        void *got[5];
        got[0] = ouro_heap_alloc_object_fast(heap, 32);
        got[1] = ouro_heap_calloc(heap, 3, 5);
        void *smaller = ouro_heap_realloc(heap, old, 1); // never fails, is not counted
        assert_non_null(smaller);
        old = smaller;
        got[2] = ouro_heap_realloc(heap, old, 1000);
        got[3] = ouro_heap_realloc_object(heap, object, 2000);
        got[4] = ouro_heap_alloc(heap, 200000);
        assert_int_equal(ouro_heap_alloc_counter(heap), 5);
        for (uint64_t i = 0; i < 5; i++) {
            bool fails = i + 1 == n || (n == 2 && i + 1 > n);
            assert_int_equal(got[i] == NULL, fails);
        }
        ouro_heap_fail_clear(heap);
        ouro_heap_free_object(heap, got[0] ? got[0] : ouro_heap_alloc_object(heap, 8));
        ouro_heap_free(heap, got[1]);
        ouro_heap_free(heap, got[2] ? got[2] : old);
        ouro_heap_free_object(heap, got[3] ? got[3] : object);
        ouro_heap_free(heap, got[4]);
        old = ouro_heap_alloc(heap, 100);
        object = ouro_heap_alloc_object(heap, 100);
        assert_int_equal(ouro_heap_alloc_counter(heap), 5);
    }
    ouro_heap_fail_at(heap, 1, true);
    ouro_heap_emergency_begin(heap);
    assert_non_null(ouro_heap_alloc(heap, 10));
    ouro_heap_emergency_end(heap);
    assert_null(ouro_heap_alloc(heap, 10));
    ouro_heap_close(heap);
}

static void overflow_is_refused(void **state) {
    ouro_heap *heap = ouro_heap_open(NULL);
    void *p = ouro_heap_alloc(heap, 50000);
    assert_null(ouro_heap_calloc(heap, SIZE_MAX / 2, 3));
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 4096, SIZE_MAX / 2, SIZE_MAX / 4, (size_t)1 << 50};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_null(ouro_heap_alloc(heap, sizes[i]));
        assert_null(ouro_heap_alloc_object(heap, sizes[i]));
        assert_null(ouro_heap_realloc(heap, p, sizes[i]));
    }
    ouro_heap_free(heap, p);
    ouro_heap_close(heap);
}

static void memory_is_given_back(void **state) {
    ouro_heap *heap = ouro_heap_open(NULL);
    enum { BLOCKS = 200000 };
    void **blocks = calloc(BLOCKS, sizeof *blocks);
    for (int i = 0; i < BLOCKS; i++) blocks[i] = ouro_heap_alloc(heap, 200);
    size_t peak = ouro_heap_committed(heap);
    assert_true(peak > 200 * BLOCKS);
    for (int i = 0; i < BLOCKS; i++) ouro_heap_free(heap, blocks[i]);
    size_t before = ouro_heap_committed(heap);
    for (int i = 0; i < 4; i++) { // half of the excess each time
        usleep(130000);
        ouro_heap_idle(heap);
    }
    assert_true(ouro_heap_committed(heap) < before / 4);
    ouro_heap_trim(heap);
    assert_true(ouro_heap_committed(heap) < (1 << 20));
    assert_true(ouro_heap_peak(heap) >= peak);
    assert_int_equal(ouro_heap_trim(heap), 0);
    ouro_heap_close(heap);
    free(blocks);
}

static void holes_are_given_back(void **state) { // one block in a hundred survives
    ouro_heap *heap = ouro_heap_open(NULL);
    enum { BLOCKS = 200000 };
    uint64_t **blocks = calloc(BLOCKS, sizeof *blocks);
    for (int i = 0; i < BLOCKS; i++) *(blocks[i] = ouro_heap_alloc(heap, 128)) = (uint64_t)i;
    for (int i = 0; i < BLOCKS; i++)
        if (i % 100) ouro_heap_free(heap, blocks[i]);
    size_t before = ouro_heap_committed(heap), rss = resident(), given = ouro_heap_trim(heap);
    assert_true(given > before / 2);
    assert_int_equal(ouro_heap_committed(heap), before - given);
#ifndef OURO_HEAP_ASAN
    assert_true(resident() < rss - given / 10 * 9);
#endif
    (void)rss;
    for (int i = 0; i < BLOCKS; i += 100) {
        assert_ptr_equal(ouro_heap_block_start(heap, (char *)blocks[i] + 100, NULL), blocks[i]);
        assert_null(ouro_heap_block_start(heap, blocks[i + 50], NULL));
    }
    for (int i = 0; i < BLOCKS; i++)
        if (i % 100) *(blocks[i] = ouro_heap_alloc(heap, 128)) = (uint64_t)i;
    assert_true(ouro_heap_committed(heap) <= before + 8192); // the holes were filled first
    for (int i = 0; i < BLOCKS; i++) assert_int_equal(*blocks[i], i);
    for (int i = 0; i < BLOCKS; i++) ouro_heap_free(heap, blocks[i]);
    ouro_heap_trim(heap);
    assert_true(ouro_heap_committed(heap) < (1 << 20));
    ouro_heap_close(heap);
    free(blocks);
}

static void opening_is_cheap(void **state) {
    ouro_heap *heap = ouro_heap_open(NULL);
    assert_true(ouro_heap_committed(heap) <= 100 << 10);
    ouro_heap_close(heap);
    size_t before = resident();
    for (int i = 0; i < 200; i++) {
        heap = ouro_heap_open(NULL);
        void *p = ouro_heap_alloc(heap, 100000), *q = ouro_heap_alloc(heap, 400 << 20);
        assert_true(p && q);
        ouro_heap_close(heap);
    }
#ifndef OURO_HEAP_ASAN
    assert_true(resident() < before + (256 << 10));
#endif
    (void)before;
}

static void huge_blocks(void **state) {
    ouro_heap *heap = ouro_heap_open(NULL);
    size_t mib = 1 << 20, size = 300 * mib;
    char *p = ouro_heap_alloc(heap, size);
    assert_non_null(p);
    memcpy(p, "begin", 6);
    memcpy(p + size - 4, "end", 4);
    bool is_object = true;
    assert_ptr_equal(ouro_heap_block_start(heap, p + size - 1, &is_object), p);
    assert_false(is_object);
    assert_null(ouro_heap_block_start(heap, p - 1, NULL));
    char *q = ouro_heap_realloc(heap, p, 3000 * mib); // over several regions' worth of addresses
    assert_non_null(q);
    assert_memory_equal(q + size - 4, "end", 4);
    assert_ptr_equal(ouro_heap_block_start(heap, q + 2999 * mib, NULL), q);
    char *r = ouro_heap_alloc(heap, 700 * mib);
    q = ouro_heap_realloc(heap, q, 3500 * mib);
    assert_memory_equal(q, "begin", 6);
    assert_memory_equal(q + size - 4, "end", 4);
    q = ouro_heap_realloc(heap, q, 500 * mib);
    assert_memory_equal(q + size - 4, "end", 4);
    ouro_heap_free(heap, r);
    assert_false(ouro_heap_contains(heap, r + 5));
    r = ouro_heap_calloc(heap, 300, mib);
    for (size_t i = 0; i < 300 * mib; i += 4096) assert_int_equal(r[i], 0);
    q = ouro_heap_realloc(heap, q, 100); // into a page
    assert_memory_equal(q, "begin", 6);
    ouro_heap_free(heap, q);
    ouro_heap_free(heap, r);
    uint32_t *o = ouro_heap_alloc_object(heap, size), *moved;
    o[1] = 9;
    ouro_heap_grey_set(heap, o);
    *ouro_heap_count_slot(heap, o) = 77;
    moved = ouro_heap_realloc_object(heap, o, 2000 * mib);
    assert_true(ouro_heap_grey_get(heap, moved));
    assert_int_equal(*ouro_heap_count_slot(heap, moved), 77);
    assert_int_equal(moved[1], 9);
    ouro_heap_free_object(heap, moved);
    ouro_heap_trim(heap);
    ouro_heap_statistics st;
    ouro_heap_stats(heap, &st);
    assert_int_equal(st.live_objects + st.live_raw_blocks, 0);
    assert_true(st.reserved_bytes <= (size_t)1 << 30);
    assert_true(st.committed_bytes < 200 << 10);
    ouro_heap_close(heap);
}

static void runs_grow(void **state) { // as a growing list does, among others
    ouro_heap *heap = ouro_heap_open(NULL);
    unsigned char *lists[4];
    size_t size = 40000;
    for (int k = 0; k < 4; k++) memset(lists[k] = ouro_heap_alloc(heap, size), k, size);
    while (size < 60 << 20) {
        size_t larger = size + size / 8;
        for (int k = 0; k < 4; k++) {
            unsigned char *moved = ouro_heap_realloc(heap, lists[k], larger);
            assert_non_null(moved);
            for (size_t i = 0; i < size; i += 509) assert_int_equal(moved[i], k);
            assert_int_equal(moved[size - 1], k);
            memset(moved + size, k, larger - size);
            lists[k] = moved;
        }
        size = larger;
    }
    for (int k = 0; k < 4; k++) ouro_heap_free(heap, lists[k]);
    unsigned char *zero = ouro_heap_calloc(heap, 1, 50 << 20);
    for (size_t i = 0; i < 50 << 20; i++)
        if (zero[i]) fail();
    ouro_heap_free(heap, zero);
    ouro_heap_trim(heap);
    assert_true(ouro_heap_committed(heap) < 16 << 20);
    ouro_heap_close(heap);
}

#ifndef OURO_HEAP_ASAN
static int under_address_limit(size_t bytes) { // in a child process
    struct rlimit limit = {bytes, bytes};
    if (setrlimit(RLIMIT_AS, &limit) != 0) return 2;
    ouro_heap *heap = ouro_heap_open(NULL);
    if (!heap) return 3;
    size_t got = 0;
    void **chain = NULL, **block;
    for (size_t size = 100; (block = ouro_heap_alloc(heap, size)) != NULL; size = size % 500000 + 997) {
        memset(block, 1, size);
        *block = chain;
        chain = block;
        got += size;
    }
    if (got < bytes / 2) return 4;
    void *mine = malloc(1 << 20); // something is left for others
    free_chain(heap, chain);
    ouro_heap_statistics st;
    ouro_heap_stats(heap, &st);
    if (st.live_raw_blocks != 0) return 5;
    if (!ouro_heap_alloc(heap, 1 << 20)) return 6;
    ouro_heap_close(heap);
    free(mine);
    return 0;
}
#endif

static void addresses_may_be_scarce(void **state) {
#ifndef OURO_HEAP_ASAN
    static const size_t limits[] = {40 << 20, 100 << 20, 300 << 20, (size_t)3 << 30};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        pid_t child = fork();
        if (child == 0) _exit(under_address_limit(limits[i]));
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limit_is_exact),
        cmocka_unit_test(limit_below_what_is_used),
        cmocka_unit_test(the_hook_is_asked_once),
        cmocka_unit_test(the_reserve_is_for_emergencies),
        cmocka_unit_test(failures_are_injected),
        cmocka_unit_test(overflow_is_refused),
        cmocka_unit_test(memory_is_given_back),
        cmocka_unit_test(holes_are_given_back),
        cmocka_unit_test(opening_is_cheap),
        cmocka_unit_test(huge_blocks),
        cmocka_unit_test(runs_grow),
        cmocka_unit_test(addresses_may_be_scarce),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
