// bench.h - measure some functions in turns, and print a table.
// The same file in every chapter, so that each chapter can be copied out alone.
//
// Usage: an array of struct bench, and bench_table(). Each function is called
// in many rounds, all of them in each round, so that a machine that slows down
// slows all alike. Printed are the minimum and the median over the rounds, and
// the ratio of the minima to that of one row. Compare ratios, not
// nanoseconds: those are of this machine, now.

#ifndef BENCH_H
#define BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BENCH_ROUNDS 31
#define BENCH_ROWS 16

struct bench {
    const char *name;
    void (*run)(long times);  // does the thing so many times
    long times;               // some milliseconds' worth
};

static double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int bench_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Prints one line for each of the n rows (at most BENCH_ROWS); the ratios are
// to rows[reference].
static void bench_table(const struct bench *rows, int n, int reference)
{
    static double ns[BENCH_ROWS][BENCH_ROUNDS];
    for (int round = 0; round < BENCH_ROUNDS; round++) {
        for (int i = 0; i < n; i++) {
            double start = bench_now();
            rows[i].run(rows[i].times);
            ns[i][round] = (bench_now() - start) / (double)rows[i].times;
        }
    }

    printf("%-34s %10s %10s %8s\n", "ns per operation", "minimum", "median",
           "ratio");
    for (int i = 0; i < n; i++)
        qsort(ns[i], BENCH_ROUNDS, sizeof ns[i][0], bench_compare);
    for (int i = 0; i < n; i++)
        printf("%-34s %10.2f %10.2f %7.2fx\n", rows[i].name, ns[i][0],
               ns[i][BENCH_ROUNDS / 2], ns[i][0] / ns[reference][0]);
}

#endif
