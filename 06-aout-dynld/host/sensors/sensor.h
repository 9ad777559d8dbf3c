// sensor.h - an agreement that we cannot change: no context, one state.
//
// The plugin keeps its settings in its globals, and calls back with a value
// and nothing else. Many plugins of many old programs look like this.

#ifndef SENSOR_H
#define SENSOR_H

#define SENSOR_SYMBOL "sensor"
#define SENSOR_ABI 3

#define SENSOR_EXPORT __attribute__((visibility("default")))

typedef void report_fn(double value);

struct sensor {
    int abi;  // SENSOR_ABI; stays first in every version
    const char *name;

    // Chooses the hardware's channel (0 is the first). Returns 0, or -1 if
    // there is no such channel.
    int (*setup)(int channel);

    // Takes one measurement and reports it before it returns.
    void (*measure)(report_fn *report);
};

#endif
