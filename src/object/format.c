// Formatting of messages: printf's conversions that are used in them, and those for objects and types. The C
// library's printf is asked for numbers only, as the meaning of the rest depends on the locale.
#include <stdio.h>
#include <string.h>

#include "object/format.h"

void ouro_text_free(ouro_rt *rt, struct ouro_text *text) {
    if (text->bytes != text->first)
        ouro_heap_free(rt->heap, text->bytes);
}

static bool reserve(ouro_rt *rt, struct ouro_text *text, size_t more) {
    if (more < text->cap - text->len)
        return true;
    size_t cap = text->cap * 2;
    while (more >= cap - text->len) {
        if (cap > SIZE_MAX / 2)
            return false;
        cap *= 2;
    }
    char *bytes = text->bytes == text->first ? ouro_heap_alloc(rt->heap, cap)
                                             : ouro_heap_realloc(rt->heap, text->bytes, cap);
    if (!bytes)
        return false;
    if (text->bytes == text->first)
        memcpy(bytes, text->first, text->len + 1);
    text->bytes = bytes;
    text->cap = cap;
    return true;
}

static bool append(ouro_rt *rt, struct ouro_text *text, const char *s, size_t n) {
    if (!reserve(rt, text, n))
        return false;
    memcpy(text->bytes + text->len, s, n);
    text->len += n;
    text->bytes[text->len] = 0;
    return true;
}

struct conversion {
    char flags[4];
    int width, precision; // -1: not given
    int longs;            // 1 l, 2 ll, 3 z
    char kind;
};

static bool append_cut(ouro_rt *rt, struct ouro_text *text, const struct conversion *c, const char *s) {
    if (!s)
        s = "(null)";
    size_t n = c->precision >= 0 ? strnlen(s, (size_t)c->precision) : strlen(s);
    if (c->precision >= 0 && s[n])
        while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
            n--; // whole characters only
    return append(rt, text, s, n);
}

static const char *type_name(const ouro_type *type) { return type && type->cname ? type->cname : "?"; }

static bool append_object(ouro_rt *rt, struct ouro_text *text, const struct conversion *c, ouro_borrowed o) {
    if (!o)
        return append_cut(rt, text, c, "<NULL>");
    if (!rt->hooks.format_object) {
        const ouro_type *type = ouro_type_of(rt, o);
        return append(rt, text, "<", 1) && append_cut(rt, text, c, type_name(type)) && append(rt, text, " object>", 8);
    }
    size_t room = text->cap - text->len;
    size_t n = rt->hooks.format_object(rt, c->kind, o, text->bytes + text->len, room);
    if (n >= room) {
        if (!reserve(rt, text, n + 1))
            return false;
        room = text->cap - text->len;
        n = rt->hooks.format_object(rt, c->kind, o, text->bytes + text->len, room);
        if (n >= room) // it grew meanwhile
            n = strlen(text->bytes + text->len);
    }
    text->len += n;
    text->bytes[text->len] = 0;
    return true;
}

static bool append_number(ouro_rt *rt, struct ouro_text *text, const struct conversion *c, va_list *args) {
    char spec[40], out[400];
    int at = snprintf(spec, sizeof spec, "%%%s", c->flags);
    if (c->width >= 0)
        at += snprintf(spec + at, sizeof spec - (size_t)at, "%d", c->width > 300 ? 300 : c->width);
    if (c->precision >= 0)
        at += snprintf(spec + at, sizeof spec - (size_t)at, ".%d", c->precision > 60 ? 60 : c->precision);
    (void)snprintf(spec + at, sizeof spec - (size_t)at, "%s%c", c->kind == 'g' ? "" : "ll", c->kind);
    int n;
    if (c->kind == 'g') {
        n = snprintf(out, sizeof out, spec, va_arg(*args, double));
    } else if (c->kind == 'd') {
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
    return n >= 0 && append(rt, text, out, (size_t)n < sizeof out ? (size_t)n : sizeof out - 1);
}

// A code point, in UTF-8.
static bool append_char(ouro_rt *rt, struct ouro_text *text, unsigned c) {
    char s[4];
    size_t n = 0;
    if (c < 0x80) {
        s[n++] = (char)c;
    } else if (c < 0x800) {
        s[n++] = (char)(0xc0 | c >> 6);
        s[n++] = (char)(0x80 | (c & 63));
    } else if (c < 0x10000) {
        s[n++] = (char)(0xe0 | c >> 12);
        s[n++] = (char)(0x80 | (c >> 6 & 63));
        s[n++] = (char)(0x80 | (c & 63));
    } else {
        s[n++] = (char)(0xf0 | (c >> 18 & 7));
        s[n++] = (char)(0x80 | (c >> 12 & 63));
        s[n++] = (char)(0x80 | (c >> 6 & 63));
        s[n++] = (char)(0x80 | (c & 63));
    }
    return append(rt, text, s, n);
}

static int number_or_star(const char **at, va_list *args) {
    if (**at == '*') {
        ++*at;
        return va_arg(*args, int);
    }
    int n = 0;
    for (; **at >= '0' && **at <= '9' && n < 1000000; ++*at)
        n = n * 10 + (**at - '0');
    return n;
}

static const char *parse(const char *at, struct conversion *c, va_list *args) {
    size_t flags = 0;
    *c = (struct conversion){.width = -1, .precision = -1};
    for (; *at && strchr("-+0#", *at); at++)
        if (flags < sizeof c->flags - 1)
            c->flags[flags++] = *at;
    if (*at == '*' || (*at >= '1' && *at <= '9'))
        c->width = number_or_star(&at, args);
    if (*at == '.') {
        at++;
        c->precision = number_or_star(&at, args);
    }
    for (; *at == 'l' || *at == 'z'; at++)
        c->longs += *at == 'z' ? 3 : 1;
    c->kind = *at;
    return *at ? at + 1 : at;
}

static bool convert(ouro_rt *rt, struct ouro_text *text, const struct conversion *c, va_list *args) {
    switch (c->kind) {
    case '%': return append(rt, text, "%", 1);
    case 's': return append_cut(rt, text, c, va_arg(*args, const char *));
    case 'c': return append_char(rt, text, (unsigned)va_arg(*args, int));
    case 'd':
    case 'u':
    case 'x':
    case 'g': return append_number(rt, text, c, args);
    case 'p': {
        char out[24];
        int n = snprintf(out, sizeof out, "0x%llx", (unsigned long long)(uintptr_t)va_arg(*args, void *));
        return append(rt, text, out, (size_t)n);
    }
    case 'R':
    case 'S': return append_object(rt, text, c, va_arg(*args, ouro_borrowed));
    case 'T': {
        ouro_borrowed o = va_arg(*args, ouro_borrowed);
        return append_cut(rt, text, c, o ? type_name(ouro_type_of(rt, o)) : "NULL");
    }
    case 'N': return append_cut(rt, text, c, type_name(va_arg(*args, const ouro_type *)));
    default: return append(rt, text, "%", 1) && append(rt, text, &c->kind, c->kind != 0);
    }
}

bool ouro_message_format(ouro_rt *rt, struct ouro_text *text, const char *format, va_list given) {
    text->bytes = text->first;
    text->cap = sizeof text->first;
    text->len = 0;
    text->first[0] = 0;
    va_list args;
    va_copy(args, given);
    bool ok = true;
    while (ok && *format) {
        size_t plain = strcspn(format, "%");
        ok = append(rt, text, format, plain);
        format += plain;
        if (ok && *format) {
            struct conversion c;
            format = parse(format + 1, &c, &args);
            ok = convert(rt, text, &c, &args);
        }
    }
    va_end(args);
    return ok;
}
