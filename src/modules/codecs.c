// Module _codecs: the registry of text encodings and error handlers; the encodings themselves are in codecs_text.c.
#include "modules/codecs.h"

#include <string.h>

#include "modules/modules.h"
#include "vm/import.h"

#include "types/exception.h"
#include "types/int.h"

// The registry is in the namespace of the module: a list of search functions, what they found, and the handlers.
static ouro_borrowed part_peek(ouro_rt *rt, ouro_borrowed module, const char *name) {
    ouro_borrowed o = ouro_dict_peek_ascii(rt, ouro_module_dict_peek(module), name);
    if (!o && !ouro_error_pending(rt)) ouro_raise(rt, OURO_RuntimeError, "lost _codecs.%s", name);
    return o;
}

static bool text_argument(ouro_rt *rt, ouro_borrowed o, const char *function, const char *which) {
    if (ouro_str_check(rt, o)) return true;
    ouro_raise(rt, OURO_TypeError, "%s() argument %smust be str, not %T", function, which, o);
    return false;
}

// ---- encodings -------------------------------------------------------------------------------------------------------

METHOD(register_search) {
    if (!ouro_callable(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "argument must be callable");
        return NULL;
    }
    ouro_borrowed path = part_peek(rt, self, "_path");
    return path && ouro_list_append(rt, path, args[0]) == 0 ? ouro_none(rt) : NULL;
}

METHOD(unregister_search) {
    ouro_borrowed path = part_peek(rt, self, "_path"), cache = part_peek(rt, self, "_cache");
    if (!path || !cache) return NULL;
    for (size_t i = 0; i < ouro_list_length(path); i++)
        if (ouro_list_peek(path, i) == args[0]) {
            ouro_obj *index = ouro_int_from_i64(rt, (int64_t)i);
            int r = index ? ouro_setitem(rt, path, index, NULL) : -1;
            ouro_xrelease(rt, index);
            if (r < 0) return NULL;
            ouro_dict_clear(rt, cache);
            break;
        }
    return ouro_none(rt);
}

// Lower case, everything but letters, digits and dots as single underscores.
static ouro_owned normal_name(ouro_rt *rt, ouro_borrowed name) {
    ouro_builder b;
    ouro_builder_init(&b, rt);
    bool gap = false, any = false;
    for (size_t i = 0; i < ouro_str_length(name); i++) {
        uint32_t c = ouro_str_at(name, i);
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.') {
            if (gap && any) ouro_builder_char(&b, '_');
            ouro_builder_char(&b, upper ? c + 32 : c);
            gap = false;
            any = true;
        } else {
            gap = true;
        }
    }
    return ouro_builder_finish(&b);
}

// The codec of that name: a tuple of four functions.
static ouro_owned find(ouro_rt *rt, ouro_borrowed module, ouro_borrowed name) {
    ouro_borrowed path = part_peek(rt, module, "_path"), cache = part_peek(rt, module, "_cache");
    if (!path || !cache) return NULL;
    if (ouro_list_length(path) == 0) { // the package registers its search function
        ouro_obj *m = ouro_import_module(rt, "encodings");
        if (!m) return NULL;
        ouro_release(rt, m);
    }
    ouro_obj *normal = normal_name(rt, name), *codec = NULL;
    if (!normal) return NULL;
    codec = ouro_dict_get(rt, cache, normal);
    for (size_t i = 0; !codec && !ouro_error_pending(rt) && i < ouro_list_length(path); i++) {
        ouro_obj *search = ouro_ref(rt, ouro_list_peek(path, i));
        codec = ouro_call1(rt, search, normal);
        ouro_release(rt, search);
        if (codec == rt->none) {
            ouro_release(rt, codec);
            codec = NULL;
        } else if (codec && (!ouro_tuple_check(rt, codec) || ouro_tuple_length(codec) != 4)) {
            ouro_raise(rt, OURO_TypeError, "codec search functions must return 4-tuples");
            ouro_release(rt, codec);
            codec = NULL;
        } else if (codec && ouro_dict_set(rt, cache, normal, codec) < 0) {
            ouro_release(rt, codec);
            codec = NULL;
        }
    }
    ouro_release(rt, normal);
    if (!codec && !ouro_error_pending(rt)) ouro_raise(rt, OURO_LookupError, "unknown encoding: %S", name);
    return codec;
}

METHOD(lookup) { return text_argument(rt, args[0], "lookup", "") ? find(rt, self, args[0]) : NULL; }

// Calls function `which` of a codec: 0 encodes, 1 decodes.
static ouro_owned convert(ouro_rt *rt, ouro_borrowed self, const char *function, size_t which, ouro_obj *const *args,
                          size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"obj", "encoding", "errors"};
    ouro_obj *a[3];
    if (ouro_args(rt, function, args, nargs, kwnames, names, 3, 1, 3, a) < 0) return NULL;
    if ((a[1] && !text_argument(rt, a[1], function, "'encoding' ")) ||
        (a[2] && !text_argument(rt, a[2], function, "'errors' ")))
        return NULL;
    ouro_obj *name = a[1] ? ouro_ref(rt, a[1]) : ouro_str_interned_cstring(rt, "utf-8");
    ouro_obj *codec = name ? find(rt, self, name) : NULL, *pair = NULL, *result = NULL;
    if (codec) {
        ouro_borrowed f = ouro_tuple_peek(codec, which);
        pair = a[2] ? ouro_call2(rt, f, a[0], a[2]) : ouro_call1(rt, f, a[0]);
    }
    if (pair && ouro_tuple_check(rt, pair) && ouro_tuple_length(pair) == 2)
        result = ouro_ref(rt, ouro_tuple_peek(pair, 0));
    else if (pair)
        ouro_raise(rt, OURO_TypeError, "%s must return a tuple (object, integer)", which ? "decoder" : "encoder");
    ouro_xrelease(rt, pair);
    ouro_xrelease(rt, codec);
    ouro_xrelease(rt, name);
    return result;
}
METHOD(encode) { return convert(rt, self, "encode", 0, args, nargs, kwnames); }
METHOD(decode) { return convert(rt, self, "decode", 1, args, nargs, kwnames); }

// ---- error handlers ----------------------------------------------------------------------------------------------------

METHOD(register_error) {
    if (!text_argument(rt, args[0], "register_error", "1 ")) return NULL;
    if (!ouro_callable(rt, args[1])) {
        ouro_raise(rt, OURO_TypeError, "handler must be callable");
        return NULL;
    }
    ouro_borrowed handlers = part_peek(rt, self, "_handlers");
    return handlers && ouro_dict_set(rt, handlers, args[0], args[1]) == 0 ? ouro_none(rt) : NULL;
}

METHOD(lookup_error) {
    if (!text_argument(rt, args[0], "lookup_error", "")) return NULL;
    ouro_borrowed handlers = part_peek(rt, self, "_handlers");
    ouro_obj *handler = handlers ? ouro_dict_get(rt, handlers, args[0]) : NULL;
    if (!handler && !ouro_error_pending(rt)) ouro_raise(rt, OURO_LookupError, "unknown error handler name '%S'", args[0]);
    return handler;
}

// What a handler is told: fields of a UnicodeError.
typedef struct problem {
    uint32_t kind; // OURO_UnicodeEncodeError ...
    ouro_borrowed object;
    int64_t start, end;
} problem;

// Fills in *p when e is one of the `kinds` (encode 1, decode 2, translate 4).
static bool problem_of(ouro_rt *rt, ouro_borrowed e, unsigned kinds, problem *p) {
    static const uint32_t all[] = {OURO_UnicodeEncodeError, OURO_UnicodeDecodeError, OURO_UnicodeTranslateError};
    for (size_t i = 0; i < 3; i++) {
        if (!(kinds & 1u << i) || !ouro_is_a(rt, e, all[i])) continue;
        *p = (problem){.kind = all[i], .object = ouro_exception_field_peek(e, 1)};
        int64_t length = p->object ? ouro_length(rt, p->object) : 0;
        if (length < 0 || !ouro_exception_field_peek(e, 2) || !ouro_exception_field_peek(e, 3)) break;
        if (!ouro_index_i64(rt, ouro_exception_field_peek(e, 2), 0, &p->start) ||
            !ouro_index_i64(rt, ouro_exception_field_peek(e, 3), 0, &p->end))
            return false;
        p->start = p->start < 0 ? 0 : p->start > length ? length : p->start;
        p->end = p->end < p->start ? p->start : p->end > length ? length : p->end;
        return true;
    }
    if (!ouro_error_pending(rt))
        ouro_raise(rt, OURO_TypeError, "don't know how to handle %T in error callback", e);
    return false;
}

// (text, end). Steals the text.
static ouro_owned answer(ouro_rt *rt, ouro_owned text, int64_t end) {
    ouro_obj *n = text ? ouro_int_from_i64(rt, end) : NULL, *pair = n ? ouro_tuple_pack(rt, 2, text, n) : NULL;
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, n);
    return pair;
}

METHOD(strict_errors) {
    if (ouro_is_a(rt, args[0], OURO_BaseException))
        ouro_raise_object(rt, args[0], NULL);
    else
        ouro_raise(rt, OURO_TypeError, "codec must pass exception instance");
    return NULL;
}
METHOD(ignore_errors) {
    problem p;
    return problem_of(rt, args[0], 7, &p) ? answer(rt, ouro_ref(rt, rt->empty_str), p.end) : NULL;
}
METHOD(replace_errors) {
    problem p;
    if (!problem_of(rt, args[0], 7, &p)) return NULL;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    if (p.kind == OURO_UnicodeDecodeError)
        ouro_builder_char(&b, 0xfffd);
    else
        ouro_builder_fill(&b, p.kind == OURO_UnicodeEncodeError ? '?' : 0xfffd, (size_t)(p.end - p.start));
    return answer(rt, ouro_builder_finish(&b), p.end);
}

static void add_number(ouro_builder *b, const char *prefix, uint32_t c, int digits) {
    static const char hex[] = "0123456789abcdef";
    ouro_builder_ascii(b, prefix);
    for (int i = digits - 1; i >= 0; i--) ouro_builder_char(b, (uint32_t)hex[c >> 4 * i & 15]);
}
METHOD(backslashreplace_errors) {
    problem p;
    if (!problem_of(rt, args[0], 7, &p)) return NULL;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (int64_t i = p.start; i < p.end; i++) {
        if (p.kind == OURO_UnicodeDecodeError) {
            if (ouro_bytes_check(rt, p.object)) add_number(&b, "\\x", ((const ouro_bytes *)p.object)->data[i], 2);
            continue;
        }
        uint32_t c = ouro_str_at(p.object, (size_t)i);
        add_number(&b, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U", c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
    }
    return answer(rt, ouro_builder_finish(&b), p.end);
}
METHOD(xmlcharrefreplace_errors) {
    problem p;
    if (!problem_of(rt, args[0], 1, &p)) return NULL;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (int64_t i = p.start; i < p.end; i++) {
        char text[16];
        size_t n = sizeof text;
        uint32_t c = ouro_str_at(p.object, (size_t)i);
        for (text[--n] = 0; c || n == sizeof text - 1; c /= 10) text[--n] = (char)('0' + c % 10);
        ouro_builder_ascii(&b, "&#");
        ouro_builder_ascii(&b, text + n);
        ouro_builder_char(&b, ';');
    }
    return answer(rt, ouro_builder_finish(&b), p.end);
}
METHOD(surrogateescape_errors) {
    problem p;
    if (!problem_of(rt, args[0], 3, &p)) return NULL;
    if (p.kind == OURO_UnicodeDecodeError && ouro_bytes_check(rt, p.object)) {
        const uint8_t *data = ((const ouro_bytes *)p.object)->data;
        ouro_builder b;
        ouro_builder_init(&b, rt);
        int64_t i = p.start;
        for (; i < p.end && i < p.start + 4 && data[i] >= 0x80; i++) ouro_builder_char(&b, 0xdc00 + data[i]);
        ouro_obj *text = ouro_builder_finish(&b);
        if (i > p.start) return answer(rt, text, i);
        ouro_xrelease(rt, text);
    } else if (p.kind == OURO_UnicodeEncodeError) {
        ouro_obj *bytes = ouro_bytes_new(rt, NULL, (size_t)(p.end - p.start));
        int64_t i = p.start;
        for (; bytes && i < p.end; i++) {
            uint32_t c = ouro_str_at(p.object, (size_t)i);
            if (c < 0xdc80 || c > 0xdcff) break;
            ((ouro_bytes *)bytes)->data[i - p.start] = (uint8_t)(c - 0xdc00);
        }
        if (!bytes || i == p.end) return answer(rt, bytes, p.end);
        ouro_release(rt, bytes);
    }
    return strict_errors(rt, self, args, nargs, kwnames);
}

static const ouro_method_def handlers[] = {
    {"strict_errors", strict_errors, 1, 1, 0, "Raises the error."},
    {"ignore_errors", ignore_errors, 1, 1, 0, "Leaves out what cannot be converted."},
    {"replace_errors", replace_errors, 1, 1, 0, "Puts a question mark or U+FFFD in its place."},
    {"xmlcharrefreplace_errors", xmlcharrefreplace_errors, 1, 1, 0, "Puts references like &#233; in its place."},
    {"backslashreplace_errors", backslashreplace_errors, 1, 1, 0, "Puts escapes like \\xe9 in its place."},
    {"namereplace_errors", strict_errors, 1, 1, 0, "Puts names like \\N{...} in its place; here it raises the error."},
    {"surrogateescape", surrogateescape_errors, 1, 1, 0, "Bytes become lone surrogates, and back."},
    {"surrogatepass", strict_errors, 1, 1, 0, "Lets surrogates pass; the encodings do it themselves."},
    {0},
};

// The names they are known by.
static ouro_owned handler_table(ouro_rt *rt) {
    static const char *const names[] = {"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace",
                                        "namereplace", "surrogateescape", "surrogatepass"};
    ouro_obj *dict = ouro_dict_new(rt);
    for (size_t i = 0; dict && i < sizeof names / sizeof *names; i++) {
        ouro_obj *f = ouro_builtin_function_new(rt, &handlers[i], NULL, NULL);
        int r = f ? ouro_dict_set_ascii(rt, dict, names[i], f) : -1;
        ouro_xrelease(rt, f);
        if (r < 0) {
            ouro_release(rt, dict);
            return NULL;
        }
    }
    return dict;
}

static const ouro_method_def functions[] = {
    {"register", register_search, 1, 1, 0, "register($module, search_function, /)\n--\n\nAdds a search function."},
    {"unregister", unregister_search, 1, 1, 0, "unregister($module, search_function, /)\n--\n\nRemoves one."},
    {"lookup", lookup, 1, 1, 0, "lookup($module, encoding, /)\n--\n\nThe codec of an encoding."},
    {"encode", encode, 0, 0, OURO_M_KEYWORDS,
     "encode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nEncodes with the codec."},
    {"decode", decode, 0, 0, OURO_M_KEYWORDS,
     "decode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nDecodes with the codec."},
    {"register_error", register_error, 2, 2, 0,
     "register_error($module, errors, handler, /)\n--\n\nNames an error handler."},
    {"lookup_error", lookup_error, 1, 1, 0, "lookup_error($module, name, /)\n--\n\nThe error handler of that name."},
    {0},
};

ouro_owned ouro_module__codecs(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_codecs", "The registry of codecs.", functions);
    if (!m) return NULL;
    int r = ouro_module_add_functions(rt, m, ouro_codecs_text_functions);
    if (r == 0) r = ouro_module_add(rt, m, "_path", ouro_list_new(rt, 0));
    if (r == 0) r = ouro_module_add(rt, m, "_cache", ouro_dict_new(rt));
    if (r == 0) r = ouro_module_add(rt, m, "_handlers", handler_table(rt));
    return ouro_native_module_done(rt, m, r);
}
