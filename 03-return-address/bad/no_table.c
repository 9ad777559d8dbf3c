// no_table.c - no sensor, but linked with one: dlsym() finds that one's table.

#include "sensor.h"

SENSOR_EXPORT int nothing;
