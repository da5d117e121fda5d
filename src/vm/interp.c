// The dispatch loop. One C activation runs any number of Python frames: calls between Python functions, generators
// stepped by loops and the __init__ of new objects do not use the C stack.
#include <string.h>

#include <ouro/gc.h>

#include "lang/opcodes.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/vm.h"

// An int or float whose last reference goes away needs no more than its block back.
OURO_INLINE void release_number(ouro_rt *rt, ouro_obj *o) {
    if (o->rc > 0) {
        ouro_count_update(rt);
        if (--o->rc == 0) ouro_heap_free_object(rt->heap, o);
    }
}

OURO_INLINE bool word_pair(ouro_borrowed x, ouro_borrowed y) {
    return ouro_int_is_word(x) && ouro_int_is_word(y);
}
OURO_INLINE bool float_pair(ouro_borrowed x, ouro_borrowed y) {
    return ouro_is(x, OURO_T_float) && ouro_is(y, OURO_T_float);
}
// float op float, float op int, int op float.
OURO_INLINE bool float_operands(ouro_borrowed x, ouro_borrowed y, double *a, double *b) {
    if (ouro_is(x, OURO_T_float)) {
        *a = ouro_float_value(x);
        if (ouro_is(y, OURO_T_float))
            *b = ouro_float_value(y);
        else if (ouro_int_is_word(y) && ouro_int_word(y) < (1ll << 53) && ouro_int_word(y) > -(1ll << 53))
            *b = (double)ouro_int_word(y);
        else
            return false;
        return true;
    }
    if (!ouro_is(y, OURO_T_float) || !ouro_int_is_word(x) || ouro_int_word(x) >= (1ll << 53) ||
        ouro_int_word(x) <= -(1ll << 53))
        return false;
    *a = (double)ouro_int_word(x);
    *b = ouro_float_value(y);
    return true;
}

static void handle_raised_stop(ouro_rt *rt, vm_frame *f) {
    // PEP 479: a StopIteration that leaves a generator's body is a RuntimeError.
    uint32_t flags = vm_code(f)->flags;
    bool stop = ouro_error_is(rt, OURO_StopIteration);
    bool async_stop = (flags & OURO_CO_ASYNC_GENERATOR) && ouro_error_is(rt, OURO_StopAsyncIteration);
    if (!stop && !async_stop) return;
    const char *kind = flags & OURO_CO_ASYNC_GENERATOR ? "async generator"
                       : flags & OURO_CO_COROUTINE     ? "coroutine"
                                                       : "generator";
    ouro_obj *cause = ouro_error_take(rt);
    ouro_raise(rt, OURO_RuntimeError, "%s raised %s", kind, stop ? "StopIteration" : "StopAsyncIteration");
    if (rt->pending && ouro_is_a(rt, rt->pending, OURO_BaseException)) {
        ouro_exception *e = (ouro_exception *)rt->pending;
        ouro_slot_set(rt, rt->pending, &e->cause, ouro_xref(rt, cause));
        ouro_slot_set(rt, rt->pending, &e->context, ouro_xref(rt, cause));
        e->suppress_context = 1;
    }
    ouro_xrelease(rt, cause);
}

int ouro_run_signals(ouro_rt *rt) {
    if (rt->waiting & OURO_WAIT_SIGNAL) {
        rt->waiting &= ~(uint32_t)OURO_WAIT_SIGNAL;
        ouro_gc_update_trigger(rt);
        if (rt->vm->signal_pending) {
            rt->vm->signal_pending = 0;
            ouro_raise_kind_object(rt, OURO_KeyboardInterrupt, NULL);
        }
    }
    return ouro_error_pending(rt) ? -1 : 0;
}

static OURO_NOINLINE int safepoint(ouro_rt *rt) {
    ouro_gc_safepoint(rt);
    return ouro_run_signals(rt);
}

#define FIELD_A ((uint16_t)(w >> 16))
#define FIELD_B ((uint16_t)(w >> 32))
#define FIELD_C ((uint16_t)(w >> 48))
#define RK(x)   ((int16_t)(x) < 0 ? consts[(x)&0x7fff] : regs[x])
#define FLAG(x) (w & (x))
#define SAVE()  (f->pc = pc)
#define LOAD_FRAME()                                                                                                   \
    do {                                                                                                               \
        regs = f->regs;                                                                                                \
        code = vm_code(f);                                                                                             \
        consts = ((ouro_tuple *)code->constants)->items;                                                               \
        caches = code->caches;                                                                                         \
        pc = f->pc;                                                                                                    \
    } while (0)
#define SET(x, v)                                                                                                      \
    do {                                                                                                               \
        ouro_obj *set_new_ = (v), **set_at_ = &regs[x], *set_old_ = *set_at_;                                          \
        *set_at_ = set_new_;                                                                                           \
        if (set_old_) ouro_release(rt, set_old_);                                                                      \
    } while (0)
#define DROP(x)                                                                                                        \
    do {                                                                                                               \
        ouro_obj *drop_ = regs[x];                                                                                     \
        regs[x] = NULL;                                                                                                \
        ouro_release(rt, drop_);                                                                                       \
    } while (0)
#define DROP_A()                                                                                                       \
    do {                                                                                                               \
        if (FLAG(OURO_REL_A)) DROP(FIELD_A);                                                                           \
    } while (0)
#define DROP_B()                                                                                                       \
    do {                                                                                                               \
        if (FLAG(OURO_REL_B)) DROP(FIELD_B);                                                                           \
    } while (0)
#define DROP_C()                                                                                                       \
    do {                                                                                                               \
        if (FLAG(OURO_REL_C)) DROP(FIELD_C);                                                                           \
    } while (0)
// Operand b as an owned reference: moved out of a temporary, else a new one.
#define TAKE_B(into)                                                                                                   \
    do {                                                                                                               \
        if (FLAG(OURO_REL_B)) {                                                                                        \
            into = regs[FIELD_B];                                                                                      \
            regs[FIELD_B] = NULL;                                                                                      \
        } else {                                                                                                       \
            into = ouro_ref(rt, RK(FIELD_B));                                                                          \
        }                                                                                                              \
    } while (0)
#define TAKE_C(into)                                                                                                   \
    do {                                                                                                               \
        if (FLAG(OURO_REL_C)) {                                                                                        \
            into = regs[FIELD_C];                                                                                      \
            regs[FIELD_C] = NULL;                                                                                      \
        } else {                                                                                                       \
            into = ouro_ref(rt, RK(FIELD_C));                                                                          \
        }                                                                                                              \
    } while (0)
#define NEXT                                                                                                           \
    do {                                                                                                               \
        memcpy(&w, pc++, 8);                                                                                           \
        goto *labels[w & 0xff];                                                                                        \
    } while (0)
#define JUMP_OFFSET(i) ((int32_t)((i)->b | (uint32_t)(i)->c << 16))
// The jump that is part of this instruction, taken or skipped. A backward one is a safepoint.
#define TAKE_JUMP()                                                                                                    \
    do {                                                                                                               \
        int32_t off_ = JUMP_OFFSET(pc);                                                                                \
        pc += 1 + off_;                                                                                                \
        if (OURO_UNLIKELY(ouro_safepoint_due(rt)) && off_ < 0) {                                                       \
            SAVE();                                                                                                    \
            if (safepoint(rt)) goto error;                                                                             \
        }                                                                                                              \
    } while (0)
#define NAME_AT(site)   (((ouro_tuple *)code->names)->items[code->site_names[site]])
#define NAME(n)         (((ouro_tuple *)code->names)->items[n])
#define OPERATION(name) op_##name

ouro_owned vm_run(ouro_rt *rt, bool thrown) {
    static const void *const labels[256] = {
#define OP(name, operands) &&op_##name,
#include "lang/opcodes.def"
    };
    struct ouro_vm *vm = rt->vm;
    vm_frame *f = vm->top;
    ouro_obj **regs;
    ouro_obj *const *consts;
    const ouro_instruction *pc;
    ouro_code *code;
    ouro_cache *caches;
    uint64_t w = 0;
    ouro_obj *value;

    LOAD_FRAME();
    if (thrown) goto error;
    NEXT;

    OPERATION(NOP) : NEXT;

    OPERATION(MOVE) : {
        TAKE_B(value);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(LOADK) : {
        SET(FIELD_A, ouro_ref(rt, consts[FIELD_B | (uint32_t)FIELD_C << 16]));
        NEXT;
    }
    OPERATION(RELEASE) : {
        value = regs[FIELD_A];
        if (value) {
            regs[FIELD_A] = NULL;
            ouro_release(rt, value);
        }
        NEXT;
    }
    OPERATION(CHECK) : {
        if (OURO_UNLIKELY(!regs[FIELD_A])) {
            vm_raise_unbound(rt, f, FIELD_A);
            goto error;
        }
        NEXT;
    }
    OPERATION(DEL_LOCAL) : {
        if (!regs[FIELD_A]) {
            vm_raise_unbound(rt, f, FIELD_A);
            goto error;
        }
        SAVE();
        DROP(FIELD_A);
        NEXT;
    }
    OPERATION(CLEAR) : {
        value = regs[FIELD_A];
        regs[FIELD_A] = NULL;
        SAVE();
        ouro_xrelease(rt, value);
        NEXT;
    }

    // ---- cells, globals, names
    OPERATION(MAKE_CELL) : {
        ouro_obj *initial = NULL;
        if (FIELD_B != 0xffff) initial = regs[FIELD_B];
        value = ouro_cell_new(rt, initial);
        if (!value) goto error;
        if (initial) DROP(FIELD_B);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(COPY_FREE) : {
        ouro_obj *closure = f->function->closure;
        for (unsigned i = 0; i < FIELD_B; i++) regs[FIELD_A + i] = ouro_ref(rt, ouro_tuple_peek(closure, i));
        NEXT;
    }
    OPERATION(GET_CELL) : {
        value = ((ouro_cell *)regs[FIELD_B])->value;
        if (OURO_UNLIKELY(!value)) {
            vm_raise_unbound(rt, f, FIELD_B);
            goto error;
        }
        ouro_ref(rt, value);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SET_CELL) : {
        TAKE_B(value);
        SAVE();
        ouro_slot_set(rt, regs[FIELD_A], &((ouro_cell *)regs[FIELD_A])->value, value);
        NEXT;
    }
    OPERATION(DEL_CELL) : {
        ouro_cell *cell = (ouro_cell *)regs[FIELD_A];
        if (!cell->value) {
            vm_raise_unbound(rt, f, FIELD_A);
            goto error;
        }
        SAVE();
        ouro_slot_clear(rt, &cell->head, &cell->value);
        NEXT;
    }
    OPERATION(CLEAR_CELL) : {
        ouro_cell *cell = (ouro_cell *)regs[FIELD_A];
        SAVE();
        ouro_slot_clear(rt, &cell->head, &cell->value);
        NEXT;
    }
    OPERATION(GET_CLASS_CELL) : {
        SAVE();
        value = NULL;
        if (f->locals) {
            if (ouro_is(f->locals, OURO_T_dict)) {
                value = ouro_dict_get(rt, f->locals, NAME(FIELD_C));
            } else {
                value = ouro_getitem(rt, f->locals, NAME(FIELD_C));
                if (!value && ouro_error_is(rt, OURO_KeyError)) ouro_error_clear(rt);
            }
            if (!value && ouro_error_pending(rt)) goto error;
        }
        if (!value) value = ouro_xref(rt, ((ouro_cell *)regs[FIELD_B])->value);
        if (!value) {
            vm_raise_unbound(rt, f, FIELD_B);
            goto error;
        }
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(GET_NAME) : {
        if (!f->locals) goto get_global;
        SAVE();
        value = vm_get_name(rt, f, NAME_AT(FIELD_C));
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(GET_GLOBAL) : get_global : {
        if (OURO_LIKELY(caches != NULL)) {
            ouro_cache *ic = &caches[FIELD_C];
            if (ic->kind == VM_CACHE_GLOBAL) {
                value = (ouro_obj *)ouro_dict_entry_peek(f->function->globals, ic->index, NAME_AT(FIELD_C));
                if (OURO_LIKELY(value != NULL)) {
                    ouro_ref(rt, value);
                    SET(FIELD_A, value);
                    NEXT;
                }
            } else if (ic->kind == VM_CACHE_BUILTIN) {
                const ouro_dict *g = (const ouro_dict *)f->function->globals;
                if (OURO_LIKELY(g->layout == ic->shape)) {
                    value = (ouro_obj *)ouro_dict_entry_peek(f->function->builtins, ic->index, NAME_AT(FIELD_C));
                    if (OURO_LIKELY(value != NULL)) {
                        ouro_ref(rt, value);
                        SET(FIELD_A, value);
                        NEXT;
                    }
                }
            }
        }
        SAVE();
        ouro_obj *name = NAME_AT(FIELD_C);
        value = vm_get_global(rt, f, name);
        if (!value) goto error;
        if (caches) {
            ouro_cache *ic = &caches[FIELD_C];
            int64_t entry = ouro_dict_entry_of_str(rt, f->function->globals, name);
            ic->kind = VM_CACHE_NONE;
            if (entry >= 0) {
                ic->index = (uint32_t)entry;
                ic->kind = VM_CACHE_GLOBAL;
            } else if (ouro_is(f->function->builtins, OURO_T_dict) &&
                       (entry = ouro_dict_entry_of_str(rt, f->function->builtins, name)) >= 0) {
                const ouro_dict *g = (const ouro_dict *)f->function->globals;
                ic->index = (uint32_t)entry;
                ic->shape = g->layout;
                ic->kind = VM_CACHE_BUILTIN;
            }
        }
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SET_NAME) : {
        if (!f->locals) goto set_global;
        SAVE();
        if (vm_set_name(rt, f, NAME_AT(FIELD_C), RK(FIELD_B))) goto error;
        DROP_B();
        NEXT;
    }
    OPERATION(SET_GLOBAL) : set_global : {
        ouro_obj *globals = f->function->globals, *name = NAME_AT(FIELD_C);
        SAVE();
        TAKE_B(value);
        if (caches && caches[FIELD_C].kind == VM_CACHE_GLOBAL &&
            ouro_dict_entry_replace(rt, globals, caches[FIELD_C].index, name, value))
            NEXT;
        if (ouro_dict_set_steal(rt, globals, name, value)) goto error;
        if (caches) {
            int64_t entry = ouro_dict_entry_of_str(rt, globals, name);
            caches[FIELD_C].kind = entry >= 0 ? VM_CACHE_GLOBAL : VM_CACHE_NONE;
            caches[FIELD_C].index = (uint32_t)entry;
        }
        NEXT;
    }
    OPERATION(DEL_GLOBAL) : {
        SAVE();
        int r = ouro_dict_delete(rt, f->function->globals, NAME(FIELD_C));
        if (r == 1) ouro_raise(rt, OURO_NameError, "name '%S' is not defined", NAME(FIELD_C));
        if (r) goto error;
        NEXT;
    }
    OPERATION(DEL_NAME) : {
        SAVE();
        if (vm_set_name(rt, f, NAME(FIELD_C), NULL)) goto error;
        NEXT;
    }

    // ---- attributes and items
    OPERATION(GET_ATTR) : {
        ouro_obj *o = RK(FIELD_B);
        if (OURO_LIKELY(caches != NULL)) {
            ouro_cache *ic = &caches[FIELD_C];
            if (ic->version == rt->versions[ouro_type_number(o)]) {
                const ouro_attrs *attrs = (const ouro_attrs *)((const char *)o + ic->misses);
                switch (ic->kind) {
                case VM_CACHE_SLOT:
                    if (attrs->shape != ic->shape) break;
                    value = attrs->slots[ic->index];
                    if (OURO_UNLIKELY(!value)) break;
                    goto got_attr;
                case VM_CACHE_VALUE:
                    if (ic->misses && attrs->shape != ic->shape) break;
                    value = (ouro_obj *)ic->pointer;
                    goto got_attr;
                case VM_CACHE_MEMBER:
                    value = *(ouro_obj **)((char *)o + ic->index);
                    if (OURO_UNLIKELY(!value)) break;
                    goto got_attr;
                case VM_CACHE_MODULE:
                    value = (ouro_obj *)ouro_dict_entry_peek(ouro_module_dict_peek(o), ic->index, NAME_AT(FIELD_C));
                    if (OURO_UNLIKELY(!value)) break;
                    goto got_attr;
                got_attr:
                    ouro_ref(rt, value);
                    SAVE();
                    DROP_B();
                    SET(FIELD_A, value);
                    NEXT;
                default: break;
                }
            } else if (ic->kind == VM_CACHE_TYPE && ouro_is(o, OURO_T_type) &&
                       ic->version == ((ouro_type *)o)->version) {
                value = (ouro_obj *)ic->pointer;
                goto got_attr;
            }
        }
        SAVE();
        value = ouro_getattr(rt, o, NAME_AT(FIELD_C));
        if (!value) goto error;
        if (caches) vm_cache_attr(rt, &caches[FIELD_C], o, NAME_AT(FIELD_C), false);
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SET_ATTR) : {
        ouro_obj *o = RK(FIELD_A);
        SAVE();
        if (OURO_LIKELY(caches != NULL)) {
            ouro_cache *ic = &caches[FIELD_C];
            if (ic->version == rt->versions[ouro_type_number(o)]) {
                ouro_attrs *attrs = (ouro_attrs *)((char *)o + ic->misses);
                if (ic->kind == VM_CACHE_SLOT && attrs->shape == ic->shape && attrs->slots[ic->index]) {
                    TAKE_B(value);
                    ouro_slot_set(rt, o, &attrs->slots[ic->index], value);
                    DROP_A();
                    NEXT;
                }
                if (ic->kind == VM_CACHE_ADD && attrs->shape == ic->shape &&
                    (uint32_t)(uintptr_t)ic->pointer < attrs->capacity) {
                    TAKE_B(value);
                    attrs->shape = ic->index;
                    ouro_slot_init(rt, o, &attrs->slots[(uintptr_t)ic->pointer], value);
                    DROP_A();
                    NEXT;
                }
                if (ic->kind == VM_CACHE_MEMBER) {
                    TAKE_B(value);
                    ouro_slot_set(rt, o, (ouro_obj **)((char *)o + ic->index), value);
                    DROP_A();
                    NEXT;
                }
            }
        }
        const ouro_type *type = ouro_type_of(rt, o);
        uint32_t shape = type->attrs_offset ? ouro_attrs_of(type, o)->shape : 0;
        if (ouro_setattr(rt, o, NAME_AT(FIELD_C), RK(FIELD_B))) goto error;
        if (caches) vm_cache_set(rt, &caches[FIELD_C], o, NAME_AT(FIELD_C), shape);
        DROP_B();
        DROP_A();
        NEXT;
    }
    OPERATION(DEL_ATTR) : {
        SAVE();
        if (ouro_setattr(rt, RK(FIELD_A), NAME(FIELD_C), NULL)) goto error;
        DROP_A();
        NEXT;
    }
    OPERATION(GET_METHOD) : {
        ouro_obj *o = RK(FIELD_B);
        ouro_obj *self;
        if (OURO_LIKELY(caches != NULL)) {
            ouro_cache *ic = &caches[FIELD_C];
            if (ic->version == rt->versions[ouro_type_number(o)]) {
                const ouro_attrs *attrs = (const ouro_attrs *)((const char *)o + ic->misses);
                if (ic->kind == VM_CACHE_METHOD && (!ic->misses || attrs->shape == ic->shape)) {
                    value = ouro_ref(rt, (ouro_obj *)ic->pointer);
                    TAKE_B(self);
                    regs[FIELD_A] = value; // both are free temporaries
                    regs[FIELD_A + 1] = self;
                    NEXT;
                }
                if (ic->kind == VM_CACHE_MODULE) {
                    value = (ouro_obj *)ouro_dict_entry_peek(ouro_module_dict_peek(o), ic->index, NAME_AT(FIELD_C));
                    if (value) {
                        ouro_ref(rt, value);
                        DROP_B();
                        regs[FIELD_A] = value;
                        NEXT;
                    }
                }
                if (ic->kind == VM_CACHE_SLOT && attrs->shape == ic->shape && attrs->slots[ic->index]) {
                    value = ouro_ref(rt, attrs->slots[ic->index]);
                    SAVE();
                    DROP_B();
                    regs[FIELD_A] = value;
                    NEXT;
                }
            }
        }
        SAVE();
        value = ouro_getmethod(rt, o, NAME_AT(FIELD_C), &self);
        if (!value) goto error;
        if (caches) vm_cache_attr(rt, &caches[FIELD_C], o, NAME_AT(FIELD_C), true);
        if (self) {
            ouro_ref(rt, self);
            regs[FIELD_A + 1] = self;
        }
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(GET_ITEM) : {
        ouro_obj *o = RK(FIELD_B), *key = RK(FIELD_C);
        if (ouro_int_is_word(key)) {
            int64_t i = ouro_int_word(key);
            if (ouro_is(o, OURO_T_list)) {
                const ouro_list *l = (const ouro_list *)o;
                if (i < 0) i += l->length;
                if (OURO_LIKELY((uint64_t)i < l->length)) {
                    value = ouro_ref(rt, l->items[i]);
                    goto got_item;
                }
            } else if (ouro_is(o, OURO_T_tuple)) {
                const ouro_tuple *t = (const ouro_tuple *)o;
                if (i < 0) i += t->length;
                if (OURO_LIKELY((uint64_t)i < t->length)) {
                    value = ouro_ref(rt, t->items[i]);
                    goto got_item;
                }
            }
        }
        SAVE();
        if (ouro_is(o, OURO_T_dict)) {
            value = ouro_dict_get(rt, o, key);
            if (value) goto got_item;
            if (!ouro_error_pending(rt)) ouro_raise_kind_object(rt, OURO_KeyError, key);
            goto error;
        }
        value = ouro_getitem(rt, o, key);
        if (!value) goto error;
    got_item:
        SAVE();
        DROP_B();
        DROP_C();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SET_ITEM) : {
        ouro_obj *o = RK(FIELD_A), *key = RK(FIELD_B);
        SAVE();
        if (ouro_is(o, OURO_T_list) && ouro_int_is_word(key)) {
            int64_t i = ouro_int_word(key);
            const ouro_list *l = (const ouro_list *)o;
            if (i < 0) i += l->length;
            if (OURO_LIKELY((uint64_t)i < l->length)) {
                TAKE_C(value);
                ouro_slot_set(rt, o, &((ouro_list *)o)->items[i], value);
                goto set_item_done;
            }
        }
        if (ouro_is(o, OURO_T_dict)) {
            if (ouro_dict_set(rt, o, key, RK(FIELD_C))) goto error;
        } else if (ouro_setitem(rt, o, key, RK(FIELD_C))) {
            goto error;
        }
        DROP_C();
    set_item_done:
        DROP_B();
        DROP_A();
        NEXT;
    }
    OPERATION(DEL_ITEM) : {
        SAVE();
        if (ouro_setitem(rt, RK(FIELD_A), RK(FIELD_B), NULL)) goto error;
        DROP_B();
        DROP_A();
        NEXT;
    }

    // ---- operators
    {
        int64_t word;
        double number;
        ouro_obj *x, *y;

#define LOAD_OPERANDS() (x = RK(FIELD_B), y = RK(FIELD_C))
        OPERATION(ADD) : {
            LOAD_OPERANDS();
            if (OURO_LIKELY(word_pair(x, y))) {
                if (!__builtin_add_overflow(ouro_int_word(x), ouro_int_word(y), &word)) goto int_result;
            } else {
                double p, q;
                if (float_operands(x, y, &p, &q)) {
                    number = p + q;
                    goto float_result;
                }
                if (ouro_is(x, OURO_T_str) && ouro_is(y, OURO_T_str) && (FLAG(OURO_REL_B) || FIELD_A == FIELD_B) &&
                    x->rc == 1) {
                    SAVE();
                    value = ouro_str_append(rt, x, y); // grows in place; nothing else refers to it
                    if (!value) goto error;
                    regs[FIELD_B] = NULL;
                    DROP_C();
                    SET(FIELD_A, value);
                    NEXT;
                }
            }
            goto binary;
        }
        OPERATION(SUB) : {
            LOAD_OPERANDS();
            if (OURO_LIKELY(word_pair(x, y))) {
                if (!__builtin_sub_overflow(ouro_int_word(x), ouro_int_word(y), &word)) goto int_result;
            } else {
                double p, q;
                if (float_operands(x, y, &p, &q)) {
                    number = p - q;
                    goto float_result;
                }
            }
            goto binary;
        }
        OPERATION(MUL) : {
            LOAD_OPERANDS();
            if (OURO_LIKELY(word_pair(x, y))) {
                if (!__builtin_mul_overflow(ouro_int_word(x), ouro_int_word(y), &word)) goto int_result;
            } else {
                double p, q;
                if (float_operands(x, y, &p, &q)) {
                    number = p * q;
                    goto float_result;
                }
            }
            goto binary;
        }
        OPERATION(TRUEDIV) : {
            LOAD_OPERANDS();
            double p, q;
            if (float_operands(x, y, &p, &q)) {
                if (q != 0.0) {
                    number = p / q;
                    goto float_result;
                }
            } else if (word_pair(x, y)) {
                int64_t i = ouro_int_word(x), j = ouro_int_word(y);
                if (j != 0 && i < (1ll << 53) && i > -(1ll << 53) && j < (1ll << 53) && j > -(1ll << 53)) {
                    value = ouro_float_new(rt, (double)i / (double)j);
                    if (!value) goto error;
                    DROP_B();
                    DROP_C();
                    SET(FIELD_A, value);
                    NEXT;
                }
            }
            goto binary;
        }
        OPERATION(FLOORDIV) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                int64_t i = ouro_int_word(x), j = ouro_int_word(y);
                if (j > 0) {
                    word = i / j - (i % j < 0);
                    goto int_result;
                }
            }
            goto binary;
        }
        OPERATION(MOD) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                int64_t i = ouro_int_word(x), j = ouro_int_word(y);
                if (j > 0) {
                    word = i % j;
                    if (word < 0) word += j;
                    goto int_result;
                }
            }
            goto binary;
        }
        OPERATION(AND) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                word = ouro_int_word(x) & ouro_int_word(y);
                goto int_result;
            }
            goto binary;
        }
        OPERATION(OR) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                word = ouro_int_word(x) | ouro_int_word(y);
                goto int_result;
            }
            goto binary;
        }
        OPERATION(XOR) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                word = ouro_int_word(x) ^ ouro_int_word(y);
                goto int_result;
            }
            goto binary;
        }
        OPERATION(LSHIFT) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                int64_t i = ouro_int_word(x), j = ouro_int_word(y);
                if (j >= 0 && j < 32 && i < (1ll << 31) && i > -(1ll << 31)) {
                    word = i * (1ll << j);
                    goto int_result;
                }
            }
            goto binary;
        }
        OPERATION(RSHIFT) : {
            LOAD_OPERANDS();
            if (word_pair(x, y)) {
                int64_t j = ouro_int_word(y);
                if (j >= 0) {
                    word = ouro_int_word(x) >> (j > 63 ? 63 : j);
                    goto int_result;
                }
            }
            goto binary;
        }
        OPERATION(MATMUL) : OPERATION(POW) : {
            LOAD_OPERANDS();
            goto binary;
        }

    int_result : {
        // The result takes over the object of an operand whose last reference this was.
        if ((uint64_t)word + 5 < 262) {
            value = rt->small_ints[word];
        } else if ((FLAG(OURO_REL_B) || FIELD_A == FIELD_B) && x->rc == 1) {
            ((ouro_int *)x)->value = word;
            if (FLAG(OURO_REL_C)) {
                regs[FIELD_C] = NULL;
                release_number(rt, y);
            }
            if (FIELD_A != FIELD_B) {
                regs[FIELD_B] = NULL;
                SET(FIELD_A, x);
            }
            NEXT;
        } else if (FLAG(OURO_REL_C) && y->rc == 1) {
            ((ouro_int *)y)->value = word;
            regs[FIELD_C] = NULL;
            if (FLAG(OURO_REL_B)) {
                regs[FIELD_B] = NULL;
                release_number(rt, x);
            }
            SET(FIELD_A, y);
            NEXT;
        } else {
            value = ouro_new_fixed(rt, OURO_T_int, sizeof(ouro_int));
            if (OURO_UNLIKELY(!value)) goto error;
            ((ouro_int *)value)->value = word;
        }
        goto number_done;
    }
    float_result : {
        if ((FLAG(OURO_REL_B) || FIELD_A == FIELD_B) && x->rc == 1 && ouro_is(x, OURO_T_float)) {
            ((ouro_float *)x)->value = number;
            if (FLAG(OURO_REL_C)) {
                regs[FIELD_C] = NULL;
                release_number(rt, y);
            }
            if (FIELD_A != FIELD_B) {
                regs[FIELD_B] = NULL;
                SET(FIELD_A, x);
            }
            NEXT;
        }
        if (FLAG(OURO_REL_C) && y->rc == 1 && ouro_is(y, OURO_T_float)) {
            ((ouro_float *)y)->value = number;
            regs[FIELD_C] = NULL;
            if (FLAG(OURO_REL_B)) {
                regs[FIELD_B] = NULL;
                release_number(rt, x);
            }
            SET(FIELD_A, y);
            NEXT;
        }
        value = ouro_new_fixed(rt, OURO_T_float, sizeof(ouro_float));
        if (OURO_UNLIKELY(!value)) goto error;
        ((ouro_float *)value)->value = number;
        goto number_done;
    }
    number_done : {
        if (FLAG(OURO_REL_B)) {
            regs[FIELD_B] = NULL;
            release_number(rt, x);
        }
        if (FLAG(OURO_REL_C)) {
            regs[FIELD_C] = NULL;
            release_number(rt, y);
        }
        SET(FIELD_A, value);
        NEXT;
    }
    binary : {
        enum ouro_binary_op op = (enum ouro_binary_op)((w & 0xff) - OURO_I_ADD);
        SAVE();
        value = FLAG(OURO_INPLACE) ? ouro_inplace(rt, op, x, y) : ouro_binary(rt, op, x, y);
        if (!value) goto error;
        DROP_B();
        DROP_C();
        SET(FIELD_A, value);
        NEXT;
    }
    }
    OPERATION(NEG) : {
        ouro_obj *x = RK(FIELD_B);
        SAVE();
        if (ouro_is(x, OURO_T_float))
            value = ouro_float_new(rt, -ouro_float_value(x));
        else
            value = ouro_neg(rt, x);
        goto unary_done;
    }
    OPERATION(POS) : {
        SAVE();
        value = ouro_pos(rt, RK(FIELD_B));
        goto unary_done;
    }
    OPERATION(INVERT) : {
        SAVE();
        value = ouro_invert(rt, RK(FIELD_B));
        goto unary_done;
    }
    OPERATION(NOT) : {
        ouro_obj *x = RK(FIELD_B);
        if (x == rt->true_ || x == rt->false_) {
            value = x == rt->true_ ? rt->false_ : rt->true_;
            goto unary_done;
        }
        SAVE();
        int truth = ouro_truth(rt, x);
        if (truth < 0) goto error;
        value = truth ? rt->false_ : rt->true_;
    unary_done:
        if (!value) goto error;
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }

    // ---- comparisons
    {
        ouro_obj *x, *y;
        bool result;
#define COMPARE_FAST(cop, target)                                                                                      \
    LOAD_OPERANDS();                                                                                                   \
    if (OURO_LIKELY(word_pair(x, y))) {                                                                                \
        result = ouro_int_word(x) cop ouro_int_word(y);                                                                \
        goto target;                                                                                                   \
    }                                                                                                                  \
    if (float_pair(x, y)) {                                                                                            \
        result = ouro_float_value(x) cop ouro_float_value(y);                                                          \
        goto target;                                                                                                   \
    }
        OPERATION(LT) : COMPARE_FAST(<, bool_number) goto compare;
        OPERATION(LE) : COMPARE_FAST(<=, bool_number) goto compare;
        OPERATION(EQ) : COMPARE_FAST(==, bool_number) if (ouro_is(x, OURO_T_str) && ouro_is(y, OURO_T_str)) {
            result = ouro_str_equal(x, y);
            goto bool_done;
        }
        goto compare;
        OPERATION(NE) : COMPARE_FAST(!=, bool_number) goto compare;
        OPERATION(GT) : COMPARE_FAST(>, bool_number) goto compare;
        OPERATION(GE) : COMPARE_FAST(>=, bool_number) goto compare;
        OPERATION(IS) : {
            LOAD_OPERANDS();
            result = (x == y) != (FLAG(OURO_INPLACE) != 0);
            goto bool_done;
        }
        OPERATION(IN) : {
            LOAD_OPERANDS();
            SAVE();
            int r = ouro_contains(rt, y, x);
            if (r < 0) goto error;
            result = (r != 0) != (FLAG(OURO_INPLACE) != 0);
            goto bool_done;
        }
    bool_number : {
        if (FLAG(OURO_REL_B)) {
            regs[FIELD_B] = NULL;
            release_number(rt, x);
        }
        if (FLAG(OURO_REL_C)) {
            regs[FIELD_C] = NULL;
            release_number(rt, y);
        }
        value = result ? rt->true_ : rt->false_;
        SET(FIELD_A, value);
        NEXT;
    }
    bool_done : {
        SAVE();
        DROP_B();
        DROP_C();
        value = result ? rt->true_ : rt->false_;
        SET(FIELD_A, value);
        NEXT;
    }
    compare : {
        SAVE();
        value = ouro_compare(rt, x, y, (int)((w & 0xff) - OURO_I_LT));
        if (!value) goto error;
        DROP_B();
        DROP_C();
        SET(FIELD_A, value);
        NEXT;
    }

        OPERATION(J_LT) : COMPARE_FAST(<, jump_number) goto compare_jump;
        OPERATION(J_LE) : COMPARE_FAST(<=, jump_number) goto compare_jump;
        OPERATION(J_EQ) : COMPARE_FAST(==, jump_number) if (ouro_is(x, OURO_T_str) && ouro_is(y, OURO_T_str)) {
            result = ouro_str_equal(x, y);
            goto jump_done;
        }
        goto compare_jump;
        OPERATION(J_NE) : COMPARE_FAST(!=, jump_number) if (ouro_is(x, OURO_T_str) && ouro_is(y, OURO_T_str)) {
            result = !ouro_str_equal(x, y);
            goto jump_done;
        }
        goto compare_jump;
        OPERATION(J_GT) : COMPARE_FAST(>, jump_number) goto compare_jump;
        OPERATION(J_GE) : COMPARE_FAST(>=, jump_number) goto compare_jump;
        OPERATION(J_IS) : {
            LOAD_OPERANDS();
            result = x == y;
            goto jump_done;
        }
        OPERATION(J_IN) : {
            LOAD_OPERANDS();
            SAVE();
            int r = ouro_contains(rt, y, x);
            if (r < 0) goto error;
            result = r != 0;
            goto jump_done;
        }
    jump_number : {
        if (FLAG(OURO_REL_B)) {
            regs[FIELD_B] = NULL;
            release_number(rt, x);
        }
        if (FLAG(OURO_REL_C)) {
            regs[FIELD_C] = NULL;
            release_number(rt, y);
        }
        if (result == FIELD_A)
            TAKE_JUMP();
        else
            pc++;
        NEXT;
    }
    jump_done : {
        SAVE();
        DROP_B();
        DROP_C();
        if (result == FIELD_A)
            TAKE_JUMP();
        else
            pc++;
        NEXT;
    }
    compare_jump : {
        SAVE();
        value = ouro_compare(rt, x, y, (int)((w & 0xff) - OURO_I_J_LT));
        if (!value) goto error;
        int truth = value == rt->true_ ? 1 : value == rt->false_ ? 0 : ouro_truth(rt, value);
        ouro_release(rt, value);
        if (truth < 0) goto error;
        result = truth != 0;
        goto jump_done;
    }
    }

    // ---- control
    OPERATION(JUMP) : {
        pc += (int32_t)(w >> 32);
        NEXT;
    }
    OPERATION(LOOP) : {
        pc += (int32_t)(w >> 32);
        if (OURO_UNLIKELY(ouro_safepoint_due(rt))) {
            SAVE();
            if (safepoint(rt)) goto error;
        }
        NEXT;
    }
    OPERATION(J_TRUE) : {
        ouro_obj *x = RK(FIELD_A);
        int truth = x == rt->true_ ? 1 : x == rt->false_ || x == rt->none ? 0 : -2;
        if (truth == -2) {
            SAVE();
            truth = ouro_truth(rt, x);
            if (truth < 0) goto error;
        }
        DROP_A();
        if (truth) goto jump_by_w;
        if (FLAG(OURO_KEEP)) DROP(FIELD_A);
        NEXT;
    }
    OPERATION(J_FALSE) : {
        ouro_obj *x = RK(FIELD_A);
        int truth = x == rt->true_ ? 1 : x == rt->false_ || x == rt->none ? 0 : -2;
        if (truth == -2) {
            SAVE();
            truth = ouro_truth(rt, x);
            if (truth < 0) goto error;
        }
        DROP_A();
        if (truth) {
            if (FLAG(OURO_KEEP)) DROP(FIELD_A);
            NEXT;
        }
    jump_by_w:
        pc += (int32_t)(w >> 32);
        if (OURO_UNLIKELY(ouro_safepoint_due(rt)) && (int32_t)(w >> 32) < 0) {
            SAVE();
            if (safepoint(rt)) goto error;
        }
        NEXT;
    }
    OPERATION(GET_ITER) : {
        ouro_obj *x = RK(FIELD_B);
        SAVE();
        value = ouro_is(x, OURO_T_generator) ? ouro_ref(rt, x) : ouro_iter(rt, x);
        if (!value) goto error;
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(FOR_ITER) : {
        ouro_obj *it = regs[FIELD_B];
        switch (ouro_type_number(it)) {
        case OURO_T_range_iterator: {
            ouro_range_iterator *r = (ouro_range_iterator *)it;
            if (r->left <= 0) goto for_end;
            int64_t v = r->next;
            r->left--;
            r->next = (int64_t)((uint64_t)v + (uint64_t)r->step);
            if ((uint64_t)v + 5 < 262) {
                value = rt->small_ints[v];
            } else {
                value = regs[FIELD_A];
                if (value && value->rc == 1 && ouro_int_is_word(value)) { // the loop variable's old object
                    ((ouro_int *)value)->value = v;
                    TAKE_JUMP();
                    NEXT;
                }
                value = ouro_new_fixed(rt, OURO_T_int, sizeof(ouro_int));
                if (OURO_UNLIKELY(!value)) goto error;
                ((ouro_int *)value)->value = v;
            }
            goto for_item;
        }
        case OURO_T_list_iterator: {
            ouro_list_iterator *i = (ouro_list_iterator *)it;
            const ouro_list *l = (const ouro_list *)i->sequence;
            if (OURO_LIKELY(l && i->index < l->length)) {
                value = ouro_ref(rt, l->items[i->index++]);
                goto for_item;
            }
            break;
        }
        case OURO_T_tuple_iterator: {
            ouro_tuple_iterator *i = (ouro_tuple_iterator *)it;
            const ouro_tuple *t = (const ouro_tuple *)i->sequence;
            if (OURO_LIKELY(t && i->index < t->length)) {
                value = ouro_ref(rt, t->items[i->index++]);
                goto for_item;
            }
            break;
        }
        case OURO_T_generator: {
            ouro_generator *g = (ouro_generator *)it;
            if (g->state > GEN_SUSPENDED || rt->depth >= rt->depth_limit) break;
            SAVE();
            bool first = g->state == GEN_CREATED;
            vm_generator_enter(rt, g, VM_FOR);
            f = &g->frame;
            LOAD_FRAME();
            if (!first) SET(pc[-1].a, rt->none);
            NEXT;
        }
        default: break;
        }
        SAVE();
        value = ouro_next(rt, it);
        if (!value) {
            if (ouro_error_pending(rt)) goto error;
            goto for_end;
        }
    for_item:
        SET(FIELD_A, value);
        TAKE_JUMP();
        NEXT;
    for_end:
        pc++;
        NEXT;
    }

    // ---- calls
    {
        ouro_obj *callee;
        ouro_obj **base; // first argument
        size_t nargs;
        ouro_obj *kwnames;
        uint16_t result;
        unsigned at;

        OPERATION(CALL) : {
            at = FIELD_A;
            base = &regs[at + 1];
            nargs = FIELD_B;
            result = FIELD_C;
            kwnames = NULL;
            goto call;
        }
        OPERATION(CALL_METHOD) : {
            at = FIELD_A;
            result = FIELD_C;
            kwnames = NULL;
            goto call_method;
        }
        OPERATION(CALL_KW) : {
            at = FIELD_A;
            base = &regs[at + 1];
            nargs = FIELD_B;
            kwnames = consts[FIELD_C];
            result = FIELD_A;
            goto call;
        }
        OPERATION(CALL_METHOD_KW) : {
            at = FIELD_A;
            kwnames = consts[FIELD_C];
            result = FIELD_A;
            goto call_method;
        }
    call_method : {
        nargs = FIELD_B;
        base = &regs[at + 2];
        if (regs[at + 1]) {
            base--;
            nargs++;
        }
        goto call;
    }
    call : {
        callee = regs[at];
        SAVE();
        if (OURO_UNLIKELY(ouro_safepoint_due(rt))) {
            if (safepoint(rt)) goto error;
        }
        if (OURO_LIKELY(ouro_is(callee, OURO_T_function))) {
            ouro_function *fn = (ouro_function *)callee;
            ouro_code *c2 = (ouro_code *)fn->code;
            if (OURO_UNLIKELY(rt->depth >= rt->depth_limit)) {
                ouro_raise(rt, OURO_RecursionError, "maximum recursion depth exceeded");
                goto error;
            }
            vm_frame *nf;
            const uint32_t special =
                OURO_CO_VARARGS | OURO_CO_VARKEYWORDS | OURO_CO_GENERATOR | OURO_CO_COROUTINE | OURO_CO_ASYNC_GENERATOR;
            if (OURO_LIKELY(nargs == c2->argcount && !kwnames && !(c2->flags & special) && !c2->kwonly &&
                            !(f->flags & VM_GENERATOR) && base + c2->nregs <= vm->stack->limit &&
                            vm->frames_used < 62)) {
                // The arguments are where the new frame has its first locals.
                nf = &vm->frames->frames[vm->frames_used++];
                nf->regs = base;
                nf->free = base + c2->nregs;
                nf->pc = c2->code;
                nf->function = fn;
                nf->locals = nf->object = nf->made = NULL;
                nf->flags = 0;
            } else {
                ouro_obj **window = base;
                bool chunk = false;
                size_t total = nargs + (kwnames ? ouro_tuple_length(kwnames) : 0);
                size_t need = (total > c2->nregs ? total : c2->nregs) + 1;
                if ((f->flags & VM_GENERATOR) || base + need > vm->stack->limit) {
                    window = vm_stack_room(rt, need, &chunk);
                    if (!window) goto error;
                    memcpy(window, base, total * sizeof *window);
                    memset(base, 0, total * sizeof *base);
                }
                ouro_ref(rt, callee);
                nf = vm_frame_push(rt, fn, window, nargs, kwnames);
                if (!nf) {
                    if (chunk) vm_stack_leave(rt);
                    goto error;
                }
                if (chunk) nf->flags |= VM_NEW_CHUNK;
                if (c2->flags & (OURO_CO_GENERATOR | OURO_CO_COROUTINE | OURO_CO_ASYNC_GENERATOR)) {
                    value = vm_generator_new(rt, nf);
                    if (!value) goto error;
                    DROP(at);
                    if (base == &regs[at + 2] && regs[at + 1]) DROP(at + 1);
                    if (result == 0xffff)
                        ouro_release(rt, value);
                    else
                        SET(result, value);
                    NEXT;
                }
                ouro_release(rt, callee); // the frame holds another
            }
            regs[at] = NULL; // moved into the frame
            if (result == 0xffff) nf->flags |= VM_DISCARD;
            nf->result = result;
            nf->prev = f;
            rt->depth++;
            vm->top = f = nf;
            if (OURO_UNLIKELY(!c2->caches) && c2->n_caches) vm_code_warm(rt, c2);
            LOAD_FRAME();
            NEXT;
        }
        size_t total = nargs + (kwnames ? ouro_tuple_length(kwnames) : 0);
        switch (ouro_type_number(callee)) {
        case OURO_T_method_descriptor: {
            const ouro_method_def *def = ((ouro_descriptor *)callee)->def;
            if (kwnames || (def->flags & ~OURO_M_COEXIST) || nargs < 1 || nargs - 1 < def->min ||
                (def->max != OURO_MANY && nargs - 1 > def->max) ||
                !ouro_subtype(ouro_type_of(rt, base[0]), ((ouro_descriptor *)callee)->owner))
                goto generic;
            value = def->fn(rt, base[0], base + 1, nargs - 1, NULL);
            break;
        }
        case OURO_T_builtin_function: {
            ouro_builtin_function *bf = (ouro_builtin_function *)callee;
            const ouro_method_def *def = bf->def;
            if (kwnames || nargs < def->min || (def->max != OURO_MANY && nargs > def->max)) goto generic;
            value = def->fn(rt, bf->self, base, nargs, NULL);
            break;
        }
        case OURO_T_method: {
            ouro_method *m = (ouro_method *)callee;
            if (!ouro_is(m->function, OURO_T_function)) goto generic;
            // Bound method of a Python function: self goes before the arguments.
            ouro_obj *function = ouro_ref(rt, m->function), *self = ouro_ref(rt, m->self);
            bool chunk;
            ouro_code *c2 = (ouro_code *)((ouro_function *)function)->code;
            ouro_obj **window = rt->depth >= rt->depth_limit ? NULL : vm_stack_room(rt, total + c2->nregs + 2, &chunk);
            if (!window) {
                if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_RecursionError, "maximum recursion depth exceeded");
                ouro_release(rt, function);
                ouro_release(rt, self);
                goto error;
            }
            window[0] = self;
            memcpy(window + 1, base, total * sizeof *window);
            memset(base, 0, total * sizeof *base);
            vm_frame *nf = vm_frame_push(rt, (ouro_function *)function, window, nargs + 1, kwnames);
            if (!nf) {
                if (chunk) vm_stack_leave(rt);
                goto error;
            }
            if (chunk) nf->flags |= VM_NEW_CHUNK;
            if (c2->flags & (OURO_CO_GENERATOR | OURO_CO_COROUTINE | OURO_CO_ASYNC_GENERATOR)) {
                value = vm_generator_new(rt, nf);
                total = 0;
                break;
            }
            DROP(at);
            if (result == 0xffff) nf->flags |= VM_DISCARD;
            nf->result = result;
            nf->prev = f;
            rt->depth++;
            vm->top = f = nf;
            if (OURO_UNLIKELY(!c2->caches) && c2->n_caches) vm_code_warm(rt, c2);
            LOAD_FRAME();
            NEXT;
        }
        case OURO_T_type: {
            ouro_type *type = (ouro_type *)callee;
            ouro_borrowed init = vm_plain_init(rt, type);
            if (!init || !ouro_is(init, OURO_T_function) || (f->flags & VM_GENERATOR)) goto generic;
            // The class makes its objects in the common way: __init__ runs as a frame of its own.
            ouro_function *fn = (ouro_function *)init;
            ouro_code *c2 = (ouro_code *)fn->code;
            bool chunk = false;
            if (rt->depth >= rt->depth_limit) {
                ouro_raise(rt, OURO_RecursionError, "maximum recursion depth exceeded");
                goto error;
            }
            if (c2->flags & (OURO_CO_GENERATOR | OURO_CO_COROUTINE | OURO_CO_ASYNC_GENERATOR)) goto generic;
            ouro_obj **window;
            size_t need = (total + 1 > c2->nregs ? total + 1 : c2->nregs) + 1;
            value = ouro_instance_new(rt, type);
            if (!value) goto error;
            // `base - 1` holds the class (or a NULL self before it): self takes its place.
            if (base - 1 + need <= vm->stack->limit && base == &regs[at + 1]) {
                window = base - 1;
            } else {
                window = vm_stack_room(rt, need, &chunk);
                if (!window) {
                    ouro_release(rt, value);
                    goto error;
                }
                memcpy(window + 1, base, total * sizeof *window);
                memset(base, 0, total * sizeof *base);
                regs[at] = NULL;
            }
            window[0] = ouro_ref(rt, value);
            ouro_ref(rt, &fn->head);
            vm_frame *nf = vm_frame_push(rt, fn, window, nargs + 1, kwnames);
            if (!nf) {
                if (chunk) vm_stack_leave(rt);
                ouro_release(rt, value);
                ouro_release(rt, callee);
                goto error;
            }
            ouro_release(rt, callee); // the object holds its class
            nf->flags |= VM_INIT | (chunk ? VM_NEW_CHUNK : 0) | (result == 0xffff ? VM_DISCARD : 0);
            nf->made = value;
            nf->result = result;
            nf->prev = f;
            rt->depth++;
            vm->top = f = nf;
            if (OURO_UNLIKELY(!c2->caches) && c2->n_caches) vm_code_warm(rt, c2);
            LOAD_FRAME();
            NEXT;
        }
        default:
        generic:
            value = ouro_call(rt, callee, base, nargs, kwnames);
            break;
        }
        if (OURO_UNLIKELY(!value)) goto error;
        for (size_t i = 0; i < total; i++) {
            ouro_obj *o = base[i];
            base[i] = NULL;
            ouro_release(rt, o);
        }
        DROP(at);
        if (result == 0xffff)
            ouro_release(rt, value);
        else
            SET(result, value);
        NEXT;
    }
    }
    OPERATION(CALL_EX) : {
        SAVE();
        if (OURO_UNLIKELY(ouro_safepoint_due(rt)) && safepoint(rt)) goto error;
        value = vm_call_ex(rt, regs[FIELD_A], regs[FIELD_A + 1], regs[FIELD_A + 2]);
        if (!value) goto error;
        DROP(FIELD_A + 1);
        if (regs[FIELD_A + 2]) DROP(FIELD_A + 2);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(RETURN) : {
        TAKE_B(value);
        SAVE();
        if (OURO_UNLIKELY(f->object != NULL)) vm_frame_detach(rt, f);
        for (ouro_obj **r = regs, **end = regs + code->temp_base; r < end; r++) {
            ouro_obj *o = *r;
            if (o) {
                *r = NULL;
                ouro_release(rt, o);
            }
        }
        if (OURO_UNLIKELY(f->object != NULL)) vm_frame_detach(rt, f); // made by what died just now
        unsigned flags = f->flags;
        vm_frame *prev = f->prev;
        rt->depth--;
        if (OURO_LIKELY(flags == 0)) {
            uint16_t result = f->result;
            ouro_function *fn = f->function;
            vm->top = prev;
            if (OURO_UNLIKELY(--vm->frames_used == 0 && vm->frames->prev)) vm_frame_chunk_leave(rt);
            ouro_release(rt, &fn->head);
            f = prev;
            LOAD_FRAME();
            SET(result, value);
            NEXT;
        }
        if (flags & VM_GENERATOR) {
            ouro_generator *g = (ouro_generator *)((char *)f - offsetof(ouro_generator, frame));
            vm->top = prev;
            vm_generator_finish(rt, g);
            if (flags & VM_ENTRY) return value;
            f = prev;
            LOAD_FRAME();
            if (flags & VM_FOR) {
                ouro_release(rt, value);
                pc++;
            } else { // SEND
                SET(pc[-1].a, value);
                TAKE_JUMP();
            }
            NEXT;
        }
        if (flags & VM_INIT) {
            ouro_obj *made = f->made;
            f->made = NULL;
            if (OURO_UNLIKELY(value != rt->none)) {
                ouro_raise(rt, OURO_TypeError, "__init__() should return None, not '%T'", value);
                ouro_release(rt, value);
                ouro_release(rt, made);
                vm_frame_pop(rt, f);
                f = prev;
                LOAD_FRAME();
                goto error;
            }
            ouro_release(rt, value);
            value = made;
        }
        uint16_t result = f->result;
        vm_frame_pop(rt, f);
        if (flags & VM_ENTRY) return value;
        f = prev;
        LOAD_FRAME();
        if (flags & VM_DISCARD)
            ouro_release(rt, value);
        else
            SET(result, value);
        NEXT;
    }

    // ---- generators
    OPERATION(YIELD) : {
        TAKE_B(value);
        SAVE();
        ouro_generator *g = (ouro_generator *)((char *)f - offsetof(ouro_generator, frame));
        unsigned flags = f->flags;
        vm_frame *prev = f->prev;
        g->state = GEN_SUSPENDED;
        rt->handled = g->handled.outer;
        rt->depth--;
        vm->top = prev;
        f->prev = NULL;
        f->flags = VM_GENERATOR;
        if (flags & VM_ENTRY) return value;
        f = prev;
        LOAD_FRAME();
        SET(pc[-1].a, value);
        if (flags & VM_FOR)
            TAKE_JUMP();
        else
            pc++;
        NEXT;
    }
    OPERATION(GET_YIELD_FROM) : {
        SAVE();
        value =
            vm_yield_from_iter(rt, RK(FIELD_B), (code->flags & (OURO_CO_COROUTINE | OURO_CO_ITERABLE_COROUTINE)) != 0);
        if (!value) goto error;
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SEND) : {
        ouro_obj *it = regs[FIELD_B];
        SAVE();
        ouro_obj *sent = regs[FIELD_A];
        regs[FIELD_A] = NULL;
        if ((ouro_is(it, OURO_T_generator) || ouro_is(it, OURO_T_coroutine)) &&
            ((ouro_generator *)it)->state <= GEN_SUSPENDED && rt->depth < rt->depth_limit &&
            (sent == rt->none || ((ouro_generator *)it)->state == GEN_SUSPENDED)) {
            ouro_generator *g = (ouro_generator *)it;
            bool first = g->state == GEN_CREATED;
            vm_generator_enter(rt, g, VM_SEND);
            f = &g->frame;
            LOAD_FRAME();
            if (first)
                ouro_release(rt, sent);
            else
                SET(pc[-1].a, sent);
            NEXT;
        }
        int r = vm_send(rt, it, sent, &value);
        if (r < 0) goto error;
        SET(FIELD_A, value);
        if (r)
            pc++;
        else
            TAKE_JUMP();
        NEXT;
    }
    OPERATION(GET_AWAITABLE) : {
        SAVE();
        value = vm_awaitable(rt, RK(FIELD_B), FIELD_C);
        if (!value) goto error;
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(GET_AITER) : {
        ouro_obj *x = RK(FIELD_B);
        const ouro_type *type = ouro_type_of(rt, x);
        SAVE();
        if (!type->slots.aiter) {
            ouro_raise(rt, OURO_TypeError, "'async for' requires an object with __aiter__ method, got %T", x);
            goto error;
        }
        value = type->slots.aiter(rt, x);
        if (!value) goto error;
        if (!ouro_type_of(rt, value)->slots.anext) {
            ouro_raise(rt, OURO_TypeError,
                       "'async for' received an object from __aiter__ that does not implement __anext__: %T", value);
            ouro_release(rt, value);
            goto error;
        }
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(GET_ANEXT) : {
        ouro_obj *x = regs[FIELD_B];
        const ouro_type *type = ouro_type_of(rt, x);
        SAVE();
        if (!type->slots.anext) {
            ouro_raise(rt, OURO_TypeError, "'async for' requires an iterator with __anext__ method, got %T", x);
            goto error;
        }
        value = type->slots.anext(rt, x);
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(END_ASYNC_FOR) : {
        SAVE();
        if (ouro_is_a(rt, regs[FIELD_A], OURO_StopAsyncIteration)) {
            DROP(FIELD_A);
            TAKE_JUMP();
            NEXT;
        }
        value = regs[FIELD_A];
        regs[FIELD_A] = NULL;
        ouro_error_restore(rt, value);
        goto unwind;
    }

    // ---- building
#define MOVED_ITEMS(n)                                                                                                 \
    do {                                                                                                               \
        memset(&regs[FIELD_B], 0, (n) * sizeof *regs);                                                                 \
        SET(FIELD_A, value);                                                                                           \
    } while (0)
    OPERATION(TUPLE) : {
        size_t n = FIELD_C;
        value = ouro_tuple_new(rt, n);
        if (!value) goto error;
        if (n) {
            memcpy(((ouro_tuple *)value)->items, &regs[FIELD_B], n * sizeof *regs);
            memset(&regs[FIELD_B], 0, n * sizeof *regs);
            ouro_tuple_filled(rt, value);
        }
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(LIST) : {
        size_t n = FIELD_C;
        value = ouro_list_new(rt, n);
        if (!value) goto error;
        if (n) {
            memcpy(((ouro_list *)value)->items, &regs[FIELD_B], n * sizeof *regs);
            ((ouro_list *)value)->length = (uint32_t)n;
            memset(&regs[FIELD_B], 0, n * sizeof *regs);
        }
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SET) : {
        size_t n = FIELD_C;
        SAVE();
        value = ouro_set_new(rt, NULL);
        if (!value) goto error;
        for (size_t i = 0; i < n; i++)
            if (ouro_set_add(rt, value, regs[FIELD_B + i])) {
                ouro_release(rt, value);
                goto error;
            }
        for (size_t i = 0; i < n; i++) DROP(FIELD_B + i);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(DICT) : {
        size_t n = FIELD_C;
        SAVE();
        value = ouro_dict_new_sized(rt, n);
        if (!value) goto error;
        for (size_t i = 0; i < n; i++)
            if (ouro_dict_set(rt, value, regs[FIELD_B + 2 * i], regs[FIELD_B + 2 * i + 1])) {
                ouro_release(rt, value);
                goto error;
            }
        for (size_t i = 0; i < 2 * n; i++) DROP(FIELD_B + i);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(STRING) : {
        size_t n = FIELD_C;
        value = ouro_str_join_parts(rt, &regs[FIELD_B], n);
        if (!value) goto error;
        for (size_t i = 0; i < n; i++) DROP(FIELD_B + i);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SLICE) : {
        size_t n = FIELD_C;
        ouro_obj **p = &regs[FIELD_B];
        value = ouro_slice_new(rt, p[0], p[1], n == 3 ? p[2] : NULL);
        if (!value) goto error;
        for (size_t i = 0; i < n; i++) DROP(FIELD_B + i);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(FORMAT) : {
        ouro_obj *x = RK(FIELD_B);
        unsigned conv = (unsigned)(w >> OURO_CONV_SHIFT) & 3;
        SAVE();
        if (conv) {
            ouro_obj *text = conv == 1 ? ouro_str_of(rt, x) : conv == 2 ? ouro_repr(rt, x) : ouro_ascii(rt, x);
            if (!text) goto error;
            if (FIELD_C == 0xffff) {
                value = text;
            } else {
                value = ouro_format(rt, text, RK(FIELD_C));
                ouro_release(rt, text);
            }
        } else if (FIELD_C == 0xffff && ouro_is(x, OURO_T_str)) {
            value = ouro_ref(rt, x);
        } else {
            value = ouro_format(rt, x, FIELD_C == 0xffff ? NULL : RK(FIELD_C));
        }
        if (!value) goto error;
        DROP_B();
        if (FIELD_C != 0xffff) DROP_C();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(LIST_APPEND) : {
        ouro_list *l = (ouro_list *)regs[FIELD_A];
        TAKE_B(value);
        if (OURO_LIKELY(l->length < l->capacity)) {
            ouro_slot_init(rt, &l->head, &l->items[l->length], value);
            l->length++;
            NEXT;
        }
        if (ouro_list_append_steal(rt, &l->head, value)) goto error;
        NEXT;
    }
    OPERATION(LIST_EXTEND) : {
        ouro_obj *x = RK(FIELD_B);
        SAVE();
        if (ouro_list_extend(rt, regs[FIELD_A], x)) {
            if (ouro_error_is(rt, OURO_TypeError) && !ouro_type_of(rt, x)->slots.iter &&
                !ouro_type_of(rt, x)->slots.getitem) {
                ouro_error_clear(rt);
                ouro_raise(rt, OURO_TypeError, "Value after * must be an iterable, not %T", x);
            }
            goto error;
        }
        DROP_B();
        NEXT;
    }
    OPERATION(LIST_TO_TUPLE) : {
        value = ouro_list_as_tuple(rt, regs[FIELD_B]);
        if (!value) goto error;
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(SET_ADD) : {
        SAVE();
        if (ouro_set_add(rt, regs[FIELD_A], RK(FIELD_B))) goto error;
        DROP_B();
        NEXT;
    }
    OPERATION(SET_UPDATE) : {
        SAVE();
        if (ouro_set_update(rt, regs[FIELD_A], RK(FIELD_B))) goto error;
        DROP_B();
        NEXT;
    }
    OPERATION(DICT_ADD) : {
        SAVE();
        if (ouro_dict_set(rt, regs[FIELD_A], RK(FIELD_B), RK(FIELD_C))) goto error;
        DROP_B();
        DROP_C();
        NEXT;
    }
    OPERATION(DICT_UPDATE) : {
        ouro_obj *x = RK(FIELD_B);
        SAVE();
        if (!ouro_dict_check(rt, x)) {
            value = ouro_getattr_quiet(rt, x, OURO_NAME(rt, keys));
            if (!value) {
                if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_TypeError, "'%T' object is not a mapping", x);
                goto error;
            }
            ouro_release(rt, value);
        }
        if (ouro_dict_merge(rt, regs[FIELD_A], x, 1)) goto error;
        DROP_B();
        NEXT;
    }
    OPERATION(DICT_MERGE) : {
        SAVE();
        if (vm_dict_merge(rt, regs[FIELD_A], RK(FIELD_B), regs[FIELD_C])) goto error;
        DROP_B();
        NEXT;
    }
    OPERATION(UNPACK) : {
        ouro_obj *x = RK(FIELD_B);
        size_t n = FIELD_C;
        ouro_obj **to = &regs[FIELD_A];
        ouro_obj *const *from = NULL;
        if (ouro_is(x, OURO_T_tuple) && ((ouro_tuple *)x)->length == n)
            from = ((ouro_tuple *)x)->items;
        else if (ouro_is(x, OURO_T_list) && ((ouro_list *)x)->length == n)
            from = ((ouro_list *)x)->items;
        SAVE();
        if (from) {
            ouro_obj *source = x;
            bool overlap = FLAG(OURO_REL_B) && FIELD_B >= FIELD_A && FIELD_B < FIELD_A + n;
            if (overlap) regs[FIELD_B] = NULL;
            for (size_t i = 0; i < n; i++) to[i] = ouro_ref(rt, from[i]);
            if (overlap)
                ouro_release(rt, source);
            else
                DROP_B();
        } else if (FLAG(OURO_REL_B)) {
            regs[FIELD_B] = NULL; // may be one of the targets
            int r = vm_unpack(rt, x, to, n);
            ouro_release(rt, x);
            if (r) goto error;
        } else if (vm_unpack(rt, x, to, n)) {
            goto error;
        }
        NEXT;
    }
    OPERATION(UNPACK_EX) : {
        ouro_obj *x = RK(FIELD_B);
        SAVE();
        if (FLAG(OURO_REL_B)) regs[FIELD_B] = NULL;
        int r = vm_unpack_ex(rt, x, &regs[FIELD_A], FIELD_C & 255, FIELD_C >> 8);
        if (FLAG(OURO_REL_B)) ouro_release(rt, x);
        if (r) goto error;
        NEXT;
    }

    // ---- functions, classes, modules
    OPERATION(FUNCTION) : {
        value = vm_make_function(rt, f, consts[FIELD_B], (unsigned)(w >> OURO_FUNC_SHIFT) & 15, &regs[FIELD_C]);
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(BUILD_CLASS) : {
        SAVE();
        ouro_obj *builtins = f->function->builtins;
        if (ouro_is(builtins, OURO_T_dict)) {
            value = ouro_dict_get(rt, builtins, OURO_NAME(rt, __build_class__));
        } else {
            value = ouro_getitem(rt, builtins, OURO_NAME(rt, __build_class__));
        }
        if (!value) {
            if (!ouro_error_pending(rt) || ouro_error_is(rt, OURO_KeyError)) {
                ouro_error_clear(rt);
                ouro_raise(rt, OURO_NameError, "__build_class__ not found");
            }
            goto error;
        }
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(IMPORT) : {
        SAVE();
        value = vm_import(rt, f, NAME(FIELD_C), regs[FIELD_B], regs[FIELD_B + 1]);
        if (!value) goto error;
        DROP(FIELD_B);
        DROP(FIELD_B + 1);
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(IMPORT_FROM) : {
        SAVE();
        value = vm_import_from(rt, regs[FIELD_B], NAME(FIELD_C));
        if (!value) goto error;
        DROP_B();
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(IMPORT_STAR) : {
        SAVE();
        if (vm_import_star(rt, f, regs[FIELD_B])) goto error;
        NEXT;
    }
    OPERATION(SETUP_ANNOTATIONS) : {
        SAVE();
        if (vm_setup_annotations(rt, f)) goto error;
        NEXT;
    }
    OPERATION(PRINT) : {
        SAVE();
        if (vm_print_value(rt, RK(FIELD_B))) goto error;
        DROP_B();
        NEXT;
    }

    // ---- exceptions
    OPERATION(RAISE) : {
        SAVE();
        if (FIELD_A == 0) {
            ouro_borrowed handled = ouro_handled_peek(rt);
            if (handled) { // raised again with the traceback it has
                ouro_error_restore(rt, ouro_ref(rt, handled));
                goto unwind;
            }
            ouro_raise(rt, OURO_RuntimeError, "No active exception to reraise");
            goto error;
        }
        vm_raise(rt, FIELD_A, RK(FIELD_B), FIELD_A == 2 ? RK(FIELD_C) : NULL);
        goto error;
    }
    OPERATION(RERAISE) : {
        SAVE();
        value = regs[FIELD_A];
        regs[FIELD_A] = NULL;
        ouro_error_restore(rt, value);
        goto unwind;
    }
    OPERATION(EXC_ENTER) : {
        regs[FIELD_B] = rt->handled->exception;
        rt->handled->exception = ouro_ref(rt, regs[FIELD_A]);
        NEXT;
    }
    OPERATION(EXC_LEAVE) : {
        value = rt->handled->exception;
        rt->handled->exception = regs[FIELD_B];
        regs[FIELD_B] = NULL;
        SAVE();
        ouro_xrelease(rt, value);
        NEXT;
    }
    OPERATION(J_NOT_MATCH) : {
        SAVE();
        int r = ouro_exception_matches(rt, regs[FIELD_A], RK(FIELD_B));
        if (r < 0) goto error;
        DROP_B();
        if (!r)
            TAKE_JUMP();
        else
            pc++;
        NEXT;
    }
    OPERATION(ASSERTION_ERROR) : {
        SET(FIELD_A, ouro_ref(rt, &rt->types[OURO_AssertionError]->head));
        NEXT;
    }
    OPERATION(WITH_ENTER) : {
        SAVE();
        ouro_obj *exit;
        if (vm_with_enter(rt, regs[FIELD_B], FLAG(OURO_ASYNC) != 0, &exit, &value)) goto error;
        DROP(FIELD_B);
        SET(FIELD_A, exit);
        SET(FIELD_A + 1, value);
        NEXT;
    }
    OPERATION(WITH_EXIT) : {
        SAVE();
        ouro_obj *e = regs[FIELD_B];
        ouro_obj *tb = ((ouro_exception *)e)->traceback;
        ouro_obj *args[3] = {&ouro_type_of(rt, e)->head, e, tb ? tb : rt->none};
        if (tb) ouro_ref(rt, tb);
        value = ouro_call(rt, regs[FIELD_A], args, 3, NULL);
        ouro_xrelease(rt, tb);
        if (!value) goto error;
        SET(FIELD_C, value);
        NEXT;
    }

    // ---- match
    OPERATION(MATCH_SEQUENCE) : {
        bool is = (ouro_type_of(rt, regs[FIELD_B])->flags & OURO_TF_SEQUENCE) != 0;
        SET(FIELD_A, ouro_bool(rt, is));
        NEXT;
    }
    OPERATION(MATCH_MAPPING) : {
        bool is = (ouro_type_of(rt, regs[FIELD_B])->flags & OURO_TF_MAPPING) != 0;
        SET(FIELD_A, ouro_bool(rt, is));
        NEXT;
    }
    OPERATION(MATCH_KEYS) : {
        SAVE();
        value = vm_match_keys(rt, regs[FIELD_B], regs[FIELD_C]);
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(MATCH_CLASS) : {
        SAVE();
        value = vm_match_class(rt, regs[FIELD_A], regs[FIELD_B], regs[FIELD_C], pc->a);
        if (!value) goto error;
        pc++;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(GET_LEN) : {
        SAVE();
        int64_t n = ouro_length(rt, regs[FIELD_B]);
        if (n < 0) goto error;
        value = ouro_int_from_i64(rt, n);
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(DICT_REST) : {
        SAVE();
        value = vm_dict_rest(rt, regs[FIELD_B], regs[FIELD_C]);
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }
    OPERATION(EXC_GROUP_MATCH) : {
        SAVE();
        if (vm_group_match(rt, &regs[FIELD_A], &regs[FIELD_B])) goto error;
        NEXT;
    }
    OPERATION(EXC_GROUP_JOIN) : {
        SAVE();
        value = vm_group_join(rt, regs[FIELD_A], regs[FIELD_B]);
        if (!value) goto error;
        SET(FIELD_A, value);
        NEXT;
    }

    // ---- an error is pending: this frame enters the traceback
error:
    f->pc = pc;
    vm_traceback_add(rt, f);
unwind:
    f->pc = pc;
    {
        uint32_t at = (uint32_t)(pc - code->code) - 1;
        const ouro_handler *h = code->handlers, *end = h + code->n_handlers;
        while (h < end && !(at >= h->from && at < h->to)) h++;
        if (h < end) {
            for (ouro_obj **r = regs + h->depth, **last = regs + code->nregs; r < last; r++)
                if (*r) {
                    ouro_obj *o = *r;
                    *r = NULL;
                    ouro_release(rt, o);
                }
            regs[h->target] = ouro_error_take(rt);
            pc = code->code + h->handler;
            NEXT;
        }
        // No handler: the frame ends.
        unsigned flags = f->flags;
        vm_frame *prev = f->prev;
        if (flags & VM_GENERATOR) handle_raised_stop(rt, f);
        if (f->object) vm_frame_detach(rt, f);
        rt->depth--;
        if (flags & VM_GENERATOR) {
            ouro_generator *g = (ouro_generator *)((char *)f - offsetof(ouro_generator, frame));
            vm->top = prev;
            vm_generator_finish(rt, g);
        } else {
            vm_frame_pop(rt, f);
        }
        if (flags & VM_ENTRY) return NULL;
        f = prev;
        LOAD_FRAME();
        goto error;
    }
}
