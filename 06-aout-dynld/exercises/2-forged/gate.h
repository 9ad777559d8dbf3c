// gate.h - let a driver in, if its signatures and its table are in order.

#ifndef GATE_H
#define GATE_H

#include "dynld.h"

// What a module exports as "driver".
struct driver {
    char *name;
    int (*start)(int channel);  // returns the channel
    int (*measure)(void);
};

#define GATE_SYMBOL "driver"
#define GATE_LIMIT (1024 * 1024)  // bytes of file, and of the image

// Loads the driver that fd has from where it is to its end; it may be a pipe.
// exports is what the driver may import: all nexport signatures are known, none
// is 0. signature is that of struct driver, not 0 either. Returns the module
// and puts its table into *driver; or nil with nothing left of it, and why, of
// ERRMAX bytes, says why.
Dynobj *gate(int fd, Dynsym *exports, int nexport, ulong signature,
             struct driver **driver, char *why);

#endif
