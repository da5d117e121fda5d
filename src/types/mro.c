// Method resolution order: C3 (Barrett et al., "A monotonic superclass linearization for Dylan", 1996).
#include "types/abstract.h"
#include "types/containers.h"
#include "types/str.h"
#include "types/type.h"

// A sequence being merged, and how far it has been used up. NULL items never occur.
typedef struct input {
    ouro_obj *const *items;
    size_t n, at;
} input;

static bool in_tail(const input *in, ouro_borrowed cls) {
    for (size_t i = in->at + 1; i < in->n; i++)
        if (in->items[i] == cls)
            return true;
    return false;
}

static void no_order(ouro_rt *rt, const input *inputs, size_t n) {
    ouro_builder text;
    ouro_builder_init(&text, rt);
    ouro_builder_ascii(&text, "Cannot create a consistent method resolution\norder (MRO) for bases ");
    // The heads that are left, each once, in the order in which they were met.
    bool first = true;
    for (size_t i = 0; i < n; i++) {
        if (inputs[i].at >= inputs[i].n)
            continue;
        ouro_borrowed head = inputs[i].items[inputs[i].at];
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++)
            seen = inputs[k].at < inputs[k].n && inputs[k].items[inputs[k].at] == head;
        if (seen)
            continue;
        ouro_builder_ascii(&text, first ? "" : ", ");
        ouro_builder_str(&text, ((const ouro_type *)head)->name);
        first = false;
    }
    ouro_obj *message = ouro_builder_finish(&text);
    if (message)
        ouro_raise(rt, OURO_TypeError, "%S", message);
    ouro_xrelease(rt, message);
}

static bool duplicates(ouro_rt *rt, ouro_borrowed bases) {
    for (size_t i = 0, n = ouro_tuple_length(bases); i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (ouro_tuple_peek(bases, i) == ouro_tuple_peek(bases, k)) {
                ouro_raise(rt, OURO_TypeError, "duplicate base class %N", (const ouro_type *)ouro_tuple_peek(bases, i));
                return true;
            }
    return false;
}

static int merge(ouro_rt *rt, ouro_borrowed list, input *inputs, size_t n) {
    for (;;) {
        ouro_borrowed next = NULL;
        bool left = false;
        for (size_t i = 0; i < n && !next; i++) {
            if (inputs[i].at >= inputs[i].n)
                continue;
            left = true;
            next = inputs[i].items[inputs[i].at];
            for (size_t k = 0; k < n && next; k++)
                if (in_tail(&inputs[k], next))
                    next = NULL;
        }
        if (!left)
            return 0;
        if (!next) {
            no_order(rt, inputs, n);
            return -1;
        }
        if (ouro_list_append(rt, list, next) < 0)
            return -1;
        for (size_t i = 0; i < n; i++)
            if (inputs[i].at < inputs[i].n && inputs[i].items[inputs[i].at] == next)
                inputs[i].at++;
    }
}

ouro_owned ouro_mro_c3(ouro_rt *rt, ouro_type *type) {
    ouro_obj *bases = ouro_ref(rt, type->bases);
    size_t n = ouro_tuple_length(bases);
    input *inputs = ouro_raw_alloc(rt, (n + 1) * sizeof *inputs);
    ouro_obj *list = inputs ? ouro_list_new(rt, 4) : NULL;
    int status = list ? ouro_list_append(rt, list, &type->head) : -1;
    for (size_t i = 0; status == 0 && i < n; i++) {
        const ouro_type *base = (const ouro_type *)ouro_tuple_peek(bases, i);
        if (!base->mro) {
            ouro_raise(rt, OURO_TypeError, "Cannot extend an incomplete type '%N'", base);
            status = -1;
            break;
        }
        inputs[i] = (input){((const ouro_tuple *)base->mro)->items, ouro_tuple_length(base->mro), 0};
    }
    if (status == 0 && n == 1) { // no need to merge
        for (size_t i = 0; status == 0 && i < inputs[0].n; i++)
            status = ouro_list_append(rt, list, inputs[0].items[i]);
    } else if (status == 0) {
        inputs[n] = (input){((const ouro_tuple *)bases)->items, n, 0};
        status = duplicates(rt, bases) ? -1 : merge(rt, list, inputs, n + 1);
    }
    ouro_raw_free(rt, inputs);
    ouro_release(rt, bases);
    if (status == 0)
        return list;
    ouro_xrelease(rt, list);
    return NULL;
}

// What a metaclass's own mro() returned must be classes that the layout of the type allows.
static bool check_own_mro(ouro_rt *rt, const ouro_type *type, ouro_borrowed mro) {
    const ouro_type *native = ouro_native_base(type);
    for (size_t i = 0; i < ouro_tuple_length(mro); i++) {
        ouro_borrowed c = ouro_tuple_peek(mro, i);
        if (!ouro_type_check(rt, c)) {
            ouro_raise(rt, OURO_TypeError, "mro() returned a non-class ('%T')", c);
            return false;
        }
        const ouro_type *cls = (const ouro_type *)c;
        if (cls != type && !ouro_subtype(native, ouro_native_base(cls))) {
            ouro_raise(rt, OURO_TypeError, "mro() returned base with unsuitable layout ('%N')", cls);
            return false;
        }
    }
    return true;
}

ouro_owned ouro_mro_compute(ouro_rt *rt, ouro_type *type) {
    ouro_type *meta = ouro_type_of(rt, &type->head);
    ouro_obj *list, *mro;
    if (!(meta->flags & OURO_TF_HEAP)) {
        list = ouro_mro_c3(rt, type);
        mro = list ? ouro_list_as_tuple(rt, list) : NULL;
        ouro_xrelease(rt, list);
        return mro;
    }
    ouro_obj *f = ouro_special_lookup(rt, &type->head, OURO_NAME(rt, mro));
    list = f ? ouro_call0(rt, f) : NULL;
    ouro_xrelease(rt, f);
    mro = list ? ouro_tuple_of(rt, list) : NULL;
    ouro_xrelease(rt, list);
    if (mro && !check_own_mro(rt, type, mro)) {
        ouro_release(rt, mro);
        return NULL;
    }
    return mro;
}
