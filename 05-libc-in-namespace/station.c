// station.c - the core of the host: it counts, prints, and has the unit.

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "caller.h"
#include "station.h"

static struct station_summary so_far;
static const char *(*ask_who)(const void *address);

char station_unit[8] = "C";

// Prints line by line, even into a pipe. This is a constructor because nobody
// calls main() in a copy, and a copy's stdout is that of its own libc. With a
// buffer of ours stdio need not allocate one: nobody gives back the heap of a
// libc that is unloaded (see rounds.c).
__attribute__((constructor)) static void begin(void)
{
    static char buffer[1024];
    setvbuf(stdout, buffer, _IOLBF, sizeof buffer);
}

static const char *name_of(const void *caller)
{
    return ask_who == NULL ? "somebody" : ask_who(caller);
}

// noinline, here and below, because CALLER() needs a call.
__attribute__((noinline)) int station_report(double value)
{
    const void *caller = CALLER();
    if (so_far.reports == 0)
        so_far.low = so_far.high = value;
    if (value < so_far.low)
        so_far.low = value;
    if (value > so_far.high)
        so_far.high = value;
    so_far.sum += value;
    so_far.last = value;
    so_far.reports++;
    printf("%s: %.1f (report %d)\n", name_of(caller), value, so_far.reports);
    return so_far.reports;
}

__attribute__((noinline)) int station_log(const char *format, ...)
{
    const void *caller = CALLER();
    va_list args;
    va_start(args, format);
    int length = printf("%s: ", name_of(caller));
    length += vprintf(format, args);
    putchar('\n');
    va_end(args);
    return length + 1;
}

double station_mix(int a, int b, int c, int d, int e, int f, int g, int h,
                   double v, double w, double x, double y, double z, double p,
                   double q, double r)
{
    return a * v + b * w + c * x + d * y + e * z + f * p + g * q + h * r;
}

struct station_range station_range(void)
{
    return (struct station_range){so_far.low, so_far.high};
}

struct station_summary station_summary(void)
{
    return so_far;
}

const char *station_get_unit(void)
{
    return station_unit;
}

const struct station_table *station_table(void)
{
    static const struct station_table table = {
        .report = station_report,
        .log = station_log,
        .summary = station_summary,
        .unit = station_unit,
    };
    return &table;
}

void station_ask_who(const char *(*who)(const void *address))
{
    ask_who = who;
}
