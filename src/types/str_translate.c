// str.maketrans and str.translate.
#include "types/abstract.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/str_methods.h"
#include "types/text.h"

#define METHOD(name)                                                                                                   \
    ouro_owned ouro_str_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                   \
                               ouro_borrowed kwnames)

static int set_char(ouro_rt *rt, ouro_obj *dict, uint32_t c, ouro_owned value) {
    ouro_obj *key = value ? ouro_int_from_i64(rt, c) : NULL;
    int result = key ? ouro_dict_set(rt, dict, key, value) : -1;
    ouro_xrelease(rt, key);
    ouro_xrelease(rt, value);
    return result;
}

// From a dict whose keys are characters or their numbers.
static int table_of_dict(ouro_rt *rt, ouro_obj *dict, ouro_borrowed given) {
    ouro_obj *key, *value;
    for (size_t pos = 0; ouro_dict_next(given, &pos, &key, &value);) {
        if (ouro_str_check(rt, key)) {
            if (ouro_str_length(key) != 1) {
                ouro_raise(rt, OURO_ValueError, "string keys in translate table must be of length 1");
                return -1;
            }
            if (set_char(rt, dict, ouro_str_at(key, 0), ouro_ref(rt, value)) < 0) return -1;
        } else if (!ouro_int_check(rt, key)) {
            ouro_raise(rt, OURO_TypeError, "keys in translate table must be strings or integers");
            return -1;
        } else if (ouro_dict_set(rt, dict, key, value) < 0)
            return -1;
    }
    return 0;
}

static bool argument(ouro_rt *rt, ouro_borrowed o, int which) {
    if (ouro_str_check(rt, o)) return true;
    ouro_raise(rt, OURO_TypeError, "maketrans() argument %d must be str, not %s", which, ouro_argument_type(rt, o));
    return false;
}

static int table_of_strings(ouro_rt *rt, ouro_obj *dict, ouro_borrowed from, ouro_borrowed to, ouro_borrowed removed) {
    if (!ouro_str_check(rt, from)) {
        ouro_raise(rt, OURO_TypeError, "first maketrans argument must be a string if there is a second argument");
        return -1;
    }
    size_t n = ouro_str_length(from);
    if (n != ouro_str_length(to)) {
        ouro_raise(rt, OURO_ValueError, "the first two maketrans arguments must have equal length");
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        if (set_char(rt, dict, ouro_str_at(from, i), ouro_int_from_i64(rt, ouro_str_at(to, i))) < 0) return -1;
    }
    for (size_t i = 0; removed && i < ouro_str_length(removed); i++) {
        if (set_char(rt, dict, ouro_str_at(removed, i), ouro_none(rt)) < 0) return -1;
    }
    return 0;
}

METHOD(maketrans) {
    for (size_t i = 1; i < nargs; i++) {
        if (!argument(rt, args[i], (int)i + 1)) return NULL;
    }
    if (nargs == 1 && !ouro_is(args[0], OURO_T_dict)) {
        ouro_raise(rt, OURO_TypeError, "if you give only one argument to maketrans it must be a dict");
        return NULL;
    }
    ouro_obj *dict = ouro_dict_new(rt);
    if (!dict) return NULL;
    int result = nargs == 1 ? table_of_dict(rt, dict, args[0])
                            : table_of_strings(rt, dict, args[0], args[1], nargs > 2 ? args[2] : NULL);
    if (result == 0) return dict;
    ouro_release(rt, dict);
    return NULL;
}

// What the table has for c: *single is its only character, or DELETED, or NOT_SINGLE and *text is an owned str. False:
// error.
enum { DELETED = 0x200000, NOT_SINGLE, UNKNOWN };
static bool look_up(ouro_rt *rt, ouro_borrowed table, uint32_t c, uint32_t *single, ouro_obj **text) {
    ouro_obj *key = ouro_int_from_i64(rt, c);
    ouro_obj *value = key ? ouro_getitem(rt, table, key) : NULL;
    ouro_xrelease(rt, key);
    if (!value) {
        if (!key || !ouro_error_is(rt, OURO_LookupError)) return false;
        ouro_error_clear(rt);
        *single = c;
        return true;
    }
    bool ok = true;
    if (value == rt->none)
        *single = DELETED;
    else if (ouro_int_check(rt, value)) {
        int overflow = 0;
        int64_t v = ouro_int_clip(value, &overflow);
        *single = (uint32_t)v;
        if (overflow || v < 0 || v > 0x10ffff) {
            ouro_raise(rt, OURO_ValueError, "character mapping must be in range(0x110000)");
            ok = false;
        }
    } else if (ouro_str_check(rt, value)) {
        if (ouro_str_length(value) == 1)
            *single = ouro_str_at(value, 0);
        else {
            *single = NOT_SINGLE;
            *text = value;
            return true;
        }
    } else {
        ouro_raise(rt, OURO_TypeError, "character mapping must return integer, None or str");
        ok = false;
    }
    ouro_release(rt, value);
    return ok;
}

METHOD(translate) {
    // A plain dict says the same for a character each time: ASCII ones are asked for once.
    bool cached = ouro_is(args[0], OURO_T_dict);
    uint32_t cache[128];
    for (size_t i = 0; i < 128; i++) cache[i] = UNKNOWN;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (size_t i = 0, n = ouro_str_length(self); i < n && !b.failed; i++) {
        uint32_t c = ouro_str_at(self, i), single = c < 128 ? cache[c] : UNKNOWN;
        if (single == UNKNOWN) {
            ouro_obj *text = NULL;
            if (!look_up(rt, args[0], c, &single, &text)) {
                ouro_builder_drop(&b);
                return NULL;
            }
            if (single == NOT_SINGLE) {
                ouro_builder_str(&b, text);
                ouro_release(rt, text);
                continue;
            }
            if (cached && c < 128) cache[c] = single;
        }
        if (single != DELETED) ouro_builder_char(&b, single);
    }
    return ouro_builder_finish(&b);
}
