// Module gc: the collector as Python sees it.
#include <ouro/gc.h>

#include <stdio.h>
#include <time.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/warnings.h"

#include "types/float.h"
#include "types/int.h"

// ---- what the collector tells ----------------------------------------------------------------------------------------

static int info_set(ouro_rt *rt, ouro_borrowed info, const char *key, size_t value) {
    ouro_obj *n = ouro_int_from_i64(rt, (int64_t)value);
    int r = n ? ouro_dict_set_ascii(rt, info, key, n) : -1;
    ouro_xrelease(rt, n);
    return r;
}

static double seconds(void) {
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec * 1e-9 : 0;
}

static ouro_owned info_of(ouro_rt *rt, int generation, size_t collected, size_t uncollectable, bool before) {
    ouro_obj *info = ouro_dict_new(rt);
    ouro_obj *duration = info ? ouro_float_new(rt, before ? 0 : seconds() - rt->modules->gc_began) : NULL;
    bool ok = duration && info_set(rt, info, "generation", (size_t)generation) == 0 &&
              info_set(rt, info, "collected", collected) == 0 && info_set(rt, info, "uncollectable", uncollectable) == 0 &&
              info_set(rt, info, "candidates", before ? 0 : rt->gc.candidates) == 0 &&
              ouro_dict_set_ascii(rt, info, "duration", duration) == 0;
    ouro_xrelease(rt, duration);
    if (ok) return info;
    ouro_xrelease(rt, info);
    return NULL;
}

// Calls what is in gc.callbacks with a phase and a dict of figures.
static void event(ouro_rt *rt, bool before, int generation, size_t collected, size_t uncollectable) {
    if (!rt->modules || !rt->modules->gc_callbacks || ouro_list_length(rt->modules->gc_callbacks) == 0) return;
    ouro_obj *callbacks = ouro_ref(rt, rt->modules->gc_callbacks);
    ouro_obj *info = info_of(rt, generation, collected, uncollectable, before);
    ouro_obj *phase = info ? ouro_str_interned_cstring(rt, before ? "start" : "stop") : NULL;
    if (!phase) ouro_unraisable(rt, NULL, NULL);
    for (size_t i = 0; phase && i < ouro_list_length(callbacks); i++) {
        ouro_obj *callback = ouro_ref(rt, ouro_list_peek(callbacks, i));
        ouro_obj *r = ouro_call2(rt, callback, phase, info);
        if (!r) ouro_unraisable(rt, NULL, callback);
        ouro_xrelease(rt, r);
        ouro_release(rt, callback);
    }
    ouro_xrelease(rt, phase);
    ouro_xrelease(rt, info);
    ouro_release(rt, callbacks);
    if (before) rt->modules->gc_began = seconds();
}

// To sys.stderr; failures are swallowed.
static void write_out(ouro_rt *rt, ouro_owned text) {
    ouro_borrowed err = ouro_sys_peek(rt, "stderr");
    if (text && err && err != rt->none) {
        ouro_obj *file = ouro_ref(rt, err);
        ouro_obj *r = ouro_call_method1(rt, file, OURO_NAME(rt, write), text);
        ouro_xrelease(rt, r);
        ouro_release(rt, file);
    }
    ouro_xrelease(rt, text);
    ouro_error_clear(rt);
}

static void line(ouro_rt *rt, const char *text) { write_out(rt, ouro_str_formatted(rt, "%s\n", text)); }

static void save(ouro_rt *rt, ouro_borrowed obj) {
    if (rt->gc.garbage && ouro_list_append(rt, rt->gc.garbage, obj) < 0) ouro_error_clear(rt);
}

void ouro_gc_report_garbage(ouro_rt *rt) {
    ouro_borrowed garbage = rt->gc.garbage;
    if (!garbage || (rt->gc.debug & OURO_GC_DEBUG_SAVEALL) || ouro_list_length(garbage) == 0) return;
    bool tell = rt->gc.debug & OURO_GC_DEBUG_UNCOLLECTABLE;
    char text[128];
    (void)snprintf(text, sizeof text, "gc: %zu uncollectable objects at shutdown%s", (size_t)ouro_list_length(garbage),
                   tell ? "" : "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them");
    if (ouro_warn_of_module(rt, OURO_ResourceWarning, "gc", text) < 0) ouro_unraisable(rt, NULL, NULL);
    if (!tell) return;
    ouro_obj *list = ouro_repr(rt, garbage);
    if (list)
        write_out(rt, ouro_str_formatted(rt, "      %S\n", list));
    else
        ouro_unraisable(rt, NULL, garbage);
    ouro_xrelease(rt, list);
}

// ---- switches --------------------------------------------------------------------------------------------------------

METHOD(enable) {
    ouro_gc_enable(rt, true);
    return ouro_none(rt);
}
METHOD(disable) {
    ouro_gc_enable(rt, false);
    return ouro_none(rt);
}
METHOD(isenabled) { return ouro_bool(rt, ouro_gc_enabled(rt)); }

static bool c_int(ouro_rt *rt, ouro_borrowed o, int64_t *out) {
    if (!ouro_index_i64(rt, o, 0, out)) return false;
    if (*out == (int32_t)*out) return true;
    ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
    return false;
}

METHOD(set_threshold) {
    int64_t t[3] = {0, rt->gc.threshold[1], rt->gc.threshold[2]};
    if (nargs < 1 || nargs > 3) {
        ouro_raise(rt, OURO_TypeError, "set_threshold() takes at %s %d argument%s (%zu given)",
                   nargs ? "most" : "least", nargs ? 3 : 1, nargs ? "s" : "", nargs);
        return NULL;
    }
    for (size_t i = 0; i < nargs; i++) {
        if (!ouro_index_i64(rt, args[i], 0, &t[i])) return NULL;
        if (t[i] != (int32_t)t[i]) {
            ouro_raise(rt, OURO_OverflowError, "signed integer is %s", t[i] > 0 ? "greater than maximum" : "less than minimum");
            return NULL;
        }
    }
    ouro_gc_set_threshold(rt, (uint32_t)t[0], (uint32_t)t[1], (uint32_t)t[2]);
    return ouro_none(rt);
}

static ouro_owned three(ouro_rt *rt, int64_t a, int64_t b, int64_t c) {
    ouro_obj *items[] = {ouro_int_from_i64(rt, a), ouro_int_from_i64(rt, b), ouro_int_from_i64(rt, c)};
    ouro_obj *result = items[0] && items[1] && items[2] ? ouro_tuple_from(rt, items, 3) : NULL;
    for (size_t i = 0; i < 3; i++) ouro_xrelease(rt, items[i]);
    return result;
}

METHOD(get_threshold) {
    const uint32_t *t = rt->gc.threshold;
    return three(rt, (int32_t)t[0], (int32_t)t[1], (int32_t)t[2]);
}

METHOD(get_count) {
    ouro_deaths_finish(rt);
    int32_t young = rt->young_count;
    return three(rt, young > 0 ? young : 0, rt->gc.count[1], rt->gc.count[2]);
}

METHOD(set_debug) {
    int64_t flags;
    if (!c_int(rt, args[0], &flags)) return NULL;
    rt->gc.debug = (uint32_t)flags;
    return ouro_none(rt);
}
METHOD(get_debug) { return ouro_int_from_i64(rt, (int32_t)rt->gc.debug); }

METHOD(freeze) {
    ouro_gc_freeze(rt);
    return ouro_none(rt);
}
METHOD(unfreeze) {
    ouro_gc_unfreeze(rt);
    return ouro_none(rt);
}
METHOD(get_freeze_count) { return ouro_int_from_i64(rt, (int64_t)ouro_gc_frozen_count(rt)); }

// ---- collecting ------------------------------------------------------------------------------------------------------

METHOD(collect) {
    static const char *const names[] = {"generation"};
    ouro_obj *a;
    int64_t generation = 2;
    if (ouro_args(rt, "collect", args, nargs, kwnames, names, 1, 0, 1, &a) < 0 || (a && !c_int(rt, a, &generation)))
        return NULL;
    if (generation < 0 || generation > 2) {
        ouro_raise(rt, OURO_ValueError, "invalid generation");
        return NULL;
    }
    size_t found = ouro_gc_collect(rt, (int)generation);
    (void)ouro_heap_trim(rt->heap);
    return ouro_int_from_i64(rt, (int64_t)found);
}

METHOD(get_stats) {
    ouro_obj *list = ouro_list_new(rt, 3);
    for (size_t i = 0; list && i < 3; i++) {
        ouro_obj *d = ouro_dict_new(rt);
        if (d && info_set(rt, d, "collections", rt->gc.stats[i].collections) == 0 &&
            info_set(rt, d, "collected", rt->gc.stats[i].collected) == 0 &&
            info_set(rt, d, "uncollectable", rt->gc.stats[i].uncollectable) == 0 &&
            ouro_list_append(rt, list, d) == 0) {
            ouro_release(rt, d);
            continue;
        }
        ouro_xrelease(rt, d);
        ouro_release(rt, list);
        return NULL;
    }
    return list;
}

// ---- looking at objects ----------------------------------------------------------------------------------------------

METHOD(is_tracked) { return ouro_bool(rt, ouro_tracked(args[0])); }
METHOD(is_finalized) { return ouro_bool(rt, (args[0]->tf & OURO_F_FINALIZED) != 0); }

// A walk of the heap that fills `list`, in which there is room: a walk allocates nothing.
typedef struct selection {
    ouro_rt *rt;
    ouro_obj *list;       // NULL: only counts
    size_t count;
    ouro_obj *const *of;  // referrers of these, NULL: everything
    size_t n_of;
} selection;

// Visits what `o` refers to, with the attributes that it keeps in a hidden dict as its own.
struct through {
    ouro_visit visit;
    void *arg;
};

static int visit_through(ouro_rt *rt, ouro_obj *child, void *arg) {
    const struct through *t = arg;
    if (!ouro_hidden(child)) return t->visit(rt, child, t->arg);
    ouro_obj *key, *value;
    int r = 0;
    for (size_t pos = 0; r == 0 && ouro_dict_next(child, &pos, &key, &value);) r = t->visit(rt, value, t->arg);
    return r;
}

static int visit_referents(ouro_rt *rt, ouro_obj *o, ouro_visit visit, void *arg) {
    ouro_traverse_slot traverse = ouro_type_of(rt, o)->slots.traverse;
    struct through t = {visit, arg};
    return traverse ? traverse(rt, o, visit_through, &t) : 0;
}

static int is_one_of(ouro_rt *rt, ouro_obj *child, void *arg) {
    const selection *s = arg;
    for (size_t i = 0; i < s->n_of; i++)
        if (s->of[i] == child) return 1;
    return 0;
}

static bool select_object(void *ctx, ouro_obj *o) {
    selection *s = ctx;
    if (s->of && !visit_referents(s->rt, o, is_one_of, s)) return true;
    if (o == s->list) return true;
    s->count++;
    if (s->list) {
        ouro_list *l = (ouro_list *)s->list;
        if (l->length < l->capacity) ouro_slot_init(s->rt, s->list, &l->items[l->length++], ouro_ref(s->rt, o));
    }
    return true;
}

static ouro_owned selected(ouro_rt *rt, int generation, ouro_obj *const *of, size_t n_of) {
    selection s = {.rt = rt, .of = of, .n_of = n_of};
    ouro_gc_each(rt, generation, select_object, &s);
    ouro_obj *list = ouro_list_new(rt, 0);
    if (!list || s.count == 0) return list;
    if (ouro_list_grow(rt, list, s.count) < 0) {
        ouro_release(rt, list);
        return NULL;
    }
    s.list = list;
    ouro_gc_each(rt, generation, select_object, &s);
    return list;
}

METHOD(get_objects) {
    static const char *const names[] = {"generation"};
    ouro_obj *a;
    int64_t generation = -1;
    if (ouro_args(rt, "get_objects", args, nargs, kwnames, names, 1, 0, 1, &a) < 0) return NULL;
    if (a && a != rt->none) {
        if (!ouro_type_of(rt, a)->slots.index) {
            ouro_raise(rt, OURO_TypeError, "argument should be integer or None, not '%T'", a);
            return NULL;
        }
        if (!ouro_index_i64(rt, a, OURO_OverflowError, &generation)) return NULL;
        if (generation < -1 || generation > 2) {
            ouro_raise(rt, OURO_ValueError, generation < -1
                                                ? "generation parameter cannot be negative"
                                                : "generation parameter must be less than the number of available "
                                                  "generations (3)");
            return NULL;
        }
    }
    return selected(rt, (int)generation, NULL, 0);
}

METHOD(get_referrers) { return nargs ? selected(rt, -1, args, nargs) : ouro_list_new(rt, 0); }

static int add_referent(ouro_rt *rt, ouro_obj *child, void *arg) { return ouro_list_append(rt, arg, child); }

// Of a dict whose keys are all str, those are not told: it is laid out so that a collector need not look at them.
static int add_dict_referents(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed list) {
    ouro_obj *key, *value;
    bool names = true;
    for (size_t pos = 0; names && ouro_dict_next(dict, &pos, &key, &value);) names = ouro_is(key, OURO_T_str);
    for (size_t pos = 0; ouro_dict_next(dict, &pos, &key, &value);)
        if (ouro_list_append(rt, list, value) < 0 || (!names && ouro_list_append(rt, list, key) < 0)) return -1;
    return 0;
}

METHOD(get_referents) {
    ouro_obj *list = ouro_list_new(rt, 0);
    for (size_t i = 0; list && i < nargs; i++) {
        const ouro_type *type = ouro_type_of(rt, args[i]);
        if (!(type->flags & OURO_TF_GC) || !type->slots.traverse) continue;
        if (ouro_is(args[i], OURO_T_dict) ? add_dict_referents(rt, args[i], list)
                                          : visit_referents(rt, args[i], add_referent, list)) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

// ---- the module ------------------------------------------------------------------------------------------------------

static const ouro_method_def functions[] = {
    {"enable", enable, 0, 0, 0, "enable($module, /)\n--\n\nSwitches automatic collection on."},
    {"disable", disable, 0, 0, 0, "disable($module, /)\n--\n\nSwitches automatic collection off."},
    {"isenabled", isenabled, 0, 0, 0, "isenabled($module, /)\n--\n\nIs automatic collection on?"},
    {"set_debug", set_debug, 1, 1, 0, "set_debug($module, flags, /)\n--\n\nSets the flags of what collections tell."},
    {"get_debug", get_debug, 0, 0, 0, "get_debug($module, /)\n--\n\nThe flags of what collections tell."},
    {"get_count", get_count, 0, 0, 0, "get_count($module, /)\n--\n\nThe counts that decide on the next collections."},
    {"set_threshold", set_threshold, 0, OURO_MANY, 0, "Sets the thresholds of the three generations; 0 switches off."},
    {"get_threshold", get_threshold, 0, 0, 0, "get_threshold($module, /)\n--\n\nThe thresholds of the generations."},
    {"collect", collect, 0, 0, OURO_M_KEYWORDS,
     "collect($module, /, generation=2)\n--\n\nCollects and returns how many unreachable objects were found."},
    {"get_objects", get_objects, 0, 0, OURO_M_KEYWORDS,
     "get_objects($module, /, generation=None)\n--\n\nA list of the objects that the collector tracks."},
    {"get_stats", get_stats, 0, 0, 0, "get_stats($module, /)\n--\n\nFigures of each generation, as dicts."},
    {"is_tracked", is_tracked, 1, 1, 0, "is_tracked($module, obj, /)\n--\n\nDoes the collector track the object?"},
    {"is_finalized", is_finalized, 1, 1, 0, "is_finalized($module, obj, /)\n--\n\nHas its finalizer run?"},
    {"get_referrers", get_referrers, 0, OURO_MANY, 0, "The tracked objects that refer to one of the arguments."},
    {"get_referents", get_referents, 0, OURO_MANY, 0, "What the arguments refer to."},
    {"freeze", freeze, 0, 0, 0, "freeze($module, /)\n--\n\nTakes all tracked objects out of reach of collections."},
    {"unfreeze", unfreeze, 0, 0, 0, "unfreeze($module, /)\n--\n\nPuts the frozen objects back."},
    {"get_freeze_count", get_freeze_count, 0, 0, 0, "get_freeze_count($module, /)\n--\n\nHow many are frozen."},
    {0},
};

static ouro_owned kept_list(ouro_rt *rt, ouro_obj **slot) {
    if (!*slot) *slot = ouro_list_new(rt, 0);
    return ouro_xref(rt, *slot);
}

ouro_owned ouro_module_gc(ouro_rt *rt) {
    static const struct {
        const char *name;
        int64_t value;
    } flags[] = {{"DEBUG_STATS", OURO_GC_DEBUG_STATS},
                 {"DEBUG_COLLECTABLE", OURO_GC_DEBUG_COLLECTABLE},
                 {"DEBUG_UNCOLLECTABLE", OURO_GC_DEBUG_UNCOLLECTABLE},
                 {"DEBUG_SAVEALL", OURO_GC_DEBUG_SAVEALL},
                 {"DEBUG_LEAK", OURO_GC_DEBUG_COLLECTABLE | OURO_GC_DEBUG_UNCOLLECTABLE | OURO_GC_DEBUG_SAVEALL}};
    ouro_obj *m = ouro_native_module_new(rt, "gc", "The collector of reference cycles.", functions);
    if (!m) return NULL;
    int r = ouro_module_add(rt, m, "garbage", kept_list(rt, &rt->gc.garbage));
    if (r == 0) r = ouro_module_add(rt, m, "callbacks", kept_list(rt, &rt->modules->gc_callbacks));
    for (size_t i = 0; r == 0 && i < sizeof flags / sizeof *flags; i++)
        r = ouro_module_add(rt, m, flags[i].name, ouro_int_from_i64(rt, flags[i].value));
    rt->hooks.gc_event = event;
    rt->hooks.gc_line = line;
    rt->hooks.gc_save = save;
    return ouro_native_module_done(rt, m, r);
}
