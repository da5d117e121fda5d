// Assignment targets. They are parsed as the expressions they look like, then checked and turned.
#include "lang/parser_diagnose.h"

static bool all_targets(lang_expr_seq elts, lang_target use) {
    for (uint32_t i = 0; i < elts.n; i++)
        if (!lang_parser_is_target(elts.items[i], use)) return false;
    return true;
}

bool lang_parser_is_target(const lang_expr *e, lang_target use) {
    switch (e->kind) {
    case LANG_Name:
    case LANG_Attribute:
    case LANG_Subscript: return true;
    case LANG_List: return all_targets(e->as.List.elts, use);
    case LANG_Tuple: return all_targets(e->as.Tuple.elts, use);
    case LANG_Starred:
        return use != LANG_DEL_TARGET && e->as.Starred.value->kind != LANG_Starred &&
               lang_parser_is_target(e->as.Starred.value, use);
    default: return false;
    }
}

void lang_parser_set_context(lang_expr *e, lang_op ctx) {
    lang_expr_seq elts = {0};
    switch (e->kind) {
    case LANG_Name: e->as.Name.ctx = ctx; return;
    case LANG_Attribute: e->as.Attribute.ctx = ctx; return;
    case LANG_Subscript: e->as.Subscript.ctx = ctx; return;
    case LANG_Starred:
        e->as.Starred.ctx = ctx;
        lang_parser_set_context(e->as.Starred.value, ctx);
        return;
    case LANG_List:
        e->as.List.ctx = ctx;
        elts = e->as.List.elts;
        break;
    case LANG_Tuple:
        e->as.Tuple.ctx = ctx;
        elts = e->as.Tuple.elts;
        break;
    default: return;
    }
    for (uint32_t i = 0; i < elts.n; i++) lang_parser_set_context(elts.items[i], ctx);
}

lang_expr *lang_parser_star_target(lang_parser *p) {
    lang_place start = peek_place(p);
    bool star = take_if(p, LANG_TOK_STAR);
    lang_expr *e = lang_parser_primary(p);
    if (!e || !lang_parser_is_target(e, LANG_STAR_TARGET)) return NULL;
    lang_parser_set_context(e, LANG_Store);
    if (!star) return e;
    lang_expr *starred = lang_parser_expr(p, LANG_Starred, start);
    if (!starred) return NULL;
    starred->as.Starred.value = e;
    starred->as.Starred.ctx = LANG_Store;
    return starred;
}

lang_expr *lang_parser_star_targets(lang_parser *p) {
    lang_place start = peek_place(p);
    lang_expr *first = lang_parser_star_target(p);
    if (!first || peek_kind(p) != LANG_TOK_COMMA) return first;
    uint32_t base = height(p);
    if (!lang_parser_push(p, first)) return NULL;
    while (take_if(p, LANG_TOK_COMMA)) {
        if (!starts_star_expression(peek_kind(p))) break;
        if (!lang_parser_push(p, lang_parser_star_target(p))) return NULL;
    }
    lang_expr *e = lang_parser_expr(p, LANG_Tuple, start);
    if (!e) return NULL;
    e->as.Tuple.ctx = LANG_Store;
    return POP(p, base, &e->as.Tuple.elts) ? e : NULL;
}
