// bench.c - what loading costs: ours, dlopen's, dlmopen's, and the least that
// the system calls cost.
//
// Usage: bench   (from the chapter's folder, after make)
//
// Seven parts, each in a file of its own: a load of a small driver; of large
// modules; what one relocation or one import adds; many instances at once; a
// shared object that becomes a module; a link; and modules that a debugger
// knows.

#include <dlfcn.h>
#include <string.h>

#include "bench.h"
#include "parts.h"

#define BAR 40  // columns of a plot

int nexport;

void die(const char *object, const char *reason)
{
    fprintf(stderr, "bench: %s: %s\n", object, reason);
    exit(1);
}

bool dlclose_unloads(void)
{
    void *handle = dlopen(OBJECT, RTLD_NOW);
    if (handle == NULL)
        die(OBJECT, dlerror());
    dlclose(handle);
    handle = dlopen(OBJECT, RTLD_NOW | RTLD_NOLOAD);
    if (handle == NULL)
        return true;
    dlclose(handle);
    return false;
}

void target(const char *what, double is, const char *unit, double limit)
{
    if (is <= 0) {
        printf("target: %s: not measured: this machine is too busy\n", what);
        return;
    }
    printf("target: %s: %.2f %s, at most %.2f: %s\n", what, is, unit, limit,
           is <= limit ? "met" : "missed");
}

void plot(const char *title, const char *const *names, const double *values,
          int n)
{
    double most = 0;
    for (int i = 0; i < n; i++)
        most = values[i] > most ? values[i] : most;
    printf("\n%s\n", title);
    for (int i = 0; i < n; i++) {
        char bar[BAR + 1];
        memset(bar, '#', BAR);
        bar[values[i] > 0 ? (int)(values[i] / most * BAR + 0.5) : 0] = '\0';
        printf("%-14s %9.1f  %s\n", names[i], values[i], bar);
    }
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    nexport = dyntabsize(_exporttab);
    if (!dlclose_unloads())
        puts("dlopen: skipped: this C library unloads nothing");
#ifndef LM_ID_NEWLM
    puts("dlmopen: skipped: this C library does not have it");
#endif
    bench_loads();
    bench_large();
    bench_words();
    bench_instances();
    bench_shared();
    bench_links();
    bench_debug();
    return 0;
}
