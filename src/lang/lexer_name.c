// Identifiers outside ASCII: which characters belong, and normalisation (PEP 3131).
#include "lang/lexer.h"

#include <utf8proc.h>

// What Unicode's XID_Start and XID_Continue add to, and take from, the general categories.
static bool other_id_start(uint32_t c) {
    return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E;
}
static bool other_id_continue(uint32_t c) {
    return c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA;
}
// Characters whose compatibility decomposition is no identifier.
static bool not_closed(uint32_t c) {
    return c == 0x37A || (c >= 0xFC5E && c <= 0xFC63) || c == 0xFDFA || c == 0xFDFB ||
           (c >= 0xFE70 && c <= 0xFE7E && !(c & 1)) || c == 0x2E2F;
}
static bool not_closed_start(uint32_t c) {
    return not_closed(c) || c == 0xE33 || c == 0xEB3 || c == 0xFF9E || c == 0xFF9F;
}

static bool is_start(uint32_t c) {
    if (c < 128) return c == '_' || ((c | 32) >= 'a' && (c | 32) <= 'z');
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return !not_closed_start(c);
    default: return other_id_start(c);
    }
}

static bool is_continue(uint32_t c) {
    if (c < 128) return is_start(c) || (c >= '0' && c <= '9');
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return !not_closed(c);
    default: return other_id_start(c) || other_id_continue(c);
    }
}

bool lang_lexer_printable(uint32_t c) {
    if (c == ' ') return true;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
    }
}

size_t lang_lexer_identifier(const char *s, size_t len, uint32_t *bad) {
    size_t at = 0;
    *bad = 0;
    while (at < len) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(len - at), &c);
        if (n <= 0) c = 0xFFFD;
        if (n <= 0 || !(at ? is_continue((uint32_t)c) : is_start((uint32_t)c))) {
            *bad = (uint32_t)c;
            break;
        }
        at += (size_t)n;
    }
    return at;
}

lang_name *lang_lexer_name(lang_arena *arena, const char *s, size_t len) {
    size_t i = 0;
    while (i < len && (unsigned char)s[i] < 128) i++;
    if (i == len) return lang_arena_name(arena, s, len);

    enum { OPTIONS = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE };
    const utf8proc_uint8_t *in = (const utf8proc_uint8_t *)s;
    utf8proc_option_t decompose = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE;
    utf8proc_ssize_t n = utf8proc_decompose(in, (utf8proc_ssize_t)len, NULL, 0, decompose);
    if (n < 0) return lang_arena_name(arena, s, len);
    // reencode works in place and puts a 0 behind the text
    utf8proc_int32_t *buffer = ouro_arena_alloc(&arena->mem, ((size_t)n + 1) * sizeof *buffer);
    if (!buffer) return NULL;
    n = utf8proc_decompose(in, (utf8proc_ssize_t)len, buffer, n, decompose);
    if (n >= 0) n = utf8proc_reencode(buffer, n, (utf8proc_option_t)OPTIONS);
    if (n < 0) return lang_arena_name(arena, s, len);
    return lang_arena_name(arena, (const char *)buffer, (size_t)n);
}
