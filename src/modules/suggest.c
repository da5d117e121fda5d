// "Did you mean": names like one that does not exist.
#include <string.h>

#include "modules/show.h"
#include "types/abstract.h"
#include "types/class.h"
#include "types/code.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/vm.h"

enum { MOST_CANDIDATES = 750, MOST_CHARS = 40, MOVE = 2, CASE = 1 };

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; }

static unsigned substitution(uint8_t a, uint8_t b) {
    if ((a & 31) != (b & 31)) return MOVE;
    if (a == b) return 0;
    return lower(a) == lower(b) ? CASE : MOVE;
}

// Cost of the cheapest way from a to b, a change of case being half of any other; above `most` when it is.
static size_t distance(const char *a, size_t n, const char *b, size_t m, size_t most) {
    while (n && m && *a == *b) a++, b++, n--, m--;
    while (n && m && a[n - 1] == b[m - 1]) n--, m--;
    if (n == 0 || m == 0) return (n + m) * MOVE;
    if (n > MOST_CHARS || m > MOST_CHARS) return most + 1;
    if (m < n) {
        const char *t = a;
        a = b;
        b = t;
        size_t k = n;
        n = m;
        m = k;
    }
    if ((m - n) * MOVE > most) return most + 1;
    size_t row[MOST_CHARS], result = 0;
    for (size_t i = 0; i < n; i++) row[i] = (i + 1) * MOVE;
    for (size_t j = 0; j < m; j++) {
        size_t diagonal = j * MOVE, least = SIZE_MAX;
        result = j * MOVE;
        for (size_t i = 0; i < n; i++) {
            size_t change = diagonal + substitution((uint8_t)b[j], (uint8_t)a[i]);
            diagonal = row[i];
            size_t drop = (result < diagonal ? result : diagonal) + MOVE;
            result = change < drop ? change : drop;
            row[i] = result;
            if (result < least) least = result;
        }
        if (least > most) return most + 1;
    }
    return result;
}

// The best of the names in a list or tuple; borrowed from it.
static ouro_borrowed best(ouro_rt *rt, ouro_obj *const *names, size_t count, ouro_borrowed wanted) {
    size_t n, least = SIZE_MAX;
    char *owned;
    ouro_obj *found = NULL;
    if (count >= MOST_CANDIDATES) return NULL;
    const char *text = ouro_str_utf8(rt, wanted, &n, &owned, true);
    for (size_t i = 0; text && i < count; i++) {
        size_t m;
        char *owned_name;
        if (!ouro_str_check(rt, names[i])) continue;
        const char *name = ouro_str_utf8(rt, names[i], &m, &owned_name, true);
        if (!name) break;
        bool same = n == m && !memcmp(name, text, n);
        size_t most = (n + m + 3) * MOVE / 6;
        if (most > least - 1) most = least - 1;
        size_t cost = same ? SIZE_MAX : distance(text, n, name, m, most);
        if (owned_name) ouro_raw_free(rt, owned_name);
        if (cost > most || cost >= least) continue;
        least = cost;
        found = names[i];
    }
    if (text && owned) ouro_raw_free(rt, owned);
    ouro_error_clear(rt);
    return found;
}

static ouro_owned best_in(ouro_rt *rt, ouro_owned list, ouro_borrowed wanted) {
    if (!list) return NULL;
    ouro_borrowed found = NULL;
    if (ouro_list_check(rt, list)) found = best(rt, ((ouro_list *)list)->items, ouro_list_length(list), wanted);
    else if (ouro_tuple_check(rt, list)) found = best(rt, ((ouro_tuple *)list)->items, ouro_tuple_length(list), wanted);
    ouro_obj *result = ouro_xref(rt, found);
    ouro_release(rt, list);
    return result;
}

static ouro_owned for_name(ouro_rt *rt, const ouro_exception *e, ouro_borrowed name) {
    const ouro_traceback *tb = (const ouro_traceback *)e->traceback;
    if (!tb) return NULL;
    while (tb->next) tb = (const ouro_traceback *)tb->next;
    const ouro_function *f = ((const ouro_frame *)tb->frame)->function;
    ouro_obj *found = best_in(rt, ouro_ref(rt, ((const ouro_code *)f->code)->varnames), name);
    if (!found) found = best_in(rt, ouro_list_of(rt, f->globals), name);
    if (!found) found = best_in(rt, ouro_list_of(rt, f->builtins), name);
    return found;
}

static ouro_owned dir_of(ouro_rt *rt, ouro_borrowed o) {
    ouro_obj *dir = ouro_special_lookup(rt, o, OURO_NAME(rt, __dir__)), *names = dir ? ouro_call0(rt, dir) : NULL;
    ouro_obj *list = names ? ouro_list_of(rt, names) : NULL;
    ouro_xrelease(rt, dir);
    ouro_xrelease(rt, names);
    if (list && ouro_list_sort(rt, list, NULL, false) < 0) {
        ouro_release(rt, list);
        list = NULL;
    }
    return list;
}

ouro_owned ouro_suggestion(ouro_rt *rt, ouro_borrowed exception) {
    const ouro_exception *e = (const ouro_exception *)exception;
    bool name_error = ouro_is(exception, OURO_NameError), attribute_error = ouro_is(exception, OURO_AttributeError);
    if (!name_error && !attribute_error) return NULL;
    ouro_obj *name = e->fields[0];
    if (!name || !ouro_str_check(rt, name) || (attribute_error && !e->fields[1])) return NULL;
    ouro_ref(rt, name);
    ouro_obj *found = name_error ? for_name(rt, e, name) : best_in(rt, dir_of(rt, e->fields[1]), name);
    ouro_error_clear(rt);
    ouro_release(rt, name);
    return found;
}
