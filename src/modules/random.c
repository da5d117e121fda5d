// Module _random: the Mersenne Twister MT19937 (M. Matsumoto, T. Nishimura, ACM TOMACS 8, 1998), seeded by an array.
#include <sys/random.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/float.h"
#include "types/int.h"
#include "types/type.h"

enum { N = 624, M = 397 };

typedef struct random {
    ouro_obj head;
    uint32_t at; // next word of the state to give out; N: make new ones
    uint32_t state[N];
} random;
static random *of(ouro_borrowed o) { return (random *)(uintptr_t)o; }

static void seed_word(random *r, uint32_t seed) {
    r->state[0] = seed;
    for (uint32_t i = 1; i < N; i++) r->state[i] = 1812433253u * (r->state[i - 1] ^ r->state[i - 1] >> 30) + i;
    r->at = N;
}

static void seed_words(random *r, const uint32_t *key, size_t length) {
    uint32_t *s = r->state, i = 1;
    seed_word(r, 19650218u);
    for (size_t k = length > N ? length : N, j = 0; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i >= N) s[0] = s[N - 1], i = 1;
        if (++j >= length) j = 0;
    }
    for (size_t k = N - 1; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941u) - i;
        if (++i >= N) s[0] = s[N - 1], i = 1;
    }
    s[0] = 0x80000000u;
}

static uint32_t next_word(random *r) {
    uint32_t *s = r->state;
    if (r->at >= N) {
        for (uint32_t i = 0; i < N; i++) {
            uint32_t y = (s[i] & 0x80000000u) | (s[(i + 1) % N] & 0x7fffffffu);
            s[i] = s[(i + M) % N] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
        }
        r->at = 0;
    }
    uint32_t y = s[r->at++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

// ---- seeding ---------------------------------------------------------------------------------------------------------

// The absolute value of an int as 32-bit words, least first.
static int seed_int(ouro_rt *rt, random *r, ouro_borrowed n) {
    size_t bits = ouro_int_bit_length(n), length = bits ? (bits + 31) / 32 : 1;
    uint32_t *key = ouro_raw_calloc(rt, length * sizeof *key);
    if (!key) return -1;
    if (ouro_int_is_big(n)) {
        const ouro_bigint *b = (const ouro_bigint *)n;
        size_t digits = (size_t)(b->size < 0 ? -(int64_t)b->size : b->size);
        for (size_t i = 0; i < digits; i++) {
            uint64_t part = (uint64_t)b->digits[i] << 30 * i % 32;
            size_t word = 30 * i / 32;
            key[word] |= (uint32_t)part;
            if (part >> 32) key[word + 1] |= (uint32_t)(part >> 32);
        }
    } else {
        int64_t word = ouro_int_word(n);
        uint64_t u = word < 0 ? -(uint64_t)word : (uint64_t)word;
        key[0] = (uint32_t)u;
        if (length > 1) key[1] = (uint32_t)(u >> 32);
    }
    seed_words(r, key, length);
    ouro_raw_free(rt, key);
    return 0;
}

static int seed_from(ouro_rt *rt, random *r, ouro_borrowed o) {
    if (!o || o == rt->none) {
        uint32_t key[N];
        for (size_t done = 0; done < sizeof key;) {
            ssize_t n = getrandom((char *)key + done, sizeof key - done, 0);
            if (n > 0) done += (size_t)n;
        }
        seed_words(r, key, N);
        return 0;
    }
    if (ouro_int_check(rt, o)) return seed_int(rt, r, o);
    int64_t hash = ouro_hash(rt, o);
    if (hash == -1 && ouro_error_pending(rt)) return -1;
    ouro_obj *n = ouro_int_from_u64(rt, (uint64_t)hash);
    int status = n ? seed_int(rt, r, n) : -1;
    ouro_xrelease(rt, n);
    return status;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_native_instance(rt, cls);
}
static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "Random", nargs, kwnames, 0, 1) < 0) return -1;
    return seed_from(rt, of(self), nargs ? args[0] : NULL);
}
METHOD(seed) { return seed_from(rt, of(self), nargs ? args[0] : NULL) < 0 ? NULL : ouro_none(rt); }

// ---- numbers ---------------------------------------------------------------------------------------------------------

METHOD(random_float) {
    uint32_t a = next_word(of(self)) >> 5, b = next_word(of(self)) >> 6;
    return ouro_float_new(rt, (a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

METHOD(getrandbits) {
    int64_t k;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &k)) return NULL;
    if (k < 0) {
        ouro_raise(rt, OURO_ValueError, "number of bits must be non-negative");
        return NULL;
    }
    if (k <= 32) return ouro_int_from_u64(rt, k ? next_word(of(self)) >> (32 - k) : 0);
    // Words come least first: the number is put together from hexadecimal figures, most significant first.
    size_t words = (size_t)(k - 1) / 32 + 1;
    if (words > UINT32_MAX / 16) {
        ouro_raise_memory(rt);
        return NULL;
    }
    char *text = ouro_raw_alloc(rt, words * 8);
    if (!text) return NULL;
    for (size_t i = 0; i < words; i++, k -= 32) {
        uint32_t word = next_word(of(self));
        if (k < 32) word >>= 32 - k;
        for (size_t d = 0; d < 8; d++) text[(words - i) * 8 - 1 - d] = "0123456789abcdef"[word >> 4 * d & 15];
    }
    ouro_obj *n = ouro_int_from_digits(rt, text, words * 8, 16, false);
    ouro_raw_free(rt, text);
    return n;
}

// ---- state -----------------------------------------------------------------------------------------------------------

METHOD(getstate) {
    const random *r = of(self);
    ouro_obj *state = ouro_tuple_new(rt, N + 1);
    for (size_t i = 0; state && i <= N; i++) {
        ouro_obj *n = ouro_int_from_i64(rt, i < N ? r->state[i] : r->at);
        ouro_slot_init(rt, state, &((ouro_tuple *)state)->items[i], n);
        if (!n) {
            ouro_release(rt, state);
            return NULL;
        }
    }
    return state;
}

METHOD(setstate) {
    uint32_t words[N];
    int64_t at;
    if (!ouro_tuple_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "state vector must be a tuple");
        return NULL;
    }
    if (ouro_tuple_length(args[0]) != N + 1) {
        ouro_raise(rt, OURO_ValueError, "state vector is the wrong size");
        return NULL;
    }
    for (size_t i = 0; i < N; i++) {
        uint64_t word;
        ouro_obj *n = ouro_index(rt, ouro_tuple_peek(args[0], i));
        bool ok = n && ouro_int_to_u64(rt, n, &word);
        ouro_xrelease(rt, n);
        if (!ok) return NULL;
        words[i] = (uint32_t)word;
    }
    if (!ouro_index_i64(rt, ouro_tuple_peek(args[0], N), OURO_OverflowError, &at)) return NULL;
    if (at < 0 || at > N) {
        ouro_raise(rt, OURO_ValueError, "invalid state");
        return NULL;
    }
    for (size_t i = 0; i < N; i++) of(self)->state[i] = words[i];
    of(self)->at = (uint32_t)at;
    return ouro_none(rt);
}

static const ouro_method_def methods[] = {
    {"random", random_float, 0, 0, 0, "random($self, /)\n--\n\nrandom() -> x in the interval [0, 1)."},
    {"seed", seed, 0, 1, 0, "seed($self, n=None, /)\n--\n\nStarts anew from an int, a hash, or chance."},
    {"getstate", getstate, 0, 0, 0, "getstate($self, /)\n--\n\nThe state, for setstate()."},
    {"setstate", setstate, 1, 1, 0, "setstate($self, state, /)\n--\n\nPuts a state back."},
    {"getrandbits", getrandbits, 1, 1, 0, "getrandbits($self, k, /)\n--\n\nAn int of k random bits."},
    {0},
};

const ouro_type_spec ouro_native_spec_Random = {
    .flags = OURO_TF_BASE,
    .size = sizeof(random),
    .name = "_random.Random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .methods = methods,
    .slots = {.create = create, .init = init},
};

ouro_owned ouro_module__random(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_random", "The Mersenne Twister.", NULL);
    return m ? ouro_native_module_done(rt, m, ouro_native_add_type(rt, m, OURO_NT_Random)) : NULL;
}
