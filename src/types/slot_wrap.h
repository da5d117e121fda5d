// How a wrapper_descriptor calls the C function of a slot: one function for each shape of slot.
#ifndef OURO_TYPES_SLOT_WRAP_H
#define OURO_TYPES_SLOT_WRAP_H

#include "types/slots.h"

#define OURO_WRAP(name)                                                                                                \
    ouro_owned ouro_wrap_##name(ouro_rt *rt, const ouro_slot_def *def, void *slot, ouro_borrowed self,                  \
                                ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)
OURO_WRAP(unary);
OURO_WRAP(binary);
OURO_WRAP(reflected);
OURO_WRAP(pow);
OURO_WRAP(rpow);
OURO_WRAP(ipow);
OURO_WRAP(truth);
OURO_WRAP(hash);
OURO_WRAP(compare);
OURO_WRAP(call);
OURO_WRAP(init);
OURO_WRAP(finalize);
OURO_WRAP(getattr);
OURO_WRAP(setattr);
OURO_WRAP(delattr);
OURO_WRAP(next);
OURO_WRAP(descr_get);
OURO_WRAP(descr_set);
OURO_WRAP(descr_delete);
OURO_WRAP(length);
OURO_WRAP(setitem);
OURO_WRAP(delitem);
OURO_WRAP(contains);
OURO_WRAP(repeat);

#endif
