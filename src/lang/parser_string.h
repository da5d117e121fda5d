// Between the two files about string literals.
#ifndef OURO_LANG_PARSER_STRING_H
#define OURO_LANG_PARSER_STRING_H

#include "lang/parser_internal.h"

// Literals that stand together while they become one expression. All text goes into one buffer, that
// of a constant after that of the one before it.
typedef struct lang_strings {
    lang_parser *p;
    char *out;     // end of the text so far
    char *pending; // start of the text that is not yet a constant
    lang_place start;
    lang_pos pos;  // of all literals together, and of every node made from them
    uint32_t base; // height of the parser's stack; above it the parts of the f-string
    bool joined;   // there is an f-string among the literals
    bool u;        // the first has the prefix `u`
    bool quiet;    // warnings have been given already
} lang_strings;

// Decodes text..end onto the pending text.
bool lang_strings_decode(lang_strings *s, const char *text, const char *end, bool raw, const lang_token *t);
lang_expr *lang_strings_constant(lang_strings *s, lang_const_tag tag);
bool lang_strings_warn_escape(lang_strings *s, const char *at, const lang_token *t);

// Adds an f-string's parts to the stack.
bool lang_fstring_add(lang_strings *s, const char *text, const char *end, bool raw, const lang_token *t);
lang_expr *lang_fstring_finish(lang_strings *s);

#endif
