// voice.c - a plugin that knows nothing of other instances, of namespaces or of
// threads. It has a variable, uses its libc, and calls the host by name.

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sensor.h"
#include "studio.h"

static long sounds;

static int setup(int channel)
{
    (void)channel;  // any number will do
    return 0;
}

static int measure(void)
{
    char text[32], *loud = malloc(sizeof text);
    if (loud == NULL)
        return -1;
    sounds++;
    memset(text, 0, sizeof text);
    snprintf(text, sizeof text, "%.2f db", (double)sounds / 4);
    for (size_t i = 0; i < sizeof text; i++)
        loud[i] = (char)toupper((unsigned char)text[i]);
    studio_play(sounds, loud);
    free(loud);
    return 0;
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "voice",
    .setup = setup,
    .measure = measure,
};
