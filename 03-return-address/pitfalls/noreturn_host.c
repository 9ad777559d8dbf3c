// noreturn_host.c - which function called a callback that does not return?
//
// Usage:        noreturn_host PLUGIN.so
// Exit status:  0 done, 1 the plugin could not be loaded, 2 usage.

#include <dlfcn.h>
#include <setjmp.h>
#include <stdio.h>

#include "caller.h"

typedef void (*stop_fn)(void) __attribute__((noreturn));

static jmp_buf back;

static const char *name_at(const char *address)
{
    Dl_info info;
    if (dladdr(address, &info) == 0 || info.dli_sname == NULL)
        return "no name";
    return info.dli_sname;
}

__attribute__((noreturn, noinline)) static void stop(void)
{
    const char *caller = CALLER();
    printf("at the return address: %s\n", name_at(caller + 1));
    printf("one byte before it:    %s\n", name_at(caller));
    longjmp(back, 1);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: noreturn_host PLUGIN.so\n");
        return 2;
    }
    void *handle = dlopen(argv[1], RTLD_NOW);
    void *symbol = handle == NULL ? NULL : dlsym(handle, "give_up");
    if (symbol == NULL) {
        fprintf(stderr, "noreturn_host: %s\n", dlerror());
        return 1;
    }
    void (*give_up)(stop_fn);
    *(void **)&give_up = symbol;
    if (setjmp(back) == 0)
        give_up(stop);
    dlclose(handle);
    return 0;
}
