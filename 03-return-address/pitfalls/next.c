// next.c - the loader looks at a return address, too: RTLD_NEXT.
//
// Three files have a function name(): this program (-rdynamic), then TOOL.so,
// then last.so, which that needs. The next one after the program's is the
// tool's. It is asked for here, and by way of find_next(), a helper that the
// tool offers.
//
// Usage:        next TOOL.so
// Exit status:  0 done, 1 it could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

const char *name(void);

const char *name(void)
{
    return "the program's";
}

static void tell(const char *how, void *found)
{
    const char *(*next)(void);
    *(void **)&next = found;
    printf("%s: %s\n", how, next == NULL ? "none" : next());
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: next TOOL.so\n");
        return 2;
    }
    void *tool = dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL);
    void *(*find_next)(const char *name);
    *(void **)&find_next = tool == NULL ? NULL : dlsym(tool, "find_next");
    if (find_next == NULL) {
        fprintf(stderr, "next: %s\n", dlerror());
        return 1;
    }
    tell("asked for here", dlsym(RTLD_NEXT, "name"));
    tell("by the helper", find_next("name"));
    return 0;
}
