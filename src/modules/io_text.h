// TextIOWrapper: what its files share.
#ifndef OURO_MODULES_IO_TEXT_H
#define OURO_MODULES_IO_TEXT_H

#include "modules/io.h"
#include "types/text.h"

bool ouro_io_text_ready(ouro_rt *rt, ouro_borrowed self); // false: error pending
bool ouro_io_text_open(ouro_rt *rt, ouro_borrowed self);
// What `newlines` is: None, a str or a tuple of str.
ouro_owned ouro_io_newlines(ouro_rt *rt, unsigned seen);
// Where the line that begins at character `at` ends, behind its newline; -1: not in this text. ends_with as in
// ouro_io_text, `translated`: only "\n" is left.
int64_t ouro_io_line_end(ouro_borrowed s, size_t at, unsigned ends_with, bool translated);
// Newlines of a decoded text become "\n" (when `translate`), and are noted in *seen. Steals s.
ouro_owned ouro_io_translate(ouro_rt *rt, ouro_owned s, bool translate, uint8_t *seen);

#define TEXT_METHOD(name)                                                                                              \
    ouro_owned name(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames)
TEXT_METHOD(ouro_io_text_read);
TEXT_METHOD(ouro_io_text_readline);
TEXT_METHOD(ouro_io_text_seek);
TEXT_METHOD(ouro_io_text_tell);
TEXT_METHOD(ouro_io_text_truncate);
ouro_owned ouro_io_text_next(ouro_rt *rt, ouro_borrowed self);

#endif
