// objects.h - everything that is loaded, in all namespaces, for picture.c to
// print and svg.c to draw.

#ifndef OBJECTS_H
#define OBJECTS_H

#include <stdbool.h>
#include <sys/types.h>

#include "segments.h"

#define OBJECTS_MAX 256
#define SPACES_MAX 32

struct object {
    const struct link_map *map;
    int space;            // an index into struct objects' spaces
    char name[64];        // the file's, without its folder
    char instance[128];   // what the host calls it, or ""
    struct segment code;  // the first executable segment
    struct segment data;  // the first writable segment
    dev_t device;         // these two identify the file
    ino_t inode;          // 0 if there is no file
    int file;             // two objects of one file have the same number
};

struct space {
    long number;     // the loader's
    char name[128];  // the instances in it; "the host"
};

// Two objects of one file share the pages that neither has written to, so
// memory holds their code only once.
struct objects {
    int count;
    int files;
    struct object list[OBJECTS_MAX];  // by namespace, then in loading order
    int spaces_count;
    struct space spaces[SPACES_MAX];
};

// Fills in *objects from the lists that begin with the n maps in first: see
// spaces.h. Returns false if there is no room for all objects. The link maps
// must stay loaded as long as *objects is in use.
bool objects_fill(struct objects *objects, struct link_map *const first[],
                  int n);

// Records that the host calls the object with this link map name.
void objects_name(struct objects *objects, const struct link_map *map,
                  const char *name);

// Returns whether both are the same object, with one code and one data, in two
// lists. Each namespace lists the loader in this way.
bool objects_same(const struct object *a, const struct object *b);

#endif
