// Between the files of the lexer.
#ifndef OURO_LANG_LEXER_INTERNAL_H
#define OURO_LANG_LEXER_INTERNAL_H

#include "lang/lexer.h"

// Each fails with the message now in *err; they return false. `here` is the byte last read,
// a range is of byte columns from 1.
OURO_COLD bool lang_lexer_fail_here(lang_lexer *lx);
OURO_COLD bool lang_lexer_fail_range(lang_lexer *lx, int first, int last);
OURO_COLD bool lang_lexer_no_memory(lang_lexer *lx);

bool lang_lexer_name_part(char c);

// Passes the number that starts at `cur`.
bool lang_lexer_number(lang_lexer *lx);

#endif
