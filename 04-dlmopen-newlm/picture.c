// picture.c - prints what is loaded in this process, seen from inside, and
// draws it.
//
// Usage:        picture [-a] [-k] [-s FILE.svg] dlopen|dlmopen|copy
//               NAME=FILE.so...
//               -a: with addresses
//               -k: find the namespaces by the known handles, and not by the
//                   loader's list
//               -s: write a drawing for a browser
//               -a and -s also show where the first instance's call comes from.
// Exit status:  0 done, 1 could not, 2 usage.

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "caller.h"
#include "objects.h"
#include "plugin.h"
#include "spaces.h"
#include "svg.h"

static struct plugin *plugins[SPACES_MAX];
static int count;
static bool addresses, by_handles;
static const char *drawing;
static enum load_way way;
static struct objects objects;
static uintptr_t called_from;  // or 0

// The callback. noinline: CALLER() is who called this function.
__attribute__((noinline)) static void report(double value)
{
    (void)value;
    called_from = (uintptr_t)CALLER();
}

// Loads NAME=FILE.so, and cuts arg in two at the "=". Returns 0, or 1 after
// saying what is wrong.
static int load_named(char *arg)
{
    char why[LOAD_WHY];
    char *equals = strchr(arg, '=');
    if (equals == NULL || count == SPACES_MAX) {
        fprintf(stderr, "picture: %s: not loaded: %s\n", arg,
                equals == NULL ? "it is not NAME=FILE.so" : "too many names");
        return 1;
    }
    *equals = '\0';
    plugins[count] = plugin_open(way, equals + 1, arg, why, sizeof why);
    if (plugins[count] == NULL) {
        fprintf(stderr, "picture: %s: %s\n", arg, why);
        return 1;
    }
    count++;
    return 0;
}

// Reports a plugin that was closed and stays loaded.
static void tell_stays(const char *names, const char *why)
{
    fprintf(stderr, "picture: %s: stays loaded: %s\n", names, why);
}

// Returns false if there is no room.
static bool collect(void)
{
    struct link_map *maps[SPACES_MAX], *first[SPACES_MAX];
    for (int i = 0; i < count; i++)
        maps[i] = plugins[i]->map;
    int n = by_handles ? -1 : spaces_by_loader(first, SPACES_MAX);
    if (n < 0)
        n = spaces_by_maps(maps, count, first, SPACES_MAX);
    if (!objects_fill(&objects, first, n))
        return false;
    for (int i = 0; i < count; i++)
        objects_name(&objects, plugins[i]->map, plugins[i]->names);
    return true;
}

// Writes which other namespaces have the same file, or the same object. Returns
// the length of the text.
static size_t shared(const struct object *object, char *text, size_t size)
{
    size_t n = 0;
    for (int i = 0; i < objects.count; i++) {
        const struct object *other = &objects.list[i];
        if (other == object || other->file != object->file)
            continue;
        if (objects_same(other, object))
            return (size_t)snprintf(text, size, "one for all");
        if (n < size)
            n += (size_t)snprintf(text + n, size - n, "%s%ld",
                                  n == 0 ? "same file in " : ", ",
                                  objects.spaces[other->space].number);
    }
    return n;
}

static void print_object(const struct object *object)
{
    char note[256] = "";
    if (shared(object, note, sizeof note) == 0 && object->space == 0)
        snprintf(note, sizeof note, "%s", object->instance);
    if (addresses)
        printf("  %-19s code %12lx  data %12lx  map %12lx  %s\n", object->name,
               (unsigned long)object->code.start,
               (unsigned long)object->data.start, (unsigned long)object->map,
               note);
    else if (note[0] != '\0')
        printf("  %-19s %s\n", object->name, note);
    else
        printf("  %s\n", object->name);
}

// Of each file: how many pages it is in memory, and how often they are mapped.
static void print_pages(void)
{
    printf("pages of memory: the first one of code, and of data\n");
    for (int i = 0, file = 0; i < objects.count; i++) {
        const struct object *object = &objects.list[i];
        int codes, datas;
        if (object->file != file)
            continue;  // it was met before
        file++;
        int code = objects_pages(&objects, object, true, &codes);
        int data = objects_pages(&objects, object, false, &datas);
        if (code > 0)
            printf("  %-19s code %d for %d  data %d for %d\n", object->name,
                   code, codes, data, datas);
    }
}

// From the return address to a name.
static void print_caller(void)
{
    const struct object *object = objects_at(&objects, called_from);
    if (object == NULL)
        return;
    const struct space *space = &objects.spaces[object->space];
    printf("called from %lx: code of %s, link map %lx, namespace %ld: %s\n",
           (unsigned long)called_from, object->name, (unsigned long)object->map,
           space->number, object->instance);
}

static void print_all(void)
{
    int last = -1;
    for (int i = 0; i < objects.count; i++) {
        const struct object *object = &objects.list[i];
        const struct space *space = &objects.spaces[object->space];
        if (object->space != last)
            printf("namespace %ld, %s\n", space->number, space->name);
        last = object->space;
        print_object(object);
    }
}

// Returns 0, or 1 after saying what is wrong.
static int draw(void)
{
    FILE *out = fopen(drawing, "w");
    int failed = out == NULL;
    if (out != NULL) {
        svg_write(out, &objects, called_from);
        failed |= ferror(out);
        failed |= fclose(out) != 0;
    }
    if (failed)
        fprintf(stderr, "picture: %s: cannot write\n", drawing);
    return failed;
}

// Returns where the names begin in argv, or -1.
static int options(int argc, char *argv[])
{
    int c;
    while ((c = getopt(argc, argv, "aks:")) != -1) {
        switch (c) {
        case 'a':
            addresses = true;
            break;
        case 'k':
            by_handles = true;
            break;
        case 's':
            drawing = optarg;
            break;
        default:
            return -1;
        }
    }
    if (argc - optind < 2 || !load_way(argv[optind], &way))
        return -1;
    return optind + 1;
}

int main(int argc, char *argv[])
{
    opterr = 0;
    int arg = options(argc, argv), failed = 0;
    if (arg < 0) {
        fprintf(stderr, "usage: picture [-a] [-k] [-s FILE.svg] "
                        "dlopen|dlmopen|copy NAME=FILE.so...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (arg < argc && failed == 0)
        failed = load_named(argv[arg++]);

    if (failed == 0 && (addresses || drawing != NULL))
        plugins[0]->sensor->measure(report);
    if (failed == 0 && !collect()) {
        fprintf(stderr, "picture: too many objects\n");
        failed = 1;
    }
    if (failed == 0) {
        print_all();
        if (addresses)
            print_pages();
        if (addresses)
            print_caller();
        if (drawing != NULL)
            failed = draw();
    }
    plugin_close_all(tell_stays);
    if (ferror(stdout)) {
        fprintf(stderr, "picture: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
