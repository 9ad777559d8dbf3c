// future.c - a sensor of a version that nobody has thought of yet.

#include "drawn.h"
#include "old_sensor.h"

SENSOR_EXPORT const struct sensor sensor = {
    .abi = FUTURE_ABI,
    .name = "future",
};
