// Units of code in the making: instructions, labels, constants, names, exception ranges, and their assembly.
#include "lang/compile_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

// ---- errors ------------------------------------------------------------------------------------------------------

void c_error(compiler *c, lang_pos pos, const char *format, ...) {
    if (c->failed) return;
    char text[400];
    va_list ap;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    lang_error_at(c->error, c->arena, c->input, LANG_SYNTAX_ERROR, pos, "%s", text);
    c->failed = true;
}

void c_no_memory(compiler *c) {
    if (c->failed) return;
    if (!ouro_error_pending(c->rt)) c->error->kind = LANG_MEMORY_ERROR;
    c->failed = true;
}

bool c_deep(compiler *c, lang_pos pos) {
    if (!c->failed && (char *)__builtin_frame_address(0) < c->rt->stack_limit) {
        lang_error_at(c->error, c->arena, c->input, LANG_RECURSION_ERROR, pos,
                      "maximum recursion depth exceeded during compilation");
        c->failed = true;
    }
    return c->failed;
}

void *c_alloc(compiler *c, size_t size) {
    void *p = ouro_arena_zalloc(&c->arena->mem, size);
    if (!p) c_no_memory(c);
    return p;
}

// Makes room for one more item in an array of the arena; false: failed.
static bool room(compiler *c, void **items, uint32_t n, uint32_t *cap, size_t size) {
    if (c->failed) return false;
    if (n < *cap) return true;
    uint32_t more = *cap ? *cap * 2 : 16;
    void *p = ouro_arena_alloc(&c->arena->mem, more * size);
    if (!p) {
        c_no_memory(c);
        return false;
    }
    if (n) memcpy(p, *items, n * size);
    *items = p;
    *cap = more;
    return true;
}

// ---- instructions ------------------------------------------------------------------------------------------------

static ouro_position position_of(lang_pos p) {
    return (ouro_position){(int32_t)p.lineno, (int32_t)p.end_lineno, (int32_t)p.col_offset, (int32_t)p.end_col_offset};
}

uint32_t emit(compiler *c, unsigned op, unsigned a, unsigned b, unsigned cc) {
    unit *u = c->u;
    uint32_t cap = u->cap;
    if (!room(c, (void **)&u->code, u->n, &u->cap, sizeof *u->code)) return 0;
    if (!room(c, (void **)&u->positions, u->n, &cap, sizeof *u->positions)) return 0;
    u->code[u->n] = (ouro_instruction){(uint16_t)op, (uint16_t)a, (uint16_t)b, (uint16_t)cc};
    u->positions[u->n] = position_of(u->pos);
    u->dead = (op & 0xff) == OURO_I_RETURN || (op & 0xff) == OURO_I_RAISE || (op & 0xff) == OURO_I_RERAISE ||
              (op & 0xff) == OURO_I_JUMP || (op & 0xff) == OURO_I_LOOP;
    return u->n++;
}

label new_label(compiler *c) {
    unit *u = c->u;
    if (!room(c, (void **)&u->labels, u->n_labels, &u->cap_labels, sizeof *u->labels)) return 0;
    u->labels[u->n_labels] = UINT32_MAX;
    return u->n_labels++;
}

void place(compiler *c, label l) {
    if (c->failed) return;
    c->u->labels[l] = c->u->n;
    c->u->dead = false;
}

// Until assembly the jump holds the number of its label.
void emit_jump(compiler *c, unsigned op, unsigned a, label to) {
    emit(c, op, a, to & 0xffff, to >> 16);
}

uint16_t temp(compiler *c) {
    unit *u = c->u;
    uint32_t r = u->next_temp++;
    if (u->next_temp > u->max_reg) u->max_reg = u->next_temp;
    if (r >= 0x7ff0) c_error(c, u->pos, "too many values in one function");
    return (uint16_t)r;
}
void free_temps(compiler *c, uint32_t mark) {
    c->u->next_temp = mark;
}

// ---- constants and names -----------------------------------------------------------------------------------------

// The number of `key` in the index, appending `value` to the list if it is new. -1: failed.
static int64_t number_of(compiler *c, ouro_borrowed list, ouro_borrowed index, ouro_borrowed key, ouro_borrowed value) {
    ouro_rt *rt = c->rt;
    ouro_borrowed found = ouro_dict_peek(rt, index, key);
    if (found) return ouro_int_word(found);
    if (ouro_error_pending(rt)) return -1;
    uint32_t n = ouro_list_length(list);
    ouro_obj *number = ouro_int_from_i64(rt, n);
    if (!number) return -1;
    int bad = ouro_dict_set_steal(rt, index, key, number);
    if (bad || ouro_list_append(rt, list, value)) return -1;
    return n;
}

static int64_t constant_number(compiler *c, ouro_borrowed value) {
    ouro_rt *rt = c->rt;
    unit *u = c->u;
    uint32_t type = ouro_type_number(value);
    switch (type) {
    case OURO_T_int:
    case OURO_T_bool:
    case OURO_T_str:
    case OURO_T_bytes:
    case OURO_T_NoneType:
    case OURO_T_ellipsis: {
        ouro_obj *t = ouro_int_from_i64(rt, type);
        if (!t) return -1;
        ouro_obj *key = ouro_tuple_pack(rt, 2, t, value);
        ouro_release(rt, t);
        if (!key) return -1;
        int64_t n = number_of(c, u->constants, u->constant_index, key, value);
        ouro_release(rt, key);
        return n;
    }
    case OURO_T_float:
    case OURO_T_complex: { // the text tells 0.0 from -0.0
        ouro_obj *text = ouro_repr(rt, value);
        if (!text) return -1;
        int64_t n = number_of(c, u->constants, u->constant_index, text, value);
        ouro_release(rt, text);
        return n;
    }
    default: {
        uint32_t n = ouro_list_length(u->constants);
        return ouro_list_append(rt, u->constants, value) ? -1 : (int64_t)n;
    }
    }
}

operand constant(compiler *c, ouro_owned value) {
    operand none = {OURO_CONSTANT, false};
    if (!value) c_no_memory(c);
    if (c->failed) {
        ouro_xrelease(c->rt, value);
        return none;
    }
    int64_t n = constant_number(c, value);
    ouro_release(c->rt, value);
    if (n < 0) {
        c_no_memory(c);
        return none;
    }
    if (n < 0x7fff) return (operand){(uint16_t)(OURO_CONSTANT | n), false};
    uint16_t t = temp(c);
    emit(c, OURO_I_LOADK, t, (unsigned)n & 0xffff, (unsigned)n >> 16);
    return (operand){t, true};
}
operand constant_none(compiler *c) {
    return constant(c, ouro_none(c->rt));
}

ouro_obj *name_str(compiler *c, const lang_name *name) {
    ouro_obj *s = ouro_str_from_utf8(c->rt, name->utf8, name->len);
    if (s && ouro_str_intern(c->rt, &s)) {
        ouro_release(c->rt, s);
        s = NULL;
    }
    if (!s) c_no_memory(c);
    return s;
}
operand constant_str(compiler *c, lang_name *name) {
    return constant(c, name_str(c, name));
}

static uint32_t name_index(compiler *c, const lang_name *name) {
    if (c->failed) return 0;
    ouro_obj *s = name_str(c, name);
    if (!s) return 0;
    int64_t n = number_of(c, c->u->names, c->u->name_index, s, s);
    ouro_release(c->rt, s);
    if (n < 0) c_no_memory(c);
    return n < 0 ? 0 : (uint32_t)n;
}
uint16_t name_number(compiler *c, const lang_name *name) {
    uint32_t n = name_index(c, name);
    if (n > 0xfffe) c_error(c, c->u->pos, "too many names in one block");
    return (uint16_t)n;
}
uint16_t site(compiler *c, const lang_name *name) {
    unit *u = c->u;
    uint32_t n = name_index(c, name);
    if (u->n_sites >= 0xfffe) { // all caches are taken: share one of the same name
        for (uint32_t i = 0; i < u->n_sites; i++)
            if (u->sites[i] == n) return (uint16_t)i;
        c_error(c, u->pos, "too many names in one block");
        return 0;
    }
    if (!room(c, (void **)&u->sites, u->n_sites, &u->cap_sites, sizeof *u->sites)) return 0;
    u->sites[u->n_sites] = n;
    return (uint16_t)u->n_sites++;
}
lang_name *ascii_name(compiler *c, const char *name) {
    lang_name *n = lang_arena_name(c->arena, name, strlen(name));
    if (!n) c_no_memory(c);
    return n;
}
uint16_t site_ascii(compiler *c, const char *name) {
    lang_name *n = ascii_name(c, name);
    return n ? site(c, n) : 0;
}
lang_name *mangled(compiler *c, lang_name *name) {
    lang_name *n = lang_mangle(c->arena, c->u->scope->class_name, name);
    if (!n) c_no_memory(c);
    return n ? n : name;
}

// ---- blocks and exception ranges ---------------------------------------------------------------------------------

void range_open(compiler *c, block *b) {
    b->covered = true;
    b->range_start = c->u->n;
}
void range_close(compiler *c, block *b) {
    unit *u = c->u;
    if (c->failed || !b->covered) return;
    b->covered = false;
    if (b->range_start == u->n) return;
    if (!room(c, (void **)&u->handlers, u->n_handlers, &u->cap_handlers, sizeof *u->handlers)) return;
    u->handlers[u->n_handlers++] = (raw_handler){b->range_start, u->n, b->handler, b->depth, b->depth};
}
block *block_push(compiler *c, block_kind kind) {
    unit *u = c->u;
    if (!room(c, (void **)&u->blocks, u->n_blocks, &u->cap_blocks, sizeof *u->blocks)) {
        u->no_block = (block){0};
        return &u->no_block;
    }
    block *b = &u->blocks[u->n_blocks++];
    *b = (block){.kind = kind, .pos = u->pos, .depth = (uint16_t)u->next_temp};
    return b;
}
void block_pop(compiler *c) {
    if (!c->failed) c->u->n_blocks--;
}

// ---- locals that are surely bound --------------------------------------------------------------------------------

uint64_t *bound_save(compiler *c) {
    unit *u = c->u;
    uint64_t *copy = c_alloc(c, (u->bound_words ? u->bound_words : 1) * sizeof *copy);
    if (copy && u->bound_words) memcpy(copy, u->bound, u->bound_words * sizeof *copy);
    return copy;
}
void bound_restore(compiler *c, const uint64_t *saved) {
    if (saved && c->u->bound_words) memcpy(c->u->bound, saved, c->u->bound_words * sizeof *saved);
}
void bound_meet(compiler *c, uint64_t *into) {
    for (uint32_t i = 0; into && i < c->u->bound_words; i++) into[i] &= c->u->bound[i];
}
void bound_set(compiler *c, uint32_t local) {
    c->u->bound[local / 64] |= 1ull << (local % 64);
}
bool bound_get(compiler *c, uint32_t local) {
    return c->u->bound[local / 64] >> (local % 64) & 1;
}

// ---- units -------------------------------------------------------------------------------------------------------

ouro_obj *child_qualname(compiler *c, const char *name, lang_scope *child) {
    ouro_rt *rt = c->rt;
    unit *u = c->u;
    if (c->failed) return NULL;
    lang_scope *parent = child->parent;
    lang_name *own = lang_arena_name(c->arena, name, strlen(name));
    if (own) own = lang_mangle(c->arena, parent->class_name, own);
    lang_symbol *sym = own ? lang_scope_find(parent, own) : NULL;
    bool plain = u->scope->kind == LANG_SCOPE_MODULE ||
                 (sym && sym->place == LANG_PLACE_GLOBAL_EXPLICIT &&
                  (child->kind == LANG_SCOPE_FUNCTION || child->kind == LANG_SCOPE_CLASS));
    ouro_obj *q = plain                                ? ouro_str_from_cstring(rt, name)
                  : u->scope->kind == LANG_SCOPE_CLASS ? ouro_str_formatted(rt, "%S.%s", u->qualname, name)
                                                       : ouro_str_formatted(rt, "%S.<locals>.%s", u->qualname, name);
    if (!q) c_no_memory(c);
    return q;
}

unit *unit_open(compiler *c, lang_scope *scope, ouro_owned qualname) {
    ouro_rt *rt = c->rt;
    unit *u = c_alloc(c, sizeof *u);
    if (!u) {
        ouro_xrelease(rt, qualname);
        return NULL;
    }
    u->outer = c->u;
    u->scope = scope;
    u->qualname = qualname;
    if (c->u) u->pos = c->u->pos;
    u->constants = ouro_list_new(rt, 0);
    u->constant_index = ouro_dict_new(rt);
    u->names = ouro_list_new(rt, 0);
    u->name_index = ouro_dict_new(rt);
    c->u = u;
    if (!u->constants || !u->constant_index || !u->names || !u->name_index) c_no_memory(c);
    u->has_walrus = scope->has_walrus;
    // Registers: parameters, other locals, cells, free variables, temporaries.
    uint32_t locals = 0, cells = 0, frees = 0;
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        lang_symbol *s = &scope->symbols[i];
        if (scope->is_function && (s->place == LANG_PLACE_LOCAL || (s->flags & LANG_SYM_PARAM))) locals++;
        if (s->place == LANG_PLACE_CELL) cells++;
        if (s->place == LANG_PLACE_FREE || (s->flags & LANG_SYM_FREE_CLASS)) frees++;
    }
    if (scope->kind == LANG_SCOPE_CLASS && scope->needs_class_cell) cells++;
    u->nlocals = locals;
    u->n_cells = cells;
    u->n_free = frees;
    u->cell_base = locals;
    u->temp_base = locals + cells + frees;
    u->next_temp = u->max_reg = u->temp_base;
    if (u->temp_base >= 0x7000) c_error(c, u->pos, "too many local variables");
    uint32_t local = 0, cell = u->cell_base, freev = u->cell_base + cells;
    for (uint32_t i = 0; i < scope->n_symbols; i++) { // parameters are the first symbols, in order
        lang_symbol *s = &scope->symbols[i];
        bool is_local = scope->is_function && (s->place == LANG_PLACE_LOCAL || (s->flags & LANG_SYM_PARAM));
        if (is_local) s->index = local++;
        if (s->place == LANG_PLACE_CELL) s->index = cell++;
        if (s->place == LANG_PLACE_FREE || (s->flags & LANG_SYM_FREE_CLASS)) s->index = freev++;
    }
    u->bound_words = (locals + 63) / 64;
    u->bound = c_alloc(c, (u->bound_words ? u->bound_words : 1) * sizeof *u->bound);
    return u;
}

static void unit_drop(compiler *c) {
    unit *u = c->u;
    ouro_rt *rt = c->rt;
    ouro_xrelease(rt, u->qualname);
    ouro_xrelease(rt, u->constants);
    ouro_xrelease(rt, u->constant_index);
    ouro_xrelease(rt, u->names);
    ouro_xrelease(rt, u->name_index);
    ouro_xrelease(rt, u->self_names);
    c->u = u->outer;
}

static bool is_jump(unsigned op) {
    op &= 0xff;
    return op == OURO_I_JUMP || op == OURO_I_LOOP || op == OURO_I_J_TRUE || op == OURO_I_J_FALSE;
}

// Tuples of variable names by where they live.
static ouro_obj *names_where(compiler *c, int which) { // 0 locals, 1 cells, 2 free
    unit *u = c->u;
    lang_scope *s = u->scope;
    uint32_t n = which == 0 ? u->nlocals : which == 1 ? u->n_cells : u->n_free;
    uint32_t base = which == 0 ? 0 : which == 1 ? u->cell_base : u->cell_base + u->n_cells;
    ouro_obj *t = ouro_tuple_new(c->rt, n);
    if (!t) return NULL;
    for (uint32_t i = 0; i < s->n_symbols; i++) {
        lang_symbol *y = &s->symbols[i];
        bool cell = y->place == LANG_PLACE_CELL,
             freev = y->place == LANG_PLACE_FREE || (y->flags & LANG_SYM_FREE_CLASS);
        bool local = s->is_function && !cell && !freev && y->place == LANG_PLACE_LOCAL;
        int64_t at = -1;
        if (which == 0 && local) at = y->index;
        if (which == 1 && cell) at = y->index - base;
        if (which == 2 && freev) at = y->index - base;
        if (at < 0) continue;
        ouro_obj *name = name_str(c, y->name);
        if (!name) goto fail;
        ouro_slot_init(c->rt, t, &((ouro_tuple *)t)->items[at], name);
    }
    for (uint32_t i = 0; i < n;
         i++) { // a parameter that is a cell keeps its name as a local; the class cell has its own
        if (ouro_tuple_peek(t, i)) continue;
        lang_name *name = c->scopes.name_class;
        if (which == 0) {
            uint32_t param = 0;
            for (uint32_t k = 0; k < s->n_symbols; k++)
                if (s->symbols[k].flags & LANG_SYM_PARAM) {
                    if (param == i) name = s->symbols[k].name;
                    param++;
                }
        }
        ouro_obj *str = name_str(c, name);
        if (!str) goto fail;
        ouro_slot_init(c->rt, t, &((ouro_tuple *)t)->items[i], str);
    }
    return t;
fail:
    ouro_release(c->rt, t);
    return NULL;
}

static void *copy_raw(compiler *c, const void *from, size_t size) {
    void *p = ouro_raw_alloc(c->rt, size ? size : 1);
    if (p && size) memcpy(p, from, size);
    return p;
}

static bool assemble(compiler *c, ouro_code *code) {
    unit *u = c->u;
    ouro_rt *rt = c->rt;
    for (uint32_t i = 0; i < u->n; i++)
        if (is_jump(u->code[i].op)) {
            label l = u->code[i].b | (uint32_t)u->code[i].c << 16;
            int64_t off = (int64_t)u->labels[l] - (i + 1);
            u->code[i].b = (uint16_t)(uint32_t)off;
            u->code[i].c = (uint16_t)((uint32_t)off >> 16);
        }
    code->constants = ouro_list_as_tuple(rt, u->constants);
    code->names = ouro_list_as_tuple(rt, u->names);
    code->varnames = names_where(c, 0);
    code->cellvars = names_where(c, 1);
    code->freevars = names_where(c, 2);
    if (u->self_names) code->self_names = ouro_list_as_tuple(rt, u->self_names);
    code->code = copy_raw(c, u->code, u->n * sizeof *u->code);
    code->n_code = u->n;
    if (!code->constants || !code->names || !code->varnames || !code->cellvars || !code->freevars || !code->code ||
        (u->self_names && !code->self_names))
        return false;
    if (u->n_sites) {
        code->site_names = copy_raw(c, u->sites, u->n_sites * sizeof *u->sites);
        if (!code->site_names) return false;
        code->n_caches = u->n_sites;
    }
    if (u->n_handlers) {
        code->handlers = ouro_raw_alloc(rt, u->n_handlers * sizeof *code->handlers);
        if (!code->handlers) return false;
        code->n_handlers = u->n_handlers;
        for (uint32_t i = 0; i < u->n_handlers; i++) {
            raw_handler *h = &u->handlers[i];
            code->handlers[i] = (ouro_handler){h->from, h->to, u->labels[h->handler], h->depth, h->target};
        }
    }
    return ouro_positions_encode(rt, u->positions, u->n, &code->positions, &code->n_positions) == 0;
}

ouro_obj *unit_close(compiler *c, const char *name, uint32_t first_line, uint32_t flags) {
    unit *u = c->u;
    ouro_rt *rt = c->rt;
    ouro_obj *o = NULL;
    if (!u->dead || u->n == 0 || !c->failed) { // a way to the end must return
        operand none = constant_none(c);
        emit(c, OURO_I_RETURN, 0, none.x, 0);
    }
    if (c->failed) goto done;
    o = ouro_code_new(rt);
    if (!o) goto fail;
    ouro_code *code = (ouro_code *)o;
    code->name = ouro_str_from_cstring(rt, name);
    code->qualname = u->qualname ? ouro_ref(rt, u->qualname) : ouro_xref(rt, code->name);
    code->filename = ouro_ref(rt, c->filename);
    if (!code->name || ouro_str_intern(rt, &code->name)) goto fail;
    lang_scope *s = u->scope;
    if (s->is_function) flags |= OURO_CO_OPTIMIZED | OURO_CO_NEWLOCALS;
    if (s->is_function && s->parent && s->parent->is_function) flags |= OURO_CO_NESTED;
    if (s->is_generator && s->is_coroutine)
        flags |= OURO_CO_ASYNC_GENERATOR;
    else if (s->is_generator)
        flags |= OURO_CO_GENERATOR;
    else if (s->is_coroutine && s->is_function)
        flags |= OURO_CO_COROUTINE;
    if (c->scopes.future_annotations) flags |= OURO_CO_FUTURE_ANNOTATIONS;
    code->flags = flags;
    code->first_line = first_line;
    code->nlocals = u->nlocals;
    code->cell_base = u->cell_base;
    code->temp_base = u->temp_base;
    code->nregs = u->max_reg;
    if (assemble(c, code)) goto done;
fail:
    ouro_xrelease(rt, o);
    o = NULL;
    c_no_memory(c);
done:
    unit_drop(c);
    return o;
}

// ---- the whole -----------------------------------------------------------------------------------------------------

ouro_owned ouro_compile_tree(ouro_rt *rt, const lang_input *input, const lang_mod *mod, lang_arena *arena,
                             ouro_borrowed filename, const ouro_compile_options *options, lang_error *error) {
    compiler c = {.rt = rt,
                  .arena = arena,
                  .input = input,
                  .error = error,
                  .filename = (ouro_obj *)filename,
                  .optimize = options ? options->optimize : 0,
                  .future_allowed = true};
    memset(error, 0, sizeof *error);
    c.scopes.future_annotations = options && options->future_annotations;
    bool inherited = c.scopes.future_annotations;
    if (!lang_scopes_build(&c.scopes, input, arena, mod, rt->stack_limit, error)) return NULL;
    c.scopes.future_annotations |= inherited;
    unit *u = unit_open(&c, c.scopes.top, NULL);
    if (!u) return NULL;
    u->pos = (lang_pos){1, 0, 1, 0};
    u->interactive = mod->kind == LANG_Interactive;
    if (mod->kind == LANG_Expression) {
        operand v = expr(&c, mod->as.Expression.body);
        emit(&c, OURO_I_RETURN | rel_b(v), 0, v.x, 0);
    } else {
        const lang_stmt_seq *body = mod->kind == LANG_Module ? &mod->as.Module.body : &mod->as.Interactive.body;
        const lang_const *doc;
        if (mod->kind == LANG_Module && docstring(body, &doc) && c.optimize < 2) {
            u->pos = body->items[0]->pos;
            operand v = constant(&c, ouro_str_from_wtf8(rt, doc->text, doc->len));
            emit(&c, OURO_I_SET_NAME, 0, v.x, site_ascii(&c, "__doc__"));
        }
        body_stmts(&c, body, 0);
    }
    ouro_obj *code = unit_close(&c, "<module>", 1, 0);
    while (c.u) unit_drop(&c);
    return code;
}
