// bound.cc - a sensor in C++ that shows a function which libstdc++ has, too.
//
// The names of the C++ library are shown even with -fvisibility=hidden, so the
// loader binds libstdc++.so's own calls to the std::string that it finds here.
// libstdc++.so is never unloaded, so this file is not. (Here all of std::string
// is asked for. With -O0 a few functions come along unasked.) The Makefile
// builds bound_only.so from this source, too, which shows its table alone.

#include <string>

extern "C" {
#include "sensor.h"
}

template class std::basic_string<char>;

static void measure(report_fn *report)
{
    report(21.5);
}

extern "C" SENSOR_EXPORT const struct sensor sensor = {SENSOR_ABI, "bound",
                                                       measure};
