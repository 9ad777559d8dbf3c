// descriptor.c - copies through a descriptor, closed at once and kept open.
//
// Usage:        descriptor close|keep FILE.so
// Exit status:  0 done, 1 could not, 2 usage.
//
// The path of a copy is that of its descriptor, /proc/self/fd/3. glibc compares
// paths before it looks at files: if the next copy has the same path, it is
// taken for the one that is loaded.

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

// Returns the descriptor, or -1.
static int copy(const char *path)
{
    struct stat file;
    int from = open(path, O_RDONLY);
    if (from < 0 || fstat(from, &file) != 0)
        return -1;
    int to = memfd_create("copy", 0);
    if (to >= 0 && sendfile(to, from, NULL, (size_t)file.st_size) < 0) {
        close(to);
        to = -1;
    }
    close(from);
    return to;
}

// Loads a copy of the file. Returns its handle, or NULL.
static void *open_copy(const char *file, int keep)
{
    char path[32];
    int fd = copy(file);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    void *handle = fd < 0 ? NULL : dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (fd >= 0 && !keep)
        close(fd);  // the mapping stays; but the number is free again
    return handle;
}

int main(int argc, char *argv[])
{
    int keep = argc == 3 && strcmp(argv[1], "keep") == 0;
    if (argc != 3 || (!keep && strcmp(argv[1], "close") != 0)) {
        fprintf(stderr, "usage: descriptor close|keep FILE.so\n");
        return 2;
    }
    void *first = open_copy(argv[2], keep);
    void *second = open_copy(argv[2], keep);
    if (first == NULL || second == NULL) {
        fprintf(stderr, "descriptor: %s: cannot load a copy\n", argv[2]);
        return 1;
    }
    printf("two copies: %s\n", first == second ? "one handle" : "two handles");
    dlclose(second);
    dlclose(first);
    return 0;  // descriptors that were kept go with the process
}
