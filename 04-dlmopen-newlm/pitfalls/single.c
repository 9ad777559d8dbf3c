// single.c - how many threads are there? The kernel and the host's libc.
//
// Usage:        single THREAD.so
// Exit status:  0 done, 1 could not, 2 usage.
//
// The instance's thread is started by the instance's libc. The host's libc does
// not hear of it, and tells everyone that there is one thread, so that locks
// can be left out. That is wrong as soon as this thread calls back.

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>

#include "load.h"
#include "own.h"
#include "pitfalls/service.h"

#if __has_include(<sys/single_threaded.h>)  // glibc 2.32
#include <sys/single_threaded.h>
#else
static char __libc_single_threaded;
#endif

static const char *kernel_counts(void)
{
    DIR *tasks = opendir("/proc/self/task");
    int n = 0;
    if (tasks == NULL)
        return "unknown";
    while (readdir(tasks) != NULL)
        n++;
    closedir(tasks);
    return n - 2 > 1 ? "several" : "one";  // not "." and ".."
}

static void tell(const char *when)
{
    printf("%s: threads for the kernel: %s, for the host's libc: %s\n", when,
           kernel_counts(), __libc_single_threaded ? "one" : "several");
}

static void *nothing(void *arg)
{
    return arg;
}

int main(int argc, char *argv[])
{
    struct loaded loaded;
    char why[LOAD_WHY];
    if (argc != 2) {
        fprintf(stderr, "usage: single THREAD.so\n");
        return 2;
    }
    if (!load(&loaded, LOAD_DLMOPEN, argv[1], why, sizeof why)) {
        fprintf(stderr, "single: %s\n", why);
        return 1;
    }
    const struct service *service = own_symbol(loaded.handle, "service");
    if (service == NULL || service->start() != 0) {
        fprintf(stderr, "single: %s: cannot start it\n", argv[1]);
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    tell("with the instance's thread");

    // The cure: one thread of the host's own, and be it for a moment.
    pthread_t thread;
    if (pthread_create(&thread, NULL, nothing, NULL) == 0)
        pthread_join(thread, NULL);
    tell("after one of the host's own");
    service->stop();
    unload(&loaded);
    return 0;
}
