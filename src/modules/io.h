// Files: what the parts of the module _io share.
#ifndef OURO_MODULES_IO_H
#define OURO_MODULES_IO_H

#include "modules/modules.h"
#include "modules/native.h"

enum ouro_io_type {
    OURO_IO_BASE,
    OURO_IO_RAW_BASE,
    OURO_IO_BUFFERED_BASE,
    OURO_IO_TEXT_BASE,
    OURO_IO_FILE,
    OURO_IO_READER,
    OURO_IO_WRITER,
    OURO_IO_RANDOM,
    OURO_IO_TEXT,
    OURO_IO_BYTES,
    OURO_IO_STRING,
    OURO_IO_DECODER,
    OURO_IO_TYPES
};
extern const ouro_type_spec ouro_io_spec_base, ouro_io_spec_raw_base, ouro_io_spec_buffered_base, ouro_io_spec_text_base,
    ouro_io_spec_file, ouro_io_spec_reader, ouro_io_spec_writer, ouro_io_spec_random, ouro_io_spec_text,
    ouro_io_spec_bytes, ouro_io_spec_string, ouro_io_spec_decoder;

// The type, made when asked for first; lives as long as the runtime. NULL: MemoryError.
ouro_type *ouro_io_type(ouro_rt *rt, enum ouro_io_type which);
// Exactly that type, or derived from it.
bool ouro_io_is(const ouro_rt *rt, ouro_borrowed o, enum ouro_io_type which);
bool ouro_io_is_exactly(const ouro_rt *rt, ouro_borrowed o, enum ouro_io_type which);

enum { OURO_IO_BUFFER = 8192 };

// ---- what every file has (io_base.c)
#define OURO_IO_FLAGS (OURO_TF_GC | OURO_TF_BASE | OURO_TF_INSTANCE | OURO_TF_WEAK)
// Truth of self.closed. -1: error.
int ouro_io_closed(ouro_rt *rt, ouro_borrowed file);
bool ouro_io_raise_closed(ouro_rt *rt, const char *text); // ValueError; false
ouro_owned ouro_io_unsupported(ouro_rt *rt, const char *text); // io.UnsupportedOperation; NULL
ouro_owned ouro_io_call(ouro_rt *rt, ouro_borrowed file, const char *method, ouro_borrowed arg_or_null);
// A size as read(size) takes it: None and nothing mean -1. False: error pending.
bool ouro_io_size(ouro_rt *rt, size_t nargs, ouro_obj *const *args, int64_t *out);
// KeyboardInterrupt if a signal came while a system call slept. True: error pending.
bool ouro_io_signal(ouro_rt *rt);
// A file that is not closed when it dies is closed; errors are of no interest.
void ouro_io_finalize(ouro_rt *rt, ouro_obj *self);
// All lines of the file's own iterator: readlines.
ouro_owned ouro_io_readlines(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames);
ouro_owned ouro_io_self(ouro_rt *rt, ouro_borrowed self); // iter: itself, when open

// ---- descriptors (io_file.c)
typedef struct ouro_io_raw {
    ouro_obj head;
    int fd; // -1: closed
    bool readable, writable, appending, created, keep_open; // keep_open: closefd=False
    int8_t seekable; // -1: not known yet
} ouro_io_raw;
// file: str, bytes, path or int. mode as open() gives it. NULL: error.
ouro_owned ouro_io_file_open(ouro_rt *rt, ouro_borrowed file, const char *mode, bool closefd, ouro_borrowed opener);
ouro_owned ouro_io_file_of_fd(ouro_rt *rt, int fd, const char *mode, ouro_borrowed name);
// Bytes read, 0 at the end; -1 error, -2 would block.
int64_t ouro_io_raw_read(ouro_rt *rt, ouro_borrowed raw, void *to, size_t n);
int64_t ouro_io_raw_write(ouro_rt *rt, ouro_borrowed raw, const void *from, size_t n);
int64_t ouro_io_raw_seek(ouro_rt *rt, ouro_borrowed raw, int64_t offset, int whence); // -1 error

// ---- buffers (io_buffered.c)
// One buffer: bytes [pos, end) were read and not given out yet, or bytes [0, pending) are to be written; never both.
typedef struct ouro_io_buffered {
    ouro_obj head;
    ouro_obj *raw; // NULL: detached or not made
    uint8_t *data; // raw block
    size_t size, pos, end, pending;
    bool readable, writable;
    bool detached;
    bool busy; // a call is under way: `data` must stay as it is
} ouro_io_buffered;
ouro_owned ouro_io_buffered_new(ouro_rt *rt, enum ouro_io_type which, ouro_borrowed raw, size_t size);
int ouro_io_buffered_write(ouro_rt *rt, ouro_borrowed self, const void *bytes, size_t n); // all of it; 0, -1
int ouro_io_buffered_flush(ouro_rt *rt, ouro_borrowed self);
// At least one byte unless at the end: up to n. -1 error.
int64_t ouro_io_buffered_read1(ouro_rt *rt, ouro_borrowed self, void *to, size_t n);
ouro_owned ouro_io_bytes_joined(ouro_rt *rt, uint8_t *block, size_t n); // takes the raw block

// ---- text (io_text.c)
enum ouro_io_encoding { OURO_IO_UTF8, OURO_IO_ASCII, OURO_IO_LATIN1, OURO_IO_OTHER };
typedef struct ouro_io_text {
    ouro_obj head;
    ouro_obj *buffer;            // NULL: detached or not made
    ouro_obj *encoding, *errors; // str
    uint8_t kind;                // enum ouro_io_encoding
    bool strict;                 // errors == "strict"
    bool detached, plain;        // plain: an object of ours on a buffer of ours: no method needs to be looked up
    bool line_buffering, write_through;
    // Newlines: `ends_with` 0: "\n", "\r" and "\r\n" all end lines; else 1 "\n", 2 "\r", 3 "\r\n".
    uint8_t ends_with;
    bool translate_in;           // those become "\n"
    uint8_t translate_out;       // "\n" is written as: 0 itself, 2 "\r", 3 "\r\n"
    uint8_t seen;                // newlines met: 1 "\n", 2 "\r", 4 "\r\n"
    bool has_read1, no_telling;  // no_telling: in the middle of an iteration
    uint8_t n_partial;           // bytes read that do not make a whole character, or a "\r" that may have a "\n" behind
    uint8_t partial[8];
    uint32_t n_pending;          // text encoded but not handed to the buffer yet
    uint8_t *pending;            // raw block of OURO_IO_BUFFER bytes, or NULL
    ouro_obj *decoded;           // str or NULL: characters from `at` on were not given out yet
    ouro_obj *snapshot;          // bytes that `decoded` was made from
    uint32_t at;
} ouro_io_text;
// encoding, errors, newline: str or NULL.
ouro_owned ouro_io_text_new(ouro_rt *rt, ouro_borrowed buffer, ouro_borrowed encoding, ouro_borrowed errors,
                            ouro_borrowed newline, bool line_buffering, bool write_through);
int ouro_io_text_flush(ouro_rt *rt, ouro_borrowed self);
int ouro_io_text_write(ouro_rt *rt, ouro_borrowed self, ouro_borrowed s);
// The descriptor that `file`, a text file of ours over a buffer of ours over a descriptor, writes to, all that it holds
// flushed; -1: it is another kind of file, or that failed (nothing is pending).
int ouro_io_descriptor(ouro_rt *rt, ouro_borrowed file);

// ---- io.c
// open() without its parsing. Makes sys.stdin, stdout, stderr: 0, -1.
int ouro_io_start_streams(ouro_rt *rt);
ouro_owned ouro_io_open_function(ouro_rt *rt);

#endif
