// Asynchronous generators (PEP 525). A `yield` of the body ends the await of the step that runs; what an `await` inside
// yields goes through to the event loop. The instruction the generator stopped at tells the two apart.
#include "lang/opcodes.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/exception.h"
#include "types/spec.h"
#include "types/str.h"
#include "vm/vm.h"

enum step_state { STEP_NEW, STEP_RUNNING, STEP_DONE };

// What __anext__(), asend(), athrow() and aclose() give: an awaitable for one step of the generator.
typedef struct step {
    ouro_obj head;
    ouro_obj *generator; // owned
    ouro_obj *args[3];   // asend: the value; athrow: its arguments; owned or NULL
    uint32_t n_args;     // athrow; 0: aclose
    uint32_t state;
} step;

static ouro_owned step_new(ouro_rt *rt, ouro_borrowed generator, uint32_t number, ouro_obj *const *args, size_t n) {
    ouro_obj *o = ouro_new_zeroed(rt, rt->types[number], sizeof(step));
    if (!o) return NULL;
    step *s = (step *)o;
    ouro_slot_init(rt, o, &s->generator, ouro_ref(rt, generator));
    for (size_t i = 0; i < n; i++) ouro_slot_init(rt, o, &s->args[i], ouro_ref(rt, args[i]));
    s->n_args = (uint32_t)n;
    return o;
}
static void step_dealloc(ouro_rt *rt, ouro_obj *self) {
    step *s = (step *)self;
    ouro_slot_clear(rt, self, &s->generator);
    for (int i = 0; i < 3; i++) ouro_slot_clear(rt, self, &s->args[i]);
}
static int step_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    step *s = (step *)self;
    OURO_VISIT(s->generator);
    for (int i = 0; i < 3; i++) OURO_VISIT(s->args[i]);
    return 0;
}
static ouro_generator *generator_of(const step *s) {
    return (ouro_generator *)s->generator;
}

// Did the generator stop at a `yield` of its own?
static bool own_yield(const ouro_generator *g) {
    return !(g->frame.pc[-1].op & OURO_FROM);
}

// What a resumption gave, as the result of the step.
static ouro_owned step_result(ouro_rt *rt, step *s, ouro_obj *yielded, ouro_obj *returned) {
    ouro_generator *g = generator_of(s);
    if (yielded && !own_yield(g)) return yielded; // waits for something
    s->state = STEP_DONE;
    g->running_async = 0;
    if (yielded) {
        ouro_raise_kind_object(rt, OURO_StopIteration, yielded);
        ouro_release(rt, yielded);
    } else if (returned) {
        ouro_release(rt, returned);
        ouro_raise_kind_object(rt, OURO_StopAsyncIteration, NULL);
    }
    return NULL;
}

static bool step_begin(ouro_rt *rt, step *s, const char *what) {
    ouro_generator *g = generator_of(s);
    if (s->state == STEP_DONE) {
        ouro_raise(rt, OURO_RuntimeError, "cannot reuse already awaited %s", what);
        return false;
    }
    if (s->state == STEP_NEW) {
        if (g->running_async) {
            s->state = STEP_DONE;
            ouro_raise(rt, OURO_RuntimeError, "%s: asynchronous generator is already running",
                       ouro_is(&s->head, OURO_T_async_generator_asend) ? "anext()"
                       : s->n_args                                     ? "athrow()"
                                                                       : "aclose()");
            return false;
        }
        g->running_async = 1;
    }
    return true;
}

// ---- asend
// -------------------------------------------------------------------------------------------------------------

static ouro_owned asend_step(ouro_rt *rt, ouro_borrowed self, ouro_borrowed value) {
    step *s = (step *)self;
    bool fresh = s->state == STEP_NEW;
    if (!step_begin(rt, s, "__anext__()/asend()")) return NULL;
    s->state = STEP_RUNNING;
    if (fresh && (!value || value == rt->none)) value = s->args[0];
    ouro_obj *returned,
        *r = vm_generator_resume(rt, generator_of(s), value ? ouro_ref(rt, value) : NULL, false, &returned);
    return step_result(rt, s, r, returned);
}
static ouro_owned asend_next(ouro_rt *rt, ouro_borrowed self) {
    return asend_step(rt, self, NULL);
}
static ouro_owned asend_send(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return asend_step(rt, self, args[0]);
}
static ouro_owned step_throw(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    step *s = (step *)self;
    if (!step_begin(rt, s, ouro_is(self, OURO_T_async_generator_asend) ? "__anext__()/asend()" : "aclose()/athrow()"))
        return NULL;
    s->state = STEP_RUNNING;
    ouro_obj *returned, *r = vm_generator_throw(rt, generator_of(s), args, nargs, &returned);
    return step_result(rt, s, r, returned);
}
static ouro_owned step_close(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    ((step *)self)->state = STEP_DONE;
    return ouro_none(rt);
}

// ---- athrow, aclose
// ----------------------------------------------------------------------------------------------------

static ouro_owned athrow_step(ouro_rt *rt, ouro_borrowed self, ouro_borrowed value) {
    step *s = (step *)self;
    ouro_generator *g = generator_of(s);
    bool fresh = s->state == STEP_NEW, closing = s->n_args == 0;
    if (fresh && (g->state == GEN_FINISHED || g->closed)) {
        s->state = STEP_DONE;
        ouro_raise_kind_object(rt, closing ? OURO_StopIteration : OURO_StopAsyncIteration, NULL);
        return NULL;
    }
    if (!step_begin(rt, s, "aclose()/athrow()")) return NULL;
    s->state = STEP_RUNNING;
    ouro_obj *returned, *r;
    if (fresh) {
        ouro_obj *exit = &rt->types[OURO_GeneratorExit]->head;
        if (closing) g->closed = 1;
        r = closing ? vm_generator_throw(rt, g, &exit, 1, &returned)
                    : vm_generator_throw(rt, g, s->args, s->n_args, &returned);
    } else {
        r = vm_generator_resume(rt, g, value ? ouro_ref(rt, value) : NULL, false, &returned);
    }
    if (!closing) return step_result(rt, s, r, returned);
    if (r && !own_yield(g)) return r;
    s->state = STEP_DONE;
    g->running_async = 0;
    if (r) {
        ouro_release(rt, r);
        ouro_raise(rt, OURO_RuntimeError, "async generator ignored GeneratorExit");
        return NULL;
    }
    ouro_xrelease(rt, returned);
    if (returned || ouro_error_is(rt, OURO_GeneratorExit) || ouro_error_is(rt, OURO_StopAsyncIteration)) {
        ouro_error_clear(rt);
        ouro_raise_kind_object(rt, OURO_StopIteration, NULL); // aclose() gives None
    }
    return NULL;
}
static ouro_owned athrow_next(ouro_rt *rt, ouro_borrowed self) {
    return athrow_step(rt, self, NULL);
}
static ouro_owned athrow_send(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return athrow_step(rt, self, args[0]);
}

static ouro_owned itself(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, self);
}

static const ouro_method_def asend_methods[] = {{"send", asend_send, 1, 1, 0, NULL},
                                                {"throw", step_throw, 1, 3, 0, NULL},
                                                {"close", step_close, 0, 0, 0, NULL},
                                                {NULL, NULL, 0, 0, 0, NULL}};
static const ouro_method_def athrow_methods[] = {{"send", athrow_send, 1, 1, 0, NULL},
                                                 {"throw", step_throw, 1, 3, 0, NULL},
                                                 {"close", step_close, 0, 0, 0, NULL},
                                                 {NULL, NULL, 0, 0, 0, NULL}};

const ouro_type_spec ouro_spec_async_generator_asend = {
    .number = OURO_T_async_generator_asend,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(step),
    .name = "async_generator_asend",
    .methods = asend_methods,
    .slots = {.dealloc = step_dealloc, .traverse = step_traverse, .iter = itself, .next = asend_next, .await = itself},
};
const ouro_type_spec ouro_spec_async_generator_athrow = {
    .number = OURO_T_async_generator_athrow,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(step),
    .name = "async_generator_athrow",
    .methods = athrow_methods,
    .slots = {.dealloc = step_dealloc, .traverse = step_traverse, .iter = itself, .next = athrow_next, .await = itself},
};

// ---- the generator
// ---------------------------------------------------------------------------------------------------------

static ouro_owned anext(ouro_rt *rt, ouro_borrowed self) {
    return step_new(rt, self, OURO_T_async_generator_asend, NULL, 0);
}
static ouro_owned asend(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return step_new(rt, self, OURO_T_async_generator_asend, args, 1);
}
static ouro_owned athrow(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return step_new(rt, self, OURO_T_async_generator_athrow, args, nargs);
}
static ouro_owned aclose(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kw) {
    return step_new(rt, self, OURO_T_async_generator_athrow, NULL, 0);
}

static ouro_generator *of(ouro_borrowed self) {
    return (ouro_generator *)self;
}
static ouro_owned get_name(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->name);
}
static ouro_owned get_qualname(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->qualname);
}
static ouro_owned get_running(ouro_rt *rt, ouro_borrowed self) {
    return ouro_bool(rt, of(self)->running_async);
}
static ouro_owned get_frame(ouro_rt *rt, ouro_borrowed self) {
    if (of(self)->state == GEN_FINISHED) return ouro_none(rt);
    return ouro_xref(rt, vm_frame_object_peek(rt, &of(self)->frame));
}
static ouro_owned get_code(ouro_rt *rt, ouro_borrowed self) {
    return ouro_ref(rt, of(self)->frame.function->code);
}
static ouro_owned get_await(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed it = vm_yield_from_peek(of(self));
    return ouro_ref(rt, it ? it : rt->none);
}

static const ouro_method_def methods[] = {
    {"asend", asend, 1, 1, 0, "asend(v) -> send 'v' in generator."},
    {"athrow", athrow, 1, 3, 0, "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", aclose, 0, 0, 0, "aclose() -> raise GeneratorExit inside generator."},
    {NULL, NULL, 0, 0, 0, NULL}};
static const ouro_getset_def getsets[] = {{"__name__", get_name, NULL, NULL},
                                          {"__qualname__", get_qualname, NULL, NULL},
                                          {"ag_running", get_running, NULL, NULL},
                                          {"ag_frame", get_frame, NULL, NULL},
                                          {"ag_code", get_code, NULL, NULL},
                                          {"ag_await", get_await, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};

const ouro_type_spec ouro_spec_async_generator = {
    .number = OURO_T_async_generator,
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_WEAK | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_generator),
    .item_size = sizeof(ouro_obj *),
    .name = "async_generator",
    .methods = methods,
    .getsets = getsets,
    .slots = {.dealloc = vm_generator_dealloc,
              .traverse = vm_generator_traverse,
              .clear = vm_generator_clear,
              .size_of = vm_generator_size,
              .repr = vm_generator_repr,
              .aiter = itself,
              .anext = anext},
};
