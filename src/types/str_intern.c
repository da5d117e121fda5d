// The table of interned strings: open addressing, linear probing, no tombstones. It owns nothing: a string leaves it
// when it is deallocated.
#include "types/state.h"
#include "types/text.h"

OURO_INLINE uint32_t home(const struct ouro_types_state *ty, ouro_borrowed s) {
    return (((const ouro_str *)s)->hash_kind >> 3) & ty->intern_mask; // interned strings always have their hash
}

static bool grow(ouro_rt *rt) {
    struct ouro_types_state *ty = rt->ty;
    size_t capacity = ty->intern ? 2 * ((size_t)ty->intern_mask + 1) : 1024;
    ouro_obj **table = ouro_raw_calloc(rt, capacity * sizeof *table);
    if (!table) return false;
    ouro_obj **old = ty->intern;
    size_t old_capacity = old ? (size_t)ty->intern_mask + 1 : 0;
    ty->intern = table;
    ty->intern_mask = (uint32_t)(capacity - 1);
    for (size_t i = 0; i < old_capacity; i++) {
        if (!old[i]) continue;
        uint32_t at = home(ty, old[i]);
        while (table[at]) at = (at + 1) & ty->intern_mask;
        table[at] = old[i];
    }
    ouro_raw_free(rt, old);
    return true;
}

int ouro_str_intern(ouro_rt *rt, ouro_obj **ref) {
    ouro_obj *s = *ref;
    if (ouro_str_interned(s) || !ouro_is(s, OURO_T_str)) return 0;
    struct ouro_types_state *ty = rt->ty;
    if ((!ty->intern || ty->intern_used >= ty->intern_mask / 4 * 3) && !grow(rt)) return -1;
    ouro_str_hash32(rt, s);
    uint32_t at = home(ty, s);
    for (; ty->intern[at]; at = (at + 1) & ty->intern_mask) {
        ouro_obj *other = ty->intern[at];
        if (!ouro_str_equal(other, s)) continue;
        if (ouro_dying(other)) { // waits for its deallocation: its place goes to the living one
            other->tf &= ~(uint32_t)OURO_F_A;
            ty->intern[at] = s;
            s->tf |= OURO_F_A;
            return 0;
        }
        *ref = ouro_ref(rt, other);
        ouro_release(rt, s);
        return 0;
    }
    // The one-character strings and the empty one are shared anyway: those are the interned ones.
    ouro_obj *shared = NULL;
    if (ouro_str_length(s) == 0)
        shared = rt->empty_str;
    else if (ouro_str_length(s) == 1 && ouro_str_at(s, 0) < 0x100 && rt->latin1) {
        shared = ouro_str_from_char(rt, ouro_str_at(s, 0));
        if (!shared) return -1;
    }
    if (shared && shared != s) {
        ouro_str_hash32(rt, shared);
        *ref = ouro_ref(rt, shared);
        ouro_release(rt, s);
        s = shared;
    }
    ty->intern[at] = s;
    ty->intern_used++;
    s->tf |= OURO_F_A;
    return 0;
}

void ouro_str_intern_forget(ouro_rt *rt, ouro_obj *s) {
    struct ouro_types_state *ty = rt->ty;
    s->tf &= ~(uint32_t)OURO_F_A;
    if (!ty || !ty->intern) return;
    uint32_t mask = ty->intern_mask, hole = home(ty, s);
    while (ty->intern[hole] != s) {
        if (!ty->intern[hole]) return;
        hole = (hole + 1) & mask;
    }
    // Moves back whatever would not be found behind the hole.
    for (uint32_t at = (hole + 1) & mask; ty->intern[at]; at = (at + 1) & mask) {
        uint32_t from = home(ty, ty->intern[at]);
        if (((at - from) & mask) >= ((at - hole) & mask)) {
            ty->intern[hole] = ty->intern[at];
            hole = at;
        }
    }
    ty->intern[hole] = NULL;
    ty->intern_used--;
}

ouro_owned ouro_str_interned_cstring(ouro_rt *rt, const char *ascii) {
    ouro_obj *s = ouro_str_from_cstring(rt, ascii);
    if (s && ouro_str_intern(rt, &s) < 0) {
        ouro_release(rt, s);
        return NULL;
    }
    return s;
}
