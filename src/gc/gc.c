// Collections: when, of which generation, and what is counted about them.
#include <stdio.h>
#include <time.h>

#include "gc/private.h"

enum { STRESS_AGED = 8, STRESS_OLD = 64, RELEASE_PAGES = 256 };

// ---- When ------------------------------------------------------------------------------------------------------------

void ouro_gc_update_trigger(ouro_rt *rt) {
    const ouro_gc_state *gc = &rt->gc;
    uint32_t waiting = rt->waiting;
    if (gc->collecting)
        waiting &= ~(uint32_t)(OURO_WAIT_STRESS | OURO_WAIT_MEMORY);
    if (waiting)
        rt->safepoint_at = 0;
    else if (gc->enabled && !gc->off && !gc->collecting && gc->threshold[0] != 0 && gc->threshold[0] < INT32_MAX)
        rt->safepoint_at = (int32_t)gc->threshold[0] + 1;
    else
        rt->safepoint_at = INT32_MAX;
}

void ouro_gc_enable(ouro_rt *rt, bool enabled) {
    rt->gc.enabled = enabled;
    ouro_gc_update_trigger(rt);
}

bool ouro_gc_enabled(const ouro_rt *rt) { return rt->gc.enabled; }

void ouro_gc_set_threshold(ouro_rt *rt, uint32_t t0, uint32_t t1, uint32_t t2) {
    rt->gc.threshold[0] = t0;
    rt->gc.threshold[1] = t1;
    rt->gc.threshold[2] = t2;
    ouro_gc_update_trigger(rt);
}

// ---- One collection --------------------------------------------------------------------------------------------------

struct tally {
    size_t objects[3], frozen;
};

static bool tally_object(void *ctx, void *object) {
    struct tally *t = ctx;
    ouro_obj *o = object;
    if (ouro_dying(o) || !ouro_tracked(o))
        return true;
    if (o->tf & OURO_F_QUEUED)
        t->frozen++;
    else
        t->objects[((o->tf & (uint32_t)OURO_AGE_MASK) >> OURO_AGE_SHIFT) - 1]++;
    return true;
}

static void say_start(ouro_rt *rt, int generation) {
    char line[160];
    struct tally t = {0};
    ouro_deaths_finish(rt);
    (void)ouro_heap_each_object(rt->heap, tally_object, &t);
    (void)snprintf(line, sizeof line, "gc: collecting generation %d...", generation);
    rt->hooks.gc_line(rt, line);
    (void)snprintf(line, sizeof line, "gc: objects in each generation: %zu %zu %zu", t.objects[0], t.objects[1],
                   t.objects[2]);
    rt->hooks.gc_line(rt, line);
    (void)snprintf(line, sizeof line, "gc: objects in permanent generation: %zu", t.frozen);
    rt->hooks.gc_line(rt, line);
}

static void say_end(ouro_rt *rt, size_t found, const struct timespec *start) {
    char line[160];
    struct timespec end;
    if (clock_gettime(CLOCK_MONOTONIC, &end) != 0)
        end = *start;
    int64_t us = (int64_t)(end.tv_sec - start->tv_sec) * 1000000 + (end.tv_nsec - start->tv_nsec) / 1000;
    (void)snprintf(line, sizeof line, "gc: done, %zu unreachable, 0 uncollectable, %lld.%04llds elapsed", found,
                   (long long)(us / 1000000), (long long)(us % 1000000 / 100));
    rt->hooks.gc_line(rt, line);
}

static void count_collection(ouro_rt *rt, int generation) {
    ouro_gc_state *gc = &rt->gc;
    if (generation < 2)
        gc->count[generation + 1]++;
    for (int i = 0; i <= generation; i++)
        gc->count[i] = 0;
    rt->young_count = 0;
}

static size_t collect(ouro_rt *rt, int generation, bool automatic) {
    ouro_gc_state *gc = &rt->gc;
    gc_work *w = gc->work;
    size_t found = 0;
    count_collection(rt, generation);
    w->automatic = automatic;
    w->generation = generation;
    gc_pause_start(rt, w);
    gc->phase = OURO_GC_COUNT;
    gc->candidates = 0;
    if (gc_find_dead(rt, w, generation)) {
        gc->candidates = w->survivors + w->dead;
        if (generation == 1) {
            gc->long_lived_pending += w->survivors;
        } else if (generation == 2) {
            gc->long_lived_pending = 0;
            gc->long_lived_total = w->survivors;
        }
        if (w->dead)
            found = gc_finish_dead(rt, w);
    }
    gc->phase = OURO_GC_IDLE;
    if (generation > 0) {
        if (w->counted_pages > RELEASE_PAGES)
            ouro_heap_scratch_release(rt->heap);
        (void)ouro_heap_idle(rt->heap);
    }
    gc_pause_stop(rt, w);
    gc->collections++;
    gc->stats[generation].collections++;
    gc->stats[generation].collected += found;
    return found;
}

static size_t collect_with_events(ouro_rt *rt, int generation, bool automatic) {
    ouro_gc_state *gc = &rt->gc;
    if (gc->collecting)
        return 0;
    gc->collecting = true;
    ouro_gc_update_trigger(rt);
    struct ouro_saved_error saved;
    ouro_error_save(rt, &saved);
    if (rt->hooks.gc_event)
        rt->hooks.gc_event(rt, true, generation, 0, 0);
    struct timespec start = {0};
    bool talk = (gc->debug & OURO_GC_DEBUG_STATS) && rt->hooks.gc_line;
    if (talk) {
        (void)clock_gettime(CLOCK_MONOTONIC, &start);
        say_start(rt, generation);
    }
    size_t found = collect(rt, generation, automatic);
    if (talk)
        say_end(rt, found, &start);
    if (rt->hooks.gc_event)
        rt->hooks.gc_event(rt, false, generation, found, 0);
    ouro_error_put_back(rt, &saved);
    gc->collecting = false;
    ouro_gc_update_trigger(rt);
    return found;
}

size_t ouro_gc_collect(ouro_rt *rt, int generation) {
    if (generation < 0 || generation > 2)
        return 0;
    ouro_deaths_finish(rt);
    return collect_with_events(rt, generation, false);
}

// The oldest generation whose count is above its threshold; the oldest of all only when what was promoted since the
// last full collection is more than a quarter of what survived it, so that the work stays proportional.
static int due_generation(const ouro_rt *rt) {
    const ouro_gc_state *gc = &rt->gc;
    if (gc->count[2] > gc->threshold[2] && gc->long_lived_pending >= gc->long_lived_total / 4)
        return 2;
    if (gc->count[1] > gc->threshold[1])
        return 1;
    return rt->young_count > 0 && (uint32_t)rt->young_count > gc->threshold[0] ? 0 : -1;
}

void ouro_gc_safepoint(ouro_rt *rt) {
    ouro_gc_state *gc = &rt->gc;
    if (rt->waiting & OURO_WAIT_DEATHS) {
        ouro_deaths_step(rt);
        ouro_gc_update_trigger(rt);
    }
    if (gc->collecting)
        return;
    if (gc->off) {
        rt->waiting &= ~(uint32_t)(OURO_WAIT_MEMORY | OURO_WAIT_STRESS);
        ouro_gc_update_trigger(rt);
        return;
    }
    if (rt->waiting & OURO_WAIT_MEMORY) {
        rt->waiting &= ~(uint32_t)OURO_WAIT_MEMORY;
        ouro_gc_update_trigger(rt);
        // Also with the collector disabled: that is about speed, a limit is about going on at all.
        (void)collect_with_events(rt, 2, true);
        ouro_heap_arm_pressure(rt->heap);
        return;
    }
    if (rt->waiting & OURO_WAIT_STRESS) {
        gc->stress++;
        int generation = gc->stress % STRESS_OLD == 0 ? 2 : gc->stress % STRESS_AGED == 0 ? 1 : 0;
        if (gc->enabled)
            (void)collect_with_events(rt, generation, true);
        return;
    }
    if (gc->enabled && gc->threshold[0] != 0 && rt->young_count > 0 && (uint32_t)rt->young_count > gc->threshold[0]) {
        int generation = due_generation(rt);
        if (generation >= 0)
            (void)collect_with_events(rt, generation, true);
    }
}

// ---- Freezing, listing -----------------------------------------------------------------------------------------------

static bool freeze_object(void *ctx, void *object) {
    ouro_obj *o = object;
    if (!ouro_dying(o) && ouro_tracked(o) && !(o->tf & OURO_F_CONDEMNED))
        o->tf |= OURO_AGE_OLD | OURO_F_QUEUED;
    return true;
}

void ouro_gc_freeze(ouro_rt *rt) {
    if (rt->gc.phase != OURO_GC_IDLE) // the dead must not leave a collection
        return;
    ouro_deaths_finish(rt);
    (void)ouro_heap_each_object(rt->heap, freeze_object, NULL);
    rt->gc.frozen = true;
    rt->young_count = 0;
    rt->gc.count[1] = rt->gc.count[2] = 0;
}

static bool unfreeze_object(void *ctx, void *object) {
    ouro_obj *o = object;
    if (!ouro_dying(o) && ouro_tracked(o))
        o->tf &= ~OURO_F_QUEUED;
    return true;
}

void ouro_gc_unfreeze(ouro_rt *rt) {
    if (!rt->gc.frozen)
        return;
    (void)ouro_heap_each_object(rt->heap, unfreeze_object, NULL);
    rt->gc.frozen = false;
}

size_t ouro_gc_frozen_count(ouro_rt *rt) {
    struct tally t = {0};
    ouro_deaths_finish(rt);
    if (rt->gc.frozen)
        (void)ouro_heap_each_object(rt->heap, tally_object, &t);
    return t.frozen;
}

struct listing {
    ouro_rt *rt;
    uint32_t age; // 0: all
    bool (*fn)(void *ctx, ouro_obj *o);
    void *ctx;
};

static bool list_object(void *ctx, void *object) {
    struct listing *l = ctx;
    ouro_obj *o = object;
    if (ouro_dying(o) || !gc_collectable(o->tf) || (o->tf & OURO_F_CONDEMNED) || ouro_hidden(o))
        return true;
    if (l->age && (o->tf & (uint32_t)OURO_AGE_MASK) != l->age)
        return true;
    if (l->rt->gc.phase >= OURO_GC_FINALIZE && ouro_heap_mark_get(l->rt->heap, o))
        return true; // being finalized
    return l->fn(l->ctx, o);
}

void ouro_gc_each(ouro_rt *rt, int generation, bool (*fn)(void *ctx, ouro_obj *o), void *ctx) {
    struct listing l = {.rt = rt, .fn = fn, .ctx = ctx};
    ouro_deaths_finish(rt);
    l.age = generation < 0 ? 0 : (uint32_t)(generation + 1) << OURO_AGE_SHIFT;
    (void)ouro_heap_each_object(rt->heap, list_object, &l);
}
