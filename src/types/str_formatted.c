// Formatted str for C code, with the conversions of ouro_raise.
#include "types/abstract.h"
#include "types/text.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct {
    char flags[8];
    int width, precision; // -1: not given
    int longs;            // 1 l, 2 ll, 3 z
    char kind;
} conversion;

static int number(const char **at, va_list *args) {
    if (**at == '*') {
        ++*at;
        return va_arg(*args, int);
    }
    int n = 0;
    for (; **at >= '0' && **at <= '9' && n < 100000; ++*at) n = n * 10 + (**at - '0');
    return n;
}

static const char *parse(const char *at, conversion *c, va_list *args) {
    *c = (conversion){.width = -1, .precision = -1};
    for (size_t n = 0; *at && strchr("-+0#", *at); at++) {
        if (n < sizeof c->flags - 1) c->flags[n++] = *at;
    }
    if (*at == '*' || (*at >= '1' && *at <= '9')) c->width = number(&at, args);
    if (*at == '.') {
        at++;
        c->precision = number(&at, args);
    }
    for (; *at == 'l' || *at == 'z'; at++) c->longs += *at == 'z' ? 3 : 1;
    c->kind = *at;
    return *at ? at + 1 : at;
}

static void put_number(ouro_builder *b, const conversion *c, va_list *args) {
    char spec[48], out[400];
    int at = snprintf(spec, sizeof spec, "%%%s", c->flags);
    if (c->width >= 0) at += snprintf(spec + at, sizeof spec - (size_t)at, "%d", c->width > 300 ? 300 : c->width);
    if (c->precision >= 0)
        at += snprintf(spec + at, sizeof spec - (size_t)at, ".%d", c->precision > 60 ? 60 : c->precision);
    bool real = c->kind == 'g';
    (void)snprintf(spec + at, sizeof spec - (size_t)at, "%s%c", real ? "" : "ll", c->kind);
    int n;
    if (real)
        n = snprintf(out, sizeof out, spec, va_arg(*args, double));
    else if (c->kind == 'd' || c->kind == 'i') {
        long long v = c->longs == 0   ? va_arg(*args, int)
                      : c->longs == 1 ? va_arg(*args, long)
                      : c->longs == 2 ? va_arg(*args, long long)
                                      : (long long)va_arg(*args, ptrdiff_t);
        n = snprintf(out, sizeof out, spec, v);
    } else {
        unsigned long long v = c->longs == 0   ? va_arg(*args, unsigned)
                               : c->longs == 1 ? va_arg(*args, unsigned long)
                               : c->longs == 2 ? va_arg(*args, unsigned long long)
                                               : (unsigned long long)va_arg(*args, size_t);
        n = snprintf(out, sizeof out, spec, v);
    }
    if (n > 0) ouro_builder_bytes(b, out, (size_t)n < sizeof out ? (size_t)n : sizeof out - 1);
}

static bool put_str(ouro_builder *b, const conversion *c, ouro_owned s) {
    if (!s) return false;
    size_t n = ouro_str_length(s), cut = c->precision >= 0 && (size_t)c->precision < n ? (size_t)c->precision : n;
    if (c->width >= 0 && cut < (size_t)c->width && !strchr(c->flags, '-'))
        ouro_builder_fill(b, ' ', (size_t)c->width - cut);
    ouro_builder_slice(b, s, 0, cut);
    if (c->width >= 0 && cut < (size_t)c->width && strchr(c->flags, '-'))
        ouro_builder_fill(b, ' ', (size_t)c->width - cut);
    ouro_release(b->rt, s);
    return true;
}

static bool convert(ouro_builder *b, const conversion *c, va_list *args) {
    ouro_rt *rt = b->rt;
    switch (c->kind) {
    case '%': ouro_builder_char(b, '%'); return true;
    case 'c': ouro_builder_char(b, (uint32_t)va_arg(*args, int)); return true;
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'g': put_number(b, c, args); return true;
    case 'p': {
        char out[24];
        int n = snprintf(out, sizeof out, "0x%llx", (unsigned long long)(uintptr_t)va_arg(*args, void *));
        ouro_builder_bytes(b, out, (size_t)n);
        return true;
    }
    case 's': {
        const char *s = va_arg(*args, const char *);
        if (!s) s = "(null)";
        size_t n = c->precision >= 0 ? strnlen(s, 4 * (size_t)c->precision) : strlen(s);
        return put_str(b, c, ouro_str_from_utf8_lossy(rt, s, n));
    }
    case 'R': return put_str(b, c, ouro_repr(rt, va_arg(*args, ouro_borrowed)));
    case 'S': return put_str(b, c, ouro_str_of(rt, va_arg(*args, ouro_borrowed)));
    case 'T': return put_str(b, c, ouro_str_from_cstring(rt, ouro_type_of(rt, va_arg(*args, ouro_borrowed))->cname));
    case 'N': return put_str(b, c, ouro_str_from_cstring(rt, va_arg(*args, const ouro_type *)->cname));
    default:
        ouro_builder_char(b, '%');
        ouro_builder_bytes(b, &c->kind, c->kind != 0);
        return true;
    }
}

ouro_owned ouro_str_formatted(ouro_rt *rt, const char *format, ...) {
    ouro_builder b;
    ouro_builder_init(&b, rt);
    va_list args;
    va_start(args, format);
    bool ok = true;
    while (ok && *format) {
        size_t plain = strcspn(format, "%");
        if (plain)
            ok = put_str(&b, &(conversion){.width = -1, .precision = -1}, ouro_str_from_utf8_lossy(rt, format, plain));
        format += plain;
        if (ok && *format) {
            conversion c;
            format = parse(format + 1, &c, &args);
            ok = convert(&b, &c, &args);
        }
    }
    va_end(args);
    if (ok) return ouro_builder_finish(&b);
    ouro_builder_drop(&b);
    return NULL;
}
