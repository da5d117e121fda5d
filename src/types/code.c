// Code objects: layout of their positions, attributes, life.
#include "types/code.h"

#include <string.h>

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"

ouro_owned ouro_code_new(ouro_rt *rt) { return ouro_new_zeroed(rt, rt->types[OURO_T_code], sizeof(ouro_code)); }

// ---- positions: four numbers an instruction, each as the difference to the one before, in variable length ---------------
// Byte 0 of an entry: bits 0-3 tell which of line, end line, column, end column differ from the expected value (line: the
// same; end line: the line; columns: the same). Then the zigzag differences, 7 bits a byte, least first.

static size_t put_number(uint8_t *out, int32_t v) {
    uint32_t u = (uint32_t)v << 1 ^ (uint32_t)(v >> 31);
    size_t n = 0;
    do {
        uint8_t byte = u & 127;
        u >>= 7;
        if (out) out[n] = byte | (u ? 128 : 0);
        n++;
    } while (u);
    return n;
}
static int32_t get_number(const uint8_t **p) {
    uint32_t u = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint8_t byte = *(*p)++;
        u |= (uint32_t)(byte & 127) << shift;
        if (!(byte & 128)) break;
    }
    return (int32_t)(u >> 1) ^ -(int32_t)(u & 1);
}

// Length of the encoded entry, written if out is not NULL.
static size_t put_position(uint8_t *out, const ouro_position *before, const ouro_position *p) {
    int32_t d[4] = {p->line - before->line, p->end_line - p->line, p->column - before->column, p->end_column - before->end_column};
    size_t n = 1;
    uint8_t bits = 0;
    for (int i = 0; i < 4; i++)
        if (d[i]) {
            bits |= (uint8_t)(1u << i);
            n += put_number(out ? out + n : NULL, d[i]);
        }
    if (out) out[0] = bits;
    return n;
}
static void get_position(const uint8_t **in, ouro_position *p) {
    uint8_t bits = *(*in)++;
    if (bits & 1) p->line += get_number(in);
    p->end_line = p->line;
    if (bits & 2) p->end_line += get_number(in);
    if (bits & 4) p->column += get_number(in);
    if (bits & 8) p->end_column += get_number(in);
}

int ouro_positions_encode(ouro_rt *rt, const ouro_position *p, uint32_t n, uint8_t **out, uint32_t *len) {
    ouro_position before = {0, 0, 0, 0};
    size_t size = 0;
    for (uint32_t i = 0; i < n; before = p[i++])
        size += put_position(NULL, &before, &p[i]);
    uint8_t *bytes = ouro_raw_alloc(rt, size ? size : 1);
    if (!bytes) return -1;
    size_t at = 0;
    before = (ouro_position){0, 0, 0, 0};
    for (uint32_t i = 0; i < n; before = p[i++])
        at += put_position(bytes + at, &before, &p[i]);
    *out = bytes;
    *len = (uint32_t)size;
    return 0;
}

ouro_position ouro_code_position(const ouro_code *code, uint32_t instruction) {
    ouro_position p = {0, 0, 0, 0};
    const uint8_t *in = code->positions, *end = in + code->n_positions;
    for (uint32_t i = 0; i <= instruction && in < end; i++)
        get_position(&in, &p);
    return p;
}
uint32_t ouro_code_line(const ouro_code *code, uint32_t instruction) {
    return (uint32_t)ouro_code_position(code, instruction).line;
}

// ---- the type --------------------------------------------------------------------------------------------------------------

static void code_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_code *c = (ouro_code *)self;
    ouro_obj **fields[] = {&c->name, &c->qualname, &c->filename, &c->constants, &c->names,
                           &c->varnames, &c->cellvars, &c->freevars, &c->self_names};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        ouro_slot_clear(rt, self, fields[i]);
    void *blocks[] = {c->code, c->caches, c->site_names, c->handlers, c->positions};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (blocks[i]) ouro_raw_free(rt, blocks[i]);
}
static int code_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_code *c = (ouro_code *)self;
    OURO_VISIT(c->name);
    OURO_VISIT(c->qualname);
    OURO_VISIT(c->filename);
    OURO_VISIT(c->constants);
    OURO_VISIT(c->names);
    OURO_VISIT(c->varnames);
    OURO_VISIT(c->cellvars);
    OURO_VISIT(c->freevars);
    OURO_VISIT(c->self_names);
    return 0;
}
static size_t code_size(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = (const ouro_code *)self;
    return sizeof *c + c->n_code * sizeof *c->code + (c->caches ? c->n_caches * sizeof *c->caches : 0) +
           c->n_caches * sizeof *c->site_names + c->n_handlers * sizeof *c->handlers + c->n_positions;
}
static ouro_owned code_repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = (const ouro_code *)self;
    return ouro_str_formatted(rt, "<code object %S at %p, file \"%S\", line %u>", c->name, (const void *)self, c->filename, c->first_line);
}
static ouro_owned code_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(b, OURO_T_code)) return ouro_not_implemented(rt);
    const ouro_code *x = (const ouro_code *)a, *y = (const ouro_code *)b;
    bool same = a == b || (x->n_code == y->n_code && x->argcount == y->argcount && x->kwonly == y->kwonly && x->flags == y->flags &&
                           x->first_line == y->first_line && !memcmp(x->code, y->code, x->n_code * sizeof *x->code));
    if (same && a != b) {
        ouro_obj *pairs[][2] = {{x->name, y->name}, {x->constants, y->constants}, {x->names, y->names}, {x->varnames, y->varnames}};
        for (size_t i = 0; same && i < sizeof pairs / sizeof *pairs; i++) {
            int r = ouro_compare_bool(rt, pairs[i][0], pairs[i][1], OURO_EQ);
            if (r < 0) return NULL;
            same = r;
        }
    }
    return ouro_bool(rt, same == (op == OURO_EQ));
}
static int64_t code_hash(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = (const ouro_code *)self;
    return (int64_t)ouro_str_hash32(rt, c->name) * 1000003 + c->n_code * 31 + c->first_line;
}

#define NUMBER(name, expression)                                                                                       \
    static ouro_owned get_##name(ouro_rt *rt, ouro_borrowed self) {                                                    \
        const ouro_code *c = (const ouro_code *)self;                                                                  \
        return ouro_int_from_i64(rt, expression);                                                                      \
    }
#define OBJECT(name, field)                                                                                            \
    static ouro_owned get_##name(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, ((const ouro_code *)self)->field); }
NUMBER(argcount, c->argcount)
NUMBER(posonly, c->posonly)
NUMBER(kwonly, c->kwonly)
NUMBER(nlocals, c->nlocals)
NUMBER(stacksize, c->nregs - c->temp_base)
NUMBER(flags, c->flags & 0x3ffffff)
NUMBER(first_line, c->first_line)
OBJECT(name, name)
OBJECT(qualname, qualname)
OBJECT(filename, filename)
OBJECT(constants, constants)
OBJECT(names, names)
OBJECT(varnames, varnames)
OBJECT(cellvars, cellvars)
OBJECT(freevars, freevars)
static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = (const ouro_code *)self;
    return ouro_bytes_new(rt, c->code, c->n_code * sizeof *c->code);
}

static ouro_owned position_tuple(ouro_rt *rt, ouro_position p) {
    int32_t v[4] = {p.line, p.end_line, p.column, p.end_column};
    ouro_obj *t = ouro_tuple_new(rt, 4);
    for (int i = 0; t && i < 4; i++) {
        ouro_obj *n = v[i] < 0 ? ouro_none(rt) : ouro_int_from_i64(rt, v[i]);
        if (!n) {
            ouro_release(rt, t);
            return NULL;
        }
        ouro_slot_init(rt, t, &((ouro_tuple *)t)->items[i], n);
    }
    return t;
}
// co_positions(), co_lines(): iterators over lists made at once.
static ouro_owned positions(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    const ouro_code *c = (const ouro_code *)self;
    ouro_obj *list = ouro_list_new(rt, c->n_code);
    if (!list) return NULL;
    const uint8_t *in = c->positions, *end = in + c->n_positions;
    ouro_position p = {0, 0, 0, 0};
    while (in < end) {
        get_position(&in, &p);
        ouro_obj *t = position_tuple(rt, p);
        if (!t || ouro_list_append_steal(rt, list, t)) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    ouro_obj *it = ouro_iter(rt, list);
    ouro_release(rt, list);
    return it;
}
static ouro_owned lines(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    const ouro_code *c = (const ouro_code *)self;
    ouro_obj *list = ouro_list_new(rt, 0), *it = NULL;
    uint32_t from = 0;
    for (uint32_t i = 0; list && i < c->n_code; i++) {
        uint32_t line = ouro_code_line(c, from);
        if (i + 1 < c->n_code && ouro_code_line(c, i + 1) == line) continue;
        ouro_obj *a = ouro_int_from_i64(rt, 2 * (int64_t)from), *b = ouro_int_from_i64(rt, 2 * (int64_t)(i + 1)), *l = ouro_int_from_i64(rt, line);
        ouro_obj *t = a && b && l ? ouro_tuple_pack(rt, 3, a, b, l) : NULL;
        ouro_xrelease(rt, a);
        ouro_xrelease(rt, b);
        ouro_xrelease(rt, l);
        if (!t || ouro_list_append_steal(rt, list, t)) goto done;
        from = i + 1;
    }
    it = list ? ouro_iter(rt, list) : NULL;
done:
    ouro_xrelease(rt, list);
    return it;
}
// replace(co_name=..., co_filename=..., co_flags=..., co_consts=..., co_firstlineno=..., co_qualname=...)
static ouro_owned replace(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_code *old = (const ouro_code *)self;
    if (nargs) {
        ouro_raise(rt, OURO_TypeError, "replace() takes 0 positional arguments but %zu %s given", nargs, nargs == 1 ? "was" : "were");
        return NULL;
    }
    ouro_obj *o = ouro_code_new(rt);
    if (!o) return NULL;
    ouro_code *c = (ouro_code *)o;
    ouro_obj head = c->head;
    *c = *old;
    c->head = head;
    c->caches = NULL;
    c->calls = 0;
    c->code = NULL, c->site_names = NULL, c->handlers = NULL, c->positions = NULL;
    ouro_obj **fields[] = {&c->name, &c->qualname, &c->filename, &c->constants, &c->names,
                           &c->varnames, &c->cellvars, &c->freevars, &c->self_names};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        ouro_xref(rt, *fields[i]);
    struct {
        void **to;
        const void *from;
        size_t size;
    } blocks[] = {{(void **)&c->code, old->code, old->n_code * sizeof *old->code},
                  {(void **)&c->site_names, old->site_names, old->n_caches * sizeof *old->site_names},
                  {(void **)&c->handlers, old->handlers, old->n_handlers * sizeof *old->handlers},
                  {(void **)&c->positions, old->positions, old->n_positions}};
    for (size_t i = 0; i < 4; i++) {
        if (!blocks[i].from) continue;
        *blocks[i].to = ouro_raw_alloc(rt, blocks[i].size ? blocks[i].size : 1);
        if (!*blocks[i].to) goto fail;
        memcpy(*blocks[i].to, blocks[i].from, blocks[i].size);
    }
    for (uint32_t i = 0; kwnames && i < ouro_tuple_length(kwnames); i++) {
        ouro_borrowed name = ouro_tuple_peek(kwnames, i), v = args[i];
        ouro_obj **slot = ouro_str_equal_ascii(name, "co_name")       ? &c->name
                          : ouro_str_equal_ascii(name, "co_qualname") ? &c->qualname
                          : ouro_str_equal_ascii(name, "co_filename") ? &c->filename
                          : ouro_str_equal_ascii(name, "co_consts")   ? &c->constants
                                                                      : NULL;
        int64_t n;
        if (slot) {
            bool right = slot == &c->constants ? ouro_tuple_check(rt, v) && ouro_tuple_length(v) >= ouro_tuple_length(old->constants) : ouro_str_check(rt, v);
            if (!right) {
                ouro_raise(rt, OURO_TypeError, "replace() argument '%S' has the wrong type or length", name);
                goto fail;
            }
            ouro_slot_set(rt, o, slot, ouro_ref(rt, v));
        } else if (ouro_str_equal_ascii(name, "co_flags")) {
            if (!ouro_index_i64(rt, v, OURO_OverflowError, &n)) goto fail;
            c->flags = (uint32_t)n | (old->flags & ~0x3ffffffu);
        } else if (ouro_str_equal_ascii(name, "co_firstlineno")) {
            if (!ouro_index_i64(rt, v, OURO_OverflowError, &n)) goto fail;
            c->first_line = (uint32_t)n;
        } else {
            ouro_raise(rt, OURO_TypeError, "'%S' is an invalid keyword argument for replace()", name);
            goto fail;
        }
    }
    return o;
fail:
    ouro_release(rt, o);
    return NULL;
}

static const ouro_getset_def getsets[] = {
    {"co_argcount", get_argcount, NULL, NULL},   {"co_posonlyargcount", get_posonly, NULL, NULL},
    {"co_kwonlyargcount", get_kwonly, NULL, NULL}, {"co_nlocals", get_nlocals, NULL, NULL},
    {"co_stacksize", get_stacksize, NULL, NULL}, {"co_flags", get_flags, NULL, NULL},
    {"co_firstlineno", get_first_line, NULL, NULL}, {"co_name", get_name, NULL, NULL},
    {"co_qualname", get_qualname, NULL, NULL},   {"co_filename", get_filename, NULL, NULL},
    {"co_consts", get_constants, NULL, NULL},    {"co_names", get_names, NULL, NULL},
    {"co_varnames", get_varnames, NULL, NULL},   {"co_cellvars", get_cellvars, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL},   {"co_code", get_code, NULL, NULL},
    {NULL, NULL, NULL, NULL}};
static const ouro_method_def methods[] = {{"co_positions", positions, 0, 0, 0, NULL},
                                          {"co_lines", lines, 0, 0, 0, NULL},
                                          {"replace", replace, 0, OURO_MANY, OURO_M_KEYWORDS, NULL},
                                          {NULL, NULL, 0, 0, 0, NULL}};

const ouro_type_spec ouro_spec_code = {
    .number = OURO_T_code,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE | OURO_TF_WEAK,
    .size = sizeof(ouro_code),
    .name = "code",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = code_dealloc, .traverse = code_traverse, .repr = code_repr, .compare = code_compare, .hash = code_hash,
              .size_of = code_size},
};
