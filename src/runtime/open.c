// Opening and closing a runtime with Python on top.
#include <string.h>

#include "gc/private.h"
#include "modules/modules.h"
#include "runtime/runtime.h"
#include "types/spec.h"
#include "types/state.h"
#include "vm/vm.h"

enum { EMERGENCY = 96 << 10 }; // kept below a memory limit for showing errors and for the end

static bool visible(void *ctx, void *object) {
    if (!ouro_immortal(object)) ++*(size_t *)ctx;
    return true;
}

// What is left besides what the core itself holds until the very end.
static void report_rest(ouro_rt *rt, ouro_close_report *report) {
    const void *own[] = {rt, rt->gc.work, rt->weak, rt->gc.births, rt->types, rt->versions};
    ouro_heap_statistics s;
    ouro_heap_stats(rt->heap, &s);
    size_t raw = s.live_raw_bytes;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        size_t size = own[i] ? ouro_heap_usable(rt->heap, own[i]) : 0;
        raw -= size < raw ? size : raw;
    }
    *report = (ouro_close_report){.live_bytes = raw + s.live_object_bytes};
    (void)ouro_heap_each_object(rt->heap, visible, &report->live_objects);
}

static void collect_all(ouro_rt *rt) {
    size_t found, before = SIZE_MAX;
    while ((found = ouro_gc_collect(rt, 2)) != 0 && found < before) before = found;
    ouro_error_clear(rt);
}

// Everything above the core goes.
static void tear_down(ouro_rt *rt) {
    ouro_modules_finish(rt);
    ouro_vm_clear(rt);
    if (rt->ty) collect_all(rt);
    ouro_types_finish(rt);
    ouro_modules_free(rt);
    ouro_vm_finish(rt);
    if (rt->options) ouro_raw_free(rt, (void *)(uintptr_t)rt->options);
    rt->options = NULL;
}

static int start(ouro_rt *rt, const ouro_options *given) {
    struct ouro_runtime *own = ouro_runtime_options_copy(rt, given);
    if (!own) return -1;
    rt->options = own;
    const ouro_options *options = &own->options;
    rt->stack_limit = ouro_runtime_stack_limit(options->stack_size);
    if (options->gc == OURO_GC_OFF) {
        rt->gc.off = true;
        ouro_gc_update_trigger(rt);
    }
    if (ouro_types_prepare(rt, ouro_runtime_hash_seed(options)) < 0 || ouro_types_start(rt) < 0) return -1;
    if (ouro_vm_start(rt) < 0) return -1;
    rt->vm->optimize = options->optimize;
    rt->vm->safe_path = options->safe_path;
    rt->vm->skip_first_line = options->skip_first_line;
    rt->hooks.unraisable = ouro_show_unraisable;
    return ouro_modules_start(rt, options);
}

// Frees the runtime, everything above the core being gone, and tells what was left.
static void finish(ouro_rt *rt, ouro_close_report *report, ouro_memory_stats *stats) {
    ouro_close_report rest;
    report_rest(rt, &rest);
    if (report) *report = rest;
    if (stats) {
        ouro_memory_stats_get(rt, stats);
        stats->live_objects = rest.live_objects;
        stats->live_bytes = rest.live_bytes;
    }
    (void)ouro_core_close(rt);
}

ouro_rt *ouro_open(const ouro_options *options) {
    ouro_core_options core = {0};
    if (options) {
        core.memory_limit = options->memory_limit;
        core.heap_flags = options->heap_flags;
        if (options->failure) *options->failure = (ouro_memory_stats){.failed_allocs = 1};
    }
    ouro_rt *rt = ouro_core_open(&core);
    if (!rt) return NULL;
    if (options && options->fail_allocation)
        ouro_heap_fail_at(rt->heap, options->fail_allocation, options->fail_forever);
    if (start(rt, options) == 0) {
        // Alive are the standard streams, which the runtime holds to the end.
        rt->deaths_that_show = 0;
        rt->deaths_may_wait = true;
        if (core.memory_limit) (void)ouro_heap_reserve_emergency(rt->heap, EMERGENCY);
        return rt;
    }
    ouro_error_clear(rt);
    ouro_heap_emergency_begin(rt->heap);
    tear_down(rt);
    finish(rt, NULL, options ? options->failure : NULL);
    return NULL;
}

int ouro_close_with_stats(ouro_rt *rt, ouro_close_report *report, ouro_memory_stats *stats) {
    ouro_error_clear(rt);
    int status = ouro_modules_end(rt);
    ouro_heap_emergency_begin(rt->heap);
    tear_down(rt);
    finish(rt, report, stats);
    return status;
}

int ouro_close(ouro_rt *rt, ouro_close_report *report) { return ouro_close_with_stats(rt, report, NULL); }

void ouro_memory_stats_get(ouro_rt *rt, ouro_memory_stats *out) {
    ouro_heap_statistics s;
    ouro_deaths_finish(rt);
    ouro_heap_stats(rt->heap, &s);
    *out = (ouro_memory_stats){
        .live_objects = s.live_objects,
        .live_bytes = s.live_object_bytes + s.live_raw_bytes,
        .committed_bytes = s.committed_bytes,
        .peak_bytes = s.peak_bytes,
        .allocations = s.counted ? s.allocations : UINT64_MAX,
        .frees = s.counted ? s.frees : UINT64_MAX,
#ifdef OURO_COUNTING
        .count_updates = rt->count_updates,
#else
        .count_updates = UINT64_MAX,
#endif
        .gc_collections = rt->gc.collections,
        .gc_pause_max_us = (rt->gc.pause_max_ns + 999) / 1000,
        .gc_pause_p99_us = (ouro_gc_pause_p99_ns(rt) + 999) / 1000,
        .failed_allocs = rt->failed_allocs,
    };
}

void ouro_interrupt(ouro_rt *rt) {
    if (!rt->vm) return;
    rt->vm->signal_pending = 1;
    __atomic_fetch_or(&rt->waiting, OURO_WAIT_SIGNAL, __ATOMIC_SEQ_CST);
    __atomic_store_n(&rt->safepoint_at, INT32_MIN, __ATOMIC_SEQ_CST);
}

bool ouro_interrupt_take(ouro_rt *rt) {
    if (!rt->vm || !rt->vm->signal_pending) return false;
    rt->vm->signal_pending = 0;
    rt->waiting &= ~(uint32_t)OURO_WAIT_SIGNAL;
    ouro_gc_update_trigger(rt);
    return true;
}
