// operator.itemgetter, attrgetter and methodcaller.
#include <string.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"
#include "vm/import.h"

// `what` is a tuple: keys; names, each a tuple of the parts between dots; or the arguments of the method after its name.
typedef struct getter {
    ouro_obj head;
    ouro_obj *what;
    ouro_obj *names;    // attrgetter: tuple of the names as they were given
    ouro_obj *keywords; // methodcaller: dict or NULL
} getter;
static getter *getter_of(ouro_borrowed o) { return (getter *)(uintptr_t)o; }

static void clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &getter_of(self)->what);
    ouro_slot_clear(rt, self, &getter_of(self)->names);
    ouro_slot_clear(rt, self, &getter_of(self)->keywords);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(getter_of(self)->what);
    OURO_VISIT(getter_of(self)->names);
    OURO_VISIT(getter_of(self)->keywords);
    return 0;
}

// Steals what is given.
static ouro_owned getter_new(ouro_rt *rt, ouro_type *cls, ouro_owned what, ouro_owned names, ouro_owned keywords) {
    ouro_obj *o = what ? ouro_native_instance(rt, cls) : NULL;
    if (!o) {
        ouro_xrelease(rt, what);
        ouro_xrelease(rt, names);
        ouro_xrelease(rt, keywords);
        return NULL;
    }
    ouro_slot_init(rt, o, &getter_of(o)->what, what);
    ouro_slot_init(rt, o, &getter_of(o)->names, names);
    ouro_slot_init(rt, o, &getter_of(o)->keywords, keywords);
    return o;
}

static int arguments(ouro_rt *rt, const char *name, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, name, nargs, kwnames, nargs, nargs) < 0) return -1;
    if (nargs >= 1) return 0;
    ouro_raise(rt, OURO_TypeError, "%s expected 1 argument, got 0", name);
    return -1;
}

// A tuple of what `get` gives for each item of `what`, or that itself when there is one only.
static ouro_owned all(ouro_rt *rt, ouro_borrowed self, ouro_borrowed o,
                      ouro_owned (*get)(ouro_rt *rt, ouro_borrowed o, ouro_borrowed what)) {
    ouro_obj *what = ouro_ref(rt, getter_of(self)->what), *result = NULL;
    size_t n = ouro_tuple_length(what);
    if (n == 1) {
        result = get(rt, o, ouro_tuple_peek(what, 0));
    } else if ((result = ouro_list_new(rt, n))) {
        bool ok = true;
        for (size_t i = 0; ok && i < n; i++) {
            ouro_obj *value = get(rt, o, ouro_tuple_peek(what, i));
            ok = value && ouro_list_append_steal(rt, result, value) == 0;
        }
        ouro_obj *list = result;
        result = ok ? ouro_list_as_tuple(rt, list) : NULL;
        ouro_release(rt, list);
    }
    ouro_release(rt, what);
    return result;
}

// "operator.itemgetter(1, 2)", with the keywords if any.
static ouro_owned text(ouro_rt *rt, ouro_borrowed self, ouro_borrowed items, ouro_borrowed keywords) {
    int active = ouro_repr_enter(rt, self);
    if (active) return active < 0 ? NULL : ouro_str_formatted(rt, "%T(...)", self);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, ouro_type_of(rt, self)->cname);
    ouro_builder_char(&b, '(');
    bool ok = true;
    for (size_t i = 0; ok && i < ouro_tuple_length(items); i++) {
        ouro_obj *s = ouro_repr(rt, ouro_tuple_peek(items, i));
        if (i) ouro_builder_ascii(&b, ", ");
        if (s) ouro_builder_str(&b, s);
        ok = s != NULL;
        ouro_xrelease(rt, s);
    }
    ouro_obj *copy = ok && keywords ? ouro_dict_copy(rt, keywords) : NULL, *key, *value;
    if (keywords && !copy) ok = false;
    for (size_t pos = 0; ok && copy && ouro_dict_next(copy, &pos, &key, &value);) {
        ouro_obj *s = ouro_repr(rt, value);
        ouro_builder_ascii(&b, ", ");
        ouro_builder_str(&b, key);
        ouro_builder_char(&b, '=');
        if (s) ouro_builder_str(&b, s);
        ok = s != NULL;
        ouro_xrelease(rt, s);
    }
    ouro_builder_char(&b, ')');
    ouro_xrelease(rt, copy);
    ouro_repr_leave(rt, self);
    if (ok) return ouro_builder_finish(&b);
    ouro_builder_drop(&b);
    return NULL;
}

static ouro_owned reduced(ouro_rt *rt, ouro_borrowed self, ouro_borrowed args) {
    return ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, args);
}

// ---- itemgetter ------------------------------------------------------------------------------------------------------

static ouro_owned item_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (arguments(rt, "itemgetter", nargs, kwnames) < 0) return NULL;
    return getter_new(rt, cls, ouro_tuple_from(rt, args, nargs), NULL, NULL);
}
static ouro_owned item_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "itemgetter", nargs, kwnames, 1, 1) < 0) return NULL;
    return all(rt, self, args[0], ouro_getitem);
}
static ouro_owned item_repr(ouro_rt *rt, ouro_borrowed self) { return text(rt, self, getter_of(self)->what, NULL); }
METHOD(item_reduce) { return reduced(rt, self, getter_of(self)->what); }
static const ouro_method_def item_methods[] = {{"__reduce__", item_reduce, 0, 0, 0, "For copying and pickling."}, {0}};

const ouro_type_spec ouro_native_spec_itemgetter = {
    .flags = OURO_TF_GC,
    .size = sizeof(getter),
    .name = "operator.itemgetter",
    .doc = "itemgetter(item, ...) --> itemgetter object\n\nf(r) is r[item], or a tuple of these.",
    .methods = item_methods,
    .slots = {.dealloc = clear, .traverse = traverse, .repr = item_repr, .call = item_call, .create = item_create},
};

// ---- attrgetter ------------------------------------------------------------------------------------------------------

// The parts of a dotted name, interned.
static ouro_owned parts_of(ouro_rt *rt, ouro_borrowed name) {
    ouro_obj *list = ouro_list_new(rt, 1), *parts = NULL;
    size_t n = ouro_str_length(name);
    for (size_t from = 0, i = 0; list && i <= n; i++) {
        if (i < n && ouro_str_at(name, i) != '.') continue;
        ouro_obj *part = ouro_str_slice(rt, name, from, i);
        if (part && ouro_str_intern(rt, &part) < 0) {
            ouro_release(rt, part);
            part = NULL;
        }
        if (!part || ouro_list_append_steal(rt, list, part) < 0) {
            ouro_release(rt, list);
            return NULL;
        }
        from = i + 1;
    }
    if (list) parts = ouro_list_as_tuple(rt, list);
    ouro_xrelease(rt, list);
    return parts;
}

static ouro_owned attribute_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs,
                                   ouro_borrowed kwnames) {
    if (arguments(rt, "attrgetter", nargs, kwnames) < 0) return NULL;
    ouro_obj *what = ouro_tuple_new(rt, nargs);
    for (size_t i = 0; what && i < nargs; i++) {
        ouro_obj *parts = NULL;
        if (ouro_str_check(rt, args[i]))
            parts = parts_of(rt, args[i]);
        else
            ouro_raise(rt, OURO_TypeError, "attribute name must be a string");
        ouro_slot_init(rt, what, &((ouro_tuple *)what)->items[i], parts);
        if (!parts) {
            ouro_release(rt, what);
            return NULL;
        }
    }
    ouro_obj *names = what ? ouro_tuple_from(rt, args, nargs) : NULL;
    if (names) return getter_new(rt, cls, what, names, NULL);
    ouro_xrelease(rt, what);
    return NULL;
}

static ouro_owned follow(ouro_rt *rt, ouro_borrowed o, ouro_borrowed parts) {
    ouro_obj *value = ouro_ref(rt, o);
    for (size_t i = 0; value && i < ouro_tuple_length(parts); i++) {
        ouro_obj *next = ouro_getattr(rt, value, ouro_tuple_peek(parts, i));
        ouro_release(rt, value);
        value = next;
    }
    return value;
}

static ouro_owned attribute_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                 ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "attrgetter", nargs, kwnames, 1, 1) < 0) return NULL;
    return all(rt, self, args[0], follow);
}
static ouro_owned attribute_repr(ouro_rt *rt, ouro_borrowed self) { return text(rt, self, getter_of(self)->names, NULL); }
METHOD(attribute_reduce) { return reduced(rt, self, getter_of(self)->names); }
static const ouro_method_def attribute_methods[] = {{"__reduce__", attribute_reduce, 0, 0, 0, "For copying and pickling."},
                                                    {0}};

const ouro_type_spec ouro_native_spec_attrgetter = {
    .flags = OURO_TF_GC,
    .size = sizeof(getter),
    .name = "operator.attrgetter",
    .doc = "attrgetter(attr, ...) --> attrgetter object\n\nf(r) is r.attr, or a tuple of these; names may have dots.",
    .methods = attribute_methods,
    .slots = {.dealloc = clear,
              .traverse = traverse,
              .repr = attribute_repr,
              .call = attribute_call,
              .create = attribute_create},
};

// ---- methodcaller ----------------------------------------------------------------------------------------------------

static ouro_owned method_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs < 1) {
        ouro_raise(rt, OURO_TypeError, "methodcaller needs at least one argument, the method name");
        return NULL;
    }
    if (!ouro_str_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "method name must be a string");
        return NULL;
    }
    ouro_obj *keywords = NULL;
    if (kwnames && !(keywords = ouro_keywords_dict(rt, args + nargs, kwnames))) return NULL;
    return getter_new(rt, cls, ouro_tuple_from(rt, args, nargs), NULL, keywords);
}

static ouro_owned method_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "methodcaller", nargs, kwnames, 1, 1) < 0) return NULL;
    ouro_obj *what = ouro_ref(rt, getter_of(self)->what), *keywords = ouro_xref(rt, getter_of(self)->keywords);
    ouro_obj *method = ouro_getattr(rt, args[0], ouro_tuple_peek(what, 0)), *result = NULL;
    if (method && !keywords) {
        result = ouro_call(rt, method, ((const ouro_tuple *)what)->items + 1, ouro_tuple_length(what) - 1, NULL);
    } else if (method) {
        ouro_obj *rest = ouro_tuple_slice(rt, what, 1, ouro_tuple_length(what));
        if (rest) result = ouro_call_tuple(rt, method, rest, keywords);
        ouro_xrelease(rt, rest);
    }
    ouro_xrelease(rt, method);
    ouro_xrelease(rt, keywords);
    ouro_release(rt, what);
    return result;
}
static ouro_owned method_repr(ouro_rt *rt, ouro_borrowed self) {
    return text(rt, self, getter_of(self)->what, getter_of(self)->keywords);
}

// With keywords: what makes it is functools.partial(methodcaller, name, **keywords).
METHOD(method_reduce) {
    const getter *g = getter_of(self);
    if (!g->keywords) return reduced(rt, self, g->what);
    ouro_obj *functools = ouro_import_module(rt, "functools"), *first = NULL, *maker = NULL, *rest = NULL, *result = NULL;
    ouro_obj *partial = functools ? ouro_getattr_ascii(rt, functools, "partial") : NULL;
    if (partial) first = ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, ouro_tuple_peek(g->what, 0));
    if (first) maker = ouro_call_tuple(rt, partial, first, g->keywords);
    if (maker) rest = ouro_tuple_slice(rt, g->what, 1, ouro_tuple_length(g->what));
    if (rest) result = ouro_tuple_pack(rt, 2, maker, rest);
    ouro_xrelease(rt, rest);
    ouro_xrelease(rt, maker);
    ouro_xrelease(rt, first);
    ouro_xrelease(rt, partial);
    ouro_xrelease(rt, functools);
    return result;
}
static const ouro_method_def method_methods[] = {{"__reduce__", method_reduce, 0, 0, 0, "For copying and pickling."}, {0}};

const ouro_type_spec ouro_native_spec_methodcaller = {
    .flags = OURO_TF_GC,
    .size = sizeof(getter),
    .name = "operator.methodcaller",
    .doc = "methodcaller(name, ...) --> methodcaller object\n\nf(r) is r.name(...) with the arguments given here.",
    .methods = method_methods,
    .slots = {.dealloc = clear, .traverse = traverse, .repr = method_repr, .call = method_call, .create = method_create},
};
