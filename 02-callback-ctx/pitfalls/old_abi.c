// old_abi.c - chapter 1's sensor: ABI 1, no context, another table.
//
// Both hosts have to refuse it before they call anything, so it has both names.

#include "fixed.h"
#include "sensor.h"

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI - 1,
    .name = "old_abi",
};

FIXED_EXPORT const struct fixed fixed = {
    .abi = FIXED_ABI - 1,
    .name = "old_abi",
};
