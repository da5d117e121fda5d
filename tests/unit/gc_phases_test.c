// The incremental collection of old objects as a model: every interleaving of a small program with the steps of a
// collection, by breadth-first search. What is tried is the algorithm of docs/design/collector.md, not the code.
//
// Three objects of one slot each, or two of two; two registers, which the collector knows; one native reference, which
// it does not; a weak reference to object 1; a finalizer of object 0, which may put any object into a register and make
// the weak reference anew. Objects die by their count as soon as it is zero.
//
// The rules must hold in every state, and with any one hook taken away they must break: that is the test of the model.
//   safe      no object that a register or the native reference reaches is condemned
//   prompt    when marking ends, nothing that a register reaches is unmarked, as long as no native reference was made
//   complete  what was garbage when the collection started, and was not brought back, is gone when it ends
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { OBJECTS = 3, SLOTS = 2, REGISTERS = 2, NONE = 3 };
enum color { WHITE, GREY, BLACK };
enum phase { IDLE, MARK, COUNT, SWEEP };

enum hook { // what can be taken away
    SHADE_ROOTS = 1 << 0,
    SHADE_SET = 1 << 1,      // marking: the old value of a slot that is written
    SHADE_TAKE = 1 << 2,     // marking: a reference that is moved out of a slot
    SHADE_WEAK = 1 << 3,     // marking: what a weak reference gives
    SHADE_DEATH = 1 << 4,    // marking: what an unmarked object held when it died
    BLACK_BIRTH = 1 << 5,    // marking: new objects
    LEAVE_SET = 1 << 6,      // counting: an owner of which a slot is written is no candidate any more
    LEAVE_TAKE = 1 << 7,     // the same, a reference moved out
    LEAVE_DEATH = 1 << 8,    // counting: the edges of a candidate that dies are taken back
    DECIDE_AT_ONCE = 1 << 9, // else one candidate at a time
    DECIDE_ALL = 1 << 10,    // one candidate that is held saves all others from this decision
    COUNT_ANEW = 1 << 11,    // each counting begins from zero
    COUNT_AGAIN = 1 << 12,   // after finalizers
    REFUSE_WEAK = 1 << 13,   // a weak reference does not give a condemned object
    ALL_HOOKS = (1 << 14) - 1,
    BARRIERS = SHADE_ROOTS | SHADE_SET | SHADE_TAKE | SHADE_WEAK | SHADE_DEATH | BLACK_BIRTH,
};

enum rule { SAFE, PROMPT, COMPLETE, RULES, ALL_RULES = (1 << RULES) - 1 };
static const char *const rule_names[RULES] = {"safe", "prompt", "complete"};

typedef struct state {
    uint8_t slot[OBJECTS][SLOTS], reg[REGISTERS], native;
    uint8_t color[OBJECTS], inside[OBJECTS]; // inside: references counted from candidates
    uint8_t phase;
    uint8_t live, candidate, counted, judged, condemned; // sets of objects
    bool finalized, weak, finalizers_ran;
    bool native_used; // since the start; only for the rules, as the next
    uint8_t garbage;  // at the start
} state;

typedef struct model {
    unsigned objects, slots, hooks, rules; // rules: those that end the search when they break
    uint64_t *seen, *queue;
    size_t mask, queued, capacity;
    size_t broken[RULES];
} model;

// ---- States as numbers
// -----------------------------------------------------------------------------------------------

static uint64_t pack(const state *s) {
    uint64_t n = 1;
    for (int i = 0; i < OBJECTS; i++) {
        for (int k = 0; k < SLOTS; k++) n = n << 2 | s->slot[i][k];
        n = n << 2 | s->color[i];
        n = n << 3 | s->inside[i];
    }
    n = n << 2 | s->reg[0], n = n << 2 | s->reg[1], n = n << 2 | s->native, n = n << 2 | s->phase;
    n = n << 3 | s->live, n = n << 3 | s->candidate, n = n << 3 | s->counted, n = n << 3 | s->judged;
    n = n << 3 | s->condemned, n = n << 3 | s->garbage;
    return n << 4 | (uint64_t)(s->finalized << 3 | s->weak << 2 | s->finalizers_ran << 1 | s->native_used);
}

static unsigned cut(uint64_t *n, unsigned bits) {
    unsigned value = (unsigned)(*n & ((1u << bits) - 1));
    *n >>= bits;
    return value;
}

static state unpack(uint64_t n) {
    state s;
    s.native_used = cut(&n, 1), s.finalizers_ran = cut(&n, 1), s.weak = cut(&n, 1), s.finalized = cut(&n, 1);
    s.garbage = cut(&n, 3), s.condemned = cut(&n, 3), s.judged = cut(&n, 3), s.counted = cut(&n, 3);
    s.candidate = cut(&n, 3), s.live = cut(&n, 3), s.phase = cut(&n, 2), s.native = cut(&n, 2);
    s.reg[1] = cut(&n, 2), s.reg[0] = cut(&n, 2);
    for (int i = OBJECTS; i-- > 0;) {
        s.inside[i] = cut(&n, 3), s.color[i] = cut(&n, 2);
        for (int k = SLOTS; k-- > 0;) s.slot[i][k] = cut(&n, 2);
    }
    return s;
}

static void reached(model *m, const state *s) {
    uint64_t n = pack(s);
    size_t at = n * 0x9e3779b97f4a7c15u >> 40 & m->mask;
    while (m->seen[at]) {
        if (m->seen[at] == n) return;
        at = (at + 1) & m->mask;
    }
    assert_true(m->queued < m->capacity);
    m->seen[at] = m->queue[m->queued++] = n;
}

// ---- Sets, reachability, counts
// --------------------------------------------------------------------------------------

static bool in(unsigned set, unsigned o) {
    return set >> o & 1;
}

static unsigned closure(const model *m, const state *s, bool with_native) {
    unsigned set = 0, before;
    for (int r = 0; r < REGISTERS; r++) set |= s->reg[r] != NONE ? 1u << s->reg[r] : 0;
    if (with_native && s->native != NONE) set |= 1u << s->native;
    do {
        before = set;
        for (unsigned o = 0; o < m->objects; o++)
            for (unsigned k = 0; in(set, o) && k < m->slots; k++)
                set |= s->slot[o][k] != NONE ? 1u << s->slot[o][k] : 0;
    } while (set != before);
    return set;
}

static unsigned references(const model *m, const state *s, unsigned to) {
    unsigned n = (s->reg[0] == to) + (s->reg[1] == to) + (s->native == to);
    for (unsigned o = 0; o < m->objects; o++)
        for (unsigned k = 0; in(s->live, o) && k < m->slots; k++) n += s->slot[o][k] == to;
    return n;
}

static void shade(state *s, unsigned o) {
    if (o != NONE && s->color[o] == WHITE) s->color[o] = GREY;
}

static bool has(const model *m, unsigned hook) {
    return m->hooks & hook;
}

// ---- The program
// -----------------------------------------------------------------------------------------------------

static void take_back(const model *m, state *s, unsigned o) {
    for (unsigned k = 0; in(s->counted, o) && k < m->slots; k++)
        if (s->slot[o][k] != NONE && in(s->candidate, s->slot[o][k]) && s->inside[s->slot[o][k]] > 0)
            s->inside[s->slot[o][k]]--;
}

// Whose count is zero dies, and what dies by that.
static void bury(const model *m, state *s) {
    for (unsigned o = 0; o < m->objects; o++) {
        if (!in(s->live & ~s->condemned, o) || references(m, s, o) > 0) continue;
        if (s->phase == MARK && has(m, SHADE_DEATH) && s->color[o] != BLACK)
            for (unsigned k = 0; k < m->slots; k++) shade(s, s->slot[o][k]);
        if (s->phase == COUNT && in(s->candidate, o) && has(m, LEAVE_DEATH)) take_back(m, s, o);
        s->candidate &= ~(1u << o), s->counted &= ~(1u << o), s->judged &= ~(1u << o);
        s->live &= ~(1u << o), s->garbage &= ~(1u << o);
        s->color[o] = WHITE, s->inside[o] = 0;
        for (unsigned k = 0; k < m->slots; k++) s->slot[o][k] = NONE;
        s->weak &= o != 1;
        o = UINT32_MAX; // from the first again
    }
}

// A slot of `o` is about to change.
static void before_change(const model *m, state *s, unsigned o, unsigned k, unsigned shading, unsigned leaving) {
    if (s->phase == MARK && has(m, shading)) shade(s, s->slot[o][k]);
    if (s->phase == COUNT && in(s->candidate, o) && has(m, leaving)) {
        take_back(m, s, o);
        s->candidate &= ~(1u << o), s->counted &= ~(1u << o);
        s->color[o] = GREY;
    }
}

static void after(model *m, state *s) {
    bury(m, s);
    reached(m, s);
}

static void slot_actions(model *m, const state *from, unsigned r, unsigned q, unsigned k) {
    unsigned o = from->reg[q];
    state s = *from; // load
    s.reg[r] = s.slot[o][k];
    after(m, &s);
    s = *from; // set
    before_change(m, &s, o, k, SHADE_SET, LEAVE_SET);
    s.slot[o][k] = s.reg[r];
    after(m, &s);
    if (from->reg[r] != NONE) return;
    s = *from; // take
    before_change(m, &s, o, k, SHADE_TAKE, LEAVE_TAKE);
    s.reg[r] = s.slot[o][k];
    s.slot[o][k] = NONE;
    after(m, &s);
}

static void fill_register(model *m, const state *from, unsigned r) {
    state s = *from;
    unsigned fresh = 0;
    while (fresh < m->objects && in(from->live, fresh)) fresh++;
    if (fresh < m->objects) {
        s.live |= 1u << fresh;
        s.reg[r] = (uint8_t)fresh;
        s.color[fresh] = s.phase == COUNT || (s.phase == MARK && has(m, BLACK_BIRTH)) ? BLACK : WHITE;
        s.weak |= fresh == 1;
        s.finalized &= fresh != 0;
        reached(m, &s);
    }
    s = *from;
    if (s.weak && !(in(s.condemned, 1) && has(m, REFUSE_WEAK))) {
        s.reg[r] = 1;
        s.garbage = 0;
        if (s.phase == MARK && has(m, SHADE_WEAK)) shade(&s, 1);
        reached(m, &s);
    }
    s = *from;
    s.reg[r] = s.native;
    reached(m, &s);
}

static void program_steps(model *m, const state *from) {
    for (unsigned r = 0; r < REGISTERS; r++) {
        for (unsigned q = 0; q < REGISTERS; q++)
            for (unsigned k = 0; from->reg[q] != NONE && k < m->slots; k++) slot_actions(m, from, r, q, k);
        if (from->reg[r] == NONE) {
            fill_register(m, from, r);
            continue;
        }
        state s = *from;
        s.native = s.reg[r];
        s.native_used = true;
        after(m, &s);
        s = *from;
        s.reg[r] = NONE;
        after(m, &s);
    }
    state s = *from;
    s.native = NONE;
    s.native_used &= s.phase != IDLE;
    after(m, &s);
}

// ---- The collection
// --------------------------------------------------------------------------------------------------

static void finish(model *m, state *s) {
    m->broken[COMPLETE] += (s->garbage & s->live) != 0;
    s->phase = IDLE;
    s->candidate = s->counted = s->judged = s->garbage = 0;
    s->finalizers_ran = false;
    s->native_used = s->native != NONE;
    memset(s->color, WHITE, sizeof s->color);
    memset(s->inside, 0, sizeof s->inside);
    reached(m, s);
}

static void start(model *m, state s) {
    s.phase = MARK;
    s.garbage = s.live & ~closure(m, &s, true);
    s.native_used = s.native != NONE;
    for (int r = 0; r < REGISTERS && has(m, SHADE_ROOTS); r++) shade(&s, s.reg[r]);
    reached(m, &s);
}

static void start_counting(const model *m, state *s) {
    s->phase = COUNT;
    s->counted = s->judged = 0;
    if (has(m, COUNT_ANEW)) memset(s->inside, 0, sizeof s->inside);
}

static void mark(model *m, const state *from) {
    bool grey = false;
    for (unsigned o = 0; o < m->objects; o++) {
        if (!in(from->live, o) || from->color[o] != GREY) continue;
        grey = true;
        state s = *from;
        for (unsigned k = 0; k < m->slots; k++) shade(&s, s.slot[o][k]);
        s.color[o] = BLACK;
        reached(m, &s);
    }
    if (grey) return;
    state s = *from;
    for (unsigned o = 0; o < m->objects; o++)
        if (in(s.live, o) && s.color[o] == WHITE) s.candidate |= 1u << o;
    m->broken[PROMPT] += !s.native_used && (s.candidate & closure(m, &s, false));
    if (!s.candidate) {
        finish(m, &s);
        return;
    }
    start_counting(m, &s);
    reached(m, &s);
}

static void condemn(model *m, state *s) {
    m->broken[SAFE] += (s->candidate & closure(m, s, true)) != 0;
    s->condemned = s->candidate;
    s->candidate = s->counted = s->judged = 0;
    memset(s->inside, 0, sizeof s->inside);
    s->phase = SWEEP;
    reached(m, s);
}

// The finalizer of object 0: weak references to the dead were cleared before it.
static void finalize(model *m, state *s) {
    s->finalized = s->finalizers_ran = true;
    state before = *s;
    for (unsigned way = 0; way < 2 + m->objects; way++) {
        *s = before;
        if (way == 1) s->weak = in(s->live, 1);
        if (way >= 2) { // brings back one of the dead
            if (!in(s->candidate, way - 2) || s->reg[0] != NONE) continue;
            s->reg[0] = (uint8_t)(way - 2);
            s->garbage = 0;
        }
        if (has(m, COUNT_AGAIN)) {
            start_counting(m, s);
            reached(m, s);
        } else {
            condemn(m, s);
        }
    }
}

static void judged_dead(model *m, state *s) {
    if (in(s->candidate, 1)) s->weak = s->weak && s->finalizers_ran; // one that a finalizer made stays; it refuses
    if (in(s->candidate, 0) && !s->finalized)
        finalize(m, s);
    else
        condemn(m, s);
}

static void back_to_marking(model *m, state *s) {
    s->phase = MARK;
    s->candidate = s->counted = s->judged = 0;
    reached(m, s);
}

// One candidate after another, with the program running in between: not a way to decide.
static void judge_one(model *m, const state *from, unsigned o) {
    state s = *from;
    if (references(m, &s, o) != s.inside[o]) {
        shade(&s, o);
        back_to_marking(m, &s);
        return;
    }
    s.judged |= 1u << o;
    if (s.judged == s.candidate)
        judged_dead(m, &s);
    else
        reached(m, &s);
}

static void decide(model *m, state s) {
    unsigned held = 0;
    for (unsigned o = 0; o < m->objects; o++) {
        held |= s.color[o] == GREY && in(s.live, o) ? 1u << o : 0;
        if (in(s.candidate, o) && references(m, &s, o) != s.inside[o]) {
            shade(&s, o);
            held |= 1u << o;
        }
    }
    if (held && has(m, DECIDE_ALL)) {
        back_to_marking(m, &s);
        return;
    }
    s.candidate &= ~held;
    if (s.candidate)
        judged_dead(m, &s);
    else
        back_to_marking(m, &s);
}

static void count(model *m, const state *from) {
    for (unsigned o = 0; o < m->objects; o++) {
        if (!in(from->candidate & ~from->counted, o)) continue;
        state s = *from;
        for (unsigned k = 0; k < m->slots; k++)
            if (s.slot[o][k] != NONE && in(s.candidate, s.slot[o][k]) && s.inside[s.slot[o][k]] < 7)
                s.inside[s.slot[o][k]]++;
        s.counted |= 1u << o;
        reached(m, &s);
    }
    if (from->counted != from->candidate) return;
    if (has(m, DECIDE_AT_ONCE) || !from->candidate) {
        decide(m, *from);
        return;
    }
    for (unsigned o = 0; o < m->objects; o++)
        if (in(from->candidate & ~from->judged, o)) judge_one(m, from, o);
}

static void sweep(model *m, const state *from) {
    for (unsigned o = 0; o < m->objects; o++) {
        if (!in(from->condemned, o)) continue;
        state s = *from;
        s.condemned &= ~(1u << o), s.live &= ~(1u << o), s.garbage &= ~(1u << o);
        s.weak &= o != 1;
        m->broken[SAFE] += in(closure(m, &s, true), o);
        for (unsigned k = 0; k < m->slots; k++) s.slot[o][k] = NONE;
        for (unsigned p = 0; p < m->objects; p++) // others of the dead forget it
            for (unsigned k = 0; k < m->slots; k++)
                if (s.slot[p][k] == o) s.slot[p][k] = NONE;
        for (int r = 0; r < REGISTERS; r++) s.reg[r] = s.reg[r] == o ? NONE : s.reg[r];
        s.native = s.native == o ? NONE : s.native;
        after(m, &s);
    }
    if (!from->condemned) {
        state s = *from;
        finish(m, &s);
    }
}

static void collector_steps(model *m, const state *from) {
    switch (from->phase) {
    case IDLE: start(m, *from); break;
    case MARK: mark(m, from); break;
    case COUNT: count(m, from); break;
    default: sweep(m, from); break;
    }
}

// ---- The search
// ------------------------------------------------------------------------------------------------------

static bool is_broken(const model *m) {
    bool broken = false;
    for (unsigned r = 0; r < RULES; r++) broken |= m->broken[r] && in(m->rules, r);
    return broken;
}

// All states that can be reached, or those until a rule is broken. Returns how many.
static size_t search(unsigned objects, unsigned slots, unsigned hooks, unsigned rules, size_t broken[RULES]) {
    model m = {.objects = objects, .slots = slots, .hooks = hooks, .rules = rules};
    m.mask = ((size_t)1 << 24) - 1;
    m.capacity = (size_t)1 << 23;
    m.seen = calloc(m.mask + 1, sizeof *m.seen);
    m.queue = malloc(m.capacity * sizeof *m.queue);
    assert_true(m.seen && m.queue);
    state first;
    memset(&first, 0, sizeof first);
    memset(first.slot, NONE, sizeof first.slot);
    first.reg[0] = first.reg[1] = first.native = NONE;
    reached(&m, &first);
    for (size_t i = 0; i < m.queued && !is_broken(&m); i++) {
        state s = unpack(m.queue[i]);
        program_steps(&m, &s);
        collector_steps(&m, &s);
    }
    memcpy(broken, m.broken, sizeof m.broken);
    free(m.seen);
    free(m.queue);
    return m.queued;
}

static void all_hooks(unsigned objects, unsigned slots) {
    size_t broken[RULES];
    size_t n = search(objects, slots, ALL_HOOKS, ALL_RULES, broken);
    print_message("%u objects of %u slots: %zu states\n", objects, slots, n);
    for (int r = 0; r < RULES; r++) assert_int_equal(broken[r], 0);
    assert_true(n > 100000);
}
static void test_three_objects(void **state) {
    all_hooks(3, 1);
}
static void test_two_objects(void **state) {
    all_hooks(2, 2);
}

static void test_each_hook_is_needed(void **state) {
    static const struct {
        unsigned hook;
        const char *name;
        enum rule rule;
    } hooks[] = {
        {SHADE_ROOTS, "roots are shaded at the start", PROMPT},
        {SHADE_SET, "slot_set shades the old value", PROMPT},
        {SHADE_TAKE, "slot_take shades what it moves out", PROMPT},
        {SHADE_WEAK, "a weak reference shades what it gives", PROMPT},
        {SHADE_DEATH, "a death shades what survives it", PROMPT},
        {BLACK_BIRTH, "new objects are marked", PROMPT},
        {LEAVE_SET, "slot_set takes a candidate out", SAFE},
        {LEAVE_TAKE, "slot_take takes a candidate out", SAFE},
        {LEAVE_DEATH, "a death takes its edges back", SAFE},
        {DECIDE_AT_ONCE, "the decision is taken at once", SAFE},
        {DECIDE_ALL, "one that is held saves all", SAFE},
        {COUNT_ANEW, "counting begins from zero", SAFE},
        {COUNT_AGAIN, "counted again after finalizers", SAFE},
        {REFUSE_WEAK, "weak references refuse the condemned", SAFE},
    };
    unsigned tried = 0;
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++) {
        size_t broken[RULES], n = search(3, 1, ALL_HOOKS & ~hooks[i].hook, 1u << hooks[i].rule, broken);
        print_message("without \"%s\": %s breaks after %zu states\n", hooks[i].name,
                      broken[hooks[i].rule] ? rule_names[hooks[i].rule] : "NOTHING", n);
        assert_true(broken[hooks[i].rule] > 0);
        tried |= hooks[i].hook;
    }
    assert_int_equal(tried, ALL_HOOKS);
}

// Marking may miss anything: the counts decide.
static void test_no_barrier_is_needed_for_safety(void **state) {
    size_t broken[RULES], n = search(2, 2, ALL_HOOKS & ~BARRIERS, 1u << SAFE | 1u << COMPLETE, broken);
    print_message("without any barrier of marking: %zu states\n", n);
    assert_int_equal(broken[SAFE], 0);
    assert_int_equal(broken[COMPLETE], 0);
    assert_true(broken[PROMPT] > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_objects),
        cmocka_unit_test(test_two_objects),
        cmocka_unit_test(test_each_hook_is_needed),
        cmocka_unit_test(test_no_barrier_is_needed_for_safety),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
