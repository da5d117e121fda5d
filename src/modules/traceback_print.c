// Tracebacks with source lines and marks under the part that failed (PEP 657).
#include "modules/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/parser.h"
#include "types/abstract.h"
#include "types/code.h"
#include "types/containers.h"
#include "types/exception.h"
#include "types/int.h"
#include "types/str.h"
#include "vm/vm.h"

enum { SHOWN_OF_REPEATED = 3, LIMIT = 1000, INDENT = 4 };

// ---- source lines --------------------------------------------------------------------------------------------------------

static FILE *open_at(ouro_borrowed folder, const char *tail, ouro_rt *rt) {
    char path[4096], *owned = NULL;
    size_t n;
    const char *text = ouro_str_check(rt, folder) ? ouro_str_utf8(rt, folder, &n, &owned, true) : NULL;
    FILE *f = NULL;
    if (text && (size_t)snprintf(path, sizeof path, "%s/%s", n ? text : ".", tail) < sizeof path) f = fopen(path, "re");
    if (owned) ouro_raw_free(rt, owned);
    ouro_error_clear(rt);
    return f;
}

// The file, or one of its name in sys.path.
static FILE *open_source(ouro_rt *rt, const char *name) {
    FILE *f = fopen(name, "re");
    if (f) return f;
    const char *slash = strrchr(name, '/');
    ouro_borrowed path = ouro_sys_peek(rt, "path");
    if (!path || !ouro_list_check(rt, path)) return NULL;
    for (size_t i = 0; !f && i < ouro_list_length(path); i++) f = open_at(ouro_list_peek(path, i), slash ? slash + 1 : name, rt);
    return f;
}

char *ouro_source_line(ouro_rt *rt, ouro_borrowed filename, uint32_t lineno, size_t *len) {
    size_t n, room = 0;
    char *owned = NULL, *line = NULL;
    const char *name = ouro_str_check(rt, filename) ? ouro_str_utf8(rt, filename, &n, &owned, true) : NULL;
    ouro_error_clear(rt);
    FILE *f = name && n && !(name[0] == '<' && name[n - 1] == '>') ? open_source(rt, name) : NULL;
    if (owned) ouro_raw_free(rt, owned);
    if (!f) return NULL;
    ssize_t got = -1;
    for (uint32_t i = 0; i < lineno; i++)
        if ((got = getline(&line, &room, f)) < 0) break;
    fclose(f);
    if (got < 0) {
        free(line);
        return NULL;
    }
    while (got > 0 && (line[got - 1] == '\n' || line[got - 1] == '\r')) got--;
    line[got] = 0;
    *len = (size_t)got;
    return line;
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// Characters in the first `bytes` bytes.
static int64_t chars(const char *line, size_t len, size_t bytes) {
    int64_t n = 0;
    for (size_t i = 0; i < bytes && i < len; i++) n += ((unsigned char)line[i] & 0xc0) != 0x80;
    return n;
}

// ---- anchors ---------------------------------------------------------------------------------------------------------------

static void *take(void *ctx, size_t size) { return malloc(size); }
static void give(void *ctx, void *block, size_t size) { free(block); }

// Of an operation the operator, of a subscript the brackets: bytes [*left, *right) of the segment.
static bool anchors_of(const lang_mod *mod, const char *segment, size_t *left, size_t *right) {
    if (mod->kind != LANG_Module || mod->as.Module.body.n != 1) return false;
    const lang_stmt *statement = mod->as.Module.body.items[0];
    if (statement->kind != LANG_Expr) return false;
    const lang_expr *e = statement->as.Expr.value;
    if (e->kind == LANG_Subscript) {
        *left = e->as.Subscript.value->pos.end_col_offset;
        *right = e->as.Subscript.slice->pos.end_col_offset + 1;
        return true;
    }
    if (e->kind != LANG_BinOp) return false;
    size_t end = e->as.BinOp.right->pos.col_offset;
    for (size_t i = e->as.BinOp.left->pos.end_col_offset; i < end; i++)
        if (!blank(segment[i])) {
            *left = i;
            *right = i + 1 + (i + 1 < end && !blank(segment[i + 1]));
            return true;
        }
    return false;
}

static bool find_anchors(const char *segment, size_t len, size_t *left, size_t *right) {
    lang_arena arena;
    lang_mod *mod;
    lang_error error;
    lang_input input = {.text = segment, .len = len, .filename = "", .mode = LANG_EXEC};
    lang_arena_init(&arena, (ouro_allocator){.alloc = take, .free = give});
    bool found = lang_parse(&input, &arena, &mod, &error) && anchors_of(mod, segment, left, right);
    lang_arena_free(&arena);
    return found;
}

// ---- one entry -------------------------------------------------------------------------------------------------------------

static void show_marks(ouro_show *s, const char *line, size_t len, size_t indent, ouro_position p) {
    if (p.line < 0 || p.end_line < 0 || p.column < 0 || p.end_column < 0) return;
    int64_t start = chars(line, len, (size_t)p.column), end, left = -1, right = -1;
    char primary = '^';
    if (p.line == p.end_line) {
        size_t from = (size_t)p.column, to = (size_t)p.end_column, l, r;
        end = chars(line, len, to);
        if (from < to && to <= len && find_anchors(line + from, to - from, &l, &r)) {
            left = start + chars(line + from, len - from, l);
            right = start + chars(line + from, len - from, r);
            primary = '~';
        }
    } else {
        size_t n = len;
        while (n > 0 && blank(line[n - 1])) n--;
        end = chars(line, len, n);
    }
    // Nothing is said by marks under the whole line.
    if (left < 0 && end - start == chars(line, len, len) - (int64_t)indent) return;
    ouro_show_margin(s);
    for (int64_t at = (int64_t)indent - INDENT + 1; at <= end; at++) {
        bool anchor = left >= 0 && left < at && at <= right;
        ouro_show_bytes(s, at <= start ? " " : anchor ? "^" : &primary, 1);
    }
    ouro_show_text(s, "\n");
}

static void show_entry(ouro_show *s, const ouro_traceback *tb) {
    const ouro_frame *frame = (const ouro_frame *)tb->frame;
    const ouro_code *code = (const ouro_code *)frame->function->code;
    ouro_show_margin(s);
    ouro_show_text(s, "  File \"");
    ouro_show_str(s, code->filename);
    ouro_show_text(s, "\", line ");
    ouro_show_number(s, tb->lineno);
    ouro_show_text(s, ", in ");
    ouro_show_str(s, code->name);
    ouro_show_text(s, "\n");
    size_t len, indent = 0;
    char *line = ouro_source_line(s->rt, code->filename, tb->lineno, &len);
    if (!line) return;
    while (indent < len && blank(line[indent])) indent++;
    ouro_show_margin(s);
    ouro_show_spaces(s, INDENT);
    ouro_show_bytes(s, line + indent, len - indent);
    ouro_show_text(s, "\n");
    show_marks(s, line, len, indent, ouro_code_position(code, tb->lasti));
    free(line);
}

// ---- all -------------------------------------------------------------------------------------------------------------------

static bool same_place(const ouro_traceback *a, const ouro_traceback *b) {
    const ouro_code *x = (const ouro_code *)((const ouro_frame *)a->frame)->function->code;
    const ouro_code *y = (const ouro_code *)((const ouro_frame *)b->frame)->function->code;
    return a->lineno == b->lineno && (x == y || (x->filename == y->filename && x->name == y->name));
}

static void show_repeated(ouro_show *s, size_t n) {
    n -= SHOWN_OF_REPEATED;
    ouro_show_margin(s);
    ouro_show_text(s, "  [Previous line repeated ");
    ouro_show_number(s, (int64_t)n);
    ouro_show_text(s, n > 1 ? " more times]\n" : " more time]\n");
}

static int64_t limit_of(ouro_rt *rt) {
    ouro_borrowed o = ouro_sys_peek(rt, "tracebacklimit");
    int overflow;
    return o && ouro_int_check(rt, o) ? ouro_int_clip(o, &overflow) : LIMIT;
}

void ouro_show_traceback(ouro_show *s, ouro_borrowed traceback, const char *header_margin, const char *header) {
    int64_t limit = limit_of(s->rt), depth = 0;
    if (limit <= 0) return;
    ouro_show_spaces(s, 2 * (size_t)s->depth);
    ouro_show_text(s, header_margin);
    ouro_show_text(s, header);
    const ouro_traceback *first = (const ouro_traceback *)traceback, *last = NULL;
    for (const ouro_traceback *tb = first; tb; tb = (const ouro_traceback *)tb->next) depth++;
    for (; first && depth > limit; depth--) first = (const ouro_traceback *)first->next;
    size_t times = 0;
    for (const ouro_traceback *tb = first; tb && !s->failed; tb = (const ouro_traceback *)tb->next) {
        if (!last || !same_place(last, tb)) {
            if (times > SHOWN_OF_REPEATED) show_repeated(s, times);
            times = 0;
        }
        last = tb;
        if (++times <= SHOWN_OF_REPEATED) show_entry(s, tb);
    }
    if (times > SHOWN_OF_REPEATED) show_repeated(s, times);
}
