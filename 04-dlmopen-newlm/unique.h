// unique.h - symbols that all files of a namespace share.
//
// gcc gives the static variables of C++ templates and inline functions the
// binding STB_GNU_UNIQUE: all later files with such a name use the symbol of
// the first file that has it, even if they are copies of that file. And glibc
// never unloads that first file.

#ifndef UNIQUE_H
#define UNIQUE_H

// Returns how many unique symbols the ELF file fd defines, or 0 if it is no ELF
// file of this machine's word size. Any thread may call this.
int unique_count(int fd);

// Makes these symbols weak, as the compiler does with -fno-gnu-unique, so that
// each file has its own. Returns how many there were, or -1 with errno set if
// it cannot write. Any thread may call this.
int unique_clear(int fd);

#endif
