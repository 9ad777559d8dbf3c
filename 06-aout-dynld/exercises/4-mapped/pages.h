// pages.h - the system's memory as image.c sees it, and what it has asked for.

#ifndef PAGES_H
#define PAGES_H

#include <stdbool.h>
#include <stddef.h>

// What the system is like from now on.
struct pages {
    size_t times;  // how many times as large its pages are as they are here
    bool noexec;   // no page of a file is to be executed
    int fails;     // the number of a call that fails, from 1 on; 0: none
    bool stays;    // and all calls behind it
};

// Begins anew: no call was made, and nothing is mapped.
void pages_begin(const struct pages *system);

// How many calls of mmap() and mprotect() there were.
int pages_calls(void);

// Was memory asked for that may be written and executed at once?
bool pages_both(void);

// Is anything still mapped of what mmap() has given?
bool pages_left(void);

#endif
