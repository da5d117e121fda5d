// What tests of the types layer share: a runtime with types, and random numbers from a seed that is printed.
#ifndef TYPES_SUPPORT_H
#define TYPES_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ouro/core.h>

#include "object/rt.h"
#include "types/abstract.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"

static inline ouro_rt *open_types(uint32_t heap_flags) {
    ouro_core_options options = {.heap_flags = heap_flags};
    ouro_rt *rt = ouro_core_open(&options);
    assert_non_null(rt);
    rt->stack_limit = (char *)__builtin_frame_address(0) - 1000000;
    assert_int_equal(ouro_types_start(rt), 0);
    return rt;
}

static inline void close_types(ouro_rt *rt) {
    ouro_types_finish(rt);
    assert_int_equal(ouro_core_close(rt), 0);
}

static inline uint32_t random_below(uint64_t *state, uint32_t n) { // xorshift64* (S. Vigna)
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 2685821657736338717u) >> 33) % n;
}

static inline uint64_t seed(void) {
    const char *given = getenv("OURO_SEED");
    uint64_t s = given ? strtoull(given, NULL, 10) : 20240229;
    print_message("seed %llu\n", (unsigned long long)s);
    return s ? s : 1;
}

#endif
