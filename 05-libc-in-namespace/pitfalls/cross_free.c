// cross_free.c - passes memory from one heap to the other heap's free().
//
// Usage:        cross_free wrong|right|forward BYTES GUEST.so
//               wrong:   the guest allocates, the host frees
//               right:   the guest allocates, the guest frees
//               forward: as wrong, but malloc() and free() of the guest are
//                        forwarded to the host's: there is one heap
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.
//
// This happens in a child, so that the host can report it. glibc's message
// before it aborts goes to stderr.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "forward.h"
#include "own.h"
#include "twice/guest.h"

// Runs in the child. A small block goes into the host's list of free blocks,
// and the next malloc() returns it: now the host uses memory of the guest's
// heap, which is gone when that heap is.
static void wrong(const struct guest *guest, size_t bytes)
{
    char *memory = guest->allocate(bytes);
    free(memory);
    char *next = malloc(bytes);
    printf("child: no complaint; the host's next malloc() gives %s\n",
           next == memory ? "that memory" : "other memory");
}

static void right(const struct guest *guest, size_t bytes)
{
    guest->release(guest->allocate(bytes));
    printf("child: no complaint\n");
}

static int tell(pid_t child)
{
    int how;
    if (child < 0 || waitpid(child, &how, 0) != child) {
        perror("cross_free: child");
        return 1;
    }
    if (WIFSIGNALED(how))
        printf("host: the child died of signal %d, %s\n", WTERMSIG(how),
               strsignal(WTERMSIG(how)));
    else
        printf("host: the child ended with status %d\n", WEXITSTATUS(how));
    return 0;
}

static const struct guest *load(struct namespace *space, const char *how,
                                const char *path, char *why, size_t size)
{
    if (strcmp(how, "forward") == 0 &&
        !forward_add(space, "build/forward_heap.so", why, size))
        return NULL;
    void *handle = namespace_add(space, path, why, size);
    return handle == NULL ? NULL : own_symbol(handle, GUEST_SYMBOL);
}

int main(int argc, char *argv[])
{
    const char *how = argc == 4 ? argv[1] : "";
    int is_right = strcmp(how, "right") == 0;
    if (!is_right && strcmp(how, "wrong") != 0 && strcmp(how, "forward") != 0) {
        fprintf(stderr,
                "usage: cross_free wrong|right|forward BYTES GUEST.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct namespace space = {0};
    char why[512] = "it is not a guest";
    const struct guest *guest = load(&space, how, argv[3], why, sizeof why);
    if (guest == NULL) {
        fprintf(stderr, "cross_free: %s\n", why);
        namespace_close(&space);
        return 1;
    }

    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});  // an intended crash
        size_t bytes = strtoul(argv[2], NULL, 10);
        (is_right ? right : wrong)(guest, bytes);
        _exit(0);
    }
    int status = tell(child);
    namespace_close(&space);
    return status;
}
