// Objects and references: the 8-byte header, reference counts, types and their slots, heap slots, weak
// references and pending errors. Usable without the Python on top (see examples/).
#ifndef OURO_OBJECT_H
#define OURO_OBJECT_H

#include <ouro/base.h>

OURO_BEGIN

typedef struct ouro_rt ouro_rt;     // one runtime: a heap, its types and everything that lives in it
typedef struct ouro_type ouro_type;

// Every object begins with this header.
// rc: the reference count; negative means immortal (never counted, freed when the runtime closes). A count that would
// overflow becomes immortal. tf: low 24 bits the type's number (0 only in free blocks), high 8 bits flags.
typedef struct ouro_obj {
    int32_t rc;
    uint32_t tf;
} ouro_obj;

// An owned reference: whoever holds it must release it or hand it on. As a result: new, the caller releases it. As
// a parameter: stolen, also when the function fails. A borrowed reference is valid as long as its owner holds it.
// The `ownership` build makes the borrowed one a pointer to const, so that giving it away does not compile.
typedef ouro_obj *ouro_owned;
#ifdef OURO_CHECK_OWNERSHIP
typedef const ouro_obj *ouro_borrowed;
#else
typedef ouro_obj *ouro_borrowed;
#endif

enum {
    OURO_TYPE_NUMBER_MASK = 0x00ffffff,
    OURO_AGE_SHIFT = 24,
    OURO_AGE_MASK = 3 << 24, // 0 not tracked by the collector, 1 young, 2 aged once, 3 old
    OURO_AGE_YOUNG = 1 << 24,
    OURO_AGE_AGED = 2 << 24,
    OURO_AGE_OLD = 3 << 24,
    OURO_F_FINALIZED = 1 << 26, // its finalizer has run and will not run again (PEP 442)
    OURO_F_WEAK = 1 << 27,      // has weak references (in the side table of the runtime)
    OURO_F_A = 1 << 28,         // for the type to use (str: interned)
    OURO_F_B = 1 << 29,         // for the type to use
    OURO_F_CONDEMNED = 1 << 30, // found dead by the collector: no Python code may see it any more
};
// A dict that holds the attributes of one instance and was never handed out: part of the instance as far as Python sees.
#define OURO_DICT_HIDDEN OURO_F_A
// Not tracked: its count reached zero and it waits for deallocation. Tracked: frozen (gc.freeze).
#define OURO_F_QUEUED 0x80000000u

// Numbers of the builtin types: OURO_T_int ...; of exceptions by their name: OURO_TypeError ...
enum ouro_type_number {
    OURO_T_FREE = 0,
#define TYPE(name) OURO_T_##name,
#define EXC(name, base) OURO_##name,
#include <ouro/typenumbers.def>
    OURO_TYPE_NUMBERS_FIXED // numbers from here on are given to types as they are made
};

// ---- slots -------------------------------------------------------------------------------------------------------
// One exact C signature a slot. Slots return NULL / -1 with an error pending when they fail. Binary slots get the
// operands in source order, whichever of the two types they were found in, and return a new reference to
// rt->notimpl when they cannot handle them.
typedef int (*ouro_visit)(ouro_rt *rt, ouro_obj *child, void *arg);

typedef ouro_owned (*ouro_unary_slot)(ouro_rt *rt, ouro_borrowed a);
typedef ouro_owned (*ouro_binary_slot)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b);
typedef ouro_owned (*ouro_ternary_slot)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, ouro_borrowed c);
typedef ouro_owned (*ouro_compare_slot)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op);
typedef int (*ouro_inquiry_slot)(ouro_rt *rt, ouro_borrowed a);              // -1 error, 0, 1
typedef int64_t (*ouro_length_slot)(ouro_rt *rt, ouro_borrowed a);           // -1 error
typedef int64_t (*ouro_hash_slot)(ouro_rt *rt, ouro_borrowed a);             // -1 error
typedef ouro_owned (*ouro_index_slot)(ouro_rt *rt, ouro_borrowed a, int64_t i);
typedef int (*ouro_set_slot)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed key, ouro_borrowed value_or_null);
typedef int (*ouro_set_index_slot)(ouro_rt *rt, ouro_borrowed a, int64_t i, ouro_borrowed value_or_null);
typedef int (*ouro_contains_slot)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed x);
typedef ouro_owned (*ouro_getattr_slot)(ouro_rt *rt, ouro_borrowed a, ouro_borrowed name);
typedef ouro_owned (*ouro_descr_get_slot)(ouro_rt *rt, ouro_borrowed descr, ouro_borrowed obj_or_null,
                                          ouro_borrowed type_or_null);
// Next item, or NULL: exhausted when no error is pending.
typedef ouro_owned (*ouro_next_slot)(ouro_rt *rt, ouro_borrowed it);
// The one calling convention. args: nargs positional values, then one value for each name in kwnames (a tuple of str or
// NULL). All are borrowed.
typedef ouro_owned (*ouro_call_slot)(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs,
                                     ouro_borrowed kwnames_or_null);
typedef ouro_owned (*ouro_new_slot)(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                    ouro_borrowed kwnames_or_null);
typedef int (*ouro_init_slot)(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames_or_null);
typedef void (*ouro_dealloc_slot)(ouro_rt *rt, ouro_obj *self);
typedef int (*ouro_traverse_slot)(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg);
typedef void (*ouro_clear_slot)(ouro_rt *rt, ouro_obj *self);
typedef void (*ouro_finalize_slot)(ouro_rt *rt, ouro_obj *self);
typedef size_t (*ouro_size_slot)(ouro_rt *rt, ouro_borrowed self);
typedef struct ouro_buffer ouro_buffer;
typedef int (*ouro_buffer_slot)(ouro_rt *rt, ouro_borrowed self, ouro_buffer *out, int flags);
typedef void (*ouro_release_buffer_slot)(ouro_rt *rt, ouro_borrowed self, ouro_buffer *buf);

enum ouro_compare_op { OURO_LT, OURO_LE, OURO_EQ, OURO_NE, OURO_GT, OURO_GE };

// All slots, by name and signature; `struct ouro_slots` and the tables that map special methods are made from this.
#define OURO_SLOTS(S)                                                                                                  \
    S(dealloc, ouro_dealloc_slot)   /* releases what the object owns; not the block, not weak references */            \
    S(traverse, ouro_traverse_slot) /* visits every reference it owns, each as often as it owns it */                  \
    S(clear, ouro_clear_slot)       /* gives up references that can be part of a cycle */                              \
    S(finalize, ouro_finalize_slot) /* __del__: runs once, may resurrect */                                            \
    S(size_of, ouro_size_slot)      /* bytes of block and raw memory, for getsizeof and census */                      \
    S(repr, ouro_unary_slot)                                                                                           \
    S(str, ouro_unary_slot)                                                                                            \
    S(hash, ouro_hash_slot)                                                                                            \
    S(compare, ouro_compare_slot)                                                                                      \
    S(call, ouro_call_slot)                                                                                            \
    S(getattr, ouro_getattr_slot)                                                                                      \
    S(setattr, ouro_set_slot) /* value NULL: delete */                                                                 \
    S(iter, ouro_unary_slot)                                                                                           \
    S(next, ouro_next_slot)                                                                                            \
    S(descr_get, ouro_descr_get_slot)                                                                                  \
    S(descr_set, ouro_set_slot) /* (descr, obj, value or NULL) */                                                      \
    S(create, ouro_new_slot)    /* __new__ */                                                                          \
    S(init, ouro_init_slot)     /* __init__ */                                                                         \
    S(await, ouro_unary_slot)                                                                                          \
    S(aiter, ouro_unary_slot)                                                                                          \
    S(anext, ouro_unary_slot)                                                                                          \
    S(get_buffer, ouro_buffer_slot)                                                                                    \
    S(release_buffer, ouro_release_buffer_slot)                                                                        \
    /* sequences and mappings */                                                                                       \
    S(length, ouro_length_slot)                                                                                        \
    S(getitem, ouro_binary_slot)  /* a[key]: mapping form, also handles int and slice keys */                          \
    S(setitem, ouro_set_slot)     /* a[key] = value, value NULL: del a[key] */                                         \
    S(index_get, ouro_index_slot) /* a[i], 0 <= i not adjusted; sequences only; may be NULL */                         \
    S(contains, ouro_contains_slot)                                                                                    \
    S(concat, ouro_binary_slot) /* a + b of sequences, tried after add */                                              \
    S(repeat, ouro_index_slot)  /* a * n of sequences, tried after mul */                                              \
    S(iconcat, ouro_binary_slot)                                                                                       \
    S(irepeat, ouro_index_slot)                                                                                        \
    /* numbers */                                                                                                      \
    S(truth, ouro_inquiry_slot)                                                                                        \
    S(to_int, ouro_unary_slot)                                                                                         \
    S(to_float, ouro_unary_slot)                                                                                       \
    S(index, ouro_unary_slot)                                                                                          \
    S(neg, ouro_unary_slot)                                                                                            \
    S(pos, ouro_unary_slot)                                                                                            \
    S(abs, ouro_unary_slot)                                                                                            \
    S(invert, ouro_unary_slot)                                                                                         \
    OURO_BINARY_SLOTS(S)                                                                                               \
    S(pow, ouro_ternary_slot) /* third operand rt->none when absent */                                                 \
    S(ipow, ouro_ternary_slot)

// Binary operators in the order of enum ouro_binary_op, then their in-place forms in the same order.
#define OURO_BINARY_SLOTS(S)                                                                                           \
    S(add, ouro_binary_slot)                                                                                           \
    S(sub, ouro_binary_slot)                                                                                           \
    S(mul, ouro_binary_slot)                                                                                           \
    S(truediv, ouro_binary_slot)                                                                                       \
    S(floordiv, ouro_binary_slot)                                                                                      \
    S(mod, ouro_binary_slot)                                                                                           \
    S(matmul, ouro_binary_slot)                                                                                        \
    S(lshift, ouro_binary_slot)                                                                                        \
    S(rshift, ouro_binary_slot)                                                                                        \
    S(and, ouro_binary_slot)                                                                                           \
    S(or, ouro_binary_slot)                                                                                            \
    S(xor, ouro_binary_slot)                                                                                           \
    S(divmod, ouro_binary_slot)                                                                                        \
    S(iadd, ouro_binary_slot)                                                                                          \
    S(isub, ouro_binary_slot)                                                                                          \
    S(imul, ouro_binary_slot)                                                                                          \
    S(itruediv, ouro_binary_slot)                                                                                      \
    S(ifloordiv, ouro_binary_slot)                                                                                     \
    S(imod, ouro_binary_slot)                                                                                          \
    S(imatmul, ouro_binary_slot)                                                                                       \
    S(ilshift, ouro_binary_slot)                                                                                       \
    S(irshift, ouro_binary_slot)                                                                                       \
    S(iand, ouro_binary_slot)                                                                                          \
    S(ior, ouro_binary_slot)                                                                                           \
    S(ixor, ouro_binary_slot)

typedef struct ouro_slots {
#define OURO_SLOT_FIELD(name, type) type name;
    OURO_SLOTS(OURO_SLOT_FIELD)
#undef OURO_SLOT_FIELD
} ouro_slots;

// ---- types -------------------------------------------------------------------------------------------------------
enum ouro_type_flags {
    OURO_TF_GC = 1 << 0,         // can be part of a cycle: has traverse; instances are tracked from birth
    OURO_TF_BASE = 1 << 1,       // may be subclassed
    OURO_TF_HEAP = 1 << 2,       // made by a class statement or type()
    OURO_TF_IMMUTABLE = 1 << 3,  // attributes cannot be set from Python
    OURO_TF_INSTANCE = 1 << 4,   // instances have a shape and inline attribute slots at attrs_offset
    OURO_TF_WEAK = 1 << 5,       // instances may be weakly referenced
    OURO_TF_NO_NEW = 1 << 6,     // cannot be instantiated from Python
    OURO_TF_ABSTRACT = 1 << 7,   // has unimplemented abstract methods
    OURO_TF_METHOD = 1 << 8,     // a method descriptor: calling type's attribute with self prepended is equivalent
    OURO_TF_HAS_DEL = 1 << 9,    // class or a base defines __del__ in Python
    OURO_TF_VARSIZE = 1 << 10,   // inline data of variable length (tuple, str, bytes, int, type)
    OURO_TF_SEQUENCE = 1 << 11,  // for match statements
    OURO_TF_MAPPING = 1 << 12,
    OURO_TF_MATCH_SELF = 1 << 13,
    OURO_TF_DEFAULT_GETATTR = 1 << 14, // getattr is the generic one: inline caches apply
    OURO_TF_DEFAULT_SETATTR = 1 << 15,
    OURO_TF_READY = 1 << 16,
    OURO_TF_QUIET_END = 1 << 18, // what the finalize slot does cannot be seen by a program; not inherited
    OURO_TF_WEAKREF = 1 << 17, // instances begin with struct ouro_weakref; ouro_type_enter gives it to subclasses
    // subclass of a builtin: the fast test of ouro_is_a for the common builtins
    OURO_TF_INT = 1 << 20,
    OURO_TF_STR = 1 << 21,
    OURO_TF_TUPLE = 1 << 22,
    OURO_TF_LIST = 1 << 23,
    OURO_TF_DICT = 1 << 24,
    OURO_TF_BYTES = 1 << 25,
    OURO_TF_TYPE = 1 << 26,
    OURO_TF_EXC = 1 << 27,
    OURO_TF_FLOAT = 1 << 28,
};

struct ouro_type {
    ouro_obj head;
    uint32_t number;       // index in rt->types
    uint32_t flags;        // enum ouro_type_flags
    uint32_t version;      // changes whenever the type or a base changes; never reused; also in rt->versions[number]
    uint32_t size;         // bytes of an instance without variable data and attribute slots, at least 16
    uint32_t item_size;    // bytes of one variable item, 0 if none
    uint32_t attrs_offset; // offset of {shape, capacity, slots} in instances; 0 if none or after variable data
    uint32_t root_shape;   // shape number of an empty instance
    uint32_t slots_hint;   // inline attribute slots to give a new instance
    uint32_t members_from, members_to; // bytes of instances that hold the members made by __slots__; equal: none
    const char *cname;     // name as printed in error messages, UTF-8; points into the name object for Python classes
    ouro_type *base;       // owned; NULL for object only
    ouro_obj *bases;       // owned tuple
    ouro_obj *mro;         // owned tuple; NULL without the Python on top
    ouro_obj *dict;        // owned dict of the class body; NULL without the Python on top
    ouro_obj *subclasses;  // owned list of weak references, or NULL
    ouro_obj *name;        // owned str
    ouro_obj *qualname;    // owned str
    ouro_obj *slot_names;  // owned tuple of __slots__ names, or NULL
    ouro_obj *doc;         // unused by Python classes (in dict)
    const struct ouro_type_spec *spec; // of a builtin type
    ouro_slots slots;
};

// ---- hooks: what the lower layers ask of the upper ones --------------------------------------------------------
typedef struct ouro_hooks {
    void *ctx;
    // An error was raised by `ouro_raise`: makes the exception object and stores it in rt->pending. `message` is
    // UTF-8 and not kept. NULL hook: kind and message stay in rt->pending_kind and rt->pending_text.
    void (*raise)(ouro_rt *rt, uint32_t kind, const char *message);
    // An error is pending that nobody can receive (finalizer, weak reference callback): reports and clears it.
    // `where` is text like "in __del__" or NULL, `obj` may be NULL.
    void (*unraisable)(ouro_rt *rt, const char *where, ouro_borrowed obj);
    // Calls the callback of a weak reference whose referent died; errors are unraisable.
    void (*weak_callback)(ouro_rt *rt, ouro_borrowed weakref, ouro_borrowed callback);
    // Visits every reference that the upper layers hold outside objects (frames, registers, module table).
    int (*visit_roots)(ouro_rt *rt, ouro_visit visit, void *arg);
    // The collector starts (before = true) or ended a collection of `generation`: gc.callbacks.
    void (*gc_event)(ouro_rt *rt, bool before, int generation, size_t collected, size_t uncollectable);
    // One line of what gc.DEBUG_STATS and DEBUG_COLLECTABLE print, without the newline.
    void (*gc_line)(ouro_rt *rt, const char *text);
    // Keeps a condemned object in gc.garbage (DEBUG_SAVEALL).
    void (*gc_save)(ouro_rt *rt, ouro_borrowed obj);
    // Text of `obj` for the %R (kind 'R') and %S of ouro_raise, as snprintf: at most cap - 1 bytes and a zero, returns
    // the whole length. May run Python code; a failure inside is its own to swallow.
    size_t (*format_object)(ouro_rt *rt, char kind, ouro_borrowed obj, char *buf, size_t cap);
    // Is `sub` `type` or derived from it? NULL: the chain of `base` decides.
    bool (*is_subtype)(ouro_rt *rt, const ouro_type *sub, const ouro_type *type);
    // An object of an OURO_TF_HEAP class is made by ouro_new_sized or ouro_new_zeroed (the class derives from a builtin,
    // whose create slot asks for `size` bytes): gives one with room for attributes, everything after the header zero,
    // and a reference to its class. NULL hook: made as any other.
    ouro_obj *(*new_instance)(ouro_rt *rt, ouro_type *type, size_t size);
} ouro_hooks;

// ---- references --------------------------------------------------------------------------------------------------
OURO_INLINE uint32_t ouro_type_number(ouro_borrowed o) { return o->tf & OURO_TYPE_NUMBER_MASK; }
OURO_INLINE bool ouro_is(ouro_borrowed o, uint32_t number) { return ouro_type_number(o) == number; }
OURO_INLINE bool ouro_hidden(ouro_borrowed o) {
    return (o->tf & (OURO_TYPE_NUMBER_MASK | OURO_DICT_HIDDEN)) == (OURO_T_dict | OURO_DICT_HIDDEN);
}
OURO_INLINE bool ouro_immortal(ouro_borrowed o) { return o->rc < 0; }

// The object's memory goes back: finalizer, weak references, then what it owns, then the block. Never recurses over
// the graph. Called only when the count is zero.
OURO_API void ouro_dealloc(ouro_rt *rt, ouro_obj *o);

#ifdef OURO_COUNTING
OURO_API void ouro_count_update(ouro_rt *rt);
#else
#define ouro_count_update(rt) ((void)0)
#endif

// New reference to the same object. Saturates into immortal: 2^31 references do not wrap.
OURO_INLINE ouro_owned ouro_ref(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *x = (ouro_obj *)o;
    (void)rt;
    if (OURO_LIKELY(x->rc >= 0)) {
        ouro_count_update(rt);
        x->rc = (int32_t)((uint32_t)x->rc + 1u);
    }
    return x;
}
OURO_INLINE ouro_owned ouro_xref(ouro_rt *rt, ouro_borrowed o) { return o ? ouro_ref(rt, o) : NULL; }

// Releases an owned reference. May run finalizers and weak reference callbacks, hence any Python code.
OURO_INLINE void ouro_release(ouro_rt *rt, ouro_owned o) {
    if (OURO_LIKELY(o->rc > 0)) {
        ouro_count_update(rt);
        if (--o->rc == 0)
            ouro_dealloc(rt, o);
    }
}
OURO_INLINE void ouro_xrelease(ouro_rt *rt, ouro_owned o) {
    if (o)
        ouro_release(rt, o);
}

// ---- heap slots ----------------------------------------------------------------------------------------------------
// A reference held by an object that the collector tracks changes only through these: the barrier of the incremental
// collector lives here. They steal the new value.
OURO_INLINE void ouro_slot_init(ouro_rt *rt, ouro_borrowed owner, ouro_obj **slot, ouro_owned value) {
    (void)rt, (void)owner;
    *slot = value;
}
// Puts `value` in and releases the old value (after the slot has changed).
OURO_INLINE void ouro_slot_set(ouro_rt *rt, ouro_borrowed owner, ouro_obj **slot, ouro_owned value) {
    (void)owner;
    ouro_obj *old = *slot;
    *slot = value;
    if (old)
        ouro_release(rt, old);
}
// Moves the reference out, leaving NULL.
OURO_INLINE ouro_owned ouro_slot_take(ouro_rt *rt, ouro_borrowed owner, ouro_obj **slot) {
    (void)rt, (void)owner;
    ouro_obj *old = *slot;
    *slot = NULL;
    return old;
}
// Releases the reference and leaves NULL.
OURO_INLINE void ouro_slot_clear(ouro_rt *rt, ouro_borrowed owner, ouro_obj **slot) {
    ouro_obj *old = ouro_slot_take(rt, owner, slot);
    if (old)
        ouro_release(rt, old);
}
#define OURO_VISIT(field)                                                                                              \
    do {                                                                                                               \
        if (field) {                                                                                                   \
            int visit_result_ = visit(rt, (ouro_obj *)(field), arg);                                                   \
            if (visit_result_)                                                                                         \
                return visit_result_;                                                                                  \
        }                                                                                                              \
    } while (0)

// ---- making objects ------------------------------------------------------------------------------------------------
// New object of `type` with `size` bytes in all (at least type->size): count 1, header set, the rest NOT initialised.
// Tracked as young if the type has OURO_TF_GC: fill it before anything that can collect (nothing between here and the
// next safepoint collects; allocation itself never does). NULL: MemoryError pending. O(1).
OURO_API OURO_MUST_USE ouro_owned ouro_new_sized(ouro_rt *rt, ouro_type *type, size_t size);
// The same, with everything after the header zero.
OURO_API OURO_MUST_USE ouro_owned ouro_new_zeroed(ouro_rt *rt, ouro_type *type, size_t size);
// Resizes an object that only the caller holds. NULL: MemoryError pending and the object is as it was.
OURO_API OURO_MUST_USE ouro_owned ouro_resize(ouro_rt *rt, ouro_obj *o, size_t size);
// Frees the block of a half-made object without calling its dealloc slot.
OURO_API void ouro_discard(ouro_rt *rt, ouro_obj *o);
// Makes it immortal: counts no more, freed when the runtime closes.
OURO_INLINE void ouro_make_immortal(ouro_obj *o) { o->rc = INT32_MIN / 2; }
// The collector forgets the object (it can no longer be part of a cycle), or takes it (again).
OURO_INLINE void ouro_untrack(ouro_obj *o) { o->tf &= ~((uint32_t)OURO_AGE_MASK | OURO_F_QUEUED); }
OURO_API void ouro_track(ouro_rt *rt, ouro_obj *o);
OURO_INLINE bool ouro_tracked(ouro_borrowed o) { return (o->tf & OURO_AGE_MASK) != 0; }
// Its count reached zero: it waits for deallocation, or its deallocation is going on. Walks of the heap meet such objects
// and leave them alone: neither count nor contents nor type mean anything.
OURO_INLINE bool ouro_dying(ouro_borrowed o) {
    return o->rc == 0 || (o->tf & (OURO_F_QUEUED | (uint32_t)OURO_AGE_MASK)) == OURO_F_QUEUED;
}

// Raw memory of the runtime's heap, counted by its limit. NULL: MemoryError pending (the `_quiet` form: nothing pending).
OURO_API OURO_MUST_USE void *ouro_raw_alloc(ouro_rt *rt, size_t size);
OURO_API OURO_MUST_USE void *ouro_raw_calloc(ouro_rt *rt, size_t size);
OURO_API OURO_MUST_USE void *ouro_raw_realloc(ouro_rt *rt, void *p, size_t size);
OURO_API void *ouro_raw_alloc_quiet(ouro_rt *rt, size_t size);
OURO_API void ouro_raw_free(ouro_rt *rt, void *p);

// ---- types made without the Python on top --------------------------------------------------------------------------
// Gives `type` (memory of the caller's, or from ouro_type_alloc) a number and enters it. 0 on success, -1: MemoryError.
OURO_API int ouro_type_enter(ouro_rt *rt, ouro_type *type, uint32_t wanted_number_or_0);
OURO_API void ouro_type_leave(ouro_rt *rt, ouro_type *type); // its number may be reused
OURO_API uint32_t ouro_type_new_version(ouro_rt *rt, ouro_type *type);

// ---- errors ----------------------------------------------------------------------------------------------------------
// Raises exception class number `kind` with a formatted message: %s %d %u %ld %lu %lld %llu %zd %zu %x %c %% %p %g as
// printf, and %R repr of an object, %S str of it, %T the name of its type, %N name of an ouro_type, %.*s and %.200s.
OURO_API OURO_COLD void ouro_raise(ouro_rt *rt, uint32_t kind, const char *format, ...);
OURO_API OURO_COLD void ouro_raise_memory(ouro_rt *rt); // never allocates
OURO_API void ouro_error_clear(ouro_rt *rt);
// Takes the pending exception away (owned), NULL if none. `_restore` steals and makes it pending, replacing any other.
OURO_API ouro_owned ouro_error_take(ouro_rt *rt);
OURO_API void ouro_error_restore(ouro_rt *rt, ouro_owned exception_or_null);

// ---- weak references -------------------------------------------------------------------------------------------------
// A weak reference object. referent is NULL once it died. Linked into the list of its referent, newest first.
typedef struct ouro_weakref {
    ouro_obj head;
    ouro_obj *referent; // not counted
    ouro_obj *callback; // owned, or NULL
    struct ouro_weakref *prev, *next;
    int64_t hash; // -1 until asked for
} ouro_weakref;

// First entry of the list of weak references to `o`, or NULL. O(1).
OURO_API ouro_weakref *ouro_weak_first(ouro_rt *rt, ouro_borrowed o);
// Links a new weak reference object (with callback set) to `o`. -1: MemoryError, nothing changed.
OURO_API int ouro_weak_link(ouro_rt *rt, ouro_weakref *wr, ouro_borrowed o);
OURO_API void ouro_weak_unlink(ouro_rt *rt, ouro_weakref *wr); // forgets the referent, no callback
// Clears all weak references to `o`, then calls the callbacks, newest first.
OURO_API void ouro_weak_clear(ouro_rt *rt, ouro_obj *o);
OURO_API size_t ouro_weak_count(ouro_rt *rt, ouro_borrowed o);
// New reference to the referent, or NULL (no error) when it is dead or condemned.
OURO_API ouro_obj *ouro_weak_get(ouro_rt *rt, const ouro_weakref *wr);

OURO_END
#endif
