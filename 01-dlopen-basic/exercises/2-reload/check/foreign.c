// foreign.c - a version that was built for another tally.h.

#define NAME "foreign"
#define FACTOR 1
#define PADDING 0
#define ABI (TALLY_ABI + 1)
#include "version.h"
