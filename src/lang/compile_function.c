// Functions, lambdas, comprehensions and classes: blocks of their own, and the instructions that make the objects.
#include "lang/compile_internal.h"

#include <string.h>

#include "types/containers.h"
#include "types/str.h"

// The register of a cell of this block that blocks inside may capture.
static uint16_t cell_register(compiler *c, lang_name *name) {
    unit *u = c->u;
    lang_symbol *s = lang_scope_find(u->scope, name);
    if (u->scope->kind == LANG_SCOPE_CLASS && u->scope->needs_class_cell && name == c->scopes.name_class &&
        !(s && s->place == LANG_PLACE_FREE))
        return (uint16_t)u->cell_base;
    if (!s) {
        c_error(c, u->pos, "internal: no cell for '%s'", name->utf8);
        return 0;
    }
    return (uint16_t)s->index;
}

static bool is_free(const lang_symbol *s) {
    return s->place == LANG_PLACE_FREE || (s->flags & LANG_SYM_FREE_CLASS);
}

// Tuple of the cells that block `child` captures, in a new temporary. False: it captures none.
static bool closure_tuple(compiler *c, lang_scope *child) {
    uint16_t first = (uint16_t)c->u->next_temp;
    uint32_t n = 0;
    for (uint32_t i = 0; i < child->n_symbols; i++) {
        if (!is_free(&child->symbols[i])) continue;
        emit(c, OURO_I_MOVE, temp(c), cell_register(c, child->symbols[i].name), 0);
        n++;
    }
    if (!n) return false;
    emit(c, OURO_I_TUPLE, first, first, n);
    free_temps(c, first + 1u);
    return true;
}

static void prologue(compiler *c) {
    unit *u = c->u;
    lang_scope *s = u->scope;
    uint32_t param = 0;
    if (c->failed) return;
    for (uint32_t i = 0; i < s->n_symbols; i++) {
        lang_symbol *y = &s->symbols[i];
        bool is_param = (y->flags & LANG_SYM_PARAM) != 0;
        if (y->place == LANG_PLACE_CELL)
            emit(c, OURO_I_MAKE_CELL, y->index, is_param ? param : 0xffff, 0);
        else if (is_param && !(y->flags & LANG_SYM_DELETED))
            bound_set(c, y->index);
        param += is_param;
    }
    if (s->kind == LANG_SCOPE_CLASS && s->needs_class_cell) emit(c, OURO_I_MAKE_CELL, u->cell_base, 0xffff, 0);
    if (u->n_free) emit(c, OURO_I_COPY_FREE, u->cell_base + u->n_cells, u->n_free, 0);
}

static void set_arguments(ouro_obj *o, const lang_arguments *a) {
    if (!o) return;
    ouro_code *code = (ouro_code *)o;
    code->posonly = a->posonlyargs.n;
    code->argcount = a->posonlyargs.n + a->args.n;
    code->kwonly = a->kwonlyargs.n;
    if (a->vararg) code->flags |= OURO_CO_VARARGS;
    if (a->kwarg) code->flags |= OURO_CO_VARKEYWORDS;
}

// ---- annotations ---------------------------------------------------------------------------------------------------

// The source text of an expression, for annotations that are not evaluated (PEP 563).
static operand source_text(compiler *c, const lang_expr *e) {
    const char *p = c->input->text, *end = p + c->input->len, *from = NULL, *to = NULL;
    uint32_t line = 1;
    for (; p <= end; p++) {
        if (line == e->pos.lineno && !from) from = p + e->pos.col_offset;
        if (line == e->pos.end_lineno) {
            to = p + e->pos.end_col_offset;
            break;
        }
        const char *nl = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
        if (!nl) break;
        p = nl;
        line++;
    }
    if (!from || !to || to > end) from = to = end;
    return constant(c, ouro_str_from_utf8_lossy(c->rt, from, (size_t)(to - from)));
}

static void annotation_pair(compiler *c, lang_name *name, const lang_expr *annotation, uint32_t *n) {
    if (!annotation) return;
    move_to(c, temp(c), constant_str(c, mangled(c, name)));
    if (c->scopes.future_annotations) {
        move_to(c, temp(c), source_text(c, annotation));
    } else if (annotation->kind == LANG_Starred) {
        // *args: *Ts
        uint16_t t = temp(c);
        operand v = expr(c, annotation->as.Starred.value);
        emit(c, OURO_I_UNPACK | rel_b(v), t, v.x, 1);
        free_temps(c, t + 1u);
    } else {
        expr_temp(c, annotation);
    }
    ++*n;
}

static bool annotations(compiler *c, const lang_arguments *a, const lang_expr *returns) {
    uint16_t first = (uint16_t)c->u->next_temp;
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->posonlyargs.n; i++)
        annotation_pair(c, a->posonlyargs.items[i]->arg, a->posonlyargs.items[i]->annotation, &n);
    for (uint32_t i = 0; i < a->args.n; i++)
        annotation_pair(c, a->args.items[i]->arg, a->args.items[i]->annotation, &n);
    if (a->vararg) annotation_pair(c, a->vararg->arg, a->vararg->annotation, &n);
    for (uint32_t i = 0; i < a->kwonlyargs.n; i++)
        annotation_pair(c, a->kwonlyargs.items[i]->arg, a->kwonlyargs.items[i]->annotation, &n);
    if (a->kwarg) annotation_pair(c, a->kwarg->arg, a->kwarg->annotation, &n);
    if (returns) {
        lang_name *name = ascii_name(c, "return");
        if (name) annotation_pair(c, name, returns, &n);
    }
    if (!n) return false;
    emit(c, OURO_I_DICT, first, first, n);
    free_temps(c, first + 1u);
    return true;
}

// ---- functions -----------------------------------------------------------------------------------------------------

static void make(compiler *c, ouro_owned code, unsigned flags, uint16_t pieces, uint16_t dst) {
    operand k = constant(c, code);
    if (!(k.x & OURO_CONSTANT)) c_error(c, c->u->pos, "too many constants in one block");
    emit(c, OURO_I_FUNCTION | flags << OURO_FUNC_SHIFT, dst, k.x & 0x7fff, pieces);
}

void make_closure(compiler *c, ouro_owned code, unsigned flags, uint16_t pieces, uint16_t dst) {
    make(c, code, flags, pieces, dst);
}

bool docstring(const lang_stmt_seq *body, const lang_const **doc) {
    if (!body->n || body->items[0]->kind != LANG_Expr) return false;
    const lang_expr *e = body->items[0]->as.Expr.value;
    if (e->kind != LANG_Constant || e->as.Constant.value.tag != LANG_CONST_STR) return false;
    *doc = &e->as.Constant.value;
    return true;
}

void function_to(compiler *c, lang_scope *scope, const char *name, const lang_arguments *args, const lang_expr *returns,
                 const lang_stmt_seq *body, const lang_expr *lambda_body, uint32_t first_line, uint16_t dst) {
    ouro_rt *rt = c->rt;
    uint32_t mark = c->u->next_temp;
    uint16_t pieces = (uint16_t)mark;
    unsigned flags = 0;
    if (!scope) c_error(c, c->u->pos, "internal: no scope");
    if (c->failed) return;
    if (args->defaults.n) {
        flags |= OURO_FN_DEFAULTS;
        uint16_t t = (uint16_t)c->u->next_temp;
        for (uint32_t i = 0; i < args->defaults.n; i++) expr_temp(c, args->defaults.items[i]);
        emit(c, OURO_I_TUPLE, t, t, args->defaults.n);
        free_temps(c, t + 1u);
    }
    uint32_t n = 0;
    uint16_t kw = (uint16_t)c->u->next_temp;
    for (uint32_t i = 0; i < args->kwonlyargs.n; i++) {
        if (!args->kw_defaults.items[i]) continue;
        move_to(c, temp(c), constant_str(c, mangled(c, args->kwonlyargs.items[i]->arg)));
        expr_temp(c, args->kw_defaults.items[i]);
        n++;
    }
    if (n) {
        flags |= OURO_FN_KWDEFAULTS;
        emit(c, OURO_I_DICT, kw, kw, n);
        free_temps(c, kw + 1u);
    }
    if (annotations(c, args, returns)) flags |= OURO_FN_ANNOTATIONS;

    lang_pos pos = c->u->pos;
    unit *u = unit_open(c, scope, child_qualname(c, name, scope));
    if (!u) return;
    u->pos = (lang_pos){first_line, 0, first_line, 0};
    uint32_t code_flags = 0;
    const lang_const *doc;
    if (body && docstring(body, &doc) && c->optimize < 2 && !c->failed) {
        constant(c, ouro_str_from_wtf8(rt, doc->text, doc->len));
        code_flags |= OURO_CO_HAS_DOC;
    } else if (body) {
        constant_none(c);
    }
    if (scope->parent->kind == LANG_SCOPE_CLASS && !strcmp(name, "__init__") && args->posonlyargs.n + args->args.n)
        u->self_name = args->posonlyargs.n ? args->posonlyargs.items[0]->arg : args->args.items[0]->arg;
    prologue(c);
    if (body) {
        body_stmts(c, body, 0);
    } else {
        operand v = expr(c, lambda_body);
        u->pos = lambda_body->pos;
        if (scope->is_generator) {
            release(c, v);
        } else {
            emit(c, OURO_I_RETURN | rel_b(v), 0, v.x, 0);
        }
    }
    ouro_obj *code = unit_close(c, name, first_line, code_flags);
    set_arguments(code, args);
    c->u->pos = pos;
    if (!code) return;
    if (closure_tuple(c, scope)) flags |= OURO_FN_CLOSURE;
    make(c, code, flags, pieces, dst);
    free_temps(c, mark);
}

// ---- comprehensions ------------------------------------------------------------------------------------------------

static void comprehension_loop(compiler *c, const lang_expr *e, const lang_comprehension_seq *gens, uint32_t at,
                               const lang_expr *elt, const lang_expr *value, uint16_t result) {
    unit *u = c->u;
    if (c->failed) return;
    uint32_t mark = u->next_temp;
    if (at == gens->n) {
        switch (e->kind) {
        case LANG_GeneratorExp: {
            operand v = expr(c, elt);
            u->pos = elt->pos;
            uint16_t t = v.temp ? v.x : temp(c);
            emit(c, OURO_I_YIELD | rel_b(v), t, v.x, 0);
            emit(c, OURO_I_RELEASE, t, 0, 0);
            break;
        }
        case LANG_ListComp:
        case LANG_SetComp: {
            operand v = expr(c, elt);
            u->pos = elt->pos;
            emit(c, (e->kind == LANG_ListComp ? OURO_I_LIST_APPEND : OURO_I_SET_ADD) | rel_b(v), result, v.x, 0);
            break;
        }
        default: {
            operand k = expr_stable(c, elt, value), v = expr(c, value);
            u->pos = elt->pos;
            emit(c, OURO_I_DICT_ADD | rel_b(k) | rel_c(v), result, k.x, v.x);
            break;
        }
        }
        free_temps(c, mark);
        return;
    }
    const lang_comprehension *g = gens->items[at];
    uint16_t it = 0;
    if (at > 0) {
        it = temp(c);
        operand v = expr(c, g->iter);
        u->pos = e->pos;
        emit(c, (g->is_async ? OURO_I_GET_AITER : OURO_I_GET_ITER) | rel_b(v), it, v.x, 0);
        free_temps(c, it + 1u);
    }
    label again = new_label(c), end = new_label(c), handler = new_label(c), top = new_label(c);
    uint64_t *known = bound_save(c);
    int local = g->target->kind == LANG_Name && !g->is_async ? local_register(c, g->target->as.Name.id) : -1;
    uint16_t t = local >= 0 ? (uint16_t)local : temp(c);
    if (g->is_async) {
        free_temps(c, t);
        place(c, again);
        block *b = block_push(c, BLOCK_TRY);
        b->handler = handler;
        range_open(c, b);
        temp(c);
        u->pos = g->target->pos;
        emit(c, OURO_I_GET_ANEXT, t, it, 0);
        emit_await(c, t, 0);
        range_close(c, &u->blocks[u->n_blocks - 1]);
        block_pop(c);
    } else { // the test is at the bottom
        emit_jump(c, OURO_I_JUMP, 0, again);
        place(c, top);
    }
    u->pos = g->target->pos;
    if (local >= 0)
        bound_set(c, (uint32_t)local);
    else
        store(c, g->target, (operand){t, true});
    if (local < 0) free_temps(c, t);
    for (uint32_t i = 0; i < g->ifs.n; i++) jump_if(c, g->ifs.items[i], false, again);
    comprehension_loop(c, e, gens, at + 1, elt, value, result);
    u->pos = e->pos;
    if (g->is_async) {
        emit_jump(c, OURO_I_LOOP, 0, again);
    } else {
        place(c, again);
        u->pos = e->pos;
        emit(c, OURO_I_FOR_ITER, t, it, 0);
        emit_jump(c, OURO_I_JUMP, 0, top);
        u->dead = false;
    }
    if (g->is_async) {
        place(c, handler);
        temp(c);
        emit(c, OURO_I_END_ASYNC_FOR, t, 0, 0);
        emit_jump(c, OURO_I_JUMP, 0, end);
    }
    place(c, end);
    bound_restore(c, known);
    if (at > 0) emit(c, OURO_I_RELEASE, it, 0, 0);
    free_temps(c, mark);
}

void comprehension_to(compiler *c, const lang_expr *e, uint16_t dst) {
    uint32_t mark = c->u->next_temp;
    lang_scope *scope = lang_scope_of(c->u->scope, e);
    const lang_comprehension_seq *gens;
    const lang_expr *elt, *value = NULL;
    const char *name;
    unsigned start = 0;
    switch (e->kind) {
    case LANG_ListComp:
        gens = &e->as.ListComp.generators, elt = e->as.ListComp.elt, name = "<listcomp>", start = OURO_I_LIST;
        break;
    case LANG_SetComp:
        gens = &e->as.SetComp.generators, elt = e->as.SetComp.elt, name = "<setcomp>", start = OURO_I_SET;
        break;
    case LANG_DictComp:
        gens = &e->as.DictComp.generators, elt = e->as.DictComp.key, value = e->as.DictComp.value, name = "<dictcomp>";
        start = OURO_I_DICT;
        break;
    default: gens = &e->as.GeneratorExp.generators, elt = e->as.GeneratorExp.elt, name = "<genexpr>"; break;
    }
    if (!scope) c_error(c, e->pos, "internal: no scope");
    if (c->failed) return;
    bool outer_async = c->u->scope->is_function && c->u->scope->is_coroutine;
    bool async = scope->is_coroutine && e->kind != LANG_GeneratorExp;
    if (async && !outer_async) {
        c_error(c, e->pos, "asynchronous comprehension outside of an asynchronous function");
        return;
    }
    lang_pos pos = e->pos;
    unit *u = unit_open(c, scope, child_qualname(c, name, scope));
    if (!u) return;
    u->pos = pos;
    prologue(c);
    uint16_t result = 0;
    if (start) {
        result = temp(c);
        emit(c, start, result, result, 0);
    }
    comprehension_loop(c, e, gens, 0, elt, value, result);
    u->pos = pos;
    if (start) {
        emit(c, OURO_I_RETURN | OURO_REL_B, 0, result, 0);
    }
    ouro_obj *code = unit_close(c, name, e->pos.lineno, 0);
    c->u->pos = pos;
    if (!code) return;
    ((ouro_code *)code)->argcount = ((ouro_code *)code)->posonly = 1;
    uint16_t base = temp(c);
    uint16_t pieces = (uint16_t)c->u->next_temp;
    bool closure = closure_tuple(c, scope);
    make(c, code, closure ? OURO_FN_CLOSURE : 0, pieces, base);
    free_temps(c, base + 1u);
    uint16_t arg = temp(c);
    operand it = expr(c, gens->items[0]->iter);
    c->u->pos = pos;
    emit(c, (gens->items[0]->is_async ? OURO_I_GET_AITER : OURO_I_GET_ITER) | rel_b(it), arg, it.x, 0);
    c->u->pos = pos;
    if (async) {
        emit(c, OURO_I_CALL, base, 1, base);
        free_temps(c, base + 1u);
        emit_await(c, base, 0);
        emit(c, OURO_I_MOVE | OURO_REL_B, dst, base, 0);
    } else {
        emit(c, OURO_I_CALL, base, 1, dst);
    }
    free_temps(c, mark);
}

// ---- classes -------------------------------------------------------------------------------------------------------

void class_to(compiler *c, const lang_stmt *s, uint16_t dst) {
    ouro_rt *rt = c->rt;
    const char *name = s->as.ClassDef.name->utf8;
    lang_scope *scope = lang_scope_of(c->u->scope, s);
    if (!scope) c_error(c, s->pos, "internal: no scope");
    if (c->failed) return;
    uint32_t mark = c->u->next_temp;
    lang_pos pos = c->u->pos;
    uint32_t first_line =
        s->as.ClassDef.decorator_list.n ? s->as.ClassDef.decorator_list.items[0]->pos.lineno : s->pos.lineno;
    uint16_t base = temp(c), body = temp(c);
    emit(c, OURO_I_BUILD_CLASS, base, 0, 0);

    unit *u = unit_open(c, scope, child_qualname(c, name, scope));
    if (!u) return;
    u->pos = (lang_pos){first_line, 0, first_line, 0};
    prologue(c);
    uint16_t t = temp(c);
    emit(c, OURO_I_GET_NAME, t, 0, site_ascii(c, "__name__"));
    emit(c, OURO_I_SET_NAME | OURO_REL_B, 0, t, site_ascii(c, "__module__"));
    free_temps(c, t);
    operand q = constant(c, ouro_xref(rt, u->qualname));
    emit(c, OURO_I_SET_NAME, 0, q.x, site_ascii(c, "__qualname__"));
    const lang_const *doc;
    if (docstring(&s->as.ClassDef.body, &doc) && c->optimize < 2 && !c->failed) {
        u->pos = s->as.ClassDef.body.items[0]->pos;
        operand d = constant(c, ouro_str_from_wtf8(rt, doc->text, doc->len));
        emit(c, OURO_I_SET_NAME, 0, d.x, site_ascii(c, "__doc__"));
    }
    body_stmts(c, &s->as.ClassDef.body, 0);
    if (scope->needs_class_cell) {
        emit(c, OURO_I_SET_NAME, 0, u->cell_base, site_ascii(c, "__classcell__"));
        emit(c, OURO_I_RETURN, 0, u->cell_base, 0);
    }
    ouro_obj *code = unit_close(c, name, first_line, 0);
    c->u->pos = pos;
    if (!code) return;
    uint16_t pieces = (uint16_t)c->u->next_temp;
    bool closure = closure_tuple(c, scope);
    make(c, code, closure ? OURO_FN_CLOSURE : 0, pieces, body);
    free_temps(c, body + 1u);
    move_to(c, temp(c), constant_str(c, s->as.ClassDef.name));
    call(c, NULL, base, dst, 2, &s->as.ClassDef.bases, &s->as.ClassDef.keywords);
    free_temps(c, mark);
}
