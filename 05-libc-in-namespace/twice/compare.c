// compare.c - what host and guest share, and what each has for itself.
//
// Usage:        compare dlopen|dlmopen GUEST.so
//               compare FORWARD.so GUEST.so    dlmopen, after a forwarding
//                                              library for libc functions
//               compare libc                   prints libc's version
// Exit status:  0 it tried all rows, 1 the guest could not be loaded, 2 usage.

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "forward.h"
#include "own.h"
#include "twice/rows.h"

#ifdef __GLIBC__
#include <gnu/libc-version.h>
#define VERSION gnu_get_libc_version()
#else
#define VERSION "another"
#endif

static void try_all(const char *title, const struct row *row,
                    const struct guest *guest)
{
    printf("%s\n", title);
    for (; row->name != NULL; row++)
        printf("  %-12s %s   %s\n", row->name,
               row->shared(guest) ? "one" : "two", row->what);
}

// Tries a row in a child. The way the child ends is the result; glibc's message
// before it aborts is not.
static const char *try_in_child(const struct thread_row *row,
                                const struct guest *guest, enum starter by)
{
    int how;
    fflush(NULL);  // or the child might write it again
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});  // an intended crash
        alarm(20);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        _exit(row->fine(guest, by) ? 0 : 1);
    }
    if (child < 0 || waitpid(child, &how, 0) != child)
        return "?";
    if (WIFEXITED(how))
        return WEXITSTATUS(how) == 0   ? "fine"
               : WEXITSTATUS(how) == 1 ? row->wrong
                                       : "?";
    return WTERMSIG(how) == SIGABRT ? "abort" : "crash";
}

static void try_threads(const struct thread_row *row, const struct guest *guest)
{
    printf("%-15s%-8s%-8s%s\n", "of the starter", "host", "entered", "guest");
    for (; row->name != NULL; row++) {
        printf("  %-13s", row->name);
        for (enum starter by = BY_HOST; by <= BY_GUEST; by++)
            printf("%-8s", try_in_child(row, guest, by));
        printf("%s\n", row->what);
    }
}

// Returns a handle, or NULL with the reason in why.
static void *load(struct namespace *space, const char *how, const char *path,
                  char *why, size_t size)
{
    if (strcmp(how, "dlopen") == 0) {
        void *handle = dlopen(path, RTLD_NOW);
        if (handle == NULL)
            snprintf(why, size, "%s", dlerror());
        return handle;
    }
    if (strcmp(how, "dlmopen") != 0 && !forward_add(space, how, why, size))
        return NULL;
    return namespace_add(space, path, why, size);
}

int main(int argc, char *argv[])
{
    if (argc == 2 && strcmp(argv[1], "libc") == 0) {
        printf("%s\n", VERSION);
        return 0;
    }
    if (argc != 3) {
        fprintf(stderr, "usage: compare dlopen|dlmopen|FORWARD.so GUEST.so\n"
                        "       compare libc\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    struct namespace space = {0};
    char why[512] = "it is not a guest";
    void *handle = load(&space, argv[1], argv[2], why, sizeof why);
    const struct guest *guest =
        handle == NULL ? NULL : own_symbol(handle, GUEST_SYMBOL);
    if (guest == NULL) {
        fprintf(stderr, "compare: %s\n", why);
        namespace_close(&space);
        return 1;
    }

    try_all("of each libc", per_libc, guest);
    try_all("of the process", per_process, guest);
    if (namespace_works()) {
        per_starter_door = enter_find(handle);
        try_threads(per_starter, guest);
    }

    if (space.count == 0)
        dlclose(handle);
    namespace_close(&space);
    return 0;
}
