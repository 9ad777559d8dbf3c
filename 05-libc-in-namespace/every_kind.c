// every_kind.c - a sensor that calls the host in every way that C knows.
//
// It passes many arguments, and a variable number of them, and gets a struct in
// registers and a struct in memory. So any code between these calls and the
// host's functions has to leave all registers and the whole stack as they are.

#include "sensor.h"

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static int measure(void)
{
    int number = station_report(-3.5);

    // 1*0.5 + 2*1.5 + 3*2.5 + ... + 8*7.5
    double sum = station_mix(1, 2, 3, 4, 5, 6, 7, 8, 0.5, 1.5, 2.5, 3.5, 4.5,
                             5.5, 6.5, 7.5);
    station_log("8 integers and 8 doubles: %.1f", sum);

    int length = station_log("variadic: %d %s %.1f %d %.2f %c %ld %.1f %d %d",
                             1, "two", 3.0, 4, 5.0, '6', 7L, 8.0, 9, 10);
    station_log("it returned %d", length);

    struct station_range range = station_range();
    station_log("small struct: %.1f to %.1f", range.low, range.high);

    struct station_summary all = station_summary();
    station_log("large struct: %d reports, %.1f to %.1f, sum %.1f, last %.1f",
                all.reports, all.low, all.high, all.sum, all.last);
    station_log("data, through a function: %s", station_get_unit());
    return number;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "every_kind",
    .setup = setup,
    .measure = measure,
};
