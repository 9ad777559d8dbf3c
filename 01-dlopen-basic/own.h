// own.h - find a name in a file itself, and not in the files that it needs.

#ifndef OWN_H
#define OWN_H

// Returns the address of what the file behind handle exports under name, or
// NULL if that file exports no such name.
//
// dlsym(handle, name) goes on to the file's dependencies: it would hand out the
// table of a library that a plugin needs as the plugin's own. The address is
// the file's, and dead after dlclose(). Any thread may call this; it takes the
// loader's lock, as dlsym() does.
void *own_symbol(void *handle, const char *name);

#endif
