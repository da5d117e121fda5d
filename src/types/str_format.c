// str.format and str.format_map (PEP 3101).
#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/format.h"
#include "types/int.h"
#include "types/text.h"
#include "types/unicode.h"

enum numbering { UNDECIDED, AUTOMATIC, MANUAL };

typedef struct {
    ouro_rt *rt;
    ouro_borrowed text;
    ouro_obj *const *args; // positional, then those of kwnames
    size_t nargs;
    ouro_borrowed kwnames; // tuple or NULL
    ouro_borrowed mapping; // of format_map, or NULL
    enum numbering numbering;
    size_t next; // number of the next automatic field
} formatter;

// One replacement field: bounds in the text.
typedef struct {
    size_t name_from, name_to;
    size_t spec_from, spec_to;
    uint32_t conversion; // 0: none
    bool nested;         // the specifier has fields of its own
} field;

OURO_INLINE uint32_t at(const formatter *f, size_t i) {
    return ouro_str_at(f->text, i);
}

static bool fail(formatter *f, const char *message) {
    ouro_raise(f->rt, OURO_ValueError, "%s", message);
    return false;
}

// A decimal number that is all of [from, to): its value; -1 it is none, -2 ValueError.
static int64_t number_in(formatter *f, size_t from, size_t to) {
    int64_t value = 0;
    if (from == to) return -1;
    for (; from < to; from++) {
        int digit = ouro_char_decimal(at(f, from));
        if (digit < 0) return -1;
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit, &value)) {
            fail(f, "Too many decimal digits in format string");
            return -2;
        }
    }
    return value;
}

// ---- the value of a field

static ouro_owned positional(formatter *f, bool automatic, int64_t index) {
    if (f->numbering == UNDECIDED) f->numbering = automatic ? AUTOMATIC : MANUAL;
    if (f->numbering != (automatic ? AUTOMATIC : MANUAL)) {
        fail(f, automatic ? "cannot switch from manual field specification to automatic field numbering"
                          : "cannot switch from automatic field numbering to manual field specification");
        return NULL;
    }
    if (automatic) index = (int64_t)f->next++;
    if (f->mapping) {
        fail(f, "Format string contains positional fields");
        return NULL;
    }
    if ((uint64_t)index < f->nargs) return ouro_ref(f->rt, f->args[index]);
    ouro_raise(f->rt, OURO_IndexError, "Replacement index %lld out of range for positional args tuple",
               (long long)index);
    return NULL;
}

static ouro_owned named(formatter *f, size_t from, size_t to) {
    ouro_rt *rt = f->rt;
    ouro_obj *key = ouro_str_slice(rt, f->text, from, to), *value = NULL;
    if (!key) return NULL;
    if (f->mapping)
        value = ouro_getitem(rt, f->mapping, key);
    else {
        size_t n = f->kwnames ? ouro_tuple_length(f->kwnames) : 0;
        for (size_t i = 0; i < n && !value; i++) {
            if (ouro_str_equal(ouro_tuple_peek(f->kwnames, i), key)) value = ouro_ref(rt, f->args[f->nargs + i]);
        }
        if (!value) ouro_raise_kind_object(rt, OURO_KeyError, key);
    }
    ouro_release(rt, key);
    return value;
}

// Steals value; returns value.NAME or value[KEY] for the step that begins at *i, which moves behind it.
static ouro_owned step(formatter *f, ouro_owned value, size_t *i, size_t to) {
    ouro_rt *rt = f->rt;
    ouro_obj *key = NULL, *result = NULL;
    bool item = at(f, *i) == '[';
    if (!item && at(f, *i) != '.') {
        fail(f, "Only '.' or '[' may follow ']' in format field specifier");
        goto done;
    }
    size_t from = ++*i;
    if (item)
        while (*i < to && at(f, *i) != ']') ++*i;
    else
        while (*i < to && at(f, *i) != '.' && at(f, *i) != '[') ++*i;
    size_t end = *i;
    if (item && end == to) {
        fail(f, "Missing ']' in format string");
        goto done;
    }
    if (item) ++*i;
    if (end == from) {
        fail(f, "Empty attribute in format string");
        goto done;
    }
    int64_t index = item ? number_in(f, from, end) : -1;
    if (index == -2) goto done;
    key = index >= 0 ? ouro_int_from_i64(rt, index) : ouro_str_slice(rt, f->text, from, end);
    if (key) result = item ? ouro_getitem(rt, value, key) : ouro_getattr(rt, value, key);
done:
    ouro_xrelease(rt, key);
    ouro_release(rt, value);
    return result;
}

static ouro_owned value_of(formatter *f, const field *d) {
    size_t end = d->name_from;
    while (end < d->name_to && at(f, end) != '.' && at(f, end) != '[') end++;
    int64_t index = number_in(f, d->name_from, end);
    if (index == -2) return NULL;
    bool empty = end == d->name_from;
    ouro_obj *value = empty || index >= 0 ? positional(f, empty, index) : named(f, d->name_from, end);
    while (value && end < d->name_to) value = step(f, value, &end, d->name_to);
    return value;
}

static ouro_owned converted(formatter *f, uint32_t conversion, ouro_owned value) {
    ouro_obj *r = NULL;
    switch (conversion) {
    case 'r': r = ouro_repr(f->rt, value); break;
    case 's': r = ouro_str_of(f->rt, value); break;
    case 'a': r = ouro_ascii(f->rt, value); break;
    default:
        if (conversion > 32 && conversion < 127)
            ouro_raise(f->rt, OURO_ValueError, "Unknown conversion specifier %c", (int)conversion);
        else
            ouro_raise(f->rt, OURO_ValueError, "Unknown conversion specifier \\x%x", conversion);
    }
    ouro_release(f->rt, value);
    return r;
}

// ---- the text around

// Reads a field whose '{' ends before *i; *i moves behind its '}'.
static bool read_field(formatter *f, size_t *i, size_t to, field *d) {
    *d = (field){.name_from = *i};
    uint32_t c = 0;
    for (bool open = true; open && *i < to;) {
        c = at(f, (*i)++);
        if (c == '{') return fail(f, "unexpected '{' in field name");
        if (c == '[')
            while (*i < to && at(f, *i) != ']') ++*i;
        open = c != '}' && c != ':' && c != '!';
    }
    if (c != '}' && c != ':' && c != '!') return fail(f, "expected '}' before end of string");
    d->name_to = *i - 1;
    if (c == '}') return true;
    if (c == '!') {
        if (*i >= to) return fail(f, "end of string while looking for conversion specifier");
        d->conversion = at(f, (*i)++);
        if (*i < to) {
            c = at(f, (*i)++);
            if (c == '}') return true;
            if (c != ':') return fail(f, "expected ':' after conversion specifier");
        }
    }
    d->spec_from = *i;
    for (size_t depth = 1; *i < to;) {
        c = at(f, (*i)++);
        if (c == '{') {
            d->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            d->spec_to = *i - 1;
            return true;
        }
    }
    return fail(f, "unmatched '{' in format spec");
}

static bool build(formatter *f, ouro_builder *b, size_t from, size_t to, int depth);

static bool put_field(formatter *f, ouro_builder *b, const field *d, int depth) {
    ouro_rt *rt = f->rt;
    ouro_obj *value = value_of(f, d), *spec = NULL, *text = NULL;
    if (value && d->conversion) value = converted(f, d->conversion, value);
    if (!value) return false;
    if (d->nested) {
        ouro_builder inner;
        ouro_builder_init(&inner, rt);
        if (build(f, &inner, d->spec_from, d->spec_to, depth - 1))
            spec = ouro_builder_finish(&inner);
        else
            ouro_builder_drop(&inner);
    } else
        spec = ouro_str_slice(rt, f->text, d->spec_from, d->spec_to);
    if (spec) text = ouro_format(rt, value, spec);
    if (text) ouro_builder_str(b, text);
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, spec);
    ouro_release(rt, value);
    return text != NULL;
}

static bool build(formatter *f, ouro_builder *b, size_t from, size_t to, int depth) {
    if (depth <= 0) return fail(f, "Max string recursion exceeded");
    for (size_t i = from; i < to;) {
        size_t literal = i;
        while (i < to && at(f, i) != '{' && at(f, i) != '}') i++;
        ouro_builder_slice(b, f->text, literal, i);
        if (b->failed) return false;
        if (i == to) break;
        uint32_t c = at(f, i++);
        if (i < to && at(f, i) == c) { // doubled: itself
            ouro_builder_char(b, c);
            i++;
            continue;
        }
        if (c == '}') return fail(f, "Single '}' encountered in format string");
        if (i == to) return fail(f, "Single '{' encountered in format string");
        field d;
        if (!read_field(f, &i, to, &d) || !put_field(f, b, &d, depth)) return false;
    }
    return true;
}

ouro_owned ouro_str_format_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames, ouro_borrowed mapping) {
    formatter f = {.rt = rt, .text = self, .args = args, .nargs = nargs, .kwnames = kwnames, .mapping = mapping};
    ouro_builder b;
    ouro_builder_init(&b, rt);
    if (build(&f, &b, 0, ouro_str_length(self), 2)) return ouro_builder_finish(&b);
    ouro_builder_drop(&b);
    return NULL;
}
