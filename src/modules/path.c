// Arguments that name files: str in UTF-8 (bytes that are none as lone surrogates), bytes, os.PathLike, descriptors.
#include "modules/path.h"

#include <string.h>

#include "modules/native.h"

#include "types/bytes.h"
#include "types/exception.h"
#include "types/int.h"

ouro_owned ouro_fspath(ouro_rt *rt, ouro_borrowed o) {
    if (ouro_str_check(rt, o) || ouro_bytes_check(rt, o)) return ouro_ref(rt, o);
    ouro_obj *f = ouro_special_lookup(rt, o, OURO_NAME(rt, __fspath__));
    if (!f) {
        if (!ouro_error_pending(rt))
            ouro_raise(rt, OURO_TypeError, "expected str, bytes or os.PathLike object, not %T", o);
        return NULL;
    }
    ouro_obj *path = ouro_call0(rt, f);
    ouro_release(rt, f);
    if (path && !ouro_str_check(rt, path) && !ouro_bytes_check(rt, path)) {
        ouro_raise(rt, OURO_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", o, path);
        ouro_release(rt, path);
        return NULL;
    }
    return path;
}

ouro_owned ouro_path_name(ouro_rt *rt, const char *name, bool as_bytes) {
    size_t n = strlen(name);
    if (as_bytes) return ouro_bytes_new(rt, name, n);
    return ouro_bytes_decode(rt, (const uint8_t *)name, n, "utf-8", "surrogateescape");
}

static bool descriptor(ouro_rt *rt, ouro_borrowed o, int *fd) {
    int64_t n;
    if (!ouro_index_i64(rt, o, 0, &n)) return false;
    if (n == (int32_t)n) {
        *fd = (int)n;
        return true;
    }
    ouro_raise(rt, OURO_OverflowError, "fd is %s", n > 0 ? "greater than maximum" : "less than minimum");
    return false;
}

static bool wrong_type(ouro_rt *rt, ouro_borrowed o, const char *function, const char *argument, unsigned allowed) {
    static const char *const texts[] = {"string, bytes or os.PathLike", "string, bytes, os.PathLike or integer",
                                        "string, bytes, os.PathLike or None",
                                        "string, bytes, os.PathLike, integer or None"};
    ouro_raise(rt, OURO_TypeError, "%s: %s should be %s, not %T", function, argument, texts[allowed & 3], o);
    return false;
}

bool ouro_path_open(ouro_rt *rt, ouro_borrowed o, const char *function, const char *argument, unsigned allowed,
                    ouro_path *p) {
    *p = (ouro_path){.fd = -1};
    if ((allowed & OURO_PATH_NONE) && (!o || o == rt->none)) {
        p->text = ".";
        p->given = ouro_ref(rt, rt->none);
        return true;
    }
    bool plain = ouro_str_check(rt, o) || ouro_bytes_check(rt, o);
    ouro_obj *path = NULL;
    if (plain) {
        path = ouro_ref(rt, o);
    } else if (ouro_type_of(rt, o)->slots.index && (allowed & OURO_PATH_FD)) {
        if (!descriptor(rt, o, &p->fd)) return false;
        p->text = "";
        p->given = ouro_ref(rt, o);
        return true;
    } else {
        ouro_obj *f = ouro_special_lookup(rt, o, OURO_NAME(rt, __fspath__));
        if (!f) return ouro_error_pending(rt) ? false : wrong_type(rt, o, function, argument, allowed);
        ouro_release(rt, f);
        path = ouro_fspath(rt, o);
    }
    if (!path) return false;
    p->as_bytes = ouro_bytes_check(rt, path);
    p->bytes = p->as_bytes ? ouro_ref(rt, path) : ouro_str_encode(rt, path, "utf-8", "surrogateescape");
    p->given = ouro_ref(rt, plain ? path : o);
    ouro_release(rt, path);
    if (p->bytes) {
        const ouro_bytes *b = (const ouro_bytes *)p->bytes;
        p->text = (const char *)b->data;
        if (strlen(p->text) == b->length) return true;
        ouro_raise(rt, OURO_ValueError, "embedded null byte");
    }
    ouro_path_close(rt, p);
    return false;
}

void ouro_path_close(ouro_rt *rt, ouro_path *p) {
    ouro_xrelease(rt, p->bytes);
    ouro_xrelease(rt, p->given);
    p->bytes = p->given = NULL;
}

ouro_owned ouro_path_fail(ouro_rt *rt, ouro_path *p, int error) {
    ouro_raise_errno(rt, error, p->given == rt->none ? NULL : p->given);
    ouro_path_close(rt, p);
    return NULL;
}

ouro_owned ouro_path_fail_both(ouro_rt *rt, ouro_path *p, ouro_path *q, int error) {
    char text[128];
    if (strerror_r(error, text, sizeof text) != 0) text[0] = 0;
    ouro_obj *number = ouro_int_from_i64(rt, error), *message = ouro_str_from_cstring(rt, text), *e = NULL;
    if (number && message) {
        ouro_obj *args[] = {number, message, p->given, rt->none, q->given};
        e = ouro_call(rt, &rt->types[OURO_OSError]->head, args, 5, NULL);
    }
    if (e) ouro_raise_object(rt, e, NULL);
    ouro_xrelease(rt, e);
    ouro_xrelease(rt, message);
    ouro_xrelease(rt, number);
    ouro_path_close(rt, p);
    ouro_path_close(rt, q);
    return NULL;
}
