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
// An argument as Py_ssize_t or C int: TypeError, OverflowError "Python int too large to convert to C ssize_t".
bool ouro_size_argument(ouro_rt *rt, ouro_borrowed o, int64_t *out);
bool ouro_int_argument(ouro_rt *rt, ouro_borrowed o, int *out);
// Arguments of find(sub, start, end) and its kin, for text of `length`: bounds as ouro_range_arguments gives them.
bool ouro_find_arguments(ouro_rt *rt, const char *function, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
                         size_t length, size_t *from, size_t *to);
// How messages name the type of a wrong argument: None is "None".
const char *ouro_argument_type(const ouro_rt *rt, ouro_borrowed o);
ouro_owned ouro_str_replace(ouro_rt *rt, ouro_borrowed s, ouro_borrowed old, ouro_borrowed by, size_t limit);

// Methods that live in str_case.c, str_split.c and str_translate.c.
#define OURO_STR_METHODS(M)                                                                                            \
    M(capitalize) M(casefold) M(isalnum) M(isalpha) M(isascii) M(isdecimal) M(isdigit) M(isidentifier) M(islower)      \
    M(isnumeric) M(isprintable) M(isspace) M(istitle) M(isupper) M(lower) M(maketrans) M(partition) M(rpartition)      \
    M(rsplit) M(split) M(splitlines) M(swapcase) M(title) M(translate) M(upper)
#define OURO_STR_METHOD(name)                                                                                          \
    ouro_owned ouro_str_##name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,                   \
                               ouro_borrowed kwnames);
OURO_STR_METHODS(OURO_STR_METHOD)
#undef OURO_STR_METHOD
#undef OURO_STR_METHODS

#endif
