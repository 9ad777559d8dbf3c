// probe.h - what isolates.c asks of probe.so: where it has what.

#ifndef PROBE_H
#define PROBE_H

struct probe {
    const void *(*code)(void);      // where the plugin's code is
    const void *(*variable)(void);  // where one of its variables is
    const void *(*libc)(void);      // where the libc is that it calls

    // The address of what has this name, as far as the plugin can see.
    const void *(*look_for)(const char *name);
};

#endif
