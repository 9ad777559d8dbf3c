// watch.h - what the check sees of shared.c: where each thread is, in which
// meter, and whether it should be there. It can also make threads stop there.

#ifndef WATCH_H
#define WATCH_H

#include <stdatomic.h>

#include "meter.h"

// Counts what the meters report, and does with a thread what is set below.
extern const struct station watch;

#define NOWHERE (-1)

// For the calling thread, when it gets to this event the next time:
extern _Thread_local int watch_hold;  // it stops there
extern _Thread_local int watch_fail;  // that function fails

// In its next METER_MEASURE the calling thread calls this, or NULL.
typedef void watch_action(void);
extern _Thread_local watch_action *watch_act;

// Is there no memory for what the calling thread asks for?
extern _Thread_local bool watch_no_memory;

// Waits until so many threads have stopped.
void watch_held(int threads);

// Lets all that have stopped go on.
void watch_go(void);

// From here on the program has 8 seconds to get to the next such line; without
// it, it prints "in vain: what" and ends. NULL: no limit.
void watch_waits(const char *what);

// How often each event was reported, and what was wrong.
extern atomic_long watch_events[METER_STOP + 1];
extern atomic_long watch_wrong;  // a call with a state not for this thread
extern atomic_long watch_twice;  // a state that was detached before
extern atomic_long watch_not_entered;  // by a thread unknown to that libc
extern atomic_long watch_blocks;       // that the host has not freed

#endif
