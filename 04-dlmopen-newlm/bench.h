// bench.h - measure some functions in turn, and print a table.
// The same file in every chapter, so that each chapter can be copied out alone.
//
// Usage: an array of struct bench, and bench_table(). Each function is called
// in many rounds, all of them in each round, so that a machine that slows down
// slows all of them alike. bench_table() prints the minimum and the median over
// the rounds, and the ratio of each minimum to that of one row. Compare ratios,
// not nanoseconds: nanoseconds hold for this machine, now.
//
// A program that computes with the figures calls bench_measure() instead.

#ifndef BENCH_H
#define BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BENCH_ROUNDS 31
#define BENCH_ROWS 16

struct bench {
    const char *name;
    void (*run)(long times);  // runs the operation this many times
    long times;               // enough for a few milliseconds
};

// The result of all rounds, in ns per operation.
struct bench_result {
    double minimum, median;
};

static inline double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline int bench_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Sorts ns, which has one figure for each of BENCH_ROUNDS rounds.
static inline struct bench_result bench_result(double *ns)
{
    qsort(ns, BENCH_ROUNDS, sizeof *ns, bench_compare);
    return (struct bench_result){ns[0], ns[BENCH_ROUNDS / 2]};
}

// Measures the n rows (at most BENCH_ROWS), and stores n results.
static inline void bench_measure(const struct bench *rows, int n,
                                 struct bench_result *results)
{
    static double ns[BENCH_ROWS][BENCH_ROUNDS];
    for (int round = 0; round < BENCH_ROUNDS; round++) {
        for (int i = 0; i < n; i++) {
            double start = bench_now();
            rows[i].run(rows[i].times);
            ns[i][round] = (bench_now() - start) / (double)rows[i].times;
        }
    }
    for (int i = 0; i < n; i++)
        results[i] = bench_result(ns[i]);
}

// Prints the heading of the table.
static inline void bench_title(const char *title)
{
    printf("%-34s %10s %10s %8s\n", title, "minimum", "median", "ratio");
}

// Prints one line of the table; the ratio is to the minimum of reference.
static inline void bench_line(const char *name, struct bench_result result,
                              struct bench_result reference)
{
    printf("%-34s %10.2f %10.2f %7.2fx\n", name, result.minimum, result.median,
           result.minimum / reference.minimum);
}

// Prints one line for each of the n rows (at most BENCH_ROWS); the ratios are
// to rows[reference].
static inline void bench_table(const struct bench *rows, int n, int reference)
{
    struct bench_result results[BENCH_ROWS];
    bench_measure(rows, n, results);
    bench_title("ns per operation");
    for (int i = 0; i < n; i++)
        bench_line(rows[i].name, results[i], results[reference]);
}

#endif
