// Messages of errors.
#ifndef OURO_OBJECT_FORMAT_H
#define OURO_OBJECT_FORMAT_H

#include <stdarg.h>

#include "object/rt.h"

// Text that begins in `first` and moves to a raw block when it gets longer.
struct ouro_text {
    char *bytes; // ends with a zero
    size_t len, cap;
    char first[512];
};

// What ouro_raise understands. False: no memory for the whole text (nothing is pending). `text` is to be freed either way.
bool ouro_message_format(ouro_rt *rt, struct ouro_text *text, const char *format, va_list args);
void ouro_text_free(ouro_rt *rt, struct ouro_text *text);

#endif
