// sensor.h - the agreement with sensors that call the host by name.
//
// It has no callback. A sensor calls station_report() and the other functions
// in station.h, as any program calls a library. Many plugins of many old
// programs look like this.

#ifndef SENSOR_H
#define SENSOR_H

#include "station.h"

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 5

#define SENSOR_EXPORT __attribute__((visibility("default")))

struct sensor {
    int abi;  // SENSOR_ABI; stays first in every version
    const char *name;

    // NULL in a sensor that calls the host by name. In any other sensor, the
    // host calls this first and passes its functions; the table lives until
    // exit.
    void (*start)(const struct station_table *host);

    // Chooses the hardware's channel (0 is the first). Returns 0, or -1 if
    // there is no such channel.
    int (*setup)(int channel);

    // Takes one measurement and reports it before it returns. Returns the
    // number of the report.
    int (*measure)(void);
};

#endif
