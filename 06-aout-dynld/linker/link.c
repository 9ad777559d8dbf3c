// link.c - the stages of a link, in their order, and what they share.

#include <string.h>

#include "ld.h"

static const struct cpu *cpu_of(const struct object *object)
{
    static const struct cpu *const cpus[] = {&cpu_amd64, &cpu_arm64};
    return cpus[object->machine != cpus[0]->machine];
}

static bool open_objects(struct linker *ld, const struct input *inputs,
                         size_t ninputs)
{
    ld->objects = work_alloc(&ld->work, ninputs, sizeof *ld->objects);
    if (ld->objects == NULL)
        return false;
    ld->nobjects = ninputs;

    for (size_t i = 0; i < ninputs; i++) {
        struct object *object = &ld->objects[i];
        object->path = inputs[i].path;
        object->bytes = inputs[i].bytes;
        object->size = inputs[i].size;
        if (!elf_open(&ld->work, object))
            return false;
        if (i > 0 && object->machine != ld->objects[0].machine)
            return fail(&ld->work, "%s: is for another machine than %s",
                        object->path, ld->objects[0].path);
        ld->cpu = cpu_of(object);
    }
    return ninputs > 0 || fail(&ld->work, "no objects");
}

bool link_module(const struct input *inputs, size_t ninputs,
                 const struct options *options, struct output *output,
                 char *why, size_t whysize)
{
    struct linker ld = {.options = options,
                        .work = {.why = why, .whysize = whysize}};

    *output = (struct output){0};
    ld.is_module = true;
    bool done = open_objects(&ld, inputs, ninputs) &&
                drop_comdats(&ld.work, ld.objects, ld.nobjects) &&
                place_sections(&ld) && resolve(&ld) && sign(&ld) && scan(&ld) &&
                choose_exports(&ld) && check_listed(&ld) && layout(&ld) &&
                fill_image(&ld) && write_module(&ld, output);
    if (done && options->verbose != NULL)
        list_module(&ld, options->verbose);
    work_free(&ld.work);
    return done;
}

// The sections of a program are its own business: they are not placed.
bool link_exporttab(const struct input *inputs, size_t ninputs,
                    const struct options *options, struct output *output,
                    char *why, size_t whysize)
{
    struct linker ld = {.options = options,
                        .work = {.why = why, .whysize = whysize}};

    *output = (struct output){0};
    bool done = open_objects(&ld, inputs, ninputs) &&
                drop_comdats(&ld.work, ld.objects, ld.nobjects) &&
                resolve(&ld) && sign(&ld) && choose_exports(&ld) &&
                write_exporttab(&ld, output);
    if (done && options->verbose != NULL)
        list_exports(&ld, options->verbose);
    work_free(&ld.work);
    return done;
}
