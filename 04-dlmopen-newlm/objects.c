// objects.c - collects what is loaded, from the link maps and the segments.

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "copy.h"
#include "linkmap.h"
#include "objects.h"
#include "spaces.h"

#define MAX_SEGMENTS 16

static bool is_program(const struct object *object)
{
    return object->space == 0 && object->map->l_prev == NULL;
}

// Sets the name, without its folder. The program's own map is the first of all.
// The loader's file has a different name on each kind of machine.
static void take_name(struct object *object)
{
    const char *name = object->map->l_name;
    const char *slash = strrchr(name, '/');
    if (is_program(object))
        name = "the program";
    else if (object->map->l_addr == spaces_loader())
        name = "ld.so";
    else if (strncmp(name, COPY_FOLDER, strlen(COPY_FOLDER)) == 0)
        name = "a copy";
    else if (slash != NULL)
        name = slash + 1;
    else if (name[0] == '\0')
        name = "no name";
    snprintf(object->name, sizeof object->name, "%s", name);
}

// Asks the kernel which file is mapped at the object's dynamic section. A path
// would not do: it may name another file by now, or a descriptor, and the
// program has none. (/proc/self/exe is ld.so if ld.so was started with the
// program as its argument.)
static bool find_file(struct object *object)
{
    uintptr_t place = (uintptr_t)object->map->l_ld, start, end;
    unsigned major, minor;
    unsigned long inode;
    char line[PATH_MAX + 128];
    bool found = false;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (!found && maps != NULL && fgets(line, sizeof line, maps) != NULL)
        found = sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %*s %*x %x:%x %lu",
                       &start, &end, &major, &minor, &inode) == 5 &&
                start <= place && place < end;
    if (maps != NULL)
        fclose(maps);
    if (!found || inode == 0)
        return false;
    object->device = makedev(major, minor);
    object->inode = inode;
    return true;
}

// Numbers the files in the order in which they occur.
static void take_file(struct objects *objects, struct object *object)
{
    object->file = objects->files++;
    if (!find_file(object))
        return;  // linux-vdso.so.1, which the kernel provides
    for (const struct object *o = objects->list; o < object; o++) {
        if (o->inode == object->inode && o->device == object->device) {
            object->file = o->file;
            objects->files--;  // not a new one
            return;
        }
    }
}

static void take_segments(struct object *object, struct link_map *map)
{
    struct segment segments[MAX_SEGMENTS];
    int n = segments_of(map, segments, MAX_SEGMENTS);
    if (n > MAX_SEGMENTS)
        n = MAX_SEGMENTS;
    while (n-- > 0) {  // from the back, so that the first ones stay
        if (segments[n].flags & PF_X)
            object->code = segments[n];
        if (segments[n].flags & PF_W)
            object->data = segments[n];
    }
}

// The kernel's own code is not asked for: it is no file's.
static void take_pages(struct object *object)
{
    if (object->inode != 0 && object->code.start != 0)
        object->code_page = page_kind(object->code.start);
    if (object->inode != 0 && object->data.start != 0)
        object->data_page = page_kind(object->data.start);
}

bool objects_fill(struct objects *objects, struct link_map *const first[],
                  int n)
{
    memset(objects, 0, sizeof *objects);
    if (n > SPACES_MAX)
        return false;
    for (int i = 0; i < n; i++) {
        struct space *space = &objects->spaces[objects->spaces_count++];
        space->number = linkmap_namespace(first[i]);
        if (space->number == NAMESPACE_BASE)
            snprintf(space->name, sizeof space->name, "the host");
        for (struct link_map *map = first[i]; map != NULL; map = map->l_next) {
            if (objects->count == OBJECTS_MAX)
                return false;
            struct object *object = &objects->list[objects->count++];
            object->map = map;
            object->space = i;
            take_name(object);
            take_file(objects, object);
            take_segments(object, map);
            take_pages(object);
        }
    }
    return true;
}

void objects_name(struct objects *objects, const struct link_map *map,
                  const char *name)
{
    for (int i = 0; i < objects->count; i++) {
        struct object *object = &objects->list[i];
        if (object->map != map)
            continue;
        snprintf(object->instance, sizeof object->instance, "%s", name);
        struct space *space = &objects->spaces[object->space];
        if (space->number != NAMESPACE_BASE)
            snprintf(space->name, sizeof space->name, "%s", name);
    }
}

bool objects_same(const struct object *a, const struct object *b)
{
    return a->map->l_ld == b->map->l_ld;
}

int objects_pages(const struct objects *objects, const struct object *object,
                  bool code, int *mapped)
{
    int own = 0, of_file = 0;
    for (int i = 0; i < objects->count; i++) {
        const struct object *o = &objects->list[i];
        bool again = false;  // the loader is in several lists, and is one
        for (const struct object *b = objects->list; b < o; b++)
            again |= objects_same(b, o);
        enum page_kind kind = code ? o->code_page : o->data_page;
        if (o->file != object->file || again)
            continue;
        own += kind == PAGE_OWN;
        of_file += kind == PAGE_OF_FILE;
    }
    *mapped = own + of_file;
    return own + (of_file > 0);
}

const struct object *objects_at(const struct objects *objects,
                                uintptr_t address)
{
    for (int i = 0; i < objects->count; i++) {
        const struct object *object = &objects->list[i];
        if (address - object->code.start < object->code.size)
            return object;
    }
    return NULL;
}
