// static_host.c - a program that was linked with -static, and loads a plugin.
//
// Usage:        static_host PLUGIN.so
// Exit status:  0 loaded, 1 it could not be, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

// Is there a libc.so in this process?
static int has_libc_so(void)
{
    char line[4096];
    FILE *maps = fopen("/proc/self/maps", "r");
    int found = 0;
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
        found |= strstr(line, "libc.so") != NULL;
    if (maps != NULL)
        fclose(maps);
    return found;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: static_host PLUGIN.so\n");
        return 2;
    }
    printf("libc.so: %s\n", has_libc_so() ? "loaded" : "not loaded");
    if (dlopen(argv[1], RTLD_NOW) == NULL) {
        fprintf(stderr, "static_host: %s\n", dlerror());
        return 1;
    }
    printf("libc.so: %s\n", has_libc_so() ? "loaded" : "not loaded");
    return 0;
}
