// rounds.c - open and close an instance many times: does anything stay behind?
//
// Usage:        rounds HOW NUMBER SENSOR.so     (HOW: as for host)
// Exit status:  0 all rounds worked, 1 a round failed, 2 usage.
//
// The program compares what the kernel says of this process after a tenth of
// the rounds and after all. (The first rounds may leave something: the tables
// of the loader and of malloc() grow to the size that they need.)

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "instance.h"

struct usage {
    long mappings;  // lines of /proc/self/maps
    long pages;     // of data, in /proc/self/statm
};

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

static int one_round(const struct way *way, const char *path)
{
    char why[512];
    struct instance *instance =
        instance_open(way, "guest", path, why, sizeof why);
    if (instance == NULL) {
        fprintf(stderr, "rounds: %s\n", why);
        return 1;
    }
    instance->sensor->measure();
    instance_close(instance);
    return 0;
}

int main(int argc, char *argv[])
{
    const struct way *way = argc != 4 ? NULL : way_named(argv[1]);
    char *end = NULL;
    long rounds = way == NULL ? 0 : strtol(argv[2], &end, 10);
    if (rounds < 1 || *end != '\0') {
        fprintf(stderr, "usage: rounds HOW NUMBER SENSOR.so\n");
        return 2;
    }
    struct usage before = {0}, after;

    // Send the reports themselves to /dev/null.
    fflush(stdout);
    int out = dup(STDOUT_FILENO), null = open("/dev/null", O_WRONLY);
    dup2(null, STDOUT_FILENO);
    for (long i = 0; i < rounds; i++) {
        if (one_round(way, argv[3]) != 0)
            return 1;
        if (i == rounds / 10)
            before = usage_now();
    }
    after = usage_now();
    dup2(out, STDOUT_FILENO);
    close(out);
    close(null);

    printf("%ld rounds: %ld mappings more, %ld pages of data more\n", rounds,
           after.mappings - before.mappings, after.pages - before.pages);
    return 0;
}
