// The functions of module builtins, by kind; each table ends with a name of NULL.
#ifndef OURO_MODULES_BUILTINS_H
#define OURO_MODULES_BUILTINS_H

#include "types/spec.h"

extern const ouro_method_def ouro_builtins_object[]; // operations on one object
extern const ouro_method_def ouro_builtins_each[];   // over the items of iterables
extern const ouro_method_def ouro_builtins_code[];   // compiling, running and importing code, its names
extern const ouro_method_def ouro_builtins_io[];     // print, input, open
// Adds what the interactive user gets: exit, quit, copyright, credits, license, help. -1: error pending.
int ouro_builtins_site(ouro_rt *rt, ouro_borrowed module);

#endif
