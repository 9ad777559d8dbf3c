// namespace.c - dlmopen(), first with LM_ID_NEWLM, then with the new namespace.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "namespace.h"

const char *namespace_no_file(const char *path)
{
    struct stat file;
    if (strchr(path, '/') == NULL || stat(path, &file) != 0 ||
        S_ISREG(file.st_mode))
        return NULL;
    return S_ISDIR(file.st_mode)    ? "cannot load: it is a folder, not a file"
           : S_ISFIFO(file.st_mode) ? "cannot load: it is a FIFO, not a file"
           : S_ISSOCK(file.st_mode) ? "cannot load: it is a socket, not a file"
                                    : "cannot load: it is a device, not a file";
}

#ifdef LM_ID_NEWLM

int namespace_works(void)
{
    return 1;
}

// Writes "path: reason", with path only once: glibc's text begins with it,
// unless it is about something else.
static void say_why(char *why, size_t size, const char *path)
{
    const char *reason = dlerror();
    size_t n = strlen(path);
    if (strncmp(reason, path, n) == 0 && reason[n] == ':')
        snprintf(why, size, "%s", reason);
    else
        snprintf(why, size, "%s: %s", path, reason);
}

void *namespace_add(struct namespace *space, const char *path, char *why,
                    size_t size)
{
    if (space->count == NAMESPACE_MAX) {
        snprintf(why, size, "%s: %d files are the limit", path, NAMESPACE_MAX);
        return NULL;
    }
    if (namespace_no_file(path) != NULL) {
        snprintf(why, size, "%s: %s", path, namespace_no_file(path));
        return NULL;
    }
    Lmid_t id = space->count == 0 ? LM_ID_NEWLM : space->id;
    // RTLD_NOW: a missing name is an error here, and not in mid-call.
    void *handle = dlmopen(id, path, RTLD_NOW);
    if (handle == NULL) {
        say_why(why, size, path);
        return NULL;
    }
    if (space->count == 0 && dlinfo(handle, RTLD_DI_LMID, &id) != 0) {
        say_why(why, size, path);
        dlclose(handle);
        return NULL;
    }
    space->id = id;
    space->handles[space->count++] = handle;
    return handle;
}

#else

int namespace_works(void)
{
    return 0;
}

void *namespace_add(struct namespace *space, const char *path, char *why,
                    size_t size)
{
    (void)space;
    (void)path;
    snprintf(why, size, "dlmopen: not in this C library");
    return NULL;
}

#endif

void namespace_close(struct namespace *space)
{
    while (space->count > 0)
        dlclose(space->handles[--space->count]);
    *space = (struct namespace){0};
}
