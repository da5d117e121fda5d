// list against a model: an array of ints; and sort against a simple one.
#include "types_support.h"

enum { MOST = 3000 };

typedef struct model {
    int64_t item[MOST];
    int n;
} model;

static void check_all(ouro_obj *l, const model *m) {
    assert_int_equal(ouro_list_length(l), m->n);
    assert_true(((ouro_list *)l)->capacity >= ouro_list_length(l));
    for (int i = 0; i < m->n; i++) assert_int_equal(ouro_int_word(ouro_list_peek(l, (size_t)i)), m->item[i]);
}

static ouro_obj *new_int(ouro_rt *rt, int64_t v) {
    return ouro_int_from_i64(rt, v);
}

static ouro_obj *ints(ouro_rt *rt, int64_t first, int n) {
    ouro_obj *l = ouro_list_new(rt, (size_t)n);
    for (int i = 0; i < n; i++) assert_int_equal(ouro_list_append_steal(rt, l, new_int(rt, first + i)), 0);
    return l;
}

// list[from:to] = n ints from `first`, or del list[from:to] when n < 0.
static int set_slice(ouro_rt *rt, ouro_obj *l, int from, int to, int64_t first, int n, bool failing, uint64_t *rng) {
    ouro_obj *a = new_int(rt, from), *b = new_int(rt, to), *slice = ouro_slice_new(rt, a, b, NULL);
    ouro_obj *value = n < 0 ? NULL : ints(rt, first, n);
    if (failing) ouro_heap_fail_at(rt->heap, 1 + random_below(rng, 3), random_below(rng, 2));
    int result = ouro_setitem(rt, l, slice, value);
    ouro_heap_fail_clear(rt->heap);
    ouro_release(rt, a);
    ouro_release(rt, b);
    ouro_release(rt, slice);
    ouro_xrelease(rt, value);
    return result;
}

static void model_replace(model *m, int from, int to, int64_t first, int n) {
    memmove(&m->item[from + n], &m->item[to], (size_t)(m->n - to) * sizeof *m->item);
    for (int i = 0; i < n; i++) m->item[from + i] = first + i;
    m->n += n - (to - from);
}

static void random_run(ouro_rt *rt, uint64_t *rng, int most, int steps, bool failing) {
    model *m = calloc(1, sizeof *m);
    ouro_obj *l = ouro_list_new(rt, 0);
    for (int step = 0; step < steps; step++) {
        int64_t v = (int64_t)random_below(rng, 1000000);
        int i = m->n ? (int)random_below(rng, (uint32_t)m->n) : 0, what = (int)random_below(rng, 10), result = 0;
        int to = i + (int)random_below(rng, (uint32_t)(m->n - i + 1)), n = (int)random_below(rng, 30) - 5;
        ouro_obj *item = new_int(rt, v);
        if (failing && what < 5) ouro_heap_fail_at(rt->heap, 1 + random_below(rng, 2), random_below(rng, 2));
        if (what < 4 && m->n < most) {
            result = ouro_list_append(rt, l, item);
            if (result == 0) m->item[m->n++] = v;
        } else if (what == 4 && m->n < most) {
            result = ouro_list_insert(rt, l, i, item);
            if (result == 0) model_replace(m, i, i, v, 1);
        } else if (what == 5 && m->n) {
            assert_int_equal(ouro_list_set_steal(rt, l, (size_t)i, ouro_ref(rt, item)), 0);
            m->item[i] = v;
        } else if (what == 6 && m->n) {
            ouro_obj *key = new_int(rt, i - m->n);
            assert_int_equal(ouro_setitem(rt, l, key, NULL), 0);
            ouro_release(rt, key);
            model_replace(m, i, i + 1, 0, 0);
        } else if (what == 7 && m->n + n < most) {
            result = set_slice(rt, l, i, to, v, n, failing, rng);
            if (result == 0) model_replace(m, i, to, v, n < 0 ? 0 : n);
        } else if (what == 8) {
            ouro_list_fit(rt, l);
        } else if (m->n < most / 2) {
            result = ouro_list_extend(rt, l, l);
            if (result == 0) {
                memcpy(&m->item[m->n], m->item, (size_t)m->n * sizeof *m->item);
                m->n *= 2;
            }
        }
        ouro_heap_fail_clear(rt->heap);
        ouro_release(rt, item);
        if (result < 0) {
            assert_true(failing);
            assert_int_equal(rt->pending_kind, OURO_MemoryError);
            ouro_error_clear(rt);
        }
        if (step % 17 == 0) check_all(l, m);
    }
    check_all(l, m);
    ouro_release(rt, l);
    free(m);
}

static void test_model(void **state) {
    uint64_t rng = seed();
    ouro_rt *rt = open_types(0);
    for (int most = 4; most < MOST - 50; most = most * 3) random_run(rt, &rng, most, 4000, false);
    close_types(rt);
}

static void test_no_memory(void **state) {
    uint64_t rng = seed();
    ouro_rt *rt = open_types(0);
    for (int most = 10; most < MOST - 50; most = most * 4) random_run(rt, &rng, most, 3000, true);
    close_types(rt);
}

// ---- sort
// A key of `kind`, in the order of v: int, float, str, wide str, mixed numbers, tuple.
static ouro_obj *sort_key(ouro_rt *rt, int kind, int v) {
    switch (kind) {
    case 0: return ouro_int_from_i64(rt, ((int64_t)v - 500) * 1000000007);
    case 1: return ouro_float_new(rt, (v - 500) * 0.25);
    case 2: return ouro_str_formatted(rt, v % 2 ? "prefix%04d" : "prefix%04d tail", v);
    case 3: return ouro_str_formatted(rt, v % 3 ? "\u20ac%04d" : "\u20ac%04d\u20ac", v);
    case 4: return v % 2 ? ouro_float_new(rt, v) : ouro_int_from_i64(rt, v);
    default: {
        ouro_obj *a = ouro_int_from_i64(rt, v / 7), *b = ouro_int_from_i64(rt, v % 7);
        ouro_obj *t = ouro_tuple_pack(rt, 2, a, b);
        ouro_release(rt, a);
        ouro_release(rt, b);
        return t;
    }
    }
}

static void sort_run(ouro_rt *rt, uint64_t *rng, int kind, int n, bool reverse, int shape) {
    ouro_obj *l = ouro_list_new(rt, 0), **given = calloc((size_t)n + 1, sizeof *given);
    int *value = calloc((size_t)n + 1, sizeof *value);
    for (int i = 0; i < n; i++) {
        switch (shape) {
        case 0: value[i] = (int)random_below(rng, 1000); break;
        case 1: value[i] = i < 1000 ? i : 999; break;
        case 2: value[i] = (n - i) % 1000; break;
        case 3: value[i] = (i * 7) % 50; break;
        default: value[i] = random_below(rng, 20) ? i * 999 / n : (int)random_below(rng, 1000); break;
        }
        given[i] = sort_key(rt, kind, value[i]);
        assert_int_equal(ouro_list_append_steal(rt, l, given[i]), 0);
    }
    assert_int_equal(ouro_list_sort(rt, l, NULL, reverse), 0);
    assert_int_equal(ouro_list_length(l), n);
    // Stable: each value's objects come in the order in which they were given.
    int at = 0;
    for (int v = 0; v < 1000; v++) {
        int wanted = reverse ? 999 - v : v;
        for (int i = 0; i < n; i++)
            if (value[i] == wanted) assert_ptr_equal(ouro_list_peek(l, (size_t)at++), given[i]);
    }
    assert_int_equal(at, n);
    ouro_release(rt, l);
    free(given);
    free(value);
}

static void test_sort(void **state) {
    uint64_t rng = seed();
    ouro_rt *rt = open_types(0);
    static const int sizes[] = {0, 1, 2, 3, 15, 16, 17, 31, 63, 64, 65, 200, 1000, 1999};
    for (int kind = 0; kind < 6; kind++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            for (int shape = 0; shape < 5; shape++) sort_run(rt, &rng, kind, sizes[s], (s + (size_t)shape) % 2, shape);
    close_types(rt);
}

// No memory at any point of a sort: the list has the same items.
static void test_sort_no_memory(void **state) {
    uint64_t rng = seed();
    ouro_rt *rt = open_types(0);
    for (int kind = 0; kind < 6; kind++) {
        for (uint64_t nth = 1;; nth++) {
            ouro_obj *l = ouro_list_new(rt, 0);
            int64_t refs = 0;
            for (int i = 0; i < 100; i++)
                assert_int_equal(ouro_list_append_steal(rt, l, sort_key(rt, kind, (int)random_below(&rng, 1000))), 0);
            ouro_heap_fail_at(rt->heap, nth, true);
            int result = ouro_list_sort(rt, l, NULL, false);
            ouro_heap_fail_clear(rt->heap);
            assert_int_equal(ouro_list_length(l), 100);
            for (size_t i = 0; i < 100; i++) refs += ouro_list_peek(l, i)->rc;
            assert_true(refs == 100 || kind == 4 || kind == 5); // small ints are immortal
            ouro_release(rt, l);
            if (result == 0) break;
            assert_int_equal(rt->pending_kind, OURO_MemoryError);
            ouro_error_clear(rt);
        }
    }
    close_types(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_sort_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
