// door.c - a plugin that tells what it does from four places.

#include "note.h"

#define SHOWN __attribute__((visibility("default")))

SHOWN void lock(note_fn note, stop_fn stop);
SHOWN void jam(note_fn note, stop_fn stop);

static int told;

// Static: nobody outside knows its name.
__attribute__((noinline)) static void bolt(note_fn note)
{
    note("the bolt moves");
    told++;  // after the call: so it is a call, and not a jump
}

void lock(note_fn note, stop_fn stop)
{
    (void)stop;
    note("locking");
    bolt(note);
    note("locked");
    told++;
}

void jam(note_fn note, stop_fn stop)
{
    (void)note;
    stop("the door is jammed");
}
