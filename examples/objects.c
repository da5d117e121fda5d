// Heap, objects and collector under a tiny language of its own: pairs, symbols and closures, with counted references, weak
// references and cycles.
//
//     cc -Iinclude examples/objects.c libouro.a -lm -o objects && ./objects
#include <stdio.h>
#include <string.h>

#include <ouro/core.h>

// ---- The objects of the language -----------------------------------------------------------------------------------

typedef struct {
    ouro_obj head;
    char text[16];
} symbol;

typedef struct {
    ouro_obj head;
    ouro_obj *first, *rest;
} pair;

typedef struct { // a function and the variables it was made among
    ouro_obj head;
    ouro_obj *(*code)(ouro_rt *rt, ouro_obj *environment);
    ouro_obj *environment;
} closure;

static int pair_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    pair *p = (pair *)self;
    OURO_VISIT(p->first);
    OURO_VISIT(p->rest);
    return 0;
}
static void pair_clear(ouro_rt *rt, ouro_obj *self) {
    pair *p = (pair *)self;
    ouro_slot_clear(rt, self, &p->first);
    ouro_slot_clear(rt, self, &p->rest);
}

static int closure_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((closure *)self)->environment);
    return 0;
}
static void closure_clear(ouro_rt *rt, ouro_obj *self) { ouro_slot_clear(rt, self, &((closure *)self)->environment); }

static int weak_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(((ouro_weakref *)self)->callback);
    return 0;
}
static void weak_dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_weakref *weak = (ouro_weakref *)self;
    ouro_weak_unlink(rt, weak);
    ouro_slot_clear(rt, self, &weak->callback);
}
static void weak_called(ouro_rt *rt, ouro_borrowed weak, ouro_borrowed callback) {
    (void)rt, (void)weak;
    printf("  gone: what %s stood for\n", ((const symbol *)callback)->text);
}

static ouro_type symbol_type = {.size = sizeof(symbol), .cname = "symbol"};
static ouro_type pair_type = {
    .size = sizeof(pair),
    .flags = OURO_TF_GC | OURO_TF_WEAK,
    .cname = "pair",
    .slots = {.dealloc = pair_clear, .traverse = pair_traverse, .clear = pair_clear},
};
static ouro_type closure_type = {
    .size = sizeof(closure),
    .flags = OURO_TF_GC | OURO_TF_WEAK,
    .cname = "closure",
    .slots = {.dealloc = closure_clear, .traverse = closure_traverse, .clear = closure_clear},
};
static ouro_type weak_type = {
    .size = sizeof(ouro_weakref),
    .flags = OURO_TF_GC | OURO_TF_WEAKREF,
    .cname = "weak",
    .slots = {.dealloc = weak_dealloc, .traverse = weak_traverse},
};

// ---- Making them -----------------------------------------------------------------------------------------------------
// All of these return a new reference, NULL without memory; references given to them are taken over, also then.

static ouro_obj *symbol_new(ouro_rt *rt, const char *text) {
    symbol *s = (symbol *)ouro_new_zeroed(rt, &symbol_type, sizeof *s);
    if (s)
        snprintf(s->text, sizeof s->text, "%s", text);
    return (ouro_obj *)s;
}

static ouro_obj *pair_new(ouro_rt *rt, ouro_obj *first, ouro_obj *rest) {
    pair *p = (pair *)ouro_new_sized(rt, &pair_type, sizeof *p);
    if (!p) {
        ouro_xrelease(rt, first);
        ouro_xrelease(rt, rest);
        return NULL;
    }
    ouro_slot_init(rt, &p->head, &p->first, first);
    ouro_slot_init(rt, &p->head, &p->rest, rest);
    return &p->head;
}

static ouro_obj *closure_new(ouro_rt *rt, ouro_obj *(*code)(ouro_rt *, ouro_obj *), ouro_obj *environment) {
    closure *c = (closure *)ouro_new_sized(rt, &closure_type, sizeof *c);
    if (!c) {
        ouro_xrelease(rt, environment);
        return NULL;
    }
    c->code = code;
    ouro_slot_init(rt, &c->head, &c->environment, environment);
    return &c->head;
}

static ouro_weakref *weak_new(ouro_rt *rt, ouro_obj *to, const char *label) {
    ouro_weakref *weak = (ouro_weakref *)ouro_new_zeroed(rt, &weak_type, sizeof *weak);
    if (weak)
        weak->callback = symbol_new(rt, label);
    if (weak && (!weak->callback || ouro_weak_link(rt, weak, to) != 0)) {
        ouro_release(rt, &weak->head);
        return NULL;
    }
    return weak;
}

// ---- A program ---------------------------------------------------------------------------------------------------------

static ouro_obj *first_of(ouro_rt *rt, ouro_obj *environment) { return ouro_xref(rt, ((pair *)environment)->first); }

static size_t live(ouro_rt *rt) {
    ouro_heap_statistics stats;
    ouro_heap_stats(ouro_core_heap(rt), &stats);
    return stats.live_objects;
}

static int run(ouro_rt *rt) {
    puts("a list dies with its last reference:");
    ouro_obj *list = NULL;
    for (int i = 0; i < 1000000; i++)
        if (!(list = pair_new(rt, NULL, list)))
            return -1;
    ouro_weakref *weak = weak_new(rt, list, "the list");
    if (!weak) {
        ouro_release(rt, list);
        return -1;
    }
    printf("  %zu objects\n", live(rt));
    ouro_release(rt, list);
    printf("  %zu objects\n", live(rt));
    ouro_release(rt, &weak->head);

    puts("a closure that is in its own environment needs the collector:");
    ouro_obj *environment = pair_new(rt, symbol_new(rt, "x"), NULL);
    ouro_obj *function = environment ? closure_new(rt, first_of, environment) : NULL;
    if (!function || !(weak = weak_new(rt, function, "the closure"))) {
        ouro_xrelease(rt, function);
        return -1;
    }
    ouro_slot_set(rt, environment, &((pair *)environment)->rest, ouro_ref(rt, function));
    ouro_obj *value = ((closure *)function)->code(rt, environment);
    printf("  it returns %s\n", ((symbol *)value)->text);
    ouro_release(rt, value);
    ouro_release(rt, function);
    printf("  %zu objects, dead but not gone\n", live(rt));
    printf("  collected: %zu\n", ouro_gc_collect(rt, 2));
    ouro_obj *again = ouro_weak_get(rt, weak);
    printf("  the weak reference says: %s; %zu objects\n", again ? "alive" : "dead", live(rt));
    ouro_release(rt, &weak->head);
    return 0;
}

int main(void) {
    ouro_hooks hooks = {.weak_callback = weak_called};
    ouro_core_options options = {.memory_limit = 256 << 20, .hooks = &hooks};
    ouro_rt *rt = ouro_core_open(&options);
    if (!rt) {
        fputs("no memory\n", stderr);
        return 1;
    }
    ouro_type *types[] = {&symbol_type, &pair_type, &closure_type, &weak_type};
    int result = 0;
    for (size_t i = 0; i < sizeof types / sizeof types[0] && result == 0; i++) {
        ouro_make_immortal(&types[i]->head);
        result = ouro_type_enter(rt, types[i], 0);
    }
    if (result == 0)
        result = run(rt);
    if (result != 0)
        fputs("no memory\n", stderr);
    size_t leaked = ouro_core_close(rt);
    printf("left at the end: %zu\n", leaked);
    return result != 0 || leaked != 0;
}
