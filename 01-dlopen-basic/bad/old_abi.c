// old_abi.c - a sensor from the past: its number is lower than the host's.
//
// It has no measure() either. A host that only asks "is it newer?" jumps to
// address 0.

#include "sensor.h"

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI - 1,
    .name = "old_abi",
};
