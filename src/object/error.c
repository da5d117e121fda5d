// The pending error.
#include <stdarg.h>
#include <string.h>

#include "object/format.h"
#include "object/rt.h"

static bool is_subtype(ouro_rt *rt, const ouro_type *sub, const ouro_type *type) {
    if (rt->hooks.is_subtype)
        return rt->hooks.is_subtype(rt, sub, type);
    for (; sub; sub = sub->base)
        if (sub == type)
            return true;
    return false;
}

static const ouro_type *type_numbered(const ouro_rt *rt, uint32_t number) {
    return number < rt->types_len ? rt->types[number] : NULL;
}

bool ouro_error_is(ouro_rt *rt, uint32_t kind) {
    if (rt->pending_kind == kind || rt->pending_kind == 0)
        return rt->pending_kind == kind && kind != 0;
    const ouro_type *sub = type_numbered(rt, rt->pending_kind), *type = type_numbered(rt, kind);
    return sub && type && is_subtype(rt, sub, type);
}

ouro_owned ouro_error_take(ouro_rt *rt) {
    ouro_obj *exception = rt->pending;
    rt->pending = NULL;
    rt->pending_kind = 0;
    return exception;
}

void ouro_error_clear(ouro_rt *rt) {
    ouro_obj *exception = ouro_error_take(rt);
    if (exception)
        ouro_release(rt, exception);
}

void ouro_error_restore(ouro_rt *rt, ouro_owned exception) {
    ouro_obj *old = rt->pending;
    rt->pending = exception;
    rt->pending_kind = exception ? ouro_type_number(exception) : 0;
    if (old)
        ouro_release(rt, old);
}

void ouro_error_save(ouro_rt *rt, struct ouro_saved_error *saved) {
    saved->kind = rt->pending_kind;
    if (saved->kind && !rt->pending)
        memcpy(saved->text, rt->pending_text, sizeof saved->text);
    saved->exception = ouro_error_take(rt);
}

void ouro_error_put_back(ouro_rt *rt, struct ouro_saved_error *saved) {
    ouro_error_clear(rt);
    rt->pending = saved->exception;
    rt->pending_kind = saved->kind;
    if (saved->kind && !saved->exception)
        memcpy(rt->pending_text, saved->text, sizeof saved->text);
}

void ouro_unraisable(ouro_rt *rt, const char *where, ouro_borrowed obj) {
    if (rt->hooks.unraisable && ouro_error_pending(rt))
        rt->hooks.unraisable(rt, where, obj);
    ouro_error_clear(rt);
}

static void raise_text(ouro_rt *rt, uint32_t kind, const char *text) {
    if (rt->hooks.raise) {
        rt->hooks.raise(rt, kind, text);
        if (OURO_LIKELY(rt->pending_kind != 0))
            return;
    }
    rt->pending_kind = kind;
    size_t n = strlen(text);
    if (n >= sizeof rt->pending_text) {
        n = sizeof rt->pending_text - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
            n--; // not in the middle of a character
    }
    memcpy(rt->pending_text, text, n);
    rt->pending_text[n] = 0;
}

void ouro_raise(ouro_rt *rt, uint32_t kind, const char *format, ...) {
    // Formatting may run Python code (the repr of an object): nothing may be pending then.
    ouro_obj *replaced = ouro_error_take(rt);
    struct ouro_text text;
    va_list args;
    va_start(args, format);
    bool whole = ouro_message_format(rt, &text, format, args);
    va_end(args);
    if (OURO_LIKELY(whole))
        raise_text(rt, kind, text.bytes);
    else
        ouro_raise_memory(rt);
    ouro_text_free(rt, &text);
    if (replaced)
        ouro_release(rt, replaced);
}

// Instances are ready because this is called when there is no memory for one. The last is never given away for good: it
// serves every caller when the others are in use.
void ouro_raise_memory(ouro_rt *rt) {
    ouro_obj *replaced = ouro_error_take(rt);
    rt->failed_allocs++;
    rt->pending_kind = OURO_MemoryError;
    rt->pending_text[0] = 0;
    if (rt->memory_errors_len > 1) {
        rt->pending = rt->memory_errors[--rt->memory_errors_len];
        rt->memory_errors[rt->memory_errors_len] = NULL;
    } else if (rt->memory_errors_len == 1) {
        rt->pending = ouro_ref(rt, rt->memory_errors[0]);
    }
    if (replaced)
        ouro_release(rt, replaced);
}

bool ouro_enter_slow(ouro_rt *rt, const char *what) {
    if (!rt->in_recursion_error) {
        rt->in_recursion_error = true;
        ouro_raise(rt, OURO_RecursionError, "maximum recursion depth exceeded%s", what);
        rt->in_recursion_error = false;
        return false;
    }
    rt->depth++; // making the exception object
    return true;
}
