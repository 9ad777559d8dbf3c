// strange_thread.c - calls a libc in a thread that another libc started.
//
// Usage:        strange_thread host|entered|back|home|again GUEST.so
//               host:    one of the host's threads calls the guest's isalpha()
//               entered: the same, after enter()
//               back:    one of the guest's threads calls back, and the host
//                        calls its own isalpha() there
//               home:    the same, after enter()
//               again:   30 guests come and go, and one thread enters each of
//                        them
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.
//
// This happens in a child, so that the host can report a crash. Since glibc
// 2.42, all is well in each case.

#include <ctype.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "enter.h"
#include "namespace.h"
#include "own.h"
#include "twice/guest.h"

static const char *file;
static struct namespace space;
static const struct guest *guest;
static struct entrance guest_door, home;

// Loads the guest into a new namespace. Returns true, or false after saying why
// not.
static bool open_guest(void)
{
    char why[512] = "it is not a guest";
    void *handle = namespace_add(&space, file, why, sizeof why);
    guest = handle == NULL ? NULL : own_symbol(handle, GUEST_SYMBOL);
    if (guest == NULL) {
        fprintf(stderr, "strange_thread: %s\n", why);
        namespace_close(&space);
        return false;
    }
    guest_door = enter_find(handle);
    return true;
}

static void *call_guest(void *door)
{
    if (door != NULL)
        enter(door);
    printf("child: a is %sa letter\n", guest->is_letter('a') ? "" : "not ");
    return NULL;
}

static void *called_back(void *door)
{
    if (door != NULL)
        enter(door);
    // Through a pointer, because the compiler may know the answer.
    int (*volatile is_letter)(int) = isalpha;
    printf("child: a is %sa letter\n", is_letter('a') ? "" : "not ");
    return NULL;
}

static void host_starts(struct entrance *door)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, call_guest, door) == 0)
        pthread_join(thread, NULL);
}

static void guest_starts(struct entrance *door)
{
    pthread_t thread;
    if (guest->start(&thread, NULL, called_back, door) == 0)
        guest->join(thread, NULL);
}

static sem_t go, done;

static void *call_each(void *arg)
{
    int letters = 0;
    for (int i = 0; i < 30; i++) {
        sem_wait(&go);
        enter(&guest_door);
        letters += guest->is_letter('a') != 0;
        sem_post(&done);
    }
    printf("child: 30 guests, %d letters\n", letters);
    return arg;
}

static void again(void)
{
    pthread_t thread;
    sem_init(&go, 0, 0);
    sem_init(&done, 0, 0);
    if (pthread_create(&thread, NULL, call_each, NULL) != 0)
        return;
    for (int i = 0; i < 30; i++) {
        namespace_close(&space);  // the next one gets its addresses
        if (!open_guest())
            _exit(1);
        sem_post(&go);
        sem_wait(&done);
    }
    pthread_join(thread, NULL);
    namespace_close(&space);
}

static void act(const char *how)
{
    if (strcmp(how, "again") == 0)
        again();
    else if (strcmp(how, "host") == 0 || strcmp(how, "entered") == 0)
        host_starts(how[0] == 'e' ? &guest_door : NULL);
    else
        guest_starts(how[0] == 'h' ? &home : NULL);
}

static int tell(pid_t child)
{
    int how;
    if (child < 0 || waitpid(child, &how, 0) != child) {
        perror("strange_thread: child");
        return 1;
    }
    if (WIFSIGNALED(how))
        printf("host: the child died of signal %d, %s\n", WTERMSIG(how),
               strsignal(WTERMSIG(how)));
    else
        printf("host: the child ended with status %d\n", WEXITSTATUS(how));
    return 0;
}

static int understood(int argc, char *argv[])
{
    static const char *const ways[] = {"host", "entered", "back", "home",
                                       "again"};
    for (int i = 0; i < 5 && argc == 3; i++) {
        if (strcmp(argv[1], ways[i]) == 0)
            return 1;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    if (!understood(argc, argv)) {
        fprintf(stderr, "usage: strange_thread host|entered|back|home|again "
                        "GUEST.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    file = argv[2];
    home = enter_find(NULL);
    if (!open_guest())
        return 1;
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});  // an intended crash
        act(argv[1]);
        _exit(0);
    }
    int status = tell(child);
    namespace_close(&space);
    return status;
}
