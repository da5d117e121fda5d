// Cells: variables that functions share with functions inside them.
#include "types/abstract.h"
#include "types/class.h"
#include "types/spec.h"
#include "types/str.h"

ouro_owned ouro_cell_new(ouro_rt *rt, ouro_borrowed value) {
    ouro_obj *o = ouro_new_fixed_gc(rt, OURO_T_cell, sizeof(ouro_cell));
    if (o) ouro_slot_init(rt, o, &((ouro_cell *)o)->value, ouro_xref(rt, value));
    return o;
}

static void cell_dealloc(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((ouro_cell *)self)->value); }
static int cell_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_cell *)self)->value);
    return 0;
}
static ouro_owned cell_repr(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *v = ((ouro_cell *)self)->value;
    if (!v) return ouro_str_formatted(rt, "<cell at %p: empty>", (const void *)self);
    return ouro_str_formatted(rt, "<cell at %p: %T object at %p>", (const void *)self, v, (const void *)v);
}
static ouro_owned cell_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_is(b, OURO_T_cell)) return ouro_not_implemented(rt);
    ouro_obj *x = ((ouro_cell *)a)->value, *y = ((ouro_cell *)b)->value;
    if (x && y) {
        ouro_ref(rt, x), ouro_ref(rt, y);
        ouro_obj *r = ouro_compare(rt, x, y, op);
        ouro_release(rt, x), ouro_release(rt, y);
        return r;
    }
    int order = (x != NULL) - (y != NULL); // an empty one is less than any other
    bool r = op == OURO_LT ? order < 0 : op == OURO_LE ? order <= 0 : op == OURO_EQ ? order == 0 : op == OURO_NE ? order != 0 : op == OURO_GT ? order > 0 : order >= 0;
    return ouro_bool(rt, r);
}
static ouro_owned cell_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "cell", nargs, kwnames, 0, 1)) return NULL;
    return ouro_cell_new(rt, nargs ? args[0] : NULL);
}
static ouro_owned get_contents(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *v = ((ouro_cell *)self)->value;
    if (!v) ouro_raise(rt, OURO_ValueError, "Cell is empty");
    return ouro_xref(rt, v);
}
static int set_contents(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_slot_set(rt, self, &((ouro_cell *)self)->value, ouro_xref(rt, value));
    return 0;
}
static const ouro_getset_def getsets[] = {{"cell_contents", get_contents, set_contents, NULL}, {NULL, NULL, NULL, NULL}};

const ouro_type_spec ouro_spec_cell = {
    .number = OURO_T_cell,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_cell),
    .name = "cell",
    .getsets = getsets,
    .slots = {.dealloc = cell_dealloc, .traverse = cell_traverse, .clear = cell_dealloc, .repr = cell_repr, .compare = cell_compare,
              .create = cell_create},
};
