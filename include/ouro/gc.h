// The cycle collector: generations, thresholds, explicit collection. What Python's gc module shows, in C.
#ifndef OURO_GC_H
#define OURO_GC_H

#include <ouro/object.h>

OURO_BEGIN

enum ouro_gc_debug {
    OURO_GC_DEBUG_STATS = 1,
    OURO_GC_DEBUG_COLLECTABLE = 2,
    OURO_GC_DEBUG_UNCOLLECTABLE = 4,
    OURO_GC_DEBUG_SAVEALL = 32,
};

// Collects generation 0, 1 or 2 (and all younger ones) now and returns how many unreachable objects were found. Runs
// finalizers and weak reference callbacks. Returns 0 at once when a collection is already running.
OURO_API size_t ouro_gc_collect(ouro_rt *rt, int generation);
// At a safepoint whose `ouro_safepoint_due` is true: collects what is due. Never called during deallocation.
OURO_API void ouro_gc_safepoint(ouro_rt *rt);
OURO_API void ouro_gc_enable(ouro_rt *rt, bool enabled);
OURO_API bool ouro_gc_enabled(const ouro_rt *rt);
OURO_API void ouro_gc_set_threshold(ouro_rt *rt, uint32_t t0, uint32_t t1, uint32_t t2);
// Moves every tracked object out of reach of collections (gc.freeze), and back.
OURO_API void ouro_gc_freeze(ouro_rt *rt);
OURO_API void ouro_gc_unfreeze(ouro_rt *rt);
OURO_API size_t ouro_gc_frozen_count(ouro_rt *rt);
// Calls fn for each tracked, not condemned object of `generation` (-1: all). Must not run Python code. fn returns
// false to stop.
OURO_API void ouro_gc_each(ouro_rt *rt, int generation, bool (*fn)(void *ctx, ouro_obj *o), void *ctx);
// Recomputes `safepoint_at` after enable, threshold or waiting bits changed.
OURO_API void ouro_gc_update_trigger(ouro_rt *rt);
// Checks invariant I1 (count == edges + roots known through hooks.visit_roots, no object counted too few) on the whole
// heap; returns the number of objects whose count is below the edges found, 0 when right. For tests.
OURO_API size_t ouro_gc_audit(ouro_rt *rt, void (*report)(void *ctx, ouro_obj *o, size_t edges), void *ctx);
// Hot spots of pauses: 99th percentile of automatic collection pauses in nanoseconds.
OURO_API uint64_t ouro_gc_pause_p99_ns(const ouro_rt *rt);

OURO_END
#endif
