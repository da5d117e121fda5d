// Long cascades: what waits, for whom nothing may wait, and who makes the rest happen.
#include "graph.h"

enum { DEPTH = 16, NODES = (2 << DEPTH) - 1, LEAVES = 1 << DEPTH };

static size_t deaths;
static void counting_dealloc(ouro_rt *rt, ouro_obj *self) {
    deaths++;
    node_clear(rt, self);
}

static world *open_patient(void) {
    world *w = world_open();
    w->node_type.slots.dealloc = counting_dealloc;
    w->rt->deaths_may_wait = true;
    deaths = 0;
    return w;
}

// A tree whose leaves refer to `last`.
static node *tree_of(world *w, unsigned depth, node *last) {
    node *n = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *n);
    assert_non_null(n);
    for (unsigned i = 0; depth > 0 && i < 2; i++) n->slots[i] = &tree_of(w, depth - 1, last)->head;
    if (depth == 0 && last) n->slots[2] = ouro_ref(w->rt, &last->head);
    return n;
}
static node *tree(world *w, node *last) {
    return tree_of(w, DEPTH, last);
}

static bool waits(const world *w) {
    assert_true(!w->rt->deaths_waiting == !(w->rt->waiting & OURO_WAIT_DEATHS));
    return w->rt->deaths_waiting != 0;
}

static void drop_tree(world *w, node *last, bool shall_wait) {
    node *first = tree(w, last);
    deaths = 0;
    drop(w, first);
    assert_int_equal(waits(w), shall_wait);
    assert_int_equal(w->rt->dealloc_queue, 0);
    assert_int_equal(w->rt->dealloc_depth, 0);
    assert_true(shall_wait ? deaths > 0 && deaths < NODES / 10 : deaths == NODES);
}

static void test_safepoints_finish_it(void **state) {
    world *w = open_patient();
    node *shared = node_new(w);
    drop_tree(w, shared, true);
    assert_true(shared->head.rc > LEAVES / 2);
    size_t steps = 0;
    while (waits(w)) {
        size_t before = deaths;
        assert_true(ouro_safepoint_due(w->rt));
        ouro_gc_safepoint(w->rt);
        assert_true(deaths > before && deaths - before < 2000);
        steps++;
    }
    assert_int_equal(deaths, NODES);
    assert_true(steps > 10);
    assert_false(ouro_safepoint_due(w->rt));
    assert_int_equal(shared->head.rc, 1);
    drop(w, shared);
    world_close(w);
}

static void test_two_wait(void **state) {
    world *w = open_patient();
    node *shared = node_new(w), *a = tree(w, shared), *b = tree(w, shared);
    drop(w, a);
    drop(w, b);
    assert_true(waits(w) && deaths < NODES);
    ouro_deaths_finish(w->rt);
    assert_int_equal(deaths, 2 * NODES);
    assert_int_equal(shared->head.rc, 1);
    drop(w, shared);
    world_close(w);
}

static void test_without_safepoints_nothing_waits(void **state) {
    world *w = open_patient();
    w->rt->deaths_may_wait = false;
    drop_tree(w, NULL, false);
    world_close(w);
}

static void test_closing_finishes_it(void **state) {
    world *w = open_patient();
    drop_tree(w, NULL, true);
    world_close(w);
    assert_int_equal(deaths, NODES);
}

static void test_what_shows_does_not_wait(void **state) {
    world *w = open_patient();
    node *loud = node_new_of(w, &w->finalized_type);
    drop_tree(w, loud, false); // a finalizer, though it does not run
    assert_int_equal(w->logged, 0);
    drop(w, loud);
    assert_int_equal(w->logged, 2);
    node *watched = node_new(w);
    w->node[watched->id] = NULL;
    weak *wr = weak_new(w, watched, 1, false);
    drop_tree(w, watched, false);
    drop(w, wr);
    drop_tree(w, watched, true); // nothing shows any more
    ouro_deaths_finish(w->rt);
    assert_int_equal(watched->head.rc, 1);
    drop(w, watched);
    assert_int_equal(w->rt->deaths_that_show, 0);
    world_close(w);
}

static void test_what_comes_to_show_ends_the_waiting(void **state) {
    world *w = open_patient();
    drop_tree(w, NULL, true);
    node *loud = node_new_of(w, &w->finalized_type);
    assert_false(waits(w));
    assert_int_equal(deaths, NODES);
    drop(w, loud);
    node *shared = node_new(w);
    drop_tree(w, shared, true);
    weak *wr = weak_new(w, shared, 1, true);
    assert_false(waits(w));
    w->node[shared->id] = NULL;
    drop(w, shared);
    assert_null(wr->ref.referent);
    drop(w, wr);
    world_close(w);
}

// The finalizer of the root has run before its children die: it does not keep them from waiting.
static void test_loud_root(void **state) {
    world *w = open_patient();
    node *loud = node_new_of(w, &w->finalized_type);
    loud->slots[0] = &tree(w, NULL)->head;
    uint32_t id = loud->id;
    deaths = 0;
    drop(w, loud);
    assert_int_equal(w->log[0], FINALIZED | id);
    assert_true(waits(w));
    world_close(w);
}

static bool look(void *ctx, ouro_obj *o) {
    ++*(size_t *)ctx;
    return true;
}

static void test_who_asks_finds_nobody(void **state) {
    world *w = open_patient();
    size_t found = 0;
    drop_tree(w, NULL, true);
    ouro_gc_each(w->rt, -1, look, &found);
    assert_int_equal(found, 0);
    drop_tree(w, NULL, true);
    assert_int_equal(ouro_gc_collect(w->rt, 0), 0);
    assert_int_equal(deaths, NODES);
    drop_tree(w, NULL, true);
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
    assert_int_equal(deaths, NODES);
    drop_tree(w, NULL, true);
    ouro_gc_freeze(w->rt);
    assert_int_equal(deaths, NODES);
    ouro_gc_unfreeze(w->rt);
    world_close(w);
}

static void test_allocations_pay(void **state) {
    world *w = open_patient();
    drop_tree(w, NULL, true);
    ouro_heap_statistics s;
    ouro_heap_stats(w->rt->heap, &s);
    size_t before = s.committed_bytes;
    static node *fresh[NODES]; // as many as wait, and no safepoint
    for (size_t i = 0; i < NODES; i++) fresh[i] = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof(node));
    assert_false(waits(w));
    ouro_heap_stats(w->rt->heap, &s);
    assert_true(s.committed_bytes <= before + before / 4);
    for (size_t i = 0; i < NODES; i++) drop(w, fresh[i]);
    world_close(w);
}

static void test_memory_before_error(void **state) {
    world *w = open_patient();
    size_t size = 3 * 1024 * 1024;
    node *first = tree(w, NULL);
    ouro_heap_set_limit(w->rt->heap, ouro_heap_committed(w->rt->heap) + size / 2);
    drop(w, first);
    assert_true(waits(w));
    void *p = ouro_raw_alloc(w->rt, size);
    assert_non_null(p);
    assert_int_equal(deaths, NODES);
    ouro_raw_free(w->rt, p);
    world_close(w);
}

// A cycle that holds a large tree: the collector's deletion is a cascade too.
static void test_tree_of_a_cycle(void **state) {
    world *w = open_patient();
    node *a = node_new(w);
    w->node[a->id] = NULL;
    a->slots[0] = ouro_ref(w->rt, &a->head);
    a->slots[1] = &tree(w, NULL)->head;
    deaths = 0;
    drop(w, a);
    assert_int_equal(ouro_gc_collect(w->rt, 2), NODES + 1);
    ouro_deaths_finish(w->rt);
    assert_int_equal(deaths, NODES + 1);
    world_close(w);
}

// Weak references to classes do not keep deaths from waiting. One that only the dead hold does not call back, either,
// when the collector finds the class.
static void test_weak_reference_to_a_class(void **state) {
    world *w = open_patient();
    ouro_type class_type = w->node_type;
    class_type.number = 0;
    class_type.flags |= OURO_TF_TYPE;
    assert_int_equal(ouro_type_enter(w->rt, &class_type, 0), 0);
    node *class = (node *)ouro_new_zeroed(w->rt, &class_type, sizeof *class);
    class->slots[0] = ouro_ref(w->rt, &class->head);
    weak *wr = weak_new(w, class, 5, true);
    node *root = tree_of(w, DEPTH, (node *)wr);
    drop(w, wr);
    ouro_gc_enable(w->rt, true);
    ouro_gc_set_threshold(w->rt, 1, 1000, 1000);
    drop(w, root);
    assert_true(waits(w));
    drop(w, class);
    w->rt->young_count = 1 << 20;
    ouro_gc_safepoint(w->rt);
    assert_int_equal(deaths, NODES + 1);
    assert_false(w->was_called[5]);
    world_close(w);
}

// A program that drops large trees at random, makes what shows, collects and lets safepoints pass.
static void test_at_random(void **state) {
    world *w = open_patient();
    uint64_t seed = 7;
    node *shared = node_new(w);
    size_t dead = 0;
    for (int turn = 0; turn < 60; turn++) {
        node *first = tree(w, random_below(&seed, 2) ? shared : NULL);
        drop(w, first);
        dead += NODES;
        for (uint32_t n = random_below(&seed, 500); n > 0; n--) ouro_gc_safepoint(w->rt);
        switch (random_below(&seed, 6)) {
        case 0: assert_int_equal(ouro_gc_collect(w->rt, (int)random_below(&seed, 3)), 0); break;
        case 1: drop(w, node_new_of(w, &w->finalized_type)); break;
        case 2: drop(w, weak_new(w, shared, 1, true)); break;
        case 3: assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0); break;
        default: break;
        }
        if (!waits(w)) {
            assert_int_equal(deaths, dead);
            assert_int_equal(shared->head.rc, 1);
        }
    }
    ouro_deaths_finish(w->rt);
    assert_int_equal(deaths, dead);
    w->node[shared->id] = NULL;
    drop(w, shared);
    world_close(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_safepoints_finish_it),
        cmocka_unit_test(test_without_safepoints_nothing_waits),
        cmocka_unit_test(test_closing_finishes_it),
        cmocka_unit_test(test_what_shows_does_not_wait),
        cmocka_unit_test(test_who_asks_finds_nobody),
        cmocka_unit_test(test_what_comes_to_show_ends_the_waiting),
        cmocka_unit_test(test_loud_root),
        cmocka_unit_test(test_allocations_pay),
        cmocka_unit_test(test_memory_before_error),
        cmocka_unit_test(test_tree_of_a_cycle),
        cmocka_unit_test(test_weak_reference_to_a_class),
        cmocka_unit_test(test_at_random),
        cmocka_unit_test(test_two_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
