// namespace.h - make a namespace, and load files into it, in order.
//
// The rule: zero a struct namespace, call namespace_add() for each file, and
// namespace_close() once. The first file makes the namespace, and becomes its
// global scope: every later file looks for names there, in itself, and in its
// own dependencies, and nowhere else. Only one thread at a time may use a
// struct namespace.

#ifndef NAMESPACE_H
#define NAMESPACE_H

#include <stddef.h>

#define NAMESPACE_MAX 4

struct namespace
{
    long id;                       // an Lmid_t, known after the first file
    void *handles[NAMESPACE_MAX];  // in loading order
    int count;
};

// Returns whether this C library has namespaces, as glibc does. If not,
// namespace_add() fails with a reason.
int namespace_works(void);

// Returns why path cannot be a plugin, or NULL if the loader is to find out.
// (Given a FIFO, the loader would wait until somebody writes to it. A name
// without a slash is left to the loader's search.)
const char *namespace_no_file(const char *path);

// Loads the file path into the namespace, which is new if this is the first
// file. Returns a handle for dlsym(), which namespace_close() closes. On
// failure returns NULL with nothing changed, and writes "path: reason" to why,
// which has room for size bytes.
void *namespace_add(struct namespace *space, const char *path, char *why,
                    size_t size);

// Unloads the files, the last one first, and zeroes *space. The loader frees
// the namespace with the last of its objects.
void namespace_close(struct namespace *space);

#endif
