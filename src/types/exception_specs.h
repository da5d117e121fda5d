// Parts of exceptions shared by the files that define the classes.
#ifndef OURO_TYPES_EXCEPTION_SPECS_H
#define OURO_TYPES_EXCEPTION_SPECS_H

#include "types/exception.h"
#include "types/spec.h"

#define OURO_EXC_SIZE(n_fields) (sizeof(ouro_exception) + (n_fields) * sizeof(ouro_obj *))
#define OURO_EXC_FLAGS (OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE)
#define OURO_EXC_MEMBER(text, i)                                                                                       \
    {text, OURO_MEMBER_OBJ, offsetof(ouro_exception, fields) + (i) * sizeof(ouro_obj *), true}

OURO_INLINE ouro_exception *ouro_exc(ouro_borrowed e) { return (ouro_exception *)(uintptr_t)e; }
// Field i is set to a new reference of `value`, or unset (NULL).
OURO_INLINE void ouro_exc_set(ouro_rt *rt, ouro_borrowed e, size_t i, ouro_borrowed value) {
    if (value)
        ouro_slot_set(rt, e, &ouro_exc(e)->fields[i], ouro_ref(rt, value));
    else
        ouro_slot_clear(rt, e, &ouro_exc(e)->fields[i]);
}
// BaseException's own slots, for classes that add to them.
ouro_owned ouro_exc_create(ouro_rt *rt, ouro_type *cls, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
int ouro_exc_init(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
ouro_owned ouro_exc_str(ouro_rt *rt, ouro_borrowed self);
ouro_owned ouro_exc_reduce(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);

// The spec of an exception class: one of those below, or the plain one.
const ouro_type_spec *ouro_exception_spec(uint32_t number);
extern const ouro_type_spec ouro_spec_BaseException, ouro_spec_StopIteration, ouro_spec_SystemExit, ouro_spec_ImportError,
    ouro_spec_NameError, ouro_spec_AttributeError, ouro_spec_KeyError, ouro_spec_MemoryError;
extern const ouro_type_spec ouro_spec_OSError;                                      // os_error.c
extern const ouro_type_spec ouro_spec_SyntaxError;                                  // syntax_error.c
extern const ouro_type_spec ouro_spec_UnicodeDecodeError, ouro_spec_UnicodeEncodeError, ouro_spec_UnicodeTranslateError;
extern const ouro_type_spec ouro_spec_BaseExceptionGroup, ouro_spec_ExceptionGroup; // exception_group.c

#endif
