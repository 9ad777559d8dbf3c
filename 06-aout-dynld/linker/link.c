// link.c - the stages of a link, in their order, and what they share.

#include "ld.h"

bool link_module(const struct input *inputs, size_t ninputs,
                 const struct options *options, struct output *output,
                 char *why, size_t whysize)
{
    struct linker ld = {.options = options,
                        .work = {.why = why, .whysize = whysize}};

    *output = (struct output){0};
    ld.is_module = true;
    bool done = open_inputs(&ld, inputs, ninputs) &&
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
    bool done = open_inputs(&ld, inputs, ninputs) &&
                drop_comdats(&ld.work, ld.objects, ld.nobjects) &&
                resolve(&ld) && sign(&ld) && choose_exports(&ld) &&
                write_exporttab(&ld, output);
    if (done && options->verbose != NULL)
        list_exports(&ld, options->verbose);
    work_free(&ld.work);
    return done;
}
