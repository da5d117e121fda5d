// Names of characters. The lexicon has every word once, each ended by a newline; a name is a phrase of word numbers in
// one or two bytes, ended by a zero, which is in no word number. The phrases stand in the order of the characters:
// `runs` tells which number of phrase a character has, and an index tells where every 64th phrase and word begins. A
// name is looked up by searching for its phrase. Names that can be computed are not stored.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE // memmem
#endif
#include "base/unicode_name.h"

#include <string.h>

typedef struct {
    uint32_t first, count, phrase; // characters, number of the first one's phrase
} run;
typedef struct {
    const char *prefix; // the number of the character follows, in hexadecimal
    uint32_t first, last;
} numbered_range;
typedef struct {
    const char *name;
    uint32_t c;
} alias;
#include "base/unicode_name_data.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// ---- Hangul syllables (Unicode 14, 3.12): leading consonant, vowel, trailing consonant

static const char *const leading[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                      "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char *const vowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                     "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char *const trailing[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                       "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                       "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
static const char hangul[] = "HANGUL SYLLABLE ", unified[] = "CJK UNIFIED IDEOGRAPH-";
enum { HANGUL_FIRST = 0xac00, HANGUL_COUNT = 11172 };

static size_t hangul_name(uint32_t index, char *out) {
    const char *parts[] = {hangul, leading[index / 588], vowels[index / 28 % 21], trailing[index % 28]};
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        size_t length = strlen(parts[i]);
        memcpy(out + n, parts[i], length);
        n += length;
    }
    return n;
}

// The longest of `list` that begins the text at p.
static size_t longest(const char *const *list, size_t n, const char *p, size_t left, size_t *length) {
    size_t best = SIZE_MAX;
    *length = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(list[i]);
        if (k <= left && memcmp(list[i], p, k) == 0 && (best == SIZE_MAX || k > *length)) {
            best = i;
            *length = k;
        }
    }
    return best;
}

static bool hangul_by_name(const char *p, size_t left, uint32_t *c) {
    size_t length, l = longest(leading, COUNT(leading), p, left, &length);
    p += length, left -= length;
    size_t v = longest(vowels, COUNT(vowels), p, left, &length);
    p += length, left -= length;
    if (l == SIZE_MAX || v == SIZE_MAX) return false;
    size_t t = longest(trailing, COUNT(trailing), p, left, &length);
    *c = (uint32_t)(HANGUL_FIRST + (l * 21 + v) * 28 + t);
    return length == left;
}

// ---- words and phrases

static const char *word_at(size_t number) {
    const char *p = lexicon + word_index[number / BLOCK];
    for (size_t i = number % BLOCK; i > 0; i--) p = strchr(p, '\n') + 1;
    return p;
}

static size_t put_word(char *out, size_t n, size_t number) {
    const char *word = word_at(number);
    size_t length = (size_t)(strchr(word, '\n') - word);
    if (n > 0 && *word != '-' && *word != ' ') out[n++] = ' ';
    memcpy(out + n, word, length);
    return n + length;
}

// Greatest i with index[i] <= position.
static size_t block_of(const uint32_t *index, size_t n, size_t position) {
    size_t low = 0;
    while (n - low > 1) {
        size_t middle = (low + n) / 2;
        if (index[middle] <= position)
            low = middle;
        else
            n = middle;
    }
    return low;
}

// How many `end` bytes stand between where the block begins and the position.
static size_t number_at(const char *text, const uint32_t *index, size_t n, size_t position, char end) {
    size_t block = block_of(index, n, position), number = block * BLOCK;
    for (size_t i = index[block]; i < position; i++) number += text[i] == end;
    return number;
}

// The code of a word; 0: no name has it.
static size_t encode_word(const char *word, size_t length, char *out) {
    char line[OURO_UNICODE_NAME_MAX + 2];
    line[0] = line[length + 1] = '\n';
    memcpy(line + 1, word, length);
    const char *p = memmem(lexicon, sizeof lexicon - 1, line, length + 2);
    if (!p) return 0;
    size_t number = number_at(lexicon, word_index, COUNT(word_index), (size_t)(p + 1 - lexicon), '\n');
    if (number < SHORT) {
        out[0] = (char)(number + 1);
        return 1;
    }
    out[0] = (char)(SHORT + 1 + (number - SHORT) / 255);
    out[1] = (char)(1 + (number - SHORT) % 255);
    return 2;
}

// Length of the word that begins at p: " -X", "-X", "-" or "X", none of which has a space or hyphen inside.
static size_t word_length(const char *p, size_t left) {
    size_t i = 0;
    if (left >= 2 && p[0] == ' ' && p[1] == '-')
        i = 2;
    else if (p[0] == '-')
        i = 1;
    while (i < left && p[i] != ' ' && p[i] != '-') i++;
    return i;
}

static bool stored_by_name(const char *name, size_t len, uint32_t *c) {
    char phrase[2 * OURO_UNICODE_NAME_MAX + 2];
    size_t n = 1;
    phrase[0] = 0;
    for (size_t i = 0; i < len;) {
        if (i > 0 && name[i] == ' ' && !(i + 2 < len && name[i + 1] == '-' && name[i + 2] != ' ' && name[i + 2] != '-'))
            i++;
        if (i == len) return false;
        size_t length = word_length(name + i, len - i);
        size_t code = length ? encode_word(name + i, length, phrase + n) : 0;
        if (code == 0) return false;
        n += code;
        i += length;
    }
    phrase[n++] = 0;
    const char *p = memmem(phrases, sizeof phrases - 1, phrase, n);
    if (!p) return false;
    size_t number = number_at(phrases, phrase_index, COUNT(phrase_index), (size_t)(p + 1 - phrases), 0);
    for (size_t i = 0; i < COUNT(runs); i++) {
        if (number - runs[i].phrase >= runs[i].count) continue;
        *c = runs[i].first + (uint32_t)(number - runs[i].phrase);
        return true;
    }
    return false;
}

// ---- both ways

static size_t hex_digits(uint32_t c) {
    return c < 0x10000 ? 4 : c < 0x100000 ? 5 : 6;
}

size_t ouro_unicode_name(uint32_t c, char out[OURO_UNICODE_NAME_MAX]) {
    if (c - HANGUL_FIRST < HANGUL_COUNT) return hangul_name(c - HANGUL_FIRST, out);
    for (size_t i = 0; i < COUNT(numbered); i++) {
        if (c < numbered[i].first || c > numbered[i].last) continue;
        size_t n = strlen(numbered[i].prefix);
        memcpy(out, numbered[i].prefix, n);
        for (size_t k = hex_digits(c); k > 0; k--) out[n++] = "0123456789ABCDEF"[c >> 4 * (k - 1) & 15];
        return n;
    }
    size_t low = 0, high = COUNT(runs);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (runs[middle].first <= c)
            low = middle;
        else
            high = middle;
    }
    if (c - runs[low].first >= runs[low].count) return 0;
    size_t number = runs[low].phrase + (c - runs[low].first), n = 0;
    const char *p = phrases + phrase_index[number / BLOCK];
    for (size_t i = number % BLOCK; i > 0; i--) p += strlen(p) + 1;
    while (*p) {
        size_t word = (unsigned char)*p++ - 1u;
        if (word >= SHORT) word = SHORT + (word - SHORT) * 255 + ((unsigned char)*p++ - 1u);
        n = put_word(out, n, word);
    }
    return n;
}

static bool numbered_by_name(const char *name, size_t len, uint32_t *c) {
    for (size_t i = 0; i < COUNT(numbered); i++) {
        size_t n = strlen(numbered[i].prefix);
        if (len <= n + 3 || len > n + 6 || memcmp(name, numbered[i].prefix, n) != 0) continue;
        uint32_t value = 0;
        for (size_t k = n; k < len; k++) {
            char d = name[k];
            if (!((d >= '0' && d <= '9') || (d >= 'A' && d <= 'F'))) return false;
            value = value << 4 | (uint32_t)(d <= '9' ? d - '0' : d - 'A' + 10);
        }
        if (value < numbered[i].first || value > numbered[i].last || hex_digits(value) != len - n) continue;
        *c = value;
        return true;
    }
    return false;
}

bool ouro_unicode_by_name(const char *name, size_t len, uint32_t *c) {
    char upper[OURO_UNICODE_NAME_MAX];
    if (len == 0 || len >= sizeof upper) return false;
    for (size_t i = 0; i < len; i++) {
        char ch = name[i];
        if (ch == '\n' || ch == 0) return false;
        upper[i] = ch >= 'a' && ch <= 'z' ? (char)(ch - 32) : ch;
    }
    // Computed names are known in capitals only, as Python has it.
    size_t prefix = sizeof hangul - 1;
    if (len > prefix && memcmp(name, hangul, prefix) == 0) return hangul_by_name(name + prefix, len - prefix, c);
    if (memcmp(upper, unified, len < sizeof unified ? len : sizeof unified - 1) == 0 && memcmp(upper, name, len) != 0)
        return false;
    if (stored_by_name(upper, len, c) || numbered_by_name(upper, len, c)) return true;
    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (strlen(aliases[i].name) != len || memcmp(aliases[i].name, upper, len) != 0) continue;
        *c = aliases[i].c;
        return true;
    }
    return false;
}
