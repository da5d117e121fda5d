// Arguments that name files.
#ifndef OURO_MODULES_PATH_H
#define OURO_MODULES_PATH_H

#include "object/rt.h"

enum { OURO_PATH_FD = 1, OURO_PATH_NONE = 2 }; // what may stand for a path: a descriptor, None

typedef struct ouro_path {
    const char *text; // bytes as the system wants them, "." for None
    int fd;           // -1 unless a descriptor was given
    bool as_bytes;    // the names found there are wanted as bytes
    ouro_obj *given;  // owned: what errors tell
    ouro_obj *bytes;  // owned: holds the text
} ouro_path;

// `function` and `argument` are for messages ("stat", "path"). False: an error is pending, nothing is held.
bool ouro_path_open(ouro_rt *rt, ouro_borrowed o, const char *function, const char *argument, unsigned allowed,
                    ouro_path *out);
void ouro_path_close(ouro_rt *rt, ouro_path *p);
// OSError of errno about the path; closes it, gives NULL.
ouro_owned ouro_path_fail(ouro_rt *rt, ouro_path *p, int error);
// The same about two paths (rename, link).
ouro_owned ouro_path_fail_both(ouro_rt *rt, ouro_path *p, ouro_path *q, int error);
// os.fspath(o): a str or bytes.
ouro_owned ouro_fspath(ouro_rt *rt, ouro_borrowed o);
// A name that the system gave: a str (os.fsdecode) or bytes.
ouro_owned ouro_path_name(ouro_rt *rt, const char *name, bool as_bytes);

#endif
