// Builtin functions that operate on one object: attributes, conversions, arithmetic.
#include "modules/builtins.h"
#include "modules/native.h"

#include "types/bytes.h"
#include "types/format.h"
#include "types/int.h"

// ---- classes and attributes ----------------------------------------------------------------------------------------

METHOD(callable) { return ouro_bool(rt, ouro_callable(rt, args[0])); }
METHOD(id) { return ouro_int_from_u64(rt, (uint64_t)(uintptr_t)args[0]); }

METHOD(isinstance) {
    int r = ouro_isinstance(rt, args[0], args[1]);
    return r < 0 ? NULL : ouro_bool(rt, r);
}

METHOD(issubclass) {
    int r = ouro_issubclass(rt, args[0], args[1]);
    return r < 0 ? NULL : ouro_bool(rt, r);
}

static bool attribute_name(ouro_rt *rt, ouro_borrowed name) {
    if (OURO_LIKELY(ouro_str_check(rt, name))) return true;
    ouro_raise(rt, OURO_TypeError, "attribute name must be string, not '%T'", name);
    return false;
}

METHOD(getattr) {
    if (!attribute_name(rt, args[1])) return NULL;
    if (nargs == 2) return ouro_getattr(rt, args[0], args[1]);
    ouro_obj *value = ouro_getattr_quiet(rt, args[0], args[1]);
    return value || ouro_error_pending(rt) ? value : ouro_ref(rt, args[2]);
}

METHOD(hasattr) {
    if (!attribute_name(rt, args[1])) return NULL;
    ouro_obj *value = ouro_getattr_quiet(rt, args[0], args[1]);
    if (!value && ouro_error_pending(rt)) return NULL;
    ouro_obj *result = ouro_bool(rt, value != NULL);
    ouro_xrelease(rt, value);
    return result;
}

METHOD(setattr) {
    if (!attribute_name(rt, args[1]) || ouro_setattr(rt, args[0], args[1], args[2]) < 0) return NULL;
    return ouro_none(rt);
}

METHOD(delattr) {
    if (!attribute_name(rt, args[1]) || ouro_setattr(rt, args[0], args[1], NULL) < 0) return NULL;
    return ouro_none(rt);
}

// ---- text ----------------------------------------------------------------------------------------------------------

METHOD(repr) { return ouro_repr(rt, args[0]); }
METHOD(ascii) { return ouro_ascii(rt, args[0]); }

METHOD(format) {
    if (nargs == 2 && !ouro_str_check(rt, args[1])) {
        ouro_raise(rt, OURO_TypeError, "format() argument 2 must be str, not %T", args[1]);
        return NULL;
    }
    return ouro_format(rt, args[0], nargs == 2 ? args[1] : NULL);
}

METHOD(chr) {
    ouro_obj *index = ouro_index(rt, args[0]);
    if (!index) return NULL;
    int overflow;
    int64_t c = ouro_int_clip(index, &overflow);
    ouro_release(rt, index);
    if (overflow || c != (int32_t)c)
        ouro_raise(rt, OURO_OverflowError, "Python int too large to convert to C int");
    else if (c < 0 || c > 0x10ffff)
        ouro_raise(rt, OURO_ValueError, "chr() arg not in range(0x110000)");
    else
        return ouro_str_from_char(rt, (uint32_t)c);
    return NULL;
}

METHOD(ord) {
    size_t length;
    if (ouro_str_check(rt, args[0])) {
        length = ouro_str_length(args[0]);
        if (length == 1) return ouro_int_from_i64(rt, ouro_str_at(args[0], 0));
    } else if (ouro_bytes_check(rt, args[0]) || ouro_is_a(rt, args[0], OURO_T_bytearray)) {
        ouro_buffer b;
        if (ouro_get_buffer(rt, args[0], &b, OURO_BUFFER_READ) < 0) return NULL;
        length = b.length;
        int64_t c = length == 1 ? b.data[0] : 0;
        ouro_release_buffer(rt, &b);
        if (length == 1) return ouro_int_from_i64(rt, c);
    } else {
        ouro_raise(rt, OURO_TypeError, "ord() expected string of length 1, but %T found", args[0]);
        return NULL;
    }
    ouro_raise(rt, OURO_TypeError, "ord() expected a character, but string of length %zu found", length);
    return NULL;
}

static ouro_owned in_base(ouro_rt *rt, ouro_borrowed o, int base) {
    ouro_obj *index = ouro_index(rt, o);
    if (!index) return NULL;
    ouro_obj *text = ouro_int_to_str(rt, index, base, true);
    ouro_release(rt, index);
    return text;
}
METHOD(bin) { return in_base(rt, args[0], 2); }
METHOD(oct) { return in_base(rt, args[0], 8); }
METHOD(hex) { return in_base(rt, args[0], 16); }

// ---- numbers -------------------------------------------------------------------------------------------------------

METHOD(absolute) { return ouro_abs(rt, args[0]); }
METHOD(divmod) { return ouro_divmod(rt, args[0], args[1]); }

METHOD(power) {
    static const char *const names[] = {"base", "exp", "mod"};
    ouro_obj *a[3];
    if (ouro_args(rt, "pow", args, nargs, kwnames, names, 3, 2, 3, a) < 0) return NULL;
    return ouro_pow3(rt, a[0], a[1], a[2] ? a[2] : rt->none);
}

METHOD(round_number) {
    static const char *const names[] = {"number", "ndigits"};
    ouro_obj *a[2];
    if (ouro_args(rt, "round", args, nargs, kwnames, names, 2, 1, 2, a) < 0) return NULL;
    ouro_obj *f = ouro_special_lookup(rt, a[0], OURO_NAME(rt, __round__));
    if (!f) {
        if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_TypeError, "type %T doesn't define __round__ method", a[0]);
        return NULL;
    }
    ouro_obj *result = !a[1] || a[1] == rt->none ? ouro_call0(rt, f) : ouro_call1(rt, f, a[1]);
    ouro_release(rt, f);
    return result;
}

METHOD(hash) {
    int64_t h = ouro_hash(rt, args[0]);
    return h == -1 && ouro_error_pending(rt) ? NULL : ouro_int_from_i64(rt, h);
}

METHOD(len) {
    int64_t n = ouro_length(rt, args[0]);
    return n < 0 ? NULL : ouro_int_from_i64(rt, n);
}

// ---- iterators -----------------------------------------------------------------------------------------------------

METHOD(iter) {
    if (nargs == 1) return ouro_iter(rt, args[0]);
    if (!ouro_callable(rt, args[0])) {
        ouro_raise(rt, OURO_TypeError, "iter(v, w): v must be callable");
        return NULL;
    }
    return ouro_callable_iterator_new(rt, args[0], args[1]);
}

METHOD(next) {
    ouro_next_slot step = ouro_type_of(rt, args[0])->slots.next;
    if (!step) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not an iterator", args[0]);
        return NULL;
    }
    ouro_obj *item = step(rt, args[0]);
    if (item) return item;
    if (nargs == 2) {
        if (ouro_error_pending(rt)) {
            if (!ouro_error_is(rt, OURO_StopIteration)) return NULL;
            ouro_error_clear(rt);
        }
        return ouro_ref(rt, args[1]);
    }
    if (!ouro_error_pending(rt)) ouro_raise(rt, OURO_StopIteration, "");
    return NULL;
}

METHOD(aiter) {
    ouro_unary_slot get = ouro_type_of(rt, args[0])->slots.aiter;
    if (!get) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not an async iterable", args[0]);
        return NULL;
    }
    ouro_obj *it = get(rt, args[0]);
    if (it && !ouro_type_of(rt, it)->slots.anext) {
        ouro_raise(rt, OURO_TypeError, "aiter() returned not an async iterator of type '%T'", it);
        ouro_release(rt, it);
        return NULL;
    }
    return it;
}

METHOD(anext) {
    ouro_unary_slot step = ouro_type_of(rt, args[0])->slots.anext;
    if (!step) {
        ouro_raise(rt, OURO_TypeError, "'%T' object is not an async iterator", args[0]);
        return NULL;
    }
    if (nargs == 2) {
        ouro_raise(rt, OURO_NotImplementedError, "anext() with a default is not supported");
        return NULL;
    }
    return step(rt, args[0]);
}

const ouro_method_def ouro_builtins_object[] = {
    {"abs", absolute, 1, 1, 0, "abs($module, x, /)\n--\n\nReturn the absolute value of the argument."},
    {"aiter", aiter, 1, 1, 0, "aiter($module, async_iterable, /)\n--\n\nThe asynchronous iterator of an iterable."},
    {"anext", anext, 1, 2, 0, "The next item of an asynchronous iterator, to be awaited."},
    {"ascii", ascii, 1, 1, 0, "ascii($module, obj, /)\n--\n\nrepr() with everything but ASCII escaped."},
    {"bin", bin, 1, 1, 0, "bin($module, number, /)\n--\n\nAn integer in binary, like '0b101'."},
    {"callable", callable, 1, 1, 0, "callable($module, obj, /)\n--\n\nCan the object be called like a function?"},
    {"chr", chr, 1, 1, 0, "chr($module, i, /)\n--\n\nThe string of the one character with code point i."},
    {"delattr", delattr, 2, 2, 0, "delattr($module, obj, name, /)\n--\n\nDeletes the named attribute."},
    {"divmod", divmod, 2, 2, 0, "divmod($module, x, y, /)\n--\n\nThe pair (x//y, x%y)."},
    {"format", format, 1, 2, 0, "format($module, value, format_spec='', /)\n--\n\nvalue.__format__(format_spec)"},
    {"getattr", getattr, 2, 3, 0, "The named attribute of an object, or the default when there is none."},
    {"hasattr", hasattr, 2, 2, 0, "hasattr($module, obj, name, /)\n--\n\nHas the object an attribute of that name?"},
    {"hash", hash, 1, 1, 0, "hash($module, obj, /)\n--\n\nThe hash of an object; equal objects have equal ones."},
    {"hex", hex, 1, 1, 0, "hex($module, number, /)\n--\n\nAn integer in hexadecimal, like '0xff'."},
    {"id", id, 1, 1, 0, "id($module, obj, /)\n--\n\nA number that no other living object has."},
    {"isinstance", isinstance, 2, 2, 0,
     "isinstance($module, obj, class_or_tuple, /)\n--\n\nIs the object an instance of the class, or of one of them?"},
    {"issubclass", issubclass, 2, 2, 0,
     "issubclass($module, cls, class_or_tuple, /)\n--\n\nIs cls derived from the class, or from one of them?"},
    {"iter", iter, 1, 2, 0, "The iterator of an iterable, or one that calls a function until it returns the sentinel."},
    {"len", len, 1, 1, 0, "len($module, obj, /)\n--\n\nReturn the number of items in a container."},
    {"next", next, 1, 2, 0, "The next item of an iterator, or the default at its end."},
    {"oct", oct, 1, 1, 0, "oct($module, number, /)\n--\n\nAn integer in octal, like '0o17'."},
    {"ord", ord, 1, 1, 0, "ord($module, c, /)\n--\n\nThe code point of a string of one character."},
    {"pow", power, 0, 0, OURO_M_KEYWORDS, "pow($module, /, base, exp, mod=None)\n--\n\nbase**exp, or base**exp % mod."},
    {"repr", repr, 1, 1, 0, "repr($module, obj, /)\n--\n\nThe text that stands for an object in code."},
    {"round", round_number, 0, 0, OURO_M_KEYWORDS,
     "round($module, /, number, ndigits=None)\n--\n\nA number rounded to so many decimals, an int without ndigits."},
    {"setattr", setattr, 3, 3, 0, "setattr($module, obj, name, value, /)\n--\n\nobj.name = value"},
    {0},
};
