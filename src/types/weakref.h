// weakref.ref and the proxies.
#ifndef OURO_TYPES_WEAKREF_H
#define OURO_TYPES_WEAKREF_H

#include "types/spec.h"

// weakref.ref(o): the one without callback is shared. NULL: TypeError "cannot create weak reference to '%T' object".
ouro_owned ouro_weakref_new(ouro_rt *rt, ouro_borrowed o, ouro_borrowed callback_or_null);
// weakref.proxy(o): of class weakcallableproxy when o can be called.
ouro_owned ouro_weakproxy_new(ouro_rt *rt, ouro_borrowed o, ouro_borrowed callback_or_null);
ouro_owned ouro_weakref_list(ouro_rt *rt, ouro_borrowed o); // weakref.getweakrefs
ouro_borrowed ouro_weakref_first_peek(ouro_rt *rt, ouro_borrowed o); // o.__weakref__, or NULL
void ouro_weakref_call_back(ouro_rt *rt, ouro_borrowed weakref, ouro_borrowed callback); // hooks.weak_callback

#endif
