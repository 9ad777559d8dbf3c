// version.c - print what sensor.h describes: its version, and what is new.

#include <stddef.h>
#include <stdio.h>

#include "sensor.h"

#if SENSOR_ABI >= 2
// A host may keep the old layout for itself, and then nobody but this sees that
// a member has moved.
static const char *place(void)
{
    if (offsetof(struct sensor, name) == sizeof(void *) &&
        offsetof(struct sensor, measure) == 2 * sizeof(void *) &&
        offsetof(struct sensor, unit) == 3 * sizeof(void *))
        return "behind the members of version 1";
    return "not behind the members of version 1";
}

static const char *type(void)
{
    return _Generic(((struct sensor *)NULL)->unit,
        const char *: "a const char *",
        default: "no const char *");
}
#endif

int main(void)
{
    printf("version %d\n", SENSOR_ABI);
#ifndef SENSOR_ABI
    printf("SENSOR_ABI is no macro\n");
#endif
#if SENSOR_ABI >= 2
    printf("unit is %s, %s\n", type(), place());
    if (sizeof(struct sensor) != 4 * sizeof(void *))
        printf("struct sensor does not end there\n");
#endif
    return 0;
}
