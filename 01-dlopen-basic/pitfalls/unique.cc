// unique.cc - a sensor in C++ that uses std::make_shared().
//
// With it comes a static variable from a header of the C++ library, of which
// the whole process shall have one. gcc marks that as unique (STB_GNU_UNIQUE),
// and glibc never unloads the file in which it has found it. Hiding names does
// not help, as the header shows it. The Makefile builds unique_off.so from this
// source, too, with -fno-gnu-unique.

#include <memory>

extern "C" {
#include "sensor.h"
}

static void measure(report_fn *report)
{
    auto value = std::make_shared<double>(21.5);
    report(*value);
}

extern "C" SENSOR_EXPORT const struct sensor sensor = {SENSOR_ABI, "unique",
                                                       measure};
