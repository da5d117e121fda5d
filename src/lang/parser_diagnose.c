#include "lang/parser_diagnose.h"
bool lang_diagnose_after(lang_parser *p, const lang_token *first, const lang_expr *e){return true;}
void lang_diagnose_no_else(lang_parser *p, const lang_expr *body, const lang_expr *test){}
bool lang_diagnose_named(lang_parser *p, const lang_expr *e){return true;}
void lang_diagnose_walrus(lang_parser *p, const lang_expr *e){}
void lang_diagnose_group(lang_parser *p, lang_mark open){}
void lang_diagnose_display(lang_parser *p, lang_mark open){}
void lang_diagnose_dict(lang_parser *p, lang_mark open){}
void lang_diagnose_arguments(lang_parser *p, lang_mark open){}
void lang_diagnose_parameters(lang_parser *p, lang_mark open, bool lambda){}
void lang_diagnose_for_target(lang_parser *p, lang_mark start){}
void lang_diagnose_with_target(lang_parser *p, lang_mark start){}
void lang_diagnose_del(lang_parser *p, lang_mark start){}
void lang_diagnose_assignment(lang_parser *p, lang_mark start){}
