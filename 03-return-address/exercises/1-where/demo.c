// demo.c - lock the door, then jam it, and print the journal.
//
// Usage:        demo DOOR.so
// Exit status:  0 done, 1 the plugin could not be loaded, 2 usage.

#include <dlfcn.h>
#include <setjmp.h>
#include <stdio.h>

#include "journal.h"
#include "note.h"

static jmp_buf back;

void journal_add(const char *line)
{
    puts(line);
}

void journal_stop(void)
{
    longjmp(back, 1);
}

// Calls the plugin's function of that name. Returns 0, or 1 after saying what
// is wrong.
static int call(void *handle, const char *name)
{
    void (*function)(note_fn, stop_fn);
    *(void **)&function = dlsym(handle, name);
    if (function == NULL) {
        fprintf(stderr, "demo: %s\n", dlerror());
        return 1;
    }
    if (setjmp(back) == 0)
        function(note, stop);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: demo DOOR.so\n");
        return 2;
    }
    void *handle = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "demo: %s\n", dlerror());
        return 1;
    }
    int failed = call(handle, "lock") || call(handle, "jam");
    dlclose(handle);
    return failed;
}
