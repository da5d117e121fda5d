// Writes a tree as text, the way Python's `ast.dump` does. An int that does not fit 64 bits and was not
// written in decimal is given in its base; all else is as there.
#ifndef OURO_LANG_DUMP_H
#define OURO_LANG_DUMP_H

#include "lang/ast.h"

typedef struct lang_writer {
    void *ctx;
    void (*write)(void *ctx, const char *text, size_t len);
} lang_writer;

void lang_dump(const lang_mod *mod, bool attributes, lang_writer to);

#endif
