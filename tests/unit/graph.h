// Objects for tests of deallocation and collection: nodes with a number and slots, nodes with a finalizer, weak references,
// and a log of what happened to them.
#ifndef GRAPH_H
#define GRAPH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ouro/core.h>

#include "object/rt.h"

enum { SLOTS = 4, NODES_MAX = 4096, LOG_MAX = 1 << 16 };

typedef struct node {
    ouro_obj head;
    uint32_t id;
    uint32_t check; // ~id: the memory is what it was
    ouro_obj *slots[SLOTS];
} node;

typedef struct weak {
    ouro_weakref ref;
    uint32_t id;
} weak;

enum event { DIED = 1 << 24, FINALIZED = 2 << 24, CALLED = 3 << 24, WEAK_DIED = 4 << 24 };

typedef struct world {
    ouro_rt *rt;
    ouro_type node_type, finalized_type, weak_type, callback_type;
    ouro_obj *node[NODES_MAX]; // live ones by id
    bool was_finalized[NODES_MAX], was_called[NODES_MAX];
    uint32_t next_id;
    uint32_t log[LOG_MAX];
    size_t logged;
    void (*on_finalize)(struct world *w, node *n);
    void (*on_call)(struct world *w, weak *wr);
} world;

static inline world *world_of(ouro_rt *rt) { return rt->hooks.ctx; }

static inline void note(world *w, uint32_t event, uint32_t id) {
    if (w->logged < LOG_MAX)
        w->log[w->logged++] = event | id;
}

static inline int node_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    node *n = (node *)self;
    for (size_t i = 0; i < SLOTS; i++)
        OURO_VISIT(n->slots[i]);
    return 0;
}

static inline void node_clear(ouro_rt *rt, ouro_obj *self) {
    node *n = (node *)self;
    for (size_t i = 0; i < SLOTS; i++)
        ouro_slot_clear(rt, self, &n->slots[i]);
}

static inline void node_dealloc(ouro_rt *rt, ouro_obj *self) {
    world *w = world_of(rt);
    node *n = (node *)self;
    assert_int_equal(n->check, ~n->id);
    assert_ptr_equal(w->node[n->id], self);
    w->node[n->id] = NULL;
    note(w, DIED, n->id);
    node_clear(rt, self);
}

static inline void node_finalize(ouro_rt *rt, ouro_obj *self) {
    world *w = world_of(rt);
    node *n = (node *)self;
    assert_false(w->was_finalized[n->id]);
    w->was_finalized[n->id] = true;
    note(w, FINALIZED, n->id);
    if (w->on_finalize)
        w->on_finalize(w, n);
}

static inline int weak_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_weakref *)self)->callback);
    return 0;
}
static inline void weak_clear(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((ouro_weakref *)self)->callback); }
static inline void weak_dealloc(ouro_rt *rt, ouro_obj *self) {
    note(world_of(rt), WEAK_DIED, ((weak *)self)->id);
    ouro_weak_unlink(rt, (ouro_weakref *)self);
    weak_clear(rt, self);
}
static inline void weak_call(ouro_rt *rt, ouro_borrowed wr, ouro_borrowed callback) {
    world *w = world_of(rt);
    weak *ref = (weak *)wr;
    assert_null(ref->ref.referent);
    assert_false(w->was_called[ref->id]);
    w->was_called[ref->id] = true;
    note(w, CALLED, ref->id);
    if (w->on_call)
        w->on_call(w, ref);
}

static inline world *world_open(void) {
    world *w = calloc(1, sizeof *w);
    ouro_hooks hooks = {.ctx = w, .weak_callback = weak_call};
    ouro_core_options options = {.hooks = &hooks};
    if (getenv("TEST_FENCES")) // any of these tests in a heap that checks every block
        options.heap_flags = OURO_HEAP_FENCES;
    w->rt = ouro_core_open(&options);
    assert_non_null(w->rt);
    w->node_type = (ouro_type){.flags = OURO_TF_GC | OURO_TF_WEAK,
                               .size = sizeof(node),
                               .cname = "node",
                               .slots = {.dealloc = node_dealloc, .traverse = node_traverse, .clear = node_clear}};
    w->finalized_type = w->node_type;
    w->finalized_type.cname = "finalized";
    w->finalized_type.slots.finalize = node_finalize;
    w->weak_type = (ouro_type){.flags = OURO_TF_GC | OURO_TF_WEAKREF,
                               .size = sizeof(weak),
                               .cname = "weak",
                               .slots = {.dealloc = weak_dealloc, .traverse = weak_traverse, .clear = weak_clear}};
    w->callback_type = (ouro_type){.size = 16, .cname = "callback"};
    w->node_type.head.rc = w->finalized_type.head.rc = w->weak_type.head.rc = w->callback_type.head.rc = INT32_MIN / 2;
    assert_int_equal(ouro_type_enter(w->rt, &w->node_type, 0), 0);
    assert_int_equal(ouro_type_enter(w->rt, &w->finalized_type, 0), 0);
    assert_int_equal(ouro_type_enter(w->rt, &w->weak_type, 0), 0);
    assert_int_equal(ouro_type_enter(w->rt, &w->callback_type, 0), 0);
    ouro_gc_enable(w->rt, false);
    return w;
}

static inline void world_close(world *w) {
    assert_int_equal(ouro_core_close(w->rt), 0);
    free(w);
}

static inline node *node_new_of(world *w, ouro_type *type) {
    node *n = (node *)ouro_new_zeroed(w->rt, type, sizeof *n);
    if (!n)
        return NULL;
    n->id = w->next_id++ % NODES_MAX;
    assert_null(w->node[n->id]);
    n->check = ~n->id;
    w->node[n->id] = &n->head;
    w->was_finalized[n->id] = false;
    return n;
}
static inline node *node_new(world *w) { return node_new_of(w, &w->node_type); }

// Takes no reference.
static inline void node_link(world *w, node *from, size_t slot, node *to) {
    ouro_slot_set(w->rt, &from->head, &from->slots[slot], to ? ouro_ref(w->rt, &to->head) : NULL);
}
static inline void drop(world *w, void *o) { ouro_release(w->rt, o); }

static inline weak *weak_new(world *w, node *to, uint32_t id, bool with_callback) {
    weak *wr = (weak *)ouro_new_zeroed(w->rt, &w->weak_type, sizeof *wr);
    if (!wr)
        return NULL;
    wr->id = id;
    wr->ref.hash = -1;
    w->was_called[id] = false;
    if (with_callback) {
        wr->ref.callback = ouro_new_sized(w->rt, &w->callback_type, 16);
        if (!wr->ref.callback) {
            drop(w, wr);
            return NULL;
        }
    }
    if (ouro_weak_link(w->rt, &wr->ref, &to->head) != 0) {
        drop(w, wr);
        return NULL;
    }
    return wr;
}

static inline uint64_t random_next(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}
static inline uint32_t random_below(uint64_t *state, uint32_t n) { return (uint32_t)(random_next(state) % n); }

#endif
