// sensor.h - the whole agreement between the host and its sensors.
//
// A sensor is a shared object that exports exactly one name, "sensor": a
// constant table of the type below. With one name to find, there is one thing
// to check.

#ifndef SENSOR_H
#define SENSOR_H

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 1  // raise it with every change to struct sensor

// Undoes -fvisibility=hidden for the name that follows it.
#define SENSOR_EXPORT __attribute__((visibility("default")))

// The way back: a function of the host, which the sensor calls.
typedef void report_fn(double value);

struct sensor {
    int abi;           // SENSOR_ABI; stays first in every version
    const char *name;  // valid as long as the plugin is loaded

    // Takes one measurement and calls report() with each value before it
    // returns. The sensor does not keep report.
    void (*measure)(report_fn *report);
};

#endif
