// Properties of characters, Unicode 14 as Python 3.11 has them. ASCII is answered from one table.
#ifndef OURO_TYPES_UNICODE_H
#define OURO_TYPES_UNICODE_H

#include <ouro/base.h>

enum ouro_char_class {
    OURO_CHAR_ALPHA = 1,      // category L*
    OURO_CHAR_DECIMAL = 2,    // Nd
    OURO_CHAR_DIGIT = 4,      // Numeric_Type Decimal or Digit
    OURO_CHAR_NUMERIC = 8,    // any Numeric_Type
    OURO_CHAR_SPACE = 16,     // what str.isspace and str.split take for white space
    OURO_CHAR_LOWER = 32,
    OURO_CHAR_UPPER = 64,
    OURO_CHAR_TITLE = 128,    // Lt
    OURO_CHAR_PRINTABLE = 256,
    OURO_CHAR_LINE = 512,     // ends a line for str.splitlines
    OURO_CHAR_CASED = OURO_CHAR_LOWER | OURO_CHAR_UPPER | OURO_CHAR_TITLE,
    OURO_CHAR_ALNUM = OURO_CHAR_ALPHA | OURO_CHAR_NUMERIC,
};

extern const uint16_t ouro_char_ascii_class[128];
uint32_t ouro_char_class_slow(uint32_t c);
// All classes of c.
OURO_INLINE uint32_t ouro_char_class(uint32_t c) {
    return OURO_LIKELY(c < 128) ? ouro_char_ascii_class[c] : ouro_char_class_slow(c);
}
bool ouro_char_space_slow(uint32_t c);
OURO_INLINE bool ouro_char_is_space(uint32_t c) {
    return c < 128 ? (ouro_char_ascii_class[c] & OURO_CHAR_SPACE) != 0 : ouro_char_space_slow(c);
}
OURO_INLINE bool ouro_char_is_line(uint32_t c) {
    return c < 128 ? (ouro_char_ascii_class[c] & OURO_CHAR_LINE) != 0 : c == 0x85 || c == 0x2028 || c == 0x2029;
}
bool ouro_char_printable(uint32_t c);
bool ouro_char_identifier_start(uint32_t c);
bool ouro_char_identifier_continue(uint32_t c);
bool ouro_char_case_ignorable(uint32_t c);
// Value 0-9 of a decimal digit of any script, -1 for other characters.
int ouro_char_decimal(uint32_t c);

// Case mappings that need no context: up to three characters into out; returns how many.
size_t ouro_char_upper(uint32_t c, uint32_t out[3]);
size_t ouro_char_lower(uint32_t c, uint32_t out[3]);
size_t ouro_char_title(uint32_t c, uint32_t out[3]);
size_t ouro_char_fold(uint32_t c, uint32_t out[3]);

#endif
