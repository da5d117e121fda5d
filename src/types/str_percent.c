// format % arguments, of str and of bytes. Both are written into a str builder; for bytes each character is one byte.
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str_methods.h"
#include "types/text.h"

enum { LEFT = 1, SIGN = 2, BLANK = 4, ALT = 8, ZERO = 16, NO_NEGATIVE_ZERO = 32 };

typedef struct {
    ouro_rt *rt;
    bool bytes;
    const void *text; // of the format
    unsigned width;   // bytes a character of it
    size_t length, at;
    ouro_borrowed args;    // the right operand
    ouro_borrowed mapping; // the same when it can be asked for keys, or NULL
    ouro_obj *entry;       // owned: the value of the key given last, or NULL
    bool single;           // the next argument is `entry` or args itself
    bool used;             // and it was taken
    size_t next;           // of a tuple
    ouro_builder out;
} percent;

typedef struct {
    uint32_t kind;
    unsigned flags;
    int64_t width, precision; // precision -1: not given
} conversion;

OURO_INLINE uint32_t peek(const percent *p) {
    return ouro_text_at(p->text, p->width, p->at);
}

static bool fail(percent *p, uint32_t error, const char *message) {
    ouro_raise(p->rt, error, "%s", message);
    return false;
}

// ---- arguments

// Borrowed; NULL: TypeError.
static ouro_borrowed next_argument(percent *p) {
    if (p->single) {
        if (!p->used) {
            p->used = true;
            return p->entry ? p->entry : p->args;
        }
    } else if (p->next < ouro_tuple_length(p->args))
        return ouro_tuple_peek(p->args, p->next++);
    fail(p, OURO_TypeError, "not enough arguments for format string");
    return NULL;
}

// (key): looks it up; its value is the next argument.
static bool read_key(percent *p) {
    if (!p->mapping) return fail(p, OURO_TypeError, "format requires a mapping");
    size_t from = ++p->at;
    for (int depth = 1; depth > 0; p->at++) {
        if (p->at == p->length) return fail(p, OURO_ValueError, "incomplete format key");
        if (peek(p) == '(') depth++;
        if (peek(p) == ')') depth--;
    }
    size_t n = p->at - 1 - from;
    const char *start = (const char *)p->text + from * p->width;
    ouro_obj *key = p->bytes ? ouro_bytes_new(p->rt, start, n) : ouro_str_from_text(p->rt, start, p->width, n);
    if (!key) return false;
    ouro_obj *value = ouro_getitem(p->rt, p->mapping, key);
    ouro_release(p->rt, key);
    if (!value) return false;
    ouro_xrelease(p->rt, p->entry);
    p->entry = value;
    p->single = true;
    p->used = false;
    return true;
}

static bool read_digits(percent *p, int64_t limit, int64_t *out, const char *too_big) {
    int64_t v = 0;
    for (; p->at < p->length && peek(p) >= '0' && peek(p) <= '9'; p->at++) {
        if (v > (limit - (int64_t)(peek(p) - '0')) / 10) return fail(p, OURO_ValueError, too_big);
        v = v * 10 + (int64_t)(peek(p) - '0');
    }
    *out = v;
    return true;
}

static ouro_borrowed star(percent *p) {
    p->at++;
    ouro_borrowed v = next_argument(p);
    if (v && !ouro_int_check(p->rt, v)) {
        fail(p, OURO_TypeError, "* wants int");
        return NULL;
    }
    return v;
}

// What stands between '%' and the end of the conversion.
static bool read_conversion(percent *p, conversion *c) {
    *c = (conversion){.precision = -1};
    if (p->at < p->length && peek(p) == '(' && !read_key(p)) return false;
    for (; p->at < p->length; p->at++) {
        unsigned flag = 0;
        switch (peek(p)) {
        case '-': flag = LEFT; break;
        case '+': flag = SIGN; break;
        case ' ': flag = BLANK; break;
        case '#': flag = ALT; break;
        case '0': flag = ZERO; break;
        case 'z': flag = p->bytes ? NO_NEGATIVE_ZERO : 0; break;
        default: break;
        }
        if (!flag) break;
        c->flags |= flag;
    }
    if (p->at < p->length && peek(p) == '*') {
        ouro_borrowed v = star(p);
        if (!v || !ouro_size_argument(p->rt, v, &c->width)) return false;
        if (c->width < 0) {
            c->flags |= LEFT;
            c->width = c->width == INT64_MIN ? INT64_MAX : -c->width;
        }
    } else if (!read_digits(p, INT64_MAX, &c->width, "width too big"))
        return false;
    if (p->at < p->length && peek(p) == '.') {
        p->at++;
        if (p->at < p->length && peek(p) == '*') {
            int precision;
            ouro_borrowed v = star(p);
            if (!v) return false;
            if (!ouro_int_argument(p->rt, v, &precision)) {
                if (ouro_error_is(p->rt, OURO_OverflowError))
                    fail(p, OURO_OverflowError, "Python int too large to convert to C int");
                return false;
            }
            c->precision = precision < 0 ? 0 : precision;
        } else if (!read_digits(p, INT32_MAX, &c->precision, p->bytes ? "prec too big" : "precision too big"))
            return false;
    }
    if (p->at < p->length) {
        uint32_t size = peek(p);
        if (size == 'h' || size == 'l' || size == 'L') p->at++;
    }
    if (p->at == p->length) return fail(p, OURO_ValueError, "incomplete format");
    c->kind = ouro_text_at(p->text, p->width, p->at++);
    return true;
}

// ---- writing

// Text padded to the width: fill, sign and "0x" of a number in the right order.
static bool put_padded(percent *p, const conversion *c, ouro_borrowed s, bool number) {
    ouro_builder *b = &p->out;
    size_t n = ouro_str_length(s), from = 0, prefix = 0;
    if (!number && c->precision >= 0 && (size_t)c->precision < n) n = (size_t)c->precision;
    uint32_t sign = 0;
    if (number) {
        uint32_t first = n ? ouro_str_at(s, 0) : 0;
        if (first == '-' || first == '+') {
            sign = first;
            from = 1;
        } else
            sign = c->flags & SIGN ? '+' : c->flags & BLANK ? ' ' : 0;
        if (c->flags & ALT && (c->kind == 'x' || c->kind == 'X' || c->kind == 'o')) prefix = 2;
    }
    size_t length = n - from + (sign != 0);
    size_t pad = c->width > 0 && (uint64_t)c->width > length ? (size_t)c->width - length : 0;
    if (pad > OURO_TEXT_MAX_LENGTH) {
        ouro_raise_memory(p->rt);
        return false;
    }
    bool zeros = number && c->flags & ZERO, left = c->flags & LEFT;
    if (pad && !left && !zeros) ouro_builder_fill(b, ' ', pad);
    if (sign) ouro_builder_char(b, sign);
    ouro_builder_slice(b, s, from, from + prefix);
    if (pad && !left && zeros) ouro_builder_fill(b, '0', pad);
    ouro_builder_slice(b, s, from + prefix, n);
    if (pad && left) ouro_builder_fill(b, ' ', pad);
    return !b->failed;
}
static bool put_owned(percent *p, const conversion *c, ouro_owned s, bool number) {
    if (!s) return false;
    bool ok = put_padded(p, c, s, number);
    ouro_release(p->rt, s);
    return ok;
}

// Digits of an int with at least `precision` of them, "0x" and sign in front.
static ouro_owned int_text(percent *p, const conversion *c, ouro_borrowed v) {
    ouro_rt *rt = p->rt;
    int base = c->kind == 'o' ? 8 : c->kind == 'x' || c->kind == 'X' ? 16 : 10;
    ouro_obj *s = ouro_int_to_str(rt, v, base, base != 10 && c->flags & ALT);
    if (!s) return NULL;
    const char *text = ouro_str_ascii(s);
    size_t n = ouro_str_length(s), head = (text[0] == '-') + (base != 10 && c->flags & ALT ? 2u : 0u);
    size_t zeros = c->precision > (int64_t)(n - head) ? (size_t)c->precision - (n - head) : 0;
    if (zeros == 0 && c->kind != 'X') return s;
    if (c->precision > INT32_MAX - 3) {
        ouro_release(rt, s);
        fail(p, OURO_OverflowError, "precision too large");
        return NULL;
    }
    ouro_obj *r = ouro_str_new_raw(rt, n + zeros, 0x7f);
    if (r) {
        char *out = ouro_str_buffer(r);
        memcpy(out, text, head);
        memset(out + head, '0', zeros);
        memcpy(out + head + zeros, text + head, n - head);
        for (size_t i = 0; c->kind == 'X' && i < n + zeros; i++) {
            if (out[i] >= 'a' && out[i] <= 'z') out[i] = (char)(out[i] - 32);
        }
    }
    ouro_release(rt, s);
    return r;
}

static bool put_int(percent *p, conversion *c, ouro_borrowed v) {
    ouro_rt *rt = p->rt;
    bool decimal = c->kind == 'd' || c->kind == 'i' || c->kind == 'u';
    ouro_obj *i = NULL;
    const ouro_type *type = ouro_type_of(rt, v);
    if (ouro_int_check(rt, v))
        i = ouro_ref(rt, v);
    else if (decimal ? type->slots.to_int || type->slots.index || type->slots.to_float : type->slots.index != NULL) {
        i = decimal ? ouro_to_int(rt, v) : ouro_index(rt, v);
        if (!i && !ouro_error_is(rt, OURO_TypeError)) return false;
    }
    if (!i) {
        int kind = p->bytes && c->kind == 'i' ? 'd' : (int)c->kind;
        ouro_raise(rt, OURO_TypeError, "%%%c format: %s is required, not %T", kind,
                   decimal ? "a real number" : "an integer", v);
        return false;
    }
    ouro_obj *s = int_text(p, c, i);
    ouro_release(rt, i);
    return put_owned(p, c, s, true);
}

// Is there more than zeros before the exponent?
static bool has_digits(const char *text, size_t n) {
    for (size_t i = 1; i < n && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] != '0' && text[i] != '.') return true;
    }
    return false;
}

static bool put_float(percent *p, const conversion *c, ouro_borrowed v) {
    ouro_rt *rt = p->rt;
    double x;
    if (!ouro_to_double(rt, v, &x)) {
        if (p->bytes && ouro_error_is(rt, OURO_TypeError))
            ouro_raise(rt, OURO_TypeError, "float argument required, not %T", v);
        return false;
    }
    char *text;
    size_t n;
    int precision = c->precision < 0 ? 6 : (int)c->precision;
    if (!ouro_double_format(rt, x, (char)c->kind, precision, false, c->flags & ALT, false, &text, &n)) return false;
    bool drop_sign = c->flags & NO_NEGATIVE_ZERO && text[0] == '-' && !has_digits(text, n);
    ouro_obj *s = ouro_str_from_ascii(rt, text + drop_sign, n - drop_sign);
    ouro_raw_free(rt, text);
    return put_owned(p, c, s, true);
}

static bool put_char(percent *p, const conversion *c, ouro_borrowed v) {
    ouro_rt *rt = p->rt;
    uint32_t ch = 0;
    uint32_t limit = p->bytes ? 0x100 : 0x110000;
    if (!p->bytes && ouro_str_check(rt, v) && ouro_str_length(v) == 1)
        ch = ouro_str_at(v, 0);
    else if (p->bytes && (ouro_bytes_check(rt, v) || ouro_bytearray_check(rt, v)) && ouro_span_of(rt, v).length == 1)
        ch = ouro_span_of(rt, v).data[0];
    else if (ouro_int_check(rt, v) || ouro_type_of(rt, v)->slots.index) {
        ouro_obj *i = ouro_index(rt, v);
        if (!i) return false;
        int overflow = 0;
        int64_t value = ouro_int_clip(i, &overflow);
        ouro_release(rt, i);
        if (overflow || value < 0 || value >= limit)
            return fail(p, OURO_OverflowError, p->bytes ? "%c arg not in range(256)" : "%c arg not in range(0x110000)");
        ch = (uint32_t)value;
    } else
        return fail(p, OURO_TypeError,
                    p->bytes ? "%c requires an integer in range(256) or a single byte" : "%c requires int or char");
    conversion plain = *c;
    plain.precision = -1;
    return put_owned(p, &plain, ouro_str_from_char(rt, ch), false);
}

// The bytes of v for %s and %b, as a Latin-1 str.
static ouro_owned bytes_text(percent *p, ouro_borrowed v) {
    ouro_rt *rt = p->rt;
    if (ouro_is(v, OURO_T_bytes) || ouro_is(v, OURO_T_bytearray))
        return ouro_str_from_latin1(rt, ouro_span_of(rt, v).data, ouro_span_of(rt, v).length);
    ouro_obj *method = ouro_special_lookup(rt, v, OURO_NAME(rt, __bytes__));
    if (method) {
        ouro_obj *b = ouro_call0(rt, method), *s = NULL;
        ouro_release(rt, method);
        if (b && !ouro_bytes_check(rt, b))
            ouro_raise(rt, OURO_TypeError, "__bytes__ returned non-bytes (type %T)", b);
        else if (b)
            s = ouro_str_from_latin1(rt, ouro_span_of(rt, b).data, ouro_span_of(rt, b).length);
        ouro_xrelease(rt, b);
        return s;
    }
    if (ouro_error_pending(rt)) return NULL;
    if (ouro_type_of(rt, v)->slots.get_buffer) {
        ouro_buffer view;
        if (ouro_get_buffer(rt, v, &view, OURO_BUFFER_READ) < 0) return NULL;
        ouro_obj *s = ouro_str_from_latin1(rt, view.data, view.length);
        ouro_release_buffer(rt, &view);
        return s;
    }
    ouro_raise(rt, OURO_TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'",
               v);
    return NULL;
}

// The commonest: %s of a str, %d of a word. False: not one of them.
static bool put_plain(percent *p, const conversion *c, ouro_borrowed v) {
    if (c->flags || c->width || c->precision >= 0) return false;
    if (c->kind == 's' && !p->bytes && ouro_is(v, OURO_T_str)) {
        ouro_builder_str(&p->out, v);
        return true;
    }
    if (c->kind != 'd' || !ouro_int_is_word(v)) return false;
    char digits[24], *first = digits + sizeof digits;
    int64_t value = ouro_int_word(v);
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        *--first = (char)('0' + left % 10);
    } while (left /= 10);
    if (value < 0) *--first = '-';
    ouro_builder_bytes(&p->out, first, (size_t)(digits + sizeof digits - first));
    return true;
}

static bool put(percent *p, conversion *c, ouro_borrowed v) {
    ouro_rt *rt = p->rt;
    if (put_plain(p, c, v)) return true;
    switch (c->kind) {
    case 'b':
        if (!p->bytes) break;
        return put_owned(p, c, bytes_text(p, v), false);
    case 's': return put_owned(p, c, p->bytes ? bytes_text(p, v) : ouro_str_of(rt, v), false);
    case 'r': return put_owned(p, c, p->bytes ? ouro_ascii(rt, v) : ouro_repr(rt, v), false);
    case 'a': return put_owned(p, c, ouro_ascii(rt, v), false);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return put_int(p, c, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return put_float(p, c, v);
    case 'c': return put_char(p, c, v);
    default: break;
    }
    ouro_raise(rt, OURO_ValueError, "unsupported format character '%c' (0x%x) at index %zu",
               c->kind > 31 && c->kind < 127 ? (int)c->kind : '?', c->kind, p->at - 1);
    return false;
}

static bool run(percent *p) {
    while (p->at < p->length) {
        int64_t found = ouro_text_index(p->text, p->width, p->at, p->length, '%');
        size_t end = found < 0 ? p->length : (size_t)found;
        ouro_builder_text(&p->out, (const char *)p->text + p->at * p->width, p->width, end - p->at);
        p->at = end;
        if (p->out.failed) return false;
        if (end == p->length) break;
        p->at++;
        if (p->at < p->length && peek(p) == '%') {
            ouro_builder_char(&p->out, '%');
            p->at++;
            continue;
        }
        conversion c;
        if (!read_conversion(p, &c)) return false;
        ouro_obj *v = (ouro_obj *)next_argument(p);
        if (!v) return false;
        // Kept while Python code may run: a key that comes later replaces `entry`, a tuple keeps its items.
        ouro_ref(p->rt, v);
        bool ok = put(p, &c, v);
        ouro_release(p->rt, v);
        if (!ok) return false;
    }
    bool left = p->single ? !p->used && !p->entry : p->next < ouro_tuple_length(p->args);
    if (left && !p->mapping) {
        ouro_raise(p->rt, OURO_TypeError, "not all arguments converted during %s formatting",
                   p->bytes ? "bytes" : "string");
        return false;
    }
    return !p->out.failed;
}

static bool start(percent *p, ouro_rt *rt, ouro_borrowed args, bool bytes) {
    p->rt = rt;
    p->bytes = bytes;
    p->args = args;
    p->single = !ouro_tuple_check(rt, args);
    bool text = ouro_str_check(rt, args) || (bytes && (ouro_bytes_check(rt, args) || ouro_bytearray_check(rt, args)));
    if (p->single && !text && ouro_type_of(rt, args)->slots.getitem) p->mapping = args;
    ouro_builder_init(&p->out, rt);
    bool ok = run(p);
    ouro_xrelease(rt, p->entry);
    if (!ok) ouro_builder_drop(&p->out);
    return ok;
}

ouro_owned ouro_str_percent(ouro_rt *rt, ouro_borrowed format, ouro_borrowed args) {
    percent p = {.text = ouro_str_text(format), .width = ouro_str_width(format), .length = ouro_str_length(format)};
    return start(&p, rt, args, false) ? ouro_builder_finish(&p.out) : NULL;
}

ouro_owned ouro_bytes_percent(ouro_rt *rt, ouro_borrowed format, ouro_borrowed args) {
    // A copy of a bytearray: formatting may run code that changes it.
    ouro_span s = ouro_span_of(rt, format);
    ouro_obj *kept = ouro_bytes_check(rt, format) ? ouro_ref(rt, format) : ouro_bytes_new(rt, s.data, s.length);
    if (!kept) return NULL;
    s = ouro_span_of(rt, kept);
    percent p = {.text = s.data, .width = 1, .length = s.length};
    ouro_obj *r = NULL;
    if (start(&p, rt, args, true)) {
        r = ouro_bytes_like(rt, format, p.out.length ? p.out.data : NULL, p.out.length);
        ouro_builder_drop(&p.out);
    }
    ouro_release(rt, kept);
    return r;
}
