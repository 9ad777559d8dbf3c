// wrong_abi.c - a sensor from the future, which the host has to refuse.
//
// It has no functions: a host that forgets to check abi jumps to address 0.

#include "sensor.h"

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI + 1,
    .name = "wrong_abi",
};
