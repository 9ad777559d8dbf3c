// version.c - print the version that sensor.h describes.

#include <stdio.h>

#include "sensor.h"

#if SENSOR_ABI >= 2
_Static_assert(sizeof(struct sensor) == 4 * sizeof(void *),
               "one member more, and that is a pointer");
#endif

int main(void)
{
    printf("%d\n", SENSOR_ABI);
    return 0;
}
