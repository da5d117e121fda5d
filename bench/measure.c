// Runs a command and writes what it used to file descriptor 3, as one line of JSON.
//
//     measure COMMAND [ARGUMENT...] 3>usage
//
// It exists because the peak of a process's memory counts from its fork: started from a large process, a small one
// would be charged with its parent's pages (/bin/true, run by a Python that holds 200 MiB: 210 MiB). This parent is as small as a process can be.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REPORT = 3 };

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
    if (argc < 2) return 125;
    double start = now();
    pid_t child = fork();
    if (child < 0) return 125;
    if (child == 0) {
        close(REPORT);
        execv(argv[1], argv + 1);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (wait4(child, &status, 0, &used) < 0) return 125;
    double wall = now() - start;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    dprintf(REPORT,
            "{\"status\": %d, \"user\": %.6f, \"sys\": %.6f, \"wall\": %.6f, \"maxrss_kb\": %ld, "
            "\"minor_faults\": %ld, \"involuntary_switches\": %ld}\n",
            code, seconds(used.ru_utime), seconds(used.ru_stime), wall, used.ru_maxrss,
            used.ru_minflt, used.ru_nivcsw);
    return code == 0 ? 0 : 1;
}
