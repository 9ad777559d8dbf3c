// order.c - not a way out: it prints the order in which the host does things.
//
// The host may give a callback back only when nobody will call it again. It has
// to give it back even if its instance could not be made. The order shows both.
//
// Usage:        order PLUGIN.so PLACE...
// Exit status:  0 all places reported, 1 some could not be made, 2 usage.

#include <stdio.h>

#include "fixed_host.h"

static void report(double value)
{
    printf("report: %.1f\n", value);
}

static fixed_report *attach(struct place *place)
{
    printf("attach: %s\n", place->name);
    return report;
}

static void detach(struct place *place)
{
    printf("detach: %s\n", place->name);
}

static void enter(struct place *place)
{
    printf("enter: %s\n", place->name);
}

static void leave(struct place *place)
{
    printf("leave: %s\n", place->name);
}

int main(int argc, char *argv[])
{
    static const struct way way = {.program = "order",
                                   .attach = attach,
                                   .detach = detach,
                                   .enter = enter,
                                   .leave = leave};
    return fixed_host(&way, argc, argv);
}
