// rounds.c - load, find the caller, and unload, many times: does the table stay
// right, and does anything stay behind?
//
// Usage:        rounds NUMBER FIRST.so SECOND.so     (two files)
// Exit status:  0 every report had its sender, 1 not, 2 usage.
//
// An entry left in the table would keep out the next plugin at the same
// addresses. The program compares what the kernel says of this process after a
// tenth of the rounds and after all. (The first rounds may leave something: the
// tables of the loader and of malloc() grow to the size that they need.)

#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

struct usage {
    long mappings;  // lines of /proc/self/maps
    long pages;     // of data, in /proc/self/statm
};

static const struct plugin *expected;
static const char *caller;  // of the last report
static int right;

__attribute__((noinline)) static void report(double value)
{
    (void)value;
    caller = CALLER();
    right += plugin_by_table(caller) == expected &&
             (!linkmap_works() || plugin_by_linkmap(caller) == expected);
}

static long count_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return -1;
    long lines = 0;
    for (int c = getc(file); c != EOF; c = getc(file))
        lines += c == '\n';
    fclose(file);
    return lines;
}

// Returns the sixth number of statm: data and stack.
static long data_pages(void)
{
    long pages = -1;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL)
        return -1;
    if (fscanf(file, "%*d %*d %*d %*d %*d %ld", &pages) != 1)
        pages = -1;
    fclose(file);
    return pages;
}

static struct usage usage_now(void)
{
    return (struct usage){count_lines("/proc/self/maps"), data_pages()};
}

// Returns whether the plugin was known while it was loaded, and not after that.
// The other plugin, stays, must be known all the time.
static int one_round(const char *path, struct plugin *stays)
{
    char why[PLUGIN_WHY];
    struct plugin *plugin = plugin_open(path, "guest", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "rounds: %s\n", why);
        return 0;
    }
    right = 0;
    expected = plugin;
    plugin->sensor->measure(report);
    const char *gone = caller;
    expected = stays;
    stays->sensor->measure(report);
    plugin_close(plugin);
    stays->sensor->measure(report);
    return right == 3 && plugin_by_table(gone) == NULL;
}

static int run(long rounds, struct plugin *stays, const char *path)
{
    struct usage before = {0};
    for (long i = 0; i < rounds; i++) {
        if (!one_round(path, stays)) {
            fprintf(stderr, "rounds: round %ld: not attributed\n", i);
            return 1;
        }
        if (i == rounds / 10)
            before = usage_now();
    }
    struct usage after = usage_now();
    printf("%ld rounds: %ld mappings more, %ld pages of data more\n", rounds,
           after.mappings - before.mappings, after.pages - before.pages);
    return 0;
}

int main(int argc, char *argv[])
{
    char *end = NULL;
    long rounds = argc != 4 ? 0 : strtol(argv[1], &end, 10);
    if (rounds < 1 || *end != '\0') {
        fprintf(stderr, "usage: rounds NUMBER FIRST.so SECOND.so\n");
        return 2;
    }
    char why[PLUGIN_WHY];
    struct plugin *stays = plugin_open(argv[2], "host", why, sizeof why);
    if (stays == NULL) {
        fprintf(stderr, "rounds: %s\n", why);
        return 1;
    }
    int failed = run(rounds, stays, argv[3]);
    plugin_close(stays);
    return failed;
}
