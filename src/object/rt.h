// The state of one runtime. Each layer owns its part; lower layers know upper parts by pointer only.
#ifndef OURO_OBJECT_RT_H
#define OURO_OBJECT_RT_H

#include <ouro/heap.h>
#include <ouro/object.h>

struct ouro_types_state; // types/state.h
struct ouro_vm;          // vm/vm.h
struct ouro_modules_state;

// What the collector does right now. Finalizers and callbacks can run in FINALIZE only.
enum ouro_gc_phase { OURO_GC_IDLE, OURO_GC_COUNT, OURO_GC_FINALIZE, OURO_GC_SWEEP };

typedef struct ouro_gc_state {
    enum ouro_gc_phase phase;
    bool enabled;
    bool off;            // -X gc=off
    uint32_t debug;      // gc.DEBUG_* bits
    uint32_t threshold[3];
    uint32_t count[3];   // count[0] is kept in rt->young_count
    ouro_obj *garbage;   // list gc.garbage, or NULL
    struct {
        uint64_t collections, collected, uncollectable;
    } stats[3];
    uint64_t long_lived_total, long_lived_pending;
    uint64_t pause_max_ns;    // of collections that the program did not ask for
    uint64_t pause_count;
    uint32_t pause_histogram[64]; // by log2 of nanoseconds, four steps a doubling folded to 64 buckets
    uint64_t collections;
    size_t candidates;   // objects that the last collection looked at
    bool collecting;     // a collection is running, its finalizers and callbacks included
    bool frozen;         // some object may be frozen
    uint32_t stress;     // safepoints seen with OURO_WAIT_STRESS
    struct ouro_gc_work *work; // gc/private.h: mark stack, spilled counts
    // Objects with a finalizer in the order of their creation, the dead among them: the order in which the finalizers of
    // one collection run. Best effort: when there is no memory for it, some run in the order of addresses.
    ouro_obj **births;
    uint32_t births_len, births_cap;
} ouro_gc_state;

struct ouro_rt {
    // ---- hot: allocation, counts, safepoints
    ouro_heap *heap;
    ouro_type **types;     // by number
    uint32_t *versions;    // types[n]->version, dense
    int32_t young_count;   // tracked objects made less those freed since the last young collection
    int32_t safepoint_at;  // a safepoint has work when young_count >= safepoint_at; 0 when anything else is waiting
    ouro_obj *pending;     // the pending exception instance (owned), or NULL
    uint32_t pending_kind; // its type number; != 0 exactly when an error is pending
    uint32_t depth;        // nesting of Python calls and guarded C recursion
    uint32_t depth_limit;  // sys.setrecursionlimit
    char *stack_limit;     // lowest address the C stack may reach

    struct ouro_handled *handled; // exceptions being handled, innermost first; never NULL
    struct ouro_handled {         // (sys.exc_info): one for the thread of control, one for each running generator
        ouro_obj *exception;      // owned, or NULL
        struct ouro_handled *outer;
    } handled_base;

    // ---- objects every runtime shares, immortal
    ouro_obj *none, *true_, *false_, *notimpl, *ellipsis;
    ouro_obj *empty_tuple, *empty_str, *empty_bytes, *empty_frozenset;
    ouro_obj **small_ints;  // small_ints[i] for -5 <= i <= 256
    ouro_obj **latin1;      // 256 one-character strings, made on demand (entry NULL until then)

    // ---- object layer
    uint32_t types_len, types_cap;
    uint32_t next_version;
    uint32_t free_type_number; // head of the list of numbers given back, linked through versions[]
    uint32_t waiting;          // bits of enum ouro_waiting: why safepoint_at is 0
    ouro_hooks hooks;
    struct ouro_weak_table *weak;
    uint32_t dealloc_depth;
    uint32_t dealloc_queue;    // compressed address of the first queued object, 0 if none
    uint32_t dealloc_queue_end; // compressed address of the last queued object, good while the queue is not empty
    bool dealloc_scan;         // some queued object could not be linked: find it by walking
    bool dealloc_unfinished;   // the dealloc slot that just returned gave up a part only
    bool deaths_may_wait;      // the layers above reach safepoints: a long cascade may go on there
    bool deaths_all_show;      // objects that nobody counted in deaths_that_show got finalizers
    int32_t dealloc_budget;    // deallocations until the cascade that goes on is a long one
    uint32_t deaths_held;      // > 0: nothing may die now that an allocation could make die
    uint32_t deaths_waiting;   // compressed address of the first object whose death was put off, 0 if none
    int64_t deaths_that_show;  // living objects whose death a program can see: finalizer, weak reference, buffer
    bool closing;
    ouro_obj *memory_errors[16]; // ready-made MemoryError instances
    uint32_t memory_errors_len;
    char pending_text[256];    // message when there is no Python on top
    uint64_t count_updates;
    uint64_t failed_allocs;
    bool in_recursion_error;   // ouro_enter_slow is raising: let what it calls pass

    ouro_gc_state gc;
    struct ouro_types_state *ty;
    struct ouro_vm *vm;
    struct ouro_modules_state *modules;
    const void *options;       // of the runtime layer
};

enum ouro_waiting {
    OURO_WAIT_SIGNAL = 1,   // a signal arrived
    OURO_WAIT_STRESS = 2,   // collect at every safepoint
    OURO_WAIT_MEMORY = 4,   // the heap hit its limit: collect everything
    OURO_WAIT_CALL = 8,     // pending call
    OURO_WAIT_DEATHS = 16,  // deaths were put off
};

// Weak references whose referent died and whose callbacks are to be called, linked through `next`; each is held.
struct ouro_weak_calls {
    ouro_weakref *first, **end;
};
OURO_INLINE void ouro_weak_calls_init(struct ouro_weak_calls *c) { c->first = NULL, c->end = &c->first; }
// Clears all weak references to `o` and appends those with a callback (and `wanted`, if not NULL), newest first.
void ouro_weak_detach(ouro_rt *rt, ouro_obj *o, struct ouro_weak_calls *calls, bool (*wanted)(ouro_rt *, ouro_obj *));
ouro_weakref *ouro_weak_calls_next(struct ouro_weak_calls *calls); // takes the first: the caller releases it
void ouro_weak_call(ouro_rt *rt, ouro_weakref *wr, ouro_borrowed callback);

enum { OURO_PAGE_AGED = 1 }; // in ouro_heap_page.gc_state: may hold objects of OURO_AGE_AGED

OURO_INLINE bool ouro_error_pending(const ouro_rt *rt) { return rt->pending_kind != 0; }
// Sets the pending error, if any, aside while unrelated Python code runs, and puts it back (dropping what that left).
struct ouro_saved_error {
    ouro_obj *exception;
    uint32_t kind;
    char text[sizeof((ouro_rt *)0)->pending_text];
};
void ouro_error_save(ouro_rt *rt, struct ouro_saved_error *saved);
void ouro_error_put_back(ouro_rt *rt, struct ouro_saved_error *saved);
// Gives the pending error to hooks.unraisable; none is pending after it.
OURO_COLD void ouro_unraisable(ouro_rt *rt, const char *where, ouro_borrowed obj);
// Runs the finalize slot of `o` if it has one and it has not run. Errors in it are unraisable, a pending one survives.
void ouro_finalize(ouro_rt *rt, ouro_obj *o);
// Can a program see the moment at which an instance dies?
OURO_INLINE bool ouro_end_shows(const ouro_type *type) {
    return type->slots.finalize != NULL && !(type->flags & OURO_TF_QUIET_END);
}
// There is one more living object whose death a program can see, or one less. Deaths that were put off happen now: what
// they would have freed may hold the object, or come to hold it.
void ouro_deaths_finish(ouro_rt *rt);
OURO_INLINE void ouro_end_shows_add(ouro_rt *rt) {
    rt->deaths_that_show++;
    if (OURO_UNLIKELY(rt->deaths_waiting != 0))
        ouro_deaths_finish(rt);
}
OURO_INLINE void ouro_end_shows_drop(ouro_rt *rt) { rt->deaths_that_show--; }
// Some of the deaths that were put off, at a safepoint or for an allocation of `size` bytes.
void ouro_deaths_step(ouro_rt *rt);
void ouro_deaths_make_room(ouro_rt *rt, size_t size);
// For dealloc slots of containers that can be long: may the object die in parts? If so the slot gives up DEALLOC_PART
// references and says so, and is called again later. For exact types only: a subclass calls the slot from its own.
enum { OURO_DEALLOC_PART = 512 };
bool ouro_dealloc_in_parts(ouro_rt *rt);
void ouro_dealloc_rest_later(ouro_rt *rt, ouro_obj *o);
// Is the pending error of class `kind` or a subclass of it?
bool ouro_error_is(ouro_rt *rt, uint32_t kind);

// The exception that is being handled (what `raise` alone raises, the __context__ of new ones), or NULL.
OURO_INLINE ouro_borrowed ouro_handled_peek(const ouro_rt *rt) {
    const struct ouro_handled *h = rt->handled;
    while (h && !h->exception)
        h = h->outer;
    return h ? h->exception : NULL;
}

OURO_INLINE ouro_type *ouro_type_of(const ouro_rt *rt, ouro_borrowed o) { return rt->types[ouro_type_number(o)]; }
OURO_INLINE ouro_borrowed ouro_bool_peek(const ouro_rt *rt, bool b) { return b ? rt->true_ : rt->false_; }
OURO_INLINE ouro_owned ouro_bool(ouro_rt *rt, bool b) { return ouro_ref(rt, b ? rt->true_ : rt->false_); }
OURO_INLINE ouro_owned ouro_none(ouro_rt *rt) { return ouro_ref(rt, rt->none); }
OURO_INLINE ouro_owned ouro_not_implemented(ouro_rt *rt) { return ouro_ref(rt, rt->notimpl); }

// Guard of every C recursion over user data. `what` ends the message: " while getting the repr of an object" or "".
// False: RecursionError pending and nothing entered.
bool ouro_enter_slow(ouro_rt *rt, const char *what);
OURO_INLINE bool ouro_enter(ouro_rt *rt, const char *what) {
    if (OURO_UNLIKELY((char *)__builtin_frame_address(0) < rt->stack_limit || rt->depth >= rt->depth_limit))
        return ouro_enter_slow(rt, what);
    rt->depth++;
    return true;
}
OURO_INLINE void ouro_leave(ouro_rt *rt) { rt->depth--; }

// Object of a size known when compiling: the heap's inline path.
OURO_INLINE OURO_MUST_USE ouro_obj *ouro_new_fixed(ouro_rt *rt, uint32_t number, size_t size) {
    ouro_obj *o = (ouro_obj *)ouro_heap_alloc_object_fast(rt->heap, size);
    if (OURO_UNLIKELY(!o)) {
        ouro_raise_memory(rt);
        return NULL;
    }
    o->rc = 1;
    o->tf = number;
    return o;
}
// The same for a type with OURO_TF_GC: tracked as young.
OURO_INLINE OURO_MUST_USE ouro_obj *ouro_new_fixed_gc(ouro_rt *rt, uint32_t number, size_t size) {
    ouro_obj *o = ouro_new_fixed(rt, number, size);
    if (OURO_LIKELY(o != NULL)) {
        o->tf = number | OURO_AGE_YOUNG;
        rt->young_count++;
    }
    return o;
}
// ouro_new_sized without asking hooks.new_instance: what that hook itself makes its objects with.
OURO_MUST_USE ouro_obj *ouro_new_plain(ouro_rt *rt, ouro_type *type, size_t size);
// Remembers that an object with a finalizer was made now (ouro_new_plain does it for types that are not builtin).
void ouro_birth_note(ouro_rt *rt, ouro_obj *o);
void ouro_births_compact(ouro_rt *rt); // drops the dead
OURO_INLINE bool ouro_safepoint_due(const ouro_rt *rt) { return rt->young_count >= rt->safepoint_at; }

#endif
