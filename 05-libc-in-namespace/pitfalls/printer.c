// printer.c - a sensor that does not report, but prints by itself.

#include <stdio.h>

#include "sensor.h"

static int setup(int channel)
{
    (void)channel;  // all channels are alike
    return 0;
}

static int measure(void)
{
    printf("printer: %.1f %s\n", 21.5, "degrees");
    return 0;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "printer",
    .setup = setup,
    .measure = measure,
};
