// Checks the code of a pattern, so that matching can trust it. Programs can call _sre.compile with any list.
#include "modules/sre_charset.h"

typedef struct checker {
    ouro_rt *rt;
    const uint32_t *code;
    uint32_t groups;
} checker;

// ---- sets ------------------------------------------------------------------------------------------------------------

// The set in [at, end), its FAILURE included.
static bool set_ok(const checker *v, size_t at, size_t end) {
    const uint32_t *code = v->code;
    while (at < end) {
        size_t left = end - at - 1;
        switch (code[at++]) {
        case SRE_FAILURE: return at == end;
        case SRE_NEGATE: break;
        case SRE_LITERAL:
            if (left < 1) return false;
            at++;
            break;
        case SRE_CATEGORY:
            if (left < 1 || code[at++] >= SRE_CATEGORIES) return false;
            break;
        case SRE_RANGE:
        case SRE_RANGE_UNI_IGNORE:
            if (left < 2 || code[at] > code[at + 1]) return false;
            at += 2;
            break;
        case SRE_CHARSET:
            if (left < SRE_BITMAP) return false;
            at += SRE_BITMAP;
            break;
        case SRE_BIGCHARSET: {
            if (left < 1 + SRE_BLOCKS) return false;
            uint32_t blocks = code[at++];
            const uint8_t *numbers = (const uint8_t *)(code + at);
            for (size_t i = 0; i < 256; i++)
                if (numbers[i] >= blocks) return false;
            at += SRE_BLOCKS;
            if (blocks > (end - at) / SRE_BITMAP) return false;
            at += (size_t)blocks * SRE_BITMAP;
            break;
        }
        default: return false;
        }
    }
    return false;
}

// ---- the information at the beginning ----------------------------------------------------------------------------

// INFO skip flags min max [length skip prefix... overlap...] or [set]; at: of `skip`.
static bool info_ok(const checker *v, size_t at, size_t end) {
    const uint32_t *code = v->code;
    uint32_t flags = code[at + 1];
    if (end - at < 4 || (flags & ~7u)) return false;
    if ((flags & SRE_INFO_PREFIX) && (flags & SRE_INFO_CHARSET)) return false;
    if ((flags & SRE_INFO_LITERAL) && !(flags & SRE_INFO_PREFIX)) return false;
    at += 4;
    if (flags & SRE_INFO_CHARSET) return set_ok(v, at, end);
    if (!(flags & SRE_INFO_PREFIX)) return at == end;
    if (end - at < 2) return false;
    uint32_t length = code[at], skip = code[at + 1];
    at += 2;
    if (length == 0 || skip > length || length > (end - at) / 2 || at + 2 * (size_t)length != end) return false;
    for (uint32_t i = 0; i < length; i++)
        if (code[at + length + i] > i) return false;
    return true;
}

// ---- blocks ----------------------------------------------------------------------------------------------------------

static int block_ok(const checker *v, size_t at, size_t end);

// The target of the jump whose distance stands at `at`; 0 if it is not in (at, end].
static size_t target(const checker *v, size_t at, size_t end) {
    size_t distance = v->code[at];
    return distance > 0 && distance <= end - at ? at + distance : 0;
}

// Body of one character, then SUCCESS.
static bool single_ok(const checker *v, size_t at, size_t end) {
    size_t last = end - 1;
    if (end - at < 2 || v->code[last] != SRE_SUCCESS) return false;
    switch (v->code[at]) {
    case SRE_ANY:
    case SRE_ANY_ALL: return at + 1 == last;
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE: return at + 2 == last;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE: return at + 1 < last && target(v, at + 1, last) == last && set_ok(v, at + 2, last);
    default: return false;
    }
}

// BRANCH [skip body JUMP distance]... 0; at: of the first skip. *next: behind the 0.
static int branch_ok(const checker *v, size_t at, size_t end, size_t *next) {
    size_t join = 0;
    while (at < end && v->code[at]) {
        size_t behind = target(v, at, end);
        if (!behind || behind - at < 3 || v->code[behind - 2] != SRE_JUMP) return 0;
        size_t to = target(v, behind - 1, end);
        if (!to || (join && to != join)) return 0;
        join = to;
        int ok = block_ok(v, at + 1, behind - 2);
        if (ok <= 0) return ok;
        at = behind;
    }
    *next = at + 1;
    return at < end && join == at + 1;
}

// REPEAT and its like: skip min max body; at: of skip. *next: behind the op that ends it.
static int repeat_ok(const checker *v, uint32_t op, size_t at, size_t end, size_t *next) {
    if (end - at < 4) return 0;
    size_t behind = target(v, at, end);
    if (behind < at + 3 || v->code[at + 1] > v->code[at + 2]) return 0;
    *next = behind;
    if (op == SRE_REPEAT_ONE || op == SRE_MIN_REPEAT_ONE || op == SRE_POSSESSIVE_REPEAT_ONE)
        return single_ok(v, at + 3, behind);
    if (behind >= end) return 0;
    uint32_t last = v->code[behind];
    if (op == SRE_REPEAT ? last != SRE_MAX_UNTIL && last != SRE_MIN_UNTIL : last != SRE_SUCCESS) return 0;
    *next = behind + 1;
    return block_ok(v, at + 3, behind);
}

// GROUPREF_EXISTS group skip yes [JUMP distance no]; at: of group.
static int condition_ok(const checker *v, size_t at, size_t end, size_t *next) {
    if (end - at < 2 || v->code[at] >= v->groups) return 0;
    size_t distance = v->code[at + 1], no = at + distance;
    if (distance < 2 || distance > end - at) return 0;
    *next = no;
    if (distance >= 4 && v->code[no - 2] == SRE_JUMP) {
        size_t behind = target(v, no - 1, end);
        int ok = behind >= no ? block_ok(v, at + 2, no - 2) : 0;
        if (ok < 0) return ok;
        if (ok) {
            *next = behind;
            return block_ok(v, no, behind);
        }
    }
    return block_ok(v, at + 2, no);
}

// ATOMIC_GROUP skip body SUCCESS, ASSERT skip back body SUCCESS; at: of skip.
static int enclosed_ok(const checker *v, size_t at, size_t head, size_t end, size_t *next) {
    if (end - at < head + 1) return 0;
    size_t behind = target(v, at, end);
    if (behind < at + head + 1 || v->code[behind - 1] != SRE_SUCCESS) return 0;
    *next = behind;
    return block_ok(v, at + head, behind - 1);
}

// One op with its operands at `at`. 1: *next is behind it.
static int op_ok(const checker *v, size_t at, size_t end, size_t *next) {
    const uint32_t *code = v->code;
    uint32_t op = code[at++];
    *next = at;
    if (op == SRE_FAILURE || op == SRE_ANY || op == SRE_ANY_ALL) return 1;
    if (at >= end) return 0;
    *next = at + 1;
    switch (op) {
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE: return 1;
    case SRE_MARK: return code[at] < 2 * (uint64_t)v->groups;
    case SRE_GROUPREF:
    case SRE_GROUPREF_IGNORE:
    case SRE_GROUPREF_LOC_IGNORE:
    case SRE_GROUPREF_UNI_IGNORE: return code[at] < v->groups;
    case SRE_AT: return code[at] < SRE_ATS;
    case SRE_CATEGORY: return code[at] < SRE_CATEGORIES;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE:
        *next = target(v, at, end);
        return *next && set_ok(v, at + 1, *next);
    case SRE_INFO:
        *next = target(v, at, end);
        return *next >= at + 4 && info_ok(v, at, *next);
    case SRE_BRANCH: return branch_ok(v, at, end, next);
    case SRE_REPEAT:
    case SRE_REPEAT_ONE:
    case SRE_MIN_REPEAT_ONE:
    case SRE_POSSESSIVE_REPEAT:
    case SRE_POSSESSIVE_REPEAT_ONE: return repeat_ok(v, op, at, end, next);
    case SRE_GROUPREF_EXISTS: return condition_ok(v, at, end, next);
    case SRE_ATOMIC_GROUP: return enclosed_ok(v, at, 1, end, next);
    case SRE_ASSERT:
    case SRE_ASSERT_NOT: return enclosed_ok(v, at, 2, end, next);
    default: return 0;
    }
}

// Ops that fill [at, end) exactly.
static int block_ok(const checker *v, size_t at, size_t end) {
    int ok = 1;
    if (!ouro_enter(v->rt, " while checking a pattern")) return -1;
    while (ok > 0 && at < end) {
        ok = op_ok(v, at, end, &at);
        if (ok > 0 && at > end) ok = 0;
    }
    ouro_leave(v->rt);
    return ok;
}

int ouro_sre_validate(ouro_rt *rt, const uint32_t *code, size_t length, uint32_t groups) {
    checker v = {rt, code, groups};
    if (length == 0 || length > UINT32_MAX || groups > UINT32_MAX / 4 || code[length - 1] != SRE_SUCCESS) return 0;
    return block_ok(&v, 0, length - 1);
}
