// no_table.c - no sensor, but linked with one: dlsym() finds the other's table.

#include "sensor.h"

SENSOR_EXPORT int nothing;
