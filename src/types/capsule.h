// A C pointer as an object.
#ifndef OURO_TYPES_CAPSULE_H
#define OURO_TYPES_CAPSULE_H

#include "types/spec.h"

typedef struct ouro_capsule {
    ouro_obj head;
    void *pointer;
    const char *name; // not owned; may be NULL
    void (*destroy)(ouro_rt *rt, void *pointer); // may be NULL
} ouro_capsule;
ouro_owned ouro_capsule_new(ouro_rt *rt, void *pointer, const char *name, void (*destroy)(ouro_rt *rt, void *pointer));
void *ouro_capsule_pointer(ouro_rt *rt, ouro_borrowed capsule, const char *name); // NULL: ValueError, wrong name

#endif
