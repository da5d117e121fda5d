// Module posix: the numbers of the system.
#define _GNU_SOURCE // O_PATH and others
#include <fcntl.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "modules/posix.h"

#include "types/int.h"

#define C(name) {#name, name}
static const struct {
    const char *name;
    int64_t value;
} constants[] = {
    C(F_OK), C(R_OK), C(W_OK), C(X_OK), C(O_RDONLY), C(O_WRONLY), C(O_RDWR), C(O_NDELAY), C(O_NONBLOCK), C(O_APPEND),
    C(O_DSYNC), C(O_RSYNC), C(O_SYNC), C(O_NOCTTY), C(O_CREAT), C(O_EXCL), C(O_TRUNC), C(O_CLOEXEC), C(O_ACCMODE),
    C(O_DIRECT), C(O_DIRECTORY), C(O_NOFOLLOW), C(O_NOATIME), C(O_PATH), C(O_TMPFILE), C(O_ASYNC), C(SEEK_DATA),
    C(SEEK_HOLE), C(WNOHANG), C(WUNTRACED), C(WCONTINUED), C(EX_OK), C(EX_USAGE), C(EX_DATAERR), C(EX_NOINPUT),
    C(EX_NOUSER), C(EX_NOHOST), C(EX_UNAVAILABLE), C(EX_SOFTWARE), C(EX_OSERR), C(EX_OSFILE), C(EX_CANTCREAT),
    C(EX_IOERR), C(EX_TEMPFAIL), C(EX_PROTOCOL), C(EX_NOPERM), C(EX_CONFIG), {"TMP_MAX", 238328}, {"NGROUPS_MAX", 65536},
};

int ouro_posix_add_constants(ouro_rt *rt, ouro_borrowed module) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (ouro_module_add(rt, module, constants[i].name, ouro_int_from_i64(rt, constants[i].value)) < 0) return -1;
    return 0;
}
