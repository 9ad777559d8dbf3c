// thread.c - a plugin that starts a thread, which runs the plugin's code.

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "pitfalls/service.h"

static atomic_bool stopping;
static pthread_t thread;

static void *work(void *arg)
{
    while (!atomic_load(&stopping))
        usleep(1000);
    return arg;
}

static int start(void)
{
    atomic_store(&stopping, 0);
    return pthread_create(&thread, NULL, work, NULL) == 0 ? 0 : -1;
}

// Telling the thread to stop is not enough: it has to have ended.
static void stop(void)
{
    atomic_store(&stopping, 1);
    pthread_join(thread, NULL);
}

SERVICE_EXPORT const struct service service = {start, stop};
