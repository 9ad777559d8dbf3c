// blame.h - by which way did the callback reach us?

#ifndef BLAME_H
#define BLAME_H

#include "feeder.h"

enum way {
    WAY_UNKNOWN,  // an address in no file
    WAY_CALL,     // called by code of the plugin itself
    WAY_JUMP,     // a jump at the end of measure(): who called measure() seems
                  // to be the caller
    WAY_EACH,     // called by the host's each(), to which the plugin gave it
    WAY_LIBRARY,  // called by code of another file: libc, or a library of the
                  // plugin's
};

struct finding {
    double reading;
    enum way way;
    char file[64];  // in which the caller lies, without folders: of a longer
                    // name 63 bytes, and a 0
};

// Lets the plugin measure once, and puts what it reported into findings, at
// most max of them, in order. Returns how many reports there were.
int blame_measure(const struct feeder *feeder, struct finding findings[],
                  int max);

#endif
