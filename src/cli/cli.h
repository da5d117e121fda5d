// The command: what its files share.
#ifndef OURO_CLI_CLI_H
#define OURO_CLI_CLI_H

#include <ouro/ouro.h>

enum { CLI_MOST = 64 }; // -W and -X options each

typedef enum cli_what { CLI_STDIN, CLI_FILE, CLI_CODE, CLI_MODULE, CLI_SAY_VERSION, CLI_SAY_VERSION_LONG, CLI_HELP } cli_what;

typedef struct cli_arguments {
    const char *program; // argv[0]
    cli_what what;
    const char *target; // file, code or module
    char *code;         // -c: the code with a newline; malloc
    bool inspect, quiet;
    bool memstats;
    ouro_options options;
    const char *warn[CLI_MOST + 1], *x[CLI_MOST + 1];
    size_t n_warn, n_x;
} cli_arguments;

// Reads the command line. 0, or 2: it has said what is wrong.
int cli_parse(cli_arguments *a, int argc, char **argv);
int cli_help(const char *program);
void cli_usage(const char *program);

// The dialogue. Returns the exit status; *running is what ouro_interrupt is for.
int cli_repl(ouro_rt *rt, const cli_arguments *a);

// One line of JSON on standard error. NULL: nothing ever ran.
void cli_print_stats(const ouro_memory_stats *stats);

#endif
