// Where shown exceptions go: a descriptor or a file.
#include "modules/show.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "modules/io.h"
#include "types/abstract.h"
#include "types/state.h"
#include "types/str.h"

void ouro_show_start(ouro_show *s, ouro_rt *rt, ouro_borrowed file) {
    s->rt = rt;
    s->failed = s->need_close = false;
    s->depth = 0;
    s->n = 0;
    s->file = NULL;
    s->fd = 2;
    if (!file) file = ouro_sys_peek(rt, "stderr");
    if (!file || file == rt->none) {
        if (rt->modules && rt->modules->options->no_stdio) s->fd = -1, s->failed = true;
        return;
    }
    s->fd = ouro_io_descriptor(rt, file);
    if (s->fd < 0) s->file = file;
}

static void to_file(ouro_show *s) {
    ouro_rt *rt = s->rt;
    ouro_obj *text = ouro_str_from_wtf8(rt, s->buffer, s->n);
    ouro_obj *r = text ? ouro_call_method1(rt, s->file, OURO_NAME(rt, write), text) : NULL;
    s->failed = !r;
    ouro_xrelease(rt, r);
    ouro_xrelease(rt, text);
}

static void flush(ouro_show *s) {
    if (!s->failed && s->n && s->fd < 0) {
        to_file(s);
    } else if (!s->failed) {
        for (size_t done = 0; done < s->n;) {
            ssize_t put = write(s->fd, s->buffer + done, s->n - done);
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) {
                s->failed = true;
                break;
            }
            done += (size_t)put;
        }
    }
    s->n = 0;
}

int ouro_show_end(ouro_show *s) {
    flush(s);
    return s->failed ? -1 : 0;
}

// Whole characters: `n` is at most four bytes, or ASCII.
static void put(ouro_show *s, const char *bytes, size_t n) {
    if (n > sizeof s->buffer - s->n) flush(s);
    memcpy(s->buffer + s->n, bytes, n);
    s->n += n;
}

void ouro_show_bytes(ouro_show *s, const char *utf8, size_t n) {
    while (n > 0) {
        size_t k = 1;
        while (k < n && k < 4 && ((unsigned char)utf8[k] & 0xc0) == 0x80) k++;
        put(s, utf8, k);
        utf8 += k;
        n -= k;
    }
}
void ouro_show_text(ouro_show *s, const char *utf8) { ouro_show_bytes(s, utf8, strlen(utf8)); }
void ouro_show_number(ouro_show *s, int64_t n) {
    char text[24];
    put(s, text, (size_t)snprintf(text, sizeof text, "%lld", (long long)n));
}
void ouro_show_spaces(ouro_show *s, size_t n) {
    while (n-- > 0) put(s, " ", 1);
}
void ouro_show_margin(ouro_show *s) {
    ouro_show_spaces(s, 2 * (size_t)s->depth);
    if (s->depth) put(s, "| ", 2);
}

void ouro_show_str(ouro_show *s, ouro_borrowed str) {
    for (size_t i = 0; i < ouro_str_length(str); i++) {
        uint32_t c = ouro_str_at(str, i);
        char out[8];
        size_t n;
        if (c < 0x80) {
            out[0] = (char)c, n = 1;
        } else if (c < 0x800) {
            out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3f)), n = 2;
        } else if (c >= 0xd800 && c < 0xe000 && s->fd >= 0) { // sys.stderr escapes what it cannot encode
            n = (size_t)snprintf(out, sizeof out, "\\u%04x", c);
        } else if (c < 0x10000) {
            out[0] = (char)(0xe0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 0x3f)), out[2] = (char)(0x80 | (c & 0x3f)), n = 3;
        } else {
            out[0] = (char)(0xf0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 0x3f)), out[2] = (char)(0x80 | (c >> 6 & 0x3f));
            out[3] = (char)(0x80 | (c & 0x3f)), n = 4;
        }
        put(s, out, n);
    }
}
