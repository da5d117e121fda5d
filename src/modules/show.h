// Showing exceptions: where the text goes, and its parts.
#ifndef OURO_MODULES_SHOW_H
#define OURO_MODULES_SHOW_H

#include "modules/modules.h"

// Text on its way to a descriptor, or to the write method of a file. What is written to a descriptor needs no memory.
typedef struct ouro_show {
    ouro_rt *rt;
    int fd;             // -1: to `file`
    ouro_borrowed file;
    bool failed;        // a write failed: the rest is dropped; with a file the error is pending
    uint32_t depth;     // of the exception group
    bool need_close;
    size_t n;
    char buffer[1024];
} ouro_show;

void ouro_show_start(ouro_show *s, ouro_rt *rt, ouro_borrowed file_or_null); // NULL: sys.stderr, or descriptor 2
void ouro_show_bytes(ouro_show *s, const char *utf8, size_t n);
void ouro_show_text(ouro_show *s, const char *utf8);
void ouro_show_number(ouro_show *s, int64_t n);
void ouro_show_str(ouro_show *s, ouro_borrowed str);
void ouro_show_spaces(ouro_show *s, size_t n);
int ouro_show_end(ouro_show *s); // everything is out; -1: some of it is not

// What stands before each line inside an exception group.
void ouro_show_margin(ouro_show *s);

// ---- traceback_print.c
// The entries of a traceback, with source lines, after the header.
void ouro_show_traceback(ouro_show *s, ouro_borrowed traceback, const char *header_margin, const char *header);
// Line `lineno` of a source file without its newline: malloc'ed, NULL when there is none. *len: its bytes.
char *ouro_source_line(ouro_rt *rt, ouro_borrowed filename, uint32_t lineno, size_t *len);

// ---- suggest.c
// "Did you mean": the name most like the one that was not found. New str, NULL when there is none (nothing pending).
ouro_owned ouro_suggestion(ouro_rt *rt, ouro_borrowed exception);

// ---- show_exception.c
// What sys.unraisablehook writes. -1: an error may be pending.
int ouro_show_unraisable_text(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed traceback, ouro_borrowed message_or_null,
                              ouro_borrowed obj_or_null);
// sys.c: what sys.unraisablehook is called with. NULL: MemoryError.
ouro_owned ouro_unraisable_args(ouro_rt *rt, ouro_borrowed exception, const char *where, ouro_borrowed obj_or_null);

#endif
