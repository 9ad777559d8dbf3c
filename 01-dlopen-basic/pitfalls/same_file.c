// same_file.c - when are two dlopen() calls one plugin?
//
// It loads each file, increments its counter, and says which earlier handle it
// got again. dlopen() compares a file under a new name by device and inode. (It
// does not even open the name of a loaded file again: see replaced.c.)
//
// Usage:        same_file FILE.so...
// Exit status:  0 done, 1 one could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#define MAX_FILES 8

// Returns 0, or 1 after saying that the newest of handles has no counter.
static int count(const char *path, void *const handles[], int newest)
{
    int same = 0;
    while (handles[same] != handles[newest])
        same++;
    int *counter = dlsym(handles[newest], "counter");
    if (counter == NULL) {
        fprintf(stderr, "same_file: %s: it exports no \"counter\"\n", path);
        return 1;
    }
    printf("%s: handle %d, counter %d\n", path, same + 1, ++*counter);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc < 2 || argc > MAX_FILES + 1) {
        fprintf(stderr, "usage: same_file FILE.so... (at most %d)\n",
                MAX_FILES);
        return 2;
    }

    void *handles[MAX_FILES];
    int status = 0, n = 0;
    for (int i = 1; i < argc && status == 0; i++) {
        handles[n] = dlopen(argv[i], RTLD_NOW);
        if (handles[n] == NULL) {
            fprintf(stderr, "same_file: %s\n", dlerror());
            status = 1;
            break;
        }
        status = count(argv[i], handles, n++);
    }

    while (n > 0)
        dlclose(handles[--n]);
    return status;
}
