// Module _functools: partial, reduce, cmp_to_key; the cache is in lru_cache.c.
#include <string.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/type.h"

// ---- partial ---------------------------------------------------------------------------------------------------------

typedef struct partial {
    ouro_obj head;
    ouro_obj *function;
    ouro_obj *args;     // tuple
    ouro_obj *keywords; // dict
} partial;
static partial *partial_of(ouro_borrowed o) { return (partial *)(uintptr_t)o; }

static bool has_attributes(ouro_rt *rt, ouro_borrowed o) {
    const ouro_attrs *a = ouro_attrs_of_any(ouro_type_of(rt, o), o);
    return a->shape ? ouro_shape_length(rt, a->shape) > 0 : a->capacity != 0;
}

static ouro_owned joined(ouro_rt *rt, ouro_borrowed first, ouro_obj *const *rest, size_t n) {
    size_t n_first = first ? ouro_tuple_length(first) : 0;
    ouro_obj *all = ouro_tuple_new(rt, n_first + n);
    for (size_t i = 0; all && i < n_first + n; i++)
        ouro_slot_init(rt, all, &((ouro_tuple *)all)->items[i],
                       ouro_ref(rt, i < n_first ? ouro_tuple_peek(first, i) : rest[i - n_first]));
    return all;
}

static ouro_owned merged(ouro_rt *rt, ouro_borrowed dict_or_null, ouro_obj *const *values, ouro_borrowed kwnames) {
    ouro_obj *given = ouro_keywords_dict(rt, values, kwnames);
    if (!given || !dict_or_null || ouro_dict_length(dict_or_null) == 0) return given;
    ouro_obj *all = ouro_dict_copy(rt, dict_or_null);
    if (all && ouro_dict_merge(rt, all, given, 1) < 0) {
        ouro_release(rt, all);
        all = NULL;
    }
    ouro_release(rt, given);
    return all;
}

static ouro_owned partial_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs < 1) {
        ouro_raise(rt, OURO_TypeError, "type 'partial' takes at least one argument");
        return NULL;
    }
    ouro_borrowed function = args[0];
    const partial *inner = NULL; // a partial of a partial is one, unless that has attributes
    if (ouro_native_is(rt, function, OURO_NT_partial) && !has_attributes(rt, function)) {
        inner = partial_of(function);
        function = inner->function;
    }
    if (!ouro_callable(rt, function)) {
        ouro_raise(rt, OURO_TypeError, "the first argument must be callable");
        return NULL;
    }
    ouro_obj *o = ouro_native_instance(rt, cls);
    if (!o) return NULL;
    ouro_slot_init(rt, o, &partial_of(o)->function, ouro_ref(rt, function));
    ouro_obj *positional = joined(rt, inner ? inner->args : NULL, args + 1, nargs - 1);
    ouro_slot_init(rt, o, &partial_of(o)->args, positional);
    if (positional) {
        ouro_obj *keywords = merged(rt, inner ? inner->keywords : NULL, args + nargs, kwnames);
        ouro_slot_init(rt, o, &partial_of(o)->keywords, keywords);
        if (keywords) return o;
    }
    ouro_release(rt, o);
    return NULL;
}

static ouro_owned partial_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const partial *p = partial_of(self);
    ouro_obj *function = ouro_ref(rt, p->function), *stored = ouro_ref(rt, p->args), *result = NULL;
    size_t n_stored = ouro_tuple_length(stored), n_keywords = ouro_keyword_count(kwnames);
    if (ouro_dict_length(p->keywords) == 0) {
        ouro_obj *few[8], **all = few;
        size_t n = n_stored + nargs + n_keywords;
        if (n > 8) all = ouro_raw_alloc(rt, n * sizeof *all);
        if (all) {
            memcpy(all, ((const ouro_tuple *)stored)->items, n_stored * sizeof *all);
            if (nargs + n_keywords) memcpy(all + n_stored, args, (nargs + n_keywords) * sizeof *all);
            result = ouro_call(rt, function, all, n_stored + nargs, kwnames);
            if (all != few) ouro_raw_free(rt, all);
        }
    } else {
        ouro_obj *keywords = merged(rt, p->keywords, args + nargs, kwnames);
        ouro_obj *all = keywords ? joined(rt, stored, args, nargs) : NULL;
        if (all) result = ouro_call_tuple(rt, function, all, keywords);
        ouro_xrelease(rt, all);
        ouro_xrelease(rt, keywords);
    }
    ouro_release(rt, stored);
    ouro_release(rt, function);
    return result;
}

static bool add_repr(ouro_rt *rt, ouro_builder *b, ouro_borrowed o) {
    ouro_obj *held = ouro_ref(rt, o), *text = ouro_repr(rt, held);
    ouro_release(rt, held);
    if (text) ouro_builder_str(b, text);
    ouro_xrelease(rt, text);
    return text != NULL;
}

static ouro_owned partial_repr(ouro_rt *rt, ouro_borrowed self) {
    int active = ouro_repr_enter(rt, self);
    if (active) return active < 0 ? NULL : ouro_str_from_ascii(rt, "...", 3);
    const partial *p = partial_of(self);
    ouro_obj *args = ouro_ref(rt, p->args), *keywords = ouro_ref(rt, p->keywords), *key, *value;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, ouro_type_of(rt, self)->cname);
    ouro_builder_char(&b, '(');
    bool ok = add_repr(rt, &b, p->function);
    for (size_t i = 0; ok && i < ouro_tuple_length(args); i++) {
        ouro_builder_ascii(&b, ", ");
        ok = add_repr(rt, &b, ouro_tuple_peek(args, i));
    }
    ouro_obj *copy = ok ? ouro_dict_copy(rt, keywords) : NULL; // reprs may change it
    ok = ok && copy;
    for (size_t pos = 0; ok && ouro_dict_next(copy, &pos, &key, &value);) {
        ouro_builder_ascii(&b, ", ");
        ouro_obj *name = ouro_str_of(rt, key);
        if (name) ouro_builder_str(&b, name);
        ouro_xrelease(rt, name);
        ouro_builder_char(&b, '=');
        ok = name && add_repr(rt, &b, value);
    }
    ouro_builder_char(&b, ')');
    ouro_xrelease(rt, copy);
    ouro_release(rt, keywords);
    ouro_release(rt, args);
    ouro_repr_leave(rt, self);
    if (ok) return ouro_builder_finish(&b);
    ouro_builder_drop(&b);
    return NULL;
}

METHOD(partial_reduce) {
    const partial *p = partial_of(self);
    ouro_obj *dict = has_attributes(rt, self) ? ouro_native_dict_get(rt, self) : ouro_none(rt);
    ouro_obj *first = dict ? ouro_tuple_pack(rt, 1, p->function) : NULL;
    ouro_obj *state = first ? ouro_tuple_pack(rt, 4, p->function, p->args, p->keywords, dict) : NULL;
    ouro_obj *result = state ? ouro_tuple_pack(rt, 3, &ouro_type_of(rt, self)->head, first, state) : NULL;
    ouro_xrelease(rt, state);
    ouro_xrelease(rt, first);
    ouro_xrelease(rt, dict);
    return result;
}

METHOD(partial_setstate) {
    ouro_borrowed s = args[0];
    bool ok = ouro_tuple_check(rt, s) && ouro_tuple_length(s) == 4;
    ouro_borrowed function = ok ? ouro_tuple_peek(s, 0) : NULL, positional = ok ? ouro_tuple_peek(s, 1) : NULL;
    ouro_borrowed keywords = ok ? ouro_tuple_peek(s, 2) : NULL, dict = ok ? ouro_tuple_peek(s, 3) : NULL;
    if (!ok || !ouro_callable(rt, function) || !ouro_tuple_check(rt, positional) ||
        (keywords != rt->none && !ouro_dict_check(rt, keywords))) {
        ouro_raise(rt, OURO_TypeError, "invalid partial state");
        return NULL;
    }
    ouro_obj *new_args = ouro_tuple_of(rt, positional), *new_keywords = NULL;
    if (new_args)
        new_keywords = keywords == rt->none           ? ouro_dict_new(rt)
                       : ouro_is(keywords, OURO_T_dict) ? ouro_ref(rt, keywords)
                                                        : ouro_dict_copy(rt, keywords);
    if (!new_keywords || (dict != rt->none && ouro_instance_set_dict(rt, self, dict) < 0)) {
        ouro_xrelease(rt, new_args);
        ouro_xrelease(rt, new_keywords);
        return NULL;
    }
    ouro_slot_set(rt, self, &partial_of(self)->function, ouro_ref(rt, function));
    ouro_slot_set(rt, self, &partial_of(self)->args, new_args);
    ouro_slot_set(rt, self, &partial_of(self)->keywords, new_keywords);
    return ouro_none(rt);
}

// Slots of a living partial are never NULL: a dead one is emptied by its deallocation only, its cycles break at what
// the program can put into the attributes, the arguments and the function.
static void partial_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_instance_drop(rt, self);
    ouro_slot_clear(rt, self, &partial_of(self)->function);
    ouro_slot_clear(rt, self, &partial_of(self)->args);
    ouro_slot_clear(rt, self, &partial_of(self)->keywords);
}
static void partial_clear(ouro_rt *rt, ouro_obj *self) {
    partial *p = partial_of(self);
    ouro_instance_clear(rt, self);
    if (p->function) ouro_slot_set(rt, self, &p->function, ouro_none(rt));
    if (p->args) ouro_slot_set(rt, self, &p->args, ouro_ref(rt, rt->empty_tuple));
    if (p->keywords) ouro_dict_clear(rt, p->keywords);
}
static int partial_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(partial_of(self)->function);
    OURO_VISIT(partial_of(self)->args);
    OURO_VISIT(partial_of(self)->keywords);
    return ouro_instance_traverse(rt, self, visit, arg);
}

static const ouro_method_def partial_methods[] = {
    {"__reduce__", partial_reduce, 0, 0, 0, NULL},
    {"__setstate__", partial_setstate, 1, 1, 0, NULL},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
static const ouro_member_def partial_members[] = {
    {"func", OURO_MEMBER_OBJ, offsetof(partial, function), false},
    {"args", OURO_MEMBER_OBJ, offsetof(partial, args), false},
    {"keywords", OURO_MEMBER_OBJ, offsetof(partial, keywords), false},
    {0},
};
static const ouro_getset_def dict_getsets[] = {OURO_NATIVE_DICT, {0}};

const ouro_type_spec ouro_native_spec_partial = {
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE | OURO_TF_WEAK,
    .size = sizeof(partial),
    .name = "functools.partial",
    .doc = "partial(func, *args, **keywords) - a function with some of its arguments given",
    .methods = partial_methods,
    .members = partial_members,
    .getsets = dict_getsets,
    .slots = {.dealloc = partial_dealloc,
              .traverse = partial_traverse,
              .clear = partial_clear,
              .repr = partial_repr,
              .call = partial_call,
              .create = partial_create},
};

// ---- cmp_to_key ------------------------------------------------------------------------------------------------------

typedef struct key_wrapper {
    ouro_obj head;
    ouro_obj *compare, *object;
} key_wrapper;
static key_wrapper *key_of(ouro_borrowed o) { return (key_wrapper *)(uintptr_t)o; }

static ouro_owned key_new(ouro_rt *rt, ouro_borrowed compare, ouro_borrowed object) {
    ouro_type *type = ouro_native_type(rt, OURO_NT_KeyWrapper);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(key_wrapper)) : NULL;
    if (!o) return NULL;
    ouro_slot_init(rt, o, &key_of(o)->compare, ouro_ref(rt, compare));
    ouro_slot_init(rt, o, &key_of(o)->object, ouro_xref(rt, object));
    return o;
}

METHOD(cmp_to_key) {
    static const char *const names[] = {"mycmp"};
    ouro_obj *a;
    return ouro_args(rt, "cmp_to_key", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 ? NULL : key_new(rt, a, NULL);
}

static ouro_owned key_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"obj"};
    ouro_obj *a;
    if (ouro_args(rt, "K", args, nargs, kwnames, names, 1, 1, 1, &a) < 0) return NULL;
    return key_new(rt, key_of(self)->compare, a);
}

static ouro_owned key_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_native_is(rt, a, OURO_NT_KeyWrapper) || !ouro_native_is(rt, b, OURO_NT_KeyWrapper)) {
        ouro_raise(rt, OURO_TypeError, "other argument must be K instance");
        return NULL;
    }
    if (!key_of(a)->object || !key_of(b)->object) {
        ouro_raise(rt, OURO_AttributeError, "object");
        return NULL;
    }
    ouro_obj *r = ouro_call2(rt, key_of(a)->compare, key_of(a)->object, key_of(b)->object);
    ouro_obj *answer = r ? ouro_compare(rt, r, rt->small_ints[0], op) : NULL;
    ouro_xrelease(rt, r);
    return answer;
}

static void key_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &key_of(self)->object);
}
static void key_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &key_of(self)->object);
    ouro_slot_clear(rt, self, &key_of(self)->compare);
}
static int key_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(key_of(self)->compare);
    OURO_VISIT(key_of(self)->object);
    return 0;
}
static const ouro_member_def key_members[] = {{"obj", OURO_MEMBER_OBJ, offsetof(key_wrapper, object), true}, {0}};

const ouro_type_spec ouro_native_spec_KeyWrapper = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(key_wrapper),
    .name = "functools.KeyWrapper",
    .members = key_members,
    .slots = {.dealloc = key_dealloc,
              .traverse = key_traverse,
              .clear = key_clear,
              .call = key_call,
              .compare = key_compare,
              .hash = ouro_hash_unhashable},
};

// ---- reduce ----------------------------------------------------------------------------------------------------------

typedef struct reduction {
    ouro_borrowed function;
    ouro_obj *result; // owned, NULL before the first item
} reduction;

static int reduce_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    reduction *r = ctx;
    if (!r->result) {
        r->result = ouro_ref(rt, item);
        return 0;
    }
    ouro_obj *next = ouro_call2(rt, r->function, r->result, item);
    if (!next) return -1;
    ouro_release(rt, r->result);
    r->result = next;
    return 0;
}

METHOD(reduce) {
    ouro_obj *it = ouro_iter(rt, args[1]);
    if (!it) {
        if (ouro_error_is(rt, OURO_TypeError)) {
            ouro_error_clear(rt);
            ouro_raise(rt, OURO_TypeError, "reduce() arg 2 must support iteration");
        }
        return NULL;
    }
    reduction r = {args[0], nargs == 3 ? ouro_ref(rt, args[2]) : NULL};
    int status = ouro_each(rt, it, reduce_item, &r);
    ouro_release(rt, it);
    if (status == 0 && r.result) return r.result;
    ouro_xrelease(rt, r.result);
    if (status == 0) ouro_raise(rt, OURO_TypeError, "reduce() of empty iterable with no initial value");
    return NULL;
}

static const ouro_method_def functions[] = {
    {"cmp_to_key", cmp_to_key, 0, 0, OURO_M_KEYWORDS,
     "cmp_to_key($module, /, mycmp)\n--\n\nA key function for sorting, of a function that compares."},
    {"reduce", reduce, 2, 3, 0, "f(f(f(initial, x), y), z) and so on, for the items of an iterable."},
    {0},
};

ouro_owned ouro_module__functools(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_functools", "Tools that operate on functions.", functions);
    if (!m) return NULL;
    int r = ouro_native_add_type(rt, m, OURO_NT_partial);
    if (r == 0) r = ouro_native_add_type(rt, m, OURO_NT__lru_cache_wrapper);
    return ouro_native_module_done(rt, m, r);
}
