// Every directed graph of up to three nodes, with every choice of which are held from outside and of what each finalizer
// does, with and without weak references.
#include "graph.h"

enum { N = 3 };
enum action { NONE, PLAIN, KEEP_SELF, KEEP_OTHER, BREAK, ACTIONS };

static int action_of[NODES_MAX];
static ouro_obj *kept[64];
static size_t n_kept;

static void act(world *w, node *n) {
    switch (action_of[n->id]) {
    case KEEP_SELF: kept[n_kept++] = ouro_ref(w->rt, &n->head); break;
    case KEEP_OTHER:
        for (size_t i = 0; i < SLOTS; i++)
            if (n->slots[i]) {
                kept[n_kept++] = ouro_ref(w->rt, n->slots[i]);
                break;
            }
        break;
    case BREAK: node_clear(w->rt, &n->head); break;
    default: break;
    }
}

static void reach(ouro_obj *o, bool *seen, const uint32_t *id, int n) {
    const node *x = (const node *)o;
    int i = 0;
    while (i < n && id[i] != x->id)
        i++;
    assert_true(i < n);
    if (seen[i])
        return;
    seen[i] = true;
    for (size_t s = 0; s < SLOTS; s++)
        if (x->slots[s])
            reach(x->slots[s], seen, id, n);
}

static void one_case(world *w, int n, unsigned edges, unsigned held, const int *action, bool weakly) {
    node *at[N];
    weak *wr[N] = {0};
    uint32_t id[N];
    w->next_id = 0;
    w->logged = 0;
    n_kept = 0;
    for (int i = 0; i < n; i++) {
        at[i] = node_new_of(w, action[i] == NONE ? &w->node_type : &w->finalized_type);
        id[i] = at[i]->id;
        action_of[id[i]] = action[i];
        if (weakly)
            wr[i] = weak_new(w, at[i], (uint32_t)i, true);
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            if (edges >> (i * n + k) & 1)
                node_link(w, at[i], (size_t)k, at[k]);
    for (int i = 0; i < n; i++)
        if (!(held >> i & 1))
            drop(w, at[i]);
    bool before[N] = {0}, after[N] = {0};
    for (int i = 0; i < n; i++)
        if (held >> i & 1)
            reach(&at[i]->head, before, id, n);
    (void)ouro_gc_collect(w->rt, 2);
    for (int i = 0; i < n; i++)
        if (held >> i & 1)
            reach(&at[i]->head, after, id, n);
    for (size_t i = 0; i < n_kept; i++)
        reach(kept[i], after, id, n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(w->node[id[i]] != NULL, after[i]);
        if (before[i] || action[i] == NONE)
            assert_false(w->was_finalized[id[i]]);
        else if (!after[i])
            assert_true(w->was_finalized[id[i]]);
        if (!weakly)
            continue;
        if (!after[i])
            assert_null(wr[i]->ref.referent);
        assert_int_equal(w->was_called[i], wr[i]->ref.referent == NULL);
        if (before[i])
            assert_ptr_equal(wr[i]->ref.referent, at[i]);
    }
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
    for (int i = 0; i < n; i++)
        if (held >> i & 1) {
            action_of[id[i]] = PLAIN;
            drop(w, at[i]);
        }
    for (int i = 0; i < n; i++)
        action_of[i] = PLAIN;
    while (n_kept > 0)
        ouro_release(w->rt, kept[--n_kept]);
    (void)ouro_gc_collect(w->rt, 2);
    for (int i = 0; i < n; i++) {
        assert_null(w->node[id[i]]);
        assert_int_equal(w->was_finalized[id[i]], action[i] != NONE);
        if (weakly) {
            assert_null(wr[i]->ref.referent);
            assert_true(w->was_called[i]);
            drop(w, wr[i]);
        }
    }
}

static void all_graphs(int n) {
    world *w = world_open();
    w->on_finalize = act;
    int combinations = 1;
    for (int i = 0; i < n; i++)
        combinations *= ACTIONS;
    for (unsigned edges = 0; edges < 1u << (n * n); edges++)
        for (int c = 0; c < combinations; c++) {
            int action[N] = {c % ACTIONS, c / ACTIONS % ACTIONS, c / ACTIONS / ACTIONS};
            for (unsigned held = 0; held < 1u << n; held++)
                for (int weakly = 0; weakly < 2; weakly++)
                    one_case(w, n, edges, held, action, weakly);
        }
    world_close(w);
}

static void test_one(void **state) { all_graphs(1); }
static void test_two(void **state) { all_graphs(2); }
static void test_three(void **state) { all_graphs(3); }

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one), cmocka_unit_test(test_two),
                                       cmocka_unit_test(test_three)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
