// Keyed 64-bit hash of bytes: SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).
#ifndef OURO_BASE_HASH_H
#define OURO_BASE_HASH_H

#include <ouro/base.h>

// Hash of n bytes under a secret seed: who does not know the seed cannot choose inputs that collide.
uint64_t ouro_hash_bytes(uint64_t seed, const void *data, size_t n);

#endif
