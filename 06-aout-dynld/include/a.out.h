// a.out.h - the header of an executable or module file of Plan 9.
//
// Inferno's linkers write the same numbers. Every number of the header is
// big-endian in the file, whatever the machine.

#ifndef A_OUT_H
#define A_OUT_H

#include "lib9.h"

typedef struct {
    uint magic;  // which machine, and whether a module: see below
    uint text;   // bytes of text, its padding included
    uint data;   // bytes of data
    uint bss;    // bytes of zeroed memory, which are not in the file
    uint syms;   // bytes of symbol table
    uint entry;  // in a module: where in the image its export table begins
    uint spsz;   // bytes of a table that no linker writes any more
    uint pcsz;   // bytes of program counter and line numbers
} Exec;

// Behind an LP64 module's header, entry follows once more, in 8 bytes. The
// header counts as the beginning of the first page of text, and text ends where
// a page ends. So the loader can map these pages of the file.
#define EXEC_SIZE 32
#define EXEC_SIZE_LP64 40

// One number for each machine, 0x8000 in it if addresses have 64 bits.
#define _MAGIC(f, b) ((f) | ((4 * (b)) * (b) + 7))
#define HDR_MAGIC 0x8000
#define I_MAGIC _MAGIC(0, 11)          // 386: 0x01eb
#define S_MAGIC _MAGIC(HDR_MAGIC, 26)  // amd64: 0x8a97
#define R_MAGIC _MAGIC(HDR_MAGIC, 28)  // arm64: 0x8c47
#define Y_MAGIC _MAGIC(HDR_MAGIC, 30)  // riscv64: 0x8e17

// One of these marks a module. Inferno's linker for amd64 writes DYN_MAGIC,
// too, but with addresses of 4 bytes, which no 64-bit program can use; the
// second bit tells our files from those. Without the third bit it is the
// earlier form of an LP64 module, whose text could only be copied: link it
// again.
#define DYN_MAGIC 0x80000000u
#define DYN_MAGIC_LP64 0xe0000000u
#define DYN_MAGIC_EARLIER 0xc0000000u

#endif
