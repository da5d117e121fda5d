// What the collector tells the layers above, and what it does when it is switched off, stressed or interrupted.
#include <stdio.h>

#include "graph.h"

static void self_cycle(world *w, node *n) {
    node_link(w, n, 0, n);
    drop(w, n);
}

static char lines[4000];
static void collect_line(ouro_rt *rt, const char *text) {
    strcat(lines, text);
    strcat(lines, "\n");
}
static void collect_event(ouro_rt *rt, bool before, int generation, size_t collected, size_t uncollectable) {
    char line[80];
    (void)snprintf(line, sizeof line, "%s %d %zu %zu\n", before ? "start" : "stop", generation, collected, uncollectable);
    strcat(lines, line);
    assert_int_equal(ouro_gc_collect(rt, 2), 0); // one at a time
    ouro_raise(rt, OURO_ValueError, "dropped with what was pending before");
}

static void test_lines_and_events(void **state) {
    world *w = world_open();
    w->rt->hooks.gc_line = collect_line;
    w->rt->hooks.gc_event = collect_event;
    w->rt->gc.debug = OURO_GC_DEBUG_STATS | OURO_GC_DEBUG_COLLECTABLE;
    node *n = node_new(w);
    char expected[400];
    lines[0] = 0;
    (void)snprintf(expected, sizeof expected,
                   "start 1 0 0\ngc: collecting generation 1...\ngc: objects in each generation: 1 0 0\n"
                   "gc: objects in permanent generation: 0\ngc: collectable <node %p>\n"
                   "gc: done, 1 unreachable, 0 uncollectable, ",
                   (void *)n);
    self_cycle(w, n);
    ouro_raise(w->rt, OURO_KeyError, "pending");
    assert_int_equal(ouro_gc_collect(w->rt, 1), 1);
    assert_int_equal(w->rt->pending_kind, OURO_KeyError);
    assert_memory_equal(lines, expected, strlen(expected));
    assert_non_null(strstr(lines, "s elapsed\nstop 1 1 0\n"));
    ouro_error_clear(w->rt);
    w->rt->hooks.gc_event = NULL;
    world_close(w);
}

static void test_off(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    ouro_gc_enable(rt, true);
    assert_true(ouro_gc_enabled(rt));
    rt->gc.off = true;
    rt->waiting = OURO_WAIT_MEMORY;
    ouro_gc_update_trigger(rt);
    assert_int_equal(rt->safepoint_at, 0);
    self_cycle(w, node_new(w));
    ouro_gc_safepoint(rt);
    assert_int_equal(rt->gc.collections, 0);
    assert_int_equal(rt->safepoint_at, INT32_MAX);
    assert_int_equal(ouro_gc_collect(rt, 3), 0);
    assert_int_equal(ouro_gc_collect(rt, -1), 0);
    assert_int_equal(ouro_gc_collect(rt, 2), 1); // asked for is asked for
    world_close(w);
}

static void test_stress(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    rt->waiting = OURO_WAIT_STRESS;
    ouro_gc_enable(rt, true);
    for (int i = 0; i < 128; i++) {
        assert_true(ouro_safepoint_due(rt));
        self_cycle(w, node_new(w));
        ouro_gc_safepoint(rt);
        assert_null(w->node[i]);
    }
    assert_int_equal(rt->gc.collections, 128);
    assert_int_equal(rt->gc.stats[2].collections, 2);
    assert_true(ouro_gc_pause_p99_ns(rt) <= rt->gc.pause_max_ns);
    assert_int_equal(rt->gc.pause_count, 128);
    rt->waiting = 0;
    ouro_gc_update_trigger(rt);
    world_close(w);
}

// A cycle none of whose members can be cleared stays, and stays harmless.
static void test_no_clear(void **state) {
    world *w = world_open();
    ouro_clear_slot clear = w->node_type.slots.clear;
    w->node_type.slots.clear = NULL;
    node *n = node_new(w);
    self_cycle(w, n);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 1);
    assert_ptr_equal(w->node[n->id], n);
    assert_true(n->head.tf & OURO_F_CONDEMNED);
    w->node_type.slots.clear = clear;
    assert_int_equal(ouro_gc_collect(w->rt, 2), 1);
    assert_null(w->node[0]);
    world_close(w);
}

// A finalizer breaks the cycle, so members are dead blocks, and then there is no room to count again: what is left
// survives, and dies at the next collection.
static void break_and_fail(world *w, node *n) {
    if (n->slots[1])
        node_link(w, n, 1, NULL);
    ouro_heap_fail_at(w->rt->heap, 1, true);
}
static void test_no_room_to_count_again(void **state) {
    enum { HUBS = 60, SPOKES = 300 };
    world *w = world_open();
    w->node_type.slots.dealloc = node_clear;
    w->on_finalize = break_and_fail;
    node *loner = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *loner);
    node *special = node_new_of(w, &w->finalized_type), *next = special;
    node_link(w, special, 1, loner);
    node_link(w, loner, 0, special);
    drop(w, loner);
    for (size_t h = 0; h < HUBS; h++) {
        node *hub = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *hub), *list = NULL;
        for (size_t i = 0; i < SPOKES; i++) {
            node *n = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *n);
            n->slots[0] = ouro_ref(w->rt, &hub->head);
            n->slots[1] = list ? &list->head : NULL;
            list = n;
        }
        hub->slots[0] = &list->head;
        hub->slots[1] = ouro_ref(w->rt, &next->head); // hub to hub, from the finalizable one and back to it
        next = hub;
    }
    node_link(w, special, 0, next);
    next = (node *)special->slots[0];
    for (node *hub = next; hub != special; hub = (node *)hub->slots[1])
        hub->head.rc--; // the loop's own references
    special->head.rc--;
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 0), 0);
    ouro_heap_fail_clear(w->rt->heap);
    assert_true(w->was_finalized[special->id]);
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 0), 0); // they are aged
    assert_int_equal(ouro_gc_collect(w->rt, 1), HUBS * (SPOKES + 1) + 1);
    world_close(w);
}

static void report(void *ctx, ouro_obj *o, size_t edges) { *(size_t *)ctx += edges; }
static void test_audit_reports(void **state) {
    world *w = world_open();
    node *a = node_new(w), *b = node_new(w);
    node_link(w, a, 0, b);
    size_t sum = 0;
    assert_int_equal(ouro_gc_audit(w->rt, report, &sum), 0);
    assert_int_equal(sum, 1); // both are held by the test: a has no edge, b one
    drop(w, b);
    drop(w, a);
    world_close(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_and_events), cmocka_unit_test(test_off),
        cmocka_unit_test(test_stress),           cmocka_unit_test(test_no_clear),
        cmocka_unit_test(test_no_room_to_count_again), cmocka_unit_test(test_audit_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
