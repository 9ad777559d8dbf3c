// origin.h - in which file does a plugin find a name?

#ifndef ORIGIN_H
#define ORIGIN_H

#include <stddef.h>

// Writes where the plugin behind this handle, from dlopen(), finds the name
// into text, of size bytes (not 0), which is cut if it does not fit:
//
//     PATH           of the file, as dladdr() has it
//     the program    which exports the name
//     nowhere        nobody has it whom the plugin would ask
//
// and behind it ", not its own" if the plugin itself has that name, too.
// For any thread, as long as the handle is open.
void origin_find(void *handle, const char *name, char *text, size_t size);

#endif
