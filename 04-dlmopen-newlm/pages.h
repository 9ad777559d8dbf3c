// pages.h - is a page of memory the file's own, or a copy?

#ifndef PAGES_H
#define PAGES_H

#include <stdint.h>

enum page_kind {
    PAGE_UNKNOWN,  // the kernel does not say
    PAGE_OF_FILE,  // in memory once, however often the file is mapped
    PAGE_OWN,      // somebody wrote to it: a copy, which only one mapping has
};

// Returns what the page at address, which can be read, is. It is brought into
// memory if it is not there.
enum page_kind page_kind(uintptr_t address);

#endif
