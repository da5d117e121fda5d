// The extent of numbers. Their values: parser_number.c.
#include "lang/lexer_internal.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_binary(char c) {
    return c == '0' || c == '1';
}
static bool is_octal(char c) {
    return c >= '0' && c <= '7';
}
static bool is_hex(char c) {
    return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

static bool fail_literal(lang_lexer *lx, const char *kind) {
    lang_error_set(lx->err, LANG_SYNTAX_ERROR, "invalid %s literal", kind);
    return lang_lexer_fail_here(lx);
}

static bool word(const char *s, const char *rest) {
    size_t n = strlen(rest);
    return strncmp(s, rest, n) == 0 && !lang_lexer_name_part(s[n]);
}

// What may follow a number without a space, if only for now: a keyword such as in `1if x else y`.
static bool before_keyword(const char *s) {
    switch (s[0]) {
    case 'a': return word(s + 1, "nd");
    case 'e': return word(s + 1, "lse");
    case 'f': return word(s + 1, "or");
    case 'i': return s[1] == 'f' || s[1] == 'n' || s[1] == 's';
    case 'n': return word(s + 1, "ot");
    case 'o': return word(s + 1, "r");
    default: return false;
    }
}

static bool check_end(lang_lexer *lx, const char *kind) {
    if (OURO_LIKELY(!lang_lexer_name_part(*lx->cur))) return true;
    if (before_keyword(lx->cur)) {
        char message[40] = "invalid ";
        strcat(strcat(message, kind), " literal");
        return lang_lexer_warn(lx, LANG_DEPRECATION_WARNING, message, lx->lineno);
    }
    return fail_literal(lx, kind);
}

// Digits in groups joined by `_`, from a digit on.
static bool decimal_tail(lang_lexer *lx) {
    for (;;) {
        while (is_digit(*lx->cur)) lx->cur++;
        if (*lx->cur != '_') return true;
        lx->cur++;
        if (!is_digit(*lx->cur)) return fail_literal(lx, "decimal");
    }
}

static bool fail_digit(lang_lexer *lx, const char *kind) {
    char digit = *lx->cur++;
    lang_error_set(lx->err, LANG_SYNTAX_ERROR, "invalid digit '%c' in %s literal", digit, kind);
    return lang_lexer_fail_here(lx);
}

// After `0x`, `0o` or `0b`.
static bool radix(lang_lexer *lx, bool (*is)(char), const char *kind) {
    do {
        if (*lx->cur == '_') lx->cur++;
        if (!is(*lx->cur)) {
            if (is_digit(*lx->cur)) return fail_digit(lx, kind);
            return fail_literal(lx, kind);
        }
        while (is(*lx->cur)) lx->cur++;
    } while (*lx->cur == '_');
    if (is_digit(*lx->cur)) return fail_digit(lx, kind);
    return check_end(lx, kind);
}

// `e` and `j` parts; `cur` is where one may begin.
static bool after_digits(lang_lexer *lx) {
    char c = *lx->cur | 32;
    if (c == 'e') {
        const char *e = lx->cur++;
        if (*lx->cur == '+' || *lx->cur == '-') {
            lx->cur++;
            if (!is_digit(*lx->cur)) return fail_literal(lx, "decimal");
        } else if (!is_digit(*lx->cur)) {
            lx->cur = e;
            return check_end(lx, "decimal");
        }
        if (!decimal_tail(lx)) return false;
        c = *lx->cur | 32;
    }
    if (c == 'j') {
        lx->cur++;
        return check_end(lx, "imaginary");
    }
    return check_end(lx, "decimal");
}

static bool fraction(lang_lexer *lx) {
    lx->cur++;
    if (is_digit(*lx->cur) && !decimal_tail(lx)) return false;
    return after_digits(lx);
}

static bool leading_zero(lang_lexer *lx) {
    const char *start = lx->cur++;
    switch (*lx->cur | 32) {
    case 'x': lx->cur++; return radix(lx, is_hex, "hexadecimal");
    case 'o': lx->cur++; return radix(lx, is_octal, "octal");
    case 'b': lx->cur++; return radix(lx, is_binary, "binary");
    default: break;
    }
    for (;;) {
        if (*lx->cur == '_') {
            lx->cur++;
            if (!is_digit(*lx->cur)) return fail_literal(lx, "decimal");
        }
        if (*lx->cur != '0') break;
        lx->cur++;
    }
    bool nonzero = is_digit(*lx->cur);
    const char *zeros_end = lx->cur;
    if (nonzero && !decimal_tail(lx)) return false;
    char c = *lx->cur | 32;
    if (*lx->cur == '.') return fraction(lx);
    if (c == 'e' || c == 'j') return after_digits(lx);
    if (nonzero) {
        lang_error_set(lx->err, LANG_SYNTAX_ERROR,
                       "leading zeros in decimal integer literals are not permitted; "
                       "use an 0o prefix for octal integers");
        return lang_lexer_fail_range(lx, (int)(start + 1 - lx->line_start), (int)(zeros_end + 1 - lx->line_start));
    }
    return check_end(lx, "decimal");
}

bool lang_lexer_number(lang_lexer *lx) {
    if (*lx->cur == '.') return fraction(lx);
    if (*lx->cur == '0') return leading_zero(lx);
    if (!decimal_tail(lx)) return false;
    if (*lx->cur == '.') return fraction(lx);
    return after_digits(lx);
}
