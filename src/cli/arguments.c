// The command line.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

void cli_usage(const char *program) {
    fprintf(stderr,
            "usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
            "Try `ouro -h' for more information.\n",
            program);
}

int cli_help(const char *program) {
    printf("usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\n", program);
    fputs("Options:\n"
          "-B     : accepted; bytecode files are never written\n"
          "-c cmd : program passed in as string (terminates option list)\n"
          "-E     : ignore PYTHON* environment variables (such as PYTHONPATH)\n"
          "-h     : print this help message and exit (also -? or --help)\n"
          "-i     : inspect interactively after running script; forces a prompt even\n"
          "         if stdin does not appear to be a terminal\n"
          "-I     : isolate Python from the user's environment (implies -E and -s)\n"
          "-m mod : run library module as a script (terminates option list)\n"
          "-O     : remove assert and __debug__-dependent statements\n"
          "-OO    : do -O changes and also discard docstrings\n"
          "-P     : don't prepend a potentially unsafe path to sys.path\n"
          "-q     : don't print the version message on interactive startup\n"
          "-s, -S : accepted; there is no site module to leave out\n"
          "-u     : force the stdout and stderr streams to be unbuffered\n"
          "-V     : print the version number and exit (also --version)\n"
          "         when given twice, print more information about the build\n"
          "-W arg : warning control; arg is action:message:category:module:lineno\n"
          "-x     : skip first line of source\n"
          "-X opt : set implementation-specific option:\n"
          "         memlimit=SIZE     most memory the heap may take: bytes, or with K, M, G\n"
          "         gc=incremental    cycles are collected as the program runs (default)\n"
          "         gc=stw            the same, each collection at one go\n"
          "         gc=off            only when the program calls gc.collect()\n"
          "         memstats          at exit, one line of JSON on standard error\n"
          "         heapcheck         watch for memory written out of bounds (slow)\n"
          "         failalloc=N[+]    the N-th allocation fails; with +, all after it too\n"
          "Arguments:\n"
          "file   : program read from script file\n"
          "-      : program read from stdin (default; interactive mode if a tty)\n"
          "arg ...: arguments passed to program in sys.argv[1:]\n",
          stdout);
    return 0;
}

static bool parse_size(const char *text, size_t *out) {
    char *end;
    if (*text < '0' || *text > '9') return false;
    unsigned long long n = strtoull(text, &end, 10);
    unsigned shift = *end == 'K' || *end == 'k' ? 10 : *end == 'M' || *end == 'm' ? 20 : *end == 'G' || *end == 'g' ? 30 : 0;
    if (shift) end++;
    if (*end || n > (SIZE_MAX >> shift)) return false;
    *out = (size_t)n << shift;
    return true;
}

static bool bad_x(const char *option, const char *must) {
    fprintf(stderr, "ouro: -X %s: %s\n", option, must);
    return false;
}

static bool parse_x(cli_arguments *a, const char *x) {
    ouro_options *o = &a->options;
    if (!strncmp(x, "memlimit=", 9)) {
        if (!parse_size(x + 9, &o->memory_limit)) return bad_x(x, "a size like 64M is needed");
    } else if (!strcmp(x, "memstats")) {
        a->memstats = true;
    } else if (!strcmp(x, "heapcheck")) {
        o->heap_flags |= OURO_HEAP_FENCES;
    } else if (!strncmp(x, "gc=", 3)) {
        if (!strcmp(x + 3, "incremental")) o->gc = OURO_GC_INCREMENTAL;
        else if (!strcmp(x + 3, "stw")) o->gc = OURO_GC_STW;
        else if (!strcmp(x + 3, "off")) o->gc = OURO_GC_OFF;
        else return bad_x(x, "it is one of incremental, stw, off");
    } else if (!strncmp(x, "failalloc=", 10)) {
        char *end;
        o->fail_allocation = strtoull(x + 10, &end, 10);
        o->fail_forever = *end == '+';
        if (!o->fail_allocation || end[o->fail_forever]) return bad_x(x, "a number from 1 is needed, perhaps with +");
    }
    if (a->n_x < CLI_MOST) a->x[a->n_x++] = x;
    return true;
}

static int usage_error(const cli_arguments *a, const char *format, const char *what) {
    fprintf(stderr, format, what);
    cli_usage(a->program);
    return 2;
}

static int parse_long(cli_arguments *a, const char *option) {
    if (!strcmp(option, "--help") || !strcmp(option, "--help-all")) a->what = CLI_HELP;
    else if (!strcmp(option, "--version")) a->what = a->what == CLI_SAY_VERSION ? CLI_SAY_VERSION_LONG : CLI_SAY_VERSION;
    else return usage_error(a, "unknown option %s\n", option);
    return 0;
}

static bool parse_flag(cli_arguments *a, char c) {
    ouro_options *o = &a->options;
    switch (c) {
    case 'B': o->dont_write_bytecode = true; return true;
    case 'E': o->ignore_environment = true; return true;
    case 'I': o->isolated = o->ignore_environment = o->no_user_site = o->safe_path = true; return true;
    case 'O': o->optimize++; return true;
    case 'P': o->safe_path = true; return true;
    case 'S': o->no_site = true; return true;
    case 'V': a->what = a->what == CLI_SAY_VERSION ? CLI_SAY_VERSION_LONG : CLI_SAY_VERSION; return true;
    case 'h':
    case '?': a->what = CLI_HELP; return true;
    case 'i': a->inspect = o->inspect = o->interactive = true; return true;
    case 'q': a->quiet = o->quiet = true; return true;
    case 's': o->no_user_site = true; return true;
    case 'u': o->unbuffered = true; return true;
    case 'v': o->verbose++; return true;
    case 'x': o->skip_first_line = true; return true;
    case 'b':
    case 'd': return true;
    default: return false;
    }
}

static bool is_command(const cli_arguments *a) { return a->what == CLI_CODE || a->what == CLI_MODULE; }

// The options that take a value: in the rest of the argument, or the next one.
static int parse_valued(cli_arguments *a, char c, const char *value) {
    if (c == 'X') return parse_x(a, value) ? 0 : 2;
    if (c == 'W') {
        if (a->n_warn < CLI_MOST) a->warn[a->n_warn++] = value;
        return 0;
    }
    a->target = value;
    a->what = c == 'c' ? CLI_CODE : CLI_MODULE;
    return 0;
}

// One argument that begins with '-'. *i moves past what it takes.
static int parse_group(cli_arguments *a, int argc, char **argv, int *i) {
    for (const char *s = argv[*i] + 1; *s; s++) {
        if (!strchr("cmWX", *s)) {
            if (parse_flag(a, *s)) continue;
            return usage_error(a, "Unknown option: -%s\n", (const char[]){*s, 0});
        }
        const char *value = s[1] ? s + 1 : *i + 1 < argc ? argv[++*i] : NULL;
        if (!value) return usage_error(a, "Argument expected for the -%s option\n", (const char[]){*s, 0});
        return parse_valued(a, *s, value);
    }
    return 0;
}

int cli_parse(cli_arguments *a, int argc, char **argv) {
    int i = 1, status;
    a->program = argc > 0 ? argv[0] : "ouro";
    while (i < argc && !is_command(a) && argv[i][0] == '-' && argv[i][1]) {
        if (!strcmp(argv[i], "--")) {
            i++;
            break;
        }
        if (argv[i][1] == '-') status = parse_long(a, argv[i]);
        else status = parse_group(a, argc, argv, &i);
        if (status) return status;
        i++;
    }
    ouro_options *o = &a->options;
    o->warnoptions = a->warn;
    o->xoptions = a->x;
    o->program = a->program;
    if (a->what != CLI_STDIN && !is_command(a)) return 0;
    if (is_command(a)) {
        i--; // the place of the code or module is argv[0]
        argv[i] = a->what == CLI_CODE ? (char *)"-c" : (char *)"-m";
    } else if (i < argc && strcmp(argv[i], "-") != 0) {
        a->what = CLI_FILE;
        a->target = argv[i];
    }
    if (i < argc) {
        o->argc = argc - i;
        o->argv = (const char *const *)argv + i;
    }
    if (!o->safe_path && a->what != CLI_FILE) o->path0 = "";
    return 0;
}
