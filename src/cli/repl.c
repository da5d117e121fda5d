// The dialogue: statements are read, run, and their values shown.
#include <editline/readline.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

typedef enum reading { READ_LINE, READ_END, READ_INTERRUPTED, READ_FAILED } reading;

// The line that the editor hands to its callback, which has no argument for it.
static char *edited;
static bool edited_all;

static void on_line(char *line) {
    edited = line;
    edited_all = true;
    rl_callback_handler_remove();
}

// A line from the terminal, edited. *line: malloc'ed, without the newline.
static reading edit_line(ouro_rt *rt, const char *prompt, char **line) {
    edited = NULL;
    edited_all = false;
    rl_callback_handler_install(prompt, on_line);
    while (!edited_all) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = poll(&input, 1, -1);
        if (ready > 0) rl_callback_read_char();
        else if (ready < 0 && errno != EINTR) break;
        if (ouro_interrupt_take(rt)) {
            if (!edited_all) rl_callback_handler_remove();
            free(edited);
            return READ_INTERRUPTED;
        }
    }
    *line = edited;
    return edited ? READ_LINE : READ_END;
}

static reading plain_line(ouro_rt *rt, const char *prompt, char **line) {
    size_t room = 0;
    *line = NULL;
    fputs(prompt, stderr);
    fflush(stderr);
    errno = 0;
    ssize_t n = getline(line, &room, stdin);
    if (n < 0) {
        free(*line);
        *line = NULL;
        if (!ouro_interrupt_take(rt)) return READ_END;
        clearerr(stdin);
        return READ_INTERRUPTED;
    }
    if (n > 0 && (*line)[n - 1] == '\n') (*line)[n - 1] = 0;
    return READ_LINE;
}

// ---- history -------------------------------------------------------------------------------------------------------------

enum { REMEMBERED = 2000 };

static char *history_file(void) {
    const char *home = getenv("HOME");
    char *path = home ? malloc(strlen(home) + sizeof "/.ouro_history") : NULL;
    if (path) strcat(strcpy(path, home), "/.ouro_history");
    return path;
}
static void history_load(void) {
    char *path = history_file();
    using_history();
    stifle_history(REMEMBERED);
    if (path) (void)read_history(path);
    free(path);
    (void)rl_bind_key('\t', rl_insert);
}
static void history_save(void) {
    char *path = history_file();
    if (path) (void)write_history(path);
    free(path);
}

// ---- prompts -------------------------------------------------------------------------------------------------------------

static void set_prompt(ouro_rt *rt, ouro_obj *sys, const char *name, const char *text) {
    ouro_obj *have = ouro_attribute_get(rt, sys, name);
    if (!have) {
        ouro_error_clear(rt);
        ouro_obj *s = ouro_make_str(rt, text, strlen(text));
        if (s) {
            (void)ouro_attribute_set(rt, sys, name, s);
            ouro_release(rt, s);
        }
    } else {
        ouro_release(rt, have);
    }
    ouro_error_clear(rt);
}

// str(sys.ps1), to be freed with ouro_text_release; NULL: there is none.
static char *prompt_text(ouro_rt *rt, ouro_obj *sys, const char *name) {
    ouro_obj *o = ouro_attribute_get(rt, sys, name);
    char *text = o ? ouro_as_text(rt, o, NULL) : NULL;
    if (o) ouro_release(rt, o);
    ouro_error_clear(rt);
    return text;
}

// ---- statements ----------------------------------------------------------------------------------------------------------

typedef struct dialogue {
    ouro_rt *rt;
    ouro_obj *sys;
    bool terminal;
    char *text; // lines of the statement so far
    size_t n, room;
} dialogue;

static bool add_line(dialogue *d, const char *line) {
    size_t n = strlen(line) + 1;
    if (d->n + n + 1 > d->room) {
        size_t room = (d->n + n) * 2 + 64;
        char *text = realloc(d->text, room);
        if (!text) return false;
        d->text = text;
        d->room = room;
    }
    memcpy(d->text + d->n, line, n - 1);
    d->n += n;
    d->text[d->n - 1] = '\n';
    d->text[d->n] = 0;
    return true;
}

static reading next_line(dialogue *d, char **line) {
    char *prompt = prompt_text(d->rt, d->sys, d->n ? "ps2" : "ps1");
    (void)ouro_flush(d->rt);
    reading r = d->terminal ? edit_line(d->rt, prompt ? prompt : "", line) : plain_line(d->rt, prompt ? prompt : "", line);
    ouro_text_release(d->rt, prompt);
    return r;
}

static bool blank(const char *s) {
    while (*s == ' ' || *s == '\t') s++;
    return *s == 0 || *s == '#';
}

// Reads and runs one statement. False: the dialogue ends, with *status.
static bool step(dialogue *d, int *status) {
    ouro_rt *rt = d->rt;
    d->n = 0;
    for (;;) {
        char *line;
        reading r = next_line(d, &line);
        if (r == READ_INTERRUPTED) {
            fputs("\nKeyboardInterrupt\n", stderr);
            return true;
        }
        if (r != READ_LINE && d->n == 0) {
            if (d->terminal) fputc('\n', stderr);
            return false;
        }
        if (r == READ_LINE) {
            if (d->terminal && *line) (void)add_history(line);
            bool skip = d->n == 0 && blank(line), added = skip || add_line(d, line);
            free(line);
            if (skip) return true;
            if (!added) return false;
        }
        int ran = ouro_run_interactive(rt, d->text, d->n, "<stdin>", r != READ_LINE);
        if (ran == 1) continue;
        if (ran < 0) {
            bool leaves = ouro_error_matches(rt, OURO_SystemExit);
            int said = ouro_report_error(rt);
            if (leaves) {
                *status = said;
                return false;
            }
        }
        return true;
    }
}

static void banner(const cli_arguments *a) {
    if (a->what != CLI_STDIN || a->quiet) return;
    fprintf(stderr,
            "Ouro %s (Python %s) on linux\n"
            "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
            OURO_VERSION, OURO_PYTHON_VERSION);
}

static void run_startup(ouro_rt *rt, const cli_arguments *a) {
    const char *path = a->options.ignore_environment ? NULL : getenv("PYTHONSTARTUP");
    FILE *f = path && *path ? fopen(path, "re") : NULL;
    size_t n = 0, room = 0;
    char *text = NULL;
    if (!f) return;
    ssize_t got = getdelim(&text, &room, 0, f);
    n = got > 0 ? (size_t)got : 0;
    fclose(f);
    if (n && ouro_run_string(rt, text, path) < 0) (void)ouro_report_error(rt);
    free(text);
}

int cli_repl(ouro_rt *rt, const cli_arguments *a) {
    dialogue d = {.rt = rt, .sys = ouro_import_named(rt, "sys"), .terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    int status = 0;
    if (!d.sys) return ouro_report_error(rt);
    ouro_set_inspect(rt, false);
    banner(a);
    if (a->what == CLI_STDIN) run_startup(rt, a);
    set_prompt(rt, d.sys, "ps1", ">>> ");
    set_prompt(rt, d.sys, "ps2", "... ");
    if (d.terminal) history_load();
    while (step(&d, &status)) {
    }
    if (d.terminal) history_save();
    free(d.text);
    ouro_release(rt, d.sys);
    return status;
}
