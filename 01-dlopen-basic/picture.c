// picture.c - the way of a call, drawn by the process in which it went.
//
// Usage:        picture [-s FILE.svg] SENSOR.so
//               -s: for a browser, too
// Exit status:  0 done, 1 could not, 2 usage.

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "draw.h"
#include "plugin.h"

static double reported;

// The callback. noinline: somebody has to call it.
__attribute__((noinline)) static void report(double value)
{
    reported = value;
}

// Where the file that holds address was mapped; or what it is called.
static const void *base_of(const void *address, const char **name)
{
    Dl_info info;
    if (dladdr(address, &info) == 0)
        return NULL;
    const char *slash = strrchr(info.dli_fname, '/');
    *name = slash == NULL ? info.dli_fname : slash + 1;
    return info.dli_fbase;
}

static void fill(struct drawing *drawing, const struct plugin *plugin)
{
    const struct sensor *sensor = plugin->sensor;
    const char *name = "no name";
    const void *base = base_of(sensor, &name);
    int host = draw_box(drawing, "the host");
    int file = draw_box(drawing, name);
    struct draw_place opened =
        draw_line(drawing, host, "dlopen(): handle %p", plugin->handle);
    struct draw_place found =
        draw_line(drawing, host, "dlsym(\"" SENSOR_SYMBOL "\"): %p",
                  (const void *)sensor);
    struct draw_place called = draw_line(drawing, host, "sensor->measure()");
    struct draw_place back =
        draw_line(drawing, host, "report() at 0x%" PRIxPTR, (uintptr_t)report);

    struct draw_place mapped = draw_line(drawing, file, "mapped at %p", base);
    struct draw_place table =
        draw_line(drawing, file, "table at %p: abi %d, %s",
                  (const void *)sensor, sensor->abi, sensor->name);
    struct draw_place measure = draw_line(
        drawing, file, "measure() at 0x%" PRIxPTR, (uintptr_t)sensor->measure);
    struct draw_place call = draw_line(drawing, file, "report(%.1f)", reported);
    draw_arrow(drawing, "map", opened, mapped);
    draw_arrow(drawing, "find", found, table);
    draw_arrow(drawing, "call", called, measure);
    draw_arrow(drawing, "call back", call, back);
}

int main(int argc, char *argv[])
{
    static struct drawing drawing = {.title = "The way of a call"};
    const char *svg = NULL;
    struct plugin plugin;
    char why[PLUGIN_WHY];
    int c;
    opterr = 0;
    while ((c = getopt(argc, argv, "s:")) == 's')
        svg = optarg;
    if (c != -1 || argc - optind != 1) {
        fprintf(stderr, "usage: picture [-s FILE.svg] SENSOR.so\n");
        return 2;
    }
    if (!plugin_open(&plugin, argv[optind], why, sizeof why)) {
        fprintf(stderr, "picture: %s\n", why);
        return 1;
    }
    plugin.sensor->measure(report);
    fill(&drawing, &plugin);
    draw_text(stdout, &drawing);
    bool drawn = svg == NULL || draw_svg(svg, &drawing);
    if (!drawn)
        fprintf(stderr, "picture: %s: cannot write\n", svg);
    plugin_close(&plugin);
    return drawn ? 0 : 1;
}
