// anonymous.c - chapter 1's callback: it gets a value, but no sender.
//
// Usage:        anonymous PLUGIN.so PLACE...
// Exit status:  0 all places reported, 1 some could not be made, 2 usage.

#include <stddef.h>

#include "fixed_host.h"

static void report(double value)
{
    place_report(NULL, value);
}

static fixed_report *attach(struct place *place)
{
    (void)place;  // there is no way to tell the plugin
    return report;
}

int main(int argc, char *argv[])
{
    static const struct way way = {.program = "anonymous", .attach = attach};
    return fixed_host(&way, argc, argv);
}
