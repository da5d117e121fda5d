// Modules _io and io: their classes, open(), and the standard streams.
#include "modules/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "types/exception.h"
#include "types/int.h"
#include "vm/import.h"

// ---- classes -------------------------------------------------------------------------------------------------------------

static const struct {
    const ouro_type_spec *spec;
    int base; // enum ouro_io_type, -1: object
} classes[OURO_IO_TYPES] = {
    [OURO_IO_BASE] = {&ouro_io_spec_base, -1},
    [OURO_IO_RAW_BASE] = {&ouro_io_spec_raw_base, OURO_IO_BASE},
    [OURO_IO_BUFFERED_BASE] = {&ouro_io_spec_buffered_base, OURO_IO_BASE},
    [OURO_IO_TEXT_BASE] = {&ouro_io_spec_text_base, OURO_IO_BASE},
    [OURO_IO_FILE] = {&ouro_io_spec_file, OURO_IO_RAW_BASE},
    [OURO_IO_READER] = {&ouro_io_spec_reader, OURO_IO_BUFFERED_BASE},
    [OURO_IO_WRITER] = {&ouro_io_spec_writer, OURO_IO_BUFFERED_BASE},
    [OURO_IO_RANDOM] = {&ouro_io_spec_random, OURO_IO_BUFFERED_BASE},
    [OURO_IO_TEXT] = {&ouro_io_spec_text, OURO_IO_TEXT_BASE},
    [OURO_IO_BYTES] = {&ouro_io_spec_bytes, OURO_IO_BUFFERED_BASE},
    [OURO_IO_STRING] = {&ouro_io_spec_string, OURO_IO_TEXT_BASE},
    [OURO_IO_DECODER] = {&ouro_io_spec_decoder, -1},
};

// A class of ours cannot name its base in a constant table: numbers are given at run time.
ouro_type *ouro_io_type(ouro_rt *rt, enum ouro_io_type which) {
    struct ouro_modules_state *s = rt->modules;
    if (s->io_types[which]) return s->io_types[which];
    const ouro_type *base = classes[which].base >= 0 ? ouro_io_type(rt, (enum ouro_io_type)classes[which].base) : NULL;
    if (classes[which].base >= 0 && !base) return NULL;
    if (!s->io_specs && !(s->io_specs = ouro_raw_calloc(rt, OURO_IO_TYPES * sizeof *s->io_specs))) return NULL;
    s->io_specs[which] = *classes[which].spec;
    if (base) s->io_specs[which].base = base->number;
    return s->io_types[which] = ouro_type_from_spec(rt, &s->io_specs[which]);
}

bool ouro_io_is_exactly(const ouro_rt *rt, ouro_borrowed o, enum ouro_io_type which) {
    const ouro_type *type = rt->modules->io_types[which];
    return type && ouro_is(o, type->number);
}

bool ouro_io_is(const ouro_rt *rt, ouro_borrowed o, enum ouro_io_type which) {
    const ouro_type *type = rt->modules->io_types[which];
    return type && (ouro_is(o, type->number) || ouro_subtype(ouro_type_of(rt, o), type));
}

// ---- open ----------------------------------------------------------------------------------------------------------------

typedef struct open_mode {
    char raw[4]; // for FileIO
    bool text, binary, creating, reading, writing, appending, updating;
} open_mode;

static bool parse_mode(ouro_rt *rt, ouro_borrowed o, open_mode *m) {
    uint32_t seen = 0;
    for (size_t i = 0; i < ouro_str_length(o); i++) {
        uint32_t c = ouro_str_at(o, i);
        static const char letters[] = "xrwa+tb";
        const char *at = c && c < 128 ? strchr(letters, (int)c) : NULL;
        if (!at || seen & 1u << (at - letters)) {
            ouro_raise(rt, OURO_ValueError, "invalid mode: %R", o);
            return false;
        }
        seen |= 1u << (at - letters);
    }
    m->creating = seen & 1, m->reading = seen & 2, m->writing = seen & 4, m->appending = seen & 8;
    m->updating = seen & 16, m->text = seen & 32, m->binary = seen & 64;
    const char *wrong = NULL;
    if (m->text && m->binary) wrong = "can't have text and binary mode at once";
    else if (m->creating + m->reading + m->writing + m->appending > 1)
        wrong = "must have exactly one of create/read/write/append mode";
    else if (m->creating + m->reading + m->writing + m->appending == 0)
        wrong = "Must have exactly one of create/read/write/append mode and at most one plus";
    if (wrong) ouro_raise(rt, OURO_ValueError, "%s", wrong);
    char *s = m->raw;
    *s++ = m->creating ? 'x' : m->reading ? 'r' : m->writing ? 'w' : 'a';
    if (m->updating) *s++ = '+';
    *s = 0;
    return !wrong;
}

static bool text_only(ouro_rt *rt, const open_mode *m, ouro_obj *const *a) {
    static const char *const names[] = {"an encoding", "an errors", "a newline"};
    for (size_t i = 0; i < 3; i++)
        if (m->binary && a[i]) {
            ouro_raise(rt, OURO_ValueError, "binary mode doesn't take %s argument", names[i]);
            return false;
        }
    return true;
}

static bool is_tty(ouro_rt *rt, ouro_borrowed raw) {
    ouro_obj *r = ouro_io_call(rt, raw, "isatty", NULL);
    bool yes = r == rt->true_;
    ouro_xrelease(rt, r);
    return yes;
}

// The buffer over `raw`, or raw itself when buffering is 0. Steals raw.
static ouro_owned buffered(ouro_rt *rt, ouro_owned raw, const open_mode *m, int64_t buffering) {
    if (buffering == 0) {
        if (m->binary) return raw;
        ouro_raise(rt, OURO_ValueError, "can't have unbuffered text I/O");
        ouro_release(rt, raw);
        return NULL;
    }
    enum ouro_io_type which = m->updating ? OURO_IO_RANDOM : m->reading ? OURO_IO_READER : OURO_IO_WRITER;
    ouro_obj *b = ouro_io_buffered_new(rt, which, raw, buffering > 1 ? (size_t)buffering : OURO_IO_BUFFER);
    ouro_release(rt, raw);
    return b;
}

METHOD(io_open) {
    static const char *const names[] = {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"};
    ouro_obj *a[8];
    if (ouro_args(rt, "open", args, nargs, kwnames, names, 8, 1, 8, a) < 0) return NULL;
    open_mode m = {.raw = "r", .reading = true};
    int64_t buffering = -1;
    int closefd = a[6] ? ouro_truth(rt, a[6]) : 1;
    for (size_t i = 3; i < 6; i++)
        if (a[i] == rt->none) a[i] = NULL;
    if (closefd < 0 || (a[2] && !ouro_index_i64(rt, a[2], OURO_OverflowError, &buffering))) return NULL;
    if (a[1] && !ouro_str_check(rt, a[1])) {
        ouro_raise(rt, OURO_TypeError, "open() argument 'mode' must be str, not %T", a[1]);
        return NULL;
    }
    static const char *const texts[] = {"encoding", "errors", "newline"};
    for (size_t i = 0; i < 3; i++)
        if (a[3 + i] && !ouro_str_check(rt, a[3 + i])) {
            ouro_raise(rt, OURO_TypeError, "open() argument '%s' must be str or None, not %T", texts[i], a[3 + i]);
            return NULL;
        }
    if (a[1]) m.reading = false;
    if ((a[1] && !parse_mode(rt, a[1], &m)) || !text_only(rt, &m, a + 3)) return NULL;
    ouro_obj *raw = ouro_io_file_open(rt, a[0], m.raw, closefd > 0, a[7]), *file = NULL, *buffer = NULL;
    if (!raw) return NULL;
    bool lines = buffering == 1 && !m.binary;
    if (buffering < 0 && is_tty(rt, raw)) lines = true;
    if (ouro_error_pending(rt)) {
        ouro_release(rt, raw);
        return NULL;
    }
    buffer = buffered(rt, raw, &m, buffering == 1 ? -1 : buffering);
    if (!buffer || m.binary) return buffer;
    file = ouro_io_text_new(rt, buffer, a[3], a[4], a[5], lines, false);
    ouro_release(rt, buffer);
    if (!file) return NULL;
    ouro_obj *mode = a[1] ? ouro_ref(rt, a[1]) : ouro_str_from_cstring(rt, "r");
    int r = mode ? ouro_setattr(rt, file, OURO_NAME(rt, mode), mode) : -1;
    ouro_xrelease(rt, mode);
    if (r == 0) return file;
    ouro_release(rt, file);
    return NULL;
}

METHOD(io_open_code) {
    ouro_obj *mode = ouro_str_from_cstring(rt, "rb");
    ouro_obj *both[2] = {args[0], mode}, *r = mode ? io_open(rt, self, both, 2, NULL) : NULL;
    ouro_xrelease(rt, mode);
    return r;
}
METHOD(io_text_encoding) { return args[0] == rt->none ? ouro_str_from_cstring(rt, "locale") : ouro_ref(rt, args[0]); }

// ---- standard streams ------------------------------------------------------------------------------------------------------

// In the C locale nobody knows what the bytes are: they go through as they are.
static const char *stream_errors(int fd) {
    if (fd == 2) return "backslashreplace";
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"}, *locale = NULL;
    for (size_t i = 0; i < 3 && (!locale || !*locale); i++) locale = getenv(names[i]);
    return !locale || !*locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX") ? "surrogateescape" : "strict";
}

static ouro_owned text(ouro_rt *rt, const char *s) { return ouro_str_interned_cstring(rt, s); }

static ouro_owned stream(ouro_rt *rt, int fd, const char *name) {
    const ouro_options *o = rt->modules->options;
    if (fcntl(fd, F_GETFD) < 0) return ouro_none(rt); // closed before we began
    const char *setting = o->isolated || o->ignore_environment ? NULL : getenv("PYTHONIOENCODING");
    const char *colon = setting ? strchr(setting, ':') : NULL;
    bool write = fd != 0, through = write && o->unbuffered;
    ouro_obj *label = text(rt, name), *raw = NULL, *buffer = NULL, *encoding = NULL, *errors = NULL, *mode = NULL, *file = NULL;
    if (!label || !(raw = ouro_io_file_of_fd(rt, fd, write ? "w" : "r", label))) goto done;
    buffer = through ? ouro_ref(rt, raw)
                     : ouro_io_buffered_new(rt, write ? OURO_IO_WRITER : OURO_IO_READER, raw, OURO_IO_BUFFER);
    encoding = setting && setting != colon && *setting
                   ? ouro_str_from_utf8_lossy(rt, setting, colon ? (size_t)(colon - setting) : strlen(setting))
                   : text(rt, "utf-8");
    errors = text(rt, colon && colon[1] && fd != 2 ? colon + 1 : stream_errors(fd));
    mode = text(rt, write ? "w" : "r");
    if (!buffer || !encoding || !errors || !mode) goto done;
    ouro_obj *newline = text(rt, "\n");
    if (newline)
        file = ouro_io_text_new(rt, buffer, encoding, errors, write ? newline : NULL,
                                write && !through && (fd == 2 || isatty(fd)), through);
    ouro_xrelease(rt, newline);
    // Room for what is written now, not when there is no memory left.
    if (file && write && !(((ouro_io_text *)file)->pending = ouro_raw_alloc(rt, OURO_IO_BUFFER))) {
        ouro_release(rt, file);
        file = NULL;
    }
    if (file && ouro_setattr(rt, file, OURO_NAME(rt, mode), mode) < 0) {
        ouro_release(rt, file);
        file = NULL;
    }
done:
    ouro_xrelease(rt, label);
    ouro_xrelease(rt, raw);
    ouro_xrelease(rt, buffer);
    ouro_xrelease(rt, encoding);
    ouro_xrelease(rt, errors);
    ouro_xrelease(rt, mode);
    return file;
}

int ouro_io_start_streams(ouro_rt *rt) {
    static const char *const names[][3] = {{"stdin", "__stdin__", "<stdin>"},
                                           {"stdout", "__stdout__", "<stdout>"},
                                           {"stderr", "__stderr__", "<stderr>"}};
    struct ouro_modules_state *s = rt->modules;
    for (int fd = 0; fd < 3; fd++) {
        s->stdio[fd] = s->options->no_stdio ? ouro_none(rt) : stream(rt, fd, names[fd][2]);
        if (!s->stdio[fd]) return -1;
        for (int i = 0; i < 2; i++)
            if (ouro_sys_set(rt, names[fd][i], ouro_ref(rt, s->stdio[fd])) < 0) return -1;
    }
    return 0;
}

// ---- the modules -----------------------------------------------------------------------------------------------------------

static const ouro_method_def open_def = {"open", io_open, 0, 0, OURO_M_KEYWORDS,
                                         "Open file and return a stream.  Raise OSError upon failure."};

// The function open() of builtins, io and _io: one object.
ouro_owned ouro_io_open_function(ouro_rt *rt) {
    struct ouro_modules_state *s = rt->modules;
    if (!s->open_function) {
        ouro_obj *module = ouro_str_interned_cstring(rt, "io");
        s->open_function = module ? ouro_builtin_function_new(rt, &open_def, NULL, module) : NULL;
        ouro_xrelease(rt, module);
    }
    return ouro_xref(rt, s->open_function);
}

static const ouro_method_def functions[] = {
    {"open_code", io_open_code, 1, 1, 0, "Opens the provided file with the intent to import the contents."},
    {"text_encoding", io_text_encoding, 1, 2, 0, NULL},
    {0}};

static int add_class(ouro_rt *rt, ouro_borrowed m, enum ouro_io_type which, const char *name) {
    ouro_type *type = ouro_io_type(rt, which);
    return type ? ouro_module_add(rt, m, name, ouro_ref(rt, &type->head)) : -1;
}

// With the abstract classes under their public names (io), or those of _io.
static ouro_owned make(ouro_rt *rt, const char *name, bool public) {
    static const struct {
        const char *name, *private;
        enum ouro_io_type which;
    } all[] = {{"IOBase", "_IOBase", OURO_IO_BASE},
               {"RawIOBase", "_RawIOBase", OURO_IO_RAW_BASE},
               {"BufferedIOBase", "_BufferedIOBase", OURO_IO_BUFFERED_BASE},
               {"TextIOBase", "_TextIOBase", OURO_IO_TEXT_BASE},
               {"FileIO", NULL, OURO_IO_FILE},
               {"BufferedReader", NULL, OURO_IO_READER},
               {"BufferedWriter", NULL, OURO_IO_WRITER},
               {"BufferedRandom", NULL, OURO_IO_RANDOM},
               {"TextIOWrapper", NULL, OURO_IO_TEXT},
               {"BytesIO", NULL, OURO_IO_BYTES},
               {"StringIO", NULL, OURO_IO_STRING},
               {"IncrementalNewlineDecoder", NULL, OURO_IO_DECODER}};
    ouro_obj *m = ouro_module_new(rt, name, "The io module provides the Python interfaces to stream handling.");
    if (!m) return NULL;
    int r = ouro_module_add_functions(rt, m, functions);
    if (r == 0) r = ouro_module_add(rt, m, "open", ouro_io_open_function(rt));
    for (size_t i = 0; r == 0 && i < sizeof all / sizeof *all; i++)
        r = add_class(rt, m, all[i].which, public || !all[i].private ? all[i].name : all[i].private);
    if (r == 0) r = ouro_module_add(rt, m, "DEFAULT_BUFFER_SIZE", ouro_int_from_i64(rt, OURO_IO_BUFFER));
    for (int i = 0; r == 0 && public && i < 3; i++) {
        static const char *const seeks[] = {"SEEK_SET", "SEEK_CUR", "SEEK_END"};
        r = ouro_module_add(rt, m, seeks[i], ouro_int_from_i64(rt, i));
    }
    if (r == 0) r = ouro_module_add(rt, m, "UnsupportedOperation", ouro_io_unsupported(rt, NULL));
    if (r == 0) r = ouro_module_add(rt, m, "BlockingIOError", ouro_ref(rt, &rt->types[OURO_BlockingIOError]->head));
    return ouro_native_module_done(rt, m, r);
}

ouro_owned ouro_module__io(ouro_rt *rt) { return make(rt, "_io", false); }
ouro_owned ouro_module_io(ouro_rt *rt) { return make(rt, "io", true); }
