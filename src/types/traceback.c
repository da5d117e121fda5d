// Traceback entries: where an exception passed.
#include "types/abstract.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/spec.h"

ouro_owned ouro_traceback_new(ouro_rt *rt, ouro_borrowed next, ouro_borrowed frame, uint32_t lasti, uint32_t lineno) {
    ouro_traceback *t = (ouro_traceback *)ouro_new_fixed_gc(rt, OURO_T_traceback, sizeof *t);
    if (!t) return NULL;
    ouro_slot_init(rt, &t->head, &t->next, ouro_xref(rt, next));
    ouro_slot_init(rt, &t->head, &t->frame, ouro_ref(rt, frame));
    t->lasti = lasti;
    t->lineno = lineno;
    return &t->head;
}

static void traceback_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_traceback *t = (ouro_traceback *)self;
    ouro_slot_clear(rt, self, &t->next);
    ouro_slot_clear(rt, self, &t->frame);
}
static int traceback_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_traceback *t = (ouro_traceback *)self;
    OURO_VISIT(t->next);
    OURO_VISIT(t->frame);
    return 0;
}

static ouro_owned get_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *n = ((ouro_traceback *)self)->next;
    return ouro_ref(rt, n ? n : rt->none);
}
static int set_next(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    ouro_traceback *t = (ouro_traceback *)self;
    if (!value) {
        ouro_raise(rt, OURO_TypeError, "can't delete tb_next attribute");
        return -1;
    }
    if (value != rt->none && !ouro_is(value, OURO_T_traceback)) {
        ouro_raise(rt, OURO_TypeError, "expected traceback object, got '%T'", value);
        return -1;
    }
    for (ouro_borrowed p = value == rt->none ? NULL : value; p; p = ((const ouro_traceback *)p)->next)
        if (p == self) {
            ouro_raise(rt, OURO_ValueError, "traceback loop detected");
            return -1;
        }
    ouro_slot_set(rt, self, &t->next, value == rt->none ? NULL : ouro_ref(rt, value));
    return 0;
}
static ouro_owned get_frame(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *f = ((ouro_traceback *)self)->frame;
    return ouro_ref(rt, f ? f : rt->none);
}
static ouro_owned get_lasti(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, 2 * (int64_t)((ouro_traceback *)self)->lasti); }
static ouro_owned get_lineno(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, ((ouro_traceback *)self)->lineno); }

static ouro_owned traceback_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};
    ouro_obj *v[4];
    int64_t lasti, line;
    if (ouro_args(rt, "traceback", args, nargs, kwnames, names, 4, 4, 4, v)) return NULL;
    if (v[0] != rt->none && !ouro_is(v[0], OURO_T_traceback)) {
        ouro_raise(rt, OURO_TypeError, "expected traceback object or None, got '%T'", v[0]);
        return NULL;
    }
    if (!ouro_is(v[1], OURO_T_frame)) {
        ouro_raise(rt, OURO_TypeError, "traceback() argument 'tb_frame' must be frame, not %T", v[1]);
        return NULL;
    }
    if (!ouro_index_i64(rt, v[2], OURO_OverflowError, &lasti) || !ouro_index_i64(rt, v[3], OURO_OverflowError, &line)) return NULL;
    return ouro_traceback_new(rt, v[0] == rt->none ? NULL : v[0], v[1], (uint32_t)(lasti / 2), (uint32_t)line);
}

static const ouro_getset_def getsets[] = {{"tb_next", get_next, set_next, NULL}, {"tb_frame", get_frame, NULL, NULL},
                                          {"tb_lasti", get_lasti, NULL, NULL},   {"tb_lineno", get_lineno, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};

const ouro_type_spec ouro_spec_traceback = {
    .number = OURO_T_traceback,
    .flags = OURO_TF_GC | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_traceback),
    .name = "traceback",
    .getsets = getsets,
    .slots = {.dealloc = traceback_dealloc, .traverse = traceback_traverse, .clear = traceback_dealloc, .create = traceback_create},
};
