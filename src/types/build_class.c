// __build_class__: the class statement.
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/str.h"
#include "types/type.h"

// Bases that are no types may stand for others (PEP 560). New reference: `bases` itself if none does.
static ouro_owned resolve_bases(ouro_rt *rt, ouro_borrowed bases) {
    ouro_obj *list = NULL;
    for (size_t i = 0, n = ouro_tuple_length(bases); i < n; i++) {
        ouro_borrowed base = ouro_tuple_peek(bases, i);
        ouro_obj *f = ouro_type_check(rt, base) ? NULL : ouro_getattr_quiet(rt, base, OURO_NAME(rt, __mro_entries__));
        if (!f) {
            if (ouro_error_pending(rt) || (list && ouro_list_append(rt, list, base) < 0))
                goto fail;
            continue;
        }
        ouro_obj *entries = ouro_call1(rt, f, bases);
        ouro_release(rt, f);
        if (!entries)
            goto fail;
        if (!ouro_tuple_check(rt, entries)) {
            ouro_raise(rt, OURO_TypeError, "__mro_entries__ must return a tuple");
            ouro_release(rt, entries);
            goto fail;
        }
        if (!list)
            list = ouro_list_from(rt, ((const ouro_tuple *)bases)->items, i);
        int status = list ? ouro_list_extend(rt, list, entries) : -1;
        ouro_release(rt, entries);
        if (status < 0)
            goto fail;
    }
    if (!list)
        return ouro_ref(rt, bases);
    ouro_obj *resolved = ouro_list_as_tuple(rt, list);
    ouro_release(rt, list);
    return resolved;
fail:
    ouro_xrelease(rt, list);
    return NULL;
}

// The keywords of the class statement without `metaclass`.
typedef struct keywords {
    ouro_obj *names;   // owned tuple or NULL
    ouro_obj **values; // raw block: room for two arguments, then the values
    ouro_borrowed metaclass;
} keywords;

static int split_keywords(ouro_rt *rt, keywords *out, ouro_borrowed kwnames, ouro_obj *const *values) {
    size_t n = kwnames ? ouro_tuple_length(kwnames) : 0, kept = 0;
    *out = (keywords){0};
    out->values = ouro_raw_alloc(rt, (n + 2) * sizeof(ouro_obj *));
    if (!out->values)
        return -1;
    if (!n)
        return 0;
    ouro_obj *list = ouro_list_new(rt, n);
    for (size_t i = 0; list && i < n; i++) {
        ouro_borrowed name = ouro_tuple_peek(kwnames, i);
        if (ouro_str_equal(name, OURO_NAME(rt, metaclass))) {
            out->metaclass = values[i];
            continue;
        }
        out->values[2 + kept++] = values[i];
        if (ouro_list_append(rt, list, name) < 0)
            goto fail;
    }
    out->names = list && kept ? ouro_list_as_tuple(rt, list) : NULL;
    if (!list || (kept && !out->names))
        goto fail;
    ouro_release(rt, list);
    return 0;
fail:
    ouro_xrelease(rt, list);
    ouro_raw_free(rt, out->values);
    return -1;
}

static ouro_owned make_namespace(ouro_rt *rt, ouro_borrowed meta, ouro_borrowed name, ouro_borrowed bases,
                                 const keywords *kw) {
    ouro_obj *prepare = ouro_getattr_quiet(rt, meta, OURO_NAME(rt, __prepare__));
    if (!prepare)
        return ouro_error_pending(rt) ? NULL : ouro_dict_new(rt);
    kw->values[0] = (ouro_obj *)(uintptr_t)name;
    kw->values[1] = (ouro_obj *)(uintptr_t)bases;
    ouro_obj *ns = ouro_call(rt, prepare, kw->values, 2, kw->names);
    ouro_release(rt, prepare);
    const ouro_type *type = ns ? ouro_type_of(rt, ns) : NULL;
    if (ns && !type->slots.getitem) {
        if (ouro_type_check(rt, meta))
            ouro_raise(rt, OURO_TypeError, "%N.__prepare__() must return a mapping, not %T", (const ouro_type *)meta, ns);
        else
            ouro_raise(rt, OURO_TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", ns);
        ouro_release(rt, ns);
        return NULL;
    }
    return ns;
}

// Did the metaclass hand __classcell__ on to type.__new__?
static bool check_cell(ouro_rt *rt, ouro_borrowed cell, ouro_borrowed cls, ouro_borrowed name) {
    if (!ouro_is(cell, OURO_T_cell) || !ouro_type_check(rt, cls))
        return true;
    ouro_borrowed value = ((const ouro_cell *)cell)->value;
    if (value == cls)
        return true;
    if (!value)
        ouro_raise(rt, OURO_RuntimeError,
                   "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name, cls);
    else
        ouro_raise(rt, OURO_TypeError, "__class__ set to %R defining %R as %R", value, name, cls);
    return false;
}

static ouro_owned run(ouro_rt *rt, ouro_borrowed func, ouro_borrowed name, ouro_borrowed bases, ouro_borrowed given_bases,
                      ouro_borrowed meta, const keywords *kw) {
    ouro_obj *ns = make_namespace(rt, meta, name, bases, kw), *cls = NULL;
    if (!ns)
        return NULL;
    ouro_obj *cell = rt->ty->run_class_body(rt, func, ns);
    if (cell && bases != given_bases) {
        ouro_obj *key = ouro_str_interned_cstring(rt, "__orig_bases__");
        if (!key || ouro_setitem(rt, ns, key, given_bases) < 0) {
            ouro_release(rt, cell);
            cell = NULL;
        }
        ouro_xrelease(rt, key);
    }
    if (cell) {
        // Keywords follow three positional arguments.
        size_t n = kw->names ? ouro_tuple_length(kw->names) : 0;
        ouro_obj **args = ouro_raw_alloc(rt, (n + 3) * sizeof *args);
        if (args) {
            args[0] = (ouro_obj *)(uintptr_t)name;
            args[1] = (ouro_obj *)(uintptr_t)bases;
            args[2] = ns;
            for (size_t i = 0; i < n; i++)
                args[3 + i] = kw->values[2 + i];
            cls = ouro_call(rt, meta, args, 3, kw->names);
            ouro_raw_free(rt, args);
        }
        if (cls && !check_cell(rt, cell, cls, name)) {
            ouro_release(rt, cls);
            cls = NULL;
        }
        ouro_release(rt, cell);
    }
    ouro_release(rt, ns);
    return cls;
}

ouro_owned ouro_build_class(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs < 2) {
        ouro_raise(rt, OURO_TypeError, "__build_class__: not enough arguments");
        return NULL;
    }
    if (!ouro_is(args[0], OURO_T_function)) {
        ouro_raise(rt, OURO_TypeError, "__build_class__: func must be a function");
        return NULL;
    }
    if (!ouro_str_check(rt, args[1])) {
        ouro_raise(rt, OURO_TypeError, "__build_class__: name is not a string");
        return NULL;
    }
    keywords kw;
    ouro_obj *given = ouro_tuple_from(rt, args + 2, nargs - 2);
    ouro_obj *bases = given ? resolve_bases(rt, given) : NULL, *cls = NULL;
    if (bases && split_keywords(rt, &kw, kwnames, args + nargs) == 0) {
        ouro_borrowed meta = kw.metaclass;
        if (!meta)
            meta = ouro_tuple_length(bases) ? &ouro_type_of(rt, ouro_tuple_peek(bases, 0))->head
                                            : &rt->types[OURO_T_type]->head;
        if (ouro_type_check(rt, meta)) {
            ouro_type *winner = ouro_metaclass(rt, (ouro_type *)(uintptr_t)meta, bases);
            meta = winner ? &winner->head : NULL;
        }
        if (meta) {
            ouro_obj *held = ouro_ref(rt, meta);
            cls = run(rt, args[0], args[1], bases, given, held, &kw);
            ouro_release(rt, held);
        }
        ouro_xrelease(rt, kw.names);
        ouro_raw_free(rt, kw.values);
    }
    ouro_xrelease(rt, bases);
    ouro_xrelease(rt, given);
    return cls;
}
