// forgot.c - a plugin that needs libc, and does not say so.
//
// The same source as needs_libc.c, linked with -nostdlib and without -z defs:
// there is no DT_NEEDED in it. dlopen() does not mind, because the host has
// libc. In a new namespace nobody has.

#include "contents/needs_libc.c"
