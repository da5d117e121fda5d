// Code objects.
#include "types/code.h"

#include <string.h>

#include "types/abstract.h"
#include "types/bytes.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/positions.h"
#include "types/spec.h"
#include "types/str.h"

static ouro_code *of(ouro_borrowed self) { return (ouro_code *)(uintptr_t)self; }

// What the compiler puts in is atoms, tuples of them and other code: no cycle goes through it.
ouro_owned ouro_code_new(ouro_rt *rt) {
    ouro_obj *code = ouro_new_zeroed(rt, rt->types[OURO_T_code], sizeof(ouro_code));
    if (code) {
        ouro_untrack(code);
        rt->young_count--;
    }
    return code;
}

// The references of a code object, for all that treats them alike.
#define OBJECTS(X)                                                                                                     \
    X(name) X(qualname) X(filename) X(constants) X(names) X(varnames) X(cellvars) X(freevars) X(self_names)

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_code *c = of(self);
#define CLEAR(field) ouro_slot_clear(rt, self, &c->field);
    OBJECTS(CLEAR)
    ouro_raw_free(rt, c->code);
    ouro_raw_free(rt, c->caches);
    ouro_raw_free(rt, c->handlers);
    ouro_raw_free(rt, c->positions);
    ouro_raw_free(rt, c->site_names);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_code *c = of(self);
#define VISIT(field) OURO_VISIT(c->field);
    OBJECTS(VISIT)
    return 0;
}

static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = of(self);
    return sizeof *c + c->n_code * sizeof *c->code + (c->caches ? c->n_caches * sizeof *c->caches : 0) +
           c->n_caches * sizeof *c->site_names + c->n_handlers * sizeof *c->handlers + c->n_positions;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = of(self);
    return ouro_str_formatted(rt, "<code object %S at %p, file \"%S\", line %d>", c->name, (const void *)c, c->filename,
                              (int)c->first_line);
}

// ---- equality: the same program ------------------------------------------------------------------------------------

static int same_objects(ouro_rt *rt, const ouro_code *a, const ouro_code *b) {
    ouro_borrowed x[] = {a->name, a->constants, a->names, a->varnames, a->cellvars, a->freevars};
    ouro_borrowed y[] = {b->name, b->constants, b->names, b->varnames, b->cellvars, b->freevars};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
        int same = x[i] && y[i] ? ouro_compare_bool(rt, x[i], y[i], OURO_EQ) : x[i] == y[i];
        if (same <= 0)
            return same;
    }
    return 1;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed p, ouro_borrowed q, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_is(p, OURO_T_code) || !ouro_is(q, OURO_T_code))
        return ouro_not_implemented(rt);
    const ouro_code *a = of(p), *b = of(q);
    int same = a == b;
    if (!same && a->argcount == b->argcount && a->posonly == b->posonly && a->kwonly == b->kwonly &&
        a->flags == b->flags && a->first_line == b->first_line && a->n_code == b->n_code &&
        a->n_handlers == b->n_handlers && a->n_positions == b->n_positions &&
        (!a->n_code || !memcmp(a->code, b->code, a->n_code * sizeof *a->code)) &&
        (!a->n_handlers || !memcmp(a->handlers, b->handlers, a->n_handlers * sizeof *a->handlers)) &&
        (!a->n_positions || !memcmp(a->positions, b->positions, a->n_positions)))
        same = same_objects(rt, a, b);
    return same < 0 ? NULL : ouro_bool(rt, same == (op == OURO_EQ));
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = of(self);
    uint64_t h = 0xcbf29ce484222325u;
    for (uint32_t i = 0; i < c->n_code; i++)
        h = (h ^ c->code[i].op ^ (uint64_t)c->code[i].a << 16 ^ (uint64_t)c->code[i].b << 32) * 0x100000001b3u;
    int64_t of_name = ouro_hash(rt, c->name);
    h ^= (uint64_t)of_name ^ c->first_line;
    return (int64_t)h == -1 ? -2 : (int64_t)h;
}

// ---- attributes ----------------------------------------------------------------------------------------------------

#define NUMBER(function, expression)                                                                                   \
    static ouro_owned function(ouro_rt *rt, ouro_borrowed self) {                                                      \
        const ouro_code *c = of(self);                                                                                 \
        return ouro_int_from_i64(rt, expression);                                                                      \
    }
NUMBER(get_argcount, c->argcount)
NUMBER(get_posonly, c->posonly)
NUMBER(get_kwonly, c->kwonly)
NUMBER(get_nlocals, c->nlocals)
NUMBER(get_stacksize, c->nregs - c->temp_base)
NUMBER(get_first_line, c->first_line)
NUMBER(get_flags, c->flags & ~(uint32_t)OURO_CO_HAS_DOC)

static ouro_owned tuple_or_empty(ouro_rt *rt, ouro_borrowed t) { return ouro_ref(rt, t ? t : rt->empty_tuple); }
#define TUPLE(function, field)                                                                                         \
    static ouro_owned function(ouro_rt *rt, ouro_borrowed self) { return tuple_or_empty(rt, of(self)->field); }
TUPLE(get_consts, constants)
TUPLE(get_names, names)
TUPLE(get_varnames, varnames)
TUPLE(get_cellvars, cellvars)
TUPLE(get_freevars, freevars)

// The instructions as bytes. Only their equality and length (two for each) mean anything.
static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) {
    const ouro_code *c = of(self);
    ouro_obj *bytes = ouro_bytes_new(rt, NULL, 2 * (size_t)c->n_code);
    for (uint32_t i = 0; bytes && i < c->n_code; i++) {
        ((ouro_bytes *)bytes)->data[2 * i] = (uint8_t)c->code[i].op;
        ((ouro_bytes *)bytes)->data[2 * i + 1] = (uint8_t)c->code[i].a;
    }
    return bytes;
}

static ouro_owned get_linetable(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bytes_new(rt, of(self)->positions, of(self)->n_positions);
}

static ouro_owned get_exceptiontable(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bytes_new(rt, of(self)->handlers, of(self)->n_handlers * sizeof(ouro_handler));
}

// ---- lines and positions -------------------------------------------------------------------------------------------

static ouro_owned number_or_none(ouro_rt *rt, int64_t n) { return n < 0 ? ouro_none(rt) : ouro_int_from_i64(rt, n); }

// An iterator over `list` (stolen; NULL: an error is pending).
static ouro_owned iterate(ouro_rt *rt, ouro_owned list) {
    ouro_obj *it = list ? ouro_iter(rt, list) : NULL;
    ouro_xrelease(rt, list);
    return it;
}

static int append_numbers(ouro_rt *rt, ouro_borrowed list, const int64_t *numbers, size_t n) {
    ouro_obj *t = ouro_tuple_new(rt, n);
    if (!t)
        return -1;
    for (size_t i = 0; i < n; i++) {
        ouro_obj *x = number_or_none(rt, numbers[i]);
        if (!x) {
            ouro_release(rt, t);
            return -1;
        }
        ouro_slot_init(rt, t, &((ouro_tuple *)t)->items[i], x);
    }
    return ouro_list_append_steal(rt, list, t);
}

static ouro_owned positions(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_code *c = of(self);
    ouro_obj *list = ouro_list_new(rt, c->n_code);
    ouro_position_reader reader;
    ouro_positions_begin(&reader, c);
    for (uint32_t i = 0; list && i < c->n_code; i++) {
        ouro_position p = ouro_positions_next(&reader);
        int64_t four[4] = {p.line > 0 ? p.line : -1, p.end_line > 0 ? p.end_line : -1, p.column, p.end_column};
        if (append_numbers(rt, list, four, 4) < 0) {
            ouro_release(rt, list);
            list = NULL;
        }
    }
    return iterate(rt, list);
}

static ouro_owned lines(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_code *c = of(self);
    ouro_obj *list = ouro_list_new(rt, 0);
    ouro_position_reader reader;
    ouro_positions_begin(&reader, c);
    int64_t range[3] = {0, 0, -1};
    for (uint32_t i = 0; list && i <= c->n_code; i++) {
        int64_t line = i < c->n_code ? ouro_positions_next(&reader).line : -2;
        if (line == 0)
            line = -1;
        range[1] = 2 * (int64_t)i;
        if (i && line != range[2]) {
            if (append_numbers(rt, list, range, 3) < 0) {
                ouro_release(rt, list);
                list = NULL;
            }
            range[0] = range[1];
        }
        range[2] = line;
    }
    return iterate(rt, list);
}

// ---- replace ---------------------------------------------------------------------------------------------------------

static void *copy_block(ouro_rt *rt, const void *block, size_t size, bool *ok) {
    void *copy = block && size ? ouro_raw_alloc(rt, size) : NULL;
    if (copy)
        memcpy(copy, block, size);
    else if (block && size)
        *ok = false;
    return copy;
}

static ouro_code *clone(ouro_rt *rt, const ouro_code *c) {
    ouro_code *n = (ouro_code *)ouro_code_new(rt);
    if (!n)
        return NULL;
    ouro_obj head = n->head;
    bool ok = true;
    *n = *c;
    n->head = head;
    n->caches = NULL;
    n->calls = 0;
#define SHARE(field) n->field = NULL, ouro_slot_init(rt, &n->head, &n->field, ouro_xref(rt, c->field));
    OBJECTS(SHARE)
    n->code = copy_block(rt, c->code, c->n_code * sizeof *c->code, &ok);
    n->handlers = copy_block(rt, c->handlers, c->n_handlers * sizeof *c->handlers, &ok);
    n->positions = copy_block(rt, c->positions, c->n_positions, &ok);
    n->site_names = copy_block(rt, c->site_names, c->n_caches * sizeof *c->site_names, &ok);
    ouro_track(rt, &n->head); // it may get a frozenset of anything
    if (ok)
        return n;
    ouro_release(rt, &n->head);
    return NULL;
}

// Constants are operands of instructions that rely on what they are.
static bool interchangeable(ouro_borrowed a, ouro_borrowed b) {
    if (!b || !ouro_is(b, OURO_T_tuple) || ouro_tuple_length(a) != ouro_tuple_length(b))
        return false;
    for (size_t i = 0; i < ouro_tuple_length(a); i++) {
        ouro_borrowed x = ouro_tuple_peek(a, i), y = ouro_tuple_peek(b, i);
        if (x != y && (ouro_is(x, OURO_T_tuple) || ouro_is(x, OURO_T_code) || ouro_type_number(x) != ouro_type_number(y)))
            return false;
    }
    return true;
}

static int replace_str(ouro_rt *rt, ouro_code *c, ouro_obj **field, ouro_borrowed value, const char *name) {
    if (!ouro_str_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "replace() argument '%s' must be str, not %T", name, value);
        return -1;
    }
    ouro_slot_set(rt, &c->head, field, ouro_ref(rt, value));
    return 0;
}

// The instructions cannot be replaced, nor what they depend on; giving the same again is allowed.
static ouro_owned replace(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"co_name", "co_qualname", "co_filename", "co_firstlineno", "co_consts", "co_flags",
                                        "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
                                        "co_stacksize", "co_code", "co_names", "co_varnames", "co_freevars",
                                        "co_cellvars", "co_linetable", "co_exceptiontable"};
    enum { NAME, QUALNAME, FILENAME, LINE, CONSTS, FIXED, COUNT = sizeof names / sizeof *names };
    ouro_obj *in[COUNT];
    if (ouro_args(rt, "replace", args, nargs, kwnames, names, COUNT, 0, 0, in) < 0)
        return NULL;
    ouro_code *c = clone(rt, of(self));
    if (!c)
        return NULL;
    if ((in[NAME] && replace_str(rt, c, &c->name, in[NAME], names[NAME]) < 0) ||
        (in[QUALNAME] && replace_str(rt, c, &c->qualname, in[QUALNAME], names[QUALNAME]) < 0) ||
        (in[FILENAME] && replace_str(rt, c, &c->filename, in[FILENAME], names[FILENAME]) < 0))
        goto fail;
    int64_t line = c->first_line;
    if (in[LINE] && !ouro_index_i64(rt, in[LINE], OURO_OverflowError, &line))
        goto fail;
    c->first_line = (uint32_t)line;
    if (in[CONSTS]) {
        if (!interchangeable(c->constants, in[CONSTS])) {
            ouro_raise(rt, OURO_ValueError, "code: co_consts of another form cannot be put in");
            goto fail;
        }
        ouro_slot_set(rt, &c->head, &c->constants, ouro_ref(rt, in[CONSTS]));
    }
    for (size_t i = FIXED; i < COUNT; i++) {
        if (!in[i])
            continue;
        ouro_obj *old = ouro_getattr_ascii(rt, self, names[i]);
        int same = old ? ouro_compare_bool(rt, old, in[i], OURO_EQ) : -1;
        ouro_xrelease(rt, old);
        if (same == 0)
            ouro_raise(rt, OURO_ValueError, "code: %s cannot be changed", names[i]);
        if (same <= 0)
            goto fail;
    }
    return &c->head;
fail:
    ouro_release(rt, &c->head);
    return NULL;
}

static const ouro_method_def methods[] = {
    {"co_positions", positions, 0, 0, 0, NULL},
    {"co_lines", lines, 0, 0, 0, NULL},
    {"replace", replace, 0, 0, OURO_M_KEYWORDS, "The same code with another name, file, first line or constants."},
    {0}};
static const ouro_getset_def getsets[] = {{"co_argcount", get_argcount, NULL, NULL},
                                          {"co_posonlyargcount", get_posonly, NULL, NULL},
                                          {"co_kwonlyargcount", get_kwonly, NULL, NULL},
                                          {"co_nlocals", get_nlocals, NULL, NULL},
                                          {"co_stacksize", get_stacksize, NULL, NULL},
                                          {"co_flags", get_flags, NULL, NULL},
                                          {"co_firstlineno", get_first_line, NULL, NULL},
                                          {"co_code", get_code, NULL, NULL},
                                          {"_co_code_adaptive", get_code, NULL, NULL},
                                          {"co_consts", get_consts, NULL, NULL},
                                          {"co_names", get_names, NULL, NULL},
                                          {"co_varnames", get_varnames, NULL, NULL},
                                          {"co_cellvars", get_cellvars, NULL, NULL},
                                          {"co_freevars", get_freevars, NULL, NULL},
                                          {"co_linetable", get_linetable, NULL, NULL},
                                          {"co_lnotab", get_linetable, NULL, NULL},
                                          {"co_exceptiontable", get_exceptiontable, NULL, NULL},
                                          {0}};
static const ouro_member_def members[] = {{"co_name", OURO_MEMBER_OBJ, offsetof(ouro_code, name), false},
                                          {"co_qualname", OURO_MEMBER_OBJ, offsetof(ouro_code, qualname), false},
                                          {"co_filename", OURO_MEMBER_OBJ, offsetof(ouro_code, filename), false},
                                          {0}};

const ouro_type_spec ouro_spec_code = {
    .number = OURO_T_code,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_WEAK,
    .size = sizeof(ouro_code),
    .name = "code",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.dealloc = dealloc, .traverse = traverse, .size_of = size_of, .repr = repr, .compare = compare, .hash = hash},
};
