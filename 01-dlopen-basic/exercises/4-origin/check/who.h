// who.h - a function that returns where it is, and one that calls it by name.

#ifndef WHO_H
#define WHO_H

#define SHOWN __attribute__((visibility("default")))

// HAS(NAME, FILE): this file has NAME().
#define HAS(name, file)                                                        \
    SHOWN const char *name(void);                                              \
    const char *name(void)                                                     \
    {                                                                          \
        return file;                                                           \
    }

// CALLS(NAME): call_NAME() calls NAME(), whosever that is.
#define CALLS(name)                                                            \
    SHOWN const char *name(void);                                              \
    SHOWN const char *call_##name(void);                                       \
    const char *call_##name(void)                                              \
    {                                                                          \
        return name();                                                         \
    }

#endif
