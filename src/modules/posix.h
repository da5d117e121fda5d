// What the files of module posix share.
#ifndef OURO_MODULES_POSIX_H
#define OURO_MODULES_POSIX_H

#include "modules/native.h"
#include "modules/path.h"

struct stat;

typedef struct ouro_posix_state {
    ouro_type *stat_result, *terminal_size, *uname_result, *times_result; // live as long as the runtime
} ouro_posix_state;
OURO_INLINE const ouro_posix_state *ouro_posix_state_of(ouro_borrowed module) {
    return ((const ouro_module *)module)->state;
}

extern const ouro_method_def ouro_posix_stat_functions[]; // posix_stat.c
extern const ouro_method_def ouro_posix_tree_functions[]; // posix_tree.c: folders and names
extern const ouro_method_def ouro_posix_fd_functions[];   // posix_fd.c: descriptors
int ouro_posix_add_constants(ouro_rt *rt, ouro_borrowed module); // posix_constants.c
ouro_type *ouro_posix_stat_type(ouro_rt *rt);
ouro_owned ouro_posix_stat_new(ouro_rt *rt, ouro_type *type, const struct stat *st);

// An int that fits C's. False: TypeError or OverflowError.
bool ouro_posix_int(ouro_rt *rt, ouro_borrowed o, int *out);
// dir_fd, if it is given at all, must be None here.
bool ouro_posix_no_dir_fd(ouro_rt *rt, ouro_borrowed o);

#endif
