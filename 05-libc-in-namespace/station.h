// station.h - the core of the host: what it offers to its plugins, by name.
//
// build/station.so, which the host is linked with. One process may hold it
// more than once: each copy has its own count, and prints through the libc of
// its own namespace.

#ifndef STATION_H
#define STATION_H

#define STATION_API __attribute__((visibility("default")))

struct station_range {  // small: returned in registers
    double low, high;
};

struct station_summary {  // large: the caller says where it is to be put
    int reports;
    double low, high, sum, last;
};

// Prints and counts one value. Returns how many there have been with it.
STATION_API int station_report(double value);

// Prints one line, of printf()'s format, with the caller's name in front.
// Returns its length.
STATION_API int station_log(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// The sum of eight values, each multiplied by its weight: more arguments than
// there are registers for (on x86-64; arm64 has just enough).
STATION_API double station_mix(int a, int b, int c, int d, int e, int f, int g,
                               int h, double v, double w, double x, double y,
                               double z, double p, double q, double r);

// The lowest and the highest value so far; both 0 before the first.
STATION_API struct station_range station_range(void);

// All that is known of the values so far.
STATION_API struct station_summary station_summary(void);

// The unit of all values: data, and not a function.
STATION_API extern char station_unit[8];

// The same for plugins that cannot have data by name. It is the station's own.
STATION_API const char *station_get_unit(void);

// The same functions, for plugins that cannot call by name; and data, by its
// address.
struct station_table {
    int (*report)(double value);
    int (*log)(const char *format, ...);
    struct station_summary (*summary)(void);
    char *unit;
};

// Returns the table. It lives as long as the station.
STATION_API const struct station_table *station_table(void);

// For the host alone: from now on the function who is asked for the name of
// each caller; address is one in the caller's code. Without it a caller's name
// is "somebody".
STATION_API void station_ask_who(const char *(*who)(const void *address));

#endif
