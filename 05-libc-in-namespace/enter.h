// enter.h - make a thread known to a libc that did not start it.
//
// Before 2.41, glibc fills its tables of characters in for the thread that
// loads it, and for threads that it starts itself. In any other thread they
// are null: a plugin in a namespace of its own, called from a thread of the
// host's, crashes in isalpha() or printf("%g"). So does the host, if a thread
// that the plugin started calls back.
//
// The rule: enter_find() once for each instance, after it is loaded; and in
// each thread enter() before a call into it. The first enter() of a thread
// calls two functions of that libc, all others compare a number.
//
//     struct entrance door = enter_find(handle);
//     ...
//     enter(&door);
//     plugin->process(...);
//
// In a callback that an instance's own thread may make, the other way round:
// enter(&home), where home is enter_find(NULL), the caller's own libc.
//
// What this cannot cure is that a thread's end, and fork(), are known to one
// libc alone: see TWICE.md. Then let the instance start the thread itself, or
// give it a process.

#ifndef ENTER_H
#define ENTER_H

#include <locale.h>

struct entrance {
    locale_t (*its_uselocale)(locale_t);  // NULL: there is nothing to do
    unsigned long number;  // this entrance's own, never given out again; or 0
};

// Finds the libc of the namespace in which the object with this handle is, or
// the caller's own libc for NULL. Where there is none, enter() will do nothing.
// What is returned may be copied, and is dead once the instance is unloaded.
// Any thread may call this; it takes the loader's lock.
struct entrance enter_find(void *handle);

// For enter(): the work of the first time.
void enter_first(const struct entrance *door);

// For enter(): what this thread has entered. A number has the place of its
// remainder; if two of them want one place, the second enters again each time,
// which costs time and does no harm. 0 is at home in place 0, alone there.
#define ENTER_KNOWN 64
extern _Thread_local unsigned long enter_known[ENTER_KNOWN];

// Makes the calling thread known to that libc. Any thread may call this, also
// while others do, but not a signal handler. It stands in the header to be
// inlined: the whole point is that it costs next to nothing.
static inline void enter(const struct entrance *door)
{
    // A number and not an address: the next instance often gets the address
    // of the last one, and its libc knows no thread yet.
    if (enter_known[door->number % ENTER_KNOWN] != door->number)
        enter_first(door);
}

#endif
