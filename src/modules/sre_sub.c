// Work with all matches of a text: findall, split, sub.
#include <string.h>

#include "modules/sre.h"

#include "types/int.h"
#include "vm/import.h"

// ---- findall and split -------------------------------------------------------------------------------------------

// What findall gives for a match: its text, the only group, or a tuple of the groups.
static ouro_owned found_item(ouro_sre *m, ouro_borrowed string, uint32_t groups) {
    if (groups < 2) return ouro_sre_group(m, string, groups, NULL);
    ouro_obj *tuple = ouro_tuple_new(m->rt, groups);
    for (uint32_t i = 0; tuple && i < groups; i++) {
        ouro_obj *text = ouro_sre_group(m, string, i + 1, NULL);
        ouro_slot_init(m->rt, tuple, &((ouro_tuple *)tuple)->items[i], text);
        if (!text) {
            ouro_release(m->rt, tuple);
            return NULL;
        }
    }
    if (tuple) ouro_tuple_filled(m->rt, tuple);
    return tuple;
}

static int append(ouro_rt *rt, ouro_borrowed list, ouro_owned item) {
    return item ? ouro_list_append_steal(rt, list, item) : -1;
}

// The list if all went well.
static ouro_owned done(ouro_rt *rt, ouro_owned list, int status) {
    if (status >= 0) return list;
    ouro_xrelease(rt, list);
    return NULL;
}

SRE_METHOD(ouro_sre_findall) {
    sre_range r;
    ouro_sre m;
    const ouro_sre_pattern *p = ouro_sre_pattern_cast(self);
    if (ouro_sre_range(rt, "findall", args, nargs, kwnames, &r) < 0) return NULL;
    if (ouro_sre_begin(rt, &m, p, r.string, r.pos, r.endpos) < 0) return NULL;
    ouro_obj *list = ouro_list_new(rt, 0);
    int status = list ? 1 : -1;
    while (status > 0 && (status = ouro_sre_search(&m)) > 0) {
        if (append(rt, list, found_item(&m, r.string, p->groups)) < 0) status = -1;
        ouro_sre_advance(&m);
    }
    ouro_sre_end(&m);
    return done(rt, list, status);
}

// The text up to the match, then its groups.
static int split_off(ouro_sre *m, ouro_borrowed list, ouro_borrowed string, uint32_t last, uint32_t groups) {
    if (append(m->rt, list, ouro_sre_slice(m->rt, string, last, m->start)) < 0) return -1;
    for (uint32_t i = 1; i <= groups; i++)
        if (append(m->rt, list, ouro_sre_group(m, string, i, m->rt->none)) < 0) return -1;
    return 1;
}

SRE_METHOD(ouro_sre_split) {
    static const char *const names[] = {"string", "maxsplit"};
    ouro_obj *a[2];
    int64_t most = 0;
    ouro_sre m;
    const ouro_sre_pattern *p = ouro_sre_pattern_cast(self);
    if (ouro_args(rt, "split", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    if (a[1] && !ouro_index_i64(rt, a[1], OURO_OverflowError, &most)) return NULL;
    if (ouro_sre_begin(rt, &m, p, a[0], 0, INT64_MAX) < 0) return NULL;
    ouro_obj *list = ouro_list_new(rt, 0);
    int status = list ? 1 : -1;
    uint32_t last = 0;
    for (int64_t n = 0; status > 0 && (most == 0 || n < most); n++) {
        status = ouro_sre_search(&m);
        if (status <= 0) break;
        status = split_off(&m, list, a[0], last, p->groups);
        ouro_sre_advance(&m);
        last = m.start;
    }
    if (status >= 0) status = append(rt, list, ouro_sre_slice(rt, a[0], last, m.end));
    ouro_sre_end(&m);
    return done(rt, list, status);
}

// ---- sub -------------------------------------------------------------------------------------------------------------

// Does the replacement stand for itself: text of the kind of the pattern without a backslash?
static bool is_literal(ouro_rt *rt, ouro_borrowed text) {
    ouro_buffer b;
    if (ouro_str_check(rt, text)) {
        for (uint32_t i = 0, n = ouro_str_length(text); i < n; i++)
            if (ouro_str_at(text, i) == '\\') return false;
        return true;
    }
    if (!ouro_type_of(rt, text)->slots.get_buffer) return false;
    if (ouro_get_buffer(rt, text, &b, OURO_BUFFER_READ) < 0) {
        ouro_error_clear(rt);
        return false;
    }
    bool plain = !b.length || !memchr(b.data, '\\', b.length);
    ouro_release_buffer(rt, &b);
    return plain;
}

// What each match is replaced by: an object, or what a function says. re._subx takes templates apart.
static ouro_owned replacement(ouro_rt *rt, ouro_borrowed pattern, ouro_borrowed given, bool *called) {
    *called = ouro_callable(rt, given);
    if (*called || is_literal(rt, given)) return ouro_ref(rt, given);
    ouro_obj *module = ouro_import_module(rt, "re");
    ouro_obj *function = module ? ouro_getattr_ascii(rt, module, "_subx") : NULL;
    ouro_obj *filter = function ? ouro_call2(rt, function, pattern, given) : NULL;
    ouro_xrelease(rt, function);
    ouro_xrelease(rt, module);
    *called = filter && ouro_callable(rt, filter);
    return filter;
}

static ouro_owned replaced(ouro_sre *m, ouro_borrowed pattern, ouro_borrowed string, ouro_borrowed filter, bool called) {
    if (!called) return ouro_ref(m->rt, filter);
    ouro_obj *match = ouro_sre_result(m, pattern, string, 0);
    ouro_obj *text = match ? ouro_call1(m->rt, filter, match) : NULL;
    ouro_xrelease(m->rt, match);
    return text;
}

// The pieces put together. Steals the list.
static ouro_owned joined(ouro_rt *rt, ouro_owned list, ouro_borrowed string) {
    ouro_obj *empty = ouro_sre_slice(rt, string, 0, 0), *text = NULL;
    if (empty && ouro_list_length(list) == 0) text = ouro_ref(rt, empty);
    else if (empty && ouro_str_check(rt, empty)) text = ouro_str_join(rt, empty, list);
    else if (empty) {
        ouro_obj *join = ouro_getattr_ascii(rt, empty, "join");
        text = join ? ouro_call1(rt, join, list) : NULL;
        ouro_xrelease(rt, join);
    }
    ouro_xrelease(rt, empty);
    ouro_release(rt, list);
    return text;
}

typedef struct sub_args {
    ouro_borrowed string, filter;
    bool called; // the filter is called with each match
    int64_t most;
} sub_args;

// The pieces of the new text. *n: how many were replaced.
static ouro_owned pieces(ouro_sre *m, ouro_borrowed pattern, const sub_args *s, int64_t *n) {
    ouro_rt *rt = m->rt;
    ouro_obj *list = ouro_list_new(rt, 0);
    int status = list ? 1 : -1;
    uint32_t last = 0;
    for (*n = 0; status > 0 && (s->most == 0 || *n < s->most); ++*n) {
        status = ouro_sre_search(m);
        if (status <= 0) break;
        if (last < m->start && append(rt, list, ouro_sre_slice(rt, s->string, last, m->start)) < 0) status = -1;
        ouro_obj *item = status > 0 ? replaced(m, pattern, s->string, s->filter, s->called) : NULL;
        if (item && item == rt->none) ouro_release(rt, item);
        else if (append(rt, list, item) < 0) status = -1;
        ouro_sre_advance(m);
        last = m->start;
    }
    if (status >= 0 && last < m->end) status = append(rt, list, ouro_sre_slice(rt, s->string, last, m->end));
    return done(rt, list, status);
}

static ouro_owned substitute(ouro_rt *rt, ouro_borrowed self, const char *name, ouro_obj *const *args, size_t nargs,
                             ouro_borrowed kwnames, int64_t *n) {
    static const char *const names[] = {"repl", "string", "count"};
    ouro_obj *a[3];
    ouro_sre m;
    sub_args s = {0};
    if (ouro_args(rt, name, args, nargs, kwnames, names, 3, 2, 3, a) < 0) return NULL;
    if (a[2] && !ouro_index_i64(rt, a[2], OURO_OverflowError, &s.most)) return NULL;
    ouro_obj *filter = replacement(rt, self, a[0], &s.called), *text = NULL;
    if (!filter) return NULL;
    s.string = a[1];
    s.filter = filter;
    if (ouro_sre_begin(rt, &m, ouro_sre_pattern_cast(self), a[1], 0, INT64_MAX) == 0) {
        ouro_obj *list = pieces(&m, self, &s, n);
        ouro_sre_end(&m);
        text = list ? joined(rt, list, a[1]) : NULL;
    }
    ouro_release(rt, filter);
    return text;
}

SRE_METHOD(ouro_sre_sub) {
    int64_t n;
    return substitute(rt, self, "sub", args, nargs, kwnames, &n);
}
SRE_METHOD(ouro_sre_subn) {
    int64_t n;
    ouro_obj *pair[2] = {substitute(rt, self, "subn", args, nargs, kwnames, &n)};
    if (!pair[0]) return NULL;
    pair[1] = ouro_int_from_i64(rt, n);
    if (pair[1]) return ouro_tuple_from_steal(rt, pair, 2);
    ouro_release(rt, pair[0]);
    return NULL;
}
