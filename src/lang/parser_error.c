// Filling in a lang_error.
#include "lang/lexer.h"

#include <stdarg.h>
#include <stdio.h>

void lang_error_set(lang_error *err, lang_error_kind kind, const char *format, ...) {
    *err = (lang_error){.kind = kind};
    va_list args;
    va_start(args, format);
    int n = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (n < (int)sizeof err->message) return;
    // Cut at a whole character.
    size_t at = sizeof err->message - 1;
    while (at > 0 && ((unsigned char)err->message[at - 1] & 0xC0) == 0x80) at--;
    if (at > 0 && (unsigned char)err->message[at - 1] >= 0xC0) err->message[at - 1] = 0;
}

void lang_error_place(lang_error *err, int lineno, int offset, int end_lineno, int end_offset) {
    err->has_place = true;
    err->lineno = lineno;
    err->offset = offset;
    err->end_lineno = end_lineno;
    err->end_offset = end_offset;
}

void lang_error_text(lang_error *err, lang_arena *arena, const char *line, size_t len) {
    err->text = ouro_arena_copy(&arena->mem, line, len);
    err->text_len = err->text ? len : 0;
}

int lang_error_chars(const char *line, size_t len, int bytes) {
    if (bytes <= 0) return bytes;
    if ((size_t)bytes > len) bytes = (int)len + 1; // just past the end is a place too
    int n = 0;
    for (int i = 0; i < bytes; i++)
        if ((size_t)i >= len || ((unsigned char)line[i] & 0xC0) != 0x80) n++;
    return n;
}
