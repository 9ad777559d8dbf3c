// ranges_forks.c - forks children while another thread changes the table.
//
// Usage:        ranges_forks NUMBER     (of children, for each of two kinds)
// Exit status:  0 every child ended and was right, 1 not, 2 usage.
//
// The writer does not exist in the child. If it was in the middle of a change,
// nobody will finish that change: a child that waits for it waits for ever,
// until an alarm ends it. The same happens to a thread that waits for a writer
// which the scheduler does not run. So what holds here holds there.

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ranges.h"

#define SECONDS 10     // a child needs less than a millisecond
#define BYSTANDERS 60  // more of them make a change longer
#define START 0x100000
#define STEP 0x1000  // from one range to the next
#define SIZE 100     // bytes in each

static char bystanders[BYSTANDERS];
static atomic_int changes;  // by the writer, so far
static atomic_int done;

static uintptr_t start_of(int i)
{
    return (uintptr_t)START + (uintptr_t)i * STEP;
}

// Enters and removes a range above all others, so all of them move.
static void *change(void *guest)
{
    while (!done) {
        ranges_add(start_of(BYSTANDERS), SIZE, guest);
        ranges_remove(guest);
        changes++;
    }
    return NULL;
}

// Returns whether all permanent ranges are found.
static int finds_all(void)
{
    for (int i = 0; i < BYSTANDERS; i++) {
        if (ranges_find((void *)(start_of(i) + SIZE / 2)) != &bystanders[i])
            return 0;
    }
    return 1;
}

// A child of fork() may change the table, too.
static int changes_too(void)
{
    static char own;
    return ranges_add(START - STEP, SIZE, &own) == 0 &&
           ranges_find((void *)(START - STEP)) == &own && finds_all() &&
           ranges_remove(&own) == 1 && finds_all();
}

// fork() first calls the handlers from pthread_atfork(). The system call does
// not, nor does the C library's _Fork(): both can come in the middle of a
// change.
static pid_t bare_fork(void)
{
    return (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

// Like _exit(). The thread sanitizer's _exit() would wait a second for other
// threads, which a child does not have.
static void leave(int status)
{
    syscall(SYS_exit_group, status);
}

// Forks one child. Returns 0 if it was right, 1 if it was wrong, 2 if it
// waited.
static int child(int bare)
{
    int status;
    int before = changes;
    while (changes == before)
        sched_yield();  // the writer is at work
    pid_t id = bare ? bare_fork() : fork();
    if (id == 0) {
        alarm(SECONDS);
        leave(!(finds_all() && (bare || changes_too())));
    }
    if (id == -1 || waitpid(id, &status, 0) == -1)
        return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) != 0 : 2;
}

// Stops at the first child that waits, because each costs SECONDS. Returns 0 if
// all were right.
static int children(const char *kind, int bare, int number)
{
    int ended[3] = {0};
    for (int i = 0; i < number && ended[2] == 0; i++)
        ended[child(bare)]++;
    printf("%s: %d right, %d wrong, %d waited\n", kind, ended[0], ended[1],
           ended[2]);
    return ended[0] != number;
}

int main(int argc, char *argv[])
{
    static char guest;
    pthread_t writer;
    int number = argc == 2 ? atoi(argv[1]) : 0;
    if (number < 1) {
        fprintf(stderr, "usage: ranges_forks NUMBER\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 0; i < BYSTANDERS; i++)
        ranges_add(start_of(i), SIZE, &bystanders[i]);
    if (pthread_create(&writer, NULL, change, &guest) != 0) {
        fprintf(stderr, "ranges_forks: a thread: cannot start\n");
        return 1;
    }
    int failed = children("fork()", 0, number);
    failed |= children("without its handlers", 1, number);
    done = 1;
    pthread_join(writer, NULL);
    return failed;
}
