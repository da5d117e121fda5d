// Which objects are dead: trial deletion. For every candidate, the references to it that candidates hold are counted; one
// whose reference count is larger is held from outside, and what it reaches lives. The rest is dead.
//
// Reference counts themselves are never touched: the scratch counts lie beside the pages. Nothing here recurses: what
// is reached waits on a short stack, and beyond it in the grey bits of its page, which waits in a list of pages.
#include <string.h>

#include "gc/private.h"

#define FORCE_INLINE static inline __attribute__((always_inline))

// ---- Candidates ------------------------------------------------------------------------------------------------------

FORCE_INLINE bool is_unreached(const gc_work *w, ouro_heap *heap, const ouro_obj *o, enum gc_mode mode) {
    uint32_t tf = o->tf;
    if (mode == GC_PARTIAL) // one compare: not tracked wraps, frozen is large
        return (tf >> OURO_AGE_SHIFT & 0x83) - 1u < w->limit;
    if (!gc_collectable(tf))
        return false;
    return ouro_heap_mark_get(heap, o) == (mode == GC_AGAIN);
}

FORCE_INLINE void set_reached(const gc_work *w, ouro_heap *heap, ouro_obj *o, enum gc_mode mode) {
    if (mode == GC_FULL)
        ouro_heap_mark_set(heap, o);
    else if (mode == GC_AGAIN)
        ouro_heap_mark_clear(heap, o);
    uint32_t tf = (o->tf & ~(uint32_t)OURO_AGE_MASK) | w->next_age;
    if (mode == GC_PARTIAL || o->tf != tf) // most are old already: do not dirty their memory
        o->tf = tf;
}

// ---- Reaching --------------------------------------------------------------------------------------------------------

static OURO_NOINLINE void put_aside(gc_work *w, ouro_heap *heap, ouro_obj *o) {
    ouro_heap_grey_set(heap, o);
    ouro_heap_page *page = ouro_heap_page_of(o);
    if (!(page->gc_state & PAGE_GREY)) {
        page->gc_state = (page->gc_state & ((1u << PAGE_LINK_SHIFT) - 1)) | PAGE_GREY |
                         w->grey_pages << PAGE_LINK_SHIFT;
        w->grey_pages = ouro_heap_page_number(page);
    }
}

FORCE_INLINE void reach(gc_work *w, ouro_heap *heap, ouro_obj *o, enum gc_mode mode) {
    set_reached(w, heap, o, mode);
    if (OURO_LIKELY(w->depth < MARK_STACK))
        w->stack[w->depth++] = o;
    else
        put_aside(w, heap, o);
}

static int full_reach(ouro_rt *rt, ouro_obj *child, void *arg);

// In a full collection an object waits, before it is looked at, until AHEAD others were met: by then its header has come
// from memory. (Objects linked at random, 64 MB of them: 42 ns an object, 140 without; in order: 14, 17.)
FORCE_INLINE ouro_obj *delay(gc_work *w, ouro_obj *o) {
    uint32_t i = w->ahead_at++ % AHEAD;
    ouro_obj *old = w->ahead[i];
    w->ahead[i] = o;
    __builtin_prefetch(o);
    return old;
}

FORCE_INLINE int visit_reach(ouro_rt *rt, ouro_obj *child, void *arg, enum gc_mode mode) {
    gc_work *w = arg;
    if (mode == GC_FULL) {
        child = delay(w, child);
        if (!child)
            return 0;
    }
    if (is_unreached(w, rt->heap, child, mode))
        reach(w, rt->heap, child, mode);
    return 0;
}

static void visit_all(ouro_rt *rt, ouro_obj *o, ouro_visit visit, void *arg) {
    ouro_traverse_slot traverse = ouro_type_of(rt, o)->slots.traverse;
    if (OURO_LIKELY(traverse != NULL))
        (void)traverse(rt, o, visit, arg);
}

static void empty_stack(ouro_rt *rt, gc_work *w, ouro_visit visit) {
    while (w->depth > 0)
        visit_all(rt, w->stack[--w->depth], visit, w);
}

static OURO_NOINLINE void empty_grey_page(ouro_rt *rt, gc_work *w, ouro_visit visit) {
    ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->grey_pages);
    w->grey_pages = page->gc_state >> PAGE_LINK_SHIFT;
    page->gc_state &= (1u << PAGE_LINK_SHIFT) - 1 - PAGE_GREY;
    uint64_t *words = ouro_heap_page_greys(page);
    for (size_t i = 0; i < gc_bit_words(page); i++) {
        while (words[i]) {
            unsigned bit = (unsigned)__builtin_ctzll(words[i]);
            words[i] &= words[i] - 1;
            visit_all(rt, gc_object_at(page, i * 64 + bit), visit, w);
            empty_stack(rt, w, visit);
        }
    }
}

static bool take_delayed(ouro_rt *rt, gc_work *w) {
    for (uint32_t i = 0; i < AHEAD; i++) {
        ouro_obj *o = w->ahead[i];
        w->ahead[i] = NULL;
        if (o && is_unreached(w, rt->heap, o, GC_FULL))
            reach(w, rt->heap, o, GC_FULL);
    }
    return w->depth > 0;
}

static void trace(ouro_rt *rt, gc_work *w, ouro_visit visit) {
    for (;;) {
        do {
            empty_stack(rt, w, visit);
        } while (visit == full_reach && take_delayed(rt, w));
        if (OURO_LIKELY(w->grey_pages == 0))
            return;
        empty_grey_page(rt, w, visit);
    }
}

// ---- Counting --------------------------------------------------------------------------------------------------------

static OURO_NOINLINE int spill(ouro_rt *rt, gc_work *w, ouro_obj *o) {
    if (gc_spill_add(rt, &w->spills, o))
        return 0;
    w->failed = true;
    return -1;
}

FORCE_INLINE int count_one(ouro_rt *rt, gc_work *w, ouro_obj *o, enum gc_mode mode) {
    if (is_unreached(w, rt->heap, o, mode)) {
        uint8_t *count = ouro_heap_count_slot(rt->heap, o);
        if (OURO_UNLIKELY(++*count == 0))
            return spill(rt, w, o);
    }
    return 0;
}

FORCE_INLINE int visit_count(ouro_rt *rt, ouro_obj *child, void *arg, enum gc_mode mode) {
    gc_work *w = arg;
    if (mode == GC_FULL) {
        child = delay(w, child);
        if (!child)
            return 0;
    }
    return count_one(rt, w, child, mode);
}

static void count_delayed(ouro_rt *rt, gc_work *w) {
    for (uint32_t i = 0; i < AHEAD; i++) {
        ouro_obj *o = w->ahead[i];
        w->ahead[i] = NULL;
        if (o)
            (void)count_one(rt, w, o, GC_FULL);
    }
}

FORCE_INLINE void count_edges(ouro_rt *rt, gc_work *w, ouro_visit visit, enum gc_mode mode) {
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = gc_page_after(rt, page)) {
        struct gc_blocks r = gc_blocks_of(page);
        size_t found = 0;
        for (; r.at < r.end; r.at += r.step) {
            ouro_obj *o = (ouro_obj *)r.at;
            if (is_unreached(w, rt->heap, o, mode)) {
                if (mode == GC_PARTIAL && w->candidates + found < LISTED)
                    w->listed[w->candidates + found] = o;
                found++;
                visit_all(rt, o, visit, w);
            }
        }
        w->candidates += found;
        if (found) {
            page->gc_state |= PAGE_COUNTED;
            w->counted_pages++;
        }
        if (OURO_UNLIKELY(w->failed))
            break;
    }
    if (mode == GC_FULL)
        count_delayed(rt, w);
}

FORCE_INLINE bool held_from_outside(ouro_rt *rt, const gc_work *w, const ouro_obj *o) {
    size_t inside = *ouro_heap_count_slot(rt->heap, o);
    if (OURO_UNLIKELY(o->rc > 255))
        inside += gc_spill_get(&w->spills, o) * 256;
    return o->rc < 0 || (size_t)o->rc != inside;
}

FORCE_INLINE void reach_from_outside(ouro_rt *rt, gc_work *w, ouro_visit visit, enum gc_mode mode) {
    if (mode == GC_PARTIAL && w->candidates <= LISTED) {
        for (size_t i = 0; i < w->candidates; i++) {
            ouro_obj *o = w->listed[i];
            if (is_unreached(w, rt->heap, o, mode) && held_from_outside(rt, w, o)) {
                reach(w, rt->heap, o, mode);
                trace(rt, w, visit);
            }
        }
        return;
    }
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = gc_page_after(rt, page)) {
        if (!(page->gc_state & PAGE_COUNTED))
            continue;
        struct gc_blocks r = gc_blocks_of(page);
        for (; r.at < r.end; r.at += r.step) {
            ouro_obj *o = (ouro_obj *)r.at;
            if (is_unreached(w, rt->heap, o, mode) && held_from_outside(rt, w, o)) {
                reach(w, rt->heap, o, mode);
                trace(rt, w, visit);
            }
        }
    }
}

static void forget_counts(ouro_rt *rt, gc_work *w) {
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = gc_page_after(rt, page)) {
        if (!(page->gc_state & PAGE_COUNTED) && !w->failed) // a pass that failed did not come to all pages
            continue;
        page->gc_state &= ~(uint32_t)PAGE_COUNTED;
        struct gc_blocks r = gc_blocks_of(page);
        memset(ouro_heap_count_slot(rt->heap, r.at), 0, ((size_t)(r.end - r.at) + 15) / 16);
    }
    gc_spill_reset(rt, &w->spills);
}

#define MODE(name, mode)                                                                                               \
    static int name##_reach(ouro_rt *rt, ouro_obj *child, void *arg) { return visit_reach(rt, child, arg, mode); }     \
    static int name##_count(ouro_rt *rt, ouro_obj *child, void *arg) { return visit_count(rt, child, arg, mode); }     \
    static bool name##_decide(ouro_rt *rt, gc_work *w) {                                                               \
        count_edges(rt, w, name##_count, mode);                                                                        \
        if (OURO_UNLIKELY(w->failed)) {                                                                                \
            forget_counts(rt, w);                                                                                      \
            return false;                                                                                              \
        }                                                                                                              \
        reach_from_outside(rt, w, name##_reach, mode);                                                                 \
        return true;                                                                                                   \
    }
MODE(partial, GC_PARTIAL)
MODE(full, GC_FULL)
MODE(again, GC_AGAIN)

// ---- The set of pages ------------------------------------------------------------------------------------------------

struct page_list {
    uint32_t first;
    ouro_heap_page *last;
};

static void list_append(struct page_list *list, ouro_heap_page *page) {
    page->gc_link = 0;
    if (list->last)
        list->last->gc_link = ouro_heap_page_number(page);
    else
        list->first = ouro_heap_page_number(page);
    list->last = page;
}

static uint32_t pages_of_generation(ouro_rt *rt, int generation) {
    struct page_list list = {0};
    ouro_heap_page *page;
    if (generation < 2) {
        for (page = ouro_heap_young_page_first(rt->heap); page; page = ouro_heap_young_page_next(rt->heap, page)) {
            page->gc_state |= PAGE_IN_SET;
            if (generation == 0)
                list_append(&list, page);
        }
        if (generation == 0)
            return list.first;
    }
    for (page = ouro_heap_page_first(rt->heap); page; page = ouro_heap_page_next(rt->heap, page))
        if (generation == 2 || (page->gc_state & (PAGE_IN_SET | OURO_PAGE_AGED)))
            list_append(&list, page);
    return list.first;
}

// ---- The dead --------------------------------------------------------------------------------------------------------

static void note_dead(ouro_rt *rt, gc_work *w, ouro_borrowed o) {
    const ouro_type *type = ouro_type_of(rt, o);
    w->dead++;
    w->hidden += ouro_hidden(o);
    if (o->tf & OURO_F_WEAK)
        w->has_weak = true;
    if (type->slots.finalize && !(o->tf & OURO_F_FINALIZED))
        w->has_finalizer = true;
    if (type->flags & OURO_TF_WEAKREF)
        w->has_weakref = true;
}

// Makes the mark bits of the page say who is dead. Returns whether anybody is.
FORCE_INLINE bool mark_dead(ouro_rt *rt, gc_work *w, ouro_heap_page *page, enum gc_mode mode) {
    uint64_t *marks = ouro_heap_page_marks(page), dead[64];
    size_t words = gc_bit_words(page), before = w->dead;
    if (mode == GC_FULL) {
        memset(dead, 0, words * sizeof dead[0]);
        for (size_t i = 0; i < words; i++)
            w->survivors += (size_t)__builtin_popcountll(marks[i]);
    }
    if (page->gc_state & PAGE_COUNTED) {
        struct gc_blocks r = gc_blocks_of(page);
        char *start = r.at;
        for (; r.at < r.end; r.at += r.step) {
            ouro_obj *o = (ouro_obj *)r.at;
            if (!is_unreached(w, rt->heap, o, mode))
                continue;
            note_dead(rt, w, o);
            size_t bit = (size_t)(r.at - start) / 16;
            if (mode == GC_FULL)
                dead[bit / 64] |= (uint64_t)1 << bit % 64;
            else
                marks[bit / 64] |= (uint64_t)1 << bit % 64;
        }
    }
    if (mode == GC_FULL)
        memcpy(marks, dead, words * sizeof dead[0]);
    return w->dead != before;
}

static void leave_set(gc_work *w, ouro_heap_page *page) {
    if (w->generation > 0)
        page->gc_state &= ~(uint32_t)OURO_PAGE_AGED;
    else if (page->gc_state & PAGE_COUNTED)
        page->gc_state |= OURO_PAGE_AGED;
    page->gc_state &= ~(uint32_t)(PAGE_COUNTED | PAGE_IN_SET);
    page->gc_link = 0;
}

FORCE_INLINE void gather_dead(ouro_rt *rt, gc_work *w, enum gc_mode mode) {
    struct page_list dead = {0};
    ouro_heap_page *next;
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = next) {
        next = gc_page_after(rt, page);
        bool any = mark_dead(rt, w, page, mode);
        if (page->gc_state & PAGE_COUNTED) {
            struct gc_blocks r = gc_blocks_of(page);
            memset(ouro_heap_count_slot(rt->heap, r.at), 0, ((size_t)(r.end - r.at) + 15) / 16);
        }
        leave_set(w, page);
        if (any)
            list_append(&dead, page);
    }
    w->pages = dead.first;
}

// The same from the list of candidates. Pages with few candidates among many old objects are not looked through again.
static void gather_listed_dead(ouro_rt *rt, gc_work *w) {
    struct page_list dead = {0};
    ouro_heap_page *next;
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = next) {
        next = gc_page_after(rt, page);
        leave_set(w, page);
    }
    for (size_t i = 0; i < w->candidates; i++) {
        ouro_obj *o = w->listed[i];
        *ouro_heap_count_slot(rt->heap, o) = 0;
        if (!is_unreached(w, rt->heap, o, GC_PARTIAL))
            continue;
        note_dead(rt, w, o);
        ouro_heap_mark_set(rt->heap, o);
        ouro_heap_page *page = ouro_heap_page_of(o);
        if (!(page->gc_state & PAGE_IN_SET)) {
            page->gc_state |= PAGE_IN_SET;
            list_append(&dead, page);
        }
    }
    w->pages = dead.first;
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = gc_page_after(rt, page))
        page->gc_state &= ~(uint32_t)PAGE_IN_SET;
}

static void abandon(ouro_rt *rt, gc_work *w) {
    ouro_heap_page *next;
    if (w->generation == 2)
        ouro_heap_marks_clear_all(rt->heap);
    for (ouro_heap_page *page = ouro_heap_page_numbered(rt->heap, w->pages); page; page = next) {
        next = gc_page_after(rt, page);
        page->gc_state &= ~(uint32_t)PAGE_IN_SET;
        page->gc_link = 0;
    }
    w->pages = 0;
}

bool gc_find_dead(ouro_rt *rt, gc_work *w, int generation) {
    static const uint32_t next_age[3] = {OURO_AGE_AGED, OURO_AGE_OLD, OURO_AGE_OLD};
    w->generation = generation;
    w->limit = (uint32_t)generation + 1;
    w->next_age = next_age[generation];
    w->failed = false;
    w->candidates = w->counted_pages = w->dead = w->hidden = w->survivors = 0;
    w->has_weak = w->has_finalizer = w->has_weakref = false;
    w->pages = pages_of_generation(rt, generation);
    if (generation == 2) {
        // What the upper layers hold in frames and tables, and all it reaches, needs no counting.
        if (rt->hooks.visit_roots) {
            (void)rt->hooks.visit_roots(rt, full_reach, w);
            trace(rt, w, full_reach);
        }
        if (!full_decide(rt, w)) {
            abandon(rt, w);
            return false;
        }
        gather_dead(rt, w, GC_FULL);
    } else {
        if (!partial_decide(rt, w)) {
            abandon(rt, w);
            return false;
        }
        if (w->candidates <= LISTED)
            gather_listed_dead(rt, w);
        else
            gather_dead(rt, w, GC_PARTIAL);
        w->survivors = w->candidates - w->dead;
    }
    gc_spill_reset(rt, &w->spills);
    ouro_heap_young_pages_reset(rt->heap);
    return true;
}

bool gc_find_dead_again(ouro_rt *rt, gc_work *w) {
    w->failed = false;
    if (!again_decide(rt, w))
        return false;
    forget_counts(rt, w);
    return true;
}
