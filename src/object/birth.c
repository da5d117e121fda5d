// The order in which objects with finalizers were made. Headers have no room for it and addresses do not tell, as freed
// blocks are used again; but a program sees it when a cycle dies. A log costs nothing when such an object dies:
// its entry goes when the log is compacted, before it would have to grow.
#include "object/rt.h"

static bool worth_keeping(ouro_rt *rt, ouro_obj *o) {
    bool is_object;
    if (ouro_heap_block_start(rt->heap, o, &is_object) != o || !is_object || ouro_dying(o))
        return false;
    const ouro_type *type = ouro_type_of(rt, o);
    return type->slots.finalize && !(o->tf & OURO_F_FINALIZED);
}

// An address may be in the log more than once: of a dead object, and of the one that has its place now. The last
// entry is right. Grey bits tell which were seen; they are all clear when no trace goes on.
void ouro_births_compact(ouro_rt *rt) {
    ouro_gc_state *gc = &rt->gc;
    ouro_obj **log = gc->births;
    uint32_t to = gc->births_len;
    for (uint32_t from = gc->births_len; from-- > 0;) {
        ouro_obj *o = log[from];
        if (!worth_keeping(rt, o) || ouro_heap_grey_get(rt->heap, o))
            continue;
        ouro_heap_grey_set(rt->heap, o);
        log[--to] = o;
    }
    uint32_t kept = gc->births_len - to;
    for (uint32_t i = 0; i < kept; i++) {
        log[i] = log[to + i];
        ouro_heap_grey_clear(rt->heap, log[i]);
    }
    gc->births_len = kept;
}

static bool make_room(ouro_rt *rt) {
    ouro_gc_state *gc = &rt->gc;
    if (!gc->collecting) // a collection walks the log
        ouro_births_compact(rt);
    if (gc->births_len >= gc->births_cap / 2) {
        uint32_t cap = gc->births_cap ? gc->births_cap * 2 : 64;
        ouro_obj **grown = ouro_heap_realloc(rt->heap, gc->births, cap * sizeof *grown);
        if (grown) {
            gc->births = grown;
            gc->births_cap = cap;
        }
    }
    return gc->births_len < gc->births_cap;
}

void ouro_birth_note(ouro_rt *rt, ouro_obj *o) {
    ouro_gc_state *gc = &rt->gc;
    if (OURO_LIKELY(gc->births_len < gc->births_cap) || make_room(rt))
        gc->births[gc->births_len++] = o;
}
