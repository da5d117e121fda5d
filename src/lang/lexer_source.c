// Bytes of a source file to text: PEP 263.
#include "lang/lexer.h"

typedef enum encoding { UTF8, ASCII, LATIN1, UNKNOWN } encoding;

static bool blank_or_comment(const char *line, const char *end) {
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) line++;
    return line == end || *line == '#';
}

static bool in_name(char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' ||
           c == '_' || c == '.';
}

// The encoding's name in `coding: name` or `coding=name` in a comment; its length, or 0.
static size_t find_cookie(const char *line, const char *end, const char **name) {
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) line++;
    if (line == end || *line != '#') return 0;
    for (; end - line > 7; line++) {
        if (memcmp(line, "coding", 6) != 0 || (line[6] != ':' && line[6] != '=')) continue;
        const char *s = line + 7;
        while (s < end && (*s == ' ' || *s == '\t')) s++;
        *name = s;
        while (s < end && in_name(*s)) s++;
        if (s > *name) return (size_t)(s - *name);
    }
    return 0;
}

// A cookie counts in the first line, and in the second if the first has no code.
static size_t cookie(const char *bytes, size_t len, const char **name) {
    const char *end = bytes + len;
    for (int i = 0; i < 2 && bytes < end; i++) {
        const char *line_end = bytes;
        while (line_end < end && *line_end != '\n' && *line_end != '\r') line_end++;
        size_t n = find_cookie(bytes, line_end, name);
        if (n) return n;
        if (!blank_or_comment(bytes, line_end)) return 0;
        bytes = line_end;
        if (bytes < end && *bytes == '\r') bytes++;
        if (bytes < end && *bytes == '\n') bytes++;
    }
    return 0;
}

static bool is_or_starts(const char *name, size_t len, const char *word) {
    size_t n = strlen(word);
    return len >= n && memcmp(name, word, n) == 0 && (len == n || name[n] == '-');
}

static encoding encoding_of(const char *name, size_t len) {
    char low[16];
    size_t n = len < sizeof low - 1 ? len : sizeof low - 1;
    for (size_t i = 0; i < n; i++)
        low[i] = name[i] == '_' ? '-' : name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 32 : name[i];
    low[n] = 0;
    static const struct {
        const char *name;
        encoding is;
    } aliases[] = {{"utf8", UTF8},       {"u8", UTF8},         {"utf", UTF8},
                   {"ascii", ASCII},     {"us-ascii", ASCII},  {"646", ASCII},
                   {"latin1", LATIN1},   {"latin", LATIN1},    {"l1", LATIN1},
                   {"iso8859-1", LATIN1}, {"8859", LATIN1},    {"cp819", LATIN1}};
    if (is_or_starts(low, n, "utf-8")) return UTF8;
    if (is_or_starts(low, n, "latin-1") || is_or_starts(low, n, "iso-8859-1") ||
        is_or_starts(low, n, "iso-latin-1"))
        return LATIN1;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (len < sizeof low && strcmp(low, aliases[i].name) == 0) return aliases[i].is;
    return UNKNOWN;
}

// How many bytes at `s` make one valid UTF-8 character; 0 for none.
static size_t valid_char(const unsigned char *s, size_t len) {
    if (s[0] < 0x80) return 1;
    size_t n = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || n > len) return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xC0) != 0x80) return 0;
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return n;
}

static bool no_memory(lang_error *err) {
    lang_error_set(err, LANG_MEMORY_ERROR, "%s", "");
    return false;
}

static bool check(const char *bytes, size_t len, encoding enc, const char *filename, bool cookie,
                  lang_error *err) {
    int line = 1;
    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)bytes[i];
        size_t n = enc == ASCII ? c < 0x80 : valid_char((const unsigned char *)bytes + i, len - i);
        if (!n && enc == ASCII) {
            lang_error_set(err, LANG_SYNTAX_ERROR,
                           "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in "
                           "range(128)",
                           c, i);
            return false;
        }
        if (!n && cookie) {
            lang_error_set(err, LANG_SYNTAX_ERROR,
                           "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: "
                           "invalid start byte",
                           c, i);
            return false;
        }
        if (!n) {
            lang_error_set(err, LANG_SYNTAX_ERROR,
                           "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no "
                           "encoding declared; see https://peps.python.org/pep-0263/ for details",
                           c, filename, line);
            return false;
        }
        line += c == '\n';
        i += n;
    }
    return true;
}

// Newlines become "\n"; Latin-1 becomes UTF-8. `out` has room for twice the length.
static size_t convert(const char *bytes, size_t len, bool latin1, char *out) {
    char *start = out;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '\r') {
            if (i + 1 < len && bytes[i + 1] == '\n') i++;
            *out++ = '\n';
        } else if (latin1 && c >= 0x80) {
            *out++ = (char)(0xC0 | c >> 6);
            *out++ = (char)(0x80 | (c & 0x3F));
        } else {
            *out++ = (char)c;
        }
    }
    return (size_t)(out - start);
}

bool lang_decode_source(const char *bytes, size_t len, const char *filename, bool ignore_cookie,
                        lang_arena *arena, const char **text, size_t *text_len, lang_error *err) {
    *err = (lang_error){0};
    bool bom = !ignore_cookie && len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (bom) {
        bytes += 3;
        len -= 3;
    }
    const char *name = NULL;
    size_t name_len = ignore_cookie ? 0 : cookie(bytes, len, &name);
    encoding enc = name_len ? encoding_of(name, name_len) : UTF8;
    int shown = (int)(name_len < 100 ? name_len : 100);
    if (bom && enc != UTF8) {
        lang_error_set(err, LANG_SYNTAX_ERROR, "encoding problem: %.*s with BOM", shown, name);
        return false;
    }
    if (enc == UNKNOWN) {
        lang_error_set(err, LANG_SYNTAX_ERROR, "unknown encoding: %.*s", shown, name);
        return false;
    }
    if (enc != LATIN1 && !check(bytes, len, enc, filename, name_len > 0, err)) return false;
    *text = bytes;
    *text_len = len;
    if (enc != LATIN1 && !(len && memchr(bytes, '\r', len))) return true;
    if (len > SIZE_MAX / 4) return no_memory(err);
    char *copy = ouro_arena_alloc(&arena->mem, (enc == LATIN1 ? len * 2 : len) + 1);
    if (!copy) return no_memory(err);
    *text_len = convert(bytes, len, enc == LATIN1, copy);
    copy[*text_len] = 0;
    *text = copy;
    return true;
}
