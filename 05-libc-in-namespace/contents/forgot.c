// forgot.c - a plugin that needs libc, but does not name it.
//
// The source of needs_libc.c, linked with -nostdlib and without -z defs, so the
// file has no DT_NEEDED entry. dlopen() still works, because the host has libc.
// In a new namespace there is none.

#include "contents/needs_libc.c"
