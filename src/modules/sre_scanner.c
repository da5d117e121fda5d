// Going from match to match: scanner() and finditer().
#include "modules/sre.h"

#include "types/class.h"

typedef struct scanner {
    ouro_obj head;
    ouro_obj *pattern, *string;
    uint32_t pos, start, end;
    bool must_advance, done, busy;
    ouro_buffer buffer; // of a bytes-like string: as long as it is scanned its size cannot change
    bool has_buffer;
} scanner;
static scanner *of(ouro_borrowed o) { return (scanner *)(uintptr_t)o; }

static ouro_owned scanner_new(ouro_rt *rt, ouro_borrowed pattern, const sre_range *r) {
    ouro_sre m;
    if (ouro_sre_begin(rt, &m, ouro_sre_pattern_cast(pattern), r->string, r->pos, r->endpos) < 0) return NULL;
    ouro_type *type = ouro_native_type(rt, OURO_NT_SRE_Scanner);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(scanner)) : NULL;
    if (o) {
        scanner *s = of(o);
        ouro_slot_init(rt, o, &s->pattern, ouro_ref(rt, pattern));
        ouro_slot_init(rt, o, &s->string, ouro_ref(rt, r->string));
        s->pos = s->start = m.start;
        s->end = m.end;
        if (m.has_buffer) {
            s->buffer = m.buffer;
            s->has_buffer = true;
            m.has_buffer = false;
        }
    }
    ouro_sre_end(&m);
    return o;
}

static void clear(ouro_rt *rt, ouro_obj *self) {
    scanner *s = of(self);
    s->done = true;
    if (s->has_buffer) {
        s->has_buffer = false;
        ouro_release_buffer(rt, &s->buffer);
    }
    ouro_slot_clear(rt, self, &s->pattern);
    ouro_slot_clear(rt, self, &s->string);
}
static int traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(of(self)->pattern);
    OURO_VISIT(of(self)->string);
    if (of(self)->has_buffer) OURO_VISIT(of(self)->buffer.owner);
    return 0;
}

static ouro_owned step(ouro_rt *rt, ouro_borrowed self, int (*find)(ouro_sre *m)) {
    scanner *s = of(self);
    ouro_sre m;
    if (s->busy) {
        ouro_raise(rt, OURO_ValueError, "regular expression scanner already executing");
        return NULL;
    }
    if (s->done) return ouro_none(rt);
    if (ouro_sre_begin(rt, &m, ouro_sre_pattern_cast(s->pattern), s->string, s->start, s->end) < 0) return NULL;
    m.must_advance = s->must_advance;
    s->busy = true; // signal handlers may come back here
    int status = find(&m);
    ouro_obj *found = ouro_sre_result_or_none(&m, status, s->pattern, s->string, s->pos);
    s->busy = false;
    if (status == 0) s->done = true;
    if (status > 0) {
        ouro_sre_advance(&m);
        s->start = m.start;
        s->must_advance = m.must_advance;
    }
    ouro_sre_end(&m);
    return found;
}
METHOD(do_match) { return step(rt, self, ouro_sre_match); }
METHOD(do_search) { return step(rt, self, ouro_sre_search); }

static const ouro_method_def methods[] = {
    {"match", do_match, 0, 0, 0, "match($self, /)\n--\n\n"},
    {"search", do_search, 0, 0, 0, "search($self, /)\n--\n\n"},
    {0},
};
static const ouro_member_def members[] = {{"pattern", OURO_MEMBER_OBJ, offsetof(scanner, pattern), false}, {0}};

const ouro_type_spec ouro_native_spec_SRE_Scanner = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW | OURO_TF_IMMUTABLE,
    .size = sizeof(scanner),
    .name = "_sre.SRE_Scanner",
    .methods = methods,
    .members = members,
    .slots = {.dealloc = clear, .traverse = traverse, .clear = clear},
};

SRE_METHOD(ouro_sre_scanner) {
    sre_range r;
    return ouro_sre_range(rt, "scanner", args, nargs, kwnames, &r) < 0 ? NULL : scanner_new(rt, self, &r);
}

SRE_METHOD(ouro_sre_finditer) {
    sre_range r;
    if (ouro_sre_range(rt, "finditer", args, nargs, kwnames, &r) < 0) return NULL;
    ouro_obj *s = scanner_new(rt, self, &r);
    ouro_obj *search = s ? ouro_getattr_ascii(rt, s, "search") : NULL;
    ouro_obj *it = search ? ouro_callable_iterator_new(rt, search, rt->none) : NULL;
    ouro_xrelease(rt, search);
    ouro_xrelease(rt, s);
    return it;
}
