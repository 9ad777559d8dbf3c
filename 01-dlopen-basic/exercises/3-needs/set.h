// set.h - start parts in the order of their needs, and stop them in reverse.

#ifndef SET_H
#define SET_H

#include <stddef.h>

#define SET_MAX 32    // parts; more files are never given
#define NEEDS_MAX 16  // needs of one part; none has more

struct set;

// Called with a complaint: one line, without a newline at its end.
typedef void complain_fn(const char *text);

// Loads the count files at paths and starts all parts that can be started.
// Calls complain() for what is wrong. When it returns, the parts that were
// started are loaded, and no others. Returns NULL, and nothing is loaded, only
// if there is no memory. The caller ends the set with set_stop().
struct set *set_start(char *const paths[], size_t count, complain_fn *complain);

// Stops all parts of the set that were started, in the reverse of the order in
// which they were, and unloads them.
void set_stop(struct set *set);

#endif
