// joining.c - looks up the caller while the plugin's destructor waits.
//
// Usage:        joining linkmap|table SENSOR.so
// Exit status:  0 the child ended by itself, 1 it did not, 2 usage.
//
// dlclose() holds the loader's lock while destructors run, and dladdr1() needs
// it. So a destructor that waits for a thread in dladdr1() waits for ever. All
// this happens in a child, which an alarm ends.

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

// Unloading takes less than a millisecond. The way that hangs gets SECONDS; the
// way that answers gets PATIENCE, because the machine may be busy.
#define SECONDS 2
#define PATIENCE 60

static struct plugin *(*find)(const void *address);

__attribute__((noinline)) static void report(double value)
{
    const struct plugin *plugin = find(CALLER());
    printf("report of %.1f: %s\n", value,
           plugin == NULL ? "no plugin's" : plugin->names[0]);
}

// Returns the child's exit status.
static int child(const char *path)
{
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(path, "kitchen", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "joining: %s\n", why);
        return 1;
    }
    plugin->sensor->measure(report);
    alarm(find == plugin_by_table ? PATIENCE : SECONDS);
    plugin_close(plugin);
    puts("unloaded");
    return 0;
}

static int run(const char *path)
{
    int status;
    pid_t id = fork();
    if (id == 0) {
        int failed = child(path);
        fflush(stdout);
        _exit(failed);
    }
    if (id == -1 || waitpid(id, &status, 0) == -1) {
        perror("joining: a child");
        return 1;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        puts("the child hangs: killed");
    return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

int main(int argc, char *argv[])
{
    if (argc == 3 && strcmp(argv[1], "table") == 0)
        find = plugin_by_table;
    if (argc == 3 && strcmp(argv[1], "linkmap") == 0 && linkmap_works())
        find = plugin_by_linkmap;
    if (find == NULL) {
        fprintf(stderr, "usage: joining linkmap|table SENSOR.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    return run(argv[2]);
}
