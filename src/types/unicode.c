// Properties of characters from utf8proc, and from a table of what it does not tell.
#include "types/unicode.h"

#include <utf8proc.h>

typedef struct {
    uint32_t from, to;
} ouro_char_range;
typedef struct {
    uint16_t from, to[3];
} ouro_char_mapping;
#include "types/unicode_tables.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

#define C   OURO_CHAR_SPACE                    // control characters that are white space
#define L   OURO_CHAR_SPACE | OURO_CHAR_LINE   // and end a line
#define S   OURO_CHAR_SPACE | OURO_CHAR_PRINTABLE
#define P   OURO_CHAR_PRINTABLE
#define D   OURO_CHAR_PRINTABLE | OURO_CHAR_DECIMAL | OURO_CHAR_DIGIT | OURO_CHAR_NUMERIC
#define U   OURO_CHAR_PRINTABLE | OURO_CHAR_ALPHA | OURO_CHAR_UPPER
#define W   OURO_CHAR_PRINTABLE | OURO_CHAR_ALPHA | OURO_CHAR_LOWER
const uint16_t ouro_char_ascii_class[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, C, L, L, L, L, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, L, L, L, C, //
    S, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P, //
    P, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, P, P, P, P, P, //
    P, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, P, P, P, P, 0,
};
#undef C
#undef L
#undef S
#undef P
#undef D
#undef U
#undef W

static bool in_ranges(uint32_t c, const ouro_char_range *table, size_t n) {
    while (n > 0) {
        size_t half = n / 2;
        if (c > table[half].to) {
            table += half + 1;
            n -= half + 1;
        } else if (c < table[half].from)
            n = half;
        else
            return true;
    }
    return false;
}

static utf8proc_category_t category(uint32_t c) {
    utf8proc_category_t k = (utf8proc_category_t)utf8proc_get_property((utf8proc_int32_t)c)->category;
    return k != UTF8PROC_CATEGORY_CN && in_ranges(c, assigned_later, COUNT(assigned_later)) ? UTF8PROC_CATEGORY_CN : k;
}

bool ouro_char_space_slow(uint32_t c) {
    if (c < 0x1680) return c == 0x85 || c == 0xa0;
    if (c < 0x2000 || c > 0x3000) return c == 0x1680;
    return c <= 0x200a || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

uint32_t ouro_char_class_slow(uint32_t c) {
    if (c < 128) return ouro_char_ascii_class[c];
    uint32_t k = 0;
    switch (category(c)) {
    case UTF8PROC_CATEGORY_LU: k = OURO_CHAR_ALPHA | OURO_CHAR_UPPER | OURO_CHAR_PRINTABLE; break;
    case UTF8PROC_CATEGORY_LL: k = OURO_CHAR_ALPHA | OURO_CHAR_LOWER | OURO_CHAR_PRINTABLE; break;
    case UTF8PROC_CATEGORY_LT: k = OURO_CHAR_ALPHA | OURO_CHAR_TITLE | OURO_CHAR_PRINTABLE; break;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: k = OURO_CHAR_ALPHA | OURO_CHAR_PRINTABLE; break;
    case UTF8PROC_CATEGORY_ND:
        return OURO_CHAR_DECIMAL | OURO_CHAR_DIGIT | OURO_CHAR_NUMERIC | OURO_CHAR_PRINTABLE;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: return 0;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
        return (ouro_char_space_slow(c) ? OURO_CHAR_SPACE : 0) | (ouro_char_is_line(c) ? OURO_CHAR_LINE : 0);
    default: k = OURO_CHAR_PRINTABLE;
    }
    if (in_ranges(c, other_lower, COUNT(other_lower))) k |= OURO_CHAR_LOWER;
    if (in_ranges(c, other_upper, COUNT(other_upper))) k |= OURO_CHAR_UPPER;
    if (in_ranges(c, other_digit, COUNT(other_digit)))
        k |= OURO_CHAR_DIGIT | OURO_CHAR_NUMERIC;
    else if (in_ranges(c, other_numeric, COUNT(other_numeric)))
        k |= OURO_CHAR_NUMERIC;
    return k;
}

bool ouro_char_printable(uint32_t c) {
    if (c < 128) return (ouro_char_ascii_class[c] & OURO_CHAR_PRINTABLE) != 0;
    switch (category(c)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
    }
}

static bool is_letter(utf8proc_category_t k) {
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LL || k == UTF8PROC_CATEGORY_LT ||
           k == UTF8PROC_CATEGORY_LM || k == UTF8PROC_CATEGORY_LO || k == UTF8PROC_CATEGORY_NL;
}

bool ouro_char_identifier_start(uint32_t c) {
    if (c < 128) return c == '_' || (ouro_char_ascii_class[c] & OURO_CHAR_ALPHA);
    return is_letter(category(c)) != in_ranges(c, start_exceptions, COUNT(start_exceptions));
}

bool ouro_char_identifier_continue(uint32_t c) {
    if (c < 128) return c == '_' || (ouro_char_ascii_class[c] & OURO_CHAR_ALNUM);
    utf8proc_category_t k = category(c);
    bool by_category = is_letter(k) || k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC ||
                       k == UTF8PROC_CATEGORY_ND || k == UTF8PROC_CATEGORY_PC;
    return by_category != in_ranges(c, continue_exceptions, COUNT(continue_exceptions));
}

bool ouro_char_case_ignorable(uint32_t c) {
    switch (c) { // Word_Break MidLetter, MidNumLet, Single_Quote
    case '\'': case '.': case ':': case 0xb7: case 0x387: case 0x55f: case 0x5f4: case 0x2018: case 0x2019: case 0x2024:
    case 0x2027: case 0xfe13: case 0xfe52: case 0xfe55: case 0xff07: case 0xff0e: case 0xff1a: return true;
    default: break;
    }
    utf8proc_category_t k = category(c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_ME || k == UTF8PROC_CATEGORY_CF ||
           k == UTF8PROC_CATEGORY_LM || k == UTF8PROC_CATEGORY_SK;
}

int ouro_char_decimal(uint32_t c) {
    if (c < 128) return c >= '0' && c <= '9' ? (int)c - '0' : -1;
    if (category(c) != UTF8PROC_CATEGORY_ND) return -1;
    uint32_t first = c; // decimal digits come in runs of ten or a multiple
    while (category(first - 1) == UTF8PROC_CATEGORY_ND) first--;
    return (int)((c - first) % 10);
}

static size_t map_by_table(uint32_t c, const ouro_char_mapping *table, size_t n, uint32_t out[3]) {
    while (n > 0) {
        size_t half = n / 2;
        if (c > table[half].from) {
            table += half + 1;
            n -= half + 1;
        } else if (c < table[half].from)
            n = half;
        else {
            for (size_t i = 0; i < 3; i++) out[i] = table[half].to[i];
            return out[2] ? 3 : 2;
        }
    }
    return 0;
}

// A simple mapping, but not to or from characters of Unicode 15.
static size_t simple(utf8proc_int32_t mapped, uint32_t out[3]) {
    out[0] = (uint32_t)mapped;
    return 1;
}

size_t ouro_char_upper(uint32_t c, uint32_t out[3]) {
    if (c < 128) {
        out[0] = c - (c - 'a' < 26) * 32;
        return 1;
    }
    size_t n = c < 0xdf || c > 0xfb17 ? 0 : map_by_table(c, upper_mappings, COUNT(upper_mappings), out);
    return n ? n : simple(utf8proc_toupper((utf8proc_int32_t)c), out);
}

size_t ouro_char_title(uint32_t c, uint32_t out[3]) {
    if (c < 128) return ouro_char_upper(c, out);
    size_t n = c < 0xdf || c > 0xfb17 ? 0 : map_by_table(c, title_mappings, COUNT(title_mappings), out);
    return n ? n : simple(utf8proc_totitle((utf8proc_int32_t)c), out);
}

size_t ouro_char_lower(uint32_t c, uint32_t out[3]) {
    if (c < 128) {
        out[0] = c + (c - 'A' < 26) * 32;
        return 1;
    }
    if (c == 0x130) { // I with a dot above
        out[0] = 'i';
        out[1] = 0x307;
        return 2;
    }
    return simple(utf8proc_tolower((utf8proc_int32_t)c), out);
}

size_t ouro_char_fold(uint32_t c, uint32_t out[3]) {
    if (c < 128) return ouro_char_lower(c, out);
    utf8proc_int32_t folded[4];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, folded, 4, UTF8PROC_CASEFOLD, &boundary);
    if (n < 1 || n > 3) return simple((utf8proc_int32_t)c, out);
    for (utf8proc_ssize_t i = 0; i < n; i++) out[i] = (uint32_t)folded[i];
    return (size_t)n;
}
