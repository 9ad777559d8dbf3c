// ranges_signals.c - signal handlers look addresses up, and change the table,
// in the middle of their thread's own calls.
//
// Usage:        ranges_signals NUMBER     (of signals, for each of three parts)
// Exit status:  0 every answer was right, 1 not, 2 usage.
//
// All ranges have the same place in ranges_found (ranges.h). So if a handler
// can spoil what its thread has just found, it does so here. A handler that
// waits for the thread that it interrupted waits for ever, until an alarm ends
// it.

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ranges.h"

#define SECONDS 60  // each part takes less than one
#define STEP (4096 * RANGES_FOUND)
#define SIZE 100  // bytes in each range

// Always there: two for the thread, and two for the handler. The last one
// comes and goes.
enum { MINE, MINE_TOO, THEIRS, THEIRS_TOO, GUEST, OWNERS };

static char owners[OWNERS];
static pthread_t reader;
static atomic_int handled, wrong, done;
static void (*handle)(void);

static uintptr_t start_of(int i)
{
    return (uintptr_t)(i + 1) * STEP;
}

static void *find(int i)
{
    return ranges_find((void *)(start_of(i) + SIZE / 2));
}

static void look_up(int i)
{
    wrong += find(i) != &owners[i];
}

static void come_and_go(void)
{
    wrong += ranges_add(start_of(GUEST), SIZE, &owners[GUEST]) != 0;
    look_up(GUEST);
    wrong += ranges_remove(&owners[GUEST]) != 1;
    wrong += find(GUEST) != NULL;
}

static void look_up_theirs(void)
{
    look_up(THEIRS);
    look_up(THEIRS_TOO);
}

// Does little but what a handler could spoil, so most signals arrive there.
static void look_up_mine(void)
{
    int spoilt = 0;
    for (int i = 0; i < 100; i++) {
        spoilt += find(MINE) != &owners[MINE];
        spoilt += find(MINE) != &owners[MINE];  // it is remembered
        spoilt += find(MINE_TOO) != &owners[MINE_TOO];
    }
    if (spoilt != 0)
        wrong += spoilt;
}

static void on_signal(int number)
{
    int reason = errno;  // of the code that was interrupted
    (void)number;
    handle();
    handled++;
    errno = reason;
}

// Sleeps after each: on a busy machine the reader needs the processor, and is
// then interrupted wherever it is.
static void *send(void *unused)
{
    while (!done) {
        pthread_kill(reader, SIGUSR1);
        usleep(1);
    }
    return unused;
}

// Calls work() until the handler has run signals times. Returns 0 if all was
// right.
static int part(const char *what, void (*work)(void), void (*handler)(void),
                int signals)
{
    pthread_t sender;
    handle = handler;
    handled = wrong = done = 0;
    alarm(SECONDS);
    if (pthread_create(&sender, NULL, send, NULL) != 0)
        return 1;
    while (handled < signals)
        work();
    done = 1;
    pthread_join(sender, NULL);
    printf("%s: %d wrong\n", what, (int)wrong);
    return wrong != 0;
}

int main(int argc, char *argv[])
{
    int n = argc == 2 ? atoi(argv[1]) : 0;
    if (n < 1) {
        fprintf(stderr, "usage: ranges_signals NUMBER\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGUSR1, &action, NULL);
    reader = pthread_self();
    for (int i = 0; i < GUEST; i++)
        ranges_add(start_of(i), SIZE, &owners[i]);

    int failed = part("looked up in a change", come_and_go, look_up_theirs, n);
    failed |= part("looked up in a search", look_up_mine, look_up_theirs, n);
    failed |= part("changed in a search", look_up_mine, come_and_go, n);
    return failed;
}
