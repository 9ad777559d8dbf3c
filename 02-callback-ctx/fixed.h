// fixed.h - an agreement without a context, which we cannot change.
//
// Many real libraries look like this. There are instances, but the callback
// gets a value and nothing else. The ways out (with_pool.c, with_thunk.c,
// with_tls.c) all take plugins with this table.

#ifndef FIXED_H
#define FIXED_H

#define FIXED_SYMBOL "fixed"
#define FIXED_ABI 1

#define FIXED_EXPORT __attribute__((visibility("default")))

typedef void fixed_report(double value);

struct instance;

struct fixed {
    int abi;  // FIXED_ABI
    const char *name;

    // Returns a new instance for the hardware's channel, or NULL if there is
    // no such channel or no memory. The instance keeps report.
    struct instance *(*create)(int channel, fixed_report *report);

    // Takes one measurement. The agreement does not say when the plugin calls
    // report(), nor from which thread: there the plugins differ.
    void (*measure)(struct instance *instance);

    // The host calls this now and then. It reports what is still pending.
    void (*idle)(void);

    void (*destroy)(struct instance *instance);
};

#endif
