// Searches: where a match can begin, and the setting up of matches.
#include <string.h>

#include "modules/sre_charset.h"

#include "types/bytes_common.h"
#include "types/text.h"

#define FORCE_INLINE static inline __attribute__((always_inline))

// ---- begin and end ---------------------------------------------------------------------------------------------------

// The text of `string`, or -1: TypeError.
static int text_of(ouro_rt *rt, ouro_sre *m, ouro_borrowed string) {
    m->has_buffer = false;
    if (ouro_str_check(rt, string)) {
        m->text = ouro_str_text(string);
        m->width = ouro_str_width(string);
        m->length = ouro_str_length(string);
        return 0;
    }
    if (!ouro_type_of(rt, string)->slots.get_buffer) {
        ouro_raise(rt, OURO_TypeError, "expected string or bytes-like object, got '%T'", string);
        return -1;
    }
    if (ouro_get_buffer(rt, string, &m->buffer, OURO_BUFFER_READ) < 0) return -1;
    m->has_buffer = true;
    m->text = m->buffer.data;
    m->width = 1;
    m->length = (uint32_t)m->buffer.length;
    if (m->buffer.length < UINT32_MAX) return 0;
    ouro_release_buffer(rt, &m->buffer);
    ouro_raise(rt, OURO_OverflowError, "string too long for a regular expression");
    return -1;
}

static uint32_t clip(int64_t i, uint32_t length) { return i < 0 ? 0 : i > length ? length : (uint32_t)i; }

static int marks_for(ouro_rt *rt, ouro_sre *m, uint32_t groups) {
    m->n_marks = 2 * groups;
    m->marks = m->n_marks <= SRE_MARKS ? m->first_marks : ouro_raw_alloc(rt, m->n_marks * sizeof *m->marks);
    if (!m->marks) return -1;
    memset(m->marks, 0xff, m->n_marks * sizeof *m->marks);
    return 0;
}

int ouro_sre_begin(ouro_rt *rt, ouro_sre *m, const ouro_sre_pattern *p, ouro_borrowed string, int64_t pos,
                   int64_t endpos) {
    if (text_of(rt, m, string) < 0) return -1;
    if (p->kind == (m->has_buffer ? SRE_STR : SRE_BYTES)) {
        ouro_raise(rt, OURO_TypeError,
                   m->has_buffer ? "cannot use a string pattern on a bytes-like object"
                                 : "cannot use a bytes pattern on a string-like object");
        if (m->has_buffer) ouro_release_buffer(rt, &m->buffer);
        return -1;
    }
    m->rt = rt;
    m->code = p->code;
    m->start = clip(pos, m->length);
    m->end = clip(endpos, m->length);
    m->at = m->start;
    m->whole = m->must_advance = false;
    m->last_group = 0;
    m->entries = m->first_entries;
    m->room = SRE_ENTRIES;
    m->repeats = m->first_repeats;
    m->repeats_room = SRE_REPEATS;
    m->steps = 0;
    if (marks_for(rt, m, p->groups) == 0) return 0;
    if (m->has_buffer) ouro_release_buffer(rt, &m->buffer);
    return -1;
}

void ouro_sre_end(ouro_sre *m) {
    if (m->marks != m->first_marks) ouro_raw_free(m->rt, m->marks);
    if (m->entries != m->first_entries) ouro_raw_free(m->rt, m->entries);
    if (m->repeats != m->first_repeats) ouro_raw_free(m->rt, m->repeats);
    if (m->has_buffer) ouro_release_buffer(m->rt, &m->buffer);
}

static void forget_groups(ouro_sre *m) {
    memset(m->marks, 0xff, m->n_marks * sizeof *m->marks);
    m->last_group = 0;
}

int ouro_sre_match(ouro_sre *m) {
    if (m->start > m->end) return 0;
    forget_groups(m);
    return ouro_sre_match_from(m, 0);
}

// ---- searching -------------------------------------------------------------------------------------------------------

FORCE_INLINE uint32_t char_at(const ouro_sre *m, uint32_t i, unsigned width) {
    if (width == 1) return ((const uint8_t *)m->text)[i];
    return width == 2 ? ((const uint16_t *)m->text)[i] : ((const uint32_t *)m->text)[i];
}

// The first place in [at, end) with character c; end if there is none.
FORCE_INLINE uint32_t find_char(const ouro_sre *m, uint32_t c, uint32_t at, uint32_t end, unsigned width) {
    if (width == 1) {
        const uint8_t *text = m->text, *found = c < 256 && at < end ? memchr(text + at, (int)c, end - at) : NULL;
        return found ? (uint32_t)(found - text) : end;
    }
    while (at < end && char_at(m, at, width) != c) at++;
    return at;
}

// The match at `start`, after which another place is tried.
static int try_at(ouro_sre *m, uint32_t pc, uint32_t start) {
    m->start = start;
    int status = ouro_sre_match_from(m, pc);
    m->must_advance = false;
    return status;
}

// Every match begins with these characters. `overlap[i]`: how much of the prefix ends at its character i as well as
// beginning it (Knuth, Morris, Pratt).
typedef struct prefix {
    const uint32_t *chars, *overlap;
    uint32_t length;
    bool is_all; // the pattern is nothing else
} prefix;

FORCE_INLINE int search_prefix(ouro_sre *m, uint32_t pc, const prefix *p, unsigned width) {
    uint32_t matched = 0;
    m->must_advance = false; // such a match is not empty
    for (uint32_t at = m->start; at < m->end; at++) {
        if (matched == 0) {
            at = find_char(m, p->chars[0], at, m->end, width);
            if (at == m->end) return 0;
        }
        uint32_t c = char_at(m, at, width);
        while (matched > 0 && c != p->chars[matched]) matched = p->overlap[matched - 1];
        if (c == p->chars[matched]) matched++;
        if (matched < p->length) continue;
        uint32_t start = at + 1 - p->length;
        if (p->is_all) {
            m->start = start;
            m->at = at + 1;
            return 1;
        }
        int status = try_at(m, pc, start);
        if (status) return status;
        matched = p->overlap[p->length - 1];
    }
    return 0;
}

// Every match begins with a character of the set.
FORCE_INLINE int search_set(ouro_sre *m, uint32_t pc, const uint32_t *set, unsigned width) {
    m->must_advance = false;
    for (uint32_t at = m->start; at < m->end; at++) {
        while (at < m->end && !sre_in_set(set, char_at(m, at, width))) at++;
        if (at >= m->end) return 0;
        int status = try_at(m, pc, at);
        if (status) return status;
    }
    return 0;
}

static int search_anywhere(ouro_sre *m, uint32_t pc, uint32_t last) {
    bool only_first = m->code[pc] == SRE_AT &&
                      (m->code[pc + 1] == SRE_AT_BEGINNING || m->code[pc + 1] == SRE_AT_BEGINNING_STRING);
    for (uint32_t at = m->start;; at++) {
        int status = try_at(m, pc, at);
        if (status || only_first || at >= last) return status;
    }
}

FORCE_INLINE int search(ouro_sre *m, unsigned width) {
    const uint32_t *code = m->code;
    if (code[0] != SRE_INFO) return search_anywhere(m, 0, m->end);
    uint32_t flags = code[2], least = code[3], pc = 1 + code[1];
    if (least > m->end - m->start) return 0;
    if (flags & SRE_INFO_PREFIX) {
        prefix p = {.chars = code + 7, .overlap = code + 7 + code[5], .length = code[5], .is_all = flags & SRE_INFO_LITERAL};
        return search_prefix(m, pc, &p, width);
    }
    if (flags & SRE_INFO_CHARSET) return search_set(m, pc, code + 5, width);
    return search_anywhere(m, pc, m->end - least);
}

int ouro_sre_search(ouro_sre *m) {
    if (m->start > m->end) return 0;
    forget_groups(m);
    return m->width == 1 ? search(m, 1) : m->width == 2 ? search(m, 2) : search(m, 4);
}
