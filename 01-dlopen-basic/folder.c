// folder.c - lists *.so, sorted.
//
// readdir() gives names in the order of the file system, which differs between
// machines and may change with every new file. A host whose plugins start in a
// different order each time has bugs that come and go.

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"

static int is_plugin(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);
    return n > 3 && strcmp(entry->d_name + n - 3, ".so") == 0;
}

// Not alphasort(), which depends on the user's language.
static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

// Returns "folder/name", which the caller frees, or NULL.
static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + 1 + strlen(name) + 1;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s/%s", folder, name);
    return path;
}

int folder_list(struct folder *folder, const char *path)
{
    struct dirent **entries;
    int n = scandir(path, &entries, is_plugin, by_bytes);
    if (n < 0)
        return -1;

    folder->count = 0;
    folder->paths = calloc((size_t)n + 1, sizeof *folder->paths);
    int complete = folder->paths != NULL;
    for (int i = 0; i < n; i++) {
        char *joined = complete ? join(path, entries[i]->d_name) : NULL;
        if (joined != NULL)
            folder->paths[folder->count++] = joined;
        complete = joined != NULL;
        free(entries[i]);
    }
    free(entries);

    if (complete)
        return 0;
    folder_free(folder);
    return -1;
}

void folder_free(struct folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        free(folder->paths[i]);
    free(folder->paths);
    folder->paths = NULL;
    folder->count = 0;
}
