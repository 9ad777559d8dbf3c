// debug.c - write the list that a debugger needs (aoutld -g): which objects are
// in the module, and where in it each of their sections lies. It is text, to be
// read by people too:
//
//     text 4056 8ab1ba69
//     folder /home/me/06-aout-dynld
//     object 6720 00ea2e0b 0 build/drivers/thermometer.o
//     section 1 0x0 .text
//     section 4 0x1028 .bss
//
// The debug information itself stays where the compiler has put it. A file that
// has changed since fits no more, so the list has its size and checksum; that
// of text says which module the list belongs to.

#include <elf.h>
#include <string.h>

#include "ld.h"
#include "object/shared.h"

static void print_section(FILE *file, const struct object *object, size_t i)
{
    const struct section *section = &object->sections[i];
    if (section->place == PLACE_NONE || section->shortened)
        return;
    fprintf(file, "section %zu 0x%llx ", i,
            (unsigned long long)section->address);
    for (const char *c = section->name; *c != '\0'; c++)
        fputc((unsigned char)*c <= ' ' || *c == 0x7f ? '?' : *c, file);
    fputc('\n', file);
}

// kind: object, or shared, whose sections say themselves where they lie. An
// object may begin in the middle of its file: that is an archive.
static bool print_object(struct linker *ld, FILE *file, const char *kind,
                         const struct object *object)
{
    const char *path = object->file != NULL ? object->file : object->path;
    if (strchr(path, '\n') != NULL)
        return fail(&ld->work, "%s: a path of two lines cannot be in a list",
                    path);
    fprintf(file, "%s %zu %08lx %zu %s\n", kind, object->size,
            (unsigned long)crc32(object->bytes, object->size), object->begins,
            path);
    if (ld->shared != NULL)
        return true;
    for (size_t i = 0; i < object->nsections; i++)
        print_section(file, object, i);
    return true;
}

static bool print_list(struct linker *ld, FILE *file)
{
    fprintf(file, "# text: size, CRC 32. object: size, CRC 32, first byte, path"
                  "\n# section: number, place in the image, name\n");
    fprintf(file, "text %llu %08lx\nfolder %s\n", (unsigned long long)ld->text,
            (unsigned long)crc32(ld->image, ld->text), ld->options->folder);
    if (ld->shared != NULL)
        return print_object(ld, file, "shared", &ld->shared->object);
    for (size_t i = 0; i < ld->nobjects; i++)
        if (!print_object(ld, file, "object", &ld->objects[i]))
            return false;
    return true;
}

bool write_list(struct linker *ld, struct output *list)
{
    char *text = NULL;
    if (list == NULL)
        return true;
    FILE *file = open_memstream(&text, &list->size);
    if (file == NULL)
        return fail(&ld->work, "out of memory");
    bool done = print_list(ld, file);
    bool kept = !ferror(file) && fclose(file) == 0;
    list->bytes = (uint8_t *)text;
    return done && (kept || fail(&ld->work, "out of memory"));
}
