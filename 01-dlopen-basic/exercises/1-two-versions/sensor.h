// sensor.h - what host and sensors agree on: version 1.
//
// TODO: version 2. A sensor of version 2 says what it measures in:
//       const char *unit, such as "hPa", which is never NULL.
//       Sensors of version 1 are out there as files and stay as they are.

#ifndef SENSOR_H
#define SENSOR_H

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 1  // of a sensor that is built with this file

// Undoes -fvisibility=hidden for the name that follows it.
#define SENSOR_EXPORT __attribute__((visibility("default")))

// The way back: a function of the host, which the sensor calls.
typedef void report_fn(double value);

struct sensor {
    int abi;           // SENSOR_ABI; stays first in every version
    const char *name;  // what it is; lives as long as the plugin is loaded

    // Takes one measurement and calls report() once before it returns.
    void (*measure)(report_fn *report);
};

#endif
