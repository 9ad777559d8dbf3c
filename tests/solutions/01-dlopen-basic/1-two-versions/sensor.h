// sensor.h - what host and sensors agree on: version 2.
//
// A sensor of version 1 has all that is here but unit. It is read through the
// same struct: so no member may ever move, and a new one comes last.

#ifndef SENSOR_H
#define SENSOR_H

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 2     // of a sensor that is built with this file
#define SENSOR_OLDEST 1  // that a host still takes

// Undoes -fvisibility=hidden for the name that follows it.
#define SENSOR_EXPORT __attribute__((visibility("default")))

// The way back: a function of the host, which the sensor calls.
typedef void report_fn(double value);

struct sensor {
    int abi;           // SENSOR_ABI; stays first in every version
    const char *name;  // what it is; lives as long as the plugin is loaded

    // Takes one measurement and calls report() once before it returns.
    void (*measure)(report_fn *report);

    // Since version 2: what it measures in, never NULL. In a table of version
    // 1 this is not there, so ask abi before you look.
    const char *unit;
};

#endif
