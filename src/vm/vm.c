// Start and end of the interpreter; running code objects.
#include "vm/vm.h"

#include <string.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/spec.h"
#include "types/state.h"

static int visit_roots(ouro_rt *rt, ouro_visit visit, void *arg) {
    struct ouro_vm *vm = rt->vm;
    ouro_obj **above = NULL; // registers of the frame above: they may overlap with this one's temporaries
    for (vm_frame *f = vm ? vm->top : NULL; f; f = f->prev) {
        if (!(f->flags & VM_GENERATOR)) { // a generator visits its own registers
            ouro_obj **end = above && above >= f->regs && above < f->free ? above : f->free;
            for (ouro_obj **r = f->regs; r < end; r++) OURO_VISIT(*r);
            above = f->regs;
            OURO_VISIT(f->function);
            OURO_VISIT(f->locals);
            OURO_VISIT(f->object);
            OURO_VISIT(f->made);
        }
    }
    for (struct ouro_handled *h = rt->handled; h; h = h->outer)
        if (h == &rt->handled_base) OURO_VISIT(h->exception);
    return 0;
}

// The body of a class statement, with the namespace as its locals.
static ouro_owned run_class_body(ouro_rt *rt, ouro_borrowed func, ouro_borrowed ns) {
    const ouro_function *f = (const ouro_function *)func;
    return ouro_vm_exec(rt, f->code, f->globals, ns, f->closure);
}

static bool function_in_use(ouro_rt *rt, ouro_borrowed function) {
    if (((const ouro_function *)function)->flags & VM_MADE_GENERATOR) return true;
    for (const vm_frame *f = rt->vm->top; f; f = f->prev)
        if (&f->function->head == function) return true;
    return false;
}

static ouro_borrowed globals_peek(ouro_rt *rt) {
    return rt->vm->top ? rt->vm->top->function->globals : NULL;
}

// super() in a method: its class from the cell __class__, and its first argument.
static int super_arguments(ouro_rt *rt, ouro_obj **cls, ouro_obj **self) {
    const vm_frame *f = rt->vm->top;
    if (!f) {
        ouro_raise(rt, OURO_RuntimeError, "super(): no current frame");
        return -1;
    }
    const ouro_code *code = vm_code(f);
    if (code->argcount == 0) {
        ouro_raise(rt, OURO_RuntimeError, "super(): no arguments");
        return -1;
    }
    ouro_obj *first = f->regs[0];
    uint32_t cells = ouro_tuple_length(code->cellvars);
    for (uint32_t i = 0; !first && i < cells; i++) // captured by a function inside: it lives in a cell
        if (ouro_tuple_peek(code->cellvars, i) == ouro_tuple_peek(code->varnames, 0))
            first = ((ouro_cell *)f->regs[code->cell_base + i])->value;
    if (!first) {
        ouro_raise(rt, OURO_RuntimeError, "super(): arg[0] deleted");
        return -1;
    }
    for (uint32_t i = 0; i < ouro_tuple_length(code->freevars); i++) {
        if (ouro_tuple_peek(code->freevars, i) != OURO_NAME(rt, __class__)) continue;
        ouro_obj *type = ((ouro_cell *)f->regs[code->cell_base + cells + i])->value;
        if (!type) {
            ouro_raise(rt, OURO_RuntimeError, "super(): empty __class__ cell");
            return -1;
        }
        *cls = ouro_ref(rt, type);
        *self = ouro_ref(rt, first);
        return 0;
    }
    ouro_raise(rt, OURO_RuntimeError, "super(): __class__ cell not found");
    return -1;
}

int ouro_vm_start(ouro_rt *rt) {
    static const ouro_type_spec *const types[] = {&ouro_spec_frame,
                                                  &ouro_spec_generator,
                                                  &ouro_spec_coroutine,
                                                  &ouro_spec_coroutine_wrapper,
                                                  &ouro_spec_async_generator,
                                                  &ouro_spec_async_generator_asend,
                                                  &ouro_spec_async_generator_athrow};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!ouro_type_from_spec(rt, types[i])) return -1;
    struct ouro_vm *vm = ouro_raw_calloc(rt, sizeof *vm);
    if (!vm) return -1;
    vm->frames = ouro_raw_calloc(rt, sizeof *vm->frames);
    size_t slots = 1000;
    vm->stack = vm->frames ? ouro_raw_calloc(rt, sizeof *vm->stack + slots * sizeof(ouro_obj *)) : NULL;
    if (!vm->stack) {
        if (vm->frames) ouro_raw_free(rt, vm->frames);
        ouro_raw_free(rt, vm);
        return -1;
    }
    vm->stack->limit = vm->stack->slots + slots;
    rt->vm = vm;
    rt->handled = &rt->handled_base;
    rt->ty->call_function = vm_function_call;
    rt->ty->run_class_body = run_class_body;
    rt->ty->globals_peek = globals_peek;
    rt->ty->function_in_use = function_in_use;
    rt->ty->super_arguments = super_arguments;
    rt->hooks.visit_roots = visit_roots;
    return 0;
}

void ouro_vm_clear(ouro_rt *rt) {
    if (!rt->vm) return;
    ouro_obj *e = rt->handled_base.exception;
    rt->handled_base.exception = NULL;
    ouro_xrelease(rt, e);
}

void ouro_vm_finish(ouro_rt *rt) {
    struct ouro_vm *vm = rt->vm;
    if (!vm) return;
    rt->vm = NULL;
    while (vm->frames->prev) vm->frames = vm->frames->prev;
    for (vm_frame_chunk *c = vm->frames, *next; c; c = next) {
        next = c->next;
        ouro_raw_free(rt, c);
    }
    if (vm->spare) ouro_raw_free(rt, vm->spare);
    ouro_raw_free(rt, vm->stack);
    ouro_raw_free(rt, vm);
}

ouro_owned ouro_vm_exec(ouro_rt *rt, ouro_borrowed code_object, ouro_borrowed globals, ouro_borrowed locals,
                        ouro_borrowed closure) {
    struct ouro_vm *vm = rt->vm;
    ouro_code *code = (ouro_code *)code_object;
    ouro_obj *o = ouro_function_new(rt, code_object, globals);
    if (!o) return NULL;
    if (closure) ouro_slot_set(rt, o, &((ouro_function *)o)->closure, ouro_ref(rt, closure));
    bool chunk;
    if (!ouro_enter(rt, "")) {
        ouro_release(rt, o);
        return NULL;
    }
    ouro_obj **base = vm_stack_room(rt, code->nregs + 1, &chunk);
    vm_frame *f = base ? vm_frame_push(rt, (ouro_function *)o, base, 0, NULL) : NULL;
    if (!f) {
        if (!base)
            ouro_release(rt, o);
        else if (chunk)
            vm_stack_leave(rt);
        ouro_leave(rt);
        return NULL;
    }
    if (locals && locals != globals) f->locals = ouro_ref(rt, locals);
    f->flags = VM_ENTRY | (chunk ? VM_NEW_CHUNK : 0);
    f->prev = vm->top;
    if (code->flags & (OURO_CO_GENERATOR | OURO_CO_COROUTINE | OURO_CO_ASYNC_GENERATOR)) {
        ouro_obj *g = vm_generator_new(rt, f);
        ouro_leave(rt);
        return g;
    }
    vm->top = f;
    if (!code->caches && code->n_caches) vm_code_warm(rt, code);
    return vm_run(rt, false);
}
