// -X memstats.
#include <stdio.h>

#include "cli/cli.h"

static void field(const char *name, uint64_t value, const char *end) {
    if (value == UINT64_MAX) fprintf(stderr, "\"%s\": null%s", name, end);
    else fprintf(stderr, "\"%s\": %llu%s", name, (unsigned long long)value, end);
}

void cli_print_stats(const ouro_memory_stats *s) {
    static const ouro_memory_stats nothing = {.allocations = UINT64_MAX, .frees = UINT64_MAX, .count_updates = UINT64_MAX};
    if (!s) s = &nothing;
    fputc('{', stderr);
    field("peak_bytes", s->peak_bytes, ", ");
    field("live_bytes_at_exit", s->live_bytes, ", ");
    field("live_objects_at_exit", s->live_objects, ", ");
    field("allocations", s->allocations, ", ");
    field("frees", s->frees, ", ");
    field("count_updates", s->count_updates, ", ");
    field("gc_collections", s->gc_collections, ", ");
    field("gc_pause_max_us", s->gc_pause_max_us, ", ");
    field("gc_pause_p99_us", s->gc_pause_p99_us, ", ");
    field("failed_allocs", s->failed_allocs, "}\n");
}
