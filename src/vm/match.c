// Structural pattern matching (PEP 634) and exception groups (PEP 654).
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/vm.h"

ouro_owned vm_match_keys(ouro_rt *rt, ouro_borrowed subject, ouro_borrowed keys) {
    size_t n = ouro_tuple_length(keys);
    ouro_obj *seen = NULL, *get = NULL, *marker = NULL, *values = NULL;
    if (!n) return ouro_tuple_new(rt, 0);
    bool plain = ouro_is(subject, OURO_T_dict);
    seen = ouro_set_new(rt, NULL);
    values = ouro_tuple_new(rt, n);
    if (!seen || !values) goto fail;
    if (!plain) {
        get = ouro_getattr(rt, subject, OURO_NAME(rt, get));
        marker = ouro_list_new(rt, 0);
        if (!get || !marker) goto fail;
    }
    for (size_t i = 0; i < n; i++) {
        ouro_borrowed key = ouro_tuple_peek(keys, i);
        int dup = ouro_set_contains(rt, seen, key);
        if (dup == 1) ouro_raise(rt, OURO_ValueError, "mapping pattern checks duplicate key (%R)", key);
        if (dup || ouro_set_add(rt, seen, key)) goto fail;
        ouro_obj *v = plain ? ouro_dict_get(rt, subject, key) : ouro_call2(rt, get, key, marker);
        if (!v && ouro_error_pending(rt)) goto fail;
        if (!v || v == marker) {
            ouro_xrelease(rt, v);
            ouro_release(rt, values);
            values = ouro_none(rt);
            break;
        }
        ouro_slot_init(rt, values, &((ouro_tuple *)values)->items[i], v);
    }
    goto done;
fail:
    ouro_xrelease(rt, values);
    values = NULL;
done:
    ouro_xrelease(rt, seen);
    ouro_xrelease(rt, get);
    ouro_xrelease(rt, marker);
    return values;
}

// Attribute `name` of the subject, new; NULL without an error when it has none.
static ouro_owned match_attr(ouro_rt *rt, ouro_borrowed subject, ouro_borrowed cls, ouro_borrowed name,
                             ouro_borrowed seen) {
    int dup = ouro_set_contains(rt, seen, name);
    if (dup == 1)
        ouro_raise(rt, OURO_TypeError, "%N() got multiple sub-patterns for attribute %R", (ouro_type *)cls, name);
    if (dup || ouro_set_add(rt, seen, name)) return NULL;
    return ouro_getattr_quiet(rt, subject, name);
}

ouro_owned vm_match_class(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed subject, ouro_borrowed names,
                          size_t positional) {
    if (!ouro_is_a(rt, cls, OURO_T_type)) {
        ouro_raise(rt, OURO_TypeError, "called match pattern must be a type");
        return NULL;
    }
    int is = ouro_isinstance(rt, subject, cls);
    if (is <= 0) return is < 0 ? NULL : ouro_none(rt);
    const ouro_type *type = (const ouro_type *)cls;
    size_t named = ouro_tuple_length(names), at = 0;
    ouro_obj *seen = ouro_set_new(rt, NULL), *values = ouro_tuple_new(rt, positional + named), *args = NULL;
    if (!seen || !values) goto fail;
    if (positional) {
        args = ouro_getattr_quiet(rt, cls, OURO_NAME(rt, __match_args__));
        if (!args && ouro_error_pending(rt)) goto fail;
        bool self = false;
        if (args && !ouro_is(args, OURO_T_tuple)) {
            ouro_raise(rt, OURO_TypeError, "%N.__match_args__ must be a tuple (got %T)", type, args);
            goto fail;
        }
        if (!args) {
            self = (type->flags & OURO_TF_MATCH_SELF) != 0;
            args = ouro_tuple_new(rt, 0);
            if (!args) goto fail;
        }
        size_t allowed = self ? 1 : ouro_tuple_length(args);
        if (allowed < positional) {
            ouro_raise(rt, OURO_TypeError, "%N() accepts %zu positional sub-pattern%s (%zu given)", type, allowed,
                       allowed == 1 ? "" : "s", positional);
            goto fail;
        }
        for (size_t i = 0; i < positional; i++, at++) {
            ouro_obj *v;
            if (self) {
                v = ouro_ref(rt, subject);
            } else {
                ouro_borrowed name = ouro_tuple_peek(args, i);
                if (!ouro_str_check(rt, name)) {
                    ouro_raise(rt, OURO_TypeError, "__match_args__ elements must be strings (got %T)", name);
                    goto fail;
                }
                v = match_attr(rt, subject, cls, name, seen);
            }
            if (!v) goto missing;
            ouro_slot_init(rt, values, &((ouro_tuple *)values)->items[at], v);
        }
    }
    for (size_t i = 0; i < named; i++, at++) {
        ouro_obj *v = match_attr(rt, subject, cls, ouro_tuple_peek(names, i), seen);
        if (!v) goto missing;
        ouro_slot_init(rt, values, &((ouro_tuple *)values)->items[at], v);
    }
    goto done;
missing:
    if (ouro_error_pending(rt)) goto fail;
    ouro_release(rt, values);
    values = ouro_none(rt);
    goto done;
fail:
    ouro_xrelease(rt, values);
    values = NULL;
done:
    ouro_xrelease(rt, seen);
    ouro_xrelease(rt, args);
    return values;
}

ouro_owned vm_dict_rest(ouro_rt *rt, ouro_borrowed subject, ouro_borrowed keys) {
    ouro_obj *d = ouro_dict_new(rt);
    if (!d || ouro_dict_merge(rt, d, subject, 1)) goto fail;
    for (uint32_t i = 0; i < ouro_tuple_length(keys); i++)
        if (ouro_dict_delete(rt, d, ouro_tuple_peek(keys, i)) < 0) goto fail;
    return d;
fail:
    ouro_xrelease(rt, d);
    return NULL;
}

// ---- exception groups
// ------------------------------------------------------------------------------------------------------

// *match: class or tuple; becomes the matching part of *rest or None. *rest keeps what did not match, or None.
int vm_group_match(ouro_rt *rt, ouro_obj **rest, ouro_obj **match) {
    ouro_obj *e = *rest, *type = *match, *part = NULL, *left = NULL;
    size_t n = ouro_tuple_check(rt, type) ? ouro_tuple_length(type) : 1;
    for (size_t i = 0; i < n; i++) {
        ouro_borrowed t = ouro_tuple_check(rt, type) ? ouro_tuple_peek(type, i) : type;
        if (!ouro_is_a(rt, t, OURO_T_type) || !ouro_subtype((ouro_type *)t, rt->types[OURO_BaseException])) {
            ouro_raise(rt, OURO_TypeError, "catching classes that do not inherit from BaseException is not allowed");
            return -1;
        }
        if (ouro_subtype((ouro_type *)t, rt->types[OURO_BaseExceptionGroup])) {
            ouro_raise(rt, OURO_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
            return -1;
        }
    }
    if (e == rt->none) {
        part = ouro_none(rt);
        left = ouro_none(rt);
    } else {
        int r = ouro_exception_matches(rt, e, type);
        if (r < 0) return -1;
        if (r) {
            if (ouro_is_a(rt, e, OURO_BaseExceptionGroup)) {
                part = ouro_ref(rt, e);
            } else { // a plain exception is caught as a group of one
                ouro_obj *list = ouro_tuple_pack(rt, 1, e);
                ouro_obj *args[2] = {rt->empty_str, list};
                part = list ? ouro_call(rt, &rt->types[OURO_ExceptionGroup]->head, args, 2, NULL) : NULL;
                ouro_xrelease(rt, list);
                if (!part) return -1;
                ouro_exception *x = (ouro_exception *)e;
                ouro_slot_set(rt, part, &((ouro_exception *)part)->traceback, ouro_xref(rt, x->traceback));
            }
            left = ouro_none(rt);
        } else if (ouro_is_a(rt, e, OURO_BaseExceptionGroup)) {
            ouro_obj *name = ouro_str_interned_cstring(rt, "split");
            ouro_obj *pair = name ? ouro_call_method1(rt, e, name, type) : NULL;
            ouro_xrelease(rt, name);
            if (!pair) return -1;
            if (!ouro_is(pair, OURO_T_tuple) || ouro_tuple_length(pair) < 2) {
                ouro_raise(rt, OURO_TypeError, "%T.split must return a 2-tuple, got %T", e, pair);
                ouro_release(rt, pair);
                return -1;
            }
            part = ouro_ref(rt, ouro_tuple_peek(pair, 0));
            left = ouro_ref(rt, ouro_tuple_peek(pair, 1));
            ouro_release(rt, pair);
        } else {
            part = ouro_none(rt);
            left = ouro_ref(rt, e);
        }
    }
    *rest = left;
    *match = part;
    ouro_release(rt, e);
    ouro_release(rt, type);
    return 0;
}

// What except* raises at the end: None, the one exception left, or a group of what the clauses raised and what is left.
ouro_owned vm_group_join(ouro_rt *rt, ouro_borrowed raised, ouro_borrowed original) {
    size_t n = ouro_list_length(raised), live = 0;
    ouro_obj *only = NULL, *list = ouro_list_new(rt, n);
    if (!list) return NULL;
    bool new_errors = n > 1;
    for (size_t i = 0; i < n; i++) {
        ouro_borrowed e = ouro_list_peek(raised, i);
        if (e == rt->none) continue;
        live++;
        only = (ouro_obj *)e;
        if (ouro_list_append(rt, list, e)) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    ouro_obj *result;
    if (!live) {
        result = ouro_none(rt);
    } else if (!new_errors && live == 1) {
        result = ouro_ref(rt, only); // the unhandled part alone
    } else if (!ouro_is_a(rt, original, OURO_BaseExceptionGroup) && live == 1) {
        result = ouro_ref(rt, only);
    } else {
        ouro_obj *args[2] = {rt->empty_str, list};
        result = ouro_call(rt, &rt->types[OURO_BaseExceptionGroup]->head, args, 2, NULL);
    }
    ouro_release(rt, list);
    return result;
}
