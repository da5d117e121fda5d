// What a collection does and in which order, when one is due, and that it needs no memory.
#include "graph.h"

static void self_cycle(world *w, node *n) {
    node_link(w, n, 0, n);
    drop(w, n);
}

static void ring(world *w, node **at, size_t n) {
    for (size_t i = 0; i < n; i++)
        node_link(w, at[i], 0, at[(i + 1) % n]);
    for (size_t i = 0; i < n; i++)
        drop(w, at[i]);
}

// ---- Order -------------------------------------------------------------------------------------------------------

static void test_finalizers_in_order_of_birth(void **state) {
    enum { K = 200 };
    world *w = world_open();
    node *at[K];
    // Addresses in an order of their own: freed blocks are used again, last first.
    for (size_t i = 0; i < K; i++)
        at[i] = node_new(w);
    for (size_t i = 0; i < K; i++)
        drop(w, at[i * 7 % K]);
    for (int round = 0; round < 50; round++) { // the log is full of dead entries
        uint32_t first = w->next_id;
        w->logged = 0;
        for (size_t i = 0; i < 8; i++)
            drop(w, node_new_of(w, &w->finalized_type));
        w->logged = 0;
        for (size_t i = 0; i < K; i++)
            at[i] = node_new_of(w, i % 3 ? &w->finalized_type : &w->node_type);
        ring(w, at, K);
        assert_int_equal(ouro_gc_collect(w->rt, round % 3), K);
        size_t seen = 0;
        for (size_t i = 0; i < K; i++)
            if (i % 3)
                assert_int_equal(w->log[seen++], FINALIZED | ((first + 8 + i) % NODES_MAX));
        while (seen < w->logged)
            assert_int_equal(w->log[seen++] >> 24, DIED >> 24);
    }
    world_close(w);
}

static void test_weak_then_finalizers_then_death(void **state) {
    world *w = world_open();
    node *at[2] = {node_new_of(w, &w->finalized_type), node_new_of(w, &w->finalized_type)};
    weak *outside[3] = {weak_new(w, at[0], 1, true), weak_new(w, at[0], 2, true), weak_new(w, at[1], 3, false)};
    weak *inside = weak_new(w, at[0], 4, true);
    at[1]->slots[1] = &inside->ref.head; // dies with them, and does not call
    ring(w, at, 2);
    assert_int_equal(ouro_gc_collect(w->rt, 0), 3);
    uint32_t want[] = {CALLED | 2, CALLED | 1, FINALIZED | 0, FINALIZED | 1};
    assert_int_equal(w->logged, 7);
    assert_memory_equal(w->log, want, sizeof want);
    assert_false(w->was_called[4]);
    for (size_t i = 0; i < 3; i++) {
        assert_null(outside[i]->ref.referent);
        if (i < 2)
            assert_non_null(outside[i]->ref.callback); // it keeps it
        drop(w, outside[i]);
    }
    world_close(w);
}

// A callback that drops the weak reference it is for: counted as collected, as CPython does.
static weak *last_one;
static void drop_last(world *w, weak *wr) {
    if (wr == last_one)
        drop(w, wr);
    last_one = NULL;
}
static void test_weak_that_dies_in_its_callback(void **state) {
    world *w = world_open();
    node *n = node_new(w);
    last_one = weak_new(w, n, 1, true);
    w->on_call = drop_last;
    self_cycle(w, n);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 2);
    world_close(w);
}

static bool count_object(void *ctx, ouro_obj *o) {
    ++*(size_t *)ctx;
    return true;
}
static size_t count_tracked(world *w, int generation) {
    size_t n = 0;
    ouro_gc_each(w->rt, generation, count_object, &n);
    return n;
}

static void look_around(world *w, node *n) {
    assert_int_equal(count_tracked(w, -1), 1); // the dead are not to be seen, the one outside is
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0);
    assert_int_equal(n->slots[0] != NULL, 1);
}
static void test_hidden_while_finalized(void **state) {
    world *w = world_open();
    node *at[3], *other = node_new(w);
    for (size_t i = 0; i < 3; i++)
        at[i] = node_new_of(w, &w->finalized_type);
    ring(w, at, 3);
    w->on_finalize = look_around;
    assert_int_equal(ouro_gc_collect(w->rt, 2), 3);
    assert_int_equal(w->logged, 6);
    drop(w, other);
    world_close(w);
}

// ---- Resurrection ------------------------------------------------------------------------------------------------

static ouro_obj *kept;
static void keep(world *w, node *n) {
    if (!kept)
        kept = ouro_ref(w->rt, &n->head);
}
static void test_resurrection_keeps_all_it_reaches(void **state) {
    world *w = world_open();
    node *a[3], *b[3];
    for (size_t i = 0; i < 3; i++) {
        a[i] = node_new_of(w, i == 1 ? &w->finalized_type : &w->node_type);
        b[i] = node_new(w);
    }
    weak *wr = weak_new(w, a[0], 1, true);
    node_link(w, b[0], 1, a[0]); // b reaches a, not the other way round
    ring(w, a, 3);
    ring(w, b, 3);
    w->on_finalize = keep;
    kept = NULL;
    assert_int_equal(ouro_gc_collect(w->rt, 0), 3);
    assert_ptr_equal(kept, a[1]);
    assert_int_equal(count_tracked(w, 1), 4);
    assert_null(wr->ref.referent); // cleared before the finalizers ran
    drop(w, kept);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 3);
    size_t finalized = 0;
    for (size_t i = 0; i < w->logged; i++)
        finalized += w->log[i] >> 24 == FINALIZED >> 24;
    assert_int_equal(finalized, 1);
    drop(w, wr);
    world_close(w);
}

static void break_all(world *w, node *n) { node_clear(w->rt, &n->head); }
static void test_finalizer_breaks_its_cycle(void **state) {
    enum { K = 3000 }; // some pages of them
    world *w = world_open();
    node *at[K];
    for (size_t i = 0; i < K; i++)
        at[i] = node_new_of(w, i % 5 ? &w->node_type : &w->finalized_type);
    ring(w, at, K);
    w->on_finalize = break_all;
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0); // all died by count
    assert_int_equal(w->logged, K + K / 5);
    world_close(w);
}

// ---- Size and shape ----------------------------------------------------------------------------------------------

static void fan_traverse_count(size_t n, bool dead) {
    world *w = world_open();
    node *hub = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof(node)), *first = NULL;
    hub->id = 0, hub->check = ~0u;
    w->node_type.slots.dealloc = node_clear;
    for (size_t i = 0; i < n; i++) { // a ring through all; each holds the hub three times
        node *x = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *x);
        for (size_t s = 1; s < SLOTS; s++)
            x->slots[s] = ouro_ref(w->rt, &hub->head);
        x->slots[0] = first ? &first->head : NULL;
        first = x;
    }
    hub->slots[0] = &first->head;
    assert_int_equal(hub->head.rc, 1 + 3 * n);
    if (dead)
        drop(w, hub);
    assert_int_equal(ouro_gc_collect(w->rt, 2), dead ? n + 1 : 0);
    assert_int_equal(count_tracked(w, -1), dead ? 0 : n + 1);
    if (!dead) {
        drop(w, hub);
        assert_int_equal(ouro_gc_collect(w->rt, 0), 0);
        assert_int_equal(ouro_gc_collect(w->rt, 2), n + 1);
    }
    world_close(w);
}
static void test_counts_that_spill(void **state) {
    for (size_t n = 80; n < 90; n++)
        fan_traverse_count(n, true);
    fan_traverse_count(255, false);
    fan_traverse_count(256, true);
    fan_traverse_count(30000, false);
    fan_traverse_count(300000, true);
}

typedef struct big {
    ouro_obj head;
    size_t n;
    ouro_obj *item[];
} big;
static int big_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    big *b = (big *)self;
    for (size_t i = 0; i < b->n; i++)
        OURO_VISIT(b->item[i]);
    return 0;
}
static void big_clear(ouro_rt *rt, ouro_obj *self) {
    big *b = (big *)self;
    for (size_t i = 0; i < b->n; i++)
        ouro_slot_clear(rt, self, &b->item[i]);
}
static void test_wide(void **state) { // more than the mark stack holds, in objects larger than a page
    enum { K = 100000, HUBS = 20 };
    world *w = world_open();
    ouro_type type = {.flags = OURO_TF_GC,
                      .size = sizeof(big),
                      .cname = "big",
                      .slots = {.dealloc = big_clear, .traverse = big_traverse, .clear = big_clear}};
    assert_int_equal(ouro_type_enter(w->rt, &type, 0), 0);
    w->node_type.slots.dealloc = node_clear;
    big *hub[HUBS];
    for (size_t h = 0; h < HUBS; h++) {
        hub[h] = (big *)ouro_new_zeroed(w->rt, &type, sizeof(big) + K / HUBS * sizeof(ouro_obj *));
        hub[h]->n = K / HUBS;
        for (size_t i = 0; i < hub[h]->n; i++) {
            node *n = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *n);
            n->slots[0] = ouro_ref(w->rt, &hub[h]->head);
            hub[h]->item[i] = &n->head;
            if (h > 0)
                n->slots[1] = ouro_ref(w->rt, hub[h - 1]->item[i]);
        }
    }
    for (size_t h = 0; h + 1 < HUBS; h++)
        drop(w, hub[h]);
    for (int generation = 0; generation < 3; generation++)
        assert_int_equal(ouro_gc_collect(w->rt, generation), 0);
    assert_int_equal(count_tracked(w, 2), K + HUBS);
    drop(w, hub[HUBS - 1]);
    assert_int_equal(ouro_gc_collect(w->rt, 2), K + HUBS);
    assert_int_equal(count_tracked(w, -1), 0);
    world_close(w);
}

static void test_long(void **state) { // a ring of a million, linked both ways
    enum { K = 1000000 };
    world *w = world_open();
    w->node_type.slots.dealloc = node_clear;
    node *first = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof(node)), *last = first;
    for (size_t i = 1; i < K; i++) {
        node *n = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *n);
        last->slots[0] = &n->head;
        n->slots[1] = ouro_ref(w->rt, &last->head);
        last = n;
    }
    last->slots[0] = ouro_ref(w->rt, &first->head);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0);
    drop(w, first);
    assert_int_equal(ouro_gc_collect(w->rt, 1), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 2), K);
    world_close(w);
}

// A traverse slot that leaves out an edge leaks, and does nothing worse.
static int blind_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((node *)self)->slots[1]);
    return 0;
}
static void test_missing_edge_leaks(void **state) {
    world *w = world_open();
    w->node_type.slots.traverse = blind_traverse;
    node *a = node_new(w), *b = node_new(w);
    node_link(w, a, 0, b);
    node_link(w, b, 1, a);
    drop(w, a);
    drop(w, b);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0);
    w->node_type.slots.traverse = node_traverse;
    assert_int_equal(ouro_gc_collect(w->rt, 2), 2);
    world_close(w);
}

// ---- When --------------------------------------------------------------------------------------------------------

static uint64_t collections(world *w, int generation) { return w->rt->gc.stats[generation].collections; }

static void test_generations_by_threshold(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    w->node_type.slots.dealloc = node_clear;
    ouro_gc_enable(rt, true);
    rt->waiting = 0; // also in the stress build
    ouro_gc_update_trigger(rt);
    ouro_obj *list = NULL; // all of it lives
    for (int i = 0; i < 701 * (11 * 12 + 1); i++) {
        node *n = (node *)ouro_new_zeroed(rt, &w->node_type, sizeof *n);
        n->slots[0] = list;
        list = &n->head;
        assert_int_equal(ouro_safepoint_due(rt), rt->young_count > 700);
        if (ouro_safepoint_due(rt))
            ouro_gc_safepoint(rt);
    }
    assert_int_equal(collections(w, 0), 11 * 11);
    assert_int_equal(collections(w, 1), 11);
    assert_int_equal(collections(w, 2), 1);
    assert_int_equal(rt->gc.long_lived_pending, 0);
    drop(w, list);
    ouro_gc_set_threshold(rt, 0, 10, 10);
    assert_int_equal(rt->safepoint_at, INT32_MAX);
    world_close(w);
}

static void test_counts(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    (void)ouro_gc_collect(rt, 2);
    assert_int_equal(rt->young_count, 0);
    node *n = node_new(w), *m = node_new(w);
    assert_int_equal(rt->young_count, 2);
    drop(w, n);
    assert_int_equal(rt->young_count, 1);
    (void)ouro_gc_collect(rt, 0);
    assert_int_equal(rt->young_count, 0);
    assert_int_equal(rt->gc.count[1], 1);
    drop(w, m);
    assert_int_equal(rt->young_count, 0); // never below
    (void)ouro_gc_collect(rt, 1);
    assert_int_equal(rt->gc.count[1], 0);
    assert_int_equal(rt->gc.count[2], 1);
    (void)ouro_gc_collect(rt, 2);
    assert_int_equal(rt->gc.count[2], 0);
    world_close(w);
}

static void test_ages(void **state) {
    world *w = world_open();
    node *n = node_new(w);
    assert_int_equal(count_tracked(w, 0), 1);
    (void)ouro_gc_collect(w->rt, 0);
    assert_int_equal(count_tracked(w, 1), 1);
    (void)ouro_gc_collect(w->rt, 0);
    assert_int_equal(count_tracked(w, 1), 1);
    (void)ouro_gc_collect(w->rt, 1);
    assert_int_equal(count_tracked(w, 2), 1);
    node_link(w, n, 0, n);
    drop(w, n);
    assert_int_equal(ouro_gc_collect(w->rt, 0), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 1), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 1);
    n = node_new(w);
    ouro_untrack(&n->head);
    assert_int_equal(count_tracked(w, -1), 0);
    (void)ouro_gc_collect(w->rt, 2);
    ouro_track(w->rt, &n->head); // late: its page is not young any more
    self_cycle(w, n);
    assert_int_equal(ouro_gc_collect(w->rt, 1), 1);
    world_close(w);
}

static void test_freeze(void **state) {
    world *w = world_open();
    node *n = node_new(w), *dying = node_new(w);
    ouro_gc_freeze(w->rt);
    assert_int_equal(ouro_gc_frozen_count(w->rt), 2);
    assert_int_equal(count_tracked(w, -1), 0);
    assert_true(ouro_tracked(&n->head));
    weak *wr = weak_new(w, n, 1, false);
    ouro_obj *o = ouro_weak_get(w->rt, &wr->ref);
    assert_ptr_equal(o, n);
    drop(w, o);
    drop(w, dying);
    self_cycle(w, n);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0);
    assert_int_equal(ouro_gc_frozen_count(w->rt), 1);
    ouro_gc_unfreeze(w->rt);
    assert_int_equal(ouro_gc_frozen_count(w->rt), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 1);
    drop(w, wr);
    world_close(w);
}

static ouro_obj *garbage[8];
static size_t n_garbage;
static void save(ouro_rt *rt, ouro_borrowed o) { garbage[n_garbage++] = ouro_ref(rt, o); }
static void test_save_all(void **state) {
    world *w = world_open();
    w->rt->hooks.gc_save = save;
    w->rt->gc.debug = OURO_GC_DEBUG_SAVEALL;
    node *at[3] = {node_new(w), node_new_of(w, &w->finalized_type), node_new(w)};
    ring(w, at, 3);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 3);
    assert_int_equal(n_garbage, 3);
    assert_int_equal(count_tracked(w, 2), 3);
    w->rt->gc.debug = 0;
    while (n_garbage > 0)
        drop(w, garbage[--n_garbage]);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 3);
    world_close(w);
}

static int roots_visit(ouro_rt *rt, ouro_visit visit, void *arg) { return kept ? visit(rt, kept, arg) : 0; }
static void test_known_roots(void **state) {
    world *w = world_open();
    w->rt->hooks.visit_roots = roots_visit;
    node *at[5];
    for (size_t i = 0; i < 5; i++)
        at[i] = node_new(w);
    kept = ouro_ref(w->rt, &at[2]->head);
    ring(w, at, 5);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 0);
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
    at[2]->head.rc--; // what the audit is for
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 1);
    at[2]->head.rc++;
    drop(w, kept);
    kept = NULL;
    assert_int_equal(ouro_gc_collect(w->rt, 2), 5);
    world_close(w);
}

// ---- Without memory ----------------------------------------------------------------------------------------------

// The n-th allocation fails, once or for ever: everything else goes on, and afterwards nothing is left.
static void with_failures(uint64_t n, bool forever, bool *failed) {
    world *w = world_open();
    ouro_heap_fail_at(w->rt->heap, n, forever);
    node *at[300] = {0}, *hub = node_new(w);
    weak *wr = hub ? weak_new(w, hub, 1, true) : NULL;
    for (size_t i = 0; i < 300 && hub; i++) {
        at[i] = node_new_of(w, i % 100 ? &w->node_type : &w->finalized_type);
        if (!at[i])
            continue;
        node_link(w, at[i], 1, hub);
        node_link(w, at[i], 0, at[i]);
    }
    ouro_error_clear(w->rt);
    (void)ouro_gc_collect(w->rt, 0);
    (void)ouro_gc_collect(w->rt, 1);
    for (size_t i = 0; i < 300; i++)
        if (at[i])
            drop(w, at[i]);
    if (hub)
        drop(w, hub);
    size_t found = ouro_gc_collect(w->rt, 2);
    *failed = ouro_heap_alloc_counter(w->rt->heap) >= n;
    ouro_heap_fail_clear(w->rt->heap);
    found += ouro_gc_collect(w->rt, 2);
    assert_true(found >= (hub ? 300 : 0) || *failed);
    for (int i = 0; i < NODES_MAX; i++)
        assert_null(w->node[i]);
    if (wr)
        drop(w, wr);
    assert_int_equal(w->rt->pending_kind, 0);
    world_close(w);
}
static void test_failures(void **state) {
    bool failed = true;
    for (uint64_t n = 1; failed; n++)
        with_failures(n, false, &failed);
    failed = true;
    for (uint64_t n = 1; failed; n++)
        with_failures(n, true, &failed);
}

// More spilled counts than the fixed table holds, and no memory for a larger one: the collection does nothing.
static void test_no_room_to_count(void **state) {
    enum { HUBS = 100 };
    world *w = world_open();
    w->node_type.slots.dealloc = node_clear;
    node *hub[HUBS];
    for (size_t h = 0; h < HUBS; h++) {
        hub[h] = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof(node));
        ouro_obj *list = NULL;
        for (size_t i = 0; i < 300; i++) {
            node *n = (node *)ouro_new_zeroed(w->rt, &w->node_type, sizeof *n);
            n->slots[0] = ouro_ref(w->rt, &hub[h]->head);
            n->slots[1] = list;
            list = &n->head;
        }
        hub[h]->slots[0] = list;
    }
    for (size_t h = 0; h < HUBS; h++)
        drop(w, hub[h]);
    ouro_heap_fail_at(w->rt->heap, 1, true);
    for (int generation = 0; generation < 3; generation++)
        assert_int_equal(ouro_gc_collect(w->rt, generation), 0);
    assert_int_equal(count_tracked(w, 0), HUBS * 301);
    ouro_heap_fail_clear(w->rt->heap);
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
    assert_int_equal(ouro_gc_collect(w->rt, 0), HUBS * 301);
    world_close(w);
}

static void test_limit_asks_for_collection(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    ouro_gc_enable(rt, true);
    w->node_type.slots.dealloc = node_clear;
    ouro_heap_set_limit(rt->heap, ouro_heap_committed(rt->heap) + (1 << 20));
    size_t made = 0, refused = 0;
    while (made < 200000) {
        node *n = (node *)ouro_new_zeroed(rt, &w->node_type, sizeof *n);
        if (n) {
            made++;
            n->slots[0] = &n->head;
        } else {
            assert_int_equal(rt->pending_kind, OURO_MemoryError);
            ouro_error_clear(rt);
            refused++;
            assert_true(ouro_safepoint_due(rt));
            ouro_gc_safepoint(rt);
        }
    }
    assert_true(refused > 0 && refused < 100);
    world_close(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finalizers_in_order_of_birth),
        cmocka_unit_test(test_weak_then_finalizers_then_death),
        cmocka_unit_test(test_weak_that_dies_in_its_callback),
        cmocka_unit_test(test_hidden_while_finalized),
        cmocka_unit_test(test_resurrection_keeps_all_it_reaches),
        cmocka_unit_test(test_finalizer_breaks_its_cycle),
        cmocka_unit_test(test_counts_that_spill),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_missing_edge_leaks),
        cmocka_unit_test(test_generations_by_threshold),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_ages),
        cmocka_unit_test(test_freeze),
        cmocka_unit_test(test_save_all),
        cmocka_unit_test(test_known_roots),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_no_room_to_count),
        cmocka_unit_test(test_limit_asks_for_collection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
