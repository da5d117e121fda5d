// Death by reference count: order, depth, resurrection, numbers of types.
#include "graph.h"

static void chain_of(world *w, size_t n, bool finalized) {
    node *first = NULL;
    for (size_t i = 0; i < n; i++) {
        node *x = (node *)ouro_new_zeroed(w->rt, finalized ? &w->finalized_type : &w->node_type, sizeof *x);
        assert_non_null(x);
        x->slots[0] = first ? &first->head : NULL;
        first = x;
    }
    drop(w, first);
}

static size_t deaths;
static void counting_dealloc(ouro_rt *rt, ouro_obj *self) {
    deaths++;
    node_clear(rt, self);
}
static size_t finalizations;
static void counting_finalize(ouro_rt *rt, ouro_obj *self) { finalizations++; }

static void test_deep_chain(void **state) {
    world *w = world_open();
    w->node_type.slots.dealloc = counting_dealloc;
    deaths = 0;
    chain_of(w, 10 * 1000 * 1000, false);
    assert_int_equal(deaths, 10 * 1000 * 1000);
    assert_int_equal(w->rt->dealloc_queue, 0);
    assert_int_equal(w->rt->dealloc_depth, 0);
    w->finalized_type.slots.dealloc = counting_dealloc;
    w->finalized_type.slots.finalize = counting_finalize;
    deaths = finalizations = 0;
    chain_of(w, 100 * 1000, true);
    assert_int_equal(deaths, 100 * 1000);
    assert_int_equal(finalizations, 100 * 1000);
    world_close(w);
}

// A tree dies in the order in which its nodes lose their last reference.
static void test_prompt_order(void **state) {
    world *w = world_open();
    node *root = node_new(w), *a = node_new(w), *b = node_new(w), *c = node_new(w);
    node_link(w, root, 0, a);
    node_link(w, root, 1, b);
    node_link(w, a, 0, c);
    drop(w, a);
    drop(w, b);
    drop(w, c);
    assert_int_equal(w->logged, 0);
    drop(w, root);
    uint32_t want[] = {DIED | 0, DIED | 1, DIED | 3, DIED | 2};
    assert_int_equal(w->logged, 4);
    assert_memory_equal(w->log, want, sizeof want);
    world_close(w);
}

static ouro_obj *kept;
static void keep_self(world *w, node *n) { kept = ouro_ref(w->rt, &n->head); }

static void test_resurrection(void **state) {
    world *w = world_open();
    w->on_finalize = keep_self;
    node *n = node_new_of(w, &w->finalized_type), *child = node_new(w);
    node_link(w, n, 0, child);
    drop(w, child);
    weak *wr = weak_new(w, n, 7, true);
    drop(w, n);
    assert_ptr_equal(kept, n);
    assert_int_equal(n->head.rc, 1);
    assert_true(ouro_tracked(&n->head));
    assert_ptr_equal(wr->ref.referent, n); // weak references survive a resurrection by count
    drop(w, n);                            // the second death is silent
    uint32_t want[] = {FINALIZED | 0, CALLED | 7, DIED | 0, DIED | 1};
    assert_int_equal(w->logged, 4);
    assert_memory_equal(w->log, want, sizeof want);
    assert_null(wr->ref.referent);
    drop(w, wr);
    world_close(w);
}

static void look_through_weak(world *w, node *n) {
    weak *wr = (weak *)n->slots[0];
    ouro_obj *o = ouro_weak_get(w->rt, &wr->ref);
    assert_ptr_equal(o, n);
    ouro_release(w->rt, o);
}

static void test_weak_order(void **state) {
    world *w = world_open();
    node *n = node_new_of(w, &w->finalized_type);
    weak *first = weak_new(w, n, 1, true), *second = weak_new(w, n, 2, true), *silent = weak_new(w, n, 3, false),
         *third = weak_new(w, n, 4, true);
    assert_int_equal(ouro_weak_count(w->rt, &n->head), 4);
    assert_ptr_equal(ouro_weak_first(w->rt, &n->head), third);
    drop(w, second); // a dead weak reference does not call
    n->slots[0] = ouro_ref(w->rt, &silent->ref.head);
    w->on_finalize = look_through_weak;
    drop(w, n);
    uint32_t want[] = {WEAK_DIED | 2, FINALIZED | 0, CALLED | 4, CALLED | 1, DIED | 0};
    assert_int_equal(w->logged, 5);
    assert_memory_equal(w->log, want, sizeof want);
    assert_null(ouro_weak_get(w->rt, &first->ref));
    assert_null(w->rt->weak);
    drop(w, first);
    drop(w, silent);
    drop(w, third);
    world_close(w);
}

static void test_weak_table(void **state) {
    enum { N = 3000 };
    world *w = world_open();
    static node *n[N];
    static weak *wr[N];
    uint64_t seed = 1;
    for (size_t i = 0; i < N; i++) {
        n[i] = node_new(w);
        wr[i] = weak_new(w, n[i], 0, false);
    }
    for (size_t left = N; left > 0; left--) {
        size_t i = random_below(&seed, N);
        while (!n[i])
            i = (i + 1) % N;
        assert_ptr_equal(ouro_weak_first(w->rt, &n[i]->head), wr[i]);
        if (left % 2) {
            drop(w, n[i]);
            assert_null(wr[i]->ref.referent);
            drop(w, wr[i]);
        } else {
            drop(w, wr[i]);
            assert_int_equal(n[i]->head.tf & OURO_F_WEAK, 0);
            drop(w, n[i]);
        }
        n[i] = NULL;
        if (left % 97 == 0)
            for (size_t k = 0; k < N; k++)
                if (n[k])
                    assert_ptr_equal(ouro_weak_first(w->rt, &n[k]->head), wr[k]);
    }
    assert_null(w->rt->weak);
    world_close(w);
}

static void raise_in_finalizer(world *w, node *n) { ouro_raise(w->rt, OURO_ValueError, "in %d", (int)n->id); }

static void test_pending_survives(void **state) {
    world *w = world_open();
    w->on_finalize = raise_in_finalizer;
    node *n = node_new_of(w, &w->finalized_type);
    ouro_raise(w->rt, OURO_KeyError, "kept");
    drop(w, n);
    assert_int_equal(w->rt->pending_kind, OURO_KeyError);
    assert_string_equal(w->rt->pending_text, "kept");
    ouro_error_clear(w->rt);
    n = node_new_of(w, &w->finalized_type);
    drop(w, n);
    assert_int_equal(w->rt->pending_kind, 0);
    world_close(w);
}

static void test_type_numbers(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    enum { N = 1000 };
    static ouro_type t[N];
    uint32_t versions[N];
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(ouro_type_enter(rt, &t[i], 0), 0);
        versions[i] = t[i].version;
        assert_ptr_equal(rt->types[t[i].number], &t[i]);
        assert_int_equal(rt->versions[t[i].number], t[i].version);
    }
    uint32_t len = rt->types_len, number = t[500].number, other = t[7].number;
    ouro_type_leave(rt, &t[500]);
    ouro_type_leave(rt, &t[7]);
    ouro_type_leave(rt, &t[7]);
    assert_null(rt->types[number]);
    assert_int_equal(ouro_type_enter(rt, &t[7], 0), 0);
    assert_int_equal(t[7].number, other); // the last given back
    assert_true(t[7].version > versions[N - 1]);
    assert_int_equal(ouro_type_enter(rt, &t[500], 0), 0);
    assert_int_equal(t[500].number, number);
    assert_int_equal(rt->types_len, len);
    assert_int_equal(ouro_type_new_version(rt, &t[0]), t[500].version + 1);
    rt->next_version = UINT32_MAX;
    assert_int_equal(ouro_type_new_version(rt, &t[0]), UINT32_MAX);
    assert_int_equal(ouro_type_new_version(rt, &t[0]), 0);
    assert_int_equal(ouro_type_new_version(rt, &t[1]), 0);
    assert_int_equal(ouro_type_enter(rt, &t[2], OURO_T_weakref), 0);
    assert_true(t[2].flags & OURO_TF_WEAKREF);
    world_close(w);
}

static void test_saturation(void **state) {
    world *w = world_open();
    node *n = node_new(w);
    n->head.rc = INT32_MAX;
    (void)ouro_ref(w->rt, &n->head);
    assert_true(ouro_immortal(&n->head));
    for (int i = 0; i < 10; i++)
        drop(w, n);
    assert_true(ouro_immortal(&n->head));
    world_close(w);
}

static void test_resize(void **state) {
    world *w = world_open();
    assert_int_equal(ouro_gc_collect(w->rt, 0), 0);
    node *n = node_new(w);
    uint32_t id = n->id;
    ouro_obj *o = ouro_resize(w->rt, &n->head, 100000);
    assert_non_null(o);
    w->node[id] = o;
    assert_int_equal(((node *)o)->check, ~id);
    assert_true(ouro_tracked(o));
    ((node *)o)->slots[1] = o; // a cycle is found where the object went
    assert_int_equal(ouro_gc_collect(w->rt, 1), 1);
    assert_null(w->node[id]);
    world_close(w);
}

static size_t format_it(ouro_rt *rt, char kind, ouro_borrowed o, char *buf, size_t cap) {
    size_t n = ((const node *)o)->id; // as many bytes as its number says
    if (n < cap) {
        memset(buf, kind, n);
        buf[n] = 0;
    }
    return n;
}

static void test_messages(void **state) {
    world *w = world_open();
    ouro_rt *rt = w->rt;
    node *n = node_new(w);
    ouro_raise(rt, OURO_TypeError, "a%sb%dc%5dd%%e%uf%lldg%zuh%xi%cj%.3sk%.*sl%c", "S", -1, 42, 7u, -1152921504606846976LL,
               (size_t)-1, 255u, 'X', "truncated", 2, "xyz", 0x20ac);
    assert_string_equal(rt->pending_text,
                        "aSb-1c   42d%e7f-1152921504606846976g18446744073709551615hffiXjtrukxyl\xe2\x82\xac");
    ouro_raise(rt, OURO_TypeError, "'%T' %N %.2T %R %.200s", &n->head, &w->node_type, &n->head, &n->head, (char *)NULL);
    assert_string_equal(rt->pending_text, "'node' node no <node object> (null)");
    assert_true(ouro_error_is(rt, OURO_TypeError));
    assert_false(ouro_error_is(rt, OURO_ValueError));
    rt->hooks.format_object = format_it;
    n->id = 3;
    ouro_raise(rt, OURO_TypeError, "[%R] [%S]", &n->head, &n->head);
    assert_string_equal(rt->pending_text, "[RRR] [SSS]");
    n->id = 5000;
    ouro_raise(rt, OURO_TypeError, "%S!", &n->head);
    assert_int_equal(strlen(rt->pending_text), 255);
    ouro_heap_fail_at(rt->heap, 1, true);
    ouro_raise(rt, OURO_TypeError, "%S!", &n->head);
    assert_int_equal(rt->pending_kind, OURO_MemoryError);
    ouro_heap_fail_clear(rt->heap);
    ouro_error_clear(rt);
    rt->depth_limit = 3;
    int entered = 0;
    while (ouro_enter(rt, " in comparison"))
        entered++;
    assert_int_equal(entered, 3);
    assert_int_equal(rt->pending_kind, OURO_RecursionError);
    assert_string_equal(rt->pending_text, "maximum recursion depth exceeded in comparison");
    ouro_error_clear(rt);
    n->id = 0;
    drop(w, n);
    world_close(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deep_chain),       cmocka_unit_test(test_prompt_order),
        cmocka_unit_test(test_resurrection),     cmocka_unit_test(test_weak_order),
        cmocka_unit_test(test_weak_table),       cmocka_unit_test(test_pending_survives),
        cmocka_unit_test(test_type_numbers),     cmocka_unit_test(test_saturation),
        cmocka_unit_test(test_resize),           cmocka_unit_test(test_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
