// noisy_dep.c - the library that noisy.so needs. Its constructor runs first and
// its destructor last.

#include <stdio.h>

__attribute__((visibility("default"))) void noisy_dep(void);

static int ready;

__attribute__((constructor)) static void begin(void)
{
    puts("noisy_dep: constructor");
    ready = 1;
}

__attribute__((destructor)) static void end(void)
{
    puts("noisy_dep: destructor");
}

void noisy_dep(void)
{
    puts(ready ? "noisy_dep: called, ready" : "noisy_dep: called too early");
}
