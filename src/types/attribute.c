// Getting and setting attributes of any object.
#include <string.h>

#include "types/abstract.h"
#include "types/class.h"
#include "types/exception.h"
#include "types/state.h"
#include "types/str.h"
#include "types/type.h"

void ouro_attribute_error(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    if (ouro_type_check(rt, o))
        ouro_raise(rt, OURO_AttributeError, "type object '%N' has no attribute '%S'", (const ouro_type *)o, name);
    else
        ouro_raise(rt, OURO_AttributeError, "'%T' object has no attribute '%S'", o, name);
    ouro_attribute_error_set(rt, o, name);
}

void ouro_attribute_error_set(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    ouro_exception *e = (ouro_exception *)rt->pending;
    if (!e || rt->pending_kind != OURO_AttributeError || e->n_fields < 2 || e->fields[0] || e->fields[1])
        return;
    ouro_slot_set(rt, &e->head, &e->fields[0], ouro_ref(rt, name));
    ouro_slot_set(rt, &e->head, &e->fields[1], ouro_ref(rt, o));
}

static bool check_name(ouro_rt *rt, ouro_borrowed name) {
    if (OURO_LIKELY(ouro_is(name, OURO_T_str)) || ouro_str_check(rt, name))
        return true;
    ouro_raise(rt, OURO_TypeError, "attribute name must be string, not '%T'", name);
    return false;
}

// An interned exact str equal to `name`: shapes and caches compare by identity. NULL: MemoryError.
static ouro_owned interned(ouro_rt *rt, ouro_borrowed name) {
    ouro_obj *key = ouro_is(name, OURO_T_str) ? ouro_ref(rt, name) : ouro_str_slice(rt, name, 0, ouro_str_length(name));
    if (key && !ouro_is(key, OURO_T_str)) { // a slice that is the whole
        ouro_release(rt, key);
        key = ouro_str_concat(rt, rt->empty_str, name);
    }
    if (key && !ouro_str_interned(key) && ouro_str_intern(rt, &key) < 0) {
        ouro_release(rt, key);
        return NULL;
    }
    return key;
}

// ---- object.__getattribute__ ---------------------------------------------------------------------------------------

static ouro_owned get_interned(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, bool quiet) {
    ouro_type *type = ouro_type_of(rt, o);
    ouro_obj *found = ouro_xref(rt, ouro_type_lookup(rt, type, name)), *value;
    const ouro_type *kind = found ? ouro_type_of(rt, found) : NULL;
    ouro_descr_get_slot get = kind ? kind->slots.descr_get : NULL;
    if (get && kind->slots.descr_set) {
        value = get(rt, found, o, &type->head);
        ouro_release(rt, found);
        return value;
    }
    if (type->flags & OURO_TF_INSTANCE) {
        value = ouro_xref(rt, ouro_instance_peek(rt, o, name));
        if (value || OURO_UNLIKELY(ouro_error_pending(rt))) {
            ouro_xrelease(rt, found);
            return value;
        }
    }
    if (get) {
        value = get(rt, found, o, &type->head);
        ouro_release(rt, found);
        return value;
    }
    if (!found && !quiet && !ouro_error_pending(rt))
        ouro_attribute_error(rt, o, name);
    return found;
}

static ouro_owned get(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, bool quiet) {
    if (OURO_LIKELY(ouro_is(name, OURO_T_str) && ouro_str_interned(name)))
        return get_interned(rt, o, name, quiet);
    if (!check_name(rt, name))
        return NULL;
    ouro_obj *key = interned(rt, name);
    ouro_obj *value = key ? get_interned(rt, o, key, quiet) : NULL;
    ouro_xrelease(rt, key);
    return value;
}

ouro_owned ouro_generic_getattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) { return get(rt, o, name, false); }

// A descriptor may raise AttributeError itself: that too means "no such attribute".
static ouro_owned swallow(ouro_rt *rt, ouro_owned value) {
    if (!value && ouro_error_pending(rt) && ouro_error_is(rt, OURO_AttributeError))
        ouro_error_clear(rt);
    return value;
}

ouro_owned ouro_generic_getattr_quiet(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    return swallow(rt, get(rt, o, name, true));
}

// ---- object.__setattr__ --------------------------------------------------------------------------------------------

static int set_interned(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value) {
    ouro_type *type = ouro_type_of(rt, o);
    ouro_borrowed found = ouro_type_lookup(rt, type, name);
    ouro_set_slot set = found ? ouro_type_of(rt, found)->slots.descr_set : NULL;
    if (set) {
        ouro_obj *held = ouro_ref(rt, found);
        int status = set(rt, held, o, value);
        ouro_release(rt, held);
        return status;
    }
    if (type->flags & OURO_TF_INSTANCE) {
        int status = ouro_instance_set(rt, o, name, value);
        if (status == 1) {
            ouro_attribute_error(rt, o, name);
            return -1;
        }
        return status;
    }
    if (found) {
        ouro_raise(rt, OURO_AttributeError, "'%T' object attribute '%S' is read-only", o, name);
        ouro_attribute_error_set(rt, o, name);
    } else {
        ouro_attribute_error(rt, o, name);
    }
    return -1;
}

int ouro_generic_setattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value) {
    if (OURO_LIKELY(ouro_is(name, OURO_T_str) && ouro_str_interned(name)))
        return set_interned(rt, o, name, value);
    if (!check_name(rt, name))
        return -1;
    ouro_obj *key = interned(rt, name);
    int status = key ? set_interned(rt, o, key, value) : -1;
    ouro_xrelease(rt, key);
    return status;
}

// ---- any object ----------------------------------------------------------------------------------------------------

ouro_owned ouro_getattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    if (!check_name(rt, name))
        return NULL;
    return ouro_type_of(rt, o)->slots.getattr(rt, o, name);
}

ouro_owned ouro_getattr_quiet(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    if (!check_name(rt, name))
        return NULL;
    ouro_getattr_slot slot = ouro_type_of(rt, o)->slots.getattr;
    if (slot == ouro_generic_getattr)
        return ouro_generic_getattr_quiet(rt, o, name);
    if (slot == ouro_type_getattr)
        return swallow(rt, ouro_type_getattr_quiet(rt, o, name));
    return swallow(rt, slot(rt, o, name));
}

ouro_owned ouro_getattr_ascii(ouro_rt *rt, ouro_borrowed o, const char *name) {
    ouro_obj *key = ouro_str_interned_cstring(rt, name);
    ouro_obj *value = key ? ouro_getattr(rt, o, key) : NULL;
    ouro_xrelease(rt, key);
    return value;
}

int ouro_setattr(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_borrowed value) {
    if (!check_name(rt, name))
        return -1;
    return ouro_type_of(rt, o)->slots.setattr(rt, o, name, value);
}

int ouro_setattr_ascii(ouro_rt *rt, ouro_borrowed o, const char *name, ouro_borrowed value) {
    ouro_obj *key = ouro_str_interned_cstring(rt, name);
    int status = key ? ouro_setattr(rt, o, key, value) : -1;
    ouro_xrelease(rt, key);
    return status;
}

ouro_owned ouro_getmethod(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name, ouro_obj **self) {
    const ouro_type *type = ouro_type_of(rt, o);
    *self = NULL;
    if (type->slots.getattr != ouro_generic_getattr || !ouro_is(name, OURO_T_str) || !ouro_str_interned(name))
        return ouro_getattr(rt, o, name);
    ouro_borrowed found = ouro_type_lookup(rt, type, name);
    if (!found || !(ouro_type_of(rt, found)->flags & OURO_TF_METHOD))
        return get_interned(rt, o, name, false);
    ouro_obj *method = ouro_ref(rt, found);
    if (type->flags & OURO_TF_INSTANCE) {
        ouro_obj *own = ouro_xref(rt, ouro_instance_peek(rt, o, name));
        if (own || ouro_error_pending(rt)) {
            ouro_release(rt, method);
            return own;
        }
    }
    *self = (ouro_obj *)(uintptr_t)o;
    return method;
}

ouro_owned ouro_special_lookup(ouro_rt *rt, ouro_borrowed o, ouro_borrowed name) {
    ouro_type *type = ouro_type_of(rt, o);
    ouro_borrowed found = ouro_type_lookup(rt, type, name);
    if (!found)
        return NULL;
    ouro_obj *held = ouro_ref(rt, found);
    ouro_descr_get_slot bind = ouro_type_of(rt, held)->slots.descr_get;
    if (!bind)
        return held;
    ouro_obj *bound = bind(rt, held, o, &type->head);
    ouro_release(rt, held);
    return bound;
}
