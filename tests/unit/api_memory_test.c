// Runtimes and memory: limits, failures at every allocation, several at once.
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ouro/ouro.h>

static void close_clean(ouro_rt *rt) {
    ouro_close_report left;
    assert_int_equal(ouro_close(rt, &left), 0);
    assert_int_equal(left.live_objects, 0);
    assert_int_equal(left.live_bytes, 0);
}

static void test_limit_holds(void **state) {
    ouro_options o = {.isolated = true, .no_stdio = true, .memory_limit = 6 << 20};
    ouro_rt *rt = ouro_open(&o);
    assert_non_null(rt);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ouro_run_string(rt, "x = []\nwhile True: x.append('y' * 1000)", "<a>"), -1);
        assert_true(ouro_error_matches(rt, OURO_MemoryError));
        ouro_error_clear(rt);
        assert_int_equal(ouro_run_string(rt, "x.clear()", "<a>"), 0);
    }
    ouro_memory_stats s;
    ouro_memory_stats_get(rt, &s);
    assert_true(s.peak_bytes <= 6 << 20);
    assert_true(s.failed_allocs >= 3);
    assert_true(s.live_bytes < 2 << 20);
    close_clean(rt);
}

static void test_a_limit_too_small(void **state) {
    ouro_memory_stats s;
    for (size_t limit = 64 << 10; limit <= 256 << 10; limit += 64 << 10) {
        ouro_options o = {.isolated = true, .no_stdio = true, .memory_limit = limit, .failure = &s};
        assert_null(ouro_open(&o));
        assert_int_equal(s.live_objects, 0);
        assert_int_equal(s.live_bytes, 0);
    }
}

// Whatever allocation of the start fails: no runtime, nothing left.
static void test_every_start(void **state) {
    ouro_memory_stats s;
    uint64_t stride = 13, opened = 0;
    for (uint64_t n = 1; opened == 0; n += stride)
        for (int forever = 0; forever < 2; forever++) {
            ouro_options o = {.isolated = true, .no_stdio = true, .failure = &s, .fail_allocation = n, .fail_forever = forever};
            ouro_rt *rt = ouro_open(&o);
            if (!rt) {
                assert_int_equal(s.live_objects, 0);
                assert_int_equal(s.live_bytes, 0);
                continue;
            }
            opened += forever; // a single failure may have been one that does not matter
            close_clean(rt);
        }
}

static void *count_in(void *out) {
    ouro_options o = {.isolated = true, .no_stdio = true};
    ouro_rt *rt = ouro_open(&o);
    int64_t value = -1;
    if (rt && ouro_run_string(rt, "d = {}\nfor i in range(20000): d[i % 100] = [d.get(i - 1)]", "<a>") == 0) {
        ouro_obj *v = ouro_eval(rt, "len(d)");
        if (v) {
            (void)ouro_as_int(rt, v, &value);
            ouro_release(rt, v);
        }
    }
    ouro_close_report left = {.live_objects = 1};
    if (rt) (void)ouro_close(rt, &left);
    *(int64_t *)out = left.live_objects ? -2 : value;
    return NULL;
}

static void test_threads(void **state) {
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int64_t values[THREADS];
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, count_in, &values[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(values[i], 100);
    }
}

static void test_open_and_close_often(void **state) {
    for (int i = 0; i < 20; i++) {
        ouro_rt *rt = ouro_open(NULL);
        assert_non_null(rt);
        assert_int_equal(ouro_run_string(rt, "class A: pass\na = A(); a.a = a", "<a>"), 0);
        close_clean(rt);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limit_holds), cmocka_unit_test(test_a_limit_too_small), cmocka_unit_test(test_every_start),
        cmocka_unit_test(test_threads),     cmocka_unit_test(test_open_and_close_often),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
