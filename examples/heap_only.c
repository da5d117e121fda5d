// The heap alone, under a program of its own: a limit that holds, a walk over everything, memory given back.
//
//     cc -Iinclude examples/heap_only.c libouro.a -lm -o heap_only && ./heap_only
#include <stdio.h>
#include <string.h>

#include <ouro/heap.h>

struct word {
    struct word *next;
    size_t length;
    char text[];
};

static struct word *add(ouro_heap *heap, struct word *first, const char *text) {
    size_t n = strlen(text);
    struct word *w = ouro_heap_alloc(heap, sizeof *w + n + 1);
    if (!w)
        return NULL;
    w->next = first;
    w->length = n;
    memcpy(w->text, text, n + 1);
    return w;
}

static bool add_up(void *ctx, void *block, size_t size, bool is_object) {
    (void)block, (void)is_object;
    *(size_t *)ctx += size;
    return true;
}

int main(void) {
    ouro_heap_options options = {.flags = OURO_HEAP_STATS, .limit = 4 << 20};
    ouro_heap *heap = ouro_heap_open(&options);
    if (!heap) {
        fputs("no memory\n", stderr);
        return 1;
    }

    struct word *list = NULL, *w;
    size_t words = 0;
    while ((w = add(heap, list, "a word or two")) != NULL) { // until the limit says no
        list = w;
        words++;
    }
    printf("%zu words fit into %zu bytes (limit %zu)\n", words, ouro_heap_committed(heap), ouro_heap_limit(heap));

    size_t bytes = 0;
    ouro_heap_each_block(heap, add_up, &bytes);
    printf("their blocks hold %zu bytes\n", bytes);

    for (size_t i = 0; i < words / 2; i++) {
        struct word *next = list->next;
        ouro_heap_free(heap, list);
        list = next;
    }
    ouro_heap_statistics stats;
    ouro_heap_stats(heap, &stats);
    printf("%llu allocations, %llu frees, %zu bytes of memory in use\n", (unsigned long long)stats.allocations,
           (unsigned long long)stats.frees, stats.committed_bytes);
    printf("given back: %zu bytes\n", ouro_heap_trim(heap));
    ouro_heap_close(heap); // and with it all that was not freed
    return 0;
}
