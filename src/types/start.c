// Start and end of the types of a runtime.
#include "types/abstract.h"
#include "types/bytes.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception_specs.h"
#include "types/int.h"
#include "types/shape.h"
#include "types/state.h"
#include "types/str.h"
#include "types/structseq.h"
#include "types/type.h"
#include "types/weakref.h"

#include <ouro/gc.h>


enum { SMALL_FIRST = -5, SMALL_LAST = 256 };

static const char *const name_texts[] = {
#define NAME(x) #x,
#include "types/names.def"
#undef NAME
};

static const ouro_type_spec *spec_of(uint32_t number) {
    static const ouro_type_spec *const specs[] = {NULL,
#define TYPE(name) &ouro_spec_##name,
#define VMTYPE(name) NULL,
#include <ouro/typenumbers.def>
    };
    return number < sizeof specs / sizeof *specs ? specs[number] : ouro_exception_spec(number);
}

// ---- start -----------------------------------------------------------------------------------------------------------

static bool is_subtype(ouro_rt *rt, const ouro_type *sub, const ouro_type *type) { return ouro_subtype(sub, type); }

int ouro_types_prepare(ouro_rt *rt, uint64_t hash_seed) {
    if (!rt->ty && !(rt->ty = ouro_raw_calloc(rt, sizeof *rt->ty)))
        return -1;
    rt->ty->hash_seed = hash_seed;
    return 0;
}

// A type with number and slots but nothing that would need another type; its base comes first.
static int make_shell(ouro_rt *rt, uint32_t number) {
    const ouro_type_spec *spec = spec_of(number);
    if (!spec || (number < rt->types_len && rt->types[number]))
        return 0;
    if (number != OURO_T_object && make_shell(rt, spec->base ? spec->base : OURO_T_object))
        return -1;
    return ouro_type_shell(rt, spec) ? 0 : -1;
}

static int make_shells(ouro_rt *rt) {
    for (uint32_t number = 1; number < OURO_TYPE_NUMBERS_FIXED; number++)
        if (make_shell(rt, number))
            return -1;
    return 0;
}

static ouro_obj *immortal(ouro_obj *o) {
    if (o)
        ouro_make_immortal(o);
    return o;
}

static ouro_obj *new_int(ouro_rt *rt, uint32_t number, int64_t value) {
    ouro_obj *o = ouro_new_fixed(rt, number, sizeof(ouro_int));
    if (o)
        ((ouro_int *)o)->value = value;
    return immortal(o);
}

static int make_small_ints(ouro_rt *rt) {
    size_t n = SMALL_LAST - SMALL_FIRST + 1;
    ouro_obj **all = ouro_raw_calloc(rt, n * sizeof *all);
    if (!all)
        return -1;
    rt->small_ints = all - SMALL_FIRST;
    for (size_t i = 0; i < n; i++)
        if (!(all[i] = new_int(rt, OURO_T_int, (int64_t)i + SMALL_FIRST)))
            return -1;
    return 0;
}

static int make_shared_objects(ouro_rt *rt) {
    rt->none = immortal(ouro_new_fixed(rt, OURO_T_NoneType, 16));
    rt->notimpl = immortal(ouro_new_fixed(rt, OURO_T_NotImplementedType, 16));
    rt->ellipsis = immortal(ouro_new_fixed(rt, OURO_T_ellipsis, 16));
    rt->true_ = new_int(rt, OURO_T_bool, 1);
    rt->false_ = new_int(rt, OURO_T_bool, 0);
    if (!rt->none || !rt->notimpl || !rt->ellipsis || !rt->true_ || !rt->false_ || make_small_ints(rt) < 0)
        return -1;
    if (!(rt->empty_tuple = immortal(ouro_tuple_new(rt, 0))) || !(rt->empty_str = immortal(ouro_str_new_raw(rt, 0, 0))) ||
        !(rt->latin1 = ouro_raw_calloc(rt, 256 * sizeof *rt->latin1)))
        return -1;
    rt->empty_bytes = immortal(ouro_bytes_new(rt, NULL, 0));
    rt->empty_frozenset = rt->empty_bytes ? immortal(ouro_frozenset_new(rt, NULL)) : NULL;
    if (!rt->empty_frozenset)
        return -1;
    for (size_t i = 0; i < OURO_NAME_COUNT; i++)
        if (!(rt->ty->names[i] = immortal(ouro_str_interned_cstring(rt, name_texts[i]))))
            return -1;
    return 0;
}

// Names, MRO and dict of a type, after those of its base.
static int fill_type(ouro_rt *rt, ouro_type *type) {
    if (type->mro)
        return 0;
    if (type->base && fill_type(rt, type->base))
        return -1;
    ouro_obj *bases = NULL;
    if (type->number == OURO_ExceptionGroup) { // the only one with two
        bases = ouro_tuple_pack(rt, 2, &rt->types[OURO_BaseExceptionGroup]->head, &rt->types[OURO_Exception]->head);
        if (!bases || fill_type(rt, rt->types[OURO_Exception])) {
            ouro_xrelease(rt, bases);
            return -1;
        }
    }
    int status = ouro_type_fill(rt, type, bases);
    ouro_xrelease(rt, bases);
    return status < 0 ? -1 : 0;
}

static int fill_types(ouro_rt *rt) {
    for (uint32_t number = 1; number < OURO_TYPE_NUMBERS_FIXED; number++)
        if (rt->types[number] && fill_type(rt, rt->types[number]))
            return -1;
    return 0;
}

static int make_memory_errors(ouro_rt *rt) {
    while (rt->memory_errors_len < sizeof rt->memory_errors / sizeof *rt->memory_errors) {
        ouro_obj *e = ouro_exception_new(rt, OURO_MemoryError, NULL);
        if (!e)
            return -1;
        rt->memory_errors[rt->memory_errors_len++] = e;
    }
    return 0;
}

int ouro_types_start(ouro_rt *rt) {
    if (!rt->ty && ouro_types_prepare(rt, 0) < 0)
        return -1;
    rt->hooks.is_subtype = is_subtype;
    rt->hooks.new_instance = ouro_instance_new_of_builtin;
    rt->hooks.format_object = ouro_exception_format_object;
    if (!rt->hooks.weak_callback)
        rt->hooks.weak_callback = ouro_weakref_call_back;
    if (ouro_shapes_start(rt) == 0 && make_shells(rt) == 0 && make_shared_objects(rt) == 0 && fill_types(rt) == 0 &&
        ouro_lookup_start(rt) == 0 && make_memory_errors(rt) == 0) {
        rt->hooks.raise = ouro_exception_raise_hook;
        return 0;
    }
    ouro_types_finish(rt);
    rt->closing = false;
    ouro_raise_memory(rt);
    return -1;
}

// ---- end -------------------------------------------------------------------------------------------------------------

static void drop_memory_errors(ouro_rt *rt) {
    while (rt->memory_errors_len > 0) {
        ouro_obj *e = rt->memory_errors[--rt->memory_errors_len];
        rt->memory_errors[rt->memory_errors_len] = NULL;
        ouro_release(rt, e);
    }
}

static bool is_type(ouro_borrowed o) { return ouro_type_number(o) == OURO_T_type; }

// Everything immortal but the types goes; what it owns is released.
static bool free_immortal(void *ctx, void *object) {
    ouro_rt *rt = ctx;
    ouro_obj *o = object;
    if (!ouro_immortal(o) || is_type(o))
        return true;
    const ouro_type *type = ouro_type_of(rt, o);
    ouro_untrack(o);
    if (type->slots.dealloc)
        type->slots.dealloc(rt, o);
    ouro_heap_free_object(rt->heap, o);
    return true;
}

static bool count_others(void *ctx, void *object) {
    if (!ouro_immortal(object))
        ++*(size_t *)ctx;
    return true;
}

static void collect_all(ouro_rt *rt) {
    size_t found, before = SIZE_MAX;
    while ((found = ouro_gc_collect(rt, 2)) != 0 && found < before)
        before = found;
    ouro_error_clear(rt);
}

static void free_types(ouro_rt *rt) {
    for (uint32_t number = 1; number < rt->types_len; number++) {
        ouro_type *type = rt->types[number];
        if (!type || (type->flags & OURO_TF_HEAP))
            continue;
        ouro_type_leave(rt, type);
        ouro_heap_free_object(rt->heap, type);
    }
}

void ouro_types_finish(ouro_rt *rt) {
    struct ouro_types_state *ty = rt->ty;
    if (!ty)
        return;
    rt->closing = true;
    ouro_error_clear(rt);
    rt->hooks.raise = NULL;
    ouro_obj *held[] = {ty->modules, ty->builtins, ty->repr_active};
    ty->modules = ty->builtins = ty->repr_active = NULL;
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        ouro_xrelease(rt, held[i]);
    if (rt->types) {
        ouro_gc_unfreeze(rt);
        collect_all(rt);
    }
    drop_memory_errors(rt);
    ouro_lookup_finish(rt);
    for (uint32_t number = rt->types_len; number-- > 1;)
        if (rt->types[number] && !(rt->types[number]->flags & OURO_TF_HEAP))
            ouro_type_drop_contents(rt, rt->types[number]);
    size_t others = 0;
    (void)ouro_heap_each_object(rt->heap, count_others, &others);
    if (others) // leaked: what they are must stay known
        return;
    (void)ouro_heap_each_object(rt->heap, free_immortal, rt);
    free_types(rt);
    if (rt->small_ints)
        ouro_raw_free(rt, rt->small_ints + SMALL_FIRST);
    ouro_raw_free(rt, rt->latin1);
    ouro_raw_free(rt, ty->intern);
    rt->none = rt->true_ = rt->false_ = rt->notimpl = rt->ellipsis = NULL;
    rt->empty_tuple = rt->empty_str = rt->empty_bytes = rt->empty_frozenset = NULL;
    rt->small_ints = rt->latin1 = NULL;
    ouro_shapes_finish(rt);
    ouro_structseq_finish(rt);
    ouro_raw_free(rt, ty);
    rt->ty = NULL;
    rt->hooks.is_subtype = NULL;
    rt->hooks.new_instance = NULL;
    rt->hooks.format_object = NULL;
    if (rt->hooks.weak_callback == ouro_weakref_call_back)
        rt->hooks.weak_callback = NULL;
}
