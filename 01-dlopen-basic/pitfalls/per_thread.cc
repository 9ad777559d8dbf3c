// per_thread.cc - a sensor in C++ with an object for each thread.
//
// Its destructor has to run when the thread ends. Until then the code must
// stay, so glibc does not unload the file.

extern "C" {
#include "sensor.h"
}

struct buffer {
    double last = 0;
    ~buffer()
    {
        last = -1;
    }
};
static thread_local buffer mine;

static void measure(report_fn *report)
{
    mine.last = 21.5;  // the first use in a thread registers the destructor
    report(mine.last);
}

extern "C" SENSOR_EXPORT const struct sensor sensor = {SENSOR_ABI, "per_thread",
                                                       measure};
