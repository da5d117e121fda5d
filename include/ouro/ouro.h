// A Python in a C program: opening and closing runtimes, running code, values, errors, figures.
//
//     ouro_rt *rt = ouro_open(NULL);
//     if (ouro_run_string(rt, "print(6 * 7)", "<mine>") < 0) puts(ouro_error_text(rt, text, sizeof text));
//     ouro_close(rt, NULL);
//
// A runtime belongs to one thread at a time. Two runtimes share nothing. Functions that can fail return NULL, -1 or
// false and leave an exception pending in the runtime; the next call of these functions, or ouro_error_clear, drops it.
// Nothing here prints, ends the process or changes the locale unless it says so; the program run may, of course.
// References are described in <ouro/object.h>: release what a function returned as ouro_owned with ouro_release.
#ifndef OURO_OURO_H
#define OURO_OURO_H

#include <ouro/core.h>

OURO_BEGIN

#define OURO_VERSION        "0.1.0"
#define OURO_PYTHON_VERSION "3.11.2"

// ---- opening and closing --------------------------------------------------------------------------------------------

enum ouro_gc_mode { OURO_GC_DEFAULT, OURO_GC_INCREMENTAL, OURO_GC_STW, OURO_GC_OFF };

// What was left when everything had been torn down; all zero unless something leaked.
typedef struct ouro_close_report {
    size_t live_objects;
    size_t live_bytes; // of objects and of raw memory
} ouro_close_report;

// Figures of a runtime. Those that are not counted are UINT64_MAX.
typedef struct ouro_memory_stats {
    uint64_t live_objects, live_bytes;
    uint64_t committed_bytes, peak_bytes;
    uint64_t allocations, frees;   // with OURO_HEAP_STATS
    uint64_t count_updates;        // in builds that count them
    uint64_t gc_collections;
    uint64_t gc_pause_max_us, gc_pause_p99_us;
    uint64_t failed_allocs;
} ouro_memory_stats;

// All zero is a good default. Strings are UTF-8 or whatever bytes the system has, and are copied.
typedef struct ouro_options {
    size_t memory_limit;      // bytes the heap may take in all; 0: no limit
    enum ouro_gc_mode gc;     // OFF: cycles are collected only when the program asks
    unsigned heap_flags;      // OURO_HEAP_STATS, OURO_HEAP_FENCES
    size_t stack_size;        // bytes of C stack that may be used below the caller of ouro_open; 0: what the thread has
    const char *program;      // sys.executable; NULL: ""
    int argc;                 // sys.argv; 0: ['']
    const char *const *argv;
    const char *stdlib;       // folder of the Python 3.11 standard library; NULL: looked for where systems put it
    const char *path0;        // first entry of sys.path; NULL: none
    bool isolated;            // -I: no PYTHON* variables
    bool ignore_environment;  // -E
    bool safe_path;           // -P: ouro_run_file does not put the script's folder in sys.path
    bool skip_first_line;     // -x: of the script
    bool no_site;             // -S
    bool no_user_site;        // -s
    bool dont_write_bytecode; // -B
    bool inspect;             // -i
    bool interactive;
    bool quiet;               // -q
    bool unbuffered;          // -u
    int optimize;             // -O: 1, -OO: 2
    int verbose;
    const char *const *warnoptions; // -W, ended by NULL; may be NULL
    const char *const *xoptions;    // -X, ended by NULL; may be NULL
    bool no_stdio;            // sys.stdin, stdout and stderr are None
    uint64_t fail_allocation; // for tests: this allocation (1 is the first) fails; 0: none
    bool fail_forever;        // and all after it
    ouro_memory_stats *failure; // filled in when ouro_open fails, if not NULL
} ouro_options;

// A runtime ready to run code, with a module __main__. NULL: there is no memory for it. NULL options: all zero.
OURO_API OURO_MUST_USE ouro_rt *ouro_open(const ouro_options *options);
// Ends the program: atexit functions, flushing of sys.stdout, finalizers, then everything goes. 0, or -1 when output
// could not be written. `report` and `stats` (of the end) may be NULL.
OURO_API int ouro_close_with_stats(ouro_rt *rt, ouro_close_report *report, ouro_memory_stats *stats);
OURO_API int ouro_close(ouro_rt *rt, ouro_close_report *report);
OURO_API void ouro_memory_stats_get(ouro_rt *rt, ouro_memory_stats *out);
// May be called from another thread or a signal handler while the runtime runs code: a KeyboardInterrupt is raised in
// it soon. Async-signal-safe.
OURO_API void ouro_interrupt(ouro_rt *rt);
// True, and it is as if it had not been: an interrupt came that no code has seen yet. For hosts that wait for input.
OURO_API bool ouro_interrupt_take(ouro_rt *rt);

// ---- running code ---------------------------------------------------------------------------------------------------
// In the namespace of __main__. 0, or -1 with an exception pending.

OURO_API int ouro_run_string(ouro_rt *rt, const char *source, const char *filename);
// Runs a script: sets __file__, and sys.path[0] to its folder.
OURO_API int ouro_run_file(ouro_rt *rt, const char *path);
OURO_API int ouro_run_module(ouro_rt *rt, const char *name); // python -m name
// The script is what stands on sys.stdin (python3 -).
OURO_API int ouro_run_stdin(ouro_rt *rt);
// One statement of a dialogue, its last line with a newline: expressions show their values through sys.displayhook. 1: more lines are needed
// (nothing is pending), 0, -1.
OURO_API int ouro_run_interactive(ouro_rt *rt, const char *source, size_t len, const char *filename, bool last_chance);
// Value of an expression. NULL: an exception is pending.
OURO_API OURO_MUST_USE ouro_owned ouro_eval(ouro_rt *rt, const char *expression);
OURO_API OURO_MUST_USE ouro_owned ouro_import_named(ouro_rt *rt, const char *module);

// ---- errors ---------------------------------------------------------------------------------------------------------

// "ValueError: what it says", cut to fit, zero-ended; "" when nothing is pending. The exception stays pending.
OURO_API const char *ouro_error_text(ouro_rt *rt, char *buffer, size_t size);
// Ends a program as python3 does: with an exception pending, shows it through sys.excepthook (SystemExit: its message)
// and clears it. Returns the exit status: 0 without one, 1, or what SystemExit says.
OURO_API int ouro_report_error(ouro_rt *rt);
// While on (as options.inspect is at first), ouro_report_error shows SystemExit like any other exception.
OURO_API void ouro_set_inspect(ouro_rt *rt, bool on);
// The pending exception is an instance of the builtin class with this number (OURO_KeyboardInterrupt ...).
OURO_API bool ouro_error_matches(ouro_rt *rt, uint32_t type_number);
OURO_API int ouro_flush(ouro_rt *rt); // sys.stdout and sys.stderr; 0, -1

// ---- values ---------------------------------------------------------------------------------------------------------

OURO_API OURO_MUST_USE ouro_owned ouro_make_none(ouro_rt *rt);
OURO_API OURO_MUST_USE ouro_owned ouro_make_bool(ouro_rt *rt, bool value);
OURO_API OURO_MUST_USE ouro_owned ouro_make_int(ouro_rt *rt, int64_t value);
OURO_API OURO_MUST_USE ouro_owned ouro_make_float(ouro_rt *rt, double value);
OURO_API OURO_MUST_USE ouro_owned ouro_make_str(ouro_rt *rt, const char *utf8, size_t len); // UnicodeDecodeError
OURO_API OURO_MUST_USE ouro_owned ouro_make_bytes(ouro_rt *rt, const void *data, size_t len);
OURO_API OURO_MUST_USE ouro_owned ouro_make_list(ouro_rt *rt, ouro_obj *const *items, size_t n);  // new references
OURO_API OURO_MUST_USE ouro_owned ouro_make_tuple(ouro_rt *rt, ouro_obj *const *items, size_t n);
OURO_API OURO_MUST_USE ouro_owned ouro_make_dict(ouro_rt *rt);

// A native function for Python to call. args are borrowed; returns a new reference, or NULL with an exception pending
// (ouro_raise). `context` is handed to it; it must outlive the runtime.
typedef ouro_owned (*ouro_host_function)(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs);
OURO_API OURO_MUST_USE ouro_owned ouro_make_function(ouro_rt *rt, const char *name, ouro_host_function fn,
                                                     void *context);

OURO_API int ouro_as_int(ouro_rt *rt, ouro_borrowed o, int64_t *out);    // 0; -1: TypeError, OverflowError
OURO_API int ouro_as_float(ouro_rt *rt, ouro_borrowed o, double *out);   // 0; -1: TypeError
OURO_API int ouro_as_bool(ouro_rt *rt, ouro_borrowed o);                 // 1, 0, -1
// Text of str(o) as UTF-8 in a block that ouro_text_release frees, zero-ended. NULL: error.
OURO_API OURO_MUST_USE char *ouro_as_text(ouro_rt *rt, ouro_borrowed o, size_t *len_or_null);
OURO_API OURO_MUST_USE char *ouro_as_repr(ouro_rt *rt, ouro_borrowed o, size_t *len_or_null);
OURO_API void ouro_text_release(ouro_rt *rt, char *text);

OURO_API OURO_MUST_USE ouro_owned ouro_global_get(ouro_rt *rt, const char *name); // of __main__; NULL: NameError
OURO_API int ouro_global_set(ouro_rt *rt, const char *name, ouro_borrowed value); // 0, -1
OURO_API OURO_MUST_USE ouro_owned ouro_attribute_get(ouro_rt *rt, ouro_borrowed o, const char *name);
OURO_API int ouro_attribute_set(ouro_rt *rt, ouro_borrowed o, const char *name, ouro_borrowed value);
OURO_API OURO_MUST_USE ouro_owned ouro_item_get(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key);
OURO_API int ouro_item_set(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key, ouro_borrowed value);
OURO_API int64_t ouro_size_of(ouro_rt *rt, ouro_borrowed o); // len(o); -1: error
OURO_API OURO_MUST_USE ouro_owned ouro_call_values(ouro_rt *rt, ouro_borrowed callable, ouro_obj *const *args, size_t n);

OURO_END
#endif
