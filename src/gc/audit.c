// Is every count at least the number of references that can be found? For tests and checked builds.
#include <string.h>

#include "gc/private.h"

struct audit {
    ouro_rt *rt;
    struct gc_spills *spills;
    void (*report)(void *ctx, ouro_obj *o, size_t edges);
    void *ctx;
    size_t too_low;
};

static int count_reference(ouro_rt *rt, ouro_obj *child, void *arg) {
    struct audit *a = arg;
    if (!ouro_immortal(child) && ouro_heap_contains(rt->heap, child) && ++*ouro_heap_count_slot(rt->heap, child) == 0)
        (void)gc_spill_add(rt, a->spills, child);
    return 0;
}

static bool count_from(void *ctx, void *object) {
    struct audit *a = ctx;
    ouro_obj *o = object;
    if (ouro_dying(o))
        return true;
    const ouro_type *type = ouro_type_of(a->rt, o);
    if (type && type->slots.traverse)
        (void)type->slots.traverse(a->rt, o, count_reference, a);
    return true;
}

static bool compare(void *ctx, void *object) {
    struct audit *a = ctx;
    ouro_obj *o = object;
    uint8_t *count = ouro_heap_count_slot(a->rt->heap, o);
    size_t edges = *count + gc_spill_get(a->spills, o) * 256;
    *count = 0;
    if (ouro_dying(o) || ouro_immortal(o) || (size_t)o->rc == edges)
        return true;
    if ((size_t)o->rc < edges)
        a->too_low++;
    if (a->report)
        a->report(a->ctx, o, edges);
    return true;
}

size_t ouro_gc_audit(ouro_rt *rt, void (*report)(void *ctx, ouro_obj *o, size_t edges), void *ctx) {
    struct audit a = {.rt = rt, .spills = &rt->gc.work->spills, .report = report, .ctx = ctx};
    if (rt->gc.phase != OURO_GC_IDLE)
        return 0;
    ouro_deaths_finish(rt);
    (void)ouro_heap_each_object(rt->heap, count_from, &a);
    if (rt->hooks.visit_roots)
        (void)rt->hooks.visit_roots(rt, count_reference, &a);
    (void)ouro_heap_each_object(rt->heap, compare, &a);
    gc_spill_reset(rt, a.spills);
    return a.too_low;
}
