// Source text to syntax tree.
#ifndef OURO_LANG_PARSER_H
#define OURO_LANG_PARSER_H

#include "lang/ast.h"

typedef enum lang_mode { LANG_EXEC, LANG_EVAL, LANG_SINGLE } lang_mode;

typedef enum lang_warning_kind { LANG_DEPRECATION_WARNING, LANG_SYNTAX_WARNING } lang_warning_kind;

typedef enum lang_error_kind {
    LANG_OK,
    LANG_SYNTAX_ERROR,
    LANG_INDENTATION_ERROR,
    LANG_TAB_ERROR,
    LANG_MEMORY_ERROR,    // an allocation failed, or the source is nested too deeply
    LANG_RECURSION_ERROR, // the tree is too deep
    LANG_VALUE_ERROR,     // a NUL byte in the text; a decimal int of too many digits
    LANG_CALLBACK_ERROR,  // a callback said no and knows why
} lang_error_kind;

// What becomes a SyntaxError: lineno, offset and so on. Columns count from 1, in characters. Offsets
// of 0 and -1 are what CPython gives where it knows none; when end_lineno is -1 both ends are None.
// `text` is the source line, perhaps with its newline, or NULL.
typedef struct lang_error {
    lang_error_kind kind;
    bool incomplete; // the text ends where more could make it right: a prompt asks for more
    bool has_place;  // else lineno ... text mean nothing (encoding problems, memory)
    int lineno, offset;
    int end_lineno, end_offset;
    const char *text; // in the arena, UTF-8
    size_t text_len;
    char message[512]; // UTF-8, 0-terminated
} lang_error;

typedef struct lang_input {
    const char *text; // UTF-8 without BOM, as lang_decode_source gives it; need not end in a newline
    size_t len;
    const char *filename; // UTF-8
    lang_mode mode;
    uint32_t max_int_digits; // of a decimal int; 0: no limit
    bool allow_incomplete;   // fill in lang_error.incomplete (the prompt)
    void *ctx;               // of the callbacks
    // A warning; may be NULL. False: the warning has been made an error. The parser then fails with
    // a SyntaxError of this message if the callback leaves `*as_syntax_error` true, else with
    // LANG_CALLBACK_ERROR.
    bool (*warn)(void *ctx, lang_warning_kind kind, const char *message, uint32_t lineno, bool *as_syntax_error);
    // The code point(s) of \N{name}; how many (0: unknown name). May be NULL: every name is unknown.
    int (*char_by_name)(void *ctx, const char *name, size_t len, uint32_t out[8]);
} lang_input;

// Parses `in`. On failure: false, `*err` filled in, `*out` NULL. The tree lives in `arena`; what was
// allocated in it before a failure stays until the arena is freed. `in->text` must outlive only the
// call.
bool lang_parse(const lang_input *in, lang_arena *arena, lang_mod **out, lang_error *err);

// Where source comes from decides how its encoding is told, and what is said when it is wrong.
typedef enum lang_source {
    LANG_SOURCE_BYTES, // bytes given to compile(), and modules
    LANG_SOURCE_STR,   // a str: UTF-8, whatever it says
    LANG_SOURCE_FILE,  // the file of a script
} lang_source;

// Bytes of source to UTF-8 text: byte order mark, PEP 263 coding cookie (utf-8, ascii, latin-1 and
// their aliases), validity, "\r\n" and "\r" to "\n". `text` is `bytes` itself, or a part of it, where
// nothing needed changing, else in the arena.
bool lang_decode_source(const char *bytes, size_t len, const char *filename, lang_source source, lang_arena *arena,
                        const char **text, size_t *text_len, lang_error *err);

#endif
