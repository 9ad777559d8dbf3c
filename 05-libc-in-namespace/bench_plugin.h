// bench_plugin.h - what bench.c asks of bench_plugin.so.

#ifndef BENCH_PLUGIN_H
#define BENCH_PLUGIN_H

// A table of the host's functions.
struct bench_host {
    const char *(*unit)(void);  // station_get_unit()
};

struct bench_plugin {
    void (*start)(const struct bench_host *table);
    void (*by_name)(long times);   // calls station_get_unit() so often
    void (*by_table)(long times);  // the same, from the table
    void (*process)(void);         // does nothing
};

#endif
