// Nodes and sequences: allocation.
#include "lang/parser_internal.h"

static const uint16_t expr_sizes[LANG_EXPR_COUNT] = {
#define LANG_EXPR(kind, fields) sizeof(((lang_expr *)0)->as.kind),
#include "lang/ast.def"
#undef LANG_EXPR
};
static const uint16_t stmt_sizes[LANG_STMT_COUNT] = {
#define LANG_STMT(kind, fields) sizeof(((lang_stmt *)0)->as.kind),
#include "lang/ast.def"
#undef LANG_STMT
};
static const uint16_t pattern_sizes[LANG_PATTERN_COUNT] = {
#define LANG_PATTERN(kind, fields) sizeof(((lang_pattern *)0)->as.kind),
#include "lang/ast.def"
#undef LANG_PATTERN
};

lang_expr *lang_parser_expr(lang_parser *p, lang_expr_kind kind, lang_place start) {
    lang_expr *e = lang_parser_alloc(p, offsetof(lang_expr, as) + expr_sizes[kind]);
    if (OURO_UNLIKELY(!e)) return NULL;
    memset(&e->as, 0, expr_sizes[kind]);
    e->kind = kind;
    e->parens = false;
    e->pos = pos_from(p, start);
    return e;
}

lang_stmt *lang_parser_stmt(lang_parser *p, lang_stmt_kind kind, lang_place start) {
    lang_stmt *s = lang_parser_alloc(p, offsetof(lang_stmt, as) + stmt_sizes[kind]);
    if (OURO_UNLIKELY(!s)) return NULL;
    memset(&s->as, 0, stmt_sizes[kind]);
    s->kind = kind;
    s->pos = pos_from(p, start);
    return s;
}

lang_pattern *lang_parser_pattern_new(lang_parser *p, lang_pattern_kind kind, lang_place start) {
    lang_pattern *n = lang_parser_alloc(p, offsetof(lang_pattern, as) + pattern_sizes[kind]);
    if (OURO_UNLIKELY(!n)) return NULL;
    memset(&n->as, 0, pattern_sizes[kind]);
    n->kind = kind;
    n->pos = pos_from(p, start);
    return n;
}

lang_name *lang_parser_new_name(lang_parser *p, const char *utf8, size_t len) {
    lang_name *name = lang_arena_name(p->arena, utf8, len);
    return name ? name : lang_parser_no_memory(p);
}

static bool push(lang_parser *p, void *item) {
    if (OURO_UNLIKELY(p->stack_count == p->stack_room)) {
        uint32_t room = p->stack_room ? p->stack_room * 2 : 64;
        void **stack = ouro_arena_alloc(&p->scratch, room * sizeof *stack);
        if (!stack) return lang_parser_no_memory(p);
        if (p->stack_count) memcpy(stack, p->stack, p->stack_count * sizeof *stack);
        p->stack = stack;
        p->stack_room = room;
    }
    p->stack[p->stack_count++] = item;
    return true;
}

bool lang_parser_push(lang_parser *p, const void *item) {
    return item && push(p, (void *)item);
}
bool lang_parser_push_hole(lang_parser *p) {
    return push(p, NULL);
}

void *lang_parser_pop(lang_parser *p, uint32_t base, uint32_t *n) {
    uint32_t count = p->stack_count - base;
    p->stack_count = base;
    *n = 0;
    if (!count) return NULL;
    void **items = lang_parser_alloc(p, count * sizeof *items);
    if (!items) return NULL;
    memcpy(items, p->stack + base, count * sizeof *items);
    *n = count;
    return items;
}
