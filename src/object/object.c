// Objects and raw memory.
#include <string.h>

#include "object/rt.h"

static OURO_COLD void *no_memory(ouro_rt *rt) {
    ouro_raise_memory(rt);
    return NULL;
}

// ---- Making and giving back ------------------------------------------------------------------------------------------

ouro_obj *ouro_new_plain(ouro_rt *rt, ouro_type *type, size_t size) {
    ouro_obj *o = ouro_heap_alloc_object(rt->heap, size);
    if (OURO_UNLIKELY(!o))
        return no_memory(rt);
    o->rc = 1;
    if (type->flags & OURO_TF_GC) {
        o->tf = type->number | OURO_AGE_YOUNG;
        rt->young_count++;
    } else {
        o->tf = type->number;
    }
    if (OURO_UNLIKELY(type->slots.finalize != NULL)) {
        if (ouro_end_shows(type))
            ouro_end_shows_add(rt);
        if (type->number >= OURO_TYPE_NUMBERS_FIXED)
            ouro_birth_note(rt, o);
    }
    return o;
}

static bool has_own_way(const ouro_rt *rt, const ouro_type *type) {
    return OURO_UNLIKELY((type->flags & OURO_TF_HEAP) && rt->hooks.new_instance);
}

ouro_owned ouro_new_sized(ouro_rt *rt, ouro_type *type, size_t size) {
    if (has_own_way(rt, type))
        return rt->hooks.new_instance(rt, type, size);
    return ouro_new_plain(rt, type, size);
}

ouro_owned ouro_new_zeroed(ouro_rt *rt, ouro_type *type, size_t size) {
    if (has_own_way(rt, type))
        return rt->hooks.new_instance(rt, type, size);
    ouro_obj *o = ouro_new_plain(rt, type, size);
    if (OURO_LIKELY(o != NULL))
        memset(o + 1, 0, size - sizeof *o);
    return o;
}

ouro_owned ouro_resize(ouro_rt *rt, ouro_obj *o, size_t size) {
    ouro_obj *moved = ouro_heap_realloc_object(rt->heap, o, size);
    if (OURO_UNLIKELY(!moved))
        return no_memory(rt);
    if (moved != o && ouro_tracked(moved)) {
        // Where it is now need not be on the list of young pages.
        if ((moved->tf & (uint32_t)OURO_AGE_MASK) == OURO_AGE_YOUNG)
            moved->tf += OURO_AGE_AGED - OURO_AGE_YOUNG;
        ouro_heap_page_of(moved)->gc_state |= OURO_PAGE_AGED;
    }
    return moved;
}

void ouro_discard(ouro_rt *rt, ouro_obj *o) {
    if (ouro_tracked(o) && rt->young_count > 0)
        rt->young_count--;
    if (ouro_end_shows(ouro_type_of(rt, o)))
        ouro_end_shows_drop(rt);
    ouro_heap_free_object(rt->heap, o);
}

void ouro_track(ouro_rt *rt, ouro_obj *o) {
    if (ouro_tracked(o))
        return;
    ouro_heap_page *page = ouro_heap_page_of(o);
    if (ouro_heap_page_is_young(page)) {
        o->tf |= OURO_AGE_YOUNG;
    } else { // collections of the youngest do not come there
        o->tf |= OURO_AGE_AGED;
        page->gc_state |= OURO_PAGE_AGED;
    }
    rt->young_count++;
}

#ifdef OURO_COUNTING
void ouro_count_update(ouro_rt *rt) { rt->count_updates++; }
#endif

// ---- Raw memory ------------------------------------------------------------------------------------------------------

void *ouro_raw_alloc(ouro_rt *rt, size_t size) {
    void *p = ouro_heap_alloc(rt->heap, size);
    return OURO_LIKELY(p != NULL) ? p : no_memory(rt);
}

void *ouro_raw_calloc(ouro_rt *rt, size_t size) {
    void *p = ouro_heap_calloc(rt->heap, 1, size);
    return OURO_LIKELY(p != NULL) ? p : no_memory(rt);
}

void *ouro_raw_realloc(ouro_rt *rt, void *old, size_t size) {
    void *p = ouro_heap_realloc(rt->heap, old, size);
    return OURO_LIKELY(p != NULL) ? p : no_memory(rt);
}

void *ouro_raw_alloc_quiet(ouro_rt *rt, size_t size) { return ouro_heap_alloc(rt->heap, size); }

void ouro_raw_free(ouro_rt *rt, void *p) { ouro_heap_free(rt->heap, p); }
