// bound.cc - a sensor in C++ that exports functions which libstdc++ has, too.
//
// The names of the C++ library are exported even with -fvisibility=hidden, so
// the loader binds libstdc++.so's own calls to the std::string that it finds
// here. libstdc++.so is never unloaded, so neither is this file. (Here the
// source asks for all of std::string. With -O0 a few functions come along
// unasked.) The Makefile builds bound_only.so from this source, too, which
// exports only its table.

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
