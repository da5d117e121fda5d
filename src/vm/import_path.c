// Modules as files: looking for them in folders, reading and compiling them.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/compile.h"
#include "types/abstract.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/str.h"
#include "vm/import_internal.h"

enum { PATH_ROOM = 4096 };

// "entry/name" and the length of it; false: it does not fit.
static bool join(ouro_rt *rt, char out[PATH_ROOM], size_t *len, ouro_borrowed entry, ouro_borrowed name) {
    size_t n = 0;
    ouro_borrowed parts[2] = {entry, name};
    for (int i = 0; i < 2; i++) {
        char *owned;
        size_t m;
        const char *text = ouro_str_utf8(rt, parts[i], &m, &owned, true);
        bool fits = text && n + m + 2 < PATH_ROOM && !memchr(text, 0, m);
        if (fits) memcpy(out + n, text, m);
        if (owned) ouro_raw_free(rt, owned);
        if (!fits) return false;
        n += m;
        if (i == 0 && n && out[n - 1] != '/') out[n++] = '/';
    }
    out[n] = 0;
    *len = n;
    return true;
}

static bool is_kind(const char *path, mode_t kind) {
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & S_IFMT) == kind;
}

// A path as sys.path[0] == '' would give it: that of the working folder.
ouro_owned vm_full_path(ouro_rt *rt, const char *path, size_t len) {
    char cwd[PATH_ROOM];
    if (path[0] == '/' || !getcwd(cwd, sizeof cwd)) return ouro_str_from_utf8_lossy(rt, path, len);
    return ouro_str_formatted(rt, "%s/%.*s", cwd[1] ? cwd : "", (int)len, path);
}

static int one_location(ouro_rt *rt, vm_found *out, const char *folder, size_t len) {
    ouro_obj *o = vm_full_path(rt, folder, len);
    if (!o) return -1;
    if (!out->locations) out->locations = ouro_list_new(rt, 1);
    if (out->locations) return ouro_list_append_steal(rt, out->locations, o);
    ouro_release(rt, o);
    return -1;
}

// 1: a package or module is in this folder; a folder without __init__.py is noted in `out` and looked beyond.
static int find_in_folder(ouro_rt *rt, ouro_borrowed entry, ouro_borrowed tail, vm_found *out) {
    char path[PATH_ROOM + 16];
    size_t n;
    if (!join(rt, path, &n, entry, tail)) return ouro_error_pending(rt) ? -1 : 0;
    bool folder = is_kind(path, S_IFDIR);
    if (folder) {
        strcpy(path + n, "/__init__.py");
        if (is_kind(path, S_IFREG)) {
            ouro_xrelease(rt, out->locations);
            out->locations = NULL;
            out->file = vm_full_path(rt, path, n + 12);
            return out->file && one_location(rt, out, path, n) == 0 ? 1 : -1;
        }
    }
    strcpy(path + n, ".py");
    if (is_kind(path, S_IFREG)) {
        ouro_xrelease(rt, out->locations);
        out->locations = NULL;
        out->file = vm_full_path(rt, path, n + 3);
        return out->file ? 1 : -1;
    }
    return folder ? one_location(rt, out, path, n) : 0;
}

int vm_find_in_path(ouro_rt *rt, ouro_borrowed path, ouro_borrowed tail, vm_found *out) {
    for (int64_t i = 0;; i++) {
        ouro_obj *entry = ouro_sequence_item(rt, path, i);
        if (!entry) {
            if (!ouro_error_is(rt, OURO_IndexError)) return -1;
            ouro_error_clear(rt);
            return out->locations != NULL; // a namespace package
        }
        int r = ouro_str_check(rt, entry) ? find_in_folder(rt, entry, tail, out) : 0;
        ouro_release(rt, entry);
        if (r) return r;
    }
}

// ---- files -----------------------------------------------------------------------------------------------------------

static char *read_all(ouro_rt *rt, int fd, size_t *len) {
    struct stat st;
    size_t room = fstat(fd, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size + 1 : 4096, n = 0;
    char *bytes = ouro_raw_alloc(rt, room);
    while (bytes) {
        ssize_t got = read(fd, bytes + n, room - n - 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            if (got == 0) break;
            ouro_raw_free(rt, bytes);
            return NULL;
        }
        n += (size_t)got;
        if (n + 1 < room) continue;
        char *more = ouro_raw_realloc(rt, bytes, room * 2);
        if (!more) ouro_raw_free(rt, bytes);
        bytes = more;
        room *= 2;
    }
    if (!bytes) return NULL;
    bytes[n] = 0;
    *len = n;
    return bytes;
}

char *vm_read_file(ouro_rt *rt, ouro_borrowed path, size_t *len) {
    char *owned, *bytes = NULL;
    size_t n;
    if (!ouro_str_check(rt, path)) {
        ouro_raise(rt, OURO_TypeError, "path must be str, not %T", path);
        return NULL;
    }
    const char *name = ouro_str_utf8(rt, path, &n, &owned, true);
    if (!name) return NULL;
    int fd = open(name, O_RDONLY | O_CLOEXEC), why = errno;
    if (owned) ouro_raw_free(rt, owned);
    if (fd >= 0) {
        bytes = read_all(rt, fd, len);
        why = errno;
        close(fd);
    }
    if (!bytes && !ouro_error_pending(rt)) ouro_raise_errno(rt, why, path);
    return bytes;
}

ouro_owned vm_compile_file(ouro_rt *rt, ouro_borrowed path, bool script) {
    size_t n;
    char *bytes = vm_read_file(rt, path, &n);
    if (!bytes) return NULL;
    if (script && rt->vm->skip_first_line) { // -x: as if it were a comment
        const char *nl = memchr(bytes, '\n', n);
        memset(bytes, '#', nl ? (size_t)(nl - bytes) : n);
    }
    ouro_compile_options options = {.optimize = rt->vm->optimize, .script = script};
    ouro_obj *code = ouro_compile_source(rt, bytes, n, false, path, LANG_EXEC, &options, NULL);
    ouro_raw_free(rt, bytes);
    return code;
}

ouro_owned vm_folder_of(ouro_rt *rt, ouro_borrowed path) {
    size_t n = ouro_str_length(path);
    while (n > 0 && ouro_str_at(path, n - 1) != '/') n--;
    return ouro_str_slice(rt, path, 0, n > 1 ? n - 1 : n);
}

ouro_owned vm_cached_name(ouro_rt *rt, ouro_borrowed path) {
    size_t n = ouro_str_length(path), slash = n, dot = n;
    while (slash > 0 && ouro_str_at(path, slash - 1) != '/') slash--;
    while (dot > slash && ouro_str_at(path, dot - 1) != '.') dot--;
    ouro_obj *folder = ouro_str_slice(rt, path, 0, slash);
    ouro_obj *stem = ouro_str_slice(rt, path, slash, dot > slash ? dot - 1 : n), *name = NULL;
    static const char *const tails[] = {"", ".opt-1", ".opt-2"};
    int o = rt->vm->optimize;
    if (folder && stem)
        name = ouro_str_formatted(rt, "%S__pycache__/%S.cpython-311%s.pyc", folder, stem, tails[o > 2 ? 2 : o]);
    ouro_xrelease(rt, folder);
    ouro_xrelease(rt, stem);
    return name;
}
