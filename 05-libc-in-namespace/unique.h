// unique.h - symbols that are one for all files of a namespace.
//
// gcc gives the static variables of C++ templates and inline functions the
// binding STB_GNU_UNIQUE: the first file that has such a name is taken by all
// that come later, also by a copy of the same file. And glibc never unloads the
// file that it has taken.

#ifndef UNIQUE_H
#define UNIQUE_H

// Returns how many unique symbols the ELF file fd defines; 0 if it is no ELF
// file of this machine's size. Any thread may call these.
int unique_count(int fd);

// Makes them weak ones, as the compiler does with -fno-gnu-unique: each file
// has its own. Returns how many there were, or -1 with errno if it cannot
// write.
int unique_clear(int fd);

#endif
