// dev.h - the agreement between the host and its drivers.
//
// A driver XXX is a module that exports a table named XXXdevtab, as in the
// manual page's example. It imports the host's one function, report(), by name.

#ifndef DEV_H
#define DEV_H

struct dev {
    char *name;  // the driver's; the host names each instance

    // Chooses the hardware's channel (0 is the first). Returns 0, or -1 if
    // there is no such channel.
    int (*attach)(int channel);

    // Takes one measurement and reports it before it returns. It must not end
    // in the call of report(): the compiler may make that a jump, which hides
    // the caller (see host/drivers/tail.c).
    void (*read)(void);

    // Changes a setting. Returns 0, or -1 if it does not understand text.
    int (*write)(char *text);
};

// The host's function, which drivers call. It gets a value and nothing else:
// the host itself has to find out who calls.
void report(double value);

#endif
