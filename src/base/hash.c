#include "base/hash.h"

#include <string.h>

static uint64_t rotate(uint64_t x, unsigned n) {
    return x << n | x >> (64 - n);
}

static uint64_t splitmix(uint64_t x) { // Steele, Lea, Flood 2014: spreads the seed over both halves of the key
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

typedef struct {
    uint64_t a, b, c, d;
} state;

OURO_INLINE void round_of(state *s) {
    s->a += s->b;
    s->b = rotate(s->b, 13) ^ s->a;
    s->a = rotate(s->a, 32);
    s->c += s->d;
    s->d = rotate(s->d, 16) ^ s->c;
    s->a += s->d;
    s->d = rotate(s->d, 21) ^ s->a;
    s->c += s->b;
    s->b = rotate(s->b, 17) ^ s->c;
    s->c = rotate(s->c, 32);
}

OURO_INLINE void absorb(state *s, uint64_t word) {
    s->d ^= word;
    round_of(s);
    s->a ^= word;
}

// The n % 8 bytes at p, the last ones of n.
OURO_INLINE uint64_t tail(const unsigned char *p, size_t n) {
    size_t rest = n & 7;
    uint64_t word = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (rest && n >= 8) { // one load that ends where they end
        memcpy(&word, p + rest - 8, 8);
        return word >> (64 - 8 * rest);
    }
    if (rest >= 4) { // two that overlap
        uint32_t low, high;
        memcpy(&low, p, 4);
        memcpy(&high, p + rest - 4, 4);
        return low | (uint64_t)high << (8 * rest - 32);
    }
#endif
    for (size_t i = 0; i < rest; i++) word |= (uint64_t)p[i] << (8 * i);
    return word;
}

uint64_t ouro_hash_bytes(uint64_t seed, const void *data, size_t n) {
    uint64_t k0 = seed, k1 = splitmix(seed);
    state s = {k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u};
    const unsigned char *p = data;
    for (size_t left = n; left >= 8; left -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        absorb(&s, word);
    }
    uint64_t last = (uint64_t)n << 56 | tail(p, n);
    absorb(&s, last);
    s.c ^= 0xff;
    for (int i = 0; i < 3; i++) round_of(&s);
    return s.a ^ s.b ^ s.c ^ s.d;
}
