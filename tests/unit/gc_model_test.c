// Random programs against a model that knows which nodes are reachable. GC_MODEL_SEED=n runs one seed, GC_MODEL_STEPS its
// length.
#include "graph.h"

enum { N = 40, WEAKS = 24 };

// The model: what the test did, and nothing of what the library keeps.
typedef struct model {
    bool exists[N], finalizable[N];
    int roots[N]; // references the test holds
    int slot[N][SLOTS]; // -1: empty
    uint32_t id[N];     // of the node in the world
    node *at[N];
} model;

static void reachable(const model *m, bool *seen) {
    int stack[N], depth = 0;
    memset(seen, 0, N * sizeof *seen);
    for (int i = 0; i < N; i++)
        if (m->exists[i] && m->roots[i] > 0) {
            seen[i] = true;
            stack[depth++] = i;
        }
    while (depth > 0) {
        int i = stack[--depth];
        for (int s = 0; s < SLOTS; s++) {
            int to = m->slot[i][s];
            if (to >= 0 && !seen[to]) {
                seen[to] = true;
                stack[depth++] = to;
            }
        }
    }
}

static int count_of(const model *m, int i) {
    int n = m->roots[i];
    for (int k = 0; k < N; k++)
        if (m->exists[k])
            for (int s = 0; s < SLOTS; s++)
                n += m->slot[k][s] == i;
    return n;
}

static void kill(model *m, int i) {
    m->exists[i] = false;
    m->roots[i] = 0;
    for (int s = 0; s < SLOTS; s++)
        m->slot[i][s] = -1;
}

// What dies by its count alone, until nothing does.
static void settle(model *m) {
    for (bool again = true; again;) {
        again = false;
        for (int i = 0; i < N; i++)
            if (m->exists[i] && count_of(m, i) == 0) {
                kill(m, i);
                again = true;
            }
    }
}

static void compare(world *w, model *m) {
    for (int i = 0; i < N; i++) {
        if (!m->exists[i])
            continue;
        assert_ptr_equal(w->node[m->id[i]], m->at[i]);
        assert_int_equal(m->at[i]->head.rc, count_of(m, i));
        assert_true(ouro_tracked(&m->at[i]->head));
        for (int s = 0; s < SLOTS; s++)
            assert_ptr_equal(m->at[i]->slots[s], m->slot[i][s] < 0 ? NULL : m->at[m->slot[i][s]]);
    }
    size_t live = 0, expected = 0;
    for (int i = 0; i < NODES_MAX; i++)
        live += w->node[i] != NULL;
    for (int i = 0; i < N; i++)
        expected += m->exists[i];
    assert_int_equal(live, expected);
    assert_int_equal(ouro_gc_audit(w->rt, NULL, NULL), 0);
}

typedef struct weaks {
    weak *at[WEAKS];
    int target[WEAKS]; // index in the model, -1 none, -2 it died
    bool call[WEAKS];
} weaks;

static void check_weaks(world *w, const model *m, weaks *wk) {
    for (int i = 0; i < WEAKS; i++) {
        if (!wk->at[i])
            continue;
        if (wk->target[i] >= 0 && !m->exists[wk->target[i]])
            wk->target[i] = -2;
        ouro_obj *o = ouro_weak_get(w->rt, &wk->at[i]->ref);
        if (wk->target[i] == -2) {
            assert_null(o);
            assert_int_equal(w->was_called[wk->at[i]->id], wk->call[i]);
        } else {
            assert_ptr_equal(o, m->at[wk->target[i]]);
            assert_false(w->was_called[wk->at[i]->id]);
            ouro_release(w->rt, o);
        }
    }
}

static int pick(const model *m, uint64_t *seed, bool held) {
    for (int tries = 0; tries < 20; tries++) {
        int i = (int)random_below(seed, N);
        if (m->exists[i] && (!held || m->roots[i] > 0))
            return i;
    }
    return -1;
}

static void run(uint64_t seed, size_t steps) {
    world *w = world_open();
    model m;
    weaks wk = {0};
    uint64_t state = seed;
    memset(&m, 0, sizeof m);
    for (int i = 0; i < N; i++)
        kill(&m, i);
    for (size_t step = 0; step < steps; step++) {
        bool seen[N];
        int a = -1, b = -1;
        switch (random_below(&state, 16)) {
        case 0:
        case 1:
        case 2:
        case 3: // a new node
            for (a = 0; a < N && m.exists[a]; a++) {
            }
            if (a == N)
                break;
            while (w->node[w->next_id % NODES_MAX])
                w->next_id++;
            m.finalizable[a] = random_below(&state, 3) == 0;
            m.at[a] = node_new_of(w, m.finalizable[a] ? &w->finalized_type : &w->node_type);
            m.id[a] = m.at[a]->id;
            m.exists[a] = true;
            m.roots[a] = 1;
            break;
        case 4:
        case 5:
        case 6:
        case 7:
        case 8: { // a slot changes; only what the test can reach can be used
            reachable(&m, seen);
            a = pick(&m, &state, false);
            b = pick(&m, &state, false);
            if (a < 0 || b < 0 || !seen[a] || !seen[b])
                break;
            int s = (int)random_below(&state, SLOTS);
            if (random_below(&state, 4) == 0)
                b = -1;
            node_link(w, m.at[a], (size_t)s, b < 0 ? NULL : m.at[b]);
            m.slot[a][s] = b;
            settle(&m);
            break;
        }
        case 9:
        case 10:
        case 11:
        case 12: // a reference of the test's is dropped
            a = pick(&m, &state, true);
            if (a < 0)
                break;
            m.roots[a]--;
            node *dropped = m.at[a];
            settle(&m);
            drop(w, dropped);
            break;
        case 13: { // a weak reference comes or goes
            int i = (int)random_below(&state, WEAKS);
            if (wk.at[i]) {
                drop(w, wk.at[i]);
                wk.at[i] = NULL;
                break;
            }
            reachable(&m, seen);
            a = pick(&m, &state, false);
            if (a < 0 || !seen[a])
                break;
            wk.call[i] = random_below(&state, 2);
            wk.at[i] = weak_new(w, m.at[a], (uint32_t)i, wk.call[i]);
            wk.target[i] = a;
            break;
        }
        default: { // a collection
            int generation = (int)random_below(&state, 3);
            reachable(&m, seen);
            w->logged = 0;
            size_t found = ouro_gc_collect(w->rt, generation), died = 0;
            for (int i = 0; i < N; i++) {
                if (!m.exists[i])
                    continue;
                if (generation == 2)
                    assert_int_equal(w->node[m.id[i]] != NULL, seen[i]);
                if (w->node[m.id[i]])
                    continue;
                assert_false(seen[i]);
                if (m.finalizable[i])
                    assert_true(w->was_finalized[m.id[i]]);
                died++;
            }
            if (generation == 2)
                assert_int_equal(found, died);
            else // older ones may die with the young that held them
                assert_true(found <= died);
            for (int i = 0; i < N; i++)
                if (m.exists[i] && !w->node[m.id[i]])
                    kill(&m, i);
            break;
        }
        }
        compare(w, &m);
        check_weaks(w, &m, &wk);
    }
    for (int i = 0; i < WEAKS; i++)
        if (wk.at[i])
            drop(w, wk.at[i]);
    for (int i = 0; i < N; i++)
        while (m.exists[i] && m.roots[i] > 0) {
            m.roots[i]--;
            node *dropped = m.at[i];
            settle(&m);
            drop(w, dropped);
        }
    world_close(w);
}

static void test_model(void **state) {
    const char *seed = getenv("GC_MODEL_SEED"), *steps = getenv("GC_MODEL_STEPS");
    size_t length = steps ? strtoull(steps, NULL, 10) : 1500;
    if (seed) {
        run(strtoull(seed, NULL, 10), length);
        return;
    }
    for (uint64_t s = 1; s <= 60; s++)
        run(s, length);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_model)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
