// guest.h - what compare.c has the guest do: for each row of its table, the
// guest's half of an experiment whose other half is the host's.

#ifndef GUEST_H
#define GUEST_H

#include <stddef.h>
#include <stdio.h>

#define GUEST_SYMBOL "guest"
#define GUEST_TEXT "written in the guest"

struct guest {
    // What belongs to a libc.
    void *(*allocate)(size_t size);  // its malloc()
    void (*release)(void *memory);   // its free()
    FILE *(*out)(void);              // its stdout
    const char *(*environment)(const char *name);
    void (*fail)(int reason);       // sets its errno
    const char *(*locale)(void);    // the name of its LC_CTYPE
    void (*leave)(int status);      // its exit()
    void (*seed)(unsigned number);  // its srand()
    int (*random)(void);            // its rand()

    // What belongs to the process.
    int (*open_null)(void);          // returns a descriptor, or -1
    int (*go_to)(const char *path);  // its chdir()
    int (*handle)(int signal);       // counts that signal from now on
    int (*handled)(void);            // how often it came
    void *(*map)(size_t size);       // a new mapping that holds GUEST_TEXT
    int (*thread_start)(void);       // returns the thread's id, or -1
    void (*thread_end)(void);
};

#endif
