// Bytes of a source file to text: PEP 263.
#include "lang/lexer.h"

#include <iconv.h>

typedef enum encoding { UTF8, ASCII, LATIN1, UNKNOWN } encoding;

static bool blank_or_comment(const char *line, const char *end) {
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) line++;
    return line == end || *line == '#';
}

static bool in_name(char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '_' || c == '.';
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

// `*normal`: one of the names known before any alias is looked up.
static encoding encoding_of(const char *name, size_t len, bool *normal) {
    char low[16];
    *normal = true;
    size_t n = len < sizeof low - 1 ? len : sizeof low - 1;
    for (size_t i = 0; i < n; i++)
        low[i] = name[i] == '_' ? '-' : name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 32 : name[i];
    low[n] = 0;
    static const struct {
        const char *name;
        encoding is;
    } aliases[] = {{"utf8", UTF8},      {"u8", UTF8},          {"utf", UTF8},      {"ascii", ASCII},
                   {"us-ascii", ASCII}, {"646", ASCII},        {"latin1", LATIN1}, {"latin", LATIN1},
                   {"l1", LATIN1},      {"iso8859-1", LATIN1}, {"8859", LATIN1},   {"cp819", LATIN1}};
    if (is_or_starts(low, n, "utf-8")) return UTF8;
    if (is_or_starts(low, n, "latin-1") || is_or_starts(low, n, "iso-8859-1") || is_or_starts(low, n, "iso-latin-1"))
        return LATIN1;
    *normal = false;
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
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) || (s[0] == 0xF0 && s[1] < 0x90) ||
        (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return n;
}

static bool no_memory(lang_error *err) {
    lang_error_set(err, LANG_MEMORY_ERROR, "%s", "");
    return false;
}

// Where the first byte is that is not valid; `len` if there is none.
static size_t first_invalid(const char *bytes, size_t len, encoding enc) {
    size_t i = 0;
    while (i < len) {
        const unsigned char *s = (const unsigned char *)bytes + i;
        size_t n = enc == ASCII ? *s < 0x80 : valid_char(s, len - i);
        if (!n) break;
        i += n;
    }
    return i;
}

// The problem is with the text as a whole; only compile() gives it a place.
static bool fail_encoding(lang_error *err, lang_source source) {
    if (source == LANG_SOURCE_BYTES) lang_error_place(err, 0, -1, -1, 0);
    return false;
}

static bool fail_utf8(lang_error *err, const char *bytes, size_t at, const char *filename, bool declared) {
    unsigned char c = (unsigned char)bytes[at];
    int line = 1;
    for (size_t i = 0; i < at; i++) line += bytes[i] == '\n';
    if (!declared) {
        lang_error_set(err, LANG_SYNTAX_ERROR,
                       "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no "
                       "encoding declared; see https://peps.python.org/pep-0263/ for details",
                       c, filename, line);
        return false;
    }
    size_t start = at;
    while (start > 0 && bytes[start - 1] != '\n') start--;
    lang_error_set(err, LANG_SYNTAX_ERROR,
                   "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: "
                   "invalid start byte",
                   c, at - start);
    int offset = lang_error_chars(bytes + start, at + 1 - start, (int)(at + 1 - start));
    lang_error_place(err, line, offset, line, offset);
    return false;
}

// Text in an encoding that the C library knows. NULL: it does not, or the bytes are not valid.
static char *from_other(const char *bytes, size_t len, const char *name, size_t name_len, lang_arena *arena,
                        size_t *out_len, lang_error *err) {
    char low[40];
    if (name_len >= sizeof low) return NULL;
    memcpy(low, name, name_len);
    low[name_len] = 0;
    iconv_t cd = iconv_open("UTF-8", low);
    if (cd == (iconv_t)-1) return NULL;
    size_t room = len * 4 + 1; // no encoding has more UTF-8 for a byte
    char *text = ouro_arena_alloc(&arena->mem, room), *from = (char *)bytes, *to = text;
    if (!text) no_memory(err);
    bool ok = text && iconv(cd, &from, &len, &to, &room) != (size_t)-1;
    iconv_close(cd);
    *out_len = (size_t)(to - text);
    return ok ? text : NULL;
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

bool lang_decode_source(const char *bytes, size_t len, const char *filename, lang_source source, lang_arena *arena,
                        const char **text, size_t *text_len, lang_error *err) {
    *err = (lang_error){0};
    bool is_str = source == LANG_SOURCE_STR;
    bool bom = !is_str && len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (bom) {
        bytes += 3;
        len -= 3;
    }
    const char *name = NULL;
    size_t name_len = is_str ? 0 : cookie(bytes, len, &name);
    bool normal = true;
    encoding enc = name_len ? encoding_of(name, name_len, &normal) : UTF8;
    int shown = (int)(name_len < 100 ? name_len : 100);
    if (bom && (enc != UTF8 || !normal)) {
        if (enc == LATIN1 && normal) {
            name = "iso-8859-1";
            shown = 10;
        }
        lang_error_set(err, LANG_SYNTAX_ERROR, "encoding problem: %.*s with BOM", shown, name);
        return fail_encoding(err, source);
    }
    if (enc == UNKNOWN && len < SIZE_MAX / 8) {
        char *converted = from_other(bytes, len, name, name_len, arena, &len, err);
        if (err->kind) return false;
        if (converted) {
            bytes = converted;
            enc = UTF8;
        }
    }
    if (enc == UNKNOWN) {
        lang_error_set(err, LANG_SYNTAX_ERROR, "%s: %.*s",
                       source == LANG_SOURCE_FILE ? "encoding problem" : "unknown encoding", shown, name);
        return fail_encoding(err, source);
    }
    size_t bad = enc == LATIN1 ? len : first_invalid(bytes, len, enc);
    if (bad < len && enc == UTF8)
        return fail_utf8(err, bytes, bad, filename, name_len > 0 || source != LANG_SOURCE_FILE);
    if (bad < len) {
        if (source == LANG_SOURCE_FILE) {
            lang_error_set(err, LANG_SYNTAX_ERROR, "encoding problem: %.*s", shown, name);
        } else {
            lang_error_set(err, LANG_SYNTAX_ERROR,
                           "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in "
                           "range(128)",
                           (unsigned char)bytes[bad], bad);
        }
        return fail_encoding(err, source);
    }
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
