// feed.h - three ways to hand a module's bytes to the loader.

#ifndef FEED_H
#define FEED_H

#include "dynld.h"

// Loads the module in the file path. from is the way: "file" (dynloadfd()),
// "memory" (the whole file is read first) or "pipe" (another process writes it;
// nothing can be read twice). Returns the module, the caller's to free with
// dynobjfree(); or NULL with the reason, without the path, in why (ERRMAX
// bytes).
Dynobj *feed(const char *path, const char *from, Dynsym *exports, int nexport,
             ulong maxsize, char *why);

#endif
