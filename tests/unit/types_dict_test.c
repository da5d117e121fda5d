// dict against a model: an array of pairs in the order of insertion. Keys are ints, strs, floats and tuples, so that
// the table goes through all its layouts.
#include "types_support.h"

enum { KEYS = 600 };

typedef struct model {
    int key[KEYS], value[KEYS]; // numbers of keys, in order
    int n;
} model;

static int model_find(const model *m, int key) {
    for (int i = 0; i < m->n; i++)
        if (m->key[i] == key) return i;
    return -1;
}
static void model_remove(model *m, int i) {
    memmove(&m->key[i], &m->key[i + 1], (size_t)(m->n - i - 1) * sizeof(int));
    memmove(&m->value[i], &m->value[i + 1], (size_t)(m->n - i - 1) * sizeof(int));
    m->n--;
}

// Key number k: always a fresh object, so that equality counts, not identity.
static ouro_obj *make_key(ouro_rt *rt, int k, bool plain) {
    if (plain || k % 3 < 2) {
        if (k % 2) return ouro_int_from_i64(rt, k % 4 == 1 ? k : (int64_t)k << 40);
        return ouro_str_formatted(rt, k % 4 ? "key %d" : "%d", k);
    }
    if (k % 2) return ouro_float_new(rt, k + 0.5);
    ouro_obj *i = ouro_int_from_i64(rt, k);
    ouro_obj *t = i ? ouro_tuple_pack(rt, 2, i, i) : NULL;
    ouro_xrelease(rt, i);
    return t;
}

static void check_all(ouro_rt *rt, ouro_obj *d, const model *m, ouro_obj **keys) {
    assert_int_equal(ouro_dict_length(d), m->n);
    size_t pos = 0;
    ouro_obj *key, *value;
    for (int i = 0; i < m->n; i++) {
        assert_true(ouro_dict_next(d, &pos, &key, &value));
        assert_int_equal(ouro_compare_bool(rt, key, keys[m->key[i]], OURO_EQ), 1);
        assert_int_equal(ouro_int_word(value), m->value[i]);
    }
    assert_false(ouro_dict_next(d, &pos, &key, &value));
}

static void random_run(ouro_rt *rt, uint64_t *rng, bool plain, int range, int steps, bool failing) {
    ouro_obj *keys[KEYS];
    for (int k = 0; k < KEYS; k++) assert_non_null(keys[k] = make_key(rt, k, plain));
    model *m = calloc(1, sizeof *m);
    ouro_obj *d = ouro_dict_new(rt);
    for (int step = 0; step < steps; step++) {
        int k = (int)random_below(rng, (uint32_t)range), at = model_find(m, k);
        ouro_obj *key = make_key(rt, k, plain);
        int what = (int)random_below(rng, 100);
        if (failing) ouro_heap_fail_at(rt->heap, 1 + random_below(rng, 3), random_below(rng, 2));
        bool failed = false;
        if (what < 45) { // set
            ouro_obj *value = ouro_int_from_i64(rt, step % 250);
            int result = ouro_dict_set(rt, d, key, value);
            failed = result < 0;
            if (!failed && at >= 0) m->value[at] = step % 250;
            if (!failed && at < 0) {
                m->key[m->n] = k;
                m->value[m->n++] = step % 250;
            }
        } else if (what < 70) { // delete
            int result = ouro_dict_delete(rt, d, key);
            assert_int_equal(result, at < 0);
            if (at >= 0) model_remove(m, at);
        } else if (what < 80) { // from the end, as popitem does
            for (int n = 0; n < 5 && m->n; n++) {
                ouro_obj *last = ouro_dict_take(rt, d, keys[m->key[m->n - 1]]);
                assert_int_equal(ouro_int_word(last), m->value[m->n - 1]);
                m->n--;
            }
        } else if (what < 99) {
            ouro_borrowed value = ouro_dict_peek(rt, d, key);
            assert_int_equal(value != NULL, at >= 0);
            if (value) assert_int_equal(ouro_int_word(value), m->value[at]);
        } else { // a copy takes its place
            ouro_obj *copy = ouro_dict_copy(rt, d);
            failed = !copy;
            if (copy) {
                ouro_release(rt, d);
                d = copy;
            }
        }
        if (failing) ouro_heap_fail_clear(rt->heap);
        assert_true(!failed || failing);
        if (failed) {
            assert_int_equal(rt->pending_kind, OURO_MemoryError);
            ouro_error_clear(rt);
        }
        assert_int_equal(rt->pending_kind, 0);
        ouro_release(rt, key);
        if (step % 61 == 0 || steps - step < 3) check_all(rt, d, m, keys);
    }
    check_all(rt, d, m, keys);
    ouro_release(rt, d);
    for (int k = 0; k < KEYS; k++) ouro_release(rt, keys[k]);
    free(m);
}

static void test_model(void **state) {
    uint64_t rng = seed();
    ouro_rt *rt = open_types(0);
    for (int plain = 0; plain < 2; plain++) {
        static const int ranges[] = {3, 9, 14, 60, 300, KEYS};
        for (int i = 0; i < 6; i++) random_run(rt, &rng, plain, ranges[i], 8000, false);
    }
    close_types(rt);
}

static void test_no_memory(void **state) {
    uint64_t rng = seed();
    ouro_rt *rt = open_types(0);
    for (int plain = 0; plain < 2; plain++) {
        static const int ranges[] = {9, 40, 300};
        for (int i = 0; i < 3; i++) random_run(rt, &rng, plain, ranges[i], 4000, true);
    }
    close_types(rt);
}

// Big enough for all widths of the index, ints in order and strided.
static void test_large(void **state) {
    ouro_rt *rt = open_types(0);
    for (int shift = 0; shift < 33; shift += 16) {
        ouro_obj *d = ouro_dict_new(rt);
        for (int64_t i = 0; i < 200000; i++) {
            ouro_obj *key = ouro_int_from_i64(rt, i << shift);
            assert_int_equal(ouro_dict_set(rt, d, key, key), 0);
            ouro_release(rt, key);
        }
        for (int64_t i = 0; i < 200000; i++) {
            ouro_obj *key = ouro_int_from_i64(rt, i << shift),
                     *missing = ouro_int_from_i64(rt, (i << shift) + 200000001);
            ouro_borrowed value = ouro_dict_peek(rt, d, key);
            assert_non_null(value);
            assert_int_equal(ouro_int_word(value), i << shift);
            assert_null(ouro_dict_peek(rt, d, missing));
            ouro_release(rt, key);
            ouro_release(rt, missing);
        }
        ouro_release(rt, d);
    }
    close_types(rt);
}

// First in, first out: the table must not grow, nor the time.
static void test_queue(void **state) {
    ouro_rt *rt = open_types(0);
    ouro_obj *d = ouro_dict_new(rt);
    for (int64_t i = 0; i < 100000; i++) {
        ouro_obj *key = ouro_int_from_i64(rt, i);
        assert_int_equal(ouro_dict_set(rt, d, key, rt->none), 0);
        ouro_release(rt, key);
        if (i < 20) continue;
        key = ouro_int_from_i64(rt, i - 20);
        assert_int_equal(ouro_dict_delete(rt, d, key), 0);
        ouro_release(rt, key);
    }
    assert_int_equal(ouro_dict_length(d), 20);
    assert_true(((ouro_dict *)d)->capacity <= 64);
    ouro_release(rt, d);
    close_types(rt);
}

// Dicts of atoms are nothing to the collector.
static void test_tracking(void **state) {
    ouro_rt *rt = open_types(0);
    ouro_obj *d = ouro_dict_new(rt), *inner = ouro_dict_new(rt), *list = ouro_list_new(rt, 0);
    assert_int_equal(ouro_dict_set_ascii(rt, d, "a", rt->none), 0);
    ouro_obj *atoms = ouro_tuple_pack(rt, 2, rt->none, rt->true_);
    assert_int_equal(ouro_dict_set_ascii(rt, d, "b", atoms), 0);
    assert_false(ouro_tracked(d));
    assert_false(ouro_tracked(atoms));
    assert_int_equal(ouro_dict_set_ascii(rt, d, "c", inner), 0);
    assert_true(ouro_tracked(d));
    ouro_obj *copy = ouro_dict_copy(rt, d);
    assert_true(ouro_tracked(copy));
    ouro_obj *holder = ouro_tuple_pack(rt, 1, list);
    assert_true(ouro_tracked(holder));
    assert_int_equal(ouro_dict_set(rt, inner, holder, rt->none), -1); // no hash
    assert_int_equal(rt->pending_kind, OURO_TypeError);
    ouro_error_clear(rt);
    ouro_release(rt, holder);
    ouro_release(rt, copy);
    ouro_release(rt, atoms);
    ouro_release(rt, inner);
    ouro_release(rt, list);
    ouro_release(rt, d);
    close_types(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model), cmocka_unit_test(test_no_memory), cmocka_unit_test(test_large),
        cmocka_unit_test(test_queue), cmocka_unit_test(test_tracking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
