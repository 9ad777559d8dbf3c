// link.c - the stages of a link, in their order, and what they share.

#include "ld.h"
#include "object/shared.h"

static bool link_objects(struct linker *ld, const struct input *inputs,
                         size_t ninputs)
{
    return open_inputs(ld, inputs, ninputs) &&
           drop_comdats(&ld->work, ld->objects, ld->nobjects) &&
           place_sections(ld) && align_code(ld) && take_frames(ld) &&
           resolve(ld) && sign(ld) && scan(ld) && choose_exports(ld) &&
           check_listed(ld) && export_frames(ld) && layout(ld) &&
           fill_image(ld);
}

// The same with the work of another linker: see shared.c.
static bool link_shared(struct linker *ld, const struct input *input)
{
    return open_shared(ld, input) && resolve(ld) && sign(ld) &&
           scan_shared(ld) && find_frames(ld) && choose_exports(ld) &&
           check_listed(ld) && export_frames(ld) && layout_shared(ld) &&
           fill_shared(ld);
}

bool link_module(const struct input *inputs, size_t ninputs,
                 const struct options *options, struct output *output,
                 char *why, size_t whysize)
{
    struct linker ld = {.options = options,
                        .work = {.why = why, .whysize = whysize}};

    *output = (struct output){0};
    ld.is_module = true;
    bool shared = ninputs == 1 && is_shared(&inputs[0]);
    bool done = (shared ? link_shared(&ld, &inputs[0])
                        : link_objects(&ld, inputs, ninputs)) &&
                write_module(&ld, output) && write_list(&ld, options->list);
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
