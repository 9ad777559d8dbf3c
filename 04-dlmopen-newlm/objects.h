// objects.h - everything that is loaded, in all namespaces, for picture.c to
// print and svg.c to draw.

#ifndef OBJECTS_H
#define OBJECTS_H

#include <stdbool.h>
#include <sys/types.h>

#include "pages.h"
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
    enum page_kind code_page, data_page;  // where these two begin
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

// Returns how many pages of memory the beginnings of this object's code, or of
// its data, and those of all objects of the same file are: 1 for what nobody
// has written to. 0 if the kernel does not say. *mapped is how often they are
// mapped.
int objects_pages(const struct objects *objects, const struct object *object,
                  bool code, int *mapped);

// Returns the object in whose code address lies, or NULL.
const struct object *objects_at(const struct objects *objects,
                                uintptr_t address);

// Whether both are the very same: one code, one data, in two lists. That is
// how each namespace has the loader.
bool objects_same(const struct object *a, const struct object *b);

#endif
