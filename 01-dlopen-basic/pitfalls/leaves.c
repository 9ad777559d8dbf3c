// leaves.c - a plugin that leaves something behind for others to call.
//
// left_behind.c calls these, closes the plugin, and waits for the call.

#include "pitfalls/leaves.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void at_the_end(void)
{
    printf("child: the plugin's function\n");
}

static void at_thread_end(void *value)
{
    (void)value;
    printf("child: the plugin's function\n");
}

static pthread_key_t key;

static void leave_own(int (*host_atexit)(void (*)(void)))
{
    (void)host_atexit;
    atexit(at_the_end);
}

static void leave_host(int (*host_atexit)(void (*)(void)))
{
    host_atexit(at_the_end);
}

static void leave_key(int (*host_atexit)(void (*)(void)))
{
    (void)host_atexit;
    if (pthread_key_create(&key, at_thread_end) == 0)
        pthread_setspecific(key, &key);
}

static void take_key_back(void)
{
    pthread_key_delete(key);
}

LEAVES_EXPORT const struct leaves leaves = {
    .own = leave_own,
    .host = leave_host,
    .key = leave_key,
    .take_key_back = take_key_back,
};
