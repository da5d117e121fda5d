// The second pass: what a text that does not fit may have meant. Each function is called where the
// grammar has failed, or is about to; it goes back to the mark it is given, and sets an error if it
// recognises something. The order in which mistakes are looked for is part of what is promised: the
// first one found is reported.
#ifndef OURO_LANG_PARSER_DIAGNOSE_H
#define OURO_LANG_PARSER_DIAGNOSE_H

#include "lang/parser_internal.h"

// expressions and targets: parser_diagnose.c

// After an expression that starts at the mark (NULL: it has failed): something that lacks a comma, an
// `else` or parentheses.
void lang_diagnose_after(lang_parser *p, lang_mark start, const lang_expr *e);
// `:=` and `=` after an expression that starts at the mark.
void lang_diagnose_named(lang_parser *p, lang_mark start, const lang_expr *e);
// The expression statement at the mark, which is no assignment that fits.
void lang_diagnose_assignment(lang_parser *p, lang_mark start);
// Expressions at the mark that should be targets.
void lang_diagnose_targets(lang_parser *p, lang_mark start, lang_target use);
void lang_diagnose_with_target(lang_parser *p, lang_mark start);

// brackets, arguments and parameters: parser_diagnose_call.c

// What starts at the mark with an opening bracket.
void lang_diagnose_group(lang_parser *p, lang_mark open);
void lang_diagnose_display(lang_parser *p, lang_mark open);
void lang_diagnose_dict(lang_parser *p, lang_mark open);
void lang_diagnose_dict_comprehension(lang_parser *p, lang_mark open);
// What is inside the brackets, from the mark on.
void lang_diagnose_arguments(lang_parser *p, lang_mark start);
void lang_diagnose_parameters(lang_parser *p, lang_mark start, bool lambda);
// An argument that is followed by `=`.
void lang_diagnose_keyword(lang_parser *p, const lang_expr *e);

#endif
