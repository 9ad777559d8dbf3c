// target.h - a fuzz target: a function that is given bytes and must survive.
//
// Each target is one file: loader.c, dumper.c, elf.c, dwarf.c, debug.c. (elf.c
// is three: for objects, for archives, for shared objects.) The function has
// the name and the arguments that libFuzzer and AFL++ want; run.c calls it
// where there is neither. It may take or refuse what it is given; what it must
// not do is crash, hang, leak, ask for more memory than the input is worth, or
// contradict itself. The sanitizers see some of that, watch.c sees some, and
// for the rest a target calls target_wrong().

#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "dynld.h"

// The target. bytes belong to the caller and are not changed. Returns 0.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

// Says what is wrong, and ends the process by abort(): every fuzzer takes that
// as a finding, and keeps the input.
void target_wrong(const char *what) __attribute__((noreturn));

// How many inputs were taken for good. A fuzzer whose inputs are all refused
// finds nothing: run.c prints it.
extern unsigned long target_accepted;

// A number that depends on the input alone: for what a target does in one way
// or the other.
uint32_t target_hash(const uint8_t *bytes, size_t size);

// Where a target prints to: it goes nowhere, but has to be printable.
FILE *target_sink(void);

// How many bytes have been printed there.
extern size_t target_printed;

// The names that modules may import, sorted, and how many there are. Nothing is
// ever called.
extern Dynsym target_table[];
extern const int target_nsym;

#endif
