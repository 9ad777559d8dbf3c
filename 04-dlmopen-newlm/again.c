// again.c - load and unload many times: what stays behind?
//
// Usage:        again [-f|-l] ROUNDS FILE.so [dlopen|dlmopen|copy]
//               The default way is dlmopen.
//               -f: two instances in each round, the first closed first
//               -l: two instances in each round, the last closed first
// Exit status:  0 all rounds worked, 1 a round failed, 2 usage.
//
// Ten warm-up rounds come before the counted ones. In each round, every way of
// asking that can find it has to find the sender of the report (a copy has no
// namespace of its own), and the table must not know its address after the
// unload. The report has to come from a new instance, so it equals that of the
// first round. The figures are the kernel's, from /proc/self.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "caller.h"
#include "linkmap.h"
#include "plugin.h"

#define WARM_UP 10      // rounds, until buffers and tables reach their size
#define TOLERANCE 64.0  // KiB: the memory in use varies by some pages

struct use {
    int mappings;
    double space;     // KiB of address space
    double resident;  // KiB of memory
};

static enum load_way way = LOAD_DLMOPEN;
static int together = 1;  // instances in a round
static bool first_leaves_first;

static const char *caller;             // of the last report, and the
static const struct plugin *by_table;  // plugins found for it
static const struct plugin *by_linkmap;
static const struct plugin *by_namespace;
static double reported, first_reported;

static long stayed;             // instances that were not unloaded
static const char *why_stayed;  // the latest of them

__attribute__((noinline)) static void report(double value)
{
    reported = value;
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

// Has the plugin report. Returns NULL, or what is wrong.
static const char *use(const struct plugin *plugin, long round)
{
    by_table = NULL;
    if (plugin->sensor->setup(0) == 0)
        plugin->sensor->measure(report);
    if (!attributed(plugin))
        return "no report that is attributed";
    if (round == 1 && plugin->next == NULL)
        first_reported = reported;
    return reported == first_reported ? NULL : "not a new instance";
}

static const char *leave(struct plugin *plugin)
{
    const char *why = plugin_close(plugin);
    if (why != NULL) {
        stayed++;
        why_stayed = why;
    }
    return plugin_by_table(caller) == NULL ? NULL : "a sender that has gone";
}

// Loads the instances of one round, sets them up, has them measure, and unloads
// them. Returns 0, or 1 after saying what is wrong.
static int go_round(const char *path, long round)
{
    struct plugin *plugins[2];
    char why[LOAD_WHY];
    const char *wrong = NULL;
    int n = 0;
    while (n < together && wrong == NULL) {
        plugins[n] = plugin_open(way, path, "it", why, sizeof why);
        if (plugins[n] == NULL)
            wrong = why;
        else
            wrong = use(plugins[n++], round);
    }
    for (int i = 0; i < n; i++) {
        struct plugin *next = plugins[first_leaves_first ? i : n - 1 - i];
        const char *left = leave(next);
        if (wrong == NULL && i == n - 1)
            wrong = left;
    }
    if (wrong != NULL)
        fprintf(stderr, "again: round %ld: %s%s%s\n", round,
                wrong == why ? "" : path, wrong == why ? "" : ": ", wrong);
    return wrong != NULL;
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

// Returns the number that follows word at the start of a line, in KiB.
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

static void print_use(const struct use *before, const struct use *after)
{
    double resident = after->resident - before->resident;
    printf("mappings: %d more\n", after->mappings - before->mappings);
    printf("addresses: %.0f KiB more\n", after->space - before->space);
    if (resident < TOLERANCE)
        printf("memory: no more\n");
    else
        printf("memory: %.0f KiB more\n", resident);
}

static int run(long rounds, const char *path)
{
    struct use before = {0};
    int failed = 0;
    for (long i = 1; i <= WARM_UP + rounds && !failed; i++) {
        failed = go_round(path, i);
        if (i == WARM_UP)
            before = measure_use();
    }
    struct use after = measure_use();
    if (!failed)
        printf("%ld rounds\n", rounds);
    if (stayed > 0)
        printf("stayed: %ld: %s\n", stayed, why_stayed);
    if (!failed)
        print_use(&before, &after);
    return failed;
}

static int usage(void)
{
    fprintf(stderr, "usage: again [-f|-l] ROUNDS FILE.so "
                    "[dlopen|dlmopen|copy]\n");
    return 2;
}

int main(int argc, char *argv[])
{
    int c;
    opterr = 0;
    while ((c = getopt(argc, argv, "fl")) != -1) {
        if (c == '?')
            return usage();
        together = 2;
        first_leaves_first = c == 'f';
    }
    argc -= optind;
    argv += optind;
    if (argc < 2 || argc > 3 || (argc == 3 && !load_way(argv[2], &way)) ||
        (together == 2 && way == LOAD_DLOPEN))  // two names of one plugin
        return usage();
    char *end = NULL;
    long rounds = strtol(argv[0], &end, 10);
    if (rounds < 1 || *end != '\0')
        return usage();
    setvbuf(stdout, NULL, _IOLBF, 0);
    return run(rounds, argv[1]);
}
