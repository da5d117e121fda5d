// Names: where a name lives in this block, and the instruction that reads, writes or deletes it there.
#include "lang/compile_internal.h"

#include <string.h>

static lang_symbol *find(compiler *c, lang_name *name) {
    lang_symbol *s = lang_scope_find(c->u->scope, name);
    if (!s && !c->failed) c_error(c, c->u->pos, "internal: no symbol '%s'", name->utf8);
    return s;
}

int local_register(compiler *c, lang_name *name) {
    if (!c->u->scope->is_function) return -1;
    lang_symbol *s = lang_scope_find(c->u->scope, mangled(c, name));
    return s && s->place == LANG_PLACE_LOCAL ? (int)s->index : -1;
}

operand load_name(compiler *c, lang_name *name, int dst) {
    unit *u = c->u;
    name = mangled(c, name);
    lang_symbol *s = find(c, name);
    operand none = {0, false};
    if (!s || c->failed) return none;
    if (s->place == LANG_PLACE_LOCAL && u->scope->is_function) {
        if (!bound_get(c, s->index)) {
            emit(c, OURO_I_CHECK, s->index, 0, 0);
            if (!(s->flags & LANG_SYM_DELETED)) bound_set(c, s->index);
        }
        operand v = {(uint16_t)s->index, false};
        if (dst < 0) return v;
        if (dst != v.x) emit(c, OURO_I_MOVE, (unsigned)dst, v.x, 0);
        return (operand){(uint16_t)dst, false};
    }
    operand v = {dst < 0 ? temp(c) : (uint16_t)dst, dst < 0};
    switch (s->place) {
    case LANG_PLACE_CELL: emit(c, OURO_I_GET_CELL, v.x, s->index, 0); break;
    case LANG_PLACE_FREE:
        if (u->scope->kind == LANG_SCOPE_CLASS)
            emit(c, OURO_I_GET_CLASS_CELL, v.x, s->index, name_number(c, name));
        else
            emit(c, OURO_I_GET_CELL, v.x, s->index, 0);
        break;
    case LANG_PLACE_LOCAL: emit(c, OURO_I_GET_NAME, v.x, 0, site(c, name)); break;
    case LANG_PLACE_GLOBAL_IMPLICIT:
        if (!u->scope->is_function) {
            emit(c, OURO_I_GET_NAME, v.x, 0, site(c, name));
            break;
        }
        // fall through
    default: emit(c, OURO_I_GET_GLOBAL, v.x, 0, site(c, name)); break;
    }
    return v;
}

void store_name(compiler *c, lang_name *name, operand value) {
    unit *u = c->u;
    name = mangled(c, name);
    lang_symbol *s = find(c, name);
    if (!s || c->failed) return;
    if (!strcmp(name->utf8, "__debug__")) c_error(c, u->pos, "cannot assign to __debug__");
    unsigned rel = rel_b(value);
    switch (s->place) {
    case LANG_PLACE_LOCAL:
        if (!u->scope->is_function) {
            emit(c, OURO_I_SET_NAME | rel, 0, value.x, site(c, name));
            break;
        }
        if (value.x != s->index) emit(c, OURO_I_MOVE | rel, s->index, value.x, 0);
        if (!(s->flags & LANG_SYM_DELETED)) bound_set(c, s->index);
        break;
    case LANG_PLACE_CELL:
    case LANG_PLACE_FREE: emit(c, OURO_I_SET_CELL | rel, s->index, value.x, 0); break;
    case LANG_PLACE_GLOBAL_IMPLICIT:
        if (!u->scope->is_function) {
            emit(c, OURO_I_SET_NAME | rel, 0, value.x, site(c, name));
            break;
        }
        // fall through
    default: emit(c, OURO_I_SET_GLOBAL | rel, 0, value.x, site(c, name)); break;
    }
    if (value.temp && value.x + 1u == u->next_temp) u->next_temp--;
}

void delete_name(compiler *c, lang_name *name) {
    unit *u = c->u;
    name = mangled(c, name);
    lang_symbol *s = find(c, name);
    if (!s || c->failed) return;
    switch (s->place) {
    case LANG_PLACE_LOCAL:
        if (u->scope->is_function)
            emit(c, OURO_I_DEL_LOCAL, s->index, 0, 0);
        else
            emit(c, OURO_I_DEL_NAME, 0, 0, name_number(c, name));
        break;
    case LANG_PLACE_CELL:
    case LANG_PLACE_FREE: emit(c, OURO_I_DEL_CELL, s->index, 0, 0); break;
    case LANG_PLACE_GLOBAL_IMPLICIT:
        if (!u->scope->is_function) {
            emit(c, OURO_I_DEL_NAME, 0, 0, name_number(c, name));
            break;
        }
        // fall through
    default: emit(c, OURO_I_DEL_GLOBAL, 0, 0, name_number(c, name)); break;
    }
}
