// PyCapsule: a C pointer that Python code can hold.
#include "types/capsule.h"

#include <string.h>

#include "types/state.h"
#include "types/str.h"

ouro_owned ouro_capsule_new(ouro_rt *rt, void *pointer, const char *name, void (*destroy)(ouro_rt *rt, void *pointer)) {
    ouro_capsule *c = (ouro_capsule *)ouro_new_fixed(rt, OURO_T_capsule, sizeof *c);
    if (!c)
        return NULL;
    c->pointer = pointer;
    c->name = name;
    c->destroy = destroy;
    if (destroy)
        ouro_end_shows_add(rt);
    return &c->head;
}

void *ouro_capsule_pointer(ouro_rt *rt, ouro_borrowed o, const char *name) {
    const ouro_capsule *c = (const ouro_capsule *)o;
    if (ouro_is(o, OURO_T_capsule) && (c->name == name || (c->name && name && !strcmp(c->name, name))))
        return c->pointer;
    ouro_raise(rt, OURO_ValueError, "PyCapsule_GetPointer called with incorrect name");
    return NULL;
}

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_capsule *c = (ouro_capsule *)self;
    if (!c->destroy)
        return;
    ouro_end_shows_drop(rt);
    c->destroy(rt, c->pointer);
}

static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) {
    const char *name = ((const ouro_capsule *)self)->name, *quote = name ? "\"" : "";
    return ouro_str_formatted(rt, "<capsule object %s%s%s at %p>", quote, name ? name : "NULL", quote, (const void *)self);
}

const ouro_type_spec ouro_spec_capsule = {
    .number = OURO_T_capsule,
    .flags = OURO_TF_NO_NEW,
    .size = sizeof(ouro_capsule),
    .name = "PyCapsule",
    .slots = {.dealloc = dealloc, .repr = repr},
};
