// hooked.c - a plugin whose constructor calls a function of the program, if the
// program shows one of that name.

#include <dlfcn.h>
#include <stdlib.h>

__attribute__((visibility("default"))) int ready;  // has this one ended?

__attribute__((constructor)) static void begin(void)
{
    void (*hook)(void);
    *(void **)&hook = dlsym(RTLD_DEFAULT, "hook");
    if (hook != NULL)
        hook();
    ready = 1;
}
