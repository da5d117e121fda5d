// What happens to the dead, in the order of CPython 3.11: weak references to them are cleared and callbacks that are
// themselves alive are called; finalizers run; if any Python code ran, those it made reachable leave; the rest
// is deleted.
//
// While Python code runs, members may die on their own, when a finalizer breaks their cycle. Their blocks then stay,
// empty (object/dealloc.c), so that the walk over the pages of the set goes on undisturbed.
#include <stdio.h>

#include "gc/private.h"

typedef void member_fn(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx);

// Calls fn for each member, in the order of addresses. A member may stop being one before its turn or in it.
static inline __attribute__((always_inline)) void each_member_inline(ouro_rt *rt, gc_work *w, member_fn *fn, void *ctx) {
    ouro_heap_page *next;
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = next) {
        next = gc_page_after(rt, page); // the last deletion may free the page
        const uint64_t *marks = ouro_heap_page_marks(page);
        size_t words = gc_bit_words(page);
        for (size_t i = 0; i < words; i++) {
            for (uint64_t left = marks[i]; left; left &= left - 1) {
                unsigned bit = (unsigned)__builtin_ctzll(left);
                if (marks[i] >> bit & 1)
                    fn(rt, w, gc_object_at(page, i * 64 + bit), ctx);
            }
        }
    }
}

static OURO_NOINLINE void each_member(ouro_rt *rt, gc_work *w, member_fn *fn, void *ctx) {
    each_member_inline(rt, w, fn, ctx);
}

static bool is_member(ouro_rt *rt, ouro_obj *o) {
    return gc_collectable(o->tf) && ouro_heap_mark_get(rt->heap, o);
}
static bool is_alive(ouro_rt *rt, ouro_obj *o) { return !is_member(rt, o); }

// ---- Weak references -------------------------------------------------------------------------------------------------

static void clear_weak(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    if (ouro_type_of(rt, o)->flags & OURO_TF_WEAKREF)
        ouro_weak_unlink(rt, (ouro_weakref *)o); // a weak reference that is itself dead never calls back
    if (o->tf & OURO_F_WEAK)
        ouro_weak_detach(rt, o, ctx, is_alive);
}

// Returns how many weak references died after their callback: they count as collected.
static size_t call_weak(ouro_rt *rt, struct ouro_weak_calls *calls) {
    size_t freed = 0;
    for (ouro_weakref *wr; (wr = ouro_weak_calls_next(calls));) {
        if (wr->callback) {
            ouro_obj *callback = ouro_ref(rt, wr->callback);
            ouro_weak_call(rt, wr, callback);
            ouro_release(rt, callback);
        }
        freed += wr->head.rc == 1;
        ouro_release(rt, &wr->head);
    }
    return freed;
}

// ---- Finalizers ------------------------------------------------------------------------------------------------------

static void finalize(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    if (ouro_dying(o) || (o->tf & OURO_F_FINALIZED) || !ouro_type_of(rt, o)->slots.finalize)
        return;
    (void)ouro_ref(rt, o);
    ouro_finalize(rt, o);
    ouro_release(rt, o);
}

static bool in_log(ouro_rt *rt, ouro_obj *o) {
    const ouro_type *type = ouro_type_of(rt, o);
    return type->number >= OURO_TYPE_NUMBERS_FIXED && type->slots.finalize && !(o->tf & OURO_F_FINALIZED);
}

static void count_in_log(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    if (!ouro_dying(o))
        *(size_t *)ctx += in_log(rt, o);
}

// Tags the entries of members in the log of births, before any code runs: later the addresses in it may be stale. The
// newest entry of an address is the right one; grey bits tell which were found. Returns where the oldest is.
static uint32_t tag_births(ouro_rt *rt, gc_work *w) {
    ouro_gc_state *gc = &rt->gc;
    size_t wanted = 0;
    each_member(rt, w, count_in_log, &wanted);
    uint32_t i = gc->births_len;
    while (wanted > 0 && i > 0) {
        ouro_obj *o = gc->births[--i];
        bool is_object;
        if (ouro_heap_block_start(rt->heap, o, &is_object) != o || !is_object || !is_member(rt, o) || !in_log(rt, o) ||
            ouro_heap_grey_get(rt->heap, o))
            continue;
        ouro_heap_grey_set(rt->heap, o);
        gc->births[i] = (ouro_obj *)((uintptr_t)o | 1);
        wanted--;
    }
    return i;
}

// In the order of creation, then those that are not in the log.
static void finalize_all(ouro_rt *rt, gc_work *w) {
    ouro_gc_state *gc = &rt->gc;
    uint32_t end = gc->births_len;
    for (uint32_t i = tag_births(rt, w); i < end; i++) {
        uintptr_t entry = (uintptr_t)gc->births[i];
        if (!(entry & 1))
            continue;
        ouro_obj *o = gc->births[i] = (ouro_obj *)(entry & ~(uintptr_t)1);
        ouro_heap_grey_clear(rt->heap, o);
        finalize(rt, w, o, NULL);
    }
    each_member(rt, w, finalize, NULL);
}

// In the same order, so that callbacks are called in it.
static void clear_weak_all(ouro_rt *rt, gc_work *w, struct ouro_weak_calls *calls) {
    ouro_gc_state *gc = &rt->gc;
    if (w->has_finalizer) {
        for (uint32_t i = tag_births(rt, w); i < gc->births_len; i++) {
            uintptr_t entry = (uintptr_t)gc->births[i];
            if (!(entry & 1))
                continue;
            ouro_obj *o = gc->births[i] = (ouro_obj *)(entry & ~(uintptr_t)1);
            ouro_heap_grey_clear(rt->heap, o);
            clear_weak(rt, w, o, calls);
        }
    }
    each_member(rt, w, clear_weak, calls);
}

// ---- Deletion --------------------------------------------------------------------------------------------------------

static void rescue(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    ouro_heap_mark_clear(rt->heap, o);
    if (ouro_dying(o)) {
        if (!(o->tf & OURO_F_QUEUED))
            ouro_heap_free_object(rt->heap, o);
        return;
    }
    o->tf = (o->tf & ~(uint32_t)OURO_AGE_MASK) | w->next_age;
}

// The pages without a member leave the set: nothing keeps them from going.
static void drop_pages(ouro_rt *rt, gc_work *w) {
    uint32_t first = 0;
    ouro_heap_page *next, *last = NULL;
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = next) {
        next = gc_page_after(rt, page);
        page->gc_link = 0;
        const uint64_t *marks = ouro_heap_page_marks(page);
        uint64_t any = 0;
        for (size_t i = 0; i < gc_bit_words(page); i++)
            any |= marks[i];
        if (!any)
            continue;
        if (last)
            last->gc_link = ouro_heap_page_number(page);
        else
            first = ouro_heap_page_number(page);
        last = page;
    }
    w->pages = first;
}

static void condemn(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    size_t *n = ctx;
    if (ouro_dying(o))
        return;
    o->tf |= OURO_F_CONDEMNED;
    *n += !ouro_hidden(o);
}

static void save(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    size_t *n = ctx;
    if (!ouro_dying(o) && !ouro_hidden(o)) {
        ++*n;
        if (rt->hooks.gc_save)
            rt->hooks.gc_save(rt, o);
    }
    rescue(rt, w, o, NULL);
}

static void delete(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    ouro_heap_mark_clear(rt->heap, o);
    if (ouro_dying(o)) {
        // Died by another's deletion. If it is still in the queue, the queue frees it.
        if (!(o->tf & OURO_F_QUEUED))
            ouro_heap_free_object(rt->heap, o);
        return;
    }
    o->tf = (o->tf & ~(uint32_t)OURO_AGE_MASK) | w->next_age | OURO_F_CONDEMNED;
    ouro_clear_slot clear = ouro_type_of(rt, o)->slots.clear;
    if (!clear)
        return; // others of its cycle have one, and it dies by theirs
    (void)ouro_ref(rt, o);
    clear(rt, o);
    ouro_release(rt, o);
}

static size_t delete_all(ouro_rt *rt, gc_work *w, bool code_ran) {
    size_t n = 0;
    if (rt->gc.debug & OURO_GC_DEBUG_SAVEALL) {
        each_member(rt, w, save, &n);
        return n;
    }
    if (code_ran) // it may have made weak references to members: nobody must follow one while they are taken apart
        each_member(rt, w, condemn, &n);
    else
        n = w->dead - w->hidden;
    rt->gc.phase = OURO_GC_SWEEP;
    each_member_inline(rt, w, delete, NULL);
    return n;
}

static void show(ouro_rt *rt, gc_work *w, ouro_obj *o, void *ctx) {
    char line[256];
    if (ouro_hidden(o))
        return;
    const ouro_type *type = ouro_type_of(rt, o);
    (void)snprintf(line, sizeof line, "gc: collectable <%.200s %p>", type->cname ? type->cname : "?", (void *)o);
    rt->hooks.gc_line(rt, line);
}

size_t gc_finish_dead(ouro_rt *rt, gc_work *w) {
    size_t freed = 0;
    bool code_ran = false;
    if (w->has_weak) // a weak reference that is dead itself, and waits or is held by what waits, must not call back
        ouro_deaths_finish(rt);
    rt->gc.phase = OURO_GC_FINALIZE;
    if ((rt->gc.debug & OURO_GC_DEBUG_COLLECTABLE) && rt->hooks.gc_line)
        each_member(rt, w, show, NULL);
    if (w->has_weak || w->has_weakref) {
        struct ouro_weak_calls calls;
        ouro_weak_calls_init(&calls);
        clear_weak_all(rt, w, &calls);
        code_ran = calls.first != NULL;
        if (code_ran) {
            gc_pause_stop(rt, w);
            freed = call_weak(rt, &calls);
        }
    }
    if (w->has_finalizer) {
        if (!code_ran)
            gc_pause_stop(rt, w);
        code_ran = true;
        finalize_all(rt, w);
    }
    if (code_ran) {
        gc_pause_start(rt, w);
        if (!gc_find_dead_again(rt, w)) {
            each_member(rt, w, rescue, NULL); // no room to tell: they get another chance
            return freed;
        }
        drop_pages(rt, w);
    }
    return freed + delete_all(rt, w, code_ran);
}
