// table.c - a thermometer that gets the host's functions in a table.
//
// It needs no name from the host, so it works in any namespace. But it had to
// be written for that.

#include <stddef.h>

#include "sensor.h"

static const struct station_table *host;
static const double hardware[] = {21.5, 12.0};
static int chosen;

static void start(const struct station_table *table)
{
    host = table;
}

static int setup(int channel)
{
    int channels = sizeof hardware / sizeof hardware[0];
    if (channel < 0 || channel >= channels)
        return -1;
    chosen = channel;
    return 0;
}

static int measure(void)
{
    int number = host->report(hardware[chosen]);
    host->log("the unit is %s", host->unit);  // data, by its address
    return number;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "table",
    .start = start,
    .setup = setup,
    .measure = measure,
};
