// What the files of module _codecs share.
#ifndef OURO_MODULES_CODECS_H
#define OURO_MODULES_CODECS_H

#include "modules/native.h"

#include "types/bytes.h"

extern const ouro_method_def ouro_codecs_text_functions[]; // codecs_text.c

#endif
