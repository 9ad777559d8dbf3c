// noisy.c - a plugin that says when its code runs before and after all calls.
//
// It needs another shared object, noisy_dep.so, which it must find ready when
// its own constructor runs.

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
