// memory.c - what the kernel says about this process's memory.
//
// No stdio here: its buffers would be counted with what is to be measured.

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>

#include "parts.h"
#include "host/ranges.h"

// Has f look at each line of a file, and returns the sum of what it says; 0 if
// there is no such file.
static double sum_lines(const char *path, double (*f)(const char *line))
{
    static char buffer[65536];
    size_t have = 0;
    ssize_t n;
    double sum = 0;
    int fd = open(path, O_RDONLY);
    while ((n = read(fd, buffer + have, sizeof buffer - 1 - have)) > 0) {
        char *line = buffer, *end;
        buffer[have + (size_t)n] = '\0';
        for (; (end = strchr(line, '\n')) != NULL; line = end + 1)
            sum += f(line);
        have = strlen(line);  // what was read of the next line
        memmove(buffer, line, have);
    }
    close(fd);
    return sum;
}

// "Private_Dirty:      1234 kB", and clean ones.
static double private_pages(const char *line)
{
    if (strncmp(line, "Private_", 8) != 0)
        return 0;
    return atof(strchr(line, ':') + 1);
}

static double one(const char *line)
{
    (void)line;
    return 1;
}

// The same in smaps, where each mapping has a line with its addresses before
// these. The host's table knows the code of modules: it begins 40 bytes or so
// behind the beginning of a mapping, and ends where that of their data begins.
static double pages_of_modules(const char *line)
{
    static bool is_module;
    unsigned long from, to;
    if (sscanf(line, "%lx-%lx", &from, &to) == 2)
        is_module = ranges_find((void *)(to - 1)) != NULL ||
                    ranges_find((void *)(from - 1)) != NULL;
    return is_module ? private_pages(line) : 0;
}

double private_kilobytes(void)
{
    return sum_lines("/proc/self/smaps_rollup", private_pages);
}

double modules_kilobytes(void)
{
    return sum_lines("/proc/self/smaps", pages_of_modules);
}

double mappings(void)
{
    return sum_lines("/proc/self/maps", one);
}
