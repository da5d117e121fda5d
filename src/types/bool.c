// bool: the two ints that are shown as False and True.
#include "types/abstract.h"
#include "types/int.h"
#include "types/spec.h"
#include "types/str.h"

static ouro_owned bool_repr(ouro_rt *rt, ouro_borrowed a) {
    return ouro_str_interned_cstring(rt, ouro_int_word(a) ? "True" : "False");
}

static ouro_owned bool_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "bool", nargs, kwnames, 0, 1) < 0)
        return NULL;
    int truth = nargs ? ouro_truth(rt, args[0]) : 0;
    return truth < 0 ? NULL : ouro_bool(rt, truth);
}

static bool bools(ouro_borrowed a, ouro_borrowed b) { return ouro_is(a, OURO_T_bool) && ouro_is(b, OURO_T_bool); }
static const ouro_slots *int_slots(const ouro_rt *rt) { return &rt->types[OURO_T_int]->slots; }

static ouro_owned bool_and(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return bools(a, b) ? ouro_bool(rt, ouro_int_word(a) & ouro_int_word(b)) : int_slots(rt)->and(rt, a, b);
}
static ouro_owned bool_or(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return bools(a, b) ? ouro_bool(rt, ouro_int_word(a) | ouro_int_word(b)) : int_slots(rt)->or(rt, a, b);
}
static ouro_owned bool_xor(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b) {
    return bools(a, b) ? ouro_bool(rt, ouro_int_word(a) != ouro_int_word(b)) : int_slots(rt)->xor(rt, a, b);
}

const ouro_type_spec ouro_spec_bool = {
    .number = OURO_T_bool,
    .base = OURO_T_int,
    .flags = OURO_TF_IMMUTABLE | OURO_TF_INT | OURO_TF_MATCH_SELF,
    .size = sizeof(ouro_int),
    .name = "bool",
    .doc = "bool(x) -> bool\n\n"
           "Returns True when the argument x is true, False otherwise.\n"
           "The builtins True and False are the only two instances of the class bool.\n"
           "The class bool is a subclass of the class int, and cannot be subclassed.",
    .slots =
        {
            .repr = bool_repr,
            .create = bool_create,
            .and = bool_and,
            .or = bool_or,
            .xor = bool_xor,
        },
};
