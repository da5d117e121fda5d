// Statements, except try and with (compile_try.c) and match (compile_match.c).
#include "lang/compile_internal.h"

#include <string.h>

#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

static void stmt(compiler *c, const lang_stmt *s);

void stmts(compiler *c, const lang_stmt_seq *seq) {
    for (uint32_t i = 0; i < seq->n && !c->failed; i++) stmt(c, seq->items[i]);
}
void body_stmts(compiler *c, const lang_stmt_seq *seq, uint32_t from) {
    if (from == 0 && !c->u->scope->is_function &&
        seq->n) { // a module or class with annotated names has __annotations__
        bool any = false;
        for (uint32_t i = 0; i < c->u->scope->n_symbols; i++)
            any |= (c->u->scope->symbols[i].flags & LANG_SYM_ANNOT) != 0;
        if (any) emit(c, OURO_I_SETUP_ANNOTATIONS, 0, 0, 0);
    }
    stmts(c, seq);
}

// ---- definitions ---------------------------------------------------------------------------------------------------

static void definition(compiler *c, const lang_stmt *s, const lang_expr_seq *decorators, lang_name *name) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    for (uint32_t i = 0; i < decorators->n; i++) expr_temp(c, decorators->items[i]);
    uint16_t f = temp(c);
    u->pos = s->pos;
    uint32_t first_line = decorators->n ? decorators->items[0]->pos.lineno : s->pos.lineno;
    if (s->kind == LANG_ClassDef) {
        class_to(c, s, f);
    } else if (s->kind == LANG_FunctionDef) {
        function_to(c, lang_scope_of(u->scope, s), name->utf8, s->as.FunctionDef.args, s->as.FunctionDef.returns,
                    &s->as.FunctionDef.body, NULL, first_line, f);
    } else {
        function_to(c, lang_scope_of(u->scope, s), name->utf8, s->as.AsyncFunctionDef.args,
                    s->as.AsyncFunctionDef.returns, &s->as.AsyncFunctionDef.body, NULL, first_line, f);
    }
    for (uint32_t i = decorators->n; i-- > 0;) {
        u->pos = decorators->items[i]->pos;
        uint16_t at = (uint16_t)(mark + i);
        emit(c, OURO_I_CALL, at, 1, at);
        free_temps(c, at + 1u);
    }
    u->pos = s->pos;
    store_name(c, name, (operand){(uint16_t)mark, true});
    free_temps(c, mark);
}

// ---- deletion, augmented and annotated assignment
// --------------------------------------------------------------------

static void delete_target(compiler *c, const lang_expr *t) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    u->pos = t->pos;
    switch (t->kind) {
    case LANG_Name: delete_name(c, t->as.Name.id); break;
    case LANG_Attribute: {
        operand o = expr(c, t->as.Attribute.value);
        u->pos = t->pos;
        emit(c, OURO_I_DEL_ATTR | (o.temp ? OURO_REL_A : 0), o.x, 0, name_number(c, mangled(c, t->as.Attribute.attr)));
        break;
    }
    case LANG_Subscript: {
        operand o = expr_stable(c, t->as.Subscript.value, t->as.Subscript.slice);
        operand k = t->as.Subscript.slice->kind == LANG_Slice ? (operand){expr_temp(c, t->as.Subscript.slice), true}
                                                              : expr(c, t->as.Subscript.slice);
        u->pos = t->pos;
        emit(c, OURO_I_DEL_ITEM | (o.temp ? OURO_REL_A : 0) | rel_b(k), o.x, k.x, 0);
        break;
    }
    case LANG_Tuple:
    case LANG_List: {
        const lang_expr_seq *elts = t->kind == LANG_Tuple ? &t->as.Tuple.elts : &t->as.List.elts;
        for (uint32_t i = 0; i < elts->n; i++) delete_target(c, elts->items[i]);
        break;
    }
    default: c_error(c, t->pos, "cannot delete expression"); break;
    }
    free_temps(c, mark);
}

static unsigned inplace_op(lang_op op) {
    static const uint8_t ops[] = {
        [LANG_Add] = OURO_I_ADD,          [LANG_Sub] = OURO_I_SUB,       [LANG_Mult] = OURO_I_MUL,
        [LANG_MatMult] = OURO_I_MATMUL,   [LANG_Div] = OURO_I_TRUEDIV,   [LANG_Mod] = OURO_I_MOD,
        [LANG_Pow] = OURO_I_POW,          [LANG_LShift] = OURO_I_LSHIFT, [LANG_RShift] = OURO_I_RSHIFT,
        [LANG_BitOr] = OURO_I_OR,         [LANG_BitXor] = OURO_I_XOR,    [LANG_BitAnd] = OURO_I_AND,
        [LANG_FloorDiv] = OURO_I_FLOORDIV};
    return ops[op] | OURO_INPLACE;
}

static void augmented(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    const lang_expr *t = s->as.AugAssign.target, *value = s->as.AugAssign.value;
    unsigned op = inplace_op(s->as.AugAssign.op);
    uint32_t mark = u->next_temp;
    switch (t->kind) {
    case LANG_Name: {
        u->pos = t->pos;
        operand v = load_name(c, t->as.Name.id, -1);
        int local = local_register(c, t->as.Name.id);
        if (local >= 0 && u->has_walrus) v = (operand){(uint16_t)local, false};
        operand w = expr(c, value);
        u->pos = s->pos;
        if (local >= 0) {
            emit(c, op | rel_c(w), (unsigned)local, v.x, w.x);
        } else {
            emit(c, op | rel_b(v) | rel_c(w), v.x, v.x, w.x);
            free_temps(c, v.x + 1u);
            store_name(c, t->as.Name.id, v);
        }
        break;
    }
    case LANG_Attribute: {
        operand o = expr(c, t->as.Attribute.value);
        uint16_t r = temp(c);
        lang_name *name = mangled(c, t->as.Attribute.attr);
        u->pos = t->pos;
        emit(c, OURO_I_GET_ATTR, r, o.x, site(c, name));
        operand w = expr(c, value);
        u->pos = s->pos;
        emit(c, op | OURO_REL_B | rel_c(w), r, r, w.x);
        u->pos = t->pos;
        emit(c, OURO_I_SET_ATTR | OURO_REL_B | (o.temp ? OURO_REL_A : 0), o.x, r, site(c, name));
        break;
    }
    case LANG_Subscript: {
        operand o = expr_stable(c, t->as.Subscript.value, value);
        operand k = t->as.Subscript.slice->kind == LANG_Slice ? (operand){expr_temp(c, t->as.Subscript.slice), true}
                                                              : expr_stable(c, t->as.Subscript.slice, value);
        uint16_t r = temp(c);
        u->pos = t->pos;
        emit(c, OURO_I_GET_ITEM, r, o.x, k.x);
        operand w = expr(c, value);
        u->pos = s->pos;
        emit(c, op | OURO_REL_B | rel_c(w), r, r, w.x);
        u->pos = t->pos;
        emit(c, OURO_I_SET_ITEM | (o.temp ? OURO_REL_A : 0) | rel_b(k) | OURO_REL_C, o.x, k.x, r);
        break;
    }
    default: c_error(c, t->pos, "internal: target"); break;
    }
    free_temps(c, mark);
}

static void annotated(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    const lang_expr *t = s->as.AnnAssign.target, *a = s->as.AnnAssign.annotation;
    uint32_t mark = u->next_temp;
    if (s->as.AnnAssign.value)
        assign(c, t, s->as.AnnAssign.value);
    else if (t->kind == LANG_Attribute)
        effect(c, t->as.Attribute.value);
    else if (t->kind == LANG_Subscript) {
        effect(c, t->as.Subscript.value);
        if (t->as.Subscript.slice->kind != LANG_Slice) effect(c, t->as.Subscript.slice);
    }
    if (u->scope->is_function) return; // not evaluated there, PEP 526
    u->pos = s->pos;
    if (t->kind == LANG_Name && s->as.AnnAssign.simple) {
        uint16_t d = temp(c);
        operand v;
        if (c->scopes.future_annotations) {
            // the text of the annotation
            const char *p = c->input->text;
            for (uint32_t line = 1; line < a->pos.lineno; line++) p = strchr(p, '\n') + 1;
            const char *q = p + a->pos.end_col_offset;
            if (a->pos.end_lineno != a->pos.lineno) q = p + strcspn(p, "\n");
            v = constant(c,
                         ouro_str_from_utf8_lossy(c->rt, p + a->pos.col_offset, (size_t)(q - p) - a->pos.col_offset));
        } else {
            v = expr(c, a);
        }
        emit(c, OURO_I_GET_NAME, d, 0, site_ascii(c, "__annotations__"));
        operand k = constant_str(c, mangled(c, t->as.Name.id));
        emit(c, OURO_I_SET_ITEM | OURO_REL_A | rel_c(v), d, k.x, v.x);
    } else if (!c->scopes.future_annotations) {
        effect(c, a);
    }
    free_temps(c, mark);
}

// ---- loops and branches
// ----------------------------------------------------------------------------------------------

static void stmt_if(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    label other = new_label(c), end = new_label(c);
    jump_if(c, s->as.If.test, false, other);
    uint64_t *before = bound_save(c);
    stmts(c, &s->as.If.body);
    bool dead = u->dead;
    if (!s->as.If.orelse.n) {
        place(c, other);
        bound_restore(c, before);
        return;
    }
    uint64_t *after = bound_save(c);
    if (!dead) emit_jump(c, OURO_I_JUMP, 0, end);
    place(c, other);
    bound_restore(c, before);
    stmts(c, &s->as.If.orelse);
    bool dead_else = u->dead;
    if (!dead) {
        if (!dead_else) bound_meet(c, after);
        bound_restore(c, after);
    }
    place(c, end);
    u->dead = dead && dead_else;
}

// Loops test at the bottom: one jump an iteration.
static void stmt_while(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    label top = new_label(c), test = new_label(c), orelse = new_label(c), end = new_label(c);
    uint64_t *before = bound_save(c);
    const lang_expr *e = s->as.While.test;
    bool forever = e->kind == LANG_Constant && e->as.Constant.value.tag == LANG_CONST_TRUE;
    if (!forever) emit_jump(c, OURO_I_JUMP, 0, test);
    place(c, top);
    block *b = block_push(c, BLOCK_LOOP);
    b->on_break = end;
    b->on_continue = test;
    stmts(c, &s->as.While.body);
    block_pop(c);
    place(c, test);
    bound_restore(c, before);
    if (forever) {
        emit_jump(c, OURO_I_LOOP, 0, top);
    } else {
        jump_if(c, e, true, top);
        u->dead = false;
    }
    place(c, orelse);
    bound_restore(c, before);
    stmts(c, &s->as.While.orelse);
    bound_restore(c, before);
    place(c, end);
}

static void stmt_for(compiler *c, lang_pos pos, const lang_expr *target, const lang_expr *iter,
                     const lang_stmt_seq *body, const lang_stmt_seq *orelse_body) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    uint16_t it = temp(c);
    operand v = expr(c, iter);
    u->pos = pos;
    emit(c, OURO_I_GET_ITER | rel_b(v), it, v.x, 0);
    free_temps(c, it + 1u);
    label top = new_label(c), next = new_label(c), end = new_label(c);
    uint64_t *before = bound_save(c);
    int local = target->kind == LANG_Name ? local_register(c, target->as.Name.id) : -1;
    uint16_t t = local >= 0 ? (uint16_t)local : temp(c);
    emit_jump(c, OURO_I_JUMP, 0, next);
    place(c, top);
    block *b = block_push(c, BLOCK_FOR);
    b->on_break = end;
    b->on_continue = next;
    b->reg = it;
    u->pos = target->pos;
    if (local >= 0) {
        lang_symbol *s = lang_scope_find(u->scope, mangled(c, target->as.Name.id));
        if (!(s->flags & LANG_SYM_DELETED)) bound_set(c, (uint32_t)local);
    } else {
        store(c, target, (operand){t, true});
    }
    free_temps(c, it + 1u);
    stmts(c, body);
    block_pop(c);
    place(c, next);
    u->pos = pos;
    emit(c, OURO_I_FOR_ITER, t, it, 0);
    emit_jump(c, OURO_I_JUMP, 0, top);
    u->dead = false;
    bound_restore(c, before);
    emit(c, OURO_I_RELEASE, it, 0, 0);
    stmts(c, orelse_body);
    bound_restore(c, before);
    place(c, end); // break has released the iterator
    free_temps(c, mark);
}

static void stmt_async_for(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    if (!u->scope->is_function || !u->scope->is_coroutine) c_error(c, s->pos, "'async for' outside async function");
    uint32_t mark = u->next_temp;
    uint16_t it = temp(c);
    operand v = expr(c, s->as.AsyncFor.iter);
    u->pos = s->as.AsyncFor.iter->pos;
    emit(c, OURO_I_GET_AITER | rel_b(v), it, v.x, 0);
    free_temps(c, it + 1u);
    label again = new_label(c), handler = new_label(c), orelse = new_label(c), end = new_label(c);
    uint64_t *before = bound_save(c);
    place(c, again);
    block *b = block_push(c, BLOCK_FOR);
    b->on_break = end;
    b->on_continue = again;
    b->reg = it;
    block *t = block_push(c, BLOCK_TRY);
    t->handler = handler;
    range_open(c, t);
    uint16_t item = temp(c);
    emit(c, OURO_I_GET_ANEXT, item, it, 0);
    emit_await(c, item, 0);
    range_close(c, &u->blocks[u->n_blocks - 1]);
    block_pop(c);
    store(c, s->as.AsyncFor.target, (operand){item, true});
    free_temps(c, it + 1u);
    stmts(c, &s->as.AsyncFor.body);
    if (!u->dead) emit_jump(c, OURO_I_LOOP, 0, again);
    block_pop(c);
    place(c, handler);
    item = temp(c);
    emit(c, OURO_I_END_ASYNC_FOR, item, 0, 0);
    emit_jump(c, OURO_I_JUMP, 0, orelse);
    free_temps(c, it + 1u);
    place(c, orelse);
    bound_restore(c, before);
    emit(c, OURO_I_RELEASE, it, 0, 0);
    stmts(c, &s->as.AsyncFor.orelse);
    bound_restore(c, before);
    place(c, end);
    free_temps(c, mark);
}

// ---- leaving: return, break, continue
// --------------------------------------------------------------------------------

static void leave_loop(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    bool is_break = s->kind == LANG_Break;
    uint32_t i = u->n_blocks;
    for (; i > 0; i--) {
        block_kind k = u->blocks[i - 1].kind;
        if (k == BLOCK_LOOP || k == BLOCK_FOR) break;
        if (k == BLOCK_STAR_HANDLER) {
            c_error(c, s->pos, "'break', 'continue' and 'return' cannot appear in an except* block");
            return;
        }
    }
    if (i == 0) {
        c_error(c, s->pos, is_break ? "'break' outside loop" : "'continue' not properly in loop");
        return;
    }
    block loop = u->blocks[i - 1];
    uint32_t n = u->n_blocks;
    uint64_t *known = bound_save(c);
    unwind(c, i);
    u->pos = s->pos;
    if (is_break && loop.kind == BLOCK_FOR) emit(c, OURO_I_RELEASE, loop.reg, 0, 0);
    emit_jump(c, is_break ? OURO_I_JUMP : OURO_I_LOOP, 0, is_break ? loop.on_break : loop.on_continue);
    wound_back(c, n);
    bound_restore(c, known);
}

static void stmt_return(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    if (!u->scope->is_function) {
        c_error(c, s->pos, "'return' outside function");
        return;
    }
    const lang_expr *e = s->as.Return.value;
    if (e && u->scope->is_generator && u->scope->is_coroutine)
        c_error(c, s->pos, "'return' with value in async generator");
    uint32_t mark = u->next_temp;
    bool runs_code = false, star = false;
    for (uint32_t i = 0; i < u->n_blocks; i++) {
        block_kind k = u->blocks[i].kind;
        runs_code |= k == BLOCK_FINALLY || k == BLOCK_WITH || k == BLOCK_NAMED_HANDLER;
        star |= k == BLOCK_STAR_HANDLER;
    }
    if (star) c_error(c, s->pos, "'break', 'continue' and 'return' cannot appear in an except* block");
    operand v = e ? expr(c, e) : constant_none(c);
    if (runs_code && !v.temp && !(v.x & OURO_CONSTANT)) { // what runs on the way out may change the local
        uint16_t t = temp(c);
        emit(c, OURO_I_MOVE, t, v.x, 0);
        v = (operand){t, true};
    }
    uint32_t n = u->n_blocks;
    uint64_t *known = bound_save(c);
    unwind(c, 0);
    u->pos = s->pos;
    emit(c, OURO_I_RETURN | rel_b(v), 0, v.x, 0);
    wound_back(c, n);
    bound_restore(c, known);
    free_temps(c, mark);
}

// ---- imports
// ---------------------------------------------------------------------------------------------------------

static void import_call(compiler *c, const lang_name *module, int level, ouro_owned fromlist, uint16_t dst) {
    uint32_t mark = c->u->next_temp;
    uint16_t t = temp(c), f = temp(c);
    move_to(c, t, constant(c, ouro_int_from_i64(c->rt, level)));
    move_to(c, f, constant(c, fromlist));
    static const char empty[] = "";
    lang_name *name = module ? (lang_name *)module : lang_arena_name(c->arena, empty, 0);
    if (!name)
        c_no_memory(c);
    else
        emit(c, OURO_I_IMPORT, dst, t, name_number(c, name));
    free_temps(c, mark);
}

static void stmt_import(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    for (uint32_t i = 0; i < s->as.Import.names.n; i++) {
        const lang_alias *a = s->as.Import.names.items[i];
        uint32_t mark = u->next_temp;
        uint16_t m = temp(c);
        import_call(c, a->name, 0, ouro_none(c->rt), m);
        const char *dot = memchr(a->name->utf8, '.', a->name->len);
        lang_name *to = a->asname ? a->asname : a->name;
        if (!a->asname && dot) {
            to = lang_arena_name(c->arena, a->name->utf8, (size_t)(dot - a->name->utf8));
            if (!to) c_no_memory(c);
        } else if (dot) { // import a.b.c as d: d is c
            const char *p = dot;
            while (p && !c->failed) {
                const char *q = strchr(p + 1, '.');
                size_t n = q ? (size_t)(q - p - 1) : strlen(p + 1);
                lang_name *part = lang_arena_name(c->arena, p + 1, n);
                if (!part)
                    c_no_memory(c);
                else
                    emit(c, OURO_I_IMPORT_FROM | OURO_REL_B, m, m, name_number(c, part));
                p = q;
            }
        }
        if (to) store_name(c, to, (operand){m, true});
        free_temps(c, mark);
    }
}

static const char *const futures[] = {"nested_scopes",  "generators",     "division",         "absolute_import",
                                      "with_statement", "print_function", "unicode_literals", "barry_as_FLUFL",
                                      "generator_stop", "annotations"};

static void check_future(compiler *c, const lang_stmt *s) {
    if (!s->as.ImportFrom.names.n) return;
    if (c->u->outer || !c->future_allowed) {
        c_error(c, s->pos, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    for (uint32_t i = 0; i < s->as.ImportFrom.names.n; i++) {
        const char *name = s->as.ImportFrom.names.items[i]->name->utf8;
        bool known = false;
        for (size_t k = 0; k < sizeof futures / sizeof *futures; k++) known |= !strcmp(name, futures[k]);
        if (!strcmp(name, "braces"))
            c_error(c, s->pos, "not a chance");
        else if (!known)
            c_error(c, s->pos, "future feature %s is not defined", name);
    }
}

static void stmt_import_from(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    ouro_rt *rt = c->rt;
    const lang_alias_seq *names = &s->as.ImportFrom.names;
    const lang_name *module = s->as.ImportFrom.module;
    if (module && s->as.ImportFrom.level == 0 && !strcmp(module->utf8, "__future__")) check_future(c, s);
    uint32_t mark = u->next_temp;
    uint16_t m = temp(c);
    ouro_obj *list = c->failed ? NULL : ouro_tuple_new(rt, names->n);
    for (uint32_t i = 0; list && i < names->n; i++) {
        ouro_obj *n = name_str(c, names->items[i]->name);
        if (!n) {
            ouro_release(rt, list);
            list = NULL;
            break;
        }
        ouro_slot_init(rt, list, &((ouro_tuple *)list)->items[i], n);
    }
    import_call(c, module, s->as.ImportFrom.level, list, m);
    if (names->n == 1 && !strcmp(names->items[0]->name->utf8, "*")) {
        emit(c, OURO_I_IMPORT_STAR, 0, m, 0);
    } else {
        for (uint32_t i = 0; i < names->n; i++) {
            const lang_alias *a = names->items[i];
            uint16_t t = temp(c);
            emit(c, OURO_I_IMPORT_FROM, t, m, name_number(c, a->name));
            store_name(c, a->asname ? a->asname : a->name, (operand){t, true});
            free_temps(c, m + 1u);
        }
    }
    emit(c, OURO_I_RELEASE, m, 0, 0);
    free_temps(c, mark);
}

// ---- all
// -------------------------------------------------------------------------------------------------------------

static void stmt_assert(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    if (c->optimize) return;
    label end = new_label(c);
    jump_if(c, s->as.Assert.test, true, end);
    uint32_t mark = u->next_temp;
    uint64_t *known = bound_save(c);
    uint16_t base = temp(c);
    u->pos = s->pos;
    emit(c, OURO_I_ASSERTION_ERROR, base, 0, 0);
    if (s->as.Assert.msg) {
        expr_temp(c, s->as.Assert.msg);
        u->pos = s->pos;
        emit(c, OURO_I_CALL, base, 1, base);
    }
    u->pos = s->as.Assert.test->pos;
    emit(c, OURO_I_RAISE | OURO_REL_B, 1, base, 0);
    bound_restore(c, known);
    place(c, end);
    free_temps(c, mark);
}

static void stmt(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    if (c_deep(c, s->pos)) return;
    uint32_t mark = u->next_temp;
    u->pos = s->pos;
    bool text = s->kind == LANG_Expr && s->as.Expr.value->kind == LANG_Constant &&
                s->as.Expr.value->as.Constant.value.tag == LANG_CONST_STR;
    bool future = s->kind == LANG_ImportFrom && s->as.ImportFrom.module && !s->as.ImportFrom.level &&
                  !strcmp(s->as.ImportFrom.module->utf8, "__future__");
    if (!future && (!text || c->doc_seen)) c->future_allowed = false;
    c->doc_seen |= text;
    switch (s->kind) {
    case LANG_FunctionDef: definition(c, s, &s->as.FunctionDef.decorator_list, s->as.FunctionDef.name); break;
    case LANG_AsyncFunctionDef:
        definition(c, s, &s->as.AsyncFunctionDef.decorator_list, s->as.AsyncFunctionDef.name);
        break;
    case LANG_ClassDef: definition(c, s, &s->as.ClassDef.decorator_list, s->as.ClassDef.name); break;
    case LANG_Return: stmt_return(c, s); break;
    case LANG_Delete:
        for (uint32_t i = 0; i < s->as.Delete.targets.n; i++) delete_target(c, s->as.Delete.targets.items[i]);
        break;
    case LANG_Assign: {
        const lang_expr_seq *targets = &s->as.Assign.targets;
        if (targets->n == 1) {
            assign(c, targets->items[0], s->as.Assign.value);
            break;
        }
        uint16_t t = expr_temp(c, s->as.Assign.value);
        for (uint32_t i = 0; i < targets->n; i++) store(c, targets->items[i], (operand){t, i + 1 == targets->n});
        break;
    }
    case LANG_AugAssign: augmented(c, s); break;
    case LANG_AnnAssign: annotated(c, s); break;
    case LANG_For: stmt_for(c, s->pos, s->as.For.target, s->as.For.iter, &s->as.For.body, &s->as.For.orelse); break;
    case LANG_AsyncFor: stmt_async_for(c, s); break;
    case LANG_While: stmt_while(c, s); break;
    case LANG_If: stmt_if(c, s); break;
    case LANG_With: stmt_with(c, &s->as.With.items, 0, &s->as.With.body, false, s->pos); break;
    case LANG_AsyncWith:
        if (!u->scope->is_function || !u->scope->is_coroutine)
            c_error(c, s->pos, "'async with' outside async function");
        stmt_with(c, &s->as.AsyncWith.items, 0, &s->as.AsyncWith.body, true, s->pos);
        break;
    case LANG_Match: stmt_match(c, s); break;
    case LANG_Raise: {
        operand e = {0, false}, cause = {0, false};
        unsigned n = 0;
        if (s->as.Raise.exc) e = expr_stable(c, s->as.Raise.exc, s->as.Raise.cause), n = 1;
        if (s->as.Raise.cause) cause = expr(c, s->as.Raise.cause), n = 2;
        u->pos = s->pos;
        emit(c, OURO_I_RAISE | rel_b(e) | rel_c(cause), n, e.x, cause.x);
        break;
    }
    case LANG_Try: stmt_try(c, s); break;
    case LANG_TryStar: stmt_try_star(c, s); break;
    case LANG_Assert: stmt_assert(c, s); break;
    case LANG_Import: stmt_import(c, s); break;
    case LANG_ImportFrom: stmt_import_from(c, s); break;
    case LANG_Global:
    case LANG_Nonlocal:
    case LANG_Pass: break;
    case LANG_Expr:
        if (u->interactive) {
            operand v = expr(c, s->as.Expr.value);
            u->pos = s->pos;
            emit(c, OURO_I_PRINT | rel_b(v), 0, v.x, 0);
        } else {
            effect(c, s->as.Expr.value);
        }
        break;
    case LANG_Break:
    case LANG_Continue: leave_loop(c, s); break;
    default: c_error(c, s->pos, "internal: statement"); break;
    }
    free_temps(c, mark);
}
