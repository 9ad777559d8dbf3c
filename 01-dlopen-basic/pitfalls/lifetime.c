// lifetime.c - shows when a plugin's constructors and destructors run.
//
// Usage:        lifetime PLUGIN.so
// Exit status:  0 done, 1 it could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: lifetime PLUGIN.so\n");
        return 2;
    }

    puts("host: dlopen");
    void *first = dlopen(argv[1], RTLD_NOW);
    if (first == NULL) {
        fprintf(stderr, "lifetime: %s\n", dlerror());
        return 1;
    }
    puts("host: dlopen, the same file again");
    void *second = dlopen(argv[1], RTLD_NOW);

    puts("host: dlclose");
    if (second != NULL)
        dlclose(second);
    puts("host: dlclose, the last");
    dlclose(first);
    puts("host: end");
    return 0;
}
