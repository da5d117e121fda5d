// What a runtime is opened with: options, the seed of hashes, room on the C stack.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE // pthread_getattr_np
#endif
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "runtime/runtime.h"

// ---- copies ------------------------------------------------------------------------------------------------------------

// Lays strings out twice: first to count bytes (next NULL), then to copy.
typedef struct layout {
    char *next;
    size_t size;
} layout;

static void *take(layout *l, size_t size) {
    void *at = l->next;
    size = (size + 7) & ~(size_t)7;
    l->size += size;
    if (l->next) l->next += size;
    return at;
}

static const char *copy_text(layout *l, const char *text) {
    if (!text) return NULL;
    size_t n = strlen(text) + 1;
    char *to = take(l, n);
    return to ? memcpy(to, text, n) : NULL;
}

static const char *const *copy_list(layout *l, const char *const *list, size_t n) {
    if (!list) return NULL;
    const char **to = take(l, (n + 1) * sizeof *to);
    for (size_t i = 0; i < n; i++) {
        const char *text = copy_text(l, list[i]);
        if (to) to[i] = text;
    }
    if (to) to[n] = NULL;
    return to;
}

static size_t length(const char *const *list) {
    size_t n = 0;
    while (list && list[n]) n++;
    return n;
}

static void lay_out(layout *l, const ouro_options *from, ouro_options *to) {
    *to = *from;
    to->program = copy_text(l, from->program ? from->program : "");
    to->stdlib = copy_text(l, from->stdlib);
    to->path0 = copy_text(l, from->path0);
    to->argv = from->argc > 0 ? copy_list(l, from->argv, (size_t)from->argc) : NULL;
    to->warnoptions = copy_list(l, from->warnoptions, length(from->warnoptions));
    to->xoptions = copy_list(l, from->xoptions, length(from->xoptions));
}

struct ouro_runtime *ouro_runtime_options_copy(ouro_rt *rt, const ouro_options *options) {
    static const ouro_options none;
    if (!options) options = &none;
    layout l = {0};
    ouro_options counted;
    lay_out(&l, options, &counted);
    struct ouro_runtime *r = ouro_raw_calloc(rt, sizeof *r + l.size);
    if (!r) return NULL;
    l = (layout){.next = r->strings};
    lay_out(&l, options, &r->options);
    return r;
}

// ---- seeds and stacks ----------------------------------------------------------------------------------------------------

uint64_t ouro_runtime_hash_seed(const ouro_options *options) {
    const char *text = options->isolated || options->ignore_environment ? NULL : getenv("PYTHONHASHSEED");
    if (text && *text && strcmp(text, "random") != 0) return strtoull(text, NULL, 10);
    uint64_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_nsec * 0x9e3779b97f4a7c15u + (uint64_t)(uintptr_t)&seed;
}

enum { STACK_RESERVE = 192 << 10, STACK_MOST = 64 << 20, STACK_UNKNOWN = 1 << 20 };

char *ouro_runtime_stack_limit(size_t wanted) {
    char *here = __builtin_frame_address(0), *lowest = NULL;
    pthread_attr_t attributes;
    void *address;
    size_t size, have = STACK_UNKNOWN;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        if (pthread_attr_getstack(&attributes, &address, &size) == 0) lowest = address;
        (void)pthread_attr_destroy(&attributes);
    }
    if (lowest && lowest < here) have = (size_t)(here - lowest);
    if (have > STACK_MOST) have = STACK_MOST; // "unlimited"
    if (wanted && wanted < have) have = wanted;
    return here - (have > 2 * (size_t)STACK_RESERVE ? have - STACK_RESERVE : have / 2);
}
