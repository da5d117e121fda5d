// Module time: dates.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/time.h"
#include "vm/import.h"

#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"
#include "types/structseq.h"

enum { FIELDS = 9, ALL_FIELDS = 11 };
static const char *const field_names[ALL_FIELDS] = {"tm_year", "tm_mon",  "tm_mday", "tm_hour", "tm_min",   "tm_sec",
                                                    "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"};

typedef struct time_state {
    ouro_type *struct_time; // lives as long as the runtime
} time_state;
static ouro_type *struct_time(ouro_borrowed module) {
    return ((const time_state *)((const ouro_module *)module)->state)->struct_time;
}

// ---- from time stamps ------------------------------------------------------------------------------------------------

static bool out_of_range(ouro_rt *rt) {
    ouro_raise(rt, OURO_OverflowError, "timestamp out of range for platform time_t");
    return false;
}

// The optional time stamp of a function: now when it is absent or None.
static bool time_stamp(ouro_rt *rt, const char *name, ouro_obj *const *args, size_t nargs, time_t *out) {
    if (nargs > 1) {
        ouro_raise(rt, OURO_TypeError, "%s() takes at most 1 argument (%zu given)", name, nargs);
        return false;
    }
    if (nargs == 0 || args[0] == rt->none) {
        *out = time(NULL);
        return true;
    }
    if (ouro_float_check(rt, args[0])) {
        double d = ouro_float_value(args[0]);
        if (isnan(d)) {
            ouro_raise(rt, OURO_ValueError, "Invalid value NaN (not a number)");
            return false;
        }
        d = floor(d);
        if (d < -9.2e18 || d > 9.2e18) return out_of_range(rt);
        *out = (time_t)d;
        return true;
    }
    ouro_obj *index = ouro_index(rt, args[0]);
    if (!index) return false;
    int overflow;
    *out = (time_t)ouro_int_clip(index, &overflow);
    ouro_release(rt, index);
    return overflow ? out_of_range(rt) : true;
}

static ouro_owned from_tm(ouro_rt *rt, ouro_borrowed module, const struct tm *t) {
    const int64_t values[FIELDS] = {(int64_t)t->tm_year + 1900, t->tm_mon + 1, t->tm_mday, t->tm_hour, t->tm_min,
                                    t->tm_sec, (t->tm_wday + 6) % 7, t->tm_yday + 1, t->tm_isdst};
    ouro_obj *o = ouro_structseq_new(rt, struct_time(module));
    for (size_t i = 0; o && i < ALL_FIELDS; i++) {
        ouro_obj *v = i < FIELDS                 ? ouro_int_from_i64(rt, values[i])
                      : i == FIELDS && t->tm_zone ? ouro_str_from_cstring(rt, t->tm_zone)
                      : i == FIELDS               ? ouro_none(rt)
                                                  : ouro_int_from_i64(rt, t->tm_gmtoff);
        if (!v) {
            ouro_release(rt, o);
            return NULL;
        }
        ouro_structseq_set(rt, o, i, v);
    }
    return o;
}

static bool broken_down(ouro_rt *rt, struct tm *(*split)(const time_t *, struct tm *), time_t stamp, struct tm *out) {
    errno = 0;
    if (split(&stamp, out)) return true;
    ouro_raise_errno(rt, errno ? errno : EINVAL, NULL);
    return false;
}

METHOD(gm_time) {
    time_t stamp;
    struct tm t;
    if (!time_stamp(rt, "gmtime", args, nargs, &stamp) || !broken_down(rt, gmtime_r, stamp, &t)) return NULL;
    return from_tm(rt, self, &t);
}
METHOD(local_time) {
    time_t stamp;
    struct tm t;
    if (!time_stamp(rt, "localtime", args, nargs, &stamp) || !broken_down(rt, localtime_r, stamp, &t)) return NULL;
    return from_tm(rt, self, &t);
}

// ---- from tuples -----------------------------------------------------------------------------------------------------

// A date and the name of its time zone, which the date points to.
typedef struct date {
    struct tm tm;
    char zone[64];
} date;

// The time zone that a struct_time has.
static bool take_zone(ouro_rt *rt, ouro_borrowed o, date *d) {
    ouro_obj *name = ouro_getattr_ascii(rt, o, "tm_zone"), *offset = NULL;
    char *owned = NULL;
    size_t n;
    const char *text = name && ouro_str_check(rt, name) ? ouro_str_utf8(rt, name, &n, &owned, true) : NULL;
    if (text) {
        (void)snprintf(d->zone, sizeof d->zone, "%s", text);
        d->tm.tm_zone = d->zone;
    }
    if (owned) ouro_raw_free(rt, owned);
    if (name && !ouro_error_pending(rt)) offset = ouro_getattr_ascii(rt, o, "tm_gmtoff");
    int overflow;
    if (offset && ouro_int_check(rt, offset)) d->tm.tm_gmtoff = (long)ouro_int_clip(offset, &overflow);
    ouro_xrelease(rt, name);
    ouro_xrelease(rt, offset);
    return !ouro_error_pending(rt);
}

static bool to_date(ouro_rt *rt, const char *name, ouro_borrowed o, date *d) {
    int64_t v[FIELDS];
    if (!ouro_tuple_check(rt, o)) {
        ouro_raise(rt, OURO_TypeError, "Tuple or struct_time argument required");
        return false;
    }
    if (ouro_tuple_length(o) != FIELDS) {
        ouro_raise(rt, OURO_TypeError, "%s(): illegal time tuple argument", name);
        return false;
    }
    for (size_t i = 0; i < FIELDS; i++) {
        if (!ouro_index_i64(rt, ouro_tuple_peek(o, i), 0, &v[i])) return false;
        if (v[i] == (int32_t)v[i]) continue;
        ouro_raise(rt, OURO_OverflowError, "signed integer is %s", v[i] > 0 ? "greater than maximum" : "less than minimum");
        return false;
    }
    if (v[0] < INT32_MIN + 1900ll) {
        ouro_raise(rt, OURO_OverflowError, "year out of range");
        return false;
    }
    d->tm = (struct tm){.tm_year = (int)(v[0] - 1900), .tm_mon = (int)v[1] - 1, .tm_mday = (int)v[2], .tm_hour = (int)v[3],
                     .tm_min = (int)v[4], .tm_sec = (int)v[5], .tm_wday = (int)((v[6] + 1) % 7), .tm_yday = (int)v[7] - 1,
                     .tm_isdst = (int)v[8]};
    bool plain = ouro_is(o, OURO_T_tuple) || (ouro_type_of(rt, o)->flags & OURO_TF_HEAP);
    return plain || take_zone(rt, o, d);
}

// Checks what the C library would not, and replaces what stands for "unknown".
static bool valid(ouro_rt *rt, struct tm *t) {
    const char *what = NULL;
    if (t->tm_mon == -1) t->tm_mon = 0;
    if (t->tm_mday == 0) t->tm_mday = 1;
    if (t->tm_yday == -1) t->tm_yday = 0;
    if (t->tm_mon < 0 || t->tm_mon > 11)
        what = "month";
    else if (t->tm_mday < 0 || t->tm_mday > 31)
        what = "day of month";
    else if (t->tm_hour < 0 || t->tm_hour > 23)
        what = "hour";
    else if (t->tm_min < 0 || t->tm_min > 59)
        what = "minute";
    else if (t->tm_sec < 0 || t->tm_sec > 61)
        what = "seconds";
    else if (t->tm_wday < 0)
        what = "day of week";
    else if (t->tm_yday < 0 || t->tm_yday > 365)
        what = "day of year";
    if (what) ouro_raise(rt, OURO_ValueError, "%s out of range", what);
    return !what;
}

// The date that a function is given, now when it is absent.
static bool date_argument(ouro_rt *rt, const char *name, ouro_borrowed o, date *d) {
    if (!o) return broken_down(rt, localtime_r, time(NULL), &d->tm);
    return to_date(rt, name, o, d) && valid(rt, &d->tm);
}

METHOD(make_time) {
    date d;
    if (!to_date(rt, "mktime", args[0], &d)) return NULL;
    d.tm.tm_wday = -1; // tells whether it worked: -1 is a time too
    time_t stamp = mktime(&d.tm);
    if (stamp != (time_t)-1 || d.tm.tm_wday != -1) return ouro_float_new(rt, (double)stamp);
    ouro_raise(rt, OURO_OverflowError, "mktime argument out of range");
    return NULL;
}

static ouro_owned date_text(ouro_rt *rt, const struct tm *t) {
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    int n = snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %lld", days[t->tm_wday], months[t->tm_mon], t->tm_mday,
                     t->tm_hour, t->tm_min, t->tm_sec, (long long)t->tm_year + 1900);
    return ouro_str_from_ascii(rt, text, (size_t)n);
}
METHOD(asc_time) {
    date d;
    return date_argument(rt, "asctime", nargs ? args[0] : NULL, &d) ? date_text(rt, &d.tm) : NULL;
}
METHOD(c_time) {
    time_t stamp;
    struct tm t;
    if (!time_stamp(rt, "ctime", args, nargs, &stamp) || !broken_down(rt, localtime_r, stamp, &t)) return NULL;
    return date_text(rt, &t);
}

// ---- formats ---------------------------------------------------------------------------------------------------------

static ouro_owned formatted(ouro_rt *rt, const char *format, size_t length, const struct tm *t) {
    if (length == 0) return ouro_ref(rt, rt->empty_str);
    // strftime() says 0 both for "no room" and for an empty result: a result 256 times as long as the format is empty.
    for (size_t size = 1024;; size *= 2) {
        char *buffer = ouro_raw_alloc(rt, size);
        if (!buffer) return NULL;
        size_t n = strftime(buffer, size, format, t);
        if (n > 0 || size >= 256 * length) {
            ouro_obj *s = ouro_str_from_wtf8(rt, buffer, n);
            ouro_raw_free(rt, buffer);
            return s;
        }
        ouro_raw_free(rt, buffer);
    }
}

METHOD(format_time) {
    date d;
    char *owned;
    size_t length;
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "strftime() argument 1 must be str, not %T", args[0]);
        return NULL;
    }
    const char *format = ouro_str_utf8(rt, args[0], &length, &owned, true);
    if (!format) return NULL;
    ouro_obj *result = NULL;
    if (memchr(format, 0, length)) {
        ouro_raise(rt, OURO_ValueError, "embedded null character");
    } else if (date_argument(rt, "strftime", nargs > 1 ? args[1] : NULL, &d)) {
        d.tm.tm_isdst = d.tm.tm_isdst < -1 ? -1 : d.tm.tm_isdst > 1 ? 1 : d.tm.tm_isdst;
        result = formatted(rt, format, length, &d.tm);
    }
    if (owned) ouro_raw_free(rt, owned);
    return result;
}

METHOD(parse_time) {
    ouro_obj *m = ouro_import_module(rt, "_strptime");
    ouro_obj *f = m ? ouro_getattr_ascii(rt, m, "_strptime_time") : NULL;
    ouro_obj *result = f ? ouro_call(rt, f, args, nargs, kwnames) : NULL;
    ouro_xrelease(rt, f);
    ouro_xrelease(rt, m);
    return result;
}

// ---- the time zone ---------------------------------------------------------------------------------------------------

// timezone, altzone, daylight, tzname: what was in force at the beginning and in the middle of a year.
static int add_zone(ouro_rt *rt, ouro_borrowed module) {
    enum { YEAR = (365 * 24 + 6) * 3600 };
    time_t stamp = time(NULL) / YEAR * YEAR;
    struct tm january, july;
    if (!broken_down(rt, localtime_r, stamp, &january) || !broken_down(rt, localtime_r, stamp + YEAR / 2, &july)) return -1;
    const struct tm *standard = &january, *other = &july;
    if (january.tm_gmtoff > july.tm_gmtoff) standard = &july, other = &january; // summer is in January in the south
    ouro_obj *a = ouro_str_from_cstring(rt, standard->tm_zone), *b = ouro_str_from_cstring(rt, other->tm_zone);
    ouro_obj *names = a && b ? ouro_tuple_pack(rt, 2, a, b) : NULL;
    ouro_xrelease(rt, a);
    ouro_xrelease(rt, b);
    if (ouro_module_add(rt, module, "tzname", names) < 0) return -1;
    if (ouro_module_add(rt, module, "timezone", ouro_int_from_i64(rt, -standard->tm_gmtoff)) < 0) return -1;
    if (ouro_module_add(rt, module, "altzone", ouro_int_from_i64(rt, -other->tm_gmtoff)) < 0) return -1;
    return ouro_module_add(rt, module, "daylight", ouro_int_from_i64(rt, standard->tm_gmtoff != other->tm_gmtoff));
}
METHOD(set_zone) {
    tzset();
    return add_zone(rt, self) < 0 ? NULL : ouro_none(rt);
}

static const ouro_method_def functions[] = {
    {"gmtime", gm_time, 0, OURO_MANY, 0, "gmtime([seconds]) -> struct_time\n\nThe date in UTC, by default now."},
    {"localtime", local_time, 0, OURO_MANY, 0, "localtime([seconds]) -> struct_time\n\nThe date in local time."},
    {"asctime", asc_time, 0, 1, 0, "asctime([tuple]) -> string\n\nA date as text like 'Sat Jun 06 16:26:11 1998'."},
    {"ctime", c_time, 0, OURO_MANY, 0, "ctime(seconds) -> string\n\nasctime(localtime(seconds))"},
    {"mktime", make_time, 1, 1, 0, "mktime(tuple) -> float\n\nThe time stamp of a date in local time."},
    {"strftime", format_time, 1, 2, 0, "strftime(format[, tuple]) -> string\n\nA date as text in a format."},
    {"strptime", parse_time, 0, OURO_MANY, 0, "strptime(string, format) -> struct_time\n\nThe date in a text."},
    {"tzset", set_zone, 0, 0, 0, "tzset()\n\nReads the time zone from the environment again."},
    {0},
};

int ouro_time_add_dates(ouro_rt *rt, ouro_borrowed module) {
    time_state *s = ouro_raw_calloc(rt, sizeof *s);
    if (!s) return -1;
    ((ouro_module *)(uintptr_t)module)->state = s;
    s->struct_time = ouro_structseq_type_new(rt, "time.struct_time", field_names, FIELDS, ALL_FIELDS);
    if (!s->struct_time) return -1;
    tzset();
    if (ouro_module_add(rt, module, "struct_time", ouro_ref(rt, &s->struct_time->head)) < 0) return -1;
    if (ouro_module_add(rt, module, "_STRUCT_TM_ITEMS", ouro_int_from_i64(rt, ALL_FIELDS)) < 0) return -1;
    if (add_zone(rt, module) < 0) return -1;
    return ouro_module_add_functions(rt, module, functions);
}
