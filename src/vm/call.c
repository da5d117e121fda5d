// Calling Python functions: frames, the stack of registers, and the binding of arguments to parameters.
#include <stdio.h>
#include <string.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/str.h"
#include "vm/vm.h"

enum { STACK_SLOTS = 4000 }; // of an ordinary chunk

// ---- registers and frame records
// -------------------------------------------------------------------------------------

ouro_obj **vm_stack_room(ouro_rt *rt, size_t n, bool *new_chunk) {
    struct ouro_vm *vm = rt->vm;
    *new_chunk = false;
    ouro_obj **at = vm->top ? vm->top->free : vm->stack->slots;
    if (at + n <= vm->stack->limit) return at;
    vm_stack_chunk *c = vm->spare;
    if (c && c->slots + n <= c->limit) {
        vm->spare = NULL;
    } else {
        size_t slots = n > STACK_SLOTS ? n : STACK_SLOTS;
        c = ouro_raw_calloc(rt, sizeof *c + slots * sizeof(ouro_obj *));
        if (!c) return NULL;
        c->limit = c->slots + slots;
    }
    c->prev = vm->stack;
    vm->stack = c;
    *new_chunk = true;
    return c->slots;
}

void vm_stack_leave(ouro_rt *rt) {
    struct ouro_vm *vm = rt->vm;
    vm_stack_chunk *c = vm->stack;
    vm->stack = c->prev;
    if (vm->spare) ouro_raw_free(rt, vm->spare);
    vm->spare = c;
}

static vm_frame *frame_record(ouro_rt *rt) {
    struct ouro_vm *vm = rt->vm;
    if (vm->frames_used == 62) {
        vm_frame_chunk *c = vm->frames->next;
        if (!c) {
            c = ouro_raw_alloc(rt, sizeof *c);
            if (!c) return NULL;
            c->prev = vm->frames;
            c->next = NULL;
            vm->frames->next = c;
        }
        vm->frames = c;
        vm->frames_used = 0;
    }
    return &vm->frames->frames[vm->frames_used++];
}

void vm_frame_chunk_leave(ouro_rt *rt) {
    struct ouro_vm *vm = rt->vm;
    vm_frame_chunk *c = vm->frames;
    if (c->next) { // one is kept for the next call
        ouro_raw_free(rt, c->next);
        c->next = NULL;
    }
    vm->frames = c->prev;
    vm->frames_used = 62;
}

static void give_record_back(ouro_rt *rt) {
    struct ouro_vm *vm = rt->vm;
    if (--vm->frames_used == 0 && vm->frames->prev) vm_frame_chunk_leave(rt);
}

static void release_registers(ouro_rt *rt, ouro_obj **from, ouro_obj **to) {
    for (; from < to; from++)
        if (*from) {
            ouro_obj *o = *from;
            *from = NULL;
            ouro_release(rt, o);
        }
}

vm_frame *vm_frame_push(ouro_rt *rt, ouro_function *function, ouro_obj **base, size_t nargs, ouro_borrowed kwnames) {
    ouro_code *code = (ouro_code *)function->code;
    size_t total = nargs + (kwnames ? ouro_tuple_length(kwnames) : 0);
    if (vm_bind(rt, function, base, nargs, kwnames)) goto fail;
    vm_frame *f = frame_record(rt);
    if (!f) goto fail;
    *f = (vm_frame){.regs = base, .free = base + code->nregs, .pc = code->code, .function = function};
    return f;
fail:
    release_registers(rt, base, base + (total > code->nregs ? total : code->nregs));
    ouro_release(rt, &function->head);
    return NULL;
}

void vm_frame_pop(ouro_rt *rt, vm_frame *f) {
    struct ouro_vm *vm = rt->vm;
    unsigned flags = f->flags;
    ouro_function *function = f->function;
    // While the registers are released the frame is still the running one: what runs then uses the stack above it, and
    // may ask for its frame object.
    release_registers(rt, f->regs, f->regs + vm_code(f)->nregs);
    if (OURO_UNLIKELY(f->object != NULL)) vm_frame_detach(rt, f);
    ouro_obj *locals = f->locals, *made = f->made;
    if (vm->top == f) vm->top = f->prev;
    if (!(flags & VM_GENERATOR)) give_record_back(rt);
    if (flags & VM_NEW_CHUNK) vm_stack_leave(rt);
    ouro_release(rt, &function->head);
    ouro_xrelease(rt, locals);
    ouro_xrelease(rt, made);
}

// ---- binding
// -----------------------------------------------------------------------------------------------------------

static ouro_borrowed parameter(const ouro_code *code, size_t i) {
    return ouro_tuple_peek(code->varnames, i);
}

static ouro_obj *function_name(ouro_function *fn) {
    return fn->qualname ? fn->qualname : ((ouro_code *)fn->code)->qualname;
}

// 'a', 'b', and 'c'
static void raise_missing(ouro_rt *rt, ouro_function *fn, ouro_obj **base, size_t from, size_t to, const char *kind) {
    ouro_code *code = (ouro_code *)fn->code;
    size_t n = 0, seen = 0;
    for (size_t i = from; i < to; i++) n += base[i] == NULL;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (size_t i = from; i < to; i++) {
        if (base[i]) continue;
        if (seen) ouro_builder_ascii(&b, n == 2 ? " and " : seen + 1 == n ? ", and " : ", ");
        ouro_builder_ascii(&b, "'");
        ouro_builder_str(&b, parameter(code, i));
        ouro_builder_ascii(&b, "'");
        seen++;
    }
    ouro_obj *list = ouro_builder_finish(&b);
    if (!list) return;
    ouro_raise(rt, OURO_TypeError, "%S() missing %zu required %s argument%s: %S", function_name(fn), n, kind,
               n == 1 ? "" : "s", list);
    ouro_release(rt, list);
}

static void raise_too_many(ouro_rt *rt, ouro_function *fn, ouro_obj **base, size_t given) {
    ouro_code *code = (ouro_code *)fn->code;
    size_t defaults = fn->defaults ? ouro_tuple_length(fn->defaults) : 0, max = code->argcount, kwonly = 0;
    for (size_t i = 0; i < code->kwonly; i++) kwonly += base[code->argcount + i] != NULL;
    bool plural = max != 1 || defaults;
    char takes[64], extra[96] = "";
    if (defaults)
        snprintf(takes, sizeof takes, "from %zu to %zu", max - defaults, max);
    else
        snprintf(takes, sizeof takes, "%zu", max);
    if (kwonly)
        snprintf(extra, sizeof extra, " positional argument%s (and %zu keyword-only argument%s)", given != 1 ? "s" : "",
                 kwonly, kwonly != 1 ? "s" : "");
    ouro_raise(rt, OURO_TypeError, "%S() takes %s positional argument%s but %zu%s %s given", function_name(fn), takes,
               plural ? "s" : "", given, extra, given == 1 && !kwonly ? "was" : "were");
}

static void raise_unexpected(ouro_rt *rt, ouro_function *fn, ouro_borrowed kwnames, ouro_borrowed keyword) {
    ouro_code *code = (ouro_code *)fn->code;
    // Names of positional-only parameters among the keywords get a message of their own.
    ouro_builder b;
    ouro_builder_init(&b, rt);
    size_t n = 0;
    for (size_t p = 0; p < code->posonly; p++)
        for (size_t k = 0; k < ouro_tuple_length(kwnames); k++)
            if (ouro_str_equal(parameter(code, p), ouro_tuple_peek(kwnames, k))) {
                if (n++) ouro_builder_ascii(&b, ", ");
                ouro_builder_str(&b, parameter(code, p));
            }
    ouro_obj *list = ouro_builder_finish(&b);
    if (!list) return;
    if (n)
        ouro_raise(rt, OURO_TypeError, "%S() got some positional-only arguments passed as keyword arguments: '%S'",
                   function_name(fn), list);
    else
        ouro_raise(rt, OURO_TypeError, "%S() got an unexpected keyword argument '%S'", function_name(fn), keyword);
    ouro_release(rt, list);
}

// Keyword values kw[i] (owned; set to NULL when taken) to parameters, or to the ** dict.
static int bind_keywords(ouro_rt *rt, ouro_function *fn, ouro_obj **base, ouro_obj **kw, ouro_borrowed kwnames) {
    ouro_code *code = (ouro_code *)fn->code;
    size_t named = code->argcount + code->kwonly;
    ouro_obj *rest = NULL;
    if (code->flags & OURO_CO_VARKEYWORDS) rest = base[named + ((code->flags & OURO_CO_VARARGS) != 0)];
    for (size_t k = 0; k < ouro_tuple_length(kwnames); k++) {
        ouro_borrowed name = ouro_tuple_peek(kwnames, k);
        size_t i = code->posonly;
        while (i < named && parameter(code, i) != name) i++;
        if (i == named) { // names made at run time may not be interned
            i = code->posonly;
            while (i < named && !ouro_str_equal(parameter(code, i), name)) i++;
        }
        if (i < named) {
            if (base[i]) {
                ouro_raise(rt, OURO_TypeError, "%S() got multiple values for argument '%S'", function_name(fn), name);
                return -1;
            }
            base[i] = kw[k];
            kw[k] = NULL;
        } else if (rest) {
            ouro_obj *v = kw[k];
            kw[k] = NULL;
            if (ouro_dict_set_steal(rt, rest, name, v)) return -1;
        } else {
            raise_unexpected(rt, fn, kwnames, name);
            return -1;
        }
    }
    return 0;
}

static int bind_defaults(ouro_rt *rt, ouro_function *fn, ouro_obj **base, size_t nargs) {
    ouro_code *code = (ouro_code *)fn->code;
    size_t n = code->argcount, defaults = fn->defaults ? ouro_tuple_length(fn->defaults) : 0;
    if (nargs < n) {
        size_t required = n > defaults ? n - defaults : 0;
        for (size_t i = nargs; i < required; i++)
            if (!base[i]) {
                raise_missing(rt, fn, base, 0, required, "positional");
                return -1;
            }
        for (size_t i = nargs > required ? nargs : required; i < n; i++)
            if (!base[i]) base[i] = ouro_ref(rt, ouro_tuple_peek(fn->defaults, i - (n - defaults)));
    }
    for (size_t i = n; i < n + code->kwonly; i++) {
        if (base[i]) continue;
        ouro_borrowed v = fn->kwdefaults ? ouro_dict_peek(rt, fn->kwdefaults, parameter(code, i)) : NULL;
        if (v)
            base[i] = ouro_ref(rt, v);
        else if (ouro_error_pending(rt))
            return -1;
    }
    for (size_t i = n; i < n + code->kwonly; i++)
        if (!base[i]) {
            raise_missing(rt, fn, base, n, n + code->kwonly, "keyword-only");
            return -1;
        }
    return 0;
}

// Arguments as the caller left them at base (positional, then keyword values) to the function's parameters. On failure
// some are still at base, in any place below max(total, nregs).
int vm_bind(ouro_rt *rt, ouro_function *fn, ouro_obj **base, size_t nargs, ouro_borrowed kwnames) {
    ouro_code *code = (ouro_code *)fn->code;
    size_t nkw = kwnames ? ouro_tuple_length(kwnames) : 0, max = code->argcount;
    bool star = (code->flags & OURO_CO_VARARGS) != 0, stars = (code->flags & OURO_CO_VARKEYWORDS) != 0;
    if (nargs == max && !nkw && !star && !stars && !code->kwonly) return 0;
    ouro_obj *few[16], **kw = few, *extra = NULL;
    int result = -1;
    if (nkw > 16 && !(kw = ouro_raw_alloc(rt, nkw * sizeof *kw))) return -1;
    for (size_t i = 0; i < nkw; i++) {
        kw[i] = base[nargs + i];
        base[nargs + i] = NULL;
    }
    if (star) {
        size_t more = nargs > max ? nargs - max : 0;
        extra = ouro_tuple_new(rt, more);
        if (!extra) goto done;
        for (size_t i = 0; i < more; i++) {
            ouro_slot_init(rt, extra, &((ouro_tuple *)extra)->items[i], base[max + i]);
            base[max + i] = NULL;
        }
        ouro_tuple_filled(rt, extra);
        base[max + code->kwonly] = extra;
    }
    if (stars) {
        ouro_obj *d = ouro_dict_new(rt);
        if (!d) goto done;
        ouro_obj **at = &base[max + code->kwonly + star];
        ouro_xrelease(rt, *at); // too many positional arguments: an error follows
        *at = d;
    }
    size_t over = !star && nargs > max ? nargs : 0;
    if (over) { // the values beyond the parameters must not be taken for others
        for (size_t i = max; i < nargs; i++) {
            if (stars && i == max + code->kwonly) continue;
            ouro_obj *o = base[i];
            base[i] = NULL;
            ouro_xrelease(rt, o);
        }
    }
    if (nkw && bind_keywords(rt, fn, base, kw, kwnames)) goto done;
    if (over) {
        raise_too_many(rt, fn, base, over);
        goto done;
    }
    result = bind_defaults(rt, fn, base, nargs < max ? nargs : max);
done:
    for (size_t i = 0; i < nkw; i++) ouro_xrelease(rt, kw[i]);
    if (kw != few) ouro_raw_free(rt, kw);
    return result;
}

// ---- from C
// --------------------------------------------------------------------------------------------------------------

// The call slot of Python functions.
ouro_owned vm_function_call(ouro_rt *rt, ouro_borrowed callee, ouro_obj *const *args, size_t nargs,
                            ouro_borrowed kwnames) {
    struct ouro_vm *vm = rt->vm;
    ouro_function *fn = (ouro_function *)callee;
    ouro_code *code = (ouro_code *)fn->code;
    size_t total = nargs + (kwnames ? ouro_tuple_length(kwnames) : 0);
    bool chunk;
    if (!ouro_enter(rt, " while calling a Python object")) return NULL;
    ouro_obj **base = vm_stack_room(rt, (total > code->nregs ? total : code->nregs) + 1, &chunk);
    if (!base) goto fail;
    for (size_t i = 0; i < total; i++) base[i] = ouro_ref(rt, args[i]);
    ouro_ref(rt, callee);
    vm_frame *f = vm_frame_push(rt, fn, base, nargs, kwnames);
    if (!f) {
        if (chunk) vm_stack_leave(rt);
        goto fail;
    }
    if (chunk) f->flags |= VM_NEW_CHUNK;
    f->prev = vm->top;
    if (code->flags & (OURO_CO_GENERATOR | OURO_CO_COROUTINE | OURO_CO_ASYNC_GENERATOR)) {
        ouro_obj *g = vm_generator_new(rt, f);
        ouro_leave(rt);
        return g;
    }
    f->flags |= VM_ENTRY;
    vm->top = f;
    if (OURO_UNLIKELY(!code->caches) && code->n_caches) vm_code_warm(rt, code);
    // The depth entered above counts for the frame: its return gives it back.
    return vm_run(rt, false);
fail:
    ouro_leave(rt);
    return NULL;
}
