// ranges_race.c - two readers search the table while a writer changes it.
//
// Usage:        ranges_race [CHANGES]    (50000 without it)
// Exit status:  0 each search found the right owner, 1 not, or no thread, 2
//               usage.
//
// The writer adds and removes a range above all others, so each change moves
// all entries by one place. A reader that looks at the wrong moment sees an
// entry twice, or not at all, or half of one.

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "ranges.h"

#define SIZE 100  // bytes in each range
#define ABOVE 1000000
#define BYSTANDERS 60  // more of them make a change longer

struct owner {
    uintptr_t start;
    long wrong;  // wrong answers, counted by its reader
};

static struct owner readers[] = {{900000, 0}, {910000, 0}};
static struct owner nobody;
static struct owner late;         // filled in when the readers run
static atomic_int running, done;  // readers; the writer

// Searches, and remembers nothing, so that a reader is nearly always in the
// middle of a search.
static struct owner *find(uintptr_t start)
{
    return ranges_search(start + SIZE / 2);
}

static void *look(void *arg)
{
    struct owner *self = arg;
    running++;
    while (!done) {
        self->wrong += find(self->start) != self;
        // A thread that finds an owner also sees what was stored in it before.
        // No lock orders the two: if nothing else does, the thread sanitizer
        // reports it.
        const struct owner *other = find(800000);
        self->wrong += other != NULL && other->start != 800000;
    }
    return NULL;
}

// Adds and removes a range at ABOVE, so many times. Returns how many answers
// were wrong.
static long come_and_go(int changes)
{
    static struct owner guest;
    long wrong = 0;
    late.start = 800000;
    wrong += ranges_add(late.start, SIZE, &late) != 0;
    for (int i = 0; i < changes; i++) {
        wrong += ranges_add(ABOVE, SIZE, &guest) != 0;
        wrong += find(ABOVE) != &guest;
        wrong += ranges_remove(&guest) != 1;
        wrong += find(ABOVE) != NULL;
    }
    return wrong;
}

int main(int argc, char *argv[])
{
    int changes = argc == 2 ? atoi(argv[1]) : 50000;
    if (argc > 2 || changes < 1) {
        fprintf(stderr, "usage: ranges_race [CHANGES]\n");
        return 2;
    }
    pthread_t threads[2];
    for (int i = 0; i < BYSTANDERS; i++)
        ranges_add(10000 + i * SIZE, SIZE, &nobody);
    for (int i = 0; i < 2; i++)
        ranges_add(readers[i].start, SIZE, &readers[i]);
    for (int i = 0; i < 2; i++) {
        if (pthread_create(&threads[i], NULL, look, &readers[i]) != 0) {
            fprintf(stderr, "ranges_race: a thread: cannot start\n");
            return 1;
        }
    }
    while (running < 2)
        sched_yield();
    long wrong = come_and_go(changes);
    done = 1;
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    wrong += readers[0].wrong + readers[1].wrong;
    printf("two readers and a writer: %ld wrong\n", wrong);
    return wrong != 0;
}
