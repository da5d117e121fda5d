// Module _collections: defaultdict, the counting of elements, the attributes of named tuples; deque is in deque.c.
#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/exception.h"
#include "types/int.h"
#include "types/type.h"

// ---- defaultdict -----------------------------------------------------------------------------------------------------

typedef struct defaultdict {
    ouro_dict dict;
    ouro_obj *factory; // NULL: None
} defaultdict;
static defaultdict *of(ouro_borrowed o) { return (defaultdict *)(uintptr_t)o; }
static const ouro_slots *dict_slots(const ouro_rt *rt) { return &rt->types[OURO_T_dict]->slots; }

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_native_instance(rt, cls);
}

static int init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (nargs > 0 && args[0] != rt->none && !ouro_callable(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "first argument must be callable or None");
        return -1;
    }
    ouro_slot_set(rt, self, &of(self)->factory, nargs > 0 && args[0] != rt->none ? ouro_ref(rt, args[0]) : NULL);
    return dict_slots(rt)->init(rt, self, nargs ? args + 1 : args, nargs ? nargs - 1 : 0, kwnames);
}

static ouro_owned make_value(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    if (!of(self)->factory) {
        ouro_raise_kind_object(rt, OURO_KeyError, key);
        return NULL;
    }
    ouro_obj *factory = ouro_ref(rt, of(self)->factory), *value = ouro_call0(rt, factory);
    ouro_release(rt, factory);
    if (value && ouro_setitem(rt, self, key, value) < 0) {
        ouro_release(rt, value);
        return NULL;
    }
    return value;
}
METHOD(missing) { return make_value(rt, self, args[0]); }

// Subclasses may have another __missing__: dict's own way finds it.
static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    if (ouro_type_of(rt, self) != rt->modules->types[OURO_NT_defaultdict]) return dict_slots(rt)->getitem(rt, self, key);
    ouro_obj *value = ouro_dict_get(rt, self, key);
    return value || ouro_error_pending(rt) ? value : make_value(rt, self, key);
}

static ouro_owned copy_of(ouro_rt *rt, ouro_borrowed self, ouro_borrowed contents) {
    return ouro_call2(rt, &ouro_type_of(rt, self)->head, of(self)->factory ? of(self)->factory : rt->none, contents);
}
METHOD(copy) { return copy_of(rt, self, self); }

METHOD(reduce) {
    const defaultdict *d = of(self);
    ouro_obj *first = d->factory ? ouro_tuple_pack(rt, 1, d->factory) : ouro_ref(rt, rt->empty_tuple);
    ouro_obj *items = first ? ouro_call_method0(rt, self, OURO_NAME(rt, items)) : NULL;
    ouro_obj *it = items ? ouro_iter(rt, items) : NULL;
    ouro_obj *result = it ? ouro_tuple_pack(rt, 5, &ouro_type_of(rt, self)->head, first, rt->none, rt->none, it) : NULL;
    ouro_xrelease(rt, it);
    ouro_xrelease(rt, items);
    ouro_xrelease(rt, first);
    return result;
}

static ouro_owned either(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (!ouro_dict_check(rt, a) || !ouro_dict_check(rt, b)) return ouro_not_implemented(rt);
    ouro_obj *sum = copy_of(rt, ouro_native_is(rt, a, OURO_NT_defaultdict) ? a : b, a);
    if (sum && ouro_dict_merge(rt, sum, b, 1) < 0) {
        ouro_release(rt, sum);
        return NULL;
    }
    return sum;
}

static ouro_owned factory_text(ouro_rt *rt, ouro_borrowed self) {
    const defaultdict *d = of(self);
    if (!d->factory) return ouro_str_from_ascii(rt, "None", 4);
    int active = ouro_repr_enter(rt, d->factory);
    if (active) return active < 0 ? NULL : ouro_str_from_ascii(rt, "...", 3);
    ouro_obj *factory = ouro_ref(rt, d->factory), *text = ouro_repr(rt, factory);
    ouro_repr_leave(rt, factory);
    ouro_release(rt, factory);
    return text;
}
static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *items = dict_slots(rt)->repr(rt, self), *factory = items ? factory_text(rt, self) : NULL, *text = NULL;
    if (factory) text = ouro_str_formatted(rt, "%s(%S, %S)", ouro_native_short_name(rt, self), factory, items);
    ouro_xrelease(rt, factory);
    ouro_xrelease(rt, items);
    return text;
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    dict_slots(rt)->dealloc(rt, self);
    ouro_slot_clear(rt, self, &of(self)->factory);
}
static void clear(ouro_rt *rt, ouro_obj *self) {
    dict_slots(rt)->clear(rt, self);
    ouro_slot_clear(rt, self, &of(self)->factory);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->factory);
    return dict_slots(rt)->traverse(rt, self, visit, arg);
}
static ouro_owned get_factory(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->factory ? of(self)->factory : rt->none);
}
static int set_factory(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_slot_set(rt, self, &of(self)->factory, value && value != rt->none ? ouro_ref(rt, value) : NULL);
    return 0;
}

static const ouro_method_def methods[] = {
    {"__missing__", missing, 1, 1, 0, "__missing__(key): calls default_factory and keeps what it returns under the key."},
    {"copy", copy, 0, 0, 0, "D.copy() -> a shallow copy of D."},
    {"__copy__", copy, 0, 0, 0, "D.copy() -> a shallow copy of D."},
    {"__reduce__", reduce, 0, 0, 0, "For copying and pickling."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
static const ouro_getset_def getsets[] = {
    {"default_factory", get_factory, set_factory, "Makes the values of missing keys; None: there are none."}, {0}};

const ouro_type_spec ouro_native_spec_defaultdict = {
    .base = OURO_T_dict,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_WEAK,
    .size = sizeof(defaultdict),
    .name = "collections.defaultdict",
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = dealloc,
              .traverse = traverse,
              .clear = clear,
              .repr = repr,
              .create = create,
              .init = init,
              .getitem = getitem,
              .or = either},
};

// ---- counting --------------------------------------------------------------------------------------------------------

typedef struct counting {
    ouro_borrowed mapping;
    bool plain; // a dict that gets and sets as dicts do
} counting;

static int count_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    const counting *c = ctx;
    ouro_obj *old = NULL, *new;
    if (c->plain) {
        old = ouro_dict_get(rt, c->mapping, item);
        if (!old && ouro_error_pending(rt)) return -1;
    } else {
        ouro_obj *call[] = {(ouro_obj *)(uintptr_t)c->mapping, (ouro_obj *)(uintptr_t)item, rt->small_ints[0]};
        old = ouro_call_method(rt, OURO_NAME(rt, get), call, 3, NULL);
        if (!old) return -1;
    }
    if (!old || ouro_int_is_word(old))
        new = ouro_int_from_i64(rt, old ? ouro_int_word(old) + 1 : 1);
    else
        new = ouro_binary(rt, OURO_OP_ADD, old, rt->small_ints[1]);
    ouro_xrelease(rt, old);
    int r = !new ? -1 : c->plain ? ouro_dict_set(rt, c->mapping, item, new) : ouro_setitem(rt, c->mapping, item, new);
    ouro_xrelease(rt, new);
    return r;
}

METHOD(count_elements) {
    const ouro_type *type = ouro_type_of(rt, args[0]), *dict = rt->types[OURO_T_dict];
    counting c = {.mapping = args[0]};
    c.plain = ouro_dict_check(rt, args[0]) &&
              ouro_type_lookup(rt, type, OURO_NAME(rt, get)) == ouro_type_lookup(rt, dict, OURO_NAME(rt, get)) &&
              type->slots.setitem == dict->slots.setitem;
    return ouro_each(rt, args[1], count_item, &c) < 0 ? NULL : ouro_none(rt);
}

// ---- attributes of named tuples --------------------------------------------------------------------------------------

typedef struct tuplegetter {
    ouro_obj head;
    ouro_obj *doc;
    int64_t index;
} tuplegetter;
static tuplegetter *getter_of(ouro_borrowed o) { return (tuplegetter *)(uintptr_t)o; }

static ouro_owned getter_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    int64_t index;
    if (ouro_args_count(rt, "_tuplegetter", nargs, kwnames, 2, 2) < 0) return NULL;
    if (!ouro_index_i64(rt, args[0], OURO_OverflowError, &index)) return NULL;
    ouro_obj *o = ouro_native_instance(rt, cls);
    if (!o) return NULL;
    ouro_slot_init(rt, o, &getter_of(o)->doc, ouro_ref(rt, args[1]));
    getter_of(o)->index = index;
    return o;
}
static ouro_owned getter_get(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed type) {
    int64_t i = getter_of(self)->index;
    if (!obj || obj == rt->none) {
        return ouro_ref(rt, self);
    }
    if (!ouro_tuple_check(rt, obj)) {
        ouro_raise(rt, OURO_TypeError, "descriptor for index '%lld' for tuple subclasses doesn't apply to '%T' object",
                   (long long)i, obj);
        return NULL;
    }
    if (i >= 0 && i < ouro_tuple_length(obj)) return ouro_ref(rt, ouro_tuple_peek(obj, (size_t)i));
    ouro_raise(rt, OURO_IndexError, "tuple index out of range");
    return NULL;
}
static int getter_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed obj, ouro_borrowed value) {
    ouro_raise(rt, OURO_AttributeError, "can't %s attribute", value ? "set" : "delete");
    return -1;
}
static ouro_owned getter_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "%s(%lld, %R)", ouro_native_short_name(rt, self), (long long)getter_of(self)->index,
                              getter_of(self)->doc);
}
METHOD(getter_reduce) {
    ouro_obj *index = ouro_int_from_i64(rt, getter_of(self)->index), *result = NULL;
    ouro_obj *pair = index ? ouro_tuple_pack(rt, 2, index, getter_of(self)->doc) : NULL;
    if (pair) result = ouro_tuple_pack(rt, 2, &ouro_type_of(rt, self)->head, pair);
    ouro_xrelease(rt, pair);
    ouro_xrelease(rt, index);
    return result;
}
static void getter_dealloc(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &getter_of(self)->doc); }
static int getter_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(getter_of(self)->doc);
    return 0;
}
static const ouro_method_def getter_methods[] = {{"__reduce__", getter_reduce, 0, 0, 0, NULL}, {0}};
static const ouro_member_def getter_members[] = {{"__doc__", OURO_MEMBER_OBJ, offsetof(tuplegetter, doc), true}, {0}};

const ouro_type_spec ouro_native_spec__tuplegetter = {
    .flags = OURO_TF_GC,
    .size = sizeof(tuplegetter),
    .name = "_collections._tuplegetter",
    .methods = getter_methods,
    .members = getter_members,
    .slots = {.dealloc = getter_dealloc,
              .traverse = getter_traverse,
              .clear = getter_dealloc,
              .repr = getter_repr,
              .descr_get = getter_get,
              .descr_set = getter_set,
              .create = getter_create},
};

// ---- the module ------------------------------------------------------------------------------------------------------

static const ouro_method_def functions[] = {
    {"_count_elements", count_elements, 2, 2, 0,
     "_count_elements($module, mapping, iterable, /)\n--\n\nAdds one to mapping[item] for each item."},
    {0},
};

ouro_owned ouro_module__collections(ouro_rt *rt) {
    static const enum ouro_native_type types[] = {OURO_NT_deque, OURO_NT_defaultdict, OURO_NT__deque_iterator,
                                                  OURO_NT__deque_reverse_iterator, OURO_NT__tuplegetter};
    ouro_obj *m = ouro_native_module_new(rt, "_collections", "Containers.", functions);
    int r = 0;
    for (size_t i = 0; m && r == 0 && i < sizeof types / sizeof *types; i++) r = ouro_native_add_type(rt, m, types[i]);
    return m ? ouro_native_module_done(rt, m, r) : NULL;
}
