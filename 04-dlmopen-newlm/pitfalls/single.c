// single.c - how many threads are there, for the kernel and for the host's
// libc?
//
// Usage:        single THREAD.so
// Exit status:  0 done, 1 could not, 2 usage.
//
// The instance's libc starts the instance's thread. The host's libc does not
// learn of it, and still says that there is one thread, so that code can skip
// locks. That is wrong as soon as the new thread calls back. (load() contains
// the cure, so this program first loads the file without load().)

#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>

#include "load.h"
#include "own.h"
#include "pitfalls/service.h"

#if __has_include(<sys/single_threaded.h>)  // glibc 2.32
#include <sys/single_threaded.h>
#else
static char __libc_single_threaded;
#endif

#ifdef LM_ID_NEWLM
static void *open_namespace(const char *path)
{
    return dlmopen(LM_ID_NEWLM, path, RTLD_NOW | RTLD_LOCAL);
}
#else
static void *open_namespace(const char *path)
{
    (void)path;
    return NULL;
}
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

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: single THREAD.so\n");
        return 2;
    }
    void *handle = open_namespace(argv[1]);
    if (handle == NULL) {
        fprintf(stderr, "single: %s\n",
                load_missing(LOAD_DLMOPEN) == NULL
                    ? dlerror()
                    : load_missing(LOAD_DLMOPEN));
        return 1;
    }
    const struct service *service = own_symbol(handle, "service");
    if (service == NULL || service->start() != 0) {
        fprintf(stderr, "single: %s: cannot start it\n", argv[1]);
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    tell("with the instance's thread");

    // The cure: one thread of the host's own, if only for a moment. load()
    // starts it before the first instance.
    struct loaded loaded;
    char why[LOAD_WHY];
    bool cured = load(&loaded, LOAD_DLMOPEN, argv[1], why, sizeof why);
    if (cured) {
        tell("after load()");
        unload(&loaded);
    } else {
        fprintf(stderr, "single: %s\n", why);
    }
    service->stop();
    dlclose(handle);
    return !cured;
}
