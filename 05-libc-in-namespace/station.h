// station.h - the core of the host: the functions that plugins call by name.
//
// The host is linked with build/station.so. One process may contain that file
// more than once: each copy has its own count, and prints through the libc of
// its own namespace. They have no lock: only one thread at a time may call a
// copy's functions.

#ifndef STATION_H
#define STATION_H

#define STATION_API __attribute__((visibility("default")))

struct station_range {  // small: returned in registers
    double low, high;
};

struct station_summary {  // large: the caller says where to put it
    int reports;
    double low, high, sum, last;
};

// Prints and counts one value. Returns the count, with this value.
STATION_API int station_report(double value);

// Prints one line in printf()'s format, after the caller's name. Returns the
// length of the line.
STATION_API int station_log(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// Returns the sum of eight values, each multiplied by its weight. It takes more
// arguments than there are registers (on x86-64; others have just enough).
STATION_API double station_mix(int a, int b, int c, int d, int e, int f, int g,
                               int h, double v, double w, double x, double y,
                               double z, double p, double q, double r);

// Returns the lowest and the highest value so far, both 0 before the first.
STATION_API struct station_range station_range(void);

// Returns all that the station knows of the values so far.
STATION_API struct station_summary station_summary(void);

// The unit of all values. This is data, and not a function.
STATION_API extern char station_unit[8];

// Returns the unit, for plugins that cannot use data by name. The station owns
// it.
STATION_API const char *station_get_unit(void);

// The same functions for plugins that cannot call by name, and the data by its
// address.
struct station_table {
    int (*report)(double value);
    int (*log)(const char *format, ...);
    struct station_summary (*summary)(void);
    char *unit;
};

// Returns the table. It lives as long as the station.
STATION_API const struct station_table *station_table(void);

// For the host alone: from now on the station calls who for the name of each
// caller, with an address in the caller's code. Without this call each caller
// is "somebody".
STATION_API void station_ask_who(const char *(*who)(const void *address));

#endif
