// Drives the front end from tests:
//   lang_tool dump FILE            the tree as ast.dump(include_attributes=True) gives it, or the error
//   lang_tool snippets             errors of texts read from stdin: each "LENGTH MODE\n" and the text
//   lang_tool bench FILE...        lines a second
#include "lang/dump.h"
#include "lang/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void write_out(void *ctx, const char *text, size_t len) {
    fwrite(text, 1, len, ctx);
}

static char *read_file(const char *path, size_t *len) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    *len = bytes ? fread(bytes, 1, (size_t)size, f) : 0;
    fclose(f);
    return bytes;
}

static void print_error(const lang_error *err) {
    static const char *const kinds[] = {
        "", "SyntaxError", "IndentationError", "TabError", "MemoryError", "RecursionError", "ValueError", "callback"};
    if (err->has_place && err->end_lineno < 0) {
        printf("%s|%s|%d|%d|None|None\n", kinds[err->kind], err->message, err->lineno, err->offset);
        return;
    }
    if (!err->has_place) {
        printf("%s|%s\n", kinds[err->kind], err->message);
        return;
    }
    printf("%s|%s|%d|%d|%d|%d", kinds[err->kind], err->message, err->lineno, err->offset, err->end_lineno,
           err->end_offset);
    if (getenv("LANG_TEXT")) printf("|%.*s", (int)err->text_len, err->text ? err->text : "");
    putchar('\n');
}

static bool warn(void *ctx, lang_warning_kind kind, const char *message, uint32_t lineno, bool *as_syntax_error) {
    printf("warning|%s|%u\n", message, lineno);
    return true;
}

// Names for \N{...} come from a file of lines "HEX NAME", sorted by name; see LANG_NAMES below.
typedef struct names {
    char *text;
    char **lines;
    size_t count;
} names;

static int by_name(const void *a, const void *b) {
    return strcmp(strchr(*(char *const *)a, ' '), strchr(*(char *const *)b, ' '));
}

static int char_by_name(void *ctx, const char *name, size_t len, uint32_t out[8]) {
    const names *n = ctx;
    char key[100] = " ", *line = key;
    if (len > 90) return 0;
    for (size_t i = 0; i < len; i++) key[i + 1] = name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i];
    char **found = bsearch(&line, n->lines, n->count, sizeof *n->lines, by_name);
    if (!found) return 0;
    out[0] = (uint32_t)strtoul(*found, NULL, 16);
    return 1;
}

static void load_names(names *n) {
    size_t len = 0;
    const char *path = getenv("LANG_NAMES");
    n->text = path ? read_file(path, &len) : NULL;
    if (!n->text) return;
    n->text[len] = 0;
    n->lines = malloc((len / 3 + 1) * sizeof *n->lines);
    for (char *s = n->lines ? strtok(n->text, "\n") : NULL; s; s = strtok(NULL, "\n")) n->lines[n->count++] = s;
}

static bool parse(const char *bytes, size_t len, lang_mode mode, lang_source source, bool prompt, bool with_warnings,
                  names *n, lang_arena *arena, lang_mod **mod, lang_error *err) {
    const char *text;
    size_t text_len;
    if (!lang_decode_source(bytes, len, "<test>", source, arena, &text, &text_len, err)) return false;
    lang_input in = {.text = text,
                     .len = text_len,
                     .filename = "<test>",
                     .mode = mode,
                     .allow_incomplete = prompt,
                     .max_int_digits = 4300,
                     .ctx = n,
                     .char_by_name = char_by_name,
                     .warn = with_warnings ? warn : NULL};
    return lang_parse(&in, arena, mod, err);
}

static int dump(names *n, const char *path) {
    size_t len;
    char *bytes = read_file(path, &len);
    if (!bytes) return 2;
    lang_arena arena;
    lang_arena_init(&arena, ouro_allocator_libc());
    lang_mod *mod;
    lang_error err;
    if (parse(bytes, len, LANG_EXEC, LANG_SOURCE_BYTES, false, false, n, &arena, &mod, &err)) {
        lang_dump(mod, true, (lang_writer){stdout, write_out});
        putchar('\n');
    } else {
        print_error(&err);
    }
    lang_arena_free(&arena);
    free(bytes);
    return 0;
}

static int snippets(names *n) {
    size_t len;
    char mode[16];
    while (scanf("%zu %15s", &len, mode) == 2) {
        getchar();
        char *text = malloc(len + 1);
        if (!text || fread(text, 1, len, stdin) != len) return 2;
        lang_arena arena;
        lang_arena_init(&arena, ouro_allocator_libc());
        lang_mod *mod;
        lang_error err;
        bool prompt = mode[0] == 'p';
        lang_mode m = prompt || mode[0] == 's' ? LANG_SINGLE : mode[1] == 'v' ? LANG_EVAL : LANG_EXEC;
        if (parse(text, len, m, LANG_SOURCE_STR, prompt, !prompt, n, &arena, &mod, &err)) {
            printf("ok\n");
        } else if (err.incomplete) {
            printf("incomplete\n");
        } else {
            print_error(&err);
        }
        printf("\x1e\n");
        lang_arena_free(&arena);
        free(text);
    }
    return 0;
}

static int bench(names *n, int count, char **paths) {
    double seconds = 0;
    size_t lines = 0, bytes_read = 0, held = 0;
    for (int i = 0; i < count; i++) {
        size_t len;
        char *bytes = read_file(paths[i], &len);
        if (!bytes) continue;
        struct timespec from, to;
        lang_mod *mod;
        lang_error err;
        lang_arena arena;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        lang_arena_init(&arena, ouro_allocator_libc());
        bool ok = parse(bytes, len, LANG_EXEC, LANG_SOURCE_BYTES, false, false, n, &arena, &mod, &err);
        held += arena.mem.held;
        lang_arena_free(&arena);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        if (ok) {
            seconds += (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
            bytes_read += len;
            for (size_t k = 0; k < len; k++) lines += bytes[k] == '\n';
        }
        free(bytes);
    }
    printf("%zu lines, %zu bytes in %.3f s: %.0f lines/s; trees %.1f bytes a byte of source\n", lines, bytes_read,
           seconds, (double)lines / seconds, (double)held / (double)bytes_read);
    return 0;
}

int main(int argc, char **argv) {
    names n = {0};
    int status = -1;
    load_names(&n);
    if (argc == 3 && strcmp(argv[1], "dump") == 0) status = dump(&n, argv[2]);
    if (argc == 2 && strcmp(argv[1], "snippets") == 0) status = snippets(&n);
    if (argc > 2 && strcmp(argv[1], "bench") == 0) status = bench(&n, argc - 2, argv + 2);
    if (status < 0) {
        fprintf(stderr, "usage: lang_tool dump FILE | snippets | bench FILE...\n");
        status = 2;
    }
    free(n.lines);
    free(n.text);
    return status;
}
