// Module posix: folders, and the names of files.
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/native_types.h"
#include "modules/posix.h"

#include "types/bytes.h"
#include "types/container_util.h"
#include "types/exception.h"
#include "types/int.h"

// ---- the current folder ----------------------------------------------------------------------------------------------

static ouro_owned current(ouro_rt *rt, bool as_bytes) {
    char text[PATH_MAX];
    if (getcwd(text, sizeof text)) return ouro_path_name(rt, text, as_bytes);
    ouro_raise_errno(rt, errno, NULL);
    return NULL;
}
METHOD(get_cwd) { return current(rt, false); }
METHOD(get_cwdb) { return current(rt, true); }

// ---- functions of one path -------------------------------------------------------------------------------------------

// Calls fn(path); the path is args[0], and no dir_fd may be given with it.
static ouro_owned on_path(ouro_rt *rt, const char *name, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
                          int (*fn)(const char *path)) {
    static const char *const names[] = {"path", "dir_fd"};
    ouro_obj *a[2];
    ouro_path p;
    if (ouro_args(rt, name, args, nargs, kwnames, names, 2, 1, 1, a) < 0 || !ouro_posix_no_dir_fd(rt, a[1]) ||
        !ouro_path_open(rt, a[0], name, "path", 0, &p))
        return NULL;
    if (fn(p.text) < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_none(rt);
}
METHOD(unlink_path) { return on_path(rt, "unlink", args, nargs, kwnames, unlink); }
METHOD(remove_path) { return on_path(rt, "remove", args, nargs, kwnames, unlink); }
METHOD(rmdir_path) { return on_path(rt, "rmdir", args, nargs, kwnames, rmdir); }

METHOD(chdir_path) {
    static const char *const names[] = {"path"};
    ouro_obj *a;
    ouro_path p;
    if (ouro_args(rt, "chdir", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 ||
        !ouro_path_open(rt, a, "chdir", "path", OURO_PATH_FD, &p))
        return NULL;
    if ((p.fd >= 0 ? fchdir(p.fd) : chdir(p.text)) < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_none(rt);
}

METHOD(mkdir_path) {
    static const char *const names[] = {"path", "mode", "dir_fd"};
    ouro_obj *a[3];
    ouro_path p;
    int mode = 0777;
    if (ouro_args(rt, "mkdir", args, nargs, kwnames, names, 3, 1, 2, a) < 0 || !ouro_posix_no_dir_fd(rt, a[2]) ||
        (a[1] && !ouro_posix_int(rt, a[1], &mode)) || !ouro_path_open(rt, a[0], "mkdir", "path", 0, &p))
        return NULL;
    if (mkdir(p.text, (mode_t)mode) < 0) return ouro_path_fail(rt, &p, errno);
    ouro_path_close(rt, &p);
    return ouro_none(rt);
}

METHOD(readlink_path) {
    static const char *const names[] = {"path", "dir_fd"};
    ouro_obj *a[2];
    ouro_path p;
    char text[PATH_MAX + 1];
    if (ouro_args(rt, "readlink", args, nargs, kwnames, names, 2, 1, 1, a) < 0 || !ouro_posix_no_dir_fd(rt, a[1]) ||
        !ouro_path_open(rt, a[0], "readlink", "path", 0, &p))
        return NULL;
    ssize_t n = readlink(p.text, text, PATH_MAX);
    if (n < 0) return ouro_path_fail(rt, &p, errno);
    text[n] = 0;
    ouro_obj *result = ouro_path_name(rt, text, p.as_bytes);
    ouro_path_close(rt, &p);
    return result;
}

// ---- functions of two paths ------------------------------------------------------------------------------------------

static ouro_owned on_paths(ouro_rt *rt, const char *name, ouro_borrowed from, ouro_borrowed to,
                           int (*fn)(const char *from, const char *to)) {
    ouro_path p, q;
    if (!ouro_path_open(rt, from, name, "src", 0, &p)) return NULL;
    if (!ouro_path_open(rt, to, name, "dst", 0, &q)) {
        ouro_path_close(rt, &p);
        return NULL;
    }
    if (fn(p.text, q.text) < 0) return ouro_path_fail_both(rt, &p, &q, errno);
    ouro_path_close(rt, &p);
    ouro_path_close(rt, &q);
    return ouro_none(rt);
}

static ouro_owned renamed(ouro_rt *rt, const char *name, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"src", "dst", "src_dir_fd", "dst_dir_fd"};
    ouro_obj *a[4];
    if (ouro_args(rt, name, args, nargs, kwnames, names, 4, 2, 2, a) < 0 || !ouro_posix_no_dir_fd(rt, a[2]) ||
        !ouro_posix_no_dir_fd(rt, a[3]))
        return NULL;
    return on_paths(rt, name, a[0], a[1], rename);
}
METHOD(rename_path) { return renamed(rt, "rename", args, nargs, kwnames); }
METHOD(replace_path) { return renamed(rt, "replace", args, nargs, kwnames); }

METHOD(link_path) {
    static const char *const names[] = {"src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"};
    ouro_obj *a[5];
    if (ouro_args(rt, "link", args, nargs, kwnames, names, 5, 2, 2, a) < 0 || !ouro_posix_no_dir_fd(rt, a[2]) ||
        !ouro_posix_no_dir_fd(rt, a[3]))
        return NULL;
    return on_paths(rt, "link", a[0], a[1], link);
}
METHOD(symlink_path) {
    static const char *const names[] = {"src", "dst", "target_is_directory", "dir_fd"};
    ouro_obj *a[4];
    if (ouro_args(rt, "symlink", args, nargs, kwnames, names, 4, 2, 3, a) < 0 || !ouro_posix_no_dir_fd(rt, a[3])) return NULL;
    return on_paths(rt, "symlink", a[0], a[1], symlink);
}

// ---- listing ---------------------------------------------------------------------------------------------------------

static DIR *open_folder(const ouro_path *p) {
    if (p->fd < 0) return opendir(p->text);
    int copy = dup(p->fd);
    DIR *d = copy < 0 ? NULL : fdopendir(copy);
    if (d) rewinddir(d);
    if (!d && copy >= 0) {
        int error = errno;
        close(copy);
        errno = error;
    }
    return d;
}

// The next name that is not . or .. ; NULL at the end (errno 0) or when it fails.
static const struct dirent *next_entry(DIR *d) {
    const struct dirent *e;
    do {
        errno = 0;
        e = readdir(d);
    } while (e && (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")));
    return e;
}

METHOD(list_folder) {
    static const char *const names[] = {"path"};
    ouro_obj *a;
    ouro_path p;
    if (ouro_args(rt, "listdir", args, nargs, kwnames, names, 1, 0, 1, &a) < 0 ||
        !ouro_path_open(rt, a, "listdir", "path", OURO_PATH_FD | OURO_PATH_NONE, &p))
        return NULL;
    DIR *d = open_folder(&p);
    if (!d) return ouro_path_fail(rt, &p, errno);
    ouro_obj *list = ouro_list_new(rt, 0);
    const struct dirent *e = NULL;
    while (list && (e = next_entry(d))) {
        ouro_obj *name = ouro_path_name(rt, e->d_name, p.as_bytes);
        if (!name || ouro_list_append_steal(rt, list, name) < 0) {
            ouro_release(rt, list);
            list = NULL;
        }
    }
    int error = list ? errno : 0;
    (void)closedir(d);
    if (error) {
        ouro_release(rt, list);
        return ouro_path_fail(rt, &p, error);
    }
    ouro_path_close(rt, &p);
    return list;
}

// ---- scandir ---------------------------------------------------------------------------------------------------------

typedef struct scan {
    ouro_obj head;
    DIR *folder;      // NULL: closed
    ouro_obj *path;   // as it was given, NULL: "."
    ouro_obj *module; // posix
    bool as_bytes;
} scan;
typedef struct entry {
    ouro_obj head;
    ouro_obj *name, *path, *module;
    ouro_obj *stat, *lstat; // once asked for
    uint64_t inode;
    unsigned char kind; // DT_*
} entry;
static scan *scan_of(ouro_borrowed o) { return (scan *)(uintptr_t)o; }
static entry *entry_of(ouro_borrowed o) { return (entry *)(uintptr_t)o; }

static void scan_close(ouro_rt *rt, ouro_obj *self) {
    DIR *d = scan_of(self)->folder;
    scan_of(self)->folder = NULL;
    if (!d) return;
    (void)closedir(d);
    ouro_end_shows_drop(rt);
}
static void scan_dealloc(ouro_rt *rt, ouro_obj *self) {
    scan_close(rt, self);
    ouro_slot_clear(rt, self, &scan_of(self)->path);
    ouro_slot_clear(rt, self, &scan_of(self)->module);
}
static int scan_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(scan_of(self)->path);
    OURO_VISIT(scan_of(self)->module);
    return 0;
}

METHOD(scan_folder) {
    static const char *const names[] = {"path"};
    ouro_obj *a;
    ouro_path p;
    if (ouro_args(rt, "scandir", args, nargs, kwnames, names, 1, 0, 1, &a) < 0 ||
        !ouro_path_open(rt, a, "scandir", "path", OURO_PATH_FD | OURO_PATH_NONE, &p))
        return NULL;
    ouro_type *type = ouro_native_type(rt, OURO_NT_ScandirIterator);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(scan)) : NULL;
    if (!o) {
        ouro_path_close(rt, &p);
        return NULL;
    }
    scan_of(o)->folder = open_folder(&p);
    if (!scan_of(o)->folder) {
        int error = errno;
        ouro_release(rt, o);
        return ouro_path_fail(rt, &p, error);
    }
    ouro_end_shows_add(rt); // its descriptor
    scan_of(o)->as_bytes = p.as_bytes;
    ouro_slot_init(rt, o, &scan_of(o)->module, ouro_ref(rt, self));
    if (p.given != rt->none && p.fd < 0) { // what os.fspath() made of it
        ouro_obj *text = p.as_bytes ? ouro_ref(rt, p.bytes) : ouro_fspath(rt, p.given);
        ouro_slot_init(rt, o, &scan_of(o)->path, text);
        if (!text) {
            ouro_release(rt, o);
            o = NULL;
        }
    }
    ouro_path_close(rt, &p);
    return o;
}

// folder/name, with one slash between them.
static ouro_owned joined(ouro_rt *rt, ouro_borrowed folder, ouro_borrowed name, bool as_bytes) {
    if (as_bytes) {
        const ouro_bytes *f = (const ouro_bytes *)folder, *n = (const ouro_bytes *)name;
        bool slash = f->length && f->data[f->length - 1] != '/';
        ouro_obj *path = ouro_bytes_new(rt, NULL, f->length + slash + n->length);
        if (!path) return NULL;
        uint8_t *to = ((ouro_bytes *)path)->data;
        memcpy(to, f->data, f->length);
        if (slash) to[f->length] = '/';
        memcpy(to + f->length + slash, n->data, n->length);
        return path;
    }
    size_t length = ouro_str_length(folder);
    bool slash = length && ouro_str_at(folder, length - 1) != '/';
    return ouro_str_formatted(rt, slash ? "%S/%S" : "%S%S", folder, name);
}

static ouro_owned scan_next(ouro_rt *rt, ouro_borrowed self) {
    scan *s = scan_of(self);
    if (!s->folder) return NULL;
    const struct dirent *e = next_entry(s->folder);
    if (!e) {
        if (errno) ouro_raise_errno(rt, errno, s->path);
        scan_close(rt, &s->head);
        return NULL;
    }
    ouro_type *type = ouro_native_type(rt, OURO_NT_DirEntry);
    ouro_obj *o = type ? ouro_new_zeroed(rt, type, sizeof(entry)) : NULL;
    if (!o) return NULL;
    entry *d = entry_of(o);
    d->inode = e->d_ino;
    d->kind = e->d_type;
    ouro_slot_init(rt, o, &d->module, ouro_ref(rt, s->module));
    ouro_slot_init(rt, o, &d->name, ouro_path_name(rt, e->d_name, s->as_bytes));
    if (d->name) ouro_slot_init(rt, o, &d->path, s->path ? joined(rt, s->path, d->name, s->as_bytes) : ouro_ref(rt, d->name));
    if (d->path) return o;
    ouro_release(rt, o);
    return NULL;
}
METHOD(scan_close_method) {
    scan_close(rt, &scan_of(self)->head);
    return ouro_none(rt);
}
METHOD(itself) { return ouro_ref(rt, self); }
static const ouro_method_def scan_methods[] = {{"__enter__", itself, 0, 0, 0, NULL},
                                               {"__exit__", scan_close_method, 0, OURO_MANY, 0, NULL},
                                               {"close", scan_close_method, 0, 0, 0, NULL},
                                               {0}};
const ouro_type_spec ouro_native_spec_ScandirIterator = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(scan),
    .name = "posix.ScandirIterator",
    .methods = scan_methods,
    .slots = {.dealloc = scan_dealloc, .traverse = scan_traverse, .iter = ouro_self_iter, .next = scan_next},
};

static void entry_dealloc(ouro_rt *rt, ouro_obj *self) {
    entry *d = entry_of(self);
    ouro_slot_clear(rt, self, &d->name);
    ouro_slot_clear(rt, self, &d->path);
    ouro_slot_clear(rt, self, &d->module);
    ouro_slot_clear(rt, self, &d->stat);
    ouro_slot_clear(rt, self, &d->lstat);
}
static int entry_traverse(ouro_rt *rt, ouro_obj *self, ouro_visit visit, void *arg) {
    OURO_VISIT(entry_of(self)->module);
    OURO_VISIT(entry_of(self)->stat);
    OURO_VISIT(entry_of(self)->lstat);
    return 0;
}
static ouro_owned entry_repr(ouro_rt *rt, ouro_borrowed self) {
    return ouro_str_formatted(rt, "<DirEntry %R>", entry_of(self)->name);
}

static bool follow_argument(ouro_rt *rt, const char *name, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames,
                            int *follow) {
    static const char *const names[] = {"follow_symlinks"};
    ouro_obj *a;
    if (ouro_args(rt, name, args, nargs, kwnames, names, 1, 0, 0, &a) < 0) return false;
    *follow = a ? ouro_truth(rt, a) : 1;
    return *follow >= 0;
}

// What the system knows about the file: borrowed from the entry. NULL: an error is pending.
static ouro_borrowed entry_stat_peek(ouro_rt *rt, ouro_borrowed self, bool follow) {
    entry *d = entry_of(self);
    if (follow && d->kind != DT_LNK && d->kind != DT_UNKNOWN) follow = false;
    ouro_obj **slot = follow ? &d->stat : &d->lstat;
    if (*slot) return *slot;
    ouro_path p;
    struct stat st;
    if (!ouro_path_open(rt, d->path, "stat", "path", 0, &p)) return NULL;
    if ((follow ? stat(p.text, &st) : lstat(p.text, &st)) < 0) {
        (void)ouro_path_fail(rt, &p, errno);
        return NULL;
    }
    ouro_path_close(rt, &p);
    ouro_slot_set(rt, self, slot, ouro_posix_stat_new(rt, ouro_posix_state_of(d->module)->stat_result, &st));
    return *slot;
}

METHOD(entry_stat) {
    int follow;
    if (!follow_argument(rt, "stat", args, nargs, kwnames, &follow)) return NULL;
    return ouro_xref(rt, entry_stat_peek(rt, self, follow));
}

// 1, 0 (also when the file is not there any more), -1.
static int entry_is(ouro_rt *rt, ouro_borrowed self, mode_t mode, unsigned char kind, bool follow) {
    const entry *d = entry_of(self);
    if (d->kind != DT_UNKNOWN && !(follow && d->kind == DT_LNK)) return d->kind == kind;
    ouro_borrowed st = entry_stat_peek(rt, self, follow);
    if (!st) {
        if (!ouro_error_is(rt, OURO_FileNotFoundError)) return -1;
        ouro_error_clear(rt);
        return 0;
    }
    return (ouro_int_word(ouro_tuple_peek(st, 0)) & S_IFMT) == mode;
}
#define ENTRY_IS(name, text, mode, kind)                                                                               \
    METHOD(name) {                                                                                                     \
        int follow, r;                                                                                                 \
        if (!follow_argument(rt, text, args, nargs, kwnames, &follow)) return NULL;                                    \
        r = entry_is(rt, self, mode, kind, follow);                                                                    \
        return r < 0 ? NULL : ouro_bool(rt, r);                                                                        \
    }
ENTRY_IS(entry_is_dir, "is_dir", S_IFDIR, DT_DIR)
ENTRY_IS(entry_is_file, "is_file", S_IFREG, DT_REG)
METHOD(entry_is_symlink) {
    int r = entry_is(rt, self, S_IFLNK, DT_LNK, false);
    return r < 0 ? NULL : ouro_bool(rt, r);
}
METHOD(entry_inode) { return ouro_int_from_u64(rt, entry_of(self)->inode); }
METHOD(entry_fspath) { return ouro_ref(rt, entry_of(self)->path); }

static const ouro_method_def entry_methods[] = {
    {"is_dir", entry_is_dir, 0, 0, OURO_M_KEYWORDS, NULL},
    {"is_file", entry_is_file, 0, 0, OURO_M_KEYWORDS, NULL},
    {"is_symlink", entry_is_symlink, 0, 0, 0, NULL},
    {"stat", entry_stat, 0, 0, OURO_M_KEYWORDS, NULL},
    {"inode", entry_inode, 0, 0, 0, NULL},
    {"__fspath__", entry_fspath, 0, 0, 0, NULL},
    {"__class_getitem__", ouro_class_getitem, 1, 1, OURO_M_CLASS, "See PEP 585"},
    {0},
};
static const ouro_member_def entry_members[] = {{"name", OURO_MEMBER_OBJ, offsetof(entry, name), false},
                                                {"path", OURO_MEMBER_OBJ, offsetof(entry, path), false},
                                                {0}};
const ouro_type_spec ouro_native_spec_DirEntry = {
    .flags = OURO_TF_GC | OURO_TF_NO_NEW,
    .size = sizeof(entry),
    .name = "posix.DirEntry",
    .methods = entry_methods,
    .members = entry_members,
    .slots = {.dealloc = entry_dealloc, .traverse = entry_traverse, .repr = entry_repr},
};

METHOD(fspath) {
    static const char *const names[] = {"path"};
    ouro_obj *a;
    return ouro_args(rt, "fspath", args, nargs, kwnames, names, 1, 1, 1, &a) < 0 ? NULL : ouro_fspath(rt, a);
}

#define WITH(name, fn, signature, text) {name, fn, 0, 0, OURO_M_KEYWORDS, name "($module, /, " signature ")\n--\n\n" text}
const ouro_method_def ouro_posix_tree_functions[] = {
    {"getcwd", get_cwd, 0, 0, 0, "getcwd($module, /)\n--\n\nThe current folder."},
    {"getcwdb", get_cwdb, 0, 0, 0, "getcwdb($module, /)\n--\n\nThe current folder, as bytes."},
    WITH("chdir", chdir_path, "path", "Makes a folder the current one."),
    WITH("listdir", list_folder, "path=None", "A list of the names in a folder."),
    WITH("scandir", scan_folder, "path=None", "An iterator of what is in a folder."),
    WITH("mkdir", mkdir_path, "path, mode=511, *, dir_fd=None", "Makes a folder."),
    WITH("rmdir", rmdir_path, "path, *, dir_fd=None", "Removes an empty folder."),
    WITH("unlink", unlink_path, "path, *, dir_fd=None", "Removes a file."),
    WITH("remove", remove_path, "path, *, dir_fd=None", "Removes a file."),
    WITH("rename", rename_path, "src, dst, *, src_dir_fd=None, dst_dir_fd=None", "Gives a file another name."),
    WITH("replace", replace_path, "src, dst, *, src_dir_fd=None, dst_dir_fd=None", "Gives a file another name."),
    WITH("link", link_path, "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True", "Adds a name."),
    WITH("symlink", symlink_path, "src, dst, target_is_directory=False, *, dir_fd=None", "Makes a symbolic link."),
    WITH("readlink", readlink_path, "path, *, dir_fd=None", "What a symbolic link leads to."),
    WITH("fspath", fspath, "path", "The str or bytes of a path."),
    {0},
};
