// folder.h - the plugins in a folder, in an order that does not change.

#ifndef FOLDER_H
#define FOLDER_H

#include <stddef.h>

struct folder {
    char **paths;  // "folder/name.so", sorted by byte value
    size_t count;
};

// Lists the files *.so in the folder path. Returns 0, and the caller frees
// *folder with folder_free(). Returns -1 with the reason in errno (ENOTDIR:
// path is not a folder) and nothing to free. Any thread may call this.
int folder_list(struct folder *folder, const char *path);

// Frees what folder_list() allocated, and empties *folder.
void folder_free(struct folder *folder);

#endif
