// lib9.h - the few names of Plan 9's C that dynld.h uses.
//
// The types have C's own widths, which are the machine's: ulong is 4 bytes on
// 386 and 8 on 64-bit machines, and so it always holds an address.

#ifndef LIB9_H
#define LIB9_H

#include <sys/types.h>  // some systems have ushort, uint and ulong here

typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef long long vlong;
typedef unsigned long long uvlong;

#define nil ((void *)0)

// The size of the error string, its terminating zero included.
#define ERRMAX 128

// Sets the calling thread's error string, as printf() would print it. A longer
// text is cut.
void werrstr(char *format, ...) __attribute__((format(printf, 1, 2)));

// Copies the calling thread's error string to buf, which has room for size
// bytes, and cuts it if necessary. The string is empty in a thread in which
// nothing has failed.
void rerrstr(char *buf, uint size);

#endif
