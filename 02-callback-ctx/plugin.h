// plugin.h - load a plugin whose one export is a table with an ABI number.
//
// Chapter 1's loader, for any table: this chapter has two kinds of plugins.

#ifndef PLUGIN_H
#define PLUGIN_H

#include <limits.h>
#include <stddef.h>

// Room for any reason: it may hold the path twice.
#define PLUGIN_WHY (2 * PATH_MAX + 256)

// Loads the file path and finds its table, which begins with an int that has to
// be abi. Only the file's own table counts, and not that of a dependency.
// Returns the table and sets *handle, which the caller closes with dlclose();
// the table is invalid after that. On failure returns NULL with nothing loaded,
// and writes "path: what: reason" to why, which has room for size bytes.
const void *plugin_open(const char *path, const char *symbol, int abi,
                        void **handle, char *why, size_t size);

#endif
