// Values between the host and Python.
#include <string.h>

#include "modules/modules.h"
#include "runtime/runtime.h"
#include "types/abstract.h"
#include "types/bytes.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"

ouro_owned ouro_make_none(ouro_rt *rt) { return ouro_none(rt); }
ouro_owned ouro_make_bool(ouro_rt *rt, bool value) { return ouro_bool(rt, value); }
ouro_owned ouro_make_int(ouro_rt *rt, int64_t value) { return ouro_int_from_i64(rt, value); }
ouro_owned ouro_make_float(ouro_rt *rt, double value) { return ouro_float_new(rt, value); }
ouro_owned ouro_make_str(ouro_rt *rt, const char *utf8, size_t len) { return ouro_str_from_utf8(rt, utf8, len); }
ouro_owned ouro_make_bytes(ouro_rt *rt, const void *data, size_t len) { return ouro_bytes_new(rt, data, len); }
ouro_owned ouro_make_list(ouro_rt *rt, ouro_obj *const *items, size_t n) { return ouro_list_from(rt, items, n); }
ouro_owned ouro_make_tuple(ouro_rt *rt, ouro_obj *const *items, size_t n) { return ouro_tuple_from(rt, items, n); }
ouro_owned ouro_make_dict(ouro_rt *rt) { return ouro_dict_new(rt); }

int ouro_as_int(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    return ouro_index_i64(rt, o, OURO_OverflowError, out) ? 0 : -1;
}
int ouro_as_float(ouro_rt *rt, ouro_borrowed o, double *out) { return ouro_to_double(rt, o, out) ? 0 : -1; }
int ouro_as_bool(ouro_rt *rt, ouro_borrowed o) { return ouro_truth(rt, o); }

// Copy of a str as UTF-8. Steals it.
static char *text_of(ouro_rt *rt, ouro_owned s, size_t *len) {
    size_t n;
    char *owned = NULL, *copy = NULL;
    const char *utf8 = s ? ouro_str_utf8(rt, s, &n, &owned, true) : NULL;
    if (utf8 && (copy = ouro_raw_alloc(rt, n + 1))) {
        memcpy(copy, utf8, n);
        copy[n] = 0;
        if (len) *len = n;
    }
    if (owned) ouro_raw_free(rt, owned);
    ouro_xrelease(rt, s);
    return copy;
}
char *ouro_as_text(ouro_rt *rt, ouro_borrowed o, size_t *len) { return text_of(rt, ouro_str_of(rt, o), len); }
char *ouro_as_repr(ouro_rt *rt, ouro_borrowed o, size_t *len) { return text_of(rt, ouro_repr(rt, o), len); }
void ouro_text_release(ouro_rt *rt, char *text) {
    if (text) ouro_raw_free(rt, text);
}

static ouro_borrowed main_module(ouro_rt *rt) {
    ouro_borrowed m = rt->ty->modules ? ouro_dict_peek_str(rt, rt->ty->modules, OURO_NAME(rt, __main__)) : NULL;
    if (!m) ouro_raise(rt, OURO_RuntimeError, "lost __main__");
    return m;
}
ouro_owned ouro_global_get(ouro_rt *rt, const char *name) {
    ouro_borrowed m = main_module(rt);
    ouro_obj *s = m ? ouro_str_from_cstring(rt, name) : NULL;
    ouro_obj *v = s ? ouro_dict_get(rt, ouro_module_dict_peek(m), s) : NULL;
    if (s && !v && !ouro_error_pending(rt)) ouro_raise(rt, OURO_NameError, "name '%S' is not defined", s);
    ouro_xrelease(rt, s);
    return v;
}
int ouro_global_set(ouro_rt *rt, const char *name, ouro_borrowed value) {
    ouro_borrowed m = main_module(rt);
    return m ? ouro_attribute_set(rt, m, name, value) : -1;
}
ouro_owned ouro_attribute_get(ouro_rt *rt, ouro_borrowed o, const char *name) {
    ouro_obj *s = ouro_str_from_cstring(rt, name);
    ouro_obj *v = s ? ouro_getattr(rt, o, s) : NULL;
    ouro_xrelease(rt, s);
    return v;
}
int ouro_attribute_set(ouro_rt *rt, ouro_borrowed o, const char *name, ouro_borrowed value) {
    ouro_obj *s = ouro_str_from_cstring(rt, name);
    int r = s && ouro_str_intern(rt, &s) == 0 ? ouro_setattr(rt, o, s, value) : -1;
    ouro_xrelease(rt, s);
    return r;
}
ouro_owned ouro_item_get(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key) { return ouro_getitem(rt, o, key); }
int ouro_item_set(ouro_rt *rt, ouro_borrowed o, ouro_borrowed key, ouro_borrowed value) {
    return ouro_setitem(rt, o, key, value);
}
int64_t ouro_size_of(ouro_rt *rt, ouro_borrowed o) { return ouro_length(rt, o); }
ouro_owned ouro_call_values(ouro_rt *rt, ouro_borrowed callable, ouro_obj *const *args, size_t n) {
    return ouro_call(rt, callable, args, n, NULL);
}

// ---- functions of the host -----------------------------------------------------------------------------------------------

typedef struct host_function {
    ouro_obj head;
    ouro_obj *name;
    ouro_host_function fn;
    void *context;
} host_function;

static ouro_owned host_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const host_function *f = (const host_function *)self;
    if (kwnames && ouro_tuple_length(kwnames)) {
        ouro_raise(rt, OURO_TypeError, "%S() takes no keyword arguments", f->name);
        return NULL;
    }
    if (!ouro_enter(rt, " while calling a Python object")) return NULL;
    ouro_obj *result = f->fn(rt, f->context, args, nargs);
    ouro_leave(rt);
    if (!result && !ouro_error_pending(rt))
        ouro_raise(rt, OURO_SystemError, "%S returned NULL without setting an exception", f->name);
    return result;
}
static void host_dealloc(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((host_function *)self)->name); }
static ouro_owned host_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<host function %S>", ((const host_function *)self)->name);
}
static const ouro_member_def host_members[] = {{"__name__", OURO_MEMBER_OBJ, offsetof(host_function, name), false}, {0}};

static const ouro_type_spec host_spec = {
    .flags = OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(host_function),
    .name = "host_function",
    .members = host_members,
    .slots = {.call = host_call, .dealloc = host_dealloc, .repr = host_repr},
};

ouro_owned ouro_make_function(ouro_rt *rt, const char *name, ouro_host_function fn, void *context) {
    struct ouro_modules_state *s = rt->modules;
    if (!s->host_function) s->host_function = ouro_type_from_spec(rt, &host_spec);
    ouro_obj *text = s->host_function ? ouro_str_from_cstring(rt, name) : NULL;
    host_function *f = text ? (host_function *)ouro_new_zeroed(rt, s->host_function, sizeof *f) : NULL;
    if (!f) {
        ouro_xrelease(rt, text);
        return NULL;
    }
    f->name = text;
    f->fn = fn;
    f->context = context;
    return &f->head;
}
