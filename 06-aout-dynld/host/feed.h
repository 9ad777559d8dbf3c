// feed.h - three ways to pass a module's bytes to the loader.

#ifndef FEED_H
#define FEED_H

#include "dynld.h"

// Loads the module in the file path. from is the way: "file" (dynloadfd()),
// "memory" (read the whole file first) or "pipe" (another process writes it;
// nothing can be read twice). The other arguments are those of dynloadfd().
// Returns the module, which the caller frees with dynobjfree(). On failure
// returns NULL with the reason, without the path, in why (ERRMAX bytes). Any
// thread may call this.
Dynobj *feed(const char *path, const char *from, Dynsym *exports, int nexport,
             ulong maxsize, char *why);

#endif
