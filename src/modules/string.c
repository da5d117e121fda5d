// Module _string: what string.Formatter needs, replacement fields of str.format (PEP 3101) taken apart.
#include "modules/modules.h"
#include "modules/native.h"

#include "types/int.h"

typedef struct reader {
    ouro_rt *rt;
    ouro_borrowed text;
    size_t at, end;
} reader;

static bool fail(const reader *r, const char *message) {
    ouro_raise(r->rt, OURO_ValueError, "%s", message);
    return false;
}
static uint32_t take(reader *r) { return ouro_str_at(r->text, r->at++); }

// One piece of a format: text, then perhaps a field.
typedef struct piece {
    size_t literal_end, name_from, name_to, spec_from, spec_to;
    bool field;
    uint32_t conversion; // 0: none
} piece;

// What stands between a '{' and its '}'.
static bool read_field(reader *r, piece *p) {
    uint32_t c = 0;
    bool in_brackets = false;
    p->field = true;
    p->name_from = r->at;
    for (bool more = true; more && r->at < r->end;) {
        c = take(r);
        if (c == '{' && !in_brackets) return fail(r, "unexpected '{' in field name");
        if (c == '[') in_brackets = true;
        if (c == ']') in_brackets = false;
        more = in_brackets || (c != '}' && c != ':' && c != '!');
    }
    p->name_to = r->at - (c == '}' || c == ':' || c == '!');
    p->spec_from = p->spec_to = r->at;
    if (c == '}') return true;
    if (c != '!' && c != ':') return fail(r, "expected '}' before end of string");
    if (c == '!') {
        if (r->at >= r->end) return fail(r, "end of string while looking for conversion specifier");
        p->conversion = take(r);
        if (r->at < r->end) {
            c = take(r);
            if (c == '}') return true;
            if (c != ':') return fail(r, "expected ':' after conversion specifier");
        }
    }
    p->spec_from = r->at;
    for (size_t depth = 1; r->at < r->end;) {
        c = take(r);
        if (c == '{') depth++;
        if (c == '}' && --depth == 0) {
            p->spec_to = r->at - 1;
            return true;
        }
    }
    return fail(r, "unmatched '{' in format spec");
}

static bool read_piece(reader *r, piece *p) {
    uint32_t c = 0;
    *p = (piece){0};
    while (r->at < r->end) {
        c = take(r);
        if (c == '{' || c == '}') break;
    }
    p->literal_end = r->at;
    if (c != '{' && c != '}') return true;
    bool last = r->at >= r->end, doubled = !last && ouro_str_at(r->text, r->at) == c;
    if (doubled) { // stands for itself
        r->at++;
        return true;
    }
    if (c == '}') return fail(r, "Single '}' encountered in format string");
    if (last) return fail(r, "Single '{' encountered in format string");
    p->literal_end--;
    return read_field(r, p);
}

// (text, name, spec, conversion); the last three None without a field.
static ouro_owned piece_tuple(const reader *r, size_t from, const piece *p) {
    ouro_rt *rt = r->rt;
    ouro_obj *v[4] = {ouro_str_slice(rt, r->text, from, p->literal_end)};
    v[1] = p->field ? ouro_str_slice(rt, r->text, p->name_from, p->name_to) : ouro_none(rt);
    v[2] = p->field ? ouro_str_slice(rt, r->text, p->spec_from, p->spec_to) : ouro_none(rt);
    v[3] = p->field && p->conversion ? ouro_str_from_char(rt, p->conversion) : ouro_none(rt);
    ouro_obj *tuple = v[0] && v[1] && v[2] && v[3] ? ouro_tuple_from(rt, v, 4) : NULL;
    for (size_t i = 0; i < 4; i++) ouro_xrelease(rt, v[i]);
    return tuple;
}

static bool str_argument(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_str_check(rt, o)) return true;
    ouro_raise(rt, OURO_TypeError, "expected str, got %T", o);
    return false;
}

static ouro_owned finished(ouro_rt *rt, ouro_owned list, bool ok) {
    ouro_obj *it = list && ok ? ouro_iter(rt, list) : NULL;
    ouro_xrelease(rt, list);
    return it;
}

METHOD(formatter_parser) {
    if (!str_argument(rt, args[0])) return NULL;
    reader r = {rt, args[0], 0, ouro_str_length(args[0])};
    ouro_obj *list = ouro_list_new(rt, 0);
    bool ok = list != NULL;
    while (ok && r.at < r.end) {
        piece p;
        size_t from = r.at;
        ouro_obj *t = read_piece(&r, &p) ? piece_tuple(&r, from, &p) : NULL;
        ok = t && ouro_list_append_steal(rt, list, t) == 0;
    }
    return finished(rt, list, ok);
}

// ---- names of fields -------------------------------------------------------------------------------------------------

// An index is an int when it is all digits, else a str.
static ouro_owned index_or_name(const reader *r, size_t from, size_t to) {
    int64_t n = 0;
    bool digits = to > from;
    for (size_t i = from; digits && i < to; i++) {
        uint32_t c = ouro_str_at(r->text, i);
        digits = c >= '0' && c <= '9';
        if (digits && (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, (int64_t)c - '0', &n))) {
            (void)fail(r, "Too many decimal digits in format string");
            return NULL;
        }
    }
    return digits ? ouro_int_from_i64(r->rt, n) : ouro_str_slice(r->rt, r->text, from, to);
}

// ".name" or "[index]": (is it an attribute, name or index).
static ouro_owned read_step(reader *r) {
    uint32_t kind = take(r);
    size_t from = r->at, to;
    if (kind == '.') {
        while (r->at < r->end && ouro_str_at(r->text, r->at) != '.' && ouro_str_at(r->text, r->at) != '[') r->at++;
        to = r->at;
    } else if (kind == '[') {
        while (r->at < r->end && ouro_str_at(r->text, r->at) != ']') r->at++;
        to = r->at;
        if (r->at == r->end) {
            (void)fail(r, "Missing ']' in format string");
            return NULL;
        }
        r->at++;
    } else {
        (void)fail(r, "Only '.' or '[' may follow ']' in format field specifier");
        return NULL;
    }
    if (to == from) {
        (void)fail(r, "Empty attribute in format string");
        return NULL;
    }
    ouro_obj *what = kind == '.' ? ouro_str_slice(r->rt, r->text, from, to) : index_or_name(r, from, to);
    ouro_obj *step = what ? ouro_tuple_pack(r->rt, 2, ouro_bool_peek(r->rt, kind == '.'), what) : NULL;
    ouro_xrelease(r->rt, what);
    return step;
}

METHOD(formatter_field_name_split) {
    if (!str_argument(rt, args[0])) return NULL;
    reader r = {rt, args[0], 0, ouro_str_length(args[0])};
    while (r.at < r.end && ouro_str_at(r.text, r.at) != '.' && ouro_str_at(r.text, r.at) != '[') r.at++;
    ouro_obj *first = index_or_name(&r, 0, r.at), *list = first ? ouro_list_new(rt, 0) : NULL, *pair = NULL;
    bool ok = list != NULL;
    while (ok && r.at < r.end) {
        ouro_obj *step = read_step(&r);
        ok = step && ouro_list_append_steal(rt, list, step) == 0;
    }
    ouro_obj *rest = finished(rt, list, ok);
    if (rest) pair = ouro_tuple_pack(rt, 2, first, rest);
    ouro_xrelease(rt, rest);
    ouro_xrelease(rt, first);
    return pair;
}

static const ouro_method_def functions[] = {
    {"formatter_parser", formatter_parser, 1, 1, 0, "The pieces of a format, each (text, name, spec, conversion)."},
    {"formatter_field_name_split", formatter_field_name_split, 1, 1, 0,
     "The first part of the name of a field, and an iterator of (is it an attribute, name or index)."},
    {0},
};

ouro_owned ouro_module__string(ouro_rt *rt) {
    return ouro_native_module_new(rt, "_string", "What string.Formatter needs.", functions);
}
