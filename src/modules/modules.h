// The modules written in C, and what they keep in a runtime.
//
// A module `name` is made by `ouro_owned ouro_module_<name>(ouro_rt *rt)` and has a line in natives.def.
#ifndef OURO_MODULES_MODULES_H
#define OURO_MODULES_MODULES_H

#include <ouro/ouro.h>

#include "modules/native_types.h"
#include "object/rt.h"
#include "types/spec.h"

// All references are owned; NULL until made.
struct ouro_modules_state {
    const ouro_options *options;   // belongs to the runtime layer
    ouro_obj *sys;                 // module
    ouro_obj *sys_dict;            // its dict
    ouro_obj *main;                // module __main__
    ouro_obj *atexit;              // list of (function, args, kwargs) of the module atexit
    ouro_obj *context;             // the context of context variables that runs
    ouro_obj *gc_callbacks;        // list gc.callbacks
    double gc_began;               // when the "start" callbacks of the collection that runs were done
    ouro_obj *stdio[3];            // the files that sys.stdin, stdout and stderr were at first
    ouro_type *types[OURO_NATIVE_TYPES]; // modules/native_types.h
    ouro_type *io_types[12];       // modules/io.h
    ouro_type_spec *io_specs;      // raw block: what they were made from
    ouro_obj *open_function;       // open()
    ouro_obj *unsupported;         // class io.UnsupportedOperation
    ouro_type *hook_args;          // sys.UnraisableHookArgs
    ouro_type *host_function;      // class of the functions that the host gives
    int64_t filters_version;       // of warnings.filters: what registries note depends on it
    bool finalizing;
    bool inspect;                  // SystemExit is shown, not obeyed
};

#define NATIVE(name) ouro_owned ouro_module_##name(ouro_rt *rt);
#include "modules/natives.def"
#undef NATIVE

// Makes sys, builtins, __main__ and the standard streams. 0; -1: error pending (nothing stays).
int ouro_modules_start(ouro_rt *rt, const ouro_options *options);
// What a program expects of its end: atexit functions run, streams are flushed. -1: some output could not be written.
int ouro_modules_end(ouro_rt *rt);
void ouro_gc_report_garbage(ouro_rt *rt); // a ResourceWarning about what is in gc.garbage at the end of the program
// Drops every module; then, when the types are gone, what is left of the layer.
void ouro_modules_finish(ouro_rt *rt);
void ouro_modules_free(ouro_rt *rt);

// ---- sys (sys.c)
ouro_borrowed ouro_sys_peek(ouro_rt *rt, const char *name); // sys.<name>, NULL if there is none
int ouro_sys_set(ouro_rt *rt, const char *name, ouro_owned value); // steals; NULL value: -1

// ---- showing exceptions (traceback_print.c, show.c)
// Shows an exception on sys.stderr (or on descriptor 2 when there is none) as the interpreter does when it ends a
// program. Nothing is pending afterwards. Never fails: without memory, at least the class of the exception is shown.
void ouro_show_exception(ouro_rt *rt, ouro_borrowed exception);
// The same to any object with a write method. -1: an error is pending.
int ouro_show_exception_to(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed file);
// The pending exception ends the program: sys.excepthook. Clears it and returns the exit status.
int ouro_show_pending(ouro_rt *rt);
// hooks.unraisable.
void ouro_show_unraisable(ouro_rt *rt, const char *where, ouro_borrowed obj);

#endif
