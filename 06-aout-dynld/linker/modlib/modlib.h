// modlib.h - what all files here share.
//
// These functions are for modules whose host does not offer them. Compilers
// make up calls of some of them: a struct that is copied is a memcpy(), a loop
// that counts characters a strlen(). Each is a file of its own, so that a
// module takes what it needs from build/libmod.a. Hidden, because they are the
// module's own, and nothing that it exports.

#ifndef MODLIB_H
#define MODLIB_H

#include <stddef.h>

#pragma GCC visibility push(hidden)

// Copies n bytes; the two do not overlap. Returns to. (All of these are as in
// C's <string.h>, and stpcpy() as in POSIX.)
void *memcpy(void *restrict to, const void *restrict from, size_t n);

// The same where they may overlap.
void *memmove(void *to, const void *from, size_t n);

// Makes n bytes be c. Returns to.
void *memset(void *to, int c, size_t n);

// Less than, equal to, or greater than 0, as a is to b.
int memcmp(const void *a, const void *b, size_t n);

// 0 if they are equal, another number if they are not (not in C's <string.h>).
int bcmp(const void *a, const void *b, size_t n);

// The first of n bytes that is c, or NULL.
void *memchr(const void *in, int c, size_t n);

// How many characters there are before the zero.
size_t strlen(const char *s);

// As memcmp(), for strings.
int strcmp(const char *a, const char *b);

// The first character that is c, or NULL. The zero at the end is one.
char *strchr(const char *s, int c);

// Copies a string. Returns to.
char *strcpy(char *restrict to, const char *restrict from);

// The same. Returns where the zero is.
char *stpcpy(char *restrict to, const char *restrict from);

#pragma GCC visibility pop

// In a loop: without it the compiler may see what the loop does, and make it a
// call of the very function in which it stands.
#define NO_CALL __asm__ volatile("")

#endif
