// The type `type`: finding attributes along the MRO, making builtin types from their specs, subclasses, type.__call__.
#include "types/type.h"

#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/descriptor.h"
#include "types/int.h"
#include "types/str.h"
#include "types/weakref.h"

// ---- looking up ----------------------------------------------------------------------------------------------------

enum { LOOKUP_SIZE = 1024 };

int ouro_lookup_start(ouro_rt *rt) {
    rt->ty->lookup = ouro_raw_calloc(rt, LOOKUP_SIZE * sizeof(ouro_lookup_entry));
    return rt->ty->lookup ? 0 : -1;
}

void ouro_lookup_finish(ouro_rt *rt) {
    ouro_lookup_entry *cache = rt->ty->lookup;
    rt->ty->lookup = NULL;
    for (size_t i = 0; cache && i < LOOKUP_SIZE; i++)
        ouro_xrelease(rt, cache[i].name);
    ouro_raw_free(rt, cache);
}

static ouro_borrowed lookup_slow(ouro_rt *rt, const ouro_type *type, ouro_borrowed name) {
    if (!type->mro) {
        for (const ouro_type *t = type; t; t = t->base) {
            ouro_borrowed found = t->dict ? ouro_dict_peek_str(rt, t->dict, name) : NULL;
            if (found)
                return found;
        }
        return NULL;
    }
    // A class dict may hold keys that are not strings, whose __eq__ runs Python code: keep the MRO alive.
    ouro_obj *mro = ouro_ref(rt, type->mro);
    ouro_borrowed found = NULL;
    for (size_t i = 0; i < ouro_tuple_length(mro) && !found; i++) {
        const ouro_type *t = (const ouro_type *)ouro_tuple_peek(mro, i);
        if (t->dict)
            found = ouro_dict_peek_str(rt, t->dict, name);
    }
    ouro_release(rt, mro);
    return found;
}

ouro_borrowed ouro_type_lookup(ouro_rt *rt, const ouro_type *type, ouro_borrowed name) {
    ouro_lookup_entry *cache = rt->ty->lookup;
    if (OURO_UNLIKELY(!cache || !ouro_is(name, OURO_T_str) || !ouro_str_interned(name)))
        return lookup_slow(rt, type, name);
    uint32_t version = type->version;
    ouro_lookup_entry *e = &cache[(version * 31 + (uint32_t)((uintptr_t)name >> 3)) & (LOOKUP_SIZE - 1)];
    if (OURO_LIKELY(e->version == version && e->name == name))
        return e->value;
    ouro_borrowed found = lookup_slow(rt, type, name);
    if (type->version == version && version != 0) {
        ouro_obj *old = e->name;
        *e = (ouro_lookup_entry){version, ouro_ref(rt, name), (ouro_obj *)(uintptr_t)found};
        ouro_xrelease(rt, old);
    }
    return found;
}

bool ouro_subtype(const ouro_type *a, const ouro_type *b) {
    if (a == b)
        return true;
    if (a->mro) {
        for (size_t i = 0, n = ouro_tuple_length(a->mro); i < n; i++)
            if (ouro_tuple_peek(a->mro, i) == &b->head)
                return true;
        return false;
    }
    for (const ouro_type *t = a->base; t; t = t->base)
        if (t == b)
            return true;
    return b->number == OURO_T_object;
}

bool ouro_is_a(const ouro_rt *rt, ouro_borrowed o, uint32_t number) {
    return ouro_is(o, number) || ouro_subtype(ouro_type_of(rt, o), rt->types[number]);
}

// ---- subclasses ----------------------------------------------------------------------------------------------------

// The list `subclasses` has weak references, and None where a class has left.
static ouro_owned subclass_at(ouro_rt *rt, ouro_borrowed list, size_t i) { // NULL: dead or gone
    ouro_borrowed entry = ouro_list_peek(list, i);
    return entry == rt->none ? NULL : ouro_weak_get(rt, (const ouro_weakref *)entry);
}

int ouro_type_add_subclass(ouro_rt *rt, ouro_type *base, ouro_type *type) {
    if (!base->subclasses) {
        ouro_obj *list = ouro_list_new(rt, 0);
        if (!list)
            return -1;
        ouro_slot_init(rt, &base->head, &base->subclasses, list);
    }
    ouro_obj *wr = ouro_weakref_new(rt, &type->head, NULL);
    if (!wr)
        return -1;
    for (size_t i = 0; i < ouro_list_length(base->subclasses); i++) {
        ouro_borrowed entry = ouro_list_peek(base->subclasses, i);
        if (entry == rt->none || !((const ouro_weakref *)entry)->referent)
            return ouro_list_set_steal(rt, base->subclasses, i, wr);
    }
    return ouro_list_append_steal(rt, base->subclasses, wr);
}

void ouro_type_remove_subclass(ouro_rt *rt, ouro_type *base, ouro_type *type) {
    ouro_borrowed list = base->subclasses;
    for (size_t i = 0; list && i < ouro_list_length(list); i++) {
        ouro_borrowed entry = ouro_list_peek(list, i);
        if (entry != rt->none && ((const ouro_weakref *)entry)->referent == &type->head)
            (void)ouro_list_set_steal(rt, list, i, ouro_none(rt));
    }
}

// Takes the entries of the dead out when they are the most.
static void compact(ouro_rt *rt, ouro_borrowed subclasses) {
    ouro_list *list = (ouro_list *)(uintptr_t)subclasses;
    uint32_t dead = 0, to = 0, n = list->length;
    for (uint32_t i = 0; i < n; i++)
        dead += list->items[i] == rt->none || !((const ouro_weakref *)list->items[i])->referent;
    if (dead < 16 || dead < n / 2)
        return;
    for (uint32_t i = 0; i < n; i++) {
        ouro_obj *entry = ouro_slot_take(rt, &list->head, &list->items[i]);
        if (entry == rt->none || !((const ouro_weakref *)entry)->referent)
            ouro_release(rt, entry); // of a weak reference without a callback: nothing runs
        else
            ouro_slot_init(rt, &list->head, &list->items[to++], entry);
    }
    list->length = to;
}

int ouro_type_each_subclass(ouro_rt *rt, ouro_type *type, int (*fn)(ouro_rt *rt, ouro_type *sub, void *ctx), void *ctx) {
    if (type->subclasses && ouro_list_length(type->subclasses) > 16)
        compact(rt, type->subclasses);
    for (size_t i = 0; type->subclasses && i < ouro_list_length(type->subclasses); i++) {
        ouro_obj *sub = subclass_at(rt, type->subclasses, i);
        if (!sub)
            continue;
        int stop = fn(rt, (ouro_type *)sub, ctx);
        ouro_release(rt, sub);
        if (stop)
            return stop;
    }
    return 0;
}

static int modified(ouro_rt *rt, ouro_type *type, void *name) {
    ouro_type_new_version(rt, type);
    if (name && (type->flags & OURO_TF_HEAP)) {
        bool shown = ouro_end_shows(type);
        ouro_slots_update(rt, type, name == (void *)rt ? NULL : (ouro_obj *)name);
        if (ouro_end_shows(type) && !shown) { // instances that nobody counted have finalizers now
            rt->deaths_all_show = true;
            ouro_deaths_finish(rt);
        }
    }
    return ouro_type_each_subclass(rt, type, modified, name);
}

int ouro_type_modified(ouro_rt *rt, ouro_type *type, ouro_borrowed name) {
    void *what = !name ? (void *)rt : ouro_slots_special_name(rt, name) ? (void *)(uintptr_t)name : NULL;
    return modified(rt, type, what);
}

static ouro_owned type_subclasses(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames) {
    ouro_borrowed all = ((const ouro_type *)self)->subclasses;
    ouro_obj *list = ouro_list_new(rt, 0);
    for (size_t i = 0; list && all && i < ouro_list_length(all); i++) {
        ouro_obj *sub = subclass_at(rt, all, i);
        if (sub && ouro_list_append_steal(rt, list, sub) < 0) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

// ---- builtin types from their specs --------------------------------------------------------------------------------

enum { FAST_FLAGS = OURO_TF_INT | OURO_TF_STR | OURO_TF_TUPLE | OURO_TF_LIST | OURO_TF_DICT | OURO_TF_BYTES | OURO_TF_TYPE |
                    OURO_TF_EXC | OURO_TF_FLOAT,
       INHERITED_FLAGS = FAST_FLAGS | OURO_TF_GC | OURO_TF_INSTANCE | OURO_TF_WEAK | OURO_TF_VARSIZE | OURO_TF_SEQUENCE |
                         OURO_TF_MAPPING | OURO_TF_MATCH_SELF };

static uint32_t fast_flag(uint32_t number) {
    switch (number) {
    case OURO_T_int: return OURO_TF_INT;
    case OURO_T_str: return OURO_TF_STR;
    case OURO_T_tuple: return OURO_TF_TUPLE;
    case OURO_T_list: return OURO_TF_LIST;
    case OURO_T_dict: return OURO_TF_DICT;
    case OURO_T_bytes: return OURO_TF_BYTES;
    case OURO_T_type: return OURO_TF_TYPE;
    case OURO_T_float: return OURO_TF_FLOAT;
    case OURO_BaseException: return OURO_TF_EXC;
    default: return 0;
    }
}

ouro_type *ouro_type_shell(ouro_rt *rt, const ouro_type_spec *spec) {
    ouro_type *type = ouro_heap_alloc_object(rt->heap, sizeof *type);
    if (!type) {
        ouro_raise_memory(rt);
        return NULL;
    }
    memset(type, 0, sizeof *type);
    type->head.tf = OURO_T_type;
    ouro_make_immortal(&type->head);
    type->spec = spec;
    type->cname = spec->name;
    uint32_t base = spec->base ? spec->base : OURO_T_object;
    type->base = spec->number == OURO_T_object ? NULL : rt->types[base];
    type->flags = spec->flags | OURO_TF_IMMUTABLE | OURO_TF_READY | fast_flag(spec->number);
    type->item_size = spec->item_size;
    type->slots = spec->slots;
    uint32_t data = spec->size; // without attributes
    if (type->base) {
        const ouro_type *b = type->base;
        uint32_t of_base = b->flags & OURO_TF_INSTANCE ? b->attrs_offset : b->base ? b->size : b->spec->size;
        type->flags |= b->flags & INHERITED_FLAGS;
        if (data < of_base)
            data = of_base;
        if (!type->item_size)
            type->item_size = b->item_size;
    }
    type->size = data;
    if (type->item_size)
        type->flags |= OURO_TF_VARSIZE;
    if (type->flags & OURO_TF_INSTANCE) { // attributes at the end
        type->attrs_offset = (data + 7) & ~7u;
        type->slots_hint = 1;
        type->size = type->attrs_offset + (uint32_t)sizeof(ouro_attrs) + (uint32_t)sizeof(ouro_obj *);
    }
    if (type->size < 16)
        type->size = 16;
    ouro_slots_inherit(type);
    if (!type->slots.create)
        type->flags |= OURO_TF_NO_NEW;
    if (ouro_type_enter(rt, type, spec->number) < 0) {
        ouro_heap_free_object(rt->heap, type);
        return NULL;
    }
    return type;
}

// Puts `value` (owned, NULL: failed) under `name` unless something is there already.
static int put(ouro_rt *rt, ouro_type *type, const char *name, ouro_owned value, bool replace) {
    if (!value)
        return -1;
    ouro_obj *key = ouro_str_interned_cstring(rt, name);
    int status = key ? 0 : -1;
    if (key && (replace || !ouro_dict_peek_str(rt, type->dict, key)))
        status = ouro_dict_set(rt, type->dict, key, value);
    ouro_xrelease(rt, key);
    ouro_release(rt, value);
    return status;
}

static int fill_dict(ouro_rt *rt, ouro_type *type) {
    const ouro_type_spec *spec = type->spec;
    for (size_t i = 0; i < ouro_slot_defs_len; i++) {
        const ouro_slot_def *row = &ouro_slot_defs[i];
        void *fn = *(void *const *)((const char *)&spec->slots + row->offset);
        if (row->name == OURO_N___init__ && (type->flags & OURO_TF_EXC))
            fn = (void *)type->slots.init; // each exception class has its own, for those with two bases
        ouro_borrowed name = rt->ty->names[row->name];
        if (!row->wrap || !fn || ouro_dict_peek_str(rt, type->dict, name))
            continue;
        if (row->name == OURO_N___del__ && (type->flags & OURO_TF_EXC))
            continue;
        ouro_obj *value = fn == (void *)ouro_hash_unhashable ? ouro_none(rt) : ouro_descriptor_wrapper(rt, type, row, fn);
        if (!value || ouro_dict_set_steal(rt, type->dict, name, value) < 0)
            return -1;
    }
    if (spec->slots.compare && !spec->slots.hash && put(rt, type, "__hash__", ouro_none(rt), false) < 0)
        return -1;
    if ((spec->slots.create || (type->flags & OURO_TF_EXC)) &&
        put(rt, type, "__new__", ouro_builtin_function_new(rt, &ouro_new_method_def, &type->head, NULL), false) < 0)
        return -1;
    for (const ouro_method_def *m = spec->methods; m && m->name; m++)
        if (put(rt, type, m->name, ouro_descriptor_method(rt, type, m), m->flags & OURO_M_COEXIST) < 0)
            return -1;
    for (const ouro_getset_def *g = spec->getsets; g && g->name; g++)
        if (put(rt, type, g->name, ouro_descriptor_getset(rt, type, g), false) < 0)
            return -1;
    for (const ouro_member_def *m = spec->members; m && m->name; m++)
        if (put(rt, type, m->name, ouro_descriptor_member(rt, type, m), false) < 0)
            return -1;
    const char *dot = strrchr(spec->name, '.');
    return put(rt, type, "__doc__", ouro_doc_text(rt, spec->doc, dot ? dot + 1 : spec->name), false);
}

int ouro_type_fill(ouro_rt *rt, ouro_type *type, ouro_borrowed bases) {
    const char *dot = strrchr(type->spec->name, '.');
    type->name = ouro_str_interned_cstring(rt, dot ? dot + 1 : type->spec->name);
    type->qualname = ouro_xref(rt, type->name);
    type->dict = ouro_dict_new(rt);
    if (!type->name || !type->dict)
        return -1;
    ouro_untrack(type->dict); // reachable from an immortal object for ever
    type->bases = bases ? ouro_ref(rt, bases) : type->base ? ouro_tuple_pack(rt, 1, &type->base->head)
                                                           : ouro_ref(rt, rt->empty_tuple);
    type->mro = type->bases ? ouro_mro_compute(rt, type) : NULL;
    if (!type->mro)
        return -1;
    if ((type->flags & OURO_TF_INSTANCE) && !(type->root_shape = ouro_shape_new_root(rt, type)))
        return -1;
    if (fill_dict(rt, type) < 0)
        return -1;
    for (size_t i = 0; i < ouro_tuple_length(type->bases); i++)
        if (ouro_type_add_subclass(rt, (ouro_type *)(uintptr_t)ouro_tuple_peek(type->bases, i), type) < 0)
            return -1;
    ouro_type_new_version(rt, type);
    return 0;
}

ouro_type *ouro_type_from_spec(ouro_rt *rt, const ouro_type_spec *spec) {
    ouro_type *type = ouro_type_shell(rt, spec);
    if (!type || ouro_type_fill(rt, type, NULL) == 0)
        return type;
    ouro_type_drop_contents(rt, type);
    ouro_type_leave(rt, type);
    ouro_heap_free_object(rt->heap, type);
    return NULL;
}

void ouro_type_drop_contents(ouro_rt *rt, ouro_type *type) {
    if (type->root_shape)
        ouro_shape_free_tree(rt, type->root_shape);
    type->root_shape = 0;
    ouro_obj *base = type->flags & OURO_TF_HEAP && type->base ? &type->base->head : NULL;
    if (base)
        type->base = NULL;
    if ((type->flags & OURO_TF_HEAP) && type->name && type->cname != ouro_str_ascii(type->name))
        ouro_raw_free(rt, (char *)(uintptr_t)type->cname);
    type->cname = "?";
    ouro_slot_clear(rt, &type->head, &type->dict);
    ouro_slot_clear(rt, &type->head, &type->subclasses);
    ouro_slot_clear(rt, &type->head, &type->mro);
    ouro_slot_clear(rt, &type->head, &type->bases);
    ouro_slot_clear(rt, &type->head, &type->slot_names);
    ouro_slot_clear(rt, &type->head, &type->qualname);
    ouro_slot_clear(rt, &type->head, &type->name);
    ouro_slot_clear(rt, &type->head, &type->doc);
    ouro_xrelease(rt, base);
}

// ---- attributes of types -------------------------------------------------------------------------------------------

// Found on the type itself or its bases, bound to the type.
static ouro_owned bind_to_type(ouro_rt *rt, ouro_borrowed found, ouro_borrowed type) {
    ouro_descr_get_slot get = ouro_type_of(rt, found)->slots.descr_get;
    if (!get)
        return ouro_ref(rt, found);
    ouro_obj *held = ouro_ref(rt, found);
    ouro_obj *value = get(rt, held, NULL, type);
    ouro_release(rt, held);
    return value;
}

static ouro_owned type_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, bool quiet) {
    if (!ouro_str_check(rt, name)) {
        ouro_raise(rt, OURO_TypeError, "attribute name must be string, not '%T'", name);
        return NULL;
    }
    ouro_type *meta = ouro_type_of(rt, self);
    ouro_obj *of_meta = ouro_xref(rt, ouro_type_lookup(rt, meta, name)), *value;
    ouro_descr_get_slot get = of_meta ? ouro_type_of(rt, of_meta)->slots.descr_get : NULL;
    if (get && ouro_type_of(rt, of_meta)->slots.descr_set) {
        value = get(rt, of_meta, self, &meta->head);
        ouro_release(rt, of_meta);
        return value;
    }
    ouro_borrowed found = ouro_type_lookup(rt, (const ouro_type *)self, name);
    if (found) {
        ouro_xrelease(rt, of_meta);
        return bind_to_type(rt, found, self);
    }
    if (get) {
        value = get(rt, of_meta, self, &meta->head);
        ouro_release(rt, of_meta);
        return value;
    }
    if (!of_meta && !quiet && !ouro_error_pending(rt))
        ouro_attribute_error(rt, self, name);
    return of_meta;
}

ouro_owned ouro_type_getattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    return type_getattr(rt, self, name, false);
}

ouro_owned ouro_type_getattr_quiet(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    return type_getattr(rt, self, name, true);
}

int ouro_type_setattr(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_type *type = (ouro_type *)(uintptr_t)self;
    if (!ouro_str_check(rt, name)) {
        ouro_raise(rt, OURO_TypeError, "attribute name must be string, not '%T'", name);
        return -1;
    }
    if (type->flags & OURO_TF_IMMUTABLE) {
        ouro_raise(rt, OURO_TypeError, "cannot set '%S' attribute of immutable type '%N'", name, type);
        return -1;
    }
    ouro_obj *of_meta = ouro_xref(rt, ouro_type_lookup(rt, ouro_type_of(rt, self), name));
    ouro_set_slot set = of_meta ? ouro_type_of(rt, of_meta)->slots.descr_set : NULL;
    if (set) {
        int status = set(rt, of_meta, self, value);
        ouro_release(rt, of_meta);
        return status;
    }
    ouro_xrelease(rt, of_meta);
    ouro_obj *key = ouro_ref(rt, name);
    if (ouro_is(key, OURO_T_str) && ouro_str_intern(rt, &key) < 0) {
        ouro_release(rt, key);
        return -1;
    }
    // The old value dies after the caches know: its finalizer may look.
    ouro_obj *old = ouro_xref(rt, ouro_dict_peek_str(rt, type->dict, key));
    int status = value ? ouro_dict_set(rt, type->dict, key, value) : ouro_dict_delete(rt, type->dict, key);
    if (status == 0)
        status = ouro_type_modified(rt, type, key);
    else if (status == 1)
        ouro_attribute_error(rt, self, name);
    ouro_xrelease(rt, old);
    ouro_release(rt, key);
    return status ? -1 : 0;
}

// ---- type(x), type.__call__ ----------------------------------------------------------------------------------------

ouro_owned ouro_type_call(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_type *type = (ouro_type *)(uintptr_t)self;
    if (OURO_UNLIKELY(type->number == OURO_T_type)) {
        if (nargs == 1 && !kwnames)
            return ouro_ref(rt, &ouro_type_of(rt, args[0])->head);
        if (nargs != 3) {
            ouro_raise(rt, OURO_TypeError, "type() takes 1 or 3 arguments");
            return NULL;
        }
    }
    if (OURO_UNLIKELY(!type->slots.create || (type->flags & OURO_TF_NO_NEW))) {
        ouro_raise(rt, OURO_TypeError, "cannot create '%N' instances", type);
        return NULL;
    }
    if (OURO_UNLIKELY(kwnames && ouro_tuple_length(kwnames) == 0))
        kwnames = NULL;
    ouro_obj *o = type->slots.create(rt, type, args, nargs, kwnames);
    if (OURO_UNLIKELY(!o))
        return NULL;
    ouro_type *made = ouro_type_of(rt, o);
    if (OURO_UNLIKELY(made != type && !ouro_subtype(made, type)))
        return o;
    if (made->slots.init && made->slots.init(rt, o, args, nargs, kwnames) < 0) {
        ouro_release(rt, o);
        return NULL;
    }
    return o;
}

// `__new__` of builtin types: T.__new__(cls, ...).
static ouro_owned new_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames) {
    const ouro_type *type = (const ouro_type *)self;
    if (nargs == 0) {
        ouro_raise(rt, OURO_TypeError, "%N.__new__(): not enough arguments", type);
        return NULL;
    }
    if (!ouro_type_check(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "%N.__new__(X): X is not a type object (%T)", type, args[0]);
        return NULL;
    }
    ouro_type *cls = (ouro_type *)args[0];
    if (!ouro_subtype(cls, type)) {
        ouro_raise(rt, OURO_TypeError, "%N.__new__(%N): %N is not a subtype of %N", type, cls, cls, type);
        return NULL;
    }
    // object.__new__(dict) must not make a dict that dict itself knows nothing about.
    const ouro_type *maker = cls;
    while (maker->base && ouro_slots_python_new(maker))
        maker = maker->base;
    if (maker->slots.create != type->slots.create) {
        ouro_raise(rt, OURO_TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", type, cls, maker);
        return NULL;
    }
    return type->slots.create(rt, cls, args + 1, nargs - 1, kwnames);
}

const ouro_method_def ouro_new_method_def = {
    "__new__", new_method, 0, OURO_MANY, OURO_M_KEYWORDS,
    "__new__($type, *args, **kwargs)\n--\n\nA new object of the class."};

// ---- methods -------------------------------------------------------------------------------------------------------

static ouro_owned type_mro(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_mro_c3(rt, (ouro_type *)(uintptr_t)self);
}

static ouro_owned instancecheck(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    int status = ouro_recursive_isinstance(rt, args[0], self);
    return status < 0 ? NULL : ouro_bool(rt, status);
}

static ouro_owned subclasscheck(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kwnames) {
    int status = ouro_recursive_issubclass(rt, args[0], self);
    return status < 0 ? NULL : ouro_bool(rt, status);
}

static ouro_owned prepare(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_dict_new(rt);
}

static ouro_owned type_sizeof(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                              ouro_borrowed kwnames) {
    return ouro_int_from_i64(rt, (int64_t)sizeof(ouro_type));
}

// Adds the keys of the dicts of the class and all its bases.
static int merge_class_dict(ouro_rt *rt, ouro_borrowed dict, const ouro_type *type) {
    ouro_obj *mro = ouro_ref(rt, type->mro);
    int status = 0;
    for (size_t i = ouro_tuple_length(mro); status == 0 && i-- > 0;) {
        const ouro_type *t = (const ouro_type *)ouro_tuple_peek(mro, i);
        if (t->dict)
            status = ouro_dict_merge(rt, dict, t->dict, 1);
    }
    ouro_release(rt, mro);
    return status;
}

int ouro_type_merge_names(ouro_rt *rt, ouro_borrowed dict, const ouro_type *type) {
    return type->mro ? merge_class_dict(rt, dict, type) : 0;
}

static ouro_owned type_dir(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *dict = ouro_dict_new(rt);
    if (!dict)
        return NULL;
    ouro_obj *list = merge_class_dict(rt, dict, (const ouro_type *)self) < 0 ? NULL : ouro_list_of(rt, dict);
    ouro_release(rt, dict);
    return list;
}

static ouro_owned type_repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_type *type = (const ouro_type *)self;
    ouro_obj *module = ouro_getattr_quiet(rt, self, OURO_NAME(rt, __module__));
    if (!module && ouro_error_pending(rt))
        return NULL;
    ouro_obj *text;
    if (module && ouro_str_check(rt, module) && !ouro_str_equal_ascii(module, "builtins"))
        text = ouro_str_formatted(rt, "<class '%S.%S'>", module, type->qualname);
    else
        text = ouro_str_formatted(rt, "<class '%S'>", type->qualname);
    ouro_xrelease(rt, module);
    return text;
}

static ouro_owned type_or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) { return ouro_union_of(rt, a, b); }

// ---- death ---------------------------------------------------------------------------------------------------------

static void type_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_type *type = (ouro_type *)self;
    ouro_type_drop_contents(rt, type);
    if (type->number)
        ouro_type_leave(rt, type);
}

static int type_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_type *type = (ouro_type *)self;
    OURO_VISIT(type->dict);
    OURO_VISIT(type->mro);
    OURO_VISIT(type->bases);
    if (type->base && (type->flags & OURO_TF_HEAP))
        OURO_VISIT(&type->base->head);
    OURO_VISIT(type->subclasses);
    OURO_VISIT(type->slot_names);
    OURO_VISIT(type->name);
    OURO_VISIT(type->qualname);
    OURO_VISIT(type->doc);
    return ouro_shapes_traverse(rt, type->root_shape, visit, arg);
}

// The class itself must still serve its dying instances: base, bases and slots stay.
static void type_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_type *type = (ouro_type *)self;
    ouro_type_new_version(rt, type);
    if (type->dict)
        ouro_dict_clear(rt, type->dict);
    ouro_slot_clear(rt, self, &type->mro);
    ouro_slot_clear(rt, self, &type->subclasses);
}

static size_t type_size(ouro_rt *rt, ouro_borrowed self) { return sizeof(ouro_type); }

static const ouro_method_def methods[] = {
    {"mro", type_mro, 0, 0, 0, "mro($self, /)\n--\n\nThe classes in which attributes are looked for, in order."},
    {"__subclasses__", type_subclasses, 0, 0, 0, "__subclasses__($self, /)\n--\n\nThe living classes that have this one as a base."},
    {"__prepare__", prepare, 0, OURO_MANY, OURO_M_CLASS | OURO_M_KEYWORDS,
     "The namespace in which the body of a class statement runs."},
    {"__instancecheck__", instancecheck, 1, 1, 0,
     "__instancecheck__($self, instance, /)\n--\n\nisinstance(instance, self)."},
    {"__subclasscheck__", subclasscheck, 1, 1, 0,
     "__subclasscheck__($self, subclass, /)\n--\n\nissubclass(subclass, self)."},
    {"__dir__", type_dir, 0, 0, 0, "__dir__($self, /)\n--\n\nNames of attributes of the class."},
    {"__sizeof__", type_sizeof, 0, 0, 0, "__sizeof__($self, /)\n--\n\nBytes of memory the type takes."},
    {0}};

const ouro_type_spec ouro_spec_type = {
    .number = OURO_T_type,
    .flags = OURO_TF_GC | OURO_TF_BASE | OURO_TF_WEAK,
    .size = sizeof(ouro_type),
    .name = "type",
    .doc = "type(object): the class of an object.\ntype(name, bases, dict, **kwds): a new class.",
    .methods = methods,
    .getsets = ouro_type_getsets,
    .slots = {.dealloc = type_dealloc, .traverse = type_traverse, .clear = type_clear, .size_of = type_size,
              .repr = type_repr, .call = ouro_type_call, .getattr = ouro_type_getattr, .setattr = ouro_type_setattr,
              .create = ouro_type_create, .init = ouro_type_init, .or = type_or},
};
