// Module time: clocks and sleeping; dates are in time_date.c.
#include "modules/time.h"

#include <errno.h>
#include <math.h>
#include <time.h>

#include "modules/io.h"
#include "modules/modules.h"
#include "modules/native.h"

#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"

enum { NANO = 1000000000 };

// ---- clocks ----------------------------------------------------------------------------------------------------------

static bool read_clock(ouro_rt *rt, clockid_t clock, int64_t *ns) {
    struct timespec t;
    if (clock_gettime(clock, &t) < 0) {
        ouro_raise_errno(rt, errno, NULL);
        return false;
    }
    *ns = (int64_t)t.tv_sec * NANO + t.tv_nsec;
    return true;
}
static double seconds_of(int64_t ns) { return ns % NANO ? (double)ns / 1e9 : (double)(ns / NANO); }

static ouro_owned seconds(ouro_rt *rt, clockid_t clock) {
    int64_t ns;
    return read_clock(rt, clock, &ns) ? ouro_float_new(rt, seconds_of(ns)) : NULL;
}
static ouro_owned nanoseconds(ouro_rt *rt, clockid_t clock) {
    int64_t ns;
    return read_clock(rt, clock, &ns) ? ouro_int_from_i64(rt, ns) : NULL;
}
#define CLOCK(name, id)                                                                                                \
    METHOD(name) { return seconds(rt, id); }                                                                           \
    METHOD(name##_ns) { return nanoseconds(rt, id); }
CLOCK(time_now, CLOCK_REALTIME)
CLOCK(monotonic, CLOCK_MONOTONIC)
CLOCK(perf_counter, CLOCK_MONOTONIC)
CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID)
CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID)

static bool clock_argument(ouro_rt *rt, ouro_borrowed o, clockid_t *clock) {
    int64_t n;
    if (!ouro_index_i64(rt, o, 0, &n)) return false;
    if (n != (int32_t)n) {
        ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
        return false;
    }
    *clock = (clockid_t)n;
    return true;
}
METHOD(clock_gettime_) {
    clockid_t clock;
    return clock_argument(rt, args[0], &clock) ? seconds(rt, clock) : NULL;
}
METHOD(clock_gettime_ns) {
    clockid_t clock;
    return clock_argument(rt, args[0], &clock) ? nanoseconds(rt, clock) : NULL;
}
METHOD(clock_getres_) {
    clockid_t clock;
    struct timespec t;
    if (!clock_argument(rt, args[0], &clock)) return NULL;
    if (clock_getres(clock, &t) == 0) return ouro_float_new(rt, (double)t.tv_sec + (double)t.tv_nsec * 1e-9);
    ouro_raise_errno(rt, errno, NULL);
    return NULL;
}

static const struct clock_row {
    const char *name;
    clockid_t id;
    const char *implementation;
    bool monotonic, adjustable;
} clocks[] = {
    {"time", CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false, true},
    {"monotonic", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"perf_counter", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"process_time", CLOCK_PROCESS_CPUTIME_ID, "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
    {"thread_time", CLOCK_THREAD_CPUTIME_ID, "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
};

static int put(ouro_rt *rt, ouro_borrowed dict, const char *name, ouro_owned value) {
    int r = value ? ouro_dict_set_ascii(rt, dict, name, value) : -1;
    ouro_xrelease(rt, value);
    return r;
}

METHOD(get_clock_info) {
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "get_clock_info() argument 1 must be str, not %T", args[0]);
        return NULL;
    }
    const struct clock_row *row = NULL;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
        if (ouro_str_equal_ascii(args[0], clocks[i].name)) row = &clocks[i];
    struct timespec t;
    if (!row) {
        ouro_raise(rt, OURO_ValueError, "unknown clock");
        return NULL;
    }
    if (clock_getres(row->id, &t) < 0) {
        ouro_raise_errno(rt, errno, NULL);
        return NULL;
    }
    ouro_obj *dict = ouro_dict_new(rt), *info = NULL;
    if (dict && put(rt, dict, "implementation", ouro_str_from_cstring(rt, row->implementation)) == 0 &&
        put(rt, dict, "monotonic", ouro_bool(rt, row->monotonic)) == 0 &&
        put(rt, dict, "adjustable", ouro_bool(rt, row->adjustable)) == 0 &&
        put(rt, dict, "resolution", ouro_float_new(rt, (double)t.tv_sec + (double)t.tv_nsec * 1e-9)) == 0)
        info = ouro_namespace_new(rt, dict);
    ouro_xrelease(rt, dict);
    return info;
}

// ---- sleeping --------------------------------------------------------------------------------------------------------

bool ouro_time_duration(ouro_rt *rt, ouro_borrowed o, int64_t *ns) {
    if (ouro_float_check(rt, o)) {
        double d = ouro_float_value(o);
        if (isnan(d)) {
            ouro_raise(rt, OURO_ValueError, "Invalid value NaN (not a number)");
            return false;
        }
        d = ceil(d * 1e9);
        if (d > -9.2e18 && d < 9.2e18) {
            *ns = (int64_t)d;
            return true;
        }
    } else {
        int64_t n;
        if (!ouro_index_i64(rt, o, 0, &n)) return false;
        if (!__builtin_mul_overflow(n, (int64_t)NANO, ns)) return true;
    }
    ouro_raise(rt, OURO_OverflowError, "timestamp too large to convert to C _PyTime_t");
    return false;
}

bool ouro_time_sleep(ouro_rt *rt, int64_t ns) {
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ns / NANO;
    until.tv_nsec += ns % NANO;
    if (until.tv_nsec >= NANO) until.tv_sec++, until.tv_nsec -= NANO;
    for (;;) {
        if (ouro_io_signal(rt)) return false;
        int error = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        if (error == 0) return true;
        if (error != EINTR) {
            ouro_raise_errno(rt, error, NULL);
            return false;
        }
    }
}

METHOD(sleep) {
    int64_t ns;
    if (!ouro_time_duration(rt, args[0], &ns)) return NULL;
    if (ns < 0) {
        ouro_raise(rt, OURO_ValueError, "sleep length must be non-negative");
        return NULL;
    }
    return ouro_time_sleep(rt, ns) ? ouro_none(rt) : NULL;
}

// ---- the module ------------------------------------------------------------------------------------------------------

static const ouro_method_def functions[] = {
    {"time", time_now, 0, 0, 0, "time() -> float\n\nSeconds since 1970 began, in UTC."},
    {"time_ns", time_now_ns, 0, 0, 0, "time_ns() -> int\n\nNanoseconds since 1970 began, in UTC."},
    {"clock_gettime", clock_gettime_, 1, 1, 0, "clock_gettime(clk_id) -> float\n\nSeconds of a clock of the system."},
    {"clock_gettime_ns", clock_gettime_ns, 1, 1, 0, "clock_gettime_ns(clk_id) -> int\n\nNanoseconds of such a clock."},
    {"clock_getres", clock_getres_, 1, 1, 0, "clock_getres(clk_id) -> float\n\nThe resolution of such a clock."},
    {"sleep", sleep, 1, 1, 0, "sleep(seconds)\n\nDoes nothing for so long."},
    {"monotonic", monotonic, 0, 0, 0, "monotonic() -> float\n\nSeconds of a clock that never goes back."},
    {"monotonic_ns", monotonic_ns, 0, 0, 0, "monotonic_ns() -> int\n\nThe same in nanoseconds."},
    {"process_time", process_time, 0, 0, 0, "process_time() -> float\n\nProcessor time of the process."},
    {"process_time_ns", process_time_ns, 0, 0, 0, "process_time_ns() -> int\n\nThe same in nanoseconds."},
    {"thread_time", thread_time, 0, 0, 0, "thread_time() -> float\n\nProcessor time of the thread."},
    {"thread_time_ns", thread_time_ns, 0, 0, 0, "thread_time_ns() -> int\n\nThe same in nanoseconds."},
    {"perf_counter", perf_counter, 0, 0, 0, "perf_counter() -> float\n\nSeconds of the clock for measuring."},
    {"perf_counter_ns", perf_counter_ns, 0, 0, 0, "perf_counter_ns() -> int\n\nThe same in nanoseconds."},
    {"get_clock_info", get_clock_info, 1, 1, 0, "get_clock_info(name: str) -> dict\n\nWhat is known about a clock."},
    {0},
};

ouro_owned ouro_module_time(ouro_rt *rt) {
    static const struct {
        const char *name;
        clockid_t id;
    } ids[] = {{"CLOCK_REALTIME", CLOCK_REALTIME},
               {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
               {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
               {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
               {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
               {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
               {"CLOCK_TAI", CLOCK_TAI}};
    ouro_obj *m = ouro_native_module_new(rt, "time", "Times, dates and clocks.", functions);
    int r = 0;
    for (size_t i = 0; m && r == 0 && i < sizeof ids / sizeof *ids; i++)
        r = ouro_module_add(rt, m, ids[i].name, ouro_int_from_i64(rt, ids[i].id));
    if (m && r == 0) r = ouro_time_add_dates(rt, m);
    return m ? ouro_native_module_done(rt, m, r) : NULL;
}
