// Tokens.
#ifndef OURO_LANG_TOKEN_H
#define OURO_LANG_TOKEN_H

#include "lang/arena.h"

typedef enum lang_token_kind {
#define LANG_KEYWORD(kind, text) LANG_TOK_##kind,
#define LANG_PUNCT               LANG_KEYWORD
#include "lang/token.def"
#undef LANG_KEYWORD
#undef LANG_PUNCT
    LANG_TOK_NAME, // soft keywords too
    LANG_TOK_NUMBER,
    LANG_TOK_STRING,
    LANG_TOK_NEWLINE,
    LANG_TOK_INDENT,
    LANG_TOK_DEDENT,
    LANG_TOK_END,
    LANG_TOK_UNKNOWN, // a character that starts nothing: `$`, `?`, `!`
    LANG_TOK_ERROR,   // the lexer has failed here
    LANG_TOK_COUNT
} lang_token_kind;

// The names every arena holds from its first name on, under these ids.
enum {
#define LANG_KEYWORD(kind, text) LANG_ID_##kind,
#define LANG_SOFT                LANG_KEYWORD
#include "lang/token.def"
#undef LANG_KEYWORD
#undef LANG_SOFT
    LANG_ID_COUNT,
    LANG_KEYWORD_COUNT = LANG_ID_YIELD + 1
};

typedef struct lang_token {
    uint8_t kind;         // lang_token_kind
    uint8_t level;        // open brackets after this token
    uint8_t dead_ends;    // of an opening bracket: ways of reading it that are known to fail
    bool has_place;       // else the columns mean nothing (INDENT, DEDENT, END)
    uint32_t start, end;  // offsets into the text
    uint32_t lineno, col; // columns in bytes, from 0
    uint32_t end_lineno, end_col;
    lang_name *name; // of a NAME
} lang_token;

const char *lang_token_text(lang_token_kind kind); // of keywords and punctuation, else ""

#endif
