// crowd.c - many instances of a plugin, with the library that it needs.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "copy.h"
#include "crowd.h"
#include "linkmap.h"
#include "load.h"
#include "own.h"

struct member {
    const char *name;
    const struct gauge *gauge;
    struct loaded loaded;  // gauge.so, in a namespace or a copy
    struct loaded tally;   // the copy of libtally.so; handle NULL: none
};

static struct member *members[CROWD_MAX];

// What gauge.so needs, and what libtally.so calls itself: the same string in
// two files. A name of the same length can stand in its place.
static const char needed[] = "libtally.so";

static bool refuse(char *why, size_t size, const char *path, const char *reason)
{
    snprintf(why, size, "%s: %s", path, reason);
    return false;
}

// Writes name wherever "libtally.so" stands as a whole string in the copy fd.
// Returns false if there is no such copy, nothing in it, or no memory.
static bool rename_all(int fd, const char *name)
{
    size_t size = (size_t)lseek(fd, 0, SEEK_END);
    char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        return false;
    char *at = bytes;
    while ((at = memmem(at, size - (size_t)(at - bytes), needed,
                        sizeof needed)) != NULL)
        memcpy(at, name, sizeof needed);
    munmap(bytes, size);
    return true;
}

// Returns false with the reason in why, and nothing is open then. The
// descriptor stays open as long as the copy is loaded, for unload().
static bool open_copy(struct loaded *loaded, const char *path, const char *name,
                      char *why, size_t size)
{
    char copy[COPY_PATH];
    loaded->fd = copy_file(path);
    if (!rename_all(loaded->fd, name)) {
        refuse(why, size, path, "it cannot be copied");
        close(loaded->fd);
        return false;
    }
    copy_path(copy, sizeof copy, loaded->fd);
    loaded->handle = dlopen(copy, RTLD_NOW | RTLD_LOCAL);
    if (loaded->handle == NULL) {
        refuse(why, size, path, dlerror());
        close(loaded->fd);
    }
    return loaded->handle != NULL;
}

// The library first: then the loader has an object of the name that the copy of
// gauge.so needs, and looks no further.
static bool open_copies(struct member *member, const char *gauge,
                        const char *tally, char *why, size_t size)
{
    static unsigned short number;
    char name[sizeof needed];
    snprintf(name, sizeof name, "lib%05hu.so", number++);
    if (!open_copy(&member->tally, tally, name, why, size))
        return false;
    if (open_copy(&member->loaded, gauge, name, why, size))
        return true;
    unload(&member->tally);
    return false;
}

static bool open_files(struct member *member, enum kind kind, const char *gauge,
                       const char *tally, char *why, size_t size)
{
    if (kind == CROWD_ANY)
        return open_copies(member, gauge, tally, why, size);
    return load(&member->loaded, LOAD_DLMOPEN, gauge, why, size);
}

static void close_files(struct member *member)
{
    unload(&member->loaded);
    if (member->tally.handle != NULL)
        unload(&member->tally);
}

// Whether the object with this link map was loaded for the member: it is in the
// member's namespace, or it is one of its two copies.
static bool owns(const struct member *member, struct link_map *map)
{
    struct link_map *own = linkmap_of_handle(member->loaded.handle);
    if (member->tally.handle == NULL)
        return linkmap_namespace(map) == linkmap_namespace(own);
    return map == own || map == linkmap_of_handle(member->tally.handle);
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
    struct member *member = place == NULL ? NULL : calloc(1, sizeof *member);
    if (member == NULL) {
        snprintf(why, size, "no room");
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
