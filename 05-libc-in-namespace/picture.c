// picture.c - two libcs and the jump between two namespaces, drawn by the
// process that has them.
//
// Usage:        picture [-s FILE.svg] VOICE.so
//               Loads the voice behind the forwarding library, and lets it
//               call. -s: for a browser, too
// Exit status:  0 done, 1 could not, 2 usage.

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "caller.h"
#include "draw.h"
#include "forward.h"
#include "instance.h"
#include "studio.h"

static const struct way way = {"forward", "build/forward_studio.so", true, true,
                               false};
static const void *called_from;

// What a voice calls by its name: noinline, so that there is a caller.
__attribute__((noinline)) void studio_play(long number, const char *text)
{
    (void)number, (void)text;
    called_from = CALLER();
}

// The entry of the forwarding library for that name, or NULL.
static const struct forward *entry_of(const struct instance *instance,
                                      const char *name)
{
    const struct forward *entry =
        dlsym(instance->space.handles[0], FORWARD_SYMBOL);
    while (entry != NULL && entry->name != NULL &&
           strcmp(entry->name, name) != 0)
        entry++;
    return entry == NULL || entry->name == NULL ? NULL : entry;
}

// Returns false if something is not there.
static bool fill(struct drawing *drawing, const struct instance *instance)
{
    static char title[96];
    const struct forward *entry = entry_of(instance, "studio_play");
    void *jump = dlsym(instance->space.handles[0], "studio_play");
    if (entry == NULL || jump == NULL)
        return false;
    snprintf(title, sizeof title, "namespace %ld: %s", instance->space.id,
             instance->name);
    int host = draw_box(drawing, "the host's namespace");
    int theirs = draw_box(drawing, title);
    struct draw_place fills = draw_line(drawing, host, "forward_fill()");
    struct draw_place target = draw_line(
        drawing, host, "studio_play() at 0x%" PRIxPTR, (uintptr_t)studio_play);
    struct draw_place returns =
        draw_line(drawing, host, "and returns to the caller");
    draw_line(drawing, host, "libc: malloc() at %p",
              dlsym(RTLD_DEFAULT, "malloc"));

    struct draw_place slot =
        draw_line(drawing, theirs, "pointer at %p: %p",
                  (const void *)&entry->target, entry->target);
    struct draw_place jumps =
        draw_line(drawing, theirs, "studio_play, a jump, at %p", jump);
    struct draw_place measure =
        draw_line(drawing, theirs, "measure() at 0x%" PRIxPTR,
                  (uintptr_t)instance->sensor->measure);
    struct draw_place back =
        draw_line(drawing, theirs, "called from %p", called_from);
    void *their_malloc = dlsym(instance->handle, "malloc");
    if (their_malloc == NULL)
        draw_line(drawing, theirs, "no libc: it needs none");
    else
        draw_line(drawing, theirs, "libc: malloc() at %p", their_malloc);
    draw_arrow(drawing, "fill", fills, slot);
    draw_arrow(drawing, "call by name", measure, jumps);
    draw_arrow(drawing, "jump", jumps, target);
    draw_arrow(drawing, "return", returns, back);
    return true;
}

static int draw(struct instance *instance, const char *svg)
{
    static struct drawing drawing = {
        .title = "Two libcs, and the jump from one namespace to the other"};
    instance->sensor->measure();
    if (!fill(&drawing, instance)) {
        fprintf(stderr, "picture: %s: nothing is forwarded\n", instance->path);
        return 1;
    }
    draw_text(stdout, &drawing);
    if (svg == NULL || draw_svg(svg, &drawing))
        return 0;
    fprintf(stderr, "picture: %s: cannot write\n", svg);
    return 1;
}

int main(int argc, char *argv[])
{
    const char *svg = NULL;
    char why[512];
    int c;
    opterr = 0;
    while ((c = getopt(argc, argv, "s:")) == 's')
        svg = optarg;
    if (c != -1 || argc - optind != 1) {
        fprintf(stderr, "usage: picture [-s FILE.svg] VOICE.so\n");
        return 2;
    }
    struct instance *instance =
        instance_open(&way, "voice", argv[optind], why, sizeof why);
    if (instance == NULL) {
        fprintf(stderr, "picture: %s\n", why);
        return 1;
    }
    int failed = draw(instance, svg);
    instance_close(instance);
    return failed;
}
