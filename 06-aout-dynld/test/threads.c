// threads.c - 8 threads that load, import, call and free at once. Prints TAP.
//
// Made for the thread sanitizer. Half of the threads load a module that is
// refused, and each has to read its own error.

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"

#define THREADS 8
#define ROUNDS 100

static uchar *file;
static size_t size;

struct task {
    int number;
    bool right;
};

// Each has a descriptor of its own: an offset is not for two.
static int open_copy(void)
{
    int fd = memfd_create("module", 0);
    if (fd < 0 || write(fd, file, size) != (ssize_t)size)
        abort();
    return fd;
}

// Text mapped, or copied.
static bool load_good(int fd, bool copied)
{
    struct source s = {.bytes = file, .n = size};
    lseek(fd, 0, SEEK_SET);
    Dynobj *o = copied ? source_load(&s, host_table, HOST_NSYM, 0)
                       : dynloadfd(fd, host_table, HOST_NSYM, 0);
    if (o == NULL)
        return false;
    int (*count)(void) = (int (*)(void))(ulong)dynimport(o, "count", 0);
    bool right = true;
    for (int i = 1; i <= 10; i++)
        right = count() == i && right;
    dynobjfree(o);
    return right;
}

// The limit is the thread's number, so that each has a reason of its own.
static bool load_bad(int fd, int number)
{
    char why[ERRMAX], wanted[ERRMAX];
    lseek(fd, 0, SEEK_SET);
    if (dynloadfd(fd, host_table, HOST_NSYM, (ulong)number) != NULL)
        return false;
    rerrstr(why, sizeof why);
    snprintf(wanted, sizeof wanted, "the limit is %d bytes", number);
    return strstr(why, wanted) != NULL;
}

static void *work(void *arg)
{
    struct task *task = arg;
    char why[ERRMAX];
    rerrstr(why, sizeof why);
    task->right = why[0] == '\0';
    int fd = open_copy();
    for (int i = 0; i < ROUNDS; i++) {
        bool right = task->number % 2 == 0 ? load_good(fd, i % 2)
                                           : load_bad(fd, task->number);
        task->right = right && task->right;
    }
    close(fd);
    return NULL;
}

int main(void)
{
    struct module *m = malloc(sizeof *m);
    pthread_t threads[THREADS];
    struct task tasks[THREADS];
    if (m == NULL)
        abort();
    module_init(m);
    file = module_write(m, &size);
    free(m);

    werrstr("of the %s thread", "main");
    for (int i = 0; i < THREADS; i++) {
        tasks[i] = (struct task){.number = i};
        if (pthread_create(&threads[i], NULL, work, &tasks[i]) != 0)
            abort();
    }
    bool right = true;
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        right = right && tasks[i].right;
    }
    free(file);
    ok(right, "8 threads at once: every call, and every error, is right");

    char why[ERRMAX], cut[8];
    rerrstr(why, sizeof why);
    is(why, "of the main thread", "an error string is its thread's own");
    rerrstr(cut, sizeof cut);
    is(cut, "of the ", "rerrstr() cuts it to the buffer");
    werrstr("%s, again", why);
    rerrstr(why, sizeof why);
    is(why, "of the main thread, again", "werrstr() may be given the old one");
    werrstr("%0200d", 1);
    rerrstr(why, sizeof why);
    ok(strlen(why) == ERRMAX - 1, "werrstr() cuts a text that is too long");
    return finish();
}
