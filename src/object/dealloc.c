// What happens when a count reaches zero, without recursion over the graph.
//
// Deallocations nest up to NESTING deep on the C stack; below that an object waits in a queue that is linked through
// the counts of the dead objects themselves, and the outermost deallocation empties it. So a chain of any length dies in
// constant stack and no memory.
//
// A cascade longer than CASCADE does not stop the program: where nothing alive can show its death, what is left of it
// waits in a second queue, and goes on in slices at safepoints, with allocations that need a page, and when somebody
// asks for what would tell. "Nothing alive" is a count over the whole runtime (deaths_that_show): what the dead reach
// cannot be known without going there. So while deaths wait, that count is 0.
#include "object/rt.h"

#ifdef OURO_STRESS
enum { NESTING = 64, CASCADE = 2, SLICE = 1, ROOM = 64 };
#else
enum { NESTING = 64, CASCADE = 4096, SLICE = 256, ROOM = 16384 };
#endif

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

static void enqueue(ouro_rt *rt, ouro_obj *o) {
    uint32_t link = ouro_heap_compress(rt->heap, o);
    forget(rt, o);
    o->tf |= OURO_F_QUEUED;
    if (OURO_UNLIKELY(link == 0)) {
        rt->dealloc_scan = true;
        return;
    }
    if (rt->dealloc_queue == 0)
        rt->dealloc_queue_end = link;
    o->rc = (int32_t)rt->dealloc_queue;
    rt->dealloc_queue = link;
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
    if (OURO_UNLIKELY(ouro_end_shows(type)))
        ouro_end_shows_drop(rt);
    forget(rt, o);
    if (OURO_UNLIKELY(o->tf & OURO_F_WEAK))
        ouro_weak_clear(rt, o);
    if (type->slots.dealloc) {
        type->slots.dealloc(rt, o);
        if (OURO_UNLIKELY(rt->dealloc_unfinished)) {
            rt->dealloc_unfinished = false;
            enqueue(rt, o);
            return;
        }
    }
    free_block(rt, o);
}
static void destroy_queued(ouro_rt *rt, ouro_obj *o) {
    rt->dealloc_budget--;
    o->rc = 0;
    o->tf &= ~OURO_F_QUEUED;
    destroy(rt, o, true);
}

// ---- Long cascades ---------------------------------------------------------------------------------------------------

static bool may_wait(const ouro_rt *rt) {
    return rt->deaths_may_wait && rt->deaths_that_show == 0 && rt->deaths_held == 0 && !rt->deaths_all_show &&
           !rt->dealloc_scan && !rt->closing;
}

static ouro_obj *take_first(ouro_rt *rt, uint32_t *queue) {
    ouro_obj *o = ouro_heap_expand(rt->heap, *queue);
    *queue = (uint32_t)o->rc;
    return o;
}

// What is left of the cascade joins the deaths that wait.
static OURO_COLD void put_off(ouro_rt *rt) {
    if (rt->dealloc_queue == 0)
        return;
    ouro_obj *last = ouro_heap_expand(rt->heap, rt->dealloc_queue_end);
    last->rc = (int32_t)rt->deaths_waiting;
    rt->deaths_waiting = rt->dealloc_queue;
    rt->dealloc_queue = 0;
    rt->waiting |= OURO_WAIT_DEATHS;
    if (rt->safepoint_at > 0)
        rt->safepoint_at = 0;
    ouro_heap_tell_refill(rt->heap, true);
}

static void empty_queue(ouro_rt *rt) {
    while (rt->dealloc_queue) {
        if (OURO_UNLIKELY(rt->dealloc_budget <= 0) && may_wait(rt)) {
            put_off(rt);
            return;
        }
        destroy_queued(rt, take_first(rt, &rt->dealloc_queue));
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

// For objects beyond the addresses that a link can hold. The walk must not meet any that are linked.
static OURO_COLD void destroy_unlinked(ouro_rt *rt) {
    while (rt->deaths_waiting) {
        destroy_queued(rt, take_first(rt, &rt->deaths_waiting));
        empty_queue(rt);
    }
    rt->dealloc_scan = false;
    rt->deaths_held++;
    (void)ouro_heap_each_object(rt->heap, destroy_if_queued, rt);
    rt->deaths_held--;
}

static void empty_queues(ouro_rt *rt) {
    do {
        empty_queue(rt);
        if (OURO_UNLIKELY(rt->dealloc_scan))
            destroy_unlinked(rt);
    } while (OURO_UNLIKELY(rt->dealloc_queue != 0 || rt->dealloc_scan));
}

// At most about `n` of the deaths that wait.
static OURO_COLD void go_on(ouro_rt *rt, int32_t n) {
    if (rt->dealloc_depth > 0 || rt->deaths_held > 0)
        return;
    int32_t before = rt->dealloc_budget;
    rt->dealloc_depth = 1;
    rt->dealloc_budget = n;
    while (rt->deaths_waiting && rt->dealloc_budget > 0) {
        destroy_queued(rt, take_first(rt, &rt->deaths_waiting));
        empty_queues(rt);
    }
    rt->dealloc_budget = before;
    rt->dealloc_depth = 0;
    if (rt->deaths_waiting == 0) {
        rt->waiting &= ~(uint32_t)OURO_WAIT_DEATHS;
        ouro_heap_tell_refill(rt->heap, false);
    }
}

void ouro_deaths_step(ouro_rt *rt) { go_on(rt, SLICE); }

// An object is at least 16 bytes.
void ouro_deaths_make_room(ouro_rt *rt, size_t size) {
    size_t n = size / 16 + OURO_HEAP_SLICE_SIZE / 16;
    go_on(rt, n < ROOM ? (int32_t)n : ROOM);
}

void ouro_deaths_finish(ouro_rt *rt) {
    while (rt->deaths_waiting && rt->dealloc_depth == 0 && rt->deaths_held == 0)
        go_on(rt, INT32_MAX);
}

bool ouro_dealloc_in_parts(ouro_rt *rt) {
    if (!may_wait(rt))
        return false;
    rt->dealloc_budget -= OURO_DEALLOC_PART / 8; // what it releases is seldom its last reference's
    return true;
}

void ouro_dealloc_rest_later(ouro_rt *rt, ouro_obj *o) { rt->dealloc_unfinished = true; }

// ---- A count reaches zero --------------------------------------------------------------------------------------------

static bool must_queue(const ouro_rt *rt) {
    if (rt->dealloc_depth >= NESTING || (rt->dealloc_budget <= 0 && rt->dealloc_depth > 0 && may_wait(rt)))
        return true;
    return OURO_UNLIKELY((char *)__builtin_frame_address(0) < rt->stack_limit) && rt->dealloc_depth > 0;
}

void ouro_dealloc(ouro_rt *rt, ouro_obj *o) {
    const ouro_type *type = ouro_type_of(rt, o);
    if (!type->slots.dealloc && !type->slots.finalize && !(type->flags & OURO_TF_GC) && !(o->tf & OURO_F_WEAK)) {
        ouro_heap_free_object(rt->heap, o); // owns nothing
        return;
    }
    if (OURO_UNLIKELY(must_queue(rt))) {
        enqueue(rt, o);
        return;
    }
    if (rt->dealloc_depth == 0)
        rt->dealloc_budget = CASCADE;
    rt->dealloc_budget--;
    rt->dealloc_depth++;
    destroy(rt, o, false);
    if (rt->dealloc_depth == 1 && OURO_UNLIKELY(rt->dealloc_queue != 0 || rt->dealloc_scan))
        empty_queues(rt);
    rt->dealloc_depth--;
}
