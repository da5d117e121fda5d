// The standard format specifier of PEP 3101: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
#ifndef OURO_TYPES_FORMAT_SPEC_H
#define OURO_TYPES_FORMAT_SPEC_H

#include "object/rt.h"

typedef struct ouro_format_spec {
    uint32_t fill;     // code point, ' ' by default; '0' when a 0 stands before the width and no fill is given
    uint32_t type;     // code point; default_type when not given
    int64_t width;     // -1: not given
    int64_t precision; // -1: not given
    char align;        // '<' '>' '^' '='; default_align when not given ('=' when only the 0 is given and that is '>')
    char sign;         // '+' '-' ' ', or 0: not given
    char grouping;     // ',' '_', or 0
    bool z;            // -0.0 becomes 0.0
    bool alt;          // #
    bool zero;         // the 0 was given and is the fill
} ouro_format_spec;

// Reads `spec` (a str). `value` is named in messages only. What a type does not allow (sign of a str, type 'd' of a float)
// is for the caller to refuse; grouping against type is checked here. False: ValueError pending.
bool ouro_format_spec_parse(ouro_rt *rt, ouro_borrowed spec, ouro_borrowed value, ouro_format_spec *out,
                            char default_type, char default_align);
// ValueError "Unknown format code 'd' for object of type 'str'".
void ouro_format_unknown_type(ouro_rt *rt, const ouro_format_spec *spec, ouro_borrowed value);
// `text` (a str) filled up to the width. With align '=' the fill goes after its first `prefix` characters.
ouro_owned ouro_format_pad(ouro_rt *rt, const ouro_format_spec *spec, ouro_borrowed text, size_t prefix);
// A number, all parts ASCII: sign and "0x", the digits before the point grouped by `group` (3, or 4 for '_' with b o x X)
// if the spec has grouping, then the rest (point, fraction, exponent, '%'), filled up to the width. Zeros that fill
// because of "0" or "0=" are grouped like digits. n_digits may be 0 ("inf" and "nan" go as rest).
ouro_owned ouro_format_number(ouro_rt *rt, const ouro_format_spec *spec, const char *prefix, size_t n_prefix,
                              const char *digits, size_t n_digits, const char *rest, size_t n_rest, unsigned group);

#endif
