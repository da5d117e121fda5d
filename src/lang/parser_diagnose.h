// The second pass: what a text that does not fit may have meant. Each function is called where the
// grammar is about to fail, or may fail later; it sets an error if it recognises something.
#ifndef OURO_LANG_PARSER_DIAGNOSE_H
#define OURO_LANG_PARSER_DIAGNOSE_H

#include "lang/parser_internal.h"

// "function call", "literal", ...: how messages call an expression.
const char *lang_expr_described(const lang_expr *e);
// The part of `e` that can not be a target; NULL if all of it can.
const lang_expr *lang_diagnose_target(const lang_expr *e, lang_target use);
// "cannot assign to X", "cannot delete X", if there is an X.
void lang_diagnose_bad_target(lang_parser *p, const lang_expr *e, lang_target use);

// After an expression `e` that starts at `first`: another one, without a comma between. False: error.
bool lang_diagnose_after(lang_parser *p, const lang_token *first, const lang_expr *e);
void lang_diagnose_no_else(lang_parser *p, const lang_expr *body, const lang_expr *test);
// `e = value` where an expression is wanted. False: error.
bool lang_diagnose_named(lang_parser *p, const lang_expr *e);
void lang_diagnose_walrus(lang_parser *p, const lang_expr *e);

// The next token is none that can follow the display or the arguments opened at `open`.
void lang_diagnose_group(lang_parser *p, lang_mark open);
void lang_diagnose_display(lang_parser *p, lang_mark open);
void lang_diagnose_dict(lang_parser *p, lang_mark open);
void lang_diagnose_arguments(lang_parser *p, lang_mark open);
void lang_diagnose_parameters(lang_parser *p, lang_mark open, bool lambda);
// The targets at `start`, between `for` and `in`.
void lang_diagnose_for_target(lang_parser *p, lang_mark start);
void lang_diagnose_with_target(lang_parser *p, lang_mark start);
void lang_diagnose_del(lang_parser *p, lang_mark start);
// The expression statement at `start`, whose first expressions are `e` (NULL: not even these).
void lang_diagnose_assignment(lang_parser *p, lang_mark start);

#endif
