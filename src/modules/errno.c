// Module errno: numbers of the errors of the system, and their names.
#include <errno.h>

#include "modules/modules.h"
#include "modules/native.h"

#include "types/int.h"

#define E(name) {#name, name}
static const struct {
    const char *name;
    int number;
} errors[] = {
    E(ENODEV), E(EIDRM), E(ENOCSI), E(EHOSTUNREACH), E(ENOMSG), E(EUCLEAN), E(EL2NSYNC), E(EL2HLT), E(ENODATA),
    E(ENOTBLK),
    E(ENOSYS), E(EPIPE), E(EINVAL), E(EOVERFLOW), E(EADV), E(EINTR), E(EUSERS), E(ENOTEMPTY), E(ENOBUFS), E(EPROTO),
    E(EREMOTE), E(ENAVAIL), E(ECHILD), E(ELOOP), E(EXDEV), E(E2BIG), E(ESRCH), E(EMSGSIZE), E(EAFNOSUPPORT), E(EBADR),
    E(EHOSTDOWN), E(EPFNOSUPPORT), E(ENOPROTOOPT), E(EBUSY), E(EWOULDBLOCK), E(EBADFD), E(EDOTDOT), E(EISCONN),
    E(ENOTCONN), E(ESHUTDOWN), E(ENONET), E(ENOSR), E(ENOMEM), E(EBADE), E(EBADF), E(EUNATCH), E(EFAULT), E(EFBIG),
    E(EDEADLK), E(EDEADLOCK), E(ECONNRESET), E(ENFILE), E(ECONNABORTED), E(ECONNREFUSED), E(EADDRINUSE), E(EBFONT),
    E(ENOANO), E(EADDRNOTAVAIL), E(ENETRESET), E(ENETUNREACH), E(ENETDOWN), E(ENOTNAM), E(EALREADY), E(EDESTADDRREQ),
    E(EDOM), E(EDQUOT), E(EEXIST), E(EILSEQ), E(EINPROGRESS), E(EIO), E(EISDIR), E(EISNAM), E(EL3HLT), E(EL3RST),
    E(ELIBACC), E(ELIBBAD), E(ELIBEXEC), E(ELIBMAX), E(ELIBSCN), E(ELNRNG), E(EMFILE), E(EMLINK), E(EMULTIHOP),
    E(ENAMETOOLONG), E(ENOENT), E(ENOEXEC), E(ENOLCK), E(ENOLINK), E(ENOPKG), E(ENOSPC), E(ENOSTR), E(ENOTDIR),
    E(ENOTSOCK), E(ENOTTY), E(ENOTUNIQ), E(ENXIO), E(EOPNOTSUPP), E(EPERM), E(EPROTONOSUPPORT), E(EPROTOTYPE),
    E(ERANGE), E(EREMCHG), E(EREMOTEIO), E(ERESTART), E(EROFS), E(ESOCKTNOSUPPORT), E(ESPIPE), E(ESRMNT), E(ESTALE),
    E(ESTRPIPE), E(ETIME), E(ETIMEDOUT), E(ETOOMANYREFS), E(ETXTBSY), E(EXFULL), E(EAGAIN), E(EACCES), E(EBADMSG),
    E(EBADRQC), E(EBADSLT), E(ECHRNG), E(ECOMM), E(ENOTRECOVERABLE), E(EOWNERDEAD), E(EKEYEXPIRED), E(EKEYREJECTED),
    E(EKEYREVOKED), E(EMEDIUMTYPE), E(ENOKEY), E(ENOMEDIUM), E(ECANCELED), E(ERFKILL), E(ENOTSUP),
};

ouro_owned ouro_module_errno(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "errno", "The names of the errors of the system.", NULL);
    ouro_obj *codes = m ? ouro_dict_new(rt) : NULL;
    int r = codes ? 0 : -1;
    for (size_t i = 0; r == 0 && i < sizeof errors / sizeof *errors; i++) {
        ouro_obj *number = ouro_int_from_i64(rt, errors[i].number), *name = ouro_str_interned_cstring(rt, errors[i].name);
        r = number && name ? ouro_dict_set(rt, codes, number, name) : -1;
        if (r == 0) r = ouro_module_add(rt, m, errors[i].name, ouro_ref(rt, number));
        ouro_xrelease(rt, number);
        ouro_xrelease(rt, name);
    }
    if (r == 0) r = ouro_module_add(rt, m, "errorcode", ouro_ref(rt, codes));
    ouro_xrelease(rt, codes);
    return m ? ouro_native_module_done(rt, m, r) : NULL;
}
