// enter.h - prepare a thread for a libc that did not start it.
//
// Before 2.42 (or an update of 2.41), glibc fills in its character tables for
// the thread that loads it, and for threads that it starts itself. In any other
// thread they are null: a plugin in a namespace of its own crashes in isalpha()
// or printf("%g") if one of the host's threads calls it. So does the host, if a
// thread that the plugin started calls back.
//
// The rule: call enter_find() once for each instance, after loading it, and in
// each thread call enter() before a call into the instance. The first enter()
// of a thread calls that libc's uselocale() twice, all later ones compare a
// number.
//
//     struct entrance door = enter_find(handle);
//     ...
//     enter(&door);
//     plugin->process(...);
//
// A callback that an instance's own thread may call does the reverse: it calls
// enter(&home), where home is enter_find(NULL), the caller's own libc.
//
// This cannot cure one thing: only one libc learns of a thread's end, and of
// fork(). See TWICE.md. Where that matters, let the instance start the thread
// itself, or give it a process.

#ifndef ENTER_H
#define ENTER_H

#include <locale.h>

struct entrance {
    locale_t (*its_uselocale)(locale_t);  // NULL: nothing to do
    unsigned long number;  // unique to this entrance, never reused; or 0
};

// Finds the libc of the namespace that the object of handle is in, or the
// caller's own libc for NULL. If there is none, enter() will do nothing. The
// caller may copy the result, and must not use it after the instance is
// unloaded. Any thread may call this; it takes the loader's lock.
struct entrance enter_find(void *handle);

// For enter(): the work of a thread's first enter().
void enter_first(const struct entrance *door);

// For enter(): the numbers of what this thread has entered. The place of a
// number is its remainder. If two numbers compete for one place, each evicts
// the other and enters again, which costs time and does no harm. Place 0
// belongs to number 0 alone.
#define ENTER_KNOWN 64
extern _Thread_local unsigned long enter_known[ENTER_KNOWN];

// Prepares the calling thread for that libc. Any thread may call this, even
// while others do, but a signal handler must not. It is in the header to be
// inlined, because it should cost next to nothing.
static inline void enter(const struct entrance *door)
{
    // A number and not an address: the next instance often gets the address of
    // the last one, and its libc has prepared no thread yet.
    if (enter_known[door->number % ENTER_KNOWN] != door->number)
        enter_first(door);
}

#endif
