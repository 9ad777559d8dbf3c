// template.cc - a sensor in C++ that counts in a static variable of a template.
//
// Such a variable may be in many files that are linked together, and has to be
// one. gcc makes that so at run time, too, with a unique symbol. (Built twice:
// template_cured.so with -fno-gnu-unique.)

#include "sensor.h"

template <class T> struct counter {
    static T next()
    {
        static T measured;
        return ++measured;
    }
};

static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    report(counter<int>::next());
    reports++;
}

extern "C" SENSOR_EXPORT const struct sensor sensor;
const struct sensor sensor = {SENSOR_ABI, "template", setup, measure};
