// re.Pattern: compiled patterns.
#include <stdio.h>
#include <string.h>

#include "modules/sre_charset.h"

#include "base/hash.h"
#include "types/int.h"

static ouro_sre_pattern *of(ouro_borrowed o) { return ouro_sre_pattern_cast(o); }

// ---- making ----------------------------------------------------------------------------------------------------------

// The list of codes as an array, a raw block. NULL: error pending.
static uint32_t *codes_of(ouro_rt *rt, ouro_borrowed list, uint32_t length) {
    uint32_t *code = ouro_raw_alloc(rt, (length ? length : 1) * sizeof *code);
    for (uint32_t i = 0; code && i < length; i++) {
        uint64_t value = 0;
        ouro_obj *n = i < ouro_list_length(list) ? ouro_index(rt, ouro_list_peek(list, i)) : NULL;
        bool ok = n && ouro_int_to_u64(rt, n, &value) && value <= UINT32_MAX;
        ouro_xrelease(rt, n);
        if (!ok) {
            if (!ouro_error_pending(rt) || ouro_error_is(rt, OURO_OverflowError))
                ouro_raise(rt, OURO_OverflowError, "regular expression code size limit exceeded");
            ouro_raw_free(rt, code);
            return NULL;
        }
        code[i] = (uint32_t)value;
    }
    return code;
}

static int kind_of(ouro_rt *rt, ouro_borrowed pattern, enum sre_kind *out) {
    *out = pattern == rt->none ? SRE_ANY_KIND : ouro_str_check(rt, pattern) ? SRE_STR : SRE_BYTES;
    if (*out != SRE_BYTES || ouro_type_of(rt, pattern)->slots.get_buffer) return 0;
    ouro_raise(rt, OURO_TypeError, "expected string or bytes-like object, got '%T'", pattern);
    return -1;
}

static bool is_a(ouro_rt *rt, ouro_borrowed o, bool right, size_t number, const char *name, const char *type) {
    if (!right) ouro_raise(rt, OURO_TypeError, "compile() argument '%s' must be %s, not %T", name, type, o);
    return right;
}

// _sre.compile(pattern, flags, code, groups, groupindex, indexgroup)
ouro_owned ouro_sre_pattern_new(ouro_rt *rt, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"pattern", "flags", "code", "groups", "groupindex", "indexgroup"};
    ouro_obj *a[6];
    int64_t flags, groups;
    enum sre_kind kind;
    if (ouro_args(rt, "compile", args, nargs, kwnames, names, 6, 6, 6, a) < 0) return NULL;
    if (!ouro_index_i64(rt, a[1], OURO_OverflowError, &flags) || !ouro_index_i64(rt, a[3], OURO_OverflowError, &groups))
        return NULL;
    if (!is_a(rt, a[2], ouro_list_check(rt, a[2]), 3, "code", "list") ||
        !is_a(rt, a[4], ouro_dict_check(rt, a[4]), 5, "groupindex", "dict") ||
        !is_a(rt, a[5], ouro_tuple_check(rt, a[5]), 6, "indexgroup", "tuple") || kind_of(rt, a[0], &kind) < 0)
        return NULL;
    uint32_t length = ouro_list_length(a[2]);
    uint32_t *code = codes_of(rt, a[2], length);
    if (!code) return NULL;
    int ok = groups < 0 || groups > UINT32_MAX ? 0 : ouro_sre_validate(rt, code, length, (uint32_t)groups);
    if (ok == 0) ouro_raise(rt, OURO_RuntimeError, "invalid SRE code");
    ouro_type *type = ok > 0 ? ouro_native_type(rt, OURO_NT_Pattern) : NULL;
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(ouro_sre_pattern)) : NULL;
    if (!o) {
        ouro_raw_free(rt, code);
        return NULL;
    }
    ouro_sre_pattern *p = of(o);
    p->code = code;
    p->code_length = length;
    p->flags = (uint32_t)flags;
    p->groups = (uint32_t)groups;
    p->kind = kind;
    ouro_slot_init(rt, o, &p->pattern, ouro_ref(rt, a[0]));
    ouro_slot_init(rt, o, &p->groupindex, ouro_ref(rt, a[4]));
    ouro_slot_init(rt, o, &p->indexgroup, ouro_ref(rt, a[5]));
    return o;
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->pattern);
    ouro_slot_clear(rt, self, &of(self)->groupindex);
    ouro_slot_clear(rt, self, &of(self)->indexgroup);
}
static void dealloc(ouro_rt *rt, ouro_obj *self) {
    clear(rt, self);
    ouro_raw_free(rt, of(self)->code);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->pattern);
    OURO_VISIT(of(self)->groupindex);
    OURO_VISIT(of(self)->indexgroup);
    return 0;
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return sizeof(ouro_sre_pattern) + of(self)->code_length * sizeof(uint32_t);
}

// ---- repr, hash, comparison --------------------------------------------------------------------------------------

static const char *const flag_names[] = {"re.TEMPLATE", "re.IGNORECASE", "re.LOCALE",  "re.MULTILINE", "re.DOTALL",
                                         "re.UNICODE",  "re.VERBOSE",    "re.DEBUG",   "re.ASCII"};
enum { FLAGS = sizeof flag_names / sizeof *flag_names, REPR_MOST = 200 };

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_sre_pattern *p = of(self);
    uint32_t flags = p->flags, types = SRE_FLAG_LOCALE | SRE_FLAG_UNICODE | SRE_FLAG_ASCII;
    if (p->kind == SRE_STR && (flags & types) == SRE_FLAG_UNICODE) flags &= ~(uint32_t)SRE_FLAG_UNICODE;
    ouro_obj *text = ouro_repr(rt, p->pattern);
    if (!text) return NULL;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, "re.compile(");
    uint32_t n = ouro_str_length(text);
    ouro_builder_slice(&b, text, 0, n < REPR_MOST ? n : REPR_MOST);
    ouro_release(rt, text);
    const char *between = ", ";
    for (size_t i = 0; i < FLAGS; i++)
        if (flags >> i & 1) {
            ouro_builder_ascii(&b, between);
            ouro_builder_ascii(&b, flag_names[i]);
            between = "|";
        }
    if (flags >> FLAGS) {
        char rest[24];
        (void)snprintf(rest, sizeof rest, "%s0x%x", between, flags >> FLAGS << FLAGS);
        ouro_builder_ascii(&b, rest);
    }
    ouro_builder_ascii(&b, ")");
    return ouro_builder_finish(&b);
}

static int64_t hash(ouro_rt *rt, ouro_borrowed self) {
    const ouro_sre_pattern *p = of(self);
    int64_t h = ouro_hash(rt, p->pattern);
    if (h == -1) return -1;
    h ^= (int64_t)ouro_hash_bytes(0, p->code, p->code_length * sizeof(uint32_t));
    h ^= (int64_t)p->flags ^ (int64_t)p->kind ^ (int64_t)p->groups;
    return h == -1 ? -2 : h;
}

static ouro_owned compare(ouro_rt *rt, ouro_borrowed a, ouro_borrowed b, int op) {
    if ((op != OURO_EQ && op != OURO_NE) || !ouro_native_is(rt, a, OURO_NT_Pattern) ||
        !ouro_native_is(rt, b, OURO_NT_Pattern))
        return ouro_not_implemented(rt);
    const ouro_sre_pattern *p = of(a), *q = of(b);
    int same = p->flags == q->flags && p->kind == q->kind && p->groups == q->groups &&
               p->code_length == q->code_length && memcmp(p->code, q->code, p->code_length * sizeof(uint32_t)) == 0;
    if (same && p != q) same = ouro_compare_bool(rt, p->pattern, q->pattern, OURO_EQ);
    return same < 0 ? NULL : ouro_bool(rt, same == (op == OURO_EQ));
}

// ---- methods ---------------------------------------------------------------------------------------------------------

int ouro_sre_range(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
                   sre_range *out) {
    static const char *const names[] = {"string", "pos", "endpos"};
    ouro_obj *a[3];
    if (ouro_args(rt, function, args, nargs, kwnames, names, 3, 1, 3, a) < 0) return -1;
    *out = (sre_range){a[0], 0, INT64_MAX};
    if (a[1] && !ouro_index_i64(rt, a[1], OURO_OverflowError, &out->pos)) return -1;
    if (a[2] && !ouro_index_i64(rt, a[2], OURO_OverflowError, &out->endpos)) return -1;
    return 0;
}

enum how { MATCH, FULLMATCH, SEARCH };

static ouro_owned find_one(ouro_rt *rt, ouro_borrowed self, const sre_range *r, enum how how) {
    ouro_sre m;
    if (ouro_sre_begin(rt, &m, of(self), r->string, r->pos, r->endpos) < 0) return NULL;
    uint32_t pos = m.start;
    m.whole = how == FULLMATCH;
    int status = how == SEARCH ? ouro_sre_search(&m) : ouro_sre_match(&m);
    ouro_obj *result = ouro_sre_result_or_none(&m, status, self, r->string, pos);
    ouro_sre_end(&m);
    return result;
}

METHOD(do_match) {
    sre_range r;
    return ouro_sre_range(rt, "match", args, nargs, kwnames, &r) < 0 ? NULL : find_one(rt, self, &r, MATCH);
}
METHOD(do_fullmatch) {
    sre_range r;
    return ouro_sre_range(rt, "fullmatch", args, nargs, kwnames, &r) < 0 ? NULL : find_one(rt, self, &r, FULLMATCH);
}
METHOD(do_search) {
    sre_range r;
    return ouro_sre_range(rt, "search", args, nargs, kwnames, &r) < 0 ? NULL : find_one(rt, self, &r, SEARCH);
}
METHOD(itself) { return ouro_ref(rt, self); }

static const ouro_method_def methods[] = {
    {"match", do_match, 1, 3, OURO_M_KEYWORDS,
     "match($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nMatches zero or more characters at the beginning of the string."},
    {"fullmatch", do_fullmatch, 1, 3, OURO_M_KEYWORDS,
     "fullmatch($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nMatches against all of the string."},
    {"search", do_search, 1, 3, OURO_M_KEYWORDS,
     "search($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"
     "Scan through string looking for a match, and return a corresponding match object instance.\n\n"
     "Return None if no position in the string matches."},
    {"sub", ouro_sre_sub, 2, 3, OURO_M_KEYWORDS,
     "sub($self, /, repl, string, count=0)\n--\n\nThe string with the leftmost matches that do not overlap replaced."},
    {"subn", ouro_sre_subn, 2, 3, OURO_M_KEYWORDS,
     "subn($self, /, repl, string, count=0)\n--\n\n(new string, number of replacements)."},
    {"findall", ouro_sre_findall, 1, 3, OURO_M_KEYWORDS,
     "findall($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nA list of all matches that do not overlap."},
    {"split", ouro_sre_split, 1, 2, OURO_M_KEYWORDS,
     "split($self, /, string, maxsplit=0)\n--\n\nThe string split where the pattern matches."},
    {"finditer", ouro_sre_finditer, 1, 3, OURO_M_KEYWORDS,
     "finditer($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nAn iterator over all matches that do not overlap."},
    {"scanner", ouro_sre_scanner, 1, 3, OURO_M_KEYWORDS, "scanner($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"},
    {"__copy__", itself, 0, 0, 0, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", itself, 1, 1, 0, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};

static ouro_owned get_groupindex(ouro_rt *rt, ouro_borrowed self) {
    if (ouro_dict_length(of(self)->groupindex) > 0) return ouro_mappingproxy_new(rt, of(self)->groupindex);
    ouro_obj *empty = ouro_dict_new(rt), *proxy = empty ? ouro_mappingproxy_new(rt, empty) : NULL;
    ouro_xrelease(rt, empty);
    return proxy;
}
static const ouro_getset_def getsets[] = {
    {"groupindex", get_groupindex, NULL, "A dictionary mapping group names to group numbers."}, {0}};
static const ouro_member_def members[] = {
    {"pattern", OURO_MEMBER_OBJ, offsetof(ouro_sre_pattern, pattern), false},
    {"flags", OURO_MEMBER_U32, offsetof(ouro_sre_pattern, flags), false},
    {"groups", OURO_MEMBER_U32, offsetof(ouro_sre_pattern, groups), false},
    {0},
};

const ouro_type_spec ouro_native_spec_Pattern = {
    .flags = OURO_TF_GC | OURO_TF_WEAK | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(ouro_sre_pattern),
    .name = "re.Pattern",
    .doc = "Compiled regular expression object.",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.dealloc = dealloc,
              .traverse = traverse,
              .clear = clear,
              .size_of = size_of,
              .repr = repr,
              .hash = hash,
              .compare = compare},
};
