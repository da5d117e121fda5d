// The command `ouro`: runs a Python program as python3 does.
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

// The runtime that SIGINT goes to. A signal handler has no argument.
static ouro_rt *volatile interrupted_runtime;

static void on_interrupt(int signal_number) {
    ouro_rt *rt = interrupted_runtime;
    if (rt) ouro_interrupt(rt);
}

static void catch_signals(void) {
    struct sigaction action = {.sa_handler = on_interrupt}, old;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN) (void)sigaction(SIGINT, &action, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

// As a program that a signal ended, for the shell to see.
static void die_of_interrupt(void) {
    (void)signal(SIGINT, SIG_DFL);
    (void)kill(getpid(), SIGINT);
}

static int say_version(bool build) {
    if (build) printf("Python %s (ouro %s, %s %s)\n", OURO_PYTHON_VERSION, OURO_VERSION, __DATE__, __TIME__);
    else printf("Python %s\n", OURO_PYTHON_VERSION);
    return 0;
}

// Status 2 with a message when the script cannot be opened.
static int check_file(const cli_arguments *a) {
    int fd = open(a->target, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        close(fd);
        return 0;
    }
    int why = errno;
    char here[4096];
    bool relative = a->target[0] != '/' && getcwd(here, sizeof here);
    fprintf(stderr, "%s: can't open file '%s%s%s': [Errno %d] %s\n", a->program, relative ? here : "", relative ? "/" : "",
            a->target, why, strerror(why));
    return 2;
}

static int run(ouro_rt *rt, const cli_arguments *a) {
    switch (a->what) {
    case CLI_CODE: return ouro_run_string(rt, a->target, "<string>");
    case CLI_MODULE: return ouro_run_module(rt, a->target);
    case CLI_FILE: return ouro_run_file(rt, a->target);
    default: return ouro_run_stdin(rt);
    }
}

static bool set(const char *name) {
    const char *value = getenv(name);
    return value && *value;
}

// What the environment asks for, where the command line does not say otherwise.
static void read_environment(cli_arguments *a) {
    ouro_options *o = &a->options;
    if (o->ignore_environment) return;
    o->unbuffered |= set("PYTHONUNBUFFERED");
    o->dont_write_bytecode |= set("PYTHONDONTWRITEBYTECODE");
    o->no_user_site |= set("PYTHONNOUSERSITE");
    o->safe_path |= set("PYTHONSAFEPATH");
    if (set("PYTHONINSPECT")) a->inspect = o->inspect = true;
    if (!o->optimize && set("PYTHONOPTIMIZE")) o->optimize = atoi(getenv("PYTHONOPTIMIZE")) > 1 ? 2 : 1;
}

static bool dialogue(const cli_arguments *a) { return a->what == CLI_STDIN && (a->inspect || isatty(0)); }

// Runs the program. The exit status; *killed: it ended with a KeyboardInterrupt that nobody caught.
static int run_all(ouro_rt *rt, const cli_arguments *a, bool *killed) {
    int status = 0;
    if (!dialogue(a)) {
        if (run(rt, a) < 0) {
            *killed = ouro_error_matches(rt, OURO_KeyboardInterrupt);
            bool leaves = ouro_error_matches(rt, OURO_SystemExit);
            status = ouro_report_error(rt);
            if (leaves && !a->inspect) return status;
        }
        if (!a->inspect) return status;
    }
    *killed = false;
    return cli_repl(rt, a);
}

static int out_of_memory(const cli_arguments *a, const ouro_memory_stats *stats) {
    fputs("MemoryError\n", stderr);
    if (a->memstats) cli_print_stats(stats);
    return 1;
}

int main(int argc, char **argv) {
    static cli_arguments a;
    int status = cli_parse(&a, argc, argv);
    if (status) return status;
    if (a.what == CLI_HELP) return cli_help(a.program);
    if (a.what == CLI_SAY_VERSION || a.what == CLI_SAY_VERSION_LONG) return say_version(a.what == CLI_SAY_VERSION_LONG);
    if (a.what == CLI_FILE && (status = check_file(&a)) != 0) {
        if (a.memstats) cli_print_stats(NULL);
        return status;
    }
    read_environment(&a);
#ifdef OURO_COUNTING
    a.options.heap_flags |= OURO_HEAP_STATS;
#endif
    a.options.interactive = a.options.interactive || dialogue(&a);
    ouro_memory_stats stats;
    a.options.failure = &stats;
    ouro_rt *rt = ouro_open(&a.options);
    if (!rt) return out_of_memory(&a, &stats);
    interrupted_runtime = rt;
    catch_signals();
    bool killed = false;
    status = run_all(rt, &a, &killed);
    int flushed = ouro_close_with_stats(rt, NULL, &stats);
    interrupted_runtime = NULL;
    if (flushed < 0 && status == 0) status = 120;
    if (a.memstats) cli_print_stats(&stats);
    if (killed) die_of_interrupt();
    return status;
}
