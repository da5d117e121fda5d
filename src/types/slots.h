// Special method names, the slots behind them, and how one calls the other.
#ifndef OURO_TYPES_SLOTS_H
#define OURO_TYPES_SLOTS_H

#include "object/rt.h"
#include "types/state.h"

typedef struct ouro_slot_def ouro_slot_def;
// What a wrapper_descriptor does when called: checks its arguments and calls the C function `slot` on self.
typedef ouro_owned (*ouro_slot_wrap)(ouro_rt *rt, const ouro_slot_def *def, void *slot, ouro_borrowed self,
                                     ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);

// One special name of one slot. Names of the same slot follow each other in the table.
struct ouro_slot_def {
    enum ouro_name name;
    uint16_t offset;     // in ouro_slots
    uint8_t op;          // of the comparisons
    bool keywords;       // the wrapper takes keywords
    ouro_slot_wrap wrap; // NULL: builtin types have no wrapper of this name
    void *generic;       // slot function of classes that define the name in Python; NULL: they have none
    const char *doc;
};
extern const ouro_slot_def ouro_slot_defs[];
extern const size_t ouro_slot_defs_len;

OURO_INLINE void **ouro_slot_at(ouro_type *type, size_t offset) { return (void **)((char *)&type->slots + offset); }

// Sets the named slots of a class made by a class statement from what its MRO has: all of them, or those of one name.
void ouro_slots_update(ouro_rt *rt, ouro_type *type, ouro_borrowed name_or_null);
bool ouro_slots_python_new(const ouro_type *type); // is __new__ a Python function?
bool ouro_slots_special_name(ouro_rt *rt, ouro_borrowed name);
// Fills NULL slots of a builtin type from its base.
void ouro_slots_inherit(ouro_type *type);
// Sets the DEFAULT_GETATTR, DEFAULT_SETATTR and HAS_DEL flags from the slots.
void ouro_slots_flags(ouro_type *type);

// Calls type(self).name(self, ...): args[0] is self. NULL without an error pending when the type has no such name.
ouro_owned ouro_call_special(ouro_rt *rt, enum ouro_name name, ouro_obj *const *args, size_t nargs);
// object.__new__, and the `__new__` of builtin types.
extern const struct ouro_method_def ouro_new_method_def;

#endif
