// makeseeds.c - write the files that the targets begin with.
//
// Usage:        makeseeds FOLDER OBJECT...
//               FOLDER/elf gets the objects, one of them with wide numbers
//               (test/edit.h), FOLDER/archive what is an archive among them
//               (which come last), FOLDER/dwarf the debug sections of each,
//               FOLDER/loader and FOLDER/dumper the modules that they
//               make, and those of test/samples.c and test/module.c;
//               FOLDER/loader-386 those that are for 386; FOLDER/broken is
//               for the target that is to be seen failing.
// Exit status:  0 written, 1 could not, 2 usage.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/parts.h"
#include "object/file.h"
#include "object/shared.h"
#include "linker/link.h"
#include "test/edit.h"
#include "test/module.h"
#include "test/samples.h"

#define FULL 8192

static const char *folder;
static struct input small;  // an object that is a member of archives

static void save(const char *kind, const char *name, const uint8_t *bytes,
                 size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, kind);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        goto wrong;
    snprintf(path, sizeof path, "%s/%s/%s", folder, kind, name);
    if (file_write(path, bytes, size))
        return;
wrong:
    fprintf(stderr, "makeseeds: %s: %s\n", path, strerror(errno));
    exit(1);
}

static void save_module(const char *name, const uint8_t *bytes, size_t size)
{
    save("loader", name, bytes, size);
    save("dumper", name, bytes, size);
}

// The samples. Some are for 386.
static void save_samples(void)
{
    for (const struct sample *s = samples; s->name != NULL; s++) {
        save_module(s->name, s->bytes, s->size);
        if (strstr(s->name, "386") != NULL)
            save("loader-386", s->name, s->bytes, s->size);
    }
}

// The modules that the loader's tests make.
static void save_made(const char *name, const struct module *m, bool dump)
{
    size_t size;
    uint8_t *bytes = module_write(m, &size);
    save("loader", name, bytes, size);
    if (dump)
        save("dumper", name, bytes, size);
    free(bytes);
}

static void make_modules(void)
{
    static struct module m;
    module_init(&m);
    m.imports[0].sig = m.imports[1].sig = 0;
    save_made("code", &m, true);
    module_exports(&m, 5);
    m.head.syms = m.head.pcsz = 8;
    m.nsymbols = 16;
    save_made("exports", &m, true);

    // So many that they have a page of their own. To print them takes long.
    module_exports(&m, 400);
    save_made("exports-400", &m, false);

    // Data ends where a page ends, and not with a zero; and it is longer than
    // a name may be.
    module_exports(&m, 20);
    memset(m.image + m.filled, 'x', FULL - m.head.data);
    m.filled += FULL - m.head.data;
    m.head.data = FULL;
    save_made("full", &m, true);
}

// What the object makes; many cannot be linked by themselves.
static void link_one(const char *name, const struct input *input)
{
    static const struct names none;
    struct options options = {.imports = &none, .exports = &none};
    struct output output;
    char why[256];
    if (link_module(input, 1, &options, &output, why, sizeof why))
        save_module(name, output.bytes, output.size);
    free(output.bytes);
}

static void save_debug(const char *name, const struct input *input)
{
    size_t size;
    uint8_t *bytes = parts_take(input, &size);
    if (bytes != NULL)
        save("dwarf", name, bytes, size);
    free(bytes);
}

static void save_wide(const uint8_t *bytes, size_t size)
{
    uint8_t *wide = edit_widen(bytes, size, &size);
    if (wide != NULL)
        save("elf", "wide", wide, size);
    free(wide);
}

// Of a thin archive, what every member is read from is behind its end
// (fuzz/elf.c).
static void save_thin(const char *name, const uint8_t *bytes, size_t size)
{
    uint8_t *both = malloc(size + small.size);
    if (both == NULL)
        abort();
    memcpy(both, bytes, size);
    memcpy(both + size, small.bytes, small.size);
    save("archive", name, both, size + small.size);
    free(both);
}

// Archives: as they are, and with a wide index.
static void save_archive(const char *name, const uint8_t *bytes, size_t size)
{
    size_t wide_size;
    uint8_t *wide = edit_widen_archive(bytes, size, &wide_size);
    if (wide == NULL)
        abort();
    if (bytes[2] == 't')
        save_thin(name, bytes, size);
    else
        save("archive", name, bytes, size);
    if (bytes[2] != 't')
        save("archive", "wide.a", wide, wide_size);
    free(wide);
}

// A list of one object, in front of it. Section numbers are as small as any.
static void save_list(const char *name, const struct input *input)
{
    char text[400];
    size_t n = (size_t)snprintf(
        text, sizeof text, "# list\ntext 0 0\nfolder /f\n%s %zu 0 0 o.o\n%s",
        is_shared(input) ? "shared" : "object", input->size,
        is_shared(input) ? ""
                         : "section 1 0x0 .text\nsection 3 0x1000 .data\n");
    uint8_t *both = malloc(n + 1 + input->size);
    if (both == NULL)
        abort();
    memcpy(both, text, n + 1);
    memcpy(both + n + 1, input->bytes, input->size);
    save("debug", name, both, n + 1 + input->size);
    free(both);
}

static void save_object(const char *name, const struct input *input)
{
    save(is_shared(input) ? "shared" : "elf", name, input->bytes, input->size);
    link_one(name, input);
    if (is_shared(input) || strstr(name, "drivers") != NULL)
        save_list(name, input);
    if (is_shared(input))
        return;
    save_debug(name, input);
    if (strstr(name, "modules-small.o") == NULL)
        return;
    save_wide(input->bytes, input->size);
    uint8_t *copy = malloc(input->size);
    if (copy == NULL)
        abort();
    memcpy(copy, input->bytes, input->size);
    small = (struct input){"small", copy, input->size};
}

// A name of two parts: objects of several folders may have one name.
static const char *name_of(const char *path, char *name, size_t size)
{
    const char *last = strrchr(path, '/');
    while (last != NULL && last > path && last[-1] != '/')
        last--;
    snprintf(name, size, "%s", last == NULL ? path : last);
    for (char *c = name; *c != '\0'; c++)
        if (*c == '/')
            *c = '-';
    return name;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: makeseeds FOLDER OBJECT...\n");
        return 2;
    }
    folder = argv[1];
    mkdir(folder, 0777);  // if it is not there then, save() says so
    save("broken", "example", (const uint8_t *)"value", 5);
    save_samples();
    make_modules();
    for (int i = 2; i < argc; i++) {
        char name[256];
        uint8_t *bytes;
        struct input input = {.path = argv[i]};
        if (!file_read(argv[i], &bytes, &input.size)) {
            fprintf(stderr, "makeseeds: %s: %s\n", argv[i], strerror(errno));
            return 1;
        }
        input.bytes = bytes;
        name_of(argv[i], name, sizeof name);
        if (bytes[0] == '!')
            save_archive(name, bytes, input.size);
        else
            save_object(name, &input);
        free(bytes);
    }
    free((uint8_t *)small.bytes);
    return 0;
}
