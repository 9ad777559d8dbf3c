// keeper.c - a version that stays loaded: it is linked with -z nodelete.

#define NAME "keeper"
#define FACTOR 1
#define PADDING 0
#include "version.h"
