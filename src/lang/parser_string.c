// String literals: prefixes, escapes, concatenation. What is between braces: fstring.c.
#include "lang/parser_string.h"

#include <stdio.h>

// ---- warnings and errors ----

// `at` is what follows the backslash.
static bool warn_escape(lang_strings *s, const char *at, const lang_token *t) {
    const lang_input *in = s->p->in;
    if (!in->warn || s->quiet) return true;
    char message[48];
    if (*at >= '4' && *at <= '7') {
        snprintf(message, sizeof message, "invalid octal escape sequence '\\%.3s'", at);
    } else {
        snprintf(message, sizeof message, "invalid escape sequence '\\%c'", *at);
    }
    bool as_syntax_error = false;
    if (in->warn(in->ctx, LANG_DEPRECATION_WARNING, message, t->lineno, &as_syntax_error)) return true;
    if (as_syntax_error) return lang_parser_fail_token(s->p, t, "%s", message);
    lang_error_set(s->p->err, LANG_CALLBACK_ERROR, "%s", message);
    return false;
}

bool lang_strings_warn_escape(lang_strings *s, const char *at, const lang_token *t) {
    return warn_escape(s, at, t);
}

// Positions in messages are those in a text where each character outside ASCII is a \UXXXXXXXX.
static size_t position(const char *from, const char *to) {
    size_t n = 0;
    for (const char *s = from; s < to; s++) {
        unsigned char c = (unsigned char)*s;
        if (c < 128) {
            n += c == '\\' && s + 1 < to && (unsigned char)s[1] >= 128 ? 6 : 1;
        } else if (c >= 0xC0) {
            n += 10;
        }
    }
    return n;
}

static bool fail_escape(lang_strings *s, const char *text, const char *from, const char *to, const char *what) {
    size_t first = position(text, from), last = position(text, to) - 1;
    return lang_parser_fail(s->p, LANG_SYNTAX_ERROR,
                            "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: %s", first,
                            last, what);
}

// ---- escapes ----

static char *put_char(char *out, uint32_t c) {
    if (c < 0x80) {
        *out++ = (char)c;
        return out;
    }
    if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            *out++ = (char)(0xE0 | c >> 12);
        } else {
            *out++ = (char)(0xF0 | c >> 18);
            *out++ = (char)(0x80 | (c >> 12 & 63));
        }
        *out++ = (char)(0x80 | (c >> 6 & 63));
    }
    *out++ = (char)(0x80 | (c & 63));
    return out;
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The control characters written with a letter; 0 for other letters.
static char letter_escape(char c) {
    switch (c) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case '\\':
    case '\'':
    case '"': return c;
    default: return 0;
    }
}

// Up to three octal digits from `*s`.
static unsigned octal(const char **s, const char *end) {
    unsigned value = 0;
    for (int i = 0; i < 3 && *s < end && **s >= '0' && **s <= '7'; i++) value = value * 8 + (unsigned)(*(*s)++ - '0');
    return value;
}

typedef struct escapes {
    lang_strings *s;
    const char *text, *end;    // what is being decoded
    const char *first_invalid; // after the backslash of the first escape that is none
} escapes;

static const char *hex_escape(escapes *x, const char *s) {
    static const char *const truncated[] = {"truncated \\xXX escape", "truncated \\uXXXX escape",
                                            "truncated \\UXXXXXXXX escape"};
    int kind = *s == 'x' ? 0 : *s == 'u' ? 1 : 2;
    const char *start = s - 1;
    uint32_t c = 0;
    s++;
    for (int i = 0; i < 2 << kind; i++, s++) {
        int digit = s < x->end ? hex_value(*s) : -1;
        if (digit < 0) {
            fail_escape(x->s, x->text, start, s, truncated[kind]);
            return NULL;
        }
        c = c << 4 | (uint32_t)digit;
    }
    if (c > 0x10FFFF) {
        fail_escape(x->s, x->text, start, s, "illegal Unicode character");
        return NULL;
    }
    x->s->out = put_char(x->s->out, c);
    return s;
}

static const char *name_escape(escapes *x, const char *s) {
    const char *start = s - 1, *what = "malformed \\N character escape";
    s++;
    if (s < x->end && *s == '{') {
        const char *name = ++s;
        while (s < x->end && *s != '}') s++;
        if (s > name && s < x->end) {
            const lang_input *in = x->s->p->in;
            uint32_t found[8];
            size_t len = (size_t)(s - name);
            s++;
            if (in->char_by_name && in->char_by_name(in->ctx, name, len, found) == 1) {
                x->s->out = put_char(x->s->out, found[0]);
                return s;
            }
            what = "unknown Unicode character name";
        }
    }
    fail_escape(x->s, x->text, start, s, what);
    return NULL;
}

// `s` is after a backslash; returns where the escape ends, NULL for an error.
static const char *escape(escapes *x, const char *s) {
    char *out = x->s->out;
    if (s >= x->end) { // an f-string's text can end here, before a brace
        *x->s->out++ = '\\';
        return s;
    }
    char c = letter_escape(*s);
    if (c) {
        *out = c;
        x->s->out++;
        return s + 1;
    }
    switch (*s) {
    case '\n': return s + 1;
    case '0' ... '7': {
        const char *digits = s;
        unsigned value = octal(&s, x->end);
        if (value > 0377 && !x->first_invalid) x->first_invalid = digits;
        x->s->out = put_char(out, value);
        return s;
    }
    case 'x':
    case 'u':
    case 'U': return hex_escape(x, s);
    case 'N': return name_escape(x, s);
    default: break;
    }
    if ((unsigned char)*s < 128 && !x->first_invalid) x->first_invalid = s;
    *x->s->out++ = '\\';
    return s;
}

bool lang_strings_decode(lang_strings *s, const char *text, const char *end, bool raw, const lang_token *t) {
    escapes x = {.s = s, .text = text, .end = end};
    while (text < end) {
        const char *backslash = raw ? NULL : memchr(text, '\\', (size_t)(end - text));
        size_t n = (size_t)((backslash ? backslash : end) - text);
        memcpy(s->out, text, n);
        s->out += n;
        if (!backslash) break;
        text = escape(&x, backslash + 1);
        if (!text) return false;
    }
    return !x.first_invalid || warn_escape(s, x.first_invalid, t);
}

static bool decode_bytes(lang_strings *s, const char *text, const char *end, bool raw, const lang_token *t) {
    const char *start = text, *first_invalid = NULL;
    for (const char *c = text; c < end; c++)
        if ((unsigned char)*c >= 128)
            return lang_parser_fail(s->p, LANG_SYNTAX_ERROR, "bytes can only contain ASCII literal characters");
    while (text < end) {
        char c = *text++;
        if (c != '\\' || raw) {
            *s->out++ = c;
            continue;
        }
        char letter = letter_escape(*text);
        if (letter) {
            *s->out++ = letter;
            text++;
        } else if (*text == '\n') {
            text++;
        } else if (*text >= '0' && *text <= '7') {
            const char *digits = text;
            unsigned value = octal(&text, end);
            if (value > 0377 && !first_invalid) first_invalid = digits;
            *s->out++ = (char)value;
        } else if (*text == 'x') {
            int high = text + 1 < end ? hex_value(text[1]) : -1;
            int low = high >= 0 && text + 2 < end ? hex_value(text[2]) : -1;
            if (low < 0)
                return lang_parser_fail(s->p, LANG_SYNTAX_ERROR, "(value error) invalid \\x escape at position %zu",
                                        (size_t)(text - 1 - start));
            *s->out++ = (char)(high << 4 | low);
            text += 3;
        } else {
            if (!first_invalid) first_invalid = text;
            *s->out++ = '\\';
        }
    }
    return !first_invalid || warn_escape(s, first_invalid, t);
}

// ---- literals ----

typedef struct literal {
    bool raw, bytes, fstring, u;
    const char *text, *end;
} literal;

static literal open_literal(const char *s, const char *end) {
    literal l = {0};
    l.u = *s == 'u'; // but not U
    for (; *s != '\'' && *s != '"'; s++) {
        char c = *s | 32;
        if (c == 'r') l.raw = true;
        if (c == 'b') l.bytes = true;
        if (c == 'f') l.fstring = true;
    }
    size_t quotes = end - s >= 6 && s[1] == *s && s[2] == *s ? 3 : 1;
    l.text = s + quotes;
    l.end = end - quotes;
    return l;
}

static void set_text(lang_const *c, lang_const_tag tag, const char *text, size_t len) {
    c->tag = (uint8_t)tag;
    c->text = text;
    c->len = len;
    size_t rest = 0;
    unsigned char any = 0;
    for (size_t i = 0; i < len; i++) any |= (unsigned char)text[i];
    if (any >= 128 && tag == LANG_CONST_STR)
        for (size_t i = 0; i < len; i++) rest += ((unsigned char)text[i] & 0xC0) == 0x80;
    c->ascii = any < 128;
    c->chars = len - rest;
}

// The text since `pending` becomes a constant.
lang_expr *lang_strings_constant(lang_strings *s, lang_const_tag tag) {
    lang_expr *e = lang_parser_expr(s->p, LANG_Constant, s->start);
    if (!e) return NULL;
    e->pos = s->pos;
    size_t len = (size_t)(s->out - s->pending);
    set_text(&e->as.Constant.value, tag, s->pending, len);
    if (s->u && tag == LANG_CONST_STR) e->as.Constant.kind = "u";
    *s->out++ = 0;
    s->pending = s->out;
    return e;
}

// One literal of several that stand together.
static bool add(lang_strings *s, const lang_token *t, bool first, bool *bytes) {
    literal l = open_literal(s->p->lx.text + t->start, s->p->lx.text + t->end);
    if (l.bytes) {
        if (!decode_bytes(s, l.text, l.end, l.raw, t)) return false;
    } else if (!l.fstring && !lang_strings_decode(s, l.text, l.end, l.raw, t)) {
        return false;
    }
    if (!first && l.bytes != *bytes)
        return lang_parser_fail(s->p, LANG_SYNTAX_ERROR, "cannot mix bytes and nonbytes literals");
    *bytes = l.bytes;
    return !l.fstring || lang_fstring_add(s, l.text, l.end, l.raw, t);
}

// Counts the strings from the next token on, reading one token further.
static uint32_t count_strings(lang_parser *p) {
    uint32_t n = 0;
    for (;; n++) {
        if (p->at + n == p->count) (void)lang_parser_fill(p);
        if (p->tokens[p->at + n].kind != LANG_TOK_STRING) return n;
    }
}

lang_expr *lang_parser_strings(lang_parser *p) {
    uint32_t n = count_strings(p), at = p->at;
    lang_token first = p->tokens[at], last = p->tokens[at + n - 1];
    if (dead(p)) return NULL;
    p->at += n;
    p->last = (lang_place){last.end_lineno, last.end_col};

    // Nothing gets longer by decoding, and each constant but the first has braces for its final 0.
    size_t size = 1;
    for (uint32_t i = 0; i < n; i++) size += p->tokens[at + i].end - p->tokens[at + i].start;
    char *out = lang_parser_alloc(p, size);
    if (!out) return NULL;
    lang_strings s = {.p = p,
                      .out = out,
                      .pending = out,
                      .start = {first.lineno, first.col},
                      .base = height(p),
                      .u = p->lx.text[first.start] == 'u',
                      .quiet = first.start < p->quiet_before};
    s.pos = pos_from(p, s.start);
    bool bytes = false;
    for (uint32_t i = 0; i < n; i++) {
        lang_token t = p->tokens[at + i];
        if (!add(&s, &t, i == 0, &bytes)) return NULL;
    }
    if (last.end > p->quiet_before) p->quiet_before = last.end;
    if (s.joined) return lang_fstring_finish(&s);
    return lang_strings_constant(&s, bytes ? LANG_CONST_BYTES : LANG_CONST_STR);
}
