// What the heap asks of the operating system: a few verbs, so that a port has one file to write.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

#include "heap/private.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

static void *map(void *at, size_t size, int flags) {
    void *p = mmap(at, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
    if (p == MAP_FAILED) return NULL;
    // Where huge pages are given unasked, the first touch of each part of the bookkeeping would cost 2 MiB.
    (void)madvise(p, size, MADV_NOHUGEPAGE);
    return p;
}

bool heap_os_reserve_at(void *at, size_t size) {
    void *p = map(at, size, MAP_FIXED_NOREPLACE);
    if (p == at) return true;
    if (p) munmap(p, size); // a kernel that takes the address for a hint
    return false;
}

void *heap_os_reserve(size_t size, size_t align) {
    char *p = map(NULL, size, 0);
    if (!p) return NULL;
    if (((uintptr_t)p & (align - 1)) == 0) return p;
    munmap(p, size);
    // The system fills from the top: the aligned addresses below its choice are free as a rule. Asking for them needs
    // no more address space than the region itself, which counts where RLIMIT_AS is low.
    uintptr_t at = (uintptr_t)p & ~(align - 1);
    for (int i = 0; i < 64 && at > align; i++, at -= align)
        if (heap_os_reserve_at((void *)at, size)) return (void *)at;
    p = map(NULL, size + align, 0);
    if (!p) return NULL;
    at = ((uintptr_t)p + align - 1) & ~(align - 1);
    if (at > (uintptr_t)p) munmap(p, at - (uintptr_t)p);
    uintptr_t end = (uintptr_t)p + size + align;
    if (end > at + size) munmap((void *)(at + size), end - at - size);
    return (void *)at;
}

bool heap_os_commit(void *at, size_t size) {
    return mprotect(at, size, PROT_READ | PROT_WRITE) == 0;
}

void heap_os_discard(void *at, size_t size) {
    (void)madvise(at, size, MADV_DONTNEED);
}

void heap_os_release(void *at, size_t size) {
    (void)munmap(at, size);
}

size_t heap_os_address_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
    return (size_t)limit.rlim_cur;
}

uint64_t heap_os_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

bool heap_os_move(void *to, void *from, size_t size) {
    if (mremap(from, size, size, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, to) == to) return true;
    // It may have unmapped the target before it found that the source is not one mapping.
    (void)mmap(to, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    return false;
}
