// maps_test.c - tests what linkmap.c, segments.c and spaces.c take for granted.
//
// Usage:        maps_test SENSOR.so    (prints what is wrong, and a count)
// Exit status:  0 nothing is wrong, 1 something is, 2 usage.

#include <dlfcn.h>
#include <stdio.h>

#include "linkmap.h"
#include "load.h"
#include "segments.h"
#include "spaces.h"

#define MAX 16

// Whether this glibc has the list that spaces_by_loader() reads.
#if __GLIBC__ == 2 && __GLIBC_MINOR__ >= 35
#define HAS_LIST 1
#else
#define HAS_LIST 0
#endif

static int tests, failed;

static void expect(int right, const char *what, const char *object)
{
    tests++;
    failed += !right;
    if (!right)
        printf("wrong: %s: %s\n", object, what);
}

// Both ways to find the segments have to give the same result.
static void compare_segments(struct link_map *map)
{
    struct segment a[MAX], b[MAX];
    int n = segments_of(map, a, MAX);
    int same = n > 0 && n == segments_by_header(map, b, MAX);
    for (int i = 0; i < n && same; i++)
        same = a[i].start == b[i].start && a[i].size == b[i].size &&
               a[i].flags == b[i].flags;
    expect(same, "its segments, found in two ways", map->l_name);
    expect(segments_of(map, a, 1) == n, "counted with no room", map->l_name);
}

// The documented way to learn an object's namespace is to follow the list.
static void compare_spaces(struct link_map *first, const struct link_map *own)
{
    long space = linkmap_namespace(first);
    for (struct link_map *map = first; map != NULL; map = map->l_next) {
        expect(linkmap_namespace(map) == space, "its namespace", map->l_name);
        if (map == own)
            expect(space != NAMESPACE_BASE, "not the host's", map->l_name);
        compare_segments(map);
    }
}

static void test(struct loaded *loaded)
{
    struct link_map *maps[2], *by_loader[MAX], *by_maps[MAX];
    for (int i = 0; i < 2; i++) {
        maps[i] = linkmap_of_handle(loaded[i].handle);
        expect((void *)maps[i] == loaded[i].handle, "a handle is a link map",
               maps[i]->l_name);
    }
    int n = spaces_by_maps(maps, 2, by_maps, MAX);
    expect(n == 3, "three namespaces", "the handles");
    int listed = spaces_by_loader(by_loader, MAX);
    expect(listed >= 0 || !HAS_LIST, "three namespaces", "the loader's list");
    for (int i = 0; i < n; i++) {
        if (listed >= 0)
            expect(listed == n && by_loader[i] == by_maps[i],
                   "the same namespaces", "the loader's list");
        compare_spaces(by_maps[i], i == 0 ? NULL : maps[i - 1]);
    }
}

int main(int argc, char *argv[])
{
    struct loaded loaded[2];
    char why[LOAD_WHY];
    if (argc != 2) {
        fprintf(stderr, "usage: maps_test SENSOR.so\n");
        return 2;
    }
    struct link_map *first[MAX];
    expect(spaces_by_loader(first, MAX) == (HAS_LIST ? 1 : -1),
           "one namespace before the first dlmopen()", "the loader's list");
    for (int i = 0; i < 2; i++) {
        if (!load(&loaded[i], LOAD_DLMOPEN, argv[1], why, sizeof why)) {
            fprintf(stderr, "maps_test: %s\n", why);
            return 1;
        }
    }
    test(loaded);
    unload(&loaded[1]);
    unload(&loaded[0]);

    // The list must not have the namespaces that were given back.
    int n = spaces_by_loader(first, MAX);
    expect(n == (HAS_LIST ? 1 : -1), "one namespace is left",
           "the loader's list");
    printf("%d wrong\n", failed);
    return failed != 0 || tests == 0;
}
