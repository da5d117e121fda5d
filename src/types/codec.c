// str.encode and bytes.decode: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, with the error handlers of PEP 293 and 383.
#include "types/codec.h"

#include "base/unicode_name.h"
#include "base/utf8.h"
#include "types/abstract.h"
#include "types/bytes_common.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/text.h"

// ---- errors

static void raise_unicode(ouro_rt *rt, uint32_t kind, const char *encoding, ouro_owned object, size_t start, size_t end,
                          const char *reason) {
    ouro_obj *items[5] = {ouro_str_from_ascii(rt, encoding, strlen(encoding)), object,
                          ouro_int_from_i64(rt, (int64_t)start), ouro_int_from_i64(rt, (int64_t)end),
                          ouro_str_from_ascii(rt, reason, strlen(reason))};
    bool whole = items[0] && items[1] && items[2] && items[3] && items[4];
    ouro_obj *args = NULL, *error = NULL;
    if (whole)
        args = ouro_tuple_from_steal(rt, items, 5);
    else
        for (size_t i = 0; i < 5; i++) ouro_xrelease(rt, items[i]);
    if (args) error = ouro_exception_make(rt, &rt->types[kind]->head, args);
    if (error) ouro_raise_object(rt, error, NULL);
    ouro_xrelease(rt, args);
    ouro_xrelease(rt, error);
}

void ouro_raise_decode(ouro_rt *rt, const char *encoding, const uint8_t *data, size_t len, size_t start, size_t end,
                       const char *reason) {
    raise_unicode(rt, OURO_UnicodeDecodeError, encoding, ouro_bytes_new(rt, data, len), start, end, reason);
}
void ouro_raise_encode(ouro_rt *rt, const char *encoding, ouro_borrowed s, size_t start, size_t end,
                       const char *reason) {
    raise_unicode(rt, OURO_UnicodeEncodeError, encoding, ouro_ref(rt, s), start, end, reason);
}

enum handler {
    STRICT,
    IGNORE,
    REPLACE,
    BACKSLASH,
    SURROGATE_ESCAPE,
    SURROGATE_PASS,
    XML_CHAR_REF,
    NAME_REPLACE,
    UNKNOWN_HANDLER
};
static enum handler handler_of(const char *errors) {
    static const char *const names[] = {"strict",          "ignore",        "replace",           "backslashreplace",
                                        "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace"};
    for (size_t i = 0; errors && i < sizeof names / sizeof *names; i++) {
        if (strcmp(errors, names[i]) == 0) return (enum handler)i;
    }
    return errors ? UNKNOWN_HANDLER : STRICT;
}
// An encoding asked for: the name as given, when errors of the handler are to tell it.
typedef struct {
    const char *named; // NULL for the commonest, whose codecs are not looked up by name
    const char *doing; // "encoding" or "decoding"
} request;
static int raise_handler(ouro_rt *rt, uint32_t kind, const request *r, const char *text, const char *errors) {
    ouro_obj *message = ouro_str_formatted(rt, text, errors);
    if (!message) return -1;
    if (r->named)
        ouro_raise(rt, kind, "%s with '%s' codec failed (%N: %S)", r->doing, r->named, rt->types[kind], message);
    else
        ouro_raise(rt, kind, "%S", message);
    ouro_release(rt, message);
    return -1;
}
static int unknown_handler(ouro_rt *rt, const request *r, const char *errors) {
    return raise_handler(rt, OURO_LookupError, r, "unknown error handler name '%s'", errors);
}

// ---- names

enum codec {
    UTF8,
    UTF8_SIG,
    ASCII,
    LATIN1,
    UTF16,
    UTF16_LE,
    UTF16_BE,
    UTF32,
    UTF32_LE,
    UTF32_BE,
    ESCAPE,
    RAW_ESCAPE,
    NO_CODEC
};

static const char *const codec_names[] = {"utf-8",     "utf-8",     "ascii",         "latin-1",
                                          "utf-16",    "utf-16-le", "utf-16-be",     "utf-32",
                                          "utf-32-le", "utf-32-be", "unicodeescape", "rawunicodeescape"};
static const struct {
    const char *name; // without anything but letters and digits
    enum codec codec;
} aliases[] = {
    {"utf8", UTF8},
    {"u8", UTF8},
    {"utf", UTF8},
    {"cp65001", UTF8},
    {"utf8ucs2", UTF8},
    {"utf8ucs4", UTF8},
    {"utf8sig", UTF8_SIG},
    {"ascii", ASCII},
    {"usascii", ASCII},
    {"us", ASCII},
    {"646", ASCII},
    {"iso646us", ASCII},
    {"ansix341968", ASCII},
    {"ansix341986", ASCII},
    {"ansix34", ASCII},
    {"cp367", ASCII},
    {"csascii", ASCII},
    {"ibm367", ASCII},
    {"isoir6", ASCII},
    {"iso646irv1991", ASCII},
    {"latin1", LATIN1},
    {"latin", LATIN1},
    {"l1", LATIN1},
    {"iso88591", LATIN1},
    {"88591", LATIN1},
    {"8859", LATIN1},
    {"cp819", LATIN1},
    {"ibm819", LATIN1},
    {"isoir100", LATIN1},
    {"csisolatin1", LATIN1},
    {"iso885911987", LATIN1},
    {"utf16", UTF16},
    {"u16", UTF16},
    {"utf16le", UTF16_LE},
    {"unicodelittleunmarked", UTF16_LE},
    {"utf16be", UTF16_BE},
    {"unicodebigunmarked", UTF16_BE},
    {"utf32", UTF32},
    {"u32", UTF32},
    {"utf32le", UTF32_LE},
    {"utf32be", UTF32_BE},
    {"unicodeescape", ESCAPE},
    {"rawunicodeescape", RAW_ESCAPE},
};

static bool is_common(const char *plain) {
    static const char *const names[] = {"utf8", "utf16", "utf32", "ascii", "usascii", "latin1", "iso88591"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(plain, names[i]) == 0) return true;
    }
    return false;
}

static enum codec codec_of(ouro_rt *rt, const char *name, request *r) {
    r->named = NULL;
    if (!name || strcmp(name, "utf-8") == 0) return UTF8;
    char plain[32];
    size_t n = 0;
    for (const char *p = name; *p; p++) {
        char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) continue;
        if (n == sizeof plain - 1) break;
        plain[n++] = c;
    }
    plain[n] = 0;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcmp(plain, aliases[i].name) != 0) continue;
        if (!is_common(plain)) r->named = name;
        return aliases[i].codec;
    }
    ouro_raise(rt, OURO_LookupError, "unknown encoding: %s", name);
    return NO_CODEC;
}

// ---- encoding

typedef struct {
    ouro_rt *rt;
    ouro_borrowed s;
    enum codec codec;
    const char *errors;
    request request;
    ouro_byte_buffer out;
} encoder;

static int put_unit(encoder *e, uint32_t unit, unsigned bytes, bool big) {
    uint8_t out[4];
    for (unsigned i = 0; i < bytes; i++) out[big ? bytes - 1 - i : i] = (uint8_t)(unit >> 8 * i);
    return ouro_byte_buffer_put(e->rt, &e->out, out, bytes);
}

static int put(encoder *e, uint32_t c) {
    uint8_t out[12];
    bool big = e->codec == UTF16_BE || e->codec == UTF32_BE;
    switch (e->codec) {
    case ESCAPE:
    case RAW_ESCAPE:
        return ouro_byte_buffer_put(e->rt, &e->out, out, ouro_escape_write(c, e->codec == RAW_ESCAPE, (char *)out));
    case ASCII:
    case LATIN1: out[0] = (uint8_t)c; return ouro_byte_buffer_put(e->rt, &e->out, out, 1);
    case UTF8:
    case UTF8_SIG: return ouro_byte_buffer_put(e->rt, &e->out, out, ouro_utf8_write(out, c));
    case UTF16:
    case UTF16_LE:
    case UTF16_BE:
        if (c < 0x10000) return put_unit(e, c, 2, big);
        c -= 0x10000;
        return put_unit(e, 0xd800 | c >> 10, 2, big) < 0 ? -1 : put_unit(e, 0xdc00 | (c & 0x3ff), 2, big);
    default: return put_unit(e, c, 4, big);
    }
}

static int put_ascii(encoder *e, const char *text) {
    for (; *text; text++) {
        if (put(e, (uint8_t)*text) < 0) return -1;
    }
    return 0;
}

static bool encodable(enum codec codec, uint32_t c) {
    return codec == ASCII ? c < 0x80 : codec == LATIN1 ? c < 0x100 : codec >= ESCAPE || c - 0xd800 >= 0x800;
}
static const char *encode_reason(enum codec codec) {
    return codec == ASCII    ? "ordinal not in range(128)"
           : codec == LATIN1 ? "ordinal not in range(256)"
                             : "surrogates not allowed";
}

static void hex_escape(char out[12], uint32_t c) {
    unsigned digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out[0] = '\\';
    out[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (unsigned i = 0; i < digits; i++) out[2 + i] = "0123456789abcdef"[c >> 4 * (digits - 1 - i) & 15];
    out[2 + digits] = 0;
}

// What stands for the character c that cannot be encoded. 1: this handler does not help here.
static int put_replacement(encoder *e, enum handler handler, uint32_t c) {
    char text[16];
    switch (handler) {
    case IGNORE: return 0;
    case REPLACE: return put(e, '?');
    case NAME_REPLACE: {
        char name[OURO_UNICODE_NAME_MAX + 1];
        size_t n = ouro_unicode_name(c, name);
        name[n] = 0;
        if (n) return put_ascii(e, "\\N{") < 0 || put_ascii(e, name) < 0 ? -1 : put(e, '}');
        hex_escape(text, c);
        return put_ascii(e, text);
    }
    case BACKSLASH: hex_escape(text, c); return put_ascii(e, text);
    case XML_CHAR_REF: {
        char *p = text + sizeof text;
        *--p = 0;
        *--p = ';';
        for (; c; c /= 10) *--p = (char)('0' + c % 10);
        *--p = '#';
        *--p = '&';
        return put_ascii(e, p);
    }
    case SURROGATE_ESCAPE:
        if (c < 0xdc80 || c > 0xdcff || e->codec >= UTF16) return 1; // a byte alone is no text of UTF-16
        return ouro_byte_buffer_put(e->rt, &e->out, &(uint8_t){(uint8_t)c}, 1);
    case SURROGATE_PASS:
        if (c < 0xd800 || c > 0xdfff || e->codec == ASCII || e->codec == LATIN1) return 1;
        return put(e, c);
    default: return 1;
    }
}

static int encode_bad(encoder *e, size_t start, size_t end) {
    enum handler handler = handler_of(e->errors);
    if (handler == UNKNOWN_HANDLER) return unknown_handler(e->rt, &e->request, e->errors);
    for (size_t i = start; i < end; i++) {
        int result = put_replacement(e, handler, ouro_str_at(e->s, i));
        if (result < 0) return -1;
        if (result > 0) {
            ouro_raise_encode(e->rt, codec_names[e->codec], e->s, i, end, encode_reason(e->codec));
            return -1;
        }
    }
    return 0;
}

static int encode_all(encoder *e) {
    bool runs = e->codec <= LATIN1; // neighbours that cannot be encoded are one error
    size_t n = ouro_str_length(e->s);
    for (size_t i = 0; i < n;) {
        uint32_t c = ouro_str_at(e->s, i);
        if (OURO_LIKELY(encodable(e->codec, c))) {
            if (put(e, c) < 0) return -1;
            i++;
            continue;
        }
        size_t end = i + 1;
        while (runs && end < n && !encodable(e->codec, ouro_str_at(e->s, end))) end++;
        if (encode_bad(e, i, end) < 0) return -1;
        i = end;
    }
    return 0;
}

// UTF-8 of a string without surrogates, sized beforehand. NULL and *bad: it has some.
static ouro_owned encode_utf8(ouro_rt *rt, ouro_borrowed s, bool *bad) {
    size_t size = ouro_utf8_measure(s, bad);
    ouro_obj *r = *bad ? NULL : ouro_bytes_new_raw(rt, size);
    if (r) ouro_utf8_put_str(ouro_bytes_buffer(r), s);
    return r;
}

ouro_owned ouro_str_encode(ouro_rt *rt, ouro_borrowed s, const char *encoding, const char *errors) {
    request request = {.doing = "encoding"};
    enum codec codec = codec_of(rt, encoding, &request);
    size_t n = ouro_str_length(s);
    if (codec == NO_CODEC) return NULL;
    if ((ouro_str_is_ascii(s) && (codec == UTF8 || codec == ASCII)) || (ouro_str_width(s) == 1 && codec == LATIN1))
        return ouro_bytes_new(rt, ouro_str_text(s), n);
    if (codec == UTF8) {
        bool bad;
        ouro_obj *r = encode_utf8(rt, s, &bad);
        if (!bad) return r;
    }
    encoder e = {.rt = rt, .s = s, .codec = codec, .errors = errors, .request = request};
    ouro_obj *r = NULL;
    bool mark = codec == UTF16 || codec == UTF32 || codec == UTF8_SIG;
    if ((!mark || put(&e, 0xfeff) == 0) && encode_all(&e) == 0) r = ouro_bytes_new(rt, e.out.data, e.out.length);
    ouro_raw_free(rt, e.out.data);
    return r;
}

// ---- decoding

typedef struct {
    ouro_rt *rt;
    const uint8_t *data;
    size_t length;
    enum codec codec;
    const char *errors;
    request request;
    ouro_builder out;
} decoder;

static uint32_t unit_at(const decoder *d, size_t at, unsigned bytes) {
    uint32_t unit = 0;
    bool big = d->codec == UTF16_BE || d->codec == UTF32_BE;
    for (unsigned i = 0; i < bytes; i++) unit |= (uint32_t)d->data[at + (big ? bytes - 1 - i : i)] << 8 * i;
    return unit;
}

static const char *read_utf8(const decoder *d, size_t at, uint32_t *c, size_t *used) {
    switch (ouro_utf8_read(d->data + at, d->data + d->length, c, used)) {
    case OURO_UTF8_OK: return NULL;
    case OURO_UTF8_BAD_START: return "invalid start byte";
    case OURO_UTF8_BAD_CONTINUATION: return "invalid continuation byte";
    default: return "unexpected end of data";
    }
}
static const char *read_utf16(const decoder *d, size_t at, uint32_t *c, size_t *used) {
    size_t left = d->length - at;
    *used = left < 2 ? left : 2;
    if (left < 2) return "truncated data";
    *c = unit_at(d, at, 2);
    if (*c - 0xd800 >= 0x800) return NULL;
    if (*c >= 0xdc00) return "illegal encoding";
    if (left < 4) {
        *used = left;
        return "unexpected end of data";
    }
    uint32_t low = unit_at(d, at + 2, 2);
    if (low - 0xdc00 >= 0x400) return "illegal UTF-16 surrogate";
    *c = 0x10000 + ((*c & 0x3ff) << 10 | (low & 0x3ff));
    *used = 4;
    return NULL;
}
static const char *read_utf32(const decoder *d, size_t at, uint32_t *c, size_t *used) {
    size_t left = d->length - at;
    *used = left < 4 ? left : 4;
    if (left < 4) return "truncated data";
    *c = unit_at(d, at, 4);
    if (*c - 0xd800 < 0x800) return "code point in surrogate code point range(0xd800, 0xe000)";
    return *c > 0x10ffff ? "code point not in range(0x110000)" : NULL;
}
// The character at `at`. NULL, or what is wrong with the *used bytes there.
static const char *read_one(const decoder *d, size_t at, uint32_t *c, size_t *used) {
    switch (d->codec) {
    case UTF8:
    case UTF8_SIG: return read_utf8(d, at, c, used);
    case UTF16_LE:
    case UTF16_BE: return read_utf16(d, at, c, used);
    case UTF32_LE:
    case UTF32_BE: return read_utf32(d, at, c, used);
    case ESCAPE:
    case RAW_ESCAPE: return ouro_escape_read(d->data, d->length, at, d->codec == RAW_ESCAPE, c, used);
    default:
        *c = d->data[at];
        *used = 1;
        return d->codec == ASCII && *c >= 0x80 ? "ordinal not in range(128)" : NULL;
    }
}

// An encoded surrogate at `at`, for surrogatepass.
static bool surrogate_at(const decoder *d, size_t at, uint32_t *c, size_t *used) {
    size_t left = d->length - at;
    if (d->codec == UTF8 || d->codec == UTF8_SIG) {
        *used = 3;
        return ouro_utf8_surrogate(d->data + at, d->data + d->length, c);
    }
    *used = d->codec == UTF16_LE || d->codec == UTF16_BE ? 2 : 4;
    if (d->codec == ASCII || d->codec == LATIN1 || d->codec >= ESCAPE || left < *used) return false;
    *c = unit_at(d, at, (unsigned)*used);
    return *c - 0xd800 < 0x800;
}

// The bad bytes at `at`: puts what the handler says and tells in *used how many are done.
static int decode_bad(decoder *d, size_t at, size_t *used, const char *reason) {
    uint32_t c;
    size_t passed;
    switch (handler_of(d->errors)) {
    case UNKNOWN_HANDLER: return unknown_handler(d->rt, &d->request, d->errors);
    case XML_CHAR_REF:
    case NAME_REPLACE:
        return raise_handler(d->rt, OURO_TypeError, &d->request,
                             "don't know how to handle UnicodeDecodeError in error callback", NULL);
    case IGNORE: return 0;
    case REPLACE: ouro_builder_char(&d->out, 0xfffd); return 0;
    case BACKSLASH:
        for (size_t i = 0; i < *used; i++) {
            char text[12];
            hex_escape(text, d->data[at + i]);
            ouro_builder_ascii(&d->out, text);
        }
        return 0;
    case SURROGATE_ESCAPE:
        for (passed = 0; passed < *used && d->data[at + passed] >= 0x80; passed++)
            ouro_builder_char(&d->out, 0xdc00 | d->data[at + passed]);
        if (passed == 0) break;
        *used = passed;
        return 0;
    case SURROGATE_PASS:
        if (!surrogate_at(d, at, &c, &passed)) break;
        ouro_builder_char(&d->out, c);
        *used = passed;
        return 0;
    default: break;
    }
    ouro_raise_decode(d->rt, codec_names[d->codec], d->data, d->length, at, at + *used, reason);
    return -1;
}

// The byte order that a mark at the beginning tells, and the mark's length.
static size_t skip_mark(decoder *d) {
    const uint8_t *p = d->data;
    switch (d->codec) {
    case UTF8_SIG: return d->length >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    case UTF16:
        d->codec = d->length >= 2 && p[0] == 0xfe && p[1] == 0xff ? UTF16_BE : UTF16_LE;
        return d->codec == UTF16_BE || (d->length >= 2 && p[0] == 0xff && p[1] == 0xfe) ? 2 : 0;
    case UTF32:
        d->codec = d->length >= 4 && memcmp(p, "\0\0\xfe\xff", 4) == 0 ? UTF32_BE : UTF32_LE;
        return d->codec == UTF32_BE || (d->length >= 4 && memcmp(p, "\xff\xfe\0\0", 4) == 0) ? 4 : 0;
    default: return 0;
    }
}

ouro_owned ouro_bytes_decode(ouro_rt *rt, const uint8_t *data, size_t len, const char *encoding, const char *errors) {
    if (len == 0) return ouro_str_from_ascii(rt, "", 0); // whatever the encoding is, known or not
    request request = {.doing = "decoding"};
    enum codec codec = codec_of(rt, encoding, &request);
    if (codec == NO_CODEC) return NULL;
    if (codec == LATIN1) return ouro_str_from_latin1(rt, data, len);
    size_t ascii = codec == UTF8 || codec == ASCII ? ouro_ascii_prefix(data, len) : 0;
    if (ascii == len) return ouro_str_from_ascii(rt, (const char *)data, len);
    if (codec == UTF8 && handler_of(errors) == STRICT) return ouro_str_from_utf8(rt, (const char *)data, len);
    decoder d = {.rt = rt, .data = data, .length = len, .codec = codec, .errors = errors, .request = request};
    ouro_builder_init(&d.out, rt);
    ouro_builder_bytes(&d.out, (const char *)data, ascii);
    for (size_t at = ascii ? ascii : skip_mark(&d), used = 0; at < len && !d.out.failed; at += used) {
        uint32_t c;
        const char *reason = read_one(&d, at, &c, &used);
        if (!reason && c != OURO_ESCAPE_NOTHING)
            ouro_builder_char(&d.out, c);
        else if (reason && decode_bad(&d, at, &used, reason) < 0) {
            ouro_builder_drop(&d.out);
            return NULL;
        }
    }
    return ouro_builder_finish(&d.out);
}
