// Native functions and attributes as objects: descriptors in the dicts of types, builtin functions.
#ifndef OURO_TYPES_DESCRIPTOR_H
#define OURO_TYPES_DESCRIPTOR_H

#include "types/class.h"
#include "types/containers.h"
#include "types/slots.h"

// What goes into the dict of `owner` for one entry of its spec. NULL: MemoryError.
ouro_owned ouro_descriptor_method(ouro_rt *rt, ouro_type *owner, const ouro_method_def *def);
ouro_owned ouro_descriptor_getset(ouro_rt *rt, ouro_type *owner, const ouro_getset_def *def);
ouro_owned ouro_descriptor_member(ouro_rt *rt, ouro_type *owner, const ouro_member_def *def);
ouro_owned ouro_descriptor_wrapper(ouro_rt *rt, ouro_type *owner, const ouro_slot_def *def, void *slot);
// A name of __slots__: the object at `offset` of the instances. def is NULL, the offset is in `slot`.
ouro_owned ouro_descriptor_slot_member(ouro_rt *rt, ouro_type *owner, ouro_borrowed name, uint32_t offset);

// Text of a doc: with or without the "name(...)\n--\n\n" it may begin with. New str or None.
ouro_owned ouro_doc_text(ouro_rt *rt, const char *doc, const char *name);
ouro_owned ouro_doc_signature(ouro_rt *rt, const char *doc, const char *name);

OURO_COLD ouro_owned ouro_native_call_error(ouro_rt *rt, ouro_borrowed callee, const ouro_method_def *def, size_t nargs,
                                            ouro_borrowed kwnames);
// Calls a native function after the checks that its flags ask for.
OURO_INLINE ouro_owned ouro_native_call(ouro_rt *rt, ouro_borrowed callee, const ouro_method_def *def,
                                        ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                        ouro_borrowed kwnames) {
    if (OURO_UNLIKELY(kwnames && ouro_tuple_length(kwnames) == 0))
        kwnames = NULL;
    if (!(def->flags & OURO_M_KEYWORDS) &&
        OURO_UNLIKELY(kwnames || nargs < def->min || (nargs > def->max && def->max != OURO_MANY)))
        return ouro_native_call_error(rt, callee, def, nargs, kwnames);
    return def->fn(rt, self, args, nargs, kwnames);
}
// "list.append" of a builtin function or method descriptor, with its module before it unless that is builtins.
ouro_owned ouro_native_full_name(ouro_rt *rt, ouro_borrowed callee);

#endif
