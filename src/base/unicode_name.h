// Names of characters, Unicode 14.
#ifndef OURO_BASE_UNICODE_NAME_H
#define OURO_BASE_UNICODE_NAME_H

#include <ouro/base.h>

enum { OURO_UNICODE_NAME_MAX = 96 }; // no name is as long

// Writes the name of c, not ended by a zero, and returns its length; 0: c has none.
size_t ouro_unicode_name(uint32_t c, char out[OURO_UNICODE_NAME_MAX]);
// The character of a name or a formal alias, whatever the case of its letters. False: there is none.
bool ouro_unicode_by_name(const char *name, size_t len, uint32_t *c);

#endif
