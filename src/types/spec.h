// How a builtin type describes itself: one constant table, from which start-up makes the type object.
#ifndef OURO_TYPES_SPEC_H
#define OURO_TYPES_SPEC_H

#include "object/rt.h"

enum ouro_method_flags {
    OURO_M_KEYWORDS = 1, // takes keywords: kwnames may be non-NULL, argument counts are the function's to check
    OURO_M_STATIC = 2,
    OURO_M_CLASS = 4,    // self is the class
    OURO_M_COEXIST = 8,  // replaces the wrapper made from a slot of the same name
};

// One signature for every native function. self: the receiver; the module object (or NULL) for module functions.
// args are borrowed. Without OURO_M_KEYWORDS: min <= nargs <= max was checked and kwnames is NULL.
typedef ouro_owned (*ouro_native)(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames);

#define OURO_MANY 255 // no upper bound on positional arguments

typedef struct ouro_method_def {
    const char *name;
    ouro_native fn;
    uint8_t min, max;
    uint16_t flags;
    const char *doc;  // may be NULL; for text signatures begin with "name($self, x, /)\n--\n\n"
} ouro_method_def;

typedef struct ouro_getset_def {
    const char *name;
    ouro_unary_slot get; // NULL: unreadable
    ouro_set_slot set;   // (obj, NULL name, value or NULL); NULL: read-only
    const char *doc;
} ouro_getset_def;

enum ouro_member_kind { OURO_MEMBER_OBJ, OURO_MEMBER_OBJ_EX /* AttributeError when NULL */, OURO_MEMBER_U32, OURO_MEMBER_I64, OURO_MEMBER_BOOL };
typedef struct ouro_member_def {
    const char *name;
    uint32_t kind, offset;
    bool writable;
} ouro_member_def;

typedef struct ouro_type_spec {
    uint32_t number;      // OURO_T_...
    uint32_t base;        // number of the base, OURO_T_object by default (0)
    uint32_t flags;       // enum ouro_type_flags
    uint32_t size;        // bytes of an instance
    uint32_t item_size;
    const char *name;     // "int", "dict_keys", "types.SimpleNamespace" (text up to the last dot is __module__)
    const char *doc;
    const ouro_method_def *methods; // ended by an entry with name NULL; the same for the two below; may be NULL
    const ouro_getset_def *getsets;
    const ouro_member_def *members;
    ouro_slots slots;     // own slots; NULL ones are inherited
} ouro_type_spec;

// Each file of types/ exports its specs as `extern const ouro_type_spec ouro_spec_<name>;` declared here for start-up.
#define TYPE(name) extern const ouro_type_spec ouro_spec_##name;
#include <ouro/typenumbers.def>

#endif
