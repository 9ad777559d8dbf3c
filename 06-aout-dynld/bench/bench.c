// bench.c - what loading costs: ours, dlopen's, dlmopen's, and the least that
// the system calls cost.
//
// Usage: bench   (from the chapter's folder, after make)
//
// Five parts, each in a file of its own: a load of a small driver; what one
// relocation or one import adds to that; many instances at once; a shared
// object that becomes a module; and a link.

#include <dlfcn.h>

#include "bench.h"
#include "parts.h"

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
    bench_words();
    bench_instances();
    bench_shared();
    bench_links();
    return 0;
}
