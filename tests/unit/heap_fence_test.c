// Each kind of damage is found by the debug blocks, reported once, and survived.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define OURO_HEAP_CHECKED 1
#include <ouro/heap.h>

typedef struct {
    ouro_heap *heap;
    unsigned seen[8]; // reports by kind
    ouro_heap_corruption last;
} fixture;

static void on_corruption(void *ctx, const ouro_heap_corruption *what) {
    fixture *f = ctx;
    f->seen[what->kind]++;
    f->last = *what;
    assert_non_null(strstr(what->text, "heap corruption"));
}

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    ouro_heap_options o = {.flags = OURO_HEAP_FENCES, .quarantine = 16};
    o.hooks.ctx = f;
    o.hooks.on_corruption = on_corruption;
    f->heap = ouro_heap_open(&o);
    *state = f;
    return f->heap ? 0 : -1;
}

static int close_damaged(void **state) {
    fixture *f = *state;
    ouro_heap_close(f->heap);
    free(f);
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    assert_int_equal(ouro_heap_check(f->heap), 0); // what was found was repaired
    return close_damaged(state);
}

static void expect(fixture *f, ouro_heap_corruption_kind kind, const void *address, size_t size) {
    unsigned total = 0;
    for (unsigned i = 0; i < 8; i++) total += f->seen[i];
    assert_int_equal(total, 1);
    assert_int_equal(f->seen[kind], 1);
    assert_ptr_equal(f->last.address, address);
    assert_int_equal(f->last.size, size);
    memset(f->seen, 0, sizeof f->seen);
}

static const size_t sizes[] = {0, 1, 7, 8, 24, 100, 511, 513, 4000, 20000, 33000, 70000, 1000000};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void fills(void **state) {
    fixture *f = *state;
    unsigned char *p = ouro_heap_alloc(f->heap, 100);
    for (int i = 0; i < 100; i++) assert_int_equal(p[i], 0xCB);
    ouro_heap_free(f->heap, p);
    for (int i = 8; i < 100; i++) assert_int_equal(p[i], 0xDB);
}

static void overrun(void **state) {
    fixture *f = *state;
    for (size_t i = 0; i < SIZES; i++) {
        char *p = ouro_heap_alloc(f->heap, sizes[i]);
        p[sizes[i]] ^= 1;
        assert_int_equal(ouro_heap_check(f->heap), 1);
        expect(f, OURO_HEAP_OVERRUN, p, sizes[i]);
        p[sizes[i]] ^= 1;
        ouro_heap_free(f->heap, p);
        expect(f, OURO_HEAP_OVERRUN, p, sizes[i]);
    }
}

static void underrun(void **state) {
    fixture *f = *state;
    for (size_t i = 0; i < SIZES; i++) {
        char *p = ouro_heap_alloc(f->heap, sizes[i]);
        p[-1] ^= 1;
        ouro_heap_free(f->heap, p);
        expect(f, OURO_HEAP_UNDERRUN, p, sizes[i]);
    }
}

static void double_free(void **state) {
    fixture *f = *state;
    for (size_t i = 0; i < SIZES; i++) {
        char *p = ouro_heap_alloc(f->heap, sizes[i]);
        ouro_heap_free(f->heap, p);
        ouro_heap_free(f->heap, p);
        expect(f, OURO_HEAP_DOUBLE_FREE, p, sizes[i]);
    }
}

static void foreign_free(void **state) {
    fixture *f = *state;
    int local;
    char *p = ouro_heap_alloc(f->heap, 100), *large = ouro_heap_alloc(f->heap, 100000);
    ouro_heap *other = ouro_heap_open(NULL);
    void *theirs = ouro_heap_alloc(other, 100);
    void *wrong[] = {&local, p + 8, large + 8, large + 70000, (void *)16, (void *)(~(uintptr_t)0 - 7), theirs};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ouro_heap_free(f->heap, wrong[i]);
        expect(f, OURO_HEAP_FOREIGN_FREE, wrong[i], 0);
    }
    ouro_heap_free_object(f->heap, (void *)&f->last);
    expect(f, OURO_HEAP_FOREIGN_FREE, &f->last, 0);
    ouro_heap_close(other);
    ouro_heap_free(f->heap, p);
    ouro_heap_free(f->heap, large);
}

static void use_after_free(void **state) {
    fixture *f = *state;
    for (size_t i = 4; i < SIZES; i++) {
        for (size_t at = 0; at < sizes[i]; at += at < 16 ? 1 : sizes[i] / 3) {
            char *p = ouro_heap_alloc(f->heap, sizes[i]);
            ouro_heap_free(f->heap, p);
            p[at] ^= 1;
            for (int n = 0; n < 20; n++) ouro_heap_free(f->heap, ouro_heap_alloc(f->heap, 8)); // out of quarantine
            expect(f, OURO_HEAP_USE_AFTER_FREE, p, sizes[i]);
        }
    }
}

static void use_after_free_at_reuse(void **state) { // written after the quarantine, the link itself too
    fixture *f = *state;
    for (size_t at = 0; at < 24; at++) {
        char *keep = ouro_heap_alloc(f->heap, 24), *p = ouro_heap_alloc(f->heap, 24);
        ouro_heap_free(f->heap, p);
        for (int n = 0; n < 20; n++) ouro_heap_free(f->heap, ouro_heap_alloc(f->heap, 600));
        p[at] ^= 0x55;
        void *again[40];
        for (int n = 0; n < 40; n++) again[n] = ouro_heap_alloc(f->heap, 24);
        expect(f, OURO_HEAP_USE_AFTER_FREE, p, 24);
        for (int n = 0; n < 40; n++) ouro_heap_free(f->heap, again[n]);
        ouro_heap_free(f->heap, keep);
    }
}

static void wrong_kind(void **state) {
    fixture *f = *state;
    void *raw = ouro_heap_alloc(f->heap, 48), *object = ouro_heap_alloc_object(f->heap, 48);
    ouro_heap_free(f->heap, object);
    expect(f, OURO_HEAP_WRONG_KIND, object, 48);
    ouro_heap_free_object(f->heap, raw);
    expect(f, OURO_HEAP_WRONG_KIND, raw, 48);
    ouro_heap_free(f->heap, raw);
    ouro_heap_free_object(f->heap, object);
}

static void realloc_checks(void **state) {
    fixture *f = *state;
    char *p = ouro_heap_alloc(f->heap, 30);
    p[30] = 1;
    char *q = ouro_heap_realloc(f->heap, p, 300);
    expect(f, OURO_HEAP_OVERRUN, p, 30);
    assert_ptr_not_equal(p, q); // a stale pointer never works by luck
    assert_int_equal(ouro_heap_usable(f->heap, q), 300);
    assert_null(ouro_heap_realloc(f->heap, p, 10));
    expect(f, OURO_HEAP_DOUBLE_FREE, p, 30);
    ouro_heap_free(f->heap, q);
}

static void damage_beyond_repair_is_leaked(void **state) {
    fixture *f = *state;
    char *p = ouro_heap_alloc(f->heap, 30), *q = ouro_heap_alloc(f->heap, 30);
    memset(p, 0, 56); // fence and trailer too: its size is lost
    ouro_heap_free(f->heap, p);
    expect(f, OURO_HEAP_OVERRUN, p, 0);
    assert_null(ouro_heap_block_start(f->heap, p, NULL));
    ouro_heap_free(f->heap, q); // finds the end of p damaged as well
    memset(f->seen, 0, sizeof f->seen);
    for (int i = 0; i < 5000; i++) assert_ptr_not_equal(ouro_heap_alloc(f->heap, 30), p);
}

static void objects_walk_the_same(void **state) {
    fixture *f = *state;
    uint32_t *a = ouro_heap_alloc_object_fast(f->heap, 24), *b = ouro_heap_alloc_object(f->heap, 50000);
    assert_int_equal(a[1], 0);
    assert_int_equal(b[1], 0);
    assert_null(ouro_heap_block_start(f->heap, a, NULL));
    a[1] = b[1] = 5;
    assert_ptr_equal(ouro_heap_block_start(f->heap, (char *)a + 12, NULL), a);
    assert_ptr_equal(ouro_heap_block_start(f->heap, (char *)b + 40000, NULL), b);
    unsigned count = 0;
    for (ouro_heap_page *p = ouro_heap_page_first(f->heap); p; p = ouro_heap_page_next(f->heap, p)) {
        uint32_t cursor = 0;
        for (void *o; (o = ouro_heap_page_objects(p, &cursor)); count++) assert_true(o == a || o == b);
    }
    assert_int_equal(count, 2);
    ouro_heap_free_object(f->heap, a);
    ouro_heap_free_object(f->heap, b);
    ouro_heap_statistics st;
    ouro_heap_stats(f->heap, &st);
    assert_int_equal(st.live_objects, 0); // though both wait in the quarantine
    assert_null(ouro_heap_block_start(f->heap, a, NULL));
}

static void the_default_ends_the_process(void **state) {
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr)) _exit(1);
        ouro_heap_options o = {.flags = OURO_HEAP_FENCES};
        ouro_heap *heap = ouro_heap_open(&o);
        void *p = ouro_heap_alloc(heap, 8);
        ouro_heap_free(heap, p);
        ouro_heap_free(heap, p);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        test(fills),
        test(overrun),
        test(underrun),
        test(double_free),
        test(foreign_free),
        test(use_after_free),
        test(use_after_free_at_reuse),
        test(wrong_kind),
        test(realloc_checks),
        cmocka_unit_test_setup_teardown(damage_beyond_repair_is_leaked, set_up, close_damaged),
        test(objects_walk_the_same),
        cmocka_unit_test(the_default_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
