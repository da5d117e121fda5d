// Finding and loading modules: built in, or Python source on sys.path.
#ifndef OURO_VM_IMPORT_H
#define OURO_VM_IMPORT_H

#include "object/rt.h"

// A module that is built in: makes a new module object. NULL: error pending.
typedef struct ouro_native_module {
    const char *name;
    ouro_owned (*make)(ouro_rt *rt);
} ouro_native_module;

// __import__(name, globals, locals, fromlist, level). globals, fromlist may be NULL or None.
ouro_owned ouro_import(ouro_rt *rt, ouro_borrowed name, ouro_borrowed globals, ouro_borrowed fromlist, int64_t level);
// importlib.import_module(name) for an absolute name: the module itself.
ouro_owned ouro_import_module(ouro_rt *rt, const char *name);
// `from module import name` found no attribute: tries sys.modules["module.name"], else raises ImportError "cannot import name
// ..." as CPython words it. Returns the submodule or NULL.
ouro_owned ouro_import_from_failed(ouro_rt *rt, ouro_borrowed module, ouro_borrowed name);
// Runs a file, or the __main__ of a directory, as module __main__. 0, or -1 with an error pending.
int ouro_run_file(ouro_rt *rt, const char *path);
// python -m name.
int ouro_run_module(ouro_rt *rt, const char *name);
// The table of built-in modules, ended by a NULL name; set by the modules layer at start-up. 0, -1 MemoryError.
int ouro_import_set_natives(ouro_rt *rt, const ouro_native_module *table);
// Drops all modules in CPython's order (sys and builtins last), so that module globals die.
void ouro_import_finish(ouro_rt *rt);

#endif
