// The dialogue.
#include "cli/cli.h"

int cli_repl(ouro_rt *rt, const cli_arguments *a) { return 0; }
