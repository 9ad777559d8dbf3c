// landing_test.c - a call past a thunk's first instruction gets nowhere.
//
// Usage:        landing_test
// Exit status:  0 this CPU does as it should, 1 not, or there are no thunks.
//
// An arm64 CPU with BTI stops a call that does not arrive at "bti c". Other
// CPUs let it pass: no Linux turns the same check of x86-64 (IBT) on for
// programs.

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "thunks.h"

#define FIRST_INSTRUCTION 4  // its size: endbr64's, bti's and lpad's

static void report(void *ctx, double value)
{
    (void)ctx;
    (void)value;
}

// Calls in a child. Returns how the child ended, as from wait().
static int call_past(fixed_report *thunk)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        char *code;
        memcpy(&code, &thunk, sizeof code);
        code += FIRST_INSTRUCTION;
        memcpy(&thunk, &code, sizeof thunk);
        thunk(21.5);
        _exit(0);
    }
    waitpid(child, &status, 0);
    return status;
}

static int cpu_looks(void)
{
#if defined(__aarch64__) && defined(HWCAP2_BTI)
    return (getauxval(AT_HWCAP2) & HWCAP2_BTI) != 0;
#else
    return 0;
#endif
}

int main(void)
{
    struct thunks *thunks = thunks_map();
    if (thunks == NULL || thunks_seal(thunks) != 0) {
        perror("landing_test: thunks: cannot make them");
        return 1;
    }
    int status = call_past(thunk_take(thunks, report, NULL));
    int stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGILL;
    printf("past the first instruction: %s\n", stopped ? "stopped"
                                               : status == 0
                                                   ? "let pass"
                                                   : "something else");
    thunks_unmap(thunks);
    return cpu_looks() ? !stopped : status != 0;
}
