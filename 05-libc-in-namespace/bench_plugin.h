// bench_plugin.h - what bench.c asks of bench_plugin.so.

#ifndef BENCH_PLUGIN_H
#define BENCH_PLUGIN_H

typedef const char *unit_fn(void);

struct bench_plugin {
    void (*by_name)(long times);                  // station_get_unit()
    void (*by_table)(unit_fn *unit, long times);  // what it was handed
    void (*process)(void);                        // does nothing
};

#endif
