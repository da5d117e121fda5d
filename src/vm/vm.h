// The interpreter's state: frames, registers, generators.
#ifndef OURO_VM_VM_H
#define OURO_VM_VM_H

#include "object/rt.h"
#include "types/code.h"

struct ouro_generator;
struct vm_imports; // vm/import_internal.h

enum vm_frame_flags {
    VM_ENTRY = 1,     // returning from it leaves the C function that runs it
    VM_GENERATOR = 2, // its registers are in a generator
    VM_INIT = 4,      // __init__: the caller gets the new object (in `made`), not the result
    VM_NEW_CHUNK = 8, // begins a chunk of the register stack
    VM_FOR = 16,      // a generator stepped by FOR_ITER of the frame below
    VM_SEND = 32,     // a generator stepped by SEND of the frame below
    VM_DISCARD = 64,  // the result goes nowhere
};

// One running (or suspended) call. Registers: locals, cells, free variables, temporaries; every one NULL or owned.
typedef struct vm_frame {
    struct vm_frame *prev;
    ouro_obj **regs;
    ouro_obj **free;            // first register slot above it
    const ouro_instruction *pc; // next instruction
    ouro_function *function;    // owned: code, globals, builtins
    ouro_obj *locals;           // owned mapping of a class body or exec; NULL: module (globals) or function
    ouro_obj *object;           // owned frame object, or NULL
    ouro_obj *made;             // VM_INIT: owned new object
    uint16_t result;            // register of the caller for the result
    uint16_t flags;
} vm_frame;

OURO_INLINE ouro_code *vm_code(const vm_frame *f) {
    return (ouro_code *)f->function->code;
}

typedef struct vm_frame_chunk {
    struct vm_frame_chunk *prev, *next;
    vm_frame frames[62];
} vm_frame_chunk;

typedef struct vm_stack_chunk {
    struct vm_stack_chunk *prev;
    ouro_obj **limit; // end of the slots
    ouro_obj *slots[];
} vm_stack_chunk;

struct ouro_vm {
    vm_frame *top;               // running frame or NULL
    vm_frame_chunk *frames;      // chunk in use
    uint32_t frames_used;        // frames of it in use
    vm_stack_chunk *stack;       // chunk in use
    vm_stack_chunk *spare;       // one that was left, or NULL
    volatile int signal_pending; // set by signal handlers of the command
    uint32_t builtins_version;
    struct vm_imports *imports; // raw block; NULL before ouro_import_set_natives
    int optimize;               // -O: of what is imported or run
    bool safe_path;             // -P: the folder of a script does not go into sys.path
    bool skip_first_line;        // -x: of a script
    ouro_obj *build_class;      // owned builtin function
    ouro_obj *excepthook;       // reserved
};

enum { VM_MADE_GENERATOR = 1 }; // flag of a function: a generator may be suspended in it

enum generator_state { GEN_CREATED, GEN_SUSPENDED, GEN_RUNNING, GEN_FINISHED };

typedef struct ouro_generator { // generator, coroutine, async generator
    ouro_obj head;
    ouro_obj *name, *qualname;   // owned str
    struct ouro_handled handled; // exception being handled inside
    vm_frame frame;              // regs point behind this struct
    ouro_obj *hooks_value;       // async generator: finalizer hook, or NULL
    uint8_t state;               // enum generator_state
    uint8_t running_async, hooks_ran, closed;
    uint32_t nregs;
    ouro_obj *regs[];
} ouro_generator;

typedef struct ouro_frame { // frame object
    ouro_obj head;
    vm_frame *live;          // the running or suspended frame, NULL when it is over
    ouro_function *function; // owned
    ouro_obj *locals;        // owned: mapping of f_locals, or NULL
    ouro_obj *back;          // owned frame or NULL (only when over)
    ouro_obj **saved;        // registers of a frame that is over, raw block or NULL
    uint32_t n_saved;
    uint32_t lasti; // when over
    int32_t line;   // assigned f_lineno; reserved
} ouro_frame;

// ---- vm.c
int ouro_vm_start(ouro_rt *rt);   // 0, or -1 MemoryError
void ouro_vm_clear(ouro_rt *rt);  // gives up references; before the last collections
void ouro_vm_finish(ouro_rt *rt); // frees its memory
// Runs a code object as a module, class body or exec: locals may be NULL (then globals).
ouro_owned ouro_vm_exec(ouro_rt *rt, ouro_borrowed code, ouro_borrowed globals, ouro_borrowed locals_or_null,
                        ouro_borrowed closure_or_null);

// What a signal that arrived asks for. Long loops in C call it now and then. -1: error pending.
int ouro_run_signals(ouro_rt *rt);

// ---- call.c
// A frame for `function` (stolen) with nargs positional and keyword arguments at base (owned by the frame from now on;
// all given up on failure). Not yet linked as the running one. NULL: error pending.
vm_frame *vm_frame_push(ouro_rt *rt, ouro_function *function, ouro_obj **base, size_t nargs, ouro_borrowed kwnames);
// Room for n registers above the running frame (new chunk if need be); *new_chunk tells. NULL: error pending.
ouro_obj **vm_stack_room(ouro_rt *rt, size_t n, bool *new_chunk);
void vm_frame_chunk_leave(ouro_rt *rt);      // the last record of a chunk was given back
void vm_stack_leave(ouro_rt *rt);            // leaves a new chunk: the frame it was for is gone, or was not made
void vm_frame_pop(ouro_rt *rt, vm_frame *f); // releases registers and function, gives the record back
int vm_bind(ouro_rt *rt, ouro_function *function, ouro_obj **base, size_t nargs, ouro_borrowed kwnames);
ouro_owned vm_function_call(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs,
                            ouro_borrowed kwnames);

// ---- interp.c
// Runs vm->top until the frame marked VM_ENTRY returns (its result, owned) or fails (NULL). With `thrown` the frame
// starts with the pending exception.
ouro_owned vm_run(ouro_rt *rt, bool thrown);

// ---- frame.c
ouro_borrowed vm_frame_object_peek(ouro_rt *rt, vm_frame *f); // made when missing; NULL: MemoryError
void vm_frame_detach(ouro_rt *rt, vm_frame *f);               // the frame is over: its object takes the registers
ouro_owned vm_locals(ouro_rt *rt, vm_frame *f);               // what locals() gives
ouro_obj *vm_frame_locals_dict(ouro_rt *rt, ouro_borrowed frame_object);
int vm_traceback_add(ouro_rt *rt, vm_frame *f); // entry for f in the traceback of the pending exception
uint32_t vm_frame_line(const vm_frame *f);

// ---- generator.c
ouro_owned vm_generator_new(ouro_rt *rt,
                            vm_frame *f); // takes the frame's registers; the frame is popped. NULL: MemoryError
// Resumes. value: owned or NULL (None). Result: yielded value; NULL with gen->state GEN_FINISHED and no error:
// returned, the value in *returned (owned); NULL with an error.
ouro_owned vm_generator_resume(ouro_rt *rt, ouro_generator *g, ouro_owned value, bool thrown, ouro_obj **returned);
void vm_generator_enter(ouro_rt *rt, ouro_generator *g, unsigned flags); // links its frame as the running one
void vm_generator_finish(ouro_rt *rt, ouro_generator *g);                // after return or failure: registers are gone
ouro_owned vm_yield_from_iter(ouro_rt *rt, ouro_borrowed o, bool in_coroutine);
ouro_owned vm_awaitable(ouro_rt *rt, ouro_borrowed o, unsigned how);
// send(value) to any iterator or generator. 1 yielded (*out), 0 returned (*out), -1 error. value owned.
int vm_send(ouro_rt *rt, ouro_borrowed it, ouro_owned value, ouro_obj **out);
// throw(type, value, traceback) into it; as vm_generator_resume.
ouro_owned vm_generator_throw(ouro_rt *rt, ouro_generator *g, ouro_obj *const *args, size_t nargs, ouro_obj **returned);
// Slots that generators, coroutines and asynchronous generators share.
void vm_generator_dealloc(ouro_rt *rt, ouro_obj *self);
int vm_generator_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg);
void vm_generator_clear(ouro_rt *rt, ouro_obj *self);
void vm_generator_finalize(ouro_rt *rt, ouro_obj *self);
size_t vm_generator_size(ouro_rt *rt, ouro_borrowed self);
ouro_owned vm_generator_repr(ouro_rt *rt, ouro_borrowed self);
ouro_borrowed vm_yield_from_peek(const ouro_generator *g); // the iterator it delegates to, or NULL

// ---- operations of rare instructions: ops.c
int vm_unpack(ouro_rt *rt, ouro_borrowed o, ouro_obj **to, size_t n);
int vm_unpack_ex(ouro_rt *rt, ouro_borrowed o, ouro_obj **to, size_t before, size_t after);
int vm_dict_merge(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed other, ouro_borrowed function);
ouro_owned vm_call_ex(ouro_rt *rt, ouro_borrowed function, ouro_borrowed args, ouro_borrowed kwargs);
ouro_owned vm_make_function(ouro_rt *rt, vm_frame *f, ouro_borrowed code, unsigned flags, ouro_obj **pieces);
int vm_with_enter(ouro_rt *rt, ouro_borrowed manager, bool async, ouro_obj **exit, ouro_obj **value);
ouro_owned vm_get_name(ouro_rt *rt, vm_frame *f, ouro_borrowed name);
ouro_owned vm_get_global(ouro_rt *rt, vm_frame *f, ouro_borrowed name);
int vm_set_name(ouro_rt *rt, vm_frame *f, ouro_borrowed name, ouro_borrowed value_or_null);
void vm_raise_unbound(ouro_rt *rt, vm_frame *f, unsigned reg);
void vm_raise(ouro_rt *rt, unsigned n, ouro_borrowed exception, ouro_borrowed cause);
ouro_owned vm_import(ouro_rt *rt, vm_frame *f, ouro_borrowed name, ouro_borrowed level, ouro_borrowed fromlist);
ouro_owned vm_import_from(ouro_rt *rt, ouro_borrowed module, ouro_borrowed name);
int vm_import_star(ouro_rt *rt, vm_frame *f, ouro_borrowed module);
int vm_setup_annotations(ouro_rt *rt, vm_frame *f);
int vm_print_value(ouro_rt *rt, ouro_borrowed value); // sys.displayhook

// ---- match.c
ouro_owned vm_match_keys(ouro_rt *rt, ouro_borrowed subject, ouro_borrowed keys);
ouro_owned vm_match_class(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed subject, ouro_borrowed names,
                          size_t positional);
ouro_owned vm_dict_rest(ouro_rt *rt, ouro_borrowed subject, ouro_borrowed keys);
int vm_group_match(ouro_rt *rt, ouro_obj **rest, ouro_obj **match);
ouro_owned vm_group_join(ouro_rt *rt, ouro_borrowed raised, ouro_borrowed original);

// ---- cache.c: inline caches of attribute access
enum vm_cache_kind {
    VM_CACHE_NONE,
    VM_CACHE_SLOT,     // attribute `index` of an instance with this shape
    VM_CACHE_VALUE,    // `pointer` on the class; the instance (with this shape, if any) has no such attribute
    VM_CACHE_METHOD,   // the same, and it is a method: self goes along
    VM_CACHE_MEMBER,   // __slots__ member at byte `index`
    VM_CACHE_MODULE,   // entry `index` of the module's dict
    VM_CACHE_TYPE,     // `pointer` on the type object itself, whose version matches
    VM_CACHE_GLOBAL,   // entry `index` of globals
    VM_CACHE_BUILTIN,  // entry `index` of builtins, while the layout word of globals (it counts keys added) is `shape`
    VM_CACHE_ADD,      // SET_ATTR: adds an attribute: from `shape` to shape `index`
    VM_CACHE_PROPERTY, // `pointer`: Python getter function of a property on the class
};
// offset of the attributes in the instance is in cache->misses.
void vm_cache_attr(ouro_rt *rt, ouro_cache *c, ouro_borrowed o, ouro_borrowed name, bool method);
void vm_cache_set(ouro_rt *rt, ouro_cache *c, ouro_borrowed o, ouro_borrowed name, uint32_t shape_before);
// The __init__ of a class whose objects are made by object.__new__ and type.__call__ (borrowed), else NULL, no error.
ouro_borrowed vm_plain_init(ouro_rt *rt, const ouro_type *type);
void vm_code_warm(ouro_rt *rt, ouro_code *code); // allocates the caches; failure leaves it cold

#endif
