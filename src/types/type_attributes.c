// __name__, __bases__, __dict__ ... of classes.
#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/descriptor.h"
#include "types/int.h"
#include "types/str.h"
#include "types/type.h"

static const ouro_type *of(ouro_borrowed self) { return (const ouro_type *)self; }
static ouro_type *writable(ouro_borrowed self) { return (ouro_type *)(uintptr_t)self; }
static bool is_heap(ouro_borrowed self) { return of(self)->flags & OURO_TF_HEAP; }

// Is the attribute one that can be set or deleted (value NULL)? False: TypeError pending.
static bool may_set(ouro_rt *rt, ouro_borrowed self, ouro_borrowed value, const char *name) {
    if (of(self)->flags & OURO_TF_IMMUTABLE) {
        ouro_raise(rt, OURO_TypeError, "cannot set '%s' attribute of immutable type '%N'", name, of(self));
        return false;
    }
    if (!value) {
        ouro_raise(rt, OURO_TypeError, "cannot delete '%s' attribute of immutable type '%N'", name, of(self));
        return false;
    }
    return true;
}

static ouro_borrowed in_dict(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name) {
    return of(self)->dict ? ouro_dict_peek_str(rt, of(self)->dict, name) : NULL;
}

static int set_in_dict(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    int status = value ? ouro_dict_set(rt, of(self)->dict, name, value) : ouro_dict_delete(rt, of(self)->dict, name);
    if (status == 0)
        return ouro_type_modified(rt, writable(self), name);
    if (status == 1)
        ouro_raise(rt, OURO_AttributeError, "%S", name);
    return -1;
}

static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, of(self)->name); }
static int set_name(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    return may_set(rt, self, value, "__name__") ? ouro_type_set_name(rt, writable(self), value) : -1;
}

static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, of(self)->qualname); }
static int set_qualname(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    if (!may_set(rt, self, value, "__qualname__"))
        return -1;
    if (!ouro_str_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "can only assign string to %N.__qualname__, not '%T'", of(self), value);
        return -1;
    }
    ouro_slot_set(rt, self, &writable(self)->qualname, ouro_ref(rt, value));
    return 0;
}

static ouro_owned get_bases(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->bases ? of(self)->bases : rt->empty_tuple);
}
static int set_bases(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    return may_set(rt, self, value, "__bases__") ? ouro_type_set_bases(rt, writable(self), value) : -1;
}

static ouro_owned get_mro(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->mro ? of(self)->mro : rt->none);
}

static ouro_owned get_base(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->base ? &of(self)->base->head : rt->none);
}

static ouro_owned get_dict(ouro_rt *rt, ouro_borrowed self) {
    return of(self)->dict ? ouro_mappingproxy_new(rt, of(self)->dict) : ouro_none(rt);
}

static ouro_owned get_module(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed module = is_heap(self) ? in_dict(rt, self, OURO_NAME(rt, __module__)) : NULL;
    if (module)
        return ouro_ref(rt, module);
    if (is_heap(self)) {
        ouro_raise(rt, OURO_AttributeError, "__module__");
        return NULL;
    }
    const char *name = of(self)->spec->name, *dot = strrchr(name, '.');
    return dot ? ouro_str_from_utf8(rt, name, (size_t)(dot - name)) : ouro_ref(rt, OURO_NAME(rt, builtins));
}
static int set_module(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    return may_set(rt, self, value, "__module__") ? set_in_dict(rt, self, OURO_NAME(rt, __module__), value) : -1;
}

static ouro_owned get_abstract(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed found =
        of(self)->number == OURO_T_type ? NULL : in_dict(rt, self, OURO_NAME(rt, __abstractmethods__));
    if (found)
        return ouro_ref(rt, found);
    ouro_raise(rt, OURO_AttributeError, "__abstractmethods__");
    return NULL;
}
static int set_abstract(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    if (of(self)->flags & OURO_TF_IMMUTABLE)
        return may_set(rt, self, value, "__abstractmethods__") ? 0 : -1;
    int truth = value ? ouro_truth(rt, value) : 0;
    if (truth < 0 || set_in_dict(rt, self, OURO_NAME(rt, __abstractmethods__), value) < 0)
        return -1;
    writable(self)->flags &= ~(uint32_t)OURO_TF_ABSTRACT;
    if (truth)
        writable(self)->flags |= OURO_TF_ABSTRACT;
    return 0;
}

static ouro_owned get_doc(ouro_rt *rt, ouro_borrowed self) {
    if (!is_heap(self)) { // `type` has these descriptors in its own dict
        const char *name = of(self)->spec->name, *dot = strrchr(name, '.');
        return ouro_doc_text(rt, of(self)->spec->doc, dot ? dot + 1 : name);
    }
    ouro_borrowed found = in_dict(rt, self, OURO_NAME(rt, __doc__));
    if (!found)
        return ouro_none(rt);
    ouro_descr_get_slot get = ouro_type_of(rt, found)->slots.descr_get;
    return get ? get(rt, found, NULL, self) : ouro_ref(rt, found);
}
static int set_doc(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    return may_set(rt, self, value, "__doc__") ? set_in_dict(rt, self, OURO_NAME(rt, __doc__), value) : -1;
}

static ouro_owned get_signature(ouro_rt *rt, ouro_borrowed self) {
    if (is_heap(self))
        return ouro_none(rt);
    const char *name = of(self)->spec->name, *dot = strrchr(name, '.');
    return ouro_doc_signature(rt, of(self)->spec->doc, dot ? dot + 1 : name);
}

static ouro_owned get_annotations(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed found = is_heap(self) ? in_dict(rt, self, OURO_NAME(rt, __annotations__)) : NULL;
    if (found) {
        ouro_descr_get_slot get = ouro_type_of(rt, found)->slots.descr_get;
        return get ? get(rt, found, NULL, self) : ouro_ref(rt, found);
    }
    if (!is_heap(self)) {
        ouro_attribute_error(rt, self, OURO_NAME(rt, __annotations__));
        return NULL;
    }
    ouro_obj *dict = ouro_dict_new(rt);
    if (dict && set_in_dict(rt, self, OURO_NAME(rt, __annotations__), dict) < 0) {
        ouro_release(rt, dict);
        return NULL;
    }
    return dict;
}
static int set_annotations(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed value) {
    if (of(self)->flags & OURO_TF_IMMUTABLE)
        return may_set(rt, self, value, "__annotations__") ? 0 : -1;
    return set_in_dict(rt, self, OURO_NAME(rt, __annotations__), value);
}

static ouro_owned get_basicsize(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, of(self)->size); }
static ouro_owned get_itemsize(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, of(self)->item_size); }
static ouro_owned get_dictoffset(ouro_rt *rt, ouro_borrowed self) {
    const ouro_type *t = of(self);
    if (!(t->flags & OURO_TF_INSTANCE))
        return ouro_int_from_i64(rt, 0);
    return ouro_int_from_i64(rt, t->attrs_offset ? (int64_t)t->attrs_offset : -8);
}
static ouro_owned get_weakrefoffset(ouro_rt *rt, ouro_borrowed self) {
    return ouro_int_from_i64(rt, of(self)->flags & OURO_TF_WEAK ? (int64_t)sizeof(ouro_obj) : 0);
}

// The bits that CPython's tp_flags would have.
static ouro_owned get_flags(ouro_rt *rt, ouro_borrowed self) {
    static const struct {
        uint32_t ours, bit;
    } map[] = {{OURO_TF_SEQUENCE, 5},   {OURO_TF_MAPPING, 6},   {OURO_TF_NO_NEW, 7},  {OURO_TF_IMMUTABLE, 8},
               {OURO_TF_HEAP, 9},       {OURO_TF_BASE, 10},     {OURO_TF_READY, 12},  {OURO_TF_GC, 14},
               {OURO_TF_METHOD, 17},    {OURO_TF_READY, 19},    {OURO_TF_ABSTRACT, 20}, {OURO_TF_MATCH_SELF, 22},
               {OURO_TF_INT, 24},       {OURO_TF_LIST, 25},     {OURO_TF_TUPLE, 26},  {OURO_TF_BYTES, 27},
               {OURO_TF_STR, 28},       {OURO_TF_DICT, 29},     {OURO_TF_EXC, 30},    {OURO_TF_TYPE, 31}};
    uint32_t flags = 0;
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (of(self)->flags & map[i].ours)
            flags |= 1u << map[i].bit;
    return ouro_int_from_i64(rt, flags);
}

const ouro_getset_def ouro_type_getsets[] = {{"__name__", get_name, set_name, NULL},
                                             {"__qualname__", get_qualname, set_qualname, NULL},
                                             {"__bases__", get_bases, set_bases, NULL},
                                             {"__mro__", get_mro, NULL, NULL},
                                             {"__base__", get_base, NULL, NULL},
                                             {"__module__", get_module, set_module, NULL},
                                             {"__abstractmethods__", get_abstract, set_abstract, NULL},
                                             {"__dict__", get_dict, NULL, NULL},
                                             {"__doc__", get_doc, set_doc, NULL},
                                             {"__text_signature__", get_signature, NULL, NULL},
                                             {"__annotations__", get_annotations, set_annotations, NULL},
                                             {"__basicsize__", get_basicsize, NULL, NULL},
                                             {"__itemsize__", get_itemsize, NULL, NULL},
                                             {"__dictoffset__", get_dictoffset, NULL, NULL},
                                             {"__weakrefoffset__", get_weakrefoffset, NULL, NULL},
                                             {"__flags__", get_flags, NULL, NULL},
                                             {0}};
