#include "lang/scope.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool visit_expr(lang_scopes *s, const lang_expr *e);
static bool visit_stmts(lang_scopes *s, const lang_stmt_seq *seq);

// ---- errors ------------------------------------------------------------------------------------------------------

static const char *line_start(const lang_input *in, uint32_t line) {
    const char *p = in->text, *end = in->text + in->len;
    while (line > 1 && p < end) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        if (!nl) return end;
        p = nl + 1;
        line--;
    }
    return p;
}

static int chars_before(const char *line, const char *end, uint32_t bytes) {
    int n = 0;
    for (uint32_t i = 0; i < bytes && line + i < end; i++) n += ((unsigned char)line[i] & 0xc0) != 0x80;
    return n;
}

bool lang_error_at(lang_error *error, lang_arena *arena, const lang_input *input, lang_error_kind kind, lang_pos pos,
                   const char *format, ...) {
    memset(error, 0, sizeof *error);
    error->kind = kind;
    va_list ap;
    va_start(ap, format);
    vsnprintf(error->message, sizeof error->message, format, ap);
    va_end(ap);
    if (kind != LANG_SYNTAX_ERROR || !input) return false;
    const char *end = input->text + input->len;
    const char *line = line_start(input, pos.lineno);
    const char *last = line_start(input, pos.end_lineno);
    const char *nl = memchr(line, '\n', (size_t)(end - line));
    size_t len = nl ? (size_t)(nl - line) + 1 : (size_t)(end - line);
    error->has_place = true;
    error->lineno = (int)pos.lineno;
    error->end_lineno = (int)pos.end_lineno;
    error->offset = chars_before(line, end, pos.col_offset) + 1;
    error->end_offset = chars_before(last, end, pos.end_col_offset) + 1;
    error->text = ouro_arena_copy(&arena->mem, line, len);
    error->text_len = error->text ? len : 0;
    return false;
}

static bool no_memory(lang_scopes *s) {
    memset(s->error, 0, sizeof *s->error);
    s->error->kind = LANG_MEMORY_ERROR;
    return false;
}

#define FAIL(s, pos, ...) lang_error_at((s)->error, (s)->arena, (s)->input, LANG_SYNTAX_ERROR, pos, __VA_ARGS__)

// ---- tables ------------------------------------------------------------------------------------------------------

lang_symbol *lang_scope_find(const lang_scope *scope, const lang_name *name) {
    if (!scope->hash) {
        for (uint32_t i = 0; i < scope->n_symbols; i++)
            if (scope->symbols[i].name == name) return &scope->symbols[i];
        return NULL;
    }
    for (uint32_t h = name->hash & scope->hash_mask;; h = (h + 1) & scope->hash_mask) {
        uint32_t i = scope->hash[h];
        if (!i) return NULL;
        if (scope->symbols[i - 1].name == name) return &scope->symbols[i - 1];
    }
}

static bool rehash(lang_scopes *s, lang_scope *scope) {
    uint32_t size = 32;
    while (size < scope->cap_symbols * 2) size *= 2;
    uint32_t *table = ouro_arena_zalloc(&s->arena->mem, size * sizeof *table);
    if (!table) return no_memory(s);
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        uint32_t h = scope->symbols[i].name->hash & (size - 1);
        while (table[h]) h = (h + 1) & (size - 1);
        table[h] = i + 1;
    }
    scope->hash = table;
    scope->hash_mask = size - 1;
    return true;
}

static lang_symbol *symbol(lang_scopes *s, lang_scope *scope, lang_name *name) {
    lang_symbol *found = lang_scope_find(scope, name);
    if (found) return found;
    if (scope->n_symbols == scope->cap_symbols) {
        uint32_t cap = scope->cap_symbols ? scope->cap_symbols * 2 : 8;
        lang_symbol *more = ouro_arena_alloc(&s->arena->mem, cap * sizeof *more);
        if (!more) {
            no_memory(s);
            return NULL;
        }
        if (scope->n_symbols) memcpy(more, scope->symbols, scope->n_symbols * sizeof *more);
        scope->symbols = more;
        scope->cap_symbols = cap;
        if (cap > 8 && !rehash(s, scope)) return NULL;
    }
    lang_symbol *sym = &scope->symbols[scope->n_symbols++];
    *sym = (lang_symbol){.name = name};
    if (scope->hash) {
        uint32_t h = name->hash & scope->hash_mask;
        while (scope->hash[h]) h = (h + 1) & scope->hash_mask;
        scope->hash[h] = scope->n_symbols;
    }
    return sym;
}

lang_name *lang_mangle(lang_arena *arena, lang_name *class_name, lang_name *name) {
    if (!class_name || name->len < 3 || name->utf8[0] != '_' || name->utf8[1] != '_') return name;
    if ((name->utf8[name->len - 1] == '_' && name->utf8[name->len - 2] == '_') || memchr(name->utf8, '.', name->len))
        return name;
    const char *cls = class_name->utf8;
    while (*cls == '_') cls++;
    if (!*cls) return name;
    size_t n = strlen(cls);
    char *text = ouro_arena_alloc(&arena->mem, n + name->len + 2);
    if (!text) return NULL;
    text[0] = '_';
    memcpy(text + 1, cls, n);
    memcpy(text + 1 + n, name->utf8, name->len);
    return lang_arena_name(arena, text, n + 1 + name->len);
}

static bool add_to(lang_scopes *s, lang_scope *scope, lang_name *name, unsigned flags, lang_pos pos) {
    name = lang_mangle(s->arena, scope->class_name, name);
    if (!name) return no_memory(s);
    lang_symbol *sym = symbol(s, scope, name);
    if (!sym) return false;
    if ((flags & LANG_SYM_PARAM) && (sym->flags & LANG_SYM_PARAM))
        return FAIL(s, pos, "duplicate argument '%s' in function definition", name->utf8);
    sym->flags |= (uint16_t)flags;
    return true;
}
static bool add(lang_scopes *s, lang_name *name, unsigned flags, lang_pos pos) {
    return add_to(s, s->now, name, flags, pos);
}

static lang_scope *enter(lang_scopes *s, lang_scope_kind kind, const void *node) {
    lang_scope *scope = ouro_arena_zalloc(&s->arena->mem, sizeof *scope), *parent = s->now;
    if (!scope) goto fail;
    scope->kind = kind;
    scope->node = node;
    scope->parent = parent;
    scope->is_function = kind >= LANG_SCOPE_FUNCTION;
    if (parent) {
        scope->class_name = parent->class_name;
        if (parent->n_children == parent->cap_children) {
            uint32_t cap = parent->cap_children ? parent->cap_children * 2 : 4;
            lang_scope **more = ouro_arena_alloc(&s->arena->mem, cap * sizeof *more);
            if (!more) goto fail;
            if (parent->n_children) memcpy(more, parent->children, parent->n_children * sizeof *more);
            parent->children = more;
            parent->cap_children = cap;
        }
        parent->children[parent->n_children++] = scope;
    }
    s->now = scope;
    return scope;
fail:
    no_memory(s);
    return NULL;
}
static void leave(lang_scopes *s) {
    s->now = s->now->parent;
}

lang_scope *lang_scope_of(lang_scope *parent, const void *node) {
    // Blocks are nearly always asked for in the order they were made; finally clauses are compiled more than once.
    for (uint32_t i = 0; i < parent->n_children; i++) {
        uint32_t at = (parent->cursor + i) % parent->n_children;
        if (parent->children[at]->node == node) {
            parent->cursor = at + 1;
            return parent->children[at];
        }
    }
    return NULL;
}

// ---- expressions -------------------------------------------------------------------------------------------------

static bool visit_exprs(lang_scopes *s, const lang_expr_seq *seq) {
    for (uint32_t i = 0; i < seq->n; i++)
        if (seq->items[i] && !visit_expr(s, seq->items[i])) return false;
    return true;
}
static bool visit_opt(lang_scopes *s, const lang_expr *e) {
    return !e || visit_expr(s, e);
}
static bool visit_keywords(lang_scopes *s, const lang_keyword_seq *seq) {
    for (uint32_t i = 0; i < seq->n; i++)
        if (!visit_expr(s, seq->items[i]->value)) return false;
    return true;
}

static bool visit_annotation(lang_scopes *s, const lang_expr *e) {
    return !e || s->future_annotations || visit_expr(s, e);
}
static bool visit_arg_annotations(lang_scopes *s, const lang_arg_seq *seq) {
    for (uint32_t i = 0; i < seq->n; i++)
        if (!visit_annotation(s, seq->items[i]->annotation)) return false;
    return true;
}
static bool visit_defaults(lang_scopes *s, const lang_arguments *a) {
    return visit_exprs(s, &a->defaults) && visit_exprs(s, &a->kw_defaults);
}
static bool visit_annotations(lang_scopes *s, const lang_arguments *a, const lang_expr *returns) {
    return visit_arg_annotations(s, &a->posonlyargs) && visit_arg_annotations(s, &a->args) &&
           (!a->vararg || visit_annotation(s, a->vararg->annotation)) &&
           (!a->kwarg || visit_annotation(s, a->kwarg->annotation)) && visit_arg_annotations(s, &a->kwonlyargs) &&
           visit_annotation(s, returns);
}
static bool add_params(lang_scopes *s, const lang_arg_seq *seq) {
    for (uint32_t i = 0; i < seq->n; i++) {
        if (!add(s, seq->items[i]->arg, LANG_SYM_PARAM, seq->items[i]->pos)) return false;
        s->now->n_params++;
    }
    return true;
}
static bool visit_params(lang_scopes *s, const lang_arguments *a) {
    if (!add_params(s, &a->posonlyargs) || !add_params(s, &a->args) || !add_params(s, &a->kwonlyargs)) return false;
    if (a->vararg) {
        if (!add(s, a->vararg->arg, LANG_SYM_PARAM, a->vararg->pos)) return false;
        s->now->n_params++;
    }
    if (a->kwarg) {
        if (!add(s, a->kwarg->arg, LANG_SYM_PARAM, a->kwarg->pos)) return false;
        s->now->n_params++;
    }
    return true;
}

static bool visit_named(lang_scopes *s, const lang_expr *e) {
    const lang_expr *target = e->as.NamedExpr.target;
    lang_name *name = target->as.Name.id;
    for (lang_scope *c = s->now; c; c = c->parent)
        if (c->in_iterable)
            return FAIL(s, e->pos, "assignment expression cannot be used in a comprehension iterable expression");
    s->now->has_walrus = true;
    if (s->now->kind != LANG_SCOPE_COMPREHENSION) return visit_expr(s, e->as.NamedExpr.value) && visit_expr(s, target);
    lang_scope *scope = s->now;
    for (; scope->kind == LANG_SCOPE_COMPREHENSION; scope = scope->parent) {
        lang_symbol *sym = lang_scope_find(scope, name);
        if (sym && (sym->flags & LANG_SYM_COMP_ITER))
            return FAIL(s, target->pos, "assignment expression cannot rebind comprehension iteration variable '%s'",
                        name->utf8);
    }
    if (scope->kind == LANG_SCOPE_CLASS)
        return FAIL(s, target->pos, "assignment expression within a comprehension cannot be used in a class body");
    lang_symbol *sym = lang_scope_find(scope, name);
    bool global = scope->kind == LANG_SCOPE_MODULE || (sym && (sym->flags & LANG_SYM_GLOBAL));
    // Comprehensions between here and the owner reach the name as nonlocal (or global).
    for (lang_scope *c = s->now; c != scope; c = c->parent)
        if (!add_to(s, c, name, (global ? LANG_SYM_GLOBAL : LANG_SYM_NONLOCAL) | LANG_SYM_NAMED, target->pos))
            return false;
    if (!add_to(s, scope, name,
                scope->kind == LANG_SCOPE_MODULE && !sym ? LANG_SYM_GLOBAL | LANG_SYM_LOCAL
                : global                                 ? LANG_SYM_GLOBAL
                                                         : LANG_SYM_LOCAL,
                target->pos))
        return false;
    return visit_expr(s, e->as.NamedExpr.value);
}

static bool visit_target(lang_scopes *s, const lang_expr *e, bool comp_iter) {
    if (comp_iter && e->kind == LANG_Name) {
        lang_name *name = e->as.Name.id;
        lang_symbol *sym = lang_scope_find(s->now, name);
        if (sym && (sym->flags & LANG_SYM_NAMED))
            return FAIL(s, e->pos, "comprehension inner loop cannot rebind assignment expression target '%s'",
                        name->utf8);
        return add(s, name, LANG_SYM_LOCAL | LANG_SYM_COMP_ITER, e->pos);
    }
    if (comp_iter && (e->kind == LANG_Tuple || e->kind == LANG_List)) {
        const lang_expr_seq *elts = e->kind == LANG_Tuple ? &e->as.Tuple.elts : &e->as.List.elts;
        for (uint32_t i = 0; i < elts->n; i++)
            if (!visit_target(s, elts->items[i], true)) return false;
        return true;
    }
    if (comp_iter && e->kind == LANG_Starred) return visit_target(s, e->as.Starred.value, true);
    return visit_expr(s, e);
}

static bool visit_iterable(lang_scopes *s, const lang_expr *e) {
    bool before = s->now->in_iterable;
    s->now->in_iterable = true;
    bool ok = visit_expr(s, e);
    s->now->in_iterable = before;
    return ok;
}

static bool visit_comprehension(lang_scopes *s, const lang_expr *e, const lang_comprehension_seq *gens,
                                const lang_expr *elt, const lang_expr *value) {
    bool generator = e->kind == LANG_GeneratorExp, async = false;
    // The first iterable belongs to the block around.
    if (!visit_iterable(s, gens->items[0]->iter)) return false;
    lang_scope *scope = enter(s, LANG_SCOPE_COMPREHENSION, e);
    if (!scope) return false;
    scope->comp_kind = (uint8_t)e->kind;
    scope->is_generator_expr = generator;
    scope->is_generator = generator;
    if (!add(s, s->name_dot0, LANG_SYM_PARAM, e->pos)) return false;
    scope->n_params = 1;
    for (uint32_t i = 0; i < gens->n; i++) {
        const lang_comprehension *g = gens->items[i];
        if (i > 0 && !visit_iterable(s, g->iter)) return false;
        async |= g->is_async != 0;
        if (!visit_target(s, g->target, true) || !visit_exprs(s, &g->ifs)) return false;
    }
    if (!visit_opt(s, value) || !visit_expr(s, elt)) return false;
    if (async) scope->is_coroutine = true;
    bool coroutine = scope->is_coroutine && !generator;
    leave(s);
    if (coroutine) s->now->is_coroutine = true;
    return true;
}

static bool visit_yield(lang_scopes *s, const lang_expr *e) {
    lang_scope *scope = s->now;
    if (scope->kind == LANG_SCOPE_COMPREHENSION) {
        const char *what = scope->comp_kind == LANG_ListComp   ? "list comprehension"
                           : scope->comp_kind == LANG_SetComp  ? "set comprehension"
                           : scope->comp_kind == LANG_DictComp ? "dict comprehension"
                                                               : "generator expression";
        return FAIL(s, e->pos, "'yield' inside %s", what);
    }
    scope->is_generator = true;
    return true;
}

static bool visit_name(lang_scopes *s, const lang_expr *e) {
    lang_name *name = e->as.Name.id;
    lang_op ctx = e->as.Name.ctx;
    unsigned flags = ctx == LANG_Load  ? LANG_SYM_USE
                     : ctx == LANG_Del ? LANG_SYM_LOCAL | LANG_SYM_DELETED
                                       : LANG_SYM_LOCAL;
    if (!add(s, name, flags, e->pos)) return false;
    // super() needs the class it is used in.
    if (ctx == LANG_Load && s->now->is_function && name == s->name_super)
        return add(s, s->name_class, LANG_SYM_USE, e->pos);
    return true;
}

static bool visit_expr(lang_scopes *s, const lang_expr *e) {
    if ((char *)__builtin_frame_address(0) < s->stack_limit)
        return lang_error_at(s->error, s->arena, s->input, LANG_RECURSION_ERROR, e->pos,
                             "maximum recursion depth exceeded during compilation");
    switch (e->kind) {
    case LANG_BoolOp: return visit_exprs(s, &e->as.BoolOp.values);
    case LANG_NamedExpr: return visit_named(s, e);
    case LANG_BinOp: return visit_expr(s, e->as.BinOp.left) && visit_expr(s, e->as.BinOp.right);
    case LANG_UnaryOp: return visit_expr(s, e->as.UnaryOp.operand);
    case LANG_Lambda: {
        const lang_arguments *a = e->as.Lambda.args;
        if (!visit_defaults(s, a) || !enter(s, LANG_SCOPE_LAMBDA, e)) return false;
        if (!visit_params(s, a) || !visit_expr(s, e->as.Lambda.body)) return false;
        leave(s);
        return true;
    }
    case LANG_IfExp:
        return visit_expr(s, e->as.IfExp.test) && visit_expr(s, e->as.IfExp.body) && visit_expr(s, e->as.IfExp.orelse);
    case LANG_Dict: return visit_exprs(s, &e->as.Dict.keys) && visit_exprs(s, &e->as.Dict.values);
    case LANG_Set: return visit_exprs(s, &e->as.Set.elts);
    case LANG_ListComp: return visit_comprehension(s, e, &e->as.ListComp.generators, e->as.ListComp.elt, NULL);
    case LANG_SetComp: return visit_comprehension(s, e, &e->as.SetComp.generators, e->as.SetComp.elt, NULL);
    case LANG_GeneratorExp:
        return visit_comprehension(s, e, &e->as.GeneratorExp.generators, e->as.GeneratorExp.elt, NULL);
    case LANG_DictComp:
        return visit_comprehension(s, e, &e->as.DictComp.generators, e->as.DictComp.key, e->as.DictComp.value);
    case LANG_Await:
        if (s->now->kind == LANG_SCOPE_COMPREHENSION) s->now->is_coroutine = true;
        return visit_expr(s, e->as.Await.value);
    case LANG_Yield: return visit_opt(s, e->as.Yield.value) && visit_yield(s, e);
    case LANG_YieldFrom: return visit_expr(s, e->as.YieldFrom.value) && visit_yield(s, e);
    case LANG_Compare: return visit_expr(s, e->as.Compare.left) && visit_exprs(s, &e->as.Compare.comparators);
    case LANG_Call:
        return visit_expr(s, e->as.Call.func) && visit_exprs(s, &e->as.Call.args) &&
               visit_keywords(s, &e->as.Call.keywords);
    case LANG_FormattedValue:
        return visit_expr(s, e->as.FormattedValue.value) && visit_opt(s, e->as.FormattedValue.format_spec);
    case LANG_JoinedStr: return visit_exprs(s, &e->as.JoinedStr.values);
    case LANG_Constant: return true;
    case LANG_Attribute: return visit_expr(s, e->as.Attribute.value);
    case LANG_Subscript: return visit_expr(s, e->as.Subscript.value) && visit_expr(s, e->as.Subscript.slice);
    case LANG_Starred: return visit_expr(s, e->as.Starred.value);
    case LANG_Name: return visit_name(s, e);
    case LANG_List: return visit_exprs(s, &e->as.List.elts);
    case LANG_Tuple: return visit_exprs(s, &e->as.Tuple.elts);
    case LANG_Slice:
        return visit_opt(s, e->as.Slice.lower) && visit_opt(s, e->as.Slice.upper) && visit_opt(s, e->as.Slice.step);
    default: return true;
    }
}

// ---- statements --------------------------------------------------------------------------------------------------

static bool visit_pattern(lang_scopes *s, const lang_pattern *p) {
    switch (p->kind) {
    case LANG_MatchValue: return visit_expr(s, p->as.MatchValue.value);
    case LANG_MatchSequence:
        for (uint32_t i = 0; i < p->as.MatchSequence.patterns.n; i++)
            if (!visit_pattern(s, p->as.MatchSequence.patterns.items[i])) return false;
        return true;
    case LANG_MatchMapping:
        if (!visit_exprs(s, &p->as.MatchMapping.keys)) return false;
        for (uint32_t i = 0; i < p->as.MatchMapping.patterns.n; i++)
            if (!visit_pattern(s, p->as.MatchMapping.patterns.items[i])) return false;
        return !p->as.MatchMapping.rest || add(s, p->as.MatchMapping.rest, LANG_SYM_LOCAL, p->pos);
    case LANG_MatchClass:
        if (!visit_expr(s, p->as.MatchClass.cls)) return false;
        for (uint32_t i = 0; i < p->as.MatchClass.patterns.n; i++)
            if (!visit_pattern(s, p->as.MatchClass.patterns.items[i])) return false;
        for (uint32_t i = 0; i < p->as.MatchClass.kwd_patterns.n; i++)
            if (!visit_pattern(s, p->as.MatchClass.kwd_patterns.items[i])) return false;
        return true;
    case LANG_MatchStar: return !p->as.MatchStar.name || add(s, p->as.MatchStar.name, LANG_SYM_LOCAL, p->pos);
    case LANG_MatchAs:
        if (p->as.MatchAs.pattern && !visit_pattern(s, p->as.MatchAs.pattern)) return false;
        return !p->as.MatchAs.name || add(s, p->as.MatchAs.name, LANG_SYM_LOCAL, p->pos);
    case LANG_MatchOr:
        for (uint32_t i = 0; i < p->as.MatchOr.patterns.n; i++)
            if (!visit_pattern(s, p->as.MatchOr.patterns.items[i])) return false;
        return true;
    default: return true;
    }
}

static bool visit_function(lang_scopes *s, const lang_stmt *st, lang_name *name, const lang_arguments *args,
                           const lang_expr *returns, const lang_expr_seq *decorators, const lang_stmt_seq *body) {
    if (!add(s, name, LANG_SYM_LOCAL, st->pos) || !visit_defaults(s, args) || !visit_annotations(s, args, returns) ||
        !visit_exprs(s, decorators) || !enter(s, LANG_SCOPE_FUNCTION, st))
        return false;
    s->now->is_coroutine = st->kind == LANG_AsyncFunctionDef;
    if (!visit_params(s, args) || !visit_stmts(s, body)) return false;
    leave(s);
    return true;
}

static bool visit_declaration(lang_scopes *s, const lang_stmt *st, const lang_name_seq *names, bool global) {
    const char *word = global ? "global" : "nonlocal";
    for (uint32_t i = 0; i < names->n; i++) {
        lang_name *name = lang_mangle(s->arena, s->now->class_name, names->items[i]);
        if (!name) return no_memory(s);
        lang_symbol *sym = lang_scope_find(s->now, name);
        if (!global && s->now->kind == LANG_SCOPE_MODULE)
            return FAIL(s, st->pos, "nonlocal declaration not allowed at module level");
        if (sym && (sym->flags & (LANG_SYM_PARAM | LANG_SYM_LOCAL | LANG_SYM_USE | LANG_SYM_ANNOT))) {
            if (sym->flags & LANG_SYM_PARAM) return FAIL(s, st->pos, "name '%s' is parameter and %s", name->utf8, word);
            if (sym->flags & LANG_SYM_USE)
                return FAIL(s, st->pos, "name '%s' is used prior to %s declaration", name->utf8, word);
            if (sym->flags & LANG_SYM_ANNOT)
                return FAIL(s, st->pos, "annotated name '%s' can't be %s", name->utf8, word);
            return FAIL(s, st->pos, "name '%s' is assigned to before %s declaration", name->utf8, word);
        }
        if (sym && (sym->flags & (global ? LANG_SYM_NONLOCAL : LANG_SYM_GLOBAL)))
            return FAIL(s, st->pos, "name '%s' is nonlocal and global", name->utf8);
        if (!add(s, name, global ? LANG_SYM_GLOBAL : LANG_SYM_NONLOCAL, st->pos)) return false;
    }
    return true;
}

static bool visit_handlers(lang_scopes *s, const lang_excepthandler_seq *handlers) {
    for (uint32_t i = 0; i < handlers->n; i++) {
        const lang_excepthandler *h = handlers->items[i];
        if (!visit_opt(s, h->as.ExceptHandler.type)) return false;
        if (h->as.ExceptHandler.name && !add(s, h->as.ExceptHandler.name, LANG_SYM_LOCAL | LANG_SYM_DELETED, h->pos))
            return false;
        if (!visit_stmts(s, &h->as.ExceptHandler.body)) return false;
    }
    return true;
}

static bool visit_aliases(lang_scopes *s, const lang_stmt *st, const lang_alias_seq *names, bool from) {
    for (uint32_t i = 0; i < names->n; i++) {
        const lang_alias *a = names->items[i];
        lang_name *name = a->asname ? a->asname : a->name;
        if (from && name->len == 1 && name->utf8[0] == '*') {
            if (s->now->kind != LANG_SCOPE_MODULE) return FAIL(s, a->pos, "import * only allowed at module level");
            continue;
        }
        const char *dot = a->asname ? NULL : memchr(name->utf8, '.', name->len);
        if (dot && !(name = lang_arena_name(s->arena, name->utf8, (size_t)(dot - name->utf8)))) return no_memory(s);
        if (!add(s, name, LANG_SYM_LOCAL, st->pos)) return false;
    }
    return true;
}

static bool visit_stmt(lang_scopes *s, const lang_stmt *st) {
    if ((char *)__builtin_frame_address(0) < s->stack_limit)
        return lang_error_at(s->error, s->arena, s->input, LANG_RECURSION_ERROR, st->pos,
                             "maximum recursion depth exceeded during compilation");
    switch (st->kind) {
    case LANG_FunctionDef:
        return visit_function(s, st, st->as.FunctionDef.name, st->as.FunctionDef.args, st->as.FunctionDef.returns,
                              &st->as.FunctionDef.decorator_list, &st->as.FunctionDef.body);
    case LANG_AsyncFunctionDef:
        return visit_function(s, st, st->as.AsyncFunctionDef.name, st->as.AsyncFunctionDef.args,
                              st->as.AsyncFunctionDef.returns, &st->as.AsyncFunctionDef.decorator_list,
                              &st->as.AsyncFunctionDef.body);
    case LANG_ClassDef: {
        if (!add(s, st->as.ClassDef.name, LANG_SYM_LOCAL, st->pos) || !visit_exprs(s, &st->as.ClassDef.bases) ||
            !visit_keywords(s, &st->as.ClassDef.keywords) || !visit_exprs(s, &st->as.ClassDef.decorator_list) ||
            !enter(s, LANG_SCOPE_CLASS, st))
            return false;
        s->now->class_name = st->as.ClassDef.name;
        if (!visit_stmts(s, &st->as.ClassDef.body)) return false;
        leave(s);
        return true;
    }
    case LANG_Return:
        if (st->as.Return.value) s->now->has_yield_value = true;
        return visit_opt(s, st->as.Return.value);
    case LANG_Delete: return visit_exprs(s, &st->as.Delete.targets);
    case LANG_Assign: return visit_expr(s, st->as.Assign.value) && visit_exprs(s, &st->as.Assign.targets);
    case LANG_AugAssign: {
        const lang_expr *t = st->as.AugAssign.target;
        if (t->kind == LANG_Name && !add(s, t->as.Name.id, LANG_SYM_USE, t->pos)) return false;
        return visit_expr(s, t) && visit_expr(s, st->as.AugAssign.value);
    }
    case LANG_AnnAssign: {
        const lang_expr *t = st->as.AnnAssign.target;
        if (t->kind == LANG_Name) {
            lang_name *name = lang_mangle(s->arena, s->now->class_name, t->as.Name.id);
            if (!name) return no_memory(s);
            lang_symbol *sym = lang_scope_find(s->now, name);
            if (sym && (sym->flags & (LANG_SYM_GLOBAL | LANG_SYM_NONLOCAL)) && s->now->kind != LANG_SCOPE_MODULE &&
                st->as.AnnAssign.simple)
                return FAIL(s, st->pos, "annotated name '%s' can't be %s", name->utf8,
                            sym->flags & LANG_SYM_GLOBAL ? "global" : "nonlocal");
            if (st->as.AnnAssign.simple) {
                if (!add(s, t->as.Name.id, LANG_SYM_ANNOT | LANG_SYM_LOCAL, t->pos)) return false;
            } else if (st->as.AnnAssign.value && !add(s, t->as.Name.id, LANG_SYM_LOCAL, t->pos)) {
                return false;
            }
        } else if (!visit_expr(s, t)) {
            return false;
        }
        return visit_annotation(s, st->as.AnnAssign.annotation) && visit_opt(s, st->as.AnnAssign.value);
    }
    case LANG_For:
        return visit_expr(s, st->as.For.target) && visit_expr(s, st->as.For.iter) && visit_stmts(s, &st->as.For.body) &&
               visit_stmts(s, &st->as.For.orelse);
    case LANG_AsyncFor:
        return visit_expr(s, st->as.AsyncFor.target) && visit_expr(s, st->as.AsyncFor.iter) &&
               visit_stmts(s, &st->as.AsyncFor.body) && visit_stmts(s, &st->as.AsyncFor.orelse);
    case LANG_While:
        return visit_expr(s, st->as.While.test) && visit_stmts(s, &st->as.While.body) &&
               visit_stmts(s, &st->as.While.orelse);
    case LANG_If:
        return visit_expr(s, st->as.If.test) && visit_stmts(s, &st->as.If.body) && visit_stmts(s, &st->as.If.orelse);
    case LANG_With:
    case LANG_AsyncWith: {
        const lang_withitem_seq *items = st->kind == LANG_With ? &st->as.With.items : &st->as.AsyncWith.items;
        for (uint32_t i = 0; i < items->n; i++)
            if (!visit_expr(s, items->items[i]->context_expr) || !visit_opt(s, items->items[i]->optional_vars))
                return false;
        return visit_stmts(s, st->kind == LANG_With ? &st->as.With.body : &st->as.AsyncWith.body);
    }
    case LANG_Match:
        if (!visit_expr(s, st->as.Match.subject)) return false;
        for (uint32_t i = 0; i < st->as.Match.cases.n; i++) {
            const lang_match_case *c = st->as.Match.cases.items[i];
            if (!visit_pattern(s, c->pattern) || !visit_opt(s, c->guard) || !visit_stmts(s, &c->body)) return false;
        }
        return true;
    case LANG_Raise: return visit_opt(s, st->as.Raise.exc) && visit_opt(s, st->as.Raise.cause);
    case LANG_Try:
        return visit_stmts(s, &st->as.Try.body) && visit_handlers(s, &st->as.Try.handlers) &&
               visit_stmts(s, &st->as.Try.orelse) && visit_stmts(s, &st->as.Try.finalbody);
    case LANG_TryStar:
        return visit_stmts(s, &st->as.TryStar.body) && visit_handlers(s, &st->as.TryStar.handlers) &&
               visit_stmts(s, &st->as.TryStar.orelse) && visit_stmts(s, &st->as.TryStar.finalbody);
    case LANG_Assert: return visit_expr(s, st->as.Assert.test) && visit_opt(s, st->as.Assert.msg);
    case LANG_Import: return visit_aliases(s, st, &st->as.Import.names, false);
    case LANG_ImportFrom: return visit_aliases(s, st, &st->as.ImportFrom.names, true);
    case LANG_Global: return visit_declaration(s, st, &st->as.Global.names, true);
    case LANG_Nonlocal: return visit_declaration(s, st, &st->as.Nonlocal.names, false);
    case LANG_Expr: return visit_expr(s, st->as.Expr.value);
    default: return true;
    }
}

static bool visit_stmts(lang_scopes *s, const lang_stmt_seq *seq) {
    for (uint32_t i = 0; i < seq->n; i++)
        if (!visit_stmt(s, seq->items[i])) return false;
    return true;
}

// ---- what each name means ----------------------------------------------------------------------------------------

// Passes a free name down from its owner (exclusive) to `scope` (inclusive).
static bool pass_free(lang_scopes *s, lang_scope *scope, lang_scope *owner, lang_name *name) {
    for (; scope != owner; scope = scope->parent) {
        lang_symbol *sym = symbol(s, scope, name);
        if (!sym) return false;
        if (scope->kind == LANG_SCOPE_CLASS && (sym->flags & (LANG_SYM_BOUND | LANG_SYM_GLOBAL)))
            sym->flags |= LANG_SYM_FREE_CLASS;
        else
            sym->place = LANG_PLACE_FREE;
    }
    return true;
}

static bool resolve_free(lang_scopes *s, lang_scope *scope, lang_name *name, bool *found) {
    *found = false;
    for (lang_scope *o = scope->parent; o; o = o->parent) {
        lang_symbol *sym = lang_scope_find(o, name);
        if (o->kind == LANG_SCOPE_CLASS) {
            if (name == s->name_class) {
                o->needs_class_cell = true;
                *found = true;
                return pass_free(s, scope, o, name);
            }
            continue;
        }
        if (!o->is_function || !sym) continue;
        if (sym->flags & LANG_SYM_GLOBAL) return true;
        if (sym->flags & LANG_SYM_NONLOCAL) continue;
        if (sym->flags & LANG_SYM_BOUND) {
            sym->place = LANG_PLACE_CELL;
            *found = true;
            return pass_free(s, scope, o, name);
        }
    }
    return true;
}

static bool resolve(lang_scopes *s, lang_scope *scope) {
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        lang_symbol *sym = &scope->symbols[i];
        lang_name *name = sym->name;
        bool found;
        if (sym->place != LANG_PLACE_UNKNOWN) continue;
        if (sym->flags & LANG_SYM_GLOBAL) {
            sym->place = LANG_PLACE_GLOBAL_EXPLICIT;
        } else if (sym->flags & LANG_SYM_NONLOCAL) {
            if (!resolve_free(s, scope, name, &found)) return false;
            if (!found) {
                lang_pos pos = {1, 0, 1, 0};
                const lang_stmt *st = scope->node;
                if (scope->kind == LANG_SCOPE_FUNCTION || scope->kind == LANG_SCOPE_CLASS) pos = st->pos;
                // The declaration itself gives the position.
                const lang_stmt_seq *body = scope->kind == LANG_SCOPE_CLASS      ? &st->as.ClassDef.body
                                            : scope->kind != LANG_SCOPE_FUNCTION ? NULL
                                            : st->kind == LANG_FunctionDef       ? &st->as.FunctionDef.body
                                                                                 : &st->as.AsyncFunctionDef.body;
                for (uint32_t k = 0; body && k < body->n; k++)
                    if (body->items[k]->kind == LANG_Nonlocal)
                        for (uint32_t j = 0; j < body->items[k]->as.Nonlocal.names.n; j++)
                            if (body->items[k]->as.Nonlocal.names.items[j] == name) pos = body->items[k]->pos;
                return FAIL(s, pos, "no binding for nonlocal '%s' found", name->utf8);
            }
            lang_scope_find(scope, name)->place = LANG_PLACE_FREE;
        } else if (sym->flags & LANG_SYM_BOUND) {
            sym->place = LANG_PLACE_LOCAL;
        } else {
            if (!resolve_free(s, scope, name, &found)) return false;
            if (!found) lang_scope_find(scope, name)->place = LANG_PLACE_GLOBAL_IMPLICIT;
        }
    }
    for (uint32_t i = 0; i < scope->n_children; i++)
        if (!resolve(s, scope->children[i])) return false;
    return true;
}

static bool has_future_annotations(const lang_mod *mod) {
    const lang_stmt_seq *body = mod->kind == LANG_Module ? &mod->as.Module.body : &mod->as.Interactive.body;
    for (uint32_t i = 0; i < body->n; i++) {
        const lang_stmt *st = body->items[i];
        if (st->kind == LANG_Expr) continue;
        if (st->kind != LANG_ImportFrom || !st->as.ImportFrom.module ||
            strcmp(st->as.ImportFrom.module->utf8, "__future__"))
            return false;
        for (uint32_t k = 0; k < st->as.ImportFrom.names.n; k++)
            if (!strcmp(st->as.ImportFrom.names.items[k]->name->utf8, "annotations")) return true;
    }
    return false;
}

bool lang_scopes_build(lang_scopes *s, const lang_input *input, lang_arena *arena, const lang_mod *mod,
                       char *stack_limit, lang_error *error) {
    *s = (lang_scopes){.arena = arena, .input = input, .error = error, .stack_limit = stack_limit};
    s->name_class = lang_arena_name(arena, "__class__", 9);
    s->name_super = lang_arena_name(arena, "super", 5);
    s->name_dot0 = lang_arena_name(arena, ".0", 2);
    if (!s->name_class || !s->name_super || !s->name_dot0) return no_memory(s);
    s->top = enter(s, LANG_SCOPE_MODULE, mod);
    if (!s->top) return false;
    bool ok;
    switch (mod->kind) {
    case LANG_Module:
        s->future_annotations |= has_future_annotations(mod);
        ok = visit_stmts(s, &mod->as.Module.body);
        break;
    case LANG_Interactive: ok = visit_stmts(s, &mod->as.Interactive.body); break;
    default: ok = visit_expr(s, mod->as.Expression.body); break;
    }
    return ok && resolve(s, s->top);
}
