// mappingproxy: a mapping that cannot be changed through it (the __dict__ of classes).
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

typedef struct proxy {
    ouro_obj head;
    ouro_obj *mapping;
} proxy;

static ouro_borrowed inner(ouro_borrowed self) { return ((const proxy *)self)->mapping; }

ouro_owned ouro_mappingproxy_new(ouro_rt *rt, ouro_borrowed mapping) {
    proxy *p = (proxy *)ouro_new_fixed_gc(rt, OURO_T_mappingproxy, sizeof *p);
    if (!p)
        return NULL;
    ouro_slot_init(rt, &p->head, &p->mapping, ouro_ref(rt, mapping));
    return &p->head;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"mapping"};
    ouro_obj *in[1];
    if (ouro_args(rt, "mappingproxy", args, nargs, kwnames, names, 1, 1, 1, in) < 0)
        return NULL;
    const ouro_type *type = ouro_type_of(rt, in[0]);
    if (!type->slots.getitem || (type->flags & (OURO_TF_LIST | OURO_TF_TUPLE | OURO_TF_STR | OURO_TF_BYTES))) {
        ouro_raise(rt, OURO_TypeError, "mappingproxy() argument must be a mapping, not %T", in[0]);
        return NULL;
    }
    return ouro_mappingproxy_new(rt, in[0]);
}

static void drop(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((proxy *)self)->mapping); }

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((proxy *)self)->mapping);
    return 0;
}

static int64_t length(ouro_rt *rt, ouro_borrowed self) { return ouro_length(rt, inner(self)); }
static ouro_owned getitem(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) { return ouro_getitem(rt, inner(self), key); }
static int contains(ouro_rt *rt, ouro_borrowed self, ouro_borrowed x) { return ouro_contains(rt, inner(self), x); }
static ouro_owned iter(ouro_rt *rt, ouro_borrowed self) { return ouro_iter(rt, inner(self)); }
static ouro_owned str(ouro_rt *rt, ouro_borrowed self) { return ouro_str_of(rt, inner(self)); }
static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "mappingproxy(%R)", inner(self));
}
static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    return ouro_compare(rt, inner(a), b, op);
}

static ouro_owned or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    if (ouro_is(a, OURO_T_mappingproxy))
        a = inner(a);
    if (ouro_is(b, OURO_T_mappingproxy))
        b = inner(b);
    return ouro_binary(rt, OURO_OP_OR, a, b);
}

static ouro_owned ior(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    ouro_raise(rt, OURO_TypeError, "'|=' is not supported by %T; use '|' instead", a);
    return NULL;
}

static ouro_owned get(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *all[3] = {(ouro_obj *)(uintptr_t)inner(self), args[0], nargs == 2 ? args[1] : rt->none};
    return ouro_call_method(rt, OURO_NAME(rt, get), all, 3, NULL);
}

#define FORWARD(name, attribute)                                                                                       \
    static ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) { \
        return ouro_call_method0(rt, inner(self), OURO_NAME(rt, attribute));                                           \
    }
FORWARD(keys, keys)
FORWARD(values, values)
FORWARD(items, items)
FORWARD(copy, copy)
FORWARD(reversed, __reversed__)

static const ouro_method_def methods[] = {
    {"get", get, 1, 2, 0, "The value of a key, or a default."},
    {"keys", keys, 0, 0, 0, "The keys."},
    {"values", values, 0, 0, 0, "The values."},
    {"items", items, 0, 0, 0, "Pairs of key and value."},
    {"copy", copy, 0, 0, 0, "A copy of the mapping."},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {"__reversed__", reversed, 0, 0, 0, "The keys, last first."},
    {0}};

const ouro_type_spec ouro_spec_mappingproxy = {
    .number = OURO_T_mappingproxy,
    .flags = OURO_TF_GC | OURO_TF_MAPPING,
    .size = sizeof(proxy),
    .name = "mappingproxy",
    .methods = methods,
    .slots = {.create = create, .dealloc = drop, .traverse = traverse, .clear = drop, .length = length,
              .getitem = getitem, .contains = contains, .iter = iter, .str = str, .repr = repr, .compare = compare,
              .or = or, .ior = ior},
};
