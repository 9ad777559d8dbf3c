// bench_memory.h - how much memory a process shares with no other.

#ifndef BENCH_MEMORY_H
#define BENCH_MEMORY_H

#include <stdio.h>

// Returns the memory that no other process shares with this one, in KiB, as the
// kernel counts it (since Linux 4.14), or -1.
static inline double private_kib(void)
{
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    char line[128];
    double sum = 0, kib;
    if (file == NULL)
        return -1;
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "Private_Clean: %lf", &kib) == 1 ||
            sscanf(line, "Private_Dirty: %lf", &kib) == 1)
            sum += kib;
    }
    fclose(file);
    return sum;
}

#endif
