// namespace.h - a new namespace, and what is loaded into it, in order.
//
// The rule: a zeroed struct namespace, namespace_add() for each file,
// namespace_close() once. The first file makes the namespace, and is from then
// on its global scope: the only one in which every later file looks for names
// beside itself and what it needs.

#ifndef NAMESPACE_H
#define NAMESPACE_H

#include <stddef.h>

#define NAMESPACE_MAX 4

struct namespace
{
    long id;                       // an Lmid_t, known after the first file
    void *handles[NAMESPACE_MAX];  // in the order in which they came
    int count;
};

// Whether this C library has namespaces: glibc has. If not, namespace_add()
// fails with a reason.
int namespace_works(void);

// Returns why path cannot be a plugin, or NULL: then the loader finds out. It
// would wait for somebody to write to a FIFO. (A name without a slash is for
// the loader to look for.)
const char *namespace_no_file(const char *path);

// Loads the file path into the namespace, a new one if it is the first.
// Returns a handle for dlsym(), which namespace_close() closes. Returns NULL
// with nothing changed; then why, of size bytes, holds "path: reason".
void *namespace_add(struct namespace *space, const char *path, char *why,
                    size_t size);

// Unloads what was added, the last one first, and zeroes *space. With the last
// of its objects the loader gives the namespace back.
void namespace_close(struct namespace *space);

#endif
