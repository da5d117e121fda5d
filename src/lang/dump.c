#include "lang/dump.h"

#include "lang/lexer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct dumper {
    lang_writer to;
    bool attributes;
    bool first; // no field of the current node has been written
} dumper;

static void put(dumper *d, const char *text) {
    d->to.write(d->to.ctx, text, strlen(text));
}

static void open_node(dumper *d, const char *name) {
    put(d, name);
    put(d, "(");
    d->first = true;
}

static void field(dumper *d, const char *name) {
    if (!d->first) put(d, ", ");
    d->first = false;
    put(d, name);
    put(d, "=");
}

static void close_node(dumper *d) {
    put(d, ")");
    d->first = false;
}

static void num_field(dumper *d, const char *name, long value) {
    char text[32];
    snprintf(text, sizeof text, "%ld", value);
    field(d, name);
    put(d, text);
}

static void pos_fields(dumper *d, const lang_pos *pos) {
    if (!d->attributes) return;
    num_field(d, "lineno", pos->lineno);
    num_field(d, "col_offset", pos->col_offset);
    num_field(d, "end_lineno", pos->end_lineno);
    num_field(d, "end_col_offset", pos->end_col_offset);
}

// ---- constants ----

static uint32_t next_char(const char **s) {
    const unsigned char *c = (const unsigned char *)*s;
    int more = c[0] < 0x80 ? 0 : c[0] < 0xE0 ? 1 : c[0] < 0xF0 ? 2 : 3;
    uint32_t value = more ? c[0] & (0x3Fu >> more) : c[0];
    for (int i = 1; i <= more; i++) value = value << 6 | (c[i] & 0x3Fu);
    *s += more + 1;
    return value;
}

static void put_escaped(dumper *d, uint32_t c, char quote, const char *raw, size_t len) {
    char text[16];
    if (c == '\n' || c == '\r' || c == '\t') {
        put(d, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c == '\\' || c == (unsigned char)quote) {
        snprintf(text, sizeof text, "\\%c", (char)c);
        put(d, text);
    } else if (raw && c >= ' ' && c != 0x7F && (c < 0x7F || lang_lexer_printable(c))) {
        d->to.write(d->to.ctx, raw, len);
    } else {
        snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
        put(d, text);
    }
}

static void put_text(dumper *d, const char *s, size_t len, bool bytes) {
    char quote = memchr(s, '\'', len) && !memchr(s, '"', len) ? '"' : '\'';
    const char *end = s + len, mark[2] = {quote, 0};
    if (bytes) put(d, "b");
    put(d, mark);
    while (s < end) {
        const char *start = s;
        uint32_t c = bytes ? (unsigned char)*s++ : next_char(&s);
        put_escaped(d, c, quote, bytes && c >= 0x7F ? NULL : start, (size_t)(s - start));
    }
    put(d, mark);
}

static void put_double(dumper *d, double value) {
    char text[40];
    if (isinf(value)) {
        put(d, "inf");
        return;
    }
    int digits = 1;
    do {
        snprintf(text, sizeof text, "%.*e", digits - 1, value);
    } while (strtod(text, NULL) != value && ++digits <= 17);
    int exponent = atoi(strchr(text, 'e') + 1);
    if (exponent >= -4 && exponent < 16) {
        int decimals = digits - 1 - exponent;
        snprintf(text, sizeof text, "%.*f", decimals > 1 ? decimals : 1, value);
    }
    put(d, text);
}

static void put_const(dumper *d, const lang_const *c) {
    char text[32];
    switch ((lang_const_tag)c->tag) {
    case LANG_CONST_NONE: put(d, "None"); break;
    case LANG_CONST_FALSE: put(d, "False"); break;
    case LANG_CONST_TRUE: put(d, "True"); break;
    case LANG_CONST_ELLIPSIS: put(d, "Ellipsis"); break;
    case LANG_CONST_INT:
        if (c->fits) {
            snprintf(text, sizeof text, "%lld", (long long)c->small);
            put(d, text);
        } else {
            put(d, c->base == 16 ? "0x" : c->base == 8 ? "0o" : c->base == 2 ? "0b" : "");
            put(d, c->text);
        }
        break;
    case LANG_CONST_FLOAT: put_double(d, c->real); break;
    case LANG_CONST_COMPLEX:
        if (c->real == floor(c->real) && c->real < 1e16) { // 1j, not 1.0j
            snprintf(text, sizeof text, "%.0f", c->real);
            put(d, text);
        } else {
            put_double(d, c->real);
        }
        put(d, "j");
        break;
    case LANG_CONST_STR: put_text(d, c->text, c->len, false); break;
    case LANG_CONST_BYTES: put_text(d, c->text, c->len, true); break;
    }
}

static void put_name(dumper *d, const lang_name *name) {
    put_text(d, name->utf8, name->len, false);
}

// ---- nodes ----

static void put_mod(dumper *d, const lang_mod *x);
static void put_stmt(dumper *d, const lang_stmt *x);
static void put_expr(dumper *d, const lang_expr *x);
static void put_pattern(dumper *d, const lang_pattern *x);
static void put_excepthandler(dumper *d, const lang_excepthandler *x);
#define LANG_PLAIN(type, fields) static void put_##type(dumper *d, const lang_##type *n);
#define LANG_PLACED              LANG_PLAIN
#include "lang/ast.def"
#undef LANG_PLAIN
#undef LANG_PLACED

#define LIST(field_name, count, put_item)                                                                              \
    field(d, #field_name);                                                                                             \
    put(d, "[");                                                                                                       \
    for (uint32_t i = 0; i < (count); i++) {                                                                           \
        if (i) put(d, ", ");                                                                                           \
        put_item;                                                                                                      \
    }                                                                                                                  \
    put(d, "]");                                                                                                       \
    d->first = false;

#define REQ(type, name)                                                                                                \
    field(d, #name);                                                                                                   \
    put_##type(d, n->name);
#define OPT(type, name)                                                                                                \
    if (n->name) {                                                                                                     \
        REQ(type, name)                                                                                                \
    }
#define SEQ(type, name)   LIST(name, n->name.n, put_##type(d, n->name.items[i]))
#define HOLES(type, name) LIST(name, n->name.n, n->name.items[i] ? put_##type(d, n->name.items[i]) : put(d, "None"))
#define NAME(name)                                                                                                     \
    field(d, #name);                                                                                                   \
    put_name(d, n->name);
#define OPTNAME(name)                                                                                                  \
    if (n->name) {                                                                                                     \
        NAME(name)                                                                                                     \
    }
#define NAMES(name) LIST(name, n->name.n, put_name(d, n->name.items[i]))
#define OP(family, name)                                                                                               \
    field(d, #name);                                                                                                   \
    put_op(d, n->name);
#define OPS(family, name) LIST(name, n->name.n, put_op(d, (lang_op)n->name.items[i]))
#define CONST(name)                                                                                                    \
    field(d, #name);                                                                                                   \
    put_const(d, &n->name);
#define NUM(name) num_field(d, #name, n->name);
#define OPTSTR(name)                                                                                                   \
    if (n->name) {                                                                                                     \
        field(d, #name);                                                                                               \
        put_text(d, n->name, strlen(n->name), false);                                                                  \
    }

static void put_op(dumper *d, lang_op op) {
    put(d, lang_op_name(op));
    put(d, "()");
}

#define KIND(kind_name, fields)                                                                                        \
    case LANG_##kind_name: {                                                                                           \
        const __typeof__(x->as.kind_name) *n = &x->as.kind_name;                                                       \
        (void)n;                                                                                                       \
        open_node(d, #kind_name);                                                                                      \
        fields break;                                                                                                  \
    }

static void put_mod(dumper *d, const lang_mod *x) {
    switch (x->kind) {
#define LANG_MOD KIND
#include "lang/ast.def"
#undef LANG_MOD
    }
    close_node(d);
}

static void put_stmt(dumper *d, const lang_stmt *x) {
    switch (x->kind) {
#define LANG_STMT KIND
#include "lang/ast.def"
#undef LANG_STMT
    case LANG_STMT_COUNT: break;
    }
    pos_fields(d, &x->pos);
    close_node(d);
}

static void put_expr(dumper *d, const lang_expr *x) {
    switch (x->kind) {
#define LANG_EXPR KIND
#include "lang/ast.def"
#undef LANG_EXPR
    case LANG_EXPR_COUNT: break;
    }
    pos_fields(d, &x->pos);
    close_node(d);
}

static void put_pattern(dumper *d, const lang_pattern *x) {
    switch (x->kind) {
#define LANG_PATTERN KIND
#include "lang/ast.def"
#undef LANG_PATTERN
    case LANG_PATTERN_COUNT: break;
    }
    pos_fields(d, &x->pos);
    close_node(d);
}

static void put_excepthandler(dumper *d, const lang_excepthandler *x) {
    switch (x->kind) {
#define LANG_HANDLER KIND
#include "lang/ast.def"
#undef LANG_HANDLER
    }
    pos_fields(d, &x->pos);
    close_node(d);
}

#define LANG_PLAIN(type, fields)                                                                                       \
    static void put_##type(dumper *d, const lang_##type *n) {                                                          \
        open_node(d, #type);                                                                                           \
        fields close_node(d);                                                                                          \
    }
#include "lang/ast.def"
#undef LANG_PLAIN
#define LANG_PLACED(type, fields)                                                                                      \
    static void put_##type(dumper *d, const lang_##type *n) {                                                          \
        open_node(d, #type);                                                                                           \
        fields pos_fields(d, &n->pos);                                                                                 \
        close_node(d);                                                                                                 \
    }
#include "lang/ast.def"
#undef LANG_PLACED

void lang_dump(const lang_mod *mod, bool attributes, lang_writer to) {
    dumper d = {.to = to, .attributes = attributes};
    put_mod(&d, mod);
}
