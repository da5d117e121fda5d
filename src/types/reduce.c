// object.__reduce_ex__: protocols 0 and 1 by copyreg._reduce_ex, later ones here (PEP 307).
#include "types/reduce.h"

#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"
#include "types/type.h"

static ouro_owned copyreg(ouro_rt *rt, const char *name) {
    ouro_borrowed import = rt->ty->builtins ? ouro_dict_peek_str(rt, rt->ty->builtins, OURO_NAME(rt, __import__)) : NULL;
    if (!import) {
        ouro_raise(rt, OURO_ImportError, "__import__ not found");
        return NULL;
    }
    ouro_obj *text = ouro_str_interned_cstring(rt, "copyreg");
    ouro_obj *module = text ? ouro_call1(rt, import, text) : NULL;
    ouro_obj *value = module ? ouro_getattr_ascii(rt, module, name) : NULL;
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, module);
    return value;
}

// ---- state ---------------------------------------------------------------------------------------------------------

// The values of __slots__ that are set, by name. NULL: error. An empty dict if there are none.
static ouro_owned slot_values(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *values = ouro_dict_new(rt);
    ouro_obj *mro = ouro_xref(rt, ouro_type_of(rt, self)->mro);
    for (size_t i = 0; values && mro && i < ouro_tuple_length(mro); i++) {
        ouro_obj *names = ouro_xref(rt, ((const ouro_type *)ouro_tuple_peek(mro, i))->slot_names);
        for (size_t k = 0; values && names && k < ouro_tuple_length(names); k++) {
            ouro_borrowed name = ouro_tuple_peek(names, k);
            ouro_obj *value = ouro_getattr_quiet(rt, self, name);
            if (value ? ouro_dict_set_steal(rt, values, name, value) < 0 : ouro_error_pending(rt)) {
                ouro_release(rt, values);
                values = NULL;
            }
        }
        ouro_xrelease(rt, names);
    }
    ouro_xrelease(rt, mro);
    return values;
}

static ouro_owned default_state(ouro_rt *rt, ouro_borrowed self, bool required) {
    const ouro_type *type = ouro_type_of(rt, self);
    const ouro_type *native = ouro_native_base(type); // what is in its C structure is not told by attributes
    if (required && (native->spec->size > sizeof(ouro_obj) || native->item_size)) {
        ouro_raise(rt, OURO_TypeError, "cannot pickle '%T' object", self);
        return NULL;
    }
    ouro_obj *dict = ouro_getattr_quiet(rt, self, OURO_NAME(rt, __dict__));
    if (!dict && ouro_error_pending(rt))
        return NULL;
    ouro_obj *state = dict ? ouro_is(dict, OURO_T_dict) && !ouro_dict_length(dict) ? ouro_none(rt) : ouro_ref(rt, dict)
                           : ouro_none(rt);
    ouro_xrelease(rt, dict);
    if (type->members_to == type->members_from)
        return state;
    ouro_obj *values = slot_values(rt, self);
    if (values && ouro_dict_length(values)) {
        ouro_obj *pair = ouro_tuple_pack(rt, 2, state, values);
        ouro_release(rt, state);
        state = pair;
    } else if (!values) {
        ouro_release(rt, state);
        return NULL;
    }
    ouro_release(rt, values);
    return state;
}

ouro_owned ouro_object_getstate(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return default_state(rt, self, false);
}

static ouro_owned get_state(ouro_rt *rt, ouro_borrowed self, bool required) {
    ouro_obj *f = ouro_getattr(rt, self, OURO_NAME(rt, __getstate__));
    if (!f)
        return NULL;
    ouro_obj *state;
    if (ouro_is(f, OURO_T_builtin_function) && ((const ouro_builtin_function *)f)->def->fn == ouro_object_getstate)
        state = default_state(rt, self, required);
    else
        state = ouro_call0(rt, f);
    ouro_release(rt, f);
    return state;
}

// ---- arguments of __new__ ------------------------------------------------------------------------------------------

// *args a tuple, *kwargs a dict or NULL; both NULL when the class says nothing.
static int new_arguments(ouro_rt *rt, ouro_borrowed self, ouro_obj **args, ouro_obj **kwargs) {
    *args = *kwargs = NULL;
    ouro_obj *f = ouro_special_lookup(rt, self, OURO_NAME(rt, __getnewargs_ex__));
    if (f) {
        ouro_obj *pair = ouro_call0(rt, f);
        ouro_release(rt, f);
        if (!pair)
            return -1;
        if (!ouro_tuple_check(rt, pair)) {
            ouro_raise(rt, OURO_TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", pair);
        } else if (ouro_tuple_length(pair) != 2) {
            ouro_raise(rt, OURO_ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %u",
                       ouro_tuple_length(pair));
        } else if (!ouro_tuple_check(rt, ouro_tuple_peek(pair, 0))) {
            ouro_raise(rt, OURO_TypeError,
                       "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
                       ouro_tuple_peek(pair, 0));
        } else if (!ouro_dict_check(rt, ouro_tuple_peek(pair, 1))) {
            ouro_raise(rt, OURO_TypeError,
                       "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                       ouro_tuple_peek(pair, 1));
        } else {
            *args = ouro_ref(rt, ouro_tuple_peek(pair, 0));
            *kwargs = ouro_ref(rt, ouro_tuple_peek(pair, 1));
        }
        ouro_release(rt, pair);
        return *args ? 0 : -1;
    }
    if (ouro_error_pending(rt))
        return -1;
    f = ouro_special_lookup(rt, self, OURO_NAME(rt, __getnewargs__));
    if (!f)
        return ouro_error_pending(rt) ? -1 : 0;
    *args = ouro_call0(rt, f);
    ouro_release(rt, f);
    if (*args && !ouro_tuple_check(rt, *args)) {
        ouro_raise(rt, OURO_TypeError, "__getnewargs__ should return a tuple, not '%T'", *args);
        ouro_release(rt, *args);
        *args = NULL;
    }
    return *args ? 0 : -1;
}

// (copyreg.__newobj__, (cls, *args)), or __newobj_ex__ with keywords: the first two items of the result.
static int how_to_make(ouro_rt *rt, ouro_borrowed self, ouro_borrowed args, ouro_borrowed kwargs, ouro_obj **function,
                       ouro_obj **arguments) {
    ouro_obj *cls = &ouro_type_of(rt, self)->head;
    if (kwargs && ouro_dict_length(kwargs)) {
        *arguments = ouro_tuple_pack(rt, 3, cls, args, kwargs);
        *function = *arguments ? copyreg(rt, "__newobj_ex__") : NULL;
    } else {
        size_t n = args ? ouro_tuple_length(args) : 0;
        *arguments = ouro_tuple_new(rt, n + 1);
        if (*arguments) {
            ouro_tuple *t = (ouro_tuple *)*arguments;
            ouro_slot_init(rt, &t->head, &t->items[0], ouro_ref(rt, cls));
            for (size_t i = 0; i < n; i++)
                ouro_slot_init(rt, &t->head, &t->items[i + 1], ouro_ref(rt, ouro_tuple_peek(args, i)));
        }
        *function = *arguments ? copyreg(rt, "__newobj__") : NULL;
    }
    if (*function)
        return 0;
    ouro_xrelease(rt, *arguments);
    return -1;
}

// iter(self) of list, iter(self.items()) of dict, else None.
static ouro_owned items_of(ouro_rt *rt, ouro_borrowed self, uint32_t flag) {
    if (!(ouro_type_of(rt, self)->flags & flag))
        return ouro_none(rt);
    if (flag == OURO_TF_LIST)
        return ouro_iter(rt, self);
    ouro_obj *items = ouro_call_method0(rt, self, OURO_NAME(rt, items));
    ouro_obj *it = items ? ouro_iter(rt, items) : NULL;
    ouro_xrelease(rt, items);
    return it;
}

static ouro_owned reduce_2(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *part[5] = {0}, *args, *kwargs, *result = NULL;
    if (ouro_type_of(rt, self)->flags & OURO_TF_NO_NEW || !ouro_type_of(rt, self)->slots.create) {
        ouro_raise(rt, OURO_TypeError, "cannot pickle '%T' object", self);
        return NULL;
    }
    if (new_arguments(rt, self, &args, &kwargs) < 0)
        return NULL;
    if (how_to_make(rt, self, args, kwargs, &part[0], &part[1]) == 0) {
        bool required = !args && !(ouro_type_of(rt, self)->flags & (OURO_TF_LIST | OURO_TF_DICT));
        part[2] = get_state(rt, self, required);
        part[3] = part[2] ? items_of(rt, self, OURO_TF_LIST) : NULL;
        part[4] = part[3] ? items_of(rt, self, OURO_TF_DICT) : NULL;
        if (part[4])
            result = ouro_tuple_from(rt, part, 5);
    }
    ouro_xrelease(rt, args);
    ouro_xrelease(rt, kwargs);
    for (size_t i = 0; i < 5; i++)
        ouro_xrelease(rt, part[i]);
    return result;
}

static ouro_owned common(ouro_rt *rt, ouro_borrowed self, int64_t protocol) {
    if (protocol >= 2)
        return reduce_2(rt, self);
    ouro_obj *f = copyreg(rt, "_reduce_ex"), *number = f ? ouro_int_from_i64(rt, protocol) : NULL;
    ouro_obj *result = number ? ouro_call2(rt, f, self, number) : NULL;
    ouro_xrelease(rt, f);
    ouro_xrelease(rt, number);
    return result;
}

ouro_owned ouro_object_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return common(rt, self, 0);
}

ouro_owned ouro_object_reduce_ex(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    int64_t protocol;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &protocol))
        return NULL;
    // A class's own __reduce__ comes first.
    ouro_borrowed found = ouro_type_lookup(rt, ouro_type_of(rt, self), OURO_NAME(rt, __reduce__));
    bool own = found && !(ouro_is(found, OURO_T_method_descriptor) &&
                          ((const ouro_method_def *)((const ouro_descriptor *)found)->def)->fn == ouro_object_reduce);
    return own ? ouro_call_method0(rt, self, OURO_NAME(rt, __reduce__)) : common(rt, self, protocol);
}
