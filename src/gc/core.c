// A runtime without the Python on top.
#include <ouro/core.h>

#include <string.h>

#include "gc/private.h"

// The heap is about to refuse memory. Deaths that were put off make room. Otherwise nothing may be collected now (the world is not at a safepoint): the next
// safepoint does it. A request above the limit can never be met and asks for nothing.
static bool on_limit(void *ctx, size_t size) {
    ouro_rt *rt = ctx;
    if (rt->deaths_waiting) {
        ouro_deaths_finish(rt);
        if (rt->deaths_waiting == 0)
            return true;
    }
    if (size < ouro_heap_limit(rt->heap)) {
        rt->waiting |= OURO_WAIT_MEMORY;
        ouro_gc_update_trigger(rt);
    }
    return false;
}

// Memory becomes scarce: what cycles hold is looked for while there is still room for the work.
static void on_pressure(void *ctx) {
    ouro_rt *rt = ctx;
    rt->waiting |= OURO_WAIT_MEMORY;
    ouro_gc_update_trigger(rt);
}

static void on_refill(void *ctx, size_t size) { ouro_deaths_make_room(ctx, size); }

ouro_rt *ouro_core_open(const ouro_core_options *options) {
    ouro_heap_options heap_options = {0};
    if (options) {
        heap_options.flags = options->heap_flags;
        heap_options.limit = options->memory_limit;
    }
    ouro_heap *heap = ouro_heap_open(&heap_options);
    if (!heap)
        return NULL;
    ouro_rt *rt = ouro_heap_calloc(heap, 1, sizeof *rt);
    gc_work *work = rt ? ouro_heap_calloc(heap, 1, sizeof *work) : NULL;
    if (!work) {
        ouro_heap_close(heap);
        return NULL;
    }
    rt->heap = heap;
    rt->next_version = 1;
    rt->depth_limit = 1000;
    rt->handled = &rt->handled_base;
    if (options && options->hooks)
        rt->hooks = *options->hooks;
    rt->gc.work = work;
    gc_spill_reset(rt, &work->spills);
    rt->gc.enabled = true;
#ifdef OURO_STRESS
    rt->waiting |= OURO_WAIT_STRESS;
#endif
    ouro_gc_set_threshold(rt, 700, 10, 10);
    ouro_heap_hooks heap_hooks = {.ctx = rt, .on_limit = on_limit, .on_pressure = on_pressure, .on_refill = on_refill};
    ouro_heap_set_hooks(heap, &heap_hooks);
    return rt;
}

static bool count_leaked(void *ctx, void *object) {
    ouro_obj *o = object;
    if (!ouro_immortal(o))
        ++*(size_t *)ctx;
    return true;
}

size_t ouro_core_close(ouro_rt *rt) {
    ouro_deaths_finish(rt);
    rt->closing = true;
    ouro_error_clear(rt);
    rt->hooks.visit_roots = NULL; // the upper layers hold nothing any more
    ouro_gc_unfreeze(rt);
    // Finalizers may leave more. What a collection cannot delete it finds again each time.
    size_t found, before = SIZE_MAX;
    while ((found = ouro_gc_collect(rt, 2)) != 0 && found < before)
        before = found;
    ouro_error_clear(rt);
    while (rt->memory_errors_len > 0) {
        ouro_obj *o = rt->memory_errors[--rt->memory_errors_len];
        ouro_release(rt, o);
    }
    size_t leaked = 0;
    (void)ouro_heap_each_object(rt->heap, count_leaked, &leaked);
    ouro_heap_close(rt->heap);
    return leaked;
}

ouro_hooks *ouro_core_hooks(ouro_rt *rt) { return &rt->hooks; }
ouro_heap *ouro_core_heap(ouro_rt *rt) { return rt->heap; }
uint32_t ouro_pending_kind(const ouro_rt *rt) { return rt->pending_kind; }
