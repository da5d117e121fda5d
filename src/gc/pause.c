// How long the program stood still: uninterrupted stretches of collector work that it did not ask for.
#include <time.h>

#include "gc/private.h"

// What counts is time of the process: on a busy machine the wall clock also runs while others do. But asking for it is
// a system call, a twentieth of a young collection each. So it is asked for at the start, and at the end only when the
// wall clock says that the pause was long.
enum { LONG_NS = 50000 };

static uint64_t clock_ns(clockid_t clock) {
    struct timespec t;
    if (clock_gettime(clock, &t) != 0)
        return 0;
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// Four buckets a doubling, from 256 ns up.
static unsigned bucket_of(uint64_t ns) {
    if (ns < 256)
        return 0;
    unsigned log = 63u - (unsigned)__builtin_clzll(ns);
    unsigned bucket = (log - 8) * 4 + (unsigned)(ns >> (log - 2) & 3);
    return bucket < 63 ? bucket : 63;
}

static uint64_t bucket_end(unsigned bucket) {
    unsigned log = bucket / 4 + 8;
    return ((uint64_t)(bucket % 4 + 5) << (log - 2)) - 1;
}

void gc_pause_start(ouro_rt *rt, gc_work *w) {
    if (!w->automatic)
        return;
    w->began_cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    w->began = clock_ns(CLOCK_MONOTONIC);
}

void gc_pause_stop(ouro_rt *rt, gc_work *w) {
    if (!w->automatic)
        return;
    uint64_t ns = clock_ns(CLOCK_MONOTONIC) - w->began;
    if (ns > LONG_NS) {
        uint64_t cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - w->began_cpu;
        if (cpu < ns)
            ns = cpu;
    }
    ouro_gc_state *gc = &rt->gc;
    gc->pause_count++;
    gc->pause_histogram[bucket_of(ns)]++;
    if (ns > gc->pause_max_ns)
        gc->pause_max_ns = ns;
}

uint64_t ouro_gc_pause_p99_ns(const ouro_rt *rt) {
    const ouro_gc_state *gc = &rt->gc;
    uint64_t above = gc->pause_count / 100, seen = 0;
    for (unsigned i = 64; i-- > 0;) {
        seen += gc->pause_histogram[i];
        if (seen > above)
            return i == 63 || bucket_end(i) > gc->pause_max_ns ? gc->pause_max_ns : bucket_end(i);
    }
    return 0;
}
