// Module _thread, as far as a program with one thread can use it: locks that count who is the only one to take them.
// A thread cannot be started.
#include <unistd.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"
#include "modules/time.h"

#include "types/exception.h"
#include "types/float.h"
#include "types/int.h"

enum { MAX_SECONDS = 9223372036 };

typedef struct lock {
    ouro_obj head;
    uint64_t count; // of a plain lock 0 or 1
} lock;
static lock *of(ouro_borrowed o) { return (lock *)(uintptr_t)o; }
static int64_t identity(const ouro_rt *rt) { return (int64_t)(uintptr_t)rt; }

static ouro_owned lock_new(ouro_rt *rt, enum ouro_native_type which) {
    ouro_type *type = ouro_native_type(rt, which);
    return type ? ouro_new_zeroed(rt, type, sizeof(lock)) : NULL;
}

// acquire(blocking=True, timeout=-1). False: an error. *wait: nanoseconds, -1 for ever.
static bool acquire_arguments(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames, int64_t *wait) {
    static const char *const names[] = {"blocking", "timeout"};
    ouro_obj *a[2];
    int64_t blocking = 1, ns = -1;
    if (ouro_args(rt, "acquire", args, nargs, kwnames, names, 2, 0, 2, a) < 0) return false;
    if (a[0] && !ouro_index_i64(rt, a[0], OURO_OverflowError, &blocking)) return false;
    bool timed = false;
    if (a[1]) {
        if (!ouro_time_duration(rt, a[1], &ns)) return false;
        timed = ns != -1000000000;
    }
    if (!blocking && timed) {
        ouro_raise(rt, OURO_ValueError, "can't specify a timeout for a non-blocking call");
        return false;
    }
    if (timed && ns < 0) {
        ouro_raise(rt, OURO_ValueError, "timeout value must be positive");
        return false;
    }
    *wait = !blocking ? 0 : timed ? ns : -1;
    return true;
}

// Nobody else could release a lock that is held: waiting for it ends with the time or with a signal only.
static bool wait_in_vain(ouro_rt *rt, int64_t ns) {
    if (ns >= 0) return ns == 0 || ouro_time_sleep(rt, ns);
    while (ouro_time_sleep(rt, 3600000000000)) continue;
    return false;
}

// ---- lock ------------------------------------------------------------------------------------------------------------

METHOD(lock_acquire) {
    int64_t wait;
    if (!acquire_arguments(rt, args, nargs, kwnames, &wait)) return NULL;
    if (of(self)->count == 0) {
        of(self)->count = 1;
        return ouro_bool(rt, true);
    }
    return wait_in_vain(rt, wait) ? ouro_bool(rt, false) : NULL;
}
METHOD(lock_release) {
    if (of(self)->count == 0) {
        ouro_raise(rt, OURO_RuntimeError, "release unlocked lock");
        return NULL;
    }
    of(self)->count = 0;
    return ouro_none(rt);
}
METHOD(lock_enter) { return lock_acquire(rt, self, args, 0, NULL); }
METHOD(lock_exit) { return lock_release(rt, self, args, 0, NULL); }
METHOD(lock_locked) { return ouro_bool(rt, of(self)->count != 0); }
METHOD(lock_reset) {
    of(self)->count = 0;
    return ouro_none(rt);
}
static ouro_owned lock_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<%s _thread.lock object at %p>", of(self)->count ? "locked" : "unlocked",
                              (const void *)self);
}

#define ACQUIRE "acquire(blocking=True, timeout=-1) -> bool\n\nTakes the lock, if need be after waiting for it."
#define RELEASE "release()\n\nGives the lock back."
static const ouro_method_def lock_methods[] = {
    {"acquire_lock", lock_acquire, 0, 0, OURO_M_KEYWORDS, ACQUIRE},
    {"acquire", lock_acquire, 0, 0, OURO_M_KEYWORDS, ACQUIRE},
    {"release_lock", lock_release, 0, 0, 0, RELEASE},
    {"release", lock_release, 0, 0, 0, RELEASE},
    {"locked_lock", lock_locked, 0, 0, 0, "locked() -> bool\n\nIs it taken?"},
    {"locked", lock_locked, 0, 0, 0, "locked() -> bool\n\nIs it taken?"},
    {"__enter__", lock_enter, 0, 0, 0, ACQUIRE},
    {"__exit__", lock_exit, 0, OURO_MANY, 0, RELEASE},
    {"_at_fork_reinit", lock_reset, 0, 0, 0, NULL},
    {0},
};
const ouro_type_spec ouro_native_spec_lock = {
    .flags = OURO_TF_WEAK | OURO_TF_NO_NEW,
    .size = sizeof(lock),
    .name = "_thread.lock",
    .methods = lock_methods,
    .slots = {.repr = lock_repr},
};

// ---- RLock -----------------------------------------------------------------------------------------------------------

static ouro_owned rlock_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_native_instance(rt, cls);
}
METHOD(rlock_acquire) {
    int64_t wait;
    if (!acquire_arguments(rt, args, nargs, kwnames, &wait)) return NULL;
    of(self)->count++;
    return ouro_bool(rt, true);
}
METHOD(rlock_release) {
    if (of(self)->count == 0) {
        ouro_raise(rt, OURO_RuntimeError, "cannot release un-acquired lock");
        return NULL;
    }
    of(self)->count--;
    return ouro_none(rt);
}
METHOD(rlock_enter) { return rlock_acquire(rt, self, args, 0, NULL); }
METHOD(rlock_exit) { return rlock_release(rt, self, args, 0, NULL); }
METHOD(rlock_owned) { return ouro_bool(rt, of(self)->count != 0); }
METHOD(rlock_save) {
    if (of(self)->count == 0) {
        ouro_raise(rt, OURO_RuntimeError, "cannot release un-acquired lock");
        return NULL;
    }
    ouro_obj *count = ouro_int_from_u64(rt, of(self)->count), *owner = ouro_int_from_i64(rt, identity(rt));
    ouro_obj *state = count && owner ? ouro_tuple_pack(rt, 2, count, owner) : NULL;
    ouro_xrelease(rt, count);
    ouro_xrelease(rt, owner);
    if (state) of(self)->count = 0;
    return state;
}
METHOD(rlock_restore) {
    int64_t count;
    if (!ouro_tuple_check(rt, args[0]) || ouro_tuple_length(args[0]) != 2) {
        ouro_raise(rt, OURO_TypeError, "_acquire_restore() argument 1 must be 2-item tuple");
        return NULL;
    }
    if (!ouro_index_i64(rt, ouro_tuple_peek(args[0], 0), OURO_OverflowError, &count)) return NULL;
    of(self)->count = (uint64_t)count;
    return ouro_none(rt);
}
static ouro_owned rlock_repr(ouro_rt *rt, ouro_borrowed self) {
    uint64_t n = of(self)->count;
    return ouro_str_formatted(rt, "<%s %T object owner=%lld count=%llu at %p>", n ? "locked" : "unlocked", self,
                              n ? (long long)identity(rt) : 0ll, (unsigned long long)n, (const void *)self);
}
static const ouro_method_def rlock_methods[] = {
    {"acquire", rlock_acquire, 0, 0, OURO_M_KEYWORDS, ACQUIRE},
    {"release", rlock_release, 0, 0, 0, RELEASE},
    {"_is_owned", rlock_owned, 0, 0, 0, NULL},
    {"_acquire_restore", rlock_restore, 1, 1, 0, NULL},
    {"_release_save", rlock_save, 0, 0, 0, NULL},
    {"__enter__", rlock_enter, 0, 0, 0, ACQUIRE},
    {"__exit__", rlock_exit, 0, OURO_MANY, 0, RELEASE},
    {"_at_fork_reinit", lock_reset, 0, 0, 0, NULL},
    {0},
};
const ouro_type_spec ouro_native_spec_RLock = {
    .flags = OURO_TF_BASE | OURO_TF_WEAK,
    .size = sizeof(lock),
    .name = "_thread.RLock",
    .methods = rlock_methods,
    .slots = {.repr = rlock_repr, .create = rlock_create},
};

// ---- local variables of threads: with one thread, plain attributes ------------------------------------------------------

static ouro_owned local_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if ((nargs || kwnames) && cls->slots.init == rt->types[OURO_T_object]->slots.init) {
        ouro_raise(rt, OURO_TypeError, "Initialization arguments are not supported");
        return NULL;
    }
    return ouro_native_instance(rt, cls);
}
static const ouro_getset_def local_getsets[] = {OURO_NATIVE_DICT, {0}};
const ouro_type_spec ouro_native_spec__local = {
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE | OURO_TF_WEAK,
    .size = sizeof(ouro_obj),
    .name = "_thread._local",
    .getsets = local_getsets,
    .slots = {.dealloc = ouro_instance_drop,
              .traverse = ouro_instance_traverse,
              .clear = ouro_instance_clear,
              .create = local_create},
};

// ---- the module ------------------------------------------------------------------------------------------------------

METHOD(allocate_lock) { return lock_new(rt, OURO_NT_lock); }
METHOD(get_ident) { return ouro_int_from_i64(rt, identity(rt)); }
METHOD(get_native_id) { return ouro_int_from_i64(rt, getpid()); }
METHOD(thread_count) { return ouro_int_from_i64(rt, 0); }
METHOD(stack_size) { return ouro_int_from_i64(rt, 0); }

METHOD(start_new_thread) {
    const char *wrong = !ouro_callable(rt, args[0])                         ? "first arg must be callable"
                        : !ouro_tuple_check(rt, args[1])                   ? "2nd arg must be a tuple"
                        : nargs == 3 && !ouro_dict_check(rt, args[2]) ? "optional 3rd arg must be a dictionary"
                                                                            : NULL;
    ouro_raise(rt, wrong ? OURO_TypeError : OURO_RuntimeError, "%s", wrong ? wrong : "can't start new thread");
    return NULL;
}
METHOD(exit_thread) {
    ouro_raise(rt, OURO_SystemExit, "%s", "");
    return NULL;
}

static const ouro_method_def functions[] = {
    {"start_new_thread", start_new_thread, 2, 3, 0, "start_new_thread(function, args[, kwargs])\n\nCannot be done here."},
    {"start_new", start_new_thread, 2, 3, 0, "start_new_thread(function, args[, kwargs])\n\nCannot be done here."},
    {"allocate_lock", allocate_lock, 0, 0, 0, "allocate_lock() -> lock object\n\nA new lock."},
    {"allocate", allocate_lock, 0, 0, 0, "allocate_lock() -> lock object\n\nA new lock."},
    {"_set_sentinel", allocate_lock, 0, 0, 0, "_set_sentinel() -> lock\n\nA lock that ends with the thread."},
    {"exit_thread", exit_thread, 0, 0, 0, "exit()\n\nraise SystemExit"},
    {"exit", exit_thread, 0, 0, 0, "exit()\n\nraise SystemExit"},
    {"get_ident", get_ident, 0, 0, 0, "get_ident() -> integer\n\nA number that no other thread has."},
    {"get_native_id", get_native_id, 0, 0, 0, "get_native_id() -> integer\n\nThe number the system has for the thread."},
    {"_count", thread_count, 0, 0, 0, "_count() -> integer\n\nHow many threads were started and run."},
    {"stack_size", stack_size, 0, 1, 0, "stack_size([size]) -> size\n\nThe stack size of new threads."},
    {0},
};

ouro_owned ouro_module__thread(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_thread", "What threads are made of. There is one.", functions);
    if (!m) return NULL;
    ouro_type *lock_type = ouro_native_type(rt, OURO_NT_lock);
    int r = lock_type ? ouro_module_add(rt, m, "LockType", ouro_ref(rt, &lock_type->head)) : -1;
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT_RLock);
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT__local);
    if (r == 0) r = ouro_module_add(rt, m, "error", ouro_ref(rt, &rt->types[OURO_RuntimeError]->head));
    if (r == 0) r = ouro_module_add(rt, m, "TIMEOUT_MAX", ouro_float_new(rt, (double)MAX_SECONDS));
    return ouro_native_module_done(rt, m, r);
}
