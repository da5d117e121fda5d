// Expressions to instructions.
#include "lang/compile_internal.h"

#include <string.h>

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/float.h"
#include "types/int.h"
#include "types/str.h"

unsigned rel_b(operand v) {
    return v.temp ? OURO_REL_B : 0;
}
unsigned rel_c(operand v) {
    return v.temp ? OURO_REL_C : 0;
}

void release(compiler *c, operand v) {
    if (!v.temp) return;
    emit(c, OURO_I_RELEASE, v.x, 0, 0);
    if (v.x + 1u == c->u->next_temp) c->u->next_temp--;
}

void move_to(compiler *c, uint16_t dst, operand v) {
    if (v.x != dst) emit(c, OURO_I_MOVE | rel_b(v), dst, v.x, 0);
}

static bool is_temp(compiler *c, uint16_t r) {
    return r >= c->u->temp_base;
}

// ---- constants -----------------------------------------------------------------------------------------------------

static bool all_name_chars(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char ch = s[i];
        if (!(ch == '_' || (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z')))
            return false;
    }
    return true;
}

static ouro_obj *constant_object(compiler *c, const lang_const *k) {
    ouro_rt *rt = c->rt;
    switch (k->tag) {
    case LANG_CONST_NONE: return ouro_none(rt);
    case LANG_CONST_FALSE: return ouro_bool(rt, false);
    case LANG_CONST_TRUE: return ouro_bool(rt, true);
    case LANG_CONST_ELLIPSIS: return ouro_ref(rt, rt->ellipsis);
    case LANG_CONST_INT:
        return k->fits ? ouro_int_from_i64(rt, k->small) : ouro_int_from_digits(rt, k->text, k->len, k->base, false);
    case LANG_CONST_FLOAT: return ouro_float_new(rt, k->real);
    case LANG_CONST_COMPLEX: return ouro_complex_new(rt, 0.0, k->real);
    case LANG_CONST_BYTES: return ouro_bytes_new(rt, k->text, k->len);
    case LANG_CONST_STR: {
        ouro_obj *s = ouro_str_from_wtf8(rt, k->text, k->len);
        if (s && k->ascii && all_name_chars(k->text, k->len) && ouro_str_intern(rt, &s)) {
            ouro_release(rt, s);
            s = NULL;
        }
        return s;
    }
    }
    return NULL;
}

// Folding gives up on results that would be large.
static bool foldable(ouro_rt *rt, lang_op op, ouro_borrowed a, ouro_borrowed b) {
    bool ia = ouro_int_check(rt, a), ib = ouro_int_check(rt, b);
    bool na = ia || ouro_is(a, OURO_T_float) || ouro_is(a, OURO_T_complex);
    bool nb = ib || ouro_is(b, OURO_T_float) || ouro_is(b, OURO_T_complex);
    if (!na || !nb) return false;
    if (!ia || !ib) return op != LANG_LShift && op != LANG_RShift;
    if (op == LANG_LShift) return !ouro_int_is_big(b) && ouro_int_word(b) >= 0 && ouro_int_word(b) <= 128;
    if (op == LANG_Pow)
        return !ouro_int_is_big(b) && ouro_int_word(b) >= 0 &&
               ouro_int_word(b) * (int64_t)ouro_int_bit_length(a) <= 128;
    if (op == LANG_Mult) return ouro_int_bit_length(a) + ouro_int_bit_length(b) <= 128;
    return true;
}

static const uint8_t binary_ops[] = {
    [LANG_Add] = OURO_OP_ADD,          [LANG_Sub] = OURO_OP_SUB,       [LANG_Mult] = OURO_OP_MUL,
    [LANG_MatMult] = OURO_OP_MATMUL,   [LANG_Div] = OURO_OP_TRUEDIV,   [LANG_Mod] = OURO_OP_MOD,
    [LANG_Pow] = OURO_OP_POW,          [LANG_LShift] = OURO_OP_LSHIFT, [LANG_RShift] = OURO_OP_RSHIFT,
    [LANG_BitOr] = OURO_OP_OR,         [LANG_BitXor] = OURO_OP_XOR,    [LANG_BitAnd] = OURO_OP_AND,
    [LANG_FloorDiv] = OURO_OP_FLOORDIV};

ouro_obj *fold(compiler *c, const lang_expr *e) {
    ouro_rt *rt = c->rt;
    ouro_obj *r = NULL;
    if (c->failed) return NULL;
    switch (e->kind) {
    case LANG_Constant:
        r = constant_object(c, &e->as.Constant.value);
        if (!r) c_no_memory(c);
        return r;
    case LANG_Name:
        if (e->as.Name.ctx == LANG_Load && !strcmp(e->as.Name.id->utf8, "__debug__"))
            return ouro_bool(rt, c->optimize == 0);
        return NULL;
    case LANG_UnaryOp: {
        const lang_expr *x = e->as.UnaryOp.operand;
        if (x->kind != LANG_Constant && x->kind != LANG_UnaryOp && x->kind != LANG_BinOp) return NULL;
        ouro_obj *a = fold(c, x);
        if (!a) return NULL;
        bool number = ouro_int_check(rt, a) || ouro_is(a, OURO_T_float) || ouro_is(a, OURO_T_complex);
        switch (number ? e->as.UnaryOp.op : LANG_OP_COUNT) {
        case LANG_USub: r = ouro_neg(rt, a); break;
        case LANG_UAdd: r = ouro_pos(rt, a); break;
        case LANG_Invert: r = ouro_int_check(rt, a) ? ouro_invert(rt, a) : NULL; break;
        default: break;
        }
        ouro_release(rt, a);
        break;
    }
    case LANG_BinOp: {
        const lang_expr *x = e->as.BinOp.left, *y = e->as.BinOp.right;
        if (c_deep(c, e->pos)) return NULL;
        if (x->kind != LANG_Constant && x->kind != LANG_UnaryOp && x->kind != LANG_BinOp) return NULL;
        if (y->kind != LANG_Constant && y->kind != LANG_UnaryOp && y->kind != LANG_BinOp) return NULL;
        ouro_obj *b = fold(c, y); // the right side first: long chains lean left
        if (!b) return NULL;
        ouro_obj *a = fold(c, x);
        if (a && e->as.BinOp.op == LANG_Add && ouro_is(a, OURO_T_str) && ouro_is(b, OURO_T_str) &&
            ouro_str_length(a) + ouro_str_length(b) <= 4096) {
            r = ouro_str_concat(rt, a, b);
            if (r && ouro_str_is_ascii(r) && all_name_chars(ouro_str_ascii(r), ouro_str_length(r)) &&
                ouro_str_intern(rt, &r)) {
                ouro_release(rt, r);
                r = NULL;
            }
        } else if (a && foldable(rt, e->as.BinOp.op, a, b))
            r = ouro_binary(rt, binary_ops[e->as.BinOp.op], a, b);
        ouro_xrelease(rt, a);
        ouro_release(rt, b);
        break;
    }
    case LANG_Tuple: {
        const lang_expr_seq *elts = &e->as.Tuple.elts;
        if (e->as.Tuple.ctx != LANG_Load) return NULL;
        for (uint32_t i = 0; i < elts->n; i++) {
            lang_expr_kind k = elts->items[i]->kind;
            if (k != LANG_Constant && k != LANG_UnaryOp && k != LANG_Tuple && k != LANG_BinOp) return NULL;
        }
        if (c_deep(c, e->pos)) return NULL;
        r = ouro_tuple_new(rt, elts->n);
        for (uint32_t i = 0; r && i < elts->n; i++) {
            ouro_obj *item = fold(c, elts->items[i]);
            if (!item) {
                ouro_release(rt, r);
                r = NULL;
                break;
            }
            ouro_slot_init(rt, r, &((ouro_tuple *)r)->items[i], item);
        }
        if (r) ouro_tuple_filled(rt, r);
        break;
    }
    default: return NULL;
    }
    // An error (division by zero, memory) is left to the program when it runs.
    if (!r && ouro_error_pending(rt)) ouro_error_clear(rt);
    return r;
}

// ---- operands ------------------------------------------------------------------------------------------------------

static bool constant_like(const lang_expr *e) {
    return e->kind == LANG_Constant || e->kind == LANG_UnaryOp || e->kind == LANG_BinOp || e->kind == LANG_Tuple ||
           (e->kind == LANG_Name && !strcmp(e->as.Name.id->utf8, "__debug__"));
}

operand expr(compiler *c, const lang_expr *e) {
    if (c->failed) return (operand){0, false};
    if (constant_like(e)) {
        ouro_obj *k = fold(c, e);
        if (k) {
            c->u->pos = e->pos;
            return constant(c, k);
        }
    }
    if (e->kind == LANG_Name) {
        c->u->pos = e->pos;
        return load_name(c, e->as.Name.id, -1);
    }
    return (operand){expr_temp(c, e), true};
}

uint16_t expr_temp(compiler *c, const lang_expr *e) {
    uint16_t t = temp(c);
    expr_to(c, e, t);
    return t;
}

// A local may be changed by := in what follows: then its value is taken now.
operand expr_stable(compiler *c, const lang_expr *e, const lang_expr *next) {
    operand v = expr(c, e);
    bool simple = !next || next->kind == LANG_Name || next->kind == LANG_Constant;
    if (v.temp || (v.x & OURO_CONSTANT) || !c->u->has_walrus || simple) return v;
    uint16_t t = temp(c);
    emit(c, OURO_I_MOVE, t, v.x, 0);
    return (operand){t, true};
}

void effect(compiler *c, const lang_expr *e) {
    if (e->kind == LANG_Constant) return;
    if (e->kind == LANG_Call) { // the result goes nowhere
        uint32_t mark = c->u->next_temp;
        uint16_t base = temp(c);
        call(c, e, base, 0xffff, 0, &e->as.Call.args, &e->as.Call.keywords);
        free_temps(c, mark);
        return;
    }
    operand v = expr(c, e);
    release(c, v);
}

// ---- jumps ---------------------------------------------------------------------------------------------------------

static const struct {
    uint8_t op, negated;
} compare_ops[] = {[LANG_Eq] = {OURO_I_EQ, 0},   [LANG_NotEq] = {OURO_I_NE, 0}, [LANG_Lt] = {OURO_I_LT, 0},
                   [LANG_LtE] = {OURO_I_LE, 0},  [LANG_Gt] = {OURO_I_GT, 0},    [LANG_GtE] = {OURO_I_GE, 0},
                   [LANG_Is] = {OURO_I_IS, 0},   [LANG_IsNot] = {OURO_I_IS, 1}, [LANG_In] = {OURO_I_IN, 0},
                   [LANG_NotIn] = {OURO_I_IN, 1}};

void jump_if(compiler *c, const lang_expr *e, bool sense, label to) {
    if (c->failed || c_deep(c, e->pos)) return;
    switch (e->kind) {
    case LANG_Constant: {
        ouro_obj *k = fold(c, e);
        int truth = k ? ouro_truth(c->rt, k) : -1;
        ouro_xrelease(c->rt, k);
        if (truth < 0)
            c_no_memory(c);
        else if ((truth != 0) == sense)
            emit_jump(c, OURO_I_JUMP, 0, to);
        return;
    }
    case LANG_UnaryOp:
        if (e->as.UnaryOp.op != LANG_Not) break;
        jump_if(c, e->as.UnaryOp.operand, !sense, to);
        return;
    case LANG_BoolOp: {
        const lang_expr_seq *v = &e->as.BoolOp.values;
        bool shortcut = e->as.BoolOp.op == LANG_Or; // the truth that ends it early
        label end = shortcut == sense ? to : new_label(c);
        uint64_t *known = NULL;
        for (uint32_t i = 0; i < v->n; i++) {
            if (i + 1 < v->n)
                jump_if(c, v->items[i], shortcut, end);
            else
                jump_if(c, v->items[i], sense, to);
            if (i == 0) known = bound_save(c); // the others may not be reached
        }
        bound_restore(c, known);
        if (end != to) place(c, end);
        return;
    }
    case LANG_IfExp: {
        label other = new_label(c), end = new_label(c);
        jump_if(c, e->as.IfExp.test, false, other);
        uint64_t *known = bound_save(c);
        jump_if(c, e->as.IfExp.body, sense, to);
        emit_jump(c, OURO_I_JUMP, 0, end);
        place(c, other);
        bound_restore(c, known);
        jump_if(c, e->as.IfExp.orelse, sense, to);
        bound_restore(c, known);
        place(c, end);
        return;
    }
    case LANG_Compare:
        if (e->as.Compare.ops.n == 1) {
            uint32_t mark = c->u->next_temp;
            const lang_expr *right = e->as.Compare.comparators.items[0];
            operand a = expr_stable(c, e->as.Compare.left, right), b = expr(c, right);
            lang_op op = e->as.Compare.ops.items[0];
            c->u->pos = e->pos;
            unsigned taken = sense != (compare_ops[op].negated != 0);
            emit(c, (compare_ops[op].op - OURO_I_LT + OURO_I_J_LT) | rel_b(a) | rel_c(b), taken, a.x, b.x);
            free_temps(c, mark);
            emit_jump(c, OURO_I_JUMP, 0, to);
            c->u->dead = false;
            return;
        }
        break;
    default: break;
    }
    operand v = expr(c, e);
    c->u->pos = e->pos;
    emit_jump(c, (sense ? OURO_I_J_TRUE : OURO_I_J_FALSE) | (v.temp ? OURO_REL_A : 0), v.x, to);
    if (v.temp) c->u->next_temp = v.x;
}

// ---- calls ---------------------------------------------------------------------------------------------------------

uint16_t tuple_of_names(compiler *c, const lang_keyword_seq *keywords) {
    ouro_obj *t = c->failed ? NULL : ouro_tuple_new(c->rt, keywords->n);
    for (uint32_t i = 0; t && i < keywords->n; i++) {
        ouro_obj *s = name_str(c, mangled(c, keywords->items[i]->arg));
        if (!s) {
            ouro_release(c->rt, t);
            return 0;
        }
        ouro_slot_init(c->rt, t, &((ouro_tuple *)t)->items[i], s);
    }
    operand k = constant(c, t);
    return k.x & 0x7fff;
}

static void check_keywords(compiler *c, const lang_keyword_seq *keywords) {
    for (uint32_t i = 0; i < keywords->n; i++) {
        lang_name *name = keywords->items[i]->arg;
        if (!name) continue;
        if (!strcmp(name->utf8, "__debug__")) c_error(c, keywords->items[i]->pos, "cannot assign to __debug__");
        for (uint32_t k = i + 1; k < keywords->n; k++)
            if (keywords->items[k]->arg == name)
                c_error(c, keywords->items[k]->pos, "keyword argument repeated: %s", name->utf8);
    }
}

// A list of many or starred items: built step by step.
static void list_steps(compiler *c, const lang_expr_seq *items, uint16_t dst, uint32_t from) {
    unit *u = c->u;
    for (uint32_t i = from; i < items->n; i++) {
        const lang_expr *x = items->items[i];
        uint32_t mark = u->next_temp;
        bool star = x->kind == LANG_Starred;
        operand v = expr(c, star ? x->as.Starred.value : x);
        u->pos = star ? x->pos : x->pos;
        emit(c, (star ? OURO_I_LIST_EXTEND : OURO_I_LIST_APPEND) | rel_b(v), dst, v.x, 0);
        free_temps(c, mark);
    }
}

// Call through a tuple and a dict.
static void call_extended(compiler *c, const lang_expr *e, uint16_t base, int dst, unsigned leading,
                          const lang_expr_seq *args, const lang_keyword_seq *keywords) {
    unit *u = c->u;
    // base + 1 .. base + leading hold arguments already.
    uint16_t positional, named;
    if (leading == 0 && args->n == 1 && args->items[0]->kind == LANG_Starred) {
        positional = expr_temp(c, args->items[0]->as.Starred.value);
    } else {
        if (leading) { // move them up into a list
            positional = (uint16_t)(base + 1);
            emit(c, OURO_I_LIST, positional, positional, leading);
            free_temps(c, positional + 1u);
        } else {
            positional = temp(c);
            emit(c, OURO_I_LIST, positional, positional, 0);
        }
        list_steps(c, args, positional, 0);
        emit(c, OURO_I_LIST_TO_TUPLE | OURO_REL_B, positional, positional, 0);
    }
    named = temp(c);
    if (keywords->n) {
        emit(c, OURO_I_DICT, named, named, 0);
        for (uint32_t i = 0; i < keywords->n; i++) {
            const lang_keyword *k = keywords->items[i];
            uint32_t mark = u->next_temp;
            operand v = expr(c, k->value);
            u->pos = e ? e->pos : u->pos;
            if (k->arg) {
                operand name = constant_str(c, mangled(c, k->arg));
                if (i == 0 || !keywords->items[0]) {
                    emit(c, OURO_I_DICT_ADD | rel_c(v) | rel_b(name), named, name.x, v.x);
                } else { // may repeat one of a mapping before it
                    uint16_t one = temp(c);
                    emit(c, OURO_I_DICT, one, one, 0);
                    emit(c, OURO_I_DICT_ADD | rel_c(v) | rel_b(name), one, name.x, v.x);
                    emit(c, OURO_I_DICT_MERGE | OURO_REL_B, named, one, base);
                }
            } else {
                emit(c, OURO_I_DICT_MERGE | rel_b(v), named, v.x, base);
            }
            free_temps(c, mark);
        }
    }
    if (e) u->pos = e->pos;
    emit(c, OURO_I_CALL_EX, base, 0, 0);
    if (dst == 0xffff)
        emit(c, OURO_I_RELEASE, base, 0, 0);
    else if (dst != base)
        emit(c, OURO_I_MOVE | OURO_REL_B, (unsigned)dst, base, 0);
}

// The call expression `e` (or, when e is NULL, a call of what is in `base` already). `base` is the newest temporary,
// followed by `leading` arguments that are in place. The result goes to dst (0xffff: nowhere). Temporaries above base
// are used.
void call(compiler *c, const lang_expr *e, uint16_t base, int dst, unsigned leading, const lang_expr_seq *args,
          const lang_keyword_seq *keywords) {
    unit *u = c->u;
    if (c->failed || (e && c_deep(c, e->pos))) return;
    bool extended = args->n + keywords->n + leading > 8000;
    for (uint32_t i = 0; i < args->n; i++) extended |= args->items[i]->kind == LANG_Starred;
    for (uint32_t i = 0; i < keywords->n; i++) extended |= keywords->items[i]->arg == NULL;
    check_keywords(c, keywords);
    const lang_expr *f = e ? e->as.Call.func : NULL;
    bool method = f && f->kind == LANG_Attribute && !extended;
    if (method) {
        temp(c); // self
        uint32_t mark = u->next_temp;
        operand o = expr(c, f->as.Attribute.value);
        u->pos = f->pos;
        // the call's own line is that of the attribute name
        emit(c, OURO_I_GET_METHOD | rel_b(o), base, o.x, site(c, mangled(c, f->as.Attribute.attr)));
        free_temps(c, mark);
    } else if (f) {
        expr_to(c, f, base);
    }
    if (extended) {
        call_extended(c, e, base, dst, leading, args, keywords);
        return;
    }
    for (uint32_t i = 0; i < args->n; i++) expr_temp(c, args->items[i]);
    unsigned n = leading + args->n;
    for (uint32_t i = 0; i < keywords->n; i++) expr_temp(c, keywords->items[i]->value);
    lang_pos pos = e ? e->pos : u->pos;
    if (method) { // an error in a chain of methods over several lines points at its own part
        pos.lineno = f->pos.end_lineno;
        if (pos.lineno != f->pos.lineno) {
            uint32_t len = f->as.Attribute.attr->len;
            pos.col_offset = f->pos.end_col_offset >= len ? f->pos.end_col_offset - len : 0;
        }
    }
    if (keywords->n) {
        uint16_t names = tuple_of_names(c, keywords);
        u->pos = pos;
        emit(c, method ? OURO_I_CALL_METHOD_KW : OURO_I_CALL_KW, base, n, names);
        if (dst == 0xffff)
            emit(c, OURO_I_RELEASE, base, 0, 0);
        else if (dst != base)
            emit(c, OURO_I_MOVE | OURO_REL_B, (unsigned)dst, base, 0);
    } else {
        u->pos = pos;
        emit(c, method ? OURO_I_CALL_METHOD : OURO_I_CALL, base, n, (unsigned)dst);
    }
}

// ---- displays, f-strings, the rest ---------------------------------------------------------------------------------

enum { DISPLAY_MAX = 64 }; // longer ones are built item by item rather than from registers

static bool starred(const lang_expr_seq *elts) {
    for (uint32_t i = 0; i < elts->n; i++)
        if (elts->items[i]->kind == LANG_Starred) return true;
    return false;
}

// The items of a display of three or more constants, as a tuple or frozenset (owned); NULL if it is another one. Lists
// and sets are made from it in one step, as CPython does: the order in which a set of ints prints depends on it.
static ouro_obj *constant_items(compiler *c, const lang_expr_seq *elts, bool set) {
    if (elts->n < 3) return NULL;
    for (uint32_t i = 0; i < elts->n; i++)
        if (!constant_like(elts->items[i]) || elts->items[i]->kind == LANG_Name) return NULL;
    ouro_rt *rt = c->rt;
    ouro_obj *items = ouro_tuple_new(rt, elts->n);
    for (uint32_t i = 0; items && i < elts->n; i++) {
        ouro_obj *item = fold(c, elts->items[i]);
        if (!item) {
            ouro_release(rt, items);
            return NULL;
        }
        ouro_slot_init(rt, items, &((ouro_tuple *)items)->items[i], item);
    }
    if (items) ouro_tuple_filled(rt, items);
    if (items && set) {
        ouro_obj *frozen = ouro_frozenset_new(rt, items);
        ouro_release(rt, items);
        items = frozen;
    }
    if (!items) c_no_memory(c);
    return items;
}

static void display_to(compiler *c, const lang_expr *e, const lang_expr_seq *elts, unsigned op, uint16_t dst) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    ouro_obj *items = op == OURO_I_TUPLE ? NULL : constant_items(c, elts, op == OURO_I_SET);
    if (items) {
        uint16_t t = is_temp(c, dst) ? dst : temp(c);
        u->pos = e->pos;
        operand v = constant(c, items);
        emit(c, op, t, t, 0);
        emit(c, (op == OURO_I_SET ? OURO_I_SET_UPDATE : OURO_I_LIST_EXTEND) | rel_b(v), t, v.x, 0);
        if (t != dst) emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
        free_temps(c, mark);
        return;
    }
    if (!starred(elts) && elts->n <= DISPLAY_MAX) {
        uint16_t first = (uint16_t)u->next_temp;
        for (uint32_t i = 0; i < elts->n; i++) expr_temp(c, elts->items[i]);
        u->pos = e->pos;
        emit(c, op, dst, first, elts->n);
        free_temps(c, mark);
        return;
    }
    uint16_t t = temp(c);
    if (op == OURO_I_SET) {
        emit(c, OURO_I_SET, t, t, 0);
        for (uint32_t i = 0; i < elts->n; i++) {
            const lang_expr *x = elts->items[i];
            uint32_t m = u->next_temp;
            bool star = x->kind == LANG_Starred;
            operand v = expr(c, star ? x->as.Starred.value : x);
            u->pos = x->pos;
            emit(c, (star ? OURO_I_SET_UPDATE : OURO_I_SET_ADD) | rel_b(v), t, v.x, 0);
            free_temps(c, m);
        }
    } else {
        emit(c, OURO_I_LIST, t, t, 0);
        list_steps(c, elts, t, 0);
        u->pos = e->pos;
        if (op == OURO_I_TUPLE) emit(c, OURO_I_LIST_TO_TUPLE | OURO_REL_B, t, t, 0);
    }
    emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
    free_temps(c, mark);
}

static void dict_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    const lang_expr_seq *keys = &e->as.Dict.keys, *values = &e->as.Dict.values;
    uint32_t mark = u->next_temp;
    bool plain = keys->n * 2 <= DISPLAY_MAX;
    for (uint32_t i = 0; i < keys->n; i++) plain &= keys->items[i] != NULL;
    if (plain) {
        uint16_t first = (uint16_t)u->next_temp;
        for (uint32_t i = 0; i < keys->n; i++) {
            expr_temp(c, keys->items[i]);
            expr_temp(c, values->items[i]);
        }
        u->pos = e->pos;
        emit(c, OURO_I_DICT, dst, first, keys->n);
        free_temps(c, mark);
        return;
    }
    uint16_t t = temp(c);
    emit(c, OURO_I_DICT, t, t, 0);
    for (uint32_t i = 0; i < keys->n; i++) {
        uint32_t m = u->next_temp;
        if (keys->items[i]) {
            operand k = expr_stable(c, keys->items[i], values->items[i]), v = expr(c, values->items[i]);
            u->pos = e->pos;
            emit(c, OURO_I_DICT_ADD | rel_b(k) | rel_c(v), t, k.x, v.x);
        } else {
            operand v = expr(c, values->items[i]);
            u->pos = e->pos;
            emit(c, OURO_I_DICT_UPDATE | rel_b(v), t, v.x, 0);
        }
        free_temps(c, m);
    }
    emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
    free_temps(c, mark);
}

static void formatted_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    operand v = expr_stable(c, e->as.FormattedValue.value, e->as.FormattedValue.format_spec);
    operand spec = {0xffff, false};
    if (e->as.FormattedValue.format_spec) spec = expr(c, e->as.FormattedValue.format_spec);
    int conv = e->as.FormattedValue.conversion;
    unsigned how = conv == 's' ? 1 : conv == 'r' ? 2 : conv == 'a' ? 3 : 0;
    u->pos = e->pos;
    emit(c, OURO_I_FORMAT | rel_b(v) | rel_c(spec) | how << OURO_CONV_SHIFT, dst, v.x, spec.x);
    free_temps(c, mark);
}

static void joined_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    const lang_expr_seq *parts = &e->as.JoinedStr.values;
    uint32_t mark = u->next_temp;
    if (parts->n == 1 && parts->items[0]->kind == LANG_FormattedValue) {
        formatted_to(c, parts->items[0], dst);
        return;
    }
    if (parts->n <= DISPLAY_MAX * 4) {
        uint16_t first = (uint16_t)u->next_temp;
        for (uint32_t i = 0; i < parts->n; i++) expr_temp(c, parts->items[i]);
        u->pos = e->pos;
        emit(c, OURO_I_STRING, dst, first, parts->n);
    } else { // in pieces
        uint16_t all = temp(c);
        emit(c, OURO_I_STRING, all, all, 0);
        for (uint32_t i = 0; i < parts->n; i++) {
            uint32_t m = u->next_temp;
            uint16_t pair = temp(c);
            emit(c, OURO_I_MOVE | OURO_REL_B, pair, all, 0);
            expr_temp(c, parts->items[i]);
            emit(c, OURO_I_STRING, all, pair, 2);
            free_temps(c, m);
        }
        emit(c, OURO_I_MOVE | OURO_REL_B, dst, all, 0);
    }
    free_temps(c, mark);
}

static void boolop_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    const lang_expr_seq *v = &e->as.BoolOp.values;
    uint32_t mark = u->next_temp;
    uint16_t t = is_temp(c, dst) ? dst : temp(c);
    label end = new_label(c);
    uint64_t *known = NULL;
    for (uint32_t i = 0; i < v->n; i++) {
        expr_to(c, v->items[i], t);
        if (i == 0) known = bound_save(c);
        if (i + 1 < v->n) {
            u->pos = e->pos;
            emit_jump(c, (e->as.BoolOp.op == LANG_Or ? OURO_I_J_TRUE : OURO_I_J_FALSE) | OURO_KEEP, t, end);
        }
    }
    bound_restore(c, known);
    place(c, end);
    if (t != dst) emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
    free_temps(c, mark);
}

static void ifexp_to(compiler *c, const lang_expr *e, uint16_t dst) {
    uint32_t mark = c->u->next_temp;
    uint16_t t = is_temp(c, dst) ? dst : temp(c);
    label other = new_label(c), end = new_label(c);
    jump_if(c, e->as.IfExp.test, false, other);
    uint64_t *known = bound_save(c);
    expr_to(c, e->as.IfExp.body, t);
    emit_jump(c, OURO_I_JUMP, 0, end);
    uint64_t *after = bound_save(c);
    place(c, other);
    bound_restore(c, known);
    expr_to(c, e->as.IfExp.orelse, t);
    bound_meet(c, after);
    bound_restore(c, after);
    place(c, end);
    if (t != dst) emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
    free_temps(c, mark);
}

static void compare_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    uint32_t n = e->as.Compare.ops.n, mark = u->next_temp;
    const lang_expr *const *right = (const lang_expr *const *)e->as.Compare.comparators.items;
    if (n == 1) {
        operand a = expr_stable(c, e->as.Compare.left, right[0]), b = expr(c, right[0]);
        lang_op op = e->as.Compare.ops.items[0];
        u->pos = e->pos;
        emit(c, compare_ops[op].op | (compare_ops[op].negated ? OURO_INPLACE : 0) | rel_b(a) | rel_c(b), dst, a.x, b.x);
        free_temps(c, mark);
        return;
    }
    // a < b < c: each middle value is computed once and lives in a temporary until both comparisons are done
    uint16_t t = is_temp(c, dst) ? dst : temp(c);
    uint16_t left = temp(c), middle = temp(c);
    label end = new_label(c), fail = new_label(c);
    expr_to(c, e->as.Compare.left, left);
    for (uint32_t i = 0; i < n; i++) {
        lang_op op = e->as.Compare.ops.items[i];
        unsigned code = compare_ops[op].op | (compare_ops[op].negated ? OURO_INPLACE : 0) | OURO_REL_B;
        expr_to(c, right[i], middle);
        u->pos = e->pos;
        if (i + 1 == n) {
            emit(c, code | OURO_REL_C, t, left, middle);
            break;
        }
        emit(c, code, t, left, middle);
        emit_jump(c, OURO_I_J_FALSE | OURO_KEEP, t, fail);
        emit(c, OURO_I_MOVE | OURO_REL_B, left, middle, 0);
    }
    emit_jump(c, OURO_I_JUMP, 0, end);
    place(c, fail);
    emit(c, OURO_I_RELEASE, middle, 0, 0);
    place(c, end);
    if (t != dst) emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
    free_temps(c, mark);
}

static operand slice_operand(compiler *c, const lang_expr *e) {
    unit *u = c->u;
    if (e->kind != LANG_Slice) return expr(c, e);
    uint32_t mark = u->next_temp;
    uint16_t first = (uint16_t)u->next_temp;
    const lang_expr *part[3] = {e->as.Slice.lower, e->as.Slice.upper, e->as.Slice.step};
    unsigned n = part[2] ? 3 : 2;
    for (unsigned i = 0; i < n; i++) {
        uint16_t t = temp(c);
        if (part[i])
            expr_to(c, part[i], t);
        else
            move_to(c, t, constant_none(c));
    }
    u->pos = e->pos;
    emit(c, OURO_I_SLICE, first, first, n);
    free_temps(c, mark + 1);
    return (operand){first, true};
}

void emit_await(compiler *c, uint16_t reg, unsigned how) {
    unit *u = c->u;
    uint16_t it = temp(c);
    label again = new_label(c), end = new_label(c);
    emit(c, OURO_I_GET_AWAITABLE | OURO_REL_B, it, reg, how);
    move_to(c, reg, constant_none(c));
    place(c, again);
    emit(c, OURO_I_SEND, reg, it, 0);
    emit_jump(c, OURO_I_JUMP, 0, end);
    emit(c, OURO_I_YIELD | OURO_FROM | OURO_REL_B, reg, reg, it);
    emit_jump(c, OURO_I_LOOP, 0, again);
    place(c, end);
    emit(c, OURO_I_RELEASE, it, 0, 0);
    u->next_temp = it;
}

static void yield_from_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    uint16_t t = temp(c), it = temp(c);
    label again = new_label(c), end = new_label(c);
    operand v = expr(c, e->as.YieldFrom.value);
    u->pos = e->pos;
    emit(c, OURO_I_GET_YIELD_FROM | rel_b(v), it, v.x, 0);
    free_temps(c, it + 1u);
    move_to(c, t, constant_none(c));
    place(c, again);
    emit(c, OURO_I_SEND, t, it, 0);
    emit_jump(c, OURO_I_JUMP, 0, end);
    emit(c, OURO_I_YIELD | OURO_FROM | OURO_REL_B, t, t, it);
    emit_jump(c, OURO_I_LOOP, 0, again);
    place(c, end);
    emit(c, OURO_I_RELEASE, it, 0, 0);
    emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
    free_temps(c, mark);
}

static bool in_async_function(compiler *c) {
    lang_scope *s = c->u->scope;
    return s->is_function && s->is_coroutine;
}

static void check_yield(compiler *c, const lang_expr *e, const char *what) {
    if (!c->u->scope->is_function) c_error(c, e->pos, "'%s' outside function", what);
}

void expr_to(compiler *c, const lang_expr *e, uint16_t dst) {
    unit *u = c->u;
    if (c->failed || c_deep(c, e->pos)) return;
    uint32_t mark = u->next_temp;
    if (constant_like(e)) {
        ouro_obj *k = fold(c, e);
        if (k) {
            u->pos = e->pos;
            move_to(c, dst, constant(c, k));
            free_temps(c, mark);
            return;
        }
    }
    switch (e->kind) {
    case LANG_Name:
        u->pos = e->pos;
        load_name(c, e->as.Name.id, dst);
        break;
    case LANG_BoolOp: boolop_to(c, e, dst); break;
    case LANG_NamedExpr: {
        const lang_expr *target = e->as.NamedExpr.target;
        expr_to(c, e->as.NamedExpr.value, dst);
        u->pos = target->pos;
        operand v = {dst, false};
        store_name(c, target->as.Name.id, v);
        break;
    }
    case LANG_BinOp: {
        operand a = expr_stable(c, e->as.BinOp.left, e->as.BinOp.right), b = expr(c, e->as.BinOp.right);
        u->pos = e->pos;
        emit(c, (OURO_I_ADD + binary_ops[e->as.BinOp.op]) | rel_b(a) | rel_c(b), dst, a.x, b.x);
        break;
    }
    case LANG_UnaryOp: {
        lang_op op = e->as.UnaryOp.op;
        operand a = expr(c, e->as.UnaryOp.operand);
        u->pos = e->pos;
        unsigned code = op == LANG_Not    ? OURO_I_NOT
                        : op == LANG_USub ? OURO_I_NEG
                        : op == LANG_UAdd ? OURO_I_POS
                                          : OURO_I_INVERT;
        emit(c, code | rel_b(a), dst, a.x, 0);
        break;
    }
    case LANG_Lambda:
        function_to(c, lang_scope_of(u->scope, e), "<lambda>", e->as.Lambda.args, NULL, NULL, e->as.Lambda.body,
                    e->pos.lineno, dst);
        break;
    case LANG_IfExp: ifexp_to(c, e, dst); break;
    case LANG_Dict: dict_to(c, e, dst); break;
    case LANG_Set: display_to(c, e, &e->as.Set.elts, OURO_I_SET, dst); break;
    case LANG_ListComp:
    case LANG_SetComp:
    case LANG_DictComp:
    case LANG_GeneratorExp: comprehension_to(c, e, dst); break;
    case LANG_Await: {
        if (!u->scope->is_function)
            c_error(c, e->pos, "'await' outside function");
        else if (!in_async_function(c))
            c_error(c, e->pos, "'await' outside async function");
        uint16_t t = is_temp(c, dst) ? dst : temp(c);
        expr_to(c, e->as.Await.value, t);
        u->pos = e->pos;
        emit_await(c, t, 0);
        if (t != dst) emit(c, OURO_I_MOVE | OURO_REL_B, dst, t, 0);
        break;
    }
    case LANG_Yield: {
        check_yield(c, e, "yield");
        operand v = e->as.Yield.value ? expr(c, e->as.Yield.value) : constant_none(c);
        u->pos = e->pos;
        emit(c, OURO_I_YIELD | rel_b(v), dst, v.x, 0);
        break;
    }
    case LANG_YieldFrom:
        check_yield(c, e, "yield");
        if (in_async_function(c)) c_error(c, e->pos, "'yield from' inside async function");
        yield_from_to(c, e, dst);
        break;
    case LANG_Compare: compare_to(c, e, dst); break;
    case LANG_Call: {
        uint16_t base = dst + 1u == u->next_temp && is_temp(c, dst) ? dst : temp(c);
        call(c, e, base, dst, 0, &e->as.Call.args, &e->as.Call.keywords);
        break;
    }
    case LANG_FormattedValue: formatted_to(c, e, dst); break;
    case LANG_JoinedStr: joined_to(c, e, dst); break;
    case LANG_Attribute: {
        operand o = expr(c, e->as.Attribute.value);
        u->pos = e->pos;
        emit(c, OURO_I_GET_ATTR | rel_b(o), dst, o.x, site(c, mangled(c, e->as.Attribute.attr)));
        break;
    }
    case LANG_Subscript: {
        operand o = expr_stable(c, e->as.Subscript.value, e->as.Subscript.slice),
                k = slice_operand(c, e->as.Subscript.slice);
        u->pos = e->pos;
        emit(c, OURO_I_GET_ITEM | rel_b(o) | rel_c(k), dst, o.x, k.x);
        break;
    }
    case LANG_Starred: c_error(c, e->pos, "can't use starred expression here"); break;
    case LANG_List: display_to(c, e, &e->as.List.elts, OURO_I_LIST, dst); break;
    case LANG_Tuple: display_to(c, e, &e->as.Tuple.elts, OURO_I_TUPLE, dst); break;
    case LANG_Slice: {
        operand v = slice_operand(c, e);
        move_to(c, dst, v);
        break;
    }
    default: c_error(c, e->pos, "internal: expression"); break;
    }
    free_temps(c, mark);
}

// ---- assignment ----------------------------------------------------------------------------------------------------

static void note_self_attribute(compiler *c, const lang_expr *target) {
    unit *u = c->u;
    const lang_expr *o = target->as.Attribute.value;
    if (!u->self_name || o->kind != LANG_Name || o->as.Name.id != u->self_name || c->failed) return;
    ouro_rt *rt = c->rt;
    if (!u->self_names && !(u->self_names = ouro_list_new(rt, 0))) {
        c_no_memory(c);
        return;
    }
    ouro_obj *s = name_str(c, mangled(c, target->as.Attribute.attr));
    if (!s) return;
    bool known = false;
    for (uint32_t i = 0; i < ouro_list_length(u->self_names); i++) known |= ouro_list_peek(u->self_names, i) == s;
    if (!known && ouro_list_append(rt, u->self_names, s)) c_no_memory(c);
    ouro_release(rt, s);
}

static void unpack(compiler *c, const lang_expr *target, const lang_expr_seq *elts, operand value) {
    unit *u = c->u;
    uint32_t star = elts->n;
    for (uint32_t i = 0; i < elts->n; i++)
        if (elts->items[i]->kind == LANG_Starred) {
            if (star != elts->n) {
                c_error(c, target->pos, "multiple starred expressions in assignment");
                return;
            }
            star = i;
        }
    if (star < elts->n && (star > 255 || elts->n - star - 1 > 255)) {
        c_error(c, target->pos, "too many expressions in star-unpacking assignment");
        return;
    }
    uint32_t mark = u->next_temp;
    uint16_t first = (uint16_t)u->next_temp;
    for (uint32_t i = 0; i < elts->n; i++) temp(c);
    u->pos = target->pos;
    if (star < elts->n)
        emit(c, OURO_I_UNPACK_EX | rel_b(value), first, value.x, star | (elts->n - star - 1) << 8);
    else
        emit(c, OURO_I_UNPACK | rel_b(value), first, value.x, elts->n);
    for (uint32_t i = 0; i < elts->n; i++) {
        const lang_expr *t = elts->items[i];
        store(c, t->kind == LANG_Starred ? t->as.Starred.value : t, (operand){(uint16_t)(first + i), true});
    }
    free_temps(c, mark);
}

// Stores a value and gives it up if it is a temporary. The number of temporaries in use is as before, less `value` when
// it is the newest.
void store(compiler *c, const lang_expr *target, operand value) {
    unit *u = c->u;
    if (c->failed || c_deep(c, target->pos)) return;
    uint32_t mark = u->next_temp;
    switch (target->kind) {
    case LANG_Name:
        u->pos = target->pos;
        store_name(c, target->as.Name.id, value);
        return;
    case LANG_Attribute: {
        note_self_attribute(c, target);
        operand o = expr(c, target->as.Attribute.value);
        u->pos = target->pos;
        if (!strcmp(target->as.Attribute.attr->utf8, "__debug__"))
            c_error(c, target->pos, "cannot assign to __debug__");
        emit(c, OURO_I_SET_ATTR | rel_b(value) | (o.temp ? OURO_REL_A : 0), o.x, value.x,
             site(c, mangled(c, target->as.Attribute.attr)));
        break;
    }
    case LANG_Subscript: {
        operand o = expr_stable(c, target->as.Subscript.value, target->as.Subscript.slice),
                k = slice_operand(c, target->as.Subscript.slice);
        u->pos = target->pos;
        emit(c, OURO_I_SET_ITEM | (o.temp ? OURO_REL_A : 0) | rel_b(k) | rel_c(value), o.x, k.x, value.x);
        break;
    }
    case LANG_Tuple: unpack(c, target, &target->as.Tuple.elts, value); break;
    case LANG_List: unpack(c, target, &target->as.List.elts, value); break;
    case LANG_Starred: c_error(c, target->pos, "starred assignment target must be in a list or tuple"); break;
    default: c_error(c, target->pos, "internal: target"); break;
    }
    free_temps(c, mark);
    if (value.temp && value.x + 1u == u->next_temp) u->next_temp--;
}

static const lang_expr_seq *plain_elements(const lang_expr *e) {
    const lang_expr_seq *s = e->kind == LANG_Tuple ? &e->as.Tuple.elts : NULL;
    return s && !starred(s) ? s : NULL;
}

void assign(compiler *c, const lang_expr *target, const lang_expr *value) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    if (target->kind == LANG_Name) {
        int local = local_register(c, target->as.Name.id);
        if (local >= 0) { // the result is made in place
            expr_to(c, value, (uint16_t)local);
            lang_symbol *s = lang_scope_find(u->scope, mangled(c, target->as.Name.id));
            if (!c->failed && !(s->flags & LANG_SYM_DELETED)) bound_set(c, (uint32_t)local);
            return;
        }
    }
    const lang_expr_seq *to = plain_elements(target), *from = plain_elements(value);
    if (to && from && to->n == from->n && to->n <= 16) { // a, b = b, a needs no tuple
        uint16_t first = (uint16_t)u->next_temp;
        for (uint32_t i = 0; i < from->n; i++) expr_temp(c, from->items[i]);
        for (uint32_t i = 0; i < to->n; i++) store(c, to->items[i], (operand){(uint16_t)(first + i), true});
        free_temps(c, mark);
        return;
    }
    operand v = expr_stable(c, value, target);
    store(c, target, v);
    free_temps(c, mark);
}
