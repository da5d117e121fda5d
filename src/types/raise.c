// Making exceptions and raising them: what C code calls, and what the raise statement does.
#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception_specs.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

static bool is_exception(const ouro_rt *rt, ouro_borrowed o) { return ouro_type_of(rt, o)->flags & OURO_TF_EXC; }
static bool is_exception_class(const ouro_rt *rt, ouro_borrowed o) {
    return ouro_type_check(rt, o) && (((const ouro_type *)o)->flags & OURO_TF_EXC);
}

ouro_owned ouro_exception_make(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed args) {
    return ouro_call(rt, cls, ((const ouro_tuple *)args)->items, ouro_tuple_length(args), NULL);
}

// Without asking type.__call__: `kind` is a builtin class.
static ouro_owned make(ouro_rt *rt, uint32_t kind, ouro_obj *const *args, size_t nargs) {
    ouro_type *type = rt->types[kind];
    ouro_obj *e = type->slots.create(rt, type, args, nargs, NULL);
    if (e && type->slots.init && type->slots.init(rt, e, args, nargs, NULL) < 0) {
        ouro_release(rt, e);
        return NULL;
    }
    return e;
}

ouro_owned ouro_exception_new(ouro_rt *rt, uint32_t kind, ouro_borrowed message) {
    ouro_obj *args[1] = {(ouro_obj *)(uintptr_t)message};
    return make(rt, kind, args, message ? 1 : 0);
}

// ---- __context__ ---------------------------------------------------------------------------------------------------

int ouro_exception_set_context(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed context) {
    if (!context || exception == context)
        return 0;
    // If `exception` is in the chain already, it is cut out there; a chain that already runs in a circle ends the walk.
    ouro_obj *at = (ouro_obj *)(uintptr_t)context, *slow = at;
    for (bool odd = false; ouro_exc(at)->context; odd = !odd) {
        ouro_obj *next = ouro_exc(at)->context;
        if (next == exception) {
            ouro_obj *cut = ouro_slot_take(rt, at, &ouro_exc(at)->context);
            ouro_slot_set(rt, exception, &ouro_exc(exception)->context, ouro_ref(rt, context));
            ouro_release(rt, cut);
            return 0;
        }
        at = next;
        if (odd)
            slow = ouro_exc(slow)->context;
        if (at == slow)
            break;
    }
    ouro_slot_set(rt, exception, &ouro_exc(exception)->context, ouro_ref(rt, context));
    return 0;
}

// `e` (owned) becomes the pending error.
static void raise_instance(ouro_rt *rt, ouro_owned e) {
    (void)ouro_exception_set_context(rt, e, ouro_handled_peek(rt));
    ouro_error_restore(rt, e);
}

void ouro_exception_raise_hook(ouro_rt *rt, uint32_t kind, const char *message) {
    ouro_obj *text = *message ? ouro_str_from_utf8_lossy(rt, message, strlen(message)) : NULL;
    if (!text && *message)
        return; // MemoryError is pending
    ouro_obj *e = ouro_exception_new(rt, kind, text);
    ouro_xrelease(rt, text);
    if (e)
        raise_instance(rt, e);
}

void ouro_raise_kind_object(ouro_rt *rt, uint32_t kind, ouro_borrowed value) {
    ouro_obj *e = ouro_exception_new(rt, kind, value);
    if (e)
        raise_instance(rt, e);
}

void ouro_raise_from_pending(ouro_rt *rt, uint32_t kind, ouro_owned message) {
    ouro_obj *cause = ouro_error_take(rt);
    ouro_obj *e = message ? ouro_exception_new(rt, kind, message) : NULL;
    ouro_xrelease(rt, message);
    if (e) {
        raise_instance(rt, e);
        if (cause) {
            ouro_slot_set(rt, e, &ouro_exc(e)->context, ouro_ref(rt, cause));
            ouro_slot_set(rt, e, &ouro_exc(e)->cause, ouro_ref(rt, cause));
            ouro_exc(e)->suppress_context = 1;
        }
    }
    ouro_xrelease(rt, cause);
}

// ---- the raise statement -------------------------------------------------------------------------------------------

// An instance, or the class called without arguments. NULL: error, TypeError `wrong` if it is neither.
static ouro_owned instance(ouro_rt *rt, ouro_borrowed x, const char *wrong) {
    if (is_exception(rt, x))
        return ouro_ref(rt, x);
    if (!is_exception_class(rt, x)) {
        ouro_raise(rt, OURO_TypeError, "%s", wrong);
        return NULL;
    }
    ouro_obj *e = ouro_call0(rt, x);
    if (e && !is_exception(rt, e)) {
        ouro_raise(rt, OURO_TypeError, "calling %R should have returned an instance of BaseException, not %R", x,
                   &ouro_type_of(rt, e)->head);
        ouro_release(rt, e);
        return NULL;
    }
    return e;
}

void ouro_raise_object(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed cause) {
    ouro_obj *e = instance(rt, exception, "exceptions must derive from BaseException");
    if (!e)
        return;
    if (cause) {
        ouro_obj *c = NULL;
        if (cause != rt->none && !(c = instance(rt, cause, "exception causes must derive from BaseException"))) {
            ouro_release(rt, e);
            return;
        }
        ouro_exc(e)->suppress_context = 1;
        ouro_slot_set(rt, e, &ouro_exc(e)->cause, c);
    }
    raise_instance(rt, e);
}

int ouro_exception_matches(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed match) {
    static const char wrong[] = "catching classes that do not inherit from BaseException is not allowed";
    const ouro_type *type = ouro_type_of(rt, exception);
    if (!ouro_tuple_check(rt, match)) {
        if (is_exception_class(rt, match))
            return ouro_subtype(type, (const ouro_type *)match);
        ouro_raise(rt, OURO_TypeError, "%s", wrong);
        return -1;
    }
    size_t n = ouro_tuple_length(match);
    for (size_t i = 0; i < n; i++)
        if (!is_exception_class(rt, ouro_tuple_peek(match, i))) {
            ouro_raise(rt, OURO_TypeError, "%s", wrong);
            return -1;
        }
    for (size_t i = 0; i < n; i++)
        if (ouro_subtype(type, (const ouro_type *)ouro_tuple_peek(match, i)))
            return 1;
    return 0;
}

// ---- particular ones -----------------------------------------------------------------------------------------------

ouro_owned ouro_stop_iteration_value(ouro_rt *rt) {
    ouro_obj *e = ouro_error_take(rt);
    ouro_obj *value = e && ouro_exc(e)->n_fields ? ouro_exc(e)->fields[0] : NULL;
    value = ouro_ref(rt, value ? value : rt->none);
    ouro_xrelease(rt, e);
    return value;
}

void ouro_raise_errno(ouro_rt *rt, int errnum, ouro_borrowed filename) {
    char text[128];
    if (strerror_r(errnum, text, sizeof text) != 0)
        strcpy(text, "Unknown error");
    ouro_obj *args[3] = {ouro_int_from_i64(rt, errnum), ouro_str_from_cstring(rt, text), (ouro_obj *)(uintptr_t)filename};
    ouro_obj *e = args[0] && args[1] ? make(rt, OURO_OSError, args, filename ? 3 : 2) : NULL;
    ouro_xrelease(rt, args[0]);
    ouro_xrelease(rt, args[1]);
    if (e)
        raise_instance(rt, e);
}

// ---- text in the messages of errors --------------------------------------------------------------------------------

// hooks.format_object. Whatever goes wrong leaves a text that says so.
size_t ouro_exception_format_object(ouro_rt *rt, char kind, ouro_borrowed obj, char *buf, size_t cap) {
    ouro_obj *text = kind == 'R' ? ouro_repr(rt, obj) : ouro_str_of(rt, obj);
    char *owned = NULL;
    size_t n = 0;
    const char *utf8 = text ? ouro_str_utf8(rt, text, &n, &owned, true) : NULL;
    if (!utf8) {
        ouro_error_clear(rt);
        utf8 = "<unprintable object>";
        n = strlen(utf8);
    }
    if (cap) {
        size_t take = n < cap ? n : cap - 1;
        memcpy(buf, utf8, take);
        buf[take] = 0;
    }
    ouro_raw_free(rt, owned);
    ouro_xrelease(rt, text);
    return n;
}
