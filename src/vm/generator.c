// Generators and coroutines. The frame and its registers are inside the object; while it runs the frame is linked above
// the one that resumed it.
#include <string.h>

#include "lang/opcodes.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/spec.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/vm.h"

// Only one that can be dropped inside a try or with statement runs code then; the finalize slot of generators is quiet.
static bool can_run_at_end(ouro_generator *g) {
    return ouro_is(&g->head, OURO_T_generator) && vm_code(&g->frame)->n_handlers > 0;
}

ouro_owned vm_generator_new(ouro_rt *rt, vm_frame *f) {
    ouro_code *code = vm_code(f);
    uint32_t number = code->flags & OURO_CO_COROUTINE         ? OURO_T_coroutine
                      : code->flags & OURO_CO_ASYNC_GENERATOR ? OURO_T_async_generator
                                                              : OURO_T_generator;
    ouro_obj *o = ouro_new_zeroed(rt, rt->types[number], sizeof(ouro_generator) + code->nregs * sizeof(ouro_obj *));
    if (o) {
        ouro_generator *g = (ouro_generator *)o;
        ouro_function *fn = f->function;
        fn->flags |= VM_MADE_GENERATOR;
        g->nregs = code->nregs;
        memcpy(g->regs, f->regs, code->nregs * sizeof *g->regs);
        memset(f->regs, 0, code->nregs * sizeof *g->regs);
        g->frame =
            (vm_frame){.regs = g->regs, .pc = code->code, .function = fn, .locals = f->locals, .flags = VM_GENERATOR};
        g->name = ouro_ref(rt, fn->name ? fn->name : code->name);
        g->qualname = ouro_ref(rt, fn->qualname ? fn->qualname : code->qualname);
        ouro_ref(rt, &fn->head); // the popped frame gives its own up
        f->locals = NULL;
        if (can_run_at_end(g)) ouro_end_shows_add(rt);
    }
    vm_frame_pop(rt, f);
    return o;
}

void vm_generator_enter(ouro_rt *rt, ouro_generator *g, unsigned flags) {
    struct ouro_vm *vm = rt->vm;
    vm_frame *f = &g->frame;
    f->prev = vm->top;
    f->free = vm->top ? vm->top->free : vm->stack->slots;
    f->flags = (uint16_t)(VM_GENERATOR | flags);
    g->state = GEN_RUNNING;
    g->handled.outer = rt->handled;
    rt->handled = &g->handled;
    rt->depth++;
    vm->top = f;
    ouro_code *code = vm_code(f);
    if (OURO_UNLIKELY(!code->caches) && code->n_caches) vm_code_warm(rt, code);
}

void vm_generator_finish(ouro_rt *rt, ouro_generator *g) {
    if (g->state == GEN_RUNNING) rt->handled = g->handled.outer;
    g->state = GEN_FINISHED;
    vm_frame *f = &g->frame;
    if (f->object) vm_frame_detach(rt, f);
    for (uint32_t i = 0; i < g->nregs; i++)
        if (g->regs[i]) ouro_slot_clear(rt, &g->head, &g->regs[i]);
    ouro_obj *handled = g->handled.exception, *locals = f->locals;
    g->handled.exception = NULL;
    f->locals = NULL;
    ouro_xrelease(rt, handled);
    ouro_xrelease(rt, locals);
}

static const char *kind_name(ouro_borrowed g) {
    return ouro_is(g, OURO_T_coroutine)         ? "coroutine"
           : ouro_is(g, OURO_T_async_generator) ? "async generator"
                                                : "generator";
}

ouro_owned vm_generator_resume(ouro_rt *rt, ouro_generator *g, ouro_owned value, bool thrown, ouro_obj **returned) {
    *returned = NULL;
    ouro_obj *o = &g->head;
    if (g->state == GEN_RUNNING) {
        ouro_xrelease(rt, value);
        if (thrown) ouro_error_clear(rt);
        ouro_raise(rt, OURO_ValueError, "%s already executing", kind_name(o));
        return NULL;
    }
    if (g->state == GEN_FINISHED) {
        ouro_xrelease(rt, value);
        if (thrown) return NULL; // the exception goes on
        if (ouro_is(o, OURO_T_coroutine))
            ouro_raise(rt, OURO_RuntimeError, "cannot reuse already awaited coroutine");
        else
            *returned = ouro_none(rt);
        return NULL;
    }
    if (g->state == GEN_CREATED && value && value != rt->none) {
        ouro_release(rt, value);
        ouro_raise(rt, OURO_TypeError, "can't send non-None value to a just-started %s", kind_name(o));
        return NULL;
    }
    if (g->state == GEN_CREATED && thrown) { // the body never starts
        vm_frame *f = &g->frame;
        vm_generator_enter(rt, g, VM_ENTRY);
        f->pc = vm_code(f)->code + 1;
        vm_traceback_add(rt, f);
        rt->vm->top = f->prev;
        rt->depth--;
        vm_generator_finish(rt, g);
        return NULL;
    }
    if (!ouro_enter(rt, "")) {
        ouro_xrelease(rt, value);
        return NULL;
    }
    rt->depth--; // counted by vm_generator_enter
    ouro_ref(rt, o);
    bool first = g->state == GEN_CREATED;
    vm_generator_enter(rt, g, VM_ENTRY);
    if (first || thrown) {
        ouro_xrelease(rt, value);
    } else {
        ouro_obj **at = &g->regs[g->frame.pc[-1].a], *old = *at;
        *at = value ? value : ouro_none(rt);
        ouro_xrelease(rt, old);
    }
    ouro_obj *result = vm_run(rt, thrown);
    if (g->state == GEN_FINISHED) {
        *returned = result;
        result = NULL;
    }
    ouro_release(rt, o);
    return result;
}

// What `next` gives: a return becomes the end of the iteration (None) or StopIteration(value).
static ouro_owned result_or_stop(ouro_rt *rt, ouro_obj *yielded, ouro_obj *returned, bool raise) {
    if (yielded || !returned) return yielded;
    if (returned != rt->none) {
        // A tuple or exception as value must not be taken for the arguments of StopIteration.
        ouro_raise_kind_object(rt, OURO_StopIteration, returned);
    } else if (raise) {
        ouro_raise_kind_object(rt, OURO_StopIteration, NULL);
    }
    ouro_release(rt, returned);
    return NULL;
}

ouro_borrowed vm_yield_from_peek(const ouro_generator *g) {
    if (g->state != GEN_SUSPENDED) return NULL;
    const ouro_instruction *y = g->frame.pc - 1;
    if ((y->op & 0xff) == OURO_I_YIELD && (y->op & OURO_FROM)) return g->regs[y->c];
    return NULL;
}

// ---- methods
// ---------------------------------------------------------------------------------------------------------------

static ouro_owned generator_next(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *returned, *r = vm_generator_resume(rt, (ouro_generator *)self, NULL, false, &returned);
    return result_or_stop(rt, r, returned, false);
}

static ouro_owned send_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    ouro_obj *returned, *r = vm_generator_resume(rt, (ouro_generator *)self, ouro_ref(rt, args[0]), false, &returned);
    return result_or_stop(rt, r, returned, true);
}

// close() of what a generator delegates to. -1: error pending.
static int close_inner(ouro_rt *rt, ouro_borrowed it) {
    ouro_obj *r;
    ouro_ref(rt, it);
    if (ouro_is(it, OURO_T_generator) || ouro_is(it, OURO_T_coroutine)) {
        r = ouro_call_method0(rt, it, OURO_NAME(rt, close));
    } else {
        ouro_obj *m = ouro_getattr_quiet(rt, it, OURO_NAME(rt, close));
        if (!m) {
            if (ouro_error_pending(rt))
                rt->hooks.unraisable ? rt->hooks.unraisable(rt, NULL, it) : ouro_error_clear(rt);
            ouro_release(rt, (ouro_obj *)it);
            return 0;
        }
        r = ouro_call0(rt, m);
        ouro_release(rt, m);
    }
    ouro_release(rt, (ouro_obj *)it);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

static ouro_owned close_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    ouro_generator *g = (ouro_generator *)self;
    if (g->state == GEN_CREATED) {
        vm_generator_finish(rt, g);
        return ouro_none(rt);
    }
    if (g->state == GEN_FINISHED) return ouro_none(rt);
    ouro_borrowed inner = vm_yield_from_peek(g);
    ouro_obj *returned, *r;
    int failed = 0;
    if (inner) {
        g->state = GEN_RUNNING;
        failed = close_inner(rt, inner);
        g->state = GEN_SUSPENDED;
    }
    if (!failed) ouro_raise_kind_object(rt, OURO_GeneratorExit, NULL);
    r = vm_generator_resume(rt, g, NULL, true, &returned);
    if (r) {
        ouro_release(rt, r);
        ouro_raise(rt, OURO_RuntimeError, "%s ignored GeneratorExit", kind_name(self));
        return NULL;
    }
    if (returned) {
        ouro_release(rt, returned);
        return ouro_none(rt);
    }
    if (ouro_error_is(rt, OURO_GeneratorExit) || ouro_error_is(rt, OURO_StopIteration)) {
        ouro_error_clear(rt);
        return ouro_none(rt);
    }
    return NULL;
}

// throw(typ, val, tb): makes the exception pending. -1: a TypeError is pending instead.
static int set_thrown(ouro_rt *rt, ouro_obj *const *args, size_t nargs) {
    ouro_obj *type = args[0], *value = nargs > 1 && args[1] != rt->none ? args[1] : NULL,
             *tb = nargs > 2 ? args[2] : NULL;
    ouro_obj *e;
    if (tb == rt->none) tb = NULL;
    if (tb && !ouro_is(tb, OURO_T_traceback)) {
        ouro_raise(rt, OURO_TypeError, "throw() third argument must be a traceback object");
        return -1;
    }
    if (ouro_is_a(rt, type, OURO_T_type) && ouro_subtype((ouro_type *)type, rt->types[OURO_BaseException])) {
        if (value && ouro_is_a(rt, value, OURO_BaseException) &&
            ouro_subtype(ouro_type_of(rt, value), (ouro_type *)type)) {
            e = ouro_ref(rt, value);
        } else {
            ouro_obj *t = value && ouro_tuple_check(rt, value) ? ouro_ref(rt, value)
                          : value                              ? ouro_tuple_pack(rt, 1, value)
                                                               : ouro_tuple_new(rt, 0);
            e = t ? ouro_exception_make(rt, type, t) : NULL;
            ouro_xrelease(rt, t);
        }
    } else if (ouro_is_a(rt, type, OURO_BaseException)) {
        if (value) {
            ouro_raise(rt, OURO_TypeError, "instance exception may not have a separate value");
            return -1;
        }
        e = ouro_ref(rt, type);
    } else {
        ouro_raise(rt, OURO_TypeError, "exceptions must be classes or instances deriving from BaseException, not %T",
                   type);
        return -1;
    }
    if (!e) return -1;
    if (tb) ouro_slot_set(rt, e, &((ouro_exception *)e)->traceback, ouro_ref(rt, tb));
    ouro_error_restore(rt, e);
    return 0;
}

// The pending exception goes into the generator, or first into what it delegates to, whose throw gets the same
// arguments. As vm_generator_resume.
static ouro_owned throw_pending(ouro_rt *rt, ouro_generator *g, ouro_obj *const *args, size_t nargs,
                                ouro_obj **returned) {
    ouro_obj *r;
    *returned = NULL;
    ouro_borrowed inner = vm_yield_from_peek(g);
    if (inner) {
        ouro_obj *it = ouro_ref(rt, inner), *result = NULL;
        if (ouro_error_is(rt, OURO_GeneratorExit)) {
            ouro_obj *e = ouro_error_take(rt);
            g->state = GEN_RUNNING;
            int failed = close_inner(rt, it);
            g->state = GEN_SUSPENDED;
            ouro_release(rt, it);
            if (failed)
                ouro_release(rt, e);
            else
                ouro_error_restore(rt, e);
        } else {
            ouro_obj *e = ouro_error_take(rt);
            g->state = GEN_RUNNING;
            bool native = ouro_is(it, OURO_T_generator) || ouro_is(it, OURO_T_coroutine);
            ouro_obj *m =
                native ? ouro_getattr(rt, it, OURO_NAME(rt, throw)) : ouro_getattr_quiet(rt, it, OURO_NAME(rt, throw));
            if (m) {
                result = ouro_call(rt, m, args, nargs, NULL);
                ouro_release(rt, m);
                ouro_release(rt, e);
                g->state = GEN_SUSPENDED;
                ouro_release(rt, it);
                if (result) return result; // yielded on
                if (ouro_error_is(rt, OURO_StopIteration)) {
                    // The delegation is over: its value is that of `yield from`, and the body goes on behind the loop.
                    ouro_obj *v = ouro_stop_iteration_value(rt);
                    if (!v) return NULL;
                    const ouro_instruction *y = g->frame.pc - 1; // SEND JUMP YIELD
                    const ouro_instruction *jump = y - 1;
                    g->frame.pc = y + (int32_t)(jump->b | (uint32_t)jump->c << 16);
                    uint16_t reg = y->a;
                    // The value goes to the register of SEND; resuming stores what is sent into pc[-1].a, so it runs by
                    // hand.
                    ouro_obj *old = g->regs[reg];
                    g->regs[reg] = v;
                    ouro_xrelease(rt, old);
                    ouro_ref(rt, &g->head);
                    if (!ouro_enter(rt, "")) {
                        ouro_release(rt, &g->head);
                        return NULL;
                    }
                    rt->depth--;
                    vm_generator_enter(rt, g, VM_ENTRY);
                    r = vm_run(rt, false);
                    if (g->state == GEN_FINISHED) {
                        *returned = r;
                        r = NULL;
                    }
                    ouro_release(rt, &g->head);
                    return r;
                }
                // The error of the delegate rises here.
            } else {
                g->state = GEN_SUSPENDED;
                ouro_release(rt, it);
                if (ouro_error_pending(rt)) {
                    ouro_release(rt, e);
                    return NULL;
                }
                ouro_error_restore(rt, e);
            }
        }
    }
    return vm_generator_resume(rt, g, NULL, true, returned);
}

ouro_owned vm_generator_throw(ouro_rt *rt, ouro_generator *g, ouro_obj *const *args, size_t nargs,
                              ouro_obj **returned) {
    *returned = NULL;
    return set_thrown(rt, args, nargs) ? NULL : throw_pending(rt, g, args, nargs, returned);
}

static ouro_owned throw_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    ouro_generator *g = (ouro_generator *)self;
    ouro_obj *returned, *r = vm_generator_throw(rt, g, args, nargs, &returned);
    return result_or_stop(rt, r, returned, true);
}

// ---- the types
// ---------------------------------------------------------------------------------------------------------------

static bool in_try(const ouro_generator *g) {
    const ouro_code *code = vm_code(&g->frame);
    uint32_t at = (uint32_t)(g->frame.pc - code->code) - 1;
    for (uint32_t i = 0; i < code->n_handlers; i++)
        if (at >= code->handlers[i].from && at < code->handlers[i].to) return true;
    return false;
}

// A generator that is dropped inside a try or with statement runs its way out.
void vm_generator_finalize(ouro_rt *rt, ouro_obj *self) {
    ouro_generator *g = (ouro_generator *)self;
    if (g->state == GEN_CREATED && ouro_is(self, OURO_T_coroutine)) return;
    if (g->state != GEN_SUSPENDED || !in_try(g)) return;
    ouro_obj *r = close_method(rt, self, NULL, 0, NULL);
    if (r) {
        ouro_release(rt, r);
    } else if (rt->hooks.unraisable) {
        rt->hooks.unraisable(rt, NULL, self);
    } else {
        ouro_error_clear(rt);
    }
}
void vm_generator_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_generator *g = (ouro_generator *)self;
    if (can_run_at_end(g)) ouro_end_shows_drop(rt);
    vm_generator_finish(rt, g);
    ouro_release(rt, &g->frame.function->head);
    ouro_release(rt, g->name);
    ouro_release(rt, g->qualname);
    ouro_xrelease(rt, g->hooks_value);
}
int vm_generator_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    ouro_generator *g = (ouro_generator *)self;
    OURO_VISIT(g->frame.function);
    OURO_VISIT(g->frame.locals);
    OURO_VISIT(g->frame.object);
    OURO_VISIT(g->handled.exception);
    OURO_VISIT(g->hooks_value);
    for (uint32_t i = 0; i < g->nregs; i++) OURO_VISIT(g->regs[i]);
    return 0;
}
void vm_generator_clear(ouro_rt *rt, ouro_obj *self) {
    ouro_generator *g = (ouro_generator *)self;
    if (g->state != GEN_RUNNING) vm_generator_finish(rt, g);
}
size_t vm_generator_size(ouro_rt *rt, ouro_borrowed self) {
    return sizeof(ouro_generator) + ((const ouro_generator *)self)->nregs * sizeof(ouro_obj *);
}
ouro_owned vm_generator_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<%s object %S at %p>", kind_name(self), ((ouro_generator *)self)->qualname,
                              (const void *)self);
}
static ouro_owned self_iter(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, self);
}

static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((ouro_generator *)self)->name);
}
static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((ouro_generator *)self)->qualname);
}
static int set_text(ouro_rt *rt, ouro_borrowed self, ouro_obj **slot, ouro_borrowed value, const char *what) {
    if (!value || !ouro_str_check(rt, value)) {
        ouro_raise(rt, OURO_TypeError, "%s must be set to a string object", what);
        return -1;
    }
    ouro_slot_set(rt, self, slot, ouro_ref(rt, value));
    return 0;
}
static int set_name(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed v) {
    return set_text(rt, self, &((ouro_generator *)self)->name, v, "__name__");
}
static int set_qualname(ouro_rt *rt, ouro_borrowed self, ouro_borrowed n, ouro_borrowed v) {
    return set_text(rt, self, &((ouro_generator *)self)->qualname, v, "__qualname__");
}
static ouro_owned get_running(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bool(rt, ((ouro_generator *)self)->state == GEN_RUNNING);
}
static ouro_owned get_suspended(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bool(rt, ((ouro_generator *)self)->state == GEN_SUSPENDED);
}
static ouro_owned get_frame(ouro_rt *rt, ouro_borrowed self) {
    ouro_generator *g = (ouro_generator *)self;
    if (g->state == GEN_FINISHED) return ouro_none(rt);
    return ouro_xref(rt, vm_frame_object_peek(rt, &g->frame));
}
static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, ((ouro_generator *)self)->frame.function->code);
}
static ouro_owned get_yieldfrom(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed it = vm_yield_from_peek((ouro_generator *)self);
    return ouro_ref(rt, it ? it : rt->none);
}

static const ouro_method_def methods[] = {
    {"send", send_method, 1, 1, 0,
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
    {"throw", throw_method, 1, 3, 0,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or "
     "raise\nStopIteration."},
    {"close", close_method, 0, 0, 0, "close() -> raise GeneratorExit inside generator."},
    {NULL, NULL, 0, 0, 0, NULL}};
static const ouro_getset_def generator_getsets[] = {
    {"__name__", get_name, set_name, NULL},      {"__qualname__", get_qualname, set_qualname, NULL},
    {"gi_running", get_running, NULL, NULL},     {"gi_suspended", get_suspended, NULL, NULL},
    {"gi_frame", get_frame, NULL, NULL},         {"gi_code", get_code, NULL, NULL},
    {"gi_yieldfrom", get_yieldfrom, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const ouro_getset_def coroutine_getsets[] = {
    {"__name__", get_name, set_name, NULL},  {"__qualname__", get_qualname, set_qualname, NULL},
    {"cr_running", get_running, NULL, NULL}, {"cr_suspended", get_suspended, NULL, NULL},
    {"cr_frame", get_frame, NULL, NULL},     {"cr_code", get_code, NULL, NULL},
    {"cr_await", get_yieldfrom, NULL, NULL}, {NULL, NULL, NULL, NULL}};

const ouro_type_spec ouro_spec_generator = {
    .number = OURO_T_generator,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_WEAK | OURO_TF_IMMUTABLE | OURO_TF_QUIET_END,
    .size = sizeof(ouro_generator),
    .item_size = sizeof(ouro_obj *),
    .name = "generator",
    .methods = methods,
    .getsets = generator_getsets,
    .slots = {.dealloc = vm_generator_dealloc,
              .traverse = vm_generator_traverse,
              .clear = vm_generator_clear,
              .finalize = vm_generator_finalize,
              .size_of = vm_generator_size,
              .repr = vm_generator_repr,
              .iter = self_iter,
              .next = generator_next},
};

// The iterator that `await` of a coroutine steps.
typedef struct wrapper {
    ouro_obj head;
    ouro_obj *coroutine;
} wrapper;
static ouro_owned coroutine_await(ouro_rt *rt, ouro_borrowed self) {
    ouro_obj *o = ouro_new_zeroed(rt, rt->types[OURO_T_coroutine_wrapper], sizeof(wrapper));
    if (o) ouro_slot_init(rt, o, &((wrapper *)o)->coroutine, ouro_ref(rt, self));
    return o;
}
static void wrapper_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &((wrapper *)self)->coroutine);
}
static int wrapper_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((wrapper *)self)->coroutine);
    return 0;
}
static ouro_owned wrapper_next(ouro_rt *rt, ouro_borrowed self) {
    return generator_next(rt, ((wrapper *)self)->coroutine);
}
static ouro_owned wrapper_send(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return send_method(rt, ((wrapper *)self)->coroutine, args, nargs, kw);
}
static ouro_owned wrapper_throw(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kw) {
    return throw_method(rt, ((wrapper *)self)->coroutine, args, nargs, kw);
}
static ouro_owned wrapper_close(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                ouro_borrowed kw) {
    return close_method(rt, ((wrapper *)self)->coroutine, args, nargs, kw);
}
static const ouro_method_def wrapper_methods[] = {{"send", wrapper_send, 1, 1, 0, NULL},
                                                  {"throw", wrapper_throw, 1, 3, 0, NULL},
                                                  {"close", wrapper_close, 0, 0, 0, NULL},
                                                  {NULL, NULL, 0, 0, 0, NULL}};

const ouro_type_spec ouro_spec_coroutine = {
    .number = OURO_T_coroutine,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_WEAK | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_generator),
    .item_size = sizeof(ouro_obj *),
    .name = "coroutine",
    .methods = methods,
    .getsets = coroutine_getsets,
    .slots = {.dealloc = vm_generator_dealloc,
              .traverse = vm_generator_traverse,
              .clear = vm_generator_clear,
              .finalize = vm_generator_finalize,
              .size_of = vm_generator_size,
              .repr = vm_generator_repr,
              .await = coroutine_await},
};
const ouro_type_spec ouro_spec_coroutine_wrapper = {
    .number = OURO_T_coroutine_wrapper,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(wrapper),
    .name = "coroutine_wrapper",
    .methods = wrapper_methods,
    .slots = {.dealloc = wrapper_dealloc, .traverse = wrapper_traverse, .iter = self_iter, .next = wrapper_next},
};

// ---- delegation
// ----------------------------------------------------------------------------------------------------------------

ouro_owned vm_yield_from_iter(ouro_rt *rt, ouro_borrowed o, bool in_coroutine) {
    if (ouro_is(o, OURO_T_coroutine)) {
        if (!in_coroutine) {
            ouro_raise(rt, OURO_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
            return NULL;
        }
        return ouro_ref(rt, o);
    }
    if (ouro_is(o, OURO_T_generator)) return ouro_ref(rt, o);
    return ouro_iter(rt, o);
}

ouro_owned vm_awaitable(ouro_rt *rt, ouro_borrowed o, unsigned how) {
    if (ouro_is(o, OURO_T_coroutine) ||
        (ouro_is(o, OURO_T_generator) &&
         (vm_code(&((ouro_generator *)o)->frame)->flags & OURO_CO_ITERABLE_COROUTINE))) {
        if (ouro_is(o, OURO_T_coroutine) && vm_yield_from_peek((ouro_generator *)o)) {
            ouro_raise(rt, OURO_RuntimeError, "coroutine is being awaited already");
            return NULL;
        }
        return ouro_ref(rt, o);
    }
    ouro_unary_slot await = ouro_type_of(rt, o)->slots.await;
    if (!await) {
        if (how == 1)
            ouro_raise(rt, OURO_TypeError,
                       "'async with' received an object from __aenter__ that does not implement __await__: %T", o);
        else if (how == 2)
            ouro_raise(rt, OURO_TypeError,
                       "'async with' received an object from __aexit__ that does not implement __await__: %T", o);
        else
            ouro_raise(rt, OURO_TypeError, "object %T can't be used in 'await' expression", o);
        return NULL;
    }
    ouro_obj *it = await(rt, o);
    if (!it) return NULL;
    if (ouro_is(it, OURO_T_coroutine)) {
        ouro_raise(rt, OURO_TypeError, "__await__() returned a coroutine");
    } else if (!ouro_type_of(rt, it)->slots.next) {
        ouro_raise(rt, OURO_TypeError, "__await__() returned non-iterator of type '%T'", it);
    } else {
        return it;
    }
    ouro_release(rt, it);
    return NULL;
}

int vm_send(ouro_rt *rt, ouro_borrowed it, ouro_owned value, ouro_obj **out) {
    *out = NULL;
    if (ouro_is(it, OURO_T_generator) || ouro_is(it, OURO_T_coroutine)) {
        ouro_obj *returned, *r = vm_generator_resume(rt, (ouro_generator *)it, value, false, &returned);
        *out = r ? r : returned;
        return r ? 1 : returned ? 0 : -1;
    }
    ouro_obj *r;
    if (value == rt->none && ouro_type_of(rt, it)->slots.next) {
        ouro_release(rt, value);
        r = ouro_type_of(rt, it)->slots.next(rt, it);
        if (!r && !ouro_error_pending(rt)) {
            *out = ouro_none(rt);
            return 0;
        }
    } else {
        r = ouro_call_method1(rt, it, OURO_NAME(rt, send), value);
        ouro_release(rt, value);
    }
    if (r) {
        *out = r;
        return 1;
    }
    if (!ouro_error_is(rt, OURO_StopIteration)) return -1;
    *out = ouro_stop_iteration_value(rt);
    return *out ? 0 : -1;
}
