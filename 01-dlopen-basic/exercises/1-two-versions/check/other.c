// other.c - a sensor of the version that the environment's ABI says.
//
// Whatever its table holds in that version, it is no measure.

#include <stdlib.h>

#include "old_sensor.h"

SENSOR_EXPORT struct sensor sensor = {.name = "other"};

__attribute__((constructor)) static void set_version(void)
{
    const char *version = getenv("ABI");
    sensor.abi = version == NULL ? 0 : atoi(version);
}
