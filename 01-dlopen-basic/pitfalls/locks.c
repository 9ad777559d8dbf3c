// locks.c - what a host must not do around dlopen(), nor a plugin within it.
//
// hooked.so's constructor calls hook(), which is here, and runs while dlopen()
// holds the loader's lock.
//
// Usage:        locks held|free|join|load|fork hooked.so OTHER.so
//               held: dlopen() while holding a lock that the constructor takes
//                     in another thread
//               free: the same, without holding it
//               join: the constructor waits for a thread that loads OTHER.so
//               load: the constructor loads OTHER.so itself
//               fork: another thread forks meanwhile, and the child loads
//                     hooked.so once more
// Exit status:  0 the child's end was told, 1 could not, 2 usage.

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pitfalls/child.h"

static const char *what, *hooked, *other;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t inside;

static int is(const char *word)
{
    return strcmp(what, word) == 0;
}

static void *load(void *path)
{
    return dlopen(path, RTLD_NOW);
}

static void in_thread(void *(*run)(void *), void *argument)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, argument) == 0)
        pthread_join(thread, NULL);
}

// In the child that is forked in the middle of dlopen().
static void ask(void)
{
    alarm(1);
    void *handle = dlopen(hooked, RTLD_NOW);
    const int *ready = handle == NULL ? NULL : dlsym(handle, "ready");
    if (ready == NULL)
        printf("child: its child cannot load it\n");
    else
        printf("child: in its child, ready is %d\n", *ready);
    _exit(0);
}

static void *in_middle(void *unused)
{
    pid_t child = fork();
    if (child == 0)
        ask();
    int how = 0;
    waitpid(child, &how, 0);
    if (WIFSIGNALED(how))
        printf("child: its child hangs\n");
    return unused;
}

void hook(void);

void hook(void)
{
    if (is("join"))
        in_thread(load, (void *)other);
    if (is("load"))
        printf("child: %s\n", load((void *)other) ? "loaded" : dlerror());
    if (is("fork"))
        in_thread(in_middle, NULL);
    if (is("held") || is("free")) {
        pthread_barrier_wait(&inside);
        pthread_mutex_lock(&lock);
        pthread_mutex_unlock(&lock);
    }
}

// Holds the lock when the other thread is in the constructor, and loads.
static void *second(void *unused)
{
    if (is("held"))
        pthread_mutex_lock(&lock);
    pthread_barrier_wait(&inside);
    load((void *)other);
    if (is("held"))
        pthread_mutex_unlock(&lock);
    return unused;
}

static int run(void *unused)
{
    (void)unused;
    pthread_t thread;
    int two = is("held") || is("free");
    pthread_barrier_init(&inside, NULL, 2);
    if (two && pthread_create(&thread, NULL, second, NULL) != 0)
        return 1;
    load((void *)hooked);
    if (two)
        pthread_join(thread, NULL);
    printf("child: loaded\n");
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        fprintf(stderr, "usage: locks held|free|join|load|fork hooked.so "
                        "OTHER.so\n");
        return 2;
    }
    what = argv[1];
    hooked = argv[2];
    other = argv[3];
    return child_run(run, NULL);
}
