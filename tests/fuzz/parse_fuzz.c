// Any bytes are source: the front end must end, with a tree or with an error, and free everything.
#include "lang/dump.h"
#include "lang/parser.h"

#include <stdlib.h>

static bool warn(void *ctx, lang_warning_kind kind, const char *message, uint32_t lineno, bool *as_syntax_error) {
    return true;
}

static int char_by_name(void *ctx, const char *name, size_t len, uint32_t out[8]) {
    out[0] = 0x10FFFF;
    return len == 1;
}

static void ignore(void *ctx, const char *text, size_t len) {}

static void parse(const char *bytes, size_t len, lang_mode mode, lang_source source, bool prompt) {
    lang_arena arena;
    lang_mod *mod;
    lang_error err;
    lang_input in = {.filename = "<fuzz>",
                     .mode = mode,
                     .max_int_digits = 100,
                     .allow_incomplete = prompt,
                     .warn = warn,
                     .char_by_name = char_by_name};
    lang_arena_init(&arena, ouro_allocator_libc());
    if (lang_decode_source(bytes, len, in.filename, source, &arena, &in.text, &in.len, &err)) {
        bool ok = lang_parse(&in, &arena, &mod, &err);
        if (ok != (err.kind == LANG_OK) || ok != (mod != NULL)) abort();
        if (ok) lang_dump(mod, true, (lang_writer){NULL, ignore});
        if (!ok && err.has_place && err.offset > (int)in.len + 1) abort();
    }
    lang_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!size) return 0;
    const char *bytes = (const char *)data + 1;
    lang_mode mode = (lang_mode)(data[0] % 3);
    parse(bytes, size - 1, mode, data[0] & 4 ? LANG_SOURCE_FILE : LANG_SOURCE_BYTES, data[0] & 8);
    return 0;
}
