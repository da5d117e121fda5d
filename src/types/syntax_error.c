// SyntaxError and the Unicode errors: exceptions that point into a text.
#include <string.h>

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/exception_specs.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"

// ---- SyntaxError ---------------------------------------------------------------------------------------------------

enum { MSG, FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET, PRINT_FILE_AND_LINE, SYNTAX_FIELDS };

static int syntax_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_exc_init(rt, self, args, nargs, kwnames) < 0)
        return -1;
    if (nargs)
        ouro_exc_set(rt, self, MSG, args[0]);
    if (nargs != 2)
        return 0;
    ouro_obj *info = ouro_tuple_of(rt, args[1]);
    if (!info)
        return -1;
    size_t n = ouro_tuple_length(info);
    if (n < 4 || n > 6) {
        ouro_raise(rt, OURO_TypeError, "function takes %s %zu arguments (%zu given)", n < 4 ? "at least" : "at most",
                   n < 4 ? (size_t)4 : (size_t)6, n);
    } else if (n == 5) {
        ouro_raise(rt, OURO_TypeError, "end_offset must be provided when end_lineno is provided");
    } else {
        for (size_t i = 0; i < 6; i++)
            ouro_exc_set(rt, self, FILENAME + i, i < n ? ouro_tuple_peek(info, i) : NULL);
    }
    ouro_release(rt, info);
    return ouro_error_pending(rt) ? -1 : 0;
}

// The last part of a path.
static ouro_owned basename_of(ouro_rt *rt, ouro_borrowed path) {
    size_t n = ouro_str_length(path), from = n;
    while (from > 0 && ouro_str_at(path, from - 1) != '/')
        from--;
    return ouro_str_slice(rt, path, from, n);
}

static ouro_owned syntax_str(ouro_rt *rt, ouro_borrowed self) {
    const ouro_exception *e = ouro_exc(self);
    ouro_borrowed msg = e->fields[MSG] ? e->fields[MSG] : rt->none;
    bool file = e->fields[FILENAME] && ouro_str_check(rt, e->fields[FILENAME]);
    bool line = e->fields[LINENO] && ouro_is(e->fields[LINENO], OURO_T_int);
    ouro_obj *name = file ? basename_of(rt, e->fields[FILENAME]) : NULL, *text;
    if (file && !name)
        return NULL;
    if (file && line)
        text = ouro_str_formatted(rt, "%S (%S, line %S)", msg, name, e->fields[LINENO]);
    else if (file)
        text = ouro_str_formatted(rt, "%S (%S)", msg, name);
    else if (line)
        text = ouro_str_formatted(rt, "%S (line %S)", msg, e->fields[LINENO]);
    else
        text = ouro_str_of(rt, msg);
    ouro_xrelease(rt, name);
    return text;
}

static const ouro_member_def syntax_members[] = {
    OURO_EXC_MEMBER("msg", MSG),           OURO_EXC_MEMBER("filename", FILENAME),
    OURO_EXC_MEMBER("lineno", LINENO),     OURO_EXC_MEMBER("offset", OFFSET),
    OURO_EXC_MEMBER("text", TEXT),         OURO_EXC_MEMBER("end_lineno", END_LINENO),
    OURO_EXC_MEMBER("end_offset", END_OFFSET), OURO_EXC_MEMBER("print_file_and_line", PRINT_FILE_AND_LINE), {0}};
const ouro_type_spec ouro_spec_SyntaxError = {
    .number = OURO_SyntaxError,
    .base = OURO_Exception,
    .flags = OURO_EXC_FLAGS,
    .size = OURO_EXC_SIZE(SYNTAX_FIELDS),
    .name = "SyntaxError",
    .doc = "The source text is not Python.",
    .members = syntax_members,
    .slots = {.create = ouro_exc_create, .init = syntax_init, .str = syntax_str},
};

// ---- UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError -------------------------------------------------

enum { ENCODING, OBJECT, START, END, REASON, UNICODE_FIELDS };

static bool want(ouro_rt *rt, ouro_borrowed value, size_t position, uint32_t number, const char *name) {
    if (ouro_is_a(rt, value, number))
        return true;
    if (number == OURO_T_int)
        ouro_raise(rt, OURO_TypeError, "'%T' object cannot be interpreted as an integer", value);
    else
        ouro_raise(rt, OURO_TypeError, "argument %zu must be %s, not %T", position, name, value);
    return false;
}

static int unicode_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_exc_init(rt, self, args, nargs, kwnames) < 0)
        return -1;
    bool decode = ouro_is_a(rt, self, OURO_UnicodeDecodeError);
    bool translate = ouro_is_a(rt, self, OURO_UnicodeTranslateError);
    size_t wanted = translate ? 4 : 5, at = 0;
    if (nargs != wanted) {
        ouro_raise(rt, OURO_TypeError, "function takes exactly %zu arguments (%zu given)", wanted, nargs);
        return -1;
    }
    ouro_obj *object = NULL;
    if (!translate && !want(rt, args[at++], 1, OURO_T_str, "str"))
        return -1;
    if (decode && !ouro_is_a(rt, args[at], OURO_T_bytes)) {
        ouro_buffer view;
        if (ouro_get_buffer(rt, args[at], &view, OURO_BUFFER_READ) < 0)
            return -1;
        object = ouro_bytes_new(rt, view.data, view.length);
        ouro_release_buffer(rt, &view);
        if (!object)
            return -1;
    } else if (!decode && !want(rt, args[at], at + 1, OURO_T_str, "str")) {
        return -1;
    }
    if (!want(rt, args[at + 1], at + 2, OURO_T_int, "int") ||
        !want(rt, args[at + 2], at + 3, OURO_T_int, "int") ||
        !want(rt, args[at + 3], at + 4, OURO_T_str, "str")) {
        ouro_xrelease(rt, object);
        return -1;
    }
    ouro_exc_set(rt, self, ENCODING, translate ? NULL : args[0]);
    ouro_exc_set(rt, self, OBJECT, object ? object : args[at]);
    ouro_exc_set(rt, self, START, args[at + 1]);
    ouro_exc_set(rt, self, END, args[at + 2]);
    ouro_exc_set(rt, self, REASON, args[at + 3]);
    ouro_xrelease(rt, object);
    return 0;
}

static int64_t number(ouro_borrowed o, int64_t fallback) {
    int overflow;
    return o && ouro_is(o, OURO_T_int) ? ouro_int_clip(o, &overflow) : fallback;
}

static ouro_owned unicode_str(ouro_rt *rt, ouro_borrowed self) {
    const ouro_exception *e = ouro_exc(self);
    ouro_borrowed object = e->fields[OBJECT], reason = e->fields[REASON] ? e->fields[REASON] : rt->empty_str;
    if (!object)
        return ouro_ref(rt, rt->empty_str);
    bool decode = ouro_is_a(rt, self, OURO_UnicodeDecodeError);
    ouro_borrowed encoding = e->fields[ENCODING] ? e->fields[ENCODING] : rt->empty_str;
    int64_t start = number(e->fields[START], 0), end = number(e->fields[END], 0);
    const char *verb = decode ? "decode" : e->fields[ENCODING] ? "encode" : "translate";
    int64_t length = decode ? ((const ouro_bytes *)object)->length : ouro_str_check(rt, object) ? ouro_str_length(object) : 0;
    if (start >= 0 && start < length && end == start + 1) {
        char what[32];
        static const char hex[] = "0123456789abcdef";
        uint32_t c = decode ? ((const ouro_bytes *)object)->data[start] : ouro_str_at(object, (size_t)start);
        int width = decode || c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
        char *p = what;
        const char *prefix = decode ? "0x" : width == 2 ? "'\\x" : width == 4 ? "'\\u" : "'\\U";
        p = stpcpy(p, prefix);
        for (int i = width; i-- > 0;)
            *p++ = hex[c >> (4 * i) & 15];
        strcpy(p, decode ? "" : "'");
        return e->fields[ENCODING]
                   ? ouro_str_formatted(rt, "'%S' codec can't %s %s %s in position %lld: %S", encoding, verb,
                                        decode ? "byte" : "character", what, (long long)start, reason)
                   : ouro_str_formatted(rt, "can't %s %s %s in position %lld: %S", verb, "character", what,
                                        (long long)start, reason);
    }
    const char *many = decode ? "bytes" : "characters";
    return e->fields[ENCODING]
               ? ouro_str_formatted(rt, "'%S' codec can't %s %s in position %lld-%lld: %S", encoding, verb, many,
                                    (long long)start, (long long)(end - 1), reason)
               : ouro_str_formatted(rt, "can't %s %s in position %lld-%lld: %S", verb, many, (long long)start,
                                    (long long)(end - 1), reason);
}

static const ouro_member_def unicode_members[] = {OURO_EXC_MEMBER("encoding", ENCODING), OURO_EXC_MEMBER("object", OBJECT),
                                                  OURO_EXC_MEMBER("start", START), OURO_EXC_MEMBER("end", END),
                                                  OURO_EXC_MEMBER("reason", REASON), {0}};
#define UNICODE(cls, text)                                                                                             \
    const ouro_type_spec ouro_spec_##cls = {                                                                           \
        .number = OURO_##cls,                                                                                          \
        .base = OURO_UnicodeError,                                                                                     \
        .flags = OURO_EXC_FLAGS,                                                                                       \
        .size = OURO_EXC_SIZE(UNICODE_FIELDS),                                                                         \
        .name = #cls,                                                                                                  \
        .doc = text,                                                                                                   \
        .members = unicode_members,                                                                                    \
        .slots = {.create = ouro_exc_create, .init = unicode_init, .str = unicode_str},                                \
    }
UNICODE(UnicodeDecodeError, "Bytes that are not text in an encoding.");
UNICODE(UnicodeEncodeError, "Text that an encoding cannot express.");
UNICODE(UnicodeTranslateError, "Text that could not be translated.");
