// handler.c - a plugin with a signal handler. Handlers belong to the process,
// so one that is left behind points to where the plugin was.

#include <signal.h>
#include <stddef.h>

#include "pitfalls/service.h"

static struct sigaction before;
static volatile sig_atomic_t signals;

static void handle(int number)
{
    (void)number;
    signals++;
}

static int start(void)
{
    struct sigaction action = {.sa_handler = handle};
    sigemptyset(&action.sa_mask);
    return sigaction(SIGUSR1, &action, &before);
}

// This is the best that a plugin can do; service_host.c says why it is not
// enough.
static void stop(void)
{
    sigaction(SIGUSR1, &before, NULL);
}

SERVICE_EXPORT const struct service service = {start, stop};
