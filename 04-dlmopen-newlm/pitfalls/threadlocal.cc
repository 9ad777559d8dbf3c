// threadlocal.cc - a sensor in C++ with a thread_local object that has a
// destructor.
//
// Each thread that has measured calls the destructor when it ends. Until then
// the code has to be there, so the file stays.

#include <cstdlib>

#include "sensor.h"

static int measured;
static volatile unsigned long reports;

struct buffer {
    void *bytes = std::malloc(100);
    ~buffer()
    {
        std::free(bytes);
    }
};

static thread_local buffer mine;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void measure(report_fn *report)
{
    if (mine.bytes != nullptr)
        report(++measured);
    reports++;
}

extern "C" SENSOR_EXPORT const struct sensor sensor;
const struct sensor sensor = {SENSOR_ABI, "threadlocal", setup, measure};
