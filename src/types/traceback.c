// Tracebacks.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/str.h"

static ouro_traceback *of(ouro_borrowed self) { return (ouro_traceback *)(uintptr_t)self; }

ouro_owned ouro_traceback_new(ouro_rt *rt, ouro_borrowed next, ouro_borrowed frame, uint32_t lasti, uint32_t lineno) {
    ouro_traceback *tb = (ouro_traceback *)ouro_new_fixed_gc(rt, OURO_T_traceback, sizeof *tb);
    if (!tb)
        return NULL;
    ouro_slot_init(rt, &tb->head, &tb->next, ouro_xref(rt, next));
    ouro_slot_init(rt, &tb->head, &tb->frame, ouro_xref(rt, frame));
    tb->lasti = lasti;
    tb->lineno = lineno;
    return &tb->head;
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};
    ouro_obj *in[4];
    int64_t lasti, lineno;
    if (ouro_args(rt, "traceback", args, nargs, kwnames, names, 4, 4, 4, in) < 0)
        return NULL;
    if (in[0] != rt->none && !ouro_is(in[0], OURO_T_traceback)) {
        ouro_raise(rt, OURO_TypeError, "expected traceback object or None, got '%T'", in[0]);
        return NULL;
    }
    if (!ouro_is(in[1], OURO_T_frame)) {
        ouro_raise(rt, OURO_TypeError, "traceback() argument 'tb_frame' must be frame, not %T", in[1]);
        return NULL;
    }
    if (!ouro_index_i64(rt, in[2], OURO_OverflowError, &lasti) || !ouro_index_i64(rt, in[3], OURO_OverflowError, &lineno))
        return NULL;
    return ouro_traceback_new(rt, in[0] == rt->none ? NULL : in[0], in[1], (uint32_t)(lasti / 2), (uint32_t)lineno);
}

static void drop(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->next);
    ouro_slot_clear(rt, self, &of(self)->frame);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->next);
    OURO_VISIT(of(self)->frame);
    return 0;
}

static ouro_owned get_next(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->next ? of(self)->next : rt->none);
}

static int set_next(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    if (!value) {
        ouro_raise(rt, OURO_TypeError, "can't delete tb_next attribute");
        return -1;
    }
    if (value != rt->none && !ouro_is(value, OURO_T_traceback)) {
        ouro_raise(rt, OURO_TypeError, "expected traceback object, got '%T'", value);
        return -1;
    }
    for (ouro_borrowed tb = value == rt->none ? NULL : value; tb; tb = of(tb)->next)
        if (tb == self) {
            ouro_raise(rt, OURO_ValueError, "traceback loop detected");
            return -1;
        }
    ouro_slot_set(rt, self, &of(self)->next, value == rt->none ? NULL : ouro_ref(rt, value));
    return 0;
}

// Counted in bytes of code, as CPython's: two for an instruction.
static ouro_owned get_lasti(ouro_rt *rt, ouro_borrowed self) { return ouro_int_from_i64(rt, 2 * (int64_t)of(self)->lasti); }

static ouro_owned dir(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    ouro_obj *list = ouro_list_new(rt, 4);
    for (size_t i = 0; list && i < 4; i++) {
        ouro_obj *name = ouro_str_interned_cstring(rt, names[i]);
        if (!name || ouro_list_append_steal(rt, list, name) < 0) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

static const ouro_method_def methods[] = {{"__dir__", dir, 0, 0, 0, NULL}, {0}};
static const ouro_getset_def getsets[] = {{"tb_next", get_next, set_next, NULL}, {"tb_lasti", get_lasti, NULL, NULL}, {0}};
static const ouro_member_def members[] = {{"tb_frame", OURO_MEMBER_OBJ, offsetof(ouro_traceback, frame), false},
                                          {"tb_lineno", OURO_MEMBER_U32, offsetof(ouro_traceback, lineno), false},
                                          {0}};

const ouro_type_spec ouro_spec_traceback = {
    .number = OURO_T_traceback,
    .flags = OURO_TF_GC,
    .size = sizeof(ouro_traceback),
    .name = "traceback",
    .doc = "traceback(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nOne frame that an exception came through.",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.create = create, .dealloc = drop, .traverse = traverse, .clear = drop},
};
