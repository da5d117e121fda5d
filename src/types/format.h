// The format mini-language (PEP 3101): format(value, spec) and f-strings, str.format, and % formatting.
#ifndef OURO_TYPES_FORMAT_H
#define OURO_TYPES_FORMAT_H

#include "object/rt.h"

// format(value, spec); spec is a str or NULL (empty). Fast for exact builtin types, else calls __format__.
ouro_owned ouro_format(ouro_rt *rt, ouro_borrowed value, ouro_borrowed spec_or_null);
// __format__ of the builtin types.
ouro_owned ouro_int_format(ouro_rt *rt, ouro_borrowed self, ouro_borrowed spec);
ouro_owned ouro_float_format(ouro_rt *rt, ouro_borrowed self, ouro_borrowed spec);
ouro_owned ouro_complex_format(ouro_rt *rt, ouro_borrowed self, ouro_borrowed spec);
ouro_owned ouro_str_format_spec(ouro_rt *rt, ouro_borrowed self, ouro_borrowed spec);
// str.format(*args, **kwargs), str.format_map(mapping): types/str_format.c
ouro_owned ouro_str_format_method(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs,
                                  ouro_borrowed kwnames, ouro_borrowed mapping_or_null);
// format % args for str and for bytes.
ouro_owned ouro_str_percent(ouro_rt *rt, ouro_borrowed format, ouro_borrowed args);
ouro_owned ouro_bytes_percent(ouro_rt *rt, ouro_borrowed format, ouro_borrowed args);

#endif
