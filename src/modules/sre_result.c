// re.Match: what a match found.
#include "modules/sre.h"

#include "types/container_util.h"
#include "types/int.h"
#include "vm/import.h"

typedef struct result {
    ouro_obj head;
    ouro_obj *string;  // what was searched
    ouro_obj *pattern; // ouro_sre_pattern
    ouro_obj *regs;    // tuple of spans, NULL until asked for
    uint32_t pos, endpos;
    uint32_t groups;     // group 0, the whole match, included
    uint32_t last_group; // 0: none
    uint32_t spans[];    // start and end of each, SRE_UNSET twice if it took no part
} result;
static result *of(ouro_borrowed o) { return (result *)(uintptr_t)o; }

// ---- making ----------------------------------------------------------------------------------------------------------

ouro_owned ouro_sre_result(ouro_sre *m, ouro_borrowed pattern, ouro_borrowed string, uint32_t pos) {
    ouro_rt *rt = m->rt;
    uint32_t groups = ouro_sre_pattern_cast(pattern)->groups + 1;
    ouro_type *type = ouro_native_type(rt, OURO_NT_Match);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(result) + 2 * groups * sizeof(uint32_t)) : NULL;
    if (!o) return NULL;
    result *r = of(o);
    ouro_slot_init(rt, o, &r->string, ouro_ref(rt, string));
    ouro_slot_init(rt, o, &r->pattern, ouro_ref(rt, pattern));
    r->pos = pos;
    r->endpos = m->end;
    r->groups = groups;
    r->last_group = m->last_group;
    r->spans[0] = m->start;
    r->spans[1] = m->at;
    for (uint32_t i = 1; i < groups; i++) {
        uint32_t from = ouro_sre_mark(m, 2 * i - 2), to = ouro_sre_mark(m, 2 * i - 1);
        bool took_part = from != SRE_UNSET && to != SRE_UNSET && from <= to;
        r->spans[2 * i] = took_part ? from : SRE_UNSET;
        r->spans[2 * i + 1] = took_part ? to : SRE_UNSET;
    }
    return o;
}

ouro_owned ouro_sre_result_or_none(ouro_sre *m, int status, ouro_borrowed pattern, ouro_borrowed string, uint32_t pos) {
    if (status < 0) return NULL;
    return status ? ouro_sre_result(m, pattern, string, pos) : ouro_none(m->rt);
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    ouro_slot_clear(rt, self, &of(self)->string);
    ouro_slot_clear(rt, self, &of(self)->pattern);
    ouro_slot_clear(rt, self, &of(self)->regs);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->string);
    OURO_VISIT(of(self)->pattern);
    OURO_VISIT(of(self)->regs);
    return 0;
}
static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return sizeof(result) + 2 * of(self)->groups * sizeof(uint32_t);
}

// ---- text ------------------------------------------------------------------------------------------------------------

static uint32_t clip(uint32_t i, size_t length) { return i < length ? i : (uint32_t)length; }

ouro_owned ouro_sre_slice(ouro_rt *rt, ouro_borrowed string, uint32_t from, uint32_t to) {
    ouro_buffer b;
    if (ouro_str_check(rt, string)) {
        if (from == 0 && to == ouro_str_length(string) && ouro_is(string, OURO_T_str)) return ouro_ref(rt, string);
        return ouro_str_slice(rt, string, from, to);
    }
    if (ouro_is(string, OURO_T_bytes) && from == 0 && to == ((const ouro_bytes *)string)->length)
        return ouro_ref(rt, string);
    if (ouro_get_buffer(rt, string, &b, OURO_BUFFER_READ) < 0) return NULL;
    from = clip(from, b.length); // it may have shrunk
    to = clip(to, b.length);
    ouro_obj *bytes = ouro_bytes_new(rt, b.data + from, to > from ? to - from : 0);
    ouro_release_buffer(rt, &b);
    return bytes;
}

ouro_owned ouro_sre_group(ouro_sre *m, ouro_borrowed string, uint32_t group, ouro_borrowed unmatched) {
    uint32_t from = group ? ouro_sre_mark(m, 2 * group - 2) : m->start;
    uint32_t to = group ? ouro_sre_mark(m, 2 * group - 1) : m->at;
    if (from != SRE_UNSET && to != SRE_UNSET && from <= to) return ouro_sre_slice(m->rt, string, from, to);
    return unmatched ? ouro_ref(m->rt, unmatched) : ouro_sre_slice(m->rt, string, 0, 0);
}

static ouro_owned group_text(ouro_rt *rt, const result *r, uint32_t group, ouro_borrowed unmatched) {
    uint32_t from = r->spans[2 * group];
    if (from == SRE_UNSET || r->string == rt->none) return ouro_ref(rt, unmatched);
    return ouro_sre_slice(rt, r->string, from, r->spans[2 * group + 1]);
}

// ---- groups ----------------------------------------------------------------------------------------------------------

// The number of a group given by number or name. -1: IndexError.
static int64_t group_number(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    int64_t i = -1;
    if (ouro_has_index(rt, key)) {
        if (!ouro_index_i64(rt, key, OURO_IndexError, &i)) {
            if (!ouro_error_is(rt, OURO_IndexError)) return -1;
            ouro_error_clear(rt);
            i = -1;
        }
    } else {
        ouro_obj *n = ouro_dict_get(rt, ouro_sre_pattern_cast(of(self)->pattern)->groupindex, key);
        if (!n && ouro_error_pending(rt)) return -1;
        if (n && ouro_int_check(rt, n) && !ouro_int_is_big(n)) i = ouro_int_word(n);
        ouro_xrelease(rt, n);
    }
    if (i >= 0 && i < of(self)->groups) return i;
    ouro_raise(rt, OURO_IndexError, "no such group");
    return -1;
}

static ouro_owned group_by_key(ouro_rt *rt, ouro_borrowed self, ouro_borrowed key) {
    int64_t i = group_number(rt, self, key);
    return i < 0 ? NULL : group_text(rt, of(self), (uint32_t)i, rt->none);
}

METHOD(do_group) {
    if (nargs == 0) return group_text(rt, of(self), 0, rt->none);
    if (nargs == 1) return group_by_key(rt, self, args[0]);
    ouro_obj *tuple = ouro_tuple_new(rt, nargs);
    for (size_t i = 0; tuple && i < nargs; i++) {
        ouro_obj *item = group_by_key(rt, self, args[i]);
        ouro_slot_init(rt, tuple, &((ouro_tuple *)tuple)->items[i], item);
        if (!item) {
            ouro_release(rt, tuple);
            return NULL;
        }
    }
    return tuple;
}

static ouro_borrowed default_argument(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs,
                                      ouro_borrowed kwnames) {
    static const char *const names[] = {"default"};
    ouro_obj *a[1];
    if (ouro_args(rt, function, args, nargs, kwnames, names, 1, 0, 1, a) < 0) return NULL;
    return a[0] ? a[0] : rt->none;
}

METHOD(do_groups) {
    const result *r = of(self);
    ouro_borrowed unmatched = default_argument(rt, "groups", args, nargs, kwnames);
    ouro_obj *tuple = unmatched ? ouro_tuple_new(rt, r->groups - 1) : NULL;
    for (uint32_t i = 1; tuple && i < r->groups; i++) {
        ouro_obj *item = group_text(rt, r, i, unmatched);
        ouro_slot_init(rt, tuple, &((ouro_tuple *)tuple)->items[i - 1], item);
        if (!item) {
            ouro_release(rt, tuple);
            return NULL;
        }
    }
    return tuple;
}

METHOD(do_groupdict) {
    ouro_borrowed unmatched = default_argument(rt, "groupdict", args, nargs, kwnames);
    ouro_obj *dict = unmatched ? ouro_dict_new(rt) : NULL, *name, *number;
    if (!dict) return NULL;
    ouro_obj *index = ouro_ref(rt, ouro_sre_pattern_cast(of(self)->pattern)->groupindex);
    bool ok = true;
    for (size_t at = 0; ok && ouro_dict_next(index, &at, &name, &number);) {
        int64_t i = group_number(rt, self, name);
        ouro_obj *text = i < 0 ? NULL : group_text(rt, of(self), (uint32_t)i, unmatched);
        ok = text && ouro_dict_set_steal(rt, dict, name, text) == 0;
    }
    ouro_release(rt, index);
    if (ok) return dict;
    ouro_release(rt, dict);
    return NULL;
}

static int64_t position(uint32_t i) { return i == SRE_UNSET ? -1 : (int64_t)i; }
static ouro_owned span_of(ouro_rt *rt, const result *r, uint32_t group) {
    ouro_obj *pair[2] = {ouro_int_from_i64(rt, position(r->spans[2 * group])),
                         ouro_int_from_i64(rt, position(r->spans[2 * group + 1]))};
    if (pair[0] && pair[1]) return ouro_tuple_from_steal(rt, pair, 2);
    ouro_xrelease(rt, pair[0]);
    ouro_xrelease(rt, pair[1]);
    return NULL;
}

static int64_t optional_group(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs) {
    return nargs ? group_number(rt, self, args[0]) : 0;
}
METHOD(do_start) {
    int64_t i = optional_group(rt, self, args, nargs);
    return i < 0 ? NULL : ouro_int_from_i64(rt, position(of(self)->spans[2 * i]));
}
METHOD(do_end) {
    int64_t i = optional_group(rt, self, args, nargs);
    return i < 0 ? NULL : ouro_int_from_i64(rt, position(of(self)->spans[2 * i + 1]));
}
METHOD(do_span) {
    int64_t i = optional_group(rt, self, args, nargs);
    return i < 0 ? NULL : span_of(rt, of(self), (uint32_t)i);
}

METHOD(do_expand) {
    static const char *const names[] = {"template"};
    ouro_obj *a[1];
    if (ouro_args(rt, "expand", args, nargs, kwnames, names, 1, 1, 1, a) < 0) return NULL;
    ouro_obj *module = ouro_import_module(rt, "re");
    ouro_obj *expand = module ? ouro_getattr_ascii(rt, module, "_expand") : NULL;
    ouro_obj *text = expand ? ouro_call3(rt, expand, of(self)->pattern, self, a[0]) : NULL;
    ouro_xrelease(rt, expand);
    ouro_xrelease(rt, module);
    return text;
}
METHOD(itself) { return ouro_ref(rt, self); }

// ---- attributes ------------------------------------------------------------------------------------------------------

static ouro_owned get_lastindex(ouro_rt *rt, ouro_borrowed self) {
    return of(self)->last_group ? ouro_int_from_i64(rt, of(self)->last_group) : ouro_none(rt);
}
static ouro_owned get_lastgroup(ouro_rt *rt, ouro_borrowed self) {
    ouro_borrowed names = ouro_sre_pattern_cast(of(self)->pattern)->indexgroup;
    uint32_t i = of(self)->last_group;
    return i && i < ouro_tuple_length(names) ? ouro_ref(rt, ouro_tuple_peek(names, i)) : ouro_none(rt);
}
static ouro_owned get_regs(ouro_rt *rt, ouro_borrowed self) {
    result *r = of(self);
    if (r->regs) return ouro_ref(rt, r->regs);
    ouro_obj *regs = ouro_tuple_new(rt, r->groups);
    for (uint32_t i = 0; regs && i < r->groups; i++) {
        ouro_obj *span = span_of(rt, r, i);
        ouro_slot_init(rt, regs, &((ouro_tuple *)regs)->items[i], span);
        if (!span) {
            ouro_release(rt, regs);
            return NULL;
        }
    }
    if (regs) ouro_slot_set(rt, self, &r->regs, ouro_ref(rt, regs));
    return regs;
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const result *r = of(self);
    ouro_obj *text = group_text(rt, r, 0, rt->none);
    ouro_obj *repr = text ? ouro_str_formatted(rt, "<%T object; span=(%u, %u), match=%R>", self, r->spans[0], r->spans[1],
                                               text)
                          : NULL;
    ouro_xrelease(rt, text);
    return repr;
}

static const ouro_method_def methods[] = {
    {"group", do_group, 0, OURO_MANY, 0,
     "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n"
     "    For 0 returns the entire match."},
    {"start", do_start, 0, 1, 0, "start($self, group=0, /)\n--\n\nReturn index of the start of the substring matched by group."},
    {"end", do_end, 0, 1, 0, "end($self, group=0, /)\n--\n\nReturn index of the end of the substring matched by group."},
    {"span", do_span, 0, 1, 0,
     "span($self, group=0, /)\n--\n\nFor match object m, return the 2-tuple (m.start(group), m.end(group))."},
    {"groups", do_groups, 0, 1, OURO_M_KEYWORDS, "groups($self, /, default=None)\n--\n\nA tuple of the text of all groups."},
    {"groupdict", do_groupdict, 0, 1, OURO_M_KEYWORDS,
     "groupdict($self, /, default=None)\n--\n\nA dict of the text of the groups that have names."},
    {"expand", do_expand, 1, 1, OURO_M_KEYWORDS,
     "expand($self, /, template)\n--\n\nThe template with its references to groups replaced, as by the sub() method."},
    {"__copy__", itself, 0, 0, 0, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", itself, 1, 1, 0, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
static const ouro_getset_def getsets[] = {
    {"lastindex", get_lastindex, NULL, "The integer index of the last matched capturing group."},
    {"lastgroup", get_lastgroup, NULL, "The name of the last matched capturing group."},
    {"regs", get_regs, NULL, NULL},
    {0},
};
static const ouro_member_def members[] = {
    {"string", OURO_MEMBER_OBJ, offsetof(result, string), false},
    {"re", OURO_MEMBER_OBJ, offsetof(result, pattern), false},
    {"pos", OURO_MEMBER_U32, offsetof(result, pos), false},
    {"endpos", OURO_MEMBER_U32, offsetof(result, endpos), false},
    {0},
};

const ouro_type_spec ouro_native_spec_Match = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(result),
    .name = "re.Match",
    .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    .methods = methods,
    .getsets = getsets,
    .members = members,
    .slots = {.dealloc = clear,
              .traverse = traverse,
              .clear = clear,
              .size_of = size_of,
              .repr = repr,
              .getitem = group_by_key},
};
