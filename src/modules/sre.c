// Module _sre: the engine under the standard library's re.
#include "modules/sre_charset.h"

#include "types/int.h"

enum { MAGIC = 20220615 }; // version of the codes, as re._constants has it

static bool character(ouro_rt *rt, ouro_borrowed o, uint32_t *out) {
    int64_t c;
    if (!ouro_index_i64(rt, o, OURO_OverflowError, &c)) return false;
    *out = (uint32_t)c;
    return true;
}

METHOD(compile) { return ouro_sre_pattern_new(rt, args, nargs, kwnames); }
METHOD(getcodesize) { return ouro_int_from_i64(rt, sizeof(uint32_t)); }
METHOD(ascii_iscased) {
    uint32_t c;
    return character(rt, args[0], &c) ? ouro_bool(rt, c < 128 && isalpha((int)c)) : NULL;
}
METHOD(unicode_iscased) {
    uint32_t c;
    if (!character(rt, args[0], &c)) return NULL;
    uint32_t lower = sre_lower_unicode(c);
    return ouro_bool(rt, c != lower || c != sre_upper_unicode(c));
}
METHOD(ascii_tolower) {
    uint32_t c;
    return character(rt, args[0], &c) ? ouro_int_from_i64(rt, sre_lower_ascii(c)) : NULL;
}
METHOD(unicode_tolower) {
    uint32_t c;
    return character(rt, args[0], &c) ? ouro_int_from_i64(rt, sre_lower_unicode(c)) : NULL;
}

static const ouro_method_def functions[] = {
    {"compile", compile, 0, OURO_MANY, OURO_M_KEYWORDS,
     "compile($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)\n--\n\n"},
    {"getcodesize", getcodesize, 0, 0, 0, "getcodesize($module, /)\n--\n\n"},
    {"ascii_iscased", ascii_iscased, 1, 1, 0, "ascii_iscased($module, character, /)\n--\n\n"},
    {"unicode_iscased", unicode_iscased, 1, 1, 0, "unicode_iscased($module, character, /)\n--\n\n"},
    {"ascii_tolower", ascii_tolower, 1, 1, 0, "ascii_tolower($module, character, /)\n--\n\n"},
    {"unicode_tolower", unicode_tolower, 1, 1, 0, "unicode_tolower($module, character, /)\n--\n\n"},
    {0},
};

static int fill(ouro_rt *rt, ouro_borrowed m) {
    static const struct {
        const char *name;
        int64_t value;
    } numbers[] = {{"MAGIC", MAGIC},
                   {"CODESIZE", sizeof(uint32_t)},
                   {"MAXREPEAT", SRE_MAXREPEAT},
                   {"MAXGROUPS", INT32_MAX / 2}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (ouro_module_add(rt, m, numbers[i].name, ouro_int_from_i64(rt, numbers[i].value)) < 0) return -1;
    return ouro_native_add_type(rt, m, OURO_NT_Pattern) < 0 || ouro_native_add_type(rt, m, OURO_NT_Match) < 0 ? -1 : 0;
}

ouro_owned ouro_module__sre(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_sre", NULL, functions);
    return m ? ouro_native_module_done(rt, m, fill(rt, m)) : NULL;
}
