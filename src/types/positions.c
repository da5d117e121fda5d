// Source positions, coded as differences. A byte 0x80 + n: the position before, n + 1 times more. Else a byte of flags
// and the numbers they announce, each 7 bits a byte, least first, with the sign in the lowest bit.
#include "types/positions.h"

enum { LINE = 1, END_LINE = 2, COLUMN = 4, END_COLUMN = 8, REPEAT = 0x80, REPEAT_MAX = 0x7f };

// ---- reading ---------------------------------------------------------------------------------------------------------

static int32_t number(ouro_position_reader *r) {
    uint32_t v = 0;
    unsigned shift = 0;
    uint8_t byte = 0;
    do {
        if (r->at == r->end || shift > 28)
            break;
        byte = *r->at++;
        v |= (uint32_t)(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80);
    return (int32_t)(v >> 1 ^ -(v & 1));
}

void ouro_positions_begin(ouro_position_reader *r, const ouro_code *code) {
    *r = (ouro_position_reader){.at = code->positions};
    r->end = r->at ? r->at + code->n_positions : NULL;
}

ouro_position ouro_positions_next(ouro_position_reader *r) {
    if (r->repeats) {
        r->repeats--;
        return r->now;
    }
    if (r->at == r->end)
        return r->now;
    uint8_t flags = *r->at++;
    if (flags & REPEAT) {
        r->repeats = flags & REPEAT_MAX;
        return r->now;
    }
    ouro_position *p = &r->now;
    int32_t lines = p->end_line - p->line;
    if (flags & LINE)
        p->line += number(r);
    p->end_line = p->line + (flags & END_LINE ? number(r) : lines);
    if (flags & COLUMN)
        p->column += number(r);
    if (flags & END_COLUMN)
        p->end_column += number(r);
    return r->now;
}

ouro_position ouro_code_position(const ouro_code *code, uint32_t instruction) {
    ouro_position_reader r;
    ouro_positions_begin(&r, code);
    ouro_position p = ouro_positions_next(&r);
    for (uint32_t i = 0; i < instruction; i++) {
        if (r.repeats > instruction - i - 1)
            break;
        if (r.repeats) { // skip the whole run
            i += r.repeats - 1;
            r.repeats = 0;
            continue;
        }
        p = ouro_positions_next(&r);
    }
    return p;
}

uint32_t ouro_code_line(const ouro_code *code, uint32_t instruction) {
    int32_t line = ouro_code_position(code, instruction).line;
    return line < 0 ? 0 : (uint32_t)line;
}

// ---- writing ---------------------------------------------------------------------------------------------------------

// Writes to `out`, or only counts when it is NULL.
typedef struct writer {
    uint8_t *out;
    size_t n;
} writer;

static void put(writer *w, uint8_t byte) {
    if (w->out)
        w->out[w->n] = byte;
    w->n++;
}

static void put_number(writer *w, int32_t v) {
    uint32_t u = (uint32_t)v << 1 ^ (uint32_t)(v >> 31);
    while (u >= 0x80) {
        put(w, (uint8_t)(u | 0x80));
        u >>= 7;
    }
    put(w, (uint8_t)u);
}

static bool same(const ouro_position *a, const ouro_position *b) {
    return a->line == b->line && a->end_line == b->end_line && a->column == b->column && a->end_column == b->end_column;
}

static void encode(writer *w, const ouro_position *p, uint32_t n, ouro_position before) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t run = 0;
        while (i + run < n && run <= REPEAT_MAX && same(&p[i + run], &before))
            run++;
        if (run) {
            put(w, (uint8_t)(REPEAT | (run - 1)));
            i += run - 1;
            continue;
        }
        const ouro_position *now = &p[i];
        int32_t lines = now->end_line - now->line;
        unsigned flags = (now->line != before.line ? LINE : 0) | (lines != before.end_line - before.line ? END_LINE : 0) |
                         (now->column != before.column ? COLUMN : 0) |
                         (now->end_column != before.end_column ? END_COLUMN : 0);
        put(w, (uint8_t)flags);
        if (flags & LINE)
            put_number(w, now->line - before.line);
        if (flags & END_LINE)
            put_number(w, lines);
        if (flags & COLUMN)
            put_number(w, now->column - before.column);
        if (flags & END_COLUMN)
            put_number(w, now->end_column - before.end_column);
        before = *now;
    }
}

int ouro_positions_encode(ouro_rt *rt, const ouro_position *p, uint32_t n, uint8_t **out, uint32_t *len) {
    ouro_position first = {0, 0, 0, 0};
    writer w = {0};
    encode(&w, p, n, first);
    *len = (uint32_t)w.n;
    *out = w.n ? ouro_raw_alloc(rt, w.n) : NULL;
    if (w.n && !*out)
        return -1;
    w = (writer){.out = *out};
    if (w.out)
        encode(&w, p, n, first);
    return 0;
}
