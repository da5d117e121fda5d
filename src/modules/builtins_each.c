// Builtin functions over the items of iterables.
#include "modules/builtins.h"
#include "modules/native.h"

#include "types/float.h"
#include "types/int.h"

// ---- any, all ------------------------------------------------------------------------------------------------------

// Stops at the first item whose truth is *ctx: 2. An error: -1.
static int find_truth(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    if (item == rt->true_ || item == rt->false_) return (item == rt->true_) == *(bool *)ctx ? 2 : 0;
    int truth = ouro_truth(rt, item);
    return truth < 0 ? -1 : truth == *(bool *)ctx ? 2 : 0;
}

METHOD(any) {
    bool wanted = true;
    int r = ouro_each(rt, args[0], find_truth, &wanted);
    return r < 0 ? NULL : ouro_bool(rt, r == 2);
}

METHOD(all) {
    bool wanted = false;
    int r = ouro_each(rt, args[0], find_truth, &wanted);
    return r < 0 ? NULL : ouro_bool(rt, r != 2);
}

// ---- sum -----------------------------------------------------------------------------------------------------------

// The sum so far: a machine word as long as all were such ints, a double after that, an object otherwise.
typedef struct total {
    enum { WORD, DOUBLE, OBJECT } kind;
    int64_t word;
    double number;
    ouro_obj *object; // owned
} total;

static int to_object(ouro_rt *rt, total *t) {
    if (t->kind == OBJECT) return 0;
    ouro_obj *o = t->kind == WORD ? ouro_int_from_i64(rt, t->word) : ouro_float_new(rt, t->number);
    if (!o) return -1;
    t->kind = OBJECT;
    t->object = o;
    return 0;
}

static bool word_or_bool(ouro_borrowed o) { return ouro_int_is_word(o) || ouro_is(o, OURO_T_bool); }

static int add_item(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    total *t = ctx;
    if (t->kind == WORD && word_or_bool(item)) {
        int64_t sum;
        if (!__builtin_add_overflow(t->word, ouro_int_word(item), &sum)) {
            t->word = sum;
            return 0;
        }
    } else if (t->kind == WORD && ouro_is(item, OURO_T_float)) {
        t->number = (double)t->word + ouro_float_value(item);
        t->kind = DOUBLE;
        return 0;
    } else if (t->kind == DOUBLE && ouro_is(item, OURO_T_float)) {
        t->number += ouro_float_value(item);
        return 0;
    } else if (t->kind == DOUBLE && word_or_bool(item)) {
        t->number += (double)ouro_int_word(item);
        return 0;
    }
    if (to_object(rt, t) < 0) return -1;
    ouro_obj *sum = ouro_binary(rt, OURO_OP_ADD, t->object, item);
    if (!sum) return -1;
    ouro_release(rt, t->object);
    t->object = sum;
    return 0;
}

METHOD(sum) {
    static const char *const names[] = {"", "start"};
    ouro_obj *a[2];
    if (ouro_args(rt, "sum", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    total t = {.kind = WORD};
    if (a[1]) {
        const char *what = ouro_str_check(rt, a[1])                    ? "strings [use ''"
                           : ouro_is_a(rt, a[1], OURO_T_bytes)     ? "bytes [use b''"
                           : ouro_is_a(rt, a[1], OURO_T_bytearray) ? "bytearray [use b''"
                                                                   : NULL;
        if (what) {
            ouro_raise(rt, OURO_TypeError, "sum() can't sum %s.join(seq) instead]", what);
            return NULL;
        }
        if (ouro_int_is_word(a[1]))
            t.word = ouro_int_word(a[1]);
        else if (ouro_is(a[1], OURO_T_float))
            t.kind = DOUBLE, t.number = ouro_float_value(a[1]);
        else
            t.kind = OBJECT, t.object = ouro_ref(rt, a[1]);
    }
    if (ouro_each(rt, a[0], add_item, &t) == 0 && to_object(rt, &t) == 0) return t.object;
    ouro_xrelease(rt, t.object);
    return NULL;
}

// ---- min, max ------------------------------------------------------------------------------------------------------

typedef struct best {
    int op;           // OURO_LT or OURO_GT
    ouro_borrowed key; // function or NULL
    ouro_obj *item, *value; // owned, NULL until there is one
} best;

static int better(ouro_rt *rt, const best *b, ouro_borrowed value) {
    if (ouro_int_is_word(value) && ouro_int_is_word(b->value)) {
        int64_t x = ouro_int_word(value), y = ouro_int_word(b->value);
        return b->op == OURO_LT ? x < y : x > y;
    }
    if (ouro_is(value, OURO_T_float) && ouro_is(b->value, OURO_T_float)) {
        double x = ouro_float_value(value), y = ouro_float_value(b->value);
        return b->op == OURO_LT ? x < y : x > y;
    }
    ouro_obj *r = ouro_compare(rt, value, b->value, b->op);
    if (!r) return -1;
    int truth = ouro_truth(rt, r);
    ouro_release(rt, r);
    return truth;
}

static int consider(ouro_rt *rt, ouro_borrowed item, void *ctx) {
    best *b = ctx;
    ouro_obj *held = ouro_ref(rt, item);
    ouro_obj *value = b->key ? ouro_call1(rt, b->key, held) : ouro_ref(rt, held);
    int wins = !value ? -1 : b->value ? better(rt, b, value) : 1;
    if (wins > 0) {
        ouro_obj *old_item = b->item, *old_value = b->value;
        b->item = held;
        b->value = value;
        ouro_xrelease(rt, old_item);
        ouro_xrelease(rt, old_value);
        return 0;
    }
    ouro_xrelease(rt, value);
    ouro_release(rt, held);
    return wins;
}

static ouro_owned min_max(ouro_rt *rt, const char *name, int op, ouro_obj *const *args, size_t nargs,
                          ouro_borrowed kwnames) {
    static const char *const names[] = {"key", "default"};
    if (nargs == 0) {
        ouro_raise(rt, OURO_TypeError, "%s expected at least 1 argument, got 0", name);
        return NULL;
    }
    ouro_obj *a[2];
    if (ouro_args(rt, name, args + nargs, 0, kwnames, names, 2, 0, 0, a) < 0) return NULL;
    if (nargs > 1 && a[1]) {
        ouro_raise(rt, OURO_TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
        return NULL;
    }
    best b = {.op = op, .key = a[0] && a[0] != rt->none ? a[0] : NULL};
    int r = 0;
    if (nargs == 1)
        r = ouro_each(rt, args[0], consider, &b);
    else
        for (size_t i = 0; i < nargs && r == 0; i++) r = consider(rt, args[i], &b);
    ouro_xrelease(rt, b.value);
    if (r == 0 && b.item) return b.item;
    ouro_xrelease(rt, b.item);
    if (r == 0 && a[1]) return ouro_ref(rt, a[1]);
    if (r == 0) ouro_raise(rt, OURO_ValueError, "%s() arg is an empty sequence", name);
    return NULL;
}
METHOD(min) { return min_max(rt, "min", OURO_LT, args, nargs, kwnames); }
METHOD(max) { return min_max(rt, "max", OURO_GT, args, nargs, kwnames); }

// ---- sorted --------------------------------------------------------------------------------------------------------

METHOD(sorted) {
    if (nargs != 1) {
        ouro_raise(rt, OURO_TypeError, "sorted expected 1 argument, got %zu", nargs);
        return NULL;
    }
    ouro_obj *list = ouro_list_of(rt, args[0]);
    if (!list) return NULL;
    ouro_obj *r = NULL;
    if (!kwnames) {
        if (ouro_list_sort(rt, list, NULL, false) == 0) return list;
    } else {
        size_t n = 1 + ouro_tuple_length(kwnames);
        ouro_obj *few[4], **all = n <= 4 ? few : ouro_raw_alloc(rt, n * sizeof *all);
        if (all) {
            all[0] = list;
            for (size_t i = 1; i < n; i++) all[i] = args[i];
            r = ouro_call_method(rt, OURO_NAME(rt, sort), all, 1, kwnames);
            if (all != few) ouro_raw_free(rt, all);
        }
    }
    if (r) {
        ouro_release(rt, r);
        return list;
    }
    ouro_release(rt, list);
    return NULL;
}

const ouro_method_def ouro_builtins_each[] = {
    {"all", all, 1, 1, 0, "all($module, iterable, /)\n--\n\nAre all items true?"},
    {"any", any, 1, 1, 0, "any($module, iterable, /)\n--\n\nIs any item true?"},
    {"max", max, 0, 0, OURO_M_KEYWORDS, "The largest of the items of an iterable, or of the arguments."},
    {"min", min, 0, 0, OURO_M_KEYWORDS, "The smallest of the items of an iterable, or of the arguments."},
    {"sorted", sorted, 0, 0, OURO_M_KEYWORDS,
     "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nA new list of the items in ascending order."},
    {"sum", sum, 0, 0, OURO_M_KEYWORDS, "sum($module, iterable, /, start=0)\n--\n\nThe start value plus all items."},
    {0},
};
