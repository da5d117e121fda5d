// Calls of any object, and the arguments of native functions.
#include <string.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/code.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"

#define ARG(o) ((ouro_obj *)(uintptr_t)(o))
enum { FEW = 8 };

// ---- calls ---------------------------------------------------------------------------------------------------------

ouro_owned ouro_call(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (OURO_LIKELY(ouro_is(callee, OURO_T_function)) && rt->ty->call_function)
        return rt->ty->call_function(rt, callee, args, nargs, kwnames);
    ouro_call_slot call = ouro_type_of(rt, callee)->slots.call;
    if (OURO_UNLIKELY(!call)) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not callable", callee);
        return NULL;
    }
    if (OURO_UNLIKELY(!ouro_enter(rt, " while calling a Python object")))
        return NULL;
    ouro_obj *held = ouro_ref(rt, callee); // the call may drop the last other reference
    ouro_obj *result = call(rt, held, args, nargs, kwnames);
    ouro_release(rt, held);
    ouro_leave(rt);
    return result;
}

ouro_owned ouro_call0(ouro_rt *rt, ouro_borrowed callee) { return ouro_call(rt, callee, NULL, 0, NULL); }

ouro_owned ouro_call1(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed a) {
    ouro_obj *args[1] = {ARG(a)};
    return ouro_call(rt, callee, args, 1, NULL);
}

ouro_owned ouro_call2(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed a, ouro_borrowed b) {
    ouro_obj *args[2] = {ARG(a), ARG(b)};
    return ouro_call(rt, callee, args, 2, NULL);
}

ouro_owned ouro_call3(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed a, ouro_borrowed b, ouro_borrowed c) {
    ouro_obj *args[3] = {ARG(a), ARG(b), ARG(c)};
    return ouro_call(rt, callee, args, 3, NULL);
}

ouro_owned ouro_call_prepend(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed first, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    size_t n = nargs + (kwnames ? ouro_tuple_length(kwnames) : 0);
    ouro_obj *few[FEW], **all = n < FEW ? few : ouro_raw_alloc(rt, (n + 1) * sizeof *all);
    if (!all)
        return NULL;
    all[0] = ARG(first);
    if (n)
        memcpy(all + 1, args, n * sizeof *all);
    ouro_obj *result = ouro_call(rt, callee, all, nargs + 1, kwnames);
    if (all != few)
        ouro_raw_free(rt, all);
    return result;
}

// Keys of **kwargs as a tuple of exact or derived str. NULL: TypeError "keywords must be strings".
static ouro_owned keyword_names(ouro_rt *rt, ouro_borrowed kwargs, ouro_obj **values) {
    ouro_obj *names = ouro_tuple_new(rt, ouro_dict_length(kwargs));
    size_t at = 0, i = 0;
    ouro_obj *key, *value;
    while (names && ouro_dict_next(kwargs, &at, &key, &value)) {
        if (!ouro_str_check(rt, key)) {
            ouro_raise(rt, OURO_TypeError, "keywords must be strings");
            ouro_release(rt, names);
            return NULL;
        }
        ouro_slot_init(rt, names, &((ouro_tuple *)names)->items[i], ouro_ref(rt, key));
        values[i++] = value;
    }
    return names;
}

ouro_owned ouro_call_tuple(ouro_rt *rt, ouro_borrowed callee, ouro_borrowed args, ouro_borrowed kwargs) {
    size_t n = ouro_tuple_length(args), k = kwargs ? ouro_dict_length(kwargs) : 0;
    if (!k)
        return ouro_call(rt, callee, ((const ouro_tuple *)args)->items, n, NULL);
    ouro_obj **all = ouro_raw_alloc(rt, (n + k) * sizeof *all);
    if (!all)
        return NULL;
    if (n)
        memcpy(all, ((const ouro_tuple *)args)->items, n * sizeof *all);
    ouro_obj *names = keyword_names(rt, kwargs, all + n), *result = NULL;
    if (names) {
        for (size_t i = 0; i < k; i++) // the dict may change
            (void)ouro_ref(rt, all[n + i]);
        result = ouro_call(rt, callee, all, n, names);
        for (size_t i = 0; i < k; i++)
            ouro_release(rt, all[n + i]);
        ouro_release(rt, names);
    }
    ouro_raw_free(rt, all);
    return result;
}

ouro_owned ouro_call_method(ouro_rt *rt, ouro_borrowed name, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *self, *f = ouro_getmethod(rt, args[0], name, &self);
    if (!f)
        return NULL;
    ouro_obj *result = self ? ouro_call(rt, f, args, nargs, kwnames) : ouro_call(rt, f, args + 1, nargs - 1, kwnames);
    ouro_release(rt, f);
    return result;
}

ouro_owned ouro_call_method0(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    ouro_obj *args[1] = {ARG(o)};
    return ouro_call_method(rt, name, args, 1, NULL);
}

ouro_owned ouro_call_method1(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed a) {
    ouro_obj *args[2] = {ARG(o), ARG(a)};
    return ouro_call_method(rt, name, args, 2, NULL);
}

bool ouro_callable(ouro_rt *rt, ouro_borrowed o) { return ouro_type_of(rt, o)->slots.call != NULL; }

// ---- arguments of native functions ---------------------------------------------------------------------------------

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

int ouro_args_count(ouro_rt *rt, const char *function, size_t nargs, ouro_borrowed kwnames, size_t min, size_t max) {
    if (kwnames && ouro_tuple_length(kwnames) > 0) {
        ouro_raise(rt, OURO_TypeError, "%s() takes no keyword arguments", function);
        return -1;
    }
    if (nargs >= min && nargs <= max)
        return 0;
    size_t limit = nargs < min ? min : max;
    ouro_raise(rt, OURO_TypeError, "%s expected %s%zu argument%s, got %zu", function,
               min == max ? "" : nargs < min ? "at least " : "at most ", limit, plural(limit), nargs);
    return -1;
}

static OURO_COLD int positional_error(ouro_rt *rt, const char *function, size_t nargs, size_t min, size_t max) {
    size_t limit = nargs < min ? min : max;
    if (max == 0)
        ouro_raise(rt, OURO_TypeError, "%s() takes no positional arguments", function);
    else
        ouro_raise(rt, OURO_TypeError, "%s() takes %s %zu positional argument%s (%zu given)", function,
                   min == max ? "exactly" : nargs < min ? "at least" : "at most", limit, plural(limit), nargs);
    return -1;
}

// Which parameter is called `key`? n_names if none.
static size_t parameter(ouro_borrowed key, const char *const *names, size_t n_names) {
    size_t i = 0;
    while (i < n_names && (!*names[i] || !ouro_str_equal_ascii(key, names[i])))
        i++;
    return i;
}

int ouro_args(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
              const char *const *names, size_t n_names, size_t required, size_t positional, ouro_obj **out) {
    size_t n_keywords = kwnames ? ouro_tuple_length(kwnames) : 0, positional_only = 0;
    while (positional_only < n_names && !*names[positional_only])
        positional_only++;
    if (nargs + n_keywords > n_names) {
        ouro_raise(rt, OURO_TypeError, "%s() takes %s %zu %sargument%s (%zu given)", function,
                   required == n_names ? "exactly" : "at most", n_names, nargs == 0 ? "keyword " : "", plural(n_names),
                   nargs + n_keywords);
        return -1;
    }
    size_t min = required < positional_only ? required : positional_only;
    if (nargs > positional || nargs < min)
        return positional_error(rt, function, nargs, min, positional);
    for (size_t i = 0; i < n_names; i++)
        out[i] = i < nargs ? args[i] : NULL;
    bool wrong = false;
    for (size_t k = 0; k < n_keywords; k++) {
        size_t i = parameter(ouro_tuple_peek(kwnames, k), names, n_names);
        if (i >= nargs && i < n_names)
            out[i] = args[nargs + k];
        else
            wrong = true;
    }
    for (size_t i = nargs; i < required; i++)
        if (!out[i]) {
            ouro_raise(rt, OURO_TypeError, "%s() missing required argument '%s' (pos %zu)", function, names[i], i + 1);
            return -1;
        }
    for (size_t k = 0; wrong && k < n_keywords; k++) {
        ouro_borrowed key = ouro_tuple_peek(kwnames, k);
        size_t i = parameter(key, names, n_names);
        if (i < nargs)
            ouro_raise(rt, OURO_TypeError, "argument for %s() given by name ('%S') and position (%zu)", function, key, i + 1);
        else if (i == n_names)
            ouro_raise(rt, OURO_TypeError, "'%S' is an invalid keyword argument for %s()", key, function);
        else
            continue;
        return -1;
    }
    return 0;
}
