// OSError: the class follows from errno, the text from errno, strerror and the file names.
#include <errno.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception_specs.h"
#include "types/int.h"
#include "types/str.h"
#include "types/type.h"

enum { ERRNO, STRERROR, FILENAME, FILENAME2, WRITTEN, FIELDS };

static uint32_t class_for(int64_t number) {
    static const struct {
        int number;
        uint32_t cls;
    } map[] = {{EAGAIN, OURO_BlockingIOError},         {EALREADY, OURO_BlockingIOError},
               {EINPROGRESS, OURO_BlockingIOError},    {EWOULDBLOCK, OURO_BlockingIOError},
               {EPIPE, OURO_BrokenPipeError},          {ESHUTDOWN, OURO_BrokenPipeError},
               {ECHILD, OURO_ChildProcessError},       {ECONNABORTED, OURO_ConnectionAbortedError},
               {ECONNREFUSED, OURO_ConnectionRefusedError}, {ECONNRESET, OURO_ConnectionResetError},
               {EEXIST, OURO_FileExistsError},         {ENOENT, OURO_FileNotFoundError},
               {EISDIR, OURO_IsADirectoryError},       {ENOTDIR, OURO_NotADirectoryError},
               {EINTR, OURO_InterruptedError},         {EACCES, OURO_PermissionError},
               {EPERM, OURO_PermissionError},          {ESRCH, OURO_ProcessLookupError},
               {ETIMEDOUT, OURO_TimeoutError}};
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (map[i].number == number)
            return map[i].cls;
    return OURO_OSError;
}

static int create_os_error(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs);

// A class with its own __init__ but not its own __new__ reads the arguments there, all others in __new__.
static bool reads_in_init(const ouro_rt *rt, const ouro_type *cls) {
    const ouro_type *os = rt->types[OURO_OSError];
    return cls->slots.init != os->slots.init && cls->slots.create == os->slots.create;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    bool later = reads_in_init(rt, cls);
    if (!later && kwnames) {
        ouro_raise(rt, OURO_TypeError, "%N() takes no keyword arguments", cls);
        return NULL;
    }
    if (!later && cls->number == OURO_OSError && nargs >= 2 && nargs <= 5 && ouro_int_check(rt, args[0]) &&
        !ouro_int_is_big(args[0]))
        cls = rt->types[class_for(ouro_int_word(args[0]))];
    ouro_obj *e = ouro_exc_create(rt, cls, args, later ? 0 : nargs, NULL);
    if (e && !later && create_os_error(rt, e, args, nargs) < 0) {
        ouro_release(rt, e);
        return NULL;
    }
    return e;
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (!reads_in_init(rt, ouro_type_of(rt, self)))
        return 0;
    if (kwnames) {
        ouro_raise(rt, OURO_TypeError, "%T() takes no keyword arguments", self);
        return -1;
    }
    return ouro_exc_init(rt, self, args, nargs, NULL) < 0 ? -1 : create_os_error(rt, self, args, nargs);
}

static int create_os_error(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs) {
    if (nargs < 2 || nargs > 5)
        return 0;
    ouro_exc_set(rt, self, ERRNO, args[0]);
    ouro_exc_set(rt, self, STRERROR, args[1]);
    if (nargs == 2 || args[2] == rt->none)
        return 0;
    if (ouro_subtype(ouro_type_of(rt, self), rt->types[OURO_BlockingIOError]) &&
        ouro_type_of(rt, args[2])->slots.index) { // the third is characters_written
        int64_t n;
        if (!ouro_index_i64(rt, args[2], OURO_ValueError, &n))
            return -1;
        ouro_exc_set(rt, self, WRITTEN, args[2]);
        return 0;
    }
    ouro_exc_set(rt, self, FILENAME, args[2]);
    if (nargs == 5 && args[4] != rt->none)
        ouro_exc_set(rt, self, FILENAME2, args[4]);
    ouro_obj *two = ouro_tuple_from(rt, args, 2);
    if (!two)
        return -1;
    ouro_slot_set(rt, self, &ouro_exc(self)->args, two);
    return 0;
}

static ouro_owned str(ouro_rt *rt, ouro_borrowed self) {
    const ouro_exception *e = ouro_exc(self);
    ouro_borrowed number = e->fields[ERRNO] ? e->fields[ERRNO] : rt->none;
    ouro_borrowed text = e->fields[STRERROR] ? e->fields[STRERROR] : rt->none;
    if (e->fields[FILENAME] && e->fields[FILENAME2])
        return ouro_str_formatted(rt, "[Errno %S] %S: %R -> %R", number, text, e->fields[FILENAME], e->fields[FILENAME2]);
    if (e->fields[FILENAME])
        return ouro_str_formatted(rt, "[Errno %S] %S: %R", number, text, e->fields[FILENAME]);
    if (e->fields[ERRNO] && e->fields[STRERROR])
        return ouro_str_formatted(rt, "[Errno %S] %S", number, text);
    return ouro_exc_str(rt, self);
}

static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_exception *e = ouro_exc(self);
    if (ouro_tuple_length(e->args) != 2 || !e->fields[FILENAME])
        return ouro_exc_reduce(rt, self, args, nargs, kwnames);
    ouro_borrowed a = ouro_tuple_peek(e->args, 0), b = ouro_tuple_peek(e->args, 1);
    ouro_obj *all = e->fields[FILENAME2]
                        ? ouro_tuple_pack(rt, 5, a, b, e->fields[FILENAME], rt->none, e->fields[FILENAME2])
                        : ouro_tuple_pack(rt, 3, a, b, e->fields[FILENAME]);
    ouro_obj *result = all ? ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, all) : NULL;
    ouro_xrelease(rt, all);
    return result;
}

static ouro_owned get_written(ouro_rt *rt, ouro_borrowed self) {
    if (ouro_exc(self)->fields[WRITTEN])
        return ouro_ref(rt, ouro_exc(self)->fields[WRITTEN]);
    ouro_raise(rt, OURO_AttributeError, "characters_written");
    return NULL;
}
static int set_written(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    int64_t n;
    if (!value && !ouro_exc(self)->fields[WRITTEN]) {
        ouro_raise(rt, OURO_AttributeError, "characters_written");
        return -1;
    }
    if (value && !ouro_index_i64(rt, value, OURO_ValueError, &n))
        return -1;
    ouro_exc_set(rt, self, WRITTEN, value);
    return 0;
}

static const ouro_method_def methods[] = {{"__reduce__", reduce, 0, 0, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {{"characters_written", get_written, set_written, NULL}, {0}};
static const ouro_member_def members[] = {OURO_EXC_MEMBER("errno", ERRNO), OURO_EXC_MEMBER("strerror", STRERROR),
                                          OURO_EXC_MEMBER("filename", FILENAME),
                                          OURO_EXC_MEMBER("filename2", FILENAME2), {0}};
const ouro_type_spec ouro_spec_OSError = {
    .number = OURO_OSError,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(FIELDS),
    .name = "OSError",
    .doc = "The operating system reported an error.",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .init = init, .str = str},
};
