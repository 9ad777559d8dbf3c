// unique.cc - a sensor in C++ that uses std::make_shared().
//
// It brings in a static variable from a header of the C++ library, and the
// whole process must have only one. gcc marks that variable as unique
// (STB_GNU_UNIQUE), and glibc never unloads the file in which it has found it.
// Hiding names does not help, because the header makes this name visible. The
// Makefile builds unique_off.so from this source, too, with -fno-gnu-unique.

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
