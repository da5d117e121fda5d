// Words shared by every public header: visibility, branch hints, status.
#ifndef OURO_BASE_H
#define OURO_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define OURO_BEGIN extern "C" {
#define OURO_END   }
#else
#define OURO_BEGIN
#define OURO_END
#endif

#if defined(OURO_SHARED) || defined(OURO_BUILD_SHARED)
#define OURO_API __attribute__((visibility("default")))
#else
#define OURO_API
#endif

#define OURO_LIKELY(x)   __builtin_expect(!!(x), 1)
#define OURO_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define OURO_INLINE      static inline __attribute__((always_inline))
#define OURO_NOINLINE    __attribute__((noinline))
#define OURO_COLD        __attribute__((noinline, cold))
#define OURO_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define OURO_MUST_USE    __attribute__((warn_unused_result))

#endif
