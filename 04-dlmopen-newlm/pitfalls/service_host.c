// service_host.c - unloads a plugin that has left something behind: a signal
// handler (handler.so) or a thread (thread.so).
//
// Usage:        service_host wrong|stop|right SERVICE.so
//               wrong: unload it
//               stop:  tell it to stop, then unload it
//               right: tell it to stop, set the handler ourselves, unload it
//
// "stop" is right for the thread. It is not enough for the handler, because a
// handler returns through a piece of code whose address sigaction() gives to
// the kernel. On x86-64 and others that code is in the libc that has the
// sigaction(). If that is the instance's libc, the code goes with the instance,
// even though the handler is the host's own.
//
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "load.h"
#include "own.h"
#include "pitfalls/child.h"
#include "pitfalls/service.h"

struct plan {
    const char *path;
    bool stop, handle;
};

static volatile sig_atomic_t signals;

static void handle(int number)
{
    (void)number;
    signals++;
}

// In the child.
static int use(const void *arg)
{
    const struct plan *plan = arg;
    struct loaded loaded;
    char why[LOAD_WHY];
    if (!load(&loaded, LOAD_DLMOPEN, plan->path, why, sizeof why)) {
        fprintf(stderr, "service_host: %s\n", why);
        return 1;
    }
    const struct service *service = own_symbol(loaded.handle, "service");
    signal(SIGUSR1, handle);  // the host's own handler, until start()
    if (service == NULL || service->start() != 0)
        return 1;
    if (plan->stop)
        service->stop();
    if (plan->handle)
        signal(SIGUSR1, handle);
    else
        child_silence();
    unload(&loaded);

    raise(SIGUSR1);
    usleep(100000);  // time for the thread to go on
    printf("child: %d signal came to the host's handler\n", (int)signals);
    return 0;
}

int main(int argc, char *argv[])
{
    const char *how = argc == 3 ? argv[1] : "";
    bool wrong = strcmp(how, "wrong") == 0;
    bool right = strcmp(how, "right") == 0;
    if (!wrong && !right && strcmp(how, "stop") != 0) {
        fprintf(stderr, "usage: service_host wrong|stop|right SERVICE.so\n");
        return 2;
    }
    if (load_missing(LOAD_DLMOPEN) != NULL) {
        fprintf(stderr, "service_host: %s\n", load_missing(LOAD_DLMOPEN));
        return 1;
    }
    struct plan plan = {.path = argv[2], .stop = !wrong, .handle = right};
    return child_run(use, &plan);
}
