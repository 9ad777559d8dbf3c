// dev.h - the agreement between the host and its drivers.
//
// A driver XXX is a module that exports a table named XXXdevtab, as in the
// manual page's example. It imports what it needs of the host by name; there is
// one such function, report().

#ifndef DEV_H
#define DEV_H

struct dev {
    char *name;  // the driver's; an instance has a name of the host's

    // Chooses the hardware's channel (0 is the first). Returns 0, or -1 if
    // there is no such channel.
    int (*attach)(int channel);

    // Takes one measurement and reports it before it returns. The call of
    // report() must not be the last thing that it does: that may be compiled
    // as a jump, which hides who called (see host/drivers/tail.c).
    void (*read)(void);

    // Changes a setting. Returns 0, or -1 if text is not understood.
    int (*write)(char *text);
};

// The host's function, which drivers call. It is told a value and nothing
// else: who calls is the host's business to find out.
void report(double value);

#endif
