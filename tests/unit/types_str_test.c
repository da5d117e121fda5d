// str against plain arrays of code points: searching, splitting, replacing, joining, UTF-8, interning; and every
// allocation that can fail.
#include <ouro/core.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str_methods.h"
#include "types/text.h"

enum { MAX = 400 };

typedef struct {
    uint32_t c[4 * MAX];
    size_t n;
} model;

static uint64_t random_state = 0x2545f4914f6cdd1d;
static uint32_t random_below(uint32_t n) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % n;
}

static int open_runtime(void **state) {
    ouro_rt *rt = ouro_core_open(NULL);
    if (!rt || ouro_types_start(rt) < 0) return -1;
    *state = rt;
    return 0;
}
static int close_runtime(void **state) {
    ouro_types_finish(*state);
    ouro_core_close(*state);
    return 0;
}

// A text over an alphabet of two or three characters, so that matches and near misses are common.
static model random_text(size_t max) {
    static const uint32_t alphabets[][3] = {
        {'a', 'b', 'a'}, {'a', 'a', 'b'}, {'a', 0xe9, 'b'}, {'a', 0x161, 0x6161}, {0x1f600, 'a', 0x161}};
    const uint32_t *alphabet = alphabets[random_below(5)];
    model m = {.n = random_below((uint32_t)max + 1)};
    for (size_t i = 0; i < m.n; i++) m.c[i] = alphabet[random_below(3)];
    return m;
}
static ouro_obj *make(ouro_rt *rt, const model *m) {
    ouro_obj *s = ouro_str_from_ucs4(rt, m->c, m->n);
    assert_non_null(s);
    return s;
}

// The string is well formed and has the characters of the model.
static void check(ouro_rt *rt, ouro_obj *s, const model *m) {
    assert_non_null(s);
    assert_int_equal(ouro_str_length(s), m->n);
    uint32_t bits = 0;
    for (size_t i = 0; i < m->n; i++) {
        assert_int_equal(ouro_str_at(s, i), m->c[i]);
        bits |= m->c[i];
    }
    assert_int_equal(ouro_str_kind(s), ouro_text_kind(bits));
    assert_int_equal(ouro_str_at(s, m->n), 0);
    ouro_obj *again = make(rt, m);
    assert_true(ouro_str_equal_slow(s, again));
    assert_int_equal(ouro_str_hash32(rt, s), ouro_str_hash32(rt, again));
    ouro_release(rt, again);
}

static bool at(const model *m, size_t i, const model *sub) {
    return i + sub->n <= m->n && memcmp(m->c + i, sub->c, sub->n * sizeof *m->c) == 0;
}

static void searching(void **state) {
    ouro_rt *rt = *state;
    for (int round = 0; round < 20000; round++) {
        model text = random_text(MAX), sub = random_text(random_below(8) ? 6 : 100);
        ouro_obj *s = make(rt, &text), *t = make(rt, &sub);
        int64_t first = -1, last = -1;
        size_t count = 0, next = 0;
        for (size_t i = 0; i + sub.n <= text.n; i++) {
            if (!at(&text, i, &sub)) continue;
            if (first < 0) first = (int64_t)i;
            last = (int64_t)i;
            if (i >= next) {
                count++;
                next = i + (sub.n ? sub.n : 1);
            }
        }
        unsigned ws = ouro_str_width(s), wt = ouro_str_width(t);
        assert_int_equal(ouro_str_find(s, t, 0, text.n), first);
        assert_int_equal(ouro_text_rfind(ouro_str_text(s), ws, text.n, ouro_str_text(t), wt, sub.n), last);
        assert_int_equal(ouro_text_count(ouro_str_text(s), ws, text.n, ouro_str_text(t), wt, sub.n, SIZE_MAX), count);
        ouro_release(rt, s);
        ouro_release(rt, t);
    }
}

// Inputs on which comparing at each place takes quadratic time.
static void searching_stays_linear(void **state) {
    ouro_rt *rt = *state;
    size_t n = 400000, m = 20000;
    uint16_t *text = malloc(n * sizeof *text), *sub = malloc(m * sizeof *sub);
    for (size_t i = 0; i < n; i++) text[i] = 0x161;
    for (size_t i = 0; i < m; i++) sub[i] = 0x161;
    sub[m / 2] = 0x162;
    ouro_obj *s = ouro_str_from_ucs2(rt, text, n), *t = ouro_str_from_ucs2(rt, sub, m);
    assert_int_equal(ouro_str_find(s, t, 0, n), -1);
    ouro_release(rt, s);
    text[n - m / 2] = 0x162;
    s = ouro_str_from_ucs2(rt, text, n);
    assert_int_equal(ouro_str_find(s, t, 0, n), (int64_t)(n - m));
    ouro_release(rt, s);
    ouro_release(rt, t);
    free(text);
    free(sub);
}

static void replacing(void **state) {
    ouro_rt *rt = *state;
    for (int round = 0; round < 20000; round++) {
        model text = random_text(60), old = random_text(3), new = random_text(4), want = {.n = 0};
        size_t limit = random_below(3) ? SIZE_MAX : random_below(4), left = limit;
        for (size_t i = 0; i <= text.n;) {
            bool match = left > 0 && at(&text, i, &old);
            if (match) {
                for (size_t k = 0; k < new.n; k++) want.c[want.n++] = new.c[k];
                left--;
            }
            if (match && old.n)
                i += old.n;
            else {
                if (i < text.n) want.c[want.n++] = text.c[i];
                i++;
            }
        }
        ouro_obj *s = make(rt, &text), *a = make(rt, &old), *b = make(rt, &new);
        ouro_obj *r = ouro_str_replace(rt, s, a, b, limit);
        check(rt, r, &want);
        ouro_release(rt, r);
        ouro_release(rt, s);
        ouro_release(rt, a);
        ouro_release(rt, b);
    }
}

static void splitting_and_joining(void **state) {
    ouro_rt *rt = *state;
    for (int round = 0; round < 10000; round++) {
        model text = random_text(60), sep = random_text(3);
        if (sep.n == 0) continue;
        ouro_obj *s = make(rt, &text), *t = make(rt, &sep);
        ouro_obj *args[] = {t};
        ouro_obj *parts = round & 1 ? ouro_str_rsplit(rt, s, args, 1, NULL) : ouro_str_split(rt, s, args, 1, NULL);
        assert_non_null(parts);
        for (size_t i = 0; i < ouro_list_length(parts); i++)
            assert_int_equal(ouro_str_find(ouro_list_peek(parts, i), t, 0, MAX), -1);
        ouro_obj *joined = ouro_str_join(rt, t, parts);
        check(rt, joined, &text);
        ouro_release(rt, joined);
        ouro_release(rt, parts);
        ouro_release(rt, s);
        ouro_release(rt, t);
    }
}

static void building(void **state) {
    ouro_rt *rt = *state;
    for (int round = 0; round < 5000; round++) {
        model whole = {.n = 0};
        ouro_obj *sum = ouro_str_from_ascii(rt, "", 0);
        ouro_builder b;
        ouro_builder_init(&b, rt);
        for (int i = 0; i < 12; i++) {
            model part = random_text(random_below(5) ? 4 : 80);
            ouro_obj *s = make(rt, &part);
            size_t from = random_below((uint32_t)part.n + 1);
            ouro_obj *cut = ouro_str_slice(rt, s, from, part.n);
            memcpy(whole.c + whole.n, part.c + from, (part.n - from) * sizeof *part.c);
            whole.n += part.n - from;
            ouro_builder_slice(&b, s, from, part.n);
            sum = ouro_str_append(rt, sum, cut);
            check(rt, sum, &whole);
            ouro_release(rt, cut);
            ouro_release(rt, s);
        }
        ouro_obj *built = ouro_builder_finish(&b);
        check(rt, built, &whole);
        ouro_release(rt, built);
        ouro_release(rt, sum);
    }
}

static void utf8_round_trip(void **state) {
    ouro_rt *rt = *state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        uint8_t bytes[4];
        size_t n = ouro_utf8_write(bytes, c), used;
        uint32_t back;
        enum ouro_utf8_status status = ouro_utf8_read(bytes, bytes + n, &back, &used);
        if (c >= 0xd800 && c < 0xe000) {
            assert_int_equal(status, OURO_UTF8_BAD_CONTINUATION);
            assert_true(ouro_utf8_surrogate(bytes, bytes + n, &back));
        } else {
            assert_int_equal(status, OURO_UTF8_OK);
            assert_int_equal(used, n);
        }
        assert_int_equal(back, c);
    }
    for (int round = 0; round < 5000; round++) {
        model text = random_text(50);
        ouro_obj *s = make(rt, &text);
        size_t n;
        char *owned;
        const char *utf8 = ouro_str_utf8(rt, s, &n, &owned, false);
        ouro_obj *back = ouro_str_from_utf8(rt, utf8, n);
        check(rt, back, &text);
        ouro_release(rt, back);
        ouro_release(rt, s);
        ouro_raw_free(rt, owned);
    }
}

// No sequence of bytes is read twice in two ways, and what is refused is never longer than what could begin a character.
static void utf8_of_any_bytes(void **state) {
    for (uint32_t v = 0; v < 1u << 24; v += 1 + (v > 0xffff) * random_below(97)) {
        uint8_t bytes[4] = {(uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v, 0x80}, again[4];
        uint32_t c;
        size_t used;
        if (ouro_utf8_read(bytes, bytes + 4, &c, &used) == OURO_UTF8_OK) {
            assert_int_equal(ouro_utf8_write(again, c), used);
            assert_memory_equal(again, bytes, used);
        } else
            assert_in_range(used, 1, 3);
    }
}

static void interning(void **state) {
    ouro_rt *rt = *state;
    uint32_t before = rt->ty->intern_used;
    enum { N = 3000 };
    static ouro_obj *kept[N];
    for (int i = 0; i < N; i++) {
        kept[i] = ouro_str_formatted(rt, "name%d", i);
        assert_int_equal(ouro_str_intern(rt, &kept[i]), 0);
    }
    for (int i = 0; i < N; i++) {
        ouro_obj *same = ouro_str_formatted(rt, "name%d", i);
        assert_ptr_not_equal(same, kept[i]);
        assert_int_equal(ouro_str_intern(rt, &same), 0);
        assert_ptr_equal(same, kept[i]);
        ouro_release(rt, same);
    }
    assert_int_equal(rt->ty->intern_used, before + N);
    for (int i = 0; i < N; i++) { // in another order than they came
        ouro_obj *s = kept[(size_t)i * 1777 % N];
        ouro_release(rt, s);
    }
    assert_int_equal(rt->ty->intern_used, before);
}

static bool text_equals(ouro_obj *s, const char *text) {
    return s && ouro_str_equal_ascii(s, text);
}
static void repr_and_formatting(void **state) {
    ouro_rt *rt = *state;
    static const uint32_t text[] = {'\'', '\n', 7, '\\', 0x7f, 0x300, 0xe000, 0x10ffff, 'a'};
    ouro_obj *s = ouro_str_from_ucs4(rt, text, 9), *r = ouro_str_repr(rt, s);
    static const uint32_t want[] = {'"', '\'', '\\', 'n', '\\', 'x', '0', '7', '\\', '\\', '\\', 'x', '7', 'f', 0x300,
                                    '\\', 'u', 'e', '0', '0', '0', '\\', 'U', '0', '0', '1', '0', 'f', 'f', 'f', 'f',
                                    'a', '"'};
    model m = {.n = sizeof want / sizeof *want};
    memcpy(m.c, want, sizeof want);
    check(rt, r, &m);
    ouro_release(rt, r);
    ouro_release(rt, s);
    r = ouro_str_formatted(rt, "%s|%5d|%-4d|%lld|%zu|%x|%c|%.3s|%%", "ab", 42, 7, -5LL, (size_t)9, 255u, 'z', "abcdef");
    assert_true(text_equals(r, "ab|   42|7   |-5|9|ff|z|abc|%"));
    ouro_release(rt, r);
}

// Something that uses most of str; every reference it made is gone when it returns. False: out of memory.
static bool scenario(ouro_rt *rt) {
    bool ok = false;
    ouro_obj *a = ouro_str_from_ascii(rt, "some words to work on", 21), *b = NULL, *c = NULL, *list = NULL;
    if (!a || !(b = ouro_str_from_char(rt, ' '))) goto done;
    ouro_obj *args[] = {b};
    if (!(list = ouro_str_split(rt, a, args, 1, NULL)) || !(c = ouro_str_join(rt, b, list))) goto done;
    assert_true(ouro_str_equal(a, c));
    for (int i = 0; i < 20; i++) {
        static const uint16_t wide[] = {'x', 0x20ac};
        ouro_obj *w = ouro_str_from_ucs2(rt, wide, 2);
        if (!w) goto done;
        ouro_obj *longer = ouro_str_append(rt, c, w);
        ouro_release(rt, w);
        if (!longer) goto done; // c is as it was
        c = longer;
    }
    ouro_obj *r = ouro_str_repr(rt, c);
    ouro_xrelease(rt, r);
    if (!r || !(r = ouro_str_replace(rt, c, b, a, SIZE_MAX))) goto done;
    ouro_release(rt, r);
    if (!(r = ouro_str_upper(rt, c, NULL, 0, NULL))) goto done;
    ouro_release(rt, r);
    if (!(r = ouro_str_formatted(rt, "%s of %d", "interned text", 12))) goto done;
    int interned = ouro_str_intern(rt, &r);
    ouro_release(rt, r);
    if (interned < 0) goto done;
    size_t n;
    char *owned;
    if (!ouro_str_utf8(rt, c, &n, &owned, false)) goto done;
    ouro_raw_free(rt, owned);
    ok = true;
done:
    ouro_xrelease(rt, a);
    ouro_xrelease(rt, b);
    ouro_xrelease(rt, c);
    ouro_xrelease(rt, list);
    return ok;
}

static bool count_object(void *ctx, void *object) {
    ++*(size_t *)ctx;
    return true;
}
static size_t objects(ouro_rt *rt) {
    size_t n = 0;
    ouro_heap_each_object(rt->heap, count_object, &n);
    return n;
}

static void every_allocation_fails(void **state) {
    ouro_rt *rt = *state;
    assert_true(scenario(rt)); // what is shared exists from now on
    size_t before = objects(rt);
    for (uint64_t n = 1;; n++) {
        ouro_heap_fail_at(rt->heap, n, false);
        bool done = scenario(rt);
        bool failed = ouro_heap_alloc_counter(rt->heap) >= n;
        ouro_heap_fail_clear(rt->heap);
        assert_int_equal(done, !ouro_error_pending(rt));
        if (!done) {
            assert_int_equal(rt->pending_kind, OURO_MemoryError);
            ouro_error_clear(rt);
        }
        assert_int_equal(objects(rt), before);
        if (!failed) break;
        assert_in_range(n, 1, 10000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(searching),           cmocka_unit_test(searching_stays_linear),
        cmocka_unit_test(replacing),           cmocka_unit_test(splitting_and_joining),
        cmocka_unit_test(building),            cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(utf8_of_any_bytes),   cmocka_unit_test(interning),
        cmocka_unit_test(repr_and_formatting), cmocka_unit_test(every_allocation_fails),
    };
    return cmocka_run_group_tests(tests, open_runtime, close_runtime);
}
