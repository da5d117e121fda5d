// What the files of str and bytes share besides their public operations.
#ifndef OURO_TYPES_STR_METHODS_H
#define OURO_TYPES_STR_METHODS_H

#include "types/spec.h"
#include "types/str.h"

extern const ouro_method_def ouro_str_methods[];
ouro_owned ouro_str_iter(ouro_rt *rt, ouro_borrowed s);

// The items of an iterable as a list (an exact list is itself). TypeError `message` if it cannot be iterated.
ouro_owned ouro_list_for(ouro_rt *rt, ouro_borrowed iterable, const char *message);
// The text of an argument that names an encoding or error handler: valid as long as `value`. NULL: TypeError "f() argument
// 'name' must be str, not int", ValueError "embedded null character", UnicodeEncodeError.
const char *ouro_codec_argument(ouro_rt *rt, const char *function, const char *name, ouro_borrowed value);
// start and end of find, count, startswith...: index or None, clipped to [0, length] like a slice. NULL: not given.
bool ouro_range_arguments(ouro_rt *rt, ouro_borrowed start_or_null, ouro_borrowed end_or_null, size_t length, size_t *from,
                          size_t *to);

#endif
