// try, with, and the ways out of blocks.
//
// A handler starts with the exception in its register `depth` (all later temporaries are free). Its first instruction
// makes the exception the one being handled and keeps the one handled before in depth + 1. The handler's own code is
// covered by a range whose cleanup undoes that and raises again.
#include "lang/compile_internal.h"

#include <string.h>

// ---- ways out
// --------------------------------------------------------------------------------------------------------

// name = None; del name, without complaint if the program has deleted it.
static void clear_name(compiler *c, lang_name *name) {
    unit *u = c->u;
    name = mangled(c, name);
    lang_symbol *s = lang_scope_find(u->scope, name);
    if (c->failed || !s) return;
    if (s->place == LANG_PLACE_LOCAL && u->scope->is_function) {
        emit(c, OURO_I_CLEAR, s->index, 0, 0);
    } else if (s->place == LANG_PLACE_CELL || s->place == LANG_PLACE_FREE) {
        emit(c, OURO_I_CLEAR_CELL, s->index, 0, 0);
    } else {
        store_name(c, name, constant_none(c));
        delete_name(c, name);
    }
}

static void call_exit(compiler *c, uint16_t exit, bool async) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    uint16_t f = temp(c);
    emit(c, OURO_I_MOVE | OURO_REL_B, f, exit, 0);
    for (int i = 0; i < 3; i++) move_to(c, temp(c), constant_none(c));
    emit(c, OURO_I_CALL, f, 3, async ? f : 0xffff);
    free_temps(c, f + 1u);
    if (async) {
        emit_await(c, f, 2);
        emit(c, OURO_I_RELEASE, f, 0, 0);
    }
    free_temps(c, mark);
}

void unwind(compiler *c, uint32_t keep) {
    unit *u = c->u;
    while (!c->failed && u->n_blocks > keep) {
        block *p = &u->blocks[u->n_blocks - 1];
        if (p->covered) {
            range_close(c, p);
            p->reopen = true;
        }
        block b = *p;
        u->n_blocks--;
        lang_pos pos = u->pos;
        switch (b.kind) {
        case BLOCK_FOR: emit(c, OURO_I_RELEASE, b.reg, 0, 0); break;
        case BLOCK_HANDLER:
            emit(c, OURO_I_EXC_LEAVE, 0, b.reg + 1u, 0);
            emit(c, OURO_I_RELEASE, b.reg, 0, 0);
            break;
        case BLOCK_NAMED_HANDLER: clear_name(c, b.name); break;
        case BLOCK_FINALLY: {
            // The blocks inside this copy of the clause would overwrite those to come back to.
            block *blocks = u->blocks;
            uint32_t n = u->n_blocks, cap = u->cap_blocks;
            u->blocks = c_alloc(c, (n + 8) * sizeof *blocks);
            if (!u->blocks) {
                u->blocks = blocks;
                return;
            }
            memcpy(u->blocks, blocks, n * sizeof *blocks);
            u->cap_blocks = n + 8;
            stmts(c, b.body);
            if (!c->failed) memcpy(blocks, u->blocks, n * sizeof *blocks);
            u->blocks = blocks;
            u->cap_blocks = cap;
            u->n_blocks = n;
            break;
        }
        case BLOCK_WITH:
            u->pos = b.pos;
            call_exit(c, b.reg, b.async);
            break;
        default: break;
        }
        u->pos = pos;
    }
}

void wound_back(compiler *c, uint32_t n) {
    unit *u = c->u;
    if (c->failed) return;
    u->n_blocks = n;
    for (uint32_t k = 0; k < n; k++)
        if (u->blocks[k].reopen) {
            u->blocks[k].reopen = false;
            range_open(c, &u->blocks[k]);
        }
}

// ---- handlers
// ----------------------------------------------------------------------------------------------------------

// Start of a handler whose exception is in a new temporary; the block covers what follows.
static block *handler_enter(compiler *c, label at, uint16_t *exception, label *cleanup) {
    place(c, at);
    *exception = temp(c);
    uint16_t saved = temp(c);
    emit(c, OURO_I_EXC_ENTER, *exception, saved, 0);
    *cleanup = new_label(c);
    block *b = block_push(c, BLOCK_HANDLER);
    b->handler = *cleanup;
    b->reg = *exception;
    range_open(c, b);
    return b;
}

// End of the range; the code that undoes EXC_ENTER on the way of another exception.
static void handler_close(compiler *c) {
    range_close(c, &c->u->blocks[c->u->n_blocks - 1]);
    block_pop(c);
}
static void handler_cleanup(compiler *c, uint16_t exception, label cleanup, int exit) {
    free_temps(c, exception + 2u);
    place(c, cleanup);
    uint16_t other = temp(c);
    emit(c, OURO_I_EXC_LEAVE, 0, exception + 1u, 0);
    emit(c, OURO_I_RELEASE, exception, 0, 0);
    if (exit >= 0) emit(c, OURO_I_RELEASE, (unsigned)exit, 0, 0);
    emit(c, OURO_I_RERAISE, other, 0, 0);
    free_temps(c, exception);
}

static void meet_end(compiler *c, uint64_t **end_state) {
    if (c->u->dead) return;
    if (*end_state)
        bound_meet(c, *end_state);
    else
        *end_state = bound_save(c);
}

static void except_clauses(compiler *c, const lang_stmt *s, const lang_excepthandler_seq *handlers, uint16_t exception,
                           label end, uint64_t **end_state) {
    unit *u = c->u;
    uint64_t *before = bound_save(c);
    bool bare = false;
    for (uint32_t i = 0; i < handlers->n; i++) {
        const lang_excepthandler *h = handlers->items[i];
        const lang_expr *type = h->as.ExceptHandler.type;
        lang_name *name = h->as.ExceptHandler.name;
        label next = new_label(c);
        bound_restore(c, before);
        u->pos = h->pos;
        if (!type && i + 1 < handlers->n) c_error(c, h->pos, "default 'except:' must be last");
        if (type) {
            uint32_t mark = u->next_temp;
            operand t = expr(c, type);
            u->pos = type->pos;
            emit(c, OURO_I_J_NOT_MATCH | rel_b(t), exception, t.x, 0);
            emit_jump(c, OURO_I_JUMP, 0, next);
            u->dead = false;
            free_temps(c, mark);
        } else {
            bare = true;
        }
        u->pos = h->pos;
        if (name) {
            store_name(c, name, (operand){exception, false});
            label cleanup = new_label(c);
            block *b = block_push(c, BLOCK_NAMED_HANDLER);
            b->name = name;
            b->handler = cleanup;
            range_open(c, b);
            stmts(c, &h->as.ExceptHandler.body);
            bool dead = u->dead;
            range_close(c, &u->blocks[u->n_blocks - 1]);
            block_pop(c);
            if (!dead) {
                emit(c, OURO_I_EXC_LEAVE, 0, exception + 1u, 0);
                emit(c, OURO_I_RELEASE, exception, 0, 0);
                clear_name(c, name);
                meet_end(c, end_state);
                emit_jump(c, OURO_I_JUMP, 0, end);
            }
            place(c, cleanup);
            uint32_t mark = u->next_temp;
            uint16_t other = temp(c);
            clear_name(c, name);
            emit(c, OURO_I_RERAISE, other, 0, 0);
            free_temps(c, mark);
        } else {
            stmts(c, &h->as.ExceptHandler.body);
            if (!u->dead) {
                emit(c, OURO_I_EXC_LEAVE, 0, exception + 1u, 0);
                emit(c, OURO_I_RELEASE, exception, 0, 0);
                meet_end(c, end_state);
                emit_jump(c, OURO_I_JUMP, 0, end);
            }
        }
        place(c, next);
    }
    if (!bare) {
        u->pos = s->pos;
        emit(c, OURO_I_RERAISE, exception, 0, 0);
    }
}

static void try_except(compiler *c, const lang_stmt *s, const lang_stmt_seq *body,
                       const lang_excepthandler_seq *handlers, const lang_stmt_seq *orelse) {
    unit *u = c->u;
    label handler = new_label(c), end = new_label(c), cleanup;
    uint64_t *before = bound_save(c), *end_state = NULL;
    block *b = block_push(c, BLOCK_TRY);
    b->handler = handler;
    range_open(c, b);
    stmts(c, body);
    handler_close(c);
    if (!u->dead) stmts(c, orelse);
    if (!u->dead) {
        meet_end(c, &end_state);
        emit_jump(c, OURO_I_JUMP, 0, end);
    }
    bound_restore(c, before);
    u->pos = s->pos;
    uint16_t exception;
    handler_enter(c, handler, &exception, &cleanup);
    except_clauses(c, s, handlers, exception, end, &end_state);
    handler_close(c);
    handler_cleanup(c, exception, cleanup, -1);
    bound_restore(c, end_state ? end_state : before);
    place(c, end);
    u->dead = !end_state;
}

void stmt_try(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    const lang_stmt_seq *final = &s->as.Try.finalbody;
    if (!final->n) {
        try_except(c, s, &s->as.Try.body, &s->as.Try.handlers, &s->as.Try.orelse);
        return;
    }
    label handler = new_label(c), end = new_label(c), cleanup;
    uint64_t *before = bound_save(c);
    block *b = block_push(c, BLOCK_FINALLY);
    b->handler = handler;
    b->body = final;
    range_open(c, b);
    if (s->as.Try.handlers.n)
        try_except(c, s, &s->as.Try.body, &s->as.Try.handlers, &s->as.Try.orelse);
    else
        stmts(c, &s->as.Try.body);
    bool dead = u->dead;
    handler_close(c);
    uint64_t *after = NULL;
    if (!dead) {
        stmts(c, final);
        dead = u->dead;
        after = bound_save(c);
        if (!dead) emit_jump(c, OURO_I_JUMP, 0, end);
    }
    bound_restore(c, before);
    uint16_t exception;
    handler_enter(c, handler, &exception, &cleanup);
    stmts(c, final);
    if (!u->dead) emit(c, OURO_I_RERAISE, exception, 0, 0);
    handler_close(c);
    handler_cleanup(c, exception, cleanup, -1);
    if (after) bound_restore(c, after);
    place(c, end);
    u->dead = dead;
}

// ---- with
// ----------------------------------------------------------------------------------------------------------------

void stmt_with(compiler *c, const lang_withitem_seq *items, uint32_t at, const lang_stmt_seq *body, bool async,
               lang_pos pos) {
    unit *u = c->u;
    if (at == items->n) {
        stmts(c, body);
        return;
    }
    if (c_deep(c, pos)) return;
    const lang_withitem *w = items->items[at];
    uint32_t mark = u->next_temp;
    uint16_t exit = temp(c), value = temp(c);
    expr_to(c, w->context_expr, value);
    u->pos = pos;
    emit(c, OURO_I_WITH_ENTER | (async ? OURO_ASYNC : 0), exit, value, 0);
    if (async) emit_await(c, value, 1);
    label handler = new_label(c), end = new_label(c), suppress = new_label(c), cleanup;
    free_temps(c, value); // the handler's depth: only `exit` stays
    block *b = block_push(c, BLOCK_WITH);
    temp(c);
    b->handler = handler;
    b->reg = exit;
    b->async = async;
    b->pos = pos;
    uint64_t *before = bound_save(c);
    range_open(c, b);
    if (w->optional_vars)
        store(c, w->optional_vars, (operand){value, true});
    else
        emit(c, OURO_I_RELEASE, value, 0, 0);
    free_temps(c, value);
    stmt_with(c, items, at + 1, body, async, pos);
    bool dead = u->dead;
    handler_close(c);
    u->pos = pos;
    uint64_t *after = dead ? NULL : bound_save(c);
    if (!dead) {
        call_exit(c, exit, async);
        emit_jump(c, OURO_I_JUMP, 0, end);
    }
    bound_restore(c, before);
    uint16_t exception;
    handler_enter(c, handler, &exception, &cleanup);
    uint16_t result = temp(c);
    emit(c, OURO_I_WITH_EXIT, exit, exception, result);
    if (async) emit_await(c, result, 2);
    emit_jump(c, OURO_I_J_TRUE | OURO_REL_A, result, suppress);
    emit(c, OURO_I_RERAISE, exception, 0, 0);
    handler_close(c);
    place(c, suppress);
    emit(c, OURO_I_EXC_LEAVE, 0, exception + 1u, 0);
    emit(c, OURO_I_RELEASE, exception, 0, 0);
    emit(c, OURO_I_RELEASE, exit, 0, 0);
    emit_jump(c, OURO_I_JUMP, 0, end);
    handler_cleanup(c, exception, cleanup, exit);
    if (after) bound_meet(c, before), bound_restore(c, before);
    place(c, end);
    free_temps(c, mark);
}

// ---- except*
// -------------------------------------------------------------------------------------------------------------

void stmt_try_star(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    const lang_excepthandler_seq *handlers = &s->as.TryStar.handlers;
    const lang_stmt_seq *final = &s->as.TryStar.finalbody;
    label final_handler = new_label(c), final_end = new_label(c), final_cleanup;
    uint64_t *before = bound_save(c);
    if (final->n) {
        block *f = block_push(c, BLOCK_FINALLY);
        f->handler = final_handler;
        f->body = final;
        range_open(c, f);
    }
    label handler = new_label(c), end = new_label(c), cleanup;
    block *b = block_push(c, BLOCK_TRY);
    b->handler = handler;
    range_open(c, b);
    stmts(c, &s->as.TryStar.body);
    handler_close(c);
    if (!u->dead) stmts(c, &s->as.TryStar.orelse);
    if (!u->dead) emit_jump(c, OURO_I_JUMP, 0, end);
    bound_restore(c, before);
    uint16_t original;
    handler_enter(c, handler, &original, &cleanup);
    // original, its saved one, what is left of it, and the list of what the clauses raised
    uint16_t rest = temp(c), raised = temp(c);
    emit(c, OURO_I_MOVE, rest, original, 0);
    emit(c, OURO_I_LIST, raised, raised, 0);
    for (uint32_t i = 0; i < handlers->n; i++) {
        const lang_excepthandler *h = handlers->items[i];
        lang_name *name = h->as.ExceptHandler.name;
        label next = new_label(c), failed = new_label(c);
        bound_restore(c, before);
        u->pos = h->pos;
        uint16_t part = temp(c);
        expr_to(c, h->as.ExceptHandler.type, part);
        u->pos = h->as.ExceptHandler.type->pos;
        emit(c, OURO_I_EXC_GROUP_MATCH, rest, part, 0);
        label none = new_label(c);
        emit(c, OURO_I_J_IS, 1, constant_none(c).x, part);
        emit_jump(c, OURO_I_JUMP, 0, none); // nothing matched
        u->dead = false;
        // while the clause runs, its part is the exception being handled
        free_temps(c, part);
        block *star = block_push(c, BLOCK_STAR_HANDLER);
        star->handler = failed;
        range_open(c, star);
        uint16_t handled = temp(c), saved = temp(c);
        (void)handled;
        emit(c, OURO_I_EXC_ENTER, part, saved, 0);
        if (name) store_name(c, name, (operand){part, false});
        label inner = new_label(c);
        block *in = block_push(c, BLOCK_TRY);
        in->handler = inner;
        range_open(c, in);
        stmts(c, &h->as.ExceptHandler.body);
        handler_close(c);
        if (name) clear_name(c, name);
        emit(c, OURO_I_EXC_LEAVE, 0, saved, 0);
        emit(c, OURO_I_RELEASE, part, 0, 0);
        emit_jump(c, OURO_I_JUMP, 0, next);
        place(c, inner);
        uint16_t other = temp(c);
        if (name) clear_name(c, name);
        emit(c, OURO_I_EXC_LEAVE, 0, saved, 0);
        emit(c, OURO_I_RELEASE, part, 0, 0);
        emit(c, OURO_I_RERAISE, other, 0, 0);
        handler_close(c);
        free_temps(c, part);
        place(c, failed);
        uint16_t e = temp(c);
        emit(c, OURO_I_LIST_APPEND | OURO_REL_B, raised, e, 0);
        free_temps(c, part);
        emit_jump(c, OURO_I_JUMP, 0, next);
        place(c, none);
        emit(c, OURO_I_RELEASE, part, 0, 0);
        place(c, next);
    }
    u->pos = s->pos;
    emit(c, OURO_I_LIST_APPEND | OURO_REL_B, raised, rest, 0);
    emit(c, OURO_I_EXC_GROUP_JOIN, raised, original, 0);
    label quiet = new_label(c);
    emit(c, OURO_I_J_IS, 1, raised, constant_none(c).x);
    emit_jump(c, OURO_I_JUMP, 0, quiet);
    u->dead = false;
    emit(c, OURO_I_RERAISE, raised, 0, 0);
    handler_close(c);
    place(c, quiet);
    emit(c, OURO_I_RELEASE, raised, 0, 0);
    emit(c, OURO_I_EXC_LEAVE, 0, original + 1u, 0);
    emit(c, OURO_I_RELEASE, original, 0, 0);
    emit_jump(c, OURO_I_JUMP, 0, end);
    handler_cleanup(c, original, cleanup, -1);
    bound_restore(c, before);
    place(c, end);
    if (final->n) {
        handler_close(c);
        stmts(c, final);
        if (!u->dead) emit_jump(c, OURO_I_JUMP, 0, final_end);
        bound_restore(c, before);
        uint16_t exception;
        handler_enter(c, final_handler, &exception, &final_cleanup);
        stmts(c, final);
        if (!u->dead) emit(c, OURO_I_RERAISE, exception, 0, 0);
        handler_close(c);
        handler_cleanup(c, exception, final_cleanup, -1);
        place(c, final_end);
    }
}
