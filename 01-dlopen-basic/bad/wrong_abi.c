// wrong_abi.c - a sensor from the future, which the host has to refuse.
//
// It has no measure() at all: a host that forgets to check abi jumps to address
// 0 and crashes, so check.sh cannot miss it.

#include "sensor.h"

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI + 1,
    .name = "wrong_abi",
};
