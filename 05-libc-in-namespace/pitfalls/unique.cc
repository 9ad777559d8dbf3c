// unique.cc - a voice in C++ that counts in a template's variable. gcc makes
// that a unique symbol, which all files of a namespace share.

#include <cstdio>

extern "C" {
#include "sensor.h"
#include "studio.h"
}

template <class T> struct counter {
    static T sounds;
};
template <class T> T counter<T>::sounds = 0;

static int setup(int)
{
    return 0;
}

static int measure()
{
    char text[32];
    long number = ++counter<long>::sounds;
    snprintf(text, sizeof text, "%.2f DB", (double)number / 4);
    studio_play(number, text);
    return 0;
}

extern "C" SENSOR_EXPORT const struct sensor sensor = {
    SENSOR_ABI, "unique", nullptr, setup, measure,
};
