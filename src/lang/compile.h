// Syntax tree to code objects.
#ifndef OURO_LANG_COMPILE_H
#define OURO_LANG_COMPILE_H

#include "lang/parser.h"
#include "object/rt.h"

typedef struct ouro_compile_options {
    int optimize;            // 0; 1: no assert, __debug__ False; 2: no docstrings either
    bool future_annotations; // inherited
    bool script;             // bytes of a script's file: how problems with its encoding are told
} ouro_compile_options;

// Compiles a tree. filename: str. NULL: an error pending, or described in *error (then error->kind != LANG_OK).
ouro_owned ouro_compile_tree(ouro_rt *rt, const lang_input *input, const lang_mod *mod, lang_arena *arena,
                             ouro_borrowed filename, const ouro_compile_options *options, lang_error *error);
// Parses and compiles source bytes (is_text: UTF-8 text that was a str, no coding cookie). NULL: error pending
// (SyntaxError with position ...). *incomplete (may be NULL): the prompt should ask for more lines.
ouro_owned ouro_compile_source(ouro_rt *rt, const char *bytes, size_t len, bool is_text, ouro_borrowed filename,
                               lang_mode mode, const ouro_compile_options *options, bool *incomplete);
// Text of a code object's instructions, for people (a str).
ouro_owned ouro_disassemble(ouro_rt *rt, ouro_borrowed code);

#endif
