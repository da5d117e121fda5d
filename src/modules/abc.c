// Module _abc: what makes abstract base classes fast (PEP 3119).
//
// What a class was found to be is remembered by the version of that class: versions are never used again and change
// with everything that could change the answer in the class itself. Negative answers also depend on the registrations,
// so they are forgotten when the count of registrations changes.
#include <string.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/int.h"
#include "types/type.h"
#include "types/weakref.h"

enum { TABLE_MAX = 1024 };

// A set of versions: open addressing, 0 is free.
typedef struct table {
    uint32_t *versions;
    uint32_t used, size; // size: 0 or a power of two
} table;

typedef struct abc_data {
    ouro_obj head;
    ouro_obj **registry; // weak references to classes
    uint32_t registered, capacity;
    table yes, no;
    uint64_t no_count; // of registrations, when `no` was right
} abc_data;

typedef struct abc_state {
    uint64_t registrations;
} abc_state;

// ---- tables ----------------------------------------------------------------------------------------------------------

static bool table_has(const table *t, uint32_t version) {
    if (!t->size) return false;
    for (uint32_t i = version * 2654435761u & (t->size - 1);; i = (i + 1) & (t->size - 1)) {
        if (t->versions[i] == version) return version != 0;
        if (t->versions[i] == 0) return false;
    }
}

static void table_put(table *t, uint32_t version) {
    uint32_t i = version * 2654435761u & (t->size - 1);
    while (t->versions[i] && t->versions[i] != version) i = (i + 1) & (t->size - 1);
    t->used += t->versions[i] == 0;
    t->versions[i] = version;
}

static void table_clear(ouro_rt *rt, table *t) {
    if (t->versions) ouro_raw_free(rt, t->versions);
    *t = (table){0};
}

// Remembers a version: only to be faster, so that no memory for it is no error.
static void table_add(ouro_rt *rt, table *t, uint32_t version) {
    if (version == 0) return;
    if (t->used >= TABLE_MAX) table_clear(rt, t);
    if (t->used * 2 >= t->size) {
        uint32_t size = t->size ? t->size * 2 : 8;
        table bigger = {ouro_raw_alloc_quiet(rt, size * sizeof(uint32_t)), 0, size};
        if (!bigger.versions) return;
        memset(bigger.versions, 0, size * sizeof(uint32_t));
        for (uint32_t i = 0; i < t->size; i++)
            if (t->versions[i]) table_put(&bigger, t->versions[i]);
        table_clear(rt, t);
        *t = bigger;
    }
    table_put(t, version);
}

// ---- the data of one abstract class ------------------------------------------------------------------------------------

static void registry_clear(ouro_rt *rt, abc_data *d) {
    ouro_obj **registry = d->registry;
    uint32_t n = d->registered;
    d->registry = NULL;
    d->registered = d->capacity = 0;
    while (n > 0) ouro_release(rt, registry[--n]);
    if (registry) ouro_raw_free(rt, registry);
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    abc_data *d = (abc_data *)self;
    registry_clear(rt, d);
    table_clear(rt, &d->yes);
    table_clear(rt, &d->no);
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    return ouro_new_zeroed(rt, cls, sizeof(abc_data));
}

const ouro_type_spec ouro_native_spec_abc_data = {
    .size = sizeof(abc_data),
    .name = "_abc._abc_data",
    .doc = "What an abstract base class remembers.",
    .slots = {.dealloc = dealloc, .create = create},
};

// The data of cls, held. NULL: TypeError.
static abc_data *data_of(ouro_rt *rt, ouro_borrowed cls) {
    ouro_obj *o = ouro_getattr(rt, cls, OURO_NAME(rt, _abc_impl));
    if (!o || ouro_native_is(rt, o, OURO_NT_abc_data)) return (abc_data *)o;
    ouro_raise(rt, OURO_TypeError, "_abc_impl is set to a wrong type");
    ouro_release(rt, o);
    return NULL;
}

static abc_state *state_of(ouro_borrowed module) { return ((const ouro_module *)module)->state; }

static int registry_add(ouro_rt *rt, abc_data *d, ouro_borrowed cls) {
    for (uint32_t i = 0; i < d->registered; i++) // the places of the dead are taken again
        if (!((const ouro_weakref *)d->registry[i])->referent) {
            ouro_obj *ref = ouro_weakref_new(rt, cls, NULL), *old = d->registry[i];
            if (!ref) return -1;
            d->registry[i] = ref;
            ouro_release(rt, old);
            return 0;
        }
    if (d->registered == d->capacity) {
        uint32_t capacity = d->capacity ? d->capacity * 2 : 4;
        ouro_obj **bigger = ouro_raw_realloc(rt, d->registry, capacity * sizeof *bigger);
        if (!bigger) return -1;
        d->registry = bigger;
        d->capacity = capacity;
    }
    ouro_obj *ref = ouro_weakref_new(rt, cls, NULL);
    if (!ref) return -1;
    d->registry[d->registered++] = ref;
    return 0;
}

// ---- abstract methods ------------------------------------------------------------------------------------------------

// Is value.__isabstractmethod__ true? 1, 0, -1.
static int is_abstract(ouro_rt *rt, ouro_borrowed value) {
    ouro_obj *flag = ouro_getattr_quiet(rt, value, OURO_NAME(rt, __isabstractmethod__));
    if (!flag) return ouro_error_pending(rt) ? -1 : 0;
    int r = ouro_truth(rt, flag);
    ouro_release(rt, flag);
    return r;
}

// Those in the namespace of the class itself.
static int add_own(ouro_rt *rt, ouro_type *cls, ouro_borrowed abstracts) {
    ouro_obj *names = ouro_dict_copy(rt, cls->dict), *key, *value;
    if (!names) return -1;
    int r = 0;
    for (size_t pos = 0; r >= 0 && ouro_dict_next(names, &pos, &key, &value);) {
        r = is_abstract(rt, value);
        if (r > 0) r = ouro_set_add(rt, abstracts, key);
    }
    ouro_release(rt, names);
    return r;
}

typedef struct inherited {
    ouro_type *cls;
    ouro_borrowed abstracts;
} inherited;

static int add_name(ouro_rt *rt, ouro_borrowed name, void *ctx) {
    const inherited *in = ctx;
    ouro_obj *value = ouro_getattr_quiet(rt, &in->cls->head, name);
    if (!value) return ouro_error_pending(rt) ? -1 : 0;
    int r = is_abstract(rt, value);
    ouro_release(rt, value);
    return r > 0 ? ouro_set_add(rt, in->abstracts, name) : r;
}

// Those of its bases that it does not define.
static int add_inherited(ouro_rt *rt, ouro_type *cls, ouro_borrowed abstracts) {
    inherited in = {cls, abstracts};
    ouro_obj *bases = ouro_ref(rt, cls->bases);
    int r = 0;
    for (size_t i = 0; r == 0 && i < ouro_tuple_length(bases); i++) {
        ouro_obj *names = ouro_getattr_quiet(rt, ouro_tuple_peek(bases, i), OURO_NAME(rt, __abstractmethods__));
        if (names)
            r = ouro_each(rt, names, add_name, &in);
        else if (ouro_error_pending(rt))
            r = -1;
        ouro_xrelease(rt, names);
    }
    ouro_release(rt, bases);
    return r;
}

static int set_abstract_methods(ouro_rt *rt, ouro_type *cls) {
    ouro_obj *abstracts = ouro_set_new(rt, NULL), *frozen = NULL;
    int r = -1;
    if (abstracts && add_own(rt, cls, abstracts) >= 0 && add_inherited(rt, cls, abstracts) == 0)
        frozen = ouro_frozenset_new(rt, abstracts);
    if (frozen) r = ouro_setattr(rt, &cls->head, OURO_NAME(rt, __abstractmethods__), frozen);
    ouro_xrelease(rt, frozen);
    ouro_xrelease(rt, abstracts);
    return r;
}

// ---- match statements --------------------------------------------------------------------------------------------------

enum { COLLECTION_FLAGS = OURO_TF_SEQUENCE | OURO_TF_MAPPING };

// __abc_tpflags__ in the namespace of a class (1 << 5, 1 << 6): its instances are sequences or mappings.
static int take_flags(ouro_rt *rt, ouro_type *cls) {
    ouro_borrowed flags = ouro_dict_peek_ascii(rt, cls->dict, "__abc_tpflags__");
    if (!flags || !ouro_int_is_word(flags)) return ouro_error_pending(rt) ? -1 : 0;
    int64_t bits = ouro_int_word(flags) >> 5 & 3;
    if (bits == 3) {
        ouro_raise(rt, OURO_TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
        return -1;
    }
    cls->flags |= bits == 1 ? OURO_TF_SEQUENCE : bits == 2 ? OURO_TF_MAPPING : 0;
    ouro_obj *name = ouro_str_interned_cstring(rt, "__abc_tpflags__");
    int r = name ? ouro_dict_delete(rt, cls->dict, name) : -1;
    ouro_xrelease(rt, name);
    return r < 0 ? -1 : ouro_type_modified(rt, cls, NULL);
}

static int give_flags(ouro_rt *rt, ouro_type *cls, void *ctx) {
    uint32_t flags = *(uint32_t *)ctx;
    if ((cls->flags & OURO_TF_IMMUTABLE) || (cls->flags & COLLECTION_FLAGS) == flags) return 0;
    cls->flags = (cls->flags & ~(uint32_t)COLLECTION_FLAGS) | flags;
    return ouro_type_each_subclass(rt, cls, give_flags, ctx);
}

// ---- functions ---------------------------------------------------------------------------------------------------------

static ouro_type *class_argument(ouro_rt *rt, ouro_borrowed o, const char *message) {
    if (ouro_type_check(rt, o)) return (ouro_type *)(uintptr_t)o;
    ouro_raise(rt, OURO_TypeError, "%s", message);
    return NULL;
}

METHOD(get_cache_token) { return ouro_int_from_u64(rt, state_of(self)->registrations); }

METHOD(abc_init) {
    ouro_type *cls = class_argument(rt, args[0], "_abc_init() needs a class");
    if (!cls || set_abstract_methods(rt, cls) < 0 || take_flags(rt, cls) < 0) return NULL;
    ouro_type *type = ouro_native_type(rt, OURO_NT_abc_data);
    ouro_obj *data = type ? ouro_new_zeroed(rt, type, sizeof(abc_data)) : NULL;
    int r = data ? ouro_setattr(rt, args[0], OURO_NAME(rt, _abc_impl), data) : -1;
    ouro_xrelease(rt, data);
    return r < 0 ? NULL : ouro_none(rt);
}

METHOD(abc_register) {
    ouro_type *cls = class_argument(rt, args[1], "Can only register classes");
    if (!cls) return NULL;
    int r = ouro_issubclass(rt, args[1], args[0]);
    if (r != 0) return r < 0 ? NULL : ouro_ref(rt, args[1]);
    r = ouro_issubclass(rt, args[0], args[1]);
    if (r != 0) {
        if (r > 0) ouro_raise(rt, OURO_RuntimeError, "Refusing to create an inheritance cycle");
        return NULL;
    }
    abc_data *d = data_of(rt, args[0]);
    if (!d) return NULL;
    r = registry_add(rt, d, args[1]);
    ouro_release(rt, &d->head);
    if (r < 0) return NULL;
    state_of(self)->registrations++;
    uint32_t flags = ouro_type_check(rt, args[0]) ? ((const ouro_type *)args[0])->flags & COLLECTION_FLAGS : 0;
    if (flags && give_flags(rt, cls, &flags) < 0) return NULL;
    return ouro_ref(rt, args[1]);
}

// Asks __subclasshook__: 1, 0, -1, or 2 when it does not know.
static int ask_hook(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed subclass) {
    ouro_obj *answer = ouro_call_method1(rt, cls, OURO_NAME(rt, __subclasshook__), subclass);
    if (!answer) return -1;
    int r = answer == rt->true_ ? 1 : answer == rt->false_ ? 0 : answer == rt->notimpl ? 2 : -1;
    if (r < 0)
        ouro_raise(rt, OURO_AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
    ouro_release(rt, answer);
    return r;
}

static int ask_registry(ouro_rt *rt, abc_data *d, ouro_borrowed subclass) {
    for (uint32_t i = 0; i < d->registered; i++) {
        ouro_obj *registered = ouro_weak_get(rt, (const ouro_weakref *)d->registry[i]);
        if (!registered) continue;
        int r = ouro_issubclass(rt, subclass, registered);
        ouro_release(rt, registered);
        if (r) return r;
    }
    return 0;
}

static int ask_subclasses(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed subclass) {
    ouro_obj *list = ouro_call_method0(rt, cls, OURO_NAME(rt, __subclasses__));
    if (!list) return -1;
    int r = 0;
    if (!ouro_list_check(rt, list)) {
        ouro_raise(rt, OURO_TypeError, "__subclasses__() must return a list");
        r = -1;
    }
    for (size_t i = 0; r == 0 && i < ouro_list_length(list); i++) {
        ouro_obj *derived = ouro_ref(rt, ouro_list_peek(list, i));
        r = ouro_issubclass(rt, subclass, derived);
        ouro_release(rt, derived);
    }
    ouro_release(rt, list);
    return r;
}

static int subclass_check(ouro_rt *rt, ouro_borrowed module, ouro_borrowed cls, abc_data *d, ouro_type *subclass) {
    uint64_t now = state_of(module)->registrations;
    if (table_has(&d->yes, subclass->version)) return 1;
    if (d->no_count != now) {
        table_clear(rt, &d->no);
        d->no_count = now;
    } else if (table_has(&d->no, subclass->version)) {
        return 0;
    }
    int r = ask_hook(rt, cls, &subclass->head);
    if (r == 2) {
        r = ouro_type_check(rt, cls) && ouro_subtype(subclass, (const ouro_type *)cls);
        if (r == 0) r = ask_registry(rt, d, &subclass->head);
        if (r == 0) r = ask_subclasses(rt, cls, &subclass->head);
    }
    if (r > 0)
        table_add(rt, &d->yes, subclass->version);
    else if (r == 0 && d->no_count == state_of(module)->registrations)
        table_add(rt, &d->no, subclass->version);
    return r;
}

METHOD(abc_subclasscheck) {
    ouro_type *subclass = class_argument(rt, args[1], "issubclass() arg 1 must be a class");
    abc_data *d = subclass ? data_of(rt, args[0]) : NULL;
    if (!d) return NULL;
    int r = subclass_check(rt, self, args[0], d, subclass);
    ouro_release(rt, &d->head);
    return r < 0 ? NULL : ouro_bool(rt, r);
}

// cls.__subclasscheck__(c), which a metaclass may define.
static int asks_subclass(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed c) {
    ouro_obj *answer = ouro_call_method1(rt, cls, OURO_NAME(rt, __subclasscheck__), c);
    if (!answer) return -1;
    int r = ouro_truth(rt, answer);
    ouro_release(rt, answer);
    return r;
}

METHOD(abc_instancecheck) {
    abc_data *d = data_of(rt, args[0]);
    if (!d) return NULL;
    ouro_obj *cls = ouro_getattr(rt, args[1], OURO_NAME(rt, __class__));
    ouro_type *type = ouro_type_of(rt, args[1]);
    int r = -1;
    if (cls) {
        uint32_t version = ouro_type_check(rt, cls) ? ((const ouro_type *)cls)->version : 0;
        if (table_has(&d->yes, version))
            r = 1;
        else if (cls == &type->head && d->no_count == state_of(self)->registrations && table_has(&d->no, version))
            r = 0;
        else {
            r = asks_subclass(rt, args[0], cls);
            if (r == 0 && cls != &type->head) r = asks_subclass(rt, args[0], &type->head);
        }
    }
    ouro_xrelease(rt, cls);
    ouro_release(rt, &d->head);
    return r < 0 ? NULL : ouro_bool(rt, r);
}

METHOD(reset_registry) {
    abc_data *d = data_of(rt, args[0]);
    if (!d) return NULL;
    registry_clear(rt, d);
    ouro_release(rt, &d->head);
    return ouro_none(rt);
}

METHOD(reset_caches) {
    abc_data *d = data_of(rt, args[0]);
    if (!d) return NULL;
    table_clear(rt, &d->yes);
    table_clear(rt, &d->no);
    ouro_release(rt, &d->head);
    return ouro_none(rt);
}

// (registry, cache, negative cache, version of the negative cache): the caches hold no classes here.
METHOD(get_dump) {
    abc_data *d = data_of(rt, args[0]);
    if (!d) return NULL;
    ouro_obj *registry = ouro_set_new(rt, NULL), *none = ouro_set_new(rt, NULL), *count = NULL, *dump = NULL;
    for (uint32_t i = 0; registry && i < d->registered; i++)
        if (ouro_set_add(rt, registry, d->registry[i]) < 0) {
            ouro_release(rt, registry);
            registry = NULL;
        }
    if (registry && none) count = ouro_int_from_u64(rt, d->no_count);
    if (count) dump = ouro_tuple_pack(rt, 4, registry, none, none, count);
    ouro_xrelease(rt, count);
    ouro_xrelease(rt, none);
    ouro_xrelease(rt, registry);
    ouro_release(rt, &d->head);
    return dump;
}

static const ouro_method_def functions[] = {
    {"get_cache_token", get_cache_token, 0, 0, 0,
     "get_cache_token($module, /)\n--\n\nA number that changes with every registration."},
    {"_abc_init", abc_init, 1, 1, 0, "_abc_init($module, self, /)\n--\n\nPrepares a new abstract class."},
    {"_abc_register", abc_register, 2, 2, 0, "_abc_register($module, self, subclass, /)\n--\n\nRegisters a class."},
    {"_abc_instancecheck", abc_instancecheck, 2, 2, 0,
     "_abc_instancecheck($module, self, instance, /)\n--\n\nisinstance()"},
    {"_abc_subclasscheck", abc_subclasscheck, 2, 2, 0,
     "_abc_subclasscheck($module, self, subclass, /)\n--\n\nissubclass()"},
    {"_reset_registry", reset_registry, 1, 1, 0, "_reset_registry($module, self, /)\n--\n\nForgets registrations."},
    {"_reset_caches", reset_caches, 1, 1, 0, "_reset_caches($module, self, /)\n--\n\nForgets answers."},
    {"_get_dump", get_dump, 1, 1, 0, "_get_dump($module, self, /)\n--\n\nWhat is remembered."},
    {0},
};

ouro_owned ouro_module__abc(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_abc", "Abstract base classes.", functions);
    if (!m) return NULL;
    abc_state *s = ouro_raw_calloc(rt, sizeof *s);
    ((ouro_module *)m)->state = s;
    return ouro_native_module_done(rt, m, s ? 0 : -1);
}
