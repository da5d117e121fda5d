// Inside of the import system: what import*.c share.
#ifndef OURO_VM_IMPORT_INTERNAL_H
#define OURO_VM_IMPORT_INTERNAL_H

#include "vm/import.h"
#include "vm/vm.h"

enum vm_finder { VM_FINDER_BUILTIN, VM_FINDER_FROZEN, VM_FINDER_PATH, VM_FINDERS };

struct vm_imports {
    const ouro_native_module *natives;
    ouro_type *spec;   // class ModuleSpec; types live as long as the runtime
    ouro_type *source; // class SourceFileLoader
    ouro_type *finders[VM_FINDERS];
};

// A module as it was found. References are owned, NULL where there is nothing.
typedef struct vm_found {
    const ouro_native_module *native;
    ouro_obj *file;      // str: the source
    ouro_obj *locations; // list: __path__ of a package
    ouro_obj *spec;      // made by a finder written in Python
} vm_found;
void vm_found_drop(ouro_rt *rt, vm_found *f);

// ---- import_path.c
// Looks for module `tail` in the folders of `path`. 1 found, 0 not, -1 error.
int vm_find_in_path(ouro_rt *rt, ouro_borrowed path, ouro_borrowed tail, vm_found *out);
// Bytes of a file in a raw block with a zero after them. NULL: OSError, MemoryError.
char *vm_read_file(ouro_rt *rt, ouro_borrowed path, size_t *len);
// Source file to code object.
ouro_owned vm_compile_file(ouro_rt *rt, ouro_borrowed path, bool script);
ouro_owned vm_full_path(ouro_rt *rt, const char *path, size_t len); // made absolute
ouro_owned vm_folder_of(ouro_rt *rt, ouro_borrowed path); // "a/b.py": "a"; "" without a slash
ouro_owned vm_cached_name(ouro_rt *rt, ouro_borrowed path);

// ---- import_spec.c
// A ModuleSpec. origin, locations may be NULL.
ouro_owned vm_spec_new(ouro_rt *rt, ouro_borrowed name, ouro_borrowed loader, ouro_borrowed origin,
                       ouro_borrowed locations, bool has_location);
ouro_owned vm_source_loader(ouro_rt *rt, ouro_borrowed name, ouro_borrowed path);
ouro_owned vm_finder_class(ouro_rt *rt, enum vm_finder which);
ouro_owned vm_spec_type(ouro_rt *rt);
ouro_owned vm_source_loader_type(ouro_rt *rt);
// While its module is being made a spec says so. False: not one of ours.
bool vm_spec_begin(ouro_rt *rt, ouro_borrowed spec, bool initializing);

// ---- import.c
// The module of this name: found and loaded if need be. New reference.
ouro_owned vm_import_absolute(ouro_rt *rt, ouro_borrowed name);
// Where `name` is; nothing is loaded. path: list of folders, None for sys.path. 1, 0, -1.
int vm_find_native(ouro_rt *rt, ouro_borrowed name, vm_found *out);
int vm_find_source(ouro_rt *rt, ouro_borrowed name, ouro_borrowed path, vm_found *out);
int vm_find(ouro_rt *rt, ouro_borrowed name, ouro_borrowed path, vm_found *out); // asks sys.meta_path
ouro_owned vm_spec_of_found(ouro_rt *rt, ouro_borrowed name, const vm_found *f);
int vm_exec_found(ouro_rt *rt, ouro_borrowed module, const vm_found *f); // runs the source in the module
int vm_module_setup(ouro_rt *rt, ouro_borrowed module, const vm_found *f, ouro_borrowed spec); // __spec__, __file__ ...
ouro_owned vm_module_load(ouro_rt *rt, ouro_borrowed name, const vm_found *f);
ouro_borrowed vm_sys_peek(ouro_rt *rt, const char *name); // sys.<name>

#endif
