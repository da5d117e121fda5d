// Text to tokens, one at a time.
#ifndef OURO_LANG_LEXER_H
#define OURO_LANG_LEXER_H

#include "lang/parser.h"
#include "lang/token.h"

enum { LANG_MAX_INDENT = 100, LANG_MAX_BRACKETS = 200 };

typedef struct lang_lexer {
    // The text ends with '\0' at `end`; there is none before it.
    const char *text, *end;
    const char *cur;        // next byte to read
    const char *line_start; // of the line last begun
    const char *buffered;   // of the line in which the current token, or run of continued lines, began
    uint32_t lineno;        // of the line last begun; a line begins when its first byte is read
    uint32_t first_lineno;
    const char *quiet_before; // up to here warnings have been given
    int pending;              // INDENT (> 0) or DEDENT (< 0) tokens due
    bool at_line_start;
    bool at_end;   // the end of the text has been seen (or would have been inside an open string)
    bool failed;   // *err is set
    bool misread;  // it has failed over characters, not over lines, indentation or open brackets
    bool warned;   // a warning has been made an error
    uint8_t level; // open brackets
    uint32_t indents;
    uint32_t columns[LANG_MAX_INDENT];     // a tab goes to the next multiple of 8
    uint32_t alt_columns[LANG_MAX_INDENT]; // a tab is 1 wide; both measures must agree
    struct {
        char c;
        uint32_t lineno, col;
    } brackets[LANG_MAX_BRACKETS];
    lang_arena *arena; // of names
    const lang_input *in;
    lang_error *err;
} lang_lexer;

// `text[len]` must be 0. `lineno` is the number before the first line's.
void lang_lexer_init(lang_lexer *lx, const char *text, size_t len, uint32_t lineno, const lang_input *in,
                     lang_arena *arena, lang_error *err);

// The next token; after the end of the text, LANG_TOK_END for ever. False: LANG_TOK_ERROR in `*tok`
// and an error in *err.
bool lang_lexer_next(lang_lexer *lx, lang_token *tok);

// Fails because the innermost open bracket was never closed; there must be one.
bool lang_lexer_fail_unclosed(lang_lexer *lx);
// The start of the line with this number.
const char *lang_lexer_line(const lang_lexer *lx, uint32_t lineno);

// Warns at the current line; false if that has become an error.
bool lang_lexer_warn(lang_lexer *lx, lang_warning_kind kind, const char *message, uint32_t lineno);

// The name of these bytes, normalised to NFKC; NULL out of memory.
lang_name *lang_lexer_name(lang_arena *arena, const char *s, size_t len);
// How many bytes of `s` make an identifier; `*bad` becomes the character that does not belong.
size_t lang_lexer_identifier(const char *s, size_t len, uint32_t *bad);
bool lang_lexer_printable(uint32_t c);

// Sets *err. Lines and offsets are those of a SyntaxError: counted from 1, in characters.
void lang_error_set(lang_error *err, lang_error_kind kind, const char *format, ...) OURO_PRINTF(3, 4);
void lang_error_place(lang_error *err, int lineno, int offset, int end_lineno, int end_offset);
// The source line, copied into the arena; left out when that has no room.
void lang_error_text(lang_error *err, lang_arena *arena, const char *line, size_t len);
// Characters in the first `bytes` bytes of a line of `len`; a cut character counts as one.
int lang_error_chars(const char *line, size_t len, int bytes);

#endif
