// late_test.c - a callback changes hands during a late call.
//
// Usage:        late_test threads CALLS   (a thread that calls all the time)
//               late_test steps           (a change at each instruction)
// Exit status:  0 each call found two words that belong together, 1 one did
//               not, or there are no thunks, or no steps, 2 usage.
//
// No host may give back a callback that a plugin still calls, but some plugin
// will call it all the same. Such a call may reach its owner, or nobody. It
// must never reach one owner's function with another owner's context.

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "thunks.h"

static int kitchen, cellar;  // the contexts
static long seen, torn;      // only the plugin's thread writes these

static struct thunks *thunks;  // NULL: test the pool
static fixed_report *late;     // always the same: the first free one

// Two owners of different kinds. A call with no context is right, too.
static void for_kitchen(void *ctx, double value)
{
    seen += value == 21.5;
    torn += ctx != NULL && ctx != &kitchen;
}

static void for_cellar(void *ctx, double value)
{
    seen += value == 21.5;
    torn += ctx != NULL && ctx != &cellar;
}

static void take(void (*target)(void *, double), void *ctx)
{
    late = thunks != NULL ? thunk_take(thunks, target, ctx)
                          : pool_take(target, ctx);
    if (late == NULL) {
        perror("late_test: a callback: cannot take it");
        exit(1);
    }
}

static void give_back(void)
{
    if (thunks != NULL)
        thunk_give_back(thunks, late);
    else
        pool_give_back(late);
}

// Two threads: the plugin's calls, and the host's changes the owner.

static long calls;  // to make
static atomic_bool begun, ended;

static void *plugin(void *callback)
{
    fixed_report *report;
    memcpy(&report, callback, sizeof report);
    atomic_store(&begun, true);
    for (long i = 0; i < calls; i++)
        report(21.5);
    atomic_store(&ended, true);
    return NULL;
}

static void try_threads(void)
{
    pthread_t thread;
    take(for_kitchen, &kitchen);
    fixed_report *callback = late;
    begun = ended = false;
    if (pthread_create(&thread, NULL, plugin, &callback) != 0) {
        fprintf(stderr, "late_test: no thread\n");
        exit(1);
    }
    while (!atomic_load(&begun))
        ;
    while (!atomic_load(&ended)) {
        give_back();
        take(for_cellar, &cellar);
        give_back();
        take(for_kitchen, &kitchen);
    }
    pthread_join(thread, NULL);
    give_back();
}

// One thread, which the CPU stops after each instruction as it does for a
// debugger. The signal handler does what the host's thread would do. (Two
// threads meet between two given instructions once in a million calls.)

static int stops, change_at;

#if defined(__x86_64__)

#define TRAP_FLAG 0x100  // in the flags: stop after each instruction
#define FLAGS(context) ((context)->uc_mcontext.gregs[REG_EFL])

static void stopped(int number, siginfo_t *info, void *context)
{
    ucontext_t *plugin = context;
    (void)number;
    (void)info;
    if (stops++ == change_at) {
        give_back();
        take(for_cellar, &cellar);
    }
    if (seen > 0)  // the call has arrived: it has read all
        FLAGS(plugin) &= ~TRAP_FLAG;
}

// The handler of the raised signal returns with the flag set.
static void begin(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)info;
    FLAGS((ucontext_t *)context) |= TRAP_FLAG;
}

// Returns whether this machine can do that.
static bool steps(void)
{
    struct sigaction start = {.sa_sigaction = begin, .sa_flags = SA_SIGINFO};
    struct sigaction stop = {.sa_sigaction = stopped, .sa_flags = SA_SIGINFO};
    return sigaction(SIGUSR1, &start, NULL) == 0 &&
           sigaction(SIGTRAP, &stop, NULL) == 0;
}

#else

static bool steps(void)
{
    return false;
}

#endif

// Makes calls, and changes the owner one instruction later in each, until a
// call ends before its change.
static void try_steps(void)
{
    take(for_cellar, &cellar);  // now, because a handler may not call malloc()
    give_back();
    stops = 0;
    for (change_at = 0; stops >= change_at; change_at++) {
        take(for_kitchen, &kitchen);
        stops = 0;
        seen = 0;
        raise(SIGUSR1);
        late(21.5);
        give_back();
    }
}

// Returns 0, or 1 if something was not as it should be.
static int try(const char *what)
{
    seen = torn = 0;
    if (calls > 0) {
        try_threads();
        printf("%s: %ld calls, %ld torn\n", what, seen, torn);
        return seen != calls || torn != 0;
    }
    try_steps();
    printf("%s: a change at each instruction, %ld torn\n", what, torn);
    return change_at < 3 || torn != 0;
}

int main(int argc, char *argv[])
{
    if (argc == 3 && strcmp(argv[1], "threads") == 0)
        calls = strtol(argv[2], NULL, 10);
    if (calls < 1 && (argc != 2 || strcmp(argv[1], "steps") != 0)) {
        fprintf(stderr, "usage: late_test threads CALLS, or late_test steps\n");
        return 2;
    }
    if (calls < 1 && !steps()) {
        fprintf(stderr, "late_test: no steps on this machine\n");
        return 1;
    }
    int failed = try("pool");
    thunks = thunks_assembled();
    if (thunks != NULL)
        failed |= try("assembled thunks");
    thunks = thunks_map();
    if (thunks == NULL || thunks_seal(thunks) != 0) {
        perror("late_test: thunks: cannot make them");
        return 1;
    }
    failed |= try("thunks");
    thunks_unmap(thunks);
    return failed;
}
