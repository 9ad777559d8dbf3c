// plugin.c - chapter 1's loader, for any table.
//
// It leaves out the check of the ELF headers (the rest of elf_check.c there).

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "own.h"
#include "plugin.h"

// A name without a slash means the file in the current folder.
static void *open_file(const char *path)
{
    char here[PATH_MAX];
    if (strchr(path, '/') == NULL) {
        snprintf(here, sizeof here, "./%s", path);
        path = here;
    }
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

// Returns why path cannot be a plugin, or NULL if dlopen() is to find out.
// (Given a FIFO, dlopen() would wait until somebody writes to it.)
static const char *why_no_file(const char *path)
{
    struct stat file;
    if (stat(path, &file) != 0 || S_ISREG(file.st_mode))
        return NULL;
    return S_ISDIR(file.st_mode)    ? "cannot load: it is a folder, not a file"
           : S_ISFIFO(file.st_mode) ? "cannot load: it is a FIFO, not a file"
           : S_ISSOCK(file.st_mode) ? "cannot load: it is a socket, not a file"
                                    : "cannot load: it is a device, not a file";
}

// Writes "path: reason". glibc's text often begins with the path already.
static void say_why(char *why, size_t size, const char *path,
                    const char *reason)
{
    size_t n = strlen(path);
    if (strncmp(reason, "./", 2) == 0 && strncmp(path, "./", 2) != 0)
        reason += 2;  // open_file() has put it there
    if (strncmp(reason, path, n) == 0 && reason[n] == ':')
        snprintf(why, size, "%s", reason);
    else
        snprintf(why, size, "%s: %s", path, reason);
}

const void *plugin_open(const char *path, const char *symbol, int abi,
                        void **handle, char *why, size_t size)
{
    const char *no_file = why_no_file(path);
    *handle = no_file == NULL ? open_file(path) : NULL;
    if (*handle == NULL) {
        say_why(why, size, path, no_file == NULL ? dlerror() : no_file);
        return NULL;
    }

    const int *table = own_symbol(*handle, symbol);
    if (table != NULL && *table == abi)
        return table;

    if (table == NULL)
        snprintf(why, size, "%s: not a plugin of this kind: no \"%s\" in it",
                 path, symbol);
    else
        snprintf(why, size, "%s: wrong ABI: it has %d, this host has %d", path,
                 *table, abi);
    dlclose(*handle);
    *handle = NULL;
    return NULL;
}
