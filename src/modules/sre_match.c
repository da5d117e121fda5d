// The matcher: runs the code of a pattern at one place of the text.
//
// A machine with one stack of entries. An entry is either a choice that was left open, or a change that must be undone
// on the way back to an older choice. Failing pops: changes are undone, the newest choice is taken. Nothing recurses, so
// neither long texts nor deep patterns need C stack.
//
// Assertions, atomic groups and rounds of possessive repeats end like this: the choices left open since their SUB
// entry are dropped, the changes stay. Each position of the text is a count of characters.
#include <string.h>

#include "modules/sre_charset.h"

#include "vm/vm.h"

#define FORCE_INLINE static inline __attribute__((always_inline))

enum entry_kind {
    UNDO_MARK,   // a: index, b: old value, c: old last_group
    UNDO_REPEAT, // a: old innermost repeat, b: repeats that were in use
    UNDO_COUNT,  // a: repeat, b: its count, c: its last
    TRY_BRANCH,  // a: of the next alternative's skip, b: position
    TRY_FEWER,   // a: of REPEAT_ONE, b: position of its first item, c: items it has
    TRY_MORE,    // a: of MIN_REPEAT_ONE, b: position, c: items it has
    TRY_TAIL,    // a: behind MAX_UNTIL, b: position, c: repeat
    TRY_BODY,    // a: of MIN_UNTIL, b: position, c: repeat
    SUB,         // a: of its op, b: position where it began, c: SUB outside it
};

enum { PATIENCE = 4096 }; // steps back between looks for signals

static bool is_undo(const sre_entry *e) { return e->kind <= UNDO_COUNT; }

// ---- memory ----------------------------------------------------------------------------------------------------------

static OURO_NOINLINE bool more_entries(ouro_sre *m) {
    size_t room = m->room * 2;
    bool first = m->entries == m->first_entries;
    sre_entry *e = room <= UINT32_MAX ? ouro_raw_realloc(m->rt, first ? NULL : m->entries, room * sizeof *e) : NULL;
    if (!e) {
        if (room > UINT32_MAX) ouro_raise_memory(m->rt);
        return false;
    }
    if (first) memcpy(e, m->first_entries, sizeof m->first_entries);
    m->entries = e;
    m->room = room;
    return true;
}
FORCE_INLINE bool push(ouro_sre *m, uint32_t kind, uint32_t a, uint32_t b, uint32_t c) {
    if (OURO_UNLIKELY(m->depth == m->room) && !more_entries(m)) return false;
    m->entries[m->depth++] = (sre_entry){kind, a, b, c};
    return true;
}

static OURO_NOINLINE bool more_repeats(ouro_sre *m) {
    uint32_t room = m->repeats_room * 2;
    bool first = m->repeats == m->first_repeats;
    sre_repeat *r = ouro_raw_realloc(m->rt, first ? NULL : m->repeats, room * sizeof *r);
    if (!r) return false;
    if (first) memcpy(r, m->first_repeats, sizeof m->first_repeats);
    m->repeats = r;
    m->repeats_room = room;
    return true;
}

// ---- changes that can be undone --------------------------------------------------------------------------------------

static bool set_mark(ouro_sre *m, uint32_t i, uint32_t at) {
    if (!push(m, UNDO_MARK, i, m->marks[i], m->last_group)) return false;
    m->marks[i] = at;
    if (i & 1) m->last_group = i / 2 + 1;
    return true;
}
static bool set_repeat(ouro_sre *m, uint32_t r) {
    if (!push(m, UNDO_REPEAT, m->repeat, m->repeats_used, 0)) return false;
    m->repeat = r;
    return true;
}
static bool enter_repeat(ouro_sre *m, uint32_t pc, uint32_t count) {
    if (m->repeats_used == m->repeats_room && !more_repeats(m)) return false;
    uint32_t outer = m->repeat, r = m->repeats_used;
    if (!set_repeat(m, r)) return false;
    m->repeats[r] = (sre_repeat){.pc = pc, .count = count, .last = SRE_UNSET, .prev = outer};
    m->repeats_used++;
    return true;
}
static bool set_count(ouro_sre *m, uint32_t r, uint32_t count, uint32_t last) {
    sre_repeat *repeat = &m->repeats[r];
    if (!push(m, UNDO_COUNT, r, repeat->count, repeat->last)) return false;
    repeat->count = count;
    repeat->last = last;
    return true;
}
static void undo(ouro_sre *m, const sre_entry *e) {
    switch (e->kind) {
    case UNDO_MARK:
        m->marks[e->a] = e->b;
        m->last_group = e->c;
        break;
    case UNDO_REPEAT:
        m->repeat = e->a;
        m->repeats_used = e->b;
        break;
    default:
        m->repeats[e->a].count = e->b;
        m->repeats[e->a].last = e->c;
    }
}

// ---- assertions and their like -----------------------------------------------------------------------------------

static bool enter_sub(ouro_sre *m, uint32_t pc, uint32_t at) {
    uint32_t outer = m->sub;
    m->sub = (uint32_t)m->depth;
    return push(m, SUB, pc, at, outer);
}
// It has matched: choices within are dropped.
static sre_entry leave_sub(ouro_sre *m) {
    sre_entry sub = m->entries[m->sub];
    size_t keep = m->sub;
    for (size_t i = keep + 1; i < m->depth; i++)
        if (is_undo(&m->entries[i])) m->entries[keep++] = m->entries[i];
    m->depth = keep;
    m->sub = sub.c;
    return sub;
}
// It has matched and should not have: as if it had never been.
static void forget_sub(ouro_sre *m) {
    sre_entry sub = m->entries[m->sub];
    while (m->depth > m->sub + 1) {
        const sre_entry *e = &m->entries[--m->depth];
        if (is_undo(e)) undo(m, e);
    }
    m->depth--;
    m->sub = sub.c;
}

// ---- characters and places ---------------------------------------------------------------------------------------

FORCE_INLINE uint32_t char_at(const ouro_sre *m, uint32_t i, unsigned width) {
    if (width == 1) return ((const uint8_t *)m->text)[i];
    return width == 2 ? ((const uint16_t *)m->text)[i] : ((const uint32_t *)m->text)[i];
}

// Does the op at pc, of one character, match c?
FORCE_INLINE bool single_matches(const uint32_t *op, uint32_t c) {
    switch (op[0]) {
    case SRE_ANY: return c != '\n';
    case SRE_ANY_ALL: return true;
    case SRE_LITERAL: return c == op[1];
    case SRE_NOT_LITERAL: return c != op[1];
    case SRE_LITERAL_IGNORE: return sre_lower_ascii(c) == op[1];
    case SRE_NOT_LITERAL_IGNORE: return sre_lower_ascii(c) != op[1];
    case SRE_LITERAL_LOC_IGNORE: return sre_same_in_locale(op[1], c);
    case SRE_NOT_LITERAL_LOC_IGNORE: return !sre_same_in_locale(op[1], c);
    case SRE_LITERAL_UNI_IGNORE: return sre_lower_unicode(c) == op[1];
    case SRE_NOT_LITERAL_UNI_IGNORE: return sre_lower_unicode(c) != op[1];
    case SRE_IN: return sre_in_set(op + 2, c);
    case SRE_IN_IGNORE: return sre_in_set(op + 2, sre_lower_ascii(c));
    case SRE_IN_LOC_IGNORE: return sre_in_set_locale(op + 2, c);
    case SRE_IN_UNI_IGNORE: return sre_in_set(op + 2, sre_lower_unicode(c));
    case SRE_CATEGORY: return sre_in_category(op[1], c);
    default: return false;
    }
}

// How many characters from `at` on match the op, at most `most`.
FORCE_INLINE uint32_t count_single(const ouro_sre *m, const uint32_t *op, uint32_t at, uint32_t most, unsigned width) {
    uint32_t n = 0, left = m->end - at;
    if (most > left) most = left;
    switch (op[0]) {
    case SRE_ANY_ALL: return most;
    case SRE_ANY:
        while (n < most && char_at(m, at + n, width) != '\n') n++;
        return n;
    case SRE_LITERAL:
        while (n < most && char_at(m, at + n, width) == op[1]) n++;
        return n;
    case SRE_NOT_LITERAL:
        while (n < most && char_at(m, at + n, width) != op[1]) n++;
        return n;
    case SRE_IN:
        while (n < most && sre_in_set(op + 2, char_at(m, at + n, width))) n++;
        return n;
    default:
        while (n < most && single_matches(op, char_at(m, at + n, width))) n++;
        return n;
    }
}

FORCE_INLINE bool is_boundary(const ouro_sre *m, uint32_t at, unsigned width, bool (*is_word)(uint32_t c)) {
    bool before = at > 0 && is_word(char_at(m, at - 1, width));
    bool behind = at < m->end && is_word(char_at(m, at, width));
    return before != behind;
}
static bool ascii_word(uint32_t c) { return sre_is_ascii_word(c); }
static bool locale_word(uint32_t c) { return sre_is_locale_word(c); }
static bool unicode_word(uint32_t c) { return sre_is_unicode_word(c); }

FORCE_INLINE bool is_place(const ouro_sre *m, uint32_t place, uint32_t at, unsigned width) {
    bool empty = m->end == 0; // has neither boundaries nor places without one
    switch ((enum sre_at)place) {
    case SRE_AT_BEGINNING:
    case SRE_AT_BEGINNING_STRING: return at == 0;
    case SRE_AT_BEGINNING_LINE: return at == 0 || char_at(m, at - 1, width) == '\n';
    case SRE_AT_END: return at == m->end || (at + 1 == m->end && char_at(m, at, width) == '\n');
    case SRE_AT_END_LINE: return at == m->end || char_at(m, at, width) == '\n';
    case SRE_AT_END_STRING: return at == m->end;
    case SRE_AT_BOUNDARY: return !empty && is_boundary(m, at, width, ascii_word);
    case SRE_AT_NON_BOUNDARY: return !empty && !is_boundary(m, at, width, ascii_word);
    case SRE_AT_LOC_BOUNDARY: return !empty && is_boundary(m, at, width, locale_word);
    case SRE_AT_LOC_NON_BOUNDARY: return !empty && !is_boundary(m, at, width, locale_word);
    case SRE_AT_UNI_BOUNDARY: return !empty && is_boundary(m, at, width, unicode_word);
    case SRE_AT_UNI_NON_BOUNDARY: return !empty && !is_boundary(m, at, width, unicode_word);
    case SRE_ATS: break;
    }
    return false;
}

static bool same_char(uint32_t op, uint32_t a, uint32_t b) {
    if (a == b) return true;
    switch (op) {
    case SRE_GROUPREF_IGNORE: return sre_lower_ascii(a) == sre_lower_ascii(b);
    case SRE_GROUPREF_UNI_IGNORE: return sre_lower_unicode(a) == sre_lower_unicode(b);
    case SRE_GROUPREF_LOC_IGNORE: return sre_lower_locale(a) == sre_lower_locale(b);
    default: return false;
    }
}
static bool group_is_set(const ouro_sre *m, uint32_t group) {
    uint32_t from = m->marks[2 * group], to = m->marks[2 * group + 1];
    return from != SRE_UNSET && to != SRE_UNSET && from <= to;
}
// Does the text of the group stand at *at? Then moves behind it.
FORCE_INLINE bool group_again(const ouro_sre *m, uint32_t op, uint32_t group, uint32_t *at, unsigned width) {
    if (!group_is_set(m, group)) return false;
    uint32_t from = m->marks[2 * group], n = m->marks[2 * group + 1] - from;
    if (n > m->end - *at) return false;
    for (uint32_t i = 0; i < n; i++)
        if (!same_char(op, char_at(m, *at + i, width), char_at(m, from + i, width))) return false;
    *at += n;
    return true;
}

// ---- the machine -----------------------------------------------------------------------------------------------------

// What a step leads to.
typedef enum outcome { GO_ON, FAIL, MATCHED, BROKEN } outcome;
typedef struct place {
    uint32_t pc, at;
} place;

#define OR_BROKEN(ok)                                                                                                  \
    if (OURO_UNLIKELY(!(ok))) return BROKEN

// Can the alternative whose first op stands at pc begin with the character at `at`? (True when not known.)
FORCE_INLINE bool may_begin(const ouro_sre *m, uint32_t pc, uint32_t at, unsigned width) {
    const uint32_t *op = m->code + pc;
    if (op[0] == SRE_LITERAL) return at < m->end && char_at(m, at, width) == op[1];
    if (op[0] == SRE_IN) return at < m->end && sre_in_set(op + 2, char_at(m, at, width));
    return true;
}

// The first alternative from the one whose skip stands at `pc` on that can match here.
FORCE_INLINE outcome branch(ouro_sre *m, uint32_t pc, uint32_t at, place *go, unsigned width) {
    const uint32_t *code = m->code;
    while (code[pc] && !may_begin(m, pc + 1, at, width)) pc += code[pc];
    if (!code[pc]) return FAIL;
    uint32_t next = pc + code[pc];
    if (code[next]) OR_BROKEN(push(m, TRY_BRANCH, next, at, 0));
    *go = (place){pc + 1, at};
    return GO_ON;
}

// REPEAT_ONE at pc has n items from `first` on: goes on behind it with as many as the next literal allows.
FORCE_INLINE outcome greedy(ouro_sre *m, uint32_t pc, uint32_t first, uint32_t n, place *go, unsigned width) {
    const uint32_t *code = m->code;
    uint32_t least = code[pc + 2], tail = pc + 1 + code[pc + 1];
    if (code[tail] == SRE_LITERAL) {
        uint32_t c = code[tail + 1];
        while (first + n >= m->end || char_at(m, first + n, width) != c)
            if (n-- == least) return FAIL;
    }
    if (n > least) OR_BROKEN(push(m, TRY_FEWER, pc, first, n));
    *go = (place){tail, first + n};
    return GO_ON;
}

// MIN_REPEAT_ONE at pc has n items, which end at `at`: goes on behind it where the next literal allows.
FORCE_INLINE outcome lazy(ouro_sre *m, uint32_t pc, uint32_t at, uint32_t n, place *go, unsigned width) {
    const uint32_t *code = m->code;
    uint32_t most = code[pc + 3], tail = pc + 1 + code[pc + 1];
    if (code[tail] == SRE_LITERAL)
        while (at < m->end && char_at(m, at, width) != code[tail + 1]) {
            if (n >= most || !single_matches(code + pc + 4, char_at(m, at, width))) return FAIL;
            at++;
            n++;
        }
    if (n < most) OR_BROKEN(push(m, TRY_MORE, pc, at, n));
    *go = (place){tail, at};
    return GO_ON;
}

// A round of the repeat has ended at `at` (or none has begun yet).
static outcome max_until(ouro_sre *m, uint32_t pc, uint32_t at, place *go) {
    const uint32_t *code = m->code;
    uint32_t r = m->repeat;
    sre_repeat repeat = m->repeats[r];
    uint32_t least = code[repeat.pc + 2], most = code[repeat.pc + 3], count = repeat.count + 1;
    *go = (place){repeat.pc + 4, at};
    if (count < least) {
        OR_BROKEN(set_count(m, r, count, repeat.last));
        return GO_ON;
    }
    if ((count < most || most == SRE_MAXREPEAT) && at != repeat.last) {
        OR_BROKEN(push(m, TRY_TAIL, pc + 1, at, r) && set_count(m, r, count, at));
        return GO_ON;
    }
    OR_BROKEN(set_repeat(m, repeat.prev));
    go->pc = pc + 1;
    return GO_ON;
}
static outcome min_until(ouro_sre *m, uint32_t pc, uint32_t at, place *go) {
    uint32_t r = m->repeat;
    sre_repeat repeat = m->repeats[r];
    uint32_t count = repeat.count + 1;
    if (count < m->code[repeat.pc + 2]) {
        OR_BROKEN(set_count(m, r, count, repeat.last));
        *go = (place){repeat.pc + 4, at};
        return GO_ON;
    }
    OR_BROKEN(push(m, TRY_BODY, pc, at, r) && set_repeat(m, repeat.prev));
    *go = (place){pc + 1, at};
    return GO_ON;
}
// One round more of a repeat that was left at `at`, if it may.
static outcome min_until_again(ouro_sre *m, uint32_t r, uint32_t at, place *go) {
    sre_repeat repeat = m->repeats[r];
    uint32_t most = m->code[repeat.pc + 3], count = repeat.count + 1;
    if ((count >= most && most != SRE_MAXREPEAT) || at == repeat.last) return FAIL;
    OR_BROKEN(set_count(m, r, count, at));
    *go = (place){repeat.pc + 4, at};
    return GO_ON;
}

// Behind a possessive repeat.
static outcome possessive_end(ouro_sre *m, uint32_t pc, uint32_t at, place *go) {
    OR_BROKEN(set_repeat(m, m->repeats[m->repeat].prev));
    *go = (place){pc + 1 + m->code[pc + 1] + 1, at};
    return GO_ON;
}
// The next round of the possessive repeat at pc, or its end.
static outcome possessive(ouro_sre *m, uint32_t pc, uint32_t at, place *go) {
    uint32_t r = m->repeat, least = m->code[pc + 2], most = m->code[pc + 3];
    sre_repeat repeat = m->repeats[r];
    bool enough = repeat.count >= least;
    if (enough && ((repeat.count >= most && most != SRE_MAXREPEAT) || at == repeat.last))
        return possessive_end(m, pc, at, go);
    OR_BROKEN(set_count(m, r, repeat.count, at) && enter_sub(m, pc, at));
    *go = (place){pc + 4, at};
    return GO_ON;
}

// SUCCESS inside an assertion or its like.
static outcome sub_matched(ouro_sre *m, uint32_t at, place *go) {
    uint32_t pc = m->entries[m->sub].a, op = m->code[pc];
    if (op == SRE_ASSERT_NOT) {
        forget_sub(m);
        return FAIL;
    }
    sre_entry sub = leave_sub(m);
    if (op == SRE_POSSESSIVE_REPEAT) {
        uint32_t r = m->repeat;
        OR_BROKEN(set_count(m, r, m->repeats[r].count + 1, m->repeats[r].last));
        return possessive(m, pc, at, go);
    }
    *go = (place){pc + 1 + m->code[pc + 1], op == SRE_ASSERT ? sub.b : at};
    return GO_ON;
}
// Nothing in it matched, and all of it is undone.
static outcome sub_failed(ouro_sre *m, const sre_entry *sub, place *go) {
    uint32_t pc = sub->a;
    m->sub = sub->c;
    if (m->code[pc] == SRE_ASSERT_NOT) {
        *go = (place){pc + 1 + m->code[pc + 1], sub->b};
        return GO_ON;
    }
    if (m->code[pc] == SRE_POSSESSIVE_REPEAT && m->repeats[m->repeat].count >= m->code[pc + 2])
        return possessive_end(m, pc, sub->b, go);
    return FAIL;
}

// Back to the newest choice.
FORCE_INLINE outcome back(ouro_sre *m, place *go, unsigned width) {
    while (m->depth > 0) {
        sre_entry e = m->entries[--m->depth];
        if (OURO_UNLIKELY(++m->steps % PATIENCE == 0) && ouro_run_signals(m->rt) < 0) return BROKEN;
        outcome o = FAIL;
        switch ((enum entry_kind)e.kind) {
        case UNDO_MARK:
        case UNDO_REPEAT:
        case UNDO_COUNT: undo(m, &e); break;
        case TRY_BRANCH: o = branch(m, e.a, e.b, go, width); break;
        case TRY_FEWER: o = greedy(m, e.a, e.b, e.c - 1, go, width); break;
        case TRY_MORE:
            if (e.b < m->end && single_matches(m->code + e.a + 4, char_at(m, e.b, width)))
                o = lazy(m, e.a, e.b + 1, e.c + 1, go, width);
            break;
        case TRY_TAIL:
            OR_BROKEN(set_repeat(m, m->repeats[e.c].prev));
            *go = (place){e.a, e.b};
            o = GO_ON;
            break;
        case TRY_BODY: o = min_until_again(m, e.c, e.b, go); break;
        case SUB: o = sub_failed(m, &e, go); break;
        }
        if (o != FAIL) return o;
    }
    return FAIL;
}

// An op that is not of one character.
FORCE_INLINE outcome step(ouro_sre *m, uint32_t pc, uint32_t at, place *go, unsigned width) {
    const uint32_t *code = m->code;
    uint32_t op = code[pc];
    switch (op) {
    case SRE_SUCCESS:
        if (m->sub != SRE_UNSET) return sub_matched(m, at, go);
        if ((m->whole && at != m->end) || (m->must_advance && at == m->start)) return FAIL;
        m->at = at;
        return MATCHED;
    case SRE_MARK:
        OR_BROKEN(set_mark(m, code[pc + 1], at));
        *go = (place){pc + 2, at};
        return GO_ON;
    case SRE_AT:
        *go = (place){pc + 2, at};
        return is_place(m, code[pc + 1], at, width) ? GO_ON : FAIL;
    case SRE_JUMP:
    case SRE_INFO:
        *go = (place){pc + 1 + code[pc + 1], at};
        return GO_ON;
    case SRE_BRANCH: return branch(m, pc + 1, at, go, width);
    case SRE_GROUPREF:
    case SRE_GROUPREF_IGNORE:
    case SRE_GROUPREF_LOC_IGNORE:
    case SRE_GROUPREF_UNI_IGNORE:
        if (!group_again(m, op, code[pc + 1], &at, width)) return FAIL;
        *go = (place){pc + 2, at};
        return GO_ON;
    case SRE_GROUPREF_EXISTS:
        *go = (place){group_is_set(m, code[pc + 1]) ? pc + 3 : pc + 1 + code[pc + 2], at};
        return GO_ON;
    case SRE_REPEAT_ONE:
    case SRE_MIN_REPEAT_ONE:
    case SRE_POSSESSIVE_REPEAT_ONE: {
        bool few = op == SRE_MIN_REPEAT_ONE;
        uint32_t n = count_single(m, code + pc + 4, at, code[pc + (few ? 2 : 3)], width);
        if (n < code[pc + 2]) return FAIL;
        if (few) return lazy(m, pc, at + n, n, go, width);
        if (op == SRE_REPEAT_ONE) return greedy(m, pc, at, n, go, width);
        *go = (place){pc + 1 + code[pc + 1], at + n};
        return GO_ON;
    }
    case SRE_REPEAT:
        OR_BROKEN(enter_repeat(m, pc, UINT32_MAX)); // UNTIL makes it 0
        *go = (place){pc + 1 + code[pc + 1], at};
        return GO_ON;
    case SRE_MAX_UNTIL: return max_until(m, pc, at, go);
    case SRE_MIN_UNTIL: return min_until(m, pc, at, go);
    case SRE_POSSESSIVE_REPEAT:
        OR_BROKEN(enter_repeat(m, pc, 0));
        return possessive(m, pc, at, go);
    case SRE_ATOMIC_GROUP:
        OR_BROKEN(enter_sub(m, pc, at));
        *go = (place){pc + 2, at};
        return GO_ON;
    case SRE_ASSERT:
    case SRE_ASSERT_NOT: {
        uint32_t behind = code[pc + 2];
        if (at < behind) {
            *go = (place){pc + 1 + code[pc + 1], at};
            return op == SRE_ASSERT ? FAIL : GO_ON;
        }
        OR_BROKEN(enter_sub(m, pc, at));
        *go = (place){pc + 3, at - behind};
        return GO_ON;
    }
    default: return FAIL; // SRE_FAILURE
    }
}

// Operands of the ops of one character; 0: it is another op.
FORCE_INLINE uint32_t single_length(const uint32_t *op) {
    switch (op[0]) {
    case SRE_ANY:
    case SRE_ANY_ALL: return 1;
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE:
    case SRE_CATEGORY: return 2;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE: return 1 + op[1];
    default: return 0;
    }
}

FORCE_INLINE int run(ouro_sre *m, uint32_t pc, unsigned width) {
    place now = {pc, m->start};
    for (;;) {
        const uint32_t *op = m->code + now.pc;
        uint32_t length = single_length(op);
        outcome o;
        if (length) {
            o = now.at < m->end && single_matches(op, char_at(m, now.at, width)) ? GO_ON : FAIL;
            now = (place){now.pc + length, now.at + 1};
        } else {
            o = step(m, now.pc, now.at, &now, width);
        }
        if (o == FAIL) o = back(m, &now, width);
        if (o == GO_ON) continue;
        return o == MATCHED ? 1 : o == FAIL ? 0 : -1;
    }
}

static OURO_NOINLINE int run_1(ouro_sre *m, uint32_t pc) { return run(m, pc, 1); }
static OURO_NOINLINE int run_2(ouro_sre *m, uint32_t pc) { return run(m, pc, 2); }
static OURO_NOINLINE int run_4(ouro_sre *m, uint32_t pc) { return run(m, pc, 4); }

int ouro_sre_match_from(ouro_sre *m, uint32_t pc) {
    m->depth = 0;
    m->repeats_used = 1;
    m->repeat = 0;
    m->sub = SRE_UNSET;
    return m->width == 1 ? run_1(m, pc) : m->width == 2 ? run_2(m, pc) : run_4(m, pc);
}
