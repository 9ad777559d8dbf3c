// meter.h - what a plugin of this exercise exports.

#ifndef METER_H
#define METER_H

#define METER_SYMBOL "meter"
#define METER_ABI 4

struct meter {
    int abi;  // METER_ABI

    // Begins to count at seed. Returns 0, or -1 if seed is negative.
    int (*start)(int seed);

    // Returns seed + 1, then seed + 2, and so on, since it was loaded.
    int (*measure)(void);
};

#endif
