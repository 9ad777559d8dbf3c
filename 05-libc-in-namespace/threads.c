// threads.c - instances come and go in several threads: who reports?
//
// Usage:        threads VOICE.so
// Exit status:  0 all was right, 1 something was wrong, 2 usage.
//
// Each thread repeatedly opens a copy of the voice, has it sound, and closes
// it. The loader gives a new copy the link map of one that has just gone. Then
// one thread calls instance_of() all the time, and children that are forked
// meanwhile call it, too: does one wait for a lock that nobody will release?

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caller.h"
#include "instance.h"
#include "studio.h"

#define THREADS 4
#define ROUNDS 200
#define CHILDREN 200

static const struct way copied = {"file", NULL, false, false, true};

static atomic_long reports, wrong_senders;
static _Thread_local struct instance *playing;

__attribute__((noinline)) void studio_play(long number, const char *text)
{
    (void)number;
    (void)text;
    reports++;
    wrong_senders += instance_of(CALLER()) != playing;
}

static void *play(void *path)
{
    char why[512];
    for (int i = 0; i < ROUNDS; i++) {
        playing = instance_open(&copied, "voice", path, why, sizeof why);
        if (playing == NULL) {
            fprintf(stderr, "threads: %s\n", why);
            break;
        }
        playing->sensor->measure();
        instance_close(playing);
    }
    return NULL;
}

// If a thread cannot be started, its reports will be missing.
static void play_all(char *path)
{
    pthread_t threads[THREADS];
    int n = 0;
    while (n < THREADS && pthread_create(&threads[n], NULL, play, path) == 0)
        n++;
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

static atomic_bool enough;

static void *ask(void *address)
{
    while (!enough)
        instance_of(address);
    return NULL;
}

// Returns how many children did not get an answer, or -1 if the thread could
// not be started.
static int fork_all(void)
{
    static const char mine;
    pthread_t thread;
    int waited = 0;
    if (pthread_create(&thread, NULL, ask, (void *)&mine) != 0)
        return -1;
    for (int i = 0; i < CHILDREN; i++) {
        pid_t child = fork();
        if (child == 0) {
            alarm(10);
            _exit(instance_of(&mine) != NULL);
        }
        int status;
        waited += waitpid(child, &status, 0) != child || status != 0;
        if (waited > 0)
            break;  // one is enough
    }
    enough = true;
    pthread_join(thread, NULL);
    return waited;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: threads VOICE.so\n");
        return 2;
    }
#ifdef M_ARENA_MAX
    // All threads allocate from one arena, so the next one gets what one frees.
    mallopt(M_ARENA_MAX, 1);
#endif
    play_all(argv[1]);
    printf("%ld reports; wrong: %ld senders\n", reports, wrong_senders);
    int waited = fork_all();
    printf("%d children; waited: %d\n", CHILDREN, waited);
    return reports != (long)ROUNDS * THREADS || wrong_senders != 0 ||
           waited != 0;
}
