// The match statement (PEP 634). Captures are kept in temporaries until the whole pattern has matched, then bound.
#include "lang/compile_internal.h"

#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str.h"

typedef struct capture {
    lang_name *name;
    uint16_t reg;
} capture;

typedef struct matching {
    capture captures[256];
    uint32_t n;
    label fail; // everything from `base` up is released there
    uint16_t base;
} matching;

static void pattern(compiler *c, const lang_pattern *p, uint16_t subject, matching *m, bool irrefutable_ok);

static void capture_name(compiler *c, const lang_pattern *p, lang_name *name, uint16_t from, matching *m) {
    for (uint32_t i = 0; i < m->n; i++)
        if (m->captures[i].name == name) {
            c_error(c, p->pos, "multiple assignments to name '%s' in pattern", name->utf8);
            return;
        }
    if (m->n == 256) {
        c_error(c, p->pos, "too many names in pattern");
        return;
    }
    uint16_t t = temp(c);
    emit(c, OURO_I_MOVE, t, from, 0);
    m->captures[m->n++] = (capture){name, t};
}

static bool wildcard(const lang_pattern *p) {
    return p->kind == LANG_MatchAs && !p->as.MatchAs.pattern && !p->as.MatchAs.name;
}

static void sequence(compiler *c, const lang_pattern *p, uint16_t subject, matching *m) {
    const lang_pattern_seq *ps = &p->as.MatchSequence.patterns;
    uint32_t star = ps->n;
    for (uint32_t i = 0; i < ps->n; i++)
        if (ps->items[i]->kind == LANG_MatchStar) {
            if (star != ps->n) {
                c_error(c, p->pos, "multiple starred names in sequence pattern");
                return;
            }
            star = i;
        }
    uint16_t t = temp(c);
    c->u->pos = p->pos;
    emit(c, OURO_I_MATCH_SEQUENCE, t, subject, 0);
    emit_jump(c, OURO_I_J_FALSE | OURO_REL_A, t, m->fail);
    emit(c, OURO_I_GET_LEN, t, subject, 0);
    uint32_t fixed = star == ps->n ? ps->n : ps->n - 1;
    ouro_obj *n = c->failed ? NULL : ouro_int_from_i64(c->rt, fixed);
    operand k = constant(c, n);
    emit(c, (star == ps->n ? OURO_I_J_EQ : OURO_I_J_GE) | OURO_REL_B, 0, t, k.x);
    emit_jump(c, OURO_I_JUMP, 0, m->fail);
    c->u->dead = false;
    c->u->next_temp = t;
    bool all_wild = true;
    for (uint32_t i = 0; i < ps->n; i++)
        all_wild &=
            wildcard(ps->items[i]) || (ps->items[i]->kind == LANG_MatchStar && !ps->items[i]->as.MatchStar.name);
    if (all_wild) return;
    uint16_t first = (uint16_t)c->u->next_temp;
    for (uint32_t i = 0; i < ps->n; i++) temp(c);
    if (star == ps->n)
        emit(c, OURO_I_UNPACK, first, subject, ps->n);
    else
        emit(c, OURO_I_UNPACK_EX, first, subject, star | (ps->n - star - 1) << 8);
    for (uint32_t i = 0; i < ps->n; i++) pattern(c, ps->items[i], (uint16_t)(first + i), m, true);
}

static void mapping(compiler *c, const lang_pattern *p, uint16_t subject, matching *m) {
    const lang_expr_seq *keys = &p->as.MatchMapping.keys;
    c->u->pos = p->pos;
    uint16_t t = temp(c);
    emit(c, OURO_I_MATCH_MAPPING, t, subject, 0);
    emit_jump(c, OURO_I_J_FALSE | OURO_REL_A, t, m->fail);
    c->u->next_temp = t;
    if (!keys->n && !p->as.MatchMapping.rest) return;
    for (uint32_t i = 0; i < keys->n && !c->failed; i++)
        for (uint32_t k = i + 1; k < keys->n; k++) {
            ouro_obj *x = fold(c, keys->items[i]), *y = x ? fold(c, keys->items[k]) : NULL;
            bool same = y && ouro_compare_bool(c->rt, x, y, OURO_EQ) == 1;
            if (same) {
                ouro_obj *text = ouro_repr(c->rt, y);
                if (text)
                    c_error(c, p->pos, "mapping pattern checks duplicate key (%.200s)",
                            ouro_str_is_ascii(text) ? ouro_str_ascii(text) : "...");
                ouro_xrelease(c->rt, text);
            }
            ouro_xrelease(c->rt, x);
            ouro_xrelease(c->rt, y);
        }
    uint16_t key_tuple = temp(c);
    uint16_t first = (uint16_t)c->u->next_temp;
    for (uint32_t i = 0; i < keys->n; i++) expr_temp(c, keys->items[i]);
    emit(c, OURO_I_TUPLE, key_tuple, first, keys->n);
    free_temps(c, first);
    if (keys->n) {
        uint16_t values = temp(c);
        emit(c, OURO_I_MATCH_KEYS, values, subject, key_tuple);
        emit(c, OURO_I_J_IS, 1, values, constant_none(c).x);
        emit_jump(c, OURO_I_JUMP, 0, m->fail);
        c->u->dead = false;
        uint16_t v = (uint16_t)c->u->next_temp;
        for (uint32_t i = 0; i < keys->n; i++) temp(c);
        emit(c, OURO_I_UNPACK | OURO_REL_B, v, values, keys->n);
        for (uint32_t i = 0; i < keys->n; i++)
            pattern(c, p->as.MatchMapping.patterns.items[i], (uint16_t)(v + i), m, true);
    }
    if (p->as.MatchMapping.rest) {
        uint16_t r = temp(c);
        emit(c, OURO_I_DICT_REST, r, subject, key_tuple);
        capture_name(c, p, p->as.MatchMapping.rest, r, m);
    }
}

static void class_pattern(compiler *c, const lang_pattern *p, uint16_t subject, matching *m) {
    const lang_pattern_seq *positional = &p->as.MatchClass.patterns, *named = &p->as.MatchClass.kwd_patterns;
    const lang_name_seq *attrs = &p->as.MatchClass.kwd_attrs;
    for (uint32_t i = 0; i < attrs->n; i++)
        for (uint32_t k = i + 1; k < attrs->n; k++)
            if (attrs->items[i] == attrs->items[k])
                c_error(c, p->as.MatchClass.kwd_patterns.items[k]->pos, "attribute name repeated in class pattern: %s",
                        attrs->items[k]->utf8);
    uint16_t cls = expr_temp(c, p->as.MatchClass.cls);
    uint16_t names = temp(c);
    ouro_obj *t = c->failed ? NULL : ouro_tuple_new(c->rt, attrs->n);
    for (uint32_t i = 0; t && i < attrs->n; i++) {
        ouro_obj *s = name_str(c, mangled(c, attrs->items[i]));
        if (!s) {
            ouro_release(c->rt, t);
            t = NULL;
            break;
        }
        ouro_slot_init(c->rt, t, &((ouro_tuple *)t)->items[i], s);
    }
    move_to(c, names, constant(c, t));
    c->u->pos = p->pos;
    emit(c, OURO_I_MATCH_CLASS, cls, subject, names);
    emit(c, OURO_I_NOP, positional->n, 0, 0);
    emit(c, OURO_I_RELEASE, names, 0, 0);
    emit(c, OURO_I_J_IS, 1, cls, constant_none(c).x);
    emit_jump(c, OURO_I_JUMP, 0, m->fail);
    c->u->dead = false;
    uint32_t n = positional->n + named->n;
    uint16_t first = (uint16_t)c->u->next_temp;
    for (uint32_t i = 0; i < n; i++) temp(c);
    emit(c, OURO_I_UNPACK | OURO_REL_B, first, cls, n);
    for (uint32_t i = 0; i < n; i++)
        pattern(c, i < positional->n ? positional->items[i] : named->items[i - positional->n], (uint16_t)(first + i), m,
                true);
}

static void alternatives(compiler *c, const lang_pattern *p, uint16_t subject, matching *m) {
    const lang_pattern_seq *ps = &p->as.MatchOr.patterns;
    // Every alternative puts its captures in the same registers, right above the ones before.
    label done = new_label(c);
    uint32_t n0 = m->n, mark = c->u->next_temp, count = 0;
    uint16_t base = (uint16_t)mark;
    capture first[64];
    label outer_fail = m->fail;
    uint16_t outer_base = m->base;
    for (uint32_t i = 0; i < ps->n && !c->failed; i++) {
        bool last = i + 1 == ps->n;
        label next = new_label(c);
        m->n = n0;
        m->fail = next;
        if (i > 0) // room for what the first alternative captures
            for (uint32_t k = 0; k < count; k++) temp(c);
        matching inner = *m;
        // captures of the alternative are collected above the common registers
        if (i == 0) {
            // unknown yet how many: reserve by dry counting of names
            uint32_t names = 0;
            const lang_pattern *stack[64];
            uint32_t depth = 0;
            stack[depth++] = ps->items[0];
            while (depth) {
                const lang_pattern *q = stack[--depth];
                const lang_pattern_seq *more[2] = {NULL, NULL};
                switch (q->kind) {
                case LANG_MatchAs:
                    names += q->as.MatchAs.name != NULL;
                    if (q->as.MatchAs.pattern && depth < 64) stack[depth++] = q->as.MatchAs.pattern;
                    break;
                case LANG_MatchStar: names += q->as.MatchStar.name != NULL; break;
                case LANG_MatchMapping:
                    names += q->as.MatchMapping.rest != NULL;
                    more[0] = &q->as.MatchMapping.patterns;
                    break;
                case LANG_MatchSequence: more[0] = &q->as.MatchSequence.patterns; break;
                case LANG_MatchClass:
                    more[0] = &q->as.MatchClass.patterns, more[1] = &q->as.MatchClass.kwd_patterns;
                    break;
                case LANG_MatchOr:
                    if (q->as.MatchOr.patterns.n && depth < 64) stack[depth++] = q->as.MatchOr.patterns.items[0];
                    break;
                default: break;
                }
                for (int s = 0; s < 2; s++)
                    for (uint32_t k = 0; more[s] && k < more[s]->n && depth < 64; k++)
                        stack[depth++] = more[s]->items[k];
            }
            count = names;
            if (count > 64) c_error(c, p->pos, "too many names in pattern");
            for (uint32_t k = 0; k < count; k++) temp(c);
        }
        pattern(c, ps->items[i], subject, &inner, last);
        if (i == 0) {
            for (uint32_t k = 0; k < count && n0 + k < inner.n; k++) first[k] = inner.captures[n0 + k];
        }
        if (inner.n - n0 != count && !c->failed) {
            c_error(c, p->pos, "alternative patterns bind different names");
            return;
        }
        for (uint32_t k = 0; k < count && !c->failed; k++) {
            uint32_t at = 0;
            while (at < count && inner.captures[n0 + at].name != first[k].name) at++;
            if (at == count) {
                c_error(c, p->pos, "alternative patterns bind different names");
                return;
            }
            emit(c, OURO_I_MOVE, base + k, inner.captures[n0 + at].reg, 0);
        }
        // whatever else the alternative left above the common registers is released
        for (uint32_t r = base + count; r < c->u->next_temp; r++) emit(c, OURO_I_RELEASE, r, 0, 0);
        uint32_t top = c->u->next_temp;
        emit_jump(c, OURO_I_JUMP, 0, done);
        place(c, next);
        for (uint32_t r = base; r < top; r++) emit(c, OURO_I_RELEASE, r, 0, 0);
        free_temps(c, mark);
        if (last) emit_jump(c, OURO_I_JUMP, 0, outer_fail);
    }
    place(c, done);
    m->fail = outer_fail;
    m->base = outer_base;
    m->n = n0;
    for (uint32_t k = 0; k < count && !c->failed; k++) {
        temp(c);
        for (uint32_t i = 0; i < n0; i++)
            if (m->captures[i].name == first[k].name)
                c_error(c, p->pos, "multiple assignments to name '%s' in pattern", first[k].name->utf8);
        m->captures[m->n++] = (capture){first[k].name, (uint16_t)(base + k)};
    }
}

static void pattern(compiler *c, const lang_pattern *p, uint16_t subject, matching *m, bool irrefutable_ok) {
    if (c->failed || c_deep(c, p->pos)) return;
    c->u->pos = p->pos;
    switch (p->kind) {
    case LANG_MatchValue: {
        uint32_t mark = c->u->next_temp;
        operand v = expr(c, p->as.MatchValue.value);
        c->u->pos = p->pos;
        emit(c, OURO_I_J_EQ | rel_c(v), 0, subject, v.x);
        emit_jump(c, OURO_I_JUMP, 0, m->fail);
        c->u->dead = false;
        free_temps(c, mark);
        break;
    }
    case LANG_MatchSingleton: {
        ouro_rt *rt = c->rt;
        uint8_t tag = p->as.MatchSingleton.value.tag;
        operand k = constant(c, ouro_ref(rt, tag == LANG_CONST_NONE   ? rt->none
                                             : tag == LANG_CONST_TRUE ? rt->true_
                                                                      : rt->false_));
        emit(c, OURO_I_J_IS, 0, subject, k.x);
        emit_jump(c, OURO_I_JUMP, 0, m->fail);
        c->u->dead = false;
        break;
    }
    case LANG_MatchSequence: sequence(c, p, subject, m); break;
    case LANG_MatchMapping: mapping(c, p, subject, m); break;
    case LANG_MatchClass: class_pattern(c, p, subject, m); break;
    case LANG_MatchStar:
        if (p->as.MatchStar.name) capture_name(c, p, p->as.MatchStar.name, subject, m);
        break;
    case LANG_MatchAs:
        if (!p->as.MatchAs.pattern && !irrefutable_ok) {
            if (p->as.MatchAs.name)
                c_error(c, p->pos, "name capture '%s' makes remaining patterns unreachable", p->as.MatchAs.name->utf8);
            else
                c_error(c, p->pos, "wildcard makes remaining patterns unreachable");
        }
        if (p->as.MatchAs.pattern) pattern(c, p->as.MatchAs.pattern, subject, m, irrefutable_ok);
        if (p->as.MatchAs.name) capture_name(c, p, p->as.MatchAs.name, subject, m);
        break;
    case LANG_MatchOr: alternatives(c, p, subject, m); break;
    default: break;
    }
}

void stmt_match(compiler *c, const lang_stmt *s) {
    unit *u = c->u;
    uint32_t mark = u->next_temp;
    uint16_t subject = expr_temp(c, s->as.Match.subject);
    label end = new_label(c);
    uint64_t *before = bound_save(c);
    for (uint32_t i = 0; i < s->as.Match.cases.n && !c->failed; i++) {
        const lang_match_case *k = s->as.Match.cases.items[i];
        matching *m = c_alloc(c, sizeof *m);
        if (!m) return;
        bool last = i + 1 == s->as.Match.cases.n;
        uint32_t base = u->next_temp, top_before = u->max_reg;
        m->fail = new_label(c);
        m->base = (uint16_t)base;
        (void)top_before;
        bound_restore(c, before);
        pattern(c, k->pattern, subject, m, last || k->guard);
        uint32_t top = u->next_temp;
        // captured, the names are bound even if the guard then fails
        for (uint32_t n = 0; n < m->n; n++) {
            u->pos = k->pattern->pos;
            store_name(c, m->captures[n].name, (operand){m->captures[n].reg, false});
        }
        for (uint32_t r = base; r < top; r++) emit(c, OURO_I_RELEASE, r, 0, 0);
        free_temps(c, base);
        label next = new_label(c);
        if (k->guard) jump_if(c, k->guard, false, next);
        emit(c, OURO_I_RELEASE, subject, 0, 0);
        stmts(c, &k->body);
        if (!u->dead) emit_jump(c, OURO_I_JUMP, 0, end);
        place(c, m->fail);
        for (uint32_t r = base; r < top; r++) emit(c, OURO_I_RELEASE, r, 0, 0);
        place(c, next);
    }
    emit(c, OURO_I_RELEASE, subject, 0, 0);
    bound_restore(c, before);
    place(c, end);
    free_temps(c, mark);
}
