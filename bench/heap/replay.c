// Replays an allocation trace against an allocator: nanoseconds an event and resident memory.
//
//     zstd -dc --long=27 trace.pmt.zst | replay ours|raw|call|malloc|pymalloc|loop [passes]
//
// ours: small objects through the inlined path; call: through the function; raw: everything as raw memory; malloc:
// that of the C library, or of what LD_PRELOAD names; pymalloc: of the libpython3.11 found; loop: no allocator, the
// addresses of a first pass over `raw`. The trace format (PMTRACE1): header, op bytes, LEB128 sizes, LEB128 ages.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <ouro/heap.h>

enum { MALLOC, CALLOC, REALLOC, FREE };

typedef struct {
    uint32_t slot; // bits 0-1 the operation, bit 2 set for raw memory, then the number of the slot
    uint32_t size;
} event;

typedef struct {
    event *events;
    size_t count, slots, peak_bytes;
    char name[64];
} trace;

// ---- Reading -------------------------------------------------------------------------------------------------------

static void die(const char *what) {
    fprintf(stderr, "replay: %s\n", what);
    exit(1);
}

static unsigned char *read_all(size_t *size) { // in a mapping, so that the C library's heap stays small
    size_t cap = 1 << 24, n = 0, got;
    unsigned char *data = mmap(NULL, cap, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    while ((got = fread(data + n, 1, cap - n, stdin)) > 0) {
        n += got;
        if (n == cap) data = mremap(data, cap, cap * 2, MREMAP_MAYMOVE), cap *= 2;
        if (data == MAP_FAILED) die("no memory for the trace");
    }
    *size = n;
    return data;
}

static uint64_t leb128(const unsigned char **at) {
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = *(*at)++;
        value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) return value;
    }
}

static uint64_t u64_at(const unsigned char *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

static void *map_array(size_t bytes) {
    void *p = mmap(NULL, bytes + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) die("no memory for the trace");
    return p;
}

static trace read_trace(void) {
    size_t size;
    unsigned char *data = read_all(&size);
    if (size < 80 || memcmp(data, "PMTRACE1", 8) != 0) die("not a trace");
    trace t = {.count = u64_at(data + 16)};
    size_t allocs = u64_at(data + 24), len_sizes = u64_at(data + 56);
    uint32_t meta;
    memcpy(&meta, data + 72, 4);
    const unsigned char *ops = data + 80 + meta, *sizes = ops + t.count, *refs = sizes + len_sizes;
    t.events = map_array(t.count * sizeof *t.events);
    // Slot numbers are reused as soon as they are free: the table of addresses stays as small as a program's would be.
    uint32_t *slot_of = map_array(allocs * sizeof(uint32_t)), *unused = map_array(allocs * sizeof(uint32_t));
    uint32_t *size_of = map_array(allocs * sizeof(uint32_t));
    size_t seq = 0, free_count = 0, live = 0;
    for (size_t i = 0; i < t.count; i++) {
        unsigned op = ops[i] & 3;
        uint32_t bytes = op == FREE ? 0 : (uint32_t)leb128(&sizes);
        size_t block = op >= REALLOC ? seq - 1 - leb128(&refs) : seq++;
        if (op < REALLOC) {
            slot_of[block] = free_count ? unused[--free_count] : (uint32_t)t.slots++;
        } else {
            live -= size_of[block];
            if (op == FREE) unused[free_count++] = slot_of[block];
        }
        size_of[block] = bytes;
        live += bytes;
        if (live > t.peak_bytes) t.peak_bytes = live;
        t.events[i] = (event){slot_of[block] << 3 | (uint32_t)(ops[i] >> 7) << 2 | op, bytes};
    }
    munmap(slot_of, allocs * sizeof(uint32_t) + 4096);
    munmap(unused, allocs * sizeof(uint32_t) + 4096);
    munmap(size_of, allocs * sizeof(uint32_t) + 4096);
    munmap(data, size);
    return t;
}

// ---- Allocators ----------------------------------------------------------------------------------------------------

typedef struct {
    ouro_heap *heap;
    void *(*malloc)(size_t);
    void *(*calloc)(size_t, size_t);
    void *(*realloc)(void *, size_t);
    void (*free)(void *);
    size_t idle_every;
} allocator;

static inline void touch(void *p, size_t size) { // a program writes to what it gets
    *(volatile uint64_t *)p = 0x100000001;
    if (size >= 24) ((volatile uint64_t *)p)[size / 8 - 1] = 1;
}

#define REPLAY(name, malloc_o, malloc_r, calloc_o, calloc_r, realloc_o, realloc_r, free_o, free_r)                     \
    static OURO_NOINLINE void name(allocator *a, const trace *t, void **slots) {                                       \
        for (const event *e = t->events, *end = e + t->count; e < end; e++) {                                          \
            void **at = &slots[e->slot >> 3], *p = *at;                                                                \
            size_t n = e->size;                                                                                        \
            switch (e->slot & 7) {                                                                                     \
            case MALLOC: touch(*at = malloc_o, n); break;                                                              \
            case CALLOC: touch(*at = calloc_o, n); break;                                                              \
            case REALLOC: touch(*at = realloc_o, n); break;                                                            \
            case FREE:                                                                                                 \
                free_o;                                                                                                \
                *at = NULL;                                                                                            \
                break;                                                                                                 \
            case MALLOC | 4: touch(*at = malloc_r, n); break;                                                          \
            case CALLOC | 4: touch(*at = calloc_r, n); break;                                                          \
            case REALLOC | 4: touch(*at = realloc_r, n); break;                                                        \
            case FREE | 4:                                                                                             \
                free_r;                                                                                                \
                *at = NULL;                                                                                            \
                break;                                                                                                 \
            }                                                                                                          \
        }                                                                                                              \
    }

static inline void *object_inline(ouro_heap *h, size_t n) {
    if (n > 512) return ouro_heap_alloc_object(h, n);
    return ouro_heap_alloc_object_fast(h, n);
}

static inline void *object_zero(ouro_heap *h, size_t n, bool fast) {
    void *p = fast ? object_inline(h, n) : ouro_heap_alloc_object(h, n);
    return memset(p, 0, n);
}

static inline void free_object(ouro_heap *h, void *p) {
    if (p) ouro_heap_free_object(h, p);
}

OURO_NOINLINE static void free_object_call(ouro_heap *h, void *p) {
    free_object(h, p);
}

REPLAY(replay_inline, object_inline(a->heap, n), ouro_heap_alloc(a->heap, n), object_zero(a->heap, n, true),
       ouro_heap_calloc(a->heap, 1, n), ouro_heap_realloc_object(a->heap, p, n), ouro_heap_realloc(a->heap, p, n),
       free_object(a->heap, p), ouro_heap_free(a->heap, p))
REPLAY(replay_call, ouro_heap_alloc_object(a->heap, n), ouro_heap_alloc(a->heap, n), object_zero(a->heap, n, false),
       ouro_heap_calloc(a->heap, 1, n), ouro_heap_realloc_object(a->heap, p, n), ouro_heap_realloc(a->heap, p, n),
       free_object_call(a->heap, p), ouro_heap_free(a->heap, p))
REPLAY(replay_raw, ouro_heap_alloc(a->heap, n), ouro_heap_alloc(a->heap, n), ouro_heap_calloc(a->heap, 1, n),
       ouro_heap_calloc(a->heap, 1, n), ouro_heap_realloc(a->heap, p, n), ouro_heap_realloc(a->heap, p, n),
       ouro_heap_free(a->heap, p), ouro_heap_free(a->heap, p))
REPLAY(replay_libc, a->malloc(n), a->malloc(n), a->calloc(1, n), a->calloc(1, n), a->realloc(p, n), a->realloc(p, n),
       a->free(p), a->free(p))

static void **addresses; // of the loop alone: one for each event
static const event *first_event;
static OURO_NOINLINE void replay_loop(allocator *a, const trace *t, void **slots) {
    void **next = addresses + (t->events - first_event);
    for (const event *e = t->events, *end = e + t->count; e < end; e++, next++) {
        void **at = &slots[e->slot >> 3];
        if ((e->slot & 3) == FREE)
            *at = NULL;
        else
            touch(*at = *next, e->size);
    }
}

static void record_addresses(allocator *a, const trace *t, void **slots) {
    addresses = map_array(t->count * sizeof *addresses);
    trace one = *t;
    one.count = 1;
    first_event = t->events;
    for (size_t i = 0; i < t->count; i++) {
        one.events = &t->events[i];
        replay_raw(a, &one, slots);
        addresses[i] = slots[t->events[i].slot >> 3];
    }
}

// ---- Measuring -----------------------------------------------------------------------------------------------------

static size_t resident(void) {
    char text[128] = {0};
    unsigned long size, pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f && fgets(text, sizeof text, f)) sscanf(text, "%lu %lu", &size, &pages);
    if (f) fclose(f);
    return pages * 4096;
}

static long faults(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

static double now(void) {
    struct timespec ts;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
    return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

static void free_rest(allocator *a, const trace *t, void **slots, bool objects) {
    // Which of those left are objects is in the last event of their slot.
    bool *raw = calloc(t->slots, 1);
    for (size_t i = 0; i < t->count; i++) raw[t->events[i].slot >> 3] = t->events[i].slot & 4;
    for (size_t i = 0; i < t->slots; i++) {
        if (!slots[i]) continue;
        if (!a->heap)
            a->free(slots[i]);
        else if (raw[i] || !objects)
            ouro_heap_free(a->heap, slots[i]);
        else
            ouro_heap_free_object(a->heap, slots[i]);
        slots[i] = NULL;
    }
    free(raw);
}

static void *realloc_kept(void *p, size_t size) {
    return realloc(p, size ? size : 1);
} // 0 would free

int main(int argc, char **argv) {
    const char *kind = argc > 1 ? argv[1] : "ours";
    int passes = argc > 2 ? atoi(argv[2]) : 5;
    const char *idle = getenv("IDLE_EVERY"); // events between two calls of ouro_heap_idle
    allocator a = {.malloc = malloc,
                   .calloc = calloc,
                   .realloc = realloc_kept,
                   .free = free,
                   .idle_every = idle ? strtoull(idle, NULL, 0) : 200000};
    void (*replay)(allocator *, const trace *, void **) = replay_libc;
    bool objects = false;
    if (strcmp(kind, "pymalloc") == 0) {
        void *lib = dlopen("libpython3.11.so.1.0", RTLD_NOW);
        if (!lib) die("libpython3.11 not found");
        a.malloc = (void *(*)(size_t))dlsym(lib, "PyObject_Malloc");
        a.calloc = (void *(*)(size_t, size_t))dlsym(lib, "PyObject_Calloc");
        a.realloc = (void *(*)(void *, size_t))dlsym(lib, "PyObject_Realloc");
        a.free = (void (*)(void *))dlsym(lib, "PyObject_Free");
    } else if (strcmp(kind, "malloc") != 0) {
        a.heap = ouro_heap_open(NULL);
        replay = strcmp(kind, "raw") == 0 ? replay_raw : strcmp(kind, "call") == 0 ? replay_call : replay_inline;
        objects = replay != replay_raw;
    }
    trace t = read_trace();
    const char *most = getenv("EVENTS");
    if (most && strtoull(most, NULL, 0) < t.count) t.count = strtoull(most, NULL, 0);
    void **slots = map_array(t.slots * sizeof *slots);
    memset(slots, 1, t.slots * sizeof *slots);
    memset(slots, 0, t.slots * sizeof *slots);
    if (strcmp(kind, "loop") == 0) {
        record_addresses(&a, &t, slots);
        replay = replay_loop;
        a.heap = NULL; // its blocks are only written to from here on
        memset(slots, 0, t.slots * sizeof *slots);
    }
    ouro_heap_statistics at_peak = {0};
    size_t base = resident(), peak = 0, end = 0, sum = 0, samples = 0, chunks = 50;
    double cold = 0, best = 1e30, best_chunk[64];
    long cold_faults = 0, warm_faults = 0;
    for (int i = 0; i < 64; i++) best_chunk[i] = 1e30;
    for (int pass = 0; pass < passes; pass++) {
        double total = 0;
        long before = faults();
        size_t since_idle = 0;
        for (size_t c = 0; c < chunks; c++) { // in pieces, so that memory can be looked at in between
            trace part = t;
            part.events += t.count / chunks * c;
            part.count = c + 1 < chunks ? t.count / chunks : t.count - t.count / chunks * c;
            double start = now();
            replay(&a, &part, slots);
            since_idle += part.count;
            if (a.heap && a.idle_every && since_idle >= a.idle_every) {
                ouro_heap_idle(a.heap);
                since_idle = 0;
            }
            double took = now() - start;
            total += took;
            if (pass && took < best_chunk[c]) best_chunk[c] = took;
            size_t rss = resident() - base;
            if (pass == 0) sum += rss, samples++;
            if (pass == 0 && rss > peak) {
                peak = rss;
                if (a.heap) ouro_heap_stats(a.heap, &at_peak);
            }
            end = rss;
        }
        if (pass == 0)
            cold = total, cold_faults = faults() - before;
        else
            warm_faults += faults() - before;
        if (pass && total < best) best = total;
        if (replay != replay_loop) free_rest(&a, &t, slots, objects);
    }
    size_t freed = resident() - base, trimmed = 0;
    if (a.heap) ouro_heap_idle(a.heap), ouro_heap_idle(a.heap);
    size_t idle_rss = resident() - base;
    if (a.heap) ouro_heap_trim(a.heap), trimmed = resident() - base;
    double n = (double)t.count, chunk_sum = 0;
    for (size_t c = 0; c < chunks && passes > 1; c++) chunk_sum += best_chunk[c];
    printf(
        "%-9s cold %6.2f warm %6.2f best %6.2f ns/event | peak %6.1f MB (%.2f x live) mean %5.1f end %5.1f freed %5.1f "
        "idle %4.1f trim %4.1f | faults cold %ld warm %ld\n",
        kind, cold / n, best / n, chunk_sum / n, peak / 1e6, (double)peak / (double)t.peak_bytes,
        (double)sum / (double)samples / 1e6, end / 1e6, freed / 1e6, idle_rss / 1e6, trimmed / 1e6, cold_faults,
        passes > 1 ? warm_faults / (passes - 1) : 0);
    if (a.heap && getenv("DETAILS")) {
        printf("  at the peak: in use %.2f MB, empty %.2f, objects %.2f, raw %.2f\n",
               (double)at_peak.committed_bytes / 1e6, (double)at_peak.empty_bytes / 1e6,
               (double)at_peak.live_object_bytes / 1e6, (double)at_peak.live_raw_bytes / 1e6);
        for (unsigned c = 0; c < OURO_HEAP_CLASSES; c++)
            if (at_peak.object_pages[c] || at_peak.raw_pages[c])
                printf("  %zu: %u %u\n", ouro_heap_class_size(c), at_peak.object_pages[c], at_peak.raw_pages[c]);
    }
    if (a.heap) ouro_heap_close(a.heap);
    return 0;
}
