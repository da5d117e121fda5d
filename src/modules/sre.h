// Regular expressions: what the files of module _sre share.
//
// The standard library's re._compiler turns a pattern into an array of 32-bit codes (re._constants names them). It is
// checked once (sre_validate.c); from then on the matcher (sre_match.c) trusts it.
#ifndef OURO_MODULES_SRE_H
#define OURO_MODULES_SRE_H

#include "modules/modules.h"
#include "modules/native.h"

#include "types/bytes.h"

enum sre_op {
    SRE_FAILURE, SRE_SUCCESS, SRE_ANY, SRE_ANY_ALL, SRE_ASSERT, SRE_ASSERT_NOT, SRE_AT, SRE_BRANCH, SRE_CATEGORY,
    SRE_CHARSET, SRE_BIGCHARSET, SRE_GROUPREF, SRE_GROUPREF_EXISTS, SRE_IN, SRE_INFO, SRE_JUMP, SRE_LITERAL, SRE_MARK,
    SRE_MAX_UNTIL, SRE_MIN_UNTIL, SRE_NOT_LITERAL, SRE_NEGATE, SRE_RANGE, SRE_REPEAT, SRE_REPEAT_ONE, SRE_SUBPATTERN,
    SRE_MIN_REPEAT_ONE, SRE_ATOMIC_GROUP, SRE_POSSESSIVE_REPEAT, SRE_POSSESSIVE_REPEAT_ONE,
    SRE_GROUPREF_IGNORE, SRE_IN_IGNORE, SRE_LITERAL_IGNORE, SRE_NOT_LITERAL_IGNORE,
    SRE_GROUPREF_LOC_IGNORE, SRE_IN_LOC_IGNORE, SRE_LITERAL_LOC_IGNORE, SRE_NOT_LITERAL_LOC_IGNORE,
    SRE_GROUPREF_UNI_IGNORE, SRE_IN_UNI_IGNORE, SRE_LITERAL_UNI_IGNORE, SRE_NOT_LITERAL_UNI_IGNORE,
    SRE_RANGE_UNI_IGNORE,
};
enum sre_at {
    SRE_AT_BEGINNING, SRE_AT_BEGINNING_LINE, SRE_AT_BEGINNING_STRING, SRE_AT_BOUNDARY, SRE_AT_NON_BOUNDARY,
    SRE_AT_END, SRE_AT_END_LINE, SRE_AT_END_STRING, SRE_AT_LOC_BOUNDARY, SRE_AT_LOC_NON_BOUNDARY,
    SRE_AT_UNI_BOUNDARY, SRE_AT_UNI_NON_BOUNDARY, SRE_ATS,
};
enum sre_category {
    SRE_DIGIT, SRE_NOT_DIGIT, SRE_SPACE, SRE_NOT_SPACE, SRE_WORD, SRE_NOT_WORD, SRE_LINEBREAK, SRE_NOT_LINEBREAK,
    SRE_LOC_WORD, SRE_LOC_NOT_WORD, SRE_UNI_DIGIT, SRE_UNI_NOT_DIGIT, SRE_UNI_SPACE, SRE_UNI_NOT_SPACE,
    SRE_UNI_WORD, SRE_UNI_NOT_WORD, SRE_UNI_LINEBREAK, SRE_UNI_NOT_LINEBREAK, SRE_CATEGORIES,
};
enum sre_info { SRE_INFO_PREFIX = 1, SRE_INFO_LITERAL = 2, SRE_INFO_CHARSET = 4 };
enum sre_flag {
    SRE_FLAG_TEMPLATE = 1, SRE_FLAG_IGNORECASE = 2, SRE_FLAG_LOCALE = 4, SRE_FLAG_MULTILINE = 8, SRE_FLAG_DOTALL = 16,
    SRE_FLAG_UNICODE = 32, SRE_FLAG_VERBOSE = 64, SRE_FLAG_DEBUG = 128, SRE_FLAG_ASCII = 256,
};

#define SRE_MAXREPEAT UINT32_MAX
#define SRE_UNSET     UINT32_MAX // position of a group that took no part

// Is the code well formed: does every jump land inside, every block end as it must? 1; 0: no; -1: error pending.
int ouro_sre_validate(ouro_rt *rt, const uint32_t *code, size_t length, uint32_t groups);

// A compiled pattern (re.Pattern).
enum sre_kind { SRE_ANY_KIND, SRE_STR, SRE_BYTES };
typedef struct ouro_sre_pattern {
    ouro_obj head;
    ouro_obj *pattern;    // str, bytes-like or None
    ouro_obj *groupindex; // dict: name -> number
    ouro_obj *indexgroup; // tuple: number -> name or None
    uint32_t *code;       // raw block
    uint32_t code_length;
    uint32_t flags, groups;
    enum sre_kind kind;
} ouro_sre_pattern;
OURO_INLINE ouro_sre_pattern *ouro_sre_pattern_cast(ouro_borrowed o) { return (ouro_sre_pattern *)(uintptr_t)o; }
ouro_owned ouro_sre_pattern_new(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);

// ---- a search (sre_match.c, sre_search.c)

// What can be gone back to, or must be undone on the way back. The meaning of a, b, c depends on `kind`.
typedef struct sre_entry {
    uint32_t kind, a, b, c;
} sre_entry;
// A repeat that is going on; in it, `prev` is the one outside it (0: none).
typedef struct sre_repeat {
    uint32_t pc, count, last, prev;
} sre_repeat;

enum { SRE_ENTRIES = 64, SRE_REPEATS = 8, SRE_MARKS = 20 };
typedef struct ouro_sre {
    ouro_rt *rt;
    const uint32_t *code;
    const void *text;
    unsigned width;         // bytes a character: 1, 2, 4
    uint32_t start, end;    // characters: where the match begins (a search moves it), and where the text ends for it
    uint32_t length;        // of the whole text
    uint32_t at;            // where the match ended
    bool whole;             // only a match up to `end` counts
    bool must_advance;      // an empty match at `start` does not count
    uint32_t last_group;    // closed last, 0: none
    uint32_t n_marks;
    uint32_t *marks;        // start and end of each group, or SRE_UNSET
    sre_entry *entries;
    size_t depth, room;
    sre_repeat *repeats;    // [0] is not used
    uint32_t repeats_used, repeats_room, repeat; // the innermost one
    uint32_t sub;           // entry of the innermost assertion or atomic group, SRE_UNSET: none
    uint32_t steps;
    ouro_buffer buffer;     // of bytes-like text
    bool has_buffer;
    sre_entry first_entries[SRE_ENTRIES];
    sre_repeat first_repeats[SRE_REPEATS];
    uint32_t first_marks[SRE_MARKS];
} ouro_sre;

// Gets ready for matches of the pattern in string[pos:endpos] (as Python cuts). The string must stay alive.
// -1: error pending, nothing to end.
int ouro_sre_begin(ouro_rt *rt, ouro_sre *m, const ouro_sre_pattern *p, ouro_borrowed string, int64_t pos,
                   int64_t endpos);
void ouro_sre_end(ouro_sre *m);
// 1: matched, `start`, `at` and `marks` tell where. 0: no match. -1: error pending. O(length) for most patterns,
// exponential for bad ones; signals interrupt it.
int ouro_sre_match(ouro_sre *m);  // at `start`
int ouro_sre_search(ouro_sre *m); // at `start` or later
int ouro_sre_match_from(ouro_sre *m, uint32_t pc); // the match at `start` by the code from pc on
// After a match: the next search goes on where this one ended.
OURO_INLINE void ouro_sre_advance(ouro_sre *m) {
    m->must_advance = m->at == m->start;
    m->start = m->at;
}
OURO_INLINE uint32_t ouro_sre_mark(const ouro_sre *m, size_t i) { return i < m->n_marks ? m->marks[i] : SRE_UNSET; }

// ---- results

// string[from:to] as Python gives it: a str, or bytes for everything else.
ouro_owned ouro_sre_slice(ouro_rt *rt, ouro_borrowed string, uint32_t from, uint32_t to);
// The group of a match that was just found; `unmatched` (borrowed) when it took no part, NULL: empty text.
ouro_owned ouro_sre_group(ouro_sre *m, ouro_borrowed string, uint32_t group, ouro_borrowed unmatched);
// A re.Match of what was just found.
ouro_owned ouro_sre_result(ouro_sre *m, ouro_borrowed pattern, ouro_borrowed string, uint32_t pos);
// The same by the status of a match: None for 0, NULL for -1.
ouro_owned ouro_sre_result_or_none(ouro_sre *m, int status, ouro_borrowed pattern, ouro_borrowed string, uint32_t pos);

// Arguments (string, pos=0, endpos=sys.maxsize).
typedef struct sre_range {
    ouro_borrowed string;
    int64_t pos, endpos;
} sre_range;
int ouro_sre_range(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
                   sre_range *out);

// Methods of patterns that have files of their own.
#define SRE_METHOD(name)                                                                                               \
    ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)
SRE_METHOD(ouro_sre_scanner);
SRE_METHOD(ouro_sre_finditer);
SRE_METHOD(ouro_sre_findall);
SRE_METHOD(ouro_sre_split);
SRE_METHOD(ouro_sre_sub);
SRE_METHOD(ouro_sre_subn);

#endif
