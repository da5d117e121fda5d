// Cells: the variables that functions share with the functions inside them.
#include "types/abstract.h"
#include "types/class.h"
#include "types/state.h"
#include "types/str.h"

ouro_owned ouro_cell_new(ouro_rt *rt, ouro_borrowed value) {
    ouro_cell *c = (ouro_cell *)ouro_new_fixed_gc(rt, OURO_T_cell, sizeof *c);
    if (!c)
        return NULL;
    ouro_slot_init(rt, &c->head, &c->value, ouro_xref(rt, value));
    return &c->head;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "cell", nargs, kwnames, 0, 1) < 0)
        return NULL;
    return ouro_cell_new(rt, nargs ? args[0] : NULL);
}

static void clear(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((ouro_cell *)self)->value); }

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_cell *)self)->value);
    return 0;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed value = ((const ouro_cell *)self)->value;
    if (!value)
        return ouro_str_formatted(rt, "<cell at %p: empty>", (const void *)self);
    return ouro_str_formatted(rt, "<cell at %p: %T object at %p>", (const void *)self, value, (const void *)value);
}

// Cells compare as their contents; an empty one is less than any other.
static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_is(a, OURO_T_cell) || !ouro_is(b, OURO_T_cell))
        return ouro_not_implemented(rt);
    ouro_obj *x = ouro_xref(rt, ((const ouro_cell *)a)->value), *y = ouro_xref(rt, ((const ouro_cell *)b)->value);
    ouro_obj *result;
    if (x && y) {
        result = ouro_compare(rt, x, y, op);
    } else {
        int order = (x != NULL) - (y != NULL);
        bool truth = op == OURO_LT   ? order < 0
                     : op == OURO_LE ? order <= 0
                     : op == OURO_EQ ? order == 0
                     : op == OURO_NE ? order != 0
                     : op == OURO_GT ? order > 0
                                     : order >= 0;
        result = ouro_bool(rt, truth);
    }
    ouro_xrelease(rt, x);
    ouro_xrelease(rt, y);
    return result;
}

static ouro_owned get_contents(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed value = ((const ouro_cell *)self)->value;
    if (value)
        return ouro_ref(rt, value);
    ouro_raise(rt, OURO_ValueError, "Cell is empty");
    return NULL;
}

static int set_contents(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_slot_set(rt, self, &((ouro_cell *)(uintptr_t)self)->value, ouro_xref(rt, value));
    return 0;
}

static const ouro_getset_def getsets[] = {{"cell_contents", get_contents, set_contents, NULL}, {0}};

const ouro_type_spec ouro_spec_cell = {
    .number = OURO_T_cell,
    .flags = OURO_TF_GC,
    .size = sizeof(ouro_cell),
    .name = "cell",
    .doc = "cell([contents])\n--\n\nA variable shared by functions.",
    .getsets = getsets,
    .slots = {.create = create, .dealloc = clear, .traverse = traverse, .clear = clear, .repr = repr, .compare = compare},
};
