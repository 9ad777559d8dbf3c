// again.c - load and unload many times: what stays behind?
//
// Usage:        again ROUNDS FILE.so [dlopen|dlmopen|copy]
//               Without the last word: dlmopen.
// Exit status:  0 it was counted, 1 a round failed, 2 usage.
//
// Each round's report has to have its sender, whichever way one asks, and its
// address none after the unload. The figures are the kernel's, from /proc/self.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

#define WARM_UP 10      // rounds in which buffers and tables reach their size
#define TOLERANCE 64.0  // KiB: memory that is in use varies by some pages

struct use {
    int mappings;
    double space;     // KiB of addresses
    double resident;  // KiB of memory
};

static enum load_way way = LOAD_DLMOPEN;
static const char *caller;             // of the last report, and what was
static const struct plugin *by_table;  // found for it
static const struct plugin *by_linkmap;
static const struct plugin *by_namespace;

__attribute__((noinline)) static void report(double value)
{
    (void)value;
    caller = CALLER();
    by_table = plugin_by_table(caller);
    by_linkmap = plugin_by_linkmap(caller);
    by_namespace = plugin_by_namespace(caller);
}

static bool attributed(const struct plugin *plugin)
{
    return by_table == plugin && (by_linkmap == plugin || !linkmap_works()) &&
           (by_namespace == plugin || way != LOAD_DLMOPEN);
}

// One load, setup, measurement, unload. Returns 0, or 1 after saying what is
// wrong.
static int go_round(const char *path)
{
    char why[512];
    struct plugin *plugin = plugin_open(way, path, "it", why, sizeof why);
    if (plugin == NULL) {
        fprintf(stderr, "again: %s\n", why);
        return 1;
    }
    by_table = NULL;
    if (plugin->sensor->setup(0) == 0)
        plugin->sensor->measure(report);
    bool right = attributed(plugin);
    plugin_close(plugin);
    right = right && plugin_by_table(caller) == NULL;
    if (!right)
        fprintf(stderr, "again: %s: no report that is attributed\n", path);
    return right ? 0 : 1;
}

static int count_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    int lines = 0, c;
    if (file == NULL)
        return -1;
    while ((c = getc(file)) != EOF)
        lines += c == '\n';
    fclose(file);
    return lines;
}

// The number behind a word at the start of a line, in KiB.
static double find_kib(const char *path, const char *word)
{
    FILE *file = fopen(path, "r");
    char line[256];
    double kib = -1;
    if (file == NULL)
        return -1;
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, word, strlen(word)) == 0)
            kib = strtod(line + strlen(word), NULL);
    }
    fclose(file);
    return kib;
}

static struct use measure_use(void)
{
    return (struct use){count_lines("/proc/self/maps"),
                        find_kib("/proc/self/status", "VmSize:"),
                        find_kib("/proc/self/status", "VmRSS:")};
}

static int run(long rounds, const char *path)
{
    for (int i = 0; i < WARM_UP; i++) {
        if (go_round(path) != 0)
            return 1;
    }
    struct use before = measure_use();
    for (long i = 0; i < rounds; i++) {
        if (go_round(path) != 0)
            return 1;
    }
    struct use after = measure_use();

    double resident = after.resident - before.resident;
    printf("%ld rounds\n", rounds);
    printf("mappings: %d more\n", after.mappings - before.mappings);
    printf("addresses: %.0f KiB more\n", after.space - before.space);
    if (resident < TOLERANCE)
        printf("memory: no more\n");
    else
        printf("memory: %.0f KiB more\n", resident);
    return 0;
}

int main(int argc, char *argv[])
{
    char *end = NULL;
    bool usable = argc == 3 || (argc == 4 && load_way(argv[3], &way));
    long rounds = usable ? strtol(argv[1], &end, 10) : 0;
    if (rounds < 1 || *end != '\0') {
        fprintf(stderr, "usage: again ROUNDS FILE.so [dlopen|dlmopen|copy]\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    return run(rounds, argv[2]);
}
