// descriptor.c - loads copies by a descriptor's path: when is the path free
// again?
//
// Usage:        descriptor close|keep|unload FILE.so
//               close:  two copies, each descriptor closed at once
//               keep:   two copies, both descriptors kept open
//               unload: one copy: does the loader still know its path after
//               dlclose()?
// Exit status:  0 done, 1 could not, 2 usage.
//
// The path of a copy is that of its descriptor, /proc/self/fd/3. glibc compares
// paths before it looks at files: if the next copy has the same path, glibc
// takes it for the one that is loaded. copy.c never uses a path twice.

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

static char path[32];  // of the last copy

// Loads a copy of the file. Returns its handle, or NULL.
static void *open_copy(const char *file, int keep)
{
    int fd = copy(file);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    void *handle = fd < 0 ? NULL : dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (fd >= 0 && !keep)
        close(fd);  // the mapping stays; but the number is free again
    return handle;
}

static int refuse(const char *file)
{
    fprintf(stderr, "descriptor: %s: cannot load a copy\n", file);
    return 1;
}

// RTLD_NOLOAD loads nothing: it only asks whether the file is loaded.
static int unload_one(const char *file)
{
    void *handle = open_copy(file, 1);
    if (handle == NULL)
        return refuse(file);
    dlclose(handle);
    void *left = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    printf("after dlclose(): the path is %s\n",
           left == NULL ? "free" : "still in use");
    if (left != NULL)
        dlclose(left);
    return 0;
}

int main(int argc, char *argv[])
{
    const char *how = argc == 3 ? argv[1] : "";
    int keep = strcmp(how, "keep") == 0;
    if (strcmp(how, "unload") == 0)
        return unload_one(argv[2]);
    if (!keep && strcmp(how, "close") != 0) {
        fprintf(stderr, "usage: descriptor close|keep|unload FILE.so\n");
        return 2;
    }
    void *first = open_copy(argv[2], keep);
    void *second = open_copy(argv[2], keep);
    if (first == NULL || second == NULL)
        return refuse(argv[2]);
    printf("two copies: %s\n", first == second ? "one handle" : "two handles");
    dlclose(second);
    dlclose(first);
    return 0;  // the kernel closes descriptors that were kept
}
