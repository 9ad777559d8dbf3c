// plain.c - the reader's host, built with -O0: it reads what is written there.
//
// With -O2 a compiler may leave out what is read and not used. The next one
// does not.

#include "host.c"
