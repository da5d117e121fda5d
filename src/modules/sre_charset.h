// Characters as regular expressions see them: case, categories, sets.
#ifndef OURO_MODULES_SRE_CHARSET_H
#define OURO_MODULES_SRE_CHARSET_H

#include <ctype.h>

#include "modules/sre.h"

#include "types/unicode.h"

OURO_INLINE uint32_t sre_lower_ascii(uint32_t c) { return c - 'A' < 26 ? c + 32 : c; }
OURO_INLINE uint32_t sre_lower_locale(uint32_t c) { return c < 256 ? (uint32_t)tolower((int)c) : c; }
OURO_INLINE uint32_t sre_upper_locale(uint32_t c) { return c < 256 ? (uint32_t)toupper((int)c) : c; }
// The first character of the full mapping.
OURO_INLINE uint32_t sre_lower_unicode(uint32_t c) {
    uint32_t out[3];
    if (c < 128) return sre_lower_ascii(c);
    return ouro_char_lower(c, out) ? out[0] : c;
}
OURO_INLINE uint32_t sre_upper_unicode(uint32_t c) {
    uint32_t out[3];
    if (c < 128) return c - 'a' < 26 ? c - 32 : c;
    return ouro_char_upper(c, out) ? out[0] : c;
}

OURO_INLINE bool sre_is_ascii_word(uint32_t c) {
    return c < 128 && (c == '_' || (ouro_char_ascii_class[c] & OURO_CHAR_ALNUM));
}
OURO_INLINE bool sre_is_unicode_word(uint32_t c) { return c == '_' || (ouro_char_class(c) & OURO_CHAR_ALNUM); }
OURO_INLINE bool sre_is_locale_word(uint32_t c) { return c == '_' || (c < 256 && isalnum((int)c)); }
OURO_INLINE bool sre_is_ascii_space(uint32_t c) { return c == ' ' || c - '\t' < 5; }

OURO_INLINE bool sre_in_category(uint32_t category, uint32_t c) {
    switch ((enum sre_category)category) {
    case SRE_DIGIT: return c - '0' < 10;
    case SRE_NOT_DIGIT: return c - '0' >= 10;
    case SRE_SPACE: return sre_is_ascii_space(c);
    case SRE_NOT_SPACE: return !sre_is_ascii_space(c);
    case SRE_WORD: return sre_is_ascii_word(c);
    case SRE_NOT_WORD: return !sre_is_ascii_word(c);
    case SRE_LINEBREAK: return c == '\n';
    case SRE_NOT_LINEBREAK: return c != '\n';
    case SRE_LOC_WORD: return sre_is_locale_word(c);
    case SRE_LOC_NOT_WORD: return !sre_is_locale_word(c);
    case SRE_UNI_DIGIT: return ouro_char_class(c) & OURO_CHAR_DECIMAL;
    case SRE_UNI_NOT_DIGIT: return !(ouro_char_class(c) & OURO_CHAR_DECIMAL);
    case SRE_UNI_SPACE: return ouro_char_is_space(c);
    case SRE_UNI_NOT_SPACE: return !ouro_char_is_space(c);
    case SRE_UNI_WORD: return sre_is_unicode_word(c);
    case SRE_UNI_NOT_WORD: return !sre_is_unicode_word(c);
    case SRE_UNI_LINEBREAK: return ouro_char_is_line(c);
    case SRE_UNI_NOT_LINEBREAK: return !ouro_char_is_line(c);
    case SRE_CATEGORIES: break;
    }
    return false;
}

enum { SRE_BITMAP = 256 / 32, SRE_BLOCKS = 256 / 4 }; // words

// Is c in the set that begins at `set`?
OURO_INLINE bool sre_in_set(const uint32_t *set, uint32_t c) {
    bool found = true; // what finding c means: false in a negated set
    for (;;) {
        switch (*set++) {
        case SRE_FAILURE: return !found;
        case SRE_NEGATE: found = !found; break;
        case SRE_LITERAL:
            if (c == *set++) return found;
            break;
        case SRE_CATEGORY:
            if (sre_in_category(*set++, c)) return found;
            break;
        case SRE_CHARSET:
            if (c < 256 && (set[c / 32] >> c % 32 & 1)) return found;
            set += SRE_BITMAP;
            break;
        case SRE_RANGE:
            if (c - set[0] <= set[1] - set[0]) return found;
            set += 2;
            break;
        case SRE_RANGE_UNI_IGNORE: {
            uint32_t upper = sre_upper_unicode(c);
            if ((set[0] <= c && c <= set[1]) || (set[0] <= upper && upper <= set[1])) return found;
            set += 2;
            break;
        }
        case SRE_BIGCHARSET: {
            uint32_t blocks = *set++;
            if (c < 65536) {
                uint32_t block = ((const uint8_t *)set)[c >> 8], bit = c & 255;
                if (set[SRE_BLOCKS + block * SRE_BITMAP + bit / 32] >> bit % 32 & 1) return found;
            }
            set += SRE_BLOCKS + blocks * SRE_BITMAP;
            break;
        }
        default: return false; // no other passes the check
        }
    }
}
OURO_INLINE bool sre_in_set_locale(const uint32_t *set, uint32_t c) {
    uint32_t lower = sre_lower_locale(c), upper = sre_upper_locale(c);
    return sre_in_set(set, lower) || (upper != lower && sre_in_set(set, upper));
}
OURO_INLINE bool sre_same_in_locale(uint32_t wanted, uint32_t c) {
    return c == wanted || sre_lower_locale(c) == wanted || sre_upper_locale(c) == wanted;
}

#endif
