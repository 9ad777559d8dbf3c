// probe.h - the agreement between isolates.c and probe.so.

#ifndef PROBE_H
#define PROBE_H

struct probe {
    const void *(*code)(void);      // where the plugin's code is
    const void *(*variable)(void);  // where one of its variables is
    const void *(*libc)(void);      // where the libc that it calls is

    // The address of the symbol with this name, or NULL if the plugin cannot
    // see one.
    const void *(*look_for)(const char *name);
};

#endif
