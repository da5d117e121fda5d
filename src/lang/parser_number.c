// The values of numbers.
#include "lang/parser_internal.h"

#include <locale.h>
#include <stdlib.h>

static unsigned digit_value(char c) {
    if (c <= '9') return (unsigned)(c - '0');
    return (unsigned)((c | 32) - 'a' + 10);
}

// Digits without `_`, lower case, 0-terminated.
static char *clean(lang_parser *p, const char *s, size_t len, size_t *out_len) {
    char *text = lang_parser_alloc(p, len + 1);
    if (!text) return NULL;
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        if (s[i] != '_') text[n++] = s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i];
    text[n] = 0;
    *out_len = n;
    return text;
}

static bool integer(lang_parser *p, lang_const *c, const char *s, size_t len) {
    c->tag = LANG_CONST_INT;
    c->base = 10;
    if (len > 2 && s[0] == '0') {
        char letter = s[1] | 32;
        c->base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
        if (c->base != 10) {
            s += 2;
            len -= 2;
        }
    }
    char *text = clean(p, s, len, &c->len);
    if (!text) return false;
    c->text = text;
    uint64_t value = 0;
    c->fits = true;
    for (size_t i = 0; i < c->len && c->fits; i++) {
        uint64_t next;
        c->fits = !__builtin_mul_overflow(value, (uint64_t)c->base, &next) &&
                  !__builtin_add_overflow(next, (uint64_t)digit_value(text[i]), &value) && value <= INT64_MAX;
    }
    c->small = c->fits ? (int64_t)value : 0;
    return true;
}

// The C library reads the decimal point of the process's locale, whatever that is now.
static double read_double(lang_parser *p, char *text, size_t len, bool *ok) {
    const char *point = localeconv()->decimal_point;
    char *dot = strchr(text, '.');
    *ok = true;
    if (!dot || (point[0] == '.' && !point[1])) return strtod(text, NULL);
    size_t extra = strlen(point);
    char *copy = ouro_arena_alloc(&p->scratch, len + extra + 1);
    if (!copy) {
        *ok = false;
        lang_parser_no_memory(p);
        return 0;
    }
    size_t before = (size_t)(dot - text);
    memcpy(copy, text, before);
    memcpy(copy + before, point, extra);
    memcpy(copy + before + extra, dot + 1, len - before);
    return strtod(copy, NULL);
}

static bool is_integer(const char *s, size_t len) {
    if (len > 1 && s[0] == '0' && memchr("xXoObB", s[1], 6)) return true;
    for (size_t i = 0; i < len; i++)
        if ((s[i] < '0' || s[i] > '9') && s[i] != '_') return false;
    return true;
}

static bool value_of(lang_parser *p, lang_const *c, const char *s, size_t len) {
    if (is_integer(s, len)) return integer(p, c, s, len);
    bool imaginary = (s[len - 1] | 32) == 'j', ok;
    size_t n;
    char *text = clean(p, s, len - imaginary, &n);
    if (!text) return false;
    c->tag = imaginary ? LANG_CONST_COMPLEX : LANG_CONST_FLOAT;
    c->real = read_double(p, text, n, &ok);
    return ok;
}

lang_expr *lang_parser_number(lang_parser *p) {
    lang_token t = *peek(p);
    lang_place start = {t.lineno, t.col};
    const char *s = p->lx.text + t.start;
    take(p);
    lang_expr *e = lang_parser_expr(p, LANG_Constant, start);
    if (!e || !value_of(p, &e->as.Constant.value, s, t.end - t.start)) return NULL;
    const lang_const *c = &e->as.Constant.value;
    if (c->tag == LANG_CONST_INT && c->base == 10 && p->in->max_int_digits && c->len > p->in->max_int_digits)
        return lang_parser_fail_at(p, token_pos(&t),
                                   "Exceeds the limit (%u digits) for integer string conversion: value has %zu digits; "
                                   "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
                                   "huge integer literals to avoid decimal conversion limits.",
                                   p->in->max_int_digits, c->len);
    return e;
}
