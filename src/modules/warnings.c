// Module _warnings: which warnings are shown, and showing them. The module warnings is Python's own, on top of this.
#include <stdlib.h>
#include <string.h>

#include "modules/modules.h"
#include "modules/native.h"
#include "modules/show.h"
#include "modules/warnings.h"
#include "types/code.h"
#include "types/exception.h"
#include "types/int.h"
#include "vm/import.h"
#include "vm/vm.h"

// Where a warning comes from. References are borrowed but for those in `owned`.
typedef struct place {
    ouro_obj *filename, *module, *registry; // registry: dict, None or NULL
    int64_t lineno;
    ouro_obj *owned[3];
} place;

static void place_drop(ouro_rt *rt, place *p) {
    for (size_t i = 0; i < 3; i++) ouro_xrelease(rt, p->owned[i]);
}

// What the module warnings has under `name` if it was imported, else _warnings; borrowed.
static ouro_borrowed setting(ouro_rt *rt, const char *name, const char *own) {
    ouro_borrowed m = ouro_dict_peek_ascii(rt, rt->ty->modules, "warnings");
    ouro_borrowed v = m && ouro_is(m, OURO_T_module) ? ouro_dict_peek_ascii(rt, ouro_module_dict_peek(m), name) : NULL;
    if (v) return v;
    m = ouro_dict_peek_ascii(rt, rt->ty->modules, "_warnings");
    return m && ouro_is(m, OURO_T_module) ? ouro_dict_peek_ascii(rt, ouro_module_dict_peek(m), own) : NULL;
}

// ---- filters -------------------------------------------------------------------------------------------------------------

// Does pattern (None, a str, or a compiled regular expression) fit? 1, 0, -1.
static int fits(ouro_rt *rt, ouro_borrowed pattern, ouro_borrowed text) {
    if (pattern == rt->none) return 1;
    if (ouro_is(pattern, OURO_T_str)) return ouro_compare_bool(rt, pattern, text, OURO_EQ);
    ouro_obj *match = ouro_getattr_ascii(rt, pattern, "match"), *r = match ? ouro_call1(rt, match, text) : NULL;
    int truth = r ? ouro_truth(rt, r) : -1;
    ouro_xrelease(rt, match);
    ouro_xrelease(rt, r);
    return truth;
}

static int filter_fits(ouro_rt *rt, ouro_obj *const *f, ouro_borrowed category, ouro_borrowed text, const place *p) {
    int64_t line;
    int r = fits(rt, f[1], text);
    if (r > 0) r = ouro_issubclass(rt, category, f[2]);
    if (r > 0) r = fits(rt, f[3], p->module);
    if (r <= 0) return r;
    if (!ouro_index_i64(rt, f[4], OURO_OverflowError, &line)) return -1;
    return line == 0 || line == p->lineno;
}

// The action of the first filter that fits: new reference.
static ouro_owned action_for(ouro_rt *rt, ouro_borrowed category, ouro_borrowed text, const place *p) {
    ouro_borrowed filters = setting(rt, "filters", "filters");
    ouro_obj *all = filters ? ouro_tuple_of(rt, filters) : ouro_ref(rt, rt->empty_tuple);
    for (size_t i = 0; all && i < ouro_tuple_length(all); i++) {
        ouro_borrowed f = ouro_tuple_peek(all, i);
        if (!ouro_tuple_check(rt, f) || ouro_tuple_length(f) != 5) {
            ouro_raise(rt, OURO_ValueError, "warnings.filters item %zu isn't a 5-tuple", i);
            break;
        }
        int r = filter_fits(rt, ((ouro_tuple *)f)->items, category, text, p);
        if (r == 0) continue;
        ouro_obj *action = r > 0 ? ouro_ref(rt, ouro_tuple_peek(f, 0)) : NULL;
        ouro_release(rt, all);
        return action;
    }
    ouro_xrelease(rt, all);
    if (ouro_error_pending(rt)) return NULL;
    ouro_borrowed usual = setting(rt, "defaultaction", "_defaultaction");
    return usual ? ouro_ref(rt, usual) : ouro_str_from_cstring(rt, "default");
}

// ---- once ----------------------------------------------------------------------------------------------------------------

// Was it noted in the registry? With `note` it is from now on. 1, 0, -1.
static int noted(ouro_rt *rt, ouro_borrowed registry, ouro_borrowed key, bool note) {
    if (!registry || registry == rt->none) return 0;
    ouro_obj *version = ouro_int_from_i64(rt, rt->modules->filters_version);
    if (!version) return -1;
    ouro_borrowed had = ouro_dict_peek_ascii(rt, registry, "version");
    int same = had ? ouro_compare_bool(rt, had, version, OURO_EQ) : 0, r = 0;
    if (same == 0) {
        ouro_dict_clear(rt, registry);
        same = ouro_dict_set_ascii(rt, registry, "version", version);
    } else if (same > 0) {
        ouro_borrowed was = ouro_dict_peek(rt, registry, key);
        r = was ? ouro_truth(rt, was) : 0;
    }
    ouro_release(rt, version);
    if (same < 0 || ouro_error_pending(rt)) return -1;
    return r == 0 && note && ouro_dict_set(rt, registry, key, rt->true_) < 0 ? -1 : r;
}

// Whether the action wants it shown, now that it is new in this place. 1, 0, -1.
static int wanted(ouro_rt *rt, ouro_borrowed action, ouro_borrowed text, ouro_borrowed category, ouro_borrowed key,
                  const place *p) {
    if (ouro_str_equal_ascii(action, "always")) return 1;
    if (p->registry && p->registry != rt->none && ouro_dict_set(rt, p->registry, key, rt->true_) < 0) return -1;
    bool once = ouro_str_equal_ascii(action, "once"), module = ouro_str_equal_ascii(action, "module");
    if (once || module) {
        ouro_borrowed registry = once ? setting(rt, "onceregistry", "_onceregistry") : p->registry;
        ouro_obj *short_key = once ? ouro_tuple_pack(rt, 2, text, category)
                                   : ouro_tuple_pack(rt, 3, text, category, rt->small_ints[0]);
        int had = short_key ? noted(rt, registry, short_key, true) : -1;
        ouro_xrelease(rt, short_key);
        return had < 0 ? -1 : !had;
    }
    if (ouro_str_equal_ascii(action, "default")) return 1;
    ouro_raise(rt, OURO_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action, rt->none);
    return -1;
}

// ---- showing -------------------------------------------------------------------------------------------------------------

// As the module warnings does when nobody has changed it.
static int show_plainly(ouro_rt *rt, const place *p, ouro_borrowed text, ouro_borrowed category) {
    ouro_show s;
    ouro_show_start(&s, rt, NULL);
    ouro_show_str(&s, p->filename);
    ouro_show_text(&s, ":");
    ouro_show_number(&s, p->lineno);
    ouro_show_text(&s, ": ");
    ouro_show_text(&s, ((const ouro_type *)category)->cname);
    ouro_show_text(&s, ": ");
    ouro_show_str(&s, text);
    ouro_show_text(&s, "\n");
    size_t len, indent = 0;
    char *line = ouro_source_line(rt, p->filename, (uint32_t)p->lineno, &len);
    if (line) {
        while (indent < len && (line[indent] == ' ' || line[indent] == '\t' || line[indent] == '\f')) indent++;
        ouro_show_text(&s, "  ");
        ouro_show_bytes(&s, line + indent, len - indent);
        ouro_show_text(&s, "\n");
        free(line);
    }
    return ouro_show_end(&s) < 0 && ouro_error_pending(rt) ? -1 : 0;
}

static int show(ouro_rt *rt, const place *p, ouro_borrowed text, ouro_borrowed category, ouro_borrowed message,
                ouro_borrowed source) {
    ouro_borrowed m = ouro_dict_peek_ascii(rt, rt->ty->modules, "warnings");
    ouro_obj *name = ouro_str_interned_cstring(rt, "_showwarnmsg");
    ouro_obj *shower = name && m && m != rt->none ? ouro_getattr_quiet(rt, m, name) : NULL;
    ouro_xrelease(rt, name);
    if (!shower) return ouro_error_pending(rt) ? -1 : show_plainly(rt, p, text, category);
    ouro_obj *cls = ouro_getattr_ascii(rt, m, "WarningMessage"), *line = ouro_int_from_i64(rt, p->lineno), *r = NULL;
    ouro_obj *args[7] = {(ouro_obj *)(uintptr_t)message, (ouro_obj *)(uintptr_t)category, p->filename, line, rt->none, rt->none,
                         source ? (ouro_obj *)(uintptr_t)source : rt->none};
    ouro_obj *warning = cls && line ? ouro_call(rt, cls, args, 7, NULL) : NULL;
    if (warning) r = ouro_call1(rt, shower, warning);
    ouro_xrelease(rt, warning);
    ouro_xrelease(rt, line);
    ouro_xrelease(rt, cls);
    ouro_release(rt, shower);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

// `message`: a str, or a Warning that has its own class.
static int warn_at(ouro_rt *rt, ouro_borrowed category, ouro_borrowed given, const place *p, ouro_borrowed source) {
    ouro_obj *message, *text, *key = NULL, *action = NULL, *line = ouro_int_from_i64(rt, p->lineno);
    int r = -1;
    if (p->registry && p->registry != rt->none && !ouro_dict_check(rt, p->registry)) {
        ouro_raise(rt, OURO_TypeError, "'registry' must be a dict or None");
        ouro_xrelease(rt, line);
        return -1;
    }
    bool made = ouro_isinstance(rt, given, &rt->types[OURO_Warning]->head) > 0;
    if (made) category = &ouro_type_of(rt, given)->head;
    text = made ? ouro_str_of(rt, given) : ouro_ref(rt, given);
    message = made ? ouro_ref(rt, given) : ouro_call1(rt, category, given);
    if (text && message && line) key = ouro_tuple_pack(rt, 3, text, category, line);
    int had = key ? noted(rt, p->registry, key, false) : -1;
    if (had > 0) r = 0;
    if (had == 0) action = action_for(rt, category, text, p);
    if (action && ouro_str_equal_ascii(action, "error")) {
        ouro_raise_object(rt, message, NULL);
    } else if (action && ouro_str_equal_ascii(action, "ignore")) {
        r = 0;
    } else if (action) {
        r = wanted(rt, action, text, category, key, p);
        if (r > 0) r = show(rt, p, text, category, message, source);
    }
    ouro_xrelease(rt, action);
    ouro_xrelease(rt, key);
    ouro_xrelease(rt, message);
    ouro_xrelease(rt, text);
    ouro_xrelease(rt, line);
    return r;
}

// ---- places --------------------------------------------------------------------------------------------------------------

// "a/b.py": "a/b".
static ouro_owned module_of_file(ouro_rt *rt, ouro_borrowed filename) {
    size_t n = ouro_str_length(filename);
    if (n == 0) return ouro_str_from_cstring(rt, "<unknown>");
    bool py = n >= 3 && ouro_str_at(filename, n - 3) == '.' && ouro_str_at(filename, n - 2) == 'p' && ouro_str_at(filename, n - 1) == 'y';
    return ouro_str_slice(rt, filename, 0, py ? n - 3 : n);
}

static int find_place(ouro_rt *rt, int64_t level, place *p) {
    vm_frame *f = rt->vm->top;
    for (; f && level > 1; level--) f = f->prev;
    ouro_obj *globals;
    if (f) {
        globals = f->function->globals;
        p->filename = p->owned[0] = ouro_ref(rt, ((ouro_code *)f->function->code)->filename);
        p->lineno = vm_frame_line(f);
    } else {
        globals = rt->modules->sys_dict;
        p->filename = p->owned[0] = ouro_str_from_cstring(rt, "sys");
        p->lineno = 1;
        if (!p->filename) return -1;
    }
    ouro_obj *key = ouro_str_interned_cstring(rt, "__warningregistry__");
    if (!key) return -1;
    ouro_borrowed registry = ouro_dict_peek_str(rt, globals, key);
    if (!registry) {
        p->owned[1] = ouro_dict_new(rt);
        if (p->owned[1] && ouro_dict_set(rt, globals, key, p->owned[1]) < 0) {
            ouro_release(rt, key);
            return -1;
        }
    } else {
        p->owned[1] = ouro_ref(rt, registry);
    }
    ouro_release(rt, key);
    p->registry = p->owned[1];
    ouro_borrowed name = ouro_dict_peek_str(rt, globals, OURO_NAME(rt, __name__));
    p->module = p->owned[2] = name && ouro_str_check(rt, name) ? ouro_ref(rt, name) : ouro_str_from_cstring(rt, "<string>");
    return p->registry && p->module ? 0 : -1;
}

int ouro_warn_object(ouro_rt *rt, ouro_borrowed category, ouro_borrowed message, int64_t level, ouro_borrowed source) {
    place p = {0};
    ouro_obj *own = ouro_import_module(rt, "_warnings"); // it holds the filters
    if (!own) return -1;
    ouro_release(rt, own);
    int r = find_place(rt, level, &p);
    if (r == 0) r = warn_at(rt, category, message, &p, source);
    place_drop(rt, &p);
    return r;
}

int ouro_warn(ouro_rt *rt, uint32_t category, int64_t level, const char *text) {
    ouro_obj *message = ouro_str_from_cstring(rt, text);
    int r = message ? ouro_warn_object(rt, &rt->types[category]->head, message, level, NULL) : -1;
    ouro_xrelease(rt, message);
    return r;
}

int ouro_warn_of_module(ouro_rt *rt, uint32_t category, const char *module, const char *text) {
    place p = {0};
    ouro_obj *own = ouro_import_module(rt, "_warnings");
    ouro_obj *message = own ? ouro_str_from_cstring(rt, text) : NULL;
    p.module = p.owned[0] = message ? ouro_str_from_cstring(rt, module) : NULL;
    p.filename = p.module;
    int r = p.module ? warn_at(rt, &rt->types[category]->head, message, &p, NULL) : -1;
    place_drop(rt, &p);
    ouro_xrelease(rt, message);
    ouro_xrelease(rt, own);
    return r;
}

// ---- the module ------------------------------------------------------------------------------------------------------------

// The class of a warning: that of the message if it is one, else as given, else UserWarning. Borrowed; NULL: TypeError.
static ouro_borrowed category_of(ouro_rt *rt, ouro_borrowed message, ouro_borrowed category) {
    ouro_obj *base = &rt->types[OURO_Warning]->head;
    int is = ouro_isinstance(rt, message, base);
    if (is) return is < 0 ? NULL : &ouro_type_of(rt, message)->head;
    if (!category || category == rt->none) return &rt->types[OURO_UserWarning]->head;
    bool class = ouro_is(category, OURO_T_type) || (ouro_type_of(rt, category)->flags & OURO_TF_TYPE);
    is = class ? ouro_issubclass(rt, category, base) : 0;
    if (is > 0) return category;
    if (is == 0) ouro_raise(rt, OURO_TypeError, "category must be a Warning subclass, not '%T'", category);
    return NULL;
}

METHOD(do_warn) {
    static const char *const names[] = {"message", "category", "stacklevel", "source"};
    ouro_obj *a[4];
    int64_t level = 1;
    if (ouro_args(rt, "warn", args, nargs, kwnames, names, 4, 1, 4, a) < 0) return NULL;
    if (a[2] && !ouro_index_i64(rt, a[2], OURO_OverflowError, &level)) return NULL;
    ouro_borrowed category = category_of(rt, a[0], a[1]);
    return category && ouro_warn_object(rt, category, a[0], level, a[3]) == 0 ? ouro_none(rt) : NULL;
}

METHOD(do_warn_explicit) {
    static const char *const names[] = {"message", "category", "filename", "lineno", "module", "registry", "module_globals", "source"};
    ouro_obj *a[8];
    place p = {0};
    if (ouro_args(rt, "warn_explicit", args, nargs, kwnames, names, 8, 4, 8, a) < 0) return NULL;
    if (!ouro_index_i64(rt, a[3], OURO_OverflowError, &p.lineno)) return NULL;
    if (!ouro_str_check(rt, a[2])) {
        ouro_raise(rt, OURO_TypeError, "warn_explicit() argument 3 must be str, not %T", a[2]);
        return NULL;
    }
    p.filename = a[2];
    p.registry = a[5];
    p.module = p.owned[0] = a[4] && a[4] != rt->none ? ouro_ref(rt, a[4]) : module_of_file(rt, a[2]);
    int r = p.module ? warn_at(rt, a[1], a[0], &p, a[7]) : -1;
    place_drop(rt, &p);
    return r < 0 ? NULL : ouro_none(rt);
}

METHOD(filters_mutated) {
    rt->modules->filters_version++;
    return ouro_none(rt);
}

static const ouro_method_def functions[] = {
    {"warn", do_warn, 0, 0, OURO_M_KEYWORDS, "Issue a warning, or maybe ignore it or raise an exception."},
    {"warn_explicit", do_warn_explicit, 0, 0, OURO_M_KEYWORDS, "Issue a warning, or maybe ignore it or raise an exception."},
    {"_filters_mutated", filters_mutated, 0, 0, 0, NULL},
    {0}};

static ouro_owned first_filters(ouro_rt *rt) {
    static const struct {
        const char *action;
        uint32_t category;
        const char *module;
    } all[] = {{"default", OURO_DeprecationWarning, "__main__"},
               {"ignore", OURO_DeprecationWarning, NULL},
               {"ignore", OURO_PendingDeprecationWarning, NULL},
               {"ignore", OURO_ImportWarning, NULL},
               {"ignore", OURO_ResourceWarning, NULL}};
    ouro_obj *list = ouro_list_new(rt, 5);
    for (size_t i = 0; list && i < sizeof all / sizeof *all; i++) {
        ouro_obj *action = ouro_str_interned_cstring(rt, all[i].action);
        ouro_obj *module = all[i].module ? ouro_str_interned_cstring(rt, all[i].module) : ouro_none(rt);
        ouro_obj *f = action && module ? ouro_tuple_pack(rt, 5, action, rt->none, &rt->types[all[i].category]->head, module,
                                                         rt->small_ints[0])
                                       : NULL;
        ouro_xrelease(rt, action);
        ouro_xrelease(rt, module);
        if (!f || ouro_list_append_steal(rt, list, f) < 0) {
            ouro_release(rt, list);
            return NULL;
        }
    }
    return list;
}

ouro_owned ouro_module__warnings(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_warnings", "Low-level interface to warnings functionality.", functions);
    if (!m) return NULL;
    int r = ouro_module_add(rt, m, "filters", first_filters(rt));
    if (r == 0) r = ouro_module_add(rt, m, "_defaultaction", ouro_str_interned_cstring(rt, "default"));
    if (r == 0) r = ouro_module_add(rt, m, "_onceregistry", ouro_dict_new(rt));
    return ouro_native_module_done(rt, m, r);
}
