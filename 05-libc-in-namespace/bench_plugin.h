// bench_plugin.h - the agreement between bench.c and bench_plugin.so.

#ifndef BENCH_PLUGIN_H
#define BENCH_PLUGIN_H

// A table of the host's functions.
struct bench_host {
    const char *(*unit)(void);  // station_get_unit()
};

struct bench_plugin {
    void (*start)(const struct bench_host *table);
    void (*by_name)(long times);   // calls station_get_unit() times times
    void (*by_table)(long times);  // the same, through the table
    void (*process)(void);         // does nothing
};

#endif
