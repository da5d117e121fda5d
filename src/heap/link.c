// Addresses in 32 bits.
#include "heap/private.h"

void *ouro_heap_expand(ouro_heap *heap, uint32_t compressed) {
    char *region = (char *)heap_of(heap)->region[compressed >> 27];
    return region + ((size_t)(compressed & (((uint32_t)1 << 27) - 1)) << 3);
}

ouro_heap_page *ouro_heap_page_numbered(ouro_heap *heap, uint32_t number) { return page_at(heap_of(heap), number); }
