// left_behind.c - a plugin is closed, and something of it is called later.
//
// Usage:        left_behind own|host|key|key-back leaves.so
//               own:      it has called its own atexit()
//               host:     it has called the host's
//               key:      a pthread key of its has a destructor
//               key-back: the same, and the key was deleted in time
// Exit status:  0 the child's end was told, 1 could not, 2 usage.

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pitfalls/child.h"
#include "pitfalls/leaves.h"

static const char *what;

static int host_atexit(void (*function)(void))
{
    return atexit(function);
}

static void leave(const struct leaves *plugin)
{
    if (strcmp(what, "own") == 0)
        plugin->own(host_atexit);
    else if (strcmp(what, "host") == 0)
        plugin->host(host_atexit);
    else
        plugin->key(host_atexit);
    if (strcmp(what, "key-back") == 0)
        plugin->take_key_back();
}

static void *use(void *path)
{
    void *handle = dlopen(path, RTLD_NOW);
    const struct leaves *plugin = handle ? dlsym(handle, "leaves") : NULL;
    if (plugin == NULL) {
        fprintf(stderr, "left_behind: %s\n", dlerror());
        exit(1);
    }
    child_hush();
    leave(plugin);
    printf("child: dlclose()\n");
    dlclose(handle);
    printf("child: the end\n");
    return NULL;
}

// In a thread, which ends, and then the process does.
static int run(void *path)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, use, path) != 0)
        return 1;
    pthread_join(thread, NULL);
    exit(0);  // unlike _exit(), this calls what atexit() was given
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: left_behind own|host|key|key-back PLUGIN.so\n");
        return 2;
    }
    what = argv[1];
    return child_run(run, argv[2]);
}
