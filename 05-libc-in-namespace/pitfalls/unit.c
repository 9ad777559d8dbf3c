// unit.c - a sensor that uses data of the host.
//
// The Makefile builds this twice: unit_by_name.so uses the variable
// station_unit, and changes it; unit_by_call.so calls a function for it.

#include "sensor.h"

static int setup(int channel)
{
    (void)channel;  // all channels are alike
    return 0;
}

static int measure(void)
{
    int number = station_report(21.5);
#ifdef BY_CALL
    station_log("the unit is %s", station_get_unit());
#else
    station_log("the unit is %s", station_unit);
    station_unit[0] = 'K';  // for all later readers
#endif
    return number;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "unit",
    .setup = setup,
    .measure = measure,
};
