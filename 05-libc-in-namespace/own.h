// own.h - look a name up in one file, and not in its dependencies.

#ifndef OWN_H
#define OWN_H

// Returns the address of what the file behind handle exports under name, or
// NULL if that file exports no such name.
//
// dlsym(handle, name) goes on to the file's dependencies: it would return the
// table of a library as if it were the table of the plugin that needs it. The
// address lies in the file, and is invalid after dlclose(). Any thread may call
// this; it takes the loader's lock, as dlsym() does.
void *own_symbol(void *handle, const char *name);

#endif
