// Frame objects, made only when somebody asks: tracebacks, sys._getframe, locals().
#include "vm/vm.h"

#include <string.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/str.h"

uint32_t vm_frame_line(const vm_frame *f) {
    ouro_code *code = vm_code(f);
    uint32_t at = f->pc > code->code ? (uint32_t)(f->pc - code->code) - 1 : 0;
    return ouro_code_line(code, at);
}

ouro_borrowed vm_frame_object_peek(ouro_rt *rt, vm_frame *f) {
    if (f->object) return f->object;
    ouro_obj *o = ouro_new_zeroed(rt, rt->types[OURO_T_frame], sizeof(ouro_frame));
    if (!o) return NULL;
    ouro_frame *fo = (ouro_frame *)o;
    fo->live = f;
    fo->function = (ouro_function *)ouro_ref(rt, &f->function->head);
    fo->locals = ouro_xref(rt, f->locals);
    f->object = o;
    return o;
}

void vm_frame_detach(ouro_rt *rt, vm_frame *f) {
    ouro_frame *fo = (ouro_frame *)f->object;
    if (!fo) return;
    f->object = NULL;
    ouro_code *code = vm_code(f);
    fo->lasti = f->pc > code->code ? (uint32_t)(f->pc - code->code) - 1 : 0;
    if (fo->head.rc > 1) {
        // Somebody keeps it: it gets the variables, and the frame it was called from.
        size_t n = code->temp_base;
        fo->saved = n ? ouro_raw_alloc_quiet(rt, n * sizeof *fo->saved) : NULL;
        if (fo->saved) {
            memcpy(fo->saved, f->regs, n * sizeof *fo->saved);
            memset(f->regs, 0, n * sizeof *fo->saved);
            fo->n_saved = (uint32_t)n;
        }
        if (f->prev && !fo->back) {
            ouro_obj *pending = ouro_error_take(rt);
            ouro_borrowed back = vm_frame_object_peek(rt, f->prev);
            if (back)
                fo->back = ouro_ref(rt, back);
            else
                ouro_error_clear(rt);
            if (pending) ouro_error_restore(rt, pending);
        }
    }
    fo->live = NULL;
    ouro_release(rt, &fo->head);
}

int vm_traceback_add(ouro_rt *rt, vm_frame *f) {
    ouro_obj *e = ouro_error_take(rt);
    if (!e) return -1;
    ouro_borrowed frame = vm_frame_object_peek(rt, f);
    bool added = false;
    if (frame) {
        ouro_exception *x = (ouro_exception *)e;
        uint32_t at = f->pc > vm_code(f)->code ? (uint32_t)(f->pc - vm_code(f)->code) - 1 : 0;
        ouro_obj *tb = ouro_traceback_new(rt, x->traceback, frame, at, ouro_code_line(vm_code(f), at));
        if (tb) ouro_slot_set(rt, e, &x->traceback, tb);
        added = tb != NULL;
    }
    if (!added && !ouro_is_a(rt, e, OURO_MemoryError) && ouro_error_pending(rt)) { // no memory: that is the error now
        ouro_release(rt, e);
        return -1;
    }
    // The traceback of a MemoryError may stay short.
    ouro_error_clear(rt);
    ouro_error_restore(rt, e);
    return 0;
}

// ---- variables
// ---------------------------------------------------------------------------------------------------------

static int copy_variables(ouro_rt *rt, ouro_borrowed dict, ouro_borrowed names, ouro_obj *const *regs, size_t base,
                          size_t n_regs, bool cells) {
    for (uint32_t i = 0; i < ouro_tuple_length(names); i++) {
        ouro_borrowed name = ouro_tuple_peek(names, i);
        ouro_obj *v = base + i < n_regs ? regs[base + i] : NULL;
        if (v && cells) v = ouro_is(v, OURO_T_cell) ? ((ouro_cell *)v)->value : v;
        int r = v ? ouro_dict_set(rt, dict, name, v) : ouro_dict_delete(rt, dict, name);
        if (r < 0) return -1;
    }
    return 0;
}

// Variables of a function's frame into `dict`; names that are unbound leave it.
static int fill_locals(ouro_rt *rt, ouro_borrowed dict, const ouro_code *code, ouro_obj *const *regs, size_t n) {
    if (copy_variables(rt, dict, code->varnames, regs, 0, n, false)) return -1;
    if (copy_variables(rt, dict, code->cellvars, regs, code->cell_base, n, true)) return -1;
    if (code->flags & OURO_CO_OPTIMIZED)
        return copy_variables(rt, dict, code->freevars, regs, code->cell_base + ouro_tuple_length(code->cellvars), n,
                              true);
    return 0;
}

ouro_owned vm_locals(ouro_rt *rt, vm_frame *f) {
    ouro_code *code = vm_code(f);
    if (!(code->flags & OURO_CO_OPTIMIZED)) return ouro_ref(rt, f->locals ? f->locals : f->function->globals);
    ouro_borrowed o = vm_frame_object_peek(rt, f);
    if (!o) return NULL;
    return ouro_xref(rt, vm_frame_locals_dict(rt, o));
}

// f_locals: borrowed from the frame object.
ouro_obj *vm_frame_locals_dict(ouro_rt *rt, ouro_borrowed frame_object) {
    ouro_frame *fo = (ouro_frame *)frame_object;
    ouro_code *code = (ouro_code *)fo->function->code;
    if (!(code->flags & OURO_CO_OPTIMIZED)) return fo->locals ? fo->locals : fo->function->globals;
    if (!fo->locals) {
        ouro_obj *d = ouro_dict_new(rt);
        if (!d) return NULL;
        ouro_slot_init(rt, frame_object, &fo->locals, d);
    }
    ouro_obj *const *regs = fo->live ? fo->live->regs : fo->saved;
    size_t n = fo->live ? code->temp_base : fo->n_saved;
    if (fo->live && fo->live->pc == code->code && ouro_tuple_length(code->cellvars))
        n = code->nlocals; // before the cells exist
    if (regs && fill_locals(rt, fo->locals, code, regs, n)) return NULL;
    return fo->locals;
}

// ---- the type
// ------------------------------------------------------------------------------------------------------------

static void frame_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_frame *fo = (ouro_frame *)self;
    ouro_obj **saved = fo->saved;
    uint32_t n = fo->n_saved;
    fo->saved = NULL;
    fo->n_saved = 0;
    for (uint32_t i = 0; i < n; i++) ouro_xrelease(rt, saved[i]);
    if (saved) ouro_raw_free(rt, saved);
    ouro_slot_clear(rt, self, &fo->locals);
    ouro_slot_clear(rt, self, &fo->back);
}
static void frame_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_frame *fo = (ouro_frame *)self;
    frame_clear(rt, self);
    ouro_function *fn = fo->function;
    fo->function = NULL;
    if (fn) ouro_release(rt, &fn->head);
}
static int frame_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_frame *fo = (ouro_frame *)self;
    OURO_VISIT(fo->function);
    OURO_VISIT(fo->locals);
    OURO_VISIT(fo->back);
    for (uint32_t i = 0; i < fo->n_saved; i++) OURO_VISIT(fo->saved[i]);
    return 0;
}
static size_t frame_size(ouro_rt *rt, ouro_borrowed self) {
    return sizeof(ouro_frame) + ((const ouro_frame *)self)->n_saved * sizeof(ouro_obj *);
}

static uint32_t frame_at(const ouro_frame *fo) {
    if (!fo->live) return fo->lasti;
    ouro_code *code = (ouro_code *)fo->function->code;
    return fo->live->pc > code->code ? (uint32_t)(fo->live->pc - code->code) - 1 : 0;
}
static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((ouro_frame *)self)->function->code);
}
static ouro_owned get_globals(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((ouro_frame *)self)->function->globals);
}
static ouro_owned get_builtins(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((ouro_frame *)self)->function->builtins);
}
static ouro_owned get_locals(ouro_rt *rt, ouro_borrowed self) {
    return ouro_xref(rt, vm_frame_locals_dict(rt, self));
}
static ouro_owned get_lineno(ouro_rt *rt, ouro_borrowed self) {
    const ouro_frame *fo = (const ouro_frame *)self;
    return ouro_int_from_i64(rt, ouro_code_line((ouro_code *)fo->function->code, frame_at(fo)));
}
static ouro_owned get_lasti(ouro_rt *rt, ouro_borrowed self) {
    return ouro_int_from_i64(rt, 2 * (int64_t)frame_at((const ouro_frame *)self));
}
static ouro_owned get_back(ouro_rt *rt, ouro_borrowed self) {
    ouro_frame *fo = (ouro_frame *)self;
    if (!fo->live) return ouro_ref(rt, fo->back ? fo->back : rt->none);
    if (!fo->live->prev) return ouro_none(rt);
    return ouro_xref(rt, vm_frame_object_peek(rt, fo->live->prev));
}
static ouro_owned get_trace(ouro_rt *rt, ouro_borrowed self) {
    return ouro_none(rt);
}
static int set_trace(ouro_rt *rt, ouro_borrowed self, ouro_borrowed name, ouro_borrowed value) {
    return 0;
}
static ouro_owned clear_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    ouro_frame *fo = (ouro_frame *)self;
    if (fo->live) {
        if (fo->live->flags & VM_GENERATOR) {
            ouro_generator *g = (ouro_generator *)((char *)fo->live - offsetof(ouro_generator, frame));
            if (g->state != GEN_RUNNING) {
                vm_generator_finish(rt, g);
                return ouro_none(rt);
            }
        }
        ouro_raise(rt, OURO_RuntimeError, "cannot clear an executing frame");
        return NULL;
    }
    frame_clear(rt, (ouro_obj *)self);
    return ouro_none(rt);
}
static ouro_owned frame_repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_frame *fo = (const ouro_frame *)self;
    const ouro_code *code = (const ouro_code *)fo->function->code;
    return ouro_str_formatted(rt, "<frame at %p, file %R, line %u, code %S>", (const void *)self, code->filename,
                              ouro_code_line(code, frame_at(fo)), code->name);
}

static const ouro_getset_def getsets[] = {{"f_code", get_code, NULL, NULL},
                                          {"f_globals", get_globals, NULL, NULL},
                                          {"f_builtins", get_builtins, NULL, NULL},
                                          {"f_locals", get_locals, NULL, NULL},
                                          {"f_lineno", get_lineno, NULL, NULL},
                                          {"f_lasti", get_lasti, NULL, NULL},
                                          {"f_back", get_back, NULL, NULL},
                                          {"f_trace", get_trace, set_trace, NULL},
                                          {NULL, NULL, NULL, NULL}};
static const ouro_method_def methods[] = {
    {"clear", clear_method, 0, 0, 0, "F.clear(): clear most references held by the frame"},
    {NULL, NULL, 0, 0, 0, NULL}};

const ouro_type_spec ouro_spec_frame = {
    .number = OURO_T_frame,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_frame),
    .name = "frame",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = frame_dealloc,
              .traverse = frame_traverse,
              .clear = frame_clear,
              .repr = frame_repr,
              .size_of = frame_size},
};
