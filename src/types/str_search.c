// Searching in text. The needle never has to be widened: each pair of widths has its own copy of the search.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE // memmem, memrchr
#endif
#include "types/text.h"

#include <wchar.h>

_Static_assert(sizeof(wchar_t) == 4, "wmemchr searches 4-byte characters");

int64_t ouro_text_index(const void *text, unsigned width, size_t from, size_t to, uint32_t c) {
    if (from >= to) return -1;
    if (width == 1) {
        if (c > 0xff) return -1;
        const uint8_t *t = text, *p = memchr(t + from, (int)c, to - from);
        return p ? p - t : -1;
    }
    if (width == 4) {
        const wchar_t *t = text, *p = wmemchr(t + from, (wchar_t)c, to - from);
        return p ? p - t : -1;
    }
    if (c > 0xffff) return -1;
    const uint16_t *t = text;
    size_t i = from;
    for (; i + 8 <= to; i += 8) { // eight compares without a branch, which become vector instructions
        unsigned found = 0;
        for (size_t k = 0; k < 8; k++) found |= t[i + k] == c;
        if (found) break;
    }
    for (; i < to; i++) {
        if (t[i] == c) return (int64_t)i;
    }
    return -1;
}

int64_t ouro_text_rindex(const void *text, unsigned width, size_t from, size_t to, uint32_t c) {
    if (from >= to) return -1;
    if (width == 1) {
        if (c > 0xff) return -1;
        const uint8_t *t = text, *p = memrchr(t + from, (int)c, to - from);
        return p ? p - t : -1;
    }
    for (size_t i = to; i > from; i--) {
        if (ouro_text_at(text, width, i - 1) == c) return (int64_t)i - 1;
    }
    return -1;
}

OURO_INLINE bool equal(const void *a, unsigned aw, const void *b, unsigned bw, size_t n) {
    if (aw == bw) return memcmp(a, b, n * aw) == 0;
    for (size_t i = 0; i < n; i++) {
        if (ouro_text_at(a, aw, i) != ouro_text_at(b, bw, i)) return false;
    }
    return true;
}

bool ouro_text_equal(const void *a, unsigned aw, const void *b, unsigned bw, size_t n) {
    return equal(a, aw, b, bw, n);
}

// Start of the maximal suffix under the order of characters (`flip`: its reverse), and that suffix's period.
OURO_INLINE size_t maximal_suffix(const void *needle, unsigned nw, size_t m, bool flip, size_t *period) {
    size_t left = 0, right = 1, k = 0, p = 1; // the suffix starts at left; the candidate at right
    while (right + k < m) {
        uint32_t a = ouro_text_at(needle, nw, right + k), b = ouro_text_at(needle, nw, left + k);
        if (a == b) {
            if (++k == p) {
                right += p;
                k = 0;
            }
        } else if ((a < b) != flip) {
            right += k + 1;
            k = 0;
            p = right - left;
        } else {
            left = right++;
            k = 0;
            p = 1;
        }
    }
    *period = p;
    return left;
}

// Two-way string matching (Crochemore and Perrin 1991): linear time, no memory.
OURO_INLINE int64_t two_way(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m) {
    size_t period, other_period;
    size_t cut = maximal_suffix(needle, nw, m, false, &period);
    size_t other = maximal_suffix(needle, nw, m, true, &other_period);
    if (other > cut) {
        cut = other;
        period = other_period;
    }
    bool periodic = cut + period <= m && equal(needle, nw, (const char *)needle + period * nw, nw, cut);
    if (!periodic) period = (cut > m - cut ? cut : m - cut) + 1;
    size_t known = 0; // characters of the needle's start known to match here (periodic only)
    for (size_t at = 0; at + m <= n;) {
        size_t i = cut > known ? cut : known;
        while (i < m && ouro_text_at(needle, nw, i) == ouro_text_at(hay, hw, at + i)) i++;
        if (i < m) {
            at += i - cut + 1;
            known = 0;
            continue;
        }
        i = cut;
        while (i > known && ouro_text_at(needle, nw, i - 1) == ouro_text_at(hay, hw, at + i - 1)) i--;
        if (i <= known) return (int64_t)at;
        at += period;
        known = periodic ? m - period : 0;
    }
    return -1;
}

// Looks for the first character and compares there. When that costs more than looking through the text a few times, the
// rest goes to the two-way search, so that the whole stays linear.
OURO_INLINE int64_t find(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m) {
    uint32_t first = ouro_text_at(needle, nw, 0), last = ouro_text_at(needle, nw, m - 1);
    size_t ends = n - m + 1, work = 0, budget = 4 * n + 64;
    for (size_t at = 0; at < ends; at++) {
        int64_t i = ouro_text_index(hay, hw, at, ends, first);
        if (i < 0) return -1;
        at = (size_t)i;
        if (ouro_text_at(hay, hw, at + m - 1) == last) {
            size_t k = 1;
            while (k < m && ouro_text_at(hay, hw, at + k) == ouro_text_at(needle, nw, k)) k++;
            if (k == m) return i;
            work += k;
        }
        if (++work > budget) {
            int64_t rest = two_way((const char *)hay + at * hw, hw, n - at, needle, nw, m);
            return rest < 0 ? -1 : rest + i;
        }
    }
    return -1;
}

// Bytes: memchr for the first one wins as long as it is rare; memmem has to prepare, then does not mind.
static int64_t find_narrow(const uint8_t *hay, size_t n, const uint8_t *needle, size_t m) {
    const uint8_t *p = hay, *end = hay + (n - m + 1);
    for (ptrdiff_t starts = 0; m <= 64 && starts <= 4 + (p - hay) / 32; starts++) { // at most 64 compares for 32 bytes
        p = memchr(p, needle[0], (size_t)(end - p));
        if (!p) return -1;
        if (p[m - 1] == needle[m - 1] && memcmp(p, needle, m) == 0) return p - hay;
        if (++p == end) return -1;
    }
    p = memmem(p, n - (size_t)(p - hay), needle, m);
    return p ? p - hay : -1;
}

int64_t ouro_text_find(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m) {
    if (m == 0) return 0;
    if (m > n || nw > hw) return -1;
    if (m == 1) return ouro_text_index(hay, hw, 0, n, ouro_text_at(needle, nw, 0));
    if (hw == 1) return find_narrow(hay, n, needle, m);
    if (hw == 2) return nw == 1 ? find(hay, 2, n, needle, 1, m) : find(hay, 2, n, needle, 2, m);
    return nw == 1   ? find(hay, 4, n, needle, 1, m)
           : nw == 2 ? find(hay, 4, n, needle, 2, m)
                     : find(hay, 4, n, needle, 4, m);
}

int64_t ouro_text_rfind(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m) {
    if (m == 0) return (int64_t)n;
    if (m > n || nw > hw) return -1;
    uint32_t first = ouro_text_at(needle, nw, 0), last = ouro_text_at(needle, nw, m - 1);
    for (size_t ends = n - m + 1; ends > 0;) {
        int64_t at = ouro_text_rindex(hay, hw, 0, ends, first);
        if (at < 0) return -1;
        if (ouro_text_at(hay, hw, (size_t)at + m - 1) == last &&
            equal((const char *)hay + (size_t)at * hw, hw, needle, nw, m))
            return at;
        ends = (size_t)at;
    }
    return -1;
}

size_t ouro_text_count(const void *hay, unsigned hw, size_t n, const void *needle, unsigned nw, size_t m,
                       size_t limit) {
    if (m == 0) return n + 1 < limit ? n + 1 : limit;
    size_t count = 0;
    if (m == 1 && hw == 1 && limit > n) {
        uint32_t c = ouro_text_at(needle, nw, 0);
        const uint8_t *t = hay;
        for (size_t i = 0; i < n; i++) count += t[i] == c;
        return count;
    }
    for (size_t from = 0; count < limit && from + m <= n; count++) {
        int64_t at = ouro_text_find((const char *)hay + from * hw, hw, n - from, needle, nw, m);
        if (at < 0) break;
        from += (size_t)at + m;
    }
    return count;
}

int64_t ouro_str_find(ouro_borrowed s, ouro_borrowed sub, size_t from, size_t to) {
    unsigned w = ouro_str_width(s);
    if (to > ouro_str_length(s)) to = ouro_str_length(s);
    if (from > to) return -1;
    int64_t at = ouro_text_find(ouro_str_address(s, from), w, to - from, ouro_str_text(sub), ouro_str_width(sub),
                                ouro_str_length(sub));
    return at < 0 ? -1 : at + (int64_t)from;
}
