// parts.h - what the parts of the bench share.

#ifndef BENCH_PARTS_H
#define BENCH_PARTS_H

#include <stdbool.h>

#include "dynld.h"

// One driver in three forms, from one source: driver.c.
#define MODULE "build/bench_driver.mod"
#define OBJECT "./build/bench_driver.so"
#define BARE "./build/bench_bare.so"
#define LIST "build/bench_driver.list"
#define TABLE "bench_driverdevtab"

// What modules may import: more than 100,000 symbols, which exports.S
// defines. aoutld -x made the table.
extern Dynsym _exporttab[];

// How many there are. bench.c counts them once.
extern int nexport;

// load.c: one load of a small driver. As the other parts, it prints
// its tables, and what became of its targets.
void bench_loads(void);

// The system calls without which such a load cannot be. text counts from the
// header on.
void least(const char *path, size_t text, size_t data);

// large.c: how a load depends on how large text is.
void bench_large(void);

// words.c: what a relocation adds to that, and what an import does.
void bench_words(void);

// instances.c: many instances at once.
void bench_instances(void);

// shared.c: an unchanged shared object, in five ways.
void bench_shared(void);

// link.c: what a link costs, next to ld.
void bench_links(void);

// debug.c: many modules that are made known to a debugger.
void bench_debug(void);

// memory.c

// The process's private memory, in units of 1024 bytes; 0 if the kernel does
// not say.
double private_kilobytes(void);

// The same of the mappings alone that hold modules of the host's devices.
double modules_kilobytes(void);

// How many mappings the process has. One system call makes or ends one; no
// process may have more than /proc/sys/vm/max_map_count.
double mappings(void);

// bench.c

// Prints "bench: object: reason" and exits: there is nothing to be measured.
void die(const char *object, const char *reason) __attribute__((noreturn));

// Does dlclose() unload? Not with musl: there the second dlopen() of a file
// finds what the first one loaded, and nothing is to be compared with that.
bool dlclose_unloads(void);

// Prints n values, with a name and a bar each.
void plot(const char *title, const char *const *names, const double *values,
          int n);

// Prints whether the target is met: is, in that unit, at most limit. It is
// told, and not tested: what a machine does today is no property of the code.
// What is a difference of two times may be 0 or less on a busy machine: then
// nothing was measured, and that is what is printed.
void target(const char *what, double is, const char *unit, double limit);

#endif
