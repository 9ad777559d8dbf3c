// meter.h - what host and plugin have agreed on.
//
// A meter keeps a state for each thread that calls it. If it had the host's
// libc, it would have a key with a destructor for that. In a namespace of its
// own it would not hear of the end of a thread, so the host tells it.

#ifndef METER_H
#define METER_H

#include <locale.h>
#include <stdbool.h>

enum event {
    METER_START,
    METER_ATTACH,
    METER_MEASURE,
    METER_DETACH,
    METER_STOP
};

// What a meter tells the host of where it is.
struct visit {
    enum event event;
    long instance;  // the host sets it in METER_START
    bool wrong;     // with the state of another thread, or one that is detached
    locale_t (*its_uselocale)(locale_t);  // the meter's libc has this one
};

struct station {
    // Each meter calls this in each of its functions, and when it is unloaded.
    // It may take long. Returns 0; or -1: then this function fails.
    int (*here)(struct visit *visit);
};

struct sample {
    long number;    // what is asked for
    long value;     // the answer
    long instance;  // who has answered
    long nth;       // how often this state has been asked
};

struct meter {
    // Called once, by the thread that has loaded the meter, before all others.
    // Returns NULL; or why it does not work: a text in the meter's memory.
    const char *(*start)(const struct station *station);

    // A state for the calling thread; NULL: there is none to be had. Any number
    // of threads may call this, and all below, at the same time.
    void *(*attach)(void);

    // Called with the state of the calling thread. Returns NULL, and *sample is
    // filled in; or why not: a text in this state, until it is used again.
    const char *(*measure)(void *state, struct sample *sample);

    // Gives a state back. Any thread may do that, once, when nobody uses it.
    void (*detach)(void *state);
};

#define METER_SYMBOL "meter"

#endif
