// template.cc - a sensor in C++ that counts in a template's static variable.
//
// Many files of one program may contain such a variable, but it has to be one.
// gcc ensures that at run time, too, with a unique symbol. (The Makefile builds
// this again with -fno-gnu-unique: template_cured.so.)

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
