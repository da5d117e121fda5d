// Weak references: who refers weakly to an object is in a table beside the heap, keyed by the object's address, so that
// objects have no room for it. The OURO_F_WEAK flag tells whether there is an entry.
#include "object/rt.h"

struct entry {
    ouro_obj *referent; // NULL: free
    ouro_weakref *first;
};

// Open addressing, linear probing, at most 3/4 full; removal moves later entries back, so that there are no tombstones.
struct ouro_weak_table {
    size_t mask, used;
    struct entry entries[];
};

enum { SMALLEST = 8 };

static size_t home(const struct ouro_weak_table *t, const void *o) {
    return (size_t)(((uint64_t)(uintptr_t)o * 0x9e3779b97f4a7c15u) >> 32) & t->mask;
}

static struct entry *find(struct ouro_weak_table *t, const void *o) { // its entry, or where it would be
    size_t i = home(t, o);
    while (t->entries[i].referent && t->entries[i].referent != o)
        i = (i + 1) & t->mask;
    return &t->entries[i];
}

static struct entry *lookup(ouro_rt *rt, ouro_borrowed o) {
    return (o->tf & OURO_F_WEAK) ? find(rt->weak, o) : NULL;
}

static struct ouro_weak_table *resized(ouro_rt *rt, size_t capacity) {
    struct ouro_weak_table *t = ouro_heap_calloc(rt->heap, 1, sizeof *t + capacity * sizeof t->entries[0]);
    struct ouro_weak_table *old = rt->weak; // read now: deaths that the allocation made happen can have changed it
    if (!t)
        return NULL;
    t->mask = capacity - 1;
    if (old) {
        for (size_t i = 0; i <= old->mask; i++)
            if (old->entries[i].referent)
                *find(t, old->entries[i].referent) = old->entries[i];
        t->used = old->used;
        ouro_heap_free(rt->heap, old);
    }
    return rt->weak = t;
}

// Classes are in cycles with themselves: they do not die by their count, and the moment at which the collector finds them
// is nobody's to rely on.
static bool shows(ouro_rt *rt, ouro_borrowed referent) { return !(ouro_type_of(rt, referent)->flags & OURO_TF_TYPE); }

static void drop_entry(ouro_rt *rt, struct entry *e) {
    struct ouro_weak_table *t = rt->weak;
    if (shows(rt, e->referent))
        ouro_end_shows_drop(rt);
    e->referent->tf &= ~(uint32_t)OURO_F_WEAK;
    size_t hole = (size_t)(e - t->entries);
    for (size_t i = (hole + 1) & t->mask; t->entries[i].referent; i = (i + 1) & t->mask) {
        // It may move into the hole unless its home lies between the hole and itself.
        if (((i - home(t, t->entries[i].referent)) & t->mask) >= ((i - hole) & t->mask)) {
            t->entries[hole] = t->entries[i];
            hole = i;
        }
    }
    t->entries[hole] = (struct entry){0};
    t->used--;
    if (t->used == 0) {
        ouro_heap_free(rt->heap, t);
        rt->weak = NULL;
    } else if (t->mask + 1 > SMALLEST && t->used < (t->mask + 1) / 8) {
        (void)resized(rt, (t->mask + 1) / 4 > SMALLEST ? (t->mask + 1) / 4 : SMALLEST);
    }
}

ouro_weakref *ouro_weak_first(ouro_rt *rt, ouro_borrowed o) {
    struct entry *e = lookup(rt, o);
    return e ? e->first : NULL;
}

int ouro_weak_link(ouro_rt *rt, ouro_weakref *wr, ouro_borrowed borrowed) {
    ouro_obj *o = (ouro_obj *)borrowed;
    if (OURO_UNLIKELY(rt->deaths_waiting != 0) && shows(rt, o))
        ouro_deaths_finish(rt);
    struct entry *e = lookup(rt, o);
    if (!e) {
        struct ouro_weak_table *t = rt->weak;
        if (!t || (t->used + 1) * 4 > (t->mask + 1) * 3) {
            t = resized(rt, t ? (t->mask + 1) * 2 : SMALLEST);
            if (!t) {
                ouro_raise_memory(rt);
                return -1;
            }
        }
        e = find(t, o);
        *e = (struct entry){.referent = o};
        t->used++;
        o->tf |= OURO_F_WEAK;
        if (shows(rt, o))
            rt->deaths_that_show++;
    }
    wr->referent = o;
    wr->prev = NULL;
    wr->next = e->first;
    if (wr->next)
        wr->next->prev = wr;
    e->first = wr;
    return 0;
}

void ouro_weak_unlink(ouro_rt *rt, ouro_weakref *wr) {
    ouro_obj *o = wr->referent;
    if (!o)
        return;
    struct entry *e = lookup(rt, o);
    if (wr->prev)
        wr->prev->next = wr->next;
    else
        e->first = wr->next;
    if (wr->next)
        wr->next->prev = wr->prev;
    wr->referent = NULL;
    wr->prev = wr->next = NULL;
    if (!e->first)
        drop_entry(rt, e);
}

void ouro_weak_detach(ouro_rt *rt, ouro_obj *o, struct ouro_weak_calls *calls, bool (*wanted)(ouro_rt *, ouro_obj *)) {
    struct entry *e = lookup(rt, o);
    if (!e)
        return;
    ouro_weakref *wr = e->first;
    drop_entry(rt, e);
    for (ouro_weakref *next; wr; wr = next) {
        next = wr->next;
        wr->referent = NULL;
        wr->prev = wr->next = NULL;
        if (!wr->callback || ouro_dying(&wr->head) || (wanted && !wanted(rt, &wr->head)))
            continue;
        (void)ouro_ref(rt, &wr->head);
        *calls->end = wr;
        calls->end = &wr->next;
    }
}

ouro_weakref *ouro_weak_calls_next(struct ouro_weak_calls *calls) {
    ouro_weakref *wr = calls->first;
    if (wr) {
        calls->first = wr->next;
        if (!calls->first)
            calls->end = &calls->first;
        wr->next = NULL;
    }
    return wr;
}

void ouro_weak_call(ouro_rt *rt, ouro_weakref *wr, ouro_borrowed callback) {
    if (!rt->hooks.weak_callback)
        return;
    struct ouro_saved_error saved;
    ouro_error_save(rt, &saved);
    rt->hooks.weak_callback(rt, &wr->head, callback);
    if (OURO_UNLIKELY(ouro_error_pending(rt)))
        ouro_unraisable(rt, NULL, callback);
    ouro_error_put_back(rt, &saved);
}

void ouro_weak_clear(ouro_rt *rt, ouro_obj *o) {
    struct ouro_weak_calls calls;
    ouro_weak_calls_init(&calls);
    ouro_weak_detach(rt, o, &calls, NULL);
    for (ouro_weakref *wr; (wr = ouro_weak_calls_next(&calls));) {
        ouro_obj *callback = ouro_slot_take(rt, &wr->head, &wr->callback); // it can be called only once
        if (callback) {
            ouro_weak_call(rt, wr, callback);
            ouro_release(rt, callback);
        }
        ouro_release(rt, &wr->head);
    }
}

size_t ouro_weak_count(ouro_rt *rt, ouro_borrowed o) {
    size_t n = 0;
    for (const ouro_weakref *wr = ouro_weak_first(rt, o); wr; wr = wr->next)
        n++;
    return n;
}

ouro_obj *ouro_weak_get(ouro_rt *rt, const ouro_weakref *wr) {
    ouro_obj *o = wr->referent;
    if (!o || ouro_dying(o) || (o->tf & OURO_F_CONDEMNED))
        return NULL;
    return ouro_ref(rt, o);
}
