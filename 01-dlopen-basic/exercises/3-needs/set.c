// set.c - start parts in the order of their needs, and stop them in reverse.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "own.h"
#include "part.h"
#include "set.h"

#define TEXT_MAX 4096  // longer than any complaint

struct member {
    void *handle;             // from dlopen()
    const struct part *part;  // inside the plugin's mapping
};

struct set {
    struct member members[SET_MAX];
    size_t count;
};

// Loads the part in the file path. Returns 0, or -1 after complaining.
static int load(struct member *member, const char *path, complain_fn *complain)
{
    char text[TEXT_MAX];
    member->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (member->handle == NULL) {
        snprintf(text, sizeof text, "%s: cannot load: %s", path, dlerror());
        complain(text);
        return -1;
    }
    member->part = own_symbol(member->handle, PART_SYMBOL);
    if (member->part != NULL && member->part->abi == PART_ABI)
        return 0;

    snprintf(text, sizeof text, "%s: not a part of this ABI", path);
    complain(text);
    dlclose(member->handle);
    return -1;
}

// TODO: as it stands, the parts are started in the order of the files, and are
// handed nothing. Keep what is right in load(), and change the rest as you
// like: the order, the tables, the complaints, and set_stop().
struct set *set_start(char *const paths[], size_t count, complain_fn *complain)
{
    struct set *set = calloc(1, sizeof *set);
    if (set == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (load(&set->members[set->count], paths[i], complain) == 0)
            set->count++;
    }

    const struct part *const none[] = {NULL};
    for (size_t i = 0; i < set->count; i++)
        set->members[i].part->start(none);
    return set;
}

void set_stop(struct set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        set->members[i].part->stop();
        dlclose(set->members[i].handle);
    }
    free(set);
}
