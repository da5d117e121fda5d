// Tuples with names. The description of each type is made at run time and kept in a list of the runtime.
#include "types/structseq.h"

#include "types/abstract.h"
#include "types/class.h"
#include "types/container_util.h"
#include "types/containers.h"
#include "types/int.h"
#include "types/state.h"
#include "types/str.h"

#include <string.h>

typedef struct ouro_structseq {
    ouro_type_spec spec; // first: a type leads to it
    struct ouro_structseq *next;
    uint32_t visible, total;
    const char *const *fields;
    ouro_member_def members[]; // of the named fields, then an end
} ouro_structseq;

static const ouro_structseq *info(const ouro_type *type) {
    return (const ouro_structseq *)type->spec;
}
static const ouro_structseq *info_of(const ouro_rt *rt, ouro_borrowed o) {
    return info(ouro_type_of(rt, o));
}
static ouro_obj **items(ouro_borrowed o) {
    return ((ouro_tuple *)o)->items;
}

ouro_owned ouro_structseq_new(ouro_rt *rt, const ouro_type *type) {
    const ouro_structseq *s = info(type);
    size_t size = sizeof(ouro_tuple) + s->total * sizeof(ouro_obj *);
    ouro_tuple *t = (ouro_tuple *)ouro_new_sized(rt, (ouro_type *)(uintptr_t)type, size);
    if (!t) return NULL;
    t->length = s->visible;
    t->unused = 0;
    for (size_t i = 0; i < s->total; i++) ouro_slot_init(rt, &t->head, &t->items[i], ouro_ref(rt, rt->none));
    return &t->head;
}

void ouro_structseq_set(ouro_rt *rt, ouro_borrowed o, size_t field, ouro_owned value) {
    ouro_slot_set(rt, o, &items(o)[field], value);
}

// ---- slots
static void dealloc(ouro_rt *rt, ouro_obj *self) {
    for (size_t i = info_of(rt, self)->total; i-- > 0;) ouro_slot_clear(rt, self, &items(self)[i]);
}

static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    for (size_t i = info_of(rt, self)->total; i-- > 0;) OURO_VISIT(items(self)[i]);
    return 0;
}

static size_t size_of(ouro_rt *rt, ouro_borrowed self) {
    return sizeof(ouro_tuple) + info_of(rt, self)->total * sizeof(ouro_obj *);
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const ouro_structseq *s = info_of(rt, self);
    ouro_builder b;
    ouro_builder_init(&b, rt);
    ouro_builder_ascii(&b, s->spec.name);
    ouro_builder_char(&b, '(');
    for (size_t i = 0; i < s->visible; i++) {
        ouro_obj *text = ouro_repr(rt, items(self)[i]);
        if (!text) {
            ouro_builder_drop(&b);
            return NULL;
        }
        if (i) ouro_builder_ascii(&b, ", ");
        ouro_builder_ascii(&b, s->fields[i] ? s->fields[i] : "?");
        ouro_builder_char(&b, '=');
        ouro_builder_str(&b, text);
        ouro_release(rt, text);
    }
    ouro_builder_char(&b, ')');
    return ouro_builder_finish(&b);
}

static ouro_owned create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"sequence", "dict"};
    const ouro_structseq *s = info(cls);
    ouro_obj *given[2], *made = NULL;
    if (ouro_args(rt, "structseq", args, nargs, kwnames, names, 2, 1, 2, given) < 0) return NULL;
    ouro_obj *list = ouro_list_of(rt, given[0]);
    if (!list) {
        if (ouro_error_is(rt, OURO_TypeError)) {
            ouro_error_clear(rt);
            ouro_raise(rt, OURO_TypeError, "constructor requires a sequence");
        }
        return NULL;
    }
    size_t n = ouro_list_length(list);
    if (given[1] && !ouro_dict_check(rt, given[1])) {
        ouro_raise(rt, OURO_TypeError, "%s() takes a dict as second arg, if any", s->spec.name);
    } else if (n < s->visible || n > s->total) {
        const char *bound = s->visible == s->total ? "" : n < s->visible ? "n at least" : "n at most";
        ouro_raise(rt, OURO_TypeError, "%s() takes a%s %u-sequence (%zu-sequence given)", s->spec.name, bound,
                   n < s->visible ? s->visible : s->total, n);
    } else {
        made = ouro_structseq_new(rt, cls);
    }
    for (size_t i = 0; made && i < s->total; i++) {
        ouro_borrowed value = i < n ? ouro_list_peek(list, i) : NULL;
        if (!value && given[1] && s->fields[i]) value = ouro_dict_peek_ascii(rt, given[1], s->fields[i]);
        if (value) ouro_structseq_set(rt, made, i, ouro_ref(rt, value));
    }
    ouro_release(rt, list);
    return made;
}

static ouro_owned reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    const ouro_structseq *s = info_of(rt, self);
    ouro_obj *visible = ouro_tuple_from(rt, items(self), s->visible);
    ouro_obj *hidden = visible ? ouro_dict_new(rt) : NULL, *state = NULL, *result = NULL;
    for (size_t i = s->visible; hidden && i < s->total; i++) {
        if (s->fields[i] && ouro_dict_set_ascii(rt, hidden, s->fields[i], items(self)[i]) < 0) goto end;
    }
    if (hidden) state = ouro_tuple_pack(rt, 2, visible, hidden);
    if (state) result = ouro_tuple_pack(rt, 2, ouro_type_of(rt, self), state);
end:
    ouro_xrelease(rt, visible);
    ouro_xrelease(rt, hidden);
    ouro_xrelease(rt, state);
    return result;
}

static const ouro_method_def methods[] = {{"__reduce__", reduce, 0, 0, 0, NULL}, {0}};

// ---- types
static int add(ouro_rt *rt, ouro_type *type, const char *name, ouro_owned value) {
    int result = value ? ouro_dict_set_ascii(rt, type->dict, name, value) : -1;
    ouro_xrelease(rt, value);
    return result;
}

static ouro_owned match_args(ouro_rt *rt, const ouro_structseq *s) {
    ouro_obj *names = ouro_list_new(rt, 0);
    for (size_t i = 0; names && i < s->visible; i++) {
        ouro_obj *name = s->fields[i] ? ouro_str_interned_cstring(rt, s->fields[i]) : NULL;
        if (s->fields[i] && (!name || ouro_list_append_steal(rt, names, name) < 0)) {
            ouro_release(rt, names);
            return NULL;
        }
    }
    ouro_obj *result = names ? ouro_list_as_tuple(rt, names) : NULL;
    ouro_xrelease(rt, names);
    return result;
}

ouro_type *ouro_structseq_type_new(ouro_rt *rt, const char *name, const char *const *fields, size_t n_visible,
                                   size_t n_total) {
    ouro_structseq *s = ouro_raw_calloc(rt, sizeof *s + (n_total + 1) * sizeof *s->members);
    if (!s) return NULL;
    s->visible = (uint32_t)n_visible;
    s->total = (uint32_t)n_total;
    s->fields = fields;
    size_t unnamed = 0;
    ouro_member_def *m = s->members;
    for (size_t i = 0; i < n_total; i++) {
        if (!fields[i]) {
            unnamed++;
            continue;
        }
        uint32_t offset = (uint32_t)(offsetof(ouro_tuple, items) + i * sizeof(ouro_obj *));
        *m++ = (ouro_member_def){fields[i], OURO_MEMBER_OBJ, offset, false};
    }
    s->spec = (ouro_type_spec){
        .base = OURO_T_tuple,
        .flags = OURO_TF_GC | OURO_TF_IMMUTABLE | OURO_TF_VARSIZE | OURO_TF_SEQUENCE | OURO_TF_TUPLE,
        .size = sizeof(ouro_tuple),
        .item_size = sizeof(ouro_obj *),
        .name = name,
        .methods = methods,
        .members = s->members,
        .slots = {.dealloc = dealloc, .traverse = traverse, .size_of = size_of, .repr = repr, .create = create},
    };
    s->next = rt->ty->structseqs;
    rt->ty->structseqs = s;
    ouro_type *type = ouro_type_from_spec(rt, &s->spec);
    if (!type) goto fail;
    if (add(rt, type, "n_sequence_fields", ouro_int_from_i64(rt, (int64_t)n_visible)) < 0 ||
        add(rt, type, "n_fields", ouro_int_from_i64(rt, (int64_t)n_total)) < 0 ||
        add(rt, type, "n_unnamed_fields", ouro_int_from_i64(rt, (int64_t)unnamed)) < 0 ||
        add(rt, type, "__match_args__", match_args(rt, s)) < 0)
        return NULL; // the type stays, nobody knows it
    return type;
fail:
    rt->ty->structseqs = s->next;
    ouro_raw_free(rt, s);
    return NULL;
}

void ouro_structseq_forbid_new(ouro_type *type) {
    type->flags |= OURO_TF_NO_NEW;
    type->slots.create = NULL;
}

void ouro_structseq_finish(ouro_rt *rt) {
    for (ouro_structseq *s = rt->ty->structseqs, *next; s; s = next) {
        next = s->next;
        ouro_raw_free(rt, s);
    }
    rt->ty->structseqs = NULL;
}
