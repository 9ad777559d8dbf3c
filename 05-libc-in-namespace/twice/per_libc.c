// per_libc.c - the experiments about what each libc has for itself.

#include <errno.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "twice/rows.h"

// A heap returns a freed block to the next caller, or soon after.
// pitfalls/cross_free.c shows what happens when a program mixes two heaps.
static bool heap(const struct guest *guest)
{
    void *got[1000], *freed = malloc(100);
    uintptr_t wanted = (uintptr_t)freed;
    bool shared = false;
    free(freed);
    for (int i = 0; i < 1000; i++) {
        got[i] = guest->allocate(100);
        shared |= (uintptr_t)got[i] == wanted;
    }
    for (int i = 0; i < 1000; i++)
        guest->release(got[i]);
    return shared;
}

static bool standard_output(const struct guest *guest)
{
    return guest->out() == stdout;
}

static bool environment(const struct guest *guest)
{
    setenv("STATION", "roof", 1);
    const char *seen = guest->environment("STATION");
    bool shared = seen != NULL && strcmp(seen, "roof") == 0;
    unsetenv("STATION");
    return shared;
}

static bool error_number(const struct guest *guest)
{
    errno = 0;
    guest->fail(EDOM);
    return errno == EDOM;
}

static bool locale(const struct guest *guest)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    bool shared = strcmp(setlocale(LC_CTYPE, NULL), guest->locale()) == 0;
    setlocale(LC_CTYPE, "C");
    return shared;
}

static int marks[2];  // a pipe

static void mark(void)
{
    (void)!write(marks[1], "h", 1);
}

// Runs in a child, because exit() ends it. With two libcs, the guest's exit()
// neither runs the host's atexit() functions nor writes its buffers.
static bool at_exit(const struct guest *guest)
{
    if (pipe(marks) != 0)
        return false;
    fflush(NULL);  // or the child would write it again
    pid_t child = fork();
    if (child == 0) {
        atexit(mark);
        guest->leave(0);
    }
    char seen = 0;
    close(marks[1]);
    (void)!read(marks[0], &seen, 1);  // 0 bytes once the child is gone
    close(marks[0]);
    waitpid(child, NULL, 0);
    return seen == 'h';
}

// One sequence gives its first number and its second; two sequences with one
// seed give the same number twice.
static bool random_numbers(const struct guest *guest)
{
    srand(1);
    guest->seed(1);
    int first = rand();
    return guest->random() != first;
}

const struct row per_libc[] = {
    {"heap", "freed by the host, given out again by the guest", heap},
    {"stdio", "stdout of both: the same stream?", standard_output},
    {"environ", "setenv() in the host, getenv() in the guest", environment},
    {"errno", "set by the guest, read by the host", error_number},
    {"locale", "setlocale() in the host, asked in the guest", locale},
    {"atexit", "exit() in the guest: the host's functions run?", at_exit},
    {"rand", "the same seed, a number each: one sequence?", random_numbers},
    {NULL, NULL, NULL},
};
