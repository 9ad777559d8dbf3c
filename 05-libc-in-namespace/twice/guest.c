// guest.c - the guest's half of the experiments in compare.c.
//
// It finds all functions that it calls in the libc of its namespace: with
// dlopen() that is the host's libc, with dlmopen() another one.

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "twice/guest.h"

static FILE *out(void)
{
    return stdout;
}

static const char *environment(const char *name)
{
    return getenv(name);
}

static void fail(int reason)
{
    errno = reason;
}

static const char *locale(void)
{
    return setlocale(LC_CTYPE, NULL);
}

static int open_null(void)
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static volatile sig_atomic_t signals;

static void count(int number)
{
    (void)number;
    signals++;
}

static int handle(int number)
{
    struct sigaction action = {.sa_handler = count};
    return sigaction(number, &action, NULL);
}

static int handled(void)
{
    return signals;
}

static void *map(size_t size)
{
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    strcpy(memory, GUEST_TEXT);
    return memory;
}

static pthread_t thread;
static int started[2], end[2];  // two pipes: here I am; you may go

static void *be_there(void *arg)
{
    int id = (int)syscall(SYS_gettid);
    char go;
    (void)arg;
    if (write(started[1], &id, sizeof id) == sizeof id)
        (void)!read(end[0], &go, 1);
    return NULL;
}

static int thread_start(void)
{
    int id;
    if (pipe(started) != 0 || pipe(end) != 0 ||
        pthread_create(&thread, NULL, be_there, NULL) != 0 ||
        read(started[0], &id, sizeof id) != sizeof id)
        return -1;
    return id;
}

static void thread_end(void)
{
    close(end[1]);  // the thread reads the end of the pipe
    pthread_join(thread, NULL);
    close(end[0]);
    close(started[0]);
    close(started[1]);
}

// glibc has it. Weak, because another libc may lack it.
extern int __cxa_thread_atexit_impl(void (*destroy)(void *), void *object,
                                    void *of_this_file) __attribute__((weak));

static int at_thread_end(void (*destroy)(void *), void *object)
{
    if (__cxa_thread_atexit_impl == NULL)
        return -1;
    return __cxa_thread_atexit_impl(destroy, object, &thread);
}

__attribute__((visibility("default"))) const struct guest guest = {
    .allocate = malloc,
    .release = free,
    .out = out,
    .environment = environment,
    .fail = fail,
    .locale = locale,
    .leave = exit,
    .seed = srand,
    .random = rand,
    .open_null = open_null,
    .go_to = chdir,
    .handle = handle,
    .handled = handled,
    .map = map,
    .thread_start = thread_start,
    .thread_end = thread_end,
    .is_letter = isalpha,
    .text_of = strerror,
#ifdef M_ARENA_MAX
    .tune = mallopt,
#endif
    .start = pthread_create,
    .join = pthread_join,
    .key_create = pthread_key_create,
    .key_set = pthread_setspecific,
    .key_get = pthread_getspecific,
    .at_fork = pthread_atfork,
    .fork = fork,
    .lock = flockfile,
    .unlock = funlockfile,
    .try_lock = ftrylockfile,
    .at_thread_end = at_thread_end,
};
