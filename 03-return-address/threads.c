// threads.c - two plugins call back in two threads, while a third thread loads
// and unloads another plugin all the time.
//
// Usage:        threads FIRST.so SECOND.so COMING-AND-GOING.so
//               (three different files: a sensor's globals are for one thread)
// Exit status:  0 every report had the right sender, 1 not, 2 usage.
//
// `make tsan` runs it under the thread sanitizer.

#include <pthread.h>
#include <stdio.h>

#include "caller.h"
#include "plugin.h"

#define REPORTS 20000
#define ROUNDS 200

// The plugin that this thread is calling. report() has to find it by itself.
static _Thread_local const struct plugin *expected;
static _Thread_local int right, wrong;

__attribute__((noinline)) static void report(double value)
{
    (void)value;
    if (plugin_by_table(CALLER()) == expected)
        right++;
    else
        wrong++;
}

static void *measure(void *arg)
{
    static int results[2];
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const struct plugin *plugin = arg;
    expected = plugin;
    for (int i = 0; i < REPORTS; i++)
        plugin->sensor->measure(report);

    pthread_mutex_lock(&lock);
    results[0] += right;
    results[1] += wrong;
    pthread_mutex_unlock(&lock);
    return results;
}

// Loads, uses and unloads the third plugin. Returns how many reports were
// wrong.
static int come_and_go(const char *path)
{
    for (int i = 0; i < ROUNDS; i++) {
        char why[PLUGIN_WHY];
        struct plugin *plugin = plugin_open(path, "guest", why, sizeof why);
        if (plugin == NULL) {
            fprintf(stderr, "threads: %s\n", why);
            break;
        }
        expected = plugin;
        plugin->sensor->measure(report);
        plugin_close(plugin);
    }
    return ROUNDS - right;
}

static int run(struct plugin *first, struct plugin *second, const char *third)
{
    pthread_t a, b;
    void *results;
    if (pthread_create(&a, NULL, measure, first) != 0)
        return 1;
    if (pthread_create(&b, NULL, measure, second) != 0) {
        pthread_join(a, NULL);
        return 1;
    }
    int failed = come_and_go(third);
    pthread_join(a, NULL);
    pthread_join(b, &results);
    const int *sums = results;
    printf("two threads: %d reports right, %d wrong\n", sums[0], sums[1]);
    printf("a third, in plugins that came and went: %d wrong\n", failed);
    return failed != 0 || sums[0] != 2 * REPORTS;
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        fprintf(stderr,
                "usage: threads FIRST.so SECOND.so COMING-AND-GOING.so\n");
        return 2;
    }
    char why[PLUGIN_WHY];
    struct plugin *first = plugin_open(argv[1], "first", why, sizeof why);
    struct plugin *second =
        first == NULL ? NULL : plugin_open(argv[2], "second", why, sizeof why);
    if (second == NULL) {
        fprintf(stderr, "threads: %s\n", why);
        return 1;
    }
    int failed = run(first, second, argv[3]);
    plugin_close(second);
    plugin_close(first);
    return failed;
}
