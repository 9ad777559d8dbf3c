// nested_host.c - what loading a plugin does to the stack of the process.
//
// Usage:        nested_host PLUGIN.so
// Exit status:  0 loaded, 1 refused, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "maps.h"

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: nested_host PLUGIN.so\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);

    char rights[5];
    maps_stack_rights(rights);
    printf("before: the stack is %s\n", rights);
    void *handle = dlopen(argv[1], RTLD_NOW);
    if (handle == NULL)
        fprintf(stderr, "nested_host: %s\n", dlerror());
    maps_stack_rights(rights);
    printf("after:  the stack is %s\n", rights);

    if (handle == NULL)
        return 1;
    dlclose(handle);
    return 0;
}
