// Comparison, hash and text of any object.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

// ---- comparison ----------------------------------------------------------------------------------------------------

static ouro_owned compare_slots(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    static const int swapped[] = {OURO_GT, OURO_GE, OURO_EQ, OURO_NE, OURO_LT, OURO_LE};
    static const char *const signs[] = {"<", "<=", "==", "!=", ">", ">="};
    const ouro_type *ta = ouro_type_of(rt, a), *tb = ouro_type_of(rt, b);
    bool reflected = false;
    ouro_obj *result;
    if (ta != tb && tb->slots.compare && ouro_subtype(tb, ta)) {
        reflected = true;
        result = tb->slots.compare(rt, b, a, swapped[op]);
        if (result != rt->notimpl)
            return result;
        ouro_release(rt, result);
    }
    ta = ouro_type_of(rt, a);
    if (ta->slots.compare) {
        result = ta->slots.compare(rt, a, b, op);
        if (result != rt->notimpl)
            return result;
        ouro_release(rt, result);
    }
    tb = ouro_type_of(rt, b);
    if (!reflected && tb->slots.compare) {
        result = tb->slots.compare(rt, b, a, swapped[op]);
        if (result != rt->notimpl)
            return result;
        ouro_release(rt, result);
    }
    if (op == OURO_EQ || op == OURO_NE)
        return ouro_bool(rt, (a == b) == (op == OURO_EQ));
    ouro_raise(rt, OURO_TypeError, "'%s' not supported between instances of '%T' and '%T'", signs[op], a, b);
    return NULL;
}

ouro_owned ouro_compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (!ouro_enter(rt, " in comparison"))
        return NULL;
    ouro_obj *result = compare_slots(rt, a, b, op);
    ouro_leave(rt);
    return result;
}

int ouro_compare_bool(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if (a == b && (op == OURO_EQ || op == OURO_NE))
        return op == OURO_EQ;
    ouro_obj *result = ouro_compare(rt, a, b, op);
    if (!result)
        return -1;
    int truth = result == rt->true_ ? 1 : result == rt->false_ ? 0 : ouro_truth(rt, result);
    ouro_release(rt, result);
    return truth;
}

// ---- hash ----------------------------------------------------------------------------------------------------------

int64_t ouro_hash_unhashable(ouro_rt *rt, ouro_borrowed o) {
    ouro_raise(rt, OURO_TypeError, "unhashable type: '%T'", o);
    return -1;
}

int64_t ouro_hash(ouro_rt *rt, ouro_borrowed o) {
    ouro_hash_slot hash = ouro_type_of(rt, o)->slots.hash;
    return hash ? hash(rt, o) : ouro_hash_unhashable(rt, o);
}

int64_t ouro_hash_pointer(const void *p) {
    uint64_t v = (uint64_t)(uintptr_t)p; // the low bits of addresses are all the same
    int64_t h = (int64_t)((v >> 4) | (v << 60));
    return h == -1 ? -2 : h;
}

// ---- text ----------------------------------------------------------------------------------------------------------

static ouro_owned must_be_str(ouro_rt *rt, ouro_owned text, const char *method) {
    if (!text || ouro_str_check(rt, text))
        return text;
    ouro_raise(rt, OURO_TypeError, "%s returned non-string (type %T)", method, text);
    ouro_release(rt, text);
    return NULL;
}

ouro_owned ouro_repr(ouro_rt *rt, ouro_borrowed o) {
    ouro_unary_slot repr = ouro_type_of(rt, o)->slots.repr;
    if (!repr)
        return ouro_str_formatted(rt, "<%T object at %p>", o, (const void *)o);
    if (!ouro_enter(rt, " while getting the repr of an object"))
        return NULL;
    ouro_obj *text = repr(rt, o);
    ouro_leave(rt);
    return must_be_str(rt, text, "__repr__");
}

ouro_owned ouro_str_of(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_is(o, OURO_T_str))
        return ouro_ref(rt, o);
    ouro_unary_slot str = ouro_type_of(rt, o)->slots.str;
    if (!str)
        return ouro_repr(rt, o);
    if (!ouro_enter(rt, " while getting the str of an object"))
        return NULL;
    ouro_obj *text = str(rt, o);
    ouro_leave(rt);
    return must_be_str(rt, text, "__str__");
}

ouro_owned ouro_ascii(ouro_rt *rt, ouro_borrowed o) {
    static const char digits[] = "0123456789abcdef";
    ouro_obj *text = ouro_repr(rt, o);
    if (!text || ouro_str_is_ascii(text))
        return text;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (size_t i = 0, n = ouro_str_length(text); i < n; i++) {
        uint32_t c = ouro_str_at(text, i);
        if (c < 0x80) {
            ouro_builder_char(&b, c);
            continue;
        }
        int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        ouro_builder_ascii(&b, width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U");
        while (width-- > 0)
            ouro_builder_char(&b, (uint8_t)digits[c >> (4 * width) & 15]);
    }
    ouro_release(rt, text);
    return ouro_builder_finish(&b);
}

// ---- containers whose repr is running: a list of them, innermost last ----------------------------------------------

int ouro_repr_enter(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *active = rt->ty->repr_active;
    if (!active) {
        active = rt->ty->repr_active = ouro_list_new(rt, 4);
        if (!active)
            return -1;
        ouro_untrack(active); // not for Python to see
    }
    for (size_t i = ouro_list_length(active); i-- > 0;)
        if (ouro_list_peek(active, i) == o)
            return 1;
    return ouro_list_append(rt, active, o);
}

void ouro_repr_leave(ouro_rt *rt, ouro_borrowed o) {
    ouro_list *active = (ouro_list *)rt->ty->repr_active;
    for (uint32_t i = active ? active->length : 0; i-- > 0;) {
        if (active->items[i] != o)
            continue;
        ouro_obj *held = ouro_slot_take(rt, &active->head, &active->items[i]);
        for (uint32_t k = i + 1; k < active->length; k++)
            active->items[k - 1] = active->items[k];
        active->length--;
        ouro_release(rt, held);
        return;
    }
}
