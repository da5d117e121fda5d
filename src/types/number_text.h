// The text of numbers, as the constructors of int, float and complex read it.
#ifndef OURO_TYPES_NUMBER_TEXT_H
#define OURO_TYPES_NUMBER_TEXT_H

#include "object/rt.h"

// The text of a str, bytes, bytearray or other buffer in ASCII: decimal digits of every script as '0' to '9', white
// space as ' ', other characters as '?'. NUL-ended.
typedef struct ouro_number_text {
    const char *text;
    size_t length;
    char *block; // raw block to free, or NULL
    char first[64];
} ouro_number_text;

// 1: `out` is filled (ouro_number_text_drop it); 0: `o` is no text; -1: error pending.
int ouro_number_text_of(ouro_rt *rt, ouro_borrowed o, ouro_number_text *out);
void ouro_number_text_drop(ouro_rt *rt, ouro_number_text *t);
// The text without white space at its ends.
void ouro_number_text_strip(const ouro_number_text *t, const char **from, const char **to);
// Copies text with underscores between digits without them (out has room for all of it): how many bytes, or -1 when an
// underscore is in a wrong place.
int64_t ouro_number_text_join(const char *from, const char *to, char *out);
// ValueError: `format` has one %S for the repr of `o`, cut to 200 characters.
void ouro_raise_number_text(ouro_rt *rt, const char *format, ouro_borrowed o);

#endif
