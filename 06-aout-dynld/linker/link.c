// link.c - the stages of a link, in their order, and what they share.

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "ld.h"

// Allocated memory is a list, so that one place can let go of it all.
struct block {
    struct block *next;
    max_align_t bytes[];
};

bool fail(struct linker *ld, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(ld->why, ld->whysize, format, arguments);
    va_end(arguments);

    // Names come from files, and messages go to terminals.
    for (char *c = ld->why; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = '?';
    return false;
}

bool fail_at(struct linker *ld, const struct object *object,
             const struct section *section, uint64_t offset,
             const struct symbol *symbol, const char *reason)
{
    return fail(ld, "%s: %s+0x%llx: %s%s%s", object->path, section->name,
                (unsigned long long)offset,
                symbol ? elf_symbol_name(object, symbol) : "",
                symbol ? ": " : "", reason);
}

void *ld_alloc(struct linker *ld, size_t count, size_t size)
{
    struct block *block = NULL;
    if (size == 0 || count <= (SIZE_MAX - sizeof *block) / size)
        block = calloc(1, sizeof *block + count * size);
    if (block == NULL) {
        fail(ld, "out of memory");
        return NULL;
    }
    block->next = ld->blocks;
    ld->blocks = block;
    return block->bytes;
}

void ld_free(struct linker *ld)
{
    while (ld->blocks != NULL) {
        struct block *next = ld->blocks->next;
        free(ld->blocks);
        ld->blocks = next;
    }
}

static bool open_objects(struct linker *ld, const struct input *inputs,
                         size_t ninputs)
{
    ld->objects = ld_alloc(ld, ninputs, sizeof *ld->objects);
    if (ld->objects == NULL)
        return false;
    ld->nobjects = ninputs;

    for (size_t i = 0; i < ninputs; i++) {
        struct object *object = &ld->objects[i];
        object->path = inputs[i].path;
        object->bytes = inputs[i].bytes;
        object->size = inputs[i].size;
        if (!elf_open(ld, object))
            return false;
        if (i > 0 && object->machine != ld->objects[0].machine)
            return fail(ld, "%s: is for another machine than %s", object->path,
                        ld->objects[0].path);
        ld->machine = object->machine;
    }
    return ninputs > 0 || fail(ld, "no objects");
}

bool link_module(const struct input *inputs, size_t ninputs,
                 const struct options *options, struct output *output,
                 char *why, size_t whysize)
{
    struct linker ld = {.options = options, .why = why, .whysize = whysize};

    *output = (struct output){0};
    ld.is_module = true;
    bool done = open_objects(&ld, inputs, ninputs) && drop_comdats(&ld) &&
                place_sections(&ld) && resolve(&ld) && sign(&ld) && scan(&ld) &&
                choose_exports(&ld) && check_listed(&ld) && layout(&ld) &&
                fill_image(&ld) && write_module(&ld, output);
    if (done && options->verbose != NULL)
        list_module(&ld, options->verbose);
    ld_free(&ld);
    return done;
}

bool link_declare(const struct input *input, const uint32_t *wanted, FILE *file,
                  char *why, size_t whysize)
{
    static const struct names none;
    struct options options = {&none, &none, NULL};
    struct linker ld = {.options = &options, .why = why, .whysize = whysize};

    bool done = open_objects(&ld, input, 1) && drop_comdats(&ld) &&
                resolve(&ld) && sign(&ld) && declare_names(&ld, wanted, file);
    ld_free(&ld);
    return done;
}

// The sections of a program are its own business: they are not placed.
bool link_exporttab(const struct input *inputs, size_t ninputs,
                    const struct options *options, struct output *output,
                    char *why, size_t whysize)
{
    struct linker ld = {.options = options, .why = why, .whysize = whysize};

    *output = (struct output){0};
    bool done = open_objects(&ld, inputs, ninputs) && drop_comdats(&ld) &&
                resolve(&ld) && sign(&ld) && choose_exports(&ld) &&
                write_exporttab(&ld, output);
    if (done && options->verbose != NULL)
        list_exports(&ld, options->verbose);
    ld_free(&ld);
    return done;
}
