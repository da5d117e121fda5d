// What happens when a count reaches zero, without recursion over the graph.
//
// Deallocations nest up to NESTING deep on the C stack; below that an object waits in a queue that is linked through
// the counts of the dead objects themselves, and the outermost deallocation empties it. So a chain of any length dies in
// constant stack and no memory.
#include "object/rt.h"

enum { NESTING = 64 };

// A finalizer or a callback runs as if nothing were pending; what was pending comes back after it.
static void run_finalizer(ouro_rt *rt, ouro_obj *o, ouro_finalize_slot finalize) {
    struct ouro_saved_error saved;
    ouro_error_save(rt, &saved);
    finalize(rt, o);
    if (OURO_UNLIKELY(ouro_error_pending(rt)))
        ouro_unraisable(rt, NULL, o);
    ouro_error_put_back(rt, &saved);
}

void ouro_finalize(ouro_rt *rt, ouro_obj *o) {
    ouro_finalize_slot finalize = ouro_type_of(rt, o)->slots.finalize;
    if (!finalize || (o->tf & OURO_F_FINALIZED))
        return;
    o->tf |= OURO_F_FINALIZED;
    run_finalizer(rt, o, finalize);
}

static void free_block(ouro_rt *rt, ouro_obj *o) {
    // A member of the set that the collector is finishing stays as an empty block until the collector has
    // passed it: the pages of the set must not go while it walks them.
    if (OURO_UNLIKELY(rt->gc.phase >= OURO_GC_FINALIZE) && ouro_heap_mark_get(rt->heap, o))
        return;
    ouro_heap_free_object(rt->heap, o);
}

// The collector forgets the object.
static inline void forget(ouro_rt *rt, ouro_obj *o) {
    if (ouro_tracked(o)) {
        ouro_untrack(o);
        if (rt->young_count > 0)
            rt->young_count--;
    }
}

static void destroy(ouro_rt *rt, ouro_obj *o, bool was_queued) {
    ouro_type *type = ouro_type_of(rt, o);
    if (OURO_UNLIKELY(type->slots.finalize != NULL) && !(o->tf & OURO_F_FINALIZED)) {
        o->rc = 1;
        ouro_finalize(rt, o);
        if (o->rc != 1) { // it lives on
            if (o->rc > 0)
                o->rc--;
            if (was_queued && (type->flags & OURO_TF_GC))
                ouro_track(rt, o);
            return;
        }
        o->rc = 0;
        type = ouro_type_of(rt, o); // its __class__ may have changed
    }
    forget(rt, o);
    if (OURO_UNLIKELY(o->tf & OURO_F_WEAK))
        ouro_weak_clear(rt, o);
    if (type->slots.dealloc)
        type->slots.dealloc(rt, o);
    free_block(rt, o);
}

static void enqueue(ouro_rt *rt, ouro_obj *o) {
    uint32_t link = ouro_heap_compress(rt->heap, o);
    forget(rt, o);
    o->tf |= OURO_F_QUEUED;
    if (OURO_UNLIKELY(link == 0)) {
        rt->dealloc_scan = true;
        return;
    }
    o->rc = (int32_t)rt->dealloc_queue;
    rt->dealloc_queue = link;
}

static void destroy_queued(ouro_rt *rt, ouro_obj *o) {
    o->rc = 0;
    o->tf &= ~OURO_F_QUEUED;
    destroy(rt, o, true);
}

static void empty_queue(ouro_rt *rt) {
    while (rt->dealloc_queue) {
        ouro_obj *o = ouro_heap_expand(rt->heap, rt->dealloc_queue);
        rt->dealloc_queue = (uint32_t)o->rc;
        destroy_queued(rt, o);
    }
}

static bool destroy_if_queued(void *ctx, void *object) {
    ouro_rt *rt = ctx;
    ouro_obj *o = object;
    if (!ouro_tracked(o) && (o->tf & OURO_F_QUEUED)) {
        destroy_queued(rt, o);
        empty_queue(rt);
    }
    return true;
}

// For objects beyond the addresses that a link can hold.
static OURO_COLD void destroy_unlinked(ouro_rt *rt) {
    rt->dealloc_scan = false;
    (void)ouro_heap_each_object(rt->heap, destroy_if_queued, rt);
}

void ouro_dealloc(ouro_rt *rt, ouro_obj *o) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (!type->slots.dealloc && !type->slots.finalize && !(type->flags & OURO_TF_GC) && !(o->tf & OURO_F_WEAK)) {
        ouro_heap_free_object(rt->heap, o); // owns nothing
        return;
    }
    if (OURO_UNLIKELY(rt->dealloc_depth >= NESTING) ||
        (OURO_UNLIKELY((char *)__builtin_frame_address(0) < rt->stack_limit) && rt->dealloc_depth > 0)) {
        enqueue(rt, o);
        return;
    }
    rt->dealloc_depth++;
    destroy(rt, o, false);
    if (rt->dealloc_depth == 1) {
        while (OURO_UNLIKELY(rt->dealloc_queue != 0 || rt->dealloc_scan)) {
            empty_queue(rt);
            if (rt->dealloc_scan)
                destroy_unlinked(rt);
        }
    }
    rt->dealloc_depth--;
}
