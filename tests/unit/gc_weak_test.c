// Weak references asked in the middle of deaths: what has begun to die is never given out.
#include "graph.h"

static weak *asked[NODES_MAX];
static size_t given, refused;

static void ask_all(world *w, node *n) {
    for (uint32_t i = 0; i < NODES_MAX; i++) {
        if (!asked[i]) continue;
        ouro_obj *o = ouro_weak_get(w->rt, &asked[i]->ref);
        given += o != NULL;
        refused += o == NULL && asked[i]->ref.referent;
        ouro_xrelease(w->rt, o);
    }
}

// A chain longer than deallocations nest: its middle waits in the queue, still weakly referenced, when a finalizer
// asks.
static void test_queued(void **state) {
    enum { N = 200 };
    world *w = world_open();
    w->on_finalize = ask_all;
    node *root = node_new(w), *n[N];
    given = refused = 0;
    for (uint32_t i = 0; i < N; i++) {
        n[i] = node_new(w);
        asked[i] = weak_new(w, n[i], 0, false);
        if (i > 0) {
            node_link(w, n[i - 1], 0, n[i]);
            drop(w, n[i]);
        }
    }
    node_link(w, root, 0, n[0]);
    drop(w, n[0]);
    node *loud = node_new_of(w, &w->finalized_type);
    node_link(w, root, 1, loud); // dies after the chain began to
    drop(w, loud);
    drop(w, root);
    assert_int_equal(refused, 1);
    assert_true(given > N / 2);
    for (uint32_t i = 0; i < N; i++) {
        assert_null(asked[i]->ref.referent);
        drop(w, asked[i]);
        asked[i] = NULL;
    }
    world_close(w);
}

// A finalizer of a cycle makes a weak reference to a member of it; what hangs on the cycle and is finalized while that
// is taken apart asks for it.
static void weak_to_child_or_ask(world *w, node *n) {
    if (n->slots[1])
        asked[0] = weak_new(w, (node *)n->slots[1], 0, false);
    else
        ask_all(w, n);
}

static void test_condemned(void **state) {
    world *w = world_open();
    w->on_finalize = weak_to_child_or_ask;
    ouro_type untracked = w->finalized_type;
    untracked.flags = 0;
    untracked.slots.traverse = NULL;
    untracked.slots.clear = NULL;
    untracked.number = 0;
    assert_int_equal(ouro_type_enter(w->rt, &untracked, 0), 0);
    node *a = node_new_of(w, &w->finalized_type), *b = node_new(w), *hanging = node_new_of(w, &untracked);
    given = refused = 0;
    node_link(w, a, 0, hanging); // goes before the other member does
    node_link(w, a, 1, b);
    node_link(w, b, 0, a);
    drop(w, hanging);
    drop(w, a);
    drop(w, b);
    assert_int_equal(ouro_gc_collect(w->rt, 2), 2);
    assert_int_equal(given, 0);
    assert_int_equal(refused, 1);
    assert_null(asked[0]->ref.referent);
    drop(w, asked[0]);
    asked[0] = NULL;
    world_close(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queued),
        cmocka_unit_test(test_condemned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
