// Pending errors, their messages, and what the object layer does without memory.
#include <stdio.h>

#include "graph.h"

// ---- Errors as objects -------------------------------------------------------------------------------------------

static ouro_type error_type[3]; // LookupError, KeyError under it, ValueError
static const uint32_t numbers[3] = {OURO_LookupError, OURO_KeyError, OURO_ValueError};
static char last_text[2000];

static ouro_obj *error_new(ouro_rt *rt, uint32_t kind) {
    for (size_t i = 0; i < 3; i++)
        if (numbers[i] == kind)
            return ouro_new_sized(rt, &error_type[i], 16);
    return NULL;
}
static void raise_object(ouro_rt *rt, uint32_t kind, const char *text) {
    (void)snprintf(last_text, sizeof last_text, "%s", text);
    ouro_obj *error = error_new(rt, kind);
    if (error)
        ouro_error_restore(rt, error);
}
static world *world_with_errors(void) {
    world *w = world_open();
    for (size_t i = 0; i < 3; i++) {
        error_type[i] = (ouro_type){.size = 16, .cname = "error", .base = i == 1 ? &error_type[0] : NULL};
        assert_int_equal(ouro_type_enter(w->rt, &error_type[i], numbers[i]), 0);
    }
    w->rt->hooks.raise = raise_object;
    return w;
}

static void test_objects(void **state) {
    world *w = world_with_errors();
    ouro_rt *rt = w->rt;
    ouro_raise(rt, OURO_KeyError, "%s", "lost");
    assert_string_equal(last_text, "lost");
    assert_int_equal(rt->pending_kind, OURO_KeyError);
    assert_true(ouro_error_is(rt, OURO_KeyError));
    assert_true(ouro_error_is(rt, OURO_LookupError));
    assert_false(ouro_error_is(rt, OURO_ValueError));
    assert_false(ouro_error_is(rt, OURO_TypeError));
    ouro_obj *error = ouro_error_take(rt);
    assert_int_equal(ouro_type_number(error), OURO_KeyError);
    assert_null(ouro_error_take(rt));
    assert_false(ouro_error_is(rt, OURO_KeyError));
    ouro_raise(rt, OURO_ValueError, "another");
    ouro_error_restore(rt, error); // replaces it
    assert_int_equal(rt->pending_kind, OURO_KeyError);
    ouro_raise(rt, OURO_ValueError, "again"); // replaces too
    ouro_error_restore(rt, NULL);
    assert_int_equal(rt->pending_kind, 0);
    ouro_raise(rt, OURO_TypeError, "the hook cannot make this one");
    assert_int_equal(rt->pending_kind, OURO_TypeError);
    assert_null(rt->pending);
    world_close(w);
}

static bool never(ouro_rt *rt, const ouro_type *sub, const ouro_type *type) { return sub == type; }
static void test_subtype_hook(void **state) {
    world *w = world_with_errors();
    w->rt->hooks.is_subtype = never;
    ouro_raise(w->rt, OURO_KeyError, "x");
    assert_false(ouro_error_is(w->rt, OURO_LookupError));
    world_close(w);
}

static void test_memory_errors(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    ouro_type type = {.size = 16, .cname = "MemoryError"};
    assert_int_equal(ouro_type_enter(rt, &type, OURO_MemoryError), 0);
    for (size_t i = 0; i < 3; i++)
        rt->memory_errors[rt->memory_errors_len++] = ouro_new_sized(rt, &type, 16);
    ouro_heap_fail_at(rt->heap, 1, true);
    ouro_obj *taken[5];
    for (size_t i = 0; i < 5; i++) {
        assert_null(ouro_raw_alloc(rt, 10));
        assert_int_equal(rt->pending_kind, OURO_MemoryError);
        taken[i] = ouro_error_take(rt);
        assert_non_null(taken[i]);
    }
    assert_ptr_not_equal(taken[0], taken[1]);
    assert_ptr_equal(taken[2], taken[4]); // the last is shared
    assert_int_equal(rt->failed_allocs, 5);
    for (size_t i = 0; i < 5; i++)
        drop(w, taken[i]);
    ouro_heap_fail_clear(rt->heap);
    world_close(w);
}

static ouro_obj *reported;
static uint32_t reported_kind;
static void report(ouro_rt *rt, const char *where, ouro_borrowed obj) {
    reported = obj;
    reported_kind = rt->pending_kind;
}
static void raise_in_finalizer(world *w, node *n) { ouro_raise(w->rt, OURO_ValueError, "no"); }
static void raise_in_call(world *w, weak *wr) { ouro_raise(w->rt, OURO_KeyError, "no"); }
static void test_unraisable(void **state) {
    world *w = world_with_errors();
    w->rt->hooks.unraisable = report;
    w->on_finalize = raise_in_finalizer;
    w->on_call = raise_in_call;
    node *n = node_new_of(w, &w->finalized_type);
    drop(w, n);
    assert_ptr_equal(reported, n);
    assert_int_equal(reported_kind, OURO_ValueError);
    assert_int_equal(w->rt->pending_kind, 0);
    n = node_new(w);
    weak *wr = weak_new(w, n, 1, true);
    ouro_raise(w->rt, OURO_ValueError, "stays");
    ouro_obj *pending = w->rt->pending;
    drop(w, n);
    assert_int_equal(reported_kind, OURO_KeyError);
    assert_ptr_equal(w->rt->pending, pending);
    ouro_error_clear(w->rt);
    drop(w, wr);
    world_close(w);
}

// ---- Messages ----------------------------------------------------------------------------------------------------

static size_t long_repr(ouro_rt *rt, char kind, ouro_borrowed o, char *buf, size_t cap) {
    size_t n = 1200;
    if (n < cap) {
        memset(buf, kind, n);
        buf[n] = 0;
    }
    return n;
}
static size_t growing;
static size_t growing_repr(ouro_rt *rt, char kind, ouro_borrowed o, char *buf, size_t cap) {
    growing += 1000; // a repr that is longer each time
    if (cap)
        buf[0] = 0;
    return growing;
}
static void test_long_messages(void **state) {
    world *w = world_with_errors();
    ouro_rt *rt = w->rt;
    node *n = node_new(w);
    rt->hooks.format_object = long_repr;
    ouro_raise(rt, OURO_ValueError, "<%R>", &n->head);
    assert_int_equal(strlen(last_text), 1202);
    assert_int_equal(last_text[1201], '>');
    rt->hooks.format_object = growing_repr;
    ouro_raise(rt, OURO_ValueError, "<%R>", &n->head);
    assert_string_equal(last_text, "<>");
    ouro_raise(rt, OURO_ValueError, "%R%T", NULL, NULL);
    assert_string_equal(last_text, "<NULL>NULL");
    ouro_raise(rt, OURO_ValueError, "%g %p %-4d| %+d %08.3g %.3d %c%c%c%c %y %", 0.5, NULL, 7, 7, 1.5, 7, 'a', 0xe9,
               0x20ac, 0x1f600);
    assert_string_equal(last_text, "0.5 0x0 7   | +7 000001.5 007 a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 %y %");
    ouro_raise(rt, OURO_ValueError, "%.3s|%.4s|%.5s", "ab\xe2\x82\xac", "ab\xe2\x82\xac", "ab\xe2\x82\xac");
    assert_string_equal(last_text, "ab|ab|ab\xe2\x82\xac"); // whole characters only
    rt->hooks.raise = NULL;
    char text[400];
    for (size_t i = 0; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "\xe2\x82\xac", 4);
    ouro_raise(rt, OURO_ValueError, "x%s", text);
    assert_int_equal(strlen(rt->pending_text), 1 + 84 * 3);
    ouro_error_clear(rt);
    drop(w, n);
    world_close(w);
}

static int depth_of_raise;
static void deep_raise(ouro_rt *rt, uint32_t kind, const char *text) {
    depth_of_raise++;
    if (ouro_enter(rt, "")) // making the exception passes through guarded code itself
        ouro_leave(rt);
    rt->pending_kind = kind;
}
static void test_recursion(void **state) {
    world *w = world_open();
    w->rt->hooks.raise = deep_raise;
    w->rt->depth = w->rt->depth_limit;
    assert_false(ouro_enter(w->rt, ""));
    assert_int_equal(depth_of_raise, 1);
    assert_int_equal(w->rt->pending_kind, OURO_RecursionError);
    assert_int_equal(w->rt->depth, w->rt->depth_limit);
    w->rt->depth = 0;
    world_close(w);
}

// ---- Memory ------------------------------------------------------------------------------------------------------

static void test_raw(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    char *p = ouro_raw_alloc(rt, 10), *q = ouro_raw_calloc(rt, 100);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(q[i], 0);
    memcpy(p, "123456789", 10);
    p = ouro_raw_realloc(rt, p, 5000);
    assert_string_equal(p, "123456789");
    ouro_heap_fail_at(rt->heap, 1, true);
    assert_null(ouro_raw_realloc(rt, p, 100000));
    assert_null(ouro_raw_calloc(rt, 5));
    assert_null(ouro_new_sized(rt, &w->node_type, sizeof(node)));
    assert_int_equal(rt->pending_kind, OURO_MemoryError);
    ouro_error_clear(rt);
    assert_null(ouro_raw_alloc_quiet(rt, 5));
    assert_int_equal(rt->pending_kind, 0);
    ouro_heap_fail_clear(rt->heap);
    assert_string_equal(p, "123456789");
    ouro_raw_free(rt, p);
    ouro_raw_free(rt, q);
    ouro_raw_free(rt, NULL);
    int32_t young = rt->young_count;
    ouro_obj *o = ouro_new_sized(rt, &w->node_type, sizeof(node));
    assert_int_equal(rt->young_count, young + 1);
    ouro_discard(rt, o); // half made: no dealloc slot
    assert_int_equal(rt->young_count, young);
    world_close(w);
}

static void test_resize_and_types_without_memory(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    node *n = node_new(w);
    ouro_heap_fail_at(rt->heap, 1, true);
    assert_null(ouro_resize(rt, &n->head, 100000));
    ouro_type type = {.size = 16, .cname = "far"};
    for (uint64_t k = 1; k <= 2; k++) { // neither array can grow
        ouro_heap_fail_at(rt->heap, k, true);
        assert_int_equal(ouro_type_enter(rt, &type, 5000), -1);
        assert_int_equal(type.number, 0);
    }
    ouro_heap_fail_clear(rt->heap);
    assert_int_equal(ouro_type_enter(rt, &type, 5000), 0);
    assert_ptr_equal(rt->types[5000], &type);
    ouro_error_clear(rt);
    drop(w, n);
    world_close(w);
}

static ouro_obj *made(ouro_rt *rt, ouro_type *type, size_t size) { return ouro_new_plain(rt, type, size + 64); }
static void test_instances_by_hook(void **state) {
    world *w = world_open();
    w->rt->hooks.new_instance = made;
    ouro_type type = w->callback_type;
    type.flags = OURO_TF_HEAP;
    assert_int_equal(ouro_type_enter(w->rt, &type, 0), 0);
    for (int i = 0; i < 2; i++) {
        ouro_obj *o = i ? ouro_new_zeroed(w->rt, &type, 16) : ouro_new_sized(w->rt, &type, 16);
        assert_true(ouro_heap_usable(w->rt->heap, o) >= 80);
        drop(w, o);
    }
    world_close(w);
}

// ---- The queue of the dead ---------------------------------------------------------------------------------------

static ouro_obj *kept;
static void keep_one(world *w, node *n) {
    if (n->id == 100)
        kept = ouro_ref(w->rt, &n->head);
}
static void test_resurrection_out_of_the_queue(void **state) {
    world *w = world_open();
    w->on_finalize = keep_one;
    node *first = NULL;
    for (int i = 0; i < 200; i++) {
        node *n = node_new_of(w, &w->finalized_type);
        n->slots[0] = first ? &first->head : NULL;
        first = n;
    }
    drop(w, first); // number 100 is 99 deep
    assert_non_null(kept);
    assert_int_equal(kept->rc, 1);
    assert_true(ouro_tracked(kept));
    size_t live = 0;
    for (int i = 0; i < 200; i++)
        live += w->node[i] != NULL;
    assert_int_equal(live, 101);
    drop(w, kept);
    for (int i = 0; i < 200; i++)
        assert_null(w->node[i]);
    world_close(w);
}

// Beyond 32 regions a dead object cannot be linked: it is only flagged.
static void test_unlinked(void **state) {
    world *w = world_open();
    node *far[3], *n = node_new(w), *tail = node_new(w);
    for (size_t i = 0; i < 3; i++) {
        far[i] = node_new(w);
        ouro_untrack(&far[i]->head);
        far[i]->head.rc = 0;
        far[i]->head.tf |= OURO_F_QUEUED;
        assert_true(ouro_dying(&far[i]->head));
    }
    node_link(w, far[1], 0, tail);
    drop(w, tail);
    w->rt->dealloc_scan = true;
    drop(w, n); // the outermost deallocation finds them
    assert_false(w->rt->dealloc_scan);
    assert_int_equal(w->logged, 5);
    world_close(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_objects),
        cmocka_unit_test(test_subtype_hook),
        cmocka_unit_test(test_memory_errors),
        cmocka_unit_test(test_unraisable),
        cmocka_unit_test(test_long_messages),
        cmocka_unit_test(test_recursion),
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_resize_and_types_without_memory),
        cmocka_unit_test(test_instances_by_hook),
        cmocka_unit_test(test_resurrection_out_of_the_queue),
        cmocka_unit_test(test_unlinked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
