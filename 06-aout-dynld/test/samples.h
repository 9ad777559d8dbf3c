// samples.h - a module for each machine, known to the last byte.

#ifndef TEST_SAMPLES_H
#define TEST_SAMPLES_H

#include <stddef.h>

struct sample {
    const char *name;  // ends in the machine
    const unsigned char *bytes;
    size_t size;
};

// The last one has no name.
extern const struct sample samples[];

// The sample of that name, which there is.
const struct sample *sample_named(const char *name);

#endif
