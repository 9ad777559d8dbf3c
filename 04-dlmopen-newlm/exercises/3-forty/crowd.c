// crowd.c - many instances of a plugin, with the library that it needs.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crowd.h"
#include "linkmap.h"
#include "load.h"
#include "own.h"

struct member {
    const char *name;
    const struct gauge *gauge;
    struct loaded loaded;
    // TODO: what else has to be known of a member?
};

static struct member *members[CROWD_MAX];

// Returns false with the reason in why, and nothing is loaded then.
static bool open_files(struct member *member, enum kind kind, const char *gauge,
                       const char *tally, char *why, size_t size)
{
    // TODO: not all of them find room in namespaces.
    (void)kind, (void)tally;
    return load(&member->loaded, LOAD_DLMOPEN, gauge, why, size);
}

static void close_files(struct member *member)
{
    // TODO: all that open_files() did.
    unload(&member->loaded);
}

// Whether the object with this link map was loaded for the member.
static bool owns(const struct member *member, struct link_map *map)
{
    // TODO: only right for members with a namespace of their own.
    struct link_map *own = linkmap_of_handle(member->loaded.handle);
    return linkmap_namespace(map) == linkmap_namespace(own);
}

static struct member **find(const struct member *member)
{
    for (int i = 0; i < CROWD_MAX; i++) {
        if (members[i] == member)
            return &members[i];
    }
    return NULL;
}

struct member *crowd_join(enum kind kind, const char *name, const char *gauge,
                          const char *tally, char *why, size_t size)
{
    struct member **place = find(NULL);
    struct member *member = calloc(1, sizeof *member);
    if (place == NULL || member == NULL) {
        snprintf(why, size, "no room");
        free(member);
        return NULL;
    }
    member->name = name;
    if (!open_files(member, kind, gauge, tally, why, size)) {
        free(member);
        return NULL;
    }
    member->gauge = own_symbol(member->loaded.handle, GAUGE_SYMBOL);
    if (member->gauge == NULL) {
        snprintf(why, size, "%s: not a gauge", gauge);
        close_files(member);
        free(member);
        return NULL;
    }
    *place = member;
    return member;
}

void crowd_leave(struct member *member)
{
    *find(member) = NULL;
    close_files(member);
    free(member);
}

const struct gauge *crowd_gauge(const struct member *member)
{
    return member->gauge;
}

const char *crowd_who(const void *address)
{
    struct link_map *map = linkmap_of_address(address);
    for (int i = 0; i < CROWD_MAX && map != NULL; i++) {
        if (members[i] != NULL && owns(members[i], map))
            return members[i]->name;
    }
    return NULL;
}
