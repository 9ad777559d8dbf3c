// unit.c - a sensor that wants data of the host's.
//
// Built twice: unit_by_name.so uses the variable station_unit, which no
// forwarding library can give it; unit_by_call.so asks a function for it.

#include "sensor.h"

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static int measure(void)
{
#ifdef BY_CALL
    const char *unit = station_get_unit();
#else
    const char *unit = station_unit;
#endif
    int number = station_report(21.5);
    station_log("the unit is %s", unit);
    return number;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "unit",
    .setup = setup,
    .measure = measure,
};
