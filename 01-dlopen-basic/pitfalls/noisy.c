// noisy.c - a plugin that says when its constructor and destructor run.
//
// It needs another shared object, noisy_dep.so, which must be ready when its
// own constructor runs.

#include <stdio.h>

void noisy_dep(void);

__attribute__((constructor)) static void begin(void)
{
    noisy_dep();
    puts("noisy: constructor");
}

__attribute__((destructor)) static void end(void)
{
    puts("noisy: destructor");
}
